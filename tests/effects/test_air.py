"""The air: noise that drifts and closes, maps that go with the camera, and the colour of the air."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.effects.setting import SIZE, day, night
from vivant.effects.air import (
    SEEN_AS,
    TILE,
    Air,
    air_light,
    away,
    carried,
    grid,
    places,
    sky_of,
    spot,
    wander,
)
from vivant.units import Clock

LOOP = Clock.lasting(5, 24, loop=True)
ONCE = Clock.lasting(5, 24)


def air(clock: Clock, **how: Any) -> Air:
    return Air(clock, np.random.default_rng(4), **how)


@pytest.mark.parametrize("drift", [0.0, 0.013, 0.3])
def test_noise_closes_in_a_loop_and_moves_on_its_way(drift: float) -> None:
    noise = air(LOOP, drift=(drift, 0.0))
    assert np.abs(noise.tile(LOOP.n_frames + 3) - noise.tile(3)).max() < 1e-3
    assert np.abs(noise.tile(LOOP.n_frames // 2) - noise.tile(0)).mean() > 0.02


def test_noise_is_seamless_and_has_mean_0_and_deviation_1() -> None:
    tile = air(ONCE).tile(7)
    assert tile.shape == (TILE, TILE)
    assert abs(float(tile.mean())) < 1e-4
    assert 0.7 < float(tile.std()) < 1.4
    across_seam, inside = np.abs(tile[:, 0] - tile[:, -1]).mean(), np.abs(np.diff(tile, axis=1)).mean()
    assert across_seam < 2 * inside


def test_noise_that_only_drifts_is_the_same_noise_further_on() -> None:
    noise = air(ONCE, span=2.0, drift=(0.5, 0.0), change_hz=0.0)
    moved = round(0.5 * ONCE.time_s(24) / 2.0 * TILE)
    assert np.abs(np.roll(noise.tile(0), moved, axis=1) - noise.tile(24)).max() < 0.02


def test_slow_drift_keeps_its_mean_speed_in_a_loop() -> None:
    """Its waves are rounded to whole turns, some up and some down: it neither stands still nor races."""
    noise = air(LOOP, span=2.0, drift=(0.05, 0.0), change_hz=0.0, finest=24, slope=0.5)
    first, later = np.fft.fft2(noise.tile(0)), np.fft.fft2(noise.tile(LOOP.n_frames // 2))
    likeness = np.fft.ifft2(later * np.conj(first)).real
    drifted = int(np.unravel_index(int(likeness.argmax()), likeness.shape)[1])
    assert abs((drifted + TILE // 2) % TILE - TILE // 2 - 0.05 * 2.5 / 2.0 * TILE) < 6


def test_a_map_goes_where_the_camera_takes_its_place() -> None:
    scene = day()
    view, size = scene.moved(), grid(SIZE)
    x, y = places(size, SIZE)
    blob = np.exp(-((x - 0.2) ** 2 + (y - 0.1) ** 2) / 0.004).astype(np.float32)
    moved = carried(blob, view, size, 0.5)
    row, column = np.unravel_index(int(moved.argmax()), moved.shape)
    seen_x, seen_y, _ = spot(view, 0.2, 0.1, 0.5)
    assert abs(float(x[row, column]) - seen_x) < 0.02
    assert abs(float(y[row, column]) - seen_y) < 0.02
    assert np.abs(carried(blob, scene.view(), size, 0.5) - blob).max() < 0.02


def test_the_air_is_as_bright_as_the_far_parts() -> None:
    light, dark = (float((air_light(scene().setting()) @ SEEN_AS).mean()) for scene in (day, night))
    assert 0.2 < light < 1.0
    assert dark < 0.25 * light


def test_plain_air_has_less_colour() -> None:
    own, plain = (air_light(day().setting(), share) for share in (0.0, 0.8))
    assert np.ptp(plain, axis=2).mean() < 0.4 * np.ptp(own, axis=2).mean()


def test_what_is_far_is_away_and_what_is_near_is_not() -> None:
    how_far = away(day().setting(), 0.5)
    assert how_far[0] > 0.95
    assert how_far[255] == 0.0
    assert (np.diff(how_far) <= 0).all()


def test_sky_is_found_above_the_horizon_even_where_it_was_not_recognised() -> None:
    scene = day()
    for sky in (scene.sky, np.zeros_like(scene.sky)):
        found = sky_of(
            type(scene)(scene.photo, scene.disparity, scene.subject, sky, scene.water, scene.ground).setting()
        )
        height = len(found)
        assert found[: height // 4].mean() > 0.6
        assert found[3 * height // 4 :].mean() < 0.05


def test_what_wanders_closes_in_a_loop_and_stays_small() -> None:
    at = wander(LOOP, np.random.default_rng(2), 0.5, 4.0)
    values = np.array([at(i) for i in range(LOOP.n_frames)])
    assert at(LOOP.n_frames) == pytest.approx(at(0), abs=1e-9)
    assert 0.2 < values.std() < 1.0
    assert np.abs(values).max() < 2.5
