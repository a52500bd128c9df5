// Offsets of the tables count code points; JavaScript's strings count UTF-16 units.

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

export class Points {
  constructor(text) {
    this.text = text;
    this.starts = ASTRAL.test(text) ? unitStarts(text) : null;
    this.length = this.starts ? this.starts.length - 1 : text.length;
  }

  // The UTF-16 offset of a code point.
  unit(point) {
    const at = Math.max(0, Math.min(point, this.length));
    return this.starts ? this.starts[at] : at;
  }

  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

export function countPoints(text) {
  if (!ASTRAL.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function unitStarts(text) {
  const starts = new Uint32Array(countPoints(text) + 1);
  let unit = 0;
  let point = 0;
  for (const character of text) {
    starts[point] = unit;
    point += 1;
    unit += character.length;
  }
  starts[point] = unit;
  return starts;
}
