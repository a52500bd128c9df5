// Correcting a claim, or completing one that was missed.
import { fieldName, fieldValue, headline } from "./describe.js";
import { el, fill } from "./dom.js";
import { t } from "./words.js";

const EXACT = /^(-?\d{1,40}(\.\d{1,40})?|-?\d{1,40}\/[1-9]\d{0,39})$/;
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;
const FIELDS = [
  "indicator",
  "value",
  "unit",
  "bound",
  "kind",
  "low",
  "high",
  "per",
  "change",
  "role",
  "period",
  "period_start",
  "period_end",
  "place",
  "programme",
];
const NUMBERS = new Set(["value", "low", "high"]);

export class Form {
  // `host` has say, drawDraft(spans), save(values, spans, note), cancel(), propose(spans), find(text).
  constructor(box, store, host) {
    Object.assign(this, { box, store, host });
    this.open = false;
  }

  get open() {
    return document.body.classList.contains("editing");
  }

  set open(open) {
    document.body.classList.toggle("editing", open);
  }

  // `claim` is what is corrected, or the proposed reading of a missed one.
  start(claim, points, { missed = false, focus = "indicator" } = {}) {
    Object.assign(this, { claim, points, missed });
    this.open = true;
    this.spans = claim.spans.map((span) => [...span]);
    this.inputs = Object.fromEntries(FIELDS.map((name) => [name, this.#input(name)]));
    this.note = el("textarea", { rows: 2, name: "note", maxlength: 2000 });
    this.error = el("p", { class: "error", role: "alert" });
    this.quote = el("output", { class: "quote" });
    this.proposal = el("p", { class: "proposal" });
    const form = el(
      "form",
      { novalidate: true, "aria-label": t(missed ? "addMissed" : "correct"), onsubmit: (event) => this.#submit(event) },
      el("h2", { class: "says" }, t(missed ? "addMissed" : "correct")),
      this.#spanControl(),
      FIELDS.map((name) => this.#row(name)),
      el("label", { class: "field" }, el("span", {}, t("note")), this.note),
      this.error,
      el(
        "p",
        { class: "buttons" },
        el("button", { class: "primary" }, t("save"), el("kbd", {}, "Ctrl+Enter")),
        el("button", { type: "button", onclick: () => this.cancel() }, t("cancel"), el("kbd", {}, "Esc")),
      ),
    );
    form.addEventListener("input", () => this.#mark());
    fill(this.box, form);
    this.#drawSpans();
    if (focus === "span") this.spanGroup.focus();
    else {
      this.inputs[focus].focus();
      this.inputs[focus].setSelectionRange?.(-1, -1);
    }
  }

  cancel() {
    this.open = false;
    this.host.cancel();
  }

  // Move an end of the span by one character: `edge` is "start" or "end".
  move(edge, step) {
    const span = edge === "start" ? this.spans[0] : this.spans.at(-1);
    const index = edge === "start" ? 0 : 1;
    const at = span[index] + step;
    const inside = edge === "start" ? at >= 0 && at < span[1] : at > span[0] && at <= this.points.length;
    if (!inside) return;
    span[index] = at;
    this.#drawSpans();
    this.host.say(this.#quoted());
    this.#propose();
  }

  submit() {
    this.box.querySelector("form").requestSubmit();
  }

  #quoted() {
    return this.spans.map(([a, b]) => this.points.slice(a, b)).join("");
  }

  #drawSpans() {
    this.quote.textContent = this.#quoted();
    this.host.drawDraft(this.spans);
  }

  async #propose() {
    const spans = JSON.stringify(this.spans);
    const found = await this.host.propose(this.spans);
    if (!this.open || JSON.stringify(this.spans) !== spans) return;
    if (!found) {
      fill(this.proposal);
      return;
    }
    const use = el("button", { type: "button", onclick: () => this.#take(found) }, t("use"));
    fill(this.proposal, t("reading", headline({ ...this.claim, ...found })), " ", use);
  }

  #take(found) {
    for (const name of FIELDS) if (name in found) this.inputs[name].value = shown(name, found[name]);
    this.#mark();
  }

  #spanControl() {
    const button = (edge, step) =>
      el(
        "button",
        {
          type: "button",
          "aria-label": `${t(edge === "start" ? "spanStart" : "spanEnd")} ${t(step < 0 ? "earlier" : "later")}`,
          onclick: () => this.move(edge, step),
        },
        step < 0 ? "←" : "→",
      );
    this.spanGroup = el(
      "div",
      { class: "span-control", role: "group", tabindex: 0, "aria-label": t("span"), "aria-describedby": "span-help" },
      el("span", { class: "edge" }, t("spanStart"), button("start", -1), button("start", 1)),
      this.quote,
      el("span", { class: "edge" }, t("spanEnd"), button("end", -1), button("end", 1)),
    );
    const help = el("p", { class: "hint", id: "span-help" }, el("kbd", {}, "←"), el("kbd", {}, "→"), ` ${t("spanEnd")} · `, el("kbd", {}, "Shift"), el("kbd", {}, "←→"), ` ${t("spanStart")}`);
    return el("div", { class: "field" }, el("span", {}, t("span")), this.spanGroup, help, this.#finder(), this.proposal);
  }

  // Without a mouse: type what the article says, and the span goes there.
  #finder() {
    if (!this.missed) return null;
    const input = el("input", { type: "search", "aria-label": t("find"), placeholder: t("find") });
    const go = () => {
      const spans = this.host.find(input.value, this.spans);
      if (!spans) {
        this.error.textContent = t("notFound", input.value);
        return;
      }
      this.spans = spans;
      this.error.textContent = "";
      this.#drawSpans();
      this.#propose();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      go();
    });
    return el("span", { class: "finder" }, input, el("button", { type: "button", onclick: go }, t("find")));
  }

  #input(name) {
    const value = shown(name, this.claim[name]);
    const choices = this.store.enums[name];
    if (choices) {
      const options = choices.map((choice) => el("option", { value: choice }, t(`${name}.${choice}`)));
      const select = el("select", { name }, options);
      select.value = value || choices[0];
      return select;
    }
    if (name === "indicator") return el("textarea", { name, rows: 2 }, value);
    const numeric = NUMBERS.has(name) ? { inputmode: "decimal" } : {};
    return el("input", { name, value, autocomplete: "off", spellcheck: "false", ...numeric });
  }

  #row(name) {
    const was = el("small", { class: "was", data: { was: name } });
    return el("label", { class: "field" }, el("span", {}, fieldName(name, this.store.titles)), this.inputs[name], was);
  }

  #mark() {
    for (const name of FIELDS) {
      const input = this.inputs[name];
      const changed = !this.missed && input.value.trim() !== shown(name, this.claim[name]);
      input.classList.toggle("changed", changed);
      const was = this.box.querySelector(`[data-was="${name}"]`);
      was.textContent = changed ? t("was", fieldValue(name, this.claim[name])) : "";
    }
  }

  #submit(event) {
    event.preventDefault();
    const values = {};
    for (const name of FIELDS) {
      const value = read(name, this.inputs[name].value.trim());
      if (value === undefined) {
        this.error.textContent = t("invalid", fieldName(name, this.store.titles));
        this.inputs[name].focus();
        return;
      }
      if (this.missed || JSON.stringify(value) !== JSON.stringify(this.claim[name] ?? null)) values[name] = value;
    }
    const moved = JSON.stringify(this.spans) !== JSON.stringify(this.claim.spans);
    if (moved || this.missed) values.quote = this.#quoted();
    if (moved && !this.missed) values.spans = this.spans;
    if (!Object.keys(values).length) {
      this.error.textContent = t("nothingChanged");
      return;
    }
    this.open = false;
    this.host.save(values, this.spans, this.note.value.trim());
  }
}

const shown = (name, value) => (name === "per" ? (value ?? []).join("/") : value ?? "");

// The value as claims.jsonl has it; undefined where it is of no such form.
function read(name, text) {
  if (name === "per") return text ? text.split("/").map((part) => part.trim()).filter(Boolean) : [];
  if (name === "unit" || name === "indicator") return text;
  if (!text) return null;
  if (NUMBERS.has(name)) return EXACT.test(text) ? text : undefined;
  if (name.startsWith("period_")) return DATE.test(text) ? text : undefined;
  return text;
}
