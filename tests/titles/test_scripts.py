"""Every script: found a font, shaped, in the right order, in colour; and a clear sentence where that cannot be."""

from __future__ import annotations

import io
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.titles.setting import BARE, CLOCK, SIZE, dark, font_for, whole
from vivant.errors import InputError, UsageError
from vivant.titles import Fonts, Text, fonts, installed, prepare, shaping
from vivant.titles.direction import in_sight, levels, runs_left
from vivant.titles.fonts import _built_in_bytes, covers
from vivant.titles.letters import clusters
from vivant.titles.sfnt import coverage, labels
from vivant.titles.shaping import Ink, Sprite, Typesetter
from vivant.titles.text import Text as Said
from vivant.titles.text import clean, colour_of

WHITE = (255, 255, 255, 255)
SCRIPTS = {
    "Han": "你好世界", "Kana": "こんにちは", "Hangul": "안녕하세요", "Arabic": "مرحبا بالعالم", "Hebrew": "שלום עולם",
    "Thai": "สวัสดีที่นี่", "Devanagari": "नमस्ते दुनिया", "Emoji": "🎉🌊",
}  # fmt: skip


def drawn(text: str, size_px: float = 60.0) -> Sprite:
    setter = Typesetter(installed(), "sans", 400, False, text)
    line = setter.line(text)
    return setter.draw(line, (0, line.n_clusters), size_px, (100, 100), WHITE)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_a_font_and_ink(script: str) -> None:
    text = SCRIPTS[script]
    face = font_for(text[0], script)
    title = prepare(Text(text, size_h=0.2, place="center", enter="cascade"), SIZE, CLOCK, [dark()])
    assert face.name in title.report.fonts and not title.report.notes
    assert whole(title, 20)[..., 3].any()
    assert "".join(title.report.lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("script", ["Arabic", "Devanagari", "Thai"])
def test_letters_are_shaped(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unshaped, the same letters come out otherwise: so shaping happens."""
    font_for(SCRIPTS[script][0], script)
    if not shaping.shapes():
        pytest.skip("no FriBidi here: sudo apt install libfribidi0, or brew install fribidi")
    text = {"Thai": "ที่ปั่"}.get(script, SCRIPTS[script])
    shaped = drawn(text)
    monkeypatch.setattr(shaping, "shapes", lambda: False)
    fonts.opened.cache_clear()
    real = shaping.ImageFont.truetype
    monkeypatch.setattr(
        fonts.ImageFont, "truetype",
        lambda file, size, index: real(file, size, index, layout_engine=shaping.ImageFont.Layout.BASIC),
    )  # fmt: skip
    setter = Typesetter(installed(), "sans", 400, False, text)
    plain = drawn(text)
    fonts.opened.cache_clear()
    assert "not joined" in setter.notes[0] and "libfribidi0" in setter.notes[0]
    assert _differ(shaped, plain) > 0.15


def _differ(one: Sprite, other: Sprite) -> float:
    """The share of ink that two drawings do not have in common."""
    a, b = (np.zeros((300, 900), np.float32) for _ in range(2))
    for canvas, sprite in ((a, one), (b, other)):
        canvas[sprite.y : sprite.y + sprite.ink.shape[0], sprite.x : sprite.x + sprite.ink.shape[1]] = sprite.ink[
            ..., 3
        ]
    return float(np.abs(a - b).sum() / np.maximum(a, b).sum())


@pytest.mark.parametrize("script", [*SCRIPTS, "Latin"])
def test_pieces_add_up_to_the_line(script: str) -> None:
    text = SCRIPTS.get(script, "AVATAR, fluffy office")
    font_for(text[0], script)
    setter = Typesetter(installed(), "sans", 400, False, text)
    line = setter.line(text)
    parts = [setter.draw(line, span, 60, (100, 100), WHITE) for span in line.pieces("letter")]
    assert _differ(shaping.joined(parts), drawn(text)) < (0.15 if script == "Arabic" else 0.08)
    assert _differ(shaping.joined(parts[:-1]), drawn(text)) > 0.04


@pytest.mark.parametrize(("text", "rising"), [("abc", True), ("שלום", False), ("مرحبا", False)])
def test_letters_stand_in_the_direction_in_which_they_are_read(text: str, rising: bool) -> None:
    font_for(text[0], "Latin")
    setter = Typesetter(installed(), "sans", 400, False, text)
    line = setter.line(text)
    parts = [setter.draw(line, span, 60, (100, 100), WHITE) for span in line.pieces("letter")]
    middles = [part.x + part.ink.shape[1] / 2 for part in parts]
    if text == "مرحبا":  # the strokes of joined letters reach over each other
        middles = [middles[0], sum(middles[1:4]) / 3, middles[4]]
    assert middles == sorted(middles, reverse=not rising)


def test_emoji_are_in_colour() -> None:
    font_for("🎉", "Emoji")
    ink: Ink = drawn("🎉").ink
    assert 40 < ink.shape[0] < 80  # as large as the letters
    assert (ink.max(axis=2).astype(int) - ink[..., :3].min(axis=2) > 60).mean() > 0.1
    assert len({drawn(one).ink.tobytes() for one in ("👍", "👍🏽", "🇫🇷", "🇩🇪")}) == 4


def test_the_lower_third_of_a_language_that_runs_to_the_left_is_on_the_right() -> None:
    font_for("ש", "Hebrew")
    left = prepare(Text("Hello", place="lower-third"), SIZE, CLOCK, [dark()]).layer(5)
    right = prepare(Text("שלום", place="lower-third"), SIZE, CLOCK, [dark()]).layer(5)
    assert left.x + left.ink.shape[1] < SIZE[0] / 2 < right.x


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", "abc"), ("אבג", "גבא"), ("abc אבג def", "abc גבא def"), ("אבג abc דהו", "והד abc גבא"),
        ("אבג 123", "123 גבא"), ("abc אבג 123", "abc 123 גבא"), ("1 2", "1 2"), ("אבג, דה!", "!הד ,גבא"),
        ("سعر 50%", "%50 رعس"), ("abc\u200f!", "abc\u200f!"), ("אב 3.5 גד", "דג 3.5 בא"),
    ],
)  # fmt: skip
def test_mixed_directions_stand_as_unicode_says(text: str, seen: str) -> None:
    found = in_sight(list(text), levels(text, runs_left(text)))
    assert "".join(found) == seen


@given(st.text("abc אבג 12٣ ,.%+- سعر\u200f\u2067\u2069", max_size=30), st.booleans())
def test_no_letter_is_lost_in_reordering(text: str, leftward: bool) -> None:
    depth = levels(text, leftward)
    assert len(depth) == len(text) and all(0 <= level <= 2 for level in depth)
    assert sorted(in_sight(list(text), depth)) == sorted(text)


@pytest.mark.parametrize(
    ("text", "named", "package"),
    [("世界", "Han", "fonts-noto-cjk"), ("नमः", "Devanagari", "fonts-noto-core"), 
     ("🎉", "emoji", "fonts-noto-color-emoji"),
     ("Ünder", "Latin", "fonts-dejavu-core")],
)  # fmt: skip
def test_what_no_font_can_write_is_one_sentence_with_a_package(text: str, named: str, package: str) -> None:
    with pytest.raises(InputError) as caught:
        prepare(Text(text), SIZE, CLOCK, [dark()], fonts=BARE)
    said = caught.value.sentence
    assert named in said and f"sudo apt install {package}" in said and "brew install" in said and "\n" not in said
    assert caught.value.code == "font"


def test_a_family_that_is_not_here_is_said_and_stood_in_for() -> None:
    report = prepare(Text("Hello", font="Never Heard Of"), SIZE, CLOCK, [dark()], fonts=BARE).report
    assert report.notes == ('There is no font "Never Heard Of" here: Aileron stands in for it.',)
    for generic in ("sans", "serif", "mono", "hand", "display", "Aileron", "AILERON"):
        assert prepare(Text("Hello", font=generic), SIZE, CLOCK, [dark()], fonts=BARE).report.notes == ()


def test_bold_is_bolder_even_where_there_is_no_bold_font() -> None:
    ink = [
        int(whole(prepare(Text("Hello", weight=w, size_h=0.2), SIZE, CLOCK, [dark()], fonts=BARE), 5)[..., 3].sum())
        for w in (400, 700)
    ]
    assert ink[1] > 1.1 * ink[0]


def test_fonts_are_found_in_folders_and_what_is_no_font_is_passed_over(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "a.ttf").write_bytes(_built_in_bytes())
    (folder / "broken.ttf").write_bytes(b"\0\1\0\0 not much of a font")
    (folder / "empty.otf").write_bytes(b"")
    known = Fonts([folder.parents[0], Path("/there/is/no/such/folder")])
    assert [face.name for face in known.faces] == ["Aileron", "Aileron"]
    assert known.choice("aileron", 400, False) == known.faces[0]
    assert "A" in covers(known.faces[0]) and "世" not in covers(known.faces[0])


@given(st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), max_size=12), st.integers(0, 12_676))
def test_a_damaged_font_is_a_value_error_and_nothing_else(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(_built_in_bytes())
    for at, value in changes:
        data[at % 700] = value  # the heads of tables are here
    for broken in (bytes(data), bytes(data[:length])):
        try:
            labels(io.BytesIO(broken))
            coverage(io.BytesIO(broken), 0)
        except ValueError:
            pass


@given(st.text(max_size=200))
def test_cleaned_words_have_nothing_in_them_that_cannot_be_shown(text: str) -> None:
    found = clean(text)
    assert clean(found) == found
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn") for c in found)
    assert "".join(clusters(found)) == found


def test_marks_of_direction_are_kept_and_towers_of_marks_are_not() -> None:
    assert clean("a\u200f\u2067b\u2069\x00\x1b[0m\ufeff") == "a\u200f\u2067b\u2069[0m"
    assert clean("e" + "\u0316" * 40) == "e" + "\u0316" * 4
    with pytest.raises(UsageError, match="2000 characters and this one has 2001"):
        clean("a" * 2001)


def test_a_draft_says_it_in_its_own_short_names() -> None:
    said = Said.from_draft({
        "c": "Hi", "f": "serif", "sz": 0.09, "w": 700, "col": "#fff", "bg": "#11223380", "st": 0.04, "sh": True,
        "al": "left", "x": 0.2, "y": 0.7, "in": "fade", "out": "rise", "ms": 400,
    })  # fmt: skip
    assert (said.font, said.size_h, said.weight, said.align, said.place) == ("serif", 0.09, 700, "left", (0.2, 0.7))
    assert said.colour == WHITE and said.plate == (17, 34, 51, 128)
    assert said.stroke == (0, 0, 0, 255) and said.stroke_em == 0.04 and said.shadow == (0, 0, 0, 190)
    assert (said.enter, said.leave, said.ms) == ("fade", "rise", 400)
    assert Said.from_draft({"c": "Hi", "bg": False, "sh": "none", "st": {"c": "gold", "w": 0.1}}).plate == (0, 0, 0, 0)
    assert colour_of("Gold", "col") == (224, 182, 79, 255)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"col": "blurple"}, "is not a colour"), ({"sz": 7}, "must be a number from 0 to 1"),
     ({"al": "up"}, "no alignment"),
     ({"ms": "soon"}, "must be a number"), ({"st": 3}, "from 0 to 0.2")],
)  # fmt: skip
def test_a_draft_with_a_mistake_is_one_sentence(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Said.from_draft({"c": "Hi"} | wrong)
