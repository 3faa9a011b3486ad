"""The words pop up with a small bounce."""

from __future__ import annotations

from vivant.titles.contract import Look

WORDS = ("pop", "pop up", "bounce", "弹出", "弹跳", "弹入")
UNIT = "block"
MS = 420
EACH_MS = 0


def look(s: float) -> Look:
    near = 1 - abs(s)
    overshoot = 0.035 * 4 * near * (1 - near) * near  # highest two thirds of the way, gone at rest
    return Look(alpha=min(1.0, 1.6 * near), scale=1 - 0.12 * abs(s) + overshoot)
