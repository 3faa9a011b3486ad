"""Runs over /run_sse: bytes, heartbeats, attach, replay, cancel; 4.4 and 5. The worker's part is done by hand."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from pydantic import ValidationError

from vivant.jobs import runs
from vivant.jobs.runs import Told
from vivant.server import events, stream, telling
from vivant.server.events import Event

from .conftest import Api, parse_sse


def _message(session_id: str, text: str | None = "make it rain", **more: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"app_name": "nemo_agent", "user_id": "me", "session_id": session_id, **more}
    if text is not None:
        body["new_message"] = {"parts": [{"text": text}]}
    return body


def _active(api: Api, session_id: str) -> str:
    for _ in range(200):
        run = api.desk.do(runs.active, session_id)
        if run is not None:
            return run.id
        time.sleep(0.02)
    raise AssertionError("no run began")


def _work(api: Api, run_id: str, *, until: int = 3) -> None:
    """What a worker tells of a run: a call, its result, and the last words."""
    told = [
        Told("call", "I look.", tool="edit_draft", call_id="c1", args={"words": "x"}, stage="edit"),
        Told(
            "result",
            tool="edit_draft",
            call_id="c1",
            response={"status": "ok"},
            state={"draft": {"rev": 2}},
            stage="edit",
        ),
    ]
    api.desk.do(runs.start, run_id, "edit")
    for n, one in enumerate(told[:until]):
        api.desk.do(runs.tell, run_id, f"t{n}", one)
    if until > 2:
        api.desk.do(runs.end, run_id, "succeeded", Told("text", "Done.", stage="edit", last=True), charged=5)


@contextmanager
def _open(api: Api, token: str, body: Any, **headers: str) -> Iterator[httpx2.Response]:
    given = {"Authorization": f"Bearer {token}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    with api.http.stream("POST", "/run_sse", json=body, headers=given) as answer:
        yield answer


def _whole(api: Api, token: str, session_id: str, **more: Any) -> tuple[str, bytes]:
    """A run from its message to its end: its id and the bytes of its stream."""
    with _open(api, token, _message(session_id, **more)) as answer:
        assert answer.status_code == 200
        run_id = answer.headers["x-invocation-id"]
        _work(api, run_id)
        return run_id, answer.read()


# --- bytes -------------------------------------------------------------------------------------------------------


def test_a_run_is_framed_exactly(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache, no-transform"
        assert answer.headers["x-accel-buffering"] == "no" and answer.headers["x-run-attached"] == "0"
        assert "content-encoding" not in answer.headers
        run_id = answer.headers["x-invocation-id"]
        _work(api, run_id)
        raw = answer.read()
    frames, _ = parse_sse(raw)
    assert [frame.id for frame in frames] == [1, 2, 3]
    assert [frame.retry for frame in frames] == [True, False, False]
    call, result, last = (frame.event for frame in frames)
    assert call["content"]["role"] == "model" and "functionCall" in call["content"]["parts"][1]
    assert result["content"] == {"role": "user", "parts": [{"functionResponse": {
        "id": "c1", "name": "edit_draft", "response": {"status": "ok"}}}]}  # fmt: skip
    assert result["actions"]["stateDelta"] == {"draft": {"rev": 2}}
    assert last["turnComplete"] is True and last["content"]["parts"] == [{"text": "Done."}]
    assert all("turnComplete" not in one and one["author"] == "nemo_agent" for one in (call, result))
    for one in (call, result, last):
        assert one["invocationId"] == run_id
        assert Event.model_validate(one).to_wire() == one
        assert "null" not in json.dumps(one)


def test_unknown_keys_are_no_event() -> None:
    with pytest.raises(ValidationError):
        Event.model_validate({"invocationId": "e", "author": "nemo_agent", "id": "1", "timestamp": 1.0, "nodeInfo": {}})


def test_a_frame_never_exceeds_its_limit() -> None:
    draft = {"rev": 7, "t": ["x" * 20_000]}
    event = Event(invocation_id="e", actions=events.Actions(state_delta={"draft": draft, "draft_rev": 7})).to_wire()
    raw = events.frame(event, 3)
    assert len(raw) < events.MOST_BYTES and parse_sse(raw)[0][0].event["actions"]["stateDelta"] == {"draft_rev": 7}
    long = Event(invocation_id="e", content=events.Content(role="model", parts=[events.Part(text="\u4f60" * 20_000)]))
    raw = events.frame(long.to_wire(), 4, first=True)
    assert len(raw) <= events.MOST_BYTES and parse_sse(raw)[0][0].id == 4
    small = Event(invocation_id="e", actions=events.Actions(state_delta={"draft": {"rev": 7}}))
    assert parse_sse(events.frame(small.to_wire(), 1))[0][0].event["actions"]["stateDelta"] == {"draft": {"rev": 7}}


@pytest.mark.parametrize(
    ("form", "start", "end"),
    [("comment", b": heartbeat 45\n", b"45\n"), ("empty", b"data:\n\n", b"\n\n"), ("event", b"data: {", b"}\n\n")],
)
def test_heartbeats_have_three_forms(form: str, start: bytes, end: bytes) -> None:
    beat = events.heartbeat(form, 45, "e-1")
    assert beat.startswith(start) and beat.endswith(end)
    if form == "event":
        told = json.loads(beat[6:])
        assert told["partial"] is True and told["customMetadata"]["type"] == "heartbeat" and "content" not in told


def test_silence_is_filled_with_heartbeats(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        run_id = answer.headers["x-invocation-id"]
        threading.Timer(1.1, _work, (api, run_id)).start()
        frames, beats = parse_sse(answer.read())
    assert len(frames) == 3 and 2 <= beats <= 6


def test_who_waits_is_told_the_place_in_the_queue(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        threading.Timer(4.5, _work, (api, answer.headers["x-invocation-id"])).start()
        frames, _ = parse_sse(answer.read())
    waiting = frames[0].event
    assert frames[0].id is None and waiting["partial"] is True and "content" not in waiting
    assert waiting["customMetadata"]["type"] == "queued" and waiting["customMetadata"]["position"] >= 1
    assert [frame.id for frame in frames[1:]] == [1, 2, 3]


def test_a_client_chooses_the_form_of_heartbeats(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id), X_Heartbeat="empty") as answer:
        threading.Timer(0.8, _work, (api, answer.headers["x-invocation-id"])).start()
        assert b"data:\n\n" in answer.read()


def test_a_stream_that_lasts_too_long_lets_go_and_the_run_goes_on() -> None:
    async def never() -> AsyncIterator[tuple[int | None, dict[str, Any]]]:
        await asyncio.sleep(60)
        yield 1, {}

    async def go() -> bytes:
        pace = stream.Pace(every_s=0.05, most_s=0.3)
        return b"".join([frame async for frame in stream.follow(never(), "e-1", pace)])

    frames, beats = parse_sse(asyncio.run(go()))
    assert beats >= 3 and len(frames) == 1
    assert frames[0].event["customMetadata"] == {"detached": True} and "turnComplete" not in frames[0].event


def test_streaming_also_sends_pieces_that_make_up_the_text(api: Api, token: str, session_id: str) -> None:
    text = "One two three four five six seven eight nine ten eleven twelve thirteen."
    with _open(api, token, _message(session_id, streaming=True)) as answer:
        run_id = answer.headers["x-invocation-id"]
        api.desk.do(runs.start, run_id, "chat")
        api.desk.do(runs.end, run_id, "succeeded", Told("text", text, last=True), charged=0)
        frames, _ = parse_sse(answer.read())
    pieces = [frame.event["content"]["parts"][0]["text"] for frame in frames if frame.event.get("partial")]
    assert len(pieces) == 3 and "".join(pieces) == text
    assert frames[-1].event["content"]["parts"][0]["text"] == text and frames[-1].event["turnComplete"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [(Told("error", "Too big.", code="INTERNAL", last=True), {"errorCode": "INTERNAL", "errorMessage": "Too big."}),
     (Told("error", "Cancelled.", code="CANCELLED", last=True), {"errorCode": "CANCELLED", "interrupted": True}),
     (Told("progress", progress=0.5, stage="generate", stage_index=1),
      {"partial": True, "customMetadata": {"stage": "generate", "stage_index": 1, "progress": 0.5,
                                              "type": "progress"}}),
     (Told("text", "Hi", warning="no music", last=True), {"customMetadata": {"warning": "no music"}}),
     (Told("text", "Hi", credits=20, last=True), {"customMetadata": {"credits": {"charged": 20}}})],
)  # fmt: skip
def test_what_is_told_becomes_the_wires_event(told: Told, expected: dict[str, Any]) -> None:
    event = telling.event_of(told.body(), "e-1", 3, 5000).to_wire()
    assert event | expected == event and event["timestamp"] == 5.0
    assert ("content" in event) == (told.kind == "text")


# --- attaching ---------------------------------------------------------------------------------------------------


def test_the_same_message_again_attaches_and_charges_nothing_twice(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        run_id = answer.headers["x-invocation-id"]
        _work(api, run_id, until=1)
    for body, headers, expected in (
        (_message(session_id), {}, [1, 2, 3]),
        (_message(session_id, None), {"Last_Event_ID": "1"}, [2, 3]),
        (_message(session_id, "other words"), {"Last_Event_ID": "2"}, [3]),
    ):
        if expected == [1, 2, 3]:
            threading.Timer(0.3, _work, (api, run_id)).start()
        with _open(api, token, body, **headers) as answer:
            assert answer.headers["x-run-attached"] == "1" and answer.headers["x-invocation-id"] == run_id
            assert [frame.id for frame in parse_sse(answer.read())[0]] == expected
    entries = api.get("/api/credits/balance/simple", token=token).json()["data"]
    assert (entries["available"], entries["frozen"]) == (10_000, 0)


def test_other_words_while_a_run_is_active_are_3001(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        run_id = answer.headers["x-invocation-id"]
        busy = api.post("/run_sse", _message(session_id, "something else"), token=token, Accept="text/event-stream")
        assert (busy.status_code, busy.json()["code"]) == (409, 3001)
        assert busy.json()["data"]["invocation_id"] == run_id and busy.json()["data"]["started_at"].endswith("Z")
        _work(api, run_id)
        answer.read()


def test_after_a_run_its_events_are_replayed_or_a_new_one_starts(api: Api, token: str, session_id: str) -> None:
    run_id, raw = _whole(api, token, session_id)
    replay = api.post("/run_sse", _message(session_id, None), token=token)
    assert [f.event for f in parse_sse(replay.content)[0]] == [f.event for f in parse_sse(raw)[0]]
    part = api.get(f"/run_sse?session_id={session_id}&last_event_id=2", token=token)
    assert [frame.id for frame in parse_sse(part.content)[0]] == [3]
    assert api.get(f"/run_sse?session_id={session_id}&last_event_id=3", token=token).content == b""
    second, raw = _whole(api, token, session_id)
    assert second != run_id
    assert [frame.id for frame in parse_sse(raw)[0]] == [4, 5, 6]


def test_a_cut_stream_and_the_same_words_replay_instead_of_running_again(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        run_id = answer.headers["x-invocation-id"]
    _work(api, run_id)
    with _open(api, token, _message(session_id)) as answer:
        assert (answer.headers["x-invocation-id"], answer.headers["x-run-attached"]) == (run_id, "1")
        assert len(parse_sse(answer.read())[0]) == 3
    time.sleep(0.2)
    with _open(api, token, _message(session_id)) as answer:
        assert answer.headers["x-invocation-id"] != run_id
        _work(api, answer.headers["x-invocation-id"])
        answer.read()


def test_nothing_to_attach_to_is_400(api: Api, token: str, session_id: str) -> None:
    assert api.post("/run_sse", _message(session_id, None), token=token).json()["code"] == 400
    assert api.get(f"/run_sse?session_id={session_id}", token=token).json()["code"] == 400
    assert api.post("/run_sse", _message(session_id, "x" * 20_001), token=token).json()["data"]["reason"] == "too_long"


def test_two_at_once_start_one_run(api: Api, token: str, session_id: str) -> None:
    found: list[str] = []

    def ask() -> None:
        with _open(api, token, _message(session_id)) as answer:
            found.append(answer.headers["x-invocation-id"])
            answer.read()

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    while len(found) < len(threads) and any(thread.is_alive() for thread in threads):
        time.sleep(0.02)
    _work(api, found[0])
    for thread in threads:
        thread.join()
    assert len(found) == 4 and len(set(found)) == 1


def test_a_run_can_be_cancelled(api: Api, token: str, session_id: str) -> None:
    with _open(api, token, _message(session_id)) as answer:
        run_id = answer.headers["x-invocation-id"]
        assert api.post(f"/api/runs/{run_id}/cancel", token=token).json()["data"] == {"status": "cancelling"}
        last = parse_sse(answer.read())[0][-1].event
    assert last["errorCode"] == "CANCELLED" and last["interrupted"] is True and last["turnComplete"] is True
    assert api.post(f"/api/runs/{run_id}/cancel", token=token).json()["data"] == {"status": "cancelled"}
    assert api.post("/api/runs/e-none/cancel", token=token).status_code == 404
    state = api.get(f"/api/state/nemo_agent/me/{session_id}/latest", token=token).json()["data"]
    assert (state["status"], state["run"]["status"], state["run"]["error"]["code"]) == (
        "idle",
        "cancelled",
        "CANCELLED",
    )


def test_without_enough_credits_nothing_starts(make_api: Callable[..., Api]) -> None:
    poor = make_api(price_chat=500, profile="public")
    token = poor.new_token()
    session, _ = poor.new_session(token)
    answer = poor.post("/run_sse", _message(session, "what is this?"), token=token)
    data = answer.json()["data"]
    assert (answer.status_code, answer.json()["code"]) == (402, 2001)
    assert (data["required"], data["available"]) == (500, 100)
    assert "/register?bind=anon_" in data["register_url"]
    assert poor.desk.do(runs.active, session) is None


def test_the_twin_without_a_stream_answers_with_all_events(api: Api, token: str, session_id: str) -> None:
    threading.Timer(0.3, lambda: _work(api, _active(api, session_id))).start()
    answer = api.post("/run", _message(session_id), token=token)
    assert [one.get("turnComplete", False) for one in answer.json()] == [False, False, True]


def test_a_message_may_carry_a_picture(api: Api, token: str, session_id: str) -> None:
    import base64

    from .conftest import picture

    body = _message(session_id)
    data = {"mimeType": "image/png", "data": base64.b64encode(picture()).decode()}
    body["new_message"]["parts"].append({"inlineData": data})
    with _open(api, token, body) as answer:
        _work(api, answer.headers["x-invocation-id"])
        answer.read()
    infos = api.get(f"/api/state/nemo_agent/me/{session_id}/latest", token=token).json()["data"]["state"]["video_infos"]
    assert [one["source"] for one in infos] == ["inline"]
    body["new_message"]["parts"][1] = {"inlineData": {"data": base64.b64encode(b"no picture").decode()}}
    assert api.post("/run_sse", body, token=token).json()["code"] == 4001


def test_test_aids_count_only_where_they_are_enabled(make_api: Callable[..., Api], api: Api) -> None:
    for server, expected in ((make_api(test_aids=True), {"silent": True, "delay_s": 2.0}), (api, {})):
        token = server.new_token()
        session, _ = server.new_session(token)
        with _open(server, token, _message(session, silent=True, delay_s=2)) as answer:
            run = server.desk.do(runs.active, session)
            assert run is not None and run.options == expected
            _work(server, answer.headers["x-invocation-id"])
            answer.read()
