"""The registers of styles and beds: they read the files of two folders. Not for what these must keep (contract.py)."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from vivant.knobs import Register, sentence
from vivant.sound.contract import Bed, Style

_HERE = __name__.rpartition(".")[0]


@cache
def catalogue() -> Register[Style]:
    """Every style of music by its name, in alphabetical order."""
    return Register(f"{_HERE}.styles", _style)


@cache
def bed_catalogue() -> Register[Bed]:
    """Every sound bed by its name, in alphabetical order."""
    return Register(f"{_HERE}.beds", _bed)


def _style(name: str, module: ModuleType) -> Style:
    swing, swing_beats = getattr(module, "SWING", (0.5, 1.0))
    return Style(
        name, sentence(module), module.WORDS, module.Params, module.CHORDS, module.play, getattr(module, "METRE", 4),
        swing, swing_beats, getattr(module, "SLOWING", 0.0),
    )  # fmt: skip


def _bed(name: str, module: ModuleType) -> Bed:
    return Bed(name, sentence(module), module.WORDS, module.Params, module.draw, module.LEVEL_LUFS)
