"""One turn of the agent on a project: words, files and a draft become a plan of what is to be done, in two stages.

Stage 1 is what is seen move; stage 2 what goes over it: music, voices, titles. Files are looked at here and words are
read by the director (agent); nothing is drawn or stored. The same turn gives the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2

from vivant import agent, front, media
from vivant.agent import Facts
from vivant.errors import VivantError
from vivant.jobs.asking import Kind, is_chinese, is_export, kind_of, wants_silence
from vivant.scene import Scene
from vivant.timeline import Draft
from vivant.timeline.compare import compare

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


def plan(
    words: str, draft: Mapping[str, Any] | None, files: Sequence[Material], *, language: str, seed: int = 0
) -> Plan:
    """What the words come to. Raises InputError or DraftError for files and drafts that cannot be used."""
    chinese = language.lower().startswith("zh") or is_chinese(words)
    known = Draft.from_dict(draft) if draft is not None and draft.get("t") else None
    kind = kind_of(words, draft, len([one for one in files if one.kind != "audio"]))
    if kind == "chat":
        return Plan("chat", said=_answer(words, known, chinese))
    if kind == "generate" or known is None:
        return _generated(words, files, chinese, seed)
    return _edited(words, known, files, chinese, seed)


# --- generating -------------------------------------------------------------------------------------------------------


def _generated(words: str, files: Sequence[Material], chinese: bool, seed: int) -> Plan:
    looked = {one.id: _looked(one) for one in files}
    facts = {name: fact for name, (fact, _) in looked.items()}
    shown = [name for name, fact in facts.items() if fact.kind != "sound"]
    scene = looked[shown[0]][1] if len(shown) == 1 else None
    if scene is not None:
        directed = agent.direct(words, scene, asset=shown[0], seed=seed)
        pictures = _told_of(directed.draft, facts)
    else:
        directed = agent.story(words, facts, seed=seed)
        pictures = directed.draft
    raw, warning = _tracks(pictures, pictures, ()), None
    finished, notes = pictures, directed.notes
    try:
        finished, notes = _finished(words, pictures, directed, facts, chinese, seed)
    except VivantError as failure:
        warning = failure.sentence
    said = _closing(finished, [*notes, *filter(None, [warning])], chinese)
    seen = {name: _seen(scene) for name, (_, scene) in looked.items() if scene is not None}
    return Plan("generate", raw.to_dict(), _additions(raw, finished, chinese), said, seen=seen, warning=warning)


def _finished(
    words: str, pictures: Draft, directed: agent.Direction, facts: Mapping[str, Facts], chinese: bool, seed: int
) -> tuple[Draft, tuple[str, ...]]:
    """Pictures with the music and titles that the words ask for, or quiet music where they say nothing of it."""
    notes = directed.notes
    written = _tracks(pictures, agent.edit(words, pictures, facts=facts, seed=seed).draft, (SOUND, TEXT))
    if len(written.tracks()) > len(pictures.tracks()):
        notes = tuple(one for one in notes if not any(unknown in one for unknown in directed.unknown))
    else:
        written = pictures
    if not any(track.kind == "sound" for track in written.tracks()) and not wants_silence(words):
        asked = "加上轻柔的钢琴音乐" if chinese else "add gentle piano music"
        written = agent.edit(asked, written, facts=facts, seed=seed).draft
    return written, notes


def _looked(one: Material) -> tuple[Facts, Scene | None]:
    clip = media.open_clip(one.path)
    stem = Path(one.name).stem
    if clip.info.kind != "picture":
        size = clip.info.size if clip.info.kind == "video" else None
        return Facts(clip.info.kind, stem, size, clip.info.duration_ms, clip.info.has_sound), None
    scene, taken_at = front.look_at(one.path)
    height, width = scene.image.shape[:2]
    return Facts("picture", stem, (width, height), taken_at=taken_at, scene=agent.glance(scene)), scene


def _told_of(draft: Draft, facts: Mapping[str, Facts]) -> Draft:
    """The draft with the names that the owner gave its files."""
    data = draft.to_dict()
    for track in data["t"]:
        for segment in track["sg"]:
            asset = facts.get((segment.get("src") or {}).get("a", ""))
            if asset is not None:
                segment.setdefault("m", {})["name"] = asset.name
    for name, asset in data.get("a", {}).items():
        asset["n"] = facts[name].name if name in facts else asset.get("n", name)
    return Draft.from_dict(data)


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


def _edited(words: str, draft: Draft, files: Sequence[Material], chinese: bool, seed: int) -> Plan:
    facts = {one.id: _facts(one, draft) for one in files}
    directed = agent.edit(words, draft, facts=facts, seed=seed)
    changed, notes = directed.draft, directed.notes
    segments = draft.main_segments()
    only = next((one for one in files if segments and one.id == segments[0].asset and one.kind == "image"), None)
    if changed == draft and only is not None and len(segments) == 1:
        scene = front.look_at(only.path)[0]
        again = agent.direct(words, scene, draft=draft, asset=only.id, seed=seed, choosing=False)
        if again.draft != draft:
            changed, notes = again.draft, again.notes
    if changed == draft:
        return Plan("chat", said=_not_done(notes, chinese))
    told = compare(draft, changed, "zh" if chinese else "en")
    return Plan("edit", changed.to_dict(), said=_closing(changed, (*told, *notes), chinese), changes=told)


def _facts(one: Material, draft: Draft) -> Facts:
    """What is known of a file; pictures are not looked at again."""
    clip = media.open_clip(one.path)
    size = clip.info.size if clip.info.kind != "sound" else None
    lasts = clip.info.duration_ms if clip.info.kind != "picture" else None
    return Facts(clip.info.kind, Path(one.name).stem, size, lasts, clip.info.has_sound)


def _answer(words: str, draft: Draft | None, chinese: bool) -> str:
    if is_export(words):
        return (
            "导出是单独的一步，请使用导出功能；这里没有扣除积分。"
            if chinese
            else "Exporting is a separate step: use the export request. Nothing was charged here."
        )
    if draft is None:
        return (
            "请先发一张照片或一段视频给我，可以吗？"
            if chinese
            else "Could you send me a photo or a video to start with?"
        )
    seconds = f"{draft.duration_ms / 1000:.1f}".removesuffix(".0")
    width, height = draft.size
    size = f"{width}x{height}"
    told = f"视频长 {seconds} 秒，{size}。" if chinese else f"The video lasts {seconds} s at {size}."
    return f"{told} {draft.summary()}"


def _not_done(notes: Sequence[str], chinese: bool) -> str:
    start = "没有改动。" if chinese else "I changed nothing."
    ask = "你想改哪里：画面、音乐还是标题？" if chinese else "What should change: the picture, the music or the title?"
    return " ".join([start, *notes, ask])


def _closing(draft: Draft, told: Sequence[str], chinese: bool) -> str:
    start = "完成。" if chinese else "Done."
    next_ = (
        "接下来可以换音乐、改标题或调整速度。"
        if chinese
        else "Next you could change the music, add a title, or make it longer."
    )
    return " ".join([start, *told, draft.summary(), next_])
