"""Puts the server together: routes, frame, and what they work with, opened when it starts and closed when it ends.

Not for listening on a port (serving.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from vivant import __version__
from vivant.jobs import Objects, Settings, Store
from vivant.jobs.engine import Engine
from vivant.server import framing
from vivant.server.backend import Backend
from vivant.server.describing import Interface
from vivant.server.limits import RateLimit
from vivant.server.metrics import Metrics
from vivant.server.routes import ROUTERS

NOTE_S = 30.0


def create_app(settings: Settings) -> FastAPI:
    """The server as an ASGI application. It opens the data when its lifespan begins."""
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as open_things:
            app.state.backend = await _open(settings, metrics, open_things)
            noting = asyncio.create_task(_note_uses(app.state.backend))
            yield
            noting.cancel()
            await app.state.backend.note_uses()

    app = Interface(
        title="Vivant",
        version=__version__,
        description="Photos and plain sentences become videos.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    framing.install(app, metrics)
    for router in ROUTERS:
        app.include_router(router)
    return app


async def _note_uses(backend: Backend) -> None:
    while True:
        await asyncio.sleep(NOTE_S)
        await backend.note_uses()


async def _open(settings: Settings, metrics: Metrics, open_things: AsyncExitStack) -> Backend:
    store = await Store.open(settings)
    open_things.push_async_callback(store.close)
    objects = await asyncio.to_thread(Objects, settings)
    engine = await Engine.open(settings, store)
    open_things.push_async_callback(engine.close)
    return Backend(settings, store, objects, engine, metrics, RateLimit(settings.requests_per_minute))
