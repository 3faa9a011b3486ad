"""Which music and which transitions suit a story of a mood. Tables and small choices; not for composing (sound) or for
what was said outright (films/)."""

from __future__ import annotations

from collections.abc import Mapping

from vivant.agent.facts import Facts

USUAL_STYLE = "calm"
STYLES: Mapping[str, str] = {
    "dreamy": "ambient", "spooky": "suspense", "cosy": "acoustic", "cosy winter evening": "piano", "winter": "piano",
    "autumn": "acoustic", "spring": "acoustic", "summer": "pop", "cyberpunk": "electronic", "magical": "cinematic",
    "nostalgic": "piano", "romantic": "piano", "epic": "epic", "peaceful": "calm", "stormy": "cinematic",
    "underwater": "ambient", "festive": "festive", "christmas": "festive", "moody": "lofi", "mysterious": "suspense",
    "night": "lofi", "old": "jazzy", "apocalyptic": "suspense", "happy": "pop", "cinematic": "cinematic",
}  # fmt: skip
"""Styles of music by mood (moods.py)."""

MUSICAL: Mapping[str, str] = {
    "happy": "pop", "energetic": "pop", "sad": "piano", "peaceful": "calm", "dark": "suspense", "tense": "suspense",
    "hopeful": "cinematic", "romantic": "piano", "nostalgic": "piano", "dreamy": "ambient",
}  # fmt: skip
"""Styles of music by its own mood (sound/moods.py), where only that is said."""

QUICK_STYLE = "pop"
"""What a story is set to that is to be cut quickly."""
LIVELY = ("pop", "electronic", "festive")
"""Styles that are cut to, hard and quickly."""
PICTURE_S, LIVELY_S, CLIP_S = 3.3, 2.5, 5.0
"""How long a picture is shown where nobody says, how long to lively music, and how long a clip at most."""

_SOFT_S, _DEEP_S, _WHIP_S = 0.8, 1.0, 0.4
_EVERY = 3
"""Every so many changes are another than the usual one."""
_SURE, _DEEP = 0.25, 0.3


def picture_s(style: str) -> float:
    """How long a picture is shown with music of a style."""
    return LIVELY_S if style in LIVELY else PICTURE_S


def change(n: int, style: str, before: Facts, after: Facts) -> tuple[str, float]:
    """The transition of the n-th change, from 0, and its length in seconds: mostly one kind, now and then another.

    Pictures whose depth is known may go over from near to far; lively music is cut to.
    """
    if style in LIVELY:
        return ("whip_pan", _WHIP_S) if n % (_EVERY + 1) == _EVERY else ("cut", 0.0)
    if style in ("epic", "suspense") and n % (_EVERY + 1) == _EVERY:
        return "dip_to_black", _SOFT_S
    if n % _EVERY == _EVERY - 1 and _is_deep(before) and _is_deep(after):
        return ("near_to_far" if n % 2 else "far_to_near"), _DEEP_S
    return "crossfade", _SOFT_S


def _is_deep(one: Facts) -> bool:
    seen = one.scene
    return seen is not None and seen.kind == "photo" and seen.confidence >= _SURE and seen.depth_span >= _DEEP
