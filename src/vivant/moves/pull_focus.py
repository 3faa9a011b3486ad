"""The picture starts soft and comes into focus.

It ends on the photo; it starts focused beyond the horizon, so that near things are softest.
"""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.focus import focused
from vivant.moves.measures import length

WORDS = (
    "pull focus", "focus pull", "focus in", "come into focus", "into focus", "soft to sharp", "blur to sharp",
    "unblur", "first blurry", "start blurry", "blurry at first", "blurry to sharp", "blurry then sharp",
    "对焦", "由虚到实", "聚焦", "由模糊到清晰", "合焦",
    "由虚变实", "由模糊变清晰", "从模糊到清晰", "从虚到实", "慢慢清晰", "渐渐清晰", "模糊变清晰", "逐渐清晰",
    "慢慢变清楚", "先模糊再清晰",
    "先虚后实", "慢慢变清晰",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    blur: float = length(0.06, 0.2)
    """How wide a point blurs that is as far out of focus as can be, in short sides."""


def path(p: Params, aim: Aim) -> Path:
    blur = p.amount * p.blur
    return lambda u: focused(aim.w * u, blur * (1.0 - u))
