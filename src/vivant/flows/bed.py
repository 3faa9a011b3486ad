"""Which way water runs: along the body of water, between its banks. Not for how fast (perspective.py)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.flows.contract import Area

NARROW = 0.6
"""A body that is at its far end this much narrower than at its near end comes from the distance."""
SOFT = 0.06
"""How far the line of the banks is smoothed, in short sides."""
STEEPEST = 1.5
"""The most that water turns aside from the axis of its bed, as a slope."""

Field = NDArray[np.float32]


def along_bed(area: Area) -> Field:
    """(h, w, 2) float32 unit vectors: the way asked for, or else along the bed: towards the viewer where the water
    comes from the distance, to the right where it lies across the picture."""
    inside = area.inside > 0.5
    shape = (*inside.shape, 2)
    if area.direction_deg is not None or not inside.any():
        return np.broadcast_to(np.array(area.way(0.0), np.float32), shape).astype(np.float32)
    if _comes_near(inside):
        return _between_banks(inside, area.step)
    turned = _between_banks(np.ascontiguousarray(inside.T), area.step)
    return np.ascontiguousarray(turned.transpose(1, 0, 2)[..., ::-1])


def _comes_near(inside: NDArray[np.bool_]) -> bool:
    rows = np.flatnonzero(inside.any(axis=1))
    width = inside[rows[0] : rows[-1] + 1].sum(axis=1)
    fifth = max(1, len(width) // 5)
    far, near = float(width[:fifth].mean()), float(width[-fifth:].mean())
    tall = float(len(rows)) > 1.3 * float(np.median(width))
    return tall or (far < NARROW * near and len(rows) > 0.3 * inside.shape[0])


def _between_banks(inside: NDArray[np.bool_], step: float) -> Field:
    """Downwards, every place keeping its share of the way from bank to bank."""
    mass = inside.astype(np.float32)
    total = np.maximum(mass.sum(axis=1), 1e-3)
    x = np.arange(inside.shape[1], dtype=np.float32)
    middle = _filled((mass * x).sum(axis=1) / total, total > 1)
    spread = np.sqrt(np.maximum(_filled((mass * (x - middle[:, None]) ** 2).sum(axis=1) / total, total > 1), 1.0))
    middle, spread = (_smoothed(line, SOFT / step) for line in (middle, spread))
    aside = np.gradient(middle)[:, None] + (x - middle[:, None]) * (np.gradient(spread) / spread)[:, None]
    aside = np.clip(aside, -STEEPEST, STEEPEST)
    norm = np.sqrt(1 + aside**2)
    return np.dstack([aside / norm, 1 / norm]).astype(np.float32)


def _filled(line: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
    at = np.flatnonzero(known)
    if not len(at):
        return np.asarray(line, np.float32)
    return np.asarray(np.interp(np.arange(len(line)), at, line[at]), np.float32)


def _smoothed(line: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    soft = cv2.GaussianBlur(line[:, None], (1, 0), sigmaX=0.1, sigmaY=sigma, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(soft[:, 0], np.float32)
