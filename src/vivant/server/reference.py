"""The description of the interface as a page on which every route can be tried with a token.

Not for what it says (describing.py). What the page does is in static/reference.js; the token stays in the page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from vivant.server import pages

_HEAD = """<p>For programs: <a href="/openapi.json">openapi.json</a>. What is sent here is sent for real.</p>
<form id="enter"><label for="secret">Token</label>
<input id="secret" type="password" autocomplete="off" placeholder="nmv_usr_…"></form>
<p class="quiet">It stays in this page and is gone when you close it. Without one, ask for an anonymous token below:
what comes back (token, session, task) is filled in everywhere.</p>"""
_USUAL = {"user": "me", "app": "nemo_agent"}
"""What stands in paths nearly always."""


def reference(described: Mapping[str, Any]) -> str:
    """The page of an OpenAPI description: for each route who may ask, what it takes, a form, and its answers."""
    known = described["components"]["parameters"]
    routes = [
        _route(path, method.upper(), about, known)
        for path, methods in described["paths"].items()
        for method, about in methods.items()
    ]
    return pages.page("Interface", _HEAD + "".join(routes), script="reference.js")


def _route(path: str, method: str, about: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    asked = [known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in about.get("parameters", [])]
    inputs = "".join(_input(one) for one in asked) + _body(about.get("requestBody", {}).get("content", {}))
    answers = "".join(
        f"<tr><td>{status}</td><td>{escape(said['description'])}</td></tr>"
        for status, said in about["responses"].items()
    )
    return (
        f"<details><summary><code>{escape(f'{method} {path}')}</code></summary>"
        f"<p>{escape(about.get('description', ''))}</p><p class='quiet'>{escape(_who(about))}</p>"
        f'<form class="try" data-method="{method}" data-path="{escape(path)}">{inputs}<button>Send</button></form>'
        f'<pre role="log" hidden></pre><table>{answers}</table></details>'
    )


def _who(about: Mapping[str, Any]) -> str:
    """Who may ask, in a sentence."""
    ways: Sequence[Mapping[str, Sequence[str]]] = about.get("security", [])
    scopes = [scope for way in ways for scope in way.get("token", [])]
    if not ways:
        return "Without a token."
    any_scope = any(way.get("token") == [] for way in ways)
    token = "Any token" if any_scope else f"A token of scope {' or '.join(scopes)}"
    return f"{token}, or the cookie of the project." if any("project" in way for way in ways) else f"{token}."


def _input(one: Mapping[str, Any]) -> str:
    name, needed = escape(one["name"]), " required" if one.get("required") else ""
    hint = escape(one.get("description", ""))
    return (
        f'<label>{name} <input name="{name}" data-in="{escape(one["in"])}" value="{_USUAL.get(name, "")}"'
        f' placeholder="{hint}"{needed}></label>'
    )


def _body(kinds: Mapping[str, Any]) -> str:
    """Where a body is written, with the example in it, and where files are chosen; the fields that are known."""
    told = ""
    if "multipart/form-data" in kinds:
        told += '<label>files <input type="file" name="files" multiple></label>'
    if "application/json" in kinds:
        about = kinds["application/json"]
        example = json.dumps(about["example"], indent=1, ensure_ascii=False) if "example" in about else ""
        needed = about["schema"].get("required", [])
        fields = [f"{name}{' (required)' if name in needed else ''}" for name in about["schema"].get("properties", {})]
        told += (
            f'<label>Body <textarea name="body" rows="4">{escape(example)}</textarea></label>'
            f'<p class="quiet">Fields: {escape(", ".join(fields))}</p>'
        )
    return told
