"""Does what flows go the way and the speed that was asked for? Optical flow on the encoded file says.

Flows that carry are filmed with a still camera over textures that lie at one distance, in a field about the middle of
the frame; their files are decoded and followed by dense optical flow (DIS; Kroeger et al., 2016) between frames so far
apart that a few pixels are gone. A flow's speed knob names the speed in the middle of its area: that is where it is
judged. Where a knob names something else, `_asked` says what.
"""

from __future__ import annotations

import itertools
import math
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from lively import scene
from numpy.typing import NDArray
from pictures import ASSET, film
from record import Record

from vivant import flows
from vivant.flows import waves
from vivant.flows.perspective import STEEP
from vivant.media import VideoWriter, read_frames
from vivant.render import frames, make_plan
from vivant.scene import Scene
from vivant.units import Frame

SIZE = (640, 360)
N_FRAMES = 30
"""Frames of a film, each a STEP after the one before: slow flows are filmed for longer, so that all make their way."""
STEP, FASTEST_FPS = 1.5, 30.0
"""Pixels that what is asked for goes from one frame to the next, about, and the most frames a second."""
FIELD = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]
CORE = (slice(132, 228), slice(160, 480))
"""Rows and columns that are judged: the middle of the field, where a flow goes at the speed that its knob names."""
ROUND = 40
"""Pixels about the core that are followed with it, so that what comes in is seen."""
WAYS_DEG = (0.0, 90.0, 180.0, 270.0)
PHOTO = "bicycle_leaves.jpg"
TIMES = {"drawn": 1.0, PHOTO: 2.0}
"""Textures, and the speed asked for on each, in default speeds."""
APART = 2
"""Frames between the two that are followed from one to the other."""
WITHIN, WITHIN_DEG = 0.15, 15.0
ABOVE = ("clouds", "timelapse_sky", "mist")
"""Flows of the sky: their horizon is below."""
HORIZON = {True: 0.8, False: 0.2}


@dataclass(frozen=True, slots=True)
class Case:
    """One film. Speeds are in short sides per second, directions in degrees, 0 to the right and 90 up."""

    flow: str
    texture: str
    asked_deg: float
    asked: float
    found_deg: float
    found: float

    @property
    def off(self) -> float:
        return self.found / self.asked - 1

    @property
    def off_deg(self) -> float:
        return (self.found_deg - self.asked_deg + 180.0) % 360.0 - 180.0

    @property
    def kept(self) -> bool:
        return abs(self.off) <= WITHIN and abs(self.off_deg) <= WITHIN_DEG


def measure(record: Record) -> None:
    names = [name for name, flow in flows.catalogue().items() if flow.carries]
    ways = WAYS_DEG[::3] if record.quick else WAYS_DEG
    found = []
    for (texture, times), above in itertools.product(list(TIMES.items())[: 1 if record.quick else None], (True, False)):
        own = [name for name in names if (name in ABOVE) == above]  # those of one scene share its stage
        found += [_case(name, texture, way, times) for name, way in itertools.product(own, ways)]
    record.details["carrying"] = [asdict(c) | {"off": c.off, "off_deg": c.off_deg, "kept": c.kept} for c in found]
    share = 100 * sum(c.kept for c in found) / len(found)
    record.add("flows that go as asked, within 15 % and 15 degrees", share, f"% of {len(found)}", at_least=100.0)
    record.add("  speed beside the speed asked for", [c.found / c.asked for c in found], "times")
    record.add("  degrees beside the direction", [abs(c.off_deg) for c in found], "degrees")
    _print_table(found)


def _case(name: str, texture: str, way_deg: float, times: float) -> Case:
    flow = flows.catalogue()[name]
    speed = times * float(flow.params().speed)  # type: ignore[attr-defined]
    fx = [{"k": name, "p": {"speed": speed}, "dir": way_deg, "area": {"polygon": FIELD}}]
    asked = _asked(name, way_deg, speed)
    fps = min(FASTEST_FPS, max(1.0, round(math.hypot(*asked) * SIZE[1] / STEP)))
    draft = film("static", SIZE, duration_s=N_FRAMES / fps, fps=fps, fx=fx)
    plan = make_plan(draft, {ASSET: _textured(texture, name in ABOVE)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        with VideoWriter(path, SIZE, Fraction(fps)) as writer:
            for frame in frames(plan, threads=1):
                writer.add(frame)
        shown = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in read_frames(path)]
    found = _speed(shown, fps)
    return Case(name, texture.partition(".")[0], _deg(asked), math.hypot(*asked), _deg(found), math.hypot(*found))


def _asked(name: str, way_deg: float, speed: float) -> tuple[float, float]:
    """x and y (down) in short sides per second of what is seen in the middle of the field.

    The speed of waves is that of the swell, which the foam on the water follows more slowly, and along a surface that
    is seen from the side. A time lapse has its speed well above the horizon, which here is the middle.
    """
    x, y = speed * math.cos(math.radians(way_deg)), -speed * math.sin(math.radians(way_deg))
    if name == "waves":
        return waves.FOAM * x, waves.FOAM * y * min(1.0, 0.3 / STEEP)
    return x, y


def _speed(shown: Sequence[NDArray[np.uint8]], fps: float) -> tuple[float, float]:
    """The mean over all pairs of frames of the displacement in the middle of the field, per second."""
    around = slice(CORE[0].start - ROUND, CORE[0].stop + ROUND), slice(CORE[1].start - ROUND, CORE[1].stop + ROUND)
    follower = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    steps = []
    for one, two in zip(shown, shown[APART:], strict=False):
        pair = (np.ascontiguousarray(frame[around]) for frame in (one, two))
        gone = np.asarray(follower.calc(*pair, np.empty(0)), np.float32)[ROUND:-ROUND, ROUND:-ROUND]
        steps.append(np.median(gone.reshape(-1, 2), axis=0))
    x, y = np.mean(steps, axis=0) / SIZE[1] * fps / APART
    return float(x), float(y)


def _deg(way: tuple[float, float]) -> float:
    return math.degrees(math.atan2(-way[1], way[0])) % 360.0


@cache
def _textured(texture: str, above: bool) -> Scene:
    """A texture at one distance; the horizon is below or above the field's middle, as sky and water want it."""
    image = _drawn() if texture == "drawn" else _wide(scene(texture, 1280).image)
    flat, none = (np.full(image.shape[:2], level, np.float32) for level in (0.5, 0.0))
    seen = Scene(image, flat, none, none, confidence=0.9)
    return replace(seen, horizon_h=HORIZON[above])


def _wide(image: Frame) -> Frame:
    """The middle of a picture, as wide as the film."""
    off = max(0, image.shape[0] - round(image.shape[1] * SIZE[1] / SIZE[0])) // 2
    return np.ascontiguousarray(image[off : image.shape[0] - off])


def _drawn(width: int = 1280, height: int = 720) -> Frame:
    """Noise as rough as pictures are: every size of blob as strong as it is large."""
    rng = np.random.default_rng(1)
    grey = np.zeros((height, width), np.float32)
    for sigma in (2, 4, 8, 16, 32):
        noise = cv2.GaussianBlur(rng.normal(0, 1, grey.shape).astype(np.float32), (0, 0), sigma)
        grey += noise / noise.std()
    shown = 125 + 28 * grey[..., None] * np.array([1.0, 0.95, 0.85], np.float32)
    return np.asarray(shown.clip(0, 255).round(), np.uint8)


def _print_table(found: Sequence[Case]) -> None:
    print(f"\n{'flow':14} {'texture':14} {'asked':>12} {'found':>12} {'speed':>7} {'way':>6}   (1/s, degrees)")
    for c in sorted(found, key=lambda c: -max(abs(c.off) / WITHIN, abs(c.off_deg) / WITHIN_DEG)):
        asked, got = f"{c.asked:.4f} {c.asked_deg:4.0f}", f"{c.found:.4f} {c.found_deg:4.0f}"
        missed = "" if c.kept else "  MISSED"
        print(f"{c.flow:14} {c.texture:14} {asked:>12} {got:>12} {100 * c.off:+6.0f}% {c.off_deg:+6.1f}{missed}")
