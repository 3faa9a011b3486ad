"""What people say in Chinese becomes what they meant: the lists in said/, said to a conversation, exactly."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tests.agent.test_said_english import LEAST, SAID, _place, failures, played
from vivant.agent.tokens import tokenize
from vivant.scene import areas

NAMES = tuple(sorted(path.stem for path in SAID.glob("chinese_*.yaml")))
SLOWEST_S = 0.05
_LATIN = ("lo", "fi", "mp", "mov", "gif", "fps", "film", "jpg", "srt", "vtt", "vlog", "hints")


@pytest.fixture(autouse=True)
def _everything_has_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every area is found in every picture but the bare one: that areas are found is shown elsewhere."""
    for name in areas.AREAS:
        monkeypatch.setitem(areas.AREAS, name, _place)


def test_what_people_say_in_chinese_is_done_exactly() -> None:
    said, failed = 0, []
    for name in NAMES:
        for words, faults in failures(name):
            said += 1
            failed += [f"{words}: {'; '.join(faults)}"] * bool(faults)
    share = 1 - len(failed) / said
    print(f"{said} sentences, {share:.1%} exact", *failed, sep="\n")
    assert said >= 330
    assert share >= LEAST, "\n".join((f"{share:.1%} of {said} sentences are exact", *failed))


def test_answers_in_chinese_have_no_english_in_them() -> None:
    """Names of formats and files, and what the user wrote, may be in Latin letters."""
    found = [one for name in NAMES for one in _english_in(name)]
    assert not found, "\n".join(found)


def _english_in(name: str) -> Iterator[str]:
    written: set[str] = set()
    for case, turn, _, _, reply in played(name):
        if turn is case.get("turns", [case])[0]:
            written = {*_LATIN, *re.findall(r"[a-z]+", " ".join(case.get("named", ())).lower())}
        written |= set(re.findall(r"[a-z]+", turn["say"].lower()))
        answered = set(re.findall(r"[a-z]{2,}", reply.said.lower()))
        if answered - written and re.search("[\u4e00-\u9fff]", turn["say"]):
            yield f"{turn['say']}: {reply.said}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("鏡頭慢慢推近", "镜头慢慢推近"), ("讓雲飄起來", "让云飘起来"), ("镜头漫漫推进", "镜头慢慢推进"),
        ("环饶拍摄", "环绕拍摄"),
        ("下xue", "下雪"), ("樱化", "樱花"), ("背景音乐", "背景音乐"), ("声音越来越小", "声音越来越小"),
        ("前景头发", "前景头发"),
        ("加标题“漫漫人生路”", "加标题“漫漫人生路”"), ("一秒半", "1.5秒"),
    ],
)  # fmt: skip
def test_chinese_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert tokenize(typed).plain == meant


def test_a_quotation_is_in_the_words_that_were_typed() -> None:
    words = tokenize("鏡頭漫漫推近，做个烤面包")
    assert words.plain.startswith("镜头慢慢推近")
    assert words.quote(words.plain.index("慢慢"), words.plain.index("推近") + 2) == "漫漫推近"


def test_long_chinese_is_plain_at_once() -> None:
    tokenize("镜头")  # tables are built before the clock starts
    start = time.process_time()
    tokenize("环饶拍摄，再来点雪，颜色再暖一点，" * 100)
    assert time.process_time() - start < 10 * SLOWEST_S
