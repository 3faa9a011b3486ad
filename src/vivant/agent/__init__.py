"""Words to edits: what people say becomes a draft, by rule, in English and Chinese.

`direct` is for one picture, `story` makes a film of several pictures, `edit` changes films. All three give a Direction:
the draft, sentences that say what was done, and the user's own words for what was not understood.
"""

from vivant.agent.direct import Direction, direct
from vivant.agent.edit import edit
from vivant.agent.facts import Facts, SceneFacts, glance, one_after_another
from vivant.agent.hints import Hint, hinted
from vivant.agent.reading import Reading, read
from vivant.agent.story import story

__all__ = [
    "Direction", "Facts", "Hint", "Reading", "SceneFacts", "direct", "edit", "glance", "hinted", "one_after_another",
    "read", "story",
]  # fmt: skip
