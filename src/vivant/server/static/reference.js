// The interface, tried out: every form sends its route as it stands. The token is kept in this page's memory alone.
const secret = document.getElementById("secret");

function request(form) {
  const fields = [...form.querySelectorAll("[data-in]")].filter((field) => field.value !== "");
  const of = (where) => fields.filter((field) => field.dataset.in === where);
  const path = of("path").reduce((text, field) => text.replace(`{${field.name}}`, encodeURIComponent(field.value)), form.dataset.path);
  const query = new URLSearchParams(of("query").map((field) => [field.name, field.value])).toString();
  const headers = Object.fromEntries(of("header").map((field) => [field.name, field.value]));
  if (secret.value.trim()) headers.Authorization = `Bearer ${secret.value.trim()}`;
  return [query ? `${path}?${query}` : path, { method: form.dataset.method, headers, body: body(form, headers) }];
}

function body(form, headers) {
  const { files, body: text } = form.elements;
  if (files && files.files.length) {
    const sent = new FormData();
    for (const file of files.files) sent.append("files", file);
    return sent;
  }
  if (!text || !text.value.trim()) return undefined;
  headers["Content-Type"] = "application/json";
  return text.value;
}

async function show(answer, shown) {
  const kind = answer.headers.get("Content-Type") || "";
  shown.textContent = `${answer.status} ${kind}\n`;
  if (kind.startsWith("text/event-stream")) {
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) shown.textContent += piece;
  } else if (kind.startsWith("application/json")) {
    const told = await answer.json();
    shown.textContent += JSON.stringify(told, null, 1);
    if (answer.ok && told.data) fill(told.data);
  } else {
    shown.textContent += `${(await answer.blob()).size} bytes`;
  }
}

function fill(told) { // what was just made is what the next request is about
  const known = Object.fromEntries(["session_id", "task_id"].filter((name) => told[name]).map((name) => [name, told[name]]));
  if (told.token) secret.value = told.token;
  for (const [name, value] of Object.entries(known)) {
    for (const field of document.querySelectorAll(`input[name="${name}"]`)) field.value = value;
  }
  for (const field of document.querySelectorAll("textarea")) {
    try {
      const there = JSON.parse(field.value);
      const named = Object.keys(known).filter((name) => name in there);
      for (const name of named) there[name] = known[name];
      if (named.length) field.value = JSON.stringify(there, null, 1);
    } catch { /* what is being written is left alone */ }
  }
}

for (const form of document.querySelectorAll("form.try")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const shown = form.nextElementSibling;
    shown.hidden = false;
    shown.textContent = "…";
    try { await show(await fetch(...request(form)), shown); } catch (error) { shown.textContent = error.message; }
  });
}
document.getElementById("enter").addEventListener("submit", (event) => event.preventDefault());
