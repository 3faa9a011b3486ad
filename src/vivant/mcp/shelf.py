"""Resources: what a project looks like, and its draft. Each project has both, under `vivant://projects/...`.

Not for tools (tools.py). What is not there is said in one sentence.
"""

from __future__ import annotations

from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp.types import Resource

from vivant.client import ClientError
from vivant.errors import UsageError, VivantError
from vivant.mcp.studio import Studio

DRAFT = "vivant://projects/{project_id}/draft"
PREVIEW = "vivant://projects/{project_id}/preview"
_LISTED = 50
"""So many projects are listed; older ones can still be read."""


class Shelf:
    """The resources over a studio."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def draft(self, project_id: str) -> str:
        """The draft of a project: everything that was asked for, as JSON."""
        with _told():
            return await self._studio.draft(project_id)

    async def preview(self, project_id: str) -> bytes:
        """Four moments of the film of a project, two by two, in the order of reading."""
        with _told():
            return await self._studio.preview(project_id)

    def listed(self) -> list[Resource]:
        """The resources of the projects that were changed last."""
        found = []
        for one in self._studio.projects()[:_LISTED]:
            kinds = ("draft", one.draft_uri, "application/json"), ("preview", one.preview_uri, "image/jpeg")
            for name, uri, mime_type in kinds:
                if uri:
                    found.append(Resource(uri=uri, name=f"{name} of {one.project_id}", mime_type=mime_type))
        return found


class _told:
    """Failures as the protocol has them."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, failure: BaseException | None, trace: object) -> None:
        if isinstance(failure, UsageError):
            raise ResourceNotFoundError(failure.sentence) from None
        if isinstance(failure, VivantError | ClientError):
            raise ResourceError(str(failure)) from None
