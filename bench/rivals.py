"""The same clip by other means, each run as a process of its own: `python bench/rivals.py zoompan|moviepy PICTURE OUT`.

A picture grows by a fifth in 5 s at 1080p30, encoded by x264 veryfast crf 20. Not for measuring (speed.py).
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

SIZE, FPS, DURATION_S, GROWTH = (1920, 1080), 30, 5, 0.2


def zoompan(picture: Path, out: Path) -> None:
    """FFmpeg's zoompan filter, by PyAV."""
    import av
    import av.filter

    from vivant.media.encode import FilmStream
    from vivant.media.recipes import recipe as film_recipe

    n_frames = FPS * DURATION_S
    with av.open(str(picture)) as file:
        still = next(file.decode(video=0))
    (width, height), recipe = SIZE, film_recipe(".mp4")
    zoom = f"z=1+{GROWTH}*on/{n_frames}:x=iw/2-iw/zoom/2:y=ih/2-ih/zoom/2:d={n_frames}:s={width}x{height}:fps={FPS}"
    steps = [
        ("scale", f"{width}:{height}:force_original_aspect_ratio=increase"), ("crop", f"{width}:{height}"),
        ("zoompan", zoom), ("format", "yuv420p"), ("buffersink", None),
    ]  # fmt: skip
    graph = av.filter.Graph()
    nodes = [graph.add_buffer(width=still.width, height=still.height, format=still.format, time_base=Fraction(1, FPS))]
    for name, value in steps:
        nodes.append(graph.add(name, value) if value else graph.add(name))
        nodes[-2].link_to(nodes[-1])
    graph.configure()
    film = FilmStream(str(out), recipe, SIZE, Fraction(FPS), recipe.encoder_options("high"))
    still.pts = 0
    graph.push(still)
    graph.push(None)
    for _ in range(n_frames):
        film.add_native(graph.vpull())
    film.finish()


def moviepy(picture: Path, out: Path) -> None:
    """MoviePy 2: an ImageClip resized anew for every frame."""
    from moviepy import CompositeVideoClip, ImageClip  # type: ignore[import-untyped]

    still = ImageClip(str(picture)).with_duration(DURATION_S)
    still = still.resized(max(SIZE[0] / still.w, SIZE[1] / still.h))
    growing = still.resized(lambda t: 1.0 + GROWTH * t / DURATION_S).with_position("center")
    film = CompositeVideoClip([growing], size=SIZE)
    film.write_videofile(
        str(out), fps=FPS, codec="libx264", preset="veryfast", audio=False, logger=None, ffmpeg_params=["-crf", "20"]
    )


if __name__ == "__main__":
    {"zoompan": zoompan, "moviepy": moviepy}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
