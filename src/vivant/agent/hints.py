"""Hints: where in the picture something flows and which way, or must hold still, drawn by a person.

Not for reading files (the front door brings masks as arrays) and not for words. A hint wins over what words say of the
same flow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from pydantic import ValidationError

from vivant import flows
from vivant.errors import UsageError
from vivant.timeline import HOLD, Applied, Draft, Place, SetApplied, apply
from vivant.timeline.masks import LONGEST, pack_mask

Hint = Mapping[str, Any]
"""{"region": outline or mask, "kind": flow, "direction_deg": degrees, any knob of the flow: value}, or {"hold": outline
or mask}. An outline is a list of three or more [x, y] in fractions of the photo; a mask is (h, w), 0 .. 1."""


def hinted(draft: Draft, hints: Sequence[Hint]) -> Draft:
    """The draft with the hints in each of its segments. Raises UsageError with one sentence for a wrong hint."""
    if isinstance(hints, (str, bytes, Mapping)) or not isinstance(hints, Sequence):
        raise _wrong("Hints are a list of objects", "see docs/hints.md", hints)
    found = [_applied(hint, n) for n, hint in enumerate(hints, 1)]
    if not found:
        return draft
    edits = [SetApplied(s.id, _joined(s.applied, found)) for s in draft.main_segments()]
    return apply(draft, edits)


def _joined(said: Sequence[Applied], found: Sequence[Applied]) -> tuple[Applied, ...]:
    """What words asked for, in the places that hints give it."""
    kinds = {a.kind for a in found if a.kind != HOLD}
    words = {a.kind: a for a in said if a.kind in kinds}
    placed = [
        a
        if a.kind not in words
        else replace(
            words[a.kind],
            amount=a.amount if a.amount != 1.0 else words[a.kind].amount,
            knobs={**words[a.kind].knobs, **a.knobs},
            place=a.place,
            direction_deg=a.direction_deg if a.direction_deg is not None else words[a.kind].direction_deg,
        )
        for a in found
    ]
    return (*(a for a in said if a.kind not in kinds), *placed)


def _applied(hint: Hint, n: int) -> Applied:
    if not isinstance(hint, Mapping):
        raise _wrong(f"Hint {n} is no object", 'write it as {"region": ..., "kind": ...} or {"hold": ...}', hint)
    known = dict(hint)
    if ("region" in known) == ("hold" in known):
        raise _wrong(f"Hint {n} needs a region that flows or a hold", "give exactly one of the two", sorted(known))
    if "hold" in known:
        place = _place(known.pop("hold"), n)
        if known:
            raise _wrong(f"Hint {n} holds still", f"leave out {', '.join(sorted(map(str, known)))}", sorted(known))
        return Applied(HOLD, place=place)
    place, kind = _place(known.pop("region"), n), known.pop("kind", None)
    if kind not in flows.catalogue():
        names = ", ".join(flows.catalogue())
        raise _wrong(f"Hint {n} has kind {kind!r}, which is no flow", f"choose one of {names}", kind)
    direction_deg = _direction(known.pop("direction_deg", None), n)
    knobs = _knobs(kind, known, n)
    return Applied(kind, float(knobs.pop("amount", 1.0)), knobs, place=place, direction_deg=direction_deg)


def _direction(said: object, n: int) -> float | None:
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, (int, float)) or not math.isfinite(said):
        raise _wrong(f"Hint {n} has direction_deg {said!r}", "give degrees: 0 to the right, 90 up", said)
    return float(said) % 360.0


def _knobs(kind: str, known: dict[str, Any], n: int) -> dict[str, Any]:
    """The knobs of a flow, checked against their ranges."""
    params = flows.catalogue()[kind].params
    strange = sorted(str(name) for name in known if name not in params.model_fields)
    if strange:
        names = ", ".join(("direction_deg", *params.model_fields))
        raise _wrong(f"Hint {n} sets {strange[0]}, which {kind} does not have", f"it has {names}", strange)
    try:
        params(**known)
    except ValidationError as failure:
        error = failure.errors()[0]
        knob = ".".join(map(str, error["loc"]))
        said = str(error["msg"]).removeprefix("Input ")
        raise _wrong(f"Hint {n} sets {knob} to {error['input']!r}", f"it {said}", error["input"]) from None
    return dict(known)


def _place(region: object, n: int) -> Place:
    if isinstance(region, np.ndarray):
        return Place(mask=_packed(region, n))
    points = region if isinstance(region, Sequence) and not isinstance(region, str) else None
    if points is None or len(points) < 3 or not all(_is_point(point) for point in points):
        raise _wrong(f"The outline of hint {n} is no list of three or more [x, y]", "see docs/hints.md", region)
    outline = tuple((float(x), float(y)) for x, y in points)
    if not all(-0.1 <= value <= 1.1 for point in outline for value in point):
        raise _wrong(
            f"The outline of hint {n} leaves the photo",
            "give x and y as fractions of its width and height, 0 to 1",
            region,
        )
    return Place(polygon=outline)


def _is_point(point: object) -> bool:
    pair = isinstance(point, Sequence) and not isinstance(point, str) and len(point) == 2
    return pair and all(
        isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        for value in point  # type: ignore[attr-defined]
    )


def _packed(mask: np.ndarray[Any, np.dtype[Any]], n: int) -> str:
    """A mask as text, made smaller where it is larger than motion shows."""
    if mask.ndim != 2 or not mask.size or not np.isfinite(mask).all() or not (mask > 0.5).any():
        raise _wrong(f"The mask of hint {n} marks nothing", "give a map that is white where it flows", mask.shape)
    plane = mask.astype(np.float32)
    scale = min(1.0, LONGEST / max(plane.shape))
    if scale < 1.0:
        size = (max(1, round(plane.shape[1] * scale)), max(1, round(plane.shape[0] * scale)))
        plane = np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
    return pack_mask(plane > 0.5)


def _wrong(what: str, remedy: str, value: object) -> UsageError:
    return UsageError(f"{what}: {remedy}.", place="hints", value=value)
