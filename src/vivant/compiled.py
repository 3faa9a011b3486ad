"""How inner loops are compiled: once, kept on disk, and running without the interpreter's lock.

Not for what they compute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit, uint64

Function = TypeVar("Function", bound=Callable[..., Any])

compiled: Callable[[Function], Function] = njit(cache=True, nogil=True)  # type: ignore[assignment]

unsigned: Any = uint64
"""An unsigned whole number in compiled code: a place in an array that is known not to be negative."""
