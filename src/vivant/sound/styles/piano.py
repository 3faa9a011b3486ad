"""A grand piano alone: a singing right hand over broken chords."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments.struck import piano
from vivant.sound.playing import bass, broken, moved
from vivant.sound.tune import tune

WORDS = (
    "piano", "solo piano", "piano solo", "piano music", "钢琴", "钢琴曲", "钢琴独奏",
    "古典", "肖邦", "夜曲", "古典乐", "钢琴声", "琴声",
)  # fmt: skip
SLOWING = 0.16


class Params(MusicParams):
    tempo_bpm: float = number(76.0, 60.0, 96.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "D major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I V/3 vi IV", "Iadd9 iii vi IVadd9", "I V/3 vi IV I/3 IV ii7 V"),
        "B": ("vi IV I V", "IV V iii7 vi", "ii7 V I/3 IV"),
        "end": ("V7", "Iadd9"),
    },
    "minor": {
        "A": ("i VI III VII", "i v/3 VI iv", "imadd9 VII/3 III VI"),
        "B": ("VI VII i i", "iv VII III VI", "VI III VII i"),
        "end": ("V", "imadd9"),
    },
}


def play(song: Song) -> Band:
    left = broken(song, 45, 62, (0, 1, 2, 3, 2, 1, 2, 1), 0.5, 4, hold=3.0, velocity=0.42)
    low = bass(song, 33, ((0, 4, 0.5, 0),))
    full = bass(song, 45, ((0, 4, 0.4, 0),), least=0.75)
    right = tune(song, 66, 84, "calm")
    octaves = moved((n for n in right if n.beats >= 1.5), -12, 0.6)
    return Band(
        (
            Part(piano, right, -19.0, 0.05, 0.30, loose_ms=9),
            Part(piano, octaves, -27.0, 0.05, 0.30, loose_ms=9),
            Part(piano, left, -23.0, -0.05, 0.28, loose_ms=8),
            Part(piano, low, -24.0, -0.1, 0.25, loose_ms=5),
            Part(piano, full, -28.0, -0.1, 0.25, loose_ms=5),
        ),
        room_s=2.2, bright_hz=4200, tone=(("high_shelf", 7000, 1.5),),
    )  # fmt: skip
