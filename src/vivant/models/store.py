"""Where models lie on this machine, in which condition they are, and taking them away.

The folder and its layout are those of the Hugging Face hub's cache (blobs by their SHA-256, snapshots that point to
them), so that other programs find the same file. Not for fetching; fetch.py does that. Nothing here needs the extra.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from vivant.models.catalogue import Model

State: TypeAlias = Literal["there", "partial", "damaged", "absent"]

ENDPOINT = "https://huggingface.co"
TRUE = ("1", "ON", "YES", "TRUE")
"""What the hub's own programs take for yes in a setting."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where models are kept and where they are fetched from.

    folder    the cache of the hub
    endpoint  address of the hub or of a mirror, without a slash at the end
    offline   whether fetching is switched off
    """

    folder: Path
    endpoint: str = ENDPOINT
    offline: bool = False

    @classmethod
    def usual(cls, settings: Mapping[str, str] = os.environ) -> Place:
        """The place that the hub's settings name: HF_HOME or HF_HUB_CACHE, HF_ENDPOINT, HF_HUB_OFFLINE."""
        base = settings.get("XDG_CACHE_HOME") or "~/.cache"
        home = settings.get("HF_HOME") or f"{base}/huggingface"
        folder = settings.get("HF_HUB_CACHE") or settings.get("HUGGINGFACE_HUB_CACHE") or f"{home}/hub"
        offline = settings.get("HF_HUB_OFFLINE") or settings.get("TRANSFORMERS_OFFLINE") or ""
        return cls(
            folder=Path(os.path.expandvars(folder)).expanduser(),
            endpoint=(settings.get("HF_ENDPOINT") or ENDPOINT).rstrip("/"),
            offline=offline.upper() in TRUE,
        )

    def repository(self, model: Model) -> Path:
        """The folder of the model's repository."""
        return self.folder / f"models--{model.repository.replace('/', '--')}"

    def file(self, model: Model) -> Path:
        """Where the model lies once it is whole; nothing unfinished ever has this name."""
        return self.repository(model) / "snapshots" / model.revision / model.file

    def blob(self, model: Model) -> Path:
        """The bytes that `file` points to."""
        return self.repository(model) / "blobs" / model.sha256

    def part(self, model: Model) -> Path:
        """What has come of the model while it is being fetched."""
        return self.blob(model).with_name(f"{model.sha256}.incomplete")

    def lock(self, model: Model) -> Path:
        """The file by which those who fetch the model keep out of each other's way."""
        return self.folder / ".locks" / self.repository(model).name / f"{model.sha256}.lock"


def condition(model: Model, place: Place, *, thorough: bool = True) -> State:
    """Whether the model is there, there in part (a fetch was interrupted, or its bytes were taken away), damaged or
    absent. Its bytes are only read, half a second for 200 MB, when `thorough`; otherwise damage is not seen."""
    file = place.file(model)
    if file.is_file():
        return "damaged" if thorough and digest(file) != model.sha256 else "there"
    return "partial" if file.is_symlink() or place.part(model).exists() else "absent"


def digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def remove(model: Model, place: Place) -> bool:
    """Take the model away, whole or in part, and nothing that another program keeps beside it. Whether it was there."""
    was_there = condition(model, place, thorough=False) != "absent"
    file = place.file(model)
    targets = [place.part(model), place.lock(model), file]
    if file.is_symlink() and not _shared(file, place.repository(model) / "snapshots"):
        targets.append(file.parent / file.readlink())
    for path in targets:
        path.unlink(missing_ok=True)
    for path in targets:
        _prune(path.parent, place.folder)
    return was_there


def missing_extra() -> str | None:
    """What to install before models can be fetched and run, in a sentence; None when everything is there."""
    lacking = [name for name in ("huggingface_hub", "onnxruntime") if find_spec(name) is None]
    return f'Models need {" and ".join(lacking)}: run pip install "vivant[models]".' if lacking else None


def _shared(file: Path, snapshots: Path) -> bool:
    """Whether another snapshot points to the same bytes."""
    others = (path for path in snapshots.rglob("*") if path.is_symlink() and path != file)
    return any(path.resolve() == file.resolve() for path in others)


def _prune(path: Path, top: Path) -> None:
    """Remove empty folders from `path` upwards, never `top` itself."""
    with suppress(OSError):
        while path != top and top in path.parents:
            path.rmdir()
            path = path.parent
