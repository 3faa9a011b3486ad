"""A nylon guitar and a harp taking their time, with soft strings behind."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments.plucked import harp, nylon
from vivant.sound.instruments.struck import celesta, felt
from vivant.sound.instruments.sustained import soft_strings
from vivant.sound.playing import bass, broken, held
from vivant.sound.tune import tune

WORDS = (
    "calm",
    "relaxing",
    "soothing",
    "lullaby",
    "sleepy",
    "nature",
    "calming",
    "quiet",
    "安静",
    "放松",
    "治愈",
    "摇篮曲",
    "古筝", "琵琶", "古琴", "笛子", "竹笛", "箫",
    "尺八", "洞箫", "马头琴", "手碟", "葫芦丝", "陶笛", "三味线",
    "古风", "国风", "中国风", "禅意", "轻音乐", "竖琴", "催眠", "安眠",
    "助眠", "治愈系", "八音盒",
    "抒情", "二胡", "民乐", "古典民乐", "丝竹",
    "笛声", "箫声",
)  # fmt: skip
METRE = 3
SLOWING = 0.15


class Params(MusicParams):
    tempo_bpm: float = number(84.0, 66.0, 100.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "F major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I V/3 vi IV", "Iadd9 IVadd9 Iadd9 V", "I iii IV I/3"),
        "B": ("vi iii IV I", "IV V iii vi", "ii7 V I IV"),
        "end": ("V7", "Iadd9"),
    },
    "minor": {
        "A": ("imadd9 VI III VII", "i iv VI VII", "i VII VI iv"),
        "B": ("VI III iv i", "iv VII III VI"),
        "end": ("iv", "imadd9"),
    },
}


def play(song: Song) -> Band:
    guitar = broken(song, 50, 67, (0, 1, 2, 3, 2, 1), 0.5, 4, hold=2.5, velocity=0.55)
    strings = held(song, 53, 72, 4, velocity=0.5, least=0.55)
    low = bass(song, 33, ((0, 2.9, 0.6, 0),))
    shimmer = broken(song, 65, 84, (0, 1, 2, -1, -1, -1), 0.5, 3, hold=4.0, velocity=0.4, least=0.75)
    air = tune(song, 65, 82, "calm", least=0.5, rest=0.08)
    return Band(
        (
            Part(nylon, guitar, -21.0, -0.2, 0.26, 9),
            Part(nylon, low, -23.0, -0.1, 0.2, 8),
            Part(soft_strings, strings, -26.0, 0, 0.5, 15),
            Part(harp, shimmer, -28.0, 0.45, 0.45, 9),
            Part(felt, air, -19.0, 0.15, 0.38, 12),
            Part(celesta, tuple(n for n in air if n.beats >= 2), -32.0, 0.35, 0.55, 14),
        ),
        room_s=2.3, bright_hz=3600, tone=(("high_pass", 36, 0.0), ("high_shelf", 5500, 2.5)),
    )  # fmt: skip
