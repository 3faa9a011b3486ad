"""Films of one flow or effect: what there is, on which picture, and where in it. Not for measuring (life.py)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from pictures import ASSET, DATA, drawn, film

from vivant import effects, flows
from vivant.effects import ORDER
from vivant.media import read_image
from vivant.render import Plan, make_plan
from vivant.scene import Scene, look
from vivant.scene.areas import find_area
from vivant.units import Size

DAY, NIGHT = "island_clouds.png", "rocket_dusk.jpg"
"""A sky with clouds above water, and lamps at dusk."""
USUAL = 0.1
"""Share of the picture from which an area of its own is as large as usual."""
FORTY = [[0.184, 0.184], [0.816, 0.184], [0.816, 0.816], [0.184, 0.816]]
"""The middle 40 % of a picture: where a flow is brushed in that has no area of its own in it."""
GREENER = "LUT_3D_SIZE 2\n" + "\n".join(
    f"{0.9 * r} {g} {0.92 * b}" for b in (0, 1) for g in (0, 1) for r in (0, 1)
)  # fmt: skip
FITTING: Mapping[str, Mapping[str, Any]] = {"adjust": {"exposure": 0.3}, "lut": {"cube": GREENER}}
"""Effects that do nothing until they are told what."""

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """A flow or an effect at its default amount. `kind` is an effect's kind, or "flow"."""

    name: str
    kind: str
    knobs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def flows(self) -> bool:
        return self.kind == "flow"

    @property
    def picture(self) -> str:
        """The picture that gives it the most to do: lamps for lenses and lights, sky and water for the rest."""
        return NIGHT if self.kind in ("lens", "light") else DAY


def things(only: Collection[str] = ()) -> list[Thing]:
    """Every flow, then every effect in the order in which they are laid on; or those with these names alone."""
    moving = [Thing(name, "flow") for name in flows.catalogue()]
    laid = [Thing(name, effect.kind, FITTING.get(name, {})) for name, effect in effects.catalogue().items()]
    every = moving + sorted(laid, key=lambda thing: ORDER.index(thing.kind))  # type: ignore[arg-type]
    return [thing for thing in every if not only or thing.name in only]


@cache
def scene(name: str, max_side: int) -> Scene:
    """A picture of ../shared/data, or a drawn one where it is not there, as `animate` sees it."""
    path = DATA / name
    return look(read_image(path, max_side=max_side).image if path.is_file() else drawn(seed=len(name)))


def lively_plan(
    things: list[Thing], picture: str, size: Size, *, move: str = "static", max_side: int = 2560, **rest: Any
) -> Plan:
    """The plan of a picture with these things in it; see pictures.film for `rest`."""
    seen = scene(picture, max_side)
    fx = [entry(thing, seen) for thing in things]
    return make_plan(film(move, size, fx=fx, **rest), {ASSET: seen})


def entry(thing: Thing, seen: Scene) -> Entry:
    """A thing as the draft writes it, brushed in where the picture has no place for it."""
    written: Entry = {"k": thing.name, "p": dict(thing.knobs)}
    if thing.flows and (share := own_share(thing.name, seen)) < USUAL:
        written |= {"area": {"polygon": FORTY}, "own_share": share}
    return written


def own_share(flow: str, seen: Scene) -> float:
    """How much of a picture is the flow's own area."""
    found = (find_area(seen, name) for name in flows.catalogue()[flow].areas)
    return next((float(plane.mean()) for plane in found if plane is not None), 0.0)


def apart(a: np.ndarray, b: np.ndarray) -> float:
    """Mean difference of two frames in levels."""
    import cv2

    return float(cv2.absdiff(a, b).mean())
