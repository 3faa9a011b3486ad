"""Writes the pages that are made from the code: docs/moves.md from the catalogue of moves.

Run by `make docs`; with --check it writes nothing and fails when a page is stale. Not for pages written by people.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from vivant import moves

HEAD = """# The moves

{count} camera moves, written by `make docs` from their files. They combine ("dolly in while panning left"). A short
side is the shorter side of the video. `amount` is how far a move goes: 0 not at all, 1 the tasteful default, and 3 the
most.
"""


def moves_page() -> str:
    """The page of all moves, as Markdown."""
    found = moves.catalogue()
    return "\n".join([HEAD.format(count=len(found)), *(_section(name, move) for name, move in found.items())])


def _section(name: str, move: moves.Move) -> str:
    rows = [_row(knob) for knob in moves.knobs(move.params)]
    table = "\n".join(["| knob | default | range | |", "| --- | --- | --- | --- |", *rows])
    back = " Comes back to its start by itself." if move.cycle else ""
    return f"## {name.replace('_', ' ')}\n\n{move.sentence}{back}\n\nSay: {', '.join(move.words)}\n\n{table}\n"


def _row(knob: dict[str, Any]) -> str:
    unit = f" {knob['unit']}" if knob["unit"] else ""
    span = ", ".join(knob["choices"]) if "choices" in knob else f"{knob['min']:g} to {knob['max']:g}{unit}"
    return f"| `{knob['name']}` | {knob['default']} | {span} | {knob['sentence']} |"


PAGES = {"moves.md": moves_page}


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
            raise SystemExit(f"docs/{name} is stale: run make docs and commit it.")
        path.write_text(text, encoding="utf-8")
        print(f"Wrote docs/{name}")


if __name__ == "__main__":
    main()
