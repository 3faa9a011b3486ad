"""The trained eyes that come with the package: they load, they are small, and they see what nobody could miss."""

from __future__ import annotations

from importlib.resources import files

import cv2
import numpy as np
import pytest

from vivant.scene.cutout import open_cuts
from vivant.scene.estimate import estimate
from vivant.scene.eyes import glance
from vivant.scene.subject import expected_overlap
from vivant.scene.view import View
from vivant.units import Frame


def room(height: int = 240, width: int = 320) -> Frame:
    """A corridor drawn in perspective: floor, ceiling and walls run to a far door in the middle."""
    picture = np.full((height, width, 3), 200, np.uint8)
    x0, x1, y0, y1 = int(0.42 * width), int(0.58 * width), int(0.4 * height), int(0.62 * height)
    for shade, corners in (
        ((120, 90, 60), [(0, height), (width, height), (x1, y1), (x0, y1)]),
        ((235, 235, 230), [(0, 0), (width, 0), (x1, y0), (x0, y0)]),
        ((170, 165, 150), [(0, 0), (x0, y0), (x0, y1), (0, height)]),
        ((150, 145, 130), [(width, 0), (x1, y0), (x1, y1), (width, height)]),
    ):
        cv2.fillPoly(picture, [np.array(corners, np.int32)], shade)
    for k in np.linspace(0, 1, 9):
        cv2.line(picture, (int(k * width), height), (int(x0 + k * (x1 - x0)), y1), (90, 60, 40), 1)
    cv2.rectangle(picture, (x0, y0), (x1, y1), (60, 60, 80), -1)
    return picture


def test_the_weights_are_at_most_five_megabytes() -> None:
    assert len(files("vivant.scene").joinpath("eyes.onnx").read_bytes()) <= 5_000_000


@pytest.mark.parametrize("shape", [(240, 320), (16, 16), (1, 1), (40, 4000), (4000, 40), (333, 77)])
def test_any_shape_is_seen_in_range(shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    seen = glance(picture)
    for name in ("near", "edge", "subject", "sky", "water", "ground", "confidence"):
        plane = getattr(seen, name)
        assert plane.shape == seen.near.shape
        assert np.isfinite(plane).all()
        if name != "near":
            assert plane.min() >= 0 and plane.max() <= 1


def test_the_same_picture_is_seen_the_same_way_on_any_number_of_threads() -> None:
    before = cv2.getNumThreads()
    try:
        cv2.setNumThreads(1)
        one = glance(room())
        cv2.setNumThreads(4)
        four = glance(room())
    finally:
        cv2.setNumThreads(before)
    assert (one.near == four.near).all()
    assert (one.subject == four.subject).all()


def test_a_mirrored_picture_is_seen_mirrored() -> None:
    picture = room()
    seen, turned = glance(picture), glance(np.ascontiguousarray(picture[:, ::-1]))
    assert np.abs(seen.near - turned.near[:, ::-1]).max() < 0.02


def test_the_end_of_a_corridor_is_farther_than_its_floor_and_its_walls() -> None:
    near = glance(room()).near
    h, w = near.shape
    end = near[int(0.48 * h) : int(0.55 * h), int(0.46 * w) : int(0.54 * w)].mean()
    assert near[-h // 10 :, w // 3 : -w // 3].mean() > end + 1
    assert near[h // 3 : 2 * h // 3, : w // 12].mean() > end + 0.5
    assert near[h // 3 : 2 * h // 3, -w // 12 :].mean() > end + 0.5


def test_the_trained_eyes_change_what_is_seen() -> None:
    picture = room()
    assert np.abs(estimate(picture).disparity - estimate(picture, trained=False).disparity).mean() > 0.03


def test_the_expected_overlap_is_largest_for_the_mask_itself() -> None:
    told = np.zeros((40, 60), np.float32)
    told[10:30, 20:40] = 1.0
    mask = told > 0
    larger, smaller = np.zeros_like(mask), np.zeros_like(mask)
    larger[5:35, 15:45], smaller[15:25, 25:35] = True, True
    assert expected_overlap(told, mask) == pytest.approx(1, abs=0.01)
    assert 0.5 < expected_overlap(0.8 * told, mask) < 0.8, "less sure, less overlap is to be expected"
    assert expected_overlap(told, larger) < 0.6
    assert expected_overlap(told, smaller) < 0.6


def test_a_graph_cut_around_a_part_finds_the_whole() -> None:
    rng = np.random.default_rng(4)
    picture = rng.integers(60, 110, (120, 180, 3), dtype=np.uint8)
    whole = np.zeros((120, 180), np.uint8)
    cv2.ellipse(whole, (90, 60), (36, 24), 0, 0, 360, 1, -1)
    picture[whole > 0] = rng.integers(150, 220, (int(whole.sum()), 3)) * np.array([1.0, 0.4, 0.3])
    part = np.zeros((120, 180), bool)
    part[50:70, 75:105] = True
    (found,) = open_cuts(View.of(picture), part, np.zeros((120, 180), np.float32), (3.0,))
    assert (found & (whole > 0)).sum() / (found | (whole > 0)).sum() > 0.9


def test_boxes_that_reach_beyond_the_picture_are_cut_once() -> None:
    picture = np.random.default_rng(5).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    part = np.zeros((60, 80), bool)
    part[10:50, 10:70] = True
    nothing = np.zeros((60, 80), np.float32)
    wide = open_cuts(View.of(picture), part, nothing, (4.0, 9.0))
    assert len(wide) == 1
    assert np.array_equal(wide[0], open_cuts(View.of(picture), part, nothing, (9.0,))[0])
    part[:] = False
    part[28:32, 38:42] = True
    assert len(open_cuts(View.of(picture), part, nothing, (1.5, 4.0))) == 2
