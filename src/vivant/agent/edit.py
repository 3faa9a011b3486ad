"""Words and a draft of films into a changed draft: what people want done to videos, by rule.

Not for one picture (direct.py) or for making a film out of pictures (story.py). No film is seen here: what is known of
each is its Facts. What films have of their own is in films/; looks, effects, moods and camera moves are read as they
are for pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from vivant import flows
from vivant.agent import wishes as w
from vivant.agent.direct import Direction, direct
from vivant.agent.facts import Facts
from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.do_cuts import cut
from vivant.agent.films.do_looks import go_over, lay_out, look
from vivant.agent.films.do_sounds import hear, write
from vivant.agent.films.said import asked
from vivant.agent.notes import note
from vivant.agent.reading import read
from vivant.scene.scene import Scene
from vivant.timeline import HOLD, Applied, Caption, Draft, SetApplied
from vivant.units import Size

_SMALL_SIDE = 240


def edit(
    words: str,
    draft: Draft,
    *,
    facts: Mapping[str, Facts],
    captions: Sequence[Caption] = (),
    outline: Sequence[tuple[float, float]] = (),
    seed: int = 0,
) -> Direction:
    """The draft changed as `words` ask; see docs/edit.md for what can be said.

    facts      what is known of each asset, by its id; sounds of one's own are found here by their names
    captions   what is said, timed in the draft as it is; they are added and follow the cuts
    outline    three or more (x, y), fractions of the frame: where "blur this" is meant
    seed       another seed, other music

    Times are those of the draft as it is, whatever else the words cut away. What is not understood is in `unknown`,
    nothing is guessed. Never raises for words. The same arguments give the same draft.
    """
    films = tuple(segment.asset for segment in draft.main_segments())
    order = asked(words, films, facts, outlined=len(outline) > 2)
    desk = Desk(draft, facts, order.language)
    look(desk, order.tasks, outline)
    hear_first = [task for task in order.tasks if isinstance(task, t.Loudness) and task.which is not None]
    hear(desk, hear_first)
    cut(desk, order.tasks)
    lay_out(desk, order.tasks)
    unknown = develop(desk, order.rest)
    go_over(desk, order.tasks)
    write(desk, order.tasks, captions, draft)
    hear(desk, [task for task in order.tasks if task not in hear_first], seed)
    return Direction(desk.draft, tuple(desk.notes), unknown, tuple(desk.edits))


def develop(desk: Desk, rest: str) -> tuple[str, ...]:
    """Looks, effects, moves and settings that the rest of the words ask for, on films; what of it was not understood
    is returned."""
    if not rest:
        return ()
    found = direct(rest, unseen(desk.draft.size), draft=desk.draft, choosing=False)
    before = desk.draft
    desk.do(*found.edits)
    for segment in desk.segments:
        suiting = tuple(x for x in map(_for_a_film, segment.applied) if x is not None)
        if suiting != segment.applied:
            desk.do(SetApplied(segment.id, suiting))
    unplaced = tuple(_flowing(rest, desk)) if before.main_segments() else ()
    for sentence in found.notes:
        if sentence not in unplaced and sentence not in desk.notes:
            desk.notes.append(sentence)
    if not found.unknown and desk.draft is before and not found.notes:
        desk.tell("unknown", wish=rest)
        return (rest,)
    return found.unknown


def _flowing(rest: str, desk: Desk) -> list[str]:
    """What only flows in a photo: its own sentence is told instead of that of a photo, which is returned."""
    reading = read(rest)
    replaced = []
    for wish in reading.wishes:
        if isinstance(wish, w.Add) and all(kind in flows.catalogue() for kind in wish.kinds):
            area = flows.catalogue()[wish.kinds[0]].areas[0]
            said = wish.said or wish.kinds[0].replace("_", " ")
            replaced.append(note("no_place", reading.language, what=said, area=area))
            desk.tell("not_in_films", what=said)
    return replaced


def _for_a_film(applied: Applied) -> Applied | None:
    """What is applied, without the named places that nobody knows in a film."""
    if applied.kind == HOLD or applied.kind in flows.catalogue():
        return None
    place = applied.place
    if place is None or not place.name:
        return applied
    return replace(applied, place=replace(place, name="") if place.side else None)


def unseen(size: Size) -> Scene:
    """A scene of a film's shape in which nothing is known."""
    scale = _SMALL_SIDE / max(size)
    height, width = max(2, round(size[1] * scale)), max(2, round(size[0] * scale))
    nothing = np.zeros((height, width), np.float32)
    return Scene(np.zeros((height, width, 3), np.uint8), nothing, nothing, nothing, "texture", 0.0)
