"""What two versions of a draft differ in, in plain sentences, English or Chinese.

A segment is known again by its id. What happened to every picture alike is told once; what follows by itself, such as
music that stays as long as the film, is not told. Not for undoing a difference (history.py, patch.py), and not complete
to the last key: what nobody sees or hears is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from vivant import effects, flows, sound
from vivant.timeline.called import (
    AT,
    BLOWN,
    DARKROOM,
    SENTENCES,
    WAYS,
    WORDS,
    be,
    corner_of,
    han,
    heard,
    named,
    part,
    usual_knob,
)  # fmt: skip
from vivant.timeline.draft import Draft
from vivant.timeline.placing import apart, placed_alike, swapped
from vivant.timeline.values import HOLD, Applied, Motion, Place, Segment, Source, Text, Track

_EACH = "\x00"
"""Stands for the pictures of which a sentence is told, until it is known of which it is."""

_NUMBER = re.compile(r"[-+]?\d")

Language: TypeAlias = Literal["en", "zh"]


def compare(before: Draft, after: Draft, language: Language = "en") -> tuple[str, ...]:
    """What is different in `after`, one sentence each, in the order of the film; one sentence if nothing is."""
    told = tuple(_Comparison(language).drafts(before, after))
    return told or (SENTENCES["same"][language == "zh"],)


def how(one: Applied, language: Language = "en", *, usual: bool = True) -> str:
    """How much of something there is, when, where and which way; with `usual` also where that is all of it."""
    return _Comparison(language)._applied(one, usual=usual)


def at(place: Place, language: Language = "en") -> str:
    """Where in the picture that is: "on the left"."""
    return _Comparison(language).at(place)


class _Comparison:
    """The sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.second = language == "zh"

    def say(self, key: str, **facts: object) -> str:
        """A sentence; where nothing needs to be named it begins with what happened."""
        text = SENTENCES[key][self.second]
        if facts.get("what") == "":
            text = text.removeprefix("{what}: ").removeprefix("{what}：")
            told = text.format(**facts | {"what": self.word("alone")})
            return told[:1].upper() + told[1:]
        return text.format(**facts)

    def word(self, key: str) -> str:
        return WORDS[key][self.second]

    # --- the whole ----------------------------------------------------------------------------------------------------

    def drafts(self, before: Draft, after: Draft) -> Iterator[str]:
        facts = (
            ("name", lambda d: f"“{d.title}”"), ("size", lambda d: "{}x{}".format(*d.size)),
            ("rate", lambda d: f"每秒 {d.fps:g} 帧" if self.second else f"{d.fps:g} fps"),
            ("background", lambda d: d.background),
        )  # fmt: skip
        for key, read in facts:
            old, new = read(before), read(after)
            if old != new:
                yield self.say("film", name=self.word(key), before=self._set(old), after=self._set(new))
        if before.duration_ms != after.duration_ms:
            yield self.say("lasts", before=self._seconds(before.duration_ms), after=self._seconds(after.duration_ms))
        yield from self._order(before, after)
        yield from self._come_and_gone(before, after)
        yield from self._pictures_kept(before, after)
        yield from self._others_kept(before, after)

    def _order(self, before: Draft, after: Draft) -> Iterator[str]:
        there = {s.id for s in after.main_segments()}
        old = [s.id for s in before.main_segments() if s.id in there]
        new = [s.id for s in after.main_segments() if s.id in set(old)]
        if old != new:
            yield self.say("order", after=self._listed([f"“{_name(s)}”" for s in after.main_segments()]))

    def _come_and_gone(self, before: Draft, after: Draft) -> Iterator[str]:
        """What is there no more, what is new, and which sound took the place of which."""
        gone, come = apart(before, after), apart(after, before)
        for segment, track in gone:
            if swapped(track, gone, come) is None:
                yield self.say("removed", what=self._called(segment, track))
        for segment, track in come:
            what, old = self._called(segment, track), swapped(track, come, gone)
            if old is not None:
                yield self._instead("", what, self._called(*old))
            elif track.kind == "sound" and _is_whole(segment, after):
                yield self.say("came", what=what)
            else:
                start, end = self._seconds(segment.start_ms), self._seconds(segment.end_ms)
                yield self.say("added", what=what, start=start, end=end)

    def _pictures_kept(self, before: Draft, after: Draft) -> Iterator[str]:
        """How what is seen differs: the sentences that are true of all pictures once, others with whose they are."""
        known = {s.id: s for track in before.tracks() for s in track.segments} | placed_alike(before, after)
        tracks = [t for t in after.tracks() if t.kind == "picture"]
        kept = [(s, t) for t in tracks for s in t.segments if s.id in known]
        if len(kept) == 1 and _pictures(before.tracks()) == _pictures(after.tracks()) == 1:
            yield from self._segment(known[kept[0][0].id], kept[0][0], "", kept[0][1])
            return
        told: dict[str, list[str]] = {}
        for segment, track in kept:
            for sentence in self._segment(known[segment.id], segment, _EACH, track):
                told.setdefault(sentence, []).append(self._called(segment, track))
        for sentence, names in told.items():
            each = len(names) == len(kept) > 1
            yield sentence.replace(_EACH, self.word("each") if each else self._listed(names))

    def _others_kept(self, before: Draft, after: Draft) -> Iterator[str]:
        """How sounds and words differ, and whole tracks."""
        known = {s.id: s for track in before.tracks() for s in track.segments}
        for track in after.tracks():
            for segment in (s for s in track.segments if track.kind != "picture" and s.id in known):
                old = known[segment.id]
                if old.asset == segment.asset and before.assets().get(old.asset) != after.assets().get(old.asset):
                    yield self._instead("", *[self._sound(_name(segment), track.role)] * 2)
                follows = _is_whole(old, before) and _is_whole(segment, after)
                shown = replace(old, duration_ms=segment.duration_ms) if follows else old
                yield from self._segment(shown, segment, self._called(old if old.text else segment, track), track)
        recipes = before.assets()
        for name, asset in after.assets().items():
            moods = [str(x.recipe.get("mood", "")) for x in (recipes[name], asset)] if name in recipes else []
            if moods and moods[0] != moods[1]:
                what = self._sound(asset.name, "music")
                yield self._changed(what, "mood", *(self._mood(x) for x in moods))
        old_tracks = {track.id: track for track in before.tracks()}
        for track in after.tracks():
            if track.id in old_tracks:
                yield from self._track(old_tracks[track.id], track)

    def _track(self, before: Track, after: Track) -> Iterator[str]:
        what = self._kind("own" if after.role == "main" else after.role)
        if before.muted != after.muted:
            yield self.say("muted" if after.muted else "unmuted", what=what)
        if before.gain != after.gain:
            yield self._changed(what, "volume", _percent(before.gain), _percent(after.gain))

    # --- one segment --------------------------------------------------------------------------------------------------

    def _segment(self, a: Segment, b: Segment, what: str, track: Track) -> Iterator[str]:
        if a.duration_ms != b.duration_ms and what:  # of one picture alone the film's length says it
            yield self.say("length", what=what, before=self._seconds(a.duration_ms), after=self._seconds(b.duration_ms))
        if a.start_ms != b.start_ms and track.role != "main":  # there it follows from what comes before
            yield self.say("start", what=what, before=self._seconds(a.start_ms), after=self._seconds(b.start_ms))
        if a.source and b.source and a.source.asset != b.source.asset and track.kind == "sound":
            yield self._instead("", *(self._sound(_name(x), track.role) for x in (b, a)))
            a = replace(a, fade_in_ms=b.fade_in_ms, fade_out_ms=b.fade_out_ms)
        elif a.source and b.source and a.source != b.source:
            trimmed = a.duration_ms != b.duration_ms and a.source.in_ms == b.source.in_ms
            yield from self._source(a.source, b.source, what, told=trimmed)
        yield from self._motions(a, b, what)
        yield from self._effects(a.applied, b.applied, what)
        if a.placement != b.placement:
            yield from self._fields(what, "placement", a.placement, b.placement)
        if a.text and b.text and a.text != b.text:
            yield from self._text(a.text, b.text, what)
        if a.gain != b.gain:
            yield self._changed(what, "volume", _percent(a.gain), _percent(b.gain))
        yield from self._fade("comes", a.fade_in_ms, b.fade_in_ms, what)
        yield from self._fade("goes", a.fade_out_ms, b.fade_out_ms, what)
        if a.transition != b.transition:
            yield self._changed(what, "transition", self._joined(a), self._joined(b))

    def _changed(self, what: str, name: str, before: object, after: object) -> str:
        """One thing that is different now; in Chinese a number stands apart from the words before it."""
        called = self.word(name) if name in WORDS else name
        now = "is" if name in WORDS or " of " in called else be(called)
        return self.say("changed", what=what, name=called, now=now, before=self._set(before), after=self._set(after))

    def _set(self, value: object) -> object:
        return f" {value}" if self.second and _NUMBER.match(str(value)) else value

    def _instead(self, what: str, name: str, before: str) -> str:
        return self.say(
            "anew" if name == before else "instead",
            what=what,
            name=name.removeprefix("The "),
            before=before.removeprefix("The "),
        )

    def _fade(self, how: str, before_ms: int, after_ms: int, what: str) -> Iterator[str]:
        if before_ms != after_ms:
            was = self.say("was", before=self._set(self._seconds(before_ms))) if before_ms and after_ms else ""
            key = how if after_ms else f"{how}_at_once"
            yield self.say(key, what=what, after=self._seconds(after_ms), was=was)

    def _source(self, a: Source, b: Source, what: str, *, told: bool) -> Iterator[str]:
        """How what plays of a file differs; that it ends earlier or later may be `told` by its length."""
        if a.asset != b.asset:
            yield self._changed(what, "asset", a.asset, b.asset)
        if a.speed != b.speed:
            yield self._changed(what, "speed", *(f"{x.speed:g} 倍" if self.second else f"{x.speed:g}x" for x in (a, b)))
        if a.reverse != b.reverse:
            ways = [self.word("backwards" if s.reverse else "forwards") for s in (a, b)]
            yield self._changed(what, "direction", *ways)
        if a.loop != b.loop:
            yield self._changed(what, "loop", a.loop, b.loop)
        parts = [self._part(s) for s in (a, b)]
        if parts[0] != parts[1] and not told and a.reverse == b.reverse:
            yield self._changed(what, "source", *parts)

    def _part(self, source: Source) -> str:
        if source.freeze_ms is not None:
            return f"{self.word('held')} {self._seconds(source.freeze_ms)}"
        if source.out_ms is None:
            return self.say("from", first=self._seconds(source.in_ms))
        return self.say("part", first=self._seconds(source.in_ms), last=self._seconds(source.out_ms))

    def _moves(self, motions: Sequence[Motion]) -> str:
        at, staged = " " if self.second else " at ", any(m.start_ms > 0 for m in motions)
        told = [
            self.name(m.move)
            + ("" if m.amount == 1 or m.move == "static" else at + _percent(m.amount))
            + ("" if m.speed == 1 else f" {m.speed:g}x")
            + self._aimed(m, len(motions) == 1)
            for m in motions
        ]
        return (
            ("，然后" if self.second else ", then ").join(told) if staged else self._listed(told) or self.word("none")
        )

    def _aimed(self, motion: Motion, alone: bool) -> str:
        """Where a move looks, and how long; from when to when where it is the only one."""
        start, lasts, told = motion.start_ms, motion.duration_ms, [self.at(motion.aim)] if motion.aim else []
        if start and alone:
            told.append(self._part(Source("", start, None if lasts is None else start + lasts)))
        elif lasts is not None:
            told.append(self._seconds(lasts))
        return ("（{}）" if self.second else " ({})").format(("，" if self.second else ", ").join(told)) if told else ""

    def _moved(self, a: Motion, b: Motion, what: str) -> Iterator[str]:
        """How the only move of a segment differs: how far it goes, how often it comes round."""
        name = self.name(b.move)
        if a.amount != b.amount:
            key, shown = "gentler" if b.amount < a.amount else "stronger", [_percent(x.amount) for x in (a, b)]
            yield self.say(key, what=what, name=name, before=shown[0], after=shown[1])
        if a.speed != b.speed:
            yield self.say("times", what=what, name=name, knob=self.part("pace"), times=f"{b.speed / a.speed:.2g}")

    def _motions(self, a: Segment, b: Segment, what: str) -> Iterator[str]:
        told = [self._moves(x.motions) for x in (a, b)]
        paceless = [[replace(m, amount=1.0, speed=1.0) for m in x.motions] for x in (a, b)]
        if paceless[0] == paceless[1] and len(a.motions) == 1:
            yield from self._moved(a.motions[0], b.motions[0], what)
        elif told[0] != told[1] and [m.move for m in b.motions] in ([], ["static"]) and a.motions:
            yield self.say("still", what=what, before=told[0])
        elif told[0] != told[1]:
            yield self._changed(what, "moves", *told)
        if a.seamless != b.seamless:
            yield self.say("loops" if b.seamless else "ends", what=what)
        elif told[0] == told[1] and a.motions != b.motions:
            yield self.say("ways", what=what)

    def _effects(self, before: Sequence[Applied], after: Sequence[Applied], what: str) -> Iterator[str]:
        old, new = ({a.kind: a for a in applied if a.kind != HOLD} for applied in (before, after))
        lost, gained = [k for k in old if k not in new], [k for k in new if k not in old]
        looks = [[k for k in kinds if _is_look(k)] for kinds in (lost, gained)]
        if len(looks[0]) == len(looks[1]) == 1:
            (was,), (now,) = looks
            yield self._instead(what, self.name(now), self.name(was))
            lost, gained = [k for k in lost if k != was], [k for k in gained if k != now]
        for kind in lost:
            if kind == DARKROOM:
                yield from (self._turned(what, knob, value, 0.0) for knob, value in old[kind].knobs.items())
                continue
            yield self._there("stilled" if kind in flows.catalogue() else "lost", kind, what)
        for kind, one in new.items():
            if kind in gained:
                yield from self._gained(one, what)
            elif kind in old and old[kind] != one:
                yield from self._effect(old[kind], one, what)

    def _gained(self, one: Applied, what: str) -> Iterator[str]:
        """Something new; of the darkroom, what is turned."""
        if one.kind != DARKROOM:
            how = self._applied(one, usual=False)
            yield self._there("stirred" if one.kind in flows.catalogue() else "gained", one.kind, what, how)
        for knob, value in one.knobs.items() if one.kind == DARKROOM else ():
            yield self._turned(what, knob, 0.0, value)

    def _there(self, key: str, kind: str, what: str, how: str = "") -> str:
        """That something is there now, or no more; `how` tells what is not as usual."""
        name = self.name(kind)
        whole = f"the {name}" if name.endswith(" look") else name
        how = (f"（{how}）" if self.second else f" ({how})") if how else ""
        return self.say(key, what=what, name=whole, then=be(name, "was", "were"), how=how)

    def _turned(self, what: str, knob: str, before: object, after: object) -> str:
        """A dial of the darkroom, whose middle is 0."""
        shown = [f"{x:+.0%}" if x and _is_number(x) else "0%" for x in (before, after)]
        return self._changed(what, self.say("turned", knob=self.part(knob)), *shown)

    def _effect(self, a: Applied, b: Applied, what: str) -> Iterator[str]:
        """How something that is applied differs: how much of it, its knobs, when and where."""
        name = self.name(b.kind)
        if b.place is not None and a.place != b.place:
            place = b.place.name or b.place.side
            at = self.part(place) if place else self.word("drawn")
            yield self.say("kept", what=what, name=name, keeps=be(name, "keeps", "keep"),
                           place=at if self.second or not place else f"the {at}")  # fmt: skip
        much = (a.amount, a.to) != (b.amount, b.to)
        told = [self._applied(x, much=much) for x in (a if b.place is None else replace(a, place=b.place), b)]
        if told[0] != told[1] and much:
            yield self._changed(what, name, *told)
        elif told[0] != told[1]:
            was = self.say("was", before=told[0]) if told[0] else ""
            yield self.say("now", what=what, name=name, now=be(name), after=told[1] or self.word("always"), was=was)
        for knob in dict.fromkeys((*a.knobs, *b.knobs)):
            old, new = (x.knobs.get(knob, usual_knob(x.kind, knob)) for x in (a, b))
            if old == new:
                continue
            if b.kind == DARKROOM:
                yield self._turned(what, knob, old, new)
            elif knob in BLOWN and _is_number(new) and new:
                way = self.say("way", way=self.part("right" if new > 0 else "left"))  # type: ignore[operator]
                same = knob == "drift" and _is_number(old) and old * new > 0  # type: ignore[operator]
                paced = self.say("paced", times=f"{new / old:.2g}") if same else ""  # type: ignore[operator]
                yield self.say("now", what=what, name=name, now=be(name), after=way + paced, was="")
            elif _is_number(old) and _is_number(new) and old * new > 0:  # type: ignore[operator]
                times = f"{new / old:.2g}"  # type: ignore[operator]
                yield self.say("times", what=what, name=name, knob=self.part(knob), times=times)
            else:
                shown = [self._knob(x) for x in (old, new)]
                yield self._changed(what, self.say("knob", name=name, knob=self.part(knob)), *shown)

    def part(self, name: str) -> str:
        return part(name, chinese=self.second)

    def _knob(self, value: object) -> str:
        return _percent(float(value)) if _is_number(value) else self._shown(value)  # type: ignore[arg-type]

    def _applied(self, applied: Applied, *, usual: bool = True, much: bool = True) -> str:
        """How `much` of something there is, when, where and which way; with `usual` also where that is all of it."""
        there = [_percent(applied.amount)] if much and (usual or applied.amount != 1.0) else []
        if much and applied.to is not None:
            there = [self.say("growing", first=_percent(applied.amount), last=_percent(applied.to))]
        if applied.start_ms or applied.duration_ms is not None:
            start, lasts_ms = self._seconds(applied.start_ms), applied.duration_ms
            end = "" if lasts_ms is None else self._seconds(applied.start_ms + lasts_ms)
            there.append(self.say("part" if end else "from", first=start, last=end))
        if applied.fade_in_ms:
            there.append(f"{self.word('comes')} {self._seconds(applied.fade_in_ms)}")
        if applied.fade_out_ms:
            there.append(f"{self.word('goes')} {self._seconds(applied.fade_out_ms)}")
        if applied.place is not None:
            there.append(self.at(applied.place))
        there[:0] = [] if usual else self._chosen(applied)
        if applied.direction_deg is not None:
            way = WAYS[round(applied.direction_deg / 45) % len(WAYS)].split()
            there.append(self.say("way", way=("" if self.second else " and ").join(map(self.part, way))))
        return ("，" if self.second else ", ").join(there)

    def at(self, place: Place) -> str:
        """ "on the left", 左边."""
        name = place.name or place.side or corner_of(place)
        if self.second or not name:
            return self.part(name) if name else self.word("drawn")
        return f"{AT.get(name, 'in')} the {self.part(name).replace('-', ' ')}"

    def _chosen(self, applied: Applied) -> Iterator[str]:
        """The knobs that are not as usual: what was chosen, or how many times the usual it is."""
        for knob, value in applied.knobs.items():
            usual = usual_knob(applied.kind, knob)
            if isinstance(value, str) and value != usual:
                yield self.part(value)
            elif knob == "wind" and isinstance(value, float):
                yield self.say("way", way=self.part("right" if value > 0 else "left"))
            elif isinstance(value, float) and isinstance(usual, float) and value * usual > 0 and value != usual:
                times = f"{value / usual:.2g}"
                yield f"{self.part(knob)} {times} 倍" if self.second else f"{times}x {self.part(knob)}"

    def _shown(self, value: object) -> str:
        if value is None or value == "":
            return self.word("none")
        return f"{value:g}" if _is_number(value) else self.part(str(value))

    def _text(self, a: Text, b: Text, what: str) -> Iterator[str]:
        if a.content != b.content:
            yield self.say("reads", what=what, after=f"“{b.content}”")
        yield from self._fields(what, "look", a, b, leave=("content",))

    def _fields(self, what: str, name: str, a: Any, b: Any, leave: tuple[str, ...] = ()) -> Iterator[str]:
        """A sentence for each thing of a value that is different, one for all where there are many."""
        names = [n for n in type(a).__slots__ if n not in leave and getattr(a, n) != getattr(b, n)]
        if len(names) > 2:
            told = [", ".join(f"{self.part(n)} {self._field(x, n)}" for n in names) for x in (a, b)]
            yield self._changed(what, name, *told)
            return
        for one in names:
            field = self.say("turned", knob=self.part(one))
            yield self._changed(what, field, *(self._field(x, one) for x in (a, b)))

    def _field(self, value: Any, name: str) -> str:
        """A field of a value; heights of letters as shares of the frame."""
        one = getattr(value, name)
        if one is None or one == "":
            return self.word("usual")
        return _percent(one) if name == "size_h" else self._shown(one)

    # --- names --------------------------------------------------------------------------------------------------------

    def name(self, kind: str) -> str:
        """What people call a move, a flow, an effect or a transition."""
        return named(kind, chinese=self.second)

    def _seconds(self, ms: int) -> str:
        return f"{ms / 1000:.2f}".rstrip("0").rstrip(".") + (" 秒" if self.second else " s")

    def _joined(self, segment: Segment) -> str:
        one = segment.transition
        return f"{self.name(one.kind)} {self._seconds(one.duration_ms)}" if one else self.word("none")

    def _called(self, segment: Segment, track: Track) -> str:
        """What people know a segment by; by its number too, where others of its track are called the same."""
        if segment.text:
            return self._kind("caption" if track.role == "caption" else "title", segment.text.content)
        name = _name(segment)
        if [_name(s) for s in track.segments].count(name) > 1:
            name += f" ({1 + [s.id for s in track.segments].index(segment.id)})"
        return self._sound(name, track.role) if track.kind == "sound" else f"“{name}”"

    def _kind(self, role: str, name: str = "") -> str:
        """What a sentence begins with: "The title “Rome”", "The music"."""
        kind = self.word(role)
        return kind + (f"“{name}”" if name else "") if self.second else f"The {kind}" + (f" “{name}”" if name else "")

    def _sound(self, name: str, role: str) -> str:
        """A style of music or a bed by the name that people give it, others by their own."""
        if words := sound.catalogue().words.get(name, ()):
            return f"{han(words, name)}音乐" if self.second else f"The {words[0]} music"
        if name in sound.bed_catalogue():
            return heard(name, chinese=True) if self.second else f"The sound of {heard(name, chinese=False)}"
        return self._kind(role, name)

    def _mood(self, name: str) -> str:
        return han(sound.MOODS[name].words, name) if self.second and name in sound.MOODS else self._shown(name)

    def _listed(self, told: Sequence[str]) -> str:
        if len(told) < 2:
            return "".join(told)
        return self.say("list", most=("、" if self.second else ", ").join(told[:-1]), last=told[-1])


def _is_whole(segment: Segment, draft: Draft) -> bool:
    """Whether something is there from the beginning of a film to its end."""
    return segment.start_ms == 0 and segment.end_ms == draft.duration_ms


def _is_look(kind: str) -> bool:
    return kind != DARKROOM and kind in effects.catalogue() and effects.catalogue()[kind].kind == "tone"


def _pictures(tracks: Sequence[Track]) -> int:
    """How many segments are seen."""
    return sum(len(track.segments) for track in tracks if track.kind == "picture")


def _name(segment: Segment) -> str:
    return segment.name or segment.asset or segment.id


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _percent(gain: float) -> str:
    return f"{round(gain * 100)}%"
