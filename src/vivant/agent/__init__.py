"""Words to edits: what people say becomes a draft, by rule, in English and Chinese."""

from vivant.agent.direct import Direction, direct
from vivant.agent.hints import Hint, hinted
from vivant.agent.reading import Reading, read

__all__ = ["Direction", "Hint", "Reading", "direct", "hinted", "read"]
