// The first reading of a claim that no rule made: the engine's number, its neighbour's context.
import { clauseOf } from "./place.js";
import { countPoints } from "./points.js";

const SHARED = ["change", "role", "period", "period_start", "period_end", "place", "programme"];

export function proposal(store, claims, points, doc, spans, found) {
  const empty = Object.fromEntries(store.seen.map((name) => [name, null]));
  const at = found?.spans ?? spans;
  const near = neighbour(claims, at[0][0]);
  const shared = near ? Object.fromEntries(SHARED.map((name) => [name, near[name]])) : {};
  return {
    ...empty,
    kind: "count",
    bound: "eq",
    unit: "",
    per: [],
    change: "level",
    role: "fact",
    ...shared,
    indicator: wordsBefore(points, at),
    ...found,
    spans: at,
    claim_id: `missed:${at.map(([a, b]) => `${a}-${b}`).join("+")}:${doc}`,
  };
}

// The claim of the same sentence that stands nearest.
function neighbour(claims, start) {
  const same = claims.filter((claim) => (claim.sentence_spans ?? []).some(([a, b]) => a <= start && start < b));
  const far = (claim) => Math.abs(claim.spans[0][0] - start);
  return same.sort((x, y) => far(x) - far(y))[0] ?? null;
}

function wordsBefore(points, spans) {
  const [start, end] = [spans[0][0], spans.at(-1)[1]];
  const [left, right] = clauseOf(points, start, end);
  const before = points.slice(left, start).trim();
  return before || points.slice(end, right).trim();
}

// Where the article says this text, next after the span there is now; null where it does not.
export function findText(points, text, spans) {
  if (!text) return null;
  const from = points.unit(spans[0][0] + 1);
  const found = points.text.indexOf(text, from);
  const unit = found >= 0 ? found : points.text.indexOf(text);
  if (unit < 0) return null;
  const start = countPoints(points.text.slice(0, unit));
  return [[start, start + countPoints(text)]];
}
