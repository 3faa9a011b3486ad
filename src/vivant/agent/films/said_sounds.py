"""How people say what is heard: music, their own sound, how loud, coming and going softly. Rules only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from vivant.agent.films import music_words as mw
from vivant.agent.films import said_fades
from vivant.agent.films.lengths import POINT, seconds_of
from vivant.agent.films.rules import Make, Rule, Said, name_pattern, rule, stretches
from vivant.agent.films.tasks import Bed, Beyond, Ducked, Elsewhere, Loudness, Music, NoMusic, Task
from vivant.agent.quantities import number
from vivant.agent.reading import read
from vivant.agent.wishes import Mood

_NOUN = r"music|soundtrack|score|song|tune|melody|bgm|beats?|track|儿歌|童谣|纯?音乐|配乐|歌曲?|曲子|乐曲|背景乐"
_SOUND = r"(?:sound|audio|voice|original\s+sound|original\s+audio|noise|soundtrack)"
_SOUND_ZH = r"(?:原来的|原本的|自带的|原?视频里?的?|现在的)?(?:背景音(?!乐)|原声|声音|音频|音轨|原音|噪音|音量)"
_THE = r"(?:\s+(?:the|its|all|any|video's|film's|original|of|film|video|clip))*\s+"
_MUTED = (
    r"(?<![a-z])(?:mute|remove|delete|drop|strip|take\s+out|cut\s+out|chop|ditch|lose|scrap|bin|get\s+rid\s+of|turn\s+off|switch\s+off|kill|"
    rf"silence|without|no){_THE}?\s*{_SOUND}(?![a-z])|(?:take|turn|switch){_THE}{_SOUND}\s+(?:out|off|away)(?![a-z])"
    rf"|(?:with\s+)?(?:the\s+)?{_SOUND}\s+(?:turned\s+|switched\s+)?off(?![a-z])"
    r"|(?:make\s+(?:it|the\s+\w+)\s+)?(?:muted?|silent)(?![a-z])(?!\s+(?:movie|film|era|picture|comedy|cinema|night|colou?rs?|tones?|palette|look|pastels?|greens?|blues?))(?:\s+(?:it|them|the\s+original|the\s+(?:video|clip|film|sound|audio)))?|"
    r"silence\s+(?:it|the\s+\w+)"
    rf"|静音|消音|(?:把)?(?:所有)?{_SOUND_ZH}(?:全部|都|全|\x00)*(?:去掉|去了|关掉|关了|关闭|删掉|去除|静音|不要)(?:了)?|"
    rf"(?:去掉|去除|关掉|关闭|删掉|删除|移除|不要|不需要|不用|别要|消除)(?:视频的?)?{_SOUND_ZH}|无声"
)
_HEARD_ZH = r"(?:声音|音乐声?|音量|原声|配乐|人声|现场声|同期声|bgm)"
_PERCENT = r"(?P<n>\d{1,3})\s*(?:%|percent)|百分之(?P<zn>[一二三四五六七八九十百]+)"
_GAIN = re.compile(
    rf"(?:at|to)?\s*(?:{_PERCENT})(?:\s+(?:volume|loudness)|的?音量)?|"
    rf"音量(?:{_PERCENT.replace('<n>', '<m>').replace('<zn>', '<zm>')})"
)
_SOFT = re.compile(
    r"(?<![a-z])(?:(?:at\s+(?:a\s+)?)?low\s+volume|(?:but\s+)?not\s+too\s+loud|quiet(?:ly)?|soft(?:ly)?|low|faint|subtle)(?![a-z])|轻轻|低低|很轻|小小声|若有若无|小声|低声|小一点|轻一点|低一点"
)
_QUIETLY = re.compile(r"\s*(?:声音|音量|不过|但|要|再|稍微)*(?:小声?|轻|低|别太[大响吵]声?)(?:一?[点些])?\s*")
_JOINED = re.compile(r"(?<![a-z])with(?=\s|$)")
_LOUD = re.compile(r"(?<![a-z])(?:loud(?:ly)?)(?![a-z])|大声|响亮")
QUIET, SOFT, LOUD = 0.2, 0.4, 1.0
_LED = ("add", "with", "put", "play", "some", "set")
_AS_MOOD = {"calm": "peaceful", "pop": "happy", "epic": "energetic", "suspense": "dark", "ambient": "dreamy"}
"""What the name of a style says as an adjective of another."""


def _music(m: re.Match[str], said: Said) -> Task | None:
    span = said.clause(m)
    own = _own(span, said)
    if not own and m.groupdict().get("own") and len(said.sounds) == 1:
        own = next(iter(said.sounds))
    if own:
        gain = _gain(span, said)
        _aside(span, said)
        return Music(own=own, gain=gain)
    joint = m.start() + m[0].startswith("with") * 4
    gain = _gain(span, said, joint) if said.slip.find(mw.pattern(0), span) else None  # "soft music" is a mood
    mood = _named(1, span, said)
    style, more = _styles(span, said)
    more = more or _beside(span[0], m, said)
    tempo, key = said.slip.take(mw.TEMPO, span), said.slip.take(mw.KEY, span)
    gain = _gain(span, said, joint) if gain is None else gain
    if before := mw.KIND_OF.search(said.slip.text, span[0], m.start()):  # 温馨的音乐, 动感音乐: said of the music alone
        said.slip.strike(*before.span())
    _aside(span, said)
    pace = float(tempo["n"]) if tempo else None
    return _softly(Music(style, mood or more, "", pace, _key(key["k"]) if key else "", gain))


def _from(m: re.Match[str], said: Said) -> Task | None:
    """ "let the music start after 2 s"."""
    music = _music(m, said)
    return replace(music, start_s=seconds_of(m["t"])) if isinstance(music, Music) else None


def _beside(start: int, m: re.Match[str], said: Said) -> str:
    """The mood of words right before "music", which say nothing of the picture: "warm music", "wedding music"."""
    mood, at = "", m.start()
    while m[0].split()[0] not in _LED and (word := mw.BESIDE.search(said.slip.text, start, at)):
        said.slip.strike(*word.span())
        mood = next(name for name, words in mw.MOODS_BESIDE.items() if word["w"] in words.split("|"))
    told = re.compile(r"(?:[a-z'-]+\s+){1,3}$").search(said.slip.text, start, at)
    if told and {type(x) for x in read(told[0]).wishes} == {Mood}:
        said.slip.strike(*told.span())
    return mood


def _softly(music: Music) -> Music:
    """ "soft piano" is peaceful too."""
    return replace(music, mood="peaceful") if music.gain == SOFT and music.style and not music.mood else music


def _my_music(m: re.Match[str], said: Said) -> Task | None:
    if said.sounds:
        return _music(m, said)
    if m["own"] not in ("my", "our"):
        return None
    _aside(said.clause(m), said)
    return Elsewhere("no_own")


def _styles(span: tuple[int, int], said: Said) -> tuple[str, str]:
    """The style that is named last, and the mood that one before it brings: "calm piano"."""
    found: list[str] = []
    while style := _named(0, span, said):
        found.append(style)
    return (found[-1], next((_AS_MOOD[s] for s in found[:-1] if s in _AS_MOOD), "")) if found else ("", "")


def _aside(span: tuple[int, int], said: Said) -> None:
    """Strike out what hangs about music: "some", "in the background"."""
    for found in list(mw.ASIDE.finditer(said.slip.text, *span)):
        said.slip.strike(*found.span())


def _named(which: int, span: tuple[int, int], said: Said) -> str:
    found = said.slip.take(mw.pattern(which), span)
    if not found:
        return ""
    names = mw.called()[which]
    word = found[0]
    return names.get(word) or names.get(re.sub(r"[\s-]+", " ", word)) or names.get(re.sub(r"[\s-]+", "", word), "")


def _key(said: str) -> str:
    note, mode = re.sub(r"\s+flat", "b", re.sub(r"\s+sharp", "#", said)).split()
    return f"{note[0].upper()}{note[1:]} {mode}"


def _gain(span: tuple[int, int], said: Said, at: int = 0) -> float | None:
    """How loud it is said to be; what stands before "with" and a sound at `at` is of something else: "rain softly with
    the sound of rain"."""
    start, end = span
    joined = [m.end() for m in _JOINED.finditer(said.slip.text, start, max(start, at))]
    span = (joined[-1] if joined else start, end)
    if found := said.slip.take(_GAIN, span):
        value = found["n"] or found["m"]
        return min(4.0, float(value) / 100) if value else None
    if soft := said.slip.take(_SOFT, span):
        return SOFT if soft[0] == "soft" else QUIET
    return LOUD if said.slip.take(_LOUD, span) else None


def _own(span: tuple[int, int], said: Said) -> str:
    """The sound of one's own that is named in a stretch, struck out."""
    for asset, name in said.sounds.items():
        if name and said.slip.take(name_pattern(name), span):
            return asset
    return ""


def _instead(m: re.Match[str], said: Said) -> Task | tuple[Task, ...] | None:
    span = said.slip.sentence(m.start())
    own = _own(span, said) or (next(iter(said.sounds)) if len(said.sounds) == 1 else "")
    said.slip.take(
        re.compile(
            r"(?<![a-z])(?:my\s+|the\s+|this\s+|that\s+)?(?:own\s+)?(?:music|song|track|sound\s*file|"
            r"recording|voice[- ]?over|[\"'“”])+"
        ),
        (m.end(), span[1]),
    )
    if own:
        return Music(own=own, gain=1.0, instead=True)
    names = m.groupdict()
    named = (names.get("music") and m[0].isascii()) or re.match(rf"(?:把|将)?(?:{mw.INSTRUMENTS})", m[0])
    span = (m.end(), span[1]) if named else span
    mood = _named(1, span, said)
    style, more = _styles(span, said)
    if not style and (bed := said.slip.take(mw.bed_words(), (m.end(), span[1]))):
        kind = mw.bed_kind(bed["w"])
        return (NoMusic(), Bed(kind)) if names.get("music") else Bed(kind, instead=True)
    if not style and not (names.get("music") and (names.get("other") or mood)):
        return None
    said.slip.take(re.compile(rf"\s*(?:{_NOUN})"), span)
    return Music(style, mood or more, instead=True)


def _lonely(m: re.Match[str], said: Said) -> Task | None:
    """An instrument or a kind of music in a clause that has nothing else: "sad piano", "with soft drums"."""
    span = said.clause(m)
    gain, mood = _gain(span, said), _named(1, span, said)
    style, more = _styles(span, said)
    if not style or not mw.LONELY.fullmatch(said.slip.text[slice(*span)]):
        return None
    said.slip.strike(*span)
    return _softly(Music(style, mood or more, gain=gain))


def _mentioned(m: re.Match[str], said: Said) -> Task | None:
    """What lies under the film: "lo-fi under it", "piano in the background", "birds in the background"."""
    span = said.clause(m)
    own = _own(span, said)
    style = "" if own else _named(0, span, said)
    if not (style or own) and said.slip.take(mw.BIRDS, (span[0], m.start())):
        return Bed("birds", _gain(span, said))
    return _softly(Music(style, _named(1, span, said), own, gain=_gain(span, said))) if style or own else None


def _bed(m: re.Match[str], said: Said) -> Task | tuple[Task, ...] | None:
    kind = mw.bed_kind(m["b"] or m["c"] or m["h"] or m["z"] or re.sub(r"\s+", " ", m["s"]))
    if m["no"] or m["off"]:
        return Bed(kind, louder=0.0) if kind else None
    louder = mw.louder_by(m)
    told = None if louder is None else LOUD if louder > 1.0 else QUIET
    span = said.clause(m)
    told = told or _gain(span, said, m.start() + m[0].startswith("with") * 4)
    after = said.slip.clause(min(span[1] + 1, len(said.slip.text)))
    if told is None and after != span and _QUIETLY.fullmatch(said.slip.text, *after):
        said.slip.strike(*after)
        told = QUIET
    bed = Bed(kind, told, louder=louder) if kind else None
    return (NoMusic(told=not m["only"]), bed) if bed and (m[0].startswith("no") or m["only"]) else bed


def _swapped(m: re.Match[str], said: Said) -> tuple[Task, ...] | None:
    """ "change the rain sound to street noise"."""
    old, new = mw.bed_kind(m["old"]), mw.bed_kind(m["new"])
    return (Bed(old, louder=0.0), Bed(new)) if old and new and old != new and _HEARD.search(m[0]) else None


_HEARD = re.compile("(?:sound|noise|ambien)")


def _played(m: re.Match[str], said: Said) -> Task | None:
    """ "配一首老上海那种爵士": what stands between is said of the music."""
    style = said.slip.find(mw.pattern(0), (m.end(), min(m.end() + 10, said.clause(m)[1])))
    if style is None:
        return None
    found = _music(m, said)
    said.slip.strike(m.end(), style.start())
    return found


def _something(m: re.Match[str], said: Said) -> Task | None:
    """ "put something cheerful on": what suits, where a feeling is said and nothing that it could be of but music."""
    word = re.compile(r"[a-z-]+").match(said.slip.text, m.end())
    styles, moods = mw.called()
    heard = mw.HEARD.search(said.slip.text, word.end(), said.clause(m)[1]) if word else None
    more = m[0].startswith("play") or any(isinstance(task, Music) for task in said.done.values())
    felt = len(said.films) == 1 and not (heard or more or m[0].split()[0] in ("put", "lay", "add", "with", "have"))
    if word is None or felt or not (word[0] in {*styles, *moods} or (word[0] in mw.GENTLE and (heard or more))):
        return None  # "I want something romantic": the picture is meant
    said.slip.strike(word.start(), (heard or word).end())
    return Music(styles.get(word[0], ""), moods.get(word[0], "peaceful" if word[0] in mw.GENTLE else ""))


def _so_loud(m: re.Match[str], said: Said) -> Task | None:
    earlier = [task for at, task in sorted(said.done.items()) if at <= m.start()]
    return Music(gain=min(4.0, float(m["pc"]) / 100)) if earlier and isinstance(earlier[-1], Music) else None


def _and_so_loud(m: re.Match[str], said: Said) -> Task | None:
    """ "add traffic sounds and keep them low"."""
    gain = LOUD if "loud" in m[0] and "not" not in m[0] else QUIET
    bed = next((task for task in said.done.values() if isinstance(task, Bed)), None)
    music = any(isinstance(task, Music) for task in said.done.values())
    return Loudness(gain, "music") if music else replace(bed, gain=gain) if bed else None


def _more_of_it(m: re.Match[str], said: Said) -> Task | None:
    """How fast or how loud the music is that was asked for before: "electronic, 100 bpm, not too loud"."""
    earlier = [task for at, task in sorted(said.done.items()) if at <= m.start()]
    left = said.slip.text[m.end() : said.clause(m)[1]]
    if not earlier or not isinstance(earlier[-1], Music) or re.search(r"[a-z]", left):
        return None
    tempo = mw.TEMPO.fullmatch(m[0].strip())
    loud = LOUD if re.search("(?:quite|very|fairly) loud", m[0]) else QUIET
    return Music(tempo_bpm=float(tempo["n"])) if tempo else Music(gain=loud)


def _felt(m: re.Match[str], said: Said) -> Task | None:
    """What the music just asked for is like, in a clause of its own: 配点音乐，轻松一点的."""
    last = [task for at, task in sorted(said.done.items()) if at <= m.start()][-1:]
    if not last or not isinstance(last[0], Music) or last[0].mood:
        return None
    mood, (style, more) = _named(1, m.span(), said), _styles(m.span(), said)
    return Music("" if last[0].style else style, mood or more)


def _alone(m: re.Match[str], said: Said) -> Task | None:
    """慵懒的lofi, 钢琴声轻一点, 来点老爵士: a clause that is of music alone."""
    span = said.clause(m)
    much = re.compile(mw.MUCH_ZH).search(said.slip.text, m.end(), span[1])
    gain, mood = _gain(span, said), _named(1, span, said)
    style, more = _styles(span, said)
    if not style or not mw.LIGHT.fullmatch(said.slip.text[slice(*span)]):
        return None
    said.slip.strike(*span)
    return _softly(Music(style, mood or more, gain=gain, louder=mw.louder_by(much) if much else None))


def _mute(m: re.Match[str], said: Said) -> Task:
    """The sound of all of a film; that of a part of it cannot be taken away."""
    if stretches(said.slip.text, span := said.clause(m)):
        said.slip.strike(*span)
        return Beyond(said.slip.words.quote(*span))
    return Loudness(0.0, "main", False, said.which(m))


def _loudness(m: re.Match[str], said: Said) -> Task | None:
    target: Literal["main", "music"] = "music" if re.search(r"music|音乐|配乐", m[0]) else _meant(m, said)
    if re.search(_NOUN, said.slip.text[slice(*said.clause(m))]) and (
        target == "main" or said.slip.find(mw.pattern(0), said.clause(m)) or _names_sound(m, said)
    ):
        return None  # music of a style or of one's own, so loud
    if m["n"] or m["zn"]:
        share = float(m["n"]) if m["n"] else number(m["zn"])
        by = re.search(r"\bby\b", m[0])
        if by:
            down = re.search(r"lower|reduce|decrease|down|quiet", m[0])
            return Loudness(
                max(0.0, 1 - share / 100) if down else min(4.0, 1 + share / 100), target, True, said.which(m)
            )
        return Loudness(min(4.0, share / 100), target, False, said.which(m))
    return None


def _meant(m: re.Match[str], said: Said) -> Literal["main", "music"]:
    """What a plain "volume" is about: the music, if that was just asked for."""
    own = re.search(r"original|原声|原音|噪音", m[0])
    earlier = [task for at, task in sorted(said.done.items()) if at <= m.start()]
    named = re.search(rf"(?:{_NOUN}|(?:钢琴|吉他|轻|舞|民)[曲乐])", said.slip.words.plain[: m.start()])
    return "music" if not own and (named or any(isinstance(task, Music) for task in earlier[-1:])) else "main"


_A_BIT = re.compile(
    r"\s*(?<![a-z])(?:a\s+(?:(?:little|tiny)\s+)?(?:bit|little|touch|tad|notch|hair|shade)|slightly|somewhat)(?![a-z])"
)


def _louder(gain: float) -> Make:
    def make(m: re.Match[str], said: Said) -> Task:
        target: Literal["main", "music"] = "music" if re.search(r"music|音乐|配乐|bgm", m[0]) else _meant(m, said)
        slight = _A_BIT.search(m[0]) or said.slip.take(_A_BIT, (m.end(), said.clause(m)[1]))
        return Loudness(round(gain**0.5, 2) if slight else gain, target, True, said.which(m))

    return make


_WHAT = (
    r"(?:(?:the|its|original|background)\s+)*(?:sound|volume|audio|noise|music(?:\s+volume)?|voice|it)(?:\s+volume)?"
)
REPLACING: tuple[Rule, ...] = (
    rule(r"(?:(?:try|play|use|pick|choose|have|put|want)\s+)*(?:an?other|a\s+(?:different|new)|some\s+other|other)\s+(?:piece\s+of\s+)?"
         r"(?:song|music|track|tune)(?:\s+instead)?(?=\s*(?:$|[,.;!?]|please))", lambda m, said: Music(instead=True)),
    rule(r"\s*(?:instead\s+of|in\s+place\s+of|rather\s+than)\s+(?:all\s+)?(?:the\s+|its\s+|that\s+)?(?:original\s+|background\s+|own\s+|"
         r"wind\s+|traffic\s+|street\s+|crowd\s+)?(?:sound|audio|noise|talking|chatter)(?![a-z])",
         lambda m, said: Loudness(0.0, "main")),
    rule(rf"(?:replace|swap|exchange|substitute|change|switch)\s+(?:the\s+|its\s+)?(?:original\s+)?(?:{_SOUND}|(?:[a-z-]+\s+)?"
         rf"(?P<music>{_NOUN}))\s+(?:with|by|for|to)\s+(?P<other>something\s+(?:else\s+|more\s+|a\s+bit\s+)*)?",
         _instead),
    rule(rf"(?:用|把|将)?(?:{_SOUND_ZH}|(?P<music>背景音乐|音乐|配乐|bgm|曲子|歌|(?:{mw.INSTRUMENTS})(?:曲|音乐|声)?))(?:也|再|就|都|全|给我|帮我)*(?:替换|换|改)(?:成|为|掉|点|上)?"
         rf"(?P<other>(?:另外?)?一?[个首段种](?:{_NOUN})?)?", _instead),
    rule(rf"(?:替换|换)(?:成|为|点)?(?P<other>(?:另外?)?一?[个首段种](?P<music>{_NOUN}))", _instead),
    rule(rf"(?:替换|替代|代替|取代|换掉)(?:掉)?(?:{_SOUND_ZH})", _instead),
)  # fmt: skip

_OTHERS: tuple[Rule, ...] = (
    rule(r"(?:extract|export|save|rip)(?:\s+(?:only|just))?\s+(?:the\s+)?(?:audio|sound|soundtrack)(?:\s+only)?|"
         r"(?:i\s+)?(?:just|only)\s+(?:want|need)\s+(?:the\s+)?(?:audio|sound|soundtrack)(?![a-z])|提取(?:音频|声音)",
         lambda m, said: Elsewhere("extract")),
    *said_fades.DUCKED,
    rule(r"(?<![a-z])(?:no|without(?:\s+any)?|remove(?:\s+the)?|delete(?:\s+the)?|drop(?:\s+the)?|don't\s+(?:add|"
         r"want|use)(?:\s+any)?|skip(?:\s+the)?|neither|nor|get\s+rid\s+of(?:\s+the)?|lose(?:\s+the)?|"
         r"take\s+(?:out|off|away)(?:\s+the)?|kill(?:\s+the)?|(?:cut|stop|ditch)\s+the|scrap(?:\s+the)?|turn\s+off(?:\s+the)?)\s+"
         r"(?:background\s+)?(?:music|soundtrack|song)(?![a-z])(?:\s+(?:again|altogether|completely))?|"
         r"(?:take|turn|switch|cut|leave)\s+(?:the\s+)?(?:background\s+)?(?:music|soundtrack|song)\s+(?:out|off|"
         r"away)(?![a-z])|(?:不(?:想|需|太)?(?:要|用|加|配|放|带|来)|不必|别(?:加|配|放|要|给我?|带|来|整|搞|弄|上)|"
         r"去掉|去除|拿掉|删掉|删除|没有|无需?|免|取消|关掉)(?:什么|任何|背景|掉|有|再|配)*(?:音乐|配乐|bgm)|"
         r"(?:背景)?(?:音乐|配乐|bgm)(?:就|都|也|先|我)*(?:不需?要|不想要|去掉|删掉|关掉|关了|取消|不用|不必|免|算)(?:了|吧)*",
         lambda m, said: NoMusic()),
    rule(r"(?:音乐|配乐|bgm)?(?:不要|别)(?:盖过?|压过?|盖住|压住|抢|吵)(?:了|住|过)?(?:人声|说话声?|原声|人说话|台词)",
         lambda m, said: Ducked()),
    rule(r"(?:把)?(?:人说话|说话|现场|原来|视频)?的?(?:声音|人声|原声|同期声|现场声)(?:要|都|也|还是)?(?:保留|留着|留下|恢复|打开|加回来)(?:了|一下)?"
         r"|(?:恢复|打开|保留)(?:原来的?|视频的?)?(?:声音|原声|人声|同期声|现场声)|原声(?:还是|也)要(?=$|[,，。\x00])",
         lambda m, said: Loudness(1.0, "main", False, said.which(m))),
    rule(r"(?:instead\s+of|rather\s+than)\s+(?:the\s+|any\s+)?music(?![a-z])", lambda m, said: NoMusic()),
    rule(r"(?:mute|silence)\s+(?:the\s+)?music|音乐静音", lambda m, said: Loudness(0.0, "music")),
    rule(r"(?<=声音)(?:全部|全都|都|全)(?=去掉|关掉|关了|删掉|静音|不要)|(?:全部|所有)的?(?=声音(?:去掉|关掉|删掉|"
         r"静音|不要))", lambda m, said: NoMusic()),
    rule(r"unmute(?:\s+(?:it|the\s+\w+))?|(?:(?:i\s+)?(?:bring|put|turn|get|have|want|give\s+me)\s+)?(?:"
         r"the\s+|its\s+)?(?:original|own|"
         r"real)\s+(?:sound|audio)\s+(?:back|again|on)(?:\s+(?:on|in|again))?|(?:bring|put|turn|get|swit"
         r"ch)\s+(?:the\s+|its\s+)?(?:sound|"
         r"audio)\s+(?:back|on)(?:\s+(?:on|in|again))?|(?:bring|put|turn|switch)\s+(?:back\s+|on\s+)(?:on\s+)?the\s+(?:original\s+)?"
         r"(?:sound|audio)",
         lambda m, said: Loudness(_gain(said.slip.sentence(m.start()), said) or 1.0, "main", False, said.which(m))),
    rule(rf"(?:keep|leave)\s+(?:in\s+)?(?:the\s+|its\s+)(?:original\s+)?{_SOUND}(?:\s+(?:of|from|in)(?=\s))?(?![a-z])(?!\s+(?:but\s+)?(?:at|to|low|down|quiet|soft|clear|audible))",
         lambda m, said: Loudness(1.0, "main", False, said.which(m))),
    rule(_MUTED, _mute),
    rule(r"(?:lower|reduce|decrease|set|turn|tone|bring|take|put|raise|increase|make|keep)\s+(?:down\s+|"
         rf"up\s+)?{_WHAT}(?:\s+(?:down|up|quieter|louder))?\s+(?:to|by|at)\s+(?:{_PERCENT})", _loudness),
    rule(rf"{_WHAT}\s+(?:at|to|=|:)?\s*(?:{_PERCENT})", _loudness),
    rule(
        rf"(?:(?:keep|leave|have|turn|bring)\s+)?(?:(?:the|its|original)\s+)*{_SOUND}\s+(?:but\s+)?(?:(?:down|lower(?:ed)?|quieter|softer|low|at|to)\s*,?\s*)+"
        r"(?:(?:about|at|to|around|only|roughly)\s+)*(?:a\s+|one\s+)?(?P<share>third|half|quarter)(?:\s+(?:of\s+)?(?:the\s+)?volume)?(?![a-z])",
        lambda m, said: Loudness(
            {"third": 0.33, "half": 0.5, "quarter": 0.25}[m["share"]], "main", False, said.which(m)
        ),
    ),
    rule(rf"(?:{_PERCENT})\s+(?:volume|loudness)", _loudness),
    rule(rf"(?:背景)?{_HEARD_ZH}(?:的?(?:音量|声音))?(?:调|降|提高|设|减小|放大|开|降低|压|放|拉)*(?:低|高|小|大)?(?:到|为|至|成)?\s*(?:{_PERCENT})",
         _loudness),
    rule(rf"(?:turn|lower|reduce|bring|cut)\s+(?:down\s+)?{_WHAT}\s+(?:down\s+)?(?:by|to)\s+(?:a\s+)?half(?![a-z])|"
         rf"half\s+as\s+loud|half\s+(?:the\s+)?volume|halve\s+{_WHAT}",
         _louder(0.5)),
    rule(rf"(?:turn|lower|reduce|bring|make)\s+(?:down\s+)?{_WHAT}(?:\s+(?:down|quieter|softer|lower)(?:\s+a\s+(?:bit|little))?)?(?=\s*(?:$|[,.;!?\x00]|and\s|a\s+(?:bit|little)))(?<!make\sit)|"
         r"quieter\s+(?:sound|music|audio)|(?:music|sound|volume|audio)\s+(?:(?:is|should\s+be|a|be|much|bit|little|touch|tad|slightly|way|far|lot)\s+)*(?:quieter|softer|lower|down|too\s+loud)(?![a-z])|"
         r"(?:压低|调低|降低|减小|调小|关小)(?:一下|一点|一些)?(?:背景)?(?:声音|音乐|音量|原声|配乐|人声|bgm)(?:的?音量)?",
         _louder(0.5)),
    rule(rf"(?:turn\s+up\s+{_WHAT}(?![a-z])|(?:turn|raise|increase|boost|make)\s+{_WHAT}\s+(?:up|"
         rf"louder)(?![a-z])(?:\s+a\s+(?:bit|little))?|(?:raise|increase|boost)\s+{_WHAT}|louder(?:\s+(?:sound|music|audio))?)|"
         r"(?:music|sound|volume|audio)\s+(?:(?:is|should\s+be|a|be|much|bit|little|touch|tad|slightly|way|far|lot)\s+)*(?:louder|too\s+(?:quiet|soft|low))(?![a-z])",
         _louder(1.6)),
    rule(r"(?:twice\s+as\s+loud|double\s+the\s+volume)", _louder(2.0)),
    rule(rf"(?:背景)?{_HEARD_ZH}(?:的?(?:声音|音量)|声)?{mw.MUCH_ZH}",
         lambda m, said: _louder(mw.louder_by(m) or 1.0)(m, said)),
    *said_fades.FADES,
    rule(rf"(?:(?:make|let|have|start|begin|bring\s+in)\s+)?(?:the\s+)?(?:background\s+)?(?<![a-z])(?:{_NOUN})(?:\s+(?:should|to|only|start|"
         rf"begin|come|play|kick|set|in)s?(?![a-z]))*\s+(?:at|after|from)\s+(?P<t>{POINT})(?:\s+on(?:wards?)?(?![a-z]))?",
         _from),
    rule(r"(?:(?:add|with|use|put|play|set\s+(?:it\s+)?to)\s+)?(?<![a-z])(?P<own>my|the|this|that|"
         rf"our)(?:\s+own)?\s+(?:{_NOUN})(?![a-z])", _my_music),
    rule(r"(?:(?:add|with|put|play|some|"
         rf"set\s+(?:it\s+)?to)\s+)?(?<![a-z])(?:background\s+)?(?:{_NOUN})(?![a-z])(?:\s+(?:under(?:neath)?|behind|"
         r"in\s+the\s+background|to)(?:\s+(?:it|this))?)?", _music),
    rule(r"(?<=[a-z])\s+(?:under(?:neath)?(?:\s+(?:it|this|the\s+\w+))?|on\s+top|in\s+the\s+background|"
         r"as\s+(?:the\s+)?(?:background|music|soundtrack))(?![a-z])", _mentioned),
    rule(r"(?<![a-z])(?:with|to)\s+(?:(?:a|an|some|soft|gentle|calm|quiet|slow|sad|happy|warm)\s+)*(?=(?:piano|guitars?|"
         r"strings|lo-?fi|jazz|orchestra)(?![a-z]))", _mentioned),
    rule(r"(?:(?:put|play|lay|add|with|have)\s+)?(?:on\s+)?something\s+(?:(?:a\s+bit|more|really|very|nice\s+and)\s+)?(?=[a-z-]+(?![a-z-]))",
         _something),
    rule(r"(?:配上?|来点|配点)", _played),
    rule(r"(?:add|put|play|with|use|set\s+(?:it\s+)?to)\s+",
         lambda m, said: _mentioned(m, said) if _names_sound(m, said) else None),
    rule(r"(?:[,;]|\s(?:and|but))\s+(?:but\s+|and\s+)?(?:(?:very|really|quite|rather|just|only|not\s+too|(?:keep|make|play|leave)\s+(?:it|them))\s+)*"
         r"(?:low|quiet(?:ly)?|soft(?:ly)?|loud|in\s+the\s+background)(?=\s*(?:$|[,.;!?]))", _and_so_loud),
)  # fmt: skip


def _names_sound(m: re.Match[str], said: Said) -> bool:
    """Whether a sound of one's own is called by its name in this clause."""
    text = said.slip.text[slice(*said.clause(m))]
    return any(name and name in text for name in said.sounds.values())


def rules() -> tuple[Rule, ...]:
    """Sounds of rain and sea before all that says "sound"."""
    pieces = sorted((w for w in mw.called()[0] if w > "\u2fff" and w.endswith(("曲", "乐"))), key=len, reverse=True)
    return (
        rule(mw.swaps_said(), _swapped),
        rule(mw.sounds_said(), _bed),
        rule(
            r"(?P<x>[\u4e00-\u9fff]{1,3}声)(?:就|也|都|给我)*(?:去掉|关掉|删掉|不要|拿掉|取消)了?",
            lambda m, said: None if said.plays else Bed(m["x"], louder=0.0),
        ),
        *_OTHERS,
        rule(f"(?:配上?|加上?)?(?:{'|'.join(pieces)})", _music),
        rule(rf"(?:在|伴着|伴随着|随着|配着|配合)?(?P<s>{mw.INSTRUMENTS})(?:声|曲|乐|音乐)?(?:里|中|伴奏下|的?伴奏|的?旋律中?)",
             lambda m, said: Music(_named(0, m.span("s"), said))),
        rule(r"(?:加|配|放|来)(?:上|点|一点|个|入)*[^,，。；;\x00]{1,5}?(?:的声音|的?音效|声)(?=$|[,，。；;\x00])",
             lambda m, said: Beyond(said.slip.words.quote(*m.span()))),
        rule(mw.INSTRUMENTS, _alone),
        mw.FEELINGS,
        rule(rf"(?<![a-z])(?:{mw.BY_ITSELF})(?![a-z])", _lonely),
        rule(rf"(?<=[，,])(?:要|来)?(?:{mw.felt()})(?:一?[点些]的?|的|那种|感觉|风格)+(?=\s*(?:$|[，,。；;]))", _felt),
        rule(rf"(?<![\d.]){mw.TEMPO.pattern}", _more_of_it),
        rule(r"(?:at\s+)?(?P<pc>\d{1,3})\s*(?:%|percent)(?:\s+volume)?(?=\s*(?:$|[,.;!?]))", _so_loud),
        rule(r"(?:with\s+)?(?:(?:big|high|lots\s+of|great|full\s+of|some|more|plenty\s+of)\s+)+energy(?![a-z])",
             lambda m, said: Music(mood="energetic")),
        rule(r"(?:but\s+)?(?:(?:not\s+too|quite|very|fairly|rather)\s+)+(?:loud|quiet|soft)(?:ly)?(?![a-z])|but\s+(?:quiet|soft)(?:ly|er)?(?![a-z])",
             _more_of_it),
    )  # fmt: skip
