"""Near things move against far ones, clean at the edges; focus; the gain that keeps a bad depth gentle."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.render.filming import ASSET, BALL, PHOTO, draft, plan, scene, shift_of
from vivant.media import probe
from vivant.moves import Pose
from vivant.render import make_plan
from vivant.render.defocus import RADII, soften
from vivant.render.film import write_film
from vivant.render.filming import shown
from vivant.render.stage import OVERSAMPLE
from vivant.scene import Scene
from vivant.units import Frame

LARGE = (480, 320)
"""The photo's own size: a pixel of the frame is a pixel of the photo."""

ON_BALL = (205, 145, 255, 195)
WALL = (40, 80, 120, 160)


def one_frame(pose: Pose, seen: Scene | None = None, move: str = "static") -> tuple[Frame, Frame]:
    """The photo, and what a camera in this pose sees of it."""
    film = make_plan(draft(move, size=LARGE), {ASSET: seen or scene()})
    shot = replace(film.shots[0], poses=(pose,))
    return film.shots[0].stage.photo, shown(shot, 0)


def test_a_step_of_depth_makes_layers() -> None:
    stage = plan("static", size=LARGE).shots[0].stage
    assert len(stage.sheets) >= 2
    assert stage.jump > 0.4


def test_near_things_move_against_far_ones() -> None:
    photo, moved = one_frame(Pose(truck=0.06))
    ball, wall = shift_of(photo, moved, ON_BALL), shift_of(photo, moved, WALL)
    assert ball[0] < wall[0] - 5  # pixels; both go left, the ball further
    assert wall[0] <= -2
    assert abs(ball[1]) <= 1
    assert abs(wall[1]) <= 1
    expected = -0.06 * 320 * plan("static", size=LARGE).shots[0].nearness[-1].max()
    assert ball[0] == pytest.approx(expected, abs=1.5)


def test_without_depth_everything_moves_alike() -> None:
    flat = replace(scene(), disparity=np.full_like(scene().disparity, 0.5))
    photo, moved = one_frame(Pose(truck=0.06), flat)
    ball, wall = shift_of(photo, moved, ON_BALL), shift_of(photo, moved, WALL)
    assert ball == pytest.approx(wall, abs=1)
    assert ball[0] < -5


def test_nothing_of_the_ball_stays_behind_or_spreads() -> None:
    """What the ball uncovers is as dark as the wall, and the ball keeps its size."""
    photo, moved = one_frame(Pose(truck=-0.07))
    assert shift_of(photo, moved, ON_BALL)[0] > 8
    before, after = (cv2.GaussianBlur(f, (0, 0), 3.0).mean(axis=2) > 145 for f in (photo, moved))
    assert after.sum() == pytest.approx(before.sum(), rel=0.06)
    left = np.flatnonzero(after[round(BALL[1])]).min()
    assert left > np.flatnonzero(before[round(BALL[1])]).min() + 8


def parting(seen: Scene, strength: float) -> float:
    """How much nearer the nearest is than the farthest when the camera goes round."""
    nearness = make_plan(draft("orbit_left", strength=strength), {ASSET: seen}).shots[0].nearness
    return float(nearness[-1].max() - nearness[0].min())


def test_a_doubtful_depth_or_a_page_of_text_moves_less_against_itself() -> None:
    sure = parting(scene(), 0.05)
    assert parting(replace(scene(), confidence=0.1), 0.05) < 0.7 * sure
    assert parting(replace(scene(), kind="text"), 0.05) < 0.3 * sure


def test_a_long_way_uses_less_of_the_depth() -> None:
    assert parting(scene(), 1.0) < 0.5 * parting(scene(), 0.05)


def test_what_is_out_of_focus_blurs_and_the_rest_stays_sharp() -> None:
    near = float(plan("static", size=LARGE).shots[0].nearness[-1].max())
    photo, soft = one_frame(Pose(focus=near, blur=0.1), move="shallow_focus")

    def sharpness(frame: Frame, box: tuple[int, int, int, int]) -> float:
        left, top, right, bottom = box
        return float(cv2.Sobel(frame[top:bottom, left:right], cv2.CV_32F, 1, 0).std())

    assert sharpness(soft, ON_BALL) > 0.8 * sharpness(photo, ON_BALL)
    assert sharpness(soft, WALL) < 0.55 * sharpness(photo, WALL)


def test_blur_keeps_light() -> None:
    """Lights grow into discs without losing light: the sum in linear light stays."""
    image = np.full((PHOTO[1], PHOTO[0], 3), 30, np.uint8)
    image[150:158, 220:228] = 255
    flat = np.full(image.shape[:2], 0.3, np.float32)
    spot = Scene(image=image, disparity=flat, subject=np.zeros_like(flat), sky=np.zeros_like(flat))
    sheet = make_plan(draft("static", size=LARGE), {ASSET: spot}).shots[0].stage.sheets[0]
    soft = soften(sheet, 320, lowest=True)

    def light(plate: np.ndarray) -> float:
        return float(((plate.view(np.uint8).reshape(*plate.shape, 4)[..., :3] / 255.0) ** 2.2).mean())

    sharp, widest = light(soft.plates[0]), light(soft.plates[-1])
    assert widest == pytest.approx(sharp, rel=0.03)
    assert (soft.plates[0] & 255).max() == 255
    assert (soft.plates[-1] & 255).max() < 200
    assert RADII[-1] * 320 * OVERSAMPLE > 8


@pytest.mark.parametrize("suffix", ["mp4", "webp"])
def test_a_plan_becomes_a_file(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"film.{suffix}"
    told: list[tuple[int, int]] = []
    write_film(plan("dolly_in", size=(64, 48)), path, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, 12) for n in range(1, 13)]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    if suffix == "mp4":
        info = probe(path)
        assert (info.size, info.rate, info.n_frames) == ((64, 48), Fraction(12), 12)


def test_an_interrupted_film_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_film(plan("dolly_in", size=(64, 48)), tmp_path / "film.mp4", progress=stop)
    assert not list(tmp_path.iterdir())
