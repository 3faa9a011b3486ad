"""Looking at a picture with the models that are there; when one cannot be used, the eyes that are built in go on.

Not for fetching anything. Without a model the answer costs a look into the cache's folder and loads nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vivant.errors import VivantError
from vivant.models.catalogue import Job, Model, known
from vivant.models.memory import free_bytes
from vivant.models.store import Place, condition
from vivant.units import Frame, Plane

JOBS: tuple[Job, ...] = ("depth", "subject")


@dataclass(frozen=True, slots=True)
class Found:
    """What the models saw.

    disparity  (H, W) float32, 0 far .. 1 near, or None: left to the built-in eyes
    subject    (H, W) float32 alpha, 0 .. 1, or None
    saw        a short sentence for each model that looked
    notes      a sentence for each model that is there and could not look
    """

    disparity: Plane | None = None
    subject: Plane | None = None
    saw: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def better_eyes(image: Frame, jobs: Collection[Job] = JOBS, *, place: Place | None = None) -> Found:
    """What the models that were pulled see in a picture, (H, W, 3) uint8, for the jobs that are asked for.

    `place` is where they lie (None: where the hub's settings say). Never raises because of a model.
    """
    place = place or Place.usual()
    planes: dict[Job, Plane] = {}
    saw, notes = [], []
    for model in known():
        if model.job not in jobs or model.job in planes or condition(model, place, thorough=False) == "absent":
            continue
        try:
            planes[model.job] = _look(model, place, image)
            saw.append(f"{model.job} by {model.name}")
        except (VivantError, MemoryError) as reason:
            told = "there was not enough memory" if isinstance(reason, MemoryError) else reason
            notes.append(f"The built-in eyes took over from {model.name}: {told}.")
    return Found(planes.get("depth"), planes.get("subject"), tuple(saw), tuple(notes))


def _look(model: Model, place: Place, image: Frame) -> Plane:
    """One model's plane. Raises VivantError, worded as the end of a sentence, where it cannot be had."""
    free = free_bytes()
    if free is not None and free < model.memory_bytes:
        raise VivantError(
            f"it needs {model.memory_bytes / 1e9:.1f} GB of free memory and there are {free / 1e9:.1f}", code="memory"
        )
    found = condition(model, place)
    if found == "partial":
        raise VivantError(f"it is there only in part (go on with {model.mend})", code="partial")
    if found != "there":
        raise VivantError(f"its file is damaged (mend it with {model.mend})", code="damaged")
    from vivant.models.nets import DepthModel, SubjectModel

    runner = DepthModel if model.job == "depth" else SubjectModel
    return runner(place.file(model))(image)
