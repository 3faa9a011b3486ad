// Tokens of an account. The token that is pasted is kept in this page's memory alone.
const at = (id) => document.getElementById(id);
let secret = "";

async function call(path, body) {
  const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
  const answer = await fetch(path, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told.data;
}

function row(token) {
  const line = document.createElement("tr");
  for (const text of [token.name, token.prefix, token.scopes.join(" "), token.expires_at ?? "never"]) {
    line.insertCell().textContent = text;
  }
  const last = line.insertCell();
  if (token.revoked_at) { last.textContent = "ended"; return line; }
  const button = document.createElement("button");
  button.textContent = "Revoke";
  button.addEventListener("click", () => tell(async () => { await call(`/api/tokens/${token.token_id}/revoke`, {}); await list(); }));
  last.append(button);
  return line;
}

async function list() {
  const { tokens } = await call("/api/tokens");
  at("rows").replaceChildren(...tokens.map(row));
  at("list").hidden = at("make").hidden = false;
}

async function tell(work) {
  at("said").textContent = "";
  try { await work(); } catch (error) { at("said").textContent = error.message; }
}

at("enter").addEventListener("submit", (event) => { event.preventDefault(); secret = at("secret").value.trim(); tell(list); });
at("make").addEventListener("submit", (event) => {
  event.preventDefault();
  tell(async () => {
    const days = Number(at("days").value) || null;
    const made = await call("/api/tokens", { name: at("name").value, scopes: at("scopes").value.split(/\s+/), expires_in_days: days });
    await list();
    at("said").textContent = `Shown only now: ${made.token}`;
  });
});
