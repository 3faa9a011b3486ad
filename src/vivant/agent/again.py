"""Chinese sentences that name nothing, 再小一点, 一半就好, 放到下面: they are about what was changed last.

Its name is put into the words, which are then read like any others. Not for undoing (going_back.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vivant.agent.notes import called
from vivant.timeline import HOLD, Draft, Segment
from vivant.timeline.history import History

_BARE = re.compile(
    r"(?:好的?|嗯|不错|可以|还是|还|再|有点|稍微|感觉|要|能|但|，|,|\s)*(?:(?P<up>(?:多|大|强|浓|明显|重|响)(?:一点|一些|点)?|来一点|来点|加一点|加强|不够|"
    r"太(?:小|少|弱|淡|轻)了?)|(?P<down>(?:少|小|弱|淡|轻)(?:一点|一些|点)?|减一点|减弱|太(?:大|多|强|浓|重|吵|夸张|明显)了?)|"
    r"(?P<half>一半|减半)|(?P<double>加倍|翻倍|一倍|两倍))(?:吧|了|呢|啊|就好|就行|，|,|\s)*"
)
_WAYS: dict[str, dict[str, str]] = {
    "applied": {"up": "{name}大一点", "down": "{name}小一点", "half": "{name}一半", "double": "{name}加倍"},
    "move": {"up": "幅度大一点", "down": "幅度小一点", "half": "幅度小一点", "double": "大幅度"},
    "music": {"up": "音乐大声一点", "down": "音乐小声一点", "half": "音乐减半", "double": "音乐大声一点"},
    "title": {"up": "标题大一点", "down": "标题小一点", "half": "标题小一点", "double": "标题大一点"},
}
_LETTERS = re.compile(r"^(?:把|将)?字(?:体|号)?(?:再|更|放|调|变)*(?=[大小])")
_PUT = re.compile(r"^(?:把它|它|再)?(?:放|挪|移|往)(?:到|在|去)?(?=[上下左右中顶底]|正中)")


def named(plain: str, words: str, history: History) -> str:
    """The words, with what was changed last named where they name nothing; `plain` is their plain form."""
    last = next(_changed(history), None)
    if last is None:
        return words
    what, name, place, count = last
    said = plain.strip(" .!?。！？~～…")
    if what == "title" and (_LETTERS.search(said) or _PUT.search(said)):
        return "标题" + _LETTERS.sub("", said)
    found = _BARE.fullmatch(said)
    if found is None:
        return words
    how = next(k for k, v in found.groupdict().items() if v)
    told = _WAYS[what][how].format(name=called(name, "zh") if name else "")
    return told if place is None or count < 2 else f"第{place + 1}张图{told}"


def _changed(history: History) -> Iterator[tuple[str, str, int | None, int]]:
    """What was changed last, newest first: its sort, its name, and the only one of so many segments that it was in."""
    at: int | None = history.at
    while at is not None:
        version = history.versions[at]
        before = history.versions[version.parent].draft if version.parent is not None else None
        yield from _differences(before, version.draft)
        at = version.parent


def _differences(before: Draft | None, after: Draft) -> Iterator[tuple[str, str, int | None, int]]:
    old = {s.id: s for s in before.main_segments()} if before else {}
    segments = after.main_segments()
    kinds = [_applied(old.get(s.id), s) for s in segments]
    for kind in dict.fromkeys(k for row in kinds for k in row):
        at = [n for n, row in enumerate(kinds) if kind in row]
        yield "applied", kind, at[0] if len(at) == 1 else None, len(segments)
    for role, what in (("title", "title"), ("music", "music")):
        if _track(after, role) and _track(after, role) != (_track(before, role) if before else None):
            yield what, "", None, len(segments)
    moved = [n for n, s in enumerate(segments) if s.motions and (s.id not in old or old[s.id].motions != s.motions)]
    if moved:
        yield "move", "", moved[0] if len(moved) == 1 else None, len(segments)


def _applied(before: Segment | None, after: Segment) -> list[str]:
    known = before.applied if before else ()
    return [a.kind for a in after.applied if a not in known and a.kind != HOLD]


def _track(draft: Draft, role: str) -> list[object]:
    return [
        (track.gain, s.gain, s.asset, s.text) for track in draft.tracks() for s in track.segments
        if track.role == role or (role == "title" and track.kind == "text" and track.role != "caption")
    ]  # fmt: skip
