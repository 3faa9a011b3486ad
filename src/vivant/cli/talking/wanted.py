"""What a line asks of the chat itself and not of the film: help, a preview, a file, an end.

Not for edits; whoever makes the film understands those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vivant.cli.talking.dropped import FILMS, SOUNDS

Command: TypeAlias = Literal["help", "quit", "preview", "save"]
Quality: TypeAlias = Literal["low", "medium", "high"]

_SAYINGS: dict[Command, str] = {
    "help": r"help|h|\?|？|what can (?:you do|i say)|how does (?:this|it) work|commands?"
    r"|帮助|怎么用|你能做什么|可以说什么",
    "quit": r"quit|exit|bye|goodbye|q|:q!?|done|that'?s (?:it|all)|end|退出|再见|拜拜|结束|没了|就这样",
    "preview": r"(?:show|play|open|see)?(?: me| us)?(?: the| a| it)?(?: \w+)? ?preview|show(?: me)?(?: it)?"
    r"|play(?: it)?|let me see(?: it)?|look|预览(?:一下)?|看看|看一下|给我看看?|播放(?:一下)?|放一下",
    "save": r"save(?: (?:it|this|the (?:project|session|chat|conversation)))?|保存(?:一下|项目|会话|工程)?|存一下|存档",
}  # fmt: skip
_POLITE = re.compile(
    r"^(?:/|please\b|pls\b|now\b|ok(?:ay)?\b|so\b|can you\b|could you\b|请|那|现在|好的?|麻烦|帮我|[\s,，])+"
    r"|(?:\bplease|\bnow|\bthanks|\bthank you|吧|谢谢|[\s.,!?，。！？~～])+$",
    re.IGNORECASE,
)

_FORMATS = ("mp4", "mov", "mkv", "webm", "avi", "gif", "webp", *SOUNDS)
_NOUN = r"(?:video|film|movie|clip|file|result|animation|mp4|mov|mkv|webm|avi|gif|webp)"
_EXPORT = re.compile(
    r"(?:please |now |and |then |can you |could you |let'?s |i want to |i'd like to )*"
    r"(?:(?:export|render|download)\b|(?:save|store)(?: it| this| that)? (?:as|to|into|in)\b"
    rf"|save (?:the |my |this |a )?(?:final |finished )?{_NOUN}\b"
    rf"|(?:send|give)(?: me| us)? (?:the |my |it as (?:a |an )?|an? )?(?:finished |final )?{_NOUN}\b)"
    r"|(?:请|帮我|现在|然后|再|就|那就|可以|给我|把(?:它|视频|影片|片子))*"
    r"(?:导出|输出(?!设备)|下载|生成(?:视频|文件)|(?:保存|存)(?:成|为|到|视频|影片|下视频)|发给我)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;；。！\n]+|[,，](?!\d)|(?<!\d)\.(?=\s|$)|\band (?:then )?|\bthen |然后|并且?|，?再(?=导出)", re.IGNORECASE
)
_NAME = re.compile(
    rf"\"([^\"]+)\"|'([^']+)'|“([^”]+)”|((?:\\.|[^\s\\，。])+\.(?:{'|'.join((*FILMS, *SOUNDS, 'gif', 'webp'))}))(?!\w)"
    r"|((?:~|\.{1,2})?/(?:\\.|[^\s\\，。])*)",
    re.IGNORECASE,
)
_FORMAT = re.compile(rf"(?<![A-Za-z0-9.])(?:\.)?({'|'.join(_FORMATS)})(?![A-Za-z0-9])", re.IGNORECASE)
_QUALITY: tuple[tuple[Quality, str], ...] = (
    ("low", r"\b(?:low(?:er|est)?|draft) quality|\b(?:small(?:er|est)?|tiny) file\b|小文件|低(?:画质|质量)|体积小"),
    ("medium", r"\b(?:medium|normal) quality|中等?(?:画质|质量)"),
    ("high", r"\b(?:high(?:er|est)?|best|top|good|full) quality|最?高(?:画质|质量)"),
)
_FILLER = re.compile(
    r"\b(?:export|render|download|save|write|store|send|give|me|it|this|that|the|my|a|an|as|to|into|in|out|with|file|"
    r"video|film|movie|clip|result|format|please|now|called|named|again|also|too|version|one|of|and|then|can|could|you)\b"
    r"|导出|输出|下载|生成|保存|存|成|为|到|视频|影片|片子|文件|格式|发给我|一个|一下|请|帮我|给我|现在|然后|再|就|那|可以|"
    r"把它?|叫做?|名字|的|吧|用|[\s,，。.!！?？:：;；]",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:\s|\b(?:it|this|as|to|a|an|the|video|film|clip|file)\b|[,，成为视频影片格式的])+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Export:
    """A file is wanted.

    name      what the person calls it, with its folder and ending where they said them; empty where they did not
    suffix    ".webm" and the like; empty where nobody said one
    quality   low, medium or high
    before    words of the same line about the film, to be followed first ("slower, then export it")
    about     words about this file that the film has to follow too ("for TikTok", "in 4K")
    """

    name: str = ""
    suffix: str = ""
    quality: Quality = "high"
    before: str = ""
    about: str = ""


def command(words: str) -> Command | None:
    """The command that a line is, said in any usual way, or None."""
    bare = plain(words)
    return next((name for name, saying in _SAYINGS.items() if re.fullmatch(saying, bare, re.IGNORECASE)), None)


def plain(words: str) -> str:
    """Words without politeness around them."""
    before, bare = "", words.strip()
    while bare and bare != before:
        before, bare = bare, _POLITE.sub("", bare).strip()
    return bare or words.strip()


def export(line: str) -> Export | None:
    """The export that a line asks for, or None: it stands at the start of the line or of one of its clauses."""
    for start in (0, *(found.end() for found in _CLAUSE.finditer(line))):
        clause = line[start:].lstrip()
        if _EXPORT.match(clause) and command(line) is None:
            return _read(line[:start], clause)
    return None


def _read(before: str, clause: str) -> Export:
    named = _NAME.search(clause)
    name = next((group for group in named.groups() if group), "") if named else ""
    rest = clause.replace(named[0], " ", 1) if named else clause
    found = _FORMAT.search(rest)
    rest = _FORMAT.sub(" ", rest)
    quality: Quality = next((key for key, sign in _QUALITY if re.search(sign, rest, re.IGNORECASE)), "high")
    for _, sign in _QUALITY:
        rest = re.sub(sign, " ", rest, flags=re.IGNORECASE)
    suffix = "." + found[1].lower() if found else ""
    about = "" if suffix[1:] in SOUNDS or not _FILLER.sub("", rest) else _after_verb(rest)
    earlier = re.sub(r"(?:[\s,，;；。.]|\band|\bthen|然后|并且?|再)+$", "", before)
    return Export(re.sub(r"\\(.)", r"\1", name), suffix, quality, earlier.strip(), about)


def _after_verb(rest: str) -> str:
    """The words about the file without the order to make it."""
    verb = _EXPORT.match(rest.lstrip())
    kept = rest.lstrip()[verb.end() :] if verb else rest
    kept = _LEADING.sub("", kept)
    return re.sub(r"\s+", " ", kept).strip(" ,，.。!！?？")
