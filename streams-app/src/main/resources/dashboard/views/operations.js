import { get, pages, post } from "../js/api.js";
import { Asking } from "../js/asking.js";
import { Chart } from "../js/chart.js";
import { confirm, toast } from "../js/dialog.js";
import { h, show } from "../js/dom.js";
import { ago, card, empty, failed, figures, joined, loading, notice, plural, table, title } from "../js/parts.js";
import { word } from "../js/words.js";

const EVERY_MILLIS = 2000;
const MOST_LETTERS = 200;

/** Operations: instances, what each holds, how far behind it is, and what could not be used. */
export class Page {
  constructor(main, app) {
    Object.assign(this, { main, app, title: "Operations", pipeline: null, letters: null });
    this.rates = new Chart("Records processed per second and records waiting, since this page was opened", [
      ["processed per second", "--accent"],
      ["waiting", "--above"],
    ]);
    this.asking = new Asking(() => this.#ask(), EVERY_MILLIS);
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
    this.asking.close();
    this.rates.close();
  }

  again() {
    this.#letters();
    return this.asking.now();
  }

  async #ask() {
    try {
      this.pipeline = await get("pipeline");
      this.problem = null;
      const { instances } = this.pipeline;
      if (!this.closed) {
        this.rates.push([total(instances, "processRatePerSecond"), total(instances, "lagRecords")]);
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.draw();
  }

  async #letters() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const letters = [];
    try {
      await pages("dead-letters", {}, { size: MOST_LETTERS, limit: MOST_LETTERS, each: (page) => {
        letters.push(...page.items);
        this.lettersTotal = page.total;
      } });
      if (turn === this.turn) {
        Object.assign(this, { letters, lettersProblem: null });
      }
    } catch (problem) {
      this.lettersProblem = problem;
    }
    this.draw();
  }

  heard(name) {
    if (name === "dead-letters") {
      this.#letters();
    }
  }

  draw() {
    if (this.closed) {
      return;
    }
    if (!this.pipeline) {
      show(this.main, title("Operations"), h("div", { class: "card" }, this.problem ? failed(this.problem, () => this.again()) : loading("the instances")));
      return;
    }
    const { instances, missing } = this.pipeline;
    show(
      this.main,
      title("Operations", plural(instances.length + missing.length, "instance")),
      h(
        "div",
        { class: "stack" },
        this.problem ? notice("warn", "What you see is a moment old", this.problem.message) : null,
        instances.map((instance) => this.#instance(instance)),
        missing.map((instance) => silent(instance)),
        card("Throughput", h("p", { class: "muted small" }, "All instances together, since this page was opened."), this.rates.element.isConnected ? this.rates.element.cloneNode(false) : this.rates.element),
        this.#partitions(instances),
        this.#deadLetters(),
      ),
    );
  }

  #instance(one) {
    return h(
      "section",
      { class: "card stack", "data-key": one.instance, "data-instance": one.instance },
      h(
        "div",
        { class: "line-up" },
        h("h2", {}, one.instance),
        one.instance === this.pipeline.instance ? h("span", { class: "badge" }, "answers you") : null,
        h("span", { class: `badge ${one.ready ? "good" : "warn"}` }, one.ready ? "ready" : "not ready"),
      ),
      one.whyNotReady ? notice("warn", "Not ready", one.whyNotReady) : null,
      figures([
        ["State", String(one.state ?? "not given").toLowerCase()],
        ["Accounts", given(one.accounts)],
        ["In the queue", given(one.queued)],
        ["Requests", given(one.requests)],
        ["Records waiting", given(one.lagRecords)],
        ["Processed per second", given(one.processRatePerSecond)],
        ["Ticks per second", given(one.ticksPerSecond)],
        ["Tick to event, p50 / p99", isGiven(one.tickToEventMillisP50) ? `${given(one.tickToEventMillisP50)} / ${given(one.tickToEventMillisP99)} ms` : "no event for a minute"],
        ["Up for", span(one.uptimeSeconds)],
        ["Heap", one.heapUsedBytes ? `${mebibytes(one.heapUsedBytes)} of ${mebibytes(one.heapMaxBytes)}` : "not given"],
      ]),
      stores(one.stores),
    );
  }

  #partitions(instances) {
    const rows = new Map();
    const put = (role) => (instance) =>
      (instance[role] ?? []).forEach(({ task, partitions }) => {
        const row = rows.get(task) ?? { task, partitions, active: [], standby: [] };
        row[role].push(instance.instance);
        rows.set(task, row);
      });
    instances.forEach(put("active"));
    instances.forEach(put("standby"));
    const sorted = [...rows.values()].sort((a, b) => ORDER.compare(a.task, b.task));
    return card(
      "Partitions, and who holds what",
      sorted.length === 0
        ? h("p", { class: "muted" }, "No instance has said what it holds.")
        : table(
            "Partitions, and who holds what",
            ["Task", "Partitions", "Active", "Standby"],
            sorted.map(({ task, partitions, active, standby }) =>
              h("tr", { "data-key": task }, h("td", { class: "strong" }, task), h("td", { class: "small" }, partitions.join(", ")), h("td", {}, active.join(", ") || h("span", { class: "loss" }, "nobody")), h("td", { class: "muted" }, standby.join(", ") || "none")),
            ),
          ),
    );
  }

  #deadLetters() {
    const body = this.lettersProblem
      ? failed(this.lettersProblem, () => this.#letters())
      : !this.letters
        ? loading("dead letters")
        : this.letters.length === 0
          ? empty("No dead letters", "Every record that arrived could be used.")
          : table("Dead letters", ["When", "Topic", "Key", "Where", "Why", ""], this.letters.map((letter) => this.#letter(letter)));
    return card(this.letters?.length > 0 ? `Dead letters: ${this.lettersTotal.toLocaleString("en-US")}` : "Dead letters", body);
  }

  #letter(letter) {
    const from = `${letter.topic} ${letter.originalPartition}@${letter.originalOffset}`;
    return h(
      "tr",
      { "data-key": `${letter.partition}-${letter.offset}` },
      h("td", {}, ago(letter.at)),
      h("td", {}, h("code", {}, from)),
      h("td", {}, letter.key === null ? h("span", { class: "muted" }, "none") : h("code", {}, letter.key)),
      h("td", {}, letter.stage),
      h("td", { class: "small" }, h("span", { class: "strong" }, word({}, letter.reason), ". "), letter.sentence),
      h("td", { class: "right" }, h("button", { class: "button", onclick: () => this.#replay(letter, from) }, "Replay…")),
    );
  }

  #replay(letter, from) {
    confirm({
      title: "Send the record again?",
      body: h("p", {}, `The bytes of ${from} go once more to ${letter.topic}. Mend first what refused them: they are judged as any new record.`),
      button: "Send again",
      action: async () => {
        await post(`dead-letters/${letter.partition}/${letter.offset}/replay`);
        toast(`It was sent to ${letter.topic} again.`);
      },
    });
  }
}

/** One that was asked and did not answer in time. */
function silent({ instance, why }) {
  return h(
    "section",
    { class: "card tight", "data-key": instance, "data-instance": instance },
    h("div", { class: "line-up" }, h("h2", {}, instance), h("span", { class: "badge bad" }, "does not answer")),
    h("p", {}, why),
  );
}

const ORDER = new Intl.Collator("en", { numeric: true });

function stores(stores) {
  const names = Object.keys(stores ?? {});
  return names.length === 0
    ? h("p", { class: "muted small" }, "Store sizes are not given.")
    : h(
        "p",
        { class: "small" },
        h("span", { class: "muted" }, "Stores: "),
        joined(names.map((name) => `${name} ${extent(stores[name])}`)),
      );
}

function total(instances, name) {
  const numbers = instances.map((one) => one[name]).filter(isGiven).map(Number);
  return numbers.length > 0 ? numbers.reduce((a, b) => a + b, 0) : null;
}

/** A count, or a rate as a decimal. */
function given(number) {
  return isGiven(number) ? Number(number).toLocaleString("en-US", { maximumFractionDigits: 1 }) : "not given";
}

function isGiven(number) {
  return number !== null && number !== undefined;
}

/** How much a store has, and what that takes where it was measured. */
function extent({ entries, bytes }) {
  return isGiven(bytes) ? `${plural(entries, "entry", "entries")}, ${size(bytes)}` : plural(entries, "entry", "entries");
}

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : mebibytes(bytes);
}

function mebibytes(bytes) {
  return `${(bytes / 1024 / 1024).toLocaleString("en-US", { maximumFractionDigits: 0 })} MiB`;
}

function span(seconds) {
  if (typeof seconds !== "number") {
    return "not given";
  }
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours} h ${Math.floor((seconds % 3600) / 60)} min` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
