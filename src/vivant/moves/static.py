"""The camera stands still."""

from vivant.moves.contract import Aim, MoveParams, Path, Pose

WORDS = (
    "static", "still camera", "locked off", "no camera move", "no camera movement", "fixed camera", "tripod",
    "静止", "固定镜头", "固定机位", "镜头不动", "定镜",
    "定住", "镜头定住", "不要运镜", "机位固定", "固定不动", "锁定机位", "定点拍摄", "镜头不晃",
)  # fmt: skip
CYCLE = True


class Params(MoveParams):
    """Nothing but the amount, which changes nothing here."""


def path(p: Params, aim: Aim) -> Path:
    return lambda u: Pose()
