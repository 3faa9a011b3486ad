"""The sound of a draft: what is played when, how loud, for how long."""

from __future__ import annotations

import math
import resource
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from vivant import sound
from vivant.errors import UsageError
from vivant.media import MediaInfo
from vivant.render.material import Sound
from vivant.render.played import played
from vivant.render.soundtrack import composed, soundtrack
from vivant.render.tape import Tape
from vivant.sound import RATE, loudness
from vivant.sound.stretch import HOP, stretched
from vivant.timeline import Draft, Source
from vivant.transitions import gains


@dataclass
class Recording:
    """A sound of known samples, read as a clip is; a test may ask what was read."""

    samples: Sound
    kind: str = "sound"
    read: list[tuple[float, float]] = field(default_factory=list)

    @property
    def info(self) -> MediaInfo:
        return MediaInfo("sound", duration_s=len(self.samples) / RATE, sound_rate=RATE, channels=2)

    def frames_at(self, times_s: Any, *, size: Any = None) -> Iterator[Any]:
        raise AssertionError("nobody looks at a sound")

    def sound(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
        first = round(start_s * RATE)
        end = len(self.samples) if end_s is None else round(end_s * RATE)
        self.read.append((start_s, end / RATE))
        for at in range(first, end, 4096):
            block = self.samples[at : min(end, at + 4096)]
            yield np.pad(block, ((0, min(end, at + 4096) - at - len(block)), (0, 0)))


def tone(hertz: float, seconds: float, level: float = 0.2) -> Sound:
    wave = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def ramp(seconds: float) -> Sound:
    """Samples that tell their place: 0 .. 1 over the whole."""
    wave = np.linspace(0, 1, round(seconds * RATE), dtype=np.float32)
    return np.stack([wave, wave], axis=1)


def heard(source: Source, recording: Recording, seconds: float) -> Sound:
    return np.concatenate(list(played(source, recording, recording.info.duration_s, round(seconds * RATE))))


def draft(*tracks: dict[str, Any], assets: dict[str, Any] | None = None) -> Draft:
    known = {name: {"k": "audio", "n": name} for name in ("a", "b", "v")} | (assets or {})
    return Draft.from_dict({"v": 1, "m": {}, "t": list(tracks), "a": known})


def on(role: str, *segments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"tt": 1, "r": role, "sg": list(segments)} | more


def mixed(made: Draft, materials: dict[str, Any]) -> Sound:
    found = soundtrack(made, materials, made.duration_ms / 1000)
    assert found is not None
    return np.concatenate(list(found))


def level_db(samples: Sound, start_s: float, end_s: float) -> float:
    part = samples[round(start_s * RATE) : round(end_s * RATE), 0]
    return 20 * math.log10(max(1e-9, float(np.sqrt(np.mean(np.square(part))))))


def tone_db(samples: Sound, pitch: int, start_s: float, end_s: float) -> float:
    part = samples[round(start_s * RATE) : round(end_s * RATE), 0]
    return 20 * math.log10(np.abs(np.fft.rfft(part * np.hanning(len(part)), 4 * RATE))[4 * pitch])


def hertz(samples: Sound) -> float:
    wave = samples[:, 0] * np.hanning(len(samples))
    return float(np.argmax(np.abs(np.fft.rfft(wave))) * RATE / len(samples))


# --- what a segment plays ---------------------------------------------------------------------------------------------

SECOND = np.arange(RATE) / RATE


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (Source("a", 1000, 3000), [*(1 + SECOND), *(2 + SECOND), *(0 * SECOND)]),
        (Source("a", 1000, 3000, reverse=True), [*(3 - SECOND), *(2 - SECOND), *(0 * SECOND)]),
        (Source("a", 1000, 2000, loop="loop"), [*(1 + SECOND)] * 3),
        (Source("a", 1000, 2000, loop="loop", reverse=True), [*(2 - SECOND)] * 3),
        (Source("a", 1000, 2000, loop="boomerang"), [*(1 + SECOND), *(2 - SECOND), *(1 + SECOND)]),
        (Source("a", 1000, 2000, loop="boomerang", offset_ms=1000), [*(2 - SECOND), *(1 + SECOND), *(2 - SECOND)]),
        (Source("a", 1000, 3000, offset_ms=1000), [*(2 + SECOND), *(0 * SECOND), *(0 * SECOND)]),
        (Source("a", 7000, 9000), [*(7 + SECOND), *(0 * SECOND), *(0 * SECOND)]),
        (Source("a", freeze_ms=500), [*(0 * SECOND)] * 3),
    ],
    ids=["part", "reverse", "loop", "loop reverse", "boomerang", "boomerang inside", "inside", "short", "freeze"],
)
def test_a_segment_plays_its_part_as_its_source_says(source: Source, wanted: list[float]) -> None:
    found = heard(source, Recording(ramp(8.0) * 8), 3.0)
    off = np.abs(found[:, 0] - np.array(wanted, np.float32))
    seams = np.abs(np.arange(off.size) % RATE - RATE / 2) > RATE / 2 - 200  # a loop goes down where it jumps back
    assert len(found) == 3 * RATE
    assert off[~seams].max() < 0.002


def test_a_long_loop_is_read_stretch_by_stretch() -> None:
    recording = Recording(ramp(40.0) * 40)
    found = heard(Source("a", loop="boomerang", offset_ms=39_000), recording, 3.0)
    assert np.abs(found[::4800, 0] - (39 + np.concatenate([np.arange(10), np.arange(10, -10, -1)]) / 10)).max() < 0.002
    assert all(end - start <= 10.001 for start, end in recording.read)


@pytest.mark.parametrize("speed", [0.1, 0.5, 0.8, 1.25, 2.0, 5.0])
def test_speed_changes_the_length_and_keeps_the_pitch(speed: float) -> None:
    found = np.concatenate(list(stretched([tone(220, 4.0)], speed)))
    assert abs(len(found) - 4 * RATE / speed) <= 2 * HOP
    assert hertz(found) == pytest.approx(220, abs=1.5)
    assert level_db(found, 0.1, 0.3) == pytest.approx(level_db(tone(220, 1), 0.1, 0.3), abs=0.5)


def test_what_is_faster_stays_in_step() -> None:
    """Clicks every half second are a quarter of a second apart at twice the speed, to the end."""
    samples = np.zeros((120 * RATE, 2), np.float32)
    samples[RATE // 2 :: RATE // 2] = 1.0
    found = np.concatenate(list(stretched([samples[i : i + RATE] for i in range(0, len(samples), RATE)], 2.0)))
    loud = np.flatnonzero(np.abs(found[:, 0]) > 0.3) / RATE
    off = loud / 0.25 - np.round(loud / 0.25)
    assert loud[-1] > 59
    assert np.abs(off * 0.25).max() < 1 / 30


@pytest.mark.parametrize(("speed", "seconds"), [(1.0, 3.0), (0.5, 3.0), (0.5, 2.0), (2.0, 0.5), (2.0, 1.0)])
def test_what_is_over_before_its_segment_ends_softly(speed: float, seconds: float) -> None:
    """A low tone that is cut has no jump anywhere, at any speed, whether its segment ends with it or later."""
    source = Source("a", 500, 1500, speed=speed)
    found = heard(source, Recording(tone(100, 3.0, 0.5)), seconds)[:, 0]
    assert np.abs(np.diff(found)).max() < 0.02


def test_a_speed_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="times as fast"):
        list(stretched([tone(220, 1)], 0.0))


# --- the mix ----------------------------------------------------------------------------------------------------------


def test_the_whole_is_as_loud_as_films_are() -> None:
    noise = np.random.default_rng(1).normal(0, 0.02, (8 * RATE, 2)).astype(np.float32)
    noise[3 * RATE] = 0.9
    found = mixed(draft(on("music", {"d": 6000, "src": {"a": "a", "in": 0, "out": 6000}})), {"a": Recording(noise)})
    lufs, peak = loudness(found)
    assert lufs == pytest.approx(-14, abs=0.3)
    assert peak < -1
    assert len(found) == 6 * RATE


def test_two_segments_cross_at_equal_power() -> None:
    first = {"d": 2000, "src": {"a": "a", "in": 0, "out": 2000}, "tn": {"k": "fade", "d": 1000}}
    track = on("sfx", first, {"d": 2000, "s": 1000, "src": {"a": "b", "in": 0, "out": 2000}})
    found = mixed(draft(track), {"a": Recording(tone(400, 3)), "b": Recording(np.zeros_like(tone(1, 3)))})
    whole = level_db(found, 0.4, 0.9)
    for t in (0.25, 0.5, 0.75):
        faded = 20 * math.log10(gains(t)[0])
        assert level_db(found, 1 + t - 0.005, 1 + t + 0.005) - whole == pytest.approx(faded, abs=0.3)


def test_gains_and_fades_of_segment_and_track_count_together() -> None:
    loud = {"d": 2000, "src": {"a": "a", "in": 0, "out": 2000}}
    soft = {"d": 2000, "s": 2000, "src": {"a": "a", "in": 0, "out": 2000}, "vol": 0.5, "fi": 1000}
    other = on("sfx", {"d": 2000, "s": 4000, "src": {"a": "a", "in": 0, "out": 2000}, "vol": 0.5}, vol=0.5)
    found = mixed(draft(on("sfx", loud, soft), other), {"a": Recording(tone(300, 4))})
    full = level_db(found, 0.5, 1.5)
    assert level_db(found, 3.2, 3.8) - full == pytest.approx(-6.02, abs=0.1)
    assert level_db(found, 2.0, 2.1) - full < -20
    assert level_db(found, 4.5, 5.5) - full == pytest.approx(-12.04, abs=0.1)


def test_music_steps_back_while_a_voice_speaks() -> None:
    music = on("music", {"d": 6000, "src": {"a": "a", "in": 0, "out": 6000}}, duck=12)
    voice = on("voice", {"d": 2000, "s": 2000, "src": {"a": "v", "in": 0, "out": 2000}})
    found = mixed(draft(music, voice), {"a": Recording(tone(200, 6)), "v": Recording(tone(1500, 2, 0.3))})
    before = tone_db(found, 200, 0.8, 1.6)
    assert tone_db(found, 200, 2.8, 3.6) - before == pytest.approx(-12, abs=0.7)
    assert tone_db(found, 200, 5.1, 5.9) - before == pytest.approx(0, abs=0.7)


@pytest.mark.parametrize(("speech", "wanted_db"), [(True, -12), (False, 0)], ids=["speech", "hum"])
def test_music_steps_back_for_speech_in_a_video_and_not_for_its_hum(speech: bool, wanted_db: float) -> None:
    hum = np.random.default_rng(3).normal(0, 0.01, (8 * RATE, 2)).astype(np.float32)
    if speech:
        syllables = np.sin(2 * np.pi * 4 * np.arange(4 * RATE) / RATE)[:, None] > -0.5
        hum[4 * RATE :] += tone(1500, 4, 0.3) * syllables
    picture = {"tt": 0, "r": "main", "sg": [{"d": 8000, "src": {"a": "film", "in": 0, "out": 8000}}]}
    music = on("music", {"d": 8000, "src": {"a": "a", "in": 0, "out": 8000}}, duck=12)
    made = draft(picture, music, assets={"film": {"k": "video", "d": 8000}})
    found = mixed(made, {"film": Recording(hum), "a": Recording(tone(200, 8))})
    assert tone_db(found, 200, 5.5, 7.5) - tone_db(found, 200, 1.0, 3.0) == pytest.approx(wanted_db, abs=0.8)


def test_a_cut_does_not_click_and_a_split_is_not_heard() -> None:
    """Where one segment plays on from another, nothing changes; where a sound is cut, it comes and goes softly."""
    whole = on("sfx", {"d": 4000, "src": {"a": "a", "in": 0, "out": 4000}})
    split = on(
        "sfx",
        {"d": 1777, "src": {"a": "a", "in": 0, "out": 1777}},
        {"d": 2223, "s": 1777, "src": {"a": "a", "in": 1777, "out": 4000}},
    )
    recording = {"a": Recording(tone(90, 4) + np.float32(0.05))}
    one, two = (mixed(draft(track), recording) for track in (whole, split))
    assert np.abs(one - two).max() < 1e-4
    assert np.abs(one[:5]).max() < 0.01


def test_what_is_silent_has_no_sound_track() -> None:
    segment = {"d": 1000, "src": {"a": "a", "in": 0, "out": 1000}}
    quiet = {"a": Recording(np.zeros((RATE, 2), np.float32))}
    assert soundtrack(draft(on("music", segment, mu=True)), {"a": Recording(tone(200, 1))}, 1.0) is None
    assert soundtrack(draft(on("music", segment | {"vol": 0})), {"a": Recording(tone(200, 1))}, 1.0) is None
    assert soundtrack(draft(on("music", segment)), quiet, 1.0) is None


def test_music_is_composed_as_long_as_its_segment_and_ends_properly() -> None:
    made = draft(
        on("music", {"d": 9000, "src": {"a": "m"}}), assets={"m": {"k": "audio", "gen": {"style": "piano", "seed": 4}}}
    )
    found = mixed(made, {})
    assert len(found) == 9 * RATE
    assert level_db(found, 8.95, 9.0) < level_db(found, 2.0, 6.0) - 25
    piece = sound.compose("piano", 9.0, seed=4).samples
    assert np.abs(composed({"style": "piano", "seed": 4}, 9.0)[:] - piece).max() < 1e-6
    related = np.corrcoef(piece[RATE : 5 * RATE, 0], found[RATE : 5 * RATE, 0])[0, 1]
    assert related > 0.97


def test_a_long_sound_bed_comes_round_without_a_seam() -> None:
    found = composed({"bed": "wind", "seed": 1}, 130.0)[:]
    assert len(found) == 130 * RATE
    steps = np.abs(np.diff(found[:, 0]))
    assert steps[60 * RATE - 100 : 60 * RATE + 100].max() <= steps.max() * 0.8 + 1e-3
    assert np.abs(found[:3]).max() < 1e-3


def test_music_that_was_cut_in_two_plays_on() -> None:
    parts = (
        {"d": 4000, "src": {"a": "m", "in": 0, "out": 4000}},
        {"d": 4000, "s": 4000, "src": {"a": "m", "in": 4000}},
    )
    recipe = {"m": {"k": "audio", "gen": {"style": "ambient", "seed": 2}}}
    one = mixed(draft(on("music", {"d": 8000, "src": {"a": "m"}}), assets=recipe), {})
    two = mixed(draft(on("music", *parts), assets=recipe), {})
    assert np.abs(one - two).max() < 1e-3


def test_a_style_that_does_not_exist_is_refused() -> None:
    recipe = {"m": {"k": "audio", "gen": {"style": "yodel"}}}
    made = draft(on("music", {"d": 2000, "src": {"a": "m"}}), assets=recipe)
    with pytest.raises(UsageError, match="yodel"):
        soundtrack(made, {}, 2.0)


def test_ones_own_music_is_cut_at_its_phrases_and_fades() -> None:
    piece = sound.compose("pop", 30.0, seed=1)
    made = draft(on("music", {"d": 10_000, "src": {"a": "a", "loop": "loop"}}))
    found = mixed(made, {"a": Recording(piece.samples)})
    assert len(found) == 10 * RATE
    assert level_db(found, 9.95, 10.0) < level_db(found, 3, 7) - 15


def test_a_long_mix_needs_no_more_memory_than_a_short_one() -> None:
    def run(seconds: int) -> int:
        made = draft(on("sfx", {"d": seconds * 1000, "src": {"a": "a", "in": 0, "out": 2000, "loop": "loop"}}))
        found = soundtrack(made, {"a": Recording(tone(200, 2))}, seconds)
        assert found is not None
        assert sum(map(len, found)) == seconds * RATE
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    short = run(40)
    assert run(600) - short < 60_000  # kilobytes; the samples alone would be 230 MB


def test_a_tape_reads_what_was_put_on_it() -> None:
    tape = Tape.of([ramp(1.0), ramp(1.0)], RATE + 100)
    assert tape.shape == (RATE + 100, 2)
    assert np.array_equal(tape[RATE : RATE + 200], ramp(1.0)[:100])
    behind = np.concatenate(list(tape.sound(1.0, 1.5)))
    assert len(behind) == RATE // 2
    assert not behind[100:].any()
