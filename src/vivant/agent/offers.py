"""Words that take up what was offered, or answer what was asked: "do that", "the second idea", 就用第一个.

Not for what is offered (ideas.py, questions.py) or for pictures that are counted ("the second one" of several).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vivant.agent.reading import read
from vivant.agent.wishes import Mood
from vivant.asking import is_chinese, is_question

_ORDER = ("first", "second", "third", "fourth")
_NTH = r"first|second|third|fourth|last"
_YES = (
    r"\W*(?:(?:ok(?:ay)?|yes|yeah|yep|yup|sure|great|good|nice|cool|perfect|lovely|please|then|well|alright"
    r"|all\s+right|sounds\s+good|"
    r"why\s+not|i\s+like\s+(?:it|that)|let's|i'd\s+like|i'll\s+(?:take|try)|i\s+(?:want|choose|pick|like))[\s,.!]+)*"
)
_TAKE = r"(?:do|try|take|use|apply|add|make|go\s+(?:with|for)|pick|choose)\s+"
_END = r"(?:\s+(?:please|then|for\s+me|too|instead))*\W*"
_THAT = re.compile(
    rf"{_YES}{_TAKE}(?:exactly\s+)?(?:that|it|this|so)(?:\s+one)?{_END}|{_YES}(?:surprise\s+me|you\s+(?:choose"
    rf"|decide|pick)|"
    rf"(?:do\s+)?what(?:ever)?\s+you\s+(?:like|think(?:\s+is\s+best)?|suggest(?:ed)?|recommend))(?:\s+again)?{_END}"
    r"|[好行嗯那可以就，,的吧\s]*(?:照(?:做|办)|这(?:么|样)(?:做|办|来|弄)|按你(?:说|建议)的(?:做|来|办)?|听你的"
    r"|你(?:来)?(?:决定|看着办|选)|随便(?:你)?"
    r"|(?:给我)?(?:一?个|来点|来个)?惊喜(?:一下)?)[吧了啊呀。！!\s]*",
    re.I,
)
_SURPRISE = re.compile(r"surprise|惊喜|随便|决定|看着办|you\s+(?:choose|decide|pick)|whatever", re.I)
_COUNTED = re.compile(
    rf"{_YES}(?:{_TAKE})?(?:the\s+|your\s+)?(?:(?P<nth>{_NTH})\s+(?:idea|suggestion|option|proposal)|(?:idea"
    rf"|suggestion|option|proposal)\s+"
    rf"(?:no\.?\s*|number\s+)?(?P<n>[1-4]|one|two|three|four)){_END}"
    r"|[好行嗯那可以就，,的吧\s]*(?:用|选|要|来|试试?|按)?第(?P<zh>[一二三四1-4])(?:个|条|种)(?:建议|主意|点子|想法"
    r"|方案)[吧了啊呀。！!\s]*",
    re.I,
)
_ALL = re.compile(
    rf"{_YES}(?:{_TAKE})?(?:both|all)\s+(?:of\s+)?(?:them|those|the\s+ideas|your\s+ideas|three"
    rf"|four)?(?:\s+ideas)?{_END}|{_YES}{_TAKE}(?:both|"
    rf"everything\s+you\s+said){_END}|[好行嗯那可以就，,的吧\s]*(?:[两三四]个?)?(?:建议)?都(?:要|加上?|来|试试?"
    rf"|用)[吧了啊呀上。！!\s]*",
    re.I,
)
_AFTER_AN_OFFER = re.compile(
    rf"{_YES}(?:yes|please|go\s+ahead|do|sure|(?:{_TAKE})?(?:the\s+)?(?P<nth>{_NTH})(?:\s+one)?){_END}"
    r"|[好行嗯那可以就，,的吧\s]*(?:用|选|要|来|试试?|按|加上?)?(?:第(?P<zh>[一二三四1-4])(?:个|条|种)|加上|试试看?"
    r"|来吧|可以)[吧了啊呀。！!\s]*",
    re.I,
)
_ANOTHER_WISH = re.compile(
    r"^\W*(?:please|can|could|add|make|let|put|zoom|pan|dolly|remove|no|not|don'?t|without|change|undo|redo|use|set|"
    r"slow\w*|fast\w*|turn|give|keep|write|title|never|forget|skip|actually|export|the\s+(?:camera|title|text))\b"
    r"|\bmusic\b|音乐|^[让把加不别去换改镜配放写请帮算标撤导]",
    re.I,
)


def titled(words: str) -> str:
    """Words that answer what a title should read, as they are asked for; "" where they are another wish."""
    words = words.strip()
    known = read(words)
    wish = bool(known.wishes) and not known.unknown and not all(isinstance(one, Mood) for one in known.wishes)
    if not words or wish or _ANOTHER_WISH.search(words) or is_question(words):
        return ""
    return f"标题：“{words}”" if is_chinese(words) else f"title “{words}”"


def taken_up(words: str, offered: Sequence[str], otherwise: Callable[[str], Sequence[str]]) -> str:
    """The sentence that words take up; "" where they take up none.

    offered    what the last answer offered and nothing else
    otherwise  what the last answer said could come next, about a topic or ""
    """
    counted = _COUNTED.fullmatch(words)
    if (weak := _AFTER_AN_OFFER.fullmatch(words)) and offered and not counted:
        return _of(weak["nth"] or "", weak["zh"] or "1", offered)
    everything = _ALL.fullmatch(words)
    if not (counted or everything or _THAT.fullmatch(words)):
        return ""
    offered = offered or (_SURPRISE.search(words) and otherwise("effects")) or otherwise("")
    if everything:
        return ", ".join(offered)
    return _of(counted["nth"] or "", counted["n"] or counted["zh"] or "", offered) if counted else "".join(offered[:1])


def _of(nth: str, number: str, offered: Sequence[str]) -> str:
    """One of those offered, by its place; "" where there are not so many."""
    if nth == "last":
        return offered[-1]
    places = {"one": 0, "two": 1, "three": 2, "four": 3, "一": 0, "二": 1, "三": 2, "四": 3}
    at = _ORDER.index(nth) if nth else places.get(number, int(number) - 1 if number.isdigit() else 0)
    return offered[at] if at < len(offered) else ""
