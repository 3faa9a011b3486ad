"""What an edit is: a small frozen value that says what is wanted, and how it changes a draft.

An edit is a dataclass in one of the files of this folder. Its name in snake case is its `op`, its first sentence what
people and language models are told of it, its fields its JSON form. `change` works on the board, which holds the rules
of the tracks afterwards. Not for deciding what to change (the agent does).
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter

from vivant.timeline.board import Board


@dataclass(frozen=True, slots=True)
class Edit(ABC):
    """An edit of a draft. `segment` is a segment's id everywhere, "" for the only one of the main track, "*" for all
    of them."""

    op: ClassVar[str]
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    def __init_subclass__(cls) -> None:
        cls.op = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @abstractmethod
    def change(self, board: Board) -> None:
        """Make the edit on the board. Raises DraftError if it cannot be made."""

    def to_dict(self) -> dict[str, Any]:
        """The edit as plain data: its `op`, and the fields that have not their default."""
        written = form_of(type(self)).dump_python(self, mode="json", exclude_defaults=True)
        return {"op": self.op} | dict(written)


@cache
def form_of(kind: type[Edit]) -> TypeAdapter[Any]:
    """What reads, checks and writes the JSON form of an edit; made when first needed."""
    return TypeAdapter(kind)
