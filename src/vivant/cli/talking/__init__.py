"""What `vivant chat` is made of: lines in, files told from words, wishes to the chat itself, pictures and words out.

Not for understanding what a film should become; here the director does that (`vivant.converse`), there a server.
"""
