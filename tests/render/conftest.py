"""Stages are built once: a stage depends on the scene, the framing and where the camera looks alone, and these tests
film one scene often."""

from __future__ import annotations

from functools import cache

import pytest

from tests.render.filming import scene
from vivant.render import shot
from vivant.render.framing import Framing
from vivant.render.stage import Stage, build_stage
from vivant.scene import Scene
from vivant.timeline import Place


@cache
def _stage(framing: Framing, place: Place | None) -> Stage:
    return build_stage(scene(), framing, place)


@pytest.fixture(autouse=True)
def shared_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    def shared(filmed: Scene, framing: Framing, place: Place | None = None) -> Stage:
        return _stage(framing, place) if filmed is scene() else build_stage(filmed, framing, place)

    monkeypatch.setattr(shot, "build_stage", shared)
