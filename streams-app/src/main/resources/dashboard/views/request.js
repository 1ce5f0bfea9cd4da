import { command, commands, get, newRequestId, ownName, rememberName } from "../js/api.js";
import { price, quantity, sum, times } from "../js/decimal.js";
import { confirm, toast } from "../js/dialog.js";
import { h, show } from "../js/dom.js";
import { VirtualList } from "../js/list.js";
import { Loading } from "../js/loading.js";
import { accountLink, at, badge, card, dollars, expiry, failed, figures, loading, notice, plural, requestLink, table, title } from "../js/parts.js";
import { proposalDetails, proposalFigures, side } from "../js/proposal.js";
import { clock, until } from "../js/time.js";
import { FILLS, ISSUES, ORDER_STATES, ROWS, word } from "../js/words.js";
import { progress } from "./pending.js";
import { about, outcome } from "./requests.js";

const ROWS_AT_ONCE = 1000;

/** One request: its accounts, their proposals or fills, and the decision. */
export class Page {
  constructor(main, app, requestId) {
    Object.assign(this, { main, app, requestId, title: requestId, request: null, rows: new Map(), leftOut: new Set(), loading: new Loading() });
    this.list = new VirtualList({
      label: `Accounts of ${requestId}`,
      heading: this.#heading(),
      cells: (row) => this.#cells(row),
      id: (row) => row.accountId,
      open: (row) => this.#look(row),
      toggle: (row) => this.#toggle(row),
      chosen: (row) => this.leftOut.has(row.accountId),
    });
    this.list.element.classList.add("request-rows");
    this.list.element.dataset.key = "list";
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
    this.list.close();
    clearTimeout(this.redrawing);
  }

  async again() {
    const path = `requests/${encodeURIComponent(this.requestId)}`;
    const turn = this.loading.begin();
    const wanted = () => this.loading.isWanted(turn) && !this.closed;
    try {
      let after = null;
      do {
        const page = await get(path, { limit: ROWS_AT_ONCE, after });
        if (wanted()) {
          this.#take(page);
        }
        after = page.next ?? null;
      } while (after !== null && wanted());
    } catch (problem) {
      this.problem = problem;
      this.draw();
    }
    this.loading.end(turn);
  }

  #take({ rows, next, ...request }) {
    rows.forEach((row) => this.rows.set(row.accountId, row));
    Object.assign(this, { request, problem: null });
    this.loading.taken();
    this.draw();
  }

  heard(name, { value }) {
    if (value?.requestId !== this.requestId) {
      return;
    }
    if (name === "rebalance-history") {
      this.loading.change(() => (this.request = { ...this.request, ...value }));
    } else if (name === "rebalance-history-accounts") {
      this.loading.change(() => this.rows.set(value.accountId, value));
    }
    this.redrawing ??= setTimeout(() => {
      this.redrawing = null;
      this.draw();
    }, 100);
  }

  tick() {
    this.draw();
  }

  draw() {
    if (this.closed) {
      return;
    }
    const request = this.request;
    if (!request) {
      show(this.main, title(this.requestId), h("div", { class: "card" }, this.problem ? failed(this.problem, () => this.again()) : loading("the request")));
      return;
    }
    this.app.under(request.result ? "history" : "pending");
    const rows = [...this.rows.values()].sort((a, b) => IDS.compare(a.accountId, b.accountId));
    show(
      this.main,
      title(this.requestId, null, outcome(request), request.approvedAt ? badge(FILLS, request.fill) : null, h("span", { class: "muted" }, about(request))),
      h("div", { class: "stack" }, this.#summary(request), this.#decision(request), this.list.element.isConnected ? this.list.element.cloneNode(false) : this.list.element),
    );
    this.list.update(rows);
  }

  #summary(request) {
    return card(
      null,
      progress(request),
      figures([
        ["Complete", request.complete.toLocaleString("en-US")],
        ["Failed", h("span", { class: request.failed > 0 ? "loss" : "" }, request.failed.toLocaleString("en-US"))],
        ["Left out", request.removed.toLocaleString("en-US")],
        ["Nothing to trade", request.noTrades.toLocaleString("en-US")],
        ["Submitted", at(request.submittedAt), small(`by ${request.submittedBy}`)],
        request.approvedAt ? ["Approved", at(request.approvedAt), small(`by ${request.approvedBy}`)] : ["Expires", expiry(request.expiresAt)],
        request.endedAt && !request.approvedAt ? ["Ended", at(request.endedAt), request.endedBy ? small(`by ${request.endedBy}`) : null] : null,
        request.retryFailedOf ? ["Retries", requestLink(request.retryFailedOf)] : null,
      ]),
    );
  }

  #decision(request) {
    if (request.status === "BUILDING") {
      return h("p", { class: "muted" }, "Trades are being built; it can be approved once every account has answered.");
    }
    if (request.status === "PENDING_APPROVAL") {
      return h(
        "div",
        { class: "line-up", role: "group", "aria-label": "Decision" },
        h("button", { class: "button primary", onclick: () => this.#approve() }, "Approve…"),
        h("button", { class: "button bad", onclick: () => this.#cancel() }, "Cancel the request…"),
        h("span", { class: "muted small" }, this.leftOut.size > 0 ? `${plural(this.leftOut.size, "account")} will be left out.` : "Tick accounts that are to be left out. Open one to see its trades, lots and gains."),
      );
    }
    return request.result && request.failed > 0 && request.status !== "CANCELED"
      ? h("div", { class: "line-up" }, h("button", { class: "button", onclick: () => this.#retry() }, `Retry ${plural(request.failed, "failed account")}…`))
      : null;
  }

  #heading() {
    return ["Leave out", "Account", "Status", "What became of it", ">Orders", ">Sells", ">Buys", "Fills"].map((name, index) =>
      h("span", { role: "columnheader", class: `${name.startsWith(">") ? "right" : ""} ${index === 1 ? "keep" : ""} ${index === 0 ? "choose" : ""}` }, index === 0 ? h("span", { class: "sr" }, name) : name.replace(">", "")),
    );
  }

  #cells(row) {
    const { buys, sells } = volumesOf(row.orders);
    const may = this.#mayLeaveOut(row);
    const cell = (name, ...inside) => h("span", { role: "gridcell", class: name }, inside);
    return [
      cell("choose", may ? h("input", { type: "checkbox", tabindex: -1, checked: this.leftOut.has(row.accountId), "aria-label": `Leave ${row.accountId} out`, onchange: () => this.#toggle(row) }) : null),
      cell("account strong", accountLink(row.accountId)),
      cell("status", badge(ROWS, row.status)),
      cell("said small", row.issue ? h("span", { class: "strong loss" }, word(ISSUES, row.issue), ". ") : null, row.sentence ?? (row.anomalies?.[0] ? h("span", { class: "above" }, row.anomalies[0]) : row.replacesBatchId ? `In place of batch ${row.replacesBatchId}, which was canceled.` : null)),
      cell("right orders", row.orders.length > 0 ? h("button", { class: "button plain", tabindex: -1, onclick: () => this.#look(row) }, String(row.orders.length)) : "0"),
      cell("right sells", dollars(sells)),
      cell("right buys", dollars(buys)),
      cell("fill", row.batchId ? badge(FILLS, row.fill) : null),
    ];
  }

  #mayLeaveOut(row) {
    return this.request?.status === "PENDING_APPROVAL" && row.status === "PROPOSED";
  }

  #toggle(row) {
    if (this.#mayLeaveOut(row)) {
      if (!this.leftOut.delete(row.accountId)) {
        this.leftOut.add(row.accountId);
      }
      this.draw();
    }
  }

  #approve() {
    const proposed = [...this.rows.values()].filter((row) => row.status === "PROPOSED");
    const traded = proposed.filter((row) => !this.leftOut.has(row.accountId));
    const name = h("input", { type: "text", value: ownName(), required: true, autocomplete: "name" });
    const body = {
      type: "APPROVE",
      except: proposed.filter((row) => this.leftOut.has(row.accountId)).map((row) => row.accountId),
      // Binds the approval to what was looked at: a proposal that is another one by now does not trade.
      hashes: Object.fromEntries(traded.filter((row) => row.contentHash).map((row) => [row.accountId, row.contentHash])),
    };
    const send = commands("rebalance-commands", this.requestId);
    confirm({
      title: `Approve ${this.requestId}?`,
      body: [whatItDoes(traded, body.except.length), this.#deadline(), h("label", { class: "field" }, h("span", {}, "Approved by"), name)],
      button: `Approve ${plural(traded.length, "account")}`,
      cancel: "Not now",
      action: async () => {
        rememberName(name.value.trim());
        await send({ ...body, approvedBy: name.value.trim() });
        toast(`${this.requestId} is approved.`);
      },
    });
  }

  #deadline() {
    return h("p", { class: "muted" }, `It can be approved until ${clock(this.request.expiresAt)} (${until(this.request.expiresAt)}); after that it expires and trades nothing.`);
  }

  #cancel() {
    confirm({
      title: `Cancel ${this.requestId}?`,
      body: h("p", {}, "Its proposals are dropped and nothing trades. The accounts stay in the queue."),
      button: "Cancel the request",
      tone: "bad",
      cancel: "Keep it",
      action: command("rebalance-commands", this.requestId, { type: "CANCEL" }),
    });
  }

  #retry() {
    const requestId = newRequestId();
    const send = command("rebalance-commands", requestId, { type: "SUBMIT", retryFailedOf: this.requestId });
    confirm({
      title: `Retry ${plural(this.request.failed, "failed account")}?`,
      body: h("p", {}, `A new request, ${requestId}, is built for them on current prices and waits for approval.`),
      button: "Retry",
      action: async () => {
        await send();
        this.app.go(`#/requests/${encodeURIComponent(requestId)}`);
      },
    });
  }

  /** The trades of one account: as proposed while it waits, as filled afterwards. */
  async #look(row) {
    const body = h("div", { class: "stack" }, loading("its trades"));
    const dialog = h(
      "dialog",
      { class: "dialog wide", "aria-labelledby": "look-title", onclose: () => dialog.remove() },
      h("form", { method: "dialog" }, h("div", { class: "line-up" }, h("h2", { id: "look-title" }, `${row.accountId} in ${this.requestId}`), badge(ROWS, row.status)), body, h("div", { class: "dialog-buttons" }, h("a", { class: "button", href: `#/accounts/${encodeURIComponent(row.accountId)}`, onclick: () => dialog.close() }, "Open the account"), h("button", { class: "button primary" }, "Close"))),
    );
    document.body.append(dialog);
    dialog.showModal();
    show(body, await this.#trades(row));
  }

  async #trades(row) {
    if (row.issue) {
      return notice("bad", word(ISSUES, row.issue), row.sentence);
    }
    if (row.status !== "PROPOSED") {
      return row.orders.length > 0 ? fills(row.orders) : h("p", { class: "muted" }, row.sentence ?? "It has no orders.");
    }
    try {
      const proposal = await get(`requests/${encodeURIComponent(this.requestId)}/proposals/${encodeURIComponent(row.accountId)}`);
      return [proposalFigures(proposal), proposalDetails(proposal)];
    } catch (problem) {
      return notice("bad", problem.title, problem.message);
    }
  }
}

const IDS = new Intl.Collator("en", { numeric: true });

function volumesOf(orders) {
  const of = (name) => sum(orders.filter((order) => order.side === name).map((order) => times(order.quantity, order.price)));
  return { buys: of("BUY"), sells: of("SELL") };
}

function whatItDoes(rows, leftOut) {
  const orders = rows.flatMap((row) => row.orders);
  const { buys, sells } = volumesOf(orders);
  const custodians = [...new Set(rows.map((row) => row.custodianId).filter(Boolean))].join(", ");
  return [
    h("p", {}, h("span", { class: "strong" }, `${plural(orders.length, "order")} for ${plural(rows.length, "account")}`), ` go to ${custodians || "the custodian"}: sells of ${dollars(sells)}, then buys of ${dollars(buys)}, at the prices they were built on.`),
    leftOut > 0 ? h("p", {}, `${plural(leftOut, "account")} left out.`) : null,
    h("p", { class: "muted" }, "An account whose positions, target or prices have moved since is not traded; it is shown under Failed."),
  ];
}

function small(text) {
  return h("span", { class: "small muted" }, text);
}

/** States in which nothing more happens to an order. */
const OVER = ["FILLED", "REJECTED", "CANCELED", "EXPIRED"];

/** Whether the custodian is not to work it until somebody releases it. */
export function isHeld({ held, state }) {
  return held === true && !OVER.includes(state);
}

export function fills(orders) {
  return table(
    "Orders and fills",
    ["Order", "Security", "Sleeve", ">Ordered", ">Filled", ">Average price", "State"],
    orders.map((order) =>
      h(
        "tr",
        {},
        h("td", {}, side(order.side)),
        h("td", { class: "strong" }, order.securityId),
        h("td", { class: "muted" }, order.sleeveId),
        h("td", { class: "right" }, quantity(order.quantity)),
        h("td", { class: "right" }, quantity(order.filled)),
        h("td", { class: "right" }, order.averagePrice ? price(order.averagePrice) : "—"),
        h("td", {}, isHeld(order) ? h("span", { class: "badge warn" }, "Held") : badge(ORDER_STATES, order.state), order.reason ? small(` ${order.reason}`) : null),
      ),
    ),
  );
}
