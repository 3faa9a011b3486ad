"""The pose of a lens that is focused somewhere.

Not for zooming (toward.py).
"""

from vivant.moves.contract import Pose


def focused(nearness: float, blur: float) -> Pose:
    """A lens focused at `nearness`, with `blur` as in Pose; without any blur it is focused everywhere, as the photo."""
    return Pose(focus=min(1.0, max(0.0, nearness)), blur=blur) if blur > 0.0 else Pose()
