"""What is told in a conversation, in English and Chinese: the state of the film, answers to questions, closing words.

Not for what was decided while changing (notes.py, films/notes.py)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vivant.agent.films import notes as film_notes
from vivant.agent.notes import bed_name, called, filled, note, reasons, restates, spoken, style_name, transition_name
from vivant.timeline import HOLD, Applied, Draft, Motion, Segment
from vivant.timeline.called import SENTENCES, WORDS, part
from vivant.timeline.compare import at, how
from vivant.timeline.placing import lengths_seen

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "lasts": ("{seconds} s at {width}x{height}", "{seconds} 秒，{width}x{height}"),
    "and_words": ("“{words}” on it{where}", "文字“{words}”{where}"),
    "words_when": ("“{words}” on it from {at} s to {end} s{where}{softly}",
                   "文字“{words}”（{at} 到 {end} 秒{where}{softly}）"),
    "softly": (" (fades in and out)", "，淡入淡出"),
    "each": (" of {seconds} s each", "，各 {seconds} 秒"),
    "lengths": (" ({seconds} s)", "（{seconds} 秒）"),
    "changes": ("{kinds} between them", "{kinds}过渡"),
    "music": ("{style} music", "{style}音乐"),
    "own_music": ("your music {name}", "你的音乐{name}"),
    "bed": ("the sound of {kind}", "{kind}"),
    "pictures": ("{count} pictures", "{count} 张图片"),
    "videos": ("{count} videos", "{count} 段视频"),
    "segments": ("{count} pictures and videos", "{count} 段画面"),
    "loop": ("it loops without a seam", "无缝循环"),
    "next": ("Next you could say: {ideas}.", "接下来可以说：{ideas}。"),
    "instead": ("What I can do here: {ideas}.", "这里可以做的有：{ideas}。"),
    "nothing": ("I changed nothing.", "这次没有改动。"),
    "unread": ("I do not know what to make of “{words}”.", "没明白“{words}”的意思。"),
    "so_already": ("It is so already, so nothing changed.", "已经是这样了，没有改动。"),
    "never_came": ("I never put in any {what}, so there is nothing to take out.", "本来就没加上{what}，没有改动。"),
    "not_there": ("There {be} no {what} to take out.", "本来就没有{what}，没有改动。"),
    "at_its_end": ("It goes no further than this, so nothing changed.", "已经到头了，没有改动。"),
    "stands_still": ("The camera stands still and nothing else moves, so there is nothing that could be so.",
                     "镜头是静止的，也没有别的在动，所以没有可以这样改的。"),
    "welcome": ("Gladly. Say “export” when you want the film as a file.", "好的。想要文件的时候说“导出”就行。"),
    "first": ("Here is a first version: {state}.", "第一版做好了：{state}。"),
    "dial": ("{knob} {value}", "{knob} {value}"),
    "more": ("{count} more", "另外 {count} 种"),
    "is_heard": ("You hear {what}.", "有{what}。"),
    "is_silent": ("There is no music and no other sound in it yet.", "还没有音乐，也没有其他声音。"),
    "which": ("What should change: the camera, what moves in the picture, the colours, music or words?",
              "想改哪里：运镜、画面里的动态、色调、音乐还是文字？"),
    "no_picture": ("Could you send me a photo or a video to start with?", "请先发一张照片或一段视频给我，好吗？"),
    "undone": ("I went back.", "好，退回去了。"),
    "redone": ("I went forward again.", "好，恢复了。"),
    "no_undo": ("There is nothing to undo: this is the first version.", "没有可以撤销的：这已经是第一版。"),
    "no_redo": ("There is nothing to redo: nothing was undone.", "没有可以恢复的：没有撤销过。"),
    "no_before": ("I do not know when “{what}” came in, so I changed nothing.",
                  "不知道“{what}”是什么时候加入的，没有改动。"),
    "no_version": ("There are {count} versions; name one from 1 to {count}.",
                   "一共有 {count} 个版本，请说 1 到 {count}。"),
    "only_version": (
        "This is the first version, nothing was changed yet: {state}.",
        "这是第一版，还没有改动过：{state}。",
    ),
    "plain": ("All right.", "好的。"),
    "export": ("The film is ready to be exported.", "影片准备好了，可以导出。"),
}  # fmt: skip

_FEW = 6
"""So many parts of a film are told one by one."""
_NEW = (("gained", "name"), ("stirred", "name"), ("came", "what"), ("film", "after"), ("loops", ""))
"""Sentences of a comparison that tell of something new, and the fact that is it."""
_CHOSEN_LIFE = {"clouds": "drifts", "water_ripple": "ripples"}
"""Flows that nobody need name, and the notes that tell why."""
_QUOTED = re.compile(r"“[^”]*”")

_ALIKE = re.compile("(不再动了：|动起来了：|去掉了|加入了)([^（）“”，。]+)。")
"""Chinese sentences that are one sentence where several follow each other."""
_GOOD = "great|nice|good|perfect|lovely|beautiful|wonderful|amazing|awesome|excellent|brilliant|super|cool"
_THANKS = re.compile(
    rf"(?:(?:{_GOOD}|ok(?:ay)?|oh|wow|yes|yeah|thx|cheers|well done|good job|love it|i (?:like|love) (?:it|this|that)"
    r"|thanks?(?: you)?(?: (?:so|very) much| a lot)?"
    rf"|(?:(?:that|it)(?:'s| is| looks?)|looks|very)(?: (?:so|really|very|just))? (?:{_GOOD}))[\s,.!]*)+"
    r"|(?:(?:好的?|哇|太[好棒]了|真?棒|很棒|不错|很好|真好|完美|真?漂亮|真?好看|好美|我?很?喜欢|多谢|谢啦|谢谢[你您啦了]?|感谢|辛苦了"
    r"|就这样)[\s，。！,.!~啊呀哦吧]*)+",
    re.I,
)
_LONGEST_THANKS = 60


def tell(key: str, language: str, **facts: object) -> str:
    return _SENTENCES[key][language == "zh"].format(**facts)


def is_thanks(words: str) -> bool:
    """Whether words only say thank you, or that it is good so."""
    said = words.strip()
    return len(said) <= _LONGEST_THANKS and bool(_THANKS.fullmatch(said))


def state(draft: Draft, language: str, notes: Sequence[str] = ()) -> str:
    """What the film is now, in a line: how long, what moves, what is heard and read; without what the notes tell."""
    width, height = draft.size
    told = [tell("lasts", language, seconds=_seconds(draft), width=width, height=height)]
    segments = draft.main_segments()
    if len(segments) > 1:
        told.append(tell(_kind_of_parts(draft), language, count=len(segments)) + _lengths(segments, language))
    seen = [_camera(m, s.duration_ms, language) for s in segments for m in s.motions if m.move != "static"]
    seen += _lives(segments, notes, language)
    seen += [tell("loop", language)] if segments and all(s.seamless for s in segments) else []
    ends = (("comes", segments[0].fade_in_ms), ("goes", segments[-1].fade_out_ms)) if len(segments) == 1 else ()
    second = language == "zh"
    seen += [f"{WORDS[end][second]} {ms / 1000:.3g} {'秒' if second else 's'}" for end, ms in ends if ms]
    kinds = dict.fromkeys(s.transition.kind if s.transition else "cut" for s in segments[:-1])
    changes = listed([transition_name(kind, language) for kind in kinds], language) if kinds else ""
    told_changes = tell("changes", language, kinds=changes).replace("过渡过渡", "过渡").replace("切过渡", "直接切换")
    seen += [told_changes] if changes else []
    seen += [*_heard(draft, language), *_standing(draft, language)]
    about = _QUOTED.sub("", " ".join(notes))
    told += [name for name in dict.fromkeys(seen) if not re.search(_whole(name), about, re.I)]
    return ("，" if language == "zh" else ", ").join(told)


def _camera(motion: Motion, total_ms: int, language: str) -> str:
    """A move, where it looks if not at the subject, and its seconds where it does not take all the time."""
    name, start, second = spoken(motion.move, language), max(0, motion.start_ms), language == "zh"
    end = total_ms if motion.duration_ms is None else min(total_ms, start + motion.duration_ms)
    told = [at(motion.aim, "zh" if second else "en")] if motion.aim else []
    times = f"{start / 1000:.3g}–{end / 1000:.3g} {'秒' if second else 's'}"
    told += [times] if (start, end) != (0, total_ms) else []
    return name + ((f"（{'，'.join(told)}）" if second else f" ({', '.join(told)})") if told else "")


def _lives(segments: Sequence[Segment], notes: Sequence[str], language: str) -> list[str]:
    """What lives in the pictures or is laid over them, how, and in which of them where not in all."""
    found: dict[str, list[int]] = {}
    for n, segment in enumerate(segments, 1):
        for one in (a for a in segment.applied if a.kind != HOLD and a.amount):
            for name in () if _is_given_a_reason(one.kind, notes, language) else _of(one, language):
                found.setdefault(name, []).append(n)
    zh, told = language == "zh", []
    for name, places in found.items():
        numbers = listed([str(n) for n in dict.fromkeys(places)], language)
        where = f"（第{numbers}段）" if zh else f" (in number {numbers})"
        told.append(name + where * (len(set(places)) < len(segments)))
    return told


def _is_given_a_reason(kind: str, notes: Sequence[str], language: str) -> bool:
    return kind in _CHOSEN_LIFE and note(_CHOSEN_LIFE[kind], language) in notes


def _of(applied: Applied, language: str) -> list[str]:
    """What something that is applied is called, and what of it is not as usual; of the darkroom, what is turned and how
    far."""
    if applied.kind != "adjust":
        told = how(applied, "zh" if language == "zh" else "en", usual=False)
        return [called(applied.kind, language) + (f"（{told}）" if language == "zh" else f" ({told})") * bool(told)]
    dials = [(k, v) for k, v in applied.knobs.items() if isinstance(v, float) and v]
    return [tell("dial", language, knob=part(k, chinese=language == "zh"), value=f"{v:+.0%}") for k, v in dials]


def _kind_of_parts(draft: Draft) -> str:
    """The word for the parts of a film."""
    assets = draft.assets()
    kinds = {assets[s.asset].kind if s.asset in assets else "" for s in draft.main_segments()}
    return {"image": "pictures", "video": "videos"}.get(next(iter(kinds)) if len(kinds) == 1 else "", "segments")


def _lengths(segments: Sequence[Segment], language: str) -> str:
    """How long each of a few is seen, from the middle of one change to the middle of the next."""
    shown = [f"{ms / 1000:.1f}".removesuffix(".0") for ms in lengths_seen(segments)]
    if len(shown) > _FEW:
        return ""
    key = "each" if len(set(shown)) == 1 else "lengths"
    return tell(key, language, seconds=listed(list(dict.fromkeys(shown)) if key == "each" else shown, language))


def _whole(name: str) -> str:
    """A pattern of a name as a whole."""
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)


def _seconds(draft: Draft) -> str:
    return f"{draft.duration_ms / 1000:.1f}".removesuffix(".0")


def _standing(draft: Draft, language: str) -> list[str]:
    """The words on it, and when they are there, where that is not always."""
    told = []
    for one in (s for t in draft.tracks() if t.role != "caption" for s in t.segments if s.text is not None):
        assert one.text is not None
        softly = tell("softly", language) if one.text.enter == "fade" else ""
        whole = one.start_ms == 0 and one.end_ms >= draft.duration_ms
        at, end = (f"{ms / 1000:.1f}".removesuffix(".0") for ms in (one.start_ms, one.end_ms))
        look = [part(x, chinese=language == "zh") for x in (one.text.position, one.text.colour) if x and x != "white"]
        where = "".join(("，" if language == "zh" else ", ") + x.replace("-", " ") for x in look if "#" not in x)
        facts = {"words": one.text.content, "where": where, "at": at, "end": end, "softly": softly}
        told.append(tell("and_words" if whole else "words_when", language, **facts))
    return told


def _heard(draft: Draft, language: str) -> list[str]:
    """What is heard besides the films' own sound."""
    told = []
    assets = draft.assets()
    for segment in (s for track in draft.tracks() if track.kind == "sound" for s in track.segments):
        asset = assets.get(segment.asset)
        recipe = asset.recipe if asset else {}
        if "style" in recipe:
            told.append(tell("music", language, style=style_name(str(recipe["style"]), language)))
        elif "bed" in recipe:
            told.append(tell("bed", language, kind=bed_name(str(recipe["bed"]), language)))
        else:
            told.append(tell("own_music", language, name=asset.name if asset else segment.asset))
    return list(dict.fromkeys(told))


def state_of_sound(draft: Draft, language: str) -> str:
    """What is heard in the film."""
    heard = _heard(draft, language)
    return tell("is_heard", language, what=listed(heard, language)) if heard else tell("is_silent", language)


def once(told: Sequence[str], notes: Sequence[str]) -> tuple[str, ...]:
    """What has changed and what is noted about it, nothing twice: what a note tells with its reason is told by that."""
    whole = " ".join(told)
    kept = [one for one in notes if not (restates(one, whole) or film_notes.restates(one, first=not told))]
    reasoned = " ".join(one for one in kept if reasons(one) or film_notes.reasons(one)).lower()
    return (*(one for one in told if not _is_told(one, reasoned)), *kept)


def why(notes: Sequence[str]) -> tuple[str, ...]:
    """Of notes of what came to nothing, those that say why, and not those of what was chosen or is so already."""
    return tuple(one for one in notes if not (reasons(one) or film_notes.reasons(one) or film_notes.restates(one)))


def _is_told(change: str, reasoned: str) -> bool:
    """Whether what is new by a change stands in the notes that give reasons."""
    for key, fact in _NEW:
        for language, text in enumerate(SENTENCES[key]):
            found = filled(text.removeprefix("{what}: ").removeprefix("{what}：")).fullmatch(change)
            if found and reasoned:
                new = re.split(r"\s?[(（]", found[fact])[0] if fact else ("loop", "循环")[language]
                return new.lower().removeprefix("the ").removesuffix((" music", "音乐")[language]).strip() in reasoned
    return False


def quoted(ideas: Sequence[str], language: str) -> str:
    if language == "zh":
        return "或".join(filter(None, ["、".join(f"“{idea}”" for idea in ideas[:-1]), f"“{ideas[-1]}”"]))
    return listed([f"“{idea}”" for idea in ideas], language, last="or")


def listed(names: Sequence[str], language: str, last: str = "and") -> str:
    """Names in a row."""
    if language == "zh":
        return "、".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def run_on(sentences: Sequence[str], language: str) -> str:
    """Sentences after one another, those alike as one."""
    told: list[str] = []
    for one in filter(None, sentences):
        alike, before = _ALIKE.fullmatch(one), _ALIKE.fullmatch(told[-1]) if told else None
        if alike and before and alike[1] == before[1]:
            told[-1] = f"{before[1]}{before[2]}、{alike[2]}。"
        else:
            told.append(one)
    return ("" if language == "zh" else " ").join(told)
