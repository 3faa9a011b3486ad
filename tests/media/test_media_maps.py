"""Depth maps and masks come with the numbers that are in them, whatever the kind of file."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from tests.media import drawn
from vivant.media import read_map, read_mask

RAMP = np.tile(np.linspace(0, 1, 64, dtype=np.float32), (24, 1))
WORDS = np.rint(RAMP * 65535).astype(np.uint16)
BYTES = np.rint(RAMP * 255).astype(np.uint8)


def npy(array: NDArray[np.generic]) -> bytes:
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def tiff(image: Image.Image, **options: object) -> bytes:
    return drawn.saved(image, "TIFF", **options)


# --- shades ------------------------------------------------------------------------------------------------------

SHADES = {
    "png 8": drawn.saved(Image.fromarray(BYTES), "PNG"),
    "png 16": drawn.saved(Image.fromarray(WORDS), "PNG"),
    "tiff 8": tiff(Image.fromarray(BYTES), compression="tiff_lzw"),
    "tiff 16": tiff(Image.fromarray(WORDS)),
    "npy 8": npy(BYTES),
    "npy 16": npy(WORDS),
    "jpeg": drawn.saved(Image.fromarray(BYTES), "JPEG", quality=98),
    "webp": drawn.saved(Image.fromarray(BYTES).convert("RGB"), "WEBP", lossless=True),
    "grey in colours": drawn.saved(Image.fromarray(BYTES).convert("RGB"), "PNG"),
    "grey with alpha": drawn.saved(Image.fromarray(BYTES).convert("LA"), "PNG"),
    "palette": drawn.saved(Image.fromarray(BYTES).convert("P"), "PNG"),
}


@pytest.mark.parametrize("kind", SHADES)
def test_shades_of_grey_are_0_to_1(kind: str) -> None:
    plane = read_map(SHADES[kind])
    assert plane.dtype == np.float32
    deep = "16" in kind
    assert np.abs(plane - RAMP).max() < (1e-5 if deep else 0.02 if kind == "jpeg" else 1 / 255)


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
@pytest.mark.parametrize("channels", [3, 4])
def test_sixteen_bits_survive_a_program_that_saves_colours(suffix: str, channels: int) -> None:
    colours = np.repeat(WORDS[..., None], channels, axis=2)
    assert np.array_equal(read_map(cv2.imencode(suffix, colours)[1].tobytes()), WORDS / np.float32(65535))


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 1000))
def test_every_shade_of_sixteen_bits_comes_back(seed: int) -> None:
    stored = np.random.default_rng(seed).integers(0, 65536, (40, 60)).astype(np.uint16)
    stored[0, 0] = 65535
    plane = read_map(drawn.saved(Image.fromarray(stored), "PNG"))
    assert np.array_equal(np.rint(plane * 65535).astype(np.uint16), stored)


def test_a_map_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    plane = read_map(drawn.saved(Image.fromarray(BYTES[:, ::-1]), "PNG", exif=exif.tobytes()))
    assert np.abs(plane - RAMP).max() < 1 / 255


# --- measurements ------------------------------------------------------------------------------------------------

METRES = (RAMP * 9.0 + 0.5).astype(np.float32)
UNKNOWN = METRES.copy()
UNKNOWN[3, 5], UNKNOWN[4, 6] = np.nan, np.inf


def half_exr_by_ffmpeg(plane: NDArray[np.float32]) -> bytes:
    """Compressed, as most programs write it."""
    encoder = av.CodecContext.create("exr", "w")
    encoder.height, encoder.width = plane.shape
    encoder.pix_fmt, encoder.time_base = "grayf32le", Fraction(1)
    encoder.options = {"format": "half", "compression": "zip16"}
    frame = av.VideoFrame.from_ndarray(plane, format="grayf32le")
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


OTHER = np.full(METRES.shape, 0.25, np.float32)
MEASURED = {
    "npy": (npy(UNKNOWN), 0.0),
    "npy of doubles": (npy(UNKNOWN.astype(np.float64)[None]), 1e-6),
    "tiff": (tiff(Image.fromarray(UNKNOWN)), 0.0),
    "tiff deflated": (tiff(Image.fromarray(UNKNOWN), compression="tiff_adobe_deflate"), 0.0),
    "exr": (drawn.exr({"Z": UNKNOWN}), 0.0),
    "exr half": (drawn.exr({"Y": UNKNOWN.astype(np.float16)}), 0.01),
    "exr zip": (half_exr_by_ffmpeg(UNKNOWN), 0.01),
    "exr beside colours": (drawn.exr({"A": OTHER, "B": OTHER, "G": OTHER, "R": OTHER, "Z": UNKNOWN}), 0.0),
    "exr of layers": (drawn.exr({"View.Combined.R": OTHER, "View.Depth.Z": UNKNOWN, "View.Mist.V": OTHER}), 0.0),
    "exr in words": (drawn.exr({"depth": UNKNOWN}), 0.0),
    "exr of any name": (drawn.exr({"render": UNKNOWN}), 0.0),
}


@pytest.mark.parametrize("kind", MEASURED)
def test_measurements_keep_their_numbers(kind: str) -> None:
    data, off = MEASURED[kind]
    plane = read_map(data)
    finite = np.isfinite(UNKNOWN)
    assert plane.dtype == np.float32
    assert np.isnan(plane[3, 5]) and np.isinf(plane[4, 6])
    assert np.abs(plane[finite] - UNKNOWN[finite]).max() <= off


def test_millimetres_in_words_are_a_measurement() -> None:
    stored = np.rint(METRES * 1000).astype(np.uint16)
    for data in (drawn.saved(Image.fromarray(stored), "PNG"), npy(stored), npy(stored.astype(np.int32))):
        assert np.array_equal(read_map(data), stored.astype(np.float32))


# --- masks -------------------------------------------------------------------------------------------------------

CUT_OUT = np.dstack([drawn.noisy(64, 24), BYTES])
MASKS = {
    "grey": drawn.saved(Image.fromarray(BYTES), "PNG"),
    "deep": drawn.saved(Image.fromarray(WORDS), "TIFF"),
    "cut-out": drawn.saved(Image.fromarray(CUT_OUT), "PNG"),
    "cut-out in webp": drawn.saved(Image.fromarray(CUT_OUT), "WEBP", lossless=True),
    "white with alpha": drawn.saved(Image.fromarray(np.dstack([BYTES | 255, BYTES])), "PNG"),
    "solid alpha": drawn.saved(Image.fromarray(np.dstack([BYTES] * 3 + [BYTES | 255])), "PNG"),
    "floats": npy(RAMP),
    "bytes as floats": npy(RAMP * 255),
    "exr": drawn.exr({"Y": RAMP}),
}


@pytest.mark.parametrize("kind", MASKS)
def test_a_mask_is_its_alpha_or_its_white(kind: str) -> None:
    alpha = read_mask(MASKS[kind])
    assert alpha.dtype == np.float32
    assert np.abs(alpha - RAMP).max() <= 1 / 255


def test_zeros_and_ones_are_black_and_white(tmp_path: Path) -> None:
    steps = (RAMP > 0.5).astype(np.uint8)
    np.save(tmp_path / "mask.npy", steps > 0)
    for source in (tmp_path / "mask.npy", npy(steps), drawn.saved(Image.fromarray(steps), "PNG")):
        assert np.array_equal(read_mask(source), steps.astype(np.float32))
    Image.fromarray(steps > 0).save(tmp_path / "mask.png")
    assert np.array_equal(read_mask(tmp_path / "mask.png"), steps.astype(np.float32))
