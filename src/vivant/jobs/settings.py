"""Every setting of the server and its workers, each with where it came from: built in, the file, or the environment.

Not for reading them at work: a Settings is made once at the start and handed on.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vivant.errors import MissingInput, UsageError

if TYPE_CHECKING:
    from vivant.agent import Director

PREFIX = "VIVANT_"
_CHOICES = {
    "profile": ("local", "public"),
    "reissue": ("strict", "rotate"),
    "attribution": ("strict", "session", "off"),
    "free_plan_export": ("allow", "block"),
    "anon_plan": ("free", "full"),
    "heartbeat_form": ("comment", "event", "empty"),
}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_LOCAL: Mapping[str, Any] = {"reissue": "rotate", "anon_credits": 10_000, "anon_plan": "full"}
SECRET = ("secret", "model_key")
"""Settings that are never printed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of docs/operating.md. Make one with `load`, or in tests directly.

    `sources` tells of each name where its value came from: "default", "profile local", "file" or "environment".
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    profile: str = "local"
    public_base_url: str = ""
    trusted_proxies: str = ""
    secret: str = ""
    database_url: str = ""
    jobs_url: str = ""
    objects_url: str = ""
    reissue: str = "strict"
    anon_per_client: int = 1
    anon_per_ip: int = 10
    anon_window_days: int = 7
    anon_credits: int = 100
    anon_plan: str = "free"
    anon_scopes: str = "read write upload render"
    attribution: str = "strict"
    free_plan_export: str = "allow"
    registration: bool = False
    price_clip: int = 20
    price_edit: int = 5
    price_chat: int = 0
    max_video_mb: int = 500
    max_image_mb: int = 200
    max_request_mb: int = 1024
    min_image_px: int = 256
    max_items: int = 60
    url_allow_private: bool = False
    heartbeat_s: float = 15.0
    heartbeat_form: str = "comment"
    stream_max_s: float = 870.0
    test_aids: bool = False
    requests_per_minute: int = 120
    session_ttl_days: int = 30
    event_ttl_min: int = 60
    url_ttl_days: int = 7
    workers: int = 1
    poll_s: float = 0.25
    silent_s: float = 15.0
    run_max_s: float = 1800.0
    render_max_s: float = 300.0
    clip_side_px: int = 480
    model: str = ""
    model_url: str = ""
    model_key: str = ""
    model_timeout_s: float = 30.0
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def app_url(self) -> str:
        """SQLAlchemy URL of the application's data, without a driver's name for SQLite."""
        return self.database_url or f"sqlite:///{self.data_dir / 'vivant.db'}"

    @property
    def engine_url(self) -> str:
        """SQLAlchemy URL of what the engine keeps of its own: another file, or another database."""
        return self.jobs_url or (self.database_url or f"sqlite:///{self.data_dir / 'jobs.db'}")

    def told(self) -> list[tuple[str, object, str]]:
        """(name, value, source) of each setting for people; secrets are hidden."""
        hidden = {name: "(hidden)" for name in SECRET if getattr(self, name)}
        names = [one.name for one in fields(self) if one.name != "sources"]
        return [(name, hidden.get(name, getattr(self, name)), self.sources.get(name, "default")) for name in names]


def load(
    environ: Mapping[str, str] | None = None, file: Path | None = None, given: Mapping[str, Any] | None = None
) -> Settings:
    """The settings of an environment, over those of a TOML file (VIVANT_CONFIG names one), over the profile's.

    given    what the command line says; it wins over everything, and None in it says nothing

    Raises UsageError with one sentence that names a wrong setting, MissingInput for a file that is not there.
    """
    environ = os.environ if environ is None else environ
    path = file or (Path(environ["VIVANT_CONFIG"]) if environ.get("VIVANT_CONFIG") else None)
    known = {one.name: str(one.type) for one in fields(Settings) if one.name != "sources"}
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    told: list[tuple[str, Mapping[str, Any]]] = [
        ("file", _file(path, known)),
        ("environment", {n: environ[PREFIX + n.upper()] for n in known if PREFIX + n.upper() in environ}),
        ("command line", {n: value for n, value in (given or {}).items() if value is not None}),
    ]
    for source, found in told:
        for name, value in found.items():
            values[name] = _read(name, known[name], value)
            sources[name] = source
    values.setdefault("data_dir", Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "vivant")
    host = values.get("host", "127.0.0.1")
    profile = values.setdefault("profile", "local" if host in _LOOPBACK else "public")
    for name, value in (_LOCAL if profile == "local" else {}).items():
        if name not in values:
            values[name], sources[name] = value, "profile local"
    settings = Settings(**values, sources=sources)
    director_of(settings)  # a wrong name is told at the start
    return settings


def director_of(settings: Settings) -> Director | None:
    """Who reads the words of messages: the language model that is set, None for the rules. Raises UsageError."""
    if settings.model in ("", "rules"):
        return None
    from vivant.llm import language_model

    url, key, limit_s = settings.model_url, settings.model_key, settings.model_timeout_s
    return language_model(settings.model, url=url, key=key, limit_s=limit_s)


def _file(path: Path | None, known: Mapping[str, str]) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise MissingInput(f"There is no settings file {path}. Check VIVANT_CONFIG.", place=str(path)) from None
    except (OSError, ValueError) as failure:
        raise UsageError(f"The settings file {path} cannot be read: {failure}.", place=str(path)) from None
    for name in found:
        if name not in known:
            raise UsageError(f"{path} has a setting {name!r} that does not exist. Check its name.", place=name)
    return found


def _read(name: str, kind: str, value: Any) -> Any:
    """A value as its type; texts from the environment are read."""
    try:
        if kind == "bool" and not isinstance(value, bool):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[str(value).lower()]
        if kind == "Path":
            return Path(value).expanduser()
        read = {"int": int, "float": float, "str": str, "bool": bool}[kind](value)
    except (KeyError, ValueError, TypeError):
        wanted = {"bool": "true or false", "int": "a whole number", "float": "a number"}.get(kind, "a text")
        raise UsageError(f"{PREFIX}{name.upper()} must be {wanted}, not {value!r}.", place=name, value=value) from None
    if name in _CHOICES and read not in _CHOICES[name]:
        listed = " or ".join(_CHOICES[name])
        raise UsageError(f"{PREFIX}{name.upper()} must be {listed}, not {value!r}.", place=name, value=value)
    if kind in ("int", "float") and not read >= 0:
        raise UsageError(f"{PREFIX}{name.upper()} cannot be {value!r}; it starts at 0.", place=name, value=value)
    return read
