"""The child process that decodes one depth map or mask: numbers as they are stored, not colours to look at.

Not for importing: maps.py has it started as read.py starts decode.py, and it answers in the same way.
"""

from __future__ import annotations

import json
import sys

if __name__ == "__main__":  # a child starts bare: only the request says where everything else is
    sys.path.extend(json.loads(sys.argv[1])["path"])

from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from vivant.media import exr
from vivant.media.decode import Refusal, answer, check_size, load, say, turn_of

if TYPE_CHECKING:
    from PIL.Image import Image

Numbers = NDArray[Any]

COLOURFUL, FEW = 0.1, 0.02
"""A picture is grey unless the channels of more than FEW of its pixels differ by more than COLOURFUL of full scale."""
LOOKED_AT = 1_000_000
PNG_BIT_DEPTH_AT, TIFF_BITS = 24, 258
BRIGHTNESS = (0.299, 0.587, 0.114)
_COLOURS = {
    "map": "is a colour picture, not a depth map: colours do not say what is nearer. Save the depth in shades of grey, "
    "without a colour scale.",
    "mask": "is a colour picture without transparency, not a mask. Give the subject in white on black, or a cut-out "
    "with transparency.",
}


def send_map(out: BinaryIO, file: BinaryIO, request: dict[str, Any]) -> None:
    """One plane, bytes, sixteen-bit words or floats; of a mask that is a cut-out, its alpha."""
    plane = _exr(file, request) if request["format"] == "exr" else _stored(file, request)
    height, width = plane.shape
    say(out, {"size": (width, height), "dtype": plane.dtype.str})
    out.write(plane.tobytes())


def _exr(file: BinaryIO, request: dict[str, Any]) -> Numbers:
    data = file.read()
    try:
        check_size(exr.size_of(data), request)
        return exr.decode(data)
    except exr.Unusable as reason:
        raise Refusal("unsupported", str(reason)) from None


def _stored(file: BinaryIO, request: dict[str, Any]) -> Numbers:
    picture, _, _ = load(file, request)
    numbers = _deep_colours(file) if _is_deep_colour(picture, file) else _numbers(picture)
    plane = _one_plane(numbers, request["want"])
    turn = turn_of(picture)
    return plane if turn is None else _turned(plane, int(turn))


def _numbers(picture: Image) -> Numbers:
    """(H, W) or (H, W, C) in the file's own numbers."""
    if picture.mode.startswith("I;16") or (picture.mode == "I" and picture.format != "TIFF"):
        return np.asarray(picture).astype("<u2")
    if picture.mode in ("I", "F"):
        return np.asarray(picture).astype("<f4")
    if picture.mode in ("P", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    elif picture.mode not in ("L", "LA", "RGB", "RGBA"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    return np.asarray(picture)


def _is_deep_colour(picture: Any, file: BinaryIO) -> bool:
    """Whether each channel of several has sixteen bits, of which Pillow keeps eight."""
    if picture.format not in ("PNG", "TIFF") or picture.mode not in ("RGB", "RGBA", "LA"):
        return False
    if picture.format == "TIFF":
        return 16 in tuple(picture.tag_v2.get(TIFF_BITS, ()))
    file.seek(PNG_BIT_DEPTH_AT)
    return file.read(1) == b"\x10"


def _deep_colours(file: BinaryIO) -> Numbers:
    import cv2

    file.seek(0)
    numbers = cv2.imdecode(np.frombuffer(file.read(), np.uint8), cv2.IMREAD_UNCHANGED)
    if numbers is None or numbers.dtype != np.uint16:
        raise Refusal("unsupported", "stores its shades in an unusual way. Save it as a grey PNG of 16 bits.")
    colours: Numbers = numbers if numbers.ndim == 2 else numbers[..., [2, 1, 0, *range(3, numbers.shape[2])]]
    return colours.astype("<u2")


def _one_plane(numbers: Numbers, want: str) -> Numbers:
    if numbers.ndim == 2:
        return numbers
    alpha = numbers[..., -1] if numbers.shape[2] in (2, 4) else None
    if want == "mask" and alpha is not None and alpha.min() < alpha.max():
        return alpha
    colours = numbers[..., : 1 if numbers.shape[2] == 2 else 3]
    if (colours == colours[..., :1]).all():
        return colours[..., 0]
    step = max(1, round((colours.shape[0] * colours.shape[1] / LOOKED_AT) ** 0.5))
    spread = np.ptp(colours[::step, ::step].astype(np.int32), axis=2)
    if np.mean(spread > COLOURFUL * np.iinfo(numbers.dtype).max) > FEW:
        raise Refusal("unsupported", _COLOURS[want])
    grey: Numbers = np.rint(colours @ np.array(BRIGHTNESS, np.float32)).astype(numbers.dtype)
    return grey


def _turned(plane: Numbers, turn: int) -> Numbers:
    """The plane set upright as PIL.Image.Transpose numbers it."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(plane))
    return np.asarray(image.transpose(Image.Transpose(turn))).astype(plane.dtype)


if __name__ == "__main__":
    answer(json.loads(sys.argv[1]), send_map)
