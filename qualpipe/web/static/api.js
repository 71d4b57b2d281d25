// Talking to the server: every request bears the session's CSRF token; what fails is said aloud.
import { t } from "./words.js";

export class Refused extends Error {
  constructor(status, data) {
    super(data.message);
    this.status = status;
    this.error = data.error;
    this.data = data;
  }
}

const meta = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? "";

// Send a request; returns the answer's JSON (null if it has none), throws Refused.
// A 409 means that the page shows something older than what is there: `data` says what is now.
export async function send(method, path, body) {
  const headers = { Accept: "application/json", "X-CSRF-Token": meta("csrf") };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new Refused(0, { error: "error.offline", message: t("error.offline") });
  }
  const data = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return data;
  throw new Refused(response.status, data ?? { error: "error.500", message: t("error.500") });
}

export const get = (path) => send("GET", path);
export const post = (path, body) => send("POST", path, body);

let fading;
// Say something in the live region at the foot of the page; a problem stays until the next word.
export function say(text, kind = "done") {
  const region = document.getElementById("status");
  clearTimeout(fading);
  region.className = `status ${kind} shown`;
  region.textContent = text;
  if (kind === "done") fading = setTimeout(() => region.classList.remove("shown"), 2500);
}

// Run an action of the page; a refusal is said, and given back as false.
export async function attempt(action) {
  try {
    return await action();
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    say(fault.message, "problem");
    return false;
  }
}

// Make an element: text goes in as text, never as markup.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
