"""What a server says of itself: health, version, metrics, and the description of its interface."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vivant import __version__
from vivant.jobs import keeping
from vivant.server import answers, backend, reference
from vivant.server.callers import caller
from vivant.server.describing import described

router = APIRouter(tags=["about"])
FEATURES = ("attach", "replay", "cancel", "claim-token", "api-tokens", "generate", "inline-upload", "draft-edit")


@router.get("/health", **described(gives="health"))
async def health() -> Response:
    """That the server answers."""
    return answers.Json({"status": "ok"})


@router.get("/version", **described())
async def version() -> Response:
    """Which versions of the interface and of drafts are spoken here."""
    data = {"api_version": answers.API_VERSION, "draft_version": 1, "server_version": __version__,
            "features": list(FEATURES)}  # fmt: skip
    return answers.success(data)


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Counters for Prometheus: for this machine, or with a token of scope `*`."""
    desk = backend.of(request)
    if not backend.is_loopback(desk.client_ip(request)):
        (await caller(request)).need("*")
    desk.metrics.count_jobs(await desk.store.read(keeping.jobs))
    return Response(desk.metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    """The description of the interface as a page; /openapi.json is the same for programs."""
    return HTMLResponse(reference.reference(request.app.openapi()))
