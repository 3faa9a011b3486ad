"""Films that are damaged, no films at all, or very long: what can be shown is shown, or one sentence says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from tests.media.films import make, numbered, numbers, tone
from vivant.errors import MissingInput, OversizedInput, UndersizedInput, UnreadableInput, UnsupportedInput
from vivant.media import open_clip, probe

N = 40


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    return make(folder / "plain.mp4", map(numbered, range(N)), sound=tone(N / 30, (0.5,)))


def test_a_film_that_was_cut_off_shows_what_there_is(tmp_path: Path) -> None:
    path = make(tmp_path / "film.mkv", map(numbered, range(N)), sound=tone(N / 30))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    found = numbers(path, [i / 30 for i in range(N)])
    kept = max(found)
    assert kept > 5
    assert found == [min(i, kept) for i in range(N)]
    sound = np.concatenate(list(open_clip(path).sound(0.0, N / 30)))
    assert len(sound) == round(N / 30 * 48_000)


def test_holes_in_a_film_are_stepped_over(tmp_path: Path) -> None:
    path = make(tmp_path / "film.ts", map(numbered, range(N)))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = os.urandom(400)
    path.write_bytes(data)
    found = numbers(path, [i / 30 for i in range(N)])
    assert found[0] == 0
    assert found[-1] >= N - 2
    assert len(found) == N


@pytest.mark.parametrize("share", [0.02, 0.5])
def test_an_mp4_without_its_index_is_refused(tmp_path: Path, share: float) -> None:
    path = make(tmp_path / "film.mp4", map(numbered, range(N)))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UnreadableInput, match="damaged"):
        open_clip(path)


def test_noise_never_harms(tmp_path: Path, plain: Path) -> None:
    """Whatever bytes are spoiled: frames of the right shape or one sentence."""
    data = plain.read_bytes()
    for seed in range(6):
        rng = np.random.default_rng(seed)
        spoiled = bytearray(data)
        for at in rng.integers(0, len(data), 40):
            spoiled[at] = int(rng.integers(256))
        path = tmp_path / f"{seed}.mp4"
        path.write_bytes(spoiled)
        try:
            clip = open_clip(path)
            frames = list(clip.frames_at([0.0, 0.7, 1.2])) if clip.info.kind == "video" else []
            list(clip.sound(0.0, 1.0))
        except (UnreadableInput, UnsupportedInput, OversizedInput) as error:
            assert error.sentence.startswith(str(path))
        else:
            assert all(frame.shape[2] == 3 for frame in frames)


@pytest.mark.parametrize(("name", "data"), [("empty.mp4", b""), ("text.mp4", b"#EXTM3U\n/etc/passwd\n"),
                                            ("list.txt", b"ffconcat version 1.0\nfile /etc/passwd\n"),
                                            ("noise.mov", bytes(range(256)) * 40)])  # fmt: skip
def test_what_is_no_film_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableInput) as caught:
        open_clip(tmp_path / name)
    assert caught.value.sentence.count(". ") == 1


def test_a_playlist_opens_nothing_else(tmp_path: Path, plain: Path) -> None:
    (tmp_path / "list.m3u8").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n{plain}\n#EXT-X-ENDLIST\n")
    with pytest.raises(UnreadableInput):
        open_clip(tmp_path / "list.m3u8")


def test_missing_and_odd_names(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        open_clip(tmp_path / "none.mp4")
    with pytest.raises(UnsupportedInput, match="folder"):
        open_clip(tmp_path)
    path = make(tmp_path / "naïve файл %03d (1).mp4", map(numbered, range(3)))
    assert probe(path).n_frames == 3


def test_a_film_too_large_to_open_safely(tmp_path: Path) -> None:
    path = tmp_path / "huge.mkv"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("ffv1", rate=1)
        stream.width, stream.height, stream.pix_fmt = 9000, 7500, "gray"
        film.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((7500, 9000), np.uint8), format="gray")))
        film.mux(stream.encode(None))
    with pytest.raises(OversizedInput, match="9000x7500"):
        open_clip(path)


LONG = """
import resource, sys
from vivant.media import open_clip
clip = open_clip(sys.argv[1])
def most():
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_maxrss + child.ru_maxrss
for _ in clip.frames_at(i / 30 for i in range(40)):
    pass
before = most()
print(sum(1 for _ in clip.frames()), most() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    path = make(tmp_path / "long.mp4", (numbered(i % 64, 320, 240) for i in range(400)))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    told = subprocess.check_output([sys.executable, "-c", LONG, str(path)], text=True, env=environment)
    count, grown_kb = map(int, told.split())
    assert count == 400
    assert grown_kb < 20_000


@pytest.mark.data
def test_hostile_files_give_a_picture_or_a_sentence(shared_data: Path) -> None:
    for path in sorted((shared_data / "hostile").iterdir()):
        try:
            clip = open_clip(path)
        except (UnreadableInput, OversizedInput, UndersizedInput, UnsupportedInput) as error:
            assert error.sentence.startswith(str(path))
        else:
            assert clip.info.kind == "picture"
