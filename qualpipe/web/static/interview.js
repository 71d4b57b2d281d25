// The page of an interview: turns are drawn as they come near the screen; words are chosen and coded.
import { attempt, element, get, post, say } from "./api.js";
import { Caret } from "./caret.js";
import { chooseCode } from "./choose.js";
import { shortcuts } from "./keys.js";
import { memoDialog } from "./notes.js";
import { chosen } from "./offsets.js";
import { Panel } from "./panel.js";
import { addressOf, draw, keyOf, place, reach } from "./stripes.js";
import { t } from "./words.js";

const page = document.getElementById("interview");
const names = JSON.parse(page.dataset.transcripts);
const longest = Number(page.dataset.longest);
const sides = [...page.querySelectorAll(".side")];
const byTurn = new Map(sides.map((side) => [side.id, side]));
const codes = new Map();
const marks = new Map(); // by turn, as the next two
const memos = new Map();
const carried = new Map();
const near = new Set();
const query = names.map((name) => `transcript=${encodeURIComponent(name)}`).join("&");
let codebook = "";
let active = sides[0] ?? null;
const states = document.getElementById("states");
const ofCode = document.getElementById("of-code");
const turnOf = (one) => `${one.transcript}:${one.turn}`;

const put = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);

function wanted(mark) {
  if (ofCode.value && mark.code !== ofCode.value) return false;
  if (states.value === "all") return mark.state !== "refused";
  return states.value === mark.state || (states.value === "coded" && mark.state === "unsure");
}

function redraw(side) {
  draw(side, {
    marks: (marks.get(side.id) ?? []).filter(wanted),
    memos: memos.get(side.id) ?? [],
    carried: states.value === "none" ? [] : (carried.get(side.id) ?? []).filter((one) => !ofCode.value || one.code === ofCode.value),
    codes,
    opens: { mark: (mark, opener) => panel.open(mark, opener), memo: (memo, opener) => noteAbout(memo.about, memo.words, opener) },
  });
}
const redrawNear = () => { for (const side of near) redraw(side); };

// What is known

async function load() {
  const found = await get(`/interview/marks?${query}`);
  codebook = found.codebook;
  codes.clear();
  for (const code of found.codes) codes.set(code.id, code);
  ofCode.replaceChildren(ofCode.options[0], ...found.codes.map((code) => element("option", { value: code.id }, `${"\u2003".repeat(code.depth)}${code.name}`)));
  marks.clear();
  for (const mark of found.marks) put(marks, turnOf(mark), mark);
  keepMemos(found.memos);
}

function keepMemos(found) {
  memos.clear();
  let whole = 0;
  for (const memo of found) {
    const place = /^(.+:\d+):(\d+)-(\d+)$/.exec(memo.about);
    if (memo.about.startsWith("transcript:") && !place) whole += 1;
    else if (place) put(memos, place[1], { ...memo, start: Number(place[2]), end: Number(place[3]) });
  }
  document.getElementById("memo-count").textContent = whole || "";
}

async function loadMemos() {
  keepMemos((await get(`/interview/marks?${query}`)).memos);
  redrawNear();
}

async function loadSides() {
  if (names.length < 2) return;
  const found = await get(`/interview/sides?transcript=${encodeURIComponent(names[0])}`);
  carried.clear();
  for (const one of found) {
    for (const [mine, other, index] of [["original", "translation", 0], ["translation", "original", 1]]) {
      const own = one[mine];
      if (own.support === "person" || one[other].support !== "person") continue;
      put(carried, `${names[index]}:${own.turns[0]}`, { code: one.code, here: own.support, from: other });
    }
  }
  redrawNear();
}

// Turns near the screen are drawn; those that change while they are far away are drawn when they come.

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting && !near.has(target)) { near.add(target); redraw(target); }
    else if (!isIntersecting) near.delete(target);
  }
}, { rootMargin: "900px 0px" });

let width = 0;
const sizes = new ResizeObserver(() => {
  if (page.clientWidth === width) return;
  width = page.clientWidth;
  requestAnimationFrame(() => { for (const side of near) place(side); });
});

// The turn that has the focus

function activate(side, focus = true) {
  if (active && active !== side) { active.tabIndex = -1; reach(active, false); }
  active = side;
  side.tabIndex = 0;
  reach(side, true);
  if (focus) side.focus({ preventScroll: true });
}

function go(way) {
  const same = sides.filter((one) => one.dataset.transcript === active.dataset.transcript);
  const next = same[same.indexOf(active) + way];
  if (!next) return;
  activate(next);
  next.scrollIntoView({ block: "nearest" });
}

const caret = new Caret((side) => sides.filter((one) => one.dataset.transcript === side.dataset.transcript));

page.addEventListener("keydown", (event) => {
  const side = event.target.closest?.(".side");
  if (!side || event.target !== side || event.isComposing) return;
  if (caret.press(event, side)) { event.preventDefault(); return; }
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    caret.forget();
    getSelection().removeAllRanges();
    go(way);
  }
});
page.addEventListener("focusin", (event) => {
  const side = event.target.closest(".side");
  if (side && side !== active) activate(side, false);
});
page.addEventListener("pointerdown", (event) => {
  caret.forget();
  const side = event.target.closest(".side");
  if (side) activate(side, false);
});

// Coding by hand

function selected() {
  const found = chosen(getSelection(), (range) => sides.filter((side) => range.intersectsNode(side)));
  const first = found[0]?.side.dataset.transcript; // a selection drawn across both columns means the first
  return found.filter((one) => one.side.dataset.transcript === first);
}

function whole(side) {
  const words = side.querySelector(".words").textContent;
  const start = words.length - words.trimStart().length;
  const kept = words.trim();
  return kept ? [{ side, start: [...words.slice(0, start)].length, end: [...words.slice(0, start + kept.length)].length, words: kept }] : [];
}

const pick = () => { const found = selected(); return found.length ? found : active ? whole(active) : []; };
const addressed = ({ side, start, end, words }) => ({ address: `${side.id}:${start}-${end}`, words });

async function codeIt() {
  const places = pick();
  if (!places.length) return say(t("interview.select_first"), "problem");
  const answer = await chooseCode([...codes.values()], places.map((one) => one.words).join("\n"));
  places[0].side.focus({ preventScroll: true });
  if (!answer) return null;
  return attempt(() => decide(places.map(addressed), answer.code, "accept", answer.note));
}

async function decide(places, code, verdict, note) {
  say(t("interview.saving"), "busy");
  const began = performance.now();
  const answer = await post("/interview/decisions", { places, code, verdict, note, codebook });
  take(answer);
  say(t("interview.saved"));
  performance.measure("decided", { start: began });
  caret.forget();
  getSelection().removeAllRanges();
  return answer;
}

function take({ turns, marks: fresh }) {
  for (const turn of turns) marks.delete(turn);
  for (const mark of fresh) put(marks, turnOf(mark), mark);
  for (const turn of turns) if (byTurn.has(turn)) redraw(byTurn.get(turn));
  attempt(loadSides);
}

const again = (answer, mark) => answer && answer.marks.find((one) => keyOf(one) === keyOf(mark));
const panel = new Panel(document.getElementById("panel"), {
  codes, longest, memoChanged: loadMemos,
  decides: async (mark, verdict, note) => {
    const words = [...byTurn.get(turnOf(mark)).querySelector(".words").textContent].slice(mark.start, mark.end).join("");
    return again(await decide([{ address: addressOf(mark), words }], mark.code, verdict, note), mark);
  },
  undoes: async (mark) => {
    const answer = await post("/interview/undo", { address: addressOf(mark), code: mark.code });
    take(answer);
    say(t("interview.taken_back"));
    return again(answer, mark);
  },
});

// Memos

async function noteAbout(about, words, opener) {
  const title = about.startsWith("transcript:") ? t("interview.memo_interview") : t("interview.memo_words");
  await memoDialog(about, title, words, { longest, changed: loadMemos });
  (opener?.isConnected ? opener : active)?.focus();
}

function noteIt() {
  const [one] = pick();
  if (!one) return say(t("interview.select_first"), "problem");
  const { address, words } = addressed(one);
  return noteAbout(address, words, one.side);
}

// From code to code

function hop(way) {
  const all = sides.flatMap((side) => (marks.get(side.id) ?? []).filter(wanted).map((mark) => ({ side, mark })));
  if (!all.length) return say(t("interview.no_codes"));
  const here = document.activeElement?.dataset?.key;
  let at = all.findIndex(({ mark }) => keyOf(mark) === here);
  if (at < 0) {
    const order = sides.indexOf(active);
    at = way > 0 ? all.findIndex(({ side }) => sides.indexOf(side) >= order) - 1 : all.findLastIndex(({ side }) => sides.indexOf(side) < order) + 1;
    if (way > 0 && at < -1) at = all.length - 1;
  }
  const { side, mark } = all[(at + way + all.length) % all.length];
  near.add(side);
  redraw(side);
  activate(side, false);
  side.scrollIntoView({ block: "center" });
  [...side.querySelectorAll(".label")].find((one) => one.dataset.key === keyOf(mark))?.focus({ preventScroll: true });
  return null;
}

const keys = shortcuts("interview", [
  { id: "code", key: "c", label: t("interview.code_it"), run: codeIt },
  { id: "memo", key: "m", label: t("interview.note_it"), run: noteIt },
  { id: "next", key: "n", label: t("interview.next"), run: () => hop(1), repeats: true },
  { id: "previous", key: "p", label: t("interview.previous"), run: () => hop(-1), repeats: true },
]);

document.getElementById("code-it").addEventListener("click", codeIt);
document.getElementById("note-it").addEventListener("click", noteIt);
document.getElementById("next").addEventListener("click", () => hop(1));
document.getElementById("previous").addEventListener("click", () => hop(-1));
document.getElementById("keys").addEventListener("click", () => keys.overlay());
// A button must not take the selection away before it is read.
for (const id of ["code-it", "note-it"]) document.getElementById(id).addEventListener("pointerdown", (event) => event.preventDefault());
document.getElementById("memo-interview").addEventListener("click", (event) => noteAbout(`transcript:${names[0]}`, "", event.currentTarget));
for (const filter of [states, ofCode]) filter.addEventListener("change", redrawNear);
document.getElementById("beside")?.addEventListener("change", (event) => {
  page.querySelector(".rows").classList.toggle("two", event.target.checked);
  requestAnimationFrame(() => { for (const side of near) place(side); });
});

await attempt(load);
for (const side of sides) watcher.observe(side);
sizes.observe(page);
const at = new URLSearchParams(location.search).get("at") ?? decodeURIComponent(location.hash.slice(1));
const named = byTurn.get(at) ?? byTurn.get(at.slice(0, at.lastIndexOf(":")));
if (active) activate(named ?? active, Boolean(named));
if (named) { named.scrollIntoView({ block: "center" }); named.classList.add("found"); }
page.dataset.ready = "yes";
attempt(loadSides);
