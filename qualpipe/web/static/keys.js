// Shortcuts: one key each, shown wherever they work, remappable, and off whenever somebody writes.
import { element } from "./api.js";
import { t } from "./words.js";

const ON = "qualpipe.keys.on";
const WRITES = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";

const shown = { " ": "␣", Enter: "⏎", Escape: "Esc", Backspace: "⌫", ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓" };
export const keyName = (key) => shown[key] ?? key;
export const keysAreOn = () => localStorage.getItem(ON) !== "off";

// Begin listening. `actions` is a list of { id, key, label, run, when }: `id` names it in storage,
// `key` is KeyboardEvent.key (so that any layout works), `label` is read in the overlay, `when`
// says whether it can be done now. `page` keeps the remapped keys of pages apart.
// Put <kbd data-key="ID"></kbd> wherever the hint shall stand.
export function shortcuts(page, actions) {
  const place = `qualpipe.keys.${page}`;
  const own = JSON.parse(localStorage.getItem(place) ?? "{}");
  const all = [...actions, { id: "help", key: "?", label: t("keys.help"), run: () => overlay() }];
  const keyOf = (action) => own[action.id] ?? action.key;
  let dialog = null;

  function hints(root = document) {
    for (const mark of root.querySelectorAll("kbd[data-key]")) {
      const action = all.find((one) => one.id === mark.dataset.key);
      mark.textContent = action ? keyName(keyOf(action)) : "";
      mark.hidden = !keysAreOn() || !action;
    }
  }

  function pressed(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(WRITES)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?" && !keysAreOn()) return overlay();
    if (!keysAreOn()) return;
    const action = all.find((one) => keyOf(one).toLowerCase() === event.key.toLowerCase());
    if (!action || (action.when && !action.when())) return;
    // Enter and the space bar belong to the button that has the focus.
    if (["Enter", " "].includes(event.key) && event.target.closest?.("button, a, summary, input")) return;
    event.preventDefault();
    if (!event.repeat || action.repeats) action.run();
  }

  function rows() {
    return all.map((action) => {
      const button = element("button", { type: "button", class: "plain key", "aria-label": t("keys.change", { action: action.label }) },
        element("kbd", {}, keyName(keyOf(action))));
      button.addEventListener("click", () => listen(button, action));
      return element("tr", {}, element("td", {}, action.label), element("td", {}, button));
    });
  }

  function listen(button, action) {
    button.textContent = t("keys.press");
    button.addEventListener("keydown", (event) => {
      if (event.isComposing || ["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key !== "Escape") remap(action, event.key);
      fill();
      dialog.querySelector(`[data-action="${action.id}"] button`)?.focus();
    }, { once: true });
  }

  function remap(action, key) {
    const other = all.find((one) => one !== action && keyOf(one).toLowerCase() === key.toLowerCase());
    if (other) own[other.id] = keyOf(action); // the two change places: no key is lost
    own[action.id] = key;
    localStorage.setItem(place, JSON.stringify(own));
    hints();
  }

  function fill() {
    const made = rows();
    made.forEach((row, index) => { row.dataset.action = all[index].id; });
    dialog.querySelector("tbody").replaceChildren(...made);
    dialog.querySelector("input").checked = keysAreOn();
  }

  function overlay() {
    dialog ??= build();
    fill();
    dialog.showModal();
  }

  function build() {
    const toggle = element("input", { type: "checkbox", id: "keys-on" });
    toggle.addEventListener("change", () => {
      localStorage.setItem(ON, toggle.checked ? "on" : "off");
      hints();
    });
    const usual = element("button", { type: "button", class: "plain" }, t("keys.usual"));
    usual.addEventListener("click", () => {
      for (const id of Object.keys(own)) delete own[id];
      localStorage.removeItem(place);
      hints();
      fill();
    });
    const close = element("button", { type: "button", class: "main" }, t("keys.close"));
    const made = element("dialog", { class: "keys", "aria-labelledby": "keys-title" },
      element("h2", { id: "keys-title" }, t("keys.title")),
      element("p", { class: "quiet" }, t("keys.about")),
      element("table", {}, element("tbody")),
      element("p", {}, element("label", {}, toggle, " ", t("keys.on"))),
      element("div", { class: "row" }, usual, close));
    close.addEventListener("click", () => made.close());
    document.body.append(made);
    return made;
  }

  document.addEventListener("keydown", pressed);
  hints();
  return { hints, overlay, keyOf: (id) => keyOf(all.find((one) => one.id === id)) };
}
