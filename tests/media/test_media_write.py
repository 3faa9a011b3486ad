"""Films come back with the colours, size and frames that went in, and nothing is left of one that failed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from vivant.errors import MissingInput, OutputError, UnreadableInput, UnsupportedInput, UsageError
from vivant.media import VideoWriter, encoders, probe, read_frames, suffixes

SIZE = (160, 96)
FLAT = [(200, 30, 60), (20, 180, 40), (30, 60, 220), (128, 128, 128), (255, 255, 255), (0, 0, 0), (250, 220, 40),
        (10, 90, 110)]  # fmt: skip
N_FRAMES = 13
RATE = Fraction(30000, 1001)
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files and signals")


def swatches(i: int) -> np.ndarray:
    """Eight flat colours, and a white mark that walks along the seam between the rows with the frame number."""
    width, height = SIZE
    frame = np.zeros((height, width, 3), np.uint8)
    for k, colour in enumerate(FLAT):
        y, x = k // 4 * height // 2, k % 4 * width // 4
        frame[y : y + height // 2, x : x + width // 4] = colour
    frame[height // 2 - 6 : height // 2 + 6, 12 * i : 12 * i + 12] = 255
    return frame


def written(path: Path, rate: Fraction = RATE, **options: str) -> Path:
    with VideoWriter(path, SIZE, rate, **options) as film:
        for i in range(N_FRAMES):
            film.add(swatches(i))
    return path


def frames_of(path: Path) -> list[np.ndarray]:
    if path.suffix != ".webp":
        return list(read_frames(path))
    with Image.open(path) as film:  # FFmpeg cannot read animated WebP
        frames = []
        for i in range(film.n_frames):
            film.seek(i)
            frames.append(np.asarray(film.convert("RGB")))
        return frames


@pytest.mark.parametrize("suffix", suffixes())
def test_colours_frames_and_size_survive(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"film{suffix}")
    frames = frames_of(path)
    assert len(frames) == N_FRAMES
    width, height = SIZE
    for i in (0, 6, N_FRAMES - 1):
        assert frames[i].shape == (height, width, 3)
        for k, colour in enumerate(FLAT):
            y, x = k // 4 * height // 2, k % 4 * width // 4
            patch = frames[i][y + 14 : y + 34, x + 10 : x + 30].astype(int)
            assert np.abs(patch.mean(axis=(0, 1)) - colour).max() <= 3, f"frame {i}, colour {colour}"
        mark = frames[i][height // 2 - 3 : height // 2 + 3, 12 * i + 3 : 12 * i + 9]
        assert mark.min() > 200, f"frame {i} is not where it should be"
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("suffix", [s for s in suffixes() if s not in (".webp", ".gif")])
def test_what_a_film_says_about_itself(tmp_path: Path, suffix: str) -> None:
    info = probe(written(tmp_path / f"film{suffix}"))
    assert info.size == SIZE
    assert info.n_frames == N_FRAMES
    assert abs(info.rate - RATE) < Fraction(1, 10)
    assert abs(info.duration_s - N_FRAMES / RATE) < 0.01
    assert info.codec == {".webm": "vp9", ".avi": "mpeg4"}.get(suffix, "h264")


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm"])
def test_colour_tags(tmp_path: Path, suffix: str) -> None:
    with av.open(written(tmp_path / f"film{suffix}")) as film:
        context = film.streams.video[0].codec_context
        assert context.pix_fmt == "yuv420p"
        assert context.colorspace == 1
        assert context.color_range == 1
        if suffix != ".webm":
            assert (context.color_primaries, context.color_trc) == (1, 1)


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_the_index_comes_first(tmp_path: Path, suffix: str) -> None:
    data = written(tmp_path / f"film{suffix}").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(30), Fraction(60), Fraction(120)])
@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_looping_pictures_last_as_long_as_asked(tmp_path: Path, suffix: str, rate: Fraction) -> None:
    with Image.open(written(tmp_path / f"film{suffix}", rate)) as film:
        assert film.info["loop"] == 0
        lasting_ms = 0.0
        for i in range(film.n_frames):
            film.seek(i)
            film.load()
            assert film.info["duration"] >= (20 if suffix == ".gif" else 8)
            lasting_ms += film.info["duration"]
    assert abs(lasting_ms - 1000 * N_FRAMES / rate) <= 25


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".avi", ".gif", ".webp"])
def test_quality_is_a_choice(tmp_path: Path, suffix: str) -> None:
    rng = np.random.default_rng(5)
    noise = rng.integers(0, 256, (N_FRAMES, SIZE[1], SIZE[0], 3), np.uint8)
    sizes = []
    for quality in ("high", "medium", "low"):
        path = tmp_path / f"{quality}{suffix}"
        with VideoWriter(path, SIZE, RATE, quality=quality) as film:
            for frame in noise:
                film.add(frame)
        sizes.append(path.stat().st_size)
    if suffix != ".gif":
        assert sizes[0] > sizes[1] > sizes[2]


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_odd_sizes_where_they_are_possible(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"film{suffix}"
    with VideoWriter(path, (33, 17), RATE) as film:
        for i in range(3):
            film.add(np.full((17, 33, 3), 60 * i, np.uint8))
    with Image.open(path) as still:
        assert still.size == (33, 17)


def test_frames_may_be_views_read_only_and_reused(tmp_path: Path) -> None:
    buffer = np.zeros((SIZE[1], SIZE[0] * 2, 3), np.uint8)
    with VideoWriter(tmp_path / "film.mkv", SIZE, RATE) as film:
        for value in range(20, 180, 20):
            buffer[:] = value
            view = buffer[:, ::2]
            view.flags.writeable = False
            film.add(view)
    means = [frame.mean() for frame in read_frames(tmp_path / "film.mkv")]
    assert np.abs(np.array(means) - np.arange(20, 180, 20)).max() < 3


def test_other_threads_run_while_it_encodes(tmp_path: Path) -> None:
    frame = np.random.default_rng(1).integers(0, 256, (720, 1280, 3), np.uint8)
    longest, running = [0.0], [True]

    def tick() -> None:
        last = time.perf_counter()
        while running[0]:
            time.sleep(0.002)
            now = time.perf_counter()
            longest[0], last = max(longest[0], now - last), now

    watcher = threading.Thread(target=tick)
    with VideoWriter(tmp_path / "film.mp4", (1280, 720), RATE) as film:
        film.add(frame)
        watcher.start()
        start = time.perf_counter()
        for _ in range(12):
            film.add(frame)
        took = time.perf_counter() - start
        running[0] = False
        watcher.join()
    assert longest[0] < max(0.25, took / 3)


def test_names_are_taken_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("影片 %03d.mp4", "-f.mp4", "a:b.MP4"):
        written(Path(name))
        assert probe(name).n_frames == N_FRAMES


def test_doctor_knows_the_encoders() -> None:
    assert {"gif", "libvpx-vp9", "libwebp_anim", "libx264", "mpeg4", "libx265", "libsvtav1", "aac"} <= set(encoders())
    assert all(encoders().values())


# --- wrong use ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["film", "film.txt", "film.png", ".mp4"])
def test_unknown_kinds_are_listed(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        VideoWriter(tmp_path / name, SIZE, RATE)
    assert all(suffix in caught.value.sentence for suffix in suffixes())


@pytest.mark.parametrize("size", [(161, 96), (160, 95)])
@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".webm", ".avi"])
def test_odd_sizes_are_refused(tmp_path: Path, suffix: str, size: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match="even"):
        VideoWriter(tmp_path / f"film{suffix}", size, RATE)


def test_other_wrong_values(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    for size, rate, quality in (((0, 2), RATE, "high"), ((2, 99998), RATE, "high"), (SIZE, Fraction(0), "high"),
                                (SIZE, RATE, "best")):  # fmt: skip
        with pytest.raises(UsageError):
            VideoWriter(path, size, rate, quality=quality)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="does not fit"), VideoWriter(path, SIZE, RATE) as film:
        film.add(np.zeros((10, 10, 3), np.uint8))
    with pytest.raises(ValueError, match="not open"):
        VideoWriter(path, SIZE, RATE).add(swatches(0))
    assert os.listdir(tmp_path) == []


# --- failure -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("suffix", suffixes())
def test_an_interruption_leaves_nothing(tmp_path: Path, suffix: str, error: type[BaseException]) -> None:
    older = tmp_path / f"film{suffix}"
    older.write_bytes(b"an older film")
    with pytest.raises(error), VideoWriter(older, SIZE, RATE) as film:
        for i in range(5):
            film.add(swatches(i))
        raise error
    assert os.listdir(tmp_path) == [older.name]
    assert older.read_bytes() == b"an older film"


@pytest.mark.parametrize("suffix", suffixes())
def test_a_film_without_frames_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OutputError, match="no frames"), VideoWriter(tmp_path / f"film{suffix}", SIZE, RATE):
        pass
    assert os.listdir(tmp_path) == []


ENDLESS = """
import sys
from fractions import Fraction
import numpy as np
from vivant.media import VideoWriter
frame = np.random.default_rng(0).integers(0, 256, (96, 160, 3), np.uint8)
with VideoWriter(sys.argv[1], (160, 96), Fraction(30)) as film:
    for i in range(100_000):
        film.add(frame)
        if i == 20:
            print("going", flush=True)
"""

FULL = """
import resource, sys
from fractions import Fraction
import numpy as np
from vivant.errors import OutputError
from vivant.media import VideoWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
rng = np.random.default_rng(0)
try:
    with VideoWriter(sys.argv[1], (320, 192), Fraction(30)) as film:
        for i in range(60):
            film.add(rng.integers(0, 256, (192, 320, 3), np.uint8))
except OutputError as error:
    print(error.sentence)
"""


def _python(script: str, path: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, env=environment)  # fmt: skip


@needs_posix
@pytest.mark.parametrize("suffix", [".mp4", ".gif"])
def test_control_c_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    with _python(ENDLESS, tmp_path / f"film{suffix}") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "going\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in errors
    assert os.listdir(tmp_path) == []


@needs_posix
@pytest.mark.parametrize("suffix", suffixes())
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    with _python(FULL, tmp_path / f"film{suffix}") as process:
        out, errors = process.communicate(timeout=60)
    assert out.startswith(f"{tmp_path / f'film{suffix}'} cannot be written: "), out + errors
    assert os.listdir(tmp_path) == []


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        VideoWriter(tmp_path / "folder.mp4", SIZE, RATE)
    with pytest.raises(OutputError, match="does not exist"):
        VideoWriter(tmp_path / "none" / "film.mp4", SIZE, RATE)
    with pytest.raises(OutputError):
        written(tmp_path / ("x" * 300 + ".mp4"))


@needs_posix
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    before = os.geteuid()
    if before == 0:
        for folder in (tmp_path, *list(tmp_path.parents)[:3]):
            folder.chmod(folder.stat().st_mode | 0o555)
        os.seteuid(65534)
    try:
        with pytest.raises(OutputError, match="may not write"):
            written(closed / "film.mp4")
    finally:
        os.seteuid(before)


def test_looking_into_what_is_no_film(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        probe(tmp_path / "none.mp4")
    (tmp_path / "text.mp4").write_text("not a film")
    with pytest.raises(UnreadableInput):
        list(read_frames(tmp_path / "text.mp4"))


@pytest.mark.data
def test_real_films(shared_data: Path) -> None:
    for name in ("short_cam.mp4", "short_cam.mov", "short_cam.mkv", "short_cam.avi"):
        info = probe(shared_data / "media" / name)
        frames = list(read_frames(shared_data / "media" / name))
        assert len(frames) == info.n_frames
        assert frames[0].shape == (info.size[1], info.size[0], 3)
    with pytest.raises(UnsupportedInput):
        list(read_frames(shared_data / "media" / "sine_mono.wav"))
