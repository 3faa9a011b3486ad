"""Where the light in a picture is: the sun (seen or not), lamps and other bright spots, and their colours.

Not for drawing light (the effects).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from vivant.effects.air import SEEN_AS, grid, places, small_light
from vivant.effects.contract import Setting
from vivant.effects.view import View
from vivant.units import Plane, Size

Colour = tuple[float, float, float]

DAYLIGHT: Colour = (1.0, 0.9, 0.76)
"""Sunlight where the picture does not say what colour it has."""
SUNLIKE = 0.5
"""Least linear light of a part of the sky that may be the sun, or be before it."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light.

    x, y       place, short sides from the centre; a light outside the frame lies outside its half sizes
    disparity  0 far .. 1 near
    colour     linear light, its largest part 1
    radius     short sides
    strength   0 .. 1: how much it stands out
    in_view    whether the picture shows it
    """

    x: float
    y: float
    disparity: float
    colour: Colour
    radius: float
    strength: float
    in_view: bool = True


def sun(setting: Setting) -> Lamp:
    """Where the light comes from: the brightest place of the sky, a strong lamp of a dark picture, or else beyond the
    brighter upper corner."""
    size = grid(setting.size, 90)
    light = small_light(setting.photo, size)
    bright = light @ SEEN_AS
    sky = cv2.resize(setting.sky, size, interpolation=cv2.INTER_AREA)
    glow = cv2.GaussianBlur(bright * sky, (0, 0), 2.0)
    y, x = np.unravel_index(int(glow.argmax()), glow.shape)
    usual = float(np.median(bright[sky > 0.5])) if (sky > 0.5).any() else 1.0
    if glow[y, x] > SUNLIKE and glow[y, x] > 1.5 * usual:
        across, down = places(size, setting.size)
        return Lamp(float(across[y, x]), float(down[y, x]), 0.0, colour_at(light, int(x), int(y)), 0.04, 1.0)
    strong = lamps(setting) if float(bright.mean()) < 0.1 else []
    strong = [lamp for lamp in strong if lamp.strength > max(0.5, 0.8 * strong[0].strength)]
    # Of lamps that are about as strong as each other the middle one, whatever the size says.
    return min(strong, key=lambda lamp: np.hypot(lamp.x, lamp.y), default=None) or _beyond(setting, light, bright)


def _beyond(setting: Setting, light: Plane, bright: Plane) -> Lamp:
    """The sun outside the frame, above the side whose upper part is brighter."""
    upper = bright[: max(2, int(0.6 * len(bright)))]
    half = upper.shape[1] // 2
    side = -1.0 if upper[:, :half].mean() > upper[:, -half:].mean() else 1.0
    half_x, half_y = setting.half
    brightest = light[bright >= np.quantile(bright, 0.97)].mean(axis=0)
    own = brightest / max(float(brightest.max()), 1e-6)
    colour = (0.3 + 0.7 * own) * DAYLIGHT
    return Lamp(side * (half_x + 0.03), -half_y - 0.08, 0.0, _brightest_one(colour), 0.06, 0.6, in_view=False)


def lamps(setting: Setting, most: int = 12, *, warm: float = 0.0) -> list[Lamp]:
    """Bright spots that stand out from what is around them, strongest first, `most` at the most.

    `warm` 0 .. 1 is how much redder than blue a spot must be.
    """
    size = grid(setting.size)
    light = small_light(setting.photo, size)
    bright = light @ SEEN_AS
    disparity = cv2.resize(setting.disparity, size, interpolation=cv2.INTER_AREA)
    across, down = places(size, setting.size)
    found: list[Lamp] = []
    for strength, radius, x, y in _peaks(bright, size):
        colour = colour_at(light, x, y)
        place = float(across[y, x]), float(down[y, x])
        apart = all(np.hypot(place[0] - lamp.x, place[1] - lamp.y) > 2 * (radius + lamp.radius) for lamp in found)
        if apart and colour[0] - colour[2] >= warm:
            found.append(Lamp(*place, float(disparity[y, x]), colour, radius, strength))
        if len(found) == most:
            break
    return found


def _peaks(bright: Plane, size: Size) -> list[tuple[float, float, int, int]]:
    """(strength, radius, column, row) of all spots at four sizes, strongest first."""
    least = max(0.4, 3 * float(np.median(bright)))
    peaks = []
    for radius in (0.008, 0.016, 0.03, 0.055):
        sigma = radius * min(size)
        near = cv2.GaussianBlur(bright, (0, 0), sigma)
        out = near - cv2.GaussianBlur(bright, (0, 0), 3 * sigma)
        top = (out == cv2.dilate(out, np.ones((5, 5), np.uint8))) & (out > 0.18) & (near > least)
        rows, columns = np.nonzero(top)
        peaks += [
            (min(1.0, 1.6 * float(out[y, x])), radius, int(x), int(y)) for y, x in zip(rows, columns, strict=True)
        ]
    return sorted(peaks, reverse=True)


def colour_at(light: Plane, x: int, y: int) -> Colour:
    """The colour of the light around a bright place of a map (h, w, 3): that of its rim, where it is not burnt out."""
    part = light[max(0, y - 5) : y + 6, max(0, x - 5) : x + 6].reshape(-1, 3)
    bright = part @ SEEN_AS
    weight = bright * np.clip(1.15 - bright, 0.05, 1)
    return _brightest_one(np.average(part, axis=0, weights=weight + 1e-6))


def _brightest_one(colour: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> Colour:
    red, green, blue = (float(part) for part in colour / max(float(colour.max()), 1e-6))
    return red, green, blue


def bright_spots(setting: Setting, most: int) -> list[Lamp]:
    """The lights that a lens notices: lamps, or else the sun that is seen, or else the brightest place, faint."""
    size = grid(setting.size)
    small = small_light(setting.photo, size)
    found = lamps(setting, most)
    if found:  # What glints by day is fainter to the eye than a lamp at night.
        dark = float(np.clip(1 - (small @ SEEN_AS).mean() / 0.3, 0.2, 1))
        return [replace(lamp, strength=dark * lamp.strength) for lamp in found]
    light = sun(setting)
    if light.in_view:
        return [light]
    bright = cv2.GaussianBlur(small @ SEEN_AS, (0, 0), 1.5)
    y, x = (int(n) for n in np.unravel_index(int(bright.argmax()), bright.shape))
    across, down = places(size, setting.size)
    near = cv2.resize(setting.disparity, size, interpolation=cv2.INTER_AREA)
    place = float(across[y, x]), float(down[y, x]), float(near[y, x])
    return [Lamp(*place, colour_at(small, x, y), 0.015, 0.4 * min(1.0, float(bright[y, x]) + 0.2))]


def bright_parts(light: Plane, least: float, soft: float = 0.3) -> Plane:
    """What of a map of light (h, w, 3) is brighter than `least`, with a soft threshold of that width above it."""
    bright = light @ SEEN_AS
    over = np.clip((bright - least) / soft, 0, 1)
    return np.asarray(light * (over * over * (3 - 2 * over))[..., None], np.float32)


def showing(lamp: Lamp, view: View) -> float:
    """How much of a light is seen, 0 .. 1: none of it where something nearer is before it."""
    if not lamp.in_view:
        return 1.0
    column, row, larger = (float(part) for part in view.place(lamp.x, lamp.y, lamp.disparity))
    reach = max(1.0, lamp.radius * larger * view.short)
    width, height = view.size
    left, top = max(0, int(column - reach)), max(0, int(row - reach))
    right, low = min(width, int(column + reach) + 1), min(height, int(row + reach) + 1)
    if right <= left or low <= top:
        return 1.0
    step = max(1, int(reach / 6))
    before = view.disparity[top:low:step, left:right:step] > 255 * lamp.disparity + 26
    return float(1 - before.mean())
