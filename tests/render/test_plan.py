"""A whole draft is drawn: tracks over each other, transitions, fades, films at their moments, words on top."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import pytest

from tests.render.drawn_film import DrawnFilm, Info
from tests.render.filming import ASSET, scene
from vivant.errors import DraftError
from vivant.render import draw, frames, make_plan
from vivant.render.plan import HELD
from vivant.scene import Scene
from vivant.timeline import Draft
from vivant.units import Frame

SIZE = (96, 54)
FPS = 10
RED, BLUE = (220, 30, 30), (30, 30, 220)


def plain(colour: tuple[int, int, int], size: tuple[int, int] = (160, 90)) -> Scene:
    """A picture of one colour."""
    image = np.full((size[1], size[0], 3), colour, np.uint8)
    flat = np.full(image.shape[:2], 0.5, np.float32)
    return Scene(image, flat, np.zeros_like(flat), np.zeros_like(flat))


def segment(asset: str, start_ms: int, duration_ms: int, **more: Any) -> dict[str, Any]:
    return {"s": start_ms, "d": duration_ms, "src": {"a": asset} | more.pop("src", {}), **more}


def film(*tracks: list[dict[str, Any]], texts: list[dict[str, Any]] | None = None, **meta: Any) -> Draft:
    """The first track is the main one, others lie over it."""
    listed: list[dict[str, Any]] = [
        {"tt": 0, "r": "overlay" if n else "main", "sg": track} for n, track in enumerate(tracks)
    ]
    if texts:
        listed.append({"tt": 7, "r": "title", "sg": texts})
    return Draft.from_dict({"v": 1, "m": {"width": SIZE[0], "height": SIZE[1], "fps": FPS, **meta}, "t": listed})


def colour(frame: Frame, x: float = 0.5, y: float = 0.5) -> tuple[int, ...]:
    h, w = frame.shape[:2]
    return tuple(int(v) for v in frame[int(y * (h - 1)), int(x * (w - 1))])


TWO = {"a": plain(RED), "b": plain(BLUE)}


def test_segments_follow_each_other() -> None:
    shown = list(frames(make_plan(film([segment("a", 0, 500), segment("b", 500, 700)]), TWO)))
    assert [colour(f) for f in shown] == [RED] * 5 + [BLUE] * 7


def test_a_gap_shows_the_ground() -> None:
    draft = film([segment("a", 0, 300), segment("b", 600, 300)], bg="#102030")
    shown = list(frames(make_plan(draft, TWO)))
    assert [colour(f) for f in shown] == [RED] * 3 + [(16, 32, 48)] * 3 + [BLUE] * 3


def test_a_transition_lies_between_its_segments_and_touches_neither() -> None:
    going = {"tn": {"k": "fade", "d": 400}}
    shown = list(frames(make_plan(film([segment("a", 0, 800, **going), segment("b", 400, 800)]), TWO)))
    reds = [colour(f)[0] for f in shown]
    assert reds[:4] == [RED[0]] * 4
    assert reds[8:] == [BLUE[0]] * 4
    assert all(a > b for a, b in pairwise(reds[3:9]))


def test_what_knows_the_depth_asks_for_it() -> None:
    going = {"tn": {"k": "near_to_far", "d": 600}}
    draft = film([segment(ASSET, 0, 1000, mo={"p": "truck_left"}, **going), segment("b", 400, 1000)])
    middle = draw(make_plan(draft, {ASSET: scene(), "b": TWO["b"]}), 6)
    blue = np.abs(middle.astype(int) - np.array(BLUE)).sum(2) < 20
    assert 0.03 < blue.mean() < 0.97


def test_an_overlay_lies_where_it_is_put() -> None:
    small = segment("b", 300, 400, tr={"x": 0.8, "y": 0.75, "sc": 0.3, "fit": "cover"})
    shown = list(frames(make_plan(film([segment("a", 0, 1000)], [small]), TWO)))
    assert colour(shown[2], 0.8, 0.75) == RED
    assert colour(shown[4], 0.8, 0.75) == BLUE
    assert colour(shown[4], 0.2, 0.2) == RED
    assert colour(shown[8], 0.8, 0.75) == RED


def test_an_overlay_turned_and_half_seen_through() -> None:
    small = segment("b", 0, 1000, tr={"sc": 0.4, "rot": 30, "op": 0.5})
    shown = draw(make_plan(film([segment("a", 0, 1000)], [small]), TWO), 3)
    assert np.allclose(colour(shown), [(a + b) / 2 for a, b in zip(RED, BLUE, strict=True)], atol=2)
    assert colour(shown, 0.05, 0.05) == RED


def test_pictures_fade_from_the_ground_and_into_it() -> None:
    draft = film([segment("a", 0, 1000, fi=300, fo=300)])
    reds = [colour(f)[0] for f in frames(make_plan(draft, TWO))]
    assert reds[0] == 0
    assert reds[:4] == sorted(reds[:4])
    assert reds[3:8] == [RED[0]] * 5
    assert reds[8:] == sorted(reds[8:], reverse=True)
    assert reds[-1] < RED[0] / 2


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({}, [0, 10, 20, 30, 40]),
        ({"in": 500}, [50, 60, 70, 80, 90]),
        ({"sp": 2.0}, [0, 20, 40, 60, 80]),
        ({"in": 0, "out": 1000, "rev": True}, [100, 90, 80, 70, 60]),
        ({"in": 0, "out": 200, "loop": "loop"}, [0, 10, 0, 10, 0]),
        ({"in": 0, "out": 200, "loop": "boomerang"}, [0, 10, 20, 10, 0]),
        ({"fz": 700}, [70, 70, 70, 70, 70]),
    ],
)
def test_a_film_shows_its_moments(source: dict[str, Any], expected: list[int]) -> None:
    shown = list(frames(make_plan(film([segment("v", 0, 500, src=source)]), {"v": DrawnFilm()})))
    assert np.allclose([colour(f)[0] for f in shown], expected, atol=1)


def test_a_film_that_is_too_short_holds_its_last_frame() -> None:
    short = DrawnFilm(Info((128, 72), 0.3))
    shown = list(frames(make_plan(film([segment("v", 0, 800)]), {"v": short})))
    assert len(shown) == 8
    assert colour(shown[-1])[0] == pytest.approx(30, abs=1)


def test_a_stretch_is_what_the_whole_shows_there() -> None:
    """Chunks drawn anywhere join without a seam."""
    going = {"tn": {"k": "wipeleft", "d": 400}}
    words = [{"s": 100, "d": 1200, "txt": {"c": "Hello", "sz": 0.2, "in": "rise", "out": "fade"}}]
    draft = film(
        [segment("v", 0, 900, fx=[{"k": "grain"}], **going), segment(ASSET, 500, 900, mo={"p": "dolly_in"})],
        [segment("v", 300, 700, src={"in": 600}, tr={"sc": 0.3, "x": 0.8})],
        texts=words,
    )
    materials = {"v": DrawnFilm(), ASSET: scene()}
    whole = list(frames(make_plan(draft, materials)))
    parts = [f for a, b in ((0, 4), (4, 9), (9, 14)) for f in frames(make_plan(draft, materials), a, b, threads=1)]
    assert len(whole) == len(parts) == 14
    assert all(np.array_equal(a, b) for a, b in zip(whole, parts, strict=True))


def test_a_story_of_many_pictures_looks_at_each_once_and_lets_it_go() -> None:
    looks: list[int] = []

    def looked(n: int) -> Scene:
        looks.append(n)
        return plain(RED)

    many = {f"p{n}": (lambda n=n: looked(n)) for n in range(10)}
    plan = make_plan(film([segment(name, 300 * n, 300) for n, name in enumerate(many)]), many)
    assert len(list(frames(plan))) == 30
    assert sorted(looks) == list(range(10))
    assert len(plan._ready._held) <= HELD + 2


def test_words_lie_on_everything() -> None:
    words = [{"s": 200, "d": 600, "txt": {"c": "WORDS", "sz": 0.3, "pos": "center", "in": "none", "out": "none"}}]
    shown = list(frames(make_plan(film([segment("a", 0, 1000)], texts=words), TWO)))
    changed = [bool((f != shown[0]).any()) for f in shown]
    assert changed == [False] * 2 + [True] * 6 + [False] * 2


def test_a_crop_shows_its_part() -> None:
    two = plain(RED)
    two.image[:, 80:] = BLUE
    draft = film([segment("a", 0, 300, tr={"crop": [0.5, 0, 1, 1]})])
    assert colour(draw(make_plan(draft, {"a": two}), 1), 0.1) == BLUE


def test_everything_that_cannot_be_drawn_is_told_at_once() -> None:
    draft = film([
        segment("v", 0, 500, fx=[{"k": "river"}, {"k": "fog", "area": {"name": "water"}}], tn={"k": "no", "d": 100}),
        segment("a", 400, 500, fx=[{"k": "steady"}]),
        segment("gone", 900, 500),
    ])  # fmt: skip
    with pytest.raises(DraftError) as told:
        make_plan(draft, {"v": DrawnFilm(), "a": TWO["a"]})
    codes = {problem.code for problem in told.value.problems}
    assert codes == {"not_a_picture", "unknown_area", "unknown_transition", "not_a_film", "unknown_asset"}


# --- films cut to shape, moved, steadied ------------------------------------------------------------------------------


def noise() -> Frame:
    r = np.random.default_rng(3)
    rough = cv2.resize(r.integers(0, 255, (30, 50, 3)).astype(np.uint8), (400, 240), interpolation=cv2.INTER_CUBIC)
    return np.asarray(rough, np.uint8)


def shaken(t_s: float) -> Frame:
    """A wall filmed by a hand that shakes by up to 6 pixels while it pans slowly."""
    n = round(12 * t_s)
    r = np.random.default_rng(n)
    x, y = 40 + 1.5 * n + r.uniform(-6, 6), 40 + r.uniform(-6, 6)
    return np.ascontiguousarray(noise()[round(y) : round(y) + 144, round(x) : round(x) + 256])


def jerk(shown: list[Frame]) -> float:
    """How unevenly what is seen moves: the mean change of its shift from frame to frame, in pixels."""
    greys = [cv2.cvtColor(f, cv2.COLOR_RGB2GRAY).astype(np.float64) for f in shown]
    shifts = [np.array(cv2.phaseCorrelate(a, b)[0]) for a, b in pairwise(greys)]
    return float(np.mean([np.linalg.norm(b - a) for a, b in pairwise(shifts)]))


def test_a_shaking_film_is_steadied() -> None:
    wall = DrawnFilm(Info((256, 144), 3.0), shaken)

    def shown(*fx: dict[str, Any]) -> list[Frame]:
        draft = film([segment("v", 0, 2500, fx=list(fx))], width=256, height=144, fps=12)
        return list(frames(make_plan(draft, {"v": wall})))

    assert jerk(shown({"k": "steady"})) < 0.35 * jerk(shown())


def test_a_move_over_a_film_never_shows_its_edge() -> None:
    white = DrawnFilm(Info((128, 72), 2.0), lambda t_s: np.full((72, 128, 3), 255, np.uint8))
    draft = film([segment("v", 0, 1500, mo={"p": "truck_left", "i": 1.0})])
    assert all((f == 255).all() for f in frames(make_plan(draft, {"v": white})))


def passer_by(t_s: float) -> Frame:
    """A person who walks from left to right over a plain ground."""
    data = pytest.importorskip("skimage.data")
    person = cv2.resize(data.astronaut()[:400, 60:360], (120, 160), interpolation=cv2.INTER_AREA)
    frame = np.full((180, 480, 3), (150, 160, 170), np.uint8)
    x = round(340 * t_s / 2)
    frame[20:180, x : x + 120] = person
    return frame


def test_an_upright_cut_follows_the_person() -> None:
    walk = DrawnFilm(Info((480, 180), 2.0), passer_by)
    draft = film([segment("v", 0, 2000)], width=100, height=180, fps=12)
    plan = make_plan(draft, {"v": walk})
    bare = [float(np.mean(np.abs(f.astype(int) - (150, 160, 170)).sum(2) > 30)) for f in frames(plan)]
    assert min(bare) > 0.6  # most of the frame is the person, all the time


def test_a_film_of_another_shape_lies_on_the_ground_or_its_own_blur() -> None:
    tall = DrawnFilm(Info((60, 120), 2.0), lambda t_s: np.full((120, 60, 3), (200, 100, 50), np.uint8))
    for fit, side in (("contain", (0, 0, 0)), ("blur", None)):
        frame = draw(make_plan(film([segment("v", 0, 500, tr={"fit": fit})]), {"v": tall}), 1)
        assert colour(frame) == (200, 100, 50)
        assert (colour(frame, 0.02) == side) if side else colour(frame, 0.02) not in ((0, 0, 0), (200, 100, 50))


def test_a_still_is_the_same_in_a_film_as_alone() -> None:
    alone = list(frames(make_plan(film([segment(ASSET, 0, 600, mo={"p": "orbit_left"})]), {ASSET: scene()})))
    beside = film([segment(ASSET, 0, 600, mo={"p": "orbit_left"}), segment("a", 600, 300)])
    together = list(frames(make_plan(beside, {ASSET: scene(), "a": TWO["a"]})))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=False))


def test_pictures_are_not_changed_by_being_shown() -> None:
    before = replace(TWO["a"], image=TWO["a"].image.copy())
    list(frames(make_plan(film([segment("a", 0, 300, fi=100)]), TWO)))
    assert np.array_equal(before.image, TWO["a"].image)
