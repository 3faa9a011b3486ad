"""An export ends with a whole file and a link, whatever breaks on the way; files that go up go up once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.client.conftest import Connected, Turned, fit_for_people, told
from tests.client.faulty import DRAFT, FILM, Faulty, drops, refuses, serving, takes_and_drops
from vivant.client import ClientError, Delivery, Event, connect_async

SUBMIT = "POST /api/render/proxy/lambda"
FILE = "GET /files/out.mp4"


def export(connected: Connected, server: Faulty, path: Path) -> tuple[Delivery, list[Event]]:
    events: list[Event] = []
    server.before = server.before or DRAFT
    delivery = connected(server).export(path, tell=events.append)
    assert path.read_bytes() == FILM
    assert [one.name for one in path.parent.iterdir() if one.is_file()] == [path.name]
    told(events)
    return delivery, events


def refused(connected: Connected, server: Faulty, path: Path) -> ClientError:
    server.before = server.before or DRAFT
    with pytest.raises(ClientError) as caught:
        connected(server).export(path)
    assert not path.exists() and not list(path.parent.glob(".*part"))
    return caught.value


def test_it_begins_is_half_done_and_is_ready(connected: Connected, turned: Turned, tmp_path: Path) -> None:
    server = Faulty()
    delivery, events = export(connected, server, tmp_path / "cat.mp4")
    assert [event.text.split("\n")[0] for event in events] == [
        "⏳ Making the file, about 30 s", "⏳ 55 %", f"✅ Your video is ready: {tmp_path / 'cat.mp4'}",
    ]  # fmt: skip
    assert delivery.link in events[-1].text and delivery.link.endswith("ct=clm_x") and delivery.seconds == 5.0
    assert turned.waits == [30, 30]
    sent = next(one for one in server.requests if one.path == "/api/render/proxy/lambda")
    assert sent.json["output"] == {"format": "mp4", "quality": "high"} and sent.json["draft"] == DRAFT
    for one in server.requests:
        if one.path.startswith("/api/"):
            named = (one.headers[f"x-skill-{what}"] for what in ("source", "version", "platform"))
            assert tuple(named) == ("vivant-client", "1.0.0", "unknown")


def test_the_format_follows_the_name(connected: Connected, tmp_path: Path) -> None:
    server = Faulty()
    export(connected, server, tmp_path / "cat.webm")
    assert (
        next(one for one in server.requests if one.method == "POST" and "lambda" in one.path).json["output"]["format"]
        == "webm"
    )


def test_the_token_is_not_sent_to_the_address_of_the_file(connected: Connected, tmp_path: Path) -> None:
    server = Faulty()
    export(connected, server, tmp_path / "cat.mp4")
    assert all("authorization" not in one.headers for one in server.requests if one.path.startswith("/files/"))


@pytest.mark.parametrize("ranges", [True, False])
def test_a_download_cut_on_the_way_goes_on(ranges: bool, connected: Connected, tmp_path: Path) -> None:
    server = Faulty(film_cuts=[100_000, 150_000], ranges=ranges)
    _, events = export(connected, server, tmp_path / "cat.mp4")
    assert [event.text for event in events].count("⏳ The download stopped on the way; I go on where it was.") == 2
    asked = [one.headers.get("range") for one in server.requests if one.path.startswith("/files/")]
    assert asked == [None, "bytes=100000-", "bytes=150000-"]


@pytest.mark.parametrize("fault", [refuses(403, 403), refuses(500, 500), drops])
def test_where_the_address_fails_the_second_way_is_taken(fault: object, connected: Connected, tmp_path: Path) -> None:
    server = Faulty(faults={FILE: [fault] * 9})
    export(connected, server, tmp_path / "cat.mp4")
    second = [one for one in server.requests if one.path.endswith("/download")]
    assert len(second) == 1 and second[0].headers["authorization"].startswith("Bearer ")


def test_a_download_that_never_ends_is_told_with_the_link(connected: Connected, tmp_path: Path) -> None:
    server = Faulty(film_cuts=[0] * 40, ranges=False)
    error = refused(connected, server, tmp_path / "cat.mp4")
    assert error.code == "download" and "ct=clm_x" in str(error)


def test_a_failed_render_is_tried_once_more_under_a_new_id(connected: Connected, tmp_path: Path) -> None:
    server = Faulty(renders=["failed", "completed"])
    _, events = export(connected, server, tmp_path / "cat.mp4")
    ids = [one.json["id"] for one in server.requests if one.method == "POST" and "lambda" in one.path]
    assert len(set(ids)) == 2 and "trying once more" in told(events)


def test_two_failed_renders_are_told(connected: Connected, tmp_path: Path) -> None:
    server = Faulty(renders=["failed"])
    assert refused(connected, server, tmp_path / "cat.mp4").code == "render"
    assert server.count("POST", "/api/render/proxy/lambda") == 2


def test_after_ten_polls_it_says_so(connected: Connected, turned: Turned, tmp_path: Path) -> None:
    server = Faulty(renders=["processing"])
    assert refused(connected, server, tmp_path / "cat.mp4").code == "render_slow"
    assert turned.waits == [30] * 10 and server.count("POST", "/api/render/proxy/lambda") == 1


def test_a_submission_whose_answer_was_lost_is_not_made_twice(connected: Connected, tmp_path: Path) -> None:
    server = Faulty(faults={SUBMIT: [takes_and_drops]})
    export(connected, server, tmp_path / "cat.mp4")
    assert server.count("POST", "/api/render/proxy/lambda") == 1


@pytest.mark.parametrize("data", [{"reason": "attribution", "missing": ["X-Skill-Version"]}, {"reason": "plan"}])
def test_the_two_refusals_of_an_export_are_not_about_credits(
    data: dict[str, object], connected: Connected, tmp_path: Path
) -> None:
    server = Faulty(faults={SUBMIT: [refuses(402, 402, **data)]})
    error = refused(connected, server, tmp_path / "cat.mp4")
    assert error.code == f"export_{data['reason']}" and "not about credits" in str(error)
    assert ("/register?bind=" in str(error)) == (data["reason"] == "plan")


def test_nothing_to_export_is_told_before_anything_is_made(connected: Connected, tmp_path: Path) -> None:
    server = Faulty(before={"t": []})
    assert refused(connected, server, tmp_path / "cat.mp4").code == "empty"
    assert server.count("POST", "/api/render/proxy/lambda") == 0


def test_a_folder_that_is_not_there_is_told(connected: Connected, tmp_path: Path) -> None:
    assert refused(connected, Faulty(), tmp_path / "no" / "cat.mp4").code == "target"


def test_asynchronously_too(turned: Turned, tmp_path: Path) -> None:
    async def main(server: Faulty) -> Delivery:
        async with await connect_async(server.url, clock=turned.clock) as client:
            await client.upload(picture)
            return await client.export(tmp_path / "cat.mp4")

    picture = tmp_path / "cat.png"
    picture.write_bytes(b"x" * 50_000)
    with serving(Faulty(before=DRAFT, film_cuts=[1000])) as server:
        assert asyncio.run(main(server)).path.read_bytes() == FILM
        assert server.uploads == ["cat.png"]


# Going up


def picture(folder: Path, name: str = "cat.png") -> Path:
    file = folder / name
    file.write_bytes(b"bytes of a picture" * 5000)
    return file


def test_files_and_links_go_up_in_order(connected: Connected, tmp_path: Path) -> None:
    server = Faulty()
    got = connected(server).upload(picture(tmp_path), "https://example.org/a.jpg", str(picture(tmp_path, "dog.png")))
    assert [one.name for one in got] == ["cat.png", "a.jpg", "dog.png"]
    up = next(one for one in server.requests if "upload-video" in one.path)
    assert b'name="files"; filename="cat.png"' in up.body and b"bytes of a picture" in up.body


def test_an_upload_that_arrived_is_not_sent_again(connected: Connected, tmp_path: Path) -> None:
    server = Faulty()
    client = connected(server)
    path = f"/api/upload-video/nemo_agent/me/{client.state().data['session_id']}"
    server.faults[f"POST {path}"] = [takes_and_drops]
    assert [one.name for one in client.upload(picture(tmp_path))] == ["cat.png"]
    assert server.uploads == ["cat.png"] and server.count("POST", path) == 1
    server.faults[f"POST {path}"] = [drops]
    client.upload(picture(tmp_path, "dog.png"))
    assert server.uploads == ["cat.png", "dog.png"]


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (refuses(415, 4001, filename="cat.png", reason="unsupported"), "file_type", "I take mp4, mov"),
        (refuses(415, 4001, filename="cat.png", reason="image_too_small"), "file_small", "256 pixels"),
        (refuses(413, 4002, filename="cat.png"), "file_size", "Compress or trim"),
        (refuses(422, 4003, reason="dns"), "link_fetch", "another link"),
        (refuses(403, 403, required_scope="upload"), "scope", "ask its owner"),
    ],
)
def test_a_refused_file_says_what_helps(
    fault: object, code: str, words: str, connected: Connected, tmp_path: Path
) -> None:
    server = Faulty()
    client = connected(server)
    where = f"POST /api/upload-video/nemo_agent/me/{client.state().data['session_id']}"
    server.faults[where] = [fault]
    with pytest.raises(ClientError) as caught:
        client.upload(picture(tmp_path))
    assert caught.value.code == code and words in str(caught.value)
    fit_for_people(str(caught.value))


def test_a_missing_file_is_told_before_anything_is_sent(connected: Connected, tmp_path: Path) -> None:
    server = Faulty()
    with pytest.raises(ClientError, match=r"There is no file .*cow\.png"):
        connected(server).upload(tmp_path / "cow.png")
    assert not server.uploads
