"""Fetching: which addresses are public, and that a name which changes its mind gains nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from vivant.server.answers import Failure
from vivant.server.fetching import fetch, filename_of, is_public
from vivant.server.limits import RateLimit


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::",
    "fec0::1", "2001:db8::1",
])  # fmt: skip
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


def test_a_name_is_looked_up_once_and_its_address_is_what_is_connected_to(tmp_path: Path) -> None:
    """A server that answers on 127.0.0.1 is reached under a name that no resolver knows, by the one look-up alone."""
    asked: list[str] = []

    async def go() -> bytes:
        hosts: list[str] = []

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            hosts.append(head.decode())
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nabc")
            await writer.drain()
            writer.close()

        async def lookup(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        url = f"http://rebinding.invalid:{port}/a.png"
        got = await fetch(url, tmp_path / "f", limit_bytes=10, timeout_s=5, allow_private=True, lookup=lookup)
        server.close()
        assert f"Host: rebinding.invalid:{port}" in hosts[0]
        return got.path.read_bytes()

    assert asyncio.run(go()) == b"abc"
    assert asked == ["rebinding.invalid"]


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1", "8.8.8.8"]])
def test_one_private_address_among_many_is_enough_to_refuse(tmp_path: Path, addresses: list[str]) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return addresses

    with pytest.raises(Failure) as refused:
        asyncio.run(fetch("https://a.example/x", tmp_path / "f", limit_bytes=10, timeout_s=5, lookup=lookup))
    assert refused.value.code == 4003 and refused.value.data["reason"] == "private_address"


def test_an_address_that_hangs_is_given_up(tmp_path: Path) -> None:
    async def go() -> None:
        release = asyncio.Event()

        async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await release.wait()
            writer.close()

        server = await asyncio.start_server(hang, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"
        try:
            await fetch(url, tmp_path / "f", limit_bytes=10, timeout_s=0.3, allow_private=True)
        finally:
            release.set()
            await asyncio.sleep(0.05)
            server.close()

    with pytest.raises(Failure) as refused:
        asyncio.run(go())
    assert refused.value.data["reason"] == "timeout"


def test_the_name_of_a_file_is_the_last_part_of_its_address() -> None:
    assert filename_of("https://a.example/b/c%20d.png?x=1") == "c d.png"
    assert filename_of("https://a.example/") == "file"


def test_a_minutes_worth_may_come_at_once_and_then_one_by_one() -> None:
    now = [0.0]
    limit = RateLimit(60, clock=lambda: now[0])
    assert [limit.wait_s("a") for _ in range(61)] == [0] * 60 + [1]
    assert limit.wait_s("b") == 0
    now[0] = 1.01
    assert [limit.wait_s("a"), limit.wait_s("a")] == [0, 1]
