"""Language models that read what people say, where somebody has one and says so.

A model advises (vivant.agent.advice); what it answers is checked like anything that comes from outside, and where it
fails the rules read. `calling.py` is the only file that knows pydantic-ai. Not for the rules (agent), which need
nothing of this.
"""

from vivant.llm.model import LanguageModel, from_environment, language_model
from vivant.llm.names import LIMIT_S

__all__ = ["LIMIT_S", "LanguageModel", "from_environment", "language_model"]
