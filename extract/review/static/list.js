// A list of any length: only the rows in view are in the page.
import { el } from "./dom.js";

const MARGIN = 6;

export class VirtualList {
  // `row(item)` gives the content of a row; `choose(item)` is told of a click or Enter.
  constructor(box, { height, row, choose, label }) {
    Object.assign(this, { box, height, row, choose, items: [], current: -1, shown: [0, 0] });
    box.classList.add("list");
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", label);
    box.tabIndex = 0;
    this.inner = el("div", { class: "list-inner", role: "presentation" });
    box.append(this.inner);
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    box.addEventListener("click", (event) => this.#click(event));
    box.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.draw()).observe(box);
  }

  setItems(items, current) {
    this.items = items;
    this.current = items.indexOf(current);
    this.inner.style.blockSize = `${items.length * this.height}px`;
    this.draw(true);
  }

  setCurrent(item) {
    this.current = this.items.indexOf(item);
    if (this.current >= 0) this.#reveal(this.current);
    this.draw(true);
  }

  // The items whose rows are wholly in view.
  get visible() {
    const first = Math.ceil(this.box.scrollTop / this.height);
    const last = Math.floor((this.box.scrollTop + this.box.clientHeight) / this.height);
    return this.items.slice(first, Math.max(first, last));
  }

  draw(force = false) {
    const first = Math.max(0, Math.floor(this.box.scrollTop / this.height) - MARGIN);
    const count = Math.ceil(this.box.clientHeight / this.height) + 2 * MARGIN;
    const last = Math.min(this.items.length, first + count);
    if (!force && first === this.shown[0] && last === this.shown[1]) return;
    this.shown = [first, last];
    const rows = [];
    for (let index = first; index < last; index += 1) rows.push(this.#row(index));
    this.inner.replaceChildren(...rows);
    const active = this.current >= first && this.current < last;
    if (active) this.box.setAttribute("aria-activedescendant", this.#id(this.current));
    else this.box.removeAttribute("aria-activedescendant");
  }

  #id(index) {
    return `${this.box.id}-${index}`;
  }

  #row(index) {
    const selected = index === this.current;
    const node = el(
      "div",
      {
        class: `row${selected ? " current" : ""}`,
        id: this.#id(index),
        role: "option",
        "aria-selected": String(selected),
        "aria-setsize": this.items.length,
        "aria-posinset": index + 1,
        data: { index },
      },
      this.row(this.items[index]),
    );
    node.style.transform = `translateY(${index * this.height}px)`;
    node.style.blockSize = `${this.height}px`;
    return node;
  }

  #reveal(index) {
    const top = index * this.height;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop || top + this.height > scrollTop + clientHeight) {
      this.box.scrollTop = top - clientHeight / 2 + this.height / 2;
    }
  }

  #click(event) {
    const row = event.target.closest(".row");
    if (row) this.choose(this.items[Number(row.dataset.index)]);
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const ends = { Home: 0, End: this.items.length - 1 }[event.key];
    if ((step === undefined && ends === undefined) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = ends ?? Math.max(0, Math.min(this.items.length - 1, this.current + step));
    if (this.items[next]) this.choose(this.items[next]);
  }
}
