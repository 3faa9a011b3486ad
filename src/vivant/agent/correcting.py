"""Chinese words that put right what was said just before: 不对，我说的是左边; 不是雪，是雨; 说错了，剪两秒.

What was said is said again, otherwise, to the draft as it was before. Not for going back as such (going_back.py) nor
for what is only said of what came last (again.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vivant.agent.chinese_plain import SIMPLE
from vivant.agent.reading import read
from vivant.timeline.history import History

_SORRY = r"(?:(?:不对)+|不不+|不是|错了|等等|等一下|哎呀?|诶|抱歉|不好意思|啊|哦|额|呃)"
_MEANT = (
    r"(?:我)?(?:刚才|刚刚|其实)?(?:说|讲|指|要|想要|想说|意思)的?(?:其实)?是(?:说)?|我(?:是)?(?:说|指|想说)的?(?:是)?|[说讲打搞写删加改选弄调剪放]错了"
    r"|应该(?:是|要)?|是(?=[上下左右]|第|最后|\d|[一二两三四五六七八九十]+(?:秒|张|个))"
)
_STOP = r"[，,：:。!！…\s]*"
_WRONG = re.compile(
    rf"^\s*(?:(?:{_SORRY}{_STOP})*(?:(?:{_MEANT}){_STOP})+|(?:{_SORRY}[，,。!！…\s]+)+(?:应该)?(?:是|要)(?![不否])){_STOP}"
    r"(?P<meant>.{1,60}?)[吧啊呀哦了。!！～~\s]*$"
)
_NOT_BUT = re.compile(
    r"^\s*(?:不对[，,\s]*)?(?:我(?:说的|要的)?)?不是(?P<wrong>.{1,12}?)[，,\s]*(?:而是|是|我要的?是|我说的?是|应该是)(?P<meant>.{1,20}?)[吧啊呀哦了。!！～~\s]*$"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]{1,3})"
_SORTS = tuple(
    re.compile(said)
    for said in (
        rf"{_NUMBER}\s*(?:秒钟?|s(?![a-z]))(?:半)?",
        rf"第{_NUMBER}[张个幅段]|最后一[张个幅段]|[前后]{_NUMBER}[张个幅段]",
        rf"{_NUMBER}\s*(?:%|倍速?|度)|一半|减半",
        r"[左右][上下]角",
        r"(?:左|右|上|下)(?=边|面|侧|方|移|转|摇|$)|(?<=[往向朝])[左右上下]",
        r"[红橙黄绿青蓝紫粉白黑灰金银]色?",
        r"竖屏|横屏|方形|正方形|\d{1,2}:\d{1,2}",
        r"[“「『《\"][^”」』》\"]+[”」』》\"]",
    )
)
"""Sorts of words of which one can stand for another."""
_TOO = re.compile(
    rf"^\s*(?:{_SORRY}[，,\s]*|不行[，,\s]*|(?:还是)?(?:太|有点)+(?:短|长|快|慢|少|多)了?[，,\s]*)+(?:要|改成?|得|还是|那就)*(?P<meant>[^，,。]{{1,12}}?)"
    r"[吧啊呀哦了。!！～~\s]*$"
)
"""A number that takes the place of another: 太短了，要8秒."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The words that count; `instead` of those said last, whose change is taken back, or on top of it."""

    words: str
    instead: bool


def corrected(words: str, history: History) -> Correction | None:
    """What was meant, where words put right what was said last; None where they do not."""
    said = words.translate(SIMPLE)
    last = history.versions[history.at].words.translate(SIMPLE)
    if found := _NOT_BUT.match(said):
        wrong, meant = found["wrong"].strip(), found["meant"].strip()
        if wrong and wrong in last:
            return Correction(last.replace(wrong, meant), True)
    found = _WRONG.match(said)
    if (amended := _TOO.match(said)) and not found and (replaced := _with_others(last, amended["meant"].strip())):
        return Correction(replaced, True)
    if found is None or not last:
        return None
    meant = found["meant"].strip()
    if replaced := _with_others(last, meant):
        return Correction(replaced, True)
    return Correction(meant, instead=bool(read(meant).wishes) and not re.match(r"再|更|还", meant))


def _with_others(last: str, meant: str) -> str:
    """What was said last with the words of a sort that are meant in the place of its own; "" where it has none."""
    left, told = meant, last
    for sort in _SORTS:
        wanted, there = sort.search(left), list(sort.finditer(told))
        if wanted is None or len(there) != 1:
            continue
        told = told[: there[0].start()] + wanted[0] + told[there[0].end() :]
        left = left[: wanted.start()] + left[wanted.end() :]
    rest = re.sub(r"[的了吧边面侧方张是要在到往向把，,\s]", "", left)
    return told if told != last and all(one in last for one in rest) else ""
