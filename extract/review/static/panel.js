// One claim: what it says, why the engine says so, and what reviewers have said.
import { fieldName, fieldValue, headline, remarks } from "./describe.js";
import { el, fill } from "./dom.js";
import { t } from "./words.js";

const SHOWN = [
  "quote",
  "kind",
  "value",
  "low",
  "high",
  "bound",
  "unit",
  "per",
  "indicator",
  "change",
  "role",
  "period",
  "period_start",
  "period_end",
  "place",
  "programme",
  "section",
];
const QUIET = new Set(["low", "high", "per", "period_start", "period_end", "place", "programme"]);

// `actions.takeBack(item)` withdraws one verdict of the reviewer's own; `actions.explain(claim)`,
// where there is an engine to ask, says what was seen there and why.
export function showClaim(box, store, claim, actions) {
  if (!claim) {
    fill(box, el("p", { class: "empty" }, t("chooseClaim")));
    return;
  }
  const reading = store.reading(claim);
  fill(
    box,
    el("p", { class: `status is-${claim.outcome}` }, t(`is.${claim.outcome}`), decidedBy(store, claim)),
    el("h2", { class: "says", id: "says" }, headline(reading)),
    el("p", { class: "remarks" }, remarks(reading).join(" · ")),
    notice(store, claim),
    claim.flags.length
      ? el("ul", { class: "chips", "aria-label": t("flags") }, claim.flags.map((flag) => el("li", {}, t(`flag.${flag}`))))
      : null,
    fields(store, claim, reading),
    rules(store, claim, actions),
    history(store, claim, actions),
  );
}

function decidedBy(store, claim) {
  const by = claim.decider;
  if (!by) return null;
  const reason = by.reason ? `: ${t(`reason.${by.reason}`)}` : "";
  return by.reviewer === store.reviewer ? reason : `${reason} (${by.reviewer})`;
}

// What an earlier verdict said of a reading or a text that is no more.
function notice(store, claim) {
  const old = claim.history.findLast((item) => ["confirm", "stale", "edited"].includes(item.state));
  if (!old || store.isDecided(claim)) return null;
  const said = `${t("before")}: ${t(`is.${old.decision}`)} (${old.reviewer}) · ${t(`state.${old.state}`)}`;
  const rows = old.changed.map((name) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, fieldName(name, store.titles)),
      el("td", {}, fieldValue(name, { ...old.seen, ...(old.decision === "missed" ? old.corrected : {}) }[name])),
      el("td", {}, fieldValue(name, claim[name])),
    ),
  );
  const table = el(
    "table",
    {},
    el("thead", {}, el("tr", {}, ["field", "before", "now"].map((key) => el("th", { scope: "col" }, t(key))))),
    el("tbody", {}, rows),
  );
  return el("section", { class: "notice" }, el("p", {}, said), rows.length ? table : null);
}

function fields(store, claim, reading) {
  const rows = SHOWN.filter((name) => !QUIET.has(name) || !isEmpty(reading[name]) || !isEmpty(claim[name])).map(
    (name) => {
      const changed = JSON.stringify(reading[name]) !== JSON.stringify(claim[name]);
      const old = changed ? el("small", { class: "was" }, t("was", fieldValue(name, claim[name]))) : null;
      return [
        el("dt", {}, fieldName(name, store.titles)),
        el("dd", { class: changed ? "changed" : null }, fieldValue(name, reading[name]), old),
      ];
    },
  );
  return el("section", {}, el("h3", {}, t("fields")), el("dl", { class: "fields" }, rows));
}

function rules(store, claim, actions) {
  if (!claim.rule) return null;
  const items = claim.rule.split("+").map((id) => el("li", {}, el("code", {}, id), " ", store.rules[id] ?? ""));
  const place = el("p", { class: "place" }, `${claim.doc}:${claim.spans[0][0]} · ${claim.claim_id}`);
  return el("section", {}, el("h3", {}, t("rules")), el("ul", { class: "rules" }, items), trace(claim, actions), place);
}

function trace(claim, actions) {
  if (!actions.explain) return null;
  const text = el("pre", { tabindex: 0 });
  const box = el("details", {}, el("summary", {}, t("trace")), text);
  box.addEventListener("toggle", async () => {
    if (box.open && !text.textContent) text.textContent = (await actions.explain(claim)) || t("noText");
  });
  return box;
}

function history(store, claim, actions) {
  const items = claim.history.toReversed().map((item) => {
    const mine = item.reviewer === store.reviewer;
    const back = el("button", { type: "button", onclick: () => actions.takeBack(item) }, t("takeBack"));
    const reason = item.reason ? ` (${t(`reason.${item.reason}`)})` : "";
    const when = new Date(item.at).toLocaleString(document.documentElement.lang);
    const changes = Object.entries(item.corrected)
      .filter(([name]) => item.decision === "correct" && name !== "spans")
      .map(([name, value]) => `${fieldName(name, store.titles)}: ${fieldValue(name, value)}`);
    return el(
      "li",
      { class: `is-${item.decision}` },
      el("strong", {}, t(`is.${item.decision}`)),
      `${reason} · ${item.reviewer}${item.role === "curator" ? ` (${t("curator")})` : ""} · ${when}`,
      item.state === "kept" ? null : ` · ${t(`state.${item.state}`)}`,
      changes.length ? el("div", { class: "note" }, changes.join("; ")) : null,
      item.note ? el("div", { class: "note" }, item.note) : null,
      mine ? back : null,
    );
  });
  const list = items.length ? el("ol", { class: "history" }, items) : el("p", { class: "empty" }, t("noHistory"));
  return el("section", {}, el("h3", {}, t("history")), list);
}

const isEmpty = (value) => value === null || value === undefined || value === "" || value.length === 0;
