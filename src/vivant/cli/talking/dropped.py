"""Files in a line: dropped by a terminal in any of the ways they write paths, or typed among words.

Terminals write a dropped file as `/a/my\\ photo.jpg`, as `'/a/my photo.jpg'` or as `file:///a/my%20photo.jpg`, several
with spaces between; people type `photo.jpg, slow dolly in` or, in Chinese, no space at all. Not for opening files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

PICTURES = (
    "jpg", "jpeg", "jfif", "png", "webp", "gif", "tif", "tiff", "heic", "heif", "avif", "bmp", "jp2", "ppm", "ico",
)  # fmt: skip
FILMS = ("mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "mts", "m2ts", "3gp", "wmv", "flv")
SOUNDS = ("mp3", "wav", "m4a", "aac", "flac", "ogg", "opus")
_END = re.compile(rf"\.(?:{'|'.join((*PICTURES, *FILMS, *SOUNDS))})(?![A-Za-z0-9_])", re.IGNORECASE)
_BOUND = re.compile(r"[\s()<>,;:]|[^\x00-\x7f]")
"""After such a character a name may begin; Chinese words stand right before it."""
_QUOTED = re.compile(r"\"[^\"]+\"|(?<!\w)'[^']+'(?!\w)|“[^”]+”|‘[^’]+’")
_LINK = re.compile(r"https?://[^\s，。；]+", re.IGNORECASE)
_FOLDER = re.compile(r"\"([^\"]+)\"|'([^']+)'|((?:\\.|[^\s\\\"'])+)")
_LAST_WORD = re.compile(r"(?:\\.|[^\s\\\"'“‘（(，、：])+$")
_HUSK = re.compile(
    r"(?:\b(?:add|use|take|open|load|here|is|are|this|that|these|my|the|a|and|it|them|to|too|also|please|with|photos?|"
    r"pictures?|images?|videos?|files?|clips?)\b|再|加上?|加入|添加|还有|用|打开|这是|这张|这个|照片|图片|视频|和|请|[\s,，、.。:：!])+",
    re.IGNORECASE,
)
"""Words that say no more than that here are files."""
_OBJECT = re.compile(r"(?:\b(?:make|let|have|turn|animate|give)\s*|[把让将给])[\"'“]?$", re.IGNORECASE)
"""Before such words' object a name leaves a pronoun behind."""
_APOSTROPHE = "\x01"


@dataclass(frozen=True, slots=True)
class Line:
    """What a person typed, taken apart: files that are there, links, names of files that are not, and the words."""

    files: tuple[Path, ...]
    links: tuple[str, ...]
    missing: tuple[str, ...]
    words: str


def parted(line: str) -> Line:
    """The files in a line, in order, and its words without them. A folder stands for the media in it, by name."""
    whole = line.strip()
    if _END.search(whole[-6:]) and (only := _file(whole)):
        return Line((only,), (), (), "")
    links = tuple(found.rstrip(".,;)") for found in _LINK.findall(whole))
    taken = _Taken(_LINK.sub(" ", whole).replace("'\\''", _APOSTROPHE))
    folders, rest = _folders(taken.rest)
    words = re.sub(r"\s+", " ", rest.replace(_APOSTROPHE, "'\\''")).strip().lstrip(",;:，；：、").strip()
    found = (*taken.files, *folders)
    bare = (found or links) and _HUSK.fullmatch(words)
    return Line(found, links, tuple(taken.missing), "" if bare else words)


class _Taken:
    """The names of files taken out of a text."""

    def __init__(self, text: str) -> None:
        self.files: list[Path] = []
        self.missing: list[str] = []
        self._text, self._at = text, 0
        self._words: list[str] = []
        self._quoted = [found.span() for found in _QUOTED.finditer(text)]
        for found in _END.finditer(text):
            self._name_that_ends_at(found.end())
        self.rest = "".join((*self._words, text[self._at :]))

    def _name_that_ends_at(self, end: int) -> None:
        span = next((one for one in self._quoted if one[0] < end < one[1]), None)
        if span is not None:
            self._in_quotes(span, end)
            return
        for start in range(self._at, end):
            begins = start == self._at or _BOUND.match(self._text[start - 1])
            if begins and not self._text[start].isspace() and (file := _file(self._text[start:end])):
                self._take(start, end, file)
                return
        last = _LAST_WORD.search(self._text[self._at : end])
        start = self._at + last.start() if last else self._at
        self._take(start, end, self._text[start:end])

    def _in_quotes(self, span: tuple[int, int], end: int) -> None:
        """Quotes hold a name, or else a title in which one stands."""
        inside = self._text[span[0] + 1 : span[1] - 1]
        if end != span[1] - 1:
            return
        if file := _file(inside):
            self._take(*span, file)
        elif "/" in inside:
            self._take(*span, inside)

    def _take(self, start: int, end: int, name: Path | str) -> None:
        if isinstance(name, Path):
            self.files.append(name)
        else:
            self.missing.append(str(list(_readings(name))[-1]))
        before = self._text[self._at : start]
        meant = _OBJECT.search(before)
        stead = ("it " if before.isascii() else "它") if meant else " " if before.isascii() else ""
        self._words.append(before + stead)
        self._at = end


def _file(text: str) -> Path | None:
    return next((path for path in _readings(text) if _is(path, folder=False)), None)


def _readings(text: str) -> Iterator[Path]:
    """The paths that a piece of text may mean: as it stands, with what a shell would take off, as an address."""
    text = text.replace(_APOSTROPHE, "'")
    if text.lower().startswith("file:"):
        text = unquote(re.sub(r"^file:(?://[^/]*)?", "", text, flags=re.IGNORECASE))
    for path in dict.fromkeys((text, re.sub(r"\\(.)", r"\1", text))):
        try:
            yield Path(path).expanduser()
        except RuntimeError:  # `~somebody` whom nobody knows
            yield Path(path)


def _is(path: Path, *, folder: bool) -> bool:
    try:
        return path.is_dir() if folder else path.is_file()
    except (OSError, ValueError):  # too long, or with a zero in it
        return False


def _folders(text: str) -> tuple[tuple[Path, ...], str]:
    """The media in folders that are named with a slash."""
    files: list[Path] = []

    def taken(found: re.Match[str]) -> str:
        name = next(group for group in found.groups() if group)
        place = next((p for p in _readings(name) if p.name and _is(p, folder=True)), None) if "/" in name else None
        if place is None:
            return found[0]
        files.extend(sorted(p for p in place.iterdir() if _END.search(p.name) and p.name[0] != "." and p.is_file()))
        return " "

    rest = _FOLDER.sub(taken, text)
    return tuple(files), rest
