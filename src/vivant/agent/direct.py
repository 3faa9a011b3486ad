"""Words and a picture into a draft: what was wished for becomes edits, and people are told what was decided.

How words turn into numbers:
- A move that goes one way fills its time. "Slow" makes its way shorter (0.6 of the usual), "fast" longer (1.5), so that
  it is slower or faster on the screen; the clip keeps its length. A cycle keeps its size and comes round less or more
  often.
- "Subtle", "dramatic" and the like scale how far a move goes; so do numbers, which win over both.
- "Then" shares the clip out evenly, unless lengths were said.

Not for understanding words (reading.py) or for drawing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar, cast

from vivant.agent import wishes as w
from vivant.agent.applying import applied, holds_area
from vivant.agent.choice import SHORT_SIDE, choose_life, choose_move, choose_size, even, shaped
from vivant.agent.notes import note, reason
from vivant.agent.reading import Reading, read
from vivant.agent.staging import staged, timed, turned
from vivant.moves import catalogue, knobs
from vivant.scene.scene import Scene
from vivant.timeline import (
    Applied,
    Draft,
    Edit,
    Motion,
    Segment,
    SetApplied,
    SetCanvas,
    SetDuration,
    SetMove,
    SetPlacement,
    SetPrompt,
    apply,
    still,
)
from vivant.timeline.values import Fit as Cover
from vivant.units import Size

DURATION_S, SHORTEST_S, LONGEST_S = 6.0, 0.5, 600.0
FPS, SLOWEST_FPS, QUICKEST_FPS = 30.0, 1.0, 120.0
SMALLEST, LARGEST = 64, 7680
EASING = "in_out_sine"
FOCUS = ("shallow_focus", "rack_focus", "pull_focus")
FURTHER, _NEAR = 1.35, 3
_ALONE = re.compile(r"\b(?:only|just|instead)\b|[只光]要?(?!要?[前后开最中第\d])|[换改]成", re.I)
"""With what is said, nothing else of the camera goes on."""
_STOP = re.compile(r"[,.;!?，。；！？]")
_RATHER = re.compile(r"[再更太点些]|\b(?:more|less|bit|too|even|\w{3,}er)\b", re.I)
"""Beside what there is, and not by itself."""
_FURTHER = re.compile(r"\b(?:further|farther|even|more|closer)\b|再|更|多|还要", re.I)
_FURTHER_ON = re.compile(r"\s*(?:(?:a\s+(?:bit|little)|even|still|much)\s+)*(?:further|farther|more)\b", re.I)
_OF_THE_CAMERA = re.compile(r"\bcamera|镜头|运镜", re.I)
MOST = 2.0
"""The largest amount of a move that words can ask for."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Direction:
    """What became of the words.

    draft     the draft to render
    notes     sentences for the user: what was chosen for them and why, what could not be done
    unknown   the user's own words for what could not be done
    edits     what was changed to get there
    answer    what a director says where there is nothing to change; it stands in the notes too
    """

    draft: Draft
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    answer: str = ""


@dataclass(slots=True)
class _Desk:
    """One direction in the making."""

    reading: Reading
    scene: Scene
    fresh: bool
    said: str
    given: tuple[str, ...]
    choosing: bool = True
    sparing: frozenset[str] = frozenset()
    size: Size = (16, 9)
    elsewhere: frozenset[str] = frozenset()
    shown: int = 1
    notes: list[str] = field(default_factory=list)

    def last(self, kind: type[_T]) -> _T | None:
        return next((x for x in reversed(self.reading.wishes) if isinstance(x, kind)), None)

    def tell(self, key: str, **facts: object) -> None:
        sentence = note(key, self.reading.language, **facts)
        if sentence not in self.notes:
            self.notes.append(sentence)


def direct(
    words: str,
    scene: Scene,
    *,
    draft: Draft | None = None,
    asset: str = "photo",
    size: Size | None = None,
    fps: float | None = None,
    duration_s: float | None = None,
    seed: int = 0,
    given: Collection[str] = (),
    choosing: bool = True,
    sparing: Collection[str] = (),
    only: Collection[str] = (),
    language: str = "",
) -> Direction:
    """The draft that `words` ask for of the picture; with an earlier draft, that draft changed as the words say.

    Where nothing is said of what moves, a wide cloudy sky drifts and a large water ripples, unless hints gave places to
    flows, which are then the `given` kinds. Where no camera move is said one is chosen, unless `choosing` is False.
    A mood does not bring the `sparing` kinds; what is named itself is there all the same. Where `only` names segments,
    the others stay as they are. People are told of it in `language`, that of the words where nobody says.

    What is given as an argument wins over what the words say. The same arguments give the same draft.
    """
    reading = read(words)
    reading = replace(reading, language=language) if language else reading
    desk = _Desk(reading, scene, draft is None, words, tuple(given), choosing, frozenset(sparing))
    height, width = scene.image.shape[:2]
    start = draft or still(
        asset,
        (width, height),
        size=choose_size((width, height)),
        fps=FPS,
        duration_ms=round(DURATION_S * 1000),
        seed=seed,
    )
    if not only:
        desk.shown = max(1, len(start.main_segments()))
        desk.elsewhere = frozenset(a.kind for s in start.main_segments() for a in s.applied)
    edits = [*_canvas(desk, start, size, fps)]
    desk.size = next((e.size for e in edits if isinstance(e, SetCanvas) and e.size), start.size)
    for segment in (s for s in start.main_segments() if not only or s.id in only):
        edits.extend(_segment_edits(desk, segment, words, duration_s))
    for wish in desk.reading.unknown:
        desk.tell("unknown", wish=wish)
    return Direction(apply(start, edits), tuple(desk.notes), desk.reading.unknown, tuple(edits))


def _canvas(desk: _Desk, draft: Draft, size: Size | None, fps: float | None) -> list[Edit]:
    """Size and frame rate, if they are to change."""
    said = desk.last(w.Fps)
    rate = fps if fps is not None else said.rate if said else None
    if rate is not None:
        limited = min(QUICKEST_FPS, max(SLOWEST_FPS, rate))
        if limited != rate:
            desk.tell("fps", low=SLOWEST_FPS, high=QUICKEST_FPS, used=limited)
        rate = limited
    wanted = size or _asked_size(desk, draft)
    if wanted is not None:
        limited_size = _within(wanted)
        if limited_size != wanted:
            desk.tell("size", used="{}x{}".format(*limited_size))
        wanted = limited_size
    changes = (wanted is not None and wanted != draft.size) or (rate is not None and rate != draft.fps)
    return [SetCanvas(wanted, rate)] if changes else []


def _asked_size(desk: _Desk, draft: Draft) -> Size | None:
    """The size that the words ask for: pixels, a shape, a resolution, or nothing."""
    pixels, aspect, side, fit = desk.last(w.Size), desk.last(w.Aspect), desk.last(w.ShortSide), desk.last(w.Fit)
    if pixels:
        return pixels.width, pixels.height
    height, width = desk.scene.image.shape[:2]
    whole = desk.fresh and fit is not None and fit.name == "contain" and not aspect
    if not aspect and not side and not whole:
        return None
    ratio = draft.size[0] / draft.size[1]
    if whole or (aspect and not aspect.height):
        ratio = width / height
    elif aspect:
        ratio = aspect.width / aspect.height
    kept = SHORT_SIDE if desk.fresh else min(draft.size)
    return shaped(ratio, side.pixels if side else kept)


def _within(size: Size) -> Size:
    """The size, even and neither too small to see nor too large to encode, in its own shape."""
    scale = min(1.0, LARGEST / max(size))
    scale = max(scale, SMALLEST / max(1, min(size)))
    return even(min(LARGEST, max(1, size[0]) * scale)), even(min(LARGEST, max(1, size[1]) * scale))


def _segment_edits(desk: _Desk, segment: Segment, words: str, duration_s: float | None) -> list[Edit]:
    """The changes of one segment."""
    edits: list[Edit] = []
    total_ms = _duration_ms(desk, segment, duration_s)
    if total_ms != segment.duration_ms:
        edits.append(SetDuration(segment.id, total_ms))
    motions = _motions(desk, segment, total_ms)
    earlier = _rescaled(segment.motions, segment.duration_ms, total_ms)
    if motions != earlier:
        edits.append(SetMove(segment.id, motions))
    living = _applied(desk, segment, total_ms)
    if living != _rescaled(segment.applied, segment.duration_ms, total_ms):
        edits.append(SetApplied(segment.id, living))
    fit = desk.last(w.Fit)
    if fit and fit.name != segment.fit:
        edits.append(SetPlacement(segment.id, fit=cast(Cover, fit.name)))
    if fit and "黑边" in fit.cause and desk.fresh and _fills(desk):
        desk.tell("unknown", wish=fit.cause)  # nothing is left for bars
    if words.strip() and (edits or desk.fresh):
        edits.append(SetPrompt(segment.id, words.strip()[:2000]))
    return edits


def _fills(desk: _Desk) -> bool:
    """Whether the picture has the shape of the frame, so that no bars are left."""
    height, width = desk.scene.image.shape[:2]
    return math.isclose(width / height, desk.size[0] / desk.size[1], rel_tol=0.02)


def _applied(desk: _Desk, segment: Segment, total_ms: int) -> tuple[Applied, ...]:
    """All flows and effects of the segment after the words; without a word about what moves, what suits."""
    kept = _rescaled(segment.applied, segment.duration_ms, total_ms)
    language = desk.reading.language
    found = applied(
        _said_here(desk, segment), desk.scene, kept, total_ms, desk.tell, language, desk.given, desk.sparing
    )
    asked = any(isinstance(x, (w.Move, w.Add, w.Remove, w.Mood, w.Dial, w.Life, w.Hold)) for x in desk.reading.wishes)
    if not desk.fresh or asked or desk.given:
        return found
    suiting = choose_life(desk.scene)
    for life in suiting:
        desk.tell(life.reason)
    return (*found, *(Applied(life.flow, life.amount) for life in suiting))


def _said_here(desk: _Desk, segment: Segment) -> tuple[w.Wish, ...]:
    """The wishes but for more or less of what only other pictures have ("less snow" brings it to none), and for the
    other way round where that is said of the camera."""
    here = {a.kind for a in segment.applied}
    return tuple(
        x for x in desk.reading.wishes
        if not (isinstance(x, w.Opposite) and _OF_THE_CAMERA.search(desk.said))
        if not (isinstance(x, w.Add) and x.relative and desk.elsewhere & set(x.kinds) and not here & set(x.kinds))
    )  # fmt: skip


_Timed = TypeVar("_Timed", Applied, Motion)


def _rescaled(timed: tuple[_Timed, ...], before_ms: int, after_ms: int) -> tuple[_Timed, ...]:
    """Moves, or what is applied, with their times in proportion to a new length."""
    ratio = after_ms / before_ms
    return tuple(
        replace(
            one,
            start_ms=round(one.start_ms * ratio) and max(1, round(one.start_ms * ratio)),
            duration_ms=one.duration_ms and max(1, round(one.duration_ms * ratio)),
        )
        for one in timed
    )


def _duration_ms(desk: _Desk, segment: Segment, duration_s: float | None) -> int:
    said, stretch = desk.last(w.Duration), desk.last(w.Stretch)
    seconds = segment.duration_ms / 1000
    if duration_s is not None:
        seconds = duration_s
    elif said:
        seconds = said.seconds
    elif staged(desk.reading.moves):
        seconds = staged(desk.reading.moves)
    elif stretch:
        seconds = round(seconds * stretch.factor + stretch.more_s / desk.shown, 1 if stretch.factor != 1.0 else 4)
    if seconds == segment.duration_ms / 1000:
        return segment.duration_ms
    limited = min(LONGEST_S, max(SHORTEST_S, seconds))
    if limited != seconds:
        desk.tell("duration", low=SHORTEST_S, high=LONGEST_S, used=f"{limited:g}")
    return round(limited * 1000)


def _motions(desk: _Desk, segment: Segment, total_ms: int) -> tuple[Motion, ...]:
    """All moves of the segment after the words."""
    avoided = {name for x in desk.reading.wishes if isinstance(x, w.Avoid) for name in x.moves}
    asked = [m for m in desk.reading.moves if m.name in catalogue()]
    for move in [m for m in asked if m.name in avoided]:
        desk.tell("overruled", move=move.name)
    asked = [m for m in asked if m.name not in avoided]
    kept = _rescaled(tuple(m for m in segment.motions if m.move not in avoided), segment.duration_ms, total_ms)
    for gone in [m for m in segment.motions if m.move in avoided]:
        desk.tell("removed", move=gone.move)
    if asked:
        before = {m.move: m for m in kept}
        motions = timed([(m, _going_on(m, before, desk) or _motion(desk, m)) for m in asked], total_ms)
        if not desk.fresh and not any(m.stage or m.name == "static" for m in asked):
            sets = all(
                m.name in FOCUS for m in asked
            )  # the lens is set and the camera goes on, and the other way round
            going = [m for m in kept if (m.move in FOCUS) != sets and m.move != "static"]
            motions = (*going, *motions) if sets else (*motions, *going)
        if (
            not desk.fresh
            and len(kept) > 1
            and before.keys() >= {m.name for m in asked}
            and not _ALONE.search(desk.said)
        ):
            now = {m.move: m for m in motions}  # what is said of one of several moves
            motions = tuple(now.get(m.move, m) for m in kept)
    else:
        motions = kept or ((_chosen(desk, avoided, total_ms / 1000),) if desk.choosing else ())
        lens = [m for m in motions if m.move in FOCUS] if len(motions) > 1 else []  # it is no slower than it was
        motions = tuple(m if m in lens else _scaled(m, desk.last(w.Speed), desk.last(w.Strength)) for m in motions)
        others = desk.last(w.Add) is not None and not _OF_THE_CAMERA.search(desk.said)
        motions = tuple(map(turned, motions)) if desk.last(w.Opposite) and not others else motions
    return tuple(_finished(desk, m, segment) for m in motions)


def _going_on(asked: w.Move, before: Mapping[str, Motion], desk: _Desk) -> Motion | None:
    """A move that is there already and should go further, "zoom further in", 再近一点, be more or less so than it is,
    or be as it is at another time or beside another."""
    known, at = before.get(asked.name), max(0, desk.said.find(asked.cause))
    after = desk.said[at + len(asked.cause) :]
    further = (
        bool(_FURTHER.search(desk.said[:at][-_NEAR:] + asked.cause) or _FURTHER_ON.match(after)) and not asked.stage
    )
    clause = _STOP.split(desk.said[:at])[-1] + _STOP.split(desk.said[at:])[0]
    unsaid = asked.amount is asked.speed is None
    as_it_is = unsaid and bool(asked.span or asked.lasts_s or asked.aim or any(m.stage for m in desk.reading.moves))
    relative = not unsaid and bool(_RATHER.search(clause))
    if known is None or not (further or as_it_is or relative):
        return None
    more = FURTHER if further and not relative else 1.0
    going = replace(known, amount=min(MOST, round(more * known.amount, 4)), start_ms=0, duration_ms=None)
    going = replace(going, aim=asked.aim or known.aim, easing=asked.easing or known.easing)
    return _scaled(going, w.Speed(asked.speed or 1.0), w.Strength(asked.amount or 1.0)) if relative else going


def _chosen(desk: _Desk, avoided: set[str], duration_s: float) -> Motion:
    loop = desk.last(w.Loop)
    looping = loop is not None and loop.on
    choice = choose_move(desk.scene, desk.size, duration_s, loop=looping, avoid=avoided)
    desk.tell("chosen", move=choice.move, reason=reason(choice.reason, desk.reading.language))
    sweep: dict[str, bool | float | str] = {} if choice.travel is None else {"travel": choice.travel}
    return Motion(choice.move, choice.amount, "" if catalogue()[choice.move].cycle else EASING, knobs=sweep)


def _motion(desk: _Desk, move: w.Move) -> Motion:
    """One move with its own words, or with those meant for all, put into numbers."""
    speed, strength, ease = desk.last(w.Speed), desk.last(w.Strength), desk.last(w.Ease)
    cycle = catalogue()[move.name].cycle
    found = _knobs(desk, move)
    easing = move.easing or (ease.name if ease else "") or ("" if cycle else EASING)
    motion = Motion(move.name, 1.0, "" if cycle else easing, knobs=found, aim=move.aim)
    if move.part and move.aim is None:
        desk.tell("no_aim", what=move.part)
    amount = move.amount if move.amount is not None else strength.factor if strength else 1.0
    pace = move.speed if move.speed is not None else speed.factor if speed else 1.0
    numbered = any(isinstance(v, float) for v in found.values())
    return _scaled(motion, None if numbered and not cycle else w.Speed(pace), w.Strength(amount))


def _scaled(motion: Motion, speed: w.Speed | None, strength: w.Strength | None) -> Motion:
    """A motion slower or faster, smaller or larger (see the module's text)."""
    amount, pace = motion.amount * (strength.factor if strength else 1.0), speed.factor if speed else 1.0
    known = catalogue().get(motion.move)
    if motion.move == "static":
        return motion
    if known and known.cycle:
        return replace(motion, amount=min(MOST, amount), speed=min(10.0, max(0.1, round(motion.speed * pace, 3))))
    return replace(motion, amount=min(MOST, round(amount * pace, 4)))


@cache
def _rules(move: str) -> Mapping[str, dict[str, Any]]:
    """What is known of the knobs of a move, by their names."""
    return {k["name"]: k for k in knobs(catalogue()[move].params) if k["name"] != "amount"}


def _knobs(desk: _Desk, move: w.Move) -> dict[str, bool | float | str]:
    """The knobs that words and numbers set, held to what one photo allows; the user is told if that changes them."""
    rules = _rules(move.name)
    found: dict[str, bool | float | str] = dict(move.knobs)
    for name, value, said in _numbers(move, list(rules)):
        if name is None:
            desk.tell("no_number", move=move.name, asked=said)
            continue
        low, high = float(rules[name]["min"] or 0), float(rules[name]["max"] or value)
        used = min(high, max(low, value))
        if used != value:
            desk.tell("limited", move=move.name, limit=_shown(name, high), used=_shown(name, used), asked=said)
        found[name] = int(used) if isinstance(rules[name]["default"], int) else used
    return found


def _shown(knob: str, value: float) -> str:
    return f"{value:g}°" if knob.endswith("_deg") else f"{value:g}" if knob == "times" else f"{value * 100:g}%"


def _numbers(move: w.Move, names: list[str]) -> list[tuple[str | None, float, str]]:
    """(knob or None, value, as said) for every number of a move."""
    angle = next((n for n in names if n.endswith("_deg")), None)
    size = next((n for n in names if n.endswith("_growth") or n in ("travel", "distance")), None)
    found: list[tuple[str | None, float, str]] = []
    if move.degrees is not None:
        found.append((angle, move.degrees, f"{move.degrees:g}°"))
    if move.percent is not None:
        found.append((size, move.percent / 100, f"{move.percent:g}%"))
    if move.times is not None and "times" in names:
        found.append(("times", move.times, f"{move.times:g}"))
    elif move.times is not None:
        growth = move.times - 1 if move.times >= 1 else 1 / max(0.01, move.times) - 1
        found.append((size, growth, f"{move.times:g}x"))
    return found


def _finished(desk: _Desk, motion: Motion, segment: Segment) -> Motion:
    """A motion with what is meant for all: easing of an earlier draft, loop, the subject held."""
    loop, hold, ease = desk.last(w.Loop), desk.last(w.Hold), desk.last(w.Ease)
    if hold and holds_area(hold, desk.scene):
        hold = None  # that area is held by what is applied, not by the camera
    seamless = loop.on if loop else segment.seamless
    cycle = motion.move in catalogue() and catalogue()[motion.move].cycle
    if seamless and not cycle and (desk.fresh or loop):
        desk.tell("eases_back", move=motion.move)
    if hold:
        desk.tell("hold", subject=hold.subject)
    if ease and not cycle and not any(m.easing for m in desk.reading.moves):
        motion = replace(motion, easing=ease.name)
    return replace(motion, seamless=seamless, hold_subject=bool(hold) or segment.hold_subject)
