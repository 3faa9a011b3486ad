"""Uploads by file and by address, and signed links; 4.5. Hostile files are sent by test_server_walk.py."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from vivant.jobs import projects

from .conftest import Api, picture

UPLOAD = "/api/upload-video/nemo_agent/me/{}"


def _kept(api: Api, session_id: str) -> int:
    return len(api.desk.do(projects.assets, session_id))


def _objects(api: Api) -> int:
    assert api.objects.root is not None
    return sum(path.is_file() for path in api.objects.root.rglob("*"))


def test_many_files_keep_their_order_and_facts(api: Api, token: str, session_id: str) -> None:
    sent = [(f"p{n}.png", picture(300 + n, 280)) for n in (3, 1, 2)]
    body = api.upload(token, session_id, *sent).json()
    files = body["data"]["files"]
    assert [one["filename"] for one in files] == ["p3.png", "p1.png", "p2.png"]
    assert [one["width"] for one in files] == [303, 301, 302]
    first = files[0]
    assert set(first) == {"id", "filename", "file_type", "mime_type", "cdn_url", "duration", "width", "height", "fps",
                          "size", "hash"}  # fmt: skip
    assert (first["file_type"], first["mime_type"], first["duration"], first["fps"]) == (
        "image",
        "image/png",
        None,
        None,
    )
    assert first["hash"].startswith("sha256:") and body["url"] == first["cdn_url"]
    assert body["data"]["session_state_applied"] is True
    fetched = api.http.get(first["cdn_url"])
    assert fetched.status_code == 200 and len(fetched.content) == first["size"]


@pytest.mark.parametrize("name", ["files", "file"])
def test_both_names_of_the_field_are_known(api: Api, token: str, session_id: str, name: str) -> None:
    parts = {name: ("a.png", picture(), "image/png")}
    answer = api.http.post(UPLOAD.format(session_id), files=parts, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200


def test_one_bad_file_stores_nothing_and_is_named(api: Api, token: str, session_id: str) -> None:
    before = _objects(api)
    answer = api.upload(token, session_id, ("good.png", picture()), ("bad.png", b"no picture at all"))
    data = answer.json()["data"]
    assert (answer.status_code, answer.json()["code"], data["filename"]) == (415, 4001, "bad.png")
    assert "mp4" in data["supported"] and data["reason"]
    assert (_kept(api, session_id), _objects(api)) == (0, before)
    assert not list(api.objects.tmp.iterdir())


@pytest.mark.parametrize(
    ("name", "data", "code", "reason"),
    [("small.png", picture(300, 200), 4001, "image_too_small"),
     ("tool.exe", picture(), 4001, "extension"),
     ("sound.mp3", picture(), 4001, "content_is_not_what_the_name_says"),
     ("a.bmp", picture(kind="BMP"), 4001, "format_bmp"),
     ("empty.png", b"", 4001, "unreadable"),
     ("text.txt", b"hello", 4001, "unreadable")],
)  # fmt: skip
def test_files_that_cannot_be_used(
    api: Api, token: str, session_id: str, name: str, data: bytes, code: int, reason: str
) -> None:
    answer = api.upload(token, session_id, (name, data)).json()
    assert (answer["code"], answer["data"]["reason"]) == (code, reason)
    assert str(api.settings.data_dir) not in answer["message"]


def test_a_file_over_the_limit_is_refused_while_it_comes_in(make_api: Callable[..., Api]) -> None:
    api = make_api(max_image_mb=1, max_video_mb=1, max_request_mb=2)
    token = api.new_token()
    session, _ = api.new_session(token)
    answer = api.upload(token, session, ("big.png", b"\x89PNG\r\n\x1a\n" + bytes(1_200_000)))
    assert (answer.status_code, answer.json()["code"]) == (413, 4002)
    assert answer.json()["data"] == {"filename": "big.png", "limit_bytes": 1_000_000}
    whole = api.upload(token, session, *[(f"{n}.png", bytes(900_000)) for n in range(3)])
    assert whole.json()["code"] == 4002 and whole.json()["data"]["limit_bytes"] == 2_000_000
    assert not list(api.objects.tmp.iterdir())


def test_too_many_files_are_400(make_api: Callable[..., Api]) -> None:
    api = make_api(max_items=2)
    token = api.new_token()
    session, _ = api.new_session(token)
    assert (
        api.upload(token, session, *[(f"{n}.png", b"x") for n in range(3)]).json()["data"]["reason"] == "too_many_items"
    )
    urls = {"urls": ["http://a/1"] * 3, "source_type": "url"}
    assert api.post(UPLOAD.format(session), urls, token=token).json()["data"]["reason"] == "too_many_items"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("multipart/form-data", b"x"), ("multipart/form-data; boundary=b", b"--b\r\n"),
     ("multipart/form-data; boundary=b", b"--b--\r\n"), ("multipart/form-data; boundary=b", b"rubbish"),
     ("multipart/form-data; boundary=b",
      b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nhalf')],
)  # fmt: skip
def test_broken_forms_are_400(api: Api, token: str, session_id: str, content_type: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": content_type}
    assert api.http.post(UPLOAD.format(session_id), content=body, headers=headers).json()["code"] == 400
    assert _kept(api, session_id) == 0


def test_names_are_shown_but_never_used_as_paths(api: Api, token: str, session_id: str) -> None:
    answer = api.upload(token, session_id, ("../../etc/na\u00efve \u0444\u0430\u0439\u043b (1).png", picture()))
    item = answer.json()["data"]["files"][0]
    assert item["filename"] == "na\u00efve \u0444\u0430\u0439\u043b (1).png"
    assert api.http.get(item["cdn_url"]).status_code == 200


def test_what_the_camera_wrote_is_stripped_and_the_picture_upright(api: Api, token: str, session_id: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    turned = picture(320, 260, "JPEG", exif=exif, quality=90)
    plain_exif = Image.Exif()
    plain_exif[0x010F] = "SecretCamera"
    plain = picture(320, 260, "JPEG", exif=plain_exif, quality=90)
    webp, png = picture(kind="WEBP", exif=plain_exif), picture(kind="PNG", exif=plain_exif)
    tiff = picture(kind="TIFF", tiffinfo={271: "SecretCamera"})
    gif = picture(kind="GIF", comment=b"SecretCamera")
    sent = [("t.jpg", turned), ("p.jpg", plain), ("w.webp", webp), ("n.png", png), ("f.tiff", tiff), ("g.gif", gif)]
    assert all(b"SecretCamera" in data for _, data in sent)
    items = api.upload(token, session_id, *sent).json()["data"]["files"]
    assert [(one["width"], one["height"]) for one in items] == [(260, 320)] + [(320, 260)] * 5
    for (name, original), item in zip(sent, items, strict=True):
        kept = api.http.get(item["cdn_url"]).content
        assert b"SecretCamera" not in kept, name
        with Image.open(io.BytesIO(kept)) as after, Image.open(io.BytesIO(original)) as before:
            assert after.size == (item["width"], item["height"])
            if name != "t.jpg":
                assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes(), name


def test_links_are_signed_and_answer_ranges(api: Api, token: str, session_id: str) -> None:
    url = api.upload(token, session_id, ("a.png", picture())).json()["url"]
    whole = api.http.get(url)
    assert whole.headers["accept-ranges"] == "bytes" and whole.headers["content-type"] == "image/png"
    head = api.http.head(url)
    assert head.content == b"" and head.headers["content-length"] == str(len(whole.content))
    for asked, part in (
        ("bytes=0-9", whole.content[:10]),
        ("bytes=-5", whole.content[-5:]),
        ("bytes=7-", whole.content[7:]),
    ):
        answer = api.http.get(url, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (206, part)
        assert answer.headers["content-range"].endswith(f"/{len(whole.content)}")
    assert api.http.get(url, headers={"Range": "bytes=999999999-"}).status_code == 416
    assert api.http.get(url, headers={"Range": "bytes=0-1,3-4"}).status_code == 200
    for wrong in (url[:-1] + ("0" if url[-1] != "0" else "1"), url.partition("?")[0], url.replace("exp=", "exp=9")):
        assert api.http.get(wrong).json()["code"] == 403


# --- by address --------------------------------------------------------------------------------------------------


_FILES = {
    "/cat.png": ("image/png", picture()),
    "/page": ("text/html", b"<html>"),
    "/big": ("image/png", bytes(3_000_000)),
}


class _Web(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        kind, data = _FILES.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def open_api(make_api: Callable[..., Api]) -> Api:
    return make_api(url_allow_private=True, max_image_mb=1, max_video_mb=1)


def test_files_are_fetched_by_address_also_after_a_redirect(open_api: Api, web: str) -> None:
    token = open_api.new_token()
    session, _ = open_api.new_session(token)
    urls = {"urls": [f"{web}/cat.png", f"{web}/to/{web}/cat.png"], "source_type": "url"}
    files = open_api.post(UPLOAD.format(session), urls, token=token).json()["data"]["files"]
    assert [one["filename"] for one in files] == ["cat.png", "cat.png"] and files[0]["hash"] == files[1]["hash"]
    state = open_api.get(f"/api/state/nemo_agent/me/{session}/latest", token=token).json()["data"]["state"]
    assert {one["source"] for one in state["video_infos"]} == {"url"}


@pytest.mark.parametrize(
    ("path", "code", "reason"),
    [("/page", 4001, "a_page_not_a_file"), ("/none", 4003, "status_404"), ("/big", 4002, None),
     ("/to//to//to//to//cat.png", 4003, "too_many_redirects"), ("/to/ftp://a/b", 4003, "scheme")],
)  # fmt: skip
def test_addresses_that_give_nothing_usable(open_api: Api, web: str, path: str, code: int, reason: str | None) -> None:
    token = open_api.new_token()
    session, _ = open_api.new_session(token)
    answer = open_api.post(UPLOAD.format(session), {"urls": [web + path]}, token=token).json()
    assert (answer["code"], answer["data"].get("reason")) == (code, reason)


@pytest.mark.parametrize(
    ("url", "reason"),
    [("http://127.0.0.1:1/x", "private_address"), ("http://localhost/x", "private_address"),
     ("http://[::1]/x", "private_address"), ("http://[::ffff:10.0.0.1]/x", "private_address"),
     ("http://169.254.169.254/latest", "private_address"), ("http://0x7f000001/x", "private_address"),
     ("http://2130706433/x", "private_address"), ("file:///etc/passwd", "scheme"),
     ("http://u:p@a.example/x", "credentials_in_url"),
     ("http:///x", "scheme"), ("http://a.example:99999/x", "bad_url")],
)  # fmt: skip
def test_private_machines_are_out_of_reach(api: Api, token: str, session_id: str, url: str, reason: str) -> None:
    answer = api.post(UPLOAD.format(session_id), {"urls": [url]}, token=token)
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]["reason"]) == (422, 4003, reason)
    assert "p@" not in answer.text
