"""Names for results that nobody named, and files told from words.

Not for checking names that people gave; what opens or writes a file does that.
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


def parted(given: list[str]) -> tuple[list[Path], str]:
    """Files, and the words that may follow them: the last of several arguments where no file has that name.

    Raises UsageError without any file; a name that looks like a file's and is none stays one, for what opens it to say.
    """
    from vivant.errors import UsageError

    last = given[-1]
    worded = not Path(last).exists() and (" " in last.strip() or not Path(last).suffix)
    files, words = (given[:-1], last) if worded else (given, "")
    if not files:
        raise UsageError("Give files first, and then in quotes what is to become of them.", place="files", value=last)
    return [Path(name) for name in files], words
