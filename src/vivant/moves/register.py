"""The register of moves: it reads the files of this folder, and the knobs of their parameters.

Not for what a move must keep (contract.py).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any

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
    package = __name__.rpartition(".")[0]
    folder = import_module(package).__path__
    modules = [(name, import_module(f"{package}.{name}")) for _, name, _ in pkgutil.iter_modules(folder)]
    return MappingProxyType({name: _read(name, module) for name, module in sorted(modules) if hasattr(module, "path")})


def knobs(params: type[MoveParams]) -> list[dict[str, Any]]:
    """The knobs as plain data: name, default, min, max, unit and sentence; choices too where a knob has them."""
    return [_knob(name, rule) for name, rule in params.model_json_schema()["properties"].items()]


def _read(name: str, module: ModuleType) -> Move:
    sentence = (module.__doc__ or "").strip().partition("\n")[0]
    return Move(name, sentence, module.WORDS, module.CYCLE, module.Params, module.path)


def _knob(name: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    knob = {
        "name": name,
        "default": rule.get("default"),
        "min": rule.get("minimum"),
        "max": rule.get("maximum"),
        "unit": rule.get("unit", ""),
        "sentence": rule.get("description", ""),
    }
    return knob | ({"choices": rule["enum"]} if "enum" in rule else {})
