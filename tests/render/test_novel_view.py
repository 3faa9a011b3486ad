"""The second camera's view: right on drawn pairs, exact where it must be, and clear about what it cannot use."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import vivant
from tests.render.filming import soft_noise
from vivant.errors import UsageError
from vivant.units import Frame, Plane

H, W = 96, 128
FAR, NEAR = 4.0, 16.0
WIDER = 40


def texture(seed: int, low: int, high: int) -> Frame:
    """(H, W + WIDER, 3): soft noise between two levels."""
    planes = [soft_noise(H, W + WIDER, seed + k, 2.0) for k in range(3)]
    return (low + (high - low) * (0.5 + 0.15 * np.stack(planes, axis=-1))).clip(0, 255).round().astype(np.uint8)


def pair(near: float = NEAR, seed: int = 0) -> tuple[Frame, Frame, Plane, NDArray[np.bool_]]:
    """A dark card before a light wall, both facing the camera: left, right, left disparity, uncovered in the right."""
    wall, card = texture(seed, 140, 250), texture(seed + 10, 0, 90)
    y, x = np.mgrid[0:H, 0:W]
    held = (np.abs(y - 50) < 30) & (np.abs(x - 70) < 22)
    left = np.where(held[..., None], card[:, :W], wall[:, :W])
    moved = np.zeros_like(held)
    moved[:, : W - int(near)] = held[:, int(near) :]
    hidden = np.zeros_like(held)
    hidden[:, : W - int(FAR)] = held[:, int(FAR) :]
    seen = np.where(moved[..., None], card[:, int(near) : W + int(near)], wall[:, int(FAR) : W + int(FAR)])
    disparity = np.where(held, near, FAR).astype(np.float32)
    return left.astype(np.uint8), seen.astype(np.uint8), disparity, hidden & ~moved


def error(a: Frame, b: Frame, mask: NDArray[np.bool_]) -> float:
    return float(np.sqrt(np.mean((a[mask].astype(float) - b[mask]) ** 2)))


INSIDE = np.zeros((H, W), np.bool_)
INSIDE[:, : W - int(FAR)] = True


def test_baseline_0_is_the_picture_itself() -> None:
    left, _, disparity, _ = pair()
    view = vivant.novel_view(left, disparity, 0.0)
    assert np.array_equal(view, left)
    assert view is not left


def test_two_planes_are_seen_as_the_second_camera_sees_them() -> None:
    left, right, disparity, uncovered = pair()
    view = vivant.novel_view(left, disparity)
    assert (view.shape, view.dtype.name) == (left.shape, "uint8")
    edge = cv2.dilate(uncovered.astype(np.uint8), np.ones((3, 5), np.uint8)) > 0
    assert error(view, right, INSIDE & ~edge) < 4.0


def test_away_from_the_card_whole_shifts_are_exact() -> None:
    left, right, disparity, _ = pair()
    view = vivant.novel_view(left, disparity)
    assert np.array_equal(view[:16, : W - int(FAR)], right[:16, : W - int(FAR)])


def test_what_is_uncovered_comes_from_the_wall_and_not_from_the_card() -> None:
    left, right, disparity, uncovered = pair()
    view = vivant.novel_view(left, disparity)
    assert uncovered.sum() > 500
    assert (
        view[uncovered].astype(float).mean(axis=1).min() > 120
    )  # the card has no level above 90, the wall none below 140
    assert abs(view[uncovered].astype(float).mean() - right[uncovered].mean()) < 12


@pytest.mark.parametrize("off", [-1, 1])
def test_a_disparity_edge_that_is_a_pixel_off_leaves_no_fringe_on_the_wall(off: int) -> None:
    left, right, disparity, uncovered = pair()
    view = vivant.novel_view(left, np.roll(disparity, off, axis=1))
    rim = cv2.dilate(uncovered.astype(np.uint8), np.ones((1, 13), np.uint8)) > 0
    wall = rim & (right.mean(axis=2) > 120)
    assert np.quantile(view[wall].astype(float).mean(axis=1), 0.02) > 110


def test_a_blurred_disparity_edge_tears_nothing() -> None:
    left, right, disparity, uncovered = pair()
    view = vivant.novel_view(left, cv2.GaussianBlur(disparity, (0, 0), 2.0))
    edge = cv2.dilate(uncovered.astype(np.uint8), np.ones((7, 9), np.uint8)) > 0
    assert error(view, right, INSIDE & ~edge) < 12.0


def test_unknown_disparity_beside_the_card_lies_behind_it() -> None:
    left, right, disparity, uncovered = pair()
    holes = disparity.copy()
    holes[20:80, 36:46] = np.nan  # what the right camera does not see is unknown in measured maps
    whole, view = vivant.novel_view(left, disparity), vivant.novel_view(left, holes)
    seen = INSIDE & ~uncovered
    assert error(view, right, seen) < error(whole, right, seen) + 1.0


def test_a_step_to_the_left_mirrors_a_step_to_the_right() -> None:
    left, _, disparity, _ = pair()
    mirrored = vivant.novel_view(np.ascontiguousarray(left[:, ::-1]), disparity[:, ::-1], 0.7)
    assert np.array_equal(vivant.novel_view(left, disparity, -0.7), mirrored[:, ::-1])


def test_half_a_pixel_keeps_what_is_sharp_sharp() -> None:
    x = np.arange(W, dtype=np.float32)
    wave = np.repeat((128 + 100 * np.sin(x * 2.0 * np.pi / 5.0))[None], H, axis=0)
    image = np.repeat(wave[..., None], 3, axis=2).round().astype(np.uint8)
    view = vivant.novel_view(image, np.full((H, W), 0.5, np.float32))
    wanted = 128 + 100 * np.sin((x + 0.5) * 2.0 * np.pi / 5.0)
    assert np.abs(view[H // 2, 3:-3, 0] - wanted[3:-3]).max() < 18  # linear interpolation is 23 off


@settings(deadline=None, max_examples=15)
@given(
    seed=st.integers(0, 10**6), baseline=st.floats(-3.0, 3.0),
    shape=st.sampled_from([(1, 1), (2, 3), (17, 40), (40, 17), (48, 64)]), unknown=st.floats(0.0, 0.9),
)  # fmt: skip
def test_any_disparity_gives_a_view_and_always_the_same(
    seed: int, baseline: float, shape: tuple[int, int], unknown: float
) -> None:
    rng = np.random.default_rng(seed)
    image = rng.integers(0, 256, (*shape, 3), dtype=np.uint8)
    disparity = rng.normal(0.0, 0.2, shape).astype(np.float32)
    disparity[rng.random(shape) < unknown] = np.nan
    disparity[0, 0] = 0.0
    kept = image.copy(), disparity.copy()
    view = vivant.novel_view(image, disparity, baseline)
    assert (view.shape, view.dtype.name) == (image.shape, "uint8")
    assert np.array_equal(view, vivant.novel_view(image, disparity, baseline))
    assert np.array_equal(image, kept[0]) and np.array_equal(disparity, kept[1], equal_nan=True)


@settings(deadline=None, max_examples=10)
@given(near=st.integers(8, 30), seed=st.integers(0, 1000))
def test_no_card_leaves_a_ghost(near: int, seed: int) -> None:
    left, _, disparity, uncovered = pair(float(near), seed)
    view = vivant.novel_view(left, disparity)
    assert view[uncovered].astype(float).mean(axis=1).min() > 105


@pytest.mark.parametrize(
    ("image", "disparity", "baseline", "place"),
    [
        (np.zeros((8, 8), np.uint8), np.zeros((8, 8)), 1.0, "image"),
        (np.zeros((8, 8, 3), np.float32), np.zeros((8, 8)), 1.0, "image"),
        (np.zeros((0, 8, 3), np.uint8), np.zeros((0, 8)), 1.0, "image"),
        (np.zeros((8, 8, 3), np.uint8), np.zeros((8, 9)), 1.0, "disparity_px"),
        (np.zeros((8, 8, 3), np.uint8), np.zeros((8, 8, 1)), 1.0, "disparity_px"),
        (np.zeros((8, 8, 3), np.uint8), np.zeros((8, 8), np.complex64), 1.0, "disparity_px"),
        (np.zeros((8, 8, 3), np.uint8), np.full((8, 8), np.nan), 1.0, "disparity_px"),
        (np.zeros((8, 8, 3), np.uint8), np.zeros((8, 8)), float("nan"), "baseline"),
        (np.zeros((8, 8, 3), np.uint8), np.full((8, 8), 5.0), 10.0, "baseline"),
    ],
)
def test_what_cannot_be_used_is_named(
    image: Frame, disparity: NDArray[np.float64], baseline: float, place: str
) -> None:
    with pytest.raises(UsageError) as told:
        vivant.novel_view(image, disparity, baseline)
    assert told.value.place == place


@pytest.mark.data
def test_a_real_pair_is_closer_than_the_usual_ways(shared_data: Path) -> None:
    folder = shared_data / "stereo" / "dolls"
    left, right = (cv2.imread(str(folder / f"{side}.png"))[..., ::-1].copy() for side in ("left", "right"))
    disparity = cv2.imread(str(folder / "disp_left.png"), cv2.IMREAD_UNCHANGED).astype(np.float32) / 256.0
    disparity[disparity == 0.0] = np.nan
    view = vivant.novel_view(left, disparity)
    inside = np.zeros(disparity.shape, np.bool_)
    inside[:, : -int(np.nanmax(disparity)) - 1] = True
    assert 20.0 * np.log10(255.0 / error(view, right, inside)) > 29.0
