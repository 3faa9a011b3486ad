"""Instruments, made by arithmetic alone: struck, plucked, sustained, electronic, and drums. Not for what they play.

An instrument is a `Voice`: (pitch, length in seconds, velocity, chance) -> the note with its tail, (n, 2) float32. A note
of velocity 0.7 peaks near 0.3, so that a part's `gain_db` says how loud it is among the others.
"""
