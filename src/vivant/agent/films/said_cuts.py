"""How people say what is cut, kept, split, sped up, stopped, turned round and put in order. Rules only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from vivant.agent.films import said_order, said_pace
from vivant.agent.films.lengths import ALL, END, LENGTH, POINT, SOME, WINDOW, When, seconds_of
from vivant.agent.films.rules import (
    CUT,
    CUT_ZH,
    ENDS,
    PIECE,
    WHICH,
    WHICH_ZH,
    Make,
    Rule,
    Said,
    nth,
    rule,
    stretches,
    window_of,
)
from vivant.agent.films.tasks import Again, Backwards, Drop, Hold, Keep, Order, Pace, SplitAt, Steady, Task, Which
from vivant.agent.quantities import NUMBER, number

_UPRIGHT = "9:16"
"""A shape, and not a time."""

Read: TypeAlias = Callable[[re.Match[str]], When]

_KEEP = (
    r"(?<![a-z])(?:keep(?:ing)?|retain|preserve|use|show|want|need|just|only|take\s+(?:only|just)|trim\s+to|extract|grab|"
    r"select)"
)
_KEEP_ZH = (
    r"(?:只?保留|只?留下?|只要|只用|只取|只看|只剪|截取|选取|提取|剪出|截出|取出|(?<![只截选提])取|只|("
    r"?<=要)的是|我要|(?:剪|截)(?:下|出)?来?(?!掉|了|去|辑|成|到))(?:下来|出来|来|着|就行|就好|就可以|即可)?"
)
_FILL = (
    r"(?:\s+(?:only|just|the|best|all|everything|of|part|bit|section|piece|footage|segment|video|clip|film|it|this|is|"
    r"that|in|within))*\s+"
)
_OF = (
    r"(?:\s+(?:of|from|off)\s+(?:(?:the|this|my|each|every|both|all|of)\s+)*(?:videos?|clips?|films?|movies?|footage|it|one|them|start|beginning|"
    r"end)(?![a-z]))?"
)
_NOT_IN = r"(?<!for )(?<!in )(?<!during )(?<!over )(?<!the )"
"""Not before a time that is said of something else: "snow for the first 2 seconds only"."""
_OFF = r"(?:\s+(?:off|away|out)(?![a-z]))?"
_HEAD, _TAIL = r"(?:very\s+)?(?:first|initial|opening|beginning)", r"(?:very\s+)?(?:last|final|closing|ending)"
_MIDDLE = r"(?:middle|cent(?:er|re)|central)"
_HEAD_ZH = r"(?:视频|片子|影片|画面)?的?(?:最?前面?|最?开头|片头|起初|前奏|开场|头)的?(?:那|这)?\s*"
_TAIL_ZH = r"(?:视频|片子|影片|画面)?的?(?:最后面?|结尾|末尾|片尾|尾部|后面|最末|末|后)的?(?:那|这)?\s*"
_SO = r"(?:(?:trim|cut)\s+(?:it|this|the\s+\w+)\s*,?\s+)?(?:so\s+)?(?:that\s+)?(?:it\s+)?"
_TO_MORE = r"\s*(?:to|until|till|through|-|–|—|~)\s*\d"
_THAT_IS = r"(?:(?:that's|that\s+is|which\s+is|it's|i\.e\.|meaning)\s+)?"
_DIGITS_ZH = "一二两三四五六七八九十半"
_TOLD = r"(?:(?<![a-z])(?:there's|there\s+is|the|my|our|her|his|all\s+the)\s+[^,.;\x00]{1,40}?\s)?"
_DO = r"\s*,?\s*(?:and\s+|so\s+|please\s+|can\s+you\s+|just\s+|only\s+)*"
"""A stretch that is told of before what shall be done with it: \"the song is 0:02 to 0:08, keep that\"."""
_STARTS = r"(?:(?<=^)|(?<=[,.;!?。、，；！？\x00]\s)|(?<=[,.;!?。、，；！？\x00])|(?<=and\s)|(?<=then\s))"


def _head(m: re.Match[str]) -> When:
    return When(0.0, seconds_of(m["t"]))


def _tail(m: re.Match[str]) -> When:
    return When(-seconds_of(m["t"]))


def _middle(m: re.Match[str]) -> When:
    return When(middle_s=seconds_of(m["t"]))


def _after(m: re.Match[str]) -> When:
    return When(seconds_of(m["t"]))


_SO_SAID = re.compile(
    rf"(?:[\s的了吧啊哈呗掉\x00]|{CUT_ZH}|{_KEEP_ZH}|把|将|给|都|全|就|再|还|先|才|各|是|我|请|让|想|帮|从|到|在|只|要|用|没用|这|那|一?[小大]?段|部分|内容"
    r"|画面|视频|片段|片子|影片|镜头|东西|素材|里面?|左右|大概|大约|差不多|直接|统一|分别|单独|麻烦|可"
    r"以|需要|和|以及|跟|与|、|之间|期间|播放|开始|结束|为止|"
    r"黑屏|黑场|最?精彩|最好看?|关键|高潮|重点|有用|空白|空镜|废话|废镜头|多余|没用|晃动?|抖动?)*"
)
"""What hangs about a stretch of a film that goes or stays."""
_OTHERS_GO = re.compile(
    rf"\s*[,，]\s*(?:其他|其它|其余|别|剩下|剩余|前后|余下)(?:的|部分|内容|画面|都|全|就)*(?:{CUT_ZH}|剪|删|不用|不留)(?:了|吧)*"
)


def _told_zh(m: re.Match[str], said: Said) -> tuple[list[When], tuple[int, int]]:
    """The stretches that a Chinese clause is about, struck out with it, where it says nothing else; also where the
    clauses before name them: 开头三秒晃得厉害，5到7秒有路人，都剪掉."""
    span, text = said.clause(m), said.slip.text
    found = stretches(text, span)
    left = text[span[0] : span[1]]
    for (a, b), _ in found:
        left = left[: a - span[0]] + " " * (b - a) + left[b - span[0] :]
    which = WHICH_ZH.search(left)
    left = left[: which.start()] + left[which.end() :] if which else left
    if not _SO_SAID.fullmatch(left):
        return [], span
    start = span[0]
    while not found or start < span[0]:
        before = said.clause_before(start)
        topic = stretches(text, before) if before else []
        if not before or not topic or not _SO_SAID.fullmatch(text[before[0] : topic[0][0][0]]):
            break
        found, start = [*topic, *found], before[0]
    return [when for _, when in found], (start, span[1])


def _of_stretches(make: Callable[[When, Which], Task]) -> Make:
    def made(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
        if _OF_EACH.search(said.slip.words.plain[: m.start()]):
            return None
        whens, span = _told_zh(m, said)
        if not whens:
            return None
        which = said.which(m)
        said.slip.strike(*span)
        if make is Keep:
            said.slip.take(_OTHERS_GO, (span[1], len(said.slip.text)))
        return tuple(make(when, which) for when in whens)

    return made


_OF_ONE = re.sub(r"\?P<\w+>", "?:", WHICH_ZH.pattern)
_PLAYS_FROM = re.compile(rf"从\s*第?(?P<t>{LENGTH})(?:处|的地方|那里)?(?:开始|起)(?:播放?|放|剪|截|保留|要)*")


def _zh() -> tuple[Rule, ...]:
    """What goes and what stays in Chinese, where its stretches and its verb may stand in any order."""
    return (
        rule(rf"{CUT_ZH}|(?<=[\s\x00给])(?:剪|删|裁|切)(?:了|吧)|(?<=[\s秒])(?:剪|裁|切|砍|减)(?:掉|去)?(?=[\d{_DIGITS_ZH}])",
             _of_stretches(Drop)),
        rule(_KEEP_ZH, _of_stretches(Keep)),
        rule(rf"{_STARTS}\s*(?:把|将)?(?:{_OF_ONE})?{_PLAYS_FROM.pattern}{ENDS}",
             lambda m, said: Drop(_head(m), said.which(m))),
        rule(rf"{_STARTS}\s*(?:播?放|剪)?(?:到|在)\s*第?(?P<t>{LENGTH})(?:处|就|的地方|那里)*(?:结束|为止|停止?|截止){ENDS}",
             lambda m, said: Drop(_after(m), said.which(m))),
    )  # fmt: skip


def _drop(pattern: str, read: Read) -> Rule:
    return rule(pattern, lambda m, said: tuple(Drop(read(m), which) for which in said.of_each(m)))


def _dropping() -> tuple[Rule, ...]:
    """What goes, in English: "cut the first second"."""
    drop, t, one = _drop, rf"(?P<t>{LENGTH})", rf"(?P<t>{SOME})"
    of = rf"{_OF}{_OFF}"
    return (
        drop(rf"{CUT}{_FILL}{_HEAD}\s+{one}{of}", _head),
        drop(rf"(?:without|minus)\s+(?:the\s+)?{_HEAD}\s+{one}{of}", _head),
        drop(rf"{CUT}\s+{t}\s+(?:off|from|at|of)\s+(?:the\s+)?(?:start|beginning|front|head)(?:\s+of\s+(?:it|"
             r"the\s+\w+))?", _head),
        drop(rf"{CUT}\s+(?:off\s+)?the\s+(?:very\s+)?(?:start|beginning|front)(?:\s+(?:of\s+)?(?:it|the\s+\w+(?:\s+one)?))?"
             rf"\s+(?:off\s+)?by\s+{t}", _head),
        drop(rf"{CUT}\s+(?:off\s+)?the\s+(?:very\s+)?end(?:\s+(?:of\s+)?(?:it|the\s+\w+(?:\s+one)?))?"
             rf"\s+(?:off\s+)?by\s+{t}", _tail),
        drop(rf"{CUT}{_FILL}{_TAIL}\s+{one}{of}", _tail),
        drop(rf"(?:without|minus)\s+(?:the\s+)?{_TAIL}\s+{one}{of}", _tail),
        drop(rf"{CUT}\s+{t}\s+(?:off|from|at|of)\s+(?:the\s+)?(?:end|back|tail)(?![a-z])(?:\s+of\s+(?:it|the\s+\w+))?",
             _tail),
        drop(rf"{CUT}{_FILL}{_MIDDLE}\s+{t}{of}", _middle),
        drop(rf"{CUT}{_FILL}(?:the\s+)?(?:(?:end|rest|ending)\s+)?(?:after|past|beyond|behind|from)\s+(?P<t>{POINT})(?!{_TO_MORE})",
             _after),
        drop(rf"{CUT}\s+the\s+(?:first|opening|initial|beginning)(?:\s+(?:bit|part|section|piece))?\s*,?\s*(?:up\s+to|until|till|to)\s+(?P<t>{POINT})",
             _head),
        rule(rf"{CUT}\s+the\s+(?P<w>first|middle|last)\s+(?:part|piece|bit|section|one)(?![a-z])", _cut_piece),
        drop(rf"{CUT}{_FILL}(?:before|until|up\s+to)\s+(?P<t>{POINT})", _head),
        *_dropping_more(),
    )  # fmt: skip


def _dropping_more() -> tuple[Rule, ...]:
    """The same in Chinese, and what is told by where a film begins and ends."""
    drop, t = _drop, rf"(?P<t>{LENGTH})"
    return (
        drop(rf"(?:再|也|先)?从?{_HEAD_ZH}(?:处|也|再|都|还|要)*(?:{CUT_ZH}|剪|裁|切|砍|减)(?:掉|去)?{t}", _head),
        drop(rf"(?:再|也|先)?从?{_TAIL_ZH}(?:处|也|再|都|还)*(?:{CUT_ZH}|剪|裁|切|砍|减)(?:掉|去)?{t}", _tail),
        drop(rf"{_SO}(?:start|begin)(?:s|ing)?\s+(?:it\s+|the\s+\w+\s+)?(?:at|from)\s+(?P<t>{POINT})", _head),
        drop(rf"(?:end|stop|finish)(?:s|ing)?\s+(?:it\s+|the\s+\w+\s+)?at\s+(?P<t>{POINT})", _after),
        rule(rf"(?P<verb>{CUT}){_FILL}?(?:\s*{PIECE}\s*,?\s*)?{_THAT_IS}(?P<from>from\s+|between\s+)?{WINDOW}",
             _cut_window),
        rule(rf"{_TOLD}{WINDOW}{_DO}{CUT}\s+(?:it|that|this)(?:\s+(?:out|off|away))?",
             lambda m, said: Drop(window_of(m), said.which(m))),
        rule(rf"(?:掐头去尾|(?:头尾|前后|首尾|开头[和跟]结尾|片头[和跟]?片尾|头[和跟]尾)(?:两端|两头)?)(?:都|各|{CUT_ZH}|[剪去切删裁掐])+(?P<t>{LENGTH}){CUT_ZH}?",
             _both_ends),
    )  # fmt: skip


def _both_ends(m: re.Match[str], said: Said) -> tuple[Task, ...]:
    which = said.which(m)
    return Drop(_head(m), which), Drop(_tail(m), which)


def _cut_piece(m: re.Match[str], said: Said) -> Task | None:
    """One of the pieces that a film was just cut in: "split it at 3 and 7 s, throw away the middle part"."""
    at = sorted(task.at_s for task in said.done.values() if isinstance(task, SplitAt))
    if not at or (m["w"] == "middle") != (len(at) == 2):
        return None
    ends = {"first": (0.0, at[0]), "middle": (at[0], at[-1]), "last": (at[-1], None)}
    return Drop(When(*ends[m["w"]]))


def _cut_window(m: re.Match[str], said: Said) -> Task | None:
    if not said.plays and not re.search(r"\d\s*(?:s|:)", m[0]):
        return None  # "cut 3 to 4" of pictures is how they go over
    verb = m["verb"]
    if verb.startswith("trim") and "out" not in verb and "off" not in verb:
        return Keep(window_of(m), said.which(m))
    return Drop(window_of(m), said.which(m), unsure=verb == "cut")


_OF_EACH = re.compile(r"(?:每|(?<![第后这那])一)(?:张|个|幅|段)[^,，。；;]{0,6}$")
"""What makes a length one of each picture: 每张控制在3秒."""


_IN_HALF = (
    r"(?:cut|split|divide)(?:\s+(?:it|this|the\s+\w+))?\s+in\s+(?:half|two)\s*,?\s*(?:(?:and|then|but)\s+)*"
    r"(?:keep|use|take|show)"
)


def _half(m: re.Match[str], said: Said) -> Task | None:
    """ "cut it in half and keep the second part"."""
    if not said.plays or (m["p"] != "half" and not re.match(_IN_HALF, m[0])):
        return None
    return Keep(When(part=(0.0, 0.5) if m["h"] == "first" else (0.5, 1.0)), said.which(m))


def _keep(pattern: str, read: Read) -> Rule:
    def make(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
        told = m.groupdict().get("t") or m.groupdict().get("a") or ""
        each = _OF_EACH.search(said.slip.words.plain[: m.start()])
        if told.strip() == _UPRIGHT or each:
            return None
        return tuple(Keep(read(m), which) for which in said.of_each(m))

    return rule(pattern, make)


def _keeping() -> tuple[Rule, ...]:
    t, one, only = rf"(?P<t>{LENGTH})", rf"(?P<t>{SOME})", r"(?:\s+(?:only|alone))?"
    to = (
        r"(?<![a-z])(?:trim(?:med)?|shorten(?:ed)?|cut(?:\s+down)?|limit(?:ed)?|reduce)"
        r"(?:\s+(?:it|this|the\s+\w+(?:\s+(?:one|clip|video))?|everything|them|(?:each|every|both|all)(?:\s+(?:of\s+)?\w+){0,2}))?(?:\s+down)?\s+to\s+(?:be\s+)?(?:(?:only|just|the|a|its|about|"
        r"max(?:imum)?)\s+)*"
    )
    return (
        _keep(rf"(?:{_KEEP}{_FILL}|{to}){_HEAD}\s+{one}{_OF}{only}", _head),
        _keep(rf"{_NOT_IN}(?:the\s+)?{_HEAD}\s+{one}{_OF}\s+only", _head),
        _keep(rf"(?:{_KEEP}{_FILL}|{to}){_TAIL}\s+{one}{_OF}{only}", _tail),
        rule(rf"(?:{_KEEP}|{_IN_HALF})(?:\s+(?:only|just))*\s+(?:the\s+)?(?P<h>first|second|last)\s+(?P<p>half|part|piece|bit)(?![a-z]){_OF}{only}{ENDS}",
             _half),
        rule(rf"{CUT}\s+the\s+(?P<h>first|second|last)\s+half{_OF}{ENDS}",
             lambda m, said: Drop(When(part=(0.0, 0.5) if m["h"] == "first" else (0.5, 1.0)), said.which(m))),
        _keep(rf"{_NOT_IN}(?:the\s+)?{_TAIL}\s+{one}{_OF}\s+only", _tail),
        _keep(rf"(?:{_KEEP}{_FILL}|{to}){_MIDDLE}\s+{t}{_OF}{only}", _middle),
        _keep(rf"(?:the\s+)?{_MIDDLE}\s+{t}{_OF}\s+only", _middle),
        _keep(rf"(?:{_KEEP}{_FILL}|{to}){t}\s+(?:(?:from|in|of|out)\s+)+the\s+middle(?![a-z])", _middle),
        _keep(rf"{_TOLD}{WINDOW}{_DO}(?:{_KEEP}|use|take)\s+(?:(?:only|just)\s+)*(?:it|that|this)(?:\s+(?:only|part|bit))?",
              window_of),
        _keep(rf"(?:[^,.;\x00]{{1,40}}\s)?(?:starts?|begins?)\s+(?:at|around|about|from)\s+(?P<a>{POINT})\s*(?:,\s*)?(?:and|but|then|to)\s+(?:(?:it|its|it's|is|all)\s+)*"
              rf"(?:ends?|over|finished|done|stops?)\s+(?:at|by|around|about)\s+(?P<b>{POINT})", window_of),
        _keep(rf"(?:{_KEEP}{_FILL}|{to}){WINDOW}{only}", window_of),
        _keep(rf"{_KEEP}\s+(?:(?:only|just|need|want)\s+)*(?:what|everything|all)\s+(?:(?:that\s+)?(?:happens|is|there\s+is)\s+)?{WINDOW}",
              window_of),
        _keep(rf"{_KEEP}\s+(?:only\s+|just\s+)?{PIECE}\s*,?\s*{_THAT_IS}{WINDOW}{only}", window_of),
        rule(rf"(?:(?:use|take|play|show|keep)\s+)?(?P<w>{WHICH})\s+(?:(?:only|just)\s+)?(?:until|till|up\s+to)\s+(?P<t>{POINT})",
             lambda m, said: Keep(_head(m), nth(m))),
        _keep(rf"(?:(?:make|have)\s+(?:it|the\s+\w+|this)\s+)?shorter\s*[,:;-]?\s*(?:(?:to|about|just|only|like|max|no\s+more\s+than)\s+)*{t}"
              r"(?:\s+(?:in\s+(?:total|all)|altogether|"
              r"at\s+most|max(?:imum)?|tops|or\s+less|will\s+do|is\s+enough|long))?(?![a-z])", _head),
        _keep(rf"(?:(?:use|take|with|show|keep)\s+)?(?:(?:just|only|about|the\s+best)\s+)*{t}"
              r"\s+(?:from|of|out\s+of)\s+(?=(?:each|every)(?![a-z]))", _head),
        _keep(rf"{to}{t}(?:\s+long)?(?:\s+at\s+most)?(?!\s*(?:to|-)\s*\d)", _head),
        _keep(rf"(?:make|have)\s+(?:it|the\s+\w+|this)\s+(?:be\s+)?(?:only\s+|just\s+)?{t}(?:\s+long)?{ENDS}", _head),
        rule(
            rf"(?:[^,，。；;\x00]{{0,8}}在)?第?(?P<m>{LENGTH})(?:左右|那里|处|时)?[^,，。；;\x00]{{0,4}}[,，]?(?:前后|左右两边)(?:都|各|只|留|保留|要)+{t}",
            lambda m, said: Keep(
                When(max(0.0, seconds_of(m["m"]) - seconds_of(m["t"])), seconds_of(m["m"]) + seconds_of(m["t"]))
            ),
        ),
        _keep(rf"(?:剪|缩短|缩|控制|裁|截|压缩|压|剪辑)(?:成|到|为|在)\s*{t}(?:以内|之内|内|长)?", _head),
        _keep(rf"{_STARTS}(?:视频|影片|片子|总共|一共|全片)+{t}就(?:够|行|好|可以)了?{ENDS}", _head),
    )  # fmt: skip


def _alone() -> tuple[Rule, ...]:
    """A stretch that a clause says and nothing else: "from 5 to 9 s"; last, when others have taken theirs."""
    one = rf"(?P<t>{SOME})"

    def keep(read: Read) -> Make:
        return lambda m, said: Keep(read(m)) if said.plays else None

    return (
        rule(rf"{_STARTS}\s*(?:the\s+part\s+)?{WINDOW}(?:{_OTHERS_GO.pattern})?{ENDS}", keep(window_of)),
        rule(rf"{_STARTS}\s*(?:the\s+)?{_HEAD}\s+{one}{ENDS}", keep(_head)),
        rule(rf"{_STARTS}\s*(?:the\s+)?{_TAIL}\s+{one}{ENDS}", keep(_tail)),
    )


_IN_TWO = (
    r"(?:\s+(?:it|this|the\s+(?:video|clip|film)))?(?:\s+(?:in|into)\s+(?:two|half|three|four|\d|parts|"
    r"pieces)(?:\s+(?:parts|pieces|bits))?)?"
)
_PIECES: tuple[Rule, ...] = (
    rule(rf"(?<![a-z])(?:split|divide|cut|slice|chop|break)(?:\s+up)?{_IN_TWO}\s+(?:at|after)\s+(?P<t>{POINT}|\d{{1,4}}(?:\.\d+)?(?![\d:.%])"
         r"(?=\s*(?:$|[,.;!?]|and\s)))", lambda m, said: SplitAt(seconds_of(m["t"]), said.which(m))),
    rule(rf"(?:在|从)?\s*第?\s*(?P<t>{LENGTH})(?:处|的地方|的位置|那里|时)?(?:分割|切开|断开|剪开|拆开|剪一刀|"
         rf"切一刀|来一刀|剪断|切断|分成两段|一分为二)", lambda m, said: SplitAt(seconds_of(m["t"]), said.which(m))),
)  # fmt: skip


# --- stopping, turning round, order -----------------------------------------------------------------------------------

_N = rf"(?P<n>{NUMBER})"
_FOR = rf"(?:\s*(?:for|,)?\s*(?P<d>{LENGTH})(?:\s+will\s+do)?)?"
_FRAME = r"(?:[- ]?(?:frame|picture|image|shot))?"
_LAST_ZH = r"最后(?:一帧|一个画面|一个镜头|画面|的画面)"
_AT_LAST = rf"在?(?:{_LAST_ZH}|结尾|片尾|末尾|最后|结束)"
_STOP_ZH = r"(?:定格|静止|停住|停下|定住|暂停|冻结|停留?)"
_STOPS_ZH = (
    rf"(?:(?:定格|静止|停住|停下|定住|暂停|冻结)(?:在{_LAST_ZH})?(?:一下)?|停(?=\s*[\d一二两三四五六七八九十半]))"
    rf"[,，]?(?:停|保持|持续)*\s*(?P<d>{LENGTH})?(?:[,，]?(?:然后|再)?(?:继续|接着|往下)(?:播?放)?)?"
)


def _hold(m: re.Match[str], said: Said) -> Task | None:
    if not said.plays:
        return None
    at = m["t"] if "t" in m.re.groupindex else None
    if at and not m["d"] and re.match(r"stop\s+(?:it\s+)?at", m[0]):
        return None  # that is where it ends
    lasts = seconds_of(m["d"]) if m["d"] else 2.0
    return Hold(None if at is None else seconds_of(at), max(0.1, lasts), said.which(m))


_HOLDS: tuple[Rule, ...] = (
    rule(r"(?:(?:finish|end)\s+(?:on|with)\s+a\s+(?:still|freeze(?:[- ]frame)?)\s*[:,-]?\s*)?"
         r"(?:freeze|hold|pause|stop)(?:\s+(?:it|the\s+(?:video|clip|film)))?(?:\s+on)?\s+(?:the\s+)?(?:very\s+)?(?:last|"
         rf"final)\s+(?:frame|picture|image|shot){_FOR}", _hold),
    rule(rf"freeze(?:\s+(?:it|the))?{_FRAME}\s+at\s+(?:{END}){_FOR}", _hold),
    rule(rf"(?:freeze|pause|hold|stop)(?:\s+on)?(?:\s+(?:it|the|the\s+(?:video|clip|film|action)))?{_FRAME}(?:\s+it)?(?:\s+(?:when|where|as)\s+(?:[a-z']+\s+){{0,3}}[a-z']+)?\s+(?:at|"
         rf"on)\s+(?P<t>{POINT}){_FOR}", _hold),
    rule(r"(?:finish|end)\s+(?:on|with)\s+a\s+(?:still|freeze(?:[- ]frame)?|frozen\s+(?:frame|picture))" + _FOR,
         lambda m, said: Hold(None, seconds_of(m["d"]) if m["d"] else 2.0, said.which(m))),
    rule(rf"freeze(?:\s+(?:it|the))?{_FRAME}\s+for\s+(?P<d>{LENGTH})\s+at\s+(?P<t>{POINT})", _hold),
    rule(rf"(?:最后|结尾)\s*(?P<d>{LENGTH})\s*(?:定格|静止)", _hold),
    rule(rf"{_AT_LAST}(?:处|时|的|画面|镜头)*{_STOPS_ZH}", _hold),
    rule(rf"{_STOP_ZH}在?{_LAST_ZH}[,，]?(?:停|保持|持续)*\s*(?P<d>{LENGTH})?", _hold),
    rule(rf"(?:在|到)?第?\s*(?P<t>{LENGTH})(?:处|时|的地方|的时候|那里|那儿|的位置|的|画面)*{_STOPS_ZH}", _hold),
)  # fmt: skip

_PLAYED: tuple[Rule, ...] = (
    rule(r"boomerang|(?:play\s+)?(?:it\s+)?(?:forwards?|there)\s*(?:\s+and|,)?(?:\s+then)?\s+back(?:ward"
         r"s?)?(?:\s+again)?|"
         r"(?:play\s+)?(?:it|the\s+\w+)\s+twice,?\s+(?:and\s+)?the\s+second\s+time\s+(?:backwards?|in\s+reverse|reversed)|回旋镖|来回播放|"
         r"正放再倒放", lambda m, said: Again(2.0, True, said.which(m))),
    rule(
        rf"(?:loop|repeat|play|show)(?:\s+(?:it|this|the\s+(?:video|clip|film)|(?:the\s+)?(?:{_HEAD}|{_TAIL})\s+{SOME}))?\s+(?:{_N}\s*(?:x|times)|(?P<two>twice))|(?:循环|"
        rf"重复)(?:播放)?\s*(?P<k>{NUMBER})\s*(?:次|遍)",
        lambda m, said: Again(
            min(100.0, max(1.0, number(m["n"] or m["k"] or "2"))), False, said.which(m), said.when(m)
        ),
    ),
    rule(r"(?:play(?:ed|ing)?\s+|run\s+)?(?:(?:it|this|the\s+(?:video|clip|film))\s+)?(?:in\s+reverse|"
         r"backwards?)(?![a-z])|(?:revers(?:e|ed|ing)|rewind)(?:\s+(?:it|this|the\s+(?:video|clip|film|footage)|"
         r"everything|play(?:back|ed)))?(?![a-z])", lambda m, said: Backwards(said.when(m), said.which(m))),
    rule(r"(?:别|不要|不用|取消)(?:再)?(?:倒放|倒着(?:播放|放|播))了?|正着?(?:播放|放|播)|正常(?:播放|顺序)|顺着放",
         lambda m, said: Backwards(said.when(m), said.which(m), on=False)),
    rule(r"倒放|倒着(?:播放|放|播)|倒过来(?:播放|播|放)|反向播放|倒播|逆向播放|反着放|倒序播放",
         lambda m, said: Backwards(said.when(m), said.which(m)) if said.plays else Order("reversed")),
    rule(r"(?:(?:it|this|the\s+(?:video|clip|film|footage|camera|shot)|my\s+hands?)\s*(?:'s|is|was|were)"
         r"\s+)(?:(?:so|very|too|really|quite|a\s+bit|way|"
         r"pretty)\s+)*(?:shak(?:y|ing)|wobbly|jittery|jerky|bumpy)(?:[,.]?\s*(?:so\s+|and\s+)?(?:please\s+)?(?:can|could)?\s*(?:you\s+)?(?:please\s+)?"
         r"(?:fix|correct|help|steady|stabili[sz]e|smooth)(?:\s+(?:that|it|this|out))*)?"
         r"|(?:(?:way|far|much)\s+)?too\s+(?:shaky|wobbly|jittery)(?![a-z])", lambda m, said: Steady(said.which(m))),
    rule(
        r"(?:make\s+(?:it|this|the\s+\w+)\s+)?(?:stabili[sz](?:e|ed|ing|ation)|less\s+shaky|not\s+shaky|stead(?:y|"
        r"ier|ied)(?:\s+(?:the\s+)?(?:shot|camera|footage|hand))?|smooth(?:en)?\s+out\s+(?:the\s+)?(?:camera|"
        r"shak\w+))(?:\s+(?:it|the\s+(?:video|clip|film|footage|shot)))?|(?:remove|reduce|fix|take\s+out|stop|"
        r"get\s+rid\s+of)\s+(?:the\s+)?(?:camera\s+)?(?:shak\w*|wobbl\w*|jitter)|no\s+(?:more\s+)?(?:shak\w+|wobble)|"
        r"(?:防抖|增稳)(?:效果|功能)?(?:去掉|取消|关掉|关了|不要|删掉)了?|(?:不要|去掉|取消|关掉|别)(?:加|做|开)?(?:防抖|增稳)|防抖|增稳|(?:画面|镜头|视频)?(?:再)?(?:更)?稳(?:一点|一些|一下|住|定一点|定一下|定些)|稳定(?:画面|一下|视频)?|(?:去除?|"
        r"去掉|消除|减少)(?:画面)?抖动?|(?:不要|别)(?:那么)?(?:抖|晃)(?:动)?",
        lambda m, said: Steady(
            said.which(m), on=not re.search("取消|关|不要防|别防|去掉防|防抖.*(?:去|删|不)|增稳.*(?:去|删|不)", m[0])
        ),
    ),
)  # fmt: skip


def _more(m: re.Match[str], said: Said) -> Task | None:
    """One more stretch for what was just asked: "cut the first 2 seconds and the last 3"."""
    before = said.done.get(m.start())
    if isinstance(before, SplitAt):
        return SplitAt(seconds_of(m["p"]), before.which) if m["p"] else None
    if not isinstance(before, Drop | Keep | Pace | Backwards) or before.when == ALL or m["p"]:
        return None
    if m["u"]:
        return replace(before, when=When(seconds_of(m["u"])))
    if length := m["h"] or m["hz"]:
        return replace(before, when=When(0.0, seconds_of(length)))
    if length := m["t"] or m["tz"]:
        return replace(before, when=When(-seconds_of(length)))
    return replace(before, when=window_of(m))


_AGAIN = rule(
    r"(?<=\x00)\s*(?:,|，|、|and|&|和|以及|及|跟)\s*(?:also\s+)?(?:the\s+)?"
    rf"(?:{_HEAD}\s+(?P<h>{LENGTH}|{NUMBER})|{_TAIL}\s+(?P<t>{LENGTH}|{NUMBER})|(?:at\s+)?(?P<p>{POINT})(?!{_TO_MORE})|"
    rf"(?:everything|all|anything)\s+(?:past|after|beyond|from)\s+(?P<u>{POINT})(?:\s+on(?:wards?)?)?|"
    rf"{_HEAD_ZH}(?P<hz>{LENGTH})|{_TAIL_ZH}(?P<tz>{LENGTH})|{WINDOW}){ENDS}",
    _more,
)

RULES: tuple[Rule, ...] = (
    *_HOLDS,
    *said_pace.RULES,
    *said_order.RULES,
    *_PLAYED,
    *_PIECES,
    *_zh(),
    *_dropping(),
    *_keeping(),
    _AGAIN,
    rule(
        rf"(?:(?:and|so)\s+)?{CUT}\s+(?:the\s+(?:rest|others?)|(?:everything|all)(?:\s+else)?)(?![a-z])",
        lambda m, said: () if any(isinstance(task, Keep) for task in said.done.values()) else None,
    ),
)
ALONE: tuple[Rule, ...] = _alone()
