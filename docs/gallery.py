"""Makes the gallery: one small looping clip for every move, flow and effect and for every knob, and the page of them.

`make docs` writes docs/site/, which opens from disk; nothing of it is committed. A clip is drawn again only when its
entry, its picture or what draws it has changed. Not for the pages in words (generate.py), for the pictures
(pictures.py) or for the look of the page (page.py).
"""

from __future__ import annotations

import argparse
import hashlib
import inspect
import json
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SITE = HERE / "site"
SIZE = 384, 216
FPS = 12
SECONDS = 3.0
SLOW_SECONDS = 5.0
SLOW = {
    "clouds", "mist", "smoke", "city_lights", "cloth", "lightning", "shooting_stars", "breathing", "bobbing", "glitch",
    "aurora", "neon",
}  # fmt: skip
"""Entries that need longer to be seen."""
COMES = ("tone", "lens")
"""Kinds that come and go in their clips, because many of them do not move: the difference is what is to be seen."""
AREA_PICTURES = {
    "water": "lake", "reflection": "lake", "waterfall": "waterfall", "clouds": "meadow", "sky": "meadow",
    "smoke": "cottage", "fire": "campfire", "lights": "street", "neon": "street", "foliage": "meadow",
    "grass": "meadow", "sand": "dunes", "figure": "portrait", "hair": "portrait", "cloth": "sea",
}  # fmt: skip
"""The picture on which a flow is shown, by the first area that it lives in."""
KIND_PICTURES = {
    "move": "meadow", "atmosphere": "lake", "particles": "meadow", "light": "lake", "lens": "street",
    "tone": "portrait", "film": "portrait",
}  # fmt: skip
"""The picture on which all others are shown, by kind."""
OWN_PICTURES = {
    "bobbing": "sea", "waves": "sea", "candle": "candle", "mist": "lake", "snow": "cottage", "rain": "street",
    "hail": "cottage", "embers": "campfire", "sparks": "campfire", "fireflies": "lake", "stars": "campfire",
    "shooting_stars": "campfire", "aurora": "cottage", "moonlight": "cottage", "candle_glow": "candle",
    "lightning": "lake", "bokeh_lights": "portrait", "dust_motes": "candle", "glitter": "sea", "ash": "campfire",
    "confetti": "portrait", "autumn_leaves": "meadow", "petals": "meadow", "underwater_caustics": "dunes",
    "ground_mist": "meadow", "day_for_night": "meadow", "cyberpunk": "street", "golden_hour": "meadow",
    "depth_of_field": "meadow", "tilt_shift": "cottage", "light_leak": "portrait", "vignette": "sea",
    "adjust": "sea", "vivid": "sea", "warm": "cottage", "cool": "dunes", "bubbles": "portrait",
    "cinematic": "rocket", "lut": "coffee", "dreamy": "meadow", "pastel": "sea", "bloom": "street",
    "rack_focus": "meadow", "pull_focus": "meadow", "shallow_focus": "meadow", "dolly_zoom": "portrait",
    "zoom_in": "cat", "zoom_out": "cat", "ken_burns": "lake", "light_rays": "lake", "orbit_left": "portrait",
    "orbit_right": "portrait", "arc": "portrait", "breathe": "cat", "pan_left": "lake", "pan_right": "lake",
    "sun_flare": "lake", "lens_distortion": "cottage", "chromatic_aberration": "street", "handheld": "street",
    "walk": "street", "dolly_in": "street", "push_past": "lake", "crash_zoom": "rocket", "tilt_up": "rocket",
    "crane_up": "meadow", "whip_pan": "street", "shake": "rocket", "float": "lake", "parallax_drift": "street",
    "pendulum": "cottage", "sway": "sea", "swing": "candle", "pedestal_up": "cottage", "pedestal_down": "waterfall",
    "tilt_down": "waterfall", "truck_left": "cottage", "truck_right": "street", "figure_eight": "cottage",
    "flyover": "dunes", "roll": "cottage", "static": "sea", "wiggle": "cat", "pulse": "coffee", "spiral": "cat",
}  # fmt: skip
"""Pictures that suit an entry better than those of its kind."""
TOLD = {
    "lut": {
        "cube": "LUT_3D_SIZE 2\n0.04 0.02 0.1\n1 .1 .1\n.1 .9 .2\n1 .95 .2\n.08 .1 .8\n.9 .2 .8\n.1 .8 .8\n1 .97 .9"
    }
}
"""Knobs without which an entry shows nothing."""
AT_FIRST = {"adjust": {"exposure": 0.3, "contrast": 0.35, "saturation": 0.3, "temperature": 0.3}}
"""The same, for the clip of the entry alone: its own knobs are shown one by one."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip: the entry, its kind, its picture, and the knobs that are not at their defaults."""

    entry: str
    kind: str
    picture: str
    knobs: dict[str, Any]
    areas: tuple[str, ...] = ()
    knob: str = ""
    value: str = ""

    @property
    def file(self) -> str:
        """Where the clip is, from the page."""
        what = f"{self.kind}-{self.entry}{f'-{self.knob}-{self.value}' if self.knob else ''}"
        return "clips/" + "".join(c if c.isalnum() or c in "-_." else "_" for c in what) + ".mp4"


# --- what there is to show --------------------------------------------------------------------------------------------


def entries() -> list[tuple[str, Any]]:
    """(kind, entry) of everything: moves, flows, then effects in the order in which they are laid on."""
    from vivant import effects, flows, moves

    found: list[tuple[str, Any]] = [("move", move) for move in moves.catalogue().values()]
    found += [("flow", flow) for flow in flows.catalogue().values()]
    laid = effects.catalogue().values()
    return found + [(kind, e) for kind in effects.ORDER for e in laid if e.kind == kind]


def clips(kind: str, entry: Any, *, with_knobs: bool = True) -> list[Clip]:
    """The clip of an entry, then those of its knobs."""
    from vivant.knobs import knobs

    own = OWN_PICTURES.get(entry.name)
    areas = tuple(getattr(entry, "areas", ()))
    picture = own or (AREA_PICTURES[areas[0]] if areas else KIND_PICTURES[kind])
    told = TOLD.get(entry.name, {})
    made = [Clip(entry.name, kind, picture, told | AT_FIRST.get(entry.name, {}), areas)]
    for knob in knobs(entry.params) if with_knobs else ():
        for value in telling(knob):
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            made.append(Clip(entry.name, kind, picture, told | {knob["name"]: value}, areas, knob["name"], shown))
    return made


def telling(knob: dict[str, Any]) -> list[Any]:
    """Values of a knob that show what it does: its other choices, or one number well away from the default."""
    default, low, high = knob["default"], knob["min"], knob["max"]
    if "choices" in knob:
        return [choice for choice in knob["choices"] if choice != default]
    if isinstance(default, bool):
        return [not default]
    if low is None:
        return []
    if knob["name"] == "amount":
        return [2.0]
    top, bottom = default + 0.75 * (high - default), default + 0.75 * (low - default)
    value = top if high - default >= 0.5 * (default - low) else bottom
    return [round(value)] if isinstance(default, int) else [float(f"{value:.2g}")]


def digest(clip: Clip) -> str:
    """What a clip depends on: the entry's file, the pictures, the renderer and everything that was asked for."""
    folder = {"move": "moves", "flow": "flows"}.get(clip.kind, "effects")
    package = HERE.parent / "src" / "vivant"
    parts = [(package / folder / f"{clip.entry}.py").read_bytes(), _common(), json.dumps(asdict(clip)).encode()]
    return hashlib.sha256(b"\0".join([*parts, _drawn(clip.picture)])).hexdigest()[:16]


@cache
def _common() -> bytes:
    from vivant import __version__

    parts = [inspect.getsource(draft_of), inspect.getsource(draw), str((SIZE, FPS, SECONDS, SLOW_SECONDS, __version__))]
    return "".join(parts).encode()


@cache
def _drawn(picture: str) -> bytes:
    """The files that a picture is made by."""
    from pictures import PICTURES

    made = inspect.getsourcefile(PICTURES[picture])
    names = (str(made), HERE / "drawn" / "easel.py", HERE / "drawn" / "brushes.py", HERE / "drawn" / "land.py")
    return b"".join(Path(name).read_bytes() for name in names)


# --- drawing ----------------------------------------------------------------------------------------------------------


def draft_of(clip: Clip, areas: dict[str, Any]) -> Any:
    """The draft of a clip; `areas` are the places that its picture knows."""
    from vivant.timeline import Draft
    from vivant.timeline.masks import pack_mask

    seconds = SLOW_SECONDS if clip.entry in SLOW else SECONDS
    segment: dict[str, Any] = {"d": round(seconds * 1000), "src": {"a": "p"}}
    if clip.kind == "move":
        knobs = {k: v for k, v in clip.knobs.items() if k != "amount"}
        strength = min(1.0, clip.knobs.get("amount", 1.0) / 2)
        segment["mo"] = {"p": clip.entry, "i": strength, "k": knobs, "seamless": True}
    else:
        fx: dict[str, Any] = {"k": clip.entry, "p": clip.knobs}
        if clip.kind in COMES:
            fx |= {"s": 400, "d": round(seconds * 1000) - 400, "fi": 500, "fo": 500}
        known = next((areas[name] for name in clip.areas if name in areas), None)
        if known is not None:
            fx["area"] = {"mask": pack_mask(_small(known))}
        segment |= {"mo": {"p": "static", "i": 0.5, "seamless": True}, "fx": [fx]}
    width, height = SIZE
    return Draft.from_dict(
        {"v": 1, "m": {"width": width, "height": height, "fps": FPS}, "t": [{"tt": 0, "sg": [segment]}]}
    )


def _small(plane: Any) -> Any:
    """An area as a mask that a draft can hold; of a thin veil, where it is more than a hint."""
    import cv2

    h, w = plane.shape
    scale = min(1.0, 384 / max(h, w))
    return cv2.resize(plane, (round(w * scale), round(h * scale)), interpolation=cv2.INTER_AREA) > 0.3 * plane.max()


@cache
def _picture(name: str) -> Any:
    from pictures import PICTURES

    return PICTURES[name]()


def draw(made: list[Clip]) -> list[str]:
    """Draw clips of one picture into files; returns what went wrong, a sentence each."""
    from vivant import render
    from vivant.errors import VivantError
    from vivant.render.film import write_film

    wrong = []
    for clip in made:
        picture = _picture(clip.picture)
        try:
            plan = render.make_plan(draft_of(clip, dict(picture.areas)), {"p": picture.scene})
            write_film(plan, SITE / clip.file, quality="high")
        except VivantError as failure:
            wrong.append(f"{clip.file}: {failure}")
    return wrong


def stale(made: list[Clip], known: dict[str, str]) -> list[Clip]:
    return [clip for clip in made if known.get(clip.file) != digest(clip) or not (SITE / clip.file).exists()]


def batches(made: list[Clip], most: int = 12) -> list[list[Clip]]:
    """Clips of the same picture together, so that it is drawn once for each process."""
    by_picture: dict[str, list[Clip]] = {}
    for clip in made:
        by_picture.setdefault(clip.picture, []).append(clip)
    return [group[k : k + most] for group in by_picture.values() for k in range(0, len(group), most)]


def draw_all(made: list[Clip], processes: int) -> int:
    """Draw what is stale and note it; returns how many clips failed."""
    (SITE / "clips").mkdir(parents=True, exist_ok=True)
    notes = SITE / "drawn.json"
    known: dict[str, str] = json.loads(notes.read_text()) if notes.exists() else {}
    todo, start, done, failed = stale(made, known), time.monotonic(), 0, 0
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        running = {pool.submit(draw, batch): batch for batch in batches(todo)}
        for job in as_completed(running):
            wrong = job.result()
            broken = {line.partition(":")[0] for line in wrong}
            known |= {clip.file: digest(clip) for clip in running[job] if clip.file not in broken}
            notes.write_text(json.dumps(known, indent=0, sort_keys=True))
            done, failed = done + len(running[job]), failed + len(wrong)
            told = "".join(f"\n  {line}" for line in wrong)
            print(f"{done} of {len(todo)} clips, {time.monotonic() - start:.0f} s{told}", file=sys.stderr, flush=True)
    return failed


def main() -> None:
    """Draw the clips that are stale, then write the page."""
    from page import write_page

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", help="only this entry; may be given several times")
    parser.add_argument("--no-knobs", action="store_true", help="one clip for each entry, none for its knobs")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    told = parser.parse_args()
    found = entries()
    unknown = set(told.only or ()) - {entry.name for _, entry in found}
    if unknown:
        raise SystemExit(f"There is no {', '.join(sorted(unknown))}; `vivant catalogue` lists what there is.")
    shown = {(kind, e.name): clips(kind, e, with_knobs=not told.no_knobs) for kind, e in found}
    wanted = [c for (_, name), made in shown.items() if not told.only or name in told.only for c in made]
    failed = draw_all(wanted, told.processes)
    write_page(SITE, [(kind, entry, clips(kind, entry)) for kind, entry in found])
    print(SITE / "index.html")
    raise SystemExit(f"{failed} clips could not be drawn." if failed else 0)


if __name__ == "__main__":
    main()
