"""What has one obvious answer is mended and recorded; the rest is told, all of it; nothing crashes."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.timeline.drafts import broken_data, draft_data
from vivant.errors import DraftError
from vivant.timeline import Draft
from vivant.timeline.repair import repair

P = {"src": {"a": "p"}}


def film(*segments: dict[str, Any], **track: Any) -> dict[str, Any]:
    listed = [{"id": f"s{n}", **P, **s} for n, s in enumerate(segments)]
    return {"t": [{"id": "t", "tt": 0, "r": "main", "sg": listed} | track], "a": {"v": {"k": "video", "d": 5000}}}


@pytest.mark.parametrize(
    ("data", "codes", "place", "after"),
    [
        (film({"d": 999.6}), ["value"], "t[0].sg[0].d", 1000),
        (film({"d": 900, "vol": 4.5}), ["value"], "t[0].sg[0].vol", 4),
        (film({"d": 900, "fi": -3}), ["value"], "t[0].sg[0].fi", 0),
        (film({"d": 900, "tr": {"op": 1.2}}), ["value"], "t[0].sg[0].tr.op", 1),
        (film({"d": 900, "tr": None}), ["null"], "t[0].sg[0].tr", None),
        (film({"d": 900}) | {"m": {"bg": "#fa0"}}, ["value"], "m.bg", "#ffaa00"),
        ({"t": [{"id": "t", "tt": 0}]}, ["missing"], "t[0].sg", []),
        (film({"d": 900, "id": ""}), ["id"], "t[0].sg[0].id", "s1"),
        (film({"d": 900}, {"d": 900, "id": "s0"}), ["id"], "t[0].sg[1].id", "s1"),
        (film({"d": 900, "src": {"a": "v", "in": 900, "out": 200}}), ["range"], "t[0].sg[0].src.out", 900),
        (film({"d": 900, "src": {"a": "v", "in": 900, "out": 900}}), ["range"], "t[0].sg[0].src.out", None),
        (film({"d": 900, "src": {"a": "v", "out": 5001}}), ["range"], "t[0].sg[0].src.out", 5000),
        (film({"s": 0, "d": 900}, {"s": 500, "d": 900}), ["start"], "t[0].sg[1].s", 900),
        (film({"s": 0, "d": 900, "tn": {"k": "fade", "d": 300}}, {"s": 900, "d": 900}), ["start"], "t[0].sg[1].s", 600),
        (film({"s": 0, "d": 900, "tn": {"k": "fade", "d": 1000}}, {"s": 0, "d": 400}), ["start", "transition"],
         "t[0].sg[1].s", 700),
        (film({"d": 900}) | {"d": 7}, ["total"], "d", 900),
        (film({"s": 1000, "d": 900}, {"s": 0, "d": 900}), ["order"], "t[0].sg", [0, 1000]),
        (film({"d": 900, "txt": {"c": "a"}, "s": 0}, {"s": 500, "d": 900, "txt": {"c": "b"}}, tt=7, r="title"),
         ["overlap"], "t[0].sg", None),
    ],
)  # fmt: skip
def test_one_obvious_answer_is_taken_and_recorded(
    data: dict[str, Any], codes: list[str], place: str, after: object
) -> None:
    given_data = copy.deepcopy(data)
    draft, record = repair(data)
    assert sorted(m.code for m in record) == codes
    mended = next(m for m in record if m.place == place)
    assert mended.after == after
    assert place in mended.sentence
    assert data == given_data
    assert Draft.from_dict(draft.to_dict()) == draft
    assert repair(draft.to_dict()) == (draft, ())


def test_an_overlap_of_titles_keeps_their_times() -> None:
    titles = film(
        {"s": 0, "d": 900, "txt": {"c": "a"}}, {"s": 500, "d": 900, "txt": {"c": "b"}}, tt=7, r="title"
    )  # fmt: skip
    draft, _ = repair(titles)
    assert [[(s.start_ms, s.end_ms) for s in t.segments] for t in draft.tracks()] == [[(0, 900)], [(500, 1400)]]


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (None, ["the draft"]),
        ({}, ["t"]),
        (film({"d": 0}), ["t[0].sg[0].d"]),
        (film({"d": "long"}, {"vol": 9, "d": -1}), ["t[0].sg[0].d", "t[0].sg[1].d"]),
        (film({"d": 900, "src": None}), ["t[0].sg[0].src"]),
        (film({"d": 900, "mo": {"i": 0.5}}), ["t[0].sg[0].mo.p"]),
        (film({"d": 900, "vol": float("nan")}), ["t[0].sg[0].vol"]),
        (film({"d": 900, "src": {"a": "v", "in": 6000}}), ["t[0].sg[0].src.in"]),
        (film({"d": 900}) | {"v": 3}, ["v"]),
    ],
)
def test_what_somebody_meant_is_never_guessed(data: Any, places: list[str]) -> None:
    with pytest.raises(DraftError) as caught:
        repair(data)
    assert [p.place for p in caught.value.problems] == places


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draft_data())
def test_nothing_of_a_valid_draft_is_mended_but_ids(data: dict[str, Any]) -> None:
    draft, record = repair(data)
    assert {m.code for m in record} <= {"id"}
    given_draft = Draft.from_dict(data)
    assert [t.segments for t in _unnamed(draft)] == [t.segments for t in _unnamed(given_draft)]


def _unnamed(draft: Draft) -> Any:
    from dataclasses import replace

    return [replace(t, segments=tuple(replace(s, id="") for s in t.segments)) for t in draft.tracks()]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken_data())
def test_a_broken_draft_gives_its_problems_or_is_mended_and_never_crashes(data: Any) -> None:
    try:
        draft = Draft.from_dict(data)
    except DraftError as failure:
        assert failure.problems
        assert all(p.code and p.sentence.endswith(".") for p in failure.problems)
    else:
        assert draft.summary()
        assert draft.tracks() is draft.tracks()
    try:
        mended, _ = repair(data)
    except DraftError as failure:
        assert failure.problems
    else:
        assert repair(mended.to_dict()) == (mended, ())
