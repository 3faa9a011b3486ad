"""Chinese words that put one thing in another's place, or leave only some: 不要雪换成雨, 换成花瓣吧, 除了音乐都不要.

They become words that name what goes and what comes, in the pictures that had it. Not for pictures that change places
(films/) nor for what is said of one thing (again.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from vivant import effects
from vivant.agent import wishes as w
from vivant.agent.again import Thing, every, name_of, things
from vivant.agent.going_back import Back, features, named_in
from vivant.agent.notes import spoken
from vivant.agent.reading import read
from vivant.agent.tokens import Words
from vivant.moves import catalogue
from vivant.timeline import Draft
from vivant.timeline.history import History

_WEATHER = ("particles", "atmosphere")
_OFF = r"(?:不要|别要|别|去掉|删掉|删了|拿掉|不想要|不喜欢)"
_FOR = r"(?:换成|改成|变成|改为|换为|改下|换下|换|改用|用|要)"
_SWAP = re.compile(
    rf"(?:那|就|还是|请|帮我|给我|，|,)*(?:(?:{_OFF}|把|将)?(?P<old>[^，,。]{{1,8}}?)(?:就|都|也|还是)?{_OFF}?(?:了|吧|啦|的话)*[，,\s]*)?(?:还是|就|改|都|给我|帮我)*"
    rf"{_FOR}(?P<new>[^，,。]{{1,16}}?)(?:吧|了|好了|试试|看看|啊|呀|怎么样|如何|行不行|好不好|可以吗|行吗|呢)*[。！!?？]?"
)
_BUT = re.compile(
    r"(?:那|就|还是)*(?:只|仅)(?:保?留|要|剩)(?:下|着)?(?P<only>[^，,。]{1,8}?)(?:就好|就行|就可以|即可|吧|了)*[。！!]?"
    r"|(?:那|就|把)*除了?(?P<kept>[^，,。]{1,14}?)(?:以外|之外|外)?[，,\s]*(?:其他的?|其它的?|别的|其余的?|剩下的?|所有的?)?(?:特效|效果|东西)?"
    r"(?:都|全|全部|统统|就)*(?:不要|去掉|删掉|删了|拿掉|不留|取消|不需要|关掉)(?:了|吧|啦)*[。！!]?"
)
_NO_MORE = re.compile(
    r"(?:嗯|那|还是|算了|，|,)*(?:不|别|不要)(?:再)?(?P<what>换|放慢|加速|剪|裁|倒放|快进|对调|调)了(?:$|[，,。！!])"
)
_ALWAYS = re.compile(
    r"(?:嗯|那|算了|，|,)*还是(?:要)?(?:从头到尾|全程|一直|始终|整段)(?:都)?(?:有|要|下|飘|在)*[^，。]{0,3}?(?:吧|好|了)*[。！!]?"
)
_TIMED = re.compile("秒|半段|开头|结尾|最后")
_RATHER = re.compile(
    r"(?:不|嗯|，|,|算了|好像|感觉|觉得|我)*还是(?:之前|刚才|原来|原先)?的?(?:要|用|换回|改回|有)?(?P<what>[^，,。]{1,8}?)"
    r"(?:比较|更)?(?:好看|好听|好|合适|吧|算了)(?:一?点|些|了|吧)*[。！!]?"
    r"(?:[，,]\s*(?:就|都|请|帮我|给我|那)*(?:改|换|变|调|退)?回(?:去|来|到那个)(?:吧|了)*[。！!]?)?"
)
_MOST = 12
"""So many things back it is looked for what is meant."""


def swapped(plain: str, history: History | None) -> str:
    """Words that name what goes and what comes; "" where a sentence exchanges nothing that lives in the picture."""
    if history is None:
        return ""
    if (found := _BUT.fullmatch(plain)) and (kept := set(named_in(found["kept"] or found["only"]))):
        return "，".join(_gone(history.draft, kept))
    found = _SWAP.fullmatch(plain)
    return _exchanged(found["old"] or "", found["new"], plain, history) if found else ""


def _exchanged(old: str, new: str, plain: str, history: History) -> str:
    wishes = [x for x in read(f"加{new}").wishes if not isinstance(x, w.Speed | w.Strength)]
    if moved := _moved(old, wishes, new, history):
        return moved
    come = [x.kinds[0] for x in wishes if isinstance(x, w.Add)]
    gone = _old(old, come[0], history) if len(come) == len(wishes) > 0 else None
    wished = not old and re.search(r"(?:^|[^不])要", plain)  # 要雪: it is wished for, and nothing goes
    if gone is None or wished or gone.name in come:
        return ""
    count = len(history.draft.main_segments())
    where = [""] if len(gone.at) in (0, count) else [f"第{n + 1}张图" for n in gone.at]
    return "，".join([f"去掉{name_of(gone.name)}", *(f"{one}加{new}" for one in where)])


def _moved(old: str, wishes: Sequence[w.Wish], new: str, history: History) -> str:
    """推近改成往左平移: one camera move in the place of another; whatever else the camera does goes on."""
    gone = set(named_in(old)) & set(catalogue()) if old else set()
    if not gone or not wishes or not all(isinstance(x, w.Move) for x in wishes):
        return ""
    segments = history.draft.main_segments()
    rows = [[m.move for m in s.motions] for s in segments]
    at = [n for n, row in enumerate(rows) if gone & set(row)]
    told = []
    for n in at:
        others = [spoken(move, "zh") for move in dict.fromkeys(rows[n]) if move not in gone]
        where = "" if len(segments) == 1 else f"第{n + 1}张图"
        told.append(f"{where}镜头改成{'和'.join([new, *others])}")
    return "，".join(told)


def _old(said: str, new: str, history: History) -> Thing | None:
    """What goes: what is named and there, or what of such a kind came last."""
    there = every(history.draft)
    if said:
        kinds = set(named_in(said))
        return next((x for x in there if x.name in kinds), None)
    last = next((x.name for x in islice(things(history), _MOST) if _alike(x.name, new)), "")
    return next((x for x in there if x.name == last), None)


def _alike(old: str, new: str) -> bool:
    """Whether two effects fall or hang in the air, so that "换成花瓣" after snow is instead of it."""
    known = effects.catalogue()
    return all(kind in known and known[kind].kind in _WEATHER for kind in (old, new))


def regretted(words: Words, history: History) -> Back | None:
    """Where it leads that what was done is not wanted: 还是雨好 after rain gave way to snow, 不换了 after two pictures
    changed places, 还是从头到尾都有 after a time was given; what went longer ago comes back by itself."""
    last = history.versions[history.at]
    if last.parent is None:
        return None
    undone = _NO_MORE.match(words.plain)
    if (undone and undone["what"] in last.words) or (_ALWAYS.fullmatch(words.plain) and _TIMED.search(last.words)):
        return Back("undo")
    found = _RATHER.fullmatch(words.plain)
    what = found["what"].removesuffix("的") if found else ""
    wanted = set(named_in(what)) - features(history.draft)
    if wanted & features(history.versions[last.parent].draft):
        return Back("undo")
    return Back("with", what=what) if any(wanted & features(version.draft) for version in history.versions) else None


def _gone(draft: Draft, kept: set[str]) -> Iterator[str]:
    """What takes away everything that was added, but for what is kept. The camera goes on as it does."""
    for one in every(draft):
        if one.name not in kept:
            yield f"去掉{name_of(one.name)}"
    there = features(draft)
    yield from (said for role, said in (("title", "去掉标题"), ("music", "去掉音乐")) if role in there - kept)
