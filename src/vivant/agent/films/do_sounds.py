"""Music, volume, fades, titles and captions: tasks as edits, once the pictures are in place. Not for composing or
mixing (sound)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.notes import seconds
from vivant.agent.notes import bed_name, music_mood, style_name
from vivant.agent.scoring import MUSICAL, USUAL_STYLE
from vivant.timeline import (
    AddAsset,
    AddCaptions,
    AddMusic,
    AddSegment,
    AddTitle,
    Caption,
    Draft,
    Duck,
    Edit,
    Fade,
    Move,
    Mute,
    Remove,
    Segment,
    SetDuration,
    SetText,
    SetVolume,
)

UNDER, ALONE = 0.35, 0.8
"""Gain of music under a film's own sound, and without any."""
DUCK_DB = 12.0
FADE_MS, FADE_SHARE = 800, 0.2
TITLE_MS, CHARACTERS_PER_S = 3000, 13.0
LARGE_H, SMALL_H, LARGE_UP_TO = 0.09, 0.06, 24
"""Heights of letters, and up to how many characters a title has the large ones."""
MOST_H = 0.3
"""The largest letters that words can ask for."""
_SHORTEST_CAPTION_MS = 150
_LEAST_MS = 500
"""The shortest time that words stand when they are to stand shorter."""
_MOST_GAIN = 4.0


def hear(desk: Desk, listed: Sequence[t.Task], seed: int = 0) -> None:
    """Music and all that is said of sound."""
    music = [x for x in listed if isinstance(x, t.Music)]
    for one in [x for x in music if x.style or x.own or x.mood][-1:] or music[-1:]:
        _music(desk, one, seed)
    for task in listed:
        if isinstance(task, t.Bed):
            _bed(desk, task, seed)
        elif isinstance(task, t.NoMusic):
            desk.do(*[Remove("music")] * _has_music(desk.draft))
            if task.told:
                desk.tell("no_music")
    for task in listed:
        if isinstance(task, t.Loudness):
            _loudness(desk, task)
        elif isinstance(task, t.Ducked):
            if _has_music(desk.draft):
                desk.do(Duck("music", DUCK_DB if task.on else 0.0))
            desk.tell("ducked" if _has_music(desk.draft) else "nothing_ducked")
        elif isinstance(task, t.FadeTo):
            _fade(desk, task)
        elif isinstance(task, t.Beyond):
            desk.tell(task.key, what=task.said)
        elif isinstance(task, t.Elsewhere):
            desk.tell(task.key)


def _has_music(draft: Draft) -> bool:
    return any(track.role == "music" and track.segments for track in draft.tracks())


def _music(desk: Desk, task: t.Music, seed: int) -> None:
    _sounding(desk, task, seed)
    if task.start_s is not None:
        start_ms = max(0, min(desk.total_ms - _LEAST_MS, round(1000 * task.start_s)))
        for one in _heard(desk.draft, "music"):
            desk.do(Move(one.id, start_ms), SetDuration(one.id, desk.total_ms - start_ms))


def _sounding(desk: Desk, task: t.Music, seed: int) -> None:
    before = next((x for x in desk.draft.tracks() if x.role == "music" and x.segments), None)
    if before is not None and task.louder and _style(desk.draft, before.segments[0]) == task.style:
        _loudness(desk, t.Loudness(task.louder, "music", True))
        return
    if before is not None and replace(task, start_s=None) == t.Music():
        return  # "the music", which is there
    silences = task.instead and before is None and desk.has_sound()
    if silences:
        desk.do(Mute("main"))
    heard = desk.has_sound()
    usual = 1.0 if silences else UNDER if heard else ALONE
    gain = task.gain if task.gain is not None else before.gain * before.segments[0].gain if before else usual
    duck = DUCK_DB if heard else 0.0
    if task.own:
        known = desk.draft.assets()
        name = known[task.own].name if task.own in known else task.own
        desk.do(AddMusic(asset=task.own, gain=gain, duck_db=duck))
        desk.tell("own_music", name=name or task.own)
    else:
        there = desk.draft.assets()[before.segments[0].asset].recipe if before and not (task.style or task.mood) else {}
        style = task.style or MUSICAL.get(task.mood, "") or str(there.get("style", USUAL_STYLE))
        seed = int(str(there["seed"])) + 1 if "seed" in there else seed + (task.instead and not task.style)
        said = {"seed": seed, "mood": task.mood, "tempo": task.tempo_bpm, "key": task.key}
        recipe = {k: v for k, v in said.items() if v not in ("", None)}
        added = AddMusic(style, gain=gain, duck_db=duck, recipe=recipe)
        if before is not None:  # what takes its place comes and goes as it did
            first, last = before.segments[0], before.segments[-1]
            added = replace(added, fade_in_ms=first.fade_in_ms, fade_out_ms=last.fade_out_ms)
        desk.do(added)
        comma = "，" if desk.language == "zh" else ", "
        mood = comma + music_mood(task.mood, desk.language) if task.mood else ""
        called = style_name(style, desk.language)
        desk.tell("music" if task.style or task.mood or there else "music_chosen", style=called, mood=mood)
        if task.unheard:
            desk.tell("no_instrument", what=task.unheard, style=called)
    if silences:
        desk.tell("instead")


def _style(draft: Draft, segment: Segment) -> str:
    return str(draft.assets()[segment.asset].recipe.get("style", ""))


def _bed(desk: Desk, task: t.Bed, seed: int) -> None:
    """A sound bed from the start to the end, beside music if there is any."""
    there = [s for s in _heard(desk.draft, "sfx") if desk.draft.assets()[s.asset].recipe.get("bed") == task.kind]
    if task.louder == 0.0 or (there and task.louder):
        desk.do(*(_softer(s, s.gain, task.louder) for s in there))
        if not there:
            desk.tell("no_bed", kind=bed_name(task.kind, desk.language))
        return
    if there and not task.instead:
        desk.do(*(SetVolume(s.id, task.gain) for s in there if task.gain is not None))
        return
    if task.instead:
        desk.do(Mute("main"))
        desk.tell("instead")
    name = f"bed_{task.kind}"
    length = desk.total_ms
    ids = {s.id for track in desk.draft.tracks() for s in track.segments}
    segment = next(f"{name}{n}" for n in range(1, len(ids) + 2) if f"{name}{n}" not in ids)
    gain = task.gain if task.gain is not None else UNDER if desk.has_sound() or _has_music(desk.draft) else ALONE
    fade = min(FADE_MS, round(FADE_SHARE * length))
    desk.do(
        AddAsset(name, "audio", task.kind, recipe={"bed": task.kind, "seed": seed}),
        AddSegment(name, length, "sfx", name=task.kind, id=segment),
        SetVolume(segment, gain),
        Fade(segment, fade, fade),
    )
    desk.tell("bed", kind=bed_name(task.kind, desk.language))


def _heard(draft: Draft, role: str) -> list[Segment]:
    return [s for track in draft.tracks() if track.role == role for s in track.segments]


def _softer(segment: Segment, gain: float, factor: float) -> Edit:
    """What makes a sound so much louder than `gain`, or takes it away."""
    return SetVolume(segment.id, round(min(_MOST_GAIN, gain * factor), 4)) if factor else Remove(segment.id)


def _loudness(desk: Desk, task: t.Loudness) -> None:
    if task.target == "all":
        for one in (beds := _heard(desk.draft, "sfx")):
            desk.do(_softer(one, one.gain if task.relative else 1.0, task.gain))
        if _has_music(desk.draft) or not beds:
            _loudness(desk, replace(task, target="music"))
        return
    if task.target == "music" and not _has_music(desk.draft):
        desk.tell("nothing_ducked")
        return
    if not task.gain and task.which is None:
        desk.do(Mute(task.target))
        desk.tell("muted" if task.target == "main" else "no_music")
        return
    track = next(x for x in desk.draft.tracks() if x.role == task.target)
    if track.muted:
        desk.do(Mute(task.target, False))
    segments = track.segments if task.which is None else desk.of(task.which)
    for segment in segments:
        before = segment.gain * track.gain if task.relative else 1.0
        desk.do(SetVolume(segment.id, round(min(_MOST_GAIN, before * task.gain), 4)))
    if segments:
        last = next(s for x in desk.draft.tracks() for s in x.segments if s.id == segments[-1].id)
        desk.tell("volume", what="sound" if task.target == "main" else "music", percent=round(100 * last.gain))


def _fade(desk: Desk, task: t.FadeTo) -> None:
    if task.target == "music" and not _has_music(desk.draft):
        desk.tell("nothing_ducked")
        return
    usual = min(FADE_MS, round(FADE_SHARE * desk.total_ms))
    come, go = (None if s is None else usual if s < 0 else round(1000 * s) for s in (task.in_s, task.out_s))
    desk.do(Fade(task.target, come, go))
    how = "in and out" if come is not None and go is not None else "in" if come is not None else "out"
    desk.tell("fades", how=how, seconds=seconds(max(come or 0, go or 0)))


# --- words ------------------------------------------------------------------------------------------------------------


def write(desk: Desk, listed: Sequence[t.Task], captions: Sequence[Caption], before: Draft) -> None:
    """Titles and captions; captions were timed in the draft `before`."""
    named = next((x for x in listed if isinstance(x, t.Captions)), None)
    if captions:
        followed = tuple(followed_by(captions, before, desk.draft))
        where = (named.position if named else "") or "bottom-center"
        if followed and desk.do(AddCaptions(followed, position=where)):
            desk.tell("captions", count=len(followed))
    elif named:
        desk.tell("no_captions")
    for task in sorted(listed, key=_turn):
        if isinstance(task, t.Words):
            _title(desk, task)
        elif isinstance(task, t.Rewrite):
            _rewrite(desk, task)


def _turn(task: t.Task) -> int:
    """Words that go make way for new ones, which what else is said of words is said of too."""
    return (0 if task.gone else 2) if isinstance(task, t.Rewrite) else 1


def title_ms(content: str, total_ms: int) -> int:
    """How long a title stands: long enough to be read, no longer than the film."""
    return min(total_ms, max(TITLE_MS, round(1000 * len(content) / CHARACTERS_PER_S)))


def _title(desk: Desk, task: t.Words) -> None:
    alike = [s for s in _written(desk.draft, None) if s.text is not None and s.text.content == task.content]
    if alike and task.which is None and (task.position or task.colour or task.size != 1.0):
        _rewrite(desk, t.Rewrite(size=task.size, colour=task.colour, position=task.position, was=task.content))
        return
    shown = desk.of(task.which)
    origin, end = (shown[0].start_ms, shown[-1].end_ms) if shown else (0, desk.total_ms)
    total = max(1, end - origin)
    lasts = title_ms(task.content, total) if task.lasts_s is None else _lasting_ms(task.lasts_s, 0, total)
    if task.start_s is None:
        start = (total - lasts) // 2
    else:
        start = total - lasts if task.start_s < 0 else round(1000 * task.start_s)
    if start >= total:
        desk.tell("outside", what=f"“{task.content}”", seconds=seconds(total))
        return
    lasts = max(1, min(lasts, total - start))
    size = (LARGE_H if len(task.content) <= LARGE_UP_TO else SMALL_H) * task.size
    desk.do(
        AddTitle(
            task.content, origin + start, lasts, size_h=min(MOST_H, round(size, 4)), weight=700,
            colour=task.colour or None, position=task.position or None, enter=task.enter or "fade",
        )
    )  # fmt: skip
    desk.tell("title", words=task.content, at=seconds(origin + start), seconds=seconds(lasts))
    if task.upright:
        desk.tell("level")


def _lasting_ms(lasts_s: float, start_ms: int, total_ms: int) -> int:
    """How long words stand that come at a time; a length below 0 is what is left without them at the end."""
    return max(1, min(round(1000 * lasts_s) if lasts_s >= 0 else total_ms - start_ms + round(1000 * lasts_s), total_ms))


def shifted(position: str, way: str) -> str:
    """A position one step up, down, left or right; titles stand in the middle of the frame where nobody says."""
    rows, columns = ("top", "center", "bottom"), ("left", "center", "right")
    row, _, column = (position or "center").partition("-")
    at, across = (rows.index(row) if row in rows else 2), (columns.index(column) if column in columns else 1)
    at = min(2, max(0, at + {"up": -1, "down": 1}.get(way, 0)))
    across = min(2, max(0, across + {"left": -1, "right": 1}.get(way, 0)))
    return "center" if at == across == 1 else f"{rows[at]}-{columns[across]}"


def _written(draft: Draft, nth: int | None) -> list[Segment]:
    """The words on a film, or only those that come as the `nth`."""
    written = [s for track in draft.tracks() for s in track.segments if s.text is not None]
    return written if nth is None else sorted(written, key=lambda s: s.start_ms)[nth:][:1]


def _rewrite(desk: Desk, task: t.Rewrite) -> None:
    """What is written changes: the newest where it is to read otherwise, all of it where it is to look otherwise."""
    written = _written(desk.draft, task.nth)
    if task.was:
        written = [s for s in written if s.text and s.text.content.lower() == task.was.lower()]
    if task.gone:
        desk.do(*(Remove(s.id) for s in written))
        if written:
            desk.tell("no_words")
        return
    if not written:
        if task.content:
            _title(desk, t.Words(task.content))
        else:
            desk.tell("no_title")
        return
    for segment in written[-1:] if task.content else written:
        assert segment.text is not None
        size = min(MOST_H, round(segment.text.size_h * task.size, 4)) if task.size != 1.0 else None
        where = task.position or (shifted(segment.text.position, task.shift) if task.shift else "")
        colour, position = task.colour or None, where or None
        enter = task.enter or None
        if task.content or colour or position or size or enter:
            desk.do(
                SetText(segment.id, task.content or None, size_h=size, colour=colour, position=position, enter=enter)
            )
        lasts_ms = (
            segment.duration_ms if task.lasts_s is None else _lasting_ms(task.lasts_s, segment.start_ms, desk.total_ms)
        )
        start_ms, total_ms = max(0, segment.start_ms + round(1000 * task.later_s)), desk.total_ms
        if task.start_s is not None:
            start_ms = round(1000 * task.start_s) if task.start_s >= 0 else max(0, total_ms - lasts_ms)
        if task.lasts_s is None and start_ms < total_ms < start_ms + lasts_ms:  # the film gets no longer by it
            desk.do(SetDuration(segment.id, total_ms - start_ms))
        desk.do(*[Move(segment.id, start_ms)] * (start_ms != segment.start_ms))
        if task.longer_s:
            desk.do(SetDuration(segment.id, max(_LEAST_MS, lasts_ms + round(1000 * task.longer_s))))
        if task.lasts_s is not None:
            desk.do(SetDuration(segment.id, max(1, min(lasts_ms, desk.total_ms - segment.start_ms))))


def take_along(desk: Desk, before: Draft) -> None:
    """Words go where their picture goes; those over the first or the last alone are the film's own and keep to its
    start and its end. Films that play are cut: their words stay."""
    was, now = before.main_segments(), {s.id: s for s in desk.segments}
    if len(was) < 2 or any(map(desk.plays, desk.segments)):
        return
    there = {s.id for s in _written(desk.draft, None)}
    written = [one for one in _written(before, None) if one.id in there]
    under = {one.id: s for one in written for s in was if s.start_ms <= one.start_ms + one.duration_ms // 2 < s.end_ms}
    each = len({s.id for s in under.values()}) == len(was)
    for one in written:
        old = under.get(one.id)
        if old is None or one.duration_ms > old.duration_ms or (old is was[0] and not each):
            continue
        by_ms = desk.total_ms - was[-1].end_ms
        if each or old is not was[-1]:
            by_ms = now[old.id].start_ms - old.start_ms if old.id in now else 0
        if by_ms:
            desk.do(Move(one.id, max(0, one.start_ms + by_ms)))


def followed_by(captions: Sequence[Caption], before: Draft, after: Draft) -> list[Caption]:
    """Captions that were timed in one draft, where their films are in another; what was cut away is gone."""
    found = []
    for caption in captions:
        for old in before.main_segments():
            low, high = max(caption.start_ms, old.start_ms), min(caption.end_ms, old.end_ms)
            if high - low < 1 or old.source is None:
                continue
            a, b = sorted((_media_ms(old, low - old.start_ms), _media_ms(old, high - old.start_ms)))
            for new in after.main_segments():
                if new.asset == old.asset and (times := _shown_ms(new, a, b)):
                    found.append(Caption(*times, caption.content))
    return sorted(found, key=lambda caption: caption.start_ms)


def _span_ms(segment: Segment) -> float:
    assert segment.source is not None
    source = segment.source
    if source.out_ms is not None:
        return float(source.out_ms - source.in_ms)
    return segment.duration_ms * source.speed


def _media_ms(segment: Segment, inside_ms: float) -> float:
    assert segment.source is not None
    return segment.source.moment_ms(inside_ms, _span_ms(segment))


def _shown_ms(segment: Segment, a: float, b: float) -> tuple[int, int] | None:
    """When a segment shows the moments a .. b of its media; None if it does not."""
    source = segment.source
    if source is None or source.freeze_ms is not None:
        return None
    first, last = float(source.in_ms), source.in_ms + _span_ms(segment)
    low, high = max(a, first), min(b, last)
    if source.reverse:
        low, high = first + last - high, first + last - low
    start = segment.start_ms + round((low - first) / source.speed)
    end = min(segment.end_ms, segment.start_ms + round((high - first) / source.speed))
    return (start, end) if end - start >= _SHORTEST_CAPTION_MS else None
