"""How lightning strikes: when, in what pulses, and along which branching line through the sky.

Not for drawing it (lightning.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.air import grid
from vivant.effects.contract import Setting
from vivant.units import Clock, Plane

APART_S = 1.6
"""Least time between two strikes. A strike has at most three pulses, so no second has more than three flashes."""
DECAY_S = 0.11
"""How fast the light of a pulse fades: to a third in this time."""
DEPTH = 5
"""How often a line is broken in two: 32 pieces."""


@dataclass(frozen=True, slots=True, eq=False)
class Bolt:
    """A branching line in the sky.

    x         where it strikes, short sides from the centre
    segments  (n, 6) its pieces: x and y of both ends, half the thickness (all short sides), brightness; none where
              the picture shows no sky
    stroke    (1, s, s) the soft stroke each piece is drawn with
    """

    x: float
    segments: NDArray[np.float64]
    stroke: Plane


def struck(clock: Clock, rng: Generator, per_minute: float) -> list[Callable[[float], float]]:
    """The strikes of a clip: how bright each is, 0 .. about 1, at a time in seconds. In a loop they go round."""
    length = clock.duration_s
    most = max(1, int(length / APART_S))
    n = min(most, max(1, round(per_minute * length / 60)))
    slot = length / n
    room = max(0.0, slot - APART_S)
    starts = (np.arange(n) + 0.12) * slot + rng.random(n) * room * 0.8
    return [_pulses(float(start), rng, length if clock.loop else None) for start in starts]


def _pulses(start: float, rng: Generator, loop_s: float | None) -> Callable[[float], float]:
    """Two or three pulses within half a second, each fading softly."""
    n = 2 + int(rng.random() < 0.5)
    delays = start + np.cumsum(np.array([0.0, 0.13, 0.18])[:n] + 0.06 * rng.random(n))
    heights = np.array([0.75, 1.0, 0.4])[:n]

    def at(time_s: float) -> float:
        since = time_s - delays
        if loop_s is not None:
            since = np.mod(since, loop_s)
        rise = np.clip(since / 0.03, 0, 1)
        return float((heights * rise * np.exp(-np.maximum(since, 0) / DECAY_S) * (since >= 0)).max())

    return at


def bolt(setting: Setting, rng: Generator) -> Bolt:
    """A bolt from above the frame to the lower edge of the sky, where the picture shows the most of it."""
    half_x, half_y = setting.half
    chance, dice = rng.random(2), rng.standard_normal((64, 2**DEPTH))
    sky = cv2.GaussianBlur(cv2.resize(setting.sky, grid(setting.size, 48), interpolation=cv2.INTER_AREA), (0, 0), 1.5)
    columns = sky.mean(axis=0)
    place = int(np.searchsorted(np.cumsum(columns), (0.15 + 0.7 * chance[0]) * columns.sum()))
    at = min(place, len(columns) - 1)
    x = float((at + 0.5) / len(columns) * 2 - 1) * half_x
    if sky.mean() < 0.04:
        return Bolt(float((2 * chance[0] - 1) * half_x), np.zeros((0, 6)), _stroke())
    rows = np.flatnonzero(sky[:, at] > 0.5)
    low = float((rows[-1] + 1) / len(sky) * 2 - 1) * half_y if rows.size else 0.0
    lean = 0.22 * (chance[1] - 0.5)
    top, foot = np.array((x + lean, -half_y - 0.05)), np.array((x, low + 0.02))
    segments = _branches(_broken(top, foot, dice[0]), dice, 0.0022, 3.0)
    return Bolt(x, np.array(segments), _stroke())


def _broken(start: NDArray[np.float64], end: NDArray[np.float64], dice: NDArray[np.float64]) -> NDArray[np.float64]:
    """A jagged line from start to end: every piece is broken in the middle and the break moved aside."""
    line, used = np.array([start, end]), 0
    for level in range(DEPTH):
        middle = (line[:-1] + line[1:]) / 2
        along = line[1:] - line[:-1]
        aside = np.stack([-along[:, 1], along[:, 0]], axis=1)
        moved = middle + aside * (0.15 + 0.02 * level) * dice[used : used + len(middle), None].clip(-2, 2)
        used += len(middle)
        line = np.insert(line, range(1, len(line)), moved, axis=0)
    return line


def _branches(line: NDArray[np.float64], dice: NDArray[np.float64], thick: float, bright: float) -> list[list[float]]:
    """The pieces of a main line and of its side branches, which go on down and away and are thinner and fainter."""
    pieces = _pieces(line, thick, bright)
    length = float(np.hypot(*(line[-1] - line[0])))
    for k in range(6):
        fork = line[int((0.12 + 0.13 * k) * (len(line) - 1))]
        turn = np.sign(dice[1, k]) * (0.5 + 0.2 * abs(dice[2, k]))
        reach = length * (0.14 + 0.1 * abs(dice[3, k])) * (1 - 0.09 * k)
        end = fork + reach * np.array((np.sin(turn), np.cos(turn)))
        branch = _broken(fork, end, dice[4 + k])
        pieces += _pieces(branch, 0.6 * thick, 0.3 * bright)
        twig = branch[len(branch) // 2]
        tip = twig + 0.5 * reach * np.array((np.sin(turn * 1.8), np.cos(turn * 1.8)))
        pieces += _pieces(_broken(twig, tip, dice[20 + k])[::2], 0.5 * thick, 0.15 * bright)
    return pieces


def _pieces(line: NDArray[np.float64], thick: float, bright: float) -> list[list[float]]:
    """Pieces of a line that grow thinner and fainter to its end."""
    left = np.linspace(1, 0.45, len(line) - 1)
    return [
        [*start, *end, thick * (0.5 + 0.5 * part), bright * part]
        for start, end, part in zip(line[:-1], line[1:], left, strict=True)
    ]


def _stroke(side: int = 33) -> Plane:
    """(1, side, side) a stroke, bright along its middle and soft at its ends and sides."""
    at = np.linspace(-1, 1, side)
    across = np.exp(-((at / 0.4) ** 2)) - np.exp(-((1 / 0.4) ** 2))
    ends = np.clip((1 - np.abs(at)) / 0.2, 0, 1)
    return np.asarray((across[:, None] * ends[None, :])[None], np.float32)
