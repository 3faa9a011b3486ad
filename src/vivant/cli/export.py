"""`vivant export`: a draft becomes a film, numbered pictures or a sound.

Not for finding assets or drawing; the front door does both.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Literal

import typer

from vivant.cli import console, names, written
from vivant.cli.animate import as_data

Captions = Literal["burned", "track", "none"]


def export(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT.json", help="The draft.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="The file; its end says what.", show_default="DRAFT.mp4"),
    ] = None,
    assets: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where its files are.", show_default="beside the draft")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that draw side by side.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what an interrupted export drew.")] = False,
    quality: written.Quality = "high",
    codec: written.Codec = None,
    poster: written.Poster = None,
    size: Annotated[
        str | None,
        typer.Option(*written.SIZE, metavar="WxH", help=written.SIZE_HELP, show_default="the draft's"),
    ] = None,
    fps: written.Fps = None,
    alpha: Annotated[bool, typer.Option("--alpha", help="Seen through where nothing is: .mov, .webm.")] = False,
    captions: Annotated[Captions, typer.Option(help="In the picture, as a track to switch on, or none.")] = "burned",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Write a draft as a film, a sound (.wav, .m4a, ...) or pictures (frame-%05d.png).

    vivant export holiday.json -o holiday.mp4 --workers 2
    """
    import vivant

    target, start_s = output or names.unused(draft, ".mp4"), time.monotonic()
    shape = written.parse_size(size)
    try:
        with console.progress("Opening", "Drawing") as report:
            result = vivant.export(
                draft, assets, target, quality=quality, codec=codec, size=shape, fps=fps, poster=poster,
                captions=captions, alpha=alpha,
                workers=workers, resume=resume, progress=report,
            )  # fmt: skip
    except KeyboardInterrupt:
        if workers > 1 or resume:
            console.say("What was drawn is kept: the same command goes on from there.")
        raise
    console.say(result.draft.summary())
    for sentence in result.report.notes:
        console.say(f"Note: {sentence}")
    what, took = f"{result.report.duration_s:g} s", console.clock_time(time.monotonic() - start_s)
    console.say(f"Wrote {result.path.resolve()} ({what}) in {took}.")
    if as_json:
        console.emit_json(as_data(result))
    else:
        console.emit(str(result.path))
