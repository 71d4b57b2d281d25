// What to show, and accepting many at once: both ask for a part of the queue.
import { attempt, element, post } from "./api.js";
import { t } from "./words.js";

const $ = (id) => document.getElementById(id);
const USUAL = { code: "", transcript: "", language: "", speaker: "", reviewer: "", least: 0, most: 1, differing: false };

// `first` are the page's own parameters; `changed` is called with what is wanted from now on.
export function filters(first, changed) {
  const form = $("filters");
  let wanted = { ...USUAL };
  for (const name of Object.keys(USUAL)) if (first.has(name)) wanted[name] = kept(name, first.get(name));
  mark();

  function kept(name, value) {
    if (name === "differing") return value === true || value === "true" || value === "on";
    if (name !== "least" && name !== "most") return value;
    const number = Number(value);
    return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : USUAL[name];
  }

  function mark() {
    const on = Object.keys(USUAL).some((name) => wanted[name] !== USUAL[name]);
    $("do-filter").classList.toggle("on", on);
    $("do-filter").firstChild.textContent = `${t(on ? "queue.filtered" : "queue.filter")} `;
  }

  function fill() {
    for (const [name, value] of Object.entries(wanted)) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
  }

  function apply(next) {
    wanted = next;
    mark();
    $("filtering").close();
    const shown = Object.entries(wanted).filter(([name, value]) => value !== USUAL[name]);
    history.replaceState(null, "", `/queue${shown.length ? `?${new URLSearchParams(shown)}` : ""}`);
    changed(wanted);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    apply(Object.fromEntries(Object.keys(USUAL).map((name) => [name, kept(name, data.get(name) ?? false)])));
  });
  $("filter-clear").addEventListener("click", () => apply({ ...USUAL }));

  async function preview(least) {
    const asked = { ...wanted, least: Math.max(wanted.least, least) };
    const found = await attempt(() => post("/api/queue/preview", asked));
    if (!found) return null;
    $("bulk-count").textContent = found.count ? t("queue.many_count", { count: found.count }) : t("queue.many_none");
    $("bulk-codes").replaceChildren(...found.codes.map((one) => element("li", {}, `${one.name}: ${one.count}`)));
    $("bulk-sample").hidden = found.count === 0;
    $("bulk-sample").querySelector("ul").replaceChildren(...found.sample.map((one) => element("li", {},
      element("q", { lang: one.lang }, one.pieces.map((piece) => piece.text).join("")),
      element("span", { class: "quiet" }, `${one.name} · ${one.score.toFixed(2)}`))));
    $("bulk-save").disabled = found.count === 0;
    $("bulk-save").textContent = t("queue.many_save", { count: found.count });
    return { digest: found.digest, wanted: asked };
  }

  async function many(save) {
    let shown = null;
    $("bulk-save").disabled = true;
    $("bulk").showModal();
    $("bulk-least").onchange = async () => {
      $("bulk-save").disabled = true;
      shown = await preview(kept("least", $("bulk-least").value));
    };
    $("bulk-save").onclick = () => {
      $("bulk").close();
      save(shown.digest, shown.wanted);
    };
    shown = await preview(Number($("bulk-least").value));
  }

  return { wanted: () => wanted, open: () => { fill(); $("filtering").showModal(); }, many };
}
