"""How people say that a film or its music comes and goes softly, and makes way for a voice. Rules only."""

from __future__ import annotations

import re

from vivant.agent.films.lengths import LENGTH, SOME, seconds_of
from vivant.agent.films.music_words import BY_ITSELF
from vivant.agent.films.rules import Make, Rule, Said, rule
from vivant.agent.films.said_looks import CUE
from vivant.agent.films.tasks import Ducked, FadeTo, Loudness, Music, Task
from vivant.agent.reading import read
from vivant.agent.wishes import Add

_FOR = rf"(?:\s+(?:over|for|of|within|in|lasting|during)\s+(?:the\s+(?:last|first|final)\s+)?(?P<t>{SOME}))?"


def _fade(ins: bool, outs: bool) -> Make:
    def make(m: re.Match[str], said: Said) -> Task | None:
        span = said.clause(m)
        if len(said.films) > 1 and said.slip.find(CUE, span):
            return None  # that is how pictures go over into each other
        before = said.slip.words.plain[span[0] : m.start()]
        if outs and not ins and any(isinstance(x, Add) for x in read(before).wishes):
            return None  # "scratches fading away"
        length = m["t"] or (m["u"] if "u" in m.re.groupindex else None)
        seconds = seconds_of(length) if length else _SLOW_S if _SLOWLY.search(m[0]) else -1.0
        last = [task for at, task in sorted(said.done.items()) if at <= m.start()][-1:]
        heard = any(isinstance(x, Music) or (isinstance(x, Loudness) and x.target == "music") for x in last)
        lower = bool(last) and isinstance(last[0], Loudness) and m[0][:1] > "\u2fff"  # 音乐小声点，最后淡出
        it = (heard and re.search(r"\sit\s", m[0])) or (heard and lower and not re.search("[画黑暗]", m[0]))
        music = (
            it
            or re.search(r"(?:music|song)\s[^,.;!?]{0,40}\sand\s+$", said.slip.words.plain[: m.start()])
            or re.search(r"music|song|音乐|配乐", m[0])
            or said.slip.take(re.compile(r"(?:of\s+)?the\s+(?:music|song)"), span)
            or re.search(rf"(?<![a-z])(?:{BY_ITSELF})\s+(?:that|which)\s+$", said.slip.words.plain[: m.start()])
        )
        said.slip.take(
            re.compile(r"\s*(?:at\s+the\s+(?:start|beginning|end)(?:\s+and\s+(?:at\s+)?the\s+end)?|on\s+both\s+ends)"),
            (m.end(), said.slip.sentence(m.start())[1]),
        )
        return FadeTo(seconds if ins else None, seconds if outs else None, "music" if music else "main")

    return make


def _ends_black(m: re.Match[str], said: Said) -> Task:
    return FadeTo(None, seconds_of(m["t"]) if m["t"] else -1.0)


_SLOWLY, _SLOW_S = re.compile("慢慢|缓缓|逐渐|渐渐|slowly|gradually"), 2.0
"""What goes slowly, and how long it takes where nobody says."""
_BLACK = r"black(?:\s+screen)?(?!\s*(?:and|&|n)\s*white)"
_SUBJECT = (
    r"(?:\s+(?:it|everything|the\s+(?:video|clip|film|picture|image|music|song|sound|audio|last\s+\w+|whole\s+\w+)))?"
)
BOTH_ENDS = r"(?:首尾|头尾|(?:开头|片头|开始)(?:和|与|跟|、)?(?:结尾|片尾|最后|结束))(?:时|处)?(?:都|各|各自|分别|全)*"
_U = rf"(?:(?P<u>{LENGTH})[\s-]+)?"
_AT_BOTH = r"(?:\s+at\s+the\s+(?:very\s+)?(?:start|beginning|end))?"
FADES: tuple[Rule, ...] = (
    rule(rf"fade{_SUBJECT}\s+in\s+(?:over|for)\s+(?P<t>{LENGTH}),?\s+(?:and\s+)?(?:fade\s+)?(?:it\s+)?out(?:\s+again)?\s+(?:over|for|in)\s+"
         rf"(?P<o>{LENGTH}|(?:one|two|three|four|\d)(?![a-z\d]))",
         lambda m, said: FadeTo(seconds_of(m["t"]), seconds_of(m["o"]))),
    rule(r"(?:end|finish|close)\w*\s+(?:the\s+)?(?:music|song)\s+(?:with\s+a\s+|on\s+a\s+)?fade(?:[\s-]out)?(?![a-z])",
         lambda m, said: FadeTo(None, -1.0, "music")),
    rule(rf"(?:(?:begin|start|open|come)\w*\s+(?:on|in|from|with)\s+(?:a\s+)?{_BLACK}|"
         rf"(?:fade|come)\s+(?:up|in)\s+(?:from|out\s+of)\s+{_BLACK}){_AT_BOTH}{_FOR}", _fade(True, False)),
    rule(rf"(?:and\s+)?(?:(?:have|let)\s+it\s+)?(?:end|finish|close)\w*\s+(?:on|in|with|to)\s+(?:a\s+)?{_BLACK}{_FOR}|"
         r"(?:and\s+)?(?:go|goes|cut|turn|run)\w*\s+(?:in)?to\s+black\s+(?:at|in|towards)\s+the\s+(?:very\s+)?end(?![a-z])",
         _ends_black),
    rule(rf"(?:with\s+|add\s+)?(?:a\s+)?{_U}(?:(?:the\s+)?(?:music|song|video|film|sound|"
         rf"audio)\s+(?:(?:should|could|can|must|to)\s+)?)?(?<![a-z])fad(?:e|es|ing){_SUBJECT}(?:\s+from\s+black)?[\s-]+in\s*(?:and|&|/|,|"
         r"\+)?\s*(?:a\s+)?(?:fad(?:e|es|"
         rf"ing)[\s-]+)?(?:from\s+black\s+)?(?:and\s+)?out(?![a-z])(?:\s+to\s+black)?{_FOR}", _fade(True, True)),
    rule(rf"(?:with\s+|add\s+)?(?:a\s+)?{_U}(?:(?:the\s+)?(?:music|song|video|film|sound|"
         rf"audio)\s+(?:(?:should|could|can|must|to)\s+)?)?(?<![a-z])fad(?:e|es|ing){_SUBJECT}[\s-]+(?:in(?![a-z])(?:\s+from\s+black)?|from\s+{_BLACK}){_FOR}",
         _fade(True, False)),
    rule(rf"(?:with\s+|add\s+|(?:end|finish|close)\s+(?:with|on|in)\s+)?(?:a\s+)?{_U}(?:(?:the\s+)?(?:music|song|video|film|sound|"
         rf"audio)\s+(?:(?:should|could|can|must|to|that|which)\s+)?)?(?<![a-z])fad(?:e|es|ing){_SUBJECT}[\s-]+(?:out(?![a-z])(?:\s+to\s+black)?|to\s+{_BLACK}|"
         rf"away)(?:\s+(?:the|all)\s+(?:sound|audio|music|song|picture|video|film))?{_FOR}", _fade(False, True)),
    rule(r"音乐(?:在)?(?:结尾|最后|片尾|末尾)(?:处|时)?的?(?:慢慢|缓缓|逐渐|渐渐)?(?:淡出|渐出|消失|渐弱|渐小|变[弱小轻低]|减弱|[弱小轻低]下去)(?:\s*(?P<t>(?!)))?",
         _fade(False, True)),
    rule(r"(?:结尾|最后|片尾|末尾)(?:处|时)?(?:再|来|加|用|做|上|切|以|是|到|一|个)*黑[场屏](?P<t>(?!))?", _ends_black),
    rule(rf"{BOTH_ENDS}(?:都|各|加上?|来|用|留|做|要)*(?:个|段|一下)?(?:(?P<t>{LENGTH})的?)?(?:黑场|黑屏|淡入淡出|渐变|过渡|渐黑|渐隐|淡出)",
         _fade(True, True)),
    rule(rf"(?:音乐)?(?:淡入淡出|渐入渐出|渐显渐隐|淡入(?:和|并|、)淡出)(?:\s*(?P<t>{LENGTH}))?", _fade(True, True)),
    rule(r"(?:第一张(?:图片|照片|图)?|开头|片头|画面|一开始)(?:慢慢|缓缓|渐渐|逐渐)地?(?:出现|浮现|显现|亮起来?|出来)(?P<t>(?!))?",
         _fade(True, False)),
    rule(rf"(?:前面?(?P<u>{LENGTH})(?:慢慢|缓缓|逐渐|渐渐)*)?(?:音乐|开头|片头|画面|开场|一开始|刚开始)*(?:从(?:黑|全黑)(?:场|色|屏|暗)?(?:中|里)?(?:慢慢|"
         rf"缓缓|渐渐|逐渐)?(?:淡入|渐入|渐显|亮起来?|亮|浮现|显现|出现)|淡入|渐入|渐显|渐亮)(?:\s*(?P<t>{LENGTH}))?",
         _fade(True, False)),
    rule(rf"(?:在?(?:快?结束|收尾|结尾|最后|片尾|末尾)(?:处|的?时候?|的|画面)*(?P<u>{LENGTH})?)?(?:加个|加|用|来个|做个)?(?:音乐|画面|声音|黑屏|黑场)?(?:也|都|一起|同时|跟着|再)*(?:慢慢|缓缓|逐渐|渐渐)?(?:地)?(?:淡出|渐暗|渐出|渐隐|渐黑|变[黑暗](?!白)|黑掉|(?<![天色光幕围边里景境])[暗黑]下[来去])(?:到?黑(?:场|色)?)?(?:\s*(?P<t>{LENGTH}))?",
         _fade(False, True)),
)  # fmt: skip


def _is_added(m: re.Match[str], said: Said) -> bool:
    """Whether music is asked for in the same clause, which shall lie under what is spoken."""
    return (
        re.search(
            r"(?<![a-z])(?:put|add|play|lay|set|with|use|want|some|need)\s",
            said.slip.text[said.clause(m)[0] : m.start()],
        )
        is not None
    )


_SPEECH = (
    r"(?:the\s+|any\s+|my\s+|his\s+|her\s+|our\s+|their\s+)?(?:speech|voices?(?!\w)|talking|dialogue|speaking|narration|speaker|"
    r"(?:some(?:one|body)|people|they|he|she|i|we|anyone)\s+(?:is\s+|are\s+|am\s+)?(?:speak|talk)(?:s|ing)?)"
)
DUCKED: tuple[Rule, ...] = (
    rule(
        rf"(?:keep|leave|make\s+sure)\s+(?:that\s+)?{_SPEECH}\s+(?:is\s+|stays\s+|remains\s+|can\s+be\s+)?(?:clear(?:ly)?|audible|understood|heard)(?:\s+heard)?(?![a-z])"
        r"|so\s+(?:that\s+)?(?:you|we|people|one)\s+can\s+(?:still\s+)?(?:hear|understand)\s+(?:her|him|them|me|us|the\s+\w+)(?:\s+(?:well|clearly))?",
        lambda m, said: (
            Ducked()
            if any(isinstance(x, Music) for x in said.done.values()) or "music" in said.slip.words.plain
            else None
        ),
    ),
    rule(rf"(?:under(?:neath)?|beneath|below|behind)\s+{_SPEECH}",
         lambda m, said: Ducked() if _is_added(m, said) else None),
    rule(r"(?:(?:make|turn|lower|bring|dip|duck|keep)\s+)?(?:(?:the\s+|down\s+)*(?:music|it|"
         r"song)\s+)?(?:(?:be\s+)?(?:quiet(?:er)?|low(?:er)?|soft(?:er)?|down)\s+)?(?:under|during|below|beneath|"
         rf"when(?:ever)?|while|behind)\s+{_SPEECH}|"
         r"(?:with\s+)?(?:auto(?:matic)?[- ]?)?duck(?:ing|ed)?(?![a-z])(?:\s+(?:the\s+)?music)?|(?:有人|人)?(?:说话|"
         r"讲话|旁白)(?:的)?(?:时候|时)?(?:让|把)?(?:音乐)?(?:就|要)?(?:变小|小声|降低|压低|小一点|调低|轻一点)(?:一点|"
         r"音乐)?", lambda m, said: Ducked(not re.search(r"no\s+duck", m[0]))),
)  # fmt: skip
