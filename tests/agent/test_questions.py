"""Questions are answered by what is asked, change nothing, and what they offer can be taken up."""

from __future__ import annotations

import pytest

from tests.agent.test_ideas import begin, several
from vivant.agent import Conversation
from vivant.agent.questions import HOW
from vivant.asking import as_wish, is_question, question_of


def after(*said: str, on: str = "beach") -> Conversation:
    talk = begin(on)
    for words in said:
        talk, _ = talk.say(words)
    return talk


def told(*said: str, on: str = "beach") -> str:
    """The answer to the last sentence, which changes nothing."""
    before = after(*said[:-1], on=on)
    talk, reply = before.say(said[-1])
    assert reply.kind == "answered" and talk.draft == before.draft
    return reply.said


@pytest.mark.parametrize(
    "words, about, what",
    [
        ("how do I add text?", "how", "words"), ("how can i export it", "how", "export"), 
        ("how do I send it to grandma?", "how", "export"),
        ("怎么加文字？", "how", "words"), ("怎么导出", "how", "export"), ("how do I go back?", "how", "undo"),
        ("how do I use this?", "how", "anything"),
        ("what can I do with this picture?", "with", ""), ("what could you do with her hair", "with", "her hair"),
        ("海能做什么？", "with", "海"), ("这张照片可以怎么玩", "with", ""), ("so, what do you see?", "seen", None),
        ("你看到了什么？", "seen", None), ("why is it zooming?", "why", None), ("为什么有音乐？", "why", None),
        ("云为什么不动", "why", None), ("do you think that's too much?", "taste", None),
        ("is it ready?", "ready", None),
        ("where is the video", "ready", None), ("做好了吗", "ready", None), ("how long can it be?", "limits", None),
        ("最长能做多久？", "limits", None), ("which formats are there?", "formats", None),
        ("where do my photos go?", "private", None), ("照片会上传吗", "private", None),
        ("are you an AI?", "program", None),
        ("what can you do?", "abilities", None), ("how long is it?", "", None),
    ],
)  # fmt: skip
def test_what_is_asked_is_told_from_the_words(words: str, about: str, what: str | None) -> None:
    asked = question_of(words)
    assert asked is not None and asked.about == about
    assert what is None or asked.what == what


@pytest.mark.parametrize(
    "words, wish",
    [
        ("how do I make it snow?", "make it snow?"), ("why not a bit slower", "a bit slower"),
        ("why don't you add some snow", "add some snow"), ("how about some snow?", "some snow?"),
        ("怎么让雪大一点", "让雪大一点"), ("为什么不加点雪", "加点雪"), ("could you add snow?", "could you add snow?"),
        ("why is it so slow? faster please", "why is it so slow? faster please"),
    ],
)  # fmt: skip
def test_polite_questions_are_wishes(words: str, wish: str) -> None:
    assert not is_question(words) and as_wish(words) == wish


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_told_to_say_does_something(language: str) -> None:
    second = language == "zh"
    talk = after("向右摇，下雪，爵士音乐" if second else "pan right, snow, jazz music")
    talk, _ = talk.say("雪大一点" if second else "more snow")
    story, _ = several("picture").say(
        "一部 9 秒的影片，之间用黑场过渡" if second else "a film of 9 s, fade through black between all of them"
    )
    for topic, both in HOW.items():
        for words in both[second]:
            _, reply = (story if topic == "transitions" else talk).say(words)
            assert reply.kind in ("changed", "undone", "export") and not reply.unknown, (topic, words, reply.said)


def test_a_thing_in_the_picture_can_move_or_it_is_said_why_not() -> None:
    assert "let the sky move" in told("dolly in", "what can you do with the sky?")
    assert "让云动起来" in told("缓慢推近", "云可以怎么动")
    assert "no hair" in told("dolly in", "what can you do with her hair?")
    first = told("what can you do with the sky?")
    assert "let the sky move" in first and "You named no camera move" not in first


def test_before_there_is_a_film_whole_ways_to_make_one_are_offered_and_taken() -> None:
    talk, reply = begin("beach").say("what could I do with this picture?")
    assert reply.kind == "answered" and len(reply.ideas) == 3 and "because" in reply.said
    made, _ = talk.say("the second one please")
    plain, _ = begin("beach").say(reply.ideas[1])
    assert made.draft == plain.draft


def test_why_tells_who_asked_or_the_reason() -> None:
    assert told("slow dolly in", "why?") == "Because you said “slow dolly in”."
    assert told("slow dolly in", "add snow", "why is the camera moving?") == "Because you said “slow dolly in”."
    assert "You named no camera move" in told("snow", "why does the camera move?")
    assert "It is not so" in told("dolly in", "why is it snowing?")
    assert "Nobody asked" in told("dolly in", "why isn't the sky moving?")
    assert "因为你说了“加点雪”" in told("缓慢推近", "加点雪", "为什么下雪？")


def test_taste_is_the_users_own() -> None:
    answer = told("dolly in", "snow", "do you think that's too much?")
    assert "less snow" in answer and "more snow" in answer
    assert "camera slower" in told("dolly in", "snow", "do you think it is too fast?")


@pytest.mark.parametrize(
    "words, sign",
    [
        ("what do you see?", "a photo with"), ("what does dolly in mean?", "travels towards the subject"),
        ("what is a crossfade?", "melt into each other"), ("推近是什么意思？", "一种运镜"),
        ("what formats are there?", "webm"),
        ("how long can it be?", "2 hours"), ("are you an AI?", "by rule"), ("where do my photos go?", "nowhere else"),
        ("is it ready?", "export"), ("is it in hd?", "1920x1080"), ("how do I add more pictures?", "another picture"),
    ],
)  # fmt: skip
def test_each_question_has_its_answer(words: str, sign: str) -> None:
    assert sign in told("dolly in", words)


@pytest.mark.parametrize(
    "words, n",
    [
        ("yes please", 0), ("ok do that", 0), ("the second one", 1), ("try the third idea", 2), ("the last one", -1),
        ("好，就用第一个", 0), ("第二个建议", 1), ("就这么办", 0),
    ],
)  # fmt: skip
def test_what_was_offered_can_be_taken_up(words: str, n: int) -> None:
    talk, reply = after("dolly in").say("any ideas?")
    done, _ = talk.say(words)
    same, _ = after("dolly in").say(reply.ideas[n])
    assert done.draft == same.draft != talk.draft


def test_all_that_was_offered_can_be_taken_up_at_once() -> None:
    talk, reply = after("dolly in").say("any ideas?")
    _, answer = talk.say("all of them")
    assert answer.kind == "changed" and not answer.unknown and len(reply.ideas) == 4


def test_what_could_come_next_is_taken_up_only_where_it_is_named() -> None:
    talk, reply = begin("beach").say("dolly in")
    assert talk.say("yes please")[1].kind == "answered"
    assert talk.say("do that")[0].draft == talk.say(reply.ideas[0])[0].draft
    assert talk.say("the second idea")[0].draft == talk.say(reply.ideas[1])[0].draft
    assert talk.say("surprise me")[1].kind == "changed"


def test_the_first_of_several_pictures_is_no_offer() -> None:
    talk, _ = several("picture").say("a film of 9 s")
    assert talk.say("snow on the first one")[1].told == ("“p1”: snow was added.",)


@pytest.mark.parametrize(
    "ask, words", [("add a title", "Hello World"), ("zoom in and put some text on it", "Happy birthday Anna"),
                   ("加个标题", "新年快乐")],
)  # fmt: skip
def test_a_title_without_words_is_asked_for_and_then_written(ask: str, words: str) -> None:
    talk, reply = begin("beach").say(ask)
    assert talk.asked_for_words and not reply.unknown
    talk, reply = talk.say(words)
    assert reply.kind == "changed" and f"“{words}”" in reply.said and not talk.asked_for_words


def test_what_is_added_beside_a_title_is_not_written() -> None:
    assert "“Merry Christmas”" in after("dolly in").say("write Merry Christmas with snow falling")[1].said
    talk = after("dolly in", "write Merry Christmas with snow falling")
    assert talk.draft is not None and any(a.kind == "snow" for s in talk.draft.main_segments() for a in s.applied)
    _, reply = after("dolly in").say("add her name Mia with kangaroos around it")
    assert "“Mia”" in reply.said and "kangaroos" in reply.said


def test_what_is_too_long_is_as_long_as_can_be() -> None:
    talk, _ = several("picture").say("a film of 9 s")
    talk, reply = talk.say("make it 3 hours long")
    assert "2 hours at most" in reply.said and talk.draft is not None and talk.draft.duration_ms == 7_200_000
    assert "10 minutes" in told("dolly in", "how long can it be?")
