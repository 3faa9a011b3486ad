"""What people say beside their wishes: that it shall be a film, of what and for whom, why, hello. It asks for nothing.

For sentences about several pictures and about films, of what is left of them once tasks are taken. Not for wishes
(reading.py); what may be one is never an aside.
"""

from __future__ import annotations

import re

from vivant.agent.otherwise import LOOKS
from vivant.agent.reading import read
from vivant.agent.wishes import Mood

_NAMED = r"(?<!old )(?<!silent )(?<!old family )(?<!home )(?<!like a )(?<!in a )"
_FILM = (
    rf"{_NAMED}(?:stor(?:y|ies)|films?|videos?|movies?|slide[\s-]?shows?|reels?|montages?|compilations?|"
    r"walk[\s-]?throughs?|tours?|recaps?|"
    r"trailers?|teasers?|ads?|adverts?|advertisements?|promos?|commercials?|clips?|albums?|presentations?|highlights?|"
    r"vlogs?|showreels?|tributes?|invitations?|projects?)(?!\s+(?:looks?|grain|style|effects?|feel|noir|burns?|stock|camera)(?![a-z]))"
)
_EVENT = (
    r"(?:trips?|holidays?|vacation|journey|visit|weekend|wedding|honeymoon|engagement|anniversary|birthday|christening|baptism|"
    r"graduation|prom|memories|adventures?|days?|nights?|evening|morning|summer|winter|spring|autumn|years?|highlights|best|gigs?|"
    r"concert|festival|part(?:y|ies)|match(?:es)?|games?|race|tournament|season|hikes?|school|opening|fair|"
    r"market|sale|exhibition|conference|meeting|reunion|cruise|house|flat|apartment|shop|store|restaurant|"
    r"caf[eé]|menu|products?|collection|team|band)"
)
_MORE = r"(?:\s+(?:to|in|at|of|with|from|on|by|for|about|last|this|next|around|through)\s+[^,.;:!?\n]{1,80}?)?"
_ENDS = r"(?=\s*(?:$|[,.;:!?\n]|[-–—]\s))"
_STARTS = r"(?:(?<=^)|(?<=[,.;:!?\n]))\s*"
_MADE = (
    r"(?:(?:please|can|could|would|you|i|we|i'd|we'd|want|need|like|love|to|just|let's)\s+)*"
    r"(?:(?:make|create|give|turn|want|cut|tell|show|build|produce|do|put|edit|need|have|be|is)\s+)?"
    r"(?:(?:me|us|them|it|this|these|those|all|into|out|of|together|as|to|the|four|three|five|photos?|pictures?|images?)\s+)*"
)
_HOW = (
    r"(?:(?:an?|the|our|my|one|calm|relaxing|peaceful|happy|festive|fun|gentle|quiet|short|nice|little|beautiful|quick|fast|simple|lovely|cool|great|good|"
    r"small|quick|\w+ing)\s+)*"
)
_HEARD = ("peaceful", "festive", "happy")
"""Moods that a film has by its music."""
_FOR_WHOM = rf"(?:^|\s+|(?<=,))for\s+(?:our|my)\s+[^,.;:!?\n]{{1,40}}?{_ENDS}"
_PAST = r"(?:we|i|they)\s+(?:just\s+|once\s+)?(?!want|need|lik|lov)[a-z]{3,}ed"
_FOR_WHAT = (
    r"(?:^|\s+|(?<=,))for\s+(?:an?|the|his|her|their)\s+(?:[a-z']+\s+){0,2}(?:talk|lesson|class|lecture|course|presentation|party|"
    rf"website|site|shop|store|project|blog|menu|monitor|listing|clients?|customers?|school|game|newsletter|campaign|book){_ENDS}"
)
_ASIDES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        _FOR_WHOM,
        _FOR_WHAT,
        rf"{_STARTS}{_MADE}{_HOW}(?:kids?|children|family|memory|memories|baby|birthday|pet|travel|holiday|school|party|class|listing)(?:'?s)?\s+{_FILM}(?![a-z])(?:{_MORE}{_ENDS})?",
        rf"{_STARTS}{_MADE}{_HOW}(?:[a-z']+\s+){{0,2}}?{_FILM}(?![a-z])(?:\s+please)?{_MORE}{_ENDS}",
        rf"(?<![a-z]){_MADE}{_HOW}{_FILM}(?![a-z])(?:\s+(?:of|about|from|out\s+of|for)\s+(?:our|my|the|this|these|those|all)\s+"
        r"[a-z']+(?:\s+(?:to|in|at|of)\s+[a-z']+)?)?(?![a-z])",
        rf"{_STARTS}(?:(?:this|these|here|it)\s*(?:'s|is|are|was|were)\s+)?(?:(?:photos|pictures|pics|images|shots|some|a\s+few)\s+(?:of|from)\s+)?"
        rf"(?:(?:our|my|the|a|their|his|her|last|this|some)\s+)?(?:[a-z']+\s+){{0,2}}?{_EVENT}(?![a-z]){_MORE}{_ENDS}",
        rf"{_STARTS}(?:(?:this|these|here|it)\s*(?:'s|is|are|was|were)\s+)?(?:(?:some|a\s+few|the|old|new|nice|more|our|my)\s+)*(?:photos|pictures|pics|images|shots)\s+"
        rf"(?:of|from)\s+[^,.;:!?\n]{{1,50}}?{_ENDS}",
        r"(?:^|\s|(?<=[,.;!?]))(?:so\s+(?:that\s+)?(?:they|people|everyone|everybody|you|we|kids|parents|viewers|nobody|customers|it's)|because|"
        r"'?cause|cos|coz|since\s+(?:it|they|we|i)|in\s+case)(?![a-z])[^,.;:!?\n]{0,80}",
        rf"{_STARTS}(?:it|this|that|they|we|i|he|she)\s+(?:was|were|went|did|had|filmed|shot|took)\s+[^,.;:!?\n]{{1,60}}?{_ENDS}",
        r"(?<![a-z])(?:please\s+)?(?:put|bring|string|stitch|join|edit|cut|combine)\s+(?:them|these|those|this|it|(?:the|these|those|my|our|all)\s+(?:[a-z]+\s+){0,2}?"
        r"(?:pictures|pics|photos|images|shots|two|three|four|five|six|\d+)|all\s+of\s+(?:them|these|it))(?:\s+all)?(?:\s+(?:together|up|in\s+a\s+row|one\s+after\s+the\s+other))?"
        r"(?=\s*(?:$|[,.;:!?\n])|\s+(?:with|and)\s)",
        rf"{_STARTS}(?:(?:hmm|well|sorry|no)\s*,?\s*)*(?:the|these|those|that)\s+(?:slides?|transitions?|cuts?|music|titles?|fonts?|colou?rs?|effects?|wipes?|fades?)\s+"
        rf"(?:is|are|looks?|feels?|sounds?)\s+(?!too\s)[a-z\s]{{1,25}}?{_ENDS}",
        rf"{_STARTS}(?:(?:so|hi|hey|hello|well|ok|okay)\s*,?\s*)*(?:this\s+is|these\s+are|here\s+are|here's|here\s+is)\s[^,.;:!?\n]{{1,60}}?{_ENDS}",
        rf"{_STARTS}(?:there's|there\s+is|there\s+are)\s[^,.;:!?\n]{{1,40}}?\s(?:there|on\s+it|in\s+it){_ENDS}",
        rf"{_STARTS}(?:[a-z']+\s+){{0,4}}(?:to\s+)?feels?\s+(?:like|as\s+(?:if|though))\s+[^,.;:!?\n]{{1,60}}?{_ENDS}",
        r"(?<![a-z])(?:make|create|give|do|cut|edit)\s+(?:me\s+|us\s+)?(?:an?|the|some)\s+(?:[a-z]+\s+)?highlights?(?![a-z])",
        r"(?<![a-z])(?:(?:and|with|use|give|have)\s+)*(?:a\s+|its\s+|their\s+)?(?:different|varied|various|another|own)\s+(?:camera\s+)?(?:moves?|movements?|motions?)"
        r"(?:\s+(?:on|for|in)\s+(?:every|each|all)\s*[a-z]*)?(?![a-z])",
        rf"{_STARTS}(?:like|as\s+(?:if|though))\s+(?:i|you|we|they|he|she|it|someone)(?:'|\s)[^,.;:!?\n]{{1,60}}?{_ENDS}",
        rf"{_STARTS}{_PAST}\s[^,.;:!?\n]{{1,60}}?{_ENDS}",
        rf"{_STARTS}(?:[a-z']+\s+){{0,4}}(?:people|viewers|everyone|everybody|customers|guests|them|you)\s+to\s+(?:feel|think|want|get|remember|say|"
        rf"smile|love)\s[^,.;:!?\n]{{1,60}}?{_ENDS}",
        rf"{_STARTS}(?:(?:it|this|that|they)(?:'s|\s+is|\s+are|'re)\s+|(?:all|just)\s+)for\s+[^,.;:!?\n]{{1,50}}?{_ENDS}",
        rf"{_STARTS}(?:two|three|four|five|six|seven|\d)\s+(?:photos|pictures|pics|images)(?:\s+(?:for|of|from)\s+[^,.;:!?\n]{{1,30}}?)?{_ENDS}",
        rf"{_STARTS}(?:[a-z]+\s+here|(?:i|we)(?:'d|\s+would)?\s+(?:like|love|want|have)\s+(?:my|our|the|these|those)\s+(?:(?:two|three|four|five|\d)\s+)?[a-z]+(?:\s+one\s+after\s+(?:the\s+other|another))?)(?=\s*(?:$|[,.;:!?\n])|\s+with\s)",
        rf"{_STARTS}(?:[a-z']+\s+){{1,3}}?(?:will|'ll|is\s+going\s+to|are\s+going\s+to)\s+(?:talk|speak|narrate|sing|explain|read|present|play)(?![a-z])[^,.;:!?\n]{{0,40}}?{_ENDS}",
        r"^\s*(?:(?:an?|our|my|the|your)\s+)?(?:[\w'-]+\s+){0,4}[\w'-]+\s*:(?!\d)",
        rf"{_STARTS}an?\s+(?:(?:short|quick|little|nice|simple|small|long)\s+)+one(?![a-z])",
        rf"{_STARTS}nothing\s+(?:too\s+)?[a-z]+{_ENDS}",
        rf"{_STARTS}nobody\s[^,.;:!?\n]{{1,60}}{_ENDS}",
    )
)
_TOLD = re.compile(
    rf"(?:it|this|that|they|we|i)\s+(?:was|were)\s+(?:filmed|shot|taken|recorded|made)(?![a-z])|{_PAST}(?![a-z])", re.I
)
"""How it came to be, which is never a wish: "it was filmed sideways"."""
_ANY_FILM = re.compile(rf"(?<![a-z]){_FILM}(?![a-z])", re.I)
_BRISK = re.compile(rf"(?:quick|fast|slow|short)(?=\s+(?:[a-z]+\s+)?{_FILM}(?![a-z]))", re.I)
_LONGEST = 400
"""Characters of a rest in which asides are looked for; it bounds the work on nonsense."""
_TOO = re.compile(
    r"(?<!not )(?<!n't )(?<!never )"
    r"(?:(?:it|this|everything|the\s+(?:video|film|clip|picture|footage|whole\s+thing))(?:\s?'?s|\s+(?:is|looks?|was))\s+)?"
    r"(?:(?:way|far|much|a\s+(?:bit|little)|still|just)\s+)*too\s+(?P<one>[a-z]+)(?:\s+and\s+(?:a\s+(?:bit|little)\s+|too\s+|also\s+)*(?P<two>[a-z]+))?(?![a-z])",
    re.I,
)


def remedied(text: str) -> str:
    """The text with complaints about the picture as the wishes that they are: "too dark" is brighter."""
    return _TOO.sub(_remedy, text)


def _remedy(found: re.Match[str]) -> str:
    said = [one.lower() for one in (found["one"], found["two"]) if one]
    wishes = [next((wish for looks, _, wish in LOOKS if wish and re.fullmatch(looks, one)), "") for one in said]
    return ", ".join(wishes) if all(wishes) else found[0]


def without_asides(text: str) -> str:
    """The text without what only tells what is shown, for whom and why."""
    if len(text) > _LONGEST:
        return text
    for pattern in _ASIDES:
        at = 0
        while found := pattern.search(text, at):
            at = max(found.end(), at + 1)
            wishes = read(_ANY_FILM.sub("film", _BRISK.sub(" ", found[0]))).wishes
            # "for my mother's birthday", "a calm slideshow" say what kind of music suits, and no more
            wishes = tuple(
                one for one in wishes
                if not isinstance(one, Mood) or (pattern.pattern != _FOR_WHOM and one.name not in _HEARD)
            )  # fmt: skip
            told = _TOLD.match(found[0].strip(" ,.;:!?")) is not None
            if found[0].strip() and (told or not wishes):
                text = f"{text[: found.start()]},{text[found.end() :]}"
                at = found.start() + 1
    return text
