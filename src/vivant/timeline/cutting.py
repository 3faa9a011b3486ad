"""A part of a segment as a segment of its own, as plain data: what is cut off is gone, what is left looks and sounds as
it did at that moment. Not for where it then lies on its track (layout.py)."""

from __future__ import annotations

import copy
from typing import Any

from vivant.timeline.layout import Data


def is_moving(source: Data, asset: Data | None) -> bool:
    """Whether a source plays; what the draft does not tell of plays if it has times."""
    if source.get("fz") is not None:
        return False
    if asset is not None:
        return bool(asset.get("k") != "image")
    return any(key in source for key in ("in", "out", "sp", "rev", "loop"))


def part(segment: Data, start: int, end: int, asset: Data | None = None) -> Data:
    """The segment from `start` to `end`, ms inside it. `asset` is what the draft tells of its asset."""
    cut = copy.deepcopy(segment)
    length = segment["d"]
    cut |= {"s": segment["s"] + start, "d": end - start}
    if start > 0:
        cut.pop("fi", None)
        _without(cut.get("txt"), "in")
    if end < length:
        for key in ("fo", "tn"):
            cut.pop(key, None)
        _without(cut.get("txt"), "out")
    if cut.get("src") and is_moving(cut["src"], asset):
        cut["src"] = _part_of_source(cut["src"], start, end, length, asset)
    if cut.get("mo"):
        _cut_motions(cut, start, end, length)
    if cut.get("fx"):
        cut["fx"] = [fx for one in cut["fx"] if (fx := _part_of_applied(one, start, end, length))]
    return cut


def span_ms(source: Data, length: int, asset: Data | None) -> int:
    """How much of its media a source plays, in ms of the media."""
    first = source.get("in") or 0
    if source.get("out") is not None:
        return int(source["out"]) - int(first)
    if source.get("loop", "none") != "none" and asset and asset.get("d"):
        return max(1, int(asset["d"] - first))
    return max(1, round(length * float(source.get("sp", 1.0))))


def _part_of_source(source: Data, start: int, end: int, length: int, asset: Data | None) -> Data:
    speed, first = source.get("sp", 1.0), source.get("in") or 0
    span = span_ms(source, length, asset)
    before, after = round(start * speed), round(end * speed)
    if source.get("loop", "none") != "none":
        period = span * (2 if source["loop"] == "boomerang" else 1)
        offset = ((source.get("off") or 0) + before) % period
        return _without(source, "off") if not offset else source | {"off": offset}
    if before >= span:  # only the held last picture is left
        held = first if source.get("rev") else first + span
        return {k: v for k, v in source.items() if k not in ("in", "out", "sp", "rev")} | {"fz": held}
    after = min(max(after, before + 1), span)
    if source.get("rev"):
        before, after = span - after, span - before
    known = source.get("out") is not None or source.get("rev") or end < length
    return source | {"in": first + before} | ({"out": first + after} if known else {})


def _cut_motions(cut: Data, start: int, end: int, length: int) -> None:
    """Moves go on as they did: one that began before the cut starts below 0, one that ends after it is cut off."""
    first, more = cut["mo"], cut["mo"].get("with", [])
    kept = []
    for motion in ({k: v for k, v in first.items() if k != "with"}, *more):
        since = motion.get("s", 0)
        if since >= end:
            continue
        if not (motion.get("seamless") and motion.get("d") is None):
            motion["d"] = motion.get("d") or max(1, length - since)
        kept.append(_without(motion, "s") | ({"s": since - start} if since != start else {}))
    cut.pop("mo")
    if kept:
        cut["mo"] = kept[0] | ({"with": kept[1:]} if kept[1:] else {})


def _part_of_applied(fx: Data, start: int, end: int, length: int) -> Data | None:
    since = fx.get("s", 0)
    until = min(length, since + (fx.get("d") or length))
    if since >= end or until <= start:
        return None
    left, right = max(since, start) - start, min(until, end) - start
    found: Data = _without(copy.deepcopy(fx), "s", "d", *(["fi"] * (since < start)), *(["fo"] * (until > end)))
    found |= {"s": left} if left else {}
    return found | ({"d": right - left} if right < end - start else {})


def stretch(segment: Data, length: int) -> None:
    """Give a segment a new length; what is timed inside keeps its share of it."""
    before = segment["d"]
    segment["d"] = length
    timed = [segment.get("mo") or {}, *(segment.get("mo") or {}).get("with", []), *segment.get("fx", [])]
    for one in timed:
        for key in ("s", "d"):
            if one.get(key):
                scaled = round(one[key] * length / before)
                one[key] = max(1, scaled) if one[key] > 0 else scaled


def _without(data: Any, *keys: str) -> Any:
    """The data, with keys taken out of it where they are."""
    for key in keys:
        if data:
            data.pop(key, None)
    return data
