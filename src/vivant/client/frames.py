"""Bytes of an event stream become frames and heartbeats. Not for what the events mean.

A ready-made reader drops comments, and heartbeats are comments; and text readers that split at every Unicode line end
break JSON in two. A frame that is cut off before its blank line is never handed on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_END = re.compile(rb"\r\n|\n|\r(?!$)")
_MAX_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Frame:
    """One event; a heartbeat has no data. `retry_ms` is what the server asks for before a reconnection."""

    data: str = ""
    id: str = ""
    retry_ms: int | None = None

    @property
    def heartbeat(self) -> bool:
        return self.data.strip() in ("", "heartbeat", "{}")


class Frames:
    """Takes bytes as they come and gives whole frames."""

    def __init__(self) -> None:
        self._rest = b""
        self._data: list[str] = []
        self._id = ""
        self._retry_ms: int | None = None
        self._begun = False

    def feed(self, chunk: bytes) -> list[Frame]:
        """The frames that `chunk` completes. Raises ValueError if one line is longer than 8 MiB."""
        *lines, self._rest = _LINE_END.split(self._rest + chunk)
        if len(self._rest) > _MAX_BYTES:
            raise ValueError("a line of the event stream does not end")
        return [frame for line in lines if (frame := self._line(line.decode("utf-8", "replace")))]

    def _line(self, line: str) -> Frame | None:
        if not line:
            return self._end()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not name:
            return Frame()
        self._begun = True
        if name == "data":
            self._data.append(value)
        elif name == "id":
            self._id = value
        elif name == "retry" and value.isdigit():
            self._retry_ms = int(value)
        return None

    def _end(self) -> Frame | None:
        if not self._begun:
            return None
        frame = Frame("\n".join(self._data), self._id, self._retry_ms)
        self._data, self._id, self._retry_ms, self._begun = [], "", None, False
        return frame
