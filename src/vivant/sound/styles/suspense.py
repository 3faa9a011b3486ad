"""A clock ticks, something throbs below, and strings hold their breath."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.electronic import pulse, swell
from vivant.sound.instruments.record import air
from vivant.sound.instruments.struck import bell, piano
from vivant.sound.instruments.sustained import drone, low_strings, short_strings, strings
from vivant.sound.playing import bass, beaten, broken, echoed, held, starts
from vivant.sound.tune import tune

WORDS = (
    "suspense",
    "suspenseful",
    "thriller",
    "mystery",
    "mysterious",
    "scary",
    "horror",
    "spooky",
    "悬疑",
    "紧张",
    "神秘",
    "恐怖",
    "悬疑感", "惊悚", "诡异", "阴森", "恐怖音乐", "紧张感", "压迫感", "神秘感",
)  # fmt: skip


class Params(MusicParams):
    tempo_bpm: float = number(92.0, 76.0, 108.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "D minor"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I I iv I", "I bII I bVII", "I iv I bVI"),
        "B": ("iv I bVI bII", "bVI bVII I I"),
        "end": ("bII", "I"),
    },
    "minor": {
        "A": ("i i bII i", "i i VI v", "i immaj7 i7 im6"),
        "B": ("iv i bII V7b9", "VI v iv V", "i io VI V"),
        "end": ("bII", "i"),
    },
}


def play(song: Song) -> Band:
    throb = bass(song, 26, tuple((k * 0.5, 0.42, 0.75 if k % 4 == 0 else 0.5, 0) for k in range(8)))
    low = bass(song, 38, ((0, 4, 0.55, 0),))
    high = held(song, 74, 88, 2, velocity=0.45)
    middle = held(song, 55, 70, 3, velocity=0.5, least=0.6)
    nervous = broken(song, 62, 75, (0, 1, 0, 2, 0, 1, 2, 1), 0.25, 3, hold=0.7, velocity=0.45, least=0.75)
    notes = tune(song, 62, 79, "sparse", least=0.5, rest=0.35)
    ticks = beaten(song, ("x.g.x.g.x.g.x.g.",), pitch=60)
    tocks = beaten(song, ("..x...x...x...x.",), pitch=56, least=0.55, name="tock")
    skins = beaten(song, ("X.........x.....", "X.....x...x...g."), least=0.6, fill="X.....x...x.xxxx", close=True)
    return Band(
        (
            Part(pulse, throb, -21.0, 0, 0.12, 2),
            Part(drone, bass(song, 26, ((0, 4, 0.6, 0),)), -25.0, 0, 0.3, 5),
            Part(low_strings, low, -25.0, 0.1, 0.35, 8),
            Part(strings, high, -27.0, -0.2, 0.6, 15),
            Part(strings, middle, -23.0, 0.2, 0.45, 12),
            Part(short_strings, nervous, -26.0, -0.3, 0.35, 5),
            Part(piano, notes, -22.0, 0.15, 0.55, 9),
            Part(bell, echoed(notes[::2], 1.5, 2, 0.6, end_beat=song.n_beats), -34.0, -0.4, 0.7, 9),
            Part(drums.tick, ticks, -31.0, 0.3, 0.2, 1.5),
            Part(drums.tick, tocks, -34.0, -0.3, 0.25, 1.5),
            Part(drums.taiko, skins, -21.0, 0, 0.45, 4),
            Part(drums.boom, starts(song), -24.0, 0, 0.35, 0),
            Part(swell, starts(song, least=0.6, beats=4.0, ahead=4.0), -33.0, 0, 0.5, 0),
        ),
        room_s=3.2, bright_hz=3800, texture=air, tone=(("high_pass", 30, 0.0), ("high_shelf", 3500, 3.0)),
    )  # fmt: skip
