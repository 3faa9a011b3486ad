"""What pictures and films are called, one of them and several: nouns, ordinals, 第三张. Patterns for plain text
(tokens.py); not for what is said of them (each.py, films/).
"""

from __future__ import annotations

import re

from vivant.agent.quantities import COUNTS, ORDINALS, number

SHORT = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")
FIRST = "|".join(ORDINALS)
"""All that are counted with words: first, second, ..."""
ONE_PICTURE = "picture|pic|photo|image|slide|shot|snap"
PICTURES = r"pictures?|pics?|photos?|images?|slides?|shots?|snaps?"
ONE_FILM = "video|clip|film|movie|recording"
FILMS = r"videos?|clips?|films?|movies?|recordings?"
ONE = rf"(?:{ONE_PICTURE}|{ONE_FILM}|one)"
"""One that is counted: "the third photo", "the last one"."""
ANY = rf"(?:{PICTURES}|{FILMS}|ones?)"
BEFORE = rf"(?:{PICTURES}|{FILMS}|numbers?|nos?\.?|#)"
"""What stands before a number: "pictures 2 and 3", "no. 4"."""
PLACES_ZH = "一二三四五六七八九十"
DIGITS_ZH = f"{PLACES_ZH}两"
NUMBER_ZH = rf"[{DIGITS_ZH}\d]{{1,2}}"
PIECE_ZH = "[张个幅段]"
NOUN_ZH = r"(?:照片|图片|相片|图|片段|视频|画面)"


def place_of(said: str) -> int:
    """The place that an ordinal or a number names by itself, 0 for the first: "third", 第三, 二; -1 for the last."""
    said = said.removeprefix("第")
    if digits := re.search(r"\d+", said):
        return max(1, int(digits[0])) - 1
    for names in (ORDINALS, SHORT, COUNTS):
        if said in names:
            return names.index(said)
    return int(number(said)) - 1 if re.fullmatch(f"[{DIGITS_ZH}]+", said) else -1
