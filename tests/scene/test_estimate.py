"""What the built-in eyes must keep for any picture, and what they must see in drawn ones."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vivant.scene.estimate import Estimate, estimate
from vivant.units import Frame, Plane


def overlap(a: NDArray[np.generic], b: NDArray[np.generic]) -> float:
    """Intersection over union of two masks."""
    one, two = np.asarray(a) > 0.5, np.asarray(b) > 0.5
    return float((one & two).sum() / max(1, (one | two).sum()))


def plain(height: int, width: int, colour: tuple[int, int, int]) -> Frame:
    return np.full((height, width, 3), colour, np.uint8)


def noise(height: int, width: int, seed: int = 1) -> Frame:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def meadow(height: int = 320, width: int = 480) -> tuple[Frame, NDArray[np.bool_], NDArray[np.bool_]]:
    """A blue sky over a green meadow with somebody in red on it; the picture, the person and the sky."""
    rng = np.random.default_rng(3)
    y = np.linspace(0, 1, height)[:, None, None]
    picture = np.broadcast_to((1 - y) * (70, 130, 220) + y * (190, 215, 245), (height, width, 3)).copy()
    horizon = int(0.45 * height)
    picture[horizon:] = (60, 140, 50) + 10 * rng.standard_normal((height - horizon, width, 1))
    person = np.zeros((height, width), np.uint8)
    cv2.circle(person, (width // 2, int(0.36 * height)), height // 14, 1, -1)
    cv2.ellipse(person, (width // 2, int(0.6 * height)), (height // 9, height // 5), 0, 0, 360, 1, -1)
    picture[person > 0] = (190, 30, 40)
    sky = np.zeros((height, width), bool)
    sky[:horizon] = True
    soft = cv2.GaussianBlur(np.clip(picture, 0, 255).astype(np.uint8), (0, 0), 0.8)
    return np.asarray(soft, np.uint8), person > 0, sky & (person == 0)


def page(height: int = 640, width: int = 480) -> Frame:
    picture = plain(height, width, (250, 249, 245))
    for row in range(40, height - 30, 22):
        cv2.putText(picture, "a quick brown fox jumps over", (30, row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (20, 20, 20), 1)
    return picture


@pytest.fixture(scope="module")
def seen() -> Estimate:
    return estimate(meadow()[0])


ODD: dict[str, Frame] = {
    "black": plain(120, 160, (0, 0, 0)),
    "white": plain(120, 160, (255, 255, 255)),
    "grey": plain(121, 77, (128, 128, 128)),
    "one colour": plain(90, 90, (200, 40, 90)),
    "noise": noise(120, 160),
    "tiny": noise(16, 16),
    "one pixel": plain(1, 1, (9, 8, 7)),
    "a line": noise(1, 300),
    "a column": noise(300, 2),
    "very wide": np.asarray(cv2.resize(noise(10, 100), (5000, 500)), np.uint8),
    "very tall": np.asarray(cv2.resize(noise(100, 10), (500, 5000)), np.uint8),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_any_picture_gets_maps_of_its_own_size_in_range(name: str) -> None:
    picture = ODD[name]
    before = picture.copy()
    found = estimate(picture)
    for plane in (found.disparity, found.subject, found.sky):
        assert plane.shape == picture.shape[:2]
        assert plane.dtype == np.float32
        assert np.isfinite(plane).all()
        assert plane.min() >= 0 and plane.max() <= 1
    assert 0 <= found.confidence <= 1
    assert found.kind in ("photo", "drawing", "text", "texture")
    assert found.horizon_h is None or 0 < found.horizon_h < 1
    assert found.saw and all(found.saw)
    assert (picture == before).all()


@pytest.mark.parametrize("name", ["black", "white", "grey", "one colour", "noise"])
def test_nothing_is_cut_out_of_a_picture_without_things(name: str) -> None:
    found = estimate(ODD[name])
    assert not found.subject.any()
    assert found.kind == "texture"
    assert found.confidence < 0.2


def test_the_same_picture_is_seen_the_same_way_twice(seen: Estimate) -> None:
    cv2.setRNGSeed(99)
    again = estimate(meadow()[0])
    assert (again.disparity == seen.disparity).all()
    assert (again.subject == seen.subject).all()
    assert (again.sky == seen.sky).all()
    assert again.saw == seen.saw


def test_the_person_is_cut_out(seen: Estimate) -> None:
    assert overlap(seen.subject, meadow()[1]) > 0.9


def test_the_sky_ends_where_the_meadow_begins(seen: Estimate) -> None:
    assert overlap(seen.sky, meadow()[2]) > 0.95


def test_the_horizon_is_where_the_sky_ends(seen: Estimate) -> None:
    assert seen.horizon_h == pytest.approx(0.45, abs=0.06)


def test_sky_is_behind_the_horizon_behind_the_meadow_and_the_person_stands_in_front(seen: Estimate) -> None:
    d, (_, person, sky) = seen.disparity, meadow()
    far = d[int(0.5 * d.shape[0]), :60].mean()
    near = d[-10:, :60].mean()
    assert d[sky].mean() < 0.05 < far < near
    head = d[int(0.36 * d.shape[0]), d.shape[1] // 2]
    assert head > far + 0.1
    assert d[person].std() < 0.06


def test_what_was_seen_is_told_in_words(seen: Estimate) -> None:
    told = "; ".join(seen.saw)
    assert "a subject in the middle" in told
    assert "sky over" in told
    assert "a horizon at" in told


def test_maps_of_a_large_picture_agree_with_those_of_a_small_one(seen: Estimate) -> None:
    large = np.asarray(cv2.resize(meadow()[0], (1440, 960), interpolation=cv2.INTER_CUBIC), np.uint8)
    found = estimate(large)
    assert overlap(cv2.resize(found.subject, (480, 320)), seen.subject) > 0.9
    assert np.abs(cv2.resize(found.disparity, (480, 320)) - seen.disparity).mean() < 0.06


def test_the_alpha_is_soft_at_the_rim_and_settled_elsewhere(seen: Estimate) -> None:
    between = (seen.subject > 0.02) & (seen.subject < 0.98)
    rim = cv2.morphologyEx(meadow()[1].astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((9, 9), np.uint8)) > 0
    assert between.any()
    assert between[~rim].mean() < 0.002


def test_a_known_subject_is_taken_as_it_is() -> None:
    picture = meadow()[0]
    known: Plane = np.zeros(picture.shape[:2], np.float32)
    known[200:280, 60:140] = 1
    found = estimate(picture, subject=known)
    assert (found.subject == known).all()
    assert found.disparity[210:270, 70:130].mean() > found.disparity[210:270, 200:220].mean()


def test_a_page_is_text() -> None:
    found = estimate(page())
    assert found.kind == "text"
    assert found.confidence < 0.2
    assert not found.subject.any()


def test_flat_fills_between_lines_are_a_drawing() -> None:
    picture = plain(300, 400, (240, 220, 120))
    cv2.rectangle(picture, (60, 120), (180, 260), (200, 60, 60), -1)
    cv2.circle(picture, (290, 160), 70, (60, 90, 200), -1)
    assert estimate(picture).kind == "drawing"


def test_a_picture_that_may_not_be_written_to_is_read(photo: Frame) -> None:
    found = estimate(photo)
    height, width = photo.shape[:2]
    assert found.subject[round(0.6 * height), round(0.55 * width)] > 0.9, "the ball"
    assert found.subject[round(0.9 * height), 10] < 0.1, "the meadow"


def test_a_photographer_is_cut_out_of_a_real_photo() -> None:
    data = pytest.importorskip("skimage.data")
    found = estimate(np.dstack([data.camera()] * 3))
    assert found.subject[300, 180] > 0.9, "the coat"
    assert found.subject[300, 450] < 0.1, "the lawn"
    assert found.sky[60, 450] > 0.9


def test_a_dark_picture_with_lights_is_a_night_picture() -> None:
    picture = plain(240, 360, (8, 10, 22)).astype(np.float32)
    picture[150:] = (42, 34, 28)
    for x in range(30, 350, 60):
        cv2.circle(picture, (x, 120), 5, (255, 230, 160), -1)
        cv2.rectangle(picture, (x - 20, 90), (x - 8, 150), (30, 24, 36), -1)
    picture += 0.5 * cv2.GaussianBlur(picture, (0, 0), 9)
    assert "a night picture" in estimate(picture.clip(0, 255).astype(np.uint8)).saw
    assert "a night picture" not in estimate(meadow()[0]).saw


def test_fog_is_told_and_makes_the_motion_gentle() -> None:
    clear = meadow()[0]
    veiled = np.asarray(np.clip(150 + 0.22 * (clear.astype(np.float32) - 128), 0, 255), np.uint8)
    assert "fog or haze: gentle motion" in estimate(veiled).saw
    assert estimate(veiled).confidence < estimate(clear).confidence


def test_a_thing_before_nothing_is_told() -> None:
    picture = plain(300, 300, (245, 245, 245))
    rng = np.random.default_rng(2)
    body = np.zeros((300, 300), np.uint8)
    cv2.ellipse(body, (150, 160), (60, 90), 0, 0, 360, 1, -1)
    picture[body > 0] = rng.normal((150, 60, 40), 18, (int(body.sum()), 3)).clip(0, 255).astype(np.uint8)
    assert any("on a plain ground" in told for told in estimate(picture).saw)
    assert not any("on a plain ground" in told for told in estimate(meadow()[0]).saw)
