"""Accounts, their tokens, and the links that open a project or register an account.

Functions for `Store.do`. Secrets are returned once and kept as digests; expired, revoked and unknown ones are refused
alike. Not for credits (ledger.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from vivant.jobs import ledger, naming
from vivant.jobs.refusals import Refused
from vivant.jobs.settings import Settings
from vivant.jobs.store import now_ms
from vivant.jobs.tables import Claim, Project, Token, User

DAY_MS = 86_400_000
CLAIM_MS = 7 * DAY_MS
ALIASES = {"export": "render", "generation": "write", "credits": "read"}
SCOPES = ("read", "write", "upload", "render", "*")


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token: the secret, which is shown once, its row and its account."""

    secret: str
    token: Token
    user: User


@dataclass(frozen=True, slots=True)
class Caller:
    """Who presents a token."""

    user: User
    token: Token

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(self.token.scopes.split())

    def may(self, *scopes: str) -> bool:
        """Whether one of the scopes is theirs."""
        return "*" in self.scopes or bool(self.scopes.intersection(scopes))


# --- tokens -----------------------------------------------------------------------------------------------------------


def issue_anonymous(session: Session, settings: Settings, *, client_id: str, ip: str) -> Issued:
    """A token for a client that has none. The same client keeps its account; after expiry its credits are fresh.

    Raises Refused("rate_client") or Refused("rate_ip"), with retry_after in seconds.
    """
    now, window = now_ms(), settings.anon_window_days * DAY_MS
    user = session.scalars(select(User).where(User.client_id == client_id).with_for_update()).one_or_none()
    counted = select(Token.created_ms).where(Token.counted, Token.created_ms > now - window)
    recent = session.scalars(counted.where(Token.client_id == client_id).order_by(Token.created_ms)).all()
    if user is not None and settings.reissue == "rotate" and user.expires_ms and user.expires_ms > now:
        return _rotated(session, settings, user, client_id, ip)
    if len(recent) >= settings.anon_per_client:
        raise _limited("rate_client", "This client has a token already.", recent, settings.anon_per_client, now, window)
    near = session.scalars(counted.where(Token.ip == ip).order_by(Token.created_ms)).all()
    if len(near) >= settings.anon_per_ip:
        raise _limited("rate_ip", "Too many tokens for this address.", near, settings.anon_per_ip, now, window)
    if user is None:
        user = User(id=naming.new_id("anon_"), client_id=client_id, plan=settings.anon_plan, created_ms=now)
        user.available = user.frozen = 0
        session.add(user)
        session.flush()
    issued = _token(session, user, settings.anon_scopes, now + window, client_id=client_id, ip=ip, counted=True)
    user.expires_ms = issued.token.expires_ms
    if user.is_anonymous:
        ledger.reset(session, user.id, f"token:{issued.token.id}", settings.anon_credits)
    return issued


def check(session: Session, secret: str) -> Caller:
    """Who presents this token. Raises Refused("token")."""
    now = now_ms()
    of_token = select(Token, User).join(User, User.id == Token.user_id).where(Token.digest == naming.digest(secret))
    found = session.execute(of_token).one_or_none()
    if found is None or not secret.startswith(naming.TOKEN):
        raise Refused("token", "This token is not valid. Ask for a new one.")
    token, user = found
    if token.revoked_ms is not None or (token.expires_ms is not None and token.expires_ms <= now):
        raise Refused("token", "This token is not valid. Ask for a new one.")
    return Caller(user, token)


def note_uses(session: Session, used_ms: Mapping[str, int]) -> None:
    """Remember when tokens were last used, by their ids."""
    found = [{"token": token_id, "at": at_ms} for token_id, at_ms in used_ms.items()]
    known = update(Token).where(Token.id == bindparam("token")).values(used_ms=bindparam("at"))
    session.connection().execute(known, found)


def create_token(
    session: Session,
    user_id: str,
    *,
    name: str = "",
    scopes: Sequence[str] = ("*",),
    expires_in_days: int | None = None,
) -> Issued:
    """Another token of an account. Aliases of scopes are understood. Raises Refused("scope") for an unknown one."""
    wanted = list(dict.fromkeys(ALIASES.get(scope, scope) for scope in scopes))
    unknown = [scope for scope in wanted if scope not in SCOPES]
    if unknown or not wanted:
        raise Refused(
            "scope", f"There is no scope {unknown[0]!r}." if unknown else "A token needs a scope.", field="scopes"
        )
    expires_ms = None if expires_in_days is None else now_ms() + expires_in_days * DAY_MS
    return _token(session, session.get_one(User, user_id), " ".join(wanted), expires_ms, name=name)


def tokens(session: Session, user_id: str) -> list[Token]:
    """The tokens of an account, newest first."""
    return list(
        session.scalars(select(Token).where(Token.user_id == user_id).order_by(Token.created_ms.desc(), Token.id))
    )


def revoke(session: Session, user_id: str, token_id: str) -> None:
    """End a token at once. Raises Refused("token_unknown") where the account has no such token."""
    token = session.get(Token, token_id)
    if token is None or token.user_id != user_id:
        raise Refused("token_unknown", "There is no such token.")
    token.revoked_ms = token.revoked_ms or now_ms()


# --- accounts ---------------------------------------------------------------------------------------------------------


def create_user(session: Session, name: str, *, plan: str = "full", credits: int = 0) -> User:
    """A registered account. Raises Refused("name_taken")."""
    if session.scalars(select(User).where(User.name == name)).first() is not None:
        raise Refused("name_taken", f"There is an account called {name!r} already.")
    user = User(id=naming.new_id("usr_"), name=name, plan=plan, available=0, frozen=0, created_ms=now_ms())
    session.add(user)
    session.flush()
    ledger.grant(session, user.id, f"start:{user.id}", credits)
    return user


def user_by(session: Session, name_or_id: str) -> User:
    """The account of this name or id. Raises Refused("user_unknown")."""
    found = session.scalars(select(User).where(or_(User.id == name_or_id, User.name == name_or_id))).first()
    if found is None:
        raise Refused("user_unknown", f"There is no account {name_or_id!r}.")
    return found


def users(session: Session) -> list[User]:
    return list(session.scalars(select(User).order_by(User.created_ms, User.id)))


def set_plan(session: Session, user_id: str, plan: str) -> None:
    session.get_one(User, user_id).plan = plan


def register(session: Session, code: str, name: str, *, plan: str = "full") -> User:
    """Turn the anonymous account that a bind code is for into a registered one, which keeps id, projects and credits.

    Raises Refused("claim") for a code that is not good, Refused("name_taken").
    """
    link = _good(session, code, "bind")
    if session.scalars(select(User).where(User.name == name)).first() is not None:
        raise Refused("name_taken", f"There is an account called {name!r} already.")
    user = session.get_one(User, link.user_id)
    user.name, user.plan, user.expires_ms = name, plan, None
    link.used_ms = now_ms()
    return user


# --- links ------------------------------------------------------------------------------------------------------------


def create_claim(session: Session, user_id: str, task_id: str, session_id: str) -> str:
    """The secret of a link that opens this project for 7 days. Raises Refused("session")."""
    project = session.get(Project, session_id)
    if project is None or project.user_id != user_id or project.task_id != task_id:
        raise Refused("session", "There is no such session.")
    return _link(session, "project", user_id, session_id, CLAIM_MS)


def claimed(session: Session, secret: str) -> Project:
    """The project that a link opens. Raises Refused("claim")."""
    link = _good(session, secret, "project")
    project = session.get(Project, link.session_id)
    if project is None:
        raise Refused("claim", "This link is not valid any more. Ask for a fresh one.")
    return project


def create_bind(session: Session, user_id: str, *, ttl_ms: int = DAY_MS) -> str:
    """The secret of a code that registers this account once."""
    return _link(session, "bind", user_id, None, ttl_ms)


# --- small steps ------------------------------------------------------------------------------------------------------


def _token(
    session: Session, user: User, scopes: str, expires_ms: int | None, *, name: str = "", client_id: str | None = None,
    ip: str | None = None, counted: bool = False,
) -> Issued:  # fmt: skip
    secret = naming.new_secret(naming.TOKEN)
    token = Token(
        id=naming.new_id("tok_"), user_id=user.id, digest=naming.digest(secret), prefix=secret[:12], name=name,
        scopes=scopes, client_id=client_id, ip=ip, counted=counted, created_ms=now_ms(), expires_ms=expires_ms,
    )  # fmt: skip
    session.add(token)
    session.flush()
    return Issued(secret, token, user)


def _rotated(session: Session, settings: Settings, user: User, client_id: str, ip: str) -> Issued:
    """A new token in place of those that the client lost: same account, credits and expiry."""
    for old in session.scalars(select(Token).where(Token.client_id == client_id, Token.revoked_ms.is_(None))):
        old.revoked_ms = now_ms()
    return _token(session, user, settings.anon_scopes, user.expires_ms, client_id=client_id, ip=ip)


def _limited(code: str, sentence: str, recent: Sequence[int], allowed: int, now: int, window: int) -> Refused:
    """The refusal, with the seconds after which there is room for one more."""
    freed = recent[len(recent) - allowed] if 0 < allowed <= len(recent) else now
    wait_s = max(1, -(-(freed + window - now) // 1000))
    return Refused(code, f"{sentence} Try again later.", retry_after=wait_s)


def _link(session: Session, kind: str, user_id: str, session_id: str | None, ttl_ms: int) -> str:
    secret, now = naming.new_secret(naming.CLAIM), now_ms()
    session.add(
        Claim(
            digest=naming.digest(secret), kind=kind, user_id=user_id, session_id=session_id, expires_ms=now + ttl_ms,
            created_ms=now,
        )
    )  # fmt: skip
    return secret


def _good(session: Session, secret: str, kind: str) -> Claim:
    link = session.get(Claim, naming.digest(secret), with_for_update=True)
    if link is None or link.kind != kind or link.expires_ms <= now_ms() or (kind == "bind" and link.used_ms):
        raise Refused("claim", "This link is not valid any more. Ask for a fresh one.")
    return link


def count_users(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(User)) or 0
