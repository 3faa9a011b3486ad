"""What the tests of jobs share: a folder of one's own, a small picture in a project, and workers that are processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from vivant.jobs import Desk, Objects, Settings, accounts, key_of, load, projects
from vivant.jobs.naming import new_id


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({}, given={"data_dir": tmp_path / "data", "clip_side_px": 64, "poll_s": 0.1})


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    opened = Desk(settings)
    yield opened
    opened.close()


@dataclass
class Home:
    """An account with one project that holds one picture."""

    settings: Settings
    desk: Desk
    user_id: str
    session_id: str
    asset_id: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, *queues: str) -> subprocess.Popen[bytes]:
        """A worker; it is ended with the test."""
        given = {"VIVANT_DATA_DIR": str(self.settings.data_dir), "VIVANT_CLIP_SIDE_PX": "64", "VIVANT_POLL_S": "0.1"}
        command = [sys.executable, "-m", "vivant.jobs.worker", "--queues", ",".join(queues or ("cpu", "render"))]
        source = str(Path(__file__).parents[2] / "src")
        process = subprocess.Popen(
            command,
            env={**os.environ, **given, "PYTHONPATH": source},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.workers.append(process)
        return process

    def credits(self) -> tuple[int, int]:
        user = self.desk.do(accounts.user_by, self.user_id)
        return user.available, user.frozen

    def project(self) -> Any:
        return self.desk.do(projects.get, self.user_id, self.session_id)


def picture(path: Path, seed: int = 0) -> Path:
    """A ball before a hill under a sky, 96 by 72."""
    image = np.zeros((72, 96, 3), np.uint8)
    image[:36] = (230, 180, 120)
    image[36:] = (40, 120, 40)
    cv2.circle(image, (40 + seed % 20, 36), 14, (30, 30, 200), -1)
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture
def make_home(settings: Settings, desk: Desk) -> Iterator[Callable[..., Home]]:
    made: list[Home] = []

    def make(name: str = "anna", credits: int = 100) -> Home:
        user = desk.do(accounts.create_user, name, credits=credits)
        project = desk.do(projects.create, user.id, name="cat")
        objects = Objects(settings)
        asset_id = new_id("ast_")
        file = picture(objects.tmp / f"{asset_id}.png")
        key, size = key_of("assets", asset_id, ".png"), file.stat().st_size
        objects.put(key, file)
        new = projects.NewAsset("cat.png", "image", "image/png", size, "", key, width=96, height=72, id=asset_id)
        desk.do(projects.add_assets, user.id, project.session_id, [new])
        made.append(Home(settings, desk, user.id, project.session_id, asset_id))
        return made[-1]

    yield make
    for home in made:
        for process in home.workers:
            process.kill()
            process.communicate()


@pytest.fixture
def home(make_home: Callable[..., Home]) -> Home:
    return make_home()
