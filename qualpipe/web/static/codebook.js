// The page of the codebook: a code is edited in place; nothing is saved before its consequences were seen.
import { attempt, element, get, say } from "./api.js";
import { matching } from "./choose.js";
import { shortcuts } from "./keys.js";
import { memoList } from "./notes.js";
import { anewList, ask, change, orphanMerge } from "./revise.js";
import { classesOf } from "./stripes.js";
import { t } from "./words.js";

const LINES = ["name", "keywords"];
const LISTS = ["include", "exclude", "keywords", "examples", "counter_examples"];
const PARTS = ["name", "definition", ...LISTS];
const root = document.getElementById("codebook");
const longest = Number(root.dataset.longest);
const place = document.getElementById("code");
const draftBar = document.getElementById("draft");
const find = document.getElementById("find");
let book = null;
let draft = new Map(); // codes that were touched here, whole, by id: with fields that are still empty
let chosen = new URLSearchParams(location.search).get("code") ?? "";

const kept = (id) => book.codes.find((one) => one.id === id);
const shownOf = (id) => book.shown.find((one) => one.id === id);
const worked = (id) => draft.get(id) ?? kept(id);
const tongue = (language) => t(`interview.language_${language}`);
// What stands in the fields, without the empty ones: an untouched code must not look changed.
const tidy = (code) => ({ ...code, ...Object.fromEntries(PARTS.map((part) => [part, Object.fromEntries(Object.entries(code[part]).map(([language, texts]) => [language, texts.map((one) => one.trim()).filter(Boolean)]).filter(([, texts]) => texts.length).sort())])) });
const same = (one, other) => JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
const isChanged = (id) => draft.has(id) && !(kept(id) && same(draft.get(id), kept(id)));
const changedCodes = () => [...draft.values()].filter((one) => isChanged(one.id)).map(tidy);

// Take in a version of the codebook; drafts on top of it stay only if they are handed over.
function take(fresh, drafts = []) {
  book = fresh;
  draft = new Map(drafts.map((one) => [one.id, one]));
  if (!worked(chosen)) chosen = book.codes[0]?.id ?? "";
  const sheet = document.getElementById("colours");
  sheet.href = `/codebook/colours.css?${book.hash.slice(0, 12)}`;
  show();
}

function show() {
  document.getElementById("facts").replaceChildren(
    element("span", {}, t("codebook.version", { version: book.version || "–" })),
    element("span", {}, t("codebook.count", { count: book.codes.length })),
    element("span", {}, book.languages.map(tongue).join(t("interview.comma"))));
  showTree();
  showOrphans();
  showCode();
  showDraft();
}

function showTree() {
  const wanted = new Set(matching(book.shown, find.value).map((one) => one.id));
  document.getElementById("tree").replaceChildren(...book.shown.filter((one) => wanted.has(one.id)).map((one) =>
    element("li", { class: `code-row depth-${Math.min(one.depth, 4)}` },
      element("button", { type: "button", class: `pick ${classesOf(one)}`, "aria-current": one.id === chosen ? "true" : null, "data-code": one.id, onclick: () => choose(one.id) },
        element("span", { class: "swatch", "aria-hidden": "true" }),
        element("span", { class: "name" }, one.name, isChanged(one.id) ? element("span", { class: "changed" }, ` · ${t("codebook.changed")}`) : null),
        element("span", { class: "counts" }, t("codebook.counts", { given: one.given, suggested: one.suggested }))))));
}

function choose(id) {
  chosen = id;
  history.replaceState(null, "", `?code=${encodeURIComponent(id)}`);
  showTree();
  showCode();
  place.querySelector("h2")?.focus();
}

function showOrphans() {
  const area = document.getElementById("orphans");
  area.className = book.orphans.length ? "orphans" : "";
  area.replaceChildren(...(book.orphans.length ? [
    element("h3", {}, t("codebook.orphans")),
    element("p", { class: "quiet" }, t("codebook.orphans_about")),
    element("ul", {}, ...book.orphans.map((one) => element("li", {},
      element("strong", {}, one.code), " ", t("codebook.orphan_given", { count: one.yes }),
      book.settles ? element("button", { type: "button", class: "plain", onclick: () => orphanMerge(book, one, take) }, t("codebook.orphan_merge")) : null))),
  ] : []));
}

function showDraft() {
  const count = changedCodes().length;
  draftBar.hidden = count === 0;
  document.getElementById("draft-says").textContent = t("codebook.unsaved", { count });
  for (const button of place.querySelectorAll(".head .plain")) button.disabled = count > 0 || button.dataset.possible === "no";
}

// Editing a code

function edit(id, turn) {
  const copy = structuredClone(worked(id));
  turn(copy);
  draft.set(id, copy);
  showTree();
  showDraft();
}

function showCode() {
  const code = worked(chosen);
  if (!code) return place.replaceChildren(element("p", { class: "large" }, t("codebook.none")));
  const about = shownOf(code.id);
  const problems = book.problems.filter((one) => one.where === code.id);
  place.replaceChildren(...[
    element("div", { class: "head" },
      element("div", {},
        element("h2", { tabindex: "-1", class: classesOf(about) }, element("span", { class: "swatch", "aria-hidden": "true" }), about?.name ?? code.id),
        element("span", { class: "id" }, code.id)),
      element("div", { class: "row" },
        act("split"), act("merge", book.codes.length > 1), act("retire", book.codes.length > 1), step(-1), step(1))),
    problems.length ? element("div", { class: "problems" }, element("ul", {}, ...problems.map((one) => element("li", {}, one.remedy ? `${one.message}: ${one.remedy}` : one.message)))) : null,
    smallFields(code),
    ...PARTS.map((part) => field(code, part)),
    element("section", { class: "again" }, element("h3", {}, t("codebook.anew")), element("p", { class: "quiet" }, t("codebook.anew_about")), anewList(book, code.id)),
    element("section", { id: "code-memos" }, element("h3", {}, t("interview.memos"))),
  ].filter(Boolean));
  showDraft();
  attempt(memos);
  return null;
}

async function memos() {
  const about = `code:${chosen}`;
  const found = await get(`/memos?about=${encodeURIComponent(about)}`);
  const area = document.getElementById("code-memos");
  if (about === `code:${chosen}`) area.replaceChildren(area.firstChild, memoList(about, found, { longest, changed: memos }));
}

const act = (kind, possible = true) => element("button", { type: "button", class: "plain", "data-possible": possible ? "yes" : "no", onclick: () => ask(kind, book, chosen, take) }, t(`codebook.${kind}`));

// One place up or down among the codes that lie under the same one.
function step(way) {
  const own = kept(chosen);
  const beside = own ? book.codes.filter((one) => one.parent === own.parent) : [];
  const next = beside[beside.indexOf(own) + (way > 0 ? 2 : -1)];
  const possible = own && (way < 0 ? beside.indexOf(own) > 0 : beside.indexOf(own) < beside.length - 1);
  const label = t(way < 0 ? "codebook.up" : "codebook.down");
  return element("button", {
    type: "button", class: "plain", "data-possible": possible ? "yes" : "no", "aria-label": label, title: label,
    onclick: () => attempt(() => change({ kind: "move", before: book.hash, code: chosen, under: own.parent, in_front_of: next?.id ?? "" }, take)),
  }, way < 0 ? "↑" : "↓");
}

function smallFields(code) {
  const parent = element("select", { onchange: () => edit(code.id, (one) => { one.parent = parent.value; }) },
    element("option", { value: "" }, t("codebook.top")),
    ...book.shown.filter((one) => !under(one.id, code.id)).map((one) => element("option", { value: one.id }, `${"\u2003".repeat(one.depth)}${one.name}`)));
  parent.value = code.parent;
  const colour = element("input", { type: "color", value: code.colour.length === 7 ? code.colour : "#888888", onchange: () => edit(code.id, (one) => { one.colour = colour.value; }) });
  const share = element("input", { class: "share", inputmode: "decimal", value: code.share, oninput: () => edit(code.id, (one) => { one.share = share.value.trim(); }) });
  return element("div", { class: "small-fields" },
    element("label", {}, t("codebook.under"), parent),
    element("label", {}, t("codebook.colour"), colour),
    element("label", {}, t("codebook.share"), share));
}

// Whether a code is the other one, or lies below it.
function under(id, other) {
  for (let at = worked(id); at; at = worked(at.parent)) if (at.id === other) return true;
  return false;
}

function field(code, part) {
  const title = t(`codebook.${part}`);
  return element("fieldset", { class: "part" },
    element("legend", {}, title),
    element("p", { class: "quiet about-part" }, t(`codebook.${part}_about`)),
    element("div", { class: "tongues" }, ...book.languages.map((language) => texts(code, part, language, title))));
}

function texts(code, part, language, title) {
  const own = code[part][language] ?? [];
  const label = `${title}, ${tongue(language)}`;
  const set = (turn) => edit(code.id, (one) => { const all = [...(one[part][language] ?? [])]; turn(all); one[part][language] = all; });
  const holder = element("div", { class: "tongue" }, element("span", { class: "quiet" }, tongue(language)));
  if (part === "keywords") { // a line each
    const area = element("textarea", { lang: tagOf(language), rows: "3", "aria-label": label, spellcheck: "false", oninput: () => set((all) => all.splice(0, all.length, ...area.value.split("\n"))) });
    area.value = own.join("\n");
    holder.append(area);
    return holder;
  }
  const entry = (text, at) => {
    const line = LINES.includes(part);
    const area = element(line ? "input" : "textarea", { lang: tagOf(language), rows: line ? null : "2", "aria-label": own.length > 1 ? `${label}, ${at + 1}` : label, oninput: () => set((all) => { all[at] = area.value; }) });
    area.value = text;
    if (!LISTS.includes(part)) return element("div", { class: "entry" }, area);
    const away = element("button", { type: "button", class: "plain", "aria-label": t("codebook.remove", { what: label, number: at + 1 }), onclick: () => { set((all) => all.splice(at, 1)); again(); } }, "✕");
    return element("div", { class: "entry" }, area, away);
  };
  const again = (last) => {
    const fresh = texts(worked(code.id), part, language, title);
    holder.replaceWith(fresh);
    if (last) [...fresh.querySelectorAll("textarea")].at(-1)?.focus();
    else fresh.querySelector("button.more")?.focus();
  };
  holder.append(...(own.length || LISTS.includes(part) ? own : [""]).map(entry));
  if (LISTS.includes(part)) holder.append(element("button", { type: "button", class: "plain more", "aria-label": t("codebook.more_to", { what: label }), onclick: () => { set((all) => all.push("")); again(true); } }, t("codebook.more")));
  return holder;
}

const tagOf = (language) => ({ en: "en", yue: "yue-Hant-HK", zh: "zh", mixed: "zh-HK" })[language] ?? "";

// The whole page

find.addEventListener("input", showTree);
document.getElementById("add").addEventListener("click", () => ask("add", book, chosen, take));
document.getElementById("discard").addEventListener("click", () => { draft.clear(); show(); say(t("codebook.discarded")); });
document.getElementById("see").addEventListener("click", see);
function see() {
  return attempt(() => change({ kind: "edit", before: book.hash, codes: changedCodes() }, take, { version: book.next, drafts: changedCodes }));
}
shortcuts("codebook", [
  { id: "find", key: "/", label: t("codebook.find"), run: () => find.focus() },
  { id: "see", key: "s", label: t("codebook.see"), run: see, when: () => changedCodes().length > 0 },
]);
addEventListener("beforeunload", (event) => { if (changedCodes().length) event.preventDefault(); });

await attempt(async () => take(await get("/codebook/data")));
root.dataset.ready = "yes";
