"""Instruments, made by arithmetic alone: struck, plucked, sustained, electronic, and drums. Not for what they play.

An instrument is a `Voice`: (pitch, length in seconds, velocity, chance) -> the note with its tail, (n, 2). How loud a
part is among the others is set when it is performed; an instrument only keeps its notes in balance with one another.
"""
