"""What the pages promise is there: commands, make targets, sentences, generated pages, the move of the tutorial."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.cli.command import Vivant, surroundings
from vivant import agent, moves
from vivant.moves import Aim, Pose
from vivant.scene import Scene

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))

MOVES = (
    "dolly_in", "dolly_zoom", "orbit_left", "truck_right", "crane_up", "dolly_in + pan_left", "rack_focus", "handheld",
    "float", "dolly_in",
)  # fmt: skip
"""What each sentence of the README asks for."""


def sentences() -> list[str]:
    """The example sentences of the README: the first column of its table."""
    return re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)


@pytest.mark.parametrize(("words", "wanted"), list(zip(sentences(), MOVES, strict=True)), ids=MOVES)
def test_every_sentence_is_understood(words: str, wanted: str, photo: NDArray[np.uint8]) -> None:
    nothing = np.zeros(photo.shape[:2], np.float32)
    scene = Scene(photo, disparity=nothing + 0.5, subject=nothing, sky=nothing)
    direction = agent.direct(words, scene, asset="photo")
    asked = [motion.move for segment in direction.draft.main_segments() for motion in segment.motions]
    assert direction.unknown == ()
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
    shown = {name: vivant(name, "--help").stdout for name in ("animate", "analyze", "catalogue", "models", "doctor")}
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


def test_the_move_of_the_tutorial_is_a_move() -> None:
    page = (ROOT / "docs" / "adding-a-move.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    module = ModuleType("truck_left_of_the_tutorial")
    exec(compile(code, "docs/adding-a-move.md", "exec"), module.__dict__)
    assert module.path(module.Params(), Aim())(0.0) == Pose()
    assert module.path(module.Params(), Aim())(1.0).truck < 0.0
    assert module.path(module.Params(amount=0.0), Aim())(1.0) == Pose()
    assert [knob["unit"] for knob in moves.knobs(module.Params) if knob["name"] == "travel"] == ["short sides"]
    assert len(module.WORDS) == 3 and module.CYCLE is False


def test_the_lock_holds_versions_and_nothing_else() -> None:
    for name in ("requirements.lock", "requirements-bench.lock"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.+!]+", line), line
