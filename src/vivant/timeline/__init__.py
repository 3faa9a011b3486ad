"""What was asked for, as data: the draft and the edits that change it."""

from vivant.timeline.draft import HOLD, Applied, Draft, Motion, Place, Segment
from vivant.timeline.edits import Edit, SetApplied, SetCanvas, SetDuration, SetFit, SetMotion, SetPrompt, apply, still

__all__ = [
    "HOLD",
    "Applied",
    "Draft",
    "Edit",
    "Motion",
    "Place",
    "Segment",
    "SetApplied",
    "SetCanvas",
    "SetDuration",
    "SetFit",
    "SetMotion",
    "SetPrompt",
    "apply",
    "still",
]
