"""A map that somebody brings is taken at its word, whatever its numbers, size and gaps."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vivant.errors import InputError, UsageError
from vivant.scene import look
from vivant.scene.own import own_disparity, own_subject
from vivant.units import Frame, Plane

H, W = 120, 180


def ball() -> tuple[Frame, NDArray[np.bool_]]:
    """A yellow ball before a blue wall, and where it is."""
    y, x = np.mgrid[0:H, 0:W]
    inside = np.hypot(x - 100, y - 60) < 36
    grain = np.random.default_rng(1).normal(0, 4, (H, W, 1))
    picture = np.where(inside[..., None], (220, 190, 60), (40, 70, 130)) + grain
    return picture.clip(0, 255).astype(np.uint8), inside


IMAGE, BALL = ball()
DEPTH_M = np.where(BALL, 2.0, 6.0 + np.linspace(0, 2, W)[None, :]).astype(np.float32)
INVERSE = 1 / DEPTH_M
TRUE = ((INVERSE - INVERSE.min()) / (INVERSE.max() - INVERSE.min())).astype(np.float32)
SHADES = (0.15 + 0.7 * TRUE).astype(np.float32)


def off(found: Plane, wanted: Plane) -> float:
    assert found.shape == (H, W) and found.dtype == np.float32
    assert 0 <= found.min() <= found.max() <= 1
    return float(np.abs(found - wanted).max())


# --- what numbers mean -------------------------------------------------------------------------------------------


def test_shades_stay_as_they_were_painted() -> None:
    assert np.array_equal(own_disparity(SHADES, IMAGE), SHADES)
    painted = SHADES.copy()
    painted[:30] = 0.0  # somebody paints the sky black: a value, not a gap, and nothing else moves
    assert np.array_equal(own_disparity(painted, IMAGE), painted)


def test_white_that_is_far_is_turned_round() -> None:
    assert off(own_disparity(1 - SHADES, IMAGE, far_is_white=True), SHADES) < 1e-6
    two = BALL.astype(np.float32)
    assert np.array_equal(own_disparity(1 - two, IMAGE, far_is_white=True), two), "zeros are near, not unknown"


@settings(max_examples=20, deadline=None)
@given(scale=st.floats(1e-2, 1e4), shift=st.floats(-100, 100))
def test_disparities_in_any_unit_are_stretched(scale: float, shift: float) -> None:
    values = TRUE * scale + np.float32(shift)
    if values.min() < 0 or values.max() > 1:
        assert off(own_disparity(values, IMAGE), TRUE) < 1e-2


@pytest.mark.parametrize("unit", [1.0, 1000.0, 0.3048])
def test_distances_in_any_unit_become_disparity(unit: float) -> None:
    assert off(own_disparity(DEPTH_M * unit, IMAGE, far_is_white=True), TRUE) < 0.01


def test_a_flat_map_is_the_middle_distance_and_said_to_be_flat() -> None:
    scene = look(IMAGE, disparity=np.full((H, W), 7.0, np.float32))
    assert np.all(scene.disparity == 0.5)
    assert "flat" in scene.saw[0]
    assert "20%" in look(IMAGE, disparity=0.4 + 0.2 * TRUE).saw[0]
    assert look(IMAGE, disparity=SHADES).saw[0] == "your own depth map"


# --- what is unknown ---------------------------------------------------------------------------------------------


def with_gaps(values: Plane, gap: float) -> Plane:
    """Specks, and a strip beside the ball such as a second camera cannot see."""
    values = values.copy()
    values[np.random.default_rng(2).random(values.shape) < 0.02] = gap
    values[30:90, 60:68] = gap
    return values


@pytest.mark.parametrize(
    ("values", "gap", "far_is_white", "wanted"),
    [
        (SHADES, np.nan, False, SHADES),
        (SHADES, np.inf, False, SHADES),
        (INVERSE * 400, 0.0, False, TRUE),
        (DEPTH_M, np.nan, True, TRUE),
        (DEPTH_M * 1000, 0.0, True, TRUE),
        (DEPTH_M * 1000, -1.0, True, TRUE),
        (DEPTH_M / 9, 0.0, True, TRUE),
    ],
    ids=["nan", "inf", "zero disparity", "nan metres", "zero millimetres", "negative", "zero of words"],
)
def test_gaps_are_filled_from_their_side(values: Plane, gap: float, far_is_white: bool, wanted: Plane) -> None:
    found = own_disparity(with_gaps(values, gap), IMAGE, far_is_white=far_is_white)
    wrong = np.abs(found - wanted) > 0.1
    assert wrong.mean() < 0.001, "a gap takes the depth of what it belongs to in the picture"
    known = np.isfinite(with_gaps(np.ones_like(values), np.nan))
    assert np.abs(found - wanted)[known].max() < 0.02


def test_infinitely_far_is_the_farthest() -> None:
    sky = DEPTH_M.copy()
    sky[:20] = np.inf
    found = own_disparity(sky, IMAGE, far_is_white=True)
    assert found[:20].max() == 0.0 and found[20:].min() > 0.1


def test_a_few_points_make_a_whole_map() -> None:
    points = np.zeros((H, W), np.float32)
    chosen = np.random.default_rng(3).random((H, W)) < 0.01
    points[chosen] = DEPTH_M[chosen]
    points[chosen] += np.random.default_rng(4).normal(0, 0.01, int(chosen.sum())).astype(np.float32)
    found = own_disparity(points, IMAGE, far_is_white=True)
    assert (np.abs(found - TRUE) > 0.15).mean() < 0.03


@pytest.mark.parametrize(
    ("value", "far_is_white"), [(np.nan, False), (np.inf, False), (np.nan, True), (-3.0, True), (-np.inf, True)]
)
def test_a_map_that_says_nothing_is_refused(value: float, far_is_white: bool) -> None:
    with pytest.raises(InputError, match="unknown"):
        own_disparity(np.full((H, W), value, np.float32), IMAGE, far_is_white=far_is_white)


# --- sizes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [2, 4, 6])
def test_edges_of_a_small_map_move_onto_those_of_the_picture(times: int) -> None:
    small = cv2.resize(TRUE, (W // times, H // times), interpolation=cv2.INTER_AREA)
    found = own_disparity(small, IMAGE)
    smooth = cv2.resize(small, (W, H), interpolation=cv2.INTER_LINEAR)
    wrong, before = ((np.abs(plane - TRUE) > 0.2).mean() for plane in (found, smooth))
    assert wrong < 0.2 * before, f"{wrong:.4f} of the pixels are on the wrong side; {before:.4f} without the picture"


def test_the_texture_of_the_picture_stays_out_of_the_map() -> None:
    striped = IMAGE.copy()
    striped[:, ::7] = 255 - striped[:, ::7]
    ramp = np.tile(np.linspace(0, 1, W // 4, dtype=np.float32), (H // 4, 1))
    found = own_disparity(ramp, striped)
    assert np.abs(found - np.linspace(0, 1, W))[:, 8:-8].max() < 0.03


def test_a_large_map_is_reduced() -> None:
    large = cv2.resize(TRUE, (3 * W, 3 * H), interpolation=cv2.INTER_NEAREST)
    assert off(own_disparity(large, IMAGE), TRUE) < 1e-5


@pytest.mark.parametrize(("shape", "advice"), [((100, 100), "crop"), ((180, 120), "upright"), ((8, 200), "crop")])
def test_another_shape_is_refused_in_words(shape: tuple[int, int], advice: str) -> None:
    for name, use in (("depth map", own_disparity), ("subject mask", own_subject)):
        with pytest.raises(InputError, match=f"{name} is {shape[1]}x{shape[0]}.*180x120.*{advice}"):
            use(np.ones(shape, np.float32), IMAGE)


@pytest.mark.parametrize("shape", [(80, 120), (41, 61), (126, 180), (1200, 1800)])
def test_nearly_the_same_shape_will_do(shape: tuple[int, int]) -> None:
    assert own_disparity(np.zeros(shape, np.float32), IMAGE).shape == (H, W)


@pytest.mark.parametrize("values", [np.zeros((H, W, 3)), np.zeros(9), np.zeros((0, 4)), np.full((4, 6), "far")])
def test_other_arrays_are_refused_in_words(values: NDArray[np.generic]) -> None:
    for use in (own_disparity, own_subject):
        with pytest.raises(UsageError, match="plane of numbers"):
            use(values, IMAGE)  # type: ignore[arg-type]


# --- subjects ----------------------------------------------------------------------------------------------------


def test_a_soft_edge_stays_soft() -> None:
    alpha = cv2.GaussianBlur(BALL.astype(np.float32), (0, 0), 5)
    assert np.array_equal(own_subject(alpha, IMAGE), alpha)
    small = cv2.resize(alpha, (W // 3, H // 3), interpolation=cv2.INTER_AREA)
    found = own_subject(small, IMAGE)
    assert ((found > 0.1) & (found < 0.9)).sum() > 0.5 * ((alpha > 0.1) & (alpha < 0.9)).sum()
    assert np.abs(found - alpha).mean() < 0.03


def test_odd_alphas_are_held_to_0_and_1() -> None:
    alpha = np.where(BALL, 3.0, np.nan).astype(np.float32)
    assert np.array_equal(own_subject(alpha, IMAGE), BALL.astype(np.float32))
