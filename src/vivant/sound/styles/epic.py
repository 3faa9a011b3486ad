"""Great drums, driving strings, horns and a choir, made for mountains and finish lines."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.electronic import swell
from vivant.sound.instruments.sustained import choir, horns, low_strings, short_strings, strings
from vivant.sound.playing import bass, beaten, broken, held, moved, starts
from vivant.sound.tune import tune

WORDS = (
    "epic",
    "heroic",
    "trailer",
    "battle",
    "triumphant",
    "majestic",
    "adventure",
    "史诗",
    "史诗感",
    "大气",
    "磅礴",
    "震撼",
    "燃",
    "燃一点",
    "热血",
    "鼓点", "大鼓", "战鼓", "恢弘", "恢宏", "宏大", "战歌", "燃曲", "气势", "澎湃", "雄壮", "鼓",
    "史诗级",
    "鼓声",
)  # fmt: skip
SLOWING = 0.08


class Params(MusicParams):
    tempo_bpm: float = number(100.0, 86.0, 120.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "D minor"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("I V vi IV", "I bVII IV I", "vi IV I V"),
        "B": ("IV V vi I/3", "bVI bVII I I"),
        "end": ("bVII", "I"),
    },
    "minor": {
        "A": ("i VI III VII", "i VII VI VII", "i i VI VII"),
        "B": ("VI VII i III", "iv VI VII i", "VI III VII i"),
        "end": ("VII", "I"),
    },
}


def play(song: Song) -> Band:
    run = broken(song, 50, 65, (0, 0, 2, 0, 1, 0, 2, 1), 0.25, 3, hold=0.8, velocity=0.55, accent=0.2)
    upper = broken(song, 62, 77, (0, 1, 2, 1), 0.25, 3, hold=0.8, velocity=0.5, least=0.75)
    wide = held(song, 55, 77, 4, velocity=0.7, least=0.6)
    low = bass(song, 36, ((0, 4, 0.7, 0),))
    below = bass(song, 24, ((0, 2, 0.7, 0), (2, 2, 0.6, 0)), least=0.5)
    voices = held(song, 60, 76, 4, velocity=0.62, least=0.75)
    call = tune(song, 55, 70, "sparse", least=0.55, name="call")
    octave = moved(call, 12)
    skins = beaten(song, ("X..x..x.X..x..xx", "X..x..x.X.xx..xx"), least=0.55, fill="X.xxX.xxX.xxXXXX", close=True)
    high = beaten(song, ("..x.x.x...x.x.x.",), pitch=67, least=0.7, name="high")
    soft = beaten(song, ("x.......x.......",), most=0.549)
    return Band(
        (
            Part(short_strings, run, -22.0, -0.2, 0.3, 4),
            Part(short_strings, upper, -26.0, 0.25, 0.35, 4),
            Part(strings, wide, -21.0, 0, 0.4, 8),
            Part(low_strings, low, -23.0, 0.1, 0.3, 8),
            Part(low_strings, below, -24.0, 0.1, 0.3, 8),
            Part(choir, voices, -23.0, 0, 0.5, 12),
            Part(horns, call, -19.0, 0.2, 0.42, 9),
            Part(strings, octave, -23.0, -0.2, 0.42, 9),
            Part(drums.taiko, skins + soft, -18.0, 0, 0.38, 5),
            Part(drums.tom, high, -26.0, 0.3, 0.35, 5),
            Part(drums.crash, starts(song, least=0.7), -32.0, 0.1, 0.4, 3),
            Part(drums.boom, starts(song), -24.0, 0, 0.3, 0),
            Part(swell, starts(song, least=0.7, beats=4.0, ahead=4.0), -33.0, 0, 0.4, 0),
        ),
        room_s=2.6, bright_hz=4600, tone=(("high_pass", 30, 0.0), ("peak", 300, -2.0), ("high_shelf", 3500, 3.5)),
    )  # fmt: skip
