"""`vivant serve` as a process of its own, started as a person starts it: on a free port, with its data in a folder.

Not for servers inside the test's own process (conftest.py).
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

START_S = 120
"""Five seconds on an idle machine; tests may run beside many others."""
SKILL = ["-H", "X-Skill-Source: s", "-H", "X-Skill-Version: 1", "-H", "X-Skill-Platform: unknown"]


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """What a process of ours is started with: small clips, data in `folder`, and these settings."""
    source = str(Path(__file__).resolve().parents[2] / "src")
    told = {f"VIVANT_{name.upper()}": str(value) for name, value in settings.items()}
    given = {"VIVANT_DATA_DIR": str(folder / "data"), "VIVANT_CLIP_SIDE_PX": "64", "PYTHONPATH": source, **told}
    return {**{k: v for k, v in os.environ.items() if not k.startswith(("VIVANT_", "NEMO_"))}, **given}


def vivant(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of ours, ended."""
    return subprocess.run(
        [sys.executable, "-m", "vivant", *words],
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def serve(folder: Path, *words: str, **settings: object) -> tuple[subprocess.Popen[str], str]:
    """A running server and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "vivant", "serve", "--port", str(port), *words]
    process = subprocess.Popen(command, env=environment(folder, **settings), stderr=subprocess.PIPE, text=True)
    address, end = f"http://127.0.0.1:{port}", time.monotonic() + START_S
    while subprocess.run(["curl", "-sf", f"{address}/health"], capture_output=True, check=False).returncode:
        assert process.poll() is None and time.monotonic() < end, "the server does not answer"
        time.sleep(0.1)
    return process, address


def stop(process: subprocess.Popen[str]) -> str:
    """What a server said, stopped in order."""
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 0, said
    return said


def curl(*words: str) -> Any:
    """The JSON that curl brings."""
    return json.loads(subprocess.run(["curl", "-s", *words], capture_output=True, check=True, timeout=120).stdout)
