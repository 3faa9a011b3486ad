"""The built-in eyes: a small U-shaped network of residual blocks with one head of seven planes. Not for its training.

In: (n, 5, h, w) with h and w multiples of 32: red, green, blue as -1 .. 1, then the row and the column as -1 .. 1.
Out: (n, 7, h/2, w/2): nearness (any scale), then the logits of occlusion edge, subject, sky, water and ground, and the
logarithm of the error that the net expects of its nearness.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

HEADS = ("disparity", "edge", "subject", "sky", "water", "ground", "error")
WIDTHS = (24, 48, 96, 160, 208)
DEPTHS = (1, 1, 2, 2)


def _unit(inside: int, outside: int, kernel: int = 1, stride: int = 1, act: bool = True) -> list[nn.Module]:
    conv = nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False)
    return [conv, nn.BatchNorm2d(outside), *([nn.ReLU(inplace=True)] if act else [])]


class Block(nn.Module):
    """Two rounds of looking around, beside a short cut.

    Plain convolutions: three times as fast to train as mobile blocks of that size, on a processor with matrix units.
    """

    def __init__(self, inside: int, outside: int, stride: int = 1) -> None:
        super().__init__()
        self.body = nn.Sequential(*_unit(inside, outside, 3, stride), *_unit(outside, outside, 3, act=False))
        same = stride == 1 and inside == outside
        self.side = nn.Identity() if same else nn.Sequential(*_unit(inside, outside, 1, stride, act=False))

    def forward(self, x: Tensor) -> Tensor:
        """(n, inside, h, w) to (n, outside, h / stride, w / stride)."""
        return functional.relu(self.side(x) + self.body(x))


class Eyes(nn.Module):
    """Five planes in, seven planes of half the size out.

    On the way up each step is first narrowed, then widened in size and added to what was seen on the way down: joining
    before narrowing costs twice the time for nothing.
    """

    def __init__(self, widths: tuple[int, ...] = WIDTHS, depths: tuple[int, ...] = DEPTHS) -> None:
        super().__init__()
        steps = range(len(depths))
        self.stem = nn.Sequential(*_unit(5, widths[0], 3, 2))
        self.down = nn.ModuleList()
        for k in steps:
            again = [Block(widths[k + 1], widths[k + 1]) for _ in range(depths[k])]
            self.down.append(nn.Sequential(Block(widths[k], widths[k + 1], 2), *again))
        last = widths[-1]
        self.whole = nn.Sequential(nn.Conv2d(last, last, 1), nn.ReLU(), nn.Conv2d(last, last, 1))
        self.narrow = nn.ModuleList(nn.Sequential(*_unit(widths[k + 1], widths[k], act=False)) for k in reversed(steps))
        self.join = nn.ModuleList(Block(widths[k], widths[k]) for k in reversed(steps[1:]))
        self.join.append(nn.Sequential(nn.ReLU(), *_unit(widths[0], widths[0], 3)))
        self.head = nn.Conv2d(widths[0], len(HEADS), 1)

    def forward(self, x: Tensor) -> Tensor:
        """(n, 5, h, w) to (n, 7, h / 2, w / 2)."""
        seen = [self.stem(x)]
        for step in self.down:
            seen.append(step(seen[-1]))
        y = seen[-1]
        y = y + self.whole(y.mean((2, 3), keepdim=True)).expand_as(y)  # OpenCV cannot add a single pixel by itself
        for narrow, join, fine in zip(self.narrow, self.join, seen[-2::-1], strict=True):
            y = functional.interpolate(narrow(y), scale_factor=2.0, mode="bilinear", align_corners=False)
            y = join(y + fine)
        return self.head(y)


class Shown(nn.Module):
    """The network as it is shipped: probabilities instead of logits, confidence 0 .. 1 instead of the error."""

    def __init__(self, eyes: Eyes) -> None:
        super().__init__()
        self.eyes = eyes

    def forward(self, x: Tensor) -> Tensor:
        """(n, 5, h, w) to (n, 7, h / 2, w / 2): nearness, edge, subject, sky, water, ground, confidence."""
        y = self.eyes(x)
        return torch.cat([y[:, :1], torch.sigmoid(y[:, 1:6]), torch.exp(-torch.exp(y[:, 6:]))], 1)


def with_places(pictures: Tensor) -> Tensor:
    """(n, 3, h, w) in -1 .. 1 to the five planes that the network takes."""
    n, _, h, w = pictures.shape
    rows = torch.linspace(-1, 1, h, dtype=pictures.dtype, device=pictures.device).view(1, 1, h, 1).expand(n, 1, h, w)
    columns = torch.linspace(-1, 1, w, dtype=pictures.dtype, device=pictures.device).view(1, 1, 1, w).expand(n, 1, h, w)
    return torch.cat([pictures, rows, columns], 1)
