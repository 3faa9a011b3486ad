"""Sound: music composed from nothing, sound beds, beats of other people's music, mixing and loudness.

Pure functions over arrays. Not for reading or writing sound files (media) or for when a sound plays (timeline).
"""

from vivant.sound.composing import bed, compose
from vivant.sound.contract import RATE, Bed, Piece, Section, Sound, Style
from vivant.sound.loudness import loudness
from vivant.sound.moods import MOODS
from vivant.sound.register import beds, styles

__all__ = ["MOODS", "RATE", "Bed", "Piece", "Section", "Sound", "Style", "bed", "beds", "compose", "loudness", "styles"]
