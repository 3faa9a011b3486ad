"""Shards in, batches out: crops, shapes and colours varied, on the device that trains. Not for drawing scenes."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from train.net import with_places
from train.scenes import EDGE, FLAT, GROUND, SKY, SUBJECT, WATER

SHAPES = ((0.75, 1.0), (0.75, 1.0), (0.5, 1.0), (0.66, 1.0), (1.0, 1.0), (1.0, 0.75), (1.0, 0.66))
BITS = (EDGE, SUBJECT, SKY, WATER, GROUND)
LOOK_AGAIN_S = 2.0
Batch = tuple[Tensor, Tensor, Tensor, Tensor]
"""Input (n, 5, h, w), disparity (n, h/2, w/2), masks (n, 5, h/2, w/2) and weight (n,): 0 for flat scenes."""


class Shelf:
    """The scenes of a folder's shards on a device, the newest `most` of them; new shards are taken up as they come."""

    def __init__(self, folder: Path, most: int, device: str = "cpu") -> None:
        self.folder, self.most, self.device = folder, most, device
        self.names: set[str] = set()
        self.taken = 0
        self.pictures = self.nears = self.labels = torch.empty(0)
        self.refresh()

    def refresh(self) -> None:
        """Read what has come since."""
        for path in sorted(self.folder.glob("scenes_*.npz")):
            if path.name not in self.names:
                with np.load(path) as found:
                    self._take(*(torch.from_numpy(found[k]) for k in ("picture", "disparity", "labels")))
                self.names.add(path.name)

    def watch(self) -> None:
        """Refresh again and again, beside the training."""

        def work() -> None:
            rest = threading.Event()
            while not rest.wait(LOOK_AGAIN_S):
                self.refresh()

        threading.Thread(target=work, daemon=True).start()

    def _take(self, pictures: Tensor, nears: Tensor, labels: Tensor) -> None:
        if not self.taken:
            self.pictures, self.nears, self.labels = (
                torch.empty((self.most, *t.shape[1:]), dtype=t.dtype, device=self.device)
                for t in (pictures.permute(0, 3, 1, 2), nears, labels)
            )
        places = (torch.arange(len(pictures)) + self.taken) % self.most
        for shelf, new in ((self.pictures, pictures.permute(0, 3, 1, 2)), (self.nears, nears), (self.labels, labels)):
            shelf[places.to(self.device)] = new.to(self.device)
        self.taken += len(pictures)

    def __len__(self) -> int:
        return min(self.taken, self.most)


def sizes(long: int) -> list[tuple[int, int]]:
    """Heights and widths of batches whose longer side is `long`, in steps of 32."""
    return [(max(64, round(long * a / 32) * 32), max(64, round(long * b / 32) * 32)) for a, b in SHAPES]


class Chance:
    """Random numbers of one seed, on a device."""

    def __init__(self, seed: int, device: str = "cpu") -> None:
        self.source = torch.Generator(device).manual_seed(seed)
        self.device = device

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        return torch.rand(shape, generator=self.source, device=self.device) * (high - low) + low

    def normal(self, spread: float, *shape: int) -> Tensor:
        return torch.randn(shape, generator=self.source, device=self.device) * spread

    def often(self, share: float, *shape: int) -> Tensor:
        """1 with this chance, else 0."""
        return (torch.rand(shape, generator=self.source, device=self.device) < share).float()

    def whole(self, below: int, *shape: int) -> Tensor:
        return torch.randint(below, shape, generator=self.source, device=self.device)


def _windows(chance: Chance, n: int, held: tuple[int, int], shape: tuple[int, int]) -> Tensor:
    """Places (n, 2 h, 2 w, 2) in -1 .. 1 to take pixels from: windows of about that shape, as large as possible or
    smaller, half of them mirrored."""
    (h, w), (high, wide) = held, shape
    aspect = wide / high * torch.exp(chance.normal(0.08, n)) * (h / w)  # of the window, in shares of the picture
    share = torch.clamp(1 / aspect, max=1) * (1 - chance.often(0.6, n) * chance.uniform(0, 0.55, n))
    tall, broad = share, torch.clamp(share * aspect, max=1)
    y, x = ((1 - side) * chance.uniform(-1, 1, n) for side in (tall, broad))
    turned = 1 - 2 * chance.often(0.5, n)
    zero = torch.zeros_like(x)
    rows = torch.stack([broad * turned, zero, x, zero, tall, y], 1).view(n, 2, 3)
    return functional.affine_grid(rows, [n, 1, 2 * high, 2 * wide], align_corners=False)


def _recolour(chance: Chance, out: Tensor) -> Tensor:
    """Other light, other film: the same scenes (n, 3, h, w) in other colours, 0 .. 1."""
    n = len(out)
    k = chance.uniform(0, 1, n)[:, None, None, None]
    order = torch.rand((n, 3), generator=chance.source, device=out.device).argsort(1)
    mixed = out.gather(1, order[:, :, None, None].expand_as(out))
    out = torch.where(k < 0.12, out.mean(1, keepdim=True).expand_as(out), torch.where(k < 0.2, mixed, out))
    out = out * torch.exp(chance.normal(0.1, n, 3, 1, 1) + chance.normal(0.18, n, 1, 1, 1))
    soft = out  # another lens or another hand at the sharpening knob
    for step in (1, 2):
        soft = functional.avg_pool2d(functional.pad(soft, (step,) * 4, "reflect"), 2 * step + 1, 1)
    out = out + chance.often(0.5, n, 1, 1, 1) * chance.uniform(-0.9, 1.5, n, 1, 1, 1) * (out - soft)
    grain = chance.often(0.3, n, 1, 1, 1) * chance.uniform(0, 0.06, n, 1, 1, 1)
    out = out + grain * torch.randn(out.shape, generator=chance.source, device=out.device)
    out = ((out - 0.5) * chance.uniform(0.75, 1.25, n, 1, 1, 1) + 0.5).clamp(0, 1)
    return out ** torch.exp(chance.normal(0.2, n, 1, 1, 1))


def _cut(planes: Tensor, places: Tensor) -> Tensor:
    """Pixels of (n, c, h, w) at places (n, 2 h', 2 w', 2), four to one: (n, c, h', w')."""
    found = functional.grid_sample(planes, places, "bilinear", "border", align_corners=False)
    return functional.avg_pool2d(found, 2)


def make_batch(shelf: Shelf, chance: Chance, n: int, shape: tuple[int, int]) -> Batch:
    """Scenes by chance at a size (h, w)."""
    chosen = chance.whole(len(shelf), n)
    places = _windows(chance, n, tuple(shelf.labels.shape[1:]), shape)  # type: ignore[arg-type]
    half = places[:, ::2, ::2] / 2 + places[:, 1::2, 1::2] / 2
    pictures = _recolour(chance, _cut(shelf.pictures[chosen].float() / 255, places))
    labels = shelf.labels[chosen]
    masks = _cut(torch.stack([(labels & bit) > 0 for bit in BITS], 1).float(), half)
    masks[:, 0] = (masks[:, 0] * 2).clamp(max=1)
    near = _cut(shelf.nears[chosen].float()[:, None], half)[:, 0]
    weight = ((labels[:, 0, 0] & FLAT) == 0).float()
    return with_places(pictures * 2 - 1), near, masks, weight
