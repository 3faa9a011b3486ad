"""The jobs themselves, as durable workflows: a run (one turn of the agent) and a render (one export).

Every change of what must not be lost is one transaction with DBOS's record of it, so that after a crash it is there
once; picture work is a step, which may be done again. Not for how drafts are made (turn.py) or drawn (drawing.py).
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID, SQLAlchemyDatasource
from sqlalchemy.orm import Session

from vivant import asking
from vivant.errors import VivantError
from vivant.jobs import naming, projects, renders, runs, turn
from vivant.jobs.drawing import MIME, SIDES, Overdue, Stopped, draw
from vivant.jobs.objects import Objects
from vivant.jobs.refusals import Refused
from vivant.jobs.runs import Told
from vivant.jobs.settings import Settings, director_of
from vivant.jobs.store import Desk
from vivant.jobs.tables import Project, Render, Run

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger("vivant.jobs")
PROGRESS_S = 10.0
"""Progress is told at most so often."""
ROOM_BYTES, ROOM_S = 8_000_000, 1.0
"""Room on the disk that every step waits for, and how often it is looked for."""


class _Ended(Exception):
    """The run ended while it was worked on."""


class Shop:
    """What a worker works with. One a process, made before DBOS is launched. `at_work` are the jobs that it is at."""

    def __init__(self, settings: Settings, desk: Desk, objects: Objects, source: SQLAlchemyDatasource) -> None:
        self.settings, self.desk, self.objects, self.source = settings, desk, objects, source
        self.director = director_of(settings)
        self.at_work: set[str] = set()

    @contextmanager
    def working(self, job: str) -> Iterator[None]:
        """Be at a job, so that `keeping.adopt` does not take it for dropped."""
        self.at_work.add(job)
        try:
            yield
        finally:
            self.at_work.discard(job)

    def once(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(session, ...)` in a transaction that is done once in the life of the workflow. On a full disk it waits
        until there is room: neither what was done nor that it failed could be kept."""
        while self.desk.is_file and shutil.disk_usage(self.settings.data_dir).free < ROOM_BYTES:
            time.sleep(ROOM_S)
        name: Any = {"name": getattr(work, "__qualname__", "work")}
        return self.source.run_tx_step(name, lambda: work(self.source.sql_session(), *args, **kwargs))

    def must(self, work: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs) -> None:
        """As `once`, of work that tells whether its run goes on."""
        if not self.once(work, *args, **kwargs):
            raise _Ended

    def files(self, user_id: str, session_id: str) -> list[turn.Material]:
        """The files of a project on this machine."""
        rows = self.desk.read(projects.assets, session_id)
        return [
            turn.Material(row.id, row.kind, row.filename, self.objects.fetch(row.key))
            for row in rows if row.source != "generated" and row.user_id == user_id
        ]  # fmt: skip


_shop: list[Shop] = []


def open_shop(shop: Shop) -> None:
    """Give the workflows of this process what they work with."""
    _shop[:] = [shop]


# --- a run ------------------------------------------------------------------------------------------------------------


@DBOS.workflow(name="run")
def run(run_id: str) -> None:
    """One turn: words and files become a draft, told as events; ends once, charged once."""
    with _shop[0].working(run_id):
        _run(_shop[0], run_id)


def _run(shop: Shop, run_id: str) -> None:
    job = shop.once(_begun, run_id)
    if job is None:
        return
    try:
        _turn(shop, job)
    except (Stopped, _Ended):
        return
    except Overdue:
        shop.once(runs.fail, run_id, "TIMEOUT", "This took too long and was stopped. Try a shorter video.")
    except MemoryError:
        shop.once(runs.fail, run_id, "OUT_OF_MEMORY", "This needs more memory than there is. Try a smaller picture.")
    except VivantError as failure:
        shop.once(runs.fail, run_id, "GENERATION_FAILED", failure.sentence)
    except Exception as failure:
        if _is_internal(failure):
            raise
        log.exception("run %s failed", run_id)
        shop.once(runs.fail, run_id, "INTERNAL", "Something went wrong inside. Please try again.")


def _turn(shop: Shop, job: Mapping[str, Any]) -> None:
    run_id, chinese = job["id"], job["chinese"]
    if job["delay_s"]:
        DBOS.sleep(job["delay_s"])
    generating = job["kind"] == "generate"
    if generating:
        said = "我先看看素材。" if chinese else "I am looking at what you sent."
        _tell(shop, run_id, "analyze-call", _call("analyze_image", "c1", said, "analyze", {"assets": job["assets"]}))
    planned = _plan_step(run_id)
    plan = turn.Plan(**{**planned, "additions": tuple(turn.Addition(**one) for one in planned["additions"])})
    if plan.kind == "chat":
        _tell_end(shop, job, plan.said, "chat", shop.settings.price_chat)
    elif plan.kind == "edit":
        _edit(shop, job, plan)
    else:
        _generate(shop, job, plan)


def _generate(shop: Shop, job: Mapping[str, Any], plan: turn.Plan) -> None:
    run_id, chinese, draft = job["id"], job["chinese"], dict(plan.draft or {})
    shop.must(_analyzed, run_id, dict(plan.seen))
    said = "我来生成画面，可能需要几分钟。" if chinese else "I am making the video. This may take a few minutes."
    _tell(shop, run_id, "generate-call", _call("generate_video", "c2", said, "generate", {"prompt": job["words"]}, 1))
    clip = _clip_step(run_id, draft)
    shop.must(_generated, run_id, draft, clip)
    told = (
        f"原始视频好了，长 {clip['duration']:g} 秒。" if chinese else f"The raw video is ready: {clip['duration']:g} s."
    )
    for n, one in enumerate(plan.additions):
        said = f"{told} {one.said}" if n == 0 else one.said
        _tell(shop, run_id, f"post-call-{n}", _call(one.tool, f"c{n + 3}", said, "post", {}, 2))
        shop.must(_added, run_id, n, one.tool, one.draft)
    closing = plan.said if plan.additions else f"{told} {plan.said}"
    _tell_end(shop, job, closing, "post" if plan.additions else "generate", shop.settings.price_clip, plan.warning)


def _edit(shop: Shop, job: Mapping[str, Any], plan: turn.Plan) -> None:
    run_id, draft = job["id"], dict(plan.draft or {})
    said = "我来修改。" if job["chinese"] else "I am changing the draft."
    _tell(shop, run_id, "edit-call", _call("edit_draft", "c1", said, "edit", {"words": job["words"]}))
    if job["silent"]:
        shop.once(_edited, run_id, draft, list(plan.changes), plan.at, shop.settings.price_edit)
        return
    shop.must(_edited, run_id, draft, list(plan.changes), plan.at, None)
    _tell_end(shop, job, plan.said, "edit", shop.settings.price_edit)


@DBOS.step()
def _plan_step(run_id: str) -> dict[str, Any]:
    shop = _shop[0]
    row = shop.desk.read(_row, run_id)
    draft, language, history = shop.desk.read(_project, row.session_id)
    wanted = row.options.get("assets")
    files = [one for one in shop.files(row.user_id, row.session_id) if wanted is None or one.id in wanted]
    seed = int(row.options.get("seed", 0))
    director = shop.director
    return asdict(turn.plan(row.words, draft, files, language=language, seed=seed, history=history, director=director))


@DBOS.step()
def _clip_step(run_id: str, draft: dict[str, Any]) -> dict[str, Any]:
    """Draw what stage 1 shows, small."""
    shop = _shop[0]
    row = shop.desk.read(_row, run_id)
    paths = {one.id: one.path for one in shop.files(row.user_id, row.session_id)}
    last = [time.monotonic()]

    def told(share: float) -> bool:
        due = time.monotonic() - last[0] >= PROGRESS_S
        event = Told("progress", stage="generate", stage_index=1, progress=round(share, 3)) if due else None
        if due:
            last[0] = time.monotonic()
        return _told(shop, runs.advance, run_id, share, event)

    return draw(
        shop.objects, draft, paths, _clip_id(run_id), quality="medium", side_px=shop.settings.clip_side_px, told=told,
        max_s=shop.settings.run_max_s, folder="clips",
    )  # fmt: skip


# --- what a run changes, each in one transaction ----------------------------------------------------------------------


def _begun(session: Session, run_id: str) -> dict[str, Any] | None:
    row = session.get_one(Run, run_id)
    project = session.get_one(Project, row.session_id)
    files = projects.assets(session, row.session_id)
    shown = [one for one in files if one.source != "generated" and one.kind != "audio"]
    kind = asking.kind_of(row.words, project.draft, len(shown))
    stage = {"generate": "analyze", "edit": "edit", "chat": "chat"}[kind]
    if not runs.start(session, run_id, stage):
        return None
    chinese = project.language.lower().startswith("zh") or asking.is_chinese(row.words)
    return {
        "id": run_id, "kind": kind, "words": row.words, "chinese": chinese, "assets": [one.id for one in shown],
        "silent": bool(row.options.get("silent")), "delay_s": float(row.options.get("delay_s") or 0.0),
        "export": row.options.get("export"),
    }  # fmt: skip


def _analyzed(session: Session, run_id: str, seen: Mapping[str, Any]) -> bool:
    row = runs.get_any(session, run_id)
    if row.status in runs.ENDED:
        return False
    for asset in projects.assets(session, row.session_id):
        if asset.id in seen:
            asset.seen = dict(seen[asset.id])
    told = _result("analyze_image", "c1", "analyze", {"status": "ok", "seen": len(seen)})
    runs.tell(session, run_id, "analyze-result", replace(told, state={"video_analyses": dict(seen)}))
    return True


def _generated(session: Session, run_id: str, draft: Mapping[str, Any], clip: Mapping[str, Any]) -> bool:
    row = runs.get_any(session, run_id)
    if row.status in runs.ENDED:
        return False
    made = {"prompt": row.words, "model": "vivant", "source_assets": sorted(draft.get("a", {})), "stage_index": 1}
    name = f"clip-{row.seq}.mp4"
    new = projects.NewAsset(
        name, "video", MIME["mp4"], clip["size"], "", clip["key"], "generated", clip["duration"], clip["width"],
        clip["height"], clip["fps"], _clip_id(run_id),
    )  # fmt: skip
    (asset,) = projects.add_assets(session, row.user_id, row.session_id, [new])
    asset.made = made
    project = projects.save_draft(session, row.session_id, draft, words=row.words)
    told = _result("generate_video", "c2", "generate", {"status": "ok", "media_id": asset.id}, 1)
    state = {"draft": project.draft, "generated_media": [asset.id]}
    runs.tell(session, run_id, "generate-result", replace(told, state=state, artifacts={name: 1}))
    row.stage, row.stage_index = "post", 2
    return True


def _added(session: Session, run_id: str, n: int, tool: str, draft: Mapping[str, Any]) -> bool:
    row = runs.get_any(session, run_id)
    if row.status in runs.ENDED:
        return False
    project = projects.save_draft(session, row.session_id, draft, words=row.words)
    told = _result(tool, f"c{n + 3}", "post", {"status": "ok"}, 2)
    runs.tell(session, run_id, f"post-result-{n}", replace(told, state={"draft": project.draft}))
    return True


def _edited(
    session: Session,
    run_id: str,
    draft: Mapping[str, Any],
    changes: list[str],
    at: int | None,
    silent_price: int | None,
) -> bool:
    """The changed draft is there; without words to follow (`silent_price`) the run ends here, at that price."""
    row = runs.get_any(session, run_id)
    if row.status in runs.ENDED:
        return False
    project = projects.save_draft(session, row.session_id, draft, words=row.words, at=at)
    told = _result("edit_draft", "c1", "edit", {"status": "ok", "changes": changes})
    told = replace(told, state={"draft": project.draft})
    if silent_price is None:
        runs.tell(session, run_id, "edit-result", told)
        return True
    return runs.end(session, run_id, "succeeded", replace(told, last=True), charged=silent_price)


def _tell(shop: Shop, run_id: str, name: str, told: Told) -> None:
    shop.must(runs.tell, run_id, name, told)


def _tell_end(
    shop: Shop, job: Mapping[str, Any], text: str, stage: str, price: int, warning: str | None = None
) -> None:
    told = Told("text", text, stage=stage, warning=warning, last=True)
    ended = shop.once(runs.end, job["id"], "succeeded", told, charged=price)
    if ended and job["export"] is not None and stage != "chat":
        render_job = shop.once(_exported, job["id"], job["export"])
        if render_job:
            _hand_over(shop, render_job)


def _exported(session: Session, run_id: str, output: Mapping[str, Any]) -> str | None:
    """The export that follows a run of `/generate`, under the run's own id."""
    row = runs.get_any(session, run_id)
    draft = session.get_one(Project, row.session_id).draft
    if draft is None:
        return None
    made, _ = renders.submit(session, row.user_id, row.session_id, run_id, draft, output)
    return made.job if renders.next_of(session, row.session_id) is made else None


def _hand_over(shop: Shop, render_job: str) -> None:
    """Enqueue the export from within a workflow."""
    row = shop.desk.read(lambda session: session.get_one(Render, render_job))
    queue = DBOS.retrieve_queue("render")
    assert queue is not None
    with SetWorkflowID(render_job), SetEnqueueOptions(priority=row.seq):
        queue.enqueue(render, render_job)


# --- an export --------------------------------------------------------------------------------------------------------


@DBOS.workflow(name="render")
def render(job: str) -> None:
    """One export: a draft becomes a file; ends once. Then it is the turn of the session's next one."""
    shop = _shop[0]
    with shop.working(job):
        if shop.once(renders.start, job):
            _export(shop, job)
        following = shop.once(_following, job)
        if following:
            _hand_over(shop, following)


def _export(shop: Shop, job: str) -> None:
    try:
        made = _render_step(job)
        notes = made.pop("notes")
        shop.once(renders.complete, job, made.pop("key"), made, notes)
    except Stopped:
        return
    except Overdue:
        shop.once(renders.fail, job, "The export took longer than it may. Try a shorter video or a lower resolution.")
    except MemoryError:
        shop.once(renders.fail, job, "The export needs more memory than there is. Try a lower resolution.")
    except VivantError as failure:
        shop.once(renders.fail, job, failure.sentence)
    except Exception as failure:
        if _is_internal(failure):
            raise
        log.exception("render %s failed", job)
        shop.once(renders.fail, job, "Something went wrong inside. Please submit it again.")


def _following(session: Session, job: str) -> str | None:
    found = renders.next_of(session, session.get_one(Render, job).session_id)
    return found.job if found is not None else None


@DBOS.step()
def _render_step(job: str) -> dict[str, Any]:
    shop = _shop[0]
    row = shop.desk.read(lambda session: session.get_one(Render, job))
    wanted = [name for name, asset in row.draft.get("a", {}).items() if not asset.get("gen")]
    rows = shop.desk.read(projects.asset_keys, row.user_id, wanted)
    paths: dict[str, Path] = {name: shop.objects.fetch(one.key) for name, one in rows.items()}
    output = row.output

    def told(share: float) -> bool:
        return _told(shop, renders.advance, job, round(100 * share))

    return draw(
        shop.objects, row.draft, paths, job, format=output.get("format", "mp4"), quality=output.get("quality", "high"),
        side_px=SIDES.get(str(output.get("resolution"))), fps=output.get("fps"), told=told,
        max_s=shop.settings.render_max_s,
    )  # fmt: skip


# --- small steps ------------------------------------------------------------------------------------------------------


def _call(tool: str, call_id: str, text: str, stage: str, args: Mapping[str, Any], index: int | None = None) -> Told:
    return Told("call", text, tool=tool, call_id=call_id, args=args, stage=stage, stage_index=index)


def _result(tool: str, call_id: str, stage: str, response: Mapping[str, Any], index: int | None = None) -> Told:
    return Told("result", tool=tool, call_id=call_id, response=response, stage=stage, stage_index=index)


def _told(shop: Shop, advance: Callable[Concatenate[Session, P], bool], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Note progress, and whether the job goes on. That it cannot be noted now is no reason to stop drawing."""
    try:
        return shop.desk.do(advance, *args, **kwargs)
    except Refused:
        return True


def _is_internal(failure: Exception) -> bool:
    """Whether the engine itself stops the workflow, as when it is cancelled or another worker has it now."""
    return type(failure).__module__.startswith("dbos")


def _clip_id(run_id: str) -> str:
    """The asset id of a run's clip: the same whenever the run is worked on again."""
    return f"ast_{naming.digest(run_id)[:16]}"


def _row(session: Session, run_id: str) -> Run:
    return session.get_one(Run, run_id)


def _project(session: Session, session_id: str) -> tuple[dict[str, Any] | None, str, dict[str, Any] | None]:
    project = session.get_one(Project, session_id)
    return project.draft, project.language, project.history
