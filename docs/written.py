"""The page of everything that can be written and opened, from the tables of the code. Run by generate.py."""

from __future__ import annotations

from vivant.media.recipes import CODECS, CONTAINERS, SOUNDS
from vivant.platforms import PLATFORMS, Platform

EXPORTS = """# What can be written, and what can be opened

Written by `make pages` from the tables of the code. The end of the name says what is written: `-o film.webm`. A codec
other than the usual one is asked for by its name. `vivant doctor` says which encoders this machine has; the wheel of
PyAV brings all of them.

`vivant export draft.json -o film.mp4` writes a draft ([draft.md](draft.md)). Its files are looked for beside it under
the names that it has for them, or in `--assets DIR`; whatever is missing is told at once.

- `-o film.wav` (or another name from the second table) writes the sound alone, `-o frame-%05d.png` pictures.
- `--quality high|medium|low`, `--codec NAME`, `--size 1280x720` and `--fps 25` in place of what the draft says; `--size
  720p` (480p, 1080p, 1440p, 4k; `--resolution` is the same) keeps the shape of the film. `animate`, `story` and `edit`
  take them too.
- `--poster film.jpg` writes the frame that shows the most as a picture, for the page or the post that the film is in.
- `--alpha` leaves free what no picture and no words cover: titles over nothing, small pictures, subjects that are cut
  out (`"tr": {{"cut": true}}`), what fades. `film.mov` is ProRes 4444 then, `film.webm` VP9 with alpha. The colour
  behind everything is left out.
- `--captions burned|track|none`: in the picture, as a track that players can switch on, or left out.
- `--workers 4` draws parts of five seconds or more in four processes, and joins them: the same frames, the sound in one
  piece. Parts wait in a hidden folder beside the film. If the export is interrupted, the same command goes on where it
  was (`--resume` does so with one process); a part that broke is drawn again.
- A video that is only cut, at key frames, is copied without encoding, and the command says so.

The sound is everything on the sound tracks and in the videos that is not muted: trimmed, faster and slower at its own
pitch, backwards, looped, faded, crossed over where a transition joins two pieces. Music steps back while somebody
speaks, on a voice track or in a video. What a draft has a recipe for (`"gen": {{"style": "piano"}}` or
`{{"bed": "rain"}}`) is composed as long as it plays; music of your own is cut at its phrases. The whole
comes out at -14 LUFS with true peaks below -1 dBTP. What is silent has no sound track.

| ends in | codec | encoder | seen through | sound | captions as a track |
| --- | --- | --- | --- | --- | --- |
{films}
| %05d.png | png | `png` | yes | none | no |

Every frame of a `frames-%05d.png` is a picture of its own. mp4 and mov begin with their index, so that they play while
they load. All but avi, gif, webp, png and ffv1 are marked as BT.709. Width and height must be even but for gif, webp,
png and ffv1. `quality` is high, medium or low everywhere. A film with alpha is made where the table says "seen
through"; mov and webm are what editors and browsers take.

HEVC is smaller than H.264 at the same look and takes about four times as long to make; AV1 is smaller still and takes
little longer than H.264. ProRes is for handing on to an editor: large, and hardly any loss. `ffv1` loses nothing.

| sound alone | encoder |
| --- | --- |
{sounds}

Sound is stereo at 48 kHz, exactly as long as the picture.

## Where people post

Say "for TikTok" or "发小红书". What every account may post; some may post longer films. True peak stays under -1 dBTP.

| place | also | size | longest | loudness |
| --- | --- | --- | --- | --- |
{places}

## What can be opened

mp4, mov, mkv, webm, avi, ts, flv, wmv, mxf, gif, webp, apng and every picture that `vivant animate` takes; wav, mp3,
m4a, aac, flac, ogg, opus, wma and aiff. Whatever a camera does comes out right:

- rotation and mirror marks are applied, pixels that are not square are made so, odd sizes stay;
- a variable frame rate is read by time, so that sound and picture stay together;
- BT.601, BT.709 and BT.2020, limited and full range, 8 to 12 bits, are told apart; a film that says nothing is taken
  for BT.709 in high definition and BT.601 below, as players do;
- HDR (PQ and HLG) is brought to an ordinary screen by ITU-R BT.2390: below paper white hardly anything changes, what is
  brighter is compressed instead of clipped, and colours keep their hue;
- interlaced films are deinterlaced; transparency is kept or laid over black;
- a film that breaks off shows its last frame from there on, damaged stretches are stepped over.

A file from anywhere is decoded in a process of its own that can read that one file only, write none, and has limits of
memory and time. The worst that a malicious film can do is to end that process.

A stretch that begins at a key frame is copied without encoding when nothing else is changed.
"""


def exports_page() -> str:
    """The page of everything that can be written, as Markdown."""
    films = [_film_row(suffix, name) for suffix, container in CONTAINERS.items() for name in container.codecs]
    heard = [f"| {suffix[1:]} | `{encoder}` |" for suffix, (_, encoder) in SOUNDS.items()]
    places = [
        f"| {p.name} | {_others(p)} | {p.size[0]}x{p.size[1]} | {_length(p.longest_s)} | {p.loudness_lufs:g} LUFS |"
        for p in PLATFORMS
    ]
    return EXPORTS.format(films="\n".join(films), sounds="\n".join(heard), places="\n".join(places))


def _film_row(suffix: str, name: str) -> str:
    container, codec = CONTAINERS[suffix], CODECS[name]
    usual = " (usual)" if container.codecs[0] == name and len(container.codecs) > 1 else ""
    sound = f"`{codec.sound or container.sound}`" if container.sound else "none"
    seen_through = "yes" if codec.see_through else "no"
    captions = "yes" if container.captions else "no"
    return f"| {suffix[1:]} | {name}{usual} | `{codec.encoder}` | {seen_through} | {sound} | {captions} |"


def _others(platform: Platform) -> str:
    return ", ".join(word for word in platform.words if word != platform.name.lower())


def _length(seconds: float | None) -> str:
    if seconds is None:
        return "any length"
    return f"{seconds / 60:g} min" if seconds % 60 == 0 and seconds > 60 else f"{seconds:g} s"
