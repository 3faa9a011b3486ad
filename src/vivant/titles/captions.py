"""Captions as SRT and WebVTT, read and written. Not for drawing them (burned.py).

Files come from everywhere: byte order marks, any line ends, hours left out, commas or points, no blank line at the end,
numbers left out, cue settings, notes and style sheets are all read. What is wrong is said with its line number. A cue
that is in italics as a whole stays so; other tags are dropped and `read` says how many.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vivant.errors import UnreadableInput

LONGEST_BYTES = 8 << 20
_MOST_CUES = 20_000
_LATEST_MS = 100 * 3_600_000
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-+>\s*{_TIME}(?:\s+.*)?$")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]{0,200}|\d[\d:.]{0,20})?>|\{\\[^{}]{0,100}\}")
_ITALIC = re.compile(r"^(?:<i>(?:(?!</?i>).)*</i>\s*)+$", re.DOTALL | re.IGNORECASE)


class Cue(NamedTuple):
    """What is said from `start_ms` until `end_ms`; lines are parted by a line end."""

    start_ms: int
    end_ms: int
    text: str
    italic: bool = False


class Captions(NamedTuple):
    """Cues in the order of their starts, and sentences for the user about what was left out."""

    cues: tuple[Cue, ...]
    notes: tuple[str, ...] = ()


def read(data: bytes | str, name: str = "the captions") -> Captions:
    """The captions of an SRT or WebVTT file; `name` is what messages call it. Raises UnreadableInput."""
    lines = re.split("\r\n|\r|\n", _text(data, name))
    web = lines[0].startswith("WEBVTT")
    cues: list[Cue] = []
    dropped = 0
    for number, first, body in _blocks(lines, name):
        start, end = _span(first, number, name)
        raw = "\n".join(body)
        italic = bool(_ITALIC.match(raw.strip()))
        text, tags = _plain(raw, web)
        dropped += 0 if italic else tags
        if text:
            cues.append(Cue(start, end, text, italic))
        if len(cues) > _MOST_CUES:
            raise _wrong(name, number, f"there are more than {_MOST_CUES} captions")
    if not cues:
        raise UnreadableInput(f"There are no captions in {name}: it should be an SRT or WebVTT file.", place=name)
    notes = (f"{dropped} marks of style in {name} were left out; their words are kept.",) if dropped else ()
    return Captions(tuple(sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))), notes)


def _text(data: bytes | str, name: str) -> str:
    if len(data) > LONGEST_BYTES:
        raise UnreadableInput(
            f"{name} is larger than {LONGEST_BYTES >> 20} MB: that is no file of captions.", place=name
        )
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise _wrong(name, line, "these bytes are no text in UTF-8; save the file as UTF-8") from wrong


def _blocks(lines: Sequence[str], name: str) -> Iterator[tuple[int, str, list[str]]]:
    """(line number of the times, the times, the lines of text) of every cue."""
    i = 0
    while i < len(lines):
        head = lines[i].strip("\ufeff \t")
        if not head:
            i += 1
        elif "-->" in head:
            end = next((j for j in range(i + 1, len(lines)) if not lines[j].strip()), len(lines))
            end = next((j for j in range(i + 1, end) if _starts(lines, j)), end)
            yield i + 1, head, list(lines[i + 1 : end])
            i = end
        elif _is_aside(head, i):
            i = next((j for j in range(i, len(lines)) if not lines[j].strip()), len(lines))
        elif i + 1 < len(lines) and "-->" in lines[i + 1]:  # its number or its name
            i += 1
        else:
            raise _wrong(name, i + 1, f'"{head[:40]}" stands where the times of a caption should be')


def _starts(lines: Sequence[str], j: int) -> bool:
    """Whether a cue starts at a line although no blank one stands before it."""
    numbered = lines[j].strip().isdigit() and j + 1 < len(lines) and bool(_TIMES.match(lines[j + 1]))
    return numbered or bool(_TIMES.match(lines[j]))


def _is_aside(head: str, i: int) -> bool:
    """The head of a WebVTT file, its notes and style sheets, say nothing to the viewer."""
    return (i == 0 and head.startswith("WEBVTT")) or re.match(r"(NOTE|STYLE|REGION)\b", head) is not None


def _span(line: str, number: int, name: str) -> tuple[int, int]:
    found = _TIMES.match(line)
    if not found:
        raise _wrong(name, number, f'"{line[:40]}" are no times; they look like 00:00:01,000 --> 00:00:03,500')
    start, end = _ms(found.groups()[:4]), _ms(found.groups()[4:])
    if end <= start:
        raise _wrong(name, number, "the caption ends before it begins")
    if end > _LATEST_MS:
        raise _wrong(name, number, "the caption ends after more than 100 hours")
    return start, end


def _ms(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _plain(raw: str, web: bool) -> tuple[str, int]:
    """The words without tags, and how many tags there were. Only WebVTT writes & and < by their names."""
    bare, tags = _TAG.subn("", raw)
    lines = (line.strip() for line in (html.unescape(bare) if web else bare).split("\n"))
    return "\n".join(line for line in lines if line), tags


def _wrong(name: str, line: int, what: str) -> UnreadableInput:
    return UnreadableInput(f"In {name}, line {line}: {what}.", place=f"{name}:{line}", value=line)


def to_srt(cues: Sequence[Cue]) -> str:
    """The cues as an SRT file. It has no way to write what looks like a tag: such brackets become ‹ and ›."""
    bodies = [_TAG.sub(_harmless, _body(cue)) for cue in cues]
    return "\n".join(f"{i}\n{_written(cue, ',', bodies[i - 1])}" for i, cue in enumerate(cues, 1))


def to_vtt(cues: Sequence[Cue]) -> str:
    """The cues as a WebVTT file."""
    bodies = [html.escape(_body(cue), quote=False) for cue in cues]
    return "\n".join(["WEBVTT\n", *(_written(cue, ".", body) for cue, body in zip(cues, bodies, strict=True))])


def _body(cue: Cue) -> str:
    lines = (line.strip() for line in re.split("\r\n|\r|\n", cue.text))
    return "\n".join(line for line in lines if line).replace("-->", "→")


def _written(cue: Cue, point: str, words: str) -> str:
    text = f"<i>{words}</i>" if cue.italic else words
    return f"{_clock(cue.start_ms, point)} --> {_clock(cue.end_ms, point)}\n{text}\n"


def _harmless(tag: re.Match[str]) -> str:
    return tag[0].translate(str.maketrans("<>{}", "‹›()"))


def _clock(ms: int, point: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"
