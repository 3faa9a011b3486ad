"""The register of flows: it reads the files of this folder. Not for what a flow must keep (contract.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from vivant.flows.contract import Draw, FlowParams
from vivant.knobs import Register, sentence


@dataclass(frozen=True, slots=True)
class Flow:
    """One file of the folder.

    name      the file's name
    sentence  what the viewer sees
    areas     areas of a scene that it lives in, the likeliest first
    carries   True if copies of the picture travel, False if places swing about
    words     what people call it, English and Chinese
    params    its knobs
    prepare   (area, clock, params, rng) -> Draw
    """

    name: str
    sentence: str
    areas: tuple[str, ...]
    carries: bool
    words: tuple[str, ...]
    params: type[FlowParams]
    prepare: Callable[..., Draw]


@cache
def catalogue() -> Register[Flow]:
    """Every flow by its name, in alphabetical order. A module of this folder that has WORDS is a flow."""
    return Register(__name__.rpartition(".")[0], _read)


def _read(name: str, m: ModuleType) -> Flow:
    return Flow(name, sentence(m), m.AREAS, m.CARRIES, m.WORDS, m.Params, m.prepare)
