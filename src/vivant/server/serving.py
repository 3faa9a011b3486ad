"""Listens on a port until it is told to stop, with a worker beside it that does the long work.

Not for routes (app.py). The worker is a process of its own, so that drawing never slows an answer down; if it dies it
is started again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields

import uvicorn

from vivant.errors import UsageError
from vivant.jobs import Settings
from vivant.server.app import create_app
from vivant.server.connection import Connection

GRACE_S = 20
"""How long open answers and the work at hand may take when the server is asked to stop."""
AGAIN_S = 3.0
MOST_CONNECTIONS = 2000
KEEP_ALIVE_S = 30
SWITCH_S = 0.0005
"""How long a thread keeps the interpreter while others wait. Reading the database gives it away at every row and wants
it back at once: with the usual 5 ms a few visitors wait for each other many times over."""


class Hand:
    """The worker process of a server: started, watched, started again, stopped."""

    def __init__(self, settings: Settings) -> None:
        self._environment = environment_of(settings)
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher = threading.Thread(target=self._watch, name="worker's watcher", daemon=True)

    def start(self) -> None:
        self._watcher.start()

    def stop(self) -> None:
        """Let it finish what it is at, for GRACE_S; what is left is taken up at the next start."""
        self._over.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(GRACE_S)
            except subprocess.TimeoutExpired:
                process.kill()
        self._watcher.join(timeout=GRACE_S)

    def _watch(self) -> None:
        while not self._over.is_set():
            # A group of its own: Ctrl-C in the terminal reaches the server, which stops its worker in order.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "vivant.server.hand"],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._over.wait(AGAIN_S)


def environment_of(settings: Settings) -> Mapping[str, str]:
    """The environment in which another process reads these very settings."""
    told = {one.name: getattr(settings, one.name) for one in fields(settings) if one.name != "sources"}
    words = {f"VIVANT_{name.upper()}": str(value) for name, value in told.items() if value != ""}
    kept = {name: value for name, value in os.environ.items() if name != "VIVANT_CONFIG"}
    return {**kept, **words}


def serve(settings: Settings, *, ready: Callable[[str], None], with_worker: bool = True) -> None:
    """Serve until SIGINT or SIGTERM. `ready` is told the address once requests are answered. Raises UsageError."""
    listening = _listen(settings.host, settings.port)
    address = f"http://{_shown(settings.host)}:{listening.getsockname()[1]}"
    server = _Server(
        uvicorn.Config(
            create_app(settings),
            http=Connection,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=GRACE_S,
            limit_concurrency=MOST_CONNECTIONS,
            proxy_headers=False,
        ),
        lambda: ready(address),
    )
    sys.setswitchinterval(SWITCH_S)
    hand = Hand(settings) if with_worker else None
    server.at_start = hand.start if hand else None
    try:
        asyncio.run(server.serve(sockets=[listening]))
    finally:
        if hand is not None and server.started:
            hand.stop()
        listening.close()
    if not server.started:
        raise UsageError("The server could not start; the reason stands above.")


class _Server(uvicorn.Server):
    """uvicorn that says when it answers, and then starts the worker."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self.at_start: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
            if self.at_start is not None:
                self.at_start()

    def handle_exit(self, sig: int, frame: object) -> None:
        """The first signal stops in order, the second at once; neither is raised again afterwards."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        sentence = f"Cannot listen on {host} port {port}: {error.strerror or error}. Choose another --port."
        raise UsageError(sentence, place="port", value=port) from None
    return listening


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
