"""Wishes as short words, so that the corpus can be read and checked by people."""

from vivant.agent import wishes as w
from vivant.agent.reading import Reading

_FORMS: dict[type, tuple[str, tuple[str, ...]]] = {
    w.Speed: ("speed {:g}", ("factor",)),
    w.Strength: ("strength {:g}", ("factor",)),
    w.Duration: ("{:g}s", ("seconds",)),
    w.Stretch: ("length x{:g}", ("factor",)),
    w.Size: ("{}x{}", ("width", "height")),
    w.ShortSide: ("{}p", ("pixels",)),
    w.Fps: ("{:g}fps", ("rate",)),
    w.Ease: ("{}", ("name",)),
    w.Fit: ("{}", ("name",)),
    w.Hold: ("hold {}", ("subject",)),
    w.Dial: ("{} {:+g}", ("name", "step")),
}
_ZOOMS = ("zoom_in", "zoom_out", "crash_zoom", "dolly_zoom", "ken_burns")


def told(reading: Reading) -> list[str]:
    """One short phrase per wish, in the order of the wishes; the same wish told twice is one."""
    return list(dict.fromkeys(_told(wish) for wish in reading.wishes))


def _told(wish: w.Wish) -> str:
    if isinstance(wish, w.Move):
        return _move(wish)
    if isinstance(wish, w.Aspect):
        return f"{wish.width:g}:{wish.height:g}" if wish.height else "own shape"
    if isinstance(wish, w.Avoid):
        return "avoid " + ("zooms" if wish.moves == _ZOOMS else wish.moves[0])
    if isinstance(wish, w.Loop):
        return "loop" if wish.on else "no loop"
    if isinstance(wish, (w.Add, w.Remove, w.Mood, w.Life)):
        return _living(wish)
    form, names = _FORMS[type(wish)]
    area = f" in {wish.area}" if isinstance(wish, w.Dial) and wish.area else ""
    return form.format(*(getattr(wish, name) for name in names)) + area


def _timing(span: w.Span | None) -> list[str]:
    if span and span.part:
        return [f"part {span.part[0]:g}-{span.part[1]:g}"]
    if span:
        return [f"from {span.start_s or 0:g}" + (f" to {span.end_s:g}" if span.end_s is not None else "")]
    return []


def _living(wish: w.Add | w.Remove | w.Mood | w.Life) -> str:
    if isinstance(wish, w.Remove):
        return "-" + (wish.kinds[0] if wish.kinds else "everything")
    named = wish.kinds[0] if isinstance(wish, w.Add) else wish.name if isinstance(wish, w.Mood) else "life"
    words = ["+" + ("mood " if isinstance(wish, w.Mood) else "") + named]
    words += [f"amount {wish.amount:g}"] if wish.amount is not None else []
    if isinstance(wish, w.Add):
        words += ["more or less"] if wish.relative else []
        words += [f"speed {wish.speed:g}"] if wish.speed is not None else []
        words += [f"size {wish.size:g}"] if wish.size is not None else []
        words += [f"to {wish.way}"] if wish.way else []
        words += [choice.split()[0] for choice in wish.choices]
        words += [f"at {wish.side}"] if wish.side else []
        words += [f"only {wish.only}"] if wish.only else []
        words += [f"in {wish.area}"] if wish.area else []
        words += _timing(wish.span)
        words += [name for name in ("fade_in", "fade_out", "grows", "shrinks", "lifts", "alone") if getattr(wish, name)]
        words += [f"over {wish.fade_s:g}"] if wish.fade_s else []
        words += [f"stage {wish.stage}"] if wish.stage else []
    return " ".join(words)


def _move(move: w.Move) -> str:
    timing = _timing(move.span)
    numbers = [
        f"{n:g}{unit}" for n, unit in ((move.degrees, "deg"), (move.percent, "%"), (move.times, "x")) if n is not None
    ]
    words = [
        f"{move.stage}." * bool(move.stage) + move.name,
        *(["speed", f"{move.speed:g}"] if move.speed is not None else []),
        *(["amount", f"{move.amount:g}"] if move.amount is not None else []),
        *([move.easing] if move.easing else []),
        *numbers,
        *move.knobs.values(),
        *timing,
        *([f"lasting {move.lasts_s:g}"] if move.lasts_s is not None else []),
    ]
    return " ".join(words)
