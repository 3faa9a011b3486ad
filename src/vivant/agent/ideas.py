"""What could be done next, or instead: ideas that fit the picture and what was just done.

Each is a sentence that can be said back as it is. No picture is seen here: what is known of it is its SceneFacts, and
which areas it has is asked of whoever can see it. Not for choosing when nobody said anything (choice.py), nor for whole
treatments (treatments.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from vivant import effects
from vivant.agent.choice import suiting_moves
from vivant.agent.facts import SceneFacts
from vivant.agent.going_back import features
from vivant.agent.notes import called, spoken
from vivant.agent.reading import read
from vivant.agent.wishes import Remove
from vivant.asking import wants_silence
from vivant.moves import catalogue
from vivant.timeline import Draft
from vivant.timeline.history import History
from vivant.timeline.values import STEADY

Suits: TypeAlias = Callable[[SceneFacts], bool]
Has: TypeAlias = Callable[[str], bool]
"""Whether a picture has an area of that name."""

_DARK, _BRIGHT, _COLD, _WARM, _GREEN = 0.28, 0.4, -0.03, 0.06, 0.1
_SKY, _WATER, _SURE = 0.15, 0.12, 0.25
_PERSON = (0.03, 0.6)
_LONG_MS, _LARGE_PX = 8000, 2160
_REMEMBERED = 20
"""So many of the latest versions are looked at for what was taken back."""
_REFUSES = re.compile(r"\b(?:no|not|without|don't|never|remove|skip)\b|不|别|没|无|去掉", re.I)


def is_photo(f: SceneFacts) -> bool:
    """Whether near and far are known well enough for what moves in depth."""
    return f.kind == "photo" and f.confidence >= _SURE


def has_subject(f: SceneFacts) -> bool:
    """Whether somebody or something stands out that is neither tiny nor everything."""
    return is_photo(f) and _PERSON[0] <= f.subject_share <= _PERSON[1]


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that could be said.

    words   in English and in Chinese
    gives   the features of a draft that it brings, by the names of the catalogue and of `_there`
    suits   whether it suits a picture
    but     further features that make it needless
    area    of the picture that it needs, "" if none
    """

    words: tuple[str, str]
    gives: tuple[str, ...]
    suits: Suits = lambda f: True
    but: tuple[str, ...] = ()
    area: str = ""


LIVING = (
    Idea(("let the clouds drift", "让云慢慢飘动"), ("clouds",),
         lambda f: is_photo(f) and f.sky_share > _SKY, ("timelapse_sky",), "clouds"),
    Idea(("make the water ripple gently", "让水面轻轻荡漾"), ("water_ripple",),
         lambda f: is_photo(f) and f.water_share > _WATER, ("waves", "river", "waterfall"), "water"),
    Idea(("let the leaves sway in the wind", "让树叶随风轻摇"), ("foliage",),
         lambda f: is_photo(f) and f.foliage_share > _GREEN, ("grass",), "foliage"),
    Idea(("let the hair blow gently", "让头发轻轻飘动"), ("hair",), has_subject, (), "hair"),
    Idea(("let the city lights twinkle", "让灯光闪烁"), ("city_lights",),
         lambda f: is_photo(f) and f.light < _DARK, ("neon",), "lights"),
    Idea(("let the smoke rise", "让烟飘起来"), ("smoke",), lambda f: is_photo(f) and f.sky_share < _SKY, (), "smoke"),
)  # fmt: skip
ADDED = (
    Idea(
        ("add a few fireflies", "加一点萤火虫"), ("fireflies",),
        lambda f: is_photo(f) and f.light < _DARK, ("stars",),
    ),
    Idea(("light falling snow", "飘一点小雪"), ("snow",),
         lambda f: is_photo(f) and f.warmth < _COLD and f.light > _DARK and f.foliage_share < _GREEN, ("rain",)),
    Idea(("a few drifting petals", "飘几片花瓣"), ("petals",),
         lambda f: is_photo(f) and f.foliage_share > _GREEN and f.light > _DARK, ("autumn_leaves", "snow")),
    Idea(("soft dust in the light", "空气里加一点浮尘"), ("dust_motes",),
         lambda f: is_photo(f) and f.sky_share < _SKY and f.warmth > 0 and f.light > _DARK, ("snow", "rain")),
    Idea(("add a few shooting stars", "加几颗流星"), ("shooting_stars",),
         lambda f: is_photo(f) and f.light < _DARK and f.sky_share > _SKY, ("snow", "rain")),
    Idea(("soft light rays", "加一点柔和的光线"), ("light_rays",),
         lambda f: is_photo(f) and f.warmth > 0 and f.light > _DARK, ("fog", "rain")),
    Idea(("some bokeh lights", "加一点光斑"), ("bokeh_lights",),
         lambda f: is_photo(f) and f.sky_share < _SKY and f.light < _BRIGHT),
    Idea(("a little ground mist", "加一点薄雾"), ("ground_mist",),
         lambda f: is_photo(f) and f.has_horizon and f.light < 0.6, ("fog", "haze")),
    Idea(("a little light rain", "下一点小雨"), ("rain",),
         lambda f: is_photo(f) and f.warmth < _COLD and f.sky_share < _SKY, ("snow", "hail")),
)  # fmt: skip
_LOOKS = (
    "cinematic", "noir", "vintage", "golden_hour", "sepia", "black_and_white", "pastel", "dreamy", "bleach_bypass",
    "cyberpunk", "day_for_night",
)  # fmt: skip
TONES = (
    Idea(("golden hour light", "黄金时刻的色调"), ("golden_hour",),
         lambda f: f.kind == "photo" and f.sky_share > _SKY and f.light > _BRIGHT and f.warmth < _WARM,
         (*_LOOKS, "warm", "snow")),
    Idea(("a cinematic look", "电影感色调"), ("cinematic",), lambda f: f.kind == "photo", _LOOKS),
    Idea(("a vintage look", "复古色调"), ("vintage",), lambda f: f.kind in ("photo", "drawing"), _LOOKS),
    Idea(("turn day into night", "变成夜晚"), ("day_for_night",),
         lambda f: is_photo(f) and f.sky_share > _SKY and f.light > _BRIGHT, _LOOKS),
    Idea(("pastel colours", "马卡龙色"), ("pastel",),
         lambda f: f.kind in ("photo", "drawing") and f.light > 0.6, (*_LOOKS, "vivid")),
    Idea(("a black and white look", "黑白色调"), ("black_and_white",),
         lambda f: f.kind == "photo" and has_subject(f), (*_LOOKS, "warm", "cool", "vivid")),
    Idea(("a soft vignette", "加一点暗角"), ("vignette",), lambda f: f.kind in ("photo", "drawing")),
)  # fmt: skip
FOCUS = (
    Idea(
        ("blur the background softly", "背景虚化一点"), ("shallow_focus",), has_subject, ("depth_of_field", "moving"),
    ),
)  # fmt: skip
_SOUNDS = (
    Idea(("add the sound of the sea", "加上海浪声"), ("sound",), lambda f: is_photo(f) and f.water_share > 0.25),
    Idea(("add calm ambient music", "配上氛围音乐"), ("music",), lambda f: f.light < _DARK),
    Idea(
        ("add acoustic guitar music", "配上木吉他音乐"),
        ("music",),
        lambda f: f.foliage_share > _GREEN or f.warmth > _WARM,
    ),
    Idea(("add piano music", "加上钢琴音乐"), ("music",)),
    Idea(("add the sound of wind", "加上风声"), ("sound",), lambda f: is_photo(f) and f.sky_share > 0.3),
    Idea(("add lo-fi music", "配上 lo-fi 音乐"), ("music",)),
)
_WHOLE = (
    Idea(("make it a seamless loop", "做成无缝循环"), ("loop",)),
    Idea(("make it vertical, 9:16", "改成竖屏 9:16"), ("upright",), lambda f: f.size[0] > f.size[1]),
    Idea(("fade out at the end", "结尾淡出"), ("fade",), but=("loop",)),
    Idea(("make it 8 seconds long", "改成 8 秒"), ("long",)),
)
_SMALL = (
    Idea(("a little more contrast", "对比度高一点"), ("adjust",)),
    Idea(("a little film grain", "加一点胶片颗粒"), ("grain",), lambda f: f.kind in ("photo", "drawing")),
    Idea(("fade in from black", "开头淡入"), ("fade_in",), but=("loop",)),
    Idea(("make it square", "改成方形"), ("square",)),
)
_JOINS = (
    Idea(("crossfade between all of them", "之间用叠化过渡"), ("joined",)),
    Idea(("fade through black between all of them", "之间用黑场过渡"), ("joined",)),
)
_STEADY = (Idea(("stabilize it", "防抖"), ("steady",)),)
_GROUPS = (LIVING, TONES, _SOUNDS, ADDED, _WHOLE, _SMALL)
_ABOUT = {"styles": (_SOUNDS,), "effects": (ADDED, TONES), "flows": (LIVING,)}
_GROUPS_OF_FILMS = (_SOUNDS, TONES[1:], _JOINS, _STEADY, _WHOLE[1:3], _SMALL)

_MORE: dict[str, tuple[str, str]] = {
    "snow": ("let the snow get heavier to the end", "雪越下越大"),
    "rain": ("let the rain get heavier to the end", "雨越下越大"),
    "title": ("make the title a little bigger", "标题大一点"),
    "music": ("make the music quieter", "音乐小声一点"),
}
"""What may be done next with something that has just come, where it is not having less of it."""
_NOT_HALVED = ("adjust", "lut", "camera_shake", "cyberpunk", "depth_of_field", "dreamy", "underwater_caustics")
"""Effects whose names mean something else, or more, where less of them is asked for."""
_STANDING = frozenset(("static", "shallow_focus", "rack_focus", "pull_focus"))
"""Moves that go nowhere."""
_NEAR: tuple[tuple[re.Pattern[str], tuple[Idea, ...]], ...] = (
    (re.compile(r"voice|speak|talk|narrat|说话|讲话|配音|旁白|唱", re.I),
     (Idea(("add piano music", "加上钢琴音乐"), ("music",)),)),
    (re.compile(r"sharp|blurry|quality|upscal|enhance|resolution|清晰|锐|画质|修复", re.I),
     (_SMALL[0], Idea(("in 4K", "做成 4K"), ("large",)))),
)  # fmt: skip
"""What comes near to a wish that cannot be done, by its words."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a conversation has come through.

    turn   how many versions the draft has come through
    just   the features that the last of them brought
    gone   the features that were there once, or were refused, and are there no more
    """

    turn: int = 0
    just: frozenset[str] = field(default_factory=frozenset)
    gone: frozenset[str] = field(default_factory=frozenset)


def past_of(history: History) -> Past:
    """What the versions of a draft say of the past; only the latest count where there are very many."""
    now = _there(history.draft)
    recent = history.versions[-_REMEMBERED:]
    gone = frozenset().union(*(_there(one.draft) | _refused(one.words) for one in recent)) - now
    at, turn = history.versions[history.at], 0
    before = _there(history.versions[at.parent].draft) if at.parent is not None else now
    while at.parent is not None:
        at, turn = history.versions[at.parent], turn + 1
    return Past(turn, now - before, gone)


def _refused(words: str) -> set[str]:
    """The features that words ask not to have."""
    if not _REFUSES.search(words):
        return set()
    kinds = {kind for wish in read(words).wishes if isinstance(wish, Remove) for kind in wish.kinds}
    return kinds | ({"music", "sound"} if wants_silence(words) else set())


def ideas(
    draft: Draft,
    scene: SceneFacts | None,
    language: str,
    n: int = 3,
    *,
    past: Past | None = None,
    has: Has = lambda area: True,
    instead_of: Sequence[str] = (),
    about: str = "",
) -> tuple[str, ...]:
    """Up to `n` things that could be done next, of different sorts.

    scene       of the only picture; None for films and stories
    past        so that what was removed does not come again, and not the same is said every time
    has         whether the picture has an area
    instead_of  the user's words for what cannot be done: what comes near to it comes first
    about       "styles", "effects", "moves" or "flows" where only such ideas are asked for
    """
    past, zh = past or Past(), language == "zh"
    known = scene or SceneFacts(draft.size)
    there = _there(draft)
    groups: tuple[tuple[Idea, ...], ...]
    groups = _GROUPS_OF_FILMS if scene is None else (*_GROUPS, _cameras(scene, draft))
    groups = _ABOUT.get(about, groups) if about != "moves" else groups[-1:]
    if instead_of:  # whoever asks for what cannot move is shown what can
        groups, past = (groups[0], groups[-1], *groups[1:-1]), replace(past, turn=0)
    fitting = [[one for one in group if _fits(one, known, there, past, has)] for group in groups]
    near = [one for said in instead_of for pattern, found in _NEAR if pattern.search(said) for one in found]
    first = [one.words[zh] for one in near if _fits(one, known, there, past, has)]
    more = [] if instead_of or about else _next(past.just - ({"title"} if "top" in there else set()), zh)[:1]
    return tuple(dict.fromkeys((*first, *more, *(one.words[zh] for one in _in_turn(fitting, past.turn, n)))))[:n]


def _fits(one: Idea, known: SceneFacts, there: frozenset[str], past: Past, has: Has) -> bool:
    needless = there.intersection((*one.gives, *one.but)) or past.gone.intersection(one.gives)
    return not needless and one.suits(known) and (not one.area or has(one.area))


def _in_turn(groups: Sequence[Sequence[Idea]], turn: int, n: int) -> Iterator[Idea]:
    """Ideas of different groups, the groups in another order and with another idea in front at every turn."""
    left = [list(group) for group in groups if group]
    if not left:
        return
    start, rounds = divmod(turn * n, len(left))[::-1]
    left = [group[rounds % len(group) :] + group[: rounds % len(group)] for group in left[start:] + left[:start]]
    while left:
        yield from (group.pop(0) for group in left)
        left = [group for group in left if group]


def _next(just: frozenset[str], zh: bool) -> list[str]:
    """What may be done next with what has just come."""
    said = [_MORE[feature][zh] for feature in sorted(just) if feature in _MORE]
    known = effects.catalogue()
    kinds = [kind for kind in sorted(just) if kind in known and kind not in (*_MORE, *_NOT_HALVED)]
    said += [f"{called(kind, 'zh')}少一半" if zh else _halved(called(kind, "en")) for kind in kinds]
    if any(not catalogue()[move].cycle for move in just.intersection(catalogue()) - _STANDING):
        said.append("镜头再慢一点" if zh else "make the camera slower")
    return said


def _halved(name: str) -> str:
    return f"half the {name}" if name.endswith(("s", "look")) else f"half as much {name}"


def _cameras(scene: SceneFacts, draft: Draft) -> tuple[Idea, ...]:
    """Other moves that would suit; none where the camera is to stand still, and only then the background may blur."""
    moves = dict.fromkeys(c.move for c in suiting_moves(scene, draft.size, draft.duration_ms / 1000))
    return FOCUS + tuple(
        Idea((f"a slow {spoken(move, 'en')} instead", f"改成缓慢{spoken(move, 'zh')}"), (move,), but=("static",))
        for move in moves
    )


@lru_cache(maxsize=256)
def _there(draft: Draft) -> frozenset[str]:
    """The features of a draft, and what else of it makes an idea needless."""
    segments, tracks = draft.main_segments(), draft.tracks()
    moves = {m.move for s in segments for m in s.motions}
    kinds = {one.kind for one in draft.assets().values()}
    last = segments[-1] if segments else None
    found = {
        "top": any(s.text and s.text.position.startswith("top") for track in tracks for s in track.segments),
        "loop": bool(segments) and all(s.seamless for s in segments),
        "large": min(draft.size) >= _LARGE_PX,
        "fade_in": bool(segments) and segments[0].fade_in_ms > 0,
        "square": draft.size[0] == draft.size[1],
        "upright": draft.size[0] < draft.size[1],
        "fade": last is not None and last.fade_out_ms > 0,
        "long": draft.duration_ms >= _LONG_MS,
        "moving": bool(moves - {"static"}),
        "sound": any(track.role == "sfx" and track.segments for track in tracks),
        "joined": len(segments) < 2 or any(s.transition for s in segments),
        "steady": "video" not in kinds or any(a.kind == STEADY for s in segments for a in s.applied),
    }
    return features(draft) | {name for name, is_so in found.items() if is_so}
