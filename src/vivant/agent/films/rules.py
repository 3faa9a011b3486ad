"""What a rule is, and which film is meant: the first, the last, 第二个视频, one by its name. Not for the rules
themselves (said_*.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypeAlias

from vivant import flows
from vivant.agent.facts import Facts
from vivant.agent.films.calling import SEEN, showing
from vivant.agent.films.lengths import ALL, LENGTH, POINT, SOME, WINDOW, When, seconds_of, when_of
from vivant.agent.films.plain_english import QUOTED
from vivant.agent.films.slip import Slip
from vivant.agent.films.tasks import Task, Which
from vivant.agent.naming import DIGITS_ZH, FILMS, ONE_FILM, ONE_PICTURE, PICTURES, SHORT, place_of
from vivant.agent.quantities import COUNTS, NUMBER, ORDINALS, TO
from vivant.agent.reading import read
from vivant.agent.wishes import Add

_FILM = rf"(?:{FILMS}|{PICTURES}|one)(?![a-z])"
FILM_ZH = r"(?:(?:[^\W\d第和跟与把的变成做改换加下要用是]{1,3}的?)?(?:照片|图片)|视频|片段|片子|影片|镜头|画面|图)?"
"""What a film or picture may be called once it is counted: 第三张孩子照片."""
WHICH = (
    rf"(?:the\s+)?(?P<nth>{'|'.join((*ORDINALS, *SHORT))}|last|other)\s+{_FILM}"
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
WHICH_ZH = re.compile(WHICH[WHICH.index("|第") + 1 :])


@cache
def _is_name(words: str) -> bool:
    """Whether words mean nothing else, so that they can only be the name of a file: "rome"."""
    reading = read(words)
    return not reading.wishes and words not in {*ORDINALS, *COUNTS, "music", "title", "last", "all", "everything"}


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


@dataclass(slots=True)
class Said:
    """A sentence about films: what is left of it, the names of films and sounds by their asset ids, and what a rule may
    need to know.

    films    asset ids of the films and pictures, in order
    sounds   names of sounds by id
    plays    whether one of them is a video: pictures have no pace and no moment to stop at
    own      words as they were said, where places of pictures were put in
    done     what was understood so far, by where the words for it end
    """

    slip: Slip
    films: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sounds: Mapping[str, str] = field(default_factory=dict)
    outlined: bool = False
    own: Callable[[str], str] = str
    plays: bool = True
    done: dict[int, Task] = field(default_factory=dict)

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
        return None

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


@dataclass(slots=True)
class Placed:
    """Words in which each way in which one of several pictures is meant is said by its place, and how it `was` said."""

    said: str
    was: dict[str, str] = field(default_factory=dict)

    def sub(self, pattern: re.Pattern[str], told: str | Callable[[re.Match[str]], str]) -> None:
        """Say what a pattern finds in another way, outside of quotation marks."""
        unquoted = QUOTED.sub(lambda m: " " * len(m[0]), self.said)
        for found in reversed(list(pattern.finditer(unquoted))):
            new = told(found) if callable(told) else found.expand(told)
            self.was[new] = found[0]
            self.said = self.said[: found.start()] + new + self.said[found.end() :]

    def own(self, words: str) -> str:
        """The words as they were said."""
        for new, old in self.was.items():
            words = words.replace(new, old)
        return words


def by_place(said: str, films: Sequence[Facts]) -> Placed:
    """The words with pictures said by their places: the name of a file, what it shows, "the middle one", "all but the
    last", "the third stands still"."""
    count, placed = len(films), Placed(said)
    if count < 2:
        return placed
    _by_name(placed, films)
    placed.sub(_EACH_BUT, r"each \g<n>, the \g<o> one \g<t> seconds")
    placed.sub(_FIRST_SO_LONG, r"the \g<o> one \g<t>, the others \g<n> seconds")
    for kind, called in (("picture", _THE_PHOTO), ("video", _THE_VIDEO)):
        alone = [n for n, one in enumerate(films) if one.kind == kind]
        if len(alone) == 1 and alone[0] < len(ORDINALS):
            placed.sub(called, f"the {ORDINALS[alone[0]]} one")
    if count > 2 and count % 2 and count // 2 < len(ORDINALS):
        placed.sub(_MIDDLE, ORDINALS[count // 2])
        placed.sub(_MIDDLE_ZH, f"第{'一二三四五六七八九十'[count // 2]}张")
    counted = [m["o"].lower() for m in _COUNTED.finditer(placed.said)]
    if len(counted) > 1 and not {"first", "last"} >= set(counted):
        placed.sub(_COUNTED, r"the \g<o> one ")
    if count > 2:
        placed.sub(_IN_BETWEEN, "pictures " + " + ".join(map(str, range(2, count))))
    placed.sub(_EVERYWHERE, "on all pictures")
    placed.sub(_ALL_OF, "all pictures")
    placed.sub(_BARE, r"\g<0> one")
    placed.sub(_BUT, lambda m: _but(m, count))
    placed.sub(_EXCEPT, lambda m: m[0] if _ONE.search(re.split("[,;.]", m.string[: m.start()])[-1]) else _but(m, count))
    if len([m for m in _LABELS.finditer(placed.said) if int(m["n"]) <= count]) > 1:
        placed.sub(_LABELS, r"picture \g<n>")
    only = {m[0].lower(): m for m in _ONE.finditer(QUOTED.sub(lambda m: " " * len(m[0]), placed.said))}
    if len(only) == 1:
        (one,) = only.values()
        placed.sub(_ON_IT, lambda m: f"{m[1]} {one[0]}" if m.start() > one.start() else m[0])
    return placed


def _by_name(placed: Placed, films: Sequence[Facts]) -> None:
    """The places of pictures that are called by the name of their file or by what is seen in them."""
    in_turn = _IN_TURN.search(placed.said) is not None
    names = [re.sub(r"[\W_]+", " ", (one.name.rpartition(".")[0] or one.name).lower()).strip() for one in films]
    for n, name in enumerate(names):
        words = [w for w in name.split() if len(w) > 2 and w.isalpha() and sum(w in x.split() for x in names) == 1]
        seen = [word for word in SEEN if word in placed.said.lower() and showing(word, films) == n]
        if not seen and not any(word in placed.said.lower() for word in (*words, name)):
            continue
        place = f"the {ORDINALS[n]} one" if n < len(ORDINALS) else f"picture {n + 1}"
        if names.count(name) == 1 and len(name) >= _SHORTEST:
            placed.sub(_i(rf"(?<![\w.])(?:the\s+)?{name.replace(' ', '[^a-z]+')}\.[a-z0-9]{{3,4}}(?!\w)"), place)
        for word in (*words, *seen):
            placed.sub(_called(word, word not in seen and not _lives(word)), place)
            placed.sub(_in_turn(word, in_turn), place)
        if " " in name or not words:
            placed.sub(_called(name, True), place)


_THE_PHOTO = _i(
    r"(?<![\w-])(?:the|my|our)\s+(?:still\s+)?(?:photo(?:graph)?|picture|image|pic)(?![\w-])"
    r"|(?:(?<=[,;:.] )|(?<=then )|(?<=first )|^)(?:still\s+)?(?:photo|picture|image)(?=\s+(?:for|first|last|then|\d)"
    r"|\s*,)"
)
_THE_VIDEO = _i(
    r"(?:(?<=first )|(?<=then )|(?<=start with )|(?<=begin with )|(?<=end with )|(?<=show )|(?<=play )|"
    r"(?<=after )|(?<=before )|(?<=and )|(?<=to )|(?<=from )|(?<=put )|(?<=move )|(?<=swap )|(?<=between )|"
    r"(?<=[,.;:] )|^)(?:the|my|our)\s+(?:video|clip|film)(?![\w-])(?!\s+(?:should|must|to)\s+be)|(?:the|my"
    r"|our)\s+(?:video\s+)?clip(?![\w-])"
)
"""The one photo among videos, and the one video among photos, where it is not all that is made."""


def _called(word: str, alone: bool) -> re.Pattern[str]:
    """A picture by what it shows: "the dog photo", "the shot of my dog", and "the dog" `alone` where a picture is
    meant."""
    bare = rf"|{_MEANT}(?:the|my|our)\s+{re.escape(word)}" * alone + rf"|{_MEANT}{re.escape(word)}" * (
        alone and _is_name(word)
    )
    return _i(
        rf"(?<![\w-])(?:(?:the|my|our|that|this)\s+)?(?:{re.escape(word)}s?\s+{_FILM}"
        rf"|{_FILM}\s+(?:of|from|with|at|in)\s+(?:(?:the|my|our|a"
        rf"|an)\s+)?{re.escape(word)}s?(?![\w-]){bare})(?![\w-]|['’]s)"
        r"(?!\s+(?:look|mood|vibe|theme|feel|music|sounds?|noises?|effect|colou?r|tone)(?![a-z]))"
    )


_OPENS = "(?:start|begin|open)"
_IN_TURN = _i(rf"(?<![a-z]){_OPENS}s?\s+with\s|(?<![a-z])first\s+the\s")


def _in_turn(word: str, in_turn: bool) -> re.Pattern[str]:
    """What is named where pictures come `in_turn`, also where it could move: "start with the dog, then the lake"."""
    ahead = "|".join(rf"(?<={verb} with )" for verb in ("start", "begin", "open", "end", "finish", "close"))
    later = r"|(?<=then )|(?<=lastly )|(?<=finally )|(?<=first )|(?<=, )|(?<=and )" if in_turn else ""
    return _i(rf"(?:{ahead}{later})(?:the|my|our)\s+{re.escape(word)}(?=\s*(?:$|[,.;!])|\s(?:then|and)\s)")


@cache
def _lives(word: str) -> bool:
    """Whether a thing can be asked to move, so that its name does not only stand for its picture: "the river"."""
    return any(
        isinstance(wish, Add) and wish.kinds[0] in flows.catalogue() for wish in read(f"let the {word} move").wishes
    )


def _but(found: re.Match[str], count: int) -> str:
    """The places that are left of all, without those that are named."""
    named = found["named"].lower()
    gone = {place_of(one) % count for one in re.findall(rf"{'|'.join(ORDINALS)}|last|\d{{1,2}}", named)}
    if many := re.search(rf"(first|last)\s+({'|'.join(COUNTS[1:])}|\d)", named):
        several = COUNTS.index(many[2]) + 1 if many[2] in COUNTS else int(many[2])
        gone = {n if many[1] == "first" else count - 1 - n for n in range(several)}
    tail = f", {found['named']}" if found["tail"] else ""
    left = [str(n + 1) for n in range(count) if n not in gone]
    where = "on " if found["on"] == "" else found["on"] or ""
    return f"{where}picture{'s' if left[1:] else ''} {' + '.join(left)}{tail}" if left else found[0]


_SHORTEST = 3
_MIDDLE = _i(rf"(?<=the )(?:middle|cent(?:re|er))(?=\s+{_FILM})")
_MIDDLE_ZH = re.compile(r"中间(?:的)?(?:那|这)?(?:一)?张")
_NTH = rf"(?:{'|'.join((*ORDINALS, *SHORT))}|last)"
_LATER = rf"(?:{'|'.join((*ORDINALS[1:], *SHORT[1:]))})"
_SOME = rf"(?:{'|'.join(COUNTS[1:])}|\d(?![\d:.%]))"
_NOT_ONE = (
    r"(?:\d|from|of\s+all|two|three|few|(?:\w+\s+)?(?:seconds?|secs?|minutes?|half|hal?ves|quarters?|thirds?|parts?"
    r"|bits?|frames?|beats?|bars?|"
    r"times?|things?|steps?|lines?|words?|letters?|titles?|captions?|texts?|cuts?|transitions?|sentences?|verses?"
    r"|scenes?|songs?|tracks?|pieces?|"
    r"sections?|effects?|moves?)(?![a-z])|(?:person|man|woman|guy|girl|boy|kid|day|night|year|floor|place"
    r"|name)s?(?![a-z]))"
)
"""What is counted and is no picture: "the second half"."""
_BARE = _i(
    rf"(?<![\w-])(?:the\s+{_LATER}|(?:(?<=[,.;:!?]\s)|^){_LATER})(?!\s+(?:{_FILM}|{_NOT_ONE}))(?![\w'-]|\s*:)"
    rf"|(?<![\w-])the\s+(?:very\s+)?(?:first|last|1st)(?!\s+(?:{_FILM}|{_NOT_ONE}|(?:snow|kiss|dance|light|rays?"
    rf"|birthday|christmas|summer|winter|week|weeks)(?![a-z])))"
    r"(?![\w'-]|\s*:)"
)
"""One of several that is only counted: "the third stands still", "pan on the second"."""
_REF = rf"(?:(?:the\s+)?{_NTH}(?:\s+{_FILM})?|(?:(?:{_FILM}|numbers?|#)\s*)?\d{{1,2}}(?![\d:.%]))"
_OF_EACH = re.compile(rf"(?<![a-z])(?:each|every|both|all(?:\s+of)?(?:\s+(?:the|my))?)\s+(?:of\s+\w+|{_FILM})")
_NAMED = rf"(?:(?:the\s+)?(?:first|last)\s+{_SOME}(?:\s+{_FILM})?|{_REF}(?:\s*(?:,|and|&|or)\s*{_REF})*)"
_TAIL = r"(?P<tail>\s*,?\s*(?:which|that|it|this)(?=\s+(?:should|shall|must|gets?|is|has|stays?|needs?)\s))?"
_BUT = _i(
    rf"(?P<on>(?<![\w-])(?:on|in|for|to|over)\s+)?(?<![\w-])(?:all|every(?:thing|one)?|each)(?:\s+(?:of|it|them"
    rf"|these|the|my|one|{_FILM}))*\s*,?\s+"
    r"(?:but(?:\s+not)?|except(?:\s+for)?|excluding|apart\s+from|other\s+than|besides|minus)(?:\s+(?:on|for|in))?\s+"
    rf"(?P<named>{_NAMED})(?!\w|(?:\s+{_FILM})?\s+(?:(?:for|gets?|is|lasts?|stays?|should)\s+)*\d){_TAIL}"
)
"""All without those that are named; `tail` goes on about these."""
_EXCEPT = _i(
    rf"(?P<on>)(?<=[a-z]\s)(?:but\s+not|except(?:\s+for)?|apart\s+from|excluding)(?:\s+(?:on|for"
    rf"|in))?\s+(?P<named>{_NAMED}){_TAIL}"
)
_IN_BETWEEN = _i(
    r"(?:all\s+)?the\s+(?:(?:middle|in[- ]between)\s+(?:two|three|ones|pictures|photos|images|clips|videos)|"
    r"(?:ones|pictures|photos)\s+in\s+between)(?![a-z])"
)
_EVERYWHERE = _i(r"(?<![\w-])everywhere(?=\s*(?:[,.;!?]|$))")
_ALL_OF = _i(
    rf"(?<![\w-])(?:(?:all|both|these|those)(?:\s+(?:of|the|my|our|these|those|them))*(?:\s+{_SOME})?\s+{_FILM}"
    rf"|all\s+{_SOME}(?:\s+of\s+(?:them|these))?(?=\s*(?:[,.;!?]|$))|both(?:\s+of\s+(?:them|these))?(?=\s*(?:[,.;!?]"
    rf"|$)))"
)
_COUNTED = _i(
    rf"(?:(?<=[,;:.]\s)|(?<=\sand\s)|^)(?:the\s+)?(?P<o>{_NTH})\s+(?:{_FILM}\s+)?(?=(?:(?:for|gets?|is|lasts?"
    rf"|stays?)\s+)*{LENGTH})"
)
"""A row of pictures, each with its length: "first 3 s, second 4 s, last 6 s"."""
_FIRST_SO_LONG = _i(
    rf"(?<![\w-])(?:the\s+)?(?P<o>first|last)(?:\s+{_FILM})?\s+(?:(?:for|gets?|stays?"
    rf"|lasts?)\s+)?(?P<t>{LENGTH})\s*,?\s*(?:and\s+|then\s+)?"
    rf"(?:all\s+)?the\s+(?:other\s+(?:{_SOME}|{_FILM})|others?|rest)\s+(?:(?:for|gets?|stay|only|just"
    rf"|all)\s+)*(?P<n>{NUMBER})(?:\s*(?:seconds?|secs?|s))?(?![\w.:%])"
)
"""One length for the first, another for all others: "the first 4 seconds, the other two for three"."""
_EACH_BUT = _i(
    rf"(?<![\w.])(?P<n>{LENGTH})\s+(?:each|per\s+\w+|apiece)\s*,?\s*(?:but|except|only"
    rf"|and)\s+(?:for\s+)?(?:the\s+)?(?P<o>{_NTH})(?:\s+{_FILM})?"
    rf"\s+(?:(?:for|gets?|is|stays?|lasts?|should|be)\s+)*(?P<t>{NUMBER})(?:\s*(?:seconds?|secs?|s))?(?![\w.:%])"
)
_ONE = _i(rf"the\s+{_NTH}\s+{_FILM}|(?:{ONE_PICTURE}|{ONE_FILM})\s+(?:number\s+)?\d{{1,2}}(?![\d:.%])")
_ON_IT = _i(
    r"(?<!music\s)(?<!sound\s)(?<!sounds\s)(?<!song\s)(?<!piano\s)(?<!guitar\s)(?<![\w-])(on|onto|to|over|let"
    r"|(?:hold|keep|show)(?=\s+it\s+(?:up\s+|on\s+screen\s+)?for\s))\s+it(?![\w']|\s+(?:all|fade))"
)
_LABELS = _i(
    r"(?:(?<=[,;:.!]\s)|(?<=\sand\s)|^)(?P<n>[1-9]\d?)\s*[:)]?(?=\s+[a-z])(?!\s*(?:s|secs?|seconds?|x|times|percent"
    r"|degrees?|fps|p|k|mins?|minutes?|to|"
    r"and|or|by|of|pictures?|photos?|pics?|images?|slides?|videos?|clips?|is|bpm)(?![a-z]))"
)
"""Pictures by their numbers alone, each with what is said of it: "1 vintage, 2 noir"."""
_BEFORE = (
    "on with to into across over from for then and but make let give show use put swap drop remove skip between "
    "keep move place after before"
)
_MEANT = rf"(?:(?:{'|'.join(rf'(?<={word} )' for word in _BEFORE.split())})|(?<=[,;.:]\s)|^)"
"""Before what a picture shows, where the picture is meant and not a thing in it."""


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
