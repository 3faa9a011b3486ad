"""Whether what a model asks for can be drawn and played: names and values, against the catalogues. All of it at once.

The renderer checks the same again (render/problems.py); here it is found while the model can still mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vivant import sound
from vivant.agent.facts import Facts
from vivant.errors import UsageError
from vivant.render.problems import segment_problems, word_problems
from vivant.timeline import Asset, Draft

_TRIED_S = 8.0


def what_cannot_be_drawn(draft: Draft, facts: Mapping[str, Facts]) -> Iterator[str]:
    """A sentence for everything in a draft that no catalogue has, or that is out of range."""
    films = {name for name, one in facts.items() if one.kind == "video"}
    for track in draft.tracks():
        for segment in track.segments:
            if track.kind == "picture":
                moving = segment.asset in films
                yield from (problem.sentence for problem in segment_problems(segment, moving=moving))
            yield from (problem.sentence for problem in word_problems(segment))
    for asset in draft.assets().values():
        if "style" in asset.recipe:
            yield from _music(asset)


def _music(asset: Asset) -> Iterator[str]:
    """What keeps music from being composed."""
    recipe = asset.recipe
    wishes = {key: recipe[key] for key in ("key", "tempo", "mood") if recipe.get(key)}
    try:
        sound.beat_grid(str(recipe["style"]), _TRIED_S, seed=int(recipe.get("seed", 0)), **wishes)
    except UsageError as failure:
        yield failure.sentence
    except (TypeError, ValueError, AttributeError):
        yield f"Music cannot be made of {dict(recipe)}: key and mood are words, tempo and seed are numbers."
