"""Whatever is wrong with a file, one clear sentence names it and says what to do, at little cost."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.media import drawn
from vivant.errors import (
    InputError,
    MissingInput,
    OversizedInput,
    UndersizedInput,
    UnreadableInput,
    UnsupportedInput,
)
from vivant.media import read, read_image, read_map, read_mask

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def refused(source: Path | bytes, kind: type[InputError]) -> InputError:
    """The refusal of a picture, which must be one sentence about it with advice."""
    with pytest.raises(kind) as caught:
        read_image(source, max_side=640)
    error = caught.value
    assert type(error) is kind
    name = "The picture" if isinstance(source, bytes) else str(source)
    assert name in error.sentence
    assert "\n" not in error.sentence
    assert error.sentence.endswith(".")
    assert error.sentence.count(". ") >= 1, "says what is wrong, but not what to do"
    assert "Traceback" not in error.sentence
    return error


DNG = drawn.saved(Image.new("RGB", (160, 120)), "TIFF", tiffinfo={50706: b"\x01\x04\0\0"})

OTHERS = {
    "film.jpg": (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(100), UnsupportedInput, "video"),
    "film.webm": (b"\x1aE\xdf\xa3" + bytes(100), UnsupportedInput, "video"),
    "film.avi": (b"RIFF\0\0\0\0AVI LIST" + bytes(100), UnsupportedInput, "video"),
    "song.m4a": (b"\0\0\0\x20ftypM4A \0\0\x02\0" + bytes(100), UnsupportedInput, "sound"),
    "song.wav": (b"RIFF\0\0\0\0WAVEfmt " + bytes(100), UnsupportedInput, "sound"),
    "logo.svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', UnsupportedInput, "PNG"),
    "page.pdf": (b"%PDF-1.7\n" + bytes(100), UnsupportedInput, "PDF"),
    "page.html": (b"<!DOCTYPE html><html></html>", UnsupportedInput, "web page"),
    "shot.cr2": (b"II*\0\x10\0\0\0CR\x02\0" + bytes(100), UnsupportedInput, "Develop"),
    "shot.cr3": (b"\0\0\0\x18ftypcrx \0\0\0\x01" + bytes(100), UnsupportedInput, "Develop"),
    "shot.dng": (DNG, UnsupportedInput, "Develop"),
    "work.psd": (b"8BPS\0\x01" + bytes(100), UnsupportedInput, "Photoshop"),
    "new.jxl": (b"\xff\x0a" + bytes(100), UnsupportedInput, "JPEG XL"),
    "all.zip": (b"PK\x03\x04" + bytes(100), UnsupportedInput, "archive"),
    "map.npy": (b"\x93NUMPY\x01\0" + bytes(100), UnsupportedInput, "depth map"),
    "empty.png": (b"", UnreadableInput, "empty"),
    "notes.jpg": ("Einkauf: Äpfel\nund Birnen\n".encode(), UnreadableInput, "text"),
    "noise.jpg": (bytes(range(128, 256)) * 9, UnreadableInput, "damaged"),
    "only_head.png": (b"\x89PNG\r\n\x1a\n", UnreadableInput, "damaged"),
    "only_head.jpg": (b"\xff\xd8\xff\xe0", UnreadableInput, "damaged"),
    "only_head.webp": (b"RIFF\x20\0\0\0WEBPVP8 " + bytes(16), UnreadableInput, "damaged"),
    "only_head.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", UnreadableInput, "damaged"),
    "only_head.avif": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", UnreadableInput, "damaged"),
    "only_head.gif": (b"GIF89a", UnreadableInput, "damaged"),
    "only_head.tif": (b"II*\0\x08\0\0\0", UnreadableInput, "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_picture(tmp_path: Path, name: str) -> None:
    content, kind, word = OTHERS[name]
    (tmp_path / name).write_bytes(content)
    assert word in refused(tmp_path / name, kind).sentence
    refused(content, kind)


def test_missing_files_folders_and_addresses(tmp_path: Path) -> None:
    refused(tmp_path / "none.jpg", MissingInput)
    refused(tmp_path / "none" / "none.jpg", MissingInput)
    assert "folder" in refused(tmp_path, UnsupportedInput).sentence
    with pytest.raises(MissingInput, match="Download"):
        read_image("https://example.org/a.jpg")
    with pytest.raises(UnreadableInput):
        read_image("a\0b.jpg")


@needs_posix
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    refused(tmp_path / "pipe.jpg", UnsupportedInput)


@needs_posix
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    path.chmod(0)
    with nobody():
        assert "ermission" in refused(path, UnreadableInput).sentence


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Without the powers of root, if the tests run as root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_names_that_break_lines(tmp_path: Path) -> None:
    with pytest.raises(MissingInput) as caught:
        read_image(tmp_path / "a\nb\x1b[31m\udcff.jpg")
    assert caught.value.sentence.isprintable()
    caught.value.sentence.encode()


# --- sizes -------------------------------------------------------------------------------------------------------


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """A grey PNG that claims to be of a size, whatever it holds."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20000, 20000), (100_000, 20), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_unopened(size: tuple[int, int]) -> None:
    error = refused(png_of(*size), OversizedInput)
    assert error.value == list(size)
    assert error.limit == read.MAX_PIXELS


@pytest.mark.parametrize("size", [(1, 1), (15, 500), (500, 15)])
def test_too_few_pixels(size: tuple[int, int]) -> None:
    error = refused(drawn.saved(Image.new("RGB", size), "PNG"), UndersizedInput)
    assert error.limit == read.MIN_SIDE


def test_a_bomb_inside_an_icon() -> None:
    inner = png_of(30000, 30000)
    icon = struct.pack("<HHHBBBBHHII", 0, 1, 1, 0, 0, 0, 0, 1, 32, len(inner), 22) + inner
    refused(icon, OversizedInput)


def test_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 1000)
    (tmp_path / "long.png").write_bytes(png_of(64, 64) + bytes(1000))
    refused(tmp_path / "long.png", OversizedInput)


@needs_posix
def test_a_decoder_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "WALL_S", 0.001)
    refused(drawn.saved(Image.fromarray(drawn.noisy(600, 600)), "PNG"), UnreadableInput)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to an amount of memory")
def test_a_decoder_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    greedy = tmp_path / "decode.py"
    text = Path(read._DECODER).read_text(encoding="utf-8")
    greedy.write_text(text.replace("MEMORY_BYTES = 2_500_000_000", "MEMORY_BYTES = 120_000_000"), encoding="utf-8")
    monkeypatch.setattr(read, "_DECODER", greedy)
    assert "memory" in refused(drawn.saved(Image.new("RGB", (7000, 7000)), "PNG"), OversizedInput).sentence


# --- cut off -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {})], ids=str)
@pytest.mark.parametrize("max_side", [None, 100])
def test_most_of_a_picture_is_used(kind: str, options: dict[str, object], max_side: int | None) -> None:
    pixels = drawn.noisy(400, 400)
    data = drawn.saved(Image.fromarray(pixels), kind, **options)
    picture = read_image(data[: int(len(data) * 0.8)], max_side=max_side)
    height, width = picture.image.shape[:2]
    assert (width, height) == picture.source_size or max_side
    assert picture.image[-1].std() > 5, "a flat band was left where nothing is known"
    if "progressive" not in options:
        assert 0.7 < picture.source_size[1] / 400 < 0.85
        assert "cut off" in picture.note
    if kind == "PNG" and max_side is None:
        assert np.array_equal(picture.image[:-1], pixels[: height - 1])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_small_part_of_a_picture_is_refused(kind: str) -> None:
    data = drawn.saved(Image.fromarray(drawn.noisy(400, 400)), kind)
    assert "cut off" in refused(data[: int(len(data) * 0.3)], UnreadableInput).sentence


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "TIFF"])
def test_other_formats_cut_off(kind: str) -> None:
    data = drawn.saved(Image.fromarray(drawn.noisy(200, 200)), kind)
    refused(data[: len(data) // 2], UnreadableInput)


def test_a_missing_end_mark_does_no_harm() -> None:
    pixels = drawn.noisy(64, 64)
    data = drawn.saved(Image.fromarray(pixels), "PNG")
    assert np.array_equal(read_image(data[:-12]).image, pixels)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_flipped_bytes_give_a_picture_or_a_sentence(kind: str) -> None:
    rng = np.random.default_rng(3)
    data = bytearray(drawn.saved(Image.fromarray(drawn.smooth(120, 90)), kind))
    for _ in range(4):
        broken = bytearray(data)
        for at in rng.integers(8, len(broken), 12):
            broken[at] = int(rng.integers(256))
        with contextlib.suppress(InputError):
            assert read_image(bytes(broken)).image.ndim == 3


# --- maps --------------------------------------------------------------------------------------------------------


def npy(array: np.ndarray) -> bytes:
    out = io.BytesIO()
    np.save(out, array, allow_pickle=True)
    return out.getvalue()


def noisy_png(**options: object) -> bytes:
    return drawn.saved(Image.fromarray(drawn.noisy(40, 40)), "PNG", **options)


FLAT = np.ones((24, 32), np.float32)
BAD_MAPS = {
    "a colour scale": (noisy_png(), UnsupportedInput),
    "one pixel": (drawn.saved(Image.new("L", (1, 1)), "PNG"), UndersizedInput),
    "one number": (npy(np.zeros((1, 1))), UndersizedInput),
    "empty": (b"", UnreadableInput),
    "a film": (b"\0\0\0\x18ftypisom" + bytes(40), UnsupportedInput),
    "noise": (bytes(range(128, 256)) * 9, UnreadableInput),
    "huge": (png_of(20000, 20000), OversizedInput),
    "parts of exr": (drawn.exr({"Z": FLAT}, flags=0x1000), UnsupportedInput),
    "exr without depth": (drawn.exr({"A": FLAT, "B": FLAT}), UnsupportedInput),
    "exr cut off": (drawn.exr({"Z": FLAT})[:300], UnsupportedInput),
    "exr header cut off": (drawn.exr({"Z": FLAT})[:60], UnreadableInput),
    "exr bomb": (drawn.exr({"Z": FLAT}).replace(struct.pack("<ii", 31, 23), b"\xff\xff\xff\x3f" * 2), OversizedInput),
    "objects": (npy(np.array([[{}]], dtype=object)), UnsupportedInput),
    "one row": (npy(np.zeros(9)), UnsupportedInput),
    "colours": (npy(np.zeros((9, 9, 3))), UnsupportedInput),
    "nothing": (npy(np.zeros((0, 9))), UnsupportedInput),
    "complex": (npy(np.zeros((9, 9), complex)), UnsupportedInput),
    "cut off": (npy(np.zeros((90, 90)))[:400], UnreadableInput),
    "no header": (b"\x93NUMPY\x01\0\x10\0garbage", UnreadableInput),
    "bomb": (npy(np.zeros((9, 9))).replace(b"(9, 9), }", b"(99999999, 99999999), }"), OversizedInput),
    "text": (b"near far near far", UnreadableInput),
}


@pytest.mark.parametrize("name", BAD_MAPS)
def test_bad_maps(name: str) -> None:
    content, kind = BAD_MAPS[name]
    with pytest.raises(kind) as caught:
        read_map(content)
    sentence = caught.value.sentence
    assert sentence.count("\n") == 0 and sentence.endswith(".")


@pytest.mark.parametrize(("mode", "word"), [("L", "white"), ("RGB", "white")])
def test_bad_masks(mode: str, word: str) -> None:
    black = drawn.saved(Image.new(mode, (40, 40)), "PNG")
    for content in (black, noisy_png()):
        with pytest.raises(UnsupportedInput, match=word):
            read_mask(content)


def test_damaged_maps_never_do_worse_than_fail() -> None:
    rng = np.random.default_rng(3)
    for data in (drawn.exr({"R": FLAT, "Z": FLAT}), drawn.saved(Image.fromarray(FLAT), "TIFF")):
        for _ in range(6):
            broken = bytearray(data)
            for at in rng.integers(8, len(broken), 12):
                broken[at] = int(rng.integers(256))
            with contextlib.suppress(InputError):
                assert read_map(bytes(broken)).ndim == 2


# --- real files --------------------------------------------------------------------------------------------------


@pytest.mark.data
def test_hostile_files_do_what_their_list_says(shared_data: Path) -> None:
    with (shared_data / "MANIFEST.csv").open(encoding="utf-8") as table:
        expected = {row["file"]: row["purpose"] for row in csv.DictReader(table) if row["file"].startswith("hostile/")}
    assert expected
    for place, purpose in expected.items():
        try:
            read_image(shared_data / place, max_side=640)
            outcome = "works"
        except InputError as error:
            outcome = "refused"
            assert Path(place).name in error.sentence
        assert outcome in purpose or "as audio" in purpose, f"{place} {outcome}, but: {purpose}"


@pytest.mark.data
def test_real_pictures_open(shared_data: Path) -> None:
    for path in sorted((shared_data / "images").iterdir()):
        picture = read_image(path, max_side=512)
        assert max(picture.image.shape) == min(512, max(picture.source_size)), path.name
        assert picture.image.std() > 10, path.name
