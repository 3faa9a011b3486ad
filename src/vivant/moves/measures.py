"""The kinds of knob a move has: lengths, angles, growth and counts, each with its unit.

Not for reading knobs back (register.py).
"""

from __future__ import annotations

from typing import Any

from pydantic import Field


def length(default: float, most: float) -> Any:
    """A knob of 0 .. `most` short sides of the frame."""
    return Field(default, ge=0.0, le=most, json_schema_extra={"unit": "short sides"})


def angle(default: float, most: float) -> Any:
    """A knob of 0 .. `most` degrees."""
    return Field(default, ge=0.0, le=most, json_schema_extra={"unit": "degrees"})


def growth(default: float, most: float) -> Any:
    """A knob for how much something grows, as a fraction of its size: 0 not at all, 1 to twice the size."""
    return Field(default, ge=0.0, le=most, json_schema_extra={"unit": "fraction"})


def share(default: float) -> Any:
    """A knob of 0 .. 1, none to all of something."""
    return Field(default, ge=0.0, le=1.0, json_schema_extra={"unit": "fraction"})


def count(default: int, most: int) -> Any:
    """A knob of 1 .. `most` whole times per clip, so that the last ends where the clip ends."""
    return Field(default, ge=1, le=most, json_schema_extra={"unit": "per clip"})
