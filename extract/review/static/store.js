// The claims under review, every verdict on them, and what they come to.

const FINAL = new Set(["accept", "reject", "correct", "missed"]);
const PENDING = new Set(["confirm", "stale", "edited"]);
const MISSED = "missed:";

export class Store {
  constructor(state) {
    Object.assign(this, {
      run: state.run,
      reviewer: state.reviewer,
      role: state.role,
      blind: state.blind,
      titles: state.titles,
      rules: state.rules,
      reasons: state.reasons,
      seen: state.seen,
      enums: state.enums,
    });
    this.documents = new Map(state.documents.map((entry, order) => [entry.doc, { ...entry, order }]));
    this.found = state.claims.map((row) => fromRow(state.columns, row));
    this.items = new Map();
    this.withdrawn = new Set();
    this.listeners = new Set();
    this.receive(state.verdicts, []);
  }

  onChange(listener) {
    this.listeners.add(listener);
  }

  // Verdicts from elsewhere, or our own as they are made; each counts once. Nobody takes back
  // what another has said.
  receive(verdicts, withdrawn) {
    let fresh = 0;
    for (const item of verdicts) {
      if (!this.items.has(item.verdict_id)) {
        this.items.set(item.verdict_id, item);
        fresh += 1;
      }
    }
    for (const { verdict_id: id, reviewer } of withdrawn) {
      if (!this.withdrawn.has(id) && this.items.get(id)?.reviewer === reviewer) {
        this.withdrawn.add(id);
        fresh += 1;
      }
    }
    if (fresh || !this.claims) this.#settle();
    return fresh;
  }

  #settle() {
    this.byClaim = new Map();
    for (const item of this.items.values()) {
      if (this.withdrawn.has(item.verdict_id) || !item.claim_id) continue;
      if (!this.byClaim.has(item.claim_id)) this.byClaim.set(item.claim_id, []);
      this.byClaim.get(item.claim_id).push(item);
    }
    const added = [...this.byClaim.keys()].filter((id) => id.startsWith(MISSED));
    const names = added.join("\n");
    if (!this.claims || names !== this.addedNames) {
      this.addedNames = names;
      const missed = added.map((id) => this.#missedClaim(id)).filter(Boolean);
      this.claims = [...this.found, ...missed].sort((a, b) => this.#order(a, b));
      this.byId = new Map(this.claims.map((claim) => [claim.claim_id, claim]));
    }
    for (const claim of this.claims) this.#stand(claim);
    for (const listener of this.listeners) listener();
  }

  #order(a, b) {
    const documents = this.documents.get(a.doc).order - this.documents.get(b.doc).order;
    return documents || a.order - b.order || a.spans[0][0] - b.spans[0][0];
  }

  // A claim that no rule made, as the last reviewer to describe it holds it.
  #missedClaim(id) {
    const items = this.byClaim.get(id);
    const item = items.findLast((one) => one.decision === "missed");
    if (!item || !this.documents.has(item.doc)) return null;
    const before = this.found.findLast(
      (claim) => claim.doc === item.doc && claim.spans[0][0] <= item.spans[0][0],
    );
    const empty = Object.fromEntries(this.seen.map((name) => [name, null]));
    return {
      ...empty,
      per: [],
      ...item.corrected,
      claim_id: id,
      doc: item.doc,
      section: "body",
      article: before?.article ?? "",
      line: "",
      spans: item.spans,
      sentence: item.selector?.[0]?.exact ?? item.corrected.quote ?? "",
      sentence_spans: [],
      rule: "",
      flags: ["missed"],
      selector: item.selector ?? [],
      order: before ? before.order + 0.5 : -1,
      missed: true,
    };
  }

  // The same rules as extract/verdicts/standing.py.
  #stand(claim) {
    const items = this.byClaim.get(claim.claim_id) ?? [];
    const newest = new Map(items.map((item) => [item.reviewer, item]));
    const holding = [...newest.values()].filter((item) => holds(item));
    const said = holding.filter((item) => item.decision !== "unsure");
    const curator = said.findLast((item) => item.role === "curator");
    const decided = curator ?? said.at(-1);
    claim.history = items;
    if (curator) claim.outcome = curator.decision;
    else if (said.length > 1 && said.some((item) => !same(item, said[0]))) claim.outcome = "conflict";
    else if (said.length) claim.outcome = decided.decision;
    else if (holding.length) claim.outcome = "unsure";
    else claim.outcome = pending(newest) ?? "undecided";
    claim.decider = FINAL.has(claim.outcome) ? decided : null;
  }

  isDecided(claim) {
    return FINAL.has(claim.outcome);
  }

  get decidedCount() {
    return this.claims.reduce((count, claim) => count + this.isDecided(claim), 0);
  }

  // What a claim says with the correction that holds.
  reading(claim) {
    const by = claim.decider;
    return by && by.decision !== "reject" ? { ...claim, ...by.corrected } : claim;
  }

  // My last decision that still stands here, with all that was decided by the same key.
  lastMine(claim = null) {
    const mine = [...this.items.values()].filter(
      (item) =>
        item.reviewer === this.reviewer &&
        item.claim_id &&
        !this.withdrawn.has(item.verdict_id) &&
        (claim === null || item.claim_id === claim.claim_id),
    );
    const last = mine.at(-1); // items come oldest first
    if (!last) return [];
    return last.batch ? mine.filter((item) => item.batch === last.batch) : [last];
  }
}

function fromRow(columns, row, order) {
  const claim = { order };
  columns.forEach((name, index) => {
    claim[name] = row[index];
  });
  return claim;
}

export const holds = (item) => item.state === "kept" || item.state === "moved";

function pending(newest) {
  const states = [...newest.values()].map((item) => item.state).filter((state) => PENDING.has(state));
  return states.at(-1);
}

function same(a, b) {
  return JSON.stringify(held(a)) === JSON.stringify(held(b));
}

function held(item) {
  if (item.decision === "reject") return null;
  const fields = { ...item.seen, ...item.corrected };
  return Object.keys(fields)
    .sort()
    .map((name) => [name, fields[name]]);
}
