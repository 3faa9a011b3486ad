"""Light and tone in one pass: the same as one after the other, and nothing where nothing is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from vivant.effects.kernels import graded, relit, relit_graded, veiled
from vivant.effects.tones import unchanged
from vivant.units import Frame, Plane

rng = np.random.default_rng(5)
SIZES = [(1, 1), (7, 13), (48, 64)]


def picture(height: int, width: int) -> Frame:
    return rng.integers(0, 256, (height, width, 3), dtype=np.uint8)


def ramp() -> Frame:
    """Every level in every channel, also beside quite other ones."""
    level = np.arange(256, dtype=np.uint8)
    return np.stack(np.broadcast_arrays(level[:, None], level[None, :], level[::-1, None]), axis=-1)


def table(side: int) -> Plane:
    """Darker, cooler, with less contrast."""
    return np.asarray(unchanged(side) ** 1.2 * np.array([0.8, 0.9, 0.95]) + 0.02, np.float32)


def maps(height: int, width: int, channels: int) -> tuple[Plane, Plane]:
    gain = rng.uniform(0.4, 1.4, (height, width, channels)).astype(np.float32)
    return gain, rng.uniform(0.0, 0.1, (height, width, channels)).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("size", SIZES)
def test_one_pass_is_the_two_passes_but_for_the_rounding_between_them(size: tuple[int, int], channels: int) -> None:
    frame, (gain, light) = picture(*size), maps(3, 5, channels)
    whole = [np.ascontiguousarray(np.broadcast_to(part, (3, 5, 3))) for part in (gain, light)]
    both = graded(relit(frame, whole[0], whole[1]), table(17)).astype(int)
    off = np.abs(relit_graded(frame, gain, light, table(17)) - both)
    assert off.max() <= 2 and off.mean() < 0.5  # both passes of the two are dithered


@pytest.mark.parametrize("side", [2, 3, 17, 33])
@pytest.mark.parametrize("channels", [1, 3])
def test_what_changes_nothing_changes_nothing(side: int, channels: int) -> None:
    one, none = np.ones((2, 2, channels), np.float32), np.zeros((2, 2, channels), np.float32)
    same = unchanged(side).astype(np.float32)
    assert np.array_equal(relit_graded(ramp(), one, none, same), ramp())
    assert np.array_equal(graded(ramp(), same), ramp())
    assert np.array_equal(relit(ramp(), np.ones((2, 2, 3), np.float32), np.zeros((2, 2, 3), np.float32)), ramp())


def test_without_light_it_is_the_table_alone() -> None:
    one, none = np.ones((2, 2, 1), np.float32), np.zeros((2, 2, 1), np.float32)
    assert np.array_equal(relit_graded(ramp(), one, none, table(17)), graded(ramp(), table(17)))


def test_grey_maps_are_colours_that_are_equal() -> None:
    gain, light = maps(4, 6, 1)
    frame, whole = picture(48, 64), [np.repeat(part, 3, axis=2) for part in (gain, light)]
    assert np.array_equal(
        relit_graded(frame, gain, light, table(17)), relit_graded(frame, whole[0], whole[1], table(17))
    )


def test_the_size_of_even_maps_does_not_count() -> None:
    frame = picture(48, 64)
    small, large = (
        relit_graded(frame, np.full((*size, 3), 0.7, np.float32), np.full((*size, 3), 0.05, np.float32), table(17))
        for size in ((2, 2), (12, 31))
    )
    assert np.array_equal(small, large)


def test_what_is_brighter_than_white_is_white_and_what_is_less_than_nothing_black() -> None:
    same, frame = unchanged(17).astype(np.float32), picture(16, 16)
    much = np.full((2, 2, 3), 50.0, np.float32)
    assert (relit_graded(frame, much, much, same) == 255).all()
    assert (relit_graded(frame, much, -much * 50, same) == 0).all()


@pytest.mark.parametrize("channels", [1, 3])
def test_a_light_in_one_place_is_the_same_as_one_that_nearly_nothing_surrounds(channels: int) -> None:
    frame = np.random.default_rng(3).integers(0, 256, (90, 300, 3), dtype=np.uint8)
    gain, light = np.ones((9, 30, channels), np.float32), np.zeros((9, 30, channels), np.float32)
    gain[3:5, 18:20], light[4:6, 2:4] = 0.6, 0.3
    everywhere = light + np.float32(1e-7)  # too little to see, but not nothing
    assert np.array_equal(relit(frame, gain, light), relit(frame, gain, everywhere))
    assert not np.array_equal(relit(frame, gain, light), frame)


def test_air_leaves_what_it_does_not_hide_as_it_is_and_hides_the_rest_alike() -> None:
    frame = np.random.default_rng(4).integers(0, 256, (40, 300, 3), dtype=np.uint8)
    hidden = np.zeros(256, np.float32)
    hidden[:100] = 0.5
    near = np.repeat(np.linspace(0, 255, 300).astype(np.uint8)[None], 40, 0)
    density, colour = np.ones((4, 30), np.float32), np.full((4, 30, 3), 0.8, np.float32)
    found, lit = veiled(frame, near, hidden, density, colour), np.ones((4, 30, 3), np.float32)
    assert np.array_equal(found[near >= 100], frame[near >= 100])
    assert not np.array_equal(found[near < 100], frame[near < 100])
    assert np.array_equal(found, veiled(frame, near, hidden, density, colour, lit))
