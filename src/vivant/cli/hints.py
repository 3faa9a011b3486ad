"""The file of hints that a person drew. Not for what hints mean (agent/hints.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_hints(path: Path) -> list[Any]:
    """The hints of a JSON file; masks in it are files beside it. Raises MissingInput, and UsageError for what is no
    list of hints."""
    from vivant.errors import MissingInput, UsageError

    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise MissingInput(f"There is no file {path}.", place=str(path)) from None
    except (OSError, ValueError) as failure:
        sentence = f"{path} cannot be read as JSON ({failure}): write a list of hints, as docs/hints.md shows."
        raise UsageError(sentence, place="hints") from None
    if not isinstance(found, list):
        raise UsageError(f"{path} must hold a list of hints, as docs/hints.md shows.", place="hints")
    return [_beside(path.parent, hint) for hint in found]


def _beside(folder: Path, hint: Any) -> Any:
    """A hint with the names of its masks as paths from here."""
    if not isinstance(hint, dict):
        return hint
    return {k: folder / v if k in ("region", "hold") and isinstance(v, str) else v for k, v in hint.items()}
