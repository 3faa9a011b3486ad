"""What lives in a picture moves, and nothing else does: on a scene whose depth is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from tests.render.filming import ASSET, PHOTO, SIZE, assert_alike, draft, framed, psnr, scene
from vivant.render import Plan, draw, frames, make_plan
from vivant.render.alive import Alive
from vivant.render.filming import view_of
from vivant.scene import Scene
from vivant.timeline import Applied, Draft, Place, SetApplied, apply
from vivant.units import Frame, Size

FPS = 12
LATER = 9
"""A frame in which everything is on its way."""

LEFT = Place(polygon=((0.04, 0.1), (0.3, 0.1), (0.3, 0.9), (0.04, 0.9)))
"""A piece of the wall, clear of the ball."""
RIGHT = Place(polygon=((0.7, 0.1), (0.96, 0.1), (0.96, 0.9), (0.7, 0.9)))
WALL = Place("ground")
"""All of the wall: see `walled`."""
RIM = 6
"""Pixels of a frame beside an area that may change with it: rims are soft."""


def river(place: Place = LEFT, **rest: Any) -> Applied:
    return Applied("river", 1.0, {"speed": 0.1}, place=place, direction_deg=0.0, **rest)


@cache
def walled() -> Scene:
    """The scene, told that everything but the ball is ground."""
    return replace(scene(), ground=np.ones_like(scene().subject))


def filmed(*applied: Applied, move: str = "static", **rest: Any) -> Plan:
    filmed_scene = walled() if any(a.place == WALL for a in applied) else scene()
    return make_plan(living(draft(move, **rest), applied), {ASSET: filmed_scene})


def living(still: Draft, applied: Iterable[Applied]) -> Draft:
    return apply(still, [SetApplied("", tuple(applied))])


@cache
def flowing_left() -> Plan:
    return filmed(river())


def inside(place: Place, size: Size = SIZE, grown: int = 0) -> np.ndarray:
    """Where an outline lies in a frame, (H, W) bool."""
    points = [[x * PHOTO[0] - 0.5, y * PHOTO[1] - 0.5] for x, y in place.polygon]
    plane = np.zeros((PHOTO[1], PHOTO[0]), np.uint8)
    cv2.fillPoly(plane, [np.rint(np.array(points)).astype(np.int32)], 1)
    seen = (framed(plane.astype(np.float32), size) > 0.5).astype(np.uint8)
    kernel = np.ones((2 * abs(grown) + 1,) * 2, np.uint8)
    return np.asarray((cv2.dilate(seen, kernel) if grown >= 0 else cv2.erode(seen, kernel)) > 0)


def change(one: Frame, two: Frame) -> np.ndarray:
    """The largest difference of a pixel's colours, (H, W) uint8."""
    return np.asarray(cv2.absdiff(one, two).max(axis=2))


def test_the_area_moves_and_everything_else_is_the_photo_to_the_last_bit() -> None:
    plan = flowing_left()
    seen, photo = draw(plan, LATER), plan.shots[0].stage.photo
    assert change(seen, photo)[inside(LEFT, grown=-RIM)].mean() > 5
    assert change(seen, photo)[~inside(LEFT, grown=RIM)].max() == 0


@pytest.mark.parametrize("kind", ["river", "waves", "foliage", "clouds", "smoke", "fire"])
def test_frame_0_is_the_photo(kind: str) -> None:
    plan = filmed(Applied(kind, place=WALL))
    assert np.array_equal(draw(plan, 0), plan.shots[0].stage.photo)
    assert change(draw(plan, LATER), plan.shots[0].stage.photo).max() > 5


@pytest.mark.parametrize(("direction_deg", "way"), [(0.0, (1, 0)), (180.0, (-1, 0)), (90.0, (0, -1)), (270.0, (0, 1))])
def test_what_flows_goes_the_way_it_was_told(direction_deg: float, way: tuple[int, int]) -> None:
    """So soon after the start that the one copy is seen nearly alone."""
    size = 4 * SIZE[0], 4 * SIZE[1]
    plan = filmed(replace(river(), direction_deg=direction_deg), size=size, fps=48)
    before, after = draw(plan, 0).astype(np.float32), draw(plan, 3).astype(np.float32)
    there = inside(LEFT, size, grown=-6 * RIM)
    unlike = {
        (dx, dy): float(np.abs(np.roll(before, (2 * dy, 2 * dx), (0, 1)) - after)[there].mean())
        for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    }  # fmt: skip
    assert min(unlike, key=lambda shift: unlike[shift]) == way


def test_what_is_held_stays_to_the_last_bit() -> None:
    middle = Place(polygon=((0.1, 0.35), (0.25, 0.35), (0.25, 0.65), (0.1, 0.65)))
    plan = filmed(river(), Applied("hold", place=middle))
    seen, photo = draw(plan, LATER), plan.shots[0].stage.photo
    assert change(seen, photo)[inside(middle, grown=-RIM)].max() == 0
    free = inside(LEFT, grown=-RIM) & ~inside(middle, grown=RIM)
    assert change(seen, photo)[free].mean() > 5


def test_a_hold_over_everything_leaves_the_photo() -> None:
    whole = Place(polygon=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    plan = filmed(river(), Applied("hold", place=whole))
    assert np.array_equal(draw(plan, LATER), plan.shots[0].stage.photo)


def test_amount_0_is_no_flow_at_all() -> None:
    plan = filmed(Applied("river", 0.0, place=LEFT))
    assert not any(plan.shots[0].life)


def test_what_is_uncovered_behind_a_near_thing_flows_as_well() -> None:
    """While the camera goes by, what comes out from behind the ball lives: no still rim goes along with the ball."""
    still = draft("truck_right", strength=1.0, duration_ms=2000)
    stand = make_plan(still, {ASSET: walled()})
    lively = make_plan(living(still, [river(WALL)]), {ASSET: walled()})
    i = 6
    appeared, moved = _uncovered(stand, i), change(draw(lively, i), draw(stand, i))
    assert appeared.sum() > 100
    still_there, still_elsewhere = (moved[where] < 2 for where in (appeared, ~_near(stand, i)))
    assert still_there.mean() < 1.5 * still_elsewhere.mean()


def _near(plan: Plan, i: int) -> np.ndarray:
    """Where the ball is in frame i."""
    shot = plan.shots[0]
    return np.asarray(view_of(shot, shot.poses[i]).disparity > 100)


def _uncovered(plan: Plan, i: int) -> np.ndarray:
    """Where frame i shows wall that frame 0 hid behind the ball."""
    return np.asarray(_near(plan, 0) & ~_near(plan, i))


def test_a_flow_that_starts_later_leaves_the_photo_alone_until_then() -> None:
    plan = filmed(river(start_ms=500, fade_in_ms=0))
    photo = plan.shots[0].stage.photo
    assert all(np.array_equal(draw(plan, i), photo) for i in range(6))
    assert change(draw(plan, LATER), photo).max() > 20


def test_a_flow_comes_slowly_and_goes_again() -> None:
    times: dict[str, Any] = {"start_ms": 250, "duration_ms": 1500, "fade_in_ms": 500, "fade_out_ms": 500}
    plan = filmed(river(**times), duration_ms=2000)
    photo, always = plan.shots[0].stage.photo, filmed(river(), duration_ms=2000)
    moved = [float(change(frame, photo).mean()) for frame in frames(plan)]
    full = [float(change(frame, photo).mean()) for frame in frames(always)]
    assert max(moved[:3]) == 0
    assert max(moved[21:]) == 0
    assert 0 < moved[5] < full[5]
    assert moved[9:15] == full[9:15]
    assert 0 < moved[19] < full[19]


@pytest.mark.parametrize("kind", ["river", "waves", "foliage", "clouds", "smoke", "fire", "hair"])
def test_frame_n_of_a_loop_is_frame_0(kind: str) -> None:
    """The flow's clock is the film's; the loop's last frame leads into its first as any other into the next."""
    plan = filmed(Applied(kind, 1.5, place=WALL), duration_ms=2000, seamless=True)
    life = next(found for found in plan.shots[0].life if found)
    n = len(plan.shots[0].poses)
    first, again = life.flows[0].draw(0), life.flows[0].draw(n)
    assert np.abs(first.shift - again.shift).max() < 1e-4
    steps = [float(cv2.absdiff(draw(plan, i), draw(plan, (i + 1) % n)).mean()) for i in range(n)]
    assert max(steps) > 0.1
    assert steps[-1] <= 1.5 * max(steps[:-1]) + 0.05


def test_two_flows_on_one_sheet_move_each_its_own_area() -> None:
    both = draw(filmed(river(LEFT), river(RIGHT)), LATER)
    photo = flowing_left().shots[0].stage.photo
    for place, alone in ((LEFT, flowing_left()), (RIGHT, filmed(river(RIGHT)))):
        there = inside(place, grown=-RIM)
        assert change(both, photo)[there].mean() > 5
        assert psnr(both[there], draw(alone, LATER)[there]) > 24
    assert change(both, photo)[~inside(LEFT, grown=RIM) & ~inside(RIGHT, grown=RIM)].max() == 0


def test_a_flow_and_a_glow_share_a_sheet() -> None:
    """One copies and one brightens: neither takes the other's channels away."""
    plan = filmed(river(LEFT), Applied("city_lights", 3.0, place=RIGHT))
    photo = plan.shots[0].stage.photo
    seen = draw(plan, LATER)
    assert change(seen, photo)[inside(LEFT, grown=-RIM)].mean() > 5
    assert change(seen, photo)[inside(RIGHT, grown=RIM)].max() > 0


@pytest.mark.parametrize("kind", ["river", "waves", "foliage"])
def test_a_film_of_twice_the_size_looks_the_same(kind: str, tmp_path: Path) -> None:
    one = draw(filmed(Applied(kind, place=WALL)), LATER)
    two = draw(filmed(Applied(kind, place=WALL), size=(2 * SIZE[0], 2 * SIZE[1])), LATER)
    assert_alike(cv2.resize(two, SIZE, interpolation=cv2.INTER_AREA), one, 28.0, tmp_path, kind)


def test_neither_the_order_of_drawing_nor_threads_matter() -> None:
    plan = filmed(river(WALL), Applied("city_lights", 2.0, place=RIGHT), move="truck_left")
    forward = list(frames(plan, threads=1))
    backward = [draw(plan, i) for i in reversed(range(len(forward)))][::-1]
    for one, two, three in zip(forward, backward, frames(plan, threads=3), strict=True):
        assert np.array_equal(one, two)
        assert np.array_equal(one, three)


def test_a_moved_camera_takes_the_living_area_along() -> None:
    """Outside the area nothing but the camera moves, to the last bit."""
    lively, still = filmed(river(), move="truck_right"), filmed(move="truck_right")
    differ = change(draw(lively, LATER), draw(still, LATER))
    assert differ[inside(LEFT, grown=-3 * RIM)].mean() > 5
    assert differ[:, SIZE[0] // 2 :].max() == 0


@pytest.mark.parametrize("kind", ["cloth", "fire"])
def test_what_moves_before_something_leaves_no_hole(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a near thing moves aside, what is behind it is drawn: a frame shows nothing of what was in memory."""
    over_all = Place(polygon=((0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)))
    plan = filmed(Applied(kind, 3.0, {}, place=over_all), size=(768, 448))
    empty, drawn = np.empty, []
    for level in (0, 255):

        def filled(shape: Any, dtype: Any = float, level: int = level, **rest: Any) -> np.ndarray:
            made = empty(shape, dtype, **rest)
            return made if made.dtype != np.uint8 else np.full_like(made, level)

        monkeypatch.setattr(np, "empty", filled)
        drawn.append(draw(plan, LATER))
    assert change(*drawn).max() == 0


@pytest.mark.parametrize("kind", ["river", "fire"])
def test_drawing_what_hides_first_changes_nothing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    over_all = Place(polygon=((0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)))
    plan = filmed(Applied(kind, 3.0, {}, place=over_all), size=(768, 448), move="truck_right")
    drawn = draw(plan, LATER)
    monkeypatch.setattr(Alive, "cover", lambda _self, covered, _frame: covered)
    assert change(drawn, draw(plan, LATER)).max() == 0
