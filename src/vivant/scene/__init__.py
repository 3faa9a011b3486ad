"""A photo becomes a Scene: disparity, subject, sky, and layers with what lies behind them."""

from vivant.scene.layers import Layer, split
from vivant.scene.look import look
from vivant.scene.scene import Scene

__all__ = ["Layer", "Scene", "look", "split"]
