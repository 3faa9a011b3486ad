"""The difference of two pieces of JSON data as a short list of steps that lead from one to the other, exactly.

Not for people (compare.py): it keeps the file of a history small.
"""

from __future__ import annotations

import copy
from typing import Any, TypeAlias

Step: TypeAlias = list[Any]
"""[path, value] sets, [path] removes, [path, start, count, items] replaces `count` items of a list; a path is a list of
keys and numbers."""


def difference(before: Any, after: Any, path: list[Any] | None = None) -> list[Step]:
    """The steps from one to the other; none if they are the same to the type."""
    path = path or []
    if isinstance(before, dict) and isinstance(after, dict):
        steps: list[Step] = [[[*path, key]] for key in before if key not in after]
        for key, value in after.items():
            here = [*path, key]
            steps += difference(before[key], value, here) if key in before else [[here, value]]
        return steps
    if isinstance(before, list) and isinstance(after, list):
        return _of_lists(before, after, path)
    return [] if type(before) is type(after) and before == after else [[path, after]]


def _of_lists(before: list[Any], after: list[Any], path: list[Any]) -> list[Step]:
    if len(before) == len(after):
        return [
            step for n, pair in enumerate(zip(before, after, strict=True)) for step in difference(*pair, [*path, n])
        ]
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if difference(before[n], after[n])), shorter)
    rest = shorter - start
    same = next((n for n in range(rest) if difference(before[-1 - n], after[-1 - n])), rest)
    return [[path, start, len(before) - start - same, after[start : len(after) - same]]]


def patched(before: Any, steps: list[Step]) -> Any:
    """The data after the steps; what was given stays as it was."""
    whole = {"": copy.deepcopy(before)}
    for path, *change in copy.deepcopy(steps):
        holder: Any = whole
        way: list[Any] = ["", *path]
        last = way.pop()
        for key in way:
            holder = holder[key]
        if not change:
            del holder[last]
        elif len(change) == 1:
            holder[last] = change[0]
        else:
            start, count, items = change
            holder[last][start : start + count] = items
    return whole[""]
