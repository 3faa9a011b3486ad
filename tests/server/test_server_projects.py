"""Projects, claim links, cookies, the state, and what every answer carries; 4.2, 4.3, 4.7, 4.10 and 7."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from vivant.jobs import projects

from .conftest import SKILL, Api, draft, picture


def test_a_project_has_the_ids_of_the_contract(api: Api, token: str) -> None:
    body = api.post(
        "/api/tasks/me/with-session/nemo_agent", {"task_name": "p", "language": "zh-CN"}, token=token
    ).json()
    data = body["data"]
    assert len(data["session_id"]) == 19 and data["session_id"].isdigit()
    assert data["task_id"].startswith("task_") and len(data["task_id"]) == 21
    assert (body["session_id"], body["task_id"]) == (data["session_id"], data["task_id"])
    state = api.get(f"/api/state/nemo_agent/me/{data['session_id']}/latest", token=token).json()["data"]
    assert (state["language"], state["task_name"], state["user_id"]) == ("zh-CN", "p", data["user_id"])


@pytest.mark.parametrize("body", [None, {}, {"language": "<lang>"}, {"language": 5}, {"taskName": "n", "extra": 1}])
def test_a_project_is_made_from_whatever_clients_send(api: Api, token: str, body: Any) -> None:
    answer = api.post("/api/tasks/me/with-session/nemo_agent", body, token=token)
    session = answer.json()["data"]["session_id"]
    state = api.get(f"/api/state/nemo_agent/me/{session}/latest", token=token).json()["data"]
    assert state["language"] == "en"
    assert state["task_name"] == (body or {}).get("taskName", "project")


def test_the_state_has_every_key_and_grows_with_changes(api: Api, token: str, session_id: str) -> None:
    path = f"/api/state/nemo_agent/me/{session_id}/latest"
    before = api.get(path, token=token).json()["data"]
    assert set(before["state"]) == {"draft", "video_infos", "canvas_config", "generated_media", "video_analyses"}
    assert before["state"]["draft"] is None and before["status"] == "idle" and before["run"] is None
    asset = api.upload(token, session_id, ("cat.png", picture())).json()["data"]["files"][0]
    api.desk.do(projects.save_draft, session_id, draft(asset["id"]) | {"zz": {"kept": True}})
    after = api.get(path, token=token).json()["data"]
    assert after["version"] > before["version"]
    assert after["summary"] == "Timeline (1 track): 1. Video: cat (0-1s)"
    assert after["state"]["draft"]["zz"] == {"kept": True}
    assert api.http.get(after["state"]["draft"]["a"][asset["id"]]["u"]).status_code == 200
    assert after["state"]["canvas_config"] == {
        "width": 320,
        "height": 260,
        "ratio": "16:13",
        "fps": 10,
        "background": "#000000",
    }
    info = after["state"]["video_infos"][0]
    assert (info["id"], info["source"], info["filename"]) == (asset["id"], "upload", "cat.png")


def test_a_link_opens_one_project_in_a_browser_and_nothing_else(api: Api, token: str) -> None:
    (session, task), (other, _) = api.new_session(token), api.new_session(token)
    wish = {"task_id": task, "session_id": session}
    link = api.post("/api/auth/claim-token", wish, token=token).json()["data"]
    assert link["claim_token"].startswith("clm_") and link["expires_in"] == 604_800
    assert api.get("/api/credits/balance/simple", token=link["claim_token"]).json()["code"] == 1001
    with httpx2.Client(base_url=api.url, trust_env=False) as browser:
        page = browser.get(link["url"])
        assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
        assert page.headers["referrer-policy"] == "no-referrer" and page.headers["cache-control"] == "no-store"
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        cookie = page.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert session in page.text and "<script>" not in page.text and "style=" not in page.text
        for script in ("page.css", "workspace.js", "tokens.js"):
            assert browser.get(f"/static/{script}").status_code == 200
        assert browser.get(f"/api/state/nemo_agent/me/{session}/latest").status_code == 200
        assert browser.get(f"/api/state/nemo_agent/me/{other}/latest").json()["code"] == 1002
        assert browser.get("/api/tokens").json()["code"] == 403
        assert browser.get(f"/workspace/claim?task={task}&session={session}&token=").status_code == 200
        assert browser.get(f"/workspace/claim?task={task}&session={other}").status_code == 401


def test_older_links_are_exchanged_for_one_without_the_token(api: Api, token: str) -> None:
    session, task = api.new_session(token)
    for path in (f"/workspace/claim?token={token}&task={task}&session={session}&skill_name=a",
                 f"/workspace/task/{task}/{session}?nemo_token={token}"):  # fmt: skip
        answer = api.get(path)
        assert answer.status_code == 303 and token not in answer.headers["location"]
        assert api.http.get(answer.headers["location"]).status_code == 200
    api.http.cookies.clear()


@pytest.mark.parametrize(
    ("path", "status"),
    [("/workspace/claim?ct=clm_wrong", 404), ("/workspace/claim?token=nmv_usr_wrong&task=a&session=b", 401),
     ("/workspace/claim?task=a&session=b", 401), ("/workspace/claim", 401), ("/workspace/task/a/b", 401)],
)  # fmt: skip
def test_links_that_open_nothing_are_pages_too(api: Api, path: str, status: int) -> None:
    answer = api.get(path)
    assert answer.status_code == status and answer.headers["content-type"].startswith("text/html")


def test_a_forged_cookie_opens_nothing(api: Api, session_id: str) -> None:
    forged = {"Cookie": f"vivant_project={session_id}.9999999999.{'0' * 64}"}
    assert api.http.get(f"/api/state/nemo_agent/me/{session_id}/latest", headers=forged).json()["code"] == 1001


def test_an_anonymous_account_is_registered_by_its_own_browser_alone(make_api: Callable[..., Api]) -> None:
    api = make_api(registration=True, profile="public")
    token = api.new_token()
    session, task = api.new_session(token)
    user = api.get(f"/api/state/nemo_agent/me/{session}/latest", token=token).json()["data"]["user_id"]
    assert api.get(f"/register?bind={user}").status_code == 401
    assert api.http.post("/register", data={"bind": user, "name": "Eve"}).status_code == 403
    url = api.post("/api/auth/claim-token", {"task_id": task, "session_id": session}, token=token).json()["data"]["url"]
    api.http.get(url)
    assert f'value="{user}"' in api.get(f"/register?bind={user}").text
    assert api.http.post("/register", data={"bind": user, "name": "x"}).status_code == 400
    done = api.http.post("/register", data={"bind": user, "name": "Anna <b>"})
    secret = done.text.partition("<code>")[2].partition("</code>")[0]
    assert done.status_code == 200 and "<b>" not in done.text
    balance = api.get("/api/credits/balance/simple", token=secret).json()["data"]
    assert (balance["plan"], balance["available"], balance["expires_at"]) == ("full", 100, None)


def test_without_registration_the_page_says_whom_to_ask(api: Api) -> None:
    page = api.get("/register?bind=anon_<script>")
    assert page.status_code == 200 and "operator" in page.text and "<script>" not in page.text


def test_small_endpoints(api: Api) -> None:
    assert api.get("/health").json() == {"status": "ok"}
    version = api.get("/version").json()["data"]
    assert (version["api_version"], version["draft_version"]) == ("1.0", 1)
    assert "vivant_requests_total" in api.get("/metrics").text
    assert "/run_sse" in api.get("/openapi.json").json()["paths"]
    assert "/run_sse" in api.get("/docs").text
    assert api.get("/settings/api-tokens").status_code == 200


def test_every_answer_says_its_version_and_who_asked(api: Api, token: str) -> None:
    for answer in (api.get("/health", X_Request_Id="mine-1"), api.get("/nothing", X_Request_Id="mine-1"),
                   api.get("/api/tokens", X_Request_Id="mine-1")):  # fmt: skip
        assert answer.headers["x-api-version"] == "1.0"
        assert answer.headers["x-request-id"] == "mine-1"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert api.get("/health", X_Request_Id="no spaces please").headers["x-request-id"] != "no spaces please"


def test_browsers_of_other_origins_may_ask_but_get_no_cookie(api: Api) -> None:
    wish = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,x-skill-source,x-client-id,last-event-id"}  # fmt: skip
    allowed = api.http.options("/run_sse", headers=wish)
    assert allowed.status_code == 200 and "x-skill-source" in allowed.headers["access-control-allow-headers"].lower()
    answer = api.http.get("/health", headers={"Origin": "https://a.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "X-Invocation-Id" in answer.headers["access-control-expose-headers"]


def test_links_begin_with_the_public_address(make_api: Callable[..., Api]) -> None:
    api = make_api(public_base_url="https://v.example/")
    token = api.new_token()
    session, task = api.new_session(token)
    url = api.post("/api/auth/claim-token", {"task_id": task, "session_id": session}, token=token).json()["data"]["url"]
    assert url.startswith("https://v.example/workspace/claim?ct=clm_")


def test_a_project_of_somebody_else_is_not_there(api: Api, session_id: str) -> None:
    other = api.new_token()
    for path in (f"/api/state/nemo_agent/me/{session_id}/latest", f"/run_sse?session_id={session_id}"):
        assert (api.get(path, token=other).status_code, api.get(path, token=other).json()["code"]) == (404, 1002)
    body = {"id": "r1", "sessionId": session_id}
    assert api.post("/api/render/proxy/lambda", body, token=other, **SKILL).json()["code"] == 1002
