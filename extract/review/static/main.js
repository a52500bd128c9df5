// The page: one claim is current; a key decides it and goes on.
import { Article } from "./article.js";
import { Bar } from "./bar.js";
import { sentence } from "./describe.js";
import { Dialogs } from "./dialogs.js";
import { byId, el, fill } from "./dom.js";
import { Form } from "./form.js";
import { Keys } from "./keys.js";
import { findText, proposal } from "./missed.js";
import { showClaim } from "./panel.js";
import { applyPrefs, onPref } from "./prefs.js";
import { Side } from "./side.js";
import { Sources } from "./sources.js";
import { Store } from "./store.js";
import { asItem, newId, verdictOn, verdictOnMissed, withdrawal } from "./verdict.js";
import { t } from "./words.js";

class Review {
  constructor(state, sources) {
    this.store = new Store(state);
    this.sources = sources;
    this.current = null;
    this.bar = new Bar(this.store, sources, { help: () => this.dialogs.help() });
    this.dialogs = new Dialogs(byId("dialog"));
    this.side = new Side(this.store, { choose: (claim) => this.go(claim), open: (doc) => this.openDocument(doc) });
    this.article = new Article(byId("article"), (claim) => this.go(claim));
    this.form = new Form(byId("claim"), this.store, {
      say: (text) => this.bar.say(text),
      drawDraft: (spans) => this.drawArticle(spans),
      save: (values, spans, note) => this.saveForm(values, spans, note),
      cancel: () => this.draw(),
      propose: (spans) => sources.propose(this.shownDoc, spans),
      find: (text, spans) => findText(this.article.points, text, spans),
    });
    this.keys = new Keys(this.actions());
    this.buttons();
    this.store.onChange(() => this.quiet || this.draw());
    onPref(() => this.redraw());
    this.bar.start(state);
    this.restore(sources.start(state, (verdicts, withdrawn) => this.store.receive(verdicts, withdrawn)));
    this.side.draw();
    this.go(this.side.nextUndecided(null) ?? this.side.claims[0] ?? null);
  }

  // Lines kept in the browser from before a reload.
  restore(lines) {
    const given = lines.filter((line) => line.decision !== "withdraw");
    const place = (line) => this.store.byId.get(line.claim_id)?.spans ?? spansOf(line);
    const back = lines.filter((line) => line.decision === "withdraw").map((line) => line.withdraws);
    this.store.receive(given.map((line) => asItem(line, place(line))), back);
  }

  async go(claim, { say = false } = {}) {
    if (this.form.open) this.form.open = false;
    this.current = claim;
    this.side.setCurrent(claim);
    showClaim(byId("claim"), this.store, claim, { takeBack: (item) => this.takeBack([item]) });
    byId("claim").scrollTop = 0;
    if (say && claim) this.bar.say(t("next", sentence(this.store.reading(claim))));
    if (claim) await this.showDocument(claim.doc);
  }

  async showDocument(doc) {
    if (this.shownDoc !== doc) {
      this.shownDoc = doc;
      this.bar.title(this.store.documents.get(doc));
      this.article.showNothing(t("loading"));
      let view = null;
      try {
        view = await this.sources.document(doc);
      } catch (error) {
        if (this.shownDoc === doc) this.article.showNothing(t("failed", error.message));
      }
      if (this.shownDoc !== doc) return;
      if (view) this.article.show(view, this.claimsHere());
      else this.article.showNothing(t("noText"));
    }
    this.drawArticle();
    this.article.centre();
  }

  openDocument(doc) {
    const first = this.side.claims.find((claim) => claim.doc === doc) ?? this.store.claims.find((claim) => claim.doc === doc);
    if (first) return this.go(first);
    this.current = null;
    return this.showDocument(doc);
  }

  claimsHere() {
    return this.store.claims.filter((claim) => claim.doc === this.shownDoc);
  }

  drawArticle(draft = null) {
    this.article.update(this.claimsHere(), this.current, draft);
  }

  // In another language: the article's own labels too.
  redraw() {
    const open = this.form.open;
    if (this.article.view) this.article.show(this.article.view, this.claimsHere());
    this.draw();
    if (!open) this.article.centre();
  }

  draw() {
    if (this.current && !this.store.byId.has(this.current.claim_id)) this.current = null;
    this.side.draw();
    this.bar.draw();
    if (this.form.open) return;
    showClaim(byId("claim"), this.store, this.current, { takeBack: (item) => this.takeBack([item]) });
    this.drawArticle();
  }

  decide(decision, more = {}) {
    const claim = this.current;
    if (!claim) return;
    const next = this.side.nextUndecided(claim);
    const line = verdictOn(this.store, claim, decision, more);
    this.write([line], [asItem(line, claim.spans)]);
    this.announce(t(`is.${decision}`));
    this.go(next ?? claim, { say: next !== null });
    if (!this.store.claims.some((one) => !this.store.isDecided(one))) this.bar.say(t("allDecided"));
  }

  // What follows goes to another claim, and draws the rest of the page then.
  write(lines, items, withdrawn = []) {
    this.sources.add(lines);
    this.quiet = true;
    this.store.receive(items, withdrawn);
    this.quiet = false;
    this.side.draw();
    this.bar.draw();
  }

  announce(what) {
    this.bar.say(t("said", what, this.store.decidedCount, this.store.claims.length));
  }

  async reject() {
    if (!this.current) return;
    const reason = await this.dialogs.reason(this.store.reasons);
    if (reason) this.decide("reject", { reason });
  }

  async acceptVisible() {
    this.side.tab("claims");
    const claims = this.side.list.visible.filter(
      (claim) => !this.store.isDecided(claim) && claim.outcome !== "conflict" && (claim.flags.length === 0 || claim.missed),
    );
    if (!claims.length) {
      this.bar.say(t("bulkNone"));
      return;
    }
    if (!(await this.dialogs.confirm(t("bulk", claims.length)))) return;
    const batch = newId();
    const lines = claims.map((claim) => verdictOn(this.store, claim, "accept", { batch }));
    this.write(lines, lines.map((line, index) => asItem(line, claims[index].spans)));
    this.announce(t("bulkDone", claims.length));
    this.go(this.side.nextUndecided(claims.at(-1)) ?? this.current);
  }

  undo() {
    const items = this.store.lastMine();
    if (!items.length) this.bar.say(t("nothingToUndo"));
    else this.takeBack(items);
  }

  takeBack(items) {
    if (!items.length) return;
    const lines = items.map((item) => withdrawal(this.store, item));
    this.write(lines, [], items.map((item) => item.verdict_id));
    this.announce(t("undone", t(`is.${items[0].decision}`)));
    this.go(this.store.byId.get(items[0].claim_id) ?? this.side.nextUndecided(null));
  }

  correct(focus = "indicator") {
    if (!this.current || !this.article.points) return;
    this.form.start(this.store.reading(this.current), this.article.points, { focus });
  }

  async addMissed() {
    if (!this.article.points) return;
    const chosen = this.article.selection();
    const after = this.current?.spans.at(-1)[1] ?? 0;
    const spans = chosen.length ? chosen : [[after, Math.min(after + 1, this.article.points.length)]];
    const found = chosen.length ? await this.sources.propose(this.shownDoc, spans) : null;
    const reading = proposal(this.store, this.claimsHere(), this.article.points, this.shownDoc, spans, found);
    if (this.store.byId.has(reading.claim_id) || this.taken(reading.spans)) {
      this.bar.say(t("overlaps"));
      return;
    }
    document.getSelection().removeAllRanges();
    this.form.start(reading, this.article.points, { missed: true, focus: chosen.length ? "indicator" : "span" });
    this.article.centre();
  }

  taken(spans) {
    const same = JSON.stringify(spans);
    return this.claimsHere().some((claim) => JSON.stringify(claim.spans) === same);
  }

  saveForm(values, spans, note) {
    if (!this.form.missed) {
      this.decide("correct", { corrected: { ...this.current.decider?.corrected, ...values }, note });
      return;
    }
    const line = verdictOnMissed(this.store, this.shownDoc, this.article.points, spans, values, note);
    this.write([line], [asItem(line, spans)]);
    this.announce(t("is.missed"));
    this.go(this.store.byId.get(line.claim_id) ?? this.current);
  }

  step(by) {
    const claim = this.side.step(this.current, by);
    if (claim) this.go(claim, { say: true });
  }

  nextUndecided() {
    const claim = this.side.nextUndecided(this.current);
    if (claim) this.go(claim, { say: true });
    else this.bar.say(t("allDecided"));
  }

  stepDocument(by) {
    const docs = [...this.store.documents.keys()];
    const doc = docs[docs.indexOf(this.shownDoc) + by];
    if (doc) this.openDocument(doc);
  }

  // Each key in the state of the page in which it means something.
  actions() {
    const plain = (run) => (event) => (this.dialogs.isOpen || this.form.open ? false : run(event));
    const vertical = (by) => plain((event) => (event.target.closest?.("#article") ? false : this.step(by)));
    const edge = (name, step) => () => {
      if (this.dialogs.isOpen) return false;
      if (!this.form.open) this.correct("span");
      if (this.form.open) this.form.move(name, step);
      return true;
    };
    const digits = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [String(n), () => this.dialogs.press(n)]));
    return {
      a: plain(() => this.decide("accept")),
      Enter: plain(() => this.decide("accept")),
      x: plain(() => void this.reject()),
      e: plain(() => this.correct()),
      s: plain(() => this.decide("unsure")),
      m: plain(() => void this.addMissed()),
      u: plain(() => this.undo()),
      "Ctrl+z": plain(() => this.undo()),
      z: plain(() => this.current && this.takeBack(this.store.lastMine(this.current).slice(-1))),
      A: plain(() => void this.acceptVisible()),
      n: plain(() => this.nextUndecided()),
      j: plain(() => this.step(1)),
      k: plain(() => this.step(-1)),
      ArrowDown: vertical(1),
      ArrowUp: vertical(-1),
      "]": plain(() => this.stepDocument(1)),
      "[": plain(() => this.stepDocument(-1)),
      ArrowLeft: edge("end", -1),
      ArrowRight: edge("end", 1),
      "Shift+ArrowLeft": edge("start", -1),
      "Shift+ArrowRight": edge("start", 1),
      "/": plain(() => byId("search").focus()),
      f: plain(() => this.side.tab("filters")),
      "?": plain(() => void this.dialogs.help()),
      "Ctrl+Enter": () => this.form.open && this.form.submit(),
      Escape: () => this.leave(),
      ...digits,
    };
  }

  leave() {
    if (this.dialogs.isOpen) return false; // the dialog closes itself
    if (this.form.open) this.form.cancel();
    else document.activeElement?.blur();
    return true;
  }

  buttons() {
    const does = {
      accept: () => this.decide("accept"),
      reject: () => this.reject(),
      correct: () => this.correct(),
      unsure: () => this.decide("unsure"),
      undo: () => this.undo(),
      next: () => this.nextUndecided(),
      missed: () => this.addMissed(),
      bulk: () => this.acceptVisible(),
    };
    for (const [id, run] of Object.entries(does)) byId(id).addEventListener("click", () => run());
  }
}

const spansOf = (line) => line.selector.map((piece) => [piece.start + piece.at[0], piece.start + piece.at[1]]);

applyPrefs();
try {
  const sources = Sources.here();
  window.review = new Review(await sources.state(), sources);
  document.body.dataset.ready = "true";
} catch (error) {
  fill(byId("article"), el("p", { class: "empty", role: "alert" }, t("failed", error.message)));
}
