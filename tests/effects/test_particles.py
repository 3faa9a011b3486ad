"""What particles share: space, depth, loops, life, and the camera that looks at them."""

from __future__ import annotations

import numpy as np
import pytest

from vivant.effects import Draw, Setting, View, catalogue
from vivant.effects.particles import (
    Course,
    Depth,
    Drawn,
    Floating,
    Light,
    Lives,
    Swarm,
    SwarmParams,
    drawn,
    rounds,
    scatter,
    streak,
)
from vivant.effects.shapes import disc, stack
from vivant.units import Clock, Frame, Plane

SIZE = 240, 135
CLOCK = Clock.lasting(4, 30)
LOOP = Clock.lasting(4, 30, loop=True)
NAMES = sorted(name for name, effect in catalogue().items() if effect.kind == "particles")


def setting(size: tuple[int, int] = SIZE, level: int = 40) -> Setting:
    """A dark sky above a dark ground that comes nearer downwards, with a lit patch in it."""
    width, height = size
    photo = np.full((height, width, 3), level, np.uint8)
    photo[height * 6 // 10 : height * 8 // 10, width // 4 : width // 2] = 150
    photo[height * 7 // 10 : height * 7 // 10 + max(1, height // 60), width // 3 : width * 2 // 5] = 250
    down = np.repeat(np.linspace(0, 1, 68, dtype=np.float32)[:, None], 120, axis=1)
    disparity = np.clip(down * 1.6 - 0.8, 0, 0.8).astype(np.float32)
    sky = (down < 0.5).astype(np.float32)
    nothing = np.zeros_like(sky)
    return Setting(photo, disparity, nothing, sky, nothing, 1 - sky)


def still(s: Setting, disparity: Plane | None = None) -> View:
    return View.still(s.size, s.disparity if disparity is None else disparity)


def moved(s: Setting, shift: tuple[float, float, float]) -> View:
    """A camera that has moved: truck, pedestal, dolly."""
    width, height = s.size
    return View(s.size, lambda: np.zeros((height, width), np.uint8), shift=shift, turn=np.eye(3), near=(0.25, 0.75))


def made(name: str, s: Setting, clock: Clock = CLOCK, seed: int = 3, **knobs: float) -> Draw:
    effect = catalogue()[name]
    assert effect.prepare is not None
    return effect.prepare(s, clock, effect.params(**knobs), np.random.default_rng(seed))


def swarm(s: Setting, clock: Clock = CLOCK, per_area: float = 200, **knobs: float) -> Swarm:
    return Swarm(s, clock, np.random.default_rng(3), per_area=per_area, p=SwarmParams(**knobs))


def change(a: Frame, b: Frame) -> float:
    return float(np.abs(a.astype(int) - b).mean())


def over_time(draw: Draw, s: Setting, level: float = 1.0) -> float:
    """How much an effect changes the picture over a clip."""
    return sum(change(draw(s.photo, still(s), i, level), s.photo) for i in range(0, CLOCK.n_frames, 3))


def test_near_particles_are_rarer_and_far_ones_are_drawn_first() -> None:
    some = swarm(setting())
    assert (np.diff(some.disparity) >= 0).all()
    assert (some.scale < 0.4).sum() > 2 * (some.scale > 0.8).sum() > 0


def test_particles_are_not_farther_than_the_picture() -> None:
    s = setting()
    wall = Setting(s.photo, s.disparity * 0 + 0.6, s.subject, s.sky, s.water, s.ground)
    assert (swarm(wall).disparity > 0.6).all()
    assert Depth().share(wall) < Depth().share(s)


def test_half_the_amount_is_the_first_half_of_the_same_particles() -> None:
    s = setting()
    whole, half = swarm(s, amount=1.0), swarm(s, amount=0.5)
    assert half.n == pytest.approx(whole.n / 2, abs=1)
    assert np.isin(half.scale, whole.scale).all()


def test_a_swarm_grows_with_the_level() -> None:
    some = swarm(setting())
    assert not some.shown(0.0).any()
    assert (some.shown(1.0) == 1.0).all()
    assert 0.3 < some.shown(0.5).mean() < 0.7
    assert (some.shown(0.6) >= some.shown(0.5)).all()


def test_chance_does_not_know_the_size_in_pixels() -> None:
    small, large = swarm(setting()), swarm(setting((960, 540)))
    assert small.n == large.n
    np.testing.assert_allclose(small.scale, large.scale)


@pytest.mark.parametrize("rate", [0.01, 0.3, 1.4, 7.7])
def test_rates_are_whole_in_a_loop(rate: float) -> None:
    whole = rounds(LOOP, rate) * LOOP.duration_s
    assert whole == pytest.approx(max(1, round(rate * LOOP.duration_s)))
    assert rounds(CLOCK, rate) == rate


@pytest.mark.parametrize("speed", [0.03, 0.4, 2.5])
def test_a_course_comes_round_and_keeps_its_speed(speed: float) -> None:
    some = swarm(setting(), LOOP)
    course = Course(some, 0.1, speed)
    first, last = course.at(0.0), course.at(LOOP.duration_s)
    for a, b in zip(first, last, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)
    x, y, there = course.at(1.0)
    later = course.at(1.0 + 1e-3)
    seen = (abs(later[1] - y) < 0.5) & (there > 0)
    assert seen.mean() > 0.5
    assert np.median((later[1] - y)[seen]) / 1e-3 == pytest.approx(speed, rel=0.45)
    assert (abs(x) <= some.box[0]).all() and (abs(y) <= some.box[1]).all()


@pytest.mark.parametrize("clock", [CLOCK, LOOP])
def test_nothing_pops_inside_the_frame(clock: Clock) -> None:
    s = setting()
    some = swarm(s, clock)
    half_x, half_y = s.half
    for path in (Course(some, 0.2, 0.15 * some.scale), Floating(some, drift=0.1, wander=0.1, seconds=2.0, rate_hz=0.3)):
        before = path.at(0.0)
        for i in range(1, clock.n_frames + 1):
            now = path.at(clock.time_s(i))
            jumped = np.hypot(now[0] - before[0], now[1] - before[1]) > 0.1
            inside = [(abs(p[0]) < half_x + 0.1) & (abs(p[1]) < half_y + 0.1) & (p[2] > 0.05) for p in (before, now)]
            assert not (jumped & (inside[0] | inside[1])).any()
            before = now


def test_lives_start_anew_elsewhere_and_come_round_in_a_loop() -> None:
    lives = Lives(swarm(setting(), LOOP), 1.3)
    age, count = lives.at(0.5)
    again, same = lives.at(0.5 + LOOP.duration_s)
    np.testing.assert_allclose(age, again, atol=1e-6)
    np.testing.assert_array_equal(count, same)
    assert set(np.unique(count)) <= {0.0, 1.0, 2.0}


def test_a_particle_is_hidden_behind_what_is_nearer_than_it() -> None:
    s = setting()
    one = Drawn(np.array([0.0]), np.array([0.0]), np.array([0.5]), (0.1, 0.1), (1.0, 1.0, 1.0), 1.0)
    plane = np.zeros((68, 120), np.float32)
    before = drawn(s.photo, still(s, plane + 0.4), stack(disc()), one, add=False)
    behind = drawn(s.photo, still(s, plane + 0.6), stack(disc()), one, add=False)
    assert change(before, s.photo) > 1
    np.testing.assert_array_equal(behind, s.photo)


def test_near_particles_move_more_than_far_ones_when_the_camera_does() -> None:
    s = setting()
    two = Drawn(np.zeros(2), np.zeros(2), np.array([0.1, 1.0]), (0.01, 0.01), (1.0, 1.0, 1.0), 1.0)
    rest, seen = two.rows(still(s)), two.rows(moved(s, (0.2, 0.0, 0.0)))
    far, near = rest[:, 0] - seen[:, 0]
    assert near > 2 * far > 0
    closer = two.rows(moved(s, (0.0, 0.0, 0.3)))
    assert closer[1, 2] > closer[0, 2] > rest[0, 2]


def test_the_camera_does_not_see_the_border_of_the_swarm() -> None:
    s = setting()
    draw = made("snow", s, density=3.0)
    for shift in ((0.25, 0.0, 0.0), (-0.25, 0.0, 0.0), (0.0, 0.2, 0.0), (0.0, 0.0, -0.25)):
        seen = draw(s.photo, moved(s, shift), 0, 1.0) != s.photo
        height, width = seen.shape[:2]
        sides = seen[:, : width // 8], seen[:, -width // 8 :], seen[: height // 6], seen[-height // 6 :]
        assert min(side.mean() for side in sides) > 0.3 * seen.mean()


def test_what_moves_is_as_long_as_its_way() -> None:
    (wide, high), turn = streak(0.0, 0.2, 0.01)
    assert (wide, high, turn) == pytest.approx((0.11, 0.01, np.pi / 2))


def test_what_is_scattered_lies_where_the_map_weighs() -> None:
    s = setting()
    u, v, w = np.random.default_rng(1).random((3, 500))
    _, y = scatter(s.ground, s, u, v, w)
    assert (y > -0.02).all()
    _, anywhere = scatter(s.ground * 0, s, u, v, w)
    assert anywhere.min() < -0.4


def test_light_is_brighter_where_the_picture_is() -> None:
    s = setting()
    light = Light(s).at(np.array([-0.2, 0.7]), np.array([0.2, -0.4]))
    assert light[0].mean() > 1.2 * light[1].mean() > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_and_half_the_amount_less(name: str) -> None:
    s = setting()
    whole, half = made(name, s), made(name, s, amount=0.5)
    for i in (0, 41):
        np.testing.assert_array_equal(whole(s.photo, still(s), i, 1.0), made(name, s)(s.photo, still(s), i, 1.0))
    assert 0.2 * over_time(whole, s) < over_time(half, s) < 0.85 * over_time(whole, s)
    np.testing.assert_array_equal(made(name, s, amount=0.0)(s.photo, still(s), 5, 1.0), s.photo)
    np.testing.assert_array_equal(whole(s.photo, still(s), 5, 0.0), s.photo)
    assert over_time(whole, s, 0.5) < over_time(whole, s)


@pytest.mark.parametrize("name", NAMES)
def test_an_effect_of_particles_closes_its_loop(name: str) -> None:
    s = setting()
    draw = made(name, s, LOOP)
    first, again = draw(s.photo, still(s), 0, 1.0), draw(s.photo, still(s), LOOP.n_frames, 1.0)
    assert np.abs(first.astype(int) - again).max() <= 2


@pytest.mark.parametrize("name", NAMES)
def test_an_effect_of_particles_looks_the_same_at_twice_the_size(name: str) -> None:
    small, large = setting((320, 180)), setting((640, 360))
    a, b = made(name, small), made(name, large)
    for i in (0, 50):
        whole = b(large.photo, still(large), i, 1.0)
        half = whole.reshape(180, 2, 320, 2, 3).mean((1, 3))
        seen = change(a(small.photo, still(small), i, 1.0), small.photo)
        rest = large.photo.reshape(180, 2, 320, 2, 3).mean((1, 3))
        assert float(np.abs(half - rest).mean()) == pytest.approx(seen, rel=0.3, abs=0.05)
