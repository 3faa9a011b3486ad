"""Which object lies behind the id of a signed link.

Not for whether the link is good.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vivant.jobs.tables import Asset, Render
from vivant.server import answers
from vivant.server.backend import Backend

RENDERED = {
    "mp4": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo", "webm": "video/webm",
    "mkv": "video/x-matroska", "gif": "image/gif",
}  # fmt: skip
"""The media type of each format of exports."""


async def file_of_link(backend: Backend, file_id: str) -> tuple[str, str]:
    """The key and the media type of an asset or of the result of a render job. Raises failure 404."""
    found = await backend.store.read(_key, file_id)
    if found is None:
        raise answers.not_found("The file is not there any more.")
    return found


def _key(session: Session, file_id: str) -> tuple[str, str] | None:
    asset = session.get(Asset, file_id)
    if asset is not None:
        return asset.key, asset.mime_type
    render = session.scalars(select(Render).where(Render.job == file_id)).first()
    if render is None or render.key is None:
        return None
    return render.key, RENDERED.get(render.output.get("format", "mp4"), "application/octet-stream")
