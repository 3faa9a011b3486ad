"""Surfaces from procedures, and a few public-domain photos of scikit-image: textures and cut-out masks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

SIDE = 128
Plane = NDArray[np.float32]
Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Pool:
    """Textures as coarser and coarser levels, each (n, 3, s, s) uint8; masks (m, 64, 64) uint8; indices by name."""

    levels: tuple[NDArray[np.uint8], ...]
    masks: NDArray[np.uint8]
    textures: dict[str, list[int]]
    cutouts: dict[str, list[int]]

    def texture(self, r: Generator, name: str) -> int:
        """One texture of that family."""
        return int(r.choice(self.textures[name]))

    def cutout(self, r: Generator, name: str) -> int:
        """One mask of that family."""
        return int(r.choice(self.cutouts[name]))


def noise(r: Generator, cells: int, rough: float = 0.5, side: int = SIDE, stretch: float = 1.0) -> Plane:
    """Octaves of seamless noise, 0 .. 1, from `cells` blobs across; stretch > 1 makes streaks along y."""
    total = np.zeros((side, side), np.float32)
    weight = 1.0
    while cells <= side:
        rows = max(2, int(cells / stretch))
        grid = r.random((rows, cells), dtype=np.float32)
        grid = np.pad(grid, ((2, 2), (2, 2)), mode="wrap")
        big = cv2.resize(grid, (side * (cells + 4) // cells, side * (rows + 4) // rows), interpolation=cv2.INTER_CUBIC)
        y, x = 2 * side // rows, 2 * side // cells
        total += weight * big[y : y + side, x : x + side]
        weight *= rough
        cells *= 2
        if weight < 0.04:
            break
    low, high = np.quantile(total, [0.01, 0.99])
    return np.clip((total - low) / (high - low + 1e-6), 0, 1)


def colour(r: Generator, family: str = "any") -> NDArray[np.float32]:
    """An RGB colour, 0 .. 1, in the manner of a family of things."""
    hues = {
        "any": (0, 1, 0.0, 0.65, 0.12, 0.95),
        "green": (0.18, 0.4, 0.2, 0.75, 0.12, 0.6),
        "earth": (0.04, 0.14, 0.1, 0.6, 0.15, 0.7),
        "grey": (0, 1, 0.0, 0.12, 0.15, 0.85),
        "wood": (0.04, 0.11, 0.25, 0.7, 0.2, 0.8),
        "skin": (0.02, 0.08, 0.25, 0.6, 0.3, 0.95),
        "fur": (0.03, 0.12, 0.05, 0.6, 0.08, 0.9),
        "pale": (0, 1, 0.0, 0.25, 0.65, 1.0),
        "dark": (0, 1, 0, 0.6, 0.03, 0.2),
        "bright": (0, 1, 0.5, 1, 0.5, 1.0),
        "sand": (0.07, 0.14, 0.12, 0.45, 0.5, 0.95),
        "hair": (0.02, 0.12, 0.1, 0.7, 0.03, 0.5),
        "blue": (0.48, 0.66, 0.1, 0.7, 0.2, 0.85),
        "autumn": (0.0, 0.15, 0.5, 0.95, 0.3, 0.85),
    }
    h0, h1, s0, s1, v0, v1 = hues[family]
    hsv = np.array([[[360 * r.uniform(h0, h1), r.uniform(s0, s1), r.uniform(v0, v1)]]], np.float32)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0]


def _mix(k: Plane, a: NDArray[np.float32], b: NDArray[np.float32]) -> Picture:
    return k[..., None] * a + (1 - k[..., None]) * b


def _grainy(r: Generator, base: NDArray[np.float32], depth: float, cells: int, stretch: float = 1.0) -> Picture:
    n = noise(r, cells, r.uniform(0.4, 0.9), stretch=stretch)
    return base * (1 - depth + 2 * depth * n[..., None]).astype(np.float32)


def _cells(n: int, m: int, shift: float = 0.0) -> tuple[NDArray[np.intp], Plane, Plane]:
    """Brick number of each pixel for n x m bricks (odd rows shifted), and the place inside the brick."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    row = np.floor(y * n)
    xs = (x * m + shift * (row % 2)) % m
    return (row * m + np.floor(xs)).astype(np.intp), y * n - row, (xs - np.floor(xs)).astype(np.float32)


def _bricks(r: Generator, family: str, n: int, m: int, shift: float, gap: float) -> Picture:
    which, v, u = _cells(n, m, shift)
    base = colour(r, family)
    shade = (1 + r.normal(0, r.uniform(0.02, 0.2), n * m + m).astype(np.float32))[which][..., None]
    body = _grainy(r, base, r.uniform(0.02, 0.25), 8) * shade
    joint = (np.minimum(v, 1 - v) < gap) | (np.minimum(u, 1 - u) < gap * n / m * 0.8)
    return np.where(joint[..., None], base * r.uniform(0.4, 1.5), body).astype(np.float32)


def _streaks(r: Generator, family: str, depth: float = 0.35) -> Picture:
    """Grass, fur, hair, wood: noise drawn out along y over broad blotches."""
    fine = noise(r, 32, 0.8, stretch=r.uniform(3, 12))
    broad = noise(r, 3, 0.5)
    a, b = colour(r, family), colour(r, family)
    return _mix(broad, a, 0.6 * a + 0.4 * b) * (1 - depth + 2 * depth * fine[..., None])


def _blotches(r: Generator, family: str) -> Picture:
    a, b = colour(r, family), colour(r, family)
    return _mix(noise(r, int(r.choice([2, 3, 4, 8, 16, 32])), r.uniform(0.4, 0.95)), a, b * r.uniform(0.4, 1))


def _leaves(r: Generator, family: str) -> Picture:
    """Small overlapping strokes of light and shade."""
    out = _blotches(r, family) * 0.6
    base = colour(r, family)
    for _ in range(int(r.integers(60, 260))):
        x, y = (int(v) for v in r.integers(0, SIDE, 2))
        size = (int(r.integers(2, 9)), int(r.integers(1, 5)))
        tone = tuple(float(c) for c in np.clip(base * r.uniform(0.3, 1.7), 0, 1))
        cv2.ellipse(out, (x, y), size, float(r.uniform(0, 180)), 0, 360, tone, -1)
    return out


def _fabric(r: Generator, family: str) -> Picture:
    """Plain, striped, checked, dotted or patterned cloth."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    a, b, n = colour(r, family), colour(r, "any"), int(r.integers(2, 14))
    kind = r.integers(0, 6)
    if kind == 0:
        k = (np.floor(y * n * 2) % 2).astype(np.float32)
    elif kind == 1:
        k = (0.5 * (np.floor(y * n * 2) % 2) + 0.5 * (np.floor(x * n * 2) % 2)).astype(np.float32)
    elif kind == 2:
        k = (np.hypot((x * n) % 1 - 0.5, (y * n) % 1 - 0.5) < r.uniform(0.15, 0.4)).astype(np.float32)
    elif kind == 3:
        k = (noise(r, n, 0.4) > 0.55).astype(np.float32)
    else:
        return _grainy(r, a, r.uniform(0.01, 0.2), int(r.choice([4, 16, 64])), r.uniform(1, 2))
    return _mix(k, a, b) * (0.92 + 0.16 * noise(r, 32, 0.8)[..., None])


def _facade(r: Generator, family: str) -> Picture:
    """A house front: rows of windows in a wall; one repeat is four storeys."""
    n, m = int(r.integers(2, 5)), int(r.integers(2, 6))
    which, v, u = _cells(n, m)
    wall = _bricks(r, family, 32, 16, 0.5, 0.06) if r.random() < 0.4 else _grainy(r, colour(r, family), 0.12, 4)
    w, top, foot = r.uniform(0.15, 0.32), r.uniform(0.12, 0.3), r.uniform(0.6, 0.92)
    pane = (np.abs(u - 0.5) < w) & (v > top) & (v < foot)
    frame = (np.abs(u - 0.5) < w + 0.06) & (v > top - 0.06) & (v < foot + 0.06)
    glass = (colour(r, "blue") * r.uniform(0.1, 0.7))[None] * r.uniform(0.4, 1.3, (n * m, 1)).astype(np.float32)
    out = np.where(frame[..., None], colour(r, "pale") * r.uniform(0.4, 1), wall)
    cross = (np.abs(u - 0.5) < 0.02) | (np.abs(v - 0.45) < 0.02)
    return np.where((pane & ~cross)[..., None], glass[which], out).astype(np.float32)


def _books(r: Generator, family: str) -> Picture:
    """Rows of narrow upright spines, or lines of writing."""
    out = np.empty((SIDE, SIDE, 3), np.float32)
    out[:] = colour(r, family)
    for row in range(0, SIDE, 32):
        x = 0
        while x < SIDE:
            w = int(r.integers(3, 10))
            out[row + int(r.integers(1, 9)) : row + 31, x : x + w - 1] = colour(r)
            x += w
    return out


def _writing(r: Generator, family: str) -> Picture:
    out = np.empty((SIDE, SIDE, 3), np.float32)
    out[:] = colour(r, family)
    ink = colour(r, "dark")
    step = int(r.choice([6, 8, 12, 16]))
    for y in range(4, SIDE - 4, step):
        x = 4
        while x < SIDE - 8:
            w = int(r.integers(2, 14))
            out[y : y + step // 2, x : x + w] = np.where(
                r.random((step // 2, out[y, x : x + w].shape[0], 1)) < 0.6, ink, out[0, 0]
            )
            x += w + 3
    return out


@cache
def _photos() -> tuple[Picture, ...]:
    from skimage import data

    found = []
    for name in ("astronaut", "coffee", "chelsea", "rocket", "camera"):
        picture = np.asarray(getattr(data, name)())
        picture = np.dstack([picture] * 3) if picture.ndim == 2 else picture
        found.append(cv2.resize(picture, (384, 288), interpolation=cv2.INTER_AREA).astype(np.float32) / 255)
    return tuple(found)


@cache
def _surfaces() -> tuple[Plane, ...]:
    """The light and shade of real grass, gravel, brick, wood, fur and cloth, 0 .. 1."""
    from skimage import data

    grey = [data.grass(), data.gravel(), data.brick(), data.camera()]
    grey += [cv2.cvtColor(picture(), cv2.COLOR_RGB2GRAY) for picture in (data.chelsea, data.coffee, data.astronaut)]
    return tuple(np.asarray(plane, np.float32) / 255 for plane in grey)


def _worn(r: Generator, face: Picture) -> Picture:
    """The texture with the fine light and shade of a real surface laid over it, mirrored so that it has no seam."""
    plane = _surfaces()[int(r.integers(0, len(_surfaces())))]
    n = int(r.integers(48, 256))
    y, x = int(r.integers(0, plane.shape[0] - n)), int(r.integers(0, plane.shape[1] - n))
    piece = cv2.resize(plane[y : y + n, x : x + n], (SIDE // 2, SIDE // 2), interpolation=cv2.INTER_AREA)
    piece = np.hstack([piece, piece[:, ::-1]])
    piece = np.vstack([piece, piece[::-1]])
    fine = piece - cv2.GaussianBlur(piece, (0, 0), SIDE * float(r.uniform(0.04, 0.2)))
    fine = np.clip(fine / (fine.std() + 1e-3), -3, 3) * np.float32(r.uniform(0.04, 0.3))
    return np.asarray(face * np.exp(fine)[..., None], np.float32)


def _photo(r: Generator, family: str) -> Picture:
    """A piece of a real photo: posters, screens and odd surfaces. Any family: its colours are turned about."""
    picture = _photos()[int(r.integers(0, 5))]
    n = int(r.integers(24, 288))
    y, x = int(r.integers(0, 289 - n)), int(r.integers(0, 385 - n))
    out = cv2.resize(picture[y : y + n, x : x + n], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    if family != "any":
        return out
    out = np.rot90(out[..., r.permutation(3)], int(r.integers(0, 4)))
    return np.clip(out * r.uniform(0.5, 1.5, 3), 0, 1).astype(np.float32)


def _road(r: Generator, family: str) -> Picture:
    return _grainy(r, colour(r, family), r.uniform(0.03, 0.15), 64)


def _wood(r: Generator, family: str) -> Picture:
    x = np.mgrid[0:SIDE, 0:SIDE][1].astype(np.float32) / SIDE
    ring = 0.5 + 0.5 * np.sin(
        2 * np.pi * (int(r.integers(2, 9)) * x + r.uniform(0.2, 1.6) * noise(r, 2, 0.4, stretch=1))
    )
    base = colour(r, family)
    out = _mix((0.5 * ring + 0.5 * noise(r, 32, 0.7, stretch=8)).astype(np.float32), base, base * r.uniform(0.55, 0.9))
    if r.random() < 0.5:
        which, _, u = _cells(1, int(r.integers(2, 7)))
        out = out * (1 + r.normal(0, 0.1, 8))[which][..., None] * np.where(u < 0.04, 0.4, 1)[..., None]
    return out.astype(np.float32)


_FAMILIES: dict[str, tuple[Callable[[Generator, str], Picture], str, int]] = {
    "plain": (lambda r, f: _grainy(r, colour(r, f), r.uniform(0, 0.06), 4), "any", 12),
    "pale": (lambda r, f: _grainy(r, colour(r, f), r.uniform(0, 0.08), 4), "pale", 8),
    "dark": (lambda r, f: _grainy(r, colour(r, f), r.uniform(0, 0.1), 8), "dark", 5),
    "metal": (lambda r, f: _grainy(r, colour(r, f), r.uniform(0, 0.1), 32, 4), "grey", 6),
    "paint": (lambda r, f: _grainy(r, colour(r, f), 0.03, 4), "bright", 10),
    "blotch": (_blotches, "any", 10),
    "stone": (_blotches, "grey", 8),
    "earth": (_blotches, "earth", 8),
    "sand": (_blotches, "sand", 6),
    "lawn": (_blotches, "green", 6),
    "grass": (_streaks, "green", 8),
    "fur": (_streaks, "fur", 12),
    "hair": (_streaks, "hair", 6),
    "patch": (_blotches, "fur", 6),
    "bark": (_streaks, "earth", 5),
    "leaf": (_leaves, "green", 10),
    "autumn": (_leaves, "autumn", 5),
    "litter": (_leaves, "earth", 5),
    "bloom": (_leaves, "any", 4),
    "fabric": (_fabric, "any", 22),
    "skin": (lambda r, f: _grainy(r, colour(r, f), 0.06, 3), "skin", 8),
    "wood": (_wood, "wood", 10),
    "facade": (_facade, "earth", 8),
    "front": (_facade, "any", 8),
    "block": (_facade, "grey", 6),
    "brick": (lambda r, f: _bricks(r, f, 12, 5, 0.5, 0.08), "earth", 5),
    "wall": (lambda r, f: _bricks(r, f, int(r.integers(3, 10)), int(r.integers(2, 8)), 0.5, 0.05), "grey", 5),
    "tiles": (lambda r, f: _bricks(r, f, int(k := r.integers(2, 8)), int(k), 0.0, 0.03), "any", 8),
    "shingle": (lambda r, f: _bricks(r, f, 12, 10, 0.5, 0.1), "earth", 6),
    "road": (_road, "grey", 5),
    "gravel": (lambda r, f: _grainy(r, colour(r, f), r.uniform(0.2, 0.5), 32), "earth", 6),
    "snow": (_road, "pale", 4),
    "books": (_books, "wood", 5),
    "writing": (_writing, "pale", 5),
    "photo": (_photo, "true", 16),
    "scrap": (_photo, "any", 24),
}


def _blob(r: Generator) -> Plane:
    """A ragged clump: a crown of leaves, a bush, a cloud of spray."""
    y, x = np.mgrid[-1:1:64j, -1:1:64j].astype(np.float32)
    reach = (
        0.75
        + 0.5 * (noise(r, int(r.choice([2, 3, 4])), 0.6, 64) - 0.5)
        + r.uniform(0, 0.6) * (noise(r, 16, 0.8, 64) - 0.5)
    )
    return (reach - np.hypot(x, y)).astype(np.float32) * 4 + 0.5


def _tuft(r: Generator) -> Plane:
    """Blades that grow from the lower rim."""
    out = np.zeros((64, 64), np.float32)
    for _ in range(int(r.integers(8, 40))):
        x0, x1, top = r.uniform(8, 56), r.uniform(-12, 12), r.uniform(0, 40)
        points = np.array([[x0, 66], [x0 + 0.3 * x1, 33 + top / 2], [x0 + x1, top]], np.int32)
        cv2.polylines(out, [points], False, 1.0, int(r.integers(1, 3)), cv2.LINE_AA)
    return out


def _twigs(r: Generator) -> Plane:
    """A bare tree: branches that fork."""
    out = np.zeros((64, 64), np.float32)
    stack = [(32.0, 64.0, -90.0, r.uniform(14, 22), 4.0)]
    while stack:
        x, y, a, reach, w = stack.pop()
        x1, y1 = x + reach * np.cos(np.deg2rad(a)), y + reach * np.sin(np.deg2rad(a))
        cv2.line(out, (int(x), int(y)), (int(x1), int(y1)), 1.0, max(1, int(w)), cv2.LINE_AA)
        if reach > 4:
            stack += [
                (x1, y1, a + r.normal(0, 32), reach * r.uniform(0.6, 0.9), w * 0.65)
                for _ in range(int(r.integers(2, 4)))
            ]
    return out


def _wheel(r: Generator) -> Plane:
    out = np.zeros((64, 64), np.float32)
    cv2.circle(out, (32, 32), 28, 1.0, int(r.integers(2, 6)), cv2.LINE_AA)
    for a in np.arange(0, np.pi, np.pi / int(r.integers(4, 12))):
        dx, dy = 28 * np.cos(a), 28 * np.sin(a)
        cv2.line(out, (int(32 - dx), int(32 - dy)), (int(32 + dx), int(32 + dy)), 1.0, 1, cv2.LINE_AA)
    return out


def _fence(r: Generator) -> Plane:
    y, x = np.mgrid[0:64, 0:64]
    n = int(r.integers(4, 12))
    bars = (x * n / 64) % 1 < r.uniform(0.15, 0.7)
    rails = (np.abs(y - 18) < 3) | (np.abs(y - 50) < 3)
    return ((bars & (y > r.integers(0, 10))) | rails).astype(np.float32)


def _ridge(r: Generator) -> Plane:
    """The outline of hills or mountains: everything below a wandering line."""
    line = noise(r, int(r.choice([2, 2, 3, 4])), r.uniform(0.3, 0.65), 64)[0]
    if r.random() < 0.35:
        line = 0.5 * line + 0.5 * (noise(r, 16, 0.9, 64)[0])  # a far wood
    return ((np.arange(64)[:, None] / 64 - 0.9 + 0.8 * line[None]) * 12 + 0.5).astype(np.float32)


def _petal(r: Generator) -> Plane:
    y, x = np.mgrid[-1:1:64j, -1:1:64j].astype(np.float32)
    a, n = np.arctan2(y, x), int(r.integers(4, 14))
    return ((r.uniform(0.55, 0.8) + r.uniform(0.1, 0.3) * np.abs(np.cos(a * n / 2)) - np.hypot(x, y)) * 8 + 0.5).astype(
        np.float32
    )


WORN = 0.55
"""Share of the textures that get the light and shade of a real surface."""

_CUTOUTS: dict[str, tuple[Callable[[Generator], Plane], int]] = {
    "blob": (_blob, 14),
    "tuft": (_tuft, 8),
    "twigs": (_twigs, 8),
    "wheel": (_wheel, 4),
    "fence": (_fence, 5),
    "ridge": (_ridge, 24),
    "petal": (_petal, 6),
    "holes": (lambda r: noise(r, int(r.choice([4, 8, 16])), 0.7, 64), 10),
}


def make_pool(seed: int) -> Pool:
    """All textures and masks of one seed; takes about a second."""
    r = np.random.default_rng([seed, 77])
    textures: dict[str, list[int]] = {}
    faces: list[Picture] = []
    for name, (draw, family, n) in _FAMILIES.items():
        textures[name] = list(range(len(faces), len(faces) + n))
        drawn = [draw(r, family).astype(np.float32) for _ in range(n)]
        faces += [np.clip(_worn(r, face) if r.random() < WORN else face, 0, 1) for face in drawn]
    levels, side = [], SIDE
    while side >= 1:
        rows = [cv2.resize(f, (side, side), interpolation=cv2.INTER_AREA).reshape(side, side, 3) for f in faces]
        levels.append(np.ascontiguousarray(np.stack(rows).transpose(0, 3, 1, 2) * 255).astype(np.uint8))
        side //= 2
    cutouts: dict[str, list[int]] = {}
    masks: list[Plane] = []
    for name, (cut, n) in _CUTOUTS.items():
        cutouts[name] = list(range(len(masks), len(masks) + n))
        masks += [np.clip(cut(r), 0, 1).astype(np.float32) for _ in range(n)]
    return Pool(tuple(levels), (np.stack(masks) * 255).astype(np.uint8), textures, cutouts)
