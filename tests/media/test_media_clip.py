"""Films that people give: the right frame at every time, upright, with square pixels and the right colours."""

from __future__ import annotations

import os
import time
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.media.drawn import corners
from tests.media.films import blocks, clicks_of, make, number_of, numbered, numbers, tone
from vivant.errors import UnsupportedInput
from vivant.media import VideoWriter, hdr, open_clip, probe, write_sound

N = 40
NTSC = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    return make(folder / "plain.mp4", map(numbered, range(N)), sound=tone(N / 30, (0.5,)))


# --- what it is --------------------------------------------------------------------------------------------------


def test_what_a_film_is(plain: Path) -> None:
    info = probe(plain)
    assert (info.kind, info.size, info.rate, info.variable) == ("video", (64, 48), Fraction(30), False)
    assert (info.n_frames, info.duration_ms, info.codec) == (N, round(N / 30 * 1000), "h264")
    assert (info.has_sound, info.sound_codec, info.sound_rate, info.channels) == (True, "aac", 48_000, 2)
    assert (info.hdr, info.bits, info.alpha, info.interlaced, info.turned_deg) == ("", 8, False, False, 0)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov", ".ts"])
@pytest.mark.parametrize("rate", [Fraction(24), NTSC, Fraction(50), Fraction(60000, 1001)])
def test_standard_rates_are_recognised(tmp_path: Path, suffix: str, rate: Fraction) -> None:
    info = probe(make(tmp_path / f"film{suffix}", map(numbered, range(N)), rate=rate))
    assert (info.rate, info.variable) == (rate, False)
    assert info.duration_s == pytest.approx(N / rate, abs=0.5 / rate)


def test_a_film_without_sound_is_silent(tmp_path: Path) -> None:
    clip = open_clip(make(tmp_path / "mute.mp4", map(numbered, range(10))))
    assert not clip.info.has_sound
    sound = np.concatenate(list(clip.sound(0.1, 0.3)))
    assert sound.shape == (9600, 2)
    assert not sound.any()


# --- frames by time ----------------------------------------------------------------------------------------------


def test_every_frame_once_at_its_own_rate(plain: Path) -> None:
    assert [number_of(frame) for frame in open_clip(plain).frames()] == list(range(N))


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts", ".avi"])
@pytest.mark.parametrize("rate", [Fraction(24), NTSC, Fraction(60)])
def test_the_frame_at_or_before_each_time(tmp_path: Path, suffix: str, rate: Fraction) -> None:
    codec = "mpeg4" if suffix == ".avi" else "libx264"
    path = make(tmp_path / f"film{suffix}", map(numbered, range(N)), rate=rate, codec=codec)
    times = [i / 25 for i in range(int(N / rate * 25))]
    for time_s, n in zip(times, numbers(path, times), strict=True):  # files may round times to milliseconds
        assert float(n / rate) <= time_s + 0.0016
        assert float((n + 1) / rate) > time_s + 0.0004
    assert numbers(path, [float(i / rate) for i in range(N)]) == list(range(N))


def test_before_the_first_and_behind_the_last(plain: Path) -> None:
    assert numbers(plain, [-1.0, 0.0, 1.25, 60.0, 61.0]) == [0, 0, 37, N - 1, N - 1]


def test_any_order_gives_the_same_frames(plain: Path) -> None:
    order = [0.9, 0.1, 0.5, 0.5, 1.3, 0.0, 0.7]
    assert numbers(plain, order) == [int(t * 30 + 1e-6) for t in order]


@pytest.mark.parametrize("options", [{"g": "12"}, {"g": "250", "bf": "3"}])
def test_backwards(tmp_path: Path, options: dict[str, str]) -> None:
    path = make(tmp_path / "film.mp4", map(numbered, range(N)), options=options)
    assert numbers(path, [i / 30 for i in reversed(range(N))]) == list(reversed(range(N)))


def test_a_far_jump_is_exact(tmp_path: Path) -> None:
    path = make(tmp_path / "long.mp4", (numbered(i % 64) for i in range(600)))
    assert numbers(path, [0.0, 15.0, 5.0, 19.9]) == [0, 450 % 64, 150 % 64, 597 % 64]


def test_frames_are_the_readers_own_and_come_lazily(plain: Path) -> None:
    clip = open_clip(plain)
    reel = clip.frames_at(iter(lambda: 0.0, 1.0))  # without end
    first, second = islice(reel, 2)
    first[:] = 0
    assert number_of(second) == 0
    assert second.min() > 0
    reel.close()  # type: ignore[attr-defined]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_nothing_is_left_open(plain: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    reel = open_clip(plain).frames_at([0.0, 0.1])
    next(reel)
    reel.close()  # type: ignore[attr-defined]
    assert len(os.listdir("/proc/self/fd")) == before


def test_variable_frame_rate(tmp_path: Path) -> None:
    times_ms = [0, 33, 66, 100, 300, 333, 366, 700, 733, 1000]
    path = make(tmp_path / "phone.mp4", map(numbered, range(10)), times_ms=times_ms)
    info = probe(path)
    assert info.variable
    assert info.n_frames == 10
    assert info.duration_s == pytest.approx(1.1, abs=0.1)
    assert numbers(path, [0.0, 0.05, 0.2, 0.29, 0.31, 0.5, 0.69, 0.71, 0.99, 1.01]) == [0, 1, 3, 3, 4, 6, 6, 7, 8, 9]


def test_a_clock_that_does_not_start_at_zero(tmp_path: Path) -> None:
    path = make(tmp_path / "late.ts", map(numbered, range(N)), sound=tone(N / 30, (0.5,)), sound_codec="aac")
    clip = open_clip(path)
    with av.open(str(path)) as film:
        assert film.start_time
    assert numbers(path, [0.0, 0.5, 1.0]) == [0, 15, 30]
    assert clicks_of(np.concatenate(list(clip.sound())))[0] == pytest.approx(0.5, abs=0.03)


# --- shape -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_rotation_marks(tmp_path: Path, turned: int) -> None:
    upright = corners(48, 32)
    stored = np.ascontiguousarray(np.rot90(upright, -turned // 90))
    clip = open_clip(make(tmp_path / "film.mp4", [stored] * 3, pixels="yuv444p", turned=turned))
    assert clip.info.size == (48, 32)
    assert clip.info.stored_size == stored.shape[1::-1]
    frame = next(clip.frames_at([0.0]))
    assert np.abs(frame.astype(int) - upright).mean() < 4
    half = next(clip.frames_at([0.0], size=(24, 16)))
    assert half.shape == (16, 24, 3)
    assert np.abs(half.astype(int) - upright[::2, ::2]).mean() < 8


@pytest.mark.parametrize(
    ("stored", "aspect", "shown"),
    [((48, 64), Fraction(4, 3), (85, 48)), ((48, 72), Fraction(8, 9), (64, 48)), ((48, 64), Fraction(1), (64, 48))],
)
def test_square_pixels(tmp_path: Path, stored: tuple[int, int], aspect: Fraction, shown: tuple[int, int]) -> None:
    frames = [numbered(9, stored[1], stored[0])] * 2
    clip = open_clip(make(tmp_path / "film.mp4", frames, aspect=aspect))
    assert clip.info.size == shown
    assert next(clip.frames_at([0.0])).shape == (shown[1], shown[0], 3)


def test_odd_sizes(tmp_path: Path) -> None:
    path = make(tmp_path / "odd.mkv", [numbered(i, 63, 47) for i in range(5)], pixels="yuv444p")
    assert probe(path).size == (63, 47)
    assert numbers(path, [i / 30 for i in range(5)]) == list(range(5))


def test_reduced_in_the_decoder(plain: Path) -> None:
    frames = list(open_clip(plain).frames_at([0.0, 0.5], size=(30, 22)))
    assert [frame.shape for frame in frames] == [(22, 30, 3)] * 2
    assert [number_of(frame) for frame in frames] == [0, 15]


# --- colour ------------------------------------------------------------------------------------------------------


SWATCHES = np.kron(
    np.array([[[200, 30, 60], [20, 180, 40]], [[30, 60, 220], [250, 220, 40]]], np.uint8),
    np.ones((16, 16, 1), np.uint8),
)


@pytest.mark.parametrize("matrix", [1, 5, 6, 9])
@pytest.mark.parametrize("full", [1, 2])
def test_matrix_and_range_are_respected(tmp_path: Path, matrix: int, full: int) -> None:
    path = make(tmp_path / "film.mkv", [SWATCHES] * 2, pixels="yuv444p", colorspace=matrix, color_range=full)
    frame = next(open_clip(path).frames_at([0.0]))
    assert np.abs(frame.astype(int) - SWATCHES).max() <= 8
    assert np.abs(frame.astype(int) - SWATCHES).mean() <= 2.5


def test_ten_bits(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", [SWATCHES] * 2, pixels="yuv444p10le", colorspace=1)
    clip = open_clip(path)
    assert (clip.info.bits, clip.info.hdr) == (10, "")
    assert np.abs(next(clip.frames_at([0.0])).astype(int) - SWATCHES).mean() <= 2.5


@pytest.mark.parametrize(("transfer", "name"), [(16, "pq"), (18, "hlg")])
def test_high_dynamic_range_becomes_ordinary(tmp_path: Path, transfer: int, name: str) -> None:
    """A grey wedge and two colours, coded for HDR, against the same curve computed here without a table."""
    wedge = np.repeat(np.linspace(64, 800, 16), 4).astype(np.uint16)
    luma = np.repeat(wedge[None], 32, axis=0)
    chroma = np.full_like(luma, 512)
    frame = np.stack([luma, chroma, chroma])
    film = make(tmp_path / "hdr.mkv", [frame] * 2, pixels="yuv444p10le", native=True, colorspace=9, color_trc=transfer,
                color_primaries=9, options={"crf": "4"})  # fmt: skip
    clip = open_clip(film)
    assert (clip.info.hdr, clip.info.bits) == (name, 10)
    shown = next(clip.frames_at([0.0]))[16, 1::4].astype(int)
    coded = (np.linspace(64, 800, 16).astype(int) - 64) / 876
    wanted = hdr.on_screen(np.repeat(coded[:, None], 3, axis=1), name, "bt2020") * 255
    assert np.abs(shown - wanted).max() <= 4
    assert (np.diff(shown[:, 0]) >= 0).all()


def test_the_tone_curve_is_honest() -> None:
    """Black stays black, the darks keep their light, paper stays bright, no colour turns, nothing clips early."""

    def shown(nits: float) -> float:
        code = float(hdr._pq_code(nits))
        return float(hdr.on_screen(np.full((1, 3), code), "pq", "bt2020")[0, 0])

    assert shown(0) == 0
    for nits in (1.0, 5.0, 20.0):
        light = ((shown(nits) + 0.055) / 1.055) ** 2.4 if shown(nits) > 0.04045 else shown(nits) / 12.92
        assert light * hdr.SCREEN_NITS == pytest.approx(nits, rel=0.05)
    assert 0.85 < shown(203) < 0.95
    assert shown(203) < shown(400) < shown(800) < shown(1000) == pytest.approx(1, abs=0.01)
    red = hdr.on_screen(np.array([[0.6, 0.2, 0.2]]), "pq", "bt2020")[0]
    assert red[0] > 2 * red[1]
    assert abs(red[1] - red[2]) < 0.2


def test_wide_gamut_greys_stay_as_they_are(tmp_path: Path) -> None:
    greys = np.repeat(np.linspace(0, 1, 9)[:, None], 3, axis=1)
    assert np.abs(hdr.on_screen(greys, "", "bt2020") - greys).max() < 0.002


def test_interlaced_films_lose_their_combs(tmp_path: Path) -> None:
    def woven(i: int) -> np.ndarray:
        frame = np.full((64, 96, 3), 40, np.uint8)
        for field in (0, 1):  # the bar has moved on by the second field
            x = 4 * (2 * i + field)
            frame[field::2, x : x + 16] = 220
        return frame

    fields = {"flags": "+ildct+ilme", "b": "8M"}
    path = make(tmp_path / "tv.mkv", map(woven, range(8)), codec="mpeg2video", options=fields, woven=True)
    clip = open_clip(path)
    assert clip.info.interlaced
    frames = list(clip.frames_at([i / 30 for i in range(8)]))
    combs = [np.abs(np.diff(frame[8:-8, :, 1].astype(int), axis=0)).mean() for frame in frames]
    assert max(combs[1:-1]) < 0.25 * np.abs(np.diff(woven(4)[8:-8, :, 1].astype(int), axis=0)).mean()
    bars = [float(np.flatnonzero(frame[32, :, 1] > 130).mean()) for frame in frames]
    assert np.diff(bars) == pytest.approx([8] * 7, abs=2)


@pytest.mark.parametrize("suffix", [".webm", ".mov", ".mkv", ".webp"])
def test_alpha(tmp_path: Path, suffix: str) -> None:
    frame = np.dstack([SWATCHES, np.full(SWATCHES.shape[:2], 255, np.uint8)])
    frame[:, 16:, 3], frame[:, 20:, 3] = 128, 0
    path = tmp_path / f"film{suffix}"
    with VideoWriter(path, (32, 32), Fraction(30), alpha=True) as film:
        for i in range(4):
            frame[14:, :, :3] = 60 * i  # without any change a webp would hold one picture
            film.add(frame)
    clip = open_clip(path)
    assert clip.info.alpha
    seen = next(clip.frames_at([0.05], alpha=True)).astype(int)
    assert np.abs(seen[2:12, 2:12, :3] - frame[2:12, 2:12, :3]).max() <= 12
    assert np.abs(seen[..., 3] - frame[..., 3])[:, [2, 8, 24, 28]].max() <= 6
    over_black = next(clip.frames_at([0.05])).astype(int)
    assert over_black[:, 22:].max() <= 8
    assert np.abs(over_black[2:12, 2:12] - frame[2:12, 2:12, :3]).max() <= 12


# --- sound -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".webm", ".avi", ".mov"])
def test_clicks_are_heard_when_they_are_seen(tmp_path: Path, suffix: str) -> None:
    path, still = tmp_path / f"film{suffix}", numbered(9, 32, 32)
    with VideoWriter(path, (32, 32), NTSC, sound=blocks(tone(20.0, (0.5, 8.25, 15.0)))) as film:
        for _ in range(480):
            film.add(still)
    clip = open_clip(path)
    length_s = 480 / NTSC
    assert clip.info.duration_s == pytest.approx(length_s, abs=0.02)
    whole = np.concatenate(list(clip.sound()))
    assert len(whole) / 48_000 == pytest.approx(length_s, abs=0.025)
    assert clicks_of(whole) == pytest.approx([0.5, 8.25, 15.0], abs=0.002)
    late = np.concatenate(list(clip.sound(8.0, 15.5)))
    assert len(late) == 7.5 * 48_000
    assert clicks_of(late) == pytest.approx([0.25, 7.0], abs=0.002)


@pytest.mark.parametrize("clock", [1.001, 0.998])
def test_a_recorder_whose_clock_goes_wrong_is_heard_when_it_is_seen(tmp_path: Path, clock: float) -> None:
    path, seconds, at = tmp_path / "film.mkv", 40.0, (0.5, 20.0, 39.0)
    played = tone(seconds, at)
    with av.open(str(path), "w") as film:
        stream = film.add_stream("pcm_s16le", rate=48_000, layout="stereo")
        for start in range(0, len(played), 960):
            block = np.ascontiguousarray(played[start : start + 960]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
            for packet in stream.encode(frame):
                packet.pts = packet.dts = round(packet.pts * clock)
                film.mux(packet)
    heard = np.concatenate(list(open_clip(path).sound(0.0, seconds * clock)))
    assert clicks_of(heard) == pytest.approx([moment * clock for moment in at], abs=0.014)
    loud = np.abs(heard[:-4800].reshape(-1, 2)).max(axis=1)
    assert loud[: len(loud) // 480 * 480].reshape(-1, 480).max(axis=1).min() > 0.08, "nothing is left out"


@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".m4a", ".flac", ".ogg", ".opus"])
def test_sound_files(tmp_path: Path, suffix: str) -> None:
    from vivant.media import write_sound

    path = tmp_path / f"sound{suffix}"
    assert write_sound(path, blocks(tone(3.0, (1.0, 2.5)))) == pytest.approx(3.0)
    clip = open_clip(path)
    assert (clip.info.kind, clip.info.size, clip.info.channels) == ("sound", (0, 0), 2)
    assert clip.info.duration_s == pytest.approx(3.0, abs=0.06)
    assert clicks_of(np.concatenate(list(clip.sound()))) == pytest.approx([1.0, 2.5], abs=0.003)
    assert clicks_of(np.concatenate(list(clip.sound(0.75, 2.75)))) == pytest.approx([0.25, 1.75], abs=0.003)
    with pytest.raises(UnsupportedInput, match="no pictures"):
        clip.frames_at([0.0])


def test_one_channel_keeps_its_level_and_other_rates_their_pitch(tmp_path: Path) -> None:
    import wave

    t = np.arange(16_000) / 16_000
    with wave.open(str(tmp_path / "mono.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((0.5 * np.sin(2 * np.pi * 500 * t) * 32767).astype("<i2").tobytes())
    sound = np.concatenate(list(open_clip(tmp_path / "mono.wav").sound()))
    assert sound.shape == (48_000, 2)
    assert np.abs(sound[5000:43_000]).max() == pytest.approx(0.5, abs=0.01)
    assert int(np.abs(np.fft.rfft(sound[:, 0])).argmax()) == 500


def test_sound_that_starts_late_and_has_a_hole(tmp_path: Path) -> None:
    path = tmp_path / "gap.mkv"
    with av.open(str(path), "w") as film:
        pictures = film.add_stream("libx264", rate=30)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        heard = film.add_stream("pcm_s16le", rate=48_000, layout="stereo")
        for i in range(60):
            picture = av.VideoFrame.from_ndarray(numbered(i), format="rgb24")
            picture.pts, picture.time_base = i, Fraction(1, 30)
            film.mux(pictures.encode(picture))
        film.mux(pictures.encode(None))
        for start_s in (0.5, 1.25):
            block = av.AudioFrame.from_ndarray(tone(0.25, (0.1,)).reshape(1, -1), "flt", "stereo")
            block.sample_rate, block.pts, block.time_base = 48_000, round(start_s * 48_000), Fraction(1, 48_000)
            film.mux(heard.encode(block))
        film.mux(heard.encode(None))
    sound = np.concatenate(list(open_clip(path).sound(0.0, 2.0)))
    assert len(sound) == 96_000
    assert clicks_of(sound) == pytest.approx([0.6, 1.35], abs=0.003)
    assert not sound[: int(0.49 * 48_000)].any()
    assert not sound[int(0.8 * 48_000) : int(1.2 * 48_000)].any()


def test_a_slow_reader_hears_every_sample(tmp_path: Path) -> None:
    """The other process says now and then that it is still there, and that must not get among the samples."""
    path, wave = tmp_path / "long.wav", tone(12.0, (0.5, 6.0, 11.5))
    write_sound(path, [wave])
    found = []
    for n, block in enumerate(open_clip(path).sound()):
        found.append(block)
        if n == 1:
            time.sleep(2.5)
    heard = np.concatenate(found)
    assert heard.shape == wave.shape
    assert np.abs(heard - wave).max() < 1e-3


# --- pictures and animations -------------------------------------------------------------------------------------


def test_a_picture_is_a_clip_that_stands_still(tmp_path: Path) -> None:
    Image.fromarray(corners()).save(tmp_path / "photo.png")
    clip = open_clip(tmp_path / "photo.png")
    assert (clip.info.kind, clip.info.size, clip.info.n_frames) == ("picture", (48, 32), 1)
    frames = list(clip.frames_at([0.0, 5.0]))
    assert len(frames) == 2
    assert np.array_equal(frames[1], corners())
    assert next(clip.frames_at([0.0], size=(24, 16), alpha=True)).shape == (16, 24, 4)


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_animations_move(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"loop.{kind}"
    frames = [Image.fromarray(numbered(i)) for i in range(8)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100, loop=0)
    clip = open_clip(path)
    assert (clip.info.kind, clip.info.n_frames, clip.info.rate) == ("video", 8, Fraction(10))
    assert clip.info.duration_s == pytest.approx(0.8, abs=0.01)
    assert numbers(path, [0.0, 0.35, 0.1, 0.75, 9.0]) == [0, 3, 1, 7, 7]


# --- real files --------------------------------------------------------------------------------------------------


@pytest.mark.data
def test_real_media(shared_data: Path) -> None:
    for path in sorted((shared_data / "media").iterdir()):
        clip = open_clip(path)
        assert clip.info.duration_s > 1
        if clip.info.kind == "video":
            last = list(clip.frames_at([0.0, clip.info.duration_s]))[-1]
            assert last.shape == (clip.info.size[1], clip.info.size[0], 3)
        if clip.info.has_sound:
            sound = np.concatenate(list(clip.sound()))
            assert len(sound) / 48_000 == pytest.approx(clip.info.duration_s, abs=0.12)
