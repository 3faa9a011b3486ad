"""What lies behind: colours and disparity for the parts of a picture that something nearer hides.

Not for deciding what is near. `grow` continues smooth values, `fill` continues a picture with its own texture.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.units import Frame, Plane

EXEMPLAR_AREA, EXEMPLAR_HOLE = 100_000, 11_000
"""Pixels of the reduced neighbourhood that patches are copied from, and of its hole: the cost follows the hole."""

PLAIN = 4.0
"""Spread in levels up to which surroundings are plain and are better continued smoothly than copied."""

MOST_HIDDEN = 0.7
"""Share of the neighbourhood above which too little is left to copy from."""


def grow(values: Plane, known: Plane) -> Plane:
    """Smooth values everywhere, continued from where `known` > 0; there they are kept.

    values (H, W) or (H, W, C) float32; known (H, W) float32 weights 0 .. 1. Push-pull over a pyramid
    (Gortler et al., The Lumigraph, 1996): each level fills the gaps of the finer one.
    """
    flat = values.ndim == 2
    colours = values[..., None] if flat else values
    result = _push_pull(colours * known[..., None], known.astype(np.float32))
    return result[..., 0] if flat else result


def _push_pull(weighted: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    h, w = weight.shape
    if min(h, w) <= 2:
        mean = weighted.sum(axis=(0, 1)) / max(float(weight.sum()), 1e-6)
        return np.asarray(weighted + mean * (1.0 - weight[..., None]), np.float32)
    half = ((w + 1) // 2, (h + 1) // 2)
    small = cv2.resize(weighted, half, interpolation=cv2.INTER_AREA).reshape(half[1], half[0], -1)
    small_weight = cv2.resize(weight, half, interpolation=cv2.INTER_AREA)
    gain = np.minimum(1.0, 4.0 * small_weight) / np.maximum(small_weight, 1e-6)
    coarse = _push_pull(small * gain[..., None], small_weight * gain)
    fine = cv2.resize(coarse, (w, h), interpolation=cv2.INTER_LINEAR).reshape(h, w, -1)
    return np.asarray(weighted + fine * (1.0 - weight[..., None]), np.float32)


def variety(image: NDArray[np.float32], known: Plane) -> Plane:
    """How much the known colours about each pixel differ from their mean, in levels (the largest channel's)."""
    window = (2 * (max(known.shape) // 12) + 1,) * 2
    weight = np.maximum(cv2.blur(known, window), 1e-3)[..., None]
    mean = cv2.blur(image * known[..., None], window) / weight
    square = cv2.blur(image * image * known[..., None], window) / weight
    spread = np.sqrt(np.maximum(square - mean * mean, 0.0)).max(axis=2)
    return grow(spread.astype(np.float32), (weight[..., 0] > 0.05).astype(np.float32))


def fill(image: Frame, hole: NDArray[np.bool_]) -> Frame:
    """The picture continued into the hole with its own structure; pixels outside the hole are kept.

    image (H, W, 3) uint8, hole (H, W) bool. Structure is copied in patches from a reduced neighbourhood of the hole
    (patches.py); where the surroundings are plain or too little of them is known, colours are grown smoothly.
    """
    if not hole.any():
        return image
    h, w = hole.shape
    left, top, width, height = cv2.boundingRect(hole.view(np.uint8))
    margin = max(16, int(0.3 * (max(width, height) - 1)))
    rows = slice(max(0, top - margin), min(h, top + height + margin))
    columns = slice(max(0, left - margin), min(w, left + width + margin))
    part, gap = image[rows, columns], hole[rows, columns]
    result = image.copy()
    np.copyto(result[rows, columns], _complete(part, gap), where=gap[..., None])
    return result


def _complete(part: Frame, gap: NDArray[np.bool_]) -> Frame:
    """A fill for the gap, found at reduced size and brought back to full size."""
    h, w = gap.shape
    scale = min(1.0, (EXEMPLAR_AREA / gap.size) ** 0.5, (EXEMPLAR_HOLE / np.count_nonzero(gap)) ** 0.5)
    size = (max(8, round(w * scale)), max(8, round(h * scale)))
    shrunk = np.asarray(cv2.resize(part.astype(np.float32), size, interpolation=cv2.INTER_AREA), np.float32)
    known = cv2.resize((~gap).astype(np.float32), size, interpolation=cv2.INTER_AREA)
    whole = (known >= 0.999).astype(np.float32)
    smooth = grow(shrunk, whole)
    small = np.where(whole[..., None] > 0, shrunk, smooth).clip(0, 255).astype(np.uint8)
    if whole.mean() > 1.0 - MOST_HIDDEN and min(size) >= 32:
        rich = (variety(shrunk, whole) - PLAIN).clip(0.0, PLAIN)[..., None] / PLAIN
        if rich.any():
            from vivant.scene.patches import complete  # loads compiled code, which not every picture needs

            copied = complete(small.astype(np.float32), whole > 0)
            mixed = np.where(whole[..., None] > 0, shrunk, copied * rich + smooth * (1.0 - rich))
            small = np.rint(mixed).clip(0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC), np.uint8)
