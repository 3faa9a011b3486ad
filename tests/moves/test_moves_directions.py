"""Every directional move sends the picture where its name says, by a projection written here from the pinhole camera.

The oracle works with 3-D points and rotation matrices and shares nothing with the moves but the meaning of a pose.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from vivant.moves import Aim, Path, Pose, catalogue
from vivant.moves.contract import FOCAL

PLACES = list(itertools.product((-0.6, -0.1, 0.3, 0.7), (-0.4, -0.05, 0.25)))
DEPTHS = (0.2, 0.45, 0.6, 1.0)
AIMS = (Aim(), Aim(x=0.3, y=-0.2, w=0.8), Aim(x=-0.4, y=0.25, w=0.5, far=0.02))


def project(pose: Pose, x: float, y: float, w: float) -> NDArray[np.float64]:
    """Where a point of the photo appears: place in short sides, y down."""
    camera = np.array([pose.truck, pose.pedestal, FOCAL * pose.dolly])
    point = np.array([x / w, y / w, FOCAL / w]) - camera
    pan, tilt, roll = np.radians([pose.pan_deg, pose.tilt_deg, pose.roll_deg])
    panned = np.array([[math.cos(pan), 0, -math.sin(pan)], [0, 1, 0], [math.sin(pan), 0, math.cos(pan)]])
    tilted = np.array([[1, 0, 0], [0, math.cos(tilt), -math.sin(tilt)], [0, math.sin(tilt), math.cos(tilt)]])
    rolled = np.array([[math.cos(roll), math.sin(roll), 0], [-math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
    seen = rolled @ tilted @ panned @ point
    return np.asarray(pose.zoom * FOCAL * seen[:2] / seen[2])


def path_of(name: str, aim: Aim, **knobs: Any) -> Path:
    move = catalogue()[name]
    return move.path(move.params(**knobs), aim)


def travel(name: str, x: float, y: float, w: float, aim: Aim = AIMS[0], **knobs: Any) -> NDArray[np.float64]:
    """How far a point goes in the frame from the start of a move to its end."""
    path = path_of(name, aim, **knobs)
    return project(path(1.0), x, y, w) - project(path(0.0), x, y, w)


def grown(name: str, aim: Aim, at: tuple[float, float, float], **knobs: Any) -> float:
    """How many times bigger something small at (x, y, w) is at the end of a move."""
    x, y, w = at
    path = path_of(name, aim, **knobs)
    sizes = []
    for pose in (path(0.0), path(1.0)):
        across = project(pose, x + 1e-4, y, w) - project(pose, x - 1e-4, y, w)
        down = project(pose, x, y + 1e-4, w) - project(pose, x, y - 1e-4, w)
        sizes.append(math.sqrt(abs(across[0] * down[1] - across[1] * down[0])))
    return sizes[1] / sizes[0]


def test_the_oracle_agrees_with_the_meaning_of_a_pose() -> None:
    x, y, w = 0.3, -0.2, 0.7
    assert project(Pose(), x, y, w) == pytest.approx((x, y))
    moved = Pose(truck=0.1, pedestal=-0.2, dolly=0.3)
    expected = ((x - 0.1 * w) / (1 - 0.3 * w), (y + 0.2 * w) / (1 - 0.3 * w))
    assert project(moved, x, y, w) == pytest.approx(expected)
    assert project(Pose(pan_deg=5), 0, 0, w) == pytest.approx((-FOCAL * math.tan(math.radians(5)), 0))
    assert project(Pose(tilt_deg=5), 0, 0, w) == pytest.approx((0, -FOCAL * math.tan(math.radians(5))))
    assert project(Pose(roll_deg=90), 0.3, 0, w) == pytest.approx((0, -0.3))


SENT = {
    "truck_right": (-1, 0), "truck_left": (1, 0), "pan_right": (-1, 0), "pan_left": (1, 0), "whip_pan": (-1, 0),
    "pedestal_up": (0, 1), "pedestal_down": (0, -1), "tilt_up": (0, 1), "tilt_down": (0, -1),
}  # fmt: skip


@pytest.mark.parametrize("name", SENT)
@pytest.mark.parametrize("aim", AIMS)
def test_the_whole_picture_travels_the_right_way(name: str, aim: Aim) -> None:
    way = np.array(SENT[name], dtype=float)
    for (x, y), w in itertools.product(PLACES, (aim.far, *DEPTHS)):
        step = travel(name, x, y, w, aim)
        assert step @ way > 0.025, (x, y, w)
        assert abs(step @ way[::-1]) < 0.35 * (step @ way), "it goes mostly along its axis"


@pytest.mark.parametrize("name", ["truck_left", "truck_right", "pedestal_up", "pedestal_down"])
def test_near_things_travel_more_than_far_ones(name: str) -> None:
    far, middle, near = (np.linalg.norm(travel(name, 0.1, 0.1, w)) for w in (0.2, 0.6, 1.0))
    assert far < 0.6 * middle < 0.6 * near


@pytest.mark.parametrize("name", ["pan_left", "pan_right", "tilt_up", "tilt_down", "zoom_in", "zoom_out", "roll"])
def test_turning_and_zooming_know_no_depth(name: str) -> None:
    assert travel(name, 0.2, 0.1, 0.2) == pytest.approx(travel(name, 0.2, 0.1, 1.0))


@pytest.mark.parametrize("name", ["truck_left", "truck_right", "pedestal_up", "pedestal_down"])
def test_the_subject_travels_a_tasteful_way(name: str) -> None:
    for aim in AIMS:
        assert 0.08 <= np.linalg.norm(travel(name, aim.x, aim.y, aim.w, aim)) <= 0.15


@pytest.mark.parametrize(("name", "sign"), [
    ("zoom_in", 1), ("crash_zoom", 1), ("dolly_in", 1), ("push_past", 1),
    ("zoom_out", -1), ("dolly_out", -1), ("reveal", -1),
])  # fmt: skip
def test_the_picture_moves_outward_or_inward(name: str, sign: int) -> None:
    aim = AIMS[0]
    middle = (0.35, 0.0) if name == "push_past" else (aim.x, aim.y)
    for (x, y), w in itertools.product(PLACES, DEPTHS):
        out = np.array([x, y]) - middle
        assert sign * (travel(name, x, y, w) @ out) > 0.02 * (out @ out), (x, y, w)


@pytest.mark.parametrize("name", [
    "dolly_in", "dolly_out", "zoom_in", "zoom_out", "crash_zoom", "reveal", "spiral", "arc", "orbit_left",
    "orbit_right", "parallax_drift", "swing", "wiggle", "figure_eight", "breathe", "pulse",
])  # fmt: skip
@pytest.mark.parametrize("aim", [*AIMS, Aim(x=0.7, y=0.4, w=0.3), Aim(x=-0.8, y=-0.45, w=1.0)])
def test_the_aim_stays_in_its_place(name: str, aim: Aim) -> None:
    for amount in (1.0, 2.5):
        path = path_of(name, aim, amount=amount)
        for u in (0.0, 0.2, 0.5, 0.7, 1.0):
            assert project(path(u), aim.x, aim.y, aim.w) == pytest.approx((aim.x, aim.y), abs=1e-6)


@pytest.mark.parametrize(("name", "least", "most"), [
    ("dolly_in", 1.18, 1.25), ("dolly_out", 1 / 1.25, 1 / 1.18), ("zoom_in", 1.2, 1.3), ("zoom_out", 1 / 1.3, 1 / 1.2),
    ("crash_zoom", 1.8, 2.0), ("reveal", 0.5, 0.65), ("ken_burns", 1.15, 1.25), ("spiral", 1.2, 1.3),
    ("arc", 1.1, 1.25), ("flyover", 1.2, 1.4), ("push_past", 1.4, 1.6),
])  # fmt: skip
def test_the_subject_grows_as_said(name: str, least: float, most: float) -> None:
    aim = Aim(x=0.1, y=0.05)
    assert least <= grown(name, aim, (aim.x, aim.y, aim.w)) <= most


def test_a_dolly_parts_near_from_far_and_a_zoom_does_not() -> None:
    sizes = [grown("dolly_in", Aim(), (0.0, 0.0, w)) for w in (0.2, 0.6, 1.0)]
    assert 1.0 < sizes[0] < sizes[1] - 0.1 < sizes[2] - 0.2
    assert grown("zoom_in", Aim(), (0, 0, 0.2)) == pytest.approx(grown("zoom_in", Aim(), (0, 0, 1.0)))


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("camera", ["back", "forward"])
def test_dolly_zoom_keeps_the_subject_and_changes_the_background(aim: Aim, camera: str) -> None:
    path = path_of("dolly_zoom", aim, camera=camera)
    for u in (0.0, 0.3, 0.8, 1.0):
        for dx, dy in ((0, 0), (0.1, 0), (0, 0.1)):
            place = (aim.x + dx, aim.y + dy)
            assert project(path(u), *place, aim.w) == pytest.approx(place, abs=1e-9)
    behind = grown("dolly_zoom", aim, (0, 0, aim.far), camera=camera)
    assert behind > 1.1 if camera == "back" else behind < 0.9


@pytest.mark.parametrize(("name", "sign"), [("orbit_right", 1), ("orbit_left", -1)])
def test_an_orbit_moves_what_is_behind_and_before_the_subject_apart(name: str, sign: int) -> None:
    for aim in AIMS:
        behind, before = (travel(name, aim.x, aim.y, w, aim)[0] for w in (aim.far, min(1.0, aim.w + 0.2)))
        assert sign * behind > 0.04 and sign * before < -0.02


@pytest.mark.parametrize("camera", ["left", "right"])
def test_an_arc_goes_around_the_side_it_is_asked_for(camera: str) -> None:
    behind = travel("arc", 0.0, 0.0, 0.2, camera=camera)[0]
    assert behind > 0.03 if camera == "right" else behind < -0.03


@pytest.mark.parametrize(("name", "sign"), [("crane_up", 1), ("crane_down", -1), ("flyover", 1)])
def test_a_crane_sends_the_subject_and_near_things_down_or_up(name: str, sign: int) -> None:
    for aim in AIMS[:2]:
        subject, near = (travel(name, aim.x, aim.y, w, aim)[1] for w in (aim.w, 1.0))
        assert sign * subject > 0.02 and sign * near > sign * subject
        assert sign * path_of(name, aim)(1.0).tilt_deg > 0.5, "it looks after the subject"


@pytest.mark.parametrize(("camera", "sign"), [("clockwise", -1), ("counterclockwise", 1)])
@pytest.mark.parametrize("name", ["roll", "spiral"])
def test_rolling_turns_the_picture_the_other_way(name: str, camera: str, sign: int) -> None:
    # y grows downwards: a picture that turns clockwise goes down on its right.
    assert sign * travel(name, 0.4, 0.0, 0.6, camera=camera)[1] > 0.02


@pytest.mark.parametrize(("side", "sign"), [("right", -1), ("left", 1)])
def test_push_past_lets_the_subject_slip_to_the_other_side(side: str, sign: int) -> None:
    aim = AIMS[0]
    subject, nearer = (travel("push_past", aim.x, aim.y, w, aim, side=side)[0] for w in (aim.w, 1.0))
    assert sign * subject > 0.1 and sign * nearer > 1.5 * sign * subject


def test_push_past_takes_the_side_with_more_room() -> None:
    assert travel("push_past", -0.3, 0.0, 0.6, Aim(x=-0.3))[0] < 0 < travel("push_past", 0.3, 0.0, 0.6, Aim(x=0.3))[0]


def test_ken_burns_brings_the_subject_towards_the_middle() -> None:
    for aim in AIMS[1:]:
        place = np.array([aim.x, aim.y])
        at_end = place + travel("ken_burns", aim.x, aim.y, aim.w, aim)
        centred = place * grown("ken_burns", aim, (aim.x, aim.y, aim.w))
        assert np.linalg.norm(at_end) < np.linalg.norm(centred) - 0.04


@pytest.mark.parametrize("name", ["zoom_in", "dolly_in", "crash_zoom", "ken_burns"])
def test_going_in_never_shows_the_border(name: str) -> None:
    """The border of the photo stays outside the frame, at 16:9 and 9:16, for all that a turn bends it."""
    for aim, wide in itertools.product(AIMS, (True, False)):
        half = np.array([8 / 9, 0.5]) if wide else np.array([0.5, 8 / 9])
        path = path_of(name, aim)
        for u, (x, y), w in itertools.product((0.3, 1.0), itertools.product((-1, 0, 1), repeat=2), (aim.far, 1.0)):
            place = project(path(u), x * half[0], y * half[1], w)
            for axis, side in enumerate((x, y)):
                assert side == 0 or side * place[axis] >= half[axis] * 0.985


def test_focus_moves() -> None:
    aim = Aim(w=0.7)
    back, front = path_of("rack_focus", aim), path_of("rack_focus", aim, to="foreground")
    shallow, pull = path_of("shallow_focus", aim), path_of("pull_focus", aim)
    assert back(0.34).focus == pytest.approx(0.7, abs=0.03) and back(0.34).blur > 0.04
    assert back(1.0).focus == pytest.approx(0.2) and front(1.0).focus == pytest.approx(1.0)
    assert shallow(1.0).focus == 0.7 and shallow(1.0).blur > 0.03
    assert pull(0.0).blur > 0.03 and pull(1.0) == Pose()
