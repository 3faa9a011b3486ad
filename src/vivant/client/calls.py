"""Single requests with the rules that hold for all of them: a new token once, a break once, versions, retries.

Not for messages (talk.py), files (uploads.py) or exports (exporting.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from vivant.client.errors import ClientError, refusal
from vivant.client.session import API_VERSION, APP, Session
from vivant.client.steps import Call, Flow, Lost, Reply, Step, Wait
from vivant.client.values import Credits, Event, State
from vivant.client.words import say


def refused(session: Session, reply: Reply) -> ClientError:
    return refusal(reply, session.language, session.user_id, session.web_url)


def notice(session: Session, key: str, **values: object) -> Event:
    return Event("notice", say(key, session.language, **values))


def check_version(session: Session, reply: Reply) -> None:
    """Raises ClientError where the server names another major version; one that names none is taken as ours."""
    theirs = reply.headers.get("x-api-version", API_VERSION)
    if theirs.split(".")[0] != API_VERSION.split(".")[0]:
        raise ClientError("version", session.language)


class Patience:
    """What may be repeated once for one request, because the server did not take it: a bad token, too many requests."""

    def __init__(self, session: Session, make: Callable[[], Step]) -> None:
        self._session, self._make = session, make
        self._renewed = self._rested = False

    def ask(self) -> Flow[Reply]:
        """The answer that is left after that; it may be a refusal."""
        while True:
            reply: Reply = yield self._make()
            check_version(self._session, reply)
            if reply.code == 1001 and not self._renewed:
                self._renewed = True
                yield from renew(self._session)
            elif reply.code == 429 and not self._rested:
                self._rested = True
                yield notice(self._session, "slow_down")
                yield Wait(self._session.timing.rate_limit_s)
            else:
                return reply


def ask(session: Session, make: Callable[[], Call]) -> Flow[Reply]:
    """One request, sent once. Raises ClientError for a refusal and Lost for a broken line."""
    reply = yield from Patience(session, make).ask()
    if reply.code != 0:
        raise refused(session, reply)
    return reply


def read(session: Session, make: Callable[[], Call]) -> Flow[Reply]:
    """A request that changes nothing and may be repeated: server troubles and broken lines are waited out."""
    for wait_s in (*session.timing.retry_s, None):
        code = "offline"
        try:
            reply = yield from Patience(session, make).ask()
            if reply.code == 0:
                return reply
            if reply.status < 500:
                raise refused(session, reply)
            code = "server"
        except Lost:
            pass
        if wait_s is not None:
            yield Wait(wait_s)
    raise ClientError(code, session.language)


def renew(session: Session) -> Flow[None]:
    """A new anonymous token. Raises ClientError `rate` where this week's are used up."""
    for wait_s in (session.timing.rate_limit_s, None):
        call = session.call("POST", "/api/auth/anonymous-token", headers={"X-Client-Id": session.client_id})
        headers = {name: value for name, value in call.headers.items() if name != "Authorization"}
        reply: Reply = yield Call(call.method, call.url, headers)
        check_version(session, reply)
        token = str(reply.data.get("token") or reply.body.get("token") or "")
        if reply.code == 0 and token:
            session.token = token
            session.user_id = str(reply.data.get("user_id") or session.user_id)
            return
        if reply.code != 429 or wait_s is None:
            raise refused(session, reply) if reply.code else ClientError("token", session.language)
        yield notice(session, "slow_down")
        yield Wait(wait_s)


def connect(session: Session) -> Flow[None]:
    """Token and project. Lost lines and server troubles are tried again; a project made twice stays empty."""
    for wait_s in (*session.timing.retry_s, None):
        try:
            if not session.token:
                yield from renew(session)
            yield from new_project(session)
            return
        except (Lost, ClientError) as trouble:
            mends = isinstance(trouble, Lost) or trouble.code == "server"
            if wait_s is None or not mends:
                if isinstance(trouble, Lost):
                    raise ClientError("offline", session.language) from None
                raise
        yield Wait(wait_s)


def new_project(session: Session) -> Flow[None]:
    """A new project on the server, which all that follows belongs to."""
    tag = "zh-CN" if session.language == "zh" else "en"
    body = {"task_name": "project", "language": tag}
    reply = yield from ask(session, lambda: session.call("POST", f"/api/tasks/me/with-session/{APP}", json=body))
    session.task_id = str(reply.data.get("task_id", ""))
    session.session_id = str(reply.data.get("session_id", ""))
    session.user_id = str(reply.data.get("user_id") or session.user_id)
    session.last_event_id = ""


def state(session: Session) -> Flow[State]:
    """The project as it is now. Raises ClientError `session` where it is gone."""
    path = f"/api/state/{APP}/me/"
    reply = yield from read(session, lambda: session.call("GET", f"{path}{session.session_id}/latest"))
    inner = reply.data.get("state") or {}
    draft = inner.get("draft")
    session.user_id = str(reply.data.get("user_id") or session.user_id)
    return State(draft if isinstance(draft, dict) else None, reply.data)


def state_or_new(session: Session) -> Flow[State]:
    """The project as it is now, or a new one where it is gone."""
    try:
        return (yield from state(session))
    except ClientError as error:
        if error.code != "session":
            raise
    yield notice(session, "new_project")
    yield from new_project(session)
    return (yield from state(session))


def credits(session: Session) -> Flow[Credits]:
    """The balance."""
    reply = yield from read(session, lambda: session.call("GET", "/api/credits/balance/simple"))
    available, frozen = _whole(reply.data.get("available")), _whole(reply.data.get("frozen"))
    return Credits(available, frozen, _whole(reply.data.get("total", available + frozen)))


def project_link(session: Session) -> Flow[str]:
    """The page of this project. It never has the token in it: a link of its own is asked for, where there is one."""
    body = {"task_id": session.task_id, "session_id": session.session_id}
    try:
        reply = yield from ask(session, lambda: session.call("POST", "/api/auth/claim-token", json=body))
        if url := str(reply.data.get("url") or ""):
            return url
        if claim := str(reply.data.get("claim_token") or ""):
            return f"{session.web_url}/workspace/claim?{urlencode({'ct': claim})}"
    except (ClientError, Lost):
        pass  # Without a claim link the page still opens in a browser that is signed in.
    about = {
        "task": session.task_id, "session": session.session_id, "skill_name": session.skill.name,
        "skill_version": session.skill.version, "skill_source": session.skill.platform,
    }  # fmt: skip
    return f"{session.web_url}/workspace/claim?{urlencode(about)}"


def cancel(session: Session) -> Flow[bool]:
    """Stop what runs; False where nothing runs."""
    now = yield from state(session)
    if now.run.get("status") != "running":
        return False
    path = f"/api/runs/{now.run_id}/cancel"
    yield from read(session, lambda: session.call("POST", path))
    return True


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, int | float) else 0
