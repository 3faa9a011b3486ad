"""What people say of something that is there, said as the readers know it: "ditch the fog" is "no fog", "the film look
is a bit much" is "less old film", "too warm, half of that" is "half the warm", "everything but the snow can go".

In English, sentence part by sentence part; a part that names nothing that is there stays as it was said. Not for
sentences that name nothing at all (referring.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vivant import flows
from vivant.agent import otherwise
from vivant.agent import wishes as w
from vivant.agent.pointing import Thing, is_look, is_pronoun, meant, named, plain, suits, there
from vivant.agent.reading import read
from vivant.agent.referring import later
from vivant.timeline.history import History

_LONGEST = 140
"""Characters of a part of a sentence that is looked at: what is longer names other things."""


@dataclass(frozen=True, slots=True)
class _Change:
    """How things should be: a level of `_LEVELS`, "gone", "half" or "double", and whether a little or a lot of it."""

    things: tuple[Thing, ...]
    how: str
    mod: str = ""
    tail: str = ""
    complains: bool = False


_TWO = re.compile(r"(?<=er),\s+(?=[a-z]{2,}er\s+(?!now|please|and|too)[a-z])")
"""Between two words that say how one thing is: "a softer, slower flicker"."""
_IT = re.compile(r"(make|put|move|let|have|keep|show|set|turn)\s+(?:it|them)(?![a-z])")
_MAKE_THEM = re.compile(r"(make|let|have|keep|show|move|put)\s+(?:them|those|these)(?![a-z])")
_OF_THEM = re.compile(r"(?<![a-z])(?:them|they|these|those)(?![a-z])")
_COMPLAINING = ("too ", "not so ", "i don't like ", "i do not like ")
_BECAUSE = re.compile(
    r"(?:it|they|that|this|those|these)(?:'s|'re|\s+(?:is|are|was|were|looks?|feels?|seems?|do|does|did))n?(?:'t)?\s+(?!.*\b(?:make|add|instead)\b).{2,40}"
)
"""Why something is to go."""
_IN_CORNER = re.compile(
    r"(?:put|move|place|set|have|bring)\s+it\s+((?:up\s+|down\s+)?(?:in|at|on|to|into)\s+the\s+(?:very\s+)?(?:(?:top|bottom|upper|lower|middle|cent(?:er|re))"
    r"(?:[\s-]+(?:left|right))?(?:\s+(?:hand\s+)?corner)?|(?:left|right)\s+(?:hand\s+)?corner|corner))"
)
_KEPT = re.compile(r"(?:keep|leave)\s")
_WHERE_ONLY = re.compile(
    r"(?:(?:only|just)\s+)?(?:at|in|on|over|from|after|until|towards?|for)\s+(?:the\s+)?[a-z\d ]{2,30}"
)


def paraphrased(words: str, history: History, *, nameless: bool = False) -> str:
    """The words, with what they say of things that are there as the readers know it; `nameless` words too, which are
    about what was asked for last and can be so."""
    if otherwise.QUOTES.search(words):
        return words
    known = there(history)
    said = _TWO.sub(" and ", plain(words))
    if ("everything but" in said or "all but" in said) and (left := _all_but(said, known)):
        return left
    told: list[str] = []
    before: _Change | None = None
    done: _Change | None = None
    pieces = otherwise.EDGE.split(said)
    for n, piece in enumerate(pieces):
        if n % 2:
            told.append("; " if piece.strip() == "and" else piece)  # the "no" of one wish is not that of the next
            continue
        title = next((x for x in known if x.sort == "title"), None)
        last = known[0] if known else None
        alone = last is not None and (last.sort != "living" or not suits(last.name, "bigger"))
        if title and alone and (it := _IN_CORNER.fullmatch(_bare(piece))):
            told.append(f"put the title {it[1]}")
            done = _Change((title,), "")
            continue
        if (where := _WHERE_ONLY.fullmatch(_bare(piece))) and done and done.things[0].sort == "living":
            lead = f"the {done.things[0].said}" if done.how == "shift" else told[-2]
            told[-2:] = [f"{lead} {where[0]}"]  # "less of that, and only at the bottom"
            continue
        both = "" if before else _both(piece, known)  # "fewer leaves and slower"
        change = None if both else (_remedy(piece, before) if before else None) or _change(piece, known)
        if before and change and change.things == before.things and len(told) > 1 and _is_settled(before, change):
            del told[-2:]  # "too much, half of that": what was wrong goes without saying
        other = both or ("" if change else _otherwise(piece, known))
        if not change and not other:
            goes_on = done and (_OF_THEM.search(piece) or otherwise.MORE_OF_IT.fullmatch(_bare(piece)))
            of_these = done.things if done and goes_on else _of_sentence(pieces[:n], known, history) if nameless else ()
            change = _topic(piece, known) or (_nameless(piece, of_these) if of_these else None)
        if done and not change and not other and (it := _MAKE_THEM.match(_bare(piece))):
            told.append(f"{it[1]} the {done.things[0].said}{_bare(piece)[it.end() :]}")  # "and make them golden"
            continue
        said_so = done and done.how == "gone" and _BECAUSE.fullmatch(_bare(piece))
        kept = change and not change.how and n == len(pieces) - 1 and _KEPT.match(_bare(piece))
        if len(told) > 1 and (said_so or kept):
            told.pop()  # "they look fake", "but keep the pan": nothing is wished
            continue
        gone = before is not None and before.how == "gone" and not before.complains
        if before and not gone and not change and not other and len(told) > 1 and (it := _IT.match(_bare(piece))):
            told[-2:] = [
                f"{it[1]} the {before.things[0].said}{_bare(piece)[it.end() :]}"
            ]  # hard to read, make it white
            continue
        done = change
        before = change if change and (change.complains or change.how == "gone") else None
        late = change is not None and change.how == "shift" and change.things[0].sort == "living"
        shifted = later(change.tail, change.things[0], history) if change and late else ""
        told.append(shifted or (_said(change) if change else other) or _as_written(piece, words))
    same = len(told) == len(pieces) and all(a.lower() in ("; ", b) for a, b in zip(told, pieces, strict=True))
    return words if same else "".join(told) or words


def _of_sentence(earlier: Sequence[str], known: Sequence[Thing], history: History) -> Sequence[Thing]:
    """What a part that names nothing may be about: what the parts before it name, where they name something; else what
    was asked for last. Nothing where they ask for what is not there: that is for those who read all of it."""
    for piece in reversed(earlier[::2]):
        asks, things = named(piece, history.draft)
        if asks:
            return things
    return known


def _as_written(piece: str, words: str) -> str:
    """A part that stays, with its capitals: "take the title off and put Happy Days on it"."""
    at = words.lower().find(piece)
    return words[at : at + len(piece)] if at >= 0 else piece


def _is_settled(before: _Change, now: _Change) -> bool:
    """Whether what was said before goes without saying."""
    return before.complains or before.how == now.how


def _otherwise(piece: str, known: Sequence[Thing]) -> str:
    """What a part says that is no single change: all but something, one for another, two changes, usual colours."""
    if otherwise.ALL.fullmatch(_bare(piece)):
        sorts = {one.sort for one in known}
        return ", ".join(filter(None, ("no effects", "no sound", "remove the title" if "title" in sorts else "")))
    if otherwise.NORMAL.fullmatch(_bare(piece)):
        return ", ".join(_said(_Change((one,), "gone")) for one in known if is_look(one))
    return _all_but(piece, known) or _swapped(piece, known)


def _both(piece: str, known: Sequence[Thing]) -> str:
    """ "make the flakes bigger and let them fall slower": both halves are about the same."""
    halves = otherwise.AND.split(piece)
    first = _change(halves[0], known) if len(halves) == 2 else None
    second = (first or len(halves) == 2) and _change(halves[1], known)
    second = second or (first and _nameless(halves[1], first.things))
    first = first or (second and _nameless(halves[0], second.things, sure=True))  # "slower and softer flicker"
    return ", ".join((_said(first), _said(second))) if first and second and _said(first) and _said(second) else ""


def _bare(piece: str) -> str:
    return otherwise.TAIL.sub("", otherwise.LEAD.sub("", piece)).strip()


def _change(piece: str, known: Sequence[Thing]) -> _Change | None:
    """What a part of a sentence asks of what is there; None where it asks for something else."""
    said = _bare(piece)
    if len(said) > _LONGEST:
        return None
    if look := _look(said, known):
        return look
    for pattern, how in otherwise.NAMED:
        found = pattern.fullmatch(said)
        if found is None:
            continue
        names = found.groupdict()
        things = meant(_name_in(found), known)
        if not things:
            continue
        level, tail = _level(how, names), names.get("tail") or ""
        if level and not (level == "gone" and tail and not otherwise.PICTURES.search(tail)):
            mod = "slightly " if names.get("slight") else "much " if names.get("much") else ""
            return _Change(tuple(things), level, mod, tail, how == "too" or said.startswith(_COMPLAINING))
    return None


def _nameless(piece: str, known: Sequence[Thing], *, sure: bool = False) -> _Change | None:
    """What is asked of nothing that is named: "not so many", "tone it down", "a touch more"; `sure` where it is about
    nothing but the `known`, be it possible or not."""
    said = _bare(piece)
    for pattern, how in (*otherwise.NAMELESS, *otherwise.NAMED):
        found = pattern.fullmatch(said)
        if found is None or not is_pronoun(_name_in(found) or "it"):
            continue
        names = found.groupdict()
        level = _level(how, names)
        if level == "gone" and not otherwise.PICTURES.search(names.get("tail") or ""):
            continue  # "remove it": referring.py knows
        known = [x for x in known if x.sort == "living"] or known if _OF_THEM.search(said) else known
        able = [x for x in known if level in _FORMS[x.sort] and (sure or x.sort != "living" or suits(x.name, said))]
        one = next(iter(able), None)
        if one is not None and level:
            mod = "slightly " if names.get("slight") else "much " if names.get("much") else ""
            return _Change((one,), level, mod, names.get("tail") or "", how == "too")
    return None


def _name_in(found: re.Match[str]) -> str:
    """What a match names."""
    names = found.groupdict()
    return next((x for x in (names.get("np"), names.get("other"), names.get("third")) if x), "")


def _level(how: str, names: dict[str, str | None]) -> str:
    """The level that a match says."""
    if how not in ("as", "too", "enough"):
        return how
    prefix = "is_" if how == "as" else "too_"
    level = next((k.removeprefix(prefix) for k, v in names.items() if v and k.startswith(prefix)), "")
    return _TURNED.get(level, "") if how == "enough" else level


def _topic(piece: str, known: Sequence[Thing]) -> _Change | None:
    """A part that only says what the next one is about: "keep the zoom but slower", "the snow, a bit less"."""
    said = _bare(piece)
    both = (otherwise.TOPIC, otherwise.COMPLAINS)
    told = (meant(found["np"], known) for pattern in both if (found := pattern.fullmatch(said)))
    things = next((one for one in told if one), [])
    return _Change(tuple(things), "", complains=True) if things else None


def _look(said: str, known: Sequence[Thing]) -> _Change | None:
    """ "too dark": less of what made it so, where that is there."""
    for adjectives, causes, _ in otherwise.LOOKS:
        for before, how in ((otherwise.PICTURE, "less"), (otherwise.UNWANTED, "gone")):
            made = [one for one in known if one.sort == "living" and one.name in causes]
            if made and re.fullmatch(rf"{before}(?:{adjectives})(?:\s+(?:now|like\s+(?:this|that)))?", said):
                return _Change((made[0],), how, complains=how == "less")
    return None


def _remedy(piece: str, before: _Change) -> _Change | None:
    """What is said after a complaint about the same things: "half of that", "a bit less"."""
    if otherwise.AGAIN.fullmatch(_bare(piece)):
        return replace(before, how="gone", tail="", complains=False)
    if before.how == "gone":
        return None
    change = _nameless(piece, before.things)
    return replace(change, things=before.things, complains=False) if change else None


def retargeted(words: str, things: Sequence[Thing], known: Sequence[Thing]) -> str:
    """What words asked for, asked of other things; "" where it cannot be."""
    said = plain(words)
    change = _change(said, known) or _nameless(said, things)
    return _said(replace(change, things=tuple(things))) if change else ""


_TURNED = {"less": "more", "slower": "faster", "smaller": "bigger", "quieter": "louder"}
_TURNED |= {after: before for before, after in _TURNED.items()}

# --- as the readers know it -------------------------------------------------------------------------------------------

_LIVING = {
    "gone": "no {name}", "less": "{mod}less {name}", "more": "{mod}more {name}", "half": "half the {name}",
    "double": "twice the {name}", "slower": "the {name} {mod}slower", "faster": "the {name} {mod}faster",
    "when": "the {name}", "until": "the {name}", "shift": "the {name}", "bigger": "{name} with bigger flakes",
    "smaller": "{name} with smaller flakes",
    "half pace": "the {name} half as fast", "double pace": "the {name} twice as fast",
}  # fmt: skip
_MOVES = {
    "gone": "no {name}", "less": "the camera {mod}less", "more": "the camera {mod}more",
    "half": "the camera half as much", "double": "the camera twice as much",
    "slower": "the camera {mod}slower", "faster": "the camera {mod}faster", "half pace": "the camera half as fast",
    "double pace": "the camera twice as fast", "smaller": "the camera less", "bigger": "the camera more",
    "until": "{name}",
}  # fmt: skip
_MUSIC = {
    "gone": "no music", "less": "music {mod}quieter", "quieter": "music {mod}quieter", "smaller": "music {mod}quieter",
    "more": "music {mod}louder", "louder": "music {mod}louder", "half": "halve the music",
}  # fmt: skip
_TITLE = {
    "gone": "remove the title", "smaller": "make the title smaller", "less": "make the title smaller",
    "bigger": "make the title bigger", "more": "make the title bigger", "half": "make the title half the size",
    "double": "make the title twice the size",
}  # fmt: skip
_FORMS = {"living": _LIVING, "move": _MOVES, "music": _MUSIC, "title": _TITLE}


def _said(change: _Change) -> str:
    """A change as words; "" where something cannot be so."""
    told = []
    for thing in change.things:
        form = _FORMS[thing.sort].get(change.how) if change.how else None
        if form is None:
            return ""
        if form == "the {name}" and thing.name.replace(" ", "_") in flows.catalogue():
            form = "let the {name} move"
        tail = re.sub(r"^\s+from\b", " on", change.tail) if change.how == "gone" else change.tail
        tail = re.sub(r"^\s+(?:after|at)\b", " until", tail) if change.how == "until" else tail
        where = "" if otherwise.PICTURES.search(tail) else thing.where
        told.append(form.format(name=thing.said, mod=change.mod) + tail + where)
    return ", ".join(told)


def _swapped(piece: str, known: Sequence[Thing]) -> str:
    """ "swap the snow for rain" is rain and no snow."""
    said = _bare(piece)
    for pattern in otherwise.SWAPS:
        found = pattern.fullmatch(said)
        things = meant(found["np"], known) if found else []
        if not found or not things or any(one.sort not in ("living", "move") for one in things):
            continue
        new = found["new"].strip()
        asked_for = [x for x in read(new).wishes if isinstance(x, w.Add | w.Move | w.Mood)]
        if {k for x in asked_for if isinstance(x, w.Add) for k in x.kinds} == {"foliage"}:
            new = f"falling {new}"  # what fell is to be other things that fall
        new = new if asked_for else f"add {new}"
        lost = "not)" not in pattern.pattern and bool(read(new).unknown)  # what nobody has is told
        if asked_for or lost or any(isinstance(x, w.Add | w.Move | w.Mood) for x in read(new).wishes):
            gone = _said(_Change(tuple(things), "gone"))
            return f"{gone}, {new}" if things[0].sort == "living" else new
    return ""


def _all_but(piece: str, known: Sequence[Thing]) -> str:
    """ "lose everything but the music": everything else is named, the camera's move aside."""
    found = otherwise.ALL_BUT.fullmatch(_bare(piece))
    if found is None:
        return ""
    kept = meant(_name_in(found), known)
    if not kept:
        return ""
    return ", ".join(_others(kept, known))


def _others(kept: Sequence[Thing], known: Sequence[Thing]) -> Iterator[str]:
    for one in known:
        if one not in kept and one.sort != "move":
            yield _said(_Change((one,), "gone"))
