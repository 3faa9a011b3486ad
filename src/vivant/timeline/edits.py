"""Edits: the few ways a draft may change, each a small value, and how they are applied.

An edit says what is wanted, not how the JSON looks. A draft is never changed in place: `apply` gives the next one, with
its revision one higher. Not for deciding what to change (the agent does).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from vivant.timeline.draft import PICTURE, Applied, Draft, Motion
from vivant.units import Size


@dataclass(frozen=True, slots=True)
class SetCanvas:
    """The output's size in pixels and frames per second; None leaves it."""

    size: Size | None = None
    fps: float | None = None


@dataclass(frozen=True, slots=True)
class SetDuration:
    """How long a segment of the main track is; what follows moves along."""

    segment: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SetMotion:
    """All moves of a segment at once; the first is the main one."""

    segment: str
    motions: tuple[Motion, ...]


@dataclass(frozen=True, slots=True)
class SetFit:
    """How a segment's picture fills the frame: cover, contain or blur."""

    segment: str
    fit: str


@dataclass(frozen=True, slots=True)
class SetPrompt:
    """The words a segment was made from."""

    segment: str
    prompt: str


@dataclass(frozen=True, slots=True)
class SetApplied:
    """All flows and effects of a segment at once."""

    segment: str
    applied: tuple[Applied, ...]


Edit: TypeAlias = SetCanvas | SetDuration | SetMotion | SetFit | SetPrompt | SetApplied


def still(asset: str, picture: Size, *, size: Size, fps: float, duration_ms: int, seed: int = 0) -> Draft:
    """A draft that shows one picture, of (width, height) `picture`, and does not move it yet."""
    segment = {"id": "s1", "s": 0, "d": duration_ms, "m": {"name": asset, "seed": seed}, "src": {"a": asset}}
    return Draft.from_dict(
        {
            "v": 1,
            "rev": 0,
            "d": duration_ms,
            "m": {"title": asset, "width": size[0], "height": size[1], "fps": fps, "bg": "#000000"},
            "t": [{"id": "t1", "tt": PICTURE, "r": "main", "n": "Main", "sg": [segment]}],
            "a": {asset: {"k": "image", "n": asset, "w": picture[0], "h": picture[1]}},
        }
    )


def apply(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft with the edits made, in order; the same draft if there are none. Raises DraftError if the result
    cannot be a draft. An edit of a segment that is not on the main track changes nothing."""
    listed = tuple(edits)
    if not listed:
        return draft
    data = draft.to_dict()
    track = draft.main_track()
    segments: list[dict[str, Any]] = data["t"][track]["sg"] if track is not None else []
    for segment, known in zip(segments, draft.main_segments(), strict=True):
        segment.setdefault("s", known.start_ms)
    for edit in listed:
        _apply(data, segments, edit)
    data["rev"] = draft.rev + 1
    checked = Draft.from_dict(data)
    data["d"] = checked.duration_ms
    return Draft.from_dict(data)


def _apply(data: dict[str, Any], segments: list[dict[str, Any]], edit: Edit) -> None:
    if isinstance(edit, SetCanvas):
        meta = data.setdefault("m", {})
        if edit.size is not None:
            meta["width"], meta["height"] = edit.size
        if edit.fps is not None:
            meta["fps"] = edit.fps
        return
    index = next((i for i, s in enumerate(segments) if s.get("id", "") == edit.segment), None)
    if index is None:
        return
    segment = segments[index]
    if isinstance(edit, SetDuration):
        _resize(segments, index, edit.duration_ms)
    elif isinstance(edit, SetMotion):
        segment["mo"] = _motion(edit.motions, segment.get("mo", {}))
    elif isinstance(edit, SetApplied):
        segment["fx"] = _fx(edit.applied, segment.get("fx", []))
    elif isinstance(edit, SetFit):
        segment["tr"] = segment.get("tr", {}) | {"fit": edit.fit}
    else:
        segment["m"] = segment.get("m", {}) | {"prompt": edit.prompt}


def _resize(segments: list[dict[str, Any]], index: int, duration_ms: int) -> None:
    """Change one length; later segments shift, timed moves of this one keep their share of it."""
    segment = segments[index]
    before = segment["d"]
    segment["d"] = duration_ms
    timed = [segment.get("mo", {}), *segment.get("mo", {}).get("with", []), *segment.get("fx", [])]
    for motion in timed:
        for key in ("s", "d"):
            if motion.get(key):
                motion[key] = max(1, round(motion[key] * duration_ms / before))
    for later in segments[index + 1 :]:
        later["s"] += duration_ms - before


def _fx(applied: tuple[Applied, ...], earlier: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The draft form of what is applied; keys of an earlier entry of the same kind that Vivant does not know are
    kept."""
    ours = {"k", "s", "d", "p", "fi", "fo", "area", "dir"}
    extra = {fx["k"]: {k: v for k, v in fx.items() if k not in ours} for fx in reversed(earlier)}
    return [extra.get(one.kind, {}) | one.to_dict() for one in applied]


def _motion(motions: tuple[Motion, ...], earlier: dict[str, Any]) -> dict[str, Any]:
    """The draft form of the moves; keys of the earlier motion that Vivant does not know are kept."""
    ours = {"p", "i", "e", "sp", "s", "d", "k", "seamless", "hold_subject", "with", "kf", "dir"}
    first, *more = motions
    written = {k: v for k, v in earlier.items() if k not in ours} | first.to_dict()
    return written | ({"with": [m.to_dict() for m in more]} if more else {})
