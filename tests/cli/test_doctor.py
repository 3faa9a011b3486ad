"""`vivant doctor`: facts, problems and remedies."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import Vivant
from vivant.cli import doctor


def test_the_facts_of_this_machine(vivant: Vivant) -> None:
    done = vivant("doctor", "--json")
    facts = json.loads(done.stdout)
    assert facts["cores"] >= 1 and facts["disk_free_gb"] > 0
    assert facts["encoders"]["libx264"] is True
    assert all(facts["libraries"].values()), facts["libraries"]
    assert done.returncode == (1 if facts["problems"] else 0)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"libraries": {"av": None}}, "Missing: av"),
        ({"encoders": {"libx264": False}}, "H.264"),
        ({"memory_gb": 0.5}, "0.5 GB of memory"),
        ({"disk_free_gb": 0.1}, "0.1 GB free"),
    ],
    ids=["library", "encoder", "memory", "disk"],
)
def test_every_problem_comes_with_a_remedy(change: dict[str, object], word: str) -> None:
    healthy = {
        "vivant": "1", "python": "3.11", "platform": "x", "cores": 2, "memory_gb": None, "disk_free_gb": 9.0,
        "gpu": None, "models": {}, "libraries": {"av": "1"}, "encoders": {"libx264": True},
    }  # fmt: skip
    assert doctor.problems(healthy) == []
    (found,) = doctor.problems(healthy | change)
    assert word in found["problem"] and found["remedy"].endswith(".")
    shown = doctor.lines(healthy | change | {"problems": [found]})
    assert shown[-1] == f"Problem: {found['problem']} {found['remedy']}"
