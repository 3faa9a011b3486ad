"""Depth edges come to lie where the photo has them, and mixtures come apart."""

from __future__ import annotations

import numpy as np
import pytest

from vivant.scene.sides import from_far_side, part, settle
from vivant.units import Frame, Plane

H, W, EDGE = 24, 60, 30


def picture() -> Frame:
    """Dark left of EDGE, light right of it."""
    image = np.full((H, W, 3), 220, np.uint8)
    image[:, :EDGE] = 30
    return image


def ramp(begin: int, end: int) -> Plane:
    """Shift 20 on the left, 2 on the right, a slope in between."""
    row = np.interp(np.arange(W), [begin, end], [20.0, 2.0])
    return np.repeat(row[None], H, axis=0).astype(np.float32)


@pytest.mark.parametrize(("begin", "end"), [(25, 35), (22, 34), (27, 36)])
def test_a_slope_becomes_a_step_where_the_colours_part(begin: int, end: int) -> None:
    settled = settle(picture(), ramp(begin, end))
    assert np.allclose(settled[:, :EDGE], 20.0, atol=2.0)
    assert np.allclose(settled[:, EDGE:], 2.0, atol=2.0)


def test_a_gentle_slope_is_left_as_it_is() -> None:
    slope = ramp(0, W - 1)
    assert np.allclose(settle(picture(), slope)[:, 1:-1], slope[:, 1:-1])


def test_what_is_unknown_at_the_edge_goes_with_its_colour_and_further_off_behind() -> None:
    shift = ramp(EDGE - 1, EDGE)
    shift[:, EDGE - 2 : EDGE + 12] = np.nan
    settled = settle(picture(), shift)
    assert np.allclose(settled[:, :EDGE], 20.0)
    assert np.allclose(settled[:, EDGE:], 2.0)


def test_a_map_that_knows_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="known"):
        settle(picture(), np.full((H, W), np.nan, np.float32))


def test_rows_take_the_smaller_side_and_empty_rows_the_nearest_row() -> None:
    plane = np.array([[5, 0, 0, 2], [0, 0, 0, 0], [0, 7, 0, 0]], np.float32)
    filled = from_far_side(plane, plane > 0)
    assert filled.tolist()[0] == [5, 2, 2, 2]
    assert filled.tolist()[2] == [7, 7, 7, 7]
    assert filled.tolist()[1] in ([5, 2, 2, 2], [7, 7, 7, 7])


def test_a_mixture_comes_apart_into_both_colours() -> None:
    image = picture()
    image[:, EDGE] = 125  # half and half
    sides = part(image, ramp(EDGE, EDGE + 1))
    near, far = sides.near[H // 2, EDGE], sides.far[H // 2, EDGE]
    assert near[3] == pytest.approx(0.5, abs=0.05)
    assert near[:3] / near[3] == pytest.approx(30, abs=8)
    assert far[:3] == pytest.approx(220, abs=8)
    assert (near[4], far[4]) == (20.0, 2.0)
    assert np.allclose(near[:3] + (1.0 - near[3]) * far[:3], 125.0, atol=1.0)


def test_away_from_steps_the_picture_is_near_alone() -> None:
    sides = part(picture(), ramp(EDGE, EDGE + 1))
    assert np.array_equal(sides.near[:, :20, :3], picture()[:, :20].astype(np.float32))
    assert (sides.near[:, :20, 3] == 1.0).all()
    assert (sides.far[:, :20, 3] == 0.0).all()
