"""How people say that words which are written already should look or read otherwise, or go; colours and sizes of
letters. Rules only; not for new words (said_titles.py)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vivant.agent.films.lengths import A_WINDOW, LENGTH, POINT, seconds_of, when_of
from vivant.agent.films.regions import PATTERN, position_of
from vivant.agent.films.rules import Rule, Said, rule
from vivant.agent.films.slip import STRUCK, is_husk
from vivant.agent.films.tasks import Rewrite, Task, Words
from vivant.titles.register import catalogue as animations

_COLOURS = {
    "white": "white|白色?", "black": "black|黑色", "red": "red|红色?", "green": "green|绿色?", "blue": "blue|蓝色?",
    "yellow": "yellow|黄色?", "orange": "orange|橙色?", "pink": "pink|粉色?|粉红色?", "purple": "purple|violet|紫色?",
    "gold": "gold(?:en)?|金色?", "silver": "silver|银色?", "grey": "gr[ae]y|灰色?", "cyan": "cyan|turquoise|青色",
    "brown": "brown|棕色", "beige": "beige|cream|米色",
}  # fmt: skip
"""Colours as titles know them -> what people call them."""
_AFTER = (
    r"(?=\s*(?:$|[,.;!?\x00，。；！？、])|\s+(?:and|at|on|in|for|from|with|please|top|bottom|middle|cent|upper|lower|left|"
    r"right|bold|big|small|large)(?![a-z])|[的，。]|[大小]?字|手写|毛笔|书法|[楷宋黑圆]体|艺术字|[大小](?:一?[点些]|一号|字))"
)
COLOUR = re.compile(
    r"\s*,?\s*(?:in\s+|coloured\s+|colored\s+|用|换成|改成|变成|要)?(?:an?\s+(?=[a-z ]*colou?r))?"
    r"(?:(?:bright|dark|light|plain|warm|soft|deep|pale|nice|rich|lovely|pretty|pastel)\s+)*"
    rf"(?<![a-z])(?P<c>{'|'.join(_COLOURS.values())})(?:\s+(?:letters|text|type|font|colou?r|lettering))?{_AFTER}的?字?"
)
"""A colour that stands by itself or with its letters, and not before something else ("red petals")."""
_SIZES: tuple[tuple[float, str], ...] = (
    (2.0, r"twice\s+(?:as\s+(?:big|large)|the\s+size)|double\s+(?:the\s+)?size|huge|大一倍|加倍"),
    (0.5, r"half\s+(?:the\s+size|as\s+(?:big|large))|tiny|小一半"),
    (1.6, r"(?:much|a\s+lot|way)\s+(?:bigger|larger)|(?:very|really)\s+(?:big|large)|大很多"),
    (0.6, r"(?:much|a\s+lot|way)\s+smaller|(?:very|really)\s+small|小很多"),
    (1.3,
     r"(?:(?:a\s+(?:bit|little|touch|tad)|slightly)\s+)?(?:bigger|larger|too\s+small)|big|large|(?:再|更|放|变|调)?大(?:一?点|一?些|一?两?号)?"),
    (0.75,
     r"(?:(?:a\s+(?:bit|little|touch|tad)|slightly)\s+)?(?:smaller|too\s+(?:big|large))|small|(?:再|更|缩|变|调)?小(?:一?点|一?些|一?两?号)?"),
)  # fmt: skip
SIZE = re.compile(
    r"\s*(?:,\s*)?(?:in\s+)?(?:"
    + "|".join(f"(?P<s{n}>{said})" for n, (_, said) in enumerate(_SIZES))
    + r")(?![a-z])(?:\s+(?:letters|text|type|font|lettering))?(?:的?字体?)?"
)
_LETTERED = (
    r"(?:titles?|text|captions?|heading|headline|letters|lettering|writing|words?|slogan|message|label|banner)(?![a-z])"
)
_ALL_COLOURS = "|".join(_COLOURS.values())
LIKE_BEFORE = re.compile(
    rf"(?<![a-z])(?:(?:an?|the|some|our|my)\s+)?(?:(?:little|small|tiny|big|large|huge|nice|short|simple|pretty|{_ALL_COLOURS})\s+)+$"
)
"""What words that are written are called, right before that name: "a little pink" title."""
_CALLED_COLOUR = re.compile(
    rf"(?<![a-z])(?:(?P<c>{_ALL_COLOURS})\s+(?:[a-z]+\s+)?{_LETTERED}|in\s+(?:[a-z]+\s+)?(?P<in>{_ALL_COLOURS})\s+(?:that|which|says?|saying|read))"
)
_CALLED_SIZE = re.compile(rf"(?<![a-z])(?P<s>little|small|tiny|big|large|huge)\s+(?:[a-z]+\s+)?{_LETTERED}")
_WAYS = {"上": "up", "下": "down", "左": "left", "右": "right"}
_DOES = (
    r"(?:a|an|be|to|is|are|should|shall|must|can|could|letters|come|appear|start|begin|show|go|sit|stay|stand|get|only|bit|little|"
    r"much|slightly)(?![a-z])"
)
"""What stands between words that are written and how they should be."""
_STEPS = {"higher": "up", "up": "up", "low": "up", "lower": "down", "down": "down", "high": "down",
          "left": "left", "right": "right"}  # fmt: skip
_TITLE = (
    r"(?:(?:the|that|this|my|our|any|all)\s+)*(?:titles?|captions?|labels?|prices|text|headline|heading|lettering|writing|"
    r"(?:on[- ]screen\s+)?words|logo\s+text|font(?:\s+size)?)(?![a-z])(?:\s+text(?![a-z]))?|"
    r"(?:那个|这个|这些)?(?:标题|文字|字幕|题目|价格)"
)
_GO = (
    r"(?<![a-z])(?:remove|undo|delete|drop|take\s+(?:out|off|away)|get\s+rid\s+of|lose|hide|erase|kill|clear|no|without|"
    r"neither|nor|scrap|don't\s+want)"
)
_NTH_ZH = (
    r"(?:把|将|那|让)?(?:(?P<first>开头|片头|前面|第一[句行个])|(?P<second>第二[句行个])|(?P<last>结尾|片尾|末尾|后面|最后))(?:的)?(?:那)?"
    r"(?:一?[句行个])?(?:的)?(?:标题|文字|文案|字|话)?"
)
A_BIT_S = 1.0
"""How much longer words stand where nobody says how much."""
_QUOTE = r"[\"“”„「『《](?P<q>[^\"“”「」『』《》\x00]{1,300})[\"“”」』》]|'(?P<r>[^'\x00]{1,200})'(?![a-z\d])"
_OLD = _QUOTE.replace("q>", "old>").replace("r>", "older>")
_FOR = re.compile(
    rf"\s*(?:for|(?:(?:it|they|should|can|must)\s+)*(?:disappear|vanish|go|fade|stop|end)(?:e?s)?(?:\s+(?:out|away|again))*\s+(?:after|at))\s+"
    rf"(?P<t>{LENGTH})|\s*(?:显示|持续|停留?)(?P<z>{LENGTH})|\s*(?:第|到|在)?(?P<u>{LENGTH})(?:[之以]?后|时|的时候)?(?:就|再|慢慢)*"
    "(?:消失|不见|淡出|淡掉|隐去|没了?)"
)
FIRST = re.compile(
    rf"\s*(?:for|during|in|over)\s+(?:the\s+)?first\s+(?P<t>{LENGTH})|\s*(?:在)?(?:前|最?开头的?|一?开始的?)(?P<z>{LENGTH})(?:显示|出现)?"
)
LAST = re.compile(
    rf"\s*(?:for|during|in|over)\s+(?:the\s+)?last\s+(?P<t>{LENGTH})|\s*(?:在)?最后(?P<z>{LENGTH})(?:才|再)?(?:显示|出现|出来)?"
)
NOT_LAST = re.compile(
    rf"\s*(?:在|到)?(?:最后|结尾|片尾)的?(?P<t>{LENGTH})(?P<z>(?!))?(?:时|里|的时候)?(?:就|再|都|慢慢)*(?:消失|不见|隐去|淡掉|不要|不显示|没了?)"
)
"""They stand until so long before the end."""
_LONGER = re.compile(
    rf"\s*(?:(?:stay|stand|last|show|shown|keep|be|up|on|there|for)\s+)*(?:(?P<t>{LENGTH})\s+(?P<w>longer|more|shorter|less)|"
    r"(?:a\s+(?:bit|little)\s+|much\s+)?(?P<v>longer|shorter))(?![a-z])|"
    r"(?:显示|停留|出现|停|留|的)*(?:时间|时长)?(?:再|更|要)?(?:[长久]|(?P<z>短))(?:一点|一些|点|些|一会儿?)"
)
_SOONER = re.compile(
    rf"\s*(?:(?:(?P<t>{LENGTH})|a\s+(?:bit|little|tad|touch|moment)|slightly|much|somewhat)\s+)?(?<![a-z])(?P<w>later|earlier|sooner)(?:\s+on)?(?![a-z])"
)
_STEPPED = re.compile(
    r"\s*(?:(?:a\s+(?:bit|little)|much|slightly|still|further|even)\s+)*(?<![a-z])(?P<way>higher|lower|up|down|too\s+(?:high|low)|"
    r"(?:(?:more|over|further)\s+)(?:to\s+the\s+)?(?:left|right))(?:\s+(?:up|down))?(?:\s+a\s+(?:bit|little))?"
    r"(?![a-z]|\s+(?:left|right|third|half|corner|part|side|edge|case|cent))"
)
_TO_THE_END = re.compile(
    r"\s*(?:(?:stays?|remains?|stands?|visible|on(?:\s+screen)?|up|there|be|right)\s+)*(?:(?:until|till|to|up\s+to)\s+the\s+(?:very\s+)?"
    r"end|from\s+(?:the\s+)?(?:start|beginning)\s+(?:to|till|until)\s+(?:the\s+)?(?:end|finish)|all\s+the\s+(?:time|way)|throughout|(?:for\s+)?the\s+(?:whole|entire)\s+(?:time|video|film|clip|thing))"
    r"|\s*(?:一直|全程|始终)(?:显示|留|停|在|保持|放)*(?:到)?(?:最后|结尾|结束|末尾)?|\s*(?:显示|留|停|保持)(?:着)?到(?:最后|结尾|结束)"
)
_FROM = re.compile(
    r"\s*(?:(?:should|shall|must|can|could|to|only|first|come|start|begin|appear|show|fade|pop)s?\s+(?:(?:in|up|on)\s+)?)*(?:at|after|from)\s+"
    rf"(?P<t>{POINT})(?:\s+(?:on(?:wards?)?|in)(?![a-z]))?|\s*(?:在|从|到)?(?P<z>{LENGTH})(?:处|时|的时候)?(?:以?后|之后)?(?:再|才|开始)*(?:出现|出来|显示|进来)"
)
_NO_WORDS = re.compile(
    r"(?:a|an|the|something|another|some|be|come|appear|start|begin|fade|slide|fly|show|stay|stand|last|move|go|disappear|pop|drop|grow|"
    r"bold|thin|italics?|lower|upper|capitals?|cursive|[a-z]+\s+(?:font|letters|type|case|size)|\d+\s*(?:%|s|sec|px|pt))(?![a-z])"
)
"""What follows "change the title to" and is nothing to be written."""
_SOFTLY = re.compile(
    r"(?:(?:let|make|have)\s+(?:it|them)\s+)?(?<![a-z])(?:appear|come|fade|show)(?:\s+(?:in|up))?(?:\s+(?:slowly|softly|gently|gradually))?"
)
_ALL_OF_IT_S = 7200.0


_COMING = r"(?:逐渐|慢慢|一个个|一个一个|缓缓)?"
_LATER = (
    r"(?:来)?(?:的?那种|的)?(?:效果|动画|特效|方式)?(?:出现|出来|显示|进来|入场|弹出)?(?:的)?(?:那种)?(?:效果|动画|"
    r"感觉)?"
)
_WITH = r"\s*,?\s*(?:(?:with|as|in|like|using)\s+)?(?:an?\s+|the\s+)?(?<![a-z])"
_ENTERS = {"slid": "slide", "glid": "slide", "fly": "slide", "fli": "slide", "swoop": "slide", "com": "fade",
           "mov": "slide", "enter": "slide", "pop": "pop",
           "bounc": "bounce", "drop": "drop", "fall": "fall", "ris": "rise", "float": "rise", "fad": "fade",
           "wip": "wipe", "flip": "flip", "grow": "grow", "typ": "typewriter"}  # fmt: skip


@cache
def coming() -> re.Pattern[str]:
    """How words may come, as titles/ calls it: 打字机效果, "with a typewriter effect", "slide in from the left"."""
    said = sorted((w for words in animations().words.values() for w in words), key=len, reverse=True)
    plain = [w for w in said if not w.isascii() and w not in ("淡出",)]
    latin = "|".join(w for w in said if w.isascii() and w not in ("words", "type", "letters", "wave", "focus", "turn"))
    verbs = rf"(?:{'|'.join(_ENTERS)})(?:p?ing|e?s|e)?"
    return re.compile(
        rf"\s*{_COMING}(?P<k>{'|'.join(plain)}){_LATER}|{_WITH}(?P<l>{latin})\s+(?:effect|animation|style)(?![a-z])|"
        rf"(?:\s+(?:(?:should|to|that|which|will)\s+)*(?:appears?|comes?(?:\s+(?:in|up))?|shows?(?:\s+up)?))?{_WITH}"
        rf"(?P<m>typewriter|typed(?:\s+out)?|letter by letter|word by word|(?:{verbs}(?:\s+in)?|in)\s+from\s+"
        r"(?:the\s+)?(?P<side>left|right|top|bottom|above|below)(?:\s+(?:hand\s+)?side)?|"
        rf"{verbs}\s+in|pops?\s+up|"
        rf"(?:fading|fades?)(?:\s+in)?(?:\s+and\s+(?:fad(?:es|ing)\s+)?out)?)(?![a-z])(?:\s+(?:slowly|gently|softly|again))*"
    )


def enter_of(found: re.Match[str]) -> str:
    """The animation that a match of `coming` says."""
    said = found["k"] or found["l"] or found["m"].removesuffix(" out")
    if found["side"]:
        said = f"from {'' if found['side'] in ('above', 'below') else 'the '}{found['side']}"
    elif found["m"]:
        said = next((name for stem, name in _ENTERS.items() if said.startswith(stem)), said)
    return next(name for name, words in animations().words.items() if said in (*words, name.replace("_", " ")))


def colour_of(found: re.Match[str]) -> str:
    """The colour that a match of COLOUR says."""
    return next(name for name, said in _COLOURS.items() if re.fullmatch(said, found["c"]))


def look_of(called: str) -> tuple[str, float]:
    """The colour and the factor that words which are written are called by: "a little title in pink saying"."""
    colour, size = _CALLED_COLOUR.search(called), _CALLED_SIZE.search(called)
    named = (colour["c"] or colour["in"]) if colour else ""
    sized = SIZE.search(size["s"].replace("little", "small")) if size else None
    return (
        next((name for name, said in _COLOURS.items() if re.fullmatch(said, named)), ""),
        size_of(sized) if sized else 1.0,
    )


def size_of(found: re.Match[str]) -> float:
    """The factor that a match of SIZE says."""
    return next(factor for n, (factor, _) in enumerate(_SIZES) if found[f"s{n}"])


def _rewritten(m: re.Match[str], said: Said) -> Task | None:
    bare = "bare" in m.re.groupindex and m["bare"]
    content = said.slip.words.quote(*m.span("bare" if bare else "q" if m["q"] else "r")).strip()
    return Rewrite(content) if content and not (bare and content[:1].islower()) else None


def _reworded_barely(m: re.Match[str], said: Said) -> Task | None:
    """ "change the text to Sold": words without quotation marks, where they do not tell how it should look."""
    content = said.own(said.slip.words.quote(*m.span("bare"))).strip()
    says = re.search(r"say|read", m["link"])
    looks = any(one.match(content.lower()) for one in (SIZE, COLOUR, PATTERN, _SOONER, _STEPPED, _NO_WORDS))
    if not (says or (m["verb"] and "to" in m["link"])) or (not says and looks) or not content:
        return None
    beside = _restyled(m, said)
    return replace(beside if isinstance(beside, Rewrite) else Rewrite(), content=content)


def _nth(found: re.Match[str]) -> int:
    return 0 if found["first"] else 1 if found["second"] else -1


def _renamed(m: re.Match[str], said: Said) -> Task | None:
    """ "change “Kitchen” to “Hall”": only the words that read so."""
    now = _rewritten(m, said)
    was = said.slip.words.quote(*m.span("old" if m["old"] else "older")).strip()
    return replace(now, was=was) if isinstance(now, Rewrite) and was else now


def _restyled(m: re.Match[str], said: Said) -> Task | None:
    """How what is written should look, as far as the clause of a match says it."""
    span = m.end(), said.slip.clause(m.end())[1]
    enters, later = said.slip.take(coming(), span), said.slip.take(_SOONER, span)
    size, colour = said.slip.take(SIZE, span), said.slip.take(COLOUR, span)
    steps = said.slip.take(_STEPPED, span)
    where, window = said.slip.take(PATTERN, span), said.slip.take(A_WINDOW, span)
    longer = None if window else said.slip.take(_LONGER, span)
    gone = said.slip.take(NOT_LAST, span)
    first = None if window or longer else said.slip.take(FIRST, span)
    last = None if window or longer or first else said.slip.take(LAST, span)
    lasts = None if window or longer or first or last else said.slip.take(_FOR, span)
    whole = None if window or longer or first or last or lasts else said.slip.take(_TO_THE_END, span)
    at = None if window or longer or first or last or whole else said.slip.take(_FROM, span)
    if not any((size, colour, where, window, lasts, whole, longer, first, last, at, gone, enters, later, steps)):
        return None
    when = when_of(window["a"], window["b"]) if window else None
    told = lasts or first or last
    length = "".join(filter(None, told.groups())) if told else ""
    shown = -seconds_of(gone["t"]) if gone else seconds_of(length) if told else _ALL_OF_IT_S if whole else None
    if when is not None and when.end_s is None:
        shown = _ALL_OF_IT_S
    elif when is not None and when.end_s is not None:
        shown = max(0.2, when.end_s - when.start_s)
    start = when.start_s if when else 0.0 if first else -1.0 if last else seconds_of(at["t"] or at["z"]) if at else None
    return Rewrite(
        "", size_of(size) if size else 1.0, colour_of(colour) if colour else "", position_of(where) if where else "",
        False, start, shown,
        later_s=_later_s(later) if later and start is None else 0.0, longer_s=_more_s(longer) if longer else 0.0,
        shift=_STEPS[steps["way"].split()[-1]] if steps and not where else "",
        enter=enter_of(enters) if enters else "",
    )  # fmt: skip


def _later_s(found: re.Match[str]) -> float:
    """Seconds that a match of _SOONER comes later."""
    seconds = seconds_of(found["t"]) if found["t"] else A_BIT_S
    return seconds if found["w"] == "later" else -seconds


def _more_s(found: re.Match[str]) -> float:
    """Seconds that a match of _LONGER adds."""
    seconds = seconds_of(found["t"]) if found["t"] else A_BIT_S
    return -seconds if (found["w"] or found["v"] or found["z"]) in ("shorter", "less", "短") else seconds


def removing() -> tuple[Rule, ...]:
    """Words that go or read otherwise, before a quotation is taken for a new title."""
    return (*_reworded(), *_put_elsewhere(), *_gone())


def _reworded() -> tuple[Rule, ...]:
    """What words that are there should say instead, and no words at all."""
    return (
        rule(r"(?:不(?:要|用|加|需要|想要)|别|无需)(?:再|给我|帮我)*(?:加|放|配|写|有|上)?(?:任何|什么)?(?:字幕|文字|标题|字|水印)(?![：:“\"「『《])",
             lambda m, said: Rewrite(gone=True)),
        rule(rf"{_NTH_ZH}(?<=[句行个题字话案])(?:也|就|都)*(?:换成|改成|改为|换为|变成|改写成)\s*(?:{_QUOTE})",
             lambda m, said: replace(x, nth=_nth(m)) if isinstance(x := _rewritten(m, said), Rewrite) else None),
        rule(rf"{_NTH_ZH}(?<=[句行个题字话案])(?:就|都)*(?:去掉|删掉|删了|删除|不要|拿掉)了?",
             lambda m, said: Rewrite(gone=True, nth=_nth(m))),
        rule(r"(?:(?P<verb>change|rename|replace|swap|correct)\s+(?:the\s+)?(?:(?:title|words?|text|caption)\s+)?|"
             rf"(?:把|将)?(?:{_TITLE})?的?)(?:{_OLD})(?(verb)\s+(?:to|into|with|by|for)\s+|"
             rf"(?:那|这)?(?:几个字)?(?:换成|改成|改为|换为|变成|改写成)\s*)(?:{_QUOTE})", _renamed),
        rule(rf"(?:change|set)\s+(?:it|that|this)\s+(?:to|into)\s*(?:{_QUOTE})", _rewritten),
        rule(rf"(?:write|put|print|show)\s+(?:(?:the\s+)?(?:words?|text|title)\s+)?(?:{_QUOTE}|(?P<bare>[^,;.!?\n\x00\"“”]{{1,60}}?))"
             r"\s+instead(?![a-z]|\s+of)", _rewritten),
        rule(r"(?:(?:there's\s+|there\s+is\s+)?(?:a\s+)?(?:spelling\s+mistake|typo|mistake|error)[^\"“\x00]{0,30}?|(?:it|that)\s+should\s+(?:be|say|read)\s*:?\s*|"
             rf"i\s+meant\s+(?:to\s+(?:say|write)\s+)?|better\s*:?\s*)(?:{_QUOTE})", _rewritten),
        rule(
            rf"(?:(?:change|set|rename|make|let|have)\s+)?(?:{_TITLE})\s+(?:to|into|should|shall|must|say|says|read|reads|"
            rf"be|now|instead|:|\s)+(?:say|read|be|:|\s)*(?:{_QUOTE})",
            lambda m, said: (
                _rewritten(m, said) if re.match(r"change|set|rename|make|let", m[0]) or "should" in m[0] else None
            ),
        ),
        rule(
            rf"(?:(?P<verb>change|set|rename|make|let|have|switch|update|edit|correct)\s+)?(?:{_TITLE})\s+(?P<link>(?:(?:to|into|should|shall|"
            rf"must|now|say|read|be|:)\s+)+)(?P<bare>[^,;.!?\n\x00\"“”]{{1,60}}?)(?=\s+(?:and|but)\s+(?:make|put|move|let|have|keep|show|"
            rf"add|set|turn|in|a\s|bigger|smaller|larger|{'|'.join(_COLOURS.values())})|\s+(?:in|at|on)\s+(?:the\s|{'|'.join(_COLOURS.values())}|big|small)|\s+(?:instead|please|now)(?![a-z])|"
            r"\s*[,;.!?\n\x00]|\s*$)",
            _reworded_barely,
        ),
        rule(rf"(?:把|将)?(?:{_TITLE})的?(?:内容|文字)?(?:换成|改成|改为|换为|变成|改写成)\s*(?:{_QUOTE})", _rewritten),
    )  # fmt: skip


def _put_elsewhere() -> tuple[Rule, ...]:
    """When and where they stand."""
    return (
        rule(rf"(?:把|将)?(?:{_TITLE})(?:再)?(?:(?P<l>晚|推迟|延后|延迟|迟)|早|提前|提早)\s*(?P<t>{LENGTH}|一?[点些会]儿?)(?:再)?(?:出来|出现|显示)?",
             lambda m, said: Rewrite(later_s=(seconds_of(m["t"]) or A_BIT_S) * (1.0 if m["l"] else -1.0))),
        rule(rf"(?:把|将)?(?:{_TITLE})(?:再|稍微)*(?:往|向)(?P<way>[上下左右])(?:面|边)?(?:放|移|挪|靠|来)?(?:一点|一些|些)?",
             lambda m, said: Rewrite(shift=_WAYS[m["way"]])),
    )  # fmt: skip


def _gone() -> tuple[Rule, ...]:
    """They go, or go after a while."""
    zh = "(?:去掉|删掉|删除|删了|不要|移除|去除|拿掉)"
    what = rf"(?:写着|那个|这个)*(?:{_QUOTE})(?:那|这)?(?:[几两三四行句个字的]|标题)*(?:都|给)?"
    return (
        rule(rf"(?:(?P<go>{zh})|把|将)?{what}(?(go)|{zh}了?)",
             lambda m, said: Rewrite(gone=True, was=said.slip.words.quote(*m.span("q" if m["q"] else "r")))),
        rule(rf"{_GO}\s+(?:{_TITLE})\s+(?:after|at)\s+(?P<t>{LENGTH})(?![a-z])",
             lambda m, said: Rewrite(lasts_s=seconds_of(m["t"]))),
        rule(rf"{_GO}\s+(?:{_TITLE})(?:\s+(?:out|off|away|again|altogether|completely))?(?!\s*[:\"“”'「《])",
             lambda m, said: Rewrite(gone=True)),
        rule(rf"(?:take|turn|switch)\s+(?:{_TITLE})\s+(?:out|off|away|down)(?![a-z])(?:\s+(?:of\s+it|again))?|"
             r"(?:去掉|删掉|删除|不要|移除|去除|拿掉)(?:那个|这个|这些)?(?:标题|文字|题目)|(?:把)?(?:标题|文字|题目)(?:都)?(?:去掉|删掉|删除|不要|移除|去除|拿掉)了?",
             lambda m, said: Rewrite(gone=True)),
    )  # fmt: skip


def resized() -> Rule:
    """ "bigger text", "a smaller title", "big gold letters"."""
    colours = "|".join(_COLOURS.values())

    def sized(m: re.Match[str], said: Said) -> Task | None:
        size, colour = SIZE.search(m["how"]), re.search(rf"(?<![a-z])(?P<c>{colours})(?![a-z])", m["how"])
        return Rewrite(size=size_of(size) if size else 1.0, colour=colour_of(colour) if colour else "")

    return rule(
        rf"(?:(?:an?|with|in|use|give\s+(?:it|me))\s+)*(?P<how>(?:(?:bigger|larger|smaller)\s+)(?={_TITLE})|(?:(?:big|large|small|bigger|larger|"
        rf"smaller|{colours}|nice|bold)[\s,]+)+(?=letters|lettering|writing))(?:{_TITLE}|letters)",
        sized,
    )


def fading() -> Rule:
    """ "fade the title in", "fade the text out at the end"."""

    def make(m: re.Match[str], said: Said) -> Task | None:
        beside = _restyled(m, said)
        task = beside if isinstance(beside, Rewrite) else Rewrite(lasts_s=_ALL_OF_IT_S if m["end"] else None)
        return replace(task, enter="fade") if m["way"] == "in" else task

    return rule(
        rf"fade\s+(?:(?:{_TITLE})\s+)(?P<way>in|out|away)(?:\s+(?P<end>(?:right\s+)?at\s+the\s+(?:very\s+)?end))?(?![a-z])",
        make,
    )


def moved() -> Rule:
    """A place by itself after words that were written or changed: 标题大一点，放上面."""

    def make(m: re.Match[str], said: Said) -> Task | None:
        if not any(isinstance(task, Words | Rewrite) for at, task in said.done.items() if at <= m.start()):
            return None
        where = said.slip.take(PATTERN, (m.end(), said.clause(m)[1]))
        return Rewrite(position=position_of(where)) if where else None

    return rule(r"(?:放|移|挪|摆|靠)(?:到|在|去)?(?=画面|屏幕|[上下左右中顶底]|正中|最)", make)


def going_on() -> Rule:
    """What else is said of words that were just written or changed: "at the bottom, and a little smaller"."""

    def make(m: re.Match[str], said: Said) -> Task | None:
        before = [task for at, task in sorted(said.done.items()) if at <= m.end()]
        if not before or not isinstance(before[-1], Words | Rewrite):
            return None
        span = m.end(), said.slip.clause(m.end())[1]
        if said.slip.take(_SOFTLY, span) and is_husk(said.slip.text[slice(*span)].replace(STRUCK, " ")):
            return Rewrite()  # words come softly anyway
        task = _restyled(m, said)
        return task if is_husk(said.slip.text[slice(*span)].replace(STRUCK, " ")) else None

    return rule(
        r"(?:[,;](?:\s(?:and|but))?|\s(?:and|but))\s+(?:(?:keep|leave|show|let|have|put|move|make|turn|colou?r|set|give|change)\s+"
        r"(?:it|them|(?:its|their|the)\s+colou?r)\s+(?:to\s+)?|(?!fad))(?=[a-z\d])",
        make,
    )


def restyling() -> Rule:
    """Words that should look otherwise, after all quotations have been taken."""
    return rule(
        rf"(?:(?:make|put|move|set|show|keep|have|turn|bring|let|colou?r|use|give|start|begin|delay|change|把|将|让)\s*)?"
        rf"(?:the\s+(?:colou?r|size)\s+of\s+)?(?:{_TITLE})"
        rf"(?:\s+{_DOES}|\s*的)*(?:字体?|字号)?(?:[放移挪换](?:到|在)?|往)?",
        _restyled,
    )
