"""From a draft and its files to the finished file: copied, drawn in one go, drawn in parts, or only its sound.

Not for finding assets (assets.py) or drawing (render).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, TypeAlias

from vivant.cores import cores
from vivant.errors import OutputError
from vivant.exporting.assets import Given, Look, digest_of, materials
from vivant.exporting.copying import alone, copied
from vivant.exporting.parts import Parts, ranges
from vivant.exporting.workers import draw_all
from vivant.media import Caption, Clip, Quality, join, sound_suffixes, write_sound
from vivant.render.draw import beginning
from vivant.render.film import SILENT, write_film
from vivant.render.material import Material
from vivant.render.plan import Plan, make_plan
from vivant.render.soundtrack import soundtrack
from vivant.render.words import caption_tracks, cues_of
from vivant.timeline import Draft
from vivant.units import Progress, Size

Captioned: TypeAlias = Literal["burned", "track", "none"]
ROUNDS = 3
"""How often parts that broke are drawn again."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a draft is written; `size` and `fps` in place of the draft's own where they are given. With `alpha` nothing
    is below the pictures and words: what they do not cover is seen through."""

    quality: Quality = "high"
    codec: str | None = None
    size: Size | None = None
    fps: float | Fraction | None = None
    captions: Captioned = "burned"
    alpha: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """What was written: size, rate and frames of the film (none of them for a sound), whether it has sound, whether it
    was copied, and how many parts were drawn and how many were already there."""

    size: Size
    rate: Fraction
    n_frames: int
    duration_s: float
    sound: bool
    copied: bool = False
    drawn_parts: int = 0
    kept_parts: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person may want to know of how it was made."""
        said = ["Nothing had to be drawn again: the video was copied as it is."] if self.copied else []
        if self.kept_parts:
            said.append(f"{self.kept_parts} of {self.kept_parts + self.drawn_parts} parts had been drawn before.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a process must know to draw parts of a film."""

    draft: dict[str, Any]
    assets: Mapping[str, Given]
    look: Look
    settings: Settings
    parts: Parts
    threads: int

    def ready(self) -> Callable[[int, Progress], None]:
        draft = Draft.from_dict(self.draft)
        return self.on(_plan_of(draft, materials(draft, self.assets, self.look), self.settings))

    def on(self, plan: Plan) -> Callable[[int, Progress], None]:
        """What draws a part of a plan."""
        return lambda k, progress: self.parts.write(
            k, plan, self.settings.quality, threads=self.threads, progress=progress
        )


def finish(
    draft: Draft, assets: Mapping[str, Given], output: Path, settings: Settings, look: Look, *, workers: int = 1,
    resume: bool = False, progress: Progress | None = None,
) -> Finished:  # fmt: skip
    """Write a draft into `output`, whose suffix decides what: a film, a sound or numbered pictures.

    With several `workers`, or to `resume`, a film is drawn in parts, which stay if it is interrupted and are used when
    it is resumed. Raises DraftError, InputError, OutputError or UsageError.
    """
    found = materials(draft, assets, look)
    if output.suffix.lower() in sound_suffixes():
        return _only_sound(draft, found, output, settings)
    copy = _copy(draft, found, output, settings)
    if copy is not None:
        return copy
    plan = _plan_of(draft, found, settings)
    with beginning(plan):
        sound = None if output.suffix.lower() in SILENT else soundtrack(draft, found, plan.clock.duration_s)
    made = Finished(plan.size, plan.clock.rate, plan.clock.n_frames, plan.clock.duration_s, sound is not None)
    captions = _captions(draft) if settings.captions == "track" else []
    if workers <= 1 and not resume:
        write_film(
            plan, output, quality=settings.quality, codec=settings.codec, sound=sound, captions=captions,
            progress=progress,
        )  # fmt: skip
        return made
    drawing = _drawing(draft, {name: assets[name] for name in found}, output, settings, look, plan, workers)
    parts, kept = drawing.parts, _drawn(drawing, plan, workers, progress)
    join(
        parts.paths, output, plan.clock.rate, codec=settings.codec, alpha=settings.alpha, quality=settings.quality,
        sound=sound, captions=captions,
    )  # fmt: skip
    parts.remove()
    return replace(made, drawn_parts=len(parts.ranges) - kept, kept_parts=kept)


def _drawing(
    draft: Draft, assets: Mapping[str, Given], output: Path, settings: Settings, look: Look, plan: Plan, workers: int
) -> Drawing:
    data = draft.to_dict()
    digests = {name: digest_of(given) for name, given in assets.items()}
    about = {"version": _version(), "draft": data, "assets": digests, **asdict(settings)}
    parts = Parts(output, settings.codec, ranges(plan.clock.n_frames, plan.clock.rate), about)
    return Drawing(data, assets, look, settings, parts, max(1, cores() // max(1, workers)))


def _version() -> str:
    """Of Vivant; parts that another one drew are not used."""
    try:
        return metadata.version("vivant")
    except metadata.PackageNotFoundError:  # run from its source, never installed
        return ""


def _drawn(drawing: Drawing, plan: Plan, workers: int, progress: Progress | None) -> int:
    """Draw the parts that are not there; how many were."""
    parts = drawing.parts
    parts.make()
    missing = parts.missing()
    kept = len(parts.ranges) - len(missing)
    told = _Told(parts, progress)
    for _ in range(ROUNDS):
        told.begin(missing)
        if workers > 1:
            draw_all(drawing, missing, workers, told.drawn)
        else:
            draw = drawing.on(plan)
            for k in missing:
                draw(k, lambda done, _, k=k: told.drawn(k, done))  # type: ignore[misc]
        missing = parts.missing()
        if not missing:
            return kept
    raise OutputError(
        f"Parts of the film in {parts.folder} break as soon as they are written. Check the disk.",
        place=str(parts.folder),
    )


class _Told:
    """How many frames of all parts are drawn."""

    def __init__(self, parts: Parts, progress: Progress | None) -> None:
        self._done = {k: end - first for k, (first, end) in enumerate(parts.ranges)}
        self._total, self._progress = sum(self._done.values()), progress

    def begin(self, missing: list[int]) -> None:
        """Whoever goes on is told at once how far it was, also where nothing is left to draw."""
        self._done.update(dict.fromkeys(missing, 0))
        if self._progress and any(self._done.values()):
            self._progress(sum(self._done.values()), self._total)

    def drawn(self, k: int, frames: int) -> None:
        self._done[k] = frames
        if self._progress:
            self._progress(sum(self._done.values()), self._total)


# --- small steps ------------------------------------------------------------------------------------------------------


def _plan_of(draft: Draft, found: Mapping[str, Material], settings: Settings) -> Plan:
    """The plan, with captions only where they are to be burned in."""
    data = draft.to_dict()
    if settings.captions != "burned":
        hidden = caption_tracks(draft)
        data["t"] = [raw for raw, track in zip(data["t"], draft.tracks(), strict=True) if track not in hidden]
    return make_plan(Draft.from_dict(data), found, size=settings.size, fps=settings.fps, see_through=settings.alpha)


def _captions(draft: Draft) -> list[Caption]:
    cues = [cue for track in caption_tracks(draft) for cue in cues_of(track.segments)]
    return [Caption(cue.start_ms / 1000, cue.end_ms / 1000, cue.text) for cue in cues]


def _only_sound(draft: Draft, found: Mapping[str, Material], output: Path, settings: Settings) -> Finished:
    sound = soundtrack(draft, found, draft.duration_ms / 1000)
    if sound is None:
        raise OutputError(f"The draft is silent: there is no sound for {output}.", place=str(output))
    lasts = write_sound(output, sound, quality=settings.quality)
    return Finished((0, 0), Fraction(0), 0, lasts, sound=True)


def _copy(draft: Draft, found: Mapping[str, Material], output: Path, settings: Settings) -> Finished | None:
    """The film copied, where nothing has to be drawn and nothing else was asked for."""
    only = alone(draft)
    clip = found.get(only.asset) if only else None
    if only is None or not isinstance(clip, Clip) or settings.quality != "high" or settings.alpha:
        return None
    size, fps, rate = settings.size or draft.size, float(settings.fps or draft.fps), clip.info.rate
    if settings.codec not in (None, clip.info.codec) or not copied(only, clip, output, size, fps):
        return None
    lasts_s = only.duration_ms / 1000
    return Finished(size, rate, round(lasts_s * rate), lasts_s, clip.info.has_sound, copied=True)
