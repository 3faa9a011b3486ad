"""Files and links for a project. A file whose upload broke off is sent again only where the server does not have it.

Not for reading files; the server checks what is in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vivant.client import calls
from vivant.client.errors import ClientError
from vivant.client.session import APP, Session
from vivant.client.steps import Call, Flow, Lost, Reply, Wait
from vivant.client.values import Asset

_TIMEOUT_S = 900


def upload(session: Session, items: Sequence[str | Path]) -> Flow[list[Asset]]:
    """Send files and http(s) links, in order: all files in one request, all links in another. Raises ClientError."""
    if not items:
        raise ClientError("file_missing", session.language, name="–")
    links = [str(item) for item in items if _is_link(item)]
    files = [_existing(session, item) for item in items if not _is_link(item)]
    got_files = yield from _put(session, tuple(files), None, [file.name for file in files])
    body = {"urls": links, "source_type": "url"}
    got_links = yield from _put(session, (), body if links else None, [])
    from_files, from_links = iter(got_files), iter(got_links)
    return [asset for item in items if (asset := next(from_links if _is_link(item) else from_files, None))]


def _put(session: Session, files: tuple[Path, ...], body: Any, names: list[str]) -> Flow[list[Asset]]:
    """One request; after a broken line or a server trouble the state tells whether it came through."""
    if not files and body is None:
        return []
    known = {str(item.get("id")) for item in (yield from calls.state_or_new(session)).uploads}
    code = "offline"
    for wait_s in (*session.timing.retry_s, None):
        try:
            reply = yield from calls.Patience(session, lambda: _request(session, files, body)).ask()
            if reply.code == 0:
                return [Asset.from_item(item) for item in reply.data.get("files") or []]
            code = "server"
            if reply.status < 500:
                raise _named(session, reply, names)
        except Lost:
            code = "offline"
        if wait_s is not None:
            yield Wait(wait_s)
        now = yield from calls.state(session)
        fresh = [Asset.from_item(item) for item in now.uploads if str(item.get("id")) not in known]
        if fresh:
            return fresh
    raise ClientError(code, session.language)


def _request(session: Session, files: tuple[Path, ...], body: Any) -> Call:
    path = f"/api/upload-video/{APP}/me/{session.session_id}"
    return session.call("POST", path, json=body, files=files, timeout_s=_TIMEOUT_S)


def _named(session: Session, reply: Reply, names: list[str]) -> ClientError:
    """The refusal, with the name of the file that was meant even where the server does not say it."""
    if not reply.data.get("filename") and names:
        data = {**reply.data, "filename": ", ".join(names)}
        reply = Reply(reply.status, reply.headers, {**reply.body, "data": data})
    return calls.refused(session, reply)


def _is_link(item: str | Path) -> bool:
    return isinstance(item, str) and item.startswith(("http://", "https://"))


def _existing(session: Session, item: str | Path) -> Path:
    file = Path(item).expanduser()
    if not file.is_file():
        raise ClientError("file_missing", session.language, name=str(item))
    return file
