"""Films drawn in parts: the same frames, nothing drawn twice, nothing broken kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import vivant
from tests.cli.command import surroundings
from tests.render.filming import ASSET, draft, scene
from vivant import media
from vivant.errors import DraftError, OutputError, VivantError
from vivant.exporting import Settings, finish
from vivant.exporting.parts import ranges
from vivant.exporting.workers import draw_all
from vivant.scene import Scene
from vivant.timeline import Draft

SIZE = (64, 36)
FPS = 4
LONG_MS = 16_000


def small() -> Scene:
    """The filmed scene, small enough to be sent to another process quickly."""
    found = scene()
    planes = {name: np.ascontiguousarray(getattr(found, name)[::3, ::3]) for name in ("image", "disparity", "subject")}
    return Scene(**planes, sky=np.zeros_like(planes["subject"]))


def film() -> Draft:
    return draft("dolly_in", size=SIZE, duration_ms=LONG_MS, fps=FPS)


def looks(source: object) -> Scene:
    raise AssertionError(f"{source!r} is known already")


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".")]


def write(folder: Path, name: str = "film.mkv", **more: Any) -> Any:
    settings = Settings(codec="ffv1" if name.endswith("mkv") else None)
    return finish(film(), {ASSET: small()}, folder / name, settings, looks, **more)


@pytest.mark.parametrize(("n", "rate"), [(1, 30), (149, 30), (150, 30), (299, 30), (300, 30), (18_000, 30), (10, 1)])
def test_parts_are_all_frames_once_and_five_seconds_long(n: int, rate: int) -> None:
    found = ranges(n, Fraction(rate))
    assert [frame for first, end in found for frame in range(first, end)] == list(range(n))
    assert len(found) == 1 or min(end - first for first, end in found) >= 5 * rate


@pytest.mark.parametrize("workers", [1, 2])
def test_a_film_drawn_in_parts_has_the_same_frames(tmp_path: Path, workers: int) -> None:
    whole = list(vivant.frames(film(), {ASSET: small()}))
    told: list[tuple[int, int]] = []
    made = write(tmp_path, workers=workers, resume=True, progress=lambda done, total: told.append((done, total)))
    assert (made.drawn_parts, made.kept_parts) == (3, 0)
    written = list(media.read_frames(tmp_path / "film.mkv"))
    assert len(written) == len(whole) == 64
    assert all(np.array_equal(a, b) for a, b in zip(whole, written, strict=True))
    assert told[-1] == (64, 64)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert not hidden(tmp_path)


def test_pictures_and_animations_are_drawn_in_parts_too(tmp_path: Path) -> None:
    write(tmp_path, "frame-%03d.png", workers=2)
    assert len(list(tmp_path.glob("frame-*.png"))) == 64
    write(tmp_path, "film.gif", resume=True)
    assert media.probe(tmp_path / "film.gif").size == SIZE


class _Stop(Exception):
    pass


def interrupt_at(frame: int) -> Callable[[int, int], None]:
    def progress(done: int, _total: int) -> None:
        if done >= frame:
            raise _Stop

    return progress


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_export_goes_on_where_it_was(tmp_path: Path, workers: int) -> None:
    with pytest.raises(_Stop):
        write(tmp_path, workers=workers, resume=True, progress=interrupt_at(60))
    assert len(hidden(tmp_path)) == 1
    told: list[int] = []
    made = write(tmp_path, resume=True, progress=lambda done, _: told.append(done))
    assert made.kept_parts >= 1
    assert told[0] > 20
    assert media.probe(tmp_path / "film.mkv").n_frames == 64
    assert not hidden(tmp_path)


def test_a_part_that_broke_is_drawn_again(tmp_path: Path) -> None:
    with pytest.raises(_Stop):
        write(tmp_path, resume=True, progress=interrupt_at(60))
    (folder,) = hidden(tmp_path)
    part = folder / "part-00000.mkv"
    part.write_bytes(part.read_bytes()[:-200])
    made = write(tmp_path, resume=True)
    assert made.kept_parts == 1
    whole = list(vivant.frames(film(), {ASSET: small()}))
    written = list(media.read_frames(tmp_path / "film.mkv"))
    assert all(np.array_equal(a, b) for a, b in zip(whole, written, strict=True))


def test_parts_of_another_draft_are_not_taken(tmp_path: Path) -> None:
    with pytest.raises(_Stop):
        write(tmp_path, resume=True, progress=interrupt_at(60))
    other = replace(small(), image=255 - small().image)
    made = finish(film(), {ASSET: other}, tmp_path / "film.mkv", Settings(codec="ffv1"), looks, resume=True)
    assert made.kept_parts == 0


@dataclass(frozen=True)
class Dying:
    """A job whose process ends while it draws part 1, `times` times."""

    folder: Path
    times: int

    def ready(self) -> Callable[[int, Callable[[int, int], None]], None]:
        def draw(part: int, told: Callable[[int, int], None]) -> None:
            died = len(list(self.folder.glob("died-*")))
            if part == 1 and died < self.times:
                (self.folder / f"died-{died}").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            told(1, 1)
            (self.folder / f"part-{part}").touch()

        return draw


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))


@pytest.mark.usefixtures("importable")
def test_a_process_that_dies_is_replaced(tmp_path: Path) -> None:
    draw_all(Dying(tmp_path, 2), range(4), 2, lambda part, frames: None)
    assert len(list(tmp_path.glob("part-*"))) == 4
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(OutputError, match="Part 2"):
        draw_all(Dying(tmp_path, 9), range(4), 2, lambda part, frames: None)


@dataclass(frozen=True)
class Failing:
    def ready(self) -> Callable[[int, Callable[[int, int], None]], None]:
        raise VivantError("It cannot be.", code="odd")


@pytest.mark.usefixtures("importable")
def test_what_a_process_cannot_do_is_told(tmp_path: Path) -> None:
    with pytest.raises(VivantError, match="It cannot be") as told:
        draw_all(Failing(), range(4), 2, lambda part, frames: None)
    assert told.value.code == "odd"


def test_an_export_that_is_killed_is_resumed(tmp_path: Path, photo: np.ndarray) -> None:
    """From outside: the command is killed at once, without a chance to tidy up, and run again."""
    data = film().to_dict()
    data["t"][0]["sg"][0]["src"]["a"] = "p"
    data["a"] = {"p": {"k": "image", "n": "photo.png"}}
    (tmp_path / "draft.json").write_text(json.dumps(data))
    import cv2

    cv2.imwrite(str(tmp_path / "photo.png"), photo)
    command = [sys.executable, "-m", "vivant", "export", "draft.json", "-o", "film.mp4", "--workers", "2"]
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings(), stderr=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 90
        while not list(tmp_path.glob(".film.mp4.*/*.digest")) and time.monotonic() < deadline:
            time.sleep(0.05)
        running.kill()
    assert not (tmp_path / "film.mp4").exists()
    done = subprocess.run(command, cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=True)
    assert "had been drawn before" in done.stderr
    assert media.probe(tmp_path / "film.mp4").n_frames == 64
    assert not hidden(tmp_path)


def test_everything_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    segments = [{"d": 1000, "src": {"a": name}} for name in ("p1", "p2")]
    tracks = [{"tt": 0, "sg": segments}, {"tt": 1, "r": "music", "sg": [{"d": 500, "src": {"a": "m"}}]}]
    assets = {
        "p1": {"k": "image", "n": "one.png"}, "p2": {"k": "image", "n": "two.png"},
        "m": {"k": "audio", "gen": {"style": "yodel"}},
    }  # fmt: skip
    made = Draft.from_dict({"v": 1, "m": {}, "t": tracks, "a": assets})
    with pytest.raises(DraftError) as told:
        vivant.export(made, {"p2": tmp_path / "nowhere.png"}, tmp_path / "film.mp4")
    assert [problem.code for problem in told.value.problems] == ["unknown_asset", "missing", "recipe"]
