"""What is applied is checked before it is drawn, and effects are told what the camera sees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from tests.render.filming import ASSET, SIZE, draft, framed, plan, project, scene
from vivant.effects import View
from vivant.errors import DraftError, Problem
from vivant.render import Plan, draw, frames, make_plan
from vivant.render.applied import level_of
from vivant.render.filming import view_of
from vivant.timeline import Applied, Draft, Place, SetApplied, apply
from vivant.timeline.masks import pack_mask
from vivant.units import Clock, short_side

MOVES = ("truck_left", "pedestal_up", "dolly_in", "orbit_left", "pan_left", "zoom_in", "handheld", "dolly_zoom")


def with_applied(still: Draft, *applied: Applied) -> Draft:
    return apply(still, [SetApplied("", applied)])


def filmed(*applied: Applied, move: str = "static", **rest: Any) -> Plan:
    return make_plan(with_applied(draft(move, **rest), *applied), {ASSET: scene()})


def view(of: Plan, i: int) -> View:
    shot = of.shots[0]
    return view_of(shot, shot.poses[i])


# --- what is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("applied", "code", "place"),
    [
        (Applied("no_such_thing"), "unknown_effect", "fx.k"),
        (Applied("snow", 5.0), "knob", "fx.p.amount"),
        (Applied("river", -1.0), "knob", "fx.p.amount"),
        (Applied("river", knobs={"speed": 99.0}), "knob", "fx.p.speed"),
        (Applied("river", knobs={"speed": float("nan")}), "knob", "fx.p.speed"),
        (Applied("river", knobs={"speed": "quick"}), "knob", "fx.p.speed"),
        (Applied("river", knobs={"speeed": 0.1}), "knob", "fx.p.speeed"),
        (Applied("river", place=Place("lava")), "unknown_area", "fx.area.name"),
        (Applied("hold", place=Place("lava")), "unknown_area", "fx.area.name"),
        (Applied("river", place=Place(polygon=((0.0, 0.0), (1.0, 1.0)))), "outline", "fx.area.polygon"),
        (Applied("river", place=Place(mask="data:image/png;base64,AAAA")), "mask", "fx.area.mask"),
        (Applied("hold", place=Place(mask="8x8:")), "mask", "fx.area.mask"),
    ],
)
def test_what_cannot_be_applied_is_told(applied: Applied, code: str, place: str) -> None:
    (problem,) = problems(applied)
    assert (problem.code, problem.place) == (code, place)
    assert problem.sentence.endswith(".")


def problems(*applied: Applied) -> tuple[Problem, ...]:
    with pytest.raises(DraftError) as caught:
        filmed(*applied)
    return caught.value.problems


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = problems(
        Applied("no_such_thing"), Applied("river", 9.0, {"speed": -1.0}, place=Place("lava")), Applied("snow")
    )
    assert sorted(problem.code for problem in found) == ["knob", "knob", "unknown_area", "unknown_effect"]


def test_an_unknown_effect_is_answered_with_those_there_are() -> None:
    (problem,) = problems(Applied("no_such_thing"))
    assert {"snow", "river"} <= set(problem.limit)


# --- where ------------------------------------------------------------------------------------------------------------


def test_a_mask_says_where() -> None:
    """The same place as a mask and as an outline moves alike."""
    bits = np.zeros((80, 120), bool)
    bits[8:72, 5:36] = True
    edges = (5 / 120, 36 / 120, 8 / 80, 72 / 80)
    outline = Place(
        polygon=tuple(
            (x, y) for x, y in ((edges[0], edges[2]), (edges[1], edges[2]), (edges[1], edges[3]), (edges[0], edges[3]))
        )
    )
    masked = draw(filmed(Applied("river", 2.0, place=Place(mask=pack_mask(bits)))), 9)
    outlined = draw(filmed(Applied("river", 2.0, place=outline)), 9)
    still = draw(filmed(), 9)
    assert np.abs(masked.astype(int) - still).max() > 20
    assert np.abs(masked.astype(int) - outlined).mean() < 0.3 * np.abs(masked.astype(int) - still).mean()


def test_only_one_side_moves_where_a_side_is_said() -> None:
    whole = Place(polygon=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)), side="right")
    seen, still = draw(filmed(Applied("river", 2.0, place=whole)), 9).astype(int), draw(filmed(), 9)
    half = SIZE[0] // 2
    assert np.abs(seen - still)[:, : half - 8].max() == 0
    assert np.abs(seen - still)[:, half + 8 :].max() > 20


def test_a_flow_without_a_place_in_the_picture_is_left_out() -> None:
    """There is no water in a picture of a ball before a wall, and no sky."""
    plan = filmed(Applied("river"), Applied("clouds"))
    assert not any(plan.shots[0].life)


BLACK = Applied("black_and_white")


def test_an_effect_keeps_to_the_side_that_is_said_and_fades_softly_there() -> None:
    left = replace(BLACK, place=Place(side="left"))
    kept, all_of_it, plain = (draw(plan_, 5).astype(int) for plan_ in (filmed(left), filmed(BLACK), filmed()))
    width = SIZE[0]
    assert np.abs(kept - all_of_it)[:, : width // 4].max() == 0
    assert np.abs(kept - plain)[:, 3 * width // 4 :].max() == 0
    share = np.abs(kept - plain).mean(axis=(0, 2)) / np.abs(all_of_it - plain).mean(axis=(0, 2))
    assert (np.diff(share[:: width // 12]) < 0.05).all() and 0.2 < share[width // 2] < 0.8


@pytest.mark.parametrize("move", ["static", "truck_left"])
def test_what_is_behind_the_subject_leaves_the_subject_alone_wherever_the_camera_goes(move: str) -> None:
    behind = replace(BLACK, place=Place("background"))
    for i in (0, 8):
        kept, whole, plain = (
            draw(filmed(*some, move=move, strength=1.0), i).astype(int) for some in ([behind], [BLACK], [])
        )
        near = view(filmed(move=move, strength=1.0), i).disparity.astype(int)
        ball, wall = (cv2.erode((m).astype(np.uint8), np.ones((9, 9))) > 0 for m in (near > 150, near < 90))
        assert ball.sum() > 500 and wall.sum() > 5000
        assert np.abs(kept - plain)[ball].max() <= 1
        assert np.abs(kept - whole)[wall].max() <= 1 < np.abs(whole - plain)[wall].max()


def test_an_effect_whose_place_the_picture_has_not_is_left_out() -> None:
    assert not filmed(replace(BLACK, place=Place("water"))).shots[0].overlays


def test_night_comes_before_what_is_seen_in_it() -> None:
    """Flakes are as bright as the night lets them be, and it is laid on first whatever the order of the words."""
    night, snow = Applied("day_for_night"), Applied("snow", 3.0)
    shot = filmed(snow, night).shots[0]
    laid = shot.overlays[0].draw(shot.stage.photo, view(filmed(), 0), 0, 1.0)
    assert (laid.mean(axis=2) < shot.stage.photo.mean(axis=2)).mean() > 0.99
    first, second = (draw(filmed(*some), 5).astype(int) for some in ((night, snow), (snow, night)))
    dark, day = draw(filmed(night), 5).astype(int), draw(filmed(snow), 5).astype(int) - draw(filmed(), 5)
    for seen in (first, second):
        assert 10 < np.percentile(seen - dark, 99.9) < 0.8 * np.percentile(day, 99.9)


# --- when -------------------------------------------------------------------------------------------------------------

CLOCK = Clock.lasting(4.0, 10)


@pytest.mark.parametrize("total_ms", [4000, 3999])
def test_what_has_no_times_is_always_there(total_ms: int) -> None:
    level = level_of(Applied("snow"), CLOCK, total_ms)
    assert {level(i) for i in range(41)} == {1.0}


def test_a_level_rises_and_falls_smoothly_between_its_times() -> None:
    level = level_of(Applied("snow", start_ms=500, duration_ms=2500, fade_in_ms=1000, fade_out_ms=500), CLOCK, 4000)
    levels = np.array([level(i) for i in range(41)])
    assert not levels[:6].any()
    assert not levels[30:].any()
    assert (levels[15:26] == 1).all()
    assert (np.diff(levels[5:16]) > 0).all()
    assert (np.diff(levels[25:31]) < 0).all()
    assert levels[10] == pytest.approx(0.5)


def test_what_grows_has_all_of_its_last_amount_at_the_end() -> None:
    level = level_of(Applied("snow", 0.5, to=2.0), CLOCK, 4000)
    assert [level(i) for i in (0, 20, 40)] == pytest.approx([0.25, 0.625, 1.0])
    assert filmed(Applied("snow", 0.0, to=2.0)).shots[0].overlays
    assert problems(Applied("snow", to=5.0))[0].place == "fx.p.amount"


@pytest.mark.parametrize(
    "one",
    [Applied("snow", 0.5, to=2.0), Applied("snow", start_ms=2000, fade_in_ms=500), Applied("fog", fade_out_ms=3200)],
)
def test_in_a_loop_what_has_changed_comes_back(one: Applied) -> None:
    level = level_of(one, replace(CLOCK, loop=True), 4000)
    levels = np.array([level(i) for i in range(41)])
    assert levels[-1] == pytest.approx(levels[0]) and levels.max() - levels.min() > 0.4
    assert np.abs(np.diff(levels)).max() < 0.3


def test_an_effect_that_starts_later_leaves_the_frames_before_it_alone() -> None:
    there, gone = filmed(Applied("snow", start_ms=500), move="dolly_in"), filmed(move="dolly_in")
    same = [np.array_equal(a, b) for a, b in zip(frames(there), frames(gone), strict=True)]
    assert same == [True] * 6 + [False] * 6


def test_amount_0_is_no_effect_at_all() -> None:
    assert not filmed(Applied("snow", 0.0)).shots[0].overlays


# --- what the camera sees ---------------------------------------------------------------------------------------------


def test_the_disparity_of_the_still_camera_is_the_scene_s() -> None:
    """Within two levels, but for the ball's own edge, where a pixel is both."""
    wanted, ball = framed(scene().disparity) * 255, framed(scene().subject)
    edge = cv2.dilate(((ball > 0) & (ball < 1)).astype(np.uint8), np.ones((11, 11))) > 0
    assert edge.mean() < 0.25
    assert np.abs(view(plan("static"), 0).disparity - wanted)[~edge].max() <= 2


def test_the_disparity_moves_with_the_camera() -> None:
    """The ball's near disc lies where the ball is drawn."""
    moving = plan("truck_left", strength=1.0)
    i = max(range(12), key=lambda k: abs(moving.shots[0].poses[k].truck))
    for k in (0, i):
        seen, near = draw(moving, k).mean(axis=2), view(moving, k).disparity > 150
        bright = seen > 140
        assert (bright & near).sum() / (bright | near).sum() > 0.8
    before, after = (np.nonzero(view(moving, k).disparity > 150)[1].mean() for k in (0, i))
    assert abs(after - before) > 2


@pytest.mark.parametrize("move", MOVES)
def test_places_are_seen_where_the_pinhole_camera_sees_them(move: str) -> None:
    moving = plan(move, strength=1.0)
    shot = moving.shots[0]
    x, y = np.meshgrid(np.linspace(-0.7, 0.7, 9), np.linspace(-0.4, 0.4, 7))
    for i in (0, 5, 11):
        for disparity in (0.0, 0.3, 1.0):
            w = shot.near[0] + shot.near[1] * disparity
            wanted = project(shot.poses[i], x, y, np.full_like(x, w))
            column, row, _ = view(moving, i).place(x, y, disparity)
            middle = (SIZE[0] - 1) / 2, (SIZE[1] - 1) / 2
            assert np.abs(column - wanted[..., 0] * short_side(SIZE) - middle[0]).max() < 0.02
            assert np.abs(row - wanted[..., 1] * short_side(SIZE) - middle[1]).max() < 0.02


def test_the_size_at_a_place_is_how_far_apart_its_neighbours_are() -> None:
    moving = plan("dolly_in", strength=1.0)
    seen = view(moving, 11)
    apart = 0.001
    left, _, grown = seen.place(0.1, 0.1, 0.5)
    right, _, _ = seen.place(0.1 + apart, 0.1, 0.5)
    assert (right - left) / (apart * short_side(SIZE)) == pytest.approx(float(grown), rel=0.02)
