"""What is said in a conversation and asks for nothing: thanks, praise, "hm", "okay then", goodbyes.

Only whole clauses are taken out, and what stands before "but" or "now", so that "a lovely slow pan" stays a wish. Not
for politeness inside of a wish ("please"), which the readers know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant.agent.tokens import tokenize

Tone: TypeAlias = Literal["thanks", "praise", "plain"]

_VERY = r"(?:(?:so|really|very|absolutely|just|quite|totally|simply|pretty|truly|much|way|all|looking|too|even)\s+)*"
_FINE = (
    r"(?:lovely|gorgeous|pretty|beautiful|great|good|nice|cool|perfect|wonderful|amazing|awesome|brilliant|fantastic|superb|"
    r"excellent|stunning|neat|sweet|fab|fabulous|marvellous|marvelous|incredible|impressive|adorable|magnificent|"
    r"spot\s+on|ace|lit|sick|dope|fine|better|exactly\s+(?:right|it)|cute|terrific|ideal|splendid|class|"
    r"what\s+i\s+wanted|what\s+i\s+(?:was\s+)?(?:looking\s+for|had\s+in\s+mind|meant)|what\s+we\s+(?:wanted|need))"
)
_IT = (
    r"(?:it|that|this|that\s+one|this\s+one|the\s+(?:result|film|video|clip|title|music|snow|look)|everything|"
    r"all\s+of\s+it)"
)
_WHO = (
    r"(?:i|we|they|she|he|mum|mom|dad|granny|gran|grandma|everybody|everyone|(?:my|our|the)\s+(?:\w+\s+)?"
    r"(?:kids|mum|mom|dad|parents|family|wife|husband|boss|clients?|customers?|boyfriend|girlfriend|sister|brother|"
    r"class|pupils|friends?|gran|grandma|grandpa|team))"
)
_SAID: dict[Tone, str] = {
    "thanks": (
        r"(?:(?:many|a\s+million|a\s+thousand)\s+)?(?:thanks|thank\s+(?:you|u)|thx|thanx|ty|tysm|cheers|ta|much\s+appreciated|"
        r"appreciate\s+(?:it|that)|i\s+appreciate\s+(?:it|that|this))"
        r"(?:\s+(?:so\s+much|very\s+much|a\s+lot|a\s+million|a\s+bunch|again|mate|buddy|pal|dear|man|though|anyway|all|for\s+(?:that|"
        r"this|everything|now|today|your\s+\w+|the\s+help|helping)))*"
    ),
    "praise": (
        rf"(?:oh\s+)?(?:wow|woah|whoa|yay|yes|omg|oh\s+my(?:\s+god)?|ha(?:ha)*|bravo|rock\s+on|nailed\s+it|wo+ho+|yippee|hurray|hooray|well\s+done|"
        rf"(?:good|great|nice)\s+(?:job|work|one)|"
        rf"{_VERY}{_FINE}(?:\s+(?:now|already|indeed|stuff|job|work|then|again|enough|as\s+it\s+is|like\s+(?:that|this)))?|"
        rf"(?:(?:{_IT}|you|these|those|they)(?:'s|\s+is|'re|\s+are|\s+looks?|\s+sounds?|\s+feels?|\s+works?)|looks|sounds|looking|"
        rf"much|works)\s+{_VERY}(?:a\s+)?(?:{_FINE}|star|genius|legend|lifesaver|hero|wizard|angel|gem|dream|the\s+best|well)"
        r"(?:\s+(?:now|already|like\s+(?:that|this)|to\s+me|together))?|"
        rf"(?:and\s+)?{_WHO}\s+(?:(?:really|just|absolutely|do|did|will|'ll|is\s+going\s+to|are\s+going\s+to|gonna)\s+)*"
        rf"(?:loves?|likes?|adores?|enjoys?|cry|be\s+(?:so\s+)?(?:happy|delighted|thrilled|pleased))(?:\s+{_IT})?"
        r"(?:\s+(?:so\s+much|a\s+lot|very\s+much|already|too))?|"
        rf"(?:love|loving|like)\s+{_IT}|what\s+a\s+(?:dream|beauty|difference)|that's\s+the\s+(?:one|spirit|stuff)|made\s+my\s+day|"
        r"you(?:'ve|\s+have)?\s+(?:nailed|made)\s+(?:it|my\s+day))"
    ),
    "plain": (
        r"(?:h+m+|u+h+m*|e+r+m*|u+m+|a+h+|a+w+|o+h+|o+k+|okay|okey|okey-?dokey|alright|all\s+right|well|so|now|then|yep|yeah|yup|sure|fine|"
        r"(?:yes|no)\s+(?:please|thanks)|got\s+it|i\s+see|that(?:'ll|\s+will|\s+should)\s+do(?:\s+(?:it|nicely))?|understood|fair\s+enough|whatever|no\s+(?:worries|problem)|hi|hello|hey(?:\s+there)?|"
        r"good\s+(?:morning|evening|afternoon|night)|bye(?:\s*bye)?|ciao|adios|cheerio|see\s+ya|goodbye|see\s+you(?:\s+\w+)?|have\s+a\s+(?:nice|great|good|lovely)\s+\w+|"
        r"that(?:'s|\s+is|\s+will\s+be|'ll\s+be)\s+(?:all|it)(?:\s+(?:for|from)\s+\w+)?|(?:i'm|we're)\s+(?:done|happy(?:\s+with\s+\w+)?)|"
        r"(?:let's\s+|just\s+|please\s+|we\s+can\s+)*(?:leave|keep)\s+(?:it|that|this|everything|all)(?:\s+(?:like\s+(?:that|this)|as\s+(?:it\s+)?is|"
        r"alone|be|at\s+that|so|the\s+way\s+it\s+is|now))+|leave\s+it|"
        r"let\s+me\s+(?:see|think)(?:\s+about\s+it)?|i'll\s+(?:think|sleep)\s+(?:about|on)\s+it|give\s+me\s+a\s+(?:sec|second|moment|minute)|one\s+moment|"
        r"just\s+(?:a\s+)?(?:sec|second|moment)|wait|hold\s+on|hang\s+on|sorry(?:\s+about\s+that)?|oops|my\s+(?:bad|mistake|fault)|you\s+know\s+what|"
        r"how\s+are\s+you(?:\s+(?:doing|today))*|how's\s+it\s+going|what's\s+up|nice\s+to\s+meet\s+you|lol|haha+|mate|man|buddy|dear)"
    ),
}
_ZH: dict[Tone, str] = {
    "thanks": r"(?:好的?|嗯|太)*(?:多谢|谢谢|谢啦|感谢|辛苦)(?:你|您|了|啦|啊|哈|噢|哦)*",
    "praise": (r"(?:哇|嗯|哈|好|真|太|很|非常|挺|还|这个|这样|这版|就|超|特别|效果|看起来|真的|是)*"
               r"(?:不错|漂亮|美|棒|赞|完美|厉害|好看|可爱|萌|喜欢|满意|可以|够|刚(?:刚)?好|正好|好)(?:极|死)?(?:了|啦|哦|啊|呀|哈|呢|的)*"),
    "plain": (r"(?:嗯+|哦+|噢|好(?:的|吧|呀|啊|嘞|啦)?|行(?:吧|啊|了)?|知道了|明白了?|收到|[你您]好(?:呀|啊)?|"
              r"哈喽|嗨|再见|拜拜|晚安|早上好|哈+|那|稍等(?:一下)?|等等|等一下|没事(?:了)?|不好意思|抱歉|"
              r"(?:那)?(?:今天)?(?:就|先)?(?:这样|到这(?:里|儿)?|到此为止)(?:吧|了|好了)?)"),
}  # fmt: skip
_CLAUSE = re.compile(r"[^,;.!?…，。；！？~～\n:)(]+")
_RUNS: dict[Tone, re.Pattern[str]] = {tone: re.compile(rf"(?:{_SAID[tone]})(?![a-z])|{_ZH[tone]}") for tone in _SAID}
_JOINED = re.compile(r"\s*(?:(?:and|but|so|now|then)(?=\s|$)\s*)*")
_GOES_ON = re.compile(
    r"\s*(?:but|now|so|then|and(?=\s+(?:now|then|can|could|make|add|let|give|put|please)\s))(?:\s+now)?\s+(?=\S)"
)
_SOUNDS = re.compile(
    r"\s*(?:(?:h+m+|u+h+m*|e+r+m*|u+m+|a+h+|a+w+|o+h+|o+k+|okay|wait|whatever|w[ho]+a+h*|wow|nah|nope|"
    r"yo|eh|ugh|lol|haha|yikes|oops|meh|ooh|argh|yeah|yep|k)\s+)+(?:then\s+)?(?=\S)"
)
"""Sounds before a wish: "hm not so much", "ok then no music"."""
_HESITATION = re.compile(r"\W*(?:h+m+|u+h+m*|e+r+m*|u+m+|嗯+|呃+)\W*")
_MOST_CLAUSES = 40


@dataclass(frozen=True, slots=True)
class Remarks:
    """Words without the small talk in them, and what its tone was; "" where there was none."""

    rest: str
    tone: Tone | Literal[""] = ""


def remarks(words: str) -> Remarks:
    """What is left of words once small talk is taken out at both ends. Total: any text gives remarks."""
    read = tokenize(words)
    if _HESITATION.fullmatch(read.plain):
        return Remarks(words)  # somebody who hesitates may be asked what to do
    clauses = [m.span() for m in _CLAUSE.finditer(read.plain) if m[0].strip()][:_MOST_CLAUSES]
    first, last = 0, len(clauses)
    tones: list[Tone] = []
    while first < last and (found := _small(read.plain[slice(*clauses[first])])) and found.whole:
        tones += found.tones
        first += 1
    while first < last and (found := _small(read.plain[slice(*clauses[last - 1])])) and found.whole:
        tones += found.tones
        last -= 1
    if first == last:
        return Remarks("" if tones else words, _told(tones))
    start = clauses[first][0]
    lead = _small(read.plain[slice(*clauses[first])])
    if (goes_on := _GOES_ON.match(read.plain, start + lead.end)) and lead.end:
        tones += lead.tones
        start = goes_on.end()
    elif sounds := _SOUNDS.match(read.plain, start):
        tones.append("plain")
        start = sounds.end()
    if not tones:
        return Remarks(words)
    end = clauses[last - 1][1] if last < len(clauses) else len(read.plain)
    return Remarks(read.quote(start, end), _told(tones))


@dataclass(frozen=True, slots=True)
class _Small:
    """How far a clause is small talk from its beginning, and in what tones."""

    end: int
    whole: bool
    tones: tuple[Tone, ...]


def _small(clause: str) -> _Small:
    """Small talk is taken piece by piece, the longest first, so that no clause costs more than its length."""
    at, tones = len(clause) - len(clause.lstrip(" -")), list[Tone]()
    end = 0
    while at < len(clause):
        ends = [(m.end(), tone) for tone, run in _RUNS.items() if (m := run.match(clause, at)) and m.end() > at]
        if not ends:
            return _Small(end, False, tuple(tones))
        end, tone = max(ends, key=lambda pair: pair[0])
        tones.append(tone)
        rest = _JOINED.match(clause, end)
        at = rest.end() if rest else end
    return _Small(len(clause), bool(tones), tuple(tones))


def _told(tones: list[Tone]) -> Tone | Literal[""]:
    return next((tone for tone in _SAID if tone in tones), "")
