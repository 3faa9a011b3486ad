"""Which of several pictures English words mean, said by its place: the name of a file, what it shows, "the middle one",
"all but the last", "5 and 7 seconds". Not for Chinese (calling.py), nor for what is asked of them (each.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from vivant import flows
from vivant.agent.acting import actor
from vivant.agent.clauses import atoms
from vivant.agent.facts import Facts
from vivant.agent.films.calling import SEEN, alike, showing
from vivant.agent.films.lengths import LENGTH
from vivant.agent.films.plain_english import QUOTED
from vivant.agent.films.rules import FILM
from vivant.agent.naming import ONE_FILM, ONE_PICTURE, SHORT, place_of
from vivant.agent.quantities import COUNTS, NUMBER, ORDINALS
from vivant.agent.reading import read
from vivant.agent.tokens import tokenize
from vivant.agent.wishes import Add


@cache
def _is_name(words: str) -> bool:
    """Whether words mean nothing else, so that they can only be the name of a file: "rome"."""
    reading = read(words)
    return not reading.wishes and words not in {*ORDINALS, *COUNTS, "music", "title", "last", "all", "everything"}


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


@dataclass(slots=True)
class Placed:
    """Words in which each way in which one of several pictures is meant is said by its place, and how it `was` said."""

    said: str
    was: dict[str, str] = field(default_factory=dict)

    def sub(self, pattern: re.Pattern[str], told: str | Callable[[re.Match[str]], str]) -> None:
        """Say what a pattern finds in another way, outside of quotation marks."""
        unquoted = QUOTED.sub(lambda m: " " * len(m[0]), self.said)
        for found in reversed(list(pattern.finditer(unquoted))):
            new = told(found) if callable(told) else found.expand(told)
            self.was[new] = found[0]
            self.said = self.said[: found.start()] + new + self.said[found.end() :]

    def own(self, words: str) -> str:
        """The words as they were said."""
        for new, old in self.was.items():
            words = words.replace(new, old)
        return words


def by_place(said: str, films: Sequence[Facts]) -> Placed:
    """The words with pictures said by their places: the name of a file, what it shows, "the middle one", "all but the
    last", "the third stands still"."""
    count, placed = len(films), Placed(said)
    if count < 2:
        return placed
    _by_name(placed, films)
    for kind, called in (("picture", _THE_PHOTO), ("video", _THE_VIDEO)):
        alone = [n for n, one in enumerate(films) if one.kind == kind]
        if len(alone) == 1 and alone[0] < len(ORDINALS):
            placed.sub(called, f"the {ORDINALS[alone[0]]} one")
        elif len(alone) == 2 < count <= len(ORDINALS):
            placed.sub(_TWO_OF[kind], " and ".join(f"the {ORDINALS[n]} one" for n in alone))
    placed.sub(_i(rf"(?:(?<=[,.;:!?]\s)|^)(?={_LATER}\s+{FILM})"), "the ")
    placed.sub(_FIRST_FOR, r"\g<f>\g<a>, then \g<b>, \g<a> \g<t>, \g<b>")
    placed.sub(_BEFORE_ONE, _into)
    placed.sub(_SO_LONG_EACH, lambda m: _in_order(m, count))
    placed.sub(_EACH_BUT, r"each \g<n>, the \g<o> one \g<t> seconds")
    placed.sub(_FIRST_SO_LONG, r"the \g<o> one \g<t>, the others \g<n> seconds")
    if count > 2 and count % 2 and count // 2 < len(ORDINALS):
        placed.sub(_MIDDLE, ORDINALS[count // 2])
        placed.sub(_MIDDLE_ZH, f"第{'一二三四五六七八九十'[count // 2]}张")
    counted = [m["o"].lower() for m in _COUNTED.finditer(placed.said)]
    if len(counted) > 1 and not {"first", "last"} >= set(counted):
        placed.sub(_COUNTED, r"the \g<o> one ")
    if count > 2:
        placed.sub(_IN_BETWEEN, "pictures " + " + ".join(map(str, range(2, count))))
    placed.sub(_EVERYWHERE, "on all pictures")
    placed.sub(_ALL_OF, "all pictures")
    placed.sub(_BARE, r"\g<0> one")
    placed.sub(_ONLY_ON, r"on \g<o> \g<x>, no \g<x> on the others")
    placed.sub(_CUT_IT, r"\g<k>\g<v> \g<o>")
    placed.sub(_BORING, r"remove \g<o>")
    placed.sub(_BUT, lambda m: _but(m, count))
    placed.sub(_EXCEPT, lambda m: m[0] if _ONE.search(re.split("[,;.]", m.string[: m.start()])[-1]) else _but(m, count))
    if len([m for m in _LABELS.finditer(placed.said) if int(m["n"]) <= count]) > 1:
        placed.sub(_LABELS, r"picture \g<n>")
    only = {m[0].lower(): m for m in _ONE.finditer(QUOTED.sub(lambda m: " " * len(m[0]), placed.said))}
    if len(only) == 1:
        (one,) = only.values()
        placed.sub(_ON_IT, lambda m: f"{m[1]} {one[0]}" if m.start() > one.start() else m[0])
    return placed


def _by_name(placed: Placed, films: Sequence[Facts]) -> None:
    """The places of pictures that are called by the name of their file or by what is seen in them."""
    in_turn = _IN_TURN.search(placed.said) is not None
    names = [re.sub(r"[\W_]+", " ", (one.name.rpartition(".")[0] or one.name).lower()).strip() for one in films]
    for n, name in enumerate(names):
        words = [w for w in name.split() if len(w) > 2 and w.isalpha() and sum(w in x.split() for x in names) == 1]
        said = placed.said.lower()
        seen = [word for word in SEEN if word in said and showing(word, films) == n]
        others = {x for k, other in enumerate(names) if k != n for w in other.split() for x in (w, *alike(w))}
        seen += sorted({x for w in words for x in alike(w) if x in said} - {*words, *seen} - others)
        words = [w for w in words if w.removesuffix("s") in said]
        if not seen and not words and name not in said:
            continue
        place = f"the {ORDINALS[n]} one" if n < len(ORDINALS) else f"picture {n + 1}"
        if names.count(name) == 1 and len(name) >= _SHORTEST:
            placed.sub(_i(rf"(?<![\w.])(?:the\s+)?{name.replace(' ', '[^a-z]+')}\.[a-z0-9]{{3,4}}(?!\w)"), place)
        for word in (*words, *seen):
            named = partial(_named, place=place)
            placed.sub(_called(word, not _lives(word)), named)
            placed.sub(_in_turn(word, in_turn), named)
            placed.sub(
                _i(rf"(?<=[a-z] )(?:around|near|beside|above)\s+(?:the|my|our)\s+{re.escape(word)}(?![\w'-])"),
                f"on {place}",
            )
        if " " in name or not name.isalpha():
            placed.sub(_called(name, True), place)


def _named(found: re.Match[str], place: str) -> str:
    """The place of a picture that was named; somebody who is asked to do what nothing can do keeps the name."""
    before = re.split("[,.;]", found.string[: found.start()])[-1]
    after = re.split(r"[,.;]|\s(?:and|while|with|but)\s", found.string[found.end() :])[0]
    asked = re.search(r"(?i)\b(?:make|let|have|see|watch|want)\b", before)
    deed = _DEED.match(after) if asked else _SHOULD.match(after)
    acts = deed and actor(list(atoms(tokenize(f"make {found[0].strip()} {deed[1]}")))) is not None
    return found[0] if acts or _ACTS.match(after) else place


_BESIDE = r"(?=\s*$|\s+(?:at|to|in|up|down|away|off|out|around|over|a|the|its|his|her)\b)"
_SHOULD, _DEED = _i(rf"\s+(?:should|must)\s+([a-z]+){_BESIDE}"), _i(rf"\s+([a-z]+){_BESIDE}")
_ACTS = _i(
    r"\s+(?:(?:should|must|to|can|all)\s+)?(?:fl(?:y|ies)|walk|jump|danc|blink|wav|smil|talk|speak|sing|swim|laugh|wink|nod)"
    rf"(?:e?s|ing|e)?{_BESIDE}"
)
_BEFORE_VIDEO = (
    "first|then|with|show|play|after|before|and|to|from|put|move|swap|between|shorten|trim|mute|cut|reverse|\
seconds of| s of|half of|part of"
)
_THE_PHOTO = _i(
    r"(?<![\w-])(?:the|my|our)\s+(?:still\s+)?(?:photo(?:graph)?|picture|image|pic)(?![\w-])"
    r"|(?:(?<=[,;:.] )|(?<=then )|(?<=first )|^)(?:still\s+)?(?:photo|picture|image)"
    r"(?=\s+(?:for|first|last|then|\d)|\s*,)"
)
_THE_VIDEO = _i(
    rf"(?:{'|'.join(rf'(?<={word} )' for word in _BEFORE_VIDEO.split('|'))}|(?<=[,.;:] )|^)"
    r"(?:the|my|our)\s+(?:video|clip|film)(?![\w-]|['’]s)(?!\s+(?:should|must|to)\s+be)"
    r"|(?:the|my|our)\s+(?:video\s+)?clip(?![\w-])"
)
_TWO_OF = {
    "picture": _i(
        r"(?<![\w-])(?:(?:the|my|our)\s+(?:two\s+)?|both\s+(?:the\s+|my\s+)?)(?:photos|pictures|images|pics)(?![\w-])"
    ),
    "video": _i(r"(?<![\w-])(?:(?:the|my|our)\s+(?:two\s+)?|both\s+(?:the\s+|my\s+)?)(?:videos|clips)(?![\w-])"),
}
"""The one photo among videos, and the one video among photos, where it is not all that is made."""


def _called(word: str, alone: bool) -> re.Pattern[str]:
    """A picture by what it shows: "the dog photo", "the shot of my dog", and "the dog" `alone` where a picture is
    meant."""
    one = re.escape(word.removesuffix("s")) + "s?"
    bare = rf"|{_MEANT}(?:the|my|our)\s+{one}" * alone + rf"|{_MEANT}{one}" * (alone and _is_name(word))
    return _i(
        rf"(?<![\w-])(?:(?:the|my|our|that|this)\s+)?(?:{one}\s+{FILM}"
        rf"|{FILM}\s+(?:of|from|with|at|in)\s+(?:(?:the|my|our|a|an)\s+)?{one}(?![\w-]){bare})(?![\w-]|['’]s)"
        r"(?!\s+(?:look|mood|vibe|theme|feel|music|sounds?|noises?|effect|colou?r|tone)(?![a-z]))"
    )


_OPENS = "(?:start|begin|open)"
_IN_TURN = _i(rf"(?<![a-z]){_OPENS}s?\s+with\s|(?<![a-z])(?:first|swap)\s+the\s|\sfirst\s*,\s*(?:and\s+)?then\s")
_COMES = (
    r"(?=\s+(?:(?:should|must|can|could|to|has\s+to|needs\s+to)\s+)?(?:(?:come|go|be|is|are)(?:e?s)?\s+)?(?:right\s+)?"
    r"(?:(?:first|second|third|fourth|fifth|last|next|(?:at|to)\s+the\s+(?:very\s+)?(?:start|beginning|end|front|back))\b|(?:before|after|behind|in\s+front\s+of)\s+(?:the|my|our)\b))"
)


_LOOKS_AT = ("in on", "out on", "slowly on", "gently on", "pan across", "pan over")


def _in_turn(word: str, in_turn: bool) -> re.Pattern[str]:
    """What is named where pictures come `in_turn`, also where it could move: "start with the dog, then the lake"."""
    ahead = "|".join(rf"(?<={verb} with )" for verb in ("start", "begin", "open", "end", "finish", "close"))
    ahead += "|" + ahead.replace("with", "on")
    ahead += "|" + "|".join(
        rf"(?<={word} )" for word in ("swap", "before", "after", "behind", "between", "front of", *_LOOKS_AT)
    )
    later = r"|(?<=then )|(?<=lastly )|(?<=finally )|(?<=first )|(?<=, )|(?<=and )" if in_turn else ""
    one = rf"(?:the|my|our)\s+(?:(?!other|same)[a-z]+\s+)?{re.escape(word.removesuffix('s'))}s?"
    return _i(
        rf"(?:{ahead}{later}){one}(?=\s*(?:$|[,.;!])|\s(?:then|and|with)\s|\sfor\s+[\da-z.]+\s+sec)|(?<![\w-]){one}{_COMES}"
    )


@cache
def _lives(word: str) -> bool:
    """Whether a thing can be asked to move, so that its name does not only stand for its picture: "the river"."""
    return any(
        isinstance(wish, Add) and wish.kinds[0] in flows.catalogue() for wish in read(f"let the {word} move").wishes
    )


def _but(found: re.Match[str], count: int) -> str:
    """The places that are left of all, without those that are named."""
    named = found["named"].lower()
    gone = {place_of(one) % count for one in re.findall(rf"{'|'.join(ORDINALS)}|last|\d{{1,2}}", named)}
    if many := re.search(rf"(first|last)\s+({'|'.join(COUNTS[1:])}|\d)", named):
        several = COUNTS.index(many[2]) + 1 if many[2] in COUNTS else int(many[2])
        gone = {n if many[1] == "first" else count - 1 - n for n in range(several)}
    tail = f", {found['named']}" if found["tail"] else ""
    left = [str(n + 1) for n in range(count) if n not in gone]
    where = "on " if found["on"] == "" else found["on"] or ""
    return f"{where}picture{'s' if left[1:] else ''} {' + '.join(left)}{tail}" if left else found[0]


_SHORTEST = 3
_MIDDLE = _i(rf"(?<=the )(?:middle|cent(?:re|er))(?=\s+{FILM})")
_MIDDLE_ZH = re.compile(r"中间(?:的)?(?:那|这)?(?:一)?张")
_NTH = rf"(?:{'|'.join((*ORDINALS, *SHORT))}|last)"
_LATER = rf"(?:{'|'.join((*ORDINALS[1:], *SHORT[1:]))})"
_SOME = rf"(?:{'|'.join(COUNTS[1:])}|\d(?![\d:.%]))"
_NOT_ONE = (
    r"(?:\d|from|of\s+all|two|three|few|(?:\w+\s+)?(?:seconds?|secs?|minutes?|half|hal?ves|quarters?|thirds?|parts?"
    r"|bits?|frames?|beats?|bars?|"
    r"times?|things?|steps?|lines?|words?|letters?|titles?|captions?|texts?|cuts?|transitions?|sentences?|verses?"
    r"|scenes?|songs?|tracks?|pieces?|"
    r"sections?|effects?|moves?)(?![a-z])|(?:person|man|woman|guy|girl|boy|kid|day|night|year|floor|place"
    r"|name)s?(?![a-z]))"
)
"""What is counted and is no picture: "the second half"."""
_BARE = _i(
    rf"(?<![\w-])(?:the\s+{_LATER}|(?:(?<=[,.;:!?]\s)|^){_LATER})(?!\s+(?:{FILM}|{_NOT_ONE}))(?![\w'-]|\s*:)"
    rf"|(?<![\w-])the\s+(?:very\s+)?(?:first|last|1st)(?!\s+(?:{FILM}|{_NOT_ONE}|(?:snow|kiss|dance|light|rays?"
    rf"|birthday|christmas|summer|winter|week|weeks)(?![a-z])))"
    r"(?![\w'-]|\s*:)"
)
"""One of several that is only counted: "the third stands still", "pan on the second"."""
_REF = rf"(?:(?:the\s+)?{_NTH}(?:\s+{FILM})?|(?:(?:{FILM}|numbers?|#)\s*)?\d{{1,2}}(?![\d:.%]))"
_NAMED = rf"(?:(?:the\s+)?(?:first|last)\s+{_SOME}(?:\s+{FILM})?|{_REF}(?:\s*(?:,|and|&|or)\s*{_REF})*)"
_TAIL = r"(?P<tail>\s*,?\s*(?:which|that|it|this)(?=\s+(?:should|shall|must|gets?|is|has|stays?|needs?)\s))?"
_BUT = _i(
    rf"(?P<on>(?<![\w-])(?:on|in|for|to|over)\s+)?(?<![\w-])(?:all|every(?:thing|one)?|each)(?:\s+(?:of|it|them"
    rf"|these|the|my|one|{FILM}))*\s*,?\s+"
    r"(?:but(?:\s+not)?|except(?:\s+for)?|excluding|apart\s+from|other\s+than|besides|minus)(?:\s+(?:on|for|in))?\s+"
    rf"(?P<named>{_NAMED})(?!\w|(?:\s+{FILM})?\s+(?:(?:for|gets?|is|lasts?|stays?|should)\s+)*\d){_TAIL}"
)
"""All without those that are named; `tail` goes on about these."""
_EXCEPT = _i(
    rf"(?P<on>)(?<=[a-z]\s)(?:but\s+not|except(?:\s+for)?|apart\s+from|excluding)(?:\s+(?:on|for"
    rf"|in))?\s+(?P<named>{_NAMED}){_TAIL}"
)
_IN_BETWEEN = _i(
    r"(?:all\s+)?the\s+(?:(?:middle|in[- ]between)\s+(?:two|three|ones|pictures|photos|images|clips|videos)|"
    r"(?:ones|pictures|photos)\s+in\s+between)(?![a-z])"
)
_EVERYWHERE = _i(r"(?<![\w-])everywhere(?=\s*(?:[,.;!?]|$))")
_ALL_OF = _i(
    rf"(?<![\w-])(?:(?:all|both|these|those)(?:\s+(?:of|the|my|our|these|those|them))*(?:\s+{_SOME})?\s+{FILM}"
    rf"|all\s+{_SOME}(?:\s+of\s+(?:them|these))?(?=\s*(?:[,.;!?]|$)|\s+(?:should|must|get|have)\s)|both(?:\s+of\s+(?:them|these))?(?=\s*(?:[,.;!?]"
    rf"|$)))"
)
_COUNTED = _i(
    rf"(?:(?<=[,;:.]\s)|(?<=\sand\s)|^)(?:the\s+)?(?P<o>{_NTH})\s+(?:{FILM}\s+)?(?=(?:(?:for|gets?|is|lasts?"
    rf"|stays?)\s+)*{LENGTH})"
)
"""A row of pictures, each with its length: "first 3 s, second 4 s, last 6 s"."""
_FIRST_SO_LONG = _i(
    rf"(?<![\w-])(?:the\s+)?(?P<o>first|last)(?:\s+{FILM})?\s+(?:(?:for|gets?|stays?"
    rf"|lasts?)\s+)?(?P<t>{LENGTH})\s*,?\s*(?:and\s+|then\s+)?"
    rf"(?:all\s+)?the\s+(?:other\s+(?:{_SOME}|{FILM})|others?|rest)\s+(?:(?:for|gets?|stay|only|just"
    rf"|all)\s+)*(?P<n>{NUMBER})(?:\s*(?:seconds?|secs?|s))?(?![\w.:%])"
)
"""One length for the first, another for all others: "the first 4 seconds, the other two for three"."""
_FIRST_FOR = _i(
    rf"(?P<f>(?<![a-z])(?:first|(?:start|begin|open)\s+with)\s+)(?P<a>the\s+{_NTH}\s+{FILM})\s+(?P<t>for\s+{LENGTH})"
    rf"\s*,?\s*(?:and\s+)?then\s+(?P<b>the\s+{_NTH}\s+{FILM})"
)
_BEFORE_ONE = _i(
    rf"(?<![a-z])(?P<k>(?:flash|fade|dissolve|wipe|crossfade|dip|transition)(?:\s+to\s+(?:black|white))?)\s+(?:right\s+)?before\s+the\s+(?P<o>{'|'.join(ORDINALS[1:])})(?:\s+{FILM})?"
)
"""A change by the picture that it leads to: "a white flash before the third one"."""
_SO_LONG_EACH = _i(
    r"(?:(?<=^)|(?<=[,;:] )|(?<=for ))(?P<l>\d+(?:\.\d+)?(?:\s*(?:s|seconds?)?\s*(?:,\s*and|,|and)\s*\d+(?:\.\d+)?)+)"
    r"\s*(?:s|secs?|seconds?)(?:\s+long)?(?=\s*(?:$|[,.;!?]))"
)
"""As many lengths as pictures: "5 and 7 seconds"."""


def _into(found: re.Match[str]) -> str:
    n = ORDINALS.index(found["o"].lower())
    return f"{found['k']} between the {ORDINALS[n - 1]} and the {ORDINALS[n]} one"


def _in_order(found: re.Match[str], count: int) -> str:
    lengths = re.findall(r"\d+(?:\.\d+)?", found["l"])
    if len(lengths) != count:
        return found[0]
    return ", ".join(f"the {ORDINALS[n]} one {one} seconds" for n, one in enumerate(lengths[: len(ORDINALS)]))


_EACH_BUT = _i(
    rf"(?<![\w.])(?P<n>{LENGTH})\s+(?:each|per\s+\w+|apiece)\s*,?\s*(?:but|except|only"
    rf"|and)\s+(?:for\s+)?(?:the\s+)?(?P<o>{_NTH})(?:\s+{FILM})?"
    rf"\s+(?:(?:for|gets?|is|stays?|lasts?|should|be)\s+)*(?P<t>{NUMBER})(?:\s*(?:seconds?|secs?|s))?(?![\w.:%])"
)
_ONE = _i(rf"the\s+{_NTH}\s+{FILM}|(?:{ONE_PICTURE}|{ONE_FILM})\s+(?:number\s+)?\d{{1,2}}(?![\d:.%])")
_ONLY_ON = _i(
    rf"(?<![\w-])(?:have\s+|put\s+|keep\s+|show\s+|i\s+want\s+)?(?P<x>(?:the\s+)[a-z]+)\s+(?:should\s+|to\s+)?(?:be\s+)?only\s+(?:be\s+)?(?:on|in|over)\s+(?P<o>the\s+{_NTH}\s+{FILM})(?=\s*(?:$|[,.;!?]))"
)
"""What is on one and shall go from the others: "the confetti only on the second one"."""
_CUT_IT = _i(
    rf"(?P<k>(?P<o>the\s+{_NTH}\s+{FILM})[^,.;:!?]{{0,24}}[,;]\s*(?:and\s+|then\s+|but\s+)?)(?P<v>cut|trim|shorten|mute|reverse|slow|speed|crop|rotate)\s+it(?![a-z])"
)
_BORING = _i(
    rf"(?P<o>the\s+{_NTH}\s+{FILM})\s+(?:is|looks?|isn't|doesn't)\s+[^,.;:!?]{{2,40}}[,.;:]\s*(?:so\s+|please\s+|just\s+|can\s+you\s+)*(?:remove|delete|drop|skip|cut|lose|take)\s+(?:it|that)(?:\s+(?:out|away|off))?(?![a-z])"
)
"""One that is to go, and why: "the third one is blurry, take it out"."""
_ON_IT = _i(
    r"(?<!music\s)(?<!sound\s)(?<!sounds\s)(?<!song\s)(?<!piano\s)(?<!guitar\s)(?<![\w-])"
    r"(on|onto|to|over|let|(?<=seconds )of"
    r"|(?:hold|keep|show)(?=\s+it\s+(?:up\s+|on\s+screen\s+)?for\s))\s+it(?![\w']|\s+(?:all|fade))"
)
_LABELS = _i(
    r"(?:(?<=[,;:.!]\s)|(?<=\sand\s)|^)(?P<n>[1-9]\d?)\s*[:)]?(?=\s+[a-z])(?!\s*(?:s|secs?|seconds?|x|times|percent"
    r"|degrees?|fps|p|k|mins?|minutes?|to|"
    r"and|or|by|of|pictures?|photos?|pics?|images?|slides?|videos?|clips?|is|bpm)(?![a-z]))"
)
"""Pictures by their numbers alone, each with what is said of it: "1 vintage, 2 noir"."""
_BEFORE = (
    "first so up down at along past through on with to into across over from for then and but make let give show "
    "use put swap drop remove skip between "
    "keep move place after before"
)
_MEANT = rf"(?:(?:{'|'.join(rf'(?<={word} )' for word in _BEFORE.split())})|(?<=[,;.:]\s)|^)"
"""Before what a picture shows, where the picture is meant and not a thing in it."""
