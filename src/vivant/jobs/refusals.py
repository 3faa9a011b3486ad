"""Why something cannot be done now: a code to branch on and what a client needs to know.

The server turns codes into its own numbers; sentences are fit for people.
"""

from __future__ import annotations

from typing import Any

from vivant.errors import VivantError


class Refused(VivantError):
    """A request that is refused. `data` goes to the client as it is.

    Codes: token, claim, session, render_unknown, run_unknown, asset_unknown, rate_client, rate_ip, busy, render_taken,
    render_open, credits, name_taken, storage.
    """

    code = "refused"

    def __init__(self, code: str, sentence: str, **data: Any) -> None:
        super().__init__(sentence, code=code)
        self.data = data
