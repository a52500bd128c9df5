// One key, one action; never while an input method composes, never while somebody types.
import { prefs } from "./prefs.js";

const TYPING = "input, textarea, select, [contenteditable]";
const REPEATED = /^(Alt\+)?(Shift\+)?Arrow|^[jk]$/;

export class Keys {
  // `actions` maps a key name ("a", "A", "Ctrl+z", "ArrowLeft", "Shift+ArrowLeft") to a function.
  constructor(actions) {
    this.actions = actions;
    this.composing = false;
    document.addEventListener("compositionstart", () => {
      this.composing = true;
    });
    // Some input methods end the composition before the keydown that ended it.
    document.addEventListener("compositionend", () => {
      setTimeout(() => {
        this.composing = false;
      }, 0);
    });
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event) {
    if (event.isComposing || event.keyCode === 229 || this.composing || event.defaultPrevented) return;
    const name = nameOf(event);
    const action = this.actions[name];
    if (!action) return;
    const typing = Boolean(event.target.closest?.(TYPING));
    const bare = !event.ctrlKey && !event.metaKey && name !== "Escape";
    if (bare && (typing || !prefs.keys)) return;
    if (name === "Ctrl+z" && typing) return; // the text's own undo
    if (name === "Enter" && event.target.closest?.("button, a, summary")) return;
    if (event.repeat && !REPEATED.test(name)) return; // a key held down decides once
    if (action(event) !== false) event.preventDefault();
  }
}

// Caps Lock is no Shift: what decides many claims at once asks for the key itself.
function nameOf(event) {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const alt = event.altKey ? "Alt+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  if (event.key.length > 1) return control + alt + shift + event.key;
  const key = event.shiftKey && !control ? event.key.toUpperCase() : event.key.toLowerCase();
  return control + alt + key;
}
