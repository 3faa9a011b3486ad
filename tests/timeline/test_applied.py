"""Flows and effects in a draft: they come back as they were, keep what Vivant does not know, and follow the length."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivant.errors import DraftError
from vivant.timeline import HOLD, Applied, Draft, Place, SetApplied, SetDuration, apply

DURATION_MS = 4000

UNITS = st.floats(0, 1)
PLACES = st.builds(
    Place,
    st.sampled_from(["", "water", "sky"]),
    st.sampled_from(["", "left", "right", "top", "bottom", "middle"]),
    st.lists(st.tuples(UNITS, UNITS), max_size=5).map(tuple),
    st.sampled_from(["", "8x1:eNr7DwABAQEA"]),
).filter(lambda place: place != Place())
KNOBS = st.dictionaries(
    st.sampled_from(["speed", "size", "wind"]), st.booleans() | st.floats(-5, 5) | st.sampled_from(["a", "b"])
)
APPLIED = st.builds(
    Applied,
    st.sampled_from(["river", "snow", HOLD, "no_such_thing"]),
    st.floats(0, 3),
    KNOBS,
    st.integers(0, 3000),
    st.none() | st.integers(1, 4000),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.none() | PLACES,
    st.none() | st.floats(-360, 360),
)


def draft(*fx: dict[str, Any]) -> Draft:
    segments = [
        {"id": "a", "s": 0, "d": DURATION_MS, "src": {"a": "p"}, "fx": list(fx)},
        {"id": "b", "s": DURATION_MS, "d": 1000, "src": {"a": "p"}, "fx": [{"k": "snow", "s": 100}]},
    ]
    return Draft.from_dict({"v": 1, "t": [{"tt": 0, "sg": segments}]})


def fx_of(changed: Draft, segment: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = changed.to_dict()["t"][0]["sg"][segment]["fx"]
    return found


@given(st.lists(APPLIED, max_size=4).map(tuple))
def test_what_is_applied_comes_back_as_it_was(applied: tuple[Applied, ...]) -> None:
    changed = apply(draft(), [SetApplied("a", applied)])
    assert changed.main_segments()[0].applied == applied
    again = Draft.from_dict(json.loads(json.dumps(changed.to_dict())))
    assert again.main_segments()[0].applied == applied


def test_what_has_its_default_is_not_written() -> None:
    assert Applied("snow").to_dict() == {"k": "snow"}
    assert Applied("snow", 0.0).to_dict() == {"k": "snow", "p": {"amount": 0.0}}
    assert Applied("river", direction_deg=0.0).to_dict() == {"k": "river", "dir": 0.0}
    whole = Applied("river", 2.0, {"speed": 0.1}, 500, 2000, 300, 400, Place("water", "left"), 90.0)
    assert whole.to_dict() == {
        "k": "river", "p": {"amount": 2.0, "speed": 0.1}, "s": 500, "d": 2000, "fi": 300, "fo": 400,
        "area": {"name": "water", "side": "left"}, "dir": 90.0,
    }  # fmt: skip


def test_setting_replaces_everything_and_keeps_unknown_keys() -> None:
    before = draft(
        {"k": "snow", "s": 100, "p": {"amount": 2}, "mine": [1, {"a": None}]}, {"k": "river", "theirs": True}
    )
    changed = apply(before, [SetApplied("a", (Applied("fog"), Applied("snow", 0.5)))])
    assert fx_of(changed) == [{"k": "fog"}, {"k": "snow", "p": {"amount": 0.5}, "mine": [1, {"a": None}]}]
    assert fx_of(changed, 1) == fx_of(before, 1)
    assert changed.rev == before.rev + 1


def test_nothing_is_set_on_a_segment_that_is_not_there() -> None:
    before = draft({"k": "snow"})
    with pytest.raises(DraftError) as caught:
        apply(before, [SetApplied("a", ()), SetApplied("z", (Applied("fog"),))])
    (problem,) = caught.value.problems
    assert (problem.code, problem.place, problem.value, problem.limit) == (
        "unknown_segment", "edits[1].segment", "z", ["a", "b"],
    )  # fmt: skip


def test_a_longer_segment_keeps_the_share_of_its_times() -> None:
    before = draft({"k": "snow", "s": 1000, "d": 2000, "fi": 300, "fo": 400}, {"k": "river"})
    longer = apply(before, [SetDuration("a", 2 * DURATION_MS)])
    snow, river = longer.main_segments()[0].applied
    assert (snow.start_ms, snow.duration_ms) == (2000, 4000)
    assert (snow.fade_in_ms, snow.fade_out_ms) == (300, 400), "a fade is as quick as it was"
    assert (river.start_ms, river.duration_ms) == (0, None)
    assert longer.main_segments()[1].applied == before.main_segments()[1].applied
    tiny = apply(before, [SetDuration("a", 1)]).main_segments()[0].applied[0]
    assert (tiny.start_ms, tiny.duration_ms) == (1, 1)


@pytest.mark.parametrize(
    ("fx", "code", "place"),
    [
        ({"p": {}}, "missing", "k"),
        ({"k": "snow", "s": -1}, "range", "s"),
        ({"k": "snow", "d": 0}, "range", "d"),
        ({"k": "snow", "fi": 1.5}, "type", "fi"),
        ({"k": "snow", "p": {"amount": [1]}}, "type", "p.amount"),
        ({"k": "snow", "p": {"amount": "lots"}}, "type", "p"),
        ({"k": "snow", "p": {"amount": float("inf")}}, "type", "p"),
        ({"k": "river", "dir": "up"}, "type", "dir"),
        ({"k": "river", "dir": float("nan")}, "type", "dir"),
        ({"k": "river", "area": {"side": "beyond"}}, "choice", "area.side"),
        ({"k": "river", "area": {"polygon": [[0, 0], [1, 2], [0, 1]]}}, "range", "area.polygon[1][1]"),
        ({"k": "river", "area": {"polygon": [[0, 0, 0]]}}, "range", "area.polygon[0]"),
        ({"k": "river", "area": "water"}, "type", "area"),
    ],
)
def test_mistakes_of_shape_are_told_with_their_place(fx: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(DraftError) as caught:
        draft(fx)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, f"t[0].sg[0].fx[0].{place}")
