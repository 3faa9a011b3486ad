"""What could be done next, or instead: ideas that fit the picture, each a sentence that can be said back as it is.

Not for choosing when nobody said anything (choice.py). No picture is seen here; what is known of it is its SceneFacts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from vivant import sound
from vivant.agent.choice import suiting_moves
from vivant.agent.facts import SceneFacts
from vivant.agent.going_back import features
from vivant.agent.notes import reason, spoken
from vivant.timeline import Draft

Suits: TypeAlias = Callable[[SceneFacts], bool]

_DARK, _BRIGHT, _COLD, _WARM, _GREEN = 0.28, 0.4, -0.03, 0.06, 0.1
_SKY, _WATER, _SURE = 0.15, 0.12, 0.25
_PERSON = (0.03, 0.6)


def _photo(f: SceneFacts) -> bool:
    return f.kind == "photo" and f.confidence >= _SURE


def _subject(f: SceneFacts) -> bool:
    return _photo(f) and _PERSON[0] <= f.subject_share <= _PERSON[1]


@dataclass(frozen=True, slots=True)
class _Idea:
    """`there` are the features of a draft that make it needless."""

    words: tuple[str, str]
    there: tuple[str, ...]
    suits: Suits


_LIVING = (
    _Idea(
        ("let the clouds drift", "让云慢慢飘动"),
        ("clouds", "timelapse_sky"),
        lambda f: _photo(f) and f.sky_share > _SKY,
    ),
    _Idea(
        ("make the water ripple gently", "让水面轻轻荡漾"),
        ("water_ripple", "waves", "river"),
        lambda f: _photo(f) and f.water_share > _WATER,
    ),
    _Idea(
        ("let the leaves sway in the wind", "让树叶随风轻摇"),
        ("foliage", "grass"),
        lambda f: _photo(f) and f.foliage_share > _GREEN,
    ),
)
_ADDED = (
    _Idea(("add a few fireflies", "加一点萤火虫"), ("fireflies", "stars"), lambda f: _photo(f) and f.light < _DARK),
    _Idea(
        ("light falling snow", "飘一点小雪"),
        ("snow",),
        lambda f: _photo(f) and f.warmth < _COLD and f.light > _DARK and f.foliage_share < _GREEN,
    ),
    _Idea(
        ("a few drifting petals", "飘几片花瓣"),
        ("petals", "autumn_leaves"),
        lambda f: _photo(f) and f.foliage_share > _GREEN and f.light > _DARK,
    ),
    _Idea(
        ("soft dust in the light", "空气里加一点浮尘"),
        ("dust_motes",),
        lambda f: _photo(f) and f.sky_share < _SKY and f.warmth > 0 and f.light > _DARK,
    ),
    _Idea(
        ("a little ground mist", "加一点薄雾"),
        ("ground_mist", "fog", "haze"),
        lambda f: _photo(f) and f.has_horizon and f.light < 0.6,
    ),
)
_TONES = (
    _Idea(
        ("golden hour light", "黄金时刻的色调"),
        ("golden_hour", "warm", "cinematic"),
        lambda f: f.kind == "photo" and f.sky_share > _SKY and f.light > _BRIGHT and f.warmth < _WARM,
    ),
    _Idea(
        ("a cinematic look", "电影感色调"), ("cinematic", "noir", "vintage", "golden_hour"), lambda f: f.kind == "photo"
    ),
    _Idea(("a vintage look", "复古色调"), ("vintage", "cinematic", "sepia"), lambda f: f.kind in ("photo", "drawing")),
)
_FOCUS = (_Idea(("blur the background softly", "背景虚化一点"), ("depth_of_field", "shallow_focus"), _subject),)
_WHOLE = (
    _Idea(("add soft piano music", "加上轻柔的钢琴音乐"), ("music",), lambda f: True),
    _Idea(("make it a seamless loop", "做成无缝循环"), ("loop",), lambda f: True),
    _Idea(("make it vertical, 9:16", "改成竖屏 9:16"), ("upright",), lambda f: f.size[0] > f.size[1]),
)
_OF_FILMS = (
    _Idea(("add soft piano music", "加上轻柔的钢琴音乐"), ("music",), lambda f: True),
    _Idea(("a cinematic look", "电影感色调"), ("cinematic", "noir", "vintage"), lambda f: True),
    _Idea(("make it vertical, 9:16", "改成竖屏 9:16"), ("upright",), lambda f: f.size[0] > f.size[1]),
    _Idea(("fade out at the end", "结尾淡出"), ("fade",), lambda f: True),
)


def ideas(draft: Draft, scene: SceneFacts | None, language: str, n: int = 3) -> tuple[str, ...]:
    """Up to `n` things that could be done next, of different sorts; a `scene` is that of the only picture."""
    there = _there(draft)
    if scene is None:
        known = SceneFacts(draft.size)
        return tuple(_fitting([_OF_FILMS] * n, known, there, language))[:n]
    order = (_LIVING, _TONES, _WHOLE, _ADDED, _FOCUS, _WHOLE, _TONES)
    return tuple(_fitting(order, scene, there, language))[:n]


def _fitting(
    groups: Sequence[Sequence[_Idea]], scene: SceneFacts, there: Collection[str], language: str
) -> Iterator[str]:
    """One idea of each group in turn, none twice."""
    told = set()
    for group in groups:
        for idea in group:
            said = idea.words[language == "zh"]
            if said not in told and not set(idea.there) & set(there) and idea.suits(scene):
                told.add(said)
                yield said
                break


def _there(draft: Draft) -> frozenset[str]:
    found = set(features(draft))
    segments = draft.main_segments()
    if segments and all(s.seamless for s in segments):
        found.add("loop")
    if draft.size[0] < draft.size[1]:
        found.add("upright")
    if segments and segments[-1].fade_out_ms:
        found.add("fade")
    return frozenset(found)


# --- treatments -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Treatment:
    """A whole way to animate a picture.

    name      what it is like, such as "calm"
    words     the sentence that makes it
    reason    why it fits this picture
    """

    name: str
    words: str
    reason: str


_NAMES: Mapping[str, tuple[str, str]] = {
    "calm": ("calm", "平静"),
    "cinematic": ("cinematic", "电影感"),
    "atmosphere": ("full of atmosphere", "有氛围"),
    "lively": ("lively", "生动"),
}
_WHY: Mapping[str, tuple[str, str]] = {
    "calm": ("{reason}", "{reason}"),
    "cinematic": (
        "light and depth carry it, so a slow move and a film look are enough",
        "光线和层次已经够好，慢镜头加电影色调就够了",
    ),
    "dark": ("it is dark, and small lights come to life there", "画面偏暗，小小的光点会很生动"),
    "cold": ("its colours are cold, and snow belongs there", "色调偏冷，飘雪很自然"),
    "green": ("it is full of leaves, so something light may drift through it", "画面绿意多，飘些轻盈的东西很合适"),
    "warm": ("its light is warm, and dust shows the light", "光线温暖，浮尘能衬出光"),
    "plain": ("a little mist makes near and far part from each other", "一点薄雾能拉开远近"),
    "flat": ("it should move as a whole, so colour does the work", "这幅画适合整体运动，用色调来表现"),
}


def treatments(scene: SceneFacts, language: str, n: int = 3) -> tuple[Treatment, ...]:
    """Up to `n` different treatments of a picture, the first the one that suits it best."""
    zh = language == "zh"
    moves = list(dict.fromkeys((c.move, c.reason) for c in suiting_moves(scene, scene.size, 6.0)))
    life = [one.words[zh] for one in _LIVING if one.suits(scene)]
    joined = "，" if zh else ", "

    def one(name: str, why: str, *parts: str, **facts: str) -> Treatment:
        return Treatment(_NAMES[name][zh], joined.join(p for p in parts if p), _WHY[why][zh].format(**facts))

    slow = "缓慢" if zh else "slow "
    first, second = moves[0], moves[1 % len(moves)]
    third = moves[2 % len(moves)]
    key, mood = _mood(scene)
    found = [
        one("calm", "calm", slow + spoken(first[0], language), *life[:1], reason=reason(first[1], language)),
        one("cinematic", "cinematic" if scene.kind == "photo" else "flat", slow + spoken(second[0], language),
            _TONES[1].words[zh], _FOCUS[0].words[zh] if _subject(scene) else ""),
        one("atmosphere", key, spoken(third[0], language), mood[zh], _music(key, zh)),
    ]  # fmt: skip
    return tuple(found[:n])


def _mood(f: SceneFacts) -> tuple[str, tuple[str, str]]:
    """What may be added for atmosphere, and the key of why."""
    if not _photo(f):
        return "flat", _TONES[2].words
    fitting = next((idea for idea in _ADDED if idea.suits(f)), _ADDED[-1])
    return ("dark", "cold", "green", "warm", "plain")[_ADDED.index(fitting)], fitting.words


def _music(key: str, zh: bool) -> str:
    style = {"dark": "ambient", "cold": "piano", "green": "acoustic", "warm": "acoustic"}.get(key, "ambient")
    if style not in sound.catalogue():
        return ""
    names = {"ambient": ("ambient music", "氛围音乐"), "piano": ("soft piano music", "轻柔的钢琴音乐"),
             "acoustic": ("acoustic guitar music", "木吉他音乐")}  # fmt: skip
    return names[style][zh]
