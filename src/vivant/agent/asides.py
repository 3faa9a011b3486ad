"""What people say beside their wishes: that it shall be a film, of what and for whom, why, hello. It asks for nothing.

For sentences about several pictures and about films, of what is left of them once tasks are taken. Not for wishes
(reading.py); what may be one is never an aside.
"""

from __future__ import annotations

import re

from vivant.agent.reading import read

_FILM = (
    r"(?:stor(?:y|ies)|films?|videos?|movies?|slide[\s-]?shows?|reels?|montages?|compilations?|walk[\s-]?throughs?|tours?|recaps?|"
    r"trailers?|teasers?|ads?|adverts?|advertisements?|promos?|commercials?|clips?|albums?|presentations?|highlights?|"
    r"vlogs?|showreels?|tributes?|invitations?)"
)
_EVENT = (
    r"(?:trips?|holidays?|vacation|journey|visit|weekend|wedding|honeymoon|engagement|anniversary|birthday|christening|baptism|"
    r"graduation|prom|memories|adventures?|days?|nights?|evening|morning|summer|winter|spring|autumn|years?|highlights|best|gigs?|"
    r"concert|festival|part(?:y|ies)|match(?:es)?|games?|race|tournament|season|hikes?|school|opening|fair|"
    r"market|exhibition|conference|meeting|reunion|cruise|house|flat|apartment|shop|store|restaurant|"
    r"caf[eé]|menu|products?|collection|team|band)"
)
_MORE = r"(?:\s+(?:to|in|at|of|with|from|on|by|for|last|this|next|around|through)\s+[^,.;:!?\n]{1,80}?)?"
_ENDS = r"(?=\s*(?:$|[,.;:!?\n]|[-–—]\s))"
_STARTS = r"(?:(?<=^)|(?<=[,.;:!?\n]))\s*"
_MADE = (
    r"(?:(?:please|can|could|would|you|i|we|i'd|we'd|want|need|like|love|to|just|let's)\s+)*"
    r"(?:(?:make|create|give|turn|want|cut|tell|show|build|produce|do|put|edit|need|have|be|is)\s+)?"
    r"(?:(?:me|us|them|it|this|these|those|all|into|out|of|together|as|to|the|four|three|five|photos?|pictures?|images?)\s+)*"
)
_HOW = (
    r"(?:(?:an?|the|our|my|one|short|nice|little|beautiful|quick|simple|lovely|cool|great|good|small|quick|\w+ing)\s+)*"
)
_ASIDES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_STARTS}{_MADE}{_HOW}(?:[a-z']+\s+)?{_FILM}(?![a-z])(?:\s+please)?{_MORE}{_ENDS}",
        rf"(?<![a-z]){_MADE}{_HOW}{_FILM}(?![a-z])(?:\s+(?:of|about|from|out\s+of|for)\s+(?:our|my|the|this|these|those|all)\s+"
        r"[a-z']+(?:\s+(?:to|in|at|of)\s+[a-z']+)?)?(?![a-z])",
        rf"{_STARTS}(?:(?:this|these|here|it)\s*(?:'s|is|are|was|were)\s+)?(?:(?:photos|pictures|pics|images|shots|some|a\s+few)\s+(?:of|from)\s+)?"
        rf"(?:(?:our|my|the|a|their|his|her|last|this|some)\s+)?(?:[a-z']+\s+){{0,2}}?{_EVENT}(?![a-z]){_MORE}{_ENDS}",
        rf"{_STARTS}(?:(?:this|these|here|it)\s*(?:'s|is|are|was|were)\s+)?(?:some\s+|a\s+few\s+|the\s+)?(?:photos|pictures|pics|images|shots)\s+"
        rf"(?:of|from)\s+[^,.;:!?\n]{{1,50}}?{_ENDS}",
        r"(?:^|\s|(?<=[,.;!?]))(?:so\s+(?:that\s+)?(?:they|people|everyone|everybody|you|we|kids|parents|viewers|nobody|customers|it's)|because|"
        r"'cause|cos|since\s+(?:it|they|we|i)|in\s+case)(?![a-z])[^,.;:!?\n]{0,80}",
        rf"{_STARTS}(?:it|this|that|they|we|i|he|she)\s+(?:was|were|went|did|had|filmed|shot|took)\s+[^,.;:!?\n]{{1,60}}?{_ENDS}",
        rf"\s+for\s+(?:our|my)\s+[^,.;:!?\n]{{1,40}}?{_ENDS}",
        rf"{_STARTS}nobody\s[^,.;:!?\n]{{1,60}}{_ENDS}",
    )
)
_BRISK = re.compile(rf"(?:quick|fast|slow|short)(?=\s+(?:[a-z]+\s+)?{_FILM}(?![a-z]))", re.I)
_LONGEST = 400
"""Characters of a rest in which asides are looked for; it bounds the work on nonsense."""


def without_asides(text: str) -> str:
    """The text without what only tells what is shown, for whom and why."""
    if len(text) > _LONGEST:
        return text
    for pattern in _ASIDES:
        at = 0
        while found := pattern.search(text, at):
            at = max(found.end(), at + 1)
            if found[0].strip() and not read(_BRISK.sub("", found[0])).wishes:
                text = f"{text[: found.start()]},{text[found.end() :]}"
                at = found.start() + 1
    return text
