// Memos: read, written, changed, taken back; each is on disk before the page says so.
import { Refused, attempt, element, get, post, say } from "./api.js";
import { t } from "./words.js";

const when = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

// A list of memos about one thing with a place to write another. `changed` is told after each save.
export function memoList(about, memos, { longest, changed }) {
  const list = element("ul", { class: "memos" }, ...memos.map((memo) => shown(memo)));
  const writer = editor({ save: (text) => keep(text, undefined) });
  async function keep(text, replaces) {
    const kept = await post("/memos", { about, text, replaces });
    say(t("interview.memo_saved"));
    await changed();
    return kept;
  }
  function shown(memo) {
    const item = element("li", {},
      element("p", { class: "memo-text" }, memo.text),
      element("p", { class: "quiet" }, element("bdi", {}, memo.reviewer), ` · ${when(memo.at)}`));
    if (memo.mine) {
      item.append(element("div", { class: "row" },
        element("button", { type: "button", class: "plain", onclick: () => item.replaceChildren(editor({
          text: memo.text, save: (text) => keep(text, memo.number), cancel: () => item.replaceWith(shown(memo)) })) }, t("interview.memo_change")),
        element("button", { type: "button", class: "plain", onclick: () => attempt(async () => {
          await post("/memos/withdraw", { number: memo.number });
          say(t("interview.memo_withdrawn"));
          await changed();
        }) }, t("interview.memo_withdraw"))));
    }
    return item;
  }
  function editor({ text = "", save, cancel }) {
    const id = `memo-${Math.random().toString(36).slice(2)}`;
    const area = element("textarea", { id, rows: "3", maxlength: String(longest) });
    area.value = text;
    const fault = element("p", { class: "problem", role: "alert" });
    const button = element("button", { type: "button", class: "main", onclick: () => run() }, t("interview.memo_save"));
    async function run() {
      button.disabled = true;
      fault.textContent = "";
      try {
        await save(area.value);
      } catch (refusal) {
        if (!(refusal instanceof Refused)) throw refusal;
        fault.textContent = refusal.message; // what was written stays in the field
      } finally {
        button.disabled = false;
      }
    }
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) run();
    });
    return element("div", { class: "writer" },
      element("label", { for: id }, t("interview.memo_write")), area, fault,
      element("div", { class: "row" }, cancel ? element("button", { type: "button", onclick: cancel }, t("interview.cancel")) : null, button));
  }
  return element("div", {}, list, writer);
}

// A dialog with the memos about something; resolves when it is shut.
export function memoDialog(about, title, words, options) {
  return new Promise((resolve) => {
    const body = element("div", {});
    const dialog = element("dialog", { class: "memo", "aria-labelledby": "memo-title" },
      element("h2", { id: "memo-title" }, title),
      words ? element("blockquote", { class: "chosen" }, words) : null,
      body,
      element("div", { class: "row" }, element("button", { type: "button", onclick: () => shut() }, t("interview.close"))));
    async function fill() {
      const found = await get(`/memos?about=${encodeURIComponent(about)}`);
      body.replaceChildren(memoList(about, found, { ...options, changed: async () => { await options.changed(); await fill(); } }));
      body.querySelector(".writer textarea")?.focus();
    }
    function shut() {
      dialog.close();
      dialog.remove();
      resolve();
    }
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); shut(); });
    document.body.append(dialog);
    dialog.showModal();
    attempt(fill);
  });
}
