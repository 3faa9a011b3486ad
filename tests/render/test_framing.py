"""How a photo sits in the frame: geometry that holds for every shape, and subjects that are kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.filming import PHOTO, draft, plan, psnr, scene
from vivant.errors import DraftError
from vivant.render import draw, frames, make_plan
from vivant.render.framing import SLACK, blurred_ground, cover, inner_size
from vivant.units import Frame, Size, short_side

sides = st.integers(16, 1200)
photo_sizes = st.tuples(sides, sides)
frame_sizes = st.tuples(st.integers(16, 500), st.integers(16, 500)).map(lambda s: (s[0] * 2, s[1] * 2))


def blob(photo: Size, x: float, y: float, radius: float) -> np.ndarray:
    """A round subject at (x, y) and of a radius in fractions of the photo, on a map of a quarter of its size."""
    w, h = max(8, photo[0] // 4), max(8, photo[1] // 4)
    rows, columns = np.mgrid[0:h, 0:w]
    inside = np.hypot((columns + 0.5) / w - x, (rows + 0.5) / h - y) < radius
    return np.asarray(inside, np.float32)


@settings(deadline=None, max_examples=150)
@given(photo=photo_sizes, size=frame_sizes, x=st.floats(0, 1), y=st.floats(0, 1))
def test_the_frame_is_filled_from_inside_the_photo(photo: Size, size: Size, x: float, y: float) -> None:
    framing = cover(photo, size, blob(photo, x, y, 0.2))
    left, top, right, bottom = framing.part
    assert 0.0 <= left < right <= 1.0
    assert 0.0 <= top < bottom <= 1.0
    assert framing.size == size
    for offset, side, scaled in zip(framing.offset, size, framing.scaled, strict=True):
        assert 0 <= offset <= scaled - side
        assert max(offset, scaled - side - offset) <= SLACK * short_side(size) + 1


@settings(deadline=None, max_examples=100)
@given(photo=photo_sizes, size=frame_sizes)
def test_the_photo_keeps_its_shape_and_is_no_smaller_than_it_must(photo: Size, size: Size) -> None:
    framing = cover(photo, size, np.zeros((8, 8), np.float32))
    left, top, right, bottom = framing.part
    x_scale = framing.scaled[0] / ((right - left) * photo[0])
    y_scale = framing.scaled[1] / ((bottom - top) * photo[1])
    one_pixel = 1.5 / min(*framing.scaled)
    assert x_scale == pytest.approx(y_scale, rel=one_pixel)
    assert min(x_scale, y_scale) == pytest.approx(max(size[0] / photo[0], size[1] / photo[1]), rel=one_pixel)


@settings(deadline=None, max_examples=100)
@given(photo=photo_sizes, size=frame_sizes)
def test_places_count_from_the_middle_of_the_frame_in_short_sides(photo: Size, size: Size) -> None:
    framing = cover(photo, size, np.zeros((8, 8), np.float32))
    x, y = framing.offset
    first = framing.frame_place(x, y)
    last = framing.frame_place(x + size[0] - 1, y + size[1] - 1)
    assert first == pytest.approx((-last[0], -last[1]))
    assert first == pytest.approx(((0.5 - size[0] / 2) / short_side(size), (0.5 - size[1] / 2) / short_side(size)))
    left, top, right, bottom = framing.bounds
    assert left <= first[0] + 1e-9
    assert top <= first[1] + 1e-9
    assert right >= last[0] - 1e-9
    assert bottom >= last[1] - 1e-9


@pytest.mark.parametrize("where", [0.12, 0.3, 0.5, 0.77, 0.9])
@pytest.mark.parametrize(
    ("photo", "size"), [((900, 300), (320, 320)), ((300, 900), (320, 180)), ((600, 400), (180, 320))]
)
def test_a_subject_that_fits_is_not_cut(photo: Size, size: Size, where: float) -> None:
    wide = photo[0] / photo[1] > size[0] / size[1]
    at = (where, 0.5) if wide else (0.5, where)
    subject = blob(photo, *at, 0.1)
    framing = cover(photo, size, subject)
    cut = framing.cut(subject)
    h, w = cut.shape
    x, y = (offset / scaled for offset, scaled in zip(framing.offset, framing.scaled, strict=True))
    across, down = (side / scaled for side, scaled in zip(size, framing.scaled, strict=True))
    shown = cut[round(y * h) : round((y + down) * h), round(x * w) : round((x + across) * w)]
    assert shown.sum() > 0.97 * subject.sum()


def test_without_a_subject_the_middle_is_shown_and_a_little_more_of_the_top() -> None:
    wide = cover((1000, 200), (200, 200), np.zeros((20, 100), np.float32))
    middle = (wide.part[0] * 1000 + wide.offset[0]) + 100
    assert middle == pytest.approx(500, abs=2)
    tall = cover((200, 1000), (200, 200), np.zeros((100, 20), np.float32))
    assert tall.part[1] * 1000 + tall.offset[1] + 100 < 500


@settings(deadline=None, max_examples=100)
@given(photo=photo_sizes, size=frame_sizes)
def test_the_whole_photo_fits_inside_evenly(photo: Size, size: Size) -> None:
    inner = inner_size(photo, size)
    assert inner[0] <= size[0]
    assert inner[1] <= size[1]
    assert inner[0] % 2 == inner[1] % 2 == 0
    assert inner[0] >= size[0] - 1 or inner[1] >= size[1] - 1


# --- contain and blur -------------------------------------------------------------------------------------------------

TALL = (96, 160)


@pytest.mark.parametrize("fit", ["contain", "blur"])
def test_the_whole_photo_is_shown_in_the_middle(fit: str) -> None:
    film = plan("static", size=TALL, fit=fit)
    inner = inner_size(PHOTO, TALL)
    top = (TALL[1] - inner[1]) // 2
    frame = draw(film, 0)
    assert frame.shape == (160, 96, 3)
    shown = frame[top : top + inner[1]]
    whole = cover(PHOTO, inner, scene().subject).picture(scene().image)
    assert psnr(shown, whole[: inner[1], : inner[0]]) > 30.0


def test_around_it_is_black_or_its_own_blur() -> None:
    black, blurred = (draw(plan("static", size=TALL, fit=fit), 0) for fit in ("contain", "blur"))
    assert not black[:40].any()
    assert blurred[:40].mean() > 20
    assert blurred[:40].astype(float).std(axis=(0, 1)).max() < 0.7 * scene().image.astype(float).std(axis=(0, 1)).max()


@pytest.mark.parametrize("fit", ["contain", "blur"])
def test_only_the_photo_moves_not_what_is_around_it(fit: str) -> None:
    shown = np.stack(list(frames(plan("dolly_in", size=TALL, fit=fit))))
    rows = np.ptp(shown, axis=0).max(axis=(1, 2))
    assert not rows[:40].any()
    assert rows[70:90].min() > 10


def test_a_blurred_ground_is_dimmer_than_the_photo() -> None:
    white: Frame = np.full((60, 90, 3), 255, np.uint8)
    ground = blurred_ground(white, (64, 128))
    assert ground.shape == (128, 64, 3)
    assert 150 < ground.mean() < 200


# --- drafts that cannot be drawn --------------------------------------------------------------------------------------


def test_a_draft_without_a_picture_is_refused() -> None:
    data = draft("static").to_dict()
    data["t"][0]["sg"] = []
    with pytest.raises(DraftError, match="no picture") as failure:
        make_plan(type(draft("static")).from_dict(data), {})
    assert failure.value.problems[0].code == "empty"


def test_every_missing_picture_is_named_at_once() -> None:
    data = draft("static").to_dict()
    one = data["t"][0]["sg"][0]
    data["t"][0]["sg"] = [one | {"src": {"a": name}} for name in ("p", "lost", "gone")]
    with pytest.raises(DraftError) as failure:
        make_plan(type(draft("static")).from_dict(data), {"p": scene()})
    assert [problem.value for problem in failure.value.problems] == ["lost", "gone"]
    assert {problem.code for problem in failure.value.problems} == {"unknown_asset"}


def test_unknown_moves_and_easings_are_named_at_once() -> None:
    strange = draft("moonwalk", also={"p": "zoom_in", "e": "bumpy"})
    with pytest.raises(DraftError, match="moonwalk") as failure:
        make_plan(strange, {"p": scene()})
    assert [(problem.code, problem.value) for problem in failure.value.problems] == [
        ("unknown_move", "moonwalk"), ("unknown_easing", "bumpy"),
    ]  # fmt: skip


def test_knobs_out_of_range_are_refused() -> None:
    with pytest.raises(DraftError, match="angle_deg"):
        make_plan(draft("pan_left", k={"angle_deg": 400.0}), {"p": scene()})


def test_pictures_follow_one_another() -> None:
    data = draft("static", duration_ms=500).to_dict()
    data["t"][0]["sg"].append(data["t"][0]["sg"][0] | {"src": {"a": "q"}})
    dark = type(scene())(scene().image // 4, scene().disparity, scene().subject, scene().sky)
    film = make_plan(type(draft("static")).from_dict(data), {"p": scene(), "q": dark})
    brightness = [float(frame.mean()) for frame in frames(film)]
    assert len(brightness) == 12
    assert min(brightness[:6]) > 2.5 * max(brightness[6:])
