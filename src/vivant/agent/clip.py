"""One picture and words into a clip with everything that words can ask for: what moves, and what is heard and read.

What moves is directed as always (direct.py); sound, titles and the place to post to are tasks as in films (films/).
Not for several pictures (story.py) or for films (edit.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vivant.agent import wishes as w
from vivant.agent.asides import remedied, without_asides
from vivant.agent.direct import Direction, direct
from vivant.agent.facts import Facts
from vivant.agent.films.desk import Desk
from vivant.agent.films.do_looks import lay_out
from vivant.agent.films.do_sounds import hear, write
from vivant.agent.films.said import asked
from vivant.agent.films.tasks import Loudness, Platform, Task
from vivant.agent.reading import read
from vivant.platforms import find_platform
from vivant.scene.scene import Scene
from vivant.timeline import Draft, Remove

_CUT_TO = re.compile(
    r"(?<![a-z])(?:cut|trim|shorten|reduce|bring|get|crop|keep)(?:\s+(?:it|this|that|the\s+(?:whole\s+)?(?:thing|video|film|clip)))?(?:\s+down)?\s+to\s+"
    r"(?=(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)[\w. ]{0,9}?(?:s|secs?|seconds?)(?![a-z]))",
    re.I,
)
"""A still that is cut to a length lasts that long."""


def clip(
    words: str,
    scene: Scene,
    facts: Mapping[str, Facts],
    *,
    asset: str,
    draft: Draft | None = None,
    seed: int = 0,
    **given: Any,
) -> Direction:
    """The draft that `words` ask for of the picture `asset`; with an earlier draft, that draft changed.

    facts    what is known of each asset by its id; sounds of one's own are found here by their names
    given    size, fps, duration_s and what else wins over the words (`direct`)

    The same arguments give the same draft. Never raises for words.
    """
    order = asked(words, (asset,), facts, still=True)
    tongue = order.language
    rest = _CUT_TO.sub("make it ", order.rest)
    rest = without_asides(remedied(rest)) if draft is None and tongue == "en" else rest
    moving = direct(rest, scene, language=tongue, draft=draft, asset=asset, seed=seed, choosing=draft is None, **given)
    start = moving.draft if draft is not None else _named(moving.draft, facts)
    desk = Desk(start, facts, order.language, list(moving.edits), list(moving.notes))
    lay_out(desk, [x for x in order.tasks if not (isinstance(x, Platform) and _shapes(order.rest, x))])
    write(desk, order.tasks, (), start)
    silent = [x for x in order.tasks if isinstance(x, Loudness) and x.target == "main" and not x.gain]
    heard = [s.id for t in desk.draft.tracks() if t.role in ("music", "sfx") for s in t.segments] if silent else []
    desk.do(*map(Remove, heard))
    as_it_is = silent if heard or draft is None else []  # what is silent anyway
    hear(desk, [_of_music(x) for x in order.tasks if x not in as_it_is], seed)
    return Direction(desk.draft, tuple(desk.notes), moving.unknown, tuple(desk.edits))


def _shapes(rest: str, where: Platform) -> bool:
    """Whether words ask for a shape themselves: it counts more than the place to post to, where it is not just that
    which the place has anyway (小红书的竖图)."""
    named = find_platform(where.name)
    width, height = named.size if named else (0, 0)
    return any(
        isinstance(wish, w.Size)
        or (
            isinstance(wish, w.Aspect)
            and not (wish.width < wish.height and width < height and not re.search(r"\d", wish.cause))
        )
        for wish in read(rest).wishes
    )


def _of_music(task: Task) -> Task:
    """A photo has no sound of its own: how loud it is, is how loud all is that was added."""
    return replace(task, target="all") if isinstance(task, Loudness) and task.target == "main" else task


def _named(draft: Draft, facts: Mapping[str, Facts]) -> Draft:
    """The draft with the names that the owner gave the files."""
    data = draft.to_dict()
    for track in data["t"]:
        for segment in track["sg"]:
            told = facts.get((segment.get("src") or {}).get("a", ""))
            if told is not None and told.name:
                segment.setdefault("m", {})["name"] = told.name
    for name, asset in data.get("a", {}).items():
        if name in facts and facts[name].name:
            asset["n"] = facts[name].name
            data["m"]["title"] = facts[name].name
    return Draft.from_dict(data)
