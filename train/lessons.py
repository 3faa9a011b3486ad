"""Shards in, batches out: crops, shapes and colours varied, in a thread beside the training. Not for drawing scenes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.random import Generator
from numpy.typing import NDArray
from torch import Tensor

from train.net import with_places
from train.scenes import EDGE, FLAT, GROUND, SKY, SUBJECT, WATER

SHAPES = ((0.75, 1.0), (0.75, 1.0), (0.5, 1.0), (0.66, 1.0), (1.0, 1.0), (1.0, 0.75), (1.0, 0.66))
BITS = (EDGE, SUBJECT, SKY, WATER, GROUND)
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


class Shelf:
    """All shards of a folder in memory (the newest `most`), with an eye on new ones."""

    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.most = folder, most
        self.names: list[str] = []
        self.shards: list[dict[str, NDArray[np.generic]]] = []
        self.refresh()

    def refresh(self) -> None:
        """Read what has come since."""
        names = sorted(p.name for p in self.folder.glob("scenes_*.npz"))
        for name in [n for n in names if n not in self.names]:
            with np.load(self.folder / name) as found:
                self.shards.append({k: found[k] for k in found.files})
            self.names.append(name)
        self.shards = self.shards[-self.most :]

    def __len__(self) -> int:
        return sum(len(s["picture"]) for s in self.shards)

    def pick(self, r: Generator) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.uint8]]:
        """One scene by chance: picture, disparity, labels."""
        shard = self.shards[int(r.integers(0, len(self.shards)))]
        k = int(r.integers(0, len(shard["picture"])))
        return shard["picture"][k], shard["disparity"][k].astype(np.float32) / 40_000, shard["labels"][k]  # type: ignore[return-value]


def sizes(long: int) -> list[tuple[int, int]]:
    """Heights and widths of batches whose longer side is `long`, in steps of 32."""
    return [(max(64, round(long * a / 32) * 32), max(64, round(long * b / 32) * 32)) for a, b in SHAPES]


def _crop(r: Generator, h: int, w: int, shape: tuple[int, int]) -> tuple[slice, slice]:
    """A window with about the shape of the batch, as large as possible or smaller."""
    aspect = shape[1] / shape[0] * float(np.exp(r.normal(0, 0.08)))
    top = min(h, w / aspect)
    high = top * (r.uniform(0.55, 1.0) if r.random() < 0.6 else 1.0)
    wide = min(high * aspect, w)
    y, x = int(r.uniform(0, h - high + 1e-6)), int(r.uniform(0, w - wide + 1e-6))
    return slice(y, y + int(high)), slice(x, x + int(wide))


def _recolour(r: Generator, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Other light, other film: the same scene in other colours, 0 .. 1."""
    out = picture.astype(np.float32) / 255
    k = r.random()
    if k < 0.12:
        out = np.repeat(out.mean(2, keepdims=True), 3, 2)
    elif k < 0.2:
        out = out[..., r.permutation(3)]
    out = out * np.exp(r.normal(0, 0.1, 3)).astype(np.float32) * np.float32(np.exp(r.normal(0, 0.18)))
    if r.random() < 0.5:  # another lens or another hand at the sharpening knob
        soft = cv2.GaussianBlur(out, (0, 0), float(r.uniform(0.5, 1.6)))
        out = out + np.float32(r.uniform(-0.9, 1.5)) * (out - soft)
    if r.random() < 0.3:
        out = out + np.float32(r.uniform(0, 0.06)) * r.standard_normal(out.shape, dtype=np.float32)
    out = np.clip((out - 0.5) * np.float32(r.uniform(0.75, 1.25)) + 0.5, 0, 1) ** np.float32(np.exp(r.normal(0, 0.2)))
    return out.astype(np.float32)


def make_batch(shelf: Shelf, r: Generator, n: int, shape: tuple[int, int]) -> Batch:
    """Input (n, 5, h, w), disparity (n, h/2, w/2), masks (n, 5, h/2, w/2) and weight (n,): 0 for flat scenes."""
    h, w = shape
    half = (w // 2, h // 2)
    pictures, nears = np.empty((n, h, w, 3), np.float32), np.empty((n, h // 2, w // 2), np.float32)
    masks, weight = np.empty((n, len(BITS), h // 2, w // 2), np.float32), np.ones(n, np.float32)
    for i in range(n):
        picture, near, labels = shelf.pick(r)
        window = _crop(r, *near.shape, shape)
        pictures[i] = _recolour(r, cv2.resize(picture[window], (w, h), interpolation=cv2.INTER_AREA))
        nears[i] = cv2.resize(near[window], half, interpolation=cv2.INTER_AREA)
        cut = labels[window]
        for k, bit in enumerate(BITS):
            masks[i, k] = cv2.resize(((cut & bit) > 0).astype(np.float32), half, interpolation=cv2.INTER_AREA)
        weight[i] = 0.0 if cut[0, 0] & FLAT else 1.0
    masks[:, 0] = np.clip(masks[:, 0] * 2, 0, 1)
    x = with_places(torch.from_numpy(pictures).permute(0, 3, 1, 2) * 2 - 1)
    return x, torch.from_numpy(nears), torch.from_numpy(masks), torch.from_numpy(weight)


def batches(shelf: Shelf, seed: int, n: int, long: int, ahead: int = 6) -> Iterator[Batch]:
    """Batches without end, some made in advance; each has one of the shapes."""
    waiting: queue.Queue[Batch] = queue.Queue(ahead)

    def work() -> None:
        r = np.random.default_rng([seed, 11])
        shapes = sizes(long)
        for k in range(1 << 40):
            waiting.put(make_batch(shelf, r, n, shapes[int(r.integers(0, len(shapes)))]))
            if k % 100 == 99:
                shelf.refresh()

    threading.Thread(target=work, daemon=True).start()
    while True:
        yield waiting.get()
