"""What every move keeps when it is drawn, on a scene whose depth is known."""

from __future__ import annotations

import itertools
from dataclasses import astuple, replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.render.filming import ASSET, SIZE, assert_alike, draft, plan, project, psnr, scene
from vivant.moves import Aim, Pose, catalogue
from vivant.render import draw, frames
from vivant.render.filming import shown
from vivant.render.shot import Shot
from vivant.units import short_side

MOVES = tuple(catalogue())
MOVING = tuple(name for name in MOVES if name != "static")
FOCUS = tuple(name for name in MOVES if "focus" in name)


@pytest.mark.parametrize("name", MOVES)
def test_amount_0_shows_the_photo_in_every_frame(name: str) -> None:
    still = plan(name, strength=0.0)
    photo = still.shots[0].stage.photo
    assert all(np.array_equal(frame, photo) for frame in frames(still))


@pytest.mark.parametrize("name", MOVING)
def test_the_default_amount_moves_and_begins_or_ends_on_the_photo(name: str) -> None:
    moving = plan(name)
    photo = moving.shots[0].stage.photo
    first, *_, last = shown = list(frames(moving))
    assert np.array_equal(first, photo) or np.array_equal(last, photo)
    assert max(float(cv2.absdiff(frame, photo).mean()) for frame in shown) > 0.5


@pytest.mark.parametrize("name", MOVING)
def test_frame_n_of_a_loop_is_frame_0(name: str, tmp_path: Path) -> None:
    """The film is longer than the move, so that frame n is drawn by a clock that has not wrapped."""
    n = 12
    longer = plan(name, duration_ms=2000, fps=n, seamless=True, d=1000)
    poses = longer.shots[0].poses
    assert np.abs(np.subtract(astuple(poses[n]), astuple(poses[0]))).max() < 1e-6
    assert_alike(draw(longer, n), draw(longer, 0), 42.0, tmp_path, name)
    assert min(psnr(draw(longer, i), draw(longer, 0)) for i in range(1, n)) < 38.0, "it moves in between"


@pytest.mark.parametrize("name", MOVING)
def test_the_last_step_of_a_loop_is_no_jump(name: str) -> None:
    shown = list(frames(plan(name, seamless=True, duration_ms=2000, fps=24)))
    steps = [float(cv2.absdiff(a, b).mean()) for a, b in itertools.pairwise([*shown, shown[0]])]
    assert steps[-1] <= 1.5 * max(steps[:-1]) + 0.05


@pytest.mark.parametrize("name", MOVES)
def test_a_film_of_twice_the_size_looks_the_same(name: str, tmp_path: Path) -> None:
    small = plan(name)
    large = plan(name, size=(SIZE[0] * 2, SIZE[1] * 2))
    for i in (0, 7, small.clock.n_frames - 1):
        halved = np.asarray(cv2.resize(draw(large, i), SIZE, interpolation=cv2.INTER_AREA), np.uint8)
        assert_alike(halved, draw(small, i), 28.0, tmp_path, f"{name}-{i}")


def past_the_edge(shot: Shot, poses: tuple[Pose, ...]) -> float:
    """How far, in frame pixels, the edge of the farthest layer comes into the frame at worst; by forward projection."""
    short = short_side(shot.stage.size)
    half_w, half_h = ((side - 1) / 2 / short for side in shot.stage.size)
    left, top, right, bottom = shot.stage.bounds
    u = np.linspace(0.0, 1.0, 101)
    sides = {
        "left": (np.full_like(u, left), top + u * (bottom - top)),
        "right": (np.full_like(u, right), top + u * (bottom - top)),
        "top": (left + u * (right - left), np.full_like(u, top)),
        "bottom": (left + u * (right - left), np.full_like(u, bottom)),
    }  # fmt: skip
    worst = -np.inf
    for pose, (side, (x, y)) in itertools.product(poses, sides.items()):
        seen = project(pose, x, y, nearness_at(shot, x, y))
        into = {"left": seen[:, 0] + half_w, "right": half_w - seen[:, 0],
                "top": seen[:, 1] + half_h, "bottom": half_h - seen[:, 1]}[side]  # fmt: skip
        along = np.abs(seen[:, 1]) <= half_h if side in ("left", "right") else np.abs(seen[:, 0]) <= half_w
        worst = max(worst, float(into[along].max(initial=-np.inf)))
    return worst * short


def nearness_at(shot: Shot, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    x0, y0, dx, dy = shot.stage.sheets[0].place
    columns, rows = ((x - x0) / dx).astype(np.float32), ((y - y0) / dy).astype(np.float32)
    read = cv2.remap(shot.nearness[0], columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return read[:, 0].astype(float)


@pytest.mark.parametrize("name", MOVING)
@pytest.mark.parametrize("size", [SIZE, (96, 160)])
def test_the_border_of_the_photo_never_comes_into_the_frame(name: str, size: tuple[int, int]) -> None:
    shot = plan(name, size=size, strength=1.0).shots[0]
    assert past_the_edge(shot, shot.poses) < 0.5


def test_a_camera_that_looked_past_the_border_would_be_found_out() -> None:
    shot = plan("static").shots[0]
    aside = (Pose(truck=0.1), Pose(pan_deg=3.0), Pose(zoom=0.95), Pose(roll_deg=5.0))
    assert all(past_the_edge(shot, (pose,)) > 2.0 for pose in aside)


@pytest.mark.parametrize("name", ["dolly_in", "orbit_left", "handheld", "rack_focus"])
def test_frames_do_not_depend_on_order_threads_or_chunks(name: str) -> None:
    one = plan(name)
    n = one.clock.n_frames
    alone = list(frames(one, threads=1))
    ways = {
        "backwards": [draw(one, i) for i in reversed(range(n))][::-1],
        "3 threads": list(frames(one, threads=3)),
        "chunks": [*frames(one, 0, 5), *frames(one, 5, 6), *frames(one, 6)],
        "planned again": list(frames(plan(name))),
    }
    for way, found in ways.items():
        assert len(found) == n, way
        assert all(np.array_equal(a, b) for a, b in zip(alone, found, strict=True)), way


def test_every_frame_is_a_new_array() -> None:
    film = plan("static")
    first = draw(film, 0)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(draw(film, 0), kept)
    assert np.array_equal(draw(film, 5), kept)


def _starts_on_the_photo(name: str) -> bool:
    move = catalogue()[name]
    return move.path(move.params(), Aim())(0.0) == Pose()


@pytest.mark.parametrize("name", [name for name in MOVES if _starts_on_the_photo(name)])
def test_a_static_part_of_a_film_is_still_to_the_bit(name: str) -> None:
    """Before a move begins, nothing stirs."""
    later = plan(name, s=500)
    photo = later.shots[0].stage.photo
    assert all(np.array_equal(draw(later, i), photo) for i in range(6))


def test_a_hardly_moved_camera_shows_nearly_the_photo(tmp_path: Path) -> None:
    """The layers laid over each other are the photo: drawing adds nothing of its own."""
    film = plan("static")
    shot = film.shots[0]
    moved = replace(shot, poses=(Pose(truck=1e-9),) * len(shot.poses))
    assert len(shot.stage.sheets) > 1
    assert_alike(shown(moved, 3), shot.stage.photo, 42.0, tmp_path, "nearly")


@pytest.mark.parametrize("name", MOVES)
def test_a_film_has_the_asked_size_length_and_type(name: str) -> None:
    shown = list(frames(plan(name, size=(64, 48), duration_ms=500, fps=10)))
    assert [(f.shape, f.dtype) for f in shown] == [((48, 64, 3), np.dtype(np.uint8))] * 5


@pytest.mark.parametrize("name", FOCUS)
def test_focus_moves_blur_something(name: str) -> None:
    sharpness = [float(cv2.Laplacian(f, cv2.CV_32F).std()) for f in frames(plan(name, strength=1.0))]
    assert min(sharpness) < 0.85 * max(sharpness)


def test_the_scene_of_these_tests_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        scene().image[0, 0] = 0
    assert draft("static").main_segments()[0].asset == ASSET
