"""`vivant analyze`: what Vivant sees in a photo, as pictures and a report.

Not for seeing; that is `vivant.analyze`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vivant.cli import console, names, own


def analyze(
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="The photo.", show_default=False)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder.", show_default="IMAGE-seen")
    ] = None,
    depth: own.Depth = None,
    depth_invert: own.DepthInvert = False,
    subject: own.Subject = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Show what is seen in a photo: depth, subject, sky, what lies behind, and a report.

    vivant analyze photo.jpg -o seen/

    Touch up what was written and feed it back: --depth seen/disparity.png --subject seen/subject.png
    """
    import vivant

    folder = output or names.unused(image, "-seen")
    with console.progress("Looking at the photo"):
        scene = vivant.analyze(image, disparity=depth, far_is_white=depth_invert, subject=subject)
        report = vivant.write_analysis(scene, folder)
    for sentence in scene.saw:
        console.say(f"Saw: {sentence}")
    if as_json:
        console.emit_json({"path": str(folder)} | report)
    else:
        console.emit(str(folder))
