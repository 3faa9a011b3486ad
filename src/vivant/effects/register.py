"""The register of effects: it reads the files of this folder. Not for what an effect must keep (contract.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from vivant.effects.contract import Draw, EffectParams, Kind
from vivant.knobs import Register, sentence
from vivant.moves.contract import Path


@dataclass(frozen=True, slots=True)
class Effect:
    """One file of the folder.

    name      the file's name
    sentence  what the viewer sees
    kind      where it comes in the order
    words     what people call it, English and Chinese
    params    its knobs
    prepare   (setting, clock, params, rng) -> Draw, or None for an effect of the lens alone
    lens      (params, aim) -> Path, or None
    first     whether it is laid on before all others, because it changes the light in which they are seen
    steady    whether it draws the same into the same frame at any time
    """

    name: str
    sentence: str
    kind: Kind
    words: tuple[str, ...]
    params: type[EffectParams]
    prepare: Callable[..., Draw] | None
    lens: Callable[[Any, Any], Path] | None
    first: bool = False
    steady: bool = False


@cache
def catalogue() -> Register[Effect]:
    """Every effect by its name, in alphabetical order. A module of this folder that has WORDS is an effect."""
    return Register(__name__.rpartition(".")[0], _read)


def _read(name: str, module: ModuleType) -> Effect:
    prepare, lens = getattr(module, "prepare", None), getattr(module, "lens", None)
    first, steady = getattr(module, "FIRST", False), getattr(module, "STEADY", False)
    return Effect(name, sentence(module), module.KIND, module.WORDS, module.Params, prepare, lens, first, steady)
