// Where a quote stands, said so that it can be found again: its clause and what is around it.
// The same as extract/verdicts/place.py; a test holds the two together.

const CONTEXT = 32;
const LONGEST = 80;
const CUT = /[，。；！？：!?;:\n\r…\u2028\u2029]/;
// What Python's str.isspace says beyond JavaScript's \s, and without U+FEFF.
const SPACE = /^[\s\x1c-\x1f\x85]$/;

export function selectorsOf(points, spans) {
  return spans.map(([start, end]) => selector(points, start, end));
}

function selector(points, start, end) {
  const [left, right] = clauseOf(points, start, end);
  return {
    exact: points.slice(left, right),
    prefix: points.slice(Math.max(0, left - CONTEXT), left),
    suffix: points.slice(right, Math.min(points.length, right + CONTEXT)),
    start: left,
    at: [start - left, end - left],
  };
}

export function clauseOf(points, start, end) {
  const at = (i) => points.slice(i, i + 1);
  let left = Math.max(0, start - LONGEST);
  let right = Math.min(points.length, end + LONGEST);
  for (let i = start - 1; i >= left; i -= 1) {
    if (cuts(at, i, left, start)) {
      left = i + 1;
      break;
    }
  }
  for (let i = end; i < right; i += 1) {
    if (cuts(at, i, end, right)) {
      right = i;
      break;
    }
  }
  while (left < start && isSpace(at(left))) left += 1;
  while (right > end && isSpace(at(right - 1))) right -= 1;
  return [left, right];
}

const isSpace = (character) => character !== "\ufeff" && SPACE.test(character);
const isDigit = (character) => /^[0-9]$/.test(character);

// A comma between digits does not cut. `to` bounds what a look ahead may see, as in Python,
// where a look behind sees beyond the start of the search.
function cuts(at, i, from, to) {
  if (at(i) !== ",") return CUT.test(at(i));
  const before = i > 0 && isDigit(at(i - 1));
  const after = i + 1 < to && isDigit(at(i + 1));
  return !before || !after;
}
