"""Takes files into a project: received, looked at, kept, all or none.

Not for what a usable file is (intake.py).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from vivant.errors import OutputError
from vivant.jobs import key_of, projects
from vivant.jobs.naming import new_id
from vivant.jobs.projects import NewAsset
from vivant.jobs.tables import Asset
from vivant.server import answers, bodies, fetching, intake
from vivant.server.backend import Backend
from vivant.server.bodies import Received

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A received file, where it came from ("upload", "url", "inline"), and whether its name tells what it is."""

    file: Received
    source: str
    name_counts: bool


@asynccontextmanager
async def workplace(backend: Backend) -> AsyncIterator[Path]:
    """A folder for one request's files, on the disk of the objects, gone afterwards."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="in-", dir=backend.objects.tmp))
    except OSError as failure:
        raise answers.unavailable(f"The server cannot keep files now: {failure.strerror}.") from None
    try:
        yield folder
    except (OSError, OutputError) as failure:
        why = failure.strerror if isinstance(failure, OSError) else "their place is full or does not answer"
        raise answers.unavailable(f"The server cannot keep files now: {why}.") from failure
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def from_form(request: Request, backend: Backend, folder: Path) -> list[Sent]:
    """The files of a multipart body."""
    limits = backend.settings
    got = await bodies.multipart_files(
        request,
        folder,
        file_bytes=file_limit(backend),
        body_bytes=limits.max_request_mb * MB,
        max_items=limits.max_items,
    )
    return [Sent(one, "upload", name_counts=True) for one in got]


async def from_urls(urls: Sequence[str], backend: Backend, folder: Path) -> list[Sent]:
    """The files at these addresses, one after the other, in order."""
    sent, left = [], backend.settings.max_request_mb * MB
    for number, url in enumerate(urls):
        got = await fetching.fetch(
            url,
            folder / f"url{number}",
            limit_bytes=min(left, file_limit(backend)),
            timeout_s=fetching.WHOLE_S,
            allow_private=backend.settings.url_allow_private,
        )
        left -= got.size
        sent.append(Sent(Received(got.path, bodies.plain_name(got.filename), got.size), "url", name_counts=False))
    return sent


def from_inline(data: str, filename: str, folder: Path) -> Sent:
    """A file that stands in a message as base64. Raises failure 400."""
    try:
        raw = base64.b64decode(data, validate=True)
    except (ValueError, binascii.Error):
        raise answers.bad_request("bad_field", "inlineData", "inlineData holds no base64.") from None
    path = folder / new_id("inline_")
    path.write_bytes(raw)
    return Sent(Received(path, filename, len(raw)), "inline", name_counts=False)


async def keep(backend: Backend, user_id: str, session_id: str, sent: Sequence[Sent]) -> list[Asset]:
    """Look at every file, then keep all of them. Raises 4001 or 4002 naming the first that cannot be used."""
    looked = [await _look(backend, one) for one in sent]
    new = [_asset(one, each.source) for one, each in zip(looked, sent, strict=True)]
    kept: list[str] = []
    try:
        for one, seen in zip(new, looked, strict=True):
            await backend.objects.put_async(one.key, seen.path)
            kept.append(one.key)
        rows = await backend.store.do(projects.add_assets, user_id, session_id, new)
    except Exception:  # not when the server stops: then the rows may be there, and need their files
        for key in kept:
            await asyncio.to_thread(backend.objects.delete, key)
        raise
    backend.metrics.uploaded.inc(sum(one.size for one in new))
    return rows


def file_limit(backend: Backend) -> int:
    """Bytes of the largest file of any kind."""
    return max(backend.settings.max_video_mb, backend.settings.max_image_mb) * MB


async def _look(backend: Backend, sent: Sent) -> intake.Looked:
    async with backend.looking:
        file = sent.file
        return await asyncio.to_thread(
            intake.look, file.path, file.filename, backend.settings, name_counts=sent.name_counts
        )


def _asset(seen: intake.Looked, source: str) -> NewAsset:
    asset_id = new_id("ast_")
    return NewAsset(
        id=asset_id, filename=seen.filename, kind=seen.kind, mime_type=seen.mime_type, size=seen.size,
        digest=seen.digest, key=key_of("assets", asset_id, f".{seen.ending}"), source=source,
        duration_s=seen.duration_s, width=seen.width, height=seen.height, fps=seen.fps,
    )  # fmt: skip
