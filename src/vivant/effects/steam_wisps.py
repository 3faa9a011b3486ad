"""Soft wisps of steam rise from the rim of what the picture is about, curl, and are gone."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from vivant.effects.air import SEEN_AS, Air, grid, places, small_light, smooth, spot
from vivant.effects.contract import Draw, EffectParams, Setting
from vivant.effects.kernels import veiled
from vivant.effects.view import View
from vivant.knobs import number
from vivant.units import Clock, Frame, Plane

KIND = "atmosphere"
WORDS = (
    "steam", "steam rises", "rising steam", "steaming", "wisps of steam", "steam from the cup", "steam from the coffee",
    "steaming coffee", "steaming tea", "steaming soup", "steaming cup", "steaming mug", "steaming hot", "hot coffee",
    "hot tea", "hot soup",
    "热气", "蒸汽", "一缕热气", "冒热气", "冒着热气", "热气腾腾", "腾腾热气", "热气升腾", "热气袅袅", "热气缭绕",
    "蒸汽升腾", "水汽升腾", "茶烟", "白气", "冒气", "冒烟", "冒白烟", "热咖啡", "热茶", "热汤",
    "咖啡冒热气", "茶冒热气",
)  # fmt: skip
HIDES = 0.5
"""Share of what is behind the thickest steam that amount 1 hides."""
RIM, TOP = 0.26, 0.4
"""How far down the subject the steam leaves it, and down to where its rim is looked for, in heights of it."""
OPENING = 0.3
"""Half the width of the rim that steams, in widths of the subject there."""
NARROWEST, WIDEST = 0.02, 0.14
"""The least and the most of that, in short sides."""
BEHIND = 0.1
"""How much nearer a thing must be to hide it, in disparity."""


class Params(EffectParams):
    size: float = number(0.42, 0.1, 1.2, "short sides")
    """How high it rises before it is gone."""
    speed: float = number(0.11, 0.0, 0.4, "short sides per second")
    """How fast it rises."""
    curl: float = number(0.5, 0.0, 1.0, "fraction")
    """How far it sways on its way up."""
    across: float = number(0.0, -1.0, 1.0, "short sides")
    """How far to the right of the rim it rises; negative is to the left."""
    down: float = number(0.0, -1.0, 1.0, "short sides")
    """How far below the rim it rises; negative is above."""


def prepare(setting: Setting, clock: Clock, p: Params, rng: Generator) -> Draw:
    size = grid(setting.size)
    x, y = places(size, setting.size)
    rim_x, rim_y, disparity, wide = rim(setting)
    rim_x, rim_y = rim_x + p.across, rim_y + p.down
    # Slender strands that lean about broad eddies, and go up with them.
    up = (0.0, -p.speed)
    eddies = Air(clock, rng, span=0.5, stretch=0.9, drift=up, change_hz=0.12, finest=6, slope=1.5)
    strands = Air(clock, rng, span=0.55, stretch=0.4, drift=up, change_hz=0.2, finest=12, slope=1.2)
    colour = np.broadcast_to(lit(setting), (size[1], size[0], 3)).astype(np.float32)
    near = np.arange(256, dtype=np.float32) / 255
    hidden = HIDES * smooth(np.asarray((disparity + BEHIND - near) / (BEHIND / 2) + 0.5, np.float32))

    def draw(frame: Frame, view: View, i: int, level: float) -> Frame:
        if p.amount * level == 0.0:
            return frame.copy()
        at_x, at_y, larger = spot(view, rim_x, rim_y, disparity)
        age = (at_y - y) / (larger * p.size)
        lean = p.curl * 0.06 * np.clip(age, 0, 1) * eddies.over(i, view, size, disparity)
        aside = ((x - at_x) / larger - lean) / (wide * (0.75 + 0.7 * np.clip(age, 0, 1)))
        wisps = np.exp(-((strands.over(i, view, size, disparity) + 4 * lean) ** 2) / 0.35)
        plume = smooth((age + 0.06) / 0.2) * np.clip(1 - age, 0, 1) ** 1.3 * np.exp(-(aside**2))
        density = p.amount * level * plume * (0.2 + 1.3 * wisps)
        return veiled(frame, view.disparity, hidden, density.astype(np.float32), colour)

    return draw


def rim(setting: Setting) -> tuple[float, float, float, float]:
    """Where steam rises: x and y in short sides from the centre, disparity, half the width; what the camera looks at
    where there is no subject."""
    inside = setting.subject > 0.5
    if not inside.any():
        return (*setting.aim, 0.06)
    rows = np.flatnonzero(inside.any(axis=1))
    tall = rows[-1] + 1 - rows[0]
    top = inside.copy()
    top[rows[0] + max(1, round(TOP * tall)) :] = False
    height, width = inside.shape
    half_x, half_y = setting.half
    columns = np.nonzero(top)[1]
    x = (float(columns.mean()) + 0.5) / width * 2 - 1
    y = (rows[0] + RIM * tall) / height * 2 - 1
    wide = OPENING * float(top.sum(axis=1).max()) / width * 2 * half_x / 2
    return x * half_x, float(y) * half_y, float(np.median(setting.disparity[top])), min(max(wide, NARROWEST), WIDEST)


def lit(setting: Setting) -> Plane:
    """(3,) linear light of the steam: nearly white, as bright as the brighter parts of the picture."""
    light = small_light(setting.photo, grid(setting.size, 60)).reshape(-1, 3)
    seen = light @ SEEN_AS
    bright = light[seen >= np.percentile(seen, 94)].mean(axis=0)
    return np.asarray(0.75 * float(bright @ SEEN_AS) + 0.25 * bright + 0.01, np.float32)
