"""Which of several pictures is meant where Chinese words call it by what it shows: 雪山那张, 先咖啡再街道, 删掉猫.

A picture is known by the name of its file, Chinese or English, and by what is measured of it; the words come back with
its place. Not for pictures that are counted (each.py, plain_chinese.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from vivant.agent.chinese_plain import SIMPLE
from vivant.agent.facts import Facts, SceneFacts
from vivant.agent.films.plain_english import QUOTED
from vivant.agent.naming import FIRST, ONE, PLACES_ZH
from vivant.agent.reading import read
from vivant.agent.wishes import Add

_FILM = ("视频", "录像", "片段")
_THINGS = """
孩子 小孩 宝宝 宝贝 娃 娃娃 孙子 孙女 儿子 女儿 小朋友 男孩 女孩 闺女: child kid baby boy girl son daughter toddler
人 人物 人像 合影 合照 自拍: portrait people person group selfie
新人 新娘 新郎 情侣 爱人 老公 老婆: couple bride groom
爸爸 妈妈 父母 爸妈 爷爷 奶奶: dad mom parents grandpa grandma|猫 猫咪 小猫 喵: cat kitten
狗 狗狗 小狗: dog puppy|鸟 小鸟 鹦鹉: bird birds parrot parrots|马: horse|鱼: fish
大象: elephant|动物: animal cat dog horse bird elephant parrots
花 花朵 鲜花 小花: flower flowers hibiscus rose blossom
树 树林 森林: tree trees forest woods|草地 草原: meadow lawn grass|叶子 落叶: leaf leaves
花园 公园 院子: garden park yard|山 大山 雪山: mountain mountains hill
海 大海 海边 海滩 沙滩: beach sea ocean coast|岛 小岛 海岛: island|湖 湖边 湖水: lake
河 河边 江 江边: river|瀑布: waterfall|船 小船: boat ship|桥 大桥: bridge
天空 蓝天 云 日落 夕阳 日出: sky clouds sunset sunrise|夜景 夜晚 晚上: night|灯塔: lighthouse
塔: tower lighthouse|街 街道 街景 马路 大街: street road traffic|车 汽车: car traffic
公交车: bus|自行车 单车: bicycle bike|摩托 摩托车: motocross motorbike motorcycle
城市 城里: city town skyline|房子 外观 外景 外立面 大楼 楼 建筑: house building facade home outside exterior
门 大门 门口: door gate|窗 窗户 窗边: window|客厅 室内 屋里 屋内: interior inside indoors livingroom living room lounge
厨房: kitchen|卧室: bedroom|店 店面 门头: shop store storefront|墙: wall
咖啡 咖啡杯 杯子: coffee cup mug|菜 美食 食物 吃的: food dish meal|蛋糕: cake|面包: bread|酒: wine
瓷器 陶瓷 陶器 花瓶: ceramics vase pottery|画 油画 静物 静物画: painting still_life|壁画: mural
水墨 国画 山水 山水画: ink|动漫 卡通: anime cartoon|西装: suit
帽子: caps hats hat cap|火箭: rocket|宇航员 太空人: astronaut
"""
"""What pictures may show, and what it is called in the names of files."""
_MEASURES: tuple[tuple[str, Callable[[SceneFacts], float]], ...] = (
    ("beach|sea|ocean|lake|river|water|(?:有)?(?:大?海|海边|湖|湖边|水|河|江|水面)", lambda one: one.water_share),
    ("sky|(?:有)?(?:天空|蓝天|云|日落|夕阳|日出)", lambda one: one.sky_share),
    ("portrait|people|person|(?:有)?(?:人|人物|人像|合影|合照|自拍)", lambda one: one.subject_share),
    ("trees?|forest|woods|garden|(?:有)?(?:树|树林|森林|草地|绿色)", lambda one: one.foliage_share),
    ("night|dark|(?:有)?(?:夜景|夜晚|晚上|夜里)", lambda one: 1.0 - one.light),
)
"""What a picture may be called by what is measured of it."""
SEEN = tuple(
    re.findall(r"\w+", "beach sea ocean lake river water sky portrait people person trees forest woods garden night")
)
_CLEARLY = 0.15
_THAT = r"的?(?:那|这)一?[张幅个段](?:照片|图片|图|视频)?"
_PHOTO = r"的?(?:照片|相片|图片|照|图)(?!书)"
_DEMO = re.compile(
    rf"(?<=[把将])(?P<of>[\u4e00-\u9fff]{{2,6}}?)(?=[放移挪排][到在])|(?P<x>[\u4e00-\u9fff\da-z_]{{1,10}}?){_THAT}"
)
_BACK = re.compile(
    rf"(?:算了|等等|还是|把|那|，|,|\s)*(?P<x>[\u4e00-\u9fff]{{1,4}}?)(?:{_THAT}|{_PHOTO})?(?:还是|也|再|又|给我|重新)*(?:加|放|要|拿|找|恢复|补)(?:回来?|进来|上)(?:吧|了|。)*"
)
_BACK_EN = re.compile(
    r"(?:(?:please|now|ok|okay|can|could|you|actually|i|we|want|no|wait)[\s,]+)*(?:put|bring|add|take|get|"
    r"have|want)\s+(?P<b>back\s+)?(?:in\s+)?"
    rf"(?:the|my|our|that|this)\s+(?P<x>(?:(?!{ONE}\b)[a-z]+\b\s*){{0,3}}?)(?P<p>{ONE})?"
    r"(?:\s+of\s+(?:the\s+|my\s+)?(?P<y>[a-z ]{2,20}?))?\s*(?(b)|\bback)"
    r"(?:\s+(?:in|again|please|(?:at|to)\s+the\s+(?:very\s+)?end))*[.!]*"
)
"""A picture that went: "put the street one back in at the end", "bring back the cat"."""
_SECONDS = r"(?:[\d.]+|[一二两三四五六七八九十半]+)秒"
_BEFORE = (
    r"^|[，,。；;！!\s]|先放?|再放?|(?:再|后面?)[接放跟播]?上?|然后|接着|最后|先是|[把将给让在从和跟与]|除了|删掉|去掉|删了|不[要用]|"
    r"只[留要用放]|保留|换成"
)
_TOLD = (
    rf"放(?!大)|排|移|挪|调[到换]|提到|打头|开[头场]|收尾|压轴|在[最前后]|最[先前后]|[先前]|开头|[接跟播]|多?停|多留|显示|展示|持续|上面?[写加配打]|[长短久]一?[点些]|"
    rf"{_SECONDS}|[，,。；;、和跟与]|$|[再后里]|然后|还是|[也就都依]|按顺序|删|去掉|不要|换|对调|加回"
)
"""What goes on about a picture, and not about what it shows."""
_SAID = r"改|变|做成|用|要|调|亮|暗|推|拉|往|左|右|慢|快|配|写|加|镜头|从|只|静止|不动|静音|原声|倒放|剪|截|第"
"""The same, where nothing else can be meant by it."""
_DOES = r"动|眨|走|跑|说|笑|飞|转头|游|跳|叫|唱"


@cache
def _rows() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    sides = (row.split(":") for row in re.split(r"[\n|]", _THINGS) if row.strip())
    return tuple((frozenset(chinese.split()), frozenset(english.split())) for chinese, english in sides)


def alike(word: str) -> frozenset[str]:
    """What a picture may show whose name has this word: "bicycle" is also "bike"."""
    kin = (english for _, english in _rows() if word in english and "animal" not in english)
    return frozenset(x.replace("_", " ") for english in kin for x in english)


def with_called(said: str, pictures: Sequence[Facts]) -> str:
    """The words with the place of a picture where it was called by its file's name or by what it shows: 雪山那张.
    What is quoted stays."""
    if not 1 < len(pictures) <= len(PLACES_ZH):
        return said
    said = _put(_DEMO, lambda m: _of_demo(m, pictures), said)
    named = _names(tuple(map(_stem, pictures)))
    for kind, words in (("video", _FILM), ("picture", ("照片", "图片", "相片"))):
        one = [n for n, facts in enumerate(pictures) if facts.kind == kind]
        named = named | (dict.fromkeys(words, one[0]) if len(one) == 1 else {})
    if not named:
        return said
    known = f"(?:{'|'.join(sorted(map(re.escape, named), key=len, reverse=True))})"
    still = (
        "|".join(sorted((re.escape(x) for x in named if x not in _FILM and not _lives(x)), key=len, reverse=True))
        or "(?!)"
    )
    for pattern in (
        rf"{known}(?:[、和跟与]{known})*{_PHOTO}",
        rf"(?<![\u4e00-\u9fff])按?{known}(?:[、，,]{known})+(?:的?顺序)",
        rf"(?:{_BEFORE}){known}{{1,2}}(?:[、和跟与]{known})*(?={_TOLD})",
        rf"(?:{_BEFORE})(?:视频|录像)(?=(?:先|就|再|只|要|都)*(?:剪|截|只要|只留|保留|取|慢|放慢|快放|加速|倒放|倒着放|静音|减速|两倍|\d倍))",
        rf"(?:{_BEFORE})(?:{still})(?:[、和跟与](?:{still}))*(?={_SAID}|(?P<does>{_DOES}))",
    ):
        said = _put(re.compile(pattern), lambda m: _placed(m, known, named), said)
    photos = [n for n, facts in enumerate(pictures) if facts.kind == "picture"]
    if 1 < len(photos) < len(pictures):
        places = "和".join(f"第{PLACES_ZH[n]}张" for n in photos)
        said = _put(_PHOTOS, lambda m: places, said)
    return said


_PHOTOS = re.compile(
    rf"(?:{_BEFORE})(?:(?:这|那|[两三四五])*[张些]?)(?:照片|图片)(?:都|全部)?(?=加|慢慢|[推拉飘调变往]|镜头|下[雪雨])"
)
"""The photos where there is a video among them."""


def brought_back(said: str, facts: Mapping[str, Facts], shown: Collection[str]) -> str:
    """The id of the picture that is called by what it shows and not `shown` any more: 猫还是加回来, "put the street one
    back"; "" for none. One that is only called a picture is the only one that went."""
    plain = said.strip().lower().translate(SIMPLE)
    ids = [asset for asset, one in facts.items() if one.kind != "sound"]
    gone = [asset for asset in ids if asset not in shown]
    if found := _BACK.fullmatch(plain):
        place = _place(found["x"], tuple(_stem(facts[asset]) for asset in ids))
        return "" if place is None or ids[place] in shown else ids[place]
    if not gone or not (found := _BACK_EN.fullmatch(plain)):
        return ""
    name = (found["y"] or found["x"]).strip()
    alike = [asset for asset in gone if name and f" {name} " in f" {_stem(facts[asset])} "]
    seen = showing(name, [facts[asset] for asset in ids]) if not alike and len(ids) > 1 else None
    alike = alike or [asset for asset in gone if seen is not None and ids[seen] == asset]
    any_one = found["p"] and re.fullmatch(rf"(?:{FIRST}|last|removed|deleted|)", name)
    return alike[0] if len(alike) == 1 else gone[0] if any_one and len(gone) == 1 else ""


def _put(pattern: re.Pattern[str], told: Callable[[re.Match[str]], str], said: str) -> str:
    """The words with what a pattern finds said otherwise; it looks in simplified characters, outside of quotes."""
    plain = QUOTED.sub(lambda m: "\0" * len(m[0]), said.lower().translate(SIMPLE))
    if len(plain) != len(said):
        return said
    for found in reversed(list(pattern.finditer(plain))):
        said = said[: found.start()] + told(found) + said[found.end() :]
    return said


def _of_demo(found: re.Match[str], pictures: Sequence[Facts]) -> str:
    said = found["x"] or found["of"]
    for name in (said[n:] for n in range(len(said))):
        if (place := _place(name, tuple(map(_stem, pictures)))) is None and name[1:]:
            place = showing(name, pictures)
        if place is not None:
            return f"{said.removesuffix(name)}第{PLACES_ZH[place]}张"
    return found[0]


def _placed(found: re.Match[str], known: str, named: Mapping[str, int]) -> str:
    """What was found, with places for names; what a creature is to do keeps its name: 第二张猫动一动."""
    told = re.sub(
        rf"(?:{known}(?={known}))?(?P<k>{known})",
        lambda m: f"第{PLACES_ZH[named[m['k']]]}张" + (m[0] if "does" in found.re.groupindex and found["does"] else ""),
        re.sub(rf"{_PHOTO}$", "", found[0]) if re.search(rf"{known}{_PHOTO}$", found[0]) else found[0],
    )
    return told


def _stem(one: Facts) -> str:
    return re.sub(r"[\W_]+", " ", (one.name.rpartition(".")[0] or one.name).lower().translate(SIMPLE)).strip()


@cache
def _names(stems: tuple[str, ...]) -> dict[str, int]:
    """All that is said of what one of the files of these names shows and no other, and which one it is."""
    said = {word for chinese, _ in _rows() for word in chinese}
    said |= {run for stem in stems for run in re.findall("[\u4e00-\u9fff]{2,}", stem)}
    return {word: place for word in said if (place := _place(word, stems)) is not None}


@cache
def _place(name: str, stems: tuple[str, ...]) -> int | None:
    """Which one of the files of these names is called so; None where none is or several."""
    same = {name, *(x for chinese, _ in _rows() if name in chinese for x in chinese)}
    english = {x.replace("_", " ") for chinese, words in _rows() if name in chinese for x in words}
    direct = [n for n, stem in enumerate(stems) if len(name) > 1 and name in stem]
    alike = [
        n for n, stem in enumerate(stems)
        if any(x in stem for x in same if x > "\u2fff") or any(f" {x} " in f" {stem} " for x in english)
    ]  # fmt: skip
    return next((found[0] for found in (direct, alike) if len(found) == 1), None)


def showing(name: str, pictures: Sequence[Facts]) -> int | None:
    """The picture that has most of what a word names, and clearly more than the others."""
    measure = next((of for words, of in _MEASURES if re.fullmatch(words, name)), None)
    if measure is None or any(one.scene is None for one in pictures):
        return None
    shares = [measure(one.scene) for one in pictures if one.scene is not None]
    first, second = sorted(shares, reverse=True)[:2]
    return shares.index(first) if first > _CLEARLY and first > 1.5 * second else None


@cache
def _lives(word: str) -> bool:
    """Whether a word asks for something by itself, so that it does not only stand for its picture: 云, 雪."""
    return any(isinstance(wish, Add) for said in (word, f"让{word}动起来") for wish in read(said).wishes)
