"""Captions: read, written, and drawn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.titles.setting import BARE, SIZE, dark
from vivant.errors import UnreadableInput
from vivant.titles import Cue, burn
from vivant.titles.burned import LINES, one_at_a_time, split, too_fast
from vivant.titles.captions import read, to_srt, to_vtt
from vivant.titles.placing import safe_area
from vivant.units import Clock

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), blacklist_characters="<>{}\ufeff\u200b"),
    min_size=1,
    max_size=30,
)
LINES_OF = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


@st.composite
def cues(draw: st.DrawFn, lines: st.SearchStrategy[str] = LINES_OF) -> list[Cue]:
    found, at = [], 0
    for text in draw(st.lists(lines, min_size=1, max_size=6)):
        at += draw(st.integers(1, 5_000_000))
        found.append(Cue(at, at + draw(st.integers(1, 9000)), text, draw(st.booleans())))
    return found


@given(cues())
def test_srt_comes_back_as_it_went(said: list[Cue]) -> None:
    assert list(read(to_srt(said)).cues) == sorted(said, key=lambda cue: cue[:2])


@given(
    cues(
        st.lists(
            WORDS | st.sampled_from(["<b>", "a < b", "&amp;", "x & y", "{\\an8}", "1"]), min_size=1, max_size=3
        ).map("\n".join)
    )
)
def test_vtt_comes_back_as_it_went(said: list[Cue]) -> None:
    plain = [cue for cue in said if "{" not in cue.text] or [Cue(0, 1, "x")]
    assert list(read(to_vtt(plain).encode()).cues) == sorted(plain, key=lambda cue: cue[:2])


def test_files_as_they_are_met() -> None:
    data = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,500 X1:100\r\n<i>Hello</i>\r\n2\r\n00:03.000 --> 00:04.25\r\n"
        "- a <b>bold</b> word\r\n- and\xa0one\r\n\r\n\r\n00:00:02,000 --> 0:00:05,000\r\nover{\\an8}lap"
    ).encode()
    found = read(data, "talk.srt")
    assert found.cues == (
        Cue(1000, 2500, "Hello", True), Cue(2000, 5000, "overlap"), Cue(3000, 4250, "- a bold word\n- and\xa0one"),
    )  # fmt: skip
    assert found.notes == ("3 marks of style in talk.srt were left out; their words are kept.",)


def test_webvtt_with_all_it_may_have() -> None:
    data = (
        "WEBVTT - a title\nKind: captions\n\nNOTE\nnothing to see\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n"
        "intro\n00:01.000 --> 00:02.000 line:0 align:start\n<v Ann>Hi &amp; <c.loud>bye</c> <00:01.500>now\n"
    )
    assert read(data).cues == (Cue(1000, 2000, "Hi & bye now"),)


@pytest.mark.parametrize("kind", ["utf-16", "utf-8-sig", "utf-8"])
def test_text_in_several_codings(kind: str) -> None:
    assert read("1\n00:00:01,000 --> 00:00:02,000\n你好".encode(kind)).cues == (Cue(1000, 2000, "你好"),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"1\n00:00:01,000 --> 00:00:0x\nHi", "line 2: .* are no times"),
        (b"1\n00:00:02,000 --> 00:00:01,000\nHi", "line 2: the caption ends before it begins"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n\nhello there\nyou", "line 5: \"hello there\" stands where"),
        (b"\n\n\n1\n00:00:01,000 --> 00:00:02,000\n\xff\xff", "line 6: these bytes are no text"),
        (b"1\n999:00:01,000 --> 999:00:02,000\nHi", "line 2: .* more than 100 hours"),
        (b"", "There are no captions"), (b"WEBVTT\n", "There are no captions"), (b"\x89PNG\r\n\x1a\n", "line 1"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_sentence_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said) as caught:
        read(data, "talk.srt")
    assert "talk.srt" in caught.value.sentence and "\n" not in caught.value.sentence


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_are_captions_or_a_clear_error(data: bytes | str) -> None:
    try:
        assert read(data).cues
    except UnreadableInput as wrong:
        assert wrong.sentence.endswith((".", "!"))


@given(cues())
def test_one_caption_at_a_time(said: list[Cue]) -> None:
    found = one_at_a_time([*said, *(cue._replace(start_ms=cue.start_ms - 1 + len(said)) for cue in said)])
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(found))
    for cue in said:
        middle = (cue.start_ms + cue.end_ms) // 2
        assert any(cue.text in one.text for one in found if one.start_ms <= middle < one.end_ms)


@given(st.text("abc defgh, 海边的风。", min_size=1, max_size=300), st.integers(500, 60_000))
def test_long_captions_become_several_short_ones(text: str, length_ms: int) -> None:
    parts = split(Cue(1000, 1000 + length_ms, text))
    assert "".join("".join(part.text.split()) for part in parts) == "".join(text.split())
    for part in parts:
        assert len(part.text.split("\n")) <= LINES
        assert all(len(line) <= 42 for line in part.text.split("\n") if " " in line)
    if parts:
        assert parts[0].start_ms == 1000 and parts[-1].end_ms == 1000 + length_ms
        assert all(a.end_ms == b.start_ms for a, b in pairwise(parts))


def test_lines_that_are_short_enough_stay_as_they_are() -> None:
    assert [part.text for part in split(Cue(0, 1000, "- Who?\n- Me."))] == ["- Who?\n- Me."]
    long = split(Cue(0, 4000, "- Who was it that came so late into the night?\n- Me."))
    assert long[0].text.startswith("- Who was") and "\n- Me." not in long[0].text
    assert long[-1].text.endswith("- Me.")


def test_what_goes_by_too_fast_is_said() -> None:
    notes = too_fast([Cue(0, 1000, "a" * 30), Cue(1000, 9000, "fine"), Cue(61_000, 62_000, "海" * 20)])
    assert notes == (
        "2 of 3 captions go by faster than most people read; the fastest is at 1:01.0, with 20 letters a second.",
    )
    assert too_fast([Cue(0, 2000, "slow enough")]) == ()


def test_captions_are_drawn_at_their_times_at_the_foot_of_the_frame() -> None:
    clock = Clock.lasting(4, 10)
    burned = burn([Cue(1000, 2000, "One"), Cue(2000, 3000, "Two lines of\nwords")], SIZE, clock, fonts=BARE)
    white = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    shown = [i for i in range(clock.n_frames) if (burned(white, i) != white).any()]
    assert shown == list(range(10, 30))
    x, y, ink = burned.layer(15)
    left, _, right, bottom = safe_area(SIZE)
    assert left <= x and x + ink.shape[1] <= right and y > SIZE[1] / 2 and y + ink.shape[0] <= bottom
    assert bottom - (y + ink.shape[0]) <= 1
    later = burned.layer(25)
    assert later.y + later.ink.shape[0] == y + ink.shape[0]  # the foot does not jump
    assert (burned(dark(), 15) == burned(dark(), 16)).all()
