"""Writes the pages that are made from the code: the moves, the flows, the effects, the transitions and the music,
each from its catalogue.

Run by `make pages`; with --check it writes nothing and fails when a page is stale. Not for pages written by people, and
not for the gallery (gallery.py).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from written import exports_page

from vivant import effects, flows, moves, sound, transitions
from vivant.knobs import knobs
from vivant.timeline.schema import json_schema

MOVES = """# The moves

{count} camera moves, written by `make pages` from their files. They combine ("dolly in while panning left"). A short
side is the shorter side of the video. `amount` is how far a move goes: 0 not at all, 1 the tasteful default, and 3 the
most.
"""
FLOWS = """# The flows

{count} ways in which a part of the picture itself comes alive, written by `make pages` from their files. A flow looks
for the areas that it lives in, the likeliest first, and does nothing where the picture has none of them. A short side
is the shorter side of the video. `amount` is how strongly it moves: 0 not at all, 1 the tasteful default, and 3 the
most.
"""
EFFECTS = """# The effects

{count} things that can be laid over a picture, written by `make pages` from their files. They are laid on in the order
of this page, from the air in the scene to the film in the camera, whatever the order in which they were asked for. A
short side is the shorter side of the video. `amount` is how much of an effect there is: 0 nothing, 1 the tasteful
default, and 3 the most.
"""
KINDS = {
    "atmosphere": "the air in the scene", "particles": "what floats, falls and flies", "light": "light in the scene",
    "lens": "what the lens does", "tone": "colour and contrast", "film": "what the film does",
}  # fmt: skip


TRANSITIONS = """# The transitions

{count} ways from one shot to the next, written by `make pages` from their files. All 58 of ffmpeg's `xfade` are among
them by its names (`wipeleft`, `hlwind`, `circleopen`, ...); those under Depth can only be drawn by a program that knows
how far everything is, and do something fitting in a video or a title that has no depth. A short side is the shorter
side of the video, and the way is the time of the transition or the path of its edge, from 0 to 1. How they differ from
ffmpeg's is told in [a decision](decisions/0010-transitions.md), how to add one in
[adding a transition](adding-a-transition.md).
"""
SORTS = {
    "cut": "nothing in between", "fade": "each pixel by itself", "wipe": "an edge passes", "slide": "pictures move",
    "blur": "the change is hidden in a blur", "depth": "near and far",
}  # fmt: skip


MUSIC = """# Music and sound beds

{count} styles of music and sound beds, written by `make pages` from their files. Music is composed anew from nothing:
no recording, no sample and no licence is in it. It is exactly as long as asked, with an ending that rings out or as a
loop without a seam, and its beats are known, so that cuts can sit on them.

```python
from vivant import sound

piece = sound.compose("lo-fi", 30.0, seed=1, key="A minor", tempo=80, mood="dreamy")  # or loop=True
piece.samples, piece.tempo_bpm, piece.beats_s, piece.bars_s, piece.sections
rain = sound.bed("rain", 30.0, amount=0.6)
mixed = sound.mix([sound.Layer(piece.samples), sound.Layer(rain, gain_db=-6, role="bed")], 30.0)  # -14 LUFS
found = sound.beats(somebodys_music)  # tempo, beats, bars
cut = sound.phrased(somebodys_music, found, 30.0)
```

Sound is (n, 2) float32 at 48 000 Hz. Another `seed` is another piece; without `key` and `tempo` the style and the seed
choose them. How music is made, and what was measured, is told in [a decision](decisions/0011-composed-music.md).
The moods, and what people call them:

{moods}
"""


def moves_page() -> str:
    """The page of all moves, as Markdown."""
    found = moves.catalogue().values()
    back = " Comes back to its start by itself."
    return _page(MOVES, (_section(move, back if move.cycle else "") for move in found), len(found))


def flows_page() -> str:
    """The page of all flows, as Markdown."""
    found = flows.catalogue().values()
    return _page(FLOWS, (_section(flow, f" Lives in: {', '.join(flow.areas)}.") for flow in found), len(found))


def effects_page() -> str:
    """The page of all effects, kind by kind in the order in which they are laid on, as Markdown."""
    found = effects.catalogue().values()
    parts = []
    for kind in effects.ORDER:
        parts.append(f"## {kind.capitalize()}: {KINDS[kind]}\n")
        parts += [_section(effect, "", "###") for effect in found if effect.kind == kind]
    return _page(EFFECTS, parts, len(found))


def transitions_page() -> str:
    """The page of all transitions, sort by sort, as Markdown."""
    found = transitions.catalogue().values()
    parts = []
    for kind in transitions.ORDER:
        parts.append(f"## {kind.capitalize()}: {SORTS[kind]}\n")
        parts += [_section(transition, "", "###") for transition in found if transition.kind == kind]
    return _page(TRANSITIONS, parts, len(found))


def music_page() -> str:
    """The page of all styles of music and sound beds, as Markdown."""
    styles, beds = sound.catalogue().values(), sound.bed_catalogue().values()
    moods = "\n".join(f"- {name}: {', '.join(mood.words)}" for name, mood in sound.MOODS.items())
    parts = ["## Styles of music\n", *(_section(style, "", "###") for style in styles)]
    parts += ["## Sound beds\n", *(_section(one, "", "###") for one in beds)]
    return _page(MUSIC.replace("{moods}", moods), parts, len(styles) + len(beds))


def _page(head: str, parts: Iterable[str], count: int) -> str:
    return "\n".join([head.format(count=count), *parts])


def _section(entry: Any, more: str, level: str = "##") -> str:
    rows = [_row(knob) for knob in knobs(entry.params)]
    table = "\n".join(["| knob | default | range | |", "| --- | --- | --- | --- |", *rows])
    name = entry.name.replace("_", " ")
    return f"{level} {name}\n\n{entry.sentence}{more}\n\nSay: {', '.join(entry.words)}\n\n{table}\n"


def _row(knob: dict[str, Any]) -> str:
    default = knob["default"] if knob["default"] != "" else "nothing"
    return f"| `{knob['name']}` | {default} | {span(knob)} | {knob['sentence']} |"


def span(knob: dict[str, Any]) -> str:
    """What a knob may be, for people."""
    if "choices" in knob:
        return ", ".join(map(str, knob["choices"]))
    if knob["min"] is None:
        return str(knob["unit"]) or ("yes or no" if isinstance(knob["default"], bool) else "any")
    return f"{knob['min']:g} to {knob['max']:g} {knob['unit']}".rstrip()


def draft_schema() -> str:
    """The shape of a draft, as JSON Schema."""
    return json.dumps(json_schema(), indent=1) + "\n"


PAGES = {
    "exports.md": exports_page,
    "moves.md": moves_page,
    "flows.md": flows_page,
    "effects.md": effects_page,
    "transitions.md": transitions_page,
    "music.md": music_page,
    "draft-schema.json": draft_schema,
}


def main() -> None:
    """Write the pages, or with --check say which are stale and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    for name, page in PAGES.items():
        path, text = Path(__file__).with_name(name), page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            raise SystemExit(f"docs/{name} is stale: run make pages and commit it.")
        path.write_text(text, encoding="utf-8")
        print(f"Wrote docs/{name}")


if __name__ == "__main__":
    main()
