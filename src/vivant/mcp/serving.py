"""The MCP server on standard input and output, or over streamable HTTP on this machine alone.

Not for what it serves (app.py). There is no way to serve other machines: nobody would be asked who they are.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

import anyio
import uvicorn

from vivant.errors import UsageError
from vivant.mcp.app import Server
from vivant.mcp.desk import Desk
from vivant.mcp.studio import Studio

HOST = "127.0.0.1"
PATH = "/mcp"
GRACE_S = 3


async def over_stdio(studio: Studio) -> None:
    """Serve one client until it closes our input, or until a signal."""
    async with studio.desk, anyio.create_task_group() as group:
        group.start_soon(_leave_on_signal, studio.desk)
        await Server(studio).run_stdio_async()
        group.cancel_scope.cancel()


async def _leave_on_signal(desk: Desk) -> None:
    """The thread that reads our input cannot be stopped: once all work has tidied up, the process is left."""
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM, signal.SIGHUP) as signals:
        async for _ in signals:
            await desk.stop()
            os._exit(0)


async def over_http(studio: Studio, port: int, ready: Callable[[str], None]) -> None:
    """Serve any number of clients on this machine until a signal. Raises UsageError for a port that is taken."""
    listening = _listen(port)
    async with studio.desk:
        app = Server(studio).streamable_http_app(streamable_http_path=PATH, host=HOST)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_S
        )
        ready(f"http://{HOST}:{listening.getsockname()[1]}{PATH}")
        await _Quiet(config).serve(sockets=[listening])


class _Quiet(uvicorn.Server):
    """uvicorn that stops at a signal and does not raise it again afterwards."""

    def handle_exit(self, sig: int, frame: object) -> None:
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen()
    except OSError as failure:
        listening.close()
        told = f"Cannot listen on {HOST} port {port}: {failure.strerror}. Choose another --port."
        raise UsageError(told, place="port", value=port) from None
    return listening
