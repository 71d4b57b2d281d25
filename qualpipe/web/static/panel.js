// The panel of a code on a stretch: why the machine suggests it, what people said, what to say oneself.
import { attempt, element, get } from "./api.js";
import { memoList } from "./notes.js";
import { addressOf, classesOf } from "./stripes.js";
import { t } from "./words.js";

const when = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

export class Panel {
  // `decides(mark, verdict, note)` and `undoes(mark)` save and give the mark as it is now, or false.
  constructor(place, { codes, longest, decides, undoes, memoChanged }) {
    Object.assign(this, { place, codes, longest, decides, undoes, memoChanged, opener: null, mark: null });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.place.hidden && !event.isComposing && !document.querySelector("dialog[open]")) this.shut();
    });
  }

  async open(mark, opener) {
    this.opener = opener ?? this.opener;
    this.mark = mark;
    const query = new URLSearchParams({ address: addressOf(mark), code: mark.code });
    const found = await attempt(() => get(`/interview/stretch?${query}`));
    if (!found) return;
    this.fill(mark, found);
    this.place.hidden = false;
    document.body.classList.add("with-panel");
    this.place.querySelector("h2").focus();
  }

  shut() {
    this.place.hidden = true;
    document.body.classList.remove("with-panel");
    const opener = this.opener?.isConnected ? this.opener : [...document.querySelectorAll(".label")].find((one) => one.dataset.key === this.opener?.dataset.key);
    (opener ?? document.querySelector(".side[tabindex='0']"))?.focus();
    this.mark = null;
  }

  fill(mark, found) {
    const code = this.codes.get(mark.code);
    this.place.replaceChildren(...[
      element("div", { class: "row head" },
        element("h2", { id: "panel-title", tabindex: "-1", class: classesOf(code) }, element("span", { class: "swatch", "aria-hidden": "true" }), code?.name ?? mark.code),
        element("button", { type: "button", class: "plain", "aria-label": t("interview.close"), onclick: () => this.shut() }, "✕")),
      element("p", { class: "quiet" }, this.standing(mark)),
      element("blockquote", {}, found.words),
      mark.older ? element("p", { class: "quiet" }, t("interview.older_about")) : null,
      code ? this.verdicts(mark) : null,
      this.evidence(found),
      code ? this.rules(code) : null,
      this.history(found),
      element("h3", {}, t("interview.memos")),
      memoList(found.address, found.memos, { longest: this.longest, changed: () => this.memoChanged().then(() => this.refresh()) }),
    ].filter(Boolean));
  }

  async refresh(mark = this.mark) {
    if (mark) await this.open(mark, this.opener);
  }

  standing(mark) {
    const parts = [t(`interview.state_${mark.state}`)];
    if (mark.score !== null) parts.push(t("interview.score", { score: Math.round(mark.score * 100) }));
    if (mark.reviewers.length) parts.push(t("interview.given_by", { names: mark.reviewers.join(t("interview.comma")) }));
    if (mark.settled) parts.push(t("interview.settled"));
    if (mark.differ) parts.push(t("interview.differ"));
    return parts.join(" · ");
  }

  verdicts(mark) {
    const note = element("textarea", { id: "panel-note", rows: "2", maxlength: "20000" });
    const own = { accept: ["accept", "add"], reject: ["reject"], unsure: ["unsure"] };
    const decide = (verdict) => attempt(async () => {
      const now = await this.decides(mark, verdict, note.value);
      if (now) await this.refresh(now);
    });
    const buttons = Object.entries(own).map(([verdict, mine]) => element("button", {
      type: "button", class: verdict === "accept" ? "main" : "", "aria-pressed": mine.includes(mark.mine) ? "true" : "false", onclick: () => decide(verdict),
    }, t(`interview.verdict_${verdict}`)));
    const back = mark.mine ? element("button", {
      type: "button", class: "plain", onclick: () => attempt(async () => {
        const now = await this.undoes(mark);
        if (now) await this.refresh(now);
        else this.shut();
      }),
    }, t("interview.take_back")) : null;
    return element("div", { class: "verdicts" },
      element("label", { for: "panel-note" }, t("interview.note")), note,
      element("div", { class: "row" }, ...buttons, back));
  }

  evidence(found) {
    if (!found.evidence.length) return null;
    return element("section", {},
      element("h3", {}, t("interview.evidence")),
      element("ul", { class: "evidence" }, ...found.evidence.map((one) => element("li", {},
        element("q", {}, one.words), element("span", { class: "quiet" }, ` ${one.against ? `${t("interview.against")} ` : ""}${one.reason}`)))),
      found.basis ? element("p", { class: "quiet" }, found.basis) : null);
  }

  rules(code) {
    const part = (title, lines) => lines.length ? [element("h3", { class: "quiet" }, title), element("ul", {}, ...lines.map((line) => element("li", {}, line)))] : [];
    return element("details", { open: true },
      element("summary", {}, t("interview.rules")),
      element("p", {}, code.definition),
      ...part(t("interview.include"), code.include),
      ...part(t("interview.exclude"), code.exclude));
  }

  history(found) {
    if (!found.said.length) return null;
    return element("section", {},
      element("h3", {}, t("interview.history")),
      element("ol", { class: "history" }, ...found.said.map((one) => element("li", { class: one.undone ? "undone" : "" },
        element("strong", {}, t(`interview.said_${one.verdict}`)), " ", element("bdi", {}, one.reviewer),
        element("span", { class: "quiet" }, ` · ${when(one.at)}${one.adjudicates ? ` · ${t("interview.settled")}` : ""}${one.undone ? ` · ${t("interview.was_undone")}` : ""}${one.older ? ` · ${t("interview.worded_otherwise")}` : ""}`),
        one.note ? element("p", {}, one.note) : null))));
  }
}
