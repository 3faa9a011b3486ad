"""What the places where people post want of a film: shape, length, frame rate, loudness, and what people call them;
and what resolutions are called.

Not for encoding, and not the law: platforms change their limits, and some accounts may post longer. What is written
here is what every account may post, by the platforms' own help pages and the trade's guides of 2025.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from vivant.errors import UsageError
from vivant.units import Size

Sized: TypeAlias = "Size | str"
"""Width and height in pixels, also as "1920x1080", or a name of RESOLUTIONS."""

RESOLUTIONS = {"480p": 480, "720p": 720, "1080p": 1080, "1440p": 1440, "2160p": 2160, "4k": 2160}
"""The pixels of the shorter side, in any shape."""
_PIXELS = re.compile(r"\s*([1-9]\d*)\s*[x×X]\s*([1-9]\d*)\s*")

STREAMING_LUFS = -14.0
PEAK_DBTP = -1.0
SCREEN, UPRIGHT, PORTRAIT, SQUARE = (1920, 1080), (1080, 1920), (1080, 1350), (1080, 1080)


@dataclass(frozen=True, slots=True)
class Platform:
    """One place to post to.

    name         what it is called here
    words        what people call it, English and Chinese, lower case
    size         (width, height) in pixels
    longest_s    seconds that every account may post; None where there is no limit that matters
    fps          frames per second to write
    loudness_lufs, peak_dbtp    integrated loudness and true peak (ITU-R BS.1770)
    suffix, codec    what to upload
    """

    name: str
    words: tuple[str, ...]
    size: Size
    longest_s: float | None
    fps: int = 30
    loudness_lufs: float = STREAMING_LUFS
    peak_dbtp: float = PEAK_DBTP
    suffix: str = ".mp4"
    codec: str = "h264"


PLATFORMS: tuple[Platform, ...] = (
    Platform("TikTok", ("tiktok", "tik tok"), UPRIGHT, 600),
    Platform("Douyin", ("douyin", "抖音"), UPRIGHT, 900),
    Platform(
        "Instagram Reels",
        ("instagram reels", "instagram reel", "insta reels", "insta reel", "ig reels", "reels", "reel"),
        UPRIGHT,
        180,
    ),
    Platform(
        "Instagram story",
        (
            "instagram story",
            "ig story",
            "insta story",
            "insta stories",
            "instagram stories",
            "stories",
            "story format",
            "限时动态",
        ),
        UPRIGHT,
        60,
    ),
    Platform(
        "Instagram feed",
        ("instagram feed", "instagram post", "insta post", "insta feed", "instagram", "insta", "ins帖子", "ins"),
        PORTRAIT,
        180,
    ),
    Platform("Facebook", ("facebook", "fb", "脸书"), PORTRAIT, 14_400),
    Platform("YouTube Shorts", ("youtube shorts", "youtube short", "shorts", "油管短视频"), UPRIGHT, 180),
    Platform("YouTube 4K", ("youtube 4k", "4k youtube", "youtube in 4k", "油管4k"), (3840, 2160), None),
    Platform("YouTube", ("youtube", "yt", "油管"), SCREEN, None),
    Platform("X", ("twitter", "x.com", "tweet", "推特"), SCREEN, 140),
    Platform("LinkedIn", ("linkedin", "领英"), SQUARE, 600),
    Platform("Pinterest", ("pinterest", "idea pin"), UPRIGHT, 300),
    Platform("Snapchat", ("snapchat", "snap spotlight"), UPRIGHT, 60),
    Platform("WhatsApp status", ("whatsapp status", "whatsapp"), UPRIGHT, 60),
    Platform("Bilibili", ("bilibili", "b站", "b 站", "哔哩哔哩"), SCREEN, None),
    Platform("Xiaohongshu", ("xiaohongshu", "rednote", "red note", "小红书"), (1080, 1440), 300),
    Platform("Kuaishou", ("kuaishou", "kwai", "快手"), UPRIGHT, 600),
    Platform("WeChat Channels", ("wechat channels", "视频号", "微信视频号"), UPRIGHT, 3600),
    Platform("WeChat Moments", ("wechat moments", "朋友圈", "微信朋友圈"), UPRIGHT, 30),
    Platform("Weibo", ("weibo", "微博"), SCREEN, 900),
)


def resolved(shape: Size, wanted: Sized | None) -> Size:
    """The size of a film of that shape: what is wanted of it, else the shape's own. Raises UsageError for a resolution
    that there is not."""
    if not isinstance(wanted, str):
        return wanted or shape
    if pixels := _PIXELS.fullmatch(wanted):
        return int(pixels[1]), int(pixels[2])
    short = RESOLUTIONS.get(wanted.strip().lower())
    if short is None:
        known = ", ".join(RESOLUTIONS)
        raise UsageError(f"There is no resolution {wanted!r}. Say one of {known}, or width x height as in 1920x1080.",
                         place="size", value=wanted, limit=list(RESOLUTIONS))  # fmt: skip
    scale = short / min(shape)
    return max(2, 2 * round(shape[0] * scale / 2)), max(2, 2 * round(shape[1] * scale / 2))


def find_platform(words: str) -> Platform | None:
    """The platform that the words name, the longest name first, or None. Its own name alone names it too."""
    own = next((platform for platform in PLATFORMS if platform.name.lower() == words.strip().lower()), None)
    if own is not None:
        return own
    text = f" {words.lower()} "
    named = [
        (len(word), platform)
        for platform in PLATFORMS
        for word in platform.words
        if (word in text if not word.isascii() else f" {word} " in _apart(text))
    ]
    return max(named, key=lambda found: found[0])[1] if named else None


def _apart(text: str) -> str:
    """The text with a space for everything that is neither a letter of ASCII, a digit nor a dot inside a word."""
    kept = "".join(c if (c.isascii() and c.isalnum()) or c == "." else " " for c in text)
    return f" {' '.join(part.strip('.') for part in kept.split())} "
