"""What Unicode says of letters: what belongs together, which script it is, and where a line may end.

Not for the order of mixed directions (direction.py) nor for fonts. Follows UAX #29 (grapheme clusters), UAX #14 (line
breaking, the part that titles need) and JLREQ / CLREQ for what must not start or end a line. Thai, Lao and Khmer have
no spaces: without a dictionary, a line ends between two of their letters where it has to.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vivant.titles.direction import runs_left

_NO_START = set(
    "!%),.:;?]}¢°·ˇˉ―‖’”…‰†‡›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～｣､･"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー々〻ゝゞヽヾ〜゠–—％‐"
)
_NO_END = set("$(£¥[{‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
_SCRIPT_RANGES = (
    (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x08FF, "Arabic"), (0x0900, 0x097F, "Devanagari"), (0x0E00, 0x0E7F, "Thai"),
    (0x1100, 0x11FF, "Hangul"), (0x2E80, 0x2FDF, "Han"), (0x3000, 0x303F, "Han"), (0x3040, 0x30FF, "Kana"),
    (0x3100, 0x312F, "Bopomofo"), (0x3130, 0x318F, "Hangul"), (0x31F0, 0x31FF, "Kana"), (0x3200, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"), (0xAC00, 0xD7FF, "Hangul"), (0xF900, 0xFAFF, "Han"), (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFDFF, "Arabic"), (0xFE30, 0xFE4F, "Han"), (0xFE70, 0xFEFC, "Arabic"), (0xFF00, 0xFFEF, "Han"),
    (0x20000, 0x3FFFF, "Han"),
)  # fmt: skip
EAST_ASIAN = ("Han", "Kana", "Hangul", "Bopomofo")
JOINED = ("Arabic", "Syriac", "Nko", "Mongolian")
"""Scripts whose letters change with their neighbours."""
SHAPED = (
    *JOINED, "Hebrew", "Devanagari", "Thai", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada",
    "Malayalam", "Sinhala", "Lao", "Tibetan", "Myanmar", "Khmer",
)  # fmt: skip
"""Scripts that come out wrong without shaping."""
_NO_SPACES = ("Thai", "Lao", "Khmer", "Myanmar")
_EMOJI_ALONE = (
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽"
    "⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a character ("Latin", "Han", "Arabic", "Emoji", ...); "" for what all scripts share."""
    code = ord(letter)
    if is_emoji(letter):
        return "Emoji"
    kind = unicodedata.category(letter)
    if kind[0] in "PZC" and not 0x3000 <= code <= 0x303F and not 0xFE30 <= code <= 0xFFEF:
        return ""
    for first, last, script in _SCRIPT_RANGES:
        if first <= code <= last:
            return script
    if kind[0] in "NSM":
        return ""
    return unicodedata.name(letter, "").partition(" ")[0].capitalize()


def is_emoji(letter: str) -> bool:
    """Whether it is shown in colour by itself."""
    code = ord(letter)
    return (
        0x1F300 <= code <= 0x1F64F or 0x1F680 <= code <= 0x1F6FF or 0x1F900 <= code <= 0x1FAFF
        or 0x1F1E6 <= code <= 0x1F1FF or 0x1F7E0 <= code <= 0x1F7EB or code in (0x1F004, 0x1F0CF, 0x1F18E)
        or 0x1F191 <= code <= 0x1F19A or letter in _EMOJI_ALONE
    )  # fmt: skip


def cluster_script(cluster: str) -> str:
    """The script of what is written as one letter; "Emoji" too for a sign that is asked for in colour."""
    if "\ufe0f" in cluster or "\u20e3" in cluster:
        return "Emoji"
    if "\ufe0e" in cluster:
        return ""
    return next((script for script in map(script_of, cluster) if script), "")


def clusters(text: str) -> list[str]:
    """The text as what people see as its letters: with their marks, joined emoji, flags, syllables."""
    found: list[str] = []
    for letter in text:
        if found and _belongs(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _belongs(before: str, letter: str) -> bool:
    """Whether a character is part of the cluster before it."""
    last, code = before[-1], ord(letter)
    if "\n" in (last, letter):
        return False
    if unicodedata.category(letter) in ("Mn", "Me", "Mc") or letter in "\u200c\u200d\u0e33\u0eb3":
        return True
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:  # tones of skin, tags of flags
        return True
    if last == "\u200d" and (is_emoji(before[0]) or "\ufe0f" in before):
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:  # two letters make a flag
        return len(before) == 1 and 0x1F1E6 <= ord(before) <= 0x1F1FF
    return _one_syllable(ord(last), code) or _conjunct(before, letter)


def _conjunct(before: str, letter: str) -> bool:
    """Whether a virama joins two consonants."""
    joined = unicodedata.combining(before[-1]) == 9 and unicodedata.category(letter) == "Lo"
    return joined and script_of(letter) == script_of(before[0]) != ""


def _one_syllable(last: int, code: int) -> bool:
    """Whether two jamo of Hangul stand in one block."""
    leads, vowels, tails = 0x1100 <= last <= 0x115F, 0x1160 <= last <= 0x11A7, 0x11A8 <= last <= 0x11FF
    vowel, tail = 0x1160 <= code <= 0x11A7, 0x11A8 <= code <= 0x11FF
    return (leads and (vowel or 0x1100 <= code <= 0x115F)) or (vowels and (vowel or tail)) or (tails and tail)


class Word(NamedTuple):
    """A part of a text that is never broken.

    spaced    a space follows
    ends      a line has to end after it
    weak      a line may end after it, but had better not: it would tear what belongs together
    leftward  its paragraph reads from right to left
    """

    text: str
    spaced: bool
    ends: bool = False
    weak: bool = False
    leftward: bool = False


def words(text: str) -> list[Word]:
    """The text cut wherever a line may end. An empty line is a Word of nothing that ends."""
    found: list[Word] = []
    for line in text.split("\n"):
        cut = [part for chunk, spaced in _chunks(line) for part in _parts(chunk, spaced)] or [Word("", False)]
        leftward = runs_left(line)
        cut[-1] = Word(cut[-1].text, False, ends=True)
        found += [word._replace(leftward=leftward) for word in cut]
    return found


def _chunks(line: str) -> list[tuple[str, bool]]:
    """(text, whether a space follows) between spaces and places that are marked as an end of nothing."""
    pieces = re.findall(r"[^ \u200b\u3000]+[ \u200b\u3000]*", line.strip(" \u200b\u3000"))
    return [(bare := piece.rstrip(" \u200b\u3000"), len(bare) < len(piece.replace("\u200b", ""))) for piece in pieces]


def _parts(chunk: str, spaced: bool) -> list[Word]:
    found: list[str] = []
    for cluster in clusters(chunk):
        if found and not _may_break(found[-1], cluster):
            found[-1] += cluster
        else:
            found.append(cluster)
    weak = [*(_tears(one, other) for one, other in pairwise(found)), False]
    return [Word(part, spaced and i == len(found) - 1, weak=weak[i]) for i, part in enumerate(found)]


def _tears(before: str, after: str) -> bool:
    """Whether a line's end would part what may be one word: not behind a stop, nor where Japanese goes from the end of
    one phrase (hiragana) to the next."""
    last, first = _without_marks(before), after[0]
    if unicodedata.category(last)[0] == "P":
        return False
    phrase = "\u3041" <= last <= "\u309f" and not "\u3041" <= first <= "\u309f"
    return not phrase


def _may_break(before: str, cluster: str) -> bool:
    last, letter = _without_marks(before), cluster[0]
    if letter in _NO_START or last in _NO_END or "\u2060" in (before[-1], letter) or letter == "\u00a0":
        return False
    one, other = script_of(last), script_of(letter)
    if one in EAST_ASIAN[:2] or other in EAST_ASIAN[:2]:
        return last != "\u00a0"
    if "Emoji" in (one, other):
        return True
    if one in _NO_SPACES and other in _NO_SPACES:
        return letter not in "ๆฯะาๅ" and last not in "เแโใไ"
    return last in "-‐–—/" and len(before) > 1 and (letter.isalpha() or last not in "-/")


def _without_marks(text: str) -> str:
    return next((c for c in reversed(text) if unicodedata.category(c) not in ("Mn", "Me", "Mc", "Cf")), text[-1])
