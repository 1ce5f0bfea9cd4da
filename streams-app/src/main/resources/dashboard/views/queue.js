import { get, pages } from "../js/api.js";
import { bandPicture, bandSentence, sideMark } from "../js/bands.js";
import { percent, points, minus } from "../js/decimal.js";
import { h, show } from "../js/dom.js";
import { isHalted } from "../js/halts.js";
import { VirtualList } from "../js/list.js";
import { accountLink, ago, badge, dollars, empty, failed, joined, loading, plural, title } from "../js/parts.js";
import { MOST_ROWS, NO_FILTERS, counts, passes, sorted, withEvent, withStatus, worst } from "../js/queue.js";
import * as selection from "../js/selection.js";
import { CAUSES, REASONS, STAGES, TILES, lineName, word } from "../js/words.js";

const PAGE_SIZE = 1000;
const TYPING_MILLIS = 200;
const MOST_ELSEWHERE = 10;
const FILTERS = "evenkeel.filters";

/** Accounts to rebalance: who stands in the queue, why, and since when. */
export class Page {
  constructor(main, app) {
    Object.assign(this, { main, app, title: "Accounts to rebalance" });
    this.rows = new Map();
    this.filters = { ...NO_FILTERS, ...JSON.parse(sessionStorage.getItem(FILTERS) ?? "{}") };
    this.state = "loading";
    this.partial = null;
    this.missing = [];
    this.list = new VirtualList({
      label: "Accounts to rebalance",
      heading: this.#heading(),
      cells: (row) => this.#cells(row),
      id: (row) => row.accountId,
      open: (row) => app.go(`#/accounts/${encodeURIComponent(row.accountId)}`),
      toggle: (row) => this.#toggle(row),
      chosen: (row) => selection.has(row.accountId),
    });
    this.list.element.classList.add("queue");
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
    this.list.close();
    clearTimeout(this.typing);
    clearTimeout(this.redrawing);
  }

  /** Loads everything anew; what stands stays on the page until it is replaced. */
  async again() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.loaded = new Map();
    this.heardMeanwhile = new Map();
    const wanted = () => this.turn === turn && !this.closed;
    try {
      const filters = this.partial ? { ...this.filters } : {};
      const each = (page, last) => wanted() && this.#page(page, last);
      await pages("queue", { ...filters, sort: this.filters.sort }, { size: PAGE_SIZE, limit: MOST_ROWS, each, wanted });
    } catch (problem) {
      if (wanted()) {
        this.#failed(problem);
      }
    }
  }

  #page(page, last) {
    page.items.forEach((row) => this.loaded.set(row.accountId, row));
    this.missing = page.missing ?? [];
    this.total = page.total;
    this.serverTiles = page.tiles;
    this.state = "ready";
    if (this.partial === null) {
      this.partial = page.total > MOST_ROWS;
      if (this.partial && Object.keys(NO_FILTERS).some((name) => this.filters[name] !== NO_FILTERS[name])) {
        this.again();
        return;
      }
    }
    if (last || this.rows.size < this.loaded.size) {
      this.rows = new Map(this.loaded);
      this.heardMeanwhile.forEach((row, accountId) => this.#keep(accountId, row));
    }
    if (last) {
      this.heardMeanwhile = null;
    }
    this.whole = last;
    this.draw();
  }

  #failed(problem) {
    this.problem = problem;
    this.state = this.rows.size > 0 ? "ready" : "failed";
    this.draw();
  }

  heard(name, { key, value }) {
    if (value === null) {
      return;
    }
    const row = this.rows.get(key);
    if (name === "account-status") {
      this.#hear(key, value.stage === null ? null : withStatus(row ?? this.early?.get(key), value));
    } else if (name === "drift-events") {
      // The event comes just before the status that brings a new account into the queue.
      const known = row ? withEvent(row, value) : null;
      this.#remember(key, value);
      if (known) {
        this.#hear(key, known);
      }
    } else if (name === "advisories" && row) {
      this.#hear(key, { ...row, advisories: Math.max(0, row.advisories + (value.raised ? 1 : -1)) });
    }
  }

  #remember(key, event) {
    this.early ??= new Map();
    this.early.delete(key);
    this.early.set(key, withEvent({ lines: [] }, event));
    if (this.early.size > PAGE_SIZE) {
      this.early.delete(this.early.keys().next().value);
    }
  }

  #hear(key, row) {
    this.heardMeanwhile?.set(key, row);
    this.#keep(key, row);
    this.redrawing ??= setTimeout(() => {
      this.redrawing = null;
      this.draw();
    }, 100);
  }

  #keep(key, row) {
    if (row === null || (this.partial && !passes(row, this.filters))) {
      this.rows.delete(key);
    } else {
      this.rows.set(key, row);
    }
  }

  tick() {
    this.list.draw();
  }

  draw() {
    if (this.closed) {
      return;
    }
    const all = [...this.rows.values()];
    this.shown = sorted(all.filter((row) => passes(row, this.filters)), this.filters.sort);
    const counted = this.partial ? { tiles: this.serverTiles, total: this.total } : counts(all, this.filters);
    show(
      this.main,
      title("Accounts to rebalance", this.#aside()),
      this.missing.length > 0 ? this.#missing() : null,
      this.#tiles(counted),
      this.#filters(all),
      this.#body(),
      this.#tray(),
    );
    if (this.list.element.isConnected) {
      this.list.update(this.shown);
    }
  }

  #aside() {
    if (this.state !== "ready") {
      return null;
    }
    const loadingMore = this.whole ? "" : ", loading…";
    return this.partial
      ? `${plural(this.rows.size, "account")} shown of ${plural(this.total, "account")}${loadingMore}`
      : `${plural(this.shown.length, "account")}${loadingMore}`;
  }

  #missing() {
    const why = this.missing.map((one) => one.why).join(" ");
    return h("div", { class: "notice warn", role: "status" }, h("span", { class: "strong" }, "Some accounts are missing for the moment"), h("span", {}, why));
  }

  #tiles({ tiles, total }) {
    const entries = [["", { name: "All", hint: "Everyone who needs attention" }], ...Object.entries(TILES)];
    const tile = ([symbol, { name, hint }]) =>
      h(
        "button",
        {
          class: "tile",
          "data-key": `tile-${symbol}`,
          "data-tile": symbol || "ALL",
          "aria-pressed": String(this.filters.tile === symbol),
          onclick: () => this.#filter({ tile: this.filters.tile === symbol ? "" : symbol }),
        },
        h("span", { class: "figure" }, this.state === "ready" ? (symbol ? (tiles?.[symbol] ?? 0) : total).toLocaleString("en-US") : "–"),
        h("span", { class: "name" }, name),
        h("span", { class: "hint" }, hint),
      );
    return h("div", { class: "tiles", role: "group", "aria-label": "Filter by tile" }, entries.map(tile));
  }

  #filters(rows) {
    const select = (name, label, entries) =>
      h(
        "label",
        { class: "field" },
        h("span", {}, label),
        h(
          "select",
          { value: this.filters[name], onchange: (event) => this.#filter({ [name]: event.target.value }) },
          entries.map(([value, text]) => h("option", { value }, text)),
        ),
      );
    const distinct = (of) => [["", "All"], ...[...new Set(rows.map(of).filter(Boolean))].sort().map((value) => [value, value])];
    return h(
      "div",
      { class: "filters", role: "search" },
      h(
        "label",
        { class: "field grow" },
        h("span", {}, "Search"),
        h("input", {
          type: "search",
          value: this.filters.text,
          placeholder: "Account, advisor, target or line",
          oninput: (event) => this.#type({ text: event.target.value.trim() }),
        }),
      ),
      select("stage", "Stage", [["", "All"], ...Object.entries(STAGES)]),
      select("advisor", "Advisor", distinct((row) => row.advisorId)),
      select("target", "Target", distinct((row) => row.targetId)),
      select("custodian", "Custodian", distinct((row) => row.custodianId)),
      select("minDrift", "Drift at least", [["", "Any"], ["0.02", "2 %"], ["0.05", "5 %"], ["0.1", "10 %"], ["0.2", "20 %"]]),
      select("sort", "Order", [
        ["-drift", "Largest drift first"],
        ["since", "Longest waiting first"],
        ["-since", "Newest first"],
        ["accountId", "By account"],
      ]),
    );
  }

  #type(change) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.#filter(change), TYPING_MILLIS);
  }

  #filter(change) {
    this.filters = { ...this.filters, ...change };
    sessionStorage.setItem(FILTERS, JSON.stringify(this.filters));
    this.draw();
    if (this.partial) {
      this.again();
    }
  }

  #body() {
    if (this.state === "loading") {
      return h("div", { class: "card", "data-key": "loading" }, loading("the queue"));
    }
    if (this.state === "failed") {
      return h("div", { "data-key": "failed" }, failed(this.problem, () => this.again()));
    }
    if (this.shown.length > 0) {
      this.list.element.dataset.key = "list";
      return this.list.element.isConnected ? this.list.element.cloneNode(false) : this.list.element;
    }
    return h("div", { class: "card", "data-key": "empty" }, this.#nobody());
  }

  #nobody() {
    return this.rows.size > 0
      ? empty(
          "Nobody matches these filters",
          `${plural(this.rows.size, "account")} without them.`,
          this.#elsewhere(),
          h("button", { class: "button", onclick: () => this.#filter(NO_FILTERS) }, "Show all"),
        )
      : empty(
          "Every account is within its bands",
          "Nothing needs your attention. As soon as an account leaves its bands it appears here by itself.",
        );
  }

  /** Accounts outside the queue that the search would find. */
  #elsewhere() {
    const text = this.filters.text;
    if (text === "") {
      return null;
    }
    if (this.found?.text !== text) {
      this.found = { text, accounts: [] };
      get("accounts", { text, limit: MOST_ELSEWHERE }).then(
        ({ items }) => {
          this.found = { text, accounts: items.map((row) => row.accountId) };
          this.draw();
        },
        () => {},
      );
    }
    const links = this.found.accounts.map((accountId) => accountLink(accountId));
    return links.length > 0 ? h("p", {}, "Among all accounts: ", joined(links, ", ")) : null;
  }

  #heading() {
    this.chooseAll = h("input", {
      type: "checkbox",
      "aria-label": "Choose all that are shown",
      onchange: (event) => this.#chooseAll(event.target.checked),
    });
    const names = ["Account", "Why", ">Drift", ">Equity", "Since", "Stage"];
    const cell = (name) =>
      h("span", { role: "columnheader", class: name.startsWith(">") ? "right" : null }, name.replace(">", ""));
    return [h("span", { role: "columnheader", class: "choose keep" }, this.chooseAll), ...names.map(cell)];
  }

  #chooseAll(on) {
    const shown = this.shown.filter(canBeChosen).map((row) => row.accountId);
    if (on) {
      selection.add(shown.slice(0, selection.MOST_ACCOUNTS));
    } else {
      selection.drop(shown);
    }
    this.draw();
  }

  #toggle(row) {
    if (canBeChosen(row) || selection.has(row.accountId)) {
      selection.toggle(row.accountId);
      this.draw();
    }
  }

  #cells(row) {
    const chosen = selection.has(row.accountId);
    return [
      h(
        "span",
        { role: "gridcell", class: "choose" },
        h("input", {
          type: "checkbox",
          tabindex: -1,
          checked: chosen,
          disabled: !canBeChosen(row) && !chosen,
          "aria-label": `Choose ${row.accountId}`,
          onchange: () => this.#toggle(row),
        }),
      ),
      h(
        "span",
        { role: "gridcell", class: "account" },
        h("span", { class: "strong" }, accountLink(row.accountId)),
        h("span", { class: "muted small ellipsis", style: { display: "block" } }, joined([row.advisorId, row.custodianId])),
      ),
      h("span", { role: "gridcell", class: "why" }, why(row)),
      h("span", { role: "gridcell", class: "drift right strong" }, row.drift === null ? "—" : percent(row.drift)),
      h("span", { role: "gridcell", class: "equity right" }, dollars(row.equity)),
      h("span", { role: "gridcell", class: "since muted" }, ago(row.since)),
      h("span", { role: "gridcell", class: "stage" }, badge(STAGES, row.stage), isHalted(row) ? h("span", { class: "badge bad" }, "Halted") : null, row.advisories > 0 ? advisories(row) : null),
    ];
  }

  #tray() {
    const chosen = selection.size();
    if (this.chooseAll) {
      const shown = (this.shown ?? []).filter(canBeChosen);
      const on = shown.filter((row) => selection.has(row.accountId)).length;
      this.chooseAll.checked = on > 0 && on === shown.length;
      this.chooseAll.indeterminate = on > 0 && on < shown.length;
    }
    return chosen === 0
      ? null
      : h(
          "div",
          { class: "tray", role: "region", "aria-label": "Chosen accounts" },
          h("span", { class: "strong", role: "status" }, `${plural(chosen, "account")} chosen`),
          h("a", { class: "button primary", href: "#/submit" }, "Compare and submit"),
          h("button", { class: "button", onclick: () => this.#clear() }, "Clear"),
        );
  }

  #clear() {
    selection.clear();
    this.draw();
  }
}

/** One whose orders are under way, or that waits in another request, could only fail. */
function canBeChosen(row) {
  return row.stage === "QUEUED" || row.stage === "NOTHING_TO_TRADE";
}

function advisories(row) {
  return h("span", { class: "small above" }, ` ${plural(row.advisories, "advisory", "advisories")}`);
}

/** Why an account stands here, in one line and a picture; the rest where one points. */
function why(row) {
  const line = worst(row.lines);
  if (row.uncheckable.length > 0) {
    const reasons = row.uncheckable.map((u) => [word(REASONS, u.reason), u.subject].filter(Boolean).join(": "));
    return [h("span", { class: "badge bad" }, "Cannot be checked"), words(reasons[0], reasons.slice(1))];
  }
  if (line === null || line.weight === undefined) {
    const sides = row.lines.map((one) => `${lineName(one.line)} ${one.side === "ABOVE" ? "above" : "below"} its band`);
    const causes = row.causes.filter((cause) => cause !== "DRIFT" || sides.length === 0).map((cause) => word(CAUSES, cause));
    const said = [...sides, ...causes];
    return [h("span", {}), words(capital(said[0] ?? "It is flagged"), said.slice(1))];
  }
  const rest = [...row.lines.filter((one) => one !== line).map((one) => lineName(one.line)), ...others(row.causes)];
  return [
    bandPicture(line),
    h(
      "span",
      { class: "why-words", title: row.lines.map((one) => (one.weight === undefined ? lineName(one.line) : bandSentence(one))).join("\n") },
      h("span", { style: { display: "block" } }, h("span", { class: "strong" }, lineName(line.line)), " ", percent(line.weight), h("span", { class: "muted" }, ` against ${percent(line.target)}`)),
      h("span", { class: "small muted", style: { display: "block" } }, joined([sideMark(line.side), points(minus(line.weight, line.target)), range(line), rest.length > 0 ? `also ${rest.join(", ")}` : null])),
    ),
  ];
}

function range({ low, high }) {
  return high === null ? `at least ${percent(low)}` : `band ${percent(low)}\u2013${percent(high)}`;
}

function others(causes) {
  return causes.filter((cause) => cause !== "DRIFT").map((cause) => word(CAUSES, cause));
}

function words(first, rest) {
  return h(
    "span",
    { class: "why-words", title: [first, ...rest].join("\n") },
    h("span", { style: { display: "block" } }, capital(first)),
    rest.length > 0 ? h("span", { class: "small muted", style: { display: "block" } }, `also ${rest.join(", ")}`) : null,
  );
}

function capital(sentence) {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
