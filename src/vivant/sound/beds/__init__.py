"""Sound beds, one file each; see contract.py for what a file holds. Not for music."""
