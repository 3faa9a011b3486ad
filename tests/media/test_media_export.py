"""Every container, codec, sound and caption that is promised can be written; what cannot is told in one sentence."""

from __future__ import annotations

import os
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.media.films import blocks, clicks_of, number_of, numbered, tone
from vivant.errors import OutputError, UsageError
from vivant.media import (
    Caption,
    VideoWriter,
    encoders,
    open_clip,
    sound_suffixes,
    suffixes,
    write,
    write_picture,
    write_sound,
)
from vivant.media.recipes import CODECS, CONTAINERS

SIZE = (64, 48)
RATE = Fraction(30000, 1001)
N = 24
KINDS = [(suffix, codec) for suffix, container in CONTAINERS.items() for codec in container.codecs]
SOUNDING = [(suffix, codec) for suffix, codec in KINDS if CONTAINERS[suffix].sound]


def written(path: Path, codec: str | None = None, **options: object) -> Path:
    with VideoWriter(path, SIZE, RATE, codec=codec, **options) as film:  # type: ignore[arg-type]
        for i in range(N):
            film.add(numbered(i))
    return path


@pytest.mark.parametrize(("suffix", "codec"), SOUNDING)
def test_picture_and_sound_of_one_length_in_step(tmp_path: Path, suffix: str, codec: str) -> None:
    path = written(tmp_path / f"film{suffix}", codec, sound=blocks(tone(5.0, (0.25, 0.6)), 777))
    clip = open_clip(path)
    length_s = float(N / RATE)
    assert clip.info.n_frames == N
    assert clip.info.rate == RATE
    assert clip.info.codec == {"prores4444": "prores"}.get(codec, codec)
    wanted = {".webm": "opus", ".avi": "pcm_s16le"}.get(suffix, "pcm_s16le" if "prores" in codec else "aac")
    assert clip.info.sound_codec == ("flac" if codec == "ffv1" else wanted)
    with av.open(str(path)) as film:
        ends = [max((p.pts + (p.duration or 0)) * p.time_base for p in film.demux(stream) if p.size)
                for stream in (film.streams.audio[0],)]  # fmt: skip
    assert abs(float(ends[0]) - length_s) < float(1 / RATE)
    assert [number_of(frame) for frame in clip.frames()] == list(range(N))
    assert clicks_of(np.concatenate(list(clip.sound(0.0, length_s)))) == pytest.approx([0.25, 0.6], abs=0.002)


@pytest.mark.parametrize("n", [1, 2])
def test_films_of_one_and_two_frames(tmp_path: Path, n: int) -> None:
    for take in range(12):  # libx265 leaves the times of so short films to chance
        with VideoWriter(tmp_path / "film.mov", SIZE, RATE, codec="hevc") as film:
            for i in range(n):
                film.add(numbered(i))
        assert [number_of(frame) for frame in open_clip(tmp_path / "film.mov").frames()] == list(range(n)), take


def test_short_sound_is_filled_with_silence_and_drawn_lazily(tmp_path: Path) -> None:
    drawn = []

    def source() -> object:
        for block in blocks(tone(0.3), 480):
            drawn.append(len(block))
            yield block

    path = tmp_path / "film.mp4"
    with VideoWriter(path, SIZE, RATE, sound=source()) as film:  # type: ignore[arg-type]
        film.add(numbered(0))
        assert sum(drawn) <= 48_000 / RATE + 2 * 480
        for i in range(1, N):
            film.add(numbered(i))
    sound = np.concatenate(list(open_clip(path).sound(0.0, float(N / RATE))))
    assert np.abs(sound[: int(0.28 * 48_000)]).max() > 0.05
    assert np.abs(sound[int(0.34 * 48_000) :]).max() < 0.005


def test_loud_and_broken_samples_are_clipped(tmp_path: Path) -> None:
    block = np.full((9600, 2), 3.0, np.float32)
    block[100] = np.nan
    write_sound(tmp_path / "loud.wav", [block])
    sound = np.concatenate(list(open_clip(tmp_path / "loud.wav").sound()))
    assert np.abs(sound).max() <= 1.0
    with pytest.raises(ValueError, match=r"\(n, 2\)"):
        write_sound(tmp_path / "mono.wav", [np.zeros((10, 1), np.float32)])


def test_a_source_of_sound_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def source() -> object:
        yield np.zeros((100, 2), np.float32)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        written(tmp_path / "film.mp4", sound=source())
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("suffix", "codec"), [k for k in KINDS if CODECS[k[1]].tagged])
def test_colours_are_written_down(tmp_path: Path, suffix: str, codec: str) -> None:
    with av.open(str(written(tmp_path / f"film{suffix}", codec))) as film:
        context = film.streams.video[0].codec_context
        frame = next(film.decode(video=0))
        assert frame.colorspace == 1
        assert context.color_range == 1
        if suffix != ".webm":
            assert (context.color_primaries, context.color_trc) == (1, 1)


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_apple_plays_hevc(tmp_path: Path, suffix: str) -> None:
    assert b"hvc1" in written(tmp_path / f"film{suffix}", "hevc").read_bytes()


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm"])
def test_captions_as_a_track(tmp_path: Path, suffix: str) -> None:
    captions = [Caption(0.4, 0.7, "zweite\n\nZeile"), Caption(0.1, 0.3, "你好"), Caption(9.0, 9.5, "too late")]
    path = written(tmp_path / f"film{suffix}", captions=captions, sound=blocks(tone(1.0)))
    with av.open(str(path)) as film:
        track = film.streams.subtitles[0]
        seen = {}
        for packet in film.demux(track):
            text = bytes(packet)[2:] if suffix in (".mp4", ".mov") else bytes(packet)
            if text:
                seen[text.decode()] = (float(packet.pts * track.time_base), float(packet.duration * track.time_base))
    assert set(seen) == {"你好", "zweite\nZeile"}
    assert seen["你好"] == pytest.approx((0.1, 0.2), abs=0.002)
    assert seen["zweite\nZeile"] == pytest.approx((0.4, 0.3), abs=0.002)
    assert [number_of(frame) for frame in open_clip(path).frames()] == list(range(N))


@pytest.mark.parametrize("codec", ["h264", "hevc", "av1", "vp9", "prores"])
def test_quality_is_a_choice_for_every_codec(tmp_path: Path, codec: str) -> None:
    suffix = ".mov" if codec == "prores" else ".mkv"
    noise = np.random.default_rng(5).integers(0, 256, (6, 96, 128, 3), np.uint8)
    sizes = []
    for quality in ("high", "medium", "low"):
        path = tmp_path / f"{quality}{suffix}"
        with VideoWriter(path, (128, 96), RATE, codec=codec, quality=quality) as film:  # type: ignore[arg-type]
            for frame in noise:
                film.add(frame)
        sizes.append(path.stat().st_size)
    assert sizes[0] > sizes[1] > sizes[2]


# --- pictures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alpha", [False, True])
def test_one_picture_for_every_frame(tmp_path: Path, alpha: bool) -> None:
    frame = np.dstack([numbered(3, 33, 17), np.full((17, 33), 77, np.uint8)]) if alpha else numbered(3, 33, 17)
    with VideoWriter(tmp_path / "shot-%04d.png", (33, 17), RATE, alpha=alpha) as film:
        film.add(frame)
        film.add(frame)
    assert sorted(os.listdir(tmp_path)) == ["shot-0001.png", "shot-0002.png"]
    assert np.array_equal(np.asarray(Image.open(tmp_path / "shot-0002.png")), frame)
    with pytest.raises(KeyboardInterrupt), VideoWriter(tmp_path / "other-%d.png", (33, 17), RATE, alpha=alpha) as film:
        film.add(frame)
        raise KeyboardInterrupt
    assert sorted(os.listdir(tmp_path)) == ["shot-0001.png", "shot-0002.png"]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".jpeg", ".webp"])
def test_posters(tmp_path: Path, suffix: str) -> None:
    poster = tmp_path / f"poster{suffix}"
    write_picture(poster, numbered(9))
    assert number_of(np.asarray(Image.open(poster).convert("RGB"))) == 9
    write_picture(poster, np.dstack([numbered(9), np.full((48, 64), 255, np.uint8)]), "low")
    assert number_of(np.asarray(Image.open(poster).convert("RGB"))) == 9
    with pytest.raises(UsageError, match=r"\.png"):
        write_picture(tmp_path / "poster.txt", numbered(9))
    with pytest.raises(OutputError):
        write_picture(tmp_path / "none" / f"poster{suffix}", numbered(9))
    assert os.listdir(tmp_path) == [poster.name]


# --- what cannot be ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("film.webm", {"codec": "h264"}, "vp9 or av1, or end the name in .mp4"),
        ("film.mp4", {"codec": "vp9"}, "h264 or hevc or av1, or end the name in .mkv"),
        ("film.mp4", {"codec": "divx"}, "h264 or hevc or av1"),
        ("film.mp4", {"alpha": True}, "prores4444"),
        ("film.avi", {"alpha": True}, "cannot be seen through"),
        ("film.gif", {"sound": ()}, "cannot have sound"),
        ("film.avi", {"captions": [Caption(0, 1, "x")]}, "draw them into the picture"),
        ("film.png", {}, "frame-%05d.png"),
    ],
)
def test_what_cannot_be_is_told_with_the_way_out(
    tmp_path: Path, name: str, options: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        VideoWriter(tmp_path / name, SIZE, RATE, **options)  # type: ignore[arg-type]
    assert said in caught.value.sentence
    assert os.listdir(tmp_path) == []


def test_a_machine_without_an_encoder_is_told_what_else_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {"libx264", "libx265", "libsvtav1"}
    monkeypatch.setattr(write, "has_encoder", lambda codec: codec not in lacking)
    with pytest.raises(UsageError) as caught:
        VideoWriter(tmp_path / "film.mp4", SIZE, RATE)
    assert "no encoder libx264" in caught.value.sentence
    assert "end the name in .webm" in caught.value.sentence


@pytest.mark.parametrize("suffix", sound_suffixes())
def test_sound_files_are_whole_or_not_there(tmp_path: Path, suffix: str) -> None:
    def source() -> object:
        yield np.zeros((100, 2), np.float32)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sound(tmp_path / f"sound{suffix}", source())  # type: ignore[arg-type]
    with pytest.raises(OutputError, match="no sound"):
        write_sound(tmp_path / f"sound{suffix}", [])
    with pytest.raises(UsageError):
        write_sound(tmp_path / "sound.txt", [])
    assert os.listdir(tmp_path) == []


def test_every_encoder_of_the_tables_is_known() -> None:
    assert {codec.encoder for codec in CODECS.values()} <= set(encoders())
    assert {codec for container in CONTAINERS.values() for codec in container.codecs} == set(CODECS) - {"png"}
    assert set(suffixes()) == set(CONTAINERS)


def test_the_page_of_exports_is_up_to_date() -> None:
    folder = Path(__file__).resolve().parents[2] / "docs"
    spec = spec_from_file_location("written", folder / "written.py")
    assert spec is not None and spec.loader is not None
    written_page = module_from_spec(spec)
    spec.loader.exec_module(written_page)
    page = (folder / "exports.md").read_text(encoding="utf-8")
    assert page == written_page.exports_page(), "docs/exports.md is stale: run make pages and commit it"
