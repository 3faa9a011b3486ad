"""Times of a film as people say them: "0:05", "3 seconds", "1 min 20", "5 to 9 s", 第3秒. Patterns, and their seconds.

Patterns are for plain text (tokens.py). Not for lengths in sentences about pictures (quantities.py), whose numbers are
used here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vivant.agent.naming import ONE
from vivant.agent.quantities import GAP, MINUTES, NUMBER, SECONDS, TO, number

_DIGITS = r"\d{1,5}(?:\.\d{1,3})?"
CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:\.\d{1,3})?(?![\d:])"
_AND_SECONDS = rf"(?:\s*(?:and\s+)?(?:{NUMBER}){GAP}(?:{SECONDS})?)?"
LENGTH = rf"(?:{CLOCK}|{NUMBER}{GAP}(?:{MINUTES}{_AND_SECONDS}|{SECONDS})|{_DIGITS}\s*(?:ms(?![a-z])|毫秒))"
SOME = rf"(?:{LENGTH}|(?:second|minute)(?![a-z])(?!\s+{ONE}))"
"""A length, or one of a thing that is said without a number: "the first second"."""
POINT = rf"(?:(?:the\s+)?seconds?\s+{_DIGITS}|第?\s*{LENGTH}(?:\s+mark|处|的地方|的位置|那里)?)"
END = r"(?:the\s+)?(?:very\s+)?end(?![a-z])|结尾|最后|结束|末尾|片尾"


def window(name: str = "") -> str:
    """A pattern for "4 s to 6 s", with the groups a and b and this name behind them."""
    to = TO.replace(r"through|-|–", r"through|up\s+to|-|–")
    return (
        rf"(?:(?:from|between|starting\s+at|从|自)\s*)?(?:the\s+)?(?:seconds?\s+)?第?\s*"
        rf"(?P<a{name}>{LENGTH}|{_DIGITS}|the\s+(?:start|beginning))(?:\s+mark)?{to}(?:the\s+)?(?:seconds?\s+)?(?P<b{name}>{LENGTH}|"
        rf"{_DIGITS}(?![\d%:])|{END})(?:\s+mark)?"
    )


WINDOW = window()
A_WINDOW = re.compile(r"\s*" + WINDOW)
_PARTS = (
    (re.compile(r"(\d+):(\d{2}):(\d{2}(?:\.\d+)?)"), (3600.0, 60.0, 1.0)),
    (re.compile(r"(\d+):(\d{2}(?:\.\d+)?)"), (60.0, 1.0)),
)
_MINUTE = re.compile(rf"({NUMBER}){GAP}{MINUTES}(?:\s*(?:and\s+)?({NUMBER}))?")
_MS = re.compile(rf"({_DIGITS})\s*(?:ms|毫秒)")
_ONE = re.compile(rf"{NUMBER}")


def seconds_of(said: str) -> float:
    """Seconds that a match of LENGTH, POINT or bare digits stands for."""
    if said.strip() in ("second", "minute"):
        return 1.0 if said.strip() == "second" else 60.0
    for pattern, factors in _PARTS:
        if found := pattern.search(said):
            return sum(float(part) * factor for part, factor in zip(found.groups(), factors, strict=True))
    if found := _MINUTE.search(said):
        return number(found[1]) * 60 + (number(found[2]) if found[2] else 0.0)
    if found := _MS.search(said):
        return float(found[1]) / 1000
    if found := _ONE.search(re.sub(r"seconds?\s+(?=\d)|^第", "", said)):
        return number(found[0])
    return 0.0


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of a film: from `start_s` to `end_s` (below 0 from its end, None its end), the `middle_s` in its
    middle, or a `part` of it, fractions."""

    start_s: float = 0.0
    end_s: float | None = None
    middle_s: float | None = None
    part: tuple[float, float] | None = None

    def within(self, total_s: float) -> tuple[float, float]:
        """Start and end in seconds inside a film of this length, start <= end."""
        if self.part is not None:
            return self.part[0] * total_s, self.part[1] * total_s
        if self.middle_s is not None:
            half = min(self.middle_s, total_s) / 2
            return total_s / 2 - half, total_s / 2 + half
        start = self.start_s + total_s if self.start_s < 0 else self.start_s
        end = total_s if self.end_s is None else self.end_s + total_s if self.end_s < 0 else self.end_s
        start, end = min(max(0.0, start), total_s), min(max(0.0, end), total_s)
        return (start, end) if start <= end else (end, start)


ALL = When()


def when_of(a: str, b: str) -> When:
    """The stretch that the groups a and b of a window say."""
    start = 0.0 if re.search("start|beginning", a) else seconds_of(a)
    if not re.search(r"\d", b) and re.search(END, b):
        return When(start)
    return When(start, seconds_of(b))
