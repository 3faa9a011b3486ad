"""What was asked for, as data: the draft and the edits that change it."""

from vivant.timeline.draft import Draft, Motion, Segment
from vivant.timeline.edits import Edit, SetCanvas, SetDuration, SetFit, SetMotion, SetPrompt, apply, still

__all__ = [
    "Draft",
    "Edit",
    "Motion",
    "Segment",
    "SetCanvas",
    "SetDuration",
    "SetFit",
    "SetMotion",
    "SetPrompt",
    "apply",
    "still",
]
