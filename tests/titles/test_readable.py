"""Words can be read on whatever is behind them, inside the safe area, away from the subject."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.titles.setting import BARE, CLOCK, SIZE, dark, whole
from vivant.errors import UsageError
from vivant.titles import PLACES, Text, prepare
from vivant.titles.contrast import opposite
from vivant.titles.placing import place_named, safe_area
from vivant.units import Frame, Size

COLOURS = [None, (255, 255, 255, 255), (20, 20, 20, 255), (220, 60, 60, 255), (128, 128, 128, 255), (250, 210, 80, 255)]


def random_picture(seed: int, size: Size = SIZE) -> Frame:
    """Blotches of all sizes and colours, sometimes bright, sometimes dark."""
    rng = np.random.default_rng(seed)
    cells = int(rng.integers(2, 40))
    grid = rng.uniform(0, 255, (cells, cells, 3)) * rng.uniform(0.2, 1.0) + rng.uniform(0, 40)
    picture = cv2.resize(np.clip(grid, 0, 255).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def wcag(one: NDArray[np.uint8], other: tuple[int, ...]) -> NDArray[np.float64]:
    """The contrast of WCAG 2.1, written out once more."""

    def light(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
        linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), np.float64)

    a, b = light(one / 255.0), light(np.array(other[:3]) / 255.0)
    return np.asarray((np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(COLOURS), st.sampled_from(sorted(PLACES)))
def test_contrast_is_at_least_four_and_a_half_on_any_picture(
    seed: int, colour: tuple[int, int, int, int] | None, place: str
) -> None:
    picture = random_picture(seed)
    title = prepare(Text("Night Garden", size_h=0.16, colour=colour, place=place), SIZE, CLOCK, [picture], fonts=BARE)
    report = title.report
    assert report.contrast is not None and report.contrast >= 4.5
    frame = title(picture, 5)
    inside = whole(title, 5)[..., 3] > 250
    drawn = frame[inside]
    letters = colour or max(
        ((255, 255, 255), (20, 20, 22)), key=lambda c: (np.abs(drawn.astype(int) - c).max(axis=1) < 3).sum()
    )
    solid = (np.abs(frame.astype(int) - np.array(letters[:3])).max(axis=2) < 3) & inside
    assert solid.sum() > 100
    near = cv2.dilate(solid.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    rim = cv2.dilate(solid.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_CROSS, (5, 5))) > 0
    around = frame[near & ~rim]
    assert np.median(wcag(around, letters)) >= 4.5
    assert (wcag(around, letters) >= 4.2).mean() > 0.8  # letters have soft edges


def test_help_is_the_least_that_is_needed() -> None:
    def helped(*levels: int, **asked: object) -> tuple[str, ...]:
        grounds = [dark(level=level) for level in levels]
        text = Text("Night Garden", size_h=0.16, place="center", **asked)  # type: ignore[arg-type]
        return prepare(text, SIZE, CLOCK, grounds, fonts=BARE).report.help

    assert helped(20) == ()
    assert helped(250) == ()  # dark letters
    assert helped(130, colour=(255, 255, 255, 255)) == ("shadow",)
    assert helped(255, colour=(255, 255, 255, 255)) == ("plate",)
    assert helped(20, 250) != ()  # what holds on one frame does not on the other
    assert helped(20, plate=(200, 30, 30, 255)) == ("plate",)
    assert helped(20, stroke=(0, 0, 0, 255), shadow=(0, 0, 0, 180)) == ("shadow", "outline")


def test_what_is_not_wanted_is_not_added_and_said() -> None:
    never = (0, 0, 0, 0)
    text = Text("Night", 0.16 and "sans", 0.16, colour=(255, 255, 255, 255), plate=never, stroke=never, shadow=never)
    report = prepare(text, SIZE, CLOCK, [dark(level=230)], fonts=BARE).report
    assert report.help == () and report.contrast is not None and report.contrast < 4.5
    assert "hard to read" in report.notes[0]


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_black_or_white_stands_out_from_every_colour(rgb: tuple[int, int, int]) -> None:
    colour = (*rgb, 255)
    assert wcag(np.array(opposite(colour)[:3], np.uint8), colour) >= 4.5


def test_where_nothing_is_known_of_what_is_behind_letters_have_an_outline() -> None:
    report = prepare(Text("Night"), SIZE, CLOCK, fonts=BARE).report
    assert report.contrast is None and "outline" in report.help


def test_words_keep_away_from_the_subject() -> None:
    subject = np.zeros((90, 160), np.float32)
    subject[45:] = 1.0
    assert prepare(Text("Night"), SIZE, CLOCK, [dark()], subject, BARE).report.place.startswith("top")
    assert prepare(Text("Night"), SIZE, CLOCK, [dark()], subject[::-1], BARE).report.place in (
        "bottom-center",
        "lower-third",
    )


def test_words_go_where_the_picture_is_plain() -> None:
    busy = dark()
    busy[90:] = np.random.default_rng(1).integers(0, 255, (90, SIZE[0], 3))
    assert prepare(Text("Night"), SIZE, CLOCK, [busy], fonts=BARE).report.place.startswith("top")


@pytest.mark.parametrize("place", [*PLACES, (0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.03, 0.97)])
@pytest.mark.parametrize("size", [(320, 180), (180, 320), (200, 200), (1000, 120)])
def test_words_stay_inside_the_safe_area_at_every_place(place: str | tuple[float, float], size: Size) -> None:
    text = Text("Gypsy quay, jumping Qi!", size_h=0.2, place=place, plate=(0, 0, 0, 200), weight=700)
    seen = whole(prepare(text, size, CLOCK, fonts=BARE), 5)
    left, top, right, bottom = safe_area(size)
    assert seen.any()
    seen[top:bottom, left:right] = 0
    assert seen[..., 3].max(initial=0) <= 160  # the soft shadow alone may spill over


def test_a_given_place_is_the_middle_of_the_words() -> None:
    seen = whole(prepare(Text("OOO", size_h=0.1, place=(0.3, 0.7)), SIZE, CLOCK, [dark()], fonts=BARE), 5)[..., 3]
    x, y, wide, high = cv2.boundingRect(seen)
    assert abs((x + wide / 2) / SIZE[0] - 0.3) < 0.02 and abs((y + high / 2) / SIZE[1] - 0.7) < 0.03


def test_places_are_understood_by_other_names() -> None:
    said = {"top": "top-center", "Bottom Left": "bottom-left", "middle": "center", "top_centre": "top-center",
            "lower third": "lower-third", "middle-left": "center-left"}  # fmt: skip
    assert {place_named(one) for one in said} == set(said.values())
    with pytest.raises(UsageError, match="is no place for words: say top-left"):
        place_named("behind the moon")
