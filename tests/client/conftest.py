"""A clock that a test turns, a client on a faulty server, and what a person may never be shown."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.client.faulty import SESSION, TASK, Faulty, serving
from vivant.client import Client, Clock, Event, connect


class Turned:
    """Time that passes only where it is told to; waits end at once and are counted."""

    def __init__(self) -> None:
        self.time_s = 0.0
        self.waits: list[float] = []
        self.asked = threading.Event()

    def now_s(self) -> float:
        self.asked.set()
        return self.time_s

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time_s += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self.now_s, self.sleep, self.asleep)


@pytest.fixture
def turned() -> Turned:
    return Turned()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and no setting of the one who runs the tests."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("NEMO_TOKEN", "NEMO_API_URL", "NEMO_WEB_URL", "NEMO_CLIENT_ID", "SKILL_SOURCE"):
        monkeypatch.delenv(name, raising=False)


Connected = Callable[[Faulty], Client]


@pytest.fixture
def connected(turned: Turned) -> Iterator[Connected]:
    """`connected(server)` starts it and gives a client that has signed in."""
    with ExitStack() as open_things:

        def make(server: Faulty) -> Client:
            open_things.enter_context(serving(server))
            return open_things.enter_context(connect(server.url, clock=turned.clock))

        yield make


def told(events: list[Event]) -> str:
    """All that a person reads, checked for what no person may read."""
    text = "\n".join(event.text for event in events if event.text)
    fit_for_people(text)
    return text


def fit_for_people(text: str) -> None:
    for secret in ("nmv_usr", SESSION, TASK, "anon_0123", '{"', "e-2", "ast_1"):
        assert secret not in text, f"a person was shown {secret}: {text}"
