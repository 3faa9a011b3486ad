"""Parts laid end to end are the film that was drawn; a stretch that can be copied is copied exactly."""

from __future__ import annotations

import os
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from tests.media.films import blocks, clicks_of, make, number_of, numbered, tone
from vivant.errors import OutputError, UnreadableInput, UsageError
from vivant.media import Caption, VideoWriter, chunk_kind, copy_range, join, open_clip, read_frames
from vivant.media.recipes import CONTAINERS

SIZE = (64, 48)
RATE = Fraction(30000, 1001)
CUTS = (0, 13, 14, 40)
KINDS = [(suffix, codec) for suffix, container in CONTAINERS.items() for codec in container.codecs]


def parts_of(folder: Path, out: str, codec: str | None = None, cuts: tuple[int, ...] = CUTS) -> list[Path]:
    suffix, part_codec = chunk_kind(out, codec)
    parts = []
    for first, last in pairwise(cuts):
        parts.append(folder / f"part{first}{suffix}")
        with VideoWriter(parts[-1], SIZE, RATE, codec=part_codec) as film:
            for i in range(first, last):
                film.add(numbered(i))
    return parts


@pytest.mark.parametrize(("suffix", "codec"), KINDS)
def test_every_frame_once_and_in_time(tmp_path: Path, suffix: str, codec: str) -> None:
    out = tmp_path / f"film{suffix}"
    parts = parts_of(tmp_path, out.name, codec)
    sound = blocks(tone(40 / RATE, (0.4,))) if CONTAINERS[suffix].sound else None
    assert join(parts, out, RATE, codec=codec, sound=sound) == 40
    clip = open_clip(out)
    assert clip.info.n_frames == 40
    assert clip.info.duration_s == pytest.approx(40 / RATE, abs=0.02)
    times_s = [float((i + 0.5) / RATE) for i in range(40)]
    if suffix != ".gif":  # its clock counts hundredths
        assert [number_of(frame) for frame in clip.frames_at(times_s)] == list(range(40))
    if suffix != ".webp":  # FFmpeg cannot read these
        assert [number_of(frame) for frame in read_frames(out)] == list(range(40))
    if sound:
        heard = np.concatenate(list(clip.sound(0.0, float(40 / RATE))))
        assert clicks_of(heard) == pytest.approx([0.4], abs=0.002)
    assert sorted(os.listdir(tmp_path)) == sorted([out.name, *(part.name for part in parts)])


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm", ".avi"])
def test_packets_are_in_order_and_without_gaps(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"film{suffix}"
    join(parts_of(tmp_path, out.name), out, RATE, sound=blocks(tone(2.0)))
    with av.open(str(out)) as film:
        stream = film.streams.video[0]
        packets = [p for p in film.demux(stream) if p.size]
        stamps = [p.dts for p in packets if p.dts is not None]
        assert stamps == sorted(set(stamps))
        shown = sorted(float((p.pts if p.pts is not None else p.dts) * p.time_base) for p in packets)
        assert np.diff(shown) == pytest.approx(float(1 / RATE), abs=0.0011)


def test_joined_parts_are_the_unchunked_film_but_for_key_frames(tmp_path: Path) -> None:
    """What each part decodes to alone, and what it decodes to within the whole, is the same to the bit."""
    out = tmp_path / "film.mp4"
    parts = parts_of(tmp_path, out.name)
    join(parts, out, RATE)
    alone = [frame for part in parts for frame in read_frames(part)]
    together = list(read_frames(out))
    assert len(alone) == len(together) == 40
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))


def test_captions_and_the_index_in_front(tmp_path: Path) -> None:
    out = tmp_path / "film.mp4"
    join(parts_of(tmp_path, out.name), out, RATE, captions=[Caption(0.2, 0.6, "Hello"), Caption(0.8, 1.1, "你好")])
    with av.open(str(out)) as film:
        texts = [bytes(p)[2:].decode() for p in film.demux(film.streams.subtitles[0]) if p.size > 2]
    assert texts == ["Hello", "你好"]
    data = out.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_parts_that_do_not_fit_are_named(tmp_path: Path) -> None:
    out = tmp_path / "film.mp4"
    parts = parts_of(tmp_path, out.name)
    with VideoWriter(tmp_path / "other.mp4", (128, 48), RATE) as film:
        film.add(np.zeros((48, 128, 3), np.uint8))
    with pytest.raises(UnreadableInput, match="other settings"):
        join([*parts, tmp_path / "other.mp4"], out, RATE)
    parts[1].write_bytes(parts[1].read_bytes()[:200])
    with pytest.raises(UnreadableInput, match="part13"):
        join(parts, out, RATE)
    with pytest.raises(UnreadableInput, match="lacks frames"):
        join([parts[0]], out, RATE * 2)
    with pytest.raises(UsageError, match="nothing to join"):
        join([], out, RATE)
    assert not out.exists()
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".part")]


# --- copying -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 frames with a key frame every 12, B-frames between, and sound."""
    folder = tmp_path_factory.mktemp("copy")
    options = {"g": "12", "keyint_min": "12", "bf": "2", "x264-params": "scenecut=0:open-gop=0"}
    return make(folder / "film.mp4", map(numbered, range(60)), options=options, sound=tone(2.0, (0.5, 1.0, 1.5)))


def packets_of(path: Path) -> list[bytes]:
    with av.open(str(path)) as film:
        return [bytes(packet) for packet in film.demux(film.streams.video[0]) if packet.size]


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_a_whole_film_is_copied_to_the_bit(tmp_path: Path, source: Path, suffix: str) -> None:
    out = tmp_path / f"copy{suffix}"
    assert copy_range(source, out)
    assert packets_of(out) == packets_of(source)
    clip = open_clip(out)
    assert [number_of(frame) for frame in clip.frames_at(i / 30 for i in range(60))] == list(range(60))
    assert clicks_of(np.concatenate(list(clip.sound(0.0, 2.0)))) == pytest.approx([0.5, 1.0, 1.5], abs=0.003)
    assert os.listdir(tmp_path) == [out.name]


@pytest.mark.parametrize(("first", "last"), [(12, 48), (24, 60), (0, 36), (48, 60)])
def test_a_cut_at_key_frames_is_exact(tmp_path: Path, source: Path, first: int, last: int) -> None:
    out = tmp_path / "cut.mp4"
    assert copy_range(source, out, first / 30, last / 30 if last < 60 else None)
    clip = open_clip(out)
    assert clip.info.n_frames == last - first
    times_s = [i / 30 for i in range(last - first)]
    assert [number_of(frame) for frame in clip.frames_at(times_s)] == list(range(first, last))
    wanted = [at - first / 30 for at in (0.5, 1.0, 1.5) if first / 30 < at < last / 30]
    heard = clicks_of(np.concatenate(list(clip.sound(0.0, (last - first) / 30))))
    assert heard == pytest.approx(wanted, abs=0.004)


@pytest.mark.parametrize(("start_s", "end_s"), [(0.1, None), (0.5, 1.0), (1.9, None), (3.0, 4.0)])
def test_other_cuts_are_left_alone(tmp_path: Path, source: Path, start_s: float, end_s: float | None) -> None:
    assert not copy_range(source, tmp_path / "cut.mp4", start_s, end_s)
    assert os.listdir(tmp_path) == []


def test_kinds_that_cannot_carry_it_are_left_alone(tmp_path: Path, source: Path) -> None:
    assert not copy_range(source, tmp_path / "copy.webm")
    assert not copy_range(source, tmp_path / "copy.gif")
    with pytest.raises(UsageError, match=r"\.mp4"):
        copy_range(source, tmp_path / "copy.txt")
    with pytest.raises(OutputError):
        copy_range(source, tmp_path / "none" / "copy.mp4")


@pytest.mark.parametrize("turned", [0, 90])
def test_a_copy_keeps_turn_and_pixel_shape(tmp_path: Path, turned: int) -> None:
    path = make(tmp_path / "film.mp4", map(numbered, range(6)), turned=turned, aspect=Fraction(4, 3))
    assert copy_range(path, tmp_path / "copy.mov")
    before, after = open_clip(path).info, open_clip(tmp_path / "copy.mov").info
    assert (after.size, after.turned_deg) == (before.size, before.turned_deg)
    assert after.size == ((48, 85) if turned else (85, 48))


@pytest.mark.data
def test_real_films_are_copied_into_other_containers(tmp_path: Path, shared_data: Path) -> None:
    for name, suffix in (("short_cam.mp4", ".mkv"), ("short_cam.mkv", ".mp4"), ("short_cam.mov", ".mp4"),
                         ("alpha_200px.webm", ".mkv"), ("short_cam.avi", ".mkv")):  # fmt: skip
        source, out = shared_data / "media" / name, tmp_path / f"copy{suffix}"
        assert copy_range(source, out), name
        before, after = open_clip(source).info, open_clip(out).info
        assert (after.n_frames, after.size, after.codec, after.alpha, after.has_sound) == (
            before.n_frames, before.size, before.codec, before.alpha, before.has_sound,
        )  # fmt: skip
