"""A video of which only a stretch is wanted is copied, not encoded again. Not for copying itself (media)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vivant.media import Clip, MediaInfo, copy_range
from vivant.timeline import Draft, Segment
from vivant.timeline.values import Placement
from vivant.units import Size

COPIED = (".mp4", ".mov", ".mkv", ".webm", ".avi")
SAME_RATE = 0.01
"""Frames per second by which two rates may differ and still be one."""


def copied(segment: Segment, clip: Clip, output: Path, size: Size, fps: float) -> bool:
    """Copy what a segment shows, as `alone` found it, if the video has this size and rate and can be cut there;
    otherwise nothing is done."""
    info = clip.info
    fits = info.size == size and abs(float(info.rate) - fps) <= SAME_RATE
    if output.suffix.lower() not in COPIED or not fits or not _plain(info) or not _lasts(segment, info):
        return False
    assert segment.source is not None
    start_s = segment.source.in_ms / 1000
    end_s = start_s + segment.duration_ms / 1000
    return copy_range(clip.path, output, start_s, None if end_s > info.duration_s - 0.5 / fps else end_s)


def alone(draft: Draft) -> Segment | None:
    """The segment of a draft that shows one stretch of one asset, unchanged, and nothing else."""
    tracks = [track for track in draft.tracks() if track.segments]
    if len(tracks) != 1 or tracks[0].kind != "picture" or tracks[0].muted or len(tracks[0].segments) != 1:
        return None
    (segment,) = tracks[0].segments
    source = segment.source
    if source is None or segment.start_ms or segment.motions or segment.applied or segment.gain * tracks[0].gain != 1:
        return None
    still = source.speed == 1 and source.loop == "none" and not source.reverse and source.freeze_ms is None
    faded = segment.fade_in_ms or segment.fade_out_ms
    laid = replace(segment.placement, fit=Placement().fit) == Placement()
    return segment if still and laid and not source.offset_ms and not faded else None


def _plain(info: MediaInfo) -> bool:
    """Whether a film can be shown as it is."""
    return not (info.variable or info.hdr or info.interlaced or info.turned_deg) and info.stored_size == info.size


def _lasts(segment: Segment, info: MediaInfo) -> bool:
    """Whether the film goes on for as long as the segment."""
    source = segment.source
    assert source is not None
    out = info.duration_ms if source.out_ms is None else source.out_ms
    frame_ms = 1000 / float(info.rate)
    return segment.duration_ms <= min(out, info.duration_ms) - source.in_ms + frame_ms
