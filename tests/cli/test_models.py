"""`vivant models`: what people and programs are told, and what lies in the folder afterwards."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tests.cli.command import Vivant
from tests.models import small_nets
from tests.models.mirror import Mirror, running
from vivant.cli import app, doctor
from vivant.models import Model, Place, catalogue

DATA = small_nets.depth_net()
MODEL = small_nets.model_of(DATA, "depth", "small-depth")

Run = Callable[..., Result]


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with running() as mirror:
        mirror.serve(MODEL, DATA)
        yield mirror


@pytest.fixture
def here(tmp_path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The small model is the only one known; it comes from the mirror into an empty folder."""
    monkeypatch.setattr(catalogue, "MODELS", (MODEL,))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_ENDPOINT", mirror.endpoint + "/")
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    return Place.usual()


def models(*words: str) -> Result:
    return CliRunner().invoke(app, ["models", *words])


def condition() -> str:
    (found,) = json.loads(models("list", "--json").stdout)
    return str(found["condition"])


def test_pull_list_remove(here: Place) -> None:
    assert condition() == "absent"
    done = models("pull", "small-depth")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"{here.file(MODEL)}\n" and here.file(MODEL).read_bytes() == DATA
    said = done.stderr.splitlines()
    assert said[0] == "Pulling small-depth, 3 MB ..." and said[-1] == "small-depth is there and will be used."
    assert any("100 %" in line for line in said)
    assert condition() == "there" and "in use" in models("list").stdout
    done = models("remove", "small-depth")
    assert done.exit_code == 0 and done.stderr == "small-depth is removed.\n" and done.stdout == ""
    assert condition() == "absent"
    assert models("remove", "small-depth").stderr == "small-depth was not there.\n"


def test_the_list_for_programs(here: Place) -> None:
    done = models("list", "--json")
    (found,) = json.loads(done.stdout)
    assert found["size_bytes"] == len(DATA) and found["licence"] == "Apache-2.0" and found["job"] == "depth"
    assert found["path"] == str(here.file(MODEL))
    assert done.stderr == f"Folder: {here.folder}; from {here.endpoint}.\n"


def test_pull_answers_programs(here: Place) -> None:
    (found,) = json.loads(models("pull", "small-depth", "--json").stdout)
    assert found["condition"] == "there"


def test_what_was_interrupted_is_said_to_be_kept(here: Place, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    from vivant.cli import console

    def interrupt(sentence: str, say: Callable[[str], None] = console.say) -> None:
        say(sentence)
        if "%" in sentence:
            raise KeyboardInterrupt

    monkeypatch.setattr(console, "say", interrupt)
    done = models("pull", "small-depth")
    assert done.exit_code == 130
    assert "What has come of small-depth is kept; go on with vivant models pull small-depth" in done.stderr
    assert condition() == "partial" and "there in part" in models("list").stdout
    monkeypatch.undo()


def test_a_damaged_model_is_told_of(here: Place) -> None:
    models("pull", "small-depth")
    here.file(MODEL).write_bytes(DATA[:-1])
    assert condition() == "damaged"
    assert doctor.eyes() == {"depth": "built in, small-depth is damaged: pull it again", "subject": "built in"}
    models("pull", "small-depth")
    assert doctor.eyes() == {"depth": "small-depth", "subject": "built in"}


@pytest.mark.parametrize("words", [("pull", "depth-anything-v2-smal"), ("remove", "Depth-Anything-v2")], ids=str)
def test_wrong_names_lead_to_the_right_one(words: tuple[str, str], vivant: Vivant) -> None:
    done = vivant("models", *words)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == f'There is no model "{words[1]}"; did you mean depth-anything-v2-small?\n'


def test_offline_is_one_sentence(vivant: Vivant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    done = vivant("models", "pull", "birefnet-lite", "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["error"]["code"] == "offline"
    assert done.stderr.splitlines()[1:] == [
        "birefnet-lite cannot be fetched: fetching is switched off by HF_HUB_OFFLINE; unset it and pull again."
    ]
    shown = vivant("models", "list")
    assert shown.returncode == 0 and shown.stderr.endswith(" (offline).\n")
    assert "depth-anything-v2-small  depth    99 MB   Apache-2.0  not pulled" in shown.stdout


def test_without_the_extra_every_command_says_what_to_install(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    wanted = 'Models need huggingface_hub and onnxruntime: run pip install "vivant[models]".'
    for words in (["list"], ["remove", "small-depth"], ["pull", "small-depth"]):
        done = models(*words)
        assert done.stderr.splitlines()[-1] == wanted, words
        assert done.exit_code == (1 if words[0] == "pull" else 0)


def test_models_of_the_catalogue_are_listed_with_what_they_do() -> None:
    def shown(model: Model) -> list[str]:
        from vivant.cli.models import entry, lines

        return lines(entry(model, Place(Path("/nowhere"))))

    for model in catalogue.known():
        first, second = shown(model)
        assert model.licence in first and "MB" in first and second.strip() == model.sentence
        assert max(len(first), len(second)) <= 100
