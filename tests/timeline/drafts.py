"""Random drafts that are valid, random edits of them, and drafts that were broken in one way. Not a test.

Names of moves, flows, effects and transitions, and the assets, can be given, so that what is drawn can be rendered.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from vivant.timeline import (
    AddCaptions,
    AddEffect,
    AddFlow,
    AddMusic,
    AddSegment,
    AddTitle,
    Applied,
    Caption,
    Crop,
    Draft,
    Duck,
    Duplicate,
    Edit,
    Fade,
    Freeze,
    Grade,
    Motion,
    Move,
    Mute,
    Remove,
    RemoveEffect,
    Reorder,
    Reverse,
    SetApplied,
    SetBackground,
    SetCanvas,
    SetDuration,
    SetLoop,
    SetMove,
    SetPlacement,
    SetPrompt,
    SetText,
    SetTitle,
    SetTransition,
    SetTransitionAll,
    SetVolume,
    Speed,
    Split,
    Trim,
)  # fmt: skip

Data = dict[str, Any]
ASSETS: Data = {
    "p1": {"k": "image", "n": "cat.png", "w": 1536, "h": 1024},
    "p2": {"k": "image", "n": "garden.jpg", "w": 900, "h": 1600},
    "v1": {"k": "video", "n": "walk.mp4", "w": 1920, "h": 1080, "d": 12_000},
    "a1": {"k": "audio", "n": "piano.mp3", "d": 60_000},
    "m1": {"k": "audio", "n": "lofi", "gen": {"style": "lofi", "seed": 3}},
}
"""Two pictures, a video, a sound and music that is composed."""

MOVES = ("dolly_in", "pan_left", "orbit_right", "handheld", "static")
FLOWS = ("clouds", "water_ripple", "foliage")
EFFECTS = ("snow", "fog", "vignette", "warm", "grain")
TRANSITIONS = ("fade", "wipeleft", "dissolve")
TINY_MS = 40

UNITS = st.floats(0, 1).map(lambda x: round(x, 3))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
UNKNOWN = st.just({}) | st.dictionaries(
    st.sampled_from(["x-note", "theirs"]), st.integers(-(2**53), 2**53) | WORDS, max_size=1
)


@cache
def _segment_extras(moves: tuple[str, ...], applied: tuple[str, ...]) -> st.SearchStrategy[Data]:
    return optional({"mo": motions(moves), "fx": effects(applied), "tr": PLACEMENTS})


def optional(keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({}, optional=keys)


# --- parts of a draft -------------------------------------------------------------------------------------------------


def motions(names: Sequence[str] = MOVES) -> st.SearchStrategy[Data]:
    """The `mo` of a segment: one move or two."""
    one = st.fixed_dictionaries(
        {"p": st.sampled_from(names), "i": UNITS},
        optional={
            "e": st.sampled_from(["linear", "in_out_sine"]), "s": st.integers(-500, 800), "d": st.integers(50, 4000),
            "seamless": st.booleans(), "hold_subject": st.booleans(), "sp": st.sampled_from([0.5, 2.0]),
        },
    )  # fmt: skip
    return st.builds(lambda a, b: a | ({"with": [b]} if b else {}), one, st.none() | one)


def effects(names: Sequence[str] = (*FLOWS, *EFFECTS)) -> st.SearchStrategy[list[Data]]:
    """The `fx` of a segment: no kind twice."""
    return st.lists(
        st.fixed_dictionaries(
            {"k": st.sampled_from(names)},
            optional={
                "s": st.integers(0, 900), "d": st.integers(50, 3000), "fi": st.integers(0, 400),
                "fo": st.integers(0, 400), "p": st.fixed_dictionaries({"amount": st.sampled_from([0.5, 1.5])}),
            },
        ),
        max_size=2, unique_by=lambda fx: fx["k"],
    )  # fmt: skip


PLACEMENTS = optional(
    {
        "x": UNITS, "y": UNITS, "sc": st.sampled_from([0.3, 0.5, 1.0, 1.5]), "rot": st.sampled_from([-12.0, 0.0, 90.0]),
        "op": UNITS, "fit": st.sampled_from(["cover", "contain", "blur"]),
        "crop": st.sampled_from([(0.0, 0.0, 0.5, 1.0), (0.25, 0.1, 0.75, 0.9)]).map(list),  # drafts are broken later
    }
)  # fmt: skip


def _source(name: str, asset: Data) -> st.SearchStrategy[Data]:
    """A part of an asset."""
    if asset["k"] == "image" or not asset.get("d"):
        return st.just({"a": name})
    length = asset["d"]
    return st.builds(
        lambda first, more, rest: (
            {"a": name} | ({"in": first, "out": min(length, first + more)} if more else {}) | rest
        ),
        st.integers(0, length - 1000), st.just(0) | st.integers(200, length),
        PLAYED,
    )  # fmt: skip


def texts(most: int = 40) -> st.SearchStrategy[Data]:
    """The `txt` of a segment."""
    return st.fixed_dictionaries(
        {"c": WORDS.map(lambda w: w[:most])},
        optional={
            "sz": st.sampled_from([0.05, 0.09]), "col": st.just("#ffffff"), "w": st.sampled_from([400, 700]),
            "pos": st.sampled_from(["top-center", "bottom-center", "center"]), "x": UNITS, "y": UNITS,
            "in": st.just("fade"), "out": st.just("fade"), "ms": st.integers(0, 500), "bg": st.just("#101010"),
        },
    )  # fmt: skip


TEXTS = texts()
SOUNDING = optional({"vol": st.sampled_from([0.35, 2.0]), "fi": st.integers(0, 500), "fo": st.integers(0, 500)})
TRACK_EXTRAS = optional({"mu": st.booleans(), "vol": st.sampled_from([0.5, 1.0]), "n": WORDS})
PLAYED = optional(
    {
        "sp": st.sampled_from([0.5, 1.0, 2.0]),
        "loop": st.sampled_from(["none", "loop", "boomerang"]),
        "rev": st.booleans(),
    }
)  # fmt: skip


# --- whole drafts -----------------------------------------------------------------------------------------------------


@st.composite
def draft_data(
    draw: st.DrawFn,
    *,
    assets: Data = ASSETS,
    moves: Sequence[str] = MOVES,
    applied: Sequence[str] = (*FLOWS, *EFFECTS),
    transitions: Sequence[str] = TRANSITIONS,
    longest_ms: int = 3000,
    most_segments: int = 4,
    size: tuple[int, int] | None = None,
    extras: bool = True,
) -> Data:
    """A valid draft as data. `extras`: with unknown keys, reserved tracks, missing ids and starts."""
    seen = sorted(name for name, asset in assets.items() if asset["k"] != "audio")
    heard = sorted(name for name, asset in assets.items() if asset["k"] == "audio")
    ids = iter(range(1, 1000))
    lengths = st.integers(TINY_MS, longest_ms)

    def segment(kind: int, start: int | None) -> Data:
        made = {"id": f"s{next(ids)}", "d": draw(lengths)} | ({} if start is None else {"s": start})
        if kind == 7:
            return made | {"txt": draw(TEXTS)}
        name = draw(st.sampled_from(heard if kind == 1 else seen))
        made |= {"src": draw(_source(name, assets[name]))}
        made |= draw(SOUNDING)
        if kind == 0:
            made |= draw(_segment_extras(tuple(moves), tuple(applied)))
        return made | (draw(UNKNOWN) if extras else {})

    def track(kind: int, role: str, most: int) -> Data:
        listed: list[Data] = []
        earliest, before = 0, 0
        for _ in range(draw(st.integers(1, most))):
            pause = 0 if before else draw(st.just(0) | st.integers(0, 800))
            start = None if extras and not pause and draw(st.booleans()) else earliest + pause
            seg = segment(kind, start)
            if before > seg["d"] - 2:
                seg["d"] = before + TINY_MS
            listed.append(seg)
            overlap = draw(st.just(0) | st.integers(1, max(1, (seg["d"] - before) // 2))) if kind == 0 else 0
            if overlap and transitions:
                seg["tn"] = {"k": draw(st.sampled_from(transitions)), "d": overlap}
            earliest, before = earliest + pause + seg["d"] - overlap, overlap
        if listed:
            listed[-1].pop("tn", None)
        named = {} if extras and draw(st.booleans()) else {"id": f"t{next(ids)}"}
        return {"tt": kind, "r": role, "sg": listed} | named | draw(TRACK_EXTRAS)

    tracks = [track(0, "main", most_segments)]
    for kind, role in ((0, "overlay"), (1, "music"), (1, "voice"), (7, "title"), (7, "caption")):
        if draw(st.booleans()):
            tracks.append(track(kind, role, 2))
    if extras and draw(st.booleans()):
        tracks.append({"tt": 42, "sg": [{"d": 10, "odd": draw(UNKNOWN)}]})
    width, height = size or draw(st.sampled_from([(1920, 1080), (1080, 1920), (640, 640)]))
    meta = {"title": draw(WORDS), "width": width, "height": height, "fps": draw(st.sampled_from([12, 25, 30.0]))}
    return {"v": 1, "rev": draw(st.integers(0, 9)), "m": meta, "t": tracks, "a": copy.deepcopy(assets)} | (
        draw(UNKNOWN) if extras else {}
    )


def drafts(**settings: Any) -> st.SearchStrategy[Draft]:
    """Valid drafts; see `draft_data`."""
    return draft_data(**settings).map(Draft.from_dict)


# --- edits ------------------------------------------------------------------------------------------------------------

MOTION = st.builds(
    Motion, st.sampled_from(MOVES), UNITS, st.sampled_from(["", "linear"]), st.sampled_from([0.5, 1.0]),
    st.integers(0, 500), st.none() | st.integers(1, 3000), st.just({}), st.booleans(), st.booleans(),
)  # fmt: skip
APPLIED = st.builds(Applied, st.sampled_from((*FLOWS, *EFFECTS)), UNITS)


def _of(kind: Callable[..., Edit], *fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
    """An edit with fields in their order; quicker than st.builds, which reads signatures."""
    return st.tuples(*fields).map(lambda values: kind(*values))


TIMES, LENGTHS = st.integers(0, 4000), st.integers(1, 6000)
MAYBE = st.none() | LENGTHS
SEEN, HEARD = st.sampled_from(["p1", "p2", "v1"]), st.sampled_from(["a1", "m1"])
HEARD_AS, JOINS = st.sampled_from(["music", "voice", "sfx"]), st.sampled_from((*TRANSITIONS, "cut"))
LOOPS, NONE, INDEX = st.sampled_from(["none", "loop", "boomerang"]), st.none(), st.integers(0, 5)
CAPTIONS = st.lists(st.tuples(TIMES, LENGTHS, WORDS).map(lambda c: Caption(*c)), max_size=3).map(tuple)

WHOLE = st.one_of(
    _of(AddSegment, SEEN, MAYBE, st.just("main"), NONE | INDEX),
    _of(AddSegment, SEEN, MAYBE, st.just("overlay"), NONE, TIMES),
    _of(AddSegment, HEARD, MAYBE, HEARD_AS, NONE, TIMES), _of(SetTransitionAll, JOINS, TIMES),
    _of(AddTitle, WORDS, TIMES, LENGTHS), _of(AddCaptions, CAPTIONS),
    _of(AddMusic, st.just("lofi"), st.just(""), TIMES),
    _of(AddMusic, st.just(""), HEARD), _of(SetCanvas, st.just((640, 360)), st.sampled_from([None, 25.0])),
    _of(SetCanvas, NONE, NONE, st.sampled_from(["9:16", "1:1", "21:9"])), _of(SetTitle, WORDS),
    _of(SetBackground, st.just("#123abc")),
)  # fmt: skip
"""Edits that name nothing that is there."""

Fields = Callable[[st.SearchStrategy[str]], st.SearchStrategy[Edit]]
OF_SEGMENT: tuple[Fields, ...] = (
    lambda s: _of(Remove, s), lambda s: _of(Trim, s, TIMES, MAYBE), lambda s: _of(SetDuration, s, LENGTHS),
    lambda s: _of(Split, s, LENGTHS), lambda s: _of(Move, s, TIMES), lambda s: _of(Duplicate, s),
    lambda s: _of(Reorder, s, INDEX), lambda s: _of(SetLoop, s, LOOPS), lambda s: _of(Freeze, s, TIMES, LENGTHS),
    lambda s: _of(SetTransition, s, JOINS, TIMES), lambda s: _of(SetText, s, WORDS),
)  # fmt: skip
OF_PICTURES: tuple[Fields, ...] = (
    lambda s: _of(SetDuration, s, LENGTHS), lambda s: _of(Speed, s, st.sampled_from([0.1, 0.5, 2.0, 10.0])),
    lambda s: _of(Reverse, s, st.booleans()), lambda s: _of(SetPrompt, s, WORDS),
    lambda s: _of(SetPlacement, s, UNITS, UNITS, st.just(0.5), st.just(8.0), UNITS, st.sampled_from(["blur", None])),
    lambda s: _of(Crop, s, st.just(0.1), st.just(0.2), st.just(0.8), st.sampled_from([0.3, 1.0])),
    lambda s: _of(SetMove, s, st.lists(MOTION, max_size=3).map(tuple)),
    lambda s: _of(SetApplied, s, st.lists(APPLIED, max_size=3).map(tuple)),
    lambda s: _of(AddFlow, s, st.sampled_from(FLOWS), UNITS), lambda s: _of(AddEffect, s, st.sampled_from(EFFECTS)),
    lambda s: _of(Grade, s, st.sampled_from(["", "warm", "noir", "adjust"])),
    lambda s: _of(RemoveEffect, s, st.sampled_from(["", *EFFECTS])),
)  # fmt: skip
OF_TRACKS: tuple[Fields, ...] = (
    lambda s: _of(Remove, s), lambda s: _of(SetVolume, s, st.sampled_from([0, 0.5, 4])),
    lambda s: _of(Mute, s, st.booleans()), lambda s: _of(Duck, s, st.just(9.0)),
    lambda s: _of(Fade, s, NONE | TIMES, TIMES),
)  # fmt: skip


@st.composite
def edits_of(draw: st.DrawFn, draft: Draft) -> Edit:
    """An edit that names what is there; some ask for more than can be done."""
    tracks = [t for t in draft.tracks() if t.kind != "other"]
    segments = [s.id for t in tracks for s in t.segments]
    named = (
        (OF_SEGMENT, segments),
        (OF_PICTURES, [*(s.id for s in draft.main_segments()), "*"]),
        (OF_TRACKS, [*(t.id for t in tracks), *(t.role for t in tracks)]),
    )
    kinds, names = draw(st.sampled_from([None, *named])) or ((), [])
    if not kinds or not names:
        return draw(WHOLE)
    return draw(draw(st.sampled_from(kinds))(st.sampled_from(names)))


# --- broken drafts ----------------------------------------------------------------------------------------------------

JSON = (
    st.none() | st.booleans() | st.integers(-9, 10**6) | st.floats(allow_nan=False) | WORDS | st.just([]) | st.just({})
)


@st.composite
def broken_data(draw: st.DrawFn, whole: st.SearchStrategy[Data] | None = None) -> Data:
    """A valid draft with a few of its values, wherever they are, replaced by others or taken away. Most are broken."""
    data = draw(draft_data() if whole is None else whole)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(data))
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        if draw(st.booleans()):
            holder[key] = draw(JSON)
        else:
            del holder[key]
        if not isinstance(data, dict) or not list(_places(data)):
            break
    return data


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Every place in nested data, as the container and the key."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else []
    return [(data, key) for key in keys] + [place for key in keys for place in _places(data[key])]
