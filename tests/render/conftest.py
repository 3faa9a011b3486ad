"""Stages are built once: a stage depends on the scene and the framing alone, and these tests film one scene often."""

from __future__ import annotations

from functools import cache

import pytest

from tests.render.filming import scene
from vivant.render import shot
from vivant.render.framing import Framing
from vivant.render.stage import Stage, build_stage
from vivant.scene import Scene


@cache
def _stage(framing: Framing) -> Stage:
    return build_stage(scene(), framing)


@pytest.fixture(autouse=True)
def shared_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    def shared(filmed: Scene, framing: Framing) -> Stage:
        return _stage(framing) if filmed is scene() else build_stage(filmed, framing)

    monkeypatch.setattr(shot, "build_stage", shared)
