"""What people say in English becomes what they meant: the lists in said/, said to a conversation, exactly."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agent.judging import wrong
from vivant.agent import Facts, glance
from vivant.agent.conversation import Conversation, Reply
from vivant.agent.facts import SceneFacts
from vivant.scene import areas
from vivant.scene.scene import Scene
from vivant.timeline import Draft

SAID = Path(__file__).parent / "said"
LEAST = 0.97
"""Share of the sentences that must come out exactly."""
SLOWEST_S = 0.05
"""Processor time within which a text is answered."""
FILM_MS = 12_000
FILMS_MS = (FILM_MS, 8_000, 6_000)
"""How long a film is, and each of several."""
_SUBJECTS = {"portrait": (0.2, 1.0, 0.3, 0.7), "statue": (0.1, 0.9, 0.3, 0.7), "product": (0.2, 0.8, 0.3, 0.7)}
_OPEN = {"lake": (0.4, 0.3), "sea": (0.4, 0.4), "river": (0.2, 0.3), "desert": (0.4, 0.0), "lawn": (0.2, 0.0)}
_BARE = "street"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Where the library has its quick one."""


@cache
def scene(name: str) -> Scene:
    """A small picture in which the camera has depth to move in; a subject, a sky and water where its name says so."""
    height, width = 90, 160
    disparity = np.repeat(np.linspace(0, 1, height, dtype=np.float32)[:, None], width, 1)
    subject, sky, water = (np.zeros((height, width), np.float32) for _ in range(3))
    if name in _SUBJECTS:
        top, bottom, left, right = _SUBJECTS[name]
        subject[int(top * height) : int(bottom * height), int(left * width) : int(right * width)] = 1
    above, below = _OPEN.get(name, (0.0, 0.0))
    sky[: round(above * height)] = 1
    water[height - round(below * height) :] = 1
    image = np.full((height, width, 3), 120, np.uint8)
    return Scene(image, disparity, subject, sky, "photo", 0.6, 0.4 if above else None, water=water)


@pytest.fixture(autouse=True)
def _everything_has_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every area is found in every picture but the bare one: that areas are found is shown elsewhere."""
    for name in areas.AREAS:
        monkeypatch.setitem(areas.AREAS, name, _place)  # type: ignore[arg-type]


def _place(looked_at: Scene) -> np.ndarray:
    return np.full(looked_at.sky.shape, 0.0 if looked_at is scene(_BARE) else 1.0, np.float32)


def begun(case: Mapping[str, Any]) -> Conversation:
    """A conversation about what a case is about: a film, several pictures or one."""
    if case.get("on") == "film":
        return Conversation.begin({"film": _video("film", FILM_MS)}, {})
    if "films" in case:
        return Conversation.begin({one: _video(one, ms) for one, ms in zip(_assets(case), FILMS_MS, strict=False)}, {})
    named = _assets(case) or ["p1"]
    on = case.get("on", _BARE)
    called = case.get("named", [f"{one}.jpg" for one in named])
    facts = {one: Facts("picture", name, (160, 90), scene=_seen(on)) for one, name in zip(named, called, strict=True)}
    return Conversation.begin(facts, dict.fromkeys(named, lambda: scene(on)))


@cache
def _seen(name: str) -> SceneFacts:
    return glance(scene(name))


def _video(name: str, lasts_ms: int) -> Facts:
    return Facts("video", f"{name}.mp4", (640, 360), lasts_ms, has_sound=True)


def _assets(case: Mapping[str, Any]) -> list[str]:
    """The pictures or films of a case that has several."""
    return [f"p{n}" for n in range(1, int(case.get("of", case.get("films", 0))) + 1)]


class Turn(NamedTuple):
    """What was said in a case, and what came of it; `before` is the draft that there was."""

    case: Mapping[str, Any]
    turn: Mapping[str, Any]
    before: Draft | None
    talk: Conversation
    reply: Reply


@cache
def played(name: str) -> tuple[Turn, ...]:
    """Every turn of all cases of a list; said once, however many tests look at it."""
    return tuple(turn for case in cases(name) for turn in _turns(case))


def _turns(case: Mapping[str, Any]) -> Iterator[Turn]:
    talk = begun(case)
    for turn in case.get("turns", [case]):
        before = talk.draft
        talk, reply = talk.say(turn["say"])
        yield Turn(case, turn, before, talk, reply)


def failures(name: str) -> Iterator[tuple[str, list[str]]]:
    """Every sentence of a list with what is wrong with what came of it."""
    for case, turn, before, talk, reply in played(name):
        yield turn["say"], [*_told(turn, reply, first=before is None), *_differing(turn, case, talk, before)]


def _differing(turn: Mapping[str, Any], case: Mapping[str, Any], talk: Conversation, before: Any) -> list[str]:
    if turn.get("same"):
        return [] if talk.draft == before else ["the draft is another"]
    if talk.draft is None:
        return ["there is no draft"]
    kind: dict[str, Any] = {"of": case["of"]} if "of" in case else {"plays": "any"} if "films" in case else {}
    kind |= {"plays": ["0..12"]} if case.get("on") == "film" else {}
    return wrong(kind | dict(turn), talk.draft, before, _assets(case))


def _told(turn: Mapping[str, Any], reply: Reply, *, first: bool) -> Iterator[str]:
    """What is wrong with an answer: a complaint about words that were clear, silence about what was not."""
    kind = turn.get("kind", "made" if first else "changed")
    if kind not in ("any", reply.kind):
        yield f"“{reply.kind}”, not “{kind}”: {reply.said}"
    missed = " ".join((*reply.unknown, *reply.notes))
    if "told" in turn:
        if turn["told"] not in missed:
            yield f"nothing is told of “{turn['told']}”: {missed}"
    elif reply.unknown:
        yield f"not understood: {reply.unknown}"


@cache
def cases(name: str) -> list[dict[str, Any]]:
    usual = {"story": {"of": "4"}, "film": {"on": "film"}}.get(name.rpartition("_")[2], {})
    return [
        ({} if "films" in one else usual) | one
        for one in yaml.load((SAID / f"{name}.yaml").read_text("utf-8"), _LOADER)
    ]


LISTS = ("english_picture", "english_story", "english_film", "english_talks")
FRESH = tuple(name.replace("english_", "english_fresh_") for name in LISTS)
LATER = tuple(sorted(p.stem for p in SAID.glob("english_*.yaml") if p.stem not in (*LISTS, *FRESH)))


@pytest.mark.parametrize(("names", "least"), [(LISTS, 220), (FRESH, 50), (LATER, 160)], ids=["said", "fresh", "later"])
def test_what_people_say_is_done_exactly(names: tuple[str, ...], least: int) -> None:
    said, failed = 0, []
    for name in names:
        for words, faults in failures(name):
            said += 1
            failed += [f"{words!r}: {'; '.join(faults)}"] * bool(faults)
    share = 1 - len(failed) / said
    print(f"{said} sentences, {share:.1%} exact", *failed, sep="\n")
    assert said >= least
    assert share >= LEAST - (names == FRESH) * 0.03, "\n".join((f"{share:.1%} of {said} sentences", *failed))


def _pieces() -> list[str]:
    """Words and stretches of the sentences, to be put together without sense."""
    told = [turn["say"] for name in LISTS for case in cases(name) for turn in case.get("turns", [case])]
    return sorted({piece for one in told for piece in (one, *one.split())})


_ANYTHING = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_pieces()), max_size=12).map(" ".join),
    st.lists(st.sampled_from(_pieces()), max_size=6).map(", ".join),
)


def test_any_text_is_answered_at_once_and_the_same_way() -> None:
    """What a person waits for is the median; one text may hit on a busy moment of the machine."""
    start, _ = begun({"on": "lake"}).say("slow dolly in, snow, piano music")
    times: list[float] = []

    @settings(max_examples=150, deadline=None)
    @given(_ANYTHING)
    def answered(words: str) -> None:
        began = time.process_time()
        talk, reply = start.say(words)
        times.append(time.process_time() - began)
        assert reply.said
        again, same = start.say(words)
        assert (again.draft, same.said) == (talk.draft, reply.said)

    answered()
    assert sorted(times)[len(times) // 2] < SLOWEST_S, f"median {sorted(times)[len(times) // 2]:.3f} s"


def test_undo_after_any_changes_gives_the_first_draft_again() -> None:
    talk, _ = begun({"on": "lake"}).say("slow dolly in, snow, piano music")
    first = talk.draft
    said = (
        "heavier",
        "a little warmer",
        'title "Lake" at the top',
        "make the title bigger",
        "no snow",
        "pan left",
        "loop it",
    )
    for words in said:
        talk, reply = talk.say(words)
        assert reply.kind == "changed", words
    for _ in said:
        talk, reply = talk.say("undo")
        assert reply.kind == "undone"
    assert first is not None and talk.draft is not None
    assert talk.draft.to_dict() | {"rev": 0} == first.to_dict() | {"rev": 0}, "all but the count of changes"
