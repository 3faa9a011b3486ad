"""Styles of music, one file each; see contract.py for what a file holds. Not for instruments or hands."""
