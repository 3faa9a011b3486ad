"""Sentences about films into drafts: what is cut, how it looks, what is heard, and what was not understood."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant import effects, sound, transitions
from vivant.agent import Direction, Facts, edit, one_after_another
from vivant.agent.films.said import asked
from vivant.render.problems import applied_problems
from vivant.timeline import Caption, Draft

ONE = {"a": Facts("video", "beach.mp4", (1920, 1080), 20_000, has_sound=True)}
TWO = ONE | {"b": Facts("video", "party.mp4", (1920, 1080), 10_000, has_sound=True)}
ALL = TWO | {"s": Facts("sound", "song.mp3", None, 60_000, has_sound=True)}


def made(words: str, facts: dict[str, Facts] = ONE, **more: Any) -> Direction:
    return edit(words, one_after_another(facts, size=(1920, 1080)), facts=facts, **more)


def pieces(draft: Draft) -> str:
    """The main track in short: "a3-20" is asset a from 3 s to 20 s, with its speed and what is odd about it."""
    found = []
    for s in draft.main_segments():
        assert s.source is not None
        if s.source.freeze_ms is not None:
            found.append(f"{s.asset}={s.source.freeze_ms / 1000:g}s for {s.duration_ms / 1000:g}")
            continue
        first = s.source.in_ms / 1000
        last = round(first + s.duration_ms * s.source.speed / 1000, 2)
        speed = f" x{s.source.speed:g}" if s.source.speed != 1 else ""
        found.append(f"{s.asset}{first:g}-{last:g}{speed}{' back' if s.source.reverse else ''}")
    return ", ".join(found)


CUTS = """
cut the first 3 seconds | a3-20
remove the first 3 s of the video | a3-20
trim off the first three seconds | a3-20
without the last 2 seconds | a0-18
cut 2 seconds off the end | a0-18
cut out the middle 4 seconds | a0-8, a12-20
keep 0:05 to 0:12 | a5-12
from 5 to 9 s | a5-9
trim to 5-9 s | a5-9
last 10 seconds only | a10-20
only the middle 5 seconds | a7.5-12.5
keep the first 6 seconds and the last 2 seconds | a0-6, a18-20
trim to 10 seconds | a0-10
make it 15 seconds long | a0-15
start at 5 s and end at 12 s | a5-12
remove 4s to 6s | a0-4, a6-20
remove the part between 0:04 and 0:06 | a0-4, a6-20
cut everything after 10 s | a0-10
cut the first 2 seconds and remove 10 s to 12 s | a2-10, a12-20
split at 5 s | a0-5, a5-20
keep from 1:00 to 2:00 | a0-20
2x faster | a0-20 x2
speed it up by 1.5x | a0-20 x1.5
half speed | a0-20 x0.5
twice as fast | a0-20 x2
3 times slower | a0-20 x0.3333
play it at 150% speed | a0-20 x1.5
slow motion | a0-20 x0.5
slow motion from 3 to 5 s | a0-3, a3-5 x0.5, a5-20
timelapse | a0-20 x8
reverse it | a0-20 back
play it backwards | a0-20 back
freeze at 3 s for 2 s | a0-3, a=3s for 2, a3-20
freeze the last frame for 3 seconds | a0-20, a=20s for 3
cut the first 2 seconds and the last 3 seconds | a2-17
please trim the clip so it starts at 0:04 and ends at 0:15 | a4-15
I only need the part from 3s to 8s | a3-8
speed up from 5s to 10s by 4x | a0-5, a5-10 x4, a10-20
slow down the last 3 seconds | a0-17, a17-20 x0.5
cut the first 4 seconds, then play it twice as fast | a4-20 x2
剪掉前3秒 | a3-20
把最后两秒删掉 | a0-18
只要中间5秒 | a7.5-12.5
只保留前10秒 | a0-10
保留5秒到9秒 | a5-9
删除4秒到6秒 | a0-4, a6-20
剪到10秒以内 | a0-10
两倍速 | a0-20 x2
加速2倍 | a0-20 x2
慢动作 | a0-20 x0.5
慢放3倍 | a0-20 x0.3333
倒放 | a0-20 back
在3秒定格2秒 | a0-3, a=3s for 2, a3-20
去掉开头5秒和结尾3秒 | a5-17
从第10秒到第15秒两倍速播放 | a0-10, a10-15 x2, a15-20
最后3秒定格 | a0-20, a=20s for 3
从5秒处分割 | a0-5, a5-20
"""


@pytest.mark.parametrize("line", CUTS.strip().splitlines())
def test_films_are_cut_as_people_say(line: str) -> None:
    words, _, wanted = line.partition(" | ")
    direction = made(words)
    assert pieces(direction.draft) == wanted
    assert not direction.unknown
    assert direction.notes, "people are told what was done"


JOINS = """
speed up the first video 2x and reverse the second one | a0-20 x2, b0-10 back
swap the videos | b0-10, a0-20
the second video first | b0-10, a0-20
drop the second clip | a0-20
cut the first 3 seconds of the second video | a0-20, b3-10
keep 18 s to 22 s | a18-20, b0-2
reverse it | b0-10 back, a0-20 back
第二个视频倒放 | a0-20, b0-10 back
"""


@pytest.mark.parametrize("line", JOINS.strip().splitlines())
def test_one_of_several_films_can_be_named(line: str) -> None:
    words, _, wanted = line.partition(" | ")
    direction = made(words, TWO)
    assert pieces(direction.draft) == wanted
    assert not direction.unknown


OVERS = """
join them with a crossfade | crossfade 800
join the videos with a 1 second crossfade between them | crossfade 1000
with a whip pan between | whip_pan 400
dip to black between the clips | dip_to_black 600
add smooth transitions | crossfade 800
两个视频之间用叠化转场 | crossfade 800
"""


@pytest.mark.parametrize("line", OVERS.strip().splitlines())
def test_films_go_over_into_each_other(line: str) -> None:
    words, _, wanted = line.partition(" | ")
    first, last = made(words, TWO).draft.main_segments()
    assert first.transition is not None
    assert last.transition is None
    assert f"{first.transition.kind} {first.transition.duration_ms}" == wanted


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("make it vertical", (1080, 1920)), ("9:16 keeping the subject", (1080, 1920)), ("square", (1080, 1080)),
        ("crop to 4:5", (1080, 1350)), ("for TikTok", (1080, 1920)), ("for YouTube 4K", (3840, 2160)),
        ("竖屏，保持主体", (1080, 1920)), ("发抖音", (1080, 1920)), ("make it 720p", (1280, 720)),
        ("rotate 90 degrees clockwise", (1080, 1920)),
    ],
)  # fmt: skip
def test_films_get_the_shape_that_is_asked_for(words: str, size: tuple[int, int]) -> None:
    direction = made(words)
    assert direction.draft.size == size
    assert not direction.unknown


def test_bars_may_be_blurred() -> None:
    assert made("make it vertical with blurred sides").draft.main_segments()[0].fit == "blur"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("crop 10% off the top", (0.0, 0.1, 1.0, 1.0)),
        ("crop to the left half", (0.0, 0.0, 0.5, 1.0)),
        ("crop in by 20%", (0.1, 0.1, 0.9, 0.9)),
        ("裁掉上面20%", (0.0, 0.2, 1.0, 1.0)),
    ],
)
def test_a_part_of_the_picture_is_used(words: str, wanted: tuple[float, ...]) -> None:
    assert made(words).draft.main_segments()[0].placement.crop == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("words", "angle"),
    [("rotate 90 degrees counterclockwise", 270), ("rotate left", 270), ("turn it upside down", 180), ("旋转90度", 90)],
)
def test_films_are_turned(words: str, angle: float) -> None:
    assert made(words).draft.main_segments()[0].placement.rotation_deg == angle


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("make it warm and cinematic", ["warm", "cinematic"]), ("add snow", ["snow"]), ("黑白", ["black_and_white"]),
        ("stabilise it", ["steady"]), ("make it less shaky", ["steady"]), ("防抖", ["steady"]),
        ("blur the top left corner", ["blur"]), ("pixelate the bottom third", ["mosaic"]), ("给左下角打码", ["mosaic"]),
        ("stabilise it, warm, add rain", ["steady", "warm", "rain"]), ("make the clouds move", []),
    ],
)  # fmt: skip
def test_looks_and_effects_lie_over_films(words: str, kinds: list[str]) -> None:
    direction = made(words)
    applied = direction.draft.main_segments()[0].applied
    assert [one.kind for one in applied] == kinds
    assert not direction.unknown
    assert all(kind == "steady" or kind in effects.catalogue() for kind in kinds)


def test_what_is_hidden_keeps_to_its_place_and_time_and_goes_along_with_cuts() -> None:
    draft = made("pixelate the bottom right corner from 5 to 8 s, cut the first 4 seconds").draft
    (hidden,) = draft.main_segments()[0].applied
    assert (hidden.start_ms, hidden.duration_ms) == (1000, 3000)
    assert hidden.place is not None
    assert min(x for x, _ in hidden.place.polygon) > 0.5
    assert min(y for _, y in hidden.place.polygon) > 0.5


def test_a_thing_in_a_film_is_blurred_where_it_was_drawn_and_nowhere_else() -> None:
    without = made("blur the face")
    assert without.draft.main_segments()[0].applied == ()
    assert "the face" in without.notes[0]
    drawn = ((0.1, 0.1), (0.3, 0.1), (0.2, 0.4))
    (hidden,) = made("blur the face", outline=drawn).draft.main_segments()[0].applied
    assert hidden.place is not None
    assert hidden.place.polygon == drawn


def test_what_needs_depth_is_not_done_to_films() -> None:
    direction = made("blur the background, slow zoom in")
    assert [m.move for m in direction.draft.main_segments()[0].motions] == ["zoom_in"]
    assert "near" in direction.notes[0]


def test_times_of_effects_are_those_of_the_whole_film() -> None:
    first, second = made("add rain from 22 to 25 s", TWO).draft.main_segments()
    assert first.applied == ()
    assert [(a.kind, a.start_ms, a.duration_ms) for a in second.applied] == [("rain", 2000, 3000)]


# --- words and sound --------------------------------------------------------------------------------------------------


def texts(draft: Draft) -> list[tuple[str, int, int, str]]:
    return [
        (s.text.content, s.start_ms, s.duration_ms, s.text.position)
        for track in draft.tracks() if track.kind == "text" for s in track.segments if s.text
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("title 'Night Garden' at the start", ("Night Garden", 0, 3000, "")),
        ("title: Night Garden", ("Night Garden", 0, 3000, "")),
        ("标题“夜色”", ("夜色", 0, 3000, "")),
        ('add the title "Summer" at 5 s for 2 seconds in the top left corner', ("Summer", 5000, 2000, "top-left")),
        ('a title saying "Hi" in the middle of the screen for the first 4 seconds', ("Hi", 0, 4000, "center")),
        ('write "The end" at the end', ("The end", 17_000, 3000, "")),
        ('text "Cut, reverse and mute it" at the bottom', ("Cut, reverse and mute it", 0, 3000, "bottom-center")),
    ],
)
def test_titles_say_what_is_quoted_and_nothing_of_it_is_an_order(words: str, wanted: tuple[str, int, int, str]) -> None:
    direction = made(words)
    assert texts(direction.draft) == [wanted]
    assert pieces(direction.draft) == "a0-20"
    assert not direction.unknown


def test_captions_follow_the_cuts_and_the_speed() -> None:
    cues = [Caption(1000, 2000, "gone"), Caption(4000, 6000, "hello"), Caption(18_000, 19_000, "bye")]
    draft = made("cut the first 3 seconds, 2x faster, captions at the top", captions=cues).draft
    assert texts(draft) == [("hello", 500, 1000, "top-center"), ("bye", 7500, 500, "top-center")]


def test_captions_that_nobody_gave_are_told_of() -> None:
    direction = made("add subtitles")
    assert texts(direction.draft) == []
    assert "SRT" in direction.notes[0]


def music(draft: Draft) -> list[tuple[str, float]]:
    assets = draft.assets()
    return [
        (str(assets[s.asset].recipe.get("style", s.asset)), s.gain)
        for track in draft.tracks() if track.role == "music" for s in track.segments
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("add calm piano music", ("piano", 0.35)), ("lo-fi under it", ("lofi", 0.35)), ("配轻快的音乐", ("pop", 0.35)),
        ("with epic music at 60%", ("epic", 0.6)), ("add music", ("calm", 0.35)), ("配钢琴曲", ("piano", 0.35)),
        ("jazz music in F major at 120 bpm", ("jazzy", 0.35)), ("mute it and add upbeat music", ("pop", 0.35)),
        ("add my song.mp3 as background music at 20% volume", ("s", 0.2)), ("add a rain sound", None),
        ("put my song under it", ("s", 0.35)), ("replace the sound with song", ("s", 1.0)), ("no music", None),
    ],
)  # fmt: skip
def test_music_is_composed_or_brought(words: str, wanted: tuple[str, float] | None) -> None:
    direction = made(words, {"a": ONE["a"], "s": ALL["s"]})
    assert music(direction.draft) == ([wanted] if wanted else [])
    assert not direction.unknown


def test_key_and_tempo_of_music_are_kept() -> None:
    asset = made("jazz music in F major at 120 bpm").draft.assets()["music_jazzy"]
    assert (asset.recipe["key"], asset.recipe["tempo"]) == ("F major", 120.0)
    assert sound.beat_grid("jazzy", 20.0, key="F major", tempo=120.0).beats_s.size > 20


@pytest.mark.parametrize("words", ["add a rain sound", "the sound of rain", "加上雨声"])
def test_sounds_of_nature_lie_under_a_film(words: str) -> None:
    direction = made(words)
    (track,) = (t for t in direction.draft.tracks() if t.role == "sfx")
    assert [direction.draft.assets()[s.asset].recipe["bed"] for s in track.segments] == ["rain"]
    assert track.segments[0].duration_ms == 20_000
    assert direction.draft.main_segments()[0].applied == (), "no rain in the picture"
    assert not direction.unknown


@pytest.mark.parametrize(
    ("words", "muted", "gain"),
    [
        ("mute", True, 1.0), ("remove the audio", True, 1.0), ("去掉声音", True, 1.0), ("no sound", True, 1.0),
        ("lower the sound to 30 %", False, 0.3), ("音量调到50%", False, 0.5), ("make it half as loud", False, 0.5),
    ],
)  # fmt: skip
def test_sound_is_turned_down_or_off(words: str, muted: bool, gain: float) -> None:
    track = made(words).draft.tracks()[0]
    assert (track.muted, track.segments[0].gain) == (muted, pytest.approx(gain))


@pytest.mark.parametrize(
    ("words", "come", "go"),
    [
        ("fade in and out", 800, 800), ("fade in", 800, 0), ("fade to black at the end", 0, 800),
        ("fade out over 2 s", 0, 2000), ("淡入淡出", 800, 800),
    ],
)  # fmt: skip
def test_films_fade(words: str, come: int, go: int) -> None:
    (segment,) = made(words).draft.main_segments()
    assert (segment.fade_in_ms, segment.fade_out_ms) == (come, go)


@pytest.mark.parametrize(
    "words",
    [
        "the second video small in the corner bottom right",
        "picture in picture",
        "把第二个视频放在右下角小窗",
        "show party.mp4 in the bottom right corner",
    ],
)
def test_a_film_lies_small_over_another(words: str) -> None:
    direction = made(words, TWO)
    overlay = next(track for track in direction.draft.tracks() if track.role == "overlay")
    (inset,) = overlay.segments
    assert (inset.asset, inset.placement.scale) == ("b", 0.3)
    assert inset.placement.x > 0.7
    assert inset.placement.y > 0.7
    assert pieces(direction.draft) == "a0-20"
    assert not direction.unknown


# --- all of it --------------------------------------------------------------------------------------------------------


def test_many_wishes_at_once_are_all_done() -> None:
    direction = made(
        'cut the first 2 seconds, speed it up 2x, make it vertical, warm, title "Hi" and lo-fi music, fade out', TWO
    )
    draft = direction.draft
    assert pieces(draft) == "a2-20 x2, b0-10 x2"
    assert draft.size == (1080, 1920)
    assert [t[0] for t in texts(draft)] == ["Hi"]
    assert music(draft) == [("lofi", 0.35)]
    assert draft.main_segments()[-1].fade_out_ms == 800
    assert not direction.unknown


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("make me a sandwich", ("make me a sandwich",)),
        ("cut the first 3 seconds and make me a sandwich", ("make me a sandwich",)),
        ("make it warm, 7 seconds of magic", ("7 seconds", "of magic")),
        ("flip it horizontally", ("flip",)),
        ("", ()),
    ],
)
def test_what_is_not_understood_is_told_and_not_guessed(words: str, unknown: tuple[str, ...]) -> None:
    assert made(words).unknown == unknown


def test_a_cut_that_would_leave_nothing_is_not_made() -> None:
    direction = made("cut the first 30 seconds")
    assert pieces(direction.draft) == "a0-20"
    assert "nothing" in direction.notes[0]


def test_the_answer_is_in_the_language_of_the_words() -> None:
    assert made("剪掉前3秒").notes[0].startswith("剪掉")


def test_the_same_words_give_the_same_draft() -> None:
    words = "cut the first 3 seconds, add snow and piano music"
    assert made(words, ALL).draft == made(words, ALL).draft


_SAID = st.lists(
    st.sampled_from([line.partition(" | ")[0] for line in (CUTS + JOINS + OVERS).strip().splitlines() if line])
    | st.sampled_from([
        "add snow", "mute", "title “x”", "for TikTok", "rotate 30 degrees", "the first video small at the top left",
        "blur the left half from 1 to 30 s", "loop it 3 times", "boomerang", "piano music", "fade in and out",
        "no music", "louder", "remove the third video", "第二个视频两倍速",
        "order by time taken", "freeze at 0:29 for 100 s",
    ])
    | st.text(max_size=30),
    max_size=5,
)  # fmt: skip


@given(_SAID, st.sampled_from([", ", " and ", "，", " then "]), st.sampled_from([ONE, TWO, ALL]))
@settings(max_examples=150, deadline=None)
def test_any_sentence_gives_a_valid_draft(said: list[str], joint: str, facts: dict[str, Facts]) -> None:
    direction = made(joint.join(said), facts)
    draft = Draft.from_dict(direction.draft.to_dict())
    assert draft.main_segments()
    for segment in draft.main_segments():
        for applied in segment.applied:
            assert applied.kind == "steady" or applied_problems(applied) == []
        assert segment.transition is None or segment.transition.kind in transitions.catalogue()
    assert all(isinstance(one, str) and one for one in direction.unknown)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(words: str) -> None:
    order = asked(words, ("a", "b"), ALL)
    assert order.language in ("en", "zh")
    assert len(order.rest) <= 4 * len(words) + 8
