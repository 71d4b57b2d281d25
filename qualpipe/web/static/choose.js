// Choosing a code: type a part of its name in any language, ↑ ↓ and Enter; a note may go with it.
import { element } from "./api.js";
import { classesOf } from "./stripes.js";
import { t } from "./words.js";

const folded = (text) => text.normalize("NFKC").toLowerCase();

// Codes whose id or name, in any language, has the words; beginnings first.
export function matching(codes, typed) {
  const wanted = folded(typed.trim());
  if (!wanted) return codes;
  const rank = (code) => {
    const names = [code.id, ...code.names].map(folded);
    if (names.some((name) => name.startsWith(wanted))) return 0;
    return names.some((name) => name.includes(wanted)) ? 1 : 2;
  };
  return codes
    .map((code, place) => ({ code, place, rank: rank(code) }))
    .filter((one) => one.rank < 2)
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .map((one) => one.code);
}

// Ask for a code; resolves to { code, note } or null. `words` is what it will be given to.
export function chooseCode(codes, words) {
  return new Promise((resolve) => {
    let shown = codes;
    let at = 0;
    const list = element("ul", { role: "listbox", id: "codes-list", class: "codes", "aria-label": t("interview.codes") });
    const typed = element("input", {
      type: "text", id: "codes-typed", role: "combobox", autocomplete: "off", "aria-expanded": "true",
      "aria-controls": "codes-list", "aria-autocomplete": "list", "aria-label": t("interview.search_code"),
      placeholder: t("interview.search_code"),
    });
    const note = element("textarea", { id: "codes-note", rows: "2", maxlength: "20000" });
    const rule = element("p", { class: "quiet rule", "aria-live": "polite" });
    const dialog = element("dialog", { class: "choose", "aria-labelledby": "choose-title" },
      element("h2", { id: "choose-title" }, t("interview.choose_code")),
      element("blockquote", { class: "chosen" }, words),
      typed, list, rule,
      element("label", { for: "codes-note" }, t("interview.note")), note,
      element("div", { class: "row" },
        element("button", { type: "button", onclick: () => close(null) }, t("interview.cancel")),
        element("button", { type: "button", class: "main", onclick: () => take() }, t("interview.give"))));

    function fill() {
      shown = matching(codes, typed.value);
      at = Math.min(at, Math.max(0, shown.length - 1));
      list.replaceChildren(...shown.map((code, index) =>
        element("li", {
          role: "option", id: `option-${index}`, class: `option ${classesOf(code)} depth-${Math.min(code.depth, 4)}`,
          "aria-selected": index === at ? "true" : "false",
          onclick: () => { at = index; fill(); }, ondblclick: () => take(),
        }, element("span", { class: "swatch", "aria-hidden": "true" }), code.name)));
      if (!shown.length) list.append(element("li", { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "quiet" }, t("interview.no_such_code")));
      typed.setAttribute("aria-activedescendant", shown.length ? `option-${at}` : "");
      list.children[at]?.scrollIntoView({ block: "nearest" });
      rule.textContent = shown[at]?.definition ?? "";
    }
    function close(result) {
      dialog.close();
      dialog.remove();
      resolve(result);
    }
    function take() {
      if (shown[at]) close({ code: shown[at].id, note: note.value });
    }
    typed.addEventListener("input", () => { at = 0; fill(); });
    typed.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (way && shown.length) {
        event.preventDefault();
        at = (at + way + shown.length) % shown.length;
        fill();
      } else if (event.key === "Enter") {
        event.preventDefault();
        take();
      }
    });
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(null); });
    document.body.append(dialog);
    fill();
    dialog.showModal();
    typed.focus();
  });
}
