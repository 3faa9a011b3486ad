"""Edits give the next draft, never a broken one; their JSON form comes back; the rules of the tracks hold."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.timeline.drafts import drafts, edits_of
from vivant.errors import DraftError
from vivant.moves.contract import Aim
from vivant.render.camera import poses
from vivant.timeline import EDITS, Draft, apply, edit_from_dict, edit_schema
from vivant.units import Clock

RUNS = settings(max_examples=100, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink))


@RUNS
@given(st.data())
def test_an_edit_gives_a_valid_draft_or_one_problem_of_its_own(data: st.DataObject) -> None:
    draft = data.draw(drafts())
    before = draft.to_dict()
    for _ in range(3):
        edit = data.draw(edits_of(draft))
        try:
            after = apply(draft, [edit])
        except DraftError as failure:
            (problem,) = failure.problems
            assert problem.place.startswith("edits[0]."), problem
            assert problem.sentence.endswith(".")
            continue
        assert after.rev == draft.rev + 1
        assert after.to_dict()["d"] == after.duration_ms
        assert edit_from_dict(json.loads(json.dumps(edit.to_dict()))) == edit
        draft = after
        if not draft.main_segments():
            break
    assert Draft.from_dict(before).to_dict() == before


# --- what each does ---------------------------------------------------------------------------------------------------

VIDEO = {"v": {"k": "video", "n": "walk.mp4", "d": 10_000}, "p": {"k": "image", "n": "cat.png"}}
MUSIC = {"id": "m", "s": 0, "d": 6000, "src": {"a": "song", "loop": "loop"}}


def film(*segments: dict[str, Any], others: tuple[dict[str, Any], ...] = ()) -> Draft:
    """A draft whose main track has these segments, called a, b, ..., one after the other."""
    listed = [{"id": "abcdefg"[n], "src": {"a": "p"}} | s for n, s in enumerate(segments)]
    return Draft.from_dict({"t": [{"id": "main", "tt": 0, "r": "main", "sg": listed}, *others], "a": VIDEO})


def three(**first: Any) -> Draft:
    """a, b, c of 2 s each, with a transition of half a second from a to b."""
    return film({"d": 2000, "tn": {"k": "fade", "d": 500}} | first, {"d": 2000}, {"d": 2000})


def laid(draft: Draft, track: int = 0) -> list[tuple[str, int, int]]:
    """(id, start, end) of every segment of a track, in ms."""
    return [(s.id, s.start_ms, s.end_ms) for s in draft.tracks()[track].segments]


def change(draft: Draft, op: str, **fields: Any) -> Draft:
    """The draft after one edit, given as JSON."""
    return apply(draft, [edit_from_dict({"op": op, **fields})])


@pytest.mark.parametrize(
    ("op", "fields", "expected"),
    [
        ("add_segment", {"asset": "p"}, [("a", 0, 2000), ("b", 1500, 3500), ("c", 3500, 5500), ("s1", 5500, 10_500)]),
        ("add_segment", {"asset": "v", "in_ms": 9000, "index": 0},
         [("s1", 0, 1000), ("a", 1000, 3000), ("b", 2500, 4500), ("c", 4500, 6500)]),
        ("remove", {"target": "a"}, [("b", 0, 2000), ("c", 2000, 4000)]),
        ("remove", {"target": "c"}, [("a", 0, 2000), ("b", 1500, 3500)]),
        ("trim", {"segment": "b", "from_ms": 500, "to_ms": 1500},
         [("a", 0, 2000), ("b", 1500, 2500), ("c", 2500, 4500)]),
        ("set_duration", {"segment": "b", "duration_ms": 4000}, [("a", 0, 2000), ("b", 1500, 5500), ("c", 5500, 7500)]),
        ("split", {"segment": "b", "at_ms": 800},
         [("a", 0, 2000), ("b", 1500, 2300), ("s1", 2300, 3500), ("c", 3500, 5500)]),
        ("reorder", {"segment": "c", "index": 0}, [("c", 0, 2000), ("a", 1500, 3500), ("b", 3500, 5500)]),
        ("move", {"segment": "a", "start_ms": 9000}, [("b", 0, 2000), ("c", 1500, 3500), ("a", 3500, 5500)]),
        ("duplicate", {"segment": "a"}, [("a", 0, 2000), ("s1", 2000, 4000), ("b", 3500, 5500), ("c", 5500, 7500)]),
        ("set_transition", {"segment": "b", "kind": "wipeleft", "duration_ms": 9000},
         [("a", 0, 2000), ("b", 1500, 3500), ("c", 2500, 4500)]),
        ("set_transition_all", {"kind": "cut"}, [("a", 0, 2000), ("b", 2000, 4000), ("c", 4000, 6000)]),
    ],
)  # fmt: skip
def test_the_main_track_closes_up(op: str, fields: dict[str, Any], expected: list[tuple[str, int, int]]) -> None:
    assert laid(change(three(), op, **fields)) == expected


def test_a_pause_on_the_main_track_stays_before_its_segment() -> None:
    paused = film({"d": 1000}, {"d": 1000, "s": 1500}, {"d": 1000})
    assert laid(change(paused, "set_duration", segment="a", duration_ms=3000)) == [
        ("a", 0, 3000), ("b", 3500, 4500), ("c", 4500, 5500),
    ]  # fmt: skip
    assert laid(change(paused, "remove", target="b")) == [("a", 0, 1000), ("c", 1000, 2000)]


def test_a_transition_gives_way_when_its_segments_get_short() -> None:
    short = change(three(), "set_duration", segment="b", duration_ms=300)
    assert short.main_segments()[0].transition is not None
    assert short.main_segments()[0].transition.duration_ms == 150
    alone = change(change(three(), "remove", target="c"), "remove", target="b")
    assert alone.main_segments()[0].transition is None


def test_what_ended_with_the_pictures_still_does() -> None:
    music = {"id": "music", "tt": 1, "r": "music", "sg": [MUSIC | {"d": 5500}]}
    early = {"id": "early", "tt": 1, "r": "sfx", "sg": [{"id": "e", "s": 0, "d": 1000, "src": {"a": "bang"}}]}
    end = {"id": "end", "tt": 7, "sg": [{"id": "x", "s": 4500, "d": 1000, "txt": {"c": "The end"}}]}
    draft = apply(three(), [])
    draft = Draft.from_dict(draft.to_dict() | {"t": [*draft.to_dict()["t"], music, early, end]})
    shorter = change(draft, "remove", target="a")
    assert [laid(shorter, n) for n in (1, 2, 3)] == [[("m", 0, 4000)], [("e", 0, 1000)], [("x", 3000, 4000)]]
    longer = change(draft, "set_duration", segment="c", duration_ms=3000)
    assert [laid(longer, n) for n in (1, 2, 3)] == [[("m", 0, 6500)], [("e", 0, 1000)], [("x", 5500, 6500)]]
    own = change(draft, "set_duration", segment="x", duration_ms=500)
    assert laid(own, 3) == [("x", 4500, 5000)], "its own length is not undone"


def test_a_sound_goes_on_only_as_far_as_it_can() -> None:
    assets = VIDEO | {"song": {"k": "audio", "d": 6000}}
    music = {"id": "music", "tt": 1, "r": "music", "sg": [{"id": "m", "s": 0, "d": 5500, "src": {"a": "song"}}]}
    draft = Draft.from_dict({"t": [three().to_dict()["t"][0], music], "a": assets})
    assert laid(change(draft, "set_duration", segment="c", duration_ms=9000), 1) == [("m", 0, 6000)]


def test_what_would_lie_over_its_own_goes_to_a_track_beside_it() -> None:
    draft = change(three(), "add_title", content="One", start_ms=0, duration_ms=2000)
    draft = change(draft, "add_title", content="Two", start_ms=1000, duration_ms=2000)
    draft = change(draft, "add_title", content="Three", start_ms=2000, duration_ms=500)
    assert [laid(draft, n) for n in (1, 2)] == [[("s1", 0, 2000), ("s3", 2000, 2500)], [("s2", 1000, 3000)]]
    assert {t.role for t in draft.tracks()[1:]} == {"title"}
    moved = change(draft, "move", segment="s1", start_ms=2400)
    assert len(moved.tracks()) == 4
    assert laid(change(draft, "remove", target="s2"), 1) == laid(draft, 1)
    assert len(change(draft, "remove", target="s2").tracks()) == 2, "an empty track goes"


@pytest.mark.parametrize(
    ("source", "cut", "expected"),
    [
        ({}, (500, 1500), {"in": 500, "out": 1500}),
        ({"in": 1000, "out": 3000}, (500, 2000), {"in": 1500, "out": 3000}),
        ({"in": 1000, "sp": 2.0}, (500, 1500), {"in": 2000, "out": 4000, "sp": 2.0}),
        ({"in": 1000, "out": 3000, "rev": True}, (500, 2000), {"in": 1000, "out": 2500, "rev": True}),
        ({"in": 0, "out": 1500, "loop": "loop"}, (1000, 2000), {"in": 0, "out": 1500, "loop": "loop", "off": 1000}),
        ({"in": 0, "out": 400, "loop": "loop"}, (800, 2000), {"in": 0, "out": 400, "loop": "loop"}),
        ({"in": 0, "out": 500, "loop": "boomerang"}, (700, 900),
         {"in": 0, "out": 500, "loop": "boomerang", "off": 700}),
        ({"in": 0, "out": 500}, (800, 1200), {"fz": 500}),
        ({"fz": 700}, (800, 1200), {"fz": 700}),
    ],
)  # fmt: skip
def test_a_part_plays_what_the_whole_played_there(
    source: dict[str, Any], cut: tuple[int, int], expected: dict[str, Any]
) -> None:
    whole = three(src={"a": "v"} | source, tn=None)
    kept = change(whole, "trim", segment="a", from_ms=cut[0], to_ms=cut[1])
    assert kept.to_dict()["t"][0]["sg"][0]["src"] == {"a": "v"} | expected
    before, after = whole.main_segments()[0].source, kept.main_segments()[0].source
    assert before is not None
    assert after is not None
    for t in (0, cut[1] - cut[0] - 1):
        span, left = _span(source, 2000), _span(expected, cut[1] - cut[0])
        assert after.moment_ms(t, left) == pytest.approx(before.moment_ms(cut[0] + t, span))


def _span(source: dict[str, Any], length: int) -> float:
    return float(source["out"] - source.get("in", 0) if "out" in source else length * source.get("sp", 1))


def test_the_halves_of_a_picture_go_on_with_its_moves_and_effects() -> None:
    moving = {"p": "dolly_in", "i": 0.5, "with": [{"p": "pan_left", "i": 0.5, "s": 1500}]}
    effects = [{"k": "snow", "fi": 300, "fo": 300}, {"k": "fog", "s": 1200, "d": 500}]
    whole = three(mo=moving, fx=effects, fi=100, fo=200, txt={"c": "hi", "in": "fade", "out": "fade"})
    first, second, *_ = change(whole, "split", segment="a", at_ms=1000).main_segments()
    assert [(m.move, m.start_ms, m.duration_ms) for m in first.motions] == [("dolly_in", 0, 2000)]
    assert [(m.move, m.start_ms, m.duration_ms) for m in second.motions] == [
        ("dolly_in", -1000, 2000), ("pan_left", 500, 500),
    ]  # fmt: skip
    assert [(a.kind, a.fade_in_ms, a.fade_out_ms) for a in first.applied] == [("snow", 300, 0)]
    assert [(a.kind, a.start_ms, a.duration_ms, a.fade_in_ms, a.fade_out_ms) for a in second.applied] == [
        ("snow", 0, None, 0, 300), ("fog", 200, 500, 0, 0),
    ]  # fmt: skip
    assert (first.fade_in_ms, first.fade_out_ms, second.fade_in_ms, second.fade_out_ms) == (100, 0, 0, 200)
    assert first.transition is None
    assert second.transition is not None
    assert (first.text.enter, first.text.leave, second.text.enter) == ("fade", "", "")  # type: ignore[union-attr]


def test_the_camera_goes_on_through_a_cut() -> None:
    whole = three(d=4000, mo={"p": "dolly_in", "i": 0.5, "e": "linear"})
    halves = change(whole, "split", segment="a", at_ms=2000).main_segments()[:2]
    aim = Aim(0.0, 0.0, 0.5, 1.0, 0.25)
    path = [pose for half in halves for pose in poses(half, Clock(Fraction(25), 50), aim)]
    expected = poses(whole.main_segments()[0], Clock(Fraction(25), 100), aim)
    assert [p.dolly for p in path] == pytest.approx([p.dolly for p in expected], abs=0.01 * expected[-1].dolly)


def test_speed_and_direction_change_what_plays() -> None:
    draft = three(src={"a": "v", "in": 1000}, tn=None)
    fast = change(draft, "speed", segment="a", speed=4.0)
    assert laid(fast)[:2] == [("a", 0, 500), ("b", 500, 2500)]
    back = change(fast, "reverse", segment="a").main_segments()[0].source
    assert back is not None
    assert (back.in_ms, back.out_ms, back.speed, back.reverse) == (1000, 3000, 4.0, True)
    assert laid(change(draft, "speed", segment="*", speed=0.5)) == [
        ("a", 0, 4000),
        ("b", 4000, 6000),
        ("c", 6000, 8000),
    ]
    with pytest.raises(DraftError, match="still picture"):
        change(draft, "speed", segment="b", speed=2.0)


def test_a_freeze_holds_one_moment_and_goes_on() -> None:
    draft = three(src={"a": "v", "in": 1000, "sp": 2.0})
    frozen = change(draft, "freeze", segment="a", at_ms=500, duration_ms=700)
    assert laid(frozen)[:4] == [("a", 0, 500), ("s1", 500, 1200), ("s2", 1200, 2700), ("b", 2200, 4200)]
    held, after = (s.source for s in frozen.main_segments()[1:3])
    assert held is not None
    assert after is not None
    assert (held.freeze_ms, after.in_ms, after.speed) == (2000, 2000, 2.0)


def test_music_replaces_music_and_gives_way_to_voices() -> None:
    draft = change(three(), "add_music", style="lofi", recipe={"tempo": 80})
    (segment,) = draft.tracks()[1].segments
    assert (segment.duration_ms, segment.gain, draft.tracks()[1].duck_db) == (5500, 0.35, 12.0)
    assert draft.assets()["music_lofi"].recipe == {"style": "lofi", "tempo": 80}
    other = change(draft, "add_music", style="piano", duck_db=0.0)
    assert [t.segments[0].name for t in other.tracks()[1:]] == ["piano"]
    assert change(other, "mute", target="music").tracks()[1].muted
    assert change(other, "fade", target="music", out_ms=2000).tracks()[1].segments[0].fade_out_ms == 2000
    assert change(other, "set_volume", target="music", gain=0.1).tracks()[1].segments[0].gain == 0.1
    assert len(change(other, "remove", target="music").tracks()) == 1


def test_looks_take_turns_and_dials_stay() -> None:
    draft = change(three(), "grade", segment="*", look="noir")
    draft = change(draft, "grade", segment="*", look="adjust", knobs={"contrast": 0.2})
    draft = change(draft, "add_effect", segment="a", effect="snow", amount=0.5)
    draft = change(draft, "grade", segment="a", look="warm")
    assert [(a.kind, a.amount) for a in draft.main_segments()[0].applied] == [
        ("adjust", 1.0), ("snow", 0.5), ("warm", 1.0),
    ]  # fmt: skip
    assert [a.kind for a in draft.main_segments()[1].applied] == ["noir", "adjust"]
    assert change(draft, "remove_effect", segment="a").main_segments()[0].applied == ()
    with pytest.raises(DraftError, match="no fog"):
        change(draft, "remove_effect", segment="a", effect="fog")


def test_placing_cropping_and_words() -> None:
    draft = change(three(), "set_placement", segment="b", x=0.2, scale=0.5, fit="blur")
    draft = change(draft, "crop", segment="b", left=0.1, right=0.6)
    placed = draft.main_segments()[1].placement
    assert (placed.x, placed.scale, placed.fit, placed.crop) == (0.2, 0.5, "blur", (0.1, 0.0, 0.6, 1.0))
    assert change(draft, "crop", segment="b").main_segments()[1].placement.crop is None
    with pytest.raises(DraftError) as caught:
        change(draft, "crop", segment="b", left=0.6, right=0.4)
    assert caught.value.problems[0].place == "edits[0].right"
    titled = change(draft, "add_title", content="Cat", position="top-left")
    changed = change(titled, "set_text", segment="s1", content="Dog", stroke="#000000", x=0.5, y=0.1)
    text = changed.tracks()[1].segments[0].text
    assert text is not None
    assert (text.content, text.position, text.stroke, text.x, text.enter) == ("Dog", "top-left", "#000000", 0.5, "fade")


@pytest.mark.parametrize(
    ("fields", "size"),
    [
        ({"aspect": "9:16"}, (1080, 1920)),
        ({"aspect": "1:1"}, (1080, 1080)),
        ({"aspect": "4:3", "fps": 24.0}, (1440, 1080)),
        ({"size": [640, 360]}, (640, 360)),
        ({}, (1920, 1080)),
    ],
)
def test_the_frame_has_a_new_shape(fields: dict[str, Any], size: tuple[int, int]) -> None:
    changed = change(three(), "set_canvas", **fields)
    assert changed.size == size
    assert changed.fps == fields.get("fps", 30.0)


# --- their form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("op", EDITS)
def test_every_edit_tells_its_form_and_a_sentence(op: str) -> None:
    schema = edit_schema(op)
    assert schema["additionalProperties"] is False
    assert EDITS[op].__doc__
    assert "segment" not in schema["properties"] or schema["properties"]["segment"]["type"] == "string"


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ({}, "choice", "op"),
        ({"op": "explode"}, "choice", "op"),
        ({"op": ["trim"]}, "choice", "op"),
        ({"op": "trim"}, "missing", "segment"),
        ({"op": "trim", "segment": "a", "from_ms": -1}, "range", "from_ms"),
        ({"op": "trim", "segment": "a", "until": 3}, "unknown", "until"),
        ({"op": "trim", "segment": 3}, "type", "segment"),
        ({"op": "set_move", "segment": "a", "motions": [{"move": "x", "amout": 2}]}, "unknown", "motions[0].amout"),
        ({"op": "set_canvas", "aspect": "wide"}, "form", "aspect"),
        ({"op": "set_title", "title": object()}, "type", "op"),
    ],
)
def test_what_is_no_edit_is_told(data: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(DraftError) as caught:
        edit_from_dict(data)
    assert (caught.value.problems[0].code, caught.value.problems[0].place) == (code, place)
