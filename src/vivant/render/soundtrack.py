"""The sound of a draft: music, voices, noises and the sound of its videos, mixed and as loud as films are.

A long film needs no more memory than a short one: the mix is put together in blocks, lies on disk while its loudness is
measured, and is read from there. Not for what a segment plays (played.py) or how music is made (sound).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vivant.render.material import Film, Material, Sound, is_film
from vivant.render.played import Heard, played
from vivant.render.tape import BLOCK, Tape
from vivant.sound import RATE, bed, rough
from vivant.sound.beating import beats, faded, phrased
from vivant.sound.composing import EVEN, MUSIC_LUFS
from vivant.sound.mixing import PEAK_DBTP, TARGET_LUFS, power, speaking, stepped_back
from vivant.timeline import Asset, Draft, Segment, Source, Track

MOST_DB = 30.0
"""How much louder a soft mix is made: more would lift the noise of a room to the loudness of music."""
ENCODED_DB = 0.4
"""By how much encoders that lose something raise peaks."""
EDGE_MS = 3.0
"""Over which a sound that is cut comes and goes, so that it does not click."""
SLACK_MS = 2
HUM_PERCENT, STANDS_OUT = 20.0, 3.0
"""What goes on all the time in a video is as loud as this share of it; speech is so many times as loud."""
LONGEST_S, SHORTEST_S = 3600.0, 0.5
"""Of what is composed."""
BED_S, BED_EDGE_S = 60.0, 0.3
"""How much of a long sound bed is made, and how it comes and goes."""
SEARCHED_S, MORE_S = 180.0, 45.0
"""People's own music is cut to phrases up to so long a stretch, and so much more of it is looked at."""

Places: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A segment that is heard: samples first .. end of the film, how it comes and goes, in samples; what it plays is
    got ready when its turn comes."""

    first: int
    end: int
    come: int
    gone: int
    level: float
    track: Track
    blocks: Callable[[], Iterator[Sound]]

    def gain(self, first: int, end: int) -> NDArray[np.float32]:
        """Of the film's samples first .. end: along a sine, so that two that cross keep their power."""
        at: Places = np.arange(first, end)
        gain = np.full(at.size, self.level, np.float32)
        for way, length in ((at - self.first, self.come), (self.end - at, self.gone)):
            if length and way.min() < length:
                gain *= np.sin(np.pi / 2 * np.clip(way / length, 0, 1)).astype(np.float32)
        return gain


def soundtrack(draft: Draft, materials: Mapping[str, Material], duration_s: float) -> Tape | None:
    """The sound of a draft, exactly `duration_s` long, -14 LUFS with true peaks below -1 dBTP; None if it is silent.

    `materials` are its films and sounds by asset id; what the draft has a recipe for is composed. Raises UsageError for
    a recipe that cannot be followed, InputError for a sound that cannot be read.
    """
    n = max(1, round(duration_s * RATE))
    pieces = list(_pieces(draft, materials, n))
    if not pieces:
        return None
    tape, spoken = Tape(n), None
    for heard in _said_first(pieces):
        levels = _laid(tape, heard, spoken)
        spoken = levels if spoken is None else np.maximum(spoken, levels)
    return tape if tape.made_loud(TARGET_LUFS, PEAK_DBTP - ENCODED_DB, most_db=MOST_DB) else None


# --- what is heard ----------------------------------------------------------------------------------------------------


def _pieces(draft: Draft, materials: Mapping[str, Material], n: int) -> Iterator[_Piece]:
    composer = _Composer(draft)
    for track in draft.tracks():
        if track.muted or not track.gain or track.kind not in ("picture", "sound"):
            continue
        joints = [_joint_ms(a, b) for a, b in pairwise(track.segments)]
        for k, segment in enumerate(track.segments):
            source, level = segment.source, segment.gain * track.gain
            first, end = _samples(segment.start_ms), min(n, _samples(segment.end_ms))
            if source is None or source.freeze_ms is not None or not level or first >= end:
                continue
            blocks = _blocks_of(segment, track, materials, composer, end - first)
            if blocks is None:
                continue
            into, out = [0, *joints][k], [*joints, 0][k]
            before = track.segments[k - 1] if k else None
            after = track.segments[k + 1] if k + 1 < len(track.segments) else None
            come = into or segment.fade_in_ms or _edge_ms(before, segment)
            gone = out or segment.fade_out_ms or _edge_ms(segment, after)
            yield _Piece(first, end, _samples(come), _samples(gone), level, track, blocks)


def _edge_ms(before: Segment | None, after: Segment | None) -> float:
    return 0.0 if before and after and _goes_on(before, after) else EDGE_MS


def _samples(ms: float) -> int:
    return round(ms * RATE / 1000)


def _joint_ms(before: Segment, after: Segment) -> int:
    """How long one goes over into the next, in ms."""
    return max(0, before.end_ms - after.start_ms) if before.transition else 0


def _goes_on(before: Segment, after: Segment) -> bool:
    """Whether the next segment plays on where this one stops, as after a split: there is nothing to soften."""
    a, b = before.source, after.source
    if a is None or b is None or a.asset != b.asset or before.end_ms != after.start_ms:
        return False
    if (a.speed, a.reverse, a.loop, b.freeze_ms) != (b.speed, b.reverse, b.loop, a.freeze_ms):
        return False
    if a.loop != "none":
        return (a.in_ms, a.out_ms) == (b.in_ms, b.out_ms)
    stops, starts = (a.in_ms, b.out_ms) if a.reverse else (a.out_ms, b.in_ms)
    return stops is not None and starts is not None and abs(stops - starts) <= SLACK_MS


def _blocks_of(
    segment: Segment, track: Track, materials: Mapping[str, Material], composer: _Composer, n: int
) -> Callable[[], Iterator[Sound]] | None:
    """What gives the samples that a segment plays; None where it has no sound."""
    source = segment.source
    assert source is not None
    recipe = composer.recipe_of(segment)
    if recipe is not None:
        return lambda: composer.played(segment, n)
    film = materials.get(source.asset)
    if film is None or not is_film(film) or not film.info.has_sound:
        return None
    length_s = film.info.duration_s
    if track.role == "music" and _whole(source) and length_s > n / RATE + 0.5 and n / RATE <= SEARCHED_S:
        return lambda: _trimmed(film, n)
    return lambda: played(source, film, length_s, n)


def _whole(source: Source) -> bool:
    """Whether nobody has said which part of a sound is played."""
    plain = (source.in_ms, source.out_ms, source.offset_ms, source.speed, source.reverse)
    return plain == (0, None, 0, 1.0, False)


def _trimmed(film: Film, n: int) -> Iterator[Sound]:
    """People's own music, cut to `n` samples at its phrases."""
    seconds = min(film.info.duration_s, n / RATE + MORE_S)
    samples = np.concatenate(list(film.sound(0.0, seconds)))
    if len(samples) < n:
        samples = np.pad(samples, ((0, n - len(samples)), (0, 0)))
    yield phrased(samples, beats(samples), n / RATE)


class _Composer:
    """Composes what a draft has recipes for, each piece once, when it is first heard."""

    def __init__(self, draft: Draft) -> None:
        self._assets: Mapping[str, Asset] = draft.assets()
        self._made: dict[tuple[str, float], Tape] = {}
        listed = [s for t in draft.tracks() for s in t.segments if s.source and self.recipe_of(s)]
        self._cut = {s.asset for s in listed if s.source and s.source.in_ms > 0}
        self._reach_ms: dict[str, float] = {}
        for segment in listed:
            assert segment.source is not None
            reach = segment.source.in_ms + segment.duration_ms * segment.source.speed
            self._reach_ms[segment.asset] = max(reach, self._reach_ms.get(segment.asset, 0.0))

    def recipe_of(self, segment: Segment) -> Mapping[str, Any] | None:
        asset = self._assets.get(segment.asset)
        return asset.recipe if asset is not None and asset.recipe else None

    def played(self, segment: Segment, n: int) -> Iterator[Sound]:
        """What a segment plays of its piece: a piece of its own length, or where it was cut a part of the whole."""
        source = segment.source
        assert source is not None
        cut = segment.asset in self._cut
        length_ms = self._reach_ms[segment.asset] if cut else segment.duration_ms * source.speed
        length_s = min(max(length_ms / 1000, SHORTEST_S), LONGEST_S)
        key = segment.asset, length_s
        if key not in self._made:
            self._made[key] = composed(self._assets[segment.asset].recipe, length_s)
        whole = replace(source, out_ms=source.out_ms if cut else None, loop="none", offset_ms=0)
        heard: Heard = self._made[key]
        return played(whole, heard, length_s, n)


def composed(recipe: Mapping[str, Any], duration_s: float) -> Tape:
    """What an asset's recipe says: `{"style": "lofi", "key": ..., "tempo": ..., "mood": ..., "seed": ...}` or
    `{"bed": "rain", "amount": ..., "seed": ...}`. Raises UsageError."""
    seed, n = int(recipe.get("seed", 0)), round(duration_s * RATE)
    if "bed" in recipe:
        return Tape.of(_lying(str(recipe["bed"]), duration_s, seed, float(recipe.get("amount", 1.0))), n)
    wishes = {key: recipe[key] for key in ("key", "tempo", "mood") if recipe.get(key)}
    tape = Tape.of(rough(str(recipe.get("style", "")), duration_s, seed=seed, **wishes), n)
    tape.made_loud(MUSIC_LUFS, even=EVEN)
    return tape


def _lying(kind: str, duration_s: float, seed: int, amount: float) -> Iterator[Sound]:
    """A sound bed; a long one is a minute of it that comes round without a seam."""
    if duration_s <= BED_S:
        yield bed(kind, duration_s, seed=seed, amount=amount)
        return
    once, n = bed(kind, BED_S, seed=seed, amount=amount, loop=True), round(duration_s * RATE)
    for first in range(0, n, len(once)):
        last = first + len(once) >= n
        yield faded(once[: n - first].copy(), BED_EDGE_S if first == 0 else 0.0, BED_EDGE_S if last else 0.0)


# --- the mix ----------------------------------------------------------------------------------------------------------


def _said_first(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Voices, the sound of videos, and all else: each steps back for those before."""
    voices = [piece for piece in pieces if piece.track.role == "voice"]
    videos = [piece for piece in pieces if piece.track.kind == "picture"]
    yield from (group for group in (voices, videos, [p for p in pieces if p not in (*voices, *videos)]) if group)


def _laid(tape: Tape, pieces: Sequence[_Piece], spoken: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """Lay pieces of one kind over what is on the tape; how much somebody speaks in them a hundred times a second."""
    levels = []
    for first, block in _mixed(pieces, tape.shape[0], spoken):
        tape.put(first, tape[first : first + len(block)] + block)
        levels.append(np.sqrt(power(block)))
    heard = np.concatenate(levels)
    return speaking(heard if pieces[0].track.role == "voice" else _standing_out(heard))


def _standing_out(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """What stands out of the hum of a room, the wind or the music in a video: most likely somebody speaks there."""
    sounding = levels[levels > 1e-4]
    hum = float(np.percentile(sounding, HUM_PERCENT)) if sounding.size else 0.0
    return np.where(levels > STANDS_OUT * hum, levels, np.float32(0))


def _mixed(
    pieces: Sequence[_Piece], n: int, spoken: NDArray[np.float32] | None
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """(first sample, block) of the pieces together, from the start to `n`, silence where there are none."""
    open_: dict[int, _Reader] = {}
    for first in range(0, n, BLOCK):
        end = min(n, first + BLOCK)
        out = np.zeros((end - first, 2), np.float32)
        for k, piece in enumerate(pieces):
            low, high = max(first, piece.first), min(end, piece.end)
            if low >= high:
                continue
            reader = open_.get(k) or open_.setdefault(k, _Reader(piece.blocks()))
            gain = piece.gain(low, high)
            if spoken is not None and piece.track.duck_db:
                gain *= 10 ** (-piece.track.duck_db / 20 * stepped_back(spoken, low, high))
            out[low - first : high - first] += reader.take(high - low) * gain[:, None]
            if high == piece.end:
                open_.pop(k).close()
        yield first, out


class _Reader:
    """Blocks of any length, taken as many samples at a time as wished; silence when they are over."""

    def __init__(self, blocks: Iterator[Sound]) -> None:
        self._blocks, self._held = blocks, np.zeros((0, 2), np.float32)

    def take(self, n: int) -> Sound:
        parts, missing = [], n
        while missing > 0:
            if not len(self._held):
                self._held = next(self._blocks, np.zeros((missing, 2), np.float32))
            part, self._held = self._held[:missing], self._held[missing:]
            parts.append(part)
            missing -= len(part)
        return np.concatenate(parts)

    def close(self) -> None:
        close = getattr(self._blocks, "close", None)
        if close is not None:
            close()
