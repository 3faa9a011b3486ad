"""Ideas of what could be said next: every one works when it is said, they vary, and what was refused stays away."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from vivant.agent import Conversation, Facts, SceneFacts, glance
from vivant.agent.going_back import features
from vivant.agent.ideas import Past, ideas, past_of
from vivant.moves import catalogue
from vivant.scene import Scene

HEIGHT, WIDTH = 90, 160


def scene(
    upper: tuple[int, int, int],
    lower: tuple[int, int, int],
    sky: int = 0,
    water: bool = False,
    subject: tuple[int, int, int, int] | None = None,
    kind: str = "photo",
) -> Scene:
    """Two colours one above the other; `sky` rows of sky, and a subject from row to row and column to column."""
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None] * np.ones((1, WIDTH), np.float32)
    image = np.zeros((HEIGHT, WIDTH, 3), np.int16)
    image[: sky or 45], image[sky or 45 :] = upper, lower
    image += np.random.default_rng(0).integers(-9, 9, image.shape, dtype=np.int16)
    alpha = np.zeros((HEIGHT, WIDTH), np.float32)
    if subject:
        alpha[subject[0] : subject[1], subject[2] : subject[3]] = 1
    is_sky = (rows < sky / HEIGHT).astype(np.float32)
    found = Scene(np.clip(image, 0, 255).astype(np.uint8), rows, alpha, is_sky, kind, 0.8)
    return replace(found, water=((rows > 0.5) & (alpha == 0)).astype(np.float32)) if water else found


SCENES = {
    "beach": scene((120, 160, 220), (60, 90, 120), 40, True, (30, 80, 70, 90)),
    "night": scene((24, 32, 44), (12, 18, 24), 40, True),
    "meadow": scene((130, 170, 230), (80, 140, 50), 40),
    "portrait": scene((150, 120, 90), (140, 110, 90), subject=(10, 89, 50, 110)),
    "winter": scene((170, 180, 200), (190, 200, 215), 45),
    "drawing": scene((200, 180, 160), (160, 150, 140), kind="drawing"),
    "page": scene((240, 240, 240), (240, 240, 240), kind="text"),
}
STARTS = {
    "en": (
        "", "slow dolly in, snow, 9 s", 'vertical, orbit right, a vintage look, title "Home"',
        "static, piano music, loop",
    ),
    "zh": ("", "缓慢推近，下雪，9 秒", "竖屏，向右环绕，复古色调，标题“家”", "镜头不动，钢琴音乐，循环"),
}  # fmt: skip


def begin(name: str) -> Conversation:
    seen = SCENES[name]
    return Conversation.begin({"a1": Facts("picture", "p", (1600, 900), scene=glance(seen))}, {"a1": lambda: seen})


def several(kind: str) -> Conversation:
    lasts = None if kind == "picture" else 4000
    facts = {
        f"a{n}": Facts(kind, f"p{n}", (1600, 900), lasts, scene=SceneFacts((1600, 900)))  # type: ignore[arg-type]
        for n in (1, 2)
    }
    return Conversation.begin(facts, {name: lambda: SCENES["beach"] for name in facts} if kind == "picture" else {})


def works(talk: Conversation, words: str) -> None:
    """An idea is understood whole, changes the film, and takes nothing away but what it says it is instead of."""
    after, reply = talk.say(words)
    assert (reply.kind, reply.unknown) == ("changed", ()), words
    assert talk.draft is not None and after.draft is not None
    lost = features(talk.draft) - features(after.draft) - {"static"}
    assert not lost or (lost <= set(catalogue()) and ("instead" in words or "改成" in words)), (words, lost)
    camera = ("instead", "改成", "loop", "循环", "slower", "慢", "blur", "虚化")
    if not any(sign in words for sign in camera):
        told = [[(m.move, m.amount) for s in t.draft.main_segments() for m in s.motions] for t in (talk, after)]  # type: ignore[union-attr]
        assert told[0] == told[1], words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", SCENES)
def test_every_idea_of_a_conversation_that_takes_them_works(name: str, language: str) -> None:
    for n, start in enumerate(STARTS[language]):
        talk, reply = replace(begin(name), language=language).say(start)
        for turn in range(3):
            assert 2 <= len(reply.ideas) <= 3, (start, reply.ideas)
            for words in reply.ideas:
                works(talk, words)
            talk, reply = talk.say(reply.ideas[(n + turn) % len(reply.ideas)])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["picture", "video"])
def test_every_idea_for_films_and_stories_works(kind: str, language: str) -> None:
    start = "做成 6 秒的影片" if language == "zh" else "a film of 6 s"
    talk, reply = replace(several(kind), language=language).say(start)
    for turn in range(4):
        assert len(reply.ideas) >= 2
        for words in reply.ideas:
            works(talk, words)
        talk, reply = talk.say(reply.ideas[turn % len(reply.ideas)])


def test_ideas_vary_with_the_picture_and_from_turn_to_turn() -> None:
    first = {name: begin(name).say("slow dolly in")[1].ideas for name in SCENES}
    assert len(set(first.values())) >= 5
    talk, told = begin("meadow"), []
    for words in ("slow dolly in", "8 s", "a little slower", "brighter", "more contrast", "7 s"):
        talk, reply = talk.say(words)
        told.append(reply.ideas)
    assert all(len(set(one) & set(next_)) < 2 for one, next_ in pairwise(told))
    assert len({idea for ideas in told for idea in ideas}) >= 10


def test_what_was_just_done_is_gone_on_with() -> None:
    talk, reply = begin("beach").say("slow dolly in")
    for words, next_ in (
        ("add snow", "let the snow get heavier to the end"), ("fireflies", "half the fireflies"),
        ("some fog", "half as much fog"), ("piano music", "make the music quieter"),
        ('title "Home"', "make the title a little bigger"), ("orbit left instead", "make the camera slower"),
    ):  # fmt: skip
        talk, reply = talk.say(words)
        assert reply.ideas[0] == next_
        works(talk, next_)


@pytest.mark.parametrize("how", ["no snow", "undo"])
def test_what_was_taken_back_is_not_proposed_again(how: str) -> None:
    talk, _ = begin("winter").say("slow dolly in")
    assert talk.draft is not None and talk.history is not None
    assert "light falling snow" in ideas(talk.draft, glance(SCENES["winter"]), "en", 20)
    talk, _ = talk.say("add snow")
    talk, _ = talk.say(how)
    assert talk.draft is not None and talk.history is not None and "snow" in past_of(talk.history).gone
    for turn in range(8):
        past = replace(past_of(talk.history), turn=turn)
        assert not [one for one in ideas(talk.draft, glance(SCENES["winter"]), "en", 20, past=past) if "snow" in one]


def test_what_was_refused_from_the_start_is_not_proposed() -> None:
    for words in ("slow dolly in, no music, no snow", "缓慢推近，不要音乐，不要雪"):
        talk, _ = begin("winter").say(words)
        assert talk.draft is not None and talk.history is not None
        past = past_of(talk.history)
        told = " ".join(ideas(talk.draft, glance(SCENES["winter"]), talk.language, 20, past=past))
        assert {"music", "snow"} <= past.gone and not [s for s in ("music", "snow", "音乐", "雪") if s in told]


def test_what_a_picture_does_not_have_is_not_proposed() -> None:
    talk, _ = begin("meadow").say("slow dolly in")
    assert talk.draft is not None
    facts = glance(SCENES["meadow"])
    with_clouds, without = (ideas(talk.draft, facts, "en", 20, has=lambda area, has=has: has) for has in (True, False))
    assert "let the clouds drift" in with_clouds and "let the clouds drift" not in without


def test_a_camera_that_stands_still_by_wish_is_left_so() -> None:
    talk, _ = begin("beach").say("static, no camera move")
    assert talk.draft is not None
    told = ideas(talk.draft, glance(SCENES["beach"]), "en", 30, past=Past())
    assert not [one for one in told if "instead" in one] and "blur the background softly" in told


def test_who_asks_for_what_cannot_be_is_shown_what_comes_near() -> None:
    talk, _ = begin("beach").say("slow dolly in")
    walk, sharp = (talk.say(words)[1] for words in ("make the dog walk", "make it sharper"))
    assert walk.kind == sharp.kind == "nothing" and "make the dog walk" in walk.said
    assert walk.ideas[0] in ("let the clouds drift", "make the water ripple gently")
    assert sharp.ideas[:2] == ("a little more contrast", "in 4K")
    for words in (*walk.ideas, *sharp.ideas):
        works(talk, words)
