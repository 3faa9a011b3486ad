"""The command as a fixture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.cli.command import Vivant, run


@pytest.fixture
def vivant(tmp_path: Path) -> Vivant:
    """Runs `vivant` with the given arguments in tmp_path."""
    return partial(run, cwd=tmp_path)
