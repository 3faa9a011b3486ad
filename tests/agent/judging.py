"""What of a draft is not as a list in said/ asks for. Not for telling what a draft holds (saying.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.agent.saying import CLOSE, Fact, fits, music_fits, title_fits, told
from vivant.moves import catalogue
from vivant.timeline import Draft

_LISTED = {"move": "moves", "with": "withs"}


def wrong(
    wanted: Mapping[str, Any], draft: Draft, before: Draft | None = None, assets: Sequence[str] = ()
) -> list[str]:
    """What of a draft is not as wanted, a short sentence each; empty where it is exact."""
    facts = told(draft, before)
    found: list[str] = []
    for check in _CHECKS.values():
        found += check(wanted, facts, assets)
    return found


def _moves(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    if "move" in wanted:
        yield from _compared("move", _list(wanted["move"]), facts["moves"][0])
    for n, one in enumerate(wanted.get("moves", ())):
        yield from _compared(f"move {n + 1}", [] if one == "*" else [one], facts["moves"][n]) if one != "*" else ()
    for name in wanted.get("avoid", ()):
        if any(f.name == name for moves in facts["moves"] for f in moves):
            yield f"{name} must not be"


def _withs(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    if "some" in wanted:
        names = {f.name for row in facts["withs"] for f in row}
        yield from () if names & set(wanted["some"]) else (f"with {sorted(names)}, not one of {wanted['some']}",)
        return
    for n, row in enumerate(facts["withs"]):
        rows = wanted.get("withs")
        yield from _compared("with", rows[n] if rows else wanted.get("with", []), row)


def _compared(what: str, wanted: Sequence[str], facts: Sequence[Fact]) -> Iterator[str]:
    if list(wanted) == ["any"]:
        return
    left = list(facts)
    for one in wanted:
        plain = one[1:-1] if one.startswith("(") else one
        same = next((f for f in left if fits(_as_told(plain, what), f)), None)
        if same is not None:
            left.remove(same)
        elif not one.startswith("("):
            yield f"{what}: no “{one}” in [{', '.join(map(str, facts))}]"
    yield from (f"{what}: “{one}” was not asked for" for one in left)


def _as_told(wanted: str, what: str) -> str:
    """A move that goes one way and less far is slower, so that both are one mark."""
    name = wanted.split(maxsplit=1)[0]
    if not what.startswith("move") or (name in catalogue() and catalogue()[name].cycle):
        return wanted
    return re.sub(r"\bless\b", "slow", re.sub(r"\bmore\b", "fast", wanted))


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _numbers(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    length = wanted.get("length", None if {"plays", "each", "of", "moves", "withs", "joins"} & set(wanted) else 6)
    if length not in (None, "any") and not _number(length, facts["length"], 0.001):
        yield f"length {facts['length']:g}, not {length}"
    each = wanted.get("each", "any")
    if each != "any":
        rows = each if isinstance(each, list) else [each] * len(facts["each"])
        if len(rows) != len(facts["each"]) or not all(
            r == "*" or _number(r, x, CLOSE * x) for r, x in zip(rows, facts["each"], strict=False)
        ):
            yield f"each {facts['each']}, not {each}"
    if wanted.get("pace") == "fast" and max(facts["each"]) > 2.0:
        yield f"each {facts['each']}, which is not fast"
    if bool(wanted.get("loop", False)) != bool(facts["loop"]):
        yield f"loop {facts['loop']}"
    if "fps" in wanted and float(wanted["fps"]) != facts["fps"]:
        yield f"fps {facts['fps']:g}"


def _number(wanted: Any, value: float, within: float) -> bool:
    if isinstance(wanted, str) and wanted[0] in "<>":
        return value < float(wanted[1:]) if wanted[0] == "<" else value > float(wanted[1:])
    return abs(float(wanted) - value) <= within


def _frame(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    if "size" in wanted:
        yield from () if wanted["size"] == facts["size"] else (f"size {facts['size']}, not {wanted['size']}",)
    elif "shape" in wanted:
        width, _, height = str(wanted["shape"]).partition(":")
        if abs(float(width) / float(height) / facts["shape"] - 1) > 0.03:
            yield f"shape {facts['size']}, not {wanted['shape']}"


def _laid(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    """How films lie on the frame."""
    for name, usual in (("turn", "0"), ("crop", "none"), ("small", [])):
        if wanted.get(name, usual) != facts[name]:
            yield f"{name} {facts[name]}, not {wanted.get(name, usual)}"


def _sound(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    music = str(wanted.get("music", "free" if "of" in wanted else "none"))
    if music != "free" and not music_fits(music, facts["music"]):
        yield f"music {facts['music']}, not {music}"
    if list(wanted.get("beds", [])) != facts["beds"]:
        yield f"beds {facts['beds']}, not {wanted.get('beds', [])}"
    sound = str(wanted.get("sound", "usual"))
    told = facts["sound"]
    moved = sound[:1] in "<>" and told not in ("mute", "usual") and _number(sound, float(told), 0.0)
    if sound != told and not moved:
        yield f"sound {told}, not {sound}"


def _words(wanted: Mapping[str, Any], facts: Mapping[str, Any], _: Sequence[str]) -> Iterator[str]:
    titles = [str(one) for one in wanted.get("titles", ())]
    if len(titles) != len(facts["titles"]) or not all(map(title_fits, titles, facts["titles"])):
        yield f"titles {[str(f) for f in facts['titles']]}, not {titles}"


def _film(wanted: Mapping[str, Any], facts: Mapping[str, Any], assets: Sequence[str]) -> Iterator[str]:
    if "order" in wanted or assets:
        order = [assets[n - 1] for n in map(int, wanted.get("order", range(1, len(assets) + 1)))]
        yield from () if order == facts["order"] else (f"order {facts['order']}, not {order}",)
    joins = wanted.get("joins")
    if joins:
        rows = joins if isinstance(joins, list) else [joins] * len(facts["joins"])
        for row, fact in zip(rows, facts["joins"], strict=True):
            if not any(_joined(one.strip(), fact) for one in row.split("|")):
                yield f"joins {fact}, not {row}"
    yield from _played(wanted, facts)


def _joined(wanted: str, fact: Fact) -> bool:
    name, *marks = wanted.split()
    same = fact.name.startswith(name[:-1]) if name.endswith("*") else name == fact.name
    return same and set(marks) <= fact.marks | fact.beside


def _played(wanted: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[str]:
    if "plays" in wanted and wanted["plays"] != "any":
        said = ", ".join(wanted["plays"])
        if not any(_plays_as(one.strip(), facts["plays"]) for one in said.split("|")):
            yield f"plays {facts['plays']}, not {said}"
    fades = wanted.get("fades", None if "of" in wanted else [])
    if fades is not None and fades != facts["fades"]:
        yield f"fades {facts['fades']}, not {fades}"


def _plays_as(wanted: str, found: Sequence[str]) -> bool:
    rows = [one.strip() for one in wanted.split(",")]
    return len(rows) == len(found) and all(_piece(a, b) for a, b in zip(rows, found, strict=True))


def _piece(wanted: str, found: str) -> bool:
    if "x>" not in wanted:
        return wanted == found
    least = float(wanted.partition("x>")[2])
    speed = re.search(r" x([\d.]+)", found)
    return found.startswith(wanted.partition(" ")[0]) and speed is not None and float(speed[1]) > least


_CHECKS = {
    "moves": _moves, "withs": _withs, "numbers": _numbers, "frame": _frame, "laid": _laid, "sound": _sound,
    "words": _words, "film": _film,
}  # fmt: skip
