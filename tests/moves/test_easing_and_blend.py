"""Easings are exact at their ends and never turn back; paths put together add up and stay in front of the picture."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivant.errors import UsageError
from vivant.moves import Aim, Easing, Path, Pose, backwards, catalogue, combine, ease
from vivant.moves.easing import EASINGS, within
from vivant.moves.rhythm import rise, sway, tremble, turn

NAMES = st.sampled_from(sorted(EASINGS))
PROGRESS = st.floats(0.0, 1.0)
MOVES = st.sampled_from(sorted(catalogue()))


def _path(name: str) -> Path:
    move = catalogue()[name]
    return move.path(move.params(), Aim(x=0.1))


def test_every_easing_that_can_be_asked_for_is_there() -> None:
    assert set(EASINGS) == set(typing.get_args(Easing))


@pytest.mark.parametrize("name", sorted(EASINGS))
def test_an_easing_starts_at_0_and_ends_at_1_exactly(name: str) -> None:
    assert (ease(name, 0.0), ease(name, 1.0)) == (0.0, 1.0)
    assert (ease(name, -0.5), ease(name, 1.5)) == (0.0, 1.0)


@given(NAMES, PROGRESS, PROGRESS)
def test_an_easing_never_turns_back(name: str, one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert 0.0 <= ease(name, early) <= ease(name, late) + 1e-12 <= 1.0 + 2e-12


@given(st.sampled_from(["sine", "quad", "cubic", "expo"]), PROGRESS)
def test_out_mirrors_in_and_in_out_is_its_own_mirror(shape: str, u: float) -> None:
    assert ease(f"out_{shape}", u) == pytest.approx(1.0 - ease(f"in_{shape}", 1.0 - u), abs=1e-9)
    assert ease(f"in_out_{shape}", u) == pytest.approx(1.0 - ease(f"in_out_{shape}", 1.0 - u), abs=1e-9)


@pytest.mark.parametrize(("name", "quarter"), [
    ("linear", 0.25), ("in_quad", 0.0625), ("in_cubic", 0.015625), ("out_quad", 0.4375), ("in_out_quad", 0.125),
    ("in_out_cubic", 0.0625), ("in_out_sine", 0.1464466094), ("in_sine", 0.0761204675), ("in_expo", 0.0045521547),
])  # fmt: skip
def test_known_values(name: str, quarter: float) -> None:
    assert ease(name, 0.25) == pytest.approx(quarter, abs=1e-7)


def test_an_unknown_easing_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError, match="in_out_sine") as caught:
        ease("bouncy", 0.5)
    assert caught.value.value == "bouncy"


@given(PROGRESS)
def test_a_part_of_a_move_is_soft_and_held_outside(u: float) -> None:
    assert within(u, 0.4, 0.6) == (0.0 if u <= 0.4 else 1.0 if u >= 0.6 else pytest.approx(within(u, 0.4, 0.6)))
    assert 0.0 <= within(u, 0.4, 0.6) <= 1.0


@given(st.lists(MOVES, max_size=4), PROGRESS)
def test_together_poses_follow_one_another(names: list[str], u: float) -> None:
    paths = [_path(name) for name in names]
    expected = Pose()
    for path in paths:
        expected = expected.then(path(u))
    pose = combine(paths)(u)
    assert pose.dolly == expected.dolly or 0.7 < pose.dolly < 0.85 < expected.dolly + 0.15
    assert (pose.truck, pose.pan_deg, pose.roll_deg, pose.zoom) == (
        expected.truck, expected.pan_deg, expected.roll_deg, expected.zoom)  # fmt: skip


@given(st.lists(st.floats(0.0, 0.85), max_size=6))
def test_added_dollies_stay_in_front_of_the_nearest_plane(dollies: list[float]) -> None:
    paths: list[Path] = [lambda u, d=d: Pose(dolly=d * u) for d in dollies]  # type: ignore[misc]
    way = [combine(paths)(i / 20).dolly for i in range(21)]
    assert max(way) <= 0.85 and way == sorted(way)


@given(MOVES, PROGRESS)
def test_one_path_is_itself_and_none_is_the_photo(name: str, u: float) -> None:
    assert combine([_path(name)])(u) == _path(name)(u)
    assert combine([])(u) == Pose()


@given(MOVES, PROGRESS)
def test_backwards_runs_from_the_end(name: str, u: float) -> None:
    assert backwards(_path(name))(u) == _path(name)(1.0 - u)


@given(PROGRESS, st.integers(1, 6))
def test_rhythms_are_periodic_and_bounded(u: float, times: int) -> None:
    assert rise(u + 1.0, times) == pytest.approx(rise(u, times), abs=1e-9)
    assert sway(u + 1.0, times) == pytest.approx(sway(u, times), abs=1e-9)
    assert 0.0 <= rise(u, times) <= 1.0 and -1.0 <= sway(u, times) <= 1.0
    assert tremble(u, ((2, 0.5, 1.0), (5, 0.5, 4.0)), times) == pytest.approx(
        tremble(u + 1.0, ((2, 0.5, 1.0), (5, 0.5, 4.0)), times), abs=1e-9)  # fmt: skip


@given(PROGRESS, PROGRESS)
def test_a_lap_never_turns_back(one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert turn(early) <= turn(late) + 1e-12
    assert turn(late) - turn(early) <= 1.4 * 6.2832 * (late - early) + 1e-12, "an even speed, but for the rest"
