"""Small lights twinkle slowly, each in its own time."""

from __future__ import annotations

from numpy.random import Generator

from vivant.flows.contract import Area, Draw, FlowParams
from vivant.flows.glow import Pulse, glowing, own_phase
from vivant.knobs import number
from vivant.units import Clock

AREAS = ("lights", "neon")
CARRIES = False
WORDS = (
    "city lights", "city lights twinkle", "twinkling lights", "lights twinkle", "lights flicker", "glittering lights",
    "灯光闪烁", "城市灯光", "万家灯火", "灯火闪烁", "灯光明灭",
    "灯亮起来", "灯光一闪一闪", "灯光闪动", "灯串闪烁", "彩灯闪烁", "小灯闪烁", "窗户亮灯", "点点灯光", "华灯初上",
    "灯火通明", "灯火阑珊", "亮起灯",
    "亮灯",
)  # fmt: skip


class Params(FlowParams):
    depth: float = number(0.2, 0.0, 0.22, "of the light")
    """How much a light dims and brightens."""
    rate: float = number(0.3, 0.05, 0.5, "times a second")
    """How often a light twinkles."""
    size: float = number(0.04, 0.015, 0.2, "short sides")
    """Size of a patch that twinkles together."""


def prepare(area: Area, clock: Clock, p: Params, rng: Generator) -> Draw:
    # A pulse goes from where it is, so that it may swing twice its reach; two of them share it.
    reach = p.amount * p.depth / 2
    pulses = [
        Pulse(p.rate, reach, own_phase(area, rng, p.size)),
        Pulse(p.rate * 1.62, reach / 3, own_phase(area, rng, p.size)),
    ]
    return glowing(area, clock, pulses)
