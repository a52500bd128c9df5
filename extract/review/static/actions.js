// What each key and each button does.
import { byId } from "./dom.js";

// Each key in the state of the page in which it means something.
export function keyActions(review) {
  const plain = (run) => (event) => (review.dialogs.isOpen || review.form.open ? false : run(event));
  const vertical = (by) => plain((event) => (event.target.closest?.("#article") ? false : review.step(by)));
  const edge = (name, step) => () => {
    if (review.dialogs.isOpen) return false;
    if (!review.form.open) review.correct("span");
    if (review.form.open) review.form.move(name, step);
    return true;
  };
  const digits = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [String(n), () => review.dialogs.press(n)]));
  return {
    a: plain(() => review.decide("accept")),
    Enter: plain(() => review.decide("accept")),
    x: plain(() => void review.reject()),
    e: plain(() => review.correct()),
    s: plain(() => review.decide("unsure")),
    m: plain(() => void review.addMissed()),
    u: plain(() => review.undo()),
    "Ctrl+z": plain(() => review.undo()),
    z: plain(() => review.current && review.takeBack(review.store.lastMine(review.current).slice(-1))),
    A: plain(() => void review.acceptVisible()),
    n: plain(() => review.nextUndecided()),
    j: plain(() => review.step(1)),
    k: plain(() => review.step(-1)),
    ArrowDown: vertical(1),
    ArrowUp: vertical(-1),
    "]": plain(() => review.stepDocument(1)),
    "[": plain(() => review.stepDocument(-1)),
    ArrowLeft: edge("end", -1),
    ArrowRight: edge("end", 1),
    "Shift+ArrowLeft": edge("start", -1),
    "Shift+ArrowRight": edge("start", 1),
    "/": plain(() => byId("search").focus()),
    f: plain(() => review.side.tab("filters")),
    "?": plain(() => void review.dialogs.help()),
    "Ctrl+Enter": () => review.form.open && review.form.submit(),
    Escape: () => review.leave(),
    ...digits,
  };
}

export function wireButtons(review) {
  const does = {
    accept: () => review.decide("accept"),
    reject: () => review.reject(),
    correct: () => review.correct(),
    unsure: () => review.decide("unsure"),
    undo: () => review.undo(),
    next: () => review.nextUndecided(),
    missed: () => review.addMissed(),
    bulk: () => review.acceptVisible(),
  };
  for (const [id, run] of Object.entries(does)) byId(id).addEventListener("click", () => run());
}
