"""Reads what a client sends, within limits that hold while it is read: JSON into values, files straight to disk.

Not for looking at the files (intake.py). A client that sends nothing for READ_S seconds, or a trickle, is let go.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, MultipartState, parse_options_header
from starlette.requests import ClientDisconnect, Request

from vivant.server import answers

Shape = TypeVar("Shape", bound=BaseModel)
JSON_BYTES = 4_000_000
"""A draft of an hour's film has some 200 KB."""
READ_S = 30.0
SLOW_S, SLOWEST_BYTES_S = 60.0, 4_000
"""After so many seconds a body must have come at this rate or faster, in the mean."""
WRITE_BYTES = 1 << 20
"""Files are written in pieces of this size, by a thread: a disk that is busy holds up nobody else."""
INLINE_BYTES = 64_000_000
"""A message may carry a photo."""
_FILE_FIELDS = (b"files", b"file", b"files[]")
_CAMEL = re.compile(r"(?<=[a-z0-9])([A-Z])")


@dataclass(frozen=True, slots=True)
class Received:
    """An uploaded file on disk under a name of ours, the name it was given, and its size in bytes."""

    path: Path
    filename: str
    size: int


async def chunks(request: Request, limit_bytes: int, name: str = "request") -> AsyncIterator[bytes]:
    """The body piece by piece. Raises failure 4002 beyond `limit_bytes`, 400 when the client falls silent or leaves."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit_bytes:
        raise answers.too_large(name, limit_bytes)
    read, pieces, began_s = 0, request.stream().__aiter__(), time.monotonic()
    while True:
        try:
            piece = await asyncio.wait_for(anext(pieces), READ_S)
        except StopAsyncIteration:
            return
        except (TimeoutError, ClientDisconnect):
            raise answers.bad_request("incomplete_body", message="The request ended before its end.") from None
        read += len(piece)
        late_s = time.monotonic() - began_s
        if late_s > SLOW_S and read < late_s * SLOWEST_BYTES_S:
            raise answers.bad_request("incomplete_body", message="The request comes too slowly. Try again.")
        if read > limit_bytes:
            raise answers.too_large(name, limit_bytes)
        yield piece


async def json_object(request: Request, *, optional: bool = False, limit_bytes: int = JSON_BYTES) -> dict[str, Any]:
    """The body as an object; its own keys may be camelCase and come out in snake_case. Raises failure 400."""
    raw = b"".join([piece async for piece in chunks(request, limit_bytes)])
    if not raw.strip() and optional:
        return {}
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise answers.bad_request("malformed_json", message="The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise answers.bad_request("not_an_object", message="The body must be a JSON object.")
    return snake(value)


def snake(value: dict[str, Any]) -> dict[str, Any]:
    """An object with its own keys in snake_case; where both forms stand, snake_case wins."""
    renamed = {_CAMEL.sub(lambda found: "_" + found[1].lower(), key): given for key, given in value.items()}
    return renamed | {key: given for key, given in value.items() if key in renamed}


async def read(request: Request, shape: type[Shape], *, optional: bool = False, limit_bytes: int = JSON_BYTES) -> Shape:
    """The body as a value of `shape`. Raises failure 400 that names the field."""
    body = await json_object(request, optional=optional, limit_bytes=limit_bytes)
    try:
        return shape.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        message = f"The field {place} is not as it should be: {first['msg'].removeprefix('Value error, ')}."
        raise answers.bad_request(
            "missing_field" if first["type"] == "missing" else "bad_field", place, message
        ) from None


@dataclass
class _Form:
    """The state of one multipart body: the file that is being written, and those that are done."""

    folder: Path
    limit_bytes: int
    max_items: int
    done: list[Received] = field(default_factory=list)
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _name: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _file: BinaryIO | None = None
    _filename: str = ""
    _size: int = 0

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_part_begin": self._headers.clear,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_headers_finished": self._open,
            "on_part_data": self._write,
            "on_part_end": self._close,
        }

    def _header(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _open(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if options.get(b"name") not in _FILE_FIELDS or b"filename" not in options:
            return
        if len(self.done) >= self.max_items:
            raise answers.bad_request("too_many_items", "files", f"At most {self.max_items} files at once.")
        self._filename = plain_name(options[b"filename"].decode("utf-8", "replace"))
        self._file = (self.folder / f"part{len(self.done)}").open("wb")
        self._size = 0

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            return
        self._size += end - start
        if self._size > self.limit_bytes:
            raise answers.too_large(self._filename, self.limit_bytes)
        self._file.write(data[start:end])

    def _close(self) -> None:
        if self._file is not None:
            path = Path(self._file.name)
            self._file.close()
            self._file = None
            self.done.append(Received(path, self._filename, self._size))

    def abandon(self) -> None:
        if self._file is not None:
            self._file.close()


async def multipart_files(
    request: Request, folder: Path, *, file_bytes: int, body_bytes: int, max_items: int
) -> list[Received]:
    """The files of a multipart body in their order, each written to `folder` while it comes in.

    Raises failure 400 for a malformed body or too many files and 4002 for a file or a body that is too large.
    """
    _, options = parse_options_header(request.headers.get("content-type", ""))
    if b"boundary" not in options:
        raise answers.bad_request("missing_boundary", message="The multipart body has no boundary.")
    form = _Form(folder, file_bytes, max_items)
    parser = MultipartParser(options[b"boundary"], form.callbacks())  # type: ignore[arg-type]
    ended = False
    try:
        async for piece in _gathered(chunks(request, body_bytes)):
            await asyncio.to_thread(parser.write, piece)
        await asyncio.to_thread(parser.finalize)
        ended = parser.state == MultipartState.END
    except FormParserError:
        raise answers.bad_request("malformed_multipart", message="The multipart body is broken.") from None
    finally:
        form.abandon()
    if not ended:
        raise answers.bad_request("malformed_multipart", message="The multipart body ends too early.")
    if not form.done:
        raise answers.bad_request("missing_field", "files", "The field files is missing.")
    return form.done


async def _gathered(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in pieces of WRITE_BYTES or a little more."""
    held: list[bytes] = []
    size = 0
    async for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= WRITE_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def plain_name(name: str) -> str:
    """A file name as it may be shown and stand in a link: its last part, printable, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(". ")
    return kept if len(kept) <= 120 else kept[:100] + kept[-20:]
