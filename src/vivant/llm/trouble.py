"""What keeps a language model from advising, and the one sentence that says so. Nothing of what a server or a library
said is repeated: keys and addresses may stand in it."""

from __future__ import annotations

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "not_installed", "no_key", "late", "unreachable", "wrong_key", "busy", "spent", "down", "unknown_model",
    "too_much", "rejected", "declined", "unusable", "unsound", "failed",
]  # fmt: skip

_INSTEAD = ("I read your words by rule instead.", "我改用内置规则来理解。")
_SENTENCES: dict[Kind, tuple[str, str]] = {
    "not_installed": (
        'Language models are not installed here: pip install "vivant[{extra}]".',
        "这里没有安装语言模型的支持：pip install \"vivant[{extra}]\"。",
    ),
    "no_key": ("There is no key for the language model: set {variable}.", "缺少语言模型的密钥：请设置 {variable}。"),
    "late": ("The language model did not answer within {limit_s:g} s.", "语言模型在 {limit_s:g} 秒内没有回答。"),
    "unreachable": ("The language model could not be reached.", "无法连接到语言模型。"),
    "wrong_key": ("The language model did not accept the key.", "语言模型没有接受密钥。"),
    "busy": ("The language model has too much to do just now.", "语言模型现在太忙。"),
    "spent": ("The account of the language model is used up.", "语言模型的账户额度已用完。"),
    "down": ("The language model's server failed.", "语言模型的服务器出错了。"),
    "unknown_model": ("The server has no language model called {name}.", "服务器上没有名为 {name} 的语言模型。"),
    "too_much": ("All this is too long for the language model.", "内容对这个语言模型来说太长了。"),
    "rejected": ("The server did not take the question to the language model.", "服务器没有接受发给语言模型的问题。"),
    "declined": ("The language model declined to answer.", "语言模型拒绝回答。"),
    "unusable": ("The language model's answer could not be read.", "语言模型的回答无法读懂。"),
    "unsound": ("The language model's answer could not be used.", "语言模型的回答无法采用。"),
    "failed": ("The language model could not be asked.", "无法询问语言模型。"),
}  # fmt: skip


class Trouble(Exception):
    """There is no advice; `kind` and `facts` say why."""

    def __init__(self, kind: Kind, **facts: object) -> None:
        super().__init__(kind)
        self.kind: Kind = kind
        self.facts = facts

    def sentence(self, language: str) -> str:
        """What the user is told, in "en" or "zh"."""
        chinese = language == "zh"
        return f"{_SENTENCES[self.kind][chinese].format(**self.facts)}{'' if chinese else ' '}{_INSTEAD[chinese]}"
