"""From the shipped ONNX file back to a checkpoint that can be taught further.

    python -m train.takeup SHARDS eyes.onnx eyes.pt

The file holds convolutions with their batch normalisations folded in. What the normalisations would have seen is
measured on some batches, so that the network says the same before the first lesson. Not for teaching (fit.py).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from train.export import SCALE, STEPS, fold
from train.fit import Course, begin, save
from train.lessons import Chance, Shelf, make_batch, sizes
from train.net import Eyes

BATCHES, PICTURES = 8, 32


def weights_of(path: Path) -> dict[str, Tensor]:
    """The weights of an ONNX file by the names that folding gave them, float32."""
    import onnx
    from onnx import numpy_helper

    held = {h.name: numpy_helper.to_array(h).astype(np.float32) for h in onnx.load(str(path)).graph.initializer}
    found = {}
    for name, values in held.items():
        plain = name.removesuffix(STEPS)
        if not name.endswith(SCALE):
            found[plain.removeprefix("eyes.")] = torch.from_numpy(values * held.get(plain + SCALE, np.float32(1)))
    return found


def taken_up(path: Path, pictures: list[Tensor]) -> Eyes:
    """The network of an ONNX file; `pictures` are batches (n, 5, h, w) that its normalisations are measured on."""
    eyes, found = Eyes().eval(), weights_of(path)
    folded = [name for name, part in fold(Eyes()).named_modules() if isinstance(part, nn.Conv2d)]
    convs = [part for part in eyes.modules() if isinstance(part, nn.Conv2d)]
    after = {
        id(a): b
        for part in eyes.modules()
        if isinstance(part, nn.Sequential)
        for a, b in zip(part, list(part)[1:], strict=False)
        if isinstance(b, nn.BatchNorm2d)
    }
    with torch.no_grad():
        for name, conv in zip(folded, convs, strict=True):
            conv.weight.copy_(found[f"{name}.weight"])
            norm = after.get(id(conv))
            target = norm.bias if norm is not None else conv.bias
            assert target is not None
            target.copy_(found[f"{name}.bias"])
            if norm is not None:
                norm.running_var.fill_(1 - norm.eps)  # type: ignore[operator]
        _measure(eyes, list(after.values()), pictures)
    return eyes


def _measure(eyes: Eyes, norms: list[nn.BatchNorm2d], pictures: list[Tensor]) -> None:
    """Set every normalisation to the mean and the spread of what it sees, without changing what it says."""
    sums = {id(n): [torch.zeros(n.num_features), torch.zeros(n.num_features)] for n in norms}

    def note(norm: nn.Module, seen: tuple[Tensor, ...]) -> None:
        sums[id(norm)][0] += seen[0].mean((0, 2, 3)) / len(pictures)
        sums[id(norm)][1] += (seen[0] ** 2).mean((0, 2, 3)) / len(pictures)

    hooks = [norm.register_forward_pre_hook(note) for norm in norms]
    for x in pictures:
        eyes(x)
    for hook in hooks:
        hook.remove()
    for norm in norms:
        mean, square = sums[id(norm)]
        var = (square - mean**2).clamp_min(1e-6)
        norm.running_mean.copy_(mean)  # type: ignore[operator]
        norm.running_var.copy_(var)  # type: ignore[operator]
        norm.weight.copy_((var + norm.eps).sqrt())
        norm.bias += mean


def course_of(eyes: Eyes) -> Course:
    """A course that begins with this network, its optimiser fresh."""
    course = begin(0)
    course.eyes.load_state_dict(eyes.state_dict())
    course.mean.load_state_dict(eyes.state_dict())
    return course


def main() -> None:
    """Write the checkpoint."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("shards", type=Path)
    ask.add_argument("onnx", type=Path)
    ask.add_argument("checkpoint", type=Path)
    ask.add_argument("--long", type=int, default=192)
    given = ask.parse_args()
    shelf, chance, shape = Shelf(given.shards, 800), Chance(0), sizes(given.long)[0]
    pictures = [make_batch(shelf, chance, PICTURES, shape)[0] for _ in range(BATCHES)]
    save(course_of(taken_up(given.onnx, pictures)), given.checkpoint)


if __name__ == "__main__":
    main()
