import { pages } from "../js/api.js";
import { h, show } from "../js/dom.js";
import { Loading } from "../js/loading.js";
import { empty, expiry, failed, figures, loading, plural, requestLink, title } from "../js/parts.js";
import { about, outcome } from "./requests.js";

const MOST = 500;

/** Pending approval: what waits for a decision, and until when. */
export class Page {
  constructor(main, app) {
    Object.assign(this, { main, app, title: "Pending approval", requests: null, loading: new Loading() });
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
  }

  async again() {
    const turn = this.loading.begin();
    const wanted = () => this.loading.isWanted(turn) && !this.closed;
    const found = new Map();
    const each = ({ items }) => items.forEach((request) => found.set(request.requestId, request));
    try {
      await pages("requests", { ended: false }, { size: MOST, limit: MOST, each, wanted });
      if (wanted()) {
        Object.assign(this, { requests: found, problem: null });
        this.loading.taken();
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.loading.end(turn);
    this.draw();
  }

  heard(name, { key, value }) {
    if (name === "rebalance-history" && value) {
      this.loading.change(() => this.#keep(key, value));
      this.draw();
    }
  }

  #keep(key, request) {
    if (request.result === null) {
      this.requests?.set(key, request);
    } else {
      this.requests?.delete(key);
    }
  }

  tick() {
    this.draw();
  }

  draw() {
    if (this.closed) {
      return;
    }
    show(this.main, title("Pending approval", this.requests ? this.#aside() : null), this.#body());
  }

  #aside() {
    const building = [...this.requests.values()].filter((request) => request.status === "BUILDING").length;
    return `${plural(this.requests.size, "request")}${building > 0 ? `, ${building} still building` : ""}`;
  }

  #body() {
    if (!this.requests) {
      return h("div", { class: "card" }, this.problem ? failed(this.problem, () => this.again()) : loading("requests"));
    }
    if (this.requests.size === 0) {
      const next = h("a", { class: "button", href: "#/" }, "Accounts to rebalance");
      return h("div", { class: "card" }, empty("Nothing waits for approval", "Requests that are submitted, by you or by a cash movement, appear here with their trades.", next));
    }
    const byExpiry = [...this.requests.values()].sort((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt) || (a.requestId < b.requestId ? -1 : 1));
    return h("div", { class: "stack" }, byExpiry.map((request) => this.#request(request)));
  }

  #request(request) {
    return h(
      "section",
      { class: "card tight", "data-key": request.requestId, "data-request": request.requestId },
      h("div", { class: "line-up" }, h("h2", {}, requestLink(request.requestId)), outcome(request), h("span", { class: "muted" }, about(request)), h("a", { class: "button primary aside", href: `#/requests/${encodeURIComponent(request.requestId)}` }, request.status === "PENDING_APPROVAL" ? "Review and approve" : "Look inside")),
      progress(request),
      figures([
        ["Proposed", String(request.proposed)],
        ["Nothing to trade", String(request.noTrades)],
        ["Failed", h("span", { class: request.failed > 0 ? "loss" : "" }, String(request.failed))],
        ["Submitted by", request.submittedBy],
        ["Expires", expiry(request.expiresAt)],
      ]),
    );
  }
}

export function progress({ answered, accounts }) {
  const bar = h("span", { style: { width: `${accounts > 0 ? (100 * answered) / accounts : 0}%` } });
  return answered < accounts
    ? h("div", { class: "tight" }, h("div", { class: "progress", role: "progressbar", "aria-label": "Accounts built", "aria-valuemin": 0, "aria-valuemax": accounts, "aria-valuenow": answered }, bar), h("span", { class: "small muted" }, `${answered} of ${accounts} built`))
    : null;
}
