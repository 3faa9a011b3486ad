"""Moods: what a word like "spooky" asks for, as a small set of flows, effects and tone. No rules here (applying.py).

What the catalogue or the picture does not have is left out; of the rest the first four are taken, so that a mood
never becomes a pile of effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MOST = 4
"""Entries of a mood that are used."""


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a mood: a flow or an effect, how much of it, and knobs."""

    kind: str
    amount: float = 1.0
    knobs: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Set:
    """What a mood is called, "|" between the phrases, and its entries, the most telling first."""

    words: str
    parts: tuple[Part, ...]


_ALL = {
    "dreamy": Set(
        "dreamy|dreamier|more dreamy|dreamlike|dream like|like a dream|ethereal|fairytale|fairy tale|"
        "梦幻|梦境|如梦|像梦一样|唯美|童话|仙气",
        (Part("dreamy"), Part("dust_motes", 0.6), Part("clouds", 0.7), Part("water_ripple", 0.7)),
    ),
    "spooky": Set(
        "spooky|spookier|scarier|creepier|scary|creepy|eerie|haunted|horror|halloween|ghostly|恐怖|吓人|诡异|阴森|惊悚|万圣节|灵异",
        (
            Part("ground_mist", 1.2),
            Part("adjust", 1.0, {"exposure": -0.3, "saturation": -0.4, "temperature": -0.2}),
            Part("vignette", 1.2),
            Part("smoke", 0.7),
        ),
    ),
    "cosy": Set(
        "cosy|cozy|cosier|cozier|homely|snug|hygge|温馨|温暖舒适|惬意|居家",
        (Part("warm"), Part("candle_glow", 0.6), Part("fire"), Part("vignette", 0.6)),
    ),
    "cosy winter evening": Set(
        "cosy winter evening|cozy winter evening|cosy winter night|cozy winter night|cosy winter|cozy winter|"
        "winter evening|温馨的冬夜|温馨冬夜|温暖的冬夜|冬夜|冬日黄昏",
        (Part("snow", 0.7), Part("warm", 0.8), Part("candle_glow", 0.5), Part("vignette", 0.6)),
    ),
    "winter": Set(
        "winter|wintry|winter wonderland|winter mood|冬天|冬日|冬季|冰雪世界|冰天雪地",
        (Part("snow"), Part("cool", 0.7), Part("haze", 0.5)),
    ),
    "autumn": Set(
        "autumn|autumnal|fall mood|autumn mood|autumn vibes|秋天|秋日|秋意|深秋|秋季|秋天的感觉",
        (Part("autumn_leaves", 0.8), Part("golden_hour", 0.7), Part("foliage", 0.8)),
    ),
    "spring": Set(
        "spring|springtime|spring mood|春天|春日|春意|春季|春天的感觉",
        (Part("petals", 0.7), Part("foliage", 0.8), Part("pastel", 0.6), Part("clouds", 0.7)),
    ),
    "summer": Set(
        "summer|summery|summer mood|summer vibes|夏天|夏日|盛夏|夏季",
        (Part("warm", 0.7), Part("pollen", 0.6), Part("foliage", 0.8), Part("water_ripple", 0.8)),
    ),
    "cyberpunk": Set(
        "cyberpunk|cyberpunk night|cyber punk|neon night|neon city|赛博朋克|赛博朋克之夜|赛博|霓虹之夜|霓虹夜",
        (Part("day_for_night", 0.8), Part("cyberpunk", 1.0, {"night": 0.0}), Part("rain", 0.7), Part("bloom", 0.8)),
    ),
    "magical": Set(
        "magical|magic|enchanted|mystical|fantasy|whimsical|魔法|魔幻|奇幻|神奇|仙境|童话世界",
        (
            Part("glitter", 0.7, {"colour": "gold"}),
            Part("dreamy", 0.8),
            Part("fireflies", 0.6),
            Part("light_rays", 0.6),
        ),
    ),
    "nostalgic": Set(
        "nostalgic|nostalgia|sentimental|memories|like a memory|怀旧|怀旧感|回忆|追忆|旧时光|年代感",
        (Part("vintage"), Part("grain", 0.8), Part("light_leak", 0.5), Part("vignette", 0.6)),
    ),
    "romantic": Set(
        "romantic|more romantic|romance|lovely dovey|valentine|浪漫|爱情|情人节|甜蜜",
        (Part("petals", 0.6), Part("warm", 0.7), Part("bloom", 0.7), Part("bokeh_lights", 0.5)),
    ),
    "epic": Set(
        "epic|heroic|mighty|grandiose|史诗|史诗感|恢弘|壮阔|气势磅礴",
        (Part("cinematic"), Part("clouds", 1.2), Part("light_rays", 0.7), Part("haze", 0.6)),
    ),
    "peaceful": Set(
        "peaceful|serene|tranquil|zen|relaxing|宁静|平静|安静|祥和|静谧|治愈",
        (Part("water_ripple", 0.7), Part("clouds", 0.6), Part("foliage", 0.6), Part("pastel", 0.4)),
    ),
    "stormy": Set(
        "stormy|storm|thunderstorm|thundery|tempest|暴风雨|狂风暴雨|风雨交加|风暴|山雨欲来",
        (
            Part("rain", 1.5, {"wind": 0.8}),
            Part("lightning", 0.8),
            Part("adjust", 1.0, {"exposure": -0.25, "saturation": -0.25, "temperature": -0.15}),
            Part("waves", 1.4),
        ),
    ),
    "underwater": Set(
        "underwater|under the sea|under water|undersea|海底|水下|水底|深海|海底世界",
        (Part("underwater_caustics"), Part("bubbles", 0.6)),
    ),
    "festive": Set(
        "festive|party|celebration|celebratory|new year|birthday|节日|节日气氛|喜庆|庆祝|派对|生日|新年|过年",
        (Part("confetti", 0.7), Part("bokeh_lights", 0.7), Part("vivid", 0.6)),
    ),
    "christmas": Set(
        "christmas|christmassy|xmas|圣诞|圣诞节|圣诞气氛",
        (Part("snow", 0.7), Part("bokeh_lights", 0.7, {"colour": "warm"}), Part("warm", 0.7)),
    ),
    "moody": Set(
        "moody|moodier|melancholic|melancholy|gloomy|sombre|somber|brooding|忧郁|忧伤|阴郁|情绪|情绪感|压抑|伤感",
        (
            Part("fog", 0.6),
            Part("adjust", 1.0, {"exposure": -0.2, "saturation": -0.3, "temperature": -0.15}),
            Part("vignette", 0.9),
            Part("grain", 0.7),
        ),
    ),
    "mysterious": Set(
        "mysterious|mystery|enigmatic|神秘|神秘感|迷离|扑朔迷离",
        (Part("ground_mist"), Part("moonlight", 0.7), Part("vignette", 0.8)),
    ),
    "night": Set(
        "quiet night|peaceful night|summer night|夏夜|静夜|夜色温柔",
        (Part("day_for_night", 0.9), Part("stars", 0.8), Part("fireflies", 0.6)),
    ),
    "old": Set(
        "like an old movie|like an old film|old times|silent era|像老电影|像老电影一样|民国风|老上海",
        (Part("old_film"), Part("sepia", 0.8)),
    ),
    "apocalyptic": Set(
        "apocalyptic|post apocalyptic|doomsday|end of the world|war zone|末日|末世|世界末日|废土|战场",
        (Part("ash"), Part("embers", 0.7), Part("bleach_bypass", 0.8), Part("smoke", 0.8)),
    ),
    "happy": Set(
        "cheerful|joyful|sunny|upbeat|欢快|快乐|开心|明媚|阳光明媚",
        (Part("vivid", 0.7), Part("warm", 0.6), Part("foliage", 0.8), Part("clouds", 0.8)),
    ),
}  # fmt: skip

MOODS: Mapping[str, Set] = MappingProxyType(_ALL)
"""Every mood by its name."""
