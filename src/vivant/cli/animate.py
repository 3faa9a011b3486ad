"""`vivant animate`: a photo and a sentence become a video.

Not for understanding the sentence or drawing; the front door does both.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import typer

from vivant.cli import console, names, own, reader, written
from vivant.cli.hints import read_hints

if TYPE_CHECKING:
    from vivant import Result

Fit = Literal["cover", "contain", "blur"]
Output: TypeAlias = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="OUT", help="The video; an existing one is replaced.",
                 show_default="IMAGE-vivant.mp4"),
]  # fmt: skip
Hints: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="JSON", help="Where something flows or holds still: docs/hints.md.", show_default=False),
]
Lut: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="CUBE", help="Colours from a grading program: a .cube file.", show_default=False),
]
Ideas: TypeAlias = Annotated[
    int,
    typer.Option(
        min=0, max=3, metavar="N", help="Only tell N ways to animate it, and why; draw nothing.", show_default=False
    ),
]


def animate(
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="The photo.", show_default=False)],
    words: Annotated[
        str, typer.Argument(metavar="PROMPT", help="How it should move, in plain words.", show_default=False)
    ] = "",
    output: Output = None,
    size: Annotated[
        str | None,
        typer.Option(*written.SIZE, metavar="WxH", help=written.SIZE_HELP, show_default="1080p, shaped for the photo"),
    ] = None,
    fps: written.Fps = None,
    duration: Annotated[
        float | None, typer.Option(min=0.5, max=600, help="Length in seconds.", show_default="6")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, another take of what is random.")] = 0,
    depth: own.Depth = None,
    depth_invert: own.DepthInvert = False,
    subject: own.Subject = None,
    hints: Hints = None,
    lut: Lut = None,
    fit: Annotated[Fit, typer.Option(help="Fill the frame, or show the whole photo on black or blurred.")] = "cover",
    loop: Annotated[bool | None, typer.Option("--loop/--no-loop", help="End where it began.")] = None,
    quality: written.Quality = "high",
    codec: written.Codec = None,
    poster: written.Poster = None,
    preview: Annotated[bool, typer.Option("--preview", help="Small and quick, to try a move.")] = False,
    model: reader.Model = None,
    ideas: Ideas = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Turn a photo into a video that moves as you say: the camera, and what lives in the picture.

    Without a prompt the move is chosen to suit the photo.

    vivant animate photo.jpg "slow dolly in, 6 s loop" -o out.mp4
    """
    import vivant

    if ideas:
        _tell_ideas(image, ideas, words, as_json)
        return
    shape = written.parse_size(size)
    reads = reader.director(model)
    drawn = read_hints(hints) if hints else []
    target = output or names.unused(image, "-vivant.mp4")
    start_s = time.monotonic()
    with console.progress("Looking at the photo", "Drawing") as report:
        result = vivant.animate(
            image, words, output=target, size=shape, fps=fps, duration_s=duration, seed=seed, fit=fit, loop=loop,
            disparity=depth, far_is_white=depth_invert, subject=subject, hints=drawn, lut=lut, quality=quality,
            codec=codec, poster=poster, preview=preview, director=reads, progress=report,
        )  # fmt: skip
    for line in summary(result, time.monotonic() - start_s):
        console.say(line)
    if as_json:
        console.emit_json(as_data(result))
    else:
        console.emit(str(result.path))


def _tell_ideas(image: Path, n: int, words: str, as_json: bool) -> None:
    """Ways to animate the photo, in the language of the words or of the terminal."""
    import vivant
    from vivant.cli.talking.words import language_of, language_of_machine

    language = language_of(words, language_of_machine())
    with console.progress("Looking at the photo"):
        found = vivant.ideas(image, n, language=language)
    if as_json:
        console.emit_json([{"name": one.name, "words": one.words, "reason": one.reason} for one in found])
        return
    for one in found:
        console.emit(one.words)
        console.say(f"  {one.name}: {one.reason}")


def summary(result: Result, took_s: float) -> list[str]:
    """What to tell the person, line by line: what was seen, how the camera moves, what lives in the picture, the notes
    (why this move, what could not be done), where the file is and how long it took."""
    report = result.report
    width, height = report.size
    said = [f"Saw: {sentence}" for sentence in report.saw]
    said += [f"Move: {' and '.join(name.replace('_', ' ') for name in report.moves) or 'none'}"]
    if report.applied:
        said.append(f"Lives: {', '.join(name.replace('_', ' ') for name in report.applied)}")
    said += [f"Note: {sentence}" for sentence in report.notes]
    what = f"{width}x{height}, {float(report.fps):g} fps, {report.duration_s:g} s"
    return [*said, f"Wrote {result.path.resolve()} ({what}) in {console.clock_time(took_s)}."]


def as_data(result: Result) -> dict[str, Any]:
    """The result for programs: the path, the move by name, and everything in the report."""
    return {"path": str(result.path), "move": " + ".join(result.report.moves), **result.report.to_dict()}
