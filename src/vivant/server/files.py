"""Answers with the bytes of a file: whole, a range, or only what is known about them.

Not for whether somebody may have them; routes decide that.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from vivant.jobs import Objects
from vivant.server import answers

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_SHOWN = ("image/", "video/", "audio/")


async def send_file(
    request: Request, objects: Objects, key: str, *, name: str, mime_type: str, as_attachment: bool
) -> Response:
    """The object of a key. GET and HEAD, one range; ranges that make no sense are ignored, impossible ones get 416."""
    size = await objects.size(key)
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    start, end = _span(asked, size) if asked else (0, size)
    how = "attachment" if as_attachment or not mime_type.startswith(_SHOWN) else "inline"
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "private, max-age=3600",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if start >= end and size:
        headers["Content-Range"] = f"bytes */{size}"
        answer = answers.refusal(answers.Failure(416, 416, "The file has no such range."))
        answer.headers.update(headers)
        return answer
    headers["Content-Length"] = str(end - start)
    whole = (start, end) == (0, size) and asked is None
    if not whole:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    status = 200 if whole else 206
    if request.method == "HEAD":
        return Response(status_code=status, media_type=mime_type, headers=headers)
    blocks = objects.read(key, start, end)
    return StreamingResponse(blocks, status_code=status, media_type=mime_type, headers=headers)


def _span(asked: re.Match[str], size: int) -> tuple[int, int]:
    """The half-open stretch of bytes that is asked for; an empty one if there is none."""
    first, last = asked.groups()
    if not first and not last:
        return 0, size
    if not first:
        return (max(0, size - int(last)), size) if int(last) else (size, size)
    end = min(size, int(last) + 1) if last else size
    return int(first), end
