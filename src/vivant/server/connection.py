"""One client's connection, and how long it may keep the server waiting: to send a request's head, to take an answer.

Not for bodies, whose pace is a matter of the request (bodies.py). Without these limits a few thousand clients that send
or take a byte now and then would leave no connection to anybody else.
"""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 30.0
"""A connection that brings no whole head of a request for so long is closed, however often it sends a little."""
TAKE_S = 60.0
"""A client that does not take what waits for it within so long is let go: 4 KB a second are enough."""


class Connection(H11Protocol):
    """uvicorn's connection with these two limits."""

    _heading: asyncio.TimerHandle
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio does so itself only for sockets that were made with a protocol's number. Without it the second part of
        # every answer waits 40 ms for the client to acknowledge the first.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heading = self.loop.call_later(HEAD_S, self._without_head)

    def connection_lost(self, exc: Exception | None) -> None:
        self._heading.cancel()
        self._taken()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._heading.cancel()
        self._heading = self.loop.call_later(HEAD_S, self._without_head)
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self.loop.call_later(TAKE_S, self.transport.abort)

    def resume_writing(self) -> None:
        self._taken()
        super().resume_writing()

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()

    def _without_head(self) -> None:
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if not is_answering:
            self.transport.close()
