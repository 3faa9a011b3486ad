"""A sentence from which what has been understood is struck out, so that the rest can be read by others.

Not for meaning: rules (said_*.py) find, this keeps books.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vivant.agent.clauses import atoms
from vivant.agent.reading import read
from vivant.agent.tokens import Words, tokenize

STRUCK = "\x00"
"""What stands in the text for what was understood: no pattern matches it."""
_STOPS = r"(?:(?<!\d),|,(?!\d)|[;!?。、，；！？…\n]|\.(?=\s|$))"
_JOINS = r"(?:(?<!\d)\sand\s|\sand\s(?!\d))|\s(?:but|then|while|plus|with)\s|然后|并且|同时|接着|再(?!见)|并(?!排)|而且"
_CLAUSE = re.compile(rf"{_STOPS}|{_JOINS}")
_SENTENCE = re.compile(r"(?:[;!?。；！？\n]|\.(?=\s|$))(?!\d)")
_HUSK = re.compile(
    r"(?:\s|[,;.!?。、，；！？…:：\"'“”()]|(?<![a-z])(?:and|then|but|also|please|thanks|thank|play|show|hi|hello|hey|"
    r"ok|okay|with|instead|again|whole|thing|gets?|run|rest|others?|order|in\s+order|same|move|moves|pi"
    r"ctures?|photos?|images?|all\s+of\s+them|each|every|everything|ones?|actually|rather|anyway|though"
    r"|maybe|exactly|after\s+all|it|the|a|an|to|of|in|at|on|for|my|our|really|otherwise|hmm|um|well|oh|"
    r"lol|ok|great|nice\s+one|guys|pls|plz|kindly|"
    r"normal(?:\s+speed)?|carry\s+on|after\s+that|continue|while|plus|prefer|need|we|sorry|from\s+the\s+(?:start|beginning)|there|mind|putting|adding|making|(?:the\s+)?(?:whole\s+)?lot|(?:the\s+)?(?:whole|entire)\s+time|all\s+the\s+time|throughout|that|will\s+do|i'd|we'd|u|out|else|lay|vibes?|mood|feel(?:ing)?|atmosphere|evenly(?:\s+(?:split|spaced|divided))?|from\s+there|afterwards|me|us|there's|there\s+is|"
    r"this|"
    r"that|is|be|by|so|them|these|all|you|can|could|i|want|would|like|make|put|add|use|have|give|some|video|videos|"
    r"clip|"
    r"clips|film|footage|just|only|now|finally|first|next|after|turn|set|too|well|as|into|from|together|keep|get|let|should|must|shall|may|might|will|both|everywhere|ending|starting|beginning|finish(?:ing)?|animat(?:e|ed|ing)|bring|in\s+the\s+background|change|create|beneath|underneath|produce|generate|build|done|basically|clear(?:ly)?|normally|let's|i'm|am|got|still|"
    r"do)(?![a-z])|请|放|谢谢|你好|帮我|把|将|给|让|的|并|再|然后|和|在|了|视频|片子|影片|一下|同时|还|要|想|最后|接着|"
    r"加上|加|配上|做成|变成|换成|改成|这个|这段|那一段|那段|都用|都|用|来个|来|个|它|里|上|吧|啊|呀|呢|哦|点|也|就|是|弄|搞|做个|做一个|做|出个|整体|整个|全片|全部|所有|给我|帮我们|原来的|按照?顺序|依[次序]|只?留|顺序|就行|就好|即可|行|后面|接上?|剪成?|[放播]完|随便|随意|看着办|啦|嘛|从头到尾|选|全程|始终|正常|麻烦|总共|一共|总长|大概|大约|差不多|左右|剩下|其余|其他|其它|整|出|写|以|一版|方便|每张图?|每个|下面|上面|就可以|我|我们|整段|一下子)*"
)
_BITS = r"(?:再|[加来放配上]|一?[点些]|个|有点|稍微|小|轻|的)+"
_SO = (
    r"(?:(?:an?|some|the|with|very|much|more|less|little|bit|slightly|really|soft|gentl[ey]|calm|slow|quick|quiet|loud|strong|light|weak|small|big|"
    r"fast|short|nice)(?:er|ly)?\s+)+"
)
_BITS_BESIDE = re.compile(
    rf"(?<={STRUCK}){_BITS}(?=\s*(?:$|{_STOPS}))|(?:^|(?<=[，,。；;、\s])){_BITS}(?={STRUCK})|"
    rf"(?:^|(?<=[,;.]\s)|(?<=\sand\s)|(?<=^and\s)|(?<={STRUCK}and\s)){_SO}(?={STRUCK})"
)
"""How much of what was understood beside it: 优美一点的, 加点小, "softer" music."""
_LIGHT = frozenset(("filler", "det", "prep", "make", "camera", "join", "punct"))
"""Kinds of words that ask for nothing by themselves."""


def is_light(plain: str) -> bool:
    """Whether Chinese words that are left of a sentence, of which something was understood, say nothing more: 画面,
    一个, 加入, 效果."""
    light = plain[:1] >= "\u4e00" and all(one.kind in _LIGHT for one in atoms(tokenize(plain)))
    return light and not read(plain).wishes


def is_husk(plain: str) -> bool:
    """Whether words in plain form ask for nothing by themselves: "and make it", "please", 然后."""
    return _HUSK.fullmatch(plain) is not None


@dataclass(slots=True)
class Slip:
    """The plain text of `words` with what is understood struck out."""

    words: Words
    text: str = field(init=False)
    kept: set[int] = field(default_factory=set)
    """Where places of pictures begin of which more is said: they stay in the rest."""

    def __post_init__(self) -> None:
        self.text = self.words.plain

    def strike(self, start: int, end: int) -> None:
        self.text = self.text[:start] + STRUCK * (end - start) + self.text[end:]

    def keep(self, start: int, end: int) -> None:
        """Leave the place of a picture standing of which more is said."""
        self.kept.add(start)
        self.text = self.text[:start] + self.words.plain[start:end] + self.text[end:]

    def find(self, pattern: re.Pattern[str], span: tuple[int, int] | None = None) -> re.Match[str] | None:
        """The first match in what is left, or in a stretch of it."""
        return pattern.search(self.text, *span) if span else pattern.search(self.text)

    def take(self, pattern: re.Pattern[str], span: tuple[int, int] | None = None) -> re.Match[str] | None:
        """The first match, struck out."""
        found = self.find(pattern, span)
        if found:
            self.strike(*found.span())
        return found

    def clause(self, at: int) -> tuple[int, int]:
        """The stretch around a place that no stop and no joining word cuts."""
        return self._around(_CLAUSE, at)

    def sentence(self, at: int) -> tuple[int, int]:
        """The stretch around a place that no full stop cuts."""
        return self._around(_SENTENCE, at)

    def _around(self, edges: re.Pattern[str], at: int) -> tuple[int, int]:
        start, end = 0, len(self.text)
        for edge in edges.finditer(self.words.plain):
            if edge.end() <= at:
                start = edge.end()
            elif edge.start() >= at:
                end = edge.start()
                break
        return start, end

    def rest(self) -> str:
        """What is left, in the user's own words; husks such as "and make it" are not worth reading."""
        return ", ".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        left = _BITS_BESIDE.sub(lambda m: STRUCK * len(m[0]), self.text)
        for found in re.finditer(f"[^{STRUCK}]+", left):
            light = STRUCK in self.text and is_light(found[0].strip(" ,，、;；"))
            if found.start() in self.kept or not (is_husk(found[0]) or light):
                yield self.words.quote(*found.span()).strip(" ,，、;；")
