"""How fast is it? Every figure beside its baseline of the same run: the encoder, ffmpeg's zoompan and MoviePy.

The floor is encoding: x264 veryfast crf 20 through the same writer. Ratios of processor time are judged where
something is drawn beside it, because other work on the machine disturbs them least.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
from pictures import ASSET, film, photo_files, pictures, share_stages
from record import HERE, Record, options

from vivant.media import VideoWriter
from vivant.render import Plan, frames, make_plan
from vivant.scene import Scene, look
from vivant.units import Frame

SIZE = (1920, 1080)
FPS = 30
DURATION_S = 5.0
N_FRAMES = 30
MOVES = ("dolly_in", "zoom_in", "truck_right", "orbit_left", "handheld")
WORDS = "slow dolly in"
Pair = tuple[float, float]
FIRST = """
import sys, time, vivant
def told(done, total):
    print(time.monotonic(), flush=True)
    if done == 2:
        raise KeyboardInterrupt
try:
    vivant.animate(sys.argv[1], sys.argv[2], output=sys.argv[3], size=(1920, 1080), fps=30, duration_s=5, progress=told)
except KeyboardInterrupt:
    pass
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor time (children included) and, for a process, its peak in GB."""

    wall_s: float
    cpu_s: float
    peak_gb: float = 0.0
    printed: tuple[float, ...] = ()


def main() -> None:
    quick = options("Measures the speed of drawing, of the whole command and of its start, beside baselines.").quick
    record = Record("speed", quick)
    share_stages()
    picture = photo_files()[0] if photo_files() else None
    _drawing(record, n_pictures=1 if quick else 2, rounds=2 if quick else 3)
    if picture is None:
        print("no photo file is here (../shared/data or scikit-image): whole processes are not measured")
    else:
        with tempfile.TemporaryDirectory() as folder:
            _whole(record, picture, Path(folder), rounds=1 if quick else 3)
            _start(record, picture, Path(folder), rounds=1 if quick else 5)
    record.close()


# --- drawing beside encoding ------------------------------------------------------------------------------------------


def _drawing(record: Record, n_pictures: int, rounds: int) -> None:
    scenes = [(name, look(picture)) for name, picture in pictures(n_pictures, max_side=2560)]
    cases = [(name, move, *_draw_and_encode(scene, move, rounds)) for name, scene in scenes for move in MOVES]
    record.details["drawing"] = [
        {"picture": name, "move": move, "draw": drawn, "encode": encoded} for name, move, drawn, encoded in cases
    ]
    for title, part in (("processor time", 0), ("time on the clock", 1)):
        ratios = [d[part] / e[part] for _, _, drawn, encoded in cases for d, e in zip(drawn, encoded, strict=True)]
        bar = {"at_most": 1.0, "goal": 0.3} if part == 0 else {}
        record.add(f"drawing a 1080p frame over encoding it, {title}", ratios, "times", **bar)
    for move in MOVES:
        own = [d[0] / e[0] for _, m, drawn, encoded in cases if m == move for d, e in zip(drawn, encoded, strict=True)]
        record.add(f"  {move}", own, "times")
    record.add("  drawing a frame, processor time", [1e3 * d[0] for c in cases for d in c[2]], "ms")
    record.add("  encoding a frame, processor time (baseline)", [1e3 * e[0] for c in cases for e in c[3]], "ms")
    drawn, encoded = _draw_and_encode(scenes[0][1], "rack_focus", rounds)
    record.add("  rack_focus", [d[0] / e[0] for d, e in zip(drawn, encoded, strict=True)], "times", note="no bar yet")


def _draw_and_encode(scene: Scene, move: str, rounds: int) -> tuple[list[Pair], list[Pair]]:
    """(processor, clock) seconds a frame for drawing and for encoding the same frames, turn by turn."""
    plan = make_plan(film(move, SIZE, duration_s=DURATION_S, fps=FPS), {ASSET: scene})
    middle = (plan.clock.n_frames - N_FRAMES) // 2
    for _ in frames(plan, middle, middle + 2):  # compile or load the kernels
        pass
    drawn, encoded = [], []
    for _ in range(rounds):
        shown: list[Frame] = []
        drawn.append(_timed(partial(shown.extend, frames(plan, middle, middle + N_FRAMES))))
        encoded.append(_timed(partial(_encode, shown)))
    return drawn, encoded


def _timed(work: Callable[[], None]) -> Pair:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.process_time() - cpu) / N_FRAMES, (time.perf_counter() - wall) / N_FRAMES


def _encode(shown: Iterable[Frame]) -> None:
    with tempfile.TemporaryDirectory() as folder, VideoWriter(Path(folder) / "f.mp4", SIZE, Fraction(FPS)) as writer:
        for frame in shown:
            writer.add(frame)


# --- whole processes --------------------------------------------------------------------------------------------------


def _whole(record: Record, picture: Path, folder: Path, rounds: int) -> None:
    out = str(folder / "out.mp4")
    ways = {"vivant animate": _animate(picture, out), "zoompan": _rival("zoompan", picture, out)}
    if importlib.util.find_spec("moviepy") is not None:
        ways["MoviePy"] = _rival("moviepy", picture, out)
    else:
        print("  MoviePy is not installed: not measured")
    run(ways["vivant animate"])  # fills the caches of kernels and files
    kept = _kept_frames(picture, folder / "frames.raw")
    costs: dict[str, list[Cost]] = {name: [] for name in [*ways, "encoding alone"]}
    for _, (name, command) in itertools.product(range(rounds), ways.items()):
        costs[name].append(run(command))
        if name == "vivant animate":
            costs["encoding alone"].append(_encode_alone(kept))
    alone = costs.pop("encoding alone")
    for name, own in costs.items():
        bar = {"at_most": 2.5, "goal": 1.5} if name == "vivant animate" else {}
        walls = [c.wall_s / e.wall_s for c, e in zip(own, alone, strict=True)]
        record.add(f"{name}, 5 s of 1080p30, whole process over encoding alone, clock", walls, "times", **bar)
        record.add(f"  {name}: clock", [c.wall_s for c in own], "s")
        record.add(f"  {name}: processor time", [c.cpu_s for c in own], "s")
        memory = {"at_most": 1.5, "goal": 0.7} if name == "vivant animate" else {}
        record.add(f"  {name}: peak memory of its largest process", [c.peak_gb for c in own], "GB", **memory)
    record.add("  encoding alone: clock (baseline)", [c.wall_s for c in alone], "s")
    record.add("  encoding alone: processor time (baseline)", [c.cpu_s for c in alone], "s")


def _animate(picture: Path, out: str) -> list[str]:
    size, length = f"{SIZE[0]}x{SIZE[1]}", f"{DURATION_S:g}"
    asked = ["--size", size, "--fps", str(FPS), "--duration", length]
    return [sys.executable, "-m", "vivant", "animate", str(picture), WORDS, "-o", out, *asked]


def _rival(name: str, picture: Path, out: str) -> list[str]:
    return [sys.executable, str(HERE / "rivals.py"), name, str(picture), out]


def _kept_frames(picture: Path, path: Path) -> np.ndarray:
    """The frames of the film that `vivant animate` makes, in a file that is mapped."""
    import vivant

    scene = vivant.analyze(picture)
    draft = film("dolly_in", SIZE, duration_s=DURATION_S, fps=FPS)
    plan: Plan = make_plan(draft, {ASSET: scene})
    kept = np.memmap(path, np.uint8, "w+", shape=(plan.clock.n_frames, SIZE[1], SIZE[0], 3))
    for n, frame in enumerate(frames(plan)):
        kept[n] = frame
    return kept


def _encode_alone(kept: np.ndarray) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    _encode(kept)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def _start(record: Record, picture: Path, folder: Path, rounds: int) -> None:
    command = [sys.executable, "-c", FIRST, str(picture), WORDS, str(folder / "out.mp4")]
    run(command)
    warm = [run(command).printed for _ in range(rounds)]
    record.add("first frame after the process starts", [p[0] for p in warm], "s", at_most=4.0)
    record.add("  first frame that has moved", [p[1] for p in warm], "s")
    cold = []
    for n in range(1 if rounds == 1 else 2):
        cache = folder / f"kernels-{n}"
        cold.append(run(command, NUMBA_CACHE_DIR=str(cache)).printed)
    record.add("  the same, kernels not compiled yet", [p[1] for p in cold], "s", note="once a machine")
    imports = [sys.executable, "-c", "import time, numpy, cv2, av; print(time.monotonic())"]
    nothing = [run(imports).printed for _ in warm]
    record.add("  baseline: importing numpy, OpenCV and PyAV", [p[0] for p in nothing], "s")


def run(command: list[str], **environment: str) -> Cost:
    """A process and what it cost; see launch.py."""
    launched = [sys.executable, str(HERE / "launch.py"), *command]
    said = json.loads(subprocess.run(launched, stdout=subprocess.PIPE, env=os.environ | environment, check=True).stdout)
    if said["code"] != 0:
        raise SystemExit(f"{' '.join(command[1:4])} ended with {said['code']}; run it alone to see why.")
    return Cost(said["wall_s"], said["cpu_s"], said["peak_gb"], tuple(said["printed"]))


if __name__ == "__main__":
    main()
