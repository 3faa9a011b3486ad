"""How people say what is written over a film: words in quotation marks, when, how long and where. Rules only."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vivant.agent.films.lengths import A_WINDOW, LENGTH, POINT, seconds_of, when_of
from vivant.agent.films.regions import PATTERN, position_of
from vivant.agent.films.rules import WHICH, WHICH_ZH, Rule, Said, nth, rule
from vivant.agent.films.said_changes import (
    COLOUR,
    FIRST,
    LAST,
    LIKE_BEFORE,
    NOT_LAST,
    SIZE,
    colour_of,
    coming,
    enter_of,
    look_of,
    size_of,
)  # fmt: skip
from vivant.agent.films.tasks import Captions, Elsewhere, Task, Words
from vivant.agent.naming import ONE, place_of
from vivant.agent.quantities import ORDINALS
from vivant.agent.reading import read
from vivant.agent.wishes import Add

_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"), ("「", "」"), ("『", "』"), ("《", "》"), ("«", "»"), ("‘", "’"))
_QUOTED = "|".join(rf"{a}[^{a}{b}\x00]{{1,300}}{b}" for a, b in _PAIRS) + r"|(?<![a-z\d])'[^'\x00]{1,200}'(?![a-z\d])"
_LEAD = (
    r"(?:(?:put|write|add|show|place|have)\s[^.;!?\x00]{0,40}?(?<![a-z])(?:names?|titles?|text|words?|captions?)(?![a-z])[^.;!?\x00]{0,30}[,.:]\s*)?"
    r"(?:(?:end|finish|close|start|open|begin)s?\s+(?:it\s+)?(?:with|on)\s+)?(?:(?:add|put|show|write|display|fade|stick|slap|pop|chuck|type|say|with|"
    r"give\s+it|have|and|place|use|include|then)\s+)*(?:the\s+|a\s+|an\s+|opening\s+|closing\s+|final\s+|thank(?:s|[\s-]you)\s+|price\s+|logo\s+|"
    r"end\s+|big\s+|small\s+|it\s+|our\s+|my\s+|little\s+|short\s+|simple\s+|"
    r"main\s+|(?:sponsor|company|brand|shop|business|event|team|venue)(?:'s)?\s+)*(?:(?:titles?|titled|text|words?|captions?|heading|headline|slogan|claim|motto|tagline|c"
    r"ard|name|called|named|sign|message|saying|"
    r"line|label|labels|badge|banner|credits?|tag|quote|note|subtitles?|lettering|intro|outro|opener|price|date|website|hashtag|address|lower\s+third|"
    r"says|reading|reads|that\s+(?:says|reads)|entitled|write)(?:\s+(?:card|text|line))?(?:\s+|:\s*))*"
    r"|(?:加上?|写上?|添加|显示|打上?|打出|放|来|配|弹出|题上?|标上?|内容)?(?:一个|一行|一句|一条|个|行|句|条)?(?:片头|片尾|开头|开场|结尾|末尾|大|小)?(?:出现|显示|打出)?(?:标题|文字|字幕|题目|字|话|广告[语词]|祝福[语词]?|[，,]内容|配文|说明|水印|角标|电话|地址|日期|时间|价格|微信|网址|结束语|片名|店名|菜名|书名|地名|口号|标语|名字|文案|"
    r"名为|落款|署名|叫做?|写上|写出来?|写着?|打上|就叫|就写)*(?:用|是|为)?[:：]?\s*"
)
_AT_START = re.compile(
    r"\s*(?:(?:right\s+)?(?:at|in|from|for|as|to)\s+(?:the\s+|an?\s+)?(?:very\s+)?(?:start|beginning|op"
    r"ening|opener|intro)(?:\s+(?:title|card|shot))?(?![a-z])|"
    rf"over\s+the\s+(?:first|opening)\s+(?:{ONE}|frame)|(?:在)?(?:开头|片头|开场|(?<![秒钟])开始时?|"
    r"一开始|第一张(?:照片|图片|图)?(?:前面|上?面?)))"
)
_AT_END = re.compile(
    r"\s*(?:(?:right\s+)?(?:at|in|near|for|as|to)\s+(?:the\s+|an?\s+)?(?:very\s+)?(?:end|ending|finish|closer|outro)(?:\s+(?:title|card|shot))?(?![a-z])|"
    rf"over\s+the\s+(?:last|final|closing)\s+(?:{ONE}|frame)|(?:在)?(?:结尾|片尾|最后(?!一?[张个幅段])|末尾|结束(?:的?时候?|处)?))"
)
_IN_MIDDLE = re.compile(r"\s*(?:halfway(?:\s+through)?|in\s+the\s+middle\s+of\s+the\s+(?:video|film|clip))")
_FADED = re.compile(
    r"\s*,?\s*(?:and\s+)?(?:let\s+it\s+)?(?:fade|take)\s+(?:it\s+|them\s+)?(?:out|away|off)(?:\s+again)?\s+(?:after|at)\s+"
    rf"(?P<t>{LENGTH})(?P<u>(?!))?"
)
_COMES = re.compile(
    r"\s*,?\s*(?:and\s+)?(?:(?:have|let|make)\s+it\s+)?(?:fade|come|appear|show|pop)(?:\s+(?:in|up|on))?"
    rf"(?:\s+(?:slowly|softly|gently))?\s+(?:after|at|from)\s+(?P<t>{POINT})"
)
_THEN = re.compile(
    r"(?<![a-z])(?:then|after\s+that|afterwards),?\s+(?:(?:add|put|show|write|have|display|fade\s+in)\s+)?(?:the\s+|a\s+)?(?:title|text|words?|caption)?[\s:“\"]*$"
)
_ALL = re.compile(
    r"\s*(?:(?:on|over|across|of|in)\s+(?:all|every|each)(?:\s+(?:of\s+them|pictures?|photos?|slides?|one))?(?![a-z])|all\s+the\s+(?:time|way)|throughout|(?:for\s+|over\s+)?(?:the\s+)?(?:whole|entire|full)\s+(?:time|video|film|clip|length|thing|way)|每[张幅页](?:图片?|照片)?(?:都|的|上面?|图)*|全程|(?:一直)?(?:停|显示|留|保持)到(?:最后|结尾|结束)|一直(?:显示)?|持续(?:显示|出现))"
)
_AT = re.compile(
    rf"\s*(?:(?:at|from|after)\s+(?:the\s+first\s+)?(?P<t>{POINT}|(?<=first\s)second(?![a-z]))|(?:在)?第?(?P<z>{LENGTH})(?:处|时|的时候|的地方|的位置|那里)?(?:(?:之|以)?后)?(?:开始|再)?(?:出现|出来|显示|弹出)|"
    rf"(?:在)?第?(?P<x>{LENGTH})(?:处|时|的时候|的地方|的位置|那里)(?:开始)?|"
    rf"从第?(?P<w>{LENGTH})(?:开始|起)(?:出现|显示)?|第(?P<y>{LENGTH}))"
)
_FOR = re.compile(
    rf"\s*(?:for|lasting|(?:hold|keep|show|leave)(?:\s+(?:it|that))?(?:\s+(?:up|on|there))?(?:\s+for)?|显示|持续|停留|停)\s*(?P<t>{LENGTH})|[，,]?(?:然后|过)*(?P<z>{LENGTH})(?:之?后|就)(?:再|就)?(?:慢慢)?(?:淡掉|淡出|消失|隐去|不见)|\s*(?P<u>{LENGTH})(?:\s+long)"
)
_LETTERS = (
    r"white|black|red|green|blue|yellow|orange|pink|purple|gold(?:en)?|silver|gr[ae]y|big|bigger|large|larger|small|smaller|"
    r"top|bottom|upper|lower|centred|centered|centre|center|middle|bold|thin|elegant|capital"
)
"""What letters are like."""
_HOW = (
    r"(?:fading|fades?\s+in|sliding|appearing|typed|at|in|for|on|from|after|during|until|hold|keep|whole|entire|throughout|the\s+(?:whole|entire))(?![a-z])|"
    r"(?:[a-z-]+\s+){1,2}(?:font|typeface|lettering|letters)(?![a-z])|"
    rf"(?:{_LETTERS})(?![a-z])(?!\s+(?!{_LETTERS}|left|right|third|cent|letters|lettering|text|type|font|and|for|at|on|in|"
    r"corner)[a-z])"
)
_HOW_ZH = r"在|一直|全程|始终|显示|停|持续|前|放|从?第?[\d零一二两三四五六七八九十半.]{1,4}(?:秒|\s*[到至~-]\s*第?\d)"
"""What goes on telling about a title behind a comma."""
_NEXT = re.compile(
    r"[;!?。；！？\n]|\.(?!\s*in\s+(?:white|black|red|green|blue|yellow|orange|pink|purple|gold|silver))|"
    rf",(?!\s*(?:{_HOW}|{_HOW_ZH}))|，(?!{_HOW_ZH})|\s(?:and|then)\s(?!at|for|(?:white|black|red|green|blue|yellow|orange|"
    r"pink|purple|gold|golden|silver|big|small|large|bold)(?![a-z])(?=\s*(?:[,.;!?]|$)))|然后|并且|再"
)
_ON_BARE = re.compile(
    rf"\s*(?:only\s+)?(?<![a-z])(?:on|over|in|for)\s+(?:the\s+(?P<o>{'|'.join(ORDINALS)}|last)|(?P<d>\d{{1,2}})(?![\d:.%]))(?:\s+only)?(?=\s*(?:$|[,.;!?\x00]|and\s))"
)
_UPRIGHT = re.compile(r"竖[着排直向](?:写|排|放)?|vertically|vertical(?=\s+(?:text|title|letters|words))")
_LETTERS_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])(?:字|文字|标题|文案)(?:放|写|用|在|要|[：:])*(?=[\x00\s])")
_NAMED_BEFORE = re.compile(
    r"(?:(?:add|put|show|write|with|place|use|have)\s+)?(?:(?:a|an|the|some|big|small|end|closing|openi"
    r"ng|final|thank(?:s|[\s-]you)|price|our|my|"
    r"logo)\s+)*(?<![a-z])(?:title|text|captions?|heading|headline|words|slogan|message|card|tag|note|line|label|banner|credits?)(?![a-z])(?:\s+card(?![a-z]))?"
)
"""What is left of "text at the bottom" once its words and its place are taken."""
_BELOW = re.compile(
    r"\s*(?:right\s+)?(?:(?P<above>above|overhead|over\s+(?:it|him|her|them))|underneath|below|beneath|under)(?:\s+(?:it|him|her|them|"
    r"the\s+(?:picture|photo|whole\s+thing)))?(?![a-z])"
)
_ON = re.compile(
    r"\s*(?:only\s+)?(?:(?<![a-z])(?:in|of|on|for|over|to)\s+|在|(?=第[一二两三四五六七八九十\d]{1,2}[张个幅段]|最后一[张个幅段]))"
    rf"(?:only\s+)?(?:{WHICH})(?:\s+only|前面|开始时?|出来时)?"
)
_GOES = re.compile("(?:然后)?(?:标题|字幕|文字|字)?(?:再|就|都)*(?:慢慢)?(?:淡掉|淡去|消失|隐去|不见|没)了?")
_FONTS = (
    r"手写(?:感|体|风)?|毛笔字?|书法(?:感|体)?|楷体|宋体|黑体|圆体|艺术字|花字|描边|阴影|可爱(?:的|风)?字体|"
    r"(?<![a-z])(?:cursive|handwrit\w+|calligraph\w+|script(?=\s+(?:font|letters|type))|italics?|comic\s+sans|typeface)(?![a-z])"
)
"""Letters as nobody has them here; they stay to be told."""
_LIKE_LETTERS = re.compile(
    r"(?<![a-z])(?:bold|thin|elegant|capital)(?![a-z])(?:\s+(?:letters|lettering|text|type|font))?"
)
_IN_LETTERS = re.compile(rf"(?<![a-z])in\s+(?:an?\s+|nice\s+)*(?={_FONTS})")


@cache
def _about() -> re.Pattern[str]:
    """A clause that only goes on about a title: 粉色的, 字大一点放下面, 第三秒再出来."""
    light = (
        r"[只要用放到在写是的字吧啊呗就再才都也更最让搞弄\s]|颜色|字体|字号|文字|标题|文案|样式|一行|一个|一点|一些|那种|"
        r"出来|出现|全程|一直|始终"
    )
    colour, size, enters = (re.sub(r"\?P<\w+>", "?:", one.pattern) for one in (COLOUR, SIZE, coming()))
    times = "|".join(re.sub(r"\?P<\w+>", "?:", one.pattern) for one in (PATTERN, _AT, _FOR, FIRST, NOT_LAST, LAST))
    return re.compile(
        rf"(?:{light})*(?:(?:{times}|{enters}|{colour}|{size}|大字|小字|{_FONTS}|居中|正中间|(?:一直)?(?:停|显示|留|保持)到(?:最后|结尾|结束)|全程|一直|始终|持续(?:显示|出现)?|(?:慢慢|缓缓|逐渐|渐渐|轻轻)地?[出浮显]现|竖[着排直向](?:写|排|放)?|{_GOES.pattern})(?:{light})*)+"
    )


def _stretch(start: int, end: int, said: Said) -> tuple[int, int]:
    """The stretch about a title at [start:end), with the clauses around it that tell of nothing else in Chinese."""
    text = said.slip.text
    while (more := _GOES_ON.match(text, end)) and _about().fullmatch(more["c"]):
        end = more.end()
    before = _WENT_BEFORE.search(text, 0, start)
    if before and re.search("字|标题|文案", before["c"]) and _about().fullmatch(before["c"]):
        start = before.start()
    return start, end


_GOES_ON = re.compile(r"[,，]\s*(?!再)(?P<c>[\u4e00-\u9fff\d][^,，;；。.!！?？、\n\x00]*)")
_WENT_BEFORE = re.compile(r"(?P<c>[^,，;；。.!！?？、\n\x00]+)[,，]\s*$")
_WORK = re.compile(r"(?:像|跟|和|类似|电影|电视剧|剧|番|动漫|游戏|小说|歌)$")
_FELT = re.compile(r"的?(?:那种)?(?:感觉|风格|氛围|味道|质感|意境|同款)")
_HEARD = re.compile(
    r"(?:[配放播唱]上?|(?:首|歌|音乐|配乐|曲子|曲|bgm|诗|诗词|词|课文|绘本|小说|故事|图))(?:用|是|为|一首|首|叫)*$"
)
"""Before the name of a song: 配《月亮代表我的心》."""
_SPOKEN = re.compile(
    r"(?:(?:让|叫|使)[^，。,;；\x00]{1,8}?|开口|张嘴|对着?[^，。,;；]{1,4})[会能来大声一起]*[说喊讲念唱问](?:一?[句声首下遍]|出|道|[：:])*$"
)
"""Before what somebody in the picture shall say."""
_ALIKE = re.compile(r"(?:一样|那种|那样|里|的感觉|风格|似的|同款)")


def _title(m: re.Match[str], said: Said) -> Task | tuple[()] | None:
    start, end = m.span("q")
    named = said.slip.text[start] == "《" and _WORK.search(said.slip.text[:start])
    if named and _ALIKE.match(said.slip.text, end):
        return None  # 像电影《星际穿越》一样
    if _FELT.match(said.slip.text, end):
        return None  # 那种“人在囧途”的感觉
    if said.slip.text[start] == "《" and _HEARD.search(said.slip.text[:start]):
        return None
    if _SPOKEN.search(said.slip.text[:start]):
        return ()  # nobody speaks, which is told
    content = said.slip.words.quote(start + 1, end - 1) if end - start > 2 else ""
    return _placed(content, m, said) if content.strip() else None


def _title_that_says(m: re.Match[str], said: Said) -> Task | None:
    """ "a caption at the bottom that says 1943"."""
    task, where = _title_as_it_stands(m, said), PATTERN.search(m["where"] or "")
    return replace(task, position=position_of(where)) if isinstance(task, Words) and where else task


def _title_as_it_stands(m: re.Match[str], said: Said) -> Task | None:
    start, end = m.span("q")
    beside = _added_beside(said.slip.words.quote(start, end))
    content = said.own(said.slip.words.quote(start, start + beside if beside else end))
    return _placed(content, m, said, start + beside if beside else None)


def _added_beside(words: str) -> int:
    """Where something begins that is added beside the words of a title; 0 where nothing is."""
    found = _BESIDE.search(words)
    if found and (_AROUND.search(found["x"]) or any(isinstance(x, Add) for x in read(found["x"]).wishes)):
        return found.start()
    return 0


def _named(m: re.Match[str], said: Said) -> Task | None:
    start, end = m.span("q")
    quote = said.slip.words.quote
    while (more := _ONE_MORE.match(said.slip.text, end)) and quote(*more.span("n"))[:1].isupper():
        end = more.end()
    end, content = max(end, m.end()), said.own(quote(start, end))
    if beside := _added_beside(quote(start, m.end("q"))):
        end, content = start + beside, said.own(quote(start, start + beside))
    sure = content[:1].isupper() or content[:1] > "\u2fff" or ":" in m[0] or "写" in m[0]
    return _placed(content, m, said, end) if sure else None


_BESIDE = re.compile(r"\s+with\s+(?P<x>[a-z].*)$")
"""Something that is added beside the words: "her name Mia with hearts around it"."""
_AROUND = re.compile(r"\s(?:around|over|behind)\s+(?:it|them|her|him|the\s+\w+)$")
_ONE_MORE = re.compile(r"\s+(?:and|&|\+)\s+(?P<n>[^\W\d_][^\s,;.!?\x00]*)")
"""Another name: "our names Anna and Tom"."""


def _another(m: re.Match[str], said: Said) -> Task | None:
    """More words behind the first: "title My Summer on the first and The End on the last"."""
    content = said.own(said.slip.words.quote(*m.span("q")))
    before = any(isinstance(task, Words) for task in said.done.values())
    capital = all(x[:1].isupper() or x in ("&", "and", "of", "the") or x[0].isdigit() for x in content.split())
    sure = content[:1].isupper() and (before or (capital and not read(content.lower()).wishes))
    return _placed(content, m, said) if sure else None


def _stands(below: re.Match[str] | None) -> str:
    return "" if below is None else "top-center" if below["above"] else "bottom-center"


def _foot(said: str) -> str:
    """Where words stand that are called subtitles."""
    return "bottom-center" if re.search(r"(?<![a-z])subtitles?(?![a-z])", said) else ""


_STOPPED = re.compile(r"(?<![a-z])(?:freeze|hold|pause)\s")
"""What a length is said of, and not of the words: "freeze the last frame for 3 s with the words"."""


def _comes(at: int, said: Said) -> re.Match[str] | None:
    """ "and have it fade in after two seconds", right behind the clause of the words."""
    found = _COMES.match(said.slip.text, at)
    if found:
        said.slip.strike(*found.span())
    return found


def _named_before(at: int, said: Said, m: re.Match[str]) -> tuple[int | None, float]:
    """The only picture that a Chinese sentence named before a clause about words, or the end: 最后一张多放两秒，
    上面写“…”, 结尾淡出，写“…”."""
    plain = said.slip.words.plain
    since = max((x.end() for x in re.finditer(_QUOTED, plain[:at])), default=said.slip.sentence(at)[0])
    before = plain[since:at]
    if _OF_FILM.search(plain[at : m.end()]) or _GONE.search(before):
        return None, 0.0
    named = {nth(one) for one in re.finditer(WHICH, before)} if len(said.films) > 1 else set()
    end = -1.0 if not named and _AT_ITS_END.search(before) else 0.0
    return (named.pop() if len(named) == 1 else None), end


_AT_ITS_END = re.compile(r"(?:^|[,，])(?:结尾|片尾|末尾|最后)[^,，]*[,，]\s*$")
_OF_FILM = re.compile("标题|片[名头尾]|题目|开[头场]|结尾|最后|结束|全[片程]|整个|都|每|字幕")
_GONE = re.compile("不要|[删去]掉|删|去除|拿掉|其他|其余|剩下|除了|之间|对调|换|每|[和跟与到至、]第")


def _picture(
    said: Said, span: tuple[int, int], clause: tuple[int, int], m: re.Match[str]
) -> tuple[int | None, tuple[int, int] | None]:
    """The picture that is named beside words, and where its place stands if the Chinese sentence goes on about it:
    最后一张写“…”，多停3秒."""
    which, bare = said.slip.take(_ON, span), said.slip.take(_ON_BARE, span)
    if which is None:
        return (place_of(bare["o"] or bare["d"]) if bare else None), None
    named = WHICH_ZH.search(said.slip.words.plain, *which.span())
    after = said.slip.words.plain[clause[1] : said.slip.sentence(clause[1])[1]].strip(" ,，、。")
    goes_on = named and after and not WHICH_ZH.search(re.split("[,，]", after)[0])
    return nth(which), named.span() if named and goes_on else None


def _times(said: Said, span: tuple[int, int], clause_end: int, m: re.Match[str]) -> tuple[float | None, float | None]:
    """From when on words stand (-1 at the end, None in the middle) and for how long, as far as that is said."""
    take = said.slip.take
    which_from: float | None = 0.0
    lasts: float | None = None
    whole = take(_ALL, span)
    if re.search(
        r"^(?:(?:the|our|an?|and|then|add|put|show)\s+)*(?:end|finish|close|closing|outro|final)|片尾|结尾|末尾", m[0]
    ):
        which_from = -1.0
    elif window := take(A_WINDOW, span):
        when = when_of(window["a"], window["b"])
        which_from, lasts = when.start_s, None if when.end_s is None else max(0.2, when.end_s - when.start_s)
    elif first := take(NOT_LAST, span) or take(FIRST, span):
        lasts = seconds_of(first["t"] or first["z"]) * (-1 if first.re is NOT_LAST else 1)
    elif last := take(LAST, span):
        lasts = seconds_of(last["t"] or last["z"])
        which_from = -1.0
    elif take(_AT_END, span):
        which_from = -1.0
    elif take(_IN_MIDDLE, span) or _THEN.search(said.slip.words.plain[: m.start("q")]):
        which_from = None
    elif not take(_AT_START, span) and (at := take(_AT, span) or _comes(clause_end, said)):
        which_from = seconds_of(at["t"] or at["z"] or at["x"] or at["w"] or at["y"])
    if whole:
        lasts = 7200.0
    elif not _STOPPED.search(said.slip.text, span[0], m.start("q")) and (
        told := take(_FOR, span) or take(_FADED, (clause_end, said.slip.sentence(clause_end)[1]))
    ):
        lasts = seconds_of(told["t"] or told["u"] or told["z"])
    return which_from, lasts


def _placed(content: str, m: re.Match[str], said: Said, end: int | None = None) -> Words:
    end = m.end() if end is None else end
    if end < m.end():
        said.kept = end, m.end()
    after = _NEXT.search(said.slip.words.plain, end)
    before = [e.end() for e in _NEXT.finditer(said.slip.words.plain, 0, m.start("q"))]
    clause = (before[-1] if before else 0), (after.start() if after else len(said.slip.text))
    span = _stretch(*clause, said)
    said.slip.strike(m.start(), end)
    for pattern in (_IN_LETTERS, _LIKE_LETTERS):
        said.slip.take(pattern, span)
    enters = said.slip.take(coming(), span)
    take = said.slip.take
    which_from, lasts = _times(said, span, clause[1], m)
    on, keep = _picture(said, span, clause, m)
    if on is None and which_from == 0.0 and lasts is None:
        on, which_from = _named_before(clause[0], said, m)
    where = take(PATTERN, span)
    below = None if where else take(_BELOW, span)
    like = take(LIKE_BEFORE, (clause[0], m.start()))
    colour, size = take(COLOUR, span), take(SIZE, span)
    called = said.slip.words.plain[m.start() : m.start("q")]
    size = size or SIZE.search("".join(re.findall("[大小](?=字)", called)))
    called_colour, called_size = look_of(f"{like[0] if like else ''}{called}")
    take(_NAMED_BEFORE, span)
    take(_LETTERS_BEFORE, span)
    take(_GOES, span)
    upright = take(_UPRIGHT, span) is not None
    for a, b in ((span[0], clause[0]), (clause[1], span[1])):
        begin = a
        for kept in list(re.compile(_FONTS).finditer(said.slip.text, a, b)):
            said.slip.strike(begin, kept.start())
            begin = kept.end()
        said.slip.strike(begin, max(begin, b))
    if keep:
        said.slip.keep(*keep)
    foot = _stands(below) or _foot(said.slip.words.plain[clause[0] : m.end()])
    where = where or PATTERN.search(m[0][: m.start("q") - m.start()])
    position = position_of(where) if where else foot
    return Words(
        content.strip()[:2000], which_from, lasts, position, on,
        colour_of(colour) if colour else called_colour, size_of(size) if size else called_size,
        enter_of(enters) if enters else "", upright,
    )  # fmt: skip


def _reached(m: re.Match[str], said: Said) -> Task | None:
    """A number to call beside words that are written: “老王面馆”，电话13812345678."""
    before = any(isinstance(task, Words) for task in said.done.values())
    before = before and "写" not in said.slip.text[said.clause(m)[0] : m.start()]  # 结尾写订房电话138…
    return Words(said.slip.words.quote(*m.span()).strip(), position="bottom-center") if before else None


def _captions(m: re.Match[str], said: Said) -> Task:
    where = said.slip.take(PATTERN, said.clause(m))
    return Captions(position_of(where) if where else "")


def _one_each(m: re.Match[str], said: Said) -> Task | None:
    """As many words as there are pictures, one for each: "names under each picture: Anna, Ben and Chloe"."""
    listed = tuple(
        x.strip() for x in re.split(r",|\s(?:and|&)\s", said.own(said.slip.words.quote(*m.span("q")))) if x.strip()
    )
    if len(said.films) < 2 or len(listed) != len(said.films):
        return None
    where = PATTERN.search(m[0][: m.start("q") - m.start()])
    under = "bottom-center" if re.search(r"under|below|beneath", m[0]) else ""
    return Words(listed[0], position=position_of(where) if where else under, listed=listed)


_NO_WORDS = (
    r"(?:(?<=^)|(?<=[,.;!?]\s)|(?<=\sand\s)|(?<=\sthen\s))"
    r"(?:(?:can|could)\s+(?:you|we|i)\s+)?(?:please\s+)?(?:add|put|insert|include|write|have|with|i\s+(?:want|need)|i'd\s+like)"
    r"\s+(?:(?:in|on|me)\s+)?(?:an?|some)\s+(?:(?:nice|big|small|short|little|pretty|simple|white|red|black|gold)\s+)*"
    r"(?:titles?|text|words|writing|lettering|headline|heading|slogan)(?:\s+(?:(?:on|over|to|in|onto)\s+(?:it|this|that|top|the\s+"
    r"(?:picture|photo|video|film))|(?:at|in|on)\s+the\s+(?:top|bottom|start|end|beginning|middle)|here|too|please))*"
    r"(?=\s*(?:$|[,.;!?\n\x00])|\s+(?:and|then)\s)"
    r"|(?:(?<=^)|(?<=[,，。；;！!]))[再帮我请给它能可以想要]*[加配放来写打](?:上|点|个|一个|一些|些|几个|一行|行)*(?:标题|文字|字)[吧呗啊吗]*"
    r"(?=\s*(?:$|[,，。；;！!?？\n\x00]))"
)
"""A title is wished for, and nobody says which words."""
_CORNER = (
    r"(?:top|upper|bottom|lower)[ -](?:left|right)"
    r"(?=\s*(?:[,;.!?\n\x00]|$)|\s+(?:corner|in|and|with|for|from)(?![a-z]))"
)
"""Where words stand, behind them: "title Our House top left"."""
TITLES: tuple[Rule, ...] = (
    rule(rf"(?:{_LEAD})(?P<q>{_QUOTED})(?:[的这]?(?:[几一两三四五六七八九十]个)?(?:大|小)?(?:标题|字幕|文字|题目|字(?!样))|的?字样)?",
         _title),
    rule(r"(?:联系|订座|订餐|预约)?(?:电话|手机|热线|微信|qq)号?(?:是|[:：])?\s*\d[\d\s-]{4,}\d", _reached),
    rule(r"(?:(?:add|put|with|show|use|write)\s+)?(?:(?:a|one|the|these|their)\s+(?:[a-z]+\s+)?)?(?:captions?|labels?|titl"
         r"es?|texts?|names?|words|prices|dates|places)"
         r"(?:\s+(?:per|under|underneath|on|over|below|beneath|at|in|for|to|the|each|every|all|of|them|bottom|top|pictures?|photos?|images?|slides?|one|"
         r"rooms?|person|product))*\s*:\s*(?P<q>[^;.!?\n\x00\"“”:]{3,300})", _one_each),
    rule(r"(?:add|put|write|show|stick|slap|pop)\s+(?:the\s+|our\s+|my\s+)?(?:date|price|year|address|place|location|"
         r"tag|handle|names?|url|website|phone\s+number)(?:\s+(?:on\s+(?:it|there|top)|in|there)(?=\s*[,:]))?\s*"
         r"[,:]?\s+(?P<q>(?!(?:at|in|on|to|of|for|up|as|into|over|under)(?![a-z]))(?:[^;!?\n\x00\"“”,]|,(?=\d{3})){2,60}?)(?=\s*(?:,(?!\d)|[;!?\n\x00]|$)|\s+(?:at|in|on|over)\s+the\s)",
         _title_as_it_stands),
    rule(rf"(?:put|write|add|show|stick|print)\s+(?:(?:the|a|our|my)\s+[a-z]+\s+)?(?:on|over|in|under)\s+(?P<on>{WHICH})\s*:\s*(?P<q>[^,;!?\n\x00\"“”]{{1,80}})",
         lambda m, said: replace(_placed(said.own(said.slip.words.quote(*m.span("q"))), m, said), which=nth(m))),
    rule(r"(?:(?:(?:end|finish|close)(?:s|ing)?\s+(?:it\s+|off\s+)*)?(?:put|write|add|show|display|with|have)\s+(?:the\s+|a\s+|(?:(?:the|our)\s+)?(?:logo|company|shop|brand)\s+|(?P<our>her|his|our|their|my)\s+)?|(?P<her>the|her|his|our|their|my)\s+)"
         r"(?:words?|text|names?|message|line|lettering|writing|captions?|headline|heading|slogan|tagline)\s+"
         r"(?P<q>[^,;.!?\n\x00\"“”]{2,60}?)(?=\s+(?:at|in|on|over|across|for|from|above|below|under(?:neath)?|beneath|near|and|"
         + _CORNER + r")(?![a-z])|"
         r"\s*[,;.!?\n\x00]|\s*$)", _named),
    rule(r"(?:(?:add|put|with|show|have|write|start|begin|open|end|finish|close)\s+)?(?:(?:with|on)\s+)?(?:an?\s+|some\s+|the\s+)?(?:titles?|heading|text|captions?|words|slides?|screen|card|sign|message|labels?|letters|logo|watermark|"
         r"line)(?P<where>\s+(?:at|in|on)\s+[a-z ]{3,24}?)?"
         r"\s+(?:that\s+|which\s+)?(?:says?|reads?|saying|reading)\s+(?P<q>[^;!?\n\x00\"“”,]{1,60}?)(?=\s+(?:at|in|on|for|all)\s+the\s|\s+the\s+(?:whole|entire)\s|\s+throughout(?![a-z])|\s*[,;!?\n\x00.]|\s*$|"
         r"\s+(?:and|then)\s+(?:slowly\s+)?(?:zoom|pan|tilt|push|pull|make|add|put|let|play|give|have)(?![a-z]))",
         _title_that_says),
    rule(r"(?:(?:add|put|with|show|write)\s+)?(?:(?:the|a|an|his|her|our|my|their)\s+)?(?:opening\s+)?(?:title|heading|text|"
         r"caption|names?|words)(?P<where>\s+(?:at|in|on|along)\s+[a-z ]{3,24}?)?\s*:\s*"
         r"(?P<q>[^,;.!?\n\x00\"“”]{1,120})",
         _title_that_says),
    rule(r"(?:(?:add|put|with|show)\s+)?(?:the\s+|a\s+|an\s+)?(?:title|titled|entitled)\s+(?P<q>(?!(?:at|in|on|card|"
         r"for|to|from|and|with)(?![a-z]))[^,;.!?\n\x00\"“”]{1,60}?)(?=\s+(?:(?:at|in|on|for|from|over|and|with)\s|"
         + _CORNER + r"(?![a-z]))|"
         r"\s*[,;.!?\n\x00]|\s*$)", _named),
    rule(r"(?:(?:put|write|add|use|with|have)\s+)?(?P<q>[^;.!?\n\x00\"“”]{2,60}?)"
         r"\s+as\s+(?:an?\s+|the\s+|our\s+)?(?:opening\s+)?(?:title|caption|text|heading|headline|subtitle)(?![a-z])",
         _named),
    rule(r"(?:(?:and|then)\s+)?(?:end|finish|close|start|begin|open)(?:s|ing)?\s+(?:it\s+)?(?:off\s+)?with\s+(?:the\s+words?\s+)?(?P<q>[^,;.!?\n\x00\"“”]{2,60}?)"
         r"(?=\s+(?:in|on|at|over|and)\s|\s*[,;.!?\n\x00]|\s*$)", _named),
    rule(r"(?:put|write|print|add|with|have|show)\s+(?:(?:the\s+)?(?:names?|words?|text|letters)\s+)?(?P<q>[^,;.!?\n\x00\"“”]{1,60}?)"
         r"(?=\s+(?:" + _CORNER + r"|"
         r"(?:in\s+(?:big|large|small|bold|white|black|gold(?:en)?|red)|(?:at|across|along|over|in)\s+the\s+(?:top|bottom|middle|"
         r"cent|upper|lower|corner|left|right)\w*|on\s+(?:it|top)|over\s+it|across\s+it|below|underneath)(?![a-z])"
         rf"|on\s+(?:{WHICH})|at\s+the\s+(?:very\s+)?(?:end|start|beginning)(?![a-z])))", _named),
    rule(r"(?:加上?|写上?|添加|放|配)?(?:一个|一行|个|行)?(?:片头|片尾|开头|结尾|大|小)?(?:标题|片名|题目|文字|字幕|文案|字)(?:是|为|叫|写)?"
         r"\s*[:：]\s*(?P<q>[^,;.!?，。；！？、\n\x00\"“”]{1,60})", _named),
    rule(r"(?:标题|片名|题目|名字)(?:就)?(?:叫做?|名为|取名)\s*(?P<q>[^,;!?，。；！？、\n\x00\"“”]{1,40})",
         _title_as_it_stands),
    rule(r"(?:加上?|写上?|标上?|显示|打上?|放上?)(?:一个|拍摄)?(?:日期|时间|价格|电话|年份)?(?:是|为|[:：])?\s*(?P<q>\d[\d.\-/年月日:]{3,})"
         r"(?=\s*(?:$|[，,。;；]))", _title_as_it_stands),
    rule(r"(?:标题|片名|题目|文字|文案)?(?:(?<![特速描手抒书改])写(?![真实意生出字])上?|写着|写个|(?<!标)题字(?![体号]))\s*(?P<q>(?!上?(?:文字|字幕|标题|说明|名字|字)(?:$|[,，。、\s\x00]))[^,;!?，。；！？\n\x00\"“”在个一][^,;!?，。；！？\n\x00\"“”]{0,40})",
         _named),
    rule(rf"(?:^(?=[^,;]{{3,60}}\son\s[^,;]{{3,40}}\sand\s[^;]{{2,60}}\son\s)|(?:,|(?<=\x00)|\sand|\swith)\s*(?:and|then)?\s+)(?:(?:the\s+)?(?:words?|text|title|caption)\s+)?(?P<q>[a-z][^,;.!?\n\x00\"“”]{{1,50}}?)(?=(?:\s+in\s+(?:big\s+)?(?:white|black|gold|red|yellow|pink))?\s+(?:(?:on|over)\s+(?:the\s+)?(?:{WHICH})|at\s+the\s+(?:very\s+)?(?:end|start|beginning)))",
         _another),
    rule(r"(?<![a-z])(?:write|spell(?:\s+out)?)\s+(?P<q>(?!(?:me|in|on|at|a|the|it|some)(?![a-z]))"
         r"[^,;.!?\n\x00\"“”]{2,60}?)(?=\s*(?:[,;.!?\n\x00]|$)|\s+(?:and|then)\s|\s+" + _CORNER + r")", _named),
    rule(_NO_WORDS, lambda m, said: Elsewhere("which_words")),
)  # fmt: skip
CAPTIONS: Rule = rule(
    r"(?:(?:add|burn(?:\s+in)?|show|with|put|use|write)\s+)?(?:in\s+)?(?:the\s+|my\s+|these\s+|"
    r"some\s+)?(?:auto(?:matic(?:ally)?)?[- ]?(?:generated[\s-]+)?)?(?:captions?|subtitles?|subs|srt|"
    r"closed\s+captions?)(?:\s+file)?(?![a-z])"
    r"(?:\s+(?:on\s+it|in|(?:of|for|with)\s+what\s+[^,.;\x00]{1,25}?\s(?:says?|said|saying)(?![a-z])|(?:of|for)\s+(?:the|all|every)\s+(?:speech|dialogue|talking)))?|"
    r"(?:加上?|添加|显示|配上?|烧录)?字幕(?:文件)?",
    _captions,
)
