// Places in text: the project counts code points, the browser UTF-16 units; 😀 and 𠮷 are one and two.

export function length(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const inPair = (text, unit) =>
  unit > 0 &&
  unit < text.length &&
  text.charCodeAt(unit) >= 0xdc00 && text.charCodeAt(unit) <= 0xdfff &&
  text.charCodeAt(unit - 1) >= 0xd800 && text.charCodeAt(unit - 1) <= 0xdbff;

// UTF-16 offset to code points. Inside a character it is moved out: back for a start, on for an end.
export function toPoints(text, unit, end = false) {
  const whole = inPair(text, unit) ? unit + (end ? 1 : -1) : unit;
  return length(text.slice(0, whole));
}

// Code points to UTF-16 offset; beyond the end is the end.
export function toUnits(text, points) {
  let unit = 0;
  let left = points;
  for (const character of text) {
    if (left <= 0) break;
    unit += character.length;
    left -= 1;
  }
  return unit;
}

// UTF-16 units of `within`'s text before a boundary point of the DOM.
export function unitsBefore(within, node, offset) {
  const range = document.createRange();
  range.setStart(within, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

// The boundary point of the DOM at a UTF-16 offset of `within`'s text.
export function pointAt(within, units) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  let left = units;
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
    last = node;
  }
  return last ? [last, last.length] : [within, 0];
}

// What a selection covers, turn by turn: [{ side, start, end, words }] in code points, white space
// at the ends left out. `sides` are the turns' elements in order, each with a `.words` inside.
export function chosen(selection, sides) {
  const found = [];
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index);
    if (range.collapsed) continue;
    for (const side of sides(range)) {
      const words = side.querySelector(".words");
      if (!range.intersectsNode(words)) continue;
      const piece = within(words, range);
      if (piece) found.push({ side, ...piece });
    }
  }
  return found;
}

function within(words, range) {
  const text = words.textContent;
  const inside = (node) => words.contains(node);
  let start = inside(range.startContainer) ? unitsBefore(words, range.startContainer, range.startOffset) : 0;
  let end = inside(range.endContainer) ? unitsBefore(words, range.endContainer, range.endOffset) : text.length;
  if (inPair(text, start)) start -= 1;
  if (inPair(text, end)) end += 1;
  const part = text.slice(start, end);
  start += part.length - part.trimStart().length;
  end -= part.length - part.trimEnd().length;
  if (start >= end) return null;
  return { start: toPoints(text, start), end: toPoints(text, end, true), words: text.slice(start, end) };
}
