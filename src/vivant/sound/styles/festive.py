"""Sleigh bells, celesta and plucked strings: snow outside, lights inside."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.plucked import double_bass, pizzicato
from vivant.sound.instruments.struck import celesta, glockenspiel, piano
from vivant.sound.instruments.sustained import horns, strings
from vivant.sound.playing import bass, beaten, comped, held
from vivant.sound.tune import tune

WORDS = (
    "festive",
    "christmas",
    "xmas",
    "holiday",
    "new year",
    "celebration",
    "party",
    "节日",
    "圣诞",
    "新年",
    "喜庆",
    "庆祝",
    "过年", "拜年", "春节", "圣诞歌", "铃铛", "生日歌", "生日", "婚礼",
)  # fmt: skip
SWING = (0.6, 1.0)
SLOWING = 0.1


class Params(MusicParams):
    tempo_bpm: float = number(124.0, 108.0, 144.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "C major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I vi ii7 V7", "I V7/vi vi V7/V", "I IV I V7", "I6 VI7 ii7 V7"),
        "B": ("IV iv I V7/V", "vi V7/V V7 V7", "IV V7 iii7 VI7"),
        "end": ("V7", "I"),
    },
    "minor": {
        "A": ("i iv V7 i", "i VI iv V7", "i VII VI V7"),
        "B": ("iv VII III VI", "VI iv i V7"),
        "end": ("V7", "i"),
    },
}


def play(song: Song) -> Band:
    plucks = comped(
        song, 57, 74, (((1, 0.4, 0.55), (3, 0.4, 0.5)), ((1, 0.4, 0.55), (2.5, 0.3, 0.42), (3, 0.4, 0.5))), 3
    )
    keys = comped(
        song, 53, 70, (((0, 0.8, 0.5), (2, 0.8, 0.45)), ((0, 0.8, 0.5), (1.5, 0.3, 0.4), (2, 0.8, 0.45))), 4, least=0.6
    )
    low = bass(song, 31, ((0, 0.9, 0.7, 0), (2, 0.9, 0.6, 7)))
    bells = beaten(song, ("x.gx.gx.gx.g",), least=0.3)
    swish = beaten(song, ("...x.....x.g",), least=0.55, fill="...x..x.xx.x")
    thud = beaten(song, ("x.....x.....",), least=0.6, close=True)
    air = tune(song, 72, 88, "lively", least=0.5)
    return Band(
        (
            Part(celesta, air, -19.0, 0.15, 0.3, 7),
            Part(glockenspiel, tuple(n for n in air if n.beats >= 1), -29.0, 0.3, 0.4, 8),
            Part(pizzicato, plucks, -23.0, -0.3, 0.28, 7),
            Part(piano, keys, -26.0, -0.1, 0.2, 6),
            Part(double_bass, low, -22.0, 0, 0.08, 6),
            Part(drums.sleigh_bells, bells, -29.0, 0.2, 0.2, 5),
            Part(drums.brush, swish, -28.0, 0, 0.14, 5),
            Part(drums.soft_kick, thud, -25.0, 0, 0.06, 4),
            Part(strings, held(song, 60, 79, 3, velocity=0.5, least=0.75), -26.0, -0.1, 0.4, 10),
            Part(horns, held(song, 53, 67, 3, velocity=0.5, least=0.9), -27.0, 0.2, 0.35, 9),
        ),
        room_s=1.7, bright_hz=5200, tone=(("high_pass", 36, 0.0), ("peak", 2800, -1.0)),
    )  # fmt: skip
