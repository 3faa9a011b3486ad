"""Names for results that nobody named.

Not for checking names that people gave; what writes a file does that.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path


def unused(image: Path, ending: str) -> Path:
    """A path beside `image` that does not exist: its stem and `ending` (such as "-vivant.mp4"), numbered from 2 on.

    A name that was chosen for people must never replace a file of theirs.
    """
    base, dot, suffix = ending.partition(".")
    numbers = ("" if n == 1 else f"-{n}" for n in count(1))
    return next(path for n in numbers if not (path := image.with_name(f"{image.stem}{base}{n}{dot}{suffix}")).exists())
