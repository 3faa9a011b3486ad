"""The parts of a film that is drawn in parts: a hidden folder beside the file, named by all that decides its frames.

A part is there whole or not at all: it is renamed when it is complete, and its digest stands beside it. What breaks
afterwards is seen and drawn again. Not for who draws them (workers.py).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from vivant.errors import OutputError
from vivant.media import Quality, chunk_kind
from vivant.render.film import write_film
from vivant.render.plan import Plan
from vivant.units import Progress

SHORTEST_S = 5
"""Parts are at least that long, so that what each of them gets ready does not count."""


def ranges(n_frames: int, rate: Fraction) -> tuple[tuple[int, int], ...]:
    """The frames of each part, half-open: as many parts of 5 seconds or a little more as there is room for."""
    count = max(1, int(n_frames / (SHORTEST_S * rate)))
    edges = [round(k * n_frames / count) for k in range(count + 1)]
    return tuple(pairwise(edges))


class Parts:
    """The parts of one film in their folder, numbered from 0; `ranges` are their frames, half-open."""

    def __init__(
        self, output: Path, codec: str | None, ranges: tuple[tuple[int, int], ...], about: Mapping[str, Any]
    ) -> None:
        """`about` is what decides the frames: the draft, the digests of its assets, the settings, the version."""
        said = json.dumps({"name": output.name, **about}, sort_keys=True, default=str)
        digest = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
        self.folder = output.parent / f".{output.name[:40]}.{digest}"
        self.ranges = ranges
        suffix, self._codec = chunk_kind(output, codec)
        self.paths = [self.folder / f"part-{k:05d}{suffix}" for k in range(len(ranges))]

    def make(self) -> None:
        """Make the folder. Raises OutputError."""
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as failure:
            why = failure.strerror or str(failure)
            raise OutputError(f"Cannot make a folder in {self.folder.parent}: {why}.", place=str(self.folder)) from None

    def write(self, k: int, plan: Plan, quality: Quality, *, threads: int | None, progress: Progress | None) -> None:
        """Draw one part. Raises OutputError, UsageError."""
        path, (first, end) = self.paths[k], self.ranges[k]
        _beside(path).unlink(missing_ok=True)
        write_film(
            plan, path, quality=quality, codec=self._codec, first=first, end=end, threads=threads, progress=progress
        )
        _beside(path).write_text(_digest(path))

    def missing(self) -> list[int]:
        """The parts that are not there, or not as they were written."""
        return [k for k, path in enumerate(self.paths) if not _whole(path)]

    def frames_of(self, k: int) -> int:
        first, end = self.ranges[k]
        return end - first

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_suffix(".digest")


def _whole(path: Path) -> bool:
    try:
        return _beside(path).read_text() == _digest(path)
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
