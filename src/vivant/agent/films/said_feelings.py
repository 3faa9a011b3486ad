"""Feelings that a film of several pictures should have, and which its music gives it: 欢快点. Rules only."""

from __future__ import annotations

import re

from vivant.agent.films.music_words import called
from vivant.agent.films.rules import Rule, Said, rule
from vivant.agent.films.tasks import Music, Task

_FELT_WORD = (
    r"欢快|欢乐|开心|快乐|愉快|活泼|俏皮|轻快|热血|燃|炸|嗨|大气|磅礴|震撼|史诗|动感|喜庆|热闹|舒缓|伤感|悲伤|励志|激昂|治愈|紧张|悬疑|"
    r"节奏感|悲情|煽情|抒情|安静"
)
_FEELING = re.compile(
    r"[\s\x00]*(?:[\x00]|麻烦|帮我|请|给我|整体|整个|全片|风格|节奏|感觉|气氛|氛围|的?片子|做得|弄得|[剪做弄拍搞](?:成|出)?[一个条段支部版]*|要|得|再|稍微|搞|来|走|想|有|那种|更|比较|偏)*"
    rf"(?P<f>{_FELT_WORD})(?:[一那]?(?:点|些)|一点点|的|地|感|系|风|路线|风格|感觉|氛围|强|起来|儿|吧|啊|哈|呗)*(?:[\u4e00-\u9fff]{{0,6}}(?:视频|短片|片子|混剪|vlog|宣传片|影片))?[\s\x00]*"
)
_FELT = {
    "炸": ("epic", "energetic"), "嗨": ("electronic", "energetic"), "热闹": ("festive", ""),
    "节奏感": ("electronic", ""), "活泼": ("", "happy"), "俏皮": ("", "happy"), "欢乐": ("", "happy"),
    "悲情": ("", "sad"), "煽情": ("piano", ""), "抒情": ("piano", ""),
}  # fmt: skip
"""Feelings that music has no names for."""


def _feeling(m: re.Match[str], said: Said) -> Task | None:
    """欢快点, 要热血一点的: a clause that is of a feeling alone is of the music of a film made of several."""
    start, end = said.clause(m)
    whole = _FEELING.fullmatch(said.slip.text, start, end)
    if len(said.films) < 2 or whole is None or any(isinstance(task, Music) for task in said.done.values()):
        return None
    word = whole["f"]
    styles, moods = called()
    style, mood = _FELT.get(word, (styles.get(word, ""), moods.get(word, "")))
    said.slip.strike(start, end)
    return Music(style, mood)


FEELINGS: Rule = rule(_FELT_WORD, _feeling)
