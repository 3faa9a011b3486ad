"""`vivant serve`: the HTTP interface on this machine, with its worker.

Not for other machines' workers (`vivant worker`) or accounts (`vivant admin`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vivant.cli import console

if TYPE_CHECKING:
    from vivant.jobs import Settings


def serve(
    host: Annotated[
        str | None, typer.Option(help="Where to listen; 0.0.0.0 is everywhere and switches to the public profile.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = None,
    data: Annotated[Path | None, typer.Option(help="The folder of all data; copy it to back it up.")] = None,
    config: Annotated[Path | None, typer.Option(help="A settings file (TOML).")] = None,
    worker: Annotated[bool, typer.Option(help="Do the long work here too.")] = True,
    print_config: Annotated[bool, typer.Option(help="Print every setting and where it comes from, and stop.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the settings as JSON.")] = False,
) -> None:
    """Serve the HTTP interface: a skill that knows NEMO_API_URL needs nothing else."""
    needs_extra()
    from vivant.jobs import load

    settings = load(file=config, given={"host": host, "port": port, "data_dir": data})
    if print_config:
        _print(settings, as_json=as_json)
        return
    from vivant.server.serving import serve as run

    run(settings, ready=lambda address: _say(settings, address), with_worker=worker)
    console.say("Stopped.")


def needs_extra() -> None:
    """Raises UsageError where the libraries of the server are not installed."""
    from importlib.util import find_spec

    from vivant.errors import UsageError

    missing = [name for name in ("fastapi", "uvicorn", "dbos", "obstore", "sqlalchemy") if find_spec(name) is None]
    if missing:
        raise UsageError(f'The server needs {", ".join(missing)}. Install: pip install "vivant[server]"')


def _print(settings: Settings, *, as_json: bool) -> None:
    listed = [{"name": name, "value": value, "source": source} for name, value, source in settings.told()]
    if as_json:
        console.emit_json([one | {"value": str(one["value"]) if isinstance(one["value"], Path) else one["value"]}
                           for one in listed])  # fmt: skip
        return
    width = max(len(str(one["name"])) for one in listed)
    console.emit("\n".join(f"{one['name']:<{width}}  {one['value']!s:<40}  {one['source']}" for one in listed))


def _say(settings: Settings, address: str) -> None:
    console.say(f"Vivant answers at {address} (data in {settings.data_dir}). Stop it with Ctrl-C.")
    if settings.profile == "public":
        console.say(
            f"Profile public: others can reach this server. Each client gets {settings.anon_credits} credits and one "
            "token a week. Set VIVANT_PROFILE=local where only you can reach it."
        )
    else:
        console.say(f"Profile local: {settings.anon_credits} credits for everybody who asks, tokens again at any time.")
