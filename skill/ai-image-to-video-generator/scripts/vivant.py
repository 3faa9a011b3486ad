#!/usr/bin/env python3
"""The same as vivant.sh for Windows, or wherever bash, curl or jq are missing: Python 3.9 and nothing else.

    python vivant.py setup [LANGUAGE] | send TEXT | wait | upload FILE|URL...
                     credits | state | link | export [FILE] | new [LANGUAGE]

Lines and rules are those of vivant.sh: a message is sent once and never again.
"""

import json
import os
import re
import shutil
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True  # the folder of a skill stays as it was installed

from vivant_server import (  # noqa: E402
    API,
    BEGAN_S,
    KEPT,
    LOST,
    MAX_S,
    WEB,
    Answer,
    begin,
    call,
    draft_of,
    fail,
    keep,
    look,
    opened,
    read,
    refuse,
    run_of,
    seen,
    setup,
    sign_in,
    state,
    tell,
    tracks,
    who,
)

RENDER = "/api/render/proxy/lambda"


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
