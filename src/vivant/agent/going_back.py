"""Words that go back and forth in what was done: undo, redo, "before the music", "the first version", "what changed?".

Not for history itself (timeline/history.py) or for changes (direct.py, edit.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant import effects, flows
from vivant.agent import wishes as w
from vivant.agent.chinese_plain import SIMPLE
from vivant.agent.films.said import asked
from vivant.agent.films.tasks import Music
from vivant.agent.reading import read
from vivant.moves import catalogue
from vivant.timeline import HOLD, Draft
from vivant.timeline.history import History

How: TypeAlias = Literal["undo", "redo", "before", "rather", "with", "to", "first", "version", "changed", "changed_all"]

_NUMBERS = {
    "once": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4,
    "五": 5,
}  # fmt: skip
_N = r"(?P<n>\d{1,2}|once|twice|two|three|four|five|[一两二三四五])"
_PLEASE = r"(?:(?:please|pls|no|oh|oops|ok(?:ay)?|sorry|hmm|actually|wait|can|could|you|let's|just)[\s,]+)*"
_TAIL = r"(?:[\s,]*(?:please|pls|thanks|thank\s+you|for\s+me|again|after\s+all))*"
_ASKED = r"(?:did|made|added|changed|said|wanted|asked\s+(?:you\s+)?for)"
_WE_DID = rf"(?:\s+(?:that\s+)?(?:you|i|we)\s+(?:just\s+|last\s+)?{_ASKED})?"
_JUST_DONE = rf"what\s+(?:you|i|we)\s+(?:just\s+|last\s+)?{_ASKED}(?:\s+last|\s+just\s+now)?"
_THE_LAST = r"(?:(?:that|this|the|my|your|our)\s+)?(?:very\s+)?(?:last|latest|previous|most\s+recent)"
_CHANGE = r"(?:step|change|edit|request|wish|instruction|command|addition|modification|tweak|action)"
_STEP = (
    rf"(?:\s+(?:it|that|this|the\s+change|{_JUST_DONE}|my\s+last\s+\w+"
    rf"|{_THE_LAST}(?:\s+(?:one|thing|bit|part|effect|message|{_CHANGE}){_WE_DID})?))"
)
"""What was done last, as it may be called where it is undone."""
_ZH_PLEASE = r"(?:请|麻烦|帮我|还是|那|算了|不好|不行|不|，|,|\s)*"
_ZH_TAIL = r"(?:吧|一下|谢谢|操作|了|\s)*"
_ZH_UNDO = r"(?:撤销|撤回|撤消|撤掉|退回|回退|后退|倒退|返回)"
_ZH_STEP = (
    rf"(?:(?:刚才|刚刚|刚|上面|前面|最近|最后|上次|之前|做|改)*的?(?:[那这上前后]|最后)?"
    rf"(?:{_N.replace('<n>', '<sn>')}|几)?(?:步|次|下|个(?=[修改操步动撤退]))(?:修改|改动|操作|步骤|动作)?"
    r"|(?:刚才|刚刚|上次)的?(?:修改|改动|操作|步骤|动作)?)"
)
"""What was done last, one step of it or so many: 刚才那一步, 前两步."""
_ZH_BEFORE = (
    r"(?:之前|刚才|刚刚|原来|原先|上一?(?:版|个)|前一?(?:版|个)|改之前)"
    r"(?:的|那一?[样版个种]|样子|状态|版本|效果|感觉|速度|颜色|大小|位置)*"
)
_TO = r"(?:go|take\s+(?:it|me|us)|get|jump|switch|return|revert|roll|rewind|undo|bring\s+(?:it|me))"


@dataclass(frozen=True, slots=True)
class Back:
    """How far back or forth: `n` steps or version, or what was not yet there (`what`, the user's words)."""

    how: How
    n: int = 1
    what: str = ""


_RULES: tuple[tuple[How, re.Pattern[str]], ...] = tuple(
    (how, re.compile(rf"{_PLEASE}(?:{english}){_TAIL}|{_ZH_PLEASE}(?:{chinese}){_ZH_TAIL}", re.I))  # type: ignore[misc]
    for how, english, chinese in (
        ("changed_all",
         r"what\s+(?:have\s+you|did\s+(?:you|we)|has|was|is)\s+(?:changed?|done|different)\s+(?:since\s+the\s+"
         r"(?:start|beginning|first\s+\w+)|so\s+far|in\s+(?:total|all)|overall)"
         r"|compare\s+(?:it\s+|this\s+)?(?:with|to)\s+the\s+(?:first|original)(?:\s+(?:one|version))?",
         r"(?:看看|看下|告诉我|现在|这版|跟|和|与)*(?:最初|最?开始|一开始|第一版|原来|原版|原图)(?:的(?:版本|样子)?)?(?:相?比)?(?:有|改了|变了|都)*(?:什么|哪些"
         r"|啥)?(?:不同|变化|区别|改动|不一样|差别|差异)?"
         r"(?<=[同化别动么些啥样异])|一共改了(?:什么|哪些|啥)|到?目前改了(?:什么|哪些|啥)"),
        ("changed",
         r"(?:tell\s+me\s+)?what(?:'s|\s+is|\s+has|\s+have\s+you|\s+did\s+you|\s+was|\s+you(?:'ve|\s+have)?)?\s+(?:just\s+)?(?:changed?|different|new)"
         r"(?:\s+(?:now|there|here|just\s+now|this\s+time))?|(?:show\s+(?:me\s+)?|tell\s+me\s+about\s+)(?:(?:the|your|all)\s+)*(?:changes|difference)s?"
         r"|what\s+(?:exactly\s+)?did\s+you\s+(?:just\s+)?(?:do|change|add)(?:\s+just\s+now|\s+there)?"
         r"|tell\s+me\s+(?:exactly\s+)?what\s+you(?:'ve|\s+have)?\s+(?:just\s+)?(?:did|done|made|added)(?:\s+just\s+now|\s+there)?|compare(?:\s+(?:them|both"
         r"|the\s+two|versions))?",
         r"(?:刚才|刚刚|这次|你|都)*(?:改|变|动)(?:动|了|过|些|到)*(?:什么|哪些|啥|哪里)(?:地方|东西)?(?:呢|呀|啊)?"
         r"|有(?:什么|哪些|啥)(?:变化|改动|不同|区别|不一样|差别)|对比一?下?(?:前后)?"
         r"|(?:现在)?(?:跟|和|与|比)(?:刚才|刚刚|之前|上一?[版步])(?:的)?(?:相?比)?(?:起来)?(?:有|改了|变了|都|多了|少了)*(?:什么|哪些|哪里|哪儿|啥)"
         r"(?:地方)?(?:不同|变化|区别|改动|不一样|差别|变了|改了|改变)?|(?:现在)?比(?:刚才|刚刚|之前|上一?[版步])[^，。,]{1,4}了?多少"),
        ("first", rf"(?:{_TO}\s+)?(?:back\s+)?to\s+(?:the\s+)?(?:very\s+)?(?:first|original|initial)\s*(?:version"
         rf"|one|draft|clip)?|undo\s+(?:everything|all(?:\s+of\s+it)?|all\s+changes)|start(?:ing)?\s+version"
         rf"|(?:{_TO}\s+)?back\s+to\s+the\s+(?:start|beginning)|discard\s+(?:all\s+)?(?:my\s+|the\s+)?changes",
         r"(?:全部|都|所有)(?:的)?(?:修改|改动|操作)?(?:都)?(?:撤销|撤回|取消)"
         r"|撤销(?:全部|所有)(?:的)?(?:修改|改动|操作)?|(?:回|退|恢复|还原)(?:回|到)*(?:最初|最(?:早|开始)|刚?开始|一开始"
         r"|第一版|原来|原版|初始)(?:的)?(?:那个?)?(?:版本?|样子|状态|时候)?"),
        ("version", rf"(?:{_TO}\s+)?(?:back\s+)?(?:to\s+)?(?:the\s+)?version\s+(?:no\.?\s*|number\s+)?(?P<v>\d{{1,3}})",
         r"(?:回到?|退回|恢复)(?:到)?第?(?P<zv>[\d一二三四五六七八九十]{1,3})(?:个)?版本?"),
        ("rather",
         r"(?:i\s+think\s+)?(?P<what12>the\s+.{1,30}?)\s+(?:was|were|is|are|looked|sounded|felt|worked|suited(?:\s+it)?)\s+"
         r"(?:(?:much|a\s+lot|far|way|so\s+much)\s+)?(?:better|nicer|prettier)(?:\s+(?:before|earlier|though))?"
         r"|(?:(?:i\s+)?think\s+)?i\s+(?:liked|preferred)\s+(?:it\s+with\s+)?(?P<what10>the\s+.{1,40}?)(?:\s+(?:better|more|before))*",
         r"(?!)"),
        ("with", r"(?:(?:can|could|may)\s+(?:i|we)\s+)?(?:have|get)\s+(?P<what13>.{1,40}?)\s+(?:back|again)"
         r"|(?:bring|put|get|give\s+me|add|turn|switch)\s+(?P<what3>.{1,40}?)\s+back(?:\s+(?:in|on|again))?"
         r"|bring\s+back\s+(?P<what4>.{1,40}?)|i\s+(?:want|need|would\s+like|'?d\s+like)\s+(?P<what5>.{1,40}?)\s+back"
         r"|i\s+(?:do|did)\s+(?:want|like|need|miss)\s+(?P<what6>the\s+.{1,40}?)|i\s+miss\s+(?P<what7>the\s+.{1,40}?)"
         r"|(?:i\s+have\s+)?(?P<what8>the\s+.{1,40}?)\s+back"
         r"|(?:bring|put|get|set|turn|make|change|take|have|leave)\s+(?P<what11>the\s+.{1,30}?)\s+(?:back\s+)?(?:to\s+)?(?:just\s+)?"
         r"(?:how|what|where|the\s+way|like|as)\s+(?:it|they)\s+(?:was|were)(?:\s+(?:before|earlier|at\s+first|first|originally))?",
         r"(?!把?刚[才刚])把?(?P<zwhat3>.{1,12}?)(?:加|放|改|要|弄|变)回来|恢复(?P<zwhat4>音乐|标题|文字|字幕)"),
        ("before", rf"(?:{_TO}\s+)?(?:back\s+)?to\s+(?:the\s+(?:version|one|state"
         rf"|draft)\s+)?(?:from\s+)?(?:how\s+it\s+was\s+)?(?:just\s+)?"
         rf"before\s+(?:you\s+|we\s+|i\s+|it\s+|there\s+was\s+)?(?:added\s+|put\s+in\s+|had\s+"
         rf"|made\s+it\s+|got\s+|asked\s+for\s+)?(?P<what>.{{1,60}}?)"
         r"|(?:the\s+)?(?:version|one)\s+before\s+(?P<what2>.{1,60}?)",
         r"(?:回|退|恢复|还原|撤)(?:回|到|销到)*(?:没有?|还没|未|加|添加|配|放|有)*(?:上|了"
         r"|入)?(?P<zwhat>.{1,24}?)(?:之前|以前|前|的时候之前)(?:的)?(?:版本|样子|状态|那版|那个版本)?"
         r"|(?:回|退|恢复|还原)(?:回|到)*(?:还?没有?|未)(?:加|添加|配|放)?(?:上"
         r"|了)?(?P<zwhat2>.{1,24}?)(?:的时候|时|的版本|的样子|那版)"),
        ("undo", rf"undo{_STEP}?(?:\s+{_N}(?:\s+(?:times|steps|changes))?)?"
         rf"|(?:cancel|scratch|forget|take\s+back|roll\s+back|revert){_STEP}(?<!\sit)(?<!forget\sthat)"
         rf"|(?:reverse|discard|remove|delete|drop|ditch|get\s+rid\s+of)\s+(?:{_JUST_DONE}"
         rf"|{_THE_LAST}\s+(?:{_CHANGE}|thing)s?{_WE_DID})"
         rf"|undo\s+(?:the\s+)?last\s+{_N.replace('<n>', '<m>')}"
         rf"\s*(?:steps|changes|things|edits)?|(?:go|step|take\s+it)\s+back(?:\s+(?:one|a|1)\s+step)?"
         rf"|(?:take|roll)\s+(?:it|(?:that|the)(?:\s+last\s+\w+)?)"
         r"\s+back|revert(?:\s+(?:it|that|the\s+last\s+\w+))?|(?:(?:go|take\s+it)\s+)?(?:back\s+)?to\s+the\s+(?:previous|last)\s*(?:one|version|step)?"
         r"|(?:it\s+was|i\s+(?:liked|preferred)\s+it)\s+better\s+before"
         r"|(?:go\s+back\s+to\s+)?how\s+it\s+was(?:\s+before)?"
         r"|never\s?mind(?:,?\s+(?:undo|go\s+back))?|ctrl[\s+-]?z",
         rf"(?:{_ZH_UNDO}|取消)(?:掉|到|回)*(?:{_ZH_STEP}|(?:刚才|刚刚|上|最近|那|这|一)*个|"
         rf"(?:{_N.replace('<n>', '<zn>')}(?:步|次|下)))?"
         rf"|(?:把)?{_ZH_STEP.replace('<sn>', '<pn>')}(?:的)?(?:都|全|就|也|给我)*"
         rf"(?:{_ZH_UNDO}|取消|去掉|不要|不算|作废|别要)(?:掉|回去?|回来)?"
         r"|(?:回到?|退到|恢复)(?:到)?(?:上一?(?:步|个|版)|前一?(?:步|个|版))(?:版本|的版本)?"
         r"|(?:撤销|撤回|退回)(?:吧|了)?[，,\s]+(?:还是)?(?:不|别|算了)[^，,。]{0,8}"
         r"|(?:[^，,。]{0,6}[，,\s]+)?(?:换|改|调|变|放|弄)(?:回来|回去)"
         rf"|(?:[^，,。]{{0,4}}过[了头][，,\s]*)?退(?:回)?(?:去)?{_N.replace('<n>', '<tn>')}步"
         r"|(?:把)?(?:刚才|刚刚)(?:删|去|拿|撤)(?:掉|了)?的(?:那个)?(?:再)?(?:加|放|弄|找|补)?回来"
         r"|复原|还原|恢复原状|[改退倒换调]?回去|恢复原样|变回(?:去|来)"
         rf"|(?:还是|觉得|感觉|我|更|比较|喜欢)*{_ZH_BEFORE}(?:更|比较|要|最)?(?:好看|好听|好|顺眼|合适|舒服|自然)(?:一?点|一?些)?"
         rf"|(?:还是|我|更|比较)+(?:喜欢|想要|要)?{_ZH_BEFORE}|(?:变|恢复|回|退|改|调|还原|用)(?:回|到|成|去)*{_ZH_BEFORE}"),
        ("redo",
         r"redo(?:\s+(?:it|that|the\s+last\s+\w+))?|(?:go|step)\s+forward(?:\s+(?:one|a)\s+step)?|undo\s+the\s+undo",
         r"(?:取消|撤销)(?:刚才的)?撤销|恢复(?:刚才的|上一步|下一步)|前进一步|重做(?:上一步)?|反撤销|重新恢复"),
        ("to", rf"(?:{_TO}\s+)?back\s+to\s+(?P<what9>(?:the|our|my)\s+.{{1,40}}?)",
         r"(?:回|退|恢复|还原|换|用)(?:回|到)*(?:有|加)?(?P<zwhat5>.{1,10}?)的(?:那个?|那一)(?:版本?|样子|状态)?"),
    )
)  # fmt: skip
_DISLIKES = re.compile(
    r"(?:i|we)\s+(?:don't|do\s+not|didn't)\s+(?:really\s+)?like\s+(?:it|that|this|the\s+change)(?:\s+(?:at\s+all|so\s+much|much))?"
    r"|(?:it|that|this)(?:'s|\s+(?:is|was|looks?|got|feels?))\s+(?:much\s+|a\s+lot\s+|even\s+)?(?:worse|awful|terrible|horrible|"
    r"ugly|wrong|bad|(?:not|no)\s+(?:so\s+)?(?:good|it|right|better|nice|what\s+i\s+\w+))(?:\s+(?:now|than\s+before))?"
    r"|(?:much\s+)?worse(?:\s+than\s+before)?|not\s+(?:good|better|what\s+i\s+\w+)|that\s+was\s+a\s+(?:mistake|(?:bad|silly|stupid)\s+idea)|(?:bad|not\s+a\s+good)\s+idea|yuck|ew+",
    re.I,
)
_TOO = re.compile(
    r"(?:(?:that|it|this)(?:'s|\s+(?:is|was))\s+)?(?:(?:way|far|a\s+bit|much)\s+)?too\s+\w+(?:\s+\w+)?", re.I
)
_OFF = re.compile(r"(?:take|turn|switch|get|leave)\s+(?:it|that|this|them)\s+(?:off|out|away)(?:\s+again)?", re.I)
"""What undoes a change that was not liked."""
_ZH_DISLIKES = re.compile(
    r"^(?:感觉|觉得|还是|有点|好像|这样|现在)*(?:太[^，,]{1,4}了?|不(?:太)?(?:好看|行|对|好|合适|喜欢|满意)|(?:更|变)?(?:难看|丑)了?|没(?:之前|刚才)好看?)"
    r"[，,。！!\s]+(?=.)"
)
_REASON = re.compile(
    r"(?:i|we)\s+(?:want|need|like|liked|prefer|preferred|'d\s+like)\s+(?:it|that|this)\s+.{0,24}(?:again|back|before|more|better)",
    re.I,
)
"""Why something is taken back: "undo that, I want it fast again"."""
PRONOUNS = ("it", "that", "this", "them", "those", "these", "that one")
_NO = re.compile(r"(?:oh\s+)?(?:no|nope|nah|ugh|argh)(?:\s+no)*|hm+|sorry|wait", re.I)
BACK_AND_ON = re.compile(
    r"(?:(?:oops|sorry|no|nope|oh|hm+|wait|actually|ok(?:ay)?|please)\b[\s,.!]*)*"
    r"(?:[^,.;!?]{0,40}(?<![a-z])too\s[^,.;!?]{0,40}[,.;!]\s*)?(?P<back>(?=[^,.;!?]*(?:undo|back|revert|last|latest|previous|cancel|scratch|forget|just))[^,.;!?]{4,50}?)"
    r"(?:(?:\s*[,.;!]\s*|\s+)(?:(?:and|but|then|instead)\s+)+|\s*[,.;!]\s*(?=(?:just|please|rather|make|add|put|use|try|give|let|have|turn|set|i)\s))"
    r"(?P<on>\S.{2,})",
    re.I | re.S,
)
"""What leads back, and what is to be done from there on."""


def back_of(words: str) -> Back | None:
    """What of going back and forth the whole sentence asks for; None where it asks for something else."""
    said = re.sub(r"\s+", " ", words.translate(SIMPLE)).strip(" .!?。！？~～…,，")
    clauses = [one for one in re.split(r"\s*[,.;!?]+\s*", said) if not _NO.fullmatch(one)]
    left = [one for one in clauses if not _DISLIKES.fullmatch(one)]
    if len(clauses) > 1 and _REASON.fullmatch(clauses[-1]) and (back := back_of(clauses[0])):
        return back
    if clauses and (not left or (left != clauses and len(left) == 1 and _OFF.fullmatch(left[0]))):
        return Back("undo")
    if len(clauses) > 1 and all(_TOO.fullmatch(one) for one in clauses[:-1]):
        said = clauses[-1]  # "too much, go back"
    last = re.match(r"(?:actually|no|nah|oh|ok(?:ay)?|please|just)\s", left[-1], re.I) if len(left) > 1 else None
    if (left != clauses and len(left) == 1) or last:
        said = left[-1]
    said = _ZH_DISLIKES.sub("", said)
    alike = [back_of(one) for one in clauses] if len(clauses) > 1 else [None]
    if all(alike) and (back := _same(alike)):
        return back  # "I liked it better before, go back"
    for how, pattern in _RULES:
        if found := pattern.fullmatch(said):
            names = found.groupdict()
            number = next((v for k, v in names.items() if v and "what" not in k), "")
            what = next((v for k, v in names.items() if v and "what" in k), "")
            return Back(how, _number(number), what.strip())
    return None


def _same(found: Sequence[Back | None]) -> Back | None:
    """What clauses lead back to, where one names it and others say "put it back"; None where they differ."""
    named = [one for one in dict.fromkeys(found) if one and one.what.lower() not in PRONOUNS]
    if len(named) == 1:
        return named[0]
    return found[0] if len(set(found)) == 1 else None


def _number(said: str) -> int:
    said = said.lower()
    if said.isdigit():
        return max(1, int(said))
    return _NUMBERS.get(said) or ("一二三四五六七八九十".find(said[:1]) + 1 if said else 1) or 1


def version_before(history: History, what: str) -> int | None:
    """The newest version, from the one that counts backwards, in which `what` was not yet there; None where it never
    was absent, or nobody knows it."""
    wanted = set(named_in(what))
    at: int | None = history.at
    while at is not None:
        version = history.versions[at]
        parent = version.parent
        if parent is None:
            return None
        gained = features(version.draft) - features(history.versions[parent].draft)
        if wanted & gained or (not wanted and _mentions(version.words, what)):
            return parent
        at = parent
    return None


def version_with(history: History, what: str) -> int | None:
    """The newest version before the one that counts in which `what` was there and is not now, or that asked for it."""
    wanted = set(named_in(what)) - features(history.draft)
    at = history.versions[history.at].parent
    while at is not None:
        version = history.versions[at]
        if wanted & features(version.draft) or (not set(named_in(what)) and _mentions(version.words, what)):
            return at
        at = version.parent
    return None


def named_in(what: str) -> Iterator[str]:
    """The features that words name."""
    for wish in read(what).wishes:
        if isinstance(wish, w.Add):
            yield from wish.kinds
        elif isinstance(wish, w.Move):
            yield wish.name
    for feature, pattern in _TRACKS.items():
        if pattern.search(what) or (feature == "music" and music_in(what)):
            yield feature


def music_in(what: str) -> str:
    """The style of music that words name: "the piano"; "" for none."""
    tasks = asked(re.sub(r"^(?:the|that|my|our)\s+", "", what), (), {}, still=True).tasks
    return next((task.style for task in tasks if isinstance(task, Music)), "")


_TRACKS = {
    "music": re.compile(r"music|song|soundtrack|score|bgm|音乐|配乐|歌", re.I),
    "title": re.compile(r"title|words|text|writing|标题|文字|字", re.I),
    "caption": re.compile(r"caption|subtitle|字幕", re.I),
}


def _mentions(words: str, what: str) -> bool:
    plain = re.sub(r"\b(the|a|an|it|any|some)\b", "", what.lower()).strip()
    return bool(plain) and plain in words.lower()


def features(draft: Draft) -> frozenset[str]:
    """What there is in a draft, by the names of the catalogue: moves, flows, effects; music, titles, captions."""
    known = {*catalogue(), *flows.catalogue(), *effects.catalogue()}
    found: set[str] = set()
    for track in draft.tracks():
        if track.role in ("music", "title", "caption") and track.segments:
            found.add(track.role)
        elif track.kind == "text" and track.segments:
            found.add("title")
        for segment in track.segments:
            found |= {m.move for m in segment.motions} | {a.kind for a in segment.applied}
    return frozenset((found & known) | (found & {"music", "title", "caption"}) - {HOLD})
