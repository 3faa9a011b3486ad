"""What was misunderstood, said again: "no, I meant to the right", "not the third one", 不对，我说的是左边; and what was
there once and is wanted again: "bring the snow back".

The last change is made anew, on the draft as it was before it, for what was meant. Not for undoing (going_back.py) nor
for what is only said of what came last (again.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from vivant.agent.chinese_plain import SIMPLE
from vivant.agent.each import each
from vivant.agent.going_back import PRONOUNS, features, music_in, named_in
from vivant.agent.naming import ANY, FIRST
from vivant.agent.paraphrase import retargeted
from vivant.agent.pointing import meant, plain, there
from vivant.agent.reading import read
from vivant.agent.referring import referred
from vivant.moves import catalogue
from vivant.timeline import Draft, Edit, SetApplied, SetDuration, SetMove, apply
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
_N = rf"{FIRST}|last|\d{{1,2}}(?:st|nd|rd|th)"
_PICTURES = (
    r"(?:(?:picture\s+|number\s+)?\d{1,2}(?:\s*(?:,|and|&)\s*\d{1,2})*(?!\w)|"
    rf"the\s+(?:{_N})(?:\s+(?:and|or)\s+(?:the\s+)?(?:{_N}))*(?:\s+{ANY})?)"
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
_SORRY = r"(?:(?:不对)+|不不+|不是|错了|等等|等一下|哎呀?|诶|抱歉|不好意思|啊|哦|额|呃)"
_MEANT_ZH = (
    r"(?:我)?(?:刚才|刚刚|其实)?(?:说|讲|指|要|想要|想说|意思)的?(?:其实)?是(?:说)?|我(?:是)?(?:说|指|想说)的?(?:是)?|[说讲打搞写删加改选弄调剪放]错了"
    r"|应该(?:是|要)?|是(?=[上下左右]|第|最后|\d|[一二两三四五六七八九十]+(?:秒|张|个))"
)
_STOP_ZH = r"[，,：:。!！…\s]*"
_WRONG = re.compile(
    rf"^\s*(?:(?:{_SORRY}{_STOP_ZH})*(?:(?:{_MEANT_ZH}){_STOP_ZH})+|(?:{_SORRY}[，,。!！…\s]+)+(?:应该)?(?:是|要)(?![不否])){_STOP_ZH}"
    r"(?P<meant>.{1,60}?)[吧啊呀哦了。!！～~\s]*$"
)
_NOT_BUT_ZH = re.compile(
    r"^\s*(?:不对[，,\s]*)?(?:我(?:说的|要的)?)?不是(?P<wrong>.{1,12}?)[，,\s]*(?:而是|是|我要的?是|我说的?是|应该是)(?P<meant>.{1,20}?)[吧啊呀哦了。!！～~\s]*$"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})"
_SORTS = tuple(
    re.compile(said)
    for said in (rf"{_NUMBER}\s*(?:秒钟?|s(?![a-z]))(?:半)?",
                 rf"第{_NUMBER}[张个幅段]|最后一[张个幅段]|[前后]{_NUMBER}[张个幅段]",
                 rf"{_NUMBER}\s*(?:%|倍速?|度)|一半|减半", r"[左右][上下]角",
                 r"(?:左|右|上|下)(?=边|面|侧|方|移|转|摇|$)|(?<=[往向朝])[左右上下]",
                 r"[红橙黄绿青蓝紫粉白黑灰金银]色?", r"竖屏|横屏|方形|正方形|\d{1,2}:\d{1,2}",
                 r"[“「『《\"][^”」』》\"]+[”」』》\"]")
)  # fmt: skip
"""Sorts of words of which one can stand for another."""
_TOO_ZH = re.compile(
    rf"^\s*(?:{_SORRY}[，,\s]*|不行[，,\s]*|(?:还是)?(?:太|有点)+(?:短|长|快|慢|少|多)了?[，,\s]*)+(?:要|改成?|得|还是|那就)*(?P<meant>[^，,。]{{1,12}}?)"
    r"[吧啊呀哦了。!！～~\s]*$"
)
"""A number that takes the place of another: 太短了，要8秒."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be done instead of the last change: `words` on the draft `before` it, or `edits` of the draft as it
    is. `settled` words say already what they are about."""

    words: str = ""
    edits: tuple[Edit, ...] = ()
    before: bool = True
    settled: bool = False


def correction(words: str, history: History, language: str = "en") -> Correction | None:
    """What words put right; None where they ask for something else."""
    if language == "zh":
        return _correction_zh(words, history)
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


def _correction_zh(words: str, history: History) -> Correction | None:
    said = words.translate(SIMPLE)
    last = history.versions[history.at].words.translate(SIMPLE)
    if found := _NOT_BUT_ZH.match(said):
        wrong, meant = found["wrong"].strip(), found["meant"].strip()
        if wrong and wrong in last:
            return Correction(last.replace(wrong, meant))
    found = _WRONG.match(said)
    if (amended := _TOO_ZH.match(said)) and not found and (replaced := _with_others(last, amended["meant"].strip())):
        return Correction(replaced)
    if found is None or not last:
        return None
    meant = found["meant"].strip()
    if replaced := _with_others(last, meant):
        return Correction(replaced)
    return Correction(meant, before=bool(read(meant).wishes) and not re.match(r"再|更|还", meant))


def _with_others(last: str, meant: str) -> str:
    """What was said last with the words of a sort that are meant in the place of its own; "" where it has none."""
    left, told = meant, last
    for sort in _SORTS:
        wanted, there = sort.search(left), list(sort.finditer(told))
        if wanted is None or len(there) != 1:
            continue
        told = told[: there[0].start()] + wanted[0] + told[there[0].end() :]
        left = left[: wanted.start()] + left[wanted.end() :]
    rest = re.sub(r"[的了吧边面侧方张是要在到往向把，,\s]", "", left)
    return told if told != last and all(one in last for one in rest) else ""


# --- what was there once ----------------------------------------------------------------------------------------------


def brought_back(history: History, what: str, *, rather: bool = False) -> History | None:
    """The history with what was there once, as its newest version or the one it was undone from; None where nobody
    knows it, or it was never otherwise. `rather`: it was better than what the last change put in its place."""
    parent = history.versions[history.at].parent
    if what.lower() in PRONOUNS:
        lost = parent is not None and features(history.versions[parent].draft) - features(history.draft)
        later = any(version.parent == history.at for version in history.versions)
        return history.undo() if lost else history.redo() if later else None
    named, style = set(named_in(what)), music_in(what)
    plays = {one for one in named if one != "music" or not style}
    if style in _styles(history.draft):
        return None
    if rather and parent is not None:
        before = history.versions[parent].draft
        if (named & features(before)) - features(history.draft) or style in _styles(before):
            return history.undo()
    wanted = plays - features(history.draft) or plays & features(history.draft)
    for version in reversed(history.versions):
        back = wanted & features(version.draft) | ({"music"} if style in _styles(version.draft) else set())
        if back:
            edits = list(_edits(history.draft, version.draft, back))
            draft = _with_tracks(apply(history.draft, edits), version.draft, back)
            if draft.to_dict() | {"rev": 0} != history.draft.to_dict() | {"rev": 0}:
                return history.add(draft, (), what)
    return None


def _styles(draft: Draft) -> set[str]:
    """The styles of the music there is."""
    heard = [s for track in draft.tracks() if track.role == "music" for s in track.segments]
    return {str(draft.assets()[s.asset].recipe.get("style", "")) for s in heard}


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
    if lost:
        data["t"] = [one for one, track in zip(data["t"], draft.tracks(), strict=True) if track.role not in roles]
    for track in old["t"]:
        if track["id"] in lost:
            taken = {one["id"] for one in data["t"]}
            free = next(name for n in count(0) if (name := track["id"] + f"-{n}" * (n > 0)) not in taken)
            data["t"].append(track | {"id": free})
    data["a"] = old.get("a", {}) | data.get("a", {})
    return Draft.from_dict(data) if lost else draft
