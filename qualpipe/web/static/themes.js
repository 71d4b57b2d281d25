// A person's hand on the themes: each change makes a new edition; a search goes on by itself.
import { Refused, attempt, get, post, say } from "./api.js";
import { t } from "./words.js";

const KEPT = "qualpipe.said";
const part = (id) => document.getElementById(id);
const holder = part("data");
const { edition, labels } = holder ? JSON.parse(holder.textContent) : { edition: 0, labels: {} };

// What is said after the page was loaded anew.
const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
if (kept) say(kept);

function renewed(words, place = "") {
  sessionStorage.setItem(KEPT, words);
  history.replaceState(null, "", `/themes${place}`);
  location.reload();
}

for (const button of document.querySelectorAll("[data-shut]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

// Changing

const acts = {
  rename: { title: "themes.rename_label", done: "themes.renamed", field: "label" },
  split: { title: "themes.split_label", done: "themes.was_split", field: "into" },
  drop: { title: "themes.drop_ask", why: "themes.drop_why", done: "themes.dropped" },
  adopt: { title: "themes.adopt_label", why: "themes.adopt_why", done: "themes.adopted", field: "id" },
};
const dialog = part("act");
let doing = null;

function ask(act, theme) {
  doing = { act, theme };
  const { title, why, field } = acts[act];
  part("act-title").textContent = t(title, { id: theme, label: labels[theme] });
  part("act-why").textContent = why ? t(why) : "";
  part("act-why").hidden = !why;
  for (const one of dialog.querySelectorAll("[data-for]")) {
    one.hidden = one.dataset.for !== act;
    for (const input of [one, ...one.querySelectorAll("input")]) if ("disabled" in input) input.disabled = one.hidden;
  }
  if (act === "rename") part("label").value = labels[theme];
  if (field) part(field).required = true;
  dialog.showModal();
  if (field) part(field).select();
  else dialog.querySelector("button.main").focus(); // earlier editions keep what is dropped
}

for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", () => ask(button.dataset.act, button.dataset.theme));
}

dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(event.target));
  if (fields.into) fields.into = Number(fields.into);
  dialog.close();
  change(doing.act, { edition, theme: doing.theme, ...fields }, acts[doing.act].done);
});

async function change(act, body, key) {
  say("…", "busy");
  try {
    const answer = await post(`/themes/${act}`, body);
    const stays = act === "rename" || act === "merge";
    renewed(t(key, { code: "", count: 0, ...answer }), stays ? `#theme-${answer.id}` : "");
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.error === "themes.stale") stale(fault.message);
    else say(fault.message, "problem");
  }
}

function stale(message) {
  say("");
  part("stale-title").textContent = message;
  part("stale").showModal();
}
part("renew").addEventListener("click", () => location.reload());

// Merging

const picks = [...document.querySelectorAll(".pick")];
const picked = () => picks.filter((one) => one.checked).map((one) => one.value);
for (const one of picks) {
  one.addEventListener("change", () => { part("merge").disabled = picked().length < 2; });
}
part("merge")?.addEventListener("click", () => change("merge", { edition, themes: picked() }, "themes.merged"));

// Searching

part("look").addEventListener("click", () => part("search").showModal());
part("search").querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(event.target));
  for (const name of ["min_participants", "resamples", "seed"]) fields[name] = Number(fields[name]);
  fields.count = fields.count ? Number(fields.count) : null;
  part("search").close();
  attempt(async () => { follow(await post("/themes/search", fields)); });
});

async function follow(now) {
  part("running").hidden = !now.running;
  if (!now.running) {
    if (now.fault) part("problem").textContent = t("themes.failed", { message: now.fault });
    else renewed(t("themes.searched"));
    return;
  }
  const bar = part("far");
  part("step").textContent = now.of ? t("themes.running_step", now) : now.what;
  if (now.of) [bar.max, bar.value] = [now.of, now.done];
  else bar.removeAttribute("value");
  await new Promise((wake) => setTimeout(wake, 400));
  await attempt(async () => { await follow(await get("/themes/search")); });
}
if (!part("running").hidden) attempt(async () => { follow(await get("/themes/search")); });
