"""Strings that rise over a piano figure, from a whisper to a wide horizon."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.electronic import swell
from vivant.sound.instruments.struck import piano
from vivant.sound.instruments.sustained import horns, low_strings, short_strings, soft_strings, strings
from vivant.sound.playing import bass, beaten, broken, held, starts
from vivant.sound.tune import tune

WORDS = (
    "cinematic",
    "film score",
    "movie music",
    "soundtrack",
    "orchestral",
    "documentary",
    "电影感",
    "电影配乐",
    "影视配乐",
    "弦乐", "小提琴", "大提琴", "交响", "交响乐", "管弦乐", "电影原声", "影视感", "悠扬",
)  # fmt: skip
SLOWING = 0.12


class Params(MusicParams):
    tempo_bpm: float = number(84.0, 70.0, 100.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "C minor"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I vi IV V", "Iadd9 iii IV V", "I IV/5 vi IV"),
        "B": ("vi IV I V", "IV V vi I/3"),
        "end": ("IV", "Iadd9"),
    },
    "minor": {
        "A": ("i VI III VII", "imadd9 VI iv VII", "i III VII iv"),
        "B": ("VI VII i v", "iv VI III VII", "VI III VII i"),
        "end": ("VII", "imadd9"),
    },
}


def play(song: Song) -> Band:
    figure = broken(song, 60, 76, (0, 2, 1, 2, 3, 2, 1, 2), 0.5, 4, hold=1.6, velocity=0.45)
    soft = held(song, 52, 70, 4, velocity=0.5, most=0.6)
    wide = held(song, 52, 74, 4, velocity=0.68, least=0.6)
    low = bass(song, 36, ((0, 4, 0.6, 0),))
    below = bass(song, 24, ((0, 4, 0.6, 0),), least=0.55)
    driving = broken(song, 48, 62, (0, 0, 1, 0, 2, 0, 1, 0), 0.5, 3, hold=0.6, velocity=0.5, least=0.7)
    air = tune(song, 67, 86, "calm", least=0.6)
    horn = tune(song, 53, 67, "sparse", least=0.8, name="horn")
    skins = beaten(song, ("X.......g...x...", "X.....x.g...x.x."), least=0.7, fill="X...x...x.x.xxxx", close=True)
    return Band(
        (
            Part(piano, figure, -23.0, -0.15, 0.35, 7),
            Part(soft_strings, soft, -22.0, 0, 0.45, 15),
            Part(strings, wide, -21.0, 0, 0.4, 12),
            Part(low_strings, low, -23.0, 0.15, 0.35, 10),
            Part(low_strings, below, -24.0, 0.15, 0.3, 10),
            Part(short_strings, driving, -26.0, 0.2, 0.35, 6),
            Part(strings, air, -19.0, -0.25, 0.45, 12),
            Part(horns, horn, -23.0, 0.3, 0.5, 12),
            Part(drums.taiko, skins, -20.0, 0, 0.45, 5),
            Part(drums.crash, starts(song, least=0.8), -33.0, 0.2, 0.4, 5),
            Part(swell, starts(song, least=0.7, beats=2.0, ahead=2.0), -34.0, 0, 0.4, 0),
            Part(drums.boom, starts(song, least=0.55), -25.0, 0, 0.3, 0),
        ),
        room_s=2.9, bright_hz=4200, tone=(("high_pass", 30, 0.0), ("peak", 320, -1.5), ("high_shelf", 3500, 3.5)),
    )  # fmt: skip
