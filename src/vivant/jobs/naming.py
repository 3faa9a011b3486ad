"""Ids and secrets: how they look, how they are made, and how a secret is kept (as its SHA-256)."""

from __future__ import annotations

import hashlib
import secrets
import uuid

TOKEN = "nmv_usr_"
CLAIM = "clm_"


def new_id(prefix: str) -> str:
    """A prefix and 16 hexadecimal digits."""
    return prefix + secrets.token_hex(8)


def new_session_id() -> str:
    """19 decimal digits."""
    return str(10**18 + secrets.randbelow(9 * 10**18))


def new_run_id() -> str:
    return f"e-{uuid.uuid4()}"


def new_secret(prefix: str) -> str:
    """A prefix and 43 URL-safe characters, 256 bits."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret. Looking a digest up tells nothing of the secret, however long the comparison takes."""
    return hashlib.sha256(secret.encode()).hexdigest()
