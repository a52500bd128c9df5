// The list of claims with search and facets, and the list of documents.
import { headline } from "./describe.js";
import { byId, el, fill } from "./dom.js";
import { FACETS, Filter } from "./filter.js";
import { VirtualList } from "./list.js";
import { t } from "./words.js";

const MOST = 200;
const ROW = 62;

export class Side {
  // `choose(claim)` and `open(doc)` are told of what is chosen here.
  constructor(store, { choose, open }) {
    this.store = store;
    this.filter = new Filter();
    this.open = open;
    this.current = null;
    this.list = new VirtualList(byId("claims"), { height: ROW, row: claimRow, choose, label: t("claims") });
    this.docs = new VirtualList(byId("docs"), {
      height: ROW,
      row: (entry) => this.#docRow(entry),
      choose: (entry) => open(entry.doc),
      label: t("documents"),
    });
    this.search = byId("search");
    this.search.addEventListener("input", () => {
      this.filter.search(this.search.value);
      this.draw();
    });
    this.opened = new Set(["verdict", "flag"]);
    this.shown = "claims";
    for (const name of ["claims", "docs", "filters"]) {
      byId(`tab-${name}`).addEventListener("click", () => this.tab(name));
    }
    byId("tabs").addEventListener("keydown", (event) => this.#tabKey(event));
  }

  get claims() {
    return this.list.items;
  }

  // The facet lists are drawn only while they are seen.
  draw() {
    const left = this.filter.apply(this.store.claims);
    this.list.setItems(left, this.current);
    if (this.shown === "docs") this.#drawDocuments();
    fill(byId("shown"), t("shown", left.length, this.store.claims.length));
    byId("no-claims").hidden = left.length > 0;
    if (this.shown === "filters") this.#drawFilters();
  }

  setCurrent(claim) {
    this.current = claim;
    if (this.shown === "claims") this.list.setCurrent(claim);
    if (this.shown === "docs") this.docs.setCurrent(this.store.documents.get(claim?.doc));
  }

  tab(name) {
    this.shown = name;
    for (const other of ["claims", "docs", "filters"]) {
      byId(`panel-${other}`).hidden = other !== name;
      const tab = byId(`tab-${other}`);
      tab.setAttribute("aria-selected", String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
    }
    this.draw();
    this.setCurrent(this.current);
  }

  clear() {
    this.filter.clear();
    this.search.value = "";
    this.draw();
  }

  // The claim after `claim` that is still to be decided; those set aside come last.
  nextUndecided(claim) {
    const items = this.claims;
    const at = items.indexOf(claim);
    const after = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
    const open = after.filter((one) => !this.store.isDecided(one));
    return open.find((one) => one.outcome !== "unsure") ?? open[0] ?? null;
  }

  step(claim, by) {
    const items = this.claims;
    const at = items.indexOf(claim);
    return items[Math.max(0, Math.min(items.length - 1, at + by))] ?? null;
  }

  #drawDocuments() {
    for (const entry of this.store.documents.values()) Object.assign(entry, { count: 0, decided: 0 });
    for (const claim of this.store.claims) {
      const entry = this.store.documents.get(claim.doc);
      entry.count += 1;
      entry.decided += this.store.isDecided(claim);
    }
    this.docs.setItems([...this.store.documents.values()], this.store.documents.get(this.current?.doc));
  }

  #docRow(entry) {
    const done = entry.count > 0 && entry.decided === entry.count ? " done" : "";
    return [
      el("span", { class: "row-head" }, entry.title || entry.doc),
      el(
        "span",
        { class: `row-tail${done}` },
        `${entry.decided}/${entry.count}${done ? " ✓" : ""} · ${entry.date || t("undated")} · ${entry.doc}`,
      ),
    ];
  }

  #drawFilters() {
    const order = el(
      "select",
      {
        id: "order",
        onchange: (event) => {
          this.filter.sort = event.target.value;
          this.draw();
        },
      },
      ["reading", "flagged"].map((name) => el("option", { value: name }, t(`order.${name}`))),
    );
    order.value = this.filter.sort;
    const clear = el("button", { type: "button", disabled: !this.filter.active, onclick: () => this.clear() }, t("clear"));
    fill(
      byId("panel-filters"),
      el("label", { class: "field" }, el("span", {}, t("order")), order),
      FACETS.map((facet) => this.#facet(facet)),
      el("p", { class: "buttons" }, clear),
    );
  }

  #facet(facet) {
    const counts = this.filter.counts(this.store.claims, facet);
    const chosen = this.filter.chosen.get(facet);
    const values = counts.slice(0, MOST).map(([value, count]) =>
      el(
        "label",
        { class: "facet" },
        el("input", {
          type: "checkbox",
          checked: chosen.has(value),
          onchange: () => {
            this.filter.toggle(facet, value);
            this.#keepFocus(facet, value);
          },
          data: { facet, value },
        }),
        el("span", {}, this.#valueName(facet, value)),
        el("span", { class: "count" }, String(count)),
      ),
    );
    const box = el(
      "details",
      { open: this.opened.has(facet) || chosen.size > 0 },
      el("summary", {}, t(`facet.${facet}`), chosen.size ? ` (${chosen.size})` : ""),
      values,
      counts.length > MOST ? el("p", { class: "hint" }, `+ ${counts.length - MOST}`) : null,
    );
    box.addEventListener("toggle", () => (box.open ? this.opened.add(facet) : this.opened.delete(facet)));
    return box;
  }

  #keepFocus(facet, value) {
    this.draw();
    byId("panel-filters").querySelector(`[data-facet="${facet}"][data-value="${CSS.escape(value)}"]`)?.focus();
  }

  #valueName(facet, value) {
    if (value === "") return t("none");
    if (facet === "verdict") return t(`is.${value}`);
    if (["flag", "kind", "section"].includes(facet)) return t(`${facet}.${value}`);
    if (facet === "doc") return this.store.documents.get(value)?.title || value;
    return value;
  }

  #tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = ["claims", "docs", "filters"];
    const at = names.findIndex((name) => byId(`tab-${name}`).tabIndex === 0);
    const next = names[(at + step + names.length) % names.length];
    this.tab(next);
    byId(`tab-${next}`).focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

function claimRow(claim) {
  const flags = claim.flags.length ? el("span", { class: "flagged" }, claim.flags.map((flag) => t(`flag.${flag}`)).join(", ")) : null;
  return [
    el("span", { class: "row-head" }, headline(claim)),
    el("span", { class: `row-tail is-${claim.outcome}` }, el("span", { class: "sign" }, t(`is.${claim.outcome}`)), ` · ${claim.quote}`, flags),
  ];
}
