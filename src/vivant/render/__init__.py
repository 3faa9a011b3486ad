"""Draft and scenes to a plan, a plan to frames, frames to a file."""

from vivant.render.draw import draw, frames
from vivant.render.plan import Plan, make_plan

__all__ = ["Plan", "draw", "frames", "make_plan"]
