"""Words into wishes, by rule: `read` says what a sentence asks for and what of it was not understood.

Not for carrying wishes out (direct.py). Everything here is total: any text gives a reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from vivant.agent import acting, explaining, living
from vivant.agent import wishes as w
from vivant.agent.changing import ended, without_change
from vivant.agent.clauses import PAUSES, Atom, Part, parts
from vivant.agent.doing import is_introduced
from vivant.agent.meanings import Meaning, things
from vivant.agent.meant import is_flow, is_said_of_it, surrounding
from vivant.agent.moving import MODIFIERS, acting_thing, as_things, is_camera_work, moves_in, refocused
from vivant.agent.notebook import THIN, Notebook
from vivant.agent.refusing import REMOVING, begins_anew, read_refusal
from vivant.agent.settling import settled
from vivant.agent.tokens import language_of, tokenize
from vivant.agent.unknown import NAMES, TAKEN_AWAY, is_taken_away, take_cannot, take_corner, take_rest, take_words
from vivant.agent.upon import dyed
from vivant.agent.vocabulary import VERBS

_PIXELS = 48
"""From here on two numbers are pixels and not a shape."""
_ALL = ("everything", "all", "both")
_SHAPED = re.compile(
    r"vertical|portrait|landscape|square|upright|format|\d\s*:\s*\d|fill|reel|stor(?:y|ies)|shorts|sides"
)
"""Words beside which a blurred background is what fills the frame around the picture."""
_BACKDROP = ("background", "背景")
_HOW = ("speed", "strength")
_IT = ("it", "it's", "they", "they're", "them", "that", "that's", "those", "these")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence asks for.

    wishes      in the order they were said
    unknown     the user's own words for what Vivant cannot do or does not understand
    language    "en" or "zh", the language to answer in
    """

    wishes: tuple[w.Wish, ...] = ()
    unknown: tuple[str, ...] = ()
    language: str = "en"

    @property
    def moves(self) -> tuple[w.Move, ...]:
        return tuple(x for x in self.wishes if isinstance(x, w.Move))


@lru_cache(maxsize=1_000)
def read(words: str) -> Reading:
    """What `words` ask for. Never raises."""
    if not words.strip():
        return Reading()  # without loading a vocabulary
    text = tokenize(words)
    notes = Notebook(text)
    found = parts(text)
    notes.bare = living.names_only(found)
    about = False
    for part in living.sharing(_described_together(found)):
        had, missed = len(notes.wishes), len(notes.unknown)
        about = notes.lost and _is_about_it(part, goes_on=about and part.lead == "and")
        if not about:
            _read_part(replace(part, atoms=ended(part.atoms)), notes)
        if len(notes.wishes) > had or len(notes.unknown) > missed:
            notes.lost = len(notes.unknown) > missed or isinstance(notes.wishes[-1], w.Remove)
        notes.deeds = len(notes.unknown) > missed and (notes.deeds or acting.is_made_to_act(part.atoms))
        notes.before = part
    wishes = settled(notes.wishes, notes.waiting, notes.each_s)
    return Reading(tuple(wishes), tuple(dict.fromkeys(notes.unknown)), language_of(words) or "en")


def _described_together(found: list[Part]) -> list[Part]:
    """The parts, where two words joined by "and" say how one thing is: "slower and softer flicker"."""
    made: list[Part] = []
    for part in found:
        before = made[-1].atoms if made else []
        told = part.atoms[0].kind in _HOW and any(a.kind in (*NAMES, "cannot", "living") for a in part.atoms)
        told = told and (part.lead == "and" or (not part.lead and before[:1] != [] and before[0].word in ("a", "an")))
        if told and all(a.kind in (*_HOW, "filler", "det") for a in before) and any(a.kind in _HOW for a in before):
            made[-1] = replace(made[-1], atoms=[*before, *part.atoms])
        else:
            made.append(part)
    return made


def _is_about_it(part: Part, *, goes_on: bool) -> bool:
    """Whether a part only says how something is that was just named: "it is too much for me", "but slowly"; `goes_on`
    if the part before did, "they should be small" and "slow"."""
    thin = (*_HOW, "filler", "det", "prep", "neg")
    told = all(a.kind in thin or a.word in (*_IT, "should") for a in part.atoms)
    led = goes_on or part.lead == "but" or any(a.word in _IT for a in part.atoms[:2])
    led = led or part.atoms[0].word == "not" or all(a.word.endswith("ly") for a in part.atoms if a.kind in _HOW)
    return told and led and any(a.kind in _HOW for a in part.atoms) and not any(a.is_chinese for a in part.atoms)


def names_only(words: str) -> bool:
    """Whether Chinese words only name what is in view: 客厅、卧室. They ask for nothing, and nothing is missed."""
    atoms = [a for part in parts(tokenize(words)) for a in part.atoms]
    told = [a for a in atoms if a.kind not in ("filler", "det", "prep", "camera")]
    return bool(told) and all(a.is_chinese and a.kind in ("noun", "subject") and a.living is None for a in told)


def _read_part(part: Part, notes: Notebook) -> None:
    cut = next((i for i, a in enumerate(part.atoms) if a.kind == "neg"), None)
    shared = part.lead == "and" or (part.lead == "with" and notes.before and notes.before.chunk == part.chunk)
    stays = any(a.value == "static" for a in part.atoms)  # 不要特效也不要运镜
    if cut is None and notes.negated and shared and _is_bare(part) and not stays:
        cut = None if notes.removing and begins_anew(part) else -1
    if cut is not None and _stops(part.atoms, notes):
        return
    notes.negated = cut is not None
    notes.removing = cut is not None and cut >= 0 and part.atoms[cut].word in REMOVING
    wanted = part.atoms if cut is None else part.atoms[: max(cut, 0)]
    if cut is not None and is_taken_away(part.atoms, cut):
        read_refusal(None, [], notes, wanted, taken_away=True)
        wanted = part.atoms[cut + 1 :]
    elif cut is not None:
        no = part.atoms[cut] if cut >= 0 else None
        away = no is not None and no.key in TAKEN_AWAY
        read_refusal(no, part.atoms[cut + 1 :], notes, wanted, taken_away=away)
    if wanted:
        _read_wanted(replace(part, atoms=wanted), notes)


def _stops(atoms: list[Atom], notes: Notebook) -> bool:
    """ "first snow, then it stops": what was just asked for is there in the first half."""
    last = notes.wishes[-1] if notes.wishes and notes.lively else None
    told = all(a.kind in ("filler", "camera", "speed", "neg") for a in atoms)
    if not isinstance(last, w.Add) or not told or not any(a.word in ("stops", "ends") for a in atoms):
        return False
    notes.wishes[-1] = replace(last, span=last.span or w.Span(part=(0.0, 0.5)), fade_out=True)
    notes.waiting = w.Span(part=(0.5, 1.0))
    return True


def _is_bare(part: Part) -> bool:
    """Whether a part shares the "no" of the part before: "no zoom and rotation", but not "no zoom and a slow pan"."""
    return not any(a.kind in (*MODIFIERS, "seconds", "loop", "make") or a.word == "make" for a in part.atoms)


def _read_wanted(part: Part, notes: Notebook) -> None:
    if notes.deeds and acting.acts_on(part, notes.before):
        notes.missed(part.atoms)
        return
    had, joined = len(notes.wishes) + len(notes.unknown), notes.lively or notes.asked
    left = _take_settings(part, notes)
    if explaining.describes(left, notes.words):
        return
    if focus := refocused(part, left, notes.words):
        notes.wishes.append(focus)
    if focus or _take_pause(part, left, notes) or _take_still(part, left, notes):
        return
    left = _take_living(part, _take_deeds(dyed(as_things(explaining.without_asides(left))), notes), notes)
    if not left or _take_acting_thing(left, notes):
        return
    if notes.lively:
        left = [a for a in left if not (a.kind == "move" and a.key[0] == "all")]  # "stars all around"
    moves, left = moves_in(replace(part, atoms=left), notes.words, notes.verb, len(part.atoms))
    take_corner(left, notes, bool(moves))
    missed = len(notes.unknown)
    left = take_cannot(left, notes, bool(moves), part)
    take_words(left, notes, bool(moves), part)
    if not moves and len(notes.wishes) + len(notes.unknown) == had:
        take_rest(part, left, notes, joined=joined)
    if moves:
        stem = moves[-1].name.partition("_")[0]
        verbs = [a.value for a in part.atoms if a.kind == "verb"] or [stem] * (stem in VERBS)
        notes.verb = verbs[-1] if verbs else notes.verb
        _add_moves(part, moves, notes)
    else:
        of_that = len(notes.unknown) > missed  # how much is said of what cannot be: 把他P瘦一点
        _add_modifiers([a for a in left if not (of_that and a.kind in ("speed", "strength", "ease"))], notes)


def _take_living(part: Part, atoms: list[Atom], notes: Notebook) -> list[Atom]:
    """What should live in the picture; the rest of the part is returned."""
    if all(a.kind in ("filler", "det") and a.living is None and not is_said_of_it(a) for a in atoms):
        return atoms  # 也要 between a thing and what is said of it
    told = without_change(part.atoms, notes.words)
    span = next((s for s in (_span(a, notes, whole=True) for a in told) if s), None) or notes.waiting
    blown = notes.wishes[-1] if notes.wishes and notes.lively and living.is_wind_of(part) else None
    if isinstance(blown, w.Add) and (told_of := living.blown(part, blown)):
        notes.wishes[-1] = told_of
        return []
    taken = living.take(
        part, atoms, notes.words, span, asked=notes.asked or _is_one_more(part, atoms, notes), bare=notes.bare
    )
    notes.asked = any((a.kind == "make" and a.value == "add") or a.word == "animate" for a in atoms) or (
        notes.asked and part.lead == "and"
    )
    last = notes.wishes[-1] if notes.wishes and notes.lively else None
    amended = None
    if not taken.wishes and isinstance(last, w.Add) and not is_camera_work(part):
        unmoved = not any(isinstance(x, w.Move) for x in notes.wishes)
        amended = living.amended(part, atoms, notes.words, last, span, unmoved=unmoved)
    notes.lively = bool(taken.wishes) or amended is not None
    if taken.owns_seconds or amended:
        notes.wishes = [x for x in notes.wishes if not (isinstance(x, w.Duration) and _is_said_in(part, x, notes))]
    if amended:
        notes.wishes = [amended if x is last else x for x in notes.wishes]
        if any(a.word in _ALL for a in atoms):
            notes.wishes = [_likewise(x, amended) for x in notes.wishes]
        return []
    if taken.wishes:
        notes.waiting = None
        notes.wishes, found = _blown_with(notes.wishes, taken.wishes)
        found = [_of_what_was_named(x, notes) for x in found]
        notes.wishes.extend(replace(x, stage=part.stage) if isinstance(x, w.Move) else x for x in found)
    return taken.left


def _blown_with(before: list[w.Wish], found: tuple[w.Wish, ...]) -> tuple[list[w.Wish], list[w.Wish]]:
    """树动起来，风大一点: stronger wind is in what was to move in it already."""
    wind = next((x for x in found if isinstance(x, w.Life) and x.flows and x.amount is not None), None)
    moved = [x for x in before if wind and isinstance(x, w.Add) and x.kinds[0] in wind.flows]
    if wind is None or not moved:
        return before, list(found)
    return [replace(x, amount=wind.amount) if x in moved else x for x in before], [x for x in found if x is not wind]


def _of_what_was_named(wish: w.Wish, notes: Notebook) -> w.Wish:
    """夕阳下的芦苇荡，风一吹就摇: the wind moves what was named just before it."""
    if not (isinstance(wish, w.Life) and wish.flows and notes.before and not notes.wishes):
        return wish
    named = [name for a in notes.before.atoms for name in things().get(a.key, ()) if name in wish.flows]
    kinds = tuple(dict.fromkeys(named))
    return w.Add(kinds, notes.quote(notes.before.atoms), wish.amount, cause=wish.cause) if kinds else wish


def _is_one_more(part: Part, atoms: list[Atom], notes: Notebook) -> bool:
    """ "a breeze through the curtains and the plants", "stars and smoke at the bottom": a thing that is joined to what
    lives already lives too."""
    last = next((x for x in reversed(notes.wishes) if not isinstance(x, w.Move)), None) if notes.lively else None
    flows = isinstance(last, w.Add) and is_flow(last.kinds[0])
    first = next((a for a in atoms if a.living or not (a.kind in THIN or is_said_of_it(a))), None)
    named = isinstance(last, w.Add) and first is not None and first.living is not None and first.living.kind == "entry"
    if part.lead == "and" and named and first is not None and not first.is_chinese:
        return True
    return part.lead == "and" and flows and all(a.kind in ("det", "filler") or living.is_thing(a) for a in atoms)


def _likewise(wish: w.Wish, told: w.Add) -> w.Wish:
    """What was asked for before, as much and as fast as what was told of everything."""
    if not isinstance(wish, w.Add):
        return wish
    amount = told.amount if wish.amount is None else wish.amount
    return replace(wish, amount=amount, speed=told.speed if wish.speed is None else wish.speed)


def _is_said_in(part: Part, wish: w.Duration, notes: Notebook) -> bool:
    return any(a.kind == "seconds" and notes.quote([a]) == wish.cause for a in part.atoms)


def _add_moves(part: Part, moves: list[w.Move], notes: Notebook) -> None:
    spans = [s for s in (_span(a, notes) for a in part.atoms) if s]
    seconds = [a.number() for a in part.atoms if a.kind == "seconds"]
    span = spans[0] if spans else notes.waiting
    if not spans:
        notes.waiting = None
    inherited = _inherited_speed(part, notes)
    for move in moves:
        speed = move.speed if move.speed is not None else inherited
        lasts = seconds[0] if seconds else None
        notes.wishes.append(replace(move, speed=speed, span=span, lasts_s=lasts, stage=part.stage + move.stage))


def _inherited_speed(part: Part, notes: Notebook) -> float | None:
    """ "slowly push in and tilt up": a speed said before the first of joined moves is meant for all."""
    earlier = notes.before
    if not earlier or earlier.chunk != part.chunk or part.lead not in ("and", "while", "with"):
        return None
    kinds = [a.kind for a in earlier.atoms if a.kind in ("speed", "verb", "move")]
    last = next((x for x in reversed(notes.wishes) if isinstance(x, w.Move)), None)
    return last.speed if kinds[:1] == ["speed"] and last else None


def _add_modifiers(left: list[Atom], notes: Notebook) -> None:
    """A part without a move: its adverbs are meant for everything, its numbers for the move before."""
    for said in _amounts(left):
        if said[0].word in ("less", "more", "fewer") or said[0].word.endswith("er"):  # "a small house" is only told
            notes.missed(said)
    told = any(a.word == "how" or (a.kind in NAMES and not is_introduced(left, i)) for i, a in enumerate(left))
    for atom in _for_all(left):
        cause = notes.quote([atom])
        if told and not atom.is_chinese and atom.kind in ("speed", "strength"):  # "how deep it is", "a small house"
            continue
        if atom.kind == "speed":
            notes.wishes.append(w.Speed(float(atom.value), cause))
        elif atom.kind == "tempo":
            notes.wishes.append(w.Speed(max(0.1, atom.number()), cause))
        elif atom.kind == "strength":
            notes.wishes.append(w.Strength(atom.number() if atom.numbers else float(atom.value), cause))
        elif atom.kind == "ease":
            notes.wishes.append(w.Ease(atom.value, cause))
        elif atom.kind in ("degrees", "percent", "times"):
            _amend(atom, notes)
    span = next((s for s in (_span(a, notes) for a in left) if s), None)
    if not any(a.kind == "word" and a.is_chinese for a in left):  # 结尾 of what is not known is no time for a move
        notes.waiting = span or notes.waiting


def _for_all(left: list[Atom]) -> Iterator[Atom]:
    """The words of a part without those that say how much of the word before or behind them: 绿一点, "less dark"."""
    of_things = {said[0].start for said in _amounts(left)}
    of_things |= {b.start for a, b, c in zip(left, left[1:], left[2:], strict=False) if _is_lamp(a, b, c)}
    for atom, before in zip(left, [None, *left], strict=False):
        of_it = before is not None and before.is_chinese and before.kind in (*NAMES, "living")
        of_it = of_it and atom.is_chinese and atom.kind in ("strength", "speed")
        if not of_it and atom.start not in of_things:
            yield atom


def _amounts(left: list[Atom]) -> list[list[Atom]]:
    """What amounts and the things after them say: "less dark", "bigger text". No camera does that."""
    return [
        [atom, after]
        for atom, after in pairwise(left)
        if atom.kind in ("speed", "strength") and not atom.is_chinese and after.kind in NAMES
    ]


def _is_lamp(before: Atom, atom: Atom, after: Atom) -> bool:
    """Whether "light" is a thing: "the light of the tower"."""
    return atom.word == "light" and before.kind == "det" and after.kind == "prep"


def _amend(atom: Atom, notes: Notebook) -> None:
    index = next((i for i in range(len(notes.wishes) - 1, -1, -1) if isinstance(notes.wishes[i], w.Move)), None)
    move = None if index is None else notes.wishes[index]
    if index is None or not isinstance(move, w.Move):
        notes.unknown.append(notes.quote([atom]))
    elif atom.kind == "degrees":
        notes.wishes[index] = replace(move, degrees=atom.number())
    elif atom.kind == "percent":
        notes.wishes[index] = replace(move, percent=atom.number())
    else:
        notes.wishes[index] = replace(move, times=atom.number())


def _span(atom: Atom, notes: Notebook, *, whole: bool = False) -> w.Span | None:
    if atom.kind == "span":
        if atom.value == "rest":
            return notes.rest()
        start, end = map(float, atom.value.split())
        return None if (start, end) == (0, 1) and not whole else w.Span(part=(start, end))
    made: dict[str, Callable[[], w.Span]] = {
        "head": lambda: w.Span(start_s=0.0, end_s=atom.number()),
        "until": lambda: w.Span(end_s=atom.number()),
        "tail": lambda: w.Span(start_s=-atom.number()),
        "onset": lambda: w.Span(start_s=atom.number()),
        "window": lambda: w.Span(start_s=atom.number(), end_s=max(atom.number(), atom.number(1))),
    }
    return made[atom.kind]() if atom.kind in made else None


def _take_settings(part: Part, notes: Notebook) -> list[Atom]:
    """Write down what says itself, wherever it stands: lengths, sizes, shapes, loops. The rest is returned."""
    left: list[Atom] = []
    for i, atom in enumerate(part.atoms):
        wish = _setting(atom, notes.quote([atom]))
        notes.each_s = atom.number() if atom.kind == "each" else notes.each_s
        if atom.kind == "shape" and not _is_shape(part.atoms, i):
            verb = next((a for a in part.atoms[i + 1 : i + 2] if a.kind in ("verb", "move")), None)
            way = "up" if atom.value == "9:16" else "right"
            left.append(replace(atom, kind="dir", value=way) if verb else replace(atom, kind="noun"))
        elif atom.value == "blur" and atom.key[-1:] == ("background",) and not _SHAPED.search(notes.words.plain):
            left.append(replace(atom, kind="living", living=Meaning("entry", ("depth_of_field",))))
        elif wish:
            notes.wishes.append(wish)
        elif (
            i
            and part.atoms[i - 1].kind in ("loop", "seconds")
            and (atom.word == "of" or (atom.kind == "det" and part.atoms[i - 1].word == "loop"))
        ):
            left.append(replace(atom, kind="make", value="make"))  # "a loop of this waterfall", "loop this waterfall"
        else:
            left.append(atom)
    return left


def _setting(atom: Atom, cause: str) -> w.Wish | None:
    """The wish that an atom is by itself, or None. A length in frames is negative until the rate is known."""
    if atom.kind in ("aspect", "shape", "size"):
        return _shape(atom, cause)
    value = atom.number() if atom.numbers else atom.value
    made: dict[str, Callable[[], w.Wish]] = {
        "seconds": lambda: w.Duration(float(value), cause),
        "frames": lambda: w.Duration(-float(value), cause),
        "height": lambda: w.ShortSide(int(float(value)), cause),
        "fps": lambda: w.Fps(float(value), cause),
        "loop": lambda: w.Loop(value == "yes", cause),
        "fit": lambda: w.Fit(str(value), cause),
        "stretch": lambda: w.Stretch(float(value), cause),
        "longer": lambda: w.Stretch(1.0, cause, float(value)),
        "coloured": lambda: w.Remove(("black_and_white", "sepia", "noir"), cause),
        "opposite": lambda: w.Opposite(cause),
    }
    return made[atom.kind]() if atom.kind in made else None


def _shape(atom: Atom, cause: str) -> w.Wish:
    """A size in pixels, or the shape that two small numbers or a name stand for."""
    if not atom.numbers:
        width, _, height = atom.value.partition(":")
        return w.Aspect(float(width), float(height), cause) if height else w.Aspect(0.0, 0.0, cause)
    width_px, height_px = atom.number(), atom.number(1)
    if atom.kind == "size" and min(width_px, height_px) >= _PIXELS:
        return w.Size(int(width_px), int(height_px), cause)
    return w.Aspect(max(1.0, width_px), max(1.0, height_px), cause)


def _is_shape(atoms: list[Atom], at: int) -> bool:
    """Whether "portrait", "vertical", "landscape", "square" means the video and not what is in the picture."""
    before = atoms[at - 1] if at else None
    after = atoms[at + 1] if at + 1 < len(atoms) else None
    if after and (after.kind in ("verb", "move", "noun", "subject", "word") or after.word == "of"):
        return False
    if after and after.kind == "camera" and after.word in ("photo", "picture", "image", "photograph", "view", "shot"):
        return False
    made = any(a.kind == "make" or a.word == "make" for a in atoms[:at])  # "make it a square"
    alone = before is not None and before.kind == "det" and not after and not made
    return not before or not (before.kind in ("noun", "word", "subject") or before.word in ("my", "our") or alone)


def _take_still(part: Part, atoms: list[Atom], notes: Notebook) -> bool:
    """ "keep the cat still", "主体不动", "the camera stays fixed"."""
    if not any(a.kind == "still" for a in atoms) or any(a.kind in ("move", "verb", "pair") for a in atoms):
        return False
    names = [a for a in atoms if a.kind in NAMES]
    cause = notes.quote(atoms)
    if any(notes.quote([a]).lower() in _BACKDROP for a in names):
        if any(isinstance(x, w.Move) for x in notes.wishes):
            notes.missed(atoms)
        else:
            notes.wishes.append(w.Move("static", stage=part.stage, cause=cause))
    elif names:
        notes.wishes.append(w.Hold(notes.quote(names), cause))
    elif any(a.kind in ("camera", "keep") for a in atoms) or len([a for a in atoms if a.kind != "det"]) <= 2:
        span = next((s for s in (_span(a, notes) for a in atoms) if s), None)
        notes.wishes.append(w.Move("static", stage=part.stage, span=span, cause=cause))
    else:
        return False
    return True


def _take_pause(part: Part, atoms: list[Atom], notes: Notebook) -> bool:
    """ "zoom in, then hold"; "hold on the face for 2 seconds, then pull back"."""
    seconds = [a.number() for a in part.atoms if a.kind == "seconds"]
    rests = bool(atoms) and atoms[0].kind == "keep" and atoms[0].stem in PAUSES
    if not rests or not (part.stage or seconds) or any(a.kind in ("still", "verb", "move", "cannot") for a in atoms):
        return False
    lasts = seconds[0] if seconds else None
    notes.wishes.append(w.Move("static", stage=part.stage, lasts_s=lasts, cause=notes.quote(atoms)))
    return True


def _take_deeds(atoms: list[Atom], notes: Notebook) -> list[Atom]:
    """ "make the rocket take off", "turn the dog into a cat": what only the things themselves could do is written down
    as not possible."""
    atoms, lost = acting.becoming(atoms)
    notes.missed(lost)
    at = acting.actor(atoms)
    if at is not None:
        end, again = surrounding(atoms)
        notes.missed(atoms[at:end])
        asked = [replace(atoms[at], kind="make", living=None)] if atoms[again:] else []
        atoms = [*atoms[:at], *asked, *atoms[again:]]
    return acting.breathing(atoms)


def _take_acting_thing(atoms: list[Atom], notes: Notebook) -> bool:
    """ "the clouds drift left": something in the picture should move, which a camera cannot do."""
    if not any(a.kind in ("verb", "move", "weak") and acting_thing(a, atoms) for a in atoms):
        return False
    if any(notes.quote([a]).lower() not in _BACKDROP for a in atoms if a.kind in NAMES):
        notes.missed(atoms)  # that the background moves is what every camera move does
    return True
