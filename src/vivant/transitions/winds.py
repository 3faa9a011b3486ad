"""Winds: the old shot is blown off the new one in fine streaks."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from vivant.knobs import number
from vivant.transitions.contract import Draw, Setting, TransitionParams
from vivant.transitions.fields import across, edge, places, whole, wipe
from vivant.units import Plane

KIND = "wipe"
WORDS = {
    "hlwind": ("wind", "wind left", "blown to the left", "blown away", "风吹", "吹散", "向左吹散"),
    "hrwind": ("wind right", "blown to the right", "向右吹散"),
    "vuwind": ("wind up", "blown upwards", "向上吹散"),
    "vdwind": ("wind down", "blown downwards", "向下吹散"),
}
SENTENCES = {
    "hlwind": "The old shot is blown away to the left in fine streaks.",
    "hrwind": "The old shot is blown away to the right in fine streaks.",
    "vuwind": "The old shot is blown upwards in fine streaks.",
    "vdwind": "The old shot is blown downwards in fine streaks.",
}


class Params(TransitionParams):
    streaks: float = number(0.25, 0.02, 0.8, "of the way")
    """How far the longest streaks reach ahead of the others."""
    fine: float = number(0.004, 0.001, 0.1, "short sides")
    """How thick a streak is."""
    soft: float = number(0.2, 0.0, 1.0, "of the way")
    """How softly a streak fades out."""


def prepare(setting: Setting, p: Params, rng: Generator) -> Draw:
    way, side = across(setting), places(setting)
    along, strands = (way[0], side[1].T) if setting.name[0] == "h" else (way[1], side[0])
    if setting.name[1] in "lu":
        along = 1 - along
    late = _late(strands[0], p.fine, rng)
    late = late[:, None] if setting.name[0] == "h" else late[None, :]
    return wipe(whole((1 - p.streaks) * along + p.streaks * late, setting), edge(p.soft, setting))


def _late(places: Plane, fine: float, rng: Generator) -> Plane:
    """How late each strand is, 0 .. 1: every one differs, and neighbours that are blown together go together."""
    late = np.zeros_like(places)
    for thick, much in ((fine, 0.5), (6 * fine, 0.3), (30 * fine, 0.2)):
        knots = rng.random((1, int(8 / thick)), np.float32)  # eight short sides: the longest frame there is
        where = np.asarray((places + 4) / thick - 0.5, np.float32)[None, :]
        found = cv2.remap(knots, where, np.zeros_like(where), cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT)
        late += np.float32(much) * np.asarray(found, np.float32)[0]
    return late
