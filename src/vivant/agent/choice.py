"""What suits a picture when nobody said: a camera move, and the shape of the video.

Not for words (reading.py); a Scene, or what facts.py measured of one, goes in, a choice and its reason come out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vivant import flows
from vivant.agent.facts import SceneFacts, glance
from vivant.scene.areas import find_area
from vivant.scene.scene import Scene
from vivant.units import Size

SHORT_SIDE = 1080
"""Pixels of the shorter side of a video whose size nobody asked for."""

_SHAPES = ((16, 9), (9, 16), (4, 3), (1, 1), (4, 5), (3, 4), (21, 9))
_LOSS = 0.26
"""The share of a photo that the usual shapes, 16:9 and 9:16, may cut away before a closer shape is taken. A 3:2 photo
loses 16 %, a 4:3 photo 25 %: people expect these to fill a screen."""
_FLAT = {
    "text": (("zoom_in", 0.4), ("pan_right", 0.4)),
    "drawing": (("ken_burns", 0.8), ("zoom_in", 0.7)),
    "texture": (("truck_right", 0.7), ("zoom_in", 0.7)),
}
_ROOM = 0.5
"""Short sides of picture outside the frame from which on it is swept along."""
_SWEEP_PER_S = 0.3
"""Short sides a second."""
_SURE = 0.25
_SMALL, _LARGE, _ALL = 0.03, 0.3, 0.75
_DEEP = 0.3
_SKY, _WATER = 0.15, 0.12
_GENTLE = 0.7


@dataclass(frozen=True, slots=True)
class Choice:
    """A move, how far it goes, the key of the reason (notes.py), and how far a sweep travels in short sides."""

    move: str
    amount: float
    reason: str
    travel: float | None = None


def choose_move(
    scene: Scene | SceneFacts, size: Size, duration_s: float, *, loop: bool = False, avoid: Collection[str] = ()
) -> Choice:
    """The move that suits the picture best in a frame of `size` and is not one to avoid.

    A picture much longer than the frame is swept from end to end; a loop prefers moves that come back alone.
    """
    facts = glance(scene) if isinstance(scene, Scene) else scene
    wanted = suiting_moves(facts, size, duration_s, loop=loop)
    return next((c for c in wanted if c.move not in avoid), Choice("static", 1.0, "nothing_left"))


def suiting_moves(facts: SceneFacts, size: Size, duration_s: float, *, loop: bool = False) -> list[Choice]:
    """Moves that suit a picture in a frame of `size`, the best first."""
    return [*_sweeping(facts, size, duration_s), *(_returning(facts) if loop else ()), *_suiting(facts), *_ALWAYS]


_ALWAYS = (
    Choice("dolly_in", 0.8, "usual"),
    Choice("truck_right", 0.8, "usual"),
    Choice("zoom_in", 0.7, "usual"),
    Choice("parallax_drift", 0.8, "usual"),
    Choice("pan_right", 0.7, "usual"),
)


def _sweeping(facts: SceneFacts, size: Size, duration_s: float) -> list[Choice]:
    """The way along a picture that is much wider or taller than the frame, no faster than the eye likes."""
    width, height = facts.size
    scale = max(size[0] / width, size[1] / height) / min(size)
    wider, taller = width * scale - size[0] / min(size), height * scale - size[1] / min(size)
    if facts.kind == "text" or max(wider, taller) < _ROOM:
        return []
    travel = min(0.96 * max(wider, taller), _SWEEP_PER_S * duration_s)
    name, key = ("truck_right", "wide") if wider > taller else ("pedestal_up", "tall")
    return [Choice(name, 1.0, key, round(travel, 3))]


def _returning(facts: SceneFacts) -> list[Choice]:
    flat = facts.kind != "photo" or facts.confidence < _SURE
    return (
        [Choice("breathe", 0.8, "loop_flat"), Choice("float", 0.6, "loop_flat")]
        if flat
        else [Choice("parallax_drift", 0.9, "loop_deep"), Choice("float", 1.0, "loop_deep")]
    )


def _suiting(facts: SceneFacts) -> list[Choice]:
    """Moves that suit, best first."""
    if facts.kind in _FLAT:
        return [Choice(move, amount, facts.kind) for move, amount in _FLAT[facts.kind]]
    if facts.confidence < _SURE:
        return [Choice("ken_burns", 0.7, "unsure"), Choice("zoom_in", 0.7, "unsure")]
    return _suiting_subject(facts) or _suiting_view(facts)


def _suiting_subject(facts: SceneFacts) -> list[Choice]:
    share = facts.subject_share
    if not _SMALL <= share <= _ALL:
        return []
    if share >= _LARGE and facts.subject_inside:
        return [Choice("arc", 0.9, "object"), Choice("orbit_right", 0.9, "object")]
    if share < 0.08 and facts.sky_share > _DEEP:
        return [Choice("crane_up", 0.9, "small_subject"), Choice("dolly_in", 0.8, "subject")]
    return [Choice("dolly_in", 0.8, "subject"), Choice("orbit_right", 0.8, "subject")]


def _suiting_view(facts: SceneFacts) -> list[Choice]:
    if facts.depth_span < _DEEP:
        return [Choice("ken_burns", 0.9, "flat"), Choice("zoom_in", 0.9, "flat")]
    if facts.has_horizon or facts.sky_share > _SKY:
        wide = facts.size[0] >= facts.size[1]
        return [Choice("truck_right" if wide else "crane_up", 0.7, "view"), Choice("crane_up", 0.7, "view")]
    return [Choice("dolly_in", 0.9, "depth"), Choice("truck_right", 0.9, "depth")]


@dataclass(frozen=True, slots=True)
class Liveliness:
    """A flow, how much of it, and the key of the reason (notes.py)."""

    flow: str
    amount: float
    reason: str


def choose_life(scene: Scene) -> tuple[Liveliness, ...]:
    """What may move in a picture when nobody asked: clouds of a wide sky, a large water; in photos only, and gently."""
    if scene.kind != "photo" or scene.confidence < _SURE:
        return ()
    found = []
    facts = glance(scene)
    if facts.sky_share > _SKY and "clouds" in flows.catalogue() and find_area(scene, "clouds") is not None:
        found.append(Liveliness("clouds", _GENTLE, "drifts"))
    if facts.water_share > _WATER and "water_ripple" in flows.catalogue():
        found.append(Liveliness("water_ripple", _GENTLE, "ripples"))
    return tuple(found)


def choose_size(picture: Size, short: int = SHORT_SIDE) -> Size:
    """The size of a video of a photo of (width, height) `picture`: a common shape that cuts little of it away."""
    aspect = picture[0] / picture[1]
    usual = (16, 9) if aspect >= 1 else (9, 16)
    if _lost(aspect, usual) <= _LOSS:
        return shaped(usual[0] / usual[1], short)
    width, height = min(_SHAPES, key=lambda shape: _lost(aspect, shape))
    return shaped(width / height, short)


def shaped(aspect: float, short: int = SHORT_SIDE) -> Size:
    """The even size of that shape (width over height) whose shorter side has `short` pixels."""
    width, height = (short * aspect, float(short)) if aspect >= 1 else (float(short), short / aspect)
    return even(width), even(height)


def even(pixels: float) -> int:
    """The nearest even number of pixels: video codecs halve the colour."""
    return max(2, 2 * round(pixels / 2))


def _lost(aspect: float, shape: tuple[int, int]) -> float:
    """The share of the photo that a shape cuts away."""
    ratio = aspect / (shape[0] / shape[1])
    return 1.0 - min(ratio, 1.0 / ratio)
