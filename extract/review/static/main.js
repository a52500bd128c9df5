// The page: one claim is current; a key decides it and goes on.
import { keyActions, wireButtons } from "./actions.js";
import { Article } from "./article.js";
import { Bar } from "./bar.js";
import { sentence } from "./describe.js";
import { Dialogs } from "./dialogs.js";
import { byId, el, fill } from "./dom.js";
import { Form } from "./form.js";
import { Keys } from "./keys.js";
import { findText, proposal } from "./missed.js";
import { showClaim } from "./panel.js";
import { selectorsOf } from "./place.js";
import { applyPrefs, onPref } from "./prefs.js";
import { Side } from "./side.js";
import { Sources } from "./sources.js";
import { Store } from "./store.js";
import { asItem, newId, verdictOn, verdictOnMissed, withdrawal } from "./verdict.js";
import { t, WORDS } from "./words.js";

class Review {
  static place = { selectorsOf }; // held against the program by tests
  static words = WORDS;

  constructor(state, sources) {
    this.store = new Store(state);
    this.sources = sources;
    this.current = null;
    this.panelActions = {
      takeBack: (item) => this.takeBack([item]),
      explain: sources.explain ? (claim) => sources.explain(claim.doc, claim.spans[0][0]) : null,
    };
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
    this.keys = new Keys(keyActions(this));
    wireButtons(this);
    this.store.onChange(() => this.quiet || this.draw());
    onPref(() => this.redraw());
    this.bar.start(state);
    this.restore(sources.start(state, (verdicts, withdrawn) => this.store.receive(verdicts, withdrawn)));
    this.side.draw();
    this.started = this.go(this.side.nextUndecided(null) ?? this.side.claims[0] ?? null);
  }

  // Lines kept in the browser from before a reload.
  restore(lines) {
    const given = lines.filter((line) => line.decision !== "withdraw");
    const place = (line) => this.store.byId.get(line.claim_id)?.spans ?? spansOf(line);
    const back = lines.filter((line) => line.decision === "withdraw").map(backOf);
    this.store.receive(given.map((line) => asItem(line, place(line))), back);
  }

  // `said` is what has just happened; with it, or with "", the claim is read out.
  async go(claim, said = null) {
    if (this.form.open) this.form.open = false;
    this.current = claim;
    this.side.setCurrent(claim);
    showClaim(byId("claim"), this.store, claim, this.panelActions);
    byId("claim").scrollTop = 0;
    if (said !== null) this.bar.say(claim ? `${said}${t("next", sentence(this.store.reading(claim)))}` : said);
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
    showClaim(byId("claim"), this.store, this.current, this.panelActions);
    this.drawArticle();
  }

  decide(decision, more = {}) {
    const claim = this.current;
    if (!claim) return;
    const next = this.side.nextUndecided(claim);
    const line = verdictOn(this.store, claim, decision, more);
    this.write([line], [asItem(line, claim.spans)]);
    const said = this.counted(t(`is.${decision}`));
    if (next) this.go(next, `${said}${t("stop")}`);
    else {
      this.go(claim);
      this.bar.say(`${said}${t("stop")}${t("allDecided")}`);
    }
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

  counted(what) {
    return t("said", what, this.store.decidedCount, this.store.claims.length);
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
    this.bar.say(this.counted(t("bulkDone", claims.length)));
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
    this.write(lines, [], lines.map(backOf));
    this.bar.say(this.counted(t("undone", t(`is.${items[0].decision}`))));
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
    this.bar.say(this.counted(t("is.missed")));
    this.go(this.store.byId.get(line.claim_id) ?? this.current);
  }

  step(by) {
    const claim = this.side.step(this.current, by);
    if (claim) this.go(claim, "");
  }

  nextUndecided() {
    const claim = this.side.nextUndecided(this.current);
    if (claim) this.go(claim, "");
    else this.bar.say(t("allDecided"));
  }

  stepDocument(by) {
    const docs = [...this.store.documents.keys()];
    const doc = docs[docs.indexOf(this.shownDoc) + by];
    if (doc) this.openDocument(doc);
  }

  leave() {
    if (this.dialogs.isOpen) return false; // the dialog closes itself
    if (this.form.open) this.form.cancel();
    else document.activeElement?.blur();
    return true;
  }
}

const backOf = (line) => ({ verdict_id: line.withdraws, reviewer: line.reviewer });
const spansOf = (line) => line.selector.map((piece) => [piece.start + piece.at[0], piece.start + piece.at[1]]);

applyPrefs();
try {
  const sources = Sources.here();
  window.review = new Review(await sources.state(), sources);
  await window.review.started;
  document.body.dataset.ready = "true";
} catch (error) {
  fill(byId("article"), el("p", { class: "empty", role: "alert" }, t("failed", error.message)));
}
