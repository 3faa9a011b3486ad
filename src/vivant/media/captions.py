"""Captions as a track of a film, which players can show or hide.

Not for captions drawn into the picture and not for reading caption files.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.subtitles.codeccontext import SubtitleCodecContext

TICKS = 1000
_STYLE = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


class Caption(NamedTuple):
    """One text and when it is seen, in seconds from the start of the film."""

    start_s: float
    end_s: float
    text: str


class CaptionTrack:
    """The captions of one film, written as its pictures go on."""

    def __init__(self, film: OutputContainer, codec: str, captions: Iterable[Caption]) -> None:
        self._film, self._codec = film, codec
        self._left = sorted((c for c in captions if c.end_s > c.start_s and c.text.strip()), reverse=True)
        self._stream = film.add_stream(codec)
        context: SubtitleCodecContext = self._stream.codec_context  # type: ignore[assignment]
        context.subtitle_header = _STYLE
        context.time_base = self._stream.time_base = Fraction(1, TICKS)
        film.start_encoding()

    def go_on_to(self, time_s: Fraction) -> None:
        """Write the captions that begin before that time."""
        from av import Packet

        while self._left and self._left[-1].start_s < time_s:
            caption = self._left.pop()
            text = "\n".join(line for line in caption.text.splitlines() if line.strip()).encode()
            packet = Packet(len(text).to_bytes(2, "big") + text if self._codec == "mov_text" else text)
            packet.stream, packet.time_base = self._stream, Fraction(1, TICKS)
            packet.pts = packet.dts = round(max(0.0, caption.start_s) * TICKS)
            packet.duration = round(caption.end_s * TICKS) - packet.pts
            self._film.mux(packet)

    def end_at(self, time_s: Fraction) -> None:
        """Write what begins before the end; later captions would never be seen."""
        self.go_on_to(time_s)
