"""What the pages promise is there: commands, make targets, sentences, generated pages, the files of the tutorials."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.cli.command import Vivant, surroundings
from vivant import agent, moves
from vivant.effects import ORDER, Setting, View
from vivant.flows import Area
from vivant.moves import Aim, Pose
from vivant.scene import Scene
from vivant.scene.areas import AREAS
from vivant.units import Clock

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = ("animate", "analyze", "story", "edit", "export", "catalogue", "models", "doctor")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))

ASKED = (
    "dolly_in", "dolly_zoom", "orbit_left", "dolly_in + pan_left", "static + river + clouds", "truck_right + snow",
    "dolly_in + fog", "float", "handheld + golden_hour + grain", "dolly_in + snow",
)  # fmt: skip
"""What each sentence of the README asks for."""


def sentences() -> list[str]:
    """The example sentences of the README: the first column of its table."""
    return re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)


@pytest.mark.parametrize(("words", "wanted"), list(zip(sentences(), ASKED, strict=True)), ids=ASKED)
def test_every_sentence_is_understood(words: str, wanted: str, photo: NDArray[np.uint8]) -> None:
    nothing = np.zeros(photo.shape[:2], np.float32)
    sky, water, clouds = nothing.copy(), nothing.copy(), photo.copy()
    sky[:130], water[140:] = 1.0, 1.0
    clouds[:130:16, ::2] += 40
    scene = Scene(clouds, disparity=nothing + 0.5, subject=nothing, sky=sky, water=water, horizon_h=0.42)
    direction = agent.direct(words, scene, asset="photo")
    (segment,) = direction.draft.main_segments()
    assert direction.unknown == ()
    asked = [motion.move for motion in segment.motions] + [applied.kind for applied in segment.applied]
    assert asked == wanted.split(" + ")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page} points to {target}"


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page} names make {target}"


def test_options_in_the_readme_exist(vivant: Vivant) -> None:
    shown = {name: vivant(name, "--help").stdout for name in COMMANDS}
    for line in re.findall(r"^vivant .*$", README, re.MULTILINE):
        words = shlex.split(line, comments=True)
        for option in (word for word in words if word.startswith("-")):
            assert option in shown[words[1]], line
    for option in re.findall(r"`(--[a-z]+)", README):
        assert option in shown["animate"], option


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        env=surroundings(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


Tutorial = Callable[[str], ModuleType]


@pytest.fixture
def tutorial(tmp_path: Path) -> Tutorial:
    """The file that a page shows, loaded."""

    def load(page: str) -> ModuleType:
        (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)
        path = tmp_path / "of_the_tutorial.py"
        path.write_text(code, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


def test_the_move_of_the_tutorial_is_a_move(tutorial: Tutorial) -> None:
    module = tutorial("adding-a-move.md")
    assert module.path(module.Params(), Aim())(0.0) == Pose()
    assert module.path(module.Params(), Aim())(1.0).truck < 0.0
    assert module.path(module.Params(amount=0.0), Aim())(1.0) == Pose()
    assert [knob["unit"] for knob in moves.knobs(module.Params) if knob["name"] == "travel"] == ["short sides"]
    assert len(module.WORDS) == 3 and module.CYCLE is False


def test_the_effect_of_the_tutorial_is_an_effect(photo: NDArray[np.uint8], tutorial: Tutorial) -> None:
    module = tutorial("adding-an-effect.md")
    height, width = photo.shape[:2]
    depth = np.tile(np.linspace(0, 1, 60, dtype=np.float32)[:, None], (1, 80))
    nothing = np.zeros_like(depth)
    setting = Setting(photo, depth, nothing, nothing, nothing, nothing)
    view, clock, rng = View.still((width, height), depth), Clock.lasting(1.0, 12), np.random.default_rng(1)
    draw = module.prepare(setting, clock, module.Params(), rng)
    change = np.abs(draw(photo, view, 3, 1.0).astype(int) - photo)
    assert change[: height // 4].mean() > 5.0  # far
    assert change[-height // 4 :].max() == 0  # near
    assert np.array_equal(draw(photo, view, 3, 0.0), photo)
    assert module.STEADY and np.array_equal(draw(photo, view, 9, 1.0), draw(photo, view, 3, 1.0))
    assert np.array_equal(module.prepare(setting, clock, module.Params(amount=0.0), rng)(photo, view, 3, 1.0), photo)
    assert module.KIND in ORDER and all(knob["sentence"] and knob["unit"] for knob in moves.knobs(module.Params))


def test_the_flow_of_the_tutorial_is_a_flow(tutorial: Tutorial) -> None:
    module = tutorial("adding-a-flow.md")
    inside = np.zeros((60, 80), np.float32)
    inside[15:50, 20:60] = 1.0
    area = Area(inside, np.zeros((60, 80, 3), np.uint8), inside, step=1 / 60, origin=(-40 / 60, -0.5))
    clock, rng = Clock.lasting(2.0, 12, loop=True), np.random.default_rng(1)
    draw = module.prepare(area, clock, module.Params(), rng)
    assert not draw(0).shift.any() and not draw(clock.n_frames).shift.any()
    moved = np.abs(draw(7).shift[..., 0])
    assert moved[42, 40] > 2 * moved[22, 40] > 0  # freer towards the hem
    assert moved[inside == 0].max() == 0
    assert not module.prepare(area, clock, module.Params(amount=0.0), rng)(7).shift.any()
    assert set(module.AREAS) <= set(AREAS) and module.CARRIES is False


def test_the_lock_holds_versions_and_nothing_else() -> None:
    for name in ("requirements.lock", "requirements-bench.lock"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.+!]+", line), line
