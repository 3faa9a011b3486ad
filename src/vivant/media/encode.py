"""One film stream being encoded into one file, with its sound beside it.

Not for paths, temporary names or sentences for people (write.py), and not for choosing settings (recipes.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from vivant.cores import cores
from vivant.media.captions import Caption, CaptionTrack
from vivant.media.recipes import Recipe, film_encoders
from vivant.media.soundtrack import SoundTrack, Source
from vivant.media.tags import usual_matrix
from vivant.units import Frame, Size

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

MOST_AHEAD = 100
"""More frames than any encoder decodes ahead of what is shown."""
_QUIET = {"SVT_LOG": "1"}


def available() -> dict[str, bool]:
    """Whether this machine has each encoder that Vivant can use."""
    return {codec: has_encoder(codec) for codec in film_encoders()}


def has_encoder(codec: str) -> bool:
    """Whether this machine has the encoder with that FFmpeg name."""
    import av
    from av.codec.codec import UnknownCodecError

    try:
        return av.Codec(codec, "w").is_encoder
    except UnknownCodecError:
        return False


class FilmStream:
    """One film being encoded into one file. Frames go in; `finish` completes the file, `drop` gives it up.

    `sound`, blocks of (n, 2) float32 at 48 kHz, is drawn on as the pictures go on and ends with them.
    """

    def __init__(
        self, place: str, recipe: Recipe, size: Size, rate: Fraction, options: dict[str, str],
        sound: Source | None = None, sound_bits: int = 0, captions: Iterable[Caption] = (),
    ) -> None:  # fmt: skip
        import av
        from av.video.reformatter import VideoReformatter

        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        self._recipe, self._n, self._size = recipe, 0, size
        self._time_base = 1 / rate
        self._threads = cores()
        self._reformatter = VideoReformatter()
        self._matrix: Any = None
        self._film: OutputContainer = av.open(
            f"file:{place}", "w", format=recipe.muxer, container_options=dict(recipe.file_options)
        )
        self._stream = self._add_stream(size, rate, options)
        self._others: list[SoundTrack | CaptionTrack] = []
        if sound is not None:
            self._others.append(SoundTrack(self._film, recipe.sound, sound, sound_bits))
        if captions:
            self._others.append(CaptionTrack(self._film, recipe.captions, captions))

    def _add_stream(self, size: Size, rate: Fraction, options: dict[str, str]) -> VideoStream:
        from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

        stream: VideoStream = self._film.add_stream(self._recipe.codec, rate=rate, options=options)  # type: ignore[assignment]
        stream.width, stream.height = size
        stream.pix_fmt = self._recipe.pixels
        context = stream.codec_context
        context.thread_count = self._threads
        if self._recipe.tag:
            context.codec_tag = self._recipe.tag
        if self._recipe.pixels.startswith("yuva") and self._recipe.muxer in ("webm", "matroska"):
            stream.metadata["alpha_mode"] = "1"
        self._matrix = Colorspace.ITU709 if self._recipe.tagged else usual_matrix(*size)
        if self._recipe.tagged:
            context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
            context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        return stream

    def add(self, frame: Frame) -> None:
        """Encode the next frame, a C-contiguous (H, W, 3) uint8, or (H, W, 4) where the film can be seen through; it
        may be reused as soon as this returns."""
        self.add_native(self._converted(frame))

    def add_native(self, picture: VideoFrame) -> None:
        """Encode the next frame, already in the encoder's pixel format."""
        picture.pts, picture.time_base = self._n, self._time_base
        self._n += 1
        self._mux(self._stream.encode(picture))
        for track in self._others:
            track.go_on_to(self._n * self._time_base)

    def _converted(self, frame: Frame) -> VideoFrame:
        """The frame in the encoder's pixel format, by one shared reformatter and without a copy of its bytes."""
        from av import VideoFrame
        from av.video.reformatter import ColorPrimaries, ColorRange, ColorTrc

        picture = VideoFrame.from_numpy_buffer(frame, format="rgba" if frame.shape[2] == 4 else "rgb24")
        if not self._recipe.needs_even_size:
            return self._reformatter.reformat(picture, format=self._recipe.pixels, threads=self._threads)
        converted = self._reformatter.reformat(
            picture, format=self._recipe.pixels, dst_colorspace=self._matrix,
            src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG, threads=self._threads,
        )  # fmt: skip
        if self._recipe.tagged:
            converted.color_primaries, converted.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        return converted

    def finish(self) -> None:
        """Write what the encoders still hold, the sound exactly as long as the pictures, and close the file."""
        self._mux(self._stream.encode(None))
        for track in self._others:
            track.end_at(self._n * self._time_base)
        self._film.close()

    def _mux(self, packets: Sequence[Packet[VideoStream]]) -> None:
        for packet in packets:
            if packet.dts is not None and packet.pts is not None and packet.dts < -MOST_AHEAD:
                packet.dts = packet.pts  # libx265 gives films of one or two frames any time at all
            self._film.mux(packet)

    def drop(self) -> None:
        """Close the file, whatever state it is in."""
        self._film.close()
