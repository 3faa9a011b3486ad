"""What a draft is made of, found and checked: its pictures, videos and sounds by asset id.

All that is missing or of the wrong kind is told at once. Pictures are looked at when their turn comes, films and sounds
are opened as often as they are read. Not for looking at pictures (front.py) or for what the draft does with them.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from vivant.errors import DraftError, MissingInput, Problem, UnreadableInput, UsageError, VivantError
from vivant.media import Clip, open_clip, read_image
from vivant.media.formats import HEAD_BYTES, recognise
from vivant.render.material import Film, Material
from vivant.scene import Scene
from vivant.sound.composing import found_bed, found_style
from vivant.timeline import Asset, Draft
from vivant.units import Frame, Size

Given: TypeAlias = "str | Path | bytes | Frame | Scene | Film | Callable[[], Scene]"
"""A picture, video or sound: a file; for a picture also its bytes, an (H, W, 3) array, a scene or what gives one."""
Look: TypeAlias = Callable[[Any], Scene]
"""What looks at a picture: its file, bytes or array."""
KINDS = {"image": "picture", "video": "video", "audio": "sound"}


class Photo:
    """A picture that is looked at when its turn comes, and again when it comes again."""

    def __init__(self, source: Any, look: Look, size: Size) -> None:
        self._source, self._look, self.size = source, look, size

    def __call__(self) -> Scene:
        return self._look(self._source)


def read_draft(path: Path) -> Draft:
    """The draft in a file of JSON. Raises MissingInput, UnreadableInput or DraftError."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise MissingInput(f"There is no file {path}. Check the name and the folder.", place=str(path)) from None
    except (OSError, ValueError) as failure:
        raise UnreadableInput(f"{path} is no draft that can be read: {failure}.", place=str(path)) from None
    if not isinstance(data, dict):
        raise UnreadableInput(f"{path} is no draft: it should be a JSON object with tracks in it.", place=str(path))
    return Draft.from_dict(data)


def materials(draft: Draft, assets: Mapping[str, Given], look: Look) -> dict[str, Material]:
    """The materials of a draft. Raises DraftError that lists all that is missing or of the wrong kind."""
    found: dict[str, Material] = {}
    problems: list[Problem] = []
    for asset in used(draft):
        if asset.recipe:
            problems += _recipe_problems(asset)
        elif asset.id not in assets:
            sentence = f"Nothing was given for asset {asset.id!r}{f' ({asset.name})' if asset.name else ''}."
            problems.append(Problem("unknown_asset", f"a.{asset.id}", asset.id, sorted(assets), sentence))
        else:
            try:
                found[asset.id] = _material(asset, assets[asset.id], look)
            except DraftError as failure:
                problems += failure.problems
            except VivantError as failure:
                value = str(assets[asset.id])[:200]
                problems.append(Problem(failure.code, f"a.{asset.id}", value, None, failure.sentence))
    if problems:
        raise DraftError(tuple(problems))
    return found


def used(draft: Draft) -> Iterator[Asset]:
    """The assets that are seen or heard, each once; one that the draft does not tell of has no name and no kind."""
    told, seen = draft.assets(), set()
    for track in draft.tracks():
        if track.kind == "picture" or (track.kind == "sound" and not track.muted):
            for segment in track.segments:
                if segment.asset not in seen:
                    seen.add(segment.asset)
                    yield told.get(segment.asset) or Asset(segment.asset, "")  # type: ignore[arg-type]


def by_name(draft: Draft, folder: Path) -> dict[str, Path]:
    """The files of a draft: its assets' names in `folder`, or there their ids with any ending."""
    found = {}
    for asset in used(draft):
        if asset.recipe:
            continue
        named = folder / asset.name if asset.name else None
        other = sorted(folder.glob(f"{asset.id}.*")) if set("*?[/\\").isdisjoint(asset.id) else []
        if named is not None and (named.is_file() or not other):
            found[asset.id] = named
        elif other:
            found[asset.id] = other[0]
    return found


def _material(asset: Asset, given: Given, look: Look) -> Material:
    if isinstance(given, Scene):
        _of_kind(asset, "picture", "the scene")
        return given
    if isinstance(given, (bytes, np.ndarray)):
        _of_kind(asset, "picture", "what was given")
        return Photo(given, look, _size(asset, given))
    if callable(given):
        _of_kind(asset, "picture", "what was given")
        size = (asset.width, asset.height) if asset.width and asset.height else None
        return given if size is None else Photo(given, _called, size)
    if not isinstance(given, (str, Path)):
        _of_kind(asset, given.info.kind, str(getattr(given, "path", "the film")), sounding=given.info.has_sound)
        return given
    path = Path(given)
    if path.is_file() and asset.kind != "video":
        with path.open("rb") as file:
            if recognise(file.read(HEAD_BYTES)) is not None:
                _of_kind(asset, "picture", str(path))
                return Photo(path, look, _size(asset, path))
    clip = open_clip(path)
    _of_kind(asset, clip.info.kind, str(path), sounding=clip.info.has_sound)
    return clip


def _called(give: Callable[[], Scene]) -> Scene:
    return give()


def _of_kind(asset: Asset, kind: str, name: str, *, sounding: bool = False) -> None:
    """Raises DraftError where a thing is not what the draft takes it for; a video with sound can be heard too."""
    wanted = KINDS.get(asset.kind, kind)
    if kind != wanted and not (wanted == "sound" and sounding):
        sentence = f"Asset {asset.id!r} is a {wanted} in the draft, but {name} is a {kind}. Give a {wanted}."
        raise DraftError((Problem("kind", f"a.{asset.id}.k", kind, wanted, sentence),))


def _size(asset: Asset, given: str | Path | bytes | Frame) -> Size:
    """As the draft says, or as the picture is."""
    if isinstance(given, np.ndarray):
        return int(given.shape[1]), int(given.shape[0])
    if asset.width and asset.height:
        return asset.width, asset.height
    return read_image(given).source_size


def _recipe_problems(asset: Asset) -> Iterator[Problem]:
    try:
        if "bed" in asset.recipe:
            found_bed(str(asset.recipe["bed"]))
        else:
            found_style(str(asset.recipe.get("style", "")))
    except VivantError as failure:
        yield Problem("recipe", f"a.{asset.id}.gen", dict(asset.recipe), None, failure.sentence)


def digest_of(given: Given) -> str:
    """What tells one content from another."""
    digest = hashlib.blake2b(digest_size=16)
    if isinstance(given, Clip):
        given = given.path
    if isinstance(given, (str, Path)):
        with Path(given).open("rb") as file:
            return hashlib.file_digest(file, lambda: digest).hexdigest()
    for part in _parts(given):
        digest.update(part)
    return digest.hexdigest()


def _parts(given: Any) -> Iterator[bytes]:
    if isinstance(given, Scene):
        for plane in (given.image, given.disparity, given.subject, given.sky, given.water, given.ground):
            yield from _parts(plane)
        yield repr((given.kind, given.horizon_h, given.confidence)).encode()
    elif isinstance(given, np.ndarray):
        yield repr((given.shape, given.dtype)).encode()
        yield given.tobytes()
    elif isinstance(given, bytes):
        yield given
    else:
        try:
            yield pickle.dumps(given)
        except (pickle.PicklingError, AttributeError, TypeError):
            sentence = f"{given!r} cannot be sent to another process. Give files, or use one worker."
            raise UsageError(sentence, place="assets", value=repr(given)) from None
