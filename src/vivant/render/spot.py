"""Where a picture lies on the frame: how large it is drawn, and how it is laid over what is below.

Not for how a photo is cropped for the camera (framing.py).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.render.framing import inner_size
from vivant.render.translucent import multiplied, straight
from vivant.timeline import Placement
from vivant.units import Frame, Size


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A picture of `size` (width, height) that is laid on the frame.

    way      (2, 3) from its pixels to those of the frame
    opacity  0 .. 1
    whole    the frame is filled by it, pixel by pixel
    """

    size: Size
    way: NDArray[np.float64]
    opacity: float
    whole: bool

    def lay(self, below: Frame, picture: Frame, cover: NDArray[np.uint8] | None = None) -> Frame:
        """`picture` over `below`, (H, W, 3) uint8 each: a new frame, or `picture` itself where it fills the frame.

        `cover` (H, W) uint8 is how much of the picture is there at each of its pixels; None for all of it.
        """
        if self.whole and self.opacity >= 1.0 and cover is None:
            return picture
        height, width = below.shape[:2]
        if self.whole and cover is None:
            return np.asarray(cv2.addWeighted(picture, self.opacity, below, 1 - self.opacity, 0), np.uint8)
        left, top, right, bottom = self.box((width, height))
        out = below.copy()
        if right <= left or bottom <= top:
            return out
        way = self.way - np.array([[0, 0, left], [0, 0, top]])
        room = (right - left, bottom - top)
        moved, there = _moved(picture, cover, way, room)
        alpha = there.astype(np.float32) * np.float32(self.opacity / 255)
        part = np.ascontiguousarray(out[top:bottom, left:right])
        out[top:bottom, left:right] = cv2.blendLinear(moved, part, alpha, 1 - alpha)
        return out

    def box(self, frame: Size) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of what it touches of the frame, in pixels."""
        w, h = self.size
        corners = self.way[:, :2] @ np.array([[0, w, w, 0], [0, 0, h, h]]) + self.way[:, 2:]
        left, top = (max(0, math.floor(v) - 1) for v in corners.min(1))
        right, bottom = (min(side, math.ceil(v) + 1) for side, v in zip(frame, corners.max(1), strict=True))
        return left, top, right, bottom


def _moved(
    picture: Frame, cover: NDArray[np.uint8] | None, way: NDArray[np.float64], room: Size
) -> tuple[Frame, NDArray[np.uint8]]:
    """A picture where it goes in a room, and how much of it is there."""
    if cover is None:
        solid = np.full(picture.shape[:2], 255, np.uint8)
        moved = cv2.warpAffine(picture, way, room, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(moved, np.uint8), np.asarray(cv2.warpAffine(solid, way, room, flags=cv2.INTER_LINEAR))
    rgba = multiplied(np.dstack([picture, cover]))
    rgba = straight(np.asarray(cv2.warpAffine(rgba, way, room, flags=cv2.INTER_LINEAR), np.uint8))
    return np.ascontiguousarray(rgba[..., :3]), rgba[..., 3]


def spot_of(placement: Placement, picture: Size, frame: Size, *, over: bool) -> Spot:
    """Where a picture (width, height) goes. `over` says that something may be below: then `contain` and `blur` leave
    what is beside the picture free. A picture that lies on its side fills the frame's other shape."""
    room = frame[::-1] if placement.rotation_deg % 180 == 90 else frame
    filling = room if placement.fit == "cover" or not over else inner_size(picture, room)
    size = tuple(max(2, 2 * round(side * placement.scale / 2)) for side in filling)
    angle = math.radians(placement.rotation_deg)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    middle = np.array([placement.x * frame[0], placement.y * frame[1]])
    corner = middle - 0.5 - turn @ ((np.array(size) - 1) / 2)  # places are those of the middles of pixels
    if not placement.rotation_deg:
        corner = np.round(corner)
    way = np.hstack([turn, corner[:, None]])
    whole = size == frame and not placement.rotation_deg and not corner.any()
    return Spot((size[0], size[1]), way, placement.opacity, whole)
