"""Texts of servers that think of a screen, made fit for a conversation: content kept, buttons dropped.

What a button would have done comes back as an action. Not for deciding what a person wants (routing.py).
"""

from __future__ import annotations

import re

from vivant.client.values import Action

_SENTENCE = re.compile(r"[^.!?。！？\n]*(?:\.(?=\d)[^.!?。！？\n]*)*(?:[.!?。！？]+|\n|$)")
_NOUN = r"(?:button|icon|tab|menu|panel|sidebar|toolbar|settings|page|dialog|dropdown|timeline|canvas|track)"
_PRESS = r"\b(?:click|tap|press|hit)\b"
_PRESS_ZH = r"(?:点击|单击|点按)"
_SIGNS: tuple[tuple[Action, str], ...] = (
    ("export", rf"\bexport(?:ing)? {_NOUN}|{_PRESS}[^.]*\bexport\b|导出按钮|{_PRESS_ZH}.*导出"),
    ("credits", r"\b(?:check|open|see|visit)\b[^.]*\b(?:account|billing)\b|(?:查看|打开|检查).*(?:账户|账号|账单)"),
    ("send", rf"\bdrag(?:ging)?\b[^.]*\b(?:drop|onto?|into|to)\b[^.]*\b{_NOUN}|\bdrag[- ]and[- ]drop"),
    ("send", r"拖拽|拖动|拖到|拖放"),
    ("state", r"\bpreview\b[^.]*\bin (?:the |your )?timeline|在时间[线轴].*预览"),
    ("state", rf"\bopen\b[^.]*\b{_NOUN}\b|(?:打开|展开).*(?:面板|菜单|设置|标签|页面|侧栏)"),
    ("upload", rf"{_PRESS}[^.]*\bupload\b|{_PRESS_ZH}.*上传"),
    ("send", rf"{_PRESS}[^.]*\b{_NOUN}|{_PRESS} (?:on )?[\"“'\[]|{_PRESS_ZH}"),
)


def translate(text: str) -> tuple[str, tuple[Action, ...]]:
    """`text` without what speaks of a screen, and what each such sentence stands for, in order, once each."""
    kept: list[str] = []
    actions: dict[Action, None] = {}
    for sentence in _SENTENCE.findall(text):
        action = _sign(sentence)
        if action is None:
            kept.append(sentence)
        else:
            actions[action] = None
            kept.append("\n" if sentence.endswith("\n") else "")
    return re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip(), tuple(actions)


def _sign(sentence: str) -> Action | None:
    """What a sentence asks of a hand on a screen, or None. Words in quotes are titles and names, not orders."""
    bare = re.sub(r"(?<=[:：] )[\"“].*?[\"”]", "", sentence)
    return next((action for action, sign in _SIGNS if re.search(sign, bare, re.IGNORECASE)), None)
