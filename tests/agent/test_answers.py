"""Answers that people like: what was done, told once; questions answered; nothing passed over in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.agent.test_ideas import SCENES, begin, several
from vivant.agent import Conversation
from vivant.agent.answers import is_thanks


def told(*said: str, on: str = "beach") -> tuple[str, ...]:
    """The sentences of the last answer, without ideas."""
    talk, reply = begin(on).say(said[0])
    for words in said[1:]:
        talk, reply = talk.say(words)
    return reply.told or (reply.said,)


@pytest.mark.parametrize(
    "said, sentences",
    [
        (("dolly in", "warmer"), ("Warm tones were added.",)),
        (("dolly in", "let the clouds drift"), ("In motion now: clouds.",)),
        (
            ("dolly in", "a vintage look", "a cinematic look"),
            ("The cinematic look took the place of the vintage look.",),
        ),
        (("dolly in", "light snow from 2 s on"), ("Snow was added (50%, from 2 s on, fading in over 1 s).",)),
        (("dolly in", "piano music"), ("The piano music was added.",)),
        (("dolly in, piano music", "jazz music instead"), ("The jazzy music took the place of the piano music.",)),
        (("dolly in, piano music", "take the music out"), ("The piano music was removed.",)),
        (("dolly in, piano music", "8 seconds"), ("The film is now 8 s long (was 6 s).",)),
        (("dolly in", 'title "Home"'), ("The title “Home” was added, from 0 s to 3 s.",)),
        (("dolly in", "fade out at the end"), ("The picture now fades out over 0.8 s.",)),
        (("dolly in", "brighter"), ("The brightness is now +30% (was 0%).",)),
        (("dolly in, snow", "let the snow get heavier to the end"), ("Snow is now 100%, at the end 160% (was 100%).",)),
        (("dolly in", "vhs look"), ("VHS was added.",)),
        (("dolly in", "brighter", "undo"), ("I went back. The brightness is now 0% (was +30%).",)),
        (("dolly in", 'title "Home"', "put it at the top"),
         ("The title “Home”: the position is now top-center (was the usual one).",)),
        (("dolly in", "for TikTok"), ("For TikTok the film is 1080x1920.",)),
        (
            ("dolly in", "loop"),
            ("Dolly in goes one way, so in a loop it eases back to the start; say “no loop” for one way.",),
        ),
        (("dolly in, snow", "no camera move"), ("The camera stands still now (was dolly in).",)),
        (("缓慢推近", "暖一点"), ("加入了暖色。",)),
        (("缓慢推近", "24帧"), ("帧率现在是每秒 24 帧（原来每秒 30 帧）。",)),
        (("缓慢推近", "加上海浪声"), ("加入了海浪声。",)),
        (("缓慢推近，钢琴音乐", "音乐小声一点"), ("钢琴音乐：音量现在是 40%（原来 80%）。",)),
        (("缓慢推近", "结尾淡出"), ("画面现在用 0.8 秒淡出。",)),
        (
            ("缓慢推近", "做成无缝循环"),
            ("推近是单向的运动，为了能循环，我让它平缓地回到起点；想要单向就说“不要循环”。",),
        ),
    ],
)  # fmt: skip
def test_what_was_done_is_told_once(said: tuple[str, ...], sentences: tuple[str, ...]) -> None:
    assert told(*said) == sentences


def test_a_mood_is_told_with_what_it_brings_and_not_again() -> None:
    sentences = told("dolly in", "make it feel like a memory")
    assert [one for one in sentences if "vintage" in one] == [sentences[0]] and "nostalgic" in sentences[0]


def test_a_mood_in_chinese_is_told_once_too() -> None:
    (sentence,) = told("缓慢推近", "想要浪漫一点的感觉")
    assert sentence.startswith("为了“浪漫”的感觉")


def test_a_first_version_says_what_it_is_and_its_reasons_once() -> None:
    chosen = told("")
    assert chosen[0] == "Here is a first version: 6 s at 1920x1080."
    assert chosen[1].startswith("You named no camera move, so I chose crane up")
    assert "clouds" in chosen[2] and "water" in chosen[3] and len(chosen) == 4
    named = told("slow orbit right, fireflies, piano music")
    assert named == ("Here is a first version: 6 s at 1920x1080, orbit right, fireflies, piano music.",)


def test_what_is_done_to_every_picture_is_told_once() -> None:
    talk, reply = several("picture").say("a film of 6 s")
    assert "2 pictures" in reply.told[0] and "videos" not in reply.said
    assert talk.say("add falling snow")[1].told == ("Each picture: snow was added.",)
    assert talk.say("snow in the second")[1].told == ("“p2”: snow was added.",)


@pytest.mark.parametrize(
    "words, answer",
    [
        ("how long is it?", "It is 6 s long."), ("is there music?", "You hear piano music."),
        ("what does the title say?", "It says “Home”."), ("多长？", "长 6 秒。"), ("有音乐吗", "有钢琴音乐。"),
        ("is it a loop?", "No, it has a beginning and an end."),
        ("what resolution is it?", "It is 1920x1080 at 30 frames a second."),
        ("what is in it?", "Now: 6 s at 1920x1080, dolly in, snow, piano music, “Home” on it from 0 s to 3 s "
         "(fades in and out)."),
    ],
)  # fmt: skip
def test_a_question_gets_its_own_answer(words: str, answer: str) -> None:
    assert told('dolly in, snow, piano music, title "Home"', words) == (answer,)


def test_a_first_version_says_where_its_words_stand() -> None:
    assert "“Our House” on it from 0 s to 3 s, top left, gold" in told("dolly in, title Our House top left in gold")[0]
    written = told("dolly in, write Our House bottom left in gold")[0]
    assert "“Our House” on it from 0 s to 3 s, bottom left, gold" in written
    assert "文字“早安”（0 到 3 秒，左上角，红色" in told("推近，左上角写红色的“早安”")[0]


def test_what_is_not_there_is_said_not_to_be() -> None:
    assert "no music" in told("dolly in", "is there music?")[0]
    assert "还没有文字" in told("缓慢推近", "标题是什么？")[0]
    assert told("dolly in", "no rain") == ("There is no rain to take out.",)


def test_lists_say_how_many_more_there_are() -> None:
    assert told("dolly in", "which effects are there?")[0].endswith(" more.")
    assert "另外" in told("缓慢推近", "有哪些特效？")[0]


@pytest.mark.parametrize(
    "words, sign",
    [
        ("make it 16:9", "so already"), ("dolly in", "so already"), ("hmm", "“hmm”"), ("嗯", "“嗯”"),
        ("推近", "已经是这样"),
    ],
)  # fmt: skip
def test_what_changes_nothing_says_why(words: str, sign: str) -> None:
    _, reply = begin("beach").say("dolly in")[0].say(words)
    assert reply.kind == "nothing" and sign in reply.said
    assert bool(reply.question) == (words in ("hmm", "嗯"))


def test_more_than_all_is_said_to_be_the_end() -> None:
    talk, _ = begin("beach").say("dolly in")
    for _ in range(4):
        talk, reply = talk.say("much faster")
    assert reply.kind == "nothing" and "no further" in reply.said
    still, _ = begin("beach").say("static")
    assert "stands still" in still.say("faster")[1].said


@pytest.mark.parametrize("words", ["thanks", "Great, thank you!", "that looks really nice", "好的，谢谢", "太好了！"])
def test_thanks_are_no_wish(words: str) -> None:
    _, reply = begin("beach").say("dolly in")[0].say(words)
    assert reply.kind == "answered" and ("export" in reply.said or "导出" in reply.said)


@pytest.mark.parametrize("words", ["great, now slower", "thanks but add snow", "nice " * 500, "好的，再慢一点", ""])
def test_a_wish_is_no_thanks(words: str) -> None:
    assert not is_thanks(words)


@pytest.mark.parametrize("name", SCENES)
def test_no_answer_says_the_same_twice_or_speaks_of_what_people_cannot_know(name: str) -> None:
    for language, lines in {
        "en": ("make it move", "slower", "add fog", "less fog", "golden hour", 'title "A"', "bigger", "lo-fi", "undo"),
        "zh": ("动起来", "慢一点", "加点雾", "雾少一点", "黄金时刻", "标题“甲”", "大一点", "配点音乐", "撤销"),
    }.items():
        talk: Conversation = replace(begin(name), language=language)
        for words in lines:
            talk, reply = talk.say(words)
            assert len(set(reply.told)) == len(reply.told) and reply.said
            assert not [sign for sign in ("button", "按钮", "music_", "{", "_") if sign in reply.said], reply.said


def test_a_new_order_is_told_as_that_and_the_end_of_the_film_stays_its_end() -> None:
    talk, _ = several("picture").say("4 seconds each, fade in from black, fade out at the end")
    talk, reply = talk.say("put the second one first")
    assert reply.told == ("The order is now “p2” and “p1”.",)
    assert talk.draft is not None
    first, last = talk.draft.main_segments()
    assert (first.fade_in_ms > 0, first.fade_out_ms, last.fade_in_ms, last.fade_out_ms > 0) == (True, 0, 0, True)


def test_what_was_wished_for_in_vain_was_never_there() -> None:
    assert told("dolly in and let a few seagulls fly by", "no seagulls please") == (
        "I never put in any seagulls, so there is nothing to take out.",
    )
    assert told("推近，天上飞几只海鸥", "海鸥不要了") == ("本来就没加上海鸥，没有改动。",)
    assert told("dolly in", "no rain") == ("There is no rain to take out.",)
