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
    form, names = _FORMS[type(wish)]
    return form.format(*(getattr(wish, name) for name in names))


def _move(move: w.Move) -> str:
    span = move.span
    timing = []
    if span and span.part:
        timing.append(f"part {span.part[0]:g}-{span.part[1]:g}")
    elif span:
        timing.append(f"from {span.start_s or 0:g}" + (f" to {span.end_s:g}" if span.end_s is not None else ""))
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
