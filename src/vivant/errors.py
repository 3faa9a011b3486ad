"""Every error that Vivant raises on purpose.

    VivantError            code, place, value, limit, and one clear sentence
    +-- InputError         something the user gave cannot be used
    |   +-- MissingInput       there is no such file
    |   +-- UnreadableInput    damaged, empty, or not what it says it is
    |   +-- UnsupportedInput   a real file of a kind that Vivant does not read
    |   +-- OversizedInput     too many pixels or bytes to open safely
    |   +-- UndersizedInput    too small to animate
    +-- UsageError         a wrong option or a value out of range
    +-- DraftError         a draft with problems, all of them listed
    +-- OutputError        the result cannot be written
    +-- Refused            what a server declines now (jobs/refusals.py)

Branch on the class or on `code`, never on the sentence. Commands exit 2 on `UsageError` and 1 on the others.
"""

from __future__ import annotations

from dataclasses import dataclass


class VivantError(Exception):
    """One clear sentence that says what is wrong and what to do, with its parts as data."""

    code = "error"

    def __init__(
        self, sentence: str, *, code: str | None = None, place: str = "", value: object = None, limit: object = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or type(self).code
        self.place = place
        self.value = value
        self.limit = limit

    def to_dict(self) -> dict[str, object]:
        """The error as plain data: code, message, and place, value, limit where known."""
        known = {"place": self.place or None, "value": self.value, "limit": self.limit}
        return {"code": self.code, "message": self.sentence} | {k: v for k, v in known.items() if v is not None}


class InputError(VivantError):
    code = "input"


class MissingInput(InputError):
    code = "missing"


class UnreadableInput(InputError):
    code = "unreadable"


class UnsupportedInput(InputError):
    code = "unsupported"


class OversizedInput(InputError):
    code = "too_large"


class UndersizedInput(InputError):
    code = "too_small"


class UsageError(VivantError):
    code = "usage"


class OutputError(VivantError):
    code = "output"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a draft: what (`code`), where (`place`, a JSON path), the value found and the limit."""

    code: str
    place: str
    value: object
    limit: object
    sentence: str


class DraftError(VivantError):
    """A draft that cannot be rendered; `problems` lists everything wrong with it at once."""

    code = "draft"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(first.sentence + more, place=first.place, value=first.value, limit=first.limit)
        self.problems = problems
