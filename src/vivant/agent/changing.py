"""How much of something there is as time goes on: "gets heavier", "the fog lifts", 雪越下越大.

Not for the times as such (quantities.py) or how much there is of it at once (nearby.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vivant.agent.clauses import Atom
from vivant.agent.tokens import Words

_SLOW = r"(?:(?:slowly|gradually|softly|gently|steadily) )?"
_TO_THE_END = r"(?: (?:to|towards?|until|by) the end)?"
_LATER = r"(?: (?:slowly|gradually|softly|gently|steadily|away|over time))*"
_TURNS = r"(?:gets?|getting|grows?|growing|becom\w+|turns?|turning|goes|going) (?:\w+ )?"
_GROWS = re.compile(
    rf"{_SLOW}(?:{_TURNS}(?:heav\w*|rough\w*|wild\w*|thick\w*|strong\w*|more|dens\w*|bigg\w*|inten\w*|wors\w*)"
    r"|builds? up|building up|thicken(?:s|ing)?|strengthen(?:s|ing)?"
    r"|turn\w* in(?:to)? (?:a )?(?=blizzard|downpour|snowstorm|storm|heavy|night|evening|dusk|sunset|winter|autumn)"
    rf"|(?:sky|skies|horizon|light) {_SLOW}{_TURNS}(?=(?:orange|pink|red|gold\w*|purple|amber|rosy|peach)\b)"
    rf"|{_SLOW}{_TURNS}(?=(?:dark|bright|warm|cool|cold|dimm?|light)(?:er)?\b)"
    r"|day[ -]to[ -]night|(?:night|evening|dusk|darkness) (?:slowly )?fall(?:s|ing)"
    rf"|(?:to )?(?:fad|turn|chang)(?:e|es|s|ing)? {_SLOW}(?:in)?to (?=sepia|black and white|monochrome)"
    r"|more and more|heavier and heavier|thicker and thicker|stronger and stronger"
    r"|(?:heav|thick|strong|dens)(?:y|ier|er|e|en\w*|ily|ly|r)?(?: and \w+)? (?:to|towards?|until|by) the end"
    r"|more(?: and more)? (?:of it )?(?:to|towards?|until|by) the end"
    rf"|increas(?:es|ing)|intensif\w+|picks? up){_LATER}{_TO_THE_END}|越来越[大浓多强密猛厚]|"
    rf"越[下飘落来]越[大浓多强密猛厚]|(?:渐渐|慢慢|逐渐)?(?:渐|变)[大浓强密]"
)
_SHRINKS = re.compile(
    rf"{_SLOW}(?:{_TURNS}(?:lighter|thinner|weaker|less|fewer|gentler|softer|sparser)|less and less|lighter and lighter"
    rf"|weaker and weaker|thinner and thinner|eases? off|lets? up"
    r"|(?:light|thinn|weak)er (?:to|towards?|until|by) the end|less(?: and less)? (?:of it )?(?:to|towards?|by) the end"
    rf"){_LATER}{_TO_THE_END}"
    r"|越来越[小淡少弱薄稀]|越[下飘落来]越[小淡少弱稀]|(?:渐渐|慢慢|逐渐)?(?:渐|变)[小淡弱薄少稀]"
)
_LIFTS = re.compile(
    rf"{_SLOW}(?:lifts?|lifting|clears?(?: up)?|clearing|dissipat\w+|dispers\w+|thins? out|thinning out|melts? away|"
    rf"dies? (?:down|away|out)|dying (?:down|away)|subsid\w+|ebbs?|stops? (?:slowly|gradually)){_LATER}"
    r"|(?:slowly|gradually) stops?|(?:渐渐|慢慢|逐渐|缓缓)(?:地)?散开"
    r"|(?:渐渐|慢慢|逐渐|缓缓)?(?:地)?(?:散去|散尽|退去|褪去|散了|停下来|停下|停了)|(?:渐渐|慢慢|逐渐)停|渐停"
)
_COMES = re.compile(
    r"fad\w* in|(?<!dis)appear(?!ance)|"
    r"come?i?n?g?s? in(?! (?:from|through))|淡入|渐显|慢慢出现|逐渐出现|渐渐|渐入|慢慢下起|slowly starts?"
)
_GOES = re.compile(r"fad\w* (?:out|away)|disappear|vanish|淡出|消失")
_GONE = ("消失", "没", "没了", "停止", "不见", "结束")
_GONE_AT = ("gone", "disappear", "disappears", "vanish", "vanishes", "off", "freeze")
_GONE_THEN = (*_GONE_AT, "away", "stop", "stops", "ends")
"""What is said of what is not there, at any time and for a while."""
_OTHERWISE = {"onset": "until", "tail": "until", "head": "onset", "until": "onset"}
"""What is not there at a time is there before or after it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of it: it comes, goes, grows, shrinks, or lifts: goes so slowly that all of its time is needed."""

    comes: bool = False
    goes: bool = False
    grows: bool = False
    shrinks: bool = False
    lifts: bool = False

    def __bool__(self) -> bool:
        return self.comes or self.goes or self.grows or self.shrinks or self.lifts


def change(atoms: list[Atom], words: Words) -> Change:
    """What the words say becomes of it."""
    text = words.plain[atoms[0].start : atoms[-1].end] if atoms else ""
    lifts, grows, shrinks = (bool(one.search(text)) for one in (_LIFTS, _GROWS, _SHRINKS))
    comes = bool(_COMES.search(text)) and not (lifts or shrinks)
    return Change(comes, bool(_GOES.search(text)), grows and not shrinks, shrinks and not lifts, lifts)


def without_change(atoms: list[Atom], words: Words) -> list[Atom]:
    """The words that are left of a part without what says how something grows, shrinks or lifts: "lifts" is no crane,
    "gets heavier" no amount."""
    if not atoms:
        return atoms
    start, end = atoms[0].start, atoms[-1].end
    spans = [m.span() for one in (_LIFTS, _GROWS, _SHRINKS) for m in one.finditer(words.plain, start, end)]
    return [
        a
        for a in atoms
        if a.numbers
        or a.kind == "make"
        or (a.living and a.living.kind in ("entry", "dial"))
        or not any(b <= a.start and a.end <= e for b, e in spans)
    ]


def ended(atoms: list[Atom]) -> list[Atom]:
    """ "the snow stops after 3 seconds", 泡泡最后两秒消失, "the rain slowly stops": what would refuse it says when it
    is there, or how it ends."""
    stops = {i for i, a in enumerate(atoms) if a.stem in ("stop", "停") and (a.kind == "neg" or a.is_chinese)}
    over = any(a.kind in ("head", "tail") for a in atoms)
    gone = {*_GONE, *(_GONE_THEN if over else _GONE_AT)}
    ends = (i for i, a in enumerate(atoms) if i in stops or a.kind == "neg" or gone & {a.word, "".join(a.key)})
    at = next(ends, len(atoms))
    timed = any(a.kind in _OTHERWISE for a in atoms)
    slow = at in stops and any(a.kind == "speed" and float(a.value or 1.0) < 1.0 for a in atoms)
    before, after = (any(a.living for a in side) for side in (atoms[:at], atoms[at:]))
    if at == len(atoms) or before == after or not (timed or (slow and before)):
        return atoms
    if not timed:
        return [replace(a, kind="filler") if i == at else a for i, a in enumerate(atoms)]
    rest = atoms[at + 1 :] if any(a.kind != "filler" for a in atoms[at + 1 :]) else []
    led = [replace(atoms[at], kind="make", value="make")] if atoms[at].word == "freeze" else []
    off = atoms[at].word == "off"  # "turn the rain off after 2 s"
    told = [a for a in (*led, *atoms[:at], *rest) if not (off and a.word in ("turn", "switch", "take"))]
    return [_otherwise(a) if a.kind in _OTHERWISE else a for a in told]


def _otherwise(time: Atom) -> Atom:
    """The time at which it is there: what goes in the last two seconds is there until two seconds before the end."""
    numbers = (-time.number(),) if time.kind == "tail" else time.numbers
    return replace(time, kind=_OTHERWISE[time.kind], numbers=numbers)
