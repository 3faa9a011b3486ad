"""Which encoder makes which kind of film and sound, with which settings.

Not for encoding (encode.py, soundtrack.py). A container names the codecs that it can carry, the usual one first; a
codec names its encoder and how quality is said to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant.errors import UsageError

Quality: TypeAlias = Literal["high", "medium", "low"]
QUALITIES: tuple[Quality, ...] = ("high", "medium", "low")
ByQuality: TypeAlias = dict[Quality, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Codec:
    """How pictures are encoded.

    encoder     name in FFmpeg
    pixels      pixel format given to the encoder; `see_through` the one with alpha, empty where there is none
    by_quality  encoder options for each quality, beside `options` for all
    tag         four letters that Apple's players want to see instead of FFmpeg's usual ones
    tagged      BT.709 is used and written down; otherwise the encoder gets RGB, or what players assume
    sound       the sound that goes with it where that is not the container's usual one
    """

    encoder: str
    pixels: str
    by_quality: ByQuality
    options: dict[str, str]
    see_through: str = ""
    tag: str = ""
    tagged: bool = True
    sound: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file: FFmpeg's name, the codecs it carries (the usual one first), its sound, its captions."""

    muxer: str
    codecs: tuple[str, ...]
    sound: str = ""
    captions: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one film is made: the parts of Codec and Container that encoding needs."""

    muxer: str
    codec: str
    pixels: str
    by_quality: ByQuality
    options: dict[str, str]
    file_options: dict[str, str]
    tagged: bool = True
    tag: str = ""
    sound: str = ""
    captions: str = ""

    @property
    def needs_even_size(self) -> bool:
        return self.pixels.startswith("yuv")

    @property
    def see_through(self) -> bool:
        return self.pixels in ("bgra", "rgba") or self.pixels.startswith("yuva")

    def encoder_options(self, quality: Quality) -> dict[str, str]:
        return self.options | self.by_quality[quality]


def _knob(name: str, high: object, medium: object, low: object) -> ByQuality:
    return {"high": {name: str(high)}, "medium": {name: str(medium)}, "low": {name: str(low)}}


_MPEG4: ByQuality = {
    "high": {"qmin": "3", "qmax": "3"},
    "medium": {"qmin": "5", "qmax": "5"},
    "low": {"qmin": "9", "qmax": "9"},
}
_VP9 = {"deadline": "realtime", "cpu-used": "6", "row-mt": "1", "tile-columns": "2", "b": "0"}
_APPLE = {"vendor": "apl0"}

CODECS: dict[str, Codec] = {
    "h264": Codec("libx264", "yuv420p", _knob("crf", 20, 23, 28), {"preset": "veryfast"}),
    "hevc": Codec("libx265", "yuv420p", _knob("crf", 22, 26, 31),
                  {"preset": "veryfast", "x265-params": "log-level=none"}, tag="hvc1"),
    "av1": Codec("libsvtav1", "yuv420p", _knob("crf", 28, 36, 46), {"preset": "10"}),
    "vp9": Codec("libvpx-vp9", "yuv420p", _knob("crf", 26, 33, 42), _VP9, see_through="yuva420p"),
    "prores": Codec("prores_ks", "yuv422p10le", _knob("profile", 3, 2, 1), _APPLE, sound="pcm_s16le"),
    "prores4444": Codec("prores_ks", "yuv444p10le", _knob("profile", 4, 4, 4), _APPLE, see_through="yuva444p10le",
                        sound="pcm_s16le"),
    "mpeg4": Codec("mpeg4", "yuv420p", _MPEG4, {"b": "200M"}, tagged=False),
    "ffv1": Codec("ffv1", "bgr0", _knob("level", 3, 3, 3), {"slices": "4", "g": "1"}, see_through="bgra", tagged=False,
                  sound="flac"),
    "gif": Codec("gif", "pal8", _knob("dither", "sierra2_4a", "bayer:bayer_scale=3", "bayer:bayer_scale=2"), {},
                 tagged=False),
    "webp": Codec("libwebp_anim", "bgra", _knob("quality", 85, 75, 60), {"compression_level": "2"}, see_through="bgra",
                  tagged=False),
    "png": Codec("png", "rgb24", _knob("compression_level", 1, 3, 6), {}, see_through="rgba", tagged=False),
}  # fmt: skip
_FAST_START = (("movflags", "+faststart"),)
CONTAINERS: dict[str, Container] = {
    ".mp4": Container("mp4", ("h264", "hevc", "av1"), "aac", "mov_text", _FAST_START),
    ".mov": Container("mov", ("h264", "hevc", "prores", "prores4444"), "aac", "mov_text", _FAST_START),
    ".mkv": Container("matroska", ("h264", "hevc", "av1", "vp9", "ffv1"), "aac", "subrip"),
    ".webm": Container("webm", ("vp9", "av1"), "libopus", "webvtt"),
    ".avi": Container("avi", ("mpeg4",), "pcm_s16le"),
    ".gif": Container("gif", ("gif",), options=(("loop", "0"),)),
    ".webp": Container("webp", ("webp",), options=(("loop", "0"),)),
}
PNG = ".png"
_FOLDER = Container("image2", ("png",))

SOUNDS: dict[str, tuple[str, str]] = {
    ".wav": ("wav", "pcm_s16le"), ".m4a": ("ipod", "aac"), ".mp3": ("mp3", "libmp3lame"), ".flac": ("flac", "flac"),
    ".ogg": ("ogg", "libopus"), ".opus": ("opus", "libopus"),
}  # fmt: skip
"""The suffix of a sound file to FFmpeg's format and encoder."""
SOUND_BITS: dict[str, dict[Quality, int]] = {
    "aac": {"high": 192_000, "medium": 160_000, "low": 112_000},
    "libopus": {"high": 160_000, "medium": 128_000, "low": 80_000},
    "libmp3lame": {"high": 256_000, "medium": 192_000, "low": 128_000},
}


def recipe(suffix: str, codec: str | None = None, *, alpha: bool = False) -> Recipe:
    """How to make a film with that suffix. Raises UsageError if the container cannot carry the codec, or alpha."""
    container = _FOLDER if suffix == PNG else CONTAINERS[suffix]
    name = codec or _usual(container, alpha)
    if name not in container.codecs:
        raise UsageError(f"A {suffix} film cannot be {name}. {_where(name, suffix, container)}", place="codec",
                         value=name, limit=list(container.codecs))  # fmt: skip
    made = CODECS[name]
    if alpha and not made.see_through:
        able = ", ".join(f"{s} ({c})" for s, kind in CONTAINERS.items() for c in kind.codecs if CODECS[c].see_through)
        raise UsageError(f"A {suffix} film of {name} cannot be seen through. Use one of {able}.", place="codec",
                         value=name)  # fmt: skip
    sound = (made.sound or container.sound) if container.sound else ""
    return Recipe(container.muxer, made.encoder, made.see_through if alpha else made.pixels, made.by_quality,
                  made.options, dict(container.options), made.tagged,
                  made.tag if container.muxer in ("mp4", "mov") else "", sound, container.captions)  # fmt: skip


def _usual(container: Container, alpha: bool) -> str:
    return next((name for name in container.codecs if alpha and CODECS[name].see_through), container.codecs[0])


def _where(name: str, suffix: str, container: Container) -> str:
    carrying = [s for s, other in CONTAINERS.items() if name in other.codecs]
    end = f", or end the name in {' or '.join(carrying)}" if carrying else ""
    return f"Use {' or '.join(container.codecs)}{end}."


def film_encoders() -> tuple[str, ...]:
    """The FFmpeg names of all encoders in the tables, sorted."""
    sounds = {codec for _, codec in SOUNDS.values()} | {c.sound for c in CONTAINERS.values() if c.sound}
    return tuple(sorted({codec.encoder for codec in CODECS.values()} | sounds))
