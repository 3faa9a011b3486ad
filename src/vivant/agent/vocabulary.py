"""The words Vivant understands: the catalogue of moves and the English and Chinese tables, ready to be looked up.

Built once. Not for sentences (reading.py) or numbers (quantities.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from vivant.agent import chinese, english, english_nouns
from vivant.agent.meanings import Meaning, beside, fillers, meanings
from vivant.agent.tokens import Token, stem, stems
from vivant.moves import catalogue

_DRAWL = re.compile(r"([a-z])\1{2,}")
SHORTEST_CORRECTED, SHORTEST_SWAPPED = 5, 4
"""Shorter words have too many neighbours to guess what was meant; two letters swapped are surer than one wrong."""

_TRUCK = {"left": "truck_left", "right": "truck_right"}
_PEDESTAL = {"up": "pedestal_up", "down": "pedestal_down"}
_DOLLY = {"in": "dolly_in", "out": "dolly_out"}
_LOOK = {"left": "pan_left", "right": "pan_right", "up": "tilt_up", "down": "tilt_down"}
_ROLL = {"left": "roll camera=counterclockwise", "right": "roll camera=clockwise"}
_ROLL_ROUND = {"clockwise": "roll camera=clockwise", "counter": "roll camera=counterclockwise"}
_TRAVEL = _TRUCK | _PEDESTAL | _DOLLY
VERBS: dict[str, dict[str, str]] = {
    "zoom": {"in": "zoom_in", "out": "zoom_out", "": "zoom_in"},
    "dolly": _TRAVEL | {"past": "push_past", "around": "arc", "": "dolly_in"},
    "pull": _TRUCK | _DOLLY | {"up": "crane_up", "": "dolly_out"},
    "truck": _TRAVEL | {"past": "push_past", "around": "arc", "sides": "swing", "": "truck_right"},
    "move": _TRAVEL | {"past": "push_past", "around": "orbit_right", "sides": "swing", "ends": "float", "": ""},
    "drift": _TRAVEL | {"": "parallax_drift"},
    "pan": _LOOK | {"in": "zoom_in", "out": "zoom_out", "": "pan_right"},
    "tilt": _ROLL | {"up": "tilt_up", "down": "tilt_down", "": "tilt_up"},
    "rotate": _LOOK | _ROLL_ROUND | {"around": "orbit_right", "in": "spiral", "": "roll"},
    "roll": _ROLL | _ROLL_ROUND | {"": "roll"},
    "orbit": {"left": "orbit_left", "right": "orbit_right", "clockwise": "orbit_left", "counter": "orbit_right",
              "around": "orbit_right", "": "orbit_right"},
    "arc": {"left": "arc camera=left", "right": "arc camera=right", "around": "arc", "": "arc"},
    "crane": {"up": "crane_up", "down": "crane_down", "": "crane_up"},
    "sink": {"down": "pedestal_down", "": "pedestal_down"},
    "pedestal": _PEDESTAL | {"": "pedestal_up"},
    "look": _LOOK | {"around": "pan_right", "": ""},
    "swing": {"left": "orbit_left", "right": "orbit_right", "around": "swing", "sides": "swing", "": "swing"},
    "float": _TRAVEL | {"ends": "float", "sides": "swing", "": "float"},
    "shake": {"": "shake"},
}  # fmt: skip
"""What a direction makes of a verb: a move, with a knob where one move goes both ways. The empty direction is what
the verb means alone, and an empty move that it means nothing alone."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "zoom": ("zoom_in", "zoom_out", "crash_zoom", "dolly_zoom", "ken_burns"),
    "dolly": ("dolly_in", "dolly_out", "push_past", "dolly_zoom"),
    "pull": ("dolly_out", "reveal"),
    "truck": ("truck_left", "truck_right"),
    "pan": ("pan_left", "pan_right", "whip_pan", "ken_burns"),
    "tilt": ("tilt_up", "tilt_down"),
    "rotate": ("roll", "spiral", "pendulum", "orbit_left", "orbit_right", "arc"),
    "roll": ("roll", "pendulum", "spiral"),
    "orbit": ("orbit_left", "orbit_right", "arc", "swing"),
    "crane": ("crane_up", "crane_down"),
    "sink": ("pedestal_down", "crane_down"),
    "pedestal": ("pedestal_up", "pedestal_down"),
    "shake": ("shake", "handheld", "wiggle", "sway"),
    "drift": ("parallax_drift",),
}
"""What "no zoom" forbids."""
ALIKE = {"roll": FAMILIES["rotate"], **dict.fromkeys(("shake", "sway", "handheld"), FAMILIES["shake"])}
"""Moves that are meant with all their kind when they are forbidden by name; other names mean themselves."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


CONTENT_VERBS = _listed(
    "mov|go|turn|look|walk|fli|float|drift|swing|sway|shak|rotat|rol|ris|spin|puls|breath|step|slid|com|hover|wobl|"
    "circl|climb|sink|rock|travel|pas|drop|lift|glid|head|sail|rais|revolv|soar|shift|wigl|twist|curv|run|sweep|"
    "approach|rac|rush|creep|crawl|wander|stroll|swoop|dart|cruis|tak|leav|driv|扫|移|转|走|飞|飘|摇|晃|摆|动|升|降|"
    "旋|呼|浮|漂|抖|滚|翻|心|滑|抬|低|绕|盘|靠|穿|掠|退|前|后"
)
"""First stems of verbs that things in the picture can do too: "the clouds drift" is no camera move."""

WEAK = _listed(
    "drone|aerial|pov|first person|vlog|bokeh|depth of field|into focus|focus in|drone shot|aerial shot|on a boat|"
    "景深|航拍|无人机|聚焦|对焦|飞行|无人机航拍|鸟瞰|heartbeat|心跳|行走|步行|reveal more"
)
"""Names of moves that also just describe a picture: they count only where no other move is asked for."""

CAMERA = _listed(
    "camera|cam|lens|view|viewpoint|perspective|shot|steadicam|gimbal|scene|frame|picture|photo|image|it|us|we|you|"
    "video|everything|all|clip|viewer|angle|photograph|point of view|镜头|相机|摄像机|摄影机|机位|视角|画面|照片|图片|"
    "图像|视频|整体|全部|一切|它|图"
)

DETERMINERS = _listed("the|a|an|my|your|his|her|its|our|their|this|that|these|those|some")

PREPOSITIONS = _listed(
    "of|on|at|over|under|above|below|behind|between|through|near|beside|next to|inside|outside|against|off|from|onto|"
    "to|by|beyond|for|focusing on|focus on|centered on|about|showing|in front of|up to|对|对着|向|朝|朝着|往|从|沿|"
    "沿着|以|到|在|于"
)

SUBJECTS = _listed(
    "subject|person|people|man|woman|girl|boy|child|faces|main subject|main object|object|foreground|cat|dog|product|"
    "figure|character|model|主体|人物|人|主角|对象|人像|脸|脸部|物体|产品|前景"
)
_NEVER_LIVING = _listed(
    "move|weak|verb|pair|dir|source|aspect|shape|height|loop|fit|stretch|seconds|span|neg|then|join|ease"
)
"""Words that ask for the camera or the clip keep their sense, whatever a flow or an effect is called."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase means: `kind` says how it takes part in a sentence, `value` what it stands for, `living` what it
    may ask for beside the camera's moves."""

    kind: str
    value: str = ""
    living: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases by their first stem, longest first."""

    phrases: Mapping[str, list[tuple[tuple[str, ...], Term]]]

    def longest(self, said: list[str], at: int) -> tuple[Term, int] | None:
        """The longest phrase that starts at `at`, and how many tokens it covers."""
        for phrase, term in self.phrases.get(said[at], ()):
            if tuple(said[at : at + len(phrase)]) == phrase:
                return term, len(phrase)
        return None

    def corrected(self, token: Token) -> str:
        """The stem meant by a word that is not known but one letter away from one that is; else its own."""
        known = token.stem in self.phrases or token.stem in beside()
        if not known and (drawled := _DRAWL.search(token.word)):
            told = (stem(_DRAWL.sub(drawled[1] * times, token.word)) for times in (1, 2))
            return next((one for one in told if one in self.phrases), token.stem)
        if token.kind != "word" or len(token.word) < SHORTEST_SWAPPED or known:
            return token.stem
        meant = (word for variant in _variants(token.word) for word in _spelled().get(variant, ()))
        return next((stem(word) for word in sorted(set(meant)) if one_slip(token.word, word)), token.stem)


@cache
def vocabulary() -> Vocabulary:
    """All words, from the weakest reading of a phrase to the strongest: later entries replace earlier ones."""
    terms: dict[tuple[str, ...], Term] = {}
    inner: set[str] = set()
    for phrase, term in _entries():
        key = stems(phrase)
        if key and not (term.kind == "move?" and _is_modified(key, terms)):
            terms[key] = Term("move", term.value) if term.kind == "move?" else term
            inner.update(key[1:])
    for phrase, kind in fillers():
        if stems(phrase) not in terms:
            terms[stems(phrase)] = Term(kind, phrase)
            inner.update(stems(phrase)[1:])
    for key, meaning in ((stems(phrase), meaning) for phrase, meaning in meanings()):
        usual = terms.get(key, Term("living"))
        if usual.kind not in _NEVER_LIVING:
            kind = usual.living.usual if usual.living else "" if usual.kind == "living" else usual.kind
            terms[key] = replace(usual, living=replace(meaning, usual=kind))
            inner.update(key[1:])
    phrases: dict[str, list[tuple[tuple[str, ...], Term]]] = {stem: [] for stem in inner}
    for key, term in sorted(terms.items(), key=lambda item: -len(item[0])):
        phrases.setdefault(key[0], []).append((key, term))
    return Vocabulary(phrases)


def _entries() -> Iterator[tuple[str, Term]]:
    names = catalogue()
    for text, kind in (
        (_flat(english_nouns.FILLER, chinese.FILLER), "filler"),
        (_flat(english_nouns.NOUNS, chinese.NOUNS), "noun"),
        (PREPOSITIONS, "prep"),
        (DETERMINERS, "det"),
        (SUBJECTS, "subject"),
        (CAMERA, "camera"),
        (_flat(english_nouns.CANNOT, chinese.CANNOT), "cannot"),
    ):
        yield from ((phrase, Term(kind, phrase)) for phrase in text)
    tables = [
        (kind, value, phrases)
        for table in (english.TERMS, chinese.TERMS)
        for kind, group in table.items()
        for value, phrases in group.items()
    ]
    tables += [
        ("ease", f"{way}_{curve}", "|".join(_easing_names(way, curve)))
        for way in ("in", "out", "in_out")
        for curve in ("sine", "quad", "cubic", "expo")
    ]
    whole = [t for t in tables if t[0] == "phrase" and t[1] in names]
    rest = [t for t in tables if t[0] not in ("phrase", "verb")]
    verbs = [t for t in tables if t[0] == "verb"]
    for kind, value, said in (*verbs, *rest, *whole):
        yield from ((p, Term("move" if kind == "phrase" else kind, value)) for p in said.split("|"))
    for name, move in names.items():
        yield from ((p, Term("weak" if p in WEAK else "move?", name)) for p in (*move.words, name.replace("_", " ")))
        yield name.replace("_", ""), Term("move", name)
    for kind, value, said in (*verbs, *(t for t in rest if t[0] in ("then", "neg", "loop", "still", "then", "span"))):
        yield from ((p, Term(kind, value)) for p in said.split("|"))


def _easing_names(way: str, curve: str) -> tuple[str, ...]:
    """What people and programs call an easing: ease in out cubic, easeInOutCubic, in_out_cubic, cubic."""
    spaced = way.replace("_", " ")
    names = (
        f"ease {spaced} {curve}",
        f"{spaced} {curve}",
        f"ease{way.replace('_', '')}{curve}",
        f"{curve} ease {spaced}",
    )
    return (*names, curve) if way == "in_out" else names


def _flat(*texts: str) -> list[str]:
    phrases = (phrase.strip() for text in texts for line in text.splitlines() for phrase in line.split("|"))
    return [phrase for phrase in phrases if phrase]


def _is_modified(key: tuple[str, ...], terms: Mapping[tuple[str, ...], Term]) -> bool:
    """Whether a phrase is only "slow" and another move or verb: reading it in two steps leaves room for a direction."""
    for cut in range(1, len(key)):
        head, tail = terms.get(key[:cut]), terms.get(key[cut:])
        if head and tail and head.kind in ("speed", "strength") and tail.kind in ("verb", "move"):
            return True
    return False


@cache
def _spelled() -> dict[str, list[str]]:
    """The words of moves and of how to move, by themselves with any one letter left out."""
    found: dict[str, list[str]] = {}
    kinds = ("verb", "dir", "move", "move?", "speed", "strength", "ease", "loop", "aspect", "shape", "fit")
    said = {p for phrase, term in _entries() if term.kind in kinds for p in phrase.replace("-", " ").split()}
    said |= {p for phrase, meaning in meanings() if meaning.kind in ("entry", "mood") for p in phrase.split()}
    for word in sorted(w for w in said if w.isascii() and w.isalpha() and len(w) >= SHORTEST_SWAPPED):
        for variant in _variants(word):
            found.setdefault(variant, []).append(word)
    return found


def _variants(word: str) -> set[str]:
    """The word and the word with any one letter left out: two words one letter apart share one of these."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def one_slip(typed: str, meant: str, shortest: int = SHORTEST_CORRECTED) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour; first letters are rarely wrong.
    `shortest` is how long a word must be for more than a swap."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1:
        return False
    head = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    a, b = typed[head:], meant[head:]
    swapped = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    long = min(len(typed), len(meant)) >= SHORTEST_CORRECTED - 1 and len(typed) >= shortest
    return swapped or (long and (a[1:] == b or a == b[1:] or a[1:] == b[1:]))
