"""`vivant export`: a draft and its files in, a film, pictures or a sound out.

The command is run where it matters what is typed and said; the rest asks the front door, which is quicker.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

import vivant
from tests.cli.command import Vivant, sentences
from vivant import media
from vivant.errors import DraftError, OutputError, UsageError, VivantError
from vivant.sound import loudness

Data = dict[str, Any]
SIZE = (96, 64)
RATE = 48_000


@pytest.fixture
def command(vivant: Vivant) -> Vivant:
    """`vivant` on a command line; the name is the package's here."""
    return vivant


@pytest.fixture
def files(tmp_path: Path, photo: NDArray[np.uint8]) -> Path:
    """A folder with a picture, a video with sound and a song."""
    cv2.imwrite(str(tmp_path / "cat.png"), photo[..., ::-1])
    wave = 0.1 * np.sin(2 * np.pi * 330 * np.arange(4 * RATE) / RATE)
    sound = np.stack([wave, wave], axis=1).astype(np.float32)
    with media.VideoWriter(tmp_path / "walk.mp4", SIZE, Fraction(10), sound=[sound]) as film:
        for i in range(40):
            film.add(np.full((SIZE[1], SIZE[0], 3), 5 * i, np.uint8))
    media.write_sound(tmp_path / "song.wav", [sound])
    return tmp_path


ASSETS: Data = {
    "p": {"k": "image", "n": "cat.png"}, "v": {"k": "video", "n": "walk.mp4", "d": 4000},
    "m": {"k": "audio", "n": "song.wav", "d": 4000},
}  # fmt: skip


def put(folder: Path, *tracks: Data, **assets: Data) -> Path:
    meta = {"title": "t", "width": SIZE[0], "height": SIZE[1], "fps": 10}
    path = folder / "draft.json"
    path.write_text(json.dumps({"v": 1, "m": meta, "t": tracks, "a": ASSETS | assets}))
    return path


def shown(*segments: Data) -> Data:
    return {"tt": 0, "r": "main", "sg": list(segments)}


PICTURE: Data = {"d": 1000, "src": {"a": "p"}, "mo": {"p": "dolly_in", "i": 0.5}}
VIDEO: Data = {"d": 1500, "src": {"a": "v", "in": 500, "out": 2000}}
MUSIC: Data = {"tt": 1, "r": "music", "sg": [{"d": 2500, "src": {"a": "m"}}]}
CAPTIONS: Data = {"tt": 7, "r": "caption", "sg": [{"s": 200, "d": 900, "txt": {"c": "Hello there"}}]}


def export(folder: Path, name: str, **options: Any) -> vivant.Result:
    return vivant.export(folder / "draft.json", None, folder / name, **options)


def streams(path: Path) -> list[str]:
    with av.open(str(path)) as film:
        return sorted(stream.type for stream in film.streams)


def samples(path: Path) -> NDArray[np.float32]:
    return np.concatenate(list(media.open_clip(path).sound()))


def test_a_draft_becomes_a_film_with_sound(command: Vivant, files: Path) -> None:
    put(files, shown(PICTURE, VIDEO), MUSIC)
    done = command("export", "draft.json", "-o", "out.mp4", "--json")
    told = json.loads(done.stdout)
    info = media.probe(files / "out.mp4")
    assert done.returncode == 0
    assert (info.size, info.rate, info.n_frames, info.codec) == (SIZE, 10, 25, "h264")
    assert abs(info.duration_s - 2.5) <= 0.1
    assert streams(files / "out.mp4") == ["audio", "video"]
    assert (told["path"], told["moves"], told["duration_s"]) == ("out.mp4", ["dolly_in"], 2.5)
    lufs, peak = loudness(samples(files / "out.mp4"))
    assert lufs == pytest.approx(-14, abs=0.5)
    assert peak < -0.9


def test_it_says_what_it_makes_and_where_it_is(command: Vivant, files: Path) -> None:
    put(files, shown(PICTURE))
    done = command("export", "draft.json")
    assert done.stdout == "draft.mp4\n"
    assert sentences(done)[-1].startswith(f"Wrote {files / 'draft.mp4'} (1 s) in ")
    assert "Drawing: 100 %" in done.stderr
    assert streams(files / "draft.mp4") == ["video"]


@pytest.mark.parametrize(
    ("name", "codec"), [("o.webm", "vp9"), ("o.mov", "prores"), ("o.mkv", "av1"), ("o.avi", "mpeg4")]
)
def test_every_container_has_pictures_and_sound_of_one_length(files: Path, name: str, codec: str) -> None:
    put(files, shown(PICTURE, VIDEO), MUSIC)
    export(files, name, codec=codec, quality="low", size=(64, 36), fps=8)
    info = media.probe(files / name)
    assert (info.size, info.rate, info.codec) == ((64, 36), 8, codec)
    assert abs(len(samples(files / name)) / RATE - info.duration_s) <= 1 / 8
    assert streams(files / name) == ["audio", "video"]


def test_pictures_animations_and_sounds_alone(files: Path) -> None:
    put(files, shown(PICTURE, VIDEO), MUSIC)
    for name in ("frame-%03d.png", "o.gif", "o.webp", "o.wav", "o.m4a"):
        export(files, name)
    assert len(list(files.glob("frame-*.png"))) == 25
    assert len(samples(files / "o.wav")) == round(2.5 * RATE)
    assert loudness(samples(files / "o.wav"))[0] == pytest.approx(-14, abs=0.3)


def test_captions_are_burned_in_a_track_or_left_out(files: Path) -> None:
    put(files, shown(PICTURE | {"mo": {"p": "static"}}), CAPTIONS)
    frames = {}
    for how in ("burned", "track", "none"):
        export(files, f"{how}.mkv", codec="ffv1", captions=how)
        frames[how] = list(media.read_frames(files / f"{how}.mkv"))[5]
    assert streams(files / "track.mkv") == ["subtitle", "video"]
    assert streams(files / "burned.mkv") == streams(files / "none.mkv") == ["video"]
    assert np.array_equal(frames["track"], frames["none"])
    assert not np.array_equal(frames["burned"], frames["none"])


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as film:
        return [bytes(packet) for packet in film.demux(video=0) if packet.size]


def test_a_video_that_needs_no_drawing_is_copied(command: Vivant, files: Path) -> None:
    put(files, shown({"d": 4000, "src": {"a": "v"}}))
    done = command("export", "draft.json", "-o", "copy.mkv")
    assert "copied as it is" in done.stderr
    assert packets(files / "copy.mkv") == packets(files / "walk.mp4")
    assert streams(files / "copy.mkv") == ["audio", "video"]


@pytest.mark.parametrize(
    "change",
    [{"vol": 0.5}, {"fx": [{"k": "vignette"}]}, {"tr": {"sc": 0.5}}, {"src": {"a": "v", "sp": 2.0}}, {"fi": 300}],
)
def test_what_is_changed_is_drawn(files: Path, change: Data) -> None:
    put(files, shown({"d": 2000, "src": {"a": "v"}} | change))
    assert export(files, "drawn.mp4").report.notes == ()
    assert packets(files / "drawn.mp4") != packets(files / "walk.mp4")


def test_sound_stays_with_its_picture(files: Path) -> None:
    """Flashes with beeps, every second for two minutes, cut and faster: each is seen and heard at the same frame."""
    rate, n = 12, 12 * 120
    beep = np.zeros((120 * RATE, 2), np.float32)
    for k in range(120):
        beep[k * RATE : k * RATE + 2400] = 0.5 * np.sin(np.arange(2400) / 8)[:, None]
    with media.VideoWriter(files / "beeps.mp4", (32, 32), Fraction(rate), sound=[beep]) as film:
        for i in range(n):
            film.add(np.full((32, 32, 3), 255 if i % rate == 0 else 0, np.uint8))
    segments = [
        {"d": 50_000, "src": {"a": "b", "in": 3000, "out": 53_000}},
        {"d": 30_000, "src": {"a": "b", "in": 55_000, "out": 115_000, "sp": 2.0}},
        {"d": 20_000, "src": {"a": "b", "in": 10_000, "out": 30_000, "rev": True}},
    ]
    put(files, shown(*segments), b={"k": "video", "n": "beeps.mp4", "d": 120_000})
    export(files, "o.mkv", size=(32, 32), fps=12)
    seen = np.array([frame.mean() for frame in media.read_frames(files / "o.mkv")])
    loud = np.abs(samples(files / "o.mkv")[:, 0])
    for start_s, end_s, step_s in ((0, 50, 1.0), (50, 80, 0.5)):
        flashes = np.flatnonzero(seen[start_s * rate : end_s * rate] > 128) / rate
        assert len(flashes) == pytest.approx((end_s - start_s) / step_s, abs=1)
        for flash in flashes[1:-1]:
            first = round((start_s + flash - 0.2) * RATE)
            heard = np.flatnonzero(loud[first : first + round(0.4 * RATE)] > 0.1)
            assert abs(heard[0] / RATE - 0.2) <= 1 / rate


def test_what_cannot_be_is_said_in_a_sentence(command: Vivant, files: Path) -> None:
    put(files, shown(PICTURE, VIDEO), p={"k": "image", "n": "gone.png"}, v={"k": "video", "n": "song.wav"})
    done = command("export", "draft.json", "-o", "o.mp4")
    assert done.returncode == 1
    assert "gone.png" in done.stderr
    assert "1 more" in done.stderr
    assert command("export", "draft.json", "-o", "o.mp4", "--size", "odd").returncode == 2
    assert not list(files.glob("o.*"))


@pytest.mark.parametrize(
    ("text", "words"), [("{]", "is no draft"), ("[]", "JSON object"), ("{}", "draft"), (None, "no file")]
)
def test_what_is_no_draft_is_refused(tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "draft.json").write_text(text)
    with pytest.raises(VivantError, match=words):
        export(tmp_path, "o.mp4")


def test_names_that_cannot_be_written_are_refused(files: Path) -> None:
    put(files, shown(PICTURE))
    with pytest.raises(OutputError, match="silent"):
        export(files, "o.wav")
    with pytest.raises(UsageError, match="format"):
        export(files, "o.docx")


def test_files_may_be_in_another_folder(files: Path) -> None:
    put(files, shown(PICTURE))
    (files / "media").mkdir()
    (files / "cat.png").rename(files / "media" / "cat.png")
    with pytest.raises(DraftError, match=r"cat\.png"):
        export(files, "o.mp4")
    for name in ("cat.png", "p.png"):  # by its name in the draft, or by its id
        (files / "media" / "cat.png").rename(files / "media" / name)
        made = vivant.export(files / "draft.json", files / "media", files / "o.mp4")
        assert made.report.duration_s == media.probe(files / "o.mp4").duration_s == 1.0
