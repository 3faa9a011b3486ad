"""The camera moves of one part of a sentence: verbs and directions, how far, how fast, how eased.

Not for anything else a sentence asks for (reading.py).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from vivant.agent.aiming import AIMED, aim_in, part_in, span_in
from vivant.agent.clauses import Atom, Part
from vivant.agent.nearby import is_on
from vivant.agent.tokens import Words
from vivant.agent.vocabulary import CONTENT_VERBS, VERBS
from vivant.agent.wishes import Move
from vivant.moves import catalogue

MODIFIERS = ("speed", "strength", "ease", "tempo")
_NUMBERS = ("degrees", "percent", "times")
_ACTS = ("verb", "move", "weak", "pair")
_SKIPPED = (*MODIFIERS, *_NUMBERS, "filler", "camera", "det", "loop")
_FAR = ("left", "right", "up", "down", "left up", "right up", "left down", "right down", "clockwise", "counter")
_OBJECT_VERBS = ("move", "rotate", "shake")
_CHOICES = {"counter": "counterclockwise", "out": "back", "in": "forward"}
_LIGHT = (*MODIFIERS, "filler", "camera", "source", "prep")
_FOCUSED = re.compile(r"(?<![a-z])(?<!soft )(?<!of )focus\w*(?![a-z])[^.;!?]*$")
_COMES_NEAR = re.compile(
    r"\bfrom\s+(?:the\s+)?(?:back|far|distan|behind|horizon|sky|mountain|hill)|\bto\s+(?:the\s+)?(?:front|fore|near|close)|"
    r"[从由](?:背景|后|远|天|山)|[到向](?:前景|前面|近)"
)
_PAIRED = 2
_THINGS = ("truck", "sail", "cran", "track", "boom", "lift", "curv", "slid", "edg", "head")
_PERHAPS_THINGS = ("rock", "swing", "float", "rol", "circl", "turn", "sweep", "dron")
_SHOWN = ("photo", "picture", "image", "scene", "frame", "view", "shot", "whole", "background", "focus", "subject")
_VAGUE = ("across", "along", "sideways", "horizontally", "laterally", "around", "round")
_WHENCE = ("从", "由", "自")
_OF_THINGS = ("it", "they", "that", "which", "to")
_HASTE = {"creep": 0.6, "inch": 0.6, "edg": 0.6, "rush": 1.5, "rac": 1.5, "dash": 1.5}
"""Stems of verbs that say how fast, where nothing else does."""
_STEERABLE = ("drift", "float", "roll", "rotate", "swing", "arc", "orbit")


def acting_thing(verb: Atom, atoms: list[Atom]) -> bool:
    """Whether a motion is that of something in the picture: "the clouds drift", "move the cat", "让云飘动"."""
    at = atoms.index(verb)
    if verb.stem not in CONTENT_VERBS:
        return _is_let(atoms[:at])
    doing = verb.word.endswith("ing")
    if doing and any(a.kind in ("noun", "subject", "word") for a in atoms[at + 1 : at + 2]):
        return True  # "a spinning windmill"
    return _has_subject(atoms[:at], verb) or _has_object(verb, atoms[at + 1 :])


def _is_let(before: list[Atom]) -> bool:
    """ "let the ball fly into the goal": somebody or something in the picture should do what else a camera does."""
    if len(before) < _PAIRED + 1 or before[-1].kind not in ("noun", "subject", "word") or before[-1].is_chinese:
        return False
    led = before[-_PAIRED].kind == "det" and before[-_PAIRED - 1].word in ("let", "make", "have", "get")
    return led and before[-1].word not in _SHOWN


def _has_subject(before: list[Atom], verb: Atom) -> bool:
    i = len(before) - 1
    adjective = False
    while i >= 0 and (before[i].kind in (*MODIFIERS, "filler", "dir", "det", "source") or _is_adverb(before, i)):
        adjective |= before[i].kind in MODIFIERS and not before[i].word.endswith("ly") and not before[i].is_chinese
        i -= 1
    if i < 0 or before[i].kind not in ("noun", "word", "subject", "cannot"):
        return False
    start = i
    while start and before[start - 1].kind in ("noun", "word", "subject", "det", "filler", "strength"):
        start -= 1
    introduced = start > 0 and before[start - 1].kind in ("prep", *_ACTS)
    if introduced and before[start - 1].word in _WHENCE:
        return _has_subject(before[: start - 1], verb)  # 太阳从海平面升起
    named = any(a.kind == "det" for a in before[start : i + 1]) or any(a.kind == "make" for a in before)
    return not introduced and (named or not adjective)


def _is_adverb(atoms: list[Atom], i: int) -> bool:
    """Whether a word that nobody knows says how: 低低地滑过去."""
    after = next((a for a in atoms[i + 1 :] if a.kind != "word"), None)
    return atoms[i].kind == "word" and atoms[i].is_chinese and after is not None and after.key == ("地",)


def _has_object(verb: Atom, after: list[Atom]) -> bool:
    if verb.kind != "verb" or verb.value not in _OBJECT_VERBS:
        return False
    kinds = [a.kind for a in after[:_PAIRED]]
    return (kinds[:1] == ["det"] and kinds[1:] in (["noun"], ["word"], ["subject"])) or (
        kinds[:1] in (["noun"], ["subject"]) and after[0].is_chinese and verb.value == "move"
    )


def is_camera_work(part: Part) -> bool:
    """Whether a part stands by itself and orders a move: "snow, slowly move to the left"; not "snow, drifting left",
    "snow that moves left"."""
    if part.lead not in ("", "then") or any(a.kind in ("noun", "word", "subject", "make") for a in part.atoms):
        return False
    acts = [i for i, a in enumerate(part.atoms) if a.kind in ("verb", "move") and not a.is_chinese]
    return any(not _is_form(part.atoms[i].word) and (i == 0 or part.atoms[i - 1].word not in _OF_THINGS) for i in acts)


def _is_form(word: str) -> bool:
    return word.endswith("ing") or (word.endswith("s") and not word.endswith("ss"))


def moves_in(part: Part, words: Words, carried: str, n_said: int) -> tuple[list[Move], list[Atom]]:
    """The moves of a part, and the atoms that were not used for them.

    `carried` is the last verb before, which a bare direction repeats ("pan left, then right").
    """
    atoms = as_things(part.atoms)
    part = replace(part, atoms=atoms)
    acts = [i for i, a in enumerate(atoms) if a.kind in _ACTS]
    if not acts:
        return _bare_directions(part, words, carried)
    used: set[int] = set()
    found: list[tuple[int, Move]] = []
    for i in acts:
        at = len(found)
        found.extend((i, m) for m in _moves_at(atoms, i, used, words))
        if len(found) > at or atoms[i].value in ("move", "look"):
            used.add(i)
    found = _without_echo(found, atoms)
    said = words.plain[atoms[0].start : atoms[-1].end]
    moves = [_looking(move, said) for move in _modified(found, atoms)]
    done = (*MODIFIERS, *_NUMBERS) if moves else ()
    start, end = span_in(said) if any(move.aim for move in moves) else (0, 0)
    aimed = range(atoms[0].start + start, atoms[0].start + end)
    left = [a for i, a in enumerate(atoms) if i not in used and a.kind not in done and a.start not in aimed]
    return moves, _marked(left, atoms, used) if moves else left


def _looking(move: Move, said: str) -> Move:
    """Where a move looks; a focus that comes from far off comes to what is near, else it goes into the distance."""
    if move.name in AIMED:
        return replace(move, aim=aim_in(said), part=part_in(said))
    comes = move.name == "rack_focus" and _COMES_NEAR.search(said)
    return replace(move, knobs={**move.knobs, "to": "foreground"}) if comes else move


def refocused(part: Part, atoms: list[Atom], words: Words) -> Move | None:
    """ "focus on the flower, then the mountain": the focus goes from one to the other, where a part says no more."""
    names = [a for a in atoms if a.kind in ("noun", "subject", "word")]
    light = all(a in names or a.kind in ("det", "prep", "filler", "dir", "keep") for a in atoms)
    if part.lead != "then" or not names or not light or not _FOCUSED.search(words.plain[: part.atoms[0].start]):
        return None
    return Move("rack_focus", cause=words.quote(atoms[0].start, atoms[-1].end))


def as_things(atoms: list[Atom]) -> list[Atom]:
    """The atoms, where a word that can be a move is a thing here: "the red truck", "at the edge of the pond"; and where
    what can be seen is to be heard, "thunder sounds"."""
    atoms = [
        replace(a, kind="cannot", living=None) if a.stem == "thunder" and after and after[0].word in _SOUNDS else a
        for a, after in ((a, atoms[i + 1 : i + 2]) for i, a in enumerate(atoms))
    ]
    return [
        replace(a, kind="noun") if _is_thing(atoms, i) or _is_lamp(atoms, i) or _is_heard(atoms, i) else a
        for i, a in enumerate(atoms)
    ]


_SOUNDS = ("sound", "sounds", "noise", "noises")


def _is_heard(atoms: list[Atom], i: int) -> bool:
    """ "a heartbeat sound"."""
    return atoms[i].kind in _ACTS and any(a.word in _SOUNDS for a in atoms[i + 1 : i + 2])


def _is_lamp(atoms: list[Atom], i: int) -> bool:
    """ "towards the light", "the lights": a thing there, and not how much."""
    if atoms[i].word == "lights":
        return atoms[i].kind == "strength"
    alone = i + 1 == len(atoms) or atoms[i + 1].kind in ("prep", "dir", "filler", "verb", "move")
    return i > 0 and atoms[i].word == "light" and atoms[i].kind == "strength" and atoms[i - 1].kind == "det" and alone


def _is_thing(atoms: list[Atom], i: int) -> bool:
    """Whether a word that can be a move is a thing here: "the red truck", "a girl on a swing"."""
    if atoms[i].kind not in ("verb", "weak", "move") or atoms[i].stem not in (*_THINGS, *_PERHAPS_THINGS):
        return False
    if any(a.kind == "dir" and a.value in _FAR for a in atoms[i + 1 : i + 2]):
        return i > 0 and atoms[i - 1].word.endswith("'s")  # "the horse's head top right"
    before = [a for a in atoms[:i]]
    if atoms[i].stem == "sail":
        return before[-1:] != [] and before[-1].kind == "det"
    named = before[-1:] and before[-1].kind in ("noun", "det") and before[-1].word not in ("a", "an")
    article = before[-1:] and before[-1].word in ("a", "an")
    many = atoms[i].word.endswith("s") and before[-1:] and before[-1].kind in ("cannot", "living", "word", "strength")
    if many and atoms[i].stem in _THINGS:
        return True  # "glowing edges"
    placed = len(before) >= _PAIRED and before[-2].kind == "prep"
    return bool(named or (article and (placed or atoms[i].stem in _THINGS)))


def _marked(left: list[Atom], atoms: list[Atom], used: set[int]) -> list[Atom]:
    """A thing right after a move is its target ("orbit the statue"): a preposition in its place says so."""
    marked: list[Atom] = []
    for atom in left:
        i = atoms.index(atom)
        while i and atoms[i - 1].kind in (*MODIFIERS, *_NUMBERS, "filler") and i - 1 not in used:
            i -= 1
        if atom.kind == "det" and i and i - 1 in used:
            marked.append(replace(atom, kind="prep"))
        else:
            marked.append(atom)
    return marked


def _bare_directions(part: Part, words: Words, carried: str) -> tuple[list[Move], list[Atom]]:
    ways = [a for a in part.atoms if a.kind == "dir" and (a.value in _FAR or (carried and part.lead))]
    if not ways or any(a.kind in ("noun", "word", "subject", "cannot", "prep", "make", "keep") for a in part.atoms):
        return [], part.atoms
    moves = []
    for way in ways:
        table = VERBS[carried if carried and part.lead else "move"]
        table = table if _fits(way, table) else VERBS["move"]
        moves.extend(_named(table, way.value, words.quote(way.start, way.end)))
    return [replace(m, speed=_factor(part.atoms, "speed"), amount=_factor(part.atoms, "strength")) for m in moves], [
        a for a in part.atoms if a not in ways and a.kind not in ("speed", "strength")
    ]


def _moves_at(atoms: list[Atom], i: int, used: set[int], words: Words) -> list[Move]:
    atom = atoms[i]
    if atom.kind == "pair":
        first, second = atom.value.split()
        cause = words.quote(atom.start, atom.end)
        return [Move(first, cause=cause), Move(second, stage=1, cause=cause)]
    if atom.stem == "fli" and any(a.word in ("over", "above") for a in atoms[i + 1 : i + 4]):
        atom = replace(atom, kind="move", value="flyover")  # "fly slowly over the rocks"
    if atom.value == "push_past" and any(a.word == "to" and a.value in ("left", "right") for a in atoms[i + 1 :]):
        atom = replace(atom, kind="verb", value="truck")  # "dolly past the shelves to the right"
    steered = next((v for v in _STEERABLE if atom.kind == "move" and VERBS[v][""] == atom.value), "")
    if atom.kind == "verb" or (steered and _directions(atoms, i, used, VERBS[steered])):
        table = VERBS[steered or atom.value]
        ways = _directions(atoms, i, used, table)
        used.update(ways)
        span = [atoms[j] for j in sorted({i, *ways})]
        cause = words.quote(span[0].start, span[-1].end)
        said = [atoms[j].value for j in ways] or [_source(atoms, i, used) or ""]
        if (
            atom.stem != "turn"
            and atom.value == "rotate"
            and said == [""]
            and not atom.is_chinese
            and not any(a.kind == "degrees" for a in atoms)
        ):
            table = VERBS["orbit"]  # "a slow rotation": nobody means a slanted horizon
        return [m for way in said for m in _named(table, way, cause)]
    knobs = {"weak": "yes"} if atom.kind == "weak" else {}
    way = next((j for j in range(max(0, i - 2), min(len(atoms), i + 4)) if _choice(atom.value, atoms[j])), None)
    if way is not None and way not in used:
        used.add(way)
        knobs |= _choice(atom.value, atoms[way])
    return [Move(atom.value, knobs=knobs, cause=words.quote(atom.start, atom.end))]


def _named(table: dict[str, str], way: str, cause: str) -> list[Move]:
    """The moves a verb makes with a direction; a diagonal is two moves at once."""
    ways = way.split() if way not in table else [way]
    targets = [table.get(w, table[""]) for w in ways or [""]]
    moves = []
    for target in dict.fromkeys(t for t in targets if t):
        name, _, knob = target.partition(" ")
        key, _, value = knob.partition("=")
        moves.append(Move(name, knobs={key: value} if key else {}, cause=cause))
    return moves


def _directions(atoms: list[Atom], i: int, used: set[int], table: dict[str, str]) -> list[int]:
    """The directions that belong to the verb at `i`: just before it, or after it with nothing of weight between."""
    before = i - 1
    while before >= 0 and atoms[before].kind in _SKIPPED:
        before -= 1
    after = _direction_after(atoms, i, used, table)
    free = before >= 0 and before not in used and _fits(atoms[before], table) and not is_on(atoms, before)
    if free and (atoms[i].is_chinese or not after):
        return [before]
    return after


def _direction_after(atoms: list[Atom], i: int, used: set[int], table: dict[str, str]) -> list[int]:
    found: list[int] = []
    plain = True
    sure = [j for j in range(i + 1, len(atoms)) if atoms[j].value in ("left", "right") and atoms[j].word not in _VAGUE]
    for j in range(i + 1, len(atoms)):
        atom = atoms[j]
        if atom.kind == "dir" and atom.word in _VAGUE and any(k > j and atoms[k].kind == "dir" for k in sure):
            continue  # "across the valley from right to left"
        if _fits(atom, table) and j not in used:
            if atom.value in (_FAR if not plain else (*_FAR, *table)):
                found.append(j)
            break
        if atom.kind in _ACTS or (atom.is_chinese and atom.kind not in _LIGHT):
            break
        plain = plain and (atom.kind in _SKIPPED or atom.kind == "source")
    return found


def _fits(atom: Atom, table: dict[str, str]) -> bool:
    return atom.kind == "dir" and (atom.value in table or all(w in table for w in atom.value.split()))


def _source(atoms: list[Atom], i: int, used: set[int]) -> str:
    at = next((j for j, a in enumerate(atoms) if a.kind == "source" and j not in used and abs(j - i) <= _PAIRED), None)
    if at is None:
        return ""
    used.add(at)
    return atoms[at].value


def _choice(name: str, atom: Atom) -> dict[str, str]:
    """The knob of a move that a direction sets: {"camera": "left"}; empty if there is none."""
    move = catalogue().get(name)
    if atom.kind != "dir" or move is None:
        return {}
    value = _CHOICES.get(atom.value, atom.value)
    fields = move.params.model_fields.items()
    return next(({key: value} for key, rule in fields if value in get_args(rule.annotation)), {})


def _without_echo(found: list[tuple[int, Move]], atoms: list[Atom]) -> list[tuple[int, Move]]:
    """ "围绕雕像旋转" names one move twice: turning beside going around is going around."""
    around = any(m.name.startswith(("orbit", "arc")) for _, m in found)
    wiggled = any(m.name == "wiggle" for _, m in found)  # 视差那种晃动的立体图
    found = [(i, m) for i, m in found if not (wiggled and m.name in ("parallax_drift", "sway", "swing"))]
    panned = any(m.name.startswith("pan") for _, m in found)
    found = [(i, m) for i, m in found if not (panned and atoms[i].word.startswith("360"))]  # "360 pan"
    kept: dict[tuple[str, int], tuple[int, Move]] = {}
    for i, move in found:
        if not (around and move.name == "roll" and atoms[i].kind == "verb" and not move.knobs):
            kept.setdefault((move.name, move.stage), (i, move))
    return list(kept.values())


def _modified(found: list[tuple[int, Move]], atoms: list[Atom]) -> list[Move]:
    """The moves with the adverbs and numbers that stand nearest to them."""
    moves = []
    places = [i for i, _ in found]
    for n, (_, move) in enumerate(found):
        near = _nearest(places, n, atoms)
        numbers = {a.kind: a.number() for a in near if a.kind in _NUMBERS}
        said = replace(
            move,
            speed=_factor(near, "speed", "tempo") or _HASTE.get(atoms[places[n]].stem),
            amount=_factor(near, "strength"),
            easing=next((a.value for a in near if a.kind == "ease"), ""),
            degrees=numbers.get("degrees"),
            percent=numbers.get("percent"),
            times=numbers.get("times"),
        )
        moves.append(said)
    return moves


def _nearest(places: list[int], n: int, atoms: list[Atom]) -> list[Atom]:
    """What is said about the n-th of the moves at `places`: all before it back to the move before, and what follows
    the last move; numbers and adverbs in -ly that follow a move belong to it, not to the next."""
    i = places[n]
    start = places[n - 1] + 1 if n and places[n - 1] != i else 0
    later = [j for j in places if j > i]
    if not later:
        after = atoms[i:]
    else:
        after = [a for a in atoms[i + 1 : later[0]] if a.kind in _NUMBERS or a.word.endswith("ly")]
    before = atoms[start:i]
    if start:
        before = [a for a in before if not (a.kind in _NUMBERS or a.word.endswith("ly"))]
    return before + after


def _factor(atoms: list[Atom], *kinds: str) -> float | None:
    """The product of the factors said, None if nothing was said."""
    said = [a.number() if a.numbers else float(a.value) for a in atoms if a.kind in kinds]
    product = 1.0
    for factor in said:
        product *= max(0.0, factor)
    return round(product, 3) if said else None
