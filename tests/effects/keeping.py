"""What every effect keeps, as questions to one effect: each finds the faults of one kind and says them in words.

Not the tests themselves (test_effects_contract.py) or the pictures (setting.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.effects import setting
from vivant.effects import Draw, Effect, Setting, View
from vivant.effects.contract import ORDER
from vivant.effects.kernels import LIGHT
from vivant.knobs import knobs
from vivant.moves import Aim, Path, Pose
from vivant.units import Clock

Frame = NDArray[np.uint8]

CLOCK = Clock(Fraction(30), 150)
LOOP = Clock(Fraction(15), 60, loop=True)
MOMENTS = (0, 5, 31, 64, 97, 131)
"""Frames of CLOCK that are looked at."""
TWICE, FOURFOLD = ((setting.SIZE[0] * k, setting.SIZE[1] * k) for k in (2, 4))
"""The two sizes that an effect must look the same at; smaller ones show too little of anything fine."""

SEEN, SHARE = 1.2, 0.03
"""Mean change in levels of the share of a frame that changes most, from which an effect is seen."""
ALIKE_DB = 32.0
"""A frame of twice the size, made smaller, is as like as this, or is so once fine grain is smoothed away."""
SWING, FLASHES = 0.1, 3
"""WCAG 2.3.1: a flash goes up and down by a tenth of white's luminance; there are no more than three in a second."""

# What an effect needs to show anything: some do nothing until they are told to.
DUSK = "LUT_3D_SIZE 2\n" + "\n".join(f"{0.7 * r} {0.75 * g} {0.9 * b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
FITTING: Mapping[str, Mapping[str, Any]] = {"adjust": {"exposure": 0.6}, "lut": {"cube": DUSK}}

SCENES: Mapping[str, Callable[[], setting.Scene]] = {"day": cache(setting.day), "night": cache(setting.night)}


@dataclass(frozen=True)
class Trial:
    """One effect over one scene."""

    effect: Effect
    scene: str
    size: tuple[int, int] = setting.SIZE
    knobs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def frame(self) -> Frame:
        return _setting(self.scene, self.size).photo.copy()

    def view(self) -> View:
        return _view(self.scene, self.size)

    def draw(self, clock: Clock = CLOCK) -> Draw:
        assert self.effect.prepare is not None
        p = self.effect.params(**{**FITTING.get(self.effect.name, {}), **self.knobs})
        setting = replace(_setting(self.scene, self.size), photo=self.frame)
        return self.effect.prepare(setting, clock, p, np.random.default_rng(7))

    def frames(self, moments: tuple[int, ...] = MOMENTS, level: float = 1.0, clock: Clock = CLOCK) -> list[Frame]:
        draw, view, photo = self.draw(clock), self.view(), self.frame
        return [draw(photo, view, i, level) for i in moments]


@cache
def _setting(scene: str, size: tuple[int, int]) -> Setting:
    return SCENES[scene]().setting(size)


@cache
def _view(scene: str, size: tuple[int, int]) -> View:
    return SCENES[scene]().view(size)


@cache
def moments(effect: Effect, scene: str) -> tuple[int, ...]:
    """Frames of CLOCK at which an effect is looked at: where it is rarely there, those that show the most of it."""
    trial = Trial(effect, scene)
    photo = trial.frame
    if max(_strongest(out, photo) for out in trial.frames()) >= SEEN:
        return MOMENTS
    every = [_change(out, photo) for out in trial.frames(tuple(range(CLOCK.n_frames)))]
    most = np.argsort(every, kind="stable")[::-1][: len(MOMENTS)]
    return tuple(sorted(int(i) for i in most))


def faults(effect: Effect) -> list[str]:
    """Everything that is wrong with an effect, in words; a good one has none."""
    found = [*wrong_words(effect), *wrong_knobs(effect)]
    if (effect.prepare is None) == (effect.lens is None):
        return [*found, "has neither or both of prepare and lens"]
    questions = LENS if effect.lens is not None else DRAWN
    return [*found, *(fault for ask in questions for fault in _asked(ask, effect))]


def _asked(ask: Callable[[Effect], Iterator[str]], effect: Effect) -> list[str]:
    try:
        return list(ask(effect))
    except Exception as failure:  # whatever an effect raises is a fault to be told beside the others
        return [f"breaks: {ask.__name__}: {failure!r}"]


# --- words and knobs --------------------------------------------------------------------------------------------------


def wrong_words(effect: Effect) -> Iterator[str]:
    if not effect.sentence.endswith(".") or effect.sentence.count(". ") or len(effect.sentence.split()) < 4:
        yield f"the docstring does not open with one sentence: {effect.sentence!r}"
    chinese = [word for word in effect.words if any(ord(letter) >= 0x2E80 for letter in word)]
    if len(chinese) < 3 or len(effect.words) - len(chinese) < 3:
        yield "too few words in one of the languages"
    if any(word != word.strip().casefold() or not word for word in effect.words):
        yield "words must be lower case and trimmed"
    if len(set(effect.words)) != len(effect.words):
        yield "a word comes twice"
    if effect.kind not in ORDER:
        yield f"there is no kind {effect.kind!r}"


def wrong_knobs(effect: Effect) -> Iterator[str]:
    listed = knobs(effect.params)
    if listed[0]["name"] != "amount" or (listed[0]["min"], listed[0]["default"], listed[0]["max"]) != (0, 1, 3):
        yield "amount is not the first knob, 0 .. 3"
    for knob in listed:
        name = knob["name"]
        if not knob["sentence"].rstrip().endswith("."):
            yield f"knob {name} has no sentence"
        if "choices" in knob:
            if knob["default"] not in knob["choices"]:
                yield f"knob {name} has a default that is none of its choices"
        elif not knob["unit"] or (knob["unit"] == "degrees") != name.endswith("_deg"):
            yield f"knob {name} has the wrong unit {knob['unit']!r}"
        elif isinstance(knob["default"], str):
            continue
        elif knob["min"] is None or knob["max"] is None or not knob["min"] <= knob["default"] <= knob["max"]:
            yield f"knob {name} has no range around its default"


# --- effects that draw ------------------------------------------------------------------------------------------------


def wrong_frames(effect: Effect) -> Iterator[str]:
    """A new frame of the same shape and kind, the frame that went in as it was; under a moving camera too."""
    trial = Trial(effect, "day")
    for view in (trial.view(), SCENES["day"]().moved()):
        draw, frame = trial.draw(), trial.frame.copy()
        for i in MOMENTS[:3]:
            out = draw(frame, view, i, 1.0)
            if out.shape != frame.shape or out.dtype != np.uint8:
                yield f"gives {out.dtype} {out.shape}"
            if np.shares_memory(out, frame) or np.shares_memory(draw(frame, view, i, 0.0), frame):
                yield "gives back the frame that went in"
            if (frame != trial.frame).any():
                yield "writes into the frame"
                frame = trial.frame.copy()


def wrong_nothing(effect: Effect) -> Iterator[str]:
    for scene in SCENES:
        if any(
            (out != Trial(effect, scene).frame).any() for out in Trial(effect, scene, knobs={"amount": 0.0}).frames()
        ):
            yield "amount 0 is not exact"
        if any((out != Trial(effect, scene).frame).any() for out in Trial(effect, scene).frames(level=0.0)):
            yield "level 0 is not exact"


def wrong_strength(effect: Effect) -> Iterator[str]:
    """Seen by default; half of it less."""
    seen, half, faint = 0.0, 0.0, 0.0
    for scene in SCENES:
        trial, at = Trial(effect, scene), moments(effect, scene)
        photo, frames = trial.frame, trial.frames(at)
        seen = max(seen, *(_strongest(out, photo) for out in frames))
        whole = sum(_change(out, photo) for out in frames) or 1.0
        half += sum(_change(out, photo) for out in Trial(effect, scene, knobs={"amount": 0.5}).frames(at)) / whole
        faint += sum(_change(out, photo) for out in trial.frames(at, level=0.5)) / whole
    if seen < SEEN:
        yield f"is not seen: {seen:.2f} levels"
    if half > 0.97 * len(SCENES):
        yield "half the amount is no less"
    if faint > 0.97 * len(SCENES):
        yield "half the level is no less"


def wrong_order(effect: Effect) -> Iterator[str]:
    for scene in SCENES:
        at = moments(effect, scene)
        forward = Trial(effect, scene).frames(at)
        back = Trial(effect, scene).frames(at[::-1])[::-1]
        twice = Trial(effect, scene).frames((at[2], at[2]))
        if any((a != b).any() for a, b in zip(forward, back, strict=True)) or (twice[0] != twice[1]).any():
            yield "depends on the order in which frames are drawn"


def wrong_steady(effect: Effect) -> Iterator[str]:
    """It is the same at any time exactly if it says so."""
    same = all((a == b).all() for s in SCENES for a, b in pairwise(Trial(effect, s).frames(moments(effect, s))))
    if same != effect.steady:
        yield f"{'does not say' if same else 'says'} that it is steady"


def wrong_loop(effect: Effect) -> Iterator[str]:
    """Frame n is frame 0 again, without a jump before it; what moves outside a loop moves in it."""
    n = LOOP.n_frames
    for scene in SCENES:
        frames = Trial(effect, scene).frames(tuple(range(n + 1)), clock=LOOP)
        if np.abs(frames[n].astype(int) - frames[0]).max() > 1:
            yield "does not close"
        steps = [_change(a, b) for a, b in zip(frames[1:], frames[:-1], strict=True)]
        if steps[-1] > 2.0 * max(steps[:-1]) + 0.05:
            yield f"jumps at the end of a loop: {steps[-1]:.2f} after at most {max(steps[:-1]):.2f}"
        free = Trial(effect, scene).frames()
        if max(_change(out, free[0]) for out in free) > 0.02 and max(steps) == 0.0:
            yield "stands still in a loop"


def wrong_size(effect: Effect) -> Iterator[str]:
    for scene in SCENES:
        trial = Trial(effect, scene, TWICE)
        at = moments(effect, scene)[2:4]
        large = Trial(effect, scene, FOURFOLD).frames(at)
        for one, two in zip(trial.frames(at), large, strict=True):
            shrunk = np.asarray(cv2.resize(two, TWICE, interpolation=cv2.INTER_AREA), np.uint8)
            if psnr(one, shrunk) < ALIKE_DB and not _grained_alike(one, shrunk, trial.frame):
                yield f"looks different at twice the size: {psnr(one, shrunk):.1f} dB"


def _grained_alike(one: Frame, two: Frame, photo: Frame) -> bool:
    """Alike once smoothed, and as strong: fine grain is a little weaker where a pixel shows less of it."""
    smooth = [np.asarray(cv2.GaussianBlur(frame, (0, 0), 2.0), np.uint8) for frame in (one, two)]
    strong = [float(np.std(frame.astype(np.float32) - photo)) for frame in (one, two)]
    return psnr(*smooth) > ALIKE_DB + 2.0 and 0.6 < (strong[0] + 0.2) / (strong[1] + 0.2) < 1.7


def wrong_ends(effect: Effect) -> Iterator[str]:
    """Every knob at both ends of its range works, and is seen to do something."""
    for knob in knobs(effect.params):
        if "choices" not in knob and isinstance(knob["default"], str):
            continue
        for value in knob.get("choices") or (knob["min"], knob["max"]):
            if value == knob["default"]:
                continue
            tried = {scene: Trial(effect, scene, knobs={knob["name"]: value}) for scene in SCENES}
            if not any(_differs(trial, moments(effect, scene)) for scene, trial in tried.items()) and not any(
                _differs(trial, tuple(range(CLOCK.n_frames))) for trial in tried.values()
            ):
                yield f"{knob['name']}={value} changes nothing"


def _differs(trial: Trial, at: tuple[int, ...]) -> bool:
    usual = Trial(trial.effect, trial.scene).frames(at)
    return any((out != before).any() for out, before in zip(trial.frames(at), usual, strict=True))


def wrong_flashes(effect: Effect) -> Iterator[str]:
    for scene in SCENES:
        trial = Trial(effect, scene)
        light = np.array([_brightness(out) for out in trial.frames(tuple(range(CLOCK.n_frames)))])
        most = max(flashes(light[:, part], round(CLOCK.rate)) for part in range(light.shape[1]))
        if most > FLASHES:
            yield f"flashes {most} times in a second"


def flashes(light: NDArray[np.float64], rate: int) -> int:
    """The most flashes (there and back by SWING) in any second of a run of luminances."""
    turns, way, extreme = [], 0, light[0]
    for i, now in enumerate(light):
        if way * (now - extreme) > 0:
            extreme = now
        elif abs(now - extreme) >= SWING:
            way, extreme = (1 if now > extreme else -1), now
            turns.append(i)
    return max((sum(start <= turn < start + rate for turn in turns) // 2 for start in turns), default=0)


def _brightness(frame: Frame) -> NDArray[np.float64]:
    """Relative luminance of the whole frame and of each ninth of it."""
    light = LIGHT[frame] @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    ninths = cv2.resize(light, (3, 3), interpolation=cv2.INTER_AREA)
    return np.array([light.mean(), *ninths.ravel()], np.float64)


def _change(a: Frame, b: Frame) -> float:
    return float(np.abs(a.astype(np.int16) - b).mean())


def _strongest(a: Frame, b: Frame) -> float:
    """Mean change of the pixels that change most."""
    change = np.sort(np.abs(a.astype(np.int16) - b).mean(axis=2), axis=None)
    return float(change[-round(SHARE * change.size) :].mean())


def psnr(a: Frame, b: Frame) -> float:
    error = float(np.mean((a.astype(np.float32) - b) ** 2))
    return 99.0 if error == 0.0 else 10.0 * math.log10(255.0**2 / error)


DRAWN = (
    wrong_frames, wrong_nothing, wrong_strength, wrong_order, wrong_steady, wrong_loop, wrong_size, wrong_ends,
    wrong_flashes,
)  # fmt: skip


# --- effects of the lens ----------------------------------------------------------------------------------------------

AIM = Aim(x=0.3, y=-0.1, w=0.6, near=0.95, far=0.25)
STEPS = 600
FASTEST = 0.035
"""Change of the picture in one of STEPS, in short sides, as in the contract of moves."""


def wrong_path(effect: Effect) -> Iterator[str]:
    assert effect.lens is not None
    path, still = effect.lens(effect.params(), AIM), effect.lens(effect.params(amount=0.0), AIM)
    if any(still(u) != Pose() for u in (0.0, 0.3, 0.77, 1.0)):
        yield "amount 0 is not exact"
    if max(_apart(path(i / 97), Pose()) for i in range(98)) < 1e-3:
        yield "is not seen"
    poses = [path(i / STEPS) for i in range(STEPS + 1)]
    if max(_apart(a, b) for a, b in zip(poses[1:], poses[:-1], strict=True)) > FASTEST:
        yield "jumps"
    if [path(u) for u in (0.2, 0.7)] != [path(u) for u in (0.7, 0.2)][::-1]:
        yield "depends on the order in which frames are drawn"
    half = effect.lens(effect.params(amount=0.5), AIM)
    if sum(_apart(half(i / 9), Pose()) for i in range(10)) > 0.97 * sum(_apart(path(i / 9), Pose()) for i in range(10)):
        yield "half the amount is no less"
    if _apart(poses[0], poses[-1]) < 1e-9 and any(_apart(path(u), path(u + 1.0)) > 1e-9 for u in (0.13, 0.6)):
        yield "does not close"


def wrong_path_ends(effect: Effect) -> Iterator[str]:
    assert effect.lens is not None
    usual = effect.lens(effect.params(), AIM)
    for knob in knobs(effect.params):
        for value in knob.get("choices") or (knob["min"], knob["max"]):
            path: Path = effect.lens(effect.params(**{knob["name"]: value}), AIM)
            poses = [path(i / 7) for i in range(8)]
            if not all(math.isfinite(number) for pose in poses for number in asdict(pose).values()):
                yield f"{knob['name']}={value} is not finite"
            if any(pose.zoom <= 0.0 or pose.blur < 0.0 or not 0.0 <= pose.focus <= 1.0 for pose in poses):
                yield f"{knob['name']}={value} turns the lens inside out"
            same = all(_apart(pose, usual(i / 7)) < 1e-9 for i, pose in enumerate(poses))
            if same and value != knob["default"]:
                yield f"{knob['name']}={value} changes nothing"


def _apart(a: Pose, b: Pose) -> float:
    """How far two poses are apart, about in short sides at the border."""
    turned = math.radians(sum(abs(getattr(a, name) - getattr(b, name)) for name in ("pan_deg", "tilt_deg", "roll_deg")))
    shift = abs(a.truck - b.truck) + abs(a.pedestal - b.pedestal) + abs(a.dolly - b.dolly)
    focus = abs(a.focus - b.focus) * min(a.blur, b.blur) + abs(a.blur - b.blur)
    return turned + shift + abs(math.log(max(a.zoom, 1e-9) / max(b.zoom, 1e-9))) + focus


LENS = (wrong_path, wrong_path_ends)
