"""Credits: reserved when a job starts, charged when it succeeds, released when it does not. Each at most once a job.

Every change is a line of the ledger and a change of the account in the same transaction, and a line that is there
already is not written again: whatever is repeated after a crash costs nothing.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vivant.jobs.refusals import Refused
from vivant.jobs.store import now_ms
from vivant.jobs.tables import Entry, User


def grant(session: Session, user_id: str, job: str, amount: int) -> None:
    """Add credits; `job` names the reason, and the same reason grants once."""
    user = _locked(session, user_id)
    if _line(session, job, "grant") is None:
        _write(session, user_id, job, "grant", amount)
        user.available += amount


def reset(session: Session, user_id: str, job: str, amount: int) -> None:
    """Make the available credits `amount`, no more: what was left before is taken away. Once a `job`."""
    user = _locked(session, user_id)
    if _line(session, job, "grant") is None:
        _write(session, user_id, job, "expire", user.available)
        _write(session, user_id, job, "grant", amount)
        user.available = amount


def reserve(session: Session, user_id: str, job: str, amount: int) -> None:
    """Freeze what a job may cost. Raises Refused("credits") with required and available."""
    user = _locked(session, user_id)
    if _line(session, job, "reserve") is not None:
        return
    if user.available < amount:
        raise Refused(
            "credits", f"This needs {amount} credits and {user.available} are left.", required=amount,
            available=user.available,
        )  # fmt: skip
    _write(session, user_id, job, "reserve", amount)
    user.available -= amount
    user.frozen += amount


def settle(session: Session, job: str, charged: int) -> int:
    """End a job: charge at most what it reserved and release the rest. Returns what was charged; a job that was settled
    before keeps what it was charged then, and one that reserved nothing is charged nothing."""
    reserved = _line(session, job, "reserve")
    if reserved is None:
        return 0
    user = _locked(session, reserved.user_id)
    before = _line(session, job, "charge")
    if before is not None:
        return before.amount
    cost = max(0, min(charged, reserved.amount))
    _write(session, user.id, job, "charge", cost)
    _write(session, user.id, job, "release", reserved.amount - cost)
    user.frozen -= reserved.amount
    user.available += reserved.amount - cost
    return cost


def lines(session: Session, job: str) -> dict[str, int]:
    """What the ledger says of a job: amounts by kind."""
    found = session.scalars(select(Entry).where(Entry.job == job))
    return {entry.kind: entry.amount for entry in found}


def _locked(session: Session, user_id: str) -> User:
    """The account, which nobody else changes until the transaction ends."""
    return session.scalars(
        select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    ).one()


def _line(session: Session, job: str, kind: str) -> Entry | None:
    return session.scalars(select(Entry).where(Entry.job == job, Entry.kind == kind)).one_or_none()


def _write(session: Session, user_id: str, job: str, kind: str, amount: int) -> None:
    session.add(Entry(user_id=user_id, job=job, kind=kind, amount=amount, at_ms=now_ms()))
    session.flush()
