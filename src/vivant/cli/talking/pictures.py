"""Pictures in a terminal that can show them: kitty's graphics, iTerm2's inline images, sixels.

The terminal is asked what it can do; where it does not answer there is no picture. Only iTerm2 does not let itself be
asked, it names itself instead. Not for drawing pictures.

The protocols: sw.kovidgoyal.net/kitty/graphics-protocol, iterm2.com/documentation-images.html, DEC STD 070 (sixels).
"""

from __future__ import annotations

import base64
import os
import re
import select
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, TypeAlias

import numpy as np

from vivant.units import Frame

Way: TypeAlias = Literal["kitty", "iterm2", "sixel"]

_QUESTION = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c"
"""One pixel, to be loaded and not shown; then what every terminal answers: its attributes."""
_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_SIXELS = b"4"
_CHUNK = 4096
_LEVELS = 6
"""Of red, green and blue each: 216 colours, as many as terminals have at least."""
_BAND = 6


def way_to_show(environ: Mapping[str, str] = os.environ, wait_s: float = 1.0) -> Way | None:
    """How this terminal shows pictures, or None where it does not, or does not say within `wait_s`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or environ.get("TERM", "dumb") == "dumb":
        return None
    inside = any(environ.get(name) for name in ("TMUX", "STY"))
    if not inside and environ.get("TERM_PROGRAM") == "iTerm.app":
        return "iterm2"
    return understood(_asked(wait_s))


def understood(answer: bytes) -> Way | None:
    """What a terminal's answer says."""
    if b"\x1b_Gi=31;OK" in answer:
        return "kitty"
    found = _ATTRIBUTES.search(answer)
    return "sixel" if found and _SIXELS in found[1].split(b";") else None


def _asked(wait_s: float) -> bytes:
    """What the terminal answers; nothing where it cannot be asked."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return b""
    place = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(place)
    except termios.error:
        return b""
    try:
        tty.setcbreak(place, termios.TCSANOW)
        sys.stdout.write(_QUESTION)
        sys.stdout.flush()
        return _heard(place, wait_s)
    finally:
        termios.tcsetattr(place, termios.TCSANOW, before)


def _heard(place: int, wait_s: float) -> bytes:
    answer, until_s = b"", time.monotonic() + wait_s
    while not _ATTRIBUTES.search(answer) and (left_s := until_s - time.monotonic()) > 0:
        if not select.select([place], [], [], left_s)[0]:
            break
        answer += os.read(place, 1024)
    return answer


def shown(way: Way, picture: Frame, png: bytes, columns: int) -> str:
    """What to write to show a picture over so many columns, and then go on below it.

    picture  (H, W, 3) uint8 RGB, png the same as a file
    """
    writers: dict[Way, Callable[[], str]] = {
        "kitty": lambda: "".join(_kitty(png, columns)),
        "iterm2": lambda: f"\x1b]1337;File=inline=1;size={len(png)};width={columns}:{_text(png)}\x07",
        "sixel": lambda: "".join(_sixel(picture)),
    }
    return writers[way]() + "\n"


def _text(data: bytes) -> str:
    return base64.standard_b64encode(data).decode("ascii")


def _kitty(png: bytes, columns: int) -> Iterator[str]:
    text = _text(png)
    pieces = [text[n : n + _CHUNK] for n in range(0, len(text), _CHUNK)]
    for n, piece in enumerate(pieces):
        about = f"a=T,f=100,q=2,c={columns}," if n == 0 else ""
        yield f"\x1b_G{about}m={int(n < len(pieces) - 1)};{piece}\x1b\\"


def _sixel(picture: Frame) -> Iterator[str]:
    """Bands of six rows: in each, colour by colour, which of the six pixels of a column have it."""
    codes = np.rint(picture.astype(np.float32) * ((_LEVELS - 1) / 255)).astype(np.uint8)
    numbers = (codes[..., 0] * _LEVELS + codes[..., 1]) * _LEVELS + codes[..., 2]
    height, width = numbers.shape
    yield f'\x1bP0;1q"1;1;{width};{height}'
    for number in np.unique(numbers):
        red, rest = divmod(int(number), _LEVELS * _LEVELS)
        percent = [round(100 * level / (_LEVELS - 1)) for level in (red, *divmod(rest, _LEVELS))]
        yield "#{};2;{};{};{}".format(number, *percent)
    for top in range(0, height, _BAND):
        yield "$".join(_colours(numbers[top : top + _BAND])) + "-"
    yield "\x1b\\"


def _colours(band: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Iterator[str]:
    weights = (1 << np.arange(len(band), dtype=np.uint8))[:, None]
    for number in np.unique(band):
        bits = ((band == number) * weights).sum(axis=0)
        yield f"#{number}" + _packed(bytes((bits + 63).astype(np.uint8)).decode("ascii"))


def _packed(text: str) -> str:
    """Repeats of a character as a count."""
    return re.sub(r"(.)\1{3,}", lambda found: f"!{len(found[0])}{found[1]}", text)
