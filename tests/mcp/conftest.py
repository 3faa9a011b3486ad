"""What the tests of the tools share: a small photo, and the SDK's own client on a server in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent
from PIL import Image

from tests.conftest import draw_photo
from vivant.mcp.app import Server
from vivant.mcp.studio import Studio

TINY = "static, falling snow, 96x64, 1 s, 8 fps, no music"
"""A film that is drawn in no time."""

Talking: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture(scope="session")
def photo_at() -> Callable[[Path], Path]:
    """Writes the drawn photo, 120x80, to a path."""

    def write(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(draw_photo(120, 80)).save(path, "png")
        return path

    return write


@asynccontextmanager
async def talking(studio: Studio, mode: str = "auto") -> AsyncIterator[Client]:
    """The SDK's client on the tools of a studio, in this process."""
    async with studio.desk, Client(Server(studio), mode=mode) as client:
        yield client


async def finished(client: Client, begun: CallToolResult) -> CallToolResult:
    """The last answer of a job that was begun, however long it takes."""
    while data_of(begun)["status"] in ("queued", "running"):
        begun = await client.call_tool("get_job", {"job_id": data_of(begun)["job_id"], "wait_s": 30})
    return begun


def text_of(result: CallToolResult) -> str:
    """The text of an answer."""
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text


def data_of(result: CallToolResult) -> dict[str, Any]:
    """The data of an answer that went well."""
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content
