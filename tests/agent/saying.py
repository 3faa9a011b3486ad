"""What a draft holds, in the short words of the lists in said/; judging.py says whether that is what a list asks for.

A fact is a name and marks: "snow more @left 2..", a snow heavier than usual at the left side from 2 s on. See
said/README.md for the notation.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

from vivant import effects, flows
from vivant.agent.knobs import PACES
from vivant.moves import catalogue
from vivant.timeline import Applied, Draft, Motion, Segment
from vivant.timeline.values import Track

_USUAL = 0.03
"""How far an amount may be from the usual one and still be it."""
CLOSE = 0.12
"""How far a picture's length may be from the one asked for, where cuts sit on beats."""
_LASTING = 0.45
"""The share of its time from which on coming and going is growing and shrinking."""
_RELATIVE = frozenset(
    ("further", "half", "double", "fewer", "slower", "faster", "larger", "smaller", "louder", "softer", "turned")
)


@dataclass(frozen=True)
class Fact:
    """`name` and the marks that tell how; `beside` are marks that hold beside an earlier draft."""

    name: str
    marks: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return " ".join((self.name, *sorted(self.marks), *(f"({one})" for one in sorted(self.beside))))


def fits(wanted: str, fact: Fact) -> bool:
    """Whether a fact is one of those between the bars of `wanted`: all its marks and none besides; marks in brackets
    may be there or not."""
    return any(_is(one.strip(), fact) for one in wanted.split("|"))


def _is(wanted: str, fact: Fact) -> bool:
    free = set(re.findall(r"\(([^)]*)\)", wanted))
    name, *marks = re.sub(r"\([^)]*\)", "", wanted).split()
    known = set(marks)
    beside = known & _RELATIVE
    if name not in (fact.name, "any") and not (name.endswith("*") and fact.name.startswith(name[:-1])):
        return False
    if "any" in (*marks, name) and not marks[1:]:
        return True
    return beside <= fact.beside and known - beside <= fact.marks and fact.marks <= (known | free | _soft(beside))


def _soft(beside: set[str]) -> set[str]:
    """Marks that come of themselves with what holds beside an earlier draft."""
    return {"less", "more", "slow", "fast", "quiet", "loud", "large", "small", "left", "right"} if beside else set()


# --- moves and what is applied ----------------------------------------------------------------------------------------


def move_fact(motion: Motion, segment: Segment, before: Motion | None) -> Fact:
    marks = set(_window(motion.start_ms, motion.duration_ms, segment.duration_ms))
    beside: set[str] = set()
    cycle = motion.move in catalogue() and catalogue()[motion.move].cycle
    marks |= _than(motion.amount, 1.0, "less", "more")
    marks |= _than(motion.speed, 1.0, "slow", "fast")
    if not cycle:
        marks = {{"less": "slow", "more": "fast"}.get(m, m) for m in marks}
    for knob, value in motion.knobs.items():
        if knob == "angle_deg":
            marks.add(f"{value:g}deg")
        elif knob.endswith("growth"):
            marks.add(f"{float(value) * 100:g}%")
    if before is not None and before.move == motion.move:
        reach, earlier = (x.speed if cycle else x.amount for x in (motion, before))
        beside |= _than(reach, earlier, "slower", "faster") | _than(motion.amount, before.amount, "fewer", "further")
    return Fact(motion.move, frozenset(marks), frozenset(beside))


def applied_fact(one: Applied, segment: Segment, before: Applied | None) -> Fact:
    rules = (flows.catalogue().get(one.kind) or effects.catalogue().get(one.kind)) if one.kind else None
    fields: Mapping[str, Any] = rules.params.model_fields if rules else {}
    marks = {*_window(one.start_ms, one.duration_ms, segment.duration_ms), *_coming(one, segment), *_knobs(one, fields)}
    if one.to is None:
        marks |= _than(one.amount, 1.0, "less", "more")
    if one.direction_deg is not None:
        marks |= _way(one.direction_deg)
    if one.place is not None:
        marks |= {f"@{one.place.side}"} if one.place.side else set()
        marks |= {"behind" if one.place.name == "background" else f"in:{one.place.name}"} if one.place.name else set()
        marks |= {f"@{_position(_middle(one.place.polygon))}"} if one.place.polygon else set()
    return Fact(one.kind, frozenset(marks), frozenset(_beside(one, before, fields)))


def _middle(outline: Sequence[tuple[float, float]]) -> tuple[float, float]:
    across, down = zip(*outline, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _position(middle: tuple[float, float]) -> str:
    """A place in the frame as its nearest side or corner: "bottom-right", "left", "middle"."""
    across, down = middle
    row = "top" if down < 0.45 else "bottom" if down > 0.55 else ""
    column = "left" if across < 0.45 else "right" if across > 0.55 else ""
    return "-".join(one for one in (row, column) if one) or "middle"


def _knobs(one: Applied, fields: Mapping[str, Any]) -> Iterator[str]:
    for knob, value in one.knobs.items():
        if knob not in fields or knob == "clear":
            continue
        usual = fields[knob].default
        if knob in PACES and knob != "drift":
            yield from _than(abs(float(value)), abs(float(usual)), "slow", "fast")
        elif knob == "size":
            yield from _than(float(value), float(usual), "small", "large")
        elif knob == "drift" and 0 < float(value) <= float(usual):
            yield from _than(float(value), float(usual), "slow", "fast")
        elif knob in ("wind", "drift"):
            yield "right" if float(value) > 0 else "left"
        elif isinstance(value, str) and get_args(fields[knob].annotation):
            yield from () if value == usual else (value,)
        elif one.kind == "adjust" and value:
            yield knob + ("+" if float(value) > 0 else "-")


def _beside(one: Applied, before: Applied | None, fields: Mapping[str, Any]) -> Iterator[str]:
    if before is None:
        return
    ratio = one.amount / before.amount if before.amount else 0.0
    yield from _than(ratio, 1.0, "fewer", "further")
    yield from ("half",) if math.isclose(ratio, 0.5, rel_tol=0.02) else ()
    yield from ("double",) if math.isclose(ratio, 2.0, rel_tol=0.02) else ()
    for knob in (k for k in ("wind", "drift") if k in fields):
        was, now = (float(x.knobs.get(knob, fields[knob].default)) for x in (before, one))
        yield from ("turned",) if was * now < 0 else ()
    if one.direction_deg is not None:
        was = before.direction_deg
        yield from ("turned",) if was is None or abs((one.direction_deg - was) % 360 - 180) < 1 else ()


def _coming(one: Applied, segment: Segment) -> Iterator[str]:
    lasts = one.duration_ms or segment.duration_ms - one.start_ms
    if one.to is not None:
        yield "grows" if one.to > one.amount else "shrinks"
    elif one.fade_in_ms > _LASTING * lasts:
        yield "grows"
    elif one.fade_out_ms > _LASTING * lasts:
        yield "shrinks"
    if one.fade_in_ms and not one.start_ms and one.fade_in_ms <= _LASTING * lasts:
        yield "fades-in"
    if one.fade_out_ms and one.duration_ms is None and one.fade_out_ms <= _LASTING * lasts:
        yield "fades-out"


def _window(start_ms: int, lasts_ms: int | None, total_ms: int) -> Iterator[str]:
    end_ms = total_ms if lasts_ms is None else start_ms + lasts_ms
    if end_ms < total_ms or start_ms:
        yield f"{start_ms / 1000:g}.." + (f"{end_ms / 1000:g}" if lasts_ms is not None else "")


def _than(value: float, usual: float, lower: str, higher: str) -> set[str]:
    if math.isclose(value, usual, rel_tol=_USUAL):
        return set()
    return {higher if value > usual else lower}


def _way(degrees: float) -> set[str]:
    named = ("right", "right-up", "up", "left-up", "left", "left-down", "down", "right-down")
    return {named[round(degrees / 45) % 8]}


# --- drafts -----------------------------------------------------------------------------------------------------------


def told(draft: Draft, before: Draft | None = None) -> dict[str, Any]:
    """Everything of a draft that the lists can ask for, by their keys."""
    segments = draft.main_segments()
    earlier = {s.id: s for s in before.main_segments()} if before else {}
    return {
        "moves": [[move_fact(m, s, _same(m.move, earlier.get(s.id))) for m in s.motions] for s in segments],
        "withs": [[applied_fact(a, s, _same(a.kind, earlier.get(s.id))) for a in s.applied] for s in segments],
        "length": draft.duration_ms / 1000,
        "loop": bool(segments) and all(s.seamless for s in segments),
        "shape": draft.size[0] / draft.size[1],
        "size": "{}x{}".format(*draft.size),
        "fps": draft.fps,
        "music": music_fact(draft, before),
        "beds": beds(draft),
        "titles": [title_fact(s, draft, before) for s in _texts(draft)],
        "fades": list(fades(segments)),
        "each": [round(x, 2) for x in shown_s(segments)],
        "order": [s.asset for s in segments],
        "joins": [join_fact(s) for s in segments[:-1]],
        "plays": plays(draft),
        "sound": sound(draft),
        "turn": f"{segments[0].placement.rotation_deg:g}" if segments else "0",
        "crop": next((",".join(f"{x:.3g}" for x in s.placement.crop) for s in segments if s.placement.crop), "none"),
        "small": list(small(draft)),
    }  # fmt: skip


def _same(name: str, segment: Segment | None) -> Any:
    rows = (*segment.motions, *segment.applied) if segment else ()
    return next((x for x in rows if name == getattr(x, "move", getattr(x, "kind", ""))), None)


def fades(segments: Sequence[Segment]) -> Iterator[str]:
    if segments:
        yield from ["in"] * bool(segments[0].fade_in_ms)
        yield from ["out"] * bool(segments[-1].fade_out_ms)


def shown_s(segments: Sequence[Segment]) -> list[float]:
    """How long each is seen, from the middle of one change to the middle of the next."""
    if not segments:
        return []
    cuts = [(b.start_ms + a.end_ms) / 2000 for a, b in pairwise(segments)]
    return [b - a for a, b in pairwise([0.0, *cuts, segments[-1].end_ms / 1000])]


def join_fact(segment: Segment) -> Fact:
    over = segment.transition
    if over is None:
        return Fact("cut")
    seconds = over.duration_ms / 1000
    return Fact(over.kind, frozenset([f"{seconds:g}s"]), frozenset(["long"] if seconds > 1.2 else ["short"]))


def _track(draft: Draft, *roles: str) -> Iterator[Track]:
    yield from (t for t in draft.tracks() if t.role in roles and t.segments)


def _texts(draft: Draft) -> list[Segment]:
    return sorted((s for t in draft.tracks() for s in t.segments if s.text is not None), key=lambda s: s.start_ms)


def title_fact(segment: Segment, draft: Draft, before: Draft | None) -> Fact:
    text = segment.text
    assert text is not None
    was = next((s.text for s in (_texts(before) if before else ()) if s.text and s.text.content == text.content), None)
    start, end, total = segment.start_ms, segment.end_ms, draft.duration_ms
    marks = {text.position} if text.position else set()
    marks |= {text.colour} if text.colour else set()
    beside = {f"{start / 1000:g}..{end / 1000:g}"} | ({"start"} if start < total / 4 else set())
    beside |= {"end"} if end > 0.9 * total else set()
    beside |= {text.enter} - {"", "fade"}
    beside |= _than(text.size_h, was.size_h, "smaller", "larger") if was else set()
    return Fact(text.content, frozenset(marks), frozenset(beside))


def title_fits(wanted: str, fact: Fact) -> bool:
    """A title by its words, which may have blanks; marks may only be of those that titles have."""
    if wanted != fact.name and not wanted.startswith(fact.name + " "):
        return False
    marks = set(wanted[len(fact.name) :].split())
    place = {"bottom": "bottom-center", "top": "top-center", "lower-third": "lower-third"}
    marks = {place.get(one, one) for one in marks}
    alike = {m for one in fact.marks for m in (one, "lower-third" if one.startswith("bottom") else one)}
    return marks <= alike | fact.beside and fact.marks <= alike & (
        marks | {"bottom-center", "bottom-left"} if "lower-third" in marks else marks
    )


def music_fact(draft: Draft, before: Draft | None) -> Fact | None:
    track = next(_track(draft, "music"), None)
    if track is None:
        return None
    was = next(_track(before, "music"), None) if before else None
    segment = track.segments[0]
    asset = draft.assets().get(segment.asset)
    recipe = dict(asset.recipe) if asset else {}
    gain = track.gain * segment.gain
    marks = {str(recipe["mood"])} if recipe.get("mood") else set()
    marks |= {"muted"} if track.muted or not gain else set()
    beside = {f"{gain * 100:g}%"} | ({"quiet"} if 0 < gain <= 0.41 else set())
    beside |= {"fades-out"} if track.segments[-1].fade_out_ms else set()
    if was is not None:
        beside |= _than(gain, was.gain * was.segments[0].gain, "quiet", "louder")
    return Fact(str(recipe.get("style", "own")), frozenset(marks), frozenset(beside))


def music_fits(wanted: str, fact: Fact | None) -> bool:
    if fact is None or wanted == "none":
        return fact is None and wanted == "none"
    free = {one for group in re.findall(r"\(([^)]*)\)", wanted) for one in group.split()}
    style, *marks = re.sub(r"\([^)]*\)", "", wanted).split()
    return (
        (style in ("any", fact.name))
        and set(marks) <= fact.marks | fact.beside
        and (style == "any" or not fact.marks & {"muted"} or "muted" in marks)
        and (style == "any" or fact.marks <= free | set(marks) | {"happy", "energetic", "peaceful"})
    )


def beds(draft: Draft) -> list[str]:
    """Sounds of rain, sea, ... under the film, by their kinds."""
    assets = draft.assets()
    recipes = [assets[s.asset].recipe for t in _track(draft, "sfx") for s in t.segments if s.asset in assets]
    return sorted({str(recipe.get("bed", recipe.get("kind", "own"))) for recipe in recipes})


def plays(draft: Draft) -> list[str]:
    """What of a film is played, in seconds of the film: "0..12 x2"."""
    found = []
    for s in draft.main_segments():
        if s.source is None:
            continue
        if s.source.freeze_ms is not None:
            found.append(f"{s.source.freeze_ms / 1000:g} held {s.duration_ms / 1000:g}")
            continue
        first, last = s.source.in_ms, s.source.in_ms + s.duration_ms * s.source.speed
        last = s.source.out_ms if s.source.loop != "none" and s.source.out_ms is not None else last
        how = f" x{round(s.source.speed, 2):g}" if s.source.speed != 1 else ""
        how += " reverse" if s.source.reverse else ""
        how += f" {s.source.loop}" if s.source.loop != "none" else ""
        found.append(f"{first / 1000:g}..{round(last / 1000, 2):g}{how}")
    return found


def small(draft: Draft) -> Iterator[str]:
    """What lies small over the film, by its asset and where it is: "p2 top-right"."""
    for track in _track(draft, "overlay"):
        for s in track.segments:
            yield f"{s.asset} {_position((s.placement.x, s.placement.y))}"


def sound(draft: Draft) -> str:
    track = next(_track(draft, "main"), None)
    if track is None:
        return "usual"
    gain = track.gain * track.segments[0].gain
    return "mute" if track.muted or gain == 0 else "usual" if gain == 1 else f"{gain:g}"
