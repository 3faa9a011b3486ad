// The workspace of one project: the same interface as every other client, by the cookie of this project.
const session = document.getElementById("project").dataset.session;
const at = (id) => document.getElementById(id);
let run = null;

async function call(path, options = {}) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message);
  return body;
}

function line(text, mine = false) {
  const told = document.createElement("p");
  told.textContent = text;
  if (mine) told.className = "mine";
  at("talk").append(told);
  told.scrollIntoView({ block: "nearest" });
  return told;
}

function links(list, items) {
  list.replaceChildren(...items.map(({ text, url }) => {
    const item = document.createElement("li");
    const inside = document.createElement(url ? "a" : "span");
    inside.textContent = text;
    if (url) { inside.href = url; inside.rel = "noopener"; }
    item.append(inside);
    return item;
  }));
}

function own(url) { // links carry the public origin; this page may only show its own
  const found = new URL(url, location.href);
  return found.pathname + found.search;
}

async function refresh() {
  const { data } = await call(`/api/state/nemo_agent/me/${session}/latest`);
  if (data.summary) at("summary").textContent = data.summary;
  links(at("files"), data.state.video_infos.map((file) => ({ text: file.filename, url: own(file.cdn_url) })));
  links(at("renders"), data.renders.map((one) => ({
    text: one.url ? `Download ${one.id}` : `${one.id}: ${one.status} ${one.progress} %`, url: one.url && own(one.url),
  })));
  const done = data.renders.find((one) => one.url);
  const made = data.state.generated_media.filter((one) => one.type === "video").at(-1);
  const shown = done ? done.url : made && made.url;
  if (shown && at("preview").src !== new URL(own(shown), location.href).href) {
    at("preview").src = own(shown);
    at("preview").hidden = false;
  }
  return data;
}

function show(event) {
  for (const part of event.content?.parts ?? []) if (part.text && !event.partial) line(part.text);
  if (event.errorMessage) line(event.errorMessage);
}

async function listen(body) {
  const answer = await fetch("/run_sse", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.json()).message);
  run = answer.headers.get("X-Invocation-Id");
  at("stop").hidden = false;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", done = false; !done;) {
    const got = await reader.read();
    done = got.done;
    const lines = (rest + (got.value ?? "")).split("\n");
    rest = lines.pop();
    for (const each of lines) if (each.startsWith("data: ")) show(JSON.parse(each.slice(6)));
  }
  at("stop").hidden = true;
  await refresh();
}

function handle(form, work) {
  at(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    try { await work(); } catch (error) { line(error.message); } finally { button.disabled = false; }
  });
}

handle("say", async () => {
  const text = at("words").value.trim();
  line(text, true);
  at("words").value = "";
  await listen({ session_id: session, new_message: { parts: [{ text }] } });
});

at("stop").addEventListener("click", () => call(`/api/runs/${run}/cancel`, { method: "POST" }).catch((e) => line(e.message)));

handle("give", async () => {
  const form = new FormData();
  for (const file of at("file").files) form.append("files", file);
  await call(`/api/upload-video/nemo_agent/me/${session}`, { method: "POST", body: form });
  at("give").reset();
  await refresh();
});

handle("export", async () => {
  await call("/api/render/proxy/lambda", {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id: `render_${Date.now()}`, sessionId: session, output: { format: at("format").value } }),
  });
  for (let waiting = true; waiting;) {
    const data = await refresh();
    waiting = data.renders.some((one) => ["pending", "processing"].includes(one.status));
    if (waiting) await new Promise((go) => setTimeout(go, 2000));
  }
});

refresh().then((data) => { if (data.status === "running") return listen({ session_id: session }); })
  .catch((error) => line(error.message));
