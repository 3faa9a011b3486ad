"""What keeps a draft from being drawn: names that no catalogue has, values out of range, pictures that nobody gave.

All of it at once. Not for the draft's own shape (timeline).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from vivant import flows, titles, transitions
from vivant.errors import DraftError, Problem, UsageError
from vivant.render.applied import applied_problems
from vivant.render.camera import motion_problems
from vivant.render.material import Material, is_film
from vivant.render.where import place_problems
from vivant.timeline import Draft, Segment
from vivant.timeline.values import STEADY


def check(draft: Draft, materials: Mapping[str, Material]) -> None:
    """Raises DraftError that lists every problem."""
    pictures = [track for track in draft.tracks() if track.kind == "picture"]
    if not any(track.segments for track in draft.tracks() if track.kind in ("picture", "text")):
        raise DraftError((Problem("empty", "t", None, None, "The draft shows no picture and no words; add some."),))
    segments = [segment for track in pictures for segment in track.segments]
    problems = [problem for segment in segments for problem in _problems(segment, materials)]
    problems += [p for track in draft.tracks() for segment in track.segments for p in word_problems(segment)]
    if problems:
        raise DraftError(tuple(problems))


def _problems(segment: Segment, materials: Mapping[str, Material]) -> Iterator[Problem]:
    if segment.asset not in materials:
        sentence = f"No picture was given for asset {segment.asset!r}."
        yield Problem("unknown_asset", "src.a", segment.asset, sorted(materials), sentence)
        return
    yield from segment_problems(segment, moving=is_film(materials[segment.asset]))


def segment_problems(segment: Segment, *, moving: bool) -> Iterator[Problem]:
    """What keeps a segment of a picture, or of a film that is `moving`, from being drawn, whatever it shows."""
    for motion in segment.motions:
        yield from motion_problems(motion)
        yield from place_problems(motion.aim, "mo.aim")
    if moving and segment.placement.cutout:
        sentence = f"{segment.asset!r} is a film, whose subject nobody knows, so it cannot be cut out; show all of it."
        yield Problem("not_a_picture", "tr.cut", True, None, sentence)
    for applied in segment.applied:
        if applied.kind == STEADY:
            if not moving:
                sentence = f"{segment.asset!r} is a picture, which does not shake; take the steadying away."
                yield Problem("not_a_film", "fx.k", applied.kind, None, sentence)
            continue
        yield from applied_problems(applied)
        if moving and applied.kind in flows.catalogue():
            sentence = f"{applied.kind!r} makes a picture flow, and {segment.asset!r} is a film; take it away."
            yield Problem("not_a_picture", "fx.k", applied.kind, None, sentence)
        elif moving and applied.place is not None and applied.place.name:
            sentence = (
                f"In a film nobody knows where {applied.place.name!r} is; give {applied.kind!r} an outline, a mask or "
                "a side."
            )
            yield Problem("unknown_area", "fx.area.name", applied.place.name, None, sentence)
    if segment.transition is not None:
        yield from _transition_problems(segment)


def word_problems(segment: Segment) -> Iterator[Problem]:
    """What keeps the words of a segment, where it has any, from being written."""
    if segment.text is None:
        return
    try:
        titles.check(titles.Text.from_draft(segment.text.to_dict()))
    except UsageError as failure:
        yield Problem(failure.code, failure.place, failure.value, failure.limit, failure.sentence)


def _transition_problems(segment: Segment) -> Iterator[Problem]:
    assert segment.transition is not None
    kind = segment.transition.kind
    entry = transitions.catalogue().get(kind)
    if entry is None:
        sentence = f"There is no transition called {kind!r}; `vivant catalogue transitions` lists them."
        yield Problem("unknown_transition", "tn.k", kind, sorted(transitions.catalogue()), sentence)
        return
    try:
        entry.params.model_validate(dict(segment.transition.knobs))
    except ValidationError as failure:
        for error in failure.errors():
            knob = ".".join(map(str, error["loc"]))
            sentence = f"{kind} cannot take {knob} = {error['input']!r}: {error['msg'].lower()}."
            yield Problem("knob", f"tn.p.{knob}", error["input"], error.get("ctx"), sentence)
