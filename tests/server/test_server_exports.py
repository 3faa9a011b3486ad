"""Exports and /api/v1/generate; 2.4, 4.8 and 4.10. A worker's part is done by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from vivant.jobs import key_of, projects, renders, runs
from vivant.jobs.runs import Told

from .conftest import SKILL, Api, draft, picture

SUBMIT = "/api/render/proxy/lambda"


@pytest.fixture
def asset(api: Api, token: str, session_id: str) -> str:
    files = api.upload(token, session_id, ("cat.png", picture())).json()["data"]["files"]
    return str(files[0]["id"])


def _submit(api: Api, token: str, session_id: str, **more: Any) -> Any:
    return api.post(SUBMIT, {"id": "r1", "sessionId": session_id, **more}, token=token, **SKILL)


def _complete(api: Api, user_id: str, render_id: str, data: bytes = b"0123456789") -> None:
    """What a worker does with an export."""
    job = api.desk.do(renders.get, user_id, render_id).job
    api.desk.do(renders.start, job)
    made = api.objects.tmp / f"{job}.bin"
    made.write_bytes(data)
    key = key_of("renders", job, ".mp4")
    api.objects.put(key, made)
    api.desk.do(
        renders.complete, job, key, {"duration": 1.0, "size": len(data), "width": 320, "height": 260, "fps": 10}
    )


def _user(api: Api, token: str, session_id: str) -> str:
    return str(api.get(f"/api/state/nemo_agent/me/{session_id}/latest", token=token).json()["data"]["user_id"])


def test_an_export_fills_every_place_that_clients_look_at(api: Api, token: str, session_id: str, asset: str) -> None:
    first = _submit(api, token, session_id, draft=draft(asset)).json()
    assert first["status"] == first["data"]["status"] == "pending" and first["code"] == 0 and first["success"] is True
    assert first["id"] == first["taskId"] == first["data"]["id"] == first["data"]["render_id"] == "r1"
    assert first["output"] is first["outputUrl"] is first["completedAt"] is first["data"]["output"] is None
    _complete(api, _user(api, token, session_id), "r1")
    for path in (f"{SUBMIT}/r1", "/api/render/proxy/r1"):
        body = api.get(path, token=token).json()
        assert body["status"] == body["data"]["status"] == "completed" and body["progress"] == 100
        url = body["outputUrl"]
        assert url == body["output"]["url"] == body["data"]["outputUrl"] == body["data"]["output"]["url"]
        assert (body["output"]["duration"], body["output"]["size"], body["output"]["format"]) == (1.0, 10, "mp4")
        assert isinstance(body["createdAt"], int) and body["completedAt"] >= body["createdAt"]
        plain = api.http.get(url)
        assert (plain.status_code, plain.content, plain.history) == (200, b"0123456789", [])
        assert plain.headers["content-type"] == "video/mp4"


def test_a_download_needs_no_redirect_and_answers_ranges(api: Api, token: str, session_id: str, asset: str) -> None:
    _submit(api, token, session_id, draft=draft(asset))
    path = "/api/render/proxy/r1/download"
    early = api.get(path, token=token)
    assert (early.status_code, early.json()["code"], early.json()["data"]) == (
        409,
        3003,
        {"status": "pending", "error": None},
    )
    _complete(api, _user(api, token, session_id), "r1")
    whole = api.get(path, token=token)
    assert whole.content == b"0123456789" and whole.headers["content-length"] == "10"
    assert whole.headers["content-disposition"].startswith("attachment") and whole.headers["accept-ranges"] == "bytes"
    assert api.get(path, token=token, Range="bytes=2-4").content == b"234"
    head = api.http.head(path, headers={"Authorization": f"Bearer {token}"})
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "10")
    assert api.get(path).json()["code"] == 1001


def test_the_same_id_is_one_export_and_other_content_3002(api: Api, token: str, session_id: str, asset: str) -> None:
    first = _submit(api, token, session_id, draft=draft(asset)).json()
    assert _submit(api, token, session_id, draft=json.dumps(draft(asset))).json()["createdAt"] == first["createdAt"]
    shown = draft(asset)
    shown["a"][asset]["u"] = "https://a.example/signed"
    assert _submit(api, token, session_id, draft=shown).status_code == 200
    other = _submit(api, token, session_id, draft=draft(asset, duration_ms=2000))
    assert (other.status_code, other.json()["code"], other.json()["data"]) == (409, 3002, {"id": "r1"})
    assert _submit(api, token, session_id, draft={"t": []}).json()["code"] == 3002


def test_without_a_draft_the_sessions_own_is_exported_also_when_asked_twice(
    api: Api, token: str, session_id: str, asset: str
) -> None:
    api.desk.do(projects.save_draft, session_id, draft(asset))
    assert _submit(api, token, session_id).status_code == 200
    api.desk.do(projects.save_draft, session_id, draft(asset, duration_ms=3000))
    assert _submit(api, token, session_id).status_code == 200


@pytest.mark.parametrize(
    ("told", "path"),
    [({"t": []}, "t"), ({"t": [{"tt": 0, "sg": []}]}, "t"), ({"v": 2, "t": []}, "v"), ({"t": 5}, "t"),
     (draft("ast_0000000000000000"), "a.ast_0000000000000000"), (draft("/etc/passwd"), "a./etc/passwd"),
     (draft("http://a.example/x.png"), "a.http://a.example/x.png")],
)  # fmt: skip
def test_drafts_that_cannot_be_exported_are_3005(api: Api, token: str, session_id: str, told: Any, path: str) -> None:
    answer = _submit(api, token, session_id, draft=told)
    assert (answer.status_code, answer.json()["code"]) == (422, 3005)
    assert answer.json()["data"]["errors"][0]["path"] == path and answer.json()["data"]["errors"][0]["reason"]
    assert api.get(f"{SUBMIT}/r1", token=token).json()["code"] == 3004


def test_files_of_other_accounts_cannot_be_exported(api: Api, token: str, session_id: str, asset: str) -> None:
    other = api.new_token()
    session, _ = api.new_session(other)
    assert _submit(api, other, session, draft=draft(asset)).json()["code"] == 3005


def test_unknown_wishes_are_ignored_with_a_warning(api: Api, token: str, session_id: str, asset: str) -> None:
    output = {"format": "WEBM", "quality": "ultra", "resolution": "720p", "fps": "x", "codec": "h264", "other": 1}
    body = _submit(api, token, session_id, draft=draft(asset), output=output).json()
    assert len(body["warnings"]) == 2 and "quality" in body["warnings"][0]
    job = api.desk.do(renders.get, _user(api, token, session_id), "r1")
    assert job.output == {"format": "webm", "quality": "high", "resolution": "720p", "codec": "h264"}


def test_an_unknown_export_is_3004(api: Api, token: str) -> None:
    for path in (f"{SUBMIT}/none", "/api/render/proxy/none", "/api/render/proxy/none/download"):
        assert (api.get(path, token=token).status_code, api.get(path, token=token).json()["code"]) == (404, 3004)


def test_an_export_can_be_cancelled_until_it_has_ended(api: Api, token: str, session_id: str, asset: str) -> None:
    _submit(api, token, session_id, draft=draft(asset))
    body = api.post(f"{SUBMIT}/r1/cancel", token=token).json()
    assert (body["code"], body["status"], body["error"]) == (0, "failed", "cancelled")
    poll = api.get(f"{SUBMIT}/r1", token=token)
    assert (poll.status_code, poll.json()["status"]) == (200, "failed")
    assert api.get("/api/render/proxy/r1/download", token=token).json()["data"]["error"] == "cancelled"
    assert api.post(f"{SUBMIT}/r1/cancel", token=token).json()["error"] == "cancelled"


def test_an_export_costs_nothing(api: Api, token: str, session_id: str, asset: str) -> None:
    before = api.get("/api/credits/balance/simple", token=token).json()["data"]
    _submit(api, token, session_id, draft=draft(asset))
    assert api.get("/api/credits/balance/simple", token=token).json()["data"] == before


@pytest.mark.parametrize("absent", list(SKILL))
def test_the_three_headers_are_needed(api: Api, token: str, session_id: str, absent: str) -> None:
    headers = {name: value for name, value in SKILL.items() if name != absent}
    answer = api.post(SUBMIT, {"id": "a", "sessionId": session_id}, token=token, **headers)
    assert (answer.status_code, answer.json()["code"]) == (402, 402)
    assert answer.json()["data"] == {"reason": "attribution", "missing": [absent]}
    blank = api.post(SUBMIT, {"id": "a", "sessionId": session_id}, token=token, **headers, **{absent: ""})
    assert blank.json()["code"] == 402


@pytest.mark.parametrize(("rule", "expected"), [("session", 3005), ("off", 3005), ("strict", 402)])
def test_the_headers_may_stand_at_the_session_where_that_is_allowed(
    make_api: Callable[..., Api], rule: str, expected: int
) -> None:
    api = make_api(attribution=rule)
    token = api.new_token()
    made = api.post("/api/tasks/me/with-session/nemo_agent", {}, token=token, **SKILL).json()
    assert api.post(SUBMIT, {"id": "a", "sessionId": made["session_id"]}, token=token).json()["code"] == expected


def test_a_plan_can_forbid_exports(make_api: Callable[..., Api]) -> None:
    api = make_api(profile="public", free_plan_export="block")
    token = api.new_token()
    session, _ = api.new_session(token)
    answer = _submit(api, token, session)
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]["reason"]) == (402, 402, "plan")
    assert answer.json()["data"]["register_url"].endswith(f"/register?bind={_user(api, token, session)}")


def test_the_older_address_of_submitting_works(api: Api, token: str, session_id: str, asset: str) -> None:
    body = {"id": "old", "session_id": session_id, "draft": draft(asset)}
    assert api.post("/api/render/proxy/draft", body, token=token, **SKILL).json()["status"] == "pending"


# --- one request for everything ----------------------------------------------------------------------------------


def test_one_request_makes_a_project_and_a_run(api: Api, token: str) -> None:
    answer = api.post("/api/v1/generate", {"skill": "x", "input": {"prompt": "a calm sea"}}, token=token)
    body = answer.json()
    assert (answer.status_code, body["code"], body["status"]) == (202, 0, "processing")
    assert body["data"]["job_id"] == body["job_id"] and len(body["session_id"]) == 19
    path = f"/api/v1/generate/{body['job_id']}"
    assert api.get(path, token=token).json()["status"] == "processing"
    api.desk.do(runs.start, body["job_id"], "chat")
    api.desk.do(
        runs.end, body["job_id"], "succeeded", Told("text", "Send a photo.", stage="chat", last=True), charged=0
    )
    done = api.get(path, token=token).json()
    assert (done["status"], done["progress"], done["video_url"]) == ("completed", 100, None)
    assert api.get("/api/v1/generate/e-none", token=token).status_code == 404
    assert api.get(path, token=api.new_token()).status_code == 404


def test_an_address_that_cannot_be_fetched_ends_it(api: Api, token: str) -> None:
    answer = api.post("/api/v1/generate", {"prompt": "x", "image_urls": ["http://127.0.0.1/a.png"]}, token=token)
    assert answer.json()["code"] == 4003
