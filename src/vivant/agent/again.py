"""Chinese sentences that name nothing, 再小一点, 一半就好, 放到下面, 另一个弱一点: they are about what came last.

Its name is put into the words, which are then read like any others. Not for how such things are said (nameless.py), for
undoing (going_back.py) or for what was said wrongly (setting_right.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, zip_longest
from typing import Literal, TypeAlias, get_args

from vivant import effects, flows
from vivant.agent import living_words as lw
from vivant.agent import wishes as w
from vivant.agent.also_called import ALSO
from vivant.agent.each import pictures_in
from vivant.agent.films import tasks as t
from vivant.agent.films.lengths import seconds_of
from vivant.agent.films.music_words import is_of_music
from vivant.agent.films.said import asked_of_one
from vivant.agent.knobs import BLOWN, CARRIED, has_pace, knobs_of
from vivant.agent.nameless import Clause, clauses, hows_of, timed
from vivant.agent.notes import bed_name, called, spoken
from vivant.agent.reading import read
from vivant.agent.tokens import Words
from vivant.moves import catalogue
from vivant.timeline import Draft, Segment
from vivant.timeline.history import History

Sort: TypeAlias = Literal["applied", "dial", "move", "title", "music", "bed"]

_SAID: dict[Sort, dict[str, str]] = {
    "applied": {
        "up": "{name}大一点", "down": "{name}小一点", "half": "{name}一半", "double": "{name}加倍",
        "half slower": "{name}慢一半", "double faster": "{name}非常快",
        "grows": "{name}越来越大", "shrinks": "{name}越来越小", "slower": "{name}慢一点", "faster": "{name}快一点",
        "way": "{name}往{arg}", "turn": "{name}往{back}", "side": "{name}只在{arg}", "colour": "{name}要{arg}的",
        "when": "{name}{arg}", "appears": "{name}从{arg}开始", "later": "{name}从{at}开始",
        "earlier": "{name}从{at}开始", "leaves": "{name}{arg}后消失", "always": "{name}全程都有",
        "behind": "{name}只在人物后面", "gone": "去掉{name}",
    },
    "move": {"up": "幅度大一点", "down": "幅度小一点", "half": "幅度50%", "double": "大幅度",
             "half slower": "慢一半", "double faster": "非常快", "slower": "慢一点",
             "faster": "快一点", "higher": "{name}幅度大一点", "steadier": "幅度小一点", "steadier half": "幅度50%",
             "rest": "{name}，然后停{arg}", "stays": "{name}，然后停{arg}", "before": "先停{arg}，然后{name}",
             "still": "镜头不动", "way": "{turned}", "turn": "镜头反方向", "gone": "不要{name}"},
    "title": {
        "up": "标题大一点", "down": "标题小一点", "half": "标题小一半", "double": "标题大一倍", "side": "标题放到{arg}",
        "colour": "标题{arg}", "shift": "标题往{arg}移一点", "higher": "标题往上移一点",
        "when": "标题{arg}出现", "appears": "标题{arg}出现",
        "stays": "标题显示{arg}", "always": "标题全程显示",
        "gone": "去掉标题", "leaves": "标题{arg}后消失", "later": "标题晚{arg}出来", "earlier": "标题早{arg}出来",
    },
    "music": {
        "up": "音乐大声一点", "down": "音乐小声一点", "half": "音乐减半", "double": "音乐大声一点", "gone": "去掉音乐",
        "louder": "音乐大声一点", "softer": "音乐小声一点", "level": "音乐音量{arg}", "mood": "音乐{arg}一点",
    },
    "bed": {"up": "{name}大一点", "down": "{name}小一点", "half": "{name}一半", "double": "{name}加倍",
            "louder": "{name}大一点", "softer": "{name}小一点", "level": "{name}音量{arg}", "gone": "去掉{name}"},
    "dial": {"up": "{more}", "down": "{less}", "half": "稍微{less}", "double": "{more}", "gone": "{less}"},
}  # fmt: skip
"""How what is said of a thing that is not named is said with its name."""
_DIALS: dict[str, tuple[str, str]] = {
    "exposure": ("亮一点", "暗一点"), "contrast": ("对比强一点", "对比弱一点"),
    "saturation": ("鲜艳一点", "饱和度低一点"), "temperature": ("色温高一点", "色温低一点"),
    "shadows": ("提亮阴影", "压暗阴影"), "highlights": ("提亮高光", "压暗高光"),
}  # fmt: skip
_TOO: dict[str, tuple[tuple[str, ...], str]] = {
    **dict.fromkeys("暖黄", (("warm", "golden_hour", "candle_glow", "sepia"), "冷一点")),
    **dict.fromkeys("冷蓝", (("cool", "moonlight", "day_for_night"), "暖一点")),
    "亮": ((), "暗一点"), "暗": ((), "亮一点"), "黑": ((), "亮一点"),
    **dict.fromkeys(("鲜艳", "艳"), (("vivid",), "饱和度低一点")),
    **dict.fromkeys(("模糊", "糊", "虚"), (("depth_of_field", "blur", "tilt_shift"), "")),
}  # fmt: skip
"""What there can be too much of: the effects that bring it, and what is wished where none of them is there."""
_WAYS = {"左": "left", "右": "right", "上": "up", "下": "down"}
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_OF_ONE = (
    "up",
    "down",
    "half",
    "double",
    "half slower",
    "double faster",
    "slower",
    "faster",
    "steadier",
    "steadier half",
)
"""What is said of one of several moves with its name, so that the others go on as they do."""
_AMOUNTS = ("up", "down", "half", "double")
_OVER: dict[str, Sort] = {"title": "title", "music": "music"}
_EFFECT = re.compile("特效|效果|滤镜")
_SHAKY = ("walk", "handheld", "shake", "float", "wiggle", "sway", "swing")
_MOST = 12  # so many things back it is looked for what is meant
_SURER = (("turn", "way"), ("later", "appears"), ("earlier", "appears"))  # 晚一点再开始，第三秒吧
_BESIDE = {
    "autumn_leaves": ("叶子", "树叶", "叶"),
    "lightning": ("雷", "雷电"),
    "petals": ("花",),
    **dict.fromkeys(("ground_mist", "haze", "mist"), ("雾气", "雾")),
    "confetti": ("彩带",),
    **dict.fromkeys(("depth_of_field", "blur", "tilt_shift"), ("背景模糊", "模糊", "背景虚化", "虚化")),
    **dict.fromkeys(("golden_hour", "light_rays", "moonlight", "sun_flare", "candle_glow"), ("光", "光线")),
}
"""What things that are there are called, too: where leaves fall, 叶子 are those that fall."""
_TUNED = re.compile(r"(?:[再更]|还要|可以)*(?P<how>[\u4e00-\u9fff]{2,4}?)(?:一?点|一些|些)(?:吧|的|啊)*")
_DOING: dict[Sort, re.Pattern[str]] = {
    "applied": re.compile("[吹飘流落刮风]"),
    "move": re.compile("[移摇转推拉绕走升降近晃抖]|镜头"),
}
"""What goes another way, as the verb tells."""
_LARGE = re.compile("[大小]")
_THICK = re.compile("[浓密厚稀薄淡]")
"""What no move of a camera can be."""
_WRONG = re.compile(r"(?:都|有点儿?|感觉|觉得|放得?|换得?|切得?|播得?|还是|照片|图片|画面|太|了|[快慢长短])+")
_PACED = re.compile(r"[每各]张|停|秒|时长|转场|节奏|切换")
"""A complaint about how long pictures are shown, and its cure: 太快了，每张多停一会儿."""
_TITLED = re.compile(r"标题|文字|字幕|题目|片名|写上?|[“「『《\"]")
_HEARD = re.compile(r"音乐|配乐|bgm|[歌乐]曲?|钢琴|吉他")


@dataclass(frozen=True, slots=True)
class Thing:
    """What may be meant: `name` is a kind, a move or a dial, `at` the places of the segments that have it, `back` the
    way that it does not go, `start_s` when it comes in them; a move is `beside` others."""

    sort: Sort
    name: str = ""
    at: tuple[int, ...] = ()
    back: str = "左"
    start_s: float = 0.0
    beside: bool = False


def named(words: Words, history: History | None) -> str:
    """The words with the name of what they are about, or as they were said where they name it themselves."""
    found = _without_repetition([_called(one, history) for one in clauses(words.plain)])
    told: list[str] = []
    topic: Thing | None = None
    open_, changed, picture = False, False, ""
    for n, (clause, after) in enumerate(zip_longest(found, found[1:])):
        said, picture = "", clause.picture or (picture if clause.how and not clause.who else "")
        one = replace(clause, picture=picture) if picture else clause  # 第三张从左到右摇，别太快
        if after is not None and not after.how and _is_cure(one, after.plain):
            changed = True
            continue
        open_ = open_ or n == 0
        if one.plain == "然后" and changed:
            continue
        led = one.how == "before" and after is not None and after.plain != "然后"  # what comes then is said
        about = topic or one.who == "title" or one.name or one.how == "too" or (open_ and history is not None)
        if one.how and not led and about:
            said = _of(one, topic, history)
        changed = changed or bool(said)
        if one.who and not one.how:  # only the name of what the next clauses are about
            topic, changed = Thing(_OVER[one.who]) if one.who in _OVER else topic, True
            continue
        told.append(said or words.quote(one.start, one.end))
        if one.who == "title" and one.how:  # 字第2秒再出来，停留3秒
            topic = Thing("title")
        if not one.how:
            topic, open_ = _topic(one.plain), False
        elif one.name and history is not None:  # 雪大一点，从2秒开始
            topic = next(x for x in every(history.draft) if x.name == one.name)
    return "，".join(told) if changed and told else words.said


def _called(one: Clause, history: History | None) -> Clause:
    """A clause that begins with the name of something that is there, and says no more than how it should be."""
    if one.how and history is not None and "节奏" in one.plain and len(history.draft.main_segments()) > 1:
        return replace(one, how="")  # that is how fast pictures follow each other
    if one.picture and one.how == "stays":  # that is how long it is shown
        one = replace(one, how="")
    if one.how or history is None:
        return one
    tuned = _TUNED.fullmatch(one.plain)
    if tuned and next(things(history), Thing("move")).sort == "music" and is_of_music(tuned["how"]):
        return replace(one, how="mood", arg=tuned["how"], who="music")
    there = (x.name for x in every(history.draft))
    kinds = sorted(there, key=lambda kind: (kind in flows.catalogue(), kind in _BESIDE))
    for kind in kinds:
        when, rest = timed(one.plain)
        if when and _calls(kind).fullmatch(rest):
            return replace(one, how="when", arg=when, name=kind)
        found = _calls(kind).match(one.plain)
        said = one.plain[found.end() :] if found else ""
        if "光" in _BESIDE.get(kind, ()):  # brighter light is more of it
            said = said.replace("亮", "强").replace("暗", "弱")
        how, arg = hows_of(said.replace("粗", "大").replace("细", "小"))
        if how in _SAID["applied"]:
            return replace(one, how=how, arg=arg, name=kind)
    return one


@cache
def _calls(kind: str) -> re.Pattern[str]:
    """Finds what a kind is called at the start of a clause."""
    words = [*(flows if kind in flows.catalogue() else effects).catalogue().words.get(kind, ())]
    words += lw.phrases(ALSO.get(kind, ""))
    words += _BESIDE.get(kind, ())
    words += ("粒子", "光点") if kind in effects.catalogue() and effects.catalogue()[kind].kind == "particles" else ()
    words += [p for names, said in lw.THINGS.items() if kind in names.split() for p in lw.phrases(said)]
    chinese = sorted({*(one for one in words if one > "\u2fff"), called(kind, "zh")}, key=len, reverse=True)
    return re.compile(
        rf"(?:[这那]个?|但是?|不过|还有|让|把|就是|感觉|觉得|的|再)*(?:{'|'.join(map(re.escape, chinese))})"
    )


def _is_cure(one: Clause, plain: str) -> bool:
    """Whether a clause says by itself what is to be done about what there was too much of: 太冷了，加点暖色."""
    if not one.how.startswith("too"):
        return bool(_WRONG.fullmatch(one.plain) and _PACED.search(plain))
    tones = {name for name, one in effects.catalogue().items() if one.kind == "tone"}
    wishes = read(plain).wishes
    return any(isinstance(x, w.Dial) or (isinstance(x, w.Add) and bool(tones & set(x.kinds))) for x in wishes)


def _without_repetition(found: Sequence[Clause]) -> list[Clause]:
    """The clauses; of several amounts in a row the last counts: 太大了，一半就好."""
    kept: list[Clause] = []
    for one in found:
        before = kept[-1] if kept else None
        same = before is not None and not (one.picture or one.name) and one.who in ("", "it")
        if before is not None and before.name in lw.PIECED:  # 泡泡小一点，多一点
            same = same and bool(_LARGE.search(before.plain)) == bool(_LARGE.search(one.plain) or one.how == "half")
        if before is not None and same and before.how in _AMOUNTS and one.how in _AMOUNTS:
            kept[-1] = replace(before, how=one.how if one.how in ("half", "double") else before.how)
        elif before is not None and same and (before.how, one.how) in _SURER:
            kept[-1] = replace(before, how=one.how, arg=one.arg)
        elif before is not None and same and before.how and one.how.split()[-1:] == [before.how]:  # 慢下来，慢一倍
            kept[-1] = replace(before, how=one.how)
        elif before is not None and same and before.how == "steadier" and one.how == "half":  # 晃得太厉害了，减一半
            kept[-1] = replace(before, how="steadier half")
        elif before is not None and same and before.how == "too" and one.how in ("half", "down"):
            kept[-1] = replace(before, how="too half" if one.how == "half" else "too")
        else:
            kept.append(one)
    return kept


def _topic(plain: str) -> Thing | None:
    """What a clause names that others after it can be about; of what lives in the picture reading.py knows itself."""
    if _TITLED.search(plain):
        return Thing("title")
    if _HEARD.search(plain):
        return Thing("music")
    beds = asked_of_one(plain).tasks if re.search("[声音鸣叫]", plain) else ()
    return next((Thing("bed", task.kind) for task in beds if isinstance(task, t.Bed)), None)


def _of(one: Clause, topic: Thing | None, history: History | None) -> str:
    """A clause with the name of what it is about, "" where nothing can be so."""
    if one.how.startswith("too"):
        return _too(one, history)
    draft = history.draft if history is not None else None
    if one.name and draft is not None:
        thing = next(x for x in every(draft) if x.name == one.name)
        return said_of(thing, one, len(draft.main_segments()))
    moves = [m.move for s in draft.main_segments() for m in s.motions] if draft and topic else []
    if topic and topic.sort == "applied" and any(_is_called(move, one.plain) for move in moves):
        topic = None  # 光斑去掉，平移反过来
    if one.who != "all" and (topic is not None or one.who in _OVER):
        over = topic if topic is not None and one.who not in _OVER else Thing(_OVER[one.who])
        told = topic is not None or over.sort == "title" or (draft is not None and bool(_track(draft, over.sort)))
        return said_of(over, one, 1) if told else ""
    if history is None:
        return ""
    count = len(history.draft.main_segments())
    things = _meant(one, history)
    return "，".join(filter(None, (said_of(thing, one, count) for thing in things)))


def _meant(one: Clause, history: History) -> list[Thing]:
    """The things that a clause is about."""
    paced = one.how.endswith(("slower", "faster"))
    at = set(pictures_in(one.picture, len(history.draft.main_segments())))
    fitting = [x for x in islice(dict.fromkeys(things(history, paced)), _MOST) if _can_be(x, one, history.draft)]
    fitting = [x for x in fitting if not at or at & set(x.at)]
    if one.how == "level":
        fitting = fitting[:1] if fitting[:1] == list(islice(things(history), 1)) else []
    if _EFFECT.search(one.plain):
        fitting = [x for x in fitting if x.sort in ("applied", "dial")]
    sorts = [s for s, p in _DOING.items() if p.search(one.plain)]
    if sorts and (paced or one.how in ("way", "turn", *_AMOUNTS)):
        fitting = [x for x in fitting if x.sort in sorts]
        fitting.sort(key=lambda x: not (x.sort == "move" and _is_called(x.name, one.plain)))
    in_turn = any(len(segment.motions) > 1 for segment in history.draft.main_segments())
    if paced and in_turn and fitting and fitting[0].sort == "move" and not _is_called(fitting[0].name, one.plain):
        fitting = []  # moves one after the other are read together
    if one.who == "wind":
        return [x for x in fitting if x.sort == "applied" and one.how in ("way", "turn")][:1]
    if one.who == "camera":
        return [x for x in fitting if x.sort == "move"][:1]
    if one.who == "all":
        return every(history.draft)
    applied = [x for x in fitting if x.sort == "applied"]
    if one.who == "both":
        return applied[:2] if len(applied) > 1 else []
    if one.who == "other":
        last = next((x for x in things(history) if x.sort in ("applied", "dial")), None)
        return [x for x in applied if last is None or x.name != last.name][:1]
    return fitting[:1]


def _is_called(move: str, plain: str) -> bool:
    return any(c in plain for c in spoken(move, "zh") + "晃抖震" * (move in _SHAKY) if c not in "近远左右上下镜头")


def every(draft: Draft) -> list[Thing]:
    rows = [[a.kind for a in s.applied] for s in draft.main_segments()]
    kinds = dict.fromkeys(k for row in rows for k in row if k != "adjust" and _is_known(k))
    segments = draft.main_segments()
    return [_living(segments, k, tuple(n for n, row in enumerate(rows) if k in row)) for k in kinds]


def _living(segments: Sequence[Segment], kind: str, at: tuple[int, ...]) -> Thing:
    start_ms = next((a.start_ms for s in segments for a in s.applied if a.kind == kind), 0)
    return Thing("applied", kind, at, _back(segments, kind), start_ms / 1000)


def _too(one: Clause, history: History | None) -> str:
    """ "太暖了": less of what makes it so, or the other way where nothing does."""
    kinds, other = _TOO.get(one.arg, ((), ""))
    there = every(history.draft) if history is not None else []
    thing = next((x for x in there if x.name in kinds), None)
    how = "half" if one.how == "too half" else "down"
    if thing is not None and history is not None:
        return said_of(thing, replace(one, how=how), len(history.draft.main_segments()))
    return f"{one.picture}{'稍微' if how == 'half' and other else ''}{other}"


def said_of(thing: Thing, one: Clause, count: int) -> str:
    """What a clause says of a thing, with its name; once for each picture that has it, where others have not."""
    form = _SAID[thing.sort].get(one.how, "")
    if not form:
        return ""
    more, less = _DIALS.get(thing.name.rstrip("+-"), ("", ""))
    if thing.name.endswith("-"):
        more, less = less, more
    name = (
        name_of(thing.name) if thing.sort == "applied" else spoken(thing.name, "zh") if thing.sort == "move"
        else bed_name(thing.name, "zh") if thing.sort == "bed" else ""
    )  # fmt: skip
    turned = _turned(thing.name, one.arg) if thing.sort == "move" and one.how == "way" else ""
    moved_s = (seconds_of(one.arg) or 1.0) * (1 if one.how == "later" else -1)
    at = f"{max(0.0, thing.start_s + moved_s):g}秒"
    said = form.format(name=name, arg=one.arg, more=more, less=less, turned=turned, back=thing.back, at=at)
    said = f"{name}{said}" if thing.beside and one.how in _OF_ONE else said
    if thing.name in lw.PIECED and not _LARGE.search(one.plain):
        said = said.replace("大一点", "多一点").replace("小一点", "少一点")
    if one.picture:
        return f"{one.picture}{said}"
    if thing.sort in ("title", "music", "bed") or count < 2 or len(thing.at) in (0, count):
        return said
    return "，".join(f"第{n + 1}张图{said}" for n in thing.at)


def _turned(move: str, way: str) -> str:
    """A move that goes another way: 反方向 where it is the way back, so that it stays as slow as it is."""
    verb, _, now = move.rpartition("_")
    wanted = _WAYS[way]
    return "镜头反方向" if now == _OPPOSITE[wanted] else spoken(f"{verb}_{wanted}", "zh")


def _can_be(thing: Thing, one: Clause, draft: Draft) -> bool:
    """Whether what a clause says can be said of a thing."""
    if one.how not in _SAID[thing.sort]:
        return False
    if thing.sort == "move":
        verb = thing.name.rpartition("_")[0]
        if one.how in ("higher", "steadier", "steadier half", "still"):
            return thing.name.endswith("_up") if one.how == "higher" else thing.name in _SHAKY
        turned = one.how != "way" or f"{verb}_{_WAYS[one.arg]}" in catalogue()
        return turned and not (one.how in _AMOUNTS and _THICK.search(one.plain))
    if thing.sort == "bed":
        return thing.name in _beds(draft)
    return thing.sort != "applied" or (
        any(_has(s, thing.name) for s in draft.main_segments()) and _can_effect_be(thing.name, one.how)
    )


def _can_effect_be(kind: str, how: str) -> bool:
    """Whether a flow or an effect can be slower, can go another way, can have a colour or keep to a side."""
    if how.endswith(("slower", "faster")):
        return has_pace(kind)
    fields = knobs_of(kind)
    if how in ("way", "turn"):
        return kind in CARRIED or any(knob in fields for knob in BLOWN)
    if how == "colour":
        return any(len(get_args(rule.annotation)) > 2 for rule in fields.values())
    return how not in ("side", "behind") or kind in effects.catalogue()


@cache
def name_of(kind: str) -> str:
    """What a kind is called so that it is understood as nothing else beside how much of it there should be."""
    words = (flows if kind in flows.catalogue() else effects).catalogue().words.get(kind, ())
    for name in (called(kind, "zh"), *(one for one in words if one > "\u2fff")):
        found = read(f"{name}一半").wishes
        if len(found) == 1 and isinstance(found[0], w.Add) and found[0].kinds[0] == kind and found[0].amount == 0.5:
            return str(name)
    return called(kind, "zh")


# --- what came last ---------------------------------------------------------------------------------------------------


def things(history: History, paced: bool = False) -> Iterator[Thing]:
    """What was asked for or changed, the last first; of what came at once the camera first where a pace is meant."""
    at: int | None = history.at
    while at is not None:
        version = history.versions[at]
        before = history.versions[version.parent].draft if version.parent is not None else None
        changed = list(_changed(before, version.draft))
        said = _spoken_of(version.words) if len(changed) > 1 else []
        last = sorted(changed, key=lambda x: said.index(x.name or x.sort) if (x.name or x.sort) in said else 99)
        yield from sorted(last, key=lambda x: x.sort != "move" or x.name not in said) if paced else last
        at = version.parent


def _spoken_of(words: str) -> list[str]:
    """The kinds, moves, "title" and "music" that words name, the last first."""
    order = asked_of_one(words)
    found: list[str] = []
    for task in reversed(order.tasks):
        found += ["title"] if isinstance(task, t.Words | t.Rewrite) else ["music"] if isinstance(task, t.Music) else []
    for wish in reversed(read(order.rest).wishes):
        found += list(wish.kinds) if isinstance(wish, w.Add) else [wish.name] if isinstance(wish, w.Move) else []
    return found


def _changed(before: Draft | None, after: Draft) -> Iterator[Thing]:
    """What is in a draft and was not, or was otherwise."""
    old = {s.id: s for s in before.main_segments()} if before else {}
    segments = after.main_segments()
    for sort, rows in (("applied", [_applied(old.get(s.id), s) for s in segments]),
                       ("dial", [_turned_dials(old.get(s.id), s) for s in segments])):  # fmt: skip
        for kind in dict.fromkeys(k for row in rows for k in row):
            at = tuple(n for n, s in enumerate(segments) if kind in rows[n] or _has(s, kind))
            yield _living(segments, kind, at) if sort == "applied" else Thing("dial", kind, at)
    for role in ("title", "music"):
        if _track(after, role) and _track(after, role) != (_track(before, role) if before else None):
            yield Thing("title" if role == "title" else "music")
    yield from (Thing("bed", kind) for kind in _beds(after) if not before or kind not in _beds(before))
    rows = [[m.move for m in s.motions if s.id not in old or m not in old[s.id].motions] for s in segments]
    for move in dict.fromkeys(m for row in rows for m in row if m != "static"):
        at = tuple(n for n, row in enumerate(rows) if move in row)
        yield Thing("move", move, at, beside=any(len(segments[n].motions) > 1 for n in at))


def _beds(draft: Draft) -> list[str]:
    """The kinds of sound beds that are heard."""
    assets = draft.assets()
    heard = [assets[s.asset].recipe for track in draft.tracks() if track.role == "sfx" for s in track.segments]
    return [str(recipe["bed"]) for recipe in heard if "bed" in recipe]


def _back(segments: Sequence[Segment], kind: str) -> str:
    """The side that something is not carried to: what goes its own way can go to the left."""
    one = next((a for s in segments for a in s.applied if a.kind == kind), None)
    blown = next((float(one.knobs[k]) for k in BLOWN if one.knobs.get(k)), 1.0) if one is not None else 1.0
    if one is not None and one.direction_deg is not None:
        blown = 1.0 if one.direction_deg in (0.0, 45.0, 315.0, 90.0) else -1.0
    return "左" if blown > 0 else "右"


def _has(segment: Segment, kind: str) -> bool:
    return any(a.kind == kind for a in segment.applied)


def _applied(before: Segment | None, after: Segment) -> list[str]:
    known = before.applied if before else ()
    return [a.kind for a in after.applied if a not in known and a.kind != "adjust" and _is_known(a.kind)]


def _is_known(kind: str) -> bool:
    return kind in flows.catalogue() or kind in effects.catalogue()


def _turned_dials(before: Segment | None, after: Segment) -> list[str]:
    """Dials that were turned, with the sign of where they stand."""
    was = {k: v for a in (before.applied if before else ()) if a.kind == "adjust" for k, v in a.knobs.items()}
    now = {k: float(v) for a in after.applied if a.kind == "adjust" for k, v in a.knobs.items()}
    return [f"{k}{'+' if v > 0 else '-'}" for k, v in now.items() if v != was.get(k) and k in _DIALS]


def _track(draft: Draft, role: str) -> list[object]:
    return [
        (track.gain, s.gain, s.asset, s.text, s.start_ms) for track in draft.tracks() for s in track.segments
        if track.role == role or (role == "title" and track.kind == "text" and track.role != "caption")
    ]  # fmt: skip
