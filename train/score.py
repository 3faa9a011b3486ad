"""The exam: how well an ordering of nearness and a subject mask fit real pictures that were never trained on.

    python -m train.score CHECKPOINT.pt EXAM [--sheet OUT.png]

Ordinal accuracy: the share of 20 000 pixel pairs, more than 5 % of the range of inverse depth apart, that are put in
the right order; beside it a vertical ramp. Only for reporting: nothing is chosen by these numbers.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from train.net import HEADS, Eyes, with_places
from train.sheet import grid, near_map

LONG = 256
Plane = NDArray[np.float32]


def exam_size(h: int, w: int, long: int) -> tuple[int, int]:
    """The size at which a picture is seen: longer side `long`, both multiples of 32."""
    k = long / max(h, w)
    return max(64, round(h * k / 32) * 32), max(64, round(w * k / 32) * 32)


@torch.no_grad()
def look(
    eyes: Eyes, picture: NDArray[np.uint8], longs: tuple[int, ...] = (LONG,), flip: bool = False
) -> dict[str, Plane]:
    """All heads for one RGB picture (h, w, 3), at half its seen size; sizes and the mirror image are averaged."""
    eyes.eval()
    h, w = exam_size(*picture.shape[:2], max(longs))
    total = np.zeros((len(HEADS), h // 2, w // 2), np.float32)
    views = [(long, turned) for long in longs for turned in ((False, True) if flip else (False,))]
    for long, turned in views:
        size = exam_size(*picture.shape[:2], long)
        small = cv2.resize(picture, size[::-1], interpolation=cv2.INTER_AREA)
        x = (
            torch.from_numpy(np.ascontiguousarray(small[:, ::-1] if turned else small)).permute(2, 0, 1)[None].float()
            / 127.5
            - 1
        )
        y = eyes(with_places(x))[0].float()
        y[1:6] = torch.sigmoid(y[1:6])
        y[0] = (y[0] - y[0].mean()) / (y[0].std() + 1e-6)
        planes = y.numpy()[:, :, ::-1] if turned else y.numpy()
        total += np.stack([cv2.resize(np.ascontiguousarray(p), (w // 2, h // 2)) for p in planes]) / len(views)
    return dict(zip(HEADS, total, strict=True))


def truths(exam: Path) -> Iterator[tuple[str, NDArray[np.uint8], Plane, NDArray[np.bool_]]]:
    """Name, RGB picture, inverse depth and where it is known."""
    for folder in sorted([*(exam / "stereo").glob("*/"), *(exam / "rgbd").glob("*/")]):
        name = next(p for n in ("left.png", "rgb.png", "rgb.jpg") if (p := folder / n).exists())
        picture = cv2.cvtColor(cv2.imread(str(name)), cv2.COLOR_BGR2RGB)
        if (folder / "disp_left.png").exists():
            near = cv2.imread(str(folder / "disp_left.png"), -1).astype(np.float32)
        else:
            depth = cv2.imread(str(folder / "depth_mm.png"), -1).astype(np.float32)
            near = np.where(depth > 0, 1000 / np.maximum(depth, 1), 0).astype(np.float32)
        yield folder.name, picture, near, near > 0


def order(guess: Plane, near: Plane, known: NDArray[np.bool_], pairs: int = 20_000, seed: int = 7) -> float:
    """Share of pixel pairs in the right order, 0 .. 1."""
    r = np.random.default_rng(seed)
    guess = cv2.resize(guess, near.shape[::-1], interpolation=cv2.INTER_LINEAR)
    y, x = np.nonzero(known)
    a, b = r.integers(0, len(y), (2, pairs))
    low, high = np.percentile(near[known], [2, 98])
    apart = near[y[a], x[a]] - near[y[b], x[b]]
    counts = np.abs(apart) > 0.05 * (high - low)
    said = guess[y[a], x[a]] - guess[y[b], x[b]]
    return float(np.mean((np.sign(said) == np.sign(apart))[counts]))


def ramp(h: int, w: int) -> Plane:
    """The guess to beat: lower is nearer."""
    return np.repeat(np.linspace(0, 1, h, dtype=np.float32)[:, None], w, 1)


def mean_order(eyes: Eyes, exam: Path, longs: tuple[int, ...] = (160,)) -> float:
    """Mean ordinal accuracy over the exam's pictures."""
    return float(np.mean([order(look(eyes, p, longs)["disparity"], near, known) for _, p, near, known in truths(exam)]))


def subject_iou(eyes: Eyes, folder: Path, longs: tuple[int, ...], flip: bool) -> float:
    """Overlap of the subject mask with a hand-made one, 0 .. 1."""
    file = next(folder.glob("image.*"))
    picture = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)
    truth = cv2.imread(str(folder / "mask.png"), 0) > 127
    said = cv2.resize(look(eyes, picture, longs, flip)["subject"], truth.shape[::-1]) > 0.5
    return float((said & truth).sum() / max(1, (said | truth).sum()))


def draw_sheet(eyes: Eyes, images: Path, output: Path, longs: tuple[int, ...], flip: bool) -> None:
    """Photo, nearness, subject (red) and sky, water, ground (blue, cyan, green) of every picture in a folder."""
    tiles = []
    for file in sorted(images.iterdir()):
        read = cv2.imread(str(file))
        if read is None:
            continue
        seen = look(eyes, cv2.cvtColor(read, cv2.COLOR_BGR2RGB), longs, flip)
        tile = cv2.resize(read, (240, 180), interpolation=cv2.INTER_AREA)
        near = cv2.resize(near_map(seen["disparity"]), (240, 180))
        dim = (tile * 0.4).astype(np.float32)
        for head, bgr in (
            ("sky", (230, 120, 40)),
            ("water", (200, 200, 0)),
            ("ground", (60, 140, 40)),
            ("subject", (60, 60, 255)),
        ):
            k = cv2.resize(seen[head], (240, 180))[..., None]
            dim = dim * (1 - 0.6 * k) + np.array(bgr, np.float32) * 0.6 * k
        edge = np.repeat((cv2.resize(seen["edge"], (240, 180)) * 255)[..., None], 3, 2)
        tiles.append(np.hstack([np.vstack([tile, near]), np.vstack([dim, edge])]).astype(np.uint8))
    cv2.imwrite(str(output), grid(tiles, 5))


def main() -> None:
    """Print a line per picture and the means."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("checkpoint", type=Path)
    ask.add_argument("exam", type=Path)
    ask.add_argument("--long", type=int, nargs="+", default=[LONG])
    ask.add_argument("--flip", action="store_true", help="average with the mirror image")
    ask.add_argument("--sheet", type=Path, help="write a contact sheet of EXAM/images")
    given = ask.parse_args()
    eyes, longs = Eyes(), tuple(given.long)
    eyes.load_state_dict(torch.load(given.checkpoint, map_location="cpu", weights_only=True)["mean"])
    rows = []
    for name, picture, near, known in truths(given.exam):
        rows.append(
            (
                order(look(eyes, picture, longs, given.flip)["disparity"], near, known),
                order(ramp(*near.shape), near, known),
            )
        )
        print(f"{name:24s} order {rows[-1][0]:.3f}   ramp {rows[-1][1]:.3f}")
    print(f"{'mean':24s} order {np.mean([a for a, _ in rows]):.3f}   ramp {np.mean([b for _, b in rows]):.3f}")
    overlaps = [
        (d.name, subject_iou(eyes, d, longs, given.flip))
        for d in sorted((given.exam / "masks").iterdir())
        if d.is_dir()
    ]
    for name, value in overlaps:
        print(f"{name:24s} subject IoU {value:.3f}")
    print(f"{'mean':24s} subject IoU {np.mean([v for _, v in overlaps]):.3f}")
    if given.sheet:
        draw_sheet(eyes, given.exam / "images", given.sheet, longs, given.flip)


if __name__ == "__main__":
    main()
