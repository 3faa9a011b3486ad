"""Files under keys of ours, read in ranges, and links that expire."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivant.jobs import Objects, Refused, Settings, key_of
from vivant.jobs.objects import BLOCK, checked

KEY = key_of("assets", "ast_0123456789abcdef", ".bin")


@pytest.fixture
def objects(settings: Settings) -> Objects:
    return Objects(settings)


def _read(objects: Objects, key: str, start: int = 0, end: int | None = None) -> list[bytes]:
    async def all_of() -> list[bytes]:
        return [block async for block in objects.read(key, start, end)]

    return asyncio.run(all_of())


def test_what_is_put_is_read_whole_and_in_ranges(objects: Objects) -> None:
    data = bytes(range(256)) * 4000
    file = objects.tmp / "new"
    file.write_bytes(data)
    objects.put(KEY, file)
    assert not file.exists()
    assert objects.fetch(KEY).read_bytes() == data
    blocks = _read(objects, KEY)
    assert b"".join(blocks) == data and max(map(len, blocks)) <= BLOCK
    assert b"".join(_read(objects, KEY, 5, BLOCK + 9)) == data[5 : BLOCK + 9]
    assert asyncio.run(objects.size(KEY)) == len(data) == objects.used_bytes()
    objects.delete(KEY)
    objects.delete(KEY)
    with pytest.raises(Refused):
        objects.fetch(KEY)


def test_a_file_from_elsewhere_stays_where_it_is(objects: Objects, tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_bytes(b"mine")
    objects.put(KEY, file)
    assert file.read_bytes() == objects.fetch(KEY).read_bytes() == b"mine"


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "a/b/../c", "/a/b/c", "a/b", "a/.b/c", "a/b/c\0", "a//c", "a/b/ü", ""]
)
def test_keys_that_are_not_ours_open_nothing(objects: Objects, key: str) -> None:
    for use in (checked, objects.fetch, objects.delete):
        with pytest.raises(ValueError, match="not a key"):
            use(key)


def test_links_hold_until_they_expire(objects: Objects, settings: Settings) -> None:
    query = dict(part.split("=") for part in objects.sign("ast_1", "cat.png", ttl_s=60, now_s=1000.0).split("&"))
    assert query["exp"] == "1060"
    assert objects.verify("ast_1", "cat.png", query["exp"], query["sig"], now_s=1059.0)
    assert not objects.verify("ast_1", "cat.png", query["exp"], query["sig"], now_s=1060.0)
    assert Objects(settings).verify("ast_1", "cat.png", query["exp"], query["sig"], now_s=1059.0)
    assert (settings.data_dir / "secret").stat().st_mode & 0o077 == 0


def test_links_of_a_day_are_the_same(objects: Objects) -> None:
    week = 7 * 86400
    first, second = (objects.sign("ast_1", "a", ttl_s=week, now_s=86400 * 100 + s) for s in (10, 50_000))
    assert first == second
    assert int(first.split("&")[0].removeprefix("exp=")) >= 86400 * 100 + 50_000 + week


@given(st.text(max_size=20), st.text(max_size=50))
def test_no_other_signature_holds(tmp_path_factory: pytest.TempPathFactory, exp: str, sig: str) -> None:
    objects = Objects(Settings(tmp_path_factory.getbasetemp() / "links", secret="s"))
    assert not objects.verify("ast_1", "cat.png", exp, sig, now_s=0.0)


def test_a_link_is_for_one_file_and_one_name(objects: Objects) -> None:
    query = dict(part.split("=") for part in objects.sign("a", "b", ttl_s=60).split("&"))
    for file_id, name in (("a", "c"), ("c", "b"), ("a\0b", ""), ("", "a\0b")):
        assert not objects.verify(file_id, name, query["exp"], query["sig"])
