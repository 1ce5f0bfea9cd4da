import { compare, money, percent, price, quantity, sum } from "./decimal.js";
import { h } from "./dom.js";
import { dollars, figures, gain, notice, plural, table } from "./parts.js";
import { ACRS, ISSUES, SIDES, lineName, word } from "./words.js";

/** What a proposal would do, and what it comes from. */

export function side(name) {
  return h("span", { class: `badge ${name === "BUY" ? "busy" : "warn"}` }, word(SIDES, name));
}

/** Dollars bought and sold, exactly. */
export function volumes(orders) {
  const of = (name) => sum(orders.filter((order) => order.side === name).map((order) => order.cash));
  return { buys: of("BUY"), sells: of("SELL") };
}

export function proposalFigures(proposal) {
  const { buys, sells } = volumes(proposal.orders);
  return figures([
    ["Orders", String(proposal.orders.length)],
    ["Sells", dollars(sells)],
    ["Buys", dollars(buys)],
    proposal.transfers.length > 0 && ["Transfers", String(proposal.transfers.length)],
    ["Estimated gain", gainOf(proposal)],
  ]);
}

/** The gain of the whole; of an open proposal it is the sum of its sales, where all of them know theirs. */
export function gainOf({ gain: whole, orders }) {
  if (!orders.some((order) => order.side === "SELL")) {
    return h("span", { class: "muted" }, "no sales");
  }
  if (whole !== undefined && whole !== null) {
    return terms(whole);
  }
  const gains = orders.filter((order) => order.side === "SELL").map((order) => order.gain);
  const known = gains.map((one) => one?.total).filter((total) => total !== null && total !== undefined);
  const missing = gains.length - known.length;
  return [known.length > 0 ? gain(sum(known)) : gain(null), missing > 0 ? small(`${plural(missing, "sale")} without basis`) : null];
}

function terms({ shortTerm, longTerm, total, salesWithoutBasis }) {
  const parts = [
    shortTerm && `short-term ${dollars(shortTerm)}`,
    longTerm && `long-term ${dollars(longTerm)}`,
    salesWithoutBasis > 0 && `${plural(salesWithoutBasis, "sale")} without basis`,
  ].filter(Boolean);
  return [gain(total), parts.length > 0 ? small(parts.join(" · ")) : null];
}

function small(text) {
  return h("span", { class: "small muted" }, text);
}

/** Everything of it: orders with lots and gains, transfers, changes of sleeves, notes. */
export function proposalDetails(proposal) {
  if (proposal.result === "FAILED" || proposal.result === "NO_TRADES") {
    return nothing(proposal);
  }
  return h(
    "div",
    { class: "stack" },
    proposal.acrs.length > 0 ? acrs(proposal.acrs) : null,
    proposal.orders.length > 0 ? orders(proposal.orders) : null,
    proposal.transfers.length > 0 ? transfers(proposal.transfers) : null,
    (proposal.notes ?? []).map((note) => notice("warn", `${lineName(note.line)} · ${note.securityId}`, note.sentence)),
  );
}

export function nothing({ result, issue, sentence }) {
  return result === "FAILED"
    ? notice("bad", word(ISSUES, issue), sentence)
    : notice("", "Nothing to trade", sentence ?? "Built on current prices, no order would bring it nearer to its target.");
}

function orders(list) {
  return table(
    "Orders",
    ["Order", "Security", "Sleeve", ">Quantity", ">Price", ">Amount", ">Estimated gain"],
    list.map((order) => [
      h(
        "tr",
        {},
        h("td", {}, side(order.side)),
        h("td", {}, h("span", { class: "strong" }, order.securityId), order.held ? h("span", { class: "badge warn", title: "Large beside the daily volume: waits until it is released" }, "held") : null),
        h("td", { class: "muted" }, order.sleeveId),
        h("td", { class: "right" }, quantity(order.quantity)),
        h("td", { class: "right" }, price(order.price)),
        h("td", { class: "right" }, dollars(order.cash)),
        h("td", { class: "right" }, order.side === "SELL" ? gain(order.gain?.total) : "—"),
      ),
      order.lots?.length > 0 ? lots(order) : null,
    ]),
  );
}

function lots(order) {
  const words = (lot) =>
    `${quantity(lot.quantity)} bought ${lot.acquired ?? "on an unknown day"} ${lot.costBasis === null || lot.costBasis === undefined ? "at an unknown cost" : `for ${dollars(lot.costBasis)}`}`;
  return h(
    "tr",
    { class: "part" },
    h("td", { colspan: 7, class: "small muted" }, `Lots: ${order.lots.map(words).join("; ")}`),
  );
}

function transfers(list) {
  return table(
    "Transfers between sleeves",
    ["From", "To", ">Amount"],
    list.map(({ fromSleeveId, toSleeveId, amount }) =>
      h("tr", {}, h("td", {}, fromSleeveId), h("td", {}, toSleeveId), h("td", { class: "right" }, dollars(amount))),
    ),
  );
}

function acrs(list) {
  return list.map((acr) => {
    const leverage =
      compare(acr.leverageBefore, acr.leverageApplied) === 0
        ? `at leverage ${quantity(acr.leverageApplied)}`
        : `leverage ${quantity(acr.leverageBefore)} → ${quantity(acr.leverageApplied)}${acr.latches ? ", takes effect on approval" : ""}`;
    return notice("", `${word(ACRS, acr.type)} the ${acr.modelId} sleeve`, `${moved(acr.amount)}, ${leverage}.`);
  });
}

function moved(amount) {
  const side = compare(amount, "0");
  const size = amount.replace(/^-/, "");
  return side === 0 ? "No capital moves" : side > 0 ? `Receives $${money(size)}` : `Gives $${money(size)}`;
}

/** Lines before and after, as a preview knows them. */
export function effect(lines) {
  return table(
    "Lines before and after",
    ["Line", ">Before", ">After", ">Target", ">Band"],
    lines.map((line) =>
      h(
        "tr",
        {},
        h("td", {}, lineName(line.line)),
        h("td", { class: "right" }, percent(line.weight)),
        h("td", { class: "right strong" }, line.after === null ? "—" : percent(line.after)),
        h("td", { class: "right" }, percent(line.target)),
        h("td", { class: "right muted" }, line.high === null ? `≥ ${percent(line.low)}` : `${percent(line.low)} – ${percent(line.high)}`),
      ),
    ),
  );
}
