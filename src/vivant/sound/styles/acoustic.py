"""Two steel-string guitars by the fire: one picked, one strummed, with a box to tap on."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.plucked import double_bass, nylon, steel
from vivant.sound.instruments.struck import glockenspiel
from vivant.sound.playing import bass, beaten, broken, comped
from vivant.sound.tune import tune

WORDS = (
    "acoustic",
    "acoustic guitar",
    "guitar",
    "folk",
    "indie folk",
    "country",
    "吉他",
    "木吉他",
    "民谣",
    "尤克里里", "弹唱", "民谣吉他", "乡村", "乡村音乐", "校园民谣", "手风琴", "口琴",
)  # fmt: skip
SLOWING = 0.1


class Params(MusicParams):
    tempo_bpm: float = number(98.0, 84.0, 116.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "G major"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I IV I V", "Iadd9 vi IVadd9 V", "I iii IV V", "I V/3 vi IV"),
        "B": ("vi IV I V", "IV V I vi", "ii7 IV I V"),
        "end": ("V", "Iadd9"),
    },
    "minor": {
        "A": ("i VII VI VII", "imadd9 VI III VII", "i v VI iv"),
        "B": ("VI VII i i", "III VII iv VI"),
        "end": ("VII", "imadd9"),
    },
}


def play(song: Song) -> Band:
    picked = broken(song, 50, 69, (0, 2, 1, 3, 0, 2, 1, 3), 0.5, 4, hold=2.2, velocity=0.58)
    strummed = comped(song, 50, 67, (
        ((0, 0.9, 0.6), (1, 0.45, 0.42), (1.5, 0.9, 0.5), (2.5, 0.45, 0.42), (3, 0.9, 0.55), (3.5, 0.45, 0.4)),
        ((0, 1.4, 0.6), (1.5, 0.45, 0.45), (2, 0.9, 0.55), (3, 0.45, 0.5), (3.5, 0.45, 0.42)),
    ), 5, strum=0.022, least=0.6)  # fmt: skip
    low = bass(song, 33, ((0, 1.8, 0.7, 0), (2, 1.8, 0.6, 7)), least=0.5)
    held = bass(song, 33, ((0, 3.8, 0.6, 0),), most=0.499)
    box = beaten(song, ("x.....x.x.......", "x.....x.x.....g."), least=0.55, pitch=60)
    edge = beaten(song, ("....x..g....x..g",), least=0.55, pitch=72, fill="....x..g.x..x.xx", name="edge")
    shakes = beaten(song, ("x.g.x.g.x.g.x.g.",), least=0.65)
    air = tune(song, 64, 81, "calm", least=0.55, rest=0.1)
    return Band(
        (
            Part(steel, picked, -21.0, 0.4, 0.16, 7),
            Part(steel, strummed, -24.0, -0.5, 0.16, 6),
            Part(double_bass, low + held, -22.0, 0, 0.06, 6),
            Part(drums.cajon, box, -23.0, 0, 0.12, 5),
            Part(drums.cajon, edge, -28.0, 0.05, 0.14, 5),
            Part(drums.shaker, shakes, -35.0, 0.3, 0.1, 6),
            Part(nylon, air, -19.0, -0.1, 0.28, 9),
            Part(glockenspiel, tuple(n for n in air if n.beats > 1.4), -32.0, 0.25, 0.4, 10),
        ),
        room_s=1.2, bright_hz=4800, tone=(("high_pass", 40, 0.0), ("high_shelf", 6500, 2.0)),
    )  # fmt: skip
