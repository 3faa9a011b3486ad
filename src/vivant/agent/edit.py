"""Words and a draft of films into a changed draft: what people want done to videos, by rule.

Not for one picture (direct.py) or for making a film out of pictures (story.py). No film is seen here: what is known of
each is its Facts. What films have of their own is in films/; looks, effects, moods and camera moves are read as they
are for pictures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from vivant import flows
from vivant.agent import wishes as w
from vivant.agent.applying import LIVELY
from vivant.agent.asides import remedied, without_asides
from vivant.agent.direct import Direction, direct
from vivant.agent.each import EACH, Each, Own, each, struck
from vivant.agent.facts import Facts
from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.do_cuts import cut
from vivant.agent.films.do_looks import go_over, lay_out, look
from vivant.agent.films.do_sounds import hear, take_along, write
from vivant.agent.films.said import asked
from vivant.agent.films.slip import is_husk, is_light
from vivant.agent.notes import called, listing, note, spoken
from vivant.agent.reading import Reading, names_only, read
from vivant.agent.tokens import tokenize
from vivant.moves import catalogue
from vivant.scene.scene import Scene
from vivant.timeline import HOLD, Applied, Caption, Draft, Segment, SetApplied, SetDuration, SetMove, still
from vivant.timeline.placing import lengths_seen
from vivant.timeline.schema import LONGEST_MS
from vivant.units import Size

_SMALL_SIDE = 240
_LIVELY = ("clouds", "water_ripple", "foliage")
"""What may move in pictures that are to be alive; a picture that has none of it stays as it is."""
_DEEP = ("shallow_focus", "rack_focus", "pull_focus", "depth_of_field")
"""Moves and effects that do nothing where nobody knows what is near and what is far."""
_STOP = re.compile(r"[,;.!?，。；！？、\n]+(?!\d)")
_MOST_PIECES = 12
_SHORTEST_MS = 300
_WHOLE = (
    r"(?:(?:make|let|have|keep|the|whole|entire|total|full|film|video|thing|slideshow|story|clip|movie|length|it|this|that|all|"
    r"everything|of|should|could|must|to|be|last|take|run|is|has|down|up|just|only|in)\s+)*"
)
_IN_ALL = (
    r"(?:\s+(?:long|altogether|in\s+total|overall|all\s+in\s+all|in\s+all|total|at\s+most|max(?:imum)?|or\s+so|"
    r"please))*"
)
_FILM_TASKS = (
    t.Drop, t.SplitAt, t.Hold, t.Pace, t.Backwards, t.Again, t.Steady, t.Inset, t.CropTo, t.Turn, t.Hide, t.Over,
)  # fmt: skip
"""What is asked of films only, and not of a story."""
_STORY = re.compile(
    r"(?<![a-z])(?:stor(?:y|ies)|movie|montage|compilation|reels?|trailer|teaser|recap|highlights?|best|vlog|film\s+(?:of|about))(?![a-z])|[\u4e00-\u9fff]"
)
_EACH_FILM = re.compile(
    r"(?<![a-z])(?:first|second|third|last|both|all|each|every|other|two|three)(?:\s+(?:of|the|two|three|my|them))*\s+(?:clips?|videos?|films?|ones?|shots?)(?![a-z])"
)
"""What speaks of films as they are, one by one."""


def edit(
    words: str,
    draft: Draft,
    *,
    facts: Mapping[str, Facts],
    captions: Sequence[Caption] = (),
    outline: Sequence[tuple[float, float]] = (),
    seed: int = 0,
) -> Direction:
    """The draft changed as `words` ask; see docs/edit.md for what can be said.

    facts      what is known of each asset, by its id; sounds of one's own are found here by their names
    captions   what is said, timed in the draft as it is; they are added and follow the cuts
    outline    three or more (x, y), fractions of the frame: where "blur this" is meant
    seed       another seed, other music

    Times are those of the draft as it is, whatever else the words cut away. What is not understood is in `unknown`,
    nothing is guessed. Never raises for words. The same arguments give the same draft.
    """
    films = tuple(segment.asset for segment in draft.main_segments())
    words = _quoting(words, draft)
    order = asked(words, films, facts, outlined=len(outline) > 2)
    if not any(one.has_sound for one in facts.values()):  # only music is heard of pictures
        order = replace(order, tasks=tuple(
            replace(x, target="music") if isinstance(x, t.Loudness) and x.target == "main" else x for x in order.tasks
            if not (isinstance(x, t.Loudness) and not x.gain and any(isinstance(y, t.Music) for y in order.tasks))
        ))  # fmt: skip
    desk = Desk(draft, facts, order.language)
    look(desk, order.tasks, outline)
    hear_first = [task for task in order.tasks if isinstance(task, t.Loudness) and task.which is not None]
    hear(desk, hear_first)
    cut(desk, _lasting(desk, order.tasks))
    lay_out(desk, order.tasks)
    rest = without_asides(remedied(order.rest)) if order.language == "en" else order.rest
    apart = each(rest, len(desk.films)) if len(desk.films) > 1 else Each(rest, {})
    left, each_s = struck(EACH, apart.rest) if len(desk.films) > 1 else (apart.rest, None)
    if each_s:
        left = re.sub(r"(?i)\b(?:(?:a\s+(?:bit|little)|much)\s+)?(?:longer|shorter)\b", "", left)
        _show(desk, 1000 * each_s)
    unknown = (*develop(desk, left), *develop_each(desk, apart.own))
    go_over(desk, order.tasks)
    take_along(desk, draft)
    write(desk, order.tasks, captions, draft)
    hear(desk, [task for task in order.tasks if task not in hear_first], seed)
    return Direction(desk.draft, tuple(desk.notes), unknown, tuple(desk.edits))


def _quoting(words: str, draft: Draft) -> str:
    """Chinese words with a title in quotation marks that is called by what it says: 早安放左上角."""
    written = [s.text.content for track in draft.tracks() for s in track.segments if s.text is not None]
    for content in written:
        called = re.compile(
            rf"(?<![“「『《\"])(?:(?P<of>[把将给]|[去删]掉)|){re.escape(content)}(?:这|那|[几两三四]|个|字)*"
            r"(?(of)|(?=(?:放(?!大|慢)|移|挪|改|换|用|要|变|去掉|删|不要|[大小]一?[点些])))"
        )
        if len(content) > 1 and content > "\u2e80" and (found := called.search(words)):
            at = found.start() + len(found["of"] or "")
            return f"{words[:at]}“{content}”{words[at + len(content) :]}"
    return words


TOLD = re.compile(
    r"短片|影片|故事|vlog|混剪|集锦|宣传片|回忆|mv|相册|做[个一]|剪个|[做剪]成(?:一|个|短|视)|节奏|卡点|踩点|快闪|快切|(?<![a-z])(?:stor(?:y|ies)|"
    r"slide\s?shows?|movie|montage|reel|trailer|teaser|recap|promo|tour|highlights?|compilation|commercial|advert|memories|"
    r"(?:an?|our|my|one|short|little|[a-z]+'s?)\s+(?:[a-z'-]+\s+){0,4}?(?:film|video))(?![a-z])",
    re.I,
)
"""What a story is called, and how it goes."""


def cuts_films(words: str, films: Sequence[str], facts: Mapping[str, Facts]) -> bool:
    """Whether words ask for something that is done to whole films, none of them a picture: to be cut, joined, looked
    at. What asks for a story of them by that name, or only for music, titles and a length, wants one made."""
    if any(facts[one].kind != "video" for one in films):
        return False
    order = asked(words, tuple(films), facts)
    tasks = order.tasks
    scored = any(isinstance(task, t.Music) for task in tasks)
    looks = order.language == "zh" and not scored and not TOLD.search(words) and (order.rest or tasks)
    if looks and not any(isinstance(x, w.Duration | w.Mood) for x in read(order.rest).wishes):
        return not any(isinstance(task, t.OnBeats | t.Rhythm | t.Words | t.Platform | t.Shape) for task in tasks)
    said = tokenize(words).plain
    if not _STORY.search(said) and _EACH_FILM.search(said):
        return True
    return any(
        isinstance(task, (*_FILM_TASKS, t.Joined)) or (isinstance(task, t.Keep) and task.which is not None)
        or (isinstance(task, t.Order | t.Without) and not scored)
        for task in tasks
    )  # fmt: skip


def _show(desk: Desk, lasts_ms: float) -> None:
    """Let every picture be seen so long."""
    for segment, seen_ms in zip(desk.segments, lengths_seen(desk.segments), strict=True):
        if not desk.plays(segment):
            desk.do(SetDuration(segment.id, max(1, round(segment.duration_ms + lasts_ms - seen_ms))))


def _lasting(desk: Desk, listed: Sequence[t.Task]) -> list[t.Task]:
    """What is left to do once pictures have been given the length of a film that is asked for: they are not cut."""
    if not desk.segments or any(desk.plays(s) for s in desk.segments):
        return list(listed)
    for task in listed:
        if isinstance(task, t.Keep) and task.when.start_s == 0 and task.when.end_s and task.which is None:
            shown_ms = sum(s.duration_ms for s in desk.segments)
            factor = (1000 * task.when.end_s + shown_ms - desk.total_ms) / shown_ms
            desk.do(*(SetDuration(s.id, max(1, round(s.duration_ms * factor))) for s in desk.segments))
            listed = [x for x in listed if x is not task]
    return list(listed)


def develop_each(desk: Desk, own: Mapping[int, Own], sparing: Collection[str] = ()) -> tuple[str, ...]:
    """What is asked for of single pictures and films, by their places; what was not understood is returned."""
    unknown: list[str] = []
    for place, one in sorted(own.items()):
        ids = tuple(s.id for s in desk.of(place))
        for segment in desk.of(place):
            if not desk.plays(segment) and (one.lasts_s or one.more_s or one.factor != 1.0):
                seen_ms = lengths_seen(desk.segments)[desk.segments.index(segment)]
                wanted_ms = 1000 * one.lasts_s if one.lasts_s else seen_ms * one.factor + 1000 * one.more_s
                desk.do(SetDuration(segment.id, max(1, round(segment.duration_ms + wanted_ms - seen_ms))))
        if one.like is not None:
            _liken(desk, ids, one.like)
        if one.words and ids:
            unknown += develop(desk, one.said, sparing, ids)
    return tuple(unknown)


def _liken(desk: Desk, ids: Collection[str], place: int) -> None:
    """Let segments move and look as the film of that place does."""
    model = next(iter(desk.of(place)), None)
    if model is not None:
        desk.do(*(edit for name in ids for edit in (SetMove(name, model.motions), SetApplied(name, model.applied))))


def develop(desk: Desk, rest: str, sparing: Collection[str] = (), only: Collection[str] = ()) -> tuple[str, ...]:
    """Looks, effects, moves and settings that the rest of the words ask for; what of it was not understood is
    returned. In pictures what is named to flow does so where they have it; films do not flow. Moods do not bring the
    `sparing` kinds. Where `only` names segments, the others stay as they are."""
    if not rest:
        return ()
    rest = rest if only else _whole_length(desk, rest)
    rest, lengths = _without_lengths(
        "".join(p for p in re.split(rf"({_STOP.pattern})", rest) if not is_husk(p.lower()) or _STOP.match(p))
    )
    reading = read(rest)
    found = direct(
        rest, unseen(desk.draft.size), draft=desk.draft, choosing=False, sparing=sparing, only=only,
        language=desk.language,
    )  # fmt: skip
    before = desk.draft
    desk.do(*found.edits)
    for segment in desk.segments:
        suiting = tuple(x for x in map(_for_a_film, segment.applied) if x is not None)
        if suiting != segment.applied:
            desk.do(SetApplied(segment.id, suiting))
        if desk.plays(segment):
            _flatten(desk, segment.id)
    if len(desk.segments) > 1 and not only:
        _time(desk, rest, before)
    silenced = _flow(desk, reading, only)
    unread = (*lengths, *_unread(rest, reading))
    for sentence in found.notes:
        if sentence not in silenced and sentence not in desk.notes:
            desk.notes.append(sentence)
    for piece in unread:
        desk.tell("unknown", wish=piece)
    return (*found.unknown, *unread)


def _flatten(desk: Desk, name: str) -> None:
    """Take what needs depth off a film, and tell."""
    segment = next(s for s in desk.segments if s.id == name)
    motions = tuple(m for m in segment.motions if m.move not in _DEEP)
    applied = tuple(a for a in segment.applied if a.kind not in _DEEP)
    if motions != segment.motions:
        desk.do(SetMove(name, motions))
    if applied != segment.applied:
        desk.do(SetApplied(name, applied))
    for kind in (*(m.move for m in segment.motions), *(a.kind for a in segment.applied)):
        if kind in _DEEP:
            desk.tell(
                "no_depth", what=spoken(kind, desk.language) if kind in catalogue() else called(kind, desk.language)
            )


def _whole_length(desk: Desk, rest: str) -> str:
    """The words without the length of the whole, where all is pictures: each of them keeps its share of it."""
    said = {x.cause: x.seconds for x in read(rest).wishes if isinstance(x, w.Duration) and x.cause}
    if len(said) != 1 or len(desk.segments) < 2 or any(map(desk.plays, desk.segments)):
        return rest
    ((cause, seconds),) = said.items()
    if 1000 * seconds > LONGEST_MS:
        desk.tell("longest", hours=LONGEST_MS // 3_600_000)
        seconds = LONGEST_MS / 1000
    lasting = sum(s.duration_ms for s in desk.segments)
    wanted = round(1000 * seconds) + lasting - desk.total_ms  # where two melt into each other both are counted
    ends = [
        round(sum(s.duration_ms for s in desk.segments[:n]) * wanted / lasting) for n in range(len(desk.segments) + 1)
    ]
    lengths = [after - before for before, after in pairwise(ends)]
    if min(lengths) < _SHORTEST_MS or not desk.do(
        *(SetDuration(s.id, ms) for s, ms in zip(desk.segments, lengths, strict=True))
    ):
        return rest
    rest = re.sub(r"(?i)\b(?:(?:a\s+(?:bit|little)|much)\s+)?(?:shorter|longer)\b", "", rest)
    return re.sub(rf"{_WHOLE}{re.escape(cause)}{_IN_ALL}", "", rest, count=1, flags=re.I)


def _without_lengths(rest: str) -> tuple[str, tuple[str, ...]]:
    """The words without lengths of which nobody knows what is to be so long, and these."""
    said = [x.cause for x in read(rest).wishes if isinstance(x, w.Duration) and x.cause]
    for length in said:
        rest = rest.replace(length, "", 1)
    return rest, tuple(dict.fromkeys(said))


def _time(desk: Desk, rest: str, before: Draft) -> None:
    """Times of what was added are those of the whole film: "from 2 to 5 s" is not so in each of its segments."""
    whole = still("film", desk.draft.size, size=desk.draft.size, fps=desk.draft.fps, duration_ms=desk.total_ms)
    told = direct(rest, unseen(desk.draft.size), draft=whole, choosing=False).draft.main_segments()[0].applied
    timed = {one.kind: one for one in told if one.start_ms or one.duration_ms is not None}
    earlier = {s.id: s.applied for s in before.main_segments()}
    for segment in desk.segments if timed else ():
        placed = [
            one if one.kind not in timed or one in earlier.get(segment.id, ()) else _part(timed[one.kind], segment)
            for one in segment.applied
        ]
        desk.do(SetApplied(segment.id, tuple(x for x in placed if x is not None)))


def _part(applied: Applied, segment: Segment) -> Applied | None:
    """What a segment has of something that is timed in the whole film; None if nothing."""
    end = segment.end_ms if applied.duration_ms is None else applied.start_ms + applied.duration_ms
    low, high = max(applied.start_ms, segment.start_ms), min(end, segment.end_ms)
    if low >= high:
        return None
    return replace(
        applied,
        start_ms=low - segment.start_ms,
        duration_ms=None if high == segment.end_ms else high - low,
        fade_in_ms=min(applied.fade_in_ms, high - low) if low == applied.start_ms else 0,
        fade_out_ms=min(applied.fade_out_ms, high - low) if high == end else 0,
    )


def _flow(desk: Desk, reading: Reading, only: Collection[str] = ()) -> tuple[str, ...]:
    """Let flow in pictures what was asked for. Sentences that would be told of a photo without it are returned."""
    asked_for = [
        Applied(wish.kinds[0], 1.0 if wish.amount is None else wish.amount) for wish in reading.wishes
        if isinstance(wish, w.Add) and all(kind in flows.catalogue() for kind in wish.kinds)
    ]  # fmt: skip
    lively = any(isinstance(wish, w.Life) for wish in reading.wishes)
    asked_for += [Applied(kind, LIVELY) for kind in _LIVELY] if lively else []
    if not asked_for:
        return ()
    assets = desk.draft.assets()
    pictures = [s for s in desk.segments if s.asset in assets and assets[s.asset].kind == "image"]
    pictures = [s for s in pictures if not only or s.id in only]
    for segment in pictures:
        there = {one.kind for one in segment.applied}
        desk.do(SetApplied(segment.id, (*segment.applied, *(x for x in asked_for if x.kind not in there))))
    if not pictures:
        desk.tell("not_in_films", what=listing([one.kind for one in asked_for], reading.language))
    photo = [note(key, reading.language) for key in ("no_life", "no_wind")]
    for wish in (x for x in reading.wishes if isinstance(x, w.Add)):
        kind = wish.kinds[0]
        if kind in flows.catalogue():
            said = wish.said or called(kind, reading.language)
            photo.append(note("no_place", reading.language, what=said, area=flows.catalogue()[kind].areas[0]))
    return tuple(photo)


def _unread(rest: str, reading: Reading) -> tuple[str, ...]:
    """Stretches of the words that say nothing to anybody: without them the rest asks for the same."""
    pieces = [piece for piece in (one.strip() for one in _STOP.split(rest)) if piece]
    wishes = [replace(wish, cause="") for wish in reading.wishes]
    silent = []
    for n, piece in enumerate(pieces[:_MOST_PIECES]):
        if is_husk(piece.lower()) or (wishes and is_light(piece)):
            continue
        alone = read(piece)
        if (
            names_only(piece)
            or alone.wishes
            or alone.unknown
            or any(piece in told or told in piece for told in reading.unknown)
        ):
            continue
        others = read(", ".join(pieces[:n] + pieces[n + 1 :]))
        if [replace(wish, cause="") for wish in others.wishes] == wishes:
            silent.append(piece)
    return tuple(dict.fromkeys(silent))


def _for_a_film(applied: Applied) -> Applied | None:
    """What is applied, without the named places that nobody knows in a film."""
    if applied.kind == HOLD:
        return None
    place = applied.place
    if place is None or not place.name:
        return applied
    return replace(applied, place=replace(place, name="") if place.side else None)


def unseen(size: Size) -> Scene:
    """A scene of a film's shape in which nothing is known."""
    scale = _SMALL_SIDE / max(size)
    height, width = max(2, round(size[1] * scale)), max(2, round(size[0] * scale))
    nothing = np.zeros((height, width), np.float32)
    return Scene(np.zeros((height, width, 3), np.uint8), nothing, nothing, nothing, "texture", 0.0)
