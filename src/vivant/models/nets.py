"""Running the networks: a picture in, a plane of its size out.

Not for finding their files (store.py) or for what happens when one fails (eyes.py). One processor path only, so that a
model gives the same plane on machines with and without a GPU.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.errors import VivantError
from vivant.scene.view import View, upsample
from vivant.units import Frame, Plane

MEAN = np.array([0.485, 0.456, 0.406], np.float32)
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)
"""Mean and standard deviation of the colours that the networks learnt from (ImageNet), 0 .. 1."""

PATCH = 14
DEPTH_SIDE = 518
"""Shorter side of what Depth Anything V2 looks at, in pixels; both sides are whole patches."""

SUBJECT_SIDE = 512
"""Side of what BiRefNet looks at, in pixels, where its file does not say."""

LONGEST = 1036
"""No side is longer, in pixels: the cost grows with the square of the area."""

FAINT = 0.02
"""Alpha below this is background, and as far below 1 it is subject: what a network leaves everywhere is not seen."""


class Net:
    """A network in an ONNX file: one picture (1, 3, h, w) float32 in, at least one plane (..., h, w) out.

    `size` is the (width, height) in pixels that it insists on, None where it takes any.
    """

    def __init__(self, path: Path) -> None:
        """Raises VivantError with the codes extra, unreadable (not ONNX) and signature (other inputs or outputs)."""
        self._session = _session(path)
        given = self._session.get_inputs()
        shape = given[0].shape if given else []
        if len(given) != 1 or given[0].type != "tensor(float)" or len(shape) != 4 or shape[1] not in (3, "channels"):
            raise VivantError("it does not take one RGB picture", code="signature")
        self._name: str = given[0].name
        height, width = shape[2:]
        self.size = (width, height) if isinstance(height, int) and isinstance(width, int) else None

    def plane(self, image: Frame, size: tuple[int, int]) -> Plane:
        """The last output for the picture at `size` (width, height). Raises VivantError with the codes failed and
        signature."""
        try:
            answer = self._session.run(None, {self._name: tensor(image, self.size or size)})[-1]
        except Exception as failure:  # onnxruntime raises classes of its own, which have no common ancestor
            raise VivantError(f"it failed ({_short(failure)})", code="failed") from None
        plane = np.asarray(answer, np.float32)
        if plane.ndim < 2 or plane.size != plane.shape[-1] * plane.shape[-2] or not np.isfinite(plane).all():
            raise VivantError("it does not give one plane of numbers", code="signature")
        return plane.reshape(plane.shape[-2:])


class DepthModel:
    """Depth Anything V2: a picture (H, W, 3) uint8 to its disparity (H, W) float32, 0 far .. 1 near."""

    def __init__(self, path: Path) -> None:
        self._net = Net(path)

    def __call__(self, image: Frame) -> Plane:
        plane = self._net.plane(image, depth_size(image))
        low, high = float(plane.min()), float(plane.max())
        if high - low < 1e-6 * max(1.0, abs(high)):
            raise VivantError("it sees no depth at all", code="failed")
        return _at_full_size(image, np.asarray((plane - low) / (high - low), np.float32))


class SubjectModel:
    """BiRefNet: a picture (H, W, 3) uint8 to the alpha (H, W) float32 of its subject, all 0 where there is none."""

    def __init__(self, path: Path) -> None:
        self._net = Net(path)

    def __call__(self, image: Frame) -> Plane:
        logits = np.clip(self._net.plane(image, (SUBJECT_SIDE, SUBJECT_SIDE)), -30.0, 30.0)
        alpha = 1.0 / (1.0 + np.exp(-logits))
        if alpha.max() < 0.5:
            return np.zeros(image.shape[:2], np.float32)
        sure = np.clip((alpha - FAINT) / (1.0 - 2.0 * FAINT), 0.0, 1.0)
        return _at_full_size(image, np.asarray(sure, np.float32))


def tensor(image: Frame, size: tuple[int, int]) -> NDArray[np.float32]:
    """The picture at `size` (width, height) as networks want it: (1, 3, h, w) float32, channels of mean 0."""
    shrinks = size[0] * size[1] < image.shape[0] * image.shape[1]
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    colours = (np.asarray(small, np.float32) / np.float32(255.0) - MEAN) / DEVIATION
    return np.ascontiguousarray(colours.transpose(2, 0, 1)[None])


def depth_size(image: Frame) -> tuple[int, int]:
    """(width, height) in whole patches, nearly in the picture's shape, as Depth Anything V2 was trained."""
    h, w = image.shape[:2]
    scale = min(DEPTH_SIDE / min(w, h), LONGEST / max(w, h))
    width, height = (max(1, round(side * scale / PATCH)) * PATCH for side in (w, h))
    return width, height


def _at_full_size(image: Frame, plane: Plane) -> Plane:
    """The plane at the size of the picture, its edges on the picture's edges."""
    view = View.of(image, plane.size)
    h, w = view.shape
    small = np.asarray(cv2.resize(plane, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)
    return upsample(image, view, small)[0]


def _session(path: Path) -> Any:
    try:
        import onnxruntime
    except ImportError:
        raise VivantError('onnxruntime is missing (pip install "vivant[models]")', code="extra") from None
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # what goes wrong is said here, once
    options.enable_cpu_mem_arena = False  # one picture is looked at: kept memory would serve nobody
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as failure:  # see Net.plane
        raise VivantError(f"it cannot be loaded ({_short(failure)})", code="unreadable") from None


def _short(failure: Exception) -> str:
    """The first words of a message that may run over many lines."""
    text = " ".join(str(failure).split()) or type(failure).__name__
    return text if len(text) <= 80 else f"{text[:77]}..."
