"""A message is heard to its end over every kind of broken line, and is never sent twice."""

from __future__ import annotations

import asyncio
import copy
import json
import re

import pytest

from tests.client.conftest import Connected, Turned, fit_for_people, told
from tests.client.faulty import (
    DRAFT,
    SILENT,
    TWO_STAGES,
    Faulty,
    chunk,
    drops,
    event,
    refuses,
    serving,
    takes_and_drops,
)
from vivant.client import Client, ClientError, Event, connect, connect_async

WHOLE = b"".join(TWO_STAGES)
SAID = ["Animating cat.png: slow push-in, 5 s.", "Raw video ready (5 s). Adding music — 猫."]


def everywhere() -> list[int]:
    """Places to cut: before and after every event, and three inside each: in the id, in the text, before the end."""
    places, at = [0], 0
    for one in TWO_STAGES:
        places += [at + 4, at + len(one) // 2, at + len(one) - 1, at + len(one)]
        at += len(one)
    return [place for place in places if place < len(WHOLE)]


def texts(events: list[Event]) -> list[str]:
    return [event.text for event in events if event.kind == "text"]


def say(client: Client, words: str = "make it move") -> list[Event]:
    return list(client.send(words))


def failure(client: Client, words: str = "make it move") -> ClientError:
    with pytest.raises(ClientError) as caught:
        say(client, words)
    fit_for_people(str(caught.value))
    return caught.value


@pytest.mark.parametrize("place", everywhere())
def test_a_stream_cut_anywhere_goes_on_where_it_was(place: int, connected: Connected) -> None:
    server = Faulty(cut=place)
    events = say(connected(server))
    assert texts(events)[:2] == SAID
    assert texts(events)[2].startswith("Timeline (2 tracks)") and len(texts(events)) == 3
    assert events[-1].kind == "done" and "2. BGM: soft piano (0-5s, 35%)" in events[-1].text
    assert server.taken == ["make it move"] and server.count("POST", "/run_sse") == 1
    told(events)


def test_a_server_that_repeats_everything_is_told_once(connected: Connected) -> None:
    button = event(12, text="Click the Export button.", call="edit_draft")
    nameless = tuple(re.sub(rb', "id": "ev\d+"', b"", one) for one in (TWO_STAGES[0], button, *TWO_STAGES[2:]))
    server = Faulty(events=nameless, cut=sum(map(len, nameless[:4])), forgets=True)
    events = say(connected(server))
    assert texts(events)[:2] == SAID and len(texts(events)) == 3
    assert [event.action for event in events if event.kind == "action"] == ["export"]


@pytest.mark.parametrize("place", everywhere()[::5])
def test_the_asynchronous_client_does_the_same(place: int, turned: Turned) -> None:
    async def main(server: Faulty) -> list[Event]:
        async with await connect_async(server.url, clock=turned.clock) as client:
            return [event async for event in client.send("make it move")]

    with serving(Faulty(cut=place)) as server:
        events = asyncio.run(main(server))
        assert texts(events)[:2] == SAID and events[-1].kind == "done"
        assert server.taken == ["make it move"] and server.count("POST", "/run_sse") == 1


def test_tools_stay_hidden_and_progress_is_said_in_words(connected: Connected) -> None:
    events = say(connected(Faulty()))
    assert [event.text for event in events if event.kind == "progress"] == ["⏳ Making the video: 40 %"]
    assert events[0].kind == "notice" and "a few minutes" in events[0].text
    assert "generate_video" not in told(events)


def test_how_long_it_takes_is_said_once(connected: Connected) -> None:
    client = connected(Faulty())
    first, second = say(client)[0], next(iter(client.send("warmer")))
    assert "a few minutes" in first.text and second.text == "⏳ Got it."


def test_in_chinese_the_client_speaks_chinese(connected: Connected) -> None:
    events = say(connected(Faulty()), "让它动起来")
    assert "⏳ 正在制作视频：40 %" in told(events)
    assert "收到" in events[0].text


@pytest.mark.parametrize("running_reads", [0, 3])
def test_without_a_way_back_into_the_stream_the_state_is_read(
    running_reads: int, connected: Connected, turned: Turned
) -> None:
    server = Faulty(cut=len(TWO_STAGES[0]), attaches=False, running_reads=running_reads)
    events = say(connected(server))
    assert "It is done. Timeline (2 tracks)" in told(events)
    assert server.taken == ["make it move"]
    assert turned.waits == [30, 60, 60][:running_reads]


def test_where_nothing_moves_it_says_so_and_does_not_send_again(connected: Connected, turned: Turned) -> None:
    server = Faulty(cut=0, attaches=False)
    client = connected(server)

    async def stuck(one: Faulty, _request: object) -> bytes:
        run = {"invocation_id": "e-2", "status": "running", "progress": 0.1}
        return one.ok({"state": {"draft": None}, "status": "running", "run": run, "version": 1})

    server.faults[f"GET /api/state/nemo_agent/me/{client.state().data['session_id']}/latest"] = [
        lambda one, request: one_read(one), *[stuck] * 20,
    ]  # fmt: skip
    assert failure(client).code == "lost"
    assert turned.waits == [30, 60, 60, 60, 60, 60]
    assert len(server.taken) == 1


async def one_read(server: Faulty) -> bytes:
    return server.ok(server.state())


def test_heartbeats_for_ten_minutes_are_a_timeout(connected: Connected, turned: Turned) -> None:
    async def hearts(_server: Faulty, writer: asyncio.StreamWriter) -> None:
        for beat in range(60):
            turned.asked.clear()
            chunk(writer, f": heartbeat {15 * beat}\n".encode())
            await writer.drain()
            while not turned.asked.is_set():
                await asyncio.sleep(0.001)
            turned.time_s += 15

    server = Faulty(stream=hearts, running_reads=1000)
    events: list[Event] = []
    with pytest.raises(ClientError) as caught:
        for one in connected(server).send("make it move"):
            events.append(one)
    assert caught.value.code == "timeout" and "ten minutes" in str(caught.value)
    assert [event.text for event in events].count("⏳ Still working ...") in (4, 5)
    assert server.taken == ["make it move"] and 600 <= turned.time_s <= 660


@pytest.mark.parametrize(
    "beat", [b": heartbeat 5\n", b"data:\n\n", b"data: heartbeat\n\n", b'data: {"type":"heartbeat"}\n\n']
)
def test_every_form_of_heartbeat_is_silent(beat: bytes, connected: Connected) -> None:
    events = (beat, TWO_STAGES[0], beat, beat, *TWO_STAGES[1:])
    assert texts(say(connected(Faulty(events=events))))[:2] == SAID


def test_a_silent_edit_is_told_with_what_changed(connected: Connected) -> None:
    after = copy.deepcopy(DRAFT)
    after["t"][1]["sg"][0]["vol"] = 0.15
    server = Faulty(events=SILENT, before=DRAFT, after=after)
    assert "- music soft piano: level 35% → 15%" in told(say(connected(server), "music quieter"))


def test_a_silent_edit_that_changed_nothing_asks(connected: Connected) -> None:
    assert "nothing in the video changed" in told(say(connected(Faulty(events=SILENT, before=DRAFT)), "louder"))


def test_a_server_without_numbers_ends_by_closing(connected: Connected) -> None:
    plain = tuple(
        b"data: " + json.dumps({"content": {"parts": [{"text": said}]}}).encode() + b"\n\n"
        for said in ("Working on it.", "All done.", "I encountered a temporary issue. Please try again.")
    )
    server = Faulty(events=plain, attaches=False, plain=True)
    events = say(connected(server))
    assert texts(events) == ["Working on it.", "All done."]
    assert server.taken == ["make it move"]


def test_a_silent_server_without_status_is_read_until_it_rests(connected: Connected, turned: Turned) -> None:
    server = Faulty(events=(), attaches=False, plain=True)
    assert "It is done. Timeline (2 tracks)" in told(say(connected(server)))
    assert turned.waits[:2] == [30, 60] and len(server.taken) == 1


def test_only_a_temporary_issue_is_said(connected: Connected) -> None:
    server = Faulty(events=(event(11, text="I encountered a temporary issue.", last=True),), after=None)
    assert texts(say(connected(server))) == ["I encountered a temporary issue."]


def test_a_bad_token_before_the_message_is_renewed_once(connected: Connected) -> None:
    server = Faulty(faults={"POST /run_sse": [refuses(401, 1001)]})
    assert texts(say(connected(server)))[:2] == SAID
    assert server.tokens == 2 and len(server.taken) == 1


def test_a_token_that_ends_in_the_middle_is_renewed_once(connected: Connected) -> None:
    server = Faulty(cut=len(WHOLE) // 2, faults={"GET /run_sse": [refuses(401, 1001)]})
    events = say(connected(server))
    assert texts(events)[:2] == SAID and events[-1].kind == "done"
    assert server.tokens == 2 and server.count("POST", "/run_sse") == 1
    told(events)


def test_a_token_that_is_never_good_is_told(connected: Connected) -> None:
    server = Faulty(faults={"POST /run_sse": [refuses(401, 1001)] * 9})
    assert failure(connected(server)).code == "token"
    assert server.tokens == 2 and not server.taken


def test_too_many_requests_wait_half_a_minute_once(connected: Connected, turned: Turned) -> None:
    server = Faulty(faults={"POST /run_sse": [refuses(429, 429, reason="rate")]})
    events = say(connected(server))
    assert turned.waits == [30] and "half a minute" in told(events) and len(server.taken) == 1
    server.faults["POST /run_sse"] = [refuses(429, 429)] * 2
    assert failure(connected(server)).code == "rate"


def test_without_credits_the_way_to_more_is_shown(connected: Connected) -> None:
    server = Faulty(faults={"POST /run_sse": [refuses(402, 2001, required=20, available=0)]})
    with pytest.raises(ClientError) as caught:
        say(connected(server))
    assert caught.value.code == "credits_anonymous" and "/register?bind=anon_" in str(caught.value)


def test_a_line_that_broke_after_the_message_arrived_does_not_send_it_again(connected: Connected) -> None:
    server = Faulty(faults={"POST /run_sse": [takes_and_drops]})
    assert texts(say(connected(server)))[:2] == SAID
    assert server.taken == ["make it move"] and server.count("POST", "/run_sse") == 1


@pytest.mark.parametrize("fault", [drops, refuses(500, 500), refuses(502, 0)])
def test_where_nobody_knows_whether_it_arrived_it_is_not_sent_again(fault: object, connected: Connected) -> None:
    server = Faulty(faults={"POST /run_sse": [fault]})
    error = failure(connected(server))
    assert (error.code, error.remedy) == ("lost", "retry")
    assert server.count("POST", "/run_sse") == 1 and not server.taken


def test_a_busy_project_queues_the_message(connected: Connected, turned: Turned) -> None:
    server = Faulty(faults={"POST /run_sse": [refuses(409, 3001, stage="generate")]})
    assert "right after it" in told(say(connected(server)))
    assert turned.waits == [5] and len(server.taken) == 1


def test_a_lost_project_is_begun_anew(connected: Connected) -> None:
    server = Faulty(faults={"POST /run_sse": [refuses(404, 1002)]})
    assert "started a new one" in told(say(connected(server)))
    assert server.count("POST", "/api/tasks/me/with-session/nemo_agent") == 2 and len(server.taken) == 1


def test_server_troubles_while_reading_are_waited_out(connected: Connected, turned: Turned) -> None:
    server = Faulty(faults={"GET /api/credits/balance/simple": [refuses(500, 500), drops]})
    assert connected(server).credits().available == 80
    assert turned.waits == [1, 3]


def test_another_version_of_the_interface_is_told(turned: Turned) -> None:
    with serving(Faulty(version="2.0")) as server, pytest.raises(ClientError) as caught:
        connect(server.url, clock=turned.clock)
    assert caught.value.code == "version" and server.tokens == 1


def test_no_server_at_all_is_told(turned: Turned) -> None:
    with pytest.raises(ClientError) as caught:
        connect("http://127.0.0.1:9", clock=turned.clock)
    assert caught.value.code == "offline" and turned.waits == [1, 3]


def test_a_failed_run_says_why(connected: Connected) -> None:
    body = {
        "invocationId": "e-2",
        "errorCode": "OUT_OF_MEMORY",
        "errorMessage": "The picture is too large.",
        "turnComplete": True,
    }
    server = Faulty(events=(b"id: 11\ndata: " + json.dumps(body).encode() + b"\n\n",))
    assert str(failure(connected(server))) == "That did not work: The picture is too large."


def test_buttons_are_not_passed_on(connected: Connected) -> None:
    said = "Your clip of 2.5 s is ready. Click the Export button to download it."
    events = say(connected(Faulty(events=(event(11, text=said, last=True),))))
    assert texts(events) == ["Your clip of 2.5 s is ready."]
    assert [event.action for event in events if event.kind == "action"] == ["export"]
