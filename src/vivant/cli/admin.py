"""`vivant admin`: accounts, credits, plans, tokens, cleaning up and storage of a server's data, also while it runs.

Not for the server's settings (`vivant serve --print-config`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vivant.cli import console, failure
from vivant.cli.serve import needs_extra

if TYPE_CHECKING:
    from vivant.jobs import Desk, Settings

app = typer.Typer(no_args_is_help=True, help="Look after a server's accounts and data.")
token = typer.Typer(no_args_is_help=True, help="Tokens: bootstrap, revoke.")
app.add_typer(token, name="token")

Data = Annotated[Path | None, typer.Option(help="The folder of all data, the server's.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Who = Annotated[str, typer.Argument(metavar="USER", help="The id or the name of an account.")]


@app.command()
@failure.told
def users(data: Data = None, as_json: AsJson = False) -> None:
    """List the accounts: id, name, plan and credits."""
    from vivant.jobs import accounts

    with _opened(data) as (desk, _):
        found = [
            {"id": one.id, "name": one.name, "plan": one.plan, "available": one.available, "frozen": one.frozen}
            for one in desk.do(accounts.users)
        ]
    _tell(found, as_json=as_json)


@app.command()
@failure.told
def create(
    name: Annotated[str, typer.Argument(help="A name that no account has.")],
    plan: Annotated[str, typer.Option(help="free or full.")] = "full",
    credits: Annotated[int, typer.Option(min=0, help="Credits at the start.")] = 0,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make a registered account."""
    from vivant.jobs import accounts

    with _opened(data) as (desk, _):
        made = desk.do(accounts.create_user, name, plan=_plan(plan), credits=credits)
    _tell([{"id": made.id, "name": made.name, "plan": made.plan, "available": made.available}], as_json=as_json)


@app.command()
@failure.told
def grant(
    user: Who, amount: Annotated[int, typer.Argument(min=1, help="How many credits to add.")], data: Data = None
) -> None:
    """Add credits to an account."""
    from vivant.jobs import accounts, ledger
    from vivant.jobs.naming import new_id

    with _opened(data) as (desk, _):
        found = desk.do(accounts.user_by, user)
        desk.do(ledger.grant, found.id, new_id("grant_"), amount)
        available = desk.do(accounts.user_by, user).available
    console.say(f"{found.id} has {available} credits now.")


@app.command()
@failure.told
def plan(user: Who, plan: Annotated[str, typer.Argument(help="free or full.")], data: Data = None) -> None:
    """Change the plan of an account."""
    from vivant.jobs import accounts

    with _opened(data) as (desk, _):
        found = desk.do(accounts.user_by, user)
        desk.do(accounts.set_plan, found.id, _plan(plan))
    console.say(f"{found.id} has the plan {plan} now.")


@token.command()
@failure.told
def bootstrap(
    user: Annotated[str, typer.Option(help="The account; it is made if there is none of that name.")] = "admin",
    data: Data = None,
) -> None:
    """Make a token that may do everything, and print it: it is shown only now."""
    from vivant.jobs import Refused, accounts

    with _opened(data) as (desk, _):
        try:
            found = desk.do(accounts.user_by, user)
        except Refused:
            found = desk.do(accounts.create_user, user)
        issued = desk.do(accounts.create_token, found.id, name="bootstrap", scopes=("*",))
    console.emit(issued.secret)
    console.say(f"Token {issued.token.id} of {found.id}.")


@token.command()
@failure.told
def revoke(
    token_id: Annotated[str, typer.Argument(metavar="TOKEN_ID", help="As `token list` shows it, not the secret.")],
    data: Data = None,
) -> None:
    """End a token at once."""
    from vivant.errors import UsageError
    from vivant.jobs import accounts
    from vivant.jobs.tables import Token

    with _opened(data) as (desk, _):
        found = desk.do(lambda session: session.get(Token, token_id))
        if found is None:
            raise UsageError(f"There is no token {token_id!r}; `vivant admin token list USER` shows them.")
        desk.do(accounts.revoke, found.user_id, token_id)
    console.say(f"{token_id} is revoked.")


@token.command("list")
@failure.told
def show(user: Who, data: Data = None, as_json: AsJson = False) -> None:
    """List the tokens of an account, without their secrets."""
    from vivant.jobs import accounts

    with _opened(data) as (desk, _):
        found = desk.do(accounts.user_by, user)
        rows = [
            {
                "id": one.id,
                "begins": one.prefix,
                "name": one.name,
                "scopes": one.scopes,
                "revoked": bool(one.revoked_ms),
            }
            for one in desk.do(accounts.tokens, found.id)
        ]
    _tell(rows, as_json=as_json)


@app.command()
@failure.told
def cleanup(
    days: Annotated[int, typer.Option(min=1, help="Remove projects that nobody used for so many days.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Remove old projects with their files, expired links and old events."""
    from dataclasses import replace

    from vivant.jobs import Objects, keeping
    from vivant.jobs.engine import join

    with _opened(data) as (desk, settings):
        client = join(settings)
        removed = keeping.retain(desk, client, Objects(settings), replace(settings, session_ttl_days=days))
        client.destroy()
    _tell([removed], as_json=as_json)


@app.command()
@failure.told
def storage(data: Data = None, as_json: AsJson = False) -> None:
    """Tell how much is kept: accounts, projects, files and their bytes."""
    from vivant.jobs import Objects, keeping

    with _opened(data) as (desk, settings):
        found: dict[str, Any] = {**desk.do(keeping.storage), "file_bytes": Objects(settings).used_bytes()}
    _tell([found], as_json=as_json)


@contextmanager
def _opened(data: Path | None) -> Iterator[tuple[Desk, Settings]]:
    needs_extra()
    from vivant.jobs import Desk, load

    settings = load(given={"data_dir": data})
    desk = Desk(settings)
    try:
        yield desk, settings
    finally:
        desk.close()


def _plan(name: str) -> str:
    from vivant.errors import UsageError

    if name not in ("free", "full"):
        raise UsageError(f"There is no plan {name!r}; choose free or full.", place="plan", value=name)
    return name


def _tell(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    """Rows as JSON, or as lines with their columns under one another."""
    if as_json:
        console.emit_json(rows)
        return
    if not rows:
        console.say("There are none.")
        return
    told = [list(rows[0])] + [["-" if value is None else str(value) for value in row.values()] for row in rows]
    widths = [max(len(line[n]) for line in told) for n in range(len(told[0]))]
    console.emit("\n".join("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
                           for line in told))  # fmt: skip
