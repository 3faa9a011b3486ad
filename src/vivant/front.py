"""The front door's functions: from files and words to files.

They read, look, direct, plan and write by calling the parts; nothing is decided here that a part could decide.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np

from vivant import media, models
from vivant.errors import MissingInput, OutputError, OversizedInput, UnreadableInput, UsageError
from vivant.platforms import Sized, resolved
from vivant.scene import MODEL_DEPTH, Scene, look
from vivant.timeline import HOLD, Applied, Draft, SetApplied, SetCanvas, apply
from vivant.units import Frame, Plane, Progress, Size

if TYPE_CHECKING:
    from vivant import agent
    from vivant.exporting import Captioned, Given
    from vivant.render import Plan

Source: TypeAlias = "str | Path | bytes | Frame"
Map: TypeAlias = "str | Path | Plane"

READ_SIDE = 2560
"""Longest side, in pixels, of the picture that is kept for a 1080p film: enough for its crop and its moves."""

PREVIEW_READ_SIDE = 960
WIDE = (16, 9)
"""The shape for which a photo is read where only a resolution is known."""

ANALYSIS_SIDE = 4096
PREVIEW_SIDE = 320
"""Shorter side of a preview, in pixels."""

PREVIEW_FPS = 12
ASSET = "photo"
LUT = "lut"
"""The effect that shows the colours of a `.cube` file."""
LARGEST_CUBE = 128 << 20
"""Bytes of the largest `.cube` file that is read: twice the largest table with all its digits."""

RECORDED_DEPTH = "the depth that the camera recorded"


@dataclass(frozen=True, slots=True)
class Report:
    """What happened: what was seen, decided and not understood, and how long each stage took in seconds. `moves` are
    the camera's, `applied` the flows and effects of the film."""

    saw: tuple[str, ...]
    notes: tuple[str, ...]
    unknown: tuple[str, ...]
    moves: tuple[str, ...]
    applied: tuple[str, ...]
    source_size: Size
    size: Size
    fps: float
    n_frames: int
    duration_s: float
    seconds: Mapping[str, float]

    def to_dict(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Result:
    """A finished film: where it is, the draft it was made from, and the report."""

    path: Path
    draft: Draft
    report: Report


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round(now - self._last, 3)
        self._last = now


def animate(
    source: Source,
    words: str = "",
    *,
    output: str | Path,
    size: Sized | None = None,
    fps: float | None = None,
    duration_s: float | None = None,
    seed: int = 0,
    fit: str = "cover",
    loop: bool | None = None,
    disparity: Map | None = None,
    far_is_white: bool = False,
    subject: Map | None = None,
    hints: Sequence[agent.Hint] = (),
    lut: str | Path | None = None,
    quality: media.Quality = "high",
    codec: str | None = None,
    poster: str | Path | None = None,
    preview: bool = False,
    director: agent.Director | None = None,
    progress: Progress | None = None,
) -> Result:
    """A film of a photo that moves as the words say; without words a move that suits the picture. Music, sounds and
    titles are in it where the words ask for them.

    source    path, bytes or (H, W, 3) uint8 RGB array
    output    its suffix decides the format: mp4, mov, mkv, webm, avi, gif, webp
    size      (width, height) in pixels, even; "720p", "1080p" or "4k" in the shape that words and picture decide
    disparity, far_is_white, subject    your own maps instead of what would be seen: as in `analyze`
    hints     where something flows or holds still, drawn by you: docs/hints.md
    lut       a .cube file of colours from a grading program; words may say how much of it ("half the lut")
    codec     None takes the usual one of the format: docs/exports.md
    poster    a picture that is written too: the frame that shows the most
    preview   small and quick
    director  somebody else who reads the words, such as a `language_model`; the rules where there is none
    progress  called as progress(frames_done, frames_total)

    Raises InputError for pictures that cannot be used, UsageError for wrong values, OutputError for results that
    cannot be written.
    """
    from vivant import agent

    watch = _Stopwatch()
    output = writable(output, source, codec=codec, poster=poster)
    shape, read_side = (None, _read_side(resolved(WIDE, size))) if isinstance(size, str) else (size, _read_side(size))
    drawn = [_with_mask(hint) for hint in hints] if isinstance(hints, (list, tuple)) else hints
    cube = None if lut is None else _read_cube(Path(lut))
    ready = _load_renderer()
    picture, source_size = _read(source, PREVIEW_READ_SIDE if preview else read_side)
    watch.lap("read")
    scene, notes = _seen(picture, disparity, subject, far_is_white=far_is_white)
    watch.lap("look")
    given = [str(hint.get("kind", HOLD)) for hint in drawn if isinstance(hint, Mapping)]
    facts = {ASSET: agent.Facts("picture", _stem(source), source_size, scene=agent.glance(scene))}
    settled: dict[str, Any] = {"size": shape, "fps": fps, "duration_s": duration_s, "seed": seed, "given": given}
    direction = agent.led(words, facts, lambda said: agent.clip(said, scene, facts, asset=ASSET, **settled), director)
    draft = sized(_placed(agent.hinted(direction.draft, drawn), fit, loop), size)
    draft, graded = _graded(draft, cube)
    ready.join()
    watch.lap("direct")
    plan = _plan_of(draft, scene, preview=preview)
    watch.lap("plan")
    from vivant.render.film import write_film

    heard = _heard(draft, scene, plan.clock.duration_s)
    write_film(plan, output, quality="low" if preview else quality, codec=codec, sound=heard, progress=progress)
    _show(output, poster)
    watch.lap("film")
    told = (*filter(None, [picture.note]), *notes, *direction.notes, *graded)
    return Result(output, draft, _report(scene, draft, plan, told, direction.unknown, source_size, watch))


def analyze(
    source: Source,
    *,
    disparity: Map | None = None,
    far_is_white: bool = False,
    subject: Map | None = None,
) -> Scene:
    """What Vivant sees in a picture (path, bytes or RGB array), or what you know better.

    disparity     a depth map, file (PNG, TIFF, NPY, EXR, ...) or (h, w) array of any size: near is white, or larger
    far_is_white  turn that map round; numbers beyond 0 .. 1 are then distances in any unit
    subject       the subject in white or opaque, file or (h, w) array 0 .. 1 of any size

    What the camera recorded (portraits in heic) is used where nothing is given. Raises InputError for pictures and
    maps that cannot be used, UsageError for wrong values.
    """
    picture, _ = _read(source, ANALYSIS_SIDE)
    scene, notes = _seen(picture, disparity, subject, far_is_white=far_is_white)
    return replace(scene, saw=(*scene.saw, *notes))


def ideas(source: Source, n: int = 3, *, language: str = "en") -> tuple[agent.Treatment, ...]:
    """Up to three ways to animate a picture, the first the one that suits it best: each with a `name`, the `words` that
    make it, and the `reason`. language "en" or "zh"."""
    from vivant import agent

    seen = analyze(source)
    return agent.treatments(agent.glance(seen), agent.sees(seen), language, n)


def look_at(source: Source) -> tuple[Scene, float | None]:
    """The scene of a picture at the size that films need, and when it was taken, seconds since 1970."""
    picture, _ = _read(source, READ_SIDE)
    return _seen(picture, None, None, far_is_white=False)[0], picture.taken_at


def _scene_of(source: Source) -> Scene:
    return look_at(source)[0]


def plan(words: str, scene: Scene, draft: Draft | None = None, *, asset: str = ASSET) -> Draft:
    """The draft that the words ask for; with an earlier draft, that draft changed as they ask."""
    from vivant import agent

    return agent.direct(words, scene, draft=draft, asset=asset).draft


def frames(
    draft: Draft, scenes: Mapping[str, Scene], *, size: Size | None = None, fps: float | Fraction | None = None
) -> Iterator[Frame]:
    """The frames of a draft, (H, W, 3) uint8 RGB, in order. Raises DraftError if it cannot be drawn."""
    from vivant import render

    return render.frames(render.make_plan(draft, scenes, size=size, fps=fps))


def export(
    draft: Draft | str | Path,
    assets: Mapping[str, Given] | str | Path | None,
    output: str | Path,
    *,
    quality: media.Quality = "high",
    codec: str | None = None,
    size: Sized | None = None,
    fps: float | Fraction | None = None,
    poster: str | Path | None = None,
    captions: Captioned = "burned",
    alpha: bool = False,
    workers: int = 1,
    resume: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Write a draft as a film, as numbered pictures or, with the name of a sound file, its sound alone.

    draft     a draft, or a file of one
    assets    its pictures, videos and sounds by asset id: files, for pictures also bytes, arrays and scenes; or the
              folder that their names in the draft are in; None for that of the draft's file
    output    its suffix decides the format: see docs/exports.md
    codec     None takes the usual one of the format
    size, fps    in place of the draft's own; "720p", "1080p" or "4k" keeps its shape
    poster    a picture that is written too: the frame that shows the most
    captions  burned into the picture, a track that players can show, or none
    alpha     what no picture and no words cover is seen through; for mov, webm, mkv, webp and png
    workers   processes that draw parts of the film beside one another
    resume    draw in parts, and go on with those that an interrupted export left

    Raises DraftError, InputError, UsageError or OutputError.
    """
    from vivant import exporting

    watch = _Stopwatch()
    target = writable(output, codec=codec, alpha=alpha, poster=poster)
    folder = Path(draft).parent if isinstance(draft, (str, Path)) else Path()
    draft = exporting.read_draft(Path(draft)) if isinstance(draft, (str, Path)) else draft
    given = assets if isinstance(assets, Mapping) else exporting.by_name(draft, Path(assets or folder))
    settings = exporting.Settings(quality, codec, resolved(draft.size, size) if size else None, fps, captions, alpha)
    finished = exporting.finish(
        draft, given, target, settings, _scene_of, workers=workers, resume=resume, progress=progress
    )
    _show(target, poster)
    watch.lap("film")
    report = Report(
        saw=(), notes=finished.notes, unknown=(), moves=_move_names(draft), applied=_applied_names(draft),
        source_size=draft.size, size=finished.size, fps=float(finished.rate), n_frames=finished.n_frames,
        duration_s=finished.duration_s, seconds=watch.seconds,
    )  # fmt: skip
    return Result(target, draft, report)


# --- small steps ------------------------------------------------------------------------------------------------------


def _report(
    scene: Scene, draft: Draft, plan: Plan, notes: tuple[str, ...], unknown: tuple[str, ...], source_size: Size,
    watch: _Stopwatch,
) -> Report:  # fmt: skip
    clock = plan.clock
    return Report(
        scene.saw, notes, unknown, _move_names(draft), _applied_names(draft), source_size, plan.size,
        float(clock.rate), clock.n_frames, clock.duration_s, watch.seconds,
    )  # fmt: skip


def _stem(source: Source) -> str:
    """What the owner calls a picture; "" for one that is no file."""
    return Path(source).stem if isinstance(source, (str, Path)) else ""


def _with_mask(hint: Any) -> Any:
    """A hint with its mask read, where a file is named."""
    if not isinstance(hint, Mapping):
        return hint
    files = {k: media.read_mask(hint[k]) for k in ("region", "hold") if isinstance(hint.get(k), (str, Path))}
    return {**hint, **files}


def _read_cube(path: Path) -> str:
    """The text of a `.cube` file, once it is known to be one."""
    from vivant.effects.cube import parse

    try:
        if path.stat().st_size > LARGEST_CUBE:
            mb = LARGEST_CUBE >> 20
            raise OversizedInput(f"{path} is too large for a .cube file; up to {mb} MB are read.", place=str(path))
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        raise MissingInput(f"There is no file {path}. Check the name and the folder.", place=str(path)) from None
    except OSError as failure:
        raise UnreadableInput(f"{path} cannot be read: {failure.strerror}.", place=str(path)) from None
    parse(text)
    return text


def _graded(draft: Draft, cube: str | None) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the colours of a `.cube` text in every segment, as much of them as it asks for; what is to be told
    where it asks for colours and none were given."""
    edits = []
    for segment in draft.main_segments():
        known = next((a for a in segment.applied if a.kind == LUT), None)
        if cube is None:
            if known is not None and not known.knobs.get("cube"):
                return draft, ("You asked for the colours of a lut: give its .cube file with --lut.",)
            continue
        asked = replace(known or Applied(LUT), knobs={"cube": cube})
        edits.append(SetApplied(segment.id, (*(a for a in segment.applied if a.kind != LUT), asked)))
    return apply(draft, edits), ()


def _move_names(draft: Draft) -> tuple[str, ...]:
    return tuple(motion.move for segment in draft.main_segments() for motion in segment.motions)


def _applied_names(draft: Draft) -> tuple[str, ...]:
    """The flows and effects of a draft, each once, in the order in which they were asked for."""
    kinds = (applied.kind for segment in draft.main_segments() for applied in segment.applied if applied.kind != HOLD)
    return tuple(dict.fromkeys(kinds))


def _load_renderer() -> threading.Thread:
    """Load the renderer and its compiled code beside reading and looking; `join` the thread to wait.

    It gives way often: looking asks for the interpreter's lock after each of its many short calls, and would wait the
    usual 5 ms every time.
    """

    def load() -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(0.0003)
        try:
            from vivant.render import kernels

            kernels.load()
        finally:
            sys.setswitchinterval(usual)

    thread = threading.Thread(target=load, name="renderer", daemon=True)
    thread.start()
    return thread


def _read_side(size: Size | None) -> int:
    return max(READ_SIDE, round(1.4 * max(size or (0, 0))))


def _read(source: Source, longest: int) -> tuple[media.Picture, Size]:
    if isinstance(source, np.ndarray):
        h, w = source.shape[:2]
        return media.Picture(image=source, alpha=None, format="array", source_size=(w, h), digest=""), (w, h)
    picture = media.read_image(source, max_side=longest)
    return picture, picture.source_size


def _seen(
    picture: media.Picture, disparity: Map | None, subject: Map | None, *, far_is_white: bool
) -> tuple[Scene, tuple[str, ...]]:
    """The scene, and a note for each model that could not look.

    The one place that says whose eyes count: yours, then the camera's, then a model's that was pulled, then ours.
    """
    if far_is_white and disparity is None:
        raise UsageError("--depth-invert turns a depth map round: give one with --depth too.", place="depth_invert")
    mask = media.read_mask(subject) if isinstance(subject, (str, Path)) else subject
    outline = next((alpha for alpha in (mask, picture.alpha, picture.outline) if alpha is not None), None)
    depth = media.read_map(disparity) if isinstance(disparity, (str, Path)) else disparity
    known = {"depth": depth is not None or picture.depth is not None, "subject": outline is not None}
    better = models.better_eyes(picture.image, [job for job in models.JOBS if not known[job]])
    outline = better.subject if outline is None else outline
    view = partial(look, picture.image, subject=outline)
    if depth is not None:
        return view(disparity=depth, far_is_white=far_is_white), better.notes
    if picture.depth is not None:
        return view(disparity=picture.depth, whose=RECORDED_DEPTH), better.notes
    if better.disparity is not None:
        return view(disparity=better.disparity, whose=better.saw[0], surely=MODEL_DEPTH), better.notes
    return view(), better.notes


def writable(
    output: str | Path, source: Source | None = None, *, codec: str | None = None, alpha: bool = False,
    poster: str | Path | None = None,
) -> Path:  # fmt: skip
    """The path, once its name, folder and codec are known to do, and those of its poster: nobody should wait for a film
    that cannot be written."""
    path = Path(output)
    if isinstance(source, (str, Path)) and path.exists() and Path(source).exists() and path.samefile(source):
        raise UsageError(f"{path} is the picture itself; choose another name for the film.", place="output")
    known = [*media.suffixes(), *media.sound_suffixes(), *([".png"] if "%" in path.name else [])]
    if path.suffix.lower() not in known:
        listed = ", ".join(sorted(s.lstrip(".") for s in known))
        raise UsageError(f"Cannot tell the format of {path.name!r}; end the name in one of {listed}.", place="output")
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it.", place=str(path))
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise OutputError(f"Cannot write into {path.parent}: make the folder, or choose another.", place=str(path))
    if codec is not None or alpha:
        media.check_film(path, codec, alpha=alpha)
    if poster is not None and path.suffix.lower() not in media.suffixes():
        raise UsageError(f"{path.name} is no film, so it has no poster; leave the poster out.", place="poster")
    if poster is not None:
        media.check_picture(poster)
    return path


def sized(draft: Draft, size: Sized | None) -> Draft:
    """The draft in a resolution, where one is named. Raises UsageError."""
    wanted = resolved(draft.size, size) if isinstance(size, str) else draft.size
    return draft if wanted == draft.size else apply(draft, [SetCanvas(wanted)])


def _show(film: Path, poster: str | Path | None) -> None:
    """Write the poster of a finished film, if one is wanted."""
    if poster is not None:
        from vivant.exporting import write_poster

        write_poster(poster, film)


def _placed(draft: Draft, fit: str, loop: bool | None) -> Draft:
    if fit not in ("cover", "contain", "blur"):
        raise UsageError(f"--fit must be cover, contain or blur, not {fit!r}.", place="fit", value=fit)
    data = draft.to_dict()
    for track in data["t"]:
        for segment in track["sg"]:
            if fit != "cover":
                segment.setdefault("tr", {})["fit"] = fit
            if loop is not None and "mo" in segment:
                segment["mo"]["seamless"] = loop
    return Draft.from_dict(data)


def _plan_of(draft: Draft, scene: Scene, *, preview: bool) -> Plan:
    """The plan of a draft of one picture; that of a preview is small and has few frames."""
    from vivant import render

    if not preview:
        return render.make_plan(draft, {ASSET: scene})
    shown = _preview_size(draft.size)
    return render.make_plan(
        draft, {ASSET: _smaller(scene, max(shown) * 2)}, size=shown, fps=min(draft.fps, PREVIEW_FPS)
    )


def _heard(draft: Draft, scene: Scene, duration_s: float) -> Iterable[Any] | None:
    """The sound of a draft that has any."""
    if not any(track.kind == "sound" for track in draft.tracks()):
        return None
    from vivant.render.soundtrack import soundtrack

    return soundtrack(draft, {ASSET: scene}, duration_s)


def _preview_size(size: Size) -> Size:
    scale = min(1.0, PREVIEW_SIDE / min(size))
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height


def _smaller(scene: Scene, side: int) -> Scene:
    h, w = scene.image.shape[:2]
    scale = side / max(h, w)
    if scale >= 1.0:
        return scene
    size = (max(16, round(w * scale)), max(16, round(h * scale)))
    smaller: dict[str, Any] = {
        name: cv2.resize(np.ascontiguousarray(getattr(scene, name)), size, interpolation=cv2.INTER_AREA)
        for name in ("image", "disparity", "subject", "sky", "water", "ground")
    }
    return replace(scene, **smaller)
