"""How people say in which order films and pictures come, and which of them go. Rules only; not for what is cut out of
one (said_cuts.py)."""

from __future__ import annotations

import re

from vivant.agent.each import pictures_in
from vivant.agent.films.rules import CUT, CUT_ZH, ENDS, FILM_ZH, WHICH, Rule, Said, nth, rule
from vivant.agent.films.tasks import Joined, OnBeats, Order, Over, Task, Without
from vivant.agent.naming import ANY, BEFORE, DIGITS_ZH, FIRST, place_of

_PUT_ZH = r"(?:放|移|挪|排|调|换|提|搬|摆)"
_PLACE = (
    rf"(?:{FIRST}|last|(?:{BEFORE}\s*)?\d{{1,2}}(?:st|nd|rd|th)?(?!\s*(?:s|secs?|"
    rf"seconds?)(?![a-z])|[\d:.%]))"
)
_COUNT_ZH = rf"(?:[{DIGITS_ZH}]|\d{{1,2}}(?!\d|\.\d|\s*(?:秒|s|分|%)))"
_EN = "(?:" + re.sub(r"\?P<\w+>", "?:", WHICH) + ")"
_SOME_EN = (
    rf"(?:(?:the\s+)?(?:first|last)\s+(?:two|three|four|five|\d)(?:\s+{BEFORE})?(?![a-z\d:.%])(?!\s*(?:s|secs?|seconds?|minutes?)(?![a-z]))"
    rf"|(?:{BEFORE}\s*)\d{{1,2}}(?:\s*(?:,|and|&|\+)\s*\d{{1,2}})+(?![\d:.%])|{_EN}(?:\s*(?:,|and|&)\s*{_EN})+)"
)
_PLACE_ZH = rf"(?:第?{_COUNT_ZH}|最后一)"
_NOUN = rf"(?:\s+{ANY})?"
_GOES = r"(?=\s*(?:$|[,.;:!?\n\x00]|(?:and|then|but|please|instead|now|after|before|for)\b))"
"""What comes behind a place to which something goes: "first, ..."; not "the first one in black and white"."""
_NOUN_ZH = r"(?:张|个|段|幅)?(?:照片|图片|图|视频|片段)?"
_SHOW_ZH = r"(?:放|播|出|上|用|来|看|接)"
_GO_ZH = rf"(?:{CUT_ZH}|删|不用|不放|别[放用要])"
_SEVERAL_ZH = (
    rf"(?:前|最后|后)[两二三四五六七八九十\d]{{1,2}}(?:张|个|段|幅){FILM_ZH}"
    rf"|(?:第{_COUNT_ZH}|最后一)(?:张|个|段|条|幅)?{FILM_ZH}(?:\s*(?:、|,|，|和|跟|与|还有|\s)\s*第?(?:{_COUNT_ZH}|最后一)(?:张|个|段|条|幅)?{FILM_ZH})*"
)
"""Those that are named: 第二张, 第二和第四张, 最后两张."""


def _named(m: re.Match[str], said: Said) -> tuple[int, ...]:
    """The places that a match of _SEVERAL_ZH names."""
    count = len(said.films)
    if many := re.match(r"(?:前|(?P<back>最?后))(?P<n>[两二三四五六七八九十]|\d{1,2})", m["all"]):
        n = min(count, place_of(many["n"]) + 1)
        return tuple(range(count - n, count) if many["back"] else range(n))
    return tuple(place_of(one) for one in re.findall(rf"第?{_COUNT_ZH}|最后一", m["all"]))


def _without(m: re.Match[str], said: Said) -> tuple[Task, ...]:
    return tuple(map(Without, _named(m, said)))


def _only(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
    count = len(said.films)
    kept = {n % count for n in _named(m, said)} if count > 1 else set()
    return tuple(Without(n) for n in range(count) if n not in kept) or None


def _at_place(m: re.Match[str], said: Said) -> Order | None:
    """One that comes to a place: 把最后一张挪到第二个."""
    count, which, at = len(said.films), place_of(m["w"]), place_of(m["v"])
    if count < 2 or not -1 <= which < count or at >= count:
        return None
    others = [n for n in range(count) if n != which % count]
    return Order("listed", places=(*others[:at], which % count, *others[at:]))


def _only_en(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
    kept = pictures_in(m["all"], len(said.films))
    return tuple(Without(n) for n in range(len(said.films)) if n not in kept) if kept else None


def _listed(m: re.Match[str], said: Said) -> Order:
    """Several named in the order in which they are to come: 先放第四张再放第一张."""
    return Order("listed", places=tuple(dict.fromkeys(map(place_of, re.findall(_PLACE_ZH, m[0])))))


def _listed_en(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
    """The same in English: "start with the second, then the first, and end with the last"."""
    places = list(dict.fromkeys(nth(one) % len(said.films) for one in re.finditer(WHICH, m[0]))) if said.films else []
    if len(said.films) < 2:
        return None
    last = places[-1:] if re.search(rf"(?:finish|end|close|finally|lastly)[a-z\s]*{_EN}$", m[0]) else []
    return Order("listed", places=tuple(places[: len(places) - len(last)])), *(Order("last", n) for n in last)


def _swaps() -> tuple[Rule, ...]:
    """Two that change places: "swap the first and the last", 第一张和第三张换一下, 二三两张对调."""

    def swap(m: re.Match[str], said: Said) -> Order:
        return Order("swapped", place_of(m["w"]), place_of(m["v"]))

    def beside(m: re.Match[str], said: Said) -> Order:
        return Order(
            "before" if m["how"] in ("before", "ahead of", "in front of") else "behind",
            place_of(m["w"]),
            place_of(m["v"]),
        )

    def listed(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
        places = tuple(dict.fromkeys(int(n) - 1 for n in re.findall(r"\d+", m["list"])))
        if len(said.films) < 2 or any(not 0 <= n < len(said.films) for n in places):
            return None
        only = re.match("use|only|just|keep|show|take", m[0]) is not None
        gone = [n for n in range(len(said.films)) if only and n not in places]
        return Order("listed", places=places), *map(Without, gone)

    numbers = r"(?P<list>\d{1,2}(?:\s*(?:,|and|&|then|-|>|\s)\s*(?:then\s+|and\s+)?\d{1,2})+)"
    change = r"(?:的)?(?:位置|顺序)?(?:交换|对调|调换|互换|换|对换)(?:个|一下)?(?:位置|顺序)?(?:吧)?"
    return (
        rule(rf"(?:swap|exchange|switch)\s+(?:the\s+)?(?P<w>{_PLACE}){_NOUN}\s+(?:and|with|"
             rf"for)\s+(?:the\s+)?(?P<v>{_PLACE}){_NOUN}(?![a-z])(?:\s+(?:around|over))?", swap),
        rule(rf"(?:(?:put|move|show|place|play)\s+)?(?:the\s+)?(?P<w>{_PLACE}){_NOUN}\s+(?:(?:should|must"
             rf"|has\s+to|needs\s+to|to)\s+)?"
             rf"(?:(?:come|comes|go|goes|be|is)\s+)?(?:right\s+|directly\s+)?(?P<how>before|ahead\s+of|in\s+front\s+of|after|behind)\s+(?:the\s+)?(?P<v>{_PLACE}){_NOUN}"
             rf"(?![a-z]){ENDS}", beside),
        rule(rf"(?:(?:use|only|just|keep|show|take|put|play)\s+)*(?:(?:the|in)\s+)?(?:(?:order|{BEFORE}|them)\s*:?\s*)+(?:(?:is|in|as)\s+)?"
             rf"{numbers}\s*(?:,\s*)?(?:in\s+(?:that|this|the\s+following)\s+(?:order|sequence))", listed),
        rule(rf"(?:(?:put|show|play|use)\s+)?(?:(?:them|it|the\s+[a-z]+)\s+)?(?:in\s+)?(?:the\s+|this\s+)*(?:order|sequence)\s*(?::|is|of|like|as)?\s*"
             rf"{numbers}(?![\d:.%])(?!\s*(?:s|secs?|seconds?)(?![a-z]))", listed),
        rule(r"(?:swap|exchange|switch)\s+(?:the\s+)?(?P<end>first|last)\s+two(?:\s+(?:pictures|photos|images|videos|clips|films|ones))?",
             lambda m, said: Order("swapped", 0, 1) if m["end"] == "first" else Order("swapped", -2, -1)),
        rule(rf"(?:把|将)?(?P<w>{_PLACE_ZH}){_NOUN_ZH}(?:和|跟|与|同|、)?(?P<v>{_PLACE_ZH}){_NOUN_ZH}(?:两张|两个|"
             rf"这两张)?{change}", swap),
        rule(rf"(?:把|将)?(?:前|(?P<back>最?后))两(?:张|个|段|幅)(?:照片|图片|图|视频)?{change}",
             lambda m, said: Order("swapped", -2, -1) if m["back"] else Order("swapped", 0, 1)),
    )  # fmt: skip


_CALLED = r"(?:put|move|place|show)\s+(?:the|our|my)\s+(?:[a-z]+\s+){0,2}[a-z]+\s*[,(]\s*"
"""A picture by what it shows, before its number: "put the trophy shot, number 3, at the end"."""
_BEATS = (
    r"(?:(?:have|let|make|match|sync|can|could|should)\s+(?:(?:the|all|every|my)\s+)?"
    r"(?:pictures?|photos?|images?|they|them|it|cuts?|changes?)\s+)?"
    r"(?:(?:to\s+)?(?<![a-z])(?:cut(?:ting)?|edit(?:ed)?|chang(?:e|es|ing)|switch|land|fall|sync|match|sit|timed?)\s+"
    r"(?:(?:it|them|(?:the\s+)?(?:pictures?|photos?|images?|slides?|shots?|clips?))\s+)?)?(?:(?:exactly|right|up|all)\s+)*"
)
_TO_BEATS = (
    r"(?:on|to|with|in\s+time\s+with)\s+(?:the|every|each)\s+(?:beats?|rhythm|drum(?:s|\s?beats?|"
    r"\s?hits?)|bass)(?![a-z])(?:\s+of\s+the\s+music)?"
)
RULES: tuple[Rule, ...] = (
    rule(r"(?:(?:let|make|have)\s+)?(?:the\s+)?(?:cuts?|pictures?|photos?|changes?|it|them)?\s*(?:(?:should|must)\s+)?(?:hit|follow|match)\s+(?:the|every)\s+(?:beats?|rhythm)(?![a-z])",
         lambda m, said: OnBeats()),
    rule(r"(?:画面|切换|音乐)?(?:卡点|踩点)(?![切剪])", lambda m, said: OnBeats()),
    rule(rf"{_BEATS}{_TO_BEATS}", lambda m, said: OnBeats()),
    rule(r"(?:cuts?\s+)?(?:beat[\s-]?(?:synced|synchroni[sz]ed|matched|sync)|(?:synced|synchroni[sz]ed|matched|timed)\s+(?:to|with)\s+the\s+(?:beat|music))"
         r"(?:\s+(?:cuts?|cutting|edits?|editing|pictures))?(?![a-z])",
         lambda m, said: (OnBeats(), Over("cut")) if "cut" in m[0] else OnBeats()),
    rule(r"(?:(?:match|sync|time|cut|edit|change|fit)\w*)\s+(?:the\s+)?(?:cuts?|pictures?|photos?|changes?|it|them|everything)?\s*(?:up\s+)?(?:to|with)\s+"
         r"the\s+music(?![a-z])", lambda m, said: OnBeats()),
    rule(r"reverse\s+(?:the\s+|their\s+)?order(?:\s+of\s+(?:the\s+)?(?:videos|clips|them|pictures|photos))?|"
         r"in\s+reverse(?:d)?\s+order|(?:turn|flip|invert)\s+(?:the\s+|their\s+)?order(?:\s+(?:round|around))?|"
         r"(?:the\s+|in\s+)?order\s+(?:the\s+)?other\s+way\s+(?:round|around)|back\s+to\s+front|"
         r"(?:in\s+)?backwards?\s+order|(?:(?:play|show|put)\s+(?:them\s+)?)?(?:the\s+)?(?:newest|latest"
         r"|most\s+recent)(?:\s+ones?)?\s+first|(?:顺序)(?:颠倒|反过来|倒过来)|(?:倒着|反着|倒过来|反过"
         r"来)(?:来|排|排列|放照片)|"
         r"倒序(?!播)|从后往前(?:排|放)?|(?:颠倒|倒转)顺序|按(?:照)?(?:拍摄)?(?:时间|日期)(?:从[晚新]到[早旧]|倒序)(?:排序|排列|排)?",
         lambda m, said: Order("reversed")),
    rule(r"(?:(?:play|show|put)\s+(?:them\s+)?)?(?:the\s+)?(?:oldest|earliest)(?:\s+ones?)?\s+first|"
         r"(?:(?:sort|order|arrange|show|play)(?:ed)?\s+(?:them\s+)?)?from\s+(?:the\s+)?(?:oldest|earliest)\s+to\s+(?:the\s+)?(?:newest|latest)|"
         r"(?:in\s+(?:the\s+)?order\s+(?:of|in\s+which)|(?:sort|order|arrange)(?:ed)?(?:\s+(?:them|the\s+\w+))?\s+by|"
         r"by)\s+(?:the\s+)?(?:time|date|day|when)(?:\s+(?:they\s+were\s+)?(?:taken|shot|recorded|of\s+(?:capture|"
         r"recording)))?|(?:(?:photos|pictures|images|videos|clips)\s+)?(?:in\s+)?chronological(?:ly|\s+order)?|"
         r"按(?:照)?(?:拍摄)?(?:时间|日期)(?:先后|从[早旧前]到[晚新后])?(?:顺序)?(?:排序|排列|"
         r"排)?|(?:照片|图片|图|视频)?从[旧早]到[新晚](?:的顺序)?(?:排序|排列|排)?", lambda m, said: Order("taken")),
    *_swaps(),
    rule(rf"(?:把|将)?(?P<w>{WHICH})最?先{_SHOW_ZH}{ENDS}", lambda m, said: Order("first", nth(m))),
    rule(rf"(?:把|将)?(?P<w>{_PLACE_ZH}){_NOUN_ZH}{_PUT_ZH}(?:到|在)?(?P<v>{_PLACE_ZH}){_NOUN_ZH}的?(?:(?P<b>前面?|之前)|后面?|之后)",
         lambda m, said: Order("before" if m["b"] else "behind", place_of(m["w"]), place_of(m["v"]))),
    rule(rf"(?:把|将)?(?P<w>{_PLACE_ZH}){_NOUN_ZH}{_PUT_ZH}(?:到|在)?第?(?P<v>{_COUNT_ZH})(?:个|张|段)?(?:的?位置?)?{ENDS}",
         _at_place),
    rule(rf"(?:(?:(?:start|begin|open|lead|kick\s+off)(?:s|ing)?(?:\s+(?:it|off))*\s+(?:with|on)|(?:show|play|put|use)\s+(?:them\s+)?first|first)\s+{_EN}|{_EN}\s+(?:(?:should|must|to)\s+)?(?:go|come|be|is)(?:es|s)?\s+first|order\s*(?:is|:)?\s*{_EN})"
         rf"(?:\s*,?\s*(?:and\s+)?(?:then|next|after\s+that|finally|lastly|followed\s+by|(?:(?:finish|end|close)(?:es|s|ing)?\s+(?:it\s+)?(?:with|on)))\s+{_EN}|\s*,\s*(?:and\s+)?{_EN})+{ENDS}",
         _listed_en),
    rule(rf"先{_SHOW_ZH}?{_PLACE_ZH}{_NOUN_ZH}(?:(?:[,，、\s]*(?:再|然后|接着|之后|最后)(?:是|就是)?|、){_SHOW_ZH}?{_PLACE_ZH}{_NOUN_ZH})+",
         _listed),
    rule(rf"先{_SHOW_ZH}(?P<w>{WHICH}){ENDS}", lambda m, said: Order("first", nth(m))),
    rule(rf"(?:(?:排列|播放|照片|图片)?的?(?:顺序|次序)(?:是|为|改成|改为|换成|调成|排成|按|变成|就?用)*|"
         rf"按照?(?=[^,，。]{{3,24}}(?:顺序|排)))[:：\s]*{_PLACE_ZH}{_NOUN_ZH}"
         rf"(?:\s*(?:、|,|，|-|>|→|到|再|和|\s)\s*{_PLACE_ZH}{_NOUN_ZH})+(?:这样)?(?:的?顺序)?(?:来|排列?|排序|放|播|拼|接|剪)*",
         _listed),
    rule(r"swap\s+(?:them|the\s+two(?=\s*(?:$|[,.;!?]|a?round|over))|the\s+(?:two\s+)?(?:videos|clips|pictures|photos|images|halves|parts|pieces)|the\s+order)(?:\s+(?:rou"
         r"nd|around|over))?|(?:把|将)?(?:这)?(?:两[个段张](?:视频|片段)?)?的?(?:位置|顺序)?(?:交换|对调"
         r"|调换)(?:这?两[个段张])?的?(?:顺序|位置|一下)?|"
         r"(?:这)?(?:两[个段张](?:视频|片段)?)?(?:换|颠倒)(?:个|一下|下)?(?:顺序|位置)",
         lambda m, said: Order("swapped")),
    rule(rf"(?:{_CALLED}|put\s+|start\s+with\s+|play\s+|move\s+|把|将|从)?(?P<w>{WHICH})\s*[,)]?\s*(?:(?:should|must|needs?\s+to|has\s+to|can|could|to)\s+)?(?:comes?\s+|goes?\s+|"
         rf"be\s+)?(?:to\s+the\s+(?:very\s+)?)?(?P<p>(?:the\s+)?(?:very\s+)?first(?:\s+(?:one|picture|photo))?{_GOES}|front|start|beginning|at\s+the\s+(?:very\s+)?(?:start|beginning)|"
         rf"(?:{_PUT_ZH}(?:到|在)?)?(?:最前面?|最开头|开头|第一[个张位])|{_PUT_ZH}(?:到|在)?前面?|打头|开场)(?:去|来)?(?![a-z景方])(?!的?\s*[\d一二两三四五六七八九十半.]+秒)",
         lambda m, said: Order("first", nth(m))),
    rule(rf"(?:{_CALLED}|put\s+|end\s+with\s+|play\s+|move\s+|把|将)?(?P<w>{WHICH})\s*[,)]?\s*(?:(?:should|must|needs?\s+to|has\s+to|can|could|to)\s+)?(?:comes?\s+|goes?\s+|"
         rf"be\s+)?(?P<p>(?:the\s+)?(?:very\s+)?last(?:\s+(?:one|picture|photo))?{_GOES}|(?:at|to)\s+the\s+(?:very\s+)?end|"
         rf"{_PUT_ZH}(?:到|在)?(?:最?后面?|末尾|结尾)(?:一[个张位])?面?|压轴|收尾)(?:去|来)?(?![a-z景方])",
         lambda m, said: Order("last", nth(m))),
    rule(rf"(?:start|begin|open|kick\s+off|lead)(?:s|ing)?(?:\s+it)?(?:\s+off)?\s+(?:with|on|at|from)\s+(?P<w>{WHICH})",
         lambda m, said: Order("first", nth(m))),
    rule(r"(?:start|begin|open|kick\s+off|lead)(?:s|ing)?(?:\s+it)?(?:\s+off)?\s+(?:with|on|at|from)\s+(?:the\s+)?"
         rf"(?P<w>{_PLACE}){ENDS}", lambda m, said: Order("first", place_of(m["w"])) if len(said.films) > 1 else None),
    rule(rf"(?:finish|end|close)(?:s|ing)?(?:\s+it)?(?:\s+off)?\s+(?:with|on|at)\s+(?:the\s+)?(?:(?P<w>{WHICH})|(?P<v>{_PLACE}){ENDS})",
         lambda m, said: Order("last", nth(m) if m["w"] else place_of(m["v"])) if len(said.films) > 1 else None),
    rule(rf"(?:(?:put|move|place|play|show|make|could|can)\s+)*(?:the\s+)?(?P<w>{_PLACE}){_NOUN}\s+(?:(?:should|must|to|in|into|as|be|come|go|is|at|the)\s+)*(?P<v>{FIRST.removeprefix('first|')})"
         rf"(?:\s+(?:one|place|position|spot))?(?:\s*,?\s+(?:instead\s+of|rather\s+than|and\s+not)\s+(?:the\s+)?{_PLACE})?{ENDS}",
         _at_place),
    rule(rf"从(?P<w>{WHICH})(?:开始|起|打头)?(?:放|播放|播)?{ENDS}", lambda m, said: Order("first", nth(m))),
    rule(rf"(?:{CUT}|without)\s+(?P<w>{WHICH})(?:\s+(?:entirely|completely|altogether|out))?{ENDS}"
         r"(?:\s*,?\s*(?:it's|it\s+is|that's|because\s+it's)\s+(?!from|at)[^,.;:\x00]{1,40})?",
         lambda m, said: Without(nth(m))),
    rule(rf"(?:(?:only|just)\s+(?:need|want|use|keep|show|take)|(?:need|want|use|keep|show|take)\s+(?:only|just))\s+(?P<all>{_SOME_EN}){ENDS}",
         _only_en),
    rule(rf"(?:{CUT}|without)\s+(?P<all>{_SOME_EN})(?:\s+out)?{ENDS}",
         lambda m, said: tuple(map(Without, pictures_in(m["all"], len(said.films)))) or None),
    rule(rf"(?:{_GO_ZH})(?P<all>{_SEVERAL_ZH}){ENDS}", _without),
    rule(rf"(?:把|将)?(?P<all>{_SEVERAL_ZH})(?:就|也|都)?(?:{_GO_ZH})(?:了|吧)*{ENDS}", _without),
    rule(rf"只(?:要|用|留|留下|保留|放|取)(?P<all>{_SEVERAL_ZH})(?:就行|就好|就够了?|即可)?{ENDS}", _only),
    rule(r"(?<![a-z])(?:join|combine|merge|concatenate|concat|stitch|glue|splice)(?:\s+(?:them|these|those|the|all|"
         r"both|two|three|my|videos?|clips?|films?|of))*(?:\s+(?:together|into\s+(?:one|a\s+single)(?:\s+(?:video|"
         r"film|clip))?|in\s+(?:this\s+|the\s+given\s+)?order|one\s+after\s+(?:the\s+other|another)))*|"
         r"put\s+(?:(?:them|these|the|all|both|two|videos?|clips?)\s+)+(?:together|one\s+after\s+(?:the\s+other|"
         r"another))", lambda m, said: Joined()),
    rule(r"(?:把|将)?(?:这|所有|全部|几|两|三|四|五|些|个|段|张|的|视频|片段|照片|图片|它们)*(?:拼接|合"
         r"并|连接|连|串|合|拼|合成|接|剪)(?:[在到]?一起|起来|[成为]一(?:个|段|部)(?:视频|影片|片子)?)|"
         r"(?:拼接|合并)(?:视频|片段|一下)?", lambda m, said: Joined()),
)  # fmt: skip
