"""A small scene with known depth, films of it, and pictures compared. Not a test."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.moves import Pose
from vivant.moves.contract import FOCAL
from vivant.render import Plan, make_plan
from vivant.render.framing import cover
from vivant.scene import Scene
from vivant.timeline import Draft
from vivant.units import Frame, Size

ASSET = "p"
SIZE = (192, 112)
PHOTO = (480, 320)
BALL = (230.0, 170.0, 60.0)
"""Middle and radius of the near ball, in pixels of the photo."""


def soft_noise(height: int, width: int, seed: int, grain: float = 3.0) -> NDArray[np.float32]:
    """Smooth noise of about -1 .. 1."""
    noise = np.random.default_rng(seed).normal(0.0, 1.0, (height, width)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), grain)
    return np.asarray(soft / (2.5 * soft.std()), np.float32)


@cache
def scene() -> Scene:
    """A bright textured ball near the camera before a darker textured wall that comes a little nearer downwards.

    None of its arrays can be written to.
    """
    width, height = PHOTO
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    ball = np.clip(BALL[2] - np.hypot(x - BALL[0], y - BALL[1]) + 0.5, 0.0, 1.0)
    wall = np.stack([90 + 55 * soft_noise(height, width, k, 4.0) for k in (1, 2, 3)], axis=-1)
    near = np.stack([190 + 55 * soft_noise(height, width, k, 3.0) for k in (4, 5, 6)], axis=-1)
    image = (wall + (near - wall) * ball[..., None]).clip(0, 255).round().astype(np.uint8)
    disparity = np.where(ball > 0.5, 0.9, 0.1 + 0.2 * y / height).astype(np.float32)
    made = Scene(image=image, disparity=disparity, subject=ball, sky=np.zeros_like(ball), confidence=1.0)
    for plane in (made.image, made.disparity, made.subject, made.sky):
        plane.flags.writeable = False
    return made


def draft(
    move: str, *, size: Size = SIZE, duration_ms: int = 1000, fps: float = 12, strength: float = 0.5,
    fit: str = "cover", also: dict[str, Any] | None = None, **motion: Any,
) -> Draft:  # fmt: skip
    """One picture under one move, or two; `motion` are further keys of the draft's motion."""
    motion |= {"with": [also]} if also else {}
    segment = {
        "d": duration_ms, "src": {"a": ASSET}, "tr": {"fit": fit}, "mo": {"p": move, "i": strength, **motion},
    }  # fmt: skip
    meta = {"width": size[0], "height": size[1], "fps": fps}
    return Draft.from_dict({"v": 1, "m": meta, "t": [{"tt": 0, "sg": [segment]}]})


def plan(move: str, **rest: Any) -> Plan:
    return make_plan(draft(move, **rest), {ASSET: scene()})


def framed(plane: NDArray[np.float32], size: Size = SIZE) -> NDArray[np.float32]:
    """What the still camera shows of a map over the photo."""
    framing = cover(PHOTO, size, scene().subject)
    (x, y), (width, height) = framing.offset, size
    return framing.sized(plane)[y : y + height, x : x + width]


def project(pose: Pose, x: Any, y: Any, w: Any) -> NDArray[np.float64]:
    """Where points of the photo appear, (..., 2): the pinhole camera written down again, with 3-D points."""
    point = np.stack(np.broadcast_arrays(x / w - pose.truck, y / w - pose.pedestal, FOCAL / w - FOCAL * pose.dolly), -1)
    pan, tilt, roll = np.radians([pose.pan_deg, pose.tilt_deg, pose.roll_deg])
    panned = np.array([[math.cos(pan), 0, -math.sin(pan)], [0, 1, 0], [math.sin(pan), 0, math.cos(pan)]])
    tilted = np.array([[1, 0, 0], [0, math.cos(tilt), -math.sin(tilt)], [0, math.sin(tilt), math.cos(tilt)]])
    rolled = np.array([[math.cos(roll), math.sin(roll), 0], [-math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
    seen = point @ (rolled @ tilted @ panned).T
    return np.asarray(pose.zoom * FOCAL * seen[..., :2] / seen[..., 2:])


def psnr(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Peak signal to noise in dB, 99 for equal pictures."""
    error = float(np.mean((a.astype(np.float64) - b) ** 2))
    return 99.0 if error == 0.0 else min(99.0, 10.0 * math.log10(255.0**2 / error))


def assert_alike(seen: Frame, wanted: Frame, least_db: float, folder: Path, name: str) -> None:
    """Fail if two pictures differ, leaving both and their enlarged difference in `folder`."""
    assert seen.shape == wanted.shape
    found = psnr(seen, wanted)
    if found >= least_db:
        return
    difference = (cv2.absdiff(seen, wanted).astype(np.float32) * 8.0).clip(0, 255).astype(np.uint8)
    sheet = np.concatenate([seen, wanted, difference], axis=1)
    path = folder / f"{name}.png"
    cv2.imwrite(str(path), cv2.resize(sheet, None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST)[..., ::-1])
    raise AssertionError(f"{name}: {found:.1f} dB, {least_db} needed; seen, wanted, difference x8 in {path}")


def shift_of(before: Frame, after: Frame, box: tuple[int, int, int, int]) -> tuple[float, float]:
    """How far what is in `box` (left, top, right, bottom) moves, in pixels, found by matching to a sixteenth."""
    left, top, right, bottom = box
    piece = cv2.cvtColor(before[top:bottom, left:right], cv2.COLOR_RGB2GRAY)
    score = cv2.matchTemplate(cv2.cvtColor(after, cv2.COLOR_RGB2GRAY), piece, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(score)
    assert best > 0.6, f"lost: correlation {best:.2f}"
    return float(x - left), float(y - top)
