"""Drafts go to OpenTimelineIO and come back as they were; what others changed or made comes in, with notes."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.timeline.drafts import draft_data, drafts
from tests.timeline.test_edits import change, laid, three
from vivant.errors import UnreadableInput, UsageError
from vivant.timeline import Draft
from vivant.timeline.interchange import from_otio, to_otio

otio = pytest.importorskip("opentimelineio", reason="needs opentimelineio, which has no wheel for this Python")
schema, opentime = otio.schema, otio.opentime
QUICK = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)  # fmt: skip


def t(seconds: float, rate: float = 25) -> Any:
    return opentime.RationalTime(seconds * rate, rate)


def span(start: float, length: float) -> Any:
    return opentime.TimeRange(t(start), t(length))


def clip(name: str, start: float, length: float, url: str = "", *effects: Any) -> Any:
    made = schema.Clip(name, schema.ExternalReference(url or f"file:///films/{name}.mp4"), span(start, length))
    made.effects.extend(effects)
    return made


def foreign(*items: Any, kind: str = "Video", more: tuple[Any, ...] = ()) -> Any:
    """What we make of the file of another editor with one track."""
    timeline = schema.Timeline("Holiday")
    track = schema.Track("V1", kind=kind)
    track.extend(items)
    timeline.tracks.extend([track, *more])
    return from_otio(otio.adapters.write_to_string(timeline, "otio_json"))


@QUICK
@given(draft_data())
def test_nothing_is_lost_on_the_way_there_and_back(data: dict[str, Any]) -> None:
    back = from_otio(to_otio(Draft.from_dict(data)))
    assert back.draft.to_dict() == data
    assert json.dumps(back.draft.to_dict(), sort_keys=True) == json.dumps(data, sort_keys=True)
    assert back.notes == ()


@QUICK
@given(drafts(extras=False))
def test_other_editors_see_the_same_film(draft: Draft) -> None:
    timeline = otio.adapters.read_from_string(to_otio(draft), "otio_json")
    known = [track for track in draft.tracks() if track.kind != "other"]
    assert [len(list(track.find_clips())) for track in timeline.tracks] == [len(track.segments) for track in known]
    for made, track in zip(timeline.tracks, known, strict=True):
        end_s = made.duration().to_seconds() if len(made) else 0
        assert end_s == pytest.approx(track.segments[-1].end_ms / 1000, abs=1 / draft.fps)


def test_cuts_are_in_the_middle_of_transitions() -> None:
    timeline = otio.adapters.read_from_string(to_otio(three()), "otio_json")
    first, joint, second, third = timeline.tracks[0]
    lengths = [c.range_in_parent().duration.value for c in (first, second, third)]
    assert lengths == [52, 53, 60], "1.75 s are 52.5 frames"
    assert (joint.name, joint.transition_type) == ("fade", "SMPTE_Dissolve")


def test_what_another_editor_changed_comes_back_changed_and_the_rest_as_it_was() -> None:
    draft = change(three(), "add_effect", segment="b", effect="snow")
    draft = change(draft, "set_move", segment="c", motions=[{"move": "dolly_in"}])
    draft = change(draft, "add_title", content="Cat")
    timeline = otio.adapters.read_from_string(to_otio(draft), "otio_json")
    track = timeline.tracks[0]
    track[3].source_range = opentime.TimeRange(track[3].source_range.start_time, opentime.RationalTime(30, 30))
    del track[1]
    back = from_otio(otio.adapters.write_to_string(timeline, "otio_json")).draft
    assert laid(back) == [("a", 0, 1733), ("b", 1733, 3500), ("c", 3500, 4500)]
    assert back.main_segments()[0].transition is None
    assert [a.kind for a in back.main_segments()[1].applied] == ["snow"]
    assert [m.move for m in back.main_segments()[2].motions] == ["dolly_in"]
    assert back.tracks()[1] == draft.tracks()[1]


def test_a_cut_list_of_another_editor() -> None:
    made = foreign(
        clip("beach", 2, 4), schema.Gap(duration=t(1)), clip("dune", 0, 3, "", schema.LinearTimeWarp(time_scalar=2.0)),
        clip("back", 0, 2, "", schema.LinearTimeWarp(time_scalar=-1.0)), clip("held", 1.2, 2, "", schema.FreezeFrame()),
        clip("photo", 0, 2, "photos/My%20cat.JPG"),
    )  # fmt: skip
    assert laid(made.draft) == [
        ("t1s1", 0, 4000), ("t1s2", 5000, 8000), ("t1s3", 8000, 10_000), ("t1s4", 10_000, 12_000),
        ("t1s5", 12_000, 14_000),
    ]  # fmt: skip
    sources = [s.source for s in made.draft.main_segments()]
    assert [(s.in_ms, s.out_ms, s.speed, s.reverse, s.freeze_ms) for s in sources if s] == [
        (2000, 6000, 1.0, False, None), (0, 6000, 2.0, False, None), (0, 2000, 1.0, True, None),
        (0, None, 1.0, False, 1200), (0, None, 1.0, False, None),
    ]  # fmt: skip
    assert made.links["My cat.JPG"] == "photos/My%20cat.JPG"
    assert made.draft.assets()["My cat.JPG"].kind == "image"
    assert (made.draft.title, made.draft.fps, made.notes) == ("Holiday", 25.0, ())


def test_a_dissolve_of_another_editor_overlaps_the_clips() -> None:
    dissolve = schema.Transition("", schema.TransitionTypes.SMPTE_Dissolve, t(0.4), t(0.6))
    made = foreign(clip("a", 2, 4), dissolve, clip("b", 1, 3))
    first, second = made.draft.main_segments()
    assert first.transition is not None
    assert (first.transition.kind, first.transition.duration_ms) == ("fade", 1000)
    assert laid(made.draft) == [("t1s1", 0, 4600), ("t1s2", 3600, 7000)]
    assert first.source is not None
    assert second.source is not None
    assert (first.source.in_ms, first.source.out_ms) == (2000, 6600)
    assert (second.source.in_ms, second.source.out_ms) == (600, 4000)


def test_media_that_begin_at_a_time_of_day_are_counted_from_their_start() -> None:
    reference = schema.ExternalReference("tape.mov", span(3600, 60))
    made = foreign(schema.Clip("tape", reference, span(3605, 2)))
    source = made.draft.main_segments()[0].source
    assert source is not None
    assert (source.in_ms, source.out_ms, made.draft.assets()["tape.mov"].duration_ms) == (5000, 7000, 60_000)


@pytest.mark.parametrize(
    ("items", "note"),
    [
        ([clip("a", 0, 1, "", schema.Effect("glow", "Glow"))], "The effect 'glow' of the clip 'a' was left out."),
        ([clip("a", 0, 1, "", schema.LinearTimeWarp(time_scalar=40.0))],
         "The clip 'a' plays 10 times as fast, not 40."),
        ([clip("a", 0, 2), schema.Transition("Star", "Custom_Transition", t(0.2), t(0.2)), clip("b", 1, 2)],
         "The transition 'Star' became a fade: it is another editor's."),
        ([clip("a", 0, 1), schema.Stack("inner")], "'inner' on 'V1' was left out: it is nested."),
        ([clip("a", 0, 1), schema.Clip("x")],
         "The clip 'x' was left out: the file does not say which part of it plays."),
        ([schema.Clip("x", source_range=span(0, 1))],
         "The clip 'x' does not say where its media are; give them yourself."),
        ([clip("a", 0, 1), schema.Clip("bars", schema.GeneratorReference("bars", "SMPTEBars"), span(0, 1))],
         "The clip 'bars' was left out: it is made by another editor's generator."),
    ],
)  # fmt: skip
def test_what_we_cannot_do_is_told(items: list[Any], note: str) -> None:
    assert note in foreign(*items).notes


def test_tracks_of_sound_pictures_over_pictures_and_others() -> None:
    over, sound, data = schema.Track("V2"), schema.Track("A1", kind="Audio"), schema.Track("D1", kind="Data")
    over.append(schema.Gap(duration=t(1)))
    over.append(clip("logo", 0, 1, "logo.png"))
    sound.append(clip("talk", 0, 2, "talk.wav"))
    sound.enabled = False
    made = foreign(clip("a", 0, 3), more=(over, sound, data))
    assert [(x.kind, x.role, x.muted) for x in made.draft.tracks()] == [
        ("picture", "main", False), ("picture", "overlay", False), ("sound", "sfx", True),
    ]  # fmt: skip
    assert laid(made.draft, 1) == [("t2s1", 1000, 2000)]
    assert made.notes == ("The track 'D1' was left out: it is neither picture nor sound.",)


def test_two_files_of_one_name_are_two_assets() -> None:
    made = foreign(clip("a", 0, 1, "/one/take.mp4"), clip("b", 0, 1, "/two/take.mp4"), clip("c", 0, 1, "/one/take.mp4"))
    assert [s.asset for s in made.draft.main_segments()] == ["take.mp4", "take.mp4-2", "take.mp4"]


@pytest.mark.parametrize(
    "text",
    ["", "film", "{}", "[]", "3", '{"OTIO_SCHEMA": "Nope.1"}', '{"OTIO_SCHEMA": "Timeline.99"}', "[" * 100_000,
     '{"OTIO_SCHEMA": "Clip.2", "name": "alone"}'],
)  # fmt: skip
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput):
        from_otio(text)


@QUICK
@given(drafts(), st.data())
def test_a_file_that_was_spoiled_gives_a_draft_or_an_error_of_ours(draft: Draft, data: st.DataObject) -> None:
    from tests.timeline.drafts import JSON, _places
    from vivant.errors import VivantError

    spoiled = json.loads(to_otio(draft))
    places = _places(spoiled)
    holder, key = places[data.draw(st.integers(0, len(places) - 1))]
    holder[key] = data.draw(JSON)
    try:
        back = from_otio(json.dumps(spoiled))
    except VivantError as failure:
        assert failure.sentence
    else:
        assert back.draft.summary()


def test_a_number_that_the_format_cannot_hold_is_told() -> None:
    from vivant.errors import DraftError

    with pytest.raises(DraftError, match="too large"):
        to_otio(Draft.from_dict(three().to_dict() | {"x-note": 2**70}))


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(UsageError, match=r"vivant\[otio\]"):
        to_otio(three())
