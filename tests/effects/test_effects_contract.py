"""What every file of the effects folder must keep, and proof that an effect which does not keep it is found out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.random import Generator

from tests.effects.keeping import LOOP, SCENES, faults, flashes, psnr
from tests.effects.setting import SIZE
from vivant.effects import ORDER, Draw, Effect, EffectParams, Setting, View, catalogue
from vivant.effects.contract import turns
from vivant.knobs import knobs, number
from vivant.moves import Aim, Path, Pose
from vivant.units import Clock, Frame

KNOB_KEYS = {"name", "default", "min", "max", "unit", "sentence"}


@pytest.fixture(params=sorted(catalogue()))
def effect(request: pytest.FixtureRequest) -> Effect:
    return catalogue()[request.param]


def test_every_effect_keeps_the_contract(effect: Effect) -> None:
    assert faults(effect) == []


def test_no_word_names_two_effects() -> None:
    owners: dict[str, list[str]] = {}
    for effect in catalogue().values():
        for word in effect.words:
            owners.setdefault(word, []).append(effect.name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_the_folder_is_the_register() -> None:
    assert list(catalogue()) == sorted(catalogue())
    for name, effect in catalogue().items():
        made = effect.prepare or effect.lens
        assert made is not None and made.__module__ == f"vivant.effects.{name}"
    assert {effect.kind for effect in catalogue().values()} <= set(ORDER)


def test_the_tones_lenses_and_films_that_people_were_promised_are_there() -> None:
    promised = {
        "lens": "depth_of_field tilt_shift chromatic_aberration lens_distortion camera_shake vignette",
        "film": "grain scratches vhs glitch old_film",
        "tone": """cinematic warm cool golden_hour day_for_night noir sepia vintage pastel vivid dreamy bleach_bypass
            cyberpunk black_and_white lut adjust""",
    }
    for kind, names in promised.items():
        assert {catalogue()[name].kind for name in names.split()} == {kind}


def test_knobs_are_plain_data_with_exact_keys(effect: Effect) -> None:
    assert all(knob.keys() - {"choices"} == KNOB_KEYS for knob in knobs(effect.params))


def test_two_seeds_give_two_of_everything_that_is_left_to_chance() -> None:
    frames = []
    for seed in (1, 2):
        grain = catalogue()["grain"]
        assert grain.prepare is not None
        setting = SCENES["day"]().setting()
        draw = grain.prepare(setting, LOOP, grain.params(), np.random.default_rng(seed))
        frames.append(draw(setting.photo, SCENES["day"]().view(), 3, 1.0))
    assert (frames[0] != frames[1]).any()


# --- planted faults ---------------------------------------------------------------------------------------------------


class _Tint(EffectParams):
    strength: float = number(30.0, 1.0, 60.0, "levels")
    """How strong it is."""


class _Bare(EffectParams):
    strength: float = 30.0


class _Outside(EffectParams):
    strength: float = number(90.0, 1.0, 60.0, "levels")
    """How strong it is."""


class _Idle(_Tint):
    idle: float = number(0.5, 0.0, 1.0, "fraction")
    """It does nothing."""


class _Odd(EffectParams):
    amount: float = number(1.0, 0.0, 2.0, "times")
    """It ends too early."""
    strength: float = number(30.0, 1.0, 60.0, "levels")
    """How strong it is."""


def _lit(frame: Frame, levels: Any) -> Frame:
    return np.asarray(np.clip(np.rint(frame + np.asarray(levels, np.float32)), 0, 255), np.uint8)


def _good(setting: Setting, clock: Clock, p: Any, rng: Generator) -> Draw:
    """A light that wanders from side to side."""
    width = setting.size[0]
    across = (np.arange(width) / width)[None, :, None]
    rate = turns(clock, 0.5)

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        middle = 0.5 + 0.3 * math.sin(math.tau * rate * clock.time_s(i))
        return _lit(frame, p.amount * level * p.strength * np.exp(-(((across - middle) / 0.2) ** 2)))

    return draw


def _drawing(how: Any) -> Any:
    """An effect whose frames are `how(what a good one draws, frame, i, level, p, clock, setting)`."""

    def prepare(setting: Setting, clock: Clock, p: Any, rng: Generator) -> Draw:
        good = _good(setting, clock, p, rng)

        def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
            out: Frame = how(lambda at=i, much=level: good(frame, view, at, much), frame, i, level, p, clock, setting)
            return out

        return draw

    return prepare


def _writing(good: Any, frame: Frame, *_: Any) -> Frame:
    out: Frame = good()
    frame[0, 0] += 1
    return out


def _remembering(setting: Setting, clock: Clock, p: Any, rng: Generator) -> Draw:
    good, drawn = _good(setting, clock, p, rng), []

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        drawn.append(i)
        return good(frame, view, len(drawn), level)

    return draw


def _wrapping(setting: Setting, clock: Clock, p: Any, rng: Generator) -> Draw:
    free = Clock(clock.rate * 10 / 3, clock.n_frames)
    good = _good(setting, free, p, rng)
    return lambda frame, view, i, level: good(frame, view, i % clock.n_frames, level)


def _striped(good: Any, frame: Frame, i: int, level: float, p: Any, *_: Any) -> Frame:
    stripes = (np.arange(frame.shape[1]) // 8 % 2)[None, :, None] * 40.0
    return _lit(good(), stripes * p.amount * level)


def _breaking(good: Any, frame: Frame, i: int, level: float, p: Any, *_: Any) -> Frame:
    if p.strength > 50:
        raise ValueError("too strong")
    out: Frame = good()
    return out


def _strobe(good: Any, frame: Frame, i: int, level: float, p: Any, clock: Clock, *_: Any) -> Frame:
    on = math.sin(math.tau * turns(clock, 5.0) * clock.time_s(i)) > 0
    return _lit(good(), 80.0 * p.amount * level * on)


def _when(amount: bool) -> Any:
    """Light that is there although there is nothing of the effect."""
    return _drawing(lambda good, frame, i, level, p, *_: _lit(good(), 3.0 * ((p.amount if amount else level) == 0.0)))


WORDS = ("one", "two", "three", "一", "二", "三")
GOOD = Effect("good", "A light wanders over the picture.", "light", WORDS, _Tint, _good, None)

BAD: dict[str, Effect] = {
    "one sentence": replace(GOOD, sentence="light"),
    "languages": replace(GOOD, words=("one", "two", "three", "four")),
    "lower case": replace(GOOD, words=(*WORDS, "Five")),
    "comes twice": replace(GOOD, words=(*WORDS, "one")),
    "no kind": replace(GOOD, kind="sound"),  # type: ignore[arg-type]
    "neither or both": replace(GOOD, prepare=None),
    "no sentence": replace(GOOD, params=_Bare),
    "wrong unit": replace(GOOD, params=_Bare),
    "range around its default": replace(GOOD, params=_Outside),
    "amount is not the first": replace(GOOD, params=_Odd),
    "float32": replace(GOOD, prepare=_drawing(lambda good, *_: good().astype(np.float32))),
    "(95, 160, 3)": replace(GOOD, prepare=_drawing(lambda good, *_: good()[1:])),
    "gives back the frame": replace(
        GOOD, prepare=_drawing(lambda good, frame, i, level, *_: good() if level else frame)
    ),
    "writes into": replace(GOOD, prepare=_drawing(_writing)),
    "amount 0": replace(GOOD, prepare=_when(amount=True)),
    "level 0": replace(GOOD, prepare=_when(amount=False)),
    "not seen": replace(GOOD, prepare=_drawing(lambda good, frame, *_: frame.copy())),
    "half the amount": replace(GOOD, prepare=_drawing(
        lambda good, frame, i, level, p, *_: _lit(frame, 20.0 * level * (p.amount > 0)))),
    "half the level": replace(GOOD, prepare=_drawing(
        lambda good, frame, i, level, p, *_: _lit(frame, 20.0 * p.amount * (level > 0)))),
    "order": replace(GOOD, prepare=_remembering),
    "does not close": replace(GOOD, prepare=_drawing(
        lambda good, frame, i, level, p, clock, *_: _lit(good(), p.amount * level * 0.5 * i))),
    "jumps at the end": replace(GOOD, prepare=_wrapping),
    "stands still": replace(GOOD, prepare=_drawing(
        lambda good, frame, i, level, p, clock, *_: good(0 if clock.loop else i, level))),
    "twice the size": replace(GOOD, prepare=_drawing(_striped)),
    "idle=": replace(GOOD, params=_Idle),
    "breaks": replace(GOOD, prepare=_drawing(_breaking)),
    "flashes": replace(GOOD, prepare=_drawing(_strobe)),
    "says that it is steady": replace(GOOD, steady=True),
    "does not say that it is steady": replace(GOOD, prepare=_drawing(
        lambda good, frame, i, level, p, *_: _lit(frame, p.strength * p.amount * level))),
}  # fmt: skip


def test_the_contract_accepts_a_good_effect() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("fault", BAD)
def test_the_contract_finds_a_planted_fault(fault: str) -> None:
    assert any(fault in found for found in faults(BAD[fault])), faults(BAD[fault])


def _panning(p: Any, aim: Aim) -> Path:
    return lambda u: Pose(pan_deg=0.05 * p.amount * p.strength * math.sin(math.tau * u))


GOOD_LENS = replace(GOOD, prepare=None, lens=_panning)


def _path(at: Any) -> Effect:
    return replace(GOOD_LENS, lens=lambda p, aim: lambda u: at(p, u))


BAD_LENS: dict[str, Effect] = {
    "amount 0": _path(lambda p, u: Pose(pan_deg=p.strength * 0.05)),
    "not seen": _path(lambda p, u: Pose()),
    "jumps": _path(lambda p, u: Pose(pan_deg=p.amount * p.strength * 0.1 * (u > 0.5))),
    "half the amount": _path(lambda p, u: Pose(pan_deg=p.strength * 0.05 * (p.amount > 0))),
    "does not close": _path(lambda p, u: Pose(pan_deg=p.amount * p.strength * 0.05 * u * (1 - u))),
    "inside out": _path(lambda p, u: Pose(zoom=1 - p.amount * p.strength * 0.02 * u)),
    "not finite": _path(lambda p, u: Pose(pan_deg=math.inf if p.strength > 50 else p.amount * 0.05 * p.strength * u)),
    "changes nothing": _path(lambda p, u: Pose(pan_deg=p.amount * u)),
}


def test_the_contract_accepts_a_good_lens() -> None:
    assert faults(GOOD_LENS) == []


@pytest.mark.parametrize("fault", BAD_LENS)
def test_the_contract_finds_a_planted_fault_of_a_lens(fault: str) -> None:
    assert any(fault in found for found in faults(BAD_LENS[fault])), faults(BAD_LENS[fault])


def test_flashes_are_counted_as_the_guideline_counts_them() -> None:
    second = np.arange(60)
    assert flashes(0.5 + 0.04 * (-1.0) ** second, 30) == 0
    assert flashes(np.where(second % 15 < 3, 0.5, 0.2), 30) == 2
    assert flashes(np.where(second % 6 < 3, 0.5, 0.2), 30) == 5
    assert flashes(np.linspace(0.0, 1.0, 60), 30) == 0


def test_a_scene_is_the_same_at_every_size() -> None:
    small, large = (SCENES["day"]().setting(size).photo for size in (SIZE, (SIZE[0] * 2, SIZE[1] * 2)))
    shrunk = large.reshape(SIZE[1], 2, SIZE[0], 2, 3).mean(axis=(1, 3))
    assert psnr(small, np.asarray(np.rint(shrunk), np.uint8)) > 50
