"""The words that tell of a draft, English and Chinese: what people call moves, effects, knobs and places, and the
sentences in which compare.py says what changed. Not for comparing.

A knob that is not here is told as it is written in English, and as a detail in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vivant import effects, flows, moves, sound, transitions
from vivant.timeline.values import STEADY, Place

DETAIL = "细节"

_CHINESE: Mapping[str, str] = {
    "speed": "速度", "pace": "快慢", "size": "大小", "wind": "风", "drift": "飘移", "colour": "颜色",
    "exposure": "亮度", "contrast": "对比度", "saturation": "饱和度", "temperature": "色温", "tint": "色偏",
    "highlights": "高光", "shadows": "暗部", "clear": "近处的清晰度", "per_minute": "频率", "often": "频率",
    "rate": "快慢", "flicker": "闪动", "twinkle": "闪烁", "gusts": "阵风", "height": "高度", "side": "方向",
    "angle_deg": "角度", "travel": "幅度", "growth": "放大幅度", "times": "次数", "night": "夜色", "density": "密度",
    "softness": "柔和度", "direction": "方向", "font": "字体", "size_h": "字号", "weight": "粗细", "plate": "底板",
    "stroke": "描边", "shadow": "阴影", "align": "对齐", "position": "位置", "x": "横向位置", "y": "纵向位置",
    "enter": "出场动画", "leave": "退场动画", "animation_ms": "动画时长", "scale": "大小", "rotation_deg": "旋转",
    "opacity": "不透明度", "fit": "画面适配", "crop": "裁剪", "water": "水面", "sky": "天空", "clouds": "云",
    "foliage": "树叶", "flowers": "花", "grass": "草地", "ground": "地面", "background": "背景", "subject": "主体",
    "sand": "沙地", "fire": "火", "smoke": "烟", "hair": "头发", "cloth": "衣物", "lights": "灯光", "neon": "霓虹",
    "figure": "人物", "waterfall": "瀑布", "reflection": "倒影", "left": "左边", "right": "右边", "top": "上方",
    "up": "上", "down": "下", "sea": "海面",
    "bottom": "下方", "middle": "中间", "center": "正中", "top-left": "左上角", "top-center": "上方",
    "top-right": "右上角", "center-left": "左侧", "center-right": "右侧", "bottom-left": "左下角",
    "bottom-center": "下方", "bottom-right": "右下角", "lower-third": "下方三分之一处", "cover": "铺满",
    "contain": "完整显示", "blur": "模糊填充", "loop": "循环", "boomerang": "来回", "none": "无", "fade": "淡入淡出",
    "gold": "金色", "white": "白色", "red": "红色", "green": "绿色", "blue": "蓝色", "pink": "粉色", "yellow": "黄色",
    "black": "黑色", "orange": "橙色", "purple": "紫色", "warm": "暖色", "cool": "冷色", "mixed": "彩色",
    "rose": "玫瑰色", "pastel": "淡彩", "silver": "银色", "grey": "灰色", "golden": "金色",
}  # fmt: skip
_ENGLISH: Mapping[str, str] = {
    "size_h": "height of the letters", "rotation_deg": "turn", "angle_deg": "angle", "animation_ms": "animation",
    "per_minute": "how often", "exposure": "brightness", "temperature": "warmth",
    "enter": "coming", "leave": "going", "stroke": "outline",
}  # fmt: skip
WAYS = ("right", "right up", "up", "left up", "left", "left down", "down", "right down")
"""Where 0, 45, 90, ... degrees lead."""
BLOWN = ("wind", "drift")
"""Knobs that carry something to the right (+) or to the left (-)."""
DARKROOM = "adjust"
AT = {"left": "on", "right": "on", "top": "at", "bottom": "at", "subject": "on", "ground": "on", "water": "on"}
"""How English says that something is there; of all other places it is in them."""
_HEARD: Mapping[str, tuple[str, str]] = {
    "birds": ("birds", "鸟鸣"), "city": ("the city", "街头的声音"), "fire": ("a fire", "柴火声"),
    "sea": ("the sea", "海浪声"),
    "snow": ("falling snow", "落雪声"), "stream": ("a stream", "流水声"),
}  # fmt: skip
"""Beds whose first name does not say well what is heard."""

SENTENCES: Mapping[str, tuple[str, str]] = {
    "came": ("{what} was added.", "加入了{what}。"),
    "added": ("{what} was added, from {start} to {end}.", "加入了{what}，从 {start}到 {end}。"),
    "removed": ("{what} was removed.", "去掉了{what}。"),
    "length": ("{what}: {after} long now (was {before}).", "{what}：现在长 {after}（原来 {before}）。"),
    "start": ("{what} now starts at {after} (was {before}).", "{what}现在从 {after}开始（原来 {before}）。"),
    "order": ("The order is now {after}.", "顺序现在是{after}。"),
    "changed": ("{what}: {name} {now} now {after} (was {before}).", "{what}：{name}现在是{after}（原来{before}）。"),
    "now": ("{what}: {name} {now} now {after}{was}.", "{what}：{name}现在{after}{was}。"),
    "paced": (", {times} times as fast", "，速度是原来的 {times} 倍"),
    "gained": ("{what}: {name} {then} added{how}.", "{what}：加入了{name}{how}。"),
    "lost": ("{what}: {name} {then} removed.", "{what}：去掉了{name}。"),
    "stirred": ("{what}: in motion now: {name}{how}.", "{what}：动起来了：{name}{how}。"),
    "stilled": ("{what}: no longer in motion: {name}.", "{what}：不再动了：{name}。"),
    "anew": ("{what}: another piece of {name} plays now.", "{what}：换了另一首{name}。"),
    "instead": ("{what}: the {name} took the place of the {before}.", "{what}：{name}代替了{before}。"),
    "gentler": (
        "{what}: {name} is gentler now, {after} (was {before}).",
        "{what}：{name}现在更缓，{after}（原来 {before}）。",
    ),
    "stronger": (
        "{what}: {name} is stronger now, {after} (was {before}).",
        "{what}：{name}现在更强，{after}（原来 {before}）。",
    ),
    "still": ("{what}: the camera stands still now (was {before}).", "{what}：镜头现在不动（原来{before}）。"),
    "film": ("The {name} is now {after} (was {before}).", "{name}现在是{after}（原来{before}）。"),
    "lasts": ("The film is now {after} long (was {before}).", "影片现在长 {after}（原来 {before}）。"),
    "reads": ("{what} now reads {after}.", "{what}现在写着{after}。"),
    "comes": ("{what} now fades in over {after}{was}.", "{what}现在用 {after}淡入{was}。"),
    "goes": ("{what} now fades out over {after}{was}.", "{what}现在用 {after}淡出{was}。"),
    "comes_at_once": ("{what} no longer fades in{was}.", "{what}不再淡入{was}。"),
    "goes_at_once": ("{what} no longer fades out{was}.", "{what}不再淡出{was}。"),
    "was": (" (was {before})", "（原来{before}）"),
    "ways": ("{what}: the camera moves the same way, with other details.", "{what}：镜头运动不变，细节有调整。"),
    "loops": ("{what}: it is a loop now and ends where it began.", "{what}：现在首尾相接，可以循环。"),
    "ends": ("{what}: it is no longer a loop.", "{what}：现在不再循环。"),
    "muted": ("{what} is now silent.", "{what}现在静音。"),
    "unmuted": ("{what} can be heard again.", "{what}恢复了声音。"),
    "times": (
        "{what}: {name}: the {knob} is now {times} times what it was.",
        "{what}：{name}的{knob}现在是原来的 {times} 倍。",
    ),
    "turned": ("the {knob}", "{knob}"),
    "kept": ("{what}: {name} {keeps} to {place} now.", "{what}：{name}现在只在{place}。"),
    "knob": ("{name}: the {knob}", "{name}的{knob}"),
    "same": ("Nothing that is seen or heard has changed.", "看到和听到的都没有变。"),
    "part": ("{first} to {last}", "从 {first}到 {last}"),
    "growing": ("{first}, at the end {last}", "{first}，到结尾 {last}"),
    "way": ("going {way}", "往{way}"),
    "from": ("from {first} on", "从 {first}起"),
    "list": ("{most} and {last}", "{most}和{last}"),
}
WORDS: Mapping[str, tuple[str, str]] = {
    "none": ("none", "无"), "usual": ("the usual one", "默认"),
    "comes": ("fading in over", "淡入"), "goes": ("fading out over", "淡出"),
    "always": ("there all the time", "全程都有"),
    "drawn": ("in the place drawn for it", "画出的地方"), "size": ("size", "画面大小"), "rate": ("frame rate", "帧率"),
    "name": ("name", "名称"), "background": ("background", "背景"), "moves": ("the camera move", "镜头运动"),
    "transition": ("the transition", "转场"), "source": ("the part that plays", "播放的部分"),
    "speed": ("the speed", "速度"), "volume": ("the volume", "音量"), "mood": ("the mood", "情绪"),
    "placement": ("the placing", "位置"),
    "look": ("the look of the words", "文字样式"), "direction": ("the direction", "播放方向"),
    "forwards": ("forwards", "正放"), "backwards": ("backwards", "倒放"), "held": ("held still", "定格"),
    "each": ("Each picture", "每段画面"),
    "asset": ("the picture or sound", "素材"), "loop": ("at the end", "到头之后"), "music": ("music", "音乐"),
    "own": ("film's own sound", "原声"), "steady": ("a steady picture", "防抖"), "voice": ("voice", "人声"),
    "sfx": ("sound", "音效"), "overlay": ("overlay", "叠加画面"),
    "main": ("main track", "主轨道"), "alone": ("the picture", "画面"), "title": ("title", "标题"),
    "caption": ("caption", "字幕"),
}  # fmt: skip


def part(name: str, *, chinese: bool) -> str:
    """What people call a knob, a field or a value of one."""
    if chinese:
        return _CHINESE.get(name, DETAIL if name.isascii() and name.replace("_", "").isalpha() else name)
    return _ENGLISH.get(name, name.replace("_", " "))


_TONES = ("warm", "cool", "vivid", "pastel", "cyberpunk", "golden_hour")
"""Looks that are called tones."""
_PLAIN = {"vhs": "VHS", "lut": "LUT"}


def named(kind: str, *, chinese: bool) -> str:
    """What people call a move, a flow, an effect or a transition: "grain", "warm tones", or its first Chinese name."""
    if kind == STEADY:
        return "防抖" if chinese else "a steady picture"
    if chinese:
        for known in (moves, flows, effects, transitions):
            words = known.catalogue()[kind].words if kind in known.catalogue() else ()
            if found := next((word for word in words if word > "\u2fff"), ""):
                return found
        return kind
    if kind == "adjust":
        return "a change of light and colour"
    tone = kind in effects.catalogue() and effects.catalogue()[kind].kind == "tone"
    plain = _PLAIN.get(kind, kind.replace("_", " "))
    return plain + " tones" * (kind in _TONES) + " look" * (tone and kind not in _TONES)


def heard(bed: str, *, chinese: bool) -> str:
    """What people call a sound bed, after "the sound of": "rain", "the sea"; 雨声, 海浪声."""
    if bed in _HEARD:
        return _HEARD[bed][chinese]
    words = [word for word in sound.bed_catalogue().words.get(bed, ()) if word > "\u2fff"]
    spoken = next((word for word in words if word.endswith("声")), f"{words[-1]}声" if words else bed)
    return spoken if chinese else bed.replace("_", " ")


def be(name: str, one: str = "is", many: str = "are") -> str:
    """The word that goes with a name: "snow is", "fireflies are"."""
    return many if name.endswith("s") and not name.endswith("ss") else one


def han(words: Sequence[str], otherwise: str) -> str:
    """The first Chinese one of some words."""
    return next((word for word in words if word > "\u2fff"), otherwise)


def usual_knob(kind: str, knob: str) -> object:
    """What a knob is set to where a draft does not say."""
    for known in (flows, effects):
        if kind in known.catalogue():
            field = known.catalogue()[kind].params.model_fields.get(knob)
            return None if field is None else field.default
    return None


def corner_of(place: Place) -> str:
    """The corner that an outline is a quarter of the picture at, "" for any other."""
    quarters = {(0.0, 0.0): "top-left", (0.5, 0.0): "top-right", (0.0, 0.5): "bottom-left", (0.5, 0.5): "bottom-right"}
    square = len(place.polygon) == 4 and place.polygon[2] == tuple(one + 0.5 for one in place.polygon[0])
    return quarters.get(place.polygon[0], "") if square else ""
