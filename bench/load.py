"""How a server stands many visitors: `python bench/load.py [--seconds 300]`, Linux only.

A real `vivant serve` in a folder of its own, with its worker. First the start. Then 200 event streams that stay open,
whose runs the one worker takes in turn (tiny films and answers in words), beside 100 reads of the state a second. Then
an upload of 1 GB. Then the same reads while a film of ordinary size is made and exported. Times of reads count from
when they were due. Not for the speed of drawing (speed.py) or for kills (kills.py).
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
from pictures import drawn
from PIL import Image
from record import Record
from traffic import Line, Tally, Visitor, padded, poll, talk, upload

ROOT = Path(__file__).resolve().parents[1]
MAKERS = 10
"""Of the visitors, those that have a picture: they make and change films; the others ask."""
FILM = ("slow push in, 1 s, no music, 64x48", "make it rain", "slower")
QUESTIONS = ("what can you do?", "hello", "which formats are there?")
GB, MB = 1_000_000_000, 1_000_000
TICKS = os.sysconf("SC_CLK_TCK")
START_S = 60.0
ENDED = ("completed", "failed")


@dataclass(slots=True)
class Watched:
    """A process that is looked at while it works: resident memory in MB once a second, seconds of processor time."""

    pid: int
    memory_mb: list[float] = field(default_factory=list)
    began_cpu_s: float = 0.0
    began_s: float = 0.0

    def begin(self) -> None:
        self.memory_mb.clear()
        self.began_cpu_s, self.began_s = cpu_s(self.pid), time.perf_counter()

    @property
    def cores(self) -> float:
        """Processor time a second since `begin`."""
        return (cpu_s(self.pid) - self.began_cpu_s) / (time.perf_counter() - self.began_s)

    @property
    def growth_mb(self) -> float:
        """By how much the last quarter lies above the second one; the first is for warming up."""
        quarter = max(1, len(self.memory_mb) // 4)
        second, last = self.memory_mb[quarter : 2 * quarter], self.memory_mb[-quarter:]
        return statistics.median(last) - statistics.median(second or last)


class Server:
    """`vivant serve` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        given = {
            "VIVANT_DATA_DIR": str(folder), "VIVANT_CLIP_SIDE_PX": "48", "VIVANT_MIN_IMAGE_PX": "32",
            "VIVANT_ANON_PER_IP": "100000", "VIVANT_MAX_VIDEO_MB": "1100", "VIVANT_MAX_REQUEST_MB": "1200",
            "VIVANT_REQUESTS_PER_MINUTE": "100000", "PYTHONPATH": str(ROOT / "src"),
        }  # fmt: skip
        plain = {name: value for name, value in os.environ.items() if not name.startswith("VIVANT_")}
        command = [sys.executable, "-m", "vivant", "serve", "--port", str(self.port)]
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env={**plain, **given}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.start_s = self._answers_at(began)
        self.own = Watched(self.process.pid)

    def _answers_at(self, began: float) -> float:
        """Seconds from the command to the first answer."""
        while time.perf_counter() - began < START_S:
            if self.process.poll() is not None:
                raise SystemExit("the server does not start")
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as line:
                    line.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    if line.recv(100).startswith(b"HTTP/1.1 200"):
                        return time.perf_counter() - began
            except OSError:
                time.sleep(0.02)
        raise SystemExit("the server does not answer")

    def hand(self) -> Watched:
        """Its worker, once there is one."""
        for _ in range(600):
            found = [pid for pid in children(self.process.pid) if "vivant.server.hand" in command_of(pid)]
            if found:
                return Watched(found[0])
            time.sleep(0.1)
        raise SystemExit("the worker does not start")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


def main() -> int:
    asked = _asked()
    record = Record("load", asked.quick)
    with tempfile.TemporaryDirectory(prefix="vivant-load-") as folder:
        starts = [_start_once(Path(folder) / f"start{n}") for n in range(1 if asked.quick else 3)]
        record.add("vivant serve: first answer after the command, new folder", starts, "s", at_most=5)
        server = Server(Path(folder) / "data")
        try:
            asyncio.run(_all(server, record, asked))
        finally:
            server.stop()
    record.close()
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="how long the streams and the reads go on")
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--per-second", type=float, default=100, help="reads of the state")
    parser.add_argument("--only", nargs="+", default=[], choices=("streams", "upload", "render"))
    parser.add_argument("--quick", action="store_true", help="50 streams, 20 seconds, 200 MB")
    asked = parser.parse_args()
    if asked.quick:
        asked.seconds, asked.streams = min(20.0, asked.seconds), min(50, asked.streams)
    return asked


def _start_once(folder: Path) -> float:
    server = Server(folder)
    server.stop()
    return server.start_s


async def _all(server: Server, record: Record, asked: argparse.Namespace) -> None:
    visitors = await _visitors(server, asked.streams)
    hand = server.hand()
    wanted = asked.only or ("streams", "upload", "render")
    if "streams" in wanted:
        await _streams(server, hand, visitors, record, asked)
    if "upload" in wanted:
        await _upload(server, visitors, record, 200 * MB if asked.quick else GB)
    if "render" in wanted:
        await _render(server, hand, visitors, record, asked.per_second)


# --- who comes --------------------------------------------------------------------------------------------------------


async def _visitors(server: Server, n: int) -> list[Visitor]:
    line, found = Line(server.port), []
    for number in range(n):
        _, told = await line.ask("POST", "/api/auth/anonymous-token", extra=f"X-Client-Id: visitor-{number}\r\n")
        token = told["token"]
        _, told = await line.ask("POST", "/api/tasks/me/with-session/nemo_agent", token=token, body={})
        found.append(Visitor(token, told["session_id"], picture=number < MAKERS))
    for visitor in found[:MAKERS]:
        await _give(server, visitor, "cat.png", png(96, 72))
    await line.close()
    return found


async def _give(server: Server, visitor: Visitor, name: str, data: bytes) -> None:
    status, told = await upload(server.port, visitor, name, padded(data, len(data)), len(data))
    assert status == 200, told


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(drawn(width, height))).save(out, "PNG")
    return out.getvalue()


# --- what they do -----------------------------------------------------------------------------------------------------


async def _streams(
    server: Server, hand: Watched, visitors: Sequence[Visitor], record: Record, asked: argparse.Namespace
) -> None:
    tally = Tally()
    talking = [
        asyncio.create_task(talk(server.port, one, FILM if one.picture else QUESTIONS, tally)) for one in visitors
    ]
    while tally.open < len(visitors) and not any(task.done() for task in talking):
        await asyncio.sleep(0.1)
    least = [tally.open]
    tally.events_s.clear()
    watching = asyncio.create_task(_watch([server.own, hand], least, tally))
    own_cpu = time.process_time()
    began = time.perf_counter()
    await poll(server.port, visitors, asked.per_second, asked.seconds, tally)
    took_s = time.perf_counter() - began
    cores = (server.own.cores, hand.cores, (time.process_time() - own_cpu) / took_s)
    for task in (watching, *talking):
        task.cancel()
    await asyncio.gather(watching, *talking, return_exceptions=True)
    what = f"{len(visitors)} streams, {asked.per_second:g} reads a second, {asked.seconds:g} s"
    print(f"{what}: {tally.ended} runs ended, {len(tally.events_s)} events")
    _share(record, "streams: reads of the state", tally.polls_s, 0.25)
    _share(record, "streams: from an event to its arrival", tally.events_s, 0.25)
    record.add("streams: fewest open at one time", min(least), "", at_least=0.95 * len(visitors))
    record.add("streams: wrong answers, gaps in events", len(tally.wrong), "", at_most=0, note=_first(tally.wrong))
    record.add("streams: server memory, last quarter over second", server.own.growth_mb, "MB", at_most=10)
    record.add("streams: server memory, most", max(server.own.memory_mb), "MB", at_most=300)
    record.add("streams: worker memory, last quarter over second", hand.growth_mb, "MB")
    for name, value in zip(("server", "worker", "this client"), cores, strict=True):
        record.add(f"streams: processor, {name}", value, "cores")
    record.details["memory_mb"] = {"server": server.own.memory_mb, "worker": hand.memory_mb}
    record.details["asked"] = {name: value for name, value in vars(asked).items() if name != "only"}


async def _upload(server: Server, visitors: Sequence[Visitor], record: Record, size: int) -> None:
    """A film whose file is padded to `size`: it is received, looked at, hashed and kept like any other."""
    tally, data = Tally(), film()
    forget_peak(server.process.pid)
    sending = upload(server.port, visitors[-1], "large.mp4", padded(data + b"\0\0\0\0free", size), size)
    began = time.perf_counter()
    status, told = await _beside(server, visitors, 20, tally, sending)
    took_s = time.perf_counter() - began
    assert status == 200 and told["data"]["files"][0]["size"] == size, told
    name = f"upload of {size // MB} MB"
    record.add(f"{name}: server memory, most", peak_mb(server.process.pid), "MB", at_most=300)
    record.add(f"{name}: until the answer", took_s, "s")
    _share(record, f"{name}: reads of the state meanwhile", tally.polls_s, 1.0)
    record.add(f"{name}: wrong answers", len(tally.wrong), "", at_most=0, note=_first(tally.wrong))


async def _render(server: Server, hand: Watched, visitors: Sequence[Visitor], record: Record, per_s: float) -> None:
    tally, maker = Tally(), visitors[-2]
    await _give(server, maker, "view.png", png(1600, 1200))
    server.own.begin()
    hand.begin()
    began = time.perf_counter()
    status = await _beside(server, visitors, per_s, tally, _make(server, maker))
    record.add("real film and its export at 1080p: until the file is there", time.perf_counter() - began, "s",
               note=status)  # fmt: skip
    _share(record, "real film and its export: reads of the state meanwhile", tally.polls_s, 1.0)
    record.add("real film and its export: wrong answers", len(tally.wrong), "", at_most=0, note=_first(tally.wrong))
    for name, watched in (("server", server.own), ("worker", hand)):
        record.add(f"real film and its export: processor, {name}", watched.cores, "cores")


async def _make(server: Server, maker: Visitor) -> str:
    """A run and an export, asked for and waited for as a client does; how it ended."""
    line, ends = Line(server.port), Tally()
    talking = asyncio.create_task(talk(server.port, maker, ("slow dolly in, falling snow, 5 s, 1280x720",), ends))
    while not ends.ended:
        await asyncio.sleep(0.2)
    talking.cancel()
    body = {"id": "film", "session_id": maker.session_id, "output": {"format": "mp4", "resolution": "1080p"}}
    _, told = await line.ask("POST", "/api/render/proxy/lambda", token=maker.token, body=body)
    while told["status"] not in ENDED:
        await asyncio.sleep(0.5)
        _, told = await line.ask("GET", "/api/render/proxy/lambda/film", token=maker.token)
    await line.close()
    return str(told["status"])


async def _beside(
    server: Server, visitors: Sequence[Visitor], per_s: float, tally: Tally, doing: Awaitable[Any]
) -> Any:
    """What `doing` gives, with reads of the state going on until then."""
    task = asyncio.ensure_future(doing)
    while not task.done():
        await poll(server.port, visitors, per_s, 2.0, tally)
    return await task


def film() -> bytes:
    """A film of half a second."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10, width=64, height=48, pix_fmt="yuv420p")
        for n in range(5):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 40 * n, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return out.getvalue()


# --- what is measured -------------------------------------------------------------------------------------------------


def _share(record: Record, name: str, found_s: Sequence[float], most_s: float) -> None:
    """The median and the 99th percentile, which has the bar."""
    if not found_s:
        record.add(f"{name}: none", 0, "", at_least=1)
        return
    ms = np.array(found_s) * 1000
    record.add(f"{name}, median", float(np.median(ms)), "ms")
    longest = f"of {len(ms)}, longest {ms.max():.0f} ms"
    record.add(f"{name}, 99th percentile", float(np.percentile(ms, 99)), "ms", at_most=most_s * 1000, note=longest)


async def _watch(processes: Sequence[Watched], least: list[int], tally: Tally) -> None:
    for one in processes:
        one.begin()
    while True:
        for one in processes:
            one.memory_mb.append(status_mb(one.pid, "VmRSS"))
        least.append(tally.open)
        await asyncio.sleep(1)


def _first(wrong: Sequence[str]) -> str:
    return "; ".join(sorted(set(wrong))[:4])


def cpu_s(pid: int) -> float:
    """Processor time of a process and of the children that it has waited for."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / TICKS


def status_mb(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024 / MB
    return 0.0


def forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak_mb(pid: int) -> float:
    """The most resident memory since `forget_peak`."""
    return status_mb(pid, "VmHWM")


def children(pid: int) -> list[int]:
    found = (Path(f"/proc/{pid}/task/{thread}/children") for thread in os.listdir(f"/proc/{pid}/task"))
    return [int(word) for one in found for word in one.read_text().split()]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


if __name__ == "__main__":
    sys.exit(main())
