"""Is what looks nearer nearer? Order of depth and edges of depth against measured depth; time and memory of looking.

Order: the share of 20 000 pairs of pixels, more than 5 % of the range of inverse depth apart, that are put in the right
order. Edge recall: the share of measured jumps of depth that lie within 1 % of the picture's side of a jump in ours;
precision: the other way about. Baselines of the same run: a vertical ramp, and the rules without the trained eyes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from record import Record, options
from truth import Measured, measured, need_data

from vivant.scene.estimate import estimate
from vivant.units import Plane

PAIRS = 20_000
JUMP = 0.08
"""Step of disparity, as a share of the picture's range, that counts as a jump."""
EDGE_SIDE = 480
TWELVE_MP = (4000, 3000)


def main() -> None:
    quick = options("Measures how well the built-in eyes judge depth.").quick
    need_data()
    record = Record("depth", quick)
    rows = [_row(picture) for picture in measured()]
    for row in rows:
        print(
            "  ".join(f"{value:<26}" if isinstance(value, str) else f"{key} {value:.3f}" for key, value in row.items())
        )
    record.details["pictures"] = rows
    record.add("order of depth", [statistics.mean(r["order"] for r in rows)], "", at_least=0.84, goal=0.90)
    record.add("baseline: vertical ramp", [statistics.mean(r["ramp"] for r in rows)], "")
    record.add("baseline: rules without the trained eyes", [statistics.mean(r["rules"] for r in rows)], "")
    record.add("depth edges found (recall)", [r["recall"] for r in rows], "")
    record.add("depth edges that are there (precision)", [r["precision"] for r in rows], "")
    seconds, gigabytes = zip(*(_looking() for _ in range(1 if quick else 3)), strict=True)
    record.add("looking at a 12-megapixel photo", seconds, "s", at_most=2.5)
    record.add("memory of the process that looks", gigabytes, "GB", at_most=1.0)
    record.close()


def _row(picture: Measured) -> dict[str, str | float]:
    h, w = picture.nearness.shape
    ramp = np.repeat(np.linspace(0, 1, h, dtype=np.float32)[:, None], w, 1)
    ours = estimate(picture.image).disparity
    recall, precision = _edges(ours, picture)
    return {
        "name": picture.name,
        "order": order(ours, picture),
        "ramp": order(ramp, picture),
        "rules": order(estimate(picture.image, trained=False).disparity, picture),
        "recall": recall,
        "precision": precision,
    }


def order(guess: Plane, picture: Measured, seed: int = 7) -> float:
    """Share of pairs of pixels in the right order, 0 .. 1."""
    rng = np.random.default_rng(seed)
    known = np.flatnonzero(picture.known.ravel())
    i, j = known[rng.integers(0, len(known), (2, PAIRS))]
    near = picture.nearness.ravel()
    step = near[i] - near[j]
    clear = np.abs(step) > 0.05 * np.ptp(np.percentile(near[known], (2, 98)))
    return float(np.mean((np.sign(guess.ravel()[i] - guess.ravel()[j]) == np.sign(step))[clear]))


def _edges(guess: Plane, picture: Measured) -> tuple[float, float]:
    """Recall and precision of the jumps; where too little was measured (sparse points) both are 0 of nothing: NaN."""
    if picture.known.mean() < 0.5:
        return float("nan"), float("nan")
    true, ours = jumps(picture.nearness, picture.known), jumps(guess, np.ones_like(picture.known))
    near = np.ones((2 * round(0.01 * EDGE_SIDE) + 1,) * 2, np.uint8)
    sure = cv2.erode(_small(picture.known.astype(np.float32)), near) > 0.99
    found = (cv2.dilate(ours.astype(np.uint8), near) > 0)[true]
    right = (cv2.dilate(true.astype(np.uint8), near) > 0)[ours & sure]
    return float(found.mean()), float(right.mean()) if right.size else 0.0


def jumps(plane: Plane, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(h, w) at the size of the comparison: the nearer side of a jump between known neighbours."""
    small, sure = _small(plane), _small(known.astype(np.float32)) > 0.99
    low, high = np.percentile(small[sure], (2, 98))
    least = np.asarray(cv2.erode(np.where(sure, small, np.inf).astype(np.float32), np.ones((3, 3), np.uint8)))
    return np.asarray(sure & (small - least > JUMP * (high - low)))


def _small(plane: Plane) -> Plane:
    scale = EDGE_SIDE / max(plane.shape)
    size = (round(plane.shape[1] * scale), round(plane.shape[0] * scale))
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_NEAREST), np.float32)


def _looking() -> tuple[float, float]:
    """Seconds of the second look at a large photo and the peak memory of its process, in GB."""
    code = (
        "import sys, time, resource, vivant; vivant.analyze(sys.argv[1]); t = time.perf_counter();"
        "vivant.analyze(sys.argv[1]); t = time.perf_counter() - t;"
        "print(t, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.jpg"
        photo = cv2.resize(cv2.cvtColor(next(measured()).image, cv2.COLOR_RGB2BGR), TWELVE_MP)
        cv2.imwrite(str(path), photo)
        told = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    seconds, gigabytes = told.stdout.split()
    return float(seconds), float(gigabytes)


if __name__ == "__main__":
    main()
