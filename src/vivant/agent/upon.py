"""Upon what light and colour lie (the water, an eye, the sky), and petals that are still on their flower.

Not for what is wished for besides (living.py) or for places that words lead to (places.py).
"""

from __future__ import annotations

from dataclasses import replace

from vivant.agent.clauses import Atom
from vivant.agent.doing import NAMES
from vivant.agent.meanings import Meaning, listed
from vivant.agent.meant import SKY, is_flow, is_said_of_it
from vivant.agent.moving import MODIFIERS
from vivant.agent.places import Spot

GLITTER = Meaning("entry", ("glitter",), "thing")
LIGHTS = ("city_lights", "neon")
GLOWS = ("glow", "shin", "gleam")
"""Beginnings of what lights do that are lamps nowhere: all that is bright does it then."""
_HIDING = ("mosaic", "blur")
"""Effects by which what is marked cannot be made out any more."""
_EVENING = ("orange", "pink", "red", "golden", "gold", "purple", "amber", "rosy", "peach")
_GLINTS = ("sparkl", "glitter", "glint", "glisten", "twinkl")
"""Beginnings of what light does on water and all that shines."""
_SWAYS = ("sway", "mov", "trembl", "quiver", "nod", "danc", "wav", "rustl", "rock", "bob", "bend", "shak", "stir")
"""Beginnings of what is done by petals that are on their flower."""


def dyed(atoms: list[Atom]) -> list[Atom]:
    """ "the sky turns orange", "make the sky pink": the light of the evening is what colours it so."""
    at = next((i for i, a in enumerate(atoms) if a.word in SKY), len(atoms))
    if not any(a.word in _EVENING for a in atoms[at + 1 :]):
        return atoms
    light = Meaning("entry", ("golden_hour",))
    made = [replace(a, kind="living", living=light) if a.word in _EVENING else a for a in atoms[at + 1 :]]
    return [*atoms[:at], replace(atoms[at], kind="filler", key=()), *made]


def hiding(atoms: list[Atom], place: Spot | None) -> list[Atom]:
    """The atoms, where to hide a thing that has no place is what nobody can do: "blur the licence plate"."""
    at = next((i for i, a in enumerate(atoms) if a.living and set(a.living.names) & set(_HIDING)), None)
    others = [a for i, a in enumerate(atoms) if i != at and a.kind in (*NAMES, "cannot") and not is_said_of_it(a)]
    if at is None or place is not None or not any(a.kind != "keep" and a.living is None for a in others):
        return atoms
    return [replace(a, kind="cannot", living=None) if i == at else a for i, a in enumerate(atoms)]


def attached(atoms: list[Atom], i: int) -> Atom:
    """ "the petals swaying in the breeze" are still on their flower."""
    atom = atoms[i]
    petals = atom.living is not None and atom.living.names[:1] == ("petals",) and atom.word == "petals"
    if any(a.word in ("air", "around", "down", "through") for a in atoms[i + 1 :]):
        return atom
    beside = [a for a in (*atoms[max(0, i - 1) : i], *atoms[i + 1 :]) if a.kind not in (*MODIFIERS, "filler", "prep")]
    sways = petals and any(a.word.startswith(_SWAYS) for a in beside[:2])
    return replace(atom, kind="noun", living=None) if sways else atom


def glints(verb: Atom, kinds: tuple[str, ...]) -> bool:
    """ "the sea should sparkle", "glistening leaves": points of light upon what the flows `kinds` move, which need not
    move; lamps do it themselves."""
    return kinds[:1] != () and kinds[0] not in LIGHTS and is_flow(kinds[0]) and verb.word.startswith(_GLINTS)


def upon(atoms: list[Atom], at: int, verb: int | None, kinds: tuple[str, ...]) -> Atom | None:
    """What alone should sparkle or glow: "the sea should sparkle", "make its eyes glow", "a glowing sword"."""
    if kinds == ("glitter",) and verb is not None:
        return atoms[verb]
    word = atoms[at].word
    if kinds[0] != "bloom" or not word.startswith(GLOWS) or atoms[at].is_chinese:
        return None
    after = next((n for n, a in enumerate(atoms[at + 1 :], at + 1) if not is_said_of_it(a)), at)  # "glowing green eyes"
    near = (*atoms[after : after + 1] * word.endswith("ing"), *atoms[max(0, at - 1) : at])
    named = [a for a in near if a.kind in NAMES and a.living is None]
    return next((a for a in named if not is_said_of_it(a) and a.key not in listed("MOOD_WORDS")), None)
