"""How assets, projects and renders look in answers.

Not for reading them from the database (`vivant.jobs`) and not for deciding who may see them.
"""

from __future__ import annotations

import math
from typing import Any

from starlette.requests import Request

from vivant.errors import VivantError
from vivant.jobs.projects import State
from vivant.jobs.tables import Asset, Project, Render, Run
from vivant.server.answers import iso
from vivant.server.backend import Backend

_CANVAS: dict[str, Any] = {"width": 1920, "height": 1080, "fps": 30, "background": "#000000"}
_RATIOS = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0, "4:3": 4 / 3, "3:4": 3 / 4, "4:5": 4 / 5, "21:9": 21 / 9}
_NEAR = 0.01
_STATUS = {"queued": "running"}


def file_item(backend: Backend, request: Request, asset: Asset) -> dict[str, Any]:
    """An uploaded file as 4.5 lists it."""
    return {
        "id": asset.id, "filename": asset.filename, "file_type": asset.kind, "mime_type": asset.mime_type,
        "cdn_url": backend.file_url(request, asset.id, asset.filename), "duration": asset.duration_s,
        "width": asset.width, "height": asset.height, "fps": asset.fps, "size": asset.size, "hash": asset.digest,
    }  # fmt: skip


def made_item(backend: Backend, request: Request, asset: Asset) -> dict[str, Any]:
    """A generated file as the state lists it."""
    made = asset.made or {}
    return {
        "id": asset.id, "type": asset.kind, "url": backend.file_url(request, asset.id, asset.filename),
        "duration": asset.duration_s, "width": asset.width, "height": asset.height, "fps": asset.fps,
        "prompt": made.get("prompt"), "model": made.get("model"), "source_assets": made.get("source_assets", []),
        "stage_index": made.get("stage_index"), "thumbnail_url": None, "created_at": iso(asset.created_ms),
    }  # fmt: skip


def state_body(backend: Backend, request: Request, found: State) -> dict[str, Any]:
    """The data of 4.7."""
    project, run = found.project, found.run
    uploads = [one for one in found.assets if one.source != "generated"]
    return {
        "session_id": project.session_id, "task_id": project.task_id, "task_name": project.name,
        "user_id": project.user_id, "language": project.language, "version": project.version,
        "status": "running" if run and run.is_active else "idle", "run": run_item(run) if run else None,
        "renders": [_render_line(backend, request, one) for one in found.renders],
        "summary": summary(project), "updated_at": iso(project.used_ms),
        "state": {
            "draft": shown_draft(backend, request, project, found.assets),
            "video_infos": [
                file_item(backend, request, one) | {"source": one.source, "created_at": iso(one.created_ms)}
                for one in uploads
            ],
            "canvas_config": canvas(project.draft),
            "generated_media": [made_item(backend, request, one) for one in found.assets if one.source == "generated"],
            "video_analyses": {one.id: one.seen for one in found.assets if one.seen},
        },
    }  # fmt: skip


def shown_draft(
    backend: Backend, request: Request, project: Project, assets: tuple[Asset, ...]
) -> dict[str, Any] | None:
    """The draft with a fresh link to each of its assets, or None before there is one."""
    if project.draft is None:
        return None
    files = {one.id: one for one in assets}
    used = {
        name: told | {"u": backend.file_url(request, name, files[name].filename)} if name in files else told
        for name, told in project.draft.get("a", {}).items()
    }
    return project.draft | {"a": used}


def summary(project: Project) -> str:
    """The track summary, empty where there is nothing to tell."""
    from vivant.timeline import Draft

    if not project.draft or not project.draft.get("t"):
        return ""
    try:
        return Draft.from_dict(project.draft).summary()
    except VivantError:
        return ""


def canvas(draft: dict[str, Any] | None) -> dict[str, Any]:
    """Size, ratio, rate and background of the picture."""
    told = (draft or {}).get("m", {})
    width, height = told.get("width") or _CANVAS["width"], told.get("height") or _CANVAS["height"]
    return {
        "width": width, "height": height, "ratio": _ratio(int(width), int(height)),
        "fps": told.get("fps") or _CANVAS["fps"], "background": told.get("bg") or _CANVAS["background"],
    }  # fmt: skip


def _ratio(width: int, height: int) -> str:
    usual = [name for name, value in _RATIOS.items() if abs(width / height / value - 1) < _NEAR]
    divisor = math.gcd(width, height) or 1
    return usual[0] if usual else f"{width // divisor}:{height // divisor}"


def run_item(run: Run) -> dict[str, Any]:
    """A run as the state shows it."""
    error = run.error or None
    return {
        "invocation_id": run.id, "status": _STATUS.get(run.status, run.status), "stage": run.stage,
        "stage_index": run.stage_index, "progress": run.progress, "started_at": iso(run.started_ms or run.created_ms),
        "finished_at": iso(run.finished_ms), "last_event_id": str(run.last_n), "error": error,
    }  # fmt: skip


# --- renders -----------------------------------------------------------------------------------------------------


def render_name(render: Render) -> str:
    """The name of the file in links."""
    return f"output.{render.output.get('format', 'mp4')}"


def _render_url(backend: Backend, request: Request, render: Render) -> str | None:
    done = render.status == "completed" and render.key
    return backend.file_url(request, render.job, render_name(render)) if done else None


def _render_line(backend: Backend, request: Request, render: Render) -> dict[str, Any]:
    url = _render_url(backend, request, render)
    return {"id": render.id, "status": render.status, "progress": render.progress, "url": url}


def render_body(backend: Backend, request: Request, render: Render) -> dict[str, Any]:
    """The superset body of submit and poll: every place that some client looks at is filled."""
    url, output = _render_url(backend, request, render), None
    if url is not None:
        known = render.result or {}
        output = {"url": url, "duration": known.get("duration"), "size": known.get("size"), "width": known.get("width"),
                  "height": known.get("height"), "fps": known.get("fps"),
                  "format": render.output.get("format", "mp4")}  # fmt: skip
    shared = {"id": render.id, "status": render.status, "progress": render.progress, "error": render.error,
              "outputUrl": url, "output": output}  # fmt: skip
    return {
        "code": 0, "message": "success", "success": True, "taskId": render.id, "warnings": render.warnings,
        "createdAt": render.created_ms, "completedAt": render.completed_ms if output else None, **shared,
        "data": {"render_id": render.id, "taskId": render.id, "warnings": render.warnings, **shared},
    }  # fmt: skip


def generated_body(backend: Backend, request: Request, run: Run, export: Render | None) -> dict[str, Any]:
    """How far a job of /api/v1/generate is: a run whose film is exported when it has ended."""
    url = _render_url(backend, request, export) if export else None
    failed = run.status in ("failed", "cancelled") or (export is not None and export.status == "failed")
    # A message that was only answered in words makes no film.
    ended = url is not None or (run.status == "succeeded" and run.stage == "chat")
    exported = export.progress if export else 0
    return {
        "job_id": run.id, "status": "failed" if failed else "completed" if ended else "processing",
        "progress": 100 if ended else round(run.progress * 70 + exported * 0.3), "session_id": run.session_id,
        "video_url": url, "error": export.error if export and export.error else (run.error or {}).get("message"),
    }  # fmt: skip
