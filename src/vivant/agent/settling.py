"""What only a whole sentence can say of its wishes: what a length belongs to, which of two easings counts, what two
moves make together, which names were only descriptions. Not for reading (reading.py)."""

from __future__ import annotations

from dataclasses import replace

from vivant import flows
from vivant.agent.wishes import Add, Dial, Duration, Ease, Fps, Life, Move, Remove, Span, Wish

_COLOURLESS = ("black_and_white", "sepia", "noir")
"""Looks without colour, as they are taken away where colour is asked for."""
_SOFT_BEHIND = ("depth_of_field", "bokeh_lights")
_CRANES = (("pedestal_up", "tilt_down", "crane_up"), ("pedestal_down", "tilt_up", "crane_down"))
"""What two moves at once are together."""


def settled(wishes: list[Wish], waiting: Span | None, each_s: float = 0.0) -> list[Wish]:
    """The wishes of a sentence as they are meant together; `waiting` is a time that was said of no move yet, `each_s`
    how long each move takes."""
    if each_s:
        stages = {w.stage for w in wishes if isinstance(w, Move)}
        wishes = [*wishes, Duration(each_s * max(1, len(stages)))]
    moves = [w for w in wishes if isinstance(w, Move)]
    if waiting and moves:
        wishes = [replace(w, span=waiting) if w is moves[-1] and w.span is None else w for w in wishes]
    lengths = {w.stage for w in moves if w.lasts_s is not None}
    stages = {w.stage for w in moves}
    rests = bool(moves) and moves[-1].name == "static" and moves[-1].lasts_s is not None  # 推近，然后停两秒
    staged = len(stages) > 1 and lengths and (lengths != {max(stages)} or rests)
    if staged:
        owned = {w.lasts_s for w in moves}
        wishes = [w for w in wishes if not (isinstance(w, Duration) and w.seconds in owned)]
    else:
        wishes = [replace(w, lasts_s=None) if isinstance(w, Move) else w for w in wishes]
    rates = [w.rate for w in wishes if isinstance(w, Fps)]
    rate = max(1.0, rates[-1]) if rates else 30.0
    wishes = [
        replace(w, seconds=round(-w.seconds / rate, 3)) if isinstance(w, Duration) and w.seconds < 0 else w
        for w in wishes
    ]
    return _unique(_craned(_eased(_rested(_named_life(_candlelit(_coloured(_richer_once(wishes))))))))


def _candlelit(wishes: list[Wish]) -> list[Wish]:
    """The flames of candles are no fire."""
    lit = any(isinstance(w, Add) and w.kinds[0] in ("candle", "candle_glow") for w in wishes)
    return [
        replace(w, kinds=("candle", *w.kinds)) if lit and isinstance(w, Add) and "flame" in w.said.lower() else w
        for w in wishes
    ]


def _coloured(wishes: list[Wish]) -> list[Wish]:
    """ "start in black and white and turn to colour": the look goes, or comes where colour is said first."""
    if dials := [w for w in wishes if isinstance(w, Dial)]:  # "start dark and get brighter"
        first, last = dials[0], dials[-1]
        if last.grows and last.name == first.name and last.step * first.step < 0:
            wishes = [replace(w, lifts=True) if w is first else w for w in wishes if w is not last]
    looks = [n for n, w in enumerate(wishes) if isinstance(w, Add) and w.kinds[0] in _COLOURLESS]
    gone = [n for n, w in enumerate(wishes) if isinstance(w, Remove) and w.kinds == _COLOURLESS]
    look = wishes[looks[0]] if looks and gone else None
    if not isinstance(look, Add):
        return wishes
    later = gone[0] > looks[0]
    timed = look.span or look.shrinks or look.lifts or look.grows or look.fade_in or look.fade_out or look.stage
    become = look if timed else replace(look, lifts=later, grows=not later, fade_in=not later)
    return [become if w is look else w for n, w in enumerate(wishes) if n not in gone]


def _richer_once(wishes: list[Wish]) -> list[Wish]:
    """颜色鲜艳点，看着有食欲: richer colours that are asked for twice are the dial that was named."""
    dialled = any(isinstance(w, Dial) and w.name == "saturation" and w.step > 0 and not w.area for w in wishes)
    return [w for w in wishes if not (dialled and isinstance(w, Add) and w.kinds[0] == "vivid")]


def _named_life(wishes: list[Wish]) -> list[Wish]:
    """做成会动的，水面流动: what is named should live, and not all that could; clouds that race drift no more."""
    racing = any(isinstance(w, Add) and w.kinds[0] == "timelapse_sky" for w in wishes)
    wishes = [w for w in wishes if not (racing and isinstance(w, Add) and w.kinds[0] == "clouds")]
    named = {w.kinds[0] for w in wishes if isinstance(w, Add) and not w.relative} & set(flows.catalogue())
    return [w for w in wishes if not (isinstance(w, Life) and (named & set(w.flows) if w.flows else named))]


def _rested(wishes: list[Wish]) -> list[Wish]:
    """ "whip left, freeze, then zoom out": standing still between two stages is a stage of its own."""
    moves = [w for w in wishes if isinstance(w, Move)]
    for before, rest, after in zip(moves, moves[1:], moves[2:], strict=False):
        if rest.name == "static" and before.stage == rest.stage < after.stage and before.name != "static":
            at = moves.index(rest)
            later = {id(w) for w in moves[at:]}
            return [replace(w, stage=w.stage + 1) if id(w) in later and isinstance(w, Move) else w for w in wishes]
    return wishes


def _craned(wishes: list[Wish]) -> list[Wish]:
    """Rising while one looks down is a crane, whatever it was called; "pedestal up, tilt down" is what it says."""
    for risen, turned, crane in _CRANES:
        one, other = (
            next((w for w in wishes if isinstance(w, Move) and w.name == name), None) for name in (risen, turned)
        )
        plain = one and other and "pedestal" not in one.cause.lower() and "tilt" not in other.cause.lower()
        if one and other and plain and (one.stage, one.span) == (other.stage, other.span):
            joined = replace(one, name=crane, cause=f"{one.cause}, {other.cause}")
            wishes = [joined if w is one else w for w in wishes if w is not other]
    return wishes


def _eased(wishes: list[Wish]) -> list[Wish]:
    """One easing: "smooth start" and "soft end" are both ends, and a precise word wins over a vague one."""
    eases = [w for w in wishes if isinstance(w, Ease)]
    names = {e.name for e in eases} - {"in_out_sine"}
    if len(eases) < 2 or not names:
        return wishes
    first = next(e for e in eases if e.name in names)
    name = "in_out_quad" if {"in_quad", "out_quad"} <= names else first.name
    return [replace(w, name=name) if w is first else w for w in wishes if w is first or not isinstance(w, Ease)]


def _both(first: Move, again: Move) -> Move:
    """A move that is named twice, with what was said of it either time."""
    amount = again.amount if first.amount is None else first.amount
    speed = again.speed if first.speed is None else first.speed
    degrees = again.degrees if first.degrees is None else first.degrees
    return replace(first, amount=amount, speed=speed, degrees=degrees, knobs={**again.knobs, **first.knobs})


def _unique(wishes: list[Wish]) -> list[Wish]:
    """Without repetitions, without weak names beside real moves, without standing still beside moving."""
    rising = {w.stage for w in wishes if isinstance(w, Move) and w.name == "crane_up"}
    wishes = [w for w in wishes if not (isinstance(w, Move) and w.name == "pedestal_up" and w.stage in rising)]
    strong = [w for w in wishes if isinstance(w, Move) and not w.knobs.get("weak") and w.name != "static"]
    stages = {w.stage for w in strong}
    kept: list[Wish] = []
    said: set[tuple[str, int]] = set()
    for wish in wishes:
        if not isinstance(wish, Move):
            kept.append(wish)
            continue
        stands_later = wish.name == "static" and (wish.stage not in stages or wish.span is not None)
        same = next((k for k in kept if isinstance(k, Move) and (k.name, k.stage) == (wish.name, wish.stage)), None)
        if same is not None:
            kept[kept.index(same)] = _both(same, wish)  # 手持感，轻微晃动: said again, it says how
        blurred = wish.name == "shallow_focus" and wish.knobs.get("weak") and bool(strong)
        if blurred and not any(isinstance(w, Add) and w.kinds[0] in _SOFT_BEHIND for w in wishes):
            kept.append(Add(("depth_of_field",), wish.cause, cause=wish.cause))  # beside a move it is the lens
        if (wish in strong or not strong or stands_later) and (wish.name, wish.stage) not in said:
            said.add((wish.name, wish.stage))
            kept.append(replace(wish, knobs={k: v for k, v in wish.knobs.items() if k != "weak"}))
    return kept
