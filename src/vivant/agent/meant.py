"""Whether a word is meant as a wish or just says what is seen: "add snow", but "a girl in the snow".

Not for what is wished for (living.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from vivant import effects, flows
from vivant.agent.clauses import Atom, Part
from vivant.agent.doing import CAMERA_ACTS, PREPOSITIONS, asks, can_move, is_introduced, is_wind, what_it_does
from vivant.agent.meanings import Meaning, coming, factors, kinds_of, listed, motion, things
from vivant.agent.moving import MODIFIERS
from vivant.agent.tokens import Words

_UNDOING = frozenset("修擦抹消祛去降补复")
"""First characters of what takes away: 修复划痕 asks for no scratches."""
_SOFT = ("filler", "strength", "speed")
_PHOTOS = ("照片", "相片", "老照片", "老相片", "旧照片", "旧相片", "合影", "合照", "写真", "结婚照", "全家福", "婚纱照")
_STYLED = ("spooky", "cosy", "magical", "nostalgic", "mysterious", "moody", "apocalyptic", "cyberpunk", "dreamy")
"""Moods that nobody sees in a photo: "scary cellar" asks for one, "sunny beach" tells what is there."""
_FELT = ("mood", "vibe", "vibes", "atmosphere", "look", "feel", "feeling", "tone", "tones", "style")
_MADE_AS = ("version", "setting", "effect", "time")
_PHENOMENA = ("smoke", "mist", "fire")
"""Flows of what may be in no photo yet, so that naming one among other wishes asks for it."""
_POSSESSIVE = ("my", "our", "his", "her", "their", "your")
SKY = ("sky", "skies", "clouds", "horizon")
_TOLD = re.compile(
    r"(?:it's|it is|this is|that's|today is|we (?:were|are|went)|i (?:was|am)|she's|he's|they're)"
    r"(?: (?:his|her|my|our|their|the|in|at|on|to|a)\b)"
)


@dataclass(frozen=True, slots=True)
class _Where:
    """How a word stands in its part.

    made    something is asked to be made, before it
    moving  the part names a camera move too
    alone   nothing else is named beside it, places aside
    led     its part is joined by "with"
    bare    the whole sentence only names things
    listed  its part is one more after others: "slow zoom, smoke at the bottom"
    """

    made: bool
    moving: bool
    alone: bool
    led: bool
    bare: bool
    listed: bool


def is_meant(part: Part, atoms: list[Atom], i: int, words: Words, asked: bool, bare: bool) -> bool:
    """Whether a word asks for something and does not just say what is seen."""
    meaning = atoms[i].living
    assert meaning is not None
    made = asked or any(asks(a) for a in atoms[:i]) or _is_there(atoms, i)
    looks = {i, i + 1} if atoms[i + 1 : i + 2] and atoms[i + 1].key in listed("MOOD_WORDS") else {i}  # "a cool look"
    moving = any(a.kind in CAMERA_ACTS for j, a in enumerate(atoms) if j not in looks)
    where = _Where(made, moving, is_alone(atoms, i), part.lead == "with", bare, part.chunk > 0 or part.lead != "")
    if meaning.kind == "wind":
        others = [j for j, a in enumerate(atoms) if what_it_does(atoms, j) is not None or _is_entry(a)]
        return not others and (made or where.alone) and not _is_style(atoms, i)
    placed = is_introduced(atoms, i) and not (made and not _placed_after_asking(atoms, i))
    if _only_tells(part, atoms, i, meaning) or (
        placed and meaning.kind != "life" and not _is_tinted(atoms, i) and not _is_at_a_time(atoms, i, where)
    ):
        return False
    if meaning.kind in ("dial", "dial name"):
        felt = any(a.word in _FELT for a in atoms[i + 1 : i + 2])
        return (felt and not where.moving) or _is_dial_meant(part, atoms, i, meaning, where)
    if meaning.kind == "life":
        named = any(a.is_chinese and (a.kind in ("noun", "subject") or _is_entry(a)) for a in atoms[:i])
        return not named and not any(what_it_does(atoms, j) is not None for j in range(len(atoms)))
    return _is_look_meant(atoms, i, words, where)


def _is_there(atoms: list[Atom], i: int) -> bool:
    """月亮旁边有星星, but not 有星星的照片."""
    told = any(a.key == ("的",) for a in atoms[i + 1 :]) or what_it_does(atoms, i) is not None
    return not told and any(a.key == ("有",) for a in atoms[:i])


def _is_look_meant(atoms: list[Atom], i: int, words: Words, where: _Where) -> bool:
    """Whether an entry of the catalogues, a mood or a time of the day is meant."""
    meaning = atoms[i].living
    assert meaning is not None
    if atoms[i].key in listed("TIMES"):
        return _is_time_meant(atoms, i, where) or _is_lost(atoms[:i])
    if meaning.usual in _SOFT:
        return not where.moving and _is_looked_for(atoms, i, words, where)
    return _is_entry_meant(atoms, i, meaning, where)


def _only_tells(part: Part, atoms: list[Atom], i: int, meaning: Meaning) -> bool:
    """Whether a word asks for nothing: the part tells something ("it's his birthday", "we were in Iceland"), or it says
    what a thing is like ("spooky fog") or about ("memories of summer")."""
    told = part.atoms[0].living is None and meaning.kind in ("mood", "entry", "life")  # "it's raining" is asked for
    if told and _TOLD.match(" ".join(a.word for a in part.atoms[:4])):
        return True
    if atoms[i].is_chinese:
        made = any(asks(a) for a in atoms[:i])
        return (not made and _is_of_another(atoms, i, meaning)) or any(
            a.word in _UNDOING for a in atoms[:i] if a.kind == "cannot"
        )
    if meaning.kind != "mood" or _is_part_of_next(atoms, i):
        return _is_part_of_next(atoms, i)
    if i and (atoms[i - 1].word.endswith("'s") or atoms[i - 1].word in _POSSESSIVE) and not _is_felt(atoms, i):
        return True  # "my daughter's birthday"
    after = next((a for a in atoms[i + 1 :] if a.kind != "filler" or a.word == "of"), None)
    if i and atoms[i - 1].kind == "det":  # "a spooky slow zoom"
        after = next((a for a in atoms[i + 1 :] if a.kind not in (*MODIFIERS, "filler") or a.word == "of"), None)
        if after is not None and after.kind in CAMERA_ACTS and after.key not in listed("MOOD_WORDS"):
            return True
    return after is not None and (_is_entry(after) or after.word == "of")


def _is_of_another(atoms: list[Atom], i: int, meaning: Meaning) -> bool:
    """安静的雨景: a mood that only says what another thing is like, which is not asked to be made so."""
    after = [a for a in atoms[i + 1 : i + 3] if a.key != ("的",)]
    named = bool(after) and after[0].key not in listed("MOOD_WORDS")
    joined = (
        named and after[0].kind == "word" and after[0].start == atoms[i].end and after[0].word not in "靠走来去些点"
    )  # 海底捞
    is_thing = named and (_is_entry(after[0]) or after[0].kind in ("noun", "subject"))
    return meaning.kind == "mood" and (is_thing or joined)


def _is_style(atoms: list[Atom], i: int) -> bool:
    """国风, 像素风: a style and no wind."""
    before = atoms[i - 1] if i else None
    joined = before is not None and before.end == atoms[i].start and before.kind in ("word", "noun")
    return joined and atoms[i].key == ("风",) and before is not None and before.living is None


def _is_part_of_next(atoms: list[Atom], i: int) -> bool:
    """Whether a word only goes with an entry beside it: "ember particles", "glowing embers"."""
    pieces = (
        i > 0 and atoms[i].key in listed("PIECES") and _is_entry(atoms[i - 1]) and not atoms[i - 1].word.endswith("ing")
    )
    doing = atoms[i].word.endswith("ing") and len(atoms[i].key) == 1
    return pieces or (doing and any(_is_entry(a) for a in atoms[i + 1 : i + 2]))


def _is_felt(atoms: list[Atom], i: int) -> bool:
    """Whether the feeling of it is spoken of, behind what it is said of: "an enchanted forest vibe"."""
    for atom in atoms[i + 1 :]:
        if atom.key in listed("MOOD_WORDS"):
            return True
        if atom.kind not in ("noun", "subject", "word"):
            return False
    return False


def _is_time_meant(atoms: list[Atom], i: int, where: _Where) -> bool:
    """Whether a time of the day is asked for: "make it night", "a rainy evening", "sunset mood"; not "sunset over a
    lake", which tells what a photo shows."""
    before = next((a for a in reversed(atoms[:i]) if a.kind not in (*_SOFT, "det") and a.word != "at"), None)
    weather = before is not None and before.living is not None and before.living.kind in ("entry", "mood")
    felt = any(a.key in listed("MOOD_WORDS") or a.word in _MADE_AS for a in atoms[i + 1 : i + 2])
    shown = any(a.kind == "noun" for a in atoms[i + 1 : i + 2]) and not felt
    supposed = any(a.word in ("what", "if") for a in atoms[:i])  # "what if it was night?"
    asked = (where.made and not shown) or supposed or where.led or where.bare
    return asked or weather or (felt and not where.moving)


def _is_lost(before: list[Atom]) -> bool:
    """ "fireworks at night": what cannot be done, whose night can be."""
    return any(a.kind == "cannot" and not (a.living or a.is_chinese or is_said_of_it(a)) for a in before)


def _is_at_a_time(atoms: list[Atom], i: int, where: _Where) -> bool:
    """ "make the lake shimmer at sunset", "rain at dusk", "let the trees sway in the rain": the light of that time and
    what falls then is asked for too; so is "fireflies at night"."""
    weather = any(_is_weather(a.living) or _is_flying(a.living) for a in atoms[:i] if a.living)
    if atoms[i].key in listed("TIMES"):
        return (where.made or weather or _is_lost(atoms[:i])) and not where.moving and atoms[i - 1].word == "at"
    meaning = atoms[i].living
    falls = meaning is not None and _is_weather(meaning) and atoms[i - 1].word in ("in", "the")
    return falls and where.made and not where.moving and i + 1 == len(atoms)


def surrounding(atoms: list[Atom]) -> tuple[int, int]:
    """Where the words end before, and begin again with, the weather or the time in which something is to happen: "let
    the bus drive off in the fog"; both are the end where there is none."""
    at, last = len(atoms) - 1, atoms[-1]
    known = last.living is not None and (last.key in listed("TIMES") or _is_weather(last.living))
    led = next((j for j in range(max(0, at - 2), at) if atoms[j].word in ("in", "at")), at)
    return (led, at) if known and led < at and not last.is_chinese else (at + 1, at + 1)


def _is_weather(meaning: Meaning) -> bool:
    return meaning.kind == "entry" and meaning.names[0] in ("rain", "snow", "hail", "fog")


def _is_tinted(atoms: list[Atom], i: int) -> bool:
    """ "in black and white", "dust in warm candlelight": a look or light that the whole is in, and no place."""
    meaning = atoms[i].living
    before = next((a for a in reversed(atoms[:i]) if not (a.kind in MODIFIERS or a.living)), None)
    if meaning is None or meaning.kind != "entry" or before is None or before.word != "in":
        return False
    effect = effects.catalogue().get(meaning.names[0])
    return effect is not None and effect.kind in ("tone", "light")


def _is_looked_for(atoms: list[Atom], i: int, words: Words, where: _Where) -> bool:
    """Whether a word for a look is more than an adverb: "make it dreamy", "a romantic mood", "cinematic" alone; but not
    "a cool video"."""
    if not atoms[i].is_chinese and any(a.kind == "camera" for a in atoms[i + 1 : i + 2]):
        return False
    named = any(a.key in listed("MOOD_WORDS") for a in atoms[i + 1 : i + 3])
    felt = atoms[i].is_chinese and words.plain[atoms[i].end : atoms[i].end + 1] == "感"
    return where.made or where.alone or where.led or named or felt


def is_of(part: Part, atom: Atom) -> str:
    """The area of which a word right before it is said: "dark skies", "a dark background"; "" for none."""
    after = next((a.word for b, a in pairwise(part.atoms) if b.start == atom.start), "")
    return "sky" if after in SKY else "background" if after in ("background", "backdrop") else ""


def _is_dial_meant(part: Part, atoms: list[Atom], i: int, meaning: Meaning, where: _Where) -> bool:
    """ "brighter", "more contrast", "dark skies", but not "a bright room", "highlight the cat"."""
    if meaning.kind == "dial" and is_of(part, atoms[i]) and not (i and atoms[i - 1].word == "the"):
        return True
    if i + 1 < len(atoms) and _is_flying(atoms[i + 1].living):
        return False  # "colourful confetti"
    if meaning.usual in ("noun", *_SOFT):
        single = (
            all(a.kind in ("filler", "camera", "det") or a.living is meaning for a in atoms)
            and atoms[-1].living is meaning
        )  # "very dark"
        sure = single or where.made or (meaning.kind == "dial name" and turned(atoms) is not None)
        return sure and not where.moving
    return meaning.kind == "dial" or where.made or where.alone or turned(atoms) is not None


def _is_entry_meant(atoms: list[Atom], i: int, meaning: Meaning, where: _Where) -> bool:
    if _is_adjective(atoms, i) and not where.made and not _is_felt(atoms, i):
        return i == 0 and meaning.kind == "mood" and meaning.names[0] in _STYLED and not where.moving
    if _is_bare_thing(atoms, i, meaning):
        return _is_bare_meant(atoms, i, where) or (where.listed and i == 0 and meaning.names[0] in _PHENOMENA)
    if meaning.usual == "noun" and not (where.made or where.alone or where.led or _acts(atoms, i)):
        return False
    described = where.moving and not where.made and not where.led and i > 0 and atoms[i - 1].kind == "det"
    return not described or _acts(atoms, i)


def _is_bare_thing(atoms: list[Atom], i: int, meaning: Meaning) -> bool:
    """Whether only a thing is named that flows move, and not that it moves: "river", "grass", "hair"."""
    said = atoms[i].key
    return meaning.kind == "entry" and is_flow(meaning.names[0]) and (said in things() or len(said) == 1)


def _is_bare_meant(atoms: list[Atom], i: int, where: _Where) -> bool:
    if where.made and not _placed_after_asking(atoms, i):
        return True
    if _acts(atoms, i):
        return True
    said = any(a.kind in (*MODIFIERS, "dir") or is_amount(a) for a in atoms) or len(atoms) == 1
    return where.alone and not where.moving and (said or where.bare)


def _acts(atoms: list[Atom], i: int) -> bool:
    """Whether something is said that it does: "snow drifting slowly", "smoke rising", "rolling fog"."""
    after = [a for a in atoms[i + 1 :] if a.kind not in (*MODIFIERS, "filler", "dir", "det", "source")]
    before = [a for a in atoms[:i] if a.kind not in (*MODIFIERS, "filler", "det")]
    meaning = atoms[i].living
    rises = meaning is not None and meaning.kind == "entry" and meaning.names[0] == "smoke"
    over = [a for a in atoms[i + 1 : i + 2] if a.word in ("over", "above", "around")]
    if (after and after[0].word in ("from", "off") and _is_entry(atoms[i])) or (rises and over):
        return True  # "steam from the cup"
    apart = [a for a in after if a.kind not in ("prep", "make") and not is_introduced(atoms, atoms.index(a))]
    return bool(
        (apart and can_move(apart[0]))  # "the northern lights above the tent should move"
        or (after and (can_move(after[0]) or after[0].key in listed("COMING")))
        or (before and can_move(before[-1]) and (before[-1].word.endswith("ing") or before[-1].is_chinese))
    )


def is_alone(atoms: list[Atom], i: int) -> bool:
    """Whether nothing else is named in its part, places aside: "heavy snow on the roof"."""
    for j, atom in enumerate(atoms):
        if j == i or atom.living or atom.kind not in ("noun", "subject", "word", "cannot", *CAMERA_ACTS):
            continue
        if is_said_of_it(atom) or is_introduced(atoms, j) or atom.key in listed("MOOD_WORDS") or atom.numbers:
            continue
        if atom.is_chinese and atom.kind == "word":
            continue
        return False
    return True


def _is_adjective(atoms: list[Atom], i: int) -> bool:
    """Whether a word stands before what it describes: "a snowy street", "下雨的街道"."""
    after = atoms[i + 1 :]
    if atoms[i].is_chinese:
        if after and after[0].word in ("中", "里") and len(after) > 1:
            return True  # 雪中的小屋
        if len(after) > 1 and after[0].key in (("上",), ("下",), ("旁",), ("间",)) and after[1].key == ("的",):
            return True  # 花瓣上的水珠
        if _is_photo(after):
            return True  # 黑白老照片
        named = [
            a for a in after[1:2]
            if a.kind in ("noun", "subject") or (a.living and a.living.kind == "entry")
            or (a.kind == "word" and a.key not in listed("MOOD_WORDS") and not is_said_of_it(a))
        ]  # fmt: skip
        return bool(after and after[0].word == "的" and named)
    if not after or len(atoms[i].key) > 1 or after[0].is_chinese:
        return False
    follows = after[0]
    said = is_said_of_it(follows) or can_move(follows) or follows.key in listed("MOOD_WORDS")
    said = said or (follows.kind == "word" and follows.word.endswith(("s", "ed")) and _is_entry(atoms[i]))
    return follows.kind in ("noun", "subject", "word") and not said


def _is_photo(after: list[Atom]) -> bool:
    """Whether what follows a word is the photo that it describes, with nothing asked of it."""
    told = [a for a in after if a.kind != "filler" or "".join(a.key) in _PHOTOS]
    at = next((i for i, a in enumerate(told) if "".join(a.key) in _PHOTOS), None)
    return at is not None and all(a.kind == "noun" for a in told[:at])


def _placed_after_asking(atoms: list[Atom], i: int) -> bool:
    """Whether a preposition stands between the asking and it: "make the camera fly over the snow"."""
    asked = max((j for j, a in enumerate(atoms[:i]) if asks(a)), default=-1)
    return any(
        a.kind in ("prep", *CAMERA_ACTS) or (a.kind == "dir" and a.word in PREPOSITIONS) for a in atoms[asked + 1 : i]
    )


def is_said_of_it(atom: Atom) -> bool:
    """Whether a word says how much, how large, which colour, or that it comes and goes."""
    key = atom.key
    tables = ("MUCH", "SIZES")
    return (
        any(key in factors(name) for name in tables)
        or key in kinds_of("COLOURS")
        or key in listed("PIECES")
        or bool({atom.stem, atom.word, "".join(key)} & (coming() | motion()))
        or is_wind(atom)
    )


def is_amount(atom: Atom) -> bool:
    return atom.key in factors("MUCH")


def _is_flying(meaning: Meaning | None) -> bool:
    effect = effects.catalogue().get(meaning.names[0]) if meaning and meaning.kind == "entry" else None
    return effect is not None and effect.kind == "particles"


def _is_entry(atom: Atom) -> bool:
    return atom.living is not None and atom.living.kind == "entry"


def is_flow(name: str) -> bool:

    return name in flows.catalogue()


def turned(atoms: list[Atom]) -> float | None:
    """Which way a dial is to be turned: 1 up, -1 down, None if nothing was said. A little more is more: 加一点."""
    for atom in atoms:
        key = atom.key
        if atom.is_chinese and atom.kind == "make" and atom.value == "add":
            return 1.0
        if key in listed("UP") or (factors("MUCH").get(key, 0.0) > 1.0):
            return 1.0
        if key in listed("DOWN") or factors("MUCH").get(key, 2.0) < 1.0:
            return -1.0
    return None
