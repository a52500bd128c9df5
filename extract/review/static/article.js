// The article in reading order, cut at every boundary of every span, so that spans that
// cross or nest are drawn on their own characters.
import { el, fill } from "./dom.js";
import { countPoints, Points } from "./points.js";
import { t } from "./words.js";

export class Article {
  // `choose(claim)` is told of a click on a highlighted span.
  constructor(box, choose) {
    this.box = box;
    this.view = null;
    this.claims = [];
    box.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-ids]");
      if (mark && document.getSelection().isCollapsed) choose(this.#pick(mark));
    });
  }

  show(view, claims) {
    this.view = view;
    this.points = new Points(view.text);
    this.claims = claims;
    this.current = null;
    this.draft = null;
    this.nodes = view.passages.map((passage) => this.#passage(passage));
    fill(this.box, this.nodes);
  }

  showNothing(message) {
    this.view = null;
    this.points = null;
    this.nodes = [];
    fill(this.box, el("p", { class: "empty" }, message));
  }

  // Verdicts or the chosen claim have changed: what is concerned is drawn anew.
  update(claims, current, draft = null) {
    if (!this.view) return;
    const touched = [this.current, current].filter(Boolean).flatMap((claim) => this.#places(claim));
    touched.push(...(this.draft ?? []), ...(draft ?? []));
    const all = claims.length !== this.claims.length || claims.some((claim, i) => claim !== this.claims[i]);
    touched.push(...claims.filter((claim) => claim.drawn !== claim.outcome).flatMap((claim) => claim.spans));
    this.claims = claims;
    this.current = current;
    this.draft = draft;
    this.view.passages.forEach((passage, index) => {
      if (!all && !passage.pieces.some((piece) => touched.some((span) => overlap(piece, span)))) return;
      const node = this.#passage(passage);
      this.nodes[index].replaceWith(node);
      this.nodes[index] = node;
    });
  }

  centre() {
    const mark = this.box.querySelector("mark.current, mark.draft");
    mark?.scrollIntoView({ block: "center", inline: "nearest" });
  }

  // What is selected in the article: spans in code points of the document, in reading order.
  selection() {
    const chosen = document.getSelection();
    if (!this.view || chosen.isCollapsed || !chosen.rangeCount) return [];
    const range = chosen.getRangeAt(0);
    const segments = [...this.box.querySelectorAll("[data-a]")].filter((node) => range.intersectsNode(node));
    const pieces = segments.map((node) => chosenIn(node, range)).filter(([a, b]) => a < b);
    return pieces.reduce((spans, [a, b]) => {
      if (spans.length && spans.at(-1)[1] === a) spans.at(-1)[1] = b;
      else spans.push([a, b]);
      return spans;
    }, []);
  }

  #places(claim) {
    return [...claim.spans, ...(claim.sentence_spans ?? [])];
  }

  #passage(passage) {
    const seams = new Map(passage.seams.map(([, right, evidence]) => [right, evidence]));
    const parts = passage.pieces.flatMap(([start, end], index) => [
      seams.has(start) && index ? seamMark(seams.get(start)) : null,
      ...this.#piece(start, end),
    ]);
    const label = passage.kind === "body" ? null : el("span", { class: "kind" }, t(`section.${passage.kind}`));
    if (passage.kind === "headline") return el("h3", { class: "passage headline" }, label, parts);
    return el("p", { class: `passage ${passage.kind}` }, label, parts);
  }

  #piece(start, end) {
    const here = this.claims.filter((claim) => claim.spans.some((span) => overlap(span, [start, end])));
    const refused = this.view.refused.filter((item) => item.spans.some((span) => overlap(span, [start, end])));
    const soft = this.current ? this.current.sentence_spans ?? [] : [];
    const words = this.current ? this.current.indicator_spans ?? [] : [];
    const spans = [...here, ...refused].flatMap((item) => item.spans);
    const cuts = new Set([start, end]);
    for (const span of [...spans, ...soft, ...words, ...(this.draft ?? [])]) {
      for (const at of span) if (at > start && at < end) cuts.add(at);
    }
    const bounds = [...cuts].sort((a, b) => a - b);
    return bounds.slice(1).map((b, index) => {
      const a = bounds[index];
      const within = (list) => list.some(([x, y]) => x <= a && b <= y);
      return this.#segment(a, b, {
        claims: here.filter((claim) => within(claim.spans)),
        refused: refused.find((item) => within(item.spans)),
        soft: within(soft),
        word: within(words),
        draft: within(this.draft ?? []),
      });
    });
  }

  #segment(a, b, { claims, refused, soft, word, draft }) {
    const text = this.points.slice(a, b);
    const classes = ["s"];
    if (soft) classes.push("sentence");
    if (word) classes.push("indicator");
    const data = { a };
    if (!claims.length && !draft) {
      if (!refused) return el("span", { class: classes.join(" "), data }, text);
      classes.push("refused");
      return el("span", { class: classes.join(" "), data, title: t("refusedHere", refused.reason) }, text);
    }
    const narrow = claims.toSorted((x, y) => width(x) - width(y));
    const claim = narrow.find((one) => one === this.current) ?? narrow[0];
    if (claim) classes.push(`is-${claim.outcome}`);
    if (claims.length > 1) classes.push("many");
    if (claims.includes(this.current)) classes.push("current");
    if (draft) classes.push("draft");
    for (const one of claims) one.drawn = one.outcome;
    if (claim && claims.some((one) => one.spans.at(-1)[1] === b)) classes.push("last");
    data.ids = claims.map((one) => one.claim_id).join(" ");
    data.b = b;
    return el("mark", { class: classes.join(" "), data }, text);
  }

  // A click on crossing spans takes the narrowest; a second one the next.
  #pick(mark) {
    const ids = mark.dataset.ids.split(" ");
    const claims = this.claims.filter((claim) => ids.includes(claim.claim_id));
    claims.sort((x, y) => width(x) - width(y));
    return claims[(claims.indexOf(this.current) + 1) % claims.length];
  }
}

function seamMark(evidence) {
  const text = `${t("seam")}: ${evidence}`;
  return el("span", { class: "seam", title: text }, el("span", { class: "vh" }, text));
}

const overlap = ([a, b], [c, d]) => a < d && c < b;
const width = (claim) => claim.spans.reduce((sum, [a, b]) => sum + b - a, 0);

// The part of a segment that is selected.
function chosenIn(segment, range) {
  const text = segment.firstChild;
  const start = Number(segment.dataset.a);
  const from = range.startContainer === text ? range.startOffset : 0;
  const to = range.endContainer === text ? range.endOffset : text.data.length;
  return [start + countPoints(text.data.slice(0, from)), start + countPoints(text.data.slice(0, to))];
}
