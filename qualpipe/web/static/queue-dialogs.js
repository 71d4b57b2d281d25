// What opens over the queue: choosing a code, marking words, and what was overtaken.
import { element, get } from "./api.js";
import { Caret } from "./caret.js";
import { chosen } from "./offsets.js";
import { t } from "./words.js";

const $ = (id) => document.getElementById(id);
let codes = [];

// The codes are there before anybody asks, so that the list opens at once: a key pressed while it
// is still to come would decide instead of being typed.
export async function loadCodes() {
  codes = (await get("/api/queue/codes")).map((code) => ({
    ...code,
    words: [code.id, ...code.id.split(/[_\-\s.]/), ...code.names, ...code.names.flatMap((name) => name.split(/\s/))].map(plain),
  }));
}

const asking = new Map(); // dialogs that are open, and who waits for their answer

export function closable() {
  for (const button of document.querySelectorAll("dialog [data-close]")) {
    button.addEventListener("click", () => shut(button.closest("dialog")));
  }
}

// Show a dialog and resolve with what it is shut on.
function until(dialog) {
  return new Promise((done) => {
    asking.set(dialog, done);
    dialog.oncancel = (event) => {
      event.preventDefault();
      shut(dialog);
    };
    // Where the browser shuts it by itself. The event comes late: by then the same dialog may be
    // open again, for another question.
    dialog.onclose = () => dialog.open || shut(dialog);
    dialog.showModal();
  });
}

// Shut a dialog and answer at once; the focus goes back to the speech.
function shut(dialog, value = "") {
  const done = asking.get(dialog);
  asking.delete(dialog);
  if (dialog.open) dialog.close();
  if (!done) return;
  $("segment").focus({ preventScroll: true });
  done(value);
}

const plain = (text) => text.normalize("NFKC").toLowerCase();
const starts = (code, typed) => code.words.some((word) => word.startsWith(typed));
const holds = (code, typed) => code.words.some((word) => word.includes(typed));

export async function chooseCode(title, except) {
  const others = codes.filter((code) => code.id !== except);
  const [list, search] = [$("codes"), $("search")];
  let found = [];
  let at = 0;

  function fill() {
    const typed = plain(search.value.trim());
    found = [...others.filter((code) => starts(code, typed)), ...others.filter((code) => !starts(code, typed) && holds(code, typed))];
    at = 0;
    list.replaceChildren(...found.map((code, index) => {
      const row = element("li", { role: "option", id: `code-${index}` },
        element("span", {}, code.name), element("span", { class: "id" }, code.id));
      row.addEventListener("click", () => shut($("choose"), code.id));
      return row;
    }));
    $("no-code").hidden = found.length > 0;
    list.hidden = found.length === 0;
    point(0);
  }

  function point(to) {
    at = Math.max(0, Math.min(found.length - 1, to));
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    search.setAttribute("aria-activedescendant", found.length ? `code-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  search.value = "";
  search.oninput = fill;
  search.onkeydown = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point(at + step);
    else if (event.key === "Enter" && found[at]) shut($("choose"), found[at].id);
    else return;
    event.preventDefault();
  };
  $("choose-title").textContent = title;
  fill();
  const id = await until($("choose"));
  return others.find((code) => code.id === id) ?? null;
}

// Mark words of the turn; resolves with [start, end] in code points of the turn, or null.
export async function chooseSpan(task) {
  const side = $("side");
  const words = side.querySelector(".words");
  const caret = new Caret(() => [side]);
  let piece = null;

  function marked() {
    if (!$("spanning").open) return;
    [piece] = chosen(getSelection(), () => [side]);
    $("marked").textContent = piece?.words ?? "";
    $("marked").hidden = !piece;
    $("unmarked").hidden = Boolean(piece);
    $("span-save").disabled = !piece;
  }

  words.textContent = task.turn.text;
  words.lang = task.lang;
  side.onkeydown = (event) => {
    if (event.key === "Enter" && piece) shut($("spanning"), "save");
    else if (!caret.press(event, side)) return;
    event.preventDefault();
  };
  $("span-save").onclick = () => shut($("spanning"), "save");
  document.addEventListener("selectionchange", marked);
  const answer = until($("spanning"));
  side.focus();
  marked();
  const said = await answer;
  document.removeEventListener("selectionchange", marked);
  getSelection().removeAllRanges();
  return said === "save" && piece ? [piece.start, piece.end] : null;
}

// Show what was on the screen beside what is there now.
export async function overtaken(message, was, now) {
  $("overtaken-title").textContent = message;
  $("was").replaceChildren(...version(was, now));
  $("now").replaceChildren(...(now ? version(now, was) : []));
  $("look").textContent = now ? t("queue.look") : t("queue.go_on");
  $("look").onclick = () => shut($("overtaken"));
  const closed = until($("overtaken"));
  $("look").focus();
  await closed;
}

function version(one, other) {
  const words = (task) => task.pieces.map((piece) => piece.text).join("");
  const parts = [
    ["name", (task) => task.name],
    ["definition", (task) => task.definition],
    ["include", (task) => task.include.join(" · ")],
    ["exclude", (task) => task.exclude.join(" · ")],
    ["words", words],
    ["score", (task) => t("queue.score", { score: task.score.toFixed(2) })],
    ["mine", (task) => (task.mine ? t("queue.mine", { verdict: t(`queue.was_${task.mine.verdict}`) }) : "")],
  ];
  return parts
    .map(([, of]) => [of(one), other ? of(other) : of(one)])
    .filter(([text]) => text)
    .map(([text, before]) => element("p", { class: text === before ? "" : "differs" }, text));
}
