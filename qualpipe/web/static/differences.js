// Settling what differs: one difference before the eye, one key to settle it, the next one comes.
import { Refused, attempt, element, get, post, say } from "./api.js";
import { shortcuts } from "./keys.js";
import { t } from "./words.js";

const holder = document.getElementById("data");
if (holder) begin(JSON.parse(holder.textContent));

function begin({ round, lines, standing }) {
  const part = (id) => document.getElementById(id);
  const fetched = new Map();
  let at = -1;
  let busy = false;

  const query = (line) => new URLSearchParams({ round, segment: line.segment, code: line.code });
  const same = (one, other) => one.segment === other.segment && one.code === other.code;
  const verdictOf = (settled) => t(settled.verdict === "accept" ? "differences.accept" : "differences.reject");

  // Asked for ahead, so that the next one is there when this one is settled.
  function fetchOne(index) {
    const line = lines[index];
    if (!line) return null;
    const key = `${line.segment} ${line.code}`;
    if (!fetched.has(key)) {
      const asked = get(`/differences/one?${query(line)}`);
      asked.catch(() => fetched.delete(key));
      fetched.set(key, asked);
    }
    return fetched.get(key);
  }

  function showStanding(now) {
    part("far").value = now.settled;
    part("count").textContent = t("differences.count", now);
    const sides = now.with.map(([name, count]) => t("differences.with_whom", { name, count }));
    const said = [t("differences.yes_of", { count: now.yes }), t("differences.no_of", { count: now.settled - now.yes }), ...sides];
    part("sides").textContent = now.settled ? said.join(" · ") : "";
  }

  function item(line, index) {
    const sign = line.settled ? (line.settled.verdict === "accept" ? "✓" : "✗") : "○";
    const state = line.settled ? verdictOf(line.settled) : t("differences.not_settled");
    const button = element("button", { type: "button", "aria-current": index === at && "true" },
      element("span", { class: "sign", "aria-hidden": "true" }, sign),
      element("span", { class: "code" }, line.name, element("span", { class: "unseen" }, ` (${state})`)),
      element("span", { class: "words", lang: line.lang }, line.words));
    button.addEventListener("click", () => show(index));
    return element("li", { "data-index": index }, button);
  }

  function fillList() {
    const hide = part("only-open").checked;
    const shown = lines.map((line, index) => [line, index]).filter(([line, index]) => !hide || !line.settled || index === at);
    part("list").replaceChildren(...shown.map(([line, index]) => item(line, index)));
    // Only the list is to move, not the page.
    const current = part("list").querySelector("[aria-current]")?.closest("li");
    if (current) {
      const list = part("list");
      if (current.offsetTop - list.offsetTop < list.scrollTop || current.offsetTop - list.offsetTop + current.offsetHeight > list.scrollTop + list.clientHeight) {
        list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
      }
    }
  }

  function fillTalk(one) {
    const spoken = (turn) => element("p", {}, element("span", { class: "speaker" }, turn.speaker), element("span", { lang: turn.lang }, turn.words));
    const segment = element("span", { class: "segment", lang: one.lang });
    for (const piece of one.pieces) {
      segment.append(piece.why ? element("mark", { title: piece.why }, piece.text) : piece.text);
    }
    const own = element("p", { class: "own" }, element("span", { class: "speaker" }, one.speaker),
      element("span", { lang: one.context.lang }, one.context.head, segment, one.context.tail));
    part("talk").replaceChildren(...one.context.before.map(spoken), own, ...one.context.after.map(spoken));
    own.offsetParent && (part("talk").scrollTop = Math.max(0, own.offsetTop - part("talk").offsetTop - 70));
  }

  function fillSaid(one) {
    const kinds = { accept: "yes", add: "yes", reject: "no", change: "no", silent: "no", unsure: "doubt" };
    part("said").replaceChildren(...one.said.map((said) => element("li", { class: kinds[said.verdict] },
      element("bdi", { class: "who" }, said.reviewer),
      element("span", { class: "verdict" }, t(`differences.${said.verdict}`)),
      said.words ? element("span", { class: "other quiet" }, `“${said.words}”`) : null,
      said.note ? element("q", {}, said.note) : null)));
  }

  function fillSettled(settled) {
    const place = part("settled");
    place.className = settled ? "settled is" : "settled";
    place.replaceChildren(settled
      ? t("differences.settled_as", { verdict: verdictOf(settled), name: settled.by })
      : t("differences.not_settled"));
    if (settled?.note) place.append(" ", element("q", {}, settled.note));
  }

  function fillRules(one) {
    part("definition").textContent = one.rules.definition || "–";
    for (const name of ["include", "exclude"]) {
      part(name).replaceChildren(...one.rules[name].map((text) => element("li", {}, text)));
      part(`${name}-part`).hidden = !one.rules[name].length;
    }
    const reasons = one.reasons.length ? one.reasons : [{ reason: t("differences.no_evidence") }];
    part("reasons").replaceChildren(...reasons.map(({ reason, lang }) => element("li", { lang }, reason)));
  }

  async function show(index, { focus = true } = {}) {
    if (!lines[index]) return;
    const one = await attempt(() => fetchOne(index));
    if (!one) return;
    at = index;
    part("one").hidden = part("rules").hidden = false;
    part("position").textContent = t("differences.position", { at: index + 1, total: lines.length });
    part("place").textContent = one.place;
    part("link").href = one.link;
    part("name").textContent = one.name;
    fillTalk(one);
    fillSaid(one);
    fillSettled(lines[index].settled);
    fillRules(one);
    fillList();
    part("note").value = "";
    if (focus) part("name").focus({ preventScroll: true });
    fetchOne(nextOpen(index));
    history.replaceState(null, "", `/differences?round=${encodeURIComponent(round)}#${index + 1}`);
  }

  // The next one that is not settled, after this one and around; -1 if all are.
  function nextOpen(from) {
    for (let step = 1; step <= lines.length; step += 1) {
      const index = (from + step) % lines.length;
      if (!lines[index].settled) return index;
    }
    return -1;
  }

  function take(answer) {
    const index = lines.findIndex((line) => same(line, answer));
    if (index >= 0) lines[index].settled = answer.settled;
    showStanding(answer.standing);
    return index;
  }

  async function settle(verdict) {
    if (busy || at < 0) return;
    busy = true;
    const line = lines[at];
    say(t("differences.saving"), "busy");
    try {
      const answer = await post("/differences/settle", {
        round, segment: line.segment, code: line.code, verdict,
        note: part("note").value.trim(), before: line.settled?.number ?? 0,
      });
      take(answer);
      say(t("differences.saved"));
      const following = nextOpen(at);
      if (following >= 0) await show(following);
      else {
        await show(at);
        say(t("differences.all_done"));
      }
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      await meet(fault);
    } finally {
      busy = false;
    }
  }

  // Somebody was faster, or it is no longer there: show what is now before anything is repeated.
  async function meet(fault) {
    say(fault.message, "problem");
    if (fault.data.now) {
      lines[at].settled = fault.data.now.settled;
      fillSettled(lines[at].settled);
      fillList();
    } else if (fault.error === "differences.gone") {
      setTimeout(() => location.reload(), 2500);
    }
  }

  async function undo() {
    if (busy) return;
    busy = true;
    const answer = await attempt(() => post("/differences/undo", { round }));
    busy = false;
    if (!answer) return;
    const index = take(answer);
    await show(index);
    say(t("differences.undone"));
  }

  const leave = () => show(nextOpen(at) >= 0 ? nextOpen(at) : (at + 1) % lines.length);
  const step = (by) => show((at + by + lines.length) % lines.length);
  const actions = [
    { id: "accept", key: "a", label: t("differences.do_accept"), run: () => settle("accept") },
    { id: "reject", key: "r", label: t("differences.do_reject"), run: () => settle("reject") },
    { id: "unsure", key: "u", label: t("differences.do_unsure"), run: leave },
    { id: "note", key: "n", label: t("differences.note"), run: () => part("note").focus() },
    { id: "undo", key: "z", label: t("differences.undo"), run: undo },
    { id: "back", key: "ArrowLeft", label: t("differences.previous"), run: () => step(-1), repeats: true },
    { id: "next", key: "ArrowRight", label: t("differences.next"), run: () => step(1), repeats: true },
  ];
  const keys = shortcuts("differences", actions);
  for (const action of actions.filter((one) => one.id !== "note")) {
    part(action.id).addEventListener("click", action.run);
  }
  part("help").addEventListener("click", () => keys.overlay());
  part("only-open").addEventListener("change", fillList);
  part("note").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) part("name").focus();
  });

  showStanding(standing);
  const wanted = Number(location.hash.slice(1)) - 1;
  show(lines[wanted] ? wanted : Math.max(0, nextOpen(-1)), { focus: false });
}
