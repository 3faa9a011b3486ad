"""What a person wants, before anything is sent: export, balance, state, upload, or a message to the server.

Not for understanding edits; that is the server's work.
"""

from __future__ import annotations

import re
from pathlib import Path

from vivant.client.values import Action

# Somebody who begins like this wants the video changed, whatever stands in the sentence ("add rolling credits").
_EDIT = re.compile(
    r"^\s*(?:please |can you |could you |now )*(?:add|make|create|put|change|remove|delete|generate|regenerate|replace|"
    r"animate|turn|insert|write|use|give|trim|cut)\b|^\s*(?:请|帮我|再)*(?:添加|加|做|制作|生成|重新生成|删|去掉|换|改)",
    re.IGNORECASE,
)
_ROUTES: tuple[tuple[Action, str], ...] = (
    ("export", r"\b(?:export|download)\b|\bsend (?:me )?(?:the |my )?(?:video|file|film)|\bsave\b"),
    ("export", r"导出|下载|保存|发给我"),
    ("credits", r"\bcredits?\b|\bbalance\b|how many left|积分|余额"),
    ("state", r"\bstatus\b|\bshow (?:me )?(?:the )?tracks\b|\bprogress\b|what(?:'|’)?s done|状态|进度|什么样了"),
    ("upload", r"\bupload\b|上传"),
)
_MEDIA = re.compile(r"\.(?:mp4|mov|avi|webm|mkv|jpe?g|png|gif|webp|hei[cf]|avif|tiff?|mp3|wav|m4a|aac)$", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+")


def route(text: str) -> Action:
    """Where a message goes; `send` is the server's conversation."""
    if media_in(text):
        return "upload"
    if _EDIT.search(text):
        return "send"
    return next((action for action, sign in _ROUTES if re.search(sign, text, re.IGNORECASE)), "send")


def media_in(text: str) -> list[str]:
    """The files and links to media that a message consists of; empty if it says anything else."""
    whole = text.strip().strip("\"'")
    if _is_media(whole):
        return [whole]
    words = [word.strip("\"'") for word in text.split()]
    return words if words and all(_is_media(word) for word in words) else []


def _is_media(word: str) -> bool:
    if not _MEDIA.search(word.partition("?")[0]):
        return False
    return bool(_LINK.fullmatch(word)) or Path(word).expanduser().is_file()
