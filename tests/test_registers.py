"""The registers of flows and effects: what is read from a file's text is what the file says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vivant import effects, flows


@pytest.mark.parametrize("folder", [effects, flows], ids=["effects", "flows"])
def test_the_words_are_those_of_the_files(folder: object) -> None:
    found = folder.catalogue()  # type: ignore[attr-defined]
    assert {name: entry.words for name, entry in found.items()} == dict(found.words)
    assert list(found) == sorted(found) and found.get("spells") is None


def test_a_file_is_loaded_when_it_is_wanted() -> None:
    code = (
        "import sys; from vivant import effects; found = effects.catalogue(); assert len(found) and 'fog' in found\n"
        "print([n for n in ('fog', 'snow') if 'vivant.effects.' + n in sys.modules]); found['fog']\n"
        "print([n for n in ('fog', 'snow') if 'vivant.effects.' + n in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split("\n")[:2] == ["[]", "['fog']"]
