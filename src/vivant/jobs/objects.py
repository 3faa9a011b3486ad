"""Files: kept in a folder or in S3 under names that we make, read in blocks and ranges, reached by links that expire.

A key never comes from a user: it is made of an id and a suffix. Not for what files are (projects.py).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, from_url

from vivant.errors import OutputError, UsageError
from vivant.jobs.refusals import Refused
from vivant.jobs.settings import Settings

BLOCK = 1 << 18
"""Bytes that are read at a time."""
PATIENCE_S = 15
"""How long a store elsewhere may be out of reach before somebody is told."""
_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


class Objects:
    """The files of an installation. `root` is their folder, None where they lie in S3."""

    def __init__(self, settings: Settings) -> None:
        self._secret = _secret(settings)
        self.root = None if settings.objects_url else settings.data_dir / "objects"
        self.tmp = settings.data_dir / "tmp"
        """A folder for files in the making, on the same disk as local objects."""
        self.tmp.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.root is not None:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._store: Any = LocalStore(self.root)
        else:
            self._store = _far_store(settings.objects_url)

    # --- writing ------------------------------------------------------------------------------------------------------

    def put(self, key: str, file: Path) -> None:
        """Keep a file under a key; a local one in `tmp` is moved there. Whole or not at all. Raises OutputError."""
        target = self._path(key)
        try:
            if target is None:
                with file.open("rb") as data:
                    obstore.put(self._store, key, data)
                if file.is_relative_to(self.tmp):
                    file.unlink(missing_ok=True)
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_relative_to(self.tmp):
                copied = self.tmp / secrets.token_hex(8)
                shutil.copyfile(file, copied)
                file = copied
            with file.open("rb+") as written:
                os.fsync(written.fileno())
            file.replace(target)
        except OSError as failure:
            raise OutputError(f"The file cannot be kept: {failure.strerror}. Is the disk full?", place=key) from None
        except BaseError as failure:
            raise OutputError("The file cannot be kept: the store of files does not take it.", place=key) from failure

    async def put_async(self, key: str, file: Path) -> None:
        await asyncio.to_thread(self.put, key, file)

    def delete(self, key: str) -> None:
        """Remove a file; one that is not there is no error."""
        checked(key)
        with _reaching(), suppress(FileNotFoundError, NotFoundError):
            obstore.delete(self._store, key)

    def sweep(self, older_s: float) -> int:
        """Remove what lies in `tmp` for longer than that: what crashes left, and copies. How much it was."""
        before, swept = time.time() - older_s, 0
        for left in self.tmp.iterdir():
            with suppress(OSError):
                if left.stat().st_mtime < before:
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
                    swept += 1
        return swept

    # --- reading ------------------------------------------------------------------------------------------------------

    def fetch(self, key: str) -> Path:
        """A file on this machine with the bytes of a key: the object itself where objects are local (do not change it),
        else a copy in `tmp`. Raises Refused("asset_unknown")."""
        found = self._path(key)
        if found is not None:
            if not found.is_file():
                raise Refused("asset_unknown", "The file is not there any more.")
            return found
        copied = self.tmp / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}{Path(key).suffix}"
        if not copied.is_file():
            beside = copied.with_name(f".{secrets.token_hex(8)}")
            try:
                with beside.open("wb") as out, _reaching():
                    for block in obstore.get(self._store, key).stream(min_chunk_size=BLOCK):
                        out.write(block)
                beside.replace(copied)
            finally:
                beside.unlink(missing_ok=True)
        return copied

    async def size(self, key: str) -> int:
        """Bytes of a file. Raises Refused("asset_unknown")."""
        checked(key)
        with _reaching():
            return int((await obstore.head_async(self._store, key))["size"])

    async def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes `start` to before `end` of a file, in blocks."""
        last = await self.size(key) if end is None else end
        while start < last:
            upto = min(last, start + BLOCK)
            with _reaching():
                block = bytes(await obstore.get_range_async(self._store, key, start=start, end=upto))
            if not block:
                return
            yield block
            start += len(block)

    def used_bytes(self) -> int:
        """Bytes of all files."""
        return sum(int(one["size"]) for page in obstore.list(self._store) for one in page)

    # --- links --------------------------------------------------------------------------------------------------------

    def sign(self, file_id: str, name: str, *, ttl_s: int, now_s: float | None = None) -> str:
        """The query of a link to a file: `exp=...&sig=...`. Long-lived links made on the same day are the
        same, so that browsers and proxies can keep what they fetched."""
        now = time.time() if now_s is None else now_s
        expires_s = int(now) + ttl_s
        if ttl_s > 2 * 86400:
            expires_s = (expires_s // 86400 + 1) * 86400
        return f"exp={expires_s}&sig={self._signature(file_id, name, expires_s)}"

    def verify(self, file_id: str, name: str, exp: str, sig: str, *, now_s: float | None = None) -> bool:
        """Whether a link is ours and has not expired; takes as long for a wrong signature as for a right one."""
        if not (exp.isascii() and exp.isdigit() and len(exp) <= 12):
            return False
        same = hmac.compare_digest(self._signature(file_id, name, int(exp)).encode(), sig.encode())
        return same and int(exp) > (time.time() if now_s is None else now_s)

    def sign_text(self, text: str) -> str:
        """A signature of any short text of ours, such as that of a cookie."""
        return hmac.new(self._secret, b"text\0" + text.encode(), hashlib.sha256).hexdigest()

    def _signature(self, file_id: str, name: str, expires_s: int) -> str:
        told = f"file\0{file_id}\0{name}\0{expires_s}".encode()
        return hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:43]

    def _path(self, key: str) -> Path | None:
        checked(key)
        return None if self.root is None else self.root / key


def _far_store(url: str) -> Any:
    """The store behind a URL such as s3://bucket; it gives up where the library would try for minutes."""
    patience: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=PATIENCE_S)}
    # Files are deleted one at a time, for which every store has a request; not every one has that for many.
    config: Any = {"disable_bulk_delete": True} if url.startswith("s3") else None
    try:
        return from_url(url, config=config, retry_config=patience)
    except (BaseError, ValueError) as failure:
        raise UsageError(f"VIVANT_OBJECTS_URL={url} cannot be used: {failure}", place="objects_url") from None


@contextmanager
def _reaching() -> Iterator[None]:
    """Raises Refused("asset_unknown") for a file that is not there, ("storage") for a store that does not answer."""
    try:
        yield
    except (FileNotFoundError, NotFoundError):
        raise Refused("asset_unknown", "The file is not there any more.") from None
    except BaseError as failure:
        raise Refused("storage", "The store of files does not answer now. Try again soon.") from failure


def key_of(folder: str, file_id: str, suffix: str) -> str:
    """The key of a file: a folder of ours, spread by the id's last two letters, the id and a suffix."""
    return checked(f"{folder}/{file_id[-2:]}/{file_id}{suffix}")


def checked(key: str) -> str:
    """The key, if it has the form that we make. Raises ValueError: a key that comes from elsewhere is our mistake."""
    parts = key.split("/")
    if not all(part and set(part) <= _KEY and not part.startswith(".") for part in parts) or len(parts) != 3:
        raise ValueError(f"not a key of ours: {key!r}")
    return key


def _secret(settings: Settings) -> bytes:
    """The secret that signs links: the setting, or one that is made once and kept beside the data."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.data_dir / "secret"
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = settings.data_dir / f".secret-{secrets.token_hex(8)}"
        if not path.exists():
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_bytes()
    except OSError as failure:
        raise OutputError(f"Cannot keep the secret {path}: {failure.strerror}.", place=str(path)) from None
