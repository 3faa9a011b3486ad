"""Words and a scene into a draft: what is chosen, how words become numbers, what people are told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.agent import Direction, direct
from vivant.agent.choice import choose_move, choose_size
from vivant.moves import catalogue
from vivant.scene.scene import Scene
from vivant.timeline import Applied, Draft, Motion

Box = tuple[float, float, float, float]


def scene(
    size: tuple[int, int] = (300, 200),
    *,
    subject: Box | None = None,
    sky: float = 0.0,
    deep: bool = True,
    kind: str = "photo",
    confidence: float = 0.6,
    horizon_h: float | None = None,
) -> Scene:
    """A scene of (width, height) with a box (top, bottom, left, right) for a subject and a band of sky."""
    width, height = size
    ramp = np.linspace(0.0, 1.0 if deep else 0.1, height, dtype=np.float32)
    alpha = np.zeros((height, width), np.float32)
    if subject:
        top, bottom, left, right = subject
        alpha[int(top * height) : int(bottom * height), int(left * width) : int(right * width)] = 1.0
    air = np.zeros((height, width), np.float32)
    air[: int(sky * height)] = 1.0
    image = np.zeros((height, width, 3), np.uint8)
    return Scene(image, np.repeat(ramp[:, None], width, 1), alpha, air, kind, confidence, horizon_h)


def motions(direction: Direction) -> tuple[Motion, ...]:
    return direction.draft.main_segments()[0].motions


PERSON = scene(subject=(0.3, 1.0, 0.3, 0.7))


@pytest.mark.parametrize(
    ("what", "seen", "move"),
    [
        ("a person", PERSON, "dolly_in"),
        ("an object", scene(subject=(0.1, 0.9, 0.2, 0.8)), "arc"),
        ("a small subject under a wide sky", scene(subject=(0.7, 0.95, 0.4, 0.6), sky=0.6), "crane_up"),
        ("a view", scene(sky=0.4, horizon_h=0.4), "truck_right"),
        ("an upright view", scene((200, 300), sky=0.4), "crane_up"),
        ("a street", scene(), "dolly_in"),
        ("a panorama", scene((900, 300)), "truck_right"),
        ("a tall strip", scene((100, 500)), "pedestal_up"),
        ("a drawing", scene(kind="drawing"), "ken_burns"),
        ("a page", scene(kind="text"), "zoom_in"),
        ("a texture", scene(kind="texture"), "truck_right"),
        ("a guess", scene(confidence=0.1), "ken_burns"),
        ("a flat view", scene(deep=False), "ken_burns"),
    ],
)
def test_the_move_suits_the_picture_and_is_explained(what: str, seen: Scene, move: str) -> None:
    direction = direct("", seen)
    assert motions(direction)[0].move == move, what
    assert len(direction.notes) == 1
    assert direction.notes[0].startswith("You named no camera move, so I chose")


def test_a_long_picture_is_swept_no_faster_than_the_eye_likes() -> None:
    long = choose_move(scene((5000, 500)), (1920, 1080), 6.0)
    assert long.travel == pytest.approx(1.8)
    assert choose_move(scene((900, 300)), (1920, 1080), 6.0).travel == pytest.approx(0.96 * (3 - 16 / 9), abs=0.01)
    assert choose_move(scene((1920, 1080)), (1920, 1080), 6.0).travel is None


@given(st.sets(st.sampled_from(sorted(catalogue()))), st.booleans())
@settings(max_examples=50, deadline=None)
def test_a_move_to_avoid_is_never_chosen(avoid: set[str], loop: bool) -> None:
    for seen in (PERSON, scene(kind="text"), scene((900, 300))):
        choice = choose_move(seen, (1920, 1080), 6.0, loop=loop, avoid=avoid)
        assert choice.move in catalogue()
        assert choice.move not in avoid or choice.move == "static"


def test_a_chosen_loop_comes_back_by_itself() -> None:
    direction = direct("loop", PERSON)
    assert catalogue()[motions(direction)[0].move].cycle
    assert motions(direction)[0].seamless


def test_a_stage_that_has_no_time_left_shows_its_last_moment() -> None:
    direction = direct("zoom in 90000 s then zoom in", PERSON)
    assert all(m.start_ms < direction.draft.duration_ms for m in motions(direction))


def test_the_sentence_of_the_front_page() -> None:
    direction = direct("slow dolly in, falling snow, 6 s loop", PERSON)
    assert direction.draft.duration_ms == 6000
    assert motions(direction) == (Motion("dolly_in", 0.6, "in_out_sine", seamless=True),)
    assert direction.unknown == ()
    assert direction.draft.main_segments()[0].applied == (Applied("snow"),)
    assert [note for note in direction.notes if "eases back" in note] == list(direction.notes)


def test_notes_answer_in_the_language_of_the_words() -> None:
    direction = direct("循环推近，加音乐", PERSON)
    assert all(any(c > "\u2fff" for c in note) for note in direction.notes)
    assert len(direction.notes) == 2


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("dolly in", 1.0),
        ("slow dolly in", 0.6),
        ("fast dolly in", 1.5),
        ("subtle dolly in", 0.5),
        ("dramatic dolly in", 1.6),
        ("slow dramatic dolly in", 0.96),
        ("slow. dolly in", 0.6),
        ("extreme fast dolly in", 2.0),
        ("缓慢推近", 0.6),
    ],
)
def test_adverbs_change_how_far_a_one_way_move_goes(words: str, amount: float) -> None:
    assert motions(direct(words, PERSON))[0].amount == pytest.approx(amount, abs=1e-3)


def test_a_slow_cycle_keeps_its_size() -> None:
    motion = motions(direct("slow swing", PERSON))[0]
    assert (motion.amount, motion.speed) == (1.0, 0.6)


@pytest.mark.parametrize(
    ("words", "knobs"),
    [
        ("orbit left 10 degrees", {"angle_deg": 10.0}),
        ("orbit 90 degrees", {"angle_deg": 12.0}),
        ("zoom in 20%", {"picture_growth": 0.2}),
        ("2x zoom", {"picture_growth": 1.0}),
        ("swing 3 times", {"times": 3}),
        ("slow orbit 8 degrees", {"angle_deg": 8.0}),
        ("roll counterclockwise", {"camera": "counterclockwise"}),
        ("whip pan to the left", {"camera": "left"}),
    ],
)
def test_numbers_and_directions_set_knobs_within_their_range(words: str, knobs: dict[str, object]) -> None:
    motion = motions(direct(words, PERSON))[0]
    assert dict(motion.knobs) == knobs
    catalogue()[motion.move].params(amount=motion.amount, **motion.knobs)


def test_a_number_beyond_the_range_is_told() -> None:
    assert any("12°" in note and "90°" in note for note in direct("orbit 90 degrees", PERSON).notes)


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("zoom in then pan left", [(0, 3000), (3000, 3000)]),
        ("zoom in for 2 seconds then pan left, 6 s", [(0, 2000), (2000, 4000)]),
        ("zoom in for 3 seconds then pan left for 2 seconds", [(0, 3000), (3000, 2000)]),
        ("zoom in during the first 2 seconds", [(0, 2000)]),
        ("pan left over the last 2 seconds", [(4000, 2000)]),
        ("in the second half tilt up", [(3000, 3000)]),
        ("dolly in while panning left", [(0, None), (0, None)]),
        ("先推近，再左移，最后上移，9秒", [(0, 3000), (3000, 3000), (6000, 3000)]),
        ("after 60 seconds, pan left", [(5999, 1)]),
    ],
)
def test_moves_happen_when_they_were_asked_for(words: str, times: list[tuple[int, int | None]]) -> None:
    direction = direct(words, PERSON)
    assert [(m.start_ms, m.duration_ms) for m in motions(direction)] == times
    assert all(m.start_ms + (m.duration_ms or 0) <= direction.draft.duration_ms for m in motions(direction))


def test_what_is_refused_does_not_happen() -> None:
    assert motions(direct("no dolly", PERSON))[0].move not in ("dolly_in", "dolly_out", "push_past", "dolly_zoom")
    both = direct("zoom in but no zoom", PERSON)
    assert all(m.move != "zoom_in" for m in motions(both))
    assert any("ruled it out" in note for note in both.notes)
    held = direct("orbit left, don't move the subject", PERSON)
    assert held.draft.main_segments()[0].hold_subject


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        ((6000, 4000), (1920, 1080)),
        ((4000, 3000), (1920, 1080)),
        ((1920, 1080), (1920, 1080)),
        ((4000, 6000), (1080, 1920)),
        ((3000, 4000), (1080, 1920)),
        ((1000, 1000), (1080, 1080)),
        ((1250, 1000), (1440, 1080)),
        ((1000, 1250), (1080, 1350)),
        ((1100, 1000), (1080, 1080)),
        ((2000, 1000), (1920, 1080)),
        ((5000, 500), (2520, 1080)),
    ],
)
def test_the_shape_follows_the_photo(picture: tuple[int, int], size: tuple[int, int]) -> None:
    assert choose_size(picture) == size


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("vertical", (1080, 1920)),
        ("square 720p", (720, 720)),
        ("16:9 4k", (3840, 2160)),
        ("1280x720", (1280, 720)),
        ("720p", (1280, 720)),
        ("4:5", (1080, 1350)),
        ("竖屏", (1080, 1920)),
        ("for TikTok", (1080, 1920)),
        ("no crop", (1620, 1080)),
        ("original ratio", (1620, 1080)),
        ("2.39:1", (2582, 1080)),
        ("1001x501", (1000, 500)),
        ("99999x99999", (7680, 7680)),
    ],
)
def test_sizes_that_were_asked_for(words: str, size: tuple[int, int]) -> None:
    assert direct(words, PERSON).draft.size == size


def test_arguments_win_over_words() -> None:
    direction = direct("vertical, 8 s, 60 fps", PERSON, size=(640, 360), fps=25, duration_s=2.0, seed=7, asset="cat")
    draft = direction.draft
    assert (draft.size, draft.fps, draft.duration_ms) == ((640, 360), 25.0, 2000)
    assert (draft.main_segments()[0].seed, draft.main_segments()[0].asset) == (7, "cat")


def test_an_earlier_draft_is_refined() -> None:
    first = direct("slow dolly in, 6 s", PERSON).draft
    data = first.to_dict() | {"later": {"kept": [1]}}
    draft = Draft.from_dict(data)
    slower = direct("slower", PERSON, draft=draft).draft
    assert slower.main_segments()[0].motions[0].amount == pytest.approx(0.36)
    longer = direct("twice as long", PERSON, draft=slower).draft
    assert longer.duration_ms == 12000
    turned = direct("竖屏，循环", PERSON, draft=longer).draft
    assert (turned.size, turned.main_segments()[0].seamless) == ((1080, 1920), True)
    other = direct("orbit left instead", PERSON, draft=turned)
    assert [m.move for m in motions(other)] == ["orbit_left"]
    assert motions(other)[0].seamless
    gone = direct("no orbit", PERSON, draft=other.draft)
    assert motions(gone)[0].move != "orbit_left"
    assert gone.draft.to_dict()["later"] == {"kept": [1]}
    assert gone.draft.rev == first.rev + 5


def test_words_that_change_nothing_leave_the_draft_alone() -> None:
    draft = direct("dolly in, 6 s", PERSON).draft
    assert direct("6 seconds please", PERSON, draft=draft).draft == draft


def test_timed_moves_keep_their_share_of_a_longer_clip() -> None:
    draft = direct("zoom in then pan left, 6 s", PERSON).draft
    direction = direct("12 seconds", PERSON, draft=draft)
    assert [(m.start_ms, m.duration_ms) for m in motions(direction)] == [(0, 6000), (6000, 6000)]


_WORDS = st.lists(
    st.sampled_from(
        [
            "zoom in",
            "pan left",
            "then",
            "and",
            "slow",
            "dramatic",
            "loop",
            "vertical",
            "9 s",
            "no crop",
            "no zoom",
            "0 s",
            "90000 s",
            "orbit 400 degrees",
            "0x zoom",
            "999 fps",
            "0:0",
            "keep the cat still",
            "推近",
            "循环",
            "雪花",
            "last 3 seconds",
            "half",
            ",",
        ]
    ),
    max_size=10,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_WORDS, st.integers(0, 5))
def test_any_words_give_a_draft_that_can_be_rendered(words: str, seed: int) -> None:
    direction = direct(words, PERSON, seed=seed)
    assert direction.draft.ready
    assert direct(words, PERSON, seed=seed) == direction
    again = direct(words, PERSON, draft=direction.draft)
    for motion in (*motions(direction), *motions(again)):
        catalogue()[motion.move].params(amount=motion.amount, **motion.knobs)
        assert 0 <= motion.start_ms < direction.draft.duration_ms
