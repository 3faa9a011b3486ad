"""Tokens, their limits, and links, on a real database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vivant.jobs import Desk, Refused, Settings, accounts, projects, store
from vivant.jobs.tables import Claim, Token

DAY_MS = 86_400_000


@pytest.fixture
def public(settings: Settings) -> Settings:
    return replace(settings, reissue="strict", anon_credits=100, anon_plan="free")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A clock that a test turns."""
    now = [store.now_ms()]
    for module in (accounts, projects):
        monkeypatch.setattr(module, "now_ms", lambda: now[0])
    return now


def _issue(desk: Desk, settings: Settings, client: str = "c1", ip: str = "192.0.2.1") -> accounts.Issued:
    return desk.do(accounts.issue_anonymous, settings, client_id=client, ip=ip)


def _refused(code: str, desk: Desk, work: Any, *args: Any, **kwargs: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        desk.do(work, *args, **kwargs)
    assert refusal.value.code == code
    return refusal.value


def test_a_token_is_kept_as_its_digest_alone(desk: Desk, public: Settings) -> None:
    issued = _issue(desk, public)
    assert issued.secret.startswith("nmv_usr_") and len(issued.secret) >= 8 + 32
    assert issued.user.id.startswith("anon_") and len(issued.user.id) == 21
    assert desk.do(accounts.check, issued.secret).user.id == issued.user.id
    kept = desk.do(lambda session: session.query(Token).one())
    assert issued.secret not in str(vars(kept))
    data = b"".join(path.read_bytes() for path in public.data_dir.glob("vivant.db*"))
    assert issued.secret.encode() not in data


def test_unknown_expired_and_revoked_tokens_are_refused_alike(desk: Desk, public: Settings, clock: list[int]) -> None:
    issued, other = _issue(desk, public), _issue(desk, public, "c2")
    desk.do(accounts.revoke, other.user.id, other.token.id)
    sentences = {_refused("token", desk, accounts.check, other.secret).sentence}
    sentences |= {_refused("token", desk, accounts.check, text).sentence for text in ("", "nmv_usr_x", "clm_x", "漢")}
    clock[0] += 7 * DAY_MS
    sentences.add(_refused("token", desk, accounts.check, issued.secret).sentence)
    assert len(sentences) == 1


def test_one_token_a_client_and_ten_an_address_a_week(desk: Desk, public: Settings, clock: list[int]) -> None:
    first = _issue(desk, public)
    assert _refused("rate_client", desk, _again(public)).data == {"retry_after": 7 * 86400}
    for n in range(2, 11):
        _issue(desk, public, f"c{n}")
    clock[0] += DAY_MS
    assert _refused("rate_ip", desk, _again(public, "c11")).data == {"retry_after": 6 * 86400}
    assert _issue(desk, public, "c11", "192.0.2.2").user.id != first.user.id
    clock[0] += 6 * DAY_MS
    again = _issue(desk, public)
    assert (again.user.id, again.user.available) == (first.user.id, 100)


def _again(settings: Settings, client: str = "c1") -> Any:
    return lambda session: accounts.issue_anonymous(session, settings, client_id=client, ip="192.0.2.1")


def test_fresh_credits_replace_what_was_left(desk: Desk, public: Settings, clock: list[int]) -> None:
    first = _issue(desk, public)
    desk.do(accounts.ledger.reserve, first.user.id, "job", 30)
    desk.do(accounts.ledger.settle, "job", 30)
    clock[0] += 8 * DAY_MS
    assert _issue(desk, public).user.available == 100


def test_rotation_keeps_credits_and_expiry_and_ends_the_lost_token(
    desk: Desk, settings: Settings, clock: list[int]
) -> None:
    first = _issue(desk, settings)
    desk.do(accounts.ledger.reserve, first.user.id, "job", 30)
    clock[0] += DAY_MS
    second = _issue(desk, settings)
    assert (second.user.id, second.token.expires_ms) == (first.user.id, first.token.expires_ms)
    assert second.user.available == settings.anon_credits - 30
    _refused("token", desk, accounts.check, first.secret)
    assert desk.do(accounts.check, second.secret).scopes == {"read", "write", "upload", "render"}


def test_tokens_with_scopes(desk: Desk) -> None:
    user = desk.do(accounts.create_user, "anna")
    made = desk.do(accounts.create_token, user.id, name="ci", scopes=["export", "read", "credits"], expires_in_days=1)
    caller = desk.do(accounts.check, made.secret)
    assert caller.scopes == {"render", "read"}
    assert caller.may("render") and caller.may("write", "read") and not caller.may("write")
    everything = desk.do(accounts.create_token, user.id)
    assert desk.do(accounts.check, everything.secret).may("upload")
    assert [one.id for one in desk.do(accounts.tokens, user.id)][-1:] != []
    _refused("scope", desk, lambda session: accounts.create_token(session, user.id, scopes=["fly"]))
    other = desk.do(accounts.create_user, "bob")
    _refused("token_unknown", desk, accounts.revoke, other.id, made.token.id)
    desk.do(accounts.revoke, user.id, made.token.id)
    _refused("token", desk, accounts.check, made.secret)


def test_a_claim_opens_its_own_project_only(desk: Desk, public: Settings, clock: list[int]) -> None:
    user = _issue(desk, public).user
    project, other = desk.do(projects.create, user.id), desk.do(projects.create, user.id)
    secret = desk.do(accounts.create_claim, user.id, project.task_id, project.session_id)
    assert secret.startswith("clm_") and len(secret) >= 4 + 24
    assert desk.do(accounts.claimed, secret).session_id == project.session_id
    assert desk.do(accounts.claimed, secret).session_id == project.session_id, "a link can be used again"
    _refused("session", desk, accounts.create_claim, user.id, project.task_id, other.session_id)
    _refused("session", desk, accounts.create_claim, "anon_0", project.task_id, project.session_id)
    _refused("token", desk, accounts.check, secret)
    clock[0] += 7 * DAY_MS
    _refused("claim", desk, accounts.claimed, secret)


def test_a_bind_code_registers_an_account_once(desk: Desk, public: Settings) -> None:
    user = _issue(desk, public).user
    code = desk.do(accounts.create_bind, user.id)
    desk.do(accounts.create_user, "bob")
    _refused("name_taken", desk, accounts.register, code, "bob")
    registered = desk.do(accounts.register, code, "anna")
    assert (registered.id, registered.plan, registered.available) == (user.id, "full", 100)
    _refused("claim", desk, accounts.register, code, "anna2")
    assert desk.do(lambda session: session.query(Claim).one()).digest != code


def test_what_belongs_to_others_or_is_old_is_not_there(desk: Desk, public: Settings, clock: list[int]) -> None:
    user = _issue(desk, public).user
    project = desk.do(projects.create, user.id)
    assert len(project.session_id) == 19 and project.session_id.isdigit()
    assert project.task_id.startswith("task_") and len(project.task_id) == 21
    _refused("session", desk, projects.get, "anon_0", project.session_id)
    clock[0] += 31 * DAY_MS
    _refused("session", desk, projects.get, user.id, project.session_id)
