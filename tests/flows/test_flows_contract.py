"""What every file of the folder of flows keeps: the contract, held against the whole catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
import pytest

from vivant.flows import Area, Draw, FlowParams, Motion, catalogue
from vivant.knobs import knobs
from vivant.units import Clock

NAMES = tuple(catalogue())
LONG = Clock(Fraction(30), 240)
LOOP = Clock(Fraction(30), 120, loop=True)
REACH = 0.14
"""The farthest that anything may be moved by default, in short sides."""
TENTH = 0.1


def area(h: int = 90, w: int = 140, *, direction_deg: float | None = None, horizon: float | None = 0.22) -> Area:
    """An area like a bay: below the horizon and clear of the left side; a picture of noise."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    inside = np.clip((y / h - 0.3) * 12, 0, 1) * np.clip((x / w - 0.1) * 12, 0, 1)
    coarse = np.random.default_rng(5).integers(0, 255, (30, 46, 3), dtype=np.uint8)
    picture = cv2.resize(coarse, (w, h), interpolation=cv2.INTER_LINEAR)
    step = 1.0 / h
    return Area(
        inside, picture, y / h, step, (-0.5 * (w - 1) * step, -0.5 * (h - 1) * step),
        None if horizon is None else horizon * h, direction_deg,
    )  # fmt: skip


def drawn(name: str, clock: Clock = LONG, where: Area | None = None, **set_to: Any) -> Draw:
    flow = catalogue()[name]
    return flow.prepare(where or area(), clock, flow.params(**set_to), np.random.default_rng(3))


def seen(motion: Motion) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """How much of each of two copies is seen, and its shift."""
    mix = np.zeros(motion.shift.shape[:2]) if motion.mix is None else motion.mix
    yield 1 - mix, motion.shift
    yield mix, motion.shift if motion.other is None else motion.other


def how_much(motion: Motion) -> float:
    """How far from the photo a motion is: shifts by how much they are seen, gains beside 1."""
    shifts = max(float(np.abs(share[..., None] * shift).max()) for share, shift in seen(motion))
    return max(shifts, 0.0 if motion.gain is None else float(np.abs(motion.gain - 1).max()))


def same(one: Motion, two: Motion, within: float) -> bool:
    return unlike(one, two) <= within


def unlike(one: Motion, two: Motion) -> float:
    worst = 0.0
    for (share, shift), (other_share, other_shift) in zip(seen(one), seen(two), strict=True):
        both = np.minimum(share, other_share)[..., None]
        worst = max(worst, float(np.abs(share - other_share).max()), float((both * np.abs(shift - other_shift)).max()))
    if one.gain is not None and two.gain is not None:
        worst = max(worst, float(np.abs(one.gain - two.gain).max()))
    return worst


def swings_over_a_tenth(levels: np.ndarray) -> int:
    """How often a level turns back after having changed by more than a tenth."""
    turns, last, way = 0, float(levels[0]), 0
    top = bottom = last
    for level in map(float, levels[1:]):
        top, bottom = max(top, level), min(bottom, level)
        if way <= 0 and level > bottom * (1 + TENTH):
            turns, way, top = turns + 1, 1, level
        elif way >= 0 and level < top * (1 - TENTH):
            turns, way, bottom = turns + 1, -1, level
    return turns


def test_the_folder_has_the_motions_that_people_ask_for() -> None:
    asked = {
        "river", "water_ripple", "reflections", "waterfall", "waves", "clouds", "timelapse_sky", "smoke", "mist",
        "fire", "candle", "foliage", "grass", "hair", "cloth", "sand", "city_lights", "neon", "breathing", "bobbing",
    }  # fmt: skip
    assert asked <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_flow_says_what_it_is(name: str) -> None:
    from vivant.scene.areas import AREAS

    flow = catalogue()[name]
    assert flow.sentence.endswith(".")
    assert len(flow.sentence) > 15
    chinese = [w for w in flow.words if re.search(r"[\u4e00-\u9fff]", w)]
    assert len(chinese) >= 3
    assert len(flow.words) - len(chinese) >= 3
    assert all(w == w.strip().lower() for w in flow.words)
    assert flow.areas
    assert set(flow.areas) <= set(AREAS)


def test_no_phrase_names_two_flows() -> None:
    told = [word for flow in catalogue().values() for word in flow.words]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("name", NAMES)
def test_knobs_have_a_range_a_unit_and_a_sentence(name: str) -> None:
    for knob in knobs(catalogue()[name].params):
        assert knob["min"] < knob["max"], knob
        assert knob["min"] <= knob["default"] <= knob["max"], knob
        assert knob["unit"], knob
        assert knob["sentence"].endswith("."), knob


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("clock", [LONG, LOOP], ids=["once", "loop"])
def test_frame_0_is_the_photo(name: str, clock: Clock) -> None:
    motion = drawn(name, clock)(0)
    assert not motion.shift.any()
    assert motion.mix is None or not motion.mix.any()
    assert motion.gain is None or (motion.gain == 1).all()


@pytest.mark.parametrize("name", NAMES)
def test_amount_0_never_moves(name: str) -> None:
    draw = drawn(name, amount=0)
    assert max(how_much(draw(i)) for i in (0, 7, 60, 239)) == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_default_moves_soon_and_not_too_far(name: str) -> None:
    draw = drawn(name)
    least = 0.002 if draw(5).gain is not None else 0.0002
    assert max(how_much(draw(i)) for i in range(1, 25)) > least
    for i in range(0, 240, 6):
        motion = draw(i)
        for _, shift in seen(motion):
            assert np.isfinite(shift).all()
            assert np.abs(shift[area().inside > 0.5]).max() < REACH


@pytest.mark.parametrize("name", NAMES)
def test_frame_n_of_a_loop_is_frame_0(name: str) -> None:
    draw = drawn(name, LOOP)
    assert how_much(draw(LOOP.n_frames)) < 1e-5
    assert same(draw(LOOP.n_frames + 1), draw(1), 1e-4)
    steps = [unlike(draw(i), draw(i + 1)) for i in range(0, LOOP.n_frames, 7)]
    assert unlike(draw(LOOP.n_frames - 1), draw(LOOP.n_frames)) <= 2 * max(steps) + 1e-6


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_frames_does_not_matter(name: str) -> None:
    forth, back = drawn(name), drawn(name)
    frames = (40, 3, 200)
    one = {i: forth(i) for i in frames}
    two = {i: back(i) for i in reversed(frames)}
    assert all(unlike(one[i], two[i]) == 0 for i in frames)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("horizon", [0.22, None], ids=["horizon", "no horizon"])
def test_a_finer_map_moves_alike(name: str, horizon: float | None) -> None:
    small, large = area(180, 280, horizon=horizon), area(360, 560, horizon=horizon)
    one, two = drawn(name, where=small)(20), drawn(name, where=large)(20)
    core = np.s_[80:164, 60:250]
    for (share, shift), (fine_share, fine_shift) in zip(seen(one), seen(two), strict=True):
        told, halved = share[..., None] * shift, fine_share[..., None] * fine_shift
        apart = np.abs(_halved(halved) - told)[core]
        assert np.percentile(apart, 95) < 0.1 * np.abs(told[core]).max() + 1e-5
    if one.gain is not None and two.gain is not None:
        apart = np.abs(_halved(two.gain) - one.gain)[core]
        assert np.percentile(apart, 95) < 0.15 * np.abs(one.gain - 1)[core].max() + 1e-3


def _halved(plane: np.ndarray) -> np.ndarray:
    h, w = plane.shape[:2]
    return plane.reshape(h // 2, 2, w // 2, 2, *plane.shape[2:]).mean(axis=(1, 3))


@pytest.mark.parametrize("name", NAMES)
def test_every_knob_does_something_at_both_ends(name: str) -> None:
    flow = catalogue()[name]
    usual = drawn(name)
    for knob in knobs(flow.params):
        for end in ("min", "max"):
            if knob[end] == knob["default"]:
                continue
            draw = drawn(name, **{knob["name"]: knob[end]})
            frames = range(0, 240, 12)
            assert all(np.isfinite(draw(i).shift).all() for i in frames)
            assert how_much(draw(0)) == 0
            assert max(unlike(draw(i), usual(i)) for i in frames) > 1e-4, (knob["name"], end)


@pytest.mark.parametrize("name", NAMES)
def test_the_direction_that_was_asked_for_is_taken(name: str) -> None:
    flow = catalogue()[name]
    if not flow.carries:
        return
    for degrees in (0.0, 90.0, 180.0):
        motion = drawn(name, where=area(direction_deg=degrees))(3)
        mean = motion.shift[area().inside > 0.5].mean(axis=0)
        way = np.array([np.cos(np.radians(degrees)), -np.sin(np.radians(degrees))])
        assert mean @ way > 0.7 * np.hypot(*mean), degrees


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("knob_end", ["default", "max"])
def test_light_never_flashes(name: str, knob_end: str) -> None:
    set_to = {k["name"]: k[knob_end] for k in knobs(catalogue()[name].params)}
    draw = drawn(name, **set_to)
    if draw(1).gain is None:
        return
    gains = np.stack([draw(i).gain[::6, ::6].ravel() for i in range(240)])
    for k in range(gains.shape[1]):
        for start in range(0, 210, 15):
            assert swings_over_a_tenth(gains[start : start + 30, k]) <= 3
    assert np.abs(np.diff(gains, axis=0)).max() < 0.08


@pytest.mark.parametrize("name", NAMES)
def test_an_area_that_is_not_there_moves_nothing_that_is_seen(name: str) -> None:
    plain = area()
    empty = Area(
        np.zeros_like(plain.inside), plain.picture, np.zeros_like(plain.disparity), plain.step, plain.origin, None, None
    )
    motion = drawn(name, where=empty)(11)
    assert np.isfinite(motion.shift).all()


@pytest.mark.parametrize("name", [n for n in NAMES if not catalogue()[n].carries])
def test_what_sways_holds_on_to_its_rim(name: str) -> None:
    bay = area()
    draw = drawn(name)
    ring = (bay.inside > 0.05) & (bay.inside < 0.75)
    assert max(float(np.abs(draw(i).shift[ring]).max()) for i in range(0, 120, 5)) == 0


# --- the tests above find faults --------------------------------------------------------------------------------------


def _plane(value: float) -> np.ndarray:
    return np.full((90, 140, 2), value, np.float32)


def test_a_jump_at_frame_0_is_found() -> None:
    assert how_much(Motion(_plane(0.01))) > 0
    assert how_much(Motion(_plane(0.0), gain=np.full((90, 140), 1.02, np.float32))) > 0


def test_an_open_loop_is_found() -> None:
    assert not same(Motion(_plane(0.0)), Motion(_plane(0.001)), 1e-4)


def test_a_copy_that_jumps_unseen_is_no_fault_and_one_that_is_seen_is() -> None:
    hidden, half = np.zeros((90, 140), np.float32), np.full((90, 140), 0.5, np.float32)
    away, back = Motion(_plane(0), _plane(-0.04), hidden), Motion(_plane(0), _plane(0.04), hidden)
    assert same(away, back, 1e-6)
    assert not same(Motion(_plane(0), _plane(-0.04), half), Motion(_plane(0), _plane(0.04), half), 1e-3)


def test_a_flash_is_found() -> None:
    time_s = np.arange(30) / 30
    assert swings_over_a_tenth(1 + 0.15 * np.sin(2 * np.pi * 4 * time_s)) > 3
    assert swings_over_a_tenth(1 + 0.15 * np.sin(2 * np.pi * 1 * time_s)) <= 3
    assert swings_over_a_tenth(1 + 0.03 * np.sin(2 * np.pi * 8 * time_s)) == 0


def test_every_flow_takes_the_knobs_of_all() -> None:
    assert all(issubclass(flow.params, FlowParams) for flow in catalogue().values())
