"""Everything that can be asked for, as data: what it is called, what the viewer sees, its knobs.

Not for what a thing does; its own file says that.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["moves", "flows", "effects", "transitions", "titles", "music"]
KINDS: tuple[Kind, ...] = ("moves", "flows", "effects", "transitions", "titles", "music")


def entries(kind: Kind) -> list[dict[str, Any]]:
    """All of one kind: {name, kind, sentence, words, knobs}."""
    from vivant import effects, flows, moves, sound, titles, transitions

    registers = {"moves": moves, "flows": flows, "effects": effects, "transitions": transitions, "titles": titles}
    if kind == "music":
        both: Any = ("music", sound.catalogue()), ("bed", sound.bed_catalogue())
        return [one for name, found in both for one in _entries(name, found)]
    return _entries(kind.removesuffix("s"), registers[kind].catalogue())


def _entries(kind: str, found: Any) -> list[dict[str, Any]]:
    from vivant.knobs import knobs

    return [
        {
            "name": entry.name, "kind": kind, "sentence": entry.sentence, "words": list(entry.words),
            "knobs": knobs(entry.params),
        }
        for entry in found.values()
    ]  # fmt: skip
