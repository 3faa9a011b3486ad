"""A language model as a director: asked with a limit of time, its answer checked, its failures told in a sentence.

Not for the protocol (calling.py), nor for what is asked (brief.py) and believed (answer.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vivant.agent.advice import Advice, Question
from vivant.errors import UsageError
from vivant.llm.names import LIMIT_S, LONGEST_S, SHORTEST_S, named
from vivant.llm.trouble import Trouble

Hear = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A director that asks a language model.

    make       makes the model as pydantic-ai knows it; called when it is first asked. Raises Trouble
    limit_s    how long an answer may take, everything included
    hear       is called with what the model has written so far, while it writes; the answer is streamed then
    """

    make: Callable[[], Any] = field(repr=False)
    limit_s: float = LIMIT_S
    hear: Hear | None = field(default=None, repr=False)

    def __call__(self, question: Question) -> Advice:
        """The model's advice; never raises."""
        try:
            model = self.make()
            from vivant.llm.calling import answered  # takes seconds, so only where a model is asked

            return answered(model, question, self.limit_s, self.hear)
        except ImportError:
            return Advice(trouble=Trouble("not_installed", extra="llm").sentence(question.language))
        except Trouble as trouble:
            return Advice(trouble=trouble.sentence(question.language))


def language_model(
    name: str,
    *,
    url: str = "",
    key: str = "",
    limit_s: float = LIMIT_S,
    hear: Hear | None = None,
    environ: Mapping[str, str] | None = None,
) -> LanguageModel:
    """A language model that reads words in place of the rules: `animate(..., director=language_model("ollama:qwen3"))`.

    name       maker:model, of openai, anthropic, google, ollama, or openai-compatible with its `url`
    url        address of an OpenAI-compatible server, such as http://127.0.0.1:8080/v1
    key        in place of the maker's own variable (OPENAI_API_KEY, ...) in the environment
    limit_s    how long it may take to answer, 0.1 to 600 seconds
    hear       called with what it has written so far

    Nothing is called or loaded before it is asked. Raises UsageError for names and addresses that are none.
    """
    if not SHORTEST_S <= limit_s <= LONGEST_S:
        sentence = f"A language model may take {SHORTEST_S:g} to {LONGEST_S:g} s, not {limit_s:g}."
        raise UsageError(sentence, place="model_timeout_s", value=limit_s, limit=LONGEST_S)
    found = named(name, url=url, key=key, environ=environ)

    def make() -> Any:
        if found.maker.asks_key and not found.key:
            raise Trouble("no_key", variable=found.maker.keys[0])
        try:
            from vivant.llm.calling import model_of

            return model_of(found)
        except ImportError:
            raise Trouble("not_installed", extra=found.maker.extra) from None

    return LanguageModel(make, limit_s, hear)


def from_environment(name: str, *, hear: Hear | None = None, environ: Mapping[str, str] | None = None) -> LanguageModel:
    """The language model of a name, with what the environment says besides: VIVANT_MODEL_URL, VIVANT_MODEL_KEY and
    VIVANT_MODEL_TIMEOUT_S. Raises UsageError."""
    environ = os.environ if environ is None else environ
    said = environ.get("VIVANT_MODEL_TIMEOUT_S", "")
    try:
        limit_s = float(said or LIMIT_S)
    except ValueError:
        sentence = f"VIVANT_MODEL_TIMEOUT_S must be a number of seconds, not {said!r}."
        raise UsageError(sentence, place="model_timeout_s", value=said) from None
    url, key = environ.get("VIVANT_MODEL_URL", ""), environ.get("VIVANT_MODEL_KEY", "")
    return language_model(name, url=url, key=key, limit_s=limit_s, hear=hear, environ=environ)
