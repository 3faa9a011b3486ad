"""What is told in a conversation, in English and Chinese: the state of the film, answers to questions, closing words.

Not for what was decided while changing (notes.py, films/notes.py)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vivant import effects, flows, sound, transitions
from vivant.agent.films import notes as film_notes
from vivant.agent.notes import bed_name, called, restates, spoken, style_name, transition_name
from vivant.asking import asks_for_abilities
from vivant.moves import catalogue
from vivant.timeline import HOLD, Draft

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "lasts": ("{seconds} s at {width}x{height}", "{seconds} 秒，{width}x{height}"),
    "and_words": ("“{words}” on it", "文字“{words}”"),
    "music": ("{style} music", "{style}音乐"),
    "own_music": ("your music {name}", "你的音乐{name}"),
    "bed": ("the sound of {kind}", "{kind}"),
    "segments": ("{count} pictures and videos", "{count} 段画面"),
    "loop": ("it loops without a seam", "无缝循环"),
    "next": ("Next you could say: {ideas}.", "接下来可以试试：{ideas}。"),
    "instead": ("What I can do here: {ideas}.", "不过可以试试：{ideas}。"),
    "nothing": ("I changed nothing.", "这次没有改动。"),
    "which": (
        "What should change: the camera, what moves in the picture, the colours, music or words?",
        "想改哪里：运镜、画面里的动态、色调、音乐还是文字？",
    ),
    "no_picture": ("Could you send me a photo or a video to start with?", "请先发一张照片或一段视频给我，好吗？"),
    "undone": ("I went back.", "好，退回去了。"),
    "redone": ("I went forward again.", "好，恢复了。"),
    "no_undo": ("There is nothing to undo: this is the first version.", "没有可以撤销的：这已经是第一版。"),
    "no_redo": ("There is nothing to redo: nothing was undone.", "没有可以恢复的：没有撤销过。"),
    "no_before": (
        "I do not know when “{what}” came in, so I changed nothing.",
        "不知道“{what}”是什么时候加入的，没有改动。",
    ),
    "no_version": (
        "There are {count} versions; name one from 1 to {count}.",
        "一共有 {count} 个版本，请说 1 到 {count}。",
    ),
    "only_version": ("This is the first version: nothing was changed yet.", "这是第一版，还没有改动过。"),
    "now": ("Now: {state}.", "现在：{state}。"),
    "can": (
        "Say how the picture should move, in your own words. I know {moves} camera moves (such as {some_moves}), "
        "{flows} ways in which parts of a picture live ({some_flows}), {effects} effects and looks ({some_effects}), "
        "{transitions} transitions and {styles} styles of music; titles, length, shape, loops and “undo” too.",
        "用自己的话说想让画面怎么动就行。我会 {moves} 种运镜（比如{some_moves}）、{flows} 种画面动态（{some_flows}）、"
        "{effects} 种特效和色调（{some_effects}）、{transitions} 种转场、"
        "{styles} 种音乐风格，也能加标题、改时长、改画幅、做循环、撤销。",
    ),
    "kinds": ("There are {count}: {names}.", "一共 {count} 种：{names}。"),
    "export": ("The film is ready to be exported.", "影片准备好了，可以导出。"),
}

_KINDS = (
    (re.compile(r"\b(?:camera )?moves?\b|运镜|镜头运动", re.I), "moves"),
    (re.compile(r"\btransitions?\b|转场", re.I), "transitions"),
    (re.compile(r"\b(?:music|styles?)\b|音乐|曲风", re.I), "styles"),
    (re.compile(r"\bflows?\b|动态", re.I), "flows"),
    (re.compile(r"\b(?:effects?|looks?|filters?|weather|tones?)\b|特效|效果|滤镜|色调|天气", re.I), "effects"),
)
_LISTS = re.compile(
    r"^\s*list\b"
    r"|\b(?:which|what)\b.*\b(?:are there|do you (?:have|know)|exist|available|can you|other)\b|(?:有"
    r"|会)(?:哪些|什么)|哪些",
    re.I,
)
_LISTED = 24


def tell(key: str, language: str, **facts: object) -> str:
    return _SENTENCES[key][language == "zh"].format(**facts)


def answer(words: str, draft: Draft | None, language: str) -> str:
    """The answer to a question about the film, or about what can be done."""
    if _LISTS.search(words):
        for pattern, kind in _KINDS:
            if pattern.search(words):
                names = _names(kind, language)
                shown = _joined(names[:_LISTED], language) + (" …" if len(names) > _LISTED else "")
                return tell("kinds", language, count=len(names), names=shown)
    if draft is None or asks_for_abilities(words):
        return _abilities(language)
    told = tell("now", language, state=state(draft, language))
    return told if language == "zh" else f"{told} {draft.summary()}"


def _names(kind: str, language: str) -> list[str]:
    if kind == "moves":
        return [spoken(name, language) for name in catalogue()]
    if kind == "transitions":
        return [transition_name(name, language) for name in transitions.catalogue()]
    if kind == "styles":
        return [style_name(name, language) for name in sound.catalogue()]
    return [called(name, language) for name in (flows if kind == "flows" else effects).catalogue()]


def _abilities(language: str) -> str:
    some: dict[str, object] = {}
    for kind, wanted in (
        ("moves", ("dolly_in", "orbit_right", "crane_up")),
        ("flows", ("water_ripple", "clouds", "foliage")),
        ("effects", ("snow", "fog", "cinematic")),
    ):
        say = spoken if kind == "moves" else called
        some |= {
            kind: len(_names(kind, language)),
            f"some_{kind}": _joined([say(x, language) for x in wanted], language),
        }
    counts = {kind: len(_names(kind, language)) for kind in ("transitions", "styles")}
    return tell("can", language, **some, **counts)


def state(draft: Draft, language: str) -> str:
    """What the film is now, in a line: how long, what moves, what is heard and read."""
    width, height = draft.size
    length = f"{draft.duration_ms / 1000:.1f}".removesuffix(".0")
    told = [tell("lasts", language, seconds=length, width=width, height=height)]
    segments = draft.main_segments()
    if len(segments) > 1:
        told.append(tell("segments", language, count=len(segments)))
    told += dict.fromkeys(spoken(m.move, language) for s in segments for m in s.motions if m.move != "static")
    told += dict.fromkeys(called(a.kind, language) for s in segments for a in s.applied if a.kind != HOLD and a.amount)
    if segments and all(s.seamless for s in segments):
        told.append(tell("loop", language))
    return ("，" if language == "zh" else ", ").join([*told, *_over(draft, language)])


def _over(draft: Draft, language: str) -> list[str]:
    """Sounds and words."""
    told = []
    assets = draft.assets()
    for track in draft.tracks():
        for segment in track.segments:
            if segment.text is not None and track.role != "caption":
                told.append(tell("and_words", language, words=segment.text.content))
            elif track.kind == "sound":
                asset = assets.get(segment.asset)
                recipe = asset.recipe if asset else {}
                if "style" in recipe:
                    told.append(tell("music", language, style=style_name(str(recipe["style"]), language)))
                elif "bed" in recipe:
                    told.append(tell("bed", language, kind=bed_name(str(recipe["bed"]), language)))
                else:
                    told.append(tell("own_music", language, name=asset.name if asset else segment.asset))
    return list(dict.fromkeys(told))


def besides(notes: Sequence[str]) -> tuple[str, ...]:
    """What is to be told beside what has changed: reasons, and what could not be done."""
    return tuple(one for one in notes if not (restates(one) or film_notes.restates(one)))


def quoted(ideas: Sequence[str], language: str) -> str:
    return _joined([f"“{idea}”" for idea in ideas], language, last="or")


def _joined(names: Sequence[str], language: str, last: str = "and") -> str:
    if language == "zh":
        return "、".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
