"""How people ask for what is understood and cannot be done here: things taken out of the picture, voices, translations.
Rules only."""

from __future__ import annotations

import re

from vivant.agent.films.rules import Rule, Said, rule
from vivant.agent.films.tasks import Beyond, Elsewhere, Task
from vivant.agent.reading import read

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


def _which(m: re.Match[str], said: Said) -> Task | None:
    """One of several pictures called by what nobody knows of any: nothing is done to the others instead."""
    return Beyond(said.slip.words.quote(*m.span("x")), "which") if len(said.films) > 1 else None


def _song(m: re.Match[str], said: Said) -> Task | None:
    """A song by its name or by who sings it: nobody has it here."""
    return (
        None
        if said.sounds or (m["who"] and (read(m["who"]).wishes or _ANY_SONG.search(m["who"])))
        else Elsewhere("no_song")
    )


_ANY_SONG = re.compile("[好轻欢快慢热火新老]|喜|爱|感|流行|这样|那种|类似|合适|自己|我")
_SENDS = (
    r"(?:and\s+)?(?:please\s+)?(?:then\s+)?(?:send|e-?mail|mail|text|message|whatsapp|post|upload|share|publish)\s+(?:it|this|that|the\s+(?:[a-z]+\s+){0,2}?"
    r"(?:film|video|clip|result|file))\s+(?:(?:over|off|up)\s+)?(?:to|on|with|by|via)\s+[^,.;!?\n\x00]{2,40}?(?=\s*(?:[,.;!?\n\x00]|$))"
)
BESIDE_PICTURES: tuple[Rule, ...] = (
    rule(_SENDS, lambda m, said: Elsewhere("no_posting")),
    rule(r"把?[^,，。；;！!\s\x00]{1,12}?[pP](?:掉|走|没|去)[了吧呗]*", _beyond),
)
"""What is not done to a single picture either."""
RULES: tuple[Rule, ...] = (
    *BESIDE_PICTURES,
    rule(r"(?:^|(?<=[,，。；;！!\s]))(?:[把将给让在先]|然后|最后|除了?|删掉|去掉)*(?P<x>(?:(?!第|[定停落收]|最后|中间|刚|[上下前后][一面]|另|其|剩|每|整)"
         r"[\u4e00-\u9fff]){1,6}?)的?[那这]一?[张幅](?:照片|图片|图)?[^,，。；;！!\n\x00]*", _which),
    rule(rf"{_OUT}\s+(?:(?:the|that|this|all|those|these|my|every|any)\s+)*(?:[a-z]+\s+)?{_THING}(?![a-z]){_ON}{_ENDS}",
         _beyond),
    rule(rf"(?:swap|change|replace|remove|cut\s+out)\s+(?:out\s+)?(?:the|my|our)\s+background{_ON}{_ENDS}", _beyond),
    rule(rf"(?:(?:have|add|record|with|get|put|include)\s+)?(?:(?:an?|the|some|my)\s+)*(?:[a-z]+\s+)?(?<![a-z])(?:voice[\s-]?overs?|narration|narrator|"
         rf"text[\s-]to[\s-]speech)(?![a-z]){_ON}{_ENDS}", _voice),
    rule(rf"(?:去掉|去除|消除|降低|减少|过滤掉?|抹掉|清除|分离|提取)(?:[^,，。；;\x00]{{0,6}}?(?:里面?|中|背景)的?{_HUM_ZH}|[^,，。；;\x00]{{0,3}}?{_NOISE_ZH})"
         rf"|(?:把|将)(?:[^,，。；;\x00]{{0,6}}?(?:里面?|中|背景)的?{_HUM_ZH}|[^,，。；;\x00]{{0,3}}?{_NOISE_ZH})(?:都|给|单独)?(?:去掉|去除|消除|降低|过滤掉?|分离|提取)(?:出来)?",
         _beyond),
    rule(r"(?:画面|视频|图片|照片)?(?:左右|水平|镜像)(?:地)?(?:翻转|镜像|反转|颠倒)(?:一下)?|(?:加|做)?(?:个)?镜像(?:效果|处理)?",
         _beyond),
    rule(r"左[边侧]?(?:放|是|用)[^，,。；;\x00]{1,10}?[，,]?右[边侧]?(?:放|是|用)[^，,。；;\x00]{1,10}(?:[，,](?:做个?|形成|方便)*对比(?:一下)?)?"
         r"|(?:左右|上下)?(?:分屏|拼图|并排)(?:显示|播放|对比|放)*",
         _beyond),
    rule(r"(?:直接|自动|顺便|替我|帮我)+(?:发布|上传|发送?|分享|传)(?=[到去上给])",
         lambda m, said: Elsewhere("no_posting")),
    rule(r"(?:配上?|加上?|换成?|用|放|来一?首|改成|要)*(?:《[^》]{1,12}》(?:这首歌?|那首歌?|的?音乐)|(?P<who>[\u4e00-\u9fff]{2,4}?)(?:唱)?的(?:歌曲?|新歌|那首歌?)"
         r"(?:[《“][^》”]{1,12}[》”])?)(?:当|做|作为)?(?:配乐|背景音乐|bgm)?", _song),
    rule(r"(?:(?:end|finish|close)s?\s+(?:on|in|with)\s+(?:(?:a|pure|plain)\s+)*white(?!\s+(?:text|letters|title))|fades?\s+(?:out\s+)?(?:in)?to\s+white\s+at\s+the\s+(?:very\s+)?end|(?<=last\s)(?:one|picture|photo|clip)\s+(?:should\s+|to\s+)?fades?\s+(?:out\s+)?(?:in)?to\s+white)(?![a-z])",
         _beyond),
    rule(rf"(?:please\s+)?(?<![a-z])translate(?![a-z]){_ON}{_ENDS}", _beyond),
)  # fmt: skip
