"""One turn of the agent on a project: words, files and a draft become a plan of what is to be done, in two stages.

Stage 1 is what is seen move; stage 2 what goes over it: music, voices, titles. Files are looked at here and words are
read by the director (agent); nothing is drawn or stored. The same turn gives the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import cv2

from vivant import agent, front, media
from vivant.agent import Direction, Director, Facts
from vivant.agent.answers import once, quoted, tell
from vivant.asking import Kind, afresh, is_chinese, kind_of, wants_silence
from vivant.errors import VivantError
from vivant.scene import Scene
from vivant.timeline import Draft
from vivant.timeline.history import History

SOUND, TEXT = 1, 7


@dataclass(frozen=True, slots=True)
class Material:
    """A file of the project: its asset id and kind ("image", "video" or "audio"), the name its owner gave it, and where
    it lies."""

    id: str
    kind: str
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Addition:
    """A step of stage 2: the tool's name, what will be done, and the draft when it is."""

    tool: str
    said: str
    draft: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a turn comes to, as plain data that survives a crash.

    kind        "generate", "edit" or "chat"
    draft       after stage 1, or of the edit; None where nothing changes
    additions   the steps of stage 2, in order
    said        what is told at the end
    at          the version of the history that counts again, where the words went back or forth
    warning     what of stage 2 could not be made; the raw result stays then
    seen        of each picture that was looked at: caption, subjects, palette, depth_preview_url, has_alpha
    """

    kind: Kind
    draft: dict[str, Any] | None = None
    additions: tuple[Addition, ...] = ()
    said: str = ""
    changes: tuple[str, ...] = ()
    seen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    warning: str | None = None
    at: int | None = None


def plan(
    words: str,
    draft: Mapping[str, Any] | None,
    files: Sequence[Material],
    *,
    language: str,
    seed: int = 0,
    history: Mapping[str, Any] | None = None,
    director: Director | None = None,
) -> Plan:
    """What the words come to. `history` is that of the draft, where it is known: without it nothing can be undone.
    `director` reads them in place of the rules.
    Raises InputError or DraftError for files and drafts that cannot be used."""
    chinese = language.lower().startswith("zh") or is_chinese(words)
    known = Draft.from_dict(draft) if draft is not None and draft.get("t") else None
    kind = kind_of(words, draft, len([one for one in files if one.kind != "audio"]))
    if kind == "generate":
        return _generated(words, files, chinese, seed, director)
    if known is None:
        return Plan("chat", said=agent.Conversation.begin({}, {}, language=_tongue(chinese)).say(words)[1].said)
    return _continued(words, known, files, chinese, seed, history, director, may_change=kind == "edit")


def _tongue(chinese: bool) -> str:
    return "zh" if chinese else "en"


# --- generating -------------------------------------------------------------------------------------------------------


def _generated(words: str, files: Sequence[Material], chinese: bool, seed: int, director: Director | None) -> Plan:
    rest = afresh(words)
    words = words if rest is None else rest
    looked = {one.id: _looked(one) for one in files}
    facts = {name: fact for name, (fact, _) in looked.items()}
    shown = [name for name, fact in facts.items() if fact.kind != "sound"]
    scene = looked[shown[0]][1] if len(shown) == 1 else None

    def by_rule(said: str) -> Direction:
        if scene is not None:
            return agent.clip(said, scene, facts, asset=shown[0], seed=seed)
        return agent.story(said, facts, seed=seed)

    directed = agent.led(words, facts, by_rule, director, language=_tongue(chinese))
    finished, notes = directed.draft, directed.notes
    raw, warning = _tracks(finished, finished, ()), None
    try:
        finished = _with_music(words, finished, facts, chinese, seed)
    except VivantError as failure:
        warning = failure.sentence
    said = _closing(finished, [*once((), notes), *filter(None, [warning])], looked, _tongue(chinese))
    seen = {name: _seen(scene) for name, (_, scene) in looked.items() if scene is not None}
    return Plan("generate", raw.to_dict(), _additions(raw, finished, chinese), said, seen=seen, warning=warning)


def _with_music(words: str, draft: Draft, facts: Mapping[str, Facts], chinese: bool, seed: int) -> Draft:
    """The draft with quiet music where the words say nothing of sound."""
    if any(track.kind == "sound" for track in draft.tracks()) or wants_silence(words):
        return draft
    asked = "加上轻柔的钢琴音乐" if chinese else "add gentle piano music"
    return agent.edit(asked, draft, facts=facts, seed=seed).draft


def _looked(one: Material) -> tuple[Facts, Scene | None]:
    clip = media.open_clip(one.path)
    stem = Path(one.name).stem
    if clip.info.kind != "picture":
        size = clip.info.size if clip.info.kind == "video" else None
        return Facts(clip.info.kind, stem, size, clip.info.duration_ms, clip.info.has_sound), None
    scene, taken_at = front.look_at(one.path)
    height, width = scene.image.shape[:2]
    return Facts("picture", stem, (width, height), taken_at=taken_at, scene=agent.glance(scene)), scene


def _tracks(pictures: Draft, others: Draft, kinds: Sequence[int]) -> Draft:
    """The picture tracks of one draft with the tracks of these kinds of another."""
    data, more = pictures.to_dict(), others.to_dict()
    data["t"] = [t for t in data["t"] if t["tt"] not in (SOUND, TEXT)] + [t for t in more["t"] if t["tt"] in kinds]
    used = {(s.get("src") or {}).get("a") for t in data["t"] for s in t["sg"]}
    told = {**more.get("a", {}), **data.get("a", {})}
    data["a"] = {name: asset for name, asset in told.items() if name in used}
    return Draft.from_dict(data)


def _additions(raw: Draft, finished: Draft, chinese: bool) -> tuple[Addition, ...]:
    """From the raw draft to the finished one, a tool at a time."""
    steps, kinds = [], {track["tt"] for track in finished.to_dict()["t"]}
    if SOUND in kinds:
        said = "正在添加音乐。" if chinese else "I am adding music."
        steps.append(Addition("add_music", said, _tracks(raw, finished, (SOUND,)).to_dict()))
    if TEXT in kinds:
        said = "正在添加标题。" if chinese else "I am adding the title."
        steps.append(Addition("add_title", said, finished.to_dict()))
    return tuple(steps)


def _seen(scene: Scene) -> dict[str, Any]:
    """What a picture shows, in words and colours."""
    small = cv2.resize(scene.image, (3, 2), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    palette = list(dict.fromkeys(f"#{r:02x}{g:02x}{b:02x}" for r, g, b in small.tolist()))
    return {"caption": " ".join(scene.saw), "subjects": [], "palette": palette, "has_alpha": False}


# --- changing and answering -------------------------------------------------------------------------------------------


def _continued(
    words: str, draft: Draft, files: Sequence[Material], chinese: bool, seed: int, known: Mapping[str, Any] | None,
    director: Director | None, *, may_change: bool,
) -> Plan:  # fmt: skip
    """The conversation about the draft goes on by a sentence."""
    history = History.from_dict(known) if known is not None else History.of(draft)
    if not _same(history.draft, draft):
        history = history.add(draft)
    facts = {one.id: _facts(one) for one in files}
    look = {one.id: _look(one) for one in files if one.kind == "image"}
    tongue = _tongue(chinese)
    talk = agent.Conversation.begin(facts, look, history=history, language=tongue, seed=seed, director=director)
    after, reply = talk.say(words)
    changed = after.draft
    if not may_change or changed is None or reply.kind not in ("changed", "undone"):
        return Plan("chat", said=_exporting(chinese) if reply.kind == "export" else reply.said)
    at = after.history.at if after.history is not None and reply.kind == "undone" else None
    done = "" if reply.kind == "undone" else "完成。" if chinese else "Done. "
    return Plan("edit", changed.to_dict(), said=done + reply.said, changes=reply.changes, at=at)


def _same(one: Draft, other: Draft) -> bool:
    return one.to_dict() | {"rev": 0} == other.to_dict() | {"rev": 0}


def _look(one: Material) -> Callable[[], Scene]:
    return cache(lambda: front.look_at(one.path)[0])


def _facts(one: Material) -> Facts:
    """What is known of a file; pictures are looked at only where the words need it."""
    clip = media.open_clip(one.path)
    size = clip.info.size if clip.info.kind != "sound" else None
    lasts = clip.info.duration_ms if clip.info.kind != "picture" else None
    return Facts(clip.info.kind, Path(one.name).stem, size, lasts, clip.info.has_sound)


def _exporting(chinese: bool) -> str:
    if chinese:
        return "导出是单独的一步，请使用导出功能；这里没有扣除积分。"
    return "Exporting is a separate step: use the export request. Nothing was charged here."


def _closing(draft: Draft, told: Sequence[str], looked: Mapping[str, tuple[Facts, Scene | None]], tongue: str) -> str:
    """What is told when a film is made: what was decided, all its tracks, and what could be said next."""
    facts = {name: fact for name, (fact, _) in looked.items()}
    look = {name: cache(lambda scene=scene: scene) for name, (_, scene) in looked.items() if scene is not None}
    talk = agent.Conversation.begin(facts, look, history=History.of(draft), language=tongue)
    next_ = talk.ideas()
    closing = (tell("next", tongue, ideas=quoted(next_, tongue)),) if next_ else ()
    decided = ("" if tongue == "zh" else " ").join(["完成。" if tongue == "zh" else "Done.", *told])
    return "\n".join([decided, draft.summary(), *closing])
