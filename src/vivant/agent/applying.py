"""Wishes for what lives in a picture into what is applied to a segment: flows on its areas, effects over its frames.

What the picture has no place for and what an effect cannot do is told. Not for reading words (living.py) or for camera
moves (direct.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from vivant import effects, flows
from vivant.agent import living_words as lw
from vivant.agent import wishes as w
from vivant.agent.knobs import BLOWN, CARRIED, PACES, RISING, choice, within
from vivant.agent.meanings import listed, things
from vivant.agent.moods import MOODS, MOST
from vivant.agent.notes import called, listing, mood_name
from vivant.agent.tokens import stems
from vivant.scene.areas import AREAS, find_area
from vivant.scene.scene import Scene
from vivant.timeline import HOLD, Applied, Place

ON_A_WORD = "sea"
"""The area that is only looked for where somebody speaks of water and none was seen."""
MOST_AMOUNT, MOST_DIAL = 3.0, 1.0
WAYS = {
    "right": 0.0, "right up": 45.0, "up": 90.0, "left up": 135.0, "left": 180.0, "left down": 225.0, "down": 270.0,
    "right down": 315.0,
}  # fmt: skip
"""Directions in degrees: 0 to the right, 90 up."""
FADE_MS, LONGEST_FADE = 1000, 0.4
"""How long coming and going take, at most so much of the time that something is there."""
BEGUN, GROWN, SHRUNK = 0.4, 1.6, 0.3
"""What grows begins with so much of its amount, or with what is there, and ends with so much; what shrinks ends so."""
SLOWLY = 0.8
"""How much of its time the coming of what grows takes, or the going of what lifts."""
NEARLY_ALL = 0.95
"""The nearness from which on fog stays clear of an area that it was asked for in: the area says where it is."""
OVERLAYS = ("adjust", "warm", "cool", "vivid", "lut", "day_for_night")
"""Tones that go with others, as night does; of the other looks a picture has one."""
OPPOSITES = (("warm", "cool"), ("golden_hour", "day_for_night"))
ALIKE = (("fog", "ground_mist", "haze", "mist"), ("stars", "shooting_stars"), ("warm", "golden_hour"))
"""What people call by one name: "less fog" and "no fog" mean the mist that is there where no fog is."""
GOLDEN = ("golden_hour", "warm", "candle_glow")
"""Light whose colour may be told: "golden morning light"."""
GREY = ("black_and_white", "noir")
"""Looks in which light has no colour."""
EVENING = 0.5
"""The amount of night that an evening has."""
LIVELY = 0.8
"""The amount of a flow that nobody named."""

_LESS = re.compile(
    r"\b(?:less|fewer|reduce|too (?:much|many|heavy|thick|dense|strong))\b|少一点|少一些|太[大浓多密强厚]"
)
"""What can only be said of something that is there."""
_COMPARED, FURTHER = re.compile(r"[a-z]er$|[暖冷](?:一点|一些|点)$"), 0.4
"""A tone beside what there is: "warmer" is warmer once it is warm."""

_ORDER: Mapping[type, int] = {w.Mood: 1, w.Life: 2, w.Dial: 3, w.Add: 4, w.Hold: 5}
"""What was named itself comes after what a mood brings, so that it counts."""

Tell = Callable[..., None]


@dataclass(slots=True)
class _Bench:
    """What is applied so far, by kind; `brought` are those that a mood has brought just now."""

    scene: Scene
    total_ms: int
    tell: Tell
    language: str
    there: dict[str, Applied]
    last_stage: int = 0
    given: Sequence[str] = ()
    brought: set[str] = field(default_factory=set)

    def name(self, kind: str) -> str:
        return called(kind, self.language)


def applied(
    wishes: Sequence[w.Wish],
    scene: Scene,
    earlier: Sequence[Applied],
    total_ms: int,
    tell: Tell,
    language: str,
    given: Sequence[str] = (),
    sparing: Collection[str] = (),
) -> tuple[Applied, ...]:
    """Everything that is applied to a segment of `total_ms` after the wishes. `tell(key, **facts)` tells a person;
    the `given` kinds have a place from elsewhere, moods do not bring the `sparing` ones."""
    stages = [x.stage for x in wishes if isinstance(x, (w.Add, w.Move))]
    keyed: dict[str, Applied] = {}
    for n, one in enumerate(earlier):
        keyed[f"{one.kind}@{n}" if one.kind == HOLD or one.kind in keyed else one.kind] = one
    bench = _Bench(scene, total_ms, tell, language, keyed, max(stages, default=0), given)
    avoided = {kind for x in wishes if isinstance(x, w.Remove) for kind in x.kinds}
    for wish in sorted(_without_colour(wishes), key=lambda x: _ORDER.get(type(x), 0)):
        if isinstance(wish, w.Remove):
            _remove(wish, bench)
        elif isinstance(wish, w.Mood):
            _set_mood(wish, bench, avoided.union(sparing))
        elif isinstance(wish, w.Life):
            _enliven(wish, bench)
        elif isinstance(wish, w.Dial):
            _turn(wish, bench)
        elif isinstance(wish, w.Add):
            _add(wish, bench, avoided)
        elif isinstance(wish, w.Hold):
            _hold(wish, bench)
    if any(isinstance(x, w.Opposite) for x in wishes):
        named = {kind for x in wishes if isinstance(x, w.Add) for kind in x.kinds}
        _turn_round(bench, named & {a.kind for a in earlier} if named else {a.kind for a in earlier})
    _replace_stages([x for x in wishes if isinstance(x, w.Add)], bench)
    return tuple(bench.there.values())


def _without_colour(wishes: Sequence[w.Wish]) -> Iterator[w.Wish]:
    """The wishes with an evening that has no colours as what is left of it: "an evening in black and white" is dark."""
    grey = any(isinstance(x, w.Add) and x.kinds[0] in GREY for x in wishes)
    for wish in wishes:
        at_a_time = grey and isinstance(wish, w.Add) and stems(wish.said.lower())[-1:] in listed("TIMES")
        if at_a_time and isinstance(wish, w.Add) and wish.kinds[0] == "golden_hour":
            yield replace(wish, kinds=("day_for_night",), amount=EVENING)
        else:
            yield wish


def holds_area(wish: w.Hold, scene: Scene) -> str:
    """The area that a wish to hold still is about, "" if it is the subject or nothing that has an area."""
    key = stems(wish.subject.lower())
    named = next(
        (one for one in wish.subject.lower().split() if one in AREAS and find_area(scene, one) is not None), ""
    )
    if named and named != "subject":
        return named
    kinds = [n for one in (key, *((k,) for k in key)) for n in things().get(one, ())]
    areas = [area for kind in kinds for area in flows.catalogue()[kind].areas]
    return next((area for area in areas if area in AREAS and find_area(scene, area) is not None), "")


def place_of(kind: str, scene: Scene, areas: Iterable[str] | None = None) -> str:
    """The area of the picture where a flow lives, "" if the picture has none."""
    known = areas if areas is not None else flows.catalogue()[kind].areas
    return next((area for area in known if area in AREAS and find_area(scene, area) is not None), "")


# --- one wish ---------------------------------------------------------------------------------------------------------


def _remove(wish: w.Remove, bench: _Bench) -> None:
    kinds = wish.kinds if not wish.kinds else _there_or_alike(wish.kinds, bench)
    gone = [k for k, a in bench.there.items() if a.kind in kinds or (not kinds and a.kind != HOLD)]
    if gone:
        names = [bench.there.pop(key).kind for key in gone]
        bench.tell("removed_applied", what=listing(names, bench.language))


def _there_or_alike(kinds: Sequence[str], bench: _Bench) -> tuple[str, ...]:
    """The kinds that are meant by what is there already: themselves, or what goes by their name where they are not."""
    alike = {k for family in ALIKE if set(family) & set(kinds) for k in family}
    return tuple(kinds) if set(kinds) & set(bench.there) else (*kinds, *(k for k in bench.there if k in alike))


def _add(wish: w.Add, bench: _Bench, avoided: set[str]) -> None:
    kind = _kind(wish, bench)
    taken = _taken_for_water(kind, wish, bench)
    kind = kind or taken
    if not kind:
        if not wish.quiet:
            areas = flows.catalogue()[wish.kinds[0]].areas
            bench.tell("no_place", what=wish.said or bench.name(wish.kinds[0]), area=areas[0])
        return
    if kind in avoided:
        bench.tell("overruled_applied", what=bench.name(kind))
        return
    entry = _entry(kind)
    if wish.speed is not None and wish.speed < 1.0 and getattr(entry, "kind", "") == "tone":
        wish = replace(wish, speed=None, grows=True)  # what light does slowly, it becomes
    before = bench.there.get(kind)
    if before is None and wish.relative and (wish.amount or 1.0) < 1.0 and _LESS.search(wish.cause.lower()):
        bench.tell("nothing_less", what=bench.name(kind))
        return
    wish = _from_here_on(wish, before)
    amount = _amount(wish, None if kind in bench.brought and not wish.relative else before)
    if before and not wish.relative and getattr(entry, "kind", "") == "tone" and _COMPARED.search(wish.said.lower()):
        amount = round(min(MOST_AMOUNT, before.amount * (1.0 + FURTHER * (wish.amount or 1.0))), 3)
    knobs = {**(before.knobs if before else {}), **_knobs(wish, kind, entry, before, bench)}
    start, lasts = _window(wish, before, bench)
    come, go = _fades(wish, before, start, lasts, bench)
    flow = kind in flows.catalogue()
    place = _place(wish, bench, flow=flow) or (before.place if before else None)
    if taken and before is None:
        bench.tell("taken_for_water", what=bench.name(kind))
        place = Place(ON_A_WORD, wish.side) if not place_of(kind, bench.scene) else place
    if place and place.name not in ("", "background") and "clear" in entry.params.model_fields:
        knobs.setdefault("clear", NEARLY_ALL)
    way = WAYS.get(wish.way) if flow else None
    turned = way if way is not None else before.direction_deg if before else None
    if not flow and wish.only and place is None:
        falls = getattr(entry, "kind", "") == "particles"
        bench.tell("whole_picture" if falls else "whole_look", what=bench.name(kind), place=wish.only)
    if wish.alone:
        for other in [k for k in bench.there if k in flows.catalogue() and k != kind]:
            del bench.there[other]
    _make_room(kind, bench)
    amount, to = _growth(wish, amount, before, come)
    bench.there[kind] = Applied(kind, amount, knobs, start, lasts, come, go, place, turned, to)


def _taken_for_water(kind: str, wish: w.Add, bench: _Bench) -> str:
    """The flow of water, `kind` or else one of those asked for, whose place is not sure to be water: who speaks of the
    sea has seen one. "" if water was seen, or if nothing can be taken for it."""
    if wish.quiet or float(bench.scene.water.max(initial=0.0)) > 0.5:
        return ""
    if kind:
        return kind if kind in flows.catalogue() and place_of(kind, bench.scene) == "water" else ""
    wet = [k for k in wish.kinds if k in flows.catalogue() and "water" in flows.catalogue()[k].areas]
    return wet[0] if wet and find_area(bench.scene, ON_A_WORD) is not None else ""


def _from_here_on(wish: w.Add, before: Applied | None) -> w.Add:
    """More or less towards the end of what is there all the time is no time that it is there, but how it goes on."""
    part = wish.span.part if wish.span is not None else None
    always = before is not None and not before.start_ms and before.duration_ms is None
    if not (always and wish.relative and part and part[1] == 1.0 and wish.amount) or "only" in wish.cause.split():
        return wish
    grows = wish.amount > 1.0
    return replace(wish, span=None, amount=None, relative=False, grows=grows, shrinks=not grows)


def _place(wish: w.Add, bench: _Bench, *, flow: bool) -> Place | None:
    """The side or the area that something should keep to, None for its own or the whole picture."""
    area = wish.area if not flow and wish.area in AREAS and find_area(bench.scene, wish.area) is not None else ""
    return Place(area, wish.side) if area or wish.side else None


def _growth(wish: w.Add, amount: float, before: Applied | None, come_ms: int) -> tuple[float, float | None]:
    """The amount at the start and, where it grows or shrinks, at the end. What comes softly has grown by that."""
    if wish.shrinks:
        return amount, round(SHRUNK * amount, 3)
    if wish.grows and not come_ms:
        start = before.amount if before else round(BEGUN * amount, 3)
        return start, round(min(MOST_AMOUNT, GROWN * amount), 3)
    if wish.grows or wish.amount is not None or before is None:
        return amount, None
    return amount, before.to


def _kind(wish: w.Add, bench: _Bench) -> str:
    """What is meant: what is there already, then the first that the picture has a place for, "" if there is none."""
    exact = "_" in wish.kinds[0] and stems(wish.said.lower()) == stems(wish.kinds[0].replace("_", " "))
    kinds = _there_or_alike(wish.kinds, bench) if wish.relative else wish.kinds
    present = [k for k in kinds if (k in bench.there or k in bench.given) and (not exact or wish.relative)]
    if not present and wish.relative and wish.kinds[0] in flows.catalogue():
        areas = set(flows.catalogue()[wish.kinds[0]].areas)
        present = [k for k in bench.there if k in flows.catalogue() and areas & set(flows.catalogue()[k].areas)]
    worn = float(bench.scene.subject.max(initial=0.0)) > 0.5
    lost = {"cloth"} if worn and _is_unworn(wish.said.lower()) else set()
    placed = [k for k in wish.kinds if k not in flows.catalogue() or (place_of(k, bench.scene) and k not in lost)]
    return next(iter((*present, *placed)), "")


def _is_unworn(said: str) -> bool:
    """Whether cloth is called by what nobody wears; 旗袍 is no 旗."""
    return any(one == said or (len(one) > 1 and one in said) for one in lw.phrases(lw.NOT_WORN))


def _entry(kind: str) -> Any:
    return flows.catalogue().get(kind) or effects.catalogue()[kind]


def _amount(wish: w.Add, before: Applied | None) -> float:
    if wish.amount is None:
        return before.amount if before else 1.0
    start = before.amount if before and wish.relative else 1.0
    return round(min(MOST_AMOUNT, start * wish.amount), 3)


def _knobs(wish: w.Add, kind: str, entry: Any, before: Applied | None, bench: _Bench) -> dict[str, bool | float | str]:
    rules: Mapping[str, Any] = entry.params.model_fields
    set_before: Mapping[str, bool | float | str] = before.knobs if before else {}
    found: dict[str, bool | float | str] = {}
    for name, factor in (("pace", wish.speed), ("size", wish.size)):
        knob = next((k for k in (PACES if name == "pace" else ("size",)) if k in rules), None)
        if factor is None:
            continue
        if knob is None:
            bench.tell(f"no_{name}", what=bench.name(kind))
            continue
        start = set_before.get(knob, rules[knob].default) if wish.relative else rules[knob].default
        found[knob] = within(rules[knob], float(start) * factor)
    found |= _blown(wish, kind, rules, bench)
    chosen = {k: v for said in wish.choices for k, v in choice(said, rules).items()}
    if set(wish.choices) - {"white"} and not chosen and not wish.relative and kind not in GOLDEN:
        bench.tell("no_colour", what=bench.name(kind))
    return found | chosen


def _blown(wish: w.Add, kind: str, rules: Mapping[str, Any], bench: _Bench) -> dict[str, bool | float | str]:
    """The knob that takes an effect the way that was asked for."""
    if not wish.way or kind in flows.catalogue():
        return {}
    side = "left" if "left" in wish.way else "right" if "right" in wish.way else ""
    for knob, most in BLOWN.items():
        if knob in rules and side:
            pace = max(abs(float(rules[knob].default)), most) * (wish.speed or 1.0)
            return {knob: within(rules[knob], pace if side == "right" else -pace)}
    chosen = next(({k: side} for k, rule in rules.items() if side and side in get_args(rule.annotation)), {})
    falls = "wind" in rules and wish.way in ("up", "down") and (wish.way == "up") != (kind in RISING)
    if (side and not chosen) or falls:
        bench.tell("no_way", what=bench.name(kind))
    return dict(chosen)


def _make_room(kind: str, bench: _Bench) -> None:
    """A picture has one look, and is not warm and cool at once: what was there gives way, which is told."""
    effect = effects.catalogue().get(kind)
    opposed = {k for pair in OPPOSITES if kind in pair for k in pair if k != kind}
    look = effect is not None and effect.kind == "tone" and kind not in OVERLAYS
    for key in list(bench.there):
        other = effects.catalogue().get(bench.there[key].kind)
        looks = look and other is not None and other.kind == "tone" and other.name not in OVERLAYS
        if key != kind and (key in opposed or looks):
            del bench.there[key]
            bench.tell("gave_way", what=bench.name(key), to=bench.name(kind))


def _turn(wish: w.Dial, bench: _Bench) -> None:
    place = Place(wish.area) if wish.area in AREAS and find_area(bench.scene, wish.area) is not None else None
    known = next((k for k, a in bench.there.items() if a.kind == "adjust" and a.place == place), "")
    key = known or f"adjust@{wish.area if place else 'all'}"
    before = bench.there.get(key, Applied("adjust", place=place))
    value = float(before.knobs.get(wish.name, 0.0)) + wish.step
    knobs = {**before.knobs, wish.name: round(max(-MOST_DIAL, min(MOST_DIAL, value)), 3)}
    slowly = round(SLOWLY * bench.total_ms)
    come, go = (
        slowly if on else was for on, was in ((wish.grows, before.fade_in_ms), (wish.lifts, before.fade_out_ms))
    )
    bench.there[key] = replace(before, knobs=knobs, fade_in_ms=come, fade_out_ms=go)


# --- sets -------------------------------------------------------------------------------------------------------------


def _set_mood(wish: w.Mood, bench: _Bench, avoided: set[str]) -> None:
    taken: list[str] = []
    look = bench.there.get(wish.name)
    if look is not None and wish.amount is not None:  # the look of that name is there: there is more or less of it
        amount = round(min(MOST_AMOUNT, look.amount * wish.amount), 3)
        bench.there[wish.name] = replace(look, amount=amount)
        return
    for part in MOODS[wish.name].parts:
        known = part.kind in effects.catalogue() or (
            part.kind in flows.catalogue() and place_of(part.kind, bench.scene)
        )
        if known and part.kind not in avoided and len(taken) < MOST:
            amount = round(min(MOST_AMOUNT, part.amount * (1.0 if wish.amount is None else wish.amount)), 3)
            _make_room(part.kind, bench)
            before = bench.there.get(part.kind, Applied(part.kind))
            bench.there[part.kind] = replace(before, amount=amount, knobs={**before.knobs, **part.knobs})
            bench.brought.add(part.kind)
            taken.append(part.kind)
    if taken:
        bench.tell("mood", mood=mood_name(wish.name, bench.language), chosen=listing(taken, bench.language))


def _enliven(wish: w.Life, bench: _Bench) -> None:
    """One flow for each area that the picture has."""
    amount = LIVELY if wish.amount is None else min(MOST_AMOUNT, wish.amount)
    blown = [kind for kind in wish.flows if kind in bench.there]
    if blown and wish.amount is not None:  # more wind: what it moves already moves more
        for kind in blown:
            moved = round(min(MOST_AMOUNT, bench.there[kind].amount * wish.amount), 3)
            bench.there[kind] = replace(bench.there[kind], amount=moved)
        return
    added = []
    for kind in lively(bench.scene, wish.flows):
        if kind not in bench.there:
            bench.there[kind] = Applied(kind, amount)
            added.append(kind)
    if added:
        bench.tell("life", chosen=listing(added, bench.language))
    else:
        bench.tell("no_wind" if wish.flows else "no_life")


def lively(scene: Scene, among: Sequence[str] = ()) -> tuple[str, ...]:
    """The gentle flows whose areas a picture has, one for each area."""
    wanted = among or ("clouds", "water_ripple", "waterfall", "foliage", "grass", "hair", "cloth", "smoke", "fire")
    taken: dict[str, str] = {}
    for kind in wanted:
        area = place_of(kind, scene) if kind in flows.catalogue() else ""
        if area and area not in taken:
            taken[area] = kind
    return tuple(taken.values())


def _turn_round(bench: _Bench, kinds: Collection[str]) -> None:
    """What is carried to one side is carried to the other; a flow that goes its own way goes to the left."""
    for key, one in ((k, a) for k, a in list(bench.there.items()) if a.kind in kinds):
        entry = _entry(one.kind) if one.kind in flows.catalogue() or one.kind in effects.catalogue() else None
        knob = next(
            (k for k in BLOWN if entry is not None and k in entry.params.model_fields and one.knobs.get(k)), None
        )
        if one.direction_deg is not None:
            bench.there[key] = replace(one, direction_deg=(one.direction_deg + 180.0) % 360.0)
        elif one.kind in CARRIED:
            bench.there[key] = replace(one, direction_deg=WAYS["left"])
        elif knob:
            bench.there[key] = replace(one, knobs={**one.knobs, knob: -float(one.knobs[knob])})


def _hold(wish: w.Hold, bench: _Bench) -> None:
    """What flows there flows no more; an area in which nothing flows is held."""
    key = stems(wish.subject.lower())
    still = {name for one in (key, *((k,) for k in key)) for name in things().get(one, ())} & set(bench.there)
    for kind in still:
        del bench.there[kind]
        bench.tell("stopped", what=bench.name(kind))
    area = "" if still else holds_area(wish, bench.scene)
    if area:
        bench.there[f"{HOLD}@{area}"] = Applied(HOLD, place=Place(area))


# --- when -------------------------------------------------------------------------------------------------------------


def _window(wish: w.Add, before: Applied | None, bench: _Bench) -> tuple[int, int | None]:
    """Start and length in milliseconds; no length means to the end."""
    total = bench.total_ms
    if wish.span is None:
        if wish.stage:
            return round(total * wish.stage / (bench.last_stage + 1)), None
        return (before.start_ms, before.duration_ms) if before else (0, None)
    if wish.span.part:
        start, end = (fraction * total for fraction in wish.span.part)
    else:
        earlier = before.start_ms if before else 0.0
        start = earlier if wish.span.start_s is None else wish.span.start_s * 1000
        start = start + total if start < 0 else start
        until = before.start_ms + before.duration_ms if before and before.duration_ms else total
        end = (until if until > start else total) if wish.span.end_s is None else wish.span.end_s * 1000
        end = end + total if end < 0 else end
    start = min(max(0.0, start), total - 1.0)
    end = min(max(end, start + 1.0), float(total))
    return round(start), None if end >= total else max(1, round(end - start))


def _fades(wish: w.Add, before: Applied | None, start: int, lasts: int | None, bench: _Bench) -> tuple[int, int]:
    """How long it takes to come and to go, in milliseconds. What does not fill the clip comes and goes softly."""
    there = lasts if lasts is not None else bench.total_ms - start
    most = round(LONGEST_FADE * there)
    usual = min(FADE_MS, most)
    said = round(wish.fade_s * 1000) if wish.fade_s else None
    come, go = (before.fade_in_ms, before.fade_out_ms) if before and wish.span is None else (0, 0)
    if wish.grows and (start or wish.fade_in):
        come = round(SLOWLY * there)
    elif wish.fade_in or start:
        come = min(said, there) if said and wish.fade_in else max(usual, most if wish.fade_in else 0)
    if wish.lifts:
        go = round(SLOWLY * there)
    elif wish.fade_out or lasts is not None:
        go = min(said, there) if said and wish.fade_out else max(usual, most if wish.fade_out else 0)
    return min(come, there), min(go, there)


def _replace_stages(added: Sequence[w.Add], bench: _Bench) -> None:
    """ "rain, then snow": what came first goes when the next comes."""
    later = [x for x in added if x.stage]
    if not later or not any(x.stage == 0 for x in added):
        return
    ends = (
        min(bench.there[k].start_ms for x in later for k in x.kinds if k in bench.there)
        if any(k in bench.there for x in later for k in x.kinds)
        else 0
    )
    for wish in (x for x in added if x.stage == 0 and x.span is None):
        kind = next((k for k in wish.kinds if k in bench.there), "")
        if kind and ends > bench.there[kind].start_ms:
            lasts = ends - bench.there[kind].start_ms
            bench.there[kind] = replace(bench.there[kind], duration_ms=lasts, fade_out_ms=min(FADE_MS, lasts // 2))
