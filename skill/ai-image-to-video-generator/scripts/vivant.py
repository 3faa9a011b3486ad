#!/usr/bin/env python3
"""The same as vivant.sh for Windows, or wherever bash, curl or jq are missing: Python 3.9 and nothing else.

    python vivant.py setup [LANGUAGE] | send TEXT | wait | upload FILE|URL...
                     credits | state | link | export [FILE] | new [LANGUAGE]

Lines and rules are those of vivant.sh: a message is sent once and never again.
"""

import contextlib
import getpass
import http.client
import json
import os
import re
import shutil
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
API = os.environ.get("NEMO_API_URL", "http://127.0.0.1:8000").rstrip("/")
WEB = os.environ.get("NEMO_WEB_URL", API).rstrip("/")
MAX_S = float(os.environ.get("MAX_S", "540"))
DIR = Path(os.environ.get("VIVANT_SKILL_DIR") or Path(tempfile.gettempdir()) / f"vivant-skill-{getpass.getuser()}")
RENDER = "/api/render/proxy/lambda"
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


class Hearing:
    """One answer of the server."""

    def __init__(self, before):
        self.before, self.ended, self.numbered = before, False, False
        self.texts = self.since_tool = 0
        self.percent = -10
        self.told_s = self.news_s = time.monotonic()

    def tick(self):
        now_s = time.monotonic()
        if now_s - self.told_s >= 120:
            self.told_s = now_s
            tell("progress", "Still working ...")
        if now_s - BEGAN_S >= MAX_S:
            tell("later", "It goes on; run: wait")
            raise SystemExit(75)

    def silent(self):
        return time.monotonic() - self.news_s >= 600

    def listen(self, response):
        """Hear one stream until it closes, breaks or has said its last; half an event is not looked at."""
        data, own = [], ""
        try:
            while not self.ended and not self.silent():
                line = response.readline()
                if not line.endswith(b"\n"):
                    return
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                if text.startswith("data:"):
                    data.append(text[5:].lstrip(" "))
                elif text.startswith("id:"):
                    own = text[3:].strip()
                elif not text:
                    self.hear("\n".join(data), own)
                    data, own = [], ""
                self.tick()
        except LOST:
            return

    def hear(self, data, own):
        last = str(KEPT.get("last") or "")
        if own.isdigit():
            self.numbered = True
            if last.isdigit() and int(own) <= int(last):
                return
        try:
            event = json.loads(data)
        except ValueError:
            return
        meta = event.get("customMetadata") or {}
        run = event.get("invocationId") or ""
        if "heartbeat" in (event.get("type"), meta.get("type")) or (KEPT.get("run") and run and run != KEPT["run"]):
            return
        self.news_s = time.monotonic()
        self.tell(event, meta)
        keep(last=own or last, run=run or KEPT.get("run", ""))
        self.ended = bool(event.get("turnComplete")) and not meta.get("detached")

    def tell(self, event, meta):
        if event.get("errorCode") or event.get("errorMessage") or event.get("interrupted"):
            fail(
                "run",
                "That did not work: " + str(event.get("errorMessage") or event.get("errorCode") or "it was stopped"),
            )
        parts = (event.get("content") or {}).get("parts") or []
        if any("functionResponse" in part for part in parts):
            self.since_tool = 0
        for part in parts:
            text = part.get("text") or ""
            if text.strip() and not event.get("partial") and not meta.get("detached"):
                if re.search("temporary issue|临时问题", text, re.I):
                    continue
                tell("say", text)
                self.texts, self.since_tool, self.told_s = self.texts + 1, self.since_tool + 1, time.monotonic()
        percent = round(100 * (meta.get("progress") or 0))
        if meta.get("type") == "progress" and percent >= self.percent + 10:
            self.percent, self.told_s = percent, time.monotonic()
            tell("progress", f"{percent} %")

    def attach(self):
        """Open the stream again where it stopped; this form cannot start anything."""
        for pause in (0, 3, 6, 12, 24):
            time.sleep(pause)
            query = {"session_id": KEPT["session"]}
            if KEPT.get("last"):
                query["last_event_id"] = KEPT["last"]
            try:
                with opened("GET", "/run_sse?" + urllib.parse.urlencode(query), timeout=120) as response:
                    if response.status == 200:
                        self.listen(response)
                    status = response.status
            except LOST:
                continue
            if status == 401:
                sign_in()
            if self.ended or self.silent() or status in (404, 405):
                return

    def over(self, now, other):
        if self.ended:
            return True
        if now.get("status"):
            mine = run_of(now).get("invocation_id")
            return now["status"] != "running" and bool(mine) and mine != run_of(self.before).get("invocation_id")
        return seen(now) != seen(self.before) and seen(now) == seen(other)

    def watch(self):
        """The slow way: the state after 30 s, then every 60 s; five times the same is a failure."""
        last, same, pause = self.before, 0, 30
        while same < 5:
            time.sleep(pause)
            self.tick()
            now, pause = state(), 60
            if now and self.over(now, last):
                return now
            same = same + 1 if now is None or seen(now) == seen(last) else 0
            last = now or last
        return fail("lost", "The connection was lost and nothing has changed since. It was not sent again, so nothing "
                    "is charged twice. Ask whether to try again.")  # fmt: skip

    def finish(self):
        """Hear the rest by whichever way is open, then say how it ended."""
        if not self.ended:
            mine = run_of(state()).get("invocation_id") if not KEPT.get("run") else KEPT["run"]
            if mine and mine != run_of(self.before).get("invocation_id"):
                keep(run=mine)
                self.attach()
        now = state()
        if now is None or not self.over(now, self.before):
            if now and not self.numbered and self.texts and not now.get("status"):
                self.ended = True
            elif self.silent():
                fail("timeout", "No news for ten minutes. It was not sent again, so nothing is charged twice. Ask for "
                     "the status, or try again.")  # fmt: skip
            else:
                now = self.watch()
        run = run_of(now)
        if run.get("status") in ("failed", "cancelled") and run.get("invocation_id") != run_of(self.before).get(
            "invocation_id"
        ):
            error = run.get("error")
            fail("run", "That did not work: " + str((error or {}).get("message") if isinstance(error, dict) else error))
        if not self.ended or not self.since_tool:
            tell("before", tracks(self.before))
            tell("after", tracks(now))
        tell("done", tracks(now))


def send(text):
    setup()
    before = state()
    if before is None:
        refuse(Answer())
    balance = look("/api/credits/balance/simple")
    if balance.code == 0 and balance.data.get("available", 1) <= 0:
        tell("say", "There are no credits left, so a new video or a change may not start.")
    tell("progress", "Got it. A change takes about half a minute, a new video a few minutes.")
    keep(before=before, run="")
    hearing, tries = Hearing(before), []
    while True:
        body = {"app_name": "nemo_agent", "user_id": "me", "session_id": KEPT["session"],
                "new_message": {"parts": [{"text": text}]}}  # fmt: skip
        try:
            with opened("POST", "/run_sse", {"Accept": "text/event-stream"}, body, 120) as response:
                if response.status == 200:
                    hearing.listen(response)
                    break
                answer = read(response)
        except LOST as error:
            answer = Answer(sent=not isinstance(getattr(error, "reason", error), ConnectionRefusedError))
        # Where nobody knows whether it arrived, it is not sent again.
        if (answer.code == "line" and answer.sent) or (answer.status >= 500 and answer.body.get("code") != 503):
            break
        if tries.count(answer.code) > (answer.code == "line") or answer.code not in (
            1001,
            1002,
            429,
            503,
            3001,
            "line",
        ):
            refuse(answer)
        tries.append(answer.code)
        make_way(answer, hearing)
    hearing.news_s = time.monotonic()
    hearing.finish()


def make_way(answer, hearing):
    """What has to happen before a message that the server did not take may be sent."""
    if answer.code == 1001:
        sign_in()
    elif answer.code == 1002:
        hearing.before = state()
    elif answer.code == 3001:
        tell("say", "The step before is not finished. Yours comes right after it.")
        now = {"status": "running"}
        while (now or {}).get("status") == "running":
            time.sleep(5)
            hearing.tick()
            now = state() or now
        hearing.before = now
    else:
        time.sleep(2 if answer.code == "line" else 30)
    keep(before=hearing.before)


def hear_on():
    setup()
    if not KEPT.get("before"):
        fail("request", "Nothing was sent that could be waited for.")
    Hearing(KEPT["before"]).finish()


def upload(*items):
    setup()
    for item in items:
        link = item.startswith(("http://", "https://"))
        if not link and not Path(item).is_file():
            fail("file", f"There is no file {item}. Check the name.")
        known = len(((state() or {}).get("state") or {}).get("video_infos") or [])
        for last in (False, True):
            answer = put_link(item) if link else put_file(Path(item))
            unsure = answer.code == "line" or answer.status >= 500
            if answer.code == 0 or (
                unsure and len(((state() or {}).get("state") or {}).get("video_infos") or []) > known
            ):
                break
            if last or not unsure:
                refuse(answer)
        tell("say", f"Received: {item.rsplit('/', 1)[-1] if link else Path(item).name}")


def put_link(url):
    body = {"urls": [url], "source_type": "url"}
    return call("POST", f"/api/upload-video/nemo_agent/me/{KEPT['session']}", body, timeout=900)


def put_file(file):
    mark = uuid.uuid4().hex
    name = file.name.replace('"', "%22")
    head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
    tail = f"\r\n--{mark}--\r\n".encode()

    def pieces():
        yield head
        with file.open("rb") as opened_file:
            while piece := opened_file.read(1 << 20):
                yield piece
        yield tail

    headers = {"Content-Type": f"multipart/form-data; boundary={mark}",
               "Content-Length": str(len(head) + file.stat().st_size + len(tail))}  # fmt: skip
    return call("POST", f"/api/upload-video/nemo_agent/me/{KEPT['session']}", pieces, headers, 900)


def credits():
    setup()
    answer = look("/api/credits/balance/simple")
    if answer.code != 0:
        refuse(answer)
    data = answer.data
    tell("credits", f"{data['available']} available, {data['frozen']} set aside, {data['total']} in all")


def show_state():
    setup()
    now = state()
    if now is None:
        refuse(Answer())
    tell("say", tracks(now))
    if now.get("status") == "running":
        tell("progress", "It is still working.")


def link():
    """The page of the project; a claim link opens it, the token is never in it."""
    setup()
    answer = call("POST", "/api/auth/claim-token", {"task_id": KEPT["task"], "session_id": KEPT["session"]})
    own = who()
    about = {"task": KEPT["task"], "session": KEPT["session"], "skill_name": own["X-Skill-Source"]}
    if answer.code == 0 and answer.data.get("claim_token"):
        about = {"ct": answer.data["claim_token"]}
    tell("link", answer.data.get("url") or f"{WEB}/workspace/claim?{urllib.parse.urlencode(about)}")


def export(target="video.mp4"):
    setup()
    now = state()
    if not any(track.get("sg") for track in draft_of(now).get("t") or []):
        refuse(Answer(code=3005))
    tell("progress", "Making the file, about 30 s")
    form = Path(target).suffix[1:].lower()
    form = form if form in ("mov", "avi", "webm", "mkv", "gif") else "mp4"
    for last in (False, True):
        own = f"render_{int(time.time())}_{uuid.uuid4().hex[:6]}"
        answer = rendered(own, {"id": own, "sessionId": KEPT["session"], "draft": draft_of(now),
                                "output": {"format": form, "quality": "high"}})  # fmt: skip
        status = status_of(answer)
        if status == "completed":
            return deliver(own, answer, Path(target))
        if status != "failed":
            fail("render", "Making the file takes longer than usual. Export again in a few minutes.")
        if not last:
            tell("progress", "The first try did not work; trying once more.")
    return fail("render", "The file could not be made. Ask whether to try again.")


def status_of(answer):
    if answer.code in (3002, 3004) or answer.status >= 500:
        return "failed"
    return answer.body.get("status") or answer.data.get("status") or ""


def rendered(own, body):
    """The last answer about one render: asked for every 30 s, ten times at most."""
    answer = call("POST", RENDER, body)
    if answer.code == "line" or answer.status >= 500:
        answer = look(f"{RENDER}/{own}")
    if answer.code not in (0, 3002, 3004) and answer.status < 500:
        refuse(answer)
    half = False
    for _ in range(10):
        if status_of(answer) in ("completed", "failed"):
            break
        if not half and (answer.body.get("progress") or answer.data.get("progress") or 0) >= 50:
            half = True
            tell("progress", "50 %")
        time.sleep(30)
        newer = look(f"{RENDER}/{own}")
        answer = newer if newer.code == 0 else answer
    return answer


def deliver(own, answer, target):
    made = answer.body.get("output") or answer.data.get("output") or {}
    url = made.get("url") or answer.body.get("outputUrl") or answer.data.get("outputUrl")
    part = target.with_name(f".{target.name}.part")
    second = {**who(), "Authorization": "Bearer " + KEPT["token"]}
    try:
        # The address of the file is public: no token goes there.
        if not fetched(url, {}, part, made.get("size")) and not fetched(
            f"{API}/api/render/proxy/{own}/download", second, part, made.get("size")
        ):
            link()
            fail("download", "The file is made, but the download keeps breaking off. The link shows it.")
        os.replace(part, target)
    finally:
        if part.exists():
            part.unlink()
    tell("say", "Your video is ready.")
    tell("file", target)
    link()


def fetched(url, headers, part, size):
    """Whether the whole file came; it goes on where it broke, as long as anything comes."""
    idle = 0
    while idle < 3:
        start = part.stat().st_size if part.exists() else 0
        request = urllib.request.Request(url, headers={**headers, **({"Range": f"bytes={start}-"} if start else {})})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                length = response.headers.get("Content-Length")
                with part.open("ab" if response.status == 206 else "wb") as file:
                    begun = file.tell() if response.status == 206 else 0
                    shutil.copyfileobj(response, file)
            whole = size or (begun + int(length) if length else None)
            if part.stat().st_size == (whole or part.stat().st_size) > 0:
                return True
        except urllib.error.HTTPError as refusal:
            if 400 <= refusal.code < 500 and refusal.code not in (408, 416, 429):
                return False
        except LOST:
            pass
        idle = 0 if part.exists() and part.stat().st_size > start else idle + 1
        time.sleep(1)
    return False


def new(language=None):
    setup(language or "en")
    begin(language or KEPT.get("language", "en"))


VERBS = {"setup": setup, "send": send, "wait": hear_on, "upload": upload, "credits": credits, "state": show_state,
         "link": link, "export": export, "new": new}  # fmt: skip

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    verb, *rest = sys.argv[1:] or [""]
    if verb not in VERBS or (verb in ("send", "upload") and not rest):
        fail("request", "Say one of: " + " ".join(VERBS))
    VERBS[verb](*rest)
