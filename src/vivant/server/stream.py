"""Turns the events of a run into a stream of bytes for one client: heartbeats and a longest time.

Not for what the events are (events.py) and not for the run, which neither knows nor cares whether somebody listens.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from starlette.responses import StreamingResponse

from vivant.server import events

Numbered: TypeAlias = AsyncIterator[tuple[int | None, dict[str, Any]]]
"""Events of the wire with their numbers; partial ones have none."""
FIRST_BEAT_S = 5.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How a stream is kept alive: the form and the time of heartbeats, and how long it lasts at most."""

    form: str = "comment"
    every_s: float = 15.0
    most_s: float = 870.0


async def follow(
    numbered: Numbered, invocation_id: str, pace: Pace, *, began_s: float | None = None
) -> AsyncIterator[bytes]:
    """The frames of events that end when their run has ended.

    began_s  when the run began, seconds since 1970; heartbeats tell how long ago that was
    """
    began = began_s or time.time()
    clock = asyncio.get_running_loop().time
    end, wait_s, first = clock() + pace.most_s, min(FIRST_BEAT_S, pace.every_s), True
    coming = asyncio.ensure_future(_next(numbered))
    try:
        while True:
            left = end - clock()
            if left <= 0:
                yield events.frame(events.detached(invocation_id), None, first=first)
                return
            done, _ = await asyncio.wait({coming}, timeout=min(wait_s, left))
            if not done:
                if end > clock():
                    yield events.heartbeat(pace.form, round(time.time() - began), invocation_id)
                wait_s = pace.every_s
                continue
            found = coming.result()
            if found is None:
                return
            number, event = found
            yield events.frame(event, number, first=first)
            first, wait_s = False, min(FIRST_BEAT_S, pace.every_s)
            coming = asyncio.ensure_future(_next(numbered))
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        closing = getattr(numbered, "aclose", None)
        if closing is not None:
            await closing()


async def _next(numbered: Numbered) -> tuple[int | None, dict[str, Any]] | None:
    try:
        return await anext(numbered)
    except StopAsyncIteration:
        return None


class EventStream(StreamingResponse):
    """The answer of /run_sse: never compressed, kept or buffered on the way."""

    media_type = "text/event-stream; charset=utf-8"

    def __init__(self, frames: AsyncIterator[bytes], invocation_id: str, *, attached: bool) -> None:
        headers = {
            "Cache-Control": "no-cache, no-transform",
            "X-Accel-Buffering": "no",
            "X-Invocation-Id": invocation_id,
            "X-Run-Attached": str(int(attached)),
        }
        super().__init__(frames, headers=headers)
