// Signing in and "Try it" on the pages of the reference. Without this script they are for reading.
const base = document.body.dataset.base;
const store = "wps-session";
// ETags of what was read here, by path: offered as If-Match.
const versions = new Map();

/** An element with attributes and children. What is a string stays text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

// The session lives as long as the tab.
const session = {
  get: () => JSON.parse(sessionStorage.getItem(store)),
  set: (tokens) => (tokens ? sessionStorage.setItem(store, JSON.stringify(tokens)) : sessionStorage.removeItem(store)),
};

const json = (method, body) => ({
  method,
  headers: { "Content-Type": "application/json", Accept: "application/json" },
  body: JSON.stringify(body),
});

/** Sends with the session's token; an expired one is renewed once. */
async function send(path, options) {
  const tokens = session.get();
  if (!tokens) return fetch(base + path, options);
  const signed = (token) =>
    fetch(base + path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
  const response = await signed(tokens.access_token);
  if (response.status !== 401) return response;
  const renewed = await fetch(`${base}/v1/sessions/refresh`, json("POST", { refresh_token: tokens.refresh_token }));
  if (!renewed.ok) {
    session.set(null);
    await showSession();
    return response;
  }
  const next = await renewed.json();
  session.set(next);
  return signed(next.access_token);
}

// --- signing in

const bar = document.getElementById("session");
const fault = el("p", { class: "fault", role: "alert" });
const email = el("input", { type: "email", name: "email", autocomplete: "username", required: "" });
const password = el("input", { type: "password", name: "password", autocomplete: "current-password", required: "" });
const dialog = el("dialog", { "aria-labelledby": "sign-in-title" },
  el("form", { submit: signIn },
    el("h2", { id: "sign-in-title" }, "Sign in"),
    el("p", {}, "For “Try it” on these pages, until you close the tab."),
    el("label", {}, el("span", {}, "E-mail address"), email),
    el("label", {}, el("span", {}, "Password"), password),
    fault,
    el("div", { class: "actions" },
      el("button", {}, "Sign in"),
      el("button", { type: "button", class: "quiet", click: () => dialog.close() }, "Cancel"))));

async function signIn(event) {
  event.preventDefault();
  fault.textContent = "";
  const response = await fetch(`${base}/v1/sessions`, json("POST", { email: email.value, password: password.value }));
  const answer = await response.json();
  if (!response.ok) {
    fault.textContent = answer.detail;
    return;
  }
  session.set(answer);
  password.value = "";
  dialog.close();
  await showSession();
}

async function signOut() {
  await send("/v1/sessions", { method: "DELETE", headers: {} });
  session.set(null);
  await showSession();
}

async function showSession() {
  bar.hidden = false;
  if (!session.get()) {
    bar.replaceChildren(el("button", { type: "button", class: "quiet", click: () => dialog.showModal() }, "Sign in"));
    return;
  }
  const response = await send("/v1/me", { headers: { Accept: "application/json" } });
  if (!session.get()) return;
  const me = await response.json();
  bar.replaceChildren(
    el("span", { title: me.reason ?? "" }, `Signed in: ${me.role ?? "unknown"}`),
    el("button", { type: "button", class: "quiet", click: signOut }, "Sign out"));
}

// --- trying

/** The request that a form describes. */
function requestOf(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const headers = { Accept: "application/json, */*;q=0.1" };
  for (const field of form.querySelectorAll("[data-in]")) {
    const value = field.value.trim();
    if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
    else if (value && field.dataset.in === "query") query.append(field.name, value);
    else if (value) headers[field.name] = value;
  }
  const field = form.querySelector("[data-media-type]");
  const body = field?.type === "file" ? field.files[0] : field?.value.trim();
  if (body) headers["Content-Type"] = field.dataset.mediaType;
  const search = query.size ? `?${query}` : "";
  return { path, target: path + search, options: { method: form.dataset.method, headers, body: body || undefined } };
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function tryIt(event) {
  event.preventDefault();
  const form = event.target;
  const answer = form.nextElementSibling;
  const button = form.querySelector("button");
  const { path, target, options } = requestOf(form);
  button.disabled = true;
  try {
    const response = await send(target, options);
    const text = await response.text();
    const etag = response.headers.get("ETag");
    if (etag) versions.set(path, etag);
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    answer.replaceChildren(
      el("p", {}, el("strong", {}, `${response.status} ${response.statusText}`), ` ${options.method} ${target}`),
      el("pre", { tabindex: "0", "aria-label": "Headers of the answer" }, headers),
      el("pre", { tabindex: "0", "aria-label": "Body of the answer" }, text ? indented(text) : "(no body)"));
  } catch (error) {
    answer.replaceChildren(el("p", { class: "fault" }, `The request was not answered: ${error.message}`));
  } finally {
    button.disabled = false;
  }
}

/** Offers the ETag of what was read before. */
function offerVersion(form) {
  const field = form.querySelector('[name="If-Match"]');
  const known = field && versions.get(requestOf(form).path);
  if (known && !field.value) field.value = known;
}

for (const details of document.querySelectorAll("details.try")) {
  details.hidden = false;
  const form = details.querySelector("form");
  form.addEventListener("submit", tryIt);
  form.addEventListener("focusin", () => offerVersion(form));
}
document.body.append(dialog);
await showSession();
