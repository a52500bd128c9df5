// One decision as a line of verdicts.jsonl, with what the reviewer saw.
import { selectorsOf } from "./place.js";

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `more` holds reason, note, corrected, batch or withdraws.
export function verdictOn(store, claim, decision, more = {}) {
  const missed = claim.missed === true;
  if (missed && decision !== "withdraw" && decision !== "reject" && decision !== "unsure") {
    decision = "missed";
    more = { ...more, corrected: { ...seenOf(store, claim), ...more.corrected } };
  }
  return tidy({
    ...signature(store, decision),
    claim_id: claim.claim_id,
    doc: claim.doc,
    ...more,
    seen: decision === "missed" ? {} : seenOf(store, claim),
    selector: claim.selector,
    text_sha256: store.documents.get(claim.doc).text_sha256,
    rule: claim.rule,
  });
}

export function verdictOnMissed(store, doc, points, spans, corrected, note) {
  const place = spans.map(([a, b]) => `${a}-${b}`).join("+");
  return tidy({
    ...signature(store, "missed"),
    claim_id: `missed:${place}:${doc}`,
    doc,
    corrected,
    note,
    seen: {},
    selector: selectorsOf(points, spans),
    text_sha256: store.documents.get(doc).text_sha256,
  });
}

export function withdrawal(store, item) {
  return tidy({
    ...signature(store, "withdraw"),
    claim_id: item.claim_id,
    doc: item.doc,
    withdraws: item.verdict_id,
  });
}

// The line as the store keeps it: it holds of this very run.
export function asItem(line, spans) {
  return {
    reason: "",
    note: "",
    batch: "",
    corrected: {},
    ...line,
    spans,
    state: "kept",
    changed: [],
    why: "",
  };
}

function signature(store, decision) {
  return {
    verdict_id: newId(),
    decision,
    reviewer: store.reviewer,
    role: store.role,
    at: now(),
  };
}

let last = 0;

// Times of one page rise, also within one millisecond, so that undo knows what came last.
function now() {
  last = Math.max(last + 1, Date.now() * 1000);
  const whole = new Date(Math.floor(last / 1000)).toISOString().slice(0, -1);
  return `${whole}${String(last % 1000).padStart(3, "0")}Z`;
}

function seenOf(store, claim) {
  return Object.fromEntries(store.seen.map((name) => [name, claim[name] ?? null]));
}

function tidy(line) {
  const empty = (value) => value === "" || value === undefined;
  return Object.fromEntries(Object.entries(line).filter(([, value]) => !empty(value)));
}
