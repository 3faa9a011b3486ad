"""What is said short in a conversation, in full: "7 is plenty" is "7 seconds", "the jazzy one" is "jazzy music",
"something happier" is "happier music" where there is music, "the name in gold" is "the title in gold".

In English; not for what names nothing (referring.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vivant.agent.films import tasks as t
from vivant.agent.films.said import asked_of_one
from vivant.agent.knobs import goes_one_way
from vivant.agent.pointing import Thing, of_version, plain, there
from vivant.agent.reading import read
from vivant.timeline.history import History

_ENOUGH = re.compile(
    r"(?<![\w.])(\d{1,3}(?:\.\d)?)\s*(?:s|secs?|seconds?)?\s*(?:is|are|will|would|should|might|'d|'ll|'s)\s+(?:be\s+)?(?:plenty|"
    r"enough|fine|ok(?:ay)?|better|good|perfect|best|do|nice|about\s+right|long\s+enough|more\s+than\s+enough)(?![a-z])|"
    r"(?<=[,;])\s*(?:like|say|maybe|perhaps|about|around|more\s+like)\s+(\d{1,3}(?:\.\d)?)(?:\s+(?:maybe|or\s+so))?(?=\s*[.!?]*$)",
    re.I,
)
_BARE_LENGTH = re.compile(
    r"^\s*(?:(?:(?:that's|it's|it\s+is|that\s+is)\s+)?(?:(?:a\s+bit|a\s+little|way|much|far|still)\s+)*too\s+(?:long|short)\s*[,.;]\s*)?"
    r"(?:(?:(?:can|could)\s+(?:you|we)\s+)?(?:do|have|make|get)\s+(?:it|that|this)\s+in|(?:make|let)\s+(?:it|that)(?:\s+be)?|just|only|maybe|say|more\s+like)\s+(\d{1,2}(?:\.\d)?)\s*[.!?]*\s*$",
    re.I,
)
_LENGTHS = re.compile(r"\b(?:long(?:er)?|short(?:er)?|length|last(?:s|ing)?|seconds?|time|duration)\b", re.I)
_NAME = re.compile(
    r"\b(?:the|that|this|their|your|our)\s+(?:names?|greeting|message|slogan|inscription|letters|font|brand(?:\s+name)?|date|wording|"
    r"sentence|line\s+of\s+text)(?![a-z]|\s+on\s)",
    re.I,
)
_TAKEN_BACK = re.compile(
    r"[\s,.;!…–—-]*(?<![a-z])(?:no,?\s+wait|wait,?\s+no|scratch\s+that|strike\s+that|or\s+rather|i\s+mean|make\s+that|"
    r"no,?\s+sorry)(?![a-z])[\s,:.!…–—-]*",
    re.I,
)
_BETTER = re.compile(
    r"^\s*(?:i\s+think\s+)?(white|black|red|green|blue|yellow|orange|pink|purple|gold|silver|gr[ae]y)(?:\s+ones?)?\s+(?:looks?|would\s+look|is|would\s+be|"
    r"suits\s+\w+)\s+(?:better|nicer|best).*$",
    re.I,
)
_OTHER_WAY = re.compile(
    r"^\s*(?:(?:and|but|then|can|could|you|please|let|make|have|the|camera|it|that|now|no|should)[\s,]+)*(?:(?:pan|truck|slide|orbit|tilt|move|go|drift|turn|spin|circle|"
    r"rotate|travel|sweep|fly|swing|run|blow|fall)(?:s|ing)?(?:\s+(?:it|the\s+camera|around))?\s+)?(?:in\s+)?(?:the\s+)?(?:other|opposite)\s+(?:way|"
    r"direction)(?:\s+a?round)?(?:\s+(?:please|instead))?\s*$",
    re.I,
)
_OF_CAMERAS = re.compile(r"\b(?:camera|pan|truck|slide|orbit|tilt|circle|travel|swing|sweep|spin)", re.I)
_ALIKE = (re.compile(r"\d+(?:\.\d+)?"), re.compile(r"\b(?:left|right|up|down|in|out)\b", re.I))
_REWRITES = (
    r"(?:.*\s)?(?:put|write|say|use|have|show|it\s+should\s+(?:say|read|be))\s+(?P<new>\S.{0,60}?)\s+(?:instead\s+of|rather\s+than)\s+OLD",
    r"(?:.*\s)?(?:replace|change|swap|rename|correct)\s+(?:the\s+(?:title|words?|text)\s+)?(?:from\s+)?OLD\s+(?:with|to|into|for|by)\s+(?P<new>\S.{0,60})",
)
"""How words that are there are said to read otherwise."""
_SAYS = re.compile(
    r"\s*(?:let's|lets|it\s+should|better)\s+(?:say|write|read|put)\s+(?P<new>(?=.*[A-Z]).{2,60}?)(?:\s+instead)?[.!]*\s*",
    re.S,
)
_SHORTEST_NAME = 4
_EVEN = re.compile(r"\beven\s+(?=\w{3,}er\b|more\b|less\b)", re.I)
_TURNED = {"bright": "darker", "dark": "brighter", "warm": "cooler", "cold": "warmer", "cool": "warmer"}
_LESS_SO = re.compile(rf"\bless\s+({'|'.join(_TURNED)})(?![a-z])(?!\s+(?:tones?|look|light|rays|snow|rain|fog))", re.I)
_TO_LENGTH = re.compile(
    r"\b(?:shorten|cut|trim|bring|get|take|extend|stretch)\s+(?:it|this|that)\s+(?:down\s+)?to\s+\d{1,2}(?:\.\d)?(?=\s*(?:$|[,;!?]|\.(?!\d)|and\b|but\b|please))",
    re.I,
)
_HALFWAY = re.compile(r"\s+(?:half\s?way(?:\s+through)?|at\s+half\s?time)(?![a-z])", re.I)
_PLEASE = r"(?:\s+(?:please|then|instead|now|rather|this\s+time|for\s+a\s+change))*"
_ASK = (
    r"(?:(?:and|but|so|then|now|maybe|perhaps|can|could|you|we|i|i'd|i'll|let's|want|would|like|have|take|use|try|pick|choose|"
    r"give\s+me|go\s+(?:for|with)|how\s+about|rather|it|needs?|should|be|make|to|please)\s+)*"
)
_MORE = r"(?:(?:a\s+(?:bit|little)|much|way|more|less|really|very|rather|quite)\s+)*"
_ONE = re.compile(rf"{_ASK}the\s+(?P<what>[a-z][a-z -]{{1,16}}?)\s+(?:one|style|kind){_PLEASE}")
_PREFERRED = re.compile(
    r"(?:i|we)\s+(?:preferred|liked|loved|prefer|like)\s+the\s+(?P<what>[a-z][a-z -]{1,16}?)(?:\s+(?:music|one|song))?"
    r"(?:\s+(?:better|more|before))*"
)
_WITHOUT = re.compile(
    r"^\W*(?:(?:i\s+think|hm+|actually|no)[\s,]+)*(?:(?:i|we)\s+(?:preferred|liked|prefer|like)\s+(?:it|this|that)|(?:i\s+(?:keep\s+)?wonder(?:ing)?\s+(?:if|whether)\s+)?"
    r"(?:it|that)(?:'d|\s+(?:was|looked|is|looks|would|might))(?:\s+(?:be|look))?\s+"
    r"(?:better|nicer|best))\s+(?=without\s|in\s+colou?r)",
    re.I,
)
_COLOURS = re.compile(
    r"^\W*(?:(?:and|please)\s+)?(?:bring|put|get|give\s+(?:me|it))\s+(?:(?:back\s+)?(?:the|its)\s+colou?rs?(?:\s+back)?|(?:the\s+)?colou?rs?\s+back)(?:\s+please)?\W*$|"
    r"^\W*(?:i\s+think\s+)?(?:i|we)\s+(?:preferred|liked|prefer|like)\s+(?:the|it\s+in)\s+colou?rs?(?:\s+(?:better|more|before))*\W*$",
    re.I,
)
_SOMETHING = re.compile(
    rf"{_ASK}(?:something|sth|anything|some)\s+(?P<what>{_MORE}[a-z-]{{3,16}}?|(?:with|in|like)\s+[a-z -]{{3,20}}?)"
    rf"(?P<under>\s+(?:under(?:neath)?(?:\s+(?:it|this))?|in\s+the\s+background|behind\s+(?:it|this)|to\s+listen\s+to))?{_PLEASE}"
)
_MAKE_IT = re.compile(
    rf"(?:(?:and|but|now|can|could|you|please)\s+)*(?:make|have)\s+it\s+(?P<what>{_MORE}[a-z-]{{3,16}}?){_PLEASE}"
)


def put_right(words: str) -> str:
    """The words without what somebody took back while saying them: "stars... no wait, fog" is "fog"."""
    cut = _TAKEN_BACK.search(words)
    before, right = (words[: cut.start()], words[cut.end() :]) if cut else ("", "")
    if not before.strip() or not right.strip() or '"' in words:
        return words
    wrong = re.split(r"(?<=[,.;!?…])\s*|\s+(?:and|but)\s+", before)[-1]
    kept = re.sub(r"[\s,.;]+(?:and|but)?\s*$", "", before.removesuffix(wrong))
    for alike in _ALIKE:
        if alike.fullmatch(right.strip(" .!")) and (was := alike.search(wrong)):
            right = wrong[: was.start()] + right.strip(" .!") + wrong[was.end() :]
            break
    return f"{kept}, {right}" if kept else right


def in_full(words: str, history: History) -> str:
    """The words with what they say short said in full, or as they are."""
    if '"' in words or "“" in words:
        return words
    known = there(history)
    words = _LESS_SO.sub(lambda m: _TURNED[m[1].lower()], _EVEN.sub("", _titled(words, history)))
    words = _TO_LENGTH.sub(r"\g<0> seconds", words)
    words = _HALFWAY.sub(f" after {history.draft.duration_ms / 2000:g} seconds", words)
    words = re.sub(r"\s+(?:then|though)\s*([.!?]*)\s*$", r"\1", words, flags=re.I)
    words = re.sub(r"^\s*(?:ok(?:ay)?,?\s+)?(.{2,40}?)\s+it\s+is\s*[.!]*\s*$", r"\1", words, flags=re.I)
    turn, joined, more = words.partition(" and ")
    if _OTHER_WAY.match(words) or (joined and _OTHER_WAY.match(turn)):
        words = _turned(turn, history) + f", {more}" * bool(more and not _OTHER_WAY.match(words))
    words = _COLOURS.sub("in colour", _WITHOUT.sub("", words))
    words = _BETTER.sub(r"in \1", _length(words))
    if any(one.sort == "title" for one in known):
        words = _NAME.sub("the title", words)
    return _music(words, known) or words


def _titled(words: str, history: History) -> str:
    """What is written, said without quotation marks: "put Sold instead of For Sale"."""
    texts = [s.text for track in history.draft.tracks() for s in track.segments if s.text is not None]
    if texts and (found := _SAYS.fullmatch(words[:1].lower() + words[1:])):
        return f'change the title to "{found["new"]}"'
    for text in texts:
        content = re.escape(text.content)
        for pattern in _REWRITES:
            if found := re.fullmatch(pattern.replace("OLD", content), words.strip(" .!"), re.I):
                return f'change the title to "{found["new"]}"'
        if text.content[:1].isupper() and len(text.content) > _SHORTEST_NAME:
            words = re.sub(
                rf"(?<![\w\"“])(?:the\s+)?{content}(?:\s+(?:text|title|part))?(?![\w\"”])", "the title", words
            )
    return words


def _turned(words: str, history: History) -> str:
    """What goes the other way: the camera where it is named or was what came last, or what lives that came last."""
    last = list(of_version(history, history.at))
    going = {a.kind.replace("_", " ") for s in history.draft.main_segments() for a in s.applied if goes_one_way(a)}
    living = next((x.said for x in last if x.sort == "living" and x.name in going), "")
    camera = _OF_CAMERAS.search(words) or any(x.sort == "move" and x.name != "static" for x in last)
    what = "camera" if camera else living
    return f"the {what} the other way round" if what else "the other way round"


def _length(words: str) -> str:
    """ "shorter, 7 is plenty", "make it 7"."""
    if found := _BARE_LENGTH.match(words):
        return words.replace(found[1], f"{found[1]} seconds", 1)
    found = _ENOUGH.search(words)
    if found and (_LENGTHS.search(words) or not re.search(r"[a-z]", words.replace(found[0], ""), re.I)):
        return words.replace(found[0], f"{found[1] or found[2]} seconds", 1)
    return words


def _music(words: str, known: Sequence[Thing]) -> str:
    """What is about music without saying so; "" where it is not."""
    said = plain(words).strip(" .!?,")
    if (found := _ONE.fullmatch(said)) and not read(f"no {found['what']}").wishes:
        return _of_music(found["what"])
    if (found := _PREFERRED.fullmatch(said)) and (told := _of_music(found["what"])):
        return told
    found = _SOMETHING.fullmatch(said)
    if found and (found["under"] or any(one.sort == "music" for one in known)):
        return _of_music(found["what"])
    found = _MAKE_IT.fullmatch(said)
    last = known[0] if known else None
    return _of_music(found["what"]) if found and last is not None and last.sort == "music" else ""


def _of_music(what: str) -> str:
    told = f"music {what}" if what.startswith(("with ", "in ", "like ")) else f"{what} music"
    return told if _is_music(told) else ""


def _is_music(words: str) -> bool:
    """Whether words name a style or a mood of music."""
    return any(isinstance(task, t.Music) and (task.style or task.mood) for task in asked_of_one(words).tasks)
