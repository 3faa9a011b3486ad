"""Where in the picture a camera move looks, as people say it."""

from __future__ import annotations

import pytest

from vivant.agent.aiming import aim_in, part_in
from vivant.agent.reading import read
from vivant.timeline import Motion, Place
from vivant.timeline.compare import at


@pytest.mark.parametrize(
    ("said", "where", "part"),
    [
        ("zoom in slowly on the cat's left eye", "on the left", "eye"),
        ("zoom in on the bird on the right", "on the right", ""),
        ("push in to the top right corner", "in the top right", ""),
        ("zoom in on the top of the lighthouse", "at the top", ""),
        ("zoom out from the lower left", "in the bottom left", ""),
        ("推近右边那只红鹦鹉", "on the right", ""), ("放大左上角", "in the top left", ""),
        ("zoom in on her face", "", ""), ("zoom in on the spoon", "", "spoon"), ("推近她的眼睛", "", "眼睛"),
    ],
)  # fmt: skip
def test_a_move_looks_where_it_is_told(said: str, where: str, part: str) -> None:
    aim = aim_in(said)
    assert (at(aim) if aim else "", part_in(said)) == (where, part)


def test_what_snow_is_told_is_not_told_the_camera() -> None:
    reading = read("zoom in with snow on the left")
    assert [move.aim for move in reading.moves] == [None]
    assert [move.aim for move in read("zoom in on the left").moves] == [Place(side="left")]


def test_where_a_move_looks_is_written_in_the_draft() -> None:
    assert Motion("zoom_in", aim=Place(side="right")).to_dict()["aim"] == {"side": "right"}
