"""Drafts in the form of other editors: OpenTimelineIO, out and in.

Everything that OpenTimelineIO has words for (clips, gaps, transitions, speed) is written in them; everything else of
ours stands in `metadata["vivant"]`, so that a draft comes back exactly as it was, and what another editor moved or
trimmed comes back moved or trimmed. Not for files: text goes out and in (the front door reads and writes).
"""

from vivant.timeline.interchange.reading import Imported, from_otio
from vivant.timeline.interchange.writing import to_otio

__all__ = ["Imported", "from_otio", "to_otio"]
