"""How one shot becomes the next: fades, wipes, slides, blurs, and those that know the depth; read as a catalogue.

Not for where in a film a transition stands (timeline) or for what the shots show (render).
"""

from vivant.transitions.contract import ORDER, Draw, Kind, Seen, Setting, TransitionParams
from vivant.transitions.gains import gains
from vivant.transitions.register import Transition, catalogue

__all__ = ["ORDER", "Draw", "Kind", "Seen", "Setting", "Transition", "TransitionParams", "catalogue", "gains"]
