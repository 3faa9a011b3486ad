"""The mirror, an empty folder for models, and two small models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models import small_nets
from tests.models.mirror import Mirror, running
from tests.models.small_nets import DEPTH, SUBJECT
from vivant.models import Model, Place


@pytest.fixture
def depth() -> Model:
    return small_nets.model_of(DEPTH, "depth", "small-depth")


@pytest.fixture
def subject() -> Model:
    return small_nets.model_of(SUBJECT, "subject", "small-subject")


@pytest.fixture
def mirror(depth: Model, subject: Model) -> Iterator[Mirror]:
    """Serves both models."""
    with running() as mirror:
        mirror.serve(depth, DEPTH)
        mirror.serve(subject, SUBJECT)
        yield mirror


@pytest.fixture
def place(tmp_path: Path, mirror: Mirror) -> Place:
    return Place(tmp_path / "hub", mirror.endpoint)
