"""Where the light is: the sun in the sky or beyond the frame, lamps in the dark, and what stands before them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.effects.setting import SIZE, day, night
from vivant.effects import Setting, View
from vivant.effects.lamps import Lamp, bright_parts, bright_spots, lamps, showing, sun


def sunset(at: tuple[float, float], colour: tuple[float, float, float] = (1.0, 0.75, 0.4)) -> Setting:
    """An evening sky over land, with the sun in it."""
    width, height = SIZE
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = (x + 0.5 - width / 2) / height, (y + 0.5 - height / 2) / height
    sky = (y < 0.1).astype(np.float32)
    glow = np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / 0.006)[..., None] * sky[..., None]
    photo = np.where(sky[..., None] > 0, (0.25, 0.3, 0.45), (0.1, 0.1, 0.08)) + 1.3 * glow * colour
    frame = (np.clip(photo, 0, 1) * 255).round().astype(np.uint8)
    nothing = np.zeros_like(sky)
    return Setting(frame, (1 - sky) * (0.2 + y), nothing, sky, nothing, 1 - sky)


@pytest.mark.parametrize("at", [(-0.5, -0.2), (0.3, -0.05), (0.6, -0.35)])
def test_the_sun_is_found_where_it_shines(at: tuple[float, float]) -> None:
    found = sun(sunset(at))
    assert found.in_view
    assert (found.x, found.y) == pytest.approx(at, abs=0.04)
    assert found.disparity == 0.0


def test_the_sun_has_its_colour() -> None:
    red, _, blue = sun(sunset((0.3, -0.2), (1.0, 0.6, 0.25))).colour
    assert red == 1.0
    assert blue < 0.8


@pytest.mark.parametrize("side", [-1, 1])
def test_a_sun_that_is_not_seen_is_beyond_the_brighter_side(side: int) -> None:
    setting = sunset((5.0, 0.0))
    shade = np.linspace(0.6, 1.4, SIZE[0])[::side][None, :, None]
    found = sun(replace(setting, photo=np.clip(setting.photo * shade, 0, 255).astype(np.uint8)))
    half_x, half_y = setting.half
    assert not found.in_view
    assert found.x * side > half_x
    assert found.y < -half_y


def test_lamps_are_found_at_night() -> None:
    found = lamps(night().setting())
    for x, y in ((-0.05, -0.02), (0.12, -0.02)):
        assert any(np.hypot(lamp.x - x, lamp.y - y) < 0.04 and lamp.strength > 0.3 for lamp in found)
    assert all(first.strength >= second.strength for first, second in pairwise(found))
    assert len(lamps(night().setting(), 1)) == 1


def test_only_warm_lamps_are_warm() -> None:
    setting = night().setting()
    cold = replace(setting, photo=np.ascontiguousarray(setting.photo[..., ::-1]))
    assert lamps(setting, warm=0.2)
    assert not lamps(cold, warm=0.2)


def test_a_lens_notices_lamps_and_something_by_day_too() -> None:
    at_night, by_day = bright_spots(night().setting(), 3), bright_spots(day().setting(), 3)
    assert len(at_night) == 3
    assert len(by_day) == 1 and by_day[0].in_view


def test_what_stands_before_a_light_hides_it() -> None:
    lamp = Lamp(0.2, 0.0, 0.1, (1.0, 1.0, 1.0), 0.05, 1.0)
    free, wall = (np.full((24, 40), level, np.float32) for level in (0.1, 0.9))
    half = wall.copy()
    half[:, :25] = 0.1
    assert showing(lamp, View.still(SIZE, free)) == 1.0
    assert showing(lamp, View.still(SIZE, wall)) == 0.0
    assert 0.1 < showing(lamp, View.still(SIZE, half)) < 0.95
    assert showing(replace(lamp, in_view=False), View.still(SIZE, wall)) == 1.0


def test_bright_parts_are_bright() -> None:
    light = np.array([[[0.1] * 3, [0.6] * 3, [1.0] * 3]], np.float32)
    parts = bright_parts(light, 0.5)
    assert (parts[0, 0] == 0).all()
    assert 0 < parts[0, 1, 0] < 0.6
    assert parts[0, 2, 0] == 1.0
