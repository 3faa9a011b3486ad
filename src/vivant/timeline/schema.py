"""The shape of a draft, as types that check it. Not for holding a draft (draft.py) or changing one (edits.py).

The models follow the draft schema of the HTTP contract and are lenient on purpose: every unknown key passes. They only
check: the draft itself stays the plain data it came as, so that nothing is lost on a round trip.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AllowInfNan,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)
from pydantic.json_schema import SkipJsonSchema

from vivant.errors import Problem

VERSION = 1
LONGEST_MS = 7_200_000
PICTURE, SOUND, TEXT = 0, 1, 7


def _whole(value: object) -> object:
    """JSON knows one kind of number: 5000.0 is the integer 5000."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _knob(value: Any) -> Any:
    if not isinstance(value, bool | int | float | str):
        raise ValueError("a knob takes a number, a word, true or false")
    return value


def _with_amount(knobs: dict[str, Any]) -> dict[str, Any]:
    amount = knobs.get("amount", 1.0)
    if isinstance(amount, bool | str) or not math.isfinite(amount):
        raise ValueError("the amount must be a number")
    return knobs


def _box(edges: list[float]) -> list[float]:
    left, top, right, bottom = edges
    if left >= right or top >= bottom:
        raise ValueError("a crop is left, top, right, bottom, with something between them")
    return edges


Knob = Annotated[Any, AfterValidator(_knob)]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[float, AllowInfNan(False)]
Ms = Annotated[Whole, Field(ge=0, le=LONGEST_MS)]
Length = Annotated[Whole, Field(ge=1, le=LONGEST_MS)]
Before = Annotated[Whole, Field(ge=-LONGEST_MS, le=LONGEST_MS)]
Unit = Annotated[Number, Field(ge=0, le=1)]
Gain = Annotated[Number, Field(ge=0, le=4)]
Pixels = Annotated[Whole, Field(ge=2, le=16384)]
Fps = Annotated[Number, Field(ge=1, le=240)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class Source(_Shape):
    """`off` (where a loop begins) and `fz` (the moment that is held) are Vivant's own."""

    a: str
    in_: Ms | None = Field(None, alias="in")
    out: Ms | None = None
    sp: Annotated[Number, Field(ge=0.1, le=10)] = 1.0
    loop: Literal["none", "loop", "boomerang"] = "none"
    rev: bool = False
    off: Ms = 0
    fz: Ms | None = None


class Placement(_Shape):
    """`crop` (left, top, right, bottom) and `cut` (only the subject is shown) are Vivant's own."""

    x: Number = 0.5
    y: Number = 0.5
    sc: Annotated[Number, Field(gt=0)] = 1.0
    rot: Number = 0.0
    op: Unit = 1.0
    fit: Literal["cover", "contain", "blur"] = "cover"
    crop: Annotated[list[Unit], Field(min_length=4, max_length=4), AfterValidator(_box)] | None = None
    cut: bool = False


class MotionShape(_Shape):
    """`p`, `i`, `dir`, `e`, `kf`, `depth`, `seamless` are the contract's; the others are Vivant's own."""

    p: str
    i: Unit = 0.5
    dir: Number = 0.0
    e: str = ""
    kf: list[Any] = Field(default_factory=list)
    depth: str = ""
    seamless: bool = False
    sp: Annotated[Number, Field(ge=0.1, le=10)] = 1.0
    s: Before = 0
    d: Length | None = None
    k: dict[str, Knob] = Field(default_factory=dict)
    with_: list[MotionShape] = Field(default_factory=list, alias="with", max_length=16)
    hold_subject: bool = False
    aim: AreaShape | None = None


class Text(_Shape):
    c: Annotated[str, Field(max_length=2000)]
    f: str = ""
    sz: Annotated[Number, Field(gt=0, le=1)] = 0.06
    w: Whole = 400
    col: str = ""
    bg: Any = None
    st: Any = None
    sh: Any = None
    al: str = ""
    pos: str = ""
    x: Number | None = None
    y: Number | None = None
    in_: str = Field("", alias="in")
    out: str = ""
    ms: Ms = 0


class AreaShape(_Shape):
    """Where a flow or an effect happens: a named area of the picture, one side of it, an outline, or a mask."""

    name: str = ""
    side: Literal["", "left", "right", "top", "bottom", "middle"] = ""
    polygon: list[Annotated[list[Unit], Field(min_length=2, max_length=2)]] = Field(default_factory=list)
    mask: str = ""


class Effect(_Shape):
    """`k`, `s`, `d` and `p` are the contract's; the others are Vivant's own."""

    k: str
    s: Ms = 0
    d: Length | None = None
    p: Annotated[dict[str, Knob], AfterValidator(_with_amount)] = Field(default_factory=dict)
    fi: Ms = 0
    fo: Ms = 0
    area: AreaShape | None = None
    dir: Number | None = None
    to: Annotated[Number, Field(ge=0)] | None = None


class Transition(_Shape):
    """`p` (knobs) is Vivant's own."""

    k: str
    d: Ms
    p: dict[str, Knob] = Field(default_factory=dict)


class SegmentMeta(_Shape):
    name: str = ""
    prompt: str = ""
    seed: Whole = 0


class SegmentShape(_Shape):
    id: str = ""
    s: Ms | None = None
    d: Length
    m: SegmentMeta = Field(default_factory=SegmentMeta)
    src: Source | None = None
    vol: Gain = 1.0
    fi: Ms = 0
    fo: Ms = 0
    tr: Placement = Field(default_factory=Placement)
    mo: MotionShape | None = None
    txt: Text | None = None
    fx: list[Effect] = Field(default_factory=list)
    tn: Transition | None = None


class TrackShape(_Shape):
    """`duck` (dB) is Vivant's own."""

    id: str = ""
    tt: Annotated[Whole, Field(ge=0)]
    n: str = ""
    r: Literal["main", "overlay", "music", "voice", "sfx", "title", "caption"] | None = None
    mu: bool = False
    vol: Gain = 1.0
    duck: Annotated[Number, Field(ge=0, le=60)] = 0.0
    m: dict[str, Any] = Field(default_factory=dict)
    sg: Annotated[list[SegmentShape], Field(max_length=1000)]


class Asset(_Shape):
    """`gen` (how Vivant makes it) is Vivant's own."""

    k: Literal["image", "video", "audio"]
    n: str = ""
    w: Whole | SkipJsonSchema[None] = None
    h: Whole | SkipJsonSchema[None] = None
    d: Whole | None = None
    u: str = ""
    gen: dict[str, Any] = Field(default_factory=dict)

    @field_validator("w", "h", mode="before")
    @classmethod
    def _is_said(cls, value: object) -> object:
        """A size that nobody knows is left out, and not null."""
        if value is None:
            raise ValueError("leave it out where it is not known")
        return value


class Meta(_Shape):
    title: str = ""
    width: Pixels = 1920
    height: Pixels = 1080
    fps: Fps = 30.0
    bg: Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")] = "#000000"


class DraftShape(_Shape):
    """A draft of Vivant's, as data."""

    v: Annotated[Whole, Field(ge=VERSION, le=VERSION)] = VERSION
    rev: Annotated[Whole, Field(ge=0)] = 0
    d: Ms = 0
    m: Meta = Field(default_factory=Meta)
    t: Annotated[list[TrackShape], Field(max_length=64)]
    a: dict[str, Asset] = Field(default_factory=dict)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a draft; what it cannot say stands in checks.py."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Vivant draft"}
    return head | {k: v for k, v in DraftShape.model_json_schema(by_alias=True).items() if k != "title"}


def placed(track: TrackShape) -> list[tuple[int, SegmentShape]]:
    """The segments with their starts in ms; one without a start begins where the one before it ends."""
    found: list[tuple[int, SegmentShape]] = []
    end = 0
    for seg in track.sg:
        start = end if seg.s is None else seg.s
        found.append((start, seg))
        end = start + seg.d - (seg.tn.d if seg.tn else 0)
    return found


_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "unexpected_keyword_argument": "unknown",
    "missing_argument": "missing",
    "literal_error": "choice",
    "string_pattern_mismatch": "form",
}
_LIMITS = ("ge", "gt", "le", "lt", "max_length", "expected", "pattern")


def shape_problems(failure: ValidationError, whole: str = "the draft") -> tuple[Problem, ...]:
    """Every mistake of shape as a Problem, in the order of the document, which sentences call `whole`."""
    return tuple(_problem(dict(e), whole) for e in failure.errors(include_url=False))


def _problem(error: dict[str, Any], whole: str) -> Problem:
    kind = str(error["type"])
    ctx = error.get("ctx", {})
    limit = next((ctx[name] for name in _LIMITS if name in ctx), None)
    code = _CODES.get(kind, "range" if limit is not None else "type")
    place = json_path(error["loc"]) or whole
    value = None if kind == "missing" else error["input"]
    rule = str(error["msg"]).removeprefix("Value error, ")
    said = "is missing" if kind == "missing" else f"is {_short(value)}: {rule[:1].lower()}{rule[1:]}"
    return Problem(code, place, value, limit, f"In {whole}, {place} {said}.")


def json_path(loc: tuple[int | str, ...]) -> str:
    """("t", 0, "sg", 1, "d") -> "t[0].sg[1].d"."""
    parts = [f"[{p}]" if isinstance(p, int) else f".{p}" for p in loc]
    return "".join(parts).lstrip(".")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
