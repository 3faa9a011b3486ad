"""What people call styles and moods of music, beside what these call themselves. Sentences are read elsewhere
(said_sounds.py), but for feelings that stand alone."""

from __future__ import annotations

import re
from functools import cache

from vivant import sound
from vivant.agent.films.rules import Rule, Said, rule
from vivant.agent.films.tasks import Music, Task

_ALSO = {
    "lofi": "chill|chilled|chill out|chillout|hip hop|hip-hop|rap|trip hop|beats",
    "electronic": (
        "bass|bass heavy|有劲|动感|节奏感|电音|techno|trance|disco|dubstep|synthpop|synth|synths|electro|drum and bass|"
        "8 bit|chiptune"
    ),
    "pop": "儿歌|童谣|rock|rock and roll|indie|punk|funk|soul|reggae|ukulele|catchy|fun",
    "cinematic": "dramatic|strings|orchestra|orchestral|string quartet|violin|cello|symphonic|film music|brass",
    "piano": "classical|chopin|waltz|nocturne",
    "acoustic": "温馨|温暖|guitars|soft guitar|spanish guitar|banjo|singer songwriter|mandolin|folk|country|celtic",
    "epic": "drums|percussion|drumming|war drums|taiko|choir|epic choir",
    "jazzy": "saxophone|sax|bossa nova|trumpet|big band|swing band|trumpets|blues",
    "ambient": "drone music|yoga|new age|ethereal pads|synth pads|synth pad|ambient pads|pads",
    "calm": "harp|music box|flute|zen|lullaby|kalimba|marimba",
    "festive": "jingle bells|sleigh bells|bells|carol|carols",
}
"""What people call music beside what the styles call themselves, by the style that comes nearest."""
_ALSO_MOODS = {
    "peaceful": "轻柔|优美|恬静|悠闲|清新|静谧|惬意|优雅|"
    "serene|tranquil|chilled|cosy|cozy|sleepy|calmer|mellow|soothing|laid-back|laid back",
    "energetic": (
        "激烈|刺激|劲爆|热烈|强劲|热情|奔放|快节奏|节奏快|"
        "hype|high energy|adventurous|bold|dynamic|punchy|bouncy|more energy|more drive|more power|exciting|stirring|"
        "hard beat|heavy beat|harder beat|hard beats|heavy beats|driving|pumping"
    ),
    "happy": "欢乐|喜悦|明快|阳光|quirky|fun|feel good|carefree|joyous|jolly|merry|cheery|light-hearted|lighthearted",
    "sad": "悲情|凄凉|煽情|感人|催泪|"
    "somber|heartbreaking|lonely|moving|sombre|emotional|heartfelt|touching|in a minor key",
    "tense": "scary|creepy|spooky|thrilling",
    "romantic": "甜蜜|温情|爱情",
    "dreamy": "whimsical|magical|enchanted|fairytale|fairy tale|airy|mystical|spacey",
    "hopeful": "正能量|积极|向上|鼓舞|激励|inspirational|motivational|triumphant|heartwarming",
    "dark": "eerie|haunting|mysterious|menacing|moody|sinister",
}
"""What people call moods of music beside what the moods call themselves."""
MOODS_BESIDE = {
    "peaceful": "elegant|classy|luxurious|warm|sweet|slow|smooth|delicate|subtle|simple|soft|lovely|beautiful",
    "energetic": "fast|cool|groovy|funky|modern|trendy|corporate|fresh|action|quick",
    "happy": "tropical|summery|birthday|silly|funny|cute|bright|party",
    "romantic": "wedding|anniversary|love|sensual",
    "hopeful": "motivating|encouraging|proud|patriotic",
}
"""Moods of music by words that say it only right before "music": elsewhere they are about the picture."""
BESIDE = re.compile(rf"(?<![a-z])(?P<w>{'|'.join(MOODS_BESIDE.values())})(?:[\s,\x00]|and(?![a-z]))+$")
LIGHT = re.compile(
    r"(?:[\s\x00]|(?:(?![镜推拉摇移弹拉吹拿抱])[\u4e00-\u9fff\x00]){1,8}的|背景|伴奏|旋律|音乐|悠扬|清脆|婉转|留声机|小调|小曲|曲风|低低地?|轻轻地?|慢慢地?|弹着|弹奏|弹|奏|响起|播放|独奏|那种|这种|安排|走起|给我|感觉|节奏|"
    r"声音|换成|改成|改为|变成|换|[和跟与老慢轻快小大声音曲乐点些一首段来要配上加放用整就行好感风味版再吧呗啊呀的地纯做当作为淡低弱高响缓静柔暖甜酷搞个慵懒])*"
)
"""What may stand beside an instrument that is to be heard; with anything else it may be one that is seen."""
SOUNDING = (
    r"(?:(?:(?![音乐点])[\u4e00-\u9fff]){0,6}的)?(?:环境|背景|自然)?(?:声音|声响|声效|音效|声|白噪音|噪音|噪声|环境音)"
)
"""What makes the name of a thing that of its sound: 雨打在窗上的声音."""
KIND_OF = re.compile(
    r"(?:(?:(?![加配上放用要有点个首段来镜推拉移摇是])[\u4e00-\u9fff]){1,10}(?:一?[点些])?的\x00*|"
    r"(?:(?![加配上放用要有点个首段的来镜推拉移摇])[\u4e00-\u9fff]){2,4})$"
)
TEMPO = re.compile(r"(?:(?:at|around|about|roughly)\s+)*(?P<n>\d{2,3})\s*(?:bpm|beats\s+(?:per|a)\s+minute|拍)")
KEY = re.compile(r"in\s+(?P<k>[a-g](?:#|b|\s+flat|\s+sharp)?\s+(?:minor|major))")
ASIDE = re.compile(
    r"(?<![a-z])(?:some|a|an|little|bit|of|nice|background|in\s+the\s+background|under(?:neath)?(?:\s+(?:it|this|"
    r"the\s+(?:video|film|clip|pictures|whole\s+thing)))?|"
    r"behind\s+(?:it|the\s+(?:video|film))|with|add|put|play|set\s+(?:it\s+)?to|over\s+(?:it|everything|all\s+of\s+(?:it|them)|the\s+(?:video|film|whole\s+thing))|"
    r"and|to\s+it|piece|kind|style|mood)(?![a-z])"
    r"|背景|[铺垫](?:上|一个|一层|个)?|换成|改成|改为|换|些|[配加来放整要](?:点|个|首|段|一点|一首|一段|一些)|配上?|加上?|一段|一点|一首|轻点|的|风格|风|放|用|[级系般类](?=\x00|音|配|曲|背|$)"
)
INSTRUMENTS = (
    r"钢琴|笛声|箫声|琴声|鼓声|梵音|佛乐|吉他|尤克里里|古筝|琵琶|古琴|竹笛|笛子|尺八|洞箫|马头琴|手风琴|口琴|手碟|葫芦丝|陶笛|三味线|二胡|竖琴|小提琴|大提琴|萨克斯|弦乐|管弦|交响|八音盒|战鼓|鼓点|电子乐|电音|"
    r"(?<!黑)爵士|布鲁斯|波萨诺瓦|民谣|嘻哈|说唱|rap(?![a-z])|摇滚|舞曲|童谣|儿歌|圆舞曲|古典(?!风|色|感)|lo-?fi|chill(?:hop)?(?![a-z])|dj(?![a-z])"
)
"""What stands for music where nobody says so; most other names of styles are looks too."""
UNHEARD = re.compile(
    r"尤克里里|古筝|琵琶|古琴|竹笛|笛子|笛声|箫声|尺八|洞箫|马头琴|手风琴|口琴|手碟|葫芦丝|陶笛|三味线|二胡|唢呐|扬琴|萨克斯|"
    r"(?<![a-z])(?:ukulele|banjo|mandolin|accordion|harmonica|flute|saxophone|sax|bagpipes|sitar|didgeridoo|trumpets?|"
    r"music\s+box|harp|kalimba|marimba|xylophone|glockenspiel|(?:church\s+|pipe\s+|barrel\s+)?organ|pan\s*pipes|clarinet|oboe|tuba|"
    r"steel\s+drums?|hang\s*drum|hand\s*pan|lute|whistling|theremin|drums?|drumming|percussion|rock|punk|reggae|gospel|opera|rap|country|heavy\s+metal)(?=\s*(?:$|[,.;!?]|and\s|music|solo|song|tunes?|melody|melodies|playing|softly|sounds?|beats?|track|please|under|in\s|for\s|to\s|at\s))"
)
"""Instruments and kinds of music that no style plays by themselves: another has to do."""
BY_ITSELF = (
    r"(?:solo\s+)?piano|(?:acoustic\s+|spanish\s+)?guitars?|ukulele|jazz|lo-?fi|hip[\s-]hop|techno|trance|disco|"
    r"edm|house\s+beats?|electronic|electro|chillhop|ambient|lo-?fi\s+beats|epic\s+drums|drum\s+beats?|"
    r"jazzy|bluesy|acoustic|drums|percussion|violins?|cello|string\s+quartet|strings|orchestral|orchestra|synths?|synth\s+pads?|"
    r"pads|trumpets?|brass|bells|marimba|kalimba|banjo|mandolin|chiptune|8[\s-]?bit|dubstep|(?:epic\s+)?choir|gospel|opera|"
    r"trap\s+beats?|lullaby|waltz|swing\s+band|big\s+band|ambient\s+pads?|saxophone|sax|classical|bossa(?:\s+nova)?|synthwave|blues|"
    r"(?:energetic|hard|soft|classic|indie|punk|alternative|upbeat|pop)\s+rock|rock\s+and\s+roll|rock\s+music|music\s+box|harp|flute|funk|reggae|drum\s+and\s+bass"
)
"""What is music even where nobody says so."""
BIRDS = re.compile(r"(?:(?:some|a\s+few|the|forest|morning|garden|soft|distant)\s+)*birds$")
GENTLE = ("soft", "gentle", "quiet", "slow", "light", "mellow")
HEARD = re.compile(
    r"\s*(?:(?:on|under(?:neath)?|behind|over)(?:\s+(?:it|this))?|playing|to\s+listen\s+to|in\s+the\s+background)"
    r"(?:\s+(?:softly|quietly|underneath|in\s+the\s+background))?(?=\s*(?:$|[,.;!?]))"
)
"""What is said of what is heard, where nobody says that it is music."""
LONELY = re.compile(
    r"(?:\s|[,;.!?\x00]|(?:please|i|i'd|we|we'd|would|have|want|like|love|prefer|need|let's|get|give|me|us|go|whack|chuck|slap|throw|stick|on|just|only|some|a|an|little|bit|of|nice|in|the|background|with|and|to|it|under|behind|"
    r"not|at|around|about|bpm|loud|light|slow|fast|gentle|warm|beautiful|lovely|dramatic|powerful|big|huge|heavy|pounding|rolling|distant|delicate|tender|haunting|good|add|put|play|use|maybe|also|for|as|well|too|quietly|softly|then|"
    r"instead|rather|now|again|ok|okay|though|late|night|"
    r"midnight|evening|morning|sunday|summer|winter|mellow|smooth|cool|deep|old|school|retro|classic|modern|groovy|funky|"
    r"minimal|airy|bright|solo|instrumental|simple|smoky|lazy|slowed|rainy|day|cosy|cozy|vintage|low|key|laid|back|"
    r"celtic|french|italian|latin|nordic|\d0s|19\d0s|very|really|kind|type|line|riff|backing|playing|plays|underneath|"
    r"far|away|off|distant|distance|faint|faintly|barely|audible|somewhere|afar|from|that|but)(?![a-z]))*"
)
"""What may stand beside music that is named alone."""

MUCH_ZH = (
    r"(?:再|也|要|稍微|调|弄|放|压|降|减|开|变|得|就|给我|可以)*(?:"
    r"(?P<half>[降减掉少小低到为成了轻]*(?:一半|对半|半(?!段)))|(?P<double>[大高响]?(?:一倍|加倍|翻倍))|"
    r"(?P<up>太(?:小声?|轻|低)|大声(?:一?[点些])?|[大高响](?:一?[点些]))|"
    r"(?P<down>(?:太|有点|过于)(?:吵|响|大声?)|(?:小声?|低|轻(?![快柔松盈])|弱)(?:一?[点些])?儿?))"
)
"""How loud it shall be beside how loud it is."""
_FACTORS = {"half": 0.5, "double": 2.0, "up": 1.6, "louder": 1.6, "down": 0.5, "softer": 0.5, "more": 1.6, "less": 0.5}


def louder_by(found: re.Match[str]) -> float | None:
    """How much louder a match of MUCH_ZH, or of such English, asks for; None where it says nothing of it."""
    said = found.groupdict()
    return next((factor for name, factor in _FACTORS.items() if said.get(name)), None)


@cache
def called() -> tuple[dict[str, str], dict[str, str]]:
    """What people call styles and moods of music, in plain form."""
    known = sound.catalogue().words
    styles = {w: n for n, said in _ALSO.items() if n in known for w in said.split("|")}
    styles |= {w.lower(): n for n, words in known.items() for w in (n, *words)}
    moods = {w: n for n, said in _ALSO_MOODS.items() for w in said.split("|")}
    moods |= {w.lower(): n for n, mood in sound.MOODS.items() for w in (n, *mood.words)}
    return styles, {form: n for w, n in moods.items() for form in _forms(w)}


def _forms(adjective: str) -> tuple[str, ...]:
    """A mood as it may be wished for: happy, happier, more happy."""
    if not adjective.isascii():
        return (adjective,)
    ends = {"y": "ier", "e": "er", "d": "der"}
    compared = (adjective[:-1] if adjective[-1] in "ye" else adjective) + ends.get(adjective[-1], "er")
    return adjective, compared, f"more {adjective}", f"a bit {compared}", f"a bit more {adjective}"


@cache
def pattern(which: int) -> re.Pattern[str]:
    ordered = sorted(called()[which], key=len, reverse=True)
    latin = "|".join(re.escape(w).replace(r"\ ", r"[\s-]?") for w in ordered if w.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|" + "|".join(re.escape(w) for w in ordered if not w.isascii()))


@cache
def felt() -> str:
    """A pattern of the Chinese words that say what music is like."""
    return "|".join(sorted((w for names in called() for w in names if w > "\u2fff"), key=len, reverse=True))


def bed_kind(word: str) -> str:
    """The sound bed that a word stands for, "" for none."""
    known = [(len(w), n) for n, words in sound.bed_catalogue().words.items() for w in words if word.startswith(w)]
    if not known and word.isascii() and not word.endswith("s"):
        return bed_kind(f"{word}s")  # "bird sounds"
    return word if word in sound.bed_catalogue().words else max(known)[1] if known else ""


@cache
def bed_words() -> re.Pattern[str]:
    """What sounds by itself, where a sound is asked for: "replace the sound with birdsong"."""
    words = sorted((w for ws in sound.bed_catalogue().words.values() for w in ws), key=len, reverse=True)
    return re.compile(
        rf"\s*(?:(?:just|only|some|the|a|an|soft|gentle)\s+)*(?:sounds?\s+of\s+(?:the\s+|"
        rf"a\s+)?)?(?P<w>{'|'.join(map(re.escape, words))})(?![a-z])(?:\s+(?:sounds?|noises?|ambience))?"
    )


@cache
def swaps_said() -> str:
    """Finds one sound that shall be another: "change the rain sound to street noise"."""
    words = sorted((w for ws in sound.bed_catalogue().words.values() for w in ws if w.isascii()), key=len, reverse=True)
    known, heard = "|".join(map(re.escape, words)), r"(?:\s+(?:sounds?|noises?|ambien[ct]e))?"
    of = r"(?:(?:the|some|a)\s+)?(?:(?:sounds?|noise)\s+of\s+(?:the\s+|a\s+)?)?"
    return (
        rf"(?:change|swap|replace|switch|turn|exchange)\s+(?:out\s+)?{of}(?P<old>{known}){heard}"
        rf"\s+(?:to|with|for|by|into)\s+{of}(?P<new>{known})(?![a-z]){heard}"
    )


def is_of_music(word: str) -> bool:
    """Whether a word says what music is like: 轻快, 安静."""
    return any(word in names for names in called())


@cache
def sounds_said() -> str:
    """Finds "the sound of rain", "sea sounds", 雨声, also with how loud it shall be or that it shall go."""
    words = sorted((w for ws in sound.bed_catalogue().words.values() for w in ws), key=len, reverse=True)
    latin = "|".join(re.escape(w) + "?" * w.endswith("s") for w in words if w.isascii())
    other = "|".join(
        re.escape(w) + ("" if w.endswith("声") else "声?" if w.endswith(("鸣", "叫")) else SOUNDING)
        for w in words
        if not w.isascii()
    )
    head = (
        r"(?:(?P<no>(?<![a-z])(?:no|without|remove|delete|drop|lose|(?:turn|take|switch)\s+off|take\s+out)\s+(?:more\s+)?|"
        r"(?:不要|去掉|关掉|删掉|删除|拿掉|取消|别放|不放)了?)|(?:add|put|play|with|use|make|turn)\s+)?"
        r"(?:(?:a\s+)?(?:(?:little|bit|much|slightly)\s+)?(?:(?P<more>louder|stronger)|(?P<less>softer|quieter|gentler|calmer|fainter))\s+)?"
        r"(?:some\s+|(?:a\s+)?few\s+|distant\s+|the\s+|a\s+|an\s+|(?:soft|gentle|relaxing|calm|calming|peaceful|soothing|quiet|nice|lovely|light|loud|strong|faint|howling|crackling|tropical|jungle|forest|morning|garden|exotic|heavy)\s+|那个|这个)*"
    )
    return (
        rf"{head}(?:(?:(?:sounds?|noise)\s+of\s+(?:the\s+|a\s+)?(?P<b>{latin})(?![a-z])|"
        rf"(?<![a-z])(?P<c>{latin})\s+(?:sounds?|noises?|ambien[ct]e|sfx|sound\s+effects?)(?![a-z]))|"
        r"(?P<s>birdsong|bird\s+(?:song|calls?)|(?:chirping|singing|tweeting)\s+birds|birds\s+(?:chirp|sing|tweet|wake\s+up|waking\s+up)(?:ing)?|wind\s+(?:howl|whistl)\w+|"
        r"dawn\s+chorus|(?:forest|nature|woodland|garden)\s+(?:sounds?|noises?|ambience))(?![a-z])|"
        rf"(?:(?:want\s+to\s+|to\s+|can\s+|you\s+)*hear|no\s+music,?\s+(?:but\s+)?(?:just|only))\s+(?:the\s+|some\s+)?(?P<h>{latin})(?![a-z])|"
        rf"(?:[加配来放]?(?:上|点|些|一点|一些)?|"
        rf"添加|(?P<only>(?:只|就|仅)(?:保?留|要|剩|听)(?:下|着|到|一?点)?))?(?:白噪音|环境音|自然音)?的?(?P<z>{other})(?:也要|也加上|也来点|就行|就好|(?:做|当|作为?|做为|为)(?:背景音?|背景声|环境音|底))?)"
        rf"(?:{MUCH_ZH}|(?P<off>(?:就|也|都|给我)*(?:去掉|关掉|关了|删掉|不要|拿掉|取消|停掉)了?)|"
        r"\s+(?:(?:a|bit|little|much|is|are)\s+)*(?:(?P<louder>louder)|(?P<softer>quieter|softer|lower))(?![a-z]))?"
    )


# --- feelings that a film of several pictures has by its music: 欢快点 -----------------------------------------------

_FELT_WORD = (
    r"欢快|欢乐|开心|快乐|愉快|活泼|俏皮|轻快|热血|燃|炸|嗨|大气|磅礴|震撼|史诗|动感|喜庆|热闹|舒缓|伤感|悲伤|励志|激昂|治愈|紧张|悬疑|"
    r"节奏感|悲情|煽情|抒情|安静|(?<![a-z])upbeat(?![a-z])"
)
_FEELING = re.compile(
    r"[\s\x00]*(?:[\x00]|麻烦|帮我|请|给我|整体|整个|全片|风格|节奏|感觉|气氛|氛围|的?片子|做得|弄得|[剪做弄拍搞](?:成|出)?[一个条段支部版]*|要|得|再|稍微|搞|来|走|想|有|那种|更|比较|偏)*"
    rf"(?P<f>{_FELT_WORD})(?:[一那]?(?:点|些)|一点点|的|地|感|系|风|路线|风格|感觉|氛围|强|起来|儿|吧|啊|哈|呗)*(?:[\u4e00-\u9fff]{{0,6}}(?:视频|短片|片子|混剪|vlog|宣传片|影片))?[\s\x00]*"
)
_FELT = {
    "炸": ("epic", "energetic"), "嗨": ("electronic", "energetic"), "热闹": ("festive", ""),
    "节奏感": ("electronic", ""), "活泼": ("", "happy"), "俏皮": ("", "happy"), "欢乐": ("", "happy"),
    "悲情": ("", "sad"), "煽情": ("piano", ""), "抒情": ("piano", ""),
}  # fmt: skip
"""Feelings that music has no names for."""


def _feeling(m: re.Match[str], said: Said) -> Task | None:
    """欢快点, 要热血一点的: a clause that is of a feeling alone is of the music of a film made of several."""
    start, end = said.clause(m)
    whole = _FEELING.fullmatch(said.slip.text, start, end)
    if len(said.films) < 2 or whole is None or any(isinstance(task, Music) for task in said.done.values()):
        return None
    word = whole["f"]
    styles, moods = called()
    style, mood = _FELT.get(word, (styles.get(word, ""), moods.get(word, "")))
    said.slip.strike(start, end)
    return Music(style, mood)


FEELINGS: Rule = rule(_FELT_WORD, _feeling)
