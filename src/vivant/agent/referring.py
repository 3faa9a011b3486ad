"""What a sentence that names nothing is about: "heavier", "remove it", "the other way", "in yellow", "stop it at 5".

It is about what was asked for last and can be so; its name is put into the words, which are then read like any others.
In English; not for what words ask for (reading.py) nor for going back (going_back.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from vivant.agent import wishes as w
from vivant.agent.films.said import asked_of_one
from vivant.agent.pointing import Sort, Thing, suits, things
from vivant.agent.reading import read
from vivant.timeline.history import History

_IT = r"(?:(?:that|this|the|those|these)\s+(?:last\s+)?(?:effects?|ones?|thing|stuff)|it|that|this|them|those)(?![a-z])"
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|half a)"
_SAID = {
    "much": (r"heavier|thicker|denser|stronger|weaker|lighter|thinner|sparser|fewer|(?:more|less)(?: intense| dense)?|"
             r"twice as (?:much|many)|half as (?:much|many)|half(?= of)|"
             r"too (?:much|strong|heavy|many|thick|little|weak|thin|few)"),
    "loud": r"quieter|louder|softer|too (?:loud|quiet)|turn (?:it|that) (?:up|down)",
    "size": r"bigger|smaller|larger|tinier|huge|tiny",
    "pace": rf"faster|slower|quicker|speed {_IT} up|slow {_IT} down|too (?:fast|slow)|(?:twice|half) as fast",
    "way": r"(?:from|to|towards?) (?:the )?(?:left|right|top|bottom)|(?:up|down|left|right)wards?|left|right|^(?:up|"
    "down)[.!]*$",
    "when": (
        r"(?:start|begin|come|(?:dis)?appear|vanish|stop|end|go|finish|last|show)\w*\b.*\d\S*|(?:from|until|till|after|for|in|"
        r"during|over) "
        rf"(?:the )?(?:(?:first|last) )?(?:\d+(?!\d*[kp:x%])\S*|{_COUNT} (?:s|sec|second)s?)|(?:stay|last|show|stand|"
        rf"keep)\w*\b.*\b(?:longer|shorter)|(?:at|in|near|towards?) the (?:start|beginning|end)|(?:in |"
        r"for )?the (?:first|second|last) half|stay\w* .*(?:the (?:whole|entire) time|all the time|throughout|"
        r"(?:until|till|to) the end)"
    ),
    "shift": r"(?:a (?:bit|little) |much |further |still |even )*(?:higher|lower|further (?:up|down))(?: (?:up|down))?",
    "later": r"(?:\d\S*|an?|one|two|three|half an?)(?: \d\S*)? ?(?:s|secs?|seconds?) (?:later|earlier|sooner)",
    "tint": r"(?:in )?(?:white|black|red|green|blue|yellow|orange|pink|purple|gold|golden|silver|grey|gray)",
    "spot": (r"(?:at|on|to|in) the (?:very )?(?:top|bottom|left|right|middle|cent(?:er|re)|upper|lower|corner)|"
             r"^(?:the )?(?:very )?(?:top|bottom|middle|cent(?:er|re)|(?:top|bottom|upper|lower) (?:left|right))"
             r"(?: corner)?[.!]*$"),
    "gone": rf"(?:remove|delete|drop|take|get rid of|lose|scrap|forget|cancel|skip|without|no more of) {_IT}|"
    "leave {_IT} (?:out|off|away)",
}  # fmt: skip
"""Ways of saying how something should be, by what is said of it."""
_PATTERNS = {name: re.compile(rf"\b(?:{said})(?!\w)", re.I) for name, said in _SAID.items()}
_PRONOUN = re.compile(rf"\b{_IT}", re.I)
_BESIDE = re.compile(
    r"\b(?:please|again|altogether|completely|an?|bit|little|lot|the|make|put|let|have|keep|set|move|turn|be|is|"
    r"can|could|would|you|are|should|and|of|"
    r"only|just|ones?|flakes?|drops?|pieces?|particles?|grains|letters|font|now|also|too|as|well|slightly|still|out|away|"
    r"stay|stand|whole|entire|time|all|until|till|throughout|to|towards|end|longer|shorter|show|keep|there|up|on|first|last|for|one|two|three|four|five|six|off|much|way|even|some|s|secs?|seconds?|i|want|would|like|it's|that's|they|they're|but|then|come|go|going|"
    r"coming|in|fall|starts?|begins?|appears?|shows?|falling|text|side|corner|hand|thanks)\b|[^a-z]+",
    re.I,
)
"""Words beside those that say how something should be, which name nothing."""
_FITS: dict[Sort, frozenset[str]] = {
    "living": frozenset(_SAID) - {"loud", "shift"},
    "title": frozenset({"size", "when", "tint", "spot", "gone", "shift", "later", "way"}),
    "music": frozenset({"gone", "loud"}),
    "move": frozenset({"pace", "way", "gone"}),
}
_CORNER = re.compile(r"(?:top|bottom|upper|lower)\s+(?:left|right)", re.I)
_LEADS = re.compile(
    r"^(?:(?:(?:do\s+)?(?:the\s+)?same(?:\s+(?:thing|move|again|as\s+before))?,?\s+(?:but|only|just)|"
    r"no|and|but|ok(?:ay)?|well|so|hmm|then|actually|now|please|yes|nah|nope|not (?:there|that|like that))"
    r"\b[\s,.!]*)+",
    re.I,
)
_BARE_NUMBER = re.compile(
    r"\b(at|from|until|till|after|for|to)\s+(?:second\s+)?(\d+(?:\.\d+)?)"
    r"(?!\s*(?:s\b|sec|%|°|x|st\b|nd\b|rd\b|th\b|:|min|\.?\d))",
    re.I,
)
_TURNED = re.compile(r"^(?:the |more )?(?:from|to|towards?) (?:the )?(?:left|right)\b", re.I)
_OPPOSED = ({"left", "right"}, {"up", "down"})
_WAYS = ("left", "right", "in", "out", "up", "down")


def referred(words: str, history: History) -> str:
    """The words with the name of what they are about, or as they are where they name it themselves."""
    plain = re.sub(r"\s+instead[.!]*$", "", _LEADS.sub("", words.strip()))
    told = {name for name, pattern in _PATTERNS.items() if pattern.search(plain)}
    if not told or not _is_nameless(plain, told):
        return _corrected(words, plain, history)
    for thing in things(history):
        turned = told - {"spot"} if _TURNED.search(plain) and thing.name.endswith(("left", "right")) else told
        if thing.sort == "move" and turned <= _FITS["move"]:
            return _of_a_move(plain, thing.name, told) or words
        if thing.sort == "living" and not suits(thing.name, plain.lower()):
            continue
        beside = {"much", "way"} if "spot" in told else {"much"}
        if thing.sort != "move" and told & _FITS[thing.sort] and not told - _FITS[thing.sort] - beside:
            shifts = "later" in told and thing.sort == "living"
            return later(plain, thing, history) if shifts else _with_name(plain, thing.said, told)
    return words


def _corrected(words: str, plain: str, history: History) -> str:
    """ "no, rain" after snow is rain and no snow."""
    if not re.match(r"\s*no\s*[,.!]\s*\w", words, re.I):
        return words
    wishes = read(plain).wishes
    last = next(things(history), None)
    added = [x for x in wishes if isinstance(x, w.Add) and not x.relative]
    if last is None or last.sort != "living" or len(added) != len(wishes) or not added:
        return words
    return words if last.name.replace(" ", "_") in added[0].kinds else f"no {last.name}, {plain}"


def _is_nameless(plain: str, told: Collection[str]) -> bool:
    """Whether words only say how something should be and not what."""
    left = plain
    longest_first = [_PATTERNS[name] for name in reversed(_SAID) if name in told]  # "on the right" before "right"
    for pattern in (*longest_first, _PRONOUN, _BESIDE):
        left = pattern.sub(" ", left)
    named = "when" in told and any(isinstance(x, w.Add) for x in read(plain).wishes)  # "show the rain from 2 to 5 s"
    if left.strip() or named:
        return False
    return not asked_of_one(plain).tasks


def _with_name(plain: str, name: str, told: Collection[str]) -> str:
    if "when" in told:
        plain = _BARE_NUMBER.sub(r"\1 \2 s", plain)
    if "gone" in told:
        return f"remove the {name}"
    if _CORNER.match(plain):
        return f"put the {name} in the {plain}"
    it = _PRONOUN.search(plain)
    if it and not any(_PATTERNS[one].search(plain, 0, it.start()) for one in told):  # "bigger, and it should go at 4 s"
        return _PRONOUN.sub(f"the {name}", plain, count=1)
    return f"the {name} {plain}"


def later(plain: str, thing: Thing, history: History) -> str:
    """ "a second earlier" of what lives in the picture, as the time from which on it is there."""
    kind = thing.name.replace(" ", "_")
    one = next(a for s in history.draft.main_segments() for a in s.applied if a.kind == kind)
    found = re.search(r"(\d+(?:\.\d+)?)|half|two", plain)
    seconds = float(found[1]) if found and found[1] else {"half": 0.5, "two": 2.0}[found[0]] if found else 1.0
    start_s = max(0.0, one.start_ms / 1000 + (seconds if "later" in plain.lower() else -seconds))
    until = f" to {start_s + one.duration_ms / 1000:g} s" if one.duration_ms else " s on"
    return f"the {thing.said} from {start_s:g}{until}"


def _of_a_move(plain: str, move: str, told: Collection[str]) -> str:
    """ "no, left" after a pan to the right is a pan to the left."""
    if "gone" in told:
        return f"no {move.replace('_', ' ')}"
    verb, _, way = move.partition("_")
    if "way" not in told or way not in _WAYS:
        return ""
    said = re.search(r"\b(?:from\b.*?\bto (?:the )?)?(left|right|up|down)", plain, re.I)
    wanted = said[1].lower() if said else ""
    bare = re.fullmatch(rf"(?:to(?:wards?)? )?(?:the )?{wanted}", plain.lower().strip(" .!"))
    if {wanted, way} in _OPPOSED and (bare or (said and "from" in said[0])):
        return "the camera the other way round"  # as fast as it is
    rest = re.sub(r"\b(?:(?:to|from|towards?) (?:the )?)?(?:left|right|up|down)(?:wards?)?\b", "", plain, flags=re.I)
    return f"{verb} {wanted} {rest}".strip() if wanted else ""
