"""The draft keeps what it was given, says everything that is wrong at once, and sums itself up in one line."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.errors import DraftError
from vivant.timeline import Draft, Motion, SetCanvas, SetDuration, SetMove, SetPlacement, SetPrompt, apply, still

EXAMPLE: dict[str, Any] = json.loads("""
{"v":1,"rev":4,"d":8500,"m":{"title":"Cat","width":1920,"height":1080,"fps":30,"bg":"#000000"},
 "t":[
  {"id":"t1","tt":0,"r":"main","n":"Main","sg":[
    {"id":"s1","s":0,"d":5000,"m":{"name":"cat","prompt":"slow push-in"},"src":{"a":"ast_0123456789abcdef"},
     "mo":{"p":"dolly_in","i":0.6,"e":"in_out_sine"},"tr":{"fit":"cover"},
     "fx":[{"k":"particles","s":0,"d":5000,"p":{"kind":"dust","density":0.3}}],"tn":{"k":"crossfade","d":500}},
    {"id":"s2","s":4500,"d":4000,"m":{"name":"garden"},"src":{"a":"ast_1123456789abcdef","in":0,"out":4000}}]},
  {"id":"t2","tt":1,"r":"music","n":"BGM","sg":[
    {"id":"s3","s":0,"d":8500,"m":{"name":"soft piano"},"src":{"a":"ast_2123456789abcdef","loop":"loop"},"vol":0.35,"fi":300,"fo":800}]},
  {"id":"t3","tt":7,"r":"title","sg":[
    {"id":"s4","s":0,"d":3000,"txt":{"c":"Night Garden","f":"sans","sz":0.09,"w":700,"col":"#ffffff","pos":"top-center","in":"fade","out":"fade","ms":400}}]}],
 "a":{"ast_0123456789abcdef":{"k":"image","n":"cat.png","w":1536,"h":1024},
      "ast_1123456789abcdef":{"k":"video","n":"garden.mp4","w":1920,"h":1080,"d":12000},
      "ast_2123456789abcdef":{"k":"audio","n":"piano.mp3","d":60000}}}
""")  # noqa: E501


def test_the_example_of_the_contract() -> None:
    draft = Draft.from_dict(EXAMPLE)
    assert draft.to_dict() == EXAMPLE
    assert (draft.duration_ms, draft.size, draft.fps, draft.rev, draft.title) == (8500, (1920, 1080), 30.0, 4, "Cat")
    first, second = draft.main_segments()
    assert (first.asset, first.name, first.prompt, first.end_ms) == (
        "ast_0123456789abcdef",
        "cat",
        "slow push-in",
        5000,
    )
    assert first.motions == (Motion("dolly_in", 1.2, "in_out_sine"),)
    assert (second.start_ms, second.motions) == (4500, ())


def test_the_summary_of_the_contract() -> None:
    told = (
        "Timeline (3 tracks): 1. Video: cat (0-5s), garden (4.5-8.5s) "
        '2. BGM: soft piano (0-8.5s, 35%) 3. Title: "Night Garden" (0-3s)'
    )
    assert Draft.from_dict(EXAMPLE).summary() == told


def test_the_summary_of_many_segments_and_of_one_track() -> None:
    segments = [{"id": f"s{i}", "d": 1250, "m": {"name": f"p{i}"}, "src": {"a": "x"}} for i in range(6)]
    draft = Draft.from_dict({"t": [{"tt": 0, "sg": segments}]})
    assert draft.summary() == "Timeline (1 track): 1. Video: p0 (0-1.2s), p1 (1.2-2.5s), p2 (2.5-3.8s), +3 more"
    assert draft.duration_ms == 7500
    hi = {"d": 500, "txt": {"c": "hi"}}
    captions = Draft.from_dict({"t": [{"tt": 7, "r": "caption", "sg": [hi]}, {"tt": 1, "r": "sfx", "sg": []}]})
    assert captions.summary() == 'Timeline (2 tracks): 1. Captions: "hi" (0-0.5s) 2. SFX: empty'


def test_unknown_keys_and_reserved_tracks_are_kept() -> None:
    data = copy.deepcopy(EXAMPLE) | {"x-new": {"deep": [1, {"a": None}]}}
    data["t"].append({"tt": 42, "sg": [{"d": 10, "odd": True}], "more": 1})
    data["t"][0]["sg"][0]["mo"]["curve"] = "mine"
    draft = Draft.from_dict(data)
    assert draft.to_dict() == data
    assert json.loads(json.dumps(draft.to_dict())) == data
    changed = apply(draft, [SetMove("s1", (Motion("pan_left"),))]).to_dict()
    assert changed["t"][0]["sg"][0]["mo"] == {"curve": "mine", "p": "pan_left", "i": 0.5}
    assert (changed["t"][3], changed["x-new"]) == (data["t"][3], data["x-new"])


def test_a_draft_is_not_changed_through_what_it_was_made_of_or_gave_away() -> None:
    data = copy.deepcopy(EXAMPLE)
    draft = Draft.from_dict(data)
    data["t"].clear()
    draft.to_dict()["m"]["width"] = 1
    assert draft.to_dict() == EXAMPLE
    with pytest.raises(AttributeError):
        draft.rev = 5  # type: ignore[misc]


def test_every_problem_is_listed_at_once_with_its_place() -> None:
    data = {
        "v": 0,
        "m": {"width": 0, "bg": "red"},
        "t": [
            {"tt": 0, "sg": [{"d": 0, "mo": {"i": 3, "k": {"x": [1]}}, "tr": {"fit": "squeeze"}}]},
            {"tt": -1, "r": "extra", "sg": "none"},
        ],
        "a": {"x": {}},
    }
    with pytest.raises(DraftError) as caught:
        Draft.from_dict(data)
    problems = {p.place: p for p in caught.value.problems}
    assert set(problems) == {
        "v",
        "m.width",
        "m.bg",
        "t[0].sg[0].d",
        "t[0].sg[0].mo.p",
        "t[0].sg[0].mo.i",
        "t[0].sg[0].mo.k.x",
        "t[0].sg[0].tr.fit",
        "t[1].tt",
        "t[1].r",
        "t[1].sg",
        "a.x.k",
    }
    assert problems["t[0].sg[0].mo.p"].code == "missing"
    assert (problems["t[0].sg[0].mo.i"].code, problems["t[0].sg[0].mo.i"].value, problems["t[0].sg[0].mo.i"].limit) == (
        "range",
        3,
        1.0,
    )
    assert problems["t[1].r"].code == "choice"
    assert all(p.place in p.sentence and p.sentence.endswith(".") for p in problems.values())
    assert "(and 11 more)" in caught.value.sentence


@pytest.mark.parametrize(
    ("tracks", "place", "code"),
    [
        ([{"tt": 0, "sg": [{"d": 10}]}], "t[0].sg[0].src", "missing"),
        ([{"tt": 7, "sg": [{"d": 10}]}], "t[0].sg[0].txt", "missing"),
        (
            [{"tt": 0, "sg": [{"d": 10, "src": {"a": "x"}}, {"s": 9, "d": 10, "src": {"a": "x"}}]}],
            "t[0].sg[1].s",
            "overlap",
        ),
        ([{"tt": 0, "sg": [{"d": 10, "src": {"a": "x"}, "tn": {"k": "fade", "d": 11}}]}], "t[0].sg[0].tn.d", "range"),
    ],
)
def test_what_shapes_cannot_say_is_checked_too(tracks: list[dict[str, Any]], place: str, code: str) -> None:
    with pytest.raises(DraftError) as caught:
        Draft.from_dict({"t": tracks})
    assert [(p.place, p.code) for p in caught.value.problems] == [(place, code)]


def test_a_draft_of_a_later_version_is_refused_with_one_problem() -> None:
    with pytest.raises(DraftError) as caught:
        Draft.from_dict({"v": 2, "t": "something new"})
    (problem,) = caught.value.problems
    assert (problem.code, problem.place, problem.value, problem.limit) == ("version", "v", 2, 1)


@pytest.mark.parametrize("data", [None, [], 3, "draft"])
def test_what_is_no_object_is_no_draft(data: Any) -> None:
    with pytest.raises(DraftError):
        Draft.from_dict(data)


def test_whole_numbers_may_be_written_as_floats_but_not_as_words_or_truths() -> None:
    assert Draft.from_dict({"t": [{"tt": 0.0, "sg": [{"d": 5000.0, "src": {"a": "x"}}]}]}).duration_ms == 5000
    for wrong in ("5000", True, 5000.5, None):
        with pytest.raises(DraftError):
            Draft.from_dict({"t": [{"tt": 0, "sg": [{"d": wrong, "src": {"a": "x"}}]}]})


def test_a_segment_without_a_start_begins_where_the_one_before_ends() -> None:
    segments = [{"d": 100, "src": {"a": "x"}, "tn": {"k": "fade", "d": 30}}, {"d": 100, "src": {"a": "x"}}]
    draft = Draft.from_dict({"t": [{"tt": 0, "sg": segments}]})
    assert [s.start_ms for s in draft.main_segments()] == [0, 70]
    assert draft.duration_ms == 170


def test_motions_that_run_together_are_read_and_written() -> None:
    motions = (
        Motion("dolly_in", 0.8, "linear", 1.0, 0, 3000, {"subject_growth": 0.3}, True, True),
        Motion("swing", 2.0, "", 0.6, 3000, None, {"times": 3}, True, True),
    )
    draft = apply(still("photo", (30, 20), size=(640, 360), fps=30, duration_ms=6000, seed=3), [SetMove("s1", motions)])
    segment = draft.main_segments()[0]
    assert segment.motions == motions
    assert (segment.seamless, segment.hold_subject, segment.seed) == (True, True, 3)
    assert Draft.from_dict(json.loads(json.dumps(draft.to_dict()))) == draft


def test_edits_give_the_next_draft() -> None:
    draft = Draft.from_dict(EXAMPLE)
    edited = apply(
        draft,
        [
            SetDuration("s1", 7000),
            SetCanvas((1080, 1920), 60.0),
            SetPlacement("s2", fit="blur"),
            SetPrompt("s2", "pan"),
        ],
    )
    assert (edited.rev, edited.size, edited.fps, edited.duration_ms) == (5, (1080, 1920), 60.0, 10500)
    assert [s.start_ms for s in edited.main_segments()] == [0, 6500]
    assert edited.main_segments()[1].fit == "blur"
    assert edited.to_dict()["d"] == 10500
    assert draft.to_dict() == EXAMPLE
    assert apply(draft, []) is draft


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10_000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["v", "t", "tt", "sg", "d", "s", "m", "mo", "p", "src", "a", "with", "k", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(_JSON)
def test_any_json_is_a_draft_or_a_list_of_problems(data: Any) -> None:
    for candidate in (data, {"t": data}, {"t": [{"tt": 0, "sg": [data]}]}):
        try:
            draft = Draft.from_dict(candidate)
        except DraftError as error:
            assert error.problems
        else:
            assert draft.to_dict() == candidate
            assert draft.summary().startswith("Timeline (")
