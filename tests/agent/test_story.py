"""Pictures and a sentence into a film: order, lengths on the beat, moves, transitions, title, music, end."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant import sound, transitions
from vivant.agent import Direction, Facts, SceneFacts, glance, one_after_another, story
from vivant.agent.choice import choose_move
from vivant.agent.films.calling import brought_back
from vivant.agent.moving_on import moves_in_a_row
from vivant.agent.pacing import SHORTEST_S, Share, cuts, shared
from vivant.agent.titling import least_ms
from vivant.errors import UsageError
from vivant.moves import catalogue
from vivant.scene.scene import Scene
from vivant.timeline import Draft, Segment

SCENES = (
    SceneFacts((300, 200), subject_share=0.2), SceneFacts((300, 200), sky_share=0.4, has_horizon=True),
    SceneFacts((300, 200), subject_share=0.4, subject_inside=True), SceneFacts((300, 200)),
    SceneFacts((300, 200), depth_span=0.1), SceneFacts((300, 200), kind="drawing"), SceneFacts((900, 200)),
    SceneFacts((300, 200), confidence=0.1), SceneFacts((300, 200), kind="text"),
)  # fmt: skip


def pictures(n: int, *, clip_ms: int = 0) -> dict[str, Facts]:
    """n pictures, the last taken first, and a clip behind them."""
    found = {
        f"p{k}": Facts("picture", f"p{k}.jpg", (300, 200), taken_at=100.0 - k, scene=SCENES[k % len(SCENES)])
        for k in range(n)
    }
    clip = {"c": Facts("video", "clip.mp4", (1920, 1080), clip_ms, has_sound=True)} if clip_ms else {}
    return found | clip


def cut_times_s(draft: Draft) -> list[float]:
    """The middle of each change."""
    return [(b.start_ms + a.end_ms) / 2000 for a, b in pairwise(draft.main_segments())]


def beats_of(draft: Draft) -> Any:
    """The beats of the music as it will be composed from the draft alone."""
    (track,) = (t for t in draft.tracks() if t.role == "music")
    (segment,) = track.segments
    recipe = dict(draft.assets()[segment.asset].recipe)
    style = str(recipe.pop("style"))
    return sound.beat_grid(style, segment.duration_ms / 1000, **recipe).beats_s  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["", "30 seconds, upbeat music", "romantic, 1 minute", "jazz music at 120 bpm in F major", "史诗感，40秒"]
)
def test_every_cut_falls_on_a_beat_of_the_music_that_will_be_composed(words: str) -> None:
    draft = story(words, pictures(9)).draft
    beats = beats_of(draft)
    for cut in cut_times_s(draft):
        assert np.abs(beats - cut).min() < 0.002
    assert len(draft.main_segments()) == 9


def test_the_beats_that_are_planned_are_those_that_are_composed() -> None:
    piece = sound.compose("lofi", 9.0, seed=3)
    assert np.array_equal(piece.beats_s, sound.beat_grid("lofi", 9.0, seed=3).beats_s)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("start with the lake, then the dog", "lake dog street"),
        ("begin with the street and end with the dog", "street lake dog"),
        ("first the street, then the lake, then the dog", "street lake dog"),
    ],
)  # fmt: skip
def test_pictures_come_in_the_order_of_what_they_are_called(words: str, order: str) -> None:
    named = {one: Facts("picture", f"{one}.jpg", (300, 200), scene=SCENES[3]) for one in ("dog", "lake", "street")}
    assert [s.asset for s in story(words, named).draft.main_segments()] == order.split()


@pytest.mark.parametrize(
    "words", ["put the lake one back in at the end", "bring back the lake", "add the picture back"]
)
def test_a_picture_that_went_comes_back_by_its_name(words: str) -> None:
    named = {one: Facts("picture", f"{one}.jpg", (300, 200)) for one in ("dog", "lake", "street")}
    assert brought_back(words, named, ("dog", "street")) == "lake"
    assert brought_back(words, named, ("dog", "lake", "street")) == ""


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("", 29.7), ("30 seconds", 30.0), ("a 1 minute film", 60.0), ("make it 20 seconds long", 20.0),
        ("0:45", 45.0), ("30秒", 30.0), ("一分钟的短片", 60.0),
        ("2 seconds each", 18.0), ("每张2秒", 18.0),
        ("upbeat music", 22.5),
    ],
)  # fmt: skip
def test_a_film_is_as_long_as_was_asked(words: str, seconds: float) -> None:
    direction = story(words, pictures(9))
    assert direction.draft.duration_ms == round(1000 * seconds)
    assert not direction.unknown


def test_an_argument_wins_over_the_words() -> None:
    draft = story("30 seconds, vertical", pictures(4), duration_s=12.0, size=(640, 360), fps=25.0).draft
    assert (draft.duration_ms, draft.size, draft.fps) == (12_000, (640, 360), 25.0)


def test_pictures_move_and_neighbours_never_the_same_way() -> None:
    draft = story("", pictures(24)).draft
    names = [s.motions[0].move for s in draft.main_segments()]
    assert all(a != b for a, b in pairwise(names))
    assert all(name in catalogue() for name in names)
    assert all(s.motions[0].amount <= 1.0 for s in draft.main_segments())


def test_moves_suit_their_pictures_and_alternate() -> None:
    faces = [SceneFacts((300, 200), subject_share=0.2)] * 4
    names = [motion.move for motion in moves_in_a_row(faces, [3.0] * 4, (1920, 1080))]
    assert names[0] == "dolly_in"
    assert len(set(names)) >= 3


def test_what_is_measured_of_a_scene_chooses_as_the_scene_does() -> None:
    alpha = np.zeros((200, 300), np.float32)
    alpha[60:, 100:200] = 1.0
    ramp = np.repeat(np.linspace(0, 1, 200, dtype=np.float32)[:, None], 300, 1)
    scene = Scene(np.zeros((200, 300, 3), np.uint8), ramp, alpha, np.zeros((200, 300), np.float32), "photo", 0.6)
    assert choose_move(glance(scene), (1920, 1080), 6.0) == choose_move(scene, (1920, 1080), 6.0)


def test_clips_play_and_are_no_longer_than_they_are() -> None:
    shown = {"p": Facts("picture", "p.jpg", (300, 200)), "c": Facts("video", "c.mp4", (1920, 1080), 2000)}
    first, clip = story("20 seconds", shown).draft.main_segments()
    assert first.motions
    assert not clip.motions
    assert clip.duration_ms <= 2000 + 1500, "at most up to the next beat"
    long = {"c": Facts("video", "c.mp4", (1920, 1080), 60_000), "p": Facts("picture", "p.jpg", (300, 200))}
    clip = story("", long).draft.main_segments()[0]
    assert clip.source is not None
    assert clip.source.in_ms > 20_000, "the middle of a long clip"
    assert clip.duration_ms < 7000


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("", "p0 p1 p2"), ("by time taken", "p2 p1 p0"), ("order by date", "p2 p1 p0"), ("按拍摄时间排列", "p2 p1 p0"),
        ("in reverse order", "p2 p1 p0"), ("start with the second picture", "p1 p0 p2"),
    ],
)  # fmt: skip
def test_the_order_is_kept_or_chosen(words: str, order: str) -> None:
    direction = story(words, pictures(3))
    assert " ".join(s.asset for s in direction.draft.main_segments()) == order
    assert not direction.unknown


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("", "calm"), ("lo-fi music", "lofi"), ("an epic film", "epic"), ("romantic", "piano"),
        ("Christmas", "festive"), ("轻快的音乐", "pop"), ("欢快的音乐", "pop"),
        ("钢琴曲", "piano"), ("spooky", "suspense"), ("no music", None),
    ],
)  # fmt: skip
def test_music_suits_the_mood(words: str, style: str | None) -> None:
    draft = story(words, pictures(4)).draft
    found = [asset.recipe.get("style") for asset in draft.assets().values() if asset.recipe]
    assert found == ([style] if style else [])


def test_ones_own_music_plays_under_it() -> None:
    draft = story("", pictures(3) | {"m": Facts("sound", "song.mp3", None, 90_000, has_sound=True)}).draft
    (track,) = (t for t in draft.tracks() if t.role == "music")
    assert [s.asset for s in track.segments] == ["m"]


def kinds(segments: tuple[Segment, ...]) -> list[str]:
    return [s.transition.kind if s.transition else "cut" for s in segments[:-1]]


def test_transitions_are_few_and_suit_the_music() -> None:
    calm = kinds(story("", pictures(10)).draft.main_segments())
    assert calm.count("crossfade") >= 6
    assert set(calm) <= {"crossfade", "near_to_far", "far_to_near"}
    lively = kinds(story("upbeat music", pictures(10)).draft.main_segments())
    assert lively.count("cut") >= 6
    assert set(kinds(story("fast cuts on the beat", pictures(5)).draft.main_segments())) == {"cut"}
    hard = story("15 seconds, no transitions", pictures(9)).draft
    assert (set(kinds(hard.main_segments())), hard.duration_ms) == ({"cut"}, 15_000)
    asked = kinds(story("with a whip pan between the pictures", pictures(5)).draft.main_segments())
    assert asked == ["whip_pan"] * 4


def test_a_quoted_title_stands_over_the_first_picture_and_the_film_ends_softly() -> None:
    draft = story("“Our summer”, 30 seconds", pictures(8)).draft
    (title,) = (s for t in draft.tracks() if t.role == "title" for s in t.segments)
    assert title.text is not None
    assert (title.text.content, title.start_ms) == ("Our summer", 0)
    segments = draft.main_segments()
    assert title.end_ms <= segments[0].end_ms
    assert segments[-1].fade_out_ms == 1000
    assert segments[0].fade_in_ms == 0  # the first frame stands for the film


def titles_of(draft: Draft) -> list[Segment]:
    return [s for t in draft.tracks() if t.role == "title" for s in t.segments]


@pytest.mark.parametrize("n", [1, 2, 5, 12])
@pytest.mark.parametrize(
    "words",
    ["“Our summer”", "“Our summer”, fast cuts", "“Our summer”, 快节奏", "“Our summer”, 15 seconds",
     "“Our summer”, upbeat music", "“Our summer”, 2 seconds each", "“Our summer”, with a dip to black between",
     "标题《我们的夏天》，快节奏", "“Everything we saw on the long way to the sea”, fast cuts"],
)  # fmt: skip
def test_a_title_is_gone_before_the_second_picture_begins_to_show(words: str, n: int) -> None:
    draft = story(words, pictures(n)).draft
    (title,) = titles_of(draft)
    assert title.text is not None and (title.start_ms, title.text.leave) == (0, "fade")
    assert title.end_ms <= (draft.main_segments()[1].start_ms if n > 1 else draft.duration_ms)
    assert title.duration_ms >= 0.75 * least_ms(title.text.content)


def test_a_picture_is_held_for_its_words_and_the_others_are_not() -> None:
    plain = story("fast-paced", pictures(6)).draft
    opened = story("“Our summer”, fast-paced", pictures(6)).draft
    closed = story("end with “The end”, fast-paced", pictures(6)).draft
    usual = {s.duration_ms / 1000 for s in plain.main_segments()[1:-1]}
    first, *others = opened.main_segments()
    assert first.duration_ms > 1.4 * plain.main_segments()[0].duration_ms
    assert all(s.duration_ms / 1000 <= max(usual) + 0.4 for s in others)
    (end,) = titles_of(closed)
    before, last = closed.main_segments()[-2:]
    assert end.start_ms >= before.end_ms and end.end_ms == last.end_ms == closed.duration_ms
    assert 700 < opened.duration_ms - plain.duration_ms < 2000


def test_lengths_that_were_said_stay_and_the_title_ends_where_a_later_change_begins() -> None:
    draft = story("“Our summer”, 1 second each", pictures(6)).draft
    assert draft.duration_ms == 6000
    (title,) = titles_of(draft)
    assert title.end_ms in [s.start_ms for s in draft.main_segments()[1:]] and title.duration_ms >= 1500
    asked = titles_of(story("“Our summer” for 4 seconds, fast cuts", pictures(6)).draft)
    assert [(s.start_ms, s.end_ms) for s in asked] == [(0, 4000)]


def test_words_for_each_picture_stand_while_it_is_alone() -> None:
    draft = story("captions: “Kitchen”, “Garden”, “Bath”", pictures(3)).draft
    segments = draft.main_segments()
    for n, words in enumerate(titles_of(draft)):
        assert words.start_ms >= (segments[n - 1].end_ms if n else 0)
        assert words.end_ms <= (segments[n + 1].start_ms if n < 2 else draft.duration_ms)


@given(
    st.lists(st.tuples(st.floats(0.5, 9), st.just(0.0) | st.floats(0.5, 6)), min_size=1, max_size=12),
    st.floats(2, 120),
)
def test_what_pictures_need_they_get_as_far_as_it_goes(wishes: list[tuple[float, float]], total_s: float) -> None:
    shares = [Share(wanted, least_s=least) for wanted, least in wishes]
    lengths = shared(shares, total_s)
    assert sum(lengths) == pytest.approx(total_s) and min(lengths) >= 0
    spare = total_s - sum(share.least_s or min(share.wanted_s, SHORTEST_S) for share in shares)
    if spare >= 0:
        assert all(length >= share.least_s - 1e-6 for length, share in zip(lengths, shares, strict=True))


@pytest.mark.parametrize(
    ("words", "size"),
    [("", (1920, 1080)), ("for TikTok", (1080, 1920)), ("square", (1080, 1080)), ("发抖音", (1080, 1920))],
)
def test_the_shape_is_that_of_most_pictures_or_of_the_platform(words: str, size: tuple[int, int]) -> None:
    assert story(words, pictures(5)).draft.size == size
    upright = {f"u{n}": Facts("picture", "", (900, 1600)) for n in range(6)}
    assert story("", pictures(5) | upright).draft.size == (1080, 1920)


def test_looks_lie_over_all_pictures_and_what_flows_lives_in_photos_only() -> None:
    draft = story("warm, let the water ripple", pictures(3, clip_ms=4000)).draft
    applied = [[a.kind for a in s.applied] for s in draft.main_segments()]
    assert applied == [["warm", "water_ripple"]] * 3 + [["warm"]]


def test_words_that_are_not_understood_are_told() -> None:
    assert story("warm, make me a sandwich", pictures(2)).unknown == ("make me a sandwich",)
    for words in (
        "make a story of our trip to Rome with lo-fi music", "tell the story of our wedding, romantic",
        "photos in chronological order with jazz in the background", 'end with "The end"',
        "旅行回忆，标题《云南》，钢琴曲，竖屏", "用这些照片做一个30秒的短片，配欢快的音乐", "put my own song under it",
    ):  # fmt: skip
        assert story(words, pictures(2)).unknown == (), words


def test_music_of_ones_own_that_was_not_given_is_told_of() -> None:
    direction = story("put my own song under it", pictures(2))
    assert any("add its file" in sentence for sentence in direction.notes)


def test_a_story_needs_a_picture() -> None:
    with pytest.raises(UsageError, match="needs a picture"):
        story("hello", {"m": Facts("sound", "song.mp3", None, 1000)})


def test_many_pictures_in_little_time_are_told_of() -> None:
    direction = story("5 seconds", pictures(12))
    assert direction.draft.duration_ms == 5000
    assert any("short" in sentence for sentence in direction.notes)


# --- times ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(0.5, 9), st.floats(0.5, 60)), min_size=1, max_size=20), st.floats(2, 200))
@settings(max_examples=100, deadline=None)
def test_lengths_add_up(wishes: list[tuple[float, float]], total: float) -> None:
    lengths = shared([Share(min(a, b), b) for a, b in wishes], total)
    assert sum(lengths) == pytest.approx(total)
    assert all(length > 0 for length in lengths)
    assert all(length <= most + 1e-6 for length, (_, most) in zip(lengths[:-1], wishes[:-1], strict=True))


@given(st.lists(st.floats(1.0, 6.0), min_size=2, max_size=30), st.floats(50, 180))
@settings(max_examples=100, deadline=None)
def test_cuts_are_on_beats_in_order_and_near_where_they_were(lengths: list[float], bpm: float) -> None:
    total = sum(lengths)
    beats = list(np.arange(0.0, total, 60 / bpm))
    found = cuts(lengths, beats, beats[::4])
    assert len(found) == len(lengths) - 1
    assert all(b - a >= min(SHORTEST_S, total / len(lengths) / 2) - 1e-6 for a, b in pairwise([0.0, *found]))
    for cut, wished in zip(found, np.cumsum(lengths), strict=False):
        assert abs(cut - wished) <= max(2 * 60 / bpm, SHORTEST_S) + 60 / bpm


def test_a_bar_is_liked_where_it_is_about_as_near() -> None:
    beats = [0.5 * n for n in range(20)]
    assert cuts([2.2, 3.0], beats, [0.0, 2.0, 4.0]) == [2.0]
    assert cuts([2.26, 3.0], beats, [0.0, 2.0, 4.0]) == [2.0]
    assert cuts([2.45, 3.0], beats, [0.0, 2.0, 4.0]) == [2.5]


_SAID = st.lists(
    st.sampled_from([
        "30 seconds", "upbeat music", "“Rome”", "no music", "for TikTok", "by time taken", "with a crossfade", "warm",
        "fade in and out", "zoom in on each", "2 seconds each", "add snow from 2 to 5 s", "第二张照片放在前面",
        "标题“夜色”",
        "cut the first 3 seconds", "reverse it", "史诗", "square", "5 seconds", "1 hour",
    ])
    | st.text(max_size=20),
    max_size=5,
)  # fmt: skip


@given(_SAID, st.integers(1, 14), st.sampled_from([0, 300, 4000]))
@settings(max_examples=120, deadline=None)
def test_any_sentence_gives_a_valid_film(said: list[str], n: int, clip_ms: int) -> None:
    direction: Direction = story(", ".join(said), pictures(n, clip_ms=clip_ms))
    draft = Draft.from_dict(direction.draft.to_dict())
    segments = draft.main_segments()
    assert len(segments) == n + bool(clip_ms)
    for a, b in pairwise(segments):
        assert b.start_ms == a.end_ms - (a.transition.duration_ms if a.transition else 0)
    assert all(s.transition is None or s.transition.kind in transitions.catalogue() for s in segments)


def test_pictures_in_a_row_are_shown_whole_and_uncut() -> None:
    draft = one_after_another(pictures(2, clip_ms=4000), size=(640, 360), fps=24)
    assert [(s.start_ms, s.duration_ms) for s in draft.main_segments()] == [(0, 5000), (5000, 5000), (10_000, 4000)]
    assert draft.fps == 24


def test_a_mood_and_an_instrument_are_heard_beside_the_film() -> None:
    directed = story("a dreamy 9 s film with piano", pictures(3))
    assert directed.unknown == ()
    assert [t.segments[0].name for t in directed.draft.tracks() if t.role == "music"] == ["piano"]


@pytest.mark.parametrize(
    ("words", "whole_s"),
    [("snow in the last 3 seconds", None), ("最后3秒下雪", None), ("snow in the last 3 seconds, 12 s film", 12.0)],
)
def test_the_length_of_a_part_is_not_that_of_the_film(words: str, whole_s: float | None) -> None:
    found = story(words, {name: Facts("picture", name, (1600, 1200)) for name in "abc"})
    lasts_s = found.draft.duration_ms / 1000
    assert lasts_s == whole_s if whole_s else lasts_s > 8
    snowing = [(s.start_ms + a.start_ms) / 1000 for s in found.draft.main_segments() for a in s.applied]
    assert snowing
    assert min(snowing) == pytest.approx(lasts_s - 3, abs=0.1)
