"""The front door for films of many parts: stories of pictures, and edits of videos.

They open, look, ask the director for a draft, and export it. Not for single photos (front.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from vivant import agent, media, titles
from vivant.agent import Direction, Director, Facts
from vivant.agent.facts import FPS
from vivant.errors import MissingInput, UsageError
from vivant.front import export, look_at, sized, writable
from vivant.platforms import Sized, resolved
from vivant.scene import Scene
from vivant.timeline import Caption, Draft
from vivant.units import Progress, Size

Material: TypeAlias = Callable[[], Scene] | media.Clip
_PLANES = ("disparity", "subject", "sky", "water", "ground")


@dataclass(frozen=True, slots=True)
class Film:
    """A finished film of many parts: where it is, its draft, what was decided, and what was not understood."""

    path: Path
    draft: Draft
    notes: tuple[str, ...]
    unknown: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        size = list(self.draft.size)
        told = {
            "path": str(self.path),
            "size": size,
            "fps": self.draft.fps,
            "duration_s": self.draft.duration_ms / 1000,
        }
        return told | {"summary": self.draft.summary(), "notes": list(self.notes), "unknown": list(self.unknown)}


def story(
    pictures: Sequence[str | Path],
    words: str = "",
    *,
    output: str | Path,
    size: Sized | None = None,
    fps: float | None = None,
    duration_s: float | None = None,
    seed: int = 0,
    quality: media.Quality = "high",
    codec: str | None = None,
    poster: str | Path | None = None,
    workers: int = 1,
    director: Director | None = None,
    looking: Progress | None = None,
    progress: Progress | None = None,
) -> Film:
    """A film of pictures and videos, with moves, transitions, titles and music as the words say, or as suits them.

    pictures  in the order in which they are shown, unless the words say another; sounds among them are the music
    looking   called as looking(pictures_done, pictures_total) while they are looked at
    The other arguments are those of `animate`. Raises InputError, UsageError, OutputError.
    """
    target = writable(output, codec=codec, poster=poster)
    with tempfile.TemporaryDirectory(prefix="vivant-") as folder:
        shelf = Shelf(Path(folder))
        facts = shelf.all_of(pictures, looking)
        shape = None if isinstance(size, str) else size
        settled: dict[str, Any] = {"size": shape, "fps": fps, "duration_s": duration_s, "seed": seed}
        direction = agent.led(words, facts, lambda said: agent.story(said, facts, **settled), director)
        written: dict[str, Any] = {"quality": quality, "codec": codec, "poster": poster, "workers": workers}
        return _made(direction, shelf.materials, target, size, progress=progress, **written)


def edit(
    videos: Sequence[str | Path],
    words: str,
    *,
    output: str | Path,
    captions: str | Path | None = None,
    size: Sized | None = None,
    fps: float | None = None,
    quality: media.Quality = "high",
    codec: str | None = None,
    poster: str | Path | None = None,
    workers: int = 1,
    director: Director | None = None,
    progress: Progress | None = None,
) -> Film:
    """Videos, changed as the words say: cut, joined, sped up, steadied, cropped, titled, graded, with music.

    videos    one or several, in order; pictures and sounds may be among them
    captions  an SRT or WebVTT file of what is said in the video as it is
    size      of the film; None takes the first video's own. Raises InputError, UsageError, OutputError.
    """
    target = writable(output, codec=codec, poster=poster)
    if not videos:
        raise UsageError("There is nothing to edit; give a video.", place="videos")
    with tempfile.TemporaryDirectory(prefix="vivant-") as folder:
        shelf = Shelf(Path(folder))
        facts = shelf.all_of(videos, None)
        first = next((clip for clip in shelf.materials.values() if isinstance(clip, media.Clip)), None)
        own_fps = float(first.info.rate) if first is not None and first.info.rate else FPS
        shape = resolved(_own_size(facts), size)
        begun = agent.one_after_another(facts, size=shape, fps=fps or min(own_fps, 120.0))
        heard = _captions(captions)
        direction = agent.led(
            words, facts, lambda said: agent.edit(said, begun, facts=facts, captions=heard), director, draft=begun
        )
        written: dict[str, Any] = {"quality": quality, "codec": codec, "poster": poster, "workers": workers}
        return _made(direction, shelf.materials, target, size, progress=progress, **written)


def _made(
    direction: Direction, materials: Mapping[str, Material], target: Path, size: Sized | None, **written: Any
) -> Film:
    draft = sized(direction.draft, size)
    made = export(draft, materials, target, **written)
    return Film(target, draft, (*direction.notes, *made.report.notes), direction.unknown)


def _own_size(facts: Mapping[str, Facts]) -> Size:
    """The size of the first picture or video, even."""
    size = next((one.size for one in facts.values() if one.size), (1920, 1080))
    return max(2, size[0] // 2 * 2), max(2, size[1] // 2 * 2)


def _captions(path: str | Path | None) -> tuple[Caption, ...]:
    if path is None:
        return ()
    try:
        data = Path(path).read_bytes()
    except OSError:
        raise MissingInput(f"There is no file {path}. Check the name and the folder.", place=str(path)) from None
    cues = titles.captions.read(data, str(path)).cues
    return tuple(Caption(cue.start_ms, cue.end_ms, cue.text) for cue in cues)


class Shelf:
    """What was given, by asset id; scenes are kept on disk, so that a story of many pictures holds a few at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.materials: dict[str, Material] = {}

    def all_of(self, paths: Sequence[str | Path], looking: Progress | None) -> dict[str, Facts]:
        """What is known of everything, in order."""
        facts = {}
        for n, path in enumerate(paths):
            asset = f"a{n + 1}"
            facts[asset] = self.taken(asset, Path(path))
            if looking:
                looking(n + 1, len(paths))
        return facts

    def taken(self, asset: str, path: Path) -> Facts:
        """What is known of a file, which is kept under this id."""
        clip = media.open_clip(path)
        if clip.info.kind != "picture":
            self.materials[asset] = clip
            size = clip.info.size if clip.info.kind == "video" else None
            return Facts(clip.info.kind, path.stem, size, clip.info.duration_ms, clip.info.has_sound)
        scene, taken_at = look_at(path)
        place = self._folder / f"{asset}.npz"
        planes = {name: np.rint(getattr(scene, name) * 255).astype(np.uint8) for name in _PLANES[1:]}
        np.savez(place, image=scene.image, disparity=scene.disparity.astype(np.float16), **planes)
        rest = {f.name: getattr(scene, f.name) for f in fields(scene) if f.name not in (*_PLANES, "image")}
        self.materials[asset] = partial(_kept, place, rest)
        height, width = scene.image.shape[:2]
        return Facts("picture", path.stem, (width, height), taken_at=taken_at, scene=agent.glance(scene))


def _kept(place: Path, rest: Mapping[str, Any]) -> Scene:
    """A scene that was kept on disk."""
    with np.load(place) as found:
        planes = {name: found[name].astype(np.float32) / np.float32(255) for name in _PLANES[1:]}
        known = {"image": found["image"], "disparity": found["disparity"].astype(np.float32)}
    return replace(Scene(sky=planes["sky"], subject=planes["subject"], **known), **planes, **rest)
