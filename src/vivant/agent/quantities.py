"""Numbers in a sentence: lengths, sizes, shapes, rates, angles. Not for words without a number (vocabulary.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = tuple[float | None, ...]

_UP_TO_TWENTY = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty"
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
COUNTS = tuple(_UP_TO_TWENTY.split("|")[1:11])
_EN: dict[str, float] = {word: n for n, word in enumerate(_UP_TO_TWENTY.split("|"))}
_EN |= {"thirty": 30, "forty": 40, "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
_EN |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "half": 0.5, "half a": 0.5, "a half": 0.5, "quarter": 0.25}
_ZH = dict(zip("零一二两三四五六七八九半", (0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 0.5), strict=True))

_D = r"(?:\d{1,7}(?:\.\d{1,6})?|\.\d{1,6})"
_WORDY = "|".join(sorted(_EN, key=len, reverse=True))
NUMBER = rf"(?:{_D}|(?<![a-z])(?:{_WORDY})(?![a-z])|[零一二两三四五六七八九十百半]{{1,6}})"
SECONDS = r"(?:s(?:ec(?:ond)?s?)?(?![a-z])|秒钟?|\")"
MINUTES = r"(?:m(?:in(?:ute)?s?)?(?![a-z])|分钟?(?![之别]))"
TO = r"\s*(?:to|and|until|till|through|-|–|—|~|到|至)\s*(?:第\s*)?"
GAP = r"[\s-]*"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What text[start:end] measures: `kind` and its numbers."""

    kind: str
    values: Value
    start: int
    end: int


def number(text: str) -> float:
    """The number that digits, an English word or Chinese numerals stand for."""
    text = text.strip()
    if re.fullmatch(_D, text):
        return float(text)
    return float(_EN[text]) if text in _EN else _chinese_number(text)


def _chinese_number(text: str) -> float:
    total, digit = 0.0, 0.0
    for char in text:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0.0
        else:
            digit = _ZH[char]
    return total + digit


def _plain(m: re.Match[str]) -> Value:
    return tuple(None if g is None else number(g) for g in m.groups())


def _scaled(factor: float) -> Callable[[re.Match[str]], Value]:
    return lambda m: tuple(None if g is None else number(g) * factor for g in m.groups())


def _minutes(m: re.Match[str]) -> Value:
    return (number(m[1]) * 60 + (number(m[2]) if m[2] else 0.0),)


def _hours(m: re.Match[str]) -> Value:
    return (number(m[1] or m[2]) * 3600,)


def _half_minutes(m: re.Match[str]) -> Value:
    return ((number(m[1] or m[2]) + 0.5) * 60,)


def _and_half(m: re.Match[str]) -> Value:
    return ((number(m[1]) if m[1] else 1.0) + 0.5,)


def _none(m: re.Match[str]) -> Value:
    return ()


def _one(m: re.Match[str]) -> Value:
    return (1.0,)


def _last(m: re.Match[str]) -> Value:
    return (number(m[1]),)


_RULES: tuple[tuple[str, str, Callable[[re.Match[str]], Value]], ...] = (
    ("filler", r"(?:the\s+|early\s+|late\s+|['’])(?:19|20)?\d0\s?'?s(?![a-z])(?!\s+mark)|"
               r"(?<!\d)(?:19|20)\d0s(?![a-z])|"
               r"(?<!\d)[2-9]0s(?=\s+(?:[a-z\d]+\s+){0,2}(?:look|style|vibes?|feel|movie|tv|cinema)(?![a-z]))", _none),
    ("filler", r"every\s+(?:couple\s+of|few|other|\d+)\s+(?:seconds?|secs?|beats?)", _none),
    ("cannot", rf"每隔?\s*(?:{NUMBER})\s*秒钟?(?=[^，。,;；]{{0,3}}[闪打跳震来响]一?[次下])", _none),
    ("filler", r"一[次遍](?!转)", _none),
    ("size", r"(\d{2,5})\s*(?:x|×|\*|by)\s*(\d{2,5})(?!\d|\.\d)\s*(?:px|pixels?|像素)?", _plain),
    ("window", rf"(?:from|between|从|自|由)\s*(?:第\s*)?({NUMBER}){GAP}{SECONDS}?{TO}({NUMBER}){GAP}{SECONDS}", _plain),
    ("window", rf"(?:from\s+|between\s+)?(?:seconds?|secs?)\s+({_D}){TO}(?:seconds?\s+)?({_D})(?!\d|\.\d)", _plain),
    ("window", rf"第\s*({NUMBER})\s*秒?{TO}({NUMBER})\s*秒", _plain),
    ("head", r"(?:(?:in|during|for|over|within)\s+)?(?:the\s+)?(?:first|initial|opening)\s+"
             rf"({NUMBER}){GAP}{SECONDS}", _plain),
    ("head", r"(?:(?:in|during|for|over|within)\s+)?(?:the\s+)?(?:first|opening)\s+second(?![a-z])", _one),
    ("tail", r"(?:(?:in|during|for|over|within)\s+)?(?:the\s+)?(?:last|final)\s+second(?![a-z])", _one),
    ("onset", rf"(?:at|from|after|starting\s+at)\s+(?:the\s+)?second\s+({_D})(?:\s+on(?:wards?)?)?(?!\d|\.\d)", _plain),
    ("head", rf"(?:前面?|头|开头|最初|开始)\s*的?({NUMBER})\s*秒钟?", _plain),
    ("until", rf"(?:until|till|up until)\s+(?:second\s+)?({NUMBER}){GAP}{SECONDS}", _plain),
    ("tail", r"(?<!it )(?<!to )(?<!should )(?<!must )(?<!video )(?<!clip )"
             r"(?:(?:in|during|for|over|within)\s+)?(?:the\s+)?(?:last|final|closing)\s+"
             rf"({NUMBER}){GAP}{SECONDS}", _plain),
    ("tail", rf"(?:最后|结尾|末尾|末|(?<![秒之以然随最往向])后)\s*的?({NUMBER})\s*秒钟?(?!后|之后|以后)", _plain),
    ("tail", rf"(?:at\s+|from\s+)?({NUMBER}){GAP}{SECONDS}\s+before\s+(?:the\s+|it\s+)(?:very\s+)?ends?\b", _plain),
    ("onset", rf"(?:after|at|from|starting at|starting from|beginning at|start at)\s+(?:the\s+)?(?:second\s+)?"
              rf"({NUMBER}){GAP}{SECONDS}(?:\s+mark)?(?:\s+(?:on|onwards?))?", _plain),
    ("onset", rf"({NUMBER}){GAP}{SECONDS}\s+(?:later|in(?=\s+start))", _plain),
    ("onset", rf"(?:从)?第\s*({NUMBER})\s*秒(?:开始|起|的时候|时|[之以]?后)?", _plain),
    ("onset", rf"从\s*({NUMBER})\s*秒钟?(?:之?后|处)?(?:开始|起)", _plain),
    ("onset", rf"({NUMBER})\s*秒钟?(?:之后|以后|后)", _plain),
    ("fps", rf"每秒\s*({NUMBER})\s*帧", _plain),
    ("fps", r"(?:fps|frame\s?rate|framerate|帧率|帧数)\s*"
            rf"(?:of|to|at|=|:|为|是|设为|改成|改为)?\s*({_D})", _plain),
    ("fps", rf"({NUMBER}){GAP}(?:fps|(?:frames?|images?)\s*(?:per|a|/|each)\s*(?:second|sec|s)|hz|hertz|"
            r"帧每秒|帧/秒|帧(?!数))", _plain),
    ("aspect", r"(\d{1,2}(?:\.\d+)?)\s*(?::|比|\bby\b|x|×|/)\s*(\d{1,2}(?:\.\d+)?)"
               r"(?!\d|\.\d|\s*(?:s\b|sec|min|秒))", _plain),
    ("height", r"(\d{3,4})\s*p(?![a-z])", _plain),
    ("height", r"([248])\s*k(?![a-z])", lambda m: ({2: 1440.0, 4: 2160.0, 8: 4320.0}[int(m[1])],)),
    ("clock", rf"({NUMBER}){GAP}(?:{MINUTES})\s*(?:and\s+)?({NUMBER}){GAP}{SECONDS}", _minutes),
    ("clock", rf"({NUMBER}){GAP}(?:minutes?|mins?)\s+and\s+a\s+half|({NUMBER})\s*分半钟?", _half_minutes),
    ("frames", rf"(?<!with )({NUMBER}){GAP}frames?(?! around)", _plain),
    ("longer", r"(?:(?:再|多|加)(?:长|多|加|延长|放|留|停|显示)*|延长|加长|拉长)(?:出|个|上|了)?"
               rf"\s*({NUMBER})\s*秒钟?(?!后|之后|开始|处|钟?起)|({NUMBER}){GAP}{SECONDS}\s+longer(?![a-z])", _plain),
    ("longer", rf"(?:(?:再|少|减)(?:短|少|减|缩短|放|留|停|显示)*|缩短|短)(?:掉|个|去|了)?\s*({NUMBER})\s*秒钟?"
               rf"|({NUMBER}){GAP}{SECONDS}\s+shorter(?![a-z])", _scaled(-1.0)),
    ("seconds", rf"({NUMBER})?\s*(?:and a half|半)\s*(?:{SECONDS})", _and_half),
    ("seconds", rf"({NUMBER})\s*(?:{SECONDS})\s*(?:and a half|半)", _and_half),
    ("seconds", rf"half\s*a\s*{MINUTES}|半分钟", lambda m: (30.0,)),
    ("seconds", rf"({NUMBER}){GAP}(?:hours?|hrs?)(?![a-z])|({NUMBER})\s*个?小时", _hours),
    ("seconds", rf"(?:a\s+)?quarter\s+of\s+a\s*{MINUTES}", lambda m: (15.0,)),
    ("filler", rf"(?:no|not)\s+(?:longer|more)\s+than(?=\s+{NUMBER})", _none),
    ("seconds", rf"({NUMBER}){GAP}(?:{MINUTES})()?(?!\w*[a-z])", lambda m: (number(m[1]) * 60,)),
    ("seconds", rf"({NUMBER}){GAP}(?:ms(?![a-z])|milliseconds?|millis|毫秒)", _scaled(0.001)),
    ("seconds", rf"(?:{NUMBER})\s*(?:-|–|—|~|to|or|到|至|或)\s*({NUMBER}){GAP}{SECONDS}", _last),
    ("seconds", rf"(?:(?<=hold for )|(?<=stay for )|(?<=pause for )|(?<=rest for ))({NUMBER})"
                r"(?=\s*(?:$|[,.;]|and\s|then\s))", _plain),
    ("each", rf"({NUMBER}){GAP}{SECONDS}\s+each(?![a-z])", _plain),
    ("seconds", rf"(?<!the )(?<!like a )(?<!from a )({NUMBER}){GAP}{SECONDS}", _plain),
    ("degrees", rf"({NUMBER}){GAP}(?:°|º|degrees?|degs?(?![a-z])|度)", _plain),
    ("tempo", rf"({NUMBER})\s*(?:x|×|times|倍)\s*(?:the\s+)?(?:speed|速度?)|speed\s*(?:of|=|:)?\s*({_D})\s*x?", _plain),
    ("strength", r"(?:strength|amount|intensity|强度|幅度|力度)\s*(?:of|to|at|=|:|为|是|设为)?\s*"
                 rf"({_D})(?!\s*[\d%])", _plain),
    ("strength", r"(?:strength|amount|intensity|强度|幅度|力度)\s*(?:of|to|at|=|:|为|是|设为)?\s*"
                 rf"({_D})\s*%", _scaled(0.01)),
    ("strength", rf"({_D})\s*%\s*(?:strength|intensity|amount|强度|幅度|力度)", _scaled(0.01)),
    ("percent", rf"({NUMBER})\s*(?:%|percent|per\s+cent)|百分之\s*({NUMBER})", _plain),
    ("times", rf"({NUMBER})\s*times\s+(?:as\s+(?:much|many|heavy|strong|thick)|the(?=\s))", _plain),
    ("times", rf"({NUMBER})\s*(?:x(?![a-z\d])|×|times|倍(?!长)|次|遍)|(?<![a-z])x\s?({_D})(?![a-z\d])", _plain),
    ("times", r"twice(?! as| the)|两次", lambda m: (2.0,)),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern), read) for kind, pattern, read in _RULES)


def quantities(plain: str) -> list[Quantity]:
    """Every quantity of a plain text (see tokens), in order, none overlapping; earlier rules win."""
    taken = bytearray(len(plain))
    found = [q for kind, pattern, read in _COMPILED for q in _matches(plain, kind, pattern, read, taken)]
    return sorted(found, key=lambda q: q.start)


def _matches(
    plain: str, kind: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Value], taken: bytearray
) -> Iterator[Quantity]:
    for m in pattern.finditer(plain):
        if any(taken[m.start() : m.end()]) or _splits_word(plain, m.start()):
            continue
        taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
        values = tuple(v for v in read(m) if v is not None)
        if kind == "aspect" and not _is_shape(values):
            taken[m.start() : m.end()] = bytes(m.end() - m.start())
            continue
        yield Quantity("seconds" if kind == "clock" else kind, values, m.start(), m.end())


def _splits_word(plain: str, at: int) -> bool:
    """Whether a match would begin inside a number or a Latin word."""
    before, here = plain[at - 1 : at], plain[at : at + 1]
    return (before.isascii() and before.isalpha() and here.isascii() and here.isalnum()) or (
        before.isdigit() and here.isdigit()
    )


def _is_shape(values: Value) -> bool:
    """Whether two numbers can be a shape: between 1:5 and 5:1, and not something like 1 to 2."""
    width, height = values[0] or 0.0, values[1] or 0.0
    return width > 0 and height > 0 and 0.2 <= width / height <= 5.0
