"""How Chinese is said of something without its name: 再小一点, 减一半, 另一个弱一点, 字放下面, 从第2秒开始.

A sentence is cut into clauses, and of each is told whether it only says how something should be, and of what. Not for
what is then meant (again.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from vivant.agent.chinese_plain import QUOTED

Who: TypeAlias = Literal["", "it", "other", "both", "all", "title", "music", "camera", "wind"]

_STOP = re.compile(r"[，,。；;！!？?~～…\n]+(?!\d)")
_N = r"(?:一?点点?儿?|一些|些|一?两?号|很多|好多|不少|一丢丢|一截|几分)?"
_MANY, _FEW = "(?:[大多强浓密猛厚重狠]|频繁|厉害|剧烈)", "[小少弱淡稀轻薄]"
_S = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})\s*(?:秒钟?|s)"
_COLOUR = r"(?:红|橙|黄|绿|青|蓝|紫|粉|粉红|白|黑(?!白)|灰|金|银|棕|米|彩)色?"
_SPOT = (
    r"(?:画面|屏幕)?的?最?(?:[左右][上下]角?|[上下左右](?:边|面|方|侧)|中间|中央|正中间?|顶上?|顶部|底下?|底部|角落)"
)
_LATE = r"(?:到)?(?:最后|结尾|末尾|后面|后半段|快结束)(?:的?时候?|处)?"
_CALM = r"(?:别|不要|不用|没必要|没|没有|不)(?:这么|那么|太)"
_DOES = r"(?:(?:放大|缩小|推近|拉远|推进|平移|环绕|旋转|[流飘下落飞动闪刮吹晃摇摆转放弄推拉移绕走升降])得?)?"
_BIT = r"一?点点?儿?|一?些|一?会儿?|一下"
_COMING = r"(?:(?:再|才|就)*(?:出现|出来|显示|进来|开始|来|下|飘|有|落)+)"
_HOWS: dict[str, tuple[str, ...]] = {
    "half": (r"(?:再)?(?:减少?|降低?|调低|砍|少|小|弱|淡|轻|低)?(?:掉|了|到|为|成)?(?:一半|对半|半)", "减半"),
    "double": (r"(?:多|大|强|浓|加|翻|密)?(?:一倍|两倍|双倍|一番)", "加倍|翻倍"),
    "grows": (rf"{_LATE}(?:再|更|要|可以|变)*(?:{_MANY}{_N}|加强|增强|猛烈{_N})",
              rf"(?:慢慢|逐渐|渐渐)?越[^，]越{_MANY}", rf"(?:慢慢|逐渐|渐渐)(?:地)?(?:变|加|增)?{_MANY}(?:起来)?"),
    "shrinks": (rf"{_LATE}(?:再|更|要|可以|变)*(?:{_FEW}{_N}|减弱)", rf"(?:慢慢|逐渐|渐渐)?越[^，]越{_FEW}",
                rf"(?:慢慢|逐渐|渐渐)(?:地)?(?:变|减)?{_FEW}(?:下去)?"),
    "half slower": (r"(?:速度)?(?:放|再|调)?慢(?:了|下来)?(?:一倍|一半|两倍)|(?:速度|节奏)(?:减半|一半)",),
    "double faster": (r"(?:速度)?(?:加|再|调|提)?快(?:了)?(?:一倍|两倍)|(?:速度|节奏)(?:加倍|翻倍)",),
    "slower": (rf"(?:速度|节奏)?{_DOES}(?:更|再|放|变)*[慢缓]{_N}(?:下来)?", rf"{_DOES}太快|{_DOES}{_CALM}快|减速"),
    "faster": (rf"(?:速度|节奏)?{_DOES}(?:更|再|加|变)*快{_N}(?:起来)?", rf"{_DOES}太慢|{_DOES}{_CALM}慢|加速|提速"),
    "softer": (rf"(?:声音|音量)?(?:更|再)*(?:小声|轻声|低){_N}", rf"(?:声音)?太[吵响闹]|{_CALM}[吵响]|吵"),
    "louder": (rf"(?:声音|音量)?(?:更|再)*(?:大声|响亮?){_N}", r"听不(?:太)?(?:见|到|清楚?)"),
    "level": (r"(?:(?:声音|音量)(?:调|降|改|设|开|到|为|成|的|音量)*)(?P<level>\d{1,3}%)|(?P<loud>\d{1,3}%)的?音量",),
    "up": (r"more|stronger|a\s+bit\s+more", rf"(?:更|再)*{_DOES}(?:更|再|变|调|放|还要)*(?:{_MANY}|明显|夸张){_N}",
           rf"(?:加|来|添|要){_N}(?<=[点些])|多[^，。少多]{{1,2}}(?:几|一)[次下个片些点]",
           r"加[强大重多]|增[强加大]|提高|放大", rf"不够{_MANY}?(?:明显)?|太{_FEW}|(?:不太?|没)明显",
           r"看不(?:太)?(?:清楚?|出来?|见|到)|没(?:什么|啥)感觉"),
    "down": (r"too\s+(?:much|strong|heavy)|less|weaker|a\s+bit\s+less",
             rf"(?:更|再)*{_DOES}(?:更|再|变|调|缩|收)*(?:{_FEW}|柔和?|克制|收敛|低调|含蓄){_N}",
             rf"[减压]{_N}|减[弱少小]|降低|缩小|收一?[收点]|收着点|收一些",
             rf"太(?:{_MANY}|夸张|明显|过|抢戏|抢镜|突兀|刺眼|晃眼|扎眼)|{_DOES}太近",
             rf"太{_MANY}了?[挡遮盖影抢压][^，。]{{1,8}}|少[^，。少多]{{1,2}}(?:几|一)[次下个片些点]",
             rf"(?:往回[退拉收]|[退拉收]回)(?:来|去)?{_N}(?<=[点些])",
             rf"{_CALM}(?:{_MANY}|夸张|明显|突兀)|过[了头火]|抢[戏镜]"),
    "turn": (r"(?:方向)?(?:换|调|反)(?:个|一下|一个)?(?:方向|边)",
             rf"{_DOES}(?:往|向|朝)?(?:反一下|反方向|反过来|反向|倒过来|反着|掉个?头|方向反(?:了|一下)?){_DOES}",
             rf"(?:往|向|朝)?(?:另一边|另一个方向|相反的?方向){_DOES}"),
    "side": (
        rf"(?:只|就)?(?:放|挪|移|摆|靠|在|要在|留在|往|改|换|调)(?:到|在|去|成)?(?P<side>{_SPOT})(?:放|挪|靠|去)?{_N}",
        r"(?P<spot>[左右][上下]角|顶部|底部|正?中间)",
    ),
    "way": (r"(?:应该|要|得|[换改变][成为])?(?:从[上下左右](?:边|面)?)?(?:往|向|朝|到)?(?P<way>[左右上下])"
            r"(?:边|面|侧|方)?(?:走|移动?|去|转|摇|飘|流|动|吹|滑|绕)*",),
    "shift": (rf"(?:往|向|朝)(?P<shift>[左右上下])(?:边|面|侧|方)?(?:放|移|挪|靠|来|去)*{_N}",),
    "colour": (rf"(?:颜色)?(?:要|用|换成?|改成?|变成?|弄成?|染成?|做成?)?(?P<colour>{_COLOUR})(?:的|字|字体)?",),
    "higher": (r"(?:再|更)*(?:高|往上){_N}".replace("{_N}", _N),),
    "steadier": (rf"(?:更|再|要)*平?稳{_N}|(?:别|不要)(?:那么|这么|太)[晃抖]|[晃抖]得?(?:太|很)?厉害|太[晃抖]",),
    "still": (r"(?:镜头)?(?:别|不要)再?[晃抖](?:动)?",),
    "rest": (rf"(?:(?:最后|然后|再)+(?:停留?|定格)|定格)(?:在[^，。]{{1,6}}?(?:上|里|处|那))?(?P<rest>{_S})",),
    "before": (rf"先停(?P<before>{_S})",),
    "behind": (r"(?:都|就|只|要|让)*(?:在)?(?:人物?|[她他]|主体)(?:的)?(?:身后|后面|背后)(?:下|飘|有|落|出现)?",),
    "later": (rf"{_DOES}(?:晚|推迟|延后|延迟|迟)(?:个)?(?P<later>{_S}|{_BIT}){_COMING}?",),
    "earlier": (rf"{_DOES}(?:早|提前|提早)(?:个)?(?P<earlier>{_S}|{_BIT}){_COMING}?",),
    "appears": (rf"(?:在|到|从|等)?第?(?P<at>{_S})(?:之?后)?{_COMING}|第(?P<nth>{_S})",),
    "leaves": (
        rf"(?:到|在)?第?(?P<leaves>{_S})(?:[之以]?后|时|的时候)?(?:就|再|慢慢)*(?:消失|不见|没了?|隐去|淡出|淡掉)",
    ),
    "stays": (
        rf"(?:停留?|显示|持续|展示|保持|出现)(?P<stays>{_S})(?:(?:之?后)?(?:就|再|才|然后)*(?:消失|不见|没了?|隐去|淡出|淡掉))?",
    ),
    "when": (rf"(?P<when>(?:从|在)?第?{_S}(?:之?后)?(?:开始|起)|(?:只|就)?(?:在|要)?(?:前|后|最后|开头|结尾)的?{_S}"
             rf"|到第?{_S}(?:就)?(?:停|结束|为止)|(?:只|就)?在?(?:前半段|后半段))(?:才|再|就)?(?:有|出现|出来|下|来|飘|落|飞)?",),
    "always": (
        r"(?:停|留|显示|保持)(?:着)?到(?:最后|结尾|结束)|(?:都|要)*(?:一直|全程|始终|从头到尾)(?:都|要)*(?:在|有|显示|留着|留|保持|不消失)(?:到(?:最后|结束|结尾))?",
    ),
    "too": (rf"(?:太|过于|{_CALM})(?P<too>暖|冷|黄|蓝|亮|暗|黑|鲜艳|艳|模糊|糊|虚)",),
    "gone": (
        r"(?:都|全|全部|还是|干脆)*(?:去掉|去了?|撤了|删掉?|删除|拿掉|拿走|关掉|撤掉|去除|移除|不要|不需要|不想要|别要|不用|没必要|不留|(?:别|不要|不用)再?[闪飘下飞流冒刮吹])",
    ),
}  # fmt: skip
"""What may be said of a thing, and how; the first that fits counts."""
_PATTERNS = {how: re.compile("|".join(said)) for how, said in _HOWS.items()}
_SHORT = ("colour", "side")
"""What stands before more that is said of the same: 红色大字."""

_LEAD = re.compile(
    r"(?:好的?|好吧|看着|看起来|看上去|听着|听起来|显得|有些|比较|这样|嗯+|哦|噢|啊|哈+|不错|可以|还是|还|再|又|有点儿?|稍微|稍|感觉|觉得|好像|似乎|要|能|但是?|不过|可是|那么?|就|请|麻烦|我|想|让|"
    r"把|将|给|帮|最好|干脆|应该|需要|希望|现在|这样|其实|真的|实在|算|吧|里|些|的|\s)*"
)
_TAIL = re.compile(
    r"(?:吧|了|呢|啊|呀|啦|哦|哈|嘛|的|吗|就好|就行|就可以|就够|行|好|不|可以|试试|看看?|一下|谢谢|即可|\s)*$"
)
_NTH = r"[一二两三四五六七八九十\d]{1,2}"
_EFFECT = r"(?:特效|效果|东西|滤镜)"
_WHO: tuple[tuple[Who, str], ...] = (
    ("other", rf"(?:另外?(?:的)?一?个|别的那个|前(?:面)?(?:的)?那?一?个|之前那个|先前那个){_EFFECT}?"),
    ("both", rf"(?:(?:这|那|它们)?(?:两个|俩|二者|两样){_EFFECT}?|它们(?:两个|俩)?)都?"),
    ("all", rf"(?:所有的?|全部的?|这些|那些|每个){_EFFECT}都?|(?:这)?(?:{_NTH}张|每张)(?:图|照片)*都|都|全部|统统"),
    ("it", rf"(?:(?:这|那|刚才?|刚刚|刚加的?)(?:才|加|那|这|新|弄|做|一)*(?:的|个)+|最后那?个){_EFFECT}?"
     rf"|这种?{_EFFECT}|它|{_EFFECT}|(?:(?:刚才?|刚刚)?(?:这|那)个?)?颜色"),
    ("title", r"(?:那|这|所有)?[两三四几](?:[句行](?:话|字|标题)?|个(?:字|标题))都?"
     r"|(?:刚才?的|刚刚的|(?:那|这)(?:行|个|几个|些))?(?:上面的?)?(?:字体|字号|字幕|文字|文案|标题|题目|字)(?:的?(?:大小|颜色|位置))?"),
    ("wind", r"风向?"),
    ("music", r"(?:背景)?(?:音乐|配乐|bgm|曲子|歌)(?:的声音|声音|音量)?"),
    ("camera", r"(?:镜头|运镜|相机)(?:的?(?:速度|运动|移动|幅度))?"),
)  # fmt: skip
_WHOS = tuple((who, re.compile(said)) for who, said in _WHO)
_TIME = re.compile(
    rf"(?:只|就)?(?:在|要)?(?P<when>(?:前|后|最后|开头|结尾)的?{_S}|第?{_S}(?:之?后)|前半段|后半段)(?:才|再|就|要|会|里)*(?:有|出现|下|飘|是)"
)
_LINK = re.compile(r"^(?:感|的|得|都|也|们|\s)*(?:[流飘下落飞动闪刮吹晃摇摆转亮飞舞打下]{1,2}得|变得)?")
_PLACED = (("gone", ""), ("side", "中间"))
_PICTURE = re.compile(
    rf"(?:第{_NTH}[张幅]|{_NTH}[张幅](?!(?:图|照片)*都)|第{_NTH}个|最后一[张个]|[前后]{_NTH}张)(?:图|照片|图片)?(?:里|上|中)?面?的?(?:那个)?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between stops.

    plain     its words, at plain[start:end] of the text
    how       what it says of something, by the names of this file; "" where it says anything else
    arg       the way, the place, the colour, the time that it says
    who       of what it is said, as far as it tells
    picture   the picture that it is said of, in its words
    name      the kind of what it names, where that was looked for (again.py)
    """

    plain: str
    how: str = ""
    arg: str = ""
    who: Who = ""
    picture: str = ""
    name: str = ""
    start: int = 0
    end: int = 0


def clauses(plain: str) -> list[Clause]:
    """What each clause of a plain text says, one after the other; two where one says two things."""
    masked = QUOTED.sub(lambda m: "\x01" * len(m[0]), plain)
    found: list[Clause] = []
    at = 0
    for edge in (*_STOP.finditer(masked), None):
        end = edge.start() if edge else len(masked)
        if masked[at:end].strip():
            found += [replace(one, start=at, end=end) for one in _read(plain[at:end].strip(), masked[at:end].strip())]
        at = edge.end() if edge else end
    return found


def _read(plain: str, masked: str) -> list[Clause]:
    """One stretch: of what it is said, and what. `masked` has nothing of what stands in quotation marks."""
    if alone := next((who for who, p in _WHOS if who in ("title", "music", "it") and p.fullmatch(masked)), None):
        return [Clause(plain, who=alone)]
    for core in _bare(masked):
        picture = _PICTURE.match(core)
        for rest in _bare(core[picture.end() :]) if picture else (core,):
            for who, said in _whos(rest):
                hows = next((found for one in _bare(said) if (found := _hows(one))), [])
                if hows and not (picture and not who and hows[0] in _PLACED):  # the picture goes
                    return [Clause(plain, how, arg, who, picture[0] if picture else "") for how, arg in hows]
    return [Clause(plain)]


def _bare(text: str) -> tuple[str, ...]:
    """The text as it is, and without what stands around what is said."""
    lead, tail = _LEAD.match(text), _TAIL.search(text)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(text)
    return tuple(dict.fromkeys(x for x in (text, text[:end], text[start:], text[start : max(start, end)]) if x))


def _whos(text: str) -> Iterator[tuple[Who, str]]:
    """Of what something is said, as far as that is told before or after it, and the rest."""
    for who, pattern in _WHOS:
        if before := pattern.match(text):
            yield who, text[before.end() :]
        elif after := next((m for m in pattern.finditer(text) if m.end() == len(text)), None):
            yield who, text[: after.start()]
    yield "", text


def timed(text: str) -> tuple[str, str]:
    """A time at the beginning of a text, and what stands after it: 前三秒有叶子; ("", "") where there is none."""
    found = _TIME.match(text)
    return (found["when"], text[found.end() :]) if found else ("", "")


def hows_of(text: str) -> tuple[str, str]:
    """What is said of a thing whose name stood before a text, and how: ("", "") where it is anything else."""
    for one in _bare(_LINK.sub("", text)):
        if found := _hows(one):
            return found[0]
    return "", ""


def _hows(text: str) -> list[tuple[str, str]]:
    """What a text says of something; empty where it says anything else."""
    for how, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(text):
            return [(how, next((value for value in found.groupdict().values() if value), ""))]
    for how in _SHORT:
        found = _PATTERNS[how].match(text)
        if found and found.end() < len(text) and (rest := _hows(text[found.end() :].removesuffix("字"))):
            return [(how, next((value for value in found.groupdict().values() if value), "")), *rest]
    return []
