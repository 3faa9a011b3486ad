"""The loops that sound is made of: partials that die away, strings, saws, filters. Not for how an instrument uses them.

All take and give float32 and keep their state in float64; all are compiled once and kept on disk.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from vivant.compiled import compiled
from vivant.sound.contract import RATE, Mono, Sound

_STEP = 16  # samples between two looks at a filter's cutoff
_LANES = 4  # partials reckoned side by side, so that a processor need not wait for one


@compiled
def ring(
    hz: NDArray[np.float64], fall: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64],
    phase: NDArray[np.float64], n: int,
) -> Sound:  # fmt: skip
    """Sum of sines that die away: frequency, decay in nepers a second, gain per side, phase. (n, 2).

    Each is the two-pole recursion y[t] = 2 r cos(w) y[t-1] - r^2 y[t-2], which is exact and needs no sine per sample.
    """
    out = np.zeros((n, 2), np.float32)
    faint = 2e-5 * max(np.abs(left).max(), np.abs(right).max())
    order = np.argsort(-fall)  # those that die together are reckoned together
    one, two, turn, back = np.zeros(_LANES), np.zeros(_LANES), np.zeros(_LANES), np.zeros(_LANES)
    gl, gr = np.zeros(_LANES), np.zeros(_LANES)
    for first in range(0, order.size, _LANES):
        last = 0
        for j in range(_LANES):
            k = order[min(first + j, order.size - 1)]
            gain = max(abs(left[k]), abs(right[k]))
            heard = first + j < order.size and hz[k] < 0.45 * RATE and gain > faint
            w, r = 2 * math.pi * hz[k] / RATE, math.exp(-fall[k] / RATE)
            one[j], two[j] = math.sin(phase[k] - w) / r, math.sin(phase[k] - 2 * w) / (r * r)
            turn[j], back[j] = 2 * r * math.cos(w), r * r
            gl[j], gr[j] = (left[k], right[k]) if heard else (0.0, 0.0)
            if heard:
                last = max(last, n if fall[k] <= 0 else min(n, int(math.log(gain / faint) / fall[k] * RATE) + 1))
        for t in range(last):
            a, b = 0.0, 0.0
            for j in range(_LANES):
                y = turn[j] * one[j] - back[j] * two[j]
                two[j] = one[j]
                one[j] = y
                a += y * gl[j]
                b += y * gr[j]
            out[t, 0] += a
            out[t, 1] += b
    return out


@compiled
def string(pluck: Mono, period: float, loss: float, bright: float, n: int) -> Mono:
    """A plucked string (Karplus and Strong 1983, tuned as by Jaffe and Smith 1983): (n,) float32.

    `pluck` is what excites it, `period` its length in samples (fractional), `loss` its gain per round, `bright` 0 .. 1
    how much of the high tones a round keeps.
    """
    damp = 0.5 * (1 - bright)
    delay = period - damp  # the two-point average delays by about `damp`
    whole = int(delay - 0.2)
    part = delay - whole
    allpass = (1 - part) / (1 + part)
    line = np.zeros(whole)
    out = np.zeros(n, np.float32)
    at, last, before, after = 0, 0.0, 0.0, 0.0
    for t in range(n):
        y = line[at] + (pluck[t] if t < pluck.size else 0.0)
        out[t] = y
        mean = loss * ((1 - damp) * y + damp * last)
        last = y
        after = allpass * (mean - after) + before
        before = mean
        line[at] = after
        at += 1
        if at >= whole:
            at = 0
    return out


@compiled
def saws(
    hz: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64], phase: NDArray[np.float64], n: int
) -> Sound:
    """Sum of saw waves with rounded corners (polyBLEP, Valimaki and Huovilainen 2007), phase 0 .. 1: (n, 2)."""
    out = np.zeros((n, 2), np.float32)
    for k in range(hz.size):
        step, at = hz[k] / RATE, phase[k]
        for t in range(n):
            y = 2 * at - 1
            if at < step:
                x = at / step
                y -= x + x - x * x - 1
            elif at > 1 - step:
                x = (at - 1) / step
                y -= x * x + x + x + 1
            out[t, 0] += y * left[k]
            out[t, 1] += y * right[k]
            at += step
            if at >= 1:
                at -= 1
    return out


@compiled
def read(table: Sound, start: float, speed: float, n: int) -> Sound:
    """(n, 2) from a table that goes round, from a place on and at a speed."""
    out = np.empty((n, 2), np.float32)
    size, at = table.shape[0], start
    for t in range(n):
        i = int(at)
        part = at - i
        after = i + 1 if i + 1 < size else 0
        out[t, 0] = table[i, 0] * (1 - part) + table[after, 0] * part
        out[t, 1] = table[i, 1] * (1 - part) + table[after, 1] * part
        at += speed
        if at >= size:
            at -= size
    return out


@compiled
def swept(sound: Sound, cutoff_hz: NDArray[np.float64], resonance: float, kind: int) -> Sound:
    """A two-pole filter whose cutoff moves (Zavalishin's state variable filter): a new (n, 2).

    `cutoff_hz` is (m,) points spread evenly over the sound; `resonance` is Q; `kind` is 0 low, 1 band, 2 high pass.
    """
    n, m = sound.shape[0], cutoff_hz.size
    out = np.empty((n, 2), np.float32)
    a1, a2, b1, b2 = 0.0, 0.0, 0.0, 0.0  # two memories a side
    damp = 1 / resonance
    g, lead, scale = 0.0, 0.0, 0.0
    for t in range(n):
        if t % _STEP == 0:
            place = t / n * (m - 1)
            i = min(int(place), max(0, m - 2))
            hz = cutoff_hz[i] + (place - i) * (cutoff_hz[min(i + 1, m - 1)] - cutoff_hz[i])
            g = math.tan(math.pi * min(max(hz, 10.0), 0.45 * RATE) / RATE)
            lead, scale = damp + g, 1 / (1 + g * (g + damp))
        high_a, high_b = (sound[t, 0] - lead * a1 - a2) * scale, (sound[t, 1] - lead * b1 - b2) * scale
        band_a, band_b = g * high_a + a1, g * high_b + b1
        a1, b1 = g * high_a + band_a, g * high_b + band_b
        low_a, low_b = g * band_a + a2, g * band_b + b2
        a2, b2 = g * band_a + low_a, g * band_b + low_b
        if kind == 0:
            out[t, 0], out[t, 1] = low_a, low_b
        elif kind == 1:
            out[t, 0], out[t, 1] = band_a * damp, band_b * damp
        else:
            out[t, 0], out[t, 1] = high_a, high_b
    return out


@compiled
def biquad(sound: Sound, b0: float, b1: float, b2: float, a1: float, a2: float, state: NDArray[np.float64]) -> Sound:
    """A two-pole filter with fixed numbers, a0 = 1: a new (n, 2). `state`, (2, 2), goes on from block to block."""
    out = np.empty_like(sound)
    p1, p2, q1, q2 = state[0, 0], state[0, 1], state[1, 0], state[1, 1]
    for t in range(sound.shape[0]):
        x, z = float(sound[t, 0]), float(sound[t, 1])
        y, w = b0 * x + p1, b0 * z + q1
        p1, q1 = b1 * x - a1 * y + p2, b1 * z - a1 * w + q2
        p2, q2 = b2 * x - a2 * y, b2 * z - a2 * w
        out[t, 0], out[t, 1] = y, w
    state[0, 0], state[0, 1], state[1, 0], state[1, 1] = p1, p2, q1, q2
    return out


@compiled
def placed(bus: Sound, sent: Sound, sound: Sound, at: int, left: float, right: float, room: float) -> None:
    """Add a sound to a bus from sample `at` on, with a gain per side, and `room` of it to what is sent to the room."""
    for t in range(sound.shape[0]):
        a, b = sound[t, 0] * left, sound[t, 1] * right
        bus[at + t, 0] += a
        bus[at + t, 1] += b
        sent[at + t, 0] += a * room
        sent[at + t, 1] += b * room


def numbers(kind: str, hz: float, gain_db: float, q: float = 0.707) -> tuple[float, float, float, float, float]:
    """b0, b1, b2, a1, a2 of "low_shelf", "high_shelf", "peak", "low_pass", "high_pass" (Bristow-Johnson)."""
    w, a = 2 * math.pi * hz / RATE, 10 ** (gain_db / 40)
    c, alpha = math.cos(w), math.sin(w) / 2 / q
    root = 2 * math.sqrt(a) * alpha
    if kind == "low_pass":
        b, d = ((1 - c) / 2, 1 - c, (1 - c) / 2), (1 + alpha, -2 * c, 1 - alpha)
    elif kind == "high_pass":
        b, d = ((1 + c) / 2, -1 - c, (1 + c) / 2), (1 + alpha, -2 * c, 1 - alpha)
    elif kind == "peak":
        b, d = (1 + alpha * a, -2 * c, 1 - alpha * a), (1 + alpha / a, -2 * c, 1 - alpha / a)
    else:
        s = 1 if kind == "low_shelf" else -1
        b = (
            a * (a + 1 - s * (a - 1) * c + root), s * 2 * a * (a - 1 - s * (a + 1) * c),
            a * (a + 1 - s * (a - 1) * c - root),
        )  # fmt: skip
        d = (a + 1 + s * (a - 1) * c + root, -s * 2 * (a - 1 + s * (a + 1) * c), a + 1 + s * (a - 1) * c - root)
    return b[0] / d[0], b[1] / d[0], b[2] / d[0], d[1] / d[0], d[2] / d[0]


def shaped(sound: Sound, tone: tuple[tuple[str, float, float], ...]) -> Sound:
    """The sound through filters, each (kind, hertz, dB) as in `numbers`."""
    for kind, hz, gain_db in tone:
        sound = biquad(sound, *numbers(kind, hz, gain_db), np.zeros((2, 2)))
    return sound
