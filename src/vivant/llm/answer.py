"""What a language model may answer, and what of it is believed: nothing that was not checked here.

An answer is steps. Each is a sentence in Vivant's own words, which the rules read, or an edit of the draft, and names
the user's words that ask for it. Not for asking (calling.py) or for telling the model what it may say (brief.py).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from vivant.agent import Advice, Question, read
from vivant.agent.films.said import asked
from vivant.errors import DraftError
from vivant.llm.drawable import what_cannot_be_drawn
from vivant.timeline import EDITS, AddMusic, AddSegment, Draft, Edit, edit_from_dict

MOST_STEPS = 24
MOST_SAID = 400
MOST_BYTES = 16_000
"""Of all edits together, as JSON."""
NOT_FOR_MODELS = frozenset({"add_asset", "set_prompt", "undo", "redo"})
"""Files and recipes are the user's, and going back is done by rule, exactly."""
LONGEST_MS, LARGEST_PX, MOST_FPS, MOST_SEGMENTS = 3_600_000, 7680, 120, 400

_ADDRESS = re.compile(
    r"(?:https?:|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|cn|ru|info|biz|xyz|top|dev|app|me|tv|ly|gg|link|shop)\b"
    r"|\S+@\S+|(?<!\w)@\w{3,}|\+?\d(?:[\s().-]?\d){7,}",
    re.I,
)
_CONTROL = re.compile(r"\\u(?:00[01][0-9a-f]|007f|00[89][0-9a-f]|202[a-e]|206[6-9])|\\[bfrt]")
"""In JSON: what could move a terminal's cursor, or turn the order of letters round. Line breaks are none."""
_NAMING = re.compile(r"(?i)\b(?:names?|named|called|titled?|label|file|captions?)\b|名|标注|文件|字幕")
_COPIED = 10
"""So many characters in a row, spaces aside, are no chance; of Chinese a third."""


class Step(BaseModel):
    """One thing to do: `say` or `edit`, not both."""

    model_config = ConfigDict(extra="forbid")

    because: str = Field(max_length=MOST_SAID)
    """The user's own words that ask for this, copied from the user's message."""
    say: str | None = Field(None, max_length=MOST_SAID)
    """What is to be done, in words of the vocabulary: "slow dolly in, falling snow, 6 s loop"."""
    edit: dict[str, Any] | None = None
    """An edit from the list, with its name as `op`, where words cannot say it exactly enough."""


class Answer(BaseModel):
    """What the user's message asks for."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    steps: list[Step] = Field(max_length=MOST_STEPS)
    """What is to be done, in order; none where the user only asks something or it cannot be done."""
    reply: str = Field("", max_length=600)
    """Where there are no steps: one or two sentences to the user, in the user's language."""


class Unsound(Exception):
    """An answer that is not taken; `problems` say why, in sentences for the model."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def advice_of(answer: Answer, question: Question) -> Advice:
    """The advice that an answer comes to. Raises Unsound with everything that is wrong with it."""
    problems = [*_badly_caused(answer, question.words), *_silent(answer, question)]
    edits = _edits(answer, question, problems)
    if problems:
        raise Unsound(problems)
    if not answer.steps:
        return Advice(said="" if _foreign(answer.reply, question.words) else _readable(answer.reply))
    said = (_readable(step.say or "").strip(" ,.;，。；") for step in answer.steps)
    words = ", ".join(one for one in said if one)
    try:
        done = question.carry_out(words, edits)
    except DraftError as failure:
        raise Unsound([problem.sentence for problem in failure.problems]) from None
    problems += [f'"{one}" is not understood; say it with words of the vocabulary.' for one in done.unknown]
    if question.draft is not None and _content(done.draft) == _content(question.draft):
        problems.append("These steps change nothing of the film as it is.")
    problems += what_cannot_be_drawn(done.draft, question.facts)
    problems += _too_much(done.draft)
    problems += _not_the_users(done.draft, question)
    if problems:
        raise Unsound(problems)
    return Advice(words, tuple(edits))


# --- the steps --------------------------------------------------------------------------------------------------------


def _badly_caused(answer: Answer, words: str) -> Iterator[str]:
    """Steps that the user did not ask for, or that say two things at once."""
    said = _pieces(words)
    for n, step in enumerate(answer.steps, 1):
        if not _within(_pieces(step.because), said):
            yield f"Step {n}: `because` must be copied from the user's message. Leave out what nobody asked for."
        if bool(step.say and step.say.strip()) == bool(step.edit):
            yield f"Step {n}: give either `say` or `edit`."


def _silent(answer: Answer, question: Question) -> Iterator[str]:
    """Sentences in which the rules find nothing to do."""
    for n, step in enumerate(answer.steps, 1):
        order = asked(step.say or "", tuple(question.facts), question.facts)
        reading = read(order.rest)
        if step.say and not (order.tasks or reading.wishes or reading.unknown):
            yield f'Step {n}: "{step.say}" is not understood; say it with words of the vocabulary.'


def _edits(answer: Answer, question: Question, problems: list[str]) -> list[Edit]:
    """The edits among the steps; what is wrong with them goes to the problems."""
    listed = [(n, step.edit) for n, step in enumerate(answer.steps, 1) if step.edit]
    written = json.dumps([data for _, data in listed])
    if len(written) > MOST_BYTES:
        problems.append("The edits are too long.")
        return []
    if _CONTROL.search(written):
        problems.append("The edits hold control characters.")
        return []
    known = set(question.facts) | (set(question.draft.assets()) if question.draft else set())
    found = []
    for n, data in listed:
        if data.get("op") in NOT_FOR_MODELS:
            allowed = ", ".join(op for op in EDITS if op not in NOT_FOR_MODELS)
            problems.append(f"Step {n}: {data['op']} is not for you; choose one of {allowed}.")
            continue
        try:
            edit = edit_from_dict(data)
        except DraftError as failure:
            problems += [f"Step {n}: {problem.sentence}" for problem in failure.problems]
            continue
        if isinstance(edit, AddSegment | AddMusic) and edit.asset and edit.asset not in known:
            problems.append(f"Step {n}: there is no asset {edit.asset!r}; choose one of {', '.join(sorted(known))}.")
        found.append(edit)
    return found


def _readable(text: str) -> str:
    """A text on one line, without control and invisible characters: it is shown in terminals."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _pieces(text: str) -> list[str]:
    """Words, and single characters of Chinese, as they are compared."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", unicodedata.normalize("NFKC", text).casefold())


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all of a part stands in the whole, in that order."""
    rest = iter(whole)
    return bool(part) and all(piece in rest for piece in part)


# --- what came of it --------------------------------------------------------------------------------------------------


def _content(draft: Draft) -> Mapping[str, Any]:
    return {key: value for key, value in draft.to_dict().items() if key != "rev"}


def _too_much(draft: Draft) -> Iterator[str]:
    """More than anybody can say in words."""
    if max(draft.size) > LARGEST_PX or draft.fps > MOST_FPS:
        yield f"A film has at most {LARGEST_PX} pixels a side and {MOST_FPS} frames a second."
    if draft.duration_ms > LONGEST_MS:
        yield f"A film lasts at most {LONGEST_MS} ms."
    if sum(len(track.segments) for track in draft.tracks()) > MOST_SEGMENTS:
        yield f"A film has at most {MOST_SEGMENTS} segments."


def _texts(draft: Draft) -> set[str]:
    """Everything that can be read in the film."""
    return {one.text.content for track in draft.tracks() for one in track.segments if one.text is not None}


def _not_the_users(draft: Draft, question: Question) -> Iterator[str]:
    """New words on the picture that others put into the model's mouth: addresses, and pieces of files' names."""
    before = _texts(question.draft) if question.draft is not None else set()
    names = "" if _NAMING.search(question.words) else "\n".join(one.name for one in question.facts.values())
    named = {draft.title} - {question.draft.title if question.draft is not None else ""}
    for text in sorted(_texts(draft) - before) + sorted(named - {one.name for one in question.facts.values()}):
        if _foreign(text, question.words):
            yield "Words on the picture may hold an address only if the user wrote it."
        elif _shared(text, names, question.words):
            yield "Words on the picture must not be copied from names of files unless the user asks for that."


def _foreign(text: str, words: str) -> bool:
    """Whether a text holds an address (web, mail, account, telephone) that the user did not write."""
    said = words.casefold()
    return any(found[0].casefold() not in said for found in _ADDRESS.finditer(text))


def _shared(text: str, names: str, words: str) -> bool:
    """Whether a text repeats a stretch of the names that the user did not say."""
    plain, source, said = (re.sub(r"[\W_]+", "", one.casefold()) for one in (text, names, words))
    for start in range(len(plain)):
        length = 4 if "\u3400" <= plain[start] <= "\u9fff" else _COPIED
        stretch = plain[start : start + length]
        if len(stretch) == length and stretch in source and stretch not in said:
            return True
    return False
