/**
 * The server-sent events of the pipeline. Read with fetch rather than EventSource, because that one gives up for ever
 * where an instance answers 503 while it restarts, and forgets the last id when it is made anew.
 */

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 5000;
const LOST_AFTER_FAILURES = 1;
const NOT_UNDERSTOOD = 400;

export class Live {
  /**
   * @param url of the stream
   * @param headers gives what else each attempt sends, such as a token
   * @param silenceMillis after which a connection without a heartbeat counts as lost
   * @param heard given (event name, parsed data); of "hello", data.resumed says whether nothing was missed since the
   *     last event
   * @param changed given "connecting", "live" or "lost"
   */
  constructor({ url, headers, silenceMillis, heard, changed }) {
    Object.assign(this, { url, headers, silenceMillis, heard, changed });
    this.lastId = null;
    this.failures = 0;
    this.state = "connecting";
    this.open = true;
    this.#run();
  }

  close() {
    this.open = false;
    this.abort?.abort();
  }

  /** Tries now rather than after the wait. */
  retry() {
    this.wake?.();
  }

  async #run() {
    while (this.open) {
      try {
        await this.#read();
      } catch {
        // Every cause is the same to a reader: what they see may be old until it is back.
      }
      if (this.refused) {
        this.refused = false;
        continue;
      }
      this.failures++;
      if (this.open) {
        this.#say(this.failures > LOST_AFTER_FAILURES || this.state === "lost" ? "lost" : "connecting");
        await this.#wait();
      }
    }
  }

  async #read() {
    this.abort = new AbortController();
    this.resumes = this.lastId !== null;
    const headers = { Accept: "text/event-stream", ...this.headers() };
    if (this.resumes) {
      headers["Last-Event-ID"] = this.lastId;
    }
    this.#listenForSilence();
    try {
      const answer = await fetch(this.url, { headers, cache: "no-store", signal: this.abort.signal });
      if (answer.status === NOT_UNDERSTOOD && this.resumes) {
        // The id is of another stream than is served now; this one is followed from where it stands.
        this.lastId = null;
        this.refused = true;
      }
      if (!answer.ok) {
        throw new Error(`the stream answered ${answer.status}`);
      }
      await this.#lines(answer.body.pipeThrough(new TextDecoderStream()).getReader());
    } finally {
      clearTimeout(this.silence);
    }
  }

  async #lines(reader) {
    const parser = new EventParser((event) => this.#event(event));
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      this.#listenForSilence();
      parser.push(value);
    }
  }

  #event({ id, name, data }) {
    if (id !== null) {
      this.lastId = id;
    }
    if (name === "hello") {
      // Only now is it fixed where the stream begins.
      this.failures = 0;
      this.#say("live");
      this.heard(name, { ...JSON.parse(data), resumed: this.resumes });
    } else if (data !== "") {
      this.heard(name, JSON.parse(data));
    }
  }

  #listenForSilence() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.abort.abort(), this.silenceMillis);
  }

  #wait() {
    const millis = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(this.failures - 1, 8));
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, millis * (0.75 + Math.random() / 2));
    });
  }

  #say(state) {
    if (state !== this.state) {
      this.state = state;
      this.changed(state);
    }
  }
}

/** Cuts text into events as the HTML standard says. */
export class EventParser {
  constructor(emit) {
    this.emit = emit;
    this.rest = "";
    this.#clear();
  }

  push(text) {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop();
    lines.forEach((line) => this.#line(line));
  }

  #clear() {
    Object.assign(this, { id: null, name: "message", data: [] });
  }

  #line(line) {
    if (line === "") {
      const { id, name, data } = this;
      this.#clear();
      if (data.length > 0 || id !== null) {
        this.emit({ id, name, data: data.join("\n") });
      }
      return;
    }
    const at = line.indexOf(":");
    const field = at < 0 ? line : line.slice(0, at);
    const value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
    if (field === "data") {
      this.data.push(value);
    } else if (field === "event") {
      this.name = value;
    } else if (field === "id") {
      this.id = value;
    }
  }
}
