"""Is the film true to the photo? Frame 0, moves that end on it, loop seams, stillness, and the same bytes always.

Baselines of the same run: a plain affine warp for frame 0, the same picture held still through the same encoder, and
the hard cut of a move that does not loop.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from pictures import ASSET, as_shown, crop, drawn, film, pictures, share_stages
from record import Record, options

from vivant.media import VideoWriter, read_frames
from vivant.moves import Aim, Pose, catalogue
from vivant.render import Plan, draw, frames, make_plan
from vivant.scene import Scene, look
from vivant.units import Frame

SIZE = (1280, 720)
SMALL = (480, 270)
IDENTICAL_DB = 99.0
SAME_MOVES = ("dolly_in", "orbit_left", "handheld", "rack_focus")
CHUNKS = 3
FLOOR = 0.02
"""Mean difference, in levels, that counts as one step where a film hardly moves."""


def main() -> None:
    if sys.argv[1:2] == ["hashes"]:
        print(json.dumps([_hashes(frames(_sample(move), threads=1)) for move in SAME_MOVES]))
        return
    quick = options("Measures how true films are to the photo, to themselves and to their loops.").quick
    record = Record("fidelity", quick)
    share_stages()
    _frame_0(record, 3 if quick else 12)
    _exact(record)
    _seams(record, 1 if quick else 3)
    _stillness(record)
    _sameness(record)
    record.close()


# --- frame 0 ----------------------------------------------------------------------------------------------------------


def _frame_0(record: Record, most: int) -> None:
    ours, encoded, warped, held, other = [], [], [], [], []
    for name, picture in pictures(most, max_side=2560):
        scene = look(picture)
        plan = make_plan(film("dolly_in", SIZE, duration_s=0.4), {ASSET: scene})
        wanted = as_shown(scene, SIZE)
        ours.append(psnr(draw(plan, 0), wanted))
        encoded.append(psnr(_through_encoder(frames(plan)), wanted))
        held.append(psnr(_through_encoder(itertools.repeat(wanted, 12)), wanted))
        warped.append(psnr(_warped(scene), wanted))
        other.append(name)
    record.details["frame 0"] = [dict(zip(("picture", "ours", "encoded", "still encoded", "warp"), row, strict=True))
                                 for row in zip(other, ours, encoded, held, warped, strict=True)]  # fmt: skip
    record.add("frame 0 against the photo, worst picture", min(ours), "dB", at_least=40.0, goal=IDENTICAL_DB)
    record.add("frame 0 against the photo", ours, "dB", at_least=40.0, goal=IDENTICAL_DB)
    record.add("frame 0 of the encoded file", encoded, "dB")
    record.add("baseline: a still through the same encoder", held, "dB")
    record.add("baseline: frame 0 of a plain affine warp", warped, "dB")


def _warped(scene: Scene) -> Frame:
    """The usual way: one bilinear warp from the photo to the frame."""
    left, top, right, bottom = crop(scene, SIZE)
    x, y = (right - left) / SIZE[0], (bottom - top) / SIZE[1]
    matrix = np.array([[x, 0.0, left + 0.5 * x - 0.5], [0.0, y, top + 0.5 * y - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(scene.image, matrix, SIZE, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _through_encoder(shown: Iterable[Frame]) -> Frame:
    """The first frame of the film after writing and reading it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        with VideoWriter(path, SIZE, Fraction(30)) as writer:
            for frame in shown:
                writer.add(frame)
        return next(iter(read_frames(path)))


def _exact(record: Record) -> None:
    """A picture of exactly the frame's size: moves that begin or end on the photo must show its very bytes."""
    photo = drawn(*SMALL)
    scene = look(photo)
    wrong = []
    for name, move in catalogue().items():
        path = move.path(move.params(), Aim())
        plan = make_plan(film(name, SMALL, duration_s=0.5), {ASSET: scene})
        ends = {0: path(0.0) == Pose(), plan.clock.n_frames - 1: path(1.0) == Pose()}
        wrong += [f"{name}[{i}]" for i, whole in ends.items() if whole and not np.array_equal(draw(plan, i), photo)]
        wrong += [f"{name} shows the photo nowhere"] * (not any(ends.values()))
    record.details["ends that are not the photo"] = wrong
    record.add("ends that are not the photo's very bytes", len(wrong), "", at_most=0, note=", ".join(wrong))


# --- loops ------------------------------------------------------------------------------------------------------------


def _seams(record: Record, most: int) -> None:
    """Cycles, and one-way moves made to loop; the hard cut is the one-way move as it is."""
    scenes = [look(picture) for _, picture in pictures(most, max_side=900)]
    seams: dict[str, list[float]] = {"cycles": [], "one-way": [], "cut": []}
    worst: dict[str, float] = {}
    for scene, (name, move) in itertools.product(scenes, catalogue().items()):
        if name == "static":
            continue
        ratio = _seam(name, scene, loop=True)
        seams["cycles" if move.cycle else "one-way"].append(ratio)
        worst[name] = max(worst.get(name, 0.0), ratio)
        if not move.cycle:
            seams["cut"].append(_seam(name, scene, loop=False))
    record.details["seams"] = dict(sorted(worst.items(), key=lambda item: -item[1]))
    last = max(worst, key=lambda name: worst[name])
    both = seams["cycles"] + seams["one-way"]
    record.add("loop seam over median step, worst", max(both), "steps", at_most=1.5, goal=1.0, note=last)
    record.add("loop seam over median step: cycles", seams["cycles"], "steps", at_most=1.5, goal=1.0)
    record.add("loop seam over median step: one-way moves that loop", seams["one-way"], "steps", at_most=1.5, goal=1.0)
    record.add("baseline: the hard cut of a move that does not loop", seams["cut"], "steps")


def _seam(move: str, scene: Scene, *, loop: bool) -> float:
    shown = list(frames(make_plan(film(move, SMALL, duration_s=2.0, fps=24, loop=loop), {ASSET: scene})))
    steps = [_apart(a, b) for a, b in itertools.pairwise(shown)]
    return _apart(shown[-1], shown[0]) / max(float(np.median(steps)), FLOOR)


def _apart(a: Frame, b: Frame) -> float:
    return float(cv2.absdiff(a, b).mean())


# --- the same bytes ---------------------------------------------------------------------------------------------------


def _stillness(record: Record) -> None:
    changed = 0
    for _, picture in pictures(3, max_side=1280):
        plan = make_plan(film("static", SMALL, duration_s=1.0), {ASSET: look(picture)})
        changed += len(set(_hashes(frames(plan)))) - 1
    record.add("different frames in static films", changed, "frames", at_most=0)


def _sameness(record: Record) -> None:
    again = subprocess.run([sys.executable, __file__, "hashes"], capture_output=True, text=True, check=True)
    elsewhere = json.loads(again.stdout)
    differing = {"2 threads": 0, f"{CHUNKS} chunks, last first": 0, "another process": 0}
    total = 0
    for move, other in zip(SAME_MOVES, elsewhere, strict=True):
        plan = _sample(move)
        n = plan.clock.n_frames
        cuts = [round(k * n / CHUNKS) for k in range(CHUNKS + 1)]
        chunks = [_hashes(frames(plan, a, b, threads=1)) for a, b in reversed(list(itertools.pairwise(cuts)))]
        one = _hashes(frames(plan, threads=1))
        total += n
        ways = _hashes(frames(plan, threads=2)), list(itertools.chain(*reversed(chunks))), other
        for key, hashes in zip(differing, ways, strict=True):
            differing[key] += sum(a != b for a, b in itertools.zip_longest(one, hashes))
    for key, count in differing.items():
        record.add(f"frames that differ from one thread's: {key}", count, f"of {total}", at_most=0)


def _sample(move: str) -> Plan:
    _, picture = next(pictures(1, max_side=900))
    return make_plan(film(move, SMALL, duration_s=1.0), {ASSET: look(picture)})


def _hashes(shown: Iterable[Frame]) -> Sequence[str]:
    return [hashlib.blake2b(frame.tobytes(), digest_size=8).hexdigest() for frame in shown]


def psnr(a: Frame, b: Frame) -> float:
    """Peak signal to noise in dB, IDENTICAL_DB for the same bytes."""
    error = float(np.mean((a.astype(np.float32) - b) ** 2))
    return IDENTICAL_DB if error == 0.0 else 10.0 * float(np.log10(255.0**2 / error))


if __name__ == "__main__":
    main()
