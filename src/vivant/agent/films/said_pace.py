"""How people say how fast films play: in slow motion, twice as fast, the first seconds as they are. Rules only."""

from __future__ import annotations

import re

from vivant.agent.films.lengths import LENGTH, POINT, When, seconds_of
from vivant.agent.films.rules import Make, Rule, Said, rule
from vivant.agent.films.tasks import Pace, Rhythm, Task
from vivant.agent.quantities import NUMBER, number

SLOW, QUICK, LAPSE, RHYTHM = 0.5, 1.5, 8.0, 1.4
"""How fast where nobody says how much: slow motion, "speed it up", a time lapse."""
_LEAST, _MOST = 0.1, 10.0

_REST = re.compile(
    r"(?<![a-z])(?:rest|remainder|everything\s+else|otherwise|from\s+then|after\s+that|then\s+everything)(?![a-z])"
)
_A_LITTLE = re.compile(
    r"(?<![a-z])(?:(?:just\s+)?a\s+(?:tiny\s+|little\s+)?(?:bit|little|touch|tad)|slightly|somewhat)(?![a-z])"
)
_WORDS = {"double": 2.0, "twice": 2.0, "triple": 3.0, "half": 0.5, "quarter": 0.25}
_N = rf"(?P<n>{NUMBER})"
_BY = re.compile(
    rf"[\s\x00]*(?:,\s*)?(?:by|to|at)?\s*(?:a\s+factor\s+of\s+)?(?:{_N}\s*(?:x|×|times|倍速?)|(?P<word>double|twice|triple|half|quarter)(?:\s+(?:the\s+|its\s+)?speed)?)(?![a-z])"
)


def _pace(factor: float | None = None, *, slower: bool = False, percent: bool = False, guessed: bool = False) -> Make:
    def make(m: re.Match[str], said: Said) -> Task | None:
        if not said.plays:
            return None
        value = factor if factor is not None else number(m["n"]) * (0.01 if percent else 1.0)
        if value <= 0:
            return None
        if slower and value > 1 and factor is None:
            value = 1 / value
        if percent and re.search("faster|quicker|快", m[0]):
            value += 1
        elif percent and re.search("slower|慢", m[0]):
            value = max(0.0, 1 - value)
        when = _rest(m, said) or said.when(m)
        told = said.slip.take(_BY, (m.end(), said.slip.sentence(m.start())[1])) if guessed else None
        by = 0.0 if told is None else _WORDS[told["word"]] if told["word"] else number(told["n"])
        if by > 0:
            value = 1 / by if value < 1 < by else by
        elif guessed and (little := said.slip.take(_A_LITTLE, said.clause(m))):
            value, told = (1 + (value - 1) / 2 if value > 1 else (1 + value) / 2), little
        anew = "倍" in m[0] and not re.search("再|还|又", m[0])
        return Pace(round(min(_MOST, max(_LEAST, value)), 4), when, said.which(m), guessed and not told, anew)

    return make


def _is_rest(m: re.Match[str], said: Said) -> bool:
    """Whether it is only said that all beside a stretch stays as it is: "normal speed for the rest"."""
    start, end = said.clause(m)
    return end - start < len(said.slip.text) and _REST.search(said.slip.words.plain, start, end) is not None


def _rest(m: re.Match[str], said: Said) -> When | None:
    """ "the rest" is what lies behind what was given a pace before."""
    if not _REST.search(said.slip.words.plain, *said.clause(m)):
        return None
    earlier = [task for at, task in sorted(said.done.items()) if at <= m.start() and isinstance(task, Pace)]
    when = next((x.when for x in reversed(earlier) if not x.when.start_s and (x.when.end_s or 0) > 0), None)
    return When(when.end_s) if when and when.end_s else None


def _as_filmed(m: re.Match[str], said: Said) -> Task | None:
    """What stays as it is, while the rest is faster or slower."""
    if not said.plays:
        return None
    if m["h"] or m["t"]:
        return Pace(1.0, When(0.0, seconds_of(m["h"])) if m["h"] else When(-seconds_of(m["t"])))
    return Pace(1.0, When(seconds_of(m["f"])))


def _slow_zh(m: re.Match[str], said: Said) -> Task:
    value = number(m["n"] or m["m"] or m["k"])
    return Pace(
        round(min(_MOST, max(_LEAST, 1 / value if value > 1 else SLOW if value in (0, 1) else value)), 4),
        said.when(m),
        said.which(m),
    )


def _of_a_change(m: re.Match[str], said: Said) -> bool:
    """Whether a transition is to be so fast, not a film: 中间加个闪白，快一点."""
    before = said.clause_before(said.clause(m)[0])
    return before is not None and bool(
        re.search("转场|过渡|切换|闪[黑白]|[黑白]闪|叠化", said.slip.words.plain[slice(*before)])
    )


_IT = (
    r"(?:\s+(?:it|this|(?:the\s+)?(?:first|second|third|fourth|fifth|last|other)\s+(?:video|clip|film|shot|one)|"
    r"video\s+\d|everything|the\s+(?:video|clip|film|footage|rest|whole\s+\w+)|(?:all\s+)?(?:the\s+)?(?:videos|"
    r"clips)))?"
)
_NORMAL = r"(?:normal|regular|usual|original|real[- ]time)(?:ly)?(?:\s+(?:speed|pace))?"
_CAMERA = re.compile("镜头|推|拉|摇|移|环绕|音乐|节奏|转场|[张图]")
RULES: tuple[Rule, ...] = (
    rule(r"(?:节奏|剪辑|切换?|剪|图片播放|照片播放)(?:得|要|再|稍微|更)*(?P<q>快|紧凑|慢|舒缓)(?:一?[点些]|一点点)?(?:切换?|剪)?",
         lambda m, said: Rhythm(1 / RHYTHM if m["q"] in "快紧凑" else RHYTHM) if len(said.films) > 1 else None),
    rule(rf"(?:keep\s+)?(?:the\s+)?(?:(?:first|opening)\s+(?P<h>{LENGTH})|(?:last|final)\s+(?P<t>{LENGTH}))\s+"
         rf"(?:(?:at|in|is|stays?|keeps?|runs?|plays?)\s+)*{_NORMAL}(?P<f>(?!))?", _as_filmed),
    rule(rf"(?:(?:then|and|back|to|at|in)\s+)*{_NORMAL}\s+(?:from|after)\s+(?P<f>{POINT})(?:\s+on(?:wards?)?)?(?P<h>(?!))?(?P<t>(?!))?",
         _as_filmed),
    rule(r"(?<!of )(?<!of the )(?:normal|original|real)[- ](?:speed|time|pace)(?:\s+again)?",
         lambda m, said: None if _is_rest(m, said) else Pace(1.0, anew=True)),
    rule(r"(?:but\s+)?not\s+(?:quite\s+)?(?:that|so|as)\s+slow(?:ly)?(?![a-z])|(?:way\s+|a\s+bit\s+|much\s+)?too\s+slow(?:ly)?(?![a-z])",
         _pace(1.4, guessed=True)),
    rule(r"(?:but\s+)?not\s+(?:quite\s+)?(?:that|so|as)\s+fast(?![a-z])|(?:way\s+|a\s+bit\s+|much\s+)?too\s+fast(?![a-z])",
         _pace(0.7, guessed=True)),
    rule(rf"(?:speed(?:\s+up)?|play|run)?{_IT}\s*(?:at\s+|by\s+|to\s+)?(?:a\s+)?{_N}\s*(?:x|×|times|"
         r"倍)\s*(?:as\s+slow|slower|slow[- ]?motion|slow[- ]?mo|slow)(?![a-z])", _pace(slower=True)),
    rule(rf"(?:slow(?:ed)?(?:\s+down)?){_IT}(?:\s+down)?\s*(?:by|to|at)?\s*(?:a\s+factor\s+of\s+)?{_N}\s*(?:x|×|"
         r"times)(?:\s+(?:the\s+)?speed)?", _pace(slower=True)),
    rule(rf"(?:speed(?:\s+up)?|play|run|make|fast[- ]forward)?{_IT}(?:\s+up)?\s*(?:at\s+|by\s+|to\s+|"
         rf"with\s+)?{_N}\s*(?:x|×|times)\s*(?:the\s+|normal\s+|its\s+)*(?:faster|as\s+fast|as\s+quick(?:ly)?|quicker|"
         r"speed|fast[- ]forward|time[- ]?lapse)", _pace()),
    rule(rf"speeds?{_IT}\s*(?:up\s*)?{_IT}\s*(?:at|by|to|of|:|=)?\s*{_N}\s*(?:x|×|times)(?![a-z\d])", _pace()),
    rule(rf"(?:(?:slow|speed|play)(?:ed)?(?:\s+(?:down|up))?{_IT}(?:\s+(?:down|up))?\s+(?:to|"
         rf"at)\s+)(?P<n>\d{{1,3}})\s*(?:%|percent)(?:\s+(?:of\s+)?(?:the\s+|its\s+|normal\s+)*speed)?",
         _pace(percent=True)),
    rule(r"(?:(?:run|play)\s+(?:it\s+)?)?(?:by\s+|at\s+|to\s+)?(?P<n>\d{1,3})\s*(?:%|percent)\s+(?:(?:of\s+)?(?:the\s+|its\s+|normal\s+|"
         r"original\s+)*speed|faster|slower|quicker)", _pace(percent=True)),
    rule(r"(?:(?:at|run|play|go)\s+(?:it\s+)?)?(?:twice|double)\s+(?:as\s+fast|the\s+speed|speed|its\s+speed)|(?:two|2)\s+times\s+as\s+fast",
         _pace(2.0)),
    rule(r"(?:at\s+)?(?:half|1/2)\s+(?:the\s+|its\s+|of\s+the\s+)?(?:speed|as\s+fast)|half[- ]speed|twice\s+as\s+slow",
         _pace(0.5)),
    rule(r"(?:at\s+)?(?:a\s+)?quarter\s+(?:of\s+)?(?:the\s+|its\s+)?speed", _pace(0.25)),
    rule(r"(?:in(?:to)?\s+|as\s+|with\s+)?(?:a\s+)?(?:(?:super|very|ultra)\s+)slow[- ]?mo(?:tion)?(?![a-z])",
         _pace(0.25, guessed=True)),
    rule(r"(?:in(?:to)?\s+|as\s+|with\s+)?(?:a\s+)?slow[- ]?mo(?:tion)?(?![a-z])|"
         r"slow(?:ed)?\s+(?:it\s+|this\s+|them\s+|both\s+|all\s+(?:of\s+)?(?:them\s+)?|"
         r"the\s+\w+\s+|everything\s+)?down(?:\s+(?:it|this|the\s+(?:video|clip|film)))?|(?:play|make)\s+(?:it|this|"
         r"the\s+(?:video|clip|film))\s+slower", _pace(SLOW, guessed=True)),
    rule(r"(?:in(?:to)?\s+|as\s+|like\s+)?(?:a\s+)?(?:time[- ]?lapse|hyper[- ]?lapse)(?:\s+video)?",
         _pace(LAPSE, guessed=True)),
    rule(rf"speed{_IT}\s+up{_IT}|fast[- ]forward{_IT}|(?:play|make)\s+(?:it|this|the\s+(?:video|clip|"
         r"film))\s+(?:go\s+)?(?:faster|quicker)", _pace(QUICK, guessed=True)),
    rule(
        rf"(?:慢放|放慢|减速|减慢)(?:到|为|至)?\s*{_N}\s*倍(?:速)?|{_N.replace('<n>', '<m>')}\s*倍(?:慢放|慢动作|慢速)|"
        rf"慢\s*{_N.replace('<n>', '<k>')}\s*倍",
        _slow_zh,
    ),
    rule(rf"(?:用|以|按|加速|快放|快进|提速|调)?(?:到|为|至|成)?\s*{_N}\s*倍(?:速(?:度)?|快(?:进|放)?|加速)(?:播放)?",
         _pace()),
    rule(rf"(?:加速|快放|快进|提速|放快|加快|调快|变快)(?:到|为|至)?\s*{_N}\s*倍", _pace()),
    rule(rf"(?<![\u4e00-\u9fff]){_N}\s*倍(?=就|吧|即可|差不多)", _pace()),
    rule(r"(?:加速|提速|快|加快)(?:了)?一倍", _pace(2.0)),
    rule(r"(?:放慢|慢放|减速|慢|减慢)(?:了|到)?(?:一半|一倍)", _pace(0.5)),
    rule(r"(?<![音声]乐)(?<!声音)(?<!音量)(?<!配乐)(?<!原声)(?:速度)?减半|半速(?:播放)?|一半的?速度", _pace(0.5)),
    rule(r"慢动作|慢镜头|(?<!慢)慢放(?!大)|放慢(?:速度)?|慢速播放|升格", _pace(SLOW, guessed=True)),
    rule(r"延时摄影|延时(?:效果|视频)?|缩时", _pace(LAPSE, guessed=True)),
    rule(
        r"(?<![推拉摇移近远放])再?慢一?[点些]儿?(?=$|[,，。\x00])",
        lambda m, said: (
            None
            if _of_a_change(m, said) or _CAMERA.search(said.slip.text[slice(*said.clause(m))])
            else _pace(0.7, guessed=True)(m, said)
        ),
    ),
    rule(r"快进|快放|加速(?:播放)?|加快(?:速度|一点)?|(?<!节奏)(?<!节奏要)(?<![轻欢愉明畅])快一点",
         lambda m, said: None if _of_a_change(m, said) else _pace(QUICK, guessed=True)(m, said)),
)  # fmt: skip
