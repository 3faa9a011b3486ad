"""The sentences that tell a person what was decided for them, in English and Chinese. Not for deciding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vivant import sound, transitions
from vivant.agent.moods import MOODS
from vivant.moves import catalogue
from vivant.timeline.called import heard, named

_CHOSEN = {
    "subject": ("it has one clear subject, and coming closer makes that stand out from what is behind",
                "画面有明确的主体，靠近它能让它从背景里凸显出来"),
    "object": ("one thing fills most of it, and going around that shows its shape",
               "一个物体占据了画面，绕着它走能看出它的立体形状"),
    "small_subject": ("a small subject stands under a wide sky, and rising shows how much space there is",
                      "小小的主体在开阔的天空下，升起镜头能表现空间"),
    "view": ("it is a view with near and far parts, which slide past each other when the camera moves",
             "这是有远近层次的风景，镜头移动时远近会错开"),
    "depth": ("it has no single subject, and a slow way in suits most pictures",
              "画面没有特别突出的主体，慢慢推近最合适"),
    "wide": ("it is much wider than the frame, and sliding along shows it from side to side",
             "画面比画幅宽得多，横移可以从一侧看到另一侧"),
    "tall": ("it is much taller than the frame, so the camera climbs it", "画面比画幅高得多，所以从下往上看"),
    "flat": ("it has little depth, so a slow zoom with a drift suits it", "画面缺少远近层次，适合缓慢的缩放和漂移"),
    "drawing": ("it is a drawing, which should move as a whole", "这是一幅画，适合整体运动"),
    "text": ("it holds text, which has to stay readable", "画面里有文字，需要保持清楚可读"),
    "texture": ("it is a surface without depth", "这是没有远近的纹理"),
    "unsure": ("I am not sure what is near and what is far in it, so a flat move is safer",
               "我拿不准画面的远近，平移或缩放更稳妥"),
    "loop_deep": ("this move comes back to its start by itself, so the loop has no seam",
                  "它会自己回到起点，循环起来没有接缝"),
    "loop_flat": ("this move comes back to its start by itself and keeps a flat picture whole",
                  "它会自己回到起点，也不会破坏平面的画"),
    "usual": ("it suits most pictures and is not among what you ruled out", "它适合大多数照片，也不在你排除的范围内"),
    "nothing_left": ("you ruled out every move that would suit", "合适的运动都被你排除了"),
}  # fmt: skip

_AREAS = {
    "water": ("water", "水"),
    "sea": ("water", "水"),
    "waterfall": ("waterfall", "瀑布"),
    "reflection": ("reflection", "倒影"),
    "sky": ("sky", "天空"),
    "clouds": ("clouds", "云"),
    "foliage": ("leaves", "树叶"),
    "flowers": ("flowers", "花"),
    "grass": ("grass", "草"),
    "sand": ("sand", "沙子"),
    "hair": ("hair", "头发"),
    "cloth": ("cloth", "布"),
    "smoke": ("smoke", "烟"),
    "fire": ("fire", "火"),
    "figure": ("person or animal", "人或动物"),
    "lights": ("lights", "灯光"),
    "neon": ("neon lights", "霓虹灯"),
}
"""What people call the areas of a picture."""

_SENTENCES = {
    "chosen": ("You named no camera move, so I chose {move} for this picture: {reason}.",
               "你没有说镜头怎么动，我选了{move}：{reason}。"),
    "eases_back": ("{move} goes one way, so in a loop it eases back to the start; say “no loop” for one way.",
                   "{move}是单向的运动，为了能循环，我让它平缓地回到起点；想要单向就说“不要循环”。"),
    "no_aim": (
        "I cannot find {what} by itself, so the camera looks at what stands out most; say “on the left”, “at the top” "
        "or “upper right” for where it is.",
        "我认不出“{what}”在哪里，镜头对准的是最显眼的地方；可以说“推近左边”或“推近右上角”。",
    ),
    "unknown": ("I cannot do “{wish}” yet; I left it out.", "“{wish}”我还做不到，先跳过了。"),
    "hold": ("The subject (“{subject}”) keeps its place and size while the rest moves.",
             "主体（“{subject}”）保持不动，其余部分移动。"),
    "limited": ("{move} can go to {limit} at most from one photo, so I used {used} instead of {asked}.",
                "只有一张照片，{move}最多到 {limit}，所以用了 {used}，没有用 {asked}。"),
    "duration": ("A video can last {low} to {high} seconds; I made it {used}.",
                 "视频可以做 {low} 到 {high} 秒长，我用了 {used} 秒。"),
    "fps": ("Frame rates go from {low} to {high}; I used {used}.", "帧率可以是 {low} 到 {high}，我用了 {used}。"),
    "size": ("I made the size {used}.", "画面尺寸定为 {used}。"),
    "removed": ("I took out {move}, as you asked.", "去掉了{move}。"),
    "no_number": ("{move} has nothing to set to {asked}; I used its usual amount.",
                  "{move}没有办法按 {asked} 来，我用了平常的幅度。"),
    "mood": ("For “{mood}” I chose {chosen}.", "为了“{mood}”的感觉，我选了{chosen}。"),
    "life": ("I let move what can move in this picture: {chosen}.", "我让画面里能动的部分轻轻动起来：{chosen}。"),
    "no_life": ("I see no sky, water or leaves in this picture that could move, so only the camera does.",
                "画面里没有能动的天空、水或树叶，所以只有镜头在动。"),
    "no_wind": ("I see nothing in this picture that the wind could move; I left it out.",
                "画面里没有风能吹动的东西，已略过。"),
    "drifts": ("The sky is wide and has clouds, so I let them drift gently.", "天空开阔、有云，我让云轻轻飘动。"),
    "ripples": ("There is a lot of water, so I let it ripple gently.", "水面很大，我让水轻轻荡漾。"),
    "no_place": ("I see no {area} in this picture, so I left “{what}” out.",
                 "画面里没有找到{area}，所以没有加“{what}”。"),
    "taken_for_water": (
        "I am not sure that there is water, so I take what lies open below the horizon for it; if that is wrong, "
        "say “no {what}”, or outline the water with --hints.",
        "我没有把握画面里有水，就把水平线下面开阔的一片当作水面；不对的话，说“不要{what}”，或者自己圈出水面。",
    ),
    "whole_picture": (
        "{what} lies over the whole picture, hidden only by what is nearer; I cannot keep it to one place (“{place}”).",
        "{what}会落满整个画面，只被更近的东西挡住，没办法只放在“{place}”。",
    ),
    "whole_look": ("{what} lies over the whole picture; I cannot keep it to one thing (“{place}”).",
                   "{what}是整个画面的效果，没办法只用在“{place}”上。"),
    "removed_applied": ("I took out {what}, as you asked.", "去掉了{what}。"),
    "nothing_less": ("There is no {what} that could be less; I left it as it is.",
                     "现在没有{what}，没法再减少，先保持原样。"),
    "overruled_applied": ("You both asked for {what} and ruled it out; I left it out.",
                          "你既要{what}又不要{what}，我就没有加。"),
    "stopped": ("{what} stopped.", "{what}停下来了。"),
    "gave_way": ("{to} takes the place of {what}.", "{to}代替了{what}。"),
    "no_pace": ("There is no speed to set for {what}.", "{what}没有可以调的速度。"),
    "no_size": ("There is no size to set for {what}.", "{what}没有可以调的大小。"),
    "no_way": ("There is no direction to set for {what}.", "{what}没有可以调的方向。"),
    "no_colour": ("There is no such colour to choose for {what}.", "{what}没有这种颜色可选。"),
    "overruled": ("You both asked for {move} and ruled it out; I left it out.",
                  "你既要{move}又不要{move}，我就没有用。"),
}  # fmt: skip


def note(key: str, language: str, **facts: object) -> str:
    """The sentence `key` in a language ("en" or "zh"), with its facts filled in."""
    said = {name: spoken(str(value), language) if name == "move" else value for name, value in facts.items()}
    if "area" in said:
        said["area"] = _AREAS.get(str(said["area"]), (str(said["area"]).replace("_", " "),) * 2)[language == "zh"]
    sentence = _SENTENCES[key][language == "zh"].format(**said)
    return sentence[:1].upper() + sentence[1:]


def restates(sentence: str, told: str) -> bool:
    """Whether a sentence only says what a comparison of the drafts told too."""
    if any(
        filled(text).fullmatch(sentence)
        for key in ("removed", "removed_applied", "stopped")
        for text in _SENTENCES[key]
    ):
        return True
    gone = next((m["what"] for text in _SENTENCES["gave_way"] if (m := filled(text).fullmatch(sentence))), "")
    return bool(gone) and gone.lower() in told.lower()


def reasons(sentence: str) -> bool:
    """Whether a sentence says what was done, and why."""
    return any(filled(text).fullmatch(sentence) for key in ("mood", "life", "eases_back") for text in _SENTENCES[key])


@cache
def filled(text: str) -> re.Pattern[str]:
    """What a sentence with names in braces becomes when they are filled in; the pattern has a group for each."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(text)), re.S | re.I)


def reason(key: str, language: str) -> str:
    """Why a move was chosen, as the end of a sentence."""
    return _CHOSEN[key][language == "zh"]


def spoken(move: str, language: str) -> str:
    """What people call a move: "dolly in", or its first Chinese name in the catalogue."""
    words = catalogue()[move].words if language == "zh" and move in catalogue() else ()
    return next((word for word in words if word > "\u2fff"), move.replace("_", " "))


def called(kind: str, language: str) -> str:
    """What people call a flow or an effect: "grain", "warm tones", or its first Chinese name."""
    return named(kind, chinese=language == "zh")


def transition_name(kind: str, language: str) -> str:
    """What people call a transition: "whip pan", or its first Chinese name."""
    words = transitions.catalogue().words.get(kind, ())
    if language == "zh":
        return next((word for word in words if word > "\u2fff"), kind)
    plain = kind.replace("_", "")
    return next((w for w in words if w.replace(" ", "") == plain), kind.replace("_", " "))


def style_name(style: str, language: str) -> str:
    """What people call a style of music: "lo-fi", or its first Chinese name."""
    words = sound.catalogue().words.get(style, ())
    if language == "zh":
        return next((word for word in words if word > "\u2fff"), style)
    return words[0] if words else style


def music_mood(mood: str, language: str) -> str:
    """What people call a mood of music: "happy", 欢快."""
    words = sound.MOODS[mood].words if mood in sound.MOODS else ()
    return next((word for word in words if word > "\u2fff"), mood) if language == "zh" else mood


def bed_name(kind: str, language: str) -> str:
    """What people call a sound bed: "rain", "the sea", 雨声."""
    return heard(kind, chinese=language == "zh")


def mood_name(mood: str, language: str) -> str:
    """What people call a mood."""
    words = MOODS[mood].words.split("|")
    return next((word for word in words if word > "\u2fff"), mood) if language == "zh" else mood


def listing(kinds: Sequence[str], language: str) -> str:
    """Several names as people list them: "snow, warm and candle glow"."""
    names = [called(kind, language) for kind in kinds]
    if language == "zh":
        return "、".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
