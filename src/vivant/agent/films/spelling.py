"""Slips of the keyboard in words that the rules about films look for: "musc", "titel", "secnd".

Other words are put right where they are read (vocabulary.py).
"""

from __future__ import annotations

import re
from functools import cache

from vivant.agent.meanings import beside
from vivant.agent.tokens import stem
from vivant.agent.vocabulary import vocabulary

_KNOWN = (
    "music", "title", "titles", "picture", "pictures", "photo", "photos", "image", "images", "video", "second",
    "seconds", "third", "first", "sound", "volume", "caption", "captions", "subtitle", "subtitles", "crossfade",
    "transition", "transitions", "between", "piano", "guitar", "louder", "quieter", "bigger", "smaller", "remove",
    "delete", "shorter", "longer", "slower", "faster", "every", "brighter", "darker", "warmer",
)  # fmt: skip
_WORD = re.compile(r"(?<![\w'])[a-z]{4,14}(?![\w'])")
_QUOTED = re.compile(r"[\"“„「『《][^\"”」』》]*[\"”」』》]|(?<![a-z])'[^']*'(?![a-z])", re.I)
_SHORTEST = 5


_TYPED = {
    "u": "you", "ur": "your", "r": "are", "plz": "please", "pls": "please", "tho": "though", "wanna": "want to",
    "gonna": "going to", "gimme": "give me", "lemme": "let me", "pic": "picture", "pics": "pictures", "vid": "video",
    "vids": "videos", "abit": "a bit", "alot": "a lot", "thx": "thanks", "cuz": "because", "w/": "with",
    "bg": "background", "b/w": "black and white",
}  # fmt: skip
"""What is typed short."""
_SHORT = re.compile(rf"(?<![\w'/])(?:{'|'.join(map(re.escape, _TYPED))})(?![\w'/:])", re.I)


def respelled(words: str) -> str:
    """The words with such slips put right, outside of quotation marks; a word that means something stays."""
    quoted = [m.span() for m in _QUOTED.finditer(words)]

    def right(found: re.Match[str]) -> str:
        if any(a <= found.start() < b for a, b in quoted):
            return found[0]
        return _TYPED.get(found[0].lower()) or _meant(found[0])

    words = _SHORT.sub(right, words)
    quoted = [m.span() for m in _QUOTED.finditer(words)]
    return _WORD.sub(right, words)


def _meant(word: str) -> str:
    if word in _KNOWN or (stem(word),) in _phrases() or stem(word) in beside():
        return word
    return next((known for known in _KNOWN if len(known) >= _SHORTEST and _one_slip(word, known)), word)


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(key for told in vocabulary().phrases.values() for key, _ in told)


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, doubled, wrong or swapped with its neighbour; first letters are rarely wrong."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    head = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    a, b = typed[head:], meant[head:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
