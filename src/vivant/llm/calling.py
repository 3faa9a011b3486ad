"""Asking a language model through pydantic-ai. The only file that knows it.

One question is one run: the model answers with a checked value, may look up entries of the vocabulary first, and is
told what was wrong with its answer a few times. Not for what is asked (brief.py) and what is believed (answer.py).
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass, field
from typing import Any

import pydantic_ai as ai
from pydantic import ValidationError
from pydantic_ai import exceptions as wrong
from pydantic_ai import messages as sent
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import UsageLimits

from vivant.agent.advice import Advice, Question
from vivant.llm import brief
from vivant.llm.answer import Answer, Unsound, advice_of
from vivant.llm.names import Named
from vivant.llm.trouble import Trouble

MOST_MENDED = 2
"""How often a model is told what is wrong with its answer."""
MOST_ASKED = 5
MOST_TOKENS = 4000
"""Of one answer; a small model that repeats itself stops there."""
_GRACE_S = 1.0
_FENCED = re.compile(r"\{.*\}", re.DOTALL)


def model_of(named: Named) -> Model:
    """The model of a name, as pydantic-ai knows it. Raises ImportError where its maker's package is missing."""
    if named.maker.wire == "anthropic":
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        return AnthropicModel(named.name, provider=AnthropicProvider(api_key=named.key))
    if named.maker.wire == "google":
        from pydantic_ai.models.google import GoogleModel
        from pydantic_ai.providers.google import GoogleProvider

        return GoogleModel(named.name, provider=GoogleProvider(api_key=named.key))
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    if not named.url:
        return OpenAIChatModel(named.name, provider=OpenAIProvider(api_key=named.key))
    provider = OpenAICompatibleProvider("server", base_url=named.url, api_key=named.key or None)
    return OpenAIChatModel(named.name, provider=provider, settings=ModelSettings(temperature=0.0))


def answered(model: Model, question: Question, limit_s: float, hear: Callable[[str], None] | None = None) -> Advice:
    """The advice of a model. Raises Trouble, after `limit_s` seconds at the latest.

    It runs on a thread of its own, so that it can be asked inside of somebody's event loop, and so that a name that
    does not resolve, or whatever else blocks, is not waited for.
    """
    found: list[Advice | Trouble] = []

    def run() -> None:
        try:
            found.append(asyncio.run(_asked(model, question, limit_s, hear)))
        except Trouble as trouble:
            found.append(trouble)
        except Exception as failure:  # whatever a library or server does: the rules take over
            found.append(_trouble(failure, limit_s))

    thread = threading.Thread(target=run, name="language model", daemon=True)
    thread.start()
    thread.join(limit_s + _GRACE_S)
    outcome = found[0] if found else Trouble("late", limit_s=limit_s)
    if isinstance(outcome, Trouble):
        raise outcome from None
    return outcome


@dataclass(slots=True)
class _Desk:
    """One question while it is answered: the advice that the last answer came to, or why it came to none."""

    question: Question
    advice: Advice = field(default_factory=Advice)
    unsound: bool = False


async def _asked(model: Model, question: Question, limit_s: float, hear: Callable[[str], None] | None) -> Advice:
    desk = _Desk(question)
    agent: ai.Agent[_Desk, Answer] = ai.Agent(
        model,
        deps_type=_Desk,
        output_type=[ai.ToolOutput(Answer, name="answer"), ai.TextOutput(_plain)],
        instructions=brief.instructions(question.language),
        retries={"output": MOST_MENDED, "tools": 1},
        model_settings=ModelSettings(max_tokens=MOST_TOKENS, max_retries=1),
        tools=[brief.look_up],
    )
    agent.output_validator(_sound)
    limits = UsageLimits(request_limit=MOST_ASKED, tool_calls_limit=MOST_ASKED)
    listener = _listener(hear) if hear is not None else None
    try:
        await agent.run(
            brief.asked(question), deps=desk, usage_limits=limits, timeout=limit_s, event_stream_handler=listener
        )
    except (wrong.UnexpectedModelBehavior, wrong.UsageLimitExceeded):
        if desk.unsound:
            raise Trouble("unsound") from None
        raise
    return desk.advice


def _plain(text: str) -> Answer:
    """The answer of a model that writes instead of calling the tool: JSON somewhere in its text, or just a reply."""
    found = _FENCED.search(text)
    if found is None:
        return Answer(steps=[], reply=text.strip()[:600])
    try:
        return Answer.model_validate_json(found[0])
    except ValidationError as failure:
        found_wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in failure.errors()[:5])
        sentence = f"Call the tool `answer`, or write its arguments as JSON and nothing else. {found_wrong}"
        raise ai.ModelRetry(sentence) from None


def _sound(ctx: ai.RunContext[_Desk], answer: Answer) -> Answer:
    try:
        ctx.deps.advice = advice_of(answer, ctx.deps.question)
    except Unsound as failure:
        ctx.deps.unsound = True
        raise ai.ModelRetry("\n".join(failure.problems[:8])) from None
    return answer


def _listener(hear: Callable[[str], None]) -> Any:
    """What tells `hear` of everything that the model has written so far."""

    async def listen(_ctx: ai.RunContext[_Desk], events: AsyncIterable[Any]) -> None:
        written = ""
        async for event in events:
            if more := _written(event):
                written += more
                hear(written)

    return listen


def _written(event: Any) -> str:
    """What an event adds to the text of an answer, or to the arguments of its tool."""
    if isinstance(event, sent.PartStartEvent):
        begun = event.part
        if isinstance(begun, sent.ToolCallPart):
            return begun.args_as_json_str() if begun.args else ""
        return begun.content if isinstance(begun, sent.TextPart) else ""
    if isinstance(event, sent.PartDeltaEvent):
        added = event.delta
        if isinstance(added, sent.ToolCallPartDelta):
            return added.args_delta if isinstance(added.args_delta, str) else ""
        return added.content_delta if isinstance(added, sent.TextPartDelta) else ""
    return ""


_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (wrong.RunTimedOut, "late"),
    (wrong.ModelRequestTimeout, "late"),
    (wrong.ModelTimeoutError, "late"),
    (TimeoutError, "late"),
    (wrong.ModelAuthenticationError, "wrong_key"),
    (wrong.ModelRateLimitError, "busy"),
    (wrong.ModelQuotaExceededError, "spent"),
    (wrong.ModelUnavailableError, "down"),
    (wrong.ModelServerError, "down"),
    (wrong.ModelConnectionError, "unreachable"),
    (wrong.ModelNotFoundError, "unknown_model"),
    (wrong.ModelContextWindowExceededError, "too_much"),
    (wrong.ModelRequestRejectedError, "rejected"),
    (wrong.ContentFilterError, "declined"),
    (wrong.UnexpectedModelBehavior, "unusable"),
    (wrong.UsageLimitExceeded, "unusable"),
)
"""What a failure of pydantic-ai means; the first that fits. Only its kind is used, never its words."""


def _trouble(failure: Exception, limit_s: float) -> Trouble:
    for kind, said in _TROUBLES:
        if isinstance(failure, kind):
            return Trouble(said, limit_s=limit_s, name=getattr(failure, "model_name", ""))  # type: ignore[arg-type]
    return Trouble("failed")
