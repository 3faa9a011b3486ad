"""A sentence in parts: terms and quantities in order, cut where one thing ends and the next begins.

Not for what the parts ask for (reading.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from vivant.agent.meanings import Meaning, things
from vivant.agent.quantities import Quantity, quantities
from vivant.agent.tokens import Words
from vivant.agent.vocabulary import Term, Vocabulary, vocabulary

_SIGNS = dict.fromkeys("❄🌨☃🌧☔🎵🎶🔥✨🎉", "cannot") | {"&": "join"}
_LONGEST = 60  # nobody says more in one breath; it bounds the work on nonsense
_A_BIT = ("一点", "一些", "有点")
_ON = (["out"], ["off"], ["up"], ["down"])
TURNS = ("turn", "transform", "change", "convert", "morph")
_SAYS_NOTHING = ("easing", "eased")
PAUSES = ("hold", "stay", "remain", "停", "定")
"""Stems of verbs by which the camera rests for a while."""
_INSTEAD = ("just", "only", "simply")
_FURTHER = ("再", "又")


@dataclass(frozen=True, slots=True)
class Atom:
    """A term, a quantity or a word that is not known, at plain[start:end]; `key` is the stems of all its words."""

    kind: str
    value: str
    start: int
    end: int
    stem: str = ""
    word: str = ""
    numbers: tuple[float | None, ...] = ()
    living: Meaning | None = None
    key: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        return self.word > "\u2fff"

    def number(self, index: int = 0) -> float:
        return float((self.numbers[index] if self.numbers else self.value) or 0.0)


@dataclass(slots=True)
class Part:
    """What is said in one breath: the stretch between commas, "and", "while", "then".

    chunk   parts of one chunk are joined by words only, not by punctuation
    stage   how many times "then" was said before
    lead    the word that joins it to the part before: and, while, with, or ""
    opens   whether it is what a longer sentence begins with
    """

    atoms: list[Atom]
    chunk: int
    stage: int
    lead: str
    opens: bool = False


def parts(words: Words) -> list[Part]:
    """The parts of a sentence, empty ones left out."""
    found = [Part([], 0, 0, "")]
    for atom in _without_adjectives(list(atoms(words))):
        last = found[-1]
        if atom.kind == "then" and atom.word in _FURTHER and atom.key == (atom.word,) and _is_of_it(last.atoms):
            last.atoms.append(replace(atom, kind="filler"))  # 把光再打暖: more, not later
        elif atom.key == ("into", "a") and any(a.word in TURNS for a in last.atoms):
            last.atoms.append(replace(atom, kind="dir", value="in"))  # "turn the sky into a sunset"
        elif atom.kind in ("punct", "then"):
            stage = last.stage + (atom.kind == "then" and atom.value == "next" and _anything(found))
            found.append(Part([], last.chunk + 1, stage, "then" if atom.kind == "then" else ""))
        elif atom.kind == "join":
            found.append(Part([], last.chunk + (atom.value == "but"), last.stage, atom.value))
        elif atom.word in _INSTEAD and last.atoms and any(a.kind == "neg" for a in last.atoms[:-1]):
            found.append(Part([atom], last.chunk + 1, last.stage, "but"))  # "don't touch her just make the sea move"
        elif len(last.atoms) >= _LONGEST:
            found.append(Part([atom], last.chunk, last.stage, ""))
        else:
            last.atoms.append(atom)
    said = [part for part in found if part.atoms]
    for part in said[:-1]:
        part.opens = part.chunk == said[0].chunk and said[-1].chunk > part.chunk
    return _paused(said)


def _is_of_it(before: list[Atom]) -> bool:
    """Whether the words before 再 in a breath only name something, so that it says how much more of it."""
    named = [a for a in before if a.kind not in ("filler", "det", "prep", "make", "camera")]
    return bool(named) and all(a.kind in ("noun", "subject") and not a.living for a in named)


def _paused(found: list[Part]) -> list[Part]:
    """The parts, where a rest of so many seconds comes after what was named before it, also where no "then" is said."""
    later, resting = 0, False
    for n, part in enumerate(found):
        first = part.atoms[0]
        rests = first.kind == "keep" and first.stem in PAUSES and any(a.kind == "seconds" for a in part.atoms)
        fresh = part.lead != "then" and any(p.stage == part.stage for p in found[:n])
        if fresh and ((rests and _anything(found[:n])) or resting):
            later += 1
        resting = rests
        part.stage += later
    return found


def _anything(found: list[Part]) -> bool:
    """Whether a move was named in the current stage, so that "then" means the next one."""
    stage = found[-1].stage
    return any(
        a.kind in ("move", "verb", "pair", "weak", "dir", "keep", "still") or a.living
        for p in found
        if p.stage == stage
        for a in p.atoms
    )


def atoms(words: Words) -> Iterator[Atom]:
    """Every token as part of a term or a quantity, in order."""
    before = ""
    for atom in _matched(words):
        softened = (
            before in ("speed", "strength", "ease")
            and atom.kind == "strength"
            and words.plain[atom.start : atom.end] in _A_BIT
        )
        before = atom.kind
        yield replace(atom, kind="filler") if softened else atom


def _without_adjectives(found: list[Atom]) -> Iterator[Atom]:
    """The atoms, where 小 in 小路 says nothing of how far the camera goes."""
    for atom, after in zip_longest(found, found[1:]):
        told = atom.kind == "strength" and len(atom.key) == 1 and atom.is_chinese and not atom.numbers
        named = after is not None and after.kind in ("noun", "word") and after.living is None and after.is_chinese
        yield replace(atom, kind="filler") if told and named and after.key not in things() else atom


def _matched(words: Words) -> Iterator[Atom]:
    known = vocabulary()
    measured = {t: q for q in quantities(words.plain) for t in range(q.start, q.end)}
    stems = ["" if t.start in measured else known.corrected(t) for t in words.tokens]
    at = 0
    while at < len(words.tokens):
        token = words.tokens[at]
        quantity = measured.get(token.start)
        match = None if quantity else known.longest(stems, at)
        if match and _says_how(known, stems, at, match[1]):
            match = known.longest(stems[at : at + 1], 0)
        if match and match[0].kind == "loop" and stems[at + match[1] : at + match[1] + 1] in _ON:
            match = Term("join", "and"), 1  # "dolly in and back out" is no loop
        if quantity:
            yield Atom(quantity.kind, "", quantity.start, quantity.end, numbers=quantity.values)
            at = _after(words, quantity, at)
        elif match:
            last = words.tokens[at + match[1] - 1]
            kind = "filler" if token.word in _SAYS_NOTHING and match[1] == 1 else match[0].kind
            yield Atom(kind, match[0].value, token.start, last.end, stems[at], token.word, (), match[0].living,
                       tuple(stems[at : at + match[1]]))  # fmt: skip
            at += match[1]
        else:
            sign = _SIGNS.get(token.word, "filler")
            kind = {"punct": "punct", "num": "noun", "other": sign}.get(token.kind, "word")
            value = "and" if kind == "join" else token.word
            yield Atom(kind, value, token.start, token.end, token.stem, token.word, key=(stems[at],))
            at += 1


def _says_how(known: Vocabulary, stems: list[str], at: int, n: int) -> bool:
    """Whether the first word of a phrase of `n` only says how much there is of what a longer look ahead names: "soft
    light rays" are rays, "soft light" is none of it."""
    alone, ahead = known.longest(stems[at : at + 1], 0), known.longest(stems, at + 1) if n > 1 else None
    how = alone is not None and alone[0].kind in ("strength", "speed", "ease")
    return how and ahead is not None and ahead[1] >= n and ahead[0].living is not None


def _after(words: Words, quantity: Quantity, at: int) -> int:
    while at < len(words.tokens) and words.tokens[at].start < quantity.end:
        at += 1
    return at
