"""`vivant edit`: videos are changed as the words say.

Not for deciding anything; the front door does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vivant.cli import console, names, reader, written
from vivant.cli.story import tell


def edit(
    given: Annotated[
        list[str], typer.Argument(metavar="VIDEO... PROMPT", help="Videos, sounds and pictures, then what to do.")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="The video.", show_default="VIDEO-edit.mp4")
    ] = None,
    captions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Captions: .srt or .vtt.", show_default=False)
    ] = None,
    size: Annotated[
        str | None, typer.Option(*written.SIZE, metavar="WxH", help=written.SIZE_HELP, show_default="as the video")
    ] = None,
    fps: written.Fps = None,
    quality: written.Quality = "high",
    codec: written.Codec = None,
    poster: written.Poster = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that draw side by side.")] = 1,
    model: reader.Model = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Cut, join, slow down, steady, crop, title, grade videos, or give them music, in plain words.

    vivant edit clip.mp4 "keep 0:05 to 0:20, vertical for TikTok, calm piano under it" -o short.mp4
    """
    import vivant

    videos, words = names.parted(given)
    target = output or names.unused(videos[0], "-edit.mp4")
    shape = written.parse_size(size)
    reads = reader.director(model)
    with console.progress("Opening", "Drawing") as report:
        film = vivant.edit(
            videos, words, output=target, captions=captions, size=shape, fps=fps, quality=quality, codec=codec,
            poster=poster, workers=workers, director=reads, progress=report,
        )  # fmt: skip
    tell(film, as_json)
