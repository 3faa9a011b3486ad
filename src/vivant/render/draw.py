"""Frames of a plan, each from the plan and its number alone.

Films that people have are read in order, beside the drawing; all else can be drawn in any order, on any thread. Not for
deciding anything (plan.py) and not for files (film.py).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.cores import all_given_out, cores
from vivant.render.content import Shown
from vivant.render.footage import read_frames
from vivant.render.material import is_film
from vivant.render.plan import Lane, Plan, Take
from vivant.transitions import Seen
from vivant.units import Frame, Plane

Colour: TypeAlias = tuple[int, int, int]
AHEAD = 4
"""So many frames a thread are drawn ahead of those that are encoded: neither waits for the other's slow moments."""
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

Raws: TypeAlias = Mapping[int, Frame]
"""Frames of films by the number of the take that needs them."""


def draw(plan: Plan, n: int) -> Frame:
    """Frame `n`: (H, W, 3) uint8, (H, W, 4) where the plan is seen through, a new array.

    For many frames of films use `frames`, which reads them in order.
    """
    return next(frames(plan, n, n + 1, threads=1))


def frames(plan: Plan, start: int = 0, stop: int | None = None, *, threads: int | None = None) -> Iterator[Frame]:
    """Frames start .. stop (half-open) in order, drawn on `threads` threads (default: one a core)."""
    stop = plan.clock.n_frames if stop is None else min(stop, plan.clock.n_frames)
    threads = threads or cores()
    readers = _Readers(plan, start, stop)
    try:
        if threads == 1:
            for n in range(start, stop):
                yield drawn(plan, n, readers.at(n))
            return
        with all_given_out(), ThreadPoolExecutor(threads, thread_name_prefix="draw") as pool, _Ahead(plan) as ahead:
            waiting: deque[Future[Frame]] = deque()
            for n in range(start, stop):
                ahead.look(n)
                waiting.append(pool.submit(drawn, plan, n, readers.at(n)))
                if len(waiting) > AHEAD * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    finally:
        readers.close()


@contextmanager
def beginning(plan: Plan) -> Iterator[None]:
    """Beside what is done meanwhile, what the first frames show is made ready."""
    with all_given_out(), _Ahead(plan) as ahead:
        ahead.look(0)
        yield


def drawn(plan: Plan, n: int, raws: Raws, *, words: bool = True) -> Frame:
    """Frame `n` from the frames of films that it needs."""
    if plan.see_through:
        return seen_through(*(_on(plan, n, raws, ground, words) for ground in (BLACK, WHITE)))
    return _on(plan, n, raws, plan.ground, words)


def seen_through(on_black: Frame, on_white: Frame) -> NDArray[np.uint8]:
    """(H, W, 4): the colours and the alpha of what looks so on black and so on white (Smith and Blinn 1996)."""
    alpha = 255 - cv2.subtract(on_white, on_black).min(axis=2)
    colours = cv2.divide(on_black, cv2.merge([alpha, alpha, alpha]), scale=255)
    return np.dstack([colours, alpha])


def _on(plan: Plan, n: int, raws: Raws, ground: Colour, words: bool) -> Frame:
    """Frame `n`, drawn on a ground."""
    found: Frame | None = None
    for lane in plan.lanes:
        found = _laid(plan, lane, n, raws, ground, found)
    frame = _plain(plan, ground) if found is None else found
    look = None if plan.see_through else partial(glimpse, plan)
    for word in plan.words if words else ():
        frame = word.over(frame, n, look)
    return frame


def _laid(plan: Plan, lane: Lane, n: int, raws: Raws, ground: Colour, below: Frame | None) -> Frame | None:
    """What is below, the ground where nothing is, with frame `n` of a track over it; None where there is neither."""
    here = [take for take in lane.takes if take.first <= n < take.end]
    if not here:
        return below
    joint = next((j for j in lane.joints if j.first <= n < j.end), None)
    if joint is None:
        return _placed(plan, here[-1], n, raws, ground, below).frame
    by_number = {take.number: take for take in here}
    before, after = (_placed(plan, by_number[k], n, raws, ground, below) for k in (joint.before, joint.after))
    return plan.change(joint)(before, after, joint.share(n))


def _placed(plan: Plan, take: Take, n: int, raws: Raws, ground: Colour, below: Frame | None) -> Seen:
    i, content = n - take.first, plan.content(take)
    seen = content.seen(i, raws.get(take.number))
    level = _level(take, i)
    cover = seen.subject if content.cut_out else None
    if take.spot.whole and take.spot.opacity >= 1 and level >= 1 and cover is None:
        return seen
    below = _plain(plan, ground) if below is None else below
    frame = take.spot.lay(below, seen.frame, cover)
    if level < 1:
        frame = np.asarray(cv2.addWeighted(frame, level, below, 1 - level, 0), np.uint8)
    whole = take.spot.whole
    return Seen(frame, seen.disparity_of if whole else None, seen.subject_of if whole else None)


def _level(take: Take, i: int) -> float:
    """How far a picture is faded in at its frame i, 0 .. 1."""
    now, end = 1000 * take.clock.time_s(i), take.segment.duration_ms
    come, gone = take.segment.fade_in_ms, take.segment.fade_out_ms
    return min(1.0, now / come if come else 1.0, (end - now) / gone if gone else 1.0)


def _plain(plan: Plan, colour: Colour) -> Frame:
    return np.full((plan.size[1], plan.size[0], 3), colour, np.uint8)


def glimpse(plan: Plan, n: int) -> tuple[Frame, Plane | None]:
    """Frame `n` without words, and the subject there where one is known."""
    readers = _Readers(plan, n, n + 1)
    try:
        frame = drawn(plan, n, readers.at(n), words=False)
    finally:
        readers.close()
    take = next((t for t in plan.takes if t.first <= n < t.end and t.spot.whole), None)
    return frame, None if take is None else plan.content(take).subject


class _Ahead:
    """Makes what comes next ready while the frames before it are drawn."""

    SECONDS = 3

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._coming = deque(sorted(plan.takes, key=lambda take: take.first))
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ahead")

    def __enter__(self) -> _Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def look(self, n: int) -> None:
        while self._coming and self._coming[0].first <= n + self.SECONDS * self._plan.clock.rate:
            take = self._coming.popleft()
            if take.end > n:
                self._pool.submit(self._plan.content, take)


class _Readers:
    """The films of a stretch, read in order: each is opened when its take begins and closed when it ends."""

    def __init__(self, plan: Plan, start: int, stop: int) -> None:
        self._plan, self._start, self._stop = plan, start, stop
        self._open: dict[int, Iterator[Frame]] = {}

    def at(self, n: int) -> Raws:
        """What the films show at frame `n`; frames must be asked for in order, none left out."""
        raws = {}
        for take in self._plan.takes:
            if not take.first <= n < take.end:
                if take.number in self._open:
                    _closed(self._open.pop(take.number))
            elif is_film(take.material):
                if take.number not in self._open:
                    self._open[take.number] = self._read(take, n)
                raws[take.number] = next(self._open[take.number])
        return raws

    def _read(self, take: Take, n: int) -> Iterator[Frame]:
        content = self._plan.content(take)
        assert isinstance(content, Shown)
        last = min(take.end, self._stop)
        moments = [moment for i in range(n - take.first, last - take.first) if (moment := content.read(i)) is not None]
        return read_frames(content.film, moments, content.read_size)

    def close(self) -> None:
        while self._open:
            _closed(self._open.popitem()[1])


def _closed(reading: Iterator[Frame]) -> None:
    close = getattr(reading, "close", None)
    if close is not None:
        close()
