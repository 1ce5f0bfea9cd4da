import { command, get, pages } from "../js/api.js";
import { Asking } from "../js/asking.js";
import { minus, percent, price } from "../js/decimal.js";
import { confirm, toast } from "../js/dialog.js";
import { h, show } from "../js/dom.js";
import { ago, at, card, empty, failed, figures, joined, loading, notice, plural, table, title } from "../js/parts.js";
import { REFUSALS, word } from "../js/words.js";

const EVERY_MILLIS = 1000;
const MOST_SHOWN = 500;

/** Market: the prices that accounts are judged at, and those that the guard holds back. */
export class Page {
  constructor(main, app) {
    Object.assign(this, { main, app, title: "Market", text: "", prices: null });
    // Prices are not streamed: they are asked for while somebody looks.
    this.asking = new Asking(() => this.#ask(), EVERY_MILLIS);
    this.draw();
    this.again();
  }

  close() {
    this.closed = true;
    this.asking.close();
  }

  again() {
    return this.asking.now();
  }

  async #ask() {
    const text = this.text;
    try {
      const held = [];
      const [market, listed] = await Promise.all([
        get("market"),
        get("prices", { text, limit: MOST_SHOWN }),
        pages("prices", { quarantined: true }, { size: MOST_SHOWN, limit: MOST_SHOWN, each: ({ items }) => held.push(...items) }),
      ]);
      if (text === this.text) {
        Object.assign(this, { market, prices: listed, held, problem: null });
      }
    } catch (problem) {
      this.problem = problem;
    }
    this.draw();
  }

  heard(name) {
    if (name === "price-holds") {
      this.again();
    }
  }

  draw() {
    if (this.closed) {
      return;
    }
    if (!this.prices) {
      show(this.main, title("Market"), h("div", { class: "card" }, this.problem ? failed(this.problem, () => this.again()) : loading("prices")));
      return;
    }
    const { market } = this;
    show(
      this.main,
      title("Market", plural(market.securities, "security", "securities")),
      h(
        "div",
        { class: "stack" },
        this.problem ? notice("warn", "What you see is a moment old", this.problem.message) : null,
        card(
          null,
          figures([
            ["Priced", market.priced.toLocaleString("en-US")],
            ["Without a price", market.unpriced.toLocaleString("en-US")],
            ["Quarantined", h("span", { class: market.quarantined > 0 ? "loss" : "" }, market.quarantined.toLocaleString("en-US"))],
            ["Halted", market.halted.toLocaleString("en-US")],
            ["Newest price", ago(market.newestPriceAt)],
            ["Oldest price", ago(market.oldestPriceAt)],
          ]),
        ),
        market.halts.map((halt) => notice("warn", joined([`Halt on ${halt.scope.toLowerCase()} ${halt.scopeId}`, halt.setBy]), halt.reason)),
        this.#quarantined(),
        this.#all(),
      ),
    );
  }

  #quarantined() {
    const body =
      this.held.length === 0
        ? h("p", { class: "muted" }, "No price is held back.")
        : table(
            "Quarantined prices",
            ["Security", "Why", ">Last good", ">Held", ">Difference", "Since", ""],
            this.held.map((one) => this.#heldRow(one)),
          );
    return card("Quarantined prices", h("p", { class: "muted small" }, "Holders cannot be checked and do not trade until the price is confirmed by a later one, or released here."), body);
  }

  #heldRow({ securityId, symbol, held }) {
    return h(
      "tr",
      { "data-key": securityId, "data-held": securityId },
      h("td", { class: "strong" }, symbol ?? securityId),
      h("td", {}, held ? `The price ${word(REFUSALS, held.reason)}` : "—"),
      h("td", { class: "right" }, held?.lastGoodPrice ? price(held.lastGoodPrice) : "—"),
      h("td", { class: "right strong" }, held?.heldPrice ? price(held.heldPrice) : "unreadable"),
      h("td", { class: "right loss" }, held?.jump ? percent(held.jump, 1) : held?.heldPrice && held?.lastGoodPrice ? price(minus(held.heldPrice, held.lastGoodPrice)) : "—"),
      h("td", {}, held ? ago(held.heldAsOf) : "—"),
      h("td", { class: "right" }, held?.heldPrice ? h("button", { class: "button", onclick: () => this.#release(securityId, symbol ?? securityId, held) }, "Release…") : null),
    );
  }

  #release(securityId, name, held) {
    const send = command("market-commands", securityId, { type: "RELEASE_PRICE", heldPrice: held.heldPrice, reason: "released on the market page" });
    confirm({
      title: `Release the price of ${name}?`,
      body: h("p", {}, `${price(held.heldPrice)} is used from then on${held.lastGoodPrice ? ` instead of ${price(held.lastGoodPrice)}` : ""}; every holder is judged at it at once.`),
      button: `Use ${price(held.heldPrice)}`,
      action: async () => {
        await send();
        toast(`The price of ${name} is released.`);
        this.again();
      },
    });
  }

  #all() {
    const { items, total } = this.prices;
    const search = h("label", { class: "field" }, h("span", {}, "Search"), h("input", { type: "search", value: this.text, placeholder: "Symbol or name", oninput: (event) => this.#search(event.target.value.trim()) }));
    const body =
      items.length === 0
        ? empty(this.text ? "No security matches" : "No security is known yet", this.text ? "Search by symbol, id or name." : "Securities appear here once they are published.")
        : table("Prices", ["Security", "Name", ">Price", "As of", "Trading"], items.map((one) => this.#priceRow(one)));
    return card("Prices", h("div", { class: "stack" }, h("div", { class: "filters" }, search), body, items.length < total ? h("p", { class: "muted small" }, `${items.length} of ${plural(total, "security", "securities")}; search to see others.`) : null));
  }

  #priceRow(one) {
    return h(
      "tr",
      { "data-key": one.securityId },
      h("td", { class: "strong" }, one.symbol ?? one.securityId, one.quarantined ? h("span", { class: "badge bad" }, "quarantined") : null),
      h("td", { class: "muted" }, one.name ?? ""),
      h("td", { class: "right" }, one.price ? price(one.price) : "no price"),
      h("td", {}, at(one.asOf)),
      h("td", {}, one.halted ? h("span", { class: "badge warn" }, "Halted") : "Trading", one.corporateAction ? h("span", { class: "badge warn" }, "corporate action") : null),
    );
  }

  #search(text) {
    this.text = text;
    this.again();
  }
}
