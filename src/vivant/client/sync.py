"""The client for plain programs: it performs what the rules ask for, one step after the other.

Not for rules. aio.py is the same for asyncio.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx2

from vivant.client import calls, exporting, hands, talk, uploads
from vivant.client.session import Session
from vivant.client.steps import Call, Fetch, Fetched, Flow, Lost, Open, Read, Reply, Step, Wait
from vivant.client.values import Asset, Credits, Delivery, Event, State

T = TypeVar("T")
Tell = Callable[[Event], None]


class Client:
    """A project on a server. Made by `vivant.client.connect`; close it, or use it in a `with`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._http = httpx2.Client(**hands.options(session.api_url))

    def send(self, text: str) -> Iterator[Event]:
        """Say `text`; what is to be told comes as it happens, the last event is `done`. Raises ClientError."""
        yield from self._events(talk.send(self._session, text))

    def upload(self, *items: str | Path, tell: Tell | None = None) -> list[Asset]:
        """Give files and links to the project. Raises ClientError."""
        return self._result(uploads.upload(self._session, items), tell)

    def credits(self) -> Credits:
        """The balance. Raises ClientError."""
        return self._result(calls.credits(self._session), None)

    def state(self) -> State:
        """The project as it is. Raises ClientError."""
        return self._result(calls.state(self._session), None)

    def export(
        self, path: str | Path, *, format: str | None = None, quality: str = "high", tell: Tell | None = None,
        **output: Any,
    ) -> Delivery:  # fmt: skip
        """The finished film as a file. The format follows the name. Raises ClientError.

        quality  low, medium or high; `output` may have resolution ("1080p"), fps, codec and crf
        tell     called with every event: begun, about half, ready
        """
        wanted = hands.output(Path(path), format, quality, output)
        return self._result(exporting.export(self._session, Path(path), wanted), tell)

    def link(self) -> str:
        """The page on which this project can be seen and changed. Raises ClientError."""
        return self._result(calls.project_link(self._session), None)

    def cancel(self) -> bool:
        """Stop what runs; False where nothing runs. Raises ClientError."""
        return self._result(calls.cancel(self._session), None)

    def close(self) -> None:
        """End the connection. What runs on the server goes on."""
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _result(self, flow: Flow[T], tell: Tell | None) -> T:
        events = self._events(flow)
        while True:
            try:
                event = next(events)
            except StopIteration as end:
                result: T = end.value
                return result
            if tell:
                tell(event)

    def _events(self, flow: Flow[T]) -> Generator[Event, None, T]:
        """Perform the steps of `flow` and hand its events on."""
        answer: Any = None
        trouble: Lost | None = None
        with _Hands(self._http, self._session) as able:
            while True:
                try:
                    step = flow.throw(trouble) if trouble else flow.send(answer)
                except StopIteration as end:
                    result: T = end.value
                    return result
                answer = trouble = None
                if isinstance(step, Event):
                    yield step
                    continue
                try:
                    answer = able.do(step)
                except Lost as lost:
                    trouble = lost


class _Hands:
    """Does single steps with httpx2; holds the one open stream."""

    def __init__(self, http: httpx2.Client, session: Session) -> None:
        self._http, self._clock = http, session.clock
        self._open = ExitStack()
        self._chunks: Iterator[bytes] = iter(())

    def __enter__(self) -> _Hands:
        return self

    def __exit__(self, *_about: object) -> None:
        self._open.close()

    def do(self, step: Step) -> Reply | Fetched | bytes | None:
        """The answer to a step. Raises Lost."""
        if isinstance(step, Wait):
            self._clock.sleep(step.seconds)
            return None
        with hands.lost_lines():
            if isinstance(step, Read):
                return next(self._chunks, b"")
            if isinstance(step, Call):
                return self._call(step)
            if isinstance(step, Open):
                return self._stream(step.call)
            if isinstance(step, Fetch):
                return self._fetch(step)
        raise TypeError(f"no such step: {step}")

    def _call(self, call: Call) -> Reply:
        with ExitStack() as files:
            return hands.reply(self._http.request(**hands.request(call, files)))

    def _stream(self, call: Call) -> Reply:
        self._open.close()
        response = self._open.enter_context(self._http.stream(**hands.request(call, self._open)))
        if "text/event-stream" not in response.headers.get("content-type", ""):
            response.read()
        else:
            self._chunks = response.iter_bytes()
        return hands.reply(response)

    def _fetch(self, step: Fetch) -> Fetched:
        with self._http.stream("GET", step.url, headers=hands.from_byte(step), timeout=hands.FETCH) as response:
            plan = hands.incoming(step, response)
            if plan.mode is None:
                return Fetched(response.status_code, None, False)
            broken = False
            with step.part.open(plan.mode) as file:
                try:
                    for chunk in response.iter_bytes():
                        file.write(chunk)
                except httpx2.TransportError:
                    broken = True
            return Fetched(response.status_code, plan.whole_bytes, broken)


def connect(session: Session) -> Client:
    """A client with token and project. Raises ClientError."""
    client = Client(session)
    try:
        client._result(calls.connect(session), None)
    except BaseException:
        client.close()
        raise
    return client
