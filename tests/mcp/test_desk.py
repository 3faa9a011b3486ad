"""Long work: begun at once, in its turn, followed, cancelled, failed in one sentence, remembered when it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest

from vivant.errors import OutputError, UsageError
from vivant.mcp.desk import Desk, Tell
from vivant.mcp.records import Job, Records

HOLDER = """
import anyio, sys
from pathlib import Path
from vivant.mcp.desk import Desk
from vivant.mcp.records import Records

async def main():
    async def forever(job, tell):
        (desk.records.folder(job.id) / "half.mp4").write_bytes(b"half")
        tell(0.4, "Drawing")
        print(job.id, flush=True)
        await anyio.sleep_forever()
    async with Desk(Records(Path(sys.argv[1]))) as desk:
        desk.begin("animate_image", {"files": ["a.jpg"]}, forever, lane="draw")
        await anyio.sleep_forever()

anyio.run(main)
"""


async def nothing(_job: Job) -> None:
    return


def run(test: Callable[[Desk], Awaitable[None]], folder: Path) -> None:
    """A test on an open desk."""

    async def main() -> None:
        async with Desk(Records(folder)) as desk:
            await test(desk)

    anyio.run(main)


def test_work_is_begun_at_once_and_done_in_its_turn(tmp_path: Path) -> None:
    done: list[str] = []

    async def work(name: str, _job: Job, _tell: Tell) -> dict[str, Any]:
        await anyio.sleep(0.01)
        done.append(name)
        return {"name": name}

    async def test(desk: Desk) -> None:
        jobs = [desk.begin("draw", {}, partial(work, name), lane="draw") for name in "abc"]
        assert [job.status for job in jobs] == ["queued"] * 3
        ended = [await desk.wait(job.id, 20, nothing) for job in jobs]
        assert [job.result["name"] for job in ended] == done == ["a", "b", "c"]
        assert all(job.status == "done" and job.progress == 1 for job in ended)

    run(test, tmp_path)


def test_looking_does_not_wait_for_films(tmp_path: Path) -> None:
    async def forever(_job: Job, _tell: Tell) -> dict[str, Any]:
        await anyio.sleep_forever()
        return {}

    async def quick(_job: Job, _tell: Tell) -> dict[str, Any]:
        return {}

    async def test(desk: Desk) -> None:
        film = desk.begin("draw", {}, forever, lane="draw")
        look = desk.begin("look", {}, quick, lane="look")
        assert (await desk.wait(look.id, 20, nothing)).status == "done"
        assert desk.get(film.id).status == "running"

    run(test, tmp_path)


def test_whoever_waits_is_told_how_far_it_is(tmp_path: Path) -> None:
    heard: list[tuple[float | None, str]] = []

    async def test(desk: Desk) -> None:
        steps = [anyio.Event() for _ in range(4)]

        async def work(_job: Job, tell: Tell) -> dict[str, Any]:
            for n, step in enumerate(steps[:3]):
                await step.wait()
                tell((n + 1) / 4, f"step {n}")
            await steps[3].wait()
            return {}

        async def told(job: Job) -> None:
            if job.doing == "step 2":
                assert Records(tmp_path).read(job.id).doing == "step 2"
            if job.doing.startswith("step"):
                heard.append((job.progress, job.doing))
            steps[len(heard)].set()

        job = desk.begin("draw", {}, work, lane="draw")
        assert (await desk.wait(job.id, 20, told)).status == "done"

    run(test, tmp_path)
    assert heard == [(0.25, "step 0"), (0.5, "step 1"), (0.75, "step 2")]


def test_cancelled_work_leaves_nothing(tmp_path: Path) -> None:
    async def work(job: Job, _tell: Tell) -> dict[str, Any]:
        (Records(tmp_path).folder(job.id) / "half.mp4").write_bytes(b"half")
        begun.set()
        await anyio.sleep_forever()
        return {}

    begun = anyio.Event()

    async def test(desk: Desk) -> None:
        job, queued = (desk.begin("draw", {}, work, lane="draw") for _ in range(2))
        await begun.wait()
        assert (await desk.cancel(queued.id)).status == "cancelled"
        assert (await desk.cancel(job.id)).status == "cancelled"
        assert (await desk.cancel(job.id)).status == "cancelled"
        assert sorted(one.name for one in (tmp_path / job.id).iterdir()) == ["job.json", "lock"]

    run(test, tmp_path)


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (OutputError("The disk is full.", place="x"), "output", "The disk is full."),
        (ZeroDivisionError("secret"), "internal", "Something went wrong inside of Vivant; its log says what."),
    ],
)
def test_what_fails_is_said_in_one_sentence(tmp_path: Path, failure: Exception, code: str, said: str) -> None:
    async def work(_job: Job, _tell: Tell) -> dict[str, Any]:
        raise failure

    async def test(desk: Desk) -> None:
        job = await desk.wait(desk.begin("draw", {}, work, lane="draw").id, 20, nothing)
        assert (job.status, job.error) == ("failed", {"code": code, "message": said})

    run(test, tmp_path)


def test_what_is_not_finished_at_the_end_is_interrupted(tmp_path: Path) -> None:
    begun: list[str] = []

    async def forever(_job: Job, _tell: Tell) -> dict[str, Any]:
        await anyio.sleep_forever()
        return {}

    async def test(desk: Desk) -> None:
        begun.extend(desk.begin("draw", {}, forever, lane="draw").id for _ in range(2))
        await anyio.sleep(0)

    run(test, tmp_path)
    assert [Records(tmp_path).read(job).status for job in begun] == ["interrupted"] * 2


def test_work_of_a_process_that_was_killed_is_told_as_interrupted(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}
    ) as holder:
        assert holder.stdout is not None
        job_id = holder.stdout.readline().decode().strip()
        records = Records(tmp_path)
        assert records.read(job_id).status == "running"

        async def elsewhere(desk: Desk) -> None:
            with pytest.raises(UsageError, match="another vivant mcp process"):
                await desk.cancel(job_id)
            assert (await desk.wait(job_id, 0.1, nothing)).status == "running"

        run(elsewhere, tmp_path)
        holder.send_signal(signal.SIGKILL)
    job = records.read(job_id)
    assert (job.status, job.asked, job.progress) == ("interrupted", {"files": ["a.jpg"]}, 0.4)
    assert sorted(one.name for one in (tmp_path / job_id).iterdir()) == ["job.json", "lock"]


@pytest.mark.parametrize("job_id", ["job_000000000000", "../../etc", "", "job_00000000000g"])
def test_a_job_that_there_is_not_is_said(tmp_path: Path, job_id: str) -> None:
    with pytest.raises(UsageError, match="job"):
        Records(tmp_path).read(job_id)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="--data"):
        Records(tmp_path / "file" / "jobs").new("draw", {}, "")
