"""Reads `.cube` files, the tables of colours that grading programs write (Adobe Cube LUT Specification 1.0).

Takes the file's text and gives a table; not for opening files, nor for showing the table (lut.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vivant.errors import UnreadableInput, UnsupportedInput

Table = NDArray[np.float64]
LEAST, MOST, MOST_1D = 2, 129, 65536
"""Entries along a side: a table in three dimensions has LEAST .. MOST, one in one dimension LEAST .. MOST_1D."""


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """A table of colours.

    title       what the file calls itself, "" if nothing
    table       (n, n, n, 3) at [red, green, blue], or (n, 3): a curve for each channel; levels, mostly 0 .. 1
    low, high   the levels of red, green and blue that its first and last entries stand for
    """

    title: str
    table: Table
    low: tuple[float, float, float]
    high: tuple[float, float, float]

    def of(self, level: Table) -> Table:
        """Levels (..., 3) through the table; between the entries linear, outside as at its border. 0 .. 1."""
        n = len(self.table)
        at = (level - np.array(self.low)) / (np.array(self.high) - np.array(self.low)) * (n - 1)
        at = np.clip(at, 0.0, n - 1.0)
        below = np.minimum(at.astype(np.int64), n - 2)
        part = at - below
        return np.clip(self._curves(below, part) if self.table.ndim == 2 else self._mixed(below, part), 0.0, 1.0)

    def _curves(self, below: NDArray[np.int64], part: Table) -> Table:
        channel = np.arange(3)
        return self.table[below, channel] * (1.0 - part) + self.table[below + 1, channel] * part

    def _mixed(self, below: NDArray[np.int64], part: Table) -> Table:
        out = np.zeros(part.shape)
        for corner in itertools.product((0, 1), repeat=3):
            place = below + np.array(corner)
            share = np.prod(np.where(corner, part, 1.0 - part), axis=-1, keepdims=True)
            out += self.table[place[..., 0], place[..., 1], place[..., 2]] * share
        return out


def parse(text: str) -> Cube:
    """The table of a `.cube` text. Raises UnreadableInput where it is damaged, UnsupportedInput for a size that is not
    read."""
    names: dict[str, str] = {}
    rows: list[tuple[int, str]] = []
    for number, line in _lines(text):
        if line[0].isalpha():
            name, _, value = line.partition(" ")
            names[name.upper()] = value.strip()
        else:
            rows.append((number, line))
    side, flat = _side(names)
    wanted = side if flat else side**3
    if len(rows) != wanted:
        raise UnreadableInput(
            f"This .cube file has {len(rows)} rows of colours where its size asks for {wanted}.",
            place="cube", value=len(rows), limit=wanted,
        )  # fmt: skip
    table = _numbers(rows)
    low, high = _domain(names, flat)
    shaped = table if flat else table.reshape(side, side, side, 3).transpose(2, 1, 0, 3)  # red runs fastest in the file
    return Cube(names.get("TITLE", "").strip('"'), shaped, low, high)


def _numbers(rows: list[tuple[int, str]]) -> Table:
    """The rows as (n, 3) numbers. Only where they cannot be read all at once is each looked at."""
    try:
        table = np.array([line.split(" ") for _, line in rows], np.float64)
    except ValueError:
        table = np.empty((0, 0))
    if table.shape != (len(rows), 3) or not np.isfinite(table).all():
        return np.array([_three(line, f"line {number}") for number, line in rows])
    return table


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line that says something, with its number; blanks are single spaces."""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        plain = " ".join(line.partition("#")[0].split()) if not line.lstrip().startswith("TITLE") else line.strip()
        if plain:
            yield number, plain


def _side(names: dict[str, str]) -> tuple[int, bool]:
    """Entries along a side, and whether the table is one of curves."""
    found = [name for name in ("LUT_1D_SIZE", "LUT_3D_SIZE") if name in names]
    if len(found) != 1:
        what = "both a 1-D and a 3-D table" if found else "no LUT_1D_SIZE or LUT_3D_SIZE"
        raise UnreadableInput(f"This is no .cube file that can be read: it has {what}.", place="cube")
    flat = found[0] == "LUT_1D_SIZE"
    most = MOST_1D if flat else MOST
    text = names[found[0]]
    if not text.isdecimal():
        raise UnreadableInput(f"{found[0]} of this .cube file is {text!r} and not a whole number.", place="cube")
    if not LEAST <= int(text) <= most:
        raise UnsupportedInput(
            f"This .cube file is of size {text}; {LEAST} to {most} can be read.",
            place="cube", value=int(text), limit=(LEAST, most),
        )  # fmt: skip
    return int(text), flat


def _domain(names: dict[str, str], flat: bool) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """The levels of the first and the last entry; some programs write them as one pair, LUT_3D_INPUT_RANGE."""
    pair = names.get("LUT_1D_INPUT_RANGE" if flat else "LUT_3D_INPUT_RANGE")
    if pair is not None:
        first, _, last = pair.partition(" ")
        low, high = _three(" ".join([first] * 3), "its input range"), _three(" ".join([last] * 3), "its input range")
    else:
        low = _three(names.get("DOMAIN_MIN", "0 0 0"), "DOMAIN_MIN")
        high = _three(names.get("DOMAIN_MAX", "1 1 1"), "DOMAIN_MAX")
    if any(a >= b for a, b in zip(low, high, strict=True)):
        raise UnreadableInput(
            "This .cube file has a domain that ends before it begins.", place="cube", value=(low, high)
        )
    return low, high


def _three(text: str, where: str) -> tuple[float, float, float]:
    try:
        red, green, blue = (float(part) for part in text.split())
    except ValueError:
        red = green = blue = np.nan
    if not np.all(np.isfinite((red, green, blue))):
        raise UnreadableInput(f"This .cube file has {text!r} at {where} instead of three numbers.", place="cube")
    return red, green, blue
