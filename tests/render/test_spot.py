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
    assert frame[:90].min() > 240, "up to every edge"
    assert frame[102:].max() < 10


def test_a_picture_that_is_turned_a_little_stays_in_its_middle() -> None:
    spot = spot_of(Placement(rotation_deg=30.0, scale=2.0), (192, 108), (192, 108), over=False)
    middle = spot.way @ np.array([(spot.size[0] - 1) / 2, (spot.size[1] - 1) / 2, 1])
    assert np.allclose(middle, [95.5, 53.5])
