"""What one part of a sentence asks to live in the picture: "falling snow", "the clouds drift left", "no fog".

Not for camera moves (moving.py) or for what becomes of it (applying.py). A word may also just name what is seen ("a
girl in the rain"): what is meant as a wish (meant.py) is taken, the rest is left as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import zip_longest

from vivant import effects, flows
from vivant.agent import living_words as lw
from vivant.agent.changing import Change, change, without_change
from vivant.agent.clauses import Atom, Part
from vivant.agent.doing import CAMERA_ACTS, NAMES, asks, can_move, is_introduced, leads_to, what_it_does
from vivant.agent.knobs import has_pace
from vivant.agent.meanings import Meaning, factors, flows_of, kinds_of, listed, things
from vivant.agent.meant import is_alone, is_amount, is_flow, is_meant, is_of, is_said_of_it, turned
from vivant.agent.moving import MODIFIERS, acting_thing
from vivant.agent.nearby import Near, near
from vivant.agent.places import Spot, spot
from vivant.agent.tokens import Words, stems
from vivant.agent.upon import GLITTER, GLOWS, LIGHTS, attached, glints, hiding, upon
from vivant.agent.wishes import Add, Dial, Life, Living, Mood, Move, Remove, Span, Wish

_AMENDING = (
    *MODIFIERS,
    "filler",
    "det",
    "dir",
    "head",
    "until",
    "tail",
    "onset",
    "window",
    "span",
    "times",
    "percent",
    "camera",
)
_COLOURED = ("colours", "colors", "colour", "color", "tones", "palette", "grade", "grading", "tint")
_DUE = ("should", "shall", "must", "to")
"""Between a thing and what it is to do: "some fog should creep in"."""
_LIKEWISE = ("float", "rise", "fall", "swirl", "spin", "drift", "fly", "dance")
_NEARER = ("closer", "in", "forward", "forwards", "back", "towards", "toward")
_WITH_IT = ("det", "make", "subject", "noun")
_PASSED = ("filler", "dir", "word", "cannot", "living", "prep", "det")
"""What may stand between a thing and what it does, beside places."""
_FLYING = ("move", "float", "drift", "crane", "sink", "truck", "orbit")
_TOO = ("too", "also", "well")
_VEILS = ("fog", "mist", "ground_mist")
_THROUGH = ("through", "across", "past")
"""Where leaves go that are on no tree."""
_BECOMES = ("get", "getting", "become", "becoming", "turn", "go", "going")
_LESS, _MORE = 0.6, 1.4
"""What "not too much" and "not too little" come to."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of a part: the wishes, the atoms that are left, and whether a length in it was part of it."""

    wishes: tuple[Wish, ...]
    left: list[Atom]
    owns_seconds: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """Something named at `at`: what it means, and the atom of what it does, if that was said."""

    at: int
    meaning: Meaning
    verb: int | None = None


def take(
    part: Part, atoms: list[Atom], words: Words, span: Span | None, *, asked: bool = False, bare: bool = False
) -> Taken:
    """The wishes of a part for what lives in the picture; `asked` if the part before asked to add ("add rain and fog"),
    `bare` if the whole sentence only names things."""
    if not any(a.living or a.key in things() for a in atoms):
        return Taken((), atoms)
    atoms = [attached(atoms, i) for i in range(len(atoms))]
    changing, place = change(atoms, words), spot(atoms, words)
    atoms = hiding(without_change(atoms, words), place)
    if place is not None:
        atoms = [a for a in atoms if not (place.start <= a.start and a.end <= place.end)]  # part of a name stays
    items = list(_items(part, atoms, words, asked and part.lead == "and", bare, bool(changing)))
    if not items:
        return Taken((), plain(atoms))
    acts = [i for i, a in enumerate(atoms) if a.kind in CAMERA_ACTS and not _is_acted(i, atoms, items)]
    wishes: list[Wish] = []
    used: set[int] = set()
    for n, item in enumerate(items):
        found = near(atoms, [i.at for i in items], n, acts)
        said = {
            i
            for i in found.used
            if atoms[i].kind != "cannot" or atoms[i].is_chinese or _is_spent(atoms[i], atoms, i, False, words)
        }
        said = {i for i in said if item.meaning.kind in ("entry", "wind") or atoms[i].kind != "speed" or not acts}
        used |= {item.at, *said} | ({item.verb} if item.verb is not None else set())
        wishes.extend(_wishes(item, found, atoms, part, words, changing, place, span))
    fades = bool(changing) and any(isinstance(w, Add) for w in wishes)
    left = [a for i, a in enumerate(atoms) if i not in used and not (_is_spent(a, atoms, i, bool(acts), words))]
    return Taken(tuple(_merged(wishes)), plain(left), fades)


def _merged(wishes: list[Wish]) -> list[Wish]:
    """Each thing once; named twice in a part, what was said of it either time counts."""
    found: list[Wish] = []
    for wish in wishes:
        same = next(
            (x for x in found if isinstance(x, Add) and isinstance(wish, Add) and x.kinds[0] == wish.kinds[0]), None
        )
        if isinstance(same, Add) and isinstance(wish, Add):
            said = {f.name: getattr(wish, f.name) for f in fields(Add)}
            more = {k: v for k, v in said.items() if v and not getattr(same, k)}
            found[found.index(same)] = replace(same, **more)
        elif wish not in found:
            found.append(wish)
    return found


def plain(atoms: list[Atom]) -> list[Atom]:
    """The atoms in their ordinary sense: what was not meant as a wish just names what is seen."""
    return [
        replace(a, kind="verb", value="move", stem="动", living=None)
        if a.is_chinese and a.living and a.living.kind == "life"  # 小猫动起来: it acts, which no flow can do
        else replace(a, kind="noun", living=None)
        if a.kind == "living" or (a.kind == "cannot" and a.living and a.living.kind != "wind")
        else replace(a, living=None)
        if a.living
        else a
        for a in atoms
    ]


def amended(part: Part, atoms: list[Atom], words: Words, last: Add, span: Span | None, *, unmoved: bool) -> Add | None:
    """What was asked for before, with what a part says of it that names nothing: "and gets heavier". `unmoved` if no
    camera move was named that it could be about."""
    acts = [i for i, a in enumerate(atoms) if a.kind in ("verb", "move") and not a.is_chinese]
    if any(b.word in ("a", "an") for i in acts for b in atoms[:i]):
        return None  # "and a slow slide to the left"
    own = change(part.atoms, words)
    place = (
        spot(atoms, words, last.kinds[0]) if any(a.key in listed("ONLY") for a in atoms) or part.lead == "but" else None
    )
    atoms = [a for a in without_change(atoms, words) if not (place and place.start <= a.start and a.end <= place.end)]
    if place and all(a.kind in (*_AMENDING, "neg") for a in atoms):
        return replace(last, area=place.area, only=words.quote(place.start, place.end))
    let = ("make",) if own else ()  # "and let it clear"
    spare = [a for a in atoms if a.kind not in (*_AMENDING, *let) and not is_said_of_it(a)]
    cameras = listed("THE_CAMERA")
    spare += [a for a in atoms if a.key in cameras or any((one,) in cameras for one in a.key)]
    telling = own or any(
        a.key in kinds_of("COLOURS")
        or a.key in listed("PIECES")
        or a.kind == "dir"
        or is_amount(a)
        or can_move(a)
        or a.key in kinds_of("SIDES")
        for a in atoms
    )
    joined = part.lead in ("and", "but", "with") or any(a.key in listed("PIECES") for a in atoms) or own or unmoved
    spanned = joined and span is not None
    if spare or not (joined and (telling or spanned or any(a.kind in ("speed", "strength") for a in atoms))):
        return None
    found = near(atoms, [], 0, [])
    if (
        found.speed is not None
        and found.amount is None
        and found.size is None
        and not own
        and not has_pace(last.kinds[0])
    ):
        return None  # "warmer, and slower": no colour is slow
    return replace(
        last,
        amount=last.amount if own or found.amount is None else found.amount,
        relative=last.relative or (found.relative and not own),
        speed=found.speed if found.speed is not None and not own else last.speed,
        size=found.size if found.size is not None else last.size,
        way=found.way or last.way,
        side=found.side or last.side,
        choices=(*last.choices, *found.choices),
        span=last.span or span,
        grows=last.grows or own.grows,
        shrinks=last.shrinks or own.shrinks,
        lifts=last.lifts or own.lifts,
        fade_in=last.fade_in or own.comes,
        fade_out=last.fade_out or own.goes,
    )


def is_thing(atom: Atom) -> bool:
    """Whether a word names something that flows move."""
    return atom.key in things()


def is_wind_of(part: Part) -> bool:
    """Whether a part only says where the wind blows: "snow, strong wind from the right"."""
    named = any(a.living is not None and a.living.kind == "wind" for a in part.atoms)
    rest = all(a.kind in (*_AMENDING, "source", "prep") or is_said_of_it(a) for a in part.atoms)
    return named and rest and any(a.kind in ("dir", "source") for a in part.atoms)


def blown(part: Part, last: Add) -> Add | None:
    """What falls, with the way that the wind takes it; None where wind does not carry it."""
    kind = last.kinds[0]
    if kind not in effects.catalogue() or "wind" not in effects.catalogue()[kind].params.model_fields:
        return None
    return replace(last, way=near(part.atoms, [], 0, []).way or last.way)


def names_only(listed_parts: list[Part]) -> bool:
    """Whether a sentence just names things that flows move: "smoke and fire"."""
    atoms = [a for part in listed_parts for a in part.atoms]
    return all(a.kind in ("det", "filler", *MODIFIERS) or a.living is not None or a.key in things() for a in atoms)


def beyond(atom: Atom) -> float | None:
    """How much of it is left where so much of it is refused: "not too thick" 0.6, "not so light" 1.4; None where a word
    says nothing of it."""
    said = factors("MUCH").get(atom.key)
    if said is None:
        return None
    if atom.word == "too":
        return said
    return _LESS if said > 1.0 else _MORE


def sharing(found: list[Part]) -> list[Part]:
    """The parts, where a thing that is only named with what the next one does too: "her hair and her dress blow", and
    where what is done goes on: "make the lanterns glow and float up"."""
    shared: list[Part] = []
    for part, after in zip_longest(found, found[1:]):
        joined = after is not None and after.lead == "and"
        shared.append(
            replace(part, atoms=[*part.atoms, *_done_too(part.atoms, after.atoms)]) if after and joined else part
        )
        if after and joined and after.atoms[0].word in _LIKEWISE and part.atoms[0].kind == "make":
            at = next((i for i, a in enumerate(part.atoms) if i and (a.kind in NAMES or a.living)), len(part.atoms))
            near = any(a.kind == "camera" or a.word in _NEARER for a in after.atoms)
            if any(can_move(a) for a in part.atoms[at + 1 :]) and not near:
                after.atoms[:0] = part.atoms[: at + 1]
    return shared


def _done_too(atoms: list[Atom], after: list[Atom]) -> list[Atom]:
    """What is said in the next part of what is only named in this one: what it does, or that it is behind somebody."""
    if all(a.living or a.kind == "det" for a in atoms):
        behind = next((i for i, a in enumerate(after) if a.word == "behind"), len(after))
        if after[behind:]:
            return after[behind:]
    atoms = [a for a in atoms if not (a.is_chinese and a.kind == "filler")]
    named = [a for a in atoms if a.key in things()]
    if not atoms or atoms[-1] not in named or any(a not in named and a.kind not in _WITH_IT for a in atoms):
        return []
    first = next((i for i, a in enumerate(after) if a.kind not in ("det", *NAMES)), len(after))
    verbs = [i for i in range(len(after)) if (v := what_it_does(after, i)) is not None and v > i]
    verbs += [first - 1] if after[first:] and can_move(after[first]) else []
    return after[verbs[0] + 1 :] if verbs else []


def refused(atoms: list[Atom], words: Words) -> list[Living]:
    """What must not be there: "no fog", "without effects", "stop the clouds"; "not so dark" is brighter."""
    cause = _text(words, atoms)
    dials = [a.living.names for a in atoms if a.living and a.living.kind == "dial"]
    if dials and any(a.word in _BECOMES for a in atoms):
        return []  # "I don't want it to get dark"
    if dials:
        return [Dial(name, -lw.DIAL_STEP if way == "+" else lw.DIAL_STEP, "", cause) for name, way in dials]
    found = [a.living for a in atoms if a.living and a.living.kind in ("entry", "wind", "mood")]
    if any(a.key in listed("ALL_OF_THEM") for a in atoms) and not found:
        rest = [a for a in atoms if a.kind in ("verb", "move") or (a.kind in ("noun", "subject"))]
        return [] if rest else [Remove((), cause)]
    kinds = [name for meaning in found if meaning.kind != "mood" for name in meaning.names]
    kinds += [n for meaning in found if meaning.kind == "mood" for n in meaning.names if n in effects.catalogue().words]
    if not found and not any(a.kind in ("verb", "move", "weak") for a in atoms):
        kinds = [n for a in atoms if a.kind in NAMES for n in flows_of(a.key, frozenset())]
    removed: list[Living] = [Remove(tuple(dict.fromkeys(kinds)), cause)] if kinds else []
    return removed


def _items(
    part: Part, atoms: list[Atom], words: Words, asked: bool, bare: bool, changes: bool
) -> Iterator[_Item]:  # fmt: skip
    """What is named and meant as a wish; `changes` if it is to become more or less."""
    beside = changes or any(a.key in listed("RELATIVE") for a in atoms)
    only = any(a.key in listed("ONLY") for a in atoms)
    done: set[int] = set()
    for i, atom in enumerate(atoms):
        if i in done:
            continue  # "the flags wave": what one thing does is no other thing
        if _is_suffix(atoms, i) or (atom.word == "light" and any(a.living for a in atoms[i + 1 : i + 2])):
            continue  # "light rain"
        if atom.living and is_meant(part, atoms, i, words, asked, bare):
            verb = what_it_does(atoms, i)
            done |= {verb} if verb is not None else set()
            yield (
                _Item(verb, GLITTER, i)
                if verb is not None and glints(atoms[verb], atom.living.names)
                else _Item(i, atom.living)
            )
        elif not (atom.living and atom.living.kind in ("dial", "mood", "life")):
            verb = what_it_does(atoms, i)
            if verb is not None and verb > i and atoms[verb].is_chinese and _is_entry(atoms[verb]):
                continue  # 炉子冒烟: the smoke is meant
            doing = frozenset() if verb is None else frozenset({atoms[verb].key})
            graded = any(a.living is not None and (a.living.kind == "dial" or _is_tone(a.living)) for a in atoms)
            paced = part.lead in ("but", "and", "while") and any(a.kind == "speed" or a.word in _TOO for a in atoms)
            paced |= any(asks(a) for a in atoms[:i]) and any(a.kind == "speed" for a in atoms[i + 1 :])
            compared = (beside or only or paced or asked) and not graded and atom.key in things() and is_alone(atoms, i)
            kinds = flows_of(atom.key, doing) if verb is not None or compared else ()
            if verb is not None and kinds and kinds[0] in LIGHTS and atoms[verb].value in _FLYING:
                kinds = ()  # lanterns that float up
            if (
                verb is not None
                and kinds[:1] == ("bobbing",)
                and any(a.kind == "dir" for a in atoms[verb + 1 : verb + 2])
            ):
                kinds = ()  # a ship that sails away
            if kinds:
                done |= {verb} if verb is not None else set()
                own = atom.living.names if atom.living and atom.living.kind == "entry" else ()
                glow = verb is not None and kinds[0] in LIGHTS and atoms[verb].word.startswith(GLOWS)
                kinds = (*own, *kinds, "bloom") if glow else (*own, *kinds)
                told = _Item(i, Meaning("entry", tuple(dict.fromkeys(kinds)), "thing"), verb)
                yield _Item(verb, GLITTER, i) if verb is not None and glints(atoms[verb], kinds) else told


def _is_suffix(atoms: list[Atom], i: int) -> bool:
    """浪漫的氛围, 雪粒子: a Chinese word that only goes on naming what was named before it."""
    before = next((a for a in reversed(atoms[:i]) if a.kind != "filler"), None)
    if not atoms[i].is_chinese or before is None or before.living is None:
        return False
    return atoms[i].key in listed("MOOD_WORDS") or (_is_entry(before) and atoms[i].key in listed("PIECES"))


def _is_entry(atom: Atom) -> bool:
    return atom.living is not None and atom.living.kind == "entry"


def _is_tone(meaning: Meaning) -> bool:
    effect = effects.catalogue().get(meaning.names[0]) if meaning.kind == "entry" else None
    return effect is not None and effect.kind == "tone"


def _is_acted(i: int, atoms: list[Atom], items: list[_Item]) -> bool:
    """Whether a verb that the camera knows is that of something in the picture here."""
    if any(item.verb == i or (atoms[i].kind == "move" and item.verb == i - 1) for item in items):
        return True  # "its belly goes up and down"
    if atoms[i].word == "turn" and any(_is_turned_into(atoms, i, item.at) for item in items):
        return True
    if any(item.meaning.kind == "dial name" and abs(item.at - i) <= 2 for item in items):
        return atoms[i].key in listed("UP") or atoms[i].key in listed("DOWN")
    named = [replace(a, kind="noun") if any(item.at == j for item in items) else a for j, a in enumerate(atoms)]
    if can_move(atoms[i]):
        for item in items:
            between = [a for j, a in enumerate(atoms[:i]) if j > item.at and not is_introduced(atoms, j)]
            if item.at < i and all(a.kind in (*MODIFIERS, *_PASSED) or a.word in _DUE for a in between):
                return True
            if i < item.at and leads_to(atoms, i, item.at):
                return True
    acting = [k for k, a in enumerate(named) if a is named[i]]
    return bool(acting) and acting_thing(named[i], named) and any(abs(item.at - i) <= 3 for item in items)


def _is_turned_into(atoms: list[Atom], i: int, at: int) -> bool:
    """ "turn it black and white" turns no camera."""
    between = atoms[i + 1 : at]
    return bool(between) and all(a.kind in ("det", "filler", "camera", "prep", *MODIFIERS) for a in between)


def _is_spent(atom: Atom, atoms: list[Atom], i: int, moving: bool, words: Words) -> bool:
    """Whether a word of the part is used up by what was taken. Beside a camera move only what clings to it is."""
    if moving:
        return False
    if atom.kind in ("word", "cannot") and not atom.is_chinese:
        return is_said_of_it(atom) or is_introduced(atoms, i) or atom.key in listed("MOOD_WORDS")
    return atom.kind != "cannot" or is_said_of_it(atom) or atom.key in listed("MOOD_WORDS")


def _wishes(
    item: _Item, found: Near, atoms: list[Atom], part: Part, words: Words, changing: Change, place: Spot | None,
    span: Span | None,
) -> Iterator[Wish]:  # fmt: skip
    meaning, area = _of_colours(item.meaning, atoms[item.at + 1 :]), place.area if place else ""
    cause = words.quote(part.atoms[0].start, part.atoms[-1].end)
    if meaning.kind == "mood":
        yield Mood(meaning.names[0], found.amount, cause)
    elif meaning.kind == "life":
        yield Life((), found.amount, cause)
    elif meaning.kind == "wind":
        yield Life(meaning.names, found.amount, cause)
    elif meaning.kind == "dial":
        sign = 1.0 if meaning.names[1] == "+" else -1.0
        if any(a.key[-1:] == stems("less") for a in atoms[max(0, item.at - 1) : item.at]):
            sign = -sign  # "a little less saturated"
        slowly = changing.grows or (found.speed or 1.0) < 1.0 or any(a.word in ("渐", "逐") for a in atoms)
        area = area or is_of(part, atoms[item.at])
        yield Dial(meaning.names[0], round(sign * lw.DIAL_STEP * (found.amount or 1.0), 3), area, cause, slowly)
    elif meaning.kind == "dial name":
        sign = turned(atoms) or 1.0
        amount = found.amount if found.amount is not None and found.amount not in (0.6, 1.4) else 1.0
        yield Dial(meaning.names[0], round(sign * lw.DIAL_STEP * amount, 3), area, cause)
    else:
        yield from _added(item, meaning, found, words, atoms, part, changing, place, span, cause)


def _of_colours(meaning: Meaning, after: list[Atom]) -> Meaning:
    """ "cyberpunk colours" are the look of that name, and nothing else that belongs to the mood."""
    named = meaning.names[0] if meaning.kind == "mood" else ""
    if named in effects.catalogue() and after and after[0].word in _COLOURED:
        return Meaning("entry", (named,), meaning.usual)
    return meaning


def _added(
    item: _Item, meaning: Meaning, found: Near, words: Words, atoms: list[Atom], part: Part, changing: Change,
    place: Spot | None, span: Span | None, cause: str,
) -> Iterator[Wish]:  # fmt: skip
    kinds, said = meaning.names, words.quote(atoms[item.at].start, atoms[item.at].end)
    if any(a.kind == "make" and a.value == "add" for a in atoms[: item.at]) or (
        part.lead == "with" and item.verb is None
    ):
        kinds = tuple(sorted(kinds, key=is_flow))
    before = words.plain[: part.atoms[0].start].rstrip(" ,，、")
    if span is None and part.lead == "then" and not part.stage and before.endswith(lw.FINALLY):
        span = Span(part=(0.6, 1.0))  # "finally": with nothing before it, near the end
    if kinds[0] in _VEILS and any(a.word in ("ground", "floor") for a in atoms[item.at + 1 :]):
        kinds, place = ("ground_mist", *kinds), None
    leaves = kinds[0] == "foliage" and atoms[item.at].word == "leaves"
    if leaves and any(a.word in _THROUGH for a in atoms[item.at + 1 :]):
        kinds = ("autumn_leaves", *kinds)
    implied = factors("IMPLIED").get(atoms[item.at].key)
    alone = found.only and is_flow(kinds[0]) and found.place is None and place is None
    only = words.quote(place.start, place.end) if place and place.only else ""
    elsewhere = _place(found, atoms, words) if found.only and kinds[0] not in lw.OF_THE_SKY else ""
    if (changing.lifts or changing.goes) and span and span.part and span.part[1] == 1.0:
        span, changing = None, replace(changing, lifts=False, goes=True)  # "clears up towards the end"
    if changing.lifts and kinds[0] in flows.catalogue() and kinds[0] not in ("mist", "smoke"):
        changing = replace(changing, lifts=False)  # a veil that lifts in the wind
    seconds = next((a.number() for a in part.atoms if a.kind == "seconds"), None)
    area, on_it = place.area if place else "", upon(atoms, item.at, item.verb, kinds) if place is None else None
    if on_it is not None:
        on = flows_of(on_it.key, frozenset())
        area = "subject" if on_it.kind == "subject" else next((a for k in on for a in flows.catalogue()[k].areas), "")
        only = words.quote(on_it.start, on_it.end)
    yield Add(
        kinds, said, implied if found.amount is None else found.amount, found.relative,
        None if changing and (found.speed or 1.0) < 1.0 else found.speed,  # "slowly" is then how it comes or goes
        found.size, _way(kinds[0], found), found.choices, found.side,
        only or elsewhere, area, alone, span,
        changing.comes, changing.goes, seconds if changing.comes or changing.goes else None,
        changing.grows, changing.shrinks, changing.lifts, part.stage if part.lead == "then" else 0, False, cause,
    )  # fmt: skip
    if alone:
        yield Move("static", cause=cause)


def _way(kind: str, found: Near) -> str:
    """Which way it goes; of light that comes from a side, that side."""
    effect = effects.catalogue().get(kind)
    sided = effect is not None and "side" in effect.params.model_fields
    return found.source if sided and found.source else found.way


def _place(found: Near, atoms: list[Atom], words: Words) -> str:
    """The user's own words for a place."""
    return "" if found.place is None else words.quote(atoms[found.place].start, atoms[-1].end)


def _text(words: Words, atoms: list[Atom]) -> str:
    return words.plain[atoms[0].start : atoms[-1].end] if atoms else ""
