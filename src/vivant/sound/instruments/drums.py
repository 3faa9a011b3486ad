"""Drums and all that is shaken, tapped or clapped: sines that fall in pitch, partials of metal, shaped noise."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.sound.contract import Sound, Voice
from vivant.sound.instruments.shape import burst, closing, count, leveled, loud, rise, seconds, sides
from vivant.sound.kernels import ring


def _thump(n: int, from_hz: float, to_hz: float, drop_s: float, life_s: float) -> Sound:
    """A sine that falls in pitch and dies away, the same on both sides."""
    t = seconds(n)
    phase = 2 * np.pi * (to_hz * t + (from_hz - to_hz) * drop_s * (1 - np.exp(-t / drop_s)))
    tone = np.sin(phase) * np.exp(-6.9 / life_s * t) * rise(n, 0.001) * closing(n)
    return np.repeat(tone.astype(np.float32)[:, None], 2, axis=1)


def kick(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A tight bass drum with the beater's click."""
    n = count(0.42)
    sound: Sound = np.tanh(1.5 * _thump(n, 165, 49, 0.028, 0.40))
    m = count(0.02)
    sound[:m] += leveled(burst(m, 0.012, rng, low_hz=900, high_hz=6500, wide=0.1), 0.22 * velocity)
    return leveled(sound, 1.5 * loud(velocity, 1.0))


def soft_kick(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A round, dusty bass drum without a click."""
    n = count(0.36)
    sound = np.tanh(1.9 * _thump(n, 115, 52, 0.035, 0.34))
    m = count(0.03)
    sound[:m] += leveled(burst(m, 0.02, rng, low_hz=200, high_hz=1300, wide=0.1), 0.13 * velocity)
    return leveled(sound, 1.4 * loud(velocity, 1.0))


def snare(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A snare drum: two modes of the skin and the wires below."""
    n = count(0.32)
    skin: Sound = _thump(n, 230, 182, 0.02, 0.16) + 0.6 * _thump(n, 360, 331, 0.02, 0.10)
    wires = leveled(burst(n, 0.22, rng, low_hz=1400, high_hz=9500, wide=0.35), 0.85)
    return leveled(np.float32(0.7) * skin + wires, 1.2 * loud(velocity, 1.0))


def dusty_snare(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A snare from an old record: short and dull."""
    n = count(0.24)
    skin = _thump(n, 250, 196, 0.015, 0.12)
    wires = leveled(burst(n, 0.15, rng, low_hz=700, high_hz=4200, wide=0.3), 0.8)
    return leveled(skin * 0.8 + wires, 1.15 * loud(velocity, 1.0))


def brush(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A brush on a snare drum: a soft slap that swishes on."""
    n = count(0.34)
    slap = leveled(burst(n, 0.10, rng, low_hz=500, high_hz=5200, wide=0.4), 0.8)
    swish = burst(n, 0.6, rng, low_hz=1800, high_hz=8500, wide=0.6)
    swell = np.sin(np.pi * np.linspace(0, 1, n, dtype=np.float32)) ** 2
    sound = slap * rise(n, 0.004)[:, None] + 0.35 * leveled(swish * swell[:, None], 1.0)
    return leveled(sound, loud(velocity, 1.0))


def clap(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A few hands, not quite together, and the room's answer."""
    n = count(0.30)
    sound = np.zeros((n, 2), np.float32)
    for at_s, gain, fall_s in ((0.0, 0.7, 0.02), (0.011, 0.8, 0.02), (0.023, 1.0, 0.17)):
        at = count(at_s + rng.uniform(0, 0.002))
        sound[at:] += gain * leveled(burst(n - at, fall_s, rng, low_hz=800, high_hz=4800, wide=0.5), 1.0)
    return leveled(sound, loud(velocity, 1.0))


def snap(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Fingers snapped."""
    n = count(0.16)
    sound = leveled(burst(n, 0.05, rng, low_hz=1300, high_hz=4200, wide=0.3), 1.0) + 0.4 * _thump(
        n, 1750, 1500, 0.01, 0.05
    )
    return leveled(sound, loud(velocity, 1.0))


def _metal(life_s: float, low_hz: float, pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Cymbal metal: many partials that are in no tune, and noise; harder is brighter and longer."""
    life = life_s * (0.75 + 0.5 * velocity)
    n = count(life)
    hz = np.exp(rng.uniform(np.log(low_hz), np.log(14500), 46))
    gain = rng.uniform(0.3, 1.0, hz.size) * (hz / 6000) ** 0.25
    left, right = sides(rng.uniform(-0.6, 0.6, hz.size))
    tone = ring(hz, 6.9 / life * (0.8 + hz / 9000), gain * left, gain * right, rng.uniform(0, 6.28, hz.size), n)
    hiss = burst(n, life * 0.8, rng, low_hz=max(5200.0, low_hz), wide=0.7)
    sound = leveled(tone, 0.8) + leveled(hiss, 0.6)
    return leveled(sound * (rise(n, 0.0008) * closing(n, 0.2 * life))[:, None], loud(velocity, 1.0))


def hat(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A closed hi-hat."""
    return _metal(0.085, 3600, pitch, length_s, velocity, rng)


def open_hat(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """An open hi-hat, shut again soon."""
    return _metal(0.34, 3400, pitch, length_s, velocity, rng)


def ride(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A ride cymbal: the stick's ping over a wash."""
    sound = _metal(1.3, 700, pitch, length_s, velocity, rng)
    n = count(0.3)
    ping = ring(np.array([3120.0, 4170.0, 5230.0]), np.full(3, 22.0), np.full(3, 0.3), np.full(3, 0.3), np.zeros(3), n)
    sound *= np.float32(0.55)
    sound[:n] += leveled(ping * closing(n)[:, None], 0.7 * loud(velocity))[: sound.shape[0]]
    return sound


def crash(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A crash cymbal."""
    return _metal(3.2, 420, pitch, length_s, velocity, rng)


def shaker(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Seeds in a shell, thrown forward: a soft start."""
    n = count(0.11)
    shape = np.sin(np.pi * np.linspace(0, 1, n, dtype=np.float32) ** 0.6) ** 2
    return leveled(burst(n, 0.3, rng, low_hz=4500, high_hz=11000, wide=0.5) * shape[:, None], loud(velocity, 1.0))


def rim(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A stick on the rim."""
    n = count(0.07)
    sound = _thump(n, 1720, 1650, 0.01, 0.035) + 0.6 * _thump(n, 760, 740, 0.01, 0.05)
    return leveled(sound + leveled(burst(n, 0.012, rng, low_hz=2000, wide=0.2), 0.3), loud(velocity, 1.0))


def tick(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """The works of a clock."""
    n = count(0.05)
    hz = np.array([2150.0, 3420.0, 5300.0]) * 2.0 ** ((pitch - 60) / 12)
    sound = ring(hz, np.full(3, 190.0), np.array([1.0, 0.6, 0.3]), np.array([0.8, 0.7, 0.3]), np.zeros(3), n)
    return leveled(sound * closing(n)[:, None], loud(velocity, 1.0))


def sleigh_bells(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A strap of small bells, shaken: none at the same moment."""
    n = count(0.42)
    sound = np.zeros((n, 2), np.float32)
    for _ in range(7):
        at = count(abs(rng.normal(0.0, 0.012)) + 0.001)
        hz = rng.uniform(3800, 5600) * np.array([1.0, 1.47, 2.09, 2.56])
        left, right = sides(np.full(4, rng.uniform(-0.7, 0.7)))
        gain = np.array([1.0, 0.6, 0.35, 0.2])
        sound[at:] += ring(
            hz, rng.uniform(18, 30) * np.array([1, 1.2, 1.5, 1.8]), gain * left, gain * right, np.zeros(4), n - at
        )
    return leveled(sound * (rise(n, 0.002) * closing(n, 0.1))[:, None], loud(velocity, 1.0))


def _drum(
    hz: float, life_s: float, skin: float, pitch: float, length_s: float, velocity: float, rng: Generator
) -> Sound:
    """A big drum: the modes of a round skin (1, 1.59, 2.14, 2.30, 2.65 ...), bent upwards by a hard stroke."""
    n = count(life_s * 1.1)
    f0 = hz * 2.0 ** ((pitch - 60) / 12)
    ratio = np.array([1.0, 1.59, 2.14, 2.30, 2.65, 2.92])
    gain = np.array([0.5, 0.5, 0.3, 0.2, 0.2, 0.12]) * (0.4 + 0.6 * velocity)
    left, right = sides(rng.normal(0, 0.25, ratio.size))
    modes = ring(f0 * ratio, 6.9 / life_s * ratio**1.1, gain * left, gain * right, np.zeros(ratio.size), n)
    sound = leveled(modes, 0.6) + _thump(n, f0 * 1.7, f0, 0.035, life_s)
    m = count(0.12)
    sound[:m] += leveled(burst(m, 0.07, rng, low_hz=120, high_hz=900 + 2800 * velocity, wide=0.4), skin * velocity)
    return leveled(sound * (rise(n, 0.001) * closing(n, 0.1))[:, None], 1.4 * loud(velocity, 1.0))


def taiko(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A great drum, struck with wood."""
    return _drum(62.0, 1.1, 0.55, pitch, length_s, velocity, rng)


def tom(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A tom; pitch 60 is the low one."""
    return _drum(92.0, 0.55, 0.35, pitch, length_s, velocity, rng)


def boom(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """Something far below that falls: felt more than heard."""
    n = count(2.6)
    sound = np.tanh(1.4 * _thump(n, 78, 37, 0.22, 2.4))
    sound += 0.25 * leveled(burst(n, 1.4, rng, low_hz=50, high_hz=380, wide=0.7), 1.0)
    return leveled(sound * rise(n, 0.004)[:, None], 1.4 * loud(velocity, 1.0))


def cajon(pitch: float, length_s: float, velocity: float, rng: Generator) -> Sound:
    """A wooden box, struck low (pitch 60) or at its edge (pitch 72)."""
    n = count(0.26)
    high = pitch >= 66
    sound = _thump(n, 260 if high else 118, 205 if high else 78, 0.02, 0.12 if high else 0.26)
    m = count(0.12)
    slap = burst(m, 0.06, rng, low_hz=900 if high else 150, high_hz=5200 if high else 1500, wide=0.3)
    sound[:m] += leveled(slap, 0.7 if high else 0.25)
    return leveled(sound, 1.25 * loud(velocity, 1.0))


ALL: tuple[Voice, ...] = (
    kick, soft_kick, snare, dusty_snare, brush, clap, snap, hat, open_hat, ride, crash, shaker, rim, tick, sleigh_bells,
    taiko, tom, boom, cajon,
)  # fmt: skip
"""Voices whose notes have a length of their own: they are not held."""
