"""Do pictures live well? What flows and effects cost, whether loops close, whether people before water keep still,
whether what flows goes as it was asked to, whether anything flashes, and how much later a film with snow starts.

Every part has its own file (cost.py, rounds.py, standing.py, carrying.py); this one runs them and measures the start.
Not for camera moves (camera.py, fidelity.py) or for films without flows and effects (speed.py).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import carrying
import cost
import rounds
import standing
from pictures import photo_files, share_stages
from record import Record, options
from speed import FIRST, run

WORDS = {"snow": "slow dolly in, snow", "none": "slow dolly in"}
"""What is asked for with an effect, and without."""


def main() -> None:
    asked = options(
        "Measures flows and effects: cost, loops, stillness, direction, flashes and start.",
        only="flows and effects: only their cost and their loops are measured",
    )
    record = Record("life_some" if asked.only else "life", asked.quick)
    share_stages()
    parts = {part.__name__: partial(part.measure, only=asked.only) for part in (cost, rounds)}
    if not asked.only:
        parts |= {part.__name__: part.measure for part in (standing, carrying)}
        parts["start"] = _start
    spent: dict[str, float] = {}
    for name, measure in parts.items():
        print(f"\n--- {name} ---", flush=True)
        started = time.monotonic()
        measure(record)
        spent[name] = round(time.monotonic() - started, 1)
    record.details["seconds"] = spent
    print("\nseconds: " + ", ".join(f"{name} {s:.0f}" for name, s in spent.items()) + "\n")
    record.close()


def _start(record: Record) -> None:
    """The first frame of a process and its memory, with snow and without, in turns."""
    if not photo_files():
        print("no photo file is here (../shared/data or scikit-image): the start is not measured")
        return
    picture = str(photo_files()[0])
    first: dict[str, list[float]] = {name: [] for name in WORDS}
    peak: dict[str, list[float]] = {name: [] for name in WORDS}
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.mp4")
        for n in range(2 if record.quick else 4):  # the first fills the caches of kernels and files
            for name, words in WORDS.items():
                found = run([sys.executable, "-c", FIRST, picture, words, out])
                if n:
                    first[name].append(found.printed[0])
                    peak[name].append(found.peak_gb)
    record.add("first frame after the process starts, with snow", first["snow"], "s")
    record.add("  without effects (baseline)", first["none"], "s")
    later = statistics.median(first["snow"]) / statistics.median(first["none"])
    record.add("  with snow over without", later, "times")
    record.add("peak memory up to the second frame, with snow", peak["snow"], "GB")
    record.add("  without effects (baseline)", peak["none"], "GB")


if __name__ == "__main__":
    main()
