"""Unhurried, dusty beats: sevenths on an electric piano, a lazy drum kit and the crackle of a record."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.plucked import finger_bass
from vivant.sound.instruments.record import crackle
from vivant.sound.instruments.struck import electric, felt, vibraphone
from vivant.sound.playing import bass, beaten, comped, echoed
from vivant.sound.tune import tune

WORDS = (
    "lo-fi", "lofi", "lo fi", "lofi beats", "chill beats", "chillhop", "study beats", "低保真", "慵懒节拍",
    "慵懒", "嘻哈", "说唱", "lofi风", "chill", "松弛", "松弛感", "学习音乐", "慵懒风",
)  # fmt: skip
SWING = (0.57, 0.5)


class Params(MusicParams):
    tempo_bpm: float = number(78.0, 66.0, 92.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "Eb major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("ii9 V13 Imaj9 vi9", "Imaj9 vi9 ii9 V13", "IVmaj9 iii7 ii9 Imaj9"),
        "B": ("IVmaj9 iii7 vi9 V9sus4", "IVmaj9 ivm6 Imaj9 vi9"),
        "end": ("V13", "Imaj9"),
    },
    "minor": {
        "A": ("i9 VImaj9 iv9 v7", "i9 iv9 VImaj7 v7", "VImaj9 v7 i9 i9"),
        "B": ("iv9 VII9 IIImaj9 VImaj7", "VImaj9 VII9 v7 i9"),
        "end": ("iv9", "i9"),
    },
}


def play(song: Song) -> Band:
    kick = Part(drums.soft_kick, beaten(song, ("x......x..x.....", "x......x..x....x"), least=0.5), -20.0, 0, 0.04, 3)
    snare = beaten(song, ("....x.......x..g",), least=0.5, fill="....x.......x.xx")
    hats = beaten(song, ("x.g.x.gxx.g.x.g?",), least=0.35)
    keys = comped(song, 53, 72, (
        ((0, 2.3, 0.6), (2.5, 1.4, 0.42)), ((0, 1.4, 0.6), (1.75, 2.1, 0.5)), ((0, 3.6, 0.55),),
    ), 4, strum=0.03)  # fmt: skip
    low = bass(song, 31, ((0, 1.6, 0.75, 0), (1.75, 0.6, 0.5, 0), (2.5, 1.2, 0.65, 7)), least=0.5)
    held = bass(song, 31, ((0, 3.6, 0.7, 0),), most=0.499)
    song_voice = felt if song.rng("voice").random() < 0.5 else vibraphone
    air = tune(song, 67, 84, "sparse", least=0.55, rest=0.2)
    return Band(
        (
            kick,
            Part(drums.dusty_snare, snare, -25.5, 0.05, 0.12, 3, late_ms=14),
            Part(drums.hat, hats, -29.0, 0.25, 0.05, 4, late_ms=5),
            Part(electric, keys, -20.0, -0.1, 0.22, 7, late_ms=10, ducked=True),
            Part(finger_bass, low + held, -21.0, 0, 0.02, 5, late_ms=4),
            Part(song_voice, air, -24.0, 0.15, 0.35, 10, late_ms=12),
            Part(song_voice, echoed(air, 0.75, 2, 0.55, end_beat=song.n_beats), -32.0, -0.35, 0.4, 8, late_ms=12),
        ),
        room_s=1.5, bright_hz=2800, kick=kick, pump_db=2.5, texture=crackle, wobble=5.0,
        tone=(("low_pass", 8500, 0.0), ("high_shelf", 4500, -4.0), ("peak", 300, 1.5), ("high_pass", 38, 0.0)),
    )  # fmt: skip
