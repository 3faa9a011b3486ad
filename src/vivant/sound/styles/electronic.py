"""A steady club beat under breathing pads and sparkling plucks."""

from __future__ import annotations

from vivant.knobs import number
from vivant.sound.contract import Band, MusicParams, Part
from vivant.sound.form import Song
from vivant.sound.instruments import drums
from vivant.sound.instruments.electronic import lead, pluck, saw_pad, sub, swell
from vivant.sound.playing import bass, beaten, broken, echoed, held, starts
from vivant.sound.tune import tune

WORDS = (
    "electronic",
    "edm",
    "house",
    "techno",
    "dance",
    "club",
    "synth",
    "synthwave",
    "电子",
    "电子音乐",
    "电音",
    "舞曲",
    "电子乐", "电子风", "迪斯科", "蹦迪", "夜店", "dj", "合成器", "蒸汽波", "科技感", "节奏感强", "带感", "鼓点强",
    "卡点", "未来感", "像素音乐",
    "节奏强",
    "踩点", "踩节奏",
)  # fmt: skip


class Params(MusicParams):
    tempo_bpm: float = number(120.0, 108.0, 132.0, "beats a minute")
    """How fast it is; nudged so that whole bars fill the length."""
    key: str = "A minor"
    """Tonic and mode, such as "A minor"; another seed moves it by a few semitones."""


CHORDS = {
    "major": {
        "A": ("vi IV I V", "I V vi IV", "IVadd9 Iadd9 vi7 V"),
        "B": ("IV V vi I/3", "IVmaj7 V vi7 iii7"),
        "end": ("IV", "Iadd9"),
    },
    "minor": {
        "A": ("i VI III VII", "imadd9 VImaj7 III VII", "i7 v7 VImaj7 iv7"),
        "B": ("VI VII i III", "iv7 VImaj7 i7 VII"),
        "end": ("VII", "imadd9"),
    },
}


def play(song: Song) -> Band:
    kick = Part(drums.kick, beaten(song, ("X...X...X...X...",), least=0.55, close=True), -19.0, 0, 0.02, 0.5)
    claps = beaten(song, ("....x.......x...",), least=0.6)
    open_hats = beaten(song, ("..x...x...x...x.",), least=0.6)
    hats = beaten(song, ("xgxgxgxgxgxgxgxg",), least=0.8)
    run = broken(song, 64, 81, (0, 2, 1, 3, 2, 0, 3, 1, 2, 3, 0, 2, 1, 2, 3, 2), 0.25, 4, hold=1.0, velocity=0.55)
    low = bass(song, 33, tuple((b + s, 0.22, 0.75, 0) for b in range(4) for s in (0.25, 0.5, 0.75)), least=0.55)
    long = bass(song, 33, ((0, 3.8, 0.65, 0),), most=0.549)
    air = tune(song, 69, 86, "calm", least=0.7)
    return Band(
        (
            kick,
            Part(drums.clap, claps, -26.0, 0, 0.25, 2),
            Part(drums.open_hat, open_hats, -32.0, 0.15, 0.06, 1),
            Part(drums.hat, hats, -35.0, -0.2, 0.05, 2),
            Part(saw_pad, held(song, 55, 74, 4, velocity=0.62), -21.0, 0, 0.3, 4, ducked=True),
            Part(pluck, run, -22.0, 0.2, 0.22, 1.5, ducked=True),
            Part(pluck, echoed(run[::2], 0.75, 2, 0.5, end_beat=song.n_beats), -31.0, -0.5, 0.35, 1.5, ducked=True),
            Part(sub, low + long, -21.0, 0, 0.0, 1, ducked=True),
            Part(lead, air, -21.0, 0, 0.35, 3),
            Part(lead, echoed(air, 0.75, 2, 0.5, end_beat=song.n_beats), -30.0, 0.4, 0.4, 3),
            Part(swell, starts(song, least=0.75, beats=8.0, ahead=8.0), -33.0, 0, 0.3, 0),
            Part(drums.crash, starts(song, least=0.55), -33.0, 0, 0.25, 1),
        ),
        room_s=2.0, bright_hz=5500, kick=kick, pump_db=7.0, tone=(("high_pass", 30, 0.0), ("high_shelf", 9000, 1.5)),
    )  # fmt: skip
