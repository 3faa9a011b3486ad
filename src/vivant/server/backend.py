"""What the routes work with: settings, database, files, engine, counters. One for each server.

Not for rules; those are in `vivant.jobs`.
"""

from __future__ import annotations

import asyncio
import ipaddress
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.requests import Request

from vivant.jobs import Objects, Refused, Settings, Store, accounts
from vivant.jobs.engine import Engine
from vivant.server.limits import RateLimit
from vivant.server.metrics import Metrics

LOOKS_AT_ONCE = 2
"""Files that are decoded at the same time."""
DAY_S = 86_400


@dataclass(slots=True)
class Backend:
    settings: Settings
    store: Store
    objects: Objects
    engine: Engine
    metrics: Metrics
    rate: RateLimit
    looking: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LOOKS_AT_ONCE))
    used_ms: dict[str, int] = field(default_factory=dict)
    """When tokens were last used, by their ids, as far as that is not written down yet."""

    async def note_uses(self) -> None:
        """Write down when tokens were last used, for all at once: no request waits for that."""
        used, self.used_ms = self.used_ms, {}
        if used:
            with suppress(Refused):  # it is only shown; a database that cannot be written is told where it matters
                await self.store.do(accounts.note_uses, used)

    def base_url(self, request: Request) -> str:
        """The origin that links in answers begin with."""
        if self.settings.public_base_url:
            return self.settings.public_base_url.rstrip("/")
        scheme = request.url.scheme
        if self._behind_proxy(request) and request.headers.get("x-forwarded-proto") in ("http", "https"):
            scheme = request.headers["x-forwarded-proto"]
        return f"{scheme}://{request.url.netloc}"

    def client_ip(self, request: Request) -> str:
        """Who asks: the peer, or, if that is a trusted proxy, the last address it was told that is none itself."""
        if not self._behind_proxy(request):
            return _peer(request)
        told = [word.strip() for word in request.headers.get("x-forwarded-for", "").split(",") if word.strip()]
        for address in reversed(told):
            if not self._is_trusted(address):
                return address
        return _peer(request)

    def file_url(self, request: Request, file_id: str, name: str) -> str:
        """A link to a file that needs no token and works for `url_ttl_days`."""
        signed = self.objects.sign(file_id, name, ttl_s=int(self.settings.url_ttl_days * DAY_S))
        return f"{self.base_url(request)}/files/{file_id}/{quote(name)}?{signed}"

    def register_url(self, request: Request, user_id: str) -> str:
        return f"{self.base_url(request)}/register?bind={user_id}"

    def _behind_proxy(self, request: Request) -> bool:
        return self._is_trusted(_peer(request))

    def _is_trusted(self, address: str) -> bool:
        try:
            peer = ipaddress.ip_address(address)
            words = self.settings.trusted_proxies.replace(",", " ").split()
            return any(peer in ipaddress.ip_network(word, strict=False) for word in words)
        except ValueError:
            return False


def of(request: Request) -> Backend:
    """The backend of the server that was asked."""
    backend: Backend = request.app.state.backend
    return backend


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
