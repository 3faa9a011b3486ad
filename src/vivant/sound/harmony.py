"""Keys, scales and chords, and chords laid out for voices that move little. Not for rhythm or tunes."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from vivant.errors import UsageError

SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_TONICS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_KEY = re.compile(r"^\s*([A-Ga-g])\s*([#♯b♭]|sharp|flat|升|降)?\s*(.*)$")
_MODES = {"major": ("", "major", "maj", "M", "大调"), "minor": ("m", "minor", "min", "小调")}
_DEGREES = {"I": 0, "II": 1, "III": 2, "IV": 3, "V": 4, "VI": 5, "VII": 6}
_ROMAN = re.compile(r"^([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)([^/]*)(?:/(.+))?$")
_QUALITIES = {
    "": None, "7": None, "9": None, "11": (0, 3, 7, 10, 14, 17), "13": (0, 4, 7, 10, 14, 21),
    "maj7": (0, 4, 7, 11), "maj9": (0, 4, 7, 11, 14), "6": (0, 4, 7, 9), "69": (0, 4, 7, 9, 14), "m6": (0, 3, 7, 9),
    "add9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14), "sus2": (0, 2, 7), "sus4": (0, 5, 7), "7sus4": (0, 5, 7, 10),
    "9sus4": (0, 5, 7, 10, 14), "o": (0, 3, 6), "o7": (0, 3, 6, 9), "ø7": (0, 3, 6, 10), "+": (0, 4, 8),
    "7b9": (0, 4, 7, 10, 13), "5": (0, 7), "maj7#11": (0, 4, 7, 11, 18), "mmaj7": (0, 3, 7, 11),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic, 0 .. 11 from C, and a mode, "major" or "minor"."""

    tonic: int
    mode: str

    @classmethod
    def named(cls, name: str) -> Key:
        """The key that people write as "A minor", "Am", "F# major", "E♭" or "c小调". Raises UsageError."""
        found = _KEY.match(name)
        mode = found and next((m for m, names in _MODES.items() if found[3].strip() in names), None)
        if not found or not mode:
            raise UsageError(
                f'"{name}" is not a key. Give a tonic and a mode, such as "C major" or "A minor".',
                place="key", value=name,
            )  # fmt: skip
        shift = {"#": 1, "♯": 1, "sharp": 1, "升": 1, "b": -1, "♭": -1, "flat": -1, "降": -1}.get(found[2] or "", 0)
        return cls((_TONICS[found[1].lower()] + shift) % 12, mode)

    def __str__(self) -> str:
        return f"{NAMES[self.tonic]} {self.mode}"

    @property
    def scale(self) -> tuple[int, ...]:
        return tuple((self.tonic + step) % 12 for step in SCALES[self.mode])


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: its root and its bass, 0 .. 11 from C, and its tones in semitones above the root."""

    root: int
    tones: tuple[int, ...]
    bass: int

    @property
    def pitches(self) -> tuple[int, ...]:
        return tuple((self.root + tone) % 12 for tone in self.tones)

    def scale(self, key: Key) -> tuple[int, ...]:
        """What may be sung over it: the key's scale, bent where the chord bends it."""
        sung = set(self.pitches)
        bent = [
            p for p in key.scale if p not in sung and not any((p + d) % 12 in sung - set(key.scale) for d in (-1, 1))
        ]
        return tuple(sorted(sung | set(bent)))


@cache
def chord(numeral: str, key: Key) -> Chord:
    """A Roman numeral in a key: "ii7", "bVII", "V7/vi" (the dominant of the sixth), "I/3" (its third in the bass)."""
    found = _ROMAN.match(numeral)
    if not found or found[3] not in _QUALITIES:
        raise ValueError(f"no chord: {numeral}")
    scale = SCALES[key.mode]
    over = found[4] or ""
    home = key.tonic
    if over and not over.isdigit():
        home = chord(over, key).root
        scale = SCALES["major"]
    root = (home + scale[_DEGREES[found[2].upper()]] + {"b": -1, "#": 1, "": 0}[found[1]]) % 12
    tones = _QUALITIES[found[3]] or _plain(found[2].isupper(), found[3])
    bass = root
    if over.isdigit():
        bass = (root + tones[{"3": 1, "5": 2, "7": 3}[over]]) % 12
    return Chord(root, tones, bass)


def _plain(major: bool, more: str) -> tuple[int, ...]:
    triad = (0, 4, 7) if major else (0, 3, 7)
    return triad + {"": (), "7": (10,), "9": (10, 14)}[more]


def voiced(chords: list[Chord], low: int, high: int, n_voices: int) -> list[tuple[int, ...]]:
    """The chords laid out between two pitches so that each voice moves little from one to the next.

    Thirds, sevenths and colours come first, the root is left to the bass where voices are few. Close and spread layouts
    are tried; leaps of the top voice, mud below E3 and parallel fifths cost extra.
    """
    found: list[tuple[int, ...]] = []
    middle = (low + high) / 2
    for one in chords:
        layouts = _layouts(one, low, high, n_voices)
        before = found[-1] if found else None
        found.append(min(layouts, key=lambda layout: (_cost(layout, before, middle), layout)))
    return found


def _layouts(one: Chord, low: int, high: int, n_voices: int) -> list[tuple[int, ...]]:
    found = set()
    for wanted in _wanted(one, n_voices):
        for order in set(itertools.permutations(wanted)) if len(wanted) <= 4 else _rotations(wanted):
            for start in range(low + (order[0] - low) % 12, high + 1, 12):
                layout = [start]
                for tone in order[1:]:
                    layout.append(layout[-1] + 1 + (tone - layout[-1] - 1) % 12)
                if layout[-1] <= high:
                    found.add(tuple(layout))
    return sorted(found) or _layouts(one, low - 3, high + 3, n_voices)


def _rotations(wanted: tuple[int, ...]) -> list[tuple[int, ...]]:
    rising = tuple(sorted(wanted))
    return [rising[i:] + rising[:i] for i in range(len(rising))]


def _wanted(one: Chord, n_voices: int) -> list[tuple[int, ...]]:
    """Tones to sound, the most telling first: third (or what stands for it), seventh, colours, fifth, root.

    Where there are more voices than tones, root, fifth and root are doubled in any order.
    """
    third = [t for t in one.tones if t in (2, 3, 4, 5)][:1]
    seventh = [t for t in one.tones if t in (9, 10, 11)]
    colour = [t for t in one.tones if t > 12]
    fifth = [t for t in one.tones if t in (6, 7, 8)]
    order = [*third, *seventh, *colour, *fifth, 0] if seventh or colour else [*third, 0, *fifth]
    missing = max(0, n_voices - len(order))
    doubled = itertools.combinations_with_replacement([0, *fifth], missing)
    return [tuple((one.root + tone) % 12 for tone in [*order[:n_voices], *more]) for more in doubled]


def _cost(layout: tuple[int, ...], before: tuple[int, ...] | None, middle: float) -> float:
    cost = 0.3 * abs(sum(layout) / len(layout) - middle) + 0.15 * max(0, layout[-1] - layout[0] - 16)
    cost += sum(3.0 for a, b in itertools.pairwise(layout) if b - a < 3 and a < 53)
    cost += sum(1.0 for a, b in itertools.pairwise(layout) if b - a == 1)
    if before is None or len(before) != len(layout):
        return cost
    cost += sum(abs(a - b) for a, b in zip(before, layout, strict=True)) + 1.5 * max(
        0, abs(layout[-1] - before[-1]) - 3
    )
    for i, j in itertools.combinations(range(len(layout)), 2):
        fifth = (layout[j] - layout[i]) % 12 == 7 and (before[j] - before[i]) % 12 == 7
        cost += 0.7 * (fifth and layout[i] != before[i])
    return cost
