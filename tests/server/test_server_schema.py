"""The published description of the interface, read by schemathesis: whatever it allows, and much that it forbids, gets
an answer of the contract and never a failure of ours.

Not for what the answers hold (the other files here).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from .conftest import SKILL, Api, draft, picture

EXAMPLES = 5
"""For each operation and kind; some 200 requests in all."""


@pytest.fixture(scope="module")
def open_api(make_api: Callable[..., Api]) -> Api:
    """A server whose streams end at once, since nobody works here."""
    return make_api(stream_max_s=0.05, anon_per_client=10_000, max_video_mb=1, max_image_mb=1)


@pytest.fixture(scope="module")
def caller(open_api: Api) -> Iterator[tuple[requests.Session, dict[str, str]]]:
    """A client that may do everything, and names of things of its own that may stand in paths and bodies."""
    token = open_api.new_token()
    session_id, task_id = open_api.new_session(token)
    asset = open_api.upload(token, session_id, ("a.png", picture())).json()["data"]["files"][0]["id"]
    body = {"id": "known", "session_id": session_id, "draft": draft(asset)}
    assert open_api.post("/api/render/proxy/lambda", body, token=token, **SKILL).status_code == 200
    with requests.Session() as client:
        client.trust_env = False
        client.headers.update({"Authorization": f"Bearer {token}", "X-Client-Id": "a-client", **SKILL})
        yield client, {"session_id": session_id, "task_id": task_id, "render_id": "known", "user": "me",
                       "app": "nemo_agent", "id": "known"}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_nothing_that_the_description_allows_or_forbids_breaks_the_server(
    mode: GenerationMode, open_api: Api, caller: tuple[requests.Session, dict[str, str]]
) -> None:
    description = schemathesis.openapi.from_dict(open_api.get("/openapi.json").json())
    asked: Counter[str] = Counter()
    for found in description.get_all_operations():
        operation = found.ok()
        for case, own in _cases(operation, mode):
            _ask(case, caller, open_api.url, own=own)
            asked[operation.path] += 1
    assert asked["/run_sse"] >= EXAMPLES and asked.total() >= 40, asked


def _cases(operation: schemathesis.schemas.APIOperation, mode: GenerationMode) -> list[tuple[schemathesis.Case, bool]]:
    """Cases of an operation, half of them about things that are there."""
    cases: list[tuple[schemathesis.Case, bool]] = []

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(operation.as_strategy(generation_mode=mode))
    def keep(case: schemathesis.Case) -> None:
        cases.append((case, len(cases) % 2 == 0))

    with suppress(Unsatisfiable):  # where nothing is taken, nothing can be wrong
        keep()
    return cases


def _ask(case: schemathesis.Case, caller: tuple[requests.Session, dict[str, str]], url: str, *, own: bool) -> None:
    client, known = caller
    if own:
        for place in (case.path_parameters, case.query, case.body):
            if isinstance(place, dict):
                place.update({name: value for name, value in known.items() if name in place})
    answer = case.call(url, session=client, timeout=30)
    shown = f"{case.as_curl_command()}\n{answer.status_code} {answer.content[:500]!r}"
    assert answer.status_code < 500, shown
    assert answer.headers["x-api-version"] == ["1.0"], shown
    kind = answer.headers["content-type"][0].partition(";")[0]
    told = answer.json() if kind == "application/json" else None
    if isinstance(told, dict) and case.path != "/health":
        assert {"code", "message", "data"} <= set(told) and (told["code"] == 0) == (answer.status_code < 300), shown
    else:
        assert answer.status_code == 200 and (told is not None or kind == "text/event-stream"), shown


def test_the_description_refers_to_nothing_that_is_not_in_it(open_api: Api) -> None:
    told = open_api.get("/openapi.json").json()
    wanted = [reference.split("/")[1:] for reference in re.findall(r'"\$ref": ?"(#[^"]*)"', json.dumps(told))]
    for steps in wanted:
        place = told
        for step in steps:
            place = place[step]
    body = told["paths"]["/run_sse"]["post"]["requestBody"]
    assert body["required"] and "parts" in json.dumps(body)
