"""A draft and its files become a finished file: whole, or in parts that any process can draw.

Not for what a draft shows or how it sounds (render), nor for encoding (media). Who looks at pictures is told from
outside (front.py).
"""

from vivant.exporting.assets import Given, by_name, read_draft
from vivant.exporting.finished import Captioned, Finished, Settings, finish
from vivant.exporting.poster import write_poster

__all__ = ["Captioned", "Finished", "Given", "Settings", "by_name", "finish", "read_draft", "write_poster"]
