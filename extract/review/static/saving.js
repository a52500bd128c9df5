// Where decisions go: to the server, or into this browser until they are exported.

const RETRY = 2000;
const POLL = 2500;
const MOST = 500;

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, then.
  }
}

// What tabs that were closed before the server had answered have left, which is not lost.
function leftBehind(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.flatMap((key) => {
      const lines = kept(key);
      remove(key);
      return lines;
    });
  } catch {
    return [];
  }
}

// A page from a server: each decision is sent at once, and again until it is acknowledged.
export class ServerSaving {
  constructor(token, report) {
    this.token = token;
    this.report = report;
    this.queue = [];
    this.busy = false;
  }

  async get(path) {
    return this.#ask(path, { method: "GET" });
  }

  async post(path, body) {
    return this.#ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  // `receive(verdicts, withdrawn)` is told of what others decide.
  start(state, receive) {
    this.run = state.run;
    this.size = state.size;
    this.receive = receive;
    const prefix = `extract-review-waiting:${state.reviewer}:`;
    this.key = prefix + Math.random().toString(36).slice(2);
    const waiting = leftBehind(prefix);
    setInterval(() => this.#poll(), POLL);
    document.addEventListener("visibilitychange", () => this.#poll());
    if (waiting.length) this.add(waiting);
    return waiting;
  }

  add(lines) {
    this.queue.push(...lines);
    keep(this.key, this.queue);
    this.#send();
  }

  get waiting() {
    return this.queue.length;
  }

  async #send() {
    if (this.busy || !this.queue.length) return;
    this.busy = true;
    this.report("saving", this.queue.length);
    try {
      await this.#sendSome(this.queue.slice(0, MOST));
    } catch {
      this.report("unsaved", this.queue.length);
      await new Promise((later) => setTimeout(later, RETRY));
    }
    this.busy = false;
    this.#send();
  }

  async #sendSome(lines) {
    try {
      const { run } = await this.post("api/verdicts", { lines });
      this.#sent(lines.length);
      this.report(this.queue.length ? "saving" : "saved", this.queue.length);
      this.#compare(run);
    } catch (error) {
      if (error.status !== 422) throw error;
      if (lines.length > 1) await this.#sendSome(lines.slice(0, Math.ceil(lines.length / 2)));
      else this.#refused(lines[0], error.message);
    }
  }

  #sent(count) {
    this.queue.splice(0, count);
    if (this.queue.length) keep(this.key, this.queue);
    else remove(this.key);
  }

  // One decision that is no verdict does not hold up the others, and is not shown as one.
  #refused(line, why) {
    this.#sent(1);
    this.receive([], [{ verdict_id: line.verdict_id, reviewer: line.reviewer }]);
    this.report("refused", why);
  }

  #compare(run) {
    if (run !== this.run) this.report("changed", this.queue.length);
  }

  async #poll() {
    if (document.hidden) return;
    try {
      const fresh = await this.get(`api/verdicts?after=${this.size}`);
      if (fresh.run !== this.run || fresh.reload) this.#compare(null);
      else {
        this.size = fresh.size;
        this.receive(fresh.verdicts, fresh.withdrawn);
      }
    } catch {
      // Sending reports what is wrong; polling tries again.
    }
  }

  async #ask(path, options) {
    const headers = { ...options.headers, Authorization: `Bearer ${this.token}` };
    const answer = await fetch(path, { ...options, headers, cache: "no-store" });
    if (!answer.ok) {
      const text = await answer.text();
      throw Object.assign(new Error(text || String(answer.status)), { status: answer.status });
    }
    return answer.json();
  }
}

// A page from a file: decisions stay in this browser, and are exported as verdicts.jsonl.
export class FileSaving {
  constructor(report) {
    this.report = report;
    this.lines = [];
  }

  start(state) {
    this.key = `extract-review:${state.run}:${state.reviewer}`;
    this.lines = kept(this.key);
    this.#tell();
    return this.lines;
  }

  add(lines) {
    this.lines.push(...lines);
    this.#tell();
  }

  get waiting() {
    return 0;
  }

  #tell() {
    const done = keep(this.key, this.lines);
    this.report(done ? "local" : "notKept", this.lines.length);
  }

  exported() {
    return this.lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }
}

export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
