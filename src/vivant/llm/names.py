"""Names of language models, and what each maker's need: an address, a key, a package. Nothing is imported or called.

A name is the maker's and the model's: `openai:gpt-5.2`, `ollama:qwen3:8b`. Not for asking a model (calling.py).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from vivant.errors import UsageError

Wire = Literal["openai", "anthropic", "google"]
LIMIT_S = 30.0
"""How long a model may take for an answer, in seconds, where nobody says."""
SHORTEST_S, LONGEST_S = 0.1, 600.0


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes or serves models.

    wire         whose protocol is spoken, which is the package that speaks it
    extra        what is installed for it: vivant[extra]
    keys         environment variables that may hold its key
    url          where it is found; "" for the maker's own place
    asks_url     the address has to be given
    asks_key     nothing works without a key
    """

    wire: Wire
    extra: str
    keys: tuple[str, ...]
    url: str = ""
    asks_url: bool = False
    asks_key: bool = True


MAKERS: Mapping[str, Maker] = {
    "openai": Maker("openai", "llm", ("OPENAI_API_KEY",)),
    "anthropic": Maker("anthropic", "anthropic", ("ANTHROPIC_API_KEY",)),
    "google": Maker("google", "google", ("GOOGLE_API_KEY", "GEMINI_API_KEY")),
    "ollama": Maker("openai", "llm", (), "http://127.0.0.1:11434/v1", asks_key=False),
    "openai-compatible": Maker("openai", "llm", (), asks_url=True, asks_key=False),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A model that was named: its maker, its name there, the address and the key (which nothing ever prints)."""

    maker: Maker
    name: str
    url: str = ""
    key: str = field(default="", repr=False)


def named(name: str, *, url: str = "", key: str = "", environ: Mapping[str, str] | None = None) -> Named:
    """The model that a setting names.

    name    `maker:model`; with a `url`, any other name is one that the server there knows
    url     address of a server that speaks OpenAI's protocol, usually ending in /v1
    key     wins over the maker's own variables in `environ`

    Raises UsageError for a maker that is not known, a missing or wrong address.
    """
    environ = os.environ if environ is None else environ
    before, _, after = name.strip().partition(":")
    if before not in MAKERS and url:
        before, after = "openai-compatible", name.strip()
    maker = MAKERS.get(before)
    if maker is None or not after:
        known = ", ".join(f"{one}:NAME" for one in MAKERS)
        sentence = f'"{name}" names no language model; write one of {known}.'
        raise UsageError(sentence, place="model", value=name, limit=list(MAKERS))
    if url and not (maker.asks_url or maker.url):
        sentence = f"An address goes with openai-compatible:NAME, not with {before}; leave VIVANT_MODEL_URL out."
        raise UsageError(sentence, place="model_url")
    if maker.asks_url and not url:
        sentence = "An OpenAI-compatible server needs its address: VIVANT_MODEL_URL=http://127.0.0.1:8080/v1, say."
        raise UsageError(sentence, place="model_url")
    found = key or next((environ[one] for one in maker.keys if environ.get(one)), "")
    return Named(maker, after, _address(url or maker.url), found)


def _address(url: str) -> str:
    """An address that may be said aloud: no user, no password, no query. Raises UsageError without repeating it."""
    try:
        parts = urlsplit(url)
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
        good = not url or (parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0)
    except ValueError:
        good, plain = False, True
    if not plain:
        sentence = "VIVANT_MODEL_URL is an address alone; a key goes into VIVANT_MODEL_KEY."
        raise UsageError(sentence, place="model_url")
    if not good:
        sentence = "VIVANT_MODEL_URL must be an address like http://127.0.0.1:8080/v1."
        raise UsageError(sentence, place="model_url")
    return url
