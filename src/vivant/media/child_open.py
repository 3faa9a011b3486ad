"""In the child process: opening a media file that nobody vouches for, within limits.

Only the named demuxers may look at the file, only that one file can be read, and memory and processor time are
limited; the processor's time anew whenever a frame or packet was read. Not for starting the child (inside.py).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import av

from vivant.cores import cores
from vivant.media.decode import Refusal

if TYPE_CHECKING:
    from av.container import InputContainer

MEMORY_BYTES = 5_000_000_000
CPU_S = 60
MAX_PIXELS = 8192 * 8192
MOST_THREADS = 8
BEAT_S = 2.0
LEAD_S = 0.5
"""Sound that begins less than this before the pictures is cut there, as editors do."""
DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpegtsraw,mpeg,mpegvideo,flv,asf,gif,apng,ivf,mxf,dv,nut,h264,hevc,"
    "av1,obu,m4v,mjpeg,wav,w64,aiff,caf,mp3,aac,flac,ogg,ac3,eac3,amr,au,wv,tta,ape"
)
DAMAGED = "is damaged, or no film or sound that can be read. Save or copy it again, or give an mp4."


def say(reply: dict[str, Any]) -> None:
    """One line to whoever asks."""
    sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
    sys.stdout.buffer.flush()


@contextlib.contextmanager
def opened(request: dict[str, Any]) -> Iterator[InputContainer]:
    """The media file behind the descriptor of the request, from its start."""
    os.lseek(request["file"], 0, os.SEEK_SET)
    options = {"fd": str(request["file"]), "protocol_whitelist": "fd", "format_whitelist": DEMUXERS}
    try:
        film = av.open("fd:", options=options, metadata_errors="replace")
    except av.FFmpegError as error:
        raise Refusal("unreadable", DAMAGED, value=str(error)[:200]) from None
    with film:
        yield film


def seen_streams(film: InputContainer) -> tuple[Any, Any]:
    """The picture stream and the sound stream that a player would show, or None: no cover pictures, no empty ones."""
    films = [s for s in film.streams.video if not s.disposition & s.disposition.attached_pic and s.codec_context]
    sounds = [s for s in film.streams.audio if s.codec_context and s.codec_context.sample_rate]
    best = max(films, key=lambda s: (bool(s.disposition & s.disposition.default), s.width * s.height), default=None)
    sound = max(sounds, key=lambda s: bool(s.disposition & s.disposition.default), default=None)
    if best is not None and best.width * best.height > MAX_PIXELS:
        raise Refusal("too_large", f"is {best.width}x{best.height}, more than can be opened safely. Save it smaller "
                      "and try again.", value=[best.width, best.height], limit=MAX_PIXELS)  # fmt: skip
    return best, sound


def decoder_of(stream: Any) -> Any:
    """What decodes the stream: for VP8 and VP9 with alpha the one decoder that knows of it."""
    context = stream.codec_context
    if has_vpx_alpha(stream):
        with contextlib.suppress(av.FFmpegError, ValueError):
            ours = av.CodecContext.create(f"libvpx-{context.name}" if context.name == "vp9" else "libvpx", "r")
            ours.extradata = context.extradata
            context = ours
    context.thread_count, context.thread_type = threads(), "AUTO"
    if stream.type == "video":
        context.options = {"max_pixels": str(MAX_PIXELS)}
    return context


def has_vpx_alpha(stream: Any) -> bool:
    """Whether a WebM stream carries a second, grey picture that is its alpha."""
    tags = {key.lower(): value for key, value in stream.metadata.items()}
    return stream.codec_context.name in ("vp8", "vp9") and tags.get("alpha_mode") == "1"


def start_s(film: InputContainer) -> float:
    """Where the file's own clock stands when it begins: at its first picture, unless sound goes long before it."""
    begin_s = (film.start_time or 0) / av.time_base
    pictures, _ = seen_streams(film)
    if pictures is None or pictures.start_time is None:
        return begin_s
    shown_s = float(pictures.start_time * pictures.time_base)
    return shown_s if 0 <= shown_s - begin_s < LEAD_S else begin_s


# --- limits ------------------------------------------------------------------------------------------------------


def limit_memory(file_bytes: int) -> None:
    """Hold this process to its share of memory, and let it write no file larger than that."""
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    for name, most in {"RLIMIT_AS": MEMORY_BYTES, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": file_bytes}.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            hard = resource.getrlimit(getattr(resource, name))[1]
            resource.setrlimit(getattr(resource, name), (most if hard < 0 else min(most, hard), hard))


def allow(cpu_s: int = CPU_S) -> None:
    """Grant this process that much more of the processor."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = int(time.process_time()) + cpu_s
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


class Pulse:
    """Tells the other side, now and then, that work goes on; every beat stands for a frame or packet that was read."""

    def __init__(self, busy: Callable[[], None] = lambda: say({"busy": True})) -> None:
        self._last, self._busy = time.monotonic(), busy

    def beat(self) -> None:
        now = time.monotonic()
        if now - self._last > BEAT_S:
            self._last = now
            allow()
            self._busy()


def pour(data: bytes = b"") -> None:
    """Send bytes, after which no line may follow: their length in four bytes, then they. None say only that work goes
    on."""
    sys.stdout.buffer.write(len(data).to_bytes(4, "little") + data)
    if not data:
        sys.stdout.buffer.flush()


def threads() -> int:
    return min(cores(), MOST_THREADS)
