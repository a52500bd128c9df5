// Which claims are listed, in which order, and how many each choice would leave.

export const FACETS = ["verdict", "flag", "kind", "section", "rule", "programme", "doc"];

export class Filter {
  constructor() {
    this.chosen = new Map(FACETS.map((facet) => [facet, new Set()]));
    this.terms = [];
    this.sort = "reading";
  }

  search(text) {
    this.terms = text.toLowerCase().split(/\s+/).filter(Boolean);
  }

  toggle(facet, value) {
    const chosen = this.chosen.get(facet);
    if (!chosen.delete(value)) chosen.add(value);
  }

  clear() {
    for (const chosen of this.chosen.values()) chosen.clear();
    this.terms = [];
  }

  get active() {
    return this.terms.length > 0 || [...this.chosen.values()].some((chosen) => chosen.size > 0);
  }

  apply(claims) {
    const left = claims.filter((claim) => this.#finds(claim) && !this.#fails(claim, null));
    if (this.sort === "flagged") left.sort(byFlagThenRule);
    return left;
  }

  // How many claims each value of a facet would leave, the other facets as they are.
  counts(claims, facet) {
    const counts = new Map();
    for (const claim of claims) {
      if (!this.#finds(claim) || this.#fails(claim, facet)) continue;
      for (const value of valuesOf(claim, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const value of this.chosen.get(facet)) if (!counts.has(value)) counts.set(value, 0);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  #finds(claim) {
    if (!this.terms.length) return true;
    claim.searched ??= [claim.indicator, claim.quote, claim.sentence, claim.programme, claim.doc, claim.claim_id]
      .join("\n")
      .toLowerCase();
    return this.terms.every((term) => claim.searched.includes(term));
  }

  #fails(claim, except) {
    for (const [facet, chosen] of this.chosen) {
      if (facet === except || !chosen.size) continue;
      if (!valuesOf(claim, facet).some((value) => chosen.has(value))) return true;
    }
    return false;
  }
}

export function valuesOf(claim, facet) {
  if (facet === "flag") return claim.flags.length ? claim.flags : [""];
  if (facet === "verdict") return [claim.outcome];
  if (facet === "rule") return claim.rule ? claim.rule.split("+") : [""];
  return [claim[facet] ?? ""];
}

function byFlagThenRule(a, b) {
  const flagged = (b.flags.length > 0) - (a.flags.length > 0);
  const flags = a.flags.join().localeCompare(b.flags.join());
  return flagged || flags || a.rule.localeCompare(b.rule) || a.order - b.order;
}
