"""A plan becomes a file: frames are drawn on some threads while others encode.

The one place of this folder that writes. Not for how frames look (draw.py), what is heard (soundtrack.py) or how files
are made (media).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vivant.media import Caption, Quality, VideoWriter
from vivant.render.draw import frames
from vivant.render.material import Sound
from vivant.render.plan import Plan
from vivant.units import Progress

SILENT = (".gif", ".webp", ".png")
"""Films that have no sound."""


def write_film(
    plan: Plan, path: Path, *, quality: Quality = "high", codec: str | None = None,
    sound: Iterable[Sound] | None = None, captions: Sequence[Caption] = (), first: int = 0, end: int | None = None,
    threads: int | None = None, progress: Progress | None = None,
) -> None:  # fmt: skip
    """Draw and encode frames `first` to `end` (half-open), all of them by default; `progress(done, total)` is called
    after each.

    The format follows the name; gif, webp and png leave the sound out. `captions` become a track that players can
    show. Nothing is left behind if it fails or is interrupted. Raises OutputError, UsageError.
    """
    end = plan.clock.n_frames if end is None else end
    heard = None if path.suffix.lower() in SILENT else sound
    with VideoWriter(
        path, plan.size, plan.clock.rate, quality=quality, codec=codec, alpha=plan.see_through, sound=heard,
        captions=captions,
    ) as film:  # fmt: skip
        for done, frame in enumerate(frames(plan, first, end, threads=threads), start=1):
            film.add(frame)
            if progress:
                progress(done, end - first)
