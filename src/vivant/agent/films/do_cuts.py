"""Cutting, keeping, splitting, speed, stopping, turning round, order: tasks as edits.

Times are those of the draft as it was: what lies later is done first, so that earlier times stay true. Not for what is
seen or heard (do_looks.py, do_sounds.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.do_looks import keep_shown
from vivant.agent.films.lengths import ALL, When
from vivant.agent.films.notes import seconds
from vivant.timeline import Fade, Freeze, Remove, Reorder, Reverse, Segment, SetDuration, SetLoop, Speed, Split, Trim
from vivant.timeline.placing import lengths_seen

_SLOWEST, _FASTEST = 0.1, 10.0
_LEAST_MS = 100
"""The shortest film that is left."""
Stretch = tuple[int, int]
"""Start and end in ms of the draft as it was."""


def cut(desk: Desk, listed: Sequence[t.Task]) -> None:
    """Do all tasks about time and order."""
    paced = any(isinstance(x, t.Pace) and not x.guessed and x.when == ALL for x in listed)
    listed = [x for x in listed if not (paced and isinstance(x, t.Pace) and x.guessed and x.when == ALL)]
    listed = list(_around_what_stays(desk, listed))
    steps: list[tuple[int, t.Task, Stretch]] = []
    for task in listed:
        if isinstance(task, t.SplitAt | t.Hold):
            at = _moment(desk, task)
            if at is not None:
                steps.append((at, task, (at, at)))
        elif isinstance(task, t.Pace | t.Backwards | t.Again) and task.when != ALL:
            stretch = _stretch(desk, task.when, task.which)
            if stretch:
                steps.append((stretch[0], task, stretch))
    for gap in _removed(desk, [x for x in listed if isinstance(x, t.Keep | t.Drop)]):
        steps.append((gap[0], t.Drop(ALL), gap))
    for _, task, stretch in sorted(steps, key=lambda step: -step[0]):
        _step(desk, task, stretch)
    for task in listed:
        _whole(desk, task)


def _around_what_stays(desk: Desk, listed: Sequence[t.Task]) -> Iterator[t.Task]:
    """A pace of all of it is that of what lies around stretches that stay as they are."""
    kept = [x for x in listed if isinstance(x, t.Pace) and x.factor == 1.0 and x.when != ALL]
    stretches = _joined(s for s in (_stretch(desk, x.when, x.which) for x in kept) if s)
    scope = _scope(desk, None)
    for task in listed:
        if task in kept:
            continue
        if stretches and scope and isinstance(task, t.Pace) and task.when == ALL:
            for start, end in _between(stretches, scope):
                yield replace(task, when=When(start / 1000, end / 1000))
        else:
            yield task


def _step(desk: Desk, task: t.Task, stretch: Stretch) -> None:
    if isinstance(task, t.Drop):
        _cut_out(desk, *stretch)
    elif isinstance(task, t.SplitAt):
        _split(desk, stretch[0])
        desk.tell("split", seconds=seconds(stretch[0]))
    elif isinstance(task, t.Hold):
        _hold(desk, stretch[0], task)
    elif isinstance(task, t.Pace):
        _pace(desk, _pieces(desk, *stretch), task)
    elif isinstance(task, t.Again):
        _again(desk, _pieces(desk, *stretch), task)
    elif isinstance(task, t.Backwards):
        _reverse(desk, _pieces(desk, *stretch), whole=False)


_A_BIT = (0.7, 1.4)
"""A little slower or faster is so what is slow or fast already, where there is such a thing."""


def _whole(desk: Desk, task: t.Task) -> None:
    """A task about whole films."""
    if isinstance(task, t.Pace) and task.when == ALL:
        played = desk.of(task.which)
        told = [s for s in played if s.source and s.source.speed != 1.0] if task.factor in _A_BIT else []
        _pace(desk, told or played, task)
    elif isinstance(task, t.Backwards) and task.when == ALL:
        backwards = [s for s in desk.of(task.which) if task.on or (s.source is not None and s.source.reverse)]
        _reverse(desk, backwards, whole=task.which is None)
    elif isinstance(task, t.Again) and task.when == ALL:
        _again(desk, desk.of(task.which), task)
    elif isinstance(task, t.Rhythm):
        _rhythm(desk, task.factor)
    elif isinstance(task, t.Order):
        _order(desk, task)
    elif isinstance(task, t.OnBeats):
        desk.tell("beats_stay")
    elif isinstance(task, t.Joined):
        desk.tell("joined" if len(desk.films) > 1 else "one_only", count=len(desk.films))
    elif isinstance(task, t.Without):
        _without(desk, task.which)


# --- times ------------------------------------------------------------------------------------------------------------


def _scope(desk: Desk, which: t.Which) -> Stretch | None:
    """The time of a film, or of all."""
    if which is None:
        return 0, max((film.end_ms for film in desk.films), default=0)
    film = desk.film(which)
    return None if film is None else (film.start_ms, film.end_ms)


def _stretch(desk: Desk, when: When, which: t.Which) -> Stretch | None:
    """A stretch in ms; None, and a word about it, where it is outside the film."""
    scope = _scope(desk, which)
    if scope is None:
        return None
    total_s = (scope[1] - scope[0]) / 1000
    start, end = (scope[0] + round(1000 * x) for x in when.within(total_s))
    if end <= start:
        desk.tell("outside", what=_shown(when), seconds=seconds(1000 * total_s))
        return None
    return start, end


def _shown(when: When) -> str:
    end = "" if when.end_s is None else f"{when.end_s:g}"
    return f"{when.start_s:g}-{end} s"


def _moment(desk: Desk, task: t.SplitAt | t.Hold) -> int | None:
    scope = _scope(desk, task.which)
    if scope is None:
        return None
    at = scope[1] if task.at_s is None else scope[0] + round(1000 * task.at_s)
    if at > scope[1] or (isinstance(task, t.SplitAt) and not scope[0] < at < scope[1]):
        desk.tell("outside", what=f"{task.at_s:g} s", seconds=seconds(scope[1] - scope[0]))
        return None
    return at


def _removed(desk: Desk, listed: Sequence[t.Keep | t.Drop]) -> list[Stretch]:
    """The stretches that go, in order, none overlapping. What is kept of a film is all that is named of it."""
    gone: list[Stretch] = []
    kept: dict[t.Which, list[Stretch]] = {}
    for task in listed:
        stretch = _stretch(desk, task.when, task.which)
        if stretch is None:
            continue
        if isinstance(task, t.Keep):
            kept.setdefault(task.which, []).append(stretch)
            asked_ms = (task.when.end_s or 0.0) * 1000
            if task.when.start_s == 0 and asked_ms > stretch[1] - stretch[0] + 1:
                desk.tell("shorter", seconds=seconds(stretch[1] - stretch[0]))
        else:
            gone.append(stretch)
            if task.unsure:
                desk.tell("unsure")
    for which, stretches in kept.items():
        scope = _scope(desk, which)
        gone += _between(_joined(stretches), scope) if scope else []
    gone = _joined(gone)
    total = sum(film.duration_ms for film in desk.films)
    lost = sum(b - a for a, b in gone)
    if gone and total - lost < _LEAST_MS:
        desk.tell("nothing_left")
        return []
    if gone:
        desk.tell("dropped" if not kept else "kept", what="the part you named",
                  seconds=seconds(lost if not kept else total - lost))  # fmt: skip
    return gone


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _between(stretches: Sequence[Stretch], scope: Stretch) -> list[Stretch]:
    """What of a scope lies between stretches."""
    found, at = [], scope[0]
    for start, end in stretches:
        if start > at:
            found.append((at, start))
        at = max(at, end)
    return [*found, (at, scope[1])] if at < scope[1] else found


# --- pieces -----------------------------------------------------------------------------------------------------------


def _cut_out(desk: Desk, start: int, end: int) -> None:
    around = [s for s in desk.segments if s.start_ms <= start and end <= s.end_ms]
    own = [s for s in around if s.start_ms == start or s.end_ms == end]
    for segment in reversed(own or desk.segments):  # where two melt into each other, only the one that is meant
        low, high = max(start, segment.start_ms) - segment.start_ms, min(end, segment.end_ms) - segment.start_ms
        if low >= high:
            continue
        if low <= 0 and high >= segment.duration_ms:
            desk.do(Remove(segment.id))
        elif low <= 0:
            desk.do(Trim(segment.id, high))
        elif high >= segment.duration_ms:
            desk.do(Trim(segment.id, 0, low))
        elif desk.do(Split(segment.id, low)):
            behind = next(n for n, s in enumerate(desk.segments) if s.id == segment.id) + 1
            desk.do(Trim(desk.segments[behind].id, high - low))


def _split(desk: Desk, at: int) -> None:
    segment = next((s for s in desk.segments if s.start_ms < at < s.end_ms), None)
    if segment is not None:
        desk.do(Split(segment.id, at - segment.start_ms))


def _pieces(desk: Desk, start: int, end: int) -> tuple[Segment, ...]:
    """The segments between two times, cut there where need be."""
    _split(desk, end)
    _split(desk, start)
    return tuple(s for s in desk.segments if s.start_ms >= start and s.end_ms <= end)


def _hold(desk: Desk, at: int, task: t.Hold) -> None:
    segment = next((s for s in reversed(desk.segments) if s.start_ms <= at <= s.end_ms), None)
    if segment is None:
        return
    if not desk.plays(segment):
        desk.tell("not_playing")
    elif desk.do(Freeze(segment.id, at - segment.start_ms, round(1000 * task.lasts_s))):
        desk.tell("held", at=seconds(at), seconds=f"{task.lasts_s:g}")


# --- playing ----------------------------------------------------------------------------------------------------------


def _pace(desk: Desk, segments: Sequence[Segment], task: t.Pace) -> None:
    playing = [s for s in segments if desk.plays(s) and s.source]
    if not playing:
        desk.tell("not_playing")
        return
    for segment in playing:
        assert segment.source is not None
        before = 1.0 if task.anew else segment.source.speed
        desk.do(Speed(segment.id, round(min(_FASTEST, max(_SLOWEST, before * task.factor)), 4)))
    desk.tell("pace_guessed" if task.guessed else "pace", factor=f"{task.factor:g}")


def _reverse(desk: Desk, segments: Sequence[Segment], *, whole: bool) -> None:
    """Backwards; the `whole` film also from its last segment to its first."""
    playing = [s for s in segments if desk.plays(s)]
    for segment in playing:
        assert segment.source is not None
        desk.do(Reverse(segment.id, not segment.source.reverse))
    if whole and len(playing) == len(desk.segments) > 1:
        _arrange(desk, [s.id for s in reversed(desk.segments)])
    desk.tell("reversed" if playing else "not_playing")


def _rhythm(desk: Desk, factor: float) -> None:
    """Pictures are shown longer or shorter; films play as they do."""
    for segment in desk.segments:
        if not desk.plays(segment):
            desk.do(SetDuration(segment.id, max(_LEAST_MS, round(segment.duration_ms * factor))))


def _again(desk: Desk, segments: Sequence[Segment], task: t.Again) -> None:
    found = [s for s in segments if desk.plays(s)]
    if len(found) != 1:
        desk.tell("again_many" if found else "not_playing")
        return
    segment = found[0]
    length = min(3_600_000, max(1, round(segment.duration_ms * task.times)))
    desk.do(SetLoop(segment.id, "boomerang" if task.boomerang else "loop"), SetDuration(segment.id, length))
    desk.tell("boomerang" if task.boomerang else "again", times=f"{task.times:g}")


# --- order ------------------------------------------------------------------------------------------------------------


def _order(desk: Desk, task: t.Order) -> None:
    ids = [s.id for s in desk.segments]
    if task.how == "swapped" and task.which is not None and task.other is not None:
        first, second = desk.of(task.which)[:1], desk.of(task.other)[:1]
        if not first or not second:
            return
        a, b = ids.index(first[0].id), ids.index(second[0].id)
        ids[a], ids[b] = ids[b], ids[a]
    elif task.how == "listed":
        named = [s.id for n in task.places for s in desk.of(n)]
        ids = named + [x for x in ids if x not in named]
    elif task.how in ("reversed", "swapped"):
        ids.reverse()
    elif task.how in ("before", "behind") and task.which is not None and task.other is not None:
        ids = beside(ids, [s.id for s in desk.of(task.which)], [s.id for s in desk.of(task.other)], task.how)
    elif task.how == "taken":
        times = {s.id: desk.facts[s.asset].taken_at if s.asset in desk.facts else None for s in desk.segments}
        if not any(x is not None for x in times.values()):
            desk.tell("no_times")
            return
        ids.sort(key=lambda one: (times[one] is None, times[one] or 0.0))
    else:
        assert task.which is not None
        one = {s.id for s in desk.of(task.which)}
        front = [x for x in ids if (x in one) == (task.how == "first")]
        ids = front + [x for x in ids if x not in front]
    seen_ms = dict(zip((s.id for s in desk.segments), lengths_seen(desk.segments), strict=True))
    fades = (desk.segments[0].fade_in_ms, desk.segments[-1].fade_out_ms)
    if any(fades):  # coming and going belong to the film and not to what stood at its ends
        desk.do(Fade("main", 0, 0))
    _arrange(desk, ids)
    keep_shown(desk, [seen_ms[s.id] for s in desk.segments])
    if any(fades):
        desk.do(Fade("main", *fades))
    desk.tell_order()


def beside(ids: Sequence[str], moved: Sequence[str], at: Sequence[str], how: str) -> list[str]:
    """The order in which some come right before or behind others; as it is where either are none."""
    if not moved or not at or set(moved) & set(at):
        return list(ids)
    left = [x for x in ids if x not in moved]
    place = left.index(at[0]) if how == "before" else left.index(at[-1]) + 1
    return [*left[:place], *moved, *left[place:]]


def _arrange(desk: Desk, ids: Sequence[str]) -> None:
    for n, one in enumerate(ids):
        if desk.segments[n].id != one:
            desk.do(Reorder(one, n))


def _without(desk: Desk, which: int) -> None:
    film = desk.film(which)
    if film is None:
        return
    gone = [s for s in desk.segments if s.asset == film.asset]
    if len(gone) == len(desk.segments):
        desk.tell("nothing_left")
        return
    desk.do(*(Remove(s.id) for s in gone))
    desk.tell("gone", name=film.name or film.asset)
