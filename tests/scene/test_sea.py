"""Open water that the trained eyes doubt, on drawn views: blue below the sky, a sea on a word, frames."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vivant.scene.areas import find_area
from vivant.scene.look import look
from vivant.scene.view import View
from vivant.scene.vote import frame_of
from vivant.units import Frame

HEIGHT, WIDTH = 200, 300
LINE = 90


def view_of(far: tuple[int, int, int], near: tuple[int, int, int], *, grey: bool = False) -> Frame:
    """Sky over a plane with streaks that are finer the farther away they are, from one colour to another."""
    y = np.arange(HEIGHT, dtype=np.float32)[:, None, None]
    sky = np.array((150, 155, 160) if grey else (70, 130, 215)) * (1 - y / LINE) + np.array((210, 222, 235)) * y / LINE
    part = np.clip((y - LINE) / (HEIGHT - LINE), 0, 1)
    plane = np.array(far) * (1 - part) + np.array(near) * part
    noise = np.random.default_rng(1).normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32)
    streaks = cv2.GaussianBlur(noise, (0, 0), 9, sigmaY=1.2)
    plane = plane + 7 * (streaks / streaks.std())[..., None] * np.clip(part * 2, 0.15, 1)
    picture = np.where(y < LINE, sky, plane) + np.random.default_rng(2).normal(0, 1.5, (HEIGHT, WIDTH, 1))
    return np.asarray(cv2.GaussianBlur(np.clip(picture, 0, 255).astype(np.uint8), (0, 0), 0.7), np.uint8)


def share(plane: NDArray[np.float32] | None) -> tuple[float, float]:
    """How much of what lies well below and well above the line an area covers."""
    return (0.0, 0.0) if plane is None else (float(plane[LINE + 6 :].mean()), float(plane[: LINE - 4].mean()))


def test_a_blue_sea_under_the_sky_is_seen_without_being_asked_for() -> None:
    scene = look(view_of((60, 120, 165), (20, 70, 110)))
    below, above = share(scene.water)
    assert below > 0.9 and above == 0
    assert scene.horizon_h == pytest.approx(LINE / HEIGHT, abs=0.03)
    assert any("water over" in one for one in scene.saw)


def test_a_grey_sea_is_found_on_a_word_only() -> None:
    scene = look(view_of((130, 138, 140), (70, 80, 82), grey=True))
    assert not scene.water.any() and find_area(scene, "water") is None
    below, above = share(find_area(scene, "sea"))
    assert below > 0.9 and above < 0.01


@pytest.mark.parametrize(
    ("far", "near"),
    [((214, 184, 130), (214, 174, 116)), ((96, 132, 64), (84, 124, 52)), ((226, 232, 242), (234, 238, 246))],
    ids=["desert", "field", "snow"],
)
def test_land_under_the_sky_is_no_sea_on_any_word(far: tuple[int, int, int], near: tuple[int, int, int]) -> None:
    scene = look(view_of(far, near))
    assert not scene.water.any()
    assert find_area(scene, "water") is None and find_area(scene, "sea") is None


def test_the_frame_of_a_scan_is_told_from_what_goes_on() -> None:
    picture = view_of((60, 120, 165), (20, 70, 110))
    framed = cv2.copyMakeBorder(picture, 2, 2, 3, 3, cv2.BORDER_CONSTANT, value=(99, 99, 99))
    thick = frame_of(View.of(np.asarray(framed, np.uint8)))
    assert all(least <= found <= least + 2 for found, least in zip(thick, (2, 2, 3, 3), strict=True))
    assert frame_of(View.of(picture)) == (0, 0, 0, 0)
    product = cv2.copyMakeBorder(picture, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    assert frame_of(View.of(np.asarray(product, np.uint8))) == (0, 0, 0, 0)
