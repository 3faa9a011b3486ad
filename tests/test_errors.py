"""Errors as data: a code, a place, a value, a limit and one sentence."""

from __future__ import annotations

import pickle

import pytest

from vivant import errors
from vivant.errors import DraftError, InputError, MissingInput, OutputError, Problem, UsageError, VivantError

PROBLEMS = (
    Problem("range", "t[0].sg[0].d", 0, 1, "In the draft, d is 0."),
    Problem("missing", "t[0].tt", None, None, "In the draft, tt is missing."),
)


def all_errors(kind: type[VivantError] = VivantError) -> list[type[VivantError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in all_errors(child))]


def test_every_kind_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in all_errors()]
    assert len(set(codes)) == len(codes) >= 10


def test_the_tree_at_the_top_of_the_module_names_every_kind() -> None:
    assert errors.__doc__ is not None
    assert not [kind.__name__ for kind in all_errors() if kind.__name__ not in errors.__doc__]


def test_an_error_is_plain_data_without_what_is_unknown() -> None:
    failure = UsageError("Too fast. Use 120 or less.", place="fps", value=500, limit=120)
    assert str(failure) == failure.sentence == "Too fast. Use 120 or less."
    assert failure.to_dict() == {
        "code": "usage", "message": "Too fast. Use 120 or less.", "place": "fps", "value": 500, "limit": 120,
    }  # fmt: skip
    assert OutputError("The disk is full.").to_dict() == {"code": "output", "message": "The disk is full."}
    assert UsageError("No.", value=0).to_dict()["value"] == 0


def test_a_code_can_be_finer_than_the_class() -> None:
    failure = UsageError("There is no such move.", code="unknown_move")
    assert (failure.code, UsageError.code) == ("unknown_move", "usage")


def test_input_errors_can_be_caught_together() -> None:
    with pytest.raises(InputError):
        raise MissingInput("There is no file a.jpg.")


def test_a_draft_error_tells_the_first_problem_and_how_many_more() -> None:
    failure = DraftError(PROBLEMS)
    assert str(failure) == "In the draft, d is 0. (and 1 more)"
    assert (failure.place, failure.value, failure.limit) == ("t[0].sg[0].d", 0, 1)
    assert failure.problems == PROBLEMS
    assert str(DraftError(PROBLEMS[1:])) == "In the draft, tt is missing."


def test_problems_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(PROBLEMS)) == PROBLEMS
