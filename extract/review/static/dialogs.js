// Questions that stand in front of the page: why a claim is rejected, whether to accept many.
import { el, fill } from "./dom.js";
import { t } from "./words.js";

const HELP = [
  ["A, Enter", "accept"],
  ["X 1–9", "reject"],
  ["E", "correct"],
  ["← →, Shift+← →", "span"],
  ["S", "unsure"],
  ["M", "addMissed"],
  ["U, Ctrl+Z", "undo"],
  ["Z", "takeBack"],
  ["Shift+A", "help.bulk"],
  ["J K, ↓ ↑", "help.step"],
  ["N", "nextUndecided"],
  ["[ ]", "help.document"],
  ["/", "help.search"],
  ["F", "filters"],
  ["Ctrl+Enter", "save"],
  ["Esc", "help.leave"],
  ["?", "help"],
];

export class Dialogs {
  constructor(box) {
    this.box = box;
    this.kind = null;
    this.resolve = () => {};
    this.box.addEventListener("close", () => this.#end(null));
  }

  get isOpen() {
    return this.kind !== null;
  }

  #end(given) {
    this.kind = null;
    this.resolve(given);
  }

  // Resolves to a reason, or to null.
  reason(reasons) {
    return this.#ask("reason", t("why"), (answer) => [
      el(
        "ol",
        { class: "reasons" },
        reasons.map((reason, index) =>
          el(
            "li",
            {},
            el("button", { type: "button", onclick: () => answer(reason) }, el("kbd", {}, String(index + 1)), t(`reason.${reason}`)),
          ),
        ),
      ),
    ]);
  }

  // Resolves to true or null.
  confirm(question) {
    return this.#ask("confirm", question, (answer) => [
      el("button", { type: "button", class: "primary", autofocus: true, onclick: () => answer(true) }, t("accept"), el("kbd", {}, "Enter")),
    ]);
  }

  help() {
    return this.#ask("help", t("help.keys"), () => [
      el(
        "dl",
        { class: "help" },
        HELP.map(([keys, key]) => [el("dt", {}, keys.split(/(?<=[,）])\s/).map((one) => el("kbd", {}, one.replace(",", "")))), el("dd", {}, t(key))]),
      ),
    ]);
  }

  // The key of a numbered reason.
  press(number) {
    if (this.kind !== "reason") return false;
    this.box.querySelectorAll(".reasons button")[number - 1]?.click();
    return true;
  }

  #ask(kind, title, content) {
    this.#end(null);
    if (this.box.open) this.box.close();
    const answer = (value) => {
      this.#end(value);
      this.box.close();
    };
    const name = t(kind === "help" ? "close" : "cancel");
    const cancel = el("button", { type: "button", onclick: () => answer(null) }, name, el("kbd", {}, "Esc"));
    fill(this.box, el("h2", { id: "asked" }, title), content(answer), el("p", { class: "buttons" }, cancel));
    this.box.showModal();
    this.kind = kind;
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }
}
