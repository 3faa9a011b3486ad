"""What a language model is called, where it is, and its key: settings that are right, wrong or missing."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.llm.talking import led, of_a_photo
from vivant.errors import UsageError
from vivant.jobs.settings import load
from vivant.llm import from_environment, language_model
from vivant.llm.calling import model_of
from vivant.llm.names import Named, named

KEY = "sk-secret-0123456789"


@pytest.mark.parametrize(
    ("name", "url", "environ", "wire", "model", "address", "key"),
    [
        ("openai:gpt-5.2", "", {"OPENAI_API_KEY": KEY}, "openai", "gpt-5.2", "", KEY),
        ("anthropic:claude", "", {"ANTHROPIC_API_KEY": KEY}, "anthropic", "claude", "", KEY),
        ("google:gemini", "", {"GEMINI_API_KEY": KEY}, "google", "gemini", "", KEY),
        ("ollama:qwen3:8b", "", {"OPENAI_API_KEY": KEY}, "openai", "qwen3:8b", "http://127.0.0.1:11434/v1", ""),
        ("openai-compatible:a", "http://h:1/v1", {"OPENAI_API_KEY": KEY}, "openai", "a", "http://h:1/v1", ""),
        ("qwen3:8b", "https://h/v1", {}, "openai", "qwen3:8b", "https://h/v1", ""),
    ],
)  # fmt: skip
def test_a_name_says_whose_model_it_is_and_where(
    name: str, url: str, environ: dict[str, str], wire: str, model: str, address: str, key: str
) -> None:
    found = named(name, url=url, environ=environ)
    assert (found.maker.wire, found.name, found.url, found.key) == (wire, model, address, key)
    assert KEY not in repr(found)


@pytest.mark.parametrize(
    ("name", "url", "said"),
    [
        ("gpt-5", "", "names no language model"),
        ("openai:", "", "names no language model"),
        ("hal:9000", "", "openai:NAME, anthropic:NAME"),
        ("openai-compatible:x", "", "needs its address"),
        ("openai:gpt", "http://h/v1", "goes with openai-compatible"),
        ("x", "ftp://h/v1", "must be an address"),
        ("x", "h:8080", "must be an address"),
        ("x", "http://h:99999999/v1", "must be an address"),
        ("x", f"http://me:{KEY}@h/v1", "a key goes into VIVANT_MODEL_KEY"),
        ("x", f"http://h/v1?key={KEY}", "a key goes into VIVANT_MODEL_KEY"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence_without_what_is_secret(name: str, url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as failure:
        language_model(name, url=url, environ={})
    assert KEY not in str(failure.value.to_dict())


@pytest.mark.parametrize("said", ["soon", "0", "1000", "nan"])
def test_a_wrong_limit_of_time_is_told(said: str) -> None:
    with pytest.raises(UsageError, match=r"seconds|may take 0.1 to 600 s"):
        from_environment("ollama:x", environ={"VIVANT_MODEL_TIMEOUT_S": said})


def test_the_environment_gives_address_key_and_time() -> None:
    environ = {"VIVANT_MODEL_URL": "http://h/v1", "VIVANT_MODEL_KEY": KEY, "VIVANT_MODEL_TIMEOUT_S": "7"}
    model = from_environment("x", environ=environ)
    assert model.limit_s == 7.0
    assert KEY not in repr(model)


def test_a_missing_key_is_told_and_the_rules_read() -> None:
    done = led(of_a_photo("falling snow"), language_model("openai:gpt", environ={}))
    assert done.notes[-1].startswith("There is no key for the language model: set OPENAI_API_KEY.")
    assert [one.kind for one in done.draft.main_segments()[0].applied] == ["snow"]


@pytest.mark.parametrize(
    ("name", "missing", "extra"),
    [("ollama:x", "openai", "llm"), ("anthropic:x", "anthropic", "anthropic"), ("google:x", "google.genai", "google")],
)
def test_a_package_that_is_not_installed_is_told(
    name: str, missing: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = missing.partition(".")[0]
    for known in [m for m in sys.modules if m.startswith(f"pydantic_ai.models.{wire}")]:
        monkeypatch.delitem(sys.modules, known)
    for known in [m for m in sys.modules if m.startswith(f"pydantic_ai.providers.{wire}")]:
        monkeypatch.delitem(sys.modules, known)
    monkeypatch.setitem(sys.modules, missing, None)
    done = led(of_a_photo("falling snow"), language_model(name, key="k", environ={}))
    assert done.notes[-1].startswith(f'Language models are not installed here: pip install "vivant[{extra}]".')


def test_without_pydantic_ai_the_rules_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "vivant.llm.calling")
    monkeypatch.setitem(sys.modules, "pydantic_ai", None)
    done = led(of_a_photo("falling snow"), language_model("ollama:x", environ={}))
    assert 'pip install "vivant[llm]"' in done.notes[-1]


def test_naming_a_model_calls_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was made")

    for reach in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, reach, refuse)
    language_model("openai:gpt", key=KEY)
    model_of(Named(named("ollama:x").maker, "x", "http://127.0.0.1:11434/v1"))


def settings(environ: dict[str, str]) -> Callable[[], Any]:
    return lambda: load(environ)


def test_a_server_takes_the_same_settings_and_hides_the_key() -> None:
    environ = {"VIVANT_MODEL": "openai-compatible:x", "VIVANT_MODEL_URL": "http://h/v1", "VIVANT_MODEL_KEY": KEY}
    told = {name: value for name, value, _ in settings(environ)().told()}
    assert told["model"] == "openai-compatible:x" and told["model_key"] == "(hidden)"
    with pytest.raises(UsageError, match="names no language model"):
        settings({"VIVANT_MODEL": "hal"})()
    assert settings({"VIVANT_MODEL": "rules"})().model == "rules"
