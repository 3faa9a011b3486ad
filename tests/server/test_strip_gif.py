"""What was written into an animated GIF beside its pictures is gone; pixels, pace and rounds are what they were."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from vivant.server import strip

LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x07\x00\x00"
COMMENT = b"\x21\xfe\x06Secret\x06again!\x00"
TEXT = b"\x21\x01\x0c" + bytes(12) + b"\x06Secret\x00"
NOTE = b"\x21\xff\x0bSecretApp01\x06Secret\x00"
PROFILE = b"\x21\xff\x0bICCRGBG1012\x06Secret\x00"
HIDDEN = LOOP[:-1] + b"\x06Secret\x00"
XMP = (
    b"\x21\xff\x0bXMP DataXMP<?xpacket begin='\xef\xbb\xbf'?><x>Secret</x><?xpacket end='w'?>\x01"
    + bytes(range(255, -1, -1))
    + b"\x00"
)
"""An XMP packet is no chain of pieces; the stair behind it makes one of it, wherever a reader steps on it."""


def animation(*, loop: int | None = 7) -> bytes:
    """Four frames of noise with palettes of their own, shown for 20, 90, 40 and 150 ms."""
    noise = np.random.default_rng(5).integers(0, 256, (4, 24, 32, 3), np.uint8)
    first, *others = (Image.fromarray(frame).quantize(60) for frame in noise)
    out = io.BytesIO()
    rounds = {} if loop is None else {"loop": loop}
    first.save(out, "GIF", save_all=True, append_images=others, duration=[20, 90, 40, 150], **rounds)
    return out.getvalue()


def blocks(data: bytes) -> list[tuple[int, int, int]]:
    """Mark, first byte and end of every block behind the head and its table."""
    at, found = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0), []
    while data[at] != 0x3B:
        start, mark = at, data[at]
        at += 2 if mark == 0x21 else 11 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0)
        while data[at]:
            at += data[at] + 1
        at += 1
        found.append((mark, start, at))
    return found


def sprinkled(data: bytes, *notes: bytes) -> bytes:
    """The file with these blocks before every block of its own, and at its end."""
    own = blocks(data)
    parts = [data[: own[0][1]], *(b"".join(notes) + data[start:end] for _, start, end in own)]
    return b"".join([*parts, *notes, b";Secret behind the end"])


def stripped(data: bytes, tmp_path: Path) -> bytes:
    (tmp_path / "a.gif").write_bytes(data)
    strip.strip("gif", tmp_path / "a.gif", tmp_path / "b.gif")
    return (tmp_path / "b.gif").read_bytes()


def shown(data: bytes) -> tuple[list[bytes], list[int], int | None]:
    """The pixels of every frame as they are seen, how long each is shown, and how often they all are."""
    with Image.open(io.BytesIO(data)) as picture:
        frames = [(one.convert("RGBA").tobytes(), one.info["duration"]) for one in ImageSequence.Iterator(picture)]
        return [pixels for pixels, _ in frames], [ms for _, ms in frames], picture.info.get("loop")


@pytest.mark.parametrize("note", [COMMENT, TEXT, NOTE, PROFILE, HIDDEN, XMP], ids=lambda note: repr(note[1:14]))
def test_notes_go_wherever_they_are(note: bytes, tmp_path: Path) -> None:
    whole = animation()
    noted = sprinkled(whole, note)
    kept = stripped(noted, tmp_path)
    assert b"Secret" in noted and b"Secret" not in kept
    assert shown(kept) == shown(whole) and shown(whole)[1:] == ([20, 90, 40, 150], 7)


def test_a_file_without_notes_stays_as_it_is(tmp_path: Path) -> None:
    for whole in (animation(), animation(loop=None), animation(loop=0)):
        assert stripped(whole, tmp_path) == whole


def test_what_hides_behind_the_pace_of_a_frame_goes(tmp_path: Path) -> None:
    whole = animation()
    paced = next(end for mark, start, end in blocks(whole) if whole[start : start + 2] == b"\x21\xf9")
    kept = stripped(whole[: paced - 1] + b"\x06Secret\x00" + whole[paced:], tmp_path)
    assert kept == whole


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.999])
def test_what_breaks_off_ends_where_it_broke_off(share: float, tmp_path: Path) -> None:
    whole = sprinkled(animation(), COMMENT)
    cut = whole[: int(len(whole) * share)]
    kept = stripped(cut, tmp_path)
    assert b"Secret" not in kept and len(kept) <= len(cut) + 1
    assert animation().startswith(kept.removesuffix(b";")) or kept == animation()


def test_rubbish_ends(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    whole = animation()
    for _ in range(60):
        broken = bytearray(whole)
        for at in rng.integers(6, len(whole), 12):
            broken[at] = rng.integers(0, 256)
        assert len(stripped(bytes(broken), tmp_path)) <= len(broken) + 1
    endless = whole[: blocks(whole)[0][1]] + b"\x21\xfe" + b"\x01x" * 200_000
    assert len(stripped(endless, tmp_path)) < len(whole)
