// Changing the codebook: ask what is needed, show what it touches, save, and say who else changed it.
import { Refused, attempt, element, get, post, say } from "./api.js";
import { t } from "./words.js";

const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

function dialogOf(kind, title, ...body) {
  const dialog = element("dialog", { class: kind, "aria-labelledby": "revise-title" }, element("h2", { id: "revise-title" }, title), ...body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// Show what a change touches and save it if wanted. `take` gets the codebook as it is afterwards.
export async function change(body, take, { version, drafts } = {}) {
  if (body.kind === "move") return save(body, take);
  const bar = element("progress", { max: "1", "aria-label": t("codebook.looking") });
  const says = element("p", { role: "status" }, t("codebook.looking"));
  const dialog = dialogOf("wide", t("codebook.impact"), says, bar);
  try {
    const found = await impact(body, bar);
    if (found && dialog.open) shown(dialog, found, body, take, { version, drafts });
  } catch (fault) {
    dialog.close();
    if (!(fault instanceof Refused)) throw fault;
    if (fault.error === "codebook.stale") clash(fault.data, take, drafts);
    else say(fault.message, "problem");
  }
  return null;
}

async function impact(body, bar) {
  for (;;) {
    const found = await post("/codebook/impact", body);
    if (found.counts) return found;
    if (found.of) { bar.max = found.of; bar.value = found.done; }
    await pause(400);
  }
}

async function save(body, take, drafts) {
  try {
    const fresh = await post("/codebook/save", body);
    take(fresh);
    say(t("codebook.saved", { version: fresh.version }));
    renewal();
    return true;
  } catch (fault) {
    if (fault instanceof Refused && fault.error === "codebook.stale") {
      clash(fault.data, take, drafts);
      return true;
    }
    throw fault;
  }
}

let renewing = false;
async function renewal() {
  const place = document.getElementById("renewing");
  if (renewing) return;
  renewing = true;
  place.textContent = t("codebook.renewing");
  await attempt(async () => {
    for (;;) {
      await pause(700);
      const { running, fault } = await get("/codebook/renewing");
      if (running) continue;
      place.textContent = fault || t("codebook.renewed");
      break;
    }
  });
  renewing = false;
}

function shown(dialog, found, body, take, { version, drafts }) {
  const label = version === undefined ? null : element("input", { value: version, maxlength: "200" });
  const button = element("button", { type: "button", class: "main", onclick: () => attempt(async () => {
    button.disabled = true;
    try {
      if (await save(label ? { ...body, version: label.value } : body, take, drafts)) dialog.close();
    } finally {
      button.disabled = false;
    }
  }) }, t("codebook.save"));
  const sums = [["appear", found.counts.appear], ["disappear", found.counts.disappear], ["move", found.counts.move], ["revisits", found.revisits]];
  dialog.replaceChildren(...[
    element("h2", { id: "revise-title", tabindex: "-1" }, t("codebook.impact")),
    found.changes.length ? element("ul", { class: "changes" }, ...found.changes.map((line) => element("li", {}, line))) : null,
    element("ul", { class: "sums" }, ...sums.map(([name, count]) => element("li", {}, element("b", {}, String(count)), t(`codebook.${name}`)))),
    element("p", { class: "quiet" }, t("codebook.of_segments", { count: found.segments })),
    found.carried === undefined ? null : element("p", {}, t("codebook.carried", { count: found.carried, left: found.left })),
    ...["appear", "disappear", "move"].map((kind) => shifts(kind, found)),
    revisits(found),
    problems(found, body),
    label ? element("label", {}, t("codebook.version_name"), " ", label) : null,
    element("div", { class: "row" }, element("button", { type: "button", onclick: () => dialog.close() }, t("codebook.back")), button),
  ].filter(Boolean));
  dialog.querySelector("h2").focus();
  dialog.scrollTop = 0;
}

function shifts(kind, found) {
  if (!found[kind].length) return null;
  const score = (one) => [one.before, one.after].map((part) => (part === null ? "–" : `${part} %`)).join(" → ");
  return element("details", {},
    element("summary", {}, t(`codebook.${kind}_title`, { count: found.counts[kind] })),
    element("ul", { class: "shifts" }, ...found[kind].map((one) => element("li", {},
      element("a", { href: one.link, target: "_blank", rel: "noopener" }, one.where),
      element("span", { class: "said" }, one.words),
      element("span", { class: "score" }, `${one.code} · ${score(one)}`)))));
}

function revisits(found) {
  if (!found.revisit.length) return null;
  return element("details", { open: true },
    element("summary", {}, t("codebook.revisits_title", { count: found.revisits })),
    element("ul", { class: "shifts" }, ...found.revisit.map((one) => element("li", {},
      element("a", { href: one.link, target: "_blank", rel: "noopener" }, one.where),
      element("span", { class: "said" }, one.words),
      element("span", { class: "quiet" }, `${one.code} · ${one.reviewer} · ${t(`codebook.why_${one.why}`)}`)))));
}

// What could be better in the codes that are changed.
function problems(found, body) {
  const ids = new Set((body.codes ?? []).map((one) => one.id).concat(body.into ?? []));
  const own = found.problems.filter((one) => ids.has(one.where));
  if (!own.length) return null;
  return element("details", {}, element("summary", {}, `${t("codebook.problems")} · ${own.length}`),
    element("ul", { class: "changes" }, ...own.map((one) => element("li", {}, `${one.where}: ${one.message}${one.remedy ? ` (${one.remedy})` : ""}`))));
}

// Somebody else was quicker: both versions side by side, and mine on top of theirs if wanted.
function clash(data, take, drafts) {
  const mine = drafts ? drafts() : [];
  const rows = mine.flatMap((own) => {
    const now = data.now.codes.find((one) => one.id === own.id);
    return ["name", "definition", "include", "exclude", "keywords", "examples", "counter_examples"].flatMap((part) =>
      [...new Set([...Object.keys(own[part]), ...Object.keys(now?.[part] ?? {})])]
        .map((language) => [`${own.id} · ${t(`codebook.${part}`)} (${language})`, now ? (now[part][language] ?? []).join("\n") : t("codebook.gone"), (own[part][language] ?? []).join("\n")])
        .filter(([, there, here]) => there !== here));
  });
  const list = (title, lines) => element("section", {}, element("h3", {}, title), element("ul", { class: "changes" }, ...lines.map((line) => element("li", {}, line))));
  const dialog = dialogOf("wide clash", t("codebook.clash"),
    element("p", {}, t("codebook.clash_about", { version: data.now.version || "–" })),
    ...(data.theirs ? [list(t("codebook.theirs"), data.theirs)] : []),
    ...(rows.length ? [element("table", { class: "versions" },
      element("thead", {}, element("tr", {}, element("td", {}), element("th", { scope: "col" }, t("codebook.in_force")), element("th", { scope: "col" }, t("codebook.yours")))),
      element("tbody", {}, ...rows.map(([what, there, here]) => element("tr", {}, element("th", { scope: "row" }, what), element("td", {}, there), element("td", {}, here)))))] : []),
    ...(data.clashes?.length ? [list(t("codebook.both"), data.clashes)] : []));
  const shut = (codes) => { dialog.close(); take(data.now, codes); };
  dialog.append(element("div", { class: "row" },
    element("button", { type: "button", onclick: () => shut([]) }, t("codebook.drop_mine")),
    data.joined && mine.length ? element("button", { type: "button", class: "main", onclick: () => {
      shut(data.joined.filter((one) => mine.some((own) => own.id === one.id)));
      say(t("codebook.on_top"));
    } }, t("codebook.keep_mine")) : null));
}

// What a merge, a split, a new code or taking one out needs to know.
export function ask(kind, book, code, take) {
  if (kind === "retire") return attempt(() => change({ kind, before: book.hash, code }, take));
  const fault = element("p", { class: "problem", role: "alert" });
  const fields = kind === "merge" ? mergeFields(book, code) : newFields(book, kind === "add");
  const dialog = dialogOf("ask", t(`codebook.${kind}_title`, { code }),
    element("p", { class: "quiet" }, t(`codebook.${kind}_about`)), element("div", { class: "fields" }, ...fields.shown), fault,
    element("div", { class: "row" }, element("button", { type: "button", onclick: () => dialog.close() }, t("interview.cancel")),
      element("button", { type: "button", class: "main", onclick: () => go() }, t("codebook.on"))));
  async function go() {
    const filled = fields.values();
    if (!filled) { fault.textContent = t("codebook.fill"); return; }
    const body = { kind, before: book.hash, code, ...filled };
    if (kind === "merge") { dialog.close(); await attempt(() => change(body, take)); return; }
    try {
      await save(body, take);
      dialog.close();
      document.querySelector(`.pick[data-code="${CSS.escape(filled.new)}"]`)?.click();
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      fault.textContent = refusal.message;
    }
  }
  return null;
}

function mergeFields(book, code) {
  const into = element("select", {}, ...book.shown.filter((one) => one.id !== code).map((one) => element("option", { value: one.id }, `${"\u2003".repeat(one.depth)}${one.name}`)));
  return { shown: [element("label", {}, t("codebook.into"), into)], values: () => (into.value ? { into: into.value } : null) };
}

function newFields(book, withParent) {
  const id = element("input", { required: true, maxlength: "100", spellcheck: "false", autocomplete: "off" });
  const names = book.languages.map((language) => [language, element("input", { maxlength: "300" })]);
  const under = element("select", {}, element("option", { value: "" }, t("codebook.top")), ...book.shown.map((one) => element("option", { value: one.id }, `${"\u2003".repeat(one.depth)}${one.name}`)));
  return {
    shown: [
      element("label", {}, t("codebook.id"), id),
      ...names.map(([language, input]) => element("label", {}, `${t("codebook.name")}, ${t(`interview.language_${language}`)}`, input)),
      withParent ? element("label", {}, t("codebook.under"), under) : null,
    ].filter(Boolean),
    values: () => (id.value.trim() ? {
      new: id.value.trim(),
      names: Object.fromEntries(names.filter(([, input]) => input.value.trim()).map(([language, input]) => [language, input.value.trim()])),
      ...(withParent ? { under: under.value } : {}),
    } : null),
  };
}

export function orphanMerge(book, orphan, take) {
  return ask("merge", book, orphan.code, take);
}

// Decisions made before a code was split off: kept, given the new code, or both, one after the other.
export function anewList(book, code) {
  const list = element("ul", { class: "shifts" });
  const since = element("select", { "aria-label": t("codebook.since") }, element("option", { value: "" }, t("codebook.since")),
    ...book.shown.filter((one) => one.id !== code).map((one) => element("option", { value: one.id }, one.name)));
  const me = document.querySelector("meta[name=reviewer]").content;
  async function fill() {
    if (!since.value) return list.replaceChildren();
    const found = await get(`/codebook/anew?${new URLSearchParams({ code, since: since.value })}`);
    list.replaceChildren(...(found.length ? found.map(shownOne) : [element("li", {}, t("codebook.anew_none"))]));
    return null;
  }
  function shownOne(one) {
    const say_ = (which, verdict) => post("/interview/decisions", { places: [{ address: one.address, words: one.words }], code: which, verdict, codebook: book.hash });
    const decide = (...acts) => attempt(async () => {
      for (const [which, verdict] of acts) await say_(which, verdict);
      say(t("interview.saved"));
      await fill();
    });
    const button = (key, ...acts) => element("button", { type: "button", onclick: () => decide(...acts) }, t(key));
    return element("li", {},
      element("a", { href: one.link }, one.where),
      element("span", {}, element("span", { class: "said" }, one.words), element("br"), element("span", { class: "quiet" }, [one.reviewer, one.note].filter(Boolean).join(" · "))),
      one.reviewer === me ? element("span", { class: "row" },
        button("codebook.anew_keep", [code, "accept"]),
        button("codebook.anew_change", [since.value, "accept"], [code, "reject"]),
        button("codebook.anew_both", [code, "accept"], [since.value, "accept"])) : element("span", {}));
  }
  since.addEventListener("change", () => attempt(fill));
  return element("div", {}, since, list);
}
