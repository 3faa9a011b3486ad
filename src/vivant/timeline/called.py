"""What people call the knobs, places and looks in a draft, English and Chinese. Words only: compare.py tells with them
what changed. A name that is not here is told as it is written in English, and as a detail in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    "per_minute": "how often", "enter": "coming", "leave": "going", "stroke": "outline",
}  # fmt: skip


def part(name: str, *, chinese: bool) -> str:
    """What people call a knob, a field or a value of one."""
    if chinese:
        return _CHINESE.get(name, DETAIL if name.isascii() and name.replace("_", "").isalpha() else name)
    return _ENGLISH.get(name, name.replace("_", " "))
