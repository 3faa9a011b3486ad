"""The options with which people bring their own depth and subject; several commands take them.

Not for reading the maps or saying what they mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Depth: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="MAP", help="Your own depth map (PNG, TIFF, NPY, EXR), any size: white is near."),
]
DepthInvert: TypeAlias = Annotated[
    bool, typer.Option("--depth-invert", help="In that map white is far, or it holds distances (metres).")
]
Subject: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="MASK", help="Your own mask: the subject in white, or cut out.")
]
