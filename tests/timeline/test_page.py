"""Every example of docs/draft.md works, and every edit has one."""

import json
import re
from pathlib import Path
from typing import Any

from vivant.timeline import EDITS, Draft, edit_from_dict
from vivant.timeline.history import History

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "draft.md").read_text(encoding="utf-8")
FIRST, *REST = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
EDIT_LINES: list[dict[str, Any]] = [json.loads(line) for block in REST for line in block.strip().splitlines()]


def test_every_edit_has_an_example() -> None:
    assert {line["op"] for line in EDIT_LINES} == set(EDITS)


def test_the_examples_work_one_after_the_other() -> None:
    history = History.of(Draft.from_dict(json.loads(FIRST)))
    for line in EDIT_LINES:
        before = history.draft
        history = history.edit([edit_from_dict(line)])
        assert history.draft.to_dict() != before.to_dict(), line
    assert history.draft.title == "Roma"
    assert len(history.draft.tracks()) == 5
