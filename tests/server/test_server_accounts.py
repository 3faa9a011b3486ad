"""Anonymous tokens, credits and API tokens; 4.1, 4.6 and 4.9."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from vivant.jobs import accounts

from .conftest import Api


@pytest.fixture(scope="module")
def public(make_api: Callable[..., Api]) -> Api:
    return make_api(profile="public", anon_per_ip=3)


def test_an_anonymous_token_has_what_the_contract_names(public: Api) -> None:
    answer = public.post("/api/auth/anonymous-token", X_Client_Id="one")
    body, data = answer.json(), answer.json()["data"]
    assert (answer.status_code, body["code"], body["message"]) == (200, 0, "success")
    assert data["token"].startswith("nmv_usr_") and len(data["token"]) >= 40
    assert body["token"] == data["token"]
    assert data["user_id"].startswith("anon_") and len(data["user_id"]) == 21
    assert data["credits"] == 100 and data["plan"] == "free"
    assert data["scopes"] == ["read", "write", "upload", "render"]
    assert 604_790 <= data["expires_in"] <= 604_800 and data["expires_at"].endswith("Z")


def test_a_client_gets_one_token_a_week_and_an_address_a_few(make_api: Callable[..., Api]) -> None:
    public = make_api(profile="public", anon_per_ip=3)
    assert public.post("/api/auth/anonymous-token", X_Client_Id="one").status_code == 200
    again = public.post("/api/auth/anonymous-token", X_Client_Id="one")
    assert again.status_code == 429 and again.json()["data"]["reason"] == "client"
    assert int(again.headers["retry-after"]) == again.json()["data"]["retry_after"] > 600_000
    codes = [public.post("/api/auth/anonymous-token", X_Client_Id=f"more-{n}").status_code for n in range(3)]
    assert codes == [200, 200, 429]
    assert public.post("/api/auth/anonymous-token", X_Client_Id="more-9").json()["data"]["reason"] == "ip"


@pytest.mark.parametrize(
    ("client_id", "reason"),
    [(None, "missing_client_id"), ("", "missing_client_id"), ("x" * 129, "bad_client_id"), ("a\tb", "bad_client_id")],
)
def test_a_client_id_is_needed_before_limits_count(public: Api, client_id: str | None, reason: str) -> None:
    headers = {} if client_id is None else {"X-Client-Id": client_id}
    answer = public.http.post("/api/auth/anonymous-token", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, 400)
    assert answer.json()["data"]["reason"] == reason


def test_the_local_profile_gives_a_lost_token_again_without_new_credits(api: Api) -> None:
    first = api.post("/api/auth/anonymous-token", X_Client_Id="lost").json()["data"]
    second = api.post("/api/auth/anonymous-token", X_Client_Id="lost").json()["data"]
    assert second["user_id"] == first["user_id"] and second["token"] != first["token"]
    assert second["expires_at"] == first["expires_at"] and second["credits"] == first["credits"] == 10_000
    assert api.get("/api/credits/balance/simple", token=first["token"]).json()["code"] == 1001


def test_the_address_is_the_peers_unless_a_trusted_proxy_tells_another(make_api: Callable[..., Api]) -> None:
    plain = make_api(profile="public", anon_per_ip=1)
    behind = make_api(profile="public", anon_per_ip=1, trusted_proxies="127.0.0.0/8")
    for server, second in ((plain, 429), (behind, 200)):
        codes = [
            server.post("/api/auth/anonymous-token", X_Client_Id=f"c{n}", X_Forwarded_For=f"203.0.113.{n}").status_code
            for n in range(2)
        ]
        assert codes == [200, second]


def test_the_balance_stands_in_data_and_at_the_top(api: Api, token: str) -> None:
    body = api.get("/api/credits/balance/simple", token=token).json()
    assert body["data"] | {"plan": "full"} == body["data"]
    assert {name: body[name] for name in ("available", "frozen", "total")} == {
        "available": 10_000,
        "frozen": 0,
        "total": 10_000,
    }


@pytest.mark.parametrize("value", ["", "Bearer", "Basic abc", "Bearer nmv_usr_wrong", "Bearer clm_" + "a" * 43])
def test_whatever_is_no_token_is_refused_alike(api: Api, value: str) -> None:
    answer = api.http.get("/api/credits/balance/simple", headers={"Authorization": value} if value else {})
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]) == (401, 1001, {})


def test_tokens_are_made_listed_and_revoked_with_the_star_scope_alone(api: Api, token: str) -> None:
    user = api.desk.do(accounts.create_user, "owner")
    star = api.desk.do(accounts.create_token, user.id).secret
    assert api.get("/api/tokens", token=token).json()["data"] == {"required_scope": "*"}
    made = api.post("/api/tokens", {"name": "ci", "scopes": ["export", "credits"], "expires_in_days": 1}, token=star)
    data = made.json()["data"]
    assert data["scopes"] == ["render", "read"] and data["token"].startswith("nmv_usr_")
    listed = api.get("/api/tokens", token=star).json()["data"]["tokens"]
    assert {one["name"] for one in listed} == {"ci", ""}
    assert data["token"] not in api.get("/api/tokens", token=star).text
    assert api.get("/api/credits/balance/simple", token=data["token"]).status_code == 200
    assert api.post(f"/api/tokens/{data['token_id']}/revoke", token=star).json()["data"] == {"revoked": True}
    assert api.get("/api/credits/balance/simple", token=data["token"]).json()["code"] == 1001
    assert api.post("/api/tokens/tok_none/revoke", token=star).status_code == 404


def test_a_token_of_any_scope_can_end_itself(api: Api, token: str) -> None:
    assert api.post("/api/tokens/self/revoke", token=token).json()["data"] == {"revoked": True}
    assert api.get("/api/credits/balance/simple", token=token).json()["code"] == 1001


def test_a_token_can_be_called_too_often(make_api: Callable[..., Api]) -> None:
    slow = make_api(requests_per_minute=3)
    token = slow.new_token()
    answers = [slow.get("/api/credits/balance/simple", token=token) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1].json()["data"]["reason"] == "rate" and int(answers[-1].headers["retry-after"]) >= 1


def test_no_token_is_ever_logged(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    token = api.new_token()
    session, task = api.new_session(token)
    with caplog.at_level(logging.DEBUG):
        api.get(f"/workspace/claim?token={token}&task={task}&session={session}")
        api.get("/api/credits/balance/simple", token=token)
        link = api.post("/api/auth/claim-token", {"task_id": task, "session_id": session}, token=token).json()["data"]
        api.get(f"/workspace/claim?ct={link['claim_token']}")
    ours = [record for record in caplog.records if record.name.startswith("vivant")]
    assert any("/workspace/claim" in record.getMessage() for record in ours)
    assert all(token not in record.getMessage() and link["claim_token"] not in record.getMessage() for record in ours)
