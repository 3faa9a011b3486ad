"""What the knobs of flows and effects mean in words: how fast, which way, which colour. Not for setting them
(applying.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from vivant import effects, flows
from vivant.timeline import Applied

BLOWN = {"wind": 0.45, "drift": 0.06}
"""Knobs that carry an effect to the right (+) or to the left (-), and how far where a direction is asked for."""
RISING = ("bubbles", "embers")
"""Effects that rise; others that the wind carries fall."""
CARRIED = ("river", "clouds", "timelapse_sky", "smoke", "mist", "waves", "sand")
"""Flows that go one way."""
PACES = ("speed", "pace", "per_minute", "often", "drift", "rate", "breathing", "flicker", "twinkle", "gusts")
"""Knobs that say how fast something is, the first that there is."""


def knobs_of(kind: str) -> dict[str, Any]:
    """The settings of a flow or an effect, as its file has them."""
    entry = flows.catalogue().get(kind) or effects.catalogue().get(kind)
    return dict(entry.params.model_fields) if entry else {}


def has_pace(kind: str) -> bool:
    """Whether a flow or an effect can be slower: no colour is."""
    return any(knob in knobs_of(kind) for knob in PACES)


def goes_one_way(one: Applied) -> bool:
    """Whether a flow or an effect goes one way now, so that it can go the other."""
    return one.direction_deg is not None or one.kind in CARRIED or any(one.knobs.get(knob) for knob in BLOWN)


def choice(said: str, rules: Mapping[str, Any]) -> dict[str, bool | float | str]:
    """The knob that takes a colour, given by its possible values, the closest first."""
    for value in said.split():
        for knob, rule in rules.items():
            if value in get_args(rule.annotation):
                return {knob: value}
    return {}


def within(rule: Any, value: float) -> float:
    """A knob's value inside its range."""
    for limit in rule.metadata:
        value = max(value, getattr(limit, "ge", value))
        value = min(value, getattr(limit, "le", value))
    rounded = round(value, 4)
    return round(rounded) if rule.annotation is int else rounded
