"""Whole ways to animate a picture: treatments, each a sentence and why it fits. Not for single ideas (ideas.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vivant import sound
from vivant.agent.choice import suiting_moves
from vivant.agent.facts import SceneFacts
from vivant.agent.ideas import ADDED, FOCUS, LIVING, TONES, Has, has_subject, is_photo
from vivant.agent.notes import reason, spoken


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
_MOODS = {"fireflies": "dark", "snow": "cold", "petals": "green", "dust_motes": "warm", "ground_mist": "plain"}
"""What makes an atmosphere, and the key of why; the first of the ideas that suits a picture."""


def treatments(scene: SceneFacts, has: Has, language: str, n: int = 3) -> tuple[Treatment, ...]:
    """Up to `n` different treatments of a picture that `has` areas, the first the one that suits it best."""
    zh = language == "zh"
    moves = list(dict.fromkeys((c.move, c.reason) for c in suiting_moves(scene, scene.size, 6.0)))
    life = [one.words[zh] for one in LIVING if one.suits(scene) and has(one.area)]
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
            TONES[1].words[zh], FOCUS[0].words[zh] if has_subject(scene) else ""),
        one("atmosphere", key, spoken(third[0], language), mood[zh], _music(key, zh)),
    ]  # fmt: skip
    return tuple(found[:n])


def _mood(f: SceneFacts) -> tuple[str, tuple[str, str]]:
    """What may be added for atmosphere, and the key of why."""
    if not is_photo(f):
        return "flat", TONES[2].words
    fitting = next((idea for idea in ADDED if idea.gives[0] in _MOODS and idea.suits(f)), None)
    mist = next(idea for idea in ADDED if idea.gives[0] == "ground_mist")
    found = fitting or mist
    return _MOODS[found.gives[0]], found.words


def _music(key: str, zh: bool) -> str:
    style = {"dark": "ambient", "cold": "piano", "green": "acoustic", "warm": "acoustic"}.get(key, "ambient")
    if style not in sound.catalogue():
        return ""
    names = {"ambient": ("ambient music", "氛围音乐"), "piano": ("soft piano music", "轻柔的钢琴音乐"),
             "acoustic": ("acoustic guitar music", "木吉他音乐")}  # fmt: skip
    return names[style][zh]
