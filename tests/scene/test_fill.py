"""What lies behind: known things are kept, plain things stay plain, patterns go on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.render.filming import soft_noise
from vivant.scene.fill import fill, grow
from vivant.units import Frame

SIZE = (120, 160)


def hole_of(y: int, x: int, height: int, width: int) -> NDArray[np.bool_]:
    hole = np.zeros(SIZE, np.bool_)
    hole[y : y + height, x : x + width] = True
    return hole


def noisy(seed: int = 0) -> Frame:
    planes = [120 + 60 * soft_noise(*SIZE, seed + k, 2.0) for k in range(3)]
    return np.stack(planes, axis=-1).clip(0, 255).round().astype(np.uint8)


holes = st.builds(hole_of, st.integers(0, 100), st.integers(0, 140), st.integers(1, 60), st.integers(1, 80))


@settings(deadline=None, max_examples=25)
@given(hole=holes)
def test_what_is_known_is_kept_to_the_bit(hole: NDArray[np.bool_]) -> None:
    image = noisy()
    filled = fill(image, hole)
    assert (filled.shape, filled.dtype.name) == (image.shape, "uint8")
    assert np.array_equal(filled[~hole], image[~hole])


def test_without_a_hole_nothing_changes() -> None:
    image = noisy()
    assert np.array_equal(fill(image, np.zeros(SIZE, np.bool_)), image)


def test_the_picture_itself_is_not_written_to() -> None:
    image = noisy()
    kept = image.copy()
    fill(image, hole_of(30, 30, 40, 40))
    assert np.array_equal(image, kept)


def test_nothing_of_what_was_hidden_shines_through() -> None:
    image = np.full((*SIZE, 3), (90, 120, 150), np.uint8)
    image[40:80, 50:100] = (255, 0, 0)
    filled = fill(image, hole_of(38, 48, 44, 54))
    assert np.abs(filled.astype(int) - (90, 120, 150)).max() <= 2


def test_a_gradient_goes_on_smoothly() -> None:
    ramp = np.linspace(60, 200, SIZE[1])[None, :, None] * np.ones((SIZE[0], 1, 3))
    image = ramp.round().astype(np.uint8)
    hole = hole_of(40, 50, 40, 50)
    image[hole] = 0
    filled = fill(image, hole)
    assert np.abs(filled.astype(float) - ramp).max() < 12
    assert np.abs(np.diff(filled[60].astype(float), axis=0)).max() < 8


def test_texture_goes_on_as_texture() -> None:
    image = noisy(5)
    hole = hole_of(45, 60, 30, 36)
    inside = fill(image, hole)[hole].astype(float).std(axis=0)
    assert (inside > 0.4 * image[~hole].astype(float).std(axis=0)).all()


def test_the_same_hole_is_filled_the_same_way_twice() -> None:
    image, hole = noisy(9), hole_of(30, 40, 50, 60)
    first = fill(image, hole)
    fill(noisy(1), hole_of(10, 10, 30, 30))
    assert np.array_equal(fill(image, hole), first)


@pytest.mark.parametrize("shape", [SIZE, (7, 200), (3, 3), (65, 33)])
def test_growing_keeps_what_is_known(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(2)
    values, known = rng.random(shape).astype(np.float32), (rng.random(shape) < 0.3).astype(np.float32)
    known[0, 0] = 1.0
    grown = grow(values, known)
    assert grown.shape == shape
    assert np.allclose(grown[known == 1.0], values[known == 1.0], atol=1e-6)
    low, high = values[known == 1.0].min(), values[known == 1.0].max()
    assert grown.min() >= low - 1e-4
    assert grown.max() <= high + 1e-4


@settings(deadline=None, max_examples=30)
@given(value=st.floats(-5, 5), hole=holes)
def test_growing_a_constant_gives_the_constant(value: float, hole: NDArray[np.bool_]) -> None:
    values = np.where(hole, 77.0, value).astype(np.float32)
    assert np.allclose(grow(values, (~hole).astype(np.float32)), value, atol=1e-3)


def test_colours_grow_together() -> None:
    image = noisy().astype(np.float32)
    known = (~hole_of(20, 20, 60, 60)).astype(np.float32)
    together = grow(image, known)
    apart = np.stack([grow(image[..., k], known) for k in range(3)], axis=-1)
    assert np.allclose(together, apart, atol=1e-2)
