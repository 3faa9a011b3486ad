"""What has been understood of a sentence so far, while it is read part by part. Not for reading it (reading.py)."""

from __future__ import annotations

from dataclasses import dataclass, field

from vivant.agent.clauses import Atom, Part
from vivant.agent.tokens import Words
from vivant.agent.wishes import Add, Move, Span, Wish

THIN = ("det", "filler", "prep", "camera", "keep")


@dataclass(slots=True)
class Notebook:
    """What has been understood so far."""

    words: Words
    wishes: list[Wish] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    waiting: Span | None = None
    verb: str = ""
    negated: bool = False
    removing: bool = False
    before: Part | None = None
    lost: bool = False
    """Whether what was named last goes, or is what nobody can do: what is said of it is said of no camera."""
    lively: bool = False
    asked: bool = False
    deeds: bool = False
    bare: bool = False
    each_s: float = 0.0

    def quote(self, atoms: list[Atom]) -> str:
        return self.words.quote(atoms[0].start, atoms[-1].end) if atoms else ""

    def rest(self) -> Span | None:
        """ "the rest": from the end of what was last said to end."""
        ends = [w.span.end_s for w in self.wishes if isinstance(w, (Move, Add)) and w.span and w.span.end_s]
        return Span(start_s=ends[-1]) if ends else None

    def missed(self, atoms: list[Atom]) -> None:
        """Write down words as not understood, without what hangs loose at both ends."""
        while atoms and atoms[0].kind in ("det", "filler", "prep", "camera"):
            atoms = atoms[1:]
        while atoms and atoms[-1].kind in THIN:
            atoms = atoms[:-1]
        if atoms:
            self.unknown.append(self.quote(atoms))
