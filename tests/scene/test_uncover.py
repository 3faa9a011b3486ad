"""Gaps are filled from the far side, along lines, and not across steps of depth."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from vivant.scene.diffuse import Ground, flow_in
from vivant.scene.uncover import uncover
from vivant.units import Plane

H, W = 72, 96
Colours = NDArray[np.float32]


def gap_of(left: int, right: int) -> NDArray[np.bool_]:
    gap = np.zeros((H, W), np.bool_)
    gap[:, left:right] = True
    return gap


def grey(plane: NDArray[np.float64] | float) -> Colours:
    return np.asarray(np.repeat(np.broadcast_to(plane, (H, W))[..., None], 3, axis=2), np.float32)


def flat() -> Plane:
    return np.zeros((H, W), np.float32)


def filled(colour: Colours, gap: NDArray[np.bool_], barred: NDArray[np.bool_], depth: Plane) -> Colours:
    start = np.where(gap[..., None], np.float32(128.0), colour)
    return flow_in(Ground(start, gap, barred, depth), 1.0)


def test_without_a_gap_nothing_changes() -> None:
    colour = grey(np.arange(W) * 2.0)
    assert np.array_equal(uncover(colour, np.zeros((H, W), np.bool_), flat()), colour)


def test_what_is_seen_is_kept_to_the_bit() -> None:
    colour = grey(np.random.default_rng(0).integers(0, 255, (H, W)).astype(float))
    gap = gap_of(40, 60)
    assert np.array_equal(uncover(colour, gap, flat())[~gap], colour[~gap])


def test_what_stands_only_a_little_nearer_gives_nothing() -> None:
    """The whole picture reaches so deep that three pixels of shift are no step to speak of."""
    colour, shift = grey(200.0), flat() + 10.0
    colour[:, :40], shift[:, :40] = 20.0, 13.0
    colour[:4, :8], shift[:4, :8] = 20.0, 110.0
    result = uncover(colour, gap_of(40, 60), shift)
    assert result[8:, 40:60].min() > 190.0


def test_what_is_barred_gives_nothing() -> None:
    colour = grey(200.0)
    colour[:, :40] = 20.0
    barred = np.zeros((H, W), np.bool_)
    barred[:, :40] = True
    gap = gap_of(40, 60)
    assert filled(colour, gap, barred, flat())[gap].min() > 190.0
    assert filled(colour, gap, np.zeros_like(barred), flat())[gap].min() < 60.0


def test_nothing_flows_across_a_step_of_depth() -> None:
    rows = np.arange(H)[:, None]
    colour = grey(np.where(rows < H // 2, 50.0, 200.0) + 0.0 * np.arange(W))
    depth = np.where(rows < H // 2, 0.0, 40.0).astype(np.float32) + flat()
    smooth = grey(np.clip(50.0 + 150.0 * (rows - 12.0) / 48.0, 50, 200) + 0.0 * np.arange(W))
    gap = gap_of(40, 60)
    barred = np.zeros((H, W), np.bool_)
    result = filled(np.where(gap[..., None], smooth, colour).astype(np.float32), gap, barred, depth)
    assert result[H // 2 - 2, 40:60].max() < 60.0
    assert result[H // 2 + 2, 40:60].min() > 190.0


@pytest.mark.parametrize("slant", [-1.0, -0.4, 0.0, 0.4, 1.0])
def test_lines_run_on_at_their_slant(slant: float) -> None:
    """Stripes that enter from the right only; the left side is barred."""
    y, x = np.mgrid[0:H, 0:W].astype(float)
    stripes = grey(128.0 + 100.0 * np.sin((y - slant * x) * 2.0 * np.pi / 18.0))
    gap, barred = gap_of(50, 62), np.zeros((H, W), np.bool_)
    barred[:, :50] = True
    result = filled(stripes, gap, barred, flat())[..., 0]
    rows = np.arange(20, H - 20)
    apart = [float(np.abs(result[rows, 54] - stripes[rows + k, 62, 0]).mean()) for k in range(-9, 9)]
    assert abs(int(np.argmin(apart)) - 9 - 8 * slant) <= 1.5
    assert result[rows, 54].std() > 15.0
