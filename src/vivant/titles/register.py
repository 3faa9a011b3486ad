"""The register of animations: it reads the files of the folder `animations`. Not for what they keep (contract.py)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from vivant.errors import UsageError
from vivant.knobs import Knobs, Register, number, sentence
from vivant.titles.contract import Look, Unit


class Timing(Knobs):
    """The knobs of every animation."""

    ms: int = number(0, 0, 60_000, "ms")
    """How long it takes to come, and to go; 0 is its own length."""


@dataclass(frozen=True, slots=True)
class Animation:
    """One file of the folder; `ms` is how long a piece takes, `each_ms` how much later the next one starts."""

    name: str
    sentence: str
    words: tuple[str, ...]
    unit: Unit
    ms: int
    each_ms: int
    look: Callable[[float], Look]
    params: type[Knobs] = Timing


@cache
def catalogue() -> Register[Animation]:
    """Every animation by its name, in alphabetical order."""
    return Register(f"{__name__.rpartition('.')[0]}.animations", _read)


def _read(name: str, module: ModuleType) -> Animation:
    return Animation(name, sentence(module), module.WORDS, module.UNIT, module.MS, module.EACH_MS, module.look)


def animation_named(said: str) -> Animation | None:
    """The animation of a name or of one of its words; None for "none". Raises UsageError."""
    plain = re.sub(r"[\s\-_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said)).strip().lower()
    if plain in ("", "none", "cut", "无"):
        return None
    for name, called in catalogue().words.items():
        if plain == name.replace("_", " ") or plain in called:
            return catalogue()[name]
    known = ", ".join(["none", *catalogue()])
    raise UsageError(f'"{said[:40]}" is no animation of words: say {known}.', code="choice", place="txt.in", value=said)
