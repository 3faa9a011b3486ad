"""What is to be written and how: the `txt` of a draft under plain names. Not for drawing it (prepare.py).

The words come from anybody. They are cleaned once, here: at most LONGEST characters, no control characters, no private
or broken ones, not more marks on a letter than any language uses. Marks that say where text runs to the left are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from vivant.errors import UsageError

LONGEST = 2000
"""Characters of one text."""
DIRECTION_MARKS = "\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
_KEPT_FORMATS = DIRECTION_MARKS + "\u200b\u2060"
_MOST_MARKS = 4
"""Marks upon one letter: Vietnamese has two, pointed Hebrew and Tibetan up to four."""
_MOST_LINE_ENDS = 24

Colour: TypeAlias = tuple[int, int, int, int]
"""Red, green, blue and alpha, 0 .. 255, sRGB."""
Align: TypeAlias = Literal["", "left", "center", "right"]
NAMED_COLOURS = {
    "white": "#ffffff", "black": "#000000", "red": "#e5383b", "green": "#2a9d55", "blue": "#2563eb",
    "yellow": "#ffd60a", "gold": "#e0b64f", "orange": "#f58220", "pink": "#f28ab2", "purple": "#7b4bb7",
    "grey": "#808080", "gray": "#808080", "cream": "#f6efdf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and how they are to look; every empty value is chosen to suit the picture.

    content   the words; line ends are kept
    font      "sans", "serif", "mono", "hand", "display", or the name of a family
    size_h    size of the letters as a fraction of the frame's height, 0 .. 1; shrunk where the words would not fit
    weight    100 .. 900; 400 regular, 700 bold
    colour    of the letters; None: white, or nearly black on a bright picture
    plate, stroke, shadow    colour of what stands behind the letters, None: only where it is needed to read them;
              alpha 0: never
    stroke_em width of the outline, fractions of the letter size
    align     "left", "center", "right", or "" to follow the place
    place     name of a place ("bottom-center", "lower-third", ...) or (x, y) of the middle, fractions of the frame;
              "": where the picture is emptiest
    enter, leave   names of animations; "none" or "" for none
    ms        length of each of them in milliseconds; 0: their own
    easing    how they run (moves/easing.py)
    lines     at most so many lines, as long as the letters stay legible
    """

    content: str
    font: str = "sans"
    size_h: float = 0.06
    weight: int = 400
    italic: bool = False
    colour: Colour | None = None
    plate: Colour | None = None
    stroke: Colour | None = None
    stroke_em: float = 0.05
    shadow: Colour | None = None
    align: Align = ""
    place: str | tuple[float, float] = ""
    enter: str = ""
    leave: str = ""
    ms: int = 0
    easing: str = "out_cubic"
    lines: int = 4

    @classmethod
    def from_draft(cls, txt: Mapping[str, Any]) -> Text:
        """The text of a draft's segment: c, f, sz, w, it, col, bg, st, sh, al, pos or x and y, in, out, ms, e, lines.

        A colour is "#rgb", "#rrggbb", "#rrggbbaa" or a plain name; `st` may also be a width, `sh` and `bg` true or
        false, and each of them {"c": colour, "w": width}. Raises UsageError for a value that nobody can read.
        """
        stroke, width = _stroke(txt.get("st"))
        return cls(
            clean(str(txt.get("c", ""))),
            str(txt.get("f") or "sans"),
            _number(txt, "sz", 0.06, 0.0, 1.0),
            round(_number(txt, "w", 400, 1, 1000)),
            bool(txt.get("it", False)),
            colour_of(txt.get("col"), "col"),
            _ground(txt.get("bg"), "bg", (0, 0, 0, 160)),
            stroke,
            width,
            _ground(txt.get("sh"), "sh", (0, 0, 0, 190)),
            _align(txt.get("al")),
            _place(txt),
            str(txt.get("in") or ""),
            str(txt.get("out") or ""),
            round(_number(txt, "ms", 0, 0, 60_000)),
            str(txt.get("e") or "out_cubic"),
            round(_number(txt, "lines", 4, 1, 40)),
        )


def clean(words: str) -> str:
    """The words without what cannot be shown. Raises UsageError for more than LONGEST characters."""
    if len(words) > LONGEST:
        raise UsageError(
            f"A text may have {LONGEST} characters and this one has {len(words)}: shorten it, or make several.",
            code="too_long", place="txt.c", value=len(words), limit=LONGEST,
        )  # fmt: skip
    plain = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", words).replace("\t", " ")
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", "".join(c for c in plain if _shown(c))):
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", "".join(kept))).strip()
    return text if text.count("\n") < _MOST_LINE_ENDS else text.replace("\n", " ")


def _shown(letter: str) -> bool:
    kind = unicodedata.category(letter)
    if kind == "Cf":  # soft hyphens and byte order marks go, marks of direction and the tags of flags stay
        return letter in _KEPT_FORMATS or 0xE0020 <= ord(letter) <= 0xE007F
    return letter == "\n" or kind not in ("Cc", "Cs", "Co", "Cn")


def colour_of(value: object, place: str) -> Colour | None:
    """A colour from what a draft says; None for nothing. Raises UsageError."""
    if value is None or value == "":
        return None
    said = str(value).strip().lower()
    if said in ("none", "transparent"):
        return (0, 0, 0, 0)
    digits = NAMED_COLOURS.get(said, said).removeprefix("#")
    if re.fullmatch("[0-9a-f]{3,4}", digits):
        digits = "".join(2 * d for d in digits)
    if not re.fullmatch("[0-9a-f]{6}|[0-9a-f]{8}", digits):
        raise UsageError(
            f'"{said[:40]}" is not a colour: write it as "#rrggbb" or "#rrggbbaa", or as one of '
            f"{', '.join(NAMED_COLOURS)}.",
            code="colour", place=f"txt.{place}", value=said[:40],
        )  # fmt: skip
    red, green, blue, alpha = bytes.fromhex(digits.ljust(8, "f"))
    return red, green, blue, alpha


def _ground(value: object, place: str, usual: Colour) -> Colour | None:
    if value is True:
        return usual
    if value is False:
        return (0, 0, 0, 0)
    if isinstance(value, Mapping):
        value = value.get("c", value.get("col")) or "#" + bytes(usual).hex()
    return colour_of(value, place)


def _stroke(value: object) -> tuple[Colour | None, float]:
    """Colour and width of an outline; a bare number is a width, a fraction of the letter size."""
    if isinstance(value, Mapping):
        width = _number(value, "w", 0.05, 0.0, 0.2)
        return colour_of(value.get("c", value.get("col")) or "#000000", "st"), width
    if isinstance(value, int | float) and not isinstance(value, bool):
        width = _number({"st": value}, "st", 0.05, 0.0, 0.2)
        return ((0, 0, 0, 255) if width else (0, 0, 0, 0)), width
    return _ground(value, "st", (0, 0, 0, 255)), 0.05


def _align(value: object) -> Align:
    said = str(value or "").lower().replace("centre", "center").replace("middle", "center")
    if said in ("", "left", "center", "right"):
        return said  # type: ignore[return-value]
    raise UsageError(f'"{said[:40]}" is no alignment: say left, center or right.', code="choice", place="txt.al")


def _place(txt: Mapping[str, Any]) -> str | tuple[float, float]:
    if txt.get("pos"):
        return str(txt["pos"])
    if txt.get("x") is None and txt.get("y") is None:
        return ""
    return _number(txt, "x", 0.5, 0.0, 1.0), _number(txt, "y", 0.5, 0.0, 1.0)


def _number(txt: Mapping[str, Any], key: str, usual: float, low: float, high: float) -> float:
    value = usual if txt.get(key) is None else txt[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise UsageError(
            f"In a text, {key} is {str(value)[:40]}: it must be a number from {low:g} to {high:g}.",
            code="range", place=f"txt.{key}", value=value, limit=high,
        )  # fmt: skip
    return float(value)
