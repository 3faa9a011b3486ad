"""What a sentence says must not be: "no zoom", "without fog", "not over their faces", "remove the tourists".

Not for taking out what was added before by its name (referring.py, films/said_changes.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vivant.agent import living
from vivant.agent.clauses import Atom, Part
from vivant.agent.moving import acting_thing
from vivant.agent.notebook import THIN, Notebook
from vivant.agent.unknown import NAMES, is_removal
from vivant.agent.vocabulary import ALIKE, FAMILIES
from vivant.agent.wishes import Add, Avoid, Hold, Loop, Move, Speed, Strength, Wish

_ERASING = ("remove", "take", "get", "erase", "delete", "edit", "lose", "crop")
_NOT_THERE = ("shouldn't", "should", "mustn't", "must")
_OVER = ("over", "on", "in", "across", "onto", "near")
_THEM = ("her", "him", "them", "eyes", "hair", "kids", "children", "couple")
REMOVING = ("remove", "delete", "drop", "lose", "get", "take", "ditch", "erase", "kill", "scrap", "clear", "cut")
"""Words that take one thing away, after which another may be done; what "no" or "don't" refuses goes on."""


def read_refusal(
    no: Atom | None, atoms: list[Atom], notes: Notebook, before: list[Atom], *, taken_away: bool = False
) -> None:
    """What must not be: moves to avoid, a subject to hold. Refusing what Vivant does not do asks for nothing, unless it
    is to be taken out of the picture."""
    if _take_absence(no, atoms, notes, before) or _take_erasing(no, atoms, notes) or _kept_off(atoms, notes):
        return
    cause = notes.quote([*before, *atoms])
    if taken_away and is_removal([*before, *atoms]):
        notes.missed([*before, *atoms])
        before.clear()
        return
    ends = all(a.kind in THIN for a in atoms)
    if ends and (any(a.living for a in before) or (before and before[0].is_chinese)):  # 把雾去掉, 水印就不用了
        atoms, before[:] = [*before], []
    elif _is_topic(before) and not any(a.kind in ("verb", "move", "weak") for a in atoms):
        before.clear()  # 喜字别变: nothing is wished of it
    notes.wishes.extend(living.refused(atoms, notes.words))
    if any(a.living and a.living.kind == "dial" for a in atoms):
        return  # "I don't want it to get dark": nothing in the picture is to stay
    atoms = living.plain(atoms)
    if _softened(atoms, notes):
        return
    acting = [a for a in atoms if a.kind in ("verb", "move", "weak")]
    names = [a for a in (*before, *atoms) if a.kind in NAMES and a.kind != "cannot"]
    moving = [a for a in acting if a.value in ("move", "rotate", "float") or acting_thing(a, [*before, *atoms])]
    if moving and names:
        before.clear()
        notes.wishes.append(Hold(notes.quote(names), cause))
    elif acting and not (len(acting) == 1 and acting[0].value == "static"):
        notes.wishes.extend(_refused(acting, cause))
    for atom in atoms:
        factor = float(atom.value) if atom.kind in ("speed", "strength") and not acting else 1.0
        if factor != 1.0:
            kind = Speed if atom.kind == "speed" else Strength
            notes.wishes.append(kind(round(1.0 / factor, 3), cause))
        if atom.kind == "loop":
            notes.wishes.append(Loop(atom.value == "no", cause))


def _take_absence(no: Atom | None, atoms: list[Atom], notes: Notebook, before: list[Atom]) -> bool:
    """ "the tourists shouldn't be in the shot": what is in the photo stays there, which is told."""
    names = [a for a in before if a.kind in NAMES and not _is_ours(a)]
    if no is None or not names or no.word not in _NOT_THERE or any(a.kind not in (*THIN, "dir") for a in atoms):
        return False
    notes.missed([*before, no, *atoms])
    before.clear()
    return True


def _take_erasing(no: Atom | None, atoms: list[Atom], notes: Notebook) -> bool:
    """ "remove the tourists": what is in the photo stays there, which is told."""
    names = [a for a in atoms if a.kind in NAMES and a.kind != "cannot"]
    if no is None or no.word not in _ERASING or not names or any(_is_ours(a) for a in atoms):
        return False
    notes.missed([no, *atoms])
    return True


def _is_ours(atom: Atom) -> bool:
    """Whether a word may be something that was added, or a move."""
    return atom.living is not None or atom.kind in ("verb", "move", "weak", "cannot", "still") or living.is_thing(atom)


def _kept_off(atoms: list[Atom], notes: Notebook) -> bool:
    """ "snow, but not over their faces": what was just asked for stays behind the subject."""
    last = notes.wishes[-1] if notes.wishes and notes.lively else None
    over = bool(atoms) and atoms[0].word in _OVER and any(a.kind == "subject" or a.word in _THEM for a in atoms[1:])
    if not isinstance(last, Add) or not over or any(a.living for a in atoms):
        return False
    notes.wishes[-1] = replace(last, area="background")
    return True


def _is_topic(before: list[Atom]) -> bool:
    """Whether the Chinese words before a refusal only name what it is about."""
    named = all(a.kind in (*NAMES, *THIN) and not a.living for a in before)
    return bool(before) and before[0].is_chinese and named


def _softened(atoms: list[Atom], notes: Notebook) -> bool:
    """ "fog, but not too thick": less of what was just asked for."""
    last = notes.wishes[-1] if notes.wishes and notes.lively else None
    factors = [f for a in atoms if (f := living.beyond(a)) is not None]
    if not isinstance(last, Add) or not factors or any(a.kind not in (*THIN, "strength", "neg") for a in atoms):
        return False
    notes.wishes[-1] = replace(last, amount=round((last.amount or 1.0) * factors[0], 3))
    return True


def _refused(acting: list[Atom], cause: str) -> Iterator[Wish]:
    for atom in acting:
        if atom.kind == "verb" and atom.value == "move":
            yield Move("static", cause=cause)
        elif atom.kind == "verb":
            yield Avoid(FAMILIES.get(atom.value, (atom.value,)), cause)
        else:
            yield Avoid(ALIKE.get(atom.value, (atom.value,)), cause)


def begins_anew(part: Part) -> bool:
    """ "remove the fog and zoom in": an act with a way, which is not one more thing to be removed."""
    first, *rest = part.atoms
    return first.kind in ("verb", "move") and (len(first.key) > 1 or any(a.kind in ("dir", "prep") for a in rest))
