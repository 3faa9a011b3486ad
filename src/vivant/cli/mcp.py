"""`vivant mcp`: Vivant as tools for agents that speak the Model Context Protocol.

Not for the tools themselves (vivant.mcp).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vivant.cli import console

if TYPE_CHECKING:
    from vivant.mcp.studio import Studio


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Over HTTP on 127.0.0.1, not stdin and stdout.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port for --http; 0 takes a free one.")] = 8765,
    data: Annotated[
        Path | None, typer.Option(help="The folder of all data.", show_default="VIVANT_DATA_DIR, else the server's")
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Have a server do the work.", show_default="it is done on this machine"),
    ] = None,
) -> None:
    """Give an agent tools that animate photos and make films: docs/mcp.md says how to add them to yours."""
    needs_extra()
    import anyio

    from vivant.mcp.serving import over_http, over_stdio

    studio = _studio(data, server)
    if http:
        anyio.run(over_http, studio, port, lambda address: console.say(f"MCP at {address}. Stop it with Ctrl-C."))
        console.say("Stopped.")
        return
    if sys.stdin.isatty():
        console.say("An agent talks to this over its input: docs/mcp.md says how to add it. Stop it with Ctrl-C.")
    anyio.run(over_stdio, studio)


def _studio(data: Path | None, server: str | None) -> Studio:
    from vivant.errors import UsageError
    from vivant.mcp.here import Here, home

    if server is None:
        return Here(home(data))
    from vivant.mcp.there import There

    if not server.startswith(("http://", "https://")):
        raise UsageError(f"{server} is no address of a server; write it like http://127.0.0.1:8000.", place="--server")
    return There(home(data), server.rstrip("/"))


def needs_extra() -> None:
    """Raises UsageError where the library of the protocol is not installed."""
    from importlib.util import find_spec

    from vivant.errors import UsageError

    if find_spec("mcp") is None:
        raise UsageError('vivant mcp needs the MCP library. Install: pip install "vivant[mcp]"', place="mcp")
