"""What things in a picture do: "the lake ripples", "swaying trees", "wind in her hair".

Not for whether that is wished for (meant.py) or for the camera (moving.py).
"""

from __future__ import annotations

from itertools import chain

from vivant.agent.clauses import Atom
from vivant.agent.meanings import coming, listed, motion, things
from vivant.agent.moving import MODIFIERS
from vivant.agent.tokens import stems

CAMERA_ACTS = ("verb", "move", "pair", "weak")
NAMES = ("noun", "subject", "word", "living", "keep")
_SHARED_VERBS = ("move", "drift", "float", "swing", "rotate", "roll", "shake", "crane", "sink", "truck", "arc", "pan")
PREPOSITIONS = (
    "in",
    "into",
    "around",
    "past",
    "across",
    "along",
    "toward",
    "towards",
    "through",
    "out of",
    "away from",
)
_PLACING = ("off", "of", "at", "on", "by", "from", "over", "under")
_FILMING = ("镜头", "相机", "机位", "视角", "摄像机", "无人机")
_PLACED = {
    tuple(one)
    for one in ("上", "下", "里", "中", "边", "旁", "间", "内", "外", "前", "后", "上面", "下面", "里面", "中间")
}
"""What makes a place of a thing in Chinese."""
_TO_LIFE = stems("to life")
_STIR = ("motion", "movement", "life")
_SHORTEST_DEED = 6
"""Letters from which on a word in -ing that nobody knows is taken for what the thing beside it does."""
_INTO = (("in",), ("into",), ("through",), ("past",))
_ASKING = ("make", "turn", "give", "show", "let", "want", "animate", "bring")
_WANTED = tuple(map(stems, ("i want", "we want", "i need", "we need", "i'd like", "i would like", "i'd love")))


def what_it_does(atoms: list[Atom], i: int) -> int | None:
    """The verb of a thing that flows move ("the lake ripples", "move the clouds", "swaying trees"), or None."""
    if atoms[i].key not in things() or atoms[i].kind not in (*NAMES, "filler", "cannot"):
        return None
    if is_introduced(atoms, i) and not any(is_wind(a) for a in atoms[:i]):
        return None
    if atoms[i].is_chinese and (_is_filmed(atoms, i) or any(a.key in _PLACED for a in atoms[i + 1 : i + 2])):
        return None  # 树上小灯闪: the lights do, not the tree
    for j in chain(range(i + 1, len(atoms)), range(i - 1, -1, -1)):
        if not can_move(atoms[j]):
            continue
        if j > i and _nothing_between(atoms, i, j):
            return j
        if j < i and leads_to(atoms, j, i):
            return j
    return None


def _is_filmed(atoms: list[Atom], i: int) -> bool:
    """镜头穿过树林往前飞: it is the camera that does something about a thing, and not the thing."""
    at = next((j for j, a in enumerate(atoms[:i]) if "".join(a.key) in _FILMING), None)
    return at is not None and any(a.kind in (*CAMERA_ACTS, "dir") and a.word not in "里中下" for a in atoms[at + 1 : i])


def can_move(atom: Atom) -> bool:
    """Whether a word is a verb of things in the picture, or of both them and the camera."""
    if atom.kind == "verb" and atom.value not in _SHARED_VERBS:
        return False
    unknown = atom.kind == "word" and atom.word.endswith("ing") and len(atom.word) > _SHORTEST_DEED
    if unknown or atom.key == _TO_LIFE or (atom.living is not None and atom.living.kind == "life"):
        return True
    said = ({"".join(atom.key)} if atom.is_chinese else {atom.stem, atom.word, _first(atom)}) & motion()
    return (bool(said) and atom.kind not in ("loop", "neg", "prep")) or is_wind(atom)


def _nothing_between(atoms: list[Atom], i: int, j: int) -> bool:
    """Whether the verb at `j` is that of the thing at `i`."""
    between = atoms[i + 1 : j]
    if any(a.kind in CAMERA_ACTS and not can_move(a) for a in between):
        return False
    chinese = atoms[i].is_chinese
    return chinese or not any(a.kind == "noun" and not is_introduced(atoms, atoms.index(a)) for a in between)


def leads_to(atoms: list[Atom], j: int, i: int) -> bool:
    """Whether the verb at `j` is said of the thing at `i` after it: "swaying trees", "move the clouds", "wind in her
    hair"."""
    between = atoms[j + 1 : i]
    if is_wind(atoms[j]):
        kinds = ("prep", "dir", "det", "filler", "strength", "speed", "noun")
        return all(a.kind in kinds or can_move(a) for a in between)
    light = all(a.kind in (*MODIFIERS, "filler", "det", "dir") or a.word.endswith("'s") for a in between)
    turned = atoms[j].kind not in CAMERA_ACTS or atoms[j].stem in motion()
    if (
        atoms[j].kind == "word"
        and any(a.kind == "det" for a in between)
        and not {atoms[j].stem, atoms[j].word} & motion()
    ):
        return False  # "rain hitting the window"
    forms = atoms[j].word.endswith("ing") or atoms[j].is_chinese or (turned and any(a.kind == "det" for a in between))
    asked = any(asks(a) for a in atoms[:j])
    return light and (forms or asked)


def is_introduced(atoms: list[Atom], i: int) -> bool:
    """Whether a preposition leads to it: "in the rain", "across the snow", "a picture of a stormy sea"."""
    found = (leads for j in range(i - 1, -1, -1) if (leads := _leads_in(atoms, j, i)) is not None)
    return next(found, False)


def _is_no_place(atom: Atom, before: Atom) -> bool:
    """Whether a preposition leads to what is asked for: "it starts to snow", "I want it to snow", "a little motion in
    the reeds", "wisps of steam"."""
    if atom.word in ("a", "an") and before.kind in ("noun", "subject", "word"):
        return True  # "give this photo of grandpa a vintage look": what a preposition leads to ends there
    if atom.word == "to" and ({before.stem, before.word} & coming() or before.word == "it"):
        return True
    return (before.word in _STIR and atom.word in ("in", "of", "to", "into")) or (
        atom.word == "of" and before.key in listed("MEASURES")
    )


def _leads_in(atoms: list[Atom], j: int, i: int) -> bool | None:
    """Whether the word at `j` is a preposition that leads to the thing at `i`; None where that is for the words before
    it to say."""
    atom, before = atoms[j], atoms[j - 1] if j else None
    if before is not None and _is_no_place(atom, before):
        return False
    if atom.is_chinese and atom.kind in ("prep", "dir", "source"):
        filmed = atom.word in "从由向往朝对" and any("".join(a.key) in _FILMING for a in atoms[:j])  # 镜头从云海升起
        return filmed or (atom.kind == "prep" and atom.word in "在于沿穿")
    if atom.kind == "prep" or (atom.kind == "filler" and atom.word in _PLACING):
        return atom.word != "show"
    if atom.kind == "dir" and atom.word in PREPOSITIONS:
        return not (before is not None and before.kind in CAMERA_ACTS and j == i - 1)
    if atom.kind == "move":
        return atom.key[-1:] in _INTO and atoms[j + 1].kind == "det"  # "walk in the snow"
    named = ("det", "noun", "subject", "filler", "strength", "word", "speed", "living")
    return None if atom.kind in named and not asks(atom) and atom.word != "with" else False


def asks(atom: Atom) -> bool:
    """Whether a word asks for something to be made."""
    return atom.kind == "make" or (atom.kind in ("filler", "keep") and (atom.word in _ASKING or atom.key in _WANTED))


def is_wind(atom: Atom) -> bool:
    return (atom.living is not None and atom.living.kind == "wind") or atom.key in listed("WIND")


def _first(atom: Atom) -> str:
    return atom.key[0] if atom.key else ""
