"""What is said of something that lives in the picture: how much, how fast, how large, which way, which colour, where.

Not for what is named (living.py). Everything is read from the words that stand beside the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vivant.agent.clauses import Atom
from vivant.agent.living_words import PIECED
from vivant.agent.meanings import coming, factors, kinds_of, listed, motion, things

_LIGHT = ("det", "filler", "camera", "make", "keep", "ease", "living")
_NUMBERS = ("times", "percent")
_SIDEWAYS = ("left", "right", "up", "down", "left up", "right up", "left down", "right down")
_OTHER = {"left": "right", "right": "left"}
_AIMED = "向往朝从由自到至"
_AT = ("on", "at", "in", "to", "over")


@dataclass(frozen=True, slots=True)
class Near:
    """What is said, None or empty where nothing was (see wishes.Add), and the places of the words that said it."""

    amount: float | None = None
    relative: bool = False
    speed: float | None = None
    size: float | None = None
    way: str = ""
    source: str = ""
    choices: tuple[str, ...] = ()
    side: str = ""
    place: int | None = None
    only: bool = False
    used: frozenset[int] = frozenset()


def near(atoms: list[Atom], places: list[int], n: int, acts: list[int]) -> Near:
    """What is said of the n-th of the things at `places`. Beside camera moves, at `acts`, only what clings to it."""
    mine = _mine(atoms, places, n, acts)
    said = [atoms[i] for i in mine]
    at = places[n] if places else -1
    sizes = [factors("SIZES")[a.key] for i, a in _sized(atoms, mine, at)]
    sized = {id(a) for _, a in _sized(atoms, mine, at)}
    amounts = [
        a for i, a in zip(mine, said, strict=True)
        if id(a) not in sized and _amount(a) is not None
        and not (_is_comparison(a, i, at) or _is_of_noun(atoms, i, at))
        and not (i and id(atoms[i - 1]) in sized and _is_a_bit(a))
    ]  # fmt: skip
    sides = [(i, side) for i in mine if (side := _side(atoms, i))]
    ways = [
        a.value
        for i, a in zip(mine, said, strict=True)
        if _way(a) and not (is_on(atoms, i) or i in [j for j, _ in sides])
    ]
    sources = [a.value for a in said if a.kind == "source" and a.value in _SIDEWAYS]
    return Near(
        amount=_product([_amount(a) or 0.0 for a in amounts]),
        relative=any(a.key in listed("RELATIVE") or (id(a) in sized and a.word.endswith("er")) for a in said),
        speed=_product([float(a.value) if not a.numbers else a.number() for a in said if a.kind in ("speed", "tempo")]),
        size=_product(sizes),
        way=next(iter((*ways, *sources)), ""),
        source=_OTHER.get(sources[0], "") if sources and not ways else "",
        choices=tuple(
            kinds_of("COLOURS")[atoms[i].key]
            for i in mine
            if atoms[i].key in kinds_of("COLOURS") and not _is_of_thing(atoms, i, at)
        ),
        side=next((side for _, side in sides), ""),
        place=_place(atoms, mine, at),
        only=any(a.key in listed("ONLY") for a in atoms[: max(at, 0) + 2]),
        used=frozenset(mine),
    )


def _mine(atoms: list[Atom], places: list[int], n: int, acts: list[int]) -> list[int]:
    """Places of the words that belong to a thing: those before it back to the thing before, those after the last."""
    if not places:
        return list(range(len(atoms)))
    at = places[n]
    first = places[n - 1] + 1 if n else 0
    last = len(atoms) if n == len(places) - 1 else at + 1
    if not acts:
        return [i for i in range(first, last) if i != at]
    return sorted({*_run(atoms, range(at - 1, first - 1, -1), acts), *_run(atoms, range(at + 1, last), acts)})


def _run(atoms: list[Atom], way: range, acts: list[int]) -> Iterator[int]:
    """The unbroken run of words that can be said of a thing."""
    for i in way:
        atom = atoms[i]
        adverb = way.step < 0 and atom.word.endswith("ly")
        clings = (
            atom.kind in (*_LIGHT, "strength", "speed", "source", "prep", *_NUMBERS)
            or _way(atom)
            or atom.key in factors("MUCH")
            or atom.key in kinds_of("COLOURS")
            or bool({atom.stem, atom.word, "".join(atom.key)} & (motion() | coming()))
        )
        if i in acts or adverb or not clings or (way.step < 0 and atom.kind == "dir"):
            return
        yield i


def _amount(atom: Atom) -> float | None:
    if atom.kind == "percent":
        return atom.number() / 100
    if atom.kind == "times" or (atom.kind == "strength" and atom.numbers):
        return atom.number()
    own = factors("MUCH").get(atom.key)
    if own is not None:
        return own
    return float(atom.value) if atom.kind == "strength" else None


def _is_of_noun(atoms: list[Atom], i: int, at: int) -> bool:
    """仙侠风大图: large is the picture, not how much of the mood there is."""
    after = atoms[i + 1] if i + 1 < len(atoms) and i + 1 != at else None
    one = atoms[i].is_chinese and len(atoms[i].key) == 1 and not atoms[i].numbers
    return one and after is not None and after.living is None and after.kind in ("noun", "camera", "subject", "word")


def _is_comparison(atom: Atom, i: int, at: int) -> bool:
    """ "亮一点", "恐怖一点" are just "brighter", "scarier"; the light after "golden hour" is no amount either."""
    if i > at and atom.key == ("light",):
        return True
    return _is_a_bit(atom) and (atom.kind == "filler" or (i == at + 1 and at >= 0))  # 夸张一点


def _is_of_thing(atoms: list[Atom], i: int, at: int) -> bool:
    """红灯笼在晃: what is in the picture has its colour already."""
    if atoms[i].kind == "cannot" and i and atoms[i - 1].kind == "det":
        return True  # "the shimmer of a rainbow"
    between = atoms[i + 1 : max(at, 0)]
    return i < at and atoms[i].is_chinese and atoms[at].key in things() and all(a.key == ("的",) for a in between)


def _is_a_bit(atom: Atom) -> bool:
    return atom.key in (tuple("一点"), tuple("一些"))


def _sized(atoms: list[Atom], mine: list[int], at: int) -> list[tuple[int, Atom]]:
    """The words that say how large: before a piece ("big flakes") or what is many ("tiny bubbles")."""
    found = []
    for i in mine:
        if atoms[i].key not in factors("SIZES"):
            continue
        after = next((a for a in atoms[i + 1 :] if not _is_between(a) or a.key in listed("PIECES")), None)
        thing = atoms[at] if at >= 0 else None
        many = thing is not None and after is thing and thing.word.endswith("s") and thing.word not in ("fireworks",)
        fine = thing is not None and after is thing and thing.key[-1:] == ("grain",)
        pieced = thing is not None and thing.living is not None and thing.living.names[:1] in {(x,) for x in PIECED}
        chinese = atoms[i].is_chinese and (atoms[i].key[-1] in "片颗朵块滴" or pieced)
        before = next((a for a in reversed(atoms[:i]) if a.kind not in ("filler", "det", "strength")), None)
        plural = before is not None and before is thing and before.word.endswith("s") and not before.is_chinese
        said_after = plural or (before is not None and before.key in listed("PIECES") and not before.is_chinese)
        if (after is not None and after.key in listed("PIECES")) or many or fine or chinese or said_after:
            found.append((i, atoms[i]))
    return found


def _is_between(atom: Atom) -> bool:
    """Whether a word may stand between a size and its piece: "big fat flakes"."""
    return atom.kind in ("filler", "det") or (atom.key in factors("SIZES") and not atom.is_chinese)


def _way(atom: Atom) -> bool:
    return atom.kind == "dir" and atom.value in _SIDEWAYS


def is_on(atoms: list[Atom], i: int) -> bool:
    """山腰上, 树下: on or under what is named before it, and no direction."""
    alone = atoms[i].is_chinese and "".join(atoms[i].key) in ("上", "下", "前", "后", "上面", "下面", "上方", "下方")
    return alone and i > 0 and atoms[i - 1].kind in ("noun", "subject", "word") and not atoms[i - 1].numbers


def _side(atoms: list[Atom], i: int) -> str:
    """The side of the picture that a word stands for: "on the left", "左边的云"; not "to the left", "向左"."""
    atom = atoms[i]
    side = kinds_of("SIDES").get(atom.key, "")
    if not side:
        return ""
    if atom.is_chinese:
        upon = atom.key[0] in "上下" and i > 0 and atoms[i - 1].kind in ("noun", "subject", "word")  # 面上面冒着热气
        return side if len(atom.key) > 1 and atom.key[0] not in _AIMED and not upon else ""
    before = [a for a in atoms[:i] if a.kind != "det"]
    at = before[-1].word if before else ""
    laid_over = i > 0 and (atoms[i - 1].word, atom.word) == ("on", "top")
    return side if (at in _AT and not laid_over) or len(atom.key) > 1 else ""


def _place(atoms: list[Atom], mine: list[int], at: int) -> int | None:
    """Where a place begins that is named after a thing ("behind her"), None if none is."""
    for i in (i for i in mine if i > at):
        after = atoms[i + 1] if i + 1 < len(atoms) else None
        if after is None:
            continue
        chinese = atoms[i].is_chinese
        if chinese and atoms[i].word in "在于" and after.kind in ("noun", "subject", "filler", "prep", "dir"):
            return None if _moves(after) or after.key == ("下",) else i
        if atoms[i].word == "to" and _moves(after):
            continue  # "only the hair is to move"
        if not chinese and (atoms[i].kind == "prep" or atoms[i].word in ("on", "behind", "in", "over")):
            return i
    return None


def _moves(atom: Atom) -> bool:
    return bool({atom.stem, atom.word, *atom.key[:1]} & motion())


def _product(said: list[float]) -> float | None:
    product = 1.0
    for factor in said:
        product *= max(0.0, factor)
    return round(product, 3) if said else None
