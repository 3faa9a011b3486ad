"""A worker that is killed at random moments of runs and exports: `python bench/kills.py [--points 50]`.

Each point is a new project on the embedded database: a run (upload, words, two stages) and then an export, with one
kill -9 at a random moment of both together and a new worker after it. It counts what must never happen: a job that does
not end, is charged twice, tells an event twice or leaves one out, or gives another draft or other frames. Not a test of
speed.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from vivant.jobs import Desk, Engine, Objects, Store, accounts, key_of, ledger, load, projects, renders, runs  # noqa: E402
from vivant.jobs.naming import new_id  # noqa: E402
from vivant.media import read_frames  # noqa: E402

WORDS = "slow dolly in, 1 s, title 'Night', 96x72"
PRICE = 20
LIMIT_S = 180.0
USUAL_S = 9.0
"""About how long a run and an export take: kills fall within it."""


class Shop:
    """One installation, and the worker that is at work in it."""

    def __init__(self, folder: Path) -> None:
        self.settings = load({}, given={"data_dir": folder, "clip_side_px": 64, "poll_s": 0.1})
        self.desk, self.objects = Desk(self.settings), Objects(self.settings)
        self.worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        given = {"VIVANT_DATA_DIR": str(self.settings.data_dir), "VIVANT_CLIP_SIDE_PX": "64", "VIVANT_POLL_S": "0.1"}
        command = [sys.executable, "-m", "vivant.jobs.worker"]
        environ = {**os.environ, **given, "PYTHONPATH": str(ROOT / "src")}
        self.worker = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.worker.stdout is not None
        self.worker.stdout.readline()

    def kill(self) -> None:
        if self.worker is not None:
            self.worker.kill()
            self.worker.communicate()
            self.worker = None

    def project(self, name: str) -> tuple[str, str, str]:
        """A new account's project with one picture: user, session and asset."""
        user = self.desk.do(accounts.create_user, name, credits=100)
        session_id = self.desk.do(projects.create, user.id).session_id
        asset = new_id("ast_")
        image = np.full((72, 96, 3), (230, 180, 120), np.uint8)
        image[36:] = (40, 120, 40)
        cv2.circle(image, (40, 36), 14, (30, 30, 200), -1)
        file = self.objects.tmp / f"{asset}.png"
        cv2.imwrite(str(file), image)
        key, size = key_of("assets", asset, ".png"), file.stat().st_size
        self.objects.put(key, file)
        new = projects.NewAsset("cat.png", "image", "image/png", size, "", key, width=96, height=72, id=asset)
        self.desk.do(projects.add_assets, user.id, session_id, [new])
        return user.id, session_id, asset

    def hand_over(self, kind: Any, job: str) -> None:
        async def go() -> None:
            store = await Store.open(self.settings)
            engine = await Engine.open(self.settings, store)
            await engine.enqueue(kind, job)
            await engine.close()
            await store.close()

        asyncio.run(go())


def point(shop: Shop, name: str, kill_at_s: float | None) -> dict[str, Any]:
    """A run and an export, with a kill at that moment after the start; what came of it."""
    user, session_id, asset = shop.project(name)
    due = None if kill_at_s is None else time.monotonic() + kill_at_s
    during = ["nothing"]

    def until(ended: Callable[[], bool], doing: str) -> bool:
        nonlocal due
        limit = time.monotonic() + LIMIT_S
        while not ended():
            if due is not None and time.monotonic() >= due:
                due, during[0] = None, doing
                shop.kill()
                shop.start()
            if time.monotonic() > limit:
                return False
            time.sleep(0.02)
        return True

    run = shop.desk.do(runs.begin, user, session_id, WORDS, cost=PRICE)
    shop.hand_over("run", run.id)
    wrong = [] if until(lambda: not shop.desk.do(runs.get, user, run.id).is_active, "run") else ["the run does not end"]
    if due is not None:
        due = min(due, time.monotonic() + random.random())
    draft = shop.desk.do(projects.get, user, session_id).draft
    if wrong or draft is None:
        return {"wrong": [*wrong, str(shop.desk.do(runs.get, user, run.id).error)], "during": during[0]}
    render, _ = shop.desk.do(renders.submit, user, session_id, "r1", draft, {"format": "mp4", "quality": "low"})
    shop.hand_over("render", render.job)
    if not until(lambda: not shop.desk.do(renders.get, user, "r1").is_active, "export"):
        wrong.append("the export does not end")
    return {"wrong": wrong + _wrong(shop, user, run.id), "during": during[0], **_made(shop, user, run.id, draft, asset)}


def _wrong(shop: Shop, user: str, run_id: str) -> list[str]:
    """What is wrong with a run's end, its ledger and its events."""
    wrong = []
    run, render = shop.desk.do(runs.get, user, run_id), shop.desk.do(renders.get, user, "r1")
    if run.status != "succeeded" or render.status != "completed":
        wrong.append(f"ended as {run.status} and {render.status}: {run.error} {render.error}")
    if shop.desk.do(ledger.lines, run_id) != {"reserve": PRICE, "charge": PRICE, "release": 0}:
        wrong.append(f"the ledger says {shop.desk.do(ledger.lines, run_id)}")
    account = shop.desk.do(accounts.user_by, user)
    if (account.available, account.frozen) != (100 - PRICE, 0):
        wrong.append(f"the account has {account.available} and {account.frozen}")
    numbers = [one.n for one in shop.desk.do(runs.events, run_id)]
    if numbers != list(range(1, len(numbers) + 1)):
        wrong.append(f"events are numbered {numbers}")
    return wrong


def _made(shop: Shop, user: str, run_id: str, draft: dict[str, Any], asset: str) -> dict[str, str]:
    """Digests of the draft, of what was told, and of the export's frames."""
    told = [
        (one.name, one.body.get("text")) for one in shop.desk.do(runs.events, run_id) if one.body["kind"] != "progress"
    ]
    render = shop.desk.do(renders.get, user, "r1")
    frames = hashlib.sha256()
    for frame in read_frames(shop.objects.fetch(str(render.key))) if render.key else ():
        frames.update(frame.tobytes())
    plain = json.dumps(draft, sort_keys=True).replace(asset, "asset")
    return {"draft": _short(plain), "told": _short(json.dumps(told)), "frames": frames.hexdigest()[:12]}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    random.seed(asked.seed)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="vivant-kills-") as folder:
        shop = Shop(Path(folder) / "data")
        shop.start()
        try:
            point(shop, "warm", None)  # compiles what is not in the cache, so that kills fall into the work itself
            shop.kill()
            shop.start()
            calm = point(shop, "calm", None)
            print("undisturbed", calm, flush=True)
            for n in range(asked.points):
                moment = random.uniform(0.0, USUAL_S)
                found = point(shop, f"point-{n}", moment)
                same = all(found.get(key) == calm[key] for key in ("draft", "told", "frames"))
                bad += bool(found["wrong"]) or not same
                print(f"{n + 1:3} killed {moment:5.2f} s after the start, during {found['during']:7}", end=" ")
                print("as undisturbed" if same and not found["wrong"] else f"WRONG {found}", flush=True)
        finally:
            shop.kill()
    print(f"{asked.points - bad} of {asked.points} as if nothing had happened")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
