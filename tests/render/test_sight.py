"""What is kept while a camera stands: the same pictures as without, in any order, and one pose of a shot at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.render.filming import ASSET, draft, scene
from vivant.moves import Pose
from vivant.render import Plan, frames, make_plan
from vivant.render.filming import shown
from vivant.render.sight import Kept, Sight
from vivant.timeline import Applied, SetApplied, apply
from vivant.units import Frame

EFFECTS = {
    "out of focus": [Applied("depth_of_field")],
    "in fog": [Applied("fog")],
    "out of focus in fog": [Applied("depth_of_field"), Applied("fog")],
    "in a steady light": [Applied("tilt_shift"), Applied("warm")],
    "in a light that comes, and snow": [Applied("warm", fade_in_ms=600), Applied("tilt_shift"), Applied("snow")],
}


def filmed(applied: list[Applied], move: str = "static") -> Plan:
    made = apply(draft(move, duration_ms=1000, fps=6), [SetApplied("", tuple(applied))])
    return make_plan(made, {ASSET: scene()})


def drawn_alone(plan: Plan) -> Iterator[Frame]:
    """Every frame as if nothing had been drawn before it."""
    for i in range(plan.clock.n_frames):
        yield shown(replace(plan.shots[0]), i)


@pytest.mark.parametrize("name", EFFECTS)
@pytest.mark.parametrize("move", ["static", "dolly_in"])
def test_what_is_kept_changes_no_frame(name: str, move: str) -> None:
    plan = filmed(EFFECTS[name], move)
    alone = list(drawn_alone(plan))
    for threads in (1, 3):
        assert all(np.array_equal(a, b) for a, b in zip(frames(plan, threads=threads), alone, strict=True))
    for i in (4, 0, 3, 3, 1):
        assert np.array_equal(shown(plan.shots[0], i), alone[i])


def test_nobody_writes_to_what_is_kept() -> None:
    shot = filmed(EFFECTS["out of focus"]).shots[0]
    first = shown(shot, 1)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(shown(shot, 2), kept)


def test_a_still_camera_draws_its_picture_once() -> None:
    calls: list[int] = []

    def draw() -> Frame:
        calls.append(1)
        return np.full((4, 6, 3), len(calls), np.uint8)

    sight = Sight(Pose())
    assert (sight.film(draw) == sight.film(draw)).all()
    assert len(calls) == 1


def test_a_still_camera_lays_steady_effects_on_once_for_each_level() -> None:
    sight, calls = Sight(Pose()), []

    def draw() -> Frame:
        calls.append(1)
        return np.full((4, 6, 3), len(calls), np.uint8)

    first = sight.lit((1.0,), draw)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(sight.lit((1.0,), draw), kept)
    assert not np.array_equal(sight.lit((0.5,), draw), kept)
    assert len(calls) == 2


def test_one_pose_is_kept() -> None:
    kept, here, there = Kept(), Pose(), Pose(truck=0.1)
    first = kept.at(here)
    assert kept.at(Pose()) is first
    assert kept.at(there) is not first
    assert kept.at(here) is not first


def test_what_the_camera_only_passes_is_not_kept() -> None:
    sight, frame = Sight(Pose(), passing=True), np.zeros((4, 6, 3), np.uint8)
    assert sight.film(lambda: frame) is frame
    assert sight.film(lambda: frame + 1).all()
