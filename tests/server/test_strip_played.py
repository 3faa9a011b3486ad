"""What cameras write into videos and sounds about their owner is gone after an upload; not one packet changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from vivant.server import strip_played

from .conftest import Api

PLACE = "+48.8584+002.2945/"
SECRETS = {
    "title": "SecretTitle", "comment": "SecretComment", "artist": "SecretArtist", "location": PLACE,
    "com.apple.quicktime.location.ISO6709": PLACE, "creation_time": "2021-07-08T09:10:11Z",
}  # fmt: skip
TOLD = (b"Secret", b"+48.8584", b"2021-07-08")
FILMS = {"mp4": "mpeg4", "mov": "mpeg4", "mkv": "mpeg4", "webm": "libvpx", "avi": "mpeg4"}
SOUNDS = {"m4a": "aac", "mp3": "libmp3lame", "wav": "pcm_s16le", "aac": "aac"}


def film(path: Path, codec: str, **options: str) -> Path:
    """Six frames with everything that a camera might say of its owner."""
    with av.open(str(path), "w", options=options) as out:
        out.metadata.update(SECRETS)
        stream = out.add_stream(codec, 10, width=64, height=48, pix_fmt="yuv420p")
        stream.metadata["title"] = "SecretTrack"
        for n in range(6):
            pixels = np.full((48, 64, 3), 40 * n, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(stream.encode(None))
    return path


def sound(path: Path, codec: str) -> Path:
    kind = {"aac": "adts", "m4a": "ipod"}.get(path.suffix[1:])
    options = {"write_id3v2": "1"} if kind == "adts" else {"write_id3v1": "1"} if path.suffix == ".mp3" else {}
    with av.open(str(path), "w", format=kind, options=options) as out:
        out.metadata.update(SECRETS)
        stream = out.add_stream(codec, 44_100, layout="mono")
        tone = (9000 * np.sin(np.arange(22_050) / 9)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(tone[None], format="s16", layout="mono")
        frame.sample_rate = 44_100
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def packets(path: Path) -> list[tuple[Any, ...]]:
    """All that is coded in a file, with its times."""
    with av.open(str(path)) as opened:
        return [(one.stream_index, one.pts, one.dts, one.duration, bytes(one)) for one in opened.demux() if one.size]


def notes(path: Path) -> dict[str, str]:
    """What a player shows of a file, but for what says how it is made."""
    with av.open(str(path)) as opened:
        told = dict(opened.metadata)
        for stream in opened.streams:
            told |= stream.metadata
    made = ("encoder", "duration", "major_brand", "minor_version", "compatible_brands", "handler_name", "vendor_id",
            "language")  # fmt: skip
    return {name: value for name, value in told.items() if name.lower() not in made}


def container(path: Path) -> str:
    with av.open(str(path)) as opened:
        return opened.format.name.partition(",")[0]


def _checked(path: Path, *, said: bool = True) -> None:
    before = packets(path)
    assert not said or (notes(path) and any(secret in path.read_bytes() for secret in TOLD))
    size = path.stat().st_size
    strip_played.strip(container(path), path)
    after = path.read_bytes()
    assert not [secret for secret in TOLD if secret in after] and len(after) == size
    assert before and packets(path) == before
    assert notes(path) == {}


@pytest.mark.parametrize("ending", FILMS)
def test_films_keep_their_packets_and_lose_what_they_tell(ending: str, tmp_path: Path) -> None:
    _checked(film(tmp_path / f"a.{ending}", FILMS[ending]))


@pytest.mark.parametrize("flags", ["use_metadata_tags", "frag_keyframe+empty_moov", "faststart"])
def test_the_ways_in_which_phones_write_are_known(flags: str, tmp_path: Path) -> None:
    _checked(film(tmp_path / "a.mov", "mpeg4", movflags=flags))


@pytest.mark.parametrize("ending", SOUNDS)
def test_sounds_keep_their_packets_and_lose_what_they_tell(ending: str, tmp_path: Path) -> None:
    _checked(sound(tmp_path / f"a.{ending}", SOUNDS[ending]))


def test_an_upload_has_lost_what_the_camera_told(api: Api, token: str, session_id: str, tmp_path: Path) -> None:
    clip = film(tmp_path / "beach.mp4", "mpeg4")
    (item,) = api.upload(token, session_id, ("beach.mp4", clip.read_bytes())).json()["data"]["files"]
    kept = tmp_path / "kept.mp4"
    kept.write_bytes(api.http.get(item["cdn_url"]).content)
    assert packets(kept) == packets(clip) and notes(kept) == {} and b"+48.8584" not in kept.read_bytes()
    assert (item["width"], item["height"], item["duration"], item["size"]) == (64, 48, 0.6, kept.stat().st_size)


# --- tracks of sensors, which PyAV cannot write -----------------------------------------------------------------------


def _box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return (8 + len(body)).to_bytes(4, "big") + name + body


def _full(name: bytes, *numbers: int) -> bytes:
    return _box(name, bytes(4), *(number.to_bytes(4, "big") for number in numbers))


def _track(handler: bytes, *table: bytes) -> bytes:
    return _box(
        b"trak", _box(b"mdia", _box(b"hdlr", bytes(8), handler, bytes(13)), _box(b"minf", _box(b"stbl", *table)))
    )


@pytest.mark.parametrize("same_size", [0, 6])
def test_what_sensors_told_is_zero_wherever_it_lies(same_size: int, tmp_path: Path) -> None:
    picture, place = b"pixels", b"GPS5+4"
    mdat = _box(b"mdat", picture, place, place, picture, place)
    chunks = (8 + 6, 8 + 24)
    sizes = _full(b"stsz", same_size, 3, *(() if same_size else (6, 6, 6)))
    sensor = _track(b"meta", sizes, _full(b"stsc", 2, 1, 2, 1, 2, 1, 1), _full(b"stco", 2, *chunks))
    seen = _track(b"vide", _full(b"stsz", 6, 2), _full(b"stsc", 1, 1, 1, 1), _full(b"stco", 2, 8, 26))
    path = tmp_path / "a.mp4"
    moov = _box(b"moov", seen, sensor)
    path.write_bytes(mdat + moov)
    strip_played.strip("mov", path)
    after = path.read_bytes()
    assert after[: len(mdat)] == _box(b"mdat", picture, bytes(12), picture, bytes(6))
    assert after.count(b"trak") == 1 and b"vide" in after and len(after) == len(mdat + moov)


@pytest.mark.parametrize("ending", [*FILMS, *SOUNDS])
@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
def test_half_a_file_and_rubbish_end(ending: str, kept: float, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    whole = (film if ending in FILMS else sound)(path, (FILMS | SOUNDS)[ending]).read_bytes()
    name = container(path)
    rubbish = np.random.default_rng(1).integers(0, 256, 500, np.uint8).tobytes()
    cut = whole[: int(len(whole) * kept)]
    for data in (cut, cut + rubbish):
        path.write_bytes(data)
        strip_played.strip(name, path)
        assert path.stat().st_size == len(data)
