// Where decisions go: to the server, or into this browser until they are exported.

const RETRY = 2000;
const POLL = 2500;

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
    this.key = `extract-review-waiting:${state.run}:${state.reviewer}`;
    const waiting = kept(this.key);
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
    const lines = this.queue.slice(0, 500);
    try {
      await this.post("api/verdicts", { run: this.run, lines });
      this.queue.splice(0, lines.length);
      keep(this.key, this.queue);
      this.report(this.queue.length ? "saving" : "saved", this.queue.length);
      this.busy = false;
      this.#send();
    } catch (error) {
      if (error.status === 409) this.report("changed", this.queue.length);
      else if (error.status === 422) this.report("refused", error.message);
      else {
        this.report("unsaved", this.queue.length);
        setTimeout(() => {
          this.busy = false;
          this.#send();
        }, RETRY);
        return;
      }
      this.busy = false;
    }
  }

  async #poll() {
    if (document.hidden) return;
    try {
      const fresh = await this.get(`api/verdicts?after=${this.size}`);
      if (fresh.run !== this.run || fresh.reload) this.report("changed", this.queue.length);
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
