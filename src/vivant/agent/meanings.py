"""What words may mean that are about what lives in a picture, from the catalogues, the moods and living_words.py.

Built once, without loading flows or effects: only their words are read. Not for sentences (living.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from vivant import effects, flows
from vivant.agent import living_words as lw
from vivant.agent.also_called import ALSO
from vivant.agent.moods import MOODS
from vivant.agent.tokens import stems


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase may mean beside its ordinary sense.

    kind    "entry" (of the catalogues), "mood", "dial", "dial name", "life" or "wind"
    names   entries or moods that are called so, the likeliest first; a dial and its direction
    usual   the phrase's ordinary kind of term, "" if it has none
    """

    kind: str
    names: tuple[str, ...]
    usual: str = ""


def meanings() -> Iterator[tuple[str, Meaning]]:
    """(phrase, meaning), from the weakest to the strongest."""
    yield from _entries()
    for dial, (up, down) in lw.DIALS.items():
        yield from ((phrase, Meaning("dial", (dial, "+"))) for phrase in lw.phrases(up))
        yield from ((phrase, Meaning("dial", (dial, "-"))) for phrase in lw.phrases(down))
    for dial, said in lw.DIAL_NAMES.items():
        yield from ((phrase, Meaning("dial name", (dial,))) for phrase in lw.phrases(said))
    yield from ((phrase, Meaning("wind", windy())) for phrase in lw.phrases(lw.WIND))
    yield from ((phrase, Meaning("life", ())) for phrase in lw.phrases(lw.LIFE))
    for name, mood in MOODS.items():
        yield from ((phrase, Meaning("mood", (name,))) for phrase in lw.phrases(mood.words))


def _entries() -> Iterator[tuple[str, Meaning]]:
    """Every word of every file; a word of several files means the one that is called so first, flows before effects."""
    ignored = {stems(phrase) for phrase in lw.phrases(lw.IGNORED)}
    called: dict[tuple[str, ...], list[str]] = {}
    said: dict[tuple[str, ...], str] = {}
    for catalogue in (flows.catalogue(), effects.catalogue()):
        for name, words in catalogue.words.items():
            for phrase in (*words, name.replace("_", " "), name.replace("_", "")):
                key = stems(phrase.lower())
                if key and key not in ignored:
                    called.setdefault(key, []).append(name)
                    said.setdefault(key, phrase.lower())
        for name, more in ALSO.items():
            for phrase in lw.phrases(more) if name in catalogue else ():
                called.setdefault(stems(phrase), []).append(name)
                said.setdefault(stems(phrase), phrase)
    alone = {key[0]: names for key, names in called.items() if len(key) == 1 and key[0].isascii()}
    for key, names in called.items():
        names += [n for one in key for n in alone.get(one, ()) if n not in names and n in effects.catalogue().words]
        own = [n for n in names if stems(n.replace("_", " ")) == key]
        yield said[key], Meaning("entry", tuple(dict.fromkeys((*own, *names))))


@cache
def things() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Stems of a thing -> flows that move it, the likeliest first. Flows that no file has are left out."""
    known = flows.catalogue().words
    found: dict[tuple[str, ...], list[str]] = {}
    for names, said in lw.THINGS.items():
        for phrase in lw.phrases(said):
            found.setdefault(stems(phrase), []).extend(n for n in names.split() if n in known)
    for name, words in known.items():
        for phrase in words:
            key = stems(phrase.lower())
            for n, one in enumerate(key):
                if one not in motion() and (one,) not in found and len(one) > 2 and n == len(key) - 1:
                    found[one,] = [name]
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items() if names}


@cache
def motion() -> frozenset[str]:
    """Stems and Chinese words of what things can do."""
    return frozenset(one for phrase in lw.phrases(lw.MOTION) for one in _with_stem(phrase))


@cache
def coming() -> frozenset[str]:
    """Stems and Chinese words that are said of what comes and goes."""
    return frozenset(one for phrase in lw.phrases(lw.COMING) for one in _with_stem(phrase))


def _with_stem(phrase: str) -> tuple[str, ...]:
    """An English phrase with the stem of its first word; a Chinese one as it is: its first character says less."""
    return (phrase, *stems(phrase)[:1]) if phrase.isascii() else (phrase,)


@cache
def flow_stems() -> Mapping[str, frozenset[str]]:
    """The stems of all words of each flow."""
    return {
        name: frozenset(one for phrase in words for one in stems(phrase.lower()))
        for name, words in flows.catalogue().words.items()
    }


@cache
def windy() -> tuple[str, ...]:
    """Flows that are moved by the wind: those whose own words say so."""
    wind = {stem for phrase in ("wind", "breeze", "sway", "flutter", "waving") for stem in stems(phrase)}
    return tuple(name for name, said in flow_stems().items() if said & wind and said & {"hair", "flag", "leav", "gras"})


def flows_of(thing: tuple[str, ...], doing: frozenset[tuple[str, ...]]) -> tuple[str, ...]:
    """Flows that can make a thing do something, the likeliest first: those that say so themselves, then the usual."""
    names = things().get(thing, ())
    own = {name: sum(_says(phrase, thing) and any(_says(phrase, one) for one in doing) for phrase in phrases)
           for name, phrases in flow_phrases().items()}  # fmt: skip
    said = [n for n in own if n not in names and own[n]]
    return (*sorted(names, key=lambda n: -min(1, own[n])), *said)


def _says(phrase: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(phrase[i : i + len(part)] == part for i in range(len(phrase) - len(part) + 1))


@cache
def flow_phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The words of each flow as stems."""
    return {name: tuple(stems(p.lower()) for p in words) for name, words in flows.catalogue().words.items()}


def fillers() -> Iterator[tuple[str, str]]:
    """(phrase, kind) for words of several parts that say how much, how large, which side, what it does: cut apart they
    would mean something else."""
    tables: tuple[object, ...] = (lw.MUCH, lw.SIZES, lw.COLOURS, lw.SIDES, lw.RELATIVE, lw.ALL_OF_THEM, lw.UP, lw.DOWN)
    for phrase in (p for table in tables for said in _lines(table) for p in lw.phrases(said)):
        if len(stems(phrase)) > 1:
            yield phrase, "filler"
    for phrase in (p for said in lw.THINGS.values() for p in lw.phrases(said)):
        if len(stems(phrase)) > 1:
            yield phrase, "noun"
    for phrase in (*lw.phrases(lw.MOTION), *lw.phrases(lw.COMING)):
        if phrase > "\u2fff" and len(phrase) > 1:
            yield phrase, "word"


def _lines(table: object) -> list[str]:
    if isinstance(table, dict):
        return list(table.values())
    return [str(table)]


@cache
def beside() -> frozenset[str]:
    """Stems of the single words of the tables: they are known and not misspelt."""
    how = (lw.MUCH, lw.SIZES, lw.COLOURS, lw.SIDES, lw.RELATIVE, lw.PIECES)
    tables = (*how, lw.MOTION, lw.COMING, lw.PLACES, lw.THINGS)
    phrases = (p for table in tables for said in _lines(table) for p in lw.phrases(said))
    return frozenset(one for phrase in phrases for one in stems(phrase))


@cache
def factors(table_name: str) -> Mapping[tuple[str, ...], float]:
    """Stems -> factor, of one of the tables of living_words.py."""
    table: dict[float, str] = getattr(lw, table_name)
    return {stems(phrase): factor for factor, said in table.items() for phrase in lw.phrases(said)}


@cache
def listed(table_name: str) -> frozenset[tuple[str, ...]]:
    """Stems of the phrases of a table."""
    return frozenset(stems(phrase) for phrase in lw.phrases(getattr(lw, table_name)))


@cache
def kinds_of(table_name: str) -> Mapping[tuple[str, ...], str]:
    """Stems -> value, of a table of value -> phrases."""
    table: dict[str, str] = getattr(lw, table_name)
    return {stems(phrase): value for value, said in table.items() for phrase in lw.phrases(said)}
