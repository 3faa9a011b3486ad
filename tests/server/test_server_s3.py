"""Files in a bucket: an S3 server on this machine, our server, and a worker that shares nothing with it but that."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from vivant.errors import UsageError
from vivant.jobs import Objects, Refused, Settings, key_of, objects

from .conftest import SKILL, Api, parse_sse, picture

pytestmark = pytest.mark.timeout(300)
LIMIT_S = 120.0


class Bucket:
    """A running S3 server with one bucket; `folder` is where that keeps its files."""

    def __init__(self, root: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url, self.folder = f"http://127.0.0.1:{self._port}", root / "films"
        command = [sys.executable, "-m", "localbucket", str(root), "--port", str(self._port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + LIMIT_S
        while time.monotonic() < end:
            with contextlib.suppress(httpx2.HTTPError):
                httpx2.put(f"{self.url}/films", trust_env=False)
                return
            time.sleep(0.05)
        raise AssertionError("the S3 server does not answer")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def environment(self) -> dict[str, str]:
        """What whoever wants to reach it has to know."""
        return {
            "AWS_ENDPOINT_URL": self.url, "AWS_ALLOW_HTTP": "true", "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "anybody", "AWS_SECRET_ACCESS_KEY": "anything",
            "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "false",
        }  # fmt: skip

    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    running = Bucket(tmp_path_factory.mktemp("bucket"))
    with pytest.MonkeyPatch.context() as patched:
        for name, value in running.environment().items():
            patched.setenv(name, value)
        yield running
    running.stop()


@pytest.fixture(scope="module")
def api(make_api: Callable[..., Api], bucket: Bucket) -> Api:
    return make_api(objects_url="s3://films", secret="shared", clip_side_px=64)


def test_an_upload_lies_in_the_bucket_and_is_read_in_ranges(
    api: Api, token: str, session_id: str, bucket: Bucket
) -> None:
    data = picture(600, 500)
    answer = api.upload(token, session_id, ("cat.png", data), ("dog.png", picture(280, 300)))
    assert answer.status_code == 200
    assert data in [path.read_bytes() for path in bucket.files()] and len(bucket.files()) == 2
    assert not list(api.objects.tmp.iterdir()) and not (api.settings.data_dir / "objects").exists()
    url = answer.json()["url"]
    assert api.http.get(url).content == data
    part = api.http.get(url, headers={"Range": "bytes=10-1009"})
    assert (part.status_code, part.content) == (206, data[10:1010])
    assert part.headers["content-range"] == f"bytes 10-1009/{len(data)}"
    last = api.http.get(url, headers={"Range": "bytes=-7"})
    assert (last.status_code, last.content) == (206, data[-7:])
    assert int(api.http.head(url).headers["content-length"]) == len(data)
    assert api.http.get(url[:-1] + ("a" if url[-1] != "a" else "b")).status_code == 403


def test_a_file_that_is_gone_is_404(api: Api, token: str, session_id: str, bucket: Bucket) -> None:
    before = set(bucket.files())
    url = api.upload(token, session_id, ("cat.png", picture(281, 290))).json()["url"]
    (new,) = set(bucket.files()) - before
    new.unlink()
    assert api.http.get(url).status_code == 404
    api.objects.delete(key_of("assets", "ast_0000000000000000", ".png"))


@pytest.mark.slow
def test_a_worker_on_another_machine_draws(
    api: Api, token: str, session_id: str, bucket: Bucket, tmp_path: Path
) -> None:
    assert api.upload(token, session_id, ("cat.png", picture())).status_code == 200
    worker = _worker(api.settings, tmp_path / "other")
    try:
        bearer = {"Authorization": f"Bearer {token}", **SKILL}
        words = {"session_id": session_id, "new_message": {"parts": [{"text": "slow push in, 1 s, no music, 96x72"}]}}
        frames, _ = parse_sse(api.http.post("/run_sse", json=words, headers=bearer, timeout=LIMIT_S).content)
        assert frames[-1].event.get("turnComplete") and "errorCode" not in frames[-1].event, frames[-1].event
        wish = {"id": "far", "sessionId": session_id, "output": {"format": "mp4", "quality": "low"}}
        poll: Any = api.http.post("/api/render/proxy/lambda", json=wish, headers=bearer).json()
        end = time.monotonic() + LIMIT_S
        while poll["status"] in ("pending", "processing"):
            assert time.monotonic() < end, "it takes too long"
            time.sleep(0.2)
            poll = api.http.get("/api/render/proxy/lambda/far", headers=bearer).json()
        assert poll["status"] == "completed", poll["error"]
        made = api.http.get(poll["output"]["url"]).content
        assert made[4:8] == b"ftyp" and len(made) == poll["output"]["size"]
        assert made in [path.read_bytes() for path in bucket.files() if path.suffix == ".mp4"]
    finally:
        worker.kill()
        worker.wait()
    assert not (tmp_path / "other" / "objects").exists() and not (tmp_path / "other" / "vivant.db").exists()


def _worker(settings: Settings, folder: Path) -> subprocess.Popen[bytes]:
    """A worker with a data folder of its own; database and bucket are the server's."""
    given = {
        "VIVANT_DATA_DIR": str(folder), "VIVANT_DATABASE_URL": settings.app_url, "VIVANT_JOBS_URL": settings.engine_url,
        "VIVANT_OBJECTS_URL": settings.objects_url, "VIVANT_SECRET": settings.secret, "VIVANT_CLIP_SIDE_PX": "64",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"),
    }  # fmt: skip
    plain = {name: value for name, value in os.environ.items() if not name.startswith("VIVANT_")}
    return subprocess.Popen(
        [sys.executable, "-m", "vivant.jobs.worker"], env={**plain, **given}, stdout=subprocess.DEVNULL
    )


def test_a_store_that_does_not_answer_is_told(
    make_api: Callable[..., Api], bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objects, "PATIENCE_S", 1)
    other = Bucket(tmp_path / "other")
    monkeypatch.setenv("AWS_ENDPOINT_URL", other.url)
    api = make_api(objects_url="s3://films")
    token = api.new_token()
    session_id, _ = api.new_session(token)
    url = api.upload(token, session_id, ("cat.png", picture())).json()["url"]
    other.stop()
    for answer in (api.upload(token, session_id, ("cat.png", picture())), api.http.get(url)):
        assert (answer.status_code, answer.json()["code"]) == (503, 503)
        assert other.url not in answer.text
    assert api.get("/health").status_code == 200
    with pytest.raises(Refused, match="does not answer"):
        api.objects.fetch(key_of("assets", "ast_0000000000000000", ".png"))
    assert not list(api.objects.tmp.iterdir())


def test_an_address_of_files_that_makes_no_sense_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="VIVANT_OBJECTS_URL"):
        Objects(Settings(tmp_path, objects_url="nonsense://films"))
