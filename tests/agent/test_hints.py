"""Hints drawn by a person: what they put into a draft, and what is said of a wrong one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.agent.test_direct import PERSON
from vivant.agent import direct, hinted
from vivant.errors import UsageError
from vivant.timeline import HOLD, Applied, Draft
from vivant.timeline.masks import unpack_mask

BANK = [[0.1, 0.6], [0.9, 0.6], [1.0, 1.0], [0.0, 1.0]]


def applied(*hints: dict[str, Any], words: str = "dolly in") -> tuple[Applied, ...]:
    draft = hinted(direct(words, PERSON).draft, hints)
    assert Draft.from_dict(draft.to_dict()) == draft
    return draft.main_segments()[0].applied


def test_an_outline_a_direction_and_knobs_reach_the_draft() -> None:
    (river,) = applied({"region": BANK, "kind": "river", "direction_deg": -90, "speed": 0.05, "amount": 2})
    assert river.kind == "river" and river.direction_deg == 270.0 and river.amount == 2.0
    assert dict(river.knobs) == {"speed": 0.05}
    assert river.place is not None and river.place.polygon == tuple((x, y) for x, y in BANK)


def test_a_mask_is_packed_small_enough() -> None:
    mask = np.zeros((900, 1600), np.float32)
    mask[450:, 800:] = 1.0
    (held,) = applied({"hold": mask})
    assert held.kind == HOLD and held.place is not None
    bits = unpack_mask(held.place.mask)
    assert bits.shape == (288, 512)
    assert bits[150:, 260:].all() and not bits[:140].any() and not bits[:, :250].any()


def test_what_words_say_of_a_flow_holds_in_the_place_of_the_hint() -> None:
    water = np.ones((4, 6), np.float32)
    rows = applied(
        {"region": water, "kind": "river", "direction_deg": 0}, words="the river flows much faster, add snow"
    )
    assert [a.kind for a in rows] == ["snow", "river"]
    assert rows[1].place is not None and rows[1].place.mask and rows[1].direction_deg == 0.0


def test_no_hints_change_nothing() -> None:
    draft = direct("dolly in", PERSON).draft
    assert hinted(draft, []) is draft


@pytest.mark.parametrize(
    ("hints", "sentence"),
    [
        ({"hold": BANK}, "Hints are a list"),
        (["river"], "Hint 1 is no object"),
        ([{"hold": BANK}, {"kind": "river"}], "Hint 2 needs a region"),
        ([{"region": BANK, "hold": BANK}], "exactly one"),
        ([{"region": BANK}], "Hint 1 has kind None.*choose one of"),
        ([{"region": BANK, "kind": "snow"}], "kind 'snow', which is no flow"),
        ([{"region": BANK, "kind": "river", "spead": 1}], "spead, which river does not have: it has direction_deg"),
        ([{"region": BANK, "kind": "river", "speed": 99}], "sets speed to 99: it should be less than"),
        ([{"region": BANK, "kind": "river", "direction_deg": "left"}], "give degrees"),
        ([{"region": BANK[:2], "kind": "river"}], "three or more"),
        ([{"region": [[1, 2], [3], "x"], "kind": "river"}], "three or more"),
        ([{"region": [[0, 0], [640, 0], [640, 480]], "kind": "river"}], "fractions"),
        ([{"region": np.zeros((5, 5)), "kind": "river"}], "marks nothing"),
        ([{"hold": BANK, "kind": "river"}], "leave out kind"),
    ],
)
def test_a_wrong_hint_is_said_in_one_sentence(hints: Any, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence) as told:
        hinted(direct("dolly in", PERSON).draft, hints)
    assert told.value.place == "hints" and str(told.value).count("\n") == 0
