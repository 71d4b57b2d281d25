// Putting a suggestion on the screen: speech as text, evidence underlined, numbered and explained.
import { element } from "./api.js";
import { t } from "./words.js";

const $ = (id) => document.getElementById(id);

export function show(task) {
  $("open").textContent = task.title;
  $("open").href = task.link;
  $("open").title = t("queue.open");
  $("place").textContent = t("queue.turn", { number: task.turn.number });
  $("before").replaceChildren(...task.before.map(turn));
  $("after").replaceChildren(...task.after.map(turn));
  $("speaker").textContent = task.turn.speaker;
  $("time").textContent = task.turn.time;
  spoken(task);
  code(task);
  judged(task);
}

function turn(one) {
  return element("div", { class: "turn" },
    element("span", { class: "who" }, element("bdi", {}, one.speaker), one.time ? ` ${one.time}` : ""),
    element("p", { lang: one.lang }, one.text));
}

function spoken(task) {
  $("lead").textContent = task.lead;
  $("trail").textContent = task.trail;
  for (const name of ["lead", "words", "trail"]) $(name).lang = task.lang;
  $("words").replaceChildren(...task.pieces.map((piece) => {
    const told = piece.evidence.filter((at) => !task.evidence[at].whole);
    if (told.length === 0) return document.createTextNode(piece.text);
    const part = task.evidence[told[0]];
    const kind = `${part.against ? "against" : ""} ${told.length > 1 || narrow(part, piece) ? "narrow" : "wide"}`;
    const mark = element("mark", { class: kind, title: told.map((at) => task.evidence[at].reason).join("; ") }, piece.text);
    const ends = piece.ends.filter((at) => told.includes(at)).map((at) => at + 1);
    if (ends.length) mark.append(element("sup", { "aria-hidden": "true" }, ends.join(",")));
    return mark;
  }));
  $("why").hidden = task.evidence.length === 0;
  $("evidence").replaceChildren(...task.evidence.map((part) => element("li", {},
    element("q", { lang: task.lang }, short(part.words)),
    element("span", { class: "reason", lang: part.lang }, part.against ? `${t("queue.against")}: ${part.reason}` : part.reason))));
}

const narrow = (part, piece) => part.words === piece.text;
const short = (words) => ([...words].length > 60 ? `${[...words].slice(0, 58).join("")}…` : words);

function code(task) {
  $("name").textContent = task.name;
  $("meter").value = task.score;
  $("level").textContent = t(`queue.${task.level}`);
  $("score").textContent = t("queue.score", { score: task.score.toFixed(2) });
  $("doubt").hidden = !task.doubt;
  $("doubt-why").textContent = task.doubt?.reason ?? "";
  $("doubt-why").lang = task.doubt?.lang ?? "";
  $("definition").hidden = !task.definition;
  $("definition").querySelector("p").textContent = task.definition;
  for (const part of ["include", "exclude", "examples", "counter_examples"]) {
    $(part).hidden = task[part].length === 0;
    $(part).querySelector("ul").replaceChildren(...task[part].map((text) => element("li", {}, text)));
  }
}

function judged(task) {
  const said = (one) => t(`queue.was_${one.verdict}`) + (one.note ? ` · ${one.note}` : "");
  $("mine").hidden = !task.mine;
  $("mine").textContent = task.mine ? t("queue.mine", { verdict: said(task.mine) }) : "";
  $("others").hidden = task.others.length === 0;
  $("others").querySelector("ul").replaceChildren(...task.others.map((one) =>
    element("li", {}, element("bdi", {}, one.reviewer), `: ${said(one)}`)));
}
