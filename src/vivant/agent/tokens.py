"""Text into tokens that remember where they came from. Not for meaning (vocabulary.py) or numbers (quantities.py).

Latin words are stemmed, so that "panning", "pans" and "pan" are one word; each Chinese character is a token of its own,
so that no word list is needed to cut sentences.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vivant.agent.chinese_plain import SIMPLE, plainly

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<cjk>[{_CJK}])|(?P<num>\d+(?:\.\d+)?|\.\d+)|(?P<word>(?:(?![{_CJK}])[^\W\d_])+(?:'[a-z]+)?)"
    r"|(?P<punct>[,;.!?。、，；！？…\n]+|:(?!\d)|\s[-–]\s|—+)|(?P<other>[^\s\w'\"()\[\]*_/-])"
)
QUOTED = re.compile(r"[“「『《\"][^”」』》\"]*[”」』》\"]")
_IRREGULAR = {
    "goes": "go",
    "going": "go",
    "went": "go",
    "does": "do",
    "doing": "do",
    "spun": "spin",
    "swept": "sweep",
    "crept": "creep",
    "kept": "keep",
    "held": "hold",
    "dollys": "dolly",
    "zom": "zoom",
}
_WHOLE = ("leave", "leaving", "glasses", "breaths", "cheering", "faded", "mane")
"""Words whose stem is that of another word: leaves, glass, breathe, cheers, fade, man."""


@dataclass(frozen=True, slots=True)
class Token:
    """`stem` is what is compared, `word` the token in its plain form, found at plain[start:end]."""

    kind: str
    stem: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """What the user wrote, its plain form (lower case, simplified, half-width), and the tokens of that."""

    said: str
    plain: str
    places: tuple[int, ...]
    tokens: tuple[Token, ...]

    def quote(self, start: int, end: int) -> str:
        """The user's own words for plain[start:end]."""
        return self.said[self.places[start] : self.places[end - 1] + 1].strip() if end > start else ""


@lru_cache(maxsize=1_000)
def tokenize(said: str) -> Words:
    """Any text; what is neither a word, a number nor punctuation is left out."""
    plain: list[str] = []
    places: list[int] = []
    for i, char in enumerate(said):
        folded = char if "a" <= char <= "z" else _fold(char)
        if folded.isspace() and folded != "\n" and plain and plain[-1].isspace():
            continue  # one blank is as good as many, and quicker to read past
        plain.append(folded)
        places.extend([i] * len(folded))
    text, places = plainly("".join(plain), places)
    found = []
    for m in _TOKEN.finditer(text):
        found.append(Token(m.lastgroup or "other", _key(m), m.group(), m.start(), m.end()))
    return Words(said, text, tuple(places), tuple(found))


def language_of(said: str) -> str:
    """The language to answer in: "zh" where Chinese is written outside quotation marks, "en" where anything else is, ""
    for what has no letters."""
    outside = QUOTED.sub("", said[:2000])
    if re.search(f"[{_CJK}]", outside):
        return "zh"
    return "en" if re.search(r"[^\W\d_]", said) else ""


@lru_cache(maxsize=20_000)
def stems(plain: str) -> tuple[str, ...]:
    """What is compared of a phrase that is in its plain form already."""
    return tuple(_key(m) for m in _TOKEN.finditer(plain))


def _key(found: re.Match[str]) -> str:
    return stem(found.group()) if found.lastgroup == "word" else found.group()


@lru_cache(maxsize=20_000)
def _fold(char: str) -> str:
    """One character in its plain form, which may be several."""
    if char in "\u2018\u2019\u02bc`":
        return "'"
    return unicodedata.normalize("NFKC", char).lower().translate(SIMPLE)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of an English word that its forms share: pans, panning, panned -> pan. A reed is not red."""
    if word in _WHOLE:
        return word
    word = _IRREGULAR.get(word, word.removesuffix("'s"))
    for ending in ("ing", "ed", "es", "s"):
        rest = word.removesuffix(ending)
        double_s = ending[-1] == "s" and rest[-1:] == "s"
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest) and not double_s:
            word = rest
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    word = word[:-1] + "i" if len(word) > 2 and word[-1] == "y" and word[-2] not in "aeiou" else word
    return re.sub(r"([^aeiou])\1", r"\1", word) if len(word) > 3 else word
