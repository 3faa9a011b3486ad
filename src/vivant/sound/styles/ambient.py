"""Slow clouds of tone that open and close, with single notes falling into a wide space."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Note, Part
from vivant.sound.form import Song
from vivant.sound.instruments.record import air
from vivant.sound.instruments.struck import bell, felt
from vivant.sound.instruments.sustained import choir, drone, glass_pad, warm_pad
from vivant.sound.playing import bass, echoed, held
from vivant.sound.tune import tune

WORDS = (
    "ambient",
    "atmospheric",
    "soundscape",
    "meditation",
    "spa",
    "drone",
    "space music",
    "氛围",
    "氛围音乐",
    "冥想",
    "氛围乐", "环境音乐", "瑜伽", "空灵感", "冥想音乐",
    "梵音", "佛乐",
)  # fmt: skip
SLOWING = 0.1


class Params(MusicParams):
    tempo_bpm: float = number(60.0, 48.0, 76.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "D major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("Iadd9 Iadd9 IVmaj9 IVmaj9", "Imaj9 iii7 IVmaj9 IVadd9", "Iadd9 vi7 IVmaj9 Iadd9"),
        "B": ("vi9 vi9 IVmaj9 Iadd9", "ii9 IVmaj9 vi7 IVadd9"),
        "C": ("IVmaj7#11 Iadd9 IVmaj7#11 vi9",),
        "end": ("IVadd9", "Iadd9"),
    },
    "minor": {
        "A": ("imadd9 imadd9 VImaj7 VImaj7", "i9 VImaj9 iv9 imadd9"),
        "B": ("VImaj9 IIImaj7 iv9 imadd9", "iv9 VImaj7 i9 VIIadd9"),
        "end": ("VImaj7", "imadd9"),
    },
}


def play(song: Song) -> Band:
    pad = held(song, 50, 69, 4, velocity=0.62)
    high = held(song, 69, 84, 2, velocity=0.5, least=0.55)
    voices = held(song, 57, 74, 3, velocity=0.5, least=0.7)
    low = bass(song, 26, ((0, 4, 0.7, 0),))
    fifth = bass(song, 38, ((0, 4, 0.5, 7),), least=0.6)
    drops = tune(song, 69, 88, "sparse", rest=0.25)
    far = echoed(drops, 1.5, 3, 0.62, end_beat=song.n_beats)
    spark = tuple(Note(n.beat + 0.5, n.beats, n.pitch + 12, n.velocity * 0.7) for n in drops[::3])
    return Band(
        (
            Part(warm_pad, pad, -18.0, 0, 0.55, 20),
            Part(glass_pad, high, -28.0, 0.1, 0.7, 30),
            Part(choir, voices, -27.0, -0.1, 0.7, 30),
            Part(drone, low, -23.0, 0, 0.25, 20),
            Part(drone, fifth, -30.0, 0, 0.3, 20),
            Part(felt, drops, -25.0, 0.2, 0.6, 25),
            Part(felt, far, -33.0, -0.4, 0.8, 20),
            Part(bell, spark, -37.0, 0.5, 0.9, 30),
        ),
        room_s=5.0, bright_hz=3200, texture=air,
        tone=(("high_pass", 32, 0.0), ("peak", 260, -1.5), ("high_shelf", 3000, 3.0)),
    )  # fmt: skip
