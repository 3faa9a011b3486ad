"""What every animation of words keeps."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest

from tests.conftest import ROOT
from tests.titles.setting import BARE, CLOCK, SIZE, dark, whole
from vivant.errors import UsageError
from vivant.titles import Animation, Text, Title, animation_named, catalogue, prepare
from vivant.titles.contract import Look
from vivant.titles.motion import away
from vivant.titles.placing import PLACES, safe_area
from vivant.units import Clock, Size

WORDS = "The quiet sea\nin August"


@pytest.fixture(params=sorted(catalogue()))
def animation(request: pytest.FixtureRequest) -> Animation:
    return catalogue()[request.param]


def made(name: str, place: str = "center", size: Size = SIZE, clock: Clock = CLOCK, words: str = WORDS) -> Title:
    text = Text(words, size_h=0.12, place=place, enter=name, leave=name)
    return prepare(text, size, clock, [dark(size)], fonts=BARE)


def test_there_are_enough_and_each_says_what_it_is() -> None:
    assert len(catalogue()) >= 12
    owners: dict[str, str] = {}
    for name, animation in catalogue().items():
        assert animation.sentence.endswith(".") and animation.unit in ("block", "line", "word", "letter")
        assert 0 < animation.ms <= 1000 and 0 <= animation.each_ms <= 200
        assert any(word > "\u2fff" for word in animation.words) and any(word < "\u2fff" for word in animation.words)
        for word in animation.words:
            assert word == word.lower() and owners.setdefault(word, name) == name


def test_the_page_tells_of_each(animation: Animation) -> None:
    page = (ROOT / "docs/titles.md").read_text("utf-8")
    assert f"| `{animation.name}` | {animation.sentence} | {', '.join(animation.words)} |" in page


def test_it_is_at_rest_in_the_middle_and_nothing_at_its_ends(animation: Animation) -> None:
    assert animation.look(0.0) == Look()
    title, plain = made(animation.name), made("none")
    assert not whole(title, 0).any() and not whole(title, CLOCK.n_frames - 1).any()
    for i in (CLOCK.n_frames // 2, CLOCK.n_frames // 2 - 1):
        assert (whole(title, i) == whole(plain, i)).all()
    between = [whole(title, i)[..., 3].sum(dtype=np.int64) for i in range(1, CLOCK.n_frames // 2)]
    rest = whole(plain, 0)[..., 3].sum(dtype=np.int64)
    assert any(0 < ink < 0.95 * rest for ink in between)
    assert max(between) < 4 * rest


def test_nothing_is_drawn_outside_the_safe_area(animation: Animation) -> None:
    left, top, right, bottom = safe_area(SIZE)
    for place in PLACES:
        title = made(animation.name, place, words="A title that is about as wide as the frame")
        for i in range(CLOCK.n_frames):
            seen = whole(title, i)
            seen[top:bottom, left:right] = 0
            assert not seen.any(), (place, i)


def test_frames_may_be_drawn_in_any_order_and_are_new(animation: Animation) -> None:
    title, frame = made(animation.name), dark()
    forward = [title(frame, i) for i in range(0, CLOCK.n_frames, 3)]
    other = made(animation.name)
    back = [other(frame, i) for i in reversed(range(0, CLOCK.n_frames, 3))][::-1]
    assert all((a == b).all() for a, b in zip(forward, back, strict=True))
    assert (frame == dark()).all() and all(one is not frame for one in forward)


def test_it_looks_the_same_at_twice_the_size(animation: Animation) -> None:
    large = (2 * SIZE[0], 2 * SIZE[1])
    one, two = made(animation.name), made(animation.name, size=large)
    for i in (3, 6, 20):
        small = cv2.resize(whole(two, i), SIZE, interpolation=cv2.INTER_AREA).astype(float)
        assert np.abs(small - whole(one, i)).mean() < 2.0, i


def test_the_premultiplied_layer_is_what_the_frame_shows(animation: Animation) -> None:
    title, frame = made(animation.name), dark(level=90)
    for i in (4, 20):
        ink = whole(title, i).astype(float)
        assert (ink[..., :3].max(axis=2) <= ink[..., 3]).all()
        mixed = ink[..., :3] + frame * (1 - ink[..., 3:] / 255)
        assert np.abs(mixed - title(frame, i)).max() <= 1


def test_it_takes_its_time_whatever_the_rate(animation: Animation) -> None:
    slow, fast = made(animation.name, clock=Clock.lasting(4, 12)), made(animation.name, clock=Clock.lasting(4, 60))
    early, late = ([whole(t, round(s * t.clock.rate)).any() for s in (0.0, 0.5, 2.0)] for t in (slow, fast))
    assert early == late == [False, True, True]


def test_a_very_short_title_is_still_seen(animation: Animation) -> None:
    for n in (1, 2, 3, 5):
        title = made(animation.name, clock=Clock(Fraction(30), n))
        assert whole(title, n // 2).any()
        assert not whole(title, -1).any() and not whole(title, n).any()


def test_pieces_come_one_after_another_and_all_arrive() -> None:
    cascade = catalogue()["cascade"]
    far = [[away(cascade, t / 20 - 1, k, 8, "out_cubic") for t in range(21)] for k in range(8)]
    assert all(piece[0] == -1 and piece[-1] == 0 for piece in far)
    assert all(sorted(piece) == piece for piece in far)
    assert all(sum(a) > sum(b) for a, b in pairwise(far))


def test_words_for_animations_are_understood() -> None:
    for said, name in (
        ("fade", "fade"),
        ("slideLeft", "slide_left"),
        ("Slide-Right", "slide_right"),
        ("打字机", "typewriter"),
    ):
        found = animation_named(said)
        assert found is not None and found.name == name
    assert animation_named("none") is animation_named("") is None
    with pytest.raises(UsageError, match="no animation of words: say none, blur"):
        animation_named("explode")


def test_a_direction_goes_on_when_the_words_leave() -> None:
    title = made("slide_left")

    def middle(i: int) -> float:
        columns = whole(title, i)[..., 3].sum(axis=0, dtype=np.float64)
        return float((columns * np.arange(SIZE[0])).sum() / columns.sum())

    assert middle(2) > middle(20) + 1 > middle(CLOCK.n_frames - 4) + 2
