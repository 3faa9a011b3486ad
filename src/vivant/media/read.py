"""Opens pictures that people give: what comes out is upright sRGB, or one sentence that says what is wrong.

Not for films (probe.py), not for maps (maps.py, which uses parts of this) and not for the decoding itself, which
happens in a child process with limits (decode.py): a picture may come from anywhere, and what a broken one can do at
worst is to end that child.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from vivant.errors import (
    InputError,
    MissingInput,
    OversizedInput,
    UndersizedInput,
    UnreadableInput,
    UnsupportedInput,
)
from vivant.media import formats
from vivant.units import Frame, Plane, Size

if TYPE_CHECKING:
    import subprocess

Source: TypeAlias = str | Path | bytes

MAX_PIXELS = 120_000_000
MAX_BYTES = 2_000_000_000
MIN_SIDE = 16
OTHER_SHAPE = 0.05
"""How far the aspect of a map that the camera recorded may lie from the photo's."""
WALL_S = 120.0
CPU_S = 90
_DECODER = Path(__file__).with_name("decode.py")
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_LONGEST_NAME = 200
_ERRORS: dict[str, type[InputError]] = {
    kind.code: kind for kind in (OversizedInput, UndersizedInput, UnreadableInput, UnsupportedInput)
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A still picture as its maker meant it to be seen.

    image        (H, W, 3) uint8 sRGB, upright; transparent parts lie over a calm backdrop
    alpha        (H, W) float32, 0 .. 1, or None if the picture is solid
    format       what the file really is: "jpeg", "png", "heif", ...
    source_size  (width, height) in the file, upright, before any reduction
    digest       SHA-256 of the file's bytes, hexadecimal
    note         a short sentence if something is missing from the picture, else empty
    depth        (h, w) float32 of any size, 0 far .. 1 near, if the camera recorded it (portraits in heic)
    outline      (h, w) float32 of any size, the alpha of the subject, if the camera recorded it
    taken_at     when it was taken by the camera's clock, seconds since 1970 as if that clock were UTC; None if unknown
    """

    image: Frame
    alpha: Plane | None
    format: str
    source_size: Size
    digest: str
    note: str = ""
    depth: Plane | None = None
    outline: Plane | None = None
    taken_at: float | None = None


def read_image(source: Source, *, max_side: int | None = None) -> Picture:
    """The picture in a file or in `bytes`, reduced until its longest side is at most `max_side` pixels.

    Colours are converted to sRGB by the embedded profile, the orientation mark is applied, of animated pictures the
    first frame is taken. Raises MissingInput, UnreadableInput, UnsupportedInput, OversizedInput (over MAX_PIXELS) or
    UndersizedInput (a side under MIN_SIDE pixels); each names the file and says what to do.
    """
    name = name_of(source)
    with opened(source, name) as file:
        digest, head = digest_of(file, name)
        kind = formats.recognise(head)
        if kind is None:
            formats.refuse(head, name)
        wish = {"format": kind, "max_side": max_side, "min_side": MIN_SIDE}
        reply, pixels = decode(file, name, wish)
    width, height = reply["size"]
    count = width * height * 3
    alpha = None
    if reply["alpha"]:
        alpha = pixels[count : count + width * height].reshape(height, width).astype(np.float32) / np.float32(255)
    source_width, source_height = reply["source_size"]
    image = pixels[:count].reshape(height, width, 3)
    note, recorded = reply["note"], _recorded(reply, pixels)
    taken_at = _seconds(reply.get("taken", ""))
    return Picture(image, alpha, kind, (source_width, source_height), digest, note, **recorded, taken_at=taken_at)


def _recorded(reply: dict[str, Any], pixels: NDArray[np.uint8]) -> dict[str, Plane]:
    """The maps that follow the pixels, without those whose shape is not that of the photo."""
    width, height = reply["size"]
    planes, at = {}, width * height * (3 + reply["alpha"])
    for name, (rows, columns) in reply["recorded"].items():
        plane = pixels[at : at + rows * columns * 4].copy().view(np.float32).reshape(rows, columns)
        at += plane.nbytes
        if abs(columns / rows * height / width - 1) <= OTHER_SHAPE:
            planes[name] = plane
    return planes


# --- files -------------------------------------------------------------------------------------------------------


def name_of(source: Source) -> str:
    """The source as it may appear in a sentence: on one line, printable."""
    if isinstance(source, bytes):
        return "The picture"
    text = "".join(c if c.isprintable() else "?" for c in os.fsdecode(source))
    return text if len(text) <= _LONGEST_NAME else "..." + text[-_LONGEST_NAME:]


def opened(source: Source, name: str) -> BinaryIO:
    """The file as a stream with a descriptor, which the child inherits: so the name is looked up only once."""
    if isinstance(source, bytes):
        import tempfile

        file = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
        file.write(source)
        file.seek(0)
        return file
    if os.fsdecode(source).startswith(("http://", "https://")):
        raise MissingInput(f"{name} is an address, not a file. Download it first and give the file.", place=name)
    try:
        return _regular(source, name)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingInput(f"There is no file {name}. Check the name and the folder.", place=name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = f"{name} cannot be read: {reason}. Check the name and its permissions."
        raise UnreadableInput(sentence, place=name) from None


def _regular(path: str | Path, name: str) -> BinaryIO:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise UnsupportedInput(f"{name} is a folder. Give one picture file.", place=name)
    if not stat.S_ISREG(mode):
        raise UnsupportedInput(f"{name} is not an ordinary file. Save the picture to a file and give that.", place=name)
    return open(path, "rb")


def _seconds(told: str) -> float | None:
    """Seconds since 1970 of "YYYY:MM:DD HH:MM:SS"."""
    from datetime import UTC, datetime

    try:
        return datetime.strptime(told, "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def digest_of(file: BinaryIO, name: str) -> tuple[str, bytes]:
    """The SHA-256 of the whole stream and its first bytes; the stream is back at its start."""
    size = os.fstat(file.fileno()).st_size
    if size > MAX_BYTES:
        raise OversizedInput(f"{name} has {size / 1e9:.1f} GB, too much to open safely. Save it smaller and try again.",
                             place=name, value=size, limit=MAX_BYTES)  # fmt: skip
    head = file.read(formats.HEAD_BYTES)
    file.seek(0)
    digest = hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()
    file.seek(0)
    return digest, head


# --- the child ---------------------------------------------------------------------------------------------------


def decode(
    file: BinaryIO, name: str, request: dict[str, Any], script: Path | None = None
) -> tuple[dict[str, Any], NDArray[np.uint8]]:
    """What the child that runs `script` says about the picture, and its pixels as plain bytes."""
    import json
    import subprocess
    import threading

    request |= {"max_pixels": MAX_PIXELS, "cpu_s": CPU_S, "path": [str(Path(p).absolute()) for p in sys.path if p]}
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    environment = {k: os.environ[k] for k in _KEPT_ENVIRONMENT if k in os.environ} | {"OPENBLAS_NUM_THREADS": "1"}
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", str(script or _DECODER), json.dumps(request)],
        stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, bufsize=1 << 16,
    )  # fmt: skip
    timer = threading.Timer(WALL_S, child.kill)
    timer.start()
    try:
        reply, pixels = _receive(child)
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()
    if reply is None:
        sentence = f"{name} could not be opened: it is damaged or made to break programs. Save or copy it again."
        raise UnreadableInput(sentence, place=name, value=child.returncode)
    if "code" in reply:
        raise _ERRORS[reply["code"]](f"{name} {reply['sentence']}", place=name, value=reply.get("value"),
                                     limit=reply.get("limit"))  # fmt: skip
    return reply, pixels


def _receive(child: subprocess.Popen[bytes]) -> tuple[dict[str, Any] | None, NDArray[np.uint8]]:
    """The reply and the pixels, or None if the child ended before it had said everything."""
    import json

    pipe = child.stdout
    nothing = np.empty(0, np.uint8)
    line = pipe.readline() if pipe else b""
    if not pipe or not line.endswith(b"\n"):
        return None, nothing
    try:
        reply: dict[str, Any] = json.loads(line)
    except ValueError:
        return None, nothing
    if "code" in reply:
        return reply, nothing
    pixels = np.empty(_n_bytes(reply), np.uint8)
    if not len(pixels):
        return None, nothing
    got, view = 0, memoryview(pixels.data)
    while got < len(pixels):
        count = pipe.readinto(view[got:])  # type: ignore[attr-defined]
        if not count:
            return None, nothing
        got += count
    return reply, pixels


def _n_bytes(reply: dict[str, Any]) -> int:
    """How many bytes follow a reply; 0 for one that no honest child gives."""
    width, height = reply["size"]
    recorded = [rows * columns for rows, columns in reply.get("recorded", {}).values()]
    if not all(0 < count <= MAX_PIXELS for count in (width * height, *recorded)):
        return 0
    depth = np.dtype(reply["dtype"]).itemsize if "dtype" in reply else 3 + reply["alpha"]
    return int(width * height * depth + 4 * sum(recorded))
