"""Settings: their sources, their order, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from vivant.errors import MissingInput, UsageError
from vivant.jobs import load


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "vivant.toml"
    file.write_text('price_clip = 1\nprice_edit = 2\nprice_chat = 3\nhost = "127.0.0.1"\n')
    environ = {
        "VIVANT_CONFIG": str(file),
        "VIVANT_PRICE_EDIT": "20",
        "VIVANT_PRICE_CHAT": "30",
        "VIVANT_TEST_AIDS": "yes",
    }
    found = load(environ, given={"price_chat": 300, "price_clip": None})
    assert (found.price_clip, found.price_edit, found.price_chat, found.test_aids) == (1, 20, 300, True)
    assert {n: found.sources[n] for n in ("price_clip", "price_edit", "price_chat")} == {
        "price_clip": "file", "price_edit": "environment", "price_chat": "command line",
    }  # fmt: skip


@pytest.mark.parametrize(("host", "profile", "credits"), [("127.0.0.1", "local", 10_000), ("0.0.0.0", "public", 100)])
def test_the_address_decides_the_profile(host: str, profile: str, credits: int) -> None:
    found = load({"VIVANT_HOST": host})
    assert (found.profile, found.anon_credits) == (profile, credits)
    assert load({"VIVANT_HOST": host, "VIVANT_ANON_CREDITS": "7"}).anon_credits == 7


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PRICE_CLIP", "dear", "whole number"), ("HEARTBEAT_S", "x", "a number"),
        ("TEST_AIDS", "maybe", "true or false"), ("REISSUE", "never", "strict or rotate"),
        ("PRICE_CLIP", "-1", "starts at 0"), ("HEARTBEAT_S", "nan", "starts at 0"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"VIVANT_{name}.*{said}"):
        load({f"VIVANT_{name}": value})


def test_a_file_with_mistakes_is_told(tmp_path: Path) -> None:
    file = tmp_path / "vivant.toml"
    with pytest.raises(MissingInput):
        load({}, file)
    file.write_text("price_clips = 1")
    with pytest.raises(UsageError, match="price_clips"):
        load({}, file)
    file.write_text("price_clip 1")
    with pytest.raises(UsageError, match="cannot be read"):
        load({}, file)


def test_secrets_are_not_printed() -> None:
    told = load({"VIVANT_SECRET": "do not tell"}).told()
    assert "do not tell" not in str(told)
    assert ("price_clip", 20, "default") in told
