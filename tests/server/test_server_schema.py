"""The published description of the interface: who may ask and how it answers is what the server does, and whatever it
allows, and much that it forbids (schemathesis), gets an answer of the contract and never a failure of ours.

Not for what the answers hold (the other files here).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

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
    for name in ("Authorization", "Cookie"):  # what is made up opens nothing
        case.headers.pop(name, None)
    case.cookies.clear()
    answer = case.call(url, session=client, timeout=30)
    shown = f"{case.as_curl_command()}\n{answer.status_code} {answer.content[:500]!r}"
    assert answer.status_code < 500, shown
    assert answer.headers["x-api-version"] == ["1.0"], shown
    told_of = case.operation.definition.raw["responses"].get(str(answer.status_code))
    assert told_of is not None, shown
    kind = answer.headers["content-type"][0].partition(";")[0]
    told = answer.json() if kind == "application/json" else None
    if isinstance(told, dict) and case.path != "/health":
        assert {"code", "message", "data"} <= set(told) and told["code"] in _codes(told_of), shown
    else:
        assert answer.status_code == 200 and (told is not None or kind == "text/event-stream"), shown


def _codes(told_of: dict[str, Any]) -> list[int]:
    """The codes that an answer may have, as the description tells of it."""
    schema = told_of["content"]["application/json"]["schema"]
    return schema["allOf"][1]["properties"]["code"]["enum"] if "allOf" in schema else [0]


def _operations(api: Api) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in api.get("/openapi.json").json()["paths"].items():
        yield from ((path, method, about) for method, about in methods.items())


def test_the_failures_that_are_told_of_are_those_of_the_table(open_api: Api) -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    table = {int(code): int(status) for code, status in re.findall(r"(\d{4}) \((\d{3})\)", page)}
    found: dict[int, set[int]] = {}
    for _, _, about in _operations(open_api):
        for status, told_of in about["responses"].items():
            if int(status) >= 300:
                assert all(str(code) in told_of["description"] for code in _codes(told_of))
                for code in _codes(told_of):
                    found.setdefault(code, set()).add(int(status))
    assert {code: statuses for code, statuses in found.items() if code >= 1000} == {
        code: {status} for code, status in table.items()
    }
    assert {code: {code} for code in (400, 402, 403, 404, 416, 429, 500, 503)} == {
        code: statuses for code, statuses in found.items() if code < 1000
    }


def test_a_token_or_a_cookie_opens_what_the_description_says_and_nothing_else(open_api: Api) -> None:
    token = open_api.new_token()
    session, task = open_api.new_session(token)
    link = open_api.post("/api/auth/claim-token", {"task_id": task, "session_id": session}, token=token).json()["data"]
    page = open_api.http.get(link["url"])
    told = open_api.get("/openapi.json").json()["components"]["securitySchemes"]
    assert (told["token"]["type"], told["token"]["scheme"]) == ("http", "bearer")
    assert (told["project"]["in"], [told["project"]["name"]]) == ("cookie", list(page.cookies))
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in page.cookies.items())}
    open_api.http.cookies.clear()
    for path, method, about in _operations(open_api):
        body = about.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        address = re.sub(r"{\w+}", "x", path.replace("{user}", "me").replace("{app}", "nemo_agent"))
        asked = f"{method} {address}"
        ways = [next(iter(way)) for way in about.get("security", [])]
        bare = open_api.http.request(method, address, json=body)
        assert (bare.status_code == 401) == bool(ways), asked
        by_cookie = open_api.http.request(method, address, json=body, headers=cookie)
        if ways:
            assert (by_cookie.status_code == 403) == ("project" not in ways) or "self" in about["description"], asked
            assert by_cookie.status_code != 401, asked


def test_the_page_of_the_interface_has_a_form_for_every_route(open_api: Api) -> None:
    page = open_api.get("/docs").text
    for path, method, _ in _operations(open_api):
        assert f'data-method="{method.upper()}" data-path="{path}"' in page
    assert "<script>" not in page and "style=" not in page
    assert open_api.get("/static/reference.js").headers["content-type"].startswith("text/javascript")


def test_the_description_refers_to_nothing_that_is_not_in_it(open_api: Api) -> None:
    told = open_api.get("/openapi.json").json()
    wanted = [reference.split("/")[1:] for reference in re.findall(r'"\$ref": ?"(#[^"]*)"', json.dumps(told))]
    for steps in wanted:
        place = told
        for step in steps:
            place = place[step]
    body = told["paths"]["/run_sse"]["post"]["requestBody"]
    assert body["required"] and "parts" in json.dumps(body)
