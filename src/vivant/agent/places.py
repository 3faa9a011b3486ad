"""Where an effect should keep to: "only behind her", "fog over the lake", 只在湖面上有雾, "make the sky darker".

Not for sides ("on the left": nearby.py) and not for whether the picture has such a place (applying.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vivant import effects, flows
from vivant.agent import living_words as lw
from vivant.agent.clauses import Atom
from vivant.agent.doing import CAMERA_ACTS
from vivant.agent.tokens import Words

BACKGROUND = "background"
_OWN = r"(?:(?:the|a|an|her|his|my|their|its|our|your|this|that) )?(?:\w+ ){0,2}?"
_AT = "in|on|over|above|across|at|among|between|against|around|near|inside|within"
_MADE = "make|turn|paint|keep|render|give|darken|brighten|lighten|dim"
_HOW_MUCH = r"(?:(?:a|bit|little|much|slightly|even|way|lot|just) )*"
_SOMEBODY = "subject|person|woman|man|girl|boy|child|baby|cat|dog"
_SOMEBODY_ZH = "[她他它我]们?|人物|主体|主角|人|模特|猫|狗"
_VIEWS = re.compile("street|road|path|lake|river|sea|ocean|harbou?r|bay|meadow|field|forest|woods")
_WHOLE = re.compile(r" (?:into|(?:look|feel)s? like)(?!\w)")
"""After what the whole picture shows: "turn this street into night"."""
_ON_ZH = "上面|上方|上空|上|里面|里|中间|之中|中|之上|表面"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was said: a named area (scene/areas.py) that the effect should keep to, or "" where it may leave it;
    `only` if it must not, and the plain text's [start:end) that says it."""

    area: str
    only: bool
    start: int
    end: int


def spot(atoms: list[Atom], words: Words, named_before: str = "") -> Spot | None:
    """The place that is said of the effect which a part names, or of the one `named_before`; None if there is none."""
    named = [a for a in atoms if _effect(a)]
    kind = _effect(named[0]) if named else named_before
    if not atoms or kind not in effects.catalogue():
        return None
    start, end = atoms[0].start, atoms[-1].end
    only = any((one,) in _only() or one in ("只", "仅") for a in atoms for one in (a.word, *a.key))
    moving = any(a.kind in CAMERA_ACTS for a in atoms)
    for area, first, last in _spots(words.plain, start, end, kind):
        if any(first <= a.start and a.end <= last for a in named):
            continue
        kept = only or _keeps(kind, area)
        if kept or not moving:
            return Spot(area if kept else "", only, first, last)
    return None


def _spots(text: str, start: int, end: int, kind: str) -> Iterator[tuple[str, int, int]]:
    for pattern, area in _patterns(effects.catalogue()[kind].kind == "tone"):
        for found in pattern.finditer(text, start, end):
            place = found.span("place" if "place" in pattern.groupindex else 0)
            if not area and _VIEWS.fullmatch(found["name"]) and _WHOLE.match(text, place[1]):
                continue
            yield area or _area(found["name"]), *place


def _keeps(kind: str, area: str) -> bool:
    """Whether an effect keeps to a place that is just named: fog over a lake does, snow over a wood falls on more."""
    if area == "subject" or not area or (kind in lw.OF_THE_SKY and area != "sky"):
        return False
    own = effects.catalogue()[kind].kind
    return (area == BACKGROUND and own != "film") or own in ("atmosphere", "tone") or kind in lw.STAYS


def _effect(atom: Atom) -> str:
    """The effect that a word asks for, "" if it asks for none."""
    meaning = atom.living
    if meaning is None or meaning.kind not in ("entry", "dial", "dial name"):
        return ""
    name = meaning.names[0] if meaning.kind == "entry" else "adjust"
    return name if name in effects.catalogue() and name not in flows.catalogue() else ""


@cache
def _only() -> frozenset[tuple[str, ...]]:
    return frozenset((one,) for one in lw.phrases(lw.ONLY))


def _area(name: str) -> str:
    return next((area for area, said in lw.PLACES.items() if name in lw.phrases(said)), "")


@cache
def _patterns(tone: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is looked for, the surest first, and the area where the words for it say it themselves."""
    said = sorted((p for text in lw.PLACES.values() for p in lw.phrases(text)), key=len, reverse=True)
    english, chinese = ("|".join(p for p in said if p.isascii() == ascii_) for ascii_ in (True, False))
    behind = r"(?:in )?(?<!\w)(?:behind|in back of) (?:(?:the|her|his|my|their|its|a) )?\w+|in the back(?!\w)"
    behind_zh = rf"在?(?:{_SOMEBODY_ZH})?的?(?:身后|背后|后面|后边|后方)"
    patterns = [
        (re.compile(behind), BACKGROUND),
        (re.compile(behind_zh), BACKGROUND),
        (re.compile(r"(?:in )?(?<!\w)in front of "
                    r"(?:her|him|them|the (?:subject|person|woman|man|girl|boy|child|cat|dog))(?!\w)"), "subject"),
        (re.compile(r"在?(?:[她他它我]们?|人物|主体|主角|人|模特|猫|狗)的?(?:身前|前面|前边|前方|面前)"), "subject"),
        (re.compile(rf"(?<!\w)(?:{_AT}) {_OWN}(?P<name>{english})(?!\w)"), ""),
        (re.compile(rf"在?(?P<name>{chinese})的?(?:{_ON_ZH})的?"), ""),
        (re.compile(rf"在(?P<name>{chinese})"), ""),
    ]  # fmt: skip
    if tone:
        patterns += [
            (re.compile(rf"(?<!\w)(?:{_MADE}) (?:only |just )?(?P<place>{_OWN}(?P<name>{english}))(?!\w)"), ""),
            (re.compile(rf"(?<!\w)(?P<place>(?:the )?(?P<name>{english})) (?:in|turns|becomes|gets|is)(?!\w)"), ""),
            (
                re.compile(rf"(?<!\w)(?P<place>(?:the )?(?P<name>{english}))(?= {_HOW_MUCH}(?:\w+er|more|less)(?!\w))"),
                "",
            ),
            (re.compile(rf"(?<!\w)(?:\w+er|(?:more|less) \w+) (?P<place>(?P<name>{english}))(?!\w)"), ""),
            (re.compile(r"(?<!\w)(?:dark|bright|pale|grey|gray) (?P<place>(?P<name>sky|skies))(?!\w)"), ""),
            (
                re.compile(
                    rf"(?P<name>{chinese})(?=(?:再|更|稍微|稍|调|弄|要|得|也|都|整体)*(?:变|为|是|用|暗|亮|压暗|提亮|压一点)|[^\w]|.{{0,3}}黑白|.{{0,3}}色)"
                ),
                "",
            ),
        ]
    return tuple(patterns)
