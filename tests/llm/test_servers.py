"""Language models behind a server of OpenAI's protocol, as Ollama, vLLM and llama.cpp are: what goes over the wire, and
every way in which a server can fail."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any

import pytest

from tests.llm.serving import Said, Server, message, serving, streamed
from tests.llm.talking import led, of_a_photo, step
from vivant.llm import LanguageModel, language_model

KEY = "sk-secret-0123456789"
SNOW = {"steps": [step("winter", "falling snow, slow dolly in")]}
WISH = "a winter evening"
BY_RULE = "I read your words by rule instead."


def model(server: Server, limit_s: float = 120.0) -> LanguageModel:
    return language_model("openai-compatible:tiny", url=server.url, key=KEY, limit_s=limit_s)


def applied(server: Server, words: str = WISH, limit_s: float = 120.0) -> tuple[list[str], tuple[str, ...]]:
    """The kinds that are applied after a question, and the notes."""
    done = led(of_a_photo(words), model(server, limit_s))
    return [one.kind for one in done.draft.main_segments()[0].applied], done.notes


def test_a_tool_call_goes_over_the_wire_and_back() -> None:
    with serving(Said(message(answer=SNOW))) as server:
        kinds, notes = applied(server)
    assert kinds == ["snow"] and notes[0] == "I understood: falling snow, slow dolly in."
    (asked,) = server.asked
    assert asked["model"] == "tiny" and not asked.get("stream")
    assert {tool["function"]["name"] for tool in asked["tools"]} == {"answer", "look_up"}
    assert asked["messages"][0]["role"] == "system" and WISH in asked["messages"][-1]["content"]
    assert server.keys == [f"Bearer {KEY}"]
    assert len(json.dumps(asked)) < 14_000


def test_a_stream_is_heard_while_it_comes() -> None:
    told = json.dumps(SNOW)
    heard: list[str] = []
    with serving(Said(lines=streamed(told[:10], told[10:30], told[30:]))) as server:
        streaming = language_model("openai-compatible:tiny", url=server.url, limit_s=120.0, hear=heard.append)
        done = led(of_a_photo(WISH), streaming)
    assert server.asked[0]["stream"] is True
    assert heard == [told[:10], told[:30], told]
    assert [one.kind for one in done.draft.main_segments()[0].applied] == ["snow"]


def test_streamed_text_with_json_in_it_is_an_answer() -> None:
    heard: list[str] = []
    with serving(Said(lines=streamed("Sure: ", json.dumps(SNOW), tool=False))) as server:
        done = led(of_a_photo(WISH), language_model("tiny", url=server.url, limit_s=120.0, hear=heard.append))
    assert heard[-1].startswith("Sure: {")
    assert [one.kind for one in done.draft.main_segments()[0].applied] == ["snow"]


def test_a_stream_that_breaks_off_is_not_believed() -> None:
    with serving(Said(lines=streamed('{"steps": [{"because": "win')[:3])) as server:
        done = led(of_a_photo("falling snow"), language_model("tiny", url=server.url, hear=lambda _: None))
    assert done.notes[-1].endswith(BY_RULE)


def test_a_wrong_answer_is_sent_back_and_mended() -> None:
    with serving(Said(message(answer='{"steps": [{"beca')), Said(message(answer=SNOW))) as server:
        kinds, _ = applied(server)
    assert kinds == ["snow"] and len(server.asked) == 2


def filtered() -> dict[str, Any]:
    body = message("")
    body["choices"][0]["finish_reason"] = "content_filter"
    return body


FAILURES = {
    "malformed body": (Said('{"choices": [{"mess'), "could not be"),
    "not JSON": (Said("<html>It works!</html>"), "could not be"),
    "an empty object": (Said({}), "could not be"),
    "no choices": (Said(message() | {"choices": []}), "could not be"),
    "malformed arguments": (Said(message(answer="not json at all")), "could not be read"),
    "another tool": (Said(message(tool_calls=[{
        "id": "x", "type": "function", "function": {"name": "shell", "arguments": "{}"}}])), "could not be read"),
    "refusal": (Said(message(refusal="I can't help with that.")), "declined"),
    "filtered": (Said(filtered()), "declined"),
    "wrong key": (Said({"error": {"message": f"Incorrect API key provided: {KEY}"}}, 401), "did not accept the key"),
    "forbidden": (Said({"error": {"message": f"no access for {KEY}"}}, 403), "did not accept the key"),
    "no such model": (Said({"error": {"message": "no", "code": "model_not_found"}}, 404), "called tiny"),
    "too many": (Said({"error": {"message": "slow down"}}, 429, {"retry-after": "0"}), "too much to do"),
    "used up": (Said({"error": {"message": "pay", "code": "insufficient_quota"}}, 429), "used up"),
    "error": (Said({"error": {"message": f"boom {KEY}"}}, 500, {"retry-after": "0"}), "server failed"),
    "overloaded": (Said("", 503, {"retry-after": "0"}), "failed"),
    "too long": (Said({"error": {"message": "long", "code": "context_length_exceeded"}}, 400), "too long"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_the_rules_take_over_and_say_why(name: str, caplog: pytest.LogCaptureFixture) -> None:
    said, why = FAILURES[name]
    caplog.set_level(logging.DEBUG)
    with serving(said) as server:
        kinds, notes = applied(server, "falling snow")
    assert kinds == ["snow"]
    assert why in notes[-1] and notes[-1].endswith(BY_RULE), notes[-1]
    assert KEY not in str(notes)
    assert len(server.asked) <= 3


def test_chinese_is_told_in_chinese() -> None:
    with serving(Said({}, 500, {"retry-after": "0"})) as server:
        kinds, notes = applied(server, "下雪")
    assert kinds == ["snow"] and notes[-1] == "语言模型的服务器出错了。我改用内置规则来理解。"


def test_a_server_that_does_not_answer_is_not_waited_for() -> None:
    with serving(Said(message(answer=SNOW), wait_s=60)) as server:
        start_s = time.monotonic()
        kinds, notes = applied(server, "falling snow", 0.5)
        took_s = time.monotonic() - start_s
    assert kinds == ["snow"] and notes[-1] == f"The language model did not answer within 0.5 s. {BY_RULE}"
    assert took_s < 30


def test_a_server_that_drips_is_not_waited_for() -> None:
    lines = streamed(*[" "] * 3000)
    with serving(Said(lines=lines, each_s=0.05)) as server:
        done = led(of_a_photo("falling snow"), language_model("x", url=server.url, limit_s=0.5, hear=lambda _: None))
    assert "within 0.5 s" in done.notes[-1]


def test_a_server_that_is_not_there_is_told() -> None:
    with serving(Said()) as server:
        gone = server.url
    done = led(of_a_photo("falling snow"), language_model("x", url=gone))
    assert done.notes[-1] == f"The language model could not be reached. {BY_RULE}"


def test_it_can_be_asked_inside_of_an_event_loop() -> None:
    async def asking() -> tuple[str, ...]:
        return led(of_a_photo(WISH), model(server)).notes

    with serving(Said(message(answer=SNOW))) as server:
        assert asyncio.run(asking())[0].startswith("I understood")


def test_keys_are_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(Said({"error": {"message": KEY}}, 401)) as server:
        asked = model(server)
        led(of_a_photo("falling snow"), asked)
    assert server.keys == [f"Bearer {KEY}"]
    assert KEY not in repr(asked)
    assert "401" in caplog.text and KEY not in caplog.text
