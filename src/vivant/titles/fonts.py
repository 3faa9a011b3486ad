"""The fonts of this machine: found in the usual folders, asked for by name, and one for every letter.

Nothing is downloaded and no program is asked: `fc-list` may be absent. With nothing installed there is still Aileron,
which comes inside Pillow and has the Latin letters. Not for drawing (shaping.py).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO

from PIL import ImageFont

from vivant.titles.letters import EAST_ASIAN
from vivant.titles.sfnt import Coverage, Label, coverage, labels

BUILT_IN = "Aileron"
_STRIKES = (109, 136, 160, 128, 96, 72, 64, 48, 40, 32, 20)
"""Sizes that fonts of bitmap emoji have; they have no others."""

GENERIC: dict[str, tuple[str, ...]] = {
    "sans": (
        "Inter", "Source Sans 3", "Source Sans Pro", "Noto Sans", "Open Sans", "Lato", "Helvetica Neue", "Segoe UI",
        "Roboto", "Liberation Sans", "Arial", BUILT_IN, "DejaVu Sans",
    ),
    "serif": (
        "Source Serif 4", "Source Serif Pro", "Noto Serif", "EB Garamond", "Georgia", "Libertinus Serif",
        "Liberation Serif", "Times New Roman", "DejaVu Serif",
    ),
    "mono": (
        "JetBrains Mono", "Source Code Pro", "Fira Code", "Noto Sans Mono", "Menlo", "SF Mono", "Cascadia Mono",
        "Liberation Mono", "DejaVu Sans Mono", "Courier New",
    ),
    "hand": (
        "Caveat", "Patrick Hand", "Kalam", "Bradley Hand", "Segoe Print", "Comic Neue", "Noteworthy", "Ink Free",
    ),
    "display": (
        "Playfair Display", "Bebas Neue", "Oswald", "Montserrat", "Didot", "Futura", "Avenir Next Condensed",
        "Bahnschrift", "Impact", "Liberation Sans Narrow", "DejaVu Sans Condensed",
    ),
}  # fmt: skip
"""Which families stand for a generic name, the best first."""

_SANS_FIRST = {
    "Han": (
        "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
        "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
    ),
    "Kana": (
        "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "IPAexGothic", "WenQuanYi Micro Hei",
        "Droid Sans Fallback",
    ),
    "Hangul": (
        "Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic",
        "WenQuanYi Micro Hei", "Droid Sans Fallback",
    ),
    "Arabic": ("Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Amiri", "DejaVu Sans"),
    "Hebrew": ("Noto Sans Hebrew", "Arial Hebrew", "Segoe UI", "Liberation Sans", "DejaVu Sans"),
    "Thai": ("Noto Sans Thai", "Noto Sans Thai Looped", "Thonburi", "Leelawadee UI", "Loma", "Garuda"),
    "Devanagari": ("Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Lohit Devanagari"),
    "Emoji": ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji"),
}  # fmt: skip
_SERIF_FIRST = {
    "Han": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "Kana": ("Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho"),
    "Hangul": ("Noto Serif CJK KR", "AppleMyungjo", "Batang"),
    "Arabic": ("Noto Naskh Arabic", "Amiri"),
    "Hebrew": ("Noto Serif Hebrew", "Liberation Serif", "DejaVu Serif"),
    "Thai": ("Noto Serif Thai", "Norasi"),
    "Devanagari": ("Noto Serif Devanagari",),
}


@dataclass(frozen=True, slots=True)
class Face:
    """One font: its file ("" is the one inside Pillow), its place in a collection, and what it says of itself."""

    path: str
    index: int
    label: Label

    @property
    def name(self) -> str:
        return self.label.families[0]


class Fonts:
    """The fonts of some folders, and the one inside Pillow."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.faces: tuple[Face, ...] = (*_scanned(folders), _built_in())
        self._families: dict[str, list[Face]] = {}
        for face in self.faces:
            for family in face.label.families:
                self._families.setdefault(family.casefold(), []).append(face)

    def family(self, name: str) -> list[Face]:
        """The faces of a family, or of the first family that is here of a generic name; none where it is not here."""
        names = GENERIC.get(name.casefold(), (name,))
        return next((found for one in names if (found := self._families.get(one.casefold()))), [])

    def choice(self, name: str, weight: int, italic: bool) -> Face | None:
        """The face of a family that comes nearest to a weight and slope."""
        faces = self.family(name)
        return min(faces, key=lambda face: _distance(face, weight, italic)) if faces else None

    def having(self, cluster: str, script: str, generic: str, weight: int, italic: bool) -> Face | None:
        """A face that has all letters of a cluster: of the script's usual families, or whichever has them."""
        usual = (*(_SERIF_FIRST.get(script, ()) if generic == "serif" else ()), *_SANS_FIRST.get(script, ()))
        for name in (*usual, *GENERIC.get(generic, ()), *GENERIC["sans"], "DejaVu Sans"):
            face = self.choice(name, weight, italic)
            if face and has(face, cluster):
                return face
        able = [face for face in self.faces if has(face, cluster) and face.label.in_colour == (script == "Emoji")]
        able = able or [face for face in self.faces if has(face, cluster)]
        return min(able, key=lambda face: _distance(face, weight, italic), default=None)


def _distance(face: Face, weight: int, italic: bool) -> tuple[int, int, int]:
    low, high = face.label.weights
    off = max(low - weight, 0, weight - high)
    return int(face.label.condensed) + 2 * (face.label.italic != italic), off, face.index


@cache
def installed() -> Fonts:
    """The fonts of this machine, looked for once."""
    return Fonts(folders())


def folders() -> list[Path]:
    """Where fonts lie on Linux, macOS and Windows."""
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"), Path("/opt/local/share")]
    if sys.platform == "win32":
        local, windows = os.environ.get("LOCALAPPDATA", ""), os.environ.get("WINDIR", "C:/Windows")
        return [Path(local) / "Microsoft/Windows/Fonts", Path(windows) / "Fonts"]
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "fonts"
    data = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    shared = [Path(one) / "fonts" for one in data.split(":") if one]
    return [own, home / ".fonts", *shared, Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def _scanned(places: Iterable[Path]) -> list[Face]:
    """Every font below some folders, in the order of folders and names; a file that is no font is passed over."""
    found: list[Face] = []
    for folder in dict.fromkeys(places):
        for path in sorted(_files(folder)):
            try:
                with path.open("rb") as file:
                    found += [Face(str(path), i, label) for i, label in enumerate(labels(file))]
            except (OSError, ValueError):
                continue
    return found


def _files(folder: Path) -> Iterable[Path]:
    for place, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith((".ttf", ".otf", ".ttc", ".otc")):
                yield Path(place) / name


@cache
def _built_in_bytes() -> bytes:
    font = ImageFont.load_default(16)
    return font.font_bytes if isinstance(font, ImageFont.FreeTypeFont) else b""


def _built_in() -> Face:
    return Face("", 0, labels(io.BytesIO(_built_in_bytes()))[0])


def _opened(face: Face) -> BinaryIO:
    return open(face.path, "rb") if face.path else io.BytesIO(_built_in_bytes())


@lru_cache(maxsize=512)
def covers(face: Face) -> Coverage:
    """The characters that a face has; none where its file is damaged."""
    try:
        with _opened(face) as file:
            return coverage(file, face.index)
    except (OSError, ValueError):
        return Coverage((), ())


def has(face: Face, cluster: str) -> bool:
    """Whether a face has every letter of a cluster; joiners and marks of direction need none."""
    letters = [c for c in cluster if c not in _NEEDS_NONE and not 0xE0020 <= ord(c) <= 0xE007F]
    known = covers(face)
    return all(c in known for c in letters)


_NEEDS_NONE = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f"
)


@lru_cache(maxsize=64)
def opened(face: Face, size_px: float, weight: int) -> ImageFont.FreeTypeFont:
    """A face at a size; one of bitmaps at the size it has (`font.size` says which)."""
    file = face.path or io.BytesIO(_built_in_bytes())
    sizes: Sequence[float] = (size_px, *_STRIKES) if face.label.in_colour else (size_px,)
    for size in sizes:
        try:
            font = ImageFont.truetype(file, size, face.index)
        except OSError:
            if size == sizes[-1]:
                raise
            continue
        break
    low, high = face.label.weights
    if low < high:
        _set_weight(font, min(max(weight, low), high))
    return font


def _set_weight(font: ImageFont.FreeTypeFont, weight: int) -> None:
    axes = font.get_variation_axes()
    names = [str(axis.get("name", b"")).lower() for axis in axes]
    font.set_variation_by_axes([
        weight if "weight" in name else float(axis["default"] or 0) for axis, name in zip(axes, names, strict=True)
    ])  # fmt: skip


_PACKAGES = {
    **dict.fromkeys(EAST_ASIAN, ("fonts-noto-cjk", "font-noto-sans-cjk")),
    **dict.fromkeys(("Latin", "Greek", "Cyrillic", ""), ("fonts-dejavu-core", "font-dejavu")),
    "Emoji": ("fonts-noto-color-emoji", "font-noto-color-emoji"),
}


def advice(script: str) -> str:
    """What to install so that the letters of a script can be written."""
    debian, mac = _PACKAGES.get(script, ("fonts-noto-core", f"font-noto-sans-{script.lower() or 'symbols'}"))
    return f'"sudo apt install {debian}" (Debian, Ubuntu) or "brew install --cask {mac}" (macOS)'
