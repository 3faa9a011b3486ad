"""Whatever a valid draft asks for is drawn and heard, random pictures, films, sounds, words and music; what is broken
is told."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from tests.render.filming import scene
from tests.timeline.drafts import ASSETS, broken_data, draft_data
from vivant import effects, flows, moves, transitions
from vivant.errors import DraftError, InputError
from vivant.exporting import assets
from vivant.media import MediaInfo
from vivant.render import frames, make_plan
from vivant.render.material import Sound
from vivant.render.soundtrack import soundtrack
from vivant.scene import Scene
from vivant.sound import RATE, loudness
from vivant.timeline import Draft
from vivant.units import Frame, Size

SIZE = (64, 36)
USUAL = 40
EXAMPLES = int(os.environ.get("VIVANT_DRAFTS", USUAL))
"""How many are drawn; VIVANT_DRAFTS=500 takes some minutes."""
if EXAMPLES > USUAL:
    pytestmark = pytest.mark.timeout(0)
KINDS = copy.deepcopy(ASSETS) | {"m1": {"k": "audio", "gen": {"bed": "wind", "seed": 3}}}
DRAFTS = draft_data(
    assets=KINDS, moves=tuple(moves.catalogue()), applied=(*flows.catalogue(), *effects.catalogue()),
    transitions=tuple(transitions.catalogue()), longest_ms=1500,
)  # fmt: skip


@dataclass(frozen=True)
class Recorded:
    """A film or a sound that is drawn when it is read."""

    info: MediaInfo

    def frames_at(self, times_s: Iterable[float], *, size: Size | None = None) -> Iterator[Frame]:
        width, height = size or self.info.size
        y, x = np.mgrid[0:height, 0:width]
        for time_s in times_s:
            wave = 128 + 100 * np.sin(x / width * 9 + time_s * 5) * np.cos(y / height * 7)
            yield np.repeat(wave[..., None], 3, axis=2).astype(np.uint8)

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
        end = round((self.info.duration_s if end_s is None else end_s) * RATE)
        for at in range(round(start_s * RATE), end, 4096):
            wave = 0.2 * np.sin(np.arange(at, min(end, at + 4096)) / 20)
            yield np.stack([wave, wave], axis=1).astype(np.float32)


@cache
def materials() -> dict[str, Any]:
    whole = scene()
    planes = {name: np.ascontiguousarray(getattr(whole, name)[::4, ::4]) for name in ("image", "disparity", "subject")}
    sky = np.zeros_like(planes["subject"])
    sky[:20] = 1 - planes["subject"][:20]
    upright = {name: np.ascontiguousarray(np.rot90(plane)) for name, plane in planes.items()}
    film = MediaInfo("video", (64, 48), Fraction(25), duration_s=12.0, sound_rate=RATE, channels=2)
    return {
        "p1": Scene(**planes, sky=sky),
        "p2": Scene(**upright, sky=np.zeros_like(upright["subject"])),
        "v1": Recorded(film),
        "a1": Recorded(MediaInfo("sound", duration_s=60.0, sound_rate=RATE, channels=2)),
    }


def drawable(data: dict[str, Any]) -> Draft:
    """The draft without flows on films, which are refused, and in letters that every machine has."""
    for track in data["t"]:
        for segment in track["sg"]:
            if "txt" in segment:
                segment["txt"]["c"] = "".join(c if c.isascii() else "e" for c in segment["txt"]["c"])
            if segment.get("src", {}).get("a") == "v1":
                segment["fx"] = [fx for fx in segment.get("fx", []) if fx["k"] not in flows.catalogue()]
    return Draft.from_dict(data)


def holds(data: dict[str, Any]) -> None:
    """Frames at the ends and in every transition are pictures, and the sound is as long and as loud as it should be."""
    draft = drawable(data)
    plan = make_plan(draft, materials(), size=SIZE, fps=12)
    joints = {(joint.first + joint.end) // 2 for lane in plan.lanes for joint in lane.joints}
    for n in sorted({0, plan.clock.n_frames - 1, *joints}):
        (frame,) = frames(plan, n, n + 1, threads=1)
        assert (frame.shape, frame.dtype) == ((SIZE[1], SIZE[0], 3), np.uint8)
    heard = soundtrack(draft, materials(), plan.clock.duration_s)
    if heard is not None:
        samples = np.concatenate(list(heard))
        assert len(samples) == round(plan.clock.duration_s * RATE)
        assert np.isfinite(samples).all()
        assert loudness(samples)[1] < -0.9


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(DRAFTS)
def test_any_valid_draft_is_drawn_and_heard(data: dict[str, Any]) -> None:
    holds(data)


def test_words_that_cannot_be_written_are_told_before_anything_is_drawn() -> None:
    words = [
        {"d": 400, "txt": {"c": "a", "in": "explode"}}, {"d": 400, "txt": {"c": "b", "pos": "over there"}},
        {"d": 400, "txt": {"c": "c", "e": "springy"}}, {"d": 400, "txt": {"c": "d", "al": "up"}},
        {"d": 400, "txt": {"c": "e", "in": "slide left", "pos": "lower third"}},
    ]  # fmt: skip
    shown = {"tt": 0, "r": "main", "sg": [{"d": 2000, "src": {"a": "p1"}, "mo": {"p": "fly_to_mars"}}]}
    data = {"v": 1, "t": [shown, {"tt": 7, "r": "title", "sg": words}], "a": {"p1": {"k": "image"}}}
    with pytest.raises(DraftError) as caught:
        make_plan(Draft.from_dict(data), materials(), size=SIZE, fps=12)
    places = [problem.place for problem in caught.value.problems]
    assert places == ["mo.p", "txt.in", "txt.pos", "txt.e", "txt.al"]


def _unlooked(_: Any) -> Scene:
    raise AssertionError("every picture is a scene already")


LONGEST_S = 30.0
"""Of a broken draft, which may last for two hours, no more is heard."""


@settings(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken_data(DRAFTS))
def test_a_broken_draft_tells_its_problems_or_is_drawn_as_far_as_it_goes(data: Any) -> None:
    try:
        draft = Draft.from_dict(data)
        found = assets.materials(draft, materials(), _unlooked)
        plan = make_plan(draft, found, size=SIZE, fps=12)
        for n in sorted({0, plan.clock.n_frames - 1}):
            assert next(frames(plan, n, n + 1, threads=1)).shape == (SIZE[1], SIZE[0], 3)
        heard = soundtrack(draft, found, min(plan.clock.duration_s, LONGEST_S))
        assert heard is None or all(np.isfinite(block).all() for block in heard)
    except DraftError as failure:
        assert failure.problems
        assert all(problem.code and problem.sentence.endswith(".") for problem in failure.problems), failure.problems
    except InputError as failure:  # letters that this machine has no font for
        assert "No font" in failure.sentence
