"""The transitions named after ffmpeg's: all are there, and each does what ffmpeg's own filter does, or says how not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import av
import cv2
import numpy as np
import pytest

from tests.transitions.shots import shot
from tests.transitions.xfade import xfade
from vivant.transitions import Setting, catalogue

XFADES = """fade wipeleft wiperight wipeup wipedown slideleft slideright slideup slidedown circlecrop rectcrop distance
    fadeblack fadewhite radial smoothleft smoothright smoothup smoothdown circleopen circleclose vertopen vertclose
    horzopen horzclose dissolve pixelize diagtl diagtr diagbl diagbr hlslice hrslice vuslice vdslice hblur fadegrays
    wipetl wipetr wipebl wipebr squeezeh squeezev zoomin fadefast fadeslow hlwind hrwind vuwind vdwind coverleft
    coverright coverup coverdown revealleft revealright revealup revealdown"""
NAMES = XFADES.split()
SIZE = (320, 180)
LIMIT = 2.5
"""Mean distance in levels from ffmpeg's frames, over the whole transition. The shots lie 69 levels apart."""
WHY_NOT: Mapping[str, tuple[float, str]] = {
    **dict.fromkeys(
        ("circleopen", "circleclose"), (4.5, "ours is open from the first frame to the last, theirs rests")
    ),
    **dict.fromkeys(("diagtl", "diagtr", "diagbl", "diagbr"), (8.0, "our edge is straight, theirs bends")),
    **dict.fromkeys(("hlslice", "hrslice", "vuslice", "vdslice"), (10.0, "our blinds go evenly, theirs wait first")),
    **dict.fromkeys(("hlwind", "hrwind", "vuwind", "vdwind"), (4.0, "other chance, and streaks that belong together")),
    "radial": (5.5, "our hand goes evenly"),
    "fadegrays": (6.0, "our grey is what the eye sees, theirs the mean of red, green and blue"),
    "hblur": (9.0, "we smear to both sides, ffmpeg to one"),
    "zoomin": (24.0, "ffmpeg goes on until a single pixel fills the frame"),
    "dissolve": (4.0, "other chance; compared where grains are smoothed away"),
}

pytestmark = pytest.mark.skipif("xfade" not in av.filter.filters_available, reason="this ffmpeg has no xfade")


def ours(name: str, **wishes: Any) -> list[np.ndarray]:
    transition = catalogue()[name]
    known = {
        key: value
        for key, value in {"ease": 0.0, "shadow": 0.0, **wishes}.items()
        if key in transition.params.model_fields
    }
    draw = transition.prepare(Setting(SIZE), transition.params(**known), np.random.default_rng(0))
    return [draw(shot("old", SIZE), shot("new", SIZE), i / 10) for i in range(11)]


def far(name: str, **wishes: Any) -> float:
    """Mean distance in levels from ffmpeg's frames."""
    theirs = xfade(name, shot("old", SIZE).frame, shot("new", SIZE).frame)
    pairs = zip(ours(name, **wishes), theirs, strict=True)
    if name == "dissolve":
        pairs = ((cv2.blur(one, (25, 25)), cv2.blur(two, (25, 25))) for one, two in pairs)  # type: ignore[assignment]
    return float(np.mean([cv2.absdiff(one, two).mean() for one, two in pairs]))


def test_all_58_are_there() -> None:
    assert len(NAMES) == 58 and set(NAMES) <= set(catalogue())


@pytest.mark.parametrize("name", NAMES)
def test_each_does_what_ffmpeg_does(name: str) -> None:
    wishes = {"soft": 1.0} if catalogue()[name].make.__module__.endswith(("smooths", "circles")) else {}
    assert far(name, **wishes) < WHY_NOT.get(name, (LIMIT, ""))[0]


@pytest.mark.parametrize(
    ("name", "other"), [("wipeleft", "wiperight"), ("diagtl", "diagbr"), ("hlwind", "hrwind"), ("coverup", "revealup")]
)
def test_the_wrong_one_would_be_found(name: str, other: str) -> None:
    theirs = xfade(other, shot("old", SIZE).frame, shot("new", SIZE).frame)
    apart = np.mean([cv2.absdiff(one, two).mean() for one, two in zip(ours(name), theirs, strict=True)])
    assert apart > WHY_NOT.get(name, (LIMIT, ""))[0]
