"""The numbers of a pose against a pinhole camera written down anew, and the kernels against float arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.render.filming import PHOTO, SIZE, draft, project, scene
from vivant.moves import Aim, Pose
from vivant.render.camera import numbers, poses
from vivant.render.framing import cover
from vivant.render.kernels import lattice as geometry
from vivant.render.kernels import warp
from vivant.render.stage import look_at
from vivant.timeline import Place
from vivant.units import Clock

PLAIN_VIEW = np.array([0.0, 0.0, 1.0, 0.08, -0.7, -0.45])
"""A plate with one pixel to a short side and no offset: the lattice holds places, in 1/65536 short sides."""

any_pose = st.builds(
    Pose, truck=st.floats(-0.3, 0.3), pedestal=st.floats(-0.3, 0.3), dolly=st.floats(-0.4, 0.6),
    pan_deg=st.floats(-12, 12), tilt_deg=st.floats(-12, 12), roll_deg=st.floats(-30, 30), zoom=st.floats(0.7, 3.0),
)  # fmt: skip


def solved(pose: Pose, nearness: NDArray[np.float32], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where each lattice point comes from, (10, 18, 2) short sides."""
    points = np.empty((10, 18, 2), np.int64)
    geometry.solve_lattice(nearness, place, numbers(pose), PLAIN_VIEW, points)
    return points / 65536.0


def lattice_places() -> NDArray[np.float64]:
    x = PLAIN_VIEW[4] + PLAIN_VIEW[3] * np.arange(18)
    y = PLAIN_VIEW[5] + PLAIN_VIEW[3] * np.arange(10)
    return np.stack(np.meshgrid(x, y), axis=-1)


@settings(deadline=None, max_examples=60)
@given(pose=any_pose, w=st.floats(0.05, 1.0))
def test_what_the_lattice_reads_appears_where_the_lattice_stands(pose: Pose, w: float) -> None:
    nearness = np.full((3, 3), w, np.float32)
    read = solved(pose, nearness, np.array([-4.0, -4.0, 4.0, 4.0]))
    seen = project(pose, read[..., 0], read[..., 1], float(nearness[0, 0]))
    assert np.abs(seen - lattice_places()).max() < 2e-4


@settings(deadline=None, max_examples=40)
@given(
    truck=st.floats(-0.2, 0.2), pedestal=st.floats(-0.2, 0.2), dolly=st.floats(-0.25, 0.25), slope=st.floats(-0.2, 0.2)
)
def test_the_inverse_is_found_on_sloping_layers_too(truck: float, pedestal: float, dolly: float, slope: float) -> None:
    y, x = np.mgrid[-2.0:2.0:81j, -2.0:2.0:81j]
    nearness = (0.6 + slope * x + 0.5 * slope * y).clip(0.05, 1.0).astype(np.float32)
    pose = Pose(truck=truck, pedestal=pedestal, dolly=dolly)
    read = solved(pose, nearness, np.array([-2.0, -2.0, 0.05, 0.05]))
    w = (0.6 + slope * read[..., 0] + 0.5 * slope * read[..., 1]).clip(0.05, 1.0)
    assert np.abs(project(pose, read[..., 0], read[..., 1], w) - lattice_places()).max() < 1.5e-3


def test_a_camera_that_has_not_moved_reads_every_place_from_itself() -> None:
    read = solved(Pose(), np.full((3, 3), 0.7, np.float32), np.array([-4.0, -4.0, 4.0, 4.0]))
    assert np.abs(read - lattice_places()).max() <= 1 / 65536


def plate_of(rgba: NDArray[np.uint8]) -> NDArray[np.uint32]:
    return np.ascontiguousarray(rgba).view(np.uint32)[..., 0]


def tiles_of(plate: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """One answer for all tiles: anything may be in them."""
    side = warp.TILE
    tiles = np.zeros((-(-plate.shape[0] // side), -(-plate.shape[1] // side), 2), np.uint8)
    tiles[..., 1] = 255
    return tiles


def straight_lattice(rows: int, columns: int, x: float, y: float, step: float) -> NDArray[np.int64]:
    """Cell corners that read the plate from (x, y) on, `step` plate pixels to a frame pixel."""
    i, j = np.meshgrid(np.arange(columns + 1), np.arange(rows + 1))
    corners = np.stack([x + i * geometry.CELL * step, y + j * geometry.CELL * step], axis=-1)
    return np.asarray(np.rint(corners * 65536), np.int64)


def bilinear(picture: NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    ix, iy = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = (x - ix)[..., None], (y - iy)[..., None]
    p = picture.astype(np.float64)
    top = p[iy, ix] * (1 - fx) + p[iy, ix + 1] * fx
    low = p[iy + 1, ix] * (1 - fx) + p[iy + 1, ix + 1] * fx
    return np.asarray(top * (1 - fy) + low * fy)


@pytest.mark.parametrize(("x", "y", "step"), [(0.0, 0.0, 2.0), (3.3, 1.7, 1.9), (0.25, 5.5, 1.0), (7.1, 2.9, 0.37)])
def test_drawing_is_bilinear_to_a_level(x: float, y: float, step: float) -> None:
    rng = np.random.default_rng(3)
    rgba = rng.integers(0, 256, (90, 140, 4), np.uint8)
    rgba[..., 3] = 255
    plate, out = plate_of(rgba), np.zeros((32, 48, 3), np.uint8)
    points = straight_lattice(2, 3, x, y, step)
    warp.draw_layer(plate, tiles_of(plate), points, np.zeros((2, 3), np.bool_), False, out)
    columns, rows = np.meshgrid(x + np.arange(48) * step, y + np.arange(32) * step)
    wanted = bilinear(rgba[..., :3], columns, rows)
    assert np.abs(out - wanted).max() <= 3.0  # weights have eight bits
    assert np.abs(out - wanted).mean() < 0.6


def test_a_layer_is_laid_over_by_its_alpha() -> None:
    rng = np.random.default_rng(4)
    alpha = rng.integers(0, 256, (40, 60, 1))
    alpha[:, :10], alpha[:, 50:] = 0, 255
    colour = np.rint(rng.integers(0, 256, (40, 60, 3)) * alpha / 255.0)
    plate = plate_of(np.concatenate([colour, alpha], axis=2).astype(np.uint8))
    out = rng.integers(0, 256, (32, 48, 3), np.uint8)
    wanted = colour[:32, :48] + out * (1 - alpha[:32, :48] / 255.0)
    warp.draw_layer(plate, tiles_of(plate), straight_lattice(2, 3, 0, 0, 1), np.zeros((2, 3), np.bool_), True, out)
    assert np.abs(out - wanted).max() <= 1.0


def test_covered_cells_are_not_drawn_and_beyond_its_plate_a_near_layer_is_empty() -> None:
    plate = plate_of(np.full((40, 40, 4), 255, np.uint8))
    out = np.zeros((32, 48, 3), np.uint8)
    covered = np.zeros((2, 3), np.bool_)
    covered[0, 0] = True
    warp.draw_layer(plate, tiles_of(plate), straight_lattice(2, 3, 0, 0, 1), covered, True, out)
    assert not out[:16, :16].any()
    assert (out[16:, :39] == 255).all()
    assert not out[:, 40:].any()


def test_cells_that_a_layer_hides_wholly_are_found() -> None:
    rgba = np.full((96, 96, 4), 255, np.uint8)
    rgba[:, 64:, 3] = 200
    plate = plate_of(rgba)
    tiles = np.full((3, 3, 2), 255, np.uint8)
    tiles[:, 2, 0] = 200
    covered = np.zeros((2, 5), np.bool_)
    warp.cover_cells(tiles, straight_lattice(2, 5, 1, 1, 1), covered)
    assert covered.tolist() == [[True, True, True, False, False]] * 2
    assert plate.shape == (96, 96)


def test_the_extra_zoom_is_the_smallest_that_hides_the_edge() -> None:
    nearness, place = np.full((3, 3), 0.5, np.float32), np.array([-4.0, -4.0, 4.0, 4.0])
    border = np.array([[x, y] for x in (-0.8, 0.8) for y in (-0.5, 0.5)])
    bounds, edges = np.array([-0.8, -0.5, 0.8, 0.5]), np.ones(4, np.bool_)
    needed = geometry.cover_zoom(nearness, place, numbers(Pose(truck=0.2)), border, bounds, edges, 6.0)
    assert needed == pytest.approx(0.8 / 0.7, abs=1e-4)  # 0.2 * 0.5 of the 0.8 on the right are gone
    at_rest = geometry.cover_zoom(nearness, place, numbers(Pose()), border, 2.0 * bounds, edges, 6.0)
    assert at_rest == 1.0


# --- poses over time --------------------------------------------------------------------------------------------------


def path_of(move: str, n: int = 25, loop: bool = False, aim: Aim | None = None, **motion: Any) -> tuple[Pose, ...]:
    segment = draft(move, seamless=loop, **motion).main_segments()[0]
    return poses(segment, Clock(Fraction(25), n, loop), aim or Aim())


def test_a_move_starts_and_ends_when_it_is_told_to() -> None:
    path = path_of("truck_right", s=200, d=400)
    assert [pose == Pose() for pose in path[:7]] == [True] * 6 + [False]
    assert path[15] == path[24]
    assert path[14] != path[15]


def test_a_fast_one_way_move_is_there_sooner() -> None:
    assert path_of("zoom_in", sp=2.0)[12].zoom == pytest.approx(path_of("zoom_in")[24].zoom)


def test_a_loop_of_a_one_way_move_goes_there_and_back() -> None:
    zooms = [pose.zoom for pose in path_of("zoom_in", n=24, loop=True)]
    assert max(zooms) == pytest.approx(path_of("zoom_in")[-1].zoom)
    assert zooms[1:] == pytest.approx(zooms[:0:-1])


def test_moves_at_the_same_time_add_up() -> None:
    both = path_of("zoom_in", also={"p": "pan_left"})[-1]
    assert both.zoom == pytest.approx(path_of("zoom_in")[-1].zoom)
    assert both.pan_deg == pytest.approx(path_of("zoom_in")[-1].pan_deg + path_of("pan_left")[-1].pan_deg)


def test_a_held_subject_keeps_its_place_and_size() -> None:
    aim = Aim(x=0.3, y=-0.2, w=0.7)
    pose = path_of("dolly_in", aim=aim, hold_subject=True)[-1]
    assert pose.dolly > 0.0
    assert project(pose, aim.x, aim.y, aim.w) == pytest.approx((aim.x, aim.y), abs=0.01)
    size = project(pose, aim.x + 0.01, aim.y, aim.w) - project(pose, aim.x, aim.y, aim.w)
    assert size[0] == pytest.approx(0.01, rel=0.04)


def test_a_camera_looks_at_the_side_it_is_told_and_at_the_subject_by_itself() -> None:
    framing = cover(PHOTO, SIZE, scene().subject)
    (own, _), (right, far), (none, _) = (
        look_at(scene(), framing, place) for place in (None, Place(side="right"), Place(name="water"))
    )
    assert right.x > own.x and none == own
    corner = Place(polygon=((0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)))
    upper_left, _ = look_at(scene(), framing, corner)
    assert upper_left.x < 0.0 and upper_left.y < 0.0
    assert 0.0 < far < 1.0
