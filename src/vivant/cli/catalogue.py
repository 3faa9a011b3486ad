"""`vivant catalogue`: everything that can be asked for, with its knobs.

Not for what a thing does; its own file says that.
"""

from __future__ import annotations

import shutil
import textwrap
from typing import Annotated, Any, Literal

import typer

from vivant.cli import console


def catalogue(
    kind: Annotated[Literal["moves"] | None, typer.Argument(help="Only this kind.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List what can be asked for: every move, what it is called and its knobs."""
    from vivant import moves

    found = moves.catalogue().values()
    if as_json:
        console.emit_json([entry(move) for move in found])
        return
    width = max(40, min(100, shutil.get_terminal_size().columns))
    console.emit("\n\n".join("\n".join(lines(move, width)) for move in found))


def entry(move: Any) -> dict[str, Any]:
    """One move as data: {name, kind, sentence, words, knobs}."""
    from vivant import moves

    return {
        "name": move.name, "kind": "move", "sentence": move.sentence, "words": list(move.words),
        "knobs": moves.knobs(move.params),
    }  # fmt: skip


def lines(move: Any, width: int) -> list[str]:
    """One move for a person: its name and sentence, what people call it, and its knobs, `width` columns wide."""
    found = entry(move)
    shown = textwrap.wrap(found["sentence"], width - 2, initial_indent="  ", subsequent_indent="  ")
    shown += textwrap.wrap(
        "say: " + ", ".join(found["words"]), width - 2, initial_indent="  ", subsequent_indent=" " * 7
    )
    for knob in found["knobs"]:
        shown += textwrap.wrap(_knob(knob), width - 2, initial_indent="  - ", subsequent_indent="    ")
    return [found["name"], *shown]


def _knob(knob: dict[str, Any]) -> str:
    unit = f" {knob['unit']}" if knob["unit"] else ""
    if knob.get("choices"):
        allowed = ", ".join(map(str, knob["choices"]))
    elif knob["min"] is None and knob["max"] is None:
        allowed = "any"
    else:
        allowed = f"{knob['min']} to {knob['max']}{unit}"
    return f"{knob['name']} = {knob['default']} ({allowed}): {knob['sentence']}"
