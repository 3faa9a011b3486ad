"""The option that names a language model to read the words; several commands take it.

Not for asking the model (llm).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from vivant.cli import console

if TYPE_CHECKING:
    from vivant.agent import Advice, Director, Question

RULES = "rules"

Model: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--model",
        envvar="VIVANT_MODEL",
        metavar="NAME",
        help="A language model that reads the words, such as ollama:qwen3 or openai:NAME: docs/language-models.md.",
        show_default=RULES,
        show_envvar=False,
    ),
]


def director(name: str | None) -> Director | None:
    """Who reads the words; None for the rules. People are told when a model is asked. Raises UsageError."""
    if not name or name.strip() == RULES:
        return None
    from vivant import llm

    model = llm.from_environment(name)

    def asked(question: Question) -> Advice:
        console.say(f"Asking {name.strip()} what to do ...")
        return model(question)

    return asked
