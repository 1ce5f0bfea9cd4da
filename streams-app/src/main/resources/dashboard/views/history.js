import { pages } from "../js/api.js";
import { h, show } from "../js/dom.js";
import { Loading } from "../js/loading.js";
import { VirtualList } from "../js/list.js";
import { empty, failed, loading, plural, title } from "../js/parts.js";
import { RESULTS } from "../js/words.js";
import { HEADING, requestCells } from "./requests.js";

const MOST = 20_000;

/** History: what became of every request. */
export class Page {
  constructor(main, app) {
    Object.assign(this, { main, app, title: "History", requests: null, text: "", result: "", loading: new Loading() });
    this.list = new VirtualList({
      label: "Requests that have ended",
      heading: HEADING.map((cell) => cell.cloneNode(true)),
      cells: requestCells,
      id: (request) => request.requestId,
      open: (request) => app.go(`#/requests/${encodeURIComponent(request.requestId)}`),
    });
    this.list.element.classList.add("requests");
    this.list.element.dataset.key = "list";
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
    this.list.close();
  }

  async again() {
    const turn = this.loading.begin();
    const found = new Map();
    const wanted = () => this.loading.isWanted(turn) && !this.closed;
    const each = ({ items }) => {
      items.forEach((request) => found.set(request.requestId, request));
      if (wanted()) {
        Object.assign(this, { requests: found, problem: null });
        this.loading.taken();
        this.draw();
      }
    };
    try {
      await pages("history", {}, { size: 1000, limit: MOST, each, wanted });
    } catch (problem) {
      this.problem = problem;
      this.draw();
    }
    this.loading.end(turn);
  }

  heard(name, { key, value }) {
    if (name === "rebalance-history" && value?.result) {
      this.loading.change(() => this.requests?.set(key, value));
      this.draw();
    }
  }

  tick() {
    this.list.draw();
  }

  draw() {
    if (this.closed) {
      return;
    }
    const all = [...(this.requests?.values() ?? [])];
    this.shown = all
      .filter((request) => this.#matches(request))
      .sort((a, b) => Date.parse(b.submittedAt) - Date.parse(a.submittedAt) || (a.requestId < b.requestId ? 1 : -1));
    show(
      this.main,
      title("History", this.requests ? plural(this.shown.length, "request") : null),
      all.length > 0 ? this.#filters() : null,
      this.#body(all),
    );
    if (this.list.element.isConnected) {
      this.list.update(this.shown);
    }
  }

  #matches(request) {
    const words = [request.requestId, request.submittedBy, request.approvedBy, request.advisorId].join(" ").toLowerCase();
    return (!this.result || request.result === this.result) && words.includes(this.text.toLowerCase());
  }

  #filters() {
    return h(
      "div",
      { class: "filters", role: "search" },
      h("label", { class: "field grow" }, h("span", {}, "Search"), h("input", { type: "search", value: this.text, placeholder: "Request, advisor or who did it", oninput: (event) => this.#filter({ text: event.target.value.trim() }) })),
      h(
        "label",
        { class: "field" },
        h("span", {}, "Result"),
        h("select", { value: this.result, onchange: (event) => this.#filter({ result: event.target.value }) }, h("option", { value: "" }, "All"), Object.entries(RESULTS).map(([value, name]) => h("option", { value }, name))),
      ),
    );
  }

  #filter(change) {
    Object.assign(this, change);
    this.draw();
  }

  #body(all) {
    if (!this.requests) {
      return h("div", { class: "card", "data-key": "loading" }, this.problem ? failed(this.problem, () => this.again()) : loading("the history"));
    }
    if (this.shown.length > 0) {
      return this.list.element.isConnected ? this.list.element.cloneNode(false) : this.list.element;
    }
    const [name, sentence] =
      all.length > 0
        ? ["No request matches these filters", "Search for another one, or show all results."]
        : ["Nothing has ended yet", "Requests come here once they are complete, failed, expired or canceled."];
    return h("div", { class: "card", "data-key": "empty" }, empty(name, sentence));
  }
}
