"""Whoever stands before moving water keeps still: films without a camera move, judged inside a person's outline.

On a photo, whose people are outlined by hand well inside their bodies, and on a drawn scene whose mask is exact. The
water beside them must move, or their stillness would say nothing. Frames are judged before they are encoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np
from lively import scene
from numpy.typing import NDArray
from pictures import ASSET, DATA, crop, film
from record import Record

from vivant import flows
from vivant.render import frames, make_plan
from vivant.scene import Scene
from vivant.scene.areas import find_area
from vivant.timeline.masks import pack_mask
from vivant.units import Frame

SIZE = (960, 540)
PHOTO = "couple_beach.png"
PEOPLE = (
    ((0.336, 0.234), (0.371, 0.225), (0.371, 0.352), (0.371, 0.488), (0.358, 0.586), (0.371, 0.664), (0.326, 0.700),
     (0.326, 0.605), (0.326, 0.508), (0.310, 0.470), (0.302, 0.355)),
    ((0.423, 0.156), (0.449, 0.156), (0.456, 0.234), (0.471, 0.332), (0.456, 0.469), (0.462, 0.547), (0.436, 0.605),
     (0.404, 0.625), (0.414, 0.508), (0.401, 0.469), (0.397, 0.332), (0.410, 0.244)),
)  # fmt: skip
"""Two people of PHOTO, in fractions of it."""
SEA = [[0.006, 0.215], [0.75, 0.235], [0.81, 0.43], [0.7, 0.75], [0.6, 0.95], [0.006, 0.95]]
"""The water of PHOTO, over the people too: as one brushes it in."""
ERODED = 0.008
"""How far inside the outline is judged, in short sides."""
STILL = 0.5
"""Levels."""
STIRS = 0.2
"""Mean change in levels that water makes at least, smooth water too."""
EVERY, SECONDS, FPS = 6, 2.0, 15

Where = NDArray[np.bool_]
Film = tuple[str, Scene, Where, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Stillness:
    """Differences between frames and frame 0 in levels: of the people on average and at the 99th percentile, and the
    mean of what is around them."""

    film: str
    flow: str
    mean: float
    most: float
    water: float


def measure(record: Record) -> None:
    names = [name for name, flow in flows.catalogue().items() if "water" in flow.areas]
    found = [_stillness(one, name) for name in names for one in _films(record.quick)]
    record.details["standing"] = [asdict(s) for s in found]
    for what, key in (("mean", "mean"), ("99th percentile", "most")):
        worst = max(found, key=lambda s: getattr(s, key))
        note = f"{worst.flow}, {worst.film}"
        values = [float(getattr(s, key)) for s in found]
        record.add(
            f"change of people before moving water, {what}, worst", max(values), "levels", at_most=STILL, note=note
        )
        record.add(f"  {what}", values, "levels")
    record.add("  change of the water about them (it must move)", min(s.water for s in found), "levels", at_least=STIRS)
    _print_table(found)


def _films(quick: bool) -> Iterator[Film]:
    """A name, a scene, where its people are, and what the flow is told."""
    drawn_scene, person = _bather()
    mask = {"mask": pack_mask(cv2.resize(np.uint8(drawn_scene.water > 0.5), (480, 320)) > 0)}
    yield "drawn, the water's own mask", drawn_scene, person, [{"area": mask}]
    if not (DATA / PHOTO).is_file():
        return
    beach = scene(PHOTO, 2560)
    people = np.zeros(beach.image.shape[:2], np.uint8)
    for outline in PEOPLE:
        cv2.fillPoly(people, [np.int32(np.array(outline) * people.shape[::-1])], 1)
    if find_area(beach, "water") is not None:
        yield f"{PHOTO}, its own water", beach, people > 0, [{}]
    yield f"{PHOTO}, brushed over them", beach, people > 0, [{"area": {"polygon": SEA}}]
    if not quick:
        held = {"k": "hold", "area": {"name": "subject"}}
        yield f"{PHOTO}, brushed, held", beach, people > 0, [{"area": {"polygon": SEA}}, held]


def _stillness(one: Film, flow: str) -> Stillness:
    name, seen, people, (told, *more) = one
    draft = film("static", SIZE, duration_s=SECONDS, fps=FPS, fx=[{"k": flow, **told}, *more])
    plan = make_plan(draft, {ASSET: seen})
    shown = list(frames(plan, threads=1))[::EVERY]
    inside = _framed(people, seen)
    around = (cv2.dilate(np.uint8(inside), np.ones((61, 61), np.uint8)) > 0) & ~inside
    inside = cv2.erode(np.uint8(inside), np.ones((2 * round(ERODED * SIZE[1]) + 1,) * 2, np.uint8)) > 0
    changes = [_change(frame, shown[0]) for frame in shown[1:]]
    most = max(float(np.percentile(change[inside], 99)) for change in changes)
    mean = max(float(change[inside].mean()) for change in changes)
    return Stillness(name, flow, mean, most, max(float(change[around].mean()) for change in changes))


def _framed(people: Where, seen: Scene) -> Where:
    """A mask of the photo as the still frame shows it."""
    left, top, right, bottom = (round(side) for side in crop(seen, SIZE))
    cut = people[top:bottom, left:right].astype(np.uint8)
    return np.asarray(cv2.resize(cut, SIZE, interpolation=cv2.INTER_NEAREST) > 0)


def _change(a: Frame, b: Frame) -> NDArray[np.float32]:
    """Difference of grey levels."""
    grey = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32) for frame in (a, b)]
    return np.asarray(np.abs(grey[0] - grey[1]), np.float32)


def _bather(width: int = 960, height: int = 640) -> tuple[Scene, Where]:
    """A textured figure that stands in textured water, and its exact mask."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    person = np.hypot((x - 0.75) / 0.09, (y - 0.6) / 0.26) < 1
    person |= np.hypot(x - 0.75, y - 0.28) < 0.065
    water = (y > 0.35) & ~person
    noise = [cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), s) * s for s in (2, 2, 5)]
    sea = np.dstack([80 + 60 * noise[0], 110 + 60 * noise[0] + 30 * noise[2], 140 + 50 * noise[0]])
    skin = np.dstack([170 + 60 * noise[1], 120 + 50 * noise[1], 90 + 40 * noise[1]])
    image = np.where(person[..., None], skin, np.where(water[..., None], sea, np.float32(215)))
    disparity = np.where(person, 0.75, np.clip(0.1 + 0.8 * (y - 0.35), 0.1, 1)).astype(np.float32)
    soft, sky = (np.asarray(plane, np.float32) for plane in (person, (y <= 0.35) & ~person))
    made = Scene(
        np.asarray(image.clip(0, 255).round(), np.uint8), disparity, soft, sky, confidence=0.9, horizon_h=0.35,
        water=water.astype(np.float32),
    )  # fmt: skip
    return made, person


def _print_table(found: Sequence[Stillness]) -> None:
    print(f"\n{'flow':14} {'film':34} {'mean':>6} {'99 %':>6} {'water':>6}   (levels)")
    for s in sorted(found, key=lambda s: (-s.most, -s.mean)):
        missed = "  MISSED" if max(s.most, s.mean) > STILL else ""
        print(f"{s.flow:14} {s.film:34} {s.mean:6.2f} {s.most:6.2f} {s.water:6.2f}{missed}")
