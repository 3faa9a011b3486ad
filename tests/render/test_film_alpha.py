"""Films that can be seen through lie over what is below: stickers, small ones, whole frames; in every such format."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.render.drawn_film import DrawnFilm, Info
from vivant import media
from vivant.render.draw import frames
from vivant.render.plan import make_plan
from vivant.timeline import AddAsset, AddSegment, Draft, Grade, SetPlacement, apply
from vivant.units import Frame

SIZE = (96, 64)
SEA = (20, 60, 200)
WHITE = 250
Y, X = np.mgrid[:64, :96]
FAR = np.hypot(Y - 31.5, X - 47.5)


SEEN = Draft.from_dict(
    {
        "v": 1, "m": {"width": 96, "height": 64, "fps": 10}, "a": {"sea": {"k": "video", "d": 2000}},
        "t": [{"tt": 0, "r": "main", "sg": [{"id": "s", "d": 300, "src": {"a": "sea"}}]}],
    }
)  # fmt: skip
"""Three frames of the sea."""


def sticker(_: float = 0.0) -> NDArray[np.uint8]:
    """A white disc with a soft rim in the middle; half of it, on the right, is half there. What is not there is red."""
    alpha = np.clip((22 - FAR) / 4, 0, 1)
    alpha[:, 48:] *= 0.5
    frame = np.zeros((64, 96, 4), np.uint8)
    frame[..., 0] = 255
    frame[alpha > 0, :3] = WHITE
    frame[..., 3] = np.rint(alpha * 255)
    return frame


def expected(below: Frame, shown: NDArray[np.uint8]) -> NDArray[np.float64]:
    alpha = shown[..., 3:] / 255
    return np.asarray(shown[..., :3] * alpha + below * (1 - alpha), np.float64)


def sea() -> DrawnFilm:
    rough = np.random.default_rng(3).integers(-6, 7, (64, 96, 3))
    return DrawnFilm(Info(SIZE, 2.0), lambda _: np.asarray(np.array(SEA) + rough, np.uint8))


def over(**placed: Any) -> Draft:
    """Three frames of the sea with the film `v` over it."""
    added = AddAsset("v", "video", duration_ms=2000), AddSegment("v", duration_ms=300, role="overlay", id="over")
    return apply(SEEN, [*added, SetPlacement("over", **placed)])


def drawn(draft: Draft, *, see_through: bool = False, **materials: Any) -> list[NDArray[np.uint8]]:
    return list(frames(make_plan(draft, materials, see_through=see_through), threads=1))


def seen_through_film() -> DrawnFilm:
    return DrawnFilm(Info(SIZE, 2.0, alpha=True), sticker)


def test_what_is_not_there_shows_what_is_below() -> None:
    (below, *_) = drawn(SEEN, sea=sea())
    (frame, *_) = drawn(over(), sea=sea(), v=seen_through_film())
    assert np.abs(frame - expected(below, sticker())).max() <= 2
    assert np.array_equal(frame[FAR > 23], below[FAR > 23])


def test_a_film_without_alpha_covers_all_of_it() -> None:
    (frame, *_) = drawn(over(), sea=sea(), v=DrawnFilm(Info(SIZE, 2.0), sticker))
    assert np.abs(frame - sticker()[..., :3].astype(int)).max() <= 1


@pytest.mark.parametrize("placed", [{"scale": 0.5}, {"rotation_deg": 30.0}, {"x": 0.31, "scale": 1.3},
                                    {"opacity": 0.5}, {"rotation_deg": 12.0, "scale": 0.7}])  # fmt: skip
def test_edges_are_neither_dark_nor_of_what_is_not_there(placed: dict[str, float]) -> None:
    (below, *_) = drawn(SEEN, sea=sea())
    (frame, *_) = drawn(over(**placed), sea=sea(), v=seen_through_film())
    ways = (frame.astype(float) - below) / (WHITE - below.astype(float))  # how far each channel has gone to white
    assert np.ptp(ways, axis=2).max() < 0.06
    assert ways.min() > -0.03 and ways.max() > (0.4 if "opacity" in placed else 0.9)


def test_it_lies_on_the_ground_of_the_film_where_nothing_is_below() -> None:
    data = {
        "v": 1, "m": {"width": 96, "height": 64, "fps": 10, "bg": "#204060"}, "a": {"v": {"k": "video", "d": 2000}},
        "t": [{"tt": 0, "r": "main", "sg": [{"id": "s", "d": 300, "src": {"a": "v"}}]}],
    }  # fmt: skip
    draft = Draft.from_dict(data)
    (frame, *_) = drawn(draft, v=seen_through_film())
    assert np.abs(frame - expected(np.full((64, 96, 3), (0x20, 0x40, 0x60), np.uint8), sticker())).max() <= 2
    (clear, *_) = drawn(draft, see_through=True, v=seen_through_film())
    assert np.abs(clear[..., 3].astype(int) - sticker()[..., 3]).max() <= 2
    assert np.abs(clear[FAR < 16][:, :3].astype(int) - WHITE).max() <= 4


def test_looks_change_its_colours_and_not_its_shape() -> None:
    plain, *_ = drawn(over(), sea=sea(), v=seen_through_film())
    graded = apply(over(), [Grade("over", "sepia")])
    frame = drawn(graded, sea=sea(), v=seen_through_film())[2]
    assert np.array_equal(frame[FAR > 23], drawn(over(), sea=sea(), v=seen_through_film())[2][FAR > 23])
    assert np.abs(frame[FAR < 16].astype(int) - plain[FAR < 16]).mean() > 4


def written(path: Path) -> Path:
    """The sticker as a film of four frames; its middle changes, or a webp or gif would hold one."""
    shown = [sticker() for _ in range(4)]
    for n, frame in enumerate(shown):
        frame[28:36, 52:58, :3] = 60 * n
    if path.suffix == ".gif":
        cut = [np.where(frame[..., 3:] > 127, [[[1, 1, 1, 0]]] * frame + [[[0, 0, 0, 255]]], 0) for frame in shown]
        first, *others = (Image.fromarray(frame.astype(np.uint8)) for frame in cut)
        first.save(path, save_all=True, append_images=others, duration=100, loop=0, disposal=2)
        return path
    with media.VideoWriter(path, SIZE, Fraction(10), alpha=True) as film:
        for frame in shown:
            film.add(frame)
    return path


@pytest.mark.parametrize("name", ["v.mov", "v.webm", "v.webp", "v.gif"])
def test_every_format_with_alpha_is_laid_over(tmp_path: Path, name: str) -> None:
    clip = media.open_clip(written(tmp_path / name))
    assert clip.info.alpha
    (below, *_) = drawn(SEEN, sea=sea())
    for placed in ({}, {"scale": 0.5}):
        (frame, *_) = drawn(over(**placed), sea=sea(), v=clip)
        far = FAR / placed.get("scale", 1.0)
        assert np.abs(frame[far > 26].astype(int) - below[far > 26]).max() <= 3
        middle = (far < 15) & (X < 46)
        assert np.abs(frame[middle].astype(int) - WHITE).mean() < 8
        rim = (far > 17) & (far < 24) & (X < 40)
        assert frame[rim][:, 2].min() > 185, "what is not there darkens the rim"
