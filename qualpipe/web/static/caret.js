// Choosing words without a mouse: a turn has the focus, arrows choose a word, with Shift more of
// them, with Shift and Alt a character; Shift and ↓ takes in the next turn. Words as the language has them.
import { pointAt } from "./offsets.js";

const ends = new Map();

// Offsets (UTF-16) at which words or characters end in a text of a language.
function bounds(text, language, granularity) {
  const key = `${granularity} ${language}`;
  if (!ends.has(key)) ends.set(key, new Intl.Segmenter(language || "und", { granularity }));
  const found = [];
  for (const part of ends.get(key).segment(text)) {
    if (granularity === "grapheme" || part.isWordLike) found.push([part.index, part.index + part.segment.length]);
  }
  return found;
}

export class Caret {
  // `sides` gives the turns in order that are of the same transcript as one of them.
  constructor(sides) {
    this.sides = sides;
    this.forget();
  }

  forget() {
    this.from = null;
    this.to = null;
  }

  // Answer an arrow key pressed on a turn; says whether it did anything.
  press(event, side) {
    const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const along = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.ctrlKey || event.metaKey) return false;
    if (sideways) this.step(side, sideways, event.shiftKey, event.altKey ? "grapheme" : "word");
    else if (along && event.shiftKey) this.along(side, along);
    else if ((event.key === "Home" || event.key === "End") && event.shiftKey) this.toEnd(side, event.key === "End");
    else return false;
    this.show();
    return true;
  }

  step(side, way, more, granularity) {
    const going = more && this.to ? this.to : null;
    const where = going ?? (this.to?.side === side ? this.to : { side, unit: way > 0 ? 0 : Infinity });
    const words = where.side.querySelector(".words");
    const found = bounds(words.textContent, words.lang, granularity);
    if (!found.length) return;
    if (!more) {
      const last = this.from?.side === side ? this.from.unit : -1;
      const next = way > 0 ? found.find(([start]) => start > last) : found.findLast(([start]) => start < last || last < 0);
      const [start, end] = next ?? found.at(way > 0 ? -1 : 0);
      this.from = { side, unit: start };
      this.to = { side, unit: end };
      return;
    }
    this.from ??= { side, unit: way > 0 ? 0 : words.textContent.length };
    const next = way > 0
      ? found.map(([, end]) => end).find((end) => end > where.unit)
      : found.map(([start, end]) => (where.unit > this.from.unit || where.side !== this.from.side ? end : start)).findLast((unit) => unit < where.unit);
    this.to = { side: where.side, unit: next ?? (way > 0 ? words.textContent.length : 0) };
  }

  along(side, way) {
    this.from ??= { side, unit: 0 };
    const at = this.to?.side ?? side;
    const rest = this.to ? at.querySelector(".words").textContent.length - this.to.unit : 1;
    const all = this.sides(at);
    const whole = way > 0 && rest > 0 ? at : all[all.indexOf(at) + way];
    if (!whole) return;
    const words = whole.querySelector(".words").textContent;
    this.to = { side: whole, unit: way > 0 || whole !== this.from.side ? words.length : this.from.unit };
  }

  toEnd(side, end) {
    const unit = end ? side.querySelector(".words").textContent.length : 0;
    this.from ??= { side, unit: end ? 0 : side.querySelector(".words").textContent.length };
    this.to = { side, unit };
  }

  show() {
    if (!this.from || !this.to) return;
    const [node, offset] = pointAt(this.from.side.querySelector(".words"), this.from.unit);
    const [other, end] = pointAt(this.to.side.querySelector(".words"), this.to.unit);
    getSelection().setBaseAndExtent(node, offset, other, end);
    other.parentElement?.scrollIntoView({ block: "nearest" });
  }
}
