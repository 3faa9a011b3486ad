"""What every file of the moves folder must keep, and proof that a move which does not keep it is found out."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest

from vivant.moves import Aim, Move, MoveParams, Path, Pose, catalogue, knobs
from vivant.moves.measures import angle

PHOTO = Pose()
AIMS = (Aim(), Aim(x=0.35, y=-0.2, w=0.8), Aim(x=-0.6, y=0.3, w=0.25, far=0.05), Aim(w=1.0), Aim(w=0.15, near=0.6))
STEPS = 600
FASTEST = 0.035  # change of the picture in one of 600 steps, in short sides: a crash zoom and a shake stay below it
WIDEST_GLYPH = 0x2E80  # the first code of the CJK blocks
KNOB_KEYS = {"name", "default", "min", "max", "unit", "sentence"}


def faults(move: Move) -> list[str]:
    """Everything that is wrong with a move, in words; a good one has none."""
    return [*_wrong_words(move), *_wrong_knobs(move), *(fault for aim in AIMS for fault in _wrong_path(move, aim))]


def _wrong_words(move: Move) -> Iterator[str]:
    if not move.sentence.endswith(".") or move.sentence.count(". ") or len(move.sentence.split()) < 4:
        yield f"the docstring does not open with one sentence: {move.sentence!r}"
    chinese = [word for word in move.words if any(ord(letter) >= WIDEST_GLYPH for letter in word)]
    if len(chinese) < 3 or len(move.words) - len(chinese) < 3:
        yield "too few words in one of the languages"
    if any(word != word.strip().casefold() or not word for word in move.words):
        yield "words must be lower case and trimmed"
    if len(set(move.words)) != len(move.words):
        yield "a word comes twice"


def _wrong_knobs(move: Move) -> Iterator[str]:
    for knob in knobs(move.params):
        name, choices = knob["name"], knob.get("choices")
        if not knob["sentence"].rstrip().endswith("."):
            yield f"knob {name} has no sentence"
        if choices is not None:
            if knob["default"] not in choices:
                yield f"knob {name} has a default that is none of its choices"
        elif knob["min"] is None or knob["max"] is None or not knob["min"] <= knob["default"] <= knob["max"]:
            yield f"knob {name} has no range around its default"
        elif not knob["unit"] or (knob["unit"] == "degrees") != name.endswith("_deg"):
            yield f"knob {name} has the wrong unit {knob['unit']!r}"


def _wrong_path(move: Move, aim: Aim) -> Iterator[str]:
    path, still = move.path(move.params(), aim), move.path(move.params(amount=0.0), aim)
    poses = [path(i / STEPS) for i in range(STEPS + 1)]
    if any(still(u) != PHOTO for u in (0.0, 0.1, 1 / 3, 0.5, 0.77, 1.0)):
        yield "amount 0 moves"
    if PHOTO not in (poses[0], poses[-1]):
        yield "neither starts nor ends on the photo"
    yield from _wrong_scale(move, aim)
    fastest = max(_apart(a, b) for a, b in itertools.pairwise(poses))
    if fastest > FASTEST:
        yield f"jumps by {fastest:.3f}"
    if move.cycle:
        yield from _wrong_cycle(path)
    elif move.name != "static" and _apart(poses[0], poses[-1]) < 0.01:
        yield "goes nowhere"


def _wrong_scale(move: Move, aim: Aim) -> Iterator[str]:
    for amount in (1.0, 3.0):
        path = move.path(move.params(amount=amount), aim)
        for u in (0.0, 0.25, 0.5, 0.75, 1.0):
            pose = path(u)
            if not all(math.isfinite(value) for value in asdict(pose).values()):
                yield "is not finite"
            if pose.dolly * aim.near >= 0.9 or pose.zoom <= 0.0:
                yield "goes through the nearest plane or turns the lens inside out"
            if not (0.0 <= pose.focus <= 1.0 and pose.blur >= 0.0):
                yield "focuses outside the picture"


def _wrong_cycle(path: Path) -> Iterator[str]:
    instant = 1e-5
    if _apart(path(0.0), path(1.0)) > 1e-9:
        yield "does not come back"
    if max(_apart(path(0.0), path(instant)), _apart(path(1.0), path(1.0 - instant))) > 0.05 * instant:
        yield "does not start and end at rest"
    if any(_apart(path(u), path(u + 1.0)) > 1e-9 for u in (0.13, 0.5, 0.91)):
        yield "is not periodic"


def _apart(a: Pose, b: Pose) -> float:
    """How far two poses are apart, about in short sides at the border; focus counts as far as blur shows it."""
    turn = sum(abs(getattr(a, name) - getattr(b, name)) for name in ("pan_deg", "tilt_deg", "roll_deg"))
    shift = abs(a.truck - b.truck) + abs(a.pedestal - b.pedestal) + abs(a.dolly - b.dolly)
    focus = abs(a.focus - b.focus) * max(a.blur, b.blur) + abs(a.blur - b.blur)
    return shift + math.radians(turn) + abs(math.log(a.zoom / b.zoom)) + focus


@pytest.fixture(params=sorted(catalogue()))
def move(request: pytest.FixtureRequest) -> Move:
    return catalogue()[request.param]


def test_every_move_keeps_the_contract(move: Move) -> None:
    assert faults(move) == []


def test_half_the_amount_lies_between_none_and_all(move: Move) -> None:
    aim = Aim(x=0.2, y=-0.1)
    halfway, full = (move.path(move.params(amount=amount), aim) for amount in (0.5, 1.0))
    for u in (0.0, 0.3, 0.6, 1.0):
        half, whole = asdict(halfway(u)), asdict(full(u))
        half["zoom"], whole["zoom"] = math.log(half["zoom"]), math.log(whole["zoom"])
        for axis in half.keys() - {"focus"}:
            low, high = sorted((0.0, whole[axis]))
            slack = 0.01 * (high - low) + 0.01  # a turn that only straightens may be tiny either way
            assert low - slack <= half[axis] <= high + slack, axis
            if high - low > 0.02:
                assert half[axis] != 0.0 and abs(half[axis]) < 0.95 * abs(whole[axis]), axis


def test_every_knob_changes_the_path(move: Move) -> None:
    """A knob that does nothing would be a lie in the catalogue; so would one that breaks at the end of its range."""
    aim = Aim(x=0.2, y=-0.1, far=0.1)
    base = move.path(move.params(), aim)
    chosen_by_itself = {"side": "left"}  # where the default, auto, goes past this aim
    for knob in knobs(move.params):
        for value in knob.get("choices") or (knob["min"], knob["max"]):
            changed = move.path(move.params(**{knob["name"]: value}), aim)
            far_apart = max(_apart(base(u), changed(u)) for u in (0.0, 0.17, 0.41, 0.7, 1.0))
            assert math.isfinite(far_apart)
            if move.name != "static" and value not in (knob["default"], chosen_by_itself.get(knob["name"])):
                assert far_apart > 1e-4, f"{knob['name']}={value}"


def test_a_path_is_a_pure_function(move: Move) -> None:
    path, again = (move.path(move.params(), Aim()) for _ in range(2))
    assert [path(i / 7) for i in range(8)] == [again(i / 7) for i in reversed(range(8))][::-1]


def test_no_word_names_two_moves() -> None:
    owners: dict[str, list[str]] = {}
    for move in catalogue().values():
        for word in move.words:
            owners.setdefault(word, []).append(move.name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_every_move_is_called_by_its_name() -> None:
    for move in catalogue().values():
        assert any(word.replace("-", " ") == move.name.replace("_", " ") for word in move.words) or any(
            move.name.replace("_", " ") in word for word in move.words
        ), move.name


def test_the_folder_is_the_register() -> None:
    assert list(catalogue()) == sorted(catalogue())
    assert len(catalogue()) >= 28
    assert all(move.path.__module__ == f"vivant.moves.{name}" for name, move in catalogue().items())


def test_the_moves_that_people_were_promised_are_there() -> None:
    promised = """static dolly_in dolly_out zoom_in zoom_out crash_zoom dolly_zoom truck_left truck_right pedestal_up
        pedestal_down pan_left pan_right tilt_up tilt_down roll orbit_left orbit_right arc crane_up crane_down
        parallax_drift float breathe handheld swing spiral push_past reveal rack_focus ken_burns"""
    assert set(promised.split()) <= set(catalogue())


def test_only_pull_backs_and_pull_focus_end_on_the_photo() -> None:
    late = {name for name, move in catalogue().items() if move.path(move.params(), Aim())(0.0) != PHOTO}
    assert late == {"dolly_out", "zoom_out", "reveal", "pull_focus"}


def test_knobs_are_plain_data_with_exact_keys() -> None:
    for move in catalogue().values():
        listed = knobs(move.params)
        assert listed[0]["name"] == "amount" and (listed[0]["min"], listed[0]["default"], listed[0]["max"]) == (0, 1, 3)
        assert all(knob.keys() - {"choices"} == KNOB_KEYS for knob in listed)
    side = next(knob for knob in knobs(catalogue()["push_past"].params) if knob["name"] == "side")
    assert side["choices"] == ["auto", "left", "right"] and side["min"] is None and side["max"] is None


class _Turn(MoveParams):
    angle_deg: float = angle(5.0, 10.0)
    """How far it turns, in degrees."""


class _Bare(MoveParams):
    angle_deg: float = 5.0


class _Outside(MoveParams):
    angle_deg: float = angle(50.0, 10.0)
    """How far it turns, in degrees."""


def _turning(p: Any, aim: Aim) -> Path:
    return lambda u: Pose(pan_deg=p.amount * p.angle_deg * u)


def _round(shape: Callable[[float], float]) -> Callable[[Any, Aim], Path]:
    return lambda p, aim: lambda u: Pose(pan_deg=p.amount * shape(u))


GOOD = Move(
    "good", "The camera turns to the side.", ("one", "two", "three", "一", "二", "三"), False, _Turn, _turning
)  # fmt: skip

BAD: dict[str, Move] = {
    "sentence": replace(GOOD, sentence="turns"),
    "languages": replace(GOOD, words=("one", "two", "three", "four")),
    "lower case": replace(GOOD, words=(*GOOD.words, "Five")),
    "comes twice": replace(GOOD, words=(*GOOD.words, "one")),
    "no sentence": replace(GOOD, params=_Bare),
    "no range": replace(GOOD, params=_Bare),
    "range around its default": replace(GOOD, params=_Outside),
    "amount 0 moves": replace(GOOD, path=lambda p, aim: lambda u: Pose(pan_deg=u)),
    "on the photo": replace(GOOD, path=lambda p, aim: lambda u: Pose(pan_deg=p.amount * (u + 1))),
    "jumps": replace(GOOD, path=lambda p, aim: lambda u: Pose(truck=p.amount * 0.2 * (u > 0.5))),
    "goes nowhere": replace(GOOD, path=lambda p, aim: lambda u: Pose()),
    "nearest plane": replace(GOOD, path=lambda p, aim: lambda u: Pose(dolly=p.amount * u)),
    "inside out": replace(GOOD, path=lambda p, aim: lambda u: Pose(zoom=1 - p.amount * 0.5 * u) if u < 1 else Pose(
        zoom=1 - p.amount * 0.5)),
    "not finite": replace(GOOD, path=lambda p, aim: lambda u: Pose(pan_deg=math.inf if p.amount > 1 else p.amount * u)),
    "outside the picture": replace(GOOD, path=lambda p, aim: lambda u: Pose(focus=2 * p.amount * u, blur=p.amount * u)),
    "come back": replace(GOOD, cycle=True, path=_round(lambda u: u * u)),
    "at rest": replace(GOOD, cycle=True, path=_round(lambda u: 5 * math.sin(math.tau * u))),
    "periodic": replace(GOOD, cycle=True, path=_round(lambda u: (u * (1 - u)) ** 2)),
}  # fmt: skip


def test_the_contract_accepts_a_good_move() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("fault", BAD)
def test_the_contract_finds_a_planted_fault(fault: str) -> None:
    assert any(fault in found for found in faults(BAD[fault])), faults(BAD[fault])
