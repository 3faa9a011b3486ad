"""Chinese words about films and several pictures, said in one way for many: 3秒一张 is 每张3秒, 单数照片 are
第一张和第三张.

Slips of the keyboard and what is said of any picture are put right before (chinese_plain.py); English words in
plain_english.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from vivant.agent.chinese_plain import SIMPLE
from vivant.agent.films.plain_english import QUOTED
from vivant.agent.quantities import number
from vivant.agent.reading import read

_BARE_WORDS = "[^，,。；;、写标打停放加配推拉要用不的是为到至和与跟之就各\\s][^，,。；;、写标打停放加配第]{0,10}"
_MASK = 0xE000
"""Characters from here on stand for what is quoted, so that nothing looks into it."""
_Q = "[\ue000-\uf8ff]"
_MOST_QUOTES = 0x1000
_DIGIT = "一二两三四五六七八九十"
_N = rf"(?:[{_DIGIT}]|\d{{1,2}})"
_PIC = r"(?:照片|图片|相片|图|视频|片段|画面)?"
_O = rf"(?:第{_N}[张个段幅]{_PIC}|最后一[张个段幅]{_PIC})"
_SEL = rf"(?:{_O}(?:[和、跟与]{_O})*|(?:最后|前|后)[两三四五六七八九\d][张个段幅]{_PIC})"
_ON_BEAT = r"(?:音乐|背景音乐|歌曲?|曲子|bgm)?的?(?:节奏|节拍|鼓点|拍子|重音)点?"
_GLIDE = "推近|推进|拉近|拉远|放大|缩小|左移|右移|上移|下移|左摇|右摇|上摇|下摇|推|拉"
_OVER = "叠化|溶解|黑场|白场|闪白|闪黑|淡入淡出|滑动|推移|擦除|缩放"
_LASTS = rf"(?:[\d.]+|[{_DIGIT}半]+)秒钟?"
_HEARD = "声音|音量|原声|音乐|配乐|人声|背景音乐"

_Meant: TypeAlias = str | Callable[[re.Match[str], int], str]


@dataclass(frozen=True)
class _Way:
    """What is looked for, and what is said for it; compiled when a Chinese sentence first needs it."""

    looked_for: str
    meant: _Meant

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.looked_for)


def _ways(*told: tuple[str, _Meant]) -> tuple[_Way, ...]:
    return tuple(_Way(pattern, meant) for pattern, meant in told)


def _nth(place: int) -> str:
    return f"第{_DIGIT.replace('两', '')[place]}张" if place < 10 else f"第{place + 1}张"


def _places(places: range) -> str:
    return "和".join(map(_nth, places))


def _place(said: str) -> int:
    """The place that a number names, 0 the first."""
    return int(number(said)) - 1


def _pair(m: re.Match[str], count: int) -> str:
    """三四两张, 第1、3张: 第三张和第四张."""
    said = m["list"].removesuffix("两")
    named = [n for n in re.findall("[一二三四五六七八九十]|\\d", said) if _place(n) < count]
    return "和".join(_nth(_place(n)) for n in named) if len(named) > 1 else m[0]


def _dealt(m: re.Match[str], count: int) -> str:
    """What is told one after the other is for one picture each: 镜头依次是推近、右移、拉远."""
    said, tail = m["list"].strip("，,。 "), m.groupdict().get("tail") or ""
    items = re.findall(_Q, said) if re.search(_Q, said) else [x for x in re.split(r"[、，,\s]+|和|(?<=秒)", said) if x]
    if len(items) != count:
        return m[0]
    unit = re.search(r"秒|s$", items[-1])
    items = [x if unit is None or re.search("秒|s$", x) else f"{x}秒" for x in items]
    around = m[0].replace(m["list"], "")
    verb = "写" if re.search(_Q, said) or re.search("字|标题|说明|名|写|[打标][上在]", around) else ""
    items = items if not verb or re.search(_Q, said) else [f"“{x}”" for x in items]
    at = m.groupdict().get("at") or ""
    return "，".join(f"{_nth(n)}{at}{verb}{x}{tail}" for n, x in enumerate(items))


def _another(m: re.Match[str], count: int) -> str:
    """Of two pictures the one that was not named: 第一张推近，另一张拉远."""
    named = re.findall("第([一二12])[张个段幅]", m.string[: m.start()])
    return _nth(1 - _place(named[-1])) if count == 2 and named else m[0]


def _elided(m: re.Match[str], count: int) -> str:
    """Words for one picture after the other, the verb said once: 第一个写¥59，第二个¥89."""

    def written(one: re.Match[str]) -> str:
        words = one["words"] if re.match(_Q, one["words"]) else f"“{one['words']}”"
        place = _nth(count - 1 if "最后" in one["o"] else _place(re.findall(_N, one["o"])[0]))
        return one[0] if read(one["words"]).wishes else f"，{place}写{words}"

    return m[0].removesuffix(m["list"]) + re.sub(rf"[，,、](?P<o>{_O})(?P<words>{_BARE_WORDS})", written, m["list"])


def _one_by_one(m: re.Match[str], _: int) -> str:
    """In which order, and how long each: 先放第二张，后面接第一张3秒."""
    named = re.findall(rf"({_O})[停放]?({_LASTS})?", m["list"])
    return "，".join(["先放" + "再放".join(o for o, _ in named), *(f"{o}停{t}" for o, t in named if t)])


def _together(m: re.Match[str], count: int) -> str:
    """All that are named one by one, and only these: 第一张、第二张和第三张连起来."""
    named = list(dict.fromkeys(re.findall(rf"第({_N})", m[0])))
    return "照片" if len(named) == count else "只要" + "和".join(_nth(_place(n)) for n in named) + "，"


def _in_turn(m: re.Match[str], count: int) -> str:
    """One after the other by turns: 推近和拉远交替."""
    return f"{_places(range(0, count, 2))}{m['a']}，{_places(range(1, count, 2))}{m['b']}"


def _ordered(m: re.Match[str], count: int) -> str:
    """按4321的顺序: digits that are places."""
    said = m["list"]
    return m[0].replace(said, "、".join(said)) if len(set(said)) == len(said) and max(map(int, said)) <= count else m[0]


def _both(m: re.Match[str], _: int) -> str:
    a, b = re.findall(_Q, m[0])
    return f"片头写{a}，片尾写{b}"


def _the_others(m: re.Match[str], count: int) -> str:
    """Those before or behind the ones that were named: 第一张…，后面每张…."""
    named = [_place(n) for n in re.findall(rf"第({_N})[张个段幅]", m.string[: m.start()])]
    if not named or max(named) >= count:
        return "其他"
    first, last = (0, min(named) - 1) if m["w"] == "前面" else (max(named) + 1, count - 1)
    return "其他" if first > last else _nth(first) if first == last else f"{_nth(first)}到{_nth(last)}"


_SEVERAL = _ways(
    # which pictures
    (rf"(?:[把将用拿])?第{_N}[张段](?:[、，,和跟与]第{_N}[张段])+{_PIC}(?=(?:都|按顺序|依[次序])*(?:连|串|拼|合|做成|剪|播|放在?一起))",
     _together),
    (r"(?<=[点些近大慢])[，,](?:好|要|能|可以|让|大家|别人|我们|客人|客户|人)*看得?(?:清楚?|见|到)[^，,。；;第]{0,6}(?=$|[。；;])",
     ""),
    (rf"(?<![张段个幅图])、(?={_O}|片尾|结尾|末尾)", "，"),
    (r"(?P<b>最?[前后])两[张个段](?:照片|图片|图)?(?:之间|中间)",
     lambda m, c: f"{_nth(0 if m['b'] == '前' else c - 2)}和{_nth(1 if m['b'] == '前' else c - 1)}之间"),
    (r"(?:每张|所有|全部)(?:照片|图片|图)?(?:都|保持|要)*(?:静止|不动|不要动|固定)", "镜头不动"),
    (r"(?:图片|照片|画面|场景)?(?:之间)?(?:切换|换[页图]|翻页)(?:(?:的)?(?:时候?|方式|效果)(?:都|统一|用|选|是|为)*|(?:都|统一|就)*(?=[用是改换加做]))",
     "转场"),
    (r"转场(?:效果|特效)?(?:都|全部|统一|也)*用(?P<x>推近|推拉|放大|缩放)(?=$|[，,。；;])", "推近转场"),
    (rf"(?:换成|用|加)?黑(?:场|屏)(?:来)?(?:结尾|收尾|结束)|(?:结尾|片尾|最后)(?:{_LASTS})?(?:变|转|是|用|来)?黑[屏场](?:{_LASTS})?",
     "最后渐黑"),
    (r"(?<=[张幅])(?:[竖横]长?|长|宽)的?(?:图|照片|图片)", "图"),
    (rf"[，,](?:然后|再|接着|最后)*(?:切|转|换|过渡|接)到?(?:{_O})(?=$|[，,。])", ""),
    (r"(?:^|[，,])(?:每张|其他|其余|剩下)?的?(?:时间|时长)?平(?:均(?:分配|分|一下)*|分)(?:时间|时长)?(?:就行|就好)?(?=$|[，,。])",
     ""),
    (rf"^(?:这|有)?{_N}(?:款|道|件|套|种|样)[^，,。；;\d]{{1,4}}[，,]", ""),
    (rf"(?:片头|开头|开场)(?:加|来|做|用)?(?:个|一个|一段)?(?P<t>{_LASTS})的?(?:黑[屏场])?(?:淡入|渐显)",
     r"开头淡入\g<t>"),
    (r"淡出(?:再|后)?淡入", "淡入淡出"),
    (rf"同一张[^，,]{{0,6}}用[两二]次[，,]|(?P<n>第{_N})次(?=推|拉|慢|快|往|放大|缩小|[左右上下][移摇])",
     lambda m, c: f"{m['n']}张" if m["n"] else ""),
    (r"快速(?=甩镜|滑动|擦除|叠化|闪[黑白])", ""),
    (r"渐变(?=过渡|转场|切换|$|[，,。])", "叠化"),
    (r"按照?(?:先后)?顺序(?=[做剪拼放播生出])", ""),
    (r"切(?:换)?得(?:要|再)?快(?:一?[些点])?", "快切"),
    (r"(?:价格|电话|文字|标题|日期|地址|名字|字)?(?:写|标|打|放)(?:在|到)(?P<at>[左右][上下]角|[上下]面|[底顶]部|正?中间)[:：](?P<x>[^，,。；;]{1,20})",
     r"\g<at>写“\g<x>”"),
    (r"(?:把|将)?(?:两边|两侧|左右|上下)(?:都)?(?:裁|切|剪)(?:掉|去)?(?:一[些点])?[，,]?(?=[成为做变]|[竖横方]|正方)",
     ""),
    (rf"(?P<o>{_O})[接跟排]?在(?P<p>[前后])面?(?=$|[，,。；;])", r"\g<o>放最\g<p>面"),
    (rf"(?P<o>{_O})放(?:到|在)?(?:最?中间|中央)(?=$|[，,。；;])",
     lambda m, c: f"{m['o']}放到第二张" if c == 3 else m[0]),
    (rf"(?:^|(?<=[，,]))(?:(?:把|将)?这?{_N}[张段](?:照片|图片|视频))?(?:轮流|依[次序]|按顺序|挨个|逐一)+(?:放|播放?|展示|来|出现)[，,]?",
     ""),
    (r"(?P<w>[前后])面?的?那一?[段张个](?:视频|照片)?",
     lambda m, c: _nth("前后".index(m["w"])) if c == 2 else m[0]),
    (r"[，,](?:后面|前面|其他)的?(?:那段)?(?:声音|原声)?(?:都)?(?:保留|留着)(?:原声|着)?(?=$|[。；;])",
     ""),
    (r"(?:往|向|用)*(?:左(?=右)|上(?=下))?(?P<w>[左右上下])(?:边)?滑(?:动)?(?:切换|(?=转场|过渡|的|$|[，,。]))",
     r"向\g<w>滑动转场"),
    (r"(?:把)?(?:图片|照片)?的?(?:顺序|次序)(?:倒|反|颠倒)(?:一下|过来|一倒)|从最后一[张个](?:开始|起)?(?:往前|倒着|向前)(?:放|播|排)*",
     "顺序反过来"),
    (r"(?:当|做|作为?|设为?|放|用作|用做|用来做)(?:封面|首图|开头)图?|(?:当|作为?|设为?)第一张图?", "放最前面"),
    (rf"(?P<a>封面|首图|第一张|开头|开场|第一个)?(?(a)|(?:结尾|最后|收尾|压轴))(?:就?用|选|放)(?P<o>{_O})",
     lambda m, c: f"{m['o']}放最{'前' if m['a'] else '后'}面"),
    (r"首张|首图|头一?张|开头那一?张|封面(?:那一?张|图|照片)?(?!字)", "第一张"),
    (r"末张|尾张|(?:最末|结尾|末尾|最后)(?:的)?(?:那一?|这一?|一)张", "最后一张"),
    (r"倒数第(?P<n>[二两三四五六])[张个段]", lambda m, c: _nth(c - 1 - _place(m["n"])) if c > _place(m["n"]) else m[0]),
    (r"(?:单|奇)数(?:的|张|页|那|几|照片|图片|图)*", lambda m, c: _places(range(0, c, 2))),
    (r"(?:双|偶)数(?:的|张|页|那|几|照片|图片|图)*", lambda m, c: _places(range(1, c, 2))),
    (r"另外?的?那?一?[张个段幅]",
     _another),
    (r"中间(?:的|那)*两张", lambda m, c: _places(range(c // 2 - 1, c // 2 + 1)) if c % 2 == 0 else m[0]),
    (r"中间(?:的|那|这)*(?:一|那)*[段个](?!字|小|大)(?:视频|片段)?", lambda m, c: _nth(c // 2) if c % 2 else m[0]),
    (rf"(?:图(?P<n>{_N})|第(?P<m>{_N})图)(?![张秒个\d])", lambda m, c: _nth(_place(m["n"] or m["m"]))),
    (r"(?:^|(?<=[，,、；;。\s]))(?P<n>[1-9])[:：]?(?=推|拉|左|右|上|下|不动|静止|摇|移|放大|缩小|环绕|旋转|固定)",
     lambda m, c: _nth(_place(m["n"])) if _place(m["n"]) < c else m[0]),
    (rf"(?<![\d每停放{_DIGIT}])第?(?P<list>(?:[{_DIGIT[:-1]}1-9][、和跟与,，]?第?){{1,8}}[{_DIGIT[:-1]}1-9])(?:这|那)?两?张",
     _pair),
    (rf"第(?P<n>{_N})个?(?:转场|过渡|切换)", lambda m, c: f"{_nth(_place(m['n']))}和{_nth(_place(m['n']) + 1)}之间"),
    (rf"(?P<a>{_O})(?:切换?|过渡|转|接)(?:到|成|至)?(?P<b>{_O})(?:的?时候?|之?间|用)*", r"\g<a>和\g<b>之间"),
    (rf"从(?P<a>{_O})(?:开始|起|往后|以后)+(?:都|就|到最后)*(?=[^\s，,。；;放播排])",
     lambda m, c: f"{m['a']}到{_nth(c - 1)}"),
    (r"(?<=[，,；;])(?P<w>前面|后面|之后)(?:的)?(?:那)?(?:几张|每张|各张?|全部|都)*(?:的)?(?=[每各都停放用直加写配飘做变]|\d|[一二两三四五六七八九十半]秒|硬切)",
     _the_others),
    (r"(?<=[前后])面(?:的)?(?=[两三四五六七八九]张)", ""),
    (rf"除了?(?P<o>{_O})(?:停|放|显示|是)*(?P<t>[\d.]+秒|[{_DIGIT}]秒)(?:以外|之外|外)?[,，]?(?:其他|其余|别的)",
     r"\g<o>\g<t>，其他"),
    # what is said of a few only
    (rf"(?P<x>[^，,。；;第最前后]{{1,8}}?)(?:效果|特效)?(?:只|仅|就|单独|单)+(?:需要?|要|能)?(?:加在|加给|加到|给|放在|放|用在|用于|出现在|在)(?P<o>{_SEL})(?:上面?|里面?|那里)?(?:加|用|出现|有|飘|下|就行|就好)*",
     r"\g<o>加\g<x>"),
    (rf"(?:把|将)(?P<x>[^，,。；;第最前后]{{1,8}}?)(?:效果|特效)?(?:加|放|用)(?:到|在|给)(?P<o>{_SEL})(?:上面?|里面?)?",
     r"\g<o>加\g<x>"),
    (rf"(?:只有|仅有?|单独给|只给|只在|单给|唯独)(?=(?:给|在)?{_SEL})", ""),
    (r"(?:把|用|将|拿)[^，,。；;第最后前换改]{0,14}?(?:照片?|图片?|相片|素材|片段|视频)(?:都|全部|帮我|给我)*(?=(?:做|制作|剪辑?|生成|拼|合成?|整理|编辑?)(?:成|出|个|一))",
     ""),
    # how long each
    (rf"(?P<o>{_O})(?P<k>(?:截取|保留|只要|只留|取)[^，,。；;]*?秒|[^，,。；;]{{1,14}}(?=[，,]?(?:并且|并|然后|再)[，,]?))[，,]?(?:之后|后|并且|并|然后|再)*[，,]?(?P<p>(?:放|移|挪)(?:到|在)[^，,。；;]+)",
     r"\g<o>\g<k>，\g<o>\g<p>"),
    (r"每(?:道菜?|款|样|幅画|个(?:人|菜|产品|场景))(?=都|各|[上下]面|只|停|放|显示|展示|配|写|标|[\d一二三两四五六七八九十])",
     "每张"),
    (rf"前(?P<n>[两三四五六])张(?:之间|的?转场)?(?:都)?用(?P<k>{_OVER})(?:转场|过渡)?",
     lambda m, c: "，".join(f"{_nth(n)}和{_nth(n + 1)}之间{m['k']}" for n in range(min(c, _place(m["n"]) + 1) - 1))),
    (rf"最后一张(?:之前|前面?|的?转场)?(?:用|来个?|加个?)(?P<k>{_OVER})(?:转场|过渡)?",
     lambda m, c: f"{_nth(c - 2)}和{_nth(c - 1)}之间{m['k']}"),
    (rf"(?:每|各)张(?:图片?|照片)?的?(?P<at>[下上]面|[底顶]部)(?:都|各)?(?:加|配|写|标|打)[上个]?(?:字幕|文字|标题|说明|名字)[:：，,](?P<list>(?:{_O}[^，,。；;]{{0,2}}{_Q}[，,、；;]?)+)",
     lambda m, c: re.sub(_O, lambda o: o[0] + m["at"], m["list"])),
    (rf"(?:(?:这|每)?(?:{_N})?[个段](?:视频|片段)?)?(?:(?<=每段)|(?<=每个)|(?<=每段视频)|(?<=每个视频)|(?:都|各|分别)(?:自)?)(?P<v>只?(?:取|留|要|保留|截取|用|剪掉|去掉|删掉|剪))(?P<w>(?:前|后|最后|开头)面?{_LASTS})",
     lambda m, c: "，".join(
         f"{_nth(n)[:-1]}段{'只要' if m['v'][-1] in '取留要用' else m['v']}{m['w']}" for n in range(c))),
    (rf"(?:^|(?<=[，,]))(?:这|所有|接着|然后|后面)*(?:{_N}张)?(?:照片|图片|图)?各(?:自)?(?:停|放|显示)*(?P<t>{_LASTS})",
     r"每张\g<t>"),
    (rf"(?:把|用|将|拿)(?:[这那我们家的几些张个组]|{_N}){{1,8}}[^，,。；;第]{{0,8}}?(?=(?:做|制作|剪辑?|生成|拼|合成?|整理|编辑?)(?:成|出|个|一))",
     ""),
    (rf"(?:^|(?<=[，,]))(?:全部|都|统一|全都)(?:停|放|(?:改|调|变|换)(?:成|为))(?P<t>{_LASTS})", r"每张\g<t>"),
    (rf"(?:每|各)张(?:图片?|照片)?(?:都|再)*(?P<v>(?:多|少|延长|缩短|减少|增加|加)(?:停|放|留|显示)*{_LASTS}|(?:停|放|留|显示)*得?[长久短]一?[点些]|[多少](?:停|放|留|显示)(?:一会儿?|一下))",
     lambda m, c: f"第一张到{_nth(c - 1)}{m['v']}"),
    (rf"(?P<d>(?:删|去掉|不要|拿掉)[^。；;]*?[，,])(?:剩下|其余|其他|其它)的?(?:[几两三四五六七八九\d]?张)?(?:照片|图片)?(?:就|都|各|每张)*(?=停|放|显示|{_LASTS})",
     r"\g<d>每张"),
    (rf"先放?(?P<list>{_O}(?:停|放)?(?:{_LASTS})?(?:[，,]?(?:再|然后|接着|后面?|最后)[接放播是跟上]*{_O}(?:停|放)?(?:{_LASTS})?)+)",
     _one_by_one),
    (rf"(?<![张段个题字幕的第])(?:总?时长|全片|(?:整个)?视频(?:总时?长)?|总长度?|全长|整体|总共|一共)?的?(?:改|调|变|设|控制|[加延拉]长|缩短|压缩)+(?:成|为|到|在)+(?P<t>{_LASTS})",
     lambda m, c: f"做成{m['t']}" if m[0][0] in "总全整视一加延拉" else m[0]),
    (r"(?:单张|每一张|各张|每个画面|每页|每一页|每幅图?)(?:图片?|照片)?(?:时长|停留)?(?:都|各)?(?:是|为)?", "每张"),
    (r"(?:每隔|每过|隔)?(?P<t>[\d.]+秒|[一二两三四五六七八九十半]秒)(?:钟)?(?:就)?(?:换|切|一换|切换|播|放)?(?:一张|张)(?:图片?|照片)?",
     r"每张\g<t>"),
    (r"每秒(?:钟)?(?:换|切|放|播)?一?张(?:图片?|照片)?", "每张1秒"),
    # one after the other
    (rf"(?:(?:这|每|各)?{_N}?张)?(?:图片?|照片|视频)*的?(?:时长|停留时间|镜头|运镜|转场|字幕|文字|标题|说明|配文|名字)?(?:依次|分别|逐一|各自)(?:是|为|停留?|写上?|用|加上?|配上?|标上?|打上?|放|显示|字幕|文字|标题|运镜|镜头|说明|[:：])*(?P<list>{_Q}(?:[、，,和\s]*{_Q})+|[^，,。；;、]+(?:、[^，,。；;、]+)+|[^。；;]+)(?:{_N}个字)?(?:[，,](?P<tail>(?:都|放|在|用)*(?:居中|[上下左右底顶][面方部]|[红金白黑蓝粉黄]色(?:的?字)?)))?",
     _dealt),
    (rf"(?P<list>{_Q}(?:[、，,和\s]*{_Q})+|[^，,。；;、\s]{{1,6}}(?:、[^，,。；;、\s]{{1,6}})+)[，,]?(?:分别|依次|各自|逐一)(?:都)?(?:写|标|打|放|加|配)(?:在|到|上|给)*(?:每|各|这|那|{_N})*[张幅个]?{_PIC}的?(?P<at>[下上]面|[底顶]部)?上?里?",
     _dealt),
    (rf"{_O}[^，,。；;第]{{0,4}}[写标打][^，,。；;第]+(?P<list>(?:[，,、]{_O}{_BARE_WORDS})+)", _elided),
    (rf"(?:每|各)张(?:图片?|照片)?的?(?P<at>[下上]面|[底顶]部)?(?:都|各)?(?:加|配|写|标|打)[上个]*(?:字幕|文字|标题|说明|名字|[^，,。；;:：]{{2,3}}(?=[:：]))?(?:[:：]|分别是|依次是)*(?P<list>{_Q}(?:[、，,和\s]*{_Q})+|[^，,。；;、\s]{{1,6}}(?:、[^，,。；;、\s]{{1,6}})+)",
     _dealt),
    (rf"(?:一张)?(?P<a>{_GLIDE})(?:一张|和|跟|与|、|，|,)?(?P<b>{_GLIDE})(?:的)?(?:交替|轮流|轮换|穿插|来回|间隔|着|进行|来)+",
     _in_turn),
    (rf"(?:一张)(?P<a>{_GLIDE})[，,、]?(?:一张)(?P<b>{_GLIDE})", _in_turn),
    (rf"(?:交替|轮流|轮换)(?:用|使用|做)?(?P<a>{_GLIDE})(?:和|跟|与|、)?(?P<b>{_GLIDE})", _in_turn),
    (r"(?P<a>推)(?P<b>拉)(?:镜头)?(?:交替|轮流|轮换)|一(?P<c>推)一(?P<d>拉)(?:交替|轮流)?",
     lambda m, c: f"{_places(range(0, c, 2))}推近，{_places(range(1, c, 2))}拉远"),
    # order and beats
    (rf"(?:交换|对调|调换|互换)(?P<a>{_O})(?:和|与|跟|、)(?P<b>{_O})(?:的?(?:顺序|位置))?", r"\g<a>和\g<b>对调"),
    (rf"(?:把|将|不要)(?:{_OVER})(?:转场|过渡)?[，,]?(?:换|改|用|要)(?:成|为)?(?P<n>{_OVER})(?:转场|过渡)?",
     r"转场换成\g<n>"),
    (r"(?:顺序|次序|按照?|排列)[^，,。；;\d]{0,4}(?P<list>[1-9]{3,9})(?!\d|秒|%|[xp:])", _ordered),
    (rf"(?:图片|照片|画面|镜头)?(?:切换?|转场|换图|换)(?:都|要|得|就|时)*(?:卡|踩|落|对|合|压)(?:在|上|着|准|到)*{_ON_BEAT}(?:上|里)?",
     "卡点"),
    (rf"(?:每个|一个)?(?:踩|跟|随|卡|合|配合|按照?|对着?)(?:着|准)?{_ON_BEAT}(?:来|去|上|处|时)?(?:切换?|换|剪辑?|转场|变化?|走|放|播|动|跳)*(?:一张)?(?:图片?|照片|画面|镜头)*|每个?{_ON_BEAT}(?:换|切)一?张图?",
     "卡点"),
    (r"(?:音乐|节奏)?(?:卡点|踩点)(?:视频|剪辑?|切换?|转场)?", "卡点"),
)  # fmt: skip
"""Ways of saying which pictures are meant, and what of each of them."""
_FILMS = _ways(
    (r"^做(?:个|一个|条|一条|段|支)[^，,第]{1,6}(?:介绍|展示|推广|探店|开箱|测评|日记)[，,]", "做个视频，"),
    (r"(?:全片|整个(?:视频|片子|影片))(?=[加配放用])", ""),
    (r"(?:声音|背景音?|音效)(?:里|上|方面)?(?=(?:加|配|放|来)[^，,。；;]{0,5}声)", ""),
    (r"(?P<m>音乐|配乐|bgm)[，,]?(?:有点)?(?:像|类似于?)(?P<x>[^，,。；;]{1,8}?)(?:那种|那样|那类|一样|似的|风格|的)+(?:感觉)?",
     r"\g<x>音乐"),
    (r"(?:^|(?<=[，,]))(?:剩下|其余|其他|其它|后面)的?(?:照片|图片|几张)?(?:就|都|还是)*(?:按照?|保持|照)(?:着)?(?:现在|原来|原有|之前|当前|默认)的?(?:顺序|次序|样子)(?:来|做|放|排|剪|播|走|不变)*(?:就行|就好|吧)?",
     ""),
    (r"^(?:(?:这些?|都)是)?(?:我们?|咱们?|孩子|宝宝|女儿|儿子|公司|学校|店里?|家里?|给)[^，,。；;\d第每把要想换做加用变改调]{1,10}(?:照片?|图片?|相片|视频|素材|记录|留念|纪念)[，,]",
     ""),
    (r"(?:把|将)?(?:结尾|最后|末尾)的?(?P<h>音乐|配乐|声音)(?:慢慢|逐渐|要|都)*(?:渐弱|减弱|变小|变轻)",
     r"结尾\g<h>淡出"),
    (r"(?<!\w)也(?=许)|(?P<c>)也(?!许|门|一样|罢|好)|统统|通通", ""),
    (rf"(?<={_Q})(?:这|那)?(?:{_N}|几)个(?P<how>(?:[红黄蓝绿白黑金橙粉紫]色?的?)?大?)字(?:样)?",
     lambda m, c: f"{m['how']}字" if m["how"] else ""),
    (rf"(?:片头|开头|首)[、和与]?(?:片尾|结尾|尾)(?:分别|各)?(?:是|写上?|打上?|加上?|放|用|显示|字幕|为|[:：])*{_Q}[、，,和与及]?{_Q}",
     _both),
    (r"(?:画面|镜头|视频|手|拍)(?:太|有点儿?|很|一直|老|在|得)*[抖晃](?:得?(?:太|很|有点)?(?:厉害|凶"
     r"|明显|狠)|动|啊|了)*[，,](?:处理|修正?|解决|弄)(?:一下|掉|好)*", "防抖"),
    (rf"(?P<m>[^，,。；;]{{1,10}}(?:那一?[刻瞬下]间?|的时候|时))(?P<h>(?:定格|暂停|停住)(?:{_LASTS})?)[，,](?:大概|大约|差不多|也?就是|在)*第?(?P<t>{_LASTS})(?:左右|处|的时候|那里)*",
     r"在第\g<t>\g<h>"),
    (rf"(?P<t>第{_LASTS})[^，,。；;\d]{{1,8}}(?:的时候|那一?刻|那一下|时)(?=定格|暂停|停住)", r"\g<t>"),
    (r"(?P<a>[左右][上下]角[^，,。；;和跟、]{0,6})(?:和|跟|、)(?P<b>[左右][上下]角[^，,。；;]{0,6}?)(?:都|也)?(?P<v>打码|打上?个?马赛克|加马赛克|遮[住挡]|模糊(?:掉|处理)?)",
     r"\g<a>\g<v>，\g<b>\g<v>"),
    (rf"(?P<x>[^，,。；;]+)[，,]除了?(?P<o>{_SEL})(?:以外|之外|外)?(?=$|[。；;])", r"除了\g<o>，\g<x>"),
    (r"^(?![^，,]*(?:黑白|复古|老|旧|彩|竖|横))[^，,。；;\d第每把给让将用做换改变加配放除全所只最前后的点]{1,8}(?:照片|照|图片|图|视频|素材)(?=[，,])[，,]",
     ""),
    # speed and time
    (rf"(?P<w>(?:最后|开头|前){_LASTS}|从第{_LASTS}到第{_LASTS})(?P<v>[^，,。；;]{{1,8}})[，,]同时(?P<r>[^，,。；;]{{0,4}}(?:字幕|文字|显示|打上|写))",
     r"\g<w>\g<v>，\g<w>\g<r>"),
    (r"(?:改|调|变|换)(?:成|到|为)(?P<n>[\d.]+|[一二两三四五六七八九十半]+)倍(?![速慢])", r"\g<n>倍速"),
    (rf"从第?(?P<a>{_LASTS})(?:处|开始|起)*(?P<v>[^，,。；;\d到]{{1,8}})[，,]?(?:直)?到第?(?P<b>{_LASTS})(?:时|处)?(?:恢复正常|恢复|结束|为止|停止|正常)(?:速度|播放)*",
     r"从第\g<a>到第\g<b>\g<v>"),
    (r"(?<=[，,])(?:(?<=[掉了除][，,])(?:中间|前面|后面)的?(?:部分)?(?=[\d快慢放两]|加[快速])|前面的?部分|(?:剩下|剩余|其余|余下|保留)的?(?:部分|内容|画面|片段))(?:都|就)*",
     ""),
    (r"(?<=[慢快倍速放作])(?P<k>[^，,。；;]{0,3})[，,](?:后面|其他|其余|剩下|之后|再|然后|的|部分|第?[\d一二两三四五六七八九十.]+秒[之以]?后)*(?:恢复|回到|保持|用|是|按|变回)*(?:正常|原速|原来的速度)(?:的?速度|播放)*",
     r"\g<k>"),
    (r"(?:有点|太)[短长快慢]了?[，,](?=(?:改|要|放|停|调|换|加|延长|缩短|设)[成到为]?(?:[\d.]+|[一二两三四五六七八九十半]+)秒)",
     ""),
    (r"(?:视频|片子|整体)?(?:有点|太)长了?[，,](?=只|保留|截|剪|留|取)", ""),
    (r"(?:播放)?速度(?:调|改|设|变|放|提|加|降|减)?(?:快|慢|速)?(?:到|成|为|至)?(?:原来的|正常的|原速的)?(?P<p>\d{2,3})%",
     lambda m, _: f"{float(m['p']) / 100:g}倍速"),
    (r"(?:播放)?速度(?:调|改|设|变|放|提|加)?快?(?:到|成|为|至)?\s*(?:×|x|\*)?\s*(?P<n>[\d.]+|[二两"
     r"三四五六七八])(?:倍速?|x)?(?![秒\d%])", r"\g<n>倍速"),
    (rf"(?:只有|仅有?)(?=第?(?:[\d.]+|[{_DIGIT}]+)(?:秒|[到至~-]))", ""),
    (r"(?<![每张停留长约概在是放成个做要\d.第从自])(?P<a>\d+(?:\.\d+)?)(?:秒|s)?\s*[到至~—-]\s*第?(?"
     r"P<b>\d+(?:\.\d+)?)(?:秒|s)(?!钟?左右|一张|以内|之内|的?[短视影片小])", r"从第\g<a>秒到第\g<b>秒"),
    (r"(?<![\d:])(?P<n>\d(?:\.\d+)?)x(?:速度?|倍速|播放)?(?![a-z\d])", r"\g<n>倍速"),
    (r"(?:播放)?速度(?:加倍|翻倍|翻一番)", "2倍速"),
    (r"(?:播放)?速度(?:降|减|放慢|慢|变)(?:到|为|成|了)?(?:原来的)?一半", "速度减半"),
    (rf"从(?P<a>第?(?:[\d.]+|[{_DIGIT}]+)秒)(?P<v>剪|截|慢放|放慢|快放|倒放|播放?|放)到(?P<b>第?(?:["
     rf"\d.]+|[{_DIGIT}]+)秒)", r"\g<a>到\g<b>\g<v>"),
    (r"(?<=[乐曲歌])(?:来)?(?:当|做|作为?)(?:背景音?|伴奏|配乐)(?=$|[，,。])", ""),
    (r"第一张(?:图片|照片)?(?:出现|出来)?(?:的时候|时)?(?:慢慢|缓缓|渐渐|逐渐)?地?(?=淡入|渐显|渐入)", "开头"),
    (r"最后一张(?:图片|照片)?(?:慢慢|缓缓|渐渐|逐渐)?地?(?=淡出|渐黑|渐隐|变黑(?!白))", "最后一张，结尾"),
    (rf"(?P<q>{_Q})[，,](?P<t>[1-5一二两三四五]秒)(?=$|[，,。])", r"\g<q>，显示\g<t>"),
    (r"(?P<h>原声|声音)(?:保留|留)(?:着)?(?:一点点|一点|一些|少许|点)", r"\g<h>小一点"),
    (rf"{_SEL}(?:都|各)?(?:写上?|加上?|配上?)(?:文字|字幕|标题)[，,：:](?={_O}[^，,。；;]{{0,3}}{_Q})", ""),
    # the frame
    (r"(?:把|将)?(?:画面)?(?:的)?(?P<s>[上下左右][面方边]?)(?:的)?(?P<n>\d{1,2}%)(?:都|给)?(?P<v>裁"
     r"掉|切掉|剪掉|去掉|裁了|切了|裁剪掉)", r"裁掉\g<s>\g<n>"),
    (r"(?P<s>[上下左右][面方边]?)(?:裁掉|切掉|裁去|裁了)(?P<n>\d{1,2}%)", r"裁掉\g<s>\g<n>"),
    (r"[，,]?(?:人|人物|主体)(?:要|放|摆|留)*在?(?:画面)?的?(?:正)?中间(?=$|[，,。])", "，人物居中"),
)  # fmt: skip
"""The same of films: how fast, how loud, what is cut off."""
_TITLE = "(?:标题|字幕|文字|文案|字)"
_GOES = r"(?:就|都|再|会|要|慢慢|自动)*(?:消失|不见|淡出|淡掉|隐去|没)了?"
_WORDS = _ways(
    # sound
    (r"(?<=[乐曲歌m])(?P<k>[^，,。；;]{0,8})[，,](?:要|声音|音量|稍微|再)*(?:(?P<v>小声?|轻|低|大声|响)一?[点些]|(?:别|不要)(?:太|那么)[响吵大]声?)(?=$|[，,。])",
     lambda m, c: f"{m['k']}，音乐{m['v'] or '小声'}一点"),
    (rf"(?P<h>{_HEARD})(?:再|要)?(?:小声?|大声?|轻|低|高)一?[点些][，,](?=(?:降|调|改|减|提|升)[低高]?[到成为]\d)",
     r"\g<h>"),
    (r"[，,](?:声音|音调|原声)(?:别|不要|不能|不)(?:变调|变|失真)|[，,](?:突出|保证|保留|听清)人声", ""),
    (rf"(?P<h>{_HEARD})(?:有点儿?|太|过于)[大小轻响吵低]了?[，,](?:再|帮我)?(?=[放调加减降]?[大小高低]|放|加|减|降|提)",
     r"\g<h>"),
    (r"不要(?:钢琴|吉他|小提琴|鼓|电音|爵士)(?:曲|音乐|了)*[，,](?:要|用|换成?|改成?)", "音乐换成"),
    # words
    (rf"(?:^|(?<=[，,]))(?:把|将|让)?(?:那|这|刚才|[上下]面|[左右][上下]角|底部|顶部)?(?:的|个|行)?{_TITLE}(?=(?:内容|要|再)?(?:改|换|变)[成为])",
     "标题"),
    (rf"[，,]?(?P<t>{_LASTS})(?:[之以]?后|的时候|时)(?:再|就)?(?:换|变|改)[成为](?={_Q})", r"；第\g<t>出现"),
    (rf"{_TITLE}(?:在)?前(?P<t>{_LASTS})(?:先|都)?(?:不要|不|别)(?:显示|出现|出来)", r"标题\g<t>后出现"),
    (rf"{_TITLE}[^，,。]{{0,6}}[长久]一?[点些][，,]?(?:一直)?到(?:最后|结尾|结束)", "标题显示到最后"),
    (rf"(?P<t>(?:第|到)?{_LASTS}(?:[之以]?后|时|的时候)|(?:在)?(?:最后|结尾){_LASTS})(?:让|把|就)*{_TITLE}{_GOES}",
     r"标题\g<t>消失"),
    (r"(?P<w>标题|字幕|文字|字)的?(?:显示)?(?:时长|时间)?(?:改成?|调成?|设为?|变成?|多留|多停|停|留|一会儿?|[，,])+(?P<t>(?:[\d.]+|[一二两三四五六七八九十半]+)秒)(?!后)",
     r"标题显示\g<t>"),
    (rf"(?P<h>{_HEARD})(?:要|再|都)*(?:降低?|减小?|减少|调小?低?|保留|留|小|低|压低?)(?:到|了|成|为)?(?:原来的)?一半",
     r"\g<h>减半"),
    (rf"(?P<h>{_HEARD})(?:要|再|都)*(?:放大?|加大?|提高?|提升|调[大高]?|增大?|翻)(?:到|了|成|为)?(?:[两2]倍|一倍|一番)",
     r"\g<h>大一倍"),
    (rf"{_Q}(?=的?(?:音效|声效|叫声|声响|一声))", "!"),
)  # fmt: skip
"""What is heard and read over them, and over one picture."""


def plain_film(words: str, count: int, *, still: bool = False) -> str:
    """Chinese words about `count` films or pictures, or about one `still`, said the way that the rules look for; what
    is quoted stays."""
    quotes = list(QUOTED.finditer(words))[:_MOST_QUOTES]
    for n, found in reversed(list(enumerate(quotes))):
        words = words[: found.start()] + chr(_MASK + n) + words[found.end() :]
    for way in _WORDS if still else (*_FILMS, *_WORDS, *(_SEVERAL if count > 1 else ())):
        words = _replaced(way, words, count, quotes)
    return re.sub(_Q, lambda m: _back(m[0], quotes), words)


def _back(mask: str, quotes: list[re.Match[str]]) -> str:
    n = ord(mask) - _MASK
    return quotes[n][0] if n < len(quotes) else mask


def _replaced(way: _Way, words: str, count: int, quotes: list[re.Match[str]]) -> str:
    """The words with every match said otherwise; matches are looked for in simplified characters."""
    simple = _simple(words)
    if len(simple) != len(words):
        return words
    told, at = "", 0
    for found in way.pattern.finditer(simple):
        if way.meant == "!":  # a sound that is quoted is no title
            new = _back(found[0], quotes)[1:-1]
        else:
            new = found.expand(way.meant) if isinstance(way.meant, str) else way.meant(found, count)
        told += words[at : found.start()] + (words[slice(*found.span())] if new == found[0] else new)
        at = found.end()
    return told + words[at:]


@lru_cache(maxsize=64)
def _simple(words: str) -> str:
    return words.lower().translate(SIMPLE)
