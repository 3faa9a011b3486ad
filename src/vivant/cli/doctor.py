"""`vivant doctor`: what this machine has, what it lacks and what to do about it.

Not for installing or changing anything; the GPU is only reported, Vivant does not need one.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from vivant import __version__
from vivant.cli import console
from vivant.cli.models import CONDITIONS
from vivant.cores import cores

LIBRARIES = ("numpy", "opencv-contrib-python-headless", "av", "pillow", "pillow-heif", "numba", "pydantic", "typer",
             "rich")  # fmt: skip
ENOUGH_MEMORY_GB = 2.0
ENOUGH_DISK_GB = 1.0


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print the facts as JSON.")] = False) -> None:
    """Tell what this machine has: encoders, cores, memory, libraries, and what is missing."""
    facts = machine() | {"libraries": libraries(), "encoders": encoders(), "models": eyes()}
    facts["problems"] = problems(facts)
    if as_json:
        console.emit_json(facts)
    else:
        console.emit("\n".join(lines(facts)))
    if facts["problems"]:
        raise typer.Exit(1)


def machine() -> dict[str, Any]:
    """Version of Vivant and Python, platform, usable cores, memory and free disk space in GB, and the GPU's name."""
    return {
        "vivant": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": cores(),
        "memory_gb": _memory_gb(),
        "disk_free_gb": round(shutil.disk_usage(".").free / 1e9, 1),
        "gpu": _gpu(),
    }


def libraries() -> dict[str, str | None]:
    """The version of every library that Vivant needs; None where one is missing."""
    return {name: _version(name) for name in LIBRARIES}


def encoders() -> dict[str, bool]:
    """Which encoders can be used; none where the library is missing."""
    try:
        from vivant import media

        return media.encoders()
    except ImportError:
        return {}


def eyes() -> dict[str, str]:
    """Who looks, by job: "built in", a model that was pulled, or what is wrong with one that cannot be used."""
    from vivant import models

    place = models.Place.usual()
    told: dict[str, str] = dict.fromkeys(models.JOBS, "built in")
    for model in models.known():
        found = models.condition(model, place)
        if found == "there":
            told[model.job] = models.missing_extra() or model.name
        elif found != "absent":
            told[model.job] = f"built in, {model.name} is {CONDITIONS[found]}"
    return told


def problems(facts: dict[str, Any]) -> list[dict[str, str]]:
    """What is wrong with the facts, each with what it means (`problem`) and what to do (`remedy`)."""
    found = []
    missing = [name for name, has in facts["libraries"].items() if has is None]
    if missing:
        found.append(("Missing: " + ", ".join(missing) + ".", "Install Vivant again: pip install vivant."))
    if not facts["encoders"].get("libx264"):
        found.append(("H.264 cannot be written: no mp4.", "Install the av package from its wheel, or write .webm."))
    if facts["memory_gb"] is not None and facts["memory_gb"] < ENOUGH_MEMORY_GB:
        found.append((f"Only {facts['memory_gb']} GB of memory.", "Use --size 1280x720 or smaller."))
    if facts["disk_free_gb"] < ENOUGH_DISK_GB:
        found.append((f"Only {facts['disk_free_gb']} GB free in this folder.", "Make room, or write elsewhere."))
    return [{"problem": problem, "remedy": remedy} for problem, remedy in found]


def lines(facts: dict[str, Any]) -> list[str]:
    """The facts for a person, one line each."""

    def known(value: object, unit: str = "") -> str:
        return "unknown" if value is None else f"{value}{unit}"

    rows = [
        ("Vivant", facts["vivant"]),
        ("Python", f"{facts['python']} on {facts['platform']}"),
        ("Cores", known(facts["cores"])),
        ("Memory", known(facts["memory_gb"], " GB")),
        ("Disk", f"{facts['disk_free_gb']} GB free in this folder"),
        ("GPU", facts["gpu"] or "none (not needed)"),
        ("Models", ", ".join(f"{name}: {state}" for name, state in facts["models"].items())),
        ("Encoders", ", ".join(name for name, there in facts["encoders"].items() if there)),
        ("Not there", ", ".join(name for name, there in facts["encoders"].items() if not there) or "nothing"),
        ("Libraries", ", ".join(f"{name} {number}" for name, number in facts["libraries"].items())),
    ]
    verdict = [f"Problem: {each['problem']} {each['remedy']}" for each in facts["problems"]]
    return [f"{name:<10} {text}" for name, text in rows] + (verdict or ["Everything that is needed is there."])


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (ValueError, OSError, AttributeError):
        return None


def _gpu() -> str | None:
    """The name of the first NVIDIA GPU, or None."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    try:
        asked = [tool, "--query-gpu=name", "--format=csv,noheader"]
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return (answer.splitlines() or [""])[0].strip() or None
