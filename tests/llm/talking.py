"""What the tests of language models share: wishes about a scene with nothing in it, and answers as models give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from vivant import agent
from vivant.agent import Direction, Director, Facts, Question, clip, edit, one_after_another, then
from vivant.agent.edit import unseen
from vivant.llm import LanguageModel
from vivant.llm.brief import asked
from vivant.timeline import Draft, Edit

PHOTO = {"photo": Facts("picture", "beach", (160, 120))}
CLIPS = {
    "a1": Facts("video", "morning", (160, 90), 4000, has_sound=True),
    "a2": Facts("video", "evening", (160, 90), 6000, has_sound=True),
}


@dataclass(frozen=True)
class Wish:
    """What somebody says of something, and how the rules read it."""

    words: str
    facts: Mapping[str, Facts]
    by_rule: Callable[[str], Direction]
    draft: Draft | None = None

    def told(self) -> str:
        """How a model is asked."""

        def carry_out(said: str, edits: Sequence[Edit]) -> Direction:
            return then(self.by_rule(said), edits)

        return asked(Question(self.words, self.draft, self.facts, carry_out))


def led(wish: Wish, director: Director | None = None) -> Direction:
    return agent.led(wish.words, wish.facts, wish.by_rule, director, draft=wish.draft)


def of_a_photo(words: str, facts: Mapping[str, Facts] = PHOTO, draft: Draft | None = None) -> Wish:
    """A wish about a picture that nobody has made a film of, or about the film so far."""
    scene = unseen((160, 120))
    return Wish(words, facts, lambda said: clip(said, scene, facts, asset="photo", draft=draft), draft)


def of_clips(words: str, facts: Mapping[str, Facts] = CLIPS) -> Wish:
    """A wish about a film of two clips, s1 and s2."""
    draft = one_after_another(facts, size=(160, 90))
    return Wish(words, facts, lambda said: edit(said, draft, facts=facts), draft)


def step(because: str, say: str = "", **edit: Any) -> dict[str, Any]:
    """One step of an answer: a sentence, or the edit `op=...`."""
    return {"because": because} | ({"edit": edit} if edit else {"say": say})


def calls(*steps: dict[str, Any], **more: Any) -> ModelResponse:
    """A model that answers as it should: with a call of the tool."""
    return ModelResponse([ToolCallPart("answer", {"steps": list(steps), **more})])


def writes(text: str) -> ModelResponse:
    return ModelResponse([TextPart(text)])


class Scripted:
    """A model that says what a test wants, one response after another, and the last one for ever."""

    def __init__(self, *responses: ModelResponse | Exception | Callable[[list[ModelMessage]], ModelResponse]) -> None:
        self.responses = responses
        self.heard: list[list[ModelMessage]] = []

    def __call__(self, messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
        said = self.responses[min(len(self.heard), len(self.responses) - 1)]
        self.heard.append(list(messages))
        if isinstance(said, Exception):
            raise said
        return said if isinstance(said, ModelResponse) else said(messages)

    @property
    def director(self) -> LanguageModel:
        return LanguageModel(lambda: FunctionModel(self), limit_s=120.0)

    def told(self, n: int = -1) -> str:
        """Everything that the model was told up to its n-th turn, as text."""
        parts = [part for message in self.heard[n] for part in message.parts]
        contents = [getattr(part, "content", "") for part in parts]
        return "\n".join(one if isinstance(one, str) else repr(one) for one in contents)
