"""`vivant story`: pictures and videos become a film.

Not for deciding anything; the front door does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vivant.cli import console, names, reader, written

if TYPE_CHECKING:
    from vivant import Film


def story(
    given: Annotated[
        list[str],
        typer.Argument(metavar="IMAGE... [PROMPT]", help="Pictures and videos, then what they are to become."),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="The video.", show_default="IMAGE-story.mp4")
    ] = None,
    size: Annotated[
        str | None, typer.Option(*written.SIZE, metavar="WxH", help=written.SIZE_HELP, show_default="1080p")
    ] = None,
    fps: written.Fps = None,
    duration: Annotated[
        float | None, typer.Option(min=1, max=3600, help="Length in seconds.", show_default="as suits the music")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, another take.")] = 0,
    quality: written.Quality = "high",
    codec: written.Codec = None,
    poster: written.Poster = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that draw side by side.")] = 1,
    model: reader.Model = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Turn pictures and videos into a film with moves, transitions, titles and music that fit.

    vivant story beach/*.jpg "a calm 30 s film with piano, title 'Our summer'" -o summer.mp4
    """
    import vivant

    pictures, words = names.parted(given)
    target = output or names.unused(pictures[0], "-story.mp4")
    shape = written.parse_size(size)
    reads = reader.director(model)
    with console.progress("Looking at the pictures", "Drawing") as report:
        film = vivant.story(
            pictures, words, output=target, size=shape, fps=fps, duration_s=duration, seed=seed, quality=quality,
            codec=codec, poster=poster, workers=workers, director=reads, progress=report,
        )  # fmt: skip
    tell(film, as_json)


def tell(film: Film, as_json: bool) -> None:
    """Say what was decided, and where the film is."""
    console.say(film.draft.summary())
    for sentence in film.notes:
        console.say(f"Note: {sentence}")
    if as_json:
        console.emit_json(film.to_dict())
    else:
        console.emit(str(film.path))
