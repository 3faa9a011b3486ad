"""The published schema says what the program says, and everything that the contract allows or forbids."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from tests.timeline.drafts import broken_data, draft_data
from vivant.errors import DraftError
from vivant.timeline import Draft
from vivant.timeline.schema import json_schema
from vivant.timeline.upgrade import upgrade

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = json.loads((ROOT / "docs" / "draft-schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(PUBLISHED)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


CONTRACT = ROOT.parent / "shared" / "spec" / "api.md"
needs_contract = pytest.mark.skipif(not CONTRACT.exists(), reason="needs the contract in ../shared/spec")


@cache
def contract() -> Draft202012Validator:
    """The schema that the contract prints."""
    (block,) = re.findall(r'```json\n(\{"\$schema".*?)\n```', CONTRACT.read_text(encoding="utf-8"), re.DOTALL)
    return Draft202012Validator(json.loads(block))


def test_the_published_schema_is_not_stale() -> None:
    assert json_schema() == PUBLISHED, "run make pages and commit docs/draft-schema.json"
    Draft202012Validator.check_schema(PUBLISHED)


@needs_contract
@QUICK
@given(draft_data())
def test_every_valid_draft_passes(data: dict[str, Any]) -> None:
    VALID.validate(data)
    contract().validate(data)


@needs_contract
@QUICK
@given(broken_data())
def test_what_the_schemas_forbid_is_no_draft(data: Any) -> None:
    try:
        draft = Draft.from_dict(data)
    except DraftError:
        return
    assert VALID.is_valid(draft.to_dict())
    assert contract().is_valid(draft.to_dict())


def test_a_version_is_brought_up_step_by_step() -> None:
    steps = {1: lambda d: {"t": d["tracks"]}, 2: lambda d: d | {"new": True}}
    assert upgrade({"v": 1, "tracks": []}, steps, 3) == {"t": [], "new": True, "v": 3}
    assert upgrade({"v": 2, "t": []}, steps, 3) == {"t": [], "new": True, "v": 3}
    assert upgrade({"v": 3, "t": []}, steps, 3) == {"t": [], "v": 3}
    with pytest.raises(DraftError) as caught:
        upgrade({"v": 4}, steps, 3)
    assert caught.value.problems[0].code == "version"
