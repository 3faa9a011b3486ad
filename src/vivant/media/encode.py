"""Which encoder makes which kind of film, and one film stream being encoded.

Not for paths, temporary names or sentences for people (write.py).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from vivant.units import Frame, Size

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import OutputContainer
    from av.video.stream import VideoStream

Quality: TypeAlias = Literal["high", "medium", "low"]
QUALITIES: tuple[Quality, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one kind of file is made.

    muxer, codec  names in FFmpeg
    pixels        pixel format given to the encoder
    by_quality    encoder options for each quality, beside `options` for all
    file_options  options of the muxer
    tagged        BT.709 is used and written down; otherwise the encoder gets RGB or the BT.601 that players assume
    """

    muxer: str
    codec: str
    pixels: str
    by_quality: dict[Quality, dict[str, str]]
    options: dict[str, str]
    file_options: dict[str, str]
    tagged: bool = True

    @property
    def needs_even_size(self) -> bool:
        return self.pixels == "yuv420p"

    def encoder_options(self, quality: Quality) -> dict[str, str]:
        return self.options | self.by_quality[quality]


def _knob(name: str, high: object, medium: object, low: object) -> dict[Quality, dict[str, str]]:
    return {"high": {name: str(high)}, "medium": {name: str(medium)}, "low": {name: str(low)}}


_H264 = _knob("crf", 20, 23, 28)
_VERYFAST = {"preset": "veryfast"}
_VP9 = {"deadline": "realtime", "cpu-used": "6", "row-mt": "1", "tile-columns": "2", "b": "0"}
_MPEG4: dict[Quality, dict[str, str]] = {
    "high": {"qmin": "3", "qmax": "3"},
    "medium": {"qmin": "5", "qmax": "5"},
    "low": {"qmin": "9", "qmax": "9"},
}

RECIPES: dict[str, Recipe] = {
    ".mp4": Recipe("mp4", "libx264", "yuv420p", _H264, _VERYFAST, {"movflags": "+faststart"}),
    ".mov": Recipe("mov", "libx264", "yuv420p", _H264, _VERYFAST, {"movflags": "+faststart"}),
    ".mkv": Recipe("matroska", "libx264", "yuv420p", _H264, _VERYFAST, {}),
    ".webm": Recipe("webm", "libvpx-vp9", "yuv420p", _knob("crf", 26, 33, 42), _VP9, {}),
    ".avi": Recipe("avi", "mpeg4", "yuv420p", _MPEG4, {"b": "200M"}, {}, tagged=False),
    ".gif": Recipe("gif", "gif", "pal8", _knob("dither", "sierra2_4a", "bayer:bayer_scale=3", "bayer:bayer_scale=2"),
                   {}, {"loop": "0"}, tagged=False),
    ".webp": Recipe("webp", "libwebp_anim", "bgra", _knob("quality", 85, 75, 60), {"compression_level": "2"},
                    {"loop": "0"}, tagged=False),
}  # fmt: skip


def available() -> dict[str, bool]:
    """Whether this machine has each encoder that Vivant can use."""
    import av
    from av.codec.codec import UnknownCodecError

    found = {}
    for codec in sorted({recipe.codec for recipe in RECIPES.values()}):
        try:
            found[codec] = av.Codec(codec, "w").is_encoder
        except UnknownCodecError:
            found[codec] = False
    return found


class FilmStream:
    """One film being encoded into one file. Frames go in; `finish` completes the file, `drop` gives it up."""

    def __init__(self, place: str, recipe: Recipe, size: Size, rate: Fraction, options: dict[str, str]) -> None:
        import av
        from av.video.reformatter import VideoReformatter

        self._recipe, self._n = recipe, 0
        self._time_base = 1 / rate
        self._threads = os.cpu_count() or 1
        self._reformatter = VideoReformatter()
        self._film: OutputContainer = av.open(
            f"file:{place}", "w", format=recipe.muxer, container_options=dict(recipe.file_options)
        )
        self._stream = self._add_stream(size, rate, options)

    def _add_stream(self, size: Size, rate: Fraction, options: dict[str, str]) -> VideoStream:
        stream: VideoStream = self._film.add_stream(self._recipe.codec, rate=rate, options=options)  # type: ignore[assignment]
        stream.width, stream.height = size
        stream.pix_fmt = self._recipe.pixels
        context = stream.codec_context
        context.thread_count = self._threads
        if self._recipe.tagged:
            from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

            context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
            context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        return stream

    def add(self, frame: Frame) -> None:
        """Encode the next frame, a C-contiguous (H, W, 3) uint8; it may be reused as soon as this returns."""
        self.add_native(self._converted(frame))

    def add_native(self, picture: VideoFrame) -> None:
        """Encode the next frame, already in the encoder's pixel format."""
        picture.pts, picture.time_base = self._n, self._time_base
        self._n += 1
        self._film.mux(self._stream.encode(picture))

    def _converted(self, frame: Frame) -> VideoFrame:
        """The frame in the encoder's pixel format, by one shared reformatter and without a copy of its bytes."""
        from av import VideoFrame
        from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

        picture = VideoFrame.from_numpy_buffer(frame, format="rgb24")
        if not self._recipe.needs_even_size:
            return self._reformatter.reformat(picture, format=self._recipe.pixels, threads=self._threads)
        matrix = Colorspace.ITU709 if self._recipe.tagged else Colorspace.ITU601
        converted = self._reformatter.reformat(
            picture, format=self._recipe.pixels, dst_colorspace=matrix,
            src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG, threads=self._threads,
        )  # fmt: skip
        if self._recipe.tagged:
            converted.color_primaries, converted.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        return converted

    def finish(self) -> None:
        """Write what the encoder still holds and close the file."""
        self._film.mux(self._stream.encode(None))
        self._film.close()

    def drop(self) -> None:
        """Close the file, whatever state it is in."""
        self._film.close()
