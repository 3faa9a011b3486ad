"""What vivant.py knows of the server: one request, signing in, the project as it is, and what is kept between commands.

Not for what a command does (vivant.py). Python 3.9 and nothing else.
"""

import contextlib
import getpass
import http.client
import json
import os
import re
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
API = os.environ.get("NEMO_API_URL", "http://127.0.0.1:8000").rstrip("/")
WEB = os.environ.get("NEMO_WEB_URL", API).rstrip("/")
MAX_S = float(os.environ.get("MAX_S", "540"))
DIR = Path(os.environ.get("VIVANT_SKILL_DIR") or Path(tempfile.gettempdir()) / f"vivant-skill-{getpass.getuser()}")
LOST = (OSError, http.client.HTTPException, ValueError)
BEGAN_S = time.monotonic()
FORMATS = "mp4 mov avi webm mkv jpg png gif webp heic avif tiff mp3 wav m4a aac"
KEPT = {}

SAYS = {
    1001: ("token", "Signing in did not work. Try again in a moment."),
    1002: ("session", "The project is no longer there. A new one can be begun."),
    2001: ("credits", "Not enough credits. Register to get more, or top up: {link}"),
    4001: ("file", "{file} cannot be read, or is smaller than 256 pixels. Supported: " + FORMATS + "."),
    4002: ("file", "{file} is too large. Compress or trim it."),
    4003: ("url", "The link could not be fetched. Send another link, or the file."),
    402: ("export", "The plan does not include export; this is not about credits. Register to unlock it: {link}"),
    403: ("scope", "This access does not allow that. Ask its owner for one that does."),
    429: ("rate", "Too many requests. Try again later."),
    3001: ("busy", "The step before is still running. Try again when it is done."),
    3005: ("empty", "There is nothing to export yet. Make a video first."),
    "line": ("offline", "The server cannot be reached. Check that it runs and try again."),
}


class Answer:
    """What came back: code (0 is good, "line" a broken line), status, body; `sent` is False if nothing went out."""

    def __init__(self, status=0, body=None, code="line", sent=True):
        self.status, self.body, self.code, self.sent = status, body or {}, code, sent
        self.data = self.body.get("data") or {}


def tell(word, text):
    for line in str(text).splitlines():
        if line.strip():
            print(word, line.strip(), flush=True)


def fail(name, sentence):
    tell(f"error {name}:", sentence)
    raise SystemExit(1)


def refuse(answer):
    name, sentence = SAYS.get(answer.code, ("server", "The server has a problem. Try again later."))
    link = answer.data.get("register_url") or f"{WEB}/register?bind={KEPT.get('user', '')}"
    fail(name, sentence.format(link=link, file=answer.data.get("filename") or "This file"))


def keep(**values):
    """Remember for the next command, in a file that only its owner reads."""
    KEPT.update(values)
    DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = DIR / "session.json.new"
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(KEPT, file)
    os.replace(beside, DIR / "session.json")


def who():
    """Who speaks: from the front matter of SKILL.md and the place where it lies."""
    text = (HERE / "SKILL.md").read_text(encoding="utf-8")
    name = re.search(r"^name: *(\S+)", text, re.M)[1]
    version = re.search(r'^ *version: *"?([^"\n]+)', text, re.M)[1]
    places = {".clawhub": "clawhub", ".openclaw": "openclaw", ".cursor": "cursor", ".claude": "claude-code",
              ".codex": "codex", ".agents": "codex"}  # fmt: skip
    found = next((platform for folder, platform in places.items() if folder in HERE.parts), "unknown")
    return {"X-Skill-Source": name, "X-Skill-Version": version, "X-API-Version": "1.0",
            "X-Skill-Platform": os.environ.get("SKILL_SOURCE") or found}  # fmt: skip


def opened(method, path, headers=None, data=None, timeout=60):
    """The open answer of one request; HTTP refusals are answers too. Raises what LOST lists."""
    own = who()
    if KEPT.get("token"):
        own["Authorization"] = "Bearer " + KEPT["token"]
    if isinstance(data, (dict, list)):
        data = json.dumps(data).encode()
        own["Content-Type"] = "application/json"
    request = urllib.request.Request(API + path, data=data, headers={**own, **(headers or {})}, method=method)
    try:
        response = urllib.request.urlopen(request, timeout=timeout)
    except urllib.error.HTTPError as refusal:
        response = refusal
    if response.headers.get("X-API-Version", "1.0").split(".")[0] != "1":
        fail("version", "This server speaks another version of the interface. Update the skill or the server.")
    return response


def read(response):
    """An answer from its JSON."""
    try:
        body = json.loads(response.read())
    except ValueError:
        body = {}
    body = body if isinstance(body, dict) else {}
    code = body.get("code")
    if not isinstance(code, int) or (code == 0 and response.status >= 400):
        code = 0 if response.status < 400 else 1001 if response.status == 401 else response.status
    return Answer(response.status, body, code)


def call(method, path, data=None, headers=None, timeout=60):
    """One request. A token that is no longer good is renewed once, a server that asks for a break gets 30 s once."""
    done = set()
    while True:
        try:
            with opened(method, path, headers, data() if callable(data) else data, timeout) as response:
                answer = read(response)
        except LOST as error:
            return Answer(sent=not isinstance(getattr(error, "reason", error), ConnectionRefusedError))
        if (
            answer.code not in (1001, 429)
            or answer.code in done
            or (path.endswith("anonymous-token") and answer.code == 1001)
        ):
            return answer
        done.add(answer.code)
        sign_in() if answer.code == 1001 else time.sleep(30)


def look(path):
    """A request that changes nothing: broken lines and server troubles are waited out."""
    for pause in (1, 3, 0):
        answer = call("GET", path)
        if answer.code != "line" and answer.status < 500:
            return answer
        time.sleep(pause)
    return answer


def sign_in():
    own = os.environ.get("NEMO_CLIENT_ID", "").strip()
    file = Path.home() / ".config" / "nemovideo" / "client_id"
    if not own and file.is_file():
        own = file.read_text().strip()
    if not own:
        own = str(uuid.uuid4())
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(own + "\n")
    KEPT["token"] = ""
    answer = call("POST", "/api/auth/anonymous-token", headers={"X-Client-Id": own})
    if answer.code != 0:
        refuse(answer)
    keep(token=answer.data.get("token") or answer.body.get("token"), user=answer.data.get("user_id", ""))


def begin(language="en"):
    answer = call("POST", "/api/tasks/me/with-session/nemo_agent", {"task_name": "project", "language": language})
    if answer.code != 0:
        refuse(answer)
    keep(task=answer.data["task_id"], session=answer.data["session_id"], language=language, last="", run="",
         user=answer.data.get("user_id") or KEPT.get("user", ""), server=API, before=None)  # fmt: skip


def setup(language="en"):
    with contextlib.suppress(OSError, ValueError):
        KEPT.update(json.loads((DIR / "session.json").read_text(encoding="utf-8")))
    if os.environ.get("NEMO_TOKEN"):
        keep(token=os.environ["NEMO_TOKEN"])
    elif not KEPT.get("token") or KEPT.get("server") != API:
        sign_in()
    if not KEPT.get("session") or KEPT.get("server") != API:
        begin(language)


def state():
    """The project as it is, None while the server cannot tell; a lost project is begun anew."""
    answer = look(f"/api/state/nemo_agent/me/{KEPT['session']}/latest")
    if answer.code == 1002:
        tell("say", "The earlier project is no longer there, so a new one has been begun. Files have to be sent again.")
        begin(KEPT.get("language", "en"))
        answer = look(f"/api/state/nemo_agent/me/{KEPT['session']}/latest")
    if answer.code == 0:
        return answer.data
    if answer.code == "line" or answer.status >= 500:
        return None
    return refuse(answer)


def run_of(now):
    return (now or {}).get("run") or {}


def draft_of(now):
    return ((now or {}).get("state") or {}).get("draft") or {}


def seen(now):
    run = {key: run_of(now).get(key) for key in ("invocation_id", "status", "progress", "last_event_id")}
    return [(now or {}).get("version"), (now or {}).get("status"), run, draft_of(now)]


def tracks(now):
    """The tracks in one line."""
    found = [track for track in draft_of(now).get("t") or [] if track.get("sg")]
    if (now or {}).get("summary"):
        return now["summary"]
    lines = []
    for n, track in enumerate(found, 1):
        kind = {0: "Video", 1: "BGM"}.get(track.get("tt"), "Title")
        parts = []
        for part in track["sg"]:
            name = (part.get("m") or {}).get("name") or (part.get("txt") or {}).get("c") or track.get("n") or "clip"
            start, end = part.get("s", 0) / 1000, (part.get("s", 0) + part.get("d", 0)) / 1000
            level = f", {round(100 * part.get('vol', 1))}%" if kind == "BGM" else ""
            parts.append(f"{name} ({start:g}-{end:g}s{level})")
        lines.append(f"{n}. {kind}: {', '.join(parts)}")
    if not lines:
        return "nothing on the timeline"
    return f"Timeline ({len(lines)} track{'s' if len(lines) > 1 else ''}): {' '.join(lines)}"
