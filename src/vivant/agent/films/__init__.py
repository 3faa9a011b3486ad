"""What people say about films: lengths and places, tasks, the rules that find them in a sentence, and how each is done.

A rule is a pattern and what it makes of a match; `said_*.py` hold them by subject, `do_*.py` carry the tasks out. Not
for what is said of one picture (the folder above).
"""
