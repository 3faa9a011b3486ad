"""Credits under any order of requests, repeated or not: none appears, none is lost, each job is charged once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from vivant.jobs import Desk, Refused, accounts, ledger, load
from vivant.jobs.tables import Entry

JOBS = st.sampled_from([f"job{n}" for n in range(6)])
AMOUNTS = st.integers(0, 60)


class Credits(RuleBasedStateMachine):
    """An account beside a model of it that a child could follow."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(load({}, given={"data_dir": Path(self.folder.name)}))
        self.user = self.desk.do(accounts.create_user, "anna", credits=100).id
        self.granted, self.grants = 100, set[str]()
        self.reserved: dict[str, int] = {}
        self.charged: dict[str, int] = {}

    @property
    def free(self) -> int:
        frozen = sum(n for job, n in self.reserved.items() if job not in self.charged)
        return self.granted - sum(self.charged.values()) - frozen

    @rule(job=JOBS, amount=AMOUNTS)
    def reserve(self, job: str, amount: int) -> None:
        if job in self.reserved or amount <= self.free:
            self.desk.do(ledger.reserve, self.user, job, amount)
            self.reserved.setdefault(job, amount)
        else:
            with pytest.raises(Refused) as refusal:
                self.desk.do(ledger.reserve, self.user, job, amount)
            assert refusal.value.code == "credits"
            assert refusal.value.data == {"required": amount, "available": self.free}

    @rule(job=JOBS, amount=AMOUNTS)
    def settle(self, job: str, amount: int) -> None:
        charged = self.desk.do(ledger.settle, job, amount)
        if job in self.reserved:
            self.charged.setdefault(job, min(amount, self.reserved[job]))
        assert charged == self.charged.get(job, 0)

    @rule(reason=JOBS, amount=AMOUNTS)
    def grant(self, reason: str, amount: int) -> None:
        self.desk.do(ledger.grant, self.user, f"gift:{reason}", amount)
        if reason not in self.grants:
            self.grants.add(reason)
            self.granted += amount

    @invariant()
    def adds_up(self) -> None:
        user = self.desk.do(accounts.user_by, self.user)
        assert user.available == self.free
        assert user.frozen == sum(n for job, n in self.reserved.items() if job not in self.charged)
        sums = dict.fromkeys(("grant", "reserve", "charge", "release", "expire"), 0)
        for entry in self.desk.do(lambda session: session.query(Entry).all()):
            sums[entry.kind] += entry.amount
        assert user.available == sums["grant"] - sums["expire"] - sums["reserve"] + sums["release"]
        assert user.frozen == sums["reserve"] - sums["charge"] - sums["release"]

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()


TestCredits = Credits.TestCase
TestCredits.settings = of_hypothesis(max_examples=15, stateful_step_count=20, deadline=None)
