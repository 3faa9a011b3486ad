"""What lives in a picture: from words to what is applied, what is told, and what must hold for any words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agent.test_direct import scene as seen
from vivant import effects, flows
from vivant.agent import Direction, direct, read
from vivant.agent.applying import place_of
from vivant.agent.moods import MOODS, MOST
from vivant.agent.wishes import Add, Life, Mood
from vivant.scene.areas import AREAS
from vivant.scene.scene import Scene
from vivant.timeline import HOLD, Applied, Draft, Place


def view(*, sky: float = 0.4, water: float = 0.3, clouds: bool = True, kind: str = "photo") -> Scene:
    """A view with a band of sky, cloudy or clear, and one of water."""
    plain = seen(sky=sky, kind=kind)
    height, width = plain.sky.shape
    wet = np.zeros((height, width), np.float32)
    wet[height - round(water * height) :] = 1.0
    image = np.full((height, width, 3), 150, np.uint8)
    if clouds:
        image[:] = (150 + 60 * np.sin(np.arange(width) / 9))[None, :, None].astype(np.uint8)
    return Scene(image, plain.disparity, plain.subject, plain.sky, kind, 0.6, 0.4, water=wet)


SEA, ROOM = view(), view(sky=0.0, water=0.0, clouds=False)


def living(direction: Direction) -> dict[str, Applied]:
    return {a.kind: a for a in direction.draft.main_segments()[0].applied}


def applied(words: str, scene: Scene = SEA, draft: Draft | None = None) -> dict[str, Applied]:
    return living(direct(words, scene, draft=draft))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("heavy snow", Applied("snow", 1.6)),
        ("snow with big flakes", Applied("snow", knobs={"size": 1.4})),
        ("snow blowing to the left", Applied("snow", knobs={"wind": -0.45})),
        ("the clouds drift left", Applied("clouds", direction_deg=180.0)),
        ("clouds drift up", Applied("clouds", direction_deg=90.0)),
        ("clouds on the left", Applied("clouds", place=Place(side="left"))),
        ("rain for the first three seconds", Applied("rain", duration_ms=3000, fade_out_ms=1000)),
        ("snow starts after 2 s", Applied("snow", start_ms=2000, fade_in_ms=1000)),
        ("snow starts after 2 s and gets heavier", Applied("snow", start_ms=2000, fade_in_ms=3200)),
        ("fog fades in at the end", Applied("fog", start_ms=3000, fade_in_ms=1200)),
        ("fog fades in over 2 seconds", Applied("fog", fade_in_ms=2000)),
        ("red petals falling", Applied("petals", knobs={"colour": "red"})),
        ("golden bokeh lights", Applied("bokeh_lights", knobs={"colour": "warm"})),
        ("brighter", Applied("adjust", knobs={"exposure": 0.3})),
        ("小雨", Applied("rain", 0.5)),
        ("云向左飘", Applied("clouds", direction_deg=180.0)),
        ("两秒后开始下雪", Applied("snow", start_ms=2000, fade_in_ms=1000)),
    ],
)
def test_words_become_what_is_applied(words: str, wanted: Applied) -> None:
    assert applied(words) == {wanted.kind: wanted}


def test_a_fade_with_a_length_leaves_the_clip_its_own() -> None:
    assert direct("fog fades in over 2 seconds", SEA).draft.duration_ms == 6000


def test_slow_and_fast_set_the_pace_of_a_flow() -> None:
    usual = float(flows.catalogue()["river"].params().speed)  # type: ignore[attr-defined]
    assert applied("the river flows slowly")["river"].knobs["speed"] == pytest.approx(0.6 * usual)
    assert applied("the river flows fast")["river"].knobs["speed"] == pytest.approx(1.5 * usual)


def test_a_camera_move_in_the_same_sentence_happens_too() -> None:
    direction = direct("slow dolly in with falling snow, 6 s loop", SEA)
    (motion,) = direction.draft.main_segments()[0].motions
    assert (motion.move, motion.amount, motion.seamless) == ("dolly_in", 0.6, True)
    assert living(direction) == {"snow": Applied("snow")}
    assert direction.unknown == ()


def test_what_comes_then_takes_turns() -> None:
    rows = applied("first rain, then snow")
    assert (rows["rain"].start_ms, rows["rain"].duration_ms) == (0, 3000)
    assert (rows["snow"].start_ms, rows["snow"].duration_ms) == (3000, None)
    assert rows["rain"].fade_out_ms and rows["snow"].fade_in_ms


# --- refining ---------------------------------------------------------------------------------------------------------


def test_an_earlier_draft_is_refined_and_the_rest_kept() -> None:
    draft = direct("heavy snow, a little fog, slow dolly in", SEA).draft

    def say(words: str) -> dict[str, Applied]:
        nonlocal draft
        draft = direct(words, SEA, draft=draft).draft
        assert [m.move for m in draft.main_segments()[0].motions] == ["dolly_in"]
        return {a.kind: a for a in draft.main_segments()[0].applied}

    assert say("more snow")["snow"].amount == pytest.approx(1.6 * 1.4)
    assert say("half the fog")["fog"].amount == pytest.approx(0.25)
    assert say("snow to the left")["snow"].knobs == {"wind": -0.45}
    assert say("light snow")["snow"].amount == 0.5
    assert set(say("remove the fog")) == {"snow"}
    assert set(say("warmer")) == {"snow", "warm"}
    assert set(say("cooler")) == {"snow", "cool"}, "a picture is not warm and cool at once"
    assert set(say("black and white")) == {"snow", "cool", "black_and_white"}
    assert set(say("sepia")) == {"snow", "cool", "sepia"}, "a picture has one look"
    assert say("brighter")["adjust"].knobs["exposure"] == 0.3
    assert say("a bit darker")["adjust"].knobs["exposure"] == pytest.approx(0.15)
    assert say("the clouds drift")["clouds"] == Applied("clouds")
    slow = float(say("clouds slower")["clouds"].knobs["speed"])
    assert float(say("clouds slower")["clouds"].knobs["speed"]) == pytest.approx(0.6 * slow, abs=1e-3)
    assert say("no effects") == {}


def test_times_keep_their_share_of_a_longer_clip() -> None:
    draft = direct("dolly in, snow starts after 2 s", SEA).draft
    assert applied("12 seconds", draft=draft)["snow"].start_ms == 4000


def test_the_same_words_twice_change_nothing_more() -> None:
    for words in ("heavy snow", "no fog", "clouds drift left", "make it spooky", "warm, golden hour"):
        draft = direct(words, SEA).draft
        assert applied(words, draft=draft) == {a.kind: a for a in draft.main_segments()[0].applied}


# --- what the picture has ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the lake ripples", "I see no water"),
        ("clouds drift left", "I see no clouds"),
        ("湖面泛起涟漪", "没有找到水"),
        ("make it windy", "nothing in this picture that the wind"),
        ("bring it to life", "I see no sky, water or leaves"),
    ],
)
def test_what_has_no_place_in_the_picture_is_told_and_left_out(words: str, told: str) -> None:
    direction = direct(words, ROOM)
    assert living(direction) == {}
    assert any(told in note for note in direction.notes)


@pytest.mark.parametrize(("words", "told"), [("let the waves roll", "not sure"), ("海浪翻滚", "没有把握")])
def test_who_speaks_of_the_sea_is_believed_where_there_may_be_one(
    words: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AREAS, "sea", lambda scene: SEA.water)  # type: ignore[arg-type]
    room = view(sky=0.0, water=0.0, clouds=False)
    direction = direct(words, room)
    assert living(direction) == {"waves": Applied("waves", place=Place("sea"))}
    assert any(told in note for note in direction.notes)
    assert living(direct("bring it to life", room)) == {}, "nobody spoke of water"


@pytest.mark.parametrize("words", ["the flag waves in the wind", "窗帘飘动"])
def test_a_flag_is_not_the_coat_that_somebody_wears(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    worn = replace(SEA, subject=np.ones_like(SEA.sky))
    monkeypatch.setitem(AREAS, "cloth", lambda scene: scene.subject)  # type: ignore[arg-type]
    assert "cloth" in living(direct("her dress waves in the wind", worn))
    direction = direct(words, worn)
    assert living(direction) == {} and any("cloth" in note or "布" in note for note in direction.notes)


def test_bringing_to_life_moves_each_area_once() -> None:
    direction = direct("让画面动起来", SEA)
    areas = [place_of(kind, SEA) for kind in living(direction)]
    assert {"clouds", "water_ripple"} <= living(direction).keys() and len(areas) == len(set(areas))
    assert any("动起来" in note for note in direction.notes)


def test_only_the_water_moves() -> None:
    draft = direct("dolly in, clouds drift", SEA).draft
    direction = direct("only the water moves", SEA, draft=draft)
    assert set(living(direction)) == {"water_ripple"}
    assert [m.move for m in direction.draft.main_segments()[0].motions] == ["static"]


def test_an_area_can_be_kept_still() -> None:
    direction = direct("the water ripples, keep the sky still", SEA)
    assert living(direction)[HOLD].place == Place("sky")
    assert not direction.draft.main_segments()[0].hold_subject
    assert direct("dolly in, keep the house still", SEA).draft.main_segments()[0].hold_subject


@pytest.mark.parametrize(
    ("words", "kind", "place"),
    [
        ("snow only behind her", "snow", Place("background")),
        ("在她身后下雪", "snow", Place("background")),
        ("fog over the lake", "fog", Place("water")),
        ("只在湖面上有雾", "fog", Place("water")),
        ("rain on the left", "rain", Place(side="left")),
        ("snow over the lake", "snow", None),
        ("snow only over the lake", "snow", Place("water")),
        ("make the sky darker", "adjust", Place("sky")),
        ("make the background black and white", "black_and_white", Place("background")),
        ("天空中下雪", "snow", None),
    ],
)
def test_an_effect_keeps_to_the_place_that_is_said(words: str, kind: str, place: Place | None) -> None:
    somebody = np.zeros_like(SEA.sky)
    somebody[len(somebody) // 3 :, : somebody.shape[1] // 4] = 1
    direction = direct(words, replace(SEA, subject=somebody, disparity=SEA.disparity * 0.5 + somebody * 0.5))
    assert {a.kind: a.place for a in living(direction).values()} == {kind: place}
    assert not direction.unknown and not any("one place" in note for note in direction.notes)


def test_a_place_that_the_picture_has_not_is_told() -> None:
    direction = direct("fog only over the lake", ROOM)
    assert living(direction) == {"fog": Applied("fog")}
    assert any("over the lake" in note for note in direction.notes)


def test_a_dial_is_turned_in_one_place_and_in_all_of_the_picture() -> None:
    draft = direct("make the sky darker", SEA).draft
    rows = direct("darken the sky, brighter", SEA, draft=draft).draft.main_segments()[0].applied
    assert {a.place: a.knobs["exposure"] for a in rows} == {Place("sky"): -0.6, None: 0.3}


def test_what_grows_and_shrinks_has_another_amount_at_the_end() -> None:
    assert applied("雪越下越大")["snow"] == Applied("snow", 0.4, to=1.6)
    assert applied("rain gets lighter")["rain"] == Applied("rain", to=0.3)
    assert applied("the fog lifts slowly")["fog"] == Applied("fog", fade_out_ms=4800)
    draft = direct("light rain", SEA).draft
    assert applied("the rain gets heavier", draft=draft)["rain"] == Applied("rain", 0.5, to=0.8)


def test_what_is_both_asked_for_and_ruled_out_is_left_out() -> None:
    direction = direct("snow, but no snow", SEA)
    assert living(direction) == {} and any("ruled it out" in note for note in direction.notes)


# --- moods and what nobody asked for ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(MOODS))
def test_a_mood_is_a_small_set_that_exists_and_is_told(name: str) -> None:
    mood = MOODS[name]
    for part in mood.parts:
        entry = flows.catalogue().get(part.kind) or effects.catalogue()[part.kind]
        entry.params(amount=part.amount, **part.knobs)
    said = mood.words.split("|")
    for phrase in said:
        found = read(f"make it {phrase}" if phrase.isascii() else phrase).wishes
        assert [w.name for w in found if isinstance(w, Mood)] == [name], phrase
    direction = direct(f"make it {said[0]}", SEA)
    assert 1 <= len(living(direction)) <= MOST
    assert any(note.startswith("For “") for note in direction.notes)


def test_what_was_named_itself_wins_over_a_mood() -> None:
    rows = applied("make it a cosy winter evening with heavy snow, no vignette")
    assert rows["snow"].amount == 1.6 and "warm" in rows and "vignette" not in rows


def test_without_words_a_cloudy_sky_drifts_and_a_large_water_ripples() -> None:
    direction = direct("", SEA)
    assert set(living(direction)) == {"clouds", "water_ripple"}
    assert all(a.amount < 1 for a in living(direction).values())
    assert sum("gently" in note for note in direction.notes) == 2
    assert set(applied("", view(clouds=False))) == {"water_ripple"}, "a clear sky has nothing that drifts"
    for still in (view(kind="drawing"), view(kind="text"), view(sky=0.1, water=0.08), ROOM):
        assert applied("", still) == {}
    for words in ("dolly in", "no effects", "snow"):
        assert not {"clouds", "water_ripple"} & applied(words).keys()


# --- the catalogues ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*flows.catalogue(), *effects.catalogue()])
def test_a_file_is_understood_by_most_of_its_words(name: str) -> None:
    """A word may be that of a move, of a mood or of a close relative; but each file must be reachable by its words."""
    words = (flows.catalogue().get(name) or effects.catalogue()[name]).words
    found = {w: read(w if not w.isascii() else f"add {w}").wishes for w in words}
    reached = [w for w, wishes in found.items() if any(isinstance(x, Add) and name in x.kinds for x in wishes)]
    assert len(reached) >= 0.5 * len(words), set(words) - set(reached)


_ENGLISH = (
    "snow|falling|rain|the clouds|drift|left|slowly|heavy|no|more|and|then|,|with|zoom in|make it|spooky|warmer|a bit|"
    "the water|moves|only|keep|still|after 2 s|fades in|for 3 seconds|at the end|on the left|behind her|golden|darker|"
    "contrast|bring it to life|windy|in the rain|twice|50%"
)
_CHINESE = "下雪|云|飘|向左|不要|雾|一点|让|水|动|暖|梦幻|亮一点|，|然后|越来越大"
_PIECES = st.sampled_from([*re.split(r"\|", _ENGLISH), *re.split(r"\|", _CHINESE)])
_SAID = st.lists(_PIECES, max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(_SAID)
def test_any_words_give_what_can_be_applied(words: str) -> None:
    direction = direct(words, SEA)
    again = direct(words, SEA, draft=direction.draft)
    assert direct(words, SEA) == direction
    for one in (*direction.draft.main_segments()[0].applied, *again.draft.main_segments()[0].applied):
        assert 0 <= one.start_ms < direction.draft.duration_ms
        assert one.duration_ms is None or one.duration_ms > 0
        assert one.fade_in_ms >= 0 and one.fade_out_ms >= 0
        if one.kind != HOLD:
            entry = flows.catalogue().get(one.kind) or effects.catalogue()[one.kind]
            entry.params(amount=one.amount, **one.knobs)


@given(st.permutations(["heavy snow", "the clouds drift left", "warmer", "slow dolly in", "no rain"]))
@settings(max_examples=20, deadline=None)
def test_the_order_of_clauses_does_not_matter(clauses: list[str]) -> None:
    wanted = applied("heavy snow, the clouds drift left, warmer, slow dolly in, no rain")
    assert applied(", ".join(clauses)) == wanted


def test_the_order_of_words_joined_by_and_does_not_matter() -> None:
    for order in permutations(["snow", "fog", "grain"]):
        assert set(applied("add " + " and ".join(order))) == {"snow", "fog", "grain"}


@pytest.mark.parametrize("words", ["wind in the trees", "make it windy", "微风"])
def test_the_wind_moves_what_it_can(words: str) -> None:
    (wish,) = read(words).wishes
    assert isinstance(wish, (Life, Add)) and ("foliage" in (wish.flows if isinstance(wish, Life) else wish.kinds))
