"""How long words stand over the pictures of a story, and how long a picture is held for the words over it.

Words come and go while their picture is alone on the frame: they are gone before the next one begins to show. A picture
that is too short for its words is held a little longer; where lengths were said outright, the words stay until a later
change begins. Not for what is written, where and how large (films/do_sounds.py), nor for words whose times were said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vivant.agent.films.do_sounds import title_ms
from vivant.agent.films.tasks import Task, Words
from vivant.timeline import Segment

LEAST_MS, LETTERS_PER_S, COMING_MS = 2000, 20.0, 800
"""The shortest time for words, how fast most people can read them, and for how long they come and go."""
SLACK = 0.75
"""So much of that will do where cuts were moved to beats, or lengths said outright."""
MOST_HELD_MS = 6000
"""No picture is held for longer; words that need more stay over several."""
_WIDE = "\u2e80"
"""From here on letters are read half as fast: they are syllables and words."""


def least_ms(content: str) -> int:
    """How long words must stand to be read."""
    letters = sum(2 if c >= _WIDE else 1 for c in content)
    return min(title_ms(content, 3_600_000), max(LEAST_MS, COMING_MS + round(1000 * letters / LETTERS_PER_S)))


def held_s(tasks: Sequence[Task], count: int) -> dict[int, float]:
    """Seconds for which pictures must be alone on the frame, by their place in a story of so many."""
    held: dict[int, float] = {}
    for words in (x for x in tasks if isinstance(x, Words) and x.lasts_s is None and x.start_s in (0.0, -1.0)):
        if words.which is None:
            place = 0 if words.start_s == 0.0 else count - 1
        elif -count <= words.which < count:
            place = words.which % count
        else:
            continue
        held[place] = max(held.get(place, 0.0), min(least_ms(words.content), MOST_HELD_MS) / 1000)
    return held


def standing(words: Words, segments: Sequence[Segment], shown: Sequence[Segment]) -> Words:
    """The words with their times over `segments`, the pictures in order; `shown` are those that show a named picture.

    Words whose length was said, and those in the middle, stay as they are.
    """
    if words.lasts_s is not None or words.start_s not in (0.0, -1.0) or not segments:
        return words
    alone = _alone(segments)
    total, least = segments[-1].end_ms, SLACK * least_ms(words.content)
    if words.which is not None:
        return _on_one(words, shown, alone[segments.index(shown[0])]) if shown else words
    if words.start_s == 0.0:
        room = next((end for _, end in alone if end >= least), total)
    else:
        room = total - next((start for start, _ in reversed(alone) if total - start >= least), 0)
    return replace(words, lasts_s=title_ms(words.content, room) / 1000)


def _on_one(words: Words, shown: Sequence[Segment], alone: tuple[int, int]) -> Words:
    start, end = alone
    if len(shown) > 1 or words.start_s != 0.0 or end <= start:
        return words
    return replace(
        words, start_s=(start - shown[0].start_ms) / 1000, lasts_s=title_ms(words.content, end - start) / 1000
    )


def _alone(segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """From when to when each picture is alone on the frame."""
    ends = [0, *(segment.end_ms for segment in segments[:-1])]
    starts = [*(segment.start_ms for segment in segments[1:]), segments[-1].end_ms]
    return [
        (max(segment.start_ms, before), min(segment.end_ms, after))
        for segment, before, after in zip(segments, ends, starts, strict=True)
    ]
