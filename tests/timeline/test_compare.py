"""What changed is told in sentences that people say, in two languages; what did not change is not told."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.timeline.drafts import drafts
from vivant.timeline import Draft, apply, edit_from_dict
from vivant.timeline.compare import compare

FILM: dict[str, Any] = {
    "m": {"title": "Trip"},
    "t": [
        {"id": "t1", "tt": 0, "r": "main", "sg": [
            {"id": "a", "d": 5000, "m": {"name": "the cat"}, "src": {"a": "p"}, "fx": [{"k": "snow"}]},
            {"id": "b", "d": 3000, "m": {"name": "the sea"}, "src": {"a": "v", "in": 1000}},
        ]},
        {"id": "t2", "tt": 1, "r": "music", "sg": [{"id": "m", "s": 0, "d": 8000, "m": {"name": "piano"},
                                                    "src": {"a": "song", "loop": "loop"}}]},
        {"id": "t3", "tt": 7, "sg": [{"id": "x", "s": 0, "d": 2000, "txt": {"c": "Rome"}}]},
    ],
    "a": {"v": {"k": "video", "d": 9000}, "p": {"k": "image"}},
}  # fmt: skip


def told(*edits: dict[str, Any], language: Any = "en") -> list[str]:
    before = Draft.from_dict(FILM)
    return list(compare(before, apply(before, [edit_from_dict(e) for e in edits]), language))


@pytest.mark.parametrize(
    ("edit", "sentences"),
    [
        ({"op": "set_duration", "segment": "a", "duration_ms": 6000},
         ["The film is now 9 s long (was 8 s).", "“the cat”: 6 s long now (was 5 s)."]),
        ({"op": "remove_effect", "segment": "a", "effect": "snow"}, ["“the cat”: snow was removed."]),
        ({"op": "add_effect", "segment": "b", "effect": "fog"}, ["“the sea”: fog was added."]),
        ({"op": "add_effect", "segment": "a", "effect": "snow", "amount": 2.0},
         ["“the cat”: snow is now 200% (was 100%)."]),
        ({"op": "set_move", "segment": "a", "motions": [{"move": "dolly_in"}, {"move": "pan_left", "amount": 0.5}]},
         ["“the cat”: the camera move is now dolly in and pan left at 50% (was none)."]),
        ({"op": "reorder", "segment": "b", "index": 0}, ["The order is now “the sea” and “the cat”."]),
        ({"op": "remove", "target": "music"}, ["The piano music was removed."]),
        ({"op": "mute", "target": "music"}, ["The music is now silent."]),
        ({"op": "set_volume", "target": "music", "gain": 0.5}, ["The piano music: the volume is now 50% (was 100%)."]),
        ({"op": "fade", "target": "m", "out_ms": 800},
         ["The piano music now fades out over 0.8 s."]),
        ({"op": "set_text", "segment": "x", "content": "Roma"}, ["The title “Rome” now reads “Roma”."]),
        ({"op": "move", "segment": "x", "start_ms": 1500}, ["The title “Rome” now starts at 1.5 s (was 0 s)."]),
        ({"op": "set_transition", "segment": "a", "kind": "wipe_left", "duration_ms": 250},
         ["The film is now 7.75 s long (was 8 s).", "“the cat”: the transition is now wipe left 0.25 s (was none)."]),
        ({"op": "speed", "segment": "b", "speed": 2.0},
         ["The film is now 6.5 s long (was 8 s).", "“the sea”: 1.5 s long now (was 3 s).",
          "“the sea”: the speed is now 2x (was 1x)."]),
        ({"op": "reverse", "segment": "b"},
         ["“the sea”: the direction is now backwards (was forwards)."]),
        ({"op": "set_canvas", "aspect": "9:16"}, ["The size is now 1080x1920 (was 1920x1080)."]),
        ({"op": "set_title", "title": "Roma"}, ["The name is now “Roma” (was “Trip”)."]),
        ({"op": "set_placement", "segment": "b", "scale": 0.5},
         ["“the sea”: the scale is now 0.5 (was 1)."]),
        ({"op": "set_prompt", "segment": "b", "prompt": "not seen"}, ["Nothing that is seen or heard has changed."]),
    ],
)  # fmt: skip
def test_every_change_has_its_sentence(edit: dict[str, Any], sentences: list[str]) -> None:
    assert told(edit) == sentences


def test_one_picture_alone_need_not_be_named() -> None:
    before = Draft.from_dict({"t": [FILM["t"][0] | {"sg": FILM["t"][0]["sg"][:1]}], "a": FILM["a"]})
    edits = [
        {"op": "set_duration", "segment": "a", "duration_ms": 6000}, {"op": "remove_effect", "segment": "a"},
        {"op": "set_move", "segment": "a", "motions": [{"move": "dolly_in", "amount": 0.5, "seamless": True}]},
    ]  # fmt: skip
    after = apply(before, [edit_from_dict(edit) for edit in edits])
    assert list(compare(before, after)) == [
        "The film is now 6 s long (was 5 s).",
        "The camera move is now dolly in at 50% (was none).",
        "It is a loop now and ends where it began.",
        "Snow was removed.",
    ]
    assert compare(after, before, "zh")[1:] == ("镜头现在不动（原来推近 50%）。", "现在不再循环。", "加入了下雪。")


def test_chinese() -> None:
    longer = {"op": "set_duration", "segment": "a", "duration_ms": 6000}
    assert told(longer, {"op": "remove_effect", "segment": "a"}, language="zh")[:3] == [
        "影片现在长 9 秒（原来 8 秒）。",
        "“the cat”：现在长 6 秒（原来 5 秒）。",
        "“the cat”：去掉了下雪。",
    ]


def test_those_of_the_same_name_have_numbers() -> None:
    assert told({"op": "duplicate", "segment": "a"})[1] == "“the cat (2)” was added, from 5 s to 10 s."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts(), drafts())
def test_any_two_drafts_can_be_compared(before: Draft, after: Draft) -> None:
    for language in ("en", "zh"):
        assert all(s.endswith((".", "。")) for s in compare(before, after, language))  # type: ignore[arg-type]
    assert compare(after, after) == ("Nothing that is seen or heard has changed.",)
