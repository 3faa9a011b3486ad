"""The colour science of tones, and what is asked of every tone: skin stays skin, greys stay in order, nothing clips."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.effects.keeping import SCENES
from vivant.effects import Effect, View, catalogue, tones
from vivant.units import Clock

Colours = NDArray[np.float64]

CLOCK = Clock(Fraction(30), 30)
SKIN = (
    np.array([[255, 219, 172], [241, 194, 125], [224, 172, 140], [198, 134, 96], [141, 85, 56], [180, 120, 95]]) / 255
)
TONES = sorted(name for name, effect in catalogue().items() if effect.kind == "tone" and name not in ("adjust", "lut"))
COLOURLESS = {"noir", "black_and_white", "sepia"}
NIGHTS = {"day_for_night", "cyberpunk"}
MAGENTA_DEG, YELLOW_DEG = 5.0, 110.0
"""Hues between which skin looks like skin; farther off it looks ill."""


def shown(name: str, colours: Colours, **knobs: object) -> NDArray[np.int64]:
    """Levels (n, 3) 0 .. 1 as a tone shows them, in levels of 8 bits; each fills 8 x 8 pixels, as the dither does."""
    effect: Effect = catalogue()[name]
    assert effect.prepare is not None
    setting = SCENES["day"]().setting()
    frame = np.repeat(np.repeat(np.rint(colours * 255).astype(np.uint8)[None], 8, axis=0), 8, axis=1)
    draw = effect.prepare(setting, CLOCK, effect.params(**knobs), np.random.default_rng(0))
    view = View.still((frame.shape[1], frame.shape[0]), np.ones((4, 4), np.float32))
    out = draw(np.ascontiguousarray(frame), view, 0, 1.0)
    return np.rint(out.reshape(8, -1, 8, 3).mean(axis=(0, 2))).astype(np.int64)


def hue_deg(level: Colours) -> Colours:
    lab = tones.to_lab(tones.decoded(level))
    return np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))


def greys(tone: Colours) -> Colours:
    """Greys of these tones, in Oklab."""
    return tones.toned_to(np.zeros((*tone.shape, 3)), tone)


# --- the science ------------------------------------------------------------------------------------------------------


def test_oklab_gives_the_values_of_its_paper() -> None:
    xyz = np.array([[0.950, 1.0, 1.089], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    light = xyz @ np.linalg.inv(tones._XYZ).T
    paper = [[1.0, 0.0, 0.0], [0.450, 1.236, -0.019], [0.922, -0.671, 0.263], [0.153, -1.415, -0.449]]
    assert np.allclose(tones.to_lab(light), paper, atol=2e-3)


def test_colours_come_back_from_oklab() -> None:
    light = tones.decoded(tones.unchanged(17))
    assert np.allclose(tones.to_light(tones.to_lab(light)), light, atol=1e-9)


def test_levels_come_back_from_light() -> None:
    level = np.arange(256)[:, None] / 255.0
    assert np.allclose(tones.encoded(tones.decoded(level)), level, atol=1e-9)


def test_colours_beyond_the_gamut_keep_their_luminance_and_hue() -> None:
    light = np.array([[1.4, 0.2, 0.1], [-0.2, 0.6, 0.3], [0.3, 0.2, 1.8]])
    inside = tones.within(light)
    assert inside.min() >= 0.0 and inside.max() <= 1.0 + 1e-9
    assert np.allclose(inside @ tones.LUMA, light @ tones.LUMA)
    grey, was = ((c - (c @ tones.LUMA)[:, None]) for c in (inside, light))
    assert np.allclose(grey / np.linalg.norm(grey, axis=1)[:, None], was / np.linalg.norm(was, axis=1)[:, None])


def test_a_warmer_white_is_the_daylight_of_a_lower_temperature() -> None:
    # CIE 15: daylight of 5000 kelvin is at x 0.3457, y 0.3586.
    white = tones._white(200.0, 0.0)
    assert np.allclose(white[:2] / white.sum(), [0.3457, 0.3586], atol=3e-4)
    grey = np.full((1, 3), 0.4)
    warm, cool, pink = (tones.balanced(grey, *way)[0] for way in ((0.5, 0.0), (-0.5, 0.0), (0.0, 0.5)))
    assert warm[0] > warm[1] > warm[2] and cool[0] < cool[1] < cool[2] and pink[1] < min(pink[0], pink[2])
    assert np.allclose([c @ tones.LUMA for c in (warm, cool, pink)], 0.4, atol=1e-4)
    assert np.allclose(tones.balanced(grey, 0.0), grey)


def test_tones_are_counted_as_cie_1976_counts_them() -> None:
    luminance = np.array([0.0, 0.001, 0.008856, 0.18, 0.5, 1.0])
    lstar = np.array([0.0, 0.9033, 8.0, 49.496, 76.069, 100.0])
    lab = tones.to_lab(np.repeat(luminance[:, None], 3, axis=1))
    assert np.allclose(tones.tone_of(lab) * 100, lstar, atol=0.02)
    assert np.allclose(tones.tone_of(tones.toned_to(lab, tones.tone_of(lab)[::-1])) * 100, lstar[::-1], atol=0.02)


@pytest.mark.parametrize("stops", [-1.0, -0.3, 0.0, 0.4, 1.0, 2.0])
def test_exposure_counts_in_stops_and_burns_nothing_out(stops: float) -> None:
    light = np.linspace(0.0, 1.0, 200)
    out = tones.exposed(light, stops)
    assert np.isclose(out[1] / light[1], 2.0**stops, rtol=0.03)
    assert (np.diff(out) > 0).all() and out[-1] <= 1.0 + 1e-12


@pytest.mark.parametrize("contrast", [-1.0, -0.4, 0.2, 0.6, 1.0])
def test_a_curve_keeps_the_order_of_greys_and_turns_around_its_pivot(contrast: float) -> None:
    ramp = np.linspace(0.0, 1.0, 301)
    out = tones.tone_of(tones.contrasted(greys(ramp), contrast, pivot=0.5))
    assert (np.diff(out) > 0).all() and np.isclose(out[150], 0.5)
    steeper = (out[160] - out[140]) / (ramp[160] - ramp[140])
    assert steeper > 1.05 if contrast > 0 else steeper < 0.95
    assert out[0] >= 0.0 and out[-1] <= 1.0


@pytest.mark.parametrize("way", [-1.0, 1.0])
def test_highlights_and_shadows_move_apart_and_keep_their_order(way: float) -> None:
    ramp = np.linspace(0.0, 1.0, 301)
    for shadows, highlights in ((way, 0.0), (0.0, way), (way, way), (way, -way)):
        assert (np.diff(tones.tone_of(tones.opened(greys(ramp), shadows, highlights))) > 0).all()
    dark, bright = (tones.tone_of(tones.opened(greys(ramp), *by)) - ramp for by in ((way, 0.0), (0.0, way)))
    assert abs(dark[75]) > 2 * abs(dark[225]) and abs(bright[225]) > 2 * abs(bright[75])


def test_skin_is_known_from_leaves_sky_and_grey() -> None:
    assert tones.skin(tones.to_lab(tones.decoded(SKIN))).min() > 0.4
    others = np.array([[60, 120, 40], [110, 150, 210], [128, 128, 128], [220, 30, 30], [250, 250, 250]]) / 255
    assert tones.skin(tones.to_lab(tones.decoded(others))).max() < 0.15


def test_protected_skin_keeps_its_hue() -> None:
    before = tones.to_lab(tones.decoded(SKIN))
    tinted = before + np.array([0.0, -0.03, -0.03])
    kept = tones.keeping_skin(tinted, before, 1.0)
    far, near = (np.abs(np.arctan2(c[:, 2], c[:, 1]) - np.arctan2(before[:, 2], before[:, 1])) for c in (tinted, kept))
    assert (near < 0.6 * far).all()


def test_a_turn_of_hue_leaves_other_hues() -> None:
    blue, red = (tones.to_lab(tones.decoded(np.array(c))) for c in ([0.2, 0.4, 0.9], [0.8, 0.2, 0.15]))
    at = float(np.degrees(np.arctan2(blue[2], blue[1])))
    turned = tones.turned(blue, at, 30.0, -25.0)
    assert np.isclose((np.degrees(np.arctan2(turned[2], turned[1])) - at) % 360, 335.0)
    assert np.allclose(tones.turned(red, at, 30.0, -25.0), red, atol=2e-3)


def test_a_fade_is_a_mix_of_tables_and_more_than_all_is_the_tone_twice() -> None:
    table = tones.tables(lambda light: 0.25 * light, 2.0, side=5)
    plain = tones.unchanged(5)
    once = tones.encoded(0.25 * tones.decoded(plain))
    assert np.allclose(table(0), plain, atol=1e-6) and np.allclose(table(tones.FADE), once, atol=1e-6)
    assert np.allclose(table(tones.FADE // 4), 0.75 * plain + 0.25 * once, atol=1e-6)
    assert np.allclose(table(2 * tones.FADE), tones.encoded(0.0625 * tones.decoded(plain)), atol=1e-6)


# --- the tones --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TONES)
def test_greys_stay_in_order_and_none_of_them_is_lost(name: str) -> None:
    ramp = np.repeat(np.arange(0, 256)[:, None], 3, axis=1) / 255.0
    out = shown(name, ramp, **({"glow": 0.0} if name == "dreamy" else {})) @ np.array([0.3, 0.6, 0.1])
    assert (np.diff(out) > -0.8).all()
    assert out[30] - out[4] > 1.0, "shadows are crushed"
    assert out[250] - out[215] > 2.0, "highlights are burnt"
    assert np.diff(out).max() < 4.0, "greys are torn apart"


@pytest.mark.parametrize("name", TONES)
def test_smooth_colours_stay_smooth(name: str) -> None:
    """Colours that are next to each other stay so: no tone tears a gradient."""
    t = np.linspace(0.0, 1.0, 200)[:, None]
    knobs = {"glow": 0.0} if name == "dreamy" else {}
    for first, last in (
        ((0.2, 0.4, 0.9), (0.9, 0.95, 1.0)),
        ((0.1, 0.2, 0.05), (0.9, 0.8, 0.2)),
        ((0.9, 0.1, 0.1), (0.1, 0.1, 0.9)),
    ):
        out = shown(name, np.array(first) * (1 - t) + np.array(last) * t, **knobs)
        assert np.abs(np.diff(out, axis=0)).max() <= 6


@pytest.mark.parametrize("name", [name for name in TONES if name not in COLOURLESS | NIGHTS])
def test_skin_stays_skin(name: str) -> None:
    out = shown(name, SKIN, **({"glow": 0.0} if name == "dreamy" else {})) / 255.0
    assert (hue_deg(out) > MAGENTA_DEG).all() and (hue_deg(out) < YELLOW_DEG).all()
    assert np.abs(hue_deg(out) - hue_deg(SKIN)).max() < 24.0


@pytest.mark.parametrize("name", TONES)
def test_black_and_white_are_never_pushed_out_of_range(name: str) -> None:
    out = shown(name, np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]), **({"glow": 0.0} if name == "dreamy" else {}))
    assert out[0].max() < 62 and out[1].max() > (80 if name in ("day_for_night", "cyberpunk") else 185)


def test_night_has_no_white_and_is_blue() -> None:
    out = shown("day_for_night", np.array([[1.0, 1.0, 1.0], [0.5, 0.5, 0.5], [0.9, 0.92, 0.95]]))
    assert out.max() < 175 and (out[:, 2] > out[:, 0] + 10).all()


def test_colourless_tones_have_no_colour_but_their_own() -> None:
    colours = np.array([[0.9, 0.1, 0.1], [0.1, 0.7, 0.2], [0.2, 0.3, 0.9]])
    for name in ("noir", "black_and_white"):
        assert np.ptp(shown(name, colours), axis=1).max() <= 1
    brown = shown("sepia", colours)
    assert (brown[:, 0] > brown[:, 1]).all() and (brown[:, 1] > brown[:, 2]).all()


def test_warm_is_warm_and_cool_is_cool() -> None:
    grey = np.full((1, 3), 0.5)
    warm, cool, gold = (shown(name, grey)[0] for name in ("warm", "cool", "golden_hour"))
    assert warm[0] > warm[2] + 15 and cool[2] > cool[0] + 15 and gold[0] - gold[2] > warm[0] - warm[2]


def test_the_cinema_is_teal_below_and_orange_above() -> None:
    dark, bright = shown("cinematic", np.array([[0.22] * 3, [0.75] * 3]))
    assert dark[2] > dark[0] + 6 and dark[1] > dark[0] + 4 and bright[0] > bright[2] + 6


def test_dials_at_rest_change_nothing_and_each_does_what_it_says() -> None:
    colours = np.array([[0.2, 0.22, 0.25], [0.5, 0.4, 0.3], [0.8, 0.82, 0.85]])
    rest = np.rint(colours * 255)
    assert (shown("adjust", colours) == rest).all()
    light = np.array([0.3, 0.6, 0.1])
    assert (shown("adjust", colours, exposure=0.5) @ light > rest @ light + 5).all()
    assert np.ptp(shown("adjust", colours, contrast=0.5) @ light) > np.ptp(rest @ light) + 5
    assert np.ptp(shown("adjust", colours, saturation=-1.0), axis=1).max() <= 1
    assert np.ptp(shown("adjust", colours, saturation=0.8)[1]) > np.ptp(rest[1]) + 5
    assert np.diff(shown("adjust", colours, temperature=0.5) - rest, axis=1).max() < 0
    assert (shown("adjust", colours, tint=0.5) - rest)[:, 1].max() < 0
    assert (shown("adjust", colours, shadows=1.0) - rest)[0].min() > 5
    assert (shown("adjust", colours, highlights=-1.0) - rest)[2].max() < -5


def test_a_lamp_stays_warm_at_night() -> None:
    lamp = np.array([[1.0, 0.86, 0.5]])
    kept, gone = shown("day_for_night", lamp, lamps=1.0)[0], shown("day_for_night", lamp, lamps=0.0)[0]
    assert kept[0] > kept[2] + 25 and kept.sum() > gone.sum() + 40


def test_the_sky_is_darkened_further_where_the_camera_sees_it() -> None:
    effect, scene = catalogue()["day_for_night"], SCENES["day"]()
    assert effect.prepare is not None
    setting = scene.setting()
    frames = [
        effect.prepare(setting, CLOCK, effect.params(sky=sky), np.random.default_rng(0))(
            np.full((96, 160, 3), 200, np.uint8), scene.view(), 0, 1.0
        )
        for sky in (0.0, 2.0)
    ]
    fall = frames[0].mean(axis=2) - frames[1].mean(axis=2)
    assert fall[5:25, 20:60].min() > 15 and fall[70:].max() < 2


def test_bright_parts_glow_into_the_dark_in_a_dream() -> None:
    effect, setting = catalogue()["dreamy"], SCENES["day"]().setting()
    assert effect.prepare is not None
    frame = np.full((96, 160, 3), 20, np.uint8)
    frame[40:56, 70:90] = 255
    near = {
        glow: effect.prepare(setting, CLOCK, effect.params(glow=glow), np.random.default_rng(0))(
            frame, SCENES["day"]().view(), 0, 1.0
        )[48, 93].mean()
        for glow in (0.0, 0.4)
    }
    assert near[0.4] > near[0.0] + 8


@pytest.mark.parametrize("name", ["golden_hour", "warm"])
def test_gold_is_not_laid_over_gold(name: str) -> None:
    """A picture that is amber already gets less of it than one without colour."""
    usual = SCENES["day"]().setting()
    warmer = []
    for level in ([128, 128, 128], [150, 118, 70]):
        photo = np.broadcast_to(np.array(level, np.uint8), usual.photo.shape)
        effect: Effect = catalogue()[name]
        assert effect.prepare is not None
        draw = effect.prepare(replace(usual, photo=photo), CLOCK, effect.params(), np.random.default_rng(0))
        grey = np.full((8, 8, 3), 128, np.uint8)
        out = draw(grey, View.still((8, 8), np.ones((4, 4), np.float32)), 0, 1.0).mean(axis=(0, 1))
        warmer.append(float(out[0] - out[2]))
    assert 5 < warmer[1] < 0.75 * warmer[0]
