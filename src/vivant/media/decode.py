"""The child process that decodes one untrusted picture; it knows nothing of the rest of the program.

Not for maps (decode_map.py, which uses parts of this). read.py starts this very file, gives it the picture as standard
input and a request as JSON, and reads one line of JSON (what came out, or what is wrong) followed by the pixels. It
imports only what the format at hand needs, because its start-up is part of every command.
"""

from __future__ import annotations

import io
import json
import re
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image, Transpose

MEMORY_BYTES = 2_500_000_000
STRIP_ROWS = 256
DRAFT_GAP = 2.0
"""A JPEG is decoded at the coarsest scale that is still this many times finer than asked for, then filtered."""
NEARLY_WHITE = 200
WHITE = (255, 255, 255)
SOFT_DARK = (44, 46, 51)
LEAST_SHARE = 0.5
"""A file that was cut off is used if at least this share of its rows is there."""
BLOCK_ROWS = 16
MAX_SIDE = 65_535
EXIF_PART, TAKEN_TAG, CHANGED_TAG = 0x8769, 0x9003, 0x0132
ORIENTATION_TAG = 0x0112
TIFF_SUBFILE, TIFF_SUB_IFDS, DNG_VERSION = 254, 330, 50706
BYTE, WORD, WORD_PER_BYTE = 255, 65_535, 257
REDUCED = 1
PORTRAIT_MATTE = "urn:com:apple:photo:2018:aux:portraiteffectsmatte"
UNIFORM_Z = 2
MOST_RECORDED = 16_000_000
"""Pixels of a map that a camera may have stored in a photo."""
_PLUGINS = {
    "jpeg": ("PIL.JpegImagePlugin", "JpegImageFile"),
    "png": ("PIL.PngImagePlugin", "PngImageFile"),
    "gif": ("PIL.GifImagePlugin", "GifImageFile"),
    "webp": ("PIL.WebPImagePlugin", "WebPImageFile"),
    "bmp": ("PIL.BmpImagePlugin", "BmpImageFile"),
    "tiff": ("PIL.TiffImagePlugin", "TiffImageFile"),
    "ico": ("PIL.IcoImagePlugin", "IcoImageFile"),
    "jpeg2000": ("PIL.Jpeg2KImagePlugin", "Jpeg2KImageFile"),
    "ppm": ("PIL.PpmImagePlugin", "PpmImageFile"),
    "avif": ("PIL.AvifImagePlugin", "AvifImageFile"),
    "heif": ("pillow_heif", "HeifImageFile"),
}


class Refusal(Exception):
    """A picture that cannot be used: `code` for programs, and the rest of a sentence that begins with its name."""

    def __init__(self, code: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.reply = {"code": code, "sentence": sentence, **facts}


def main() -> None:
    """Answer the request given as the only argument with a picture."""
    request = json.loads(sys.argv[1])
    sys.path.extend(p for p in request["path"] if p not in sys.path)
    answer(request, _send_picture)


def answer(request: dict[str, Any], send: Callable[[BinaryIO, BinaryIO, dict[str, Any]], None]) -> None:
    """Let `send` read standard input and write to standard output, within limits; or say what is wrong."""
    _limit(request["cpu_s"])
    warnings.simplefilter("ignore")
    out = sys.stdout.buffer
    try:
        send(out, sys.stdin.buffer, request)
    except Refusal as refusal:
        say(out, refusal.reply)
    except MemoryError:
        say(out, {"code": "too_large", "sentence": "needs too much memory to open. Save it smaller and try again."})
    except Exception as error:
        say(out, _explain(error))
    out.flush()


def _explain(error: Exception) -> dict[str, object]:
    if type(error).__name__.startswith("DecompressionBomb"):
        found = re.search(r"(\d+) pixels", str(error))
        pixels = f"{int(found[1]) / 1e6:,.0f}" if found else "too many"
        sentence = f"holds {pixels} megapixels, too many to open safely. Save it smaller and try again."
        return {"code": "too_large", "sentence": sentence}
    return {"code": "unreadable", "sentence": "is damaged and cannot be opened. Save or copy it again.",
            "value": f"{type(error).__name__}: {error}"[:200]}  # fmt: skip


def _limit(cpu_s: int) -> None:
    """Hold this process to its share of the machine, as far as the system can."""
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    wanted = {"RLIMIT_AS": MEMORY_BYTES, "RLIMIT_CPU": cpu_s, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0}
    for name, most in wanted.items():
        try:
            which = getattr(resource, name)
            hard = resource.getrlimit(which)[1]
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (soft, hard))
        except (AttributeError, ValueError, OSError):
            continue


def say(out: BinaryIO, reply: dict[str, Any]) -> None:
    out.write(json.dumps(reply).encode() + b"\n")


# --- opening -----------------------------------------------------------------------------------------------------


def _open(file: BinaryIO, request: dict[str, Any]) -> Image:
    """The picture with its header read and its size checked, nothing decoded yet."""
    import importlib

    import PIL.Image

    PIL.Image.MAX_IMAGE_PIXELS = request["max_pixels"]
    warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
    module, plugin = _PLUGINS[request["format"]]
    try:
        opener = getattr(importlib.import_module(module), plugin)
    except (ImportError, AttributeError):
        raise Refusal("unsupported", f"is {request['format']}, which this machine cannot read yet. "
                      "Install pillow-heif, or save it as JPG.") from None  # fmt: skip
    try:
        picture: Image = opener(file)
    except SyntaxError as error:
        _refuse_mode(error)
    check_size(picture.size, request)
    if request["format"] == "tiff":
        _check_tiff(picture)
    return picture


def _refuse_mode(error: SyntaxError) -> NoReturn:
    if "unknown pixel mode" in str(error) or "unknown data organization" in str(error):
        raise Refusal("unsupported", "stores its colours in an unusual way. Save it as PNG or JPG first.") from None
    raise Refusal("unreadable", "is damaged: its header makes no sense. Save or copy it again.") from None


def check_size(size: tuple[int, int], request: dict[str, Any]) -> None:
    width, height = size
    if width * height > request["max_pixels"] or max(size) > MAX_SIDE:
        held, most = width * height / 1e6, request["max_pixels"] / 1e6
        raise Refusal("too_large", f"is {width}x{height}, {held:,.0f} megapixels; at most {most:.0f} can be opened. "
                      "Save it smaller and try again.", value=[width, height], limit=request["max_pixels"])  # fmt: skip
    if min(size) < request["min_side"]:
        raise Refusal("too_small", f"is {width}x{height} pixels, too small to use; each side needs "
                      f"{request['min_side']} or more. Give a larger picture.",
                      value=[width, height], limit=request["min_side"])  # fmt: skip


def _check_tiff(picture: Any) -> None:
    """Camera raw files are TIFF files whose first picture is only a thumbnail."""
    tags = picture.tag_v2
    if DNG_VERSION in tags or (TIFF_SUB_IFDS in tags and tags.get(TIFF_SUBFILE) == REDUCED):
        raise Refusal("unsupported", "is a camera raw file, not a photo. Develop it to JPG, TIFF or HEIC first.")


def load(file: BinaryIO, request: dict[str, Any]) -> tuple[Image, tuple[int, int], str]:
    """The decoded picture (a JPEG maybe already reduced), its full size, and a note if a part is missing."""
    picture = _open(file, request)
    full = picture.size
    try:
        _draft(picture, request["max_side"])
        picture.load()
        return picture, full, ""
    except (OSError, SyntaxError, EOFError, IndexError) as error:
        if request["format"] not in ("jpeg", "png"):
            raise Refusal("unreadable", "is damaged or cut off. Save or copy it again.", value=str(error)) from None
    del picture
    return _salvage(file, request)


def _draft(picture: Image, max_side: int | None) -> None:
    if max_side and hasattr(picture, "draft"):
        scale = max_side * DRAFT_GAP / max(picture.size)
        if scale < 1 and picture.format == "JPEG":
            width, height = picture.size
            picture.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))


def _salvage(file: BinaryIO, request: dict[str, Any]) -> tuple[Image, tuple[int, int], str]:
    """What is there of a picture that ends too early, without its missing rows.

    An end mark behind what there is makes the JPEG decoder give all it has, also of a progressive file.
    """
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = True
    file.seek(0)
    mark = b"\xff\xd9" if request["format"] == "jpeg" else b""
    picture = _open(io.BytesIO(file.read() + mark), request)
    full = picture.size
    _draft(picture, request["max_side"])
    picture.load()
    rows = _rows_there(picture)
    if rows < picture.height and request["format"] == "jpeg":
        rows = max(0, rows - BLOCK_ROWS)  # the last row of blocks may end halfway
    share = rows / picture.height
    if share < LEAST_SHARE:
        raise Refusal("unreadable", "is cut off: more than half of the picture is missing. Copy or download it again.",
                      value=round(share, 3), limit=LEAST_SHARE)  # fmt: skip
    if rows == picture.height:
        return picture, full, ""
    kept = (full[0], max(1, round(full[1] * share)))
    check_size(kept, request)
    note = f"the file is cut off: the lowest {max(0.01, 1 - share):.0%} of the picture is missing"
    return picture.crop((0, 0, picture.width, rows)), kept, note


def _rows_there(picture: Image) -> int:
    """How many rows come before the flat tail that stands where data ended (all of them without such a tail)."""
    from PIL import ImageChops

    plain = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    last = plain.crop((0, plain.height - 1, plain.width, plain.height))
    if any(low != high for low, high in _extrema(last)):
        return picture.height
    tail = last.resize(plain.size)
    rows = [band.getbbox() for band in ImageChops.difference(plain, tail).split()]
    return max((box[3] for box in rows if box), default=0)


def _extrema(picture: Image) -> list[tuple[int, int]]:
    return [band.getextrema() for band in picture.split()]  # type: ignore[misc]


# --- colours -----------------------------------------------------------------------------------------------------


def _send_picture(out: BinaryIO, file: BinaryIO, request: dict[str, Any]) -> None:
    picture, full, note = load(file, request)
    turn, taken = turn_of(picture), taken_at(picture)
    profile = picture.info.get("icc_profile")
    picture = _to_eight_bits(picture)
    picture = _reduced(picture, request["max_side"])
    alpha = _alpha(picture)
    colours = _to_srgb(picture, profile)
    if alpha is not None:
        colours = _over_backdrop(colours, alpha)
    if turn is not None:
        full = full if turn not in _sideways() else (full[1], full[0])
        colours, alpha = colours.transpose(turn), alpha.transpose(turn) if alpha else None
    recorded = _recorded(file) if request["format"] == "heif" else {}
    say(out, {"format": request["format"], "size": colours.size, "source_size": full, "alpha": alpha is not None,
              "note": note, "taken": taken,
              "recorded": {name: plane.shape for name, plane in recorded.items()}})  # fmt: skip
    _pour(out, colours)
    if alpha is not None:
        _pour(out, alpha)
    for plane in recorded.values():
        out.write(plane.tobytes())


def turn_of(picture: Image) -> Transpose | None:
    """How to set the picture upright; a broken or absent orientation means that it is."""
    from PIL.Image import Transpose

    turns = {2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM,
             5: Transpose.TRANSPOSE, 6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE,
             8: Transpose.ROTATE_90}  # fmt: skip
    try:
        return turns.get(picture.getexif().get(ORIENTATION_TAG, 1))
    except Exception:
        return None


def taken_at(picture: Image) -> str:
    """When the camera says that it took the picture, "YYYY:MM:DD HH:MM:SS"; empty where it does not."""
    try:
        exif = picture.getexif()
        told = exif.get_ifd(EXIF_PART).get(TAKEN_TAG) or exif.get(CHANGED_TAG) or ""
        return str(told)[:19]
    except Exception:
        return ""


def _sideways() -> tuple[Transpose, ...]:
    from PIL.Image import Transpose

    return Transpose.TRANSPOSE, Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90


def _to_eight_bits(picture: Image) -> Image:
    """Modes L, RGB, CMYK, LAB, LA or RGBA: palettes spread out, deep grey scaled over its whole range."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _deep_to_grey(picture)
    if _has_alpha(picture):
        grey = picture.mode in ("L", "LA", "La", "1")
        return picture.convert("LA" if grey and picture.mode != "L" else "RGBA")
    if picture.mode == "1":
        return picture.convert("L")
    return picture if picture.mode in ("L", "RGB", "CMYK", "LAB") else picture.convert("RGB")


def _has_alpha(picture: Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or (
        "transparency" in picture.info and picture.mode in ("P", "L", "RGB", "1")
    )


def _deep_to_grey(picture: Image) -> Image:
    import numpy as np
    from PIL import Image

    eight = Image.new("L", picture.size)
    scale = _deep_scale(picture)
    for top in range(0, picture.height, STRIP_ROWS):
        box = (0, top, picture.width, min(picture.height, top + STRIP_ROWS))
        values = np.nan_to_num(np.asarray(picture.crop(box)).astype(np.float32), posinf=1 / scale * BYTE)
        eight.paste(Image.fromarray(np.clip(values * scale + 0.5, 0, BYTE).astype(np.uint8)), (0, top))
    return eight


def _deep_scale(picture: Image) -> float:
    """What to multiply deep values by to reach 0 .. 255: sixteen-bit files by rule, others by the range they use."""
    if picture.mode.startswith("I;16") or picture.format in ("PPM", "PNG"):
        return 1 / WORD_PER_BYTE
    most = float(picture.getextrema()[1])  # type: ignore[arg-type]
    if picture.mode == "F" and most <= 1:
        return float(BYTE)
    if most <= BYTE:
        return 1.0
    return 1 / WORD_PER_BYTE if most <= WORD else BYTE / most


def _reduced(picture: Image, max_side: int | None) -> Image:
    from PIL.Image import Resampling

    if not max_side or max(picture.size) <= max_side:
        return picture
    scale = max_side / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _alpha(picture: Image) -> Image | None:
    """The alpha plane, or None if all is solid, or all is invisible (then the alpha is a mistake)."""
    if picture.mode not in ("RGBA", "LA"):
        return None
    alpha = picture.getchannel("A")
    low, high = _extrema(alpha)[0]
    return None if low == BYTE or high == 0 else alpha


def _to_srgb(picture: Image, profile: bytes | None) -> Image:
    solid = {"RGBA": "RGB", "LA": "L"}.get(picture.mode)
    if solid:
        picture = _without_alpha(picture, solid)
    if profile:
        try:
            return _by_profile(picture, profile)
        except Exception:  # a broken profile is no reason to refuse the photo
            return _plain_rgb(picture)
    return _plain_rgb(picture)


def _plain_rgb(picture: Image) -> Image:
    if picture.mode == "LAB":
        from PIL import ImageCms

        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, lab, srgb, outputMode="RGB") or picture
    return picture.convert("RGB")


def _without_alpha(picture: Image, mode: str) -> Image:
    from PIL import Image

    bands = picture.split()[:-1]
    return Image.merge(mode, bands) if len(bands) > 1 else bands[0]


def _by_profile(picture: Image, profile: bytes) -> Image:
    """The picture in sRGB, relative colorimetric with black point compensation as photo programs do it."""
    from PIL import ImageCms

    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = source.profile.xcolor_space.strip()
    if "sRGB" in (source.profile.profile_description or ""):
        return picture.convert("RGB")
    if space == "RGB" and picture.mode == "L":
        picture = picture.convert("RGB")
    result = ImageCms.profileToProfile(
        picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    return result or picture.convert("RGB")


def _over_backdrop(colours: Image, alpha: Image) -> Image:
    """The visible parts over white, or over a soft dark grey if they are nearly white themselves."""
    from PIL import Image, ImageStat

    light = ImageStat.Stat(colours.convert("L"), mask=alpha).mean[0]
    backdrop = Image.new("RGB", colours.size, SOFT_DARK if light > NEARLY_WHITE else WHITE)
    return Image.composite(colours, backdrop, alpha)


def _pour(out: BinaryIO, picture: Image) -> None:
    for top in range(0, picture.height, STRIP_ROWS):
        bottom = min(picture.height, top + STRIP_ROWS)
        out.write(picture.crop((0, top, picture.width, bottom)).tobytes())


# --- what the camera recorded ------------------------------------------------------------------------------------


def _recorded(file: BinaryIO) -> dict[str, NDArray[np.float32]]:
    """The depth and the outline of the subject that a phone stores beside a portrait, as planes 0 .. 1.

    A map that cannot be read is as good as none: the photo is there.
    """
    import pillow_heif

    found = {}
    try:
        file.seek(0)
        photo = pillow_heif.open_heif(file)
        for depth in photo.info.get("depth_images", [])[:1]:
            found["depth"] = _nearness(_shades(depth), depth.info.get("metadata", {}))
        for key in photo.info.get("aux", {}).get(PORTRAIT_MATTE, [])[:1]:
            found["outline"] = _shades(photo[photo.primary_index].get_aux_image(key))
    except Exception:
        return found
    return found


def _shades(stored: Any) -> NDArray[np.float32]:
    import numpy as np

    width, height = stored.size
    if width * height > MOST_RECORDED:
        raise ValueError(f"a recorded map of {width}x{height}")
    return np.asarray(stored.to_pillow().convert("L"), np.float32) / np.float32(BYTE)


def _nearness(stored: NDArray[np.float32], facts: dict[str, Any]) -> NDArray[np.float32]:
    """Near is white: so it is stored, unless it says that it holds distances Z (ITU-T H.265, D.3.33, type 2)."""
    if facts.get("representation_type") != UNIFORM_Z:
        return stored
    near, far = facts.get("z_near") or 0.0, facts.get("z_far") or 0.0
    if not 0 < near < far:
        return 1 - stored
    inverse = 1 / (near + stored * (far - near))
    return ((inverse - 1 / far) / (1 / near - 1 / far)).astype(stored.dtype)


if __name__ == "__main__":
    main()
