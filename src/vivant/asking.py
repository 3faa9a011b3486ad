"""What a message asks for, told from its words alone: a change, an answer, ideas, a file. Nothing is opened for it.

Not for what the change is (agent). Imports nothing of ours: the server decides by it what is reserved for a run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["generate", "edit", "chat"]

_AGAIN = re.compile(r"\b(regenerate|start over|generate again|from scratch)\b|重新生成|重做|重来", re.I)
_AFRESH = re.compile(
    r"^\W*(?:(?:no|nah|ok(?:ay)?|let'?s|can\s+(?:we|you)|could\s+(?:we|you)|i\s+want\s+to|i'd\s+like\s+to|please"
    r"|actually|just|hm+|forget\s+it|"
    r"scrap\s+(?:that|it|everything|all\s+(?:of\s+)?(?:it|that)))(?:\s+and)?[\s,.;]+)*"
    r"(?:(?:start|begin|do\s+it)\s+(?:all\s+)?(?:again|over|afresh|anew|fresh)(?:\s+from\s+(?:scratch|zero))?"
    r"|start(?:ing)?\s+from\s+(?:scratch|zero)|"
    r"from\s+scratch)(?:\s+(?:please|with|and|now|this\s+time))*(?=$|[\s,.;:!-])[\s,.;:!-]*(?:(?:with|and"
    r"|this\s+time|only|just)\s+)*"
    r"|^\W*(?:(?:算了|不行|还是|我们|那|全部|都)[，,\s]*)*(?:重新(?:来|开始|做)|从头(?:再)?(?:来|开始|做)|推倒重来"
    r"|重来)(?:一(?:遍|次|个|下))?(?:吧|了)?[，,。！!\s]*(?:只要|就|这次)*",
    re.I,
)
_SILENCE = re.compile(
    r"\b(no|without( any)?) (music|sound|audio)\b|\bsilent\b|(不要|没有|无|不加)(背景)?(音乐|声音)|静音", re.I
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SENTENCES = re.compile(r"(?<=[?？!！。；;\n])")

# --- questions --------------------------------------------------------------------------------------------------------
_CAN = re.compile(
    r"^(?:help|\?|帮助|[你您]好[呀啊吗]?|在吗|哈喽|嗨|hi|hello|hey)\W*$|^(?:who|what) are you\b|^你(?:是谁|叫什么)"
    r"|what (?:else )?(?:can|could) (?:you|i|we)"
    r"|how does this |what do you do"
    r"|你?(?:都|还)?(?:能|会|可以)(?:做|干|帮我做)?(?:些)?(?:什么|哪些|啥)",
    re.I,
)
_ASKS = re.compile(
    r"^\s*(?:(?:so|and|ok|okay|hey|um|hmm|well)[\s,]+)*(?:what(?!ever|sapp)|which|where(?:'?s| is| are| did)|"
    r"when (?:does|do|will)|how (?:many|long|much|big|does|is|did|was|were|have you)"
    r"|is (?:it|there)|are there|(?:did|have) (?:you|we)|(?:did|has) it|(?:is|are) the \w+ (?:still|in|on|there)"
    r"|does it|do you (?:have|know)|status|show (?:me )?(?:the )?(?:tracks?|timeline|status)"
    r"|list\b|tell me (?:about|what))"
    r"|(?:什么(?![都也]|样(?!了))(?=[^，,]*$)|(?:是|变成|成)了?什么样子?(?=\W*$)|多少|多长|多大|几(?:秒|个|张"
    r"|段)(?=[?？]|$|了|呢|吗)|(?:有|是|共)几(?:秒|个|张|段)|哪些|哪种|(?:状态|进度)(?=\W*$|怎|如何|到|多|呢|了)|吗"
    r"|有没有).*[?？]?\s*$",
    re.I,
)
_TELL_ME = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|hey|can you|could you|would you|please|just)[\s,]+)*"
    r"(?:tell|remind|show) me\s+(?:again\s+)?"
    r"(?:what|which|how|if|whether|where)\b"
    r"|^\W*(?:do|did) you (?:know|remember) (?:what|which|how|if|whether)\b",
    re.I,
)
_EXPLAIN = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|hey|can you|could you|would you|will you|please|just|but|sorry)[\s,]+)*"
    r"(?:i (?:don't|do not|didn't) (?:quite |really )?(?:understand|get|know|see)"
    r" (?=(?:what|why|how) (?:you|we|has|was|happened|is happening))"
    r"|(?:explain|describe|summari[sz]e|recap|sum up|outline|(?:walk|talk|run|take) me through|show me|tell me"
    r"|give me an? (?:quick |short |brief )?(?:summary|overview|recap|rundown|description|explanation) of)"
    r"\s+(?:to me\s+|again\s+|exactly\s+|briefly\s+)*"
    r"(?:(?=(?:why|what|how|which|all|everything|it all)\b)|(?=(?:all |each of )?(?:the|your|this|my) (?:\w+ )?"
    r"(?:changes?|edits?|effects?|film|video|clip|result|steps?|choices?|version|timeline|moves?)\b)))(?P<x>.+?)"
    r"(?:[,.;]\s*(?:(?:can|could) you |please )*explain(?: it| that)?(?: please| to me)?)?\W*$",
    re.I,
)
"""What asks for words about what was done: "explain what you did", "walk me through the changes"."""
_IT_MEANS = re.compile(r"^what (.+?) means?$", re.I)
_WHICH = re.compile("有(?:哪些|什么|哪几)")
_POLITE = re.compile(
    r"^\s*(?:please\s+)?(?:can|could|would|will|may|might) (?:you|we|i|it)|(?:能不能|可不可以|可以|能|可否"
    r"|要不).*[吗么?？]\s*$"
    r"|帮我|有(?:没有)?办法|有没有可能|how about|what (?:about|if)"
    r"|(?:怎么样|好不好|行吗|行不行|好吗|可以吗)[?？]?\s*$",
    re.I,
)
_IDEAS = re.compile(
    r"\b(?:(?<!bad )(?<!good )(?<!great )(?<!nice )(?<!no )(?<!my )ideas?|"
    r"suggest(?:ions?)?|inspire me|what (?:else )?(?:would|do) you (?:suggest|recommend|do|add|change|think of)|"
    r"(?:what|which) (?:\w+ ){0,4}?(?:would|might|could|should|will) (?:\w+ ){0,3}?(?:fit|suit|match|work|add|use|"
    r"choose|pick|go (?:well )?with|"
    r"(?:look|sound|be) (?:good|nice|better|best|great|right))|what (?:would|could|might|can|will) (?:make|improve"
    r"|help)\b|what(?:'s| is) missing|what(?:'s| is| comes)? next)\b"
    r"|(?:配|用|加|选|换|来)(?:点|个|首|段)?(?:什么|哪种|哪个|啥)(?:样的?)?(?:音乐|曲子|歌|配乐|特效|效果|风格|色调"
    r"|运镜)(?:比较|更|才|会|最)?(?:好|合适|搭|配)"
    r"|建议|灵感|点子|推荐|主意|还(?:能|可以|可|有)?(?:再)?(?:加|做|弄|来|配|玩|改|调|试|换|缺|差|少)(?:点"
    r"|些)?(?:(?:看看|看下|看一下|说说|列出|列一下|告诉我).{0,6}(?:设置|参数|配置|清单)|什么|啥|哪些|哪里)"
    r"|(?:还(?:能|可以|可)|接下来|下一步|你(?:觉得|看|说))(?:应该|该|要|再|能|可以|可)*(?:怎么|如何|咋)(?:再)?(?:改"
    r"|弄|调|玩|做|变|处理|优化|搞)"
    r"|(?:还有|有没有|有)(?:什么|哪些|啥)?(?:别的|其他的?|其它的?|不同的?|另外的?|好玩的?)+(?:的)?(?:风格|玩法|效果"
    r"|选择|方案|感觉|做法|花样|可能)"
    r"|(?:接下来|下一步)(?:应该|该|要|能|可以|可)*(?:做|改|加|弄|试)(?:点|些)?(?:什么|啥|哪些)",
    re.I,
)

_LEAD = (
    r"(?:(?:so|and|ok|okay|hey|um|hmm|well|but|wait|please)[ ,]+)*",
    r"(?:请问|那么?|我想知道|想问下?|话说|你|视频|照片|图片|是|，|,)*",
)
"""What stands before a question, in English and in Chinese."""


def _asking(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_LEAD[0]}(?:{english})|{_LEAD[1]}(?:{chinese}))", re.I)


_HOW_TO = _asking(
    r"how (?:(?:do|can|could|would|should|might) (?:i|we|you|one)|to) ",
    r"(?:我|该|要|应该)*(?:怎么样?|怎样|如何)(?:才能|才可以|可以|能"
    r"|去)?(?=[加让把给变调改换去删做弄配导保下撤恢发分循用设放写剪])",
)
_DOES_SO = (
    r"(?:(?:add|put|get|change|set|choose|pick|make|use|remove|write|have|insert|edit|see)(?: (?:in|on|up))? "
    r"|(?:加|改|换|做|弄|配|调|设置?|用|放|写|去掉|删除?)[上入个点]?)?"
    r"(?:(?:the|a|an|my|our|some|any|own|different|other|more|another) |自己的?|我的|别的|一个|一张)*"
)
_SO = r"(?: (?:to|in|on|onto|into|for|of|with) (?:it|this|that|them|(?:the|this|my) \w+))?(?: here)?[呢啊呀的吧 ?？.!]*"
_IT = r"(?: (?:it|this|that|something|(?:the|a|my) \w+))?"
_TOPICS = tuple(
    (topic, re.compile(rf"{_DOES_SO}(?:{said}){_SO}", re.I))
    for topic, said in (
        ("words", r"text|titles?|words|captions?|letters?|lettering|writing|subtitles?|names?|文字|标题|字幕|字"),
        ("music", r"music|songs?|sounds?|soundtrack|audio|音乐|配乐|声音|歌|音效"),
        ("pictures", r"pictures?|photos?|images?|videos?|clips?|照片|图片|图|视频|片段"),
        (
            "export",
            rf"(?:export|save|download|share|send|post|keep|render|finish){_IT}"
            rf"(?: (?:to|with|on|as) [\w ]{{1,30}})?|files?|导出|保存|下载|分享"
            rf"|发布",
        ),
        ("undo", rf"(?:undo|go back|take (?:it|that) back|revert){_IT}|撤销|撤回|恢复|退回去?"),
        ("length", r"length|duration|时长|长度|时间"),
        ("shape", r"size|shape|format|aspect(?: ratio)?|resolution|尺寸|画幅|比例|分辨率"),
        ("speed", r"speed|tempo|速度|快慢"),
        ("camera", r"camera(?: moves?)?|moves?|movement|motion|运镜|镜头|动起来"),
        ("colour", r"colou?rs?|looks?|tones?|filters?|mood|颜色|色调|滤镜|风格"),
        ("effects", r"effects?|weather|特效|效果|天气"),
        ("transitions", r"transitions?|cuts?|转场|过渡"),
        (
            "remove",
            rf"(?:remove|delete|take (?:out|away)|get rid of)(?: things?| stuff|{_IT})|(?:去掉|删掉?)(?:东西"
            rf"|特效)?",
        ),
        ("anything", r"(?:use|work|control|talk to|start|begin|do)(?: with)?(?: (?:this|it|that|you|vivant))?|用"),
    )
)
"""What it is asked how to do where nothing certain is wished: "how do I add text?"."""
_ABOUT = tuple(
    (about, _asking(english, chinese))
    for about, english, chinese in (
        (
            "why",
            r"(?:why|how come)\b(?! (?:not|don'?t|can'?t (?:you|we)))(?!.*\b(?:so|too|such)\b)",
            r"[^，,。]{0,6}?(?:为什么|为啥|为何)(?!不(?:加|试|做|把|让|用))(?!.*(?:这么|那么|太))",
        ),
        (
            "taste",
            r"(?:do|don'?t|would) you (?:think|reckon|say)\b(?! (?:(?:you|we|i|it|that) (?:can|could|would|might"
            r"|should)"
            r"|of)\b)|is (?:it|that|this) (?:good|ok|okay|fine|nice)(?: (?:enough|like (?:this|that)|as it is|now"
            r"|so))*\W*$"
            r"|what do you think(?! (?:of|about) \w+ing\b)|(?:your|any) opinion",
            r"(?:觉得|认为|感觉)[^，,。]*(?:[吗么呢?？]|怎么样|如何|好不好)\W*$",
        ),
        (
            "limits",
            r"how (?:long|big|large|many (?:pictures|photos|images|videos|clips)) (?:can|could|may|am|are)\b"
            r"|(?:what(?:'s| is| are) the )?(?:max(?:imum)?|longest|largest|biggest|limits?)\b.*\?"
            r"|(?:is|are) there (?:a|any) (?:\w+ )?limits?",
            r"最[长多大](?:能|可以|支持|是)|.*(?:上限|限制)[是吗？?]|.*(?:能|可以)[用放传加做](?:多少|几|多[长久大])",
        ),
        (
            "formats",
            r"(?:what|which) (?:file )?(?:formats?|types?|kinds? of files?)\b",
            r".*(?:什么|哪些"
            r"|哪种)(?:文件)?格式",
        ),
        (
            "seen",
            r"what (?:do|can|did) you see|what(?:'s| is) (?:shown )?(?:in|on) (?:the|this|my) (?:picture|photo|image)"
            r"|(?:can you )?describe (?:the|this|my) (?:picture|photo|image|scene)|(?:do|can) you see\b(?! to\b)",
            r"(?:都|能)?(?:看到|看见|看得到|看出)了?些?(?:什么|啥)|(?:图|画面)?[里上中]面?都?[有是]些?(?:什么|啥)"
            r"|描述一?下?(?:这|照片|图)",
        ),
        (
            "ready",
            r"(?:is|are) (?:it|the (?:video|film|clip)|we|this) (?:ready|done|finished|complete)|how big is the file"
            r"|where(?:'s| is| can i (?:find|get|see|watch)) (?:the|my) (?:video|film|clip|file|result)",
            r"(?:片子)?(?:做好|弄好|完成|好)了[吗么没]|(?:片子|成片|文件)?在(?:哪|什么地方)",
        ),
        (
            "private",
            r"where (?:do|does|are|is|will) (?:my|the|our) (?:photos?|pictures?|images?|files?|data)\b"
            r"|(?:is|are) (?:it|this|my \w+|the (?:photos?|pictures?)) (?:private|safe|uploaded|stored|secure|shared)"
            r"|do you (?:keep|store|save|upload|share|send|train on) (?:my|our|the|any)\b"
            r"|do (?:i|you|we) need (?:(?:the|an?) )?(?:internet|network|account)",
            r"(?:数据)?(?:不?会)*被?(?:上传|保存|泄露|传到)|(?:需要|要|用)(?:不要)?(?:联网|上网|网络)[吗？?]|.*隐私"
            r"|.*安全吗",
        ),
        (
            "program",
            r"are you (?:an? |the )?(?:real )?(?:ai|a\.i\.|robot|bot|human|person|real|chatgpt|gpt|llm|program"
            r"|language model)\b",
            r"(?:不是)?(?:真?人|机器人|ai|人工智能|大?模型)[吗？?]",
        ),
    )
)
_WITH = re.compile(
    rf"\W*{_LEAD[0]}what (?:else )?(?:(?:can|could|would|should|might) (?:you|i|we|one|be) (?:\w+ )?(?:do|done"
    rf"|change|make|try|animate)? ?"
    r"(?:with|to|for|about|on|out of)|(?:is|would be) possible with) (?P<what>[^?.!,]+)"
    r"|(?:请问|那|你)*(?P<zh>[^，,。？?都还能会可以做]{1,8}?)[上里]?[还都]?(?:能|可以|会)(?:做|干|有|怎么|玩"
    r"|动)些?(?:什么|啥|哪些|玩|动|弄|处理|做|变化)",
    re.I,
)
_THE_PICTURE = re.compile(
    r"(?:it|this|that|(?:(?:this|the|my|our|these) )?(?:\w+ )?(?:pictures?|photos?|images?|one|them|scene|shot)"
    r"|用?[这那我]?[个张的些]*(?:照片|图片?|画面))",
    re.I,
)
_HOW_ABOUT = re.compile(r"\W*(?:and )?(?:how|what) about ", re.I)
_WHY_NOT = re.compile(
    r"\W*(?:(?:and|so|but) )?why (?:not|don't (?:you|we)|can't (?:you|we)) |\W*(?:不如|为什么不"
    r"|要不)(?=[加试做把让用])",
    re.I,
)

# --- files ------------------------------------------------------------------------------------------------------------
SUFFIXES = ("mp4", "mov", "avi", "webm", "mkv", "gif", "webp")
"""Of the files that a film can become, as they are said."""
_SUFFIXES = "|".join(SUFFIXES)
_EXPORT = re.compile(
    r"(?:(?:please|now|ok(?:ay)?|k|great|perfect|sick|cool|nice|good|lovely|then|and|so|let'?s|just|i'd\s+like\s+to"
    r"|i\s+want\s+to|"
    r"(?:can|could)\s+(?:you|i|we))[\s,.!]+)*(?:(?:export|download|render|save)"
    r"(?:\s+(?:it|this|that|the\s+(?:video|film|clip|file|result)|a|an|everything))*|"
    r"(?:send|give|get|have|drop|make|turn|hand|want|need)(?:\s+(?:me|us|it|this|that|the\s+(?:video|film|clip|file"
    r"|result)|over|out|now))*"
    rf"(?=\s+(?:as|in|into|to|a|an)\s+(?:an?\s+)?\.?(?:{_SUFFIXES})(?![a-z])))"
    rf"(?:\s*(?:as|to|in|into)?\s*(?:an?\s+)?\.?(?P<suffix>{_SUFFIXES})(?:\s+(?:file|video|format))?)?"
    r"(?![a-z])(?:\s*please)?|(?:send|give) me the (?:video|file|film)"
    r"|(?:(?:好|够|行|可以|就这样|没问题|完美|满意|ok)(?:了|的|吧|啦)*[，,。\s]*)*(?:请|帮我|可以|直接|那就|那"
    r"|就这样|这样|先|吧|，|,)*(?:(?:导出|下载|输出)(?!之?前|的时候)|(?:开始)?(?:生成|渲染|出片)(?=视频|吧|$)"
    r"|(?:保存|存)(?=[成为一到下视]))(?:视频|影片|文件|成品)?(?:成|为|一个|格式|一下|下来)*\s*"
    r"(?P<zh>mp4|mov|avi|webm|mkv|gif|webp)?(?:格式|文件)?(?:吧)?",
    re.I,
)


_AND_EXPORT = re.compile(
    r"(?:,|\.|\s+and|\s+then)(?:\s+then)?\s+(?=(?:gimme|give\s+me|export|save|download|render|send)\b)", re.I
)
"""What comes before a file that is wished for is done first."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file that is wished for: its `suffix`, "" where nobody said, and the `rest` of the words."""

    suffix: str
    rest: str


def kind_of(words: str, draft: Mapping[str, Any] | None, n_shown: int) -> Kind:
    """What a turn on this draft will be; `n_shown` pictures and videos are there to make a film of."""
    drafted = draft is not None and bool(draft.get("t"))
    if drafted and (export_of(words) or is_question(words) or wants_ideas(words)):
        return "chat"
    if not drafted or is_again(words):
        return "generate" if n_shown else "chat"
    return "edit"


@dataclass(frozen=True, slots=True)
class Asked:
    """What words ask to be told.

    about   "abilities", "how" something is said, what can be done "with" something, "why", whether it is to one's
            "taste", "limits", "formats", what is "seen", whether it is "ready", what is "private", whether it is a
            "program"; "" for anything else
    what    the topic of a "how", or the user's words for what it is about; "" where nothing is named
    """

    about: str
    what: str = ""


def question_of(words: str) -> Asked | None:
    """What words ask to be told; None where they politely ask for something to be done. What is said after a question
    counts: 蜡烛能吹灭吗？不能就让烛光晃动 asks for the candle."""
    if _CHINESE.search(words):
        words = next((one for one in reversed(_SENTENCES.split(words)) if _CHINESE.search(one)), words)
    words = " ".join(words.split())
    words = _explained(words)
    if how := _HOW_TO.match(words):
        return next((Asked("how", topic) for topic, it in _TOPICS if it.fullmatch(words, how.end())), None)
    if _WHY_NOT.match(words):
        return None
    if found := _WITH.match(words):
        what = (found["what"] or found["zh"]).strip()
        return Asked("with", "" if _THE_PICTURE.fullmatch(what) else what)
    if about := next((about for about, pattern in _ABOUT if pattern.match(words)), ""):
        return Asked(about, words)
    if _CAN.search(words):
        return Asked("abilities")
    polite = _POLITE.search(words) and not _WHICH.search(words)
    return Asked("", words) if _TELL_ME.search(words) or (_ASKS.search(words) and not polite) else None


def _explained(words: str) -> str:
    """Words that ask for an explanation as the question itself: "explain why it snows" is "why it snows"."""
    found = _EXPLAIN.match(words)
    said = found["x"].strip() if found else words
    if found is None or re.match("why ", said, re.I):
        return said
    if means := _IT_MEANS.match(said):
        return f"what does {means[1]} mean"
    return f"tell me {said}" if re.match("(?:what|how|which) ", said, re.I) else f"tell me about {said}"


def is_question(words: str) -> bool:
    """Whether words ask to be told something, and not politely for something to be done."""
    return question_of(words) is not None


def as_wish(words: str) -> str:
    """Words that politely ask for something, as they would ask plainly: "how do I make it snow?" is "make it snow?"."""
    words = _explained(words)
    how = _HOW_TO.match(words) or _HOW_ABOUT.match(words) or _WHY_NOT.match(words)
    return words[how.end() :] if how and question_of(words) is None else words


def wants_ideas(words: str) -> bool:
    """Whether it is asked what one might do."""
    return bool(_IDEAS.search(words))


def export_of(words: str) -> Export | None:
    """The finished file that is asked for, which is a request of its own; None where none is."""
    found = _EXPORT.match(words.strip())
    if not found:
        cut = _AND_EXPORT.search(words)
        last = _EXPORT.fullmatch(words[cut.end() :].replace("gimme", "give me").strip(" .!")) if cut else None
        return Export((last["suffix"] or "").lower(), words[: cut.start()]) if cut and last else None
    return Export((found["suffix"] or found["zh"] or "").lower(), words.strip()[found.end() :])


def afresh(words: str) -> str | None:
    """What is to be made where all is to begin anew, "" where nobody said; None where it is to go on."""
    found = _AFRESH.match(words)
    return words[found.end() :] if found else None


def is_again(words: str) -> bool:
    """Whether the whole film is to be made anew."""
    return bool(_AGAIN.search(words) or _AFRESH.match(words))


def wants_silence(words: str) -> bool:
    return bool(_SILENCE.search(words))


def is_chinese(words: str) -> bool:
    return bool(_CHINESE.search(words))
