"""The table of section 3: each row over HTTP, and which check comes first when several would fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from vivant.jobs import accounts
from vivant.server import answers

from .conftest import SKILL, Api

NO_SESSION = "1234567890123456789"


def _token(api: Api, *scopes: str) -> str:
    user = api.desk.do(accounts.create_user, f"user-{api.clients}", credits=50)
    api.clients += 1
    return api.desk.do(accounts.create_token, user.id, scopes=scopes).secret


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nothing"), ("GET", "/api/nothing/at/all"), ("GET", "/files/"), ("GET", "/static/../app.py")],
)
def test_unknown_addresses_are_404_in_the_envelope(api: Api, method: str, path: str) -> None:
    answer = api.http.request(method, path)
    assert (answer.status_code, answer.json()) == (404, {"code": 404, "message": answer.json()["message"], "data": {}})


def test_a_wrong_method_is_405_in_the_envelope(api: Api) -> None:
    answer = api.http.request("DELETE", "/run_sse")
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]) == (405, 405, {})
    assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("path", "body"),
    [("/run_sse", b"{"), ("/run_sse", b"[1]"), ("/run_sse", b"{}"), ("/run_sse", b'{"session_id": 5}'),
     ("/run_sse", b"[" * 50_000), ("/run_sse", b"\xff\xfe"),
     ("/api/render/proxy/lambda", b'{"id": "a b", "sessionId": "1"}'),
     ("/api/render/proxy/lambda", b'{"id": "a", "sessionId": "1", "draft": "{"}'),
     ("/api/render/proxy/lambda", b'{"id": "a", "sessionId": "1", "draft": 7}'),
     ("/api/tasks/me/with-session/nemo_agent", b'{"task_name": 7}'),
     ("/api/auth/claim-token", b"{}"), ("/api/v1/generate", b'{"skill": "x"}'),
     ("/api/upload-video/nemo_agent/me/1", b'{"urls": []}'), ("/api/upload-video/nemo_agent/me/1", b'{"urls": "x"}')],
)  # fmt: skip
def test_a_body_of_the_wrong_shape_is_400(api: Api, token: str, path: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **SKILL}
    answer = api.http.post(path, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, 400)
    assert answer.json()["data"]["reason"]


def test_another_major_version_is_400(api: Api, token: str) -> None:
    assert api.get("/api/credits/balance/simple", token=token, X_API_Version="1.7").status_code == 200
    answer = api.get("/api/credits/balance/simple", token=token, X_API_Version="2.0")
    assert answer.status_code == 400 and answer.json()["data"]["reason"] == "api_version"


@pytest.mark.parametrize(
    ("scopes", "method", "path", "body", "needed"),
    [(["write"], "GET", "/api/credits/balance/simple", None, "read"),
     (["write"], "GET", f"/api/state/nemo_agent/me/{NO_SESSION}/latest", None, "read"),
     (["write"], "POST", "/api/auth/claim-token", {"task_id": "t", "session_id": "s"}, "read"),
     (["read"], "POST", "/api/tasks/me/with-session/nemo_agent", {}, "write"),
     (["read"], "POST", "/run_sse", {"session_id": NO_SESSION}, "write"),
     (["read"], "POST", "/run", {"session_id": NO_SESSION}, "write"),
     (["read"], "GET", f"/run_sse?session_id={NO_SESSION}", None, "write"),
     (["read"], "POST", "/api/runs/e-1/cancel", None, "write"),
     (["read"], "POST", "/api/upload-video/nemo_agent/me/1", {"urls": ["http://a/b"]}, "upload"),
     (["read"], "POST", "/api/render/proxy/lambda", {"id": "a", "sessionId": NO_SESSION}, "render"),
     (["read"], "POST", "/api/render/proxy/lambda/a/cancel", None, "render"),
     (["write"], "GET", "/api/render/proxy/lambda/a", None, "read"),
     (["write"], "GET", "/api/render/proxy/a/download", None, "read"),
     (["read", "render"], "GET", "/api/tokens", None, "*"),
     (["read"], "POST", "/api/v1/generate", {"prompt": "x"}, "write"),
     (["write"], "POST", "/api/v1/generate", {"prompt": "x", "image_url": "http://a/b"}, "upload")],
)  # fmt: skip
def test_a_missing_scope_is_403_and_named(
    api: Api, scopes: Sequence[str], method: str, path: str, body: object, needed: str
) -> None:
    headers = {"Authorization": f"Bearer {_token(api, *scopes)}"}
    answer = api.http.request(method, path, json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, 403)
    assert answer.json()["data"] == {"required_scope": needed}


def test_another_user_is_403_and_another_app_404(api: Api, token: str, session_id: str) -> None:
    own = api.get(f"/api/state/nemo_agent/me/{session_id}/latest", token=token).json()["data"]["user_id"]
    assert api.get(f"/api/state/nemo_agent/{own}/{session_id}/latest", token=token).status_code == 200
    assert api.get(f"/api/state/nemo_agent/anon_0/{session_id}/latest", token=token).json()["code"] == 403
    assert api.get(f"/api/state/other/me/{session_id}/latest", token=token).json()["code"] == 404
    body = {"session_id": session_id, "new_message": {"parts": [{"text": "x"}]}}
    assert api.post("/run_sse", body | {"user_id": "anon_0"}, token=token).json()["code"] == 403
    assert api.post("/run_sse", body | {"app_name": "other"}, token=token).json()["code"] == 404


def test_checks_come_in_the_order_of_the_contract(api: Api) -> None:
    path = "/api/render/proxy/lambda"
    reader, maker = _token(api, "read"), _token(api, "render", "write")
    assert api.post(path, {"id": "?"}, token="nmv_usr_wrong").json()["code"] == 1001
    assert api.post(path, {"id": "?"}, token=reader).json()["code"] == 400
    assert api.post(path, {"id": "a", "sessionId": NO_SESSION}, token=reader).json()["code"] == 403
    gate = api.post(path, {"id": "a", "sessionId": NO_SESSION}, token=maker)
    assert (gate.status_code, gate.json()["data"]["reason"]) == (402, "attribution")
    assert api.post(path, {"id": "a", "sessionId": NO_SESSION}, token=maker, **SKILL).json()["code"] == 1002
    session, _ = api.new_session(maker)
    assert api.post(path, {"id": "a", "sessionId": session}, token=maker, **SKILL).json()["code"] == 3005


def test_no_error_of_the_framework_leaks(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    token = api.new_token()
    monkeypatch.setattr(answers, "success", broken)
    answer = api.get("/api/credits/balance/simple", token=token)
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]) == (500, 500, {})
    assert "secret" not in answer.text and answer.headers["x-api-version"] == "1.0"


def test_a_database_that_cannot_be_written_is_503(make_api: Callable[..., Api]) -> None:
    api = make_api()
    token = api.new_token()
    api.desk.engine.dispose()
    import sqlite3

    with sqlite3.connect(api.settings.data_dir / "vivant.db") as other:
        other.execute("ALTER TABLE projects RENAME TO hidden")
    other.close()
    answer = api.post("/api/tasks/me/with-session/nemo_agent", {}, token=token)
    assert (answer.status_code, answer.json()["code"]) == (503, 503)
    assert int(answer.headers["retry-after"]) > 0
