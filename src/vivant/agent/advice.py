"""Advice: what somebody other than the rules, such as a language model, makes of a user's words, and how it is taken.

Advice is words that the rules understand, and edits: nothing that the user could not have said or done. Not for asking
for it (vivant.llm); whoever opens files brings the director.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from vivant.agent.direct import Direction
from vivant.agent.facts import Facts
from vivant.agent.reading import read
from vivant.timeline import Draft, Edit, apply

CarryOut: TypeAlias = Callable[[str, Sequence[Edit]], Direction]
"""What becomes of words, read by rule, and of edits made after that. Raises DraftError where an edit cannot be made.
The same arguments give the same direction."""

_UNDERSTOOD = {"en": "I understood: {words}.", "zh": "我的理解：{words}。"}
_EXACTLY = {"en": "I changed exactly what you named: {ops}.", "zh": "按你说的做了精确修改：{ops}。"}


@dataclass(frozen=True, slots=True)
class Question:
    """What a director is asked.

    words        what the user says
    draft        the draft as it is; None where there is none yet
    facts        what is known of each asset, by its id
    carry_out    tries out what is thought of; the director keeps nothing of it
    earlier      what the user said before, the oldest first
    language     "en" or "zh": in which the user is answered
    """

    words: str
    draft: Draft | None
    facts: Mapping[str, Facts]
    carry_out: CarryOut
    earlier: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Advice:
    """What a director makes of the user's words; nothing where it makes nothing of them.

    words      the same wish in words that the rules understand, in the user's language
    edits      what is done after that
    said       what it answers where there is nothing to do
    trouble    why there is no advice: one sentence for the user
    """

    words: str = ""
    edits: tuple[Edit, ...] = ()
    said: str = ""
    trouble: str = ""


class Director(Protocol):
    """Somebody who understands a user's words. Never raises: what goes wrong is the advice's `trouble`."""

    def __call__(self, question: Question) -> Advice: ...


def led(
    words: str,
    facts: Mapping[str, Facts],
    by_rule: Callable[[str], Direction],
    director: Director | None = None,
    *,
    draft: Draft | None = None,
    earlier: tuple[str, ...] = (),
    language: str = "",
) -> Direction:
    """What becomes of the user's words: as the director advises, else as the rules read them.

    What the words were taken for stands first in the notes, so that anybody can say it without the director. The other
    arguments are those of a Question; `language` is that of the words where nobody says.
    """
    if director is None or not words.strip():
        return by_rule(words)

    def carry_out(said: str, edits: Sequence[Edit]) -> Direction:
        return then(by_rule(said), edits)

    language = language or read(words).language
    advice = director(Question(words, draft, facts, carry_out, earlier, language))
    if advice.words or advice.edits:
        done = carry_out(advice.words, advice.edits)
        return replace(done, notes=(*_told(advice, language), *done.notes))
    done = by_rule(words)
    if advice.said and done.draft == draft:
        return replace(done, notes=(advice.said,), unknown=(), answer=advice.said)
    return replace(done, notes=(*done.notes, *filter(None, [advice.trouble])))


def _told(advice: Advice, language: str) -> Iterator[str]:
    """What the words were taken for."""
    if advice.words:
        yield _UNDERSTOOD[language].format(words=advice.words)
    ops = dict.fromkeys(edit.op.replace("_", " ") for edit in advice.edits)
    if ops:
        yield _EXACTLY[language].format(ops=("、" if language == "zh" else ", ").join(ops))


def then(direction: Direction, edits: Sequence[Edit]) -> Direction:
    """The direction with edits made after it. Raises DraftError."""
    if not edits:
        return direction
    return replace(direction, draft=apply(direction.draft, edits), edits=(*direction.edits, *edits))
