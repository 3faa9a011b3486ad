"""Fetching: whole or not at all, on with what has come, and a sentence for everything that can go wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.command import surroundings
from tests.models.mirror import Mirror
from tests.models.small_nets import DEPTH
from vivant.errors import OutputError, VivantError
from vivant.models import Model, Place, condition, remove
from vivant.models.fetch import pull

MEGABYTE = 1 << 20


def test_a_model_is_fetched_once(depth: Model, place: Place, mirror: Mirror) -> None:
    told: list[tuple[int, int]] = []
    file = pull(depth, place, lambda done, total: told.append((done, total)))
    assert file.read_bytes() == DEPTH and file == place.file(depth)
    assert condition(depth, place) == "there"
    assert told == sorted(told) and told[-1] == (len(DEPTH), len(DEPTH)) and len(told) >= 3
    asked = len(mirror.asked)
    assert pull(depth, replace(place, offline=True)) == file, "what is there needs no network"
    assert len(mirror.asked) == asked
    route = f"/{depth.repository}/resolve/{depth.revision}/{depth.file}"
    assert {path for _, path, _ in mirror.asked} == {route}, "and nothing else is asked for"


def test_the_hub_s_own_library_finds_it(depth: Model, place: Place) -> None:
    from huggingface_hub import try_to_load_from_cache

    file = pull(depth, place)
    found = try_to_load_from_cache(depth.repository, depth.file, cache_dir=place.folder, revision=depth.revision)
    assert found == str(file)


def test_broken_connections_are_taken_up_where_they_broke(depth: Model, place: Place, mirror: Mirror) -> None:
    mirror.breaks = [MEGABYTE, 0, MEGABYTE]
    assert pull(depth, place, pause_s=0.0).read_bytes() == DEPTH
    assert mirror.starts() == ["bytes=0-", f"bytes={MEGABYTE}-", f"bytes={MEGABYTE}-", f"bytes={2 * MEGABYTE}-"]


def test_a_connection_that_stays_broken_keeps_what_came(depth: Model, place: Place, mirror: Mirror) -> None:
    mirror.breaks = [MEGABYTE] + [0] * 5
    with pytest.raises(VivantError, match=r"cannot be reached.*kept, go on with vivant models") as told:
        pull(depth, place, pause_s=0.0)
    assert told.value.code == "network"
    assert condition(depth, place) == "partial" and not place.file(depth).exists()
    assert pull(depth, place).read_bytes() == DEPTH
    assert mirror.starts()[-1] == f"bytes={MEGABYTE}-"
    assert not place.part(depth).exists()


def test_an_interrupted_fetch_leaves_a_part_and_goes_on(depth: Model, place: Place, mirror: Mirror) -> None:
    mirror.hangs = 2 * MEGABYTE
    code = (
        "from pathlib import Path; from vivant.models import Model, Place; from vivant.models.fetch import pull\n"
        f"pull(Model(**{asdict(depth)!r}), Place(Path({str(place.folder)!r}), {place.endpoint!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", code], env=surroundings(), stderr=subprocess.PIPE) as running:
        assert mirror.waiting.wait(60)
        while not place.part(depth).exists() or place.part(depth).stat().st_size < 2 * MEGABYTE:
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in running.communicate(timeout=60)[1]
    assert condition(depth, place) == "partial" and not place.file(depth).exists()
    mirror.hangs = None
    assert pull(depth, place).read_bytes() == DEPTH
    assert mirror.starts() == ["bytes=0-", f"bytes={2 * MEGABYTE}-"]


def test_a_server_that_cannot_go_on_sends_everything_again(depth: Model, place: Place, mirror: Mirror) -> None:
    place.part(depth).parent.mkdir(parents=True)
    place.part(depth).write_bytes(DEPTH[:1000])
    mirror.ranges = False
    assert pull(depth, place).read_bytes() == DEPTH
    assert len(mirror.starts()) == 1


@pytest.mark.parametrize("stale", [b"x" * 1000, b"x" * len(DEPTH), b"x" * (len(DEPTH) + 1)], ids=len)
def test_a_part_of_something_else_does_no_harm(stale: bytes, depth: Model, place: Place) -> None:
    place.part(depth).parent.mkdir(parents=True)
    place.part(depth).write_bytes(stale)
    assert pull(depth, place).read_bytes() == DEPTH


@pytest.mark.parametrize("says_so", [True, False], ids=["offered", "sent"])
def test_other_bytes_are_never_kept(says_so: bool, depth: Model, place: Place, mirror: Mirror) -> None:
    route = next(iter(mirror.files))
    mirror.files[route] = bytes([DEPTH[0] ^ 1]) + DEPTH[1:]
    if not says_so:
        mirror.etags[route] = depth.sha256
    with pytest.raises(VivantError, match="has other bytes than those published as small-depth") as told:
        pull(depth, place)
    assert told.value.code == "damaged" and len(mirror.starts()) == (0 if says_so else 1)
    assert condition(depth, place) == "absent"


def test_a_file_of_another_length_is_not_fetched(depth: Model, place: Place, mirror: Mirror) -> None:
    route = next(iter(mirror.files))
    mirror.files[route], mirror.etags[route] = DEPTH[:-1], "short"
    with pytest.raises(VivantError, match="other bytes"):
        pull(depth, place)
    assert mirror.starts() == []


@pytest.mark.parametrize("data", [DEPTH[:-100], DEPTH[:500] + b"?" + DEPTH[501:]], ids=["short", "changed"])
def test_a_damaged_model_is_fetched_anew(data: bytes, depth: Model, place: Place) -> None:
    pull(depth, place).write_bytes(data)
    assert condition(depth, place) == "damaged"
    assert pull(depth, place).read_bytes() == DEPTH


def test_offline(depth: Model, place: Place, mirror: Mirror) -> None:
    with pytest.raises(VivantError, match="switched off by HF_HUB_OFFLINE") as told:
        pull(depth, replace(place, offline=True))
    assert told.value.code == "offline" and mirror.asked == []


def test_nobody_there(depth: Model, place: Place) -> None:
    with pytest.raises(
        VivantError, match=r"cannot be reached \(ConnectError\): check the network.*HF_ENDPOINT\.$"
    ) as told:
        pull(depth, replace(place, endpoint="http://127.0.0.1:9"))
    assert told.value.code == "network"


def test_a_mirror_that_does_not_have_it(depth: Model, place: Place) -> None:
    with pytest.raises(VivantError, match=r"does not give somebody/other \(error 404\)") as told:
        pull(replace(depth, repository="somebody/other"), place)
    assert told.value.code == "not_there"


def test_no_space(depth: Model, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(VivantError, match=r"no room for small-depth in .*: 3 MB are needed") as told:
        pull(depth, place)
    assert told.value.code == "no_space"


def test_a_folder_that_cannot_be_written(depth: Model, place: Place) -> None:
    place.folder.write_bytes(b"a file, not a folder")
    with pytest.raises(OutputError, match=r"Cannot write into .*; name another folder with HF_HOME"):
        pull(depth, place)


def test_two_at_once(depth: Model, place: Place) -> None:
    from filelock import FileLock

    place.lock(depth).parent.mkdir(parents=True)
    with FileLock(place.lock(depth)), pytest.raises(VivantError, match="being fetched by another program") as told:
        pull(depth, place)
    assert told.value.code == "busy"


def test_without_the_extra(depth: Model, place: Place, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(
        VivantError, match=r'^Models need huggingface_hub: run pip install "vivant\[models\]"\.$'
    ) as told:
        pull(depth, place)
    assert told.value.code == "extra" and mirror.asked == []


def test_a_token_is_sent_only_where_one_is_set(
    depth: Model, place: Place, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_of_the_test")
    pull(depth, place)
    assert set(mirror.tokens) == {"Bearer hf_of_the_test"}
    monkeypatch.delenv("HF_TOKEN")
    mirror.tokens.clear()
    remove(depth, place)
    pull(depth, place)
    assert set(mirror.tokens) == {None}


def test_removing_leaves_nothing_of_it_and_everything_else(depth: Model, subject: Model, place: Place) -> None:
    pull(depth, place)
    pull(subject, place)
    assert remove(depth, place) and condition(depth, place) == "absent"
    left = {path.name for path in place.folder.iterdir()}
    assert left == {place.repository(subject).name, ".locks"} and condition(subject, place) == "there"
    assert not remove(depth, place), "there is nothing left to remove"
    assert remove(subject, place) and list(place.folder.iterdir()) == []


def test_removing_spares_bytes_that_another_revision_uses(depth: Model, place: Place) -> None:
    other = replace(depth, revision="f" * 40)
    pull(depth, place)
    place.file(other).parent.mkdir(parents=True)
    place.file(other).symlink_to(os.path.relpath(place.blob(depth), place.file(other).parent))
    assert remove(depth, place)
    assert place.file(other).read_bytes() == DEPTH


def test_removing_a_part(depth: Model, place: Place) -> None:
    place.part(depth).parent.mkdir(parents=True)
    place.part(depth).write_bytes(b"some")
    assert remove(depth, place) and condition(depth, place) == "absent"


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ({}, "~/.cache/huggingface/hub"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/huggingface/hub"),
        ({"HF_HOME": "/h"}, "/h/hub"),
        ({"HF_HOME": "/h", "HF_HUB_CACHE": "/c"}, "/c"),
    ],
    ids=["default", "xdg", "home", "cache"],
)
def test_the_folder_is_the_hub_s(settings: dict[str, str], folder: str) -> None:
    place = Place.usual(settings)
    assert place.folder == Path(folder).expanduser()
    assert place.endpoint == "https://huggingface.co" and not place.offline


def test_mirror_and_offline_settings() -> None:
    place = Place.usual({"HF_ENDPOINT": "https://mirror.example/", "HF_HUB_OFFLINE": "yes"})
    assert place.endpoint == "https://mirror.example" and place.offline
    assert not Place.usual({"HF_HUB_OFFLINE": "0"}).offline
