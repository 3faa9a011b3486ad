"""Rendered pictures with everything known about them: the teaching material of the built-in eyes.

    python -m train.scenes FOLDER --first 0 --shards 40      writes FOLDER/scenes_00000.npz and so on

Every number of a scene follows from its seed. Not for training (fit.py) and never fed from the exam's pictures.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from train import kernels
from train.light import develop, focus, haze, sky
from train.materials import Pool, make_pool
from train.place import Place
from train.places import PLACES
from train.world import Parts, World

H, W = 336, 448
PER_SHARD = 100
SKY, WATER, GROUND, SUBJECT, EDGE, FLAT, DRAWN = 1, 2, 4, 8, 16, 32, 64
NEAREST_SHARE = 0.005
LIVELY = 0.9


@dataclass(frozen=True)
class Sample:
    """Picture (H, W, 3) uint8, disparity (H, W) float32 (sky 0, near about 1), labels (H, W) uint8 of the bits."""

    picture: NDArray[np.uint8]
    disparity: NDArray[np.float32]
    labels: NDArray[np.uint8]


@dataclass(frozen=True)
class _Seen:
    """What the camera met: depth, part and thing per pixel (-1: nothing), and the light on it."""

    depth: NDArray[np.float32]
    part: NDArray[np.int32]
    thing: NDArray[np.int32]
    colour: NDArray[np.float32]


def scene(seed: int, pool: Pool, h: int = H, w: int = W) -> Sample:
    """The picture of one seed."""
    r = np.random.default_rng([seed, 5])
    makers, odds = zip(*PLACES, strict=True)
    place = makers[int(r.choice(len(makers), p=np.array(odds) / sum(odds)))](r, pool)
    rays = place.camera.rays(h, w)
    parts = place.world.rows()
    seen = _look(r, pool, place, parts, rays)
    nothing = seen.part < 0
    disparity = np.where(nothing, 0, 1 / np.maximum(seen.depth, 1e-3)).astype(np.float32)
    subject = _subject(place.world, seen, disparity)
    edges = _edges(disparity)
    style = _style(r, place)
    picture = _photograph(r, place, style, seen, disparity, nothing, edges, subject, rays)
    top = float(np.quantile(disparity, 1 - NEAREST_SHARE))
    labels = _labels(place, seen.thing, nothing, subject, edges) | np.uint8(DRAWN * (style != "photo"))
    scaled = np.clip(disparity / max(top, 1e-6), 0, 1.5)
    if r.random() < 0.5:
        picture, scaled, labels = picture[:, ::-1], scaled[:, ::-1], labels[:, ::-1]
    return Sample(np.ascontiguousarray(picture), np.ascontiguousarray(scaled), np.ascontiguousarray(labels))


def _look(r: Generator, pool: Pool, place: Place, parts: Parts, rays: NDArray[np.float32]) -> _Seen:
    """Trace, light and paint; mirror the world in its water."""
    h, w = rays.shape[:2]
    windows = place.camera.windows(parts, h, w)
    eye = place.camera.eye()
    depth, part, colour = _shade(pool, place, parts, rays, eye, windows, r.random() < 0.85)
    thing = np.where(part >= 0, np.array(place.world.thing, np.int32)[part], -1)
    if place.world.water:
        wet = np.isin(thing, list(place.world.water))
        if wet.any():
            colour[wet] = _water(r, pool, place, parts, rays, colour, wet)[wet]
    return _Seen(depth, part, thing, colour)


def _shade(
    pool: Pool,
    place: Place,
    parts: Parts,
    rays: NDArray[np.float32],
    eye: NDArray[np.float32],
    windows: NDArray[np.int64],
    shadows: bool,
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.float32]]:
    """Depth, part and lit colour per pixel."""
    h, w = rays.shape[:2]
    world, mood = place.world, place.mood
    skins = world.skins
    mask_of = np.array([s.mask for s in skins])
    repeat = np.array([s.repeat for s in skins], np.float32)
    casts = np.array(world.casts)
    depth, part = np.full((h, w), kernels.FAR, np.float32), np.full((h, w), -1, np.int32)
    loc, nrm = np.zeros((h, w, 3), np.float32), np.zeros((h, w, 3), np.float32)
    kernels.raster(rays, eye, parts.inv, parts.kind, windows, mask_of, repeat, pool.masks, depth, part, loc, nrm)
    light = kernels.light_up(
        rays,
        eye,
        depth,
        part,
        loc,
        nrm,
        parts.inv,
        parts.kind,
        parts.ball,
        casts,
        mask_of,
        repeat,
        pool.masks,
        mood.sun,
        shadows,
    )
    look = np.array([[s.texture, s.per_m, (s.texture * 7 + 3) % len(pool.levels[0]), 0.15] for s in skins], np.float32)
    tint = np.array([s.tint for s in skins], np.float32)
    half = np.where((parts.kind == kernels.FLOOR)[:, None], np.float32(1), parts.half)
    base = kernels.paint(depth, part, loc, nrm, light, half, look, tint, pool.levels, w / 2 * place.camera.lens)
    gloss = np.array([s.gloss for s in skins], np.float32)[part][..., None]
    glow = np.array([s.glow for s in skins], np.float32)[part][..., None]
    lit = mood.sun_colour * light[..., :1] + mood.air_colour * light[..., 1:2]
    rim = (1 - light[..., 3:4]) ** 4 * gloss
    colour = base * (lit + glow) + gloss * light[..., 2:3] * mood.sun_colour + rim * mood.skyline * 0.4
    return depth, part, colour.astype(np.float32)


def _water(
    r: Generator,
    pool: Pool,
    place: Place,
    parts: Parts,
    rays: NDArray[np.float32],
    own: NDArray[np.float32],
    wet: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """The colour of the water: its own below, the mirrored world on its face, shaken by waves."""
    h, w = rays.shape[:2]
    flip = np.ascontiguousarray(rays * np.array([1, -1, 1], np.float32))
    eye = place.camera.eye() * np.array([1, -1, 1], np.float32)
    rows = np.nonzero(wet.any(1))[0]
    windows = np.tile(np.array([rows[0], rows[-1] + 1, 0, w]), (len(parts.kind), 1))
    windows[parts.kind == kernels.FLOOR] = 0
    _, part, seen = _shade(pool, place, parts, flip, eye, windows, False)
    above = np.where((part < 0)[..., None], sky(r, place.mood, flip), seen)
    far = np.clip(1 / np.maximum(-rays[..., 1:2], 1e-3) * place.camera.height, 0, 200)
    wave = r.standard_normal((h, w)).astype(np.float32)
    wave = cv2.GaussianBlur(wave, (0, 0), sigmaX=r.uniform(2, 9) * w / 256, sigmaY=r.uniform(0.6, 1.6) * w / 256)
    rough = r.uniform(0, 7) * w / 256 * wave / (wave.std() + 1e-6)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    above = cv2.remap(above, x + 0.3 * rough, y + rough, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    down = np.clip(-rays[..., 1:2] / np.linalg.norm(rays, axis=2, keepdims=True), 0, 1)
    mirror = 0.08 + 0.92 * (1 - down) ** r.uniform(2, 5)
    chop = 1 + r.uniform(0, 0.35) * wave[..., None] / (wave.std() + 1e-6) * np.clip(8 / far, 0.1, 1)
    return ((own * (1 - mirror) + above * mirror) * np.clip(chop, 0.3, 2)).astype(np.float32)


def _subject(world: World, seen: _Seen, disparity: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The things that the picture is about: heavy by kind, large, near the middle; none if nothing stands out."""
    h, w = disparity.shape
    n = len(world.roles)
    y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
    central = np.exp(-(x**2 + 0.5 * y**2) / 0.6)
    on = seen.thing >= 0
    area = np.bincount(seen.thing[on], minlength=n) / (h * w)
    middle = np.bincount(seen.thing[on], central[on], minlength=n) / (h * w) / np.maximum(area, 1e-9)
    roles = np.array(world.roles)
    worth = roles * np.sqrt(np.minimum(area, 0.4)) * (0.35 + 0.65 * middle)
    worth[(area < 0.004) | (area > 0.8)] = 0
    worth[(roles < LIVELY) & (worth < 0.17)] = 0  # furniture and the like must be large to count
    if not n or worth.max() < 0.08:
        return np.zeros((h, w), bool)
    chosen = worth > 0.55 * worth.max()
    rivals = (worth > 0.3 * worth.max()).sum()
    if chosen.sum() > 4 or rivals > 9:  # a crowd has no single subject
        return np.zeros((h, w), bool)
    return np.isin(seen.thing, np.nonzero(chosen)[0]) & on


def _edges(disparity: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Pixels of the nearer side of a jump in depth, as a share of the depth there."""
    across = 2 * max(1, round(disparity.shape[1] / 256)) + 1
    wide = np.ones((across, across), np.uint8)
    low = cv2.erode(disparity, wide)
    return (disparity - low) > 0.12 * disparity + 0.004 * float(disparity.max())


def _style(r: Generator, place: Place) -> str:
    """A photo or a manner of drawing."""
    k = r.random() / place.drawn
    return "flat" if k < 0.4 else "paint" if k < 0.8 else "ink" if k < 1 else "photo"


def _photograph(
    r: Generator,
    place: Place,
    style: str,
    seen: _Seen,
    disparity: NDArray[np.float32],
    nothing: NDArray[np.bool_],
    edges: NDArray[np.bool_],
    subject: NDArray[np.bool_],
    rays: NDArray[np.float32],
) -> NDArray[np.uint8]:
    """From linear light to a picture file's values."""
    mood = place.mood
    lit = np.where(nothing[..., None], sky(r, mood, rays), seen.colour) if nothing.any() else seen.colour
    lit = haze(mood, lit, seen.depth, nothing)
    own = seen.thing == place.hero
    chance = 0.75 if place.hero >= 0 and own.mean() > 0.12 else 0.15
    if r.random() < chance:
        sharp = own if own.any() else subject if subject.any() else np.ones_like(own)
        at = disparity[sharp]
        mood = replace(mood, focus=float(np.median(at)), aperture=float(r.uniform(0.3, 2.2)))
    lit = focus(r, mood, lit.astype(np.float32), disparity)
    return develop(r, replace(mood, style=style), lit, edges)


def _labels(
    place: Place,
    thing: NDArray[np.int32],
    nothing: NDArray[np.bool_],
    subject: NDArray[np.bool_],
    edges: NDArray[np.bool_],
) -> NDArray[np.uint8]:
    ground, water = np.isin(thing, list(place.world.ground)), np.isin(thing, list(place.world.water))
    out = SKY * nothing + WATER * water + GROUND * ground + SUBJECT * subject + EDGE * edges + FLAT * place.flat
    return out.astype(np.uint8)


def _halved(disparity: NDArray[np.float32]) -> NDArray[np.float16]:
    """At half the size, as the network gives it."""
    h, w = disparity.shape
    return cv2.resize(disparity, (w // 2, h // 2), interpolation=cv2.INTER_AREA).astype(np.float16)


def shard(number: int, folder: Path, n: int = PER_SHARD) -> Path:
    """Write n scenes with textures of their own; complete or not there at all."""
    pool = make_pool(number)
    samples = [scene(number * 100_000 + k, pool) for k in range(n)]
    path, half = folder / f"scenes_{number:05d}.npz", folder / f".half_{number:05d}.npz"
    np.savez(
        half,
        picture=np.stack([s.picture for s in samples]),
        disparity=np.stack([_halved(s.disparity) for s in samples]),
        labels=np.stack([s.labels for s in samples]),
    )
    os.replace(half, path)
    return path


def main() -> None:
    """Write shards into a folder; those that are there already stay."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--first", type=int, default=0)
    ask.add_argument("--shards", type=int, default=1)
    ask.add_argument("--step", type=int, default=1, help="take every n-th number, for several processes")
    given = ask.parse_args()
    cv2.setNumThreads(1)
    given.folder.mkdir(parents=True, exist_ok=True)
    for number in range(given.first, given.first + given.shards * given.step, given.step):
        if not (given.folder / f"scenes_{number:05d}.npz").exists():
            print(shard(number, given.folder), flush=True)


if __name__ == "__main__":
    main()
