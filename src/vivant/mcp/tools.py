"""The tools that an agent sees. Their descriptions are read by language models: short, exact, no more than needed.

Not for doing anything (studios) or for what answers look like (answers.py).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Annotated, Any, TypeAlias

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult, ContentBlock, ImageContent, ResourceLink, ToolAnnotations
from pydantic import Field

from vivant.catalogue import Kind, entries
from vivant.errors import UsageError
from vivant.mcp.answers import CatalogueAnswer, Entry, JobAnswer, ProjectAnswer, ProjectsAnswer, answered, of_job
from vivant.mcp.records import Job
from vivant.mcp.studio import Quality, Studio

LONGEST_WAIT_S = 55.0
"""Clients give a call up after 60 s."""

Ctx: TypeAlias = Context[Any, Any]
Words: TypeAlias = Annotated[str, Field(description="What is wished for, in plain English or Chinese.")]
Overwrite: TypeAlias = Annotated[bool, Field(description="Replace a file that is there already.")]
Wait: TypeAlias = Annotated[
    float,
    Field(ge=0, le=LONGEST_WAIT_S, description="Seconds to wait for the end; 0 returns at once."),
]
ProjectId: TypeAlias = Annotated[str, Field(description="From animate_image, make_story or list_projects.")]
JobId: TypeAlias = Annotated[str, Field(description="From the tool that began the job.")]

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=False)


class Tools:
    """The tools over a studio; each method is one, and its docstring is what an agent reads."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def animate_image(
        self,
        ctx: Ctx,
        image: Annotated[str, Field(description="Path of the photo.")],
        words: Words = "",
        output: Annotated[
            str, Field(description="Path of the film: .mp4, .webm, .mov, .mkv, .gif, .webp. Empty: beside the photo.")
        ] = "",
        seed: Annotated[int, Field(description="Another seed, another take.")] = 0,
        overwrite: Overwrite = False,
        wait_s: Wait = 0,
    ) -> Annotated[CallToolResult, JobAnswer]:
        """Turn a photo into a video that moves: camera moves, living water, sky and plants, weather, light, music,
        titles. Begins a job and a project, and returns their ids at once; get_job tells when the film is there. Empty
        words let Vivant choose a move that suits the picture."""
        job = self._studio.make("animate_image", [image], words, output, seed=seed, overwrite=overwrite)
        return await self._waited(job, wait_s, ctx)

    async def make_story(
        self,
        ctx: Ctx,
        files: Annotated[list[str], Field(min_length=1, description="Paths of pictures, videos and sounds, in order.")],
        words: Words = "",
        output: Annotated[str, Field(description="Path of the film. Empty: beside the first file.")] = "",
        seed: Annotated[int, Field(description="Another seed, another take.")] = 0,
        overwrite: Overwrite = False,
        wait_s: Wait = 0,
    ) -> Annotated[CallToolResult, JobAnswer]:
        """Turn several pictures and videos into one film with moves, transitions, music and titles, or change one video
        (cut, speed, crop, captions, grade). Begins a job and a project, and returns their ids at once."""
        job = self._studio.make("make_story", files, words, output, seed=seed, overwrite=overwrite)
        return await self._waited(job, wait_s, ctx)

    async def edit_project(
        self,
        ctx: Ctx,
        project_id: ProjectId,
        words: Words,
        add: Annotated[list[str], Field(description="Paths of further files that the words may use.")] = [],  # noqa: B006
        wait_s: Wait = 30,
    ) -> Annotated[CallToolResult, JobAnswer]:
        """Change a project in words ("slower, and let it snow", "undo", "what is in it?") and get the answer. No file
        is written: call export_video when it is right."""
        return await self._waited(self._studio.edit(project_id, words, add), wait_s, ctx)

    async def export_video(
        self,
        ctx: Ctx,
        project_id: ProjectId,
        output: Annotated[str, Field(description="Path of the file; its ending decides the format.")],
        size: Annotated[str, Field(description="Such as 1080p or 1280x720. Empty: as the project is.")] = "",
        fps: Annotated[float | None, Field(ge=1, le=120, description="Frames per second.")] = None,
        quality: Quality = "high",
        overwrite: Overwrite = False,
        wait_s: Wait = 0,
    ) -> Annotated[CallToolResult, JobAnswer]:
        """Write the film of a project to a file. Begins a job and returns its id at once."""
        job = self._studio.export(project_id, output, size=size, fps=fps, quality=quality, overwrite=overwrite)
        return await self._waited(job, wait_s, ctx)

    async def analyze_image(
        self,
        ctx: Ctx,
        image: Annotated[str, Field(description="Path of the picture.")],
        folder: Annotated[
            str, Field(description="Where to write depth, subject, sky, water and other maps. Empty: none.")
        ] = "",
        wait_s: Wait = 30,
    ) -> Annotated[CallToolResult, JobAnswer]:
        """Tell what is seen in a picture: subject, sky, water, ground, horizon, depth. Helps to choose a wish."""
        return await self._waited(self._studio.analyze(image, folder), wait_s, ctx)

    async def get_job(
        self, ctx: Ctx, job_id: JobId, wait_s: Wait = 20
    ) -> Annotated[CallToolResult, JobAnswer]:  # fmt: skip
        """Tell how far a job is and what came of it. Waits up to wait_s seconds for its end."""
        return await self._waited(self._studio.desk.get(job_id), wait_s, ctx)

    async def cancel_job(self, job_id: JobId) -> Annotated[CallToolResult, JobAnswer]:
        """Stop a job. Nothing half finished is left; the project stays as it was before."""
        return self._told(await self._studio.desk.cancel(job_id))

    async def get_project(
        self,
        project_id: ProjectId,
        with_preview: Annotated[bool, Field(description="Also return four moments of the film as a picture.")] = False,
    ) -> Annotated[CallToolResult, ProjectAnswer]:
        """Tell what a project is made of, what was said, its tracks and its jobs."""
        about = await self._studio.project(project_id)
        more: list[ContentBlock] = []
        if with_preview:
            picture = await self._studio.preview(project_id)
            more.append(ImageContent(type="image", data=base64.b64encode(picture).decode(), mime_type="image/jpeg"))
        links = (about.preview_uri, "preview", "image/jpeg"), (about.draft_uri, "draft", "application/json")
        more += [_link(uri, name, mime_type) for uri, name, mime_type in links if uri]
        return answered(about, *more)

    async def list_projects(self) -> Annotated[CallToolResult, ProjectsAnswer]:
        """List all projects, the one that was changed last first."""
        return answered(ProjectsAnswer(projects=self._studio.projects()))

    def list_catalogue(
        self,
        kind: Annotated[Kind, Field(description="Which kind of thing.")],
        name: Annotated[str, Field(description="Only this one, with all its words and knobs.")] = "",
    ) -> Annotated[CallToolResult, CatalogueAnswer]:
        """List what can be asked for: camera moves, flows (living areas), effects, transitions, titles, music. Any of
        its words can stand in a wish."""
        found = [one for one in entries(kind) if not name or name == one["name"]]
        if not found:
            raise UsageError(f"There is nothing called {name!r} among {kind}; leave name out to see all.", place="name")
        if not name:
            found = [one | {"words": one["words"][:3], "knobs": []} for one in found]
        return answered(CatalogueAnswer(entries=[Entry.model_validate(one) for one in found]))

    def all(self) -> Sequence[tuple[Any, ToolAnnotations]]:
        """Every tool, and what may be expected of it."""
        return (
            (self.animate_image, WRITES), (self.make_story, WRITES), (self.edit_project, ADDS),
            (self.get_project, READS), (self.list_projects, READS), (self.export_video, WRITES),
            (self.analyze_image, ADDS), (self.list_catalogue, READS), (self.get_job, READS), (self.cancel_job, ADDS),
        )  # fmt: skip

    async def _waited(self, job: Job, wait_s: float, ctx: Ctx) -> CallToolResult:
        """A job as it is after waiting; what is told meanwhile goes to a client that asked for it."""
        last = -1.0

        async def told(now: Job) -> None:
            nonlocal last
            share = 100 * (now.progress or 0.0)
            if share > last:  # the protocol wants it to grow
                last = share
                await ctx.report_progress(share, 100, now.doing)

        return self._told(await self._studio.desk.wait(job.id, wait_s, told) if wait_s else job)

    def _told(self, job: Job) -> CallToolResult:
        return answered(of_job(job, has_project=bool(job.project) and self._studio.has(job.project)))


def _link(uri: str, name: str, mime_type: str) -> ResourceLink:
    return ResourceLink(type="resource_link", uri=uri, name=name, mime_type=mime_type)
