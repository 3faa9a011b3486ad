"""Pictures that people have come out upright, in sRGB, in their true size."""

from __future__ import annotations

import hashlib
import io
import struct
import time
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from tests.media import drawn
from vivant.media import Picture, read_image

CORNERS = drawn.corners()
WIDTH, HEIGHT = 48, 32


def off_by(picture: Picture, wanted: np.ndarray) -> int:
    """The largest difference, away from the seams between the quarters."""
    assert picture.image.shape == wanted.shape
    assert picture.image.dtype == np.uint8
    apart = np.abs(picture.image.astype(int) - wanted.astype(int)).max(axis=2)
    h, w = apart.shape
    inner = [apart[y : y + h // 4, x : x + w // 4] for y in (h // 8, 5 * h // 8) for x in (w // 8, 5 * w // 8)]
    return int(max(part.max() for part in inner))


LOSSLESS = [
    ("PNG", {}), ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"}), ("BMP", {}), ("WEBP", {"lossless": True}),
    ("PPM", {}), ("JPEG2000", {}), ("GIF", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "options"), LOSSLESS, ids=str)
def test_lossless_formats_are_exact(kind: str, options: dict[str, object]) -> None:
    data = drawn.saved(Image.fromarray(CORNERS), kind, **options)
    picture = read_image(data)
    assert off_by(picture, CORNERS) == 0
    assert picture.format == kind.lower()
    assert picture.source_size == (WIDTH, HEIGHT)
    assert picture.digest == hashlib.sha256(data).hexdigest()
    assert picture.alpha is None
    assert picture.note == ""


@pytest.mark.parametrize(("kind", "limit"), [("JPEG", 4), ("WEBP", 8), ("AVIF", 6), ("HEIF", 6)])
def test_lossy_formats_are_close(kind: str, limit: int) -> None:
    out = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(Image.fromarray(CORNERS)).save(out, quality=95)
    else:
        Image.fromarray(CORNERS).save(out, kind, quality=95)
    picture = read_image(out.getvalue())
    assert off_by(picture, CORNERS) <= limit
    assert picture.format == kind.lower()


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_comes_upright(turn: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that stores an upright picture turned
    stored = Image.fromarray(CORNERS)
    if turn in undo:
        stored = stored.transpose(Image.Transpose(undo[turn]))
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = read_image(drawn.saved(stored, "JPEG", quality=95, exif=exif.tobytes()), max_side=40)
    shape = Image.fromarray(CORNERS).resize((40, 27))
    assert off_by(picture, np.asarray(shape)) <= 6
    assert picture.source_size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0MM\0*\0\0\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01"])
def test_broken_orientation_is_ignored(exif: bytes) -> None:
    assert off_by(read_image(drawn.saved(Image.fromarray(CORNERS), "JPEG", quality=95, exif=exif)), CORNERS) <= 4


def test_heif_orientation_is_applied_once() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    stored = Image.fromarray(CORNERS).transpose(Image.Transpose.ROTATE_90)
    pillow_heif.from_pillow(stored).save(out, quality=95, exif=exif.tobytes())
    assert off_by(read_image(out.getvalue()), CORNERS) <= 6


# --- depth, palettes, transparency -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_not_clipped(kind: str) -> None:
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (20, 1))
    picture = read_image(drawn.saved(Image.fromarray(ramp), kind))
    assert np.abs(picture.image[0, :, 0].astype(float) - np.arange(256)).max() <= 1
    assert (picture.image[..., 0] == picture.image[..., 2]).all()


def test_sixteen_bit_colour_png() -> None:
    rows = np.repeat(CORNERS.astype(">u2") * 257, 1, axis=0)
    assert off_by(read_image(_png(2, 16, b"".join(b"\0" + row.tobytes() for row in rows))), CORNERS) <= 1


@pytest.mark.parametrize("top", [1.0, 255.0, 65535.0, 4e6])
def test_float_tiff_uses_its_range(top: float) -> None:
    ramp = np.tile(np.linspace(0, top, 256, dtype=np.float32), (20, 1))
    picture = read_image(drawn.saved(Image.fromarray(ramp), "TIFF"))
    assert np.abs(picture.image[0, :, 0].astype(float) - np.arange(256)).max() <= 1


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_every_mode_is_read(mode: str, kind: str) -> None:
    source = Image.fromarray(CORNERS)
    stored = source.convert(mode)
    picture = read_image(drawn.saved(stored, kind))
    wanted = stored.convert("RGBA").convert("RGB")
    assert picture.alpha is None
    assert off_by(picture, np.asarray(wanted)) <= 1


def test_transparency_lies_over_white_and_is_returned() -> None:
    alpha = np.zeros((HEIGHT, WIDTH), np.uint8)
    alpha[8:24, 8:40] = 255
    stored = np.dstack([CORNERS, alpha])
    picture = read_image(drawn.saved(Image.fromarray(stored), "PNG"))
    assert picture.alpha is not None
    assert picture.alpha.dtype == np.float32
    assert np.array_equal(picture.alpha, (alpha / 255).astype(np.float32))
    assert (picture.image[0, 0] == 255).all()
    assert (picture.image[10, 10] == CORNERS[10, 10]).all()


def test_white_things_lie_over_a_dark_backdrop() -> None:
    stored = np.full((HEIGHT, WIDTH, 4), 250, np.uint8)
    stored[..., 3] = 0
    stored[8:24, 8:40, 3] = 255
    assert read_image(drawn.saved(Image.fromarray(stored), "PNG")).image[0, 0].max() < 80


def test_a_picture_that_is_invisible_everywhere_shows_its_colours() -> None:
    stored = np.dstack([CORNERS, np.zeros((HEIGHT, WIDTH), np.uint8)])
    picture = read_image(drawn.saved(Image.fromarray(stored), "PNG"))
    assert picture.alpha is None
    assert off_by(picture, CORNERS) == 0


def test_transparent_colour_of_png_and_gif() -> None:
    stored = Image.fromarray(CORNERS)
    see_through = drawn.saved(stored, "PNG", transparency=(210, 40, 40))
    palette = stored.quantize(8)
    index = palette.getpixel((0, 0))
    by_index = [drawn.saved(palette, kind, transparency=index) for kind in ("GIF", "PNG")]
    for data in (see_through, *by_index):
        picture = read_image(data)
        assert picture.alpha is not None
        assert picture.alpha[2, 2] == 0
        assert picture.alpha[-2, -2] == 1
        assert (picture.image[2, 2] == 255).all()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_the_first_frame_of_many(kind: str) -> None:
    others = [Image.fromarray(255 - CORNERS)] * 2
    data = drawn.saved(Image.fromarray(CORNERS), kind, save_all=True, append_images=others)
    assert off_by(read_image(data), CORNERS) <= 8


# --- colours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("space", [drawn.ADOBE_RGB, drawn.DISPLAY_P3], ids=["Adobe RGB", "Display P3"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "JPEG"])
def test_wide_colours_become_srgb(space: tuple[tuple[float, ...], ...], kind: str) -> None:
    colour = (90, 150, 200)
    stored = Image.new("RGB", (WIDTH, HEIGHT), colour)
    quality = {"lossless": True} if kind == "WEBP" else {"quality": 100, "subsampling": 0} if kind == "JPEG" else {}
    picture = read_image(drawn.saved(stored, kind, icc_profile=drawn.matrix_profile(space), **quality))
    wanted = drawn.in_srgb(colour, space)
    assert np.abs(wanted - colour).max() > 5, "the test would pass without a conversion"
    assert np.abs(picture.image[5, 5] - wanted).max() <= 2


def test_profile_and_transparency_together() -> None:
    stored = Image.new("RGBA", (WIDTH, HEIGHT), (90, 150, 200, 128))
    picture = read_image(drawn.saved(stored, "PNG", icc_profile=drawn.matrix_profile(drawn.ADOBE_RGB)))
    wanted = (drawn.in_srgb((90, 150, 200), drawn.ADOBE_RGB) * 128 + 255 * 127) / 255
    assert picture.alpha is not None
    assert np.abs(picture.image[5, 5] - wanted).max() <= 2


@pytest.mark.parametrize("profile", [b"nonsense", bytes(200), drawn.matrix_profile(drawn.ADOBE_RGB)[:180]])
def test_broken_profiles_are_ignored(profile: bytes) -> None:
    assert off_by(read_image(drawn.saved(Image.fromarray(CORNERS), "PNG", icc_profile=profile)), CORNERS) == 0


def test_rgb_profile_in_a_grey_picture() -> None:
    stored = Image.new("L", (WIDTH, HEIGHT), 128)
    picture = read_image(drawn.saved(stored, "PNG", icc_profile=drawn.matrix_profile(drawn.ADOBE_RGB)))
    assert abs(int(picture.image[5, 5, 0]) - 128) <= 4


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_four_inks(kind: str) -> None:
    inks = Image.fromarray(CORNERS).convert("CMYK")  # Pillow writes inverted inks with Adobe's mark, as Adobe does
    assert off_by(read_image(drawn.saved(inks, kind)), CORNERS) <= 4


def test_four_inks_by_profile() -> None:
    lab = np.zeros((16, 3), np.uint8)
    lab[:] = (13, 128, 128)
    lab[0], lab[0b1000] = (255, 128, 128), (140, 91, 78)  # paper; solid cyan: L 55, a -37, b -50
    stored = Image.new("CMYK", (WIDTH, HEIGHT), (0, 0, 0, 0))
    stored.paste((255, 0, 0, 0), (0, 0, WIDTH // 2, HEIGHT))
    picture = read_image(drawn.saved(stored, "TIFF", icc_profile=drawn.ink_profile(lab)))
    assert picture.image[5, 40].min() >= 253
    assert np.abs(picture.image[5, 5].astype(int) - (0, 151, 220)).max() <= 12


# --- size --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(5000, 500), (500, 5000), (2000, 1500)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_reduction_keeps_shape_and_look(size: tuple[int, int], kind: str) -> None:
    stored = Image.fromarray(drawn.smooth(*size))
    picture = read_image(drawn.saved(stored, kind), max_side=400)
    scale = 400 / max(size)
    wanted = stored.resize((round(size[0] * scale), round(size[1] * scale)), Image.Resampling.BOX)
    assert picture.source_size == size
    assert off_by(picture, np.asarray(wanted)) <= 4


def test_a_fine_pattern_is_filtered_not_sampled() -> None:
    board = np.indices((800, 800)).sum(axis=0) % 2 * 255
    stored = Image.fromarray(np.repeat(board[..., None], 3, axis=2).astype(np.uint8))
    picture = read_image(drawn.saved(stored, "PNG"), max_side=100)
    assert np.abs(picture.image[5:-5, 5:-5].astype(int) - 128).max() <= 3


def test_small_pictures_are_not_enlarged() -> None:
    assert read_image(drawn.saved(Image.fromarray(CORNERS), "PNG"), max_side=4000).image.shape == CORNERS.shape


@pytest.mark.slow
def test_a_hundred_megapixels_are_reduced_quickly(tmp_path: Path) -> None:
    Image.new("RGB", (12000, 8400), (90, 120, 150)).save(tmp_path / "big.jpg")
    start = time.perf_counter()
    picture = read_image(tmp_path / "big.jpg", max_side=1280)
    assert picture.image.shape == (896, 1280, 3)
    assert picture.source_size == (12000, 8400)
    assert time.perf_counter() - start < 30


NAMES = ["naïve файл (1).jpg", "-o.jpg", "照片 1.jpg", "a'b\"c;d.jpg", "no_suffix", "x.txt", "a%03d.jpg"]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(drawn.saved(Image.fromarray(CORNERS), "JPEG", quality=95))
    assert off_by(read_image(name), CORNERS) <= 4
    assert off_by(read_image(Path(name)), CORNERS) <= 4


# --- what the camera recorded ------------------------------------------------------------------------------------

RAMP = np.tile(np.linspace(0, 255, 96).astype(np.uint8), (64, 1))
PHOTO = drawn.smooth(96, 64)


@pytest.mark.parametrize("kind", [None, 0, 1, 3])
def test_a_portrait_brings_its_depth(kind: int | None) -> None:
    facts = b"" if kind is None else drawn.depth_facts(kind)
    picture = read_image(drawn.portrait(PHOTO, RAMP, drawn.DEPTH, facts))
    assert picture.depth is not None and picture.outline is None and picture.alpha is None
    assert picture.image.shape == PHOTO.shape
    assert np.abs(picture.depth - RAMP / 255).max() < 0.03, "near is white"


def test_a_portrait_that_recorded_distances_is_turned_round() -> None:
    turned = read_image(drawn.portrait(PHOTO, RAMP, drawn.DEPTH, drawn.depth_facts(2))).depth
    assert turned is not None and np.abs(turned - (1 - RAMP / 255)).max() < 0.03
    metres = 0.5 + RAMP / 255 * 7.5
    inverse = read_image(drawn.portrait(PHOTO, RAMP, drawn.DEPTH, drawn.depth_facts(2, 0.5, 8.0))).depth
    assert inverse is not None
    assert np.abs(inverse - (1 / metres - 1 / 8) / (1 / 0.5 - 1 / 8)).max() < 0.2, "steep where it is near"
    assert np.abs(inverse - (1 / metres - 1 / 8) / (1 / 0.5 - 1 / 8)).mean() < 0.01


def test_a_portrait_brings_its_outline() -> None:
    picture = read_image(drawn.portrait(PHOTO, RAMP, drawn.PORTRAIT_MATTE), max_side=48)
    assert picture.outline is not None and picture.depth is None
    assert picture.image.shape == (32, 48, 3)
    assert np.abs(picture.outline - RAMP / 255).max() < 0.03


def test_a_recorded_map_that_is_broken_is_as_good_as_none() -> None:
    data = bytearray(drawn.portrait(PHOTO, RAMP, drawn.DEPTH))
    whole = read_image(bytes(data))
    length = int.from_bytes(data[data.index(b"iloc") + 44 :][:4], "big")
    data[-length:] = bytes(length)  # the plane lies last
    broken = read_image(bytes(data))
    assert np.array_equal(broken.image, whole.image)
    assert whole.depth is not None and broken.depth is None


def _png(colour: int, depth: int, raw: bytes) -> bytes:
    import zlib

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
