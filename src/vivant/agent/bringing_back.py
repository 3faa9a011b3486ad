"""What was there once and is wanted again: "bring the snow back", "I do want the music".

It comes back as it last was otherwise; everything else stays. Not for going back as a whole (going_back.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vivant.agent.going_back import features, named_in
from vivant.moves import catalogue
from vivant.timeline import Draft, Edit, SetApplied, SetMove, apply
from vivant.timeline.history import History

_PRONOUNS = ("it", "that", "this", "them", "those", "these", "that one")


def brought_back(history: History, what: str) -> History | None:
    """The history with what was there once, as its newest version or the one it was undone from; None where nobody
    knows it, or it was never otherwise."""
    parent = history.versions[history.at].parent
    if what.lower() in _PRONOUNS:
        lost = parent is not None and features(history.versions[parent].draft) - features(history.draft)
        later = any(version.parent == history.at for version in history.versions)
        return history.undo() if lost else history.redo() if later else None
    named = set(named_in(what))
    wanted = named - features(history.draft) or named & features(history.draft)
    for version in reversed(history.versions):
        if back := wanted & features(version.draft):
            edits = list(_edits(history.draft, version.draft, back))
            draft = _with_tracks(apply(history.draft, edits), version.draft, back)
            if draft.to_dict() | {"rev": 0} != history.draft.to_dict() | {"rev": 0}:
                return history.add(draft, (), what)
    return None


def _edits(draft: Draft, source: Draft, wanted: set[str]) -> Iterator[Edit]:
    """The edits that give segments the moves and what is applied of another draft."""
    old = {s.id: s for s in source.main_segments()}
    for segment in draft.main_segments():
        was = old.get(segment.id)
        if was is None:
            continue
        moves = tuple(m for m in was.motions if m.move in wanted and m.move in catalogue())
        if moves:
            yield SetMove(segment.id, moves)
        kept = tuple(a for a in segment.applied if a.kind not in wanted)
        if more := tuple(replace(a) for a in was.applied if a.kind in wanted):
            yield SetApplied(segment.id, (*kept, *more))


def _with_tracks(draft: Draft, source: Draft, wanted: set[str]) -> Draft:
    """The draft with the music and the words of another, and the files they play."""
    roles = {role for role in ("music", "title", "caption") if role in wanted}
    lost = {track.id for track in source.tracks() if track.role in roles or (track.kind == "text" and "title" in roles)}
    data, old = draft.to_dict(), source.to_dict()
    there = {track["id"] for track in data["t"]}
    for track in old["t"]:
        if track["id"] in lost:
            data["t"] = [one for one in data["t"] if one["id"] != track["id"]] if track["id"] in there else data["t"]
            data["t"].append(track)
    data["a"] = old.get("a", {}) | data.get("a", {})
    return Draft.from_dict(data) if lost else draft
