"""Moods: what a word for a feeling changes about a piece, and the words for it. Not for styles."""

from __future__ import annotations

from dataclasses import dataclass

from vivant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mood:
    """What a mood changes.

    words    what people call it, English and Chinese
    mode     "major" or "minor", or None to leave it to the style
    tempo    times the style's tempo
    energy   how full everything is, 1 as the style has it
    bright   how open the sounds are, 1 as the style has it
    """

    words: tuple[str, ...]
    mode: str | None
    tempo: float
    energy: float
    bright: float


MOODS: dict[str, Mood] = {
    "happy": Mood(
        ("happy", "cheerful", "joyful", "sunny", "playful", "欢快", "开心", "快乐", "愉快"),
        "major", 1.06, 1.1, 1.15,
    ),
    "sad": Mood(
        ("sad", "melancholy", "melancholic", "sorrowful", "wistful", "悲伤", "忧伤", "伤感", "忧郁"),
        "minor", 0.92, 0.8, 0.8,
    ),
    "peaceful": Mood(
        ("peaceful", "gentle", "tender", "relaxed", "宁静", "平静", "温柔", "舒缓", "轻松", "柔和", "不吵"),
        "major", 0.93, 0.75, 0.85,
    ),
    "dark": Mood(
        ("dark", "gloomy", "ominous", "brooding", "阴暗", "黑暗", "阴沉"),
        "minor", 0.96, 1.0, 0.65,
    ),
    "tense": Mood(
        ("tense", "nervous", "urgent", "紧迫", "不安"),
        "minor", 1.05, 1.1, 0.95,
    ),
    "hopeful": Mood(
        ("hopeful", "uplifting", "inspiring", "optimistic", "充满希望", "振奋", "励志"),
        "major", 1.02, 1.05, 1.1,
    ),
    "romantic": Mood(
        ("romantic", "loving", "warm-hearted", "浪漫", "深情"),
        "major", 0.95, 0.9, 0.9,
    ),
    "nostalgic": Mood(
        ("nostalgic", "bittersweet", "reminiscent", "怀旧", "怀念"),
        None, 0.94, 0.85, 0.8,
    ),
    "energetic": Mood(
        ("energetic", "lively", "driving", "powerful", "pumping", "punchy", "活力", "有活力", "激昂"),
        None, 1.08, 1.3, 1.2,
    ),
    "dreamy": Mood(
        ("dreamy", "floating", "ethereal", "梦幻", "空灵"),
        None, 0.94, 0.8, 0.9,
    ),
}  # fmt: skip

_PLAIN = Mood((), None, 1.0, 1.0, 1.0)


def mood_named(name: str | None) -> Mood:
    """The mood of a name or of any word for it; nothing changes without one. Raises UsageError."""
    if name is None:
        return _PLAIN
    said = name.strip().lower()
    for key, mood in MOODS.items():
        if said == key or said in mood.words:
            return mood
    raise UsageError(f'"{name}" is not a mood. Choose one of {", ".join(MOODS)}.', place="mood", value=name)
