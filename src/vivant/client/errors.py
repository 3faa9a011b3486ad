"""What can go wrong between a client and a server: one error with a code, a sentence for the person and what to do.

Not for broken lines that are mended (steps.Lost).
"""

from __future__ import annotations

from typing import Any, Literal

from vivant.client.steps import Reply
from vivant.client.words import say_error

Remedy = Literal["retry", "later", "register", "top_up", "other_file", "generate_first", "update", "new_access", "none"]

_REMEDIES: dict[str, Remedy] = {
    "token": "retry", "session": "generate_first", "credits_anonymous": "register", "credits_registered": "top_up",
    "file_type": "other_file", "file_small": "other_file", "file_size": "other_file", "file_missing": "other_file",
    "link_fetch": "other_file", "export_plan": "register", "export_attribution": "update", "scope": "new_access",
    "rate": "later", "busy": "later", "empty": "generate_first", "version": "update", "server": "later",
    "offline": "retry", "lost": "retry", "timeout": "retry", "run": "retry", "render": "retry", "render_slow": "later",
    "download": "retry", "target": "none", "request": "none", "cancelled": "none",
}  # fmt: skip

_BY_CODE = {
    1001: "token", 1002: "session", 4002: "file_size", 4003: "link_fetch", 3001: "busy", 3005: "empty", 403: "scope",
    429: "rate", 400: "request", 404: "request", 405: "request", 3002: "render", 3003: "render", 3004: "render",
}  # fmt: skip


class ClientError(Exception):
    """What could not be done. `str(error)` is fit for a person and says what to do.

    code     what it is: credits_anonymous, export_plan, file_type, offline, ... (words.py has them all)
    remedy   what helps: retry, later, register, top_up, other_file, generate_first, update, new_access, none
    number   the code that the server gave, or None
    link     a page that helps (registration), or empty
    """

    def __init__(
        self, code: str, language: str, *, number: int | None = None, link: str = "", **values: object
    ) -> None:
        super().__init__(say_error(code, language, link=link, **values))
        self.code = code
        self.remedy: Remedy = _REMEDIES[code]
        self.number = number
        self.link = link


def refusal(reply: Reply, language: str, user_id: str, web_url: str) -> ClientError:
    """The error that an answer stands for."""
    name = _name(reply, user_id)
    link = str(reply.data.get("register_url") or f"{web_url}/register?bind={user_id}")
    file = str(reply.data.get("filename") or "")
    needs_link = name in ("credits_anonymous", "export_plan")
    return ClientError(name, language, number=reply.code, link=link if needs_link else "", name=file)


def _name(reply: Reply, user_id: str) -> str:
    code, data = reply.code, reply.data
    if code == 2001:
        return "credits_registered" if user_id.startswith("usr_") else "credits_anonymous"
    if code == 402:
        return "export_attribution" if data.get("reason") == "attribution" else "export_plan"
    if code == 4001:
        return "file_small" if data.get("reason") == "image_too_small" else "file_type"
    return _BY_CODE.get(code, "server" if reply.status >= 500 else "request")


def run_failed(error: Any, language: str) -> ClientError:
    """The error of a run that ended badly, from its event or from the state."""
    about = error if isinstance(error, dict) else {"message": error}
    code = str(about.get("code") or about.get("errorCode") or "")
    if code == "CANCELLED":
        return ClientError("cancelled", language)
    said = str(about.get("message") or about.get("errorMessage") or "").strip()
    return ClientError("run", language, said=said) if said else ClientError("server", language)
