"""Tables of colours from `.cube` texts: what is read, and what is said about a text that cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effects.keeping import SCENES
from vivant.effects import View, catalogue
from vivant.effects.cube import parse
from vivant.errors import InputError, UnreadableInput, UnsupportedInput
from vivant.units import Clock


def cube_text(side: int, of: str = "{r} {g} {b}", head: str = "") -> str:
    steps = np.linspace(0, 1, side)
    rows = [of.format(r=r, g=g, b=b) for b in steps for g in steps for r in steps]
    return "\n".join([head, f"LUT_3D_SIZE {side}", *rows]) + "\n"


LEVELS = np.random.default_rng(3).random((50, 3))


@pytest.mark.parametrize("side", [2, 3, 17, 33])
def test_a_table_that_changes_nothing_changes_nothing(side: int) -> None:
    assert np.allclose(parse(cube_text(side)).of(LEVELS), LEVELS, atol=1e-9)


def test_red_runs_fastest() -> None:
    cube = parse(cube_text(3, of="{r} 0 0"))
    assert np.allclose(cube.of(LEVELS)[:, 0], LEVELS[:, 0]) and not cube.of(LEVELS)[:, 1:].any()


def test_curves_bend_each_channel_by_itself() -> None:
    rows = "\n".join(f"{v} {v * v} {1 - v}" for v in np.linspace(0, 1, 1001))
    out = parse(f"LUT_1D_SIZE 1001\n{rows}").of(LEVELS)
    assert np.allclose(out, np.stack([LEVELS[:, 0], LEVELS[:, 1] ** 2, 1 - LEVELS[:, 2]], axis=1), atol=1e-5)


def test_title_comments_blanks_and_a_byte_order_mark_are_understood() -> None:
    head = '\ufeff# made by hand\n\nTITLE "Dusk # 3"\n   # indented\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1.0 1.0 1.0'
    cube = parse(cube_text(2, head=head).replace("\n", "\r\n"))
    assert cube.title == "Dusk # 3" and np.allclose(cube.of(LEVELS), LEVELS)


def test_words_may_be_written_small_and_apart_by_tabs() -> None:
    assert np.allclose(parse(cube_text(2).replace("LUT_3D_SIZE ", "lut_3d_size\t")).of(LEVELS), LEVELS)


def test_a_domain_says_what_the_first_and_last_entries_stand_for() -> None:
    cube = parse(cube_text(2, head="DOMAIN_MIN 0.2 0 0\nDOMAIN_MAX 0.6 1 2"))
    out = cube.of(np.array([[0.4, 0.5, 0.5], [0.0, 0.1, 1.0], [0.9, 0.9, 0.0]]))
    assert np.allclose(out, [[0.5, 0.5, 0.25], [0.0, 0.1, 0.5], [1.0, 0.9, 0.0]])


def test_an_input_range_is_a_domain() -> None:
    cube = parse(cube_text(2, head="LUT_3D_INPUT_RANGE 0.0 2.0"))
    assert np.allclose(cube.of(LEVELS), LEVELS / 2)


def test_levels_beyond_white_are_cut_off() -> None:
    assert parse(cube_text(2, of="{r} {g} -1.5")).of(LEVELS)[:, 2].max() == 0.0
    assert parse(cube_text(2, of="{r} {g} 3.0")).of(LEVELS)[:, 2].min() == 1.0


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("", UnreadableInput, "no LUT_1D_SIZE or LUT_3D_SIZE"),
        ("this is a letter\nnot a table", UnreadableInput, "no LUT_1D_SIZE or LUT_3D_SIZE"),
        ("LUT_1D_SIZE 2\nLUT_3D_SIZE 2\n0 0 0\n1 1 1", UnreadableInput, "both"),
        ("LUT_3D_SIZE two\n0 0 0", UnreadableInput, "'two'"),
        ("LUT_3D_SIZE -2\n0 0 0", UnreadableInput, "'-2'"),
        ("LUT_3D_SIZE 1\n0 0 0", UnsupportedInput, "2 to 129"),
        ("LUT_3D_SIZE 130\n0 0 0", UnsupportedInput, "2 to 129"),
        ("LUT_1D_SIZE 65537\n0 0 0", UnsupportedInput, "2 to 65536"),
        (cube_text(2).rsplit("\n", 2)[0], UnreadableInput, "7 rows of colours where its size asks for 8"),
        (cube_text(2) + "0 0 0\n", UnreadableInput, "9 rows"),
        (cube_text(2).replace("1.0 1.0 1.0", "1.0 1.0"), UnreadableInput, "'1.0 1.0' at line 10"),
        (cube_text(2).replace("1.0 1.0 1.0", "1.0 1.0 1.0 1.0"), UnreadableInput, "three numbers"),
        (cube_text(2).replace("1.0 1.0 1.0", "1.0 x 1.0"), UnreadableInput, "'1.0 x 1.0'"),
        (cube_text(2).replace("1.0 1.0 1.0", "1.0 nan 1.0"), UnreadableInput, "three numbers"),
        (cube_text(2).replace("1.0 1.0 1.0", "1.0 -inf 1.0"), UnreadableInput, "three numbers"),
        (cube_text(2, head="DOMAIN_MIN 0 0"), UnreadableInput, "DOMAIN_MIN"),
        (cube_text(2, head="DOMAIN_MIN 0 1 0"), UnreadableInput, "ends before it begins"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text: str, kind: type[InputError], says: str) -> None:
    with pytest.raises(kind) as caught:
        parse(text)
    assert says in caught.value.sentence and caught.value.sentence.endswith(".") and "\n" not in caught.value.sentence


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except InputError as error:
        assert error.sentence


@pytest.mark.parametrize("side", [2, 17, 50])
def test_the_effect_shows_what_the_table_says(side: int) -> None:
    lut, setting = catalogue()["lut"], SCENES["day"]().setting()
    assert lut.prepare is not None
    params = lut.params(cube=cube_text(side, of="{b} {r} {g}"))
    draw = lut.prepare(setting, Clock.lasting(1, 30), params, np.random.default_rng(0))
    out = draw(setting.photo, View.still((160, 96), setting.disparity), 0, 1.0)
    assert np.abs(out.astype(int) - setting.photo[..., [2, 0, 1]]).max() <= 1


def test_the_effect_passes_on_what_is_wrong_with_a_table() -> None:
    lut, setting = catalogue()["lut"], SCENES["day"]().setting()
    assert lut.prepare is not None
    with pytest.raises(UnreadableInput):
        lut.prepare(setting, Clock.lasting(1, 30), lut.params(cube="LUT_3D_SIZE 2"), np.random.default_rng(0))
