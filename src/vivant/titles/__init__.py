"""Words on the picture: titles and captions, shaped, placed, readable, and how they come and go.

    title = prepare(Text("Night Garden", place="top-center", enter="fade"), size, clock, behind=[frame])
    frame_with_words = title(frame, i)

Files: text (what is asked), letters and direction (Unicode), sfnt and fonts (what the machine has), shaping (lines),
layout (blocks), placing, contrast and backing (readable), animations, register and motion (coming and going), title and
prepare (all of it), captions (SRT and WebVTT) and burned (captions in the picture).
"""

from vivant.titles import captions
from vivant.titles.burned import Burned, burn
from vivant.titles.captions import Cue
from vivant.titles.fonts import Fonts, installed
from vivant.titles.placing import PLACES
from vivant.titles.prepare import check, prepare
from vivant.titles.register import Animation, animation_named, catalogue
from vivant.titles.text import Text
from vivant.titles.title import Report, Title

__all__ = [
    "PLACES", "Animation", "Burned", "Cue", "Fonts", "Report", "Text", "Title", "animation_named", "burn", "captions",
    "catalogue", "check", "installed", "prepare",
]  # fmt: skip
