"""What a wide-gamut or high-dynamic-range film looks like on an ordinary screen, as a table of colours.

Not for reading films (child_frames.py). Light is computed, not guessed: the table undoes the film's transfer curve,
compresses what is brighter than paper white in ICtCp as ITU-R BT.2390 section 5.4 describes, turns the primaries to
those of BT.709 and leaves colours that such a screen cannot show as saturated as it can.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Colours: TypeAlias = NDArray[np.float64]

PQ, HLG, PLAIN = "pq", "hlg", ""
GRID = 49
"""Steps of the table along each channel; a whole cube, so that it fills a square picture."""
SCREEN_NITS = 203.0
"""White of the ordinary screen: the diffuse white that HDR is graded for (ITU-R BT.2408)."""
USUAL_PEAK_NITS = 1000.0
HLG_GAMMA = 1.2
_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_LMS = np.array([[1688, 2146, 262], [683, 2951, 462], [99, 309, 3688]]) / 4096
_ICTCP = np.array([[2048, 2048, 0], [6610, -13613, 7003], [17933, -17390, -543]]) / 4096
_XYZ = {
    "bt2020": np.array([[0.6369580, 0.1446169, 0.1688810], [0.2627002, 0.6779981, 0.0593017],
                        [0, 0.0280727, 1.0609851]]),
    "p3": np.array([[0.4865709, 0.2656677, 0.1982173], [0.2289746, 0.6917385, 0.0792869], [0, 0.0451134, 1.0439444]]),
    "bt709": np.array([[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923],
                       [0.0193308, 0.1191948, 0.9505322]]),
}  # fmt: skip
_LUMA = np.array([0.2126, 0.7152, 0.0722])


def table(transfer: str, primaries: str, peak_nits: float = USUAL_PEAK_NITS) -> NDArray[np.uint16]:
    """(343, 343, 3) uint16: sRGB colours for the GRID**3 of full-range coded ones, red changing fastest.

    `transfer` is "pq", "hlg" or "" (an ordinary film), `primaries` "bt2020", "p3" or "bt709".
    """
    steps = np.linspace(0, 1, GRID)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    shown = on_screen(np.stack([red, green, blue], axis=-1).reshape(-1, 3), transfer, primaries, peak_nits)
    side = round(GRID**1.5)
    return np.rint(shown * 65535).astype(np.uint16).reshape(side, side, 3)


def on_screen(coded: Colours, transfer: str, primaries: str, peak_nits: float = USUAL_PEAK_NITS) -> Colours:
    """sRGB, 0 .. 1, for (n, 3) full-range coded colours."""
    if transfer == PLAIN:
        return _srgb(_into_gamut(_linear(coded) @ _turn(primaries, "bt709").T))
    nits = _pq_light(coded) if transfer == PQ else _hlg_light(coded, peak_nits)
    wide = _compressed(nits @ _turn(primaries, "bt2020").T, max(peak_nits, SCREEN_NITS))
    return _srgb(_into_gamut(wide / SCREEN_NITS @ _turn("bt2020", "bt709").T))


def _turn(source: str, target: str) -> Colours:
    turn: Colours = np.linalg.inv(_XYZ[target]) @ _XYZ[source]
    return turn


def _pq_light(code: Any) -> Any:
    """Nits of a PQ code (SMPTE ST 2084)."""
    root = np.clip(code, 0, 1) ** (1 / _M2)
    return 10_000 * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1)


def _pq_code(nits: Any) -> Any:
    power = (np.clip(nits, 0, 10_000) / 10_000) ** _M1
    return ((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2


def _hlg_light(code: Colours, peak_nits: float) -> Colours:
    """Nits of an HLG signal on a screen of that peak (ITU-R BT.2100)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(code <= 0.5, code**2 / 3, (np.exp((code - c) / a) + b) / 12)
    luminance = scene @ _XYZ["bt2020"][1]
    light: Colours = peak_nits * np.maximum(luminance, 1e-9)[:, None] ** (HLG_GAMMA - 1) * scene
    return light


def _compressed(nits: Colours, peak_nits: float) -> Colours:
    """BT.2020 light between 0 and the screen's white: intensity by the knee of BT.2390, colourfulness with it."""
    ictcp = _pq_code(np.maximum(nits @ _LMS.T, 0)) @ _ICTCP.T
    before = ictcp[:, 0]
    after = _knee(before, float(_pq_code(peak_nits)), float(_pq_code(SCREEN_NITS)))
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.where(before > 0, np.minimum(after / before, before / np.maximum(after, 1e-9)), 1)
    ictcp = np.stack([after, ictcp[:, 1] * kept, ictcp[:, 2] * kept], axis=-1)
    light: Colours = _pq_light(ictcp @ np.linalg.inv(_ICTCP).T) @ np.linalg.inv(_LMS).T
    return light


def _knee(code: Colours, peak: float, white: float) -> Colours:
    """The electrical-electrical transfer of BT.2390: straight below the knee, a Hermite curve above it."""
    e, most = np.minimum(code / peak, 1), white / peak
    start = 1.5 * most - 0.5
    t = (e - start) / (1 - start) if start < 1 else np.zeros_like(e)
    curve = (2 * t**3 - 3 * t**2 + 1) * start + (t**3 - 2 * t**2 + t) * (1 - start) + (3 * t**2 - 2 * t**3) * most
    bent: Colours = np.where(e < start, e, curve) * peak
    return bent


def _into_gamut(light: Colours) -> Colours:
    """The colours moved towards their own grey just until every channel lies in 0 .. 1."""
    grey = np.clip(light @ _LUMA, 0, 1)[:, None]
    away = light - grey
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(away > 0, (1 - grey) / away, np.where(away < 0, grey / -away, np.inf))
    inside: Colours = grey + away * np.minimum(room.min(axis=1, keepdims=True), 1)
    return np.clip(inside, 0, 1)


def _srgb(light: Colours) -> Colours:
    coded: Colours = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return coded


def _linear(coded: Colours) -> Colours:
    light: Colours = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    return light
