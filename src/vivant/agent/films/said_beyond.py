"""How people ask for what is understood and cannot be done here: things taken out of the picture, voices, translations.
Rules only."""

from __future__ import annotations

import re

from vivant.agent.films.rules import Rule, Said, rule
from vivant.agent.films.tasks import Beyond, Task

_OUT = r"(?:remove|erase|delete|edit\s+out|get\s+rid\s+of|take\s+out|cut\s+out|photoshop\s+out|lose)"
_THING = (
    r"(?:people|persons?|man|woman|guys?|girl|boy|stranger|tourists?|passers?-?by|photobombers?|crowd|cars?|logo|watermark|"
    r"poles?|wires?|bins?|rubbish|trash|signs?|objects?|reflections?|hiss|hum|echo|wind\s+noise)"
)
_ON = r"[^,.;:!?\n\x00\"“”]{0,60}?"
_ENDS = r"(?=\s*(?:$|[,.;:!?\n\x00])|\s+(?:and|but|then|plus)\s)"


_NOISE_ZH = r"(?:杂音|人声|回声|电流声|风噪|嘈杂声?|底噪|说话声|咳嗽声|口水音)"
_HUM_ZH = rf"(?:{_NOISE_ZH}|风声|雨声|车声|鸟叫声?|噪音)"
"""What is heard in a film and cannot be taken out of it by itself."""


def _beyond(m: re.Match[str], said: Said) -> Task | None:
    return Beyond(said.slip.words.quote(*m.span()))


def _voice(m: re.Match[str], said: Said) -> Task | None:
    return None if said.sounds else _beyond(m, said)


RULES: tuple[Rule, ...] = (
    rule(
        rf"{_OUT}\s+(?:(?:the|that|this|all|those|these|my|every|any)\s+)*(?:[a-z]+\s+)?{_THING}(?![a-z]){_ON}{_ENDS}",
        _beyond,
    ),
    rule(rf"(?:swap|change|replace|remove|cut\s+out)\s+(?:out\s+)?(?:the|my|our)\s+background{_ON}{_ENDS}", _beyond),
    rule(
        rf"(?:(?:have|add|record|with|get|put|include)\s+)?(?:(?:an?|the|some|my)\s+)*(?:[a-z]+\s+)?(?<![a-z])(?:voice[\s-]?overs?|narration|narrator|"
        rf"text[\s-]to[\s-]speech)(?![a-z]){_ON}{_ENDS}",
        _voice,
    ),
    rule(
        rf"(?:去掉|去除|消除|降低|减少|过滤掉?|抹掉|清除|分离|提取)(?:[^,，。；;\x00]{{0,6}}?(?:里面?|中|背景)的?{_HUM_ZH}|[^,，。；;\x00]{{0,3}}?{_NOISE_ZH})"
        rf"|(?:把|将)(?:[^,，。；;\x00]{{0,6}}?(?:里面?|中|背景)的?{_HUM_ZH}|[^,，。；;\x00]{{0,3}}?{_NOISE_ZH})(?:都|给|单独)?(?:去掉|去除|消除|降低|过滤掉?|分离|提取)(?:出来)?",
        _beyond,
    ),
    rule(
        r"(?:画面|视频|图片|照片)?(?:左右|水平|镜像)(?:地)?(?:翻转|镜像|反转|颠倒)(?:一下)?|(?:加|做)?(?:个)?镜像(?:效果|处理)?",
        _beyond,
    ),
    rule(rf"(?:please\s+)?(?<![a-z])translate(?![a-z]){_ON}{_ENDS}", _beyond),
)
