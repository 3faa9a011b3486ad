"""What is seen through: nothing lies below titles, small pictures and subjects that are cut out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import vivant
from vivant import media
from vivant.errors import DraftError, UsageError
from vivant.render.draw import frames, seen_through
from vivant.render.plan import make_plan
from vivant.timeline import AddAsset, AddSegment, AddTitle, Draft, SetPlacement, apply, still
from vivant.units import Frame

SIZE = (96, 64)


def plain(colour: tuple[int, int, int] = (200, 120, 40)) -> Frame:
    """A picture that is rough enough to be looked at, of one colour on the whole."""
    rough = np.random.default_rng(3).integers(-6, 7, (64, 96, 3))
    return np.asarray(np.array(colour) + rough, np.uint8)


@pytest.fixture(scope="module")
def disc() -> vivant.Scene:
    """A picture with a subject: a disc in its middle."""
    y, x = np.mgrid[:64, :96]
    inside = (y - 31.5) ** 2 + (x - 47.5) ** 2 < 18**2
    image = plain((40, 90, 60))
    image[inside] = plain((230, 180, 60))[inside]
    return vivant.analyze(image, subject=inside.astype(np.float32))


def one(asset: str = "p", size: tuple[int, int] = SIZE) -> Draft:
    """Three frames of a picture."""
    return still(asset, SIZE, size=size, fps=10.0, duration_ms=300)


def shown(draft: Draft, **scenes: vivant.Scene) -> list[NDArray[np.uint8]]:
    return list(frames(make_plan(draft, scenes, see_through=True)))


def small(draft: Draft, **placed: float) -> Draft:
    (segment,) = draft.main_segments()
    return apply(draft, [SetPlacement(segment.id, **placed)])  # type: ignore[arg-type]


def test_colours_and_alpha_come_back_from_two_grounds() -> None:
    rng = np.random.default_rng(1)
    colours, alpha = rng.integers(0, 256, (40, 50, 3)), rng.integers(0, 256, (40, 50, 1))
    alpha[:10], alpha[10:20] = 0, 255
    black, white = (
        np.rint(colours * (alpha / 255) + ground * (1 - alpha / 255)).astype(np.uint8) for ground in (0, 255)
    )
    found = seen_through(black, white)
    assert np.abs(found[..., 3:].astype(int) - alpha).max() <= 1
    assert np.array_equal(found[alpha[..., 0] == 255][:, :3], colours[alpha[..., 0] == 255])
    again = found[..., :3] * (found[..., 3:] / 255)
    assert np.abs(again - black).max() <= 2


def test_a_small_picture_has_nothing_beside_it(disc: vivant.Scene) -> None:
    (frame, *_) = shown(small(one(), scale=0.5), p=disc)
    assert frame.shape == (64, 96, 4)
    inside = np.zeros((64, 96), bool)
    inside[16:48, 24:72] = True
    assert (frame[inside][:, 3] == 255).all()
    assert (frame[~inside] == 0).all()


def test_half_of_a_picture_is_half_there(disc: vivant.Scene) -> None:
    (whole, *_) = shown(one(), p=disc)
    (half, *_) = shown(small(one(), opacity=0.5), p=disc)
    assert (whole[..., 3] == 255).all()
    assert np.abs(half[..., 3].astype(int) - 128).max() <= 2
    assert np.abs(half[..., :3].astype(int) - whole[..., :3]).max() <= 4


def test_a_picture_of_another_shape_leaves_its_sides_free(disc: vivant.Scene) -> None:
    (frame, *_) = shown(small(one(size=(96, 96)), fit="contain"), p=disc)
    assert (frame[:16, :, 3] == 0).all()
    assert (frame[20:76, :, 3] == 255).all()


def test_words_stand_over_nothing() -> None:
    draft = Draft.from_dict({"v": 1, "m": {"width": 160, "height": 90, "fps": 10}, "t": [], "a": {}})
    draft = apply(draft, [AddTitle("Night", 0, 400, size_h=0.3, position="center")])
    frame = shown(draft)[2]
    assert (frame[:8, :, 3] == 0).all()
    assert (frame[:, :8, 3] == 0).all()
    assert frame[..., 3].max() == 255
    alone = list(frames(make_plan(draft, {})))[2]
    assert alone.shape == (90, 160, 3)
    assert np.ptp(alone[..., 0]) > 150


def test_a_subject_is_cut_out(disc: vivant.Scene) -> None:
    (frame, *_) = shown(small(one(), cutout=True), p=disc)
    inside = disc.subject > 0.5
    assert (frame[inside][:, 3] > 128).mean() > 0.97
    assert (frame[~inside][:, 3] < 128).mean() > 0.93
    assert (frame[:8, :, 3] == 0).all()


def test_a_subject_is_laid_over_another_picture(disc: vivant.Scene) -> None:
    sea = vivant.analyze(plain((20, 60, 200)))
    draft = one("sea")
    cut = AddSegment("p", duration_ms=300, role="overlay", id="cut"), SetPlacement("cut", cutout=True)
    over = apply(draft, [AddAsset("p", "image"), *cut])
    (frame, *_) = list(vivant.frames(over, {"sea": sea, "p": disc}))
    (below, *_) = list(vivant.frames(draft, {"sea": sea}))
    assert np.array_equal(frame[:8], below[:8])
    assert frame[31, 47, 0] > 200


def test_a_film_cannot_be_cut_out(tmp_path: Path) -> None:
    with media.VideoWriter(tmp_path / "v.mp4", SIZE, 10) as film:  # type: ignore[arg-type]
        film.add(plain())
    draft = small(one("v"), cutout=True)
    data = draft.to_dict() | {"a": {"v": {"k": "video", "n": "v.mp4"}}}
    with pytest.raises(DraftError, match="cannot be cut out"):
        vivant.export(Draft.from_dict(data), tmp_path, tmp_path / "o.webm", alpha=True)


@pytest.mark.parametrize("name", ["film.mov", "film.webm", "film.mkv", "film.webp", "frame-%02d.png"])
@pytest.mark.parametrize("resume", [False, True])
def test_it_is_written_wherever_there_is_alpha(disc: vivant.Scene, tmp_path: Path, name: str, resume: bool) -> None:
    draft = small(one(), scale=0.5, cutout=True)
    wanted = shown(draft, p=disc)
    vivant.export(draft, {"p": disc}, tmp_path / name, alpha=True, resume=resume)
    files = sorted(path for path in tmp_path.iterdir() if not path.name.startswith("."))
    clips = [media.open_clip(path) for path in files]
    assert all(clip.info.alpha for clip in clips)
    found = [frame for clip in clips for frame in clip.frames_at([0.05 + k / 10 for k in range(3 // len(clips))],
                                                                 alpha=True)]  # fmt: skip
    assert len(found) == 3
    for read, drawn in zip(found, wanted, strict=True):
        assert np.abs(read[..., 3].astype(int) - drawn[..., 3]).mean() < 6
        solid = drawn[..., 3] > 250
        assert np.abs(read[solid][:, :3].astype(int) - drawn[solid][:, :3]).mean() < 12


def test_a_film_that_cannot_be_seen_through_is_said_before_any_work(disc: vivant.Scene, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be seen through. Use one of .mov \(prores4444\)"):
        vivant.export(one(), {"p": disc}, tmp_path / "film.mp4", alpha=True)
    with pytest.raises(UsageError, match="cannot be seen through"):
        vivant.export(one(), {"p": disc}, tmp_path / "film.mov", codec="h264", alpha=True)
