"""Is the view of a second camera right? A rectified pair's right picture from the left one and its true disparity.

A pixel of the right view is *uncovered* if no pixel of the left picture lands on it or beside it under the true
disparity while one lands further right: what lies beyond the left picture's edge is neither uncovered nor in the figure
for all. Where the right picture has a true disparity too, the pixels that it calls uncovered are measured as a check. 0
in a file of true disparity means unknown.

Baselines of the same run: the usual shader (every pixel looks for its place in the left picture by following the left
disparity there, ten times), splatting whole pixels and OpenCV's inpainting (Telea), and splatting between pixels with
each row continued from its far side.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from record import Record, options
from truth import DATA, need_data, read

from vivant.render.novel import novel_view
from vivant.scene import uncover
from vivant.scene.sides import from_far_side
from vivant.units import Frame, Plane

STEP = 256.0
"""Levels of a disparity file to a pixel."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Left and right picture, the true disparity of the left one (NaN: unknown), and of the right one if it exists."""

    name: str
    left: Frame
    right: Frame
    disparity: Plane
    right_disparity: Plane | None


def main() -> None:
    quick = options("Measures views of a second camera against the pictures that it took.").quick
    need_data()
    record = Record("views", quick)
    pairs = list(_pairs())[: 2 if quick else None]
    rows = [_measure(pair) for pair in pairs]
    record.details["pairs"] = rows
    bars = {"all": (27.0, 29.0), "uncovered": (17.5, 20.0)}
    for part, (bar, goal) in bars.items():
        mean = statistics.fmean(row[f"ours {part}"] for row in rows)
        record.add(f"right view, {part}, mean of pairs", mean, "dB", at_least=bar, goal=goal)
    for name in [*WAYS, "checked"]:
        for part in bars:
            values = [row[f"{name} {part}"] for row in rows if f"{name} {part}" in row]
            if values and (name, part) != ("ours", part):
                record.add(f"{LABELS[name]}, {part}, mean of pairs", statistics.fmean(values), "dB")
    record.add("time for a pair's view", [row["seconds"] for row in rows], "s")
    record.close()


def _measure(pair: Pair) -> dict[str, float]:
    inside, uncovered = _masks(pair)
    row: dict[str, float] = {}
    novel_view(pair.left, pair.disparity)  # compiled code is loaded
    for name, way in WAYS.items():
        start = time.perf_counter()
        view = way(pair)
        if name == "ours":
            row["seconds"] = time.perf_counter() - start
            checked = _checked(pair)
            if checked is not None:
                row["checked uncovered"] = _psnr(view, pair.right, checked)
        row[f"{name} all"] = _psnr(view, pair.right, inside)
        row[f"{name} uncovered"] = _psnr(view, pair.right, uncovered)
    told = ", ".join(f"{name} {row[f'{name} all']:.2f} / {row[f'{name} uncovered']:.2f}" for name in WAYS)
    print(
        f"  {pair.name} ({100 * uncovered.sum() / inside.sum():.1f} % uncovered), all / uncovered in dB: {told}",
        flush=True,
    )
    return row


def _pairs() -> Iterator[Pair]:
    for folder in sorted(path for path in (DATA / "stereo").iterdir() if path.is_dir()):
        other = folder / "disp_right.png"
        yield Pair(
            folder.name, read(folder / "left.png"), read(folder / "right.png"), _disparity(folder / "disp_left.png"),
            _disparity(other) if other.is_file() else None,
        )  # fmt: skip


def _disparity(path: Path) -> Plane:
    stored = cv2.imread(str(path), cv2.IMREAD_UNCHANGED).astype(np.float32) / STEP
    return np.where(stored > 0.0, stored, np.nan).astype(np.float32)


# --- where to measure -------------------------------------------------------------------------------------------------


def _masks(pair: Pair) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Pixels of the right view that lie in the left picture's field, and those of them that are uncovered."""
    shift = _whole(pair.disparity)
    h, w = shift.shape
    reached = np.zeros((h, w), np.bool_)
    lands = np.arange(w) - shift
    rows = np.repeat(np.arange(h)[:, None], w, axis=1)
    for place in (np.floor(lands).astype(int), np.ceil(lands).astype(int)):
        seen = (place >= 0) & (place < w)
        reached[rows[seen], place[seen]] = True
    inside = np.cumsum(reached[:, ::-1], axis=1)[:, ::-1] > 0
    return inside, inside & ~reached


def _checked(pair: Pair) -> NDArray[np.bool_] | None:
    """Pixels that the true disparity of the right picture calls uncovered: the left one has something nearer there."""
    if pair.right_disparity is None:
        return None
    w = pair.disparity.shape[1]
    known = np.isfinite(pair.right_disparity)
    place = np.rint(np.arange(w) + np.where(known, pair.right_disparity, 0.0)).astype(int)
    inside = known & (place < w)
    there = np.take_along_axis(_whole(pair.disparity), place.clip(0, w - 1), axis=1)
    return np.asarray(inside & (there > pair.right_disparity + 1.0))


def _whole(disparity: Plane) -> Plane:
    known = np.isfinite(disparity)
    return from_far_side(np.where(known, disparity, 0.0).astype(np.float32), known)


def _psnr(view: Frame, wanted: Frame, mask: NDArray[np.bool_]) -> float:
    error = float(np.mean((view[mask].astype(np.float32) - wanted[mask]) ** 2))
    return 10.0 * float(np.log10(255.0**2 / error))


# --- ways to draw the right view --------------------------------------------------------------------------------------


def _ours(pair: Pair) -> Frame:
    return novel_view(pair.left, pair.disparity)


def _smooth(pair: Pair) -> Frame:
    """Without the texture that patches add to the mean of what might be there."""
    kept, uncover.LOUD = uncover.LOUD, 0.0
    view = novel_view(pair.left, pair.disparity)
    uncover.LOUD = kept
    return view


def _shader(pair: Pair) -> Frame:
    h, w = pair.disparity.shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    shift, there = _whole(pair.disparity), x
    for _ in range(10):
        there = x + cv2.remap(shift, there, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.remap(pair.left, there, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _telea(pair: Pair) -> Frame:
    h, w = pair.disparity.shape
    shift = _whole(pair.disparity)
    view, empty = np.zeros((h, w, 3), np.uint8), np.ones((h, w), np.uint8)
    ys, xs = np.divmod(np.argsort(shift.ravel(), kind="stable"), w)  # far to near: the nearest stays
    place = np.rint(xs - shift[ys, xs]).astype(int)
    seen = place >= 0
    view[ys[seen], place[seen]] = pair.left[ys[seen], xs[seen]]
    empty[ys[seen], place[seen]] = 0
    return np.asarray(cv2.inpaint(view, empty, 3.0, cv2.INPAINT_TELEA), np.uint8)


def _rows(pair: Pair) -> Frame:
    h, w = pair.disparity.shape
    shift = _whole(pair.disparity)
    lands = np.arange(w) - shift
    nearest = np.full((h, w), -np.inf, np.float32)
    total = np.zeros((h, w, 4), np.float32)
    whole = np.floor(lands).astype(int)
    halves = [(whole + k, 1.0 - np.abs(lands - whole - k)) for k in (0, 1)]
    rows = np.repeat(np.arange(h)[:, None], w, axis=1)
    for place, weight in halves:
        seen = (place >= 0) & (place < w) & (weight > 0.0)
        np.maximum.at(nearest, (rows[seen], place[seen]), shift[seen])
    for place, weight in halves:
        seen = (place >= 0) & (place < w) & (weight > 0.0)
        front = seen & (shift > nearest[rows, place.clip(0, w - 1)] - 1.0)
        parts = np.concatenate([pair.left, np.ones((h, w, 1), np.uint8)], axis=2)[front] * weight[front][:, None]
        np.add.at(total, (rows[front], place[front]), parts)
    known = total[..., 3] > 1e-3
    colour = total[..., :3] / np.maximum(total[..., 3:], 1e-3)
    return (
        np.rint(np.take_along_axis(colour, _far_columns(nearest, known)[..., None], axis=1))
        .clip(0, 255)
        .astype(np.uint8)
    )


def _far_columns(shift: Plane, known: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For every pixel the column of the same row that it is continued from: its own, or the farther known neighbour."""
    w = known.shape[1]
    columns = np.arange(w)
    left = np.maximum.accumulate(np.where(known, columns, -1), axis=1)
    right = np.minimum.accumulate(np.where(known, columns, w)[:, ::-1], axis=1)[:, ::-1]
    before, after = (np.take_along_axis(shift, side.clip(0, w - 1), axis=1) for side in (left, right))
    use_left = (right >= w) | ((left >= 0) & (before < after))
    return np.where(known, columns, np.where(use_left, left, right).clip(0, w - 1))


WAYS: dict[str, Callable[[Pair], Frame]] = {
    "ours": _ours, "smooth": _smooth, "shader": _shader, "telea": _telea, "rows": _rows,
}  # fmt: skip
LABELS = {
    "ours": "ours", "smooth": "ours without texture in the gaps", "shader": "baseline: shader warp",
    "telea": "baseline: splat and Telea", "rows": "baseline: sub-pixel splat and rows from the far side",
    "checked": "ours, where the right picture's own disparity says so",
}  # fmt: skip


if __name__ == "__main__":
    main()
