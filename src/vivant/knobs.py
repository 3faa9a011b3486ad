"""What can be set of a move, a flow or an effect, and the folders that these are read from.

A folder is a register: each of its files that has a certain name in it (`path`, `prepare`, ...) is an entry. Not for
what an entry must keep; the folder's own contract says that.
"""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

_Entry = TypeVar("_Entry")
_WORDS = re.compile(r"^WORDS = (\(.*?\)|\{.*?\}) *(?:#.*)?$", re.DOTALL | re.MULTILINE)


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


class Register(Mapping[str, _Entry]):
    """The entries of a folder by name, in alphabetical order: the files that have WORDS. A file whose WORDS are a dict
    holds a family: one entry for each of its keys.

    A file is loaded when its entry is first wanted. What people call it is read from its text before that, so that a
    sentence is understood without loading sixty files.
    """

    def __init__(self, package: str, read: Callable[[str, ModuleType], _Entry]) -> None:
        self._package, self._read = package, read
        self._entries: dict[str, _Entry] = {}
        found = _words(package)
        self.words: Mapping[str, tuple[str, ...]] = {name: words for name, (_, words) in found.items()}
        self._files = {name: file for name, (file, _) in found.items()}

    def __getitem__(self, name: str) -> _Entry:
        if name not in self._entries:
            if name not in self.words:
                raise KeyError(name)
            self._entries[name] = self._read(name, import_module(f"{self._package}.{self._files[name]}"))
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def _words(package: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of every entry of a package its file and its words: WORDS of every file that has them."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for finder, file, _ in pkgutil.iter_modules(import_module(package).__path__):
        path = Path(str(getattr(finder, "path", ""))) / f"{file}.py"
        text = _WORDS.search(path.read_text("utf-8")) if path.is_file() else None
        if text:
            words = ast.literal_eval(text[1])
        elif not path.is_file() and hasattr(module := import_module(f"{package}.{file}"), "WORDS"):
            words = module.WORDS  # installed without its text
        else:
            continue
        family = words if isinstance(words, dict) else {file: words}
        found |= {name: (file, tuple(called)) for name, called in family.items()}
    return dict(sorted(found.items()))


def sentence(module: ModuleType) -> str:
    """The first line of a module's docstring: what the viewer sees."""
    return (module.__doc__ or "").strip().partition("\n")[0]
