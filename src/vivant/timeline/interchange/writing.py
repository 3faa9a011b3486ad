"""A draft as OpenTimelineIO. Each segment is a clip, its track a track; where segments overlap in a transition, the cut
is in the middle of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vivant.errors import DraftError, Problem
from vivant.timeline.draft import Draft
from vivant.timeline.interchange.library import DISSOLVES, FORMAT, OURS, otio, times_of
from vivant.timeline.values import Asset, Segment, Source, Track
from vivant.units import frame_at

LARGEST = 2**63 - 1


def to_otio(draft: Draft, links: Mapping[str, str] | None = None) -> str:
    """The draft as the text of an .otio file. `links` are where its assets are, paths or addresses by asset id.

    Raises DraftError where a number is too large for the format, UsageError where the library is not installed.
    """
    data = draft.to_dict()
    _check_numbers(data, "")
    writer = _Writer(draft, links or {})
    timeline = writer.timeline(data)
    text: str = otio().core.serialize_json_to_string(timeline, indent=2)
    return text + "\n"


class _Writer:
    def __init__(self, draft: Draft, links: Mapping[str, str]) -> None:
        self.o = otio()
        self.rate = float(draft.fps)
        self.draft = draft
        self.assets = draft.assets()
        self.links = links

    def time(self, frames: float) -> Any:
        return self.o.opentime.RationalTime(frames, self.rate)

    def timeline(self, data: dict[str, Any]) -> Any:
        timeline = self.o.schema.Timeline(self.draft.title)
        others = []
        for n, (track, written) in enumerate(zip(self.draft.tracks(), data["t"], strict=True)):
            if track.kind == "other":
                others.append([n, written])
            else:
                timeline.tracks.append(self.track(track, written))
        rest = {key: value for key, value in data.items() if key != "t"}
        timeline.metadata[OURS] = {"format": FORMAT, "draft": rest, "others": others}
        for made in timeline.tracks:
            items = list(made)
            for n, item in enumerate(items):
                if isinstance(item, self.o.schema.Clip):
                    item.metadata[OURS]["times"] = times_of(items, n)
        return timeline

    def track(self, track: Track, data: dict[str, Any]) -> Any:
        kind = self.o.schema.TrackKind.Audio if track.kind == "sound" else self.o.schema.TrackKind.Video
        made = self.o.schema.Track(track.name or track.role, kind=kind)
        made.metadata[OURS] = {"track": {key: value for key, value in data.items() if key != "sg"}}
        made.enabled = not track.muted
        at, overlap = 0, 0
        for k, segment in enumerate(track.segments):
            start = segment.start_ms + overlap // 2
            first = frame_at(start, self.rate)
            if first > at:
                made.append(self.o.schema.Gap(duration=self.time(first - at)))
            following = track.segments[k + 1 : k + 2]
            lasts = segment.transition.duration_ms if segment.transition and following else 0
            last = max(first, frame_at(segment.end_ms - (lasts - lasts // 2), self.rate))
            made.append(self.clip(segment, data["sg"][k], start - segment.start_ms, last - first))
            if lasts and segment.transition:
                made.append(self.transition(segment.transition.kind, lasts))
            at, overlap = last, lasts
        return made

    def transition(self, kind: str, lasts: int) -> Any:
        schema = self.o.schema
        dissolve = kind in DISSOLVES
        made = schema.Transition(
            kind,
            schema.TransitionTypes.SMPTE_Dissolve if dissolve else schema.TransitionTypes.Custom,
            self.time(frame_at(lasts // 2, self.rate)),
            self.time(frame_at(lasts - lasts // 2, self.rate)),
        )
        made.metadata[OURS] = {"kind": kind}
        return made

    def clip(self, segment: Segment, data: dict[str, Any], skipped_ms: int, n_frames: int) -> Any:
        opentime, source = self.o.opentime, segment.source
        speed = source.speed if source else 1.0
        first = frame_at((source.in_ms if source else 0) + skipped_ms * speed, self.rate)
        name = segment.text.content if segment.text else segment.name or segment.asset
        made = self.o.schema.Clip(
            name,
            media_reference=self.reference(segment),
            source_range=opentime.TimeRange(self.time(first), self.time(n_frames)),
        )
        if source:
            made.effects.extend(self.effects(source))
        made.metadata[OURS] = {"segment": data, "start_ms": segment.start_ms}
        return made

    def effects(self, source: Source) -> list[Any]:
        if source.freeze_ms is not None:
            return [self.o.schema.FreezeFrame()]
        if source.speed == 1.0 and not source.reverse:
            return []
        scalar = -source.speed if source.reverse else source.speed
        return [self.o.schema.LinearTimeWarp(time_scalar=scalar)]

    def reference(self, segment: Segment) -> Any:
        schema = self.o.schema
        if segment.text:
            return schema.GeneratorReference("text", "text", parameters={"text": segment.text.content})
        asset = self.assets.get(segment.asset, Asset(segment.asset, "video"))
        where = self.links.get(segment.asset) or asset.name or segment.asset
        made = schema.ExternalReference(where)
        if asset.duration_ms:
            length = frame_at(asset.duration_ms, self.rate)
            made.available_range = self.o.opentime.TimeRange(self.time(0), self.time(length))
        made.name = asset.name
        made.metadata[OURS] = {"asset": segment.asset}
        return made


def _check_numbers(data: Any, place: str) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            _check_numbers(value, f"{place}.{key}".lstrip("."))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            _check_numbers(value, f"{place}[{n}]")
    elif isinstance(data, int) and not -LARGEST <= data <= LARGEST:
        told = f"In the draft, {place} is too large a number for OpenTimelineIO."
        raise DraftError((Problem("range", place, data, LARGEST, told),))
