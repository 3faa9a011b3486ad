"""The parts that transitions are made of: sound gains, easing, orders of depth, kernels, ways through depth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transitions.shots import shot
from vivant.effects.kernels import to_light
from vivant.transitions import Seen, Setting, catalogue, gains
from vivant.transitions.kernels import crossed, crossed_by, sliced
from vivant.transitions.lights import defocused, dissolved, smeared
from vivant.transitions.orders import ranked, shares, standing
from vivant.transitions.register import eased
from vivant.transitions.warps import flown, seen_at, slid, small_depth

SIZE = (160, 90)


@given(st.floats(-1, 2))
def test_a_sound_crossfade_has_equal_power_and_exact_ends(t: float) -> None:
    old, new = gains(t)
    assert old**2 + new**2 == pytest.approx(1) and 0 <= old <= 1 and 0 <= new <= 1
    assert gains(0) == (1, 0) and gains(1) == (0, 1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_easing_keeps_the_ends_and_never_turns_back(t: float, ease: float) -> None:
    assert eased(0, ease) == 0 and eased(1, ease) == 1
    assert eased(min(1, t + 0.01), ease) >= eased(t, ease)


def test_depth_is_made_when_it_is_asked_for_and_once() -> None:
    made = []
    seen = Seen(np.zeros((4, 6, 3), np.uint8), lambda: made.append(1) or np.full((4, 6), 9, np.uint8))
    assert made == [] and (seen.disparity == 9).all() and seen.disparity is seen.disparity and made == [1]
    flat = Seen(np.zeros((4, 6, 3), np.uint8))
    assert (flat.disparity == 128).all() and (flat.subject == 0).all() and flat.subject.shape == (4, 6)


def test_two_lights_are_laid_over_each_other_as_light() -> None:
    a, b = shot("old", SIZE).frame, shot("new", SIZE).frame
    half = to_light(dissolved(a, b, 0.5))
    assert np.abs(half - (to_light(a) + to_light(b)) / 2).max() < 0.006
    lamp, night = np.full((2, 2, 3), 255, np.uint8), np.zeros((2, 2, 3), np.uint8)
    assert (dissolved(lamp, night, 0.5) == 188).all()  # half the light, not half the level


def test_what_a_wipe_has_not_reached_or_has_passed_is_exact() -> None:
    a, b = shot("old", SIZE).frame, shot("new", SIZE).frame
    when = np.tile(np.linspace(0, 1, 160, dtype=np.float32), (90, 1))
    out = crossed(a, b, when, 0.5, 0.1)
    assert (out[:, :70] == b[:, :70]).all() and (out[:, 90:] == a[:, 90:]).all()


def test_shares_of_levels_run_from_nothing_to_everything() -> None:
    order = ranked(shot("old", SIZE).disparity)
    assert (shares(order, 0, 0.3) == 0).all() and (shares(order, 1, 0.3) == 1).all()
    assert (np.diff(order) >= 0).all() and 0 <= order[0] < 0.2 and 0.98 < order[-1] <= 1
    flat = ranked(np.full((90, 160), 128, np.uint8))
    assert np.ptp(flat) < 0.05  # what is all at one depth turns together
    assert 0.3 < shares(flat, 0.5, 0.1).mean() < 0.7


def test_a_shot_without_a_subject_has_its_nearest_things_or_none() -> None:
    seen, setting = shot("old", SIZE), Setting(SIZE)
    bare = Seen(seen.frame, seen.disparity_of)
    levels, much = standing(bare, setting)
    assert much[levels[80, 48]] > 0.9 and much[levels[5, 5]] < 0.1
    levels, much = standing(bare, setting, alone=True)
    assert much[levels].max() == 0


def test_light_is_added_where_it_is_told_and_nowhere_else() -> None:
    a, b = shot("old", SIZE).frame, shot("new", SIZE).frame
    levels = np.repeat(np.uint8([0, 200]), 45)[:, None] * np.ones(160, np.uint8)
    light = np.zeros((256, 3), np.float32)
    light[199:202, 0] = 0.2
    out = crossed_by(a, b, levels, np.zeros(256, np.float32), light)
    assert (out[:45] == a[:45]).all() and (out[45:, :, 1:] == a[45:, :, 1:]).all()
    assert (out[45:, :, 0] > a[45:, :, 0]).all()


def test_layers_that_have_not_parted_are_the_picture() -> None:
    seen = shot("old", SIZE)
    place = ranked(seen.disparity) * 4 - 0.5
    own = np.clip(1 - 3 * (abs(place - np.arange(4)[:, None]) - 0.5), 0, 1)
    cover = (own / own.sum(axis=0)).astype(np.float32)
    out = sliced(seen.frame, shot("new", SIZE).frame, seen.disparity, cover, np.zeros(4, np.int64))
    assert np.abs(out.astype(int) - seen.frame).max() <= 1


def test_a_camera_that_has_not_moved_sees_the_picture() -> None:
    seen = shot("old", SIZE)
    depth = small_depth(seen.disparity)
    out = seen_at(seen.frame, flown(depth, 0.0), SIZE)
    assert np.abs(out.astype(int) - seen.frame).mean() < 0.2


def test_what_is_near_grows_more_than_what_is_far() -> None:
    levels = np.tile(np.repeat(np.uint8([0, 255]), 80), (90, 1))  # far on the left, near on the right
    places = flown(small_depth(levels), 0.5)
    w = places.shape[1]
    shrink = (places[..., 0] - (w - 1) / 2) / (np.arange(w) - (w - 1) / 2)
    assert shrink[:, 8].mean() == pytest.approx(0.95, abs=0.01) and shrink[:, -8].mean() == pytest.approx(0.5, abs=0.01)


def test_a_window_slides_from_one_picture_to_the_next() -> None:
    a, b = shot("old", SIZE).frame, shot("new", SIZE).frame
    for axis in (0, 1):
        world = np.concatenate([a, b], axis)
        depth = np.full((180, 160) if axis == 0 else (90, 320), 0.5, np.float32)
        for much, frame in ((0.0, a), (1.0, b)):
            out = seen_at(world, slid(depth, lambda near, much=much: np.full_like(near, much), axis), SIZE)
            assert np.abs(out.astype(int) - frame).mean() < 0.5


@pytest.mark.parametrize("radius", [2.0, 8.0, 20.0])
def test_out_of_focus_nothing_is_lost(radius: float) -> None:
    frame = shot("old", (320, 180)).frame
    out = defocused(frame, radius)
    assert out.std() < frame.std() and abs(float(out.mean()) - float(frame.mean())) < 3


def test_a_lamp_out_of_focus_is_a_bright_disc() -> None:
    frame = np.full((180, 320, 3), 10, np.uint8)
    frame[85:95, 155:165] = 255
    out = defocused(frame, 20)
    assert out[90, 160, 0] > 60 and abs(int(out[90, 148, 0]) - int(out[90, 160, 0])) < 25 and out[90, 195, 0] < 14


def test_a_smear_goes_along_its_axis_only() -> None:
    frame = np.zeros((90, 160, 3), np.uint8)
    frame[45, :] = 255
    assert (smeared(frame, 40, axis=1)[45] > 240).all() and smeared(frame, 40, axis=0)[45].max() < 20


def test_other_chance_makes_other_winds() -> None:
    wind = catalogue()["hlwind"]
    a, b = shot("old", SIZE), shot("new", SIZE)
    one, two = (wind.prepare(Setting(SIZE), wind.params(), np.random.default_rng(k))(a, b, 0.5) for k in (1, 2))
    assert (one != two).any()
