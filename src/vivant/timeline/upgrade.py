"""Drafts of every version: an older one is brought up to the current one, a newer one is refused. Not for mistakes
(checks.py, repair.py): a step only renames and moves what the version before had."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from vivant.errors import DraftError, Problem
from vivant.timeline.schema import VERSION

Step: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""From each older version to the next. Version 1 is the first, so there are none yet; a draft that does not say its
version has the first."""


def plain_copy(data: Any) -> Any:
    """A deep copy of plain JSON data, several times quicker than one of any objects."""
    if isinstance(data, dict):
        return {key: plain_copy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain_copy(value) for value in data]
    return data if isinstance(data, str | int | float | None) else copy.deepcopy(data)


def upgrade(data: object, steps: Mapping[int, Step] = STEPS, current: int = VERSION) -> dict[str, Any]:
    """The draft's data in the current version. Raises DraftError for data of a higher version, or that is no object."""
    if not isinstance(data, Mapping):
        kind = type(data).__name__
        raise DraftError((Problem("type", "the draft", kind, "object", "A draft must be a JSON object."),))
    found = dict(data)
    version = found.get("v", 1)
    if isinstance(version, bool) or not isinstance(version, int | float):
        return found  # the check of its shape will tell
    if version > current:
        sentence = f"This draft has version {version}; this Vivant reads up to {current}: install a newer one."
        raise DraftError((Problem("version", "v", version, current, sentence),))
    while version in steps:
        version += 1
        found = steps[int(version) - 1](found) | {"v": version}
    return found
