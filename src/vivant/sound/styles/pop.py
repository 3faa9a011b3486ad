"""Bright and upbeat: claps, plucked guitar, a bouncing bass and a tune to whistle."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.electronic import lead, saw_pad, swell, synth_bass
from vivant.sound.instruments.plucked import muted
from vivant.sound.instruments.struck import glockenspiel, piano
from vivant.sound.playing import bass, beaten, broken, comped, held, moved, starts
from vivant.sound.tune import tune

WORDS = (
    "upbeat pop", "pop", "upbeat", "feel good", "vlog", "summer", "advert", "流行", "轻快流行", "轻快",
    "活泼", "俏皮", "可爱", "元气", "摇滚", "流行乐", "青春", "甜甜的", "口哨", "童趣",
    "搞笑", "滑稽", "逗趣", "幽默",
)  # fmt: skip


class Params(MusicParams):
    tempo_bpm: float = number(114.0, 100.0, 128.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "G major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I V vi IV", "I IV vi V", "Iadd9 iii vi IV"),
        "B": ("IV I V vi", "vi IV I V", "IV V I vi"),
        "end": ("V", "I"),
    },
    "minor": {
        "A": ("i VI III VII", "i VII VI VII", "i III VI VII"),
        "B": ("VI VII i III", "iv VI III VII"),
        "end": ("VII", "i"),
    },
}


def play(song: Song) -> Band:
    kick = Part(drums.kick, beaten(song, ("X...x...X...x...",), least=0.55, close=True), -19.0, 0, 0.03, 2)
    claps = beaten(song, ("....x.......x...",), least=0.5, fill="....x.......x.xx")
    hats = beaten(song, ("..x...x...x...x.", "..x..gx...x..gxg"), least=0.6)
    shakes = beaten(song, ("xgxgxgxgxgxgxgxg",), least=0.4)
    strings = broken(song, 55, 72, (0, 2, 3, 2, 1, 2, 3, 1), 0.5, 4, hold=0.8, velocity=0.6)
    keys = comped(song, 55, 72, (
        ((0, 0.9, 0.6), (1.5, 0.4, 0.5), (2.5, 0.9, 0.55)),
        ((0, 0.9, 0.62), (1.5, 0.4, 0.5), (2.5, 0.4, 0.5), (3.5, 0.4, 0.5)),
    ), 4, least=0.6)  # fmt: skip
    low = bass(song, 31, (
        (0, 0.45, 0.8, 0), (0.75, 0.2, 0.5, 0), (1.5, 0.45, 0.7, 0), (2.5, 0.4, 0.7, 0), (3, 0.4, 0.6, 12),
        (3.5, 0.4, 0.6, 0),
    ), least=0.5)  # fmt: skip
    held_low = bass(song, 31, ((0, 3.8, 0.7, 0),), most=0.499)
    air = tune(song, 67, 83, "lively", least=0.55)
    return Band(
        (
            kick,
            Part(drums.clap, claps, -26.0, 0, 0.22, 4),
            Part(drums.hat, hats, -33.0, 0.2, 0.05, 3),
            Part(drums.shaker, shakes, -34.0, -0.35, 0.08, 4),
            Part(muted, strings, -22.0, 0.35, 0.18, 4),
            Part(piano, keys, -24.0, -0.25, 0.16, 4),
            Part(synth_bass, low + held_low, -21.0, 0, 0.02, 3, ducked=True),
            Part(saw_pad, held(song, 55, 72, 4, velocity=0.5, least=0.75), -28.0, 0, 0.3, 5, ducked=True),
            Part(lead, air, -20.0, 0.1, 0.25, 6),
            Part(glockenspiel, moved(air, 12), -30.0, -0.2, 0.3, 6),
            Part(drums.crash, starts(song, least=0.75), -33.0, -0.2, 0.2, 2),
            Part(swell, starts(song, least=0.8, beats=4.0, ahead=4.0), -34.0, 0, 0.2, 0),
        ),
        room_s=1.3, bright_hz=5500, kick=kick, pump_db=3.0, tone=(("high_pass", 32, 0.0), ("high_shelf", 8000, 1.5)),
    )  # fmt: skip
