"""How lightning strikes: often enough, never in a way that harms, and along a line through the sky."""

from __future__ import annotations

import numpy as np
import pytest

from tests.effects.setting import day
from vivant.effects.bolts import bolt, struck
from vivant.units import Clock


def brightness(clock: Clock, per_minute: float, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    strikes = struck(clock, np.random.default_rng(seed), per_minute)
    return np.array([max(strike(clock.time_s(i)) for strike in strikes) for i in range(clock.n_frames)])


@pytest.mark.parametrize("loop", [False, True])
@pytest.mark.parametrize("per_minute", [1, 15, 36])
def test_no_second_has_more_than_three_flashes(per_minute: float, loop: bool) -> None:
    """WCAG 2.3.1, counted as rises of more than a tenth of white."""
    clock = Clock.lasting(9.1, 30, loop=loop)
    for seed in range(12):
        bright = brightness(clock, per_minute, seed)
        around = np.concatenate([bright, bright[:31]]) if loop else bright
        climb = np.diff(around, prepend=around[:1]) > 0.05
        starts = np.flatnonzero(climb & ~np.concatenate([[False], climb[:-1]]))
        assert all(np.sum((starts >= start) & (starts < start + 30)) <= 3 for start in starts)


@pytest.mark.parametrize("duration_s", [1, 3, 12])
def test_every_clip_has_a_flash_and_long_ones_have_more(duration_s: float) -> None:
    clock = Clock.lasting(duration_s, 30)
    assert brightness(clock, 1, 5).max() > 0.5
    assert len(struck(clock, np.random.default_rng(5), 15)) == max(1, round(duration_s / 4))


def test_strikes_go_round_in_a_loop() -> None:
    clock = Clock.lasting(4, 30, loop=True)
    for strike in struck(clock, np.random.default_rng(1), 30):
        for i in (0, 40, 90):
            assert strike(clock.time_s(i + clock.n_frames)) == pytest.approx(strike(clock.time_s(i)), abs=1e-9)


def test_a_bolt_runs_down_to_the_edge_of_the_sky() -> None:
    scene = day()
    for seed in range(5):
        segments = bolt(scene.setting(), np.random.default_rng(seed)).segments
        large = bolt(scene.setting((640, 384)), np.random.default_rng(seed)).segments
        assert segments[0, 1] < -0.5
        assert -0.35 < segments[31, 3] < 0.05
        assert len(segments) > 100
        assert np.abs(segments[:32, :4] - large[:32, :4]).max() < 0.06


def test_where_no_sky_is_seen_there_is_no_bolt() -> None:
    scene = day()
    indoors = type(scene)(scene.photo, scene.disparity, scene.subject, 0 * scene.sky, scene.water, scene.ground)
    assert bolt(indoors.setting(), np.random.default_rng(0)).segments.size == 0
