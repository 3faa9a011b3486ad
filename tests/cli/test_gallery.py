"""The gallery: everything has its clips, every clip can be drawn, and the page needs nothing but itself."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from vivant import media
from vivant.errors import Problem
from vivant.moves import catalogue
from vivant.render.applied import applied_problems
from vivant.scene import Scene

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def gallery() -> Iterator[ModuleType]:
    sys.path.insert(0, str(DOCS))
    yield importlib.import_module("gallery")
    sys.path.remove(str(DOCS))


def problems(clip: Any, draft: Any) -> list[Problem]:
    (segment,) = draft.main_segments()
    return [problem for applied in segment.applied for problem in applied_problems(applied)]


def test_every_clip_asks_for_what_there_is(gallery: ModuleType) -> None:
    pictures = importlib.import_module("pictures").PICTURES
    files: set[str] = set()
    for kind, entry in gallery.entries():
        clips = gallery.clips(kind, entry)
        assert {clip.knob for clip in clips} >= {name for name in entry.params.model_fields if name not in ("cube",)}
        for clip in clips:
            assert clip.picture in pictures
            assert clip.file not in files
            files.add(clip.file)
            draft = gallery.draft_of(clip, {})
            assert problems(clip, draft) == []
            if kind == "move":
                catalogue()[clip.entry].params(**clip.knobs)
    assert len(files) > 300


def test_names_of_the_tables_exist(gallery: ModuleType) -> None:
    known = {entry.name for _, entry in gallery.entries()}
    assert set(gallery.OWN_PICTURES) | gallery.SLOW | set(gallery.TOLD) | set(gallery.AT_FIRST) <= known


def test_a_clip_is_drawn_once_and_again_when_it_must(
    gallery: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rng = np.random.default_rng(3)
    nothing = np.zeros((90, 160), np.float32)
    scene = Scene(rng.integers(0, 255, (90, 160, 3), np.uint8), nothing + 0.5, nothing, nothing)
    picture = importlib.import_module("drawn.land").Picture("noise", scene)
    monkeypatch.setattr(gallery, "_picture", lambda name: picture)
    monkeypatch.setattr(gallery, "SITE", tmp_path)
    (tmp_path / "clips").mkdir()
    clip = gallery.Clip("vignette", "lens", "coffee", {"reach": 0.9}, (), "reach", "0.9")
    assert gallery.stale([clip], {}) == [clip]
    assert gallery.draw([clip]) == []
    assert media.probe(tmp_path / clip.file).n_frames == gallery.FPS * gallery.SECONDS
    assert gallery.stale([clip], {clip.file: gallery.digest(clip)}) == []
    assert gallery.stale([clip], {clip.file: "of an older file"}) == [clip]


def test_the_page_stands_alone(gallery: ModuleType, tmp_path: Path) -> None:
    shown = [(kind, entry, gallery.clips(kind, entry)) for kind, entry in gallery.entries()]
    first = shown[0][2][0]
    (tmp_path / "clips").mkdir()
    (tmp_path / first.file).touch()
    importlib.import_module("page").write_page(tmp_path, shown)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=\"(?!clips/|#)|url\(|@import|https?:", page)
    for _, entry, _ in shown:
        assert f'id="{entry.name}"' in page and entry.words[0].replace("&", "&amp;") in page
    assert page.count("<video") == 1 and page.count('aria-label="') > len(shown)
    assert re.findall(r'src="([^"]+)"', page) == [first.file]
