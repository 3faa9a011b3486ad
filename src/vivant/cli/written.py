"""The options that say how a film is written; every command that writes one takes them.

Not for what is in the film.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

if TYPE_CHECKING:
    from vivant.platforms import Sized

SIZE = ("--size", "--resolution")
SIZE_HELP = "Width and height in pixels, or 720p, 1080p or 4k in the film's own shape."

Fps: TypeAlias = Annotated[
    float | None, typer.Option(min=1, max=120, help="Frames per second.", show_default="30, or as the videos")
]
Quality: TypeAlias = Annotated[Literal["high", "medium", "low"], typer.Option(help="How well the video is encoded.")]
Codec: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="h264, hevc, av1, vp9, prores, ...", show_default="the format's usual one"),
]
Poster: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the frame that shows the most too: .jpg, .png or .webp.",
                 show_default=False),
]  # fmt: skip


def parse_size(text: str | None) -> Sized | None:
    """(width, height) from text like "1920x1080", the name of a resolution as it is. Raises UsageError for anything
    else."""
    from vivant.errors import UsageError
    from vivant.platforms import RESOLUTIONS

    if text is None or text.strip().lower() in RESOLUTIONS:
        return text
    match = re.fullmatch(r"\s*([1-9]\d*)\s*[x×X]\s*([1-9]\d*)\s*", text)
    if not match:
        raise UsageError(
            f'--size takes width x height in pixels, as in 1920x1080, or {", ".join(RESOLUTIONS)}, not "{text}".',
            place="size",
            value=text,
        )
    return int(match[1]), int(match[2])
