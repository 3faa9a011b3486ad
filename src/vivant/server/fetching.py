"""Fetches a file that somebody names by its address, so that nobody can make the server talk to a private machine.

Not for looking at what was fetched (intake.py). The host is looked up once, every address it has is checked, and the
connection goes to the checked address itself: a name that changes its mind between check and connection gains nothing.
Redirects are followed by hand and checked the same way.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

import httpx2

from vivant.errors import OutputError
from vivant.server import answers

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup: TypeAlias = Callable[[str, int], Awaitable[list[str]]]

MOST_REDIRECTS = 3
CONNECT_S = 10.0
WHOLE_S = 60.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on disk, the name its address gives it, and its size in bytes."""

    path: Path
    filename: str
    size: int


def is_public(text: str) -> bool:
    """Whether an address belongs to the open internet, also where it carries an IPv4 address inside."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address in _NAT64_LOCAL or (inner is not None and not is_public(str(inner))):
            return False
        if address.is_site_local:
            return False
        if inner is not None:
            return True
    return address.is_global and not address.is_multicast and not address.is_reserved


async def look_up(host: str, port: int) -> list[str]:
    """Every address of a host, IPv4 first."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    return sorted(addresses, key=lambda text: ":" in text)


async def fetch(
    url: str, into: Path, *, limit_bytes: int, timeout_s: float, allow_private: bool = False, lookup: Lookup = look_up
) -> Fetched:
    """The file at `url`, written to `into`, cut off as soon as it is longer than `limit_bytes`.

    Raises the failures 4003 (not reachable, not allowed), 4002 (too large) and 4001 (a page instead of a file).
    """
    try:
        async with asyncio.timeout(timeout_s):
            return await _follow(url, into, limit_bytes, allow_private=allow_private, lookup=lookup)
    except TimeoutError:
        raise answers.not_fetched(_shown(url), "timeout") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError) as error:
        raise answers.not_fetched(_shown(url), "unreachable") from error


async def _follow(url: str, into: Path, limit_bytes: int, *, allow_private: bool, lookup: Lookup) -> Fetched:
    at = url
    # Proxies of the environment would connect by name again, after the check.
    async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=CONNECT_S) as client:
        for _ in range(MOST_REDIRECTS + 1):
            request = await _pinned(client, at, url, allow_private=allow_private, lookup=lookup)
            answer = await client.send(request, stream=True)
            try:
                if answer.is_redirect and "location" in answer.headers:
                    at = urljoin(at, answer.headers["location"])
                    continue
                return await _save(answer, at, url, into, limit_bytes)
            finally:
                await answer.aclose()
    raise answers.not_fetched(_shown(url), "too_many_redirects")


async def _pinned(
    client: httpx2.AsyncClient, at: str, asked: str, *, allow_private: bool, lookup: Lookup
) -> httpx2.Request:
    """A request to the checked address of the host, which still names the host to the server and to TLS."""
    try:
        parts = urlsplit(at)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise answers.not_fetched(_shown(asked), "bad_url") from None
    if parts.scheme not in ("http", "https") or not host:
        raise answers.not_fetched(_shown(asked), "scheme")
    if parts.username is not None or parts.password is not None:
        raise answers.not_fetched(_shown(asked), "credentials_in_url")
    addresses = await lookup(host, port or (443 if parts.scheme == "https" else 80))
    if not addresses:
        raise answers.not_fetched(_shown(asked), "unreachable")
    if not allow_private and not all(is_public(address) for address in addresses):
        raise answers.not_fetched(_shown(asked), "private_address")
    pinned = httpx2.URL(at).copy_with(host=addresses[0].partition("%")[0], fragment=None)
    headers = {"Host": parts.netloc, "Accept": "*/*", "Accept-Encoding": "identity"}
    return client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": host})


async def _save(answer: httpx2.Response, at: str, asked: str, into: Path, limit_bytes: int) -> Fetched:
    name = filename_of(at)
    if answer.status_code != 200:
        raise answers.not_fetched(_shown(asked), f"status_{answer.status_code}")
    if answer.headers.get("content-type", "").partition(";")[0].strip().lower() in _PAGES:
        raise answers.unsupported(name, "a_page_not_a_file", (), "The link leads to a page, not to a media file.")
    told = answer.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit_bytes:
        raise answers.too_large(name, limit_bytes)
    size = 0
    with into.open("wb") as file:
        async for chunk in answer.aiter_raw():
            size += len(chunk)
            if size > limit_bytes:
                raise answers.too_large(name, limit_bytes)
            _write(file, chunk)
    return Fetched(into, name, size)


def _write(file: BinaryIO, chunk: bytes) -> None:
    """Raises OutputError: a full disk of ours is not the link's fault."""
    try:
        file.write(chunk)
    except OSError as failure:
        raise OutputError(f"The file cannot be kept: {failure.strerror}.") from failure


def filename_of(url: str) -> str:
    """The last part of an address's path, or "file"."""
    return unquote(urlsplit(url).path).rsplit("/", 1)[-1] or "file"


def _shown(url: str) -> str:
    """The address as an answer may repeat it: without user name, password and question."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}{parts.path}"[:500]
