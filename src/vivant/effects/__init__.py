"""What is added to a picture: particles, air, light, lens, tone and film; one file each, read as a catalogue.

Not for moving the picture's own pixels (flows) or for when an effect comes and goes (timeline).
"""

from vivant.effects.contract import ORDER, Draw, EffectParams, Kind, Setting
from vivant.effects.register import Effect, catalogue
from vivant.effects.view import View

__all__ = ["ORDER", "Draw", "Effect", "EffectParams", "Kind", "Setting", "View", "catalogue"]
