"""The built-in eyes against measured depth and hand-made outlines, where the folder of real pictures is at hand."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vivant.scene.estimate import estimate
from vivant.units import Frame

pytestmark = pytest.mark.data


def read(path: Path) -> Frame:
    return np.asarray(cv2.cvtColor(np.asarray(cv2.imread(str(path))), cv2.COLOR_BGR2RGB), np.uint8)


def measured(folder: Path) -> tuple[Path, NDArray[np.float32]]:
    """A picture and its true nearness (any scale), 0 where it is not known."""
    if (folder / "left.png").exists():
        return folder / "left.png", np.asarray(cv2.imread(str(folder / "disp_left.png"), -1), np.float32)
    depth_mm = np.asarray(cv2.imread(str(folder / "depth_mm.png"), -1), np.float32)
    return next(folder.glob("rgb.*")), np.where(depth_mm > 0, 1000 / np.maximum(depth_mm, 1), 0).astype(np.float32)


def order_accuracy(guess: NDArray[np.float32], truth: NDArray[np.float32]) -> float:
    """The share of pairs of places with clearly different depth that the guess orders rightly."""
    rng = np.random.default_rng(7)
    known = np.flatnonzero(truth.ravel())
    i, j = known[rng.integers(0, len(known), (2, 20_000))]
    step = truth.ravel()[i] - truth.ravel()[j]
    clear = np.abs(step) > 0.05 * np.ptp(np.percentile(truth.ravel()[known], (2, 98)))
    return float(np.mean((np.sign(guess.ravel()[i] - guess.ravel()[j]) == np.sign(step))[clear]))


def test_depth_is_ordered_about_as_well_as_a_ramp_that_fits_the_scene(shared_data: Path) -> None:
    folders = [d for kind in ("stereo", "rgbd") for d in sorted((shared_data / kind).iterdir()) if d.is_dir()]
    scores = {}
    for folder in folders:
        path, truth = measured(folder)
        scores[folder.name] = order_accuracy(estimate(read(path)).disparity, truth)
    assert np.mean(list(scores.values())) > 0.78, scores


def test_a_drawn_character_is_cut_out(shared_data: Path) -> None:
    folder = shared_data / "masks" / "anime_suit"
    alpha = estimate(read(folder / "image.png")).subject > 0.5
    truth = np.asarray(cv2.imread(str(folder / "mask.png"), 0)) > 127
    assert (alpha & truth).sum() / (alpha | truth).sum() > 0.85
