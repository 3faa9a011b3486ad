"""Wishes as short words, so that the corpus can be read and checked by people."""

from vivant.agent import wishes as w
from vivant.agent.reading import Reading

_ZOOMS = ("zoom_in", "zoom_out", "crash_zoom", "dolly_zoom", "ken_burns")


def told(reading: Reading) -> list[str]:
    """One short phrase per wish, in the order of the wishes; the same wish told twice is one."""
    return list(dict.fromkeys(_told(wish) for wish in reading.wishes))


def _told(wish: w.Wish) -> str:
    match wish:
        case w.Move():
            return _move(wish)
        case w.Speed(factor):
            return f"speed {factor:g}"
        case w.Strength(factor):
            return f"strength {factor:g}"
        case w.Duration(seconds):
            return f"{seconds:g}s"
        case w.Stretch(factor):
            return f"length x{factor:g}"
        case w.Loop(on):
            return "loop" if on else "no loop"
        case w.Size(width, height):
            return f"{width}x{height}"
        case w.ShortSide(pixels):
            return f"{pixels}p"
        case w.Aspect(width, height):
            return f"{width:g}:{height:g}" if height else "own shape"
        case w.Fps(rate):
            return f"{rate:g}fps"
        case w.Ease(name) | w.Fit(name):
            return name
        case w.Hold(subject):
            return f"hold {subject}"
        case w.Avoid(moves):
            return "avoid " + ("zooms" if moves == _ZOOMS else moves[0])


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
