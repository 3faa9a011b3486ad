"""Conversations: words after words, back and forth, answers and ideas."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vivant.agent import Conversation, Facts, SceneFacts, glance, ideas, sees, treatments
from vivant.agent.going_back import Back, back_of
from vivant.scene import Scene
from vivant.timeline import Draft

HEIGHT, WIDTH = 90, 160


def beach(light: float = 1.0) -> Scene:
    """Sky over water, and somebody who stands in it."""
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None] * np.ones((1, WIDTH), np.float32)
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[:40], image[40:] = (120, 160, 220), (60, 90, 120)
    subject = np.zeros((HEIGHT, WIDTH), np.float32)
    subject[30:80, 70:90] = 1
    scene = Scene((image * light).astype(np.uint8), rows, subject, (rows < 0.4).astype(np.float32), "photo", 0.8)
    return replace(scene, water=((rows > 0.5) & (subject == 0)).astype(np.float32))


def begin(scene: Scene | None = None) -> Conversation:
    scene = scene or beach()
    return Conversation.begin(
        {"a1": Facts("picture", "beach", (1600, 900), scene=glance(scene))}, {"a1": lambda: scene}
    )


def many() -> Conversation:
    facts = {f"a{n}": Facts("picture", f"picture {n}", (1600, 900), scene=SceneFacts((1600, 900))) for n in (1, 2, 3)}
    return Conversation.begin(facts, {name: beach for name in facts})


def after(talk: Conversation, *said: str) -> Conversation:
    for words in said:
        talk, _ = talk.say(words)
    return talk


def shown(draft: Draft | None) -> tuple[list[str], list[str], set[str]]:
    """Moves, what is applied and the roles of tracks."""
    assert draft is not None
    segments = draft.main_segments()
    moves = [m.move for s in segments for m in s.motions]
    return moves, [a.kind for s in segments for a in s.applied], {t.role for t in draft.tracks()}


def test_one_sentence_asks_for_moves_life_music_and_words() -> None:
    talk, reply = begin().say('slow dolly in, light snow, soft piano music, title "Home", 4 s')
    assert reply.kind == "made" and not reply.unknown
    assert shown(talk.draft) == (["dolly_in"], ["snow"], {"main", "music", "title"})
    assert talk.draft is not None and talk.draft.duration_ms == 4000 and talk.draft.title == "beach"
    for part in ("dolly in", "snow", "piano", "Home", "4 s"):
        assert part in reply.said


def test_nothing_said_is_a_treatment_with_its_reason() -> None:
    talk, reply = begin().say("")
    assert reply.kind == "made" and shown(talk.draft)[0]
    assert "I chose" in reply.said


def test_every_sentence_is_a_version_that_undo_brings_back_bit_by_bit() -> None:
    said = ("slow dolly in", "add snow", "half as much snow", "warmer", "make it 9:16", "soft piano music")
    talk = begin()
    seen = []
    for words in said:
        talk, reply = talk.say(words)
        assert reply.kind in ("made", "changed"), words
        assert talk.draft is not None
        seen.append(talk.draft.to_dict() | {"rev": 0})
    for before in reversed(seen[:-1]):
        talk, reply = talk.say("undo")
        assert reply.kind == "undone" and talk.draft is not None
        assert talk.draft.to_dict() | {"rev": 0} == before
    talk, reply = talk.say("undo")
    assert reply.kind == "nothing" and "first version" in reply.said
    for later in seen[1:]:
        talk, _ = talk.say("redo")
        assert talk.draft is not None and talk.draft.to_dict() | {"rev": 0} == later


@pytest.mark.parametrize("words", ["go back to before the snow", "back to the version before the snow", "回到加雪之前"])
def test_back_to_before_something(words: str) -> None:
    talk = after(begin(), "slow dolly in", "add snow", "warmer", "4 s")
    talk, reply = talk.say(words)
    assert reply.kind == "undone"
    assert shown(talk.draft) == (["dolly_in"], [], {"main"})


def test_before_what_never_came_changes_nothing() -> None:
    before = after(begin(), "slow dolly in", "warmer")
    talk, reply = before.say("go back to before the fog")
    assert reply.kind == "nothing" and "the fog" in reply.said and talk.draft == before.draft


@pytest.mark.parametrize(
    "words, back",
    [
        ("undo", Back("undo")), ("please undo that", Back("undo")), ("undo the last 2 changes", Back("undo", 2)),
        ("undo twice", Back("undo", 2)), ("go back", Back("undo")), ("it was better before", Back("undo")),
        ("撤销", Back("undo")), ("撤销上一步", Back("undo")), ("撤销两步", Back("undo", 2)),
        ("还是之前的好", Back("undo")),
        ("redo", Back("redo")), ("取消撤销", Back("redo")), ("back to the first version", Back("first")),
        ("undo everything", Back("first")), ("回到最初的样子", Back("first")), ("go to version 2", Back("version", 2)),
        ("what changed?", Back("changed")), ("改了什么？", Back("changed")), ("刚才改了哪些", Back("changed")),
        ("what has changed since the start?", Back("changed_all")), ("zoom back out", None),
        ("make it go backwards", None), ("move back slowly", None), ("撤销键的图标在动", None),
    ],
)  # fmt: skip
def test_words_that_go_back(words: str, back: Back | None) -> None:
    assert back_of(words) == back


def test_what_changed() -> None:
    talk = after(begin(), "slow dolly in", "add snow", "make it 9:16")
    assert "1080x1920" in talk.say("what changed?")[1].said
    whole = talk.say("what has changed since the start?")[1].said
    assert "snow" in whole.lower() and "1080x1920" in whole


def test_that_effect_is_what_came_last() -> None:
    talk = after(begin(), "slow dolly in", "add snow", "make it 9:16")
    talk, reply = talk.say("remove that effect")
    assert reply.kind == "changed" and shown(talk.draft)[1] == []


def test_what_cannot_be_is_declined_with_what_can() -> None:
    before = after(begin(), "slow dolly in")
    talk, reply = before.say("make the dog walk")
    assert reply.kind == "nothing" and reply.unknown and talk.draft == before.draft
    assert len(reply.ideas) >= 2 and all(idea in reply.said for idea in reply.ideas)


@pytest.mark.parametrize("words", ["how long is it?", "what is on the timeline?", "现在多长？", "status"])
def test_questions_are_answered_and_change_nothing(words: str) -> None:
    before = after(begin(), "slow dolly in, 4 s")
    talk, reply = before.say(words)
    assert reply.kind == "answered" and talk.draft == before.draft
    assert "4" in reply.said


@pytest.mark.parametrize(
    "words", ["can you make it slower?", "could you add snow?", "能不能加点雪？", "how about some snow?"]
)
def test_polite_questions_are_wishes(words: str) -> None:
    assert after(begin(), "dolly in").say(words)[1].kind == "changed"


def test_what_can_be_done_is_told_before_there_is_a_picture() -> None:
    talk = Conversation.begin({}, {})
    assert "camera moves" in talk.say("what can you do?")[1].said
    assert "运镜" in talk.say("你能做什么")[1].said
    assert talk.say("who are you?")[1].kind == talk.say("你是谁")[1].kind == "answered"
    assert talk.say("dolly in")[1].question


@pytest.mark.parametrize(
    "words, suffix", [("export", ""), ("export it as webm please", "webm"), ("导出", ""), ("导出成gif", "gif")]
)
def test_exports_are_wishes_for_a_file(words: str, suffix: str) -> None:
    before = after(begin(), "slow dolly in")
    talk, reply = before.say(words)
    assert (reply.kind, reply.suffix) == ("export", suffix) and talk.draft == before.draft


def test_an_export_for_a_platform_takes_its_shape() -> None:
    talk, reply = after(begin(), "slow dolly in").say("export as mp4 for TikTok")
    assert (reply.kind, reply.suffix) == ("export", "mp4")
    assert talk.draft is not None and talk.draft.size == (1080, 1920)


def test_several_pictures_are_a_story_that_goes_on() -> None:
    talk, reply = many().say("a film of 9 s with lo-fi music")
    assert reply.kind == "made" and talk.draft is not None
    assert len(talk.draft.main_segments()) == 3 and "music" in shown(talk.draft)[2]
    talk, reply = talk.say("add falling snow")
    assert shown(talk.draft)[1].count("snow") == 3


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "scene", [beach(), beach(0.2), replace(beach(), kind="drawing")], ids=["day", "night", "drawing"]
)
def test_every_idea_can_be_said_and_changes_something(scene: Scene, language: str) -> None:
    talk = after(begin(scene), "缓慢推近" if language == "zh" else "slow dolly in")
    assert talk.draft is not None
    told = ideas(talk.draft, glance(scene), language, 9)
    assert len(told) >= 3 and len(set(told)) == len(told)
    for words in told:
        _, reply = talk.say(words)
        assert (reply.kind, reply.unknown) == ("changed", ()), words


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "scene", [beach(), beach(0.2), replace(beach(), kind="drawing")], ids=["day", "night", "drawing"]
)
def test_treatments_differ_and_are_understood(scene: Scene, language: str) -> None:
    found = treatments(glance(scene), sees(scene), language)
    assert len({one.words for one in found}) == 3 and all(one.reason for one in found)
    for one in found:
        _, reply = begin(scene).say(one.words)
        assert (reply.kind, reply.unknown) == ("made", ()), one.words


def test_the_same_words_give_the_same_draft_and_answer() -> None:
    said = ("golden hour, let the clouds drift", "slower", "再暖一点")
    one, two = begin(), begin()
    for words in said:
        (one, first), (two, second) = one.say(words), two.say(words)
        assert first == second
    assert one.draft == two.draft


def test_whoever_writes_traditional_characters_is_answered_in_them() -> None:
    talk, reply = begin().say("讓海浪動起來，字寫「我们的海边」")
    assert "接下來可以說" in reply.said
    assert "“我们的海边”" in reply.said  # as it was typed
    talk, reply = talk.say("下雨")  # the same in both
    assert "接下來可以說" in reply.said
    _, reply = talk.say("镜头慢一点")
    assert "接下来可以说" in reply.said


def test_when_a_move_comes_is_told() -> None:
    talk, _ = begin().say("慢慢推近")
    _, reply = talk.say("推近从第二秒开始")
    assert "从 2 秒到 6 秒" in reply.said
