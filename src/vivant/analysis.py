"""What was seen in a picture, as files: maps, layers and a report. Not for looking (front.py)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vivant.errors import OutputError
from vivant.scene import Scene, split
from vivant.units import Frame, Plane


def write_analysis(scene: Scene, folder: str | Path) -> dict[str, Any]:
    """What was seen, as files: disparity.png (16 bit), subject.png, sky.png, water.png, ground.png, background.png
    (what lies behind, filled), layer-1.png ... (near to far, with alpha) and report.json, whose content is returned."""
    folder = Path(folder)
    layers = split(scene.image, scene.disparity, scene.subject)
    names = [f"layer-{n}.png" for n in range(1, len(layers))]
    pictures: dict[str, Any] = {
        "disparity.png": np.rint(scene.disparity * 65535).astype(np.uint16),
        "subject.png": np.rint(scene.subject * 255).astype(np.uint8),
        "sky.png": np.rint(scene.sky * 255).astype(np.uint8),
        "water.png": np.rint(scene.water * 255).astype(np.uint8),
        "ground.png": np.rint(scene.ground * 255).astype(np.uint8),
        "background.png": cv2.cvtColor(layers[0].colour, cv2.COLOR_RGB2BGR),
    } | {name: _cut_out(layer.colour, layer.alpha) for name, layer in zip(names, reversed(layers[1:]), strict=True)}
    report = {
        "size": [scene.image.shape[1], scene.image.shape[0]], "kind": scene.kind,
        "confidence": round(scene.confidence, 3), "horizon_h": scene.horizon_h,
        "subject_share": round(float(scene.subject.mean()), 4), "sky_share": round(float(scene.sky.mean()), 4),
        "water_share": round(float(scene.water.mean()), 4), "ground_share": round(float(scene.ground.mean()), 4),
        "saw": list(scene.saw), "layers": len(layers), "files": [*pictures, "report.json"],
    }  # fmt: skip
    data = {name: cv2.imencode(".png", picture)[1].tobytes() for name, picture in pictures.items()}
    _put_all(folder, data | {"report.json": (json.dumps(report, indent=2) + "\n").encode()})
    return report


def _cut_out(colour: Frame, alpha: Plane) -> NDArray[np.uint8]:
    """Premultiplied colours as the straight BGRA that PNG wants."""
    straight = colour.astype(np.float32) / np.maximum(alpha, 1.0 / 255.0)[..., None]
    rgba = np.dstack([straight[..., ::-1].clip(0, 255), alpha * 255.0])
    return np.asarray(np.rint(rgba), np.uint8)


def _put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """All files or none: they are written beside their names first, then renamed."""
    beside = {folder / name: folder / f".{name}.part" for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for data, part in zip(files.values(), beside.values(), strict=True):
            part.write_bytes(data)
        for path, part in beside.items():
            part.replace(path)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise OutputError(f"Cannot write into {folder}: {why}. Choose another folder.", place=str(folder)) from None
    finally:
        for part in beside.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
