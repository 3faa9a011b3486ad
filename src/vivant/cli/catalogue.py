"""`vivant catalogue`: everything that can be asked for, with its knobs.

Not for what a thing does; its own file says that.
"""

from __future__ import annotations

import shutil
import textwrap
from typing import Annotated, Any

import typer

from vivant.catalogue import KINDS, Kind, entries
from vivant.cli import console


def catalogue(
    kind: Annotated[Kind | None, typer.Argument(help="Only this kind.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List what can be asked for, what it is called and its knobs: camera moves, flows, effects, transitions, how
    titles come and go, styles of music and sound beds."""
    kinds = (kind,) if kind else KINDS
    found = {one: entries(one) for one in kinds}
    if as_json:
        console.emit_json([entry for one in kinds for entry in found[one]])
        return
    width = max(40, min(100, shutil.get_terminal_size().columns))
    blocks = []
    for one in kinds:
        blocks += [] if kind else [one.upper()]
        blocks += ["\n".join(lines(entry, width)) for entry in found[one]]
    console.emit("\n\n".join(blocks))


def lines(entry: dict[str, Any], width: int) -> list[str]:
    """One entry for a person: its name and sentence, what people call it, and its knobs, `width` columns wide."""
    shown = textwrap.wrap(entry["sentence"], width - 2, initial_indent="  ", subsequent_indent="  ")
    shown += textwrap.wrap(
        "say: " + ", ".join(entry["words"]), width - 2, initial_indent="  ", subsequent_indent=" " * 7
    )
    for knob in entry["knobs"]:
        shown += textwrap.wrap(_knob(knob), width - 2, initial_indent="  - ", subsequent_indent="    ")
    return [entry["name"], *shown]


def _knob(knob: dict[str, Any]) -> str:
    unit = f" {knob['unit']}" if knob["unit"] else ""
    if knob.get("choices"):
        allowed = ", ".join(map(str, knob["choices"]))
    elif knob["min"] is None and knob["max"] is None:
        allowed = "any"
    else:
        allowed = f"{knob['min']} to {knob['max']}{unit}"
    return f"{knob['name']} = {knob['default']} ({allowed}): {knob['sentence']}"
