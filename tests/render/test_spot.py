"""Where a picture lies on the frame."""

import numpy as np

from vivant.render.spot import spot_of
from vivant.timeline import Placement


def test_a_picture_that_is_turned_on_its_side_fills_the_frame() -> None:
    spot = spot_of(Placement(rotation_deg=90.0), (192, 108), (108, 192), over=False)
    assert spot.size == (192, 108)
    picture = np.zeros((108, 192, 3), np.uint8)
    picture[:, :96] = 250  # the left half comes to lie above
    frame = spot.lay(np.full((192, 108, 3), 99, np.uint8), picture)
    assert frame[10:80, 10:98].min() > 240
    assert frame[112:182, 10:98].max() < 10
