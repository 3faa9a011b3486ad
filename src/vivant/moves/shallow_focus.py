"""The lens opens: the subject stays sharp while everything before and behind it melts away."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.focus import focused
from vivant.moves.measures import length

WORDS = (
    "shallow focus", "shallow depth of field", "depth of field", "bokeh", "blur the background", "background blur",
    "open the aperture", "isolate the subject",
    "浅景深", "景深", "背景虚化", "虚化背景", "虚化", "大光圈",
    "大光圈虚化", "人像虚化", "奶油虚化", "背景虚一点", "背景糊一点", "后面虚掉", "背景虚掉", "背景糊掉", "后面虚化",
    "背景虚化掉",
    "背景虚", "背景糊",
    "背景变模糊", "背景逐渐模糊", "后面变模糊",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    blur: float = length(0.06, 0.2)
    """How wide a point blurs that is as far out of focus as can be, in short sides."""


def path(p: Params, aim: Aim) -> Path:
    blur = p.amount * p.blur
    return lambda u: focused(aim.w, blur * u)
