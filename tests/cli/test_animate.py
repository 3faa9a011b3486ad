"""`vivant animate` from end to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.command import SMALL, Vivant, sentences, surroundings
from vivant import media


def test_a_photo_and_a_sentence_become_a_video(vivant: Vivant, photo_jpg: Path) -> None:
    done = vivant("animate", photo_jpg, "slow dolly in and falling snow", "-o", "out.mp4", *SMALL)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "out.mp4\n", "stdout carries the path and nothing else"
    video = media.probe(photo_jpg.with_name("out.mp4"))
    assert (video.size, video.n_frames) == ((320, 180), 5)
    assert "Drawing: 100 %" in done.stderr
    said = "\n".join(sentences(done))
    assert "Saw: " in said and "Move: dolly in" in said and "snow" in said
    assert str(photo_jpg.with_name("out.mp4")) in said


def test_json_is_one_object_on_stdout(vivant: Vivant, photo_jpg: Path) -> None:
    done = vivant("animate", photo_jpg, "--json", "-o", "out.mp4", "--seed", "3", "--fit", "blur", "--loop", *SMALL)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["path"] == "out.mp4" and told["move"], "without a prompt a move is chosen and named"
    assert {"saw", "notes", "unknown", "size", "fps", "n_frames", "duration_s", "seconds"} <= told.keys()
    assert told["size"] == [320, 180] and told["n_frames"] == 5 and told["unknown"] == []


def test_without_a_name_no_file_is_replaced(vivant: Vivant, photo_jpg: Path) -> None:
    mine = photo_jpg.with_name("photo-vivant.mp4")
    mine.write_bytes(b"mine")
    done = vivant("animate", photo_jpg, "static", *SMALL)
    assert done.returncode == 0, done.stderr
    assert mine.read_bytes() == b"mine"
    assert media.probe(photo_jpg.with_name("photo-vivant-2.mp4")).n_frames == 5


def test_preview_is_smaller(vivant: Vivant, photo_jpg: Path) -> None:
    done = vivant("animate", photo_jpg, "pan left", "--preview", "--duration", "0.5", "-o", "out.mp4")
    assert done.returncode == 0, done.stderr
    assert media.probe(photo_jpg.with_name("out.mp4")).size[0] < 1920


def test_ones_own_depth_and_subject(vivant: Vivant, photo_jpg: Path) -> None:
    ramp = np.tile(np.linspace(0, 255, 48).astype(np.uint8), (32, 1))
    Image.fromarray(ramp).save(photo_jpg.with_name("depth.png"))
    cut_out = np.zeros((64, 96, 4), np.uint8)
    cut_out[20:50, 30:70] = 255
    Image.fromarray(cut_out).save(photo_jpg.with_name("mask.webp"), lossless=True)
    maps = ("--depth", "depth.png", "--depth-invert", "--subject", "mask.webp")
    done = vivant("animate", photo_jpg, "truck left", "-o", "out.mp4", "--json", *maps, *SMALL)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["saw"][0] == "your own depth map"


def _nothing(_path: Path) -> None:
    """There is no file."""


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    "make",
    [
        _nothing,
        _folder,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("not a picture at all"),
        lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)),
    ],
    ids=["missing", "folder", "empty", "text", "truncated"],
)
def test_what_is_no_picture_is_said_in_one_sentence(
    make: Callable[[Path], object], vivant: Vivant, tmp_path: Path
) -> None:
    make(tmp_path / "in.jpg")
    done = vivant("animate", "in.jpg", "-o", "out.mp4", *SMALL)
    assert done.returncode == 1
    (sentence,) = sentences(done)
    assert "in.jpg" in sentence and sentence.endswith(".")
    assert done.stdout == "" and not (tmp_path / "out.mp4").exists()


def test_a_failure_is_json_too_where_json_was_asked_for(vivant: Vivant, tmp_path: Path) -> None:
    done = vivant("animate", "none.jpg", "--json", "-o", "out.mp4")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "missing"
    assert len(sentences(done)) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--size", "12"),
        ("--size", "0x0"),
        ("--fps", "0"),
        ("--duration", "-1"),
        ("--fit", "squeeze"),
        ("--depth-invert", "--loop"),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_2(options: tuple[str, str], vivant: Vivant, photo_png: Path) -> None:
    done = vivant("animate", photo_png, "-o", "out.mp4", *options)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr and options[0].strip("-") in done.stderr
    assert not photo_png.with_name("out.mp4").exists()


@pytest.mark.parametrize("output", ["none/such/out.mp4", "out.xyz", "photo.png"])
def test_where_nothing_can_be_written(output: str, vivant: Vivant, photo_png: Path) -> None:
    before = photo_png.read_bytes()
    done = vivant("animate", photo_png, "-o", output, *SMALL)
    assert done.returncode in (1, 2)
    assert len(sentences(done)) == 1 and "Traceback" not in done.stderr
    assert photo_png.read_bytes() == before and list(photo_png.parent.iterdir()) == [photo_png]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_interrupting_leaves_nothing_behind(name: str, photo_png: Path) -> None:
    long = ("dolly in", "--size", "320x180", "--duration", "60", "-o", "out.mp4")
    command = [sys.executable, "-m", "vivant", "animate", str(photo_png), *long]
    with subprocess.Popen(
        command, cwd=photo_png.parent, env=surroundings(), text=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stderr is not None and running.stdout is not None
        for line in running.stderr:
            if line.startswith("Drawing"):
                break
        os.kill(running.pid, getattr(signal, name))
        said = running.stderr.read()
        assert running.wait(timeout=30) == 130
        assert running.stdout.read() == ""
    assert said.splitlines()[-1] == "Interrupted; nothing was written."
    assert "Traceback" not in said
    assert list(photo_png.parent.iterdir()) == [photo_png]


def test_colours_come_from_a_cube_file(vivant: Vivant, photo_jpg: Path, tmp_path: Path) -> None:
    rows = "\n".join(f"{r} {r} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
    (tmp_path / "film.cube").write_text(f"LUT_3D_SIZE 2\n{rows}")
    done = vivant("animate", photo_jpg, "static", "--lut", "film.cube", "-o", "out.mp4", "--json", *SMALL)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["applied"] == ["lut"]
    (tmp_path / "film.cube").write_text("LUT_3D_SIZE 2\n0 0 0")
    done = vivant("animate", photo_jpg, "static", "--lut", "film.cube", "-o", "other.mp4", *SMALL)
    assert done.returncode == 1 and "1 rows of colours" in done.stderr and "Traceback" not in done.stderr


def test_ideas_are_told_and_nothing_is_drawn(vivant: Vivant, photo_jpg: Path) -> None:
    done = vivant("animate", photo_jpg, "--ideas", "3")
    assert done.returncode == 0 and len(set(done.stdout.splitlines())) == 3
    told = json.loads(vivant("animate", photo_jpg, "让它动起来", "--ideas", "2", "--json").stdout)
    assert [set(one) for one in told] == [{"name", "words", "reason"}] * 2
    assert all(one["words"] > "\u2fff" for one in told)
    assert [path.name for path in photo_jpg.parent.iterdir()] == [photo_jpg.name]
