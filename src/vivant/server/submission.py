"""Reads what is to be exported: which formats there are, what is ignored with a warning, and whether the draft is good.

Not for doing it (`vivant.jobs`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from vivant.errors import DraftError
from vivant.jobs import projects, renders
from vivant.jobs.tables import Render
from vivant.server import answers

FORMATS = ("mp4", "mov", "avi", "webm", "mkv", "gif")
QUALITIES = ("low", "medium", "high")
RESOLUTIONS = ("720p", "1080p", "1440p", "2160p")
CODECS = ("h264", "h265", "hevc", "vp9", "av1")
_FPS = (1, 120)
_CRF = (0, 51)


def output_of(told: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The wishes for the file that are understood, and a sentence for each that is not."""
    output: dict[str, Any] = {"format": "mp4", "quality": "high"}
    warnings = []
    known = {"format": FORMATS, "quality": QUALITIES, "resolution": RESOLUTIONS, "codec": CODECS}
    for name, value in told.items():
        if name in known:
            word = value.lower() if isinstance(value, str) else value
            good = word in known[name]
        elif name in ("fps", "crf"):
            low, high = _FPS if name == "fps" else _CRF
            word = value
            good = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        else:
            continue
        if good:
            output[name] = word
        elif value is not None:
            warnings.append(f"output.{name} = {str(value)[:40]!r} is not known and was ignored")
    return output, warnings


def draft_of(told: Any) -> dict[str, Any] | None:
    """The draft as an object, also when it was sent as a JSON string; None if none was sent. Raises failure 400."""
    if isinstance(told, str):
        try:
            told = json.loads(told) if told.strip() else None
        except (ValueError, RecursionError):
            raise answers.bad_request("bad_field", "draft", "The field draft is a text that holds no JSON.") from None
    if told is not None and not isinstance(told, dict):
        raise answers.bad_request("bad_field", "draft", "The field draft must be an object.")
    return told


def submit(
    session: Session,
    user_id: str,
    session_id: str,
    render_id: str,
    draft: dict[str, Any] | None,
    output: Mapping[str, Any],
    warnings: list[str],
    ttl_days: int,
) -> tuple[Render, bool]:
    """The export of this id, and whether it is new; a new one is checked first, and kept only if it is good.

    Raises Refused("session"), Refused("render_taken") and failure 3005, in this order.
    """
    project = projects.get(session, user_id, session_id, ttl_days=ttl_days)
    known = session.query(Render).filter_by(user_id=user_id, id=render_id).one_or_none()
    if draft is None and known is not None and known.session_id == session_id:
        draft = known.draft  # the same words again mean the same export, also after the draft has changed
    asked = without_links(draft if draft is not None else project.draft or {})
    render, new = renders.submit(
        session, user_id, session_id, render_id, asked, output, warnings=warnings, ttl_days=ttl_days
    )
    if new and (wrong := list(_problems(session, user_id, asked))):
        raise answers.bad_draft(wrong)
    return render, new


def without_links(draft: dict[str, Any]) -> dict[str, Any]:
    """The draft without the signed links that the state adds: they differ every day and mean nothing."""
    assets = draft.get("a")
    if not isinstance(assets, dict):
        return draft
    bare = {
        name: {key: value for key, value in told.items() if key != "u"} if isinstance(told, dict) else told
        for name, told in assets.items()
    }
    return draft | {"a": bare}


def _problems(session: Session, user_id: str, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    from vivant.timeline import Draft

    try:
        draft = Draft.from_dict(told)
    except DraftError as error:
        yield from ({"path": one.place, "reason": one.sentence} for one in error.problems)
        return
    if not draft.ready:
        yield {"path": "t", "reason": "The draft has no track with a segment."}
        return
    used = {segment.source.asset for track in draft.tracks() for segment in track.segments if segment.source}
    there = projects.asset_keys(session, user_id, used)
    composed = {name for name, asset in told.get("a", {}).items() if isinstance(asset, dict) and asset.get("gen")}
    for name in sorted(used - set(there) - composed):
        yield {"path": f"a.{name[:80]}", "reason": "This is not a file of this account."}
