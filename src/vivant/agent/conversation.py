"""A conversation about a film: sentence after sentence becomes edits of its draft, and an answer that people like.

A frozen value over the history of the draft: nothing is opened, drawn or stored here, and the same words give the same
drafts and answers. Words are read by rule (clip.py, story.py, edit.py), or first by a director who is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from vivant.agent import wishes as w
from vivant.agent.advice import Director, led
from vivant.agent.again import named
from vivant.agent.answers import is_thanks, once, quoted, run_on, state, tell, why
from vivant.agent.clip import clip
from vivant.agent.direct import Direction
from vivant.agent.edit import cuts_films, edit
from vivant.agent.facts import Facts, glance, one_after_another, sees
from vivant.agent.films.calling import brought_back as films_back
from vivant.agent.films.calling import with_called
from vivant.agent.films.notes import asks_for_words
from vivant.agent.films.plain_english import respelled
from vivant.agent.films.said import asked
from vivant.agent.going_back import BACK_AND_ON, Back, back_of, features, version_before, version_with
from vivant.agent.ideas import ideas, past_of
from vivant.agent.joining import join
from vivant.agent.notes import called, listing, spoken
from vivant.agent.offers import taken_up, titled
from vivant.agent.paraphrase import paraphrased
from vivant.agent.questions import Known, answer, suggestion, topic
from vivant.agent.reading import read
from vivant.agent.referring import referred
from vivant.agent.reply import Kind, Reply, is_traditional
from vivant.agent.same_picture import placed
from vivant.agent.setting_right import Correction, brought_back, correction
from vivant.agent.shorthand import in_full, put_right
from vivant.agent.small_talk import remarks
from vivant.agent.story import story
from vivant.agent.swapping import regretted, swapped
from vivant.agent.tokens import language_of, tokenize
from vivant.asking import Export, afresh, as_wish, export_of, question_of, wants_ideas
from vivant.errors import DraftError
from vivant.moves import catalogue
from vivant.scene.scene import Scene
from vivant.timeline import Draft, apply
from vivant.timeline.compare import Language, compare
from vivant.timeline.history import History
from vivant.units import Size

Look: TypeAlias = Callable[[], Scene]

_LAST = re.compile(
    r"\b(?:that|the|this)\s+(?:last\s+)?(?:effect|one you (?:just )?added)\b|(?:那个|这个|刚才的?"
    r"|刚加的?)(?:特效|效果)",
    re.I,
)
_MORE_OR_LESS = (w.Speed, w.Strength, w.Opposite)
_NEVER_CAME = re.compile(
    r"(?:please\s+|ok(?:ay)?[\s,]+|then\s+)*(?:remove|drop|forget(?:\s+about)?|take\s+(?:out|away)|no(?:\s+more)?"
    r"|without|lose|skip)\s+"
    r"(?:the\s+|any\s+|those\s+|that\s+)?(?P<what>[a-z][a-z ]{1,24}?)(?:\s+(?:again|then|after\s+all|please"
    r"|too))*[\s.!]*"
    r"|(?:那|算了|[，,])*(?P<zh>[\u4e00-\u9fff]{1,6}?)(?:都|就|还是|我|也)*(?:不要|去掉|拿掉|删掉|去除|不加)(?:了|吧"
    r"|啦|算了)*[。！!]*",
    re.I,
)
_FEW_LETTERS = 3
"""So many Latin letters are no other language: 4K, GIF, OK."""
_TOLD_BACK = 60
"""So many characters of words that nobody understood are said back."""
_TOO_FIRST = re.compile(
    r"^\s*(?:that|it|this)(?:(?:'s|\s+is|\s+was)\s+(?:(?:a\s+bit|way|far|much)\s+)?too|\s+(?:looks?"
    r"|feels?)\s+(?:a\s+(?:bit|little)|rather|quite|so|very|too))"
    r"\s+\w+\s*[,.;!]\s*(?=\w)",
    re.I,
)
"""What was wrong, before what is wished: "that's too slow, normal speed"."""
_NO_FIRST = re.compile(r"^\s*(?:no|nope|nah|yes|yeah|yep)\s*[,.!]\s*(?=\w)", re.I)
_SUPPOSED = re.compile(
    r"^\W*(?:(?:and|so|but|hm+|ok)\s+)*what\s+if\s+(?:it|this|that|the\s+(?:picture|photo|scene))\s+(?:was|were|is"
    r"|could\s+be|looked|became)\s+"
    r"(?:like\s+)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was made so far, and with what.

    history   every version of the draft; None before there is one
    facts     what is known of each picture, video and sound, by asset id, in the order in which they came
    look      the scene of a picture, by asset id; opened only when it is asked about
    given     size, fps and duration_s that win over the words
    offered   what the last answer only offered, and what "yes, the first one" takes up
    asked_for_words   whether the last answer asked what a title should read
    traditional   whether the user writes traditional characters, so that answers are in them
    """

    history: History | None
    facts: Mapping[str, Facts]
    look: Mapping[str, Look]
    language: str = "en"
    seed: int = 0
    given: Mapping[str, Any] = field(default_factory=dict)
    director: Director | None = None
    offered: tuple[str, ...] = ()
    asked_for_words: bool = False
    traditional: bool = False

    @classmethod
    def begin(
        cls,
        facts: Mapping[str, Facts],
        look: Mapping[str, Look],
        *,
        history: History | None = None,
        language: str = "en",
        seed: int = 0,
        size: Size | None = None,
        fps: float | None = None,
        duration_s: float | None = None,
        director: Director | None = None,
    ) -> Conversation:
        """A conversation about these files; `history` where one was begun before."""
        told = {"size": size, "fps": fps, "duration_s": duration_s}
        given = {name: value for name, value in told.items() if value is not None}
        return cls(history, dict(facts), dict(look), language, seed, given, director)

    @property
    def draft(self) -> Draft | None:
        """The draft that counts now; None before there is one."""
        return self.history.draft if self.history is not None else None

    def with_more(self, facts: Mapping[str, Facts], look: Mapping[str, Look]) -> Conversation:
        """The conversation with further files to use."""
        return replace(self, facts={**self.facts, **facts}, look={**self.look, **look})

    def show(self, assets: Sequence[str]) -> tuple[Conversation, Reply]:
        """Further files put into the draft that there is: pictures and videos at its end, a sound as its music."""
        if self.draft is None or self.history is None:
            return self, Reply("nothing", tell("nothing", self.language))
        made = join(self.draft, self.facts, tuple(assets), self.language)
        told = compare(self.draft, made.draft, self._compared)
        talk = replace(self, history=self.history.add(made.draft, made.edits, ""))
        return talk, replace(talk._reply("changed", once(told, made.notes), made), changes=told)

    def say(self, words: str) -> tuple[Conversation, Reply]:
        """What comes of a sentence: the conversation that goes on, and the answer. Never raises for words."""
        traditional = is_traditional(words, self.traditional)
        told = titled(words) if self.asked_for_words else ""
        told = told or taken_up(words, self.offered, lambda about: self.ideas(about=about))
        talk, reply = replace(self, traditional=traditional)._said(told or words)
        offered = reply.ideas if reply.kind in ("answered", "nothing") else ()
        talk = replace(talk, offered=offered, asked_for_words=asks_for_words(reply.notes))
        return talk, reply.written(talk._typed) if traditional else reply

    @property
    def _typed(self) -> set[str]:
        """What stays as the user typed it: the words on the film and the names of files."""
        titles = (s.text.content for t in self.draft.tracks() for s in t.segments if s.text) if self.draft else ()
        return {*titles, *(one.name for one in self.facts.values())}

    def _said(self, words: str) -> tuple[Conversation, Reply]:
        few = self.language == "zh" and len(re.findall("[a-z]", words, re.I)) <= _FEW_LETTERS
        talk = replace(
            self, language=self.language if few and language_of(words) == "en" else language_of(words) or self.language
        )
        words = put_right(_SUPPOSED.sub("make it ", as_wish(words)))
        if talk.language == "zh":
            words = with_called(words, talk._shown)
        if (rest := afresh(words)) is not None:
            return replace(talk, history=None)._made(rest, talk.history)
        if talk.draft is not None and (said := remarks(words)).tone:
            if not said.rest:
                return talk, talk._chatted(said.tone)
            words = said.rest
        if gone := talk._led_back(words) or talk._back_and_on(words):
            return gone
        if talk.draft is not None and (export := export_of(words)):
            return talk._exported(export)
        if answered := talk._answered(words):
            return talk, answered
        return talk._made(words) if talk.draft is None else talk._changed(words, talk.draft)

    @property
    def _shown(self) -> tuple[Facts, ...]:
        """What is known of the pictures and films as they follow each other now."""
        if self.draft is None:
            return tuple(one for one in self.facts.values() if one.kind != "sound")
        return tuple(self.facts.get(s.asset, Facts("picture")) for s in self.draft.main_segments())

    def _answered(self, words: str) -> Reply | None:
        """The answer to a question, or to thanks; None where something is to be done."""
        if is_thanks(words):
            return Reply("answered", tell("welcome", self.language))
        question, ideas = question_of(words), wants_ideas(words)
        if question is None and not (ideas and self.draft is not None):
            return None
        told = suggestion(topic(words), self._known) if ideas or question is None else answer(question, self._known)
        return Reply("answered", told.said, ideas=told.ideas, told=told.told)

    @property
    def _known(self) -> Known:
        """What an answer may draw on."""
        shown = [asset for asset, one in self.facts.items() if one.kind != "sound"]
        shown = [s.asset for s in self.draft.main_segments()] if self.draft is not None else shown
        scene = self.look[shown[0]]() if len(shown) == 1 and shown[0] in self.look else None

        def ideas(about: str) -> tuple[str, ...]:
            talk = self if self.draft is not None or not shown else self._made("")[0]
            return talk.ideas(4, further=1, about=about)

        return Known(
            self.language, self.draft, self.history, glance(scene) if scene else None,
            sees(scene) if scene else lambda area: False, ideas,
            lambda said, draft: self._ruled(said, draft, shown), self.director is not None,
        )  # fmt: skip

    def _made(self, words: str, earlier: History | None = None) -> tuple[Conversation, Reply]:
        """A first version, or one that begins anew after `earlier` ones, to which "undo" leads back."""
        shown = [asset for asset, one in self.facts.items() if one.kind != "sound"]
        if not shown:
            question = tell("no_picture", self.language)
            return self, Reply("nothing", question, question=question)
        made = self._directed(self._referred(words), None, shown)
        history = earlier.add(made.draft, made.edits, words) if earlier else History.of(made.draft, made.edits, words)
        talk = replace(self, history=history)
        notes = once((), made.notes)
        told = tell("first", self.language, state=state(made.draft, self.language, notes))
        return talk, talk._reply("made", (told, *notes), made)

    def _changed(self, words: str, draft: Draft) -> tuple[Conversation, Reply]:
        if asset := films_back(words, self.facts, [s.asset for s in draft.main_segments()]):
            return self.show([asset])
        right = correction(words, self.history, self.language) if self.history is not None else None
        if right is not None and self.language == "zh":
            if right.before and self.history is not None:
                return self._meant(right.words, self.history, draft)
            words, right = right.words, None
        shown = [s.asset for s in draft.main_segments()]
        changed = self._corrected(right, draft) if right else self._directed(self._referred(words), draft, shown)
        told = compare(draft, changed.draft, self._compared)
        if changed.answer:
            return self, Reply("answered", changed.answer)
        if self.history is None or _same(draft, changed.draft):
            return self, self._not_done(words, changed)
        history = self.history.add(changed.draft, changed.edits, words)
        talk = replace(self, history=history)
        return talk, replace(talk._reply("changed", once(told, changed.notes), changed), changes=told)

    def _meant(self, words: str, history: History, draft: Draft) -> tuple[Conversation, Reply]:
        """What was said last, said as it was meant: to the draft as it was before that."""
        at = history.versions[history.at].parent
        before = None if at is None else history.to(at)
        talk = replace(self, history=before)
        shown = [s.asset for s in draft.main_segments()]
        made = talk._directed(talk._referred(words), before.draft if before else None, shown)
        if _same(draft, made.draft):
            return self, self._not_done(words, made)
        told = compare(draft, made.draft, self._compared)
        history = (before or history).add(made.draft, made.edits, words)
        talk = replace(self, history=history)
        return talk, replace(talk._reply("changed", once(told, made.notes), made), changes=told)

    def _corrected(self, right: Correction, draft: Draft) -> Direction:
        """What was misunderstood made anew."""
        if right.edits:
            return Direction(apply(draft, right.edits), edits=right.edits)
        parent = None if self.history is None else self.history.versions[self.history.at].parent
        if self.history is None or not right.before or parent is None:
            return self._directed(right.words, draft, [s.asset for s in draft.main_segments()])
        earlier = replace(self, history=History(self.history.versions, parent, self.history.rev))
        before = self.history.versions[parent].draft
        words = right.words if right.settled else earlier._referred(right.words)
        return earlier._directed(words, before, [s.asset for s in before.main_segments()])

    def _directed(self, words: str, draft: Draft | None, shown: list[str]) -> Direction:
        """What the words come to, by the director who was given or by the rules."""
        return led(
            words, self.facts, lambda said: self._ruled(said, draft, shown), self.director, draft=draft,
            earlier=self._earlier, language=self.language,
        )  # fmt: skip

    @property
    def _earlier(self) -> tuple[str, ...]:
        """What was said before, as far as it still counts."""
        versions, said = (self.history.versions, []) if self.history is not None else ((), [])
        at = self.history.at if self.history is not None else None
        while at is not None:
            said.append(versions[at].words)
            at = versions[at].parent
        return tuple(reversed(said))

    def _ruled(self, words: str, draft: Draft | None, shown: list[str]) -> Direction:
        """What the words come to by rule."""
        if len(shown) == 1 and shown[0] in self.look:
            scene = self.look[shown[0]]()
            given = self.given if draft is None else {}
            return clip(words, scene, self.facts, asset=shown[0], draft=draft, seed=self.seed, **given)
        if draft is not None:
            return edit(words, draft, facts=self.facts, seed=self.seed)
        if len(shown) == 1 or cuts_films(words, shown, self.facts):
            size = self.given.get("size") or _even(self.facts[shown[0]].size)
            start = one_after_another(self.facts, size=size, fps=self.given.get("fps", 30.0))
            return edit(words, start, facts=self.facts, seed=self.seed)
        return story(words, self.facts, seed=self.seed, **self.given)

    def _referred(self, words: str) -> str:
        """The words, with the name of what came last in the place of "that effect"."""
        if self.language == "zh":
            read = tokenize(placed(tokenize(words), self.history))
            return swapped(read.plain, self.history) or named(read, self.history)
        if self.history is None:
            return words
        if not _LAST.search(words):
            return _as_known(words, self.history)
        at = self.history.at
        while (parent := self.history.versions[at].parent) is not None:
            gained = features(self.history.versions[at].draft) - features(self.history.versions[parent].draft)
            if gained:
                return _LAST.sub(_name(sorted(gained)[0], self.language), words)
            at = parent
        return words

    @property
    def _compared(self) -> Language:
        return "zh" if self.language == "zh" else "en"

    def ideas(
        self, n: int = 3, *, instead_of: Sequence[str] = (), further: int = 0, about: str = ""
    ) -> tuple[str, ...]:
        """What could be said next, to a draft there is; `further` turns on, when others have their turn."""
        if self.draft is None or self.history is None:
            return ()
        segments = self.draft.main_segments()
        only = segments[0].asset if len(segments) == 1 else ""
        past = past_of(self.history)
        past = replace(past, turn=past.turn + further)
        if only not in self.look:
            return ideas(self.draft, None, self.language, n, past=past, instead_of=instead_of, about=about)
        scene = self.look[only]()
        known = self.facts[only].scene or glance(scene)
        return ideas(
            self.draft, known, self.language, n, past=past, instead_of=instead_of,
            has=sees(scene), about=about,
        )  # fmt: skip

    def _reply(self, kind: Kind, told: tuple[str, ...], made: Direction) -> Reply:
        told = tuple(dict.fromkeys(told))
        next_ = self.ideas()
        closing = (tell("next", self.language, ideas=quoted(next_, self.language)),) if next_ else ()
        return Reply(kind, run_on((*told, *closing), self.language), (), made.notes, made.unknown, next_, told=told)

    def _not_done(self, words: str, tried: Direction) -> Reply:
        """Nothing was changed: why, and what can be done instead or should be."""
        told = self._never_came(words) or why(tried.notes) or self._why_not(words, tried.draft)
        question = "" if told else tell("which", self.language)
        next_ = self.ideas(instead_of=tried.unknown)
        told = told or (tell("unread", self.language, words=words.strip()[:_TOLD_BACK]) if words.strip() else "",)
        instead = tell("instead", self.language, ideas=quoted(next_, self.language)) if next_ and tried.unknown else ""
        said = run_on([*told, instead, question], self.language)
        return Reply("nothing", said, (), tried.notes or told, tried.unknown, next_, question, told)

    def _never_came(self, words: str) -> tuple[str, ...]:
        """Of what was wished for in vain and is to go again: that it never came in; nothing for others."""
        found = _NEVER_CAME.fullmatch(words.strip())
        what = (found["what"] or found["zh"]) if found else ""
        before = any(what.lower() in said.lower() for said in self._earlier) if what else False
        return (tell("never_came", self.language, what=what),) if before else ()

    def _why_not(self, words: str, draft: Draft) -> tuple[str, ...]:
        """Why words that were understood change nothing; nothing where they were not."""
        shown = tuple(segment.asset for segment in draft.main_segments())
        order = asked(self._referred(words), shown, self.facts, still=len(shown) == 1 and shown[0] in self.look)
        wishes = read(order.rest).wishes
        gone = [kind for wish in wishes if isinstance(wish, w.Remove) for kind in wish.kinds[:1]]
        if gone:
            what = listing(gone, self.language)
            return (
                tell("not_there", self.language, what=what, be="are" if re.search(r"[^s]s$| and ", what) else "is"),
            )
        if wishes and all(isinstance(wish, _MORE_OR_LESS) for wish in wishes):
            moves = any(m.move != "static" for s in draft.main_segments() for m in s.motions)
            return (tell("at_its_end" if moves else "stands_still", self.language),)
        return (tell("so_already", self.language),) if wishes or order.tasks else ()

    def _chatted(self, tone: str) -> Reply:
        """Thanks and praise are answered, and nothing is changed."""
        if tone != "plain":
            return Reply("answered", tell("welcome", self.language))
        next_ = self.ideas()
        closing = [tell("next", self.language, ideas=quoted(next_, self.language))] if next_ else []
        return Reply("answered", run_on([tell("plain", self.language), *closing], self.language), ideas=next_)

    def _exported(self, export: Export) -> tuple[Conversation, Reply]:
        """A file is wished for; what else is said ("for TikTok") is done first."""
        talk, done = self._said(export.rest) if re.search(r"\w", export.rest) else (self, None)
        told = (tell("export", self.language), *(done.told if done is not None and done.kind == "changed" else ()))
        notes, changes = (done.notes, done.changes) if done is not None else ((), ())
        return talk, Reply("export", run_on(told, self.language), changes, notes, suffix=export.suffix)

    def _backwards(self, words: str) -> Back | None:
        """Where in the history the words lead, if anywhere."""
        if found := back_of(words):
            return found
        return regretted(tokenize(words), self.history) if self.language == "zh" and self.history is not None else None

    def _led_back(self, words: str) -> tuple[Conversation, Reply] | None:
        """What comes of words that go back and forth; None for others."""
        back = self._backwards(words) if self.history is not None else None
        return self._back(back, self.history) if back is not None and self.history is not None else None

    def _back_and_on(self, words: str) -> tuple[Conversation, Reply] | None:
        """ "undo that and end on a fade to white": first back, then on; None where the first words do not lead back."""
        found = BACK_AND_ON.match(words)
        gone = self._led_back(found["back"]) if found else None
        if found is None or gone is None or gone[1].kind == "answered":
            return None
        talk, reply = gone[0]._said(found["on"])
        if reply.kind == "nothing":
            reply = replace(reply, kind=gone[1].kind)
        said = run_on([gone[1].said, reply.said], self.language)
        return talk, replace(reply, said=said, changes=(*gone[1].changes, *reply.changes))

    def _back(self, back: Back, history: History) -> tuple[Conversation, Reply] | None:
        """Going back and forth in the history, and telling what is different; None where what should come back was
        never there, and is to be read as any wish."""
        language = self.language
        if back.how in ("changed", "changed_all"):
            at = history.versions[history.at].parent if back.how == "changed" else 0
            if at is None or history.at == 0:
                return self, Reply("answered", tell("only_version", language, state=state(history.draft, language)))
            told = compare(history.versions[at].draft, history.draft, self._compared)
            return self, Reply("answered", run_on(told, language), told)
        try:
            told_back = back.how in ("with", "rather")
            gone = brought_back(history, back.what, rather=back.how == "rather") if told_back else _gone(back, history)
        except DraftError:
            failed = "no_redo" if back.how == "redo" else "no_undo"
            return self, Reply("nothing", tell(failed, language))
        if gone is None and back.how in ("with", "rather", "to"):
            return None
        if gone is None:
            key = "no_version" if back.how == "version" else "no_before"
            return self, Reply("nothing", tell(key, language, what=back.what, count=len(history.versions)))
        told = compare(history.draft, gone.draft, self._compared)
        said = "" if told_back else tell("redone" if back.how == "redo" else "undone", language)
        return replace(self, history=gone), Reply("undone", run_on([said, *told], language), told)


def _as_known(words: str, history: History) -> str:
    """English words about what is there, as the readers know them: what is named first, then what is not."""
    words = in_full(respelled(words), history)
    told = paraphrased(words, history)
    if told == words and re.search(r"[,;.]\s*\w|\s(?:but|and)\s", words):
        told = paraphrased(words, history, nameless=True)
    if told == words:
        told = referred(words, history)
        told = told if told == words else paraphrased(told, history)
    told = told if told != words else paraphrased(words, history, nameless=True)
    return _TOO_FIRST.sub("", _NO_FIRST.sub("", told))


def _gone(back: Back, history: History) -> History | None:
    """The history at another version; None where there is no such one. Raises DraftError at either end."""
    if back.how in ("undo", "redo"):
        for n in range(back.n):
            try:
                history = history.undo() if back.how == "undo" else history.redo()
            except DraftError:
                if n == 0:
                    raise
        return history
    if back.how == "first":
        return history.to(0)
    if back.how == "version":
        return history.to(back.n - 1) if 1 <= back.n <= len(history.versions) else None
    found = version_before(history, back.what) if back.how == "before" else version_with(history, back.what)
    return None if found is None else history.to(found)


def _same(before: Draft, after: Draft) -> bool:
    return before.to_dict() | {"rev": 0} == after.to_dict() | {"rev": 0}


def _name(feature: str, language: str) -> str:
    return spoken(feature, language) if feature in catalogue() else called(feature, language)


def _even(size: Size | None) -> Size:
    width, height = size or (1920, 1080)
    return max(2, width // 2 * 2), max(2, height // 2 * 2)
