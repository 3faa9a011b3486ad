"""The front door: from pictures and words to scenes, frames and files, as a developer uses it."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import vivant
from tests.media import drawn
from tests.render.filming import ASSET, draft, psnr
from vivant.errors import InputError, MissingInput, OutputError, UndersizedInput, UsageError
from vivant.media import probe, read_frames, read_map

Photo = NDArray[np.uint8]
SMALL = (96, 64)


@pytest.fixture(scope="module")
def small(photo: Photo) -> Photo:
    return np.ascontiguousarray(photo[::2, ::2])


@pytest.fixture(scope="module")
def scene(small: Photo) -> vivant.Scene:
    return vivant.analyze(small)


def test_importing_it_costs_nothing() -> None:
    code = "import sys, vivant; print([m for m in ('numpy', 'cv2', 'numba', 'av', 'pydantic') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_name_of_the_door_opens_and_says_what_it_is() -> None:
    assert vivant.__all__ == sorted(vivant.__all__)
    for name in vivant.__all__:
        assert inspect.getdoc(getattr(vivant, name)), name
    with pytest.raises(AttributeError, match="no attribute 'novel'"):
        _ = vivant.novel


def test_a_scene_has_maps_of_the_photos_size(scene: vivant.Scene, small: Photo) -> None:
    assert np.array_equal(scene.image, small)
    for plane in (scene.disparity, scene.subject, scene.sky):
        assert (plane.shape, plane.dtype.name) == (small.shape[:2], "float32")
        assert 0.0 <= plane.min() <= plane.max() <= 1.0


def test_a_file_its_bytes_and_its_pixels_are_seen_alike(small: Photo, scene: vivant.Scene, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(small).save(path)
    for source in (path, str(path), path.read_bytes()):
        seen = vivant.analyze(source)
        assert np.array_equal(seen.image, small)
        assert np.array_equal(seen.disparity, scene.disparity)


# --- whose eyes count -------------------------------------------------------------------------------------------------


def hill(height: int = 160, width: int = 240) -> NDArray[np.float32]:
    """A map that nothing in the picture would suggest."""
    y, x = np.mgrid[0:height, 0:width]
    return np.exp(-((x / width - 0.2) ** 2 + (y / height - 0.3) ** 2) / 0.1).astype(np.float32)


def test_ones_own_depth_is_used_and_stretched(small: Photo) -> None:
    own = np.tile(np.linspace(3.0, 11.0, 60, dtype=np.float32), (40, 1))
    scene = vivant.analyze(small, disparity=own)
    assert scene.disparity.shape == small.shape[:2]
    assert (scene.disparity.min(), scene.disparity.max()) == pytest.approx((0.0, 1.0))
    assert np.diff(scene.disparity, axis=1).min() >= -1e-6
    assert scene.confidence > 0.9
    assert scene.saw[0] == "your own depth map"


def test_a_flat_depth_is_the_middle_distance(small: Photo) -> None:
    assert np.all(vivant.analyze(small, disparity=np.full((10, 15), 4.0, np.float32)).disparity == 0.5)


def test_a_map_in_which_far_is_white_is_turned_round(small: Photo, tmp_path: Path) -> None:
    np.save(tmp_path / "far.npy", 1 - hill())
    scene = vivant.analyze(small, disparity=tmp_path / "far.npy", far_is_white=True)
    assert np.abs(scene.disparity - hill()).max() < 1e-6
    with pytest.raises(UsageError, match="depth map"):
        vivant.analyze(small, far_is_white=True)


def test_ones_own_subject_is_used(small: Photo, tmp_path: Path) -> None:
    own = np.zeros(small.shape[:2], np.float32)
    own[20:60, 30:80] = 1.0
    assert np.array_equal(vivant.analyze(small, subject=own).subject, own)
    Image.fromarray((own * 255).astype(np.uint8)).save(tmp_path / "mask.png")
    assert np.array_equal(vivant.analyze(small, subject=tmp_path / "mask.png").subject, own)


def test_what_is_written_can_be_touched_up_and_fed_back(scene: vivant.Scene, small: Photo, tmp_path: Path) -> None:
    vivant.write_analysis(scene, tmp_path / "first")
    maps = {name: tmp_path / "first" / f"{name}.png" for name in ("disparity", "subject")}
    again = vivant.analyze(small, disparity=maps["disparity"], subject=str(maps["subject"]))
    vivant.write_analysis(again, tmp_path / "second")
    for path in maps.values():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes(), path.name
    touched = np.array(Image.open(maps["disparity"]))
    touched[:20, :30] = 0
    Image.fromarray(touched).save(maps["disparity"])
    third = vivant.analyze(small, disparity=maps["disparity"])
    assert np.array_equal(np.rint(third.disparity * 65535).astype(np.uint16), touched)


def test_a_portrait_is_seen_with_the_depth_that_the_camera_recorded(small: Photo, tmp_path: Path) -> None:
    shades = np.rint(hill() * 255).astype(np.uint8)
    path = tmp_path / "portrait.heic"
    path.write_bytes(drawn.portrait(small, shades, drawn.DEPTH))
    seen = vivant.analyze(path)
    assert seen.saw[0] == "the depth that the camera recorded"
    assert np.abs(seen.disparity - hill()).max() < 0.03
    assert seen.confidence > 0.9
    mine = vivant.analyze(path, disparity=1 - hill())
    assert mine.saw[0] == "your own depth map" and np.abs(mine.disparity - (1 - hill())).max() < 1e-6
    report = vivant.animate(path, "static", output=tmp_path / "film.mp4", size=SMALL, fps=10, duration_s=0.5).report
    assert report.saw[0] == "the depth that the camera recorded"


def test_a_portrait_is_seen_with_the_outline_that_the_camera_recorded(small: Photo) -> None:
    matte = np.zeros(small.shape[:2], np.uint8)
    matte[40:120, 60:140] = 255
    seen = vivant.analyze(drawn.portrait(small, matte, drawn.PORTRAIT_MATTE))
    assert np.abs(seen.subject - matte / 255).mean() < 0.02
    assert "recorded" not in seen.saw[0]


def test_ones_own_maps_move_the_film(small: Photo, tmp_path: Path) -> None:
    def shown(**maps: object) -> NDArray[np.float32]:
        film = animated(small, "truck right", tmp_path, **maps).path
        return np.stack(list(read_frames(film))).astype(np.float32)

    flat, deep, other = shown(disparity=hill() * 0 + 0.5), shown(disparity=hill()), shown(disparity=1 - hill())
    assert np.abs(deep - other).mean() > 1.0
    assert np.abs(deep - flat).mean() > 0.5


@pytest.mark.parametrize(
    "picture",
    [np.zeros((50, 50), np.uint8), np.zeros((50, 50, 4), np.uint8), np.zeros((50, 50, 3), np.float32)],
    ids=["grey", "rgba", "float"],
)
def test_other_arrays_are_refused_in_words(picture: NDArray[np.generic]) -> None:
    with pytest.raises(UsageError, match=r"\(H, W, 3\) uint8"):
        vivant.analyze(picture)  # type: ignore[arg-type]


def test_too_small_and_missing_pictures_and_broken_depth_are_refused_in_words(small: Photo) -> None:
    with pytest.raises(UndersizedInput, match="5x5"):
        vivant.analyze(np.zeros((5, 5, 3), np.uint8))
    with pytest.raises(MissingInput, match="nowhere"):
        vivant.analyze("nowhere.jpg")
    with pytest.raises(InputError, match="unknown"):
        vivant.analyze(small, disparity=np.full((10, 15), np.nan, np.float32))
    with pytest.raises(MissingInput, match="nowhere"):
        vivant.analyze(small, disparity="nowhere.png")
    with pytest.raises(MissingInput, match="nowhere"):
        vivant.analyze(small, subject="nowhere.png")


def test_an_analysis_is_written_as_files(scene: vivant.Scene, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "seen"
    report = vivant.write_analysis(scene, folder)
    assert json.loads((folder / "report.json").read_text()) == report
    assert sorted(report["files"]) == sorted(path.name for path in folder.iterdir())
    assert {"disparity.png", "subject.png", "sky.png", "background.png", "report.json"} <= set(report["files"])
    assert np.abs(read_map(folder / "disparity.png") - scene.disparity).max() < 1e-4
    with Image.open(folder / "background.png") as background:
        assert (background.size, background.mode) == ((240, 160), "RGB")
    assert report["size"] == [240, 160]
    layers = [name for name in report["files"] if name.startswith("layer-")]
    assert len(layers) == report["layers"] - 1
    for name in layers:
        with Image.open(folder / name) as layer:
            assert layer.mode == "RGBA"


def test_an_analysis_that_cannot_be_written_is_said_in_words(scene: vivant.Scene, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="another folder"):
        vivant.write_analysis(scene, tmp_path / "file")


def test_frames_are_drawn_from_a_draft(scene: vivant.Scene) -> None:
    film = draft("dolly_in", size=SMALL, duration_ms=500, fps=12)
    shown = list(vivant.frames(film, {ASSET: scene}))
    assert [frame.shape for frame in shown] == [(64, 96, 3)] * 6
    other = list(vivant.frames(film, {ASSET: scene}, size=(48, 32), fps=6))
    assert [frame.shape for frame in other] == [(32, 48, 3)] * 3


def test_a_draft_is_exported_in_the_format_of_the_name(small: Photo, scene: vivant.Scene, tmp_path: Path) -> None:
    film = draft("pan_left", size=SMALL, duration_ms=500, fps=12)
    wanted = list(vivant.frames(film, {ASSET: scene}))
    for source, name in ((scene, "a.mp4"), (small, "b.mkv")):
        path = vivant.export(film, {ASSET: source}, tmp_path / name).path
        written = list(read_frames(path))
        assert len(written) == 6
        assert min(psnr(a, b) for a, b in zip(written, wanted, strict=True)) > 28


@pytest.mark.parametrize(
    ("name", "problem"), [("film.docx", UsageError), ("film", UsageError), ("no/folder/film.mp4", OutputError)]
)
def test_a_name_that_cannot_be_written_is_refused_at_once(
    small: Photo, tmp_path: Path, name: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        vivant.animate(small, output=tmp_path / name)
    with pytest.raises(problem):
        vivant.export(draft("static"), {}, tmp_path / name)
    assert not list(tmp_path.iterdir())


# --- animate ----------------------------------------------------------------------------------------------------------


def animated(source: Photo, words: str, folder: Path, **wishes: object) -> vivant.Result:
    wishes = {"size": SMALL, "fps": 10, "duration_s": 1.0} | wishes
    return vivant.animate(source, words, output=folder / "film.mp4", **wishes)  # type: ignore[arg-type]


def test_a_photo_and_words_become_a_film_and_a_report(small: Photo, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    result = animated(small, "slow dolly in", tmp_path, progress=lambda done, total: told.append((done, total)))
    info = probe(result.path)
    assert (info.size, float(info.rate), info.n_frames) == (SMALL, 10.0, 10)
    assert told == [(n, 10) for n in range(1, 11)]
    report = result.report
    assert report.moves == ("dolly_in",)
    assert report.unknown == ()
    assert (report.size, report.fps, report.n_frames, report.duration_s) == (SMALL, 10.0, 10, 1.0)
    assert report.source_size == (240, 160)
    assert report.saw
    assert {"read", "look", "plan", "film"} <= set(report.seconds)
    assert json.loads(json.dumps(report.to_dict()))["moves"] == ["dolly_in"]


def test_the_draft_that_comes_back_makes_the_same_film(small: Photo, tmp_path: Path) -> None:
    result = animated(small, "orbit left", tmp_path)
    again = vivant.Draft.from_dict(result.draft.to_dict())
    asset = again.main_segments()[0].asset
    vivant.export(again, {asset: small}, tmp_path / "again.mp4")
    drawn, redrawn = (vivant.frames(d, {asset: vivant.analyze(small)}) for d in (result.draft, again))
    assert all(np.array_equal(a, b) for a, b in zip(drawn, redrawn, strict=True))
    # The encoder itself may differ by some levels from run to run on the same frames, so films are compared loosely.
    ours, theirs = (list(read_frames(tmp_path / name)) for name in ("film.mp4", "again.mp4"))
    assert max(np.abs(a.astype(int) - b).mean() for a, b in zip(ours, theirs, strict=True)) < 1.0


def test_without_words_a_move_is_picked_and_the_reason_told(small: Photo, tmp_path: Path) -> None:
    report = animated(small, "", tmp_path).report
    assert len(report.moves) >= 1
    assert report.notes


def test_what_is_not_understood_is_told(small: Photo, tmp_path: Path) -> None:
    report = animated(small, "zoom in, add a dancing hippo", tmp_path).report
    assert report.moves == ("zoom_in",)
    assert any("hippo" in word for word in report.unknown)


def test_flows_and_effects_are_reported_beside_the_moves(small: Photo, tmp_path: Path) -> None:
    mask = np.zeros(small.shape[:2], np.uint8)
    mask[60:] = 255
    Image.fromarray(mask).save(tmp_path / "water.png")
    hints = [
        {"region": str(tmp_path / "water.png"), "kind": "river", "direction_deg": 0},
        {"hold": [[0, 0], [1, 0], [1, 0.3]]},
    ]
    report = animated(small, "slow dolly in, snow, film grain", tmp_path, hints=hints).report
    assert report.moves == ("dolly_in",) and report.unknown == ()
    assert report.applied == ("snow", "grain", "river")
    assert report.to_dict()["applied"] == ["snow", "grain", "river"]


SWAPPED = "LUT_3D_SIZE 2\n" + "\n".join(f"{b} {g} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
"""Red and blue change places."""


def test_a_lut_colours_the_film_as_much_as_words_say(small: Photo, tmp_path: Path) -> None:
    (tmp_path / "film.cube").write_text(SWAPPED)
    plain, swapped, half = (
        next(read_frames(animated(small, words, tmp_path, lut=lut).path)).astype(int)
        for words, lut in (
            ("static", None),
            ("static", tmp_path / "film.cube"),
            ("static, half the lut", tmp_path / "film.cube"),
        )
    )
    assert np.abs(swapped - plain[..., ::-1]).mean() < 4 < np.abs(plain - plain[..., ::-1]).mean()
    assert np.abs(half - plain).mean() < 0.75 * np.abs(swapped - plain).mean()


def test_a_bad_lut_is_one_sentence_before_anything_is_written(small: Photo, tmp_path: Path) -> None:
    (tmp_path / "noise.cube").write_bytes(bytes(range(256)) * 40)
    for name, sentence in (("none.cube", "There is no file"), ("noise.cube", "no .cube file"), (".", "cannot be read")):
        with pytest.raises(InputError, match=sentence):
            animated(small, "static", tmp_path, lut=tmp_path / name)
    assert not list(tmp_path.glob("*.mp4"))


def test_a_lut_that_is_asked_for_but_not_given_is_told(small: Photo, tmp_path: Path) -> None:
    assert any(".cube" in note for note in animated(small, "static, lut", tmp_path).report.notes)


def test_wrong_hints_stop_before_anything_is_written(small: Photo, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Hint 1 has kind 'lava'"):
        animated(small, "", tmp_path, hints=[{"region": [[0, 0], [1, 0], [1, 1]], "kind": "lava"}])
    with pytest.raises(MissingInput, match="nowhere"):
        animated(small, "", tmp_path, hints=[{"region": "nowhere.png", "kind": "river"}])
    assert not list(tmp_path.iterdir())


def test_a_preview_is_smaller_and_slower_in_frames(small: Photo, tmp_path: Path) -> None:
    report = animated(small, "zoom in", tmp_path, size=(1280, 720), fps=30, preview=True).report
    assert min(report.size) <= 360
    assert report.size[0] / report.size[1] == pytest.approx(16 / 9, rel=0.01)
    assert report.fps <= 15


def test_a_loop_ends_where_it_began(small: Photo, tmp_path: Path) -> None:
    shown = list(read_frames(animated(small, "zoom in", tmp_path, loop=True, duration_s=2.0).path))
    assert psnr(shown[-1], shown[0]) > psnr(shown[10], shown[0]) + 3


def test_it_fits_as_asked_or_says_what_it_can(small: Photo, tmp_path: Path) -> None:
    shown = next(iter(read_frames(animated(small, "static", tmp_path, fit="contain", size=(64, 96)).path)))
    assert shown[:10].max() < 10
    with pytest.raises(UsageError, match="contain"):
        animated(small, "static", tmp_path, fit="stretch")


def test_a_real_photo_becomes_a_film(bundled_photo: Callable[[str], Path], tmp_path: Path) -> None:
    result = vivant.animate(
        bundled_photo("coffee.png"), "缓慢推近", output=tmp_path / "film.gif", size=(120, 80), fps=8, duration_s=0.5
    )
    assert result.report.moves == ("dolly_in",)
    with Image.open(result.path) as film:
        assert (film.size, film.n_frames) == ((120, 80), 4)


def test_a_photo_gets_the_music_and_the_title_that_are_asked_for(small: Photo, tmp_path: Path) -> None:
    settled: dict[str, Any] = {"size": SMALL, "fps": 10, "duration_s": 1}
    made = vivant.animate(small, 'dolly in, soft piano music, title "Home"', output=tmp_path / "a.mp4", **settled)
    plain = vivant.animate(small, "dolly in", output=tmp_path / "b.mp4", **settled)
    assert {track.role for track in made.draft.tracks()} == {"main", "music", "title"}
    assert (probe(made.path).has_sound, probe(plain.path).has_sound) == (True, False)
    titled, bare = (list(read_frames(one.path))[5].astype(int) for one in (made, plain))
    assert np.abs(titled - bare).max() > 60
