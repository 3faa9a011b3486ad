"""Chance that runs through a clip: new in every frame, held for a moment, or wandering slowly; closed in a loop.

What is drawn depends on the frame's number alone, so frames may be drawn in any order. Not for what it moves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator

from vivant.effects.contract import turns
from vivant.units import Clock


def by_frame(clock: Clock, rng: Generator) -> Callable[[int], Generator]:
    """A generator of its own for every frame."""
    seed = int(rng.integers(1 << 62))
    return lambda i: np.random.default_rng((seed, i % clock.n_frames if clock.loop else i))


def by_step(clock: Clock, rate_hz: float, rng: Generator) -> Callable[[int], tuple[Generator, float]]:
    """A generator that is held for 1 / rate_hz seconds, and how far of them have passed, 0 .. 1."""
    seed = int(rng.integers(1 << 62))
    rate = turns(clock, rate_hz)
    steps = round(rate * clock.duration_s)

    def at(i: int) -> tuple[Generator, float]:
        whole = math.floor(clock.time_s(i) * rate + 1e-9)
        passed = min(max(clock.time_s(i) * rate - whole, 0.0), 1.0)
        return np.random.default_rng((seed, whole % steps if clock.loop else whole)), passed

    return at


def wander(clock: Clock, rates_hz: Sequence[float], rng: Generator) -> Callable[[int], float]:
    """A number that wanders within -1 .. 1 with the given rates, each whole in a loop."""
    rates = [turns(clock, rate) for rate in rates_hz]
    phases = rng.uniform(0.0, math.tau, len(rates))
    return lambda i: (
        sum(math.sin(math.tau * rate * clock.time_s(i) + phase) for rate, phase in zip(rates, phases, strict=True))
        / len(rates)
    )
