"""A server with our interface as a library: connect, send, upload, export, with every recovery inside.

Needs httpx2 alone and imports nothing else of Vivant, so that a small program can carry it. Not for making videos here;
the front door (`vivant.animate`) does that without any server.

    from vivant.client import connect
    with connect("http://127.0.0.1:8000") as client:
        client.upload("photo.jpg")
        for event in client.send("slow dolly in, falling snow"):
            print(event.text)
        print(client.export("film.mp4").path)
"""

from __future__ import annotations

from vivant.client import aio, sync
from vivant.client.aio import AsyncClient
from vivant.client.drafts import changes, ready, summary
from vivant.client.errors import ClientError
from vivant.client.gui import translate
from vivant.client.routing import media_in, route
from vivant.client.session import Skill, new_session
from vivant.client.sync import Client
from vivant.client.values import Asset, Clock, Credits, Delivery, Event, State, Timing
from vivant.client.words import greeting, language_of

__all__ = [
    "Asset",
    "AsyncClient",
    "Client",
    "ClientError",
    "Clock",
    "Credits",
    "Delivery",
    "Event",
    "Skill",
    "State",
    "Timing",
    "changes",
    "connect",
    "connect_async",
    "greeting",
    "language_of",
    "media_in",
    "ready",
    "route",
    "summary",
    "translate",
]


def connect(
    api_url: str | None = None, *, web_url: str | None = None, token: str | None = None, client_id: str | None = None,
    language: str = "en", skill: Skill | None = None, clock: Clock | None = None, timing: Timing | None = None,
) -> Client:  # fmt: skip
    """Sign in, without asking anybody anything, and begin a project. Raises ClientError.

    api_url    of the server; else NEMO_API_URL, else a server on this machine
    web_url    of its pages; else NEMO_WEB_URL, else the same
    token      else NEMO_TOKEN, else an anonymous one is asked for; an empty one keeps NEMO_TOKEN to yourself
    client_id  else NEMO_CLIENT_ID, else the one kept in ~/.config/nemovideo/client_id, else a new one
    language   `en` or `zh`; it follows the messages that are sent
    """
    return sync.connect(new_session(api_url, web_url, token, client_id, language, skill, clock, timing))


async def connect_async(
    api_url: str | None = None, *, web_url: str | None = None, token: str | None = None, client_id: str | None = None,
    language: str = "en", skill: Skill | None = None, clock: Clock | None = None, timing: Timing | None = None,
) -> AsyncClient:  # fmt: skip
    """The same for asyncio."""
    return await aio.connect(new_session(api_url, web_url, token, client_id, language, skill, clock, timing))
