"""The networks that Vivant can use, as published: where they lie, how large they are, under which licence.

Not for fetching (fetch.py) or running them (nets.py). A revision is pinned and so are its bytes: whoever serves the
file, these bytes are wanted and no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant.errors import UsageError

Job: TypeAlias = Literal["depth", "subject"]


@dataclass(frozen=True, slots=True)
class Model:
    """One network.

    name          what people call it
    job           "depth" (a picture to its disparity) or "subject" (a picture to the alpha of its subject)
    sentence      what it does, for people
    licence       SPDX name of the licence of the weights
    repository    owner/name on the Hugging Face hub, and there `file` at the commit `revision`
    size_bytes    length of the file
    sha256        of the file, in hexadecimal
    memory_bytes  memory that has to be free before it runs
    """

    name: str
    job: Job
    sentence: str
    licence: str
    repository: str
    revision: str
    file: str
    size_bytes: int
    sha256: str
    memory_bytes: int

    @property
    def mend(self) -> str:
        """The command that gets the model, goes on getting it or mends it."""
        return f"vivant models pull {self.name}"


MODELS = (
    Model(
        name="depth-anything-v2-small",
        job="depth",
        sentence="Depth Anything V2, the small network: how near everything is (Yang et al. 2024).",
        licence="Apache-2.0",
        repository="onnx-community/depth-anything-v2-small",
        revision="4472b7362082ad9968fee890ca0f1e5aca36b93d",
        file="onnx/model.onnx",
        size_bytes=99_060_839,
        sha256="afb6a5c28f3b6bf1618c6e43f02073ef9dfdc70e937502d51603e57b0a1df10c",
        memory_bytes=1_500_000_000,
    ),
    Model(
        name="birefnet-lite",
        job="subject",
        sentence="BiRefNet lite at 512 pixels: the outline of what the picture is about (Zheng et al. 2024).",
        licence="MIT",
        repository="studioludens/birefnet-lite-512",
        revision="4a3c40c36c94093cc1e724d9ea428b8fa4b57dc7",
        file="onnx/model.onnx",
        size_bytes=191_877_254,
        sha256="1cb0fb360dadd15af77c639085d77a9df67db0c64315560c3de005f676345ac2",
        memory_bytes=3_000_000_000,
    ),
)
"""The larger versions of Depth Anything V2 are for non-commercial use only and stay out."""


def known() -> tuple[Model, ...]:
    """The models; of several for one job the first that is there does it."""
    return MODELS


def find(name: str) -> Model:
    """The model of that name. Raises UsageError, which names the closest one, for a name that is not known."""
    named = {model.name: model for model in known()}
    if name in named:
        return named[name]
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), named, n=1, cutoff=0.5)
    advice = f"did you mean {close[0]}?" if close else f"choose from {', '.join(named)}."
    raise UsageError(f'There is no model "{name}"; {advice}', place="name", value=name)
