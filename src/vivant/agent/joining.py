"""Files that come when there is a film already: pictures and videos are shown at its end, a sound becomes its music.

Not for the first draft (clip.py, story.py), nor for what is said of them afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from vivant.agent.direct import Direction
from vivant.agent.facts import Facts, SceneFacts, as_asset
from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.do_sounds import hear
from vivant.agent.moving_on import moves_in_a_row
from vivant.timeline import STILL_MS, AddSegment, Draft, SetMove


def join(draft: Draft, facts: Mapping[str, Facts], fresh: tuple[str, ...], language: str) -> Direction:
    """The draft with the assets `fresh` at its end; pictures move as suits them and what is before.

    facts  what is known of all assets
    """
    desk = Desk(draft, facts, language)
    for asset in fresh:
        one = facts[asset]
        desk.do(as_asset(asset, one))
        if one.kind != "sound":
            desk.do(AddSegment(asset, one.duration_ms or STILL_MS, name=one.name))
    shown = [s for s in desk.segments if s.asset in facts and facts[s.asset].kind == "picture"]
    seen = [facts[s.asset].scene or SceneFacts(facts[s.asset].size or draft.size, confidence=0.0) for s in shown]
    motions = moves_in_a_row(seen, [s.duration_ms / 1000 for s in shown], draft.size)
    desk.do(*(SetMove(s.id, (m,)) for s, m in zip(shown, motions, strict=True) if s.asset in fresh))
    hear(desk, [t.Music(own=asset) for asset in fresh if facts[asset].kind == "sound"][-1:])
    return Direction(desk.draft, tuple(desk.notes), (), tuple(desk.edits))
