"""What two versions of a draft differ in, in plain sentences, English or Chinese.

A segment is known again by its id. Not for undoing a difference (history.py, patch.py), and not complete to the last
key: what nobody sees or hears is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from vivant import effects, flows, moves, sound, transitions
from vivant.timeline.called import part
from vivant.timeline.draft import Draft
from vivant.timeline.values import HOLD, STEADY, Applied, Motion, Segment, Source, Text, Track

_DARKROOM = "adjust"

Language: TypeAlias = Literal["en", "zh"]
Tell: TypeAlias = Callable[..., str]

SENTENCES: dict[str, tuple[str, str]] = {
    "added": ("{what} was added, {length} long, at {start}.", "加入了{what}，长 {length}，从 {start}开始。"),
    "removed": ("{what} was removed.", "去掉了{what}。"),
    "length": ("{what} is now {after} long (was {before}).", "{what}现在长 {after}（原来 {before}）。"),
    "start": ("{what} now starts at {after} (was {before}).", "{what}现在从 {after}开始（原来 {before}）。"),
    "order": ("The order is now {after}.", "顺序现在是{after}。"),
    "changed": ("{what}: {name} is now {after} (was {before}).", "{what}：{name}现在是{after}（原来{before}）。"),
    "gained": ("{what}: {name} was added.", "{what}：加入了{name}。"),
    "lost": ("{what}: {name} was removed.", "{what}：去掉了{name}。"),
    "film": ("The {name} is now {after} (was {before}).", "{name}现在是{after}（原来{before}）。"),
    "lasts": ("The film is now {after} long (was {before}).", "影片现在长 {after}（原来 {before}）。"),
    "reads": ("{what} now reads {after}.", "{what}现在写着{after}。"),
    "fading": (
        "{what} now fades in over {come} and out over {go} (was {old_come} and {old_go}).",
        "{what}现在淡入{come}、淡出{go}（原来{old_come}、{old_go}）。",
    ),
    "ways": ("{what}: the camera moves the same way, with other details.", "{what}：镜头运动不变，细节有调整。"),
    "loops": ("{what}: it ends where it began now, as a loop.", "{what}：现在首尾相接，可以循环。"),
    "ends": ("{what}: it is no longer a loop.", "{what}：现在不再循环。"),
    "muted": ("{what} is now silent.", "{what}现在静音。"),
    "unmuted": ("{what} can be heard again.", "{what}恢复了声音。"),
    "times": (
        "{what}: {name}: the {knob} is now {times} times what it was.",
        "{what}：{name}的{knob}现在是原来的 {times} 倍。",
    ),
    "turned": ("the {knob}", "{knob}"),
    "kept": ("{what}: {name} now keeps to {place}.", "{what}：{name}现在只在{place}那里。"),
    "knob": ("{name}: the {knob}", "{name}的{knob}"),
    "same": ("Nothing that is seen or heard has changed.", "看到和听到的都没有变。"),
    "part": ("{first} to {last}", "{first}到{last}"),
    "from": ("{first} and on", "{first}起"),
    "list": ("{most} and {last}", "{most}和{last}"),
}
WORDS: dict[str, tuple[str, str]] = {
    "none": ("none", "无"), "fades": ("fading", "淡入淡出"),
    "drawn": ("in the place drawn for it", "画出的地方"), "size": ("size", "画面大小"), "rate": ("frame rate", "帧率"),
    "name": ("name", "名称"), "background": ("background", "背景"), "moves": ("the camera", "镜头运动"),
    "transition": ("the transition", "转场"), "source": ("the part that plays", "播放的部分"),
    "speed": ("the speed", "速度"), "volume": ("the volume", "音量"), "placement": ("the placing", "位置"),
    "look": ("the look of the words", "文字样式"), "direction": ("the direction", "播放方向"),
    "forwards": ("forwards", "正放"), "backwards": ("backwards", "倒放"), "held": ("held still", "定格"),
    "asset": ("the picture or sound", "素材"), "loop": ("at the end", "到头之后"), "music": ("music", "音乐"),
    "own": ("own sound", "原声"), "steady": ("a steady picture", "防抖"), "voice": ("voice", "人声"),
    "sfx": ("sound", "音效"), "overlay": ("overlay", "叠加画面"),
    "main": ("main track", "主轨道"), "alone": ("the picture", "画面"), "title": ("title", "标题"),
    "caption": ("caption", "字幕"),
}  # fmt: skip


def compare(before: Draft, after: Draft, language: Language = "en") -> tuple[str, ...]:
    """What is different in `after`, one sentence each, in the order of the film; one sentence if nothing is."""
    told = tuple(_Comparison(language).drafts(before, after))
    return told or (SENTENCES["same"][language == "zh"],)


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
            ("rate", lambda d: f"{d.fps:g} fps"), ("background", lambda d: d.background),
        )  # fmt: skip
        for key, read in facts:
            old, new = read(before), read(after)
            if old != new:
                yield self.say("film", name=self.word(key), before=old, after=new)
        if before.duration_ms != after.duration_ms:
            yield self.say("lasts", before=self._seconds(before.duration_ms), after=self._seconds(after.duration_ms))
        yield from self._order(before, after)
        yield from self._tracks(before.tracks(), after.tracks())

    def _order(self, before: Draft, after: Draft) -> Iterator[str]:
        there = {s.id for s in after.main_segments()}
        old = [s.id for s in before.main_segments() if s.id in there]
        new = [s.id for s in after.main_segments() if s.id in set(old)]
        if old != new:
            yield self.say("order", after=self._listed([_name(s) for s in after.main_segments()]))

    def _tracks(self, before: Sequence[Track], after: Sequence[Track]) -> Iterator[str]:
        known = {s.id: s for track in before for s in track.segments}
        kept = {s.id for track in after for s in track.segments}
        alone = {s.id for s in known.values()} & kept if _pictures(before) == _pictures(after) == 1 else set()
        for track in before:
            for segment in track.segments:
                if segment.id not in kept:
                    yield self.say("removed", what=self._called(segment, track))
        for track in after:
            for segment in track.segments:
                if segment.id not in known:
                    length, start = self._seconds(segment.duration_ms), self._seconds(segment.start_ms)
                    yield self.say("added", what=self._called(segment, track), length=length, start=start)
                else:
                    old = known[segment.id]
                    nameless = segment.id in alone and track.kind == "picture"
                    what = "" if nameless else self._called(old if old.text else segment, track)
                    yield from self._segment(old, segment, what, track)
        old_tracks = {track.id: track for track in before}
        for track in after:
            if track.id in old_tracks:
                yield from self._track(old_tracks[track.id], track)

    def _track(self, before: Track, after: Track) -> Iterator[str]:
        own = self.second and after.role == "main"
        what = self.word("own") if own else after.name or self._kind(after.role)
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
        if a.source and b.source and a.source != b.source:
            yield from self._source(a.source, b.source, what)
        yield from self._motions(a, b, what)
        yield from self._effects(a.applied, b.applied, what)
        if a.placement != b.placement:
            yield from self._fields(what, "placement", a.placement, b.placement)
        if a.text and b.text and a.text != b.text:
            yield from self._text(a.text, b.text, what)
        if a.gain != b.gain:
            yield self._changed(what, "volume", _percent(a.gain), _percent(b.gain))
        fades = [(self._seconds(s.fade_in_ms), self._seconds(s.fade_out_ms)) for s in (a, b)]
        if fades[0] != fades[1]:
            (old_come, old_go), (come, go) = fades
            yield self.say("fading", what=what, come=come, go=go, old_come=old_come, old_go=old_go)
        if a.transition != b.transition:
            yield self._changed(what, "transition", self._joined(a), self._joined(b))

    def _changed(self, what: str, name: str, before: object, after: object) -> str:
        named = self.word(name) if name in WORDS else name
        return self.say("changed", what=what, name=named, before=before, after=after)

    def _source(self, a: Source, b: Source, what: str) -> Iterator[str]:
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
        if parts[0] != parts[1]:
            yield self._changed(what, "source", *parts)

    def _part(self, source: Source) -> str:
        if source.freeze_ms is not None:
            return f"{self.word('held')} {self._seconds(source.freeze_ms)}"
        if source.out_ms is None:
            return self.say("from", first=self._seconds(source.in_ms))
        return self.say("part", first=self._seconds(source.in_ms), last=self._seconds(source.out_ms))

    def _moves(self, motions: Sequence[Motion]) -> str:
        at = " " if self.second else " at "
        told = [
            self.name(m.move)
            + ("" if m.amount == 1 else at + _percent(m.amount))
            + ("" if m.speed == 1 else f" {m.speed:g}x")
            for m in motions
        ]
        return self._listed(told) or self.word("none")

    def _moved(self, a: Motion, b: Motion, what: str) -> Iterator[str]:
        """How the only move of a segment differs: how far it goes, how often it comes round."""
        name = self.name(b.move)
        if a.amount != b.amount:
            yield self._changed(what, name, _percent(a.amount), _percent(b.amount))
        if a.speed != b.speed:
            times = f"{b.speed / a.speed:.2g}"
            yield self.say("times", what=what, name=name, knob=self.part("pace"), times=times)

    def _motions(self, a: Segment, b: Segment, what: str) -> Iterator[str]:
        told = [self._moves(x.motions) for x in (a, b)]
        if [m.move for m in a.motions] == [m.move for m in b.motions] and len(a.motions) == 1 and told[0] != told[1]:
            yield from self._moved(a.motions[0], b.motions[0], what)
        elif told[0] != told[1]:
            yield self._changed(what, "moves", *told)
        if a.seamless != b.seamless:
            yield self.say("loops" if b.seamless else "ends", what=what)
        elif told[0] == told[1] and a.motions != b.motions:
            yield self.say("ways", what=what)

    def _effects(self, before: Sequence[Applied], after: Sequence[Applied], what: str) -> Iterator[str]:
        old, new = ({a.kind: a for a in applied if a.kind != HOLD} for applied in (before, after))
        for kind in [k for k in old if k not in new]:
            yield self.say("lost", what=what, name=self.name(kind))
        for kind, one in new.items():
            if kind not in old:
                yield from self._gained(one, what)
            elif old[kind] != one:
                yield from self._effect(old[kind], one, what)

    def _gained(self, one: Applied, what: str) -> Iterator[str]:
        """Something new; of the darkroom, what is turned."""
        if one.kind != _DARKROOM:
            yield self.say("gained", what=what, name=self.name(one.kind))
        for knob, value in one.knobs.items() if one.kind == _DARKROOM else ():
            yield self._changed(what, self.say("turned", knob=self.part(knob)), _percent(0.0), self._knob(value))

    def _effect(self, a: Applied, b: Applied, what: str) -> Iterator[str]:
        """How something that is applied differs: how much of it, its knobs, when and where."""
        name = self.name(b.kind)
        if b.place is not None and a.place != b.place:
            place = b.place.name or b.place.side
            at = self.part(place) if place else self.word("drawn")
            yield self.say("kept", what=what, name=name, place=at if self.second or not place else f"the {at}")
        told = [self._applied(x) for x in (replace(a, place=b.place), b)]
        if told[0] != told[1]:
            yield self._changed(what, name, *told)
        for knob in dict.fromkeys((*a.knobs, *b.knobs)):
            old, new = (x.knobs.get(knob, _usual(x.kind, knob)) for x in (a, b))
            if old == new:
                continue
            if b.kind == _DARKROOM:
                shown = [self._knob(x or 0.0) for x in (old, new)]
                yield self._changed(what, self.say("turned", knob=self.part(knob)), *shown)
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

    def _applied(self, applied: Applied) -> str:
        there = [_percent(applied.amount)]
        if applied.start_ms or applied.duration_ms is not None:
            end = "" if applied.duration_ms is None else self._seconds(applied.start_ms + applied.duration_ms)
            there.append(f"{self._seconds(applied.start_ms)}-{end}")
        if applied.fade_in_ms or applied.fade_out_ms:
            there.append(
                f"{self.word('fades')} {self._seconds(applied.fade_in_ms)} / {self._seconds(applied.fade_out_ms)}"
            )
        if applied.place is not None:
            place = applied.place.name or applied.place.side
            there.append(self.part(place) if place else self.word("drawn"))
        return ("，" if self.second else ", ").join(there)

    def _shown(self, value: object) -> str:
        if value is None or value == "":
            return self.word("none")
        return f"{value:g}" if _is_number(value) else self.part(str(value))

    def _text(self, a: Text, b: Text, what: str) -> Iterator[str]:
        if a.content != b.content:
            yield self.say("reads", what=what, after=f"“{b.content}”")
        yield from self._fields(what, "look", a, b, leave=("content",))

    def _fields(self, what: str, name: str, a: Any, b: Any, leave: tuple[str, ...] = ()) -> Iterator[str]:
        """One sentence for everything of a value that is different."""
        names = [n for n in type(a).__slots__ if n not in leave and getattr(a, n) != getattr(b, n)]
        if names:
            told = [self._told(x, names) for x in (a, b)]
            yield self._changed(what, name, *told)

    def _told(self, value: Any, names: Sequence[str]) -> str:
        """Some fields of a value; heights of letters as shares of the frame."""
        shown = [
            f"{self.part(n)} {_percent(x) if n == 'size_h' else self._shown(x)}" for n in names
            for x in (getattr(value, n),)
        ]  # fmt: skip
        return ("，" if self.second else ", ").join(shown)

    # --- names --------------------------------------------------------------------------------------------------------

    def name(self, kind: str) -> str:
        """What people call a move, a flow, an effect or a transition."""
        if kind == STEADY:
            return self.word("steady")
        if self.second:
            for known in (moves, flows, effects, transitions):
                words = known.catalogue()[kind].words if kind in known.catalogue() else ()
                if chinese := next((word for word in words if word > "\u2fff"), ""):
                    return chinese
        return "a change of light and colour" if kind == "adjust" else _plain(kind)

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
        return self._kind(track.role, self._sound(name)) if track.kind == "sound" else name

    def _kind(self, role: str, name: str = "") -> str:
        """What a sentence begins with: "Title “Rome”", "Music “piano”", "Music"."""
        return self.word(role).capitalize() + (f"“{name}”" if self.second and name else f" “{name}”" if name else "")

    def _sound(self, name: str) -> str:
        """A style of music or a bed by the name that people give it, others by their own."""
        for known in (sound.catalogue(), sound.bed_catalogue()):
            words = known.words.get(name, ())
            if words:
                return next((w for w in words if w > "\u2fff"), name) if self.second else words[0]
        return name

    def _listed(self, told: Sequence[str]) -> str:
        if len(told) < 2:
            return "".join(told)
        return self.say("list", most=("、" if self.second else ", ").join(told[:-1]), last=told[-1])


def _pictures(tracks: Sequence[Track]) -> int:
    """How many segments are seen."""
    return sum(len(track.segments) for track in tracks if track.kind == "picture")


def _name(segment: Segment) -> str:
    return segment.name or segment.asset or segment.id


def _usual(kind: str, knob: str) -> object:
    """What a knob is set to where a draft does not say."""
    for known in (flows, effects):
        if kind in known.catalogue():
            field = known.catalogue()[kind].params.model_fields.get(knob)
            return None if field is None else field.default
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _percent(gain: float) -> str:
    return f"{round(gain * 100)}%"
