"""From a finished project to a file on this machine: submit, poll, try once more, download, go on where it broke.

Not for making the video; an export costs nothing.
"""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from vivant.client import calls
from vivant.client.drafts import ready
from vivant.client.errors import ClientError
from vivant.client.session import Session
from vivant.client.steps import Fetch, Fetched, Flow, Lost, Reply, Wait
from vivant.client.values import Delivery, Event, State
from vivant.client.words import say

_RENDER = "/api/render/proxy/lambda"


def export(session: Session, path: Path, output: dict[str, Any]) -> Flow[Delivery]:
    """Make the file and bring it. Raises ClientError.

    path    of the new file; it appears only when it is whole
    output  format, quality and what else the interface knows
    """
    now = yield from calls.state_or_new(session)
    if not ready(now.draft):
        raise ClientError("empty", session.language)
    _writable(session, path)
    yield calls.notice(session, "rendering")
    reply = yield from _rendered(session, now, output)
    link = yield from calls.project_link(session)
    yield from _download(session, reply, path, link)
    made = _output(reply)
    yield Event("done", say("ready", session.language, path=path, link=link), progress=1.0)
    return Delivery(path, link, made.get("duration"), made.get("width"), made.get("height"))


def _rendered(session: Session, now: State, output: dict[str, Any]) -> Flow[Reply]:
    """The answer of a finished render; a failed one is tried again once, under a new id."""
    for last in (False, True):
        render_id = f"render_{int(time.time())}_{uuid.uuid4().hex[:6]}"
        try:
            reply = yield from _submit(session, render_id, now, output)
            return (yield from _poll(session, render_id, reply))
        except ClientError as error:
            if last or error.code not in ("render", "server"):
                raise
        yield calls.notice(session, "render_again")
    raise ClientError("render", session.language)


def _submit(session: Session, render_id: str, now: State, output: dict[str, Any]) -> Flow[Reply]:
    """Hand the render in. Where nobody knows whether it arrived, the server is asked for it by its id."""
    body = {"id": render_id, "sessionId": session.session_id, "draft": now.draft, "output": output}
    try:
        return (yield from calls.ask(session, lambda: session.call("POST", _RENDER, json=body)))
    except Lost:
        pass
    except ClientError as error:
        if error.code != "server":
            raise
    return (yield from calls.read(session, lambda: session.call("GET", f"{_RENDER}/{render_id}")))


def _poll(session: Session, render_id: str, reply: Reply) -> Flow[Reply]:
    """Ask every 30 s, ten times at most, until it is completed."""
    half_told = False
    for left in reversed(range(session.timing.render_polls + 1)):
        status = _status(reply)
        if status == "completed" and _output(reply).get("url"):
            return reply
        if status == "failed":
            raise ClientError("render", session.language)
        if left:
            percent = _percent(reply)
            if percent >= 50 and not half_told:
                half_told = True
                yield Event("progress", say("rendered_part", session.language, percent=percent), percent / 100)
            yield Wait(session.timing.render_poll_s)
            try:
                reply = yield from calls.read(session, lambda: session.call("GET", f"{_RENDER}/{render_id}"))
            except ClientError as error:
                if error.code not in ("server", "offline"):
                    raise
    raise ClientError("render_slow", session.language)


def _download(session: Session, reply: Reply, path: Path, link: str) -> Flow[None]:
    """Bring the file to `path`; what has come stays over broken lines. The second way is the server's own."""
    made = _output(reply)
    render_id = str(reply.body.get("id") or reply.data.get("id") or "")
    own = session.call("GET", f"/api/render/proxy/{render_id}/download")
    url = urljoin(session.api_url + "/", str(made["url"]))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    size = made.get("size")
    try:
        # The signed address is public: the token is never sent there.
        for address, headers in ((url, {}), (own.url, dict(own.headers))):
            if (yield from _fetched(session, address, headers, part, size if isinstance(size, int) else None)):
                part.replace(path)
                return
    finally:
        part.unlink(missing_ok=True)
    raise ClientError("download", session.language, link=link)


def _fetched(session: Session, url: str, headers: dict[str, str], part: Path, size: int | None) -> Flow[bool]:
    """Whether the whole file came. As long as every try brings something, it goes on."""
    idle = 0
    for again in range(session.timing.download_tries):
        start = part.stat().st_size if part.exists() else 0
        if again:
            yield calls.notice(session, "downloading_again")
            yield Wait(session.timing.retry_s[0])
        try:
            got: Fetched = yield Fetch(url, headers, part, start)
        except Lost:
            got = Fetched(0, None, True)
        have = part.stat().st_size if part.exists() else 0
        whole = got.whole_bytes or size
        if got.status in (200, 206) and not got.broken and have and have == (whole or have):
            return True
        if 400 <= got.status < 500 and got.status not in (408, 416, 429):
            return False
        if have > (whole or have) or got.status == 416:
            part.unlink(missing_ok=True)
        idle = 0 if have > start else idle + 1
        if idle > len(session.timing.retry_s):
            return False
    return False


def _status(reply: Reply) -> str:
    return str(reply.body.get("status") or reply.data.get("status") or "")


def _output(reply: Reply) -> dict[str, Any]:
    """What was made, from any of the places where servers put it."""
    for place in (reply.body, reply.data):
        if isinstance(made := place.get("output"), dict) and made.get("url"):
            return made
    url = reply.body.get("outputUrl") or reply.data.get("outputUrl")
    return {"url": url} if url else {}


def _percent(reply: Reply) -> int:
    value = reply.body.get("progress", reply.data.get("progress"))
    return round(value) if isinstance(value, int | float) else 0


def _writable(session: Session, path: Path) -> None:
    if path.is_dir() or not path.absolute().parent.is_dir() or not os.access(path.absolute().parent, os.W_OK):
        raise ClientError("target", session.language, name=str(path))
