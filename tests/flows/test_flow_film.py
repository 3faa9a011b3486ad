"""Flows through the renderer, on drawn scenes: what travels goes where and as fast as it was asked to, what should
stand still does, and a loop has no seam."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vivant import render
from vivant.scene.scene import Scene
from vivant.timeline import Draft

WIDTH, HEIGHT = 320, 240
Picture = NDArray[np.uint8]


def sea_scene(*, with_swimmer: bool = False) -> Scene:
    """Plain sky above, a sea of even noise below, all at one distance; a dark swimmer in it."""
    rng = np.random.default_rng(2)
    grain = cv2.GaussianBlur(rng.normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), 2.0)
    noise = np.clip(110 + 130 * grain / grain.std() * 0.35, 0, 255)
    picture = np.dstack([0.55 * noise, 0.8 * noise, noise]).astype(np.uint8)
    picture[:80] = (190, 215, 240)
    water = np.zeros((HEIGHT, WIDTH), np.float32)
    water[80:] = 1
    sky, subject = 1 - water, np.zeros_like(water)
    if with_swimmer:
        solid = np.zeros((HEIGHT, WIDTH), np.uint8)
        cv2.circle(solid, (150, 150), 22, 1, -1)
        cv2.rectangle(solid, (132, 165), (168, 220), 1, -1)
        picture[solid > 0] = (150, 70, 60)
        picture[solid > 0] += rng.integers(0, 40, (int(solid.sum()), 3), dtype=np.uint8)
        subject = solid.astype(np.float32)
        water *= 1 - subject
    disparity = np.full((HEIGHT, WIDTH), 0.5, np.float32)
    return Scene(picture, disparity, subject, sky.astype(np.float32), water=water, confidence=0.1)


def film(
    scene: Scene, *applied: dict[str, Any], frames: range, loop: bool = False, seconds: float = 4
) -> list[Picture]:  # fmt: skip
    move = {"p": "static", "i": 0.5, "seamless": loop}
    segment = {"d": round(seconds * 1000), "src": {"a": "p"}, "mo": move, "fx": list(applied)}
    size = {"width": WIDTH, "height": HEIGHT, "fps": 30}
    plan = render.make_plan(Draft.from_dict({"v": 1, "m": size, "t": [{"tt": 0, "sg": [segment]}]}), {"p": scene})
    return [render.draw(plan, i) for i in frames]


def travel(one: Picture, two: Picture, box: tuple[slice, slice]) -> tuple[float, float]:
    """How far the texture in a box has moved, x and y in pixels: the median of its optical flow."""
    a, b = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY) for p in (one, two))
    field = cv2.calcOpticalFlowFarneback(a, b, None, 0.5, 3, 15, 4, 7, 1.5, 0)[box]
    dx, dy = np.median(field.reshape(-1, 2), axis=0)
    return float(dx), float(dy)


@pytest.mark.parametrize("degrees", [0, 90, 180, 225])
@pytest.mark.parametrize("speed", [0.05, 0.1])
def test_water_goes_where_and_as_fast_as_it_was_asked_to(degrees: int, speed: float) -> None:
    step = 3
    drawn = film(sea_scene(), {"k": "river", "p": {"speed": speed}, "dir": degrees}, frames=range(0, 120, step))
    box = np.s_[110:230, 60:260]
    steps = np.array([travel(one, two, box) for one, two in pairwise(drawn)])
    dx, dy = np.median(steps, axis=0)
    asked = speed * HEIGHT * step / 30
    assert np.hypot(dx, dy) == pytest.approx(asked, rel=0.15)
    off = (np.degrees(np.arctan2(-dy, dx)) - degrees + 180) % 360 - 180
    assert abs(off) < 15


def test_a_measured_standstill_is_told_from_a_flow() -> None:
    drawn = film(sea_scene(), frames=range(0, 12, 3))
    assert np.hypot(*travel(drawn[0], drawn[-1], np.s_[110:230, 60:260])) < 0.05


def test_twice_the_amount_goes_twice_as_fast() -> None:
    found = []
    for amount in (1.0, 2.0):
        drawn = film(
            sea_scene(), {"k": "river", "p": {"speed": 0.04, "amount": amount}, "dir": 0}, frames=range(0, 7, 6)
        )
        found.append(travel(drawn[0], drawn[1], np.s_[110:230, 60:260])[0])
    assert found[1] == pytest.approx(2 * found[0], rel=0.2)


@pytest.mark.parametrize("kind", ["river", "water_ripple", "waves", "reflections"])
def test_a_person_before_moving_water_stands_still(kind: str) -> None:
    scene = sea_scene(with_swimmer=True)
    drawn = film(scene, {"k": kind, "p": {"amount": 2.0}}, frames=range(0, 90, 9))
    body = scene.subject > 0.5
    assert max(np.abs(f[body].astype(int) - drawn[0][body]).max() for f in drawn) == 0
    sea = np.s_[100:230, 220:310]
    assert max(np.abs(f[sea].astype(int) - drawn[0][sea]).mean() for f in drawn) > 1


def test_a_person_in_an_outlined_sea_stands_still() -> None:
    scene = sea_scene(with_swimmer=True)
    outline = {"polygon": [[0, 0.35], [1, 0.35], [1, 1], [0, 1]]}
    drawn = film(scene, {"k": "river", "area": outline, "dir": 0}, frames=range(0, 90, 9))
    body = scene.subject > 0.5
    assert max(np.abs(f[body].astype(int) - drawn[0][body]).max() for f in drawn) == 0
    assert np.abs(drawn[5][110:230, 220:310].astype(int) - drawn[0][110:230, 220:310]).mean() > 1


@pytest.mark.parametrize("kind", ["river", "waves", "water_ripple"])
def test_what_is_held_and_what_is_outside_keep_their_pixels(kind: str) -> None:
    hold = {"k": "hold", "area": {"polygon": [[0.6, 0.5], [0.9, 0.5], [0.9, 0.9], [0.6, 0.9]]}}
    drawn = film(sea_scene(), {"k": kind}, hold, frames=range(0, 60, 12))
    for box in (np.s_[132:205, 204:276], np.s_[:70, :]):
        assert all((f[box] == drawn[0][box]).all() for f in drawn)


@pytest.mark.parametrize("kind", ["river", "waves", "water_ripple", "reflections", "clouds"])
def test_a_loop_has_no_seam(kind: str) -> None:
    place = {"area": {"name": "water"}} if kind == "clouds" else {}
    drawn = film(sea_scene(), {"k": kind, **place}, frames=range(60), loop=True, seconds=2)
    closed = [*drawn, drawn[0]]
    steps = [np.abs(a.astype(int) - b).mean() for a, b in pairwise(closed)]
    assert steps[-1] <= 1.2 * np.median(steps)
    assert np.median(steps) > 0.01


def test_an_area_that_the_picture_lacks_moves_nothing() -> None:
    scene = sea_scene()
    drawn = film(scene, {"k": "foliage"}, {"k": "hair"}, {"k": "fire"}, frames=range(0, 60, 20))
    assert all((f == drawn[0]).all() for f in drawn)
