"""OpenTimelineIO as a draft: ours as it was, with what another editor changed; a foreign one as far as we can do it.

Whatever cannot be taken over is told in a sentence; nothing is left out silently. Text comes from anywhere: it is read
as plain JSON first, and no plugin of the library is loaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from vivant.errors import DraftError, UnreadableInput
from vivant.timeline.draft import Draft
from vivant.timeline.interchange.library import (
    DISSOLVES,
    OfClip,
    OfTimeline,
    OfTrack,
    OfTransition,
    joints_of,
    ms_at,
    otio,
    ours_of,
    times_of,
)
from vivant.timeline.layout import Data
from vivant.timeline.repair import repair
from vivant.timeline.schema import PICTURE, SOUND, VERSION

LONGEST_TEXT = 64 << 20
STILLS = {".png", ".jpg", ".jpeg", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif", ".avif", ".exr", ".dpx"}
SOUNDS = {".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".aif", ".aiff"}
DISSOLVE = "fade"
"""What becomes of transitions that only other editors have."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft from elsewhere.

    links    where the media are, as the file says, by asset id
    notes    sentences for people: what could not be taken over, or was mended
    """

    draft: Draft
    links: dict[str, str]
    notes: tuple[str, ...] = ()


def from_otio(text: str) -> Imported:
    """The draft of the text of an .otio file.

    Raises UnreadableInput for what is no OpenTimelineIO, DraftError for what cannot be a draft, UsageError where the
    library is not installed.
    """
    reader = _Reader(otio())
    timeline = reader.opened(text)
    try:
        data = reader.draft(timeline)
    except (ArithmeticError, ValueError, RuntimeError, reader.o.exceptions.OTIOError):
        raise UnreadableInput("This OpenTimelineIO file has times that no film has; export it again.") from None
    try:
        draft = Draft.from_dict(data)
    except DraftError:
        draft, mended = repair(data)
        reader.notes += [m.sentence for m in mended if m.code != "id"]
    return Imported(draft, reader.links, tuple(dict.fromkeys(reader.notes)))


class _Reader:
    def __init__(self, library: Any) -> None:
        self.o = library
        self.notes: list[str] = []
        self.links: dict[str, str] = {}
        self.assets: Data = {}
        self.rate = 30.0

    def opened(self, text: str) -> Any:
        """The timeline of a text."""
        wrong = UnreadableInput("This is no OpenTimelineIO file, or it is damaged; export it again.", place="otio")
        if len(text) > LONGEST_TEXT:
            raise wrong
        try:
            json.loads(text)
            found = self.o.core.deserialize_json_from_string(text)
        except Exception:  # the library raises many kinds for files that are damaged
            raise wrong from None
        schema = self.o.schema
        if isinstance(found, schema.SerializableCollection):
            timelines = [one for one in found if isinstance(one, schema.Timeline)]
            if len(timelines) > 1:
                self.notes.append(f"The file has {len(timelines)} timelines; the first was taken.")
            found = next(iter(timelines), None)
        if not isinstance(found, schema.Timeline) or not isinstance(found.tracks, schema.Stack):
            raise wrong
        return found

    # --- the whole ----------------------------------------------------------------------------------------------------

    def draft(self, timeline: Any) -> Data:
        ours = ours_of(timeline, OfTimeline)
        self.assets = dict(ours.draft.get("a", {})) if ours else {}
        self.rate = self._rate(timeline, ours)
        main = next((t for t in timeline.tracks if self._kind(t) == PICTURE), None)
        tracks = [(track, made) for track in timeline.tracks if (made := self.track(track, track is main)) is not None]
        placed = [made for _, made in tracks]
        for n, other in ours.others if ours else ():
            placed.insert(n, other)
        if timeline.tracks.markers:
            self.notes.append(f"{len(timeline.tracks.markers)} markers of the timeline were left out.")
        if ours:
            rest = ours.draft | {"t": placed}
            return rest | {"a": self.assets} if "a" in rest or self.assets else rest
        meta = {"title": timeline.name, "fps": self.rate}
        return {"v": VERSION, "m": meta, "t": placed, "a": self.assets}

    def _rate(self, timeline: Any, ours: OfTimeline | None) -> float:
        """Frames per second: ours, or those of the first clip."""
        if ours:
            return float(ours.draft.get("m", {}).get("fps", 30.0))
        for clip in timeline.find_clips():
            if clip.source_range is not None and clip.source_range.duration.rate <= 240:
                return float(clip.source_range.duration.rate)
        return float(timeline.global_start_time.rate) if timeline.global_start_time else 30.0

    def _kind(self, track: Any) -> int | None:
        kinds = {self.o.schema.TrackKind.Video: PICTURE, self.o.schema.TrackKind.Audio: SOUND}
        return kinds.get(getattr(track, "kind", None))

    # --- a track ------------------------------------------------------------------------------------------------------

    def track(self, track: Any, is_main: bool) -> Data | None:
        """A track as the draft's, None for one of another kind."""
        kind, ours = self._kind(track), ours_of(track, OfTrack)
        if kind is None:
            self.notes.append(f"The track {track.name!r} was left out: it is neither picture nor sound.")
            return None
        head = ours.track if ours else self._head(track, kind, is_main)
        items = list(track)
        clips = [n for n, item in enumerate(items) if isinstance(item, self.o.schema.Clip)]
        for item in items:
            if not isinstance(item, self.o.schema.Clip | self.o.schema.Gap | self.o.schema.Transition):
                self.notes.append(f"{item.name or 'Something'!r} on {track.name!r} was left out: it is nested.")
        segments = [seg for n in clips if (seg := self.segment(items, n)) is not None]
        if all("was" in seg for seg in segments):
            return head | {"sg": [seg["was"] for seg in segments]}
        return head | {"sg": self._touching([seg["now"] for seg in segments])}

    def _touching(self, segments: list[Data]) -> list[Data]:
        """Segments that miss one another by less than a frame, because frames are not whole ms, touch."""
        earliest = 0
        for seg in segments:
            if abs(seg["s"] - earliest) * self.rate < 1000:
                seg["s"] = earliest
            earliest = seg["s"] + seg["d"] - seg.get("tn", {"d": 0})["d"]
        return segments

    def _head(self, track: Any, kind: int, is_main: bool) -> Data:
        role = "sfx" if kind == SOUND else "main" if is_main else "overlay"
        named = {"n": track.name} if track.name else {}
        return {"tt": kind, "r": role} | named | ({} if track.enabled else {"mu": True})

    # --- a clip -------------------------------------------------------------------------------------------------------

    def segment(self, items: list[Any], n: int) -> Data | None:
        """A clip as {"now": segment with its times}, and {"was": as it was written} where nobody changed it; None for
        one that cannot be shown."""
        clip, ours = items[n], ours_of(items[n], OfClip)
        try:
            times = times_of(items, n)
        except (self.o.exceptions.OTIOError, RuntimeError):
            self.notes.append(f"The clip {clip.name!r} was left out: the file does not say which part of it plays.")
            return None
        if not clip.enabled:
            self.notes.append(f"The clip {clip.name!r} was left out: it is switched off.")
            return None
        if ours and ours.times == times:
            return {"was": ours.segment, "now": ours.segment | {"s": ours.start_ms}}
        now = self._timed(clip, ours.segment if ours else None, *joints_of(items, n))
        return None if now is None else {"now": now}

    def _timed(self, clip: Any, known: Data | None, before: Any, after: Any) -> Data | None:
        own, media = clip.range_in_parent(), clip.trimmed_range()
        head = ms_at(before.in_offset) if before is not None else 0
        tail = ms_at(after.out_offset) if after is not None else 0
        start, length = ms_at(own.start_time), ms_at(own.duration)
        if length + head + tail < 1:
            self.notes.append(f"The clip {clip.name!r} was left out: it is shorter than a frame.")
            return None
        base = self._foreign(clip) if known is None else {key: value for key, value in known.items() if key != "tn"}
        if base is None:
            return None
        seg: Data = base | {"s": max(0, start - head), "d": length + head + tail}
        if seg.get("src") and seg["src"].get("fz") is None:
            self._play(seg, clip, ms_at(media.start_time), head, known)
        if after is not None:
            seg["tn"] = self._transition(after, ms_at(after.in_offset) + ms_at(after.out_offset))
        return seg

    def _play(self, seg: Data, clip: Any, first: int, head: int, known: Data | None) -> None:
        """Which part of the media plays."""
        source = seg["src"]
        available = clip.available_range() if clip.media_reference and clip.media_reference.available_range else None
        begin = first - (ms_at(available.start_time) if available else 0)
        asset = self.assets.get(source["a"], {})
        if asset.get("k") == "image":
            return
        speed = source.get("sp", 1.0)
        source["in"] = max(0, begin - round(head * speed))
        if known is None or "out" in source:
            source["out"] = source["in"] + max(1, round(seg["d"] * speed))
        if asset.get("d") and source.get("out", 0) > asset["d"] > source["in"]:
            source["out"] = asset["d"]

    def _transition(self, transition: Any, lasts: int) -> Data:
        ours = ours_of(transition, OfTransition)
        if ours:
            return {"k": ours.kind, "d": lasts}
        dissolve = transition.transition_type == self.o.schema.TransitionTypes.SMPTE_Dissolve
        if not dissolve and transition.name not in DISSOLVES:
            name = transition.name or transition.transition_type
            self.notes.append(f"The transition {name!r} became a {DISSOLVE}: it is another editor's.")
        return {"k": DISSOLVE, "d": lasts}

    def _foreign(self, clip: Any) -> Data | None:
        """What a clip of another editor shows, without its times."""
        name = self._asset(clip)
        if name is None:
            return None
        source: Data = {"a": name}
        for effect in clip.effects:
            if isinstance(effect, self.o.schema.FreezeFrame):
                source["fz"] = max(0, ms_at(clip.trimmed_range().start_time))
            elif isinstance(effect, self.o.schema.LinearTimeWarp):
                source |= self._warped(effect, clip)
            else:
                told = effect.name or effect.effect_name or type(effect).__name__
                self.notes.append(f"The effect {told!r} of the clip {clip.name!r} was left out.")
        if clip.markers:
            self.notes.append(f"{len(clip.markers)} markers of the clip {clip.name!r} were left out.")
        return {"m": {"name": clip.name}, "src": source} if clip.name else {"src": source}

    def _warped(self, effect: Any, clip: Any) -> Data:
        speed = abs(effect.time_scalar)
        if not 0.1 <= speed <= 10:
            limited = min(10.0, max(0.1, speed))
            self.notes.append(f"The clip {clip.name!r} plays {limited:g} times as fast, not {speed:g}.")
            speed = limited
        return {"sp": speed} | ({"rev": True} if effect.time_scalar < 0 else {})

    def _asset(self, clip: Any) -> str | None:
        """The asset that a clip refers to, known from now on."""
        reference = clip.media_reference
        if isinstance(reference, self.o.schema.GeneratorReference):
            self.notes.append(f"The clip {clip.name!r} was left out: it is made by another editor's generator.")
            return None
        link = getattr(reference, "target_url", "") or ""
        if isinstance(reference, self.o.schema.ImageSequenceReference):
            link = f"{reference.target_url_base}{reference.name_prefix}"
            self.notes.append(f"The clip {clip.name!r} is a sequence of pictures; give it as a video.")
        if not link:
            self.notes.append(f"The clip {clip.name!r} does not say where its media are; give them yourself.")
        name = _file_name(link) or clip.name or "media"
        known = next(self._free(name, link))
        self.links[known] = link
        if known not in self.assets:
            suffix = PurePosixPath(name).suffix.lower()
            kind = "image" if suffix in STILLS else "audio" if suffix in SOUNDS else "video"
            if kind == "video" and self._kind(clip.parent()) == SOUND and not suffix:
                kind = "audio"
            ends = reference.available_range if reference else None
            length = {"d": ms_at(ends.duration)} if kind != "image" and ends and ms_at(ends.duration) > 0 else {}
            self.assets[known] = {"k": kind, "n": name} | length
        return known

    def _free(self, name: str, link: str) -> Iterator[str]:
        """The name of an asset: that of its file, unless another file has it."""
        stem = name
        for n in range(2, 10**6):
            if self.links.get(stem, link) == link:
                yield stem
            stem = f"{name}-{n}"


def _file_name(link: str) -> str:
    """The name of the file that a path or an address leads to."""
    last = re.split(r"[/\\]", re.split(r"[?#]", link)[0])[-1]
    return re.sub(
        r"(?:%[0-9a-fA-F]{2})+", lambda m: bytes.fromhex(m[0].replace("%", "")).decode(errors="replace"), last
    )
