"""What a film is made of: scenes, and films and sounds that people have. Not for opening them (media)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeAlias, TypeGuard, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from vivant.scene import Scene
from vivant.units import Frame, Size

Sound: TypeAlias = NDArray[np.float32]


class Info(Protocol):
    """What a film or sound is; see media.MediaInfo."""

    @property
    def kind(self) -> str: ...
    @property
    def size(self) -> Size: ...
    @property
    def duration_s(self) -> float: ...
    @property
    def has_sound(self) -> bool: ...
    @property
    def alpha(self) -> bool: ...


@runtime_checkable
class Film(Protocol):
    """A film or a sound that can be read as often as wished; media.Clip is one."""

    @property
    def info(self) -> Any: ...

    def frames_at(self, times_s: Iterable[float], *, size: Size | None = None, alpha: bool = False) -> Iterator[Frame]:
        """The frames shown at these times, (H, W, 3) uint8, with `alpha` (H, W, 4)."""
        ...

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
        """The sound of a stretch in blocks of (n, 2) float32 at 48 kHz, silence where there is none."""
        ...


Material: TypeAlias = Scene | Film | Callable[[], Scene]
"""A scene, a film, or what looks at a picture when its turn comes: a story of many pictures holds a few at once."""


def is_film(material: Material) -> TypeGuard[Film]:
    return not isinstance(material, Scene) and hasattr(material, "frames_at")


def scene_of(material: Material) -> Scene:
    """The scene, looked at now if it has not been. Only for pictures."""
    if isinstance(material, Scene):
        return material
    assert not is_film(material)
    looked = material()  # type: ignore[operator]
    assert isinstance(looked, Scene)
    return looked
