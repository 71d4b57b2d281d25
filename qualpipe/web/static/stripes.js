// Codes beside the words: pieces underlined in the text, a stripe and a label each in the margin.
// A code is told by its label and pattern, colour only helps; a filled stripe was given by people.
import { element } from "./api.js";
import { length, pointAt, toUnits, unitsBefore } from "./offsets.js";
import { t } from "./words.js";

const PATTERNS = 6;
const SIGNS = { coded: "✓", suggested: "", unsure: "?", refused: "✗" };
const GAP = 2;
const cuts = new WeakMap(); // how the words of a turn are cut

export const addressOf = (mark) => `${mark.transcript}:${mark.turn}:${mark.start}-${mark.end}`;
export const keyOf = (mark) => `${addressOf(mark)} ${mark.code}`;

// `codes` maps ids to what is known of each; a code of an older version gets a plain grey stripe.
export function classesOf(code) {
  return code ? `code-${code.index} pattern-${code.index % PATTERNS}` : "older pattern-0";
}

// Draw a turn anew: its words in pieces, its labels, and what the other side says.
export function draw(side, { marks, memos, carried, codes, opens }) {
  const words = side.querySelector(".words");
  const margin = side.querySelector(".margin");
  const focused = margin.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const sorted = [...marks].sort((one, other) => one.start - other.start || other.end - one.end);
  cut(words, sorted, memos);
  const labels = sorted.map((mark) => label(mark, codes.get(mark.code), opens));
  const echoes = carried.map((one) => echo(one, codes.get(one.code)));
  const notes = memos.map((memo) => noted(memo, opens));
  const stripes = sorted.map((mark) =>
    element("span", { class: `stripe ${mark.state} ${classesOf(codes.get(mark.code))}`, "aria-hidden": "true", "data-key": keyOf(mark) }));
  margin.replaceChildren(
    element("div", { class: "lanes", "aria-hidden": "true" }, ...stripes),
    element("div", { class: "labels" }, ...labels, ...echoes, ...notes),
  );
  side.marks = sorted;
  place(side);
  reach(side);
  if (focused) [...margin.querySelectorAll("button")].find((one) => one.dataset.key === focused)?.focus();
}

// Put stripes and labels level with the words they are about; again whenever the lines are broken anew.
export function place(side) {
  const marks = side.marks ?? [];
  const stripes = side.querySelectorAll(".stripe");
  if (!stripes.length) { side.style.setProperty("--lanes", 0); return; }
  const top = side.querySelector(".lanes").getBoundingClientRect().top;
  const pieces = [...side.querySelectorAll(".piece")].map((piece) => [piece.dataset.marks.split(" "), [...piece.getClientRects()]]);
  const extents = marks.map((_, index) => {
    const rects = pieces.flatMap(([over, own]) => (over.includes(String(index)) ? own : []));
    if (!rects.length) return [0, 0];
    return [Math.min(...rects.map((one) => one.top)) - top, Math.max(...rects.map((one) => one.bottom)) - top];
  });
  const labels = side.querySelectorAll(".label");
  const heights = [...labels].map((one) => one.offsetHeight);
  const lane = lanes(extents);
  side.style.setProperty("--lanes", Math.max(...lane) + 1);
  let below = 0;
  extents.forEach(([start, end], index) => {
    const stripe = stripes[index].style;
    stripe.top = `${Math.max(0, start)}px`;
    stripe.height = `${Math.max(12, end - start)}px`;
    stripe.insetInlineStart = `${lane[index] * 10}px`;
    const wanted = Math.max(0, start - below);
    labels[index].style.marginTop = `${wanted}px`;
    below += wanted + heights[index] + GAP;
  });
}

// Give extents lanes: those that stand on the same lines stand beside each other.
export function lanes(extents) {
  const ends = [];
  return extents.map(([start, end]) => {
    let lane = ends.findIndex((last) => last <= start + 1);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    return lane;
  });
}

// Cut the words where marks and memos begin and end. The text itself stays what it was, and so does
// a cut that is right already: a selection that somebody is making must not be lost under their hand.
function cut(words, marks, memos) {
  const like = JSON.stringify([marks, memos].map((all) => all.map(({ start, end, state }) => [start, end, state === "coded"])));
  if (cuts.get(words) === like) return;
  cuts.set(words, like);
  const text = words.textContent;
  const whole = length(text);
  const spans = memos.filter((one) => one.start !== undefined);
  const bounds = new Set([0, whole]);
  for (const { start, end } of [...marks, ...spans]) bounds.add(start).add(end);
  const points = [...bounds].filter((one) => one <= whole).sort((one, other) => one - other);
  const pieces = points.slice(0, -1).map((start, index) => {
    const end = points[index + 1];
    const over = marks.flatMap((mark, number) => (mark.start < end && start < mark.end ? [number] : []));
    const noted = spans.some((memo) => memo.start < end && start < memo.end);
    const part = text.slice(toUnits(text, start), toUnits(text, end));
    if (!over.length && !noted) return document.createTextNode(part);
    const coded = over.some((number) => marks[number].state === "coded");
    const kind = ["piece", coded ? "coded" : over.length ? "proposed" : "", noted ? "noted" : "", over.length > 1 ? "over" : ""];
    return element("span", { class: kind.filter(Boolean).join(" "), "data-marks": over.join(" ") }, part);
  });
  const selection = getSelection();
  const chosen = [[selection.anchorNode, selection.anchorOffset], [selection.focusNode, selection.focusOffset]];
  const kept = chosen.every(([node]) => node && words.contains(node)) && !selection.isCollapsed
    ? chosen.map(([node, offset]) => unitsBefore(words, node, offset)) : null;
  words.replaceChildren(...pieces);
  if (kept) selection.setBaseAndExtent(...pointAt(words, kept[0]), ...pointAt(words, kept[1]));
}

function label(mark, code, opens) {
  const name = code ? code.name : mark.code;
  const score = mark.state === "suggested" && mark.score !== null ? `${Math.round(mark.score * 100)} %` : "";
  const made = element("button", {
    type: "button",
    class: `label ${mark.state} ${classesOf(code)}`,
    tabindex: "-1",
    "data-key": keyOf(mark),
    "aria-label": spoken(mark, name, score),
    onclick: () => opens.mark(mark, made),
  },
    element("span", { class: "swatch", "aria-hidden": "true" }),
    element("span", { class: "name" }, name),
    element("span", { class: "sign", "aria-hidden": "true" }, [SIGNS[mark.state], score, mark.differ ? "≠" : ""].filter(Boolean).join(" ")));
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
    made.addEventListener(event, () => light(made, on));
  }
  return made;
}

function spoken(mark, name, score) {
  const parts = [name, t(`interview.state_${mark.state}`)];
  if (score) parts.push(score);
  if (mark.reviewers.length) parts.push(mark.reviewers.join(", "));
  if (mark.differ) parts.push(t("interview.differ"));
  if (mark.older) parts.push(t("interview.older"));
  return parts.join(t("interviews.comma"));
}

// A code that the other side gives: shown here, and flagged where this side does not support it.
function echo(one, code) {
  const only = one.here === "nothing";
  const why = t(only ? `interview.only_${one.from}` : `interview.also_${one.here}`);
  return element("div", { class: `echo ${classesOf(code)}${only ? " one-sided" : ""}` },
    element("span", { class: "swatch", "aria-hidden": "true" }),
    element("span", { class: "name" }, code ? code.name : one.code),
    element("span", { class: "why" }, `${only ? "⚑ " : "⇄ "}${why}`));
}

function noted(memo, opens) {
  const made = element("button", {
    type: "button", class: "label note", tabindex: "-1", "data-key": `memo ${memo.number}`,
    "aria-label": t("interview.memo_by", { reviewer: memo.reviewer, text: memo.text.slice(0, 80) }),
    onclick: () => opens.memo(memo, made),
  },
    element("span", { class: "swatch", "aria-hidden": "true" }, "✎"),
    element("span", { class: "name" }, memo.text));
  return made;
}

// Light up the words that a label is about.
function light(button, on) {
  const side = button.closest(".side");
  const index = side.marks.findIndex((mark) => keyOf(mark) === button.dataset.key);
  for (const piece of side.querySelectorAll(".piece")) {
    if (piece.dataset.marks.split(" ").includes(String(index))) piece.classList.toggle("lit", on);
  }
  for (const stripe of side.querySelectorAll(".stripe")) {
    if (stripe.dataset.key === button.dataset.key) stripe.classList.toggle("lit", on);
  }
}

// The labels of the turn that has the focus can be reached with Tab; the thousand others cannot.
export function reach(side, on = side.tabIndex === 0) {
  for (const button of side.querySelectorAll(".margin button")) button.tabIndex = on ? 0 : -1;
}
