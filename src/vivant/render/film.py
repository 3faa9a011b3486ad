"""A plan becomes a file: frames are drawn on some threads while others encode.

The one place of this folder that writes. Not for how frames look (draw.py) or how files are made (media).
"""

from __future__ import annotations

from pathlib import Path

from vivant.media import Quality, VideoWriter
from vivant.render.draw import frames
from vivant.render.plan import Plan
from vivant.units import Progress


def write_film(plan: Plan, path: Path, *, quality: Quality = "high", progress: Progress | None = None) -> None:
    """Draw and encode every frame; `progress(done, total)` is called after each.

    The format follows the name. Nothing is left behind if it fails or is interrupted. Raises OutputError, UsageError.
    """
    total = plan.clock.n_frames
    with VideoWriter(path, plan.size, plan.clock.rate, quality=quality) as film:
        for done, frame in enumerate(frames(plan), start=1):
            film.add(frame)
            if progress:
                progress(done, total)
