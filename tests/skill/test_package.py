"""The form of the skill package: the rules of the Agent Skills format, and our own of section 10 of the interface."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import skills_ref
import yaml

SKILL = Path(__file__).resolve().parents[2] / "skill" / "ai-image-to-video-generator"
TEXT = (SKILL / "SKILL.md").read_text(encoding="utf-8")


def front_matter() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(TEXT.split("---\n")[1])
    return found


def test_the_front_matter_keeps_the_rules() -> None:
    about = front_matter()
    assert set(about) <= {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}
    assert about["name"] == SKILL.name and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", about["name"])
    assert len(about["name"]) <= 64 and 1 <= len(about["description"]) <= 1024
    assert len(about["compatibility"]) <= 500
    assert re.fullmatch(r"\d+\.\d+\.\d+", about["metadata"]["version"])
    assert about["metadata"]["openclaw"]["primaryEnv"] == "NEMO_TOKEN"
    assert "{" not in TEXT.split("---\n")[1]


def test_the_reference_validator_finds_nothing() -> None:
    assert skills_ref.validate(SKILL) == []


def test_it_is_short_and_its_links_lead_somewhere() -> None:
    assert len(TEXT.splitlines()) < 500
    for page in (SKILL / "SKILL.md", *SKILL.glob("references/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name} leads to {target}"
    assert all(
        file.read_bytes().decode("utf-8") for file in SKILL.rglob("*") if file.is_file() and file.suffix != ".pyc"
    )


def test_every_variable_that_the_scripts_read_is_told() -> None:
    for script in SKILL.glob("scripts/*"):
        if script.suffix in (".sh", ".py"):
            for name in re.findall(
                r"\b(?:NEMO_[A-Z_]+|SKILL_SOURCE|MAX_S|VIVANT_SKILL_DIR)\b", script.read_text("utf-8")
            ):
                assert f"`{name}`" in TEXT, name


def test_every_command_of_the_text_exists_in_both_scripts() -> None:
    asked = set(re.findall(r"`\$V (\w+)", TEXT))
    assert {"setup", "send", "wait", "upload", "credits", "state", "export", "link", "new"} == asked
    shell, python = ((SKILL / "scripts" / name).read_text("utf-8") for name in ("vivant.sh", "vivant.py"))
    assert all(f"\n{verb})" in shell and f'"{verb}": ' in python for verb in asked)


def test_the_shell_script_is_clean() -> None:
    checker = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if checker is None:
        pytest.skip("shellcheck is not installed")
    done = subprocess.run([checker, SKILL / "scripts" / "vivant.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
