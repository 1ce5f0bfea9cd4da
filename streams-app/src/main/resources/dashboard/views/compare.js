import { command, get, newRequestId, ownName } from "../js/api.js";
import { sum } from "../js/decimal.js";
import { confirm, toast } from "../js/dialog.js";
import { h, show } from "../js/dom.js";
import { accountLink, card, dollars, empty, figures, loading, notice, plural, title } from "../js/parts.js";
import { effect, nothing, proposalDetails, proposalFigures, volumes } from "../js/proposal.js";
import * as selection from "../js/selection.js";
import { LOGICS } from "../js/words.js";

/** Both ways are built for as many accounts as an advisor can look through; the rest are submitted with them. */
const MOST_PREVIEWS = 20;
const AT_ONCE = 4;

const WAYS = [
  ["BEST_FIT", "bestFit"],
  ["MIN_TRANSACTION", "minTransaction"],
];

/** Best Fit and Min Transaction side by side, before anything is submitted. */
export class Page {
  constructor(main, app) {
    Object.assign(this, { main, app, title: "Compare and submit" });
    this.accounts = selection.all();
    this.previews = new Map();
    this.requestId = newRequestId();
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
  }

  async again() {
    const waiting = this.accounts.slice(0, MOST_PREVIEWS);
    const worker = async () => {
      for (let accountId = waiting.shift(); accountId !== undefined && !this.closed; accountId = waiting.shift()) {
        this.previews.set(accountId, await this.#preview(accountId));
        this.draw();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async #preview(accountId) {
    try {
      return await get(`accounts/${encodeURIComponent(accountId)}/preview`);
    } catch (problem) {
      return { problem };
    }
  }

  draw() {
    if (this.closed) {
      return;
    }
    const back = h("a", { href: "#/" }, "Back to the accounts");
    if (this.accounts.length === 0) {
      show(this.main, title("Compare and submit"), h("div", { class: "card" }, empty("No account is chosen", "Choose accounts in the queue first; nothing is submitted before you say so.", back)));
      return;
    }
    show(
      this.main,
      title("Compare and submit", plural(this.accounts.length, "account"), h("span", { class: "aside" }, back)),
      h(
        "div",
        { class: "stack" },
        h("p", { class: "muted small" }, "Built on current prices, for comparison only. Nothing is submitted until you choose, and nothing trades before it is approved."),
      h("div", { class: "split" }, WAYS.map(([logic, name]) => this.#way(logic, name))),
      this.#both(),
      this.accounts.length > MOST_PREVIEWS
        ? notice("", `${plural(this.accounts.length - MOST_PREVIEWS, "more account")} will be submitted with these`, "Their proposals can be looked through before approval.")
        : null,
        this.accounts.slice(0, MOST_PREVIEWS).map((accountId) => this.#account(accountId)),
      ),
    );
  }

  #way(logic, name) {
    const built = [...this.previews.values()].map((preview) => preview[name]).filter(Boolean);
    const proposed = built.filter((one) => one.result === "PROPOSED");
    const all = proposed.map((one) => volumes(one.orders));
    return h(
      "section",
      { class: "card tight", "data-logic": logic },
      h("h2", {}, LOGICS[logic].name),
      h("p", { class: "muted" }, LOGICS[logic].hint, "."),
      figures([
        ["Accounts that trade", `${proposed.length} of ${built.length}`],
        ["Orders", String(proposed.reduce((total, one) => total + one.orders.length, 0))],
        ["Sells", dollars(sum(all.map(({ sells }) => sells)))],
        ["Buys", dollars(sum(all.map(({ buys }) => buys)))],
      ]),
      h("div", { class: "line-up" }, h("button", { class: "button primary", onclick: () => this.#submit(logic) }, `Submit as ${LOGICS[logic].name}`)),
    );
  }

  #both() {
    return h(
      "p",
      { class: "small" },
      h("button", { class: "button plain", onclick: () => this.#submit(null) }, "Submit each as its own target says"),
    );
  }

  #submit(logic) {
    const body = { type: "SUBMIT", accounts: this.accounts, ...(logic ? { tradeLogic: logic } : {}) };
    const send = command("rebalance-commands", this.requestId, body);
    confirm({
      title: `Submit ${plural(this.accounts.length, "account")}?`,
      body: [
        h("p", {}, `Trades are built ${logic ? `as ${LOGICS[logic].name}` : "as each target says"} on current prices and then wait for approval. Nothing trades before that.`),
        h("p", { class: "muted small" }, `It becomes request ${this.requestId}${ownName() ? `, submitted by ${ownName()}` : ""}.`),
      ],
      button: "Submit",
      action: async () => {
        await send();
        selection.clear();
        toast(`${this.requestId} is submitted.`);
        this.app.go(`#/requests/${encodeURIComponent(this.requestId)}`);
      },
    });
  }

  #account(accountId) {
    const preview = this.previews.get(accountId);
    return h(
      "section",
      { class: "card", "data-key": accountId, "data-account": accountId },
      h("h2", {}, accountLink(accountId)),
      preview ? this.#sides(preview) : loading(accountId),
    );
  }

  #sides(preview) {
    if (preview.problem) {
      return notice("bad", preview.problem.title, preview.problem.message);
    }
    return h(
      "div",
      { class: "split" },
      WAYS.map(([logic, name]) => h("div", { class: "stack" }, h("h3", {}, LOGICS[logic].name), this.#side(preview[name]))),
    );
  }

  #side(built) {
    if (built.result !== "PROPOSED") {
      return nothing(built);
    }
    return [
      proposalFigures(built),
      built.lines?.length > 0 ? effect(built.lines) : null,
      h("details", {}, h("summary", {}, plural(built.orders.length, "order")), proposalDetails(built)),
    ];
  }
}
