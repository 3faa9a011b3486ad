"""Pictures and words into a film: order, moves, lengths, transitions, a title and music that suit each other.

Not for one picture (direct.py) or for changing a film (edit.py). No picture is seen here: what is known of each is its
Facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from vivant import effects, sound
from vivant.agent import wishes as w
from vivant.agent.asides import remedied, without_asides
from vivant.agent.choice import choose_size, shaped
from vivant.agent.direct import Direction
from vivant.agent.each import EACH, Each, Own, struck
from vivant.agent.each import each as split
from vivant.agent.edit import TOLD, develop, develop_each
from vivant.agent.facts import FPS, Facts, SceneFacts, one_after_another
from vivant.agent.films import tasks as t
from vivant.agent.films.desk import Desk
from vivant.agent.films.do_cuts import beside, cut
from vivant.agent.films.do_looks import OVER_S, USUAL_OVER_S, go_over, lay_out, look
from vivant.agent.films.do_sounds import UNDER, hear, write
from vivant.agent.films.lengths import LENGTH
from vivant.agent.films.notes import seconds
from vivant.agent.films.said import Asked, asked
from vivant.agent.films.slip import is_husk, is_light
from vivant.agent.moving_on import moves_in_a_row
from vivant.agent.notes import music_mood, style_name
from vivant.agent.pacing import Share, cuts, shared
from vivant.agent.reading import Reading, read
from vivant.agent.scoring import CLIP_S, MUSICAL, QUICK_STYLE, STYLES, USUAL_STYLE, change, picture_s
from vivant.agent.titling import held_s, standing
from vivant.agent.tokens import tokenize
from vivant.errors import UsageError
from vivant.platforms import find_platform
from vivant.timeline import AddMusic, Edit, Fade, SetDuration, SetMove, SetTransition, Trim
from vivant.units import Size

SHORTEST_S, LONGEST_S = 2.0, 3600.0
SHORT_EACH_S, LEAST_S = 1.2, 0.2
GO_MS = 1000
MUSIC_GAIN = 0.8

_ALL = re.compile(
    r"(?:(?:make\s+(?:it|a)|in|of|about|around|exactly|precisely|just|for|an?|at\s+most|under|within|below|less\s+than|(?:no|not)\s+(?:longer|more)\s+than|up\s+to|max(?:imum)?|"
    rf"total(?:\s+length)?)\s+)*(?:总时?长|一共|全长|全片|总共|总长|时长)?(?:控制在|做成|大概|大约|约|在|是|为)*\s*(?P<t>{LENGTH})"
    r"(?:[\s-]*(?:long|altogether|in\s+total|total|左右|以内|长)|[\s-]+(?=film|video|story|clip|movie|reel|slide|ad(?:vert)?(?![a-z])|teaser|trailer|recap|promo|tour|montage)|的(?=视频|"
    r"影片|短片|故事))*"
)
_QUICK = re.compile(
    r"快节奏|越快越好|节奏(?:要|再|稍微)*快|快剪|快切|快闪|快速切换?|快速剪辑|(?<![a-z])fast[- ]paced(?![a-z])"
)
_ROUND = re.compile(r"(?:循环|无限|反复)播放|无缝循环|(?i:seamless\s+loop)")
_IN_FULL = re.compile(
    r"(?i)(?:(?:then|play(?:ed)?|shown?)\s+)*(?:(?:in\s+(?:full|its\s+entirety)|in\s+full\s+length|(?:at\s+)?full\s+length|completely|entirely)(?![a-z])"
    r"|(?:all\s+of|the\s+whole|the\s+entire|the\s+full)\s+(?:video|clip)(?![a-z]))"
)
"""Clips that are not to be shortened."""
_COUNTED = re.compile(r"(?i)\b(?:first|second|third|fourth|last)\b|第|最后")
_ON_BEATS = re.compile(r"卡点|踩点|节拍|鼓点|拍子")
_THEME = (
    r"(?:(?:our|my|the|a|their)\s+(?:[a-z]+\s+){0,2})?(?:trip|holidays?|vacation|journey|tour|visit|weekend|wedding|honeymoon|"
    r"birthday|memories|adventure|day|summer|winter|year|years|highlights|best)\s+(?:to|in|at|of|with|from|on)\s+"
    r"(?:(?:the|our|my|last)\s+)?[a-z]+(?:\s+(?:and|in|of)\s+[a-z]+)?(?![a-z])(?=\s*(?:$|[,.;!?]|with\s))"
)
"""What a story is about, which asks for nothing."""
_FILM = re.compile(
    r"(?i)(?<![a-z])(?:(?:make|create|give|turn|want|cut|tell|show)\s+)?(?:(?:me|us|them|it|these|those|into|out|"
    r"of)\s+)*(?:an?\s+|the\s+|our\s+|my\s+)?"
    r"(?:short\s+|nice\s+|little\s+|beautiful\s+|quick\s+)*(?<!old\s)(?<!vintage\s)(?<!silent\s)(?:story|film|video|movie|slide\s?show|reel|montage|"
    r"compilation)(?!\s+(?:looks?|grain|style|effects?|feel|noir|burns?)(?![a-z]))"
    r"(?:\s+(?:of|about|from|out\s+of|with)\s+(?:our|my|the|these|this|those|all)\s+[a-z]+(?:\s+(?:to|in|at|"
    r"of)\s+[a-z]+)?)?(?![a-z])"
    r"|每(?:张|幅|个)(?:图|照片)?(?:停留|展示|显示)?的?(?:时间|时长)(?:都)?(?:一样|相同|一致|差不多|平均)长?"
    r"|[\u4e00-\u9fff]{2,6}(?:回顾|集锦|花絮|合集|纪录|记录|留念|游记|一日游|之旅|之行)(?=$|[,，])|越快越好|(?:卡点|踩点)(?:切换?|剪辑?)?|快节奏|节奏(?:要|再|稍微)*快(?:一点|一些|点)?|快剪|快切|快闪|(?:跟着|合着|踩着|按|卡)(?:音乐)?(?:的)?(?:节拍|节奏|鼓点|拍子)(?:来)?(?:切换?|剪|走)?|(?:no|"
    rf"without(?:\s+(?:a|any))?)\s+(?:titles?|text|words|captions?|writing)(?![a-z])|{_THEME}|不要标题"
    r"|(?:把|将)?(?:这|那)?(?:几|些|[两三四五六七八九十\d]{1,2})?(?:张|个|(?:组|套|批)(?=[照图相]))?(?:"
    r"照片|图片|相片|图)?(?:串|拼|连|凑)(?:起来|在一起|到一起|成一个)"
    r"|(?:把|用|将|拿)?(?:这|那)?(?:几|些|[两三四五六七八九十\d]{1,2})?(?:张|个|(?:组|套|批)(?=[照图相]"
    r"))?(?:照片|图片|相片|图)?(?:帮我|给我)?(?:做|制作|剪|剪辑|生成|来|弄|拼|合|出|整)?"
    r"(?:成|出)?(?:一个|一部|一段|一支|个|段|支|本)?(?:[\u4e00-\u9fff]{0,6}?的?)?(?:小)?(?:短片|影片|片子|视频|短视频|故事|电子相册|相册|回忆录|vlog|幻灯片|混剪|集锦|花絮|宣传片|记录片?|纪录片?|纪念册|贺卡|邀请函|预告片?|mv)"
)
"""What a story may be called: that it shall be one is clear already."""


_TOPIC = re.compile(
    r"(?:(?![加配做让把给要换变放写去别用来推拉移转切调改删剪截停飘慢快亮暗点些倒静音每张图全色效特版风感速声画镜帧屏像])"
    r"[\u4e00-\u9fff]){2,10}"
)
"""What the pictures are of, said first: 二手房展示, 婚礼开场."""


@dataclass(frozen=True, slots=True)
class _Brief:
    """What the words ask of a story: its tasks, what is left of them, how long it is, and to which music."""

    order: Asked
    rest: str
    own: Mapping[int, Own]
    reading: Reading
    total_s: float | None
    each_s: float | None
    style: str
    music: t.Music | None
    silent: bool
    on_beats: bool = False
    whole: bool = False
    full: frozenset[int] = frozenset()
    held: Mapping[int, float] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        """Whether the lengths of pictures were said outright."""
        own = any(one.lasts_s for one in self.own.values())
        return (self.each_s is not None or own) and not self.on_beats


def story(
    words: str,
    pictures: Mapping[str, Facts],
    *,
    size: Size | None = None,
    fps: float | None = None,
    duration_s: float | None = None,
    seed: int = 0,
) -> Direction:
    """The film that `words` ask for of pictures and films, by asset id in the order in which they were given; sounds
    among them are music of one's own. See docs/story.md for what can be said.

    What is given as an argument wins over what the words say. The same arguments give the same draft. Raises UsageError
    where there is no picture at all.
    """
    shown = {asset: one for asset, one in pictures.items() if one.kind != "sound"}
    if not shown:
        raise UsageError("A story needs a picture or a video; give one or more.", place="pictures", value=len(pictures))
    brief = _brief(words, tuple(shown), pictures, duration_s)
    ordered = _ordered(shown, brief.order)
    frame = size or _size(brief.order, list(ordered.values()))
    told = ordered | {asset: one for asset, one in pictures.items() if one.kind == "sound"}
    desk = Desk(one_after_another(told, size=frame, fps=fps or FPS), told, brief.order.language)
    _told_of_order(desk, brief.order, shown, ordered)
    places = [list(shown).index(asset) for asset in ordered]
    own = {places.index(n): one for n, one in brief.own.items() if n in places}
    order = _as_shown(brief.order, places, words)
    brief = replace(brief, own=own, order=order, held=held_s(order.tasks, len(places)))
    ordered = _trimmed(desk, order, ordered)
    brief = replace(brief, full=_in_full(brief, list(ordered.values())))
    total_s = _total_s(desk, brief, list(ordered.values()))
    music = _grid(brief, total_s, seed)
    _pace(desk, brief, list(ordered.values()), total_s, music)
    _move(desk, list(ordered.values()), frame)
    look(desk, order.tasks, ())
    cut(desk, [x for x in order.tasks if isinstance(x, t.Pace | t.Backwards | t.Again | t.Hold)])
    desk.tell("story", count=len(ordered), seconds=seconds(desk.total_ms))
    if music is not None and len(ordered) > 1 and not brief.exact:
        desk.tell("on_beats")
    own = {n: replace(one, lasts_s=None, more_s=0.0, factor=1.0) for n, one in brief.own.items()}
    unknown = (*develop(desk, brief.rest, _falling()), *develop_each(desk, own, _falling()))
    framed = t.Inset | t.Turn if size else t.Inset | t.Turn | t.Platform | t.Shape
    lay_out(desk, [x for x in order.tasks if isinstance(x, framed)])
    if len(ordered) > 1 and _ROUND.search(words) and not all(s.seamless for s in desk.segments):
        desk.tell("no_loop")
    _finish(desk, brief, music, seed)
    return Direction(desk.draft, tuple(desk.notes), unknown, tuple(desk.edits))


# --- reading ----------------------------------------------------------------------------------------------------------


def _brief(words: str, ids: tuple[str, ...], facts: Mapping[str, Facts], duration_s: float | None) -> _Brief:
    order = asked(words, ids, facts)
    said = tokenize(order.rest).plain if order.language == "zh" else without_asides(remedied(order.rest))
    said, whole = _IN_FULL.subn("", said)
    apart = split(said, len(ids)) if len(ids) > 1 else Each(said, {})
    rest, each = struck(EACH, apart.rest)
    rest, total = struck(_ALL, rest)
    rest = ", ".join(p for one in _FILM.split(rest) if not (is_husk((p := one.strip(" ,，、")).lower()) or is_light(p)))
    topic, _, others = rest.partition(", ")
    if (others or order.tasks) and _TOPIC.fullmatch(topic) and not read(topic).wishes:
        rest = others
    for task in order.tasks:
        if isinstance(task, t.Keep) and task.which is None and task.when.start_s == 0 and total is None:
            total = task.when.end_s or None
    reading = read(rest)
    quick = _QUICK.search(tokenize(words).plain) is not None
    music = next((x for x in reversed(order.tasks) if isinstance(x, t.Music)), None)
    own = next((asset for asset, one in facts.items() if one.kind == "sound"), "")
    if own and (music is None or not music.style):
        music = t.Music(own=own, gain=music.gain if music else None)
    moods = [x.name for x in (*read(order.rest).wishes, *reading.wishes) if isinstance(x, w.Mood)]
    looks = [k for x in reading.wishes if isinstance(x, w.Add) for k in x.kinds if k in STYLES]
    music = music or (None if moods or looks else _of_its_mood(words))
    style = (music and (music.style or MUSICAL.get(music.mood, ""))) or next(
        (STYLES[m] for m in (*moods, *looks) if m in STYLES), QUICK_STYLE if quick else USUAL_STYLE
    )
    unheard = not any(one.has_sound or one.kind == "sound" for one in facts.values()) and music is None
    muted = [x for x in order.tasks if unheard and isinstance(x, t.Loudness) and x.target == "main" and not x.gain]
    order = replace(order, tasks=tuple(x for x in order.tasks if x not in muted))
    unasked = music is None and any(one.has_sound for one in facts.values()) and not TOLD.search(tokenize(words).plain)
    heard = music is None and any(isinstance(x, t.Bed) for x in order.tasks)  # another sound is what is wanted
    silent = bool(muted) or unasked or heard or any(isinstance(x, t.NoMusic) for x in order.tasks)
    if quick and not (each or total or duration_s):
        each = SHORT_EACH_S
    on_beats = each == SHORT_EACH_S or any(isinstance(x, t.OnBeats) for x in order.tasks)
    on_beats = on_beats or _ON_BEATS.search(tokenize(words).plain) is not None
    return _Brief(order, rest, apart.own, reading, duration_s or total, each, style, music, silent, on_beats, whole > 0)


@cache
def _moods_of_films() -> re.Pattern[str]:
    """Finds the mood of music in what a film is called: "a happy 20 second video"."""
    moods = (rf"(?P<{name}>{'|'.join(filter(str.isascii, mood.words))}|{name})" for name, mood in sound.MOODS.items())
    return re.compile(
        rf"(?<![a-z])(?:{'|'.join(moods)})\s+(?:[\w-]+\s+){{0,3}}?(?:video|film|movie|slideshow|story|reel|montage|clip)(?![a-z])",
        re.I,
    )


def _of_its_mood(words: str) -> t.Music | None:
    found = _moods_of_films().search(words)
    return t.Music(mood=found.lastgroup or "") if found else None


def _ordered(shown: Mapping[str, Facts], order: Asked) -> dict[str, Facts]:
    """The pictures in the order that was asked for; those whose time nobody knows come last."""
    ids = list(shown)
    for task in (x for x in order.tasks if isinstance(x, t.Order)):
        if task.how == "taken":
            ids.sort(key=lambda one: (shown[one].taken_at is None, shown[one].taken_at or 0.0))
        elif task.how == "swapped" and task.which is not None and task.other is not None:
            if all(-len(ids) <= n < len(ids) for n in (task.which, task.other)):
                a, b = ids.index(list(shown)[task.which]), ids.index(list(shown)[task.other])
                ids[a], ids[b] = ids[b], ids[a]
        elif task.how == "listed":
            listed = [list(shown)[n] for n in task.places if -len(shown) <= n < len(shown)]
            ids = listed + [one for one in ids if one not in listed]
        elif task.how in ("reversed", "swapped"):
            ids.reverse()
        elif task.how in ("before", "behind"):
            ids = _beside(ids, list(shown), task)
        elif task.which is not None and -len(ids) <= task.which < len(ids):
            named = list(shown)[task.which]
            ids.remove(named)
            ids.insert(0 if task.how == "first" else len(ids), named)
    gone = {
        list(shown)[x.which] for x in order.tasks if isinstance(x, t.Without) and -len(shown) <= x.which < len(shown)
    }
    kept = [one for one in ids if one not in gone]
    return {one: shown[one] for one in kept or ids}


def _beside(ids: list[str], shown: Sequence[str], task: t.Order) -> list[str]:
    places = (task.which, task.other)
    moved, at = ([shown[n]] if n is not None and -len(shown) <= n < len(shown) else [] for n in places)
    return beside(ids, moved, at, task.how)


def _told_of_order(desk: Desk, order: Asked, shown: Mapping[str, Facts], ordered: Mapping[str, Facts]) -> None:
    for name in (one.name.rpartition(".")[0] or one.name for asset, one in shown.items() if asset not in ordered):
        desk.tell("gone", name=name)
    if any(isinstance(x, t.Order) and x.how == "taken" for x in order.tasks):
        known = any(one.taken_at is not None for one in ordered.values())
        desk.tell("by_time" if known else "no_times")
    elif list(ordered) != [asset for asset in shown if asset in ordered]:
        desk.tell_order()


def _as_shown(order: Asked, places: Sequence[int], words: str) -> Asked:
    """The tasks with pictures by the places that they have now; counted words and changes go by them already."""
    counted = _COUNTED.search(words) is not None
    count, tasks = max(places) + 1, []
    for task in order.tasks:
        which = getattr(task, "which", None)
        own = isinstance(task, t.Order | t.Without) or (counted and isinstance(task, t.Words | t.Over))
        if which is None or own:
            tasks.append(task)
        elif which % count in places:
            placed: Any = task
            tasks.append(replace(placed, which=places.index(which % count)))
    return replace(order, tasks=tuple(tasks))


def _trimmed(desk: Desk, order: Asked, ordered: Mapping[str, Facts]) -> dict[str, Facts]:
    """What is known of all once single videos are cut to what shall stay of them."""
    before, notes = desk.draft, list(desk.notes)
    videos = [n for n, one in enumerate(ordered.values()) if one.kind == "video"]
    told: list[t.Task] = []
    for task in order.tasks:
        if isinstance(task, t.Keep | t.Drop) and task.which is not None:
            told.append(task)
        elif len(videos) == 1 and (
            isinstance(task, t.Drop) or (isinstance(task, t.Keep) and (task.when.start_s or not task.when.end_s))
        ):
            told.append(replace(task, which=videos[0]))
    cut(desk, told)
    if len(desk.segments) != len(ordered):
        desk.draft = before
    desk.notes = notes  # the lengths are told with those of all others
    long = {s.asset: s.duration_ms for s in desk.segments}
    return {k: replace(one, duration_ms=long[k]) if one.duration_ms else one for k, one in ordered.items()}


def _in_full(brief: _Brief, shown: Sequence[Facts]) -> frozenset[int]:
    """Videos that are not to be shortened: all where that is said, those that were cut, and one alone among pictures
    whose lengths are said, or whose speed."""
    videos = [n for n, one in enumerate(shown) if one.kind == "video"]
    told = [
        x
        for x in brief.order.tasks
        if isinstance(x, t.Drop | t.Pace)
        or (isinstance(x, t.Keep) and (x.which is not None or x.when.start_s or not x.when.end_s))
    ]
    alone = len(videos) == 1 and brief.total_s is None and (told or any(x.lasts_s for x in brief.own.values()))
    return frozenset(videos if brief.whole or alone else [n for n in videos if any(x.which == n for x in told)])


def _size(order: Asked, shown: Sequence[Facts]) -> Size:
    """The shape that most pictures have, or that was asked for."""
    for task in reversed(order.tasks):
        if isinstance(task, t.Platform) and (found := find_platform(task.name)):
            return found.size
        if isinstance(task, t.Shape):
            return shaped(task.width / task.height)
    sizes = [choose_size(one.size) for one in shown if one.size]
    return Counter(sizes).most_common(1)[0][0] if sizes else (1920, 1080)


# --- times ------------------------------------------------------------------------------------------------------------


def _shares(brief: _Brief, shown: Sequence[Facts]) -> list[Share]:
    pace = next((x.pace for x in reversed(brief.order.tasks) if isinstance(x, t.Over) and x.pace != 1.0), 1.0)
    each = brief.each_s or pace * picture_s("" if brief.silent else brief.style)
    shares = []
    for n, one in enumerate(shown):
        own_s = brief.own[n].lasts_s if n in brief.own else None
        factor, more_s = (brief.own[n].factor, brief.own[n].more_s) if n in brief.own else (1.0, 0.0)
        if one.kind == "video" and one.duration_ms:
            own = one.duration_ms / 1000
            shares.append(Share(min(own, own_s or (own if n in brief.full else CLIP_S)), own))
        elif own_s or more_s or factor != 1.0:
            fixed = (own_s, own_s) if own_s and brief.total_s else ()
            shares.append(Share(own_s or max(LEAST_S, each * factor + more_s), *fixed))
        else:
            shares.append(Share(each))
    return shares if brief.each_s and brief.exact else [_held(brief, n, shares[n], shown) for n in range(len(shares))]


def _held(brief: _Brief, n: int, share: Share, shown: Sequence[Facts]) -> Share:
    """The share of a picture that words stand over: alone for as long as they need, and half of its changes beside."""
    if n not in brief.held or (n in brief.own and brief.own[n].lasts_s):
        return share
    changes = [_change(brief, k, shown)[1] for k in (n - 1, n) if 0 <= k < len(shown) - 1]
    least = brief.held[n] + sum(changes) / 2
    return replace(share, wanted_s=min(share.most_s, max(share.wanted_s, least)), least_s=least)


def _total_s(desk: Desk, brief: _Brief, shown: Sequence[Facts]) -> float:
    """The film's length: what was asked for, within reason, else what the pictures like."""
    usual = sum(share.wanted_s for share in _shares(brief, shown))
    total = brief.total_s or usual
    used = min(LONGEST_S, max(SHORTEST_S, total))
    if used != total and brief.total_s:
        desk.tell("stretched", low=f"{SHORTEST_S:g}", high=f"{LONGEST_S:g}", used=f"{used:g}")
    if used / len(shown) < SHORT_EACH_S:
        each = f"{used / len(shown):.2g}"
        desk.tell("squeezed", count=len(shown), seconds=f"{used:g}", each=each)
    return round(used, 3)


def _grid(brief: _Brief, total_s: float, seed: int) -> sound.Beats | None:
    """The beats of the music that will be composed; None where nobody knows them."""
    if brief.silent or (brief.music and brief.music.own):
        return None
    said = brief.music or t.Music()
    return sound.beat_grid(
        brief.style, total_s, seed=seed, key=said.key or None, tempo=said.tempo_bpm, mood=said.mood or None
    )


def _pace(desk: Desk, brief: _Brief, shown: Sequence[Facts], total_s: float, music: sound.Beats | None) -> None:
    """Lengths and transitions: the middle of each change is on its beat."""
    shares = _shares(brief, shown)
    lengths = shared(shares, total_s)
    beats = (list(music.beats_s), list(music.downbeats_s)) if music and not brief.exact else ([], [])
    found_s = cuts(lengths, *beats, [share.least_s for share in shares])
    at_ms = [round(1000 * at_s) for at_s in (0.0, *found_s, total_s)]
    changes = [_change(brief, n, shown) for n in range(len(shown) - 1)]
    overs = [
        min(round(1000 * lasts), (at_ms[n + 1] - at_ms[n]) // 2, (at_ms[n + 2] - at_ms[n + 1]) // 2)
        for n, (_, lasts) in enumerate(changes)
    ]
    before, after = [0, *(over - over // 2 for over in overs)], [*(over // 2 for over in overs), 0]
    edits: list[Edit] = []
    for n, segment in enumerate(desk.segments):
        length = at_ms[n + 1] - at_ms[n] + before[n] + after[n]
        own = shown[n].duration_ms
        if shown[n].kind == "video" and own and own > length:
            first = (own - length) // 2
            edits.append(Trim(segment.id, first, first + length))
        else:
            most = own if shown[n].kind == "video" and own else length
            edits.append(SetDuration(segment.id, max(1, min(length, most))))
    for segment, (kind, _), over in zip(desk.segments, changes, overs, strict=False):
        if over:
            edits.append(SetTransition(segment.id, kind, over))
    desk.do(*edits)


def _change(brief: _Brief, n: int, shown: Sequence[Facts]) -> tuple[str, float]:
    over = next((x for x in reversed(brief.order.tasks) if isinstance(x, t.Over) and x.which is None), None)
    if over is not None and over.kind == "cut":
        return "cut", 0.0
    if over is not None and not over.kind:
        return change(n, "" if brief.silent else brief.style, shown[n], shown[n + 1])[0], over.lasts_s or USUAL_OVER_S
    if over is not None:
        return over.kind, OVER_S.get(over.kind, USUAL_OVER_S) if over.lasts_s is None else over.lasts_s
    return change(n, "" if brief.silent else brief.style, shown[n], shown[n + 1])


# --- pictures and sound -----------------------------------------------------------------------------------------------


def _move(desk: Desk, shown: Sequence[Facts], frame: Size) -> None:
    """Pictures move, films do not."""
    still = [(s, one) for s, one in zip(desk.segments, shown, strict=True) if one.kind == "picture"]
    seen = [one.scene or SceneFacts(one.size or frame, confidence=0.0) for _, one in still]
    motions = moves_in_a_row(seen, [s.duration_ms / 1000 for s, _ in still], frame)
    desk.do(*(SetMove(s.id, (motion,)) for (s, _), motion in zip(still, motions, strict=True)))


def _falling() -> tuple[str, ...]:
    """What falls, flies and drifts: a mood brings it to one picture, but not to every picture of a film."""
    return tuple(name for name, effect in effects.catalogue().items() if effect.kind in ("particles", "atmosphere"))


def _finish(desk: Desk, brief: _Brief, music: sound.Beats | None, seed: int) -> None:
    """Transitions between two that were named, words, music and the end."""
    tasks = brief.order.tasks
    go_over(desk, [x for x in tasks if isinstance(x, t.Over) and x.which is not None])
    timed = [standing(x, desk.segments, desk.of(x.which)) if isinstance(x, t.Words) else x for x in tasks]
    write(desk, timed, (), desk.draft)
    if music is not None:
        _score(desk, brief, seed)
    elif not brief.silent and brief.music:
        hear(desk, [brief.music], seed)
    ends = not all(s.seamless for s in desk.segments)
    if ends and not any(isinstance(x, t.FadeTo) and x.target == "main" and x.out_s is not None for x in tasks):
        # It begins on the first picture, not on black: that frame stands for the film wherever it is posted.
        desk.do(Fade("main", 0, min(GO_MS, desk.segments[-1].duration_ms // 2)))
    hear(desk, [x for x in tasks if not isinstance(x, t.Music)], seed)


def _score(desk: Desk, brief: _Brief, seed: int) -> None:
    """Music that ends with the film, as it was planned by its beats."""
    said = brief.music or t.Music()
    recipe: dict[str, object] = {"seed": seed}
    recipe |= {k: v for k, v in (("key", said.key), ("tempo", said.tempo_bpm), ("mood", said.mood)) if v}
    gain = said.gain if said.gain is not None else UNDER if desk.has_sound() else MUSIC_GAIN
    desk.do(AddMusic(brief.style, gain=gain, fade_in_ms=0, fade_out_ms=0, duck_db=12.0, recipe=recipe))
    chosen = "music_chosen" if brief.style == USUAL_STYLE and not (said.style or said.mood) else "music"
    chosen = "music_put_in" if chosen == "music_chosen" and brief.music is None else chosen
    comma = "，" if desk.language == "zh" else ", "
    mood = comma + music_mood(said.mood, desk.language) if said.mood else ""
    desk.tell(chosen, style=style_name(brief.style, desk.language), mood=mood)
