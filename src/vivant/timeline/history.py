"""The history of a draft: every version is kept, whatever is undone.

Versions form a tree: whoever goes back and changes something else starts a branch, and the other stays. A history is a
value; its file form is one JSON object that grows by what changed. Not for files (the front door writes them), nor for
telling what changed (compare.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vivant.errors import DraftError, Problem
from vivant.timeline.draft import Draft
from vivant.timeline.edits import apply, edit_from_dict
from vivant.timeline.edits.contract import Edit
from vivant.timeline.edits.whole import Redo, Undo
from vivant.timeline.patch import difference, patched

FORMAT = 1
WHOLE_EVERY = 25
"""So many versions apart the file holds a draft whole; the others as what changed since the one they came from."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a draft: what it came from (index, None for the first), by which edits, and the words for them."""

    draft: Draft
    parent: int | None = None
    edits: tuple[Edit, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """All versions of a draft, the oldest first; `at` is the one that counts now.

    rev    the revision of the draft that counts now: it grows with every change, undo included
    """

    versions: tuple[Version, ...]
    at: int
    rev: int

    @classmethod
    def of(cls, draft: Draft, edits: Iterable[Edit] = (), words: str = "") -> History:
        """The history that begins with a draft."""
        return cls((Version(draft, None, tuple(edits), words),), 0, draft.rev)

    @property
    def draft(self) -> Draft:
        """The draft that counts now, with a revision that no earlier state had."""
        known = self.versions[self.at].draft
        return known if known.rev == self.rev else Draft.from_dict(known.to_dict() | {"rev": self.rev})

    def edit(self, edits: Iterable[Edit], words: str = "") -> History:
        """The history with the edits made; undo and redo among them go back and forth. Raises DraftError."""
        history, gathered = self, list[Edit]()
        for edit in edits:
            if isinstance(edit, Undo | Redo):
                history = history._edited(gathered, words)
                history = history.undo() if isinstance(edit, Undo) else history.redo()
                gathered = []
            else:
                gathered.append(edit)
        return history._edited(gathered, words)

    def _edited(self, edits: list[Edit], words: str) -> History:
        return self.add(apply(self.draft, edits), edits, words) if edits else self

    def add(self, draft: Draft, edits: Iterable[Edit] = (), words: str = "") -> History:
        """The history with a draft that came from anywhere as its newest version."""
        rev = max(draft.rev, self.rev + 1)
        if draft.rev != rev:
            draft = Draft.from_dict(draft.to_dict() | {"rev": rev})
        return History((*self.versions, Version(draft, self.at, tuple(edits), words)), len(self.versions), rev)

    def undo(self) -> History:
        """Back to the version that this one came from. Raises DraftError at the first."""
        parent = self.versions[self.at].parent
        if parent is None:
            raise _nothing("undo", "There is nothing to undo: this is the first version.")
        return History(self.versions, parent, self.rev + 1)

    def redo(self) -> History:
        """Forward to the newest version that came from this one. Raises DraftError where there is none."""
        later = [n for n, version in enumerate(self.versions) if version.parent == self.at]
        if not later:
            raise _nothing("redo", "There is nothing to redo: nothing was undone here.")
        return History(self.versions, later[-1], self.rev + 1)

    def to(self, n: int) -> History:
        """Back or forth to version `n`, counted from 0. Raises DraftError where there is none."""
        if not 0 <= n < len(self.versions):
            last = len(self.versions) - 1
            told = f"There is no version {n}; the last one is {last}."
            raise DraftError((Problem("history", "version", n, last, told),))
        return self if n == self.at else History(self.versions, n, self.rev + 1)

    def to_dict(self) -> dict[str, Any]:
        """The history as plain JSON data."""
        written = [self._written(n) for n in range(len(self.versions))]
        return {"history": FORMAT, "at": self.at, "rev": self.rev, "versions": written}

    def _written(self, n: int) -> dict[str, Any]:
        version = self.versions[n]
        told: dict[str, Any] = {
            "from": version.parent,
            "words": version.words,
            "edits": [e.to_dict() for e in version.edits],
        }
        data = version.draft.to_dict()
        if version.parent is None or n % WHOLE_EVERY == 0:
            return told | {"draft": data}
        return told | {"patch": difference(self.versions[version.parent].draft.to_dict(), data)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> History:
        """The history of plain JSON data. Raises DraftError for what is none."""
        try:
            if data["history"] > FORMAT:
                told = (
                    f"This history has format {data['history']}; this Vivant reads up to {FORMAT}: install a newer one."
                )
                raise DraftError((Problem("version", "history", data["history"], FORMAT, told),))
            versions: list[Version] = []
            for n, one in enumerate(data["versions"]):
                versions.append(_read(one, versions, n))
            history = cls(tuple(versions), data["at"], data["rev"])
            if not isinstance(history.rev, int) or not 0 <= history.at < len(versions):
                raise IndexError
        except (KeyError, TypeError, IndexError, ValueError):
            told = "This is no history of a draft, or it was damaged; use an earlier copy of it."
            raise DraftError((Problem("form", "history", None, None, told),)) from None
        return history


def _read(one: Mapping[str, Any], before: list[Version], n: int) -> Version:
    parent = one["from"]
    if parent is not None and not 0 <= parent < n:
        raise IndexError
    data = one["draft"] if "draft" in one else patched(before[parent].draft.to_dict(), one["patch"])
    return Version(Draft.from_dict(data), parent, tuple(map(edit_from_dict, one["edits"])), str(one["words"]))


def _nothing(op: str, sentence: str) -> DraftError:
    return DraftError((Problem("history", "op", op, None, sentence),))
