"""The network learns from a shard, its checkpoint is taken up again, and its ONNX file says what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: training needs it, the product does not")

from train.fit import begin, load, run, save, step  # noqa: E402
from train.lessons import Chance, Shelf, make_batch, sizes  # noqa: E402
from train.net import HEADS, Eyes, with_places  # noqa: E402
from train.scenes import shard  # noqa: E402


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """One small shard."""
    folder = tmp_path_factory.mktemp("shards")
    shard(1, folder, 4)
    return Shelf(folder, 4)


def test_sizes_are_multiples_of_32() -> None:
    assert all(h % 32 == 0 and w % 32 == 0 and max(h, w) == 192 for h, w in sizes(192))


def test_a_step_changes_the_network_and_the_checkpoint_goes_on(shelf: Shelf, tmp_path: Path) -> None:
    torch.set_num_threads(1)
    course = begin(0)
    batch = make_batch(shelf, Chance(0), 4, (64, 96))
    before = course.eyes.stem[0].weight.detach().clone()
    losses = [step(course, batch) for _ in range(6)]
    assert np.isfinite(losses).all()
    assert min(losses[3:]) < losses[0]
    assert not torch.equal(before, course.eyes.stem[0].weight)
    save(course, tmp_path / "eyes.pt")
    again = load(tmp_path / "eyes.pt")
    assert (again.steps, again.pictures) == (6, 24)
    for a, b in zip(course.mean.state_dict().values(), again.mean.state_dict().values(), strict=True):
        assert torch.equal(a, b)


def test_what_the_network_gives() -> None:
    with torch.no_grad():
        out = Eyes().eval()(with_places(torch.zeros(1, 3, 64, 96)))
    assert out.shape == (1, len(HEADS), 32, 48)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_the_file_says_what_the_network_says(tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: export needs it, the product does not")
    from train.export import MOST_BYTES, check_onnx, write_onnx

    eyes, path = begin(1).mean, tmp_path / "eyes.onnx"
    write_onnx(eyes, path)
    assert path.stat().st_size < MOST_BYTES
    assert max(check_onnx(eyes, path).values()) < 5e-3


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_a_short_course_gives_eyes_that_the_product_can_look_with(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: export needs it, the product does not")
    import cv2

    from train.export import write_onnx
    from vivant.scene import eyes

    torch.set_num_threads(1)
    checkpoint, file = tmp_path / "eyes.pt", tmp_path / "eyes.onnx"
    run(begin(0), shelf, checkpoint, minutes=0.1, n=4, longs=[64], rate=1e-3, seed=0, exam=None)
    course = load(checkpoint)
    assert course.steps > 0
    assert course.curve[-1]["pictures"] == course.pictures
    write_onnx(course.mean, file)
    net = cv2.dnn.readNetFromONNX(str(file))
    monkeypatch.setattr(eyes, "_net", lambda: net)
    seen = eyes.glance(shelf.pictures[0].permute(1, 2, 0).numpy())
    assert seen.near.shape == seen.subject.shape == (144, 192)
    assert np.isfinite(seen.near).all()
    assert seen.near.std() > 0
    assert 0 <= seen.subject.min() <= seen.subject.max() <= 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_the_shipped_file_is_taken_up_and_says_the_same(shelf: Shelf) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: export needs it, the product does not")
    from importlib.resources import files

    from train.export import check_onnx
    from train.takeup import course_of, taken_up

    path = Path(str(files("vivant.scene").joinpath("eyes.onnx")))
    x = make_batch(shelf, Chance(0), 4, (64, 96))[0]
    course = course_of(taken_up(path, [x]))
    assert max(check_onnx(course.mean, path).values()) < 5e-3
    course.eyes.train()
    with torch.no_grad():
        gap = course.eyes(x) - course.mean(x)
    assert gap.abs().mean() < 1e-2  # what the normalisations were set to is what they meet
