// What a reader chose: language, colours, keys. Kept in the browser, where it lets us.

const KEY = "extract-review-preferences";
const listeners = new Set();

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

const found = stored();
export const prefs = {
  language: found.language ?? (navigator.language.startsWith("zh") ? "zh" : "en"),
  theme: found.theme ?? "auto",
  keys: found.keys ?? true,
};

export function setPref(name, value) {
  prefs[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // Private windows may refuse: the choice then holds until the page is closed.
  }
  applyPrefs();
  for (const listener of listeners) listener(name);
}

export function onPref(listener) {
  listeners.add(listener);
}

export function applyPrefs() {
  document.documentElement.dataset.theme = prefs.theme;
  document.documentElement.lang = prefs.language === "zh" ? "zh-CN" : "en";
}
