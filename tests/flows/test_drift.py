"""Carrying: whatever is seen goes at the speed of its place, from the first frame on, and eddies carry it round."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from vivant.flows.contract import Area, Motion
from vivant.flows.drift import QUICKEST, carried
from vivant.units import Clock

SHAPE, STEP = (60, 90), 0.01
FREE, LOOP = Clock(Fraction(30), 240), Clock(Fraction(30), 120, loop=True)
AREA = Area(
    inside=np.ones(SHAPE, np.float32), picture=np.zeros((*SHAPE, 3), np.uint8), disparity=np.ones(SHAPE, np.float32),
    step=STEP, origin=(-0.45, -0.3),
)  # fmt: skip


def copies(motion: Motion) -> list[tuple[np.ndarray, np.ndarray]]:
    """How much of each copy is seen, and its shift."""
    assert motion.mix is not None
    assert motion.other is not None
    return [(1 - motion.mix, motion.shift), (motion.mix, motion.other)]


def even(speed: float) -> np.ndarray:
    return np.broadcast_to(np.array([speed, 0.0], np.float32), (*SHAPE, 2)).astype(np.float32)


def round_about(turns_per_s: float) -> np.ndarray:
    x, y = AREA.places
    omega = np.float32(2 * math.pi * turns_per_s)
    return np.dstack(np.broadcast_arrays(-omega * y, omega * x)).astype(np.float32)


@pytest.mark.parametrize("clock", [FREE, LOOP], ids=["once", "loop"])
def test_what_is_seen_goes_at_its_speed_from_the_first_frame_on(clock: Clock) -> None:
    draw = carried(AREA, clock, even(0.05), np.random.default_rng(0))
    for i in range(clock.n_frames):
        for (share, now), (_, then) in zip(copies(draw(i)), copies(draw(i + 1)), strict=True):
            gone = (then - now)[..., 0] * 30
            assert (np.abs(gone - 0.05) * (share > 0.3)).max() < 1e-3


def test_neighbouring_places_get_out_of_step() -> None:
    draw = carried(AREA, FREE, even(0.05), np.random.default_rng(0))
    apart = [float(np.ptp(copies(draw(i))[1][0])) for i in range(240)]
    assert apart[1] < 0.05
    assert max(apart[150:]) > 0.5


def test_an_eddy_carries_what_is_in_it_round() -> None:
    draw = carried(AREA, FREE, round_about(0.1), np.random.default_rng(0))
    x, y = AREA.places
    radius = np.hypot(x, y)
    ring = (radius > 0.1) & (radius < 0.2)
    for i in (4, 8, 12):
        shift = draw(i).shift
        from_ = np.hypot(x - shift[..., 0], y - shift[..., 1])
        assert np.abs(from_ - radius)[ring].max() < 0.003
        assert np.hypot(shift[..., 0], shift[..., 1])[ring].max() > 0.005


def test_a_quick_corner_does_not_hold_back_the_rest() -> None:
    uneven = even(0.02)
    uneven[:5] *= 40
    reach = [np.abs(carried(AREA, FREE, v, np.random.default_rng(0))(60).shift[30]).max() for v in (even(0.02), uneven)]
    assert reach[1] > 0.8 * reach[0] > 0.01
    first = carried(AREA, FREE, uneven, np.random.default_rng(0))(1).shift[2, :, 0] * 30
    assert np.allclose(first, QUICKEST * 0.02, rtol=0.05)
