"""A picture taken apart gives itself back, and each part is what it says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.render.filming import BALL, PHOTO, assert_alike, psnr, scene, soft_noise
from vivant.scene.layers import MAP_SIDE, Layer, split
from vivant.units import Frame, Plane


def together(layers: tuple[Layer, ...]) -> Frame:
    """The layers laid over each other, far to near."""
    picture: NDArray[np.float64] = layers[0].colour.astype(np.float64)
    for layer in layers[1:]:
        picture = layer.colour + picture * (1.0 - layer.alpha[..., None].astype(np.float64))
    return np.asarray(np.rint(picture).clip(0, 255), np.uint8)


def balls(*steps: float) -> tuple[Frame, Plane]:
    """Balls side by side on a wall, each as near as told."""
    width, height = PHOTO
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    image = np.stack([90 + 30 * soft_noise(height, width, k, 4.0) for k in (1, 2, 3)], axis=-1)
    disparity = np.full((height, width), 0.05, np.float32)
    for n, near in enumerate(steps):
        ball = np.hypot(x - (n + 0.5) * width / len(steps), y - height / 2) < 50
        colour = np.array([230, 120 * (n % 2), 60 + 50 * n])
        image = np.where(ball[..., None], colour + 15 * soft_noise(height, width, 20 + n)[..., None], image)
        disparity[ball] = near
    return image.clip(0, 255).round().astype(np.uint8), disparity


@pytest.fixture(scope="module")
def layers() -> tuple[Layer, ...]:
    return split(scene().image, scene().disparity, scene().subject)


def test_laid_over_each_other_they_are_the_photo(layers: tuple[Layer, ...], tmp_path: Path) -> None:
    assert_alike(together(layers), scene().image, 45.0, tmp_path, "together")


@pytest.mark.parametrize("steps", [(0.9,), (0.5, 0.9), (0.3, 0.6, 0.95)])
def test_so_are_several(steps: tuple[float, ...], tmp_path: Path) -> None:
    image, disparity = balls(*steps)
    assert_alike(together(split(image, disparity, np.zeros_like(disparity))), image, 45.0, tmp_path, "several")


@pytest.mark.parametrize("steps", [(0.9,), (0.5, 0.9), (0.3, 0.6, 0.95)])
def test_each_step_of_depth_is_a_layer_and_they_go_from_far_to_near(steps: tuple[float, ...]) -> None:
    image, disparity = balls(*steps)
    found = split(image, disparity, np.zeros_like(disparity))
    assert len(found) >= 2
    size = found[0].disparity.shape[::-1]
    nearness = []
    for layer in found:
        body = cv2.resize(layer.alpha, size, interpolation=cv2.INTER_AREA) > 0.9
        nearness.append(float(np.median(layer.disparity[body])))
    assert all(far < near for far, near in pairwise(nearness))
    assert len(split(image, disparity, np.zeros_like(disparity), most=1)) == 2


def test_their_arrays_are_what_they_say(layers: tuple[Layer, ...]) -> None:
    h, w = scene().image.shape[:2]
    assert (layers[0].alpha == 1.0).all()
    for layer in layers:
        assert (layer.colour.shape, layer.colour.dtype.name) == ((h, w, 3), "uint8")
        assert (layer.alpha.shape, layer.alpha.dtype.name) == ((h, w), "float32")
        assert max(layer.disparity.shape) <= MAP_SIDE
        assert layer.disparity.dtype == np.float32
        assert 0.0 <= layer.alpha.min() <= layer.alpha.max() <= 1.0
        assert (layer.colour <= 255.0 * layer.alpha[..., None] + 0.51).all(), "colours are premultiplied"


def test_inside_a_layer_depth_is_smooth(layers: tuple[Layer, ...]) -> None:
    for layer in layers:
        steps = [np.abs(np.diff(layer.disparity, axis=axis)).max() for axis in (0, 1)]
        assert max(steps) < 0.05  # the step between the layers is 0.6 within a pixel


def test_the_near_layer_is_the_ball_and_softly_cut(layers: tuple[Layer, ...]) -> None:
    height, width = scene().image.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    apart = np.hypot(x - BALL[0], y - BALL[1]) - BALL[2]
    alpha = layers[-1].alpha
    assert alpha[apart < -6].min() > 0.95
    assert alpha[apart > 8].max() < 0.05
    assert ((alpha > 0.1) & (alpha < 0.9)).sum() > 100


def test_behind_the_ball_lies_the_wall(layers: tuple[Layer, ...]) -> None:
    height, width = scene().image.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    hidden = np.hypot(x - BALL[0], y - BALL[1]) < BALL[2]
    behind = layers[0].colour[hidden].mean()
    assert behind == pytest.approx(scene().image[~hidden].mean(), abs=15)
    assert scene().image[hidden].mean() > behind + 60
    assert layers[0].disparity.max() < 0.45


def test_far_from_the_ball_the_background_is_the_photo(layers: tuple[Layer, ...]) -> None:
    height, width = scene().image.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    far = np.hypot(x - BALL[0], y - BALL[1]) > BALL[2] + 15
    assert np.array_equal(layers[0].colour[far], scene().image[far])


def test_a_picture_without_jumps_is_one_layer() -> None:
    ramp = np.tile(np.linspace(0.0, 1.0, PHOTO[1], dtype=np.float32)[:, None], (1, PHOTO[0]))
    (only,) = split(scene().image, ramp, np.zeros_like(ramp))
    assert psnr(only.colour, scene().image) == 99.0


def test_taking_apart_changes_nothing_that_it_is_given() -> None:
    image, disparity = balls(0.9)
    kept = image.copy(), disparity.copy()
    split(image, disparity, np.zeros_like(disparity))
    assert np.array_equal(image, kept[0])
    assert np.array_equal(disparity, kept[1])
