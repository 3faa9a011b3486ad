"""Edits: the ways in which a draft may change, each a small value with a JSON form, and how they are applied.

A draft is never changed in place: `apply` gives the next one, with its revision one higher. Not for deciding what to
change (the agent does), nor for going back (history.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from vivant.errors import DraftError, Problem
from vivant.timeline.board import Board
from vivant.timeline.draft import Draft
from vivant.timeline.edits import pictures, pieces, playing, sounds, whole, words
from vivant.timeline.edits.contract import Edit, form_of
from vivant.timeline.schema import shape_problems

EDITS: Mapping[str, type[Edit]] = {
    edit.op: edit
    for file in (pieces, playing, pictures, words, sounds, whole)
    for edit in vars(file).values()
    if isinstance(edit, type) and issubclass(edit, Edit) and edit is not Edit
}
"""Every edit of the files of this folder by its `op`."""


def apply(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft with the edits made, in order; the same draft if there are none.

    Raises DraftError if an edit cannot be made (its problem's place begins with `edits[n]`), or if the result cannot be
    a draft.
    """
    listed = tuple(edits)
    if not listed:
        return draft
    board = Board(draft)
    for n, edit in enumerate(listed):
        board.place = f"edits[{n}]"
        edit.change(board)
        board.settle()
    board.data["rev"] = draft.rev + 1
    checked = Draft.of_own(board.data)
    if board.data.get("d") == checked.duration_ms:
        return checked
    return Draft.of_own(board.data | {"d": checked.duration_ms})


def edit_from_dict(data: Mapping[str, Any]) -> Edit:
    """The edit of plain JSON data. Raises DraftError with every problem at once."""
    op = data.get("op") if isinstance(data, Mapping) else None
    kind = EDITS.get(op) if isinstance(op, str) else None
    if kind is None:
        sentence = f"{op!r} is no edit; choose one of {', '.join(EDITS)}."
        raise DraftError((Problem("choice", "op", op, list(EDITS), sentence),))
    try:
        found = form_of(kind).validate_json(json.dumps({k: v for k, v in data.items() if k != "op"}))
    except ValidationError as failure:
        raise DraftError(shape_problems(failure, f"the edit {op}")) from None
    except (TypeError, ValueError):
        raise DraftError((Problem("type", "op", op, "object", f"The edit {op} must be plain JSON data."),)) from None
    assert isinstance(found, Edit)
    return found


def edit_schema(op: str) -> dict[str, Any]:
    """The JSON Schema of an edit, without its `op`: what a language model is told of it."""
    return form_of(EDITS[op]).json_schema()
