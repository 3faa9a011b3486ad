"""What a draft says to a person: is it ready, its tracks in one line, and what changed from one to the next.

Not for changing drafts. Keys: t tracks, tt track type (0 video, 1 audio, 7 text), sg segments, s start and d duration,
both in ms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vivant.client.words import Language

Draft = Mapping[str, Any]
Part = Mapping[str, Any]

_LABELS = {0: "Video", 1: "BGM", 7: "Title"}
_ROLES = {"voice": "Voice", "sfx": "SFX", "caption": "Captions"}
_LABELS_ZH = {
    "Video": "视频", "BGM": "音乐", "Title": "标题", "Voice": "人声", "SFX": "音效", "Captions": "字幕",
}  # fmt: skip
_SHOWN = 4


def ready(draft: Draft | None) -> bool:
    """Whether there is anything to export: one track with one segment."""
    return any(track.get("sg") for track in (draft or {}).get("t") or [])


def summary(draft: Draft | None) -> str:
    """The tracks in one line, or nothing if there are none."""
    tracks = [track for track in (draft or {}).get("t") or [] if track.get("sg")]
    if not tracks:
        return ""
    told = [f"{n}. {_label(track)}: {_segments(track)}" for n, track in enumerate(tracks, 1)]
    return f"Timeline ({len(tracks)} track{'s' if len(tracks) > 1 else ''}): {' '.join(told)}"


def changes(before: Draft | None, after: Draft | None, language: Language) -> list[str]:
    """What is different, a line for each: what, which one, when, before and after."""
    old, new = _parts(before), _parts(after)
    lines = [_line(track, part, language, "+") for key, (track, part) in new.items() if key not in old]
    lines += [_line(track, part, language, "-") for key, (track, part) in old.items() if key not in new]
    for key, (track, part) in new.items():
        if key in old:
            lines += _differences(old[key], (track, part), language)
    return lines


def _differences(old: tuple[Part, Part], new: tuple[Part, Part], language: Language) -> list[str]:
    (_, was), (track, part) = old, new
    what = f"{_named(track, language)} {_name(track, part)}"
    pairs = []
    if _span(was) != _span(part):
        pairs.append((_word("time", language), _span(was), _span(part)))
    if was.get("vol") != part.get("vol"):
        pairs.append((_word("level", language), _percent(was), _percent(part)))
    if _name(track, was) != _name(track, part):
        pairs.append((_word("content", language), _name(track, was), _name(track, part)))
    for key in ("mo", "fx", "tn"):
        if was.get(key) != part.get(key):
            pairs.append((_word(key, language), _kinds(was.get(key)), _kinds(part.get(key))))
    if not pairs and was != part:
        return [f"- {what}: {_word('look', language)}"]
    return [f"- {what}: {name} {a} → {b}" for name, a, b in pairs]


def _line(track: Part, part: Part, language: Language, sign: str) -> str:
    done = _word(sign, language)
    return f"- {done}{'' if language == 'zh' else ' '}{_named(track, language)} {_name(track, part)} ({_span(part)})"


_SAYS = {
    "+": ("added", "新增"), "-": ("removed", "移除"), "time": ("time", "时间"), "level": ("level", "音量"),
    "content": ("content", "内容"), "mo": ("move", "运动"), "fx": ("effects", "效果"), "tn": ("transition", "转场"),
    "look": ("its look changed", "外观有变化"),
}  # fmt: skip


def _word(key: str, language: Language) -> str:
    return _SAYS[key][1 if language == "zh" else 0]


def _parts(draft: Draft | None) -> dict[str, tuple[Part, Part]]:
    """Every segment with its track, by id where it has one and by its place where not."""
    found: dict[str, tuple[Part, Part]] = {}
    for n, track in enumerate((draft or {}).get("t") or []):
        at_ms = 0
        for k, part in enumerate(track.get("sg") or []):
            placed = {"s": at_ms, **part}
            at_ms = _ms(placed, "s") + _ms(placed, "d")
            found[str(part.get("id") or f"{n}/{k}")] = (track, placed)
    return found


def _label(track: Part) -> str:
    return _ROLES.get(str(track.get("r"))) or _LABELS.get(track.get("tt", -1), "Track")


def _named(track: Part, language: Language) -> str:
    label = _label(track)
    return _LABELS_ZH.get(label, label) if language == "zh" else label.lower() if label != "BGM" else "music"


def _segments(track: Part) -> str:
    parts = [part for _, part in _parts({"t": [track]}).values()]
    shown = parts if len(parts) <= _SHOWN else parts[:3]
    told = [f"{_name(track, part)} ({_span(part)}{_gain(track, part)})" for part in shown]
    if len(parts) > len(shown):
        told.append(f"+{len(parts) - len(shown)} more")
    return ", ".join(told)


def _name(track: Part, part: Part) -> str:
    if track.get("tt") == 7:
        return f'"{(part.get("txt") or {}).get("c", "")}"'
    return str((part.get("m") or {}).get("name") or track.get("n") or "clip")


def _span(part: Part) -> str:
    start_ms = _ms(part, "s")
    return f"{_seconds(start_ms)}-{_seconds(start_ms + _ms(part, 'd'))}s"


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f}".removesuffix(".0")


def _percent(part: Part) -> str:
    return f"{round(100 * float(part.get('vol', 1)))}%"


def _gain(track: Part, part: Part) -> str:
    return f", {_percent(part)}" if track.get("tt") == 1 else ""


def _kinds(value: Any) -> str:
    """The names of moves, effects or a transition, or a dash."""
    items = value if isinstance(value, list) else [value] if value else []
    names = [str(item.get("k") or item.get("p") or "?") for item in items if isinstance(item, dict)]
    return ", ".join(names) or "–"


def _ms(part: Part, key: str) -> int:
    return int(part.get(key) or 0)
