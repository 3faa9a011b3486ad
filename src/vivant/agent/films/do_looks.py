"""Shape, crop, turns, films over films, hidden parts, steadiness and transitions: tasks as edits. Not for time
(do_cuts.py)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from vivant.agent.choice import shaped
from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.notes import seconds
from vivant.agent.films.regions import outline_of
from vivant.agent.notes import transition_name
from vivant.platforms import find_platform
from vivant.timeline import (
    AddSegment,
    Applied,
    Crop,
    Edit,
    Place,
    Remove,
    SetApplied,
    SetCanvas,
    SetDuration,
    SetPlacement,
    SetTransition,
    SetTransitionAll,
)
from vivant.timeline.placing import lengths_seen
from vivant.timeline.values import STEADY

MARGIN = 0.03
"""From a small picture to the edges, in frame heights or widths, whichever is shorter."""
OVER_S = {"crossfade": 0.8, "whip_pan": 0.4, "zoom_blur": 0.4}
USUAL_OVER_S = 0.6
_QUARTER, _HALF = 90.0, 180.0
_RIM = 1.01
"""How much more than the frame a picture that is turned a little fills, so that no pixel at its rim is seen."""


def look(desk: Desk, listed: Sequence[t.Task], outline: Sequence[tuple[float, float]]) -> None:
    """What is done to the pictures of films, in times of the draft as it was: it goes along with later cuts."""
    for task in listed:
        if isinstance(task, t.Steady):
            _steady(desk, task)
        elif isinstance(task, t.CropTo):
            desk.do(*(Crop(s.id, *task.box) for s in desk.of(task.which)))
            desk.tell("crop")
        elif isinstance(task, t.Hide):
            _hide(desk, task, outline)


def lay_out(desk: Desk, listed: Sequence[t.Task]) -> None:
    """What is done to the frame and to films on it, once they are cut."""
    for task in listed:
        if isinstance(task, t.Inset):
            _inset(desk, task)
        elif isinstance(task, t.Turn):
            _turn(desk, task)
        elif isinstance(task, t.Platform):
            _platform(desk, task)
        elif isinstance(task, t.Shape):
            _shape(desk, task)


def go_over(desk: Desk, listed: Sequence[t.Task]) -> None:
    """Transitions, once there is nothing more to cut."""
    for task in (x for x in listed if isinstance(x, t.Over)):
        if len(desk.segments) < 2:
            desk.tell("one_only")
            continue
        lasts = round(1000 * (OVER_S.get(task.kind, USUAL_OVER_S) if task.lasts_s is None else task.lasts_s))
        one = None if task.which is None else desk.of(task.which)
        seen_ms = lengths_seen(desk.segments)
        over = {s.id: s.transition.kind for s in desk.segments[:-1] if s.transition is not None}
        if not task.kind:  # as they are, only faster or slower
            desk.do(*(SetTransition(name, kind, lasts) for name, kind in over.items()))
        else:
            desk.do(SetTransitionAll(task.kind, lasts) if not one else SetTransition(one[-1].id, task.kind, lasts))
            desk.tell("over", kind=transition_name(task.kind, desk.language))
        keep_shown(desk, seen_ms)


def keep_shown(desk: Desk, seen_ms: Sequence[float]) -> None:
    """Pictures are seen as long as before, whatever change they have now; films play what they play."""
    over = [0, *(before.end_ms - after.start_ms for before, after in pairwise(desk.segments)), 0]
    for n, segment in enumerate(desk.segments):
        wanted = round(seen_ms[n] + (over[n] + over[n + 1]) / 2)
        if not desk.plays(segment) and segment.source is not None and abs(wanted - segment.duration_ms) > 1:
            desk.do(SetDuration(segment.id, max(1, wanted)))


# --- single films -----------------------------------------------------------------------------------------------------


def _steady(desk: Desk, task: t.Steady) -> None:
    films = [s for s in desk.of(task.which) if desk.plays(s)]
    for segment in films:
        kept = tuple(a for a in segment.applied if a.kind != STEADY)
        desk.do(SetApplied(segment.id, (*kept, Applied(STEADY)) if task.on else kept))
    if task.on or not films:
        desk.tell("steady" if films else "not_playing")


def _hide(desk: Desk, task: t.Hide, outline: Sequence[tuple[float, float]]) -> None:
    if task.said and not outline:
        desk.tell("no_thing", what=task.said)
        return
    drawn = tuple(outline) if task.box is None else outline_of(task.box)
    place = Place(polygon=drawn) if len(drawn) > 2 else None
    total_s = desk.total_ms / 1000
    start, end = (round(1000 * x) for x in task.when.within(total_s))
    for segment in desk.of(task.which):
        low, high = max(start, segment.start_ms) - segment.start_ms, min(end, segment.end_ms) - segment.start_ms
        if low >= high:
            continue
        lasts = None if high >= segment.duration_ms else high - low
        hidden = Applied(task.kind, start_ms=low, duration_ms=lasts, place=place)
        desk.do(SetApplied(segment.id, (*segment.applied, hidden)))
    how = "blurred" if task.kind == "blur" else "made of blocks"
    desk.tell("hidden", where="That part of the frame" if place else "The whole frame", how=how)


def _turn(desk: Desk, task: t.Turn) -> None:
    turned = desk.of(task.which)
    if task.degrees % _HALF == _QUARTER and len(turned) == len(desk.segments):
        desk.do(SetCanvas((desk.draft.size[1], desk.draft.size[0])))
    for segment in turned:
        angle = (segment.placement.rotation_deg + task.degrees) % 360
        desk.do(SetPlacement(segment.id, rotation_deg=angle, scale=_covering(angle, desk.draft.size)))
    if turned:
        desk.tell("turned", degrees=f"{task.degrees:g}")


def _covering(angle_deg: float, size: tuple[int, int]) -> float:
    """How much larger a picture must be so that, turned, it still fills the frame; quarter turns take its other
    shape."""
    if angle_deg % _QUARTER == 0:
        return 1.0
    turn = math.radians(angle_deg)
    return round(_RIM * (abs(math.cos(turn)) + abs(math.sin(turn)) * max(size) / min(size)), 4)


# --- the frame --------------------------------------------------------------------------------------------------------


def _platform(desk: Desk, task: t.Platform) -> None:
    found = find_platform(task.name)
    if found is None:
        return
    desk.do(SetCanvas(found.size))
    name = next((w for w in found.words if w > "\u2fff"), found.name) if desk.language == "zh" else found.name
    desk.tell("platform", name=name, width=found.size[0], height=found.size[1])
    if found.longest_s is not None and desk.draft.duration_ms > 1000 * found.longest_s:
        desk.tell("too_long", name=found.name, limit=f"{found.longest_s:g}", seconds=seconds(desk.draft.duration_ms))


def _shape(desk: Desk, task: t.Shape) -> None:
    size = shaped(task.width / task.height, min(desk.draft.size))
    edits: list[Edit] = [SetCanvas(size)] if size != desk.draft.size else []
    if task.fit:
        edits += [SetPlacement(s.id, fit=task.fit) for s in desk.segments if s.fit != task.fit]
    desk.do(*edits)
    desk.tell("shape", width=size[0], height=size[1])
    if task.fit == "cover":
        desk.tell("follows")


def _inset(desk: Desk, task: t.Inset) -> None:
    film = desk.film(task.which)
    segments = [s for s in desk.segments if film and s.asset == film.asset]
    if film is None or not segments or len(segments) == len(desk.segments):
        desk.tell("no_inset")
        return
    one = segments[0]
    used = {s.id for track in desk.draft.tracks() for s in track.segments}
    name = next(f"inset{n}" for n in range(1, len(used) + 2) if f"inset{n}" not in used)
    desk.do(*(Remove(s.id) for s in segments))
    source = one.source
    out = None if source is None else source.out_ms
    first = 0 if source is None else source.in_ms
    length = min(one.duration_ms, desk.total_ms)
    added = desk.do(AddSegment(one.asset, length, "overlay", None, 0, first, out, one.name, id=name))
    if not added:
        return
    if one.applied:
        desk.do(SetApplied(name, one.applied))
    x, y = _corner(task, desk.draft.size)
    desk.do(SetPlacement(name, x=x, y=y, scale=task.scale))
    desk.tell("inset", name=one.name or one.asset, position=task.position)


def _corner(task: t.Inset, size: tuple[int, int]) -> tuple[float, float]:
    """The middle of a small picture at a position."""
    half, gap = task.scale / 2, MARGIN * min(size)
    edge_x, edge_y = half + gap / size[0], half + gap / size[1]
    x = edge_x if "left" in task.position else 1 - edge_x if "right" in task.position else 0.5
    y = edge_y if "top" in task.position else 1 - edge_y if "bottom" in task.position else 0.5
    return round(x, 4), round(y, 4)
