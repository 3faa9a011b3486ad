"""Long work, and what must never be lost: accounts, projects, credits, files, runs and exports, without any HTTP.

    settings = load()
    store = await Store.open(settings)                          # the application's database
    objects = Objects(settings)                                 # files
    engine = await Engine.open(settings, store)                 # long work; workers do it: worker.py

    issued = await store.do(accounts.issue_anonymous, settings, client_id="c1", ip="127.0.0.1")
    project = await store.do(projects.create, issued.user.id, name="cat", language="en")
    run = await store.do(runs.begin, issued.user.id, project.session_id, "animate my photo", cost=20)
    await engine.enqueue("run", run.id)
    async for event in engine.tail(run.id):
        print(event.n, event.body)                              # ends after the run's last event

The rules are plain functions over a SQLAlchemy Session, called through `Store.do` (all or nothing) or `Store.read`:

    accounts    issue_anonymous, check, create_token, tokens, revoke, create_user, register, create_claim, claimed, ...
    projects    create, get, state, save_draft, add_assets, assets, asset
    ledger      grant, reserve, settle, lines
    runs        begin, active, last, get, places, set_seen
    renders     submit, get

What they refuse they raise as Refused: a code, a sentence, and `data` for the client.
"""

from vivant.jobs import accounts, ledger, projects, renders, runs
from vivant.jobs.engine import Engine
from vivant.jobs.objects import Objects, key_of
from vivant.jobs.refusals import Refused
from vivant.jobs.runs import Told
from vivant.jobs.settings import Settings, load
from vivant.jobs.store import Desk, Store, now_ms

__all__ = [
    "Desk",
    "Engine",
    "Objects",
    "Refused",
    "Settings",
    "Store",
    "Told",
    "accounts",
    "key_of",
    "ledger",
    "load",
    "now_ms",
    "projects",
    "renders",
    "runs",
]
