"""Teaching the eyes: takes up a checkpoint where it was left, or starts anew.

    python -m train.fit SHARDS CHECKPOINT.pt --minutes 30 --long 128 192

The rate falls along a half cosine to nothing within the minutes given; what is kept for use is the running mean of
the weights. The exam's pictures are only looked at for the curve, never to choose anything.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import torch
from torch import Tensor
from torch.nn import functional

from train.lessons import Batch, Chance, Shelf, make_batch, sizes
from train.net import Eyes
from train.score import mean_order

PAIRS = 768
MEAN_KEEPS = 0.99
MEAN_EVERY = 5
LONGEST_STEP_S = 20.0
WARM_UP_S = 60.0
MASK_WEIGHTS = (1.5, 3.5, 0.6, 0.6, 0.4)
"""Weights of edge, subject, sky, water and ground, pixel by pixel; the subject is the hardest."""
SHAPE_WEIGHTS = (0.3, 1.2, 0.15, 0.15, 0.1)
"""The same for their overlap as wholes."""


@dataclass
class Course:
    """What a checkpoint holds."""

    eyes: Eyes
    mean: Eyes
    adam: torch.optim.Optimizer
    steps: int = 0
    pictures: int = 0
    minutes: float = 0.0
    curve: list[dict[str, float]] = field(default_factory=list)


def begin(seed: int, rate: float = 2e-3, device: str = "cpu") -> Course:
    """An untaught network."""
    torch.manual_seed(seed)
    eyes = Eyes().to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    adam = torch.optim.AdamW(eyes.parameters(), rate, weight_decay=0.02, fused=True)
    return Course(eyes, copy.deepcopy(eyes).eval(), adam)


def save(course: Course, path: Path) -> None:
    """Write the checkpoint, complete or not at all."""
    state: dict[str, Any] = {k: getattr(course, k) for k in ("steps", "pictures", "minutes", "curve")}
    state |= {k: getattr(course, k).state_dict() for k in ("eyes", "mean", "adam")}
    torch.save(state, path.with_suffix(".half"))
    path.with_suffix(".half").replace(path)


def load(path: Path, seed: int = 0, device: str = "cpu") -> Course:
    """Take up a checkpoint."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    course = begin(seed, device=device)
    for k in ("eyes", "mean", "adam"):
        getattr(course, k).load_state_dict(state[k])
    for k in ("steps", "pictures", "minutes", "curve"):
        setattr(course, k, state[k])
    return course


def _even(plane: Tensor) -> Tensor:
    """Each plane of (n, h, w) without its own shift and scale."""
    middle = plane.flatten(1).median(1).values[:, None, None]
    return (plane - middle) / ((plane - middle).abs().flatten(1).mean(1)[:, None, None] + 1e-3)


def _slopes(gap: Tensor) -> Tensor:
    """How much a difference of planes (n, h, w) varies, at four scales; (n,)."""
    total = gap.new_zeros(len(gap))
    for step in (1, 2, 4, 8):
        g = gap[:, ::step, ::step]
        total = (
            total
            + (g[:, 1:] - g[:, :-1]).abs().flatten(1).mean(1)
            + (g[:, :, 1:] - g[:, :, :-1]).abs().flatten(1).mean(1)
        )
    return total


def _order(guess: Tensor, truth: Tensor) -> Tensor:
    """How badly pairs of pixels are put in order of nearness; pairs closer than 4 % of the range do not count; (n,)."""
    n, size = len(truth), truth[0].numel()
    a, b = torch.randint(size, (2, n, PAIRS), device=truth.device)
    t, g = truth.flatten(1), guess.flatten(1)
    reach = t.quantile(0.98, 1, keepdim=True) - t.quantile(0.02, 1, keepdim=True) + 1e-6
    apart = (t.gather(1, a) - t.gather(1, b)) / reach
    counts = (apart.abs() > 0.04).float()
    wrong = functional.softplus(-4 * apart.sign() * (g.gather(1, a) - g.gather(1, b)))
    return (wrong * counts).sum(1) / (counts.sum(1) + 1)


def lesson(out: Tensor, near: Tensor, masks: Tensor, weight: Tensor) -> Tensor:
    """The loss of a batch: depth, its slopes and its order; masks; the error that was expected."""
    guess, truth = _even(out[:, 0].float()), _even(near)
    gap = guess - truth.clamp(-4, 8)
    depth = gap.abs().flatten(1).mean(1) + 0.5 * _slopes(gap) + 0.7 * _order(guess, truth)
    spread = out[:, 6].float().clamp(-4, 3)
    doubt = (gap.detach().abs() * torch.exp(-spread) + spread).flatten(1).mean(1)
    said = out[:, 1:6].float()
    bce = functional.binary_cross_entropy_with_logits(said, masks, reduction="none").mean((0, 2, 3))
    sure = torch.sigmoid(said)
    both = (sure * masks).sum((2, 3))
    dice = 1 - (2 * both + 8) / (sure.sum((2, 3)) + masks.sum((2, 3)) + 8)
    parts = bce * bce.new_tensor(MASK_WEIGHTS) + dice.mean(0) * bce.new_tensor(SHAPE_WEIGHTS)
    return ((depth + 0.1 * doubt) * weight).mean() + parts.sum()


def step(course: Course, batch: Batch) -> float:
    """One lesson; returns its loss."""
    x, near, masks, weight = batch
    with torch.autocast(x.device.type, torch.bfloat16):
        out = course.eyes(x.contiguous(memory_format=torch.channels_last))
    loss = lesson(out, near, masks, weight)
    course.adam.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(course.eyes.parameters(), 1.0)
    course.adam.step()
    course.steps += 1
    course.pictures += len(near)
    if course.steps % MEAN_EVERY == 0:
        _remember(course)
    return float(loss.detach())


def _remember(course: Course) -> None:
    """Move the running mean towards the weights of now."""
    keep = min(MEAN_KEEPS, 1 - 1 / (course.steps / (4 * MEAN_EVERY) + 2))
    with torch.no_grad():
        for old, new in zip(course.mean.state_dict().values(), course.eyes.state_dict().values(), strict=True):
            if old.dtype.is_floating_point:
                old.lerp_(new, 1 - keep)
            else:
                old.copy_(new)


def run(
    course: Course,
    shelf: Shelf,
    path: Path,
    *,
    minutes: float,
    n: int,
    longs: Sequence[int],
    rate: float,
    seed: int,
    exam: Path | None,
    every: float = 3.0,
) -> None:
    """Teach for some minutes, each batch at one of the sizes; a checkpoint and a line of the curve now and then."""
    chance, shapes = Chance(seed + course.steps, shelf.device), [shape for long in longs for shape in sizes(long)]
    last, before, spent, told, recent = time.monotonic(), course.minutes, 0.0, 0.0, 3.0
    while True:
        shape = shapes[int(torch.randint(len(shapes), ()))]
        now = time.monotonic()
        spent += min(now - last, LONGEST_STEP_S) / 60  # a process that was paused has not been taught meanwhile
        last = now
        if spent >= minutes:
            break
        fall = 0.5 + 0.5 * math.cos(math.pi * spent / minutes)
        for group in course.adam.param_groups:
            group["lr"] = rate * min(1.0, (spent * 60 + 1) / WARM_UP_S) * fall + 1e-5
        recent += 0.02 * (step(course, make_batch(shelf, chance, n, shape)) - recent)
        if spent - told > every:
            told = spent
            _report(course, shelf, path, before + spent, recent, exam)
            last = time.monotonic()
    _report(course, shelf, path, before + minutes, recent, exam)


def _report(course: Course, shelf: Shelf, path: Path, minutes: float, loss: float, exam: Path | None) -> None:
    course.minutes = minutes
    line = {
        "minutes": round(minutes, 1),
        "steps": course.steps,
        "pictures": course.pictures,
        "scenes": len(shelf),
        "loss": round(loss, 4),
    }
    if exam and exam.is_dir():
        seen_by = copy.deepcopy(course.mean).cpu()
        line["order"] = round(mean_order(seen_by, exam), 4)
    course.curve.append(line)
    save(course, path)
    print(line, flush=True)


def main() -> None:
    """Teach from the command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("shards", type=Path)
    ask.add_argument("checkpoint", type=Path)
    ask.add_argument("--minutes", type=float, default=30)
    ask.add_argument("--batch", type=int, default=32)
    ask.add_argument("--long", type=int, nargs="+", default=[128], help="longer sides of the pictures")
    ask.add_argument("--rate", type=float, default=2.5e-3)
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--device", default="cpu", help="cpu or cuda")
    ask.add_argument("--most", type=int, default=8_000, help="scenes kept on the device, 0.9 MB each")
    ask.add_argument("--every", type=float, default=3.0, help="minutes between checkpoints")
    ask.add_argument("--exam", type=Path, default=None, help="folder with stereo/ and rgbd/, for the curve only")
    given = ask.parse_args()
    torch.set_num_threads(given.threads)
    cv2.setNumThreads(1)
    torch.backends.cudnn.benchmark = True
    taken_up = given.checkpoint.exists()
    course = load(given.checkpoint, given.seed, given.device) if taken_up else begin(given.seed, device=given.device)
    shelf = Shelf(given.shards, given.most, given.device)
    shelf.watch()
    print(f"{sum(p.numel() for p in course.eyes.parameters()) / 1e6:.2f} M weights, {len(shelf)} scenes", flush=True)
    run(
        course,
        shelf,
        given.checkpoint,
        minutes=given.minutes,
        n=given.batch,
        longs=given.long,
        rate=given.rate,
        seed=given.seed,
        exam=given.exam,
        every=given.every,
    )


if __name__ == "__main__":
    main()
