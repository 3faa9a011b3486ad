"""What a rule is, and which film is meant: the first, the last, 第二个视频, one by its name. Not for the rules
themselves (said_*.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from vivant.agent.films.lengths import ALL, LENGTH, POINT, SOME, WINDOW, When, seconds_of, when_of
from vivant.agent.films.slip import Slip
from vivant.agent.films.tasks import Task, Which
from vivant.agent.naming import DIGITS_ZH, FILMS, ONE_FILM, ONE_PICTURE, PICTURES, SHORT, place_of
from vivant.agent.quantities import COUNTS, ORDINALS, TO

FILM = rf"(?:{FILMS}|{PICTURES}|one)(?![a-z])"
FILM_ZH = r"(?:(?:[^\W\d第和跟与把的变成做改换加下要用是]{1,3}的?)?(?:照片|图片)|视频|片段|片子|影片|镜头|画面|图)?"
"""What a film or picture may be called once it is counted: 第三张孩子照片."""
WHICH = (
    rf"(?:the\s+)?(?P<nth>{'|'.join((*ORDINALS, *SHORT))}|last|other)\s+{FILM}"
    rf"|(?:the\s+)?(?:(?:{ONE_FILM}|{ONE_PICTURE})\s+(?:no\.?\s*|number\s+|#)?|number\s+|#)(?P<number>\d{{1,2}}|"
    + "|".join(COUNTS)
    + r")(?![a-z\d:])(?!\s*(?:°|%|(?:times|x|s|secs?|seconds?|degrees?|deg|percent)(?![a-z])))"
    rf"|第\s*(?P<zh>[{DIGITS_ZH}]|\d{{1,2}})\s*(?:个|段|条|支|张|幅){FILM_ZH}(?:上面|上(?![移摇升推平])|里面?)?"
    rf"|(?P<zno>[{DIGITS_ZH}]|\d{{1,2}})号(?:图片?|照片|视频|片段)"
    rf"|(?P<zlast>最后一(?:个|段|条|张|幅){FILM_ZH}|另一(?:个|段)(?:视频|片段)?)"
)
CUT = (
    r"(?<![a-z])(?:cut(?:ting)?|trim(?:ming)?|remove|removing|delete|drop|skip|chop|take|strip|shave|erase|lose|throw|"
    r"get\s+rid\s+of|leave|ditch|kick|forget|omit|exclude)(?!\s+(?:only|just)(?![a-z]))(?:\s+(?:off|out|away|up))?"
)
CUT_ZH = (
    r"(?:(?:[剪删切裁砍减]切?(?:掉|去|除|了)|去掉|去除|移除|拿掉|扔掉|丢掉|掐掉|掐了|跳过|略过"
    r"|(?:通通|全部|全都|全|都|就)*不要(?=了|吧|$"
    r"|[,，.。;；!！、\s\x00前后最开结末尾片头中第从\d一二两三四五六七八九十]))了?)"
)
"""What is told to go; 不要 only of a stretch or a film, and not of what is done in it."""
ENDS = r"(?=\s*(?:$|[,.;!?。、，；！？\x00]|and\s|then\s|with\s|only|please))"
_WHICH = re.compile(rf"(?:(?<![a-z])(?:in|of|from|on|for|only|to)\s+)?(?:{WHICH})")
_GOES_TO = re.compile(
    r"(?<![a-z])(?:start|begin|open|end|finish|close)(?:s|ing)?\s+(?:it\s+)?(?:off\s+)?(?:with|on|at)\s+$"
)
WHICH_ZH_ONLY = re.compile(WHICH)
WHICH_ZH = re.compile(WHICH[WHICH.index("|第") + 1 :])


@dataclass(slots=True)
class Said:
    """A sentence about films: what is left of it, the names of films and sounds by their asset ids, and what a rule may
    need to know.

    films    asset ids of the films and pictures, in order
    sounds   names of sounds by id
    plays    whether one of them is a video: pictures have no pace and no moment to stop at
    own      words as they were said, where places of pictures were put in
    done     what was understood so far, by where the words for it end
    kept     words of the match at hand that are left for other rules
    """

    slip: Slip
    films: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sounds: Mapping[str, str] = field(default_factory=dict)
    outlined: bool = False
    own: Callable[[str], str] = str
    plays: bool = True
    done: dict[int, Task] = field(default_factory=dict)
    kept: tuple[int, int] | None = None

    def clause(self, found: re.Match[str]) -> tuple[int, int]:
        return self.slip.clause(found.start())

    def clause_before(self, start: int) -> tuple[int, int] | None:
        """The clause that ends where one starts, in the same sentence; None where there is none."""
        if start < 2 or self.slip.sentence(start)[0] >= start:
            return None
        return self.slip.clause(start - 2)[0], start - 1

    def which(self, found: re.Match[str]) -> Which:
        """The film that is named in the match or in its clause; struck out where it is."""
        start, end = self.clause(found)
        span = min(start, found.start()), max(end, found.end())
        if named := self.slip.find(_WHICH, span):
            if not _GOES_TO.search(self.slip.text[: named.start()]):
                self.slip.strike(*named.span())
            return nth(named)
        for asset, name in self.names.items():
            if name and self.slip.take(name_pattern(name), span):
                return self.films.index(asset)
        return self._which_before(start)

    def _which_before(self, start: int) -> Which:
        """The only film that a Chinese sentence named before a clause: 视频放最前面，只要前两秒."""
        at = self.slip.sentence(start)[0]
        before = self.slip.words.plain[at:start]
        named = {nth(one) for one in WHICH_ZH_ONLY.finditer(before)} if len(self.films) > 1 and self.plays else set()
        return named.pop() if len(named) == 1 and before.rstrip(" ").endswith((",", "，")) else None

    def of_each(self, found: re.Match[str]) -> tuple[Which, ...]:
        """The films that are meant one by one, "of each clip"; the one that is named where they are not."""
        each = _OF_EACH.search(self.slip.words.plain, *self.clause(found)) if len(self.films) > 1 else None
        return tuple(range(len(self.films))) if each else (self.which(found),)

    def when(self, found: re.Match[str]) -> When:
        """The stretch of time that is said in the clause of a match, struck out; all of it where none is."""
        span = self.clause(found)
        if window := self.slip.take(_WHEN, span):
            return when_of(window["a"], window["b"])
        for pattern, stretch in _STRETCHES:
            if told := self.slip.take(pattern, span):
                return stretch(told)
        after = self.slip.clause(min(span[1] + 1, len(self.slip.text)))
        for beside in (after, self.clause_before(span[0])):
            if beside and beside != span and (window := _ONLY_WHEN.fullmatch(self.slip.text, *beside)):
                self.slip.strike(*beside)
                self.slip.take(_MOMENT, span)
                return when_of(window["a"], window["b"])
        return ALL


def name_pattern(name: str) -> re.Pattern[str]:
    """Finds a name, with the ending of a file or without."""
    return re.compile(re.escape(name) + r"(?:\.[a-z0-9]{2,4}(?![a-z0-9]))?")


Make: TypeAlias = Callable[[re.Match[str], Said], Task | tuple[Task, ...] | None]


@dataclass(frozen=True)
class Rule:
    """What is looked for, and the task or tasks that a match is; None where it is none after all."""

    looked_for: str
    make: Make

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first looked for: most sentences are about one photo, and need few rules."""
        return re.compile(self.looked_for)


def rule(pattern: str, make: Make) -> Rule:
    return Rule(pattern, make)


def nth(found: re.Match[str]) -> int:
    """The place that a match of WHICH names, -1 for the last."""
    return place_of(found["nth"] or found["number"] or found["zh"] or found["zno"] or "last")


_OF_EACH = re.compile(
    rf"(?<![a-z])(?:each|every|both|all(?:\s+of)?(?:\s+(?:the|my))?)\s+(?:of\s+\w+|{FILM})|(?<![a-z])(?:each|both)(?=\s*$|\s*[,.;!?]|\s+to\s)"
)

PIECE = (
    r"(?:(?:the|that|this|a|any|some|all)\s+)+(?:[a-z]+\s+){0,2}?(?:bits?|parts?|sections?|pieces?|scenes?|segments?"
    r"|stretch|moment|"
    r"pauses?|gap|silence|goal|jump|dance|kiss|speech|shot|clip|footage|stuff|middle|seconds?)"
)
"""A piece of a film by what happens in it: "the boring bit"."""
_WHEN = re.compile(
    rf"(?:(?:when|where|while|as)\s+(?:[a-z']+\s+){{1,5}}\(?\s*|(?:on\s+|of\s+|for\s+"
    rf"|in\s+)?{PIECE}\s*\(?\s*)?{WINDOW}(?:\s*\)|之间|期间|这段|之?间)?"
)
_ONLY_WHEN = re.compile(
    rf"\s*(?:大概|大约|差不多|也?就是|就|在|是|中间|高潮)*\s*{WINDOW}(?:这段|那段|那里|之间|左右|的时候|吧)*"
    r"(?:(?:是|最|很|比较|特别)[\u4e00-\u9fff]{1,4})?\s*"
)
_MOMENT = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:[那这]一?(?:下|刻|瞬间|个瞬间|时候|段|里|块|幕|部分)|的(?:时候|瞬间|那段))"
)
"""A time in a clause of its own: 冲线那下慢放，大概6到8秒."""
_SPAN = r"(?:(?:in|during|for|over|within)\s+)?(?:the\s+)?"
_STRETCHES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], When]], ...] = (
    (re.compile(r"(?:在|把)?中间(?:的?(?:那)?(?:一?段|部分))?(?!的?\s*[\d一二两三四五六七八九十.]+\s*(?:秒|s))"),
     lambda m: When(part=(1 / 3, 2 / 3))),
    (re.compile(rf"{_SPAN}middle\s+(?:part|bit|section|third|piece)(?:\s+of\s+(?:it|the\s+\w+))?"),
     lambda m: When(part=(1 / 3, 2 / 3))),
    (re.compile(rf"{_SPAN}first\s+half(?:\s+of\s+(?:it|the\s+\w+))?|(?:在|把)?前半(?:段|部分|截)?|前面?的?一半"),
     lambda m: When(part=(0.0, 0.5))),
    (re.compile(
        rf"{_SPAN}(?:second|last|other)\s+half(?:\s+of\s+(?:it|the\s+\w+))?|(?:在|把)?后半(?:段|部分|截)?"
        rf"|后面?的?一半"),
     lambda m: When(part=(0.5, 1.0))),
    (re.compile(rf"{_SPAN}(?:first|opening)\s+(?P<t>{POINT}|{SOME})"), lambda m: When(0.0, seconds_of(m["t"]))),
    (re.compile(rf"{_SPAN}(?:last|final)\s+(?P<t>{POINT}|{SOME})"), lambda m: When(-seconds_of(m["t"]))),
    (re.compile(
        rf"(?:最?中间|正中间|当中)(?:的|那|这)*\s*(?P<t>{LENGTH})"), lambda m: When(middle_s=seconds_of(m["t"]))),
    (re.compile(
        rf"(?:从|在)?\s*第?(?P<t>{LENGTH})(?:处|的地方|那里)?(?:之后|以后|往后|后面?|开始|起)(?!到)(?:的|再|就)*"),
     lambda m: When(seconds_of(m["t"]))),
    (re.compile(rf"第?(?P<t>{LENGTH})(?:之前|以前|前面?)"), lambda m: When(0.0, seconds_of(m["t"]))),
    (re.compile(rf"(?:最?前面?|最?开头|片头|起初|开场|前奏|头|第(?=[一1]\s*秒))(?:的|那|这)*\s*(?P<t>{LENGTH})"),
     lambda m: When(0.0, seconds_of(m["t"]))),
    (re.compile(rf"(?:最后面?|结尾|末尾|片尾|尾部|后面|最末|末|后)(?:的|那|这)*\s*(?P<t>{LENGTH})"),
     lambda m: When(-seconds_of(m["t"]))),
    (re.compile(rf"(?:from|after|starting\s+at)\s+(?P<t>{POINT})(?:\s+on(?:wards?)?)?(?!\s*{TO})"),
     lambda m: When(seconds_of(m["t"]))),
    (re.compile(rf"(?:until|till|up\s+to|before)\s+(?P<t>{POINT})"), lambda m: When(0.0, seconds_of(m["t"]))),
)  # fmt: skip


def window_of(found: re.Match[str]) -> When:
    """The stretch that a match of WINDOW names."""
    return when_of(found["a"], found["b"])


def stretches(text: str, span: tuple[int, int]) -> list[tuple[tuple[int, int], When]]:
    """All stretches of a film that are said in a part of a plain text, each with where it stands, in order."""
    found: list[tuple[tuple[int, int], When]] = []
    for pattern, stretch in ((_WHEN, window_of), *_STRETCHES):
        for told in pattern.finditer(text, *span):
            if not any(a < told.end() and told.start() < b for (a, b), _ in found):
                found.append((told.span(), stretch(told)))
    return sorted(found, key=lambda pair: pair[0])
