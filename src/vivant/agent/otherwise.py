"""How people say that something that is there should be otherwise, as patterns: rules of paraphrase.py, data only.

A pattern has the group `np` for what is named, `tail` for when or where, and groups that say how: `is_less`, `too_less`
and the like. For English in plain form (tokens.py), one part of a sentence at a time.
"""

from __future__ import annotations

import re

AND = re.compile(r"\s+and\s+")
NORMAL = re.compile(
    r"(?:(?:get|bring|put|turn|set|give\s+me|i\s+want|with|use|make|(?:(?:go"
    r"|get)\s+)?back\s+to)\s+)?(?:the\s+)?(?:(?:normal|natural|original|real)\s+colou?rs?|"
    r"(?:colou?rs?|picture|look|light)\s+(?:back\s+)?(?:to\s+)?(?:normal|natural|as\s+(?:it|they)\s+(?:was|were)"
    r"|how\s+(?:it|they)\s+"
    r"(?:was|were)))(?:\s+(?:back|again))*"
)
EDGE = re.compile(
    r"([,;.!?]+(?!\d)\s*|(?<!everything)(?<!all)\s+but\s+|\s+and\s+(?=(?:(?:just|then|instead|also|please|maybe"
    r"|(?:can|could|would)\s+you)\s+)*"
    r"(?:(?:give\s+(?:me|us|it)|add|put|make|use|slow|speed|turn|start|stop|remove|write|brighten|darken|change|set"
    r"|keep|bring|take|have|"
    r"let)\s|(?:zoom|pan|tilt|truck|dolly|push|pull|move|slide|orbit|go|drift)\s+(?:slowly\s+|gently\s+)?"
    r"(?:in|out|back|left|right|up|down|around|to|towards?|closer|away)(?![a-z]))))"
)
QUOTES = re.compile(r"[\"“”„「『《»«]|(?<![A-Za-z])'")
LEAD = re.compile(
    r"^\s*(?:(?:and|but|in|so|then|now|please|pls|ok(?:ay)?|just|also|maybe|perhaps|actually|still|well|yes"
    r"|i'd\s+say|let's|"
    r"i\s+(?:think|feel|guess|find)(?:\s+that)?|(?:can|could|would|will)\s+(?:you|we)|you\s+(?:can|could)|"
    r"i(?:'d|\s+would)\s+(?:like|prefer|love)(?:\s+(?:you|it))?(?:\s+(?:to|if))?|i\s+want(?:\s+you)?(?:\s+to)?)\s+)+"
)
TAIL = re.compile(
    r"(?:\s+(?:please|pls|again|now|then|though|thanks|after\s+all|for\s+me|i\s+think|if\s+you\s+(?:can|could)|to\s+me|"
    r"for\s+my\s+taste|right\s+now|at\s+the\s+moment|any\s?more|altogether|completely|entirely|instead|here|"
    r"as\s+well|lol|haha|mate|too|(?:and\s+|so\s+)?(?:i|you|we|one)\s+(?:can't|cannot|can\s+(?:hardly"
    r"|barely))\s+(?:even\s+)?(?:see|read|hear|make\s+out)"
    r"(?:\s+\w+){1,3}))+\s*$"
)
NP = r"(?P<np>[a-z][a-z' &-]{1,48}?)"
_OTHER = r"(?P<other>[a-z][a-z' &-]{1,48}?)"
_THIRD = r"(?P<third>[a-z][a-z' &-]{1,48}?)"
_WHERE = (
    r"(?P<tail>\s+(?:at|in|on|from|until|till|after|before|during|for|towards?|near|behind|over|only|throughout)\s.*)?"
)
_WHEN = (
    r"(?P<tail>\s+(?:at|from|after|in|during|for|over|until)\s+(?:the\s+(?:first|last|second)\s+)?"
    r"(?:\d|half|one|two|three|four|five|six|seven|eight|nine|ten).*)"
)
_MOD = (
    r"(?:(?:(?P<slight>(?:just\s+)?(?:a\s+)?(?:little\s+bit|wee\s+bit|tiny\s+bit|touch|tad|bit|little|hair|shade"
    r"|smidgen|"
    r"smidge|notch)|slightly|somewhat|ever\s+so\s+slightly)|(?P<much>(?:so\s+)?much|a\s+(?:whole\s+)?lot|way|far|lots|"
    r"loads|a\s+good\s+deal)|even|still|rather|quite)\s+)?"
)
_REMOVE = (
    r"(?:remove|undo|delete|drop|ditch|lose|kill|scrap|bin|dump|axe|erase|hide|nuke|skip|leave\s+out|take\s+(?:out"
    r"|off|away)|"
    r"get\s+rid\s+of|do\s+away\s+with|cut\s+out|throw\s+(?:out|away)|turn\s+off|switch\s+off|forget(?:\s+about)?|"
    r"chuck(?:\s+out)?|clear(?:\s+away)?)"
)
_GOES_OUT = (
    r"(?:(?:a|the)\s+)?(?:slow\s+|quick\s+|fast\s+)?"
    r"(?:dolly|zoom|pull|move|track|truck|push|fade|back|walk|fly)\s+(?:out|away|off)(?![a-z])"
)
"""A move of its own: "dolly out instead"."""
_MUST_GO = (
    r"(?:can|could|should|must|has\s+to|have\s+to|needs?\s+to|ought\s+to|may|will\s+have\s+to)\s+(?:just\s+)?"
    r"(?:go(?:\s+away)?|disappear|leave|be\s+(?:gone|removed|deleted|dropped|taken\s+(?:out|away)))"
)
_LEVELS = {
    "less": (r"less|fewer|weaker|lighter|thinner|sparser|fainter|gentler|subtler|calmer|milder|softer|steadier|"
        r"smoother|toned\s+down|"
             r"more\s+(?:subtle|gentle|delicate|discreet)|"
             r"less\s+(?:intense|dense|strong|heavy|obvious|visible|dramatic|pronounced|thick|extreme)"),
    "more": (r"more|further|farther|heavier|stronger|thicker|denser|bolder|wilder|rougher|livelier|fuller|clearer|"
             r"more\s+(?:intense|visible|obvious|dramatic|pronounced|noticeable|dense)"),
    "slower": r"slower|more\s+slowly|less\s+(?:fast|quick)",
    "faster": r"faster|quicker|more\s+quickly|speedier|less\s+slow",
    "bigger": r"bigger|larger",
    "smaller": r"smaller|tinier|finer",
    "quieter": r"quieter|less\s+loud|lower",
    "louder": r"louder|less\s+quiet",
}  # fmt: skip
_TOO = {
    "less": (
        r"much|many|strong|heavy|thick|dense|intense|obvious|wild|rough|dominant|dramatic|extreme|visible"
        r"|distracting|busy|close|"
        r"near|far"
    ),
    "more": r"little|few|weak|light|thin|faint|subtle|sparse|gentle|timid|mild",
    "slower": r"fast|quick(?:ly)?|rapid(?:ly)?|hectic|rushed|hurried",
    "faster": r"slow(?:ly)?|sluggish",
    "smaller": r"big|large|huge",
    "bigger": r"small|tiny",
    "quieter": r"loud(?:ly)?|noisy",
    "louder": r"quiet|silent",
}
"""What is too much of a way -> how it should be instead."""
_ADJ = "(?:" + "|".join(f"(?P<too_{level}>{said})" for level, said in _TOO.items()) + ")"
_COMP = "(?:" + "|".join(f"(?P<is_{level}>{said})" for level, said in _LEVELS.items()) + ")"
_BE = r"(?:'s|'re|\s+(?:is|are|was|were|looks?|seems?|feels?|comes?\s+(?:across|out)|gets?|moves?|falls?|goes|sounds?))"
_SHOULD = (
    r"(?:\s+(?:is|are|should|could|can|must|to|be|a|get|go|move|fall|come|look|drift|flow|run|play|needs?\s+to"
    r"|has\s+to|"
    r"have\s+to|ought\s+to|might))*"
)
_MAKE = r"(?:make\s+|have\s+|let\s+|keep\s+|get\s+)?"
_BITS = r"(?:(?:still|now|just|a\s+(?:bit|little|touch|tad)|much|way|far|rather)\s+)*"
_BIT = r"(?:a\s+(?:(?:little|tiny)\s+)?(?:bit|little|notch|touch|tad|hair)|slightly)"
_A_BIT = rf"(?:\s+(?P<slight>{_BIT}))?"
_DOWN = rf"(?:down|back){_A_BIT}"
_UP = r"(?:crank|turn|pump|amp|ramp|push|beef|bump|dial|bring)"
_ITSELF = r"(?:it|that|this|they|them|those|these|there)"
_HALF = r"(?:half|by\s+half|halve|in\s+half|(?:at|to)\s+half(?:\s+(?:strength|the\s+\w+|of\s+that))?|50\s*%)"
_SO = r"(?:much|many|strong|heavy|thick|dense|intense|visible|warm|dark|bright|cold|loud|big|blurry)"
_FEW = r"(?:one|a\s+single|two|(?:two\s+or\s+)?three|a\s+few|a\s+couple\s+of|a\s+handful\s+of)"
_BARELY = r"(?:barely|hardly|scarcely|not\s+really)"
_CUT = r"(?:cut|reduce|bring|take|turn|scale)"
_QUICK = r"(?:fast|quick(?:ly)?)"
_NOT_SO = r"not\s+(?:so|that|as|quite\s+so|too)"
_EXCEPT = r"(?:but|except(?:\s+for)?|apart\s+from|besides|other\s+than)"

NAMED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), how)
    for pattern, how in (
        (rf"{_REMOVE}\s+{NP}(?:\s+(?:out|away|off|too))?{_WHERE}", "gone"),
        (rf"(?:take|throw|turn|switch|leave|get)\s+{NP}\s+(?:out|away|off)(?:\s+of\s+(?:it|there|the\s+\w+))?", "gone"),
        (rf"(?!{_GOES_OUT}){NP}\s+(?:{_MUST_GO}|off|out|away)", "gone"),
        (rf"i\s+(?:don't|do\s+not)\s+(?:really\s+)?(?:want|need|like|fancy)\s+{NP}(?:\s+at\s+all)?", "gone"),
        (rf"without\s+{NP}\s+(?:it|that|this)\s+(?:was|looked|felt|is|looks|would\s+be)\s+.+", "gone"),
        (rf"without\s+{NP}", "gone"),
        (rf"(?:i've|i\s+have)\s+changed\s+my\s+mind\s+(?:about|on)\s+{NP}", "gone"),
        (rf"(?:never\s+mind|no\s+need\s+for|(?:we|i)\s+don't\s+need)\s+{NP}", "gone"),
        (rf"(?:(?:just|only)\s+)?{_FEW}\s+{NP}\s+(?:is|are|will\s+be)\s+(?:enough|fine|plenty)", "half"),
        (rf"(?:(?:i|we)\s+(?:want|need)\s+)?(?:just|only)\s+{_FEW}\s+{NP}", "half"),
        (rf"(?:that's\s+)?enough\s+(?:of|with)\s+{NP}", "gone"),
        (rf"(?:keep|leave)\s+(?:everything|all|the\s+rest)(?:\s+else)?(?:\s+as\s+it\s+is)?\s+{_EXCEPT}\s+{NP}", "gone"),
        (rf"{NP}(?:{_BE})?\s+{_BITS}too\s+{_ADJ}(?:\s+now)?{_WHERE}", "too"),
        (rf"{NP}\s+[a-z]{{2,12}}\s+{_BITS}too\s+{_ADJ}(?:\s+now)?{_WHERE}", "too"),
        (rf"{NP}{_BE}\s+(?:still\s+)?(?:a\s+(?:bit|little|touch|tad)|rather|quite|over)\s+{_ADJ}{_WHERE}", "too"),
        (rf"{NP}{_BE}\s+{_BITS}(?:over\s+the\s+top|overpowering|overdone|distracting|in\s+your\s+face)", "less"),
        (rf"(?:{_NOT_SO}|a\s+bit\s+too|too)\s+(?:much|many|heavy|strong|thick)\s+(?:of\s+)?{NP}{_WHERE}", "less"),
        (rf"not\s+enough\s+(?:of\s+)?{NP}{_WHERE}", "more"),
        (rf"{NP}(?:{_BE})?\s+{_BARELY}\s+(?:there|visible|noticeable|seen|moving|audible)", "more"),
        (rf"(?:i|you|we)\s+(?:can't(?:\s+really)?|cannot|can\s+{_BARELY})\s+(?:see|hear|notice)\s+{NP}", "more"),
        (rf"{NP}(?:{_BE}\s+not|\s+(?:isn't|aren't|doesn't\s+\w+|don't\s+\w+))\s+{_ADJ}\s+enough{_WHERE}", "enough"),
        (rf"(?:tone|dial|turn|wind|knock|scale|dim)\s+{NP}\s+{_DOWN}{_WHERE}", "less"),
        (rf"calm\s+{NP}\s+{_DOWN}{_WHERE}", "slower"),
        (rf"(?:bring|take)\s+{NP}\s+down{_A_BIT}{_WHERE}", "less"),
        (rf"(?:tone|dial|turn|wind|calm|scale|bring)\s+(?:down|back)\s+(?:on\s+)?{NP}{_A_BIT}{_WHERE}", "less"),
        (rf"(?:tone|dial|turn|wind|scale|bring|take|cut)\s+{NP}\s+(?:(?:down|back)\s+)?(?:by|in|to)\s+half", "half"),
        (rf"{_MAKE}{NP}(?:\s+[a-z]{{2,10}})?\s+(?:only\s+)?half\s+as\s+(?:far|much)", "half"),
        (rf"(?:soften|weaken|reduce|lessen|thin\s+out)\s+{NP}{_A_BIT}{_WHERE}", "less"),
        (rf"(?:go\s+(?:easy|easier)\s+on|ease\s+(?:up|off)(?:\s+on)?|hold\s+back\s+on)\s+{NP}{_A_BIT}{_WHERE}", "less"),
        (rf"{_UP}\s+up\s+{NP}{_A_BIT}{_WHERE}", "more"),
        (rf"{_UP}\s+{NP}\s+up{_A_BIT}{_WHERE}", "more"),
        (rf"(?:start|begin|bring\s+in)\s+(?:only\s+)?{NP}{_WHEN}", "when"),
        (rf"(?:show\s+|have\s+)?{NP}\s+(?:only|just){_WHEN}", "when"),
        (rf"(?:stop|end)\s+{NP}(?=\s+(?:after|at)\s){_WHEN}", "until"),
        (rf"{_MAKE}{NP}{_SHOULD}\s+(?:only\s+)?(?:start|begin|come|appear|show)s?(?:\s+(?:up|in|on))?{_WHEN}", "when"),
        (
            rf"{_MAKE}{NP}{_SHOULD}(?:\s+(?:only|start|begin|come|appear|show|up|in"
            rf"|on)s?)*(?P<tail>\s+(?:[\w.]+\s+(?:s|secs?|seconds?)\s+|"
            r"a\s+(?:bit|little)\s+|much\s+)?(?:later|earlier|sooner))",
            "shift",
        ),
        (rf"speed\s+up\s+{NP}{_A_BIT}", "faster"),
        (rf"speed\s+{NP}\s+up{_A_BIT}", "faster"),
        (rf"slow\s+down\s+{NP}{_A_BIT}", "slower"),
        (rf"slow\s+{NP}\s+down{_A_BIT}", "slower"),
        (rf"(?:strengthen|boost|intensify|increase)\s+{NP}{_A_BIT}{_WHERE}", "more"),
        (rf"{_MAKE}{NP}{_SHOULD}\s+half\s+as\s+{_QUICK}{_WHERE}", "half pace"),
        (rf"{_MAKE}{NP}{_SHOULD}\s+(?:twice|double)\s+as\s+{_QUICK}{_WHERE}", "double pace"),
        (rf"{_CUT}\s+{_OTHER}\s+(?:down\s+)?(?:in|by|to)\s+half|halve\s+{NP}", "half"),
        (rf"(?:only\s+|just\s+)?half\s+(?:of\s+|as\s+(?:much|many)\s+|the\s+amount\s+of\s+)?{NP}{_WHERE}", "half"),
        (rf"{_MAKE}{NP}{_SHOULD}\s+half\s+as\s+{_SO}{_WHERE}", "half"),
        (rf"(?:double|twice(?:\s+as\s+(?:much|many)(?:\s+of)?)?)\s+{NP}", "double"),
        (rf"(?:i\s+want\s+|add\s+|give\s+(?:me|it|us)\s+|have\s+)?{_MOD}{_COMP}\s+(?:of\s+)?{NP}{_WHERE}", "as"),
        (rf"{_MAKE}{NP}{_SHOULD}\s+{_MOD}{_COMP}{_WHERE}", "as"),
    )
)  # fmt: skip
"""Ways of saying it of what is named, and how it should be: a level of `_LEVELS`, "gone", "half" or "double"; "as" and
"too" where the groups of the match say it."""
NAMELESS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{_ITSELF}(?:{_BE})?\s+)?(?:{pattern})"), how)
    for pattern, how in (
        (rf"{_BITS}too\s+{_ADJ}(?:\s+now)?{_WHERE}", "too"),
        (rf"{_NOT_SO}\s+{_ADJ}{_WHERE}", "too"),
        (rf"(?:a\s+(?:bit|little|touch|tad)|rather)\s+much{_WHERE}", "less"),
        (rf"not\s+{_ADJ}\s+enough{_WHERE}", "enough"),
        (
            rf"(?:(?:just|only)\s+)?(?:a\s+)?(?:very\s+)?(?:hint|touch|(?:little|tiny)\s+bit|few)\s+of\s+{_ITSELF}",
            "half",
        ),
        (r"(?:just|only)\s+(?:a\s+)?(?:hint|touch|bit|little(?:\s+bit)?|tiny\s+bit|few)", "half"),
        (rf"not\s+(?:nearly\s+)?enough{_WHERE}", "more"),
        (rf"(?:make\s+{_ITSELF}\s+)?half\s+as\s+{_QUICK}", "half pace"),
        (rf"(?:make\s+{_ITSELF}\s+)?half\s+as\s+{_SO}", "half"),
        (r"(?:only\s+)?half\s+as\s+far", "half"),
        (rf"(?:make\s+{_ITSELF}\s+)?{_HALF}(?:\s+of)?(?:\s+{_ITSELF})?(?:\s+(?:is|will\s+be)\s+\w+)?{_WHERE}", "half"),
        (
            rf"(?:(?:make|let|have|keep|get|can|could|should|must)\s+{_ITSELF}(?:\s+[a-z]{{2,8}})?\s+"
            rf"|a\s+)?{_MOD}{_COMP}(?:\s+of\s+{_ITSELF})?{_WHERE}",
            "as",
        ),
    )
)
"""The same of what is not named; NAMED says it of "it" and "them" too."""
MORE_OF_IT = re.compile(rf"(?:also\s+)?(?:make\s+it\s+)?{_MOD}{_COMP}")
"""How else something should be that was just spoken of: "fewer bubbles, smaller too"."""
SWAPS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:swap|replace|exchange|trade|switch|substitute|change|turn)\s+(?:out\s+)?{NP}\s+(?:for|with|by|to|into)\s+"
        r"(?P<new>.+)",
        rf"(?:make|have)\s+{NP}\s+(?:into\s+)?(?P<new>[a-z]+(?:\s[a-z]+)?)\s+instead",
        rf"(?P<new>.+?)\s+(?:instead\s+of|rather\s+than|in\s+place\s+of|not)\s+{NP}",
        rf"(?:i'd\s+|i\s+would\s+)?rather\s+(?:have|see|like|use)\s+(?P<new>.+?)\s+than\s+{NP}",
        rf"(?:instead\s+of|rather\s+than|in\s+place\s+of)\s+{NP}\s+(?P<new>(?:add|use|put|make|have|let|i'd|give)\s.+)",
    )
)
ALL = re.compile(
    rf"{_REMOVE}\s+(?:everything|all)(?:\s+(?:of\s+)?(?:it|that|this|them|those|these|the\s+effects))?(?:\s+(?:again"
    rf"|off|out))?"
)
"""All that was added is to go."""
ALL_BUT = re.compile(
    rf"(?:{_REMOVE}|no|clear|without)\s+(?:everything|all|anything)(?:\s+else)?\s+{_EXCEPT}\s+{NP}|"
    rf"(?:everything|all)(?:\s+else)?\s+{_EXCEPT}\s+{_OTHER}\s+{_MUST_GO}|"
    rf"(?:only\s+keep|keep\s+(?:only|just)|just\s+keep|nothing\s+but)\s+{_THIRD}"
)
COMPLAINS = re.compile(
    rf"{NP}(?:'s|\s+(?:is|are|was|looks?|makes?|gives?|drives?|hurts?|bothers?|distracts?|gets?|covers?|hides?|"
    r"blocks?|overlaps?|touch(?:es)?|clash(?:es)?|disappears?|stands?|sits?))\s.+"
)
AGAIN = re.compile(rf"{_REMOVE}\s+{_ITSELF}|(?:take|throw)\s+{_ITSELF}\s+(?:out|away|off)")
TOPIC = re.compile(
    rf"(?:(?:keep|leave|as\s+for|about|regarding|i\s+like)\s+)?{NP}(?:\s+(?:is\s+)?(?:fine|good|ok|okay|nice|in))?"
)
LOOKS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("dark|dim|gloomy|murky|black", ("day for night", "moonlight", "noir", "vignette", "cyberpunk"), "a bit brighter"),
    ("bright|light|glaring|overexposed|blown out", ("bloom", "light rays", "sun flare", "pastel"), "a bit darker"),
    ("warm|yellow|orange|golden|red|brown", ("warm", "golden hour", "candle glow", "sepia", "vintage"), "a bit cooler"),
    ("cold|cool|blue|icy|chilly", ("cool", "moonlight", "day for night", "cyberpunk"), "a bit warmer"),
    ("colourful|colorful|saturated|vivid|garish|gaudy|loud", ("vivid",), "less saturated"),
    ("pale|washed out|faded|dull|flat|bland|drab|grey|gray", ("vintage", "pastel", "haze"), "more saturated"),
    ("contrasty|harsh|hard", ("noir", "bleach bypass", "vivid"), "less contrast"),
    ("blurry|blurred|soft|out of focus|fuzzy", ("blur", "depth of field", "tilt shift", "dreamy"), ""),
    ("grainy|noisy|gritty", ("grain", "old film", "vhs"), ""),
    ("foggy|misty|hazy", ("fog", "ground mist", "haze"), ""),
    ("shiny|sparkly|glittery|glowy", ("glitter", "bloom"), ""),
)
"""What a picture may be too much of -> what may have made it so, and what to ask for where nothing of it is there."""
PICTURES = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|last|others?|rest|\d{1,2}(?:st|nd|rd|th)|(?:picture|photo|image"
    r"|number)\s+\d)\b(?!\s+(?:half|\d|two|"
    r"three|few|second))"
)
PICTURE = (
    r"(?:(?:it|that|this|everything|(?:the|that|my)\s+(?:whole\s+)?(?:thing|picture|image|photo|video|film|clip"
    r"|colou?rs?|"
    r"light|look|scene)|all\s+of\s+it)(?:'s|\s+(?:is|are|looks?|seems?|feels?|gets?|has\s+become|became"
    r"|has\s+got))?\s+)?"
    r"(?:(?:still|now|just|a\s+(?:bit|little|touch|tad)|much|way|far|rather|all|got|gone)\s+)*(?:too|not\s+(?:so"
    r"|that|as|quite\s+so))\s+"
)
UNWANTED = (
    r"(?:i\s+|we\s+)?(?:don't|do\s+not|didn't)\s+(?:want|let|like|make|need|have)\s+(?:it|that|this|everything"
    r"|the\s+(?:picture|photo|image|"
    r"scene|whole\s+thing|sky))\s+(?:(?:to|be|get|go|become|turn|look|being|getting|so|that|this|too)\s+)*"
)
"""What comes before "dark" in "I don't want it to get dark\"."""
"""What comes before "dark" in "the picture is a bit too dark"."""
