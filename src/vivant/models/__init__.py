"""Better eyes for those who want them: networks that people pull by name, used where they are there.

Nothing is fetched unless `pull` is called. Not for the eyes that are built in; `scene` has those and looks without any
of this.
"""

from vivant.models.catalogue import Job, Model, find, known
from vivant.models.eyes import JOBS, Found, better_eyes
from vivant.models.store import Place, State, condition, missing_extra, remove

__all__ = [
    "JOBS",
    "Found",
    "Job",
    "Model",
    "Place",
    "State",
    "better_eyes",
    "condition",
    "find",
    "known",
    "missing_extra",
    "remove",
]
