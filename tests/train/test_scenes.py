"""The renderer of the teaching scenes: shapes, ranges, and the order of near and far that everything else rests on."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from train.materials import Pool, make_pool
from train.scenes import EDGE, GROUND, SKY, SUBJECT, Sample, scene

SEEDS = range(9000, 9012)


@pytest.fixture(scope="module")
def pool() -> Pool:
    """Textures of one seed."""
    return make_pool(3)


@pytest.fixture(scope="module")
def samples(pool: Pool) -> list[Sample]:
    """A few small scenes."""
    return [scene(seed, pool, 96, 128) for seed in SEEDS]


def test_shapes_and_ranges(samples: list[Sample]) -> None:
    for s in samples:
        assert s.picture.shape == (96, 128, 3)
        assert s.picture.dtype == np.uint8
        assert s.disparity.shape == s.labels.shape == (96, 128)
        assert np.isfinite(s.disparity).all()
        assert 0 <= s.disparity.min() <= s.disparity.max() <= 1.5


def test_pictures_are_not_empty(samples: list[Sample]) -> None:
    assert np.mean([s.picture.std() > 8 for s in samples]) > 0.7
    assert np.mean([s.picture.mean() for s in samples]) > 40


def test_sky_is_endlessly_far(samples: list[Sample]) -> None:
    skies = [s for s in samples if (s.labels & SKY).any()]
    assert skies
    for s in skies:
        assert (s.disparity[(s.labels & SKY) > 0] == 0).all()


def test_level_ground_comes_nearer_downwards(samples: list[Sample]) -> None:
    """Where two neighbouring rows both show ground, the lower one is nearer nearly everywhere."""
    better = []
    for s in samples:
        ground = (s.labels & GROUND) > 0
        both = ground[:-4] & ground[4:]
        if both.sum() > 200:
            better.append(float(np.mean((s.disparity[4:] >= s.disparity[:-4])[both])))
    assert len(better) >= 3
    assert np.mean(better) > 0.9


def test_a_standing_subject_is_as_near_as_its_foot(samples: list[Sample]) -> None:
    """What stands on the ground has the depth of the place where it touches it, from head to foot."""
    seen = 0
    for s in samples:
        subject = ((s.labels & SUBJECT) > 0).astype(np.uint8)
        ground = (s.labels & GROUND) > 0
        below = cv2.dilate(subject, np.ones((3, 1), np.uint8)).astype(bool) & ground
        rows = np.nonzero(subject.any(1))[0]
        if not below.any() or len(rows) < 12 or rows[-1] > 90:
            continue
        foot = np.quantile(s.disparity[below], 0.9)
        top = np.median(s.disparity[rows[0] : rows[0] + 4][subject[rows[0] : rows[0] + 4] > 0])
        assert top > 0.5 * foot
        seen += 1
    assert seen >= 1


def test_edges_lie_where_depth_jumps(samples: list[Sample]) -> None:
    """Around an edge the depth changes by a large share of itself, elsewhere hardly."""
    around = np.ones((3, 3), np.uint8)
    for s in samples:
        edge = (s.labels & EDGE) > 0
        if edge.sum() < 30 or edge.mean() > 0.3:
            continue
        high, low = cv2.dilate(s.disparity, around), cv2.erode(s.disparity, around)
        jump = (high - low) / (high + 1e-6)
        assert np.median(jump[edge]) > 0.1
        assert np.median(jump[~edge]) < 0.1


def test_a_scene_follows_from_its_seed(pool: Pool) -> None:
    one, two, other = (scene(seed, pool, 64, 96) for seed in (7, 7, 8))
    assert (one.picture == two.picture).all()
    assert (one.disparity == two.disparity).all()
    assert (one.labels == two.labels).all()
    assert (one.picture != other.picture).any()
