"""Compiled inner loops, and getting them ready."""

from __future__ import annotations

import numpy as np


def load() -> None:
    """Load the kernels that every film needs, or compile them the first time on a machine, by running them once."""
    from vivant.render.kernels import lattice, warp

    plate, tiles = np.zeros((64, 64), np.uint32), np.zeros((2, 2, 2), np.uint8)
    nearness, place = np.zeros((4, 4), np.float32), np.ones(4)
    camera = np.array([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0])
    points, covered = np.zeros((3, 3, 2), np.int64), np.zeros((2, 2), np.bool_)
    lattice.solve_lattice(nearness, place, camera, np.ones(6), points)
    warp.cover_cells(tiles, points, covered)
    warp.draw_layer(plate, tiles, points, covered, True, np.zeros((32, 32, 3), np.uint8))
    lattice.cover_zoom(nearness, place, camera, np.zeros((1, 2)), np.ones(4), np.ones(4, np.bool_), 2.0)

    from vivant.scene.patches import complete

    known = np.ones((32, 32), np.bool_)
    known[12:20, 12:20] = False
    complete(np.zeros((32, 32, 3), np.float32), known)

    from vivant.scene.superpixels import superpixels

    superpixels(np.zeros((32, 32, 3), np.uint8), 8)


def load_all() -> None:
    """Compile every kernel, those of living areas, effects, transitions, titles and sound too. A film that needs these
    loads them by itself, so that one that does not starts no later."""
    load()
    _load_living()
    _load_effects()
    _load_transitions()
    _load_titles()
    _load_sound()


def _load_living() -> None:
    from vivant.render.kernels import cells as passes
    from vivant.render.kernels import living

    plate, tiles = np.zeros((64, 64), np.uint32), np.full((2, 2, 2), 255, np.uint8)
    points, cells, whole = np.zeros((3, 3, 2), np.int64), np.ones((2, 2), np.bool_), np.zeros((2, 2), np.bool_)
    way = np.zeros((4, 4, 2), np.float32)
    living.two_copies(way, way, way[..., 0].copy(), (0, 0), 1.0, 1.0, np.zeros((4, 4, passes.ROOM), np.float32))
    living.living_cells(tiles, points, cells, whole)
    living.draw_living(
        plate, plate, passes.four_in_one(np.zeros((32, 32), np.uint8)), points, cells, whole, (True, False),
        np.zeros((4, 4, passes.ROOM), np.float32), np.zeros((4, 4), np.uint32), np.ones(4),
        np.zeros((32, 32, 3), np.uint8),
    )  # fmt: skip
    nearness, depth = np.zeros((4, 4), np.float32), np.zeros((32, 32), np.uint8)
    living.draw_depth(nearness, np.ones(4), plate, tiles, points, True, depth)

    from vivant.flows.drift import take_turns

    way, still = np.zeros((4, 4, 2), np.float32), np.zeros((4, 4), np.float32)
    take_turns(0.5, 1.0, 0, still, (way, way, way), way.copy(), way.copy(), still.copy())


def _load_effects() -> None:
    from vivant.effects import grain_kernel, kernels, sprites

    frame, disparity = np.zeros((8, 8, 3), np.uint8), np.zeros((8, 8), np.uint8)
    plane, colour = np.ones((2, 2), np.float32), np.ones((2, 2, 3), np.float32)
    kernels.relit(frame, colour, colour)
    kernels.veiled(frame, disparity, np.zeros(256, np.float32), plane, colour)
    tones = np.zeros((2, 2, 2, 3), np.float32)
    kernels.graded(frame, tones)
    kernels.relit_graded(frame, colour, colour, tones)
    marks, shapes = np.ones((1, sprites.SPRITE), np.float32), np.ones((2, 4, 4), np.float32)
    sprites.sprites_over(frame, disparity, marks, shapes, add=True)
    tile, strength = np.zeros((4, 4), np.int16), np.zeros(256, np.int32)
    grain_kernel.grained(frame, tile, strength, 0, np.zeros(4, np.int64))


def _load_titles() -> None:
    from vivant.titles import kernels

    ink = np.zeros((4, 4, 4), np.uint8)
    kernels.over(np.zeros((8, 8, 3), np.uint8), ink, 0, 0)
    kernels.stack(ink, ink.copy())


def _load_transitions() -> None:
    from vivant.transitions import Seen, Setting, catalogue

    size = 32, 18
    a, b = (Seen(np.full((size[1], size[0], 3), level, np.uint8)) for level in (0, 200))
    names = "wipeleft", "parallax_wipe", "near_to_far", "light_sweep", "fadefast", "distance", "depth_slice"
    for name in names:  # together they use every kernel
        entry = catalogue()[name]
        entry.prepare(Setting(size), entry.params(), np.random.default_rng(0))(a, b, 0.5)


def _load_sound() -> None:
    from vivant import sound

    piece = sound.compose("piano", 2.0)
    sound.compose("electronic", 2.0)
    sound.beats(piece.samples)
    sound.mix([sound.Layer(piece.samples)], 2.0)
