"""Sound: music composed from nothing, sound beds, beats of other people's music, mixing and loudness.

Pure functions over arrays. Not for reading or writing sound files (media) or for when a sound plays (timeline).
"""

from vivant.sound.beating import Beats, beats, faded, phrased
from vivant.sound.composing import beat_grid, bed, compose, rough
from vivant.sound.contract import RATE, Bed, Piece, Section, Sound, Style
from vivant.sound.loudness import loudness
from vivant.sound.mixing import Layer, Role, mix
from vivant.sound.moods import MOODS
from vivant.sound.register import bed_catalogue, catalogue

__all__ = [
    "MOODS", "RATE", "Beats", "Bed", "Layer", "Piece", "Role", "Section", "Sound", "Style", "beat_grid",
    "beats", "bed", "bed_catalogue", "catalogue", "compose", "faded", "loudness", "mix", "phrased", "rough",
]  # fmt: skip
