"""Layers of sound become one: placed, faded, stepping back for a voice, as loud as asked. Not for making layers.

A long mix is put together in blocks; beside the result and its layers it needs only a few megabytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from vivant.compiled import compiled
from vivant.errors import UsageError
from vivant.sound.composing import samples_in
from vivant.sound.contract import RATE, Mono, Sound
from vivant.sound.mastering import mastered

Role = Literal["music", "voice", "bed", "sfx"]
ROLES: tuple[Role, ...] = ("music", "voice", "bed", "sfx")
TARGET_LUFS = -14.0
PEAK_DBTP = -1.0

_BLOCK = 10 * RATE
HOP = RATE // 100  # how often a voice is listened to
_HEARD = 10 ** (-45 / 20)  # a voice louder than this is speaking
_ATTACK_S, _RELEASE_S, _HOLD_S = 0.09, 0.45, 0.35
_AHEAD_S = 0.12  # the music steps back a moment before the voice


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One sound of a mix.

    samples      (n, 2) float32 at 48 000 Hz
    start_s      when it starts; below 0 its beginning is cut off
    gain_db      louder or softer
    fade_in_s, fade_out_s    from and to silence, along half a cosine
    role         music and beds step back while a voice speaks
    loop         repeated until the end
    """

    samples: Sound
    start_s: float = 0.0
    gain_db: float = 0.0
    fade_in_s: float = 0.0
    fade_out_s: float = 0.0
    role: Role = "music"
    loop: bool = False


def mix(
    layers: Sequence[Layer], duration_s: float, *, duck_db: float = -12.0, target_lufs: float | None = TARGET_LUFS,
    peak_dbtp: float = PEAK_DBTP, loop: bool = False,
) -> Sound:  # fmt: skip
    """The layers as one sound of exactly `duration_s`, (n, 2).

    While a voice speaks, music goes down by `duck_db` and beds by half of it. The whole is made `target_lufs` loud
    (None leaves it as it is) with a true peak below `peak_dbtp`. Raises UsageError.
    """
    n = samples_in(duration_s)
    for k, layer in enumerate(layers):
        _check(layer, k)
    spoken = _speaking(layers, n)
    out = np.zeros((n, 2), np.float32)
    for layer in layers:
        down_db = {"music": duck_db, "bed": duck_db / 2}.get(layer.role, 0.0)
        for first in range(0, n, _BLOCK):
            end = min(n, first + _BLOCK)
            block = _part(layer, first, end, n)
            if block is None:
                continue
            if spoken is not None and down_db:
                block *= 10 ** (down_db / 20 * stepped_back(spoken, first, end))[:, None]
            out[first:end] += block
    if target_lufs is not None:
        mastered(out, target_lufs, peak_dbtp, loop=loop)
    return out


def _check(layer: Layer, k: int) -> None:
    if layer.samples.ndim != 2 or layer.samples.shape[1] != 2 or layer.samples.dtype != np.float32:
        raise UsageError(
            f"Layer {k + 1} is not stereo sound: (n, 2) float32 is needed.", place=f"layers[{k}].samples",
            value=str(layer.samples.shape),
        )  # fmt: skip
    if layer.role not in ROLES:
        raise UsageError(
            f'Layer {k + 1} has the role "{layer.role}". Choose one of {", ".join(ROLES)}.', place=f"layers[{k}].role",
            value=layer.role,
        )  # fmt: skip


def _part(layer: Layer, first: int, end: int, n: int) -> Sound | None:
    """What a layer adds from sample `first` to `end` of the mix, or None."""
    start, size = round(layer.start_s * RATE), layer.samples.shape[0]
    last = n if layer.loop else min(n, start + size)
    low, high = max(first, start, 0), min(end, last)
    if low >= high or not size:
        return None
    block = np.zeros((end - first, 2), np.float32)
    if layer.loop:
        at = low
        while at < high:
            place = (at - start) % size
            many = min(high - at, size - place)
            block[at - first : at - first + many] = layer.samples[place : place + many]
            at += many
    else:
        block[low - first : high - first] = layer.samples[low - start : high - start]
    block[low - first : high - first] *= _gain(layer, np.arange(low, high), max(start, 0), last)[:, None]
    return block


def _gain(layer: Layer, at: np.ndarray[tuple[int], np.dtype[np.int64]], start: int, last: int) -> Mono:
    gain = np.full(at.size, 10 ** (layer.gain_db / 20))
    if layer.fade_in_s > 0:
        gain *= np.sin(np.pi / 2 * np.clip((at - start) / (layer.fade_in_s * RATE), 0, 1))
    if layer.fade_out_s > 0:
        gain *= np.sin(np.pi / 2 * np.clip((last - 1 - at) / (layer.fade_out_s * RATE), 0, 1))
    return gain.astype(np.float32)


def _speaking(layers: Sequence[Layer], n: int) -> Mono | None:
    """How much a voice speaks, 0 .. 1, a hundred times a second; None without a voice."""
    voices = [layer for layer in layers if layer.role == "voice"]
    if not voices:
        return None
    heard = np.zeros(-(-n // HOP), np.float32)
    for layer in voices:
        for first in range(0, n, _BLOCK):
            block = _part(layer, first, min(n, first + _BLOCK), n)
            if block is not None:
                powers = power(block)
                part = heard[first // HOP : first // HOP + powers.size]
                np.maximum(part, np.sqrt(powers), out=part)
    return speaking(heard)


def power(block: Sound) -> Mono:
    """The power of each hundredth of a second of a voice, both sides together."""
    hops = np.arange(0, block.shape[0], HOP)
    return np.asarray(np.add.reduceat(np.einsum("ij,ij->i", block, block), hops) / (2 * HOP), np.float32)


def speaking(heard: Mono) -> Mono:
    """How much a voice speaks, 0 .. 1, a hundred times a second, from how loud it is: early, held over its pauses."""
    return _followed(
        (heard > _HEARD).astype(np.float32), round(_AHEAD_S * 100), round(_HOLD_S * 100),
        1 - float(np.exp(-0.01 / _ATTACK_S * 2)), 1 - float(np.exp(-0.01 / _RELEASE_S * 2)),
    )  # fmt: skip


@compiled
def _followed(heard: Mono, ahead: int, hold: int, attack: float, release: float) -> Mono:
    """Down a moment before a voice, held over its pauses, and slowly up again."""
    n = heard.size
    out = np.zeros(n, np.float32)
    now, left = 0.0, 0
    for k in range(n):
        for j in range(k, min(n, k + ahead + 1)):
            if heard[j] > 0.5:
                left = hold + (j - k)
        wanted = 1.0 if left > 0 else 0.0
        left -= 1
        now += (wanted - now) * (attack if wanted > now else release)
        out[k] = now
    return out


def stepped_back(spoken: Mono, first: int, end: int) -> Mono:
    """How much a voice speaks at every sample, 0 .. 1."""
    at = (np.arange(first, end) + 0.5) / HOP - 0.5
    return np.interp(at, np.arange(spoken.size), spoken).astype(np.float32)
