"""The page of the gallery: static HTML that opens from disk, with its style and its few lines of script inside.

Not for drawing clips (gallery.py). Without script everything is there but the search and playing by itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gallery import Clip

Shown = tuple[str, Any, "list[Clip]"]

SECTIONS = {
    "move": ("Moves", "The camera travels through the picture. Moves combine."),
    "flow": ("Flows", "A part of the picture itself comes alive: its own pixels move."),
    "atmosphere": ("Air", "Fog, mist, haze and water: thicker with distance."),
    "particles": ("Particles", "What floats, falls and flies in the space of the picture, behind what is nearer."),
    "light": ("Light", "Light in the scene."),
    "lens": ("Lens", "What a lens does to the picture."),
    "tone": ("Tone", "Colour and contrast."),
    "film": ("Film", "What film and tape do to the picture."),
}


def write_page(site: Path, shown: list[Shown]) -> None:
    """Write index.html of all (kind, entry, clips) beside the clips."""
    parts = [_section(kind, [s for s in shown if s[0] == kind], site) for kind in SECTIONS]
    links = "".join(f'<a href="#{kind}">{title}</a>' for kind, (title, _) in SECTIONS.items())
    page = PAGE.format(style=STYLE, script=SCRIPT, links=links, count=len(shown), sections="\n".join(parts))
    (site / "index.html").write_text(page, encoding="utf-8")


def _section(kind: str, shown: Iterable[Shown], site: Path) -> str:
    title, about = SECTIONS[kind]
    cards = "\n".join(_card(entry, clips, site) for _, entry, clips in shown)
    head = f'<section id="{kind}"><h2>{title}</h2><p class="about">{about}</p>'
    return f'{head}<div class="grid">\n{cards}\n</div></section>'


def _card(entry: Any, clips: list[Clip], site: Path) -> str:
    name = entry.name.replace("_", " ")
    english, chinese = _words(entry.words)
    say = english[0] if english else chinese[0]
    found = html.escape(" ".join([name, entry.sentence, *entry.words]).lower(), quote=True)
    return CARD.format(
        id=entry.name, find=found, name=html.escape(name), clip=_video(clips[0], f"{name}: {entry.sentence}", site),
        sentence=html.escape(entry.sentence), say=html.escape(say),
        english=html.escape(", ".join(english)), chinese=html.escape("，".join(chinese)),
        knobs=_knobs(entry, clips, site),
    )  # fmt: skip


def _words(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """What people call it in English, and in Chinese."""
    chinese = [word for word in words if re.search(r"[\u4e00-\u9fff]", word)]
    return [word for word in words if word not in chinese], chinese


def _knobs(entry: Any, clips: list[Clip], site: Path) -> str:
    from generate import span

    from vivant.knobs import knobs

    rows = []
    for knob in knobs(entry.params):
        default = html.escape(str(knob["default"])) or "nothing"
        made = [_shown(clip, entry, site) for clip in clips if clip.knob == knob["name"]]
        rows.append(
            f'<li><div class="knob"><code>{knob["name"]}</code> <span>{default}; {html.escape(span(knob))}</span>'
            f'<p>{html.escape(knob["sentence"])}</p></div><div class="strip">{"".join(made)}</div></li>'
        )
    return "\n".join(rows)


def _shown(clip: Clip, entry: Any, site: Path) -> str:
    told = f"{clip.knob} = {clip.value}"
    name = entry.name.replace("_", " ")
    return f"<figure>{_video(clip, f'{name} with {told}', site)}<figcaption>{html.escape(told)}</figcaption></figure>"


def _video(clip: Clip, told: str, site: Path) -> str:
    if not (site / clip.file).exists():
        return '<div class="none">not drawn</div>'
    label = html.escape(told, quote=True)
    return (
        f'<video src="{clip.file}" width="384" height="216" preload="none" muted loop playsinline tabindex="0" '
        f'role="img" aria-label="{label}"></video>'
    )


CARD = """<article class="card" id="{id}" data-find="{find}">
{clip}
<h3>{name}</h3>
<p>{sentence}</p>
<p class="say"><code>{say}</code>
<button type="button" data-copy="{say}" aria-label="Copy the words: {say}">Copy</button></p>
<p class="words">{english}</p>
<p class="words" lang="zh">{chinese}</p>
<details><summary>Knobs</summary><ul class="knobs">
{knobs}
</ul></details>
</article>"""

STYLE = """
:root { color-scheme: light dark; --back: #f6f5f2; --card: #ffffff; --text: #1d1d1f; --faint: #5c5c62; --line: #dddad3;
  --mark: #0f5fa8; }
@media (prefers-color-scheme: dark) { :root { --back: #131316; --card: #1d1d21; --text: #ececee; --faint: #a2a2aa;
  --line: #34343a; --mark: #7fb8ee; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI",
  Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", sans-serif; }
header, main, footer { max-width: 1440px; margin: 0 auto; padding: 0 clamp(16px, 4vw, 48px); }
header { padding-top: 3rem; }
h1 { font-size: 2.2rem; font-weight: 650; letter-spacing: -0.02em; margin: 0 0 .3rem; }
h2 { font-size: 1.5rem; font-weight: 620; letter-spacing: -0.01em; margin: 3.2rem 0 0; }
h3 { font-size: 1.05rem; font-weight: 620; margin: .8rem 0 .1rem; }
h3::first-letter { text-transform: uppercase; }
.about, header p { color: var(--faint); margin: .2rem 0 1.2rem; max-width: 62ch; }
nav { position: sticky; top: 0; z-index: 2; background: color-mix(in srgb, var(--back) 92%, transparent);
  backdrop-filter: blur(8px); border-bottom: 1px solid var(--line); }
nav div { max-width: 1440px; margin: 0 auto; padding: .7rem clamp(16px, 4vw, 48px); display: flex; gap: .4rem 1.1rem;
  flex-wrap: wrap; align-items: center; }
nav a { color: var(--text); text-decoration: none; padding: .2rem 0; }
nav a:hover { text-decoration: underline; }
input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  padding: .4rem .8rem; flex: 1 1 14rem; max-width: 22rem; margin-left: auto; }
.grid { display: grid; align-items: start; gap: 1.4rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr)); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 12px 14px 12px; }
.card:has(details[open]) { grid-column: 1 / -1; }
@media (min-width: 760px) {
  .card:has(details[open]) { display: grid; grid-template-columns: minmax(0, 520px) 1fr; column-gap: 1.6rem;
    grid-template-rows: repeat(5, auto) 1fr auto; }
  .card:has(details[open]) > :is(video, .none) { grid-row: 1 / 7; }
  .card:has(details[open]) > details { grid-column: 1 / -1; margin-top: .6rem; }
}
.card p { margin: .2rem 0 .5rem; }
.card > video, .card > .none { width: calc(100% + 4px); margin: 0 -2px; }
video, .none { display: block; width: 100%; height: auto; aspect-ratio: 16 / 9; border-radius: 7px;
  background: #26262b; }
.none { color: #c8c8cc; display: grid; place-items: center; font-size: .85rem; }
code { font: .92em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.say { display: flex; align-items: center; gap: .6rem; }
.say code { background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: .15rem .5rem; }
button { font: inherit; font-size: .85rem; color: var(--mark); background: none; border: 1px solid transparent;
  border-radius: 6px; padding: .15rem .5rem; cursor: pointer; }
button:hover { border-color: var(--line); }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
.words, figcaption, .knob span, footer { color: var(--faint); font-size: .87rem; }
.card .words { margin: .1rem 0 .25rem; }
summary { cursor: pointer; color: var(--mark); font-size: .92rem; padding: .25rem 0; }
.knobs { list-style: none; margin: .6rem 0 0; padding: 0; display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); gap: 1.4rem; }
.knobs p { margin: 0 0 .5rem; font-size: .92rem; }
.strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: .6rem; }
.strip figure:only-child { grid-column: 1 / -1; }
figure { margin: 0; } figcaption { padding-top: .15rem; }
footer { padding-top: 3rem; padding-bottom: 3rem; }
[hidden] { display: none !important; }
"""

SCRIPT = """
const still = matchMedia("(prefers-reduced-motion: reduce)");
const start = video => { video.preload = "auto"; video.play().catch(() => {}); };
const seen = new IntersectionObserver(found => {
  for (const { target, isIntersecting } of found) {
    if (!isIntersecting) target.pause();
    else if (still.matches) { target.preload = "auto"; target.controls = true; }
    else start(target);
  }
}, { rootMargin: "80px" });
for (const video of document.querySelectorAll("video")) {
  seen.observe(video);
  video.addEventListener("keydown", event => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (video.paused) start(video); else video.pause();
  });
}
const search = document.querySelector("#search"), left = document.querySelector("#left");
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const section of document.querySelectorAll("section")) {
    let any = false;
    for (const card of section.querySelectorAll(".card")) {
      card.hidden = !words.every(word => card.dataset.find.includes(word));
      if (!card.hidden) { any = true; count += 1; }
    }
    section.hidden = !any;
  }
  left.textContent = words.length ? count + " found" : "";
});
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try { await navigator.clipboard.writeText(button.dataset.copy); button.textContent = "Copied"; }
  catch { getSelection().selectAllChildren(button.previousElementSibling); button.textContent = "Selected"; }
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
});
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vivant: the gallery</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>Vivant: the gallery</h1>
<p>{count} ways to bring a picture to life, each at its default, on pictures that the gallery draws itself and on photos
of scikit-image. Say the words of as many as you like:
<code>vivant animate photo.jpg "snow, dolly in" -o out.mp4</code></p>
</header>
<nav aria-label="Sections"><div>{links}
<input id="search" type="search" placeholder="Search: snow, 水, film …" aria-label="Search the gallery">
<span id="left" role="status"></span></div></nav>
<main>
{sections}
</main>
<footer>Made by <code>make docs</code>. Nothing here is loaded from anywhere else.</footer>
<script>{script}</script>
</body>
</html>
"""
