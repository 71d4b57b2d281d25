// The queue: decide is save and next; what is on the screen moves on only when it is on disk.
import { Refused, attempt, get, post, say } from "./api.js";
import { shortcuts } from "./keys.js";
import { chooseCode, chooseSpan, closable, loadCodes, overtaken } from "./queue-dialogs.js";
import { filters } from "./queue-filters.js";
import { show } from "./queue-task.js";
import { t } from "./words.js";

const $ = (id) => document.getElementById(id);
const here = new URL(location.href).searchParams;
const draft = (task) => `qualpipe.note ${document.querySelector("meta[name=reviewer]").content} ${task.segment} ${task.code}`;

let task = null;
let busy = false;
const before = []; // what was on the screen, for going back
const filter = filters(here, (wanted) => open(() => get(`/api/queue/next?${new URLSearchParams(wanted)}`)));
const keys = shortcuts("queue", [
  ...["accept", "reject", "unsure"].map((saying, at) => ({ id: saying, key: "aru"[at], run: () => decide(saying), when: ready })),
  { id: "other", key: "o", run: () => withCode("other"), when: coded },
  { id: "also", key: "+", run: () => withCode("also"), when: coded },
  { id: "span", key: "s", run: changeSpan, when: ready },
  { id: "note", key: "n", run: writeNote, when: ready },
  { id: "skip", key: "k", run: skip, when: ready },
  { id: "undo", key: "z", run: undo, when: idle },
  { id: "back", key: "b", run: back, when: idle },
  { id: "filter", key: "f", run: filter.open, when: idle },
  ...($("do-many") ? [{ id: "many", key: "m", run: () => filter.many(bulk), when: idle }] : []),
].map((action) => {
  $(`do-${action.id}`).addEventListener("click", () => action.when() && action.run());
  return { ...action, label: t(`queue.${action.id}`) };
}));
$("do-help").addEventListener("click", () => keys.overlay());
closable();

function idle() {
  return !busy;
}

function coded() {
  return ready() && document.body.dataset.ready === "yes";
}

function ready() {
  return !busy && task !== null;
}

// Do something with the server, one thing at a time: a key pressed meanwhile would decide on a
// suggestion that nobody has read yet, so it does nothing.
async function open(action) {
  if (busy) return null;
  busy = true;
  document.body.classList.add("saving");
  try {
    const answer = await action();
    if (answer?.problem) say(answer.problem, "problem");
    else if (answer) put(answer);
    return answer;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.status === 401) location.assign("/login");
    else if (fault.status === 409 && "now" in fault.data) await meet(fault);
    else say(fault.message, "problem");
    return null;
  } finally {
    busy = false;
    document.body.classList.remove("saving");
  }
}

function put({ task: next, progress }) {
  task = next;
  $("waiting").hidden = true;
  $("task").hidden = $("acts").hidden = next === null;
  $("end").hidden = next !== null;
  $("bar").max = Math.max(progress.total, 1);
  $("bar").value = progress.done;
  $("progress").textContent = t("queue.progress", progress);
  const minutes = progress.minutes;
  $("minutes").textContent = minutes === null || progress.done === progress.total ? "" :
    minutes < 90 ? t("queue.minutes", { minutes: Math.max(minutes, 1) }) : t("queue.hours", { hours: Math.round(minutes / 60) });
  if (next === null) {
    $("end").focus();
    return;
  }
  show(next);
  const kept = sessionStorage.getItem(draft(next)) ?? next.mine?.note ?? "";
  $("note").value = kept;
  $("noting").hidden = !kept;
  $("segment").focus({ preventScroll: true });
  scrollTo(0, 0);
  // On a short or much enlarged screen the words come first, whatever stands above them.
  const { bottom } = $("segment").getBoundingClientRect();
  if (bottom > innerHeight - 80) $("segment").scrollIntoView({ block: "start" });
}

async function decide(saying, more = {}) {
  const shown = task;
  const note = $("note").value;
  const answer = await open(() => post("/api/queue/decide", {
    segment: shown.segment,
    suggested: shown.code,
    saying,
    edition: shown.edition,
    last: shown.last,
    drawn: shown.drawn,
    note: saying === "also" ? "" : note,
    wanted: filter.wanted(),
    ...more,
  }));
  if (!answer) return false;
  if (saying !== "also") {
    before.push([shown.segment, shown.code]);
    sessionStorage.removeItem(draft(shown));
  }
  if (!answer.problem) say(t("queue.saved"));
  else {
    // It is on disk; only what comes next could not be had.
    task = null;
    $("task").hidden = $("acts").hidden = true;
    $("waiting").hidden = false;
    say(`${t("queue.saved")}. ${answer.problem}`, "problem");
    setTimeout(() => open(next), 2000);
  }
  return true;
}

const next = () => get(`/api/queue/next?${new URLSearchParams(filter.wanted())}`);

async function withCode(saying) {
  const code = await chooseCode(t(`queue.choose_${saying}`), task.code);
  attempt(loadCodes); // for the next time: somebody may have changed the codebook
  if (!code) return;
  const done = await decide(saying, { code: code.id });
  if (done && saying === "also") say(t("queue.added", { name: code.name }));
}

async function changeSpan() {
  const within = await chooseSpan(task);
  if (within) await decide("span", { within });
}

function writeNote() {
  $("noting").hidden = false;
  $("note").focus();
}

$("note").addEventListener("input", () => task && sessionStorage.setItem(draft(task), $("note").value));
$("note").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  $("noting").hidden = !$("note").value;
  $("segment").focus();
});

async function skip() {
  const shown = task;
  const answer = await open(() => post("/api/queue/skip", { segment: shown.segment, suggested: shown.code, wanted: filter.wanted() }));
  if (answer) say(t("queue.skipped"));
}

async function undo() {
  const answer = await open(() => post("/api/queue/undo", filter.wanted()));
  if (answer) say(answer.undone > 2 ? t("queue.undone_many", { count: answer.undone }) : t("queue.undone_one"));
}

async function back() {
  const [segment, code] = before.pop() ?? [];
  await open(() => get(segment ? `/api/queue/task?${new URLSearchParams({ segment, code })}` : "/api/queue/back"));
}

async function bulk(digest, wanted) {
  const answer = await open(() => post("/api/queue/bulk", { digest, wanted }));
  if (answer) say(t("queue.saved_many", { count: answer.saved }));
}

// What was on the screen is not what is there: both are shown, then the newer one is looked at.
async function meet(fault) {
  await overtaken(fault.message, task, fault.data.now);
  if (fault.data.now && fault.error !== "queue.decided") put({ task: fault.data.now, progress: lastProgress() });
  else put(await next());
}

function lastProgress() {
  return { done: $("bar").value, total: $("bar").max, minutes: null };
}

if (here.has("segment") && here.has("task")) {
  const place = new URLSearchParams({ segment: here.get("segment"), code: here.get("task") });
  await open(() => get(`/api/queue/task?${place}`));
} else await open(next);
await attempt(loadCodes);
document.body.dataset.ready = "yes";
