"""Camera moves: one file each, read as a catalogue; paths of poses, easings, and paths put together.

Not for drawing what the camera sees (render) nor for when it moves (timeline).
"""

from vivant.knobs import knobs
from vivant.moves.blend import backwards, combine
from vivant.moves.contract import Aim, Easing, MoveParams, Path, Pose
from vivant.moves.easing import ease
from vivant.moves.register import Move, catalogue

__all__ = ["Aim", "Easing", "Move", "MoveParams", "Path", "Pose", "backwards", "catalogue", "combine", "ease", "knobs"]
