"""`vivant catalogue`: for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.cli.command import Vivant, surroundings


def test_every_move_is_listed_with_its_knobs(vivant: Vivant) -> None:
    found = json.loads(vivant("catalogue", "moves", "--json").stdout)
    assert len(found) >= 28
    assert "dolly_in" in [entry["name"] for entry in found]
    for entry in found:
        assert entry["kind"] == "move" and entry["sentence"].endswith(".") and entry["words"]
        for knob in entry["knobs"]:
            assert {"name", "default", "min", "max", "unit", "sentence"} <= knob.keys(), entry["name"]


def test_flows_and_effects_are_listed_too(vivant: Vivant) -> None:
    listed = {kind: json.loads(vivant("catalogue", kind, "--json").stdout) for kind in ("flows", "effects")}
    everything = json.loads(vivant("catalogue", "--json").stdout)
    assert {entry["kind"] for entry in everything} == {"move", "flow", "effect", "transition", "title", "music", "bed"}
    for kind, found in listed.items():
        assert {entry["kind"] for entry in found} == {kind.removesuffix("s")}
        assert [entry for entry in everything if entry["kind"] == kind.removesuffix("s")] == found
        for entry in found:
            assert entry["sentence"].endswith(".") and any(word > "\u2fff" for word in entry["words"]), entry["name"]
            assert "amount" in [knob["name"] for knob in entry["knobs"]]
    assert "river" in [entry["name"] for entry in listed["flows"]]
    assert "snow" in [entry["name"] for entry in listed["effects"]]


def test_ways_for_words_to_come_and_go_are_listed(vivant: Vivant) -> None:
    found = json.loads(vivant("catalogue", "titles", "--json").stdout)
    assert {"fade", "typewriter", "word_by_word"} <= {entry["name"] for entry in found}
    for entry in found:
        assert entry["kind"] == "title" and entry["sentence"].endswith(".")
        assert any(word > "\u2fff" for word in entry["words"]) and [k["name"] for k in entry["knobs"]] == ["ms"]


def test_transitions_are_listed_with_ease_and_words(vivant: Vivant) -> None:
    found = json.loads(vivant("catalogue", "transitions", "--json").stdout)
    assert len(found) >= 70 and {"wipeleft", "crossfade", "push_through"} <= {entry["name"] for entry in found}
    for entry in found:
        assert entry["kind"] == "transition" and entry["sentence"].endswith(".")
        assert any(word > "\u2fff" for word in entry["words"]), entry["name"]
        assert "ease" in [knob["name"] for knob in entry["knobs"]]


def test_music_and_beds_are_listed(vivant: Vivant) -> None:
    found = json.loads(vivant("catalogue", "music", "--json").stdout)
    knobs = {kind: {k["name"] for e in found if e["kind"] == kind for k in e["knobs"]} for kind in ("music", "bed")}
    assert knobs == {"music": {"tempo_bpm", "key"}, "bed": {"amount"}}
    assert {"lofi", "epic", "rain", "sea"} <= {entry["name"] for entry in found}


def test_people_get_lines_that_fit(vivant: Vivant) -> None:
    done = vivant("catalogue")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert "dolly_in" in lines and any("amount = 1.0 (0.0 to 3.0 times)" in line for line in lines)
    assert max(map(len, lines)) <= 100


def test_an_unknown_kind_is_wrong_use(vivant: Vivant) -> None:
    assert vivant("catalogue", "spells").returncode == 2


def test_a_reader_that_stops_is_no_failure_to_talk_about() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "vivant", "catalogue", "--json"],
        env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 141
