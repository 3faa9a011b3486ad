"""A small late-night combo: brushes, a walking double bass, electric piano and vibraphone."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.plucked import double_bass
from vivant.sound.instruments.struck import electric, piano, vibraphone
from vivant.sound.playing import beaten, comped, walking
from vivant.sound.tune import tune

WORDS = (
    "jazzy", "jazz", "swing", "lounge", "cafe", "coffee shop", "bossa", "爵士", "爵士乐", "咖啡馆",
    "爵士风", "萨克斯", "蓝调", "小酒馆", "酒吧", "咖啡厅", "布鲁斯", "波萨诺瓦", "老爵士",
)  # fmt: skip
SWING = (0.64, 1.0)


class Params(MusicParams):
    tempo_bpm: float = number(116.0, 96.0, 140.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "F major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("Imaj9 vi9 ii9 V13", "ii9 V13 Imaj9 VI7b9", "Imaj9 V7b9/ii ii9 V13", "iii7 VI7b9 ii9 V13"),
        "B": ("IVmaj9 ivm6 iii7 VI7b9", "ii9 V13 iii7 VI7b9", "IVmaj7 #ivø7 Imaj9,VI7b9 ii9,V13"),
        "end": ("V13", "I69"),
    },
    "minor": {
        "A": ("im6 iiø7 V7b9 i9", "i9 iv9 iiø7 V7b9", "i9 VImaj7 iiø7 V7b9"),
        "B": ("iv9 VII9 IIImaj9 VImaj7", "iv9 i9 iiø7 V7b9"),
        "end": ("V7b9", "i9"),
    },
}


def play(song: Song) -> Band:
    keys = comped(song, 53, 72, (
        ((0, 1.3, 0.5), (2.5, 0.4, 0.55)), ((1.5, 0.4, 0.52), (3, 0.9, 0.48)), ((0, 0.4, 0.55), (1.5, 1.9, 0.5)),
        ((0.5, 0.4, 0.5), (2.5, 1.2, 0.55)),
    ), 4)  # fmt: skip
    ride = beaten(song, ("x..x.gx..x.g",), least=0.55)
    swish = beaten(song, ("g..x..g..x..", "g..x..g..x.g"), least=0.3, fill="g..x..gx.xx.")
    feet = beaten(song, ("...x.....x..",), least=0.4)
    taps = beaten(song, ("g.....g....?",), least=0.5)
    voice = vibraphone if song.rng("voice").random() < 0.6 else piano
    air = tune(song, 65, 84, "lively", least=0.6, rest=0.12)
    return Band(
        (
            Part(electric, keys, -22.0, -0.25, 0.16, 9),
            Part(double_bass, walking(song, 29, 48), -21.0, 0, 0.06, 6),
            Part(drums.ride, ride, -30.0, 0.35, 0.12, 5),
            Part(drums.brush, swish, -28.0, -0.1, 0.14, 6),
            Part(drums.hat, feet, -40.0, 0.3, 0.06, 4),
            Part(drums.soft_kick, taps, -32.0, 0, 0.05, 4),
            Part(voice, air, -19.0, 0.2, 0.26, 10, late_ms=8),
        ),
        room_s=1.1, bright_hz=4200, tone=(("high_pass", 36, 0.0), ("high_shelf", 7000, 1.0)),
    )  # fmt: skip
