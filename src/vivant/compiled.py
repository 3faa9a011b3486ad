"""How inner loops are compiled: once, kept on disk, and running without the interpreter's lock.

Not for what they compute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import int64, njit, uint64

Function = TypeVar("Function", bound=Callable[..., Any])

compiled: Callable[[Function], Function] = njit(cache=True, nogil=True)  # type: ignore[assignment]

inlined: Callable[[Function], Function] = njit(cache=True, nogil=True, forceinline=True)  # type: ignore[assignment]
"""For small parts of inner loops: always part of the code that calls them, never a call."""

signed: Any = int64
"""A whole number in compiled code. Mixed with an unsigned one it becomes a fraction, ten times as slow."""

unsigned: Any = uint64
"""An unsigned whole number in compiled code: a place in an array that is known not to be negative."""
