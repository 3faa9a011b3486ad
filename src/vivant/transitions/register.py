"""The register of transitions: it reads the files of this folder, and holds what is the same for all of them.

Not for what a transition must keep (contract.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

from numpy.random import Generator

from vivant.knobs import Register, sentence
from vivant.transitions.contract import Draw, Kind, Seen, Setting, TransitionParams
from vivant.units import Frame


@dataclass(frozen=True, slots=True)
class Transition:
    """One transition.

    name      what it is called in drafts
    sentence  what the viewer sees
    kind      what sort it is
    words     what people call it, English and Chinese
    params    its knobs
    make      its file's `prepare`
    """

    name: str
    sentence: str
    kind: Kind
    words: tuple[str, ...]
    params: type[TransitionParams]
    make: Callable[..., Draw]

    def prepare(self, setting: Setting, p: TransitionParams, rng: Generator) -> Draw:
        """The drawing of this transition: eased, the old frame itself up to t = 0 and the new one from t = 1 on."""
        drawn = self.make(replace(setting, name=self.name), p, rng)

        def draw(a: Seen, b: Seen, t: float) -> Frame:
            if t <= 0:
                return a.frame.copy()
            if t >= 1:
                return b.frame.copy()
            return drawn(a, b, eased(t, p.ease))

        return draw


def eased(t: float, ease: float) -> float:
    """t of 0 .. 1, slower at both ends by `ease`."""
    return t + ease * (t * t * (3 - 2 * t) - t)


@cache
def catalogue() -> Register[Transition]:
    """Every transition by its name, in alphabetical order. A module of this folder that has WORDS holds one, or a
    family of them."""
    return Register(__name__.rpartition(".")[0], _read)


def _read(name: str, module: ModuleType) -> Transition:
    family: Any = isinstance(module.WORDS, dict)
    words = module.WORDS[name] if family else module.WORDS
    said = module.SENTENCES[name] if family else sentence(module)
    return Transition(name, said, module.KIND, words, module.Params, module.prepare)
