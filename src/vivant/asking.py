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
    r"^\W*(?:(?:no|nah|ok(?:ay)?|let'?s|can\s+(?:we|you)|could\s+(?:we|you)|i\s+want\s+to|i'd\s+like\s+to|please|actually|just|hm+|forget\s+it|"
    r"scrap\s+(?:that|it|everything|all\s+(?:of\s+)?(?:it|that)))(?:\s+and)?[\s,.;]+)*"
    r"(?:(?:start|begin|do\s+it)\s+(?:all\s+)?(?:again|over|afresh|anew|fresh)(?:\s+from\s+(?:scratch|zero))?|start(?:ing)?\s+from\s+(?:scratch|zero)|"
    r"from\s+scratch)(?:\s+(?:please|with|and|now|this\s+time))*(?=$|[\s,.;:!-])[\s,.;:!-]*(?:(?:with|and|this\s+time|only|just)\s+)*"
    r"|^\W*(?:(?:算了|不行|还是|我们|那|全部|都)[，,\s]*)*(?:重新(?:来|开始|做)|从头(?:再)?(?:来|开始|做)|推倒重来|重来)(?:一(?:遍|次|个|下))?(?:吧|了)?[，,。！!\s]*(?:只要|就|这次)*",
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
    r"|how (?:does this|do i|do you) |what do you do"
    r"|你?(?:都|还)?(?:能|会|可以)(?:做|干|帮我做)?(?:些)?(?:什么|哪些|啥)|怎么用",
    re.I,
)
_ASKS = re.compile(
    r"^\s*(?:(?:so|and|ok|okay|hey|um|hmm|well)[\s,]+)*(?:what(?!ever|sapp)|which|where(?:'?s| is| are| did)|"
    r"when (?:does|do|will)|how (?:many|long|much|big|does|is)"
    r"|is (?:it|there)|are there|(?:did|have) (?:you|we)|(?:did|has) it|(?:is|are) the \w+ (?:still|in|on|there)"
    r"|does it|do you (?:have|know)|status|show (?:me )?(?:the )?(?:tracks?|timeline|status)"
    r"|list\b|tell me (?:about|what))"
    r"|(?:什么(?![都也]|样(?!了))(?=[^，,]*$)|(?:是|变成|成)了?什么样子?(?=\W*$)|多少|多长|多大|几(?:秒|个|张|段)(?=[?？]|$|了|呢|吗)|(?:有|是|共)几(?:秒|个|张|段)|哪些|哪种|(?:状态|进度)(?=\W*$|怎|如何|到|多|呢|了)|吗|有没有).*[?？]?\s*$",
    re.I,
)
_TELL_ME = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|hey|can you|could you|would you|please|just)[\s,]+)*"
    r"(?:tell|remind|show) me\s+(?:again\s+)?"
    r"(?:what|which|how|if|whether|where)\b"
    r"|^\W*(?:do|did) you (?:know|remember) (?:what|which|how|if|whether)\b",
    re.I,
)
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
    r"(?:look|sound|be) (?:good|nice|better|best|great|right))|what(?:'s| is) missing|what(?:'s| is| comes)? next)\b"
    r"|建议|灵感|点子|推荐|主意|还(?:能|可以|可|有)?(?:再)?(?:加|做|弄|来|配|玩|改|调|试|换|缺|差|少)(?:点|些)?(?:(?:看看|看下|看一下|说说|列出|列一下|告诉我).{0,6}(?:设置|参数|配置|清单)|什么|啥|哪些|哪里)"
    r"|(?:还(?:能|可以|可)|接下来|下一步|你(?:觉得|看|说))(?:应该|该|要|再|能|可以|可)*(?:怎么|如何|咋)(?:再)?(?:改|弄|调|玩|做|变|处理|优化|搞)"
    r"|(?:还有|有没有|有)(?:什么|哪些|啥)?(?:别的|其他的?|其它的?|不同的?|另外的?|好玩的?)+(?:的)?(?:风格|玩法|效果|选择|方案|感觉|做法|花样|可能)"
    r"|(?:接下来|下一步)(?:应该|该|要|能|可以|可)*(?:做|改|加|弄|试)(?:点|些)?(?:什么|啥|哪些)",
    re.I,
)

# --- files ------------------------------------------------------------------------------------------------------------
_SUFFIXES = "mp4|mov|avi|webm|mkv|gif|webp"
_EXPORT = re.compile(
    r"(?:(?:please|now|ok(?:ay)?|k|great|perfect|sick|cool|nice|good|lovely|then|and|so|let'?s|just|i'd\s+like\s+to|i\s+want\s+to|"
    r"(?:can|could)\s+(?:you|i|we))[\s,.!]+)*(?:(?:export|download|render|save)"
    r"(?:\s+(?:it|this|that|the\s+(?:video|film|clip|file|result)|a|an|everything))*|"
    r"(?:send|give|get|have|drop|make|turn|hand|want|need)(?:\s+(?:me|us|it|this|that|the\s+(?:video|film|clip|file|result)|over|out|now))*"
    rf"(?=\s+(?:as|in|into|to|a|an)\s+(?:an?\s+)?\.?(?:{_SUFFIXES})(?![a-z])))"
    rf"(?:\s*(?:as|to|in|into)?\s*(?:an?\s+)?\.?(?P<suffix>{_SUFFIXES})(?:\s+(?:file|video|format))?)?"
    r"(?![a-z])(?:\s*please)?|(?:send|give) me the (?:video|file|film)"
    r"|(?:(?:好|够|行|可以|就这样|没问题|完美|满意|ok)(?:了|的|吧|啦)*[，,。\s]*)*(?:请|帮我|可以|直接|那就|那|就这样|这样|先|吧|，|,)*(?:(?:导出|下载|输出)(?!之?前|的时候)|(?:开始)?(?:生成|渲染|出片)(?=视频|吧|$)|(?:保存|存)(?=[成为一到下视]))(?:视频|影片|文件|成品)?(?:成|为|一个|格式|一下|下来)*\s*"
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


def is_question(words: str) -> bool:
    """Whether words ask to be told something, and not politely for something to be done. What is said after a question
    counts: 蜡烛能吹灭吗？不能就让烛光晃动 asks for the candle."""
    if _CHINESE.search(words):
        words = next((one for one in reversed(_SENTENCES.split(words)) if _CHINESE.search(one)), words)
    polite = _POLITE.search(words) and not _WHICH.search(words)
    return asks_for_abilities(words) or bool(_TELL_ME.search(words)) or (bool(_ASKS.search(words)) and not polite)


def asks_for_abilities(words: str) -> bool:
    """Whether it is asked what can be done at all."""
    return bool(_CAN.search(words))


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
