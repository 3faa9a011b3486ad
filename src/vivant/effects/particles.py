"""What particles share: a swarm in space, paths that loop, the light that falls on them, and rows for the kernel.

Not an effect itself, and not for what the particles look like (shapes.py) or which there are (the effects' files).
Lengths are short sides of the frame, times seconds, chance is drawn without the size in pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from vivant.effects.contract import EffectParams, Setting
from vivant.effects.kernels import to_light
from vivant.effects.sprites import SPRITE, sprites_over
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

Floats = NDArray[np.float64]

MOST = 9000
"""Particles at most, whatever density and amount say: the drawing stays quick."""
CHANCES = 28
"""Numbers of chance that each particle owns."""
FAR = 0.1
"""Scale of a particle at disparity 0."""
RIM = 0.12
"""Share of a swarm that is coming or going while an effect fades in."""
GOLDEN, PLASTIC = 0.6180339887, 0.7548776662
"""Steps that spread the places of a particle's rounds evenly."""
EXPOSURE_S = 1 / 50
"""How long the shutter is open: what moves is drawn as long as its way in this time."""


class SwarmParams(EffectParams):
    """The knobs of everything that floats, falls or flies."""

    density: float = number(1.0, 0.0, 3.0, "times")
    """How many there are, relative to the usual number."""
    speed: float = number(1.0, 0.1, 3.0, "times")
    """How fast they move, relative to the usual speed."""
    size: float = number(1.0, 0.3, 3.0, "times")
    """How large they are, relative to the usual size."""


class FallingParams(SwarmParams):
    """The knobs of what the wind takes along."""

    wind: float = number(0.0, -2.0, 2.0, "short sides/s")
    """Wind to the right (+) or to the left (-): how far it carries a near particle in a second."""


def smooth(x: Any) -> Floats:
    """0 below 0, 1 above 1, and a soft S between."""
    t = np.clip(np.asarray(x, np.float64), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def rounds(clock: Clock, rate_hz: Any) -> Floats:
    """`contract.turns` for many positive rates at once."""
    rate = np.asarray(rate_hz, np.float64)
    if not clock.loop:
        return rate
    return np.asarray(np.maximum(1.0, np.rint(rate * clock.duration_s)) / clock.duration_s)


def read(plane: Plane, setting: Setting, x: Floats, y: Floats) -> Plane:
    """What a map over the whole frame says at the places x, y: (n,) or (n, channels); its border goes on outside."""
    h, w = plane.shape[:2]
    half_x, half_y = setting.half
    column = np.clip(np.rint((x / half_x + 1.0) * 0.5 * w - 0.5), 0, w - 1).astype(np.intp)
    row = np.clip(np.rint((y / half_y + 1.0) * 0.5 * h - 0.5), 0, h - 1).astype(np.intp)
    return np.asarray(plane[row, column])


def scatter(weight: Plane, setting: Setting, u: Floats, v: Floats, w: Floats) -> tuple[Floats, Floats]:
    """Places x, y, the more of them the more a map weighs; u, v, w are chance 0 .. 1. Evenly if nothing weighs."""
    h, width = weight.shape
    heap = np.cumsum(np.maximum(weight, 0).astype(np.float64).ravel())
    if heap[-1] <= 0:
        heap = np.arange(1.0, weight.size + 1)
    cell = np.minimum(np.searchsorted(heap, u * heap[-1], side="right"), weight.size - 1)
    half_x, half_y = setting.half
    x = ((cell % width + v) / width * 2.0 - 1.0) * half_x
    y = ((cell // width + w) / h * 2.0 - 1.0) * half_y
    return x, y


def lying(setting: Setting, x: Floats, y: Floats) -> Floats:
    """The disparity of what the picture shows at x, y: for what lies on it."""
    return np.asarray(read(setting.disparity, setting, x, y), np.float64)


@dataclass(frozen=True, slots=True)
class Depth:
    """Where in depth a swarm lies, as scale: size and speed relative to a particle at disparity 1.

    nearest  scale of the nearest
    steep    how much rarer near ones are: 1 no rarer in log scale, 3 as in a room filled evenly
    """

    nearest: float = 1.5
    steep: float = 2.0
    farthest: float = 0.1

    def back(self, setting: Setting) -> float:
        """The scale of the farthest: what is farther than the picture's far end would be hidden."""
        shown = FAR + (1 - FAR) * float(np.quantile(setting.disparity, 0.25)) + 0.02
        return min(max(self.farthest, shown), 0.6 * self.nearest)

    def share(self, setting: Setting) -> float:
        """How many there are of those that a deep picture has: where only near ones fit, there are fewer."""
        k = 1.0 - self.steep + 1e-6
        fits = (self.back(setting) ** k - self.nearest**k) / (self.farthest**k - self.nearest**k)
        return float(fits**0.45)

    def spread(self, setting: Setting, u: Floats) -> Floats:
        """Scales for chance u."""
        k, far = 1.0 - self.steep + 1e-6, self.back(setting)
        return np.asarray((far**k + u * (self.nearest**k - far**k)) ** (1.0 / k))


class Swarm:
    """Particles in space, far ones first.

    n          how many
    rank       (n,) 0 .. 1 in no order of place: the swarm grows and shrinks along it
    scale      (n,) size and speed relative to a particle at disparity 1
    disparity  (n,) 0 far .. 1 where the picture is nearest; more is before everything
    box        half the width and half the height (n,) of the space they live in: larger than any camera sees
    blur       (n,) radius of the blur of what is nearer than the picture's focus
    """

    def __init__(
        self, setting: Setting, clock: Clock, rng: Generator, *, per_area: float, p: SwarmParams,
        depth: Depth = Depth(),
    ) -> None:  # fmt: skip
        half_x, half_y = setting.half
        wanted = per_area * 4 * half_x * half_y * depth.share(setting) * p.density * p.amount
        wanted = min(wanted, MOST)
        self.n = int(np.ceil(wanted))
        chances = rng.random((self.n, CHANCES))
        scale = depth.spread(setting, chances[:, 0])
        order = np.argsort(scale, kind="stable")
        self._columns: Iterator[Floats] = iter(chances[order, 1:].T)
        self.clock = clock
        self.rank = np.minimum((order + 0.5) / max(wanted, 1e-9), 1.0)
        self.scale = scale[order]
        self.disparity = (self.scale - FAR) / (1.0 - FAR)
        margin = 0.25 + 0.3 * self.scale
        self.box = half_x + margin, half_y + margin
        focus = FAR + (1.0 - FAR) * min(setting.aim[2], 0.75)
        self.blur = 0.028 * np.maximum(self.scale - focus - 0.1, 0.0)

    def chance(self, low: float = 0.0, high: float = 1.0) -> Floats:
        """The next of each particle's own numbers of chance, (n,) low .. high."""
        return low + (high - low) * next(self._columns)

    def choice(self, of: Any) -> Floats:
        """One of the entries of `of` for each particle, as chance has it."""
        entries = np.asarray(of, np.float64)
        return np.asarray(entries[np.minimum((self.chance() * len(entries)).astype(np.intp), len(entries) - 1)])

    def wave(self, low_hz: float, high_hz: float) -> Wave:
        """A sway of each particle's own, between two rates."""
        return Wave(rounds(self.clock, self.chance(low_hz, high_hz)), self.chance())

    def shown(self, level: float) -> Floats:
        """(n,) 0 .. 1: how far each is there at a level of the effect; none at 0, all at 1."""
        return np.asarray(np.clip((level * (1.0 + RIM) - self.rank) / RIM, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Wave:
    """Sine waves, one for each particle: rates in Hz and phases in rounds."""

    rate_hz: Floats
    phase: Floats

    def at(self, t: float) -> Floats:
        """-1 .. 1 at time t."""
        return np.asarray(np.sin(2 * np.pi * (self.rate_hz * t + self.phase)))

    def angle(self, t: float) -> Floats:
        """The angle itself in radians, for what turns on and on."""
        return np.asarray(2 * np.pi * ((self.rate_hz * t + self.phase) % 1.0))


class Lives:
    """Lives that come round: each is born, ages from 0 to 1 and starts again elsewhere; whole rounds in a loop."""

    def __init__(self, swarm: Swarm, seconds: Any) -> None:
        self.clock = swarm.clock
        self.rate_hz = rounds(swarm.clock, 1.0 / np.broadcast_to(np.asarray(seconds, np.float64), (swarm.n,)))
        self.phase = swarm.chance()

    def at(self, t: float) -> tuple[Floats, Floats]:
        """The age 0 .. 1 and the number of the round at time t; in a loop the numbers come round too."""
        age = self.phase + self.rate_hz * t
        count = np.floor(age)
        if self.clock.loop:
            whole = np.rint(self.rate_hz * self.clock.duration_s)
            return age - count, count % whole
        return age - count, count


class Course:
    """Straight ways through the box at (vx, vy) short sides a second, again and again.

    A particle that crosses the box in a fair part of the clip goes from edge to edge; one that is slower than the loop
    goes as far as it gets in one round, from anywhere, and comes and goes by fading.
    """

    def __init__(self, swarm: Swarm, vx: Any, vy: Any) -> None:
        self.swarm = swarm
        vx, vy = np.broadcast_to(vx, (swarm.n,)), np.broadcast_to(vy, (swarm.n,))
        span = 2 * swarm.box[1]
        crossing_s = span / np.maximum(np.abs(vy), 1e-4)
        self.fades = (crossing_s > 1.4 * swarm.clock.duration_s) & swarm.clock.loop
        self.lives = Lives(swarm, crossing_s)
        self.way = vx / self.lives.rate_hz, np.where(self.fades, vy / self.lives.rate_hz, np.copysign(span, vy))
        self.start = swarm.chance(), swarm.chance()

    def at(self, t: float) -> tuple[Floats, Floats, Floats]:
        """Places x, y and how far each particle is there (0 .. 1) at time t."""
        age, count = self.lives.at(t)
        x = fold(self.start[0] + count * GOLDEN, self.way[0] * (age - 0.5), self.swarm.box[0])
        across = np.where(self.fades, self.start[1] + count * PLASTIC, 0.5)
        y = fold(across, self.way[1] * (age - 0.5), self.swarm.box[1])
        return x, y, np.where(self.fades, came(age, 0.25, 0.25), 1.0)

    def motion(self) -> tuple[Floats, Floats]:
        """Short sides (x, y) that each moves while the shutter is open."""
        return self.way[0] * self.lives.rate_hz * EXPOSURE_S, self.way[1] * self.lives.rate_hz * EXPOSURE_S


class Floating:
    """Ways of what hardly falls: from anywhere, a slow drift of its own and one with the wind, wandering in curves."""

    def __init__(
        self, swarm: Swarm, *, drift: float, wander: float, seconds: float, rate_hz: float, along: Any = 0.0,
        rise: Any = 0.0,
    ) -> None:  # fmt: skip
        self.swarm, self.lives = swarm, Lives(swarm, seconds * swarm.chance(0.7, 1.3))
        life_s = 1.0 / self.lives.rate_hz
        angle = swarm.chance(0, 2 * np.pi)
        self.start = swarm.chance(), swarm.chance()
        self.way = (
            (drift * np.cos(angle) + along) * swarm.scale * life_s,
            (drift * np.sin(angle) - rise) * swarm.scale * life_s,
        )
        self.wander = wander * swarm.scale * swarm.chance(0.4, 1.2)
        self.waves = [swarm.wave(0.5 * rate_hz, 1.2 * rate_hz) for _ in range(2)]
        self.waves += [swarm.wave(1.2 * rate_hz, 2.4 * rate_hz) for _ in range(2)]

    def at(self, t: float) -> tuple[Floats, Floats, Floats]:
        """Places x, y and how far each particle is there (0 .. 1) at time t."""
        age, count = self.lives.at(t)
        x = fold(self.start[0] + count * GOLDEN, self.way[0] * (age - 0.5), self.swarm.box[0])
        y = fold(self.start[1] + count * PLASTIC, self.way[1] * (age - 0.5), self.swarm.box[1])
        one, two, three, four = (wave.at(t) for wave in self.waves)
        there = came(age, 0.2, 0.2)
        return x + self.wander * (one + 0.4 * three), y + self.wander * (two + 0.4 * four), there


def fold(chance: Floats, moved: Floats, half: Floats) -> Floats:
    """A place chance 0 .. 1 of a span -half .. half, moved, and folded back into the span at its ends."""
    return np.asarray(((chance * 2 * half + moved) % (2 * half)) - half)


def came(age: Floats, rise: float, fall: float) -> Floats:
    """How far a particle is there at its age 0 .. 1: it comes in the first part `rise` and goes in the last, `fall`."""
    return smooth(age / rise) * smooth((1.0 - age) / fall)


class Light:
    """The light that falls on particles, read from the picture: bright parts count more, nearby ones more still."""

    def __init__(self, setting: Setting, *, local: float = 0.4, tinted: float = 0.5) -> None:
        self.setting = setting
        width, height = setting.size
        small = 96 / max(width, height)
        side = max(2, round(width * small)), max(2, round(height * small))
        light = to_light(cv2.resize(setting.photo, side, interpolation=cv2.INTER_AREA))
        weight = light.mean(axis=2, keepdims=True) + 0.02
        overall = (light * weight).sum((0, 1)) / weight.sum()
        sigma = 0.1 * min(side)
        near = cv2.GaussianBlur(light * weight, (0, 0), sigma) / cv2.GaussianBlur(weight, (0, 0), sigma)[..., None]
        mixed = near * local + overall * (1 - local)
        grey = mixed.mean(axis=2, keepdims=True)
        self.map: Plane = (grey + (mixed - grey) * tinted).astype(np.float32)

    def at(self, x: Floats, y: Floats) -> Plane:
        """Linear light (n, 3) of something white at places x, y."""
        return read(self.map, self.setting, x, y)


SOFT = 14.0
"""Disparity (of 255) over which a particle comes out from behind things."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Particles as they are in one frame, before the camera: all (n,) arrays or numbers, lengths in short sides.

    x, y    places of the photo
    half    half the width and half the height
    colour  (n, 3) or (3,) linear light
    opacity 0 .. 1, or any strength where light is added
    turn    radians clockwise
    shape   number of the shape
    blur    radius of what lies out of focus: it grows by that and becomes paler
    pushed  disparity by which it is drawn nearer than it is, so that it is not hidden by what it lies on
    """

    x: Any
    y: Any
    disparity: Any
    half: tuple[Any, Any]
    colour: Any
    opacity: Any
    turn: Any = 0.0
    shape: Any = 0
    blur: Any = 0.0
    pushed: float = 0.0

    def rows(self, view: View) -> NDArray[np.float32]:
        """What `sprites_over` draws of them: those that the camera sees."""
        sx, sy, grown = view.place(self.x, self.y, self.disparity)
        k = grown * view.short
        wide, high = np.hypot(self.half[0], self.blur), np.hypot(self.half[1], self.blur)
        # The same light on a larger disc; the root keeps large soft ones visible, as the eye does.
        pale = np.sqrt((np.asarray(self.half[0]) * self.half[1]) / np.maximum(wide * high, 1e-12))
        rows = np.empty((len(sx), SPRITE), np.float32)
        rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3] = sx, sy, wide * k, high * k
        rows[:, 4], rows[:, 5:8] = self.turn, self.colour
        rows[:, 8] = self.opacity * pale
        rows[:, 9], rows[:, 10] = (self.disparity + self.pushed) * 255.0, SOFT
        rows[:, 11] = self.shape
        far = np.maximum(rows[:, 2], rows[:, 3]) + 1
        inside = (np.abs(sx - view.size[0] / 2) < view.size[0] / 2 + far) & (
            np.abs(sy - view.size[1] / 2) < view.size[1] / 2 + far
        )
        return rows[inside & (rows[:, 8] > 0)]


Part: TypeAlias = Callable[[float, float], Drawn]
"""(time in seconds, level) -> one part of what is drawn."""


def streak(dx: Any, dy: Any, radius: Any) -> tuple[tuple[Any, Any], Any]:
    """Half the width and height, and the turn, of something round that moves by dx, dy while the shutter is open."""
    length = np.hypot(dx, dy)
    return (radius + length / 2, radius), np.arctan2(dy, dx)


def drawn(frame: Frame, view: View, shapes: Plane, *parts: Drawn, add: bool) -> Frame:
    """The frame with particles over it, far ones first, and of equally far ones in the order of `parts`.

    A new frame; the same pixels if nothing is seen.
    """
    rows = np.concatenate([part.rows(view) for part in parts])
    full = rows[np.argsort(rows[:, 9], kind="stable")]
    disparity = view.disparity if len(full) else np.zeros((1, 1), np.uint8)
    return sprites_over(frame, disparity, full, shapes, add=add)


HOT = np.array([0.0, 0.3, 0.6, 1.0, 1.3])
GLOW = np.array([[0.12, 0.008, 0.0], [0.7, 0.06, 0.006], [1.3, 0.24, 0.02], [1.7, 0.75, 0.14], [1.9, 1.35, 0.7]])


def glowing(heat: Floats) -> Floats:
    """Light (n, 3) of what glows: heat 0 a dull red, 0.6 orange, 1 yellow, more nearly white."""
    return np.stack([np.interp(heat, HOT, GLOW[:, c]) for c in range(3)], axis=1)


def _small(setting: Setting) -> Plane:
    """The picture's linear light at the size of its maps."""
    h, w = setting.disparity.shape
    small: Plane = to_light(cv2.resize(setting.photo, (w, h), interpolation=cv2.INTER_AREA))
    return small


def dark_sky(setting: Setting) -> Plane:
    """Where stars may stand, 0 .. 1: in the sky, and the more the darker it is; by day hardly anywhere.

    A picture whose sky is not known has one where it is far and dark, in its upper part.
    """
    light = cv2.GaussianBlur(_small(setting).mean(axis=2), (0, 0), 2)
    sky = np.asarray(smooth((setting.sky - 0.4) / 0.5))
    if sky.mean() < 0.02:
        up = np.linspace(1.4, 0.0, len(sky))[:, None]
        sky = smooth(up) * smooth((0.3 - setting.disparity) / 0.2)
    return np.asarray(sky * (0.15 + 0.85 * np.exp(-light / 0.1)), np.float32)


def highlights(setting: Setting) -> Plane:
    """How much a place is a bright point of its surroundings, 0 .. 1; the sky is none, nor what is burnt out."""
    light = _small(setting).max(axis=2)
    around = cv2.GaussianBlur(light, (0, 0), 0.02 * min(light.shape) + 1)
    bright = float(np.quantile(light, 0.8)) + 0.02
    point = smooth((light - around) / (0.15 * bright + 0.01)) * smooth((light / bright - 0.6) / 0.8)
    return np.asarray(point * np.clip(1.1 - around, 0, 1) ** 1.5 * (1 - setting.sky), np.float32)


def aside(setting: Setting) -> Plane:
    """Where a light can be laid without harm, 0 .. 1: off the subject, and not where it is bright already."""
    light = cv2.GaussianBlur(_small(setting).mean(axis=2), (0, 0), 0.04 * min(setting.disparity.shape))
    subject = cv2.GaussianBlur(setting.subject, (0, 0), 0.05 * min(setting.disparity.shape))
    return np.asarray((1 - smooth(1.6 * subject)) * (0.35 + 0.65 * np.exp(-light / 0.3)), np.float32)


def lamp_colours(setting: Setting, u: Floats) -> Floats:
    """Colours (n, 3) of bright and colourful places of the picture, one for each chance u; the brightest channel 1."""
    light = _small(setting)
    most, least = light.max(axis=2), light.min(axis=2)
    weight = np.cumsum(((most**2) * (0.1 + (most - least) / (most + 0.05))).ravel().astype(np.float64)) + 1e-12
    cell = np.minimum(np.searchsorted(weight, u * weight[-1]), weight.size - 1)
    # Deeper than in the picture, where most lights are burnt out to white, and as warm as lamps are.
    found = (light.reshape(-1, 3)[cell] + 0.02) ** 1.6 * np.array([1.0, 0.76, 0.48])
    return np.asarray(found / found.max(axis=1, keepdims=True), np.float64)
