"""What was misunderstood, said again: "no, I meant to the right", "not that, the title", "not the third one".

The last change is made anew, on the draft as it was before it, for what was meant. In English; not for undoing
(going_back.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vivant.agent.each import each
from vivant.agent.paraphrase import retargeted
from vivant.agent.pointing import meant, plain, there
from vivant.agent.reading import read
from vivant.agent.referring import referred
from vivant.timeline import Draft, Edit, SetApplied, SetDuration, SetMove
from vivant.timeline.history import History

_LEAD = r"\s*(?:(?:no|nope|nah|sorry|oh|oops|wait|but|and|well|actually|hm+)\b[\s,.!]*)*"
_MEANT = re.compile(
    rf"{_LEAD}(?:(?:i|we)\s+(?:actually\s+|really\s+)?(?:meant|mean|was\s+talking\s+about|wanted\s+to\s+say|was\s+thinking\s+of)"
    r"(?:\s+to\s+say)?|(?:not\s+(?:that|this|it|that\s+one|them)\b[\s,;.!]*(?:but\b|i\s+meant\b|rather\b)?))\s*[:,]?\s*(?P<what>\S.*)",
    re.I,
)
_NOT_BUT = re.compile(
    rf"{_LEAD}not\s+(?P<this>[a-z][a-z' ]{{2,40}}?)\s*[,;]\s*(?:but\s+|only\s+|rather\s+)?(?P<what>[a-z].*)", re.I
)
_NOT_THERE = re.compile(
    rf"{_LEAD}not\s+(?:on|at|in|to|from|over|behind|near)\s+(?:the\s+)?[a-z ]{{2,20}}?\s*[,;]\s*(?:but\s+)?"
    r"(?P<what>(?:on|at|in|to|from|over|behind|near)\s.+)",
    re.I,
)
_LIKEWISE = re.compile(
    rf"{_LEAD}(?:the\s+)?same(?:\s+thing)?\s+(?:for|with|goes\s+for|on|to)\s+(?P<what>[a-z][a-z' ]{{2,40}}?)(?:\s+"
    rf"(?:too|please|as\s+well))*|{_LEAD}(?P<also>[a-z][a-z' ]{{2,40}}?)\s+(?:too|as\s+well)",
    re.I,
)
_N = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d{1,2}(?:st|nd|rd|th)"
_PICTURES = (
    r"(?:(?:picture\s+|number\s+)?\d{1,2}(?:\s*(?:,|and|&)\s*\d{1,2})*(?!\w)|"
    rf"the\s+(?:{_N})(?:\s+(?:and|or)\s+(?:the\s+)?(?:{_N}))*(?:\s+(?:ones?|pictures?|photos?|images?|shots?|slides?))?)"
)
_SPARED = re.compile(
    rf"{_LEAD}(?:not|except(?:\s+for)?|apart\s+from|leave\s+out|skip|without|but\s+not)\s+(?:(?:in|on|for|with)\s+)?(?P<which>{_PICTURES})"
    r"(?:\s+(?:though|please|thanks|alone|as\s+it\s+(?:is|was)))*",
    re.I,
)
_ONLY = re.compile(rf"{_LEAD}(?:only|just)\s+(?:(?:in|on|for|with)\s+)?(?P<which>{_PICTURES})(?:\s+please)?", re.I)
_TOO = re.compile(
    rf"{_LEAD}(?:(?:(?:the\s+)?same\s+)?(?:(?:for|on|in|with|to)\s+)?(?P<which>{_PICTURES})(?P<too>\s+(?:too|as\s+well|also))?|also\s+"
    rf"(?:(?:for|on|in)\s+)?(?P<also>{_PICTURES}))(?:\s+please)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be done instead of the last change: `words` on the draft before it, or `edits` of the draft as it is.
    `settled` words say already what they are about."""

    words: str = ""
    edits: tuple[Edit, ...] = ()
    before: bool = True
    settled: bool = False


def correction(words: str, history: History) -> Correction | None:
    """What words put right; None where they ask for something else."""
    said = words.strip().rstrip(" .!?")
    parent = history.versions[history.at].parent
    if len(history.draft.main_segments()) > 1 and (spread := _spread(said, history)):
        return spread
    if (too := _LIKEWISE.fullmatch(said)) and (things := meant(plain(too["what"] or too["also"]), there(history))):
        again = retargeted(history.versions[history.at].words, things, there(history))
        return Correction(again, before=False, settled=True) if again else None
    found = _MEANT.fullmatch(said) or _NOT_THERE.fullmatch(said) or _NOT_BUT.fullmatch(said)
    if found is None or (found.re is _NOT_BUT and not _are_there(found, history)):
        return None
    what = found["what"].strip(" ,")
    told = referred(what, history)
    if told != what or parent is None:
        return Correction(told, before=False)
    return _anew(what, history, parent)


def _anew(what: str, history: History, parent: int) -> Correction | None:
    """The last change asked of something else: a thing, a picture, or another wish in its place."""
    before = _at(history, parent)
    last = history.versions[history.at].words
    things = meant(plain(what), there(history))
    if things and (again := retargeted(last, things, there(before))):
        return Correction(again, settled=True)
    if re.fullmatch(_PICTURES, what, re.I):
        swapped = re.sub(_PICTURES, what, last, count=1, flags=re.I)
        return Correction(swapped if swapped != last else f"{last} on {what}")
    if not things and (read(what).wishes):
        return Correction(what)
    return None


def _are_there(found: re.Match[str], history: History) -> bool:
    """Whether both sides of "not the snow, the fog" are things that are there."""
    known = there(history)
    return bool(meant(plain(found["this"]), known)) and bool(meant(plain(found["what"]).strip(" ,"), known))


def _at(history: History, n: int) -> History:
    return History(history.versions, n, history.rev)


# --- several pictures -------------------------------------------------------------------------------------------------


def _spread(said: str, history: History) -> Correction | None:
    """ "not the third", "only the second", "the first too": the last change, for other pictures."""
    parent = history.versions[history.at].parent
    count = len(history.draft.main_segments())
    for pattern in (_SPARED, _ONLY):
        if (found := pattern.fullmatch(said)) and parent is not None:
            named = _places(found["which"], count)
            kept = named if pattern is _SPARED else [n for n in range(count) if n not in named]
            return Correction(edits=restored(history.draft, history.versions[parent].draft, kept), before=False)
    found = _TOO.fullmatch(said)
    if found and (found["also"] or found["too"] or re.search(r"\b(?:and|same)\b", said, re.I)):
        told = _said_of_one(history, count)
        which = found["also"] or found["which"]
        return Correction(", ".join(f"{one} on {which}" for one in told), before=False) if told else None
    return None


def _places(which: str, count: int) -> list[int]:
    return list(each(f"snow on {which}", count).own)


def _said_of_one(history: History, count: int) -> list[str]:
    """What was asked for last of a single picture, without its name."""
    at: int | None = history.at
    while at is not None:
        words = history.versions[at].words
        if not _TOO.fullmatch(words.strip().rstrip(" .!?")):
            own = list(each(words, count).own.values())
            told = [*own[-1].words] if own else []
            return told + ([f"{own[-1].lasts_s:g} seconds"] if own and own[-1].lasts_s else [])
        at = history.versions[at].parent
    return []


def restored(draft: Draft, earlier: Draft, places: Sequence[int]) -> tuple[Edit, ...]:
    """The edits that make segments at `places` move, look and last as they did in an earlier draft."""
    old = {s.id: s for s in earlier.main_segments()}
    edits: list[Edit] = []
    for place, segment in enumerate(draft.main_segments()):
        was = old.get(segment.id)
        if place not in places or was is None:
            continue
        if was.duration_ms != segment.duration_ms:
            edits.append(SetDuration(segment.id, was.duration_ms))
        if was.motions != segment.motions:
            edits.append(SetMove(segment.id, was.motions))
        if was.applied != segment.applied:
            edits.append(SetApplied(segment.id, was.applied))
    return tuple(edits)
