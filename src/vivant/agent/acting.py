"""What people ask of things in a picture that only these themselves could do or become: "make the rocket take off",
"the dragon should breathe fire", "turn the dog into a cat", "make the car red".

Not for what flows move (doing.py) and not for the camera (moving.py).
"""

from __future__ import annotations

from dataclasses import replace

from vivant import flows
from vivant.agent.clauses import TURNS, Atom, Part
from vivant.agent.doing import is_introduced
from vivant.agent.meanings import Meaning, kinds_of, motion, things
from vivant.agent.moving import MODIFIERS

_CAUSES = ("make", "makes", "let", "have", "want", "get", "see", "should")
_NAMES = ("noun", "subject", "word")
_ACTS = ("verb", "move", "weak", "word", "cannot")
_AROUND = ("det", "filler", *MODIFIERS)
_LOOKS = ("look", "feel", "seem", "stay", "keep", "appear", "stand")
_PAIR = 2
_LEAVES = ("leave", "leaving")
_BACKDROP = ("background", "backdrop", "foreground")
_SOMEBODY = ("him", "her", "them", "he", "she", "they")
_SOMEBODY_IS = ("she's", "he's", "they're")
_BREATHING = Meaning("entry", ("breathing",))


def actor(atoms: list[Atom]) -> int | None:
    """Where a wish begins that something should act which no flow and no camera moves; it lasts to the end."""
    for i, atom in enumerate(atoms):
        told = i > 0 and atoms[i - 1].word in _SOMEBODY_IS and atom.word.endswith("ing")
        if told or (atom.stem == "wav" and i and (_is_somebody(atoms[i - 1]) or _is_made_to(atoms, i))):
            return i - 1
        if (atom.kind not in ("make", "filler") and atom.word != "get") or atom.word not in _CAUSES or atom.is_chinese:
            continue
        if atom.word == "should":
            start = _names_before(atoms, i)
            if start < i and not is_introduced(atoms, i - 1) and _acts(atoms, start, i, i + 1):
                return start
            continue
        first = next((j for j in range(i + 1, len(atoms)) if atoms[j].kind not in _AROUND), len(atoms))
        last = first
        while last < len(atoms) and atoms[last].kind in _NAMES and not _is_deed(atoms, first, last):
            last += 1
        deed = last + (atoms[last : last + 1] != [] and atoms[last].word == "to")  # "get the bus to drive off"
        if _acts(atoms, first, last, deed) or _is_painted(atoms, first, last):
            return i
    return None


def is_made_to_act(atoms: list[Atom]) -> bool:
    """ "make her turn her head": what is told as not possible here is what somebody should do."""
    return any(a.word in ("make", "let", "have", "get") and not a.is_chinese for a in atoms)


def acts_on(part: Part, before: Part | None) -> bool:
    """ "... and smile": one more thing that somebody should do, after another that cannot be."""
    first = part.atoms[0]
    joined = part.lead == "and" and before is not None and before.chunk == part.chunk
    bare = first.kind in ("word", "noun", "cannot") and not first.word.endswith("s") and not first.is_chinese
    light = all(
        a.living is None and a.kind in (*_NAMES, *_AROUND, "cannot", "camera", "prep", "dir") for a in part.atoms
    )
    return joined and bare and light and not _flows(first)


def _is_somebody(atom: Atom) -> bool:
    return atom.word in ("him", "her", "he", "she") or (atom.kind == "subject" and not _flows(atom))


def _is_made_to(atoms: list[Atom], i: int) -> bool:
    """ "make the astronaut wave", and no heat wave."""
    told = any(a.word in _CAUSES for a in atoms[:i]) and not atoms[i + 1 :]
    return told and atoms[i - 1].kind in _NAMES and not _flows(atoms[i - 1])


def breathing(atoms: list[Atom]) -> list[Atom]:
    """ "make grandpa breathe", 主角站着呼吸 are the flow of that name and no camera's breath."""
    for i, atom in enumerate(atoms):
        before = atoms[:i] if atom.key == tuple("呼吸") else atoms[i - 1 : i] if atom.stem == "breath" else []
        named = any(a.kind in ("noun", "subject") or a.word in _SOMEBODY for a in before)
        alone = all(a.kind in _AROUND for a in atoms[i + 1 :])
        if atom.living is None and named and alone:
            return [*atoms[:i], replace(atom, kind="living", living=_BREATHING), *atoms[i + 1 :]]
    return atoms


def becoming(atoms: list[Atom]) -> tuple[list[Atom], list[Atom]]:
    """A part in which something is to become another thing, as what it shall become: "turn my noon shot into a snowy
    night" makes a snowy night. The second are the words of what nothing can make of it."""
    kinds = ("verb", "make", "cannot", "word", "filler")
    at = next((i for i, a in enumerate(atoms) if a.word.removesuffix("s") in TURNS and a.kind in kinds), None)
    if at is None:
        return atoms, []
    into = next((j for j in range(at, len(atoms)) if atoms[j].word in ("into", "to") or "into" in atoms[j].key), None)
    if into is None or not (_is_named(atoms[at + 1 : into]) or (into <= at + 1 and _is_named(atoms[:at]))):
        return atoms, []
    become = atoms[into + 1 :]
    if any(a.living for a in become):
        before = atoms[:at] if at < into else []  # the day that turns into night is no longer
        return [*before, replace(atoms[at], kind="make", value="make"), *become], []
    named = any(a.kind in (*_NAMES, "cannot") for a in become)
    return (atoms[:at], atoms[at:]) if named else (atoms, [])


def _is_named(between: list[Atom]) -> bool:
    return bool(between) and all(a.kind in (*_NAMES, "det", "camera", "living", *_AROUND) for a in between)


def _names_before(atoms: list[Atom], i: int) -> int:
    start = i
    while start and atoms[start - 1].kind in (*_NAMES, "det"):
        start -= 1
    return start


def _acts(atoms: list[Atom], first: int, last: int, after: int) -> bool:
    """Whether atoms[first:last] name somebody or something without a flow, and a deed of theirs follows."""
    named = [a for a in atoms[first:last] if a.kind in _NAMES]
    if not named or _flows(named[-1]) or named[-1].word in _BACKDROP:
        return False
    deed = next((a for a in atoms[after:] if a.kind not in _AROUND), None)
    return deed is not None and _can_be_deed(deed)


def _can_be_deed(deed: Atom) -> bool:
    if deed.kind == "noun" and deed.stem in motion():
        return True
    if deed.kind == "keep":
        return deed.word in _LEAVES
    return deed.kind in _ACTS and deed.word not in _LOOKS and (deed.living is None or deed.kind in ("verb", "move"))


def _is_deed(atoms: list[Atom], first: int, at: int) -> bool:
    """Whether a word after a name says what it does: "make grandpa wave"."""
    if at == first or atoms[at].word.endswith("s") or _flows(atoms[at]):
        return False  # "the dog's fur"
    return atoms[at].kind == "word" or atoms[at].stem in motion()


def _is_painted(atoms: list[Atom], first: int, last: int) -> bool:
    """ "make the car red", "make the grass greener": things keep their colours."""
    told = [a for a in atoms[first:] if a.kind not in _AROUND]
    if len(told) < _PAIR or any(a.kind not in _NAMES and not _flows(a) for a in told):
        return False
    colour = told[-1]
    unknown = colour.kind == "word" and colour.word.endswith("er")
    return colour.living is None and (colour.key in kinds_of("COLOURS") or unknown) and not _is_added(told[-2])


def _is_added(named: Atom) -> bool:
    """Whether a name is that of an effect: "make the petals pink"."""
    return named.living is not None and not any(n in flows.catalogue() for n in named.living.names)


def _flows(named: Atom) -> bool:
    return named.living is not None or named.key in things()
