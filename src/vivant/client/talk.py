"""A message to the server, heard to its end whatever happens to the line. It is sent once and never again.

A request is repeated only where the server said that it did not take it. After a broken line the stream is opened again
where it stopped, with a request that cannot start anything; where that does not work the state is read, slowly.
"""

from __future__ import annotations

from vivant.client import calls
from vivant.client.drafts import changes
from vivant.client.errors import ClientError, run_failed
from vivant.client.frames import Frame, Frames
from vivant.client.heard import Heard
from vivant.client.session import APP, Session
from vivant.client.steps import Flow, Lost, Open, Read, Reply, Wait
from vivant.client.values import Event, State
from vivant.client.words import language_of, say

_BUSY_TRIES = 3


def send(session: Session, text: str) -> Flow[State]:
    """Everything from the message to the end of what it started. Raises ClientError."""
    session.language = language_of(text, session.language)
    yield Event("notice", say("started_again" if session.sent else "started", session.language))
    session.sent += 1
    before = yield from calls.state_or_new(session)
    balance = yield from calls.credits(session)
    if balance.available <= 0:
        yield calls.notice(session, "no_credits_soon")
    return (yield from _Turn(session, text, before).run())


class _Turn:
    """One message and its answer."""

    def __init__(self, session: Session, text: str, before: State) -> None:
        self._session, self._text, self._before = session, text, before
        self._heard = Heard(session)
        self._timing = session.timing
        self._news_s = self._said_s = session.clock.now_s()
        self._retry_s = 3.0

    def run(self) -> Flow[State]:
        if (yield from self._start()):
            yield from self._listen()
        if not self._heard.ended and (self._heard.invocation or (yield from self._arrived())):
            yield from self._reattach()
        after = yield from self._state()
        if after is None or not self._finished(after, None):
            if self._silent_too_long():
                raise ClientError("timeout", self._session.language)
            after = yield from self._watch()
        return (yield from self._close(after))

    # Sending

    def _start(self) -> Flow[bool]:
        """Send the message. True with the stream open, False where nobody knows whether it arrived."""
        waits = iter(self._timing.retry_s)
        refusals: list[int] = []
        while True:
            try:
                reply = yield from calls.Patience(self._session, self._message).ask()
            except Lost as lost:
                wait_s = next(waits, None)
                if lost.sent:
                    return False
                if wait_s is None:
                    raise ClientError("offline", self._session.language) from None
                yield Wait(wait_s)
                continue
            if reply.streams:
                self._heard.invocation = reply.headers.get("x-invocation-id", "")
                return True
            if reply.status >= 500 and reply.body.get("code") != 503:
                return False
            may_again = refusals.count(reply.code) < (_BUSY_TRIES if reply.code == 3001 else 1)
            if not may_again or not (yield from self._made_way(reply)):
                raise calls.refused(self._session, reply)
            refusals.append(reply.code)

    def _message(self) -> Open:
        body = {
            "app_name": APP, "user_id": "me", "session_id": self._session.session_id,
            "new_message": {"role": "user", "parts": [{"text": self._text}]},
        }  # fmt: skip
        return self._stream("POST", json=body)

    def _stream(self, method: str, **more: object) -> Open:
        headers = {"Accept": "text/event-stream"}
        call = self._session.call(method, "/run_sse", headers=headers, timeout_s=self._timing.still_working_s, **more)  # type: ignore[arg-type]
        return Open(call)

    def _made_way(self, reply: Reply) -> Flow[bool]:
        """Whether this is a refusal after which the message may be sent: the server certainly did not take it."""
        if reply.code == 1002:
            yield calls.notice(self._session, "new_project")
            yield from calls.new_project(self._session)
            return True
        if reply.code == 3001:
            yield calls.notice(self._session, "queued")
            yield from self._until_free()
            return True
        if reply.code == 503:
            seconds = reply.headers.get("retry-after", "")
            yield Wait(min(120.0, float(seconds)) if seconds.isdigit() else self._timing.rate_limit_s)
            return True
        return False

    def _until_free(self) -> Flow[None]:
        """Wait for the run before; what it changes is not taken for ours."""
        until_s = self._session.clock.now_s() + self._timing.busy_max_s
        while self._session.clock.now_s() < until_s:
            yield Wait(self._timing.busy_poll_s)
            yield from self._still_working()
            self._before = yield from calls.state(self._session)
            if self._before.status != "running":
                self._news_s = self._session.clock.now_s()
                return
        raise ClientError("busy", self._session.language)

    def _arrived(self) -> Flow[bool]:
        """After a line that broke while sending: whether the server has begun a run that was not there before."""
        now = yield from self._state()
        if now and now.run_id and now.run_id != self._before.run_id:
            self._heard.invocation = now.run_id
            return True
        return False

    def _state(self) -> Flow[State | None]:
        """The state, or None while the server cannot tell it."""
        try:
            return (yield from calls.state(self._session))
        except ClientError as error:
            if error.code not in ("offline", "server"):
                raise
            return None

    # Listening

    def _listen(self) -> Flow[bool]:
        """Hear the open stream until it closes or breaks. True if there was anything new."""
        frames, news = Frames(), False
        while True:
            try:
                chunk: bytes = yield Read()
            except Lost:
                return news
            if not chunk:
                return news
            try:
                whole = frames.feed(chunk)
            except ValueError:
                return news
            for frame in whole:
                news = (yield from self._take(frame)) or news
            if self._heard.ended:
                return True
            yield from self._still_working()
            if self._session.clock.now_s() - self._news_s >= self._timing.no_news_s:
                return news

    def _take(self, frame: Frame) -> Flow[bool]:
        if frame.retry_ms is not None:
            self._retry_s = min(30.0, frame.retry_ms / 1000)
        events = self._heard.take(frame)
        if events is None:
            return False
        self._news_s = self._session.clock.now_s()
        for event in events:
            self._said_s = self._news_s
            yield event
        return True

    def _still_working(self) -> Flow[None]:
        now_s = self._session.clock.now_s()
        if now_s - self._said_s >= self._timing.still_working_s:
            self._said_s = now_s
            yield calls.notice(self._session, "still_working")

    def _reattach(self) -> Flow[None]:
        """Open the stream again where it stopped, until the end is heard or the server has no more to say."""
        tries = 0
        while not self._heard.ended and tries < self._timing.reattach_tries and not self._silent_too_long():
            if tries:
                yield Wait(self._retry_s * 2 ** (tries - 1))
            tries += 1
            try:
                reply = yield from calls.Patience(self._session, self._attach).ask()
            except Lost:
                continue
            if reply.streams:
                tries = 0 if (yield from self._listen()) else tries
            elif reply.status < 500:
                return

    def _attach(self) -> Open:
        params = {"session_id": self._session.session_id}
        if self._session.last_event_id:
            params["last_event_id"] = self._session.last_event_id
        return self._stream("GET", params=params)

    def _silent_too_long(self) -> bool:
        return self._session.clock.now_s() - self._news_s >= self._timing.no_news_s

    # Watching

    def _watch(self) -> Flow[State]:
        """Read the state until the run is over. Raises ClientError `lost` after five reads without change."""
        last, same, wait_s = self._before, 0, self._timing.lost_first_s
        while same < self._timing.lost_reads:
            yield Wait(wait_s)
            yield from self._still_working()
            now = yield from self._state()
            if now and self._finished(now, last):
                return now
            same = same + 1 if now is None or _seen(now) == _seen(last) else 0
            last, wait_s = now or last, self._timing.lost_every_s
        raise ClientError("lost", self._session.language)

    def _finished(self, now: State, last: State | None) -> bool:
        """Whether our run is over: the server says so, or, where it does not, a change has come to rest."""
        if self._heard.ended:
            return True
        if now.status:
            return now.status != "running" and bool(now.run_id) and now.run_id != self._before.run_id
        if last is None:
            # A server without numbered events ends an answer by closing the stream; that is no broken line.
            self._heard.ended = not self._heard.resumable and self._heard.texts > 0
            return self._heard.ended
        return _seen(now) != _seen(self._before) and _seen(now) == _seen(last)

    # Ending

    def _close(self, after: State) -> Flow[State]:
        """Say what is not said yet. Raises ClientError where the run failed."""
        heard, language = self._heard, self._session.language
        failed = after.run.get("status") in ("failed", "cancelled") and after.run_id != self._before.run_id
        if heard.error or failed:
            raise run_failed(heard.error or after.run.get("error") or {"code": _ended(after)}, language)
        if after.draft == self._before.draft:
            yield from heard.at_end()
        if not heard.ended or not heard.since_tool:
            yield Event("text", self._told(after))
        yield Event("done", after.summary, state=after)
        return after

    def _told(self, after: State) -> str:
        """What changed, for an answer without words."""
        language = self._session.language
        lines = changes(self._before.draft, after.draft, language)
        if self._before.draft and lines:
            return say("changed", language, what="\n".join(lines))
        if after.draft != self._before.draft:
            return say("settled", language, summary=after.summary)
        return say("unchanged", language)


def _ended(state: State) -> str:
    return "CANCELLED" if state.run.get("status") == "cancelled" else ""


def _seen(state: State) -> tuple[object, ...]:
    """What has to differ for a state to be news."""
    run = {key: state.run.get(key) for key in ("invocation_id", "status", "stage", "progress", "last_event_id")}
    inner = state.data.get("state") or {}
    return (state.data.get("version"), state.status, run, state.draft, inner.get("generated_media"))
