"""Models that are there look; models that cannot are told of in a sentence, and the built-in eyes go on."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.cli.command import surroundings
from tests.models import small_nets
from tests.models.small_nets import DEPTH, SUBJECT
from vivant.errors import UsageError, VivantError
from vivant.models import Model, Place, better_eyes, catalogue, eyes, find
from vivant.models.memory import free_bytes
from vivant.models.nets import DepthModel, Net, SubjectModel, depth_size
from vivant.scene import look

Picture = NDArray[np.uint8]


def put(data: bytes, model: Model, place: Place) -> Path:
    """Lay a model where a fetch would have put it."""
    file = place.file(model)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return Place(tmp_path / "hub", offline=True)


@pytest.fixture(autouse=True)
def known(depth: Model, subject: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the small models are known."""
    monkeypatch.setattr(catalogue, "MODELS", (depth, subject))


def net(data: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "net.onnx"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("shape", [(320, 480), (480, 320), (17, 40), (300, 300), (60, 1200)], ids=str)
def test_the_depth_model_sees_every_shape(shape: tuple[int, int], tmp_path: Path) -> None:
    across = np.linspace(0, 255, shape[1], dtype=np.float32).astype(np.uint8)
    image = np.ascontiguousarray(np.broadcast_to(across[None, :, None], (*shape, 3)))
    width, height = depth_size(image)
    assert width % 14 == 0 and height % 14 == 0 and max(width, height) <= 1036
    near = DepthModel(net(DEPTH, tmp_path))(image)
    assert near.shape == shape and near.dtype == np.float32
    assert near.min() >= 0.0 and near.max() <= 1.0
    assert np.abs(near - image[..., 0] / 255.0).mean() < 0.02, "the small network takes brightness for nearness"


def test_depth_is_looked_at_in_the_size_that_it_was_trained_for() -> None:
    assert depth_size(np.zeros((1000, 1500, 3), np.uint8)) == (784, 518)
    assert depth_size(np.zeros((4000, 2000, 3), np.uint8)) == (518, 1036)


def test_the_subject_model_finds_the_red_ball(photo: Picture, tmp_path: Path) -> None:
    alpha = SubjectModel(net(SUBJECT, tmp_path))(photo)
    ball = (photo[..., 0].astype(int) - photo[..., 2]) > 60
    assert alpha.shape == photo.shape[:2] and alpha.dtype == np.float32
    assert alpha[ball].mean() > 0.9 and alpha[: len(alpha) // 4].max() == 0.0, "and the sky is no part of it at all"


@pytest.mark.parametrize(("colour", "bias"), [((90, 90, 90), 0.0), ((250, 20, 20), -100.0)], ids=["unsure", "sure"])
def test_a_picture_without_subject_has_none(colour: tuple[int, int, int], bias: float, tmp_path: Path) -> None:
    image = np.full((60, 80, 3), colour, np.uint8)
    assert not SubjectModel(net(small_nets.subject_net(bias), tmp_path))(image).any()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no network", "unreadable"),
        (DEPTH[:5000], "unreadable"),
        (b"", "unreadable"),
        (small_nets.grey_net(), "signature"),
    ],
    ids=["text", "truncated", "empty", "other-net"],
)
def test_what_is_not_such_a_network(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(VivantError) as told:
        Net(net(data, tmp_path))
    assert told.value.code == code


def test_a_picture_without_any_depth(tmp_path: Path) -> None:
    with pytest.raises(VivantError, match="it sees no depth at all"):
        DepthModel(net(DEPTH, tmp_path))(np.full((64, 64, 3), 90, np.uint8))


def test_models_that_are_there_look(photo: Picture, depth: Model, subject: Model, here: Place) -> None:
    put(DEPTH, depth, here)
    put(SUBJECT, subject, here)
    found = better_eyes(photo, place=here)
    assert found.notes == () and found.saw == ("depth by small-depth", "subject by small-subject")
    scene = look(photo, disparity=found.disparity, subject=found.subject)
    assert scene.disparity.shape == photo.shape[:2] and scene.subject.max() == 1.0


def test_only_what_is_asked_for_is_looked_for(photo: Picture, depth: Model, subject: Model, here: Place) -> None:
    put(DEPTH, depth, here)
    put(SUBJECT, subject, here)
    found = better_eyes(photo, ["subject"], place=here)
    assert found.disparity is None and found.subject is not None


def test_without_models_nothing_is_said(photo: Picture, here: Place) -> None:
    assert better_eyes(photo, place=here) == eyes.Found()


def test_without_models_nothing_is_loaded_either(tmp_path: Path) -> None:
    code = (
        "import sys, numpy; from vivant.models import better_eyes\n"
        "better_eyes(numpy.zeros((20, 20, 3), numpy.uint8))\n"
        "print({'onnxruntime', 'huggingface_hub', 'httpx2', 'filelock'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=surroundings(HF_HOME=str(tmp_path)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "set()\n" and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [DEPTH[:2000] + bytes([DEPTH[2000] ^ 255]) + DEPTH[2001:], DEPTH[:-10], b""],
    ids=["flipped", "truncated", "empty"],
)
def test_a_damaged_model_gives_way(data: bytes, photo: Picture, depth: Model, here: Place) -> None:
    put(data, depth, here)
    found = better_eyes(photo, place=here)
    assert found.disparity is None
    assert found.notes == (
        "The built-in eyes took over from small-depth: its file is damaged (mend it with vivant models pull"
        " small-depth).",
    )


@pytest.mark.parametrize("data", [b"not a network", small_nets.grey_net(), small_nets.subject_net()[:-9]])
def test_a_model_that_is_no_such_network_gives_way(
    data: bytes, photo: Picture, here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = small_nets.model_of(data, "depth", "odd")
    monkeypatch.setattr(catalogue, "MODELS", (odd,))
    put(data, odd, here)
    (note,) = better_eyes(photo, place=here).notes
    assert note.startswith("The built-in eyes took over from odd: it ") and note.endswith(".") and "\n" not in note


def test_a_model_that_fails_while_it_looks_gives_way(
    photo: Picture, here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = small_nets.failing_net()
    model = small_nets.model_of(data, "depth", "fails")
    monkeypatch.setattr(catalogue, "MODELS", (model,))
    put(data, model, here)
    (note,) = better_eyes(photo, place=here).notes
    assert note.startswith("The built-in eyes took over from fails: it failed (") and len(note) < 200


def test_a_model_that_is_there_in_part_gives_way(photo: Picture, depth: Model, here: Place) -> None:
    here.part(depth).parent.mkdir(parents=True)
    here.part(depth).write_bytes(DEPTH[:100])
    (note,) = better_eyes(photo, place=here).notes
    assert note.endswith("it is there only in part (go on with vivant models pull small-depth).")


def test_a_model_whose_bytes_were_taken_away_gives_way(photo: Picture, depth: Model, here: Place) -> None:
    here.file(depth).parent.mkdir(parents=True)
    here.file(depth).symlink_to(here.blob(depth))
    (note,) = better_eyes(photo, place=here).notes
    assert "only in part" in note


def test_a_model_too_large_for_the_memory_gives_way(
    photo: Picture, depth: Model, subject: Model, here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = replace(depth, memory_bytes=10**15)
    monkeypatch.setattr(catalogue, "MODELS", (huge, subject))
    put(DEPTH, huge, here)
    put(SUBJECT, subject, here)
    found = better_eyes(photo, place=here)
    assert found.disparity is None and found.subject is not None, "the other one still looks"
    assert "it needs 1000000.0 GB of free memory and there are" in found.notes[0]


def test_without_onnxruntime_a_model_gives_way(
    photo: Picture, depth: Model, here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    put(DEPTH, depth, here)
    (note,) = better_eyes(photo, place=here).notes
    assert note.endswith('from small-depth: onnxruntime is missing (pip install "vivant[models]").')


def test_unknown_names_lead_to_the_closest() -> None:
    with pytest.raises(UsageError, match="did you mean small-depth"):
        find("smal-dept")
    with pytest.raises(UsageError, match="choose from small-depth, small-subject"):
        find("qqq")


def test_the_catalogue_holds_what_can_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for model in catalogue.known():
        assert len(model.sha256) == 64 and len(model.revision) == 40 and model.size_bytes > 10**7
        assert model.licence in ("Apache-2.0", "MIT") and model.sentence.endswith(".")
        assert model.memory_bytes > model.size_bytes and model.job in eyes.JOBS


def test_free_memory_is_what_the_machine_and_the_container_leave(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 9000 kB\nMemAvailable:    5000 kB\n", encoding="ascii")
    assert free_bytes(tmp_path, tmp_path) == 5000 * 1024
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    (tmp_path / "memory.stat").write_text("anon 1000000\nfile 5\n", encoding="ascii")
    assert free_bytes(tmp_path, tmp_path) == 5000 * 1024
    (tmp_path / "memory.max").write_text("3000000\n", encoding="ascii")
    assert free_bytes(tmp_path, tmp_path) == 2_000_000
    assert (free_bytes(tmp_path / "nothing") or 1) > 0
