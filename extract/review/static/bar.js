// The bar on top: how far the review is, what is saved, who reviews, and how the page looks.
import { byId, el, fill } from "./dom.js";
import { onPref, prefs, setPref } from "./prefs.js";
import { download } from "./saving.js";
import { isChinese, t } from "./words.js";

const LABELS = {
  accept: "accept",
  reject: "reject",
  correct: "correct",
  unsure: "unsure",
  undo: "undo",
  next: "nextUndecided",
  missed: "addMissed",
  bulk: "help.bulk",
  help: "help",
  export: "export",
  "tab-claims": "claims",
  "tab-docs": "documents",
  "tab-filters": "filters",
};

export class Bar {
  constructor(store, sources, { help }) {
    this.store = store;
    this.sources = sources;
    this.live = byId("live");
    sources.report = (kind, detail) => this.#saved(kind, detail);
    byId("help").addEventListener("click", help);
    byId("keys").addEventListener("change", (event) => setPref("keys", event.target.checked));
    byId("theme").addEventListener("change", (event) => setPref("theme", event.target.value));
    byId("language").addEventListener("click", () => setPref("language", isChinese() ? "en" : "zh"));
    byId("export").addEventListener("click", () => this.#export());
    byId("export").hidden = !sources.isFile;
    onPref(() => this.#name());
  }

  start(state) {
    this.notes = [];
    const orphans = state.verdicts.filter((item) => item.state === "orphan" && state.documents.some((d) => d.doc === item.doc));
    this.orphans = orphans.length;
    this.faults = state.faults.length;
    this.#name();
    this.draw();
  }

  // Said to those who cannot see it, and shown to those who can.
  say(text) {
    clearTimeout(this.timer);
    fill(this.live, text);
    this.live.classList.add("on");
    this.timer = setTimeout(() => this.live.classList.remove("on"), 4000);
  }

  draw() {
    const [done, all] = [this.store.decidedCount, this.store.claims.length];
    const progress = byId("progress");
    progress.max = Math.max(all, 1);
    progress.value = done;
    fill(byId("progress-text"), t("progress", done, all));
  }

  title(entry) {
    fill(byId("doc-title"), entry.title || entry.doc);
    const about = [entry.title ? entry.doc : null, entry.date || t("undated"), entry.outlet, t("chars", entry.chars)];
    fill(byId("doc-about"), about.filter(Boolean).join(" · "));
    this.entry = entry;
  }

  #name() {
    for (const [id, key] of Object.entries(LABELS)) fill(byId(id).querySelector(".label"), t(key));
    fill(byId("keys-label"), t("keys"));
    byId("keys").checked = prefs.keys;
    const theme = byId("theme");
    theme.setAttribute("aria-label", t("theme"));
    fill(theme, ["auto", "light", "dark"].map((name) => el("option", { value: name }, t(`theme.${name}`))));
    theme.value = prefs.theme;
    fill(byId("language"), isChinese() ? "English" : "中文");
    byId("language").lang = isChinese() ? "en" : "zh-CN";
    for (const [id, key] of [["search", "search"]]) {
      byId(id).placeholder = t(key);
      byId(id).setAttribute("aria-label", t(key));
    }
    for (const [id, key] of [["side", "claims"], ["reader", "article"], ["claim", "claim"], ["decisions", "decide"]]) {
      byId(id).setAttribute("aria-label", t(key));
    }
    fill(byId("no-claims"), t("noClaims"));
    const who = this.sources.isFile ? [] : [this.store.reviewer];
    if (this.store.role === "curator") who.push(t("curator"));
    if (this.store.blind) who.push(t("blind"));
    const name = this.sources.isFile ? this.#nameInput() : who.shift();
    fill(byId("reviewer"), `${t("reviewer")}: `, name, who.map((word) => `, ${word}`));
    const notes = [];
    if (this.orphans) notes.push(t("orphans", this.orphans));
    if (this.faults) notes.push(t("faults", this.faults));
    fill(byId("notes"), notes.join(" · "));
    if (this.entry) this.title(this.entry);
    if (this.last) this.#saved(...this.last);
  }

  // A page in a file may be sent to somebody else, who then says who decides.
  #nameInput() {
    const input = el("input", { id: "who", value: this.store.reviewer, maxlength: 80, "aria-label": t("reviewer") });
    input.addEventListener("change", () => {
      this.store.reviewer = input.value.trim() || this.store.reviewer;
      input.value = this.store.reviewer;
    });
    return input;
  }

  #saved(kind, detail) {
    this.last = [kind, detail];
    const box = byId("saved");
    box.className = `saved ${kind}`;
    const reload = kind === "changed" ? el("button", { type: "button", onclick: () => location.reload() }, t("reload")) : null;
    fill(box, t(kind, detail), " ", reload);
  }

  #export() {
    download(`verdicts-${this.store.reviewer}.jsonl`, this.sources.saving.exported());
  }
}
