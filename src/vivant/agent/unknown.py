"""Words that no table knows: whether they ask for what cannot be done, or only say what is to be seen.

Not for words that are known (meant.py) or for what becomes of a sentence (reading.py).
"""

from __future__ import annotations

from dataclasses import replace

from vivant.agent.clauses import Atom, Part
from vivant.agent.doing import asks, is_introduced
from vivant.agent.meanings import kinds_of, listed
from vivant.agent.moving import MODIFIERS
from vivant.agent.notebook import Notebook

_PHOTO = ("photo", "picture", "image", "photograph", "shot")
NAMES = ("noun", "word", "subject", "cannot")
_OURS = ("my", "our", "his", "her", "their", "this", "the")
_QUALIFIED = (["filler", "noun"], ["filler", "subject"])  # 下雨的街道
_RUN = (*NAMES, "det", "filler", "prep", "make", "camera", "keep", "still", "verb", "dir", "source", *MODIFIERS)
_SOME = ("some", "a few", "several", "a couple of")
"""Before what is wished for, where one thing after another is: "clouds drift, a few birds"."""
_DONE_TO = (
    "it",
    "them",
    "this",
    "that",
    "these",
    "those",
    "the",
    "my",
    "our",
    "his",
    "her",
    "their",
    "me",
    "us",
    "him",
)
_FELT = ("look", "looks", "mood", "vibe", "vibes", "style", "atmosphere", "aesthetic")
TAKEN_AWAY = {tuple(one) for one in ("去掉", "去除", "删除", "取消", "拿掉", "删掉", "撤掉")}
_PICTURES = ("照片", "图片", "相片", "图", "照", "视频")
_MAKING = frozenset("掉出成给把让换去除抠修删擦涂补加减调改变瘦弄搞化贴套拼剪裁切取清洗磨写配识别消抹遮盖合替移接扩")
"""Chinese words that make something of a thing: what nobody knows beside one of these is a wish."""
_ENDINGS = frozenset(
    "瓶馆店坊塘轮房屋楼阁亭台塔桥路街巷道河江湖海山峰谷岛林园院寺庙宫殿城镇村乡门窗墙桌椅床灯车船杯碗盘壶锅饭菜面汤酒茶果"
    "花草树叶鸟鱼猫狗马人娃童女男孩师员像照图画景厅室站港湾岸滩石裙衣裳帽鞋伞扇剑刀书信夜晨客僧侠妃鹿羊牛鹤龙凤狐"
)
"""Characters that end the name of a thing which no list knows: 香水瓶, 剑客, 古镇河道."""
_LIKE = ("像", "好像", "就像", "像是", "有点像", "仿佛", "如同")
_TURNED_INTO = ("变成", "改成", "换成", "变为", "改为")
_FORMS = (
    "壁纸",
    "表情包",
    "动态表情包",
    "动态壁纸",
    "贺卡",
    "gif",
    "gif图",
    "短片",
    "vlog",
    "海报",
    "封面",
    "头像",
    "桌面",
    "屏保",
    "实况",
    "图",
)
"""What a film may be for."""


def is_view(atoms: list[Atom]) -> bool:
    """Whether Chinese words say what the picture is of: 爷爷奶奶的结婚照, 洱海边的客栈.

    What is named stands last there, and all before it tells which one; what makes something of a thing is a wish.
    """
    told = [a for a in atoms if a.kind not in ("filler", "det", "prep") or "".join(a.key) in _PICTURES]
    last = told[-1] if told else None
    known = last is not None and (last.kind in ("noun", "subject") or "".join(last.key) in _PICTURES)
    named = last is not None and last.is_chinese and (known or (last.kind == "word" and last.word in _ENDINGS))
    return named and not any(
        a.kind in ("make", "verb", "move", "cannot", "neg")
        or (a.kind == "word" and (a.word in _MAKING or not a.is_chinese))
        for a in told
    )


def is_told(atoms: list[Atom]) -> bool:
    """Whether Chinese words only tell what is to be seen: 猫趴在窗台上.

    For what a sentence begins with: further on it is more likely a wish that nobody knows.
    """
    return all(a.is_chinese or a.kind == "filler" for a in atoms) and not any(
        a.kind in ("make", "cannot", "neg")
        or a.living
        or "".join(a.key).endswith("起来")
        or (a.kind == "word" and a.word in _MAKING)
        for a in atoms
    )


def is_likeness(part: Part) -> bool:
    """像真的发射: what all of it is to be like, which asks for nothing that could be missed."""
    return "".join(part.atoms[0].key) in _LIKE


def is_taken_away(atoms: list[Atom], cut: int) -> bool:
    """把烟花去掉换成下雪: what is taken away stands before the verb, and what follows is wished for."""
    return atoms[cut].key in TAKEN_AWAY and any(a.word in ("把", "将") for a in atoms[:cut]) and len(atoms) > cut + 1


def is_removal(atoms: list[Atom]) -> bool:
    """Whether a thing is to be taken out of the photo, which nobody can do here: 把路人去掉."""
    known = any(a.living or a.kind in ("move", "verb", "weak", "camera", "loop") for a in atoms)
    return not known and any(a.kind in NAMES and a.is_chinese for a in atoms)


def is_wish(atoms: list[Atom], at: int, moving: bool, part: Part) -> bool:
    """Whether a word that is not known, or names a thing, is asked for."""
    atom, before = atoms[at], atoms[:at]
    if any(a.kind == "keep" for a in before):
        return False
    made = [i for i, a in enumerate(before) if a.kind == "make"]
    placed = any(a.kind == "prep" for a in before[made[-1] + 1 if made else 0 :])
    if atom.kind in ("noun", "subject"):
        put = any(a.word in ("把", "将") for a in before) and any(
            a.kind == "make" and a.value == "add" for a in atoms[at + 1 :]
        )
        if put and not moving:
            return True  # 把logo放在右下角
        added = bool(made) and before[made[-1]].value == "add" and not moving and not placed and not atom.numbers
        return added or (bool(made) and _is_turned(before[made[-1]], atom, atoms[at + 1 :]))
    if atom.kind != "word" or placed or (any(a.word in _OURS for a in before) and _is_photo(atoms[at + 1 :])):
        return False  # "our honeymoon photo"
    if made or part.lead == "with":
        return True
    return not (_is_named(before) or _is_photo(atoms[at + 1 :])) and not (moving and atom.is_chinese)


def _is_turned(making: Atom, atom: Atom, after: list[Atom]) -> bool:
    """变成卡通: whether a picture is to be turned into something, which no look here is."""
    last = not any(a.kind in ("noun", "subject", "camera", "word") for a in after)
    return "".join(making.key) in _TURNED_INTO and last and "".join(atom.key) not in _FORMS


def _is_photo(after: list[Atom]) -> bool:
    """Whether words lead up to "picture": "grandma's wedding picture from 1952" tells what it is."""
    first = next((a for a in after if a.kind not in NAMES), None)
    return first is not None and first.kind == "camera" and first.word in _PHOTO


def _is_named(before: list[Atom]) -> bool:
    """Whether a word continues "the ..." or "my ...": it names something."""
    for atom in reversed(before):
        if atom.kind == "det":
            return True
        if atom.kind not in (*NAMES, "filler"):
            return False
    return False


def is_described(atoms: list[Atom], at: int, part: Part, moving: bool) -> bool:
    """Whether a word is only the place or thing in view: "across the snow", "a girl in the rain"."""
    made = any(a.kind == "make" for a in atoms)
    if (
        atoms[at].is_chinese
        and not made
        and part.opens
        and "".join(part.atoms[-1].key) in ("照片", "照", "图片", "视频")
    ):
        return True  # 猫打哈欠的照片
    if atoms[at].is_chinese and not made and [a.kind for a in atoms[at + 1 : at + 3]] in _QUALIFIED:
        return True
    i = at - 1
    while i >= 0 and (atoms[i].kind in ("det", "noun", "filler", "subject") and atoms[i].kind != "make"):
        if atoms[i].kind == "det" and moving and not any(a.kind == "make" for a in atoms[:at]) and part.lead != "with":
            return True
        i -= 1
    introduced = i >= 0 and atoms[i].kind == "prep"
    return introduced and not any(a.kind == "make" for a in atoms[:i])


def take_cannot(atoms: list[Atom], notes: Notebook, moving: bool, part: Part) -> list[Atom]:
    """Write down wishes that Vivant knows it cannot fulfil yet, with the words around them."""
    left = [replace(a, kind="prep") if a.kind in ("dir", "source") and not a.is_chinese else a for a in atoms]
    while True:
        at = next((i for i, a in enumerate(left) if a.kind == "cannot"), None)
        if at is None:
            return left
        if is_described(left, at, part, moving):
            left[at] = replace(left[at], kind="noun")
            continue
        allowed = tuple(k for k in _RUN if not (moving and k in MODIFIERS))
        start, end = at, at + 1
        while start and left[start - 1].kind in allowed:
            start -= 1
        while end < len(left) and left[end].kind in allowed:
            end += 1
        notes.missed(left[start:end])
        left = left[:start] + left[end:]


def take_corner(atoms: list[Atom], notes: Notebook, moving: bool) -> None:
    """ "zoom into the lower right corner": the camera goes for the subject, which is told."""
    at = next((i for i, a in enumerate(atoms) if a.word == "corner"), None)
    if at is not None and moving:
        start = next((i for i in range(at, -1, -1) if atoms[i].kind in ("prep", "dir")), at)
        notes.missed(atoms[start : at + 1])


def take_rest(part: Part, atoms: list[Atom], notes: Notebook, *, joined: bool) -> None:
    """What a part asks for, where nothing came of it: it is told and not passed over. `joined` if what stands before it
    asked for something too."""
    if notes.before and atoms and " ".join(atoms[0].key) in _SOME and _names_one(atoms[1:]):
        notes.missed(atoms)
        return
    at = _asking(part, atoms, notes, joined)
    if at is None or any(a.is_chinese or a.word == "how" or a.kind == "keep" for a in atoms):
        return
    told = listed("MOOD_WORDS") | kinds_of("COLOURS").keys() | {("grey",), ("gray",)}
    named = [i for i in range(at, len(atoms)) if atoms[i].kind in ("noun", "subject", "word")]
    put = asks(atoms[at]) and any(a.word in ("us", "me", "him", "her", "them") for a in atoms)  # "put us in Paris"
    if any((put or not is_introduced(atoms, i)) and atoms[i].key not in told for i in named):
        notes.missed([replace(atoms[at], kind="make") if asks(atoms[at]) else atoms[at], *atoms[at + 1 :]])


def _asking(part: Part, atoms: list[Atom], notes: Notebook, joined: bool) -> int | None:
    """From which word on something is asked for; None where nothing is: "add ...", "print it", "... would be lovely",
    or what "and" and "with" join to other wishes."""
    earlier = notes.before.atoms if notes.before and notes.before.chunk == part.chunk and part.lead == "with" else []
    begun = notes.before is None or notes.before.chunk != part.chunk
    last = notes.before.atoms[-1] if notes.before else None
    missed = last is not None and notes.unknown[-1:] and notes.unknown[-1].lower().endswith(last.word)
    free = missed or (last is not None and last.kind not in NAMES)
    joined |= part.chunk > 0 and any(a.word in ("a", "an") for a in atoms[:1]) and bool(free)
    listed_too = joined and (part.lead == "and" or (part.lead == "with" and begun)) and not part.opens
    wished = any(a.kind == "filler" and a.word == "would" and len(a.key) > 1 for a in atoms)
    felt = any(a.word in _FELT for a in atoms)
    if felt or listed_too or wished or is_order(atoms) or any(asks(a) for a in earlier):
        return 0
    return next((i for i, a in enumerate(atoms) if asks(a)), None)


def is_order(atoms: list[Atom]) -> bool:
    """ "print it", "launch the rocket", "speed up the traffic": a verb that is known for nothing Vivant does, before
    what it shall be done to."""
    at = next((i for i, a in enumerate(atoms) if a.kind != "filler"), len(atoms))
    verb, after = atoms[at : at + 1], atoms[at + 1 : at + 2]
    does = any(a.kind in ("noun", "word", "speed") and not a.word.endswith(("s", "ing", "ted", "ly")) for a in verb)
    return does and any(a.word in _DONE_TO for a in after)


def take_words(atoms: list[Atom], notes: Notebook, moving: bool, part: Part) -> None:
    """Write down words that are not known, unless they only name what is seen."""
    if is_view(atoms) or (part.opens and is_told(atoms)) or is_likeness(part):
        return
    at = 0
    while at < len(atoms):
        if not is_wish(atoms, at, moving, part):
            at += 1
            continue
        start, end = at, at + 1
        while start and atoms[start - 1].kind in (*NAMES, "det", "make", "filler"):
            start -= 1
        while end < len(atoms) and atoms[end].kind in (*NAMES, "det", "prep", "filler"):
            end += 1
        notes.missed(atoms[start:end])
        at = end


def _names_one(atoms: list[Atom]) -> bool:
    """Whether atoms only name a thing and where it is: "birds in the sky"."""
    return atoms[:1] != [] and atoms[0].kind in NAMES and all(a.kind in (*NAMES, "det", "prep", "dir") for a in atoms)
