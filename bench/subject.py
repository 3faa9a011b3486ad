"""Is the subject cut out as a person would? Overlap with hand-made outlines (intersection over union).

Baselines of the same run: GrabCut from a centred box, and the rules without the trained eyes.
"""

from __future__ import annotations

import statistics

import cv2
import numpy as np
from numpy.typing import NDArray
from record import Record, options
from truth import need_data, outlined

from vivant.scene.estimate import estimate
from vivant.units import Frame

BOX = 0.15
"""Margin of the centred box as a share of each side."""


def main() -> None:
    quick = options("Measures how well the built-in eyes find the subject.").quick
    need_data()
    record = Record("subject", quick)
    rows = []
    for name, image, inside in outlined():
        row = {
            "name": name,
            "ours": overlap(estimate(image).subject > 0.5, inside),
            "grabcut": overlap(_grabcut(image), inside),
            "rules": overlap(estimate(image, trained=False).subject > 0.5, inside),
        }
        print(f"{name:<16}" + "  ".join(f"{key} {value:.3f}" for key, value in row.items() if key != "name"))
        rows.append(row)
    record.details["pictures"] = rows
    record.add("subject, overlap", [statistics.mean(r["ours"] for r in rows)], "", at_least=0.60, goal=0.80)
    record.add("baseline: GrabCut from a centred box", [statistics.mean(r["grabcut"] for r in rows)], "")
    record.add("baseline: rules without the trained eyes", [statistics.mean(r["rules"] for r in rows)], "")
    record.close()


def overlap(guess: NDArray[np.bool_], inside: NDArray[np.bool_]) -> float:
    """Intersection over union, 0 .. 1."""
    return float((guess & inside).sum() / max(1, (guess | inside).sum()))


def _grabcut(image: Frame) -> NDArray[np.bool_]:
    """GrabCut (Rother et al., 2004) as most would start it: a centred box, five rounds, on a picture of 480 pixels."""
    h, w = image.shape[:2]
    scale = min(1.0, 480 / max(h, w))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sh, sw = small.shape[:2]
    box = (round(BOX * sw), round(BOX * sh), round((1 - 2 * BOX) * sw), round((1 - 2 * BOX) * sh))
    cv2.setRNGSeed(0)
    mask = np.zeros((sh, sw), np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(small, mask, box, *models, 5, cv2.GC_INIT_WITH_RECT)
    inside = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    return np.asarray(cv2.resize(inside, (w, h), interpolation=cv2.INTER_NEAREST) > 0)


if __name__ == "__main__":
    main()
