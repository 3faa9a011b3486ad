"""How often somebody may ask: a token bucket per key, in memory.

Not for anonymous tokens per week, which are counted in the database.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 50_000


class RateLimit:
    """At most `per_minute` requests a minute for each key, a full minute's worth at once."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate_per_s = per_minute / 60
        self._most = float(per_minute)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, key: str) -> int:
        """0 if this request may go on, else whole seconds until one may."""
        now = self._clock()
        left, then = self._left.pop(key, (self._most, now))
        left = min(self._most, left + (now - then) * self._rate_per_s)
        allowed = left >= 1
        self._left[key] = (left - 1 if allowed else left, now)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - left) / self._rate_per_s))
