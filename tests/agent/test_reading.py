"""What sentences ask for: the corpus, and what must hold for any text."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agent.telling import told
from vivant.agent import read
from vivant.agent.vocabulary import vocabulary
from vivant.agent.wishes import Move
from vivant.moves import catalogue

HERE = Path(__file__).parent
_SLOWEST_S = 0.05


def _corpus() -> list[tuple[str, str]]:
    lines = [
        line
        for name in ("english", "chinese", "living")
        for line in (HERE / f"corpus_{name}.txt").read_text("utf-8").splitlines()
    ]
    return [(said, wanted.strip()) for said, _, wanted in (line.partition(" =>") for line in lines if line[:1] != "#")]


@pytest.mark.parametrize(("said", "wanted"), _corpus())
def test_corpus(said: str, wanted: str) -> None:
    reading = read(said)
    missed = " ? " + " | ".join(reading.unknown) if reading.unknown else ""
    assert (", ".join(told(reading)) + missed).strip() == wanted


def test_corpus_is_large_and_half_chinese() -> None:
    chinese = sum(any(c > "\u2fff" for c in said) for said, _ in _corpus())
    assert len(_corpus()) >= 200
    assert chinese >= 90


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_word_of_the_catalogue_names_its_move(name: str) -> None:
    """A word may be shared with a close relative, but a move must be reachable by most of its words."""
    words = [*catalogue()[name].words, name.replace("_", " "), name]
    understood = [w for w in words if name in {m.name for m in read(w).moves}]
    assert len(understood) >= 0.6 * len(words), set(words) - set(understood)
    assert name in {m.name for m in read(name).moves}


@pytest.mark.parametrize("name", list(catalogue()))
def test_no_word_of_the_catalogue_is_unknown(name: str) -> None:
    assert [w for w in catalogue()[name].words if read(w).unknown] == []


_ENGLISH = (
    "zoom in|pan|left|slowly|then|and|while|no|don't|the cat|keep|still|6 s|20%|10 degrees|9:16|loop|with|snow|make|,|."
    "|3|-|:|first|last|half|2x|in|music"
)
_CHINESE = "推近|向左|慢慢|然后|不要|主体|不动|秒|循环|竖屏|加|雪花|，|。|🎵"
_PIECES = st.sampled_from([*re.split(r"\|", _ENGLISH), *re.split(r"\|", _CHINESE)])
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(_PIECES, max_size=25).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES, max_size=25).map("".join)
    )
)
def test_any_text_gives_a_reading_quickly(said: str) -> None:
    vocabulary()  # built before the clock starts
    read(said)  # and so is what only these words need
    start = time.process_time()
    reading = read(said)
    assert time.process_time() - start < _SLOWEST_S * (1 + len(said) / 300)
    assert all(phrase and phrase in said for phrase in reading.unknown), (
        "unknown wishes are told in the user's own words"
    )
    assert all(m.name in catalogue() for m in reading.moves)
    assert reading == read(said)


_LONG = ["1" * 20_000, "zoom " * 4000, "  \n" * 7000, "推" * 20_000, "a:b" * 6000, "no and " * 3000, "the " * 5000]


@pytest.mark.parametrize("said", _LONG, ids=[text[:6] for text in _LONG])
def test_long_texts_take_no_longer_than_their_length(said: str) -> None:
    start = time.process_time()
    read(said)
    assert time.process_time() - start < 5.0


def test_ordinary_sentences_take_under_ten_milliseconds() -> None:
    sentences = [said for said, _ in _corpus()]
    read(" ".join(sentences[:3]))
    start = time.process_time()
    for said in sentences:
        read(said)
    assert (time.process_time() - start) / len(sentences) < 0.01


_DESCRIPTIONS = [
    "a light at night in a small house",
    "the store plans a loan",
    "a brave clown shares a plate",
    "tall grass, brown horse",
    "my sister's old painting of three boats",
    "please, thank you very much",
    "This is my grandmother's house in 1950.",
    "a beautiful photo of the sea at sunset",
    "奶奶在花园里的老照片",
    "这张照片是我爸爸拍的",
    "谢谢你，麻烦了",
]


@pytest.mark.parametrize("said", _DESCRIPTIONS)
def test_plain_descriptions_ask_for_nothing(said: str) -> None:
    reading = read(said)
    assert [w for w in reading.wishes if isinstance(w, Move)] == []
    assert reading.unknown == ()


_SLIPS = ["dolyl in", "zoomm in", "pann left", "paralax", "crahs zoom", "orbti left", "hanheld", "slwoly zoom in"]


@pytest.mark.parametrize("typed", _SLIPS)
def test_one_slip_of_the_finger_is_forgiven(typed: str) -> None:
    assert read(typed).moves
    assert read(typed).unknown == ()


def test_language_is_that_of_most_words() -> None:
    assert read("zoom in").language == "en"
    assert read("推近 loop").language == "zh"
    assert read("").language == "en"
