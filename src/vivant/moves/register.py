"""The register of moves: it reads the files of this folder.

Not for what a move must keep (contract.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from vivant.knobs import entries, sentence
from vivant.moves.contract import Aim, MoveParams, Path


@dataclass(frozen=True, slots=True)
class Move:
    """One file of the folder.

    name      the file's name
    sentence  what the viewer sees
    words     what people call it, English and Chinese
    cycle     whether the path comes back to its start by itself
    params    its knobs
    path      (params, aim) -> Path
    """

    name: str
    sentence: str
    words: tuple[str, ...]
    cycle: bool
    params: type[MoveParams]
    path: Callable[[Any, Aim], Path]


@cache
def catalogue() -> Mapping[str, Move]:
    """Every move by its name, in alphabetical order. A module of this folder that has a `path` is a move."""
    found = entries(__name__.rpartition(".")[0], "path")
    return MappingProxyType({name: _read(name, module) for name, module in found.items()})


def _read(name: str, module: ModuleType) -> Move:
    return Move(name, sentence(module), module.WORDS, module.CYCLE, module.Params, module.path)
