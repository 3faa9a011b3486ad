"""Answers to questions: about the film, about what can be done, and why something is as it is.

What is asked is told from the words in asking.py. Nothing is changed here, and what an answer offers can be said as it
stands. Not for what is told about a change (answers.py, notes.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vivant import effects, flows, sound, transitions
from vivant.agent.answers import listed, quoted, run_on, state, state_of_sound, tell, why
from vivant.agent.direct import Direction
from vivant.agent.facts import SceneFacts
from vivant.agent.going_back import features, named_in
from vivant.agent.notes import called, spoken, style_name, transition_name
from vivant.agent.treatments import treatments
from vivant.asking import SUFFIXES, Asked
from vivant.moves import catalogue
from vivant.timeline import Draft
from vivant.timeline.compare import how
from vivant.timeline.history import History

_SAID: Mapping[str, tuple[str, str]] = {
    "say": ("Say {ideas}.", "说{ideas}就行。"),
    "pictures": (
        "Give me another picture or video, and it comes after what there is.",
        "再给我一张图片或一段视频，会接在后面。",
    ),
    "ways": ("I would do one of these: {ways}.", "我会这样做，选一种就行：{ways}。"),
    "way": ("“{words}”, because {reason}", "“{words}”，因为{reason}"),
    "lives": ("It can move: {names}.", "可以动：{names}。"),
    "fitting": ("This would fit: {ideas}.", "比较合适的：{ideas}。"),
    "because": ("Because you said “{words}”.", "因为你说了“{words}”。"),
    "chosen": ("That was my choice: nobody said otherwise.", "这是我选的：没有人说要别的。"),
    "is_not": ("It is not so. Now: {state}.", "现在没有。现在是：{state}。"),
    "not_asked": ("Nobody asked for it so far.", "还没有人提过。"),
    "taste": ("That is for you to say: {now}.", "看你的喜好：{now}。"),
    "so_much": ("{name} is at {much}", "{name}现在是 {much}"),
    "limits": (
        "One picture can move for up to 10 minutes, a film of many pictures and videos may be 2 hours long; "
        "up to 7680 pixels a side and 120 frames a second.",
        "一张图片最多可以动 10 分钟，多张图片和视频的影片最长 2 小时；每边最多 7680 像素，每秒最多 120 帧。",
    ),
    "formats": ("It can become a file of these kinds: {names}.", "可以导出为 {names}。"),
    "seen": ("I see {kind}{parts}. {light}", "我看到的是{kind}{parts}。{light}"),
    "with": (" with {parts}", "，有{parts}"),
    "seen_nothing": ("I look closely at single photos only.", "我只会仔细看单张照片。"),
    "ready": ("As it is now it can be watched: {state}. Say “export”, and it becomes a file.",
              "现在的样子已经可以看了：{state}。说“导出”就会变成文件。"),
    "no_film": ("There is no film yet: say how the picture should move.", "还没有影片：说说想让画面怎么动吧。"),
    "private": (
        "Pictures are looked at and films are drawn where Vivant runs, and nowhere else. Words are read there, too.",
        "照片的分析和影片的绘制都只在运行 Vivant 的机器上进行，你说的话也在那里理解。",
    ),
    "private_model": (
        "Pictures are looked at and films are drawn where Vivant runs, and nowhere else. "
        "Your words, and what is known of the pictures, are read by the language model that is set.",
        "照片的分析和影片的绘制都只在运行 Vivant 的机器上进行。你说的话和画面的概况会交给所设置的语言模型理解。",
    ),
    "program": (
        "I am Vivant, a program: I read your words by rule and draw the film myself.",
        "我是 Vivant，一个程序：按规则理解你的话，自己绘制影片。",
    ),
    "program_model": (
        "I am Vivant, a program: a language model helps me to read your words, and I draw the film myself.",
        "我是 Vivant，一个程序：由语言模型帮助理解你的话，影片由我绘制。",
    ),
    "means": ("{name}: {what}", "“{name}”是一种{sort}。"),
    "kinds": ("There are {count}: {names}.", "一共 {count} 种：{names}。"),
    "is_there": ("{name}: {how}.", "{name}：{how}。"),
    "is_not_there": ("No, not yet. Say “add {what}” for that.", "还没有。想要就说“加{what}”。"),
    "is_long": ("It is {seconds} s long.", "长 {seconds} 秒。"),
    "is_big": ("It is {width}x{height} at {fps} frames a second.", "画面是 {width}x{height}，每秒 {fps} 帧。"),
    "is_loop": ("Yes, it loops without a seam.", "是的，可以无缝循环。"),
    "is_no_loop": ("No, it has a beginning and an end.", "不是，有开头和结尾。"),
    "is_read": ("It says {what}.", "有{what}。"),
    "is_wordless": ("There are no words in it yet.", "还没有文字。"),
    "now": ("Now: {state}.", "现在：{state}。"),
    "can": (
        "I make photos and clips move. Say how the picture should move, in your own words. I know {moves} camera moves "
        "(such as {some_moves}), "
        "{flows} ways in which parts of a picture live ({some_flows}), {effects} effects and looks ({some_effects}), "
        "{transitions} transitions and {styles} styles of music; titles, length, shape, loops and “undo” too.",
        "我能让照片和片段动起来。用自己的话说想让画面怎么动就行。"
        "我会 {moves} 种运镜（比如{some_moves}）、{flows} 种画面动态（{some_flows}）、"
        "{effects} 种特效和色调（{some_effects}）、{transitions} 种转场、"
        "{styles} 种音乐风格，也能加标题、改时长、改画幅、做循环、撤销。",
    ),
}  # fmt: skip
HOW: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "words": (("title: Summer", "write Hello at the bottom"), ("加标题：夏天", "在下面写上你好")),
    "music": (("add piano music", "add the sound of the sea"), ("配上钢琴音乐", "加上海浪声")),
    "export": (("export", "export as gif"), ("导出", "导出成gif")),
    "undo": (("undo", "go back to the first version"), ("撤销", "回到第一版")),
    "length": (("make it 8 seconds long", "a bit shorter"), ("改成 8 秒", "短一点")),
    "shape": (("make it vertical, 9:16", "make it square"), ("改成竖屏 9:16", "改成方形")),
    "speed": (("make the camera slower", "faster"), ("镜头再慢一点", "快一点")),
    "camera": (("slow dolly in", "pan left", "keep the camera still"), ("缓慢推近", "向左摇", "镜头不动")),
    "colour": (("warmer", "a cinematic look", "black and white"), ("暖一点", "电影感色调", "黑白")),
    "effects": (("a touch of snow", "fog in the background"), ("飘一点小雪", "背景加点雾")),
    "transitions": (("crossfade between all of them", "hard cuts"), ("之间用叠化过渡", "直接切换")),
    "remove": (("remove the snow", "without music"), ("去掉雪", "不要音乐")),
    "anything": (("slow dolly in", "a touch of snow", "add piano music"), ("缓慢推近", "飘一点小雪", "配上钢琴音乐")),
}
"""What could be said for what it is asked how to do, by topic, in English and Chinese."""
_TOPICS = (
    (re.compile(r"\b(?:camera )?moves?\b|运镜|镜头运动", re.I), "moves"),
    (re.compile(r"\btransitions?\b|转场", re.I), "transitions"),
    (re.compile(r"\b(?:music|styles?)\b|音乐|曲风", re.I), "styles"),
    (re.compile(r"\bflows?\b|动态", re.I), "flows"),
    (re.compile(r"\b(?:effects?|looks?|filters?|weather|tones?)\b|特效|效果|滤镜|色调|天气", re.I), "effects"),
)
_SORTS = {"moves": "运镜", "transitions": "转场", "flows": "画面动态", "effects": "特效"}
_LISTS = re.compile(
    r"^\s*list\b|\b(?:which|what)\b.*\b(?:are there|do you (?:have|know)|exist|available|can you|other)\b|(?:有"
    r"|会)(?:哪些|什么)|哪些",
    re.I,
)
_THERE = re.compile("现在|目前|已经|[加用]了")
_SHOWN = 24
_OF_A_THING = re.compile(
    r"\b(?:(?:is|are)\s+there|(?:did|have)\s+you\s+\w+|where(?:'s|s|\s+is|\s+are|\s+did)|(?:is|are)(?=\s+the\s)|"
    r"how\s+(?:much|many|strong|heavy|fast)(?:\s+(?:is|are))?|when\s+(?:does|do|will))\s+(?:(?:still|already|any"
    r"|some|an?|the|my|in)\s+)*"
    r"(?P<what>[a-z][a-z -]*?)(?:\s+(?:is|are|in|on|still|left|there|gone|go|yet|now|start|stop|come|begin|end|"
    r"disappear)\b.*)?\W*$",
    re.I,
)
_MEANS = re.compile(
    r"what(?:'s|s|\s+is|\s+are|\s+does|\s+do)\s+(?:(?:a|an|the"
    r"|you\s+mean\s+by)\s+)*(?P<what>[a-z][a-z -]*?)(?:\s+(?:means?|do|for|exactly|move|"
    r"effect|transition))*\W*$|^什么(?:是|叫)(?P<zh>.{1,8}?)[呢啊?？]*$|^(?P<zh2>.{1,8}?)(?:是|指)(?:什么|啥)(?:意思"
    r"|东西|效果)?[呢啊?？]*$",
    re.I,
)
_IS_NOT = re.compile(
    r"(?:is|are|does|do)(?:n'?t|\s+not)\s+(?P<what>[a-z ]+?)\s+(?:mov|liv|flow|wav|blow|aliv|animat|drift)"
    r"|(?:is|are|does|do)\s+(?P<what2>[a-z ]+?)\s+(?:not|standing|still|frozen)\b"
    r"|(?:为什么|为啥)(?P<zh>.{1,6}?)(?:不|没有?)(?:会|在)?动"
    r"|^(?P<zh2>.{1,6}?)(?:为什么|为啥|怎么)还?(?:不|没有?)(?:会|在)?动",
    re.I,
)
_OF_THE_CAMERA = re.compile(r"zoom|camera|mov|fast|slow|speed|quick|镜头|推|拉|摇|移|动|快|慢", re.I)
_NOTHING = re.compile(r"\bnothing\b|什么都[不没]|都[不没]有?(?:在|会)?动", re.I)
_PARTS = {
    "sky": ("sky", "天空"), "clouds": ("clouds", "云"), "water": ("water", "水面"), "foliage": ("leaves", "树叶"),
    "hair": ("hair", "头发"), "smoke": ("smoke", "烟"), "lights": ("lights", "灯光"),
}  # fmt: skip
_SUBJECT = ("one subject that stands out", "一个突出的主体")
_KINDS_SEEN = {
    "photo": ("a photo", "一张照片"), "drawing": ("a drawing", "一幅画"), "text": ("a page of writing", "一页文字"),
    "texture": ("a pattern", "一片纹理"),
}  # fmt: skip
_DARK, _BRIGHT, _WARM, _COLD = 0.28, 0.6, 0.06, -0.03
_SHARE = 0.03
"""Less of a sky, of water or of a subject is not spoken of."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer may draw on.

    draft, history   the film as it is, and how it came to be; None before there is one
    scene     what is in the only picture; None for films and stories
    has       whether that picture has an area
    ideas     what could be said next, about a topic or ""
    tried     what words would come to if they were said now, or at an earlier draft
    by_model  whether a language model reads the words first
    """

    language: str
    draft: Draft | None
    history: History | None
    scene: SceneFacts | None
    has: Callable[[str], bool]
    ideas: Callable[[str], tuple[str, ...]]
    tried: Callable[[str, Draft | None], Direction]
    by_model: bool = False

    def say(self, key: str, **facts: object) -> str:
        return _SAID[key][self.language == "zh"].format(**facts)

    def called(self, feature: str) -> str:
        return spoken(feature, self.language) if feature in catalogue() else called(feature, self.language)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said; `told` without `ideas`, the sentences that could be said back."""

    said: str
    ideas: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def answer(question: Asked, known: Known) -> Answer:
    """The answer to a question. Total: any question has one."""
    return _ANSWERS[question.about](question.what, known)


def topic(words: str) -> str:
    """Which sort of things a question names: "moves", "transitions", "styles", "flows" or "effects"; "" for none."""
    return next((kind for pattern, kind in _TOPICS if pattern.search(words)), "")


def suggestion(about: str, known: Known) -> Answer:
    """What could be done next, about a topic or anything; before there is a film, whole ways to make one."""
    if known.draft is None and known.scene is not None and not about:
        return _ways(known.scene, known)
    ideas = (known.ideas(about) if about else ()) or known.ideas("")
    return _offer(ideas, known, closing="fitting") if ideas else _abilities("", known)


def _ways(scene: SceneFacts, known: Known) -> Answer:
    ways = treatments(scene, known.has, known.language)
    listed_ways = [known.say("way", words=one.words, reason=one.reason) for one in ways]
    told = known.say("ways", ways=("；" if known.language == "zh" else "; ").join(listed_ways))
    return Answer(told, tuple(one.words for one in ways), (told,))


def _offer(ideas: Sequence[str], known: Known, *told: str, closing: str = "say") -> Answer:
    last = known.say(closing, ideas=quoted(ideas, known.language))
    return Answer(run_on((*told, last), known.language), tuple(ideas), told)


def _how(what: str, known: Known) -> Answer:
    return Answer(known.say("pictures")) if what == "pictures" else _offer(HOW[what][known.language == "zh"], known)


def _with(what: str, known: Known) -> Answer:
    """What can be done with something in the picture: whether it can move, and what else would fit."""
    if not what or known.scene is None:
        return suggestion("", known)
    wish = f"让{what}动起来" if known.language == "zh" else f"let {what} move"
    made, plain = known.tried(wish, known.draft), known.tried("", None) if known.draft is None else None
    before = features(known.draft) if known.draft is not None else frozenset()
    news = sorted((features(made.draft) - before) & set(flows.catalogue()))
    if news and not made.unknown:
        names = listed([known.called(one) for one in news], known.language)
        return _offer((wish,), known, known.say("lives", names=names))
    further = suggestion("", known)
    chosen = plain.notes if plain is not None else ()
    reasons = () if made.unknown else why([one for one in made.notes if one not in chosen])
    return Answer(run_on((*reasons, further.said), known.language), further.ideas, (*reasons, *further.told))


def _why(words: str, known: Known) -> Answer:
    """Why something is in the film, or is not: who asked for it, or the reason for which it was chosen."""
    if known.draft is None or known.history is None:
        return Answer(known.say("no_film"))
    if _NOTHING.search(words):
        return suggestion("flows", known)
    if still := _IS_NOT.search(words):
        return _why_not(next(filter(None, still.groups())), known.draft, known)
    thing, named = _meant(words, known.draft, known.history), list(named_in(words))
    if not thing or (named and thing not in named and not _OF_THE_CAMERA.search(words)):
        return Answer(known.say("is_not", state=state(known.draft, known.language)))
    version = known.history.versions[_since(thing, known.history)]
    before = None if version.parent is None else known.history.versions[version.parent].draft
    reasons = [one for one in known.tried(version.words, before).notes if known.called(thing) in one]
    if reasons or not version.words:
        return Answer(run_on(reasons, known.language) or known.say("chosen"))
    return Answer(known.say("because", words=version.words.strip(" ?.!？。！")))


def _why_not(what: str, draft: Draft, known: Known) -> Answer:
    """Why something in the picture does not move."""
    wish = f"让{what}动起来" if known.language == "zh" else f"let {what} move"
    made = known.tried(wish, draft)
    if features(made.draft) > features(draft):
        return _offer((wish,), known, known.say("not_asked"))
    return Answer(run_on(why(made.notes), known.language) or known.say("now", state=state(draft, known.language)))


def _meant(words: str, draft: Draft, history: History) -> str:
    """The thing in the film that words are about: what they name, else what came last, else the camera's move."""
    there = features(draft)
    named = [one for one in named_in(words) if one in there]
    parent = history.versions[history.at].parent
    came = there - features(history.versions[parent].draft) if parent is not None else frozenset()
    moves = [m.move for s in draft.main_segments() for m in s.motions if m.move != "static"]
    if _OF_THE_CAMERA.search(words):
        named += moves
    return next(iter([*named, *sorted(came), *moves]), "")


def _since(thing: str, history: History) -> int:
    """The version in which something came into the film as it is now."""
    at = history.at
    while (parent := history.versions[at].parent) is not None and thing in features(history.versions[parent].draft):
        at = parent
    return at


def _taste(words: str, known: Known) -> Answer:
    """Whether something is good so: how it is now, and what could be said to have less or more of it."""
    if known.draft is None or known.history is None:
        return suggestion("", known)
    thing, zh = _meant(words, known.draft, known.history), known.language == "zh"
    name, segments = known.called(thing) if thing else "", known.draft.main_segments()
    found = [a for s in segments for a in s.applied if a.kind == thing]
    moves = [m for s in segments for m in s.motions if m.move == thing]
    if not found and not moves:
        return _offer(known.ideas(""), known, known.say("taste", now=state(known.draft, known.language)))
    much = known.say("so_much", name=name, much=f"{(found[0].amount if found else moves[0].amount):.0%}")
    if found:
        ideas = (f"{name}少一点", f"{name}多一点") if zh else (f"less {name}", f"more {name}")
    else:
        ideas = ("镜头慢一点", "镜头快一点") if zh else ("make the camera slower", "make the camera faster")
    return _offer(ideas, known, known.say("taste", now=much))


def _limits(words: str, known: Known) -> Answer:
    return Answer(known.say("limits"))


def _formats(words: str, known: Known) -> Answer:
    told = known.say("formats", names=listed(SUFFIXES, known.language))
    return _offer(HOW["export"][known.language == "zh"][1:], known, told)


def _seen(words: str, known: Known) -> Answer:
    """What is known of the picture."""
    scene, second = known.scene, known.language == "zh"
    if scene is None:
        return Answer(known.say("seen_nothing"))
    shares = {"sky": scene.sky_share, "water": scene.water_share, "foliage": scene.foliage_share}
    parts = [names[second] for area, names in _PARTS.items() if shares.get(area, 1) > _SHARE and known.has(area)]
    parts += [_SUBJECT[second]] if scene.subject_share > _SHARE and scene.kind == "photo" else []
    bright = ("dark", "暗") if scene.light < _DARK else ("bright", "亮") if scene.light > _BRIGHT else ("", "")
    hue = ("warm", "暖") if scene.warmth > _WARM else ("cold", "冷") if scene.warmth < _COLD else ("", "")
    light = [one[second] for one in (bright, hue) if one[0]]
    told = (f"画面偏{'、偏'.join(light)}。" if second else f"Its light is {' and '.join(light)}.") if light else ""
    listing = known.say("with", parts=listed(parts, known.language)) if parts else ""
    return Answer(known.say("seen", kind=_KINDS_SEEN[scene.kind][second], parts=listing, light=told).strip())


def _ready(words: str, known: Known) -> Answer:
    if known.draft is None:
        return Answer(known.say("no_film"))
    return Answer(known.say("ready", state=state(known.draft, known.language)))


def _private(words: str, known: Known) -> Answer:
    return Answer(known.say("private_model" if known.by_model else "private"))


def _program(words: str, known: Known) -> Answer:
    return Answer(known.say("program_model" if known.by_model else "program"))


def _any(words: str, known: Known) -> Answer:
    """The answer to a question about the film, or about one sort of things."""
    if _LISTS.search(words) and not _THERE.search(words) and (kind := topic(words)):
        names = _names(kind, known.language)
        more = [tell("more", known.language, count=len(names) - _SHOWN)] if len(names) > _SHOWN else []
        return Answer(known.say("kinds", count=len(names), names=listed([*names[:_SHOWN], *more], known.language)))
    told = _what_means(words, known)
    if told or known.draft is None:
        return Answer(told) if told else _abilities("", known)
    if named := _of_a_thing(words, known.draft, known):
        return Answer(named)
    draft = known.draft
    asked = [tell_of(draft, known) for pattern, tell_of in _OF_THE_FILM if pattern.search(words)]
    return Answer(run_on(asked, known.language) or known.say("now", state=state(draft, known.language)))


def _what_means(words: str, known: Known) -> str:
    """What a move, flow, effect or transition is; "" where words ask for nothing of the kind."""
    found = _MEANS.search(words.strip())
    what = next(filter(None, found.groups()), "").strip().lower() if found else ""
    for sort, there in _CATALOGUES if what else ():
        for name, one in there().items():
            begins = sort == "moves" and what == name.split("_")[0]
            if begins or what == name.replace("_", " ") or what in one.words:
                about = one.sentence[:1].lower() + one.sentence[1:]
                told = known.say("means", name=what[:1].upper() + what[1:], what=about, sort=_SORTS[sort])
                return run_on((told, known.say("say", ideas=f"“{what}”")), known.language)
    return ""


def _of_a_thing(words: str, draft: Draft, known: Known) -> str:
    """Whether something is there that an English question names, and how; "" where it names none."""
    found = _OF_A_THING.search(words)
    kinds = set(named_in(found["what"])) if found else set()
    there = [a for s in draft.main_segments() for a in s.applied if a.kind in kinds]
    if there:
        name = known.called(there[0].kind)
        return known.say("is_there", name=name[:1].upper() + name[1:], how=how(there[0]))
    kinds &= {*flows.catalogue(), *effects.catalogue()}
    return known.say("is_not_there", what=found["what"]) if found and kinds else ""


def _length(draft: Draft, known: Known) -> str:
    return known.say("is_long", seconds=f"{draft.duration_ms / 1000:.1f}".removesuffix(".0"))


def _shape(draft: Draft, known: Known) -> str:
    width, height = draft.size
    return known.say("is_big", width=width, height=height, fps=f"{draft.fps:g}")


def _sounds(draft: Draft, known: Known) -> str:
    return state_of_sound(draft, known.language)


def _words(draft: Draft, known: Known) -> str:
    texts = [s.text.content for t in draft.tracks() if t.role != "caption" for s in t.segments if s.text is not None]
    return (
        known.say("is_read", what=listed([f"“{one}”" for one in texts], known.language))
        if texts
        else known.say("is_wordless")
    )


def _loop(draft: Draft, known: Known) -> str:
    segments = draft.main_segments()
    return known.say("is_loop" if segments and all(s.seamless for s in segments) else "is_no_loop")


def _timeline(draft: Draft, known: Known) -> str:
    return f"{known.say('now', state=state(draft, known.language))} {draft.summary()}"


_OF_THE_FILM: tuple[tuple[re.Pattern[str], Callable[[Draft, Known], str]], ...] = (
    (re.compile(r"\btimeline|\btracks?\b|\bstatus\b|时间线|轨道|状态", re.I), _timeline),
    (re.compile(r"\bhow long\b|\bdurations?\b|\bwhat length\b|how many seconds|多长|几秒|多少秒|时长", re.I), _length),
    (re.compile(r"\bhow (?:big|large)\b|resolution|aspect|\bwhat (?:size|shape)\b|frame ?rate|\bfps\b"
                r"|\b(?:full ?)?hd\b|\b4k\b|多大|尺寸"
                r"|分辨率|画幅|比例|帧率|高清", re.I), _shape),
    (re.compile(r"\bmusic\b|\bsongs?\b|\bsounds?\b|soundtrack|音乐|配乐|声音|歌", re.I), _sounds),
    (re.compile(r"\bloop(?:s|ing)?\b|循环", re.I), _loop),
    (re.compile(r"\btitles?\b|\btext\b|\bcaptions?\b|\bsubtitles?\b|标题|文字|字幕|写着", re.I), _words),
)  # fmt: skip
"""What a question is about, and who answers it; any other is answered with all there is."""


def _names(kind: str, language: str) -> list[str]:
    if kind == "moves":
        return [spoken(name, language) for name in catalogue()]
    if kind == "transitions":
        return [transition_name(name, language) for name in transitions.catalogue()]
    if kind == "styles":
        return [style_name(name, language) for name in sound.catalogue()]
    return [called(name, language) for name in (flows if kind == "flows" else effects).catalogue()]


def _abilities(words: str, known: Known) -> Answer:
    some: dict[str, object] = {}
    for kind, wanted in (
        ("moves", ("dolly_in", "orbit_right", "crane_up")),
        ("flows", ("water_ripple", "clouds", "foliage")),
        ("effects", ("snow", "fog", "cinematic")),
    ):
        some |= {
            kind: len(_names(kind, known.language)),
            f"some_{kind}": listed([known.called(x) for x in wanted], known.language),
        }
    counts = {kind: len(_names(kind, known.language)) for kind in ("transitions", "styles")}
    return Answer(known.say("can", **some, **counts))


_CATALOGUES: tuple[tuple[str, Callable[[], Mapping[str, Any]]], ...] = (
    ("moves", catalogue), ("effects", effects.catalogue), ("flows", flows.catalogue),
    ("transitions", transitions.catalogue),
)  # fmt: skip
_ANSWERS: Mapping[str, Callable[[str, Known], Answer]] = {
    "abilities": _abilities, "how": _how, "with": _with, "why": _why, "taste": _taste, "limits": _limits,
    "formats": _formats, "seen": _seen, "ready": _ready, "private": _private, "program": _program, "": _any,
}  # fmt: skip
