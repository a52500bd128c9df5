// Where the page has its data from: a server on this machine, or itself.
import { byId } from "./dom.js";
import { FileSaving, ServerSaving } from "./saving.js";

const overlap = ([a, b], [c, d]) => a < d && c < b;

export class Sources {
  static here() {
    const data = byId("data");
    return data ? new FileSources(JSON.parse(data.textContent)) : new ServerSources();
  }
}

class ServerSources {
  constructor() {
    this.isFile = false;
    this.documents = new Map();
    this.report = () => {};
    this.saving = new ServerSaving(location.hash.slice(1), (...news) => this.report(...news));
  }

  state() {
    return this.saving.get("api/state");
  }

  start(state, receive) {
    return this.saving.start(state, receive);
  }

  add(lines) {
    this.saving.add(lines);
  }

  async document(doc) {
    if (!this.documents.has(doc)) {
      const view = await this.saving.get(`api/document?doc=${encodeURIComponent(doc)}`);
      this.documents.set(doc, view);
    }
    return this.documents.get(doc);
  }

  explain(doc, offset) {
    return this.saving.get(`api/explain?doc=${encodeURIComponent(doc)}&offset=${offset}`);
  }

  // The engine's reading of spans, or null.
  async propose(doc, spans) {
    const [start, end] = [spans[0][0], spans.at(-1)[1]];
    try {
      const found = await this.saving.get(
        `api/propose?doc=${encodeURIComponent(doc)}&start=${start}&end=${end}`,
      );
      return found.spans ? found : null;
    } catch {
      return null;
    }
  }
}

class FileSources {
  constructor(data) {
    this.isFile = true;
    this.data = data;
    this.report = () => {};
    this.saving = new FileSaving((...news) => this.report(...news));
  }

  state() {
    return this.data.state;
  }

  start(state) {
    return this.saving.start(state);
  }

  add(lines) {
    this.saving.add(lines);
  }

  document(doc) {
    return this.data.documents[doc] ?? null;
  }

  // Numbers that were refused carry their reading with them.
  propose(doc, spans) {
    const here = this.document(doc)?.refused ?? [];
    const found = here.find((item) => item.spans.some((span) => spans.some((one) => overlap(span, one))));
    return found?.reading?.spans ? found.reading : null;
  }
}
