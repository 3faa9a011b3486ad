"""A photo becomes a Scene: disparity, subject, sky, water, ground, and layers with what lies behind them."""

from vivant.scene.layers import Layer, split
from vivant.scene.look import MODEL_DEPTH, look
from vivant.scene.scene import Scene

__all__ = ["MODEL_DEPTH", "Layer", "Scene", "look", "split"]
