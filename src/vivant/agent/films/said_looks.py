"""How people say what shape a film has, which part of it is used, what lies over it, what is blurred, and how films go
over into each other. Rules only."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from vivant.agent.films.lengths import LENGTH, seconds_of
from vivant.agent.films.regions import CORNER, PATTERN, box_of, position_of
from vivant.agent.films.rules import WHICH, WHICH_ZH, Make, Rule, Said, name_pattern, nth, rule
from vivant.agent.films.said_crops import CUTTING, IT, OPPOSITE
from vivant.agent.films.tasks import Elsewhere, Hide, Inset, Over, Platform, Shape, Task
from vivant.agent.naming import BEFORE, FIRST, NOUN_ZH, NUMBER_ZH, ONE, PIECE_ZH, place_of
from vivant.platforms import PLATFORMS, find_platform
from vivant.transitions import catalogue

Fit: TypeAlias = Literal["", "cover", "contain", "blur"]

_MADE = (
    rf"(?:(?:crop|reframe|make|turn|convert|change|resize|format|cut){IT}(?:\s+(?:down|around))?\s*(?:to|into|as|"
    r"for|in)?\s*(?:a\s+|an\s+)?)?"
)
_KEPT = (
    r"(?:\s*(?:,\s*)?(?:while\s+|and\s+)?(?:keep(?:ing)?|follow(?:ing)?|track(?:ing)?|cent(?:er|re)(?:ed|"
    r"ing)?(?:\s+it)?(?:\s+on)?|focus(?:ed|ing)?\s+on|around|with)\s+"
    r"(?:on\s+)?(?:the\s+|my\s+|our\s+)?(?:subject|person|people|face|speaker|main\s+\w+|action|what\s+matters|him|her|me|them|man|woman|dog|cat|child|kid|kids|dancer|singer|player|band|couple|bride|groom|baby|boy|girl|bike|car|ball|presenter|"
    r"reporter)(?:\s+(?:always|all\s+the\s+time))?(?:\s+(?:in\s+(?:the\s+)?(?:frame|view|picture|shot)|cent(?:er|re)d|"
    r"in\s+the\s+(?:middle|cent(?:er|re))))?)?"
)
_KEPT_ZH = (
    r"(?:[,，]?(?:人物?|主体|脸)(?:要|得|都|就)*(?:一直|始终|总|保持)*在(?:画面)?(?:的)?(?:正?中(?:间|央)?|里面?)"
    r"|[,，]?(?:别|不要)(?:把)?(?:裁|切)(?:到|掉)?(?:人|主体|脸)(?:裁掉|切掉)?"
    r"|[,，]?(?:并)?(?:保持|保留|跟随|跟踪|对准)(?:住)?(?:主体|人物|主角|人|脸)(?:在?(?:画面)?的?(?:正?中(?:间|央)?|居中|[内里]面?))?|[,，]?(?:人物|主体|画面)?居中)?"
)
_BARS: tuple[tuple[Fit, re.Pattern[str]], ...] = (
    ("blur", re.compile(r"(?:\s*(?:with|and|,|on)\s+(?:a\s+)?blur(?:red|ry)?\s+(?:sides|bars|background|borders?|edges|"
                r"margins?)(?:\s+(?:at|on)\s+(?:the|both)\s+(?:sides|edges|left\s+and\s+right))?|[,，]?(?:两边|两侧|上下|左右|旁边|四周|背景|空白处?|多余的?)(?:地方|部分)?(?:都|就)?(?:用|做|加|给)?(?:模糊|虚化|毛玻璃)(?:填充|背景|处理|填满)?|[,，]?模糊背景)")),
    ("contain",
     re.compile(r"(?:\s*(?:with|and|,)\s+(?:black\s+)?(?:bars|letterbox(?:ing)?|borders?)|\s*without\s+cropping(?:\s+anything)?|\s*without\s+cutting\s+anything(?:\s+off)?|[,，]?(?:加)?黑边|"
                r"[,，]?(?:别|不要|不)(?:裁|切)(?:剪|切|掉|到)?(?:内容|画面|边)?)")),
)  # fmt: skip
_SHAPES = (
    ((9, 16), r"vertical(?:ly)?|upright|portrait(?:\s+(?:mode|format|orientation))?|tall|竖屏|竖版|竖着|竖向|竖的"),
    ((16, 9), r"horizontal(?:ly)?|landscape(?:\s+(?:mode|format))?|wide(?:[- ]?screen|\s+format)|横屏|横版|横向"),
    ((1, 1), r"square(?:d)?|方形|正方形|方的"),
)
_RATIO = (
    r"(?P<w>\d{1,2}(?:\.\d+)?)\s*(?::|比|\bby\b|x|×|/)\s*(?P<h>\d{1,2}(?:\.\d+)?)(?![\d:%]|\.\d|\s*(?:s\b|sec|min|秒|"
    r"倍))"
)


def _shapes() -> tuple[Rule, ...]:
    tail = rf"(?:\s+(?:video|format|shape|frame|version|aspect\s+ratio|crop))?{_KEPT}{_KEPT_ZH}"
    zh = r"(?:把)?(?:视频|画面)?(?:的?比例)?(?:裁剪|裁切|剪裁|改|变|做|转|调整|裁|剪|输出)?(?:成|为|到)?"
    found = [
        rule(
            rf"{_MADE}(?:aspect\s+(?:ratio\s+)?(?:of\s+)?)?{zh}{_RATIO}(?:的?(?:画面|比例|画幅|尺寸|[竖横][屏图版]))?{tail}",
            _ratio,
        )
    ]
    for (width, height), words in _SHAPES:
        found.append(
            rule(rf"{_MADE}{zh}(?<![a-z])(?:{words})(?![a-z])(?:的?(?:视频|画面))?{tail}", _shaped(width, height))
        )
    return tuple(found)


def _ratio(m: re.Match[str], said: Said) -> Task | None:
    width, height = float(m["w"]), float(m["h"])
    if not (width > 0 and height > 0 and 0.2 <= width / height <= 5.0):
        return None
    return _shape(width, height, m, said)


def _shape(width: float, height: float, m: re.Match[str], said: Said) -> Task:
    """The shape of the film; one picture alone has none of its own."""
    a, b = said.clause(m)
    named = _WHICH_ZH_ALONE.fullmatch(said.slip.text[a : m.start()]) if len(said.films) > 1 else None
    if named is None:
        return Shape(width, height, _fit(m, said))
    said.slip.strike(a, b)
    return Elsewhere("one_shape")


_WHICH_ZH_ALONE = re.compile(rf"\s*(?:把|将|让|给)?(?:{WHICH_ZH.pattern})(?:要|也|就|单独|都|换|帮我|用|做|改|变)*\s*")


def _shaped(width: float, height: float) -> Make:
    def make(m: re.Match[str], said: Said) -> Task | None:
        mirrored = re.search(r"(?<![a-z])(?:flip|mirror)|镜像|翻转", said.slip.text[slice(*said.clause(m))])
        return None if mirrored else _shape(width, height, m, said)

    return make


def _fit(m: re.Match[str], said: Said) -> Fit:
    span = m.end(), said.slip.sentence(m.start())[1]
    for fit, pattern in _BARS:
        if said.slip.take(pattern, span):
            said.slip.take(_BARS[-1][1], span)
            return fit
    return "cover" if re.search(r"keep|follow|track|around|保持|跟|保留|人|主体|脸", m[0]) else ""


@cache
def _platforms() -> str:
    words = sorted((w for p in PLATFORMS for w in p.words), key=len, reverse=True)
    latin = "|".join(re.escape(w) for w in words if w.isascii())
    other = "|".join(re.escape(w) for w in words if not w.isascii())
    return (
        r"(?:(?:ready\s+|good\s+|fit\s+|crop(?:ped)?\s+|made\s+|make\s+(?:it\s+)?)?(?:for|to|on|as)\s+)?(?<![a-z])(?:(?:an?|"
        rf"my|our|the)\s+)?(?<![a-z\d-])(?P<p>{latin})(?![a-z\d风])"
        rf"(?:\s+(?:video|format|post|clip|size|ready))?|(?:(?:裁剪?|剪|改|做|调整?|转)成?为?适合|适合|发到?|用于|上传到?|做成|给)?(?P<z>{other})(?![写风])(?:格式|上?发布?|上用|"
        r"尺寸|视频|用)?"
    )


def _platform(m: re.Match[str], said: Said) -> Task | None:
    found = find_platform(m["p"] or m["z"])
    return Platform(found.name) if found else None


# --- pictures in the picture, hidden parts ----------------------------------------------------------------------------

_SMALL = re.compile(
    r"\s*(?:as\s+(?:an?\s+)?)?(?:picture[- ]in[- ]picture|pip(?![a-z])|inset|(?:very\s+|really\s+)?(?:small(?:er)?|"
    r"tiny|little(?=\s+(?:window|video|picture|box|inset)))(?:\s+(?:window|video|picture|box))?|"
    r"(?:当|做|作为?|变成|缩成|弄成|显示成)*(?:一个|个)?(?:缩小|小窗(?:口)?|小画面|小屏|(?:以|用)?画中画|悬浮窗)(?:的?(?:形式|方式|效果))?(?:播放|显示)?)"
)
_SIZE = re.compile(
    r"\s*(?:at|of|with)?\s*(?P<n>\d{1,2})\s*(?:%|percent)(?:\s+(?:size|of\s+the\s+(?:frame|width|"
    r"screen)))?|\s*,?\s*(?:at\s+(?:an?\s+)?)?(?P<h>quarter|third|half)(?:[- ]size|\s+(?:of\s+)?(?:the\s+|its\s+)?size)"
)
_OVER_ONE = re.compile(rf"\s*(?:on\s+top\s+of|over|onto|of)\s+(?:{WHICH})")


def _inset(m: re.Match[str], said: Said) -> Task | None:
    start = said.clause(m)[0] if m["zh"] or m["zlast"] else m.start()
    return _laid(nth(m), (start, min(said.slip.sentence(m.start())[1], _next_stop(said, m.end()))), said)


def _laid(which: int, span: tuple[int, int], said: Said) -> Task | None:
    """A film small over the others, where the stretch says that it is small or in a corner."""
    small = said.slip.find(_SMALL, span)
    found = list(PATTERN.finditer(said.slip.text, *span))
    where = next((w for w in found if CORNER.search(w[0])), next((w for w in found if "on top" not in w[0]), None))
    if not (small or (where and CORNER.search(where[0]))):
        return None
    size = said.slip.take(_SIZE, (span[0], said.slip.sentence(span[0])[1]))
    shares = {"quarter": 0.25, "third": 1 / 3, "half": 0.5}
    scale = 0.3 if not size else shares[size["h"]] if size["h"] else float(size["n"]) / 100
    for one in (small, where):
        if one:
            said.slip.strike(*one.span())
    said.slip.take(_OVER_ONE, span)
    return Inset(which, position_of(where) if where else "bottom-right", min(0.8, max(0.1, scale)))


def _inset_named(m: re.Match[str], said: Said) -> Task | None:
    """A film that is called by its name: "show party.mp4 in the top right corner"."""
    span = m.start(), _next_stop(said, m.end())
    for asset, name in said.names.items():
        if name and said.slip.take(name_pattern(name), span):
            return _laid(said.films.index(asset), span, said)
    return None


def _next_stop(said: Said, at: int) -> int:
    found = re.compile(r"[,;!?，。；\n]|\.(?=\s|$)|\sand\s|然后").search(said.slip.words.plain, at)
    return found.start() if found else len(said.slip.text)


def _inset_alone(m: re.Match[str], said: Said) -> Task | tuple[Task, ...]:
    if any(isinstance(task, Inset) for task in said.done.values()):
        return ()  # the film that is meant was named
    span = said.clause(m)
    where = said.slip.take(PATTERN, span)
    named = said.slip.take(re.compile(rf"(?:put|place|with|use)?\s*(?:{WHICH})"), span)
    return Inset(nth(named) if named else -1, position_of(where) if where else "bottom-right")


_THING = re.compile(
    r"(?:the\s+|his\s+|her\s+|their\s+|my\s+|all\s+|every\s+)*(?:faces?|licen[cs]e\s+plates?|number\s+plates?|"
    r"plates?|logos?|watermarks?|names?|signs?|screens?|"
    r"phone\s+numbers?|address(?:es)?|person|people|man|woman|child|children|kids?|eyes|text|background)(?![a-z])|人脸|"
    r"脸部?|车牌(?:号)?|标志|水印|文字|背景|名字|电话|台标|路人|门牌(?:号)?|二维码|手机号|号码|图标|广告|字(?!幕)"
)
_THERE = re.compile(
    rf"\s*(?:{PATTERN.pattern})?(?:那里|那儿)?(?:的|有个?|是个?|那个|一个|个)*(?:{_THING.pattern})?(?:露出来|拍到|入镜)?了?\s*"
)
"""What is in the way, where a clause says nothing else."""


def _hide(m: re.Match[str], said: Said) -> Task | None:
    kind = "mosaic" if re.search(r"pixel|mosaic|censor|马赛克|打码|像素", m[0]) else "blur"
    span = said.clause(m)
    if not said.slip.find(_THING, span) and not said.slip.find(PATTERN, span):
        span = _there(said, span) or span
    thing = said.slip.find(_THING, span)
    if thing and thing[0].endswith(("background", "背景")):
        return None
    where = said.slip.take(PATTERN, span)
    if thing:
        said.slip.strike(*thing.span())
    when = said.when(m)
    box = box_of(where) if where else None
    which = said.which(m)
    unknown = said.slip.words.quote(*thing.span()) if thing and box is None and not said.outlined else ""
    if span[1] < said.clause(m)[0]:
        said.slip.strike(*span)
    return Hide(kind, box, when, which, unknown)  # type: ignore[arg-type]


def _there(said: Said, span: tuple[int, int]) -> tuple[int, int] | None:
    """The clause before one, where it only says what is in the way: 右下角有个水印，帮我打码."""
    before = said.clause_before(span[0])
    if before is None or not (said.slip.find(_THING, before) or said.slip.find(PATTERN, before)):
        return None
    return before if _THERE.fullmatch(said.slip.text, *before) else None


_INSETS: tuple[Rule, ...] = (
    rule(rf"(?:put\s+|place\s+|show\s+|with\s+|add\s+|overlay\s+|use\s+)?(?:{WHICH})(?!\s*(?:\d|seconds?))", _inset),
    rule(r"(?:put|place|show|overlay|lay)\s+|(?:把|将)(?=[a-z\d])", _inset_named),
    rule(r"picture[- ]in[- ]picture|(?<![a-z])pip(?![a-z])|画中画", _inset_alone),
)

_HIDDEN: tuple[Rule, ...] = (
    rule(r"(?:put\s+|add\s+)?(?:a\s+)?(?:blur|pixelat|mosaic|censor)(?:e|ed|ing|ion|r)?(?![a-z])(?:\s+(?:out|over|it|"
         r"this|everything|the\s+(?:video|clip|film|whole\s+\w+|part|area|region)))*", _hide),
    rule(r"(?:给|把|将)?(?:打上?个?(?:马赛克|码)|加(?:上|个)?马赛克|马赛克|模糊(?:掉|处理|一下)?|虚化(?:掉|一下)?|糊(?:掉|一下|住)|"
         r"[遮挡盖](?:掉|一下|住|起来)|码(?:掉|上|一下))", _hide),
)  # fmt: skip


# --- transitions ------------------------------------------------------------------------------------------------------

CUE = re.compile(
    r"\s*(?:transitions?|(?:in\s+)?between(?!\s+\d)(?:\s+(?:the|each|every|all|them|both|videos|clips|films|pictures|photos|"
    r"of|two|shots|and|first|second|third))*|"
    r"from\s+one\s+(?:\w+\s+)?to\s+the\s+(?:next|other)|(?:in(?:to)?\s+)?(?:each\s+other|the\s+next(?:\s+(?:one|picture|photo|image|"
    r"shot|slide|clip|video))?|one\s+another)|there|at\s+(?:each|every|the|that)\s+(?:cuts?|join|split))(?![a-z])"
    r"|(?:转场|过渡)(?:效果|方式|特效)?(?:都|就|统一|全部|全|选|用|改成|换成|改为|为|是|采用)*|(?:[两三四五六各每]|图与|图和|段与|段和)?(?:个|张|段|幅|图)?(?:视频|片段|照片|图片|画面)?之间|中间(?:用|加|(?=的?(?:黑场|白场|闪|叠|淡|溶|滑|擦)))|衔接处?|(?:图片|照片|画面|场景)?切换(?:的?(?:方式|时候?|效果))?"
)
_SURE = re.compile(
    r"cross\s?fad|dissolv|(?:fade|dip)\s+through|(?:fade|dip|flash)\s+to\s+white|whip\s?pan|swish|dip to|wipe|"
    r"(?<!from )near to far|(?<!from )far to near|fades(?!\s+(?:in|out|to|from|up|down|away))|叠化|溶解|甩镜|擦除|划像"
)
SHORT_S, LONG_S = 0.4, 1.5
QUICK, CALM = 0.5, 1.5
"""Factors of how long pictures are shown, for fast cuts and for slow ones."""
_NTH = rf"(?:{FIRST}|(?:{BEFORE}\s*)?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:.%]))"
_UNITS = r"(?!\s*(?:s|secs?|seconds?|ms|x|times|%|percent)(?![a-z]))"
_PAIR = re.compile(
    rf"(?:from\s+|between\s+)?(?:the\s+)?(?P<n>{_NTH})(?:\s+{ONE})?\s*(?:\s(?:and|to|into)\s|->|→|-)\s*(?:the\s+)?{_NTH}{_UNITS}(?:\s+{ONE})?(?![a-z])"
    rf"|(?:from\s+|between\s+)?(?:the\s+)?(?P<a>{FIRST})(?:\s+{ONE})?\s+(?:and|to)\s+(?:the\s+)?(?:{FIRST}|next)(?:\s+{ONE})?(?![a-z])|first\s+two"
    rf"|(?:in)?to\s+(?:the\s+)?(?P<b>{FIRST.partition('|')[2]})(?:\s+{ONE})(?![a-z])"
    rf"|(?P<z>第{NUMBER_ZH}){PIECE_ZH}?{NOUN_ZH}?(?:和|与|跟|到)第?{NUMBER_ZH}{PIECE_ZH}?{NOUN_ZH}?"
)
"""Two that follow each other, of which the first is named."""
_FROM_TO = re.compile(r"^\s*(?:from|between)\s|\s(?:to|into)\s|->|→")


@cache
def _kinds() -> tuple[str, dict[str, str]]:
    names = {name.replace("_", " "): name for name in catalogue().words}
    names |= {word: name for name, words in catalogue().words.items() for word in words}
    names |= {f"{w[:-2]}{end}": name for w, name in names.items() if w.endswith("过渡") for end in ("转场", "切换")}
    names |= {"crossfading": "crossfade", "fade": "crossfade"}
    names |= {f"{word[:-1]}{end}": name for word, name in names.items() for end in ("ing", "ed") if word.endswith("e")}
    ordered = sorted(names, key=len, reverse=True)
    latin = "|".join(re.escape(w).replace(r"\ ", r"[\s-]?") for w in ordered if w.isascii())
    other = "|".join(re.escape(w) for w in ordered if not w.isascii())
    how = (
        rf"(?:(?P<t>{LENGTH})[\s-]+(?:long\s+)?|(?P<soft>slow|long|gentle|soft|smooth)\s+|"
        r"(?P<quick>quick|short|fast|snappy)\s+)?"
    )
    head = (
        r"(?:(?:join(?:ed)?(?:\s+them)?(?:\s+with)?|with|by|using|use|add|put|through|via)\s+)?(?:(?:an?|the|some)\s+)?"
    )
    pattern = (
        rf"{head}{how}(?<![a-z])(?P<k>{latin})(?:s|es|ing)?(?![a-z])(?:\s+(?:(?P<softly>slowly|gently|so"
        rf"ftly|smoothly)|(?P<fast>quickly|fast)))?"
        rf"(?:\s+(?:of|for|over|lasting)\s+(?P<u>{LENGTH}))?|(?:用|加|以|使用|添加)?(?P<z>{other})(?:过去?的?(?=转场|过渡|$|[,，])|的(?=转场|过渡)|效果)*"
    )
    return pattern, names


_LONG = re.compile(
    rf"\s*(?:of\s+|for\s+|lasting\s+|(?:that\s+)?(?:last|take)\s+)?(?P<t>{LENGTH})(?:[\s-]+(?:long|each))?"
)
_WAYS = ("left", "right", "up", "down")
_TOWARDS = re.compile(r"\s*(?:to(?:wards)?\s+the\s+|(?P<from>from\s+the\s+))(?P<d>left|right|top|bottom)(?![a-z])")
_APART = re.compile(rf"[\s\x00]*,\s*(?P<t>{LENGTH})(?:\s+long)?(?=\s*(?:$|[,.;!?]))")
_SO_FAST = re.compile(
    r"[\s\x00]*[，,](?:转?得|要|再|稍微|都|速度|时间|时长)*(?:(?P<q>[快短])|[慢长缓])一?[点些](?=\s*(?:$|[，,。；;]))"
)
_EVERYWHERE = re.compile(r"(?<![a-z])(?:everywhere|everything|all|each|every)(?![a-z])")
_MOST_OVER_S = 2.0
"""A longer time behind a comma is that of the film: "crossfades, 20 seconds"."""


def _so_long(m: re.Match[str], said: Said) -> float | None:
    """How long a transition is as the next clause says: 转场换成左滑，快一点."""
    so = said.slip.take(_SO_FAST, (m.end(), said.slip.sentence(m.start())[1]))
    return None if so is None else SHORT_S if so["q"] else LONG_S


def _over(m: re.Match[str], said: Said) -> Task | None:
    word = re.sub(r"[\s-]+", " ", m["k"] or m["z"])
    names = _kinds()[1]
    kind = names.get(word) or names.get(word.replace(" ", "")) or names.get(word.replace(" ", "-"))
    span = said.clause(m)
    named = said.slip.find(_PAIR, span) if len(said.films) > 1 else None
    cue = said.slip.find(CUE, span) or (named and _FROM_TO.search(named[0]))
    if kind is None or not (cue or (_SURE.search(m[0]) and len(said.films) > 1)):
        return None
    pair = said.slip.take(_PAIR, span)
    apart = (
        None
        if pair or _EVERYWHERE.search(said.slip.words.plain, *span)
        else said.slip.find(_PAIR, said.slip.sentence(m.start()))
    )
    if apart and (_FROM_TO.search(apart[0]) or apart[0].endswith("two")):
        said.slip.strike(*apart.span())
        pair = apart
    while said.slip.take(CUE, span):
        pass
    way = said.slip.take(_TOWARDS, (m.end(), said.clause(m)[1]))
    if way and kind.endswith(_WAYS):
        there = OPPOSITE[way["d"]] if way["from"] else way["d"]
        turned = kind.removesuffix(next(x for x in _WAYS if kind.endswith(x))) + {"top": "up", "bottom": "down"}.get(
            there, there
        )
        kind = turned if turned in catalogue() else kind
    told = None if m["t"] or m["u"] else said.slip.take(_LONG, (m.end(), said.clause(m)[1]))
    beside = said.slip.find(_APART, (m.end(), said.slip.sentence(m.start())[1]))
    if told is None and beside and seconds_of(beside["t"]) <= _MOST_OVER_S:
        told = said.slip.take(_APART, (m.end(), said.slip.sentence(m.start())[1]))
    lasts = m["t"] or m["u"] or (told and told["t"])
    seconds = (
        seconds_of(lasts)
        if lasts
        else LONG_S
        if m["soft"] or m["softly"]
        else SHORT_S
        if m["quick"] or m["fast"]
        else None
    )
    seconds = _so_long(m, said) if seconds is None else seconds
    first = next((pair[k] for k in ("n", "a", "z") if pair[k]), "first") if pair else ""
    if pair and pair["b"]:
        return Over(kind, seconds, place_of(pair["b"]) - 1)
    return Over(kind, seconds, place_of(first) if pair else None)


_GENTLE_ZH = r"(?:柔和|自然|平滑|顺滑|丝滑|舒服|流畅|简单|简洁|干净|温柔|朴素|花哨|花里胡哨|复杂|夸张|柔|顺)"
"""How a transition is that is not to be noticed; what is fancy is said with "not too"."""
_VARIED = ("crossfade", "wipeleft", "zoom_blur", "slideleft", "circleopen", "whip_pan")
"""What follows each other where every transition is to be another."""
_OVERS: tuple[Rule, ...] = (
    rule(rf"(?:转场|过渡)(?:的?(?:时间|时长|速度|效果|动画))*(?:再|要|稍微|都|可以|放|变|为|是|用|改成|改为)*"
         rf"(?:(?P<t>{LENGTH})|(?:(?P<q>[快短])|[慢长缓])(?:一?[点些])?)(?=$|[,，。;；\x00])",
         lambda m, said: Over("", seconds_of(m["t"]) if m["t"] else SHORT_S if m["q"] else LONG_S)),
    rule(r"(?:with\s+|use\s+|make\s+)?(?:(?:very|really|super)\s+)?(?:fast|quick|rapid|snappy|short|quicker|faster)\s+"
         r"(?:cuts?|cutting|editing|edits?)(?![a-z])|(?:cut|edit)\s+(?:it\s+)?(?:fast|quickly|quicker|faster)(?![a-z])",
         lambda m, said: Over("cut", pace=QUICK)),
    rule(r"(?:go|move|flow|glide|drift|pass|change)\s+(?:gently|softly|smoothly|slowly)\s+from\s+(?:one|(?:one\s+)?(?:picture|photo|image|shot|slide))\s+"
         r"to\s+(?:the\s+next(?:\s+one)?|another|picture|photo|image|shot|slide)(?![a-z])",
         lambda m, said: Over("crossfade")),
    rule(r"(?:with\s+|use\s+|make\s+)?(?:slow|slower|long|longer|calm)\s+cuts(?![a-z])",
         lambda m, said: Over("cut", pace=CALM)),
    rule(r"(?:(?:everything|all|the\s+rest)(?:\s+else)?\s+(?:just\s+|"
         r"with\s+)?)?(?<!a\s)(?<!the\s)(?<=\x00)\s*cut(?=\s*(?:$|[,.;!?]))|"
         r"(?:everything\s+else|the\s+rest|the\s+others|all\s+others)\s+(?:just\s+|only\s+|is\s+|are\s+|"
         r"with\s+)*(?:(?:hard|straight|plain|clean|simple)\s+)?cuts?(?![a-z])|"
         r"(?:(?:just|only|use|with|prefer)\s+)*(?:a\s+)?(?:hard|straight|jump|plain|clean|punchy|crisp|"
         r"sharp|simple|normal)\s+cuts?(?![a-z])(?:\s+only)?|no\s+transitions?(?![a-z])|"
         r"(?:卡点|踩点|快速)(?:切换?|剪)|快速?剪辑|硬切|直切|直接切换?|(?:不要|不加|没有|不用|别加|无|去掉)(?:任何|什么)?(?:转场|过渡)(?:效果|特效)*|(?:转场|过渡)(?:效果|特效)*(?:都|全|也|给)*(?:去掉|不要|删掉|取消)了?",
         lambda m, said: Over("cut")),
    rule(r"(?:(?:with|use|add|put|have|make)\s+)?(?:(?:an?|the|all)\s+)?(?:different|varied|various|another|mixed)\s+transitions?"
         r"(?:\s+(?:(?:in\s+)?between|for|each|every|all|time|cut|one|the|them|two|of|pictures?|photos?|pair|shots?|slides?)(?![a-z]))*",
         lambda m, said: tuple(Over(_VARIED[n % len(_VARIED)], which=n) for n in range(len(said.films) - 1)) or None),
    rule(r"(?:with\s+|add\s+|use\s+|put\s+(?:in\s+)?)?(?:some\s+|nice\s+|smooth\s+|soft\s+|a\s+|the\s+|"
         r"gentle\s+|simple\s+)*transitions?(?:\s+between\s+(?:them|the\s+\w+|each\s+\w+))?(?![a-z:])|(?:加上?|添加|用)?(?:一些|一点|"
         rf"(?:别太|不要太|不太)?{_GENTLE_ZH}的?)*(?:转场|过渡)(?:效果|特效)*(?:(?:要|得|再|都|就|也|稍微|更|别太|不要太)*{_GENTLE_ZH}(?:一点|一些|些|点)?)?",
         lambda m, said: Over("crossfade", _so_long(m, said))),
)  # fmt: skip


def insets() -> tuple[Rule, ...]:
    """A film that is named to be laid over the others; before rules that only look for which film is meant."""
    return _INSETS


def platforms() -> Rule:
    """Places to post to."""
    return Rule(_platforms(), _platform)


def _followed(m: re.Match[str], said: Said) -> Task | None:
    """What the frame keeps in view, behind the name of a place to post to."""
    found = next((find_platform(x.name) for x in said.done.values() if isinstance(x, Platform)), None)
    return Shape(*found.size, "cover") if found and m[0].strip(" ,") else None


def rules() -> tuple[Rule, ...]:
    """All others; transitions first, since their names mean other things elsewhere."""
    return (
        Rule(_kinds()[0], _over),
        *_OVERS,
        *_shapes(),
        platforms(),
        rule(rf"(?=[\s,]*[a-z]){_KEPT}", _followed),
        *CUTTING,
        *_HIDDEN,
    )
