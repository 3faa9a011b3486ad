"""What is said of one picture among several: "zoom in on the first, snow on the last", 第二张图下雪.

A sentence is taken apart into what is meant for all and what is meant for one. Not for what the words ask for
(reading.py) nor for films that are cut, joined or put in order (films/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vivant.agent.films.lengths import LENGTH, seconds_of
from vivant.agent.naming import DIGITS_ZH, FIRST, NOUN_ZH, NUMBER_ZH, PICTURES, PIECE_ZH, place_of
from vivant.agent.quantities import COUNTS
from vivant.agent.reading import read
from vivant.agent.tokens import Words, tokenize
from vivant.agent.wishes import Add, Move

LONGER, SHORTER = 1.5, 0.67

_N = rf"(?:{FIRST}|\d{{1,2}}(?:st|nd|rd|th)|last|final|opening|closing)"
_NOUN = rf"(?:{PICTURES}|ones?|frames?)"
_NOUN_BEFORE = rf"(?:{PICTURES}|numbers?|nos?\.?|#)"
_CN = NUMBER_ZH
_PIECE_ZH = rf"{PIECE_ZH}?{NOUN_ZH}?"
_REST = (
    rf"(?<!than\s)(?:all\s+)?the\s+(?:other\s+{_NOUN}|others?|rest)"
    r"(?:\s+of\s+them)?(?![a-z])"
    r"|everything\s+else(?![a-z])|(?:(?:其他|其它|其余|别(?=的)|剩下)的?(?:(?:[几两三四五六七八九]|\d)?张|几)?|另外?(?:的|那)*[几两三四五六七八九]张)(?:照片|图片|图)?(?:都|全部|全)?"
)
_SEVERAL = re.compile(
    rf"(?:on|in|for|at|over|of|to)?\s*(?:the\s+)?(?P<way>first|last)\s+(?P<count>{'|'.join(COUNTS[1:])}|\d{{1,2}})"
    rf"\s*{_NOUN}?(?![a-z])(?!\s*(?:s|secs?|seconds?|秒)(?![a-z]))|(?P<zway>[前头]|后|最后)(?P<zcount>{_CN})(?:张|幅)"
    r"(?:照片|图片|图)?(?:都|全部|全)?"
)
_ONE = re.compile(
    rf"(?:(?<![a-z])(?:on|in|for|at|over|of|to|with))?\s*(?:the\s+)?(?:(?P<nth>{_N})\s+{_NOUN}(?![a-z])"
    rf"|(?:{_NOUN_BEFORE}\s*)+(?<=[\s#])(?P<number>\d{{1,2}}|{'|'.join(COUNTS)})(?![a-z\d:.%])(?!\s*(?:"
    rf"s|secs?|seconds?)(?![a-z]))"
    rf"|(?<![a-z])(?<!\d\s)(?<!\d-)(?<!\ba\s)(?<!one\s)(?P<bare>{_N})(?=\s*(?:$|[,.;!?:)\x00])|\s+(?:and|longer|shorter|slower|faster|should|stays?|gets?|is|"
    rf"for|with|same|like|too|as|only|please|in|can|needs?|has)(?![a-z])))\s*\)?"
    rf"|(?:把|将|给|让|在|从|到)?(?:第(?P<zh>{_CN}){PIECE_ZH}{NOUN_ZH}?"
    rf"|(?P<zlast>最后(?:(?:定格?|停留?|落|收)在[^,，。；;\d]{{0,8}}?)?(?:面)?[一那这]?(?:张|幅|个)"
    rf"{NOUN_ZH}?)|图(?P<zfig>{_CN})|(?P<zno>\d{{1,2}}|[{DIGITS_ZH}])号图?"
    r")(?:里面|里|上面|上(?![移摇升推平])|中|也|的|就)?"
)
_RANGE = re.compile(
    rf"从?第(?P<from>{_CN}){PIECE_ZH}?{_PIECE_ZH}(?:到|至|-|~)(?:第?(?P<to>{_CN}){PIECE_ZH}|(?P<last>最后)(?:一?{PIECE_ZH}))"
    rf"{NOUN_ZH}?"
)
"""All from one to another: 第二张到第四张."""
_AS_THEY_ARE = re.compile(
    rf"\s*(?:{_REST})(?:的|也|都|就|位置|顺序|照片|图片|图)*(?:(?P<still>静止|不动|别动|不用动|不要动)|随便|随意|正常|别管|不管|(?:还是|保持|是|用)*(?:彩色|原色|原样|原来的样子)|不变|不加|不用|干净(?:一点|一些|点)?)(?:了|吧|就好|就行)*\s*"
)
"""The others are left alone: nothing is asked of them."""
_NUMBERS = r"\d{1,2}(?:\s*(?:,|and|&|\+)\s*\d{1,2})"
_UNIT = r"(?![\d:.%])(?!\s*(?:s|secs?|seconds?|x|times|percent|degrees?|fps|p|k)(?![a-z]))"
_SPELT_ONE = rf"(?:\d{{1,2}}|{'|'.join(COUNTS)})(?![a-z])"
_SPELT = rf"{_SPELT_ONE}(?:\s*(?:,|and|&|\+)\s*{_SPELT_ONE})+"
_LIST = re.compile(
    rf"(?:(?:on|in|for|at|over|of|to|with)\s*)?(?:the\s+)?(?:(?:{_NOUN_BEFORE}\s*)+\(?(?P<list>{_SPELT})|(?:(?<=for\s)|(?<=in\s))(?P<plain>{_NUMBERS}+)){_UNIT}\)?"
    rf"|(?:(?:on|over)\s+|(?<=^)\s*|(?<=[,.;:!?(])\s*)(?P<digits>{_NUMBERS}*){_UNIT}"
    r"(?=\s*(?:$|[,.;!?\x00)])|\s+(?:and|only|with|but|should|gets?|needs?|in|are|is)(?![a-z]))"
    r"|(?:把|将|给|让|在)?第?(?P<zlist>(?:[一二三四五六七八九]|\d)(?:张|幅)?(?:(?:[、和跟与]|还有)?第?(?:[一二三四五六七八九]|\d)(?:张|幅)?)*?)(?:这)?(?<![秒分第])(?:两|三|几)(?:张|幅)"
    r"(?:照片|图片|图)?(?:上面|上(?![移摇升推平])|里|都|也)?"
)
"""Several by their numbers: "pictures 2 and 3", "rain on 2 and 3", "1 and 3 in sepia"."""
_EVERY = re.compile(
    rf"(?:on|in|for)?\s*(?:every\s+(?P<step>other|second|2nd)\s+{_NOUN}|the\s+(?P<odd>odd|"
    rf"even)(?:[- ]numbered)?\s+{_NOUN}|(?:the\s+)?(?P<bareodd>odd|even)\s+(?:ones|pictures|photos|numbers))(?![a-z])"
)
"""Every second one: the odd or the even."""
_APPOSED = re.compile(
    rf"(?:(?:the|that|my|our)\s+)(?:[a-z]+\s+){{1,3}}?\(?\s*(?:,\s*)?(?:(?:that's|that\s+is|which\s+is|it's|i\.e\.|aka)\s+)?"
    rf"(?=(?:the\s+)?{_N}\s+{_NOUN}\s*\)|{_NOUN_BEFORE}\s*\d{{1,2}}\s*\))"
    rf"|(?:(?:the|that|my|our)\s+)(?:[a-z]+\s+){{1,3}}?,?\s*(?:that's|that\s+is|which\s+is|i\.e\.|aka)\s+"
    rf"(?=(?:the\s+)?{_N}\s+{_NOUN}|{_NOUN_BEFORE}\s*\d{{1,2}})"
)
"""What a picture shows, before its place: "the kitchen shot (that's the second one)"."""
_COLOURED = re.compile(r"\s*(?:(?:in|back|to|full|normal|real|true|natural)\s+)*colou?rs?\s*")
_COLOURED_ZH = re.compile(r"(?:是|要|用|保持|保留|留|还|的|为)*(?:彩色|原色)(?:的|就好|就行|照片)*")
_AS_IT_IS = re.compile(
    r"(?:leave|keep|stays?|remains?|left|kept|should|must|be|just)(?:\s+(?:be|it|them|stay|remain))*\s+"
    r"(?:exactly\s+)?(?:as\s+(?:it|they)\s+"
    r"(?:is|are)|as[\s-]is|unchanged|untouched|alone|normal|in\s+peace)(?![a-z])|do(?:es)?(?:n't|\s+not)\s+matter|(?<![a-z])(?:unchanged|untouched|as[\s-]is)(?![a-z])"
    r"|(?:就|都|则|保持|还是)*(?:不[写加放要](?:字|文字|标题|字幕)|不加|不要加|不用加|不变|原样|清晰|干净|不动画面)(?:了|就行|就好)*$"
)
"""What asks for nothing: "leave the others as they are"."""
_OTHERS = re.compile(rf"(?:on|in|for)?\s*(?:{_REST})")
_EXCEPT = re.compile(r"\s*(?:那|就|把)*除了?")
_EXCEPTED = re.compile(
    r"(?:以外|之外|外)|(?:其他|其它|别|其余|剩下)的?(?:几张)?(?:照片|图片|图)?|(?<![\u4e00-\u9fff])(?:都|全部|全)"
)
"""What leaves out those that it names: 除了最后一张，花瓣都去掉."""
_WHO_IS = re.compile(r"(?:which|that|who|this|she|he|it)(?:'s|\s+(?:is|are))\s*")
"""Which picture the clause before was about: "petals on the bride, which is picture 2"."""
_NAMING = re.compile(r"(?:the|our|my|that|this)\s+(?:[a-z']+\s+){1,3}(?:is|comes|being)(?:\s+the)?")
"""What a picture shows, of which the next clause says what should be: "the team photo is last, let it zoom out"."""
_WHICH = re.compile(
    r"\s*(?:which|that\s+one|this\s+one|(?:that|this|it)(?=\s+(?:should|shall|must|gets?)\s))(?:\s+(?:should|shall|must|gets?|is|has|to))*\s"
)
_EDGE = re.compile(r"(?:(?<!\d)|(?!,\s*\d{1,2}\s*(?:,|and|&)\s*\d))[,;.!?，。；！？\n]+(?!\d)|然后|而且|并且|同时")
_JOIN = re.compile(r"\s(?:(?<!black\s)and|but|then|while)\s|和|再")
_ALIKE = re.compile(r"same|like|identical|copy|match|一样|相同|照着|同样|一致")
_SHOWN = (
    r"(?:(?:should|must|can|may|needs?\s+to|has\s+to|to)\s+)?(?:(?:be|is|are)\s+)?(?:(?:on\s+screen|shown?|stays?|lasts?|holds?|held|keep|kept|"
    r"remains?|lingers?|runs?|gets?|deserves?|needs?|given?|sits?|make)(?![a-z])\s*(?:it|them|up|on|there)?\s*)?(?:for\s+|lasting\s+)?"
)
_A_BIT = r"(?:(?:a\s+(?:bit|little|touch|tad)|slightly|much|somewhat|even)\s+)?"
_THAN = r"(?:\s+(?:on(?:\s+screen)?|than\s+(?:the\s+)?(?:others?|rest|other\s+[a-z]+|all\s+[a-z\s]+)))*"
_LENGTH = re.compile(
    rf"(?:{_SHOWN}(?:(?:about|around|roughly|exactly|only|just)\s+)?|(?:放|停|留|个|显示|展示|改成|改为|"
    rf"要|就|各|都|的?时长|的?时间|只|占|定格|延?[长加]到|[缩剪截]短?[到成为至]|[减调设][到成为])*\s*)"
    rf"(?<![第从])(?P<t>{LENGTH}|(?:(?<=for\s)|(?<=it\s)|(?<=one\s)|(?<=gets\s))\d{{1,2}}(?:\.\d)?(?=\s*$))(?:\s+long)?(?:(?:左右)?(?:就)?(?:好|行|够|可以|即可)?了?吧?)"
)
_MORE = re.compile(
    rf"(?:(?P<less>(?:少|减|短|缩短|减少)(?:放|停|留|显示|展示|待|播|少|短|掉|了|个)*)"
    rf"|(?:再?多|再|加|延|(?<![时总全片])长)(?:多|放|停|留|显示|展示|待|播|长|延长|上|了|个|它)*)\s*(?P<t>{LENGTH})"
    rf"|(?:(?P<u>{LENGTH})|an?\s+(?:whole\s+|full\s+|extra\s+)?second)\s+(?:longer|(?P<shorter>shorter))(?![a-z])"
)
"""So much longer or shorter than it is: 多留两秒, "2 seconds longer"."""
_LONGER = re.compile(
    rf"{_A_BIT}{_SHOWN}{_A_BIT}(?:longer|more\s+time){_THAN}(?![a-z])|{_SHOWN}too\s+(?:short|brief|quick)(?![a-z])|"
    r"(?:can|may)\s+breathe|(?:can|should|may|let)?\s*(?:it|them)?\s*(?:linger|take\s+(?:its|their|your|some)\s+time)(?![a-z])|"
    r"(?:多|再)?(?:放|停|留|显示|展示)*(?:得)?最?[长久](?:一点|一会儿?|一些|些)?"
    r"|多(?:放|停|留|显示|展示)(?:一会儿?|一下|几秒)?"
)
_SHORTER = re.compile(
    rf"{_A_BIT}{_SHOWN}{_A_BIT}(?:shorter|less\s+time){_THAN}(?![a-z])|{_SHOWN}too\s+long(?![a-z])|"
    r"(?:can|should|may|let)?\s*(?:it|them)?\s*(?:flash|fly|zip|rush|whizz?|race|rattle|run|go\s+quickly)\s+(?:by|past|through)(?![a-z])|"
    r"(?:快速?|一)地?(?:闪|带|掠|略|而)+过|(?:再)?(?:放|停|留)?(?:得)?短(?:一点|一些|些)?|少(?:放|停|留)(?:一会儿?|一下)?"
)
_LABEL = re.compile(
    r"\s*(?:客厅|卧室|主卧|次卧|厨房|阳台|书房|浴室|卫生间|餐厅|玄关|院子|门口|大厅|大门|外景|教室|操场|舞台|全景|店面|门头|走廊|楼道|现场|"
    r"风景|合影|合照|全家福)(?:的|那|照|图)*(?=.*(?:推|拉|摇|移|升|降|环绕|放大|缩小|往|向))"
)
"""What a picture is of, before what the camera does: 第二张厨房从左往右摇."""
_BARE = re.compile(
    r"(?:\s|[的了吧呢啊,，。.!:()]|(?:please|then|except|besides|it|them|make|keep|hold|show|leave|stay|give|let|should|be|is|are|and|on|for|just|only|too|has|have)(?![a-z])|"
    r"让|把|要|也|就|都|接上?|后面?)*"
)
_ABOUT = (
    r"(?:(?:(?:room|space|time)\s+to\s+breathe\s*,|like|say|maybe|about|around|"
    r"roughly|exactly|only|just|some|at\s+most|max(?:imum)?|no\s+more\s+than)\s+)*"
)
EACH = re.compile(
    r"(?:(?:show|give|keep|hold|make|let)\s+)?(?:all\s+pictures|(?<![a-z])(?:each|every))(?:\s+(?:of\s+(?:them|these|the\s+[a-z]+)|single\s+one|(?!(?:for|with|and|in|at|on|from|has|of|by|then)(?![a-z]))[a-z]+))?"
    r"(?:\s+(?:for|gets?|at|to|be|should|is|last|lasts|stays?|stay|shown|showing|on|screen))*\s+"
    rf"{_ABOUT}(?P<t>{LENGTH})(?:\s+long)?|(?:for\s+)?"
    rf"{_ABOUT}(?P<u>{LENGTH})(?:\s+(?:long|max|tops|at\s+most|or\s+so))?\s+(?:(?:max|tops)\s+)?(?:(?:on\s+|for\s+)?each(?:\s+(?:one|of\s+them))?|apiece|a\s+piece|(?:per|for\s+(?:each|every))\s+[a-z]+|"
    r"(?:a|every)\s+(?:picture|pic|photo|image|one|slide|shot|pop))(?:\s+(?:max|tops))?(?![a-z])|(?:照片|图片|图)?(?<![第前后])(?:每(?:张|幅|页|个)|一(?:张|幅|页))"
    rf"(?:照片|图片|图|画面|镜头)?(?:就|都|各|停|放|显示|停留|展示|播|要|用|持续|保持|的?时长|的?时间|[延加]长到|缩短到|[改加减调设换变][到成为]|是|为)*\s*(?P<v>{LENGTH})"
)
"""How long every picture is shown: "3 seconds each"."""
_PARTED = re.compile(
    r"(?:\b(?:last|first|final|opening|closing)|最后|末尾|结尾|开头|开场|片头|片尾|停留?个?|前|后)\s*(?:的)?\s*$"
)
"""What makes a length one of a part of the film, not of all of it: "snow in the last 3 seconds"."""


@dataclass(slots=True)
class Own:
    """What is meant for one picture: words that ask for it, a length in seconds, `more_s` or a factor of what it has,
    and which picture it should be like."""

    words: list[str] = field(default_factory=list)
    lasts_s: float | None = None
    more_s: float = 0.0
    factor: float = 1.0
    like: int | None = None

    @property
    def said(self) -> str:
        return ", ".join(self.words)


@dataclass(frozen=True, slots=True)
class Each:
    """A sentence taken apart: what is meant for all, and what for single pictures by their places."""

    rest: str
    own: dict[int, Own]


def each(said: str, count: int) -> Each:
    """What is meant for all of `count` pictures and what for one of them; places are 0 .. count - 1."""
    words = tokenize(said)
    own: dict[int, Own] = {}
    rest: list[str] = []
    last: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    groups: set[tuple[int, ...]] = set()
    naming = False
    for start, end in _clauses(words.plain):
        named, left = _named(words, start, end, count, set(own))
        if named and (but := _EXCEPT.match(words.plain, start, end)):
            others = tuple(n for n in range(count) if n not in named)
            plain = _EXCEPTED.sub("", "".join(words.plain[max(a, but.end()) : b] for a, b in left)).strip()
            if _BARE.fullmatch(plain) is None:
                _take(own, others, plain, [plain])
            last = others
            continue
        which = _WHICH.match(words.plain, start, end) if last and not named else None
        if not named and (others or which):
            at = start if others or not which else which.end()
            _take(own, others or last, words.plain[at:end], [words.quote(at, end)])
            continue
        others = ()
        if (spared := _AS_THEY_ARE.fullmatch(words.plain, start, end)) and not (
            spared["still"] and any(isinstance(x, Move) for one in own.values() for x in read(one.said).wishes)
        ):
            continue
        if not named:
            goes = _goes_on(words.plain[start:end], len(last)) or (groups == {last} and _adds(words.plain[start:end]))
            if last and (naming or goes):
                _take(own, last, words.plain[start:end], [words.quote(start, end)])
            elif told := words.quote(start, end):
                rest.append(told)
                last = ()
            continue
        plain = " ".join(words.plain[a:b] for a, b in left).strip()
        all_told = [words.quote(a, b) for a, b in left]
        if rest and _WHO_IS.fullmatch(plain):
            plain, all_told = rest[-1].lower(), [rest.pop()]
        naming = _NAMING.fullmatch(plain) is not None
        groups.add(named)
        if not naming:
            _of_named(own, rest, named, plain, all_told, last, count)
        last = named
    return Each(", ".join(rest), own)


def _of_named(
    own: dict[int, Own], rest: list[str], named: tuple[int, ...], plain: str, told: list[str], last: tuple[int, ...],
    count: int,
) -> None:  # fmt: skip
    """Write down what a clause says of the pictures that it names, behind the `last` that were named."""
    if rest and _NOT_ADDED.fullmatch(plain) and any(isinstance(x, Add) for x in read(rest[-1]).wishes):
        _take(own, tuple(n for n in range(count) if n not in named), rest[-1], [rest.pop()])
    elif last and last != named and _TURNED.fullmatch(plain):
        own[named[0]] = Own(["镜头反方向"], like=last[0])
    elif len(named) == 2 and _ALIKE.search(plain):
        own.setdefault(named[0], Own()).like = named[1]
    elif len(named) == 1 and last and last != named and _LIKE_IT.fullmatch(plain):
        own.setdefault(named[0], Own()).like = last[0]
    elif _BARE.fullmatch(plain) is None:
        _take(own, named, plain, told)


def pictures_in(plain: str, count: int) -> tuple[int, ...]:
    """The places of the pictures that a plain text names by their number: 第二张, 最后一张, "the first two"."""
    found: list[int] = []
    for pattern in (_LIST, _SEVERAL, _ONE):
        for match in pattern.finditer(plain):
            found += [n for n in _places(match, pattern, count, set()) if 0 <= n < count]
    return tuple(dict.fromkeys(found))


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    """Stretches between stops; a joining word cuts too where pictures are named on both of its sides."""
    at = 0
    for edge in (*_EDGE.finditer(plain), None):
        end = edge.start() if edge else len(plain)
        for join in _JOIN.finditer(plain, at, end):
            before, after = plain[at : join.start()], plain[join.end() : end]
            if not _ALIKE.search(plain[at:end]) and _is_said_of_one(before) and _is_said_of_one(after):
                yield at, join.start()
                at = join.end()
        yield at, end
        at = edge.end() if edge else end


def _is_said_of_one(plain: str) -> bool:
    """Whether a stretch names a picture and says more than that."""
    named = next((m for p in (_LIST, _EVERY, _SEVERAL, _ONE, _OTHERS) if (m := p.search(plain))), None)
    return named is not None and _BARE.fullmatch(plain[: named.start()] + plain[named.end() :]) is None


def _named(
    words: Words, start: int, end: int, count: int, known: set[int]
) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """The pictures that a clause names, and the stretches of it that are left."""
    places: list[int] = []
    spans: list[tuple[int, int]] = []
    for found in _APPOSED.finditer(words.plain, start, end):
        spans.append((found.start(), found.start() + len(found[0].rstrip())))
    for pattern in (_RANGE, _LIST, _EVERY, _SEVERAL, _ONE, _OTHERS):
        for found in pattern.finditer(words.plain, start, end):
            if any(a < found.end() and found.start() < b for a, b in spans):
                continue
            meant = _places(found, pattern, count, known | set(places))
            places += [n for n in meant if 0 <= n < count]
            spans += [found.span()] if meant else []
    left, at = [], start
    for a, b in sorted(spans):
        left.append((at, a))
        at = b
    left.append((at, end))
    return tuple(dict.fromkeys(places)), [(a, b) for a, b in left if words.plain[a:b].strip()]


def _several(found: re.Match[str], pattern: re.Pattern[str], count: int) -> list[int]:
    """The places of a range, of a list, of every second one."""
    if pattern is _RANGE:
        return list(range(place_of(found["from"]), count if found["last"] else place_of(found["to"]) + 1))
    if pattern is _LIST:
        if found["zlist"] is not None:
            return [place_of(n) for n in re.findall(r"[一二三四五六七八九]|\d", found["zlist"])]
        said = found["list"] or found["plain"] or found["digits"]
        return [place_of(n) for n in re.findall(_SPELT_ONE, said)]
    return list(range(0 if "odd" in (found["odd"], found["bareodd"]) else 1, count, 2))


def _places(found: re.Match[str], pattern: re.Pattern[str], count: int, known: set[int]) -> list[int]:
    if pattern in (_RANGE, _LIST, _EVERY):
        return _several(found, pattern, count)
    if pattern is _OTHERS:
        return [n for n in range(count) if n not in known] if known else []
    if pattern is _SEVERAL:
        several = min(count, place_of(found["count"] or found["zcount"]) + 1)
        front = (found["way"] or found["zway"]) in ("first", "前", "头")
        return list(range(several)) if front else list(range(count - several, count))
    said = next((found[k] for k in ("nth", "number", "bare", "zh", "zlast", "zfig", "zno") if found[k]), "")
    if said == "opening":
        return [0]
    return [count - 1] if said in ("last", "final", "closing") or said.startswith("最后") else [place_of(said)]


_HOW_ZH = re.compile(
    r"(?:再|要|稍微|更|别太|不要太)*(?:(?:对比度?|饱和度|亮度|色温|锐度)?[慢快轻小大少多淡浓密稀弱强亮暗冷暖高低]|鲜艳|清晰|柔和|调[亮暗]|提亮|压暗)(?:一?[点些])?(?:就好|就行|就可以)?"
)
"""How much or how fast, of what was just named: 第一张推近，慢一点."""


def _goes_on(plain: str, count: int) -> bool:
    """Whether a clause only goes on about so many pictures that were named: "the rest quickly, one second each"."""
    return (
        _of_the_same(plain)
        or _HOW_ZH.fullmatch(plain) is not None
        or (count > 1 and EACH.fullmatch(plain.strip()) is not None)
    )


_NOT_ADDED = re.compile(r"(?:就|都|则|那里?|里)*(?:不加|不用加?|不要加?|别加|没有|不需要)(?:了|就好|就行)*")
"""What was asked for of all is not wanted of some: 都加落叶，第三张不加."""
_TURNED = re.compile(r"(?:就|则|是|镜头|方向)*(?:反过来|反方向|相反|反着来?|倒过来)(?:的|就好|就行)*")
"""The other way than the picture before: 第一张推近，第二张反过来."""
_LIKE_IT = re.compile(
    r"(?:要|也)*(?:[跟和与](?:它|[前上]一?张|前面(?:那?张)?))?也?(?:一样|同样|相同)(?:处理|就好|就行|的)*"
)
_OF_ALL = re.compile("整体|整个|全部|全片|所有|统一|都|每|一律")


def _adds(plain: str) -> bool:
    """Whether a Chinese clause behind the only picture that was named asks for a move or adds something: 加点阳光."""
    if not _CHINESE.match(plain) or _OF_ALL.search(plain):
        return False
    wishes = read(plain).wishes
    added = _ADDED.match(plain) is not None
    return bool(wishes) and all(isinstance(x, Move) or (added and isinstance(x, Add)) for x in wishes)


_CHINESE = re.compile("\\s*[\u4e00-\u9fff]")
_ADDED = re.compile(r"\s*(?:再|还|并|也|要|上面|里面?|给它?|顺便)*(?:加|飘|下(?!面)|撒|来|有|配|带)")


def _of_the_same(plain: str) -> bool:
    """Whether a clause only says more of the picture before: "第二张多放一会儿，5秒"."""
    left = plain
    for pattern in (_MORE, _LENGTH, _LONGER, _SHORTER):
        left = pattern.sub("", left)
    return left != plain and _BARE.fullmatch(left) is not None


def _take(own: dict[int, Own], named: tuple[int, ...], plain: str, told: list[str]) -> None:
    """Write down what a clause says of pictures: lengths as such, everything else as words."""
    told = [plain := _LABEL.sub("", plain)] if _LABEL.match(plain) else told
    more = _MORE.search(plain)
    plain = _MORE.sub("", plain)
    length = _LENGTH.search(plain)
    longer, shorter = _LONGER.search(plain), _SHORTER.search(plain)
    left = plain
    for pattern in (_MORE, _LENGTH, _LONGER, _SHORTER, _AS_IT_IS):
        left = pattern.sub("", left)
    left = "in colour" if _COLOURED.fullmatch(left) else "去掉黑白" if _COLOURED_ZH.fullmatch(left) else left
    for n in named:
        one = own.setdefault(n, Own())
        if more:
            seconds = seconds_of(more["t"] or more["u"] or "second")
            one.more_s = -seconds if more["less"] or more["shorter"] else seconds
        if length:
            one.lasts_s = seconds_of(length["t"])
        elif longer or shorter:
            one.factor = LONGER if longer else SHORTER
        if _BARE.fullmatch(left) is None:
            one.words.append(left.strip() if left != plain or more else " ".join(told).strip())


def struck(pattern: re.Pattern[str], text: str) -> tuple[str, float | None]:
    """The text without the first match of a pattern of lengths (groups t, u, v), and its seconds."""
    low = text.lower()
    matches = pattern.finditer(low) if len(low) == len(text) else iter(())
    found = next((match for match in matches if not _PARTED.search(low[: match.start()])), None)
    if found is None:
        return text, None
    said = next(value for name, value in found.groupdict().items() if name in "tuv" and value)
    between = " " if text[found.end() : found.end() + 1].isascii() else ""
    return f"{text[: found.start()]}{between}{text[found.end() :]}".strip(" ,，、"), seconds_of(said)
