"""Words to edits: what people say becomes a draft, by rule, in English and Chinese.

`direct` moves one picture and `clip` gives it sound and titles too, `story` makes a film of several pictures, `edit`
changes films. All give a Direction: the draft, sentences that say what was done, and the user's own words for what was
not understood. A `Conversation` goes through many of them and answers.
"""

from vivant.agent.advice import Advice, Director, Question, led, then
from vivant.agent.clip import clip
from vivant.agent.conversation import Conversation
from vivant.agent.direct import Direction, direct
from vivant.agent.edit import edit
from vivant.agent.facts import Facts, SceneFacts, glance, one_after_another, sees
from vivant.agent.hints import Hint, hinted
from vivant.agent.ideas import ideas
from vivant.agent.reading import Reading, read
from vivant.agent.reply import Reply
from vivant.agent.story import story
from vivant.agent.treatments import Treatment, treatments

__all__ = [
    "Advice", "Conversation", "Direction", "Director", "Facts", "Hint", "Question", "Reading", "Reply", "SceneFacts",
    "Treatment", "clip", "direct", "edit", "glance", "hinted", "ideas", "led", "one_after_another", "read", "sees",
    "story", "then", "treatments",
]  # fmt: skip
