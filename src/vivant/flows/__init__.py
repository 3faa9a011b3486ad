"""What lives in a picture: water, clouds, leaves, smoke, fire; one file each, read as a catalogue.

A flow says how an area of the picture moves; it sees no pixels at full size and draws none (render).
"""

from vivant.flows.contract import Area, Draw, FlowParams, Motion
from vivant.flows.register import Flow, catalogue

__all__ = ["Area", "Draw", "Flow", "FlowParams", "Motion", "catalogue"]
