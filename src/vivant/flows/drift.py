"""Carrying: two copies of the picture travel along a field of speeds and take turns (Neyret, 2003; Vlachos, 2010).

While one copy has come half its way and is seen fully, the other jumps back unseen. Neighbouring places take turns at
different times, so that the whole never pulses; they get out of step turn by turn after the first frame, which is the
photo. When a place's turns come is all that differs: every copy goes at the speed of its place, from its first frame to
its last. Not for swinging about (sway.py).
"""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.compiled import compiled, inlined
from vivant.flows.contract import Area, Draw, Motion
from vivant.units import Clock, Plane

REACH, MOST_REACH = 0.05, 0.1
"""How far a copy travels before it is taken back, in short sides: at a usual speed, and at most where it is quickest.
A shorter way would let coarse structures slip back as fast as they go."""
QUICKEST = 2.2
"""No place is faster than so many times the middle of the area: else the quickest corner would set how far all is
carried, and the rest would hardly get anywhere before it is taken back."""
SHORTEST_S, LONGEST_S = 0.6, 12.0
UNEVEN = 0.6
"""How far apart the turns of neighbouring places get, in turns: half rounds."""
TURNS = 4
"""Turns after which they are as far apart as they get."""
FOLLOWED = 6
"""Steps in which a way is followed up or down the stream."""
BLOB = 0.12
"""Size of the patches that take turns together, in short sides."""
Ways: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
"""Of every place, how far what is there has come: terms of a cubic in the time that it took, (h, w, 2) each."""


def carried(area: Area, clock: Clock, velocity: NDArray[np.float32], rng: Generator, *, reach: float = REACH) -> Draw:
    """The motion of an area along `velocity`, (h, w, 2) float32 in short sides per second."""
    speed = np.hypot(velocity[..., 0], velocity[..., 1])
    inside = speed[area.inside > 0.5]
    middle = float(np.median(inside)) if len(inside) else 0.0
    fastest = min(float(inside.max(initial=0.0)), QUICKEST * middle)
    if fastest == 0.0:
        still = np.zeros_like(velocity)
        return lambda i: Motion(still)
    velocity = velocity * np.minimum(1, np.float32(fastest) / np.maximum(speed, np.float32(1e-9)))[..., None]
    wished = min(2 * reach / middle, 2 * max(MOST_REACH, reach) / fastest)
    round_s = _round_s(clock, min(max(wished, SHORTEST_S), LONGEST_S))
    turn_s = round_s / 2
    ways = _ways(velocity, turn_s * (1 + UNEVEN / TURNS), area.step)
    last = round(clock.duration_s / turn_s) if clock.loop else 0
    apart = np.float32(UNEVEN) * patches(area, rng, BLOB)

    def draw(i: int) -> Motion:
        shift, other, mix = np.empty_like(velocity), np.empty_like(velocity), np.empty_like(apart)
        take_turns(clock.time_s(i) / turn_s, turn_s, last, apart, ways, shift, other, mix)
        return Motion(shift, other, mix)

    return draw


@inlined
def _begins(k: int, apart: Any, last: int) -> Any:
    """When copy k is where the photo is, in turns: at once everywhere for the first, and the last of a loop."""
    nearest = min(k % last, last - k % last) if last else k
    return np.float32(k) + apart * np.float32(min(nearest, TURNS)) / np.float32(TURNS)


@compiled
def take_turns(
    now: float, turn_s: float, last: int, apart: NDArray[np.float32], ways: Ways, shift: NDArray[np.float32],
    other: NDArray[np.float32], mix: NDArray[np.float32],
) -> None:  # fmt: skip
    """Where both copies are `now`, in turns, and how much of the other is seen: see `Motion`.

    last   the turn in which a loop comes back to the photo, an even one; 0 where there is no loop
    apart  (h, w) float32: how much later than others a place takes its turns, less than one either way
    """
    speed, bent, longer = ways
    time, length, first = np.float32(now), np.float32(turn_s), int(np.floor(now))
    for y in range(apart.shape[0]):
        for x in range(apart.shape[1]):
            late, k = apart[y, x], first
            if time < _begins(k, late, last):
                k -= 1
            elif time >= _begins(k + 1, late, last):
                k += 1
            since, until = time - _begins(k, late, last), _begins(k + 1, late, last) - time
            part = since / (since + until)
            own, next_, share = since * length, -until * length, part * part * (np.float32(3) - np.float32(2) * part)
            if k & 1:  # a copy stays in its own plane until it is unseen: what is seen is smooth over the map
                own, next_, share = next_, own, np.float32(1) - share
            mix[y, x] = share
            for c in range(2):
                v, b, f = speed[y, x, c], bent[y, x, c], longer[y, x, c]
                shift[y, x, c] = ((f * own + b) * own + v) * own
                other[y, x, c] = ((f * next_ + b) * next_ + v) * next_


def _ways(velocity: NDArray[np.float32], far_s: float, step: float) -> Ways:
    """The ways of a field of speeds.

    Straight ones would bend what eddies carry and would not let it go at their speed: the ways are followed up and down
    the stream for `far_s` by midpoint steps. The cubic meets both ends, and the speed of the place in the middle.
    """
    there, back = (_followed(velocity, time_s, step) for time_s in (far_s, -far_s))
    far = np.float32(far_s)
    bent, longer = (there + back) / (2 * far * far), ((there - back) / (2 * far) - velocity) / (far * far)
    return velocity, bent, longer


def _followed(velocity: NDArray[np.float32], time_s: float, step: float) -> NDArray[np.float32]:
    """How far what is at each place has come in a time; for a time before now, how far it still has to go, negative."""
    h, w = velocity.shape[:2]
    places = np.dstack(np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32)))
    each = np.float32(time_s / FOLLOWED / step)
    at = places.copy()
    for _ in range(FOLLOWED):
        half = at - _speed_at(velocity, at) * (each / 2)
        at -= _speed_at(velocity, half) * each
    return (places - at) * np.float32(step)


def _speed_at(velocity: NDArray[np.float32], at: NDArray[np.float32]) -> NDArray[np.float32]:
    found = cv2.remap(velocity, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)


def patches(area: Area, rng: Generator, size: float) -> Plane:
    """Smooth noise of about -1 .. 1 over the map, with blobs of `size` short sides; chance is drawn without the map's
    resolution."""
    coarse = rng.normal(0.0, 1.0, (64, 64)).astype(np.float32)
    x, y = area.places
    columns = np.broadcast_to(x / size % 64, area.inside.shape).astype(np.float32)
    rows = np.broadcast_to(y / size % 64, area.inside.shape).astype(np.float32)
    noise = cv2.remap(coarse, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP)
    return np.asarray(np.clip(noise / 1.2, -1.5, 1.5), np.float32)


def _round_s(clock: Clock, round_s: float) -> float:
    """A round that comes out whole over a loop."""
    if not clock.loop:
        return round_s
    return clock.duration_s / max(1, round(clock.duration_s / round_s))
