"""A sentence about films into tasks: every rule gets its turn, what it understands is struck out, the rest handed on.

Not for doing the tasks (do_*.py), nor for what is left, which is read as a sentence about pictures (reading.py). Total:
any text gives tasks and a rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from vivant.agent.facts import Facts
from vivant.agent.films import said_beyond, said_changes, said_cuts, said_looks, said_sounds, said_titles
from vivant.agent.films.by_place import by_place
from vivant.agent.films.calling import with_called
from vivant.agent.films.music_words import UNHEARD
from vivant.agent.films.plain_chinese import plain_film
from vivant.agent.films.plain_english import respelled
from vivant.agent.films.rules import Rule, Said
from vivant.agent.films.slip import Slip
from vivant.agent.films.tasks import Captions, Music, NoMusic, Order, Platform, Shape, Task, Words
from vivant.agent.tokens import QUOTED, language_of, tokenize
from vivant.platforms import find_platform

_LONGEST = 2000
"""Characters that are read; nobody says more, and it bounds the work on nonsense."""
_SHORTEST_NAME = 3
_RATHER = re.compile(
    r"(?:rather\s+than|instead\s+of)\s+(?:[a-z]+\s+){0,2}(?:cuts?|fades?|transitions?|dissolves?|cross\s?fades?|wipes?|slides?)"
    r"(?=\s*(?:$|[,.;!?]))"
)
"""How pictures shall not go over, beside how they shall."""
_GOES_ON = re.compile(
    r"\s*,?\s*(?:and|but|with|for)\s+(?!the\s|then\s+the|put|play|start|end)|[,，](?=(?:定格|停|多停|显示|放大|慢慢|再加|写|加)[^,，。第]{1,12}(?:$|[,，。]))"
)
"""Behind the place of a picture: more that is said of it, "the dog should come last and glow"."""
_KEPT = re.compile(r"(\b(?:one|(?:picture|photo|number|clip|video)\s\w+)),\s(?=(?:and|but|with|for)\s)", re.I)
_ALIKE = re.compile(
    r"[,，](?:字幕|文字|标题|字)?(?:全部?)?都[^,，。]{0,4}(?:色|居中|[上下]面|[大小])[^,，。]{0,3}(?=$|[,，。])"
)
"""What holds of all words that were written: 都用白色."""
_SAID_RATIO = re.compile(r"(?<!\d)\d{1,2}\s*(?::|比)\s*\d{1,2}(?!\d|\s*秒)")
_AT_ONCE = re.compile(r"(?<![a-z])(?:start|opening|beginning|title)(?![a-z])|片头|开头|标题")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence asks of films.

    tasks       in the order in which they were said
    rest        the user's own words that are no task
    language    "en" or "zh", the language to answer in
    """

    tasks: tuple[Task, ...]
    rest: str
    language: str


def asked(
    words: str, films: tuple[str, ...], facts: Mapping[str, Facts], *, outlined: bool = False, still: bool = False
) -> Asked:
    """The tasks in a sentence about `films`, asset ids in order; `outlined` if it was drawn what to blur. Of a `still`
    photo only words, sound and platforms are tasks: what it does and looks like is read from the rest."""
    words = words[:_LONGEST]
    language = language_of(words) or "en"
    shown = [facts.get(asset, Facts("picture")) for asset in films]
    told = words
    if language == "zh":
        told = plain_film(words if still else with_called(words, shown), len(films), still=still)
    placed = by_place(respelled(told), shown)
    read = tokenize(placed.said)
    names = {asset: _name(facts[asset]) for asset in films if asset in facts}
    sounds = {asset: _name(one) for asset, one in facts.items() if one.kind == "sound"}
    plays = any(asset not in facts or facts[asset].kind != "picture" for asset in films) or not films
    said = Said(Slip(read), films, names, sounds, outlined, placed.own, plays)
    said.slip.take(_RATHER)
    rules = (rule for rule in _rules(still=still) if rule.pattern.search(said.slip.text))
    found = sorted((one for rule in rules for one in _matches(rule, said)), key=lambda pair: pair[0])
    return Asked(
        _shared_out(list(dict.fromkeys(task for _, task in found)), films, read.plain),
        _KEPT.sub(r"\g<1> ", said.slip.rest()),
        language,
    )


@lru_cache(maxsize=1_000)
def asked_of_one(words: str) -> Asked:
    """The tasks in words about one photo; the words of a talk are looked at again and again."""
    return asked(words, (), {}, still=True)


def _shared_out(tasks: Sequence[Task], films: Sequence[str], plain: str) -> tuple[Task, ...]:
    """As many titles as pictures are one for each, where nobody said when: "captions: “Kitchen”, “Garden”"."""
    tasks = [one for task in tasks for one in _apart(task)]
    tasks = _one_music(
        [x for n, x in enumerate(tasks) if not (isinstance(x, NoMusic) and _other_music(tasks[n + 1 :]))]
    )
    if missing := list(UNHEARD.finditer(QUOTED.sub("", plain))):
        tasks = [replace(x, unheard=missing[-1][0]) if isinstance(x, Music) and x.style else x for x in tasks]
    titles = [task for task in tasks if isinstance(task, Words)]
    if len(titles) > 1 and _ALIKE.search(plain):
        like = titles[-1]
        tasks = [
            replace(x, colour=x.colour or like.colour, position=x.position or like.position, size=like.size)
            if isinstance(x, Words) else x for x in tasks
        ]  # fmt: skip
        titles = [task for task in tasks if isinstance(task, Words)]
    if titles:  # they are the captions that were meant
        tasks = [task for task in tasks if not isinstance(task, Captions)]
    tasks = _shaped(tasks, plain)
    free = all(x.which is None and x.start_s == 0.0 and x.lasts_s is None for x in titles)
    if len(titles) != len(films) or len(films) < 2 or not free or _AT_ONCE.search(plain):
        return tuple(tasks)
    where = next((x.position for x in titles if x.position), "")
    return tuple(
        replace(x, which=titles.index(x), position=x.position or where) if isinstance(x, Words) else x for x in tasks
    )


def _other_music(tasks: Sequence[Task]) -> bool:
    """Whether music is asked for behind music that goes: 全部静音，换成轻音乐."""
    return any(isinstance(x, Music) and (x.style or x.mood) for x in tasks)


def _shaped(tasks: list[Task], plain: str) -> list[Task]:
    """A shape counts more than the place to post to, where it is not only upright as the place has it (抖音竖屏)."""
    shape = next((x for x in tasks if isinstance(x, Shape)), None)
    where = next((find_platform(x.name) for x in tasks if isinstance(x, Platform)), None)
    if shape is None or where is None:
        return tasks
    alike = (shape.width < shape.height) == (where.size[0] < where.size[1]) and not _SAID_RATIO.search(plain)
    return [x for x in tasks if not isinstance(x, Shape if alike else Platform)]


def _one_music(tasks: Sequence[Task]) -> list[Task]:
    """All that is said of music is said of one piece: "electronic, 100 bpm, not too loud"."""
    said = [task for task in tasks if isinstance(task, Music) and not (task.own or task.instead)]
    if len(said) < 2:
        return list(tasks)
    whole = said[0]
    for one in said[1:]:
        whole = Music(
            one.style or whole.style, one.mood or whole.mood, "", one.tempo_bpm or whole.tempo_bpm,
            one.key or whole.key, whole.gain if one.gain is None else one.gain,
            start_s=whole.start_s if one.start_s is None else one.start_s,
        )  # fmt: skip
    return [whole if task is said[0] else task for task in tasks if task not in said[1:]]


def _apart(task: Task) -> tuple[Task, ...]:
    if not isinstance(task, Words) or not task.listed:
        return (task,)
    return tuple(replace(task, content=words, which=n, listed=()) for n, words in enumerate(task.listed))


def _name(one: Facts) -> str:
    """A name as it may be said: without its ending, plain; "" where it is too short to be told from other words."""
    name = tokenize(one.name.rpartition(".")[0] or one.name).plain
    return name if len(name) >= _SHORTEST_NAME else ""


@cache
def _rules(*, still: bool) -> tuple[Rule, ...]:
    return tuple(_in_turn(still=still))


def _in_turn(*, still: bool) -> Iterator[Rule]:
    """The order in which rules look: what is quoted is nobody else's; what stands alone is taken last."""
    yield from said_beyond.BESIDE_PICTURES if still else said_beyond.RULES
    yield from said_sounds.REPLACING
    yield from said_changes.removing()
    yield from said_titles.TITLES
    yield said_changes.resized()
    yield said_changes.fading()
    yield said_changes.restyling()
    yield said_changes.moved()
    yield said_changes.going_on()
    if still:
        yield from said_sounds.rules()
        yield said_looks.platforms()
        yield said_titles.CAPTIONS
        return
    yield from said_looks.insets()
    yield from said_cuts.RULES
    yield from said_sounds.rules()
    yield from said_looks.rules()
    yield said_titles.CAPTIONS
    yield from said_cuts.ALONE


def _matches(rule: Rule, said: Said) -> Iterator[tuple[int, Task]]:
    at = 0
    while found := rule.pattern.search(said.slip.text, at):
        at = found.start() + 1
        if found.end() == found.start():
            continue
        before = said.slip.text
        task = rule.make(found, said)
        if task is None:
            said.slip.text = before
        else:
            at = found.end()
            said.slip.strike(*found.span())
            if (
                isinstance(task, Order)
                and "w" in found.re.groupindex
                and found["w"]
                and _GOES_ON.match(said.slip.text, found.end())
            ):
                said.slip.keep(*found.span("w"))
            if said.kept:
                said.slip.keep(*said.kept)
                said.kept = None
            for one in task if isinstance(task, tuple) else (task,):
                said.done[found.end()] = one
                yield found.start(), one
