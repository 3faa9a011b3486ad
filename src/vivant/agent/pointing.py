"""What there is to point at in a film, what was asked for last, and which of it words mean: "it", "the other effect",
"both", "the film look", "the name".

In English; not for what should become of it (paraphrase.py, referring.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from vivant import effects, flows
from vivant.agent import wishes as w
from vivant.agent.films import tasks as t
from vivant.agent.films.said import asked_of_one
from vivant.agent.knobs import has_pace
from vivant.agent.moods import MOODS
from vivant.agent.reading import read
from vivant.agent.tokens import stems, tokenize
from vivant.timeline import HOLD, Draft, Segment
from vivant.timeline.history import History

Sort: TypeAlias = Literal["living", "title", "music", "move"]

_DET = r"(?:(?:all|any|some|the|that|this|these|those|my|our|its|their|your|of|last)\s+)*"
_NOUN = r"(?:effects?|ones?|things?|stuff|filters?|looks?)"
_IT = re.compile(rf"(?:it|that|this|them|they|those|these|(?:the|that|this|those|these)\s+(?:last\s+)?{_NOUN})")
_BOTH = re.compile(rf"both(?:\s+(?:of\s+)?(?:them|those|these))?(?:\s+(?:the\s+)?{_NOUN})?|the\s+two(?:\s+of\s+them)?")
_OTHER = re.compile(rf"(?:the|that)\s+(?:other|first|earlier|previous)\s+(?:{_NOUN})|the\s+other")
_TITLE = re.compile(
    rf"{_DET}(?:titles?|text|words?|writing|lettering|letters?|captions?|headline|heading|inscription|names?|slogan|"
    r"greeting|message|font|type|brand(?:\s+name)?)"
)
_MUSIC = re.compile(
    rf"{_DET}(?:background\s+)?(?:music|song|soundtrack|tune|track|score|piano|guitars?|strings|bgm|jazz|lo-?fi|drums|violins?|cello|orchestra|beats?|melody)(?:\s+music)?"
)
_MOVE = re.compile(
    rf"{_DET}(?:camera(?:\s+(?:move|movement|motion|work))?|camerawork|movement|motion|move|zoom|pan|orbit|tilt|push|dolly|drift|"
    r"slide|crane|spin)"
)
_OF_MANY = re.compile(r"\b(?:heavier|thicker|denser|thinner|sparser|fewer|many|few|heavy|thick|dense|thin|sparse)\b")
_OF_REACH = re.compile(r"\b(?:close|closer|near|far|further)\b")
_OF_PACE = re.compile(r"\b(?:slower|faster|quicker|fast|slow|quick|calmer|livelier|wilder|steadier|smoother|jerkier)\b")
_LOOKS = ("tone", "film", "lens")
_OF_SIZE = re.compile(r"\b(?:bigger|larger|smaller|tinier|flakes?|drops)\b")
_MORE_THAN_A_NAME = re.compile(
    r"\b(?:swap|replace|change|keep|make|add|put|give|let|have|for|with|only|just|to|into|instead|from|at|on|if|when|more|less|fewer|"
    r"not|no|as|than|be|is|are|it|want|should|then|slower|faster|over|after|before|until|sounds?|noises?)\b|\d"
)
_PIECES = re.compile(rf"{_DET}(?P<what>flakes?|drops?|particles?|pieces?|bits|specks?|dots)")
_LIGHT = r"(?:(?:warm|evening|morning|golden|sunset|soft)\s+)*(?:light(?:ing)?|glow|sun(?:light|beams?|shine)?)"
_PARTS = {
    "old film": "scratch(?:es)?|flicker(?:ing)?|dust|wear|specks",
    "vhs": "noise|wobble|lines|tape",
    **dict.fromkeys(("light rays", "golden hour", "warm", "moonlight", "candle glow", "sun flare", "bloom"), _LIGHT),
    **dict.fromkeys(("handheld", "shake", "wiggle"), "shak(?:e|ing|iness)|wobbl(?:e|ing)"),
    "cinematic": "teal(?:\\s+and\\s+orange)?",
}
"""What looks are made of, which people name instead of them."""
_GRADE = re.compile(rf"{_DET}(?:colou?r\s+)?(?:grade|grading|colou?rs?|look|filter|tones?|treatment|style)")
_SHORTEST = 3
_MOST_NAMED = 4
_SAID = {
    "bobbing": "bobbing boat", "breathing": "he breathes", "camera shake": "nervous camera", "light rays": "god rays",
    "cyberpunk": "cyberpunk look", "depth of field": "soft background", "dreamy": "fairytale look",
    "light leak": "film burn", "golden hour": "magic hour",
}  # fmt: skip
_NAMELESS = (HOLD, "adjust")
"""What is applied and cannot be pointed at."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What may be meant, what it is called in words, and in which of several pictures alone it is."""

    sort: Sort
    name: str
    where: str = field(default="", compare=False)

    @property
    def said(self) -> str:
        """A name that readers take for nothing else: "less bobbing" would be about the camera."""
        return _SAID.get(self.name, self.name.replace("_", " "))


def is_pronoun(phrase: str) -> bool:
    """Whether words only point: "it", "them", "that effect"."""
    return _IT.fullmatch(phrase.strip()) is not None


def meant(phrase: str, there: Sequence[Thing]) -> list[Thing]:
    """The things of those `there`, what was asked for last first, that a phrase in plain form names; empty where it
    names none of them, or something besides."""
    phrase = phrase.strip()
    living = [one for one in there if one.sort == "living"]
    if is_pronoun(phrase):
        return []
    if _BOTH.fullmatch(phrase):
        return living[:2] if len(living) > 1 else []
    if _OTHER.fullmatch(phrase):
        return living[1:2]
    if _MORE_THAN_A_NAME.search(phrase):
        return []
    found: list[Thing] = []
    parts = re.split(r"\s+and\s+|\s*&\s*", re.sub(r"^both\s+", "", phrase))[:_MOST_NAMED]
    for part in parts:
        one = _one(part.strip(), there)
        if not one:
            alone = any(_one(x.strip(), there) for x in parts)  # "the fog and a title": something else is wished too
            return _one(phrase, there) if len(parts) > 1 and not alone else []
        found += [thing for thing in one if thing not in found]
    return found


def _one(phrase: str, there: Sequence[Thing]) -> list[Thing]:
    """What a single name means: a title, the music, the camera's move, or what is called so."""
    bare = stems(re.sub(rf"^{_DET}", "", phrase))
    named = _called(phrase, there)
    if named:  # the leaves are rather "autumn leaves" than those on the trees
        by_name = [one for one in there if one.sort == "living" and bare and set(bare) <= set(stems(one.name))]
        exact = bool(by_name) and set(bare) == set(stems(by_name[0].name))
        return by_name[:1] if by_name and (exact or by_name[0] not in named) else named
    for sort, pattern in (("title", _TITLE), ("music", _MUSIC), ("move", _MOVE)):
        if pattern.fullmatch(phrase):
            return [replace(one, where="") for one in there if one.sort == sort]
    if (pieces := _PIECES.fullmatch(phrase)) is not None:
        wanted = "snow" if pieces["what"].startswith("flake") else "rain" if pieces["what"].startswith("drop") else ""
        many = [one for one in there if one.sort == "living" and suits(one.name, "bigger")]
        return [one for one in many if one.name == wanted][:1] or many[:1]
    parts = [one for one in there if one.name in _PARTS and re.fullmatch(rf"{_DET}(?:{_PARTS[one.name]})", phrase)]
    if parts:
        return parts[:1]
    if _GRADE.fullmatch(phrase):
        return [one for one in there if is_look(one)][:1]
    alike = [one for one in there if one.sort == "living" and _overlap(bare, stems(one.name))]
    return (
        alike[:1]
        or [one for one in there if one.sort == "living" and len(bare) == 1 and bare[0] in _doing(one.name)][:1]
    )


def _doing(name: str) -> set[str]:
    """The words that it is called by, what it does among them: the swaying of leaves, the flicker of a candle."""
    words = (*flows.catalogue().words.get(kind := name.replace(" ", "_"), ()), *effects.catalogue().words.get(kind, ()))
    return {key for said in words for key in stems(said)}


def _overlap(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """ "the film look" is an old film, where there is one."""
    return len(said) <= len(name) + 1 and any(len(one) >= _SHORTEST and one in name for one in said)


def _called(phrase: str, there: Sequence[Thing]) -> list[Thing]:
    """What is there of what "no ..." would take away."""
    bare = re.sub(rf"^{_DET}", "", phrase)
    if not bare:
        return []
    kinds: set[str] = set()
    present = {one.name.replace(" ", "_") for one in there}
    for wish in read(f"no {bare}").wishes:
        named = (
            set(wish.kinds) if isinstance(wish, w.Remove) else set(wish.moves) if isinstance(wish, w.Avoid) else set()
        )
        if named and not named & present and " and " in bare:
            return []  # "the fog and zoom in": something else is wished too
        kinds |= named
    for wish in read(bare).wishes:
        if isinstance(wish, w.Mood):
            kinds |= {part.kind for part in MOODS[wish.name].parts}
        elif not isinstance(wish, w.Add | w.Move | w.Remove | w.Avoid):
            return []
    found = [one for one in there if one.sort in ("living", "move") and one.name.replace(" ", "_") in kinds]
    return found[:1] if len({one.sort for one in found}) > 1 else found


def named(words: str, draft: Draft) -> tuple[bool, list[Thing]]:
    """Whether words name something, and what of it a draft has, the last first."""
    order = asked_of_one(words)
    reading = read(order.rest)
    told = any(isinstance(x, t.Words | t.Rewrite | t.Music) for x in order.tasks)
    told |= any(isinstance(x, w.Add | w.Move | w.Remove) for x in reading.wishes)
    return told or bool(reading.unknown), list(dict.fromkeys(_named(words, draft)))


# --- what was asked for last ------------------------------------------------------------------------------------------


def there(history: History) -> list[Thing]:
    """What is in the film now and can be pointed at, each once, what was asked for last first."""
    draft = history.draft
    segments = draft.main_segments()
    present = {
        Thing("living", a.kind.replace("_", " ")) for s in segments for a in s.applied if a.kind not in _NAMELESS
    }
    moves = {m.move for s in segments for m in s.motions if m.move != "static"}
    present |= {Thing("move", one, _where(one, segments)) for one in moves}
    present |= {Thing("title", "title")} if _texts(draft) else set()
    present |= {Thing("music", "music")} if any(x.role == "music" and x.segments for x in draft.tracks()) else set()
    known = {one: one for one in present}
    asked_for = [known[one] for one in dict.fromkeys(things(history)) if one in present]
    return [*asked_for, *sorted(present - set(asked_for), key=lambda one: (one.sort, one.name))]


def _where(move: str, segments: Sequence[Segment]) -> str:
    """The pictures that a move is in, where others have another: " on pictures 1 + 3"."""
    places = [str(n) for n, s in enumerate(segments, 1) if any(m.move == move for m in s.motions)]
    many = "s" if places[1:] else ""
    return f" on picture{many} {' + '.join(places)}" if len(places) < sum(bool(s.motions) for s in segments) else ""


def things(history: History) -> Iterator[Thing]:
    """What was asked for, the last first; each as often as it was."""
    at: int | None = history.at
    while at is not None:
        yield from of_version(history, at)
        at = history.versions[at].parent


def of_version(history: History, at: int) -> Iterator[Thing]:
    """What a version asked for or changed, the last first."""
    version = history.versions[at]
    yield from _named(version.words, version.draft)
    if version.parent is not None:
        yield from _changed(version.draft, history.versions[version.parent].draft)


def _named(words: str, draft: Draft) -> Iterator[Thing]:
    """What words name and a draft has, the last first."""
    there = {a.kind for s in draft.main_segments() for a in s.applied}
    moves = {m.move for s in draft.main_segments() for m in s.motions}
    order = asked_of_one(words)
    for wish in reversed(read(order.rest).wishes):
        if isinstance(wish, w.Add):
            yield from (Thing("living", kind.replace("_", " ")) for kind in wish.kinds if kind in there)
        elif isinstance(wish, w.Move) and wish.name in moves:
            yield Thing("move", wish.name)
    for task in reversed(order.tasks):
        if isinstance(task, t.Words | t.Rewrite | t.Captions) and _texts(draft):
            yield Thing("title", "title")
        elif isinstance(task, t.Music):
            yield Thing("music", "music")


def _changed(draft: Draft, earlier: Draft) -> Iterator[Thing]:
    """What is in a draft now and was not, or was otherwise."""
    if _texts(draft) != _texts(earlier):
        yield Thing("title", "title")
    if _music(draft) != _music(earlier):
        yield Thing("music", "music")
    before = [a for s in earlier.main_segments() for a in s.applied]
    for one in (a for s in draft.main_segments() for a in s.applied):
        if one not in before and one.kind not in _NAMELESS:
            yield Thing("living", one.kind.replace("_", " "))
    moved = [m for s in earlier.main_segments() for m in s.motions]
    for motion in (m for s in draft.main_segments() for m in s.motions):
        if motion not in moved:
            yield Thing("move", motion.move)


def _texts(draft: Draft) -> list[Segment]:
    return [s for track in draft.tracks() for s in track.segments if s.text is not None]


def _music(draft: Draft) -> list[tuple[float, bool, str, float]]:
    return [(x.gain, x.muted, s.asset, s.gain) for x in draft.tracks() if x.role == "music" for s in x.segments]


def is_look(thing: Thing) -> bool:
    """Whether it changes the colours of the whole picture."""
    kind = thing.name.replace(" ", "_")
    known = thing.sort == "living" and kind in effects.catalogue().words
    return known and effects.catalogue()[kind].kind == "tone"


def suits(name: str, adjective: str) -> bool:
    """Whether it can be so: only cameras are close or far, looks are not heavy, many or slow, and only what falls or
    flies in pieces is large."""
    kind = name.replace(" ", "_")
    if _OF_REACH.search(adjective):
        return False
    if kind not in effects.catalogue().words:
        return not _OF_MANY.search(adjective) and not _OF_SIZE.search(adjective)
    effect = effects.catalogue()[kind]
    if _OF_SIZE.search(adjective):
        return "size" in effect.params.model_fields
    if _OF_PACE.search(adjective) and not has_pace(kind):
        return False
    return effect.kind not in _LOOKS or not (_OF_MANY.search(adjective) or _OF_PACE.search(adjective))


def plain(words: str) -> str:
    """Words in plain form: small letters, straight apostrophes, single blanks."""
    return tokenize(words).plain
