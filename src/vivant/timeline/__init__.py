"""What was asked for, as data: the draft, the edits that change it, its history, and its form in other editors."""

from vivant.timeline.draft import Draft, still
from vivant.timeline.edits import EDITS, apply, edit_from_dict, edit_schema
from vivant.timeline.edits.contract import Edit
from vivant.timeline.edits.pictures import (
    AddEffect,
    AddFlow,
    Crop,
    Grade,
    RemoveEffect,
    SetApplied,
    SetMove,
    SetPlacement,
    SetPrompt,
)
from vivant.timeline.edits.pieces import (
    STILL_MS,
    AddSegment,
    Duplicate,
    Move,
    Remove,
    Reorder,
    SetDuration,
    Split,
    Trim,
)
from vivant.timeline.edits.playing import Freeze, Reverse, SetLoop, SetTransition, SetTransitionAll, Speed
from vivant.timeline.edits.sounds import AddMusic, Duck, Fade, Mute, SetVolume
from vivant.timeline.edits.whole import AddAsset, Redo, SetBackground, SetCanvas, SetTitle, Undo
from vivant.timeline.edits.words import AddCaptions, AddTitle, Caption, SetText
from vivant.timeline.values import (
    HOLD,
    Applied,
    Asset,
    Motion,
    Place,
    Placement,
    Segment,
    Source,
    Text,
    Track,
    Transition,
)

__all__ = [
    "EDITS", "HOLD", "STILL_MS", "AddAsset", "AddCaptions", "AddEffect", "AddFlow", "AddMusic", "AddSegment",
    "AddTitle", "Applied", "Asset", "Caption", "Crop", "Draft", "Duck", "Duplicate", "Edit", "Fade", "Freeze", "Grade",
    "Motion", "Move", "Mute", "Place", "Placement", "Redo", "Remove", "RemoveEffect", "Reorder", "Reverse", "Segment",
    "SetApplied", "SetBackground", "SetCanvas", "SetDuration", "SetLoop", "SetMove", "SetPlacement", "SetPrompt",
    "SetText", "SetTitle", "SetTransition", "SetTransitionAll", "SetVolume", "Source", "Speed", "Split", "Text",
    "Track", "Transition", "Trim", "Undo", "apply", "edit_from_dict", "edit_schema", "still",
]  # fmt: skip
