"""Lines: nothing lost, nothing clipped, no punctuation where it may not stand, even, the same at every size."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.titles.setting import BARE, CLOCK, SIZE, dark, font_for, whole
from vivant.titles import Text, installed, prepare
from vivant.titles.layout import lay_out
from vivant.titles.letters import clusters, words
from vivant.titles.shaping import Typesetter
from vivant.titles.text import clean
from vivant.units import Size

LATIN = st.text("abcdefgjpyABCQXQZ.,;:!?-()\n      ", min_size=1, max_size=400)
MIXED = st.text("海边的风把一切都吹得很轻，。！？（）“”、ーっabc 12.,\n", min_size=1, max_size=80)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(max_examples=60, deadline=None)
@given(LATIN, st.sampled_from([(320, 180), (90, 160), (600, 80)]), st.floats(0.02, 1.0), st.integers(1, 6))
def test_all_words_are_there_and_inside_the_safe_area(text: str, size: Size, size_h: float, lines: int) -> None:
    title = prepare(Text(text, size_h=size_h, lines=lines, place="center"), size, CLOCK, [dark(size, 0)], fonts=BARE)
    assert bare("".join(title.report.lines)) == bare(text)
    x, y, ink = title.layer(3)
    if ink.size:
        margins = x / size[0], y / size[1], 1 - (x + ink.shape[1]) / size[0], 1 - (y + ink.shape[0]) / size[1]
        assert min(margins) >= 0.05 - 1 / min(size)


@settings(max_examples=40, deadline=None)
@given(LATIN.filter(str.strip), st.integers(1, 4))
def test_there_are_no_more_lines_than_asked_for_unless_letters_would_be_tiny(text: str, lines: int) -> None:
    cleaned = clean(text).replace("\n", " ")
    setter = Typesetter(BARE, "sans", 400, False, cleaned)
    block = lay_out(setter, cleaned, 20.0, (288.0, 162.0), 180.0, lines, "center")
    assert len(block.lines) <= lines or block.size_px < 0.028 * 180
    assert block.width_px <= 288 and block.height_px <= 162 and block.size_px <= 20


@given(MIXED)
def test_no_line_may_begin_with_a_stop_or_end_with_an_opening(text: str) -> None:
    parts = words(clean(text))
    assert "".join(part.text for part in parts) == bare(clean(text))
    for part, following in pairwise(parts):
        if not (part.spaced or part.ends):
            assert following.text[0] not in "，。！？）”、ーっ.,"
            assert part.text[-1] not in "（“"


@settings(max_examples=15, deadline=None)
@given(MIXED.filter(lambda text: any(c > "\u2fff" for c in text)))
def test_east_asian_lines_keep_all_letters(text: str) -> None:
    font_for("海", "Han")
    title = prepare(Text(text, size_h=0.12, place="center"), SIZE, CLOCK, [dark()])
    assert bare("".join(title.report.lines)) == bare(clean(text))


def test_lines_are_even() -> None:
    text = "A quiet morning by the sea before anyone else is awake or"
    lines = prepare(Text(text, size_h=0.1, place="center"), SIZE, CLOCK, [dark()], fonts=BARE).report.lines
    assert len(lines) == 2 and abs(len(lines[0]) - len(lines[1])) < 9


@pytest.mark.parametrize("size_h", [0.05, 0.09, 0.3])
def test_the_same_lines_at_every_size(size_h: float) -> None:
    text = "A quiet morning by the sea, before anyone else is awake, and a long way to go"
    found = {
        prepare(Text(text, size_h=size_h), (160 * k, 90 * k), CLOCK, [dark((160 * k, 90 * k))], fonts=BARE).report.lines
        for k in (1, 2, 5, 12)
    }
    assert len(found) == 1


def test_alignment_is_of_what_is_seen() -> None:
    for align, side in (("left", 0), ("right", 1)):
        text = Text("Tall oaks\nQuiet\nOver there", size_h=0.1, place="center", align=align)  # type: ignore[arg-type]
        seen = whole(prepare(text, (640, 360), CLOCK, [dark((640, 360), 0)], fonts=BARE), 5)[..., 3] > 128
        rows = np.flatnonzero(seen.any(axis=1))
        lines = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        lines = [line for line in lines if len(line) > 8]  # not the dot of an i
        edges = [np.flatnonzero(seen[line].any(axis=0))[-side] for line in lines]
        assert len(edges) == 3 and max(edges) - min(edges) <= 2, edges


def test_lines_never_touch() -> None:
    seen = whole(
        prepare(
            Text("gypsy\nALBERT\ngjpqy", size_h=0.16, place="center"), (640, 360), CLOCK, [dark((640, 360))], fonts=BARE
        ),
        5,
    )
    full = (seen[..., 3] > 40).any(axis=1)
    assert (np.diff(full.astype(int)) == 1).sum() >= 3


def test_small_type_stands_where_it_should_between_pixels() -> None:
    """Eight letters n at 9 pixels: their distances are the same to a fraction of a pixel."""
    seen = whole(prepare(Text("nnnnnnnn", size_h=9 / 180, place="center"), SIZE, CLOCK, [dark(level=0)], fonts=BARE), 5)
    large = whole(
        prepare(
            Text("nnnnnnnn", size_h=0.05, place="center"), (2560, 1440), CLOCK, [dark((2560, 1440), 0)], fonts=BARE
        ),
        5,
    )
    small = cv2.resize(large, SIZE, interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - seen)[..., 3].mean() < 0.5


def test_the_longest_text_fits_and_does_not_take_long() -> None:
    text = ("word " * 400)[:2000]
    start = time.process_time()
    title = prepare(Text(text, place="center"), SIZE, CLOCK, [dark()], fonts=BARE)
    assert time.process_time() - start < 20
    assert bare("".join(title.report.lines)) == bare(text) and "size asked for" in title.report.notes[0]


def test_one_endless_word_is_broken_between_letters() -> None:
    title = prepare(Text("m" * 300, size_h=0.1, place="center"), SIZE, CLOCK, [dark()], fonts=BARE)
    assert len(title.report.lines) > 1 and "".join(title.report.lines) == "m" * 300


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200f", "\u200d", "."])
def test_hardly_anything_to_write_is_no_mistake(text: str) -> None:
    title = prepare(Text(text, enter="typewriter", leave="fade"), SIZE, CLOCK, [dark()], fonts=BARE)
    assert title(dark(), 20).shape == dark().shape and title.layer(0).ink.size == 0


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("e\u0301a", ["e\u0301", "a"]), ("👨‍👩‍👧!", ["👨‍👩‍👧", "!"]),
        ("🇫🇷🇩🇪", ["🇫🇷", "🇩🇪"]), ("👍🏽👍", ["👍🏽", "👍"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]), ("กำที่", ["กำ", "ที่"]), ("1️⃣2", ["1️⃣", "2"]), ("각가", ["각", "가"]),
        ("ab\nc", ["a", "b", "\n", "c"]), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿x", ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", "x"]),
    ],
)  # fmt: skip
def test_what_people_see_as_one_letter_is_one(text: str, letters: list[str]) -> None:
    assert clusters(text) == letters


def test_the_fonts_of_this_machine_write_latin_like_any_other() -> None:
    title = prepare(Text("Night Garden", place="center"), SIZE, CLOCK, [dark()], fonts=installed())
    assert title.report.fonts and whole(title, 5).any()
