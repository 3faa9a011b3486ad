"""The picture is never quite still: a small quick jitter, as of a light camera in the hand."""

from __future__ import annotations

from vivant.effects.contract import EffectParams
from vivant.knobs import number
from vivant.moves.contract import Aim, Path, Pose
from vivant.moves.rhythm import Tremor, tremble

KIND = "lens"
WORDS = (
    "jitter", "slight jitter", "subtle shake", "gentle shake", "nervous camera", "unsteady camera",
    "细微抖动", "轻微抖动", "画面微颤", "手抖", "不稳的镜头", "微抖",
)  # fmt: skip

# Whole harmonics without a common beat: one round of them takes a few seconds.
PAN: Tremor = ((5, 0.5, 1.3), (8, 0.35, 4.0), (13, 0.25, 0.6), (19, 0.12, 5.1))
TILT: Tremor = ((4, 0.45, 2.2), (7, 0.4, 5.5), (12, 0.25, 3.1), (21, 0.1, 1.0))
ROLL: Tremor = ((3, 0.2, 0.4), (6, 0.2, 3.7), (11, 0.1, 2.0))


class Params(EffectParams):
    angle_deg: float = number(0.14, 0.0, 1.5, "degrees")
    """How far the camera turns from side to side."""
    pace: int = number(1, 1, 3, "per clip")
    """How quick the jitter is, in whole multiples."""


def lens(p: Params, aim: Aim) -> Path:
    whole = p.amount * p.angle_deg

    def at(u: float) -> Pose:
        return Pose(
            pan_deg=whole * tremble(u, PAN, p.pace),
            tilt_deg=whole * tremble(u, TILT, p.pace),
            roll_deg=whole * tremble(u, ROLL, p.pace),
        )

    return at
