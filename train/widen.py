"""A wider network that says what a narrower one says, to teach further (Net2Wider: Chen, Goodfellow and Shlens, 2016).

    python -m train.widen NARROW.pt WIDE.pt

Every new channel is a copy of an old one; what takes channels in shares its weights among the copies, unevenly, so that
they can part. Not for teaching (fit.py).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from train.fit import save
from train.net import WIDTHS, Eyes
from train.takeup import course_of

UNEVEN = 0.2


def widened(narrow: dict[str, Tensor], seed: int = 0) -> Eyes:
    """The network of today's widths with the weights of a narrower one of the same depths."""
    torch.manual_seed(seed)
    eyes = Eyes()
    wide = eyes.state_dict()
    before = [len(narrow["stem.0.weight"]), *(len(narrow[f"down.{k}.0.body.0.weight"]) for k in range(len(WIDTHS) - 1))]
    source = {
        new: torch.cat([torch.arange(old), torch.randint(old, (new - old,))])
        for old, new in zip(before, WIDTHS, strict=True)
    }
    for name, values in narrow.items():
        grown = values
        if grown.ndim and wide[name].shape[0] != grown.shape[0]:
            grown = grown[source[wide[name].shape[0]]]
        if grown.ndim > 1 and wide[name].shape[1] != grown.shape[1]:
            taken = source[wide[name].shape[1]]
            parts = 1 + UNEVEN * (2 * torch.rand(len(grown), len(taken)) - 1)
            whole = torch.zeros(len(grown), values.shape[1]).index_add_(1, taken, parts)
            grown = grown[:, taken] * (parts / whole[:, taken])[:, :, None, None]
        wide[name] = grown
    eyes.load_state_dict(wide)
    return eyes


def main() -> None:
    """Write the wider checkpoint."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("narrow", type=Path)
    ask.add_argument("wide", type=Path)
    given = ask.parse_args()
    state = torch.load(given.narrow, map_location="cpu", weights_only=True)
    course = course_of(widened(state["mean"]))
    for key in ("steps", "pictures", "minutes", "curve"):
        setattr(course, key, state[key])
    save(course, given.wide)


if __name__ == "__main__":
    main()
