"""The animations of words, one file each: how they come and how they go. See contract.py beside this folder."""
