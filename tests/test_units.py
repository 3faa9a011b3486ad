"""Time and seeds: properties that hold for every rate and length."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivant.units import Clock, derive_seed, short_side

rates = st.sampled_from([10, 12.5, 15, 23.976, 24, 25, 29.97, 30, 50, 59.94, 60, 120])
lengths = st.floats(0.0, 600.0)


@given(fps=rates, duration_s=lengths)
def test_a_clip_lasts_as_long_as_asked_to_half_a_frame(fps: float, duration_s: float) -> None:
    clock = Clock.lasting(duration_s, fps)
    assert clock.n_frames >= 1
    assert abs(clock.duration_s - max(duration_s, 1 / fps)) <= 0.5 / fps + 1e-3 * duration_s


@given(fps=rates, n=st.integers(1, 500), loop=st.booleans())
def test_progress_rises_evenly_from_0(fps: float, n: int, loop: bool) -> None:
    clock = Clock(Fraction(fps).limit_denominator(1001), n, loop)
    marks = [clock.progress(i) for i in range(n + 1)]
    assert marks[0] == 0.0
    assert all(a < b for a, b in pairwise(marks))
    if loop:
        assert marks[n] == 1.0
    elif n > 1:
        assert marks[n - 1] == 1.0


@given(fps=rates, i=st.integers(-1000, 100_000))
def test_time_is_exact_and_does_not_wrap(fps: float, i: int) -> None:
    clock = Clock(Fraction(fps).limit_denominator(1001), 10, loop=True)
    assert clock.time_s(i) == pytest.approx(i / fps, rel=1e-4)
    assert clock.time_s(i + 1) > clock.time_s(i)


@pytest.mark.parametrize(("fps", "rate"), [(29.97, (30000, 1001)), (23.976, (24000, 1001)), (59.94, (60000, 1001))])
def test_television_rates_are_what_television_means(fps: float, rate: tuple[int, int]) -> None:
    assert abs(Clock.lasting(1.0, fps).rate - Fraction(*rate)) < Fraction(1, 1000)


@given(width=st.integers(1, 10_000), height=st.integers(1, 10_000))
def test_the_short_side_is_the_shorter(width: int, height: int) -> None:
    assert short_side((width, height)) == short_side((height, width)) <= max(width, height)


@given(seed=st.integers(), name=st.text())
def test_a_seed_is_a_63_bit_number_and_always_the_same(seed: int, name: str) -> None:
    assert 0 <= derive_seed(seed, name) < 2**63
    assert derive_seed(seed, name, 3) == derive_seed(seed, name, 3)


def test_seeds_are_the_same_on_every_machine_and_differ_by_use() -> None:
    assert derive_seed(0, "snow", 1) == 6293922380253600340
    assert len({derive_seed(s, name) for s in range(50) for name in ("snow", "rain", "dust")}) == 150
