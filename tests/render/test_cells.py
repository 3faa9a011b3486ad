"""The passes over the pixels of a cell do what their plain descriptions say, pixel for pixel."""

from __future__ import annotations

import numpy as np
import pytest

from vivant.compiled import compiled
from vivant.render.kernels import cells
from vivant.render.kernels.lattice import CELL

N = CELL * CELL
WIDE, HIGH = 90, 70
LIMITS = (((WIDE - 1) << 16) - 1, ((HIGH - 1) << 16) - 1)


def channels(pixels: np.ndarray) -> np.ndarray:
    """Packed pixels as (..., 4) whole numbers: red, green, blue, alpha."""
    return np.stack([(pixels >> shift) & 255 for shift in (0, 8, 16, 24)], axis=-1).astype(np.int64)


def some_plate(rng: np.random.Generator) -> np.ndarray:
    return rng.integers(0, 2**32, (HIGH, WIDE), dtype=np.uint64).astype(np.uint32)


def test_a_plate_is_sampled_between_its_pixels() -> None:
    rng = np.random.default_rng(0)
    plate = some_plate(rng)
    xs, ys = (rng.integers(0, last + 1, N).astype(np.int32) for last in LIMITS)
    seen = np.empty(N, np.uint32)
    cells.sampled(plate.ravel(), WIDE, N, xs, ys, seen)
    fx, fy = ((plane / 65536 % 1)[:, None] for plane in (xs, ys))
    wide = channels(plate)
    a, b, c, d = (wide[(ys >> 16) + j, (xs >> 16) + i] for j in (0, 1) for i in (0, 1))
    exact = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy
    assert np.abs(channels(seen) - exact).max() < 2.5


def test_a_number_at_the_places_of_a_cell_is_carried_over_all_its_pixels() -> None:
    y, x = np.mgrid[0 : cells.POINTS, 0 : cells.POINTS] * cells.STEP
    found = np.zeros((cells.PLACES, cells.ROOM), np.int32)
    found[:, 3] = (1000 * x - 500 * y + 40 * x * y).ravel()
    plane = np.empty(N, np.int32)
    cells.all_over(found.ravel(), 3, np.empty(N, np.int32), plane)
    y, x = np.mgrid[0:CELL, 0:CELL]
    assert np.abs(plane.reshape(CELL, CELL) - (1000 * x - 500 * y + 40 * x * y)).max() <= 2


@pytest.mark.parametrize("place", [-70_000, -1, 0, 5_000_000, LIMITS[0], LIMITS[0] + 1, LIMITS[0] + 70_000])
def test_beyond_the_border_places_are_mirrored_or_kept_in(place: int) -> None:
    at, still, mirrored, kept = (np.zeros(N, np.int32) for _ in range(4))
    at[:] = place
    cells.displaced(at, still, LIMITS[0], N, mirrored)
    cells.kept_in(at, LIMITS[0], N, kept)
    assert (mirrored == (abs(place) if place < LIMITS[0] else 2 * LIMITS[0] - place)).all()
    assert (kept == min(max(place, 0), LIMITS[0])).all()


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_copies_that_take_turns_one_alone_is_just_itself(which: int) -> None:
    rng = np.random.default_rng(1)
    pair = [rng.integers(0, 2**24, N).astype(np.uint32) | np.uint32(255 << 24) for _ in range(2)]
    shares = np.full(N, which * 65536, np.int32)
    means, row, seen = np.full(cells.PLACES, 0x00808080, np.uint32), np.empty(N, np.uint32), np.empty(N, np.uint32)
    cells.together(pair[0], pair[1], shares, means, CELL, row, seen)
    assert (seen == pair[which]).all()


def test_two_copies_mixed_are_no_brighter_than_their_alpha() -> None:
    rng = np.random.default_rng(2)
    pair = []
    for _ in range(2):
        alpha = rng.integers(0, 256, N)
        colours = (rng.random((3, N)) * (alpha + 1)).astype(np.int64)
        pair.append((colours[0] | colours[1] << 8 | colours[2] << 16 | alpha << 24).astype(np.uint32))
    means, row, seen = np.full(cells.PLACES, 0x00404040, np.uint32), np.empty(N, np.uint32), np.empty(N, np.uint32)
    cells.together(pair[0], pair[1], np.full(N, 32768, np.int32), means, CELL, row, seen)
    mixed = channels(seen)
    assert (mixed[:, :3] <= mixed[:, 3:]).all()
    assert mixed[:, 3].std() > 20


def test_gain_1_changes_nothing_and_half_of_it_halves() -> None:
    one = some_plate(np.random.default_rng(3)).ravel()[:N] | np.uint32(255 << 24)
    seen = np.empty(N, np.uint32)
    cells.gained(one, np.full(N, 65536, np.int32), N, seen)
    assert (seen == one).all()
    cells.gained(one, np.full(N, 32768, np.int32), N, seen)
    assert np.abs(channels(seen)[:, :3] - channels(one)[:, :3] / 2).max() <= 0.5


@compiled
def _dimmed_thrice(one: np.ndarray, gains: np.ndarray, n: int, two: np.ndarray) -> None:
    cells.gained(one, gains, n, two)
    cells.gained(two, gains, n, one)
    cells.gained(one, gains, n, two)


def test_a_pass_sees_what_the_pass_before_it_wrote() -> None:
    """The compiler is told that a pass reads nothing that it writes; that must not be taken to hold between passes."""
    one, two = np.full(N, 0xFFC8C8C8, np.uint32), np.zeros(N, np.uint32)
    _dimmed_thrice(one, np.full(N, 32768, np.int32), N, two)
    assert (channels(two)[:, :3] == 25).all()
