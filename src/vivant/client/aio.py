"""The client for asyncio: it performs what the rules ask for, one step after the other.

Not for rules. sync.py is the same for plain programs.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, ExitStack, aclosing
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx2

from vivant.client import calls, exporting, hands, talk, uploads
from vivant.client.session import Session
from vivant.client.steps import Call, Fetch, Fetched, Flow, Lost, Open, Read, Reply, Step, Wait
from vivant.client.sync import Tell
from vivant.client.values import Asset, Credits, Delivery, Event, State

T = TypeVar("T")


class AsyncClient:
    """A project on a server. Made by `vivant.client.connect_async`; close it, or use it in an `async with`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._http = httpx2.AsyncClient(**hands.options(session.api_url))

    async def send(self, text: str) -> AsyncGenerator[Event]:
        """Say `text`; what is to be told comes as it happens, the last event is `done`. Raises ClientError."""
        async with aclosing(self._events(talk.send(self._session, text), [])) as events:
            async for event in events:
                yield event

    async def upload(self, *items: str | Path, tell: Tell | None = None) -> list[Asset]:
        """Give files and links to the project. Raises ClientError."""
        return await self._result(uploads.upload(self._session, items), tell)

    async def credits(self) -> Credits:
        """The balance. Raises ClientError."""
        return await self._result(calls.credits(self._session), None)

    async def state(self) -> State:
        """The project as it is. Raises ClientError."""
        return await self._result(calls.state(self._session), None)

    async def export(
        self, path: str | Path, *, format: str | None = None, quality: str = "high", tell: Tell | None = None,
        **output: Any,
    ) -> Delivery:  # fmt: skip
        """The finished film as a file, as `Client.export`. Raises ClientError."""
        wanted = hands.output(Path(path), format, quality, output)
        return await self._result(exporting.export(self._session, Path(path), wanted), tell)

    async def link(self) -> str:
        """The page on which this project can be seen and changed. Raises ClientError."""
        return await self._result(calls.project_link(self._session), None)

    async def cancel(self) -> bool:
        """Stop what runs; False where nothing runs. Raises ClientError."""
        return await self._result(calls.cancel(self._session), None)

    async def close(self) -> None:
        """End the connection. What runs on the server goes on."""
        await self._http.aclose()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _result(self, flow: Flow[T], tell: Tell | None) -> T:
        result: list[T] = []
        async for event in self._events(flow, result):
            if tell:
                tell(event)
        return result[0]

    async def _events(self, flow: Flow[T], result: list[T]) -> AsyncGenerator[Event]:
        """Perform the steps of `flow`, hand its events on and put what it returns into `result`."""
        answer: Any = None
        trouble: Lost | None = None
        async with _Hands(self._http, self._session) as able:
            while True:
                try:
                    step = flow.throw(trouble) if trouble else flow.send(answer)
                except StopIteration as end:
                    result.append(end.value)
                    return
                answer = trouble = None
                if isinstance(step, Event):
                    yield step
                    continue
                try:
                    answer = await able.do(step)
                except Lost as lost:
                    trouble = lost


class _Hands:
    """Does single steps with httpx2; holds the one open stream."""

    def __init__(self, http: httpx2.AsyncClient, session: Session) -> None:
        self._http, self._clock = http, session.clock
        self._open = AsyncExitStack()
        self._chunks: AsyncIterator[bytes] | None = None

    async def __aenter__(self) -> _Hands:
        return self

    async def __aexit__(self, *_about: object) -> None:
        await self._open.aclose()

    async def do(self, step: Step) -> Reply | Fetched | bytes | None:
        """The answer to a step. Raises Lost."""
        if isinstance(step, Wait):
            await self._clock.asleep(step.seconds)
            return None
        with hands.lost_lines():
            if isinstance(step, Read):
                return await anext(self._chunks, b"") if self._chunks else b""
            if isinstance(step, Call):
                return await self._call(step)
            if isinstance(step, Open):
                return await self._stream(step.call)
            if isinstance(step, Fetch):
                return await self._fetch(step)
        raise TypeError(f"no such step: {step}")

    async def _call(self, call: Call) -> Reply:
        with ExitStack() as files:
            return hands.reply(await self._http.request(**hands.request(call, files)))

    async def _stream(self, call: Call) -> Reply:
        await self._open.aclose()
        self._chunks = None
        with ExitStack() as files:
            response = await self._open.enter_async_context(self._http.stream(**hands.request(call, files)))
        if "text/event-stream" not in response.headers.get("content-type", ""):
            await response.aread()
        else:
            self._chunks = response.aiter_bytes()
        return hands.reply(response)

    async def _fetch(self, step: Fetch) -> Fetched:
        async with self._http.stream("GET", step.url, headers=hands.from_byte(step), timeout=hands.FETCH) as response:
            plan = hands.incoming(step, response)
            if plan.mode is None:
                return Fetched(response.status_code, None, False)
            broken = False
            with step.part.open(plan.mode) as file:
                try:
                    async for chunk in response.aiter_bytes():
                        file.write(chunk)
                except httpx2.TransportError:
                    broken = True
            return Fetched(response.status_code, plan.whole_bytes, broken)


async def connect(session: Session) -> AsyncClient:
    """A client with token and project. Raises ClientError."""
    client = AsyncClient(session)
    try:
        await client._result(calls.connect(session), None)
    except BaseException:
        await client.close()
        raise
    return client
