"""The few HTML pages of the server: a project's workspace, registration, tokens, refusals.

Not for what they do: the workspace and the tokens page call the same interface as everybody (static/). Not for the page
that describes that interface (reference.py). Everything that is put in is escaped, and no page holds a script or a
style of its own, so that a strict policy can forbid them.
"""

from __future__ import annotations

from html import escape

from vivant.jobs.tables import Project

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/static/page.css">{script}
</head>
<body><main>
<h1>{title}</h1>
{body}
</main></body>
</html>
"""
_WORKSPACE = """<p id="summary" class="quiet">Nothing has been made yet.</p>
<section aria-label="Preview"><video id="preview" controls playsinline hidden></video></section>
<section aria-label="Conversation"><div id="talk" role="log" aria-live="polite"></div>
<form id="say"><label for="words">What should happen?</label>
<textarea id="words" rows="2" maxlength="20000" required></textarea>
<button>Send</button> <button type="button" id="stop" hidden>Stop</button></form></section>
<section aria-label="Files"><h2>Files</h2><ul id="files"></ul>
<form id="give"><label for="file">Add photos, videos or sounds</label>
<input id="file" type="file" multiple required> <button>Upload</button></form></section>
<section aria-label="Export"><h2>Export</h2>
<form id="export"><label for="format">Format</label>
<select id="format"><option>mp4</option><option>mov</option><option>avi</option><option>webm</option>
<option>mkv</option><option>gif</option></select> <button>Export</button></form><ul id="renders"></ul></section>"""
_TOKENS = """<p>Paste a token that may do everything. It stays in this page and is gone when you close it.</p>
<form id="enter"><label for="secret">Token</label>
<input id="secret" type="password" autocomplete="off" required> <button>Show tokens</button></form>
<p id="said" role="status"></p>
<table hidden id="list">
<thead><tr><th>Name</th><th>Begins with</th><th>Scopes</th><th>Expires</th><th></th></tr></thead>
<tbody id="rows"></tbody></table>
<form id="make" hidden><h2>New token</h2><label for="name">Name</label><input id="name" maxlength="200">
<label for="scopes">Scopes</label><input id="scopes" value="read write upload render">
<label for="days">Days</label><input id="days" type="number" min="1" max="3650"> <button>Create</button></form>"""


def page(title: str, body: str, *, script: str = "", lang: str = "en") -> str:
    """A whole page; `body` is HTML, `title` is not."""
    tag = f'<script src="/static/{script}" defer></script>' if script else ""
    return _PAGE.format(title=escape(title), body=body, script=tag, lang=escape(lang))


def told(title: str, *sentences: str) -> str:
    """A page that only says something."""
    return page(title, "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences))


def workspace(project: Project) -> str:
    """The workspace of one project; its script reads the ids from it."""
    ids = f'<div id="project" data-session="{escape(project.session_id)}"></div>'
    return page(project.name, ids + _WORKSPACE, script="workspace.js", lang=project.language)


def tokens() -> str:
    """The page where tokens are made and ended."""
    return page("API tokens", _TOKENS, script="tokens.js")


def register(user_id: str) -> str:
    """The form that gives an anonymous account a name."""
    body = (
        f"<p>The account {escape(user_id)} keeps its projects and its credits.</p>"
        f'<form method="post" action="/register"><input type="hidden" name="bind" value="{escape(user_id)}">'
        '<label for="name">Your name here</label> <input id="name" name="name" minlength="2" maxlength="60" required> '
        "<button>Register</button></form>"
    )
    return page("Register", body)


def registered(name: str, secret: str) -> str:
    """What is said once after a registration."""
    body = (
        f"<p>Welcome, {escape(name)}. This is your token. It is shown only now; keep it somewhere safe.</p>"
        f"<p><code>{escape(secret)}</code></p>"
    )
    return page("Registered", body)
