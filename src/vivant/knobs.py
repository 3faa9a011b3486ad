"""What can be set of a move, a flow or an effect, and the folders that these are read from.

A folder is a register: each of its files that has a certain name in it (`path`, `prepare`, ...) is an entry. Not for
what an entry must keep; the folder's own contract says that.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Knobs(BaseModel):
    """Typed settings; a knob's docstring is its sentence for people."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def number(default: float, low: float, high: float, unit: str) -> Any:
    """A knob of `low` .. `high`, with the unit that people read."""
    return Field(default, ge=low, le=high, json_schema_extra={"unit": unit})


def knobs(params: type[Knobs]) -> list[dict[str, Any]]:
    """The knobs as plain data: name, default, min, max, unit and sentence; choices too where a knob has them."""
    return [_knob(name, rule) for name, rule in params.model_json_schema()["properties"].items()]


def _knob(name: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    knob = {
        "name": name,
        "default": rule.get("default"),
        "min": rule.get("minimum"),
        "max": rule.get("maximum"),
        "unit": rule.get("unit", ""),
        "sentence": rule.get("description", ""),
    }
    return knob | ({"choices": rule["enum"]} if "enum" in rule else {})


def entries(package: str, having: str) -> dict[str, ModuleType]:
    """The modules of a package that have something called `having`, in alphabetical order."""
    folder = import_module(package).__path__
    modules = [(name, import_module(f"{package}.{name}")) for _, name, _ in pkgutil.iter_modules(folder)]
    return {name: module for name, module in sorted(modules) if hasattr(module, having)}


def sentence(module: ModuleType) -> str:
    """The first line of a module's docstring: what the viewer sees."""
    return (module.__doc__ or "").strip().partition("\n")[0]
