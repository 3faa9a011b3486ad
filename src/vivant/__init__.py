"""Vivant: a photo and a sentence become a video.

The front door. Everything is loaded on first use, so that importing it costs nothing.

    import vivant
    vivant.animate("photo.jpg", "slow dolly in, 6 s loop", output="out.mp4")
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vivant.analysis import write_analysis
    from vivant.errors import VivantError
    from vivant.films import Film, edit, story
    from vivant.front import Report, Result, analyze, animate, export, frames, ideas, plan
    from vivant.llm import language_model
    from vivant.render.novel import novel_view
    from vivant.scene import Scene
    from vivant.talks import Talk, converse
    from vivant.timeline import Draft

__version__ = "0.1.0"

# The threads of numpy's OpenBLAS wait for each other by spinning: on a busy machine a small system of equations takes
# half a minute instead of a tenth of a second, and ours are all small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = [
    "Draft",
    "Film",
    "Report",
    "Result",
    "Scene",
    "Talk",
    "VivantError",
    "analyze",
    "animate",
    "converse",
    "edit",
    "export",
    "frames",
    "ideas",
    "language_model",
    "novel_view",
    "plan",
    "story",
    "write_analysis",
]

_HOME = {
    "Draft": "vivant.timeline",
    "Film": "vivant.films",
    "Scene": "vivant.scene",
    "Talk": "vivant.talks",
    "VivantError": "vivant.errors",
    "converse": "vivant.talks",
    "edit": "vivant.films",
    "language_model": "vivant.llm",
    "novel_view": "vivant.render.novel",
    "story": "vivant.films",
    "write_analysis": "vivant.analysis",
}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(_HOME.get(name, "vivant.front")), name)
    raise AttributeError(f"module 'vivant' has no attribute {name!r}")
