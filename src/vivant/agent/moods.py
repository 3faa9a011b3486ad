"""Moods: what a word like "spooky" asks for, as a small set of flows, effects and tone. No rules here (applying.py).

What the catalogue or the picture does not have is left out; of the rest the first two are taken, so that a word
about a feeling never becomes a pile of effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MOST = 2
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
        "surreal|otherworldly|heavenly|angelic|storybook|like a daydream|dreamy|dreamier|more dreamy|from a dream|"
        "out of a dream|dreamscape|dreamlike|dream like|like a dream|ethereal|fairytale|fairy tale|梦幻|梦境|如梦|"
        "像梦一样|像一场梦|像一个梦|一个梦|一场梦|像场梦|唯美|童话|仙气|梦一样|像做梦|做梦一样|童话感|仙气飘飘|仙|"
        "梦里|仙女感|空灵|空灵感",
        (Part("dreamy"),),
    ),
    "spooky": Set(
        "ominous|sinister|menacing|foreboding|unsettling|haunting|nightmarish|nightmare|gothic|macabre|spooky|"
        "spookier|scarier|creepier|scary|creepy|eerie|haunted|horror|halloween|ghostly|恐怖|吓人|诡异|阴森|惊悚|"
        "万圣节|灵异|恐怖片|惊悚片|瘆人|鬼片|鬼气森森|毛骨悚然|阴森森|恐怖感",
        (Part("ground_mist", 1.2), Part("adjust", 1.0, {"exposure": -0.3, "saturation": -0.4, "temperature": -0.2}),
         Part("vignette", 1.2), Part("smoke", 0.7)),
    ),
    "cosy": Set(
        "comfy|comforting|snuggly|warm and cosy|warm and cozy|warm and fuzzy|cosy|cozy|cosier|cozier|homely|snug|"
        "hygge|温馨|温暖舒适|惬意|居家|温馨感|温情|温情脉脉|暖心|家的感觉|有家的感觉|小确幸",
        (Part("warm"), Part("candle_glow", 0.6)),
    ),
    "cosy winter evening": Set(
        "cosy winter evening|cozy winter evening|cosy winter|cozy winter|"
        "winter evening|温馨的冬夜|温馨冬夜|温暖的冬夜|冬夜|冬日黄昏",
        (Part("snow", 0.7), Part("warm", 0.8), Part("candle_glow", 0.5), Part("vignette", 0.6)),
    ),
    "cosy winter night": Set(
        "cosy winter night|cozy winter night|warm winter night",
        (Part("day_for_night", 0.8), Part("snow", 0.7), Part("candle_glow", 0.5), Part("vignette", 0.6)),
    ),
    "winter": Set(
        "arctic|icy|frosty|winter|wintry|winter wonderland|winter mood|冬天|冬日|冬季|冰雪世界|冰天雪地|冬天感|冬日感|"
        "冬日氛围",
        (Part("snow"), Part("cool", 0.7), Part("haze", 0.5)),
    ),
    "autumn": Set(
        "fall vibes|fall feeling|fall vibe|autumn|autumnal|fall mood|autumn mood|autumn vibes|秋天|秋日|秋意|深秋|"
        "秋季|秋天的感觉|秋天感|秋日感|秋日氛围|金秋|秋味",
        (Part("autumn_leaves", 0.8), Part("golden_hour", 0.7), Part("foliage", 0.8)),
    ),
    "spring": Set(
        "spring vibes|spring|springtime|spring mood|春天|春日|春意|春季|春天的感觉|春天感|春日感|春日氛围|春暖花开",
        (Part("petals", 0.7), Part("foliage", 0.8), Part("pastel", 0.6), Part("clouds", 0.7)),
    ),
    "summer": Set(
        "summertime|tropical|summer|summery|summer mood|summer vibes|夏天|夏日|盛夏|夏季|夏天感|夏日感|夏日氛围|盛夏感",
        (Part("warm", 0.7), Part("foliage", 0.8), Part("water_ripple", 0.8)),
    ),
    "cyberpunk": Set(
        "cyberpunk city|cyberpunk street|cyberpunk alley|cyberpunk world|blade runner|cyberpunk|cyberpunk night|"
        "cyber punk|neon night|neon city|赛博朋克|赛博朋克之夜|赛博|霓虹之夜|霓虹夜",
        (Part("day_for_night", 0.8), Part("cyberpunk", 1.0, {"night": 0.0})),
    ),
    "magical": Set(
        "enchanting|mythical|fairy|fantastical|mystic|wondrous|magical|magic|enchanted|mystical|fantasy|whimsical|"
        "魔法|魔幻|奇幻|神奇|仙境|童话世界|魔法感|玄幻|仙侠|仙侠感|仙侠风|魔法世界",
        (
            Part("glitter", 0.7, {"colour": "gold"}),
            Part("dreamy", 0.8),
            Part("fireflies", 0.6),
            Part("light_rays", 0.6),
        ),
    ),
    "nostalgic": Set(
        "wistful|bygone|childhood memory|old memory|faded memory|like an old memory|good old days|like the old days|"
        "nostalgic|nostalgia|sentimental|memories|like a memory|怀旧|怀旧感|回忆|追忆|旧时光|年代感|回忆感|像回忆|"
        "回忆杀|回忆的感觉|岁月感|往事|童年|童年回忆|时光感|旧时光感|记忆里|记忆中",
        (Part("vintage"), Part("grain", 0.8), Part("light_leak", 0.5), Part("vignette", 0.6)),
    ),
    "romantic": Set(
        "love story|intimate|romantic|more romantic|romance|lovely dovey|valentine|浪漫|爱情|情人节|甜蜜|浪漫感|"
        "恋爱感|甜甜的恋爱|约会感",
        (Part("warm", 0.7), Part("bloom", 0.7), Part("petals", 0.6)),
    ),
    "epic": Set(
        "awe inspiring|larger than life|epic|heroic|mighty|grandiose|史诗|史诗感|恢弘|壮阔|气势磅礴|史诗级|恢宏|"
        "大气磅礴|波澜壮阔",
        (Part("cinematic"), Part("clouds", 1.2), Part("light_rays", 0.7), Part("haze", 0.6)),
    ),
    "peaceful": Set(
        "restful|idyllic|blissful|peaceful|serene|tranquil|zen|relaxing|宁静|平静|安静|祥和|静谧|治愈|治愈感|治愈系|"
        "岁月静好|禅意|安宁|闲适|慢生活|松弛感|恬静",
        (Part("water_ripple", 0.7), Part("clouds", 0.6), Part("foliage", 0.6), Part("pastel", 0.4)),
    ),
    "stormy": Set(
        "brewing storm|storm brewing|tempestuous|approaching storm|gathering storm|stormy|storm|thunderstorm|thundery|"
        "tempest|暴风雨天气|暴风雨|狂风暴雨|风雨交加|风暴|山雨欲来|雷雨|雷雨天|雷暴天|雷阵雨|狂风骤雨|风雨欲来|"
        "暴风雨来临",
        (Part("rain", 1.5, {"wind": 0.8}), Part("lightning", 0.8),
         Part("adjust", 1.0, {"exposure": -0.25, "saturation": -0.25, "temperature": -0.15}), Part("waves", 1.4)),
    ),
    "underwater": Set(
        "deep sea|aquatic|underwater|under the sea|under water|undersea|海底|水下|水底|深海|海底世界|海底感|水下感",
        (Part("underwater_caustics"), Part("bubbles", 0.6)),
    ),
    "festive": Set(
        "carnival|fiesta|new years eve|birthday party|festive|party|celebration|celebratory|new year|birthday|节日|"
        "节日气氛|喜庆|庆祝|派对|生日|生日快乐|新年|过年|喜气洋洋|年味|春节|节日感|喜庆感|过年的感觉|庆生|生日派对|"
        "party感",
        (Part("confetti", 0.7), Part("bokeh_lights", 0.7), Part("vivid", 0.6)),
    ),
    "christmas": Set("christmas card|christmas|christmassy|xmas|圣诞|圣诞节|圣诞气氛|圣诞感|圣诞氛围",
                     (Part("snow", 0.7), Part("bokeh_lights", 0.7, {"colour": "warm"}), Part("warm", 0.7))),
    "moody": Set(
        "pensive|sorrowful|dark and moody|broody|grey mood|gray mood|grey light|gray light|flat light|dreary|"
        "bleak|overcast|grey day|gray day|dull day|"
        "grey weather|gray weather|grey sky|gray sky|grey skies|gray skies|cloudy day|moody|moodier|melancholic|"
        "melancholy|gloomy|sombre|somber|brooding|忧郁|忧伤|阴郁|情绪|情绪感|压抑|伤感|emo|丧|孤独|孤独感|孤寂|落寞|"
        "惆怅|凄凉|凄美|破碎感|致郁|故事感|悲伤|伤心|难过|压抑感|沉重|沉闷",
        (Part("adjust", 1.0, {"exposure": -0.2, "saturation": -0.3, "temperature": -0.15}), Part("vignette", 0.9)),
    ),
    "mysterious": Set(
        "cryptic|shadowy|mysterious|mystery|enigmatic|神秘|神秘感|迷离|扑朔迷离|神秘氛围|悬疑感|悬疑|诡秘|谜一样",
        (Part("ground_mist"), Part("moonlight", 0.7), Part("vignette", 0.8)),
    ),
    "night": Set("quiet night|peaceful night|summer night|夏夜|静夜|夜色温柔|宁静的夜晚|仲夏夜",
                 (Part("day_for_night", 0.9), Part("stars", 0.8), Part("fireflies", 0.6))),
    "old": Set(
        "like an old movie|like an old film|old times|silent era|像老电影|像老电影一样|民国风|老上海|民国感|旧上海|"
        "民国",
        (Part("old_film"), Part("sepia", 0.8)),
    ),
    "old china": Set(
        "old china|ancient china|国风|古风|中国风|古风感|古风氛围|国风感|国风氛围|国风意境|江南烟雨|烟雨江南|水墨感|"
        "水墨意境|古韵|中国风的感觉",
        (Part("ground_mist", 0.8), Part("petals", 0.5), Part("foliage", 0.6), Part("pastel", 0.5)),
    ),
    "premium": Set(
        "premium|luxurious|premium look|luxury look|高级感|高级|高端|高端感|贵气|奢华|奢华感|上档次|有档次|格调|"
        "有格调|高档",
        (Part("cinematic", 0.7),),
    ),
    "atmospheric": Set("atmospheric|more atmosphere|氛围感|氛围|意境|意境感|有意境|氛围感拉满|情调|有氛围|有氛围感",
                       (Part("bloom", 0.6), Part("haze", 0.5), Part("vignette", 0.7), Part("grain", 0.5))),
    "apocalyptic": Set(
        "dystopian|hellish|wasteland|war torn|apocalyptic|post apocalyptic|doomsday|end of the world|war zone|末日|"
        "末世|世界末日|废土|战场|末日感|废土风|战损|末日废土",
        (Part("ash"), Part("embers", 0.7), Part("bleach_bypass", 0.8), Part("smoke", 0.8)),
    ),
    "happy": Set(
        "joyous|playful|lighthearted|light hearted|carefree|uplifting|cheerful|joyful|sunny|upbeat|happier|"
        "more cheerful|more joyful|cheerier|jollier|merrier|欢快|快乐|开心|明媚|阳光明媚|欢乐|元气|活泼|青春|青春感|"
        "朝气|元气满满|阳光感|活力满满",
        (Part("vivid", 0.7), Part("warm", 0.6), Part("foliage", 0.8), Part("clouds", 0.8)),
    ),
}  # fmt: skip

MOODS: Mapping[str, Set] = MappingProxyType(_ALL)
"""Every mood by its name."""
