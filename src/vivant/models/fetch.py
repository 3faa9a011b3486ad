"""Fetching a model from the hub or a mirror: on with what has come before, and whole or not at all.

The hub's library finds the file and speaks to the server; since its version 2 it starts every fetch anew, so the bytes
are counted and kept here. Not for choosing what to fetch: only what a person names is ever fetched.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vivant.errors import OutputError, VivantError
from vivant.models.catalogue import Model
from vivant.models.store import Place, condition, digest, missing_extra, remove
from vivant.units import Progress

if TYPE_CHECKING:
    import httpx2

CHUNK_BYTES = 1 << 20
SPARE_BYTES = 50_000_000
"""Room that is left on the disk beside the model."""

TRIES = 5
"""How often a broken connection is taken up again without a single byte coming in between."""

TIMEOUT_S = 20.0


def pull(model: Model, place: Place, progress: Progress | None = None, *, pause_s: float = 1.0) -> Path:
    """The file of the model, fetched unless it is there and sound; one that is damaged is fetched anew.

    `progress` is called with the bytes that are there and those that there will be; `pause_s` is waited before a broken
    connection is taken up. What has come stays when a fetch is interrupted, and the next one goes on from there.

    Raises VivantError with the codes extra, offline, network, not_there, busy, no_space and damaged, OutputError where
    the folder cannot be written.
    """
    found = condition(model, place)
    if found == "there":
        return place.file(model)
    if (sentence := missing_extra()) is not None:
        raise VivantError(sentence, code="extra")
    if place.offline:
        raise VivantError(
            f"{model.name} cannot be fetched: fetching is switched off by HF_HUB_OFFLINE; unset it and pull again.",
            code="offline",
        )
    if found == "damaged":
        remove(model, place)
    with _spoken(model, place), _alone(model, place):
        url = _offer(model, place)
        _room(model, place)
        part = place.part(model)
        had_some = part.exists()
        _fetch(url, model, place, progress, pause_s)
        if had_some and digest(part) != model.sha256:  # what lay there may be at fault, not the server
            part.unlink()
            _fetch(url, model, place, progress, pause_s)
        return _settled(model, place)


@contextmanager
def _spoken(model: Model, place: Place) -> Iterator[None]:
    """What can go wrong while fetching, in sentences."""
    import httpx2
    from huggingface_hub.errors import FileMetadataError, HfHubHTTPError

    try:
        yield
    except (HfHubHTTPError, httpx2.HTTPStatusError) as failure:
        raise _refused(model, place, failure.response.status_code) from None
    except FileMetadataError:
        raise _refused(model, place, None) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, ConnectionError) as failure:
        raise _out_of_reach(model, place, failure) from None
    except OSError as failure:
        if failure.errno == errno.ENOSPC:
            raise _no_space(model, place, model.size_bytes - _size(place.part(model))) from None
        why = failure.strerror or str(failure)
        raise OutputError(
            f"Cannot write into {place.folder}: {why}; name another folder with HF_HOME.", place=str(place.folder)
        ) from None


@contextmanager
def _alone(model: Model, place: Place) -> Iterator[None]:
    """Nobody else fetches the same model into the same folder at the same time."""
    from filelock import FileLock, Timeout

    lock = place.lock(model)
    lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=1.0):
            yield
    except Timeout:
        raise VivantError(f"{model.name} is being fetched by another program; wait for it.", code="busy") from None


def _offer(model: Model, place: Place) -> str:
    """The address of the file, once the server says that it has the right one."""
    # Fetching a model is no reason to tell anybody which programs run here.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    url = hf_hub_url(model.repository, model.file, revision=model.revision, endpoint=place.endpoint)
    offer = get_hf_file_metadata(url, token=_token(), endpoint=place.endpoint, timeout=TIMEOUT_S)
    tells_digest = re.fullmatch(r"[0-9a-f]{64}", offer.etag or "") is not None
    if (tells_digest and offer.etag != model.sha256) or offer.size not in (None, model.size_bytes):
        raise _wrong_bytes(model, place)
    return url


def _room(model: Model, place: Place) -> None:
    part = place.part(model)
    part.parent.mkdir(parents=True, exist_ok=True)
    lacking = model.size_bytes - _size(part)
    if shutil.disk_usage(part.parent).free < lacking + SPARE_BYTES:
        raise _no_space(model, place, lacking)


def _fetch(url: str, model: Model, place: Place, progress: Progress | None, pause_s: float) -> None:
    """Bring the part to its full length, taking broken connections up again."""
    import httpx2

    part, tries = place.part(model), 0
    if _size(part) > model.size_bytes:
        part.unlink()
    while (before := _size(part)) < model.size_bytes:
        try:
            _stream(url, part, model.size_bytes, progress)
        except httpx2.TransportError:
            tries = 0 if _size(part) > before else tries + 1
            if tries >= TRIES:
                raise
            time.sleep(pause_s)
        else:
            if _size(part) <= before:
                raise _wrong_bytes(model, place)


def _stream(url: str, part: Path, total: int, progress: Progress | None) -> None:
    """Add to the part what the server still has of it."""
    from huggingface_hub import get_session

    done, token = _size(part), _token()
    headers = {"Accept-Encoding": "identity", "Range": f"bytes={done}-"}
    if token:
        headers["Authorization"] = f"Bearer {token}"  # dropped by the client where it is sent on to another host
    with get_session().stream("GET", url, headers=headers, timeout=TIMEOUT_S) as answer:
        answer.raise_for_status()
        if not _goes_on(answer, done):
            done = 0
        with part.open("ab" if done else "wb") as file:
            for chunk in answer.iter_bytes(CHUNK_BYTES):
                file.write(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(min(done, total), total)
                if done > total:
                    return


def _goes_on(answer: httpx2.Response, done: int) -> bool:
    """Whether the answer begins after the first `done` bytes, as asked for; servers may send everything again."""
    return answer.status_code == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {done}-")


def _settled(model: Model, place: Place) -> Path:
    """Give the part its names, once its bytes are known to be the published ones."""
    part, blob, file = place.part(model), place.blob(model), place.file(model)
    if digest(part) != model.sha256:
        part.unlink()
        raise _wrong_bytes(model, place)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    part.replace(blob)
    try:
        file.symlink_to(os.path.relpath(blob, file.parent))
    except OSError:  # a file system without links
        blob.replace(file)
    return file


def _token() -> str | Literal[False]:
    """A token only where one is set for this very purpose: the models are public, a mirror may not be."""
    return os.environ.get("HF_TOKEN") or False


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _out_of_reach(model: Model, place: Place, failure: Exception) -> VivantError:
    kept = f"; what has come is kept, go on with {model.mend}" if _size(place.part(model)) else ""
    return VivantError(
        f"{place.endpoint} cannot be reached ({type(failure).__name__}): check the network, or name a mirror with"
        f" HF_ENDPOINT{kept}.",
        code="network", place=place.endpoint,
    )  # fmt: skip


def _wrong_bytes(model: Model, place: Place) -> VivantError:
    return VivantError(
        f"{place.endpoint} has other bytes than those published as {model.name}, so none were kept; pull again, or from"
        " another mirror (HF_ENDPOINT).",
        code="damaged", place=place.endpoint,
    )  # fmt: skip


def _refused(model: Model, place: Place, status: int | None) -> VivantError:
    answer = "an answer that is not a hub's" if status is None else f"error {status}"
    return VivantError(
        f"{place.endpoint} does not give {model.repository} ({answer}); try later, or a mirror that has it"
        " (HF_ENDPOINT).",
        code="not_there", place=place.endpoint, value=status,
    )  # fmt: skip


def _no_space(model: Model, place: Place, lacking: int) -> VivantError:
    return VivantError(
        f"There is no room for {model.name} in {place.folder}: {lacking / 1e6:.0f} MB are needed; make room, or name a"
        " folder on another disk with HF_HOME.",
        code="no_space", place=str(place.folder), value=lacking,
    )  # fmt: skip
