"""The camera circles the subject to the right, which stays in its place before a wandering background."""

from vivant.moves.contract import Aim, MoveParams, Path
from vivant.moves.measures import angle
from vivant.moves.sideways import around

WORDS = (
    "orbit right", "circle right", "orbit to the right", "revolve right", "go around to the right",
    "rotate around to the right", "orbit", "orbit shot", "circle around", "orbit around", "go around",
    "向右环绕", "右环绕", "向右绕", "环绕向右", "右绕", "右旋绕", "环绕", "环绕镜头", "绕拍", "围绕",
    "绕着转", "围着转", "环绕一圈", "绕圈", "绕一圈", "围着转一圈", "绕半圈", "转半圈", "环绕运镜", "环拍",
    "环绕效果", "旋转展示", "360展示",
    "环绕展示", "小半圈", "绕小半圈",
)  # fmt: skip
CYCLE = False


class Params(MoveParams):
    angle_deg: float = angle(6.0, 12.0)
    """How far the camera goes around the subject, in degrees."""


def path(p: Params, aim: Aim) -> Path:
    return around(p.amount * p.angle_deg, aim)
