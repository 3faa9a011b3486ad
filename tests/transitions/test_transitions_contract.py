"""What every transition must keep, and proof that one which does not keep it is found out."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.random import Generator

from tests.transitions.keeping import faults
from vivant.knobs import number, sentence
from vivant.transitions import Draw, Seen, Setting, Transition, TransitionParams, catalogue
from vivant.transitions.kernels import crossed
from vivant.units import Frame


@pytest.fixture(params=sorted(catalogue()))
def transition(request: pytest.FixtureRequest) -> Transition:
    return catalogue()[request.param]


def test_every_transition_keeps_the_contract(transition: Transition) -> None:
    assert faults(transition) == []


def test_no_word_names_two_transitions() -> None:
    owners: dict[str, list[str]] = {}
    for name, words in catalogue().words.items():
        for word in words:
            owners.setdefault(word.casefold(), []).append(name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_what_people_say_is_what_they_get() -> None:
    meant = {
        "cut": "cut", "crossfade": "crossfade", "dissolve": "crossfade", "dip to black": "dip_to_black",
        "fade to white": "dip_to_white", "whip pan": "whip_pan", "iris": "circleopen", "clock wipe": "radial",
        "叠化": "crossfade", "硬切": "cut", "甩镜头": "whip_pan", "黑场过渡": "dip_to_black", "百叶窗": "hlslice",
    }  # fmt: skip
    named = {word: name for name, words in catalogue().words.items() for word in words}
    assert {word: named[word] for word in meant} == meant


def test_a_family_is_read_without_being_loaded_and_says_what_it_is() -> None:
    found = catalogue()
    assert {name: entry.words for name, entry in found.items()} == dict(found.words)
    assert list(found) == sorted(found) and found.get("star_wipe") is None
    assert found["wipeleft"].make is found["wipeup"].make and found["wipeleft"].sentence != found["wipeup"].sentence


def test_at_least_twelve_know_the_depth() -> None:
    assert sum(entry.kind == "depth" for entry in catalogue().values()) >= 12


def test_the_transition_of_the_tutorial_is_a_transition(tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "adding-a-transition.md"
    (code,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "tide.py"
    path.write_text(code, encoding="utf-8")
    spec = spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made = Transition("tide", sentence(module), module.KIND, module.WORDS, module.Params, module.prepare)
    assert faults(made) == []


# --- planted faults ---------------------------------------------------------------------------------------------------


class _Soft(TransitionParams):
    soft: float = number(0.4, 0.1, 1.0, "of the way")
    """How soft the edge is."""


class _Bare(TransitionParams):
    soft: float = 0.4


class _Idle(_Soft):
    idle: float = number(0.5, 0.0, 1.0, "fraction")
    """It does nothing."""


def _good(setting: Setting, p: Any, rng: Generator) -> Draw:
    """A wipe to the right."""
    width, height = setting.size
    when = np.tile(np.linspace(0, 1, width, dtype=np.float32), (height, 1))
    return lambda a, b, t: crossed(a.frame, b.frame, when, t, p.soft)


def _drawing(how: Callable[..., Frame]) -> Any:
    """A transition whose frames are how(what a good one draws, a, b, t)."""

    def prepare(setting: Setting, p: Any, rng: Generator) -> Draw:
        good = _good(setting, p, rng)
        return lambda a, b, t: how(good, a, b, t)

    return prepare


def _writing(good: Draw, a: Seen, b: Seen, t: float) -> Frame:
    out = good(a, b, t)
    b.frame[0, 0] += 1
    return out


def _remembering(setting: Setting, p: Any, rng: Generator) -> Draw:
    good, drawn = _good(setting, p, rng), [0.0]

    def draw(a: Seen, b: Seen, t: float) -> Frame:
        drawn[0] += 0.01
        return good(a, b, min(1.0, (t + drawn[0]) / 2))

    return draw


def _by_chance(setting: Setting, p: Any, rng: Generator) -> Draw:
    when = np.random.default_rng().random((setting.size[1], setting.size[0])).astype(np.float32)
    return lambda a, b, t: crossed(a.frame, b.frame, when, t, p.soft)


def _in_pixels(setting: Setting, p: Any, rng: Generator) -> Draw:
    """Stripes as wide as so many pixels."""
    width, height = setting.size
    when = np.tile(np.asarray(np.arange(width) % 40 / 40, np.float32), (height, 1))
    return lambda a, b, t: crossed(a.frame, b.frame, when, t, p.soft)


def _back_and_forth(good: Draw, a: Seen, b: Seen, t: float) -> Frame:
    return good(a, b, float(np.clip(t + 0.2 * np.sin(6 * np.pi * t), 0, 1)))


def _blank(good: Draw, a: Seen, b: Seen, t: float) -> Frame:
    out = good(a, b, t)
    return np.asarray(out * abs(2 * t - 1) ** 0.5, np.uint8)


def _asking(good: Draw, a: Seen, b: Seen, t: float) -> Frame:
    return good(a, b, t * min(1.0, 1.0 + float(a.disparity[0, 0])))


FAULTS: dict[str, tuple[Any, type[TransitionParams], str]] = {
    "none": (_good, _Soft, ""),
    "writes": (_drawing(_writing), _Soft, "writes into its input"),
    "its input": (_drawing(lambda good, a, b, t: a.frame if t < 0.5 else b.frame), _Soft, "not a new array"),
    "floats": (_drawing(lambda good, a, b, t: good(a, b, t).astype(np.float32)), _Soft, "is float32"),
    "smaller": (_drawing(lambda good, a, b, t: good(a, b, t)[:-1]), _Soft, "is uint8"),
    "starts late": (_drawing(lambda good, a, b, t: good(a, b, 0.2 + 0.8 * t)), _Soft, "jumps at its end"),
    "ends early": (_drawing(lambda good, a, b, t: good(a, b, 0.8 * t)), _Soft, "jumps at its end"),
    "jumps": (_drawing(lambda good, a, b, t: good(a, b, 0.0 if t < 0.5 else 1.0)), _Soft, "jumps by"),
    "remembers": (_remembering, _Soft, "what was drawn before"),
    "unseeded": (_by_chance, _Soft, "the same seed"),
    "pixels": (_in_pixels, _Soft, "different at twice the size"),
    "back": (_drawing(_back_and_forth), _Soft, "gives back"),
    "stands": (
        _drawing(lambda good, a, b, t: good(a, b, 1.5 * min(t, 1 / 3) + 1.5 * max(0, t - 2 / 3))),
        _Soft,
        "still",
    ),
    "blank": (_drawing(_blank), _Soft, "hardly anything"),
    "asks": (_drawing(_asking), _Soft, "does not need it"),
    "bare knob": (_good, _Bare, "has no range"),
    "idle knob": (_good, _Idle, "does nothing"),
}


@pytest.mark.parametrize("planted", FAULTS)
def test_a_planted_fault_is_found(planted: str) -> None:
    make, params, expected = FAULTS[planted]
    said = "An edge passes to the right and leaves the new shot."
    found = faults(Transition("planted", said, "wipe", ("planted", "假的"), params, make))
    assert any(expected in fault for fault in found) if expected else found == []


def test_what_a_transition_does_not_say_is_found() -> None:
    silent = Transition("planted", "Wipe", "wipe", ("planted",), _Soft, _good)
    assert len(faults(silent)) == 2
    assert any("said to know the depth" in fault for fault in faults(_depthless()))


def _depthless() -> Transition:
    return Transition("planted", "The distance turns first, it says.", "depth", ("planted", "假的"), _Soft, _good)
