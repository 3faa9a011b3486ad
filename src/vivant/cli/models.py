"""`vivant models`: better eyes that can be pulled, listed and removed.

Not for fetching or storing; `vivant.models` does both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vivant.cli import console, failure

if TYPE_CHECKING:
    from vivant.models import Model, Place

app = typer.Typer(no_args_is_help=True, help="Better eyes to pull when wanted: list, pull, remove.")

Names = Annotated[list[str], typer.Argument(metavar="NAME", help="As in the list.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]

CONDITIONS = {
    "there": "in use",
    "partial": "there in part: pull it to go on",
    "damaged": "damaged: pull it again",
    "absent": "not pulled",
}


@app.command("list")
@failure.told
def show(as_json: AsJson = False) -> None:
    """List the models: what each is for, its size and licence, and whether it is there."""
    from vivant import models

    place = models.Place.usual()
    found = [entry(model, place) for model in models.known()]
    if as_json:
        console.emit_json(found)
    else:
        console.emit("\n".join(line for each in found for line in lines(each)))
    console.say(f"Folder: {place.folder}; from {place.endpoint}{' (offline)' if place.offline else ''}.")
    _tell_extra()


@app.command()
@failure.told
def pull(names: Names, as_json: AsJson = False) -> None:
    """Fetch models; an interrupted fetch goes on where it was.

    HF_HOME names the folder, HF_ENDPOINT a mirror, and HF_HUB_OFFLINE=1 switches fetching off.
    """
    from vivant import models
    from vivant.models import fetch

    place = models.Place.usual()
    wanted = [models.find(name) for name in dict.fromkeys(names)]
    for model in wanted:
        doing = f"Pulling {model.name}, {_megabytes(model.size_bytes)} MB"
        try:
            with console.progress(doing, doing, unit="MB") as report:
                fetch.pull(model, place, lambda done, total: report(_megabytes(done), _megabytes(total)))
        except KeyboardInterrupt:
            console.say(f"What has come of {model.name} is kept; go on with {model.mend}")
            raise
        console.say(f"{model.name} is there and will be used.")
    if as_json:
        console.emit_json([entry(model, place) for model in wanted])
    else:
        console.emit("\n".join(str(place.file(model)) for model in wanted))


@app.command()
@failure.told
def remove(names: Names) -> None:
    """Remove models; the built-in eyes take over."""
    from vivant import models

    place = models.Place.usual()
    for model in [models.find(name) for name in dict.fromkeys(names)]:
        was_there = models.remove(model, place)
        console.say(f"{model.name} {'is removed' if was_there else 'was not there'}.")
    _tell_extra()


def entry(model: Model, place: Place) -> dict[str, Any]:
    """One model as data; `condition` is there, partial, damaged or absent."""
    from vivant.models import condition

    return {
        "name": model.name, "job": model.job, "sentence": model.sentence, "licence": model.licence,
        "size_bytes": model.size_bytes, "memory_bytes": model.memory_bytes, "condition": condition(model, place),
        "repository": model.repository, "revision": model.revision, "file": model.file, "sha256": model.sha256,
        "path": str(place.file(model)),
    }  # fmt: skip


def lines(found: dict[str, Any]) -> list[str]:
    """One model for a person: name, job, size, licence and condition, then what it does."""
    size = f"{_megabytes(found['size_bytes'])} MB"
    state = CONDITIONS[found["condition"]]
    first = f"{found['name']:<25}{found['job']:<9}{size:<8}{found['licence']:<12}{state}"
    return [first, f"  {found['sentence']}"]


def _megabytes(n_bytes: int) -> int:
    return round(n_bytes / 1e6)


def _tell_extra() -> None:
    from vivant.models import missing_extra

    if (sentence := missing_extra()) is not None:
        console.say(sentence)
