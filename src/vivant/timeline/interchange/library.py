"""The opentimelineio library, where it is installed, and what both directions share. It is loaded when first needed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from vivant.errors import UsageError
from vivant.timeline.schema import DraftShape, SegmentShape, TrackShape

OURS = "vivant"
"""The key of what is ours in the metadata."""
FORMAT = 1

DISSOLVES = ("fade", "crossfade", "dissolve")
"""Transitions that other editors call a dissolve."""


def otio() -> Any:
    """The library. Raises UsageError that says how to install it."""
    try:
        import opentimelineio
    except ImportError:
        told = 'OpenTimelineIO needs one more library: pip install "vivant[otio]" (Python 3.11 to 3.13).'
        raise UsageError(told, place="otio") from None
    return opentimelineio


def ms_at(time: Any) -> int:
    """A RationalTime in whole ms."""
    value, rate = float(time.value), float(time.rate)
    return round(value * 1000 / rate)


def joints_of(items: Sequence[Any], n: int) -> tuple[Any, Any]:
    """The transitions before and after a clip, None where there is none."""
    transition = otio().schema.Transition
    before, after = (items[k] if 0 <= k < len(items) else None for k in (n - 1, n + 1))
    return before if isinstance(before, transition) else None, after if isinstance(after, transition) else None


def times_of(items: Sequence[Any], n: int) -> list[float]:
    """Where a clip lies on its track and in its media, and what it shares with its neighbours, in frames: what another
    editor may have changed."""
    own, media = items[n].range_in_parent(), items[n].trimmed_range()
    times = [own.start_time, own.duration, media.start_time]
    for joint in joints_of(items, n):
        times += [joint.in_offset, joint.out_offset] if joint is not None else []
    return [float(time.value) for time in times] + [float(own.duration.rate)]


def _draft(data: dict[str, Any]) -> dict[str, Any]:
    DraftShape.model_validate(data | {"t": []})
    return data


def _track(data: dict[str, Any]) -> dict[str, Any]:
    TrackShape.model_validate(data | {"sg": []})
    return data


def _segment(data: dict[str, Any]) -> dict[str, Any]:
    SegmentShape.model_validate(data)
    return data


class _Ours(BaseModel):
    model_config = ConfigDict(strict=True)


class OfTimeline(_Ours):
    """What is ours of a timeline: the draft without its tracks, and tracks that no other editor knows, by number."""

    draft: Annotated[dict[str, Any], AfterValidator(_draft)]
    others: list[tuple[int, dict[str, Any]]]
    format: int = FORMAT


class OfTrack(_Ours):
    """What is ours of a track: all but its segments."""

    track: Annotated[dict[str, Any], AfterValidator(_track)]


class OfClip(_Ours):
    """What is ours of a clip: the segment, when it starts, and the times that it was written with."""

    segment: Annotated[dict[str, Any], AfterValidator(_segment)]
    start_ms: int
    times: list[float]


class OfTransition(_Ours):
    """What is ours of a transition: its kind."""

    kind: str


_Kind = TypeVar("_Kind", bound=_Ours)


def ours_of(item: Any, kind: type[_Kind]) -> _Kind | None:
    """What is ours in the metadata of something; None where there is nothing, or it is damaged."""
    try:
        return kind.model_validate_json(json.dumps(plain(item.metadata.get(OURS))))
    except (ValidationError, ValueError):
        return None


def plain(value: Any) -> Any:
    """Metadata of the library as plain data."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return [plain(one) for one in value] if hasattr(value, "__iter__") else str(value)
