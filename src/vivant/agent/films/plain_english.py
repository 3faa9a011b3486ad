"""English words about films and pictures, as the rules about them know them: slips of the keyboard ("musc", "secnd")
put right, and what hides what it is about said otherwise.

Other words are put right where they are read (vocabulary.py); Chinese ones in plain_chinese.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from vivant.agent.meanings import beside
from vivant.agent.quantities import COUNTS, number
from vivant.agent.tokens import stem
from vivant.agent.vocabulary import one_slip, vocabulary

_KNOWN = (
    "music", "title", "titles", "picture", "pictures", "photo", "photos", "image", "images", "video", "second",
    "seconds", "third", "first", "sound", "volume", "caption", "captions", "subtitle", "subtitles", "crossfade",
    "transition", "transitions", "between", "piano", "guitar", "louder", "quieter", "bigger", "smaller", "remove",
    "delete", "something", "shorter", "longer", "slower", "faster", "every", "brighter", "darker", "warmer",
)  # fmt: skip
_WORD = re.compile(r"(?<![\w'])[a-z]{4,14}(?![\w'])")
QUOTED = re.compile(r"[\"“„「『《][^\"”」』》]*[\"”」』》]|(?<![a-z])'[^']*'(?![a-z])", re.I)
_SHORTEST = 5
_TYPED = {
    "u": "you", "ur": "your", "r": "are", "plz": "please", "pls": "please", "tho": "though", "wanna": "want to",
    "gonna": "going to", "gimme": "give me", "lemme": "let me", "pic": "picture", "pics": "pictures", "vid": "video",
    "vids": "videos", "abit": "a bit", "alot": "a lot", "thx": "thanks", "cuz": "because", "w/": "with",
    "w/o": "without",
    "smth": "something", "lil": "little", "sth": "something", "thats": "that's", "wheres": "where's",
    "cant": "can't", "isnt": "isn't", "doesnt": "doesn't", "didnt": "didn't", "im": "i'm",
    "whats": "what's", "theres": "there's", "kinda": "a bit", "sorta": "a bit",
    "bg": "background", "b/w": "black and white",
}  # fmt: skip
"""What is typed short."""
_HALF = re.compile(rf"\b({'|'.join(COUNTS)}|\d{{1,2}})\s+and\s+a\s+half(?=\s+sec|\s*s\b)", re.I)
_SHORT = re.compile(rf"(?<![\w'/])(?:{'|'.join(map(re.escape, _TYPED))})(?![\w'/:])", re.I)
_THE = r"(?:(?:the|that|this|all|any|some|of)\s+)*"
_TURNS = r"(?:turn|fade|chang|go|switch|transition|com|bloom|shift|mov|becom)\w*\s+"
_COLOURLESS = r"(?:black\s+and\s+white|black\s*&\s*white|b\s*&\s*w|monochrome|gr[ae]yscale|sepia)\b"
_PLAINLY = tuple((re.compile(pattern, re.I), said) for pattern, said in (
    (r"\b(?:turn|make|transform|convert)\s+(?:my|this|our|the|these)\s+(?:[a-z]+\s+){0,3}?(?:photo|picture|pic|image"
     r"|shot)s?"
     r"\s+into\s+(?=an?\s+(?:\S+\s+){0,4}?(?:ad|advert|video|clip|film|movie|reel|story|trailer|teaser|loop)(?![a-z]))",
     "make it "),
    (r"\bslow(?:ing)?\s+(?P<w>everything|it\s+all|all\s+of\s+(?:them|it)|the\s+(?:camera|moves?|movements?|motion"
     r"|zooms?|pans?|whole\s+thing))\s+down\b(?P<b>\s+a\s+(?:bit|little))?",
     r"make \g<w>\g<b> slower"),
    (r"\b(?:an?\s+)?(?:very\s+)?old\s+(?:black\s+and\s+white|b&w|silent)\s+(?:film|movie)s?\b",
     "black and white and an old film look"),
    (r"(?<=\s)can\s+(?=(?:stay|last|be|go|start|stand)\b)", "should "),
    (r"\bmake\s+(?:me\s+|us\s+)?an?\s+(?P<m>[a-z]+)\s+(?P<n>\d+)[\s-]+(?:seconds?|secs?|s)\s+(?P<v>video|film|clip"
     r"|movie|reel|slideshow)\b",
     r"make a \g<m> \g<v> of \g<n> seconds"),
    (r"\b(?:an?\s+)?(?P<k>glitch|flash|blur|zoom|wipe|dissolve|spin|whip)\s+between\s+(?=(?:the|them|both|all|each"
     r"|every)\b)",
     r"\g<k> transition between "),
    (r"\ba\s+second\s+(?=(?:line|row|title|caption|text|language|song|time)\b)", "another "),
    (rf"\b(?P<e>(?:each|every)\s+(?:picture|photo|image|one"
     rf"|slide))(?P<k>\s+[^,.;]{{3,60}}?),?\s+(?:and\s+)?(?P<t>[\d.]+|{'|'.join(COUNTS)})\s+(?:seconds?|secs?"
     rf"|s)\s+long\b",
     r"\g<e> \g<t> seconds, \g<e>\g<k>"),
    (r"(?P<f>\bfade\s+(?:out|to\s+black)[^.;]*?),?\s+(?:and\s+)?(?:(?:let|have|make)\s+)?the\s+music\s+(?:fade|go"
     r"|end|stop)s?(?:\s+out)?\s+with\s+it\b",
     r"\g<f>, fade out the music"),
    (r"\s+(?:that|which|and)\s+(?:slowly\s+)?(?:gets?|becomes?|grows?|goes)\s+(?:quieter|softer)"
     r"\s+(?:towards?|at|near|to)\s+the\s+(?:very\s+)?end\b", ", fade out the music"),
    (r"\b(?P<w>(?:the\s+)?(?:birds|birdsong|rain|waves|sea|ocean|wind|crickets|river|stream|fire))"
     r"\s+(?=instead\s+of\s+(?:the\s+|any\s+)?music\b)", r"\g<w> sounds "),
    (r"\b(?:make|let|have)\s+(?:the|all|my)\s+(?:pictures|photos|images|slides)\s+(?:slide|fly|come|move|swipe)"
     r"\s+in\s+from\s+(?:the\s+)?(?P<d>left|right|top|bottom)\b", r"slide transition from the \g<d>"),
    (r"\bturn\s+(?:the\s+)?(?:sound|volume|audio)\s+of\s+the\s+(?:video|clip)\s+(?P<d>down|up)\b",
     r"turn \g<d> the sound"),
    (r"\b(?:walk|go|glide|move|step)\s+(?:through|into)\s+(?=(?:the|our|my)\s)", "dolly in on "),
    (r"\ban?\s+(?:(?P<q>question)|exclamation)\s+mark\b", lambda m: '"?"' if m["q"] else '"!"'),
    (r"\b(?P<w>[a-z]+)\s+(?:that\s+|which\s+)?(?:you|we|one|people)\s+can\s+hear\b", r"the sound of \g<w>"),
    (rf"\b(?:take|leave|keep|turn|switch)\s+(?P<w>{_THE}(?:[a-z]+\s+){{0,2}}?[a-z]+)\s+(?:out|away|off)\b(?!\s+(?:of|from))",
     r"remove \g<w>"),
    (r"\b(?:breathe|put|bring|inject|give)\s+(?:(?:some|a|bit|little|of|more|touch)\s+)*life\s+(?:in)?to\s+",
     "bring to life "),
    (r"(\bfirst\s+half\b.{3,80}?\b(?:in|for|during|over)\s+the\s+(?:second|last|other))(?=\s*(?:$|[,.;!?]))",
     r"\1 half"),
    (rf"({_COLOURLESS}.*?(?:(?<!and)\s|[,;]\s?))(?:{_TURNS})?(?:(?:slowly|gradually|gently|softly)\s+)*"
     r"(?:(?:back|in|to|into|full)\s+)*colou?r(?![a-z])", r"\1in colour"),
    (rf"(?P<b>^|[,.;]\s*)from\s+(?P<a>{_THE}(?:her|his|my|our|their|its)?\s*[a-z]+)\s+(?P<w>up|down)\s+to\s+",
     r"\g<b>tilt \g<w> from \g<a> to "),
    (rf"({_COLOURLESS}),?\s+(?:except|but|apart\s+from)\s+(?:for\s+)?(?=(?:the|her|his|my|their)\s)", r"\1 behind "),
    (r"(?<!from )(?<!from the )\b(?=(?:left\s+to\s+(?:the\s+)?right|right\s+to\s+(?:the\s+)?left)\b)", "from "),
    (r"(?P<s>\b(?:slow(?:ly)?|gent(?:le|ly)|soft(?:ly)?)\s+)?(?:\b(?:pull|rack|shift|mov|switch|chang|slid|bring"
     r"|wander)\w*\s+)?"
     r"(?:the\s+)?\bfocus(?:\s+(?:(?:slow|gent|soft)ly\s+)?(?:pull|shift|go|mov|travel|wander|chang|switch"
     r"|slid)\w*)?(?P<t>\s+(?:slow|gent|soft)ly)?\s+"
     r"from\s+(?!(?:soft|blur|out\s|unsharp))", r"\g<s>rack focus\g<t> from "),
    (r"\bfor\s+[\d.]+\s*(?:seconds?|secs?|s)\b.*?\bfor\s+[\d.]+(?=\s*(?:$|[,;!?]|\.(?!\d)))", r"\g<0> seconds"),
    (r"\b(?P<f>big|fat|large|tiny|small|thick|soft|heavy)\s+flakes(?:\s+of\s+snow)?\b", r"\g<f> snowflakes"),
    (r"\bmake\s+(?:the|my|her|his)\s+background(?P<l>\s+(?:a\s+)?(?:little|bit|slightly|touch|very"
     r"|more))\s+blurr(?:y|ed|ier)\b",
     r"blur the background\g<l>"),
    (r"(?P<m>\bmusic\s+)(?:is\s+)?playing\b(?:\s+in\s+the\s+background)?", r"\g<m>"),
    (r"\b(?:19)?[5-7]0'?s(?=\s+(?:look|style|vibes?|feel|aesthetic)\b)", "seventies"),
    (r"\b(?:19)?[89]0'?s(?=\s+(?:look|style|vibes?|feel|aesthetic)\b)", "nineties"),
    (r"\brain(?P<w>s|ing)?\s+cats\s+and\s+dogs", r"rain\g<w> heavily"),
    (r"\b(?P<w>hard|dens|deep|wild|bigg)er\s+and\s+(?P=w)er\b", "heavier and heavier"),
    (r"\b(?P<w>bright|dark|warm|cool|cold|dimm)er\s+and\s+(?P=w)er\b", r"gradually \g<w>er"),
    (r"\b(?!heav)(?P<w>[a-z]{3,})ier\s+and\s+(?P=w)ier\b", r"more and more \g<w>y"),
))  # fmt: skip
"""What is said in a way that hides what it is about, and how it can be said too."""


def respelled(words: str) -> str:
    """The words with such slips put right, outside of quotation marks; a word that means something stays."""

    def outside(pattern: re.Pattern[str], right: str | Callable[[re.Match[str]], str], words: str) -> str:
        if not pattern.search(words):
            return words
        quoted = [m.span() for m in QUOTED.finditer(words)]

        def put(m: re.Match[str]) -> str:
            if any(a <= m.start() < b for a, b in quoted):
                return m[0]
            return m.expand(right) if isinstance(right, str) else right(m)

        return pattern.sub(put, words)

    words = outside(_HALF, lambda m: f"{number(m[1].lower()):g}.5", words)
    for pattern, plainly in _PLAINLY:
        words = outside(pattern, plainly, words)
    words = outside(_SHORT, lambda m: _TYPED[m[0].lower()], words)
    return outside(_WORD, lambda m: _meant(m[0]), words)


def _meant(word: str) -> str:
    if word in _KNOWN or (stem(word),) in _phrases() or stem(word) in beside():
        return word
    return next((known for known in _KNOWN if len(known) >= _SHORTEST and one_slip(word, known, shortest=4)), word)


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(key for told in vocabulary().phrases.values() for key, _ in told)
