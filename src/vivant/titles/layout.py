"""Words become lines: broken where they may, of even length, as large as asked or as fits, aligned by what is seen.

Not for where the block stands on the frame (placing.py). Everything is in ems until the size is known, so that a
text has the same lines at every size of the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass

from vivant.titles.letters import Word, clusters, words
from vivant.titles.shaping import Line, Typesetter

_LEADING, _LEADING_TALL = 1.2, 1.36
"""From one baseline to the next, in ems: Latin, and scripts that fill more of the line."""
_CAP_EM, _DEEP_EM = 0.72, 0.22
"""Where a line of capitals begins above the baseline, and where descenders end below it."""
_LEAST_GAP_EM = 0.06
_SMALLEST_H = 0.028
"""Letters are not made smaller than this fraction of the frame's short side for the sake of few lines."""
_STEP = 0.96
_TORN, _TRIES = 0.12, 12
"""What a line's end in a bad place costs, as much as lines that are so uneven; widths that are tried."""
_HANGING = "\"'“”‘’«»‹›.,-–"


@dataclass(frozen=True, slots=True)
class Set:
    """A line of a block: its left end and its baseline in the block, ems from the block's upper left corner."""

    line: Line
    x_em: float
    y_em: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines set for one size. `width_em` and `height_em` hold all ink."""

    lines: tuple[Set, ...]
    size_px: float
    width_em: float
    height_em: float

    @property
    def width_px(self) -> float:
        return self.width_em * self.size_px

    @property
    def height_px(self) -> float:
        return self.height_em * self.size_px


def lay_out(
    setter: Typesetter, text: str, size_px: float, room: tuple[float, float], short_px: float, lines: int, align: str
) -> Block:
    """The block of a text at `size_px`, or as much smaller as it takes to fit into `room` (width, height in pixels).

    At most `lines` lines, unless the letters would become smaller than _SMALLEST_H of `short_px`.
    """
    cut = words(text)
    widths = [setter.width_em(word.text) for word in cut]
    space = setter.width_em(" ")
    while True:
        width_em, small = room[0] / size_px, size_px < _SMALLEST_H * short_px
        if max(widths) <= width_em:
            broken = _filled(cut, widths, space, width_em)
            if len(broken) <= max(lines, text.count("\n") + 1) or small:
                block = _set(setter, _balanced(cut, widths, space, width_em, len(broken)), size_px, align)
                if block.width_px <= room[0] and block.height_px <= room[1]:
                    return block
        elif small and any(len(clusters(word.text)) > 1 for word in _long(cut, widths, width_em)):
            cut = [
                part
                for word, w in zip(cut, widths, strict=True)
                for part in (_letters(word) if w > width_em else [word])
            ]
            widths = [setter.width_em(word.text) for word in cut]
            continue
        size_px *= _STEP


def _long(cut: list[Word], widths: list[float], width_em: float) -> list[Word]:
    return [word for word, width in zip(cut, widths, strict=True) if width > width_em]


def _letters(word: Word) -> list[Word]:
    """A word longer than a line, cut between its letters."""
    parts = clusters(word.text)
    inner = [Word(part, False, weak=True, leftward=word.leftward) for part in parts[:-1]]
    return [*inner, word._replace(text=parts[-1])]


def _filled(cut: list[Word], widths: list[float], space: float, width_em: float) -> list[list[int]]:
    """Greedy lines: the indices of the words of each."""
    lines: list[list[int]] = [[]]
    used = 0.0
    for i, word in enumerate(cut):
        gap = space if lines[-1] and cut[lines[-1][-1]].spaced else 0.0
        if lines[-1] and used + gap + widths[i] > width_em + 1e-6:
            lines.append([])
            used = gap = 0.0
        lines[-1].append(i)
        used += gap + widths[i]
        if word.ends and i < len(cut) - 1:
            lines.append([])
            used = 0.0
    return lines


def _balanced(cut: list[Word], widths: list[float], space: float, width_em: float, n_lines: int) -> list[list[Word]]:
    """The words of lines that are as even, and end in as good places, as the same number of lines allows."""
    low, high = max(widths), width_em
    for _ in range(18):
        middle = (low + high) / 2
        if len(_filled(cut, widths, space, middle)) <= n_lines:
            high = middle
        else:
            low = middle

    def cost(lines: list[list[int]]) -> float:
        lengths = [sum(widths[i] for i in line) for line in lines]
        torn = sum(cut[line[-1]].weak for line in lines[:-1])
        return 1 - sum(lengths) / len(lengths) / max(*lengths, 1e-6) + _TORN * torn / max(1, len(lines) - 1)

    wider = [high + k / _TRIES * (width_em - high) for k in range(_TRIES)]
    best = min((_filled(cut, widths, space, width) for width in wider), key=cost)
    return [[cut[i] for i in line] for line in best]


def _joined(line: list[Word]) -> str:
    return "".join(word.text + " " * word.spaced for word in line).rstrip()


def _set(setter: Typesetter, broken: list[list[Word]], size_px: float, align: str) -> Block:
    lines = [setter.line(_joined(line), line[0].leftward) for line in broken]
    edges = [_edges(line) for line in lines]
    width = max(right - left for left, right in edges)
    leading = _LEADING_TALL if setter.tall else _LEADING
    baseline, found = max(_CAP_EM, -lines[0].ink[1]), []
    for i, (line, (left, right)) in enumerate(zip(lines, edges, strict=True)):
        if i:
            clear = lines[i - 1].ink[3] - line.ink[1] + _LEAST_GAP_EM
            baseline += max(leading, clear)
        shift = {"left": 0.0, "right": width - (right - left)}.get(align, (width - (right - left)) / 2)
        found.append(Set(line, shift - left, baseline))
    first = min(0.0, *(one.x_em + one.line.ink[0] for one in found))
    last = max(width, *(one.x_em + one.line.ink[2] for one in found))
    placed = tuple(Set(one.line, one.x_em - first, one.y_em) for one in found)
    return Block(placed, size_px, last - first, baseline + max(_DEEP_EM, lines[-1].ink[3]))


def _edges(line: Line) -> tuple[float, float]:
    """The left and right edge that the eye aligns: ink, with small marks at the ends hanging out by half."""
    left, _, right, _ = line.ink
    text = line.text
    if not text or right - left < 2.0 or line.leftward:
        return left, right
    left += 0.14 * (text[0] in _HANGING)
    return left, right - 0.14 * (text[-1] in _HANGING)
