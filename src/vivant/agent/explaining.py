"""Words that only compare or explain: "shake it like an explosion", "tilt-shift so that the town looks like a toy"; and
parts that only tell what a photo shows: "I have a watercolor of a harbour". Not for looks that are called after
something: "like an old movie", "make it look like snow".
"""

from __future__ import annotations

import re

from vivant import effects
from vivant.agent.clauses import Atom
from vivant.agent.meanings import things
from vivant.agent.tokens import Words

_PICTURE = (
    r"(?:photo|photograph|picture|image|pic|snap|snapshot|selfie|painting|watercolou?r|drawing|sketch|illustration|"
    r"render|concept art|artwork|still|scan|print|poster|postcard|album cover|portrait)"
)
_SHOWS = re.compile(
    r"(?:(?:so|ok|okay|hi|hello|hey) )?(?:(?:this is|it's|it is|that's|here's|here is|i have|i've got|i took) )?"
    r"(?:(?:a|an|the|my|our|his|her|old|new|black and white|family|wedding|beautiful|nice) )*"
    rf"{_PICTURE}s? (?:of|from|with) "
    r"|(?:this is|it's|that's|here's|here is|these are|those are) (?:my|our|his|her|their|the) "
    r"|(?:we|i) (?:were|was|went|took|shot|made|painted|drew) "
)
_ASKS = ("verb", "move", "weak", "pair", "speed", "strength", "ease")
_LOOKS = ("look", "feel", "seem", "sound", "be", "is", "more", "something", "anything", "would", "i'd", "things")
_REASONS = ("so", "because", "since")
_SOMEBODY = ("it", "we", "you", "they", "that", "i", "he", "she", "people", "everyone")


def describes(atoms: list[Atom], words: Words) -> bool:
    """Whether a part only tells what is shown: "I have a watercolor of a harbour", "concept art of an island"."""
    if not atoms or any(a.kind in ("make", "weak", "pair", "cannot", "neg") and a.word != "have" for a in atoms):
        return False
    text = words.plain[atoms[0].start : atoms[-1].end]
    return _SHOWS.match(text) is not None


def without_asides(atoms: list[Atom]) -> list[Atom]:
    """The atoms up to where a comparison or a reason begins."""
    for i, atom in enumerate(atoms):
        if i and atom.word == "like" and len(atom.key) == 1 and _asks(atoms[:i]) and not _is_look(atoms, i):
            return atoms[:i]
        if i and atom.word in _REASONS and len(atom.key) == 1 and _asks(atoms[:i]) and _explains(atoms[i + 1 :]):
            return atoms[:i]
    return atoms


def _asks(atoms: list[Atom]) -> bool:
    return any(a.kind in _ASKS or a.living or a.key in things() for a in atoms)


def _is_look(atoms: list[Atom], i: int) -> bool:
    """Whether "like" says what the picture should look like."""
    if any(a.word in _LOOKS for a in atoms[max(0, i - 3) : i]):
        return True
    named = [a.living for a in atoms[i + 1 :] if a.living]
    moods = any(m.kind in ("mood", "life") for m in named)
    looks = any(m.kind == "entry" and _is_tone(m.names[0]) for m in named)
    return moods or looks


def _is_tone(name: str) -> bool:
    return name in effects.catalogue().words and effects.catalogue()[name].kind in ("tone", "film")


def _explains(after: list[Atom]) -> bool:
    begins = bool(after) and (after[0].kind in ("det", "camera") or after[0].word in _SOMEBODY)
    asked = any(a.living or a.key in things() or (a.kind in _ASKS and a.stem not in _LOOKS) for a in after)
    return begins and not asked
