"""Opens the maps that people give beside a photo: how near things are, and which part is the subject.

Not for saying what the numbers of a depth map mean (scene/own.py) and not for the decoding itself (decode_map.py, a
child process with limits; NumPy files alone are read here, by their header and with no code in them).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from vivant.errors import OversizedInput, UndersizedInput, UnreadableInput, UnsupportedInput
from vivant.media import exr, formats
from vivant.media.read import MAX_PIXELS, Source, decode, digest_of, name_of, opened
from vivant.units import Plane

LEAST_SIDE = 8
HALF = 0.5
"""Sixteen-bit numbers that stay under this share of their range are a measurement, not shades."""
_DECODER = Path(__file__).with_name("decode_map.py")
_NUMPY = b"\x93NUMPY"
_ADVICE = "Save one grey map of shape (height, width) with numpy.save."


def read_map(source: Source) -> Plane:
    """A depth map as (H, W) float32, upright: PNG, TIFF, NPY, EXR and every picture format.

    Shades of grey, bytes or words, come as 0 .. 1. Measurements keep their numbers, whatever their unit: floats, wide
    whole numbers, and words of which not even half the range is used, such as millimetres. NaN and infinity are kept.
    Raises as `read_image`, also for a coloured picture.
    """
    values = _numbers(source, "map")
    most = float(np.iinfo(values.dtype).max) if values.dtype.kind == "u" and values.dtype.itemsize <= 2 else 1.0
    if values.dtype.itemsize == 2 and values.max() < HALF * most:
        most = 1.0
    with np.errstate(over="ignore"):
        plane = values.astype(np.float32)
    plane /= np.float32(most)
    return plane


def read_mask(source: Source) -> Plane:
    """A mask as (H, W) float32 alpha, 0 .. 1, upright: white, or what is not transparent, is the subject.

    Formats as `read_map`. Whole numbers 0 and 1 are black and white. Raises as `read_image`, also for a coloured
    picture without transparency and for a mask that is black all over.
    """
    values = _numbers(source, "mask")
    with np.errstate(over="ignore"):
        alpha = np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)
    most = float(alpha.max())
    if most <= 0:
        name = name_of(source)
        raise UnsupportedInput(f"{name} is black all over: it marks no subject. Paint the subject white.", place=name)
    if most > 1:
        narrow = values.dtype.kind == "u" and values.dtype.itemsize <= 2
        alpha /= np.float32(np.iinfo(values.dtype).max if narrow else most)
    return np.clip(alpha, 0.0, 1.0)


def _numbers(source: Source, want: str) -> NDArray[Any]:
    name = name_of(source)
    with opened(source, name) as file:
        head = digest_of(file, name)[1]
        if head.startswith(_NUMPY):
            return _array(file, name)
        kind = "exr" if head.startswith(exr.MAGIC) else formats.recognise(head)
        if kind is None:
            formats.refuse_map(head, name)
        wish = {"want": want, "format": kind, "max_side": None, "min_side": LEAST_SIDE}
        reply, pixels = decode(file, name, wish, _DECODER)
    width, height = reply["size"]
    numbers: NDArray[Any] = pixels.view(np.dtype(reply["dtype"]))
    return numbers.reshape(height, width)


def _array(file: BinaryIO, name: str) -> NDArray[Any]:
    """The plane in a .npy file; its header is checked before anything is allocated, and it never runs code."""
    try:
        shape, kind = _header(file)
    except (ValueError, SyntaxError, EOFError, OSError, KeyError, TypeError) as error:
        raise _damaged(name, error) from None
    plane = tuple(n for n in shape if n != 1) if len(shape) > 2 else shape
    if len(plane) != 2 or 0 in plane or kind.kind not in "buif":
        raise UnsupportedInput(f"{name} is not a map: it holds {kind} of shape {shape}. {_ADVICE}", place=name)
    if plane[0] * plane[1] > MAX_PIXELS:
        sentence = f"{name} is too large: {plane[1]}x{plane[0]}. Save it smaller."
        raise OversizedInput(sentence, place=name, limit=MAX_PIXELS)
    if min(plane) < LEAST_SIDE:
        sentence = f"{name} is too small: {plane[1]}x{plane[0]}; each side needs {LEAST_SIDE} or more."
        raise UndersizedInput(sentence, place=name, limit=LEAST_SIDE)
    try:
        file.seek(0)
        array: NDArray[Any] = np.load(file, allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise _damaged(name, error) from None
    return array.reshape(plane)


def _damaged(name: str, error: Exception) -> UnreadableInput:
    return UnreadableInput(f"{name} is a damaged NumPy file. {_ADVICE}", place=name, value=str(error)[:200])


def _header(file: BinaryIO) -> tuple[tuple[int, ...], np.dtype[Any]]:
    """Shape and type of a .npy stream, read without trusting it."""
    import ast

    file.seek(0)
    version = np.lib.format.read_magic(file)
    length = int.from_bytes(file.read(2 if version == (1, 0) else 4), "little")
    header = ast.literal_eval(file.read(min(length, 1 << 16)).decode("latin-1").strip())
    shape = tuple(int(n) for n in header["shape"])
    if any(n < 0 for n in shape):
        raise ValueError("negative shape")
    return shape, np.dtype(header["descr"])
