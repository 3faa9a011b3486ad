"""What every transition keeps, as questions to one transition: each finds the faults of one kind and says them.

Not the tests themselves (test_transitions_contract.py) or the pictures (shots.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.transitions.shots import plain, shot
from vivant.knobs import knobs
from vivant.transitions import Draw, Seen, Setting, Transition, TransitionParams
from vivant.transitions.contract import ORDER

Frame = NDArray[np.uint8]

SIZE, TWICE = (320, 180), (640, 360)
OTHERS = ((180, 320), (161, 91), (16, 12))
"""Upright, odd and tiny."""
MOMENTS = (0.07, 0.3, 0.5, 0.66, 0.9)
JUMP = 40.0
"""Mean change in levels between two frames of a second at 30 frames per second from which a transition jumps. The shots
lie 69 levels apart."""
NEAR = 4.0
"""Mean distance in levels from the old shot at its very start, and from the new one at its very end."""
BLANK = 0.12
"""A frame has this part of the contrast of the plainer of its shots, unless its transition is about a colour."""
ALIKE_DB = 30.0
SEEN = 0.15
"""Mean change in levels of what a knob must do between its ends, at some moment."""

ABOUT_A_COLOUR = {"fadeblack", "fadewhite", "circlecrop", "rectcrop", "dip_to_black", "dip_to_white", "dip_to_colour"}
# Grains finer than a pixel are the same at no two sizes, and a cut in the middle is there however it is eased.
FITTING: Mapping[str, Mapping[str, Any]] = {"dissolve": {"grain": 0.1}, "cut": {"at": 0.3}}


def drawn(transition: Transition, size: tuple[int, int] = SIZE, seed: int = 7, **wishes: Any) -> Draw:
    p = transition.params(**{**FITTING.get(transition.name, {}), **wishes})
    return transition.prepare(Setting(size), p, np.random.default_rng(seed))


def apart(one: Frame, two: Frame) -> float:
    """Mean distance in levels."""
    return float(cv2.absdiff(one, two).mean())


def faults(transition: Transition) -> list[str]:
    """All that is wrong with a transition; nothing for one that keeps the contract."""
    # Of frames that are no frames nothing else can be asked.
    return list(_draws_new_frames(transition)) or [fault for question in QUESTIONS for fault in question(transition)]


def _says_what_it_is(transition: Transition) -> Iterator[str]:
    if not (transition.sentence.endswith(".") and len(transition.sentence) > 20):
        yield f"its sentence is {transition.sentence!r}"
    if transition.kind not in ORDER:
        yield f"its kind {transition.kind!r} is not one of {ORDER}"
    if not any(word.isascii() for word in transition.words) or all(word.isascii() for word in transition.words):
        yield "it has no words in English, or none in Chinese"


def _draws_new_frames(transition: Transition) -> Iterator[str]:
    for size in (SIZE, *OTHERS):
        a, b = shot("old", size), shot("new", size)
        kept = [(seen, seen.frame.copy(), seen.disparity.copy(), seen.subject.copy()) for seen in (a, b)]
        frame = drawn(transition, size)(a, b, 0.37)
        if frame.dtype != np.uint8 or frame.shape != a.frame.shape:
            yield f"a frame of {size} is {frame.dtype} {frame.shape}"
        frame = drawn(transition, size)(a, b, 0.37)
        if not frame.flags["C_CONTIGUOUS"] or any(np.shares_memory(frame, seen.frame) for seen in (a, b)):
            yield f"a frame of {size} is not a new array of its own"
        for seen, *maps in kept:
            if any(
                (one != two).any() for one, two in zip((seen.frame, seen.disparity, seen.subject), maps, strict=True)
            ):
                yield f"it writes into its input of {size}"


def _begins_and_ends(transition: Transition) -> Iterator[str]:
    for flat in (False, True):
        a, b = shot("old", SIZE, flat=flat), shot("new", SIZE, flat=flat)
        draw = drawn(transition)
        for t, seen in ((0.0, a), (-0.5, a), (1.0, b), (1.5, b)):
            if (draw(a, b, t) != seen.frame).any():
                yield f"at {t} it is not exactly the shot"
        for t, seen in ((0.0015, a), (0.9985, b)):
            if (far := apart(draw(a, b, t), seen.frame)) > NEAR:
                yield f"at {t} it is {far:.0f} levels from the shot: it jumps at its end"


def _goes_smoothly(transition: Transition) -> Iterator[str]:
    a, b = shot("old", SIZE), shot("new", SIZE)
    draw = drawn(transition)
    frames = [draw(a, b, i / 30) for i in range(31)]
    steps = [apart(one, two) for one, two in pairwise(frames)]
    if transition.kind != "cut" and max(steps) > JUMP:
        yield f"it jumps by {max(steps):.0f} levels at {steps.index(max(steps)) / 30:.2f}"


def _is_the_same_however_drawn(transition: Transition) -> Iterator[str]:
    a, b = shot("old", SIZE), shot("new", SIZE)
    draw = drawn(transition)
    forwards = [draw(a, b, t) for t in MOMENTS]
    backwards = [draw(a, b, t) for t in reversed(MOMENTS)][::-1]
    if any((one != two).any() for one, two in zip(forwards, backwards, strict=True)):
        yield "frames depend on what was drawn before"
    anew = drawn(transition)
    if any((anew(a, b, t) != frame).any() for t, frame in zip(MOMENTS, forwards, strict=True)):
        yield "the same seed does not give the same frames"


def _is_never_blank(transition: Transition) -> Iterator[str]:
    if transition.name in ABOUT_A_COLOUR:
        return
    for flat in (False, True):
        a, b = shot("old", SIZE, flat=flat), shot("new", SIZE, flat=flat)
        least = BLANK * min(a.frame.std(), b.frame.std())
        draw = drawn(transition)
        for t in MOMENTS:
            frame = draw(a, b, t)
            if frame.std() < least or frame.mean() < 0.25 * min(a.frame.mean(), b.frame.mean()):
                yield f"at {t} hardly anything is to be seen"


def _looks_the_same_at_twice_the_size(transition: Transition) -> Iterator[str]:
    small, large = drawn(transition, SIZE), drawn(transition, TWICE)
    for t in MOMENTS:
        one = small(shot("old", SIZE), shot("new", SIZE), t)
        two = cv2.resize(large(shot("old", TWICE), shot("new", TWICE), t), SIZE, interpolation=cv2.INTER_AREA)
        error = np.mean((one.astype(np.float64) - two) ** 2)
        if 10 * np.log10(255**2 / max(error, 1e-9)) < ALIKE_DB:
            yield f"at {t} it looks different at twice the size ({10 * np.log10(255**2 / error):.1f} dB)"


def _wipes_go_one_way(transition: Transition) -> Iterator[str]:
    if transition.kind != "wipe" or transition.name in ABOUT_A_COLOUR:
        return
    draw, black, white = drawn(transition), plain(0, SIZE), plain(255, SIZE)
    frames = [draw(black, white, i / 12).astype(int) for i in range(13)]
    if any((after < before).any() for before, after in pairwise(frames)):
        yield "it gives back what it has uncovered"
    covered = [frame.mean() / 255 for frame in frames]
    if any(after <= before for before, after in pairwise(covered[2:-2])):
        yield "it stands still on the way"


def _asks_for_depth_only_if_it_knows_depth(transition: Transition) -> Iterator[str]:
    asked: list[str] = []

    def telling(seen: Seen) -> Seen:
        def tell(what: str) -> Callable[[], Frame]:
            return lambda: (asked.append(what), getattr(seen, what))[1]

        return Seen(seen.frame, tell("disparity"), tell("subject"))

    a, b = telling(shot("old", SIZE)), telling(shot("new", SIZE))
    draw = drawn(transition)
    for t in MOMENTS:
        draw(a, b, t)
    if transition.kind != "depth" and asked:
        yield f"it asks for the {asked[0]} and does not need it"
    if transition.kind == "depth" and not asked:
        yield "it is said to know the depth and does not ask for it"
    if len(asked) > len(set(asked)) * 2:
        yield "it has the depth of one shot made more than once"


def _knobs_are_told_and_do_something(transition: Transition) -> Iterator[str]:
    if not issubclass(transition.params, TransitionParams):
        yield "its knobs are no TransitionParams"
        return
    a, b = shot("old", SIZE), shot("new", SIZE)
    for knob in knobs(transition.params):
        if not str(knob["sentence"]).endswith("."):
            yield f"knob {knob['name']} has no sentence"
        if knob["min"] is None and "choices" not in knob and not knob["unit"]:
            yield f"knob {knob['name']} has no range"
            continue
        draws = [drawn(transition, **{knob["name"]: value}) for value in _values(knob)]
        shown = [[draw(a, b, t) for t in (0.1, 0.3, 0.48, 0.66, 0.9)] for draw in draws]
        if max(apart(one, two) for other in shown[1:] for one, two in zip(shown[0], other, strict=True)) < SEEN:
            yield f"knob {knob['name']} does nothing"
        for draw, value in zip(draws, _values(knob), strict=True):
            if (draw(a, b, 1.0) != b.frame).any() or draw(a, b, 0.5).shape != a.frame.shape:
                yield f"knob {knob['name']} at {value} breaks it"


def _values(knob: Mapping[str, Any]) -> list[Any]:
    if "choices" in knob:
        return list(knob["choices"])
    if knob["min"] is None:
        return ["#203040", "#f0d0a0"]
    middle = (knob["min"] + knob["max"]) / 2
    return [knob["min"], int(middle) if isinstance(knob["default"], int) else middle, knob["max"]]


QUESTIONS: tuple[Callable[[Transition], Iterator[str]], ...] = (
    _says_what_it_is,
    _begins_and_ends,
    _goes_smoothly,
    _is_the_same_however_drawn,
    _is_never_blank,
    _looks_the_same_at_twice_the_size,
    _wipes_go_one_way,
    _asks_for_depth_only_if_it_knows_depth,
    _knobs_are_told_and_do_something,
)
