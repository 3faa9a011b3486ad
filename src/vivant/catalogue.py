"""Everything that can be asked for, as data: what it is called, what the viewer sees, its knobs.

Not for what a thing does; its own file says that.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["moves", "flows", "effects", "transitions", "titles", "music"]
KINDS: tuple[Kind, ...] = ("moves", "flows", "effects", "transitions", "titles", "music")


def entries(kind: Kind) -> list[dict[str, Any]]:
    """All of one kind: {name, kind, sentence, words, knobs}."""
    return [_entry(name, one) for name, register in _registers(kind) for one in register.values()]


def called(name: str) -> list[dict[str, Any]]:
    """What has this name, of whatever kind, as in `entries`; nothing else is loaded."""
    found = [(kind, register) for one in KINDS for kind, register in _registers(one) if name in register]
    return [_entry(kind, register[name]) for kind, register in found]


def _registers(kind: Kind) -> list[tuple[str, Any]]:
    """(what an entry is, the register) of one kind."""
    from vivant import effects, flows, moves, sound, titles, transitions

    if kind == "music":
        return [("music", sound.catalogue()), ("bed", sound.bed_catalogue())]
    folders = {"moves": moves, "flows": flows, "effects": effects, "transitions": transitions, "titles": titles}
    return [(kind.removesuffix("s"), folders[kind].catalogue())]


def _entry(kind: str, entry: Any) -> dict[str, Any]:
    from vivant.knobs import knobs

    return {
        "name": entry.name, "kind": kind, "sentence": entry.sentence, "words": list(entry.words),
        "knobs": knobs(entry.params),
    }  # fmt: skip
