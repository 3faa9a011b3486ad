"""Sound alone in a file: wav, m4a, mp3, flac, ogg or opus.

Not for the sound of a film (soundtrack.py). The file is written under a hidden name and renamed when it is complete.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from vivant.errors import OutputError, UsageError
from vivant.media.encode import has_encoder
from vivant.media.recipes import QUALITIES, SOUND_BITS, SOUNDS, Quality
from vivant.media.soundtrack import SoundTrack, Source
from vivant.media.write import check_target, hidden_place, told


def sound_suffixes() -> tuple[str, ...]:
    """The endings of names of sound files that can be written, such as ".wav"."""
    return tuple(SOUNDS)


def write_sound(path: str | Path, sound: Source, *, quality: Quality = "high") -> float:
    """Write sound, blocks of (n, 2) float32 at 48 kHz, into a file; its length in seconds.

    The suffix says what kind. Raises UsageError for another one, OutputError if it cannot be written.
    """
    import av

    path = Path(path)
    if path.suffix.lower() not in SOUNDS or quality not in QUALITIES:
        raise UsageError(f"{path} does not say what to write. End the name with one of {', '.join(SOUNDS)}; quality is "
                         "high, medium or low.", place="output", value=path.suffix, limit=list(SOUNDS))  # fmt: skip
    muxer, codec = SOUNDS[path.suffix.lower()]
    if not has_encoder(codec):
        raise UsageError(f"This machine has no encoder {codec}, which {path.name} needs. End the name in .wav.",
                         place="output", value=codec)  # fmt: skip
    check_target(path)
    place = hidden_place(path)
    try:
        with told(path):
            bits = SOUND_BITS.get(codec, {}).get(quality, 0)
            with av.open(f"file:{place.absolute()}", "w", format=muxer) as file:
                n = SoundTrack(file, codec, sound, bits).end()
            if n == 0:
                raise OutputError(f"{path} would have no sound in it. Give at least one block.", place=str(path))
            os.replace(place, path)
    finally:
        with contextlib.suppress(OSError):
            place.unlink()
    return n / 48_000
