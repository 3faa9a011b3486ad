"""Every platform can be named in English and Chinese, and what it asks for can be written."""

from __future__ import annotations

import pytest

from vivant import platforms
from vivant.media.recipes import CONTAINERS


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("slow dolly in, for TikTok", "TikTok"), ("make a Reel of it", "Instagram Reels"), ("YouTube 4K", "YouTube 4K"),
        ("for YouTube, please", "YouTube"), ("YouTube Shorts", "YouTube Shorts"), ("发抖音", "Douyin"),
        ("发小红书", "Xiaohongshu"), ("B站投稿", "Bilibili"), ("微信视频号", "WeChat Channels"),
        ("发朋友圈", "WeChat Moments"),
        ("an instagram story", "Instagram story"), ("instagram", "Instagram feed"), ("post on x.com.", "X"),
    ],
)  # fmt: skip
def test_people_name_them(words: str, name: str) -> None:
    found = platforms.find_platform(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "words", ["snow falls", "a short dolly", "the story of a cat", "insects", "real rain", "moments", ""]
)
def test_other_words_name_none(words: str) -> None:
    assert platforms.find_platform(words) is None


@pytest.mark.parametrize("platform", platforms.PLATFORMS, ids=lambda p: p.name)
def test_what_they_ask_for_can_be_written(platform: platforms.Platform) -> None:
    assert platform.codec in CONTAINERS[platform.suffix].codecs
    assert all(side % 2 == 0 for side in platform.size)
    assert platform.longest_s is None or platform.longest_s >= 15
    assert platform.fps in (24, 25, 30, 60)
    assert all(platforms.find_platform(word) is platform for word in platform.words)


def test_no_word_means_two_platforms() -> None:
    words = [word for platform in platforms.PLATFORMS for word in platform.words]
    assert len(words) == len(set(words))
