"""A mask comes back from its text as it was, and no text from anywhere does harm."""

import base64
import time
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from vivant.timeline.masks import LONGEST, pack_mask, unpack_mask

SIDES = array_shapes(min_dims=2, max_dims=2, max_side=70)


def packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


@given(arrays(np.bool_, SIDES))
def test_a_mask_comes_back_as_it_was(inside: np.ndarray) -> None:
    back = unpack_mask(pack_mask(inside))
    assert back.dtype == np.bool_
    assert np.array_equal(back, inside)


@pytest.mark.parametrize("shape", [(1, 1), (LONGEST, 1), (1, LONGEST), (LONGEST, LONGEST)])
def test_masks_at_the_limits_of_their_size(shape: tuple[int, int]) -> None:
    inside = np.random.default_rng(2).random(shape) > 0.5
    assert np.array_equal(unpack_mask(pack_mask(inside)), inside)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "x:",
        "4x4",
        "4x4:",
        "4x4:!!!",
        "4x4:" + base64.b64encode(b"no zlib").decode(),
        "4x4:" + packed(b"")[:-2],
        "8x8:" + packed(b"\x01"),
        "0x4:" + packed(b"\x00" * 8),
        "-4x4:" + packed(b"\x00" * 8),
        "4x4x4:" + packed(b"\x00" * 8),
        "4.0x4:" + packed(b"\x00" * 8),
        "infxnan:" + packed(b"\x00" * 8),
        f"{LONGEST + 1}x1:" + packed(b"\x00" * 80),
        "99999999x99999999:" + packed(b"\x00" * 8),
        "9" * 5000 + "x1:" + packed(b"\x00" * 8),
        "data:image/png;base64,iVBORw0KGgo=",
        "4x4:\u00e9\u4e2d",
    ],
)
def test_what_is_no_mask_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="a mask is written as WIDTHxHEIGHT:BITS"):
        unpack_mask(text)


@given(st.text(max_size=60))
def test_any_text_is_a_mask_or_refused(text: str) -> None:
    try:
        inside = unpack_mask(text)
    except ValueError as failure:
        assert "a mask is written as" in str(failure)
    else:
        assert max(inside.shape) <= LONGEST


@given(st.binary(max_size=40), st.integers(1, 40), st.integers(1, 40))
def test_any_bytes_of_any_length_are_a_mask_or_refused(data: bytes, w: int, h: int) -> None:
    try:
        inside = unpack_mask(f"{w}x{h}:{packed(data)}")
    except ValueError as failure:
        assert len(data) * 8 < w * h
        assert "a mask is written as" in str(failure)
    else:
        assert inside.shape == (h, w)


def test_a_bomb_is_not_unpacked() -> None:
    """100 MB of nothing in 100 kB of text: only as much as the size needs is unpacked."""
    text = "8x8:" + packed(bytes(100_000_000))
    tracemalloc.start()
    started = time.thread_time()
    assert not unpack_mask(text).any()
    spent, (_, peak) = time.thread_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    assert spent < 1.0
