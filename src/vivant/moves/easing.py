"""The named easings: how the progress of a move runs between its start and its end.

Not for cycles, which carry their own speed (rhythm.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from vivant.errors import UsageError

Curve = Callable[[float], float]


def _out(slow_start: Curve) -> Curve:
    return lambda u: 1.0 - slow_start(1.0 - u)


def _in_out(slow_start: Curve) -> Curve:
    return lambda u: slow_start(2.0 * u) / 2.0 if u < 0.5 else 1.0 - slow_start(2.0 - 2.0 * u) / 2.0


def _sine(u: float) -> float:
    return 1.0 - math.sin(math.pi * (1.0 - u) / 2.0)  # not a cosine, to be exact at both ends


def _quad(u: float) -> float:
    return u * u


def _cubic(u: float) -> float:
    return u * u * u


def _expo(u: float) -> float:
    return (math.exp2(10.0 * u) - 1.0) / 1023.0  # less the usual jump of 1/1024 at the start


EASINGS: dict[str, Curve] = {
    "linear": lambda u: u,
    "in_sine": _sine, "out_sine": _out(_sine), "in_out_sine": _in_out(_sine),
    "in_quad": _quad, "out_quad": _out(_quad), "in_out_quad": _in_out(_quad),
    "in_cubic": _cubic, "out_cubic": _out(_cubic), "in_out_cubic": _in_out(_cubic),
    "in_expo": _expo, "out_expo": _out(_expo), "in_out_expo": _in_out(_expo),
}  # fmt: skip


def ease(name: str, u: float) -> float:
    """The eased progress at progress `u`: 0 at 0, 1 at 1, never falling between; `u` outside 0 .. 1 is held at the end.

    Raises UsageError for a name that is no easing.
    """
    curve = EASINGS.get(name)
    if curve is None:
        raise UsageError(
            f"There is no easing called {name!r}; choose one of {', '.join(EASINGS)}.",
            code="unknown_easing", place="easing", value=name, limit=list(EASINGS),
        )  # fmt: skip
    return curve(min(1.0, max(0.0, u)))


def within(u: float, start: float, end: float) -> float:
    """The softly eased progress of a part of a move that lasts from `start` to `end` (progress of the whole)."""
    return ease("in_out_sine", (u - start) / (end - start))
