"""How films are written, as a person asks for it: resolution, codec, quality, rate and poster, on every door."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import vivant
from vivant import media
from vivant.agent import Facts, edit, one_after_another
from vivant.errors import OutputError, UsageError
from vivant.exporting.poster import best_frame
from vivant.platforms import PLATFORMS, RESOLUTIONS, Platform, resolved
from vivant.timeline import still
from vivant.units import Size

Photo = NDArray[np.uint8]
FILMS = [(".mp4", "hevc"), (".mov", "prores"), (".mkv", "av1"), (".webm", "vp9"), (".avi", "mpeg4")]
"""Each codec in each container is held in tests/media; here the wish has to get there."""


@pytest.fixture(scope="module")
def small(photo: Photo) -> Photo:
    return np.asarray(Image.fromarray(photo).resize((120, 80)))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, small: Photo) -> Path:
    path = tmp_path_factory.mktemp("given") / "clip.mp4"
    frame = np.ascontiguousarray(small[:64, :96])
    with media.VideoWriter(path, (96, 64), 10) as film:  # type: ignore[arg-type]
        for n in range(6):
            film.add(np.roll(frame, 3 * n, axis=1))
    return path


@pytest.mark.parametrize(("suffix", "codec"), FILMS)
def test_a_photo_is_written_with_the_codec_asked_for(small: Photo, tmp_path: Path, suffix: str, codec: str) -> None:
    out = tmp_path / f"film{suffix}"
    vivant.animate(small, "static", output=out, size=(96, 64), fps=10, duration_s=0.5, codec=codec, quality="low")
    info = media.probe(out)
    assert info.codec == codec
    assert (info.size, float(info.rate), info.n_frames) == ((96, 64), 10.0, 5)


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_a_film_begins_with_its_index_and_says_its_colours(small: Photo, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"film{suffix}"
    vivant.animate(small, "static", output=out, size=(96, 64), fps=10, duration_s=0.5)
    data = out.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    with av.open(str(out)) as film:
        context = film.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("shape", "name", "size"),
    [
        ((1920, 1080), "720p", (1280, 720)), ((1080, 1920), "720p", (720, 1280)), ((1080, 1080), "4k", (2160, 2160)),
        ((96, 64), "1080P", (1620, 1080)), ((1000, 999), "480p", (480, 480)),
        ((1000, 999), "640x360", (640, 360)),
    ],
)  # fmt: skip
def test_a_resolution_keeps_the_shape(shape: Size, name: str, size: Size) -> None:
    assert resolved(shape, name) == size


def test_a_resolution_is_an_option_of_every_door(small: Photo, clip: Path, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    Image.fromarray(small).save(photo)
    animated = vivant.animate(photo, "vertical", output=tmp_path / "a.mp4", size="480p", fps=2, duration_s=0.5)
    told = vivant.story([photo], "no music, 1 s", output=tmp_path / "s.mp4", size="480p", fps=1)
    edited = vivant.edit([clip], "square", output=tmp_path / "e.mp4", size="480p", fps=2)
    draft = still("p", (120, 80), size=(96, 64), fps=4, duration_ms=500)
    exported = vivant.export(draft, {"p": small}, tmp_path / "x.mp4", size="480p")
    assert animated.draft.size == (480, 854)
    assert min(told.draft.size) == 480
    assert edited.draft.size == (480, 480)
    assert exported.draft.size == (96, 64)
    for name, size in (("a", (480, 854)), ("s", told.draft.size), ("e", (480, 480)), ("x", (720, 480))):
        assert media.probe(tmp_path / f"{name}.mp4").size == size


@pytest.mark.parametrize("name", ["999p", "big", "1920"])
def test_another_resolution_is_one_sentence(small: Photo, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"no resolution '{name}'.*{', '.join(RESOLUTIONS)}"):
        vivant.animate(small, output=tmp_path / "film.mp4", size=name)


@pytest.mark.parametrize(
    ("out", "wishes", "said"),
    [
        ("film.mp4", {"codec": "prores"}, "end the name in .mov"),
        ("film.webm", {"codec": "h264"}, "Use vp9 or av1"),
        ("film.mp4", {"codec": "divx"}, "Use h264"),
        ("film.mp4", {"poster": "poster.bmp"}, "End the name with .png, .jpg or .webp"),
        ("film.wav", {"codec": "aac"}, "is a sound"),
        ("film.wav", {"poster": "poster.jpg"}, "is no film"),
    ],
)
def test_what_does_not_go_together_is_said_before_any_work(
    clip: Path, tmp_path: Path, out: str, wishes: dict[str, str], said: str
) -> None:
    placed = {key: str(tmp_path / name) if key == "poster" else name for key, name in wishes.items()}
    with pytest.raises(UsageError, match=said):
        vivant.edit([clip], "keep 0 to 0.3 s", output=tmp_path / out, **placed)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_an_encoder_that_is_missing_is_one_sentence(
    small: Photo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with an av package that was built without x265."""
    real = media.write.has_encoder
    monkeypatch.setattr(media.write, "has_encoder", lambda codec: codec != "libx265" and real(codec))
    with pytest.raises(UsageError, match=r"no encoder libx265, which film.mp4 needs. Install the av package"):
        vivant.animate(small, output=tmp_path / "film.mp4", codec="hevc")


def test_a_poster_is_the_frame_that_shows_the_most(tmp_path: Path, small: Photo) -> None:
    """A film that fades in from black and out again, with the picture for a moment in between."""
    path, frame = tmp_path / "film.mp4", np.ascontiguousarray(small[:64, :96])
    with media.VideoWriter(path, (96, 64), 10) as film:  # type: ignore[arg-type]
        for n in range(18):
            film.add(np.asarray(frame * max(0.0, 1 - abs(n - 9) / 6), np.uint8))
    found = best_frame(media.open_clip(path))
    assert np.abs(found.astype(int) - frame).mean() < 8


def test_every_door_writes_a_poster(small: Photo, clip: Path, tmp_path: Path) -> None:
    vivant.animate(
        small, "static", output=tmp_path / "a.webm", size=(96, 64), fps=5, duration_s=0.6, poster=tmp_path / "a.jpg"
    )
    vivant.edit([clip], "keep 0 to 0.3 s", output=tmp_path / "e.gif", poster=tmp_path / "e.png")
    for name in ("a.jpg", "e.png"):
        with Image.open(tmp_path / name) as picture:
            assert picture.size == (96, 64)
    with pytest.raises(OutputError, match="does not exist"):
        vivant.edit([clip], "", output=tmp_path / "e.mp4", poster=tmp_path / "no" / "e.png")


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: p.name)
def test_a_place_to_post_to_sets_the_shape_and_says_what_is_too_long(platform: Platform) -> None:
    facts = {"a": Facts("video", "clip", (96, 64), 7_000_000)}
    found = edit(f"for {platform.words[0]}", one_after_another(facts, size=(96, 64)), facts=facts)
    assert found.draft.size == platform.size
    if platform.longest_s is not None:
        assert found.draft.duration_ms <= platform.longest_s * 1000 or any("long" in note for note in found.notes)
