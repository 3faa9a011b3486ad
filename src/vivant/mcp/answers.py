"""What tools answer: typed values for programs, and the same in a few lines of text for those who read only text.

Not for finding out (studios) or for saying how to call a tool (tools.py).
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from mcp.types import CallToolResult, ContentBlock, TextContent
from pydantic import BaseModel, Field

from vivant.mcp.records import Job, Status


class Reply(BaseModel):
    """What the director answered to the words."""

    kind: str = Field(description="made, changed, undone, answered, export (a file is wished for) or nothing")
    said: str = Field(description="The whole answer, in the language of the words.")
    changes: list[str] = []
    notes: list[str] = []
    unknown: list[str] = Field(default=[], description="What of the words could not be done.")
    ideas: list[str] = Field(default=[], description="What could be said next, each as it can be said.")
    question: str = Field(default="", description="Asked back where the wish was open.")


class Film(BaseModel):
    """A finished file."""

    path: str
    width: int = 0
    height: int = 0
    fps: float = 0
    duration_s: float = 0
    size_bytes: int = 0


class Seen(BaseModel):
    """What was seen in a picture. Shares are of its area, 0 to 1; `horizon_h` is from the top, of its height."""

    width: int
    height: int
    kind: str = Field(description="photo, drawing, text or texture")
    confidence: float = Field(description="How sure the depth is, 0 to 1.")
    subject_share: float
    sky_share: float
    water_share: float
    ground_share: float
    horizon_h: float | None = None
    saw: list[str]
    files: list[str] = Field(default=[], description="Maps that were written, if a folder was given.")


class JobAnswer(BaseModel):
    """A job, and what came of it so far."""

    job_id: str
    tool: str
    status: Status
    progress: float | None = Field(default=None, description="0 to 1.")
    doing: str = ""
    project_id: str = ""
    reply: Reply | None = None
    film: Film | None = None
    seen: Seen | None = None
    page: str = Field(default="", description="On a server: where the project can be seen and changed in a browser.")
    error: str = ""
    error_code: str = ""
    next: str = Field(default="", description="What to do now.")

    def text(self) -> str:
        lines = [
            f"{self.tool}: {self.status}" + (f" ({self.doing}{_percent(self.progress)})" if self.doing else "") + "."
        ]
        lines += [f"job_id: {self.job_id}"] + ([f"project_id: {self.project_id}"] if self.project_id else [])
        if self.reply:
            said = self.reply.said
            more = [f"Not done: {one}" for one in self.reply.unknown if one not in said]
            more += [question for question in [self.reply.question] if question not in said]
            lines += [said, *more]
        if self.film:
            lines.append(f"Film: {self.film.path}{_shape(self.film)}")
        if self.seen:
            lines += [f"{self.seen.width}x{self.seen.height}, {self.seen.kind}", *self.seen.saw]
            lines += [f"File: {file}" for file in self.seen.files]
        lines += [line for line in (self.page and f"Page: {self.page}", self.error, self.next) if line]
        return "\n".join(map(one_line, lines))


class JobLine(BaseModel):
    job_id: str
    tool: str
    status: Status


class ProjectAnswer(BaseModel):
    """A project as it is now."""

    project_id: str
    summary: str = Field(default="", description="Its tracks in one line.")
    files: list[str] = Field(default=[], description="The pictures, videos and sounds it is made of.")
    width: int = 0
    height: int = 0
    fps: float = 0
    duration_s: float = 0
    said: list[str] = Field(default=[], description="The words that led here, oldest first.")
    jobs: list[JobLine] = []
    draft_uri: str = ""
    preview_uri: str = ""
    page: str = ""

    def text(self) -> str:
        lines = [f"project_id: {self.project_id}", self.summary]
        lines += [f"{self.width}x{self.height}, {self.fps:g} fps, {self.duration_s:g} s"] if self.width else []
        lines += [f"Made of: {file}" for file in self.files] + [f"Said: {words}" for words in self.said]
        lines += [f"Job {job.job_id} ({job.tool}): {job.status}" for job in self.jobs]
        pairs = (("Draft", self.draft_uri), ("Preview", self.preview_uri), ("Page", self.page))
        lines += [f"{name}: {uri}" for name, uri in pairs if uri]
        return "\n".join(one_line(line) for line in lines if line)


class ProjectsAnswer(BaseModel):
    """Projects, the one that was changed last first."""

    projects: list[ProjectAnswer]

    def text(self) -> str:
        told = [f"{one.project_id}: {one.summary or 'nothing made yet'}" for one in self.projects]
        return "\n".join(map(one_line, told)) or "There is no project yet; animate_image and make_story begin one."


class Entry(BaseModel):
    """One thing that can be asked for."""

    name: str
    kind: str
    sentence: str = Field(description="What the viewer sees.")
    words: list[str] = Field(default=[], description="What people call it; any of these can stand in a wish.")
    knobs: list[dict[str, Any]] = []


class CatalogueAnswer(BaseModel):
    """What can be asked for."""

    entries: list[Entry]

    def text(self) -> str:
        return "\n".join(
            f"{one.name}: {one.sentence}"
            + (f" Say: {', '.join(one.words)}." if one.words else "")
            + "".join(f"\n  {knob['name']} = {knob['default']}: {knob['sentence']}" for knob in one.knobs)
            for one in self.entries
        )


Answer = TypeVar("Answer", JobAnswer, ProjectAnswer, ProjectsAnswer, CatalogueAnswer)


def answered(answer: Answer, *more: ContentBlock) -> CallToolResult:
    """An answer as text and as data; `more` follows the text."""
    text = TextContent(type="text", text=answer.text())
    return CallToolResult(content=[text, *more], structured_content=answer.model_dump(mode="json"))


def of_job(job: Job, *, has_project: bool) -> JobAnswer:
    """What is to be told of a job."""
    result = job.result
    return JobAnswer(
        job_id=job.id, tool=job.kind, status=job.status, progress=job.progress, doing=job.doing,
        project_id=job.project if has_project else "",
        reply=Reply.model_validate(result["reply"]) if result.get("reply") else None,
        film=Film.model_validate(result["film"]) if result.get("film") else None,
        seen=Seen.model_validate(result["seen"]) if result.get("seen") else None,
        page=str(result.get("page", "")),
        error=str(job.error.get("message", "")), error_code=str(job.error.get("code", "")),
        next=_next(job, has_project=has_project),
    )  # fmt: skip


_BEGIN = ("animate_image", "make_story")
"""The tools that begin a project."""

_REFINE = "The film is finished. To refine it, call edit_project with this project_id, then export_video."
_WRITE = "Call export_video with this project_id to write the film."


def _next(job: Job, *, has_project: bool) -> str:
    if job.status in ("queued", "running"):
        return f'It goes on by itself: call get_job with job_id "{job.id}" and wait_s 45, or cancel_job.'
    if job.status == "interrupted":
        known = f' Its project is "{job.project}": export_video writes what was made so far.' if has_project else ""
        return (
            "It ended because vivant mcp was stopped; nothing half finished was left. "
            f"Call {job.kind} again; it was asked: {json.dumps(job.asked, ensure_ascii=False)}.{known}"
        )
    if job.status == "failed" and has_project and job.kind in _BEGIN:
        return f'The project "{job.project}" is kept.'
    if job.status != "done":
        return ""
    if job.kind in _BEGIN:
        return _REFINE if job.result.get("film") else ""
    changed = job.result.get("reply", {}).get("kind") in ("changed", "undone", "made", "export")
    return _WRITE if changed else ""


def one_line(text: str) -> str:
    """Text on one line: names of files and words of people can hold anything."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _percent(progress: float | None) -> str:
    return "" if progress is None else f", {round(100 * progress)} %"


def _shape(film: Film) -> str:
    return f" ({film.width}x{film.height}, {film.duration_s:g} s)" if film.width else ""
