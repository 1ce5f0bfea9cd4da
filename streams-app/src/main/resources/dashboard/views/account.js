import { command, get } from "../js/api.js";
import { Asking } from "../js/asking.js";
import { bandPicture, sideMark } from "../js/bands.js";
import { compare, minus, percent, price, quantity, sum, times } from "../js/decimal.js";
import { confirm, toast } from "../js/dialog.js";
import { h, show } from "../js/dom.js";
import { ago, at, badge, card, dollars, failed, figures, joined, loading, notice, requestLink, table, title } from "../js/parts.js";
import { proposalDetails, proposalFigures } from "../js/proposal.js";
import * as selection from "../js/selection.js";
import { ADVISORIES, CAUSES, DIRECTIONS, METHODS, MOVEMENTS, REASONS, REPLACEMENTS, RESTRICTIONS, SEVERITIES, SLEEVES, STAGES, STATUSES, TILES, lineName, word } from "../js/words.js";
import { allocate, assignTarget, cancelMovement, endBatch, lift, liquidate, moveCash, removeTarget, restrict, waive } from "./account-orders.js";
import { fills, isHeld } from "./request.js";

/** While it is looked at its drift follows the market, which no stream carries. */
const EVERY_MILLIS = 1000;

/** One account: where it stands now, why, and what is under way. */
export class Page {
  constructor(main, app, accountId) {
    Object.assign(this, { main, app, accountId, title: accountId });
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
    try {
      this.account = await get(`accounts/${encodeURIComponent(this.accountId)}`);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.draw();
  }

  heard(name, { key, value }) {
    if (key === this.accountId || value?.accountId === this.accountId) {
      this.again();
    }
  }

  draw() {
    if (this.closed) {
      return;
    }
    const account = this.account;
    if (!account) {
      show(this.main, title(this.accountId), h("div", { class: "card" }, this.problem ? failed(this.problem, () => this.again()) : loading("the account")));
      return;
    }
    const status = account.status ?? {};
    show(
      this.main,
      title(this.accountId, joined([account.account?.advisorId, account.account?.custodianId, account.account?.registration]), badge(STATUSES, status.status), badge(STAGES, status.stage), h("span", { class: "aside line-up" }, this.#actions(status))),
      h(
        "div",
        { class: "stack" },
        this.problem ? notice("warn", "What you see is a moment old", this.problem.message) : null,
        this.#standing(account, status),
        account.advisories.map((advisory) => advisoryNotice(advisory)),
        this.#reconciliation(account.reconciliation),
        this.#drift(account),
        h("div", { class: "split" }, this.#sleeves(account, status), this.#details(account, status)),
        this.#proposal(account.proposal),
        this.#batches(account),
        this.#movements(account),
        this.#restrictions(account.restrictions),
      ),
    );
  }

  #actions(status) {
    const rebalance = () => {
      selection.clear();
      selection.add([this.accountId]);
      this.app.go("#/submit");
    };
    const on = status.rebalancing;
    return [
      status.stage === "QUEUED" || status.stage === "NOTHING_TO_TRADE" || (on && status.stage === null)
        ? h("button", { class: "button primary", onclick: rebalance }, "Compare and submit")
        : null,
      h("button", { class: "button", onclick: () => moveCash(this.account, this) }, "Deposit or withdraw…"),
      h("button", { class: "button", onclick: () => assignTarget(this.account, this) }, "Assign a target…"),
      (status.targetVersions ?? []).length > 0 ? h("button", { class: "button", onclick: () => removeTarget(this.account, this) }, "Remove the target…") : null,
      typeof on === "boolean" ? h("button", { class: "button", onclick: () => this.#switch(!on) }, on ? "Switch rebalancing off…" : "Switch rebalancing on…") : null,
    ];
  }

  #switch(on) {
    confirm({
      title: on ? "Switch rebalancing on?" : "Switch rebalancing off?",
      body: h("p", {}, on ? `${this.accountId} is monitored from now on, and stands in the queue until its first rebalance.` : `${this.accountId} is neither monitored nor notified any more. Nothing trades.`),
      button: on ? "Switch on" : "Switch off",
      action: command("account-commands", this.accountId, { type: "SET_REBALANCING", on }),
    });
  }

  #standing({ drift }, status) {
    const tiles = (status.tiles ?? []).map((tile) => word(TILES, tile));
    const causes = (status.causes ?? []).map((cause) => word(CAUSES, cause));
    return card(
      null,
      figures([
        ["Equity", drift?.checkable ? dollars(drift.equity) : "—"],
        ["Exposure", drift?.checkable ? dollars(drift.exposure) : "—"],
        ["Overall drift", drift?.checkable ? percent(drift.overallDrift) : "—"],
        status.flagged ? ["Flagged since", status.flaggedSince ? ago(status.flaggedSince) : "—", small(`because ${causes.join(", ")}`)] : null,
        tiles.length > 0 ? ["Queue", tiles.join(", ")] : null,
        status.openRequestId ? ["Request", requestLink(status.openRequestId)] : null,
      ]),
    );
  }

  #drift({ drift }) {
    if (!drift) {
      return card("Lines against their bands", h("p", { class: "muted" }, "It has not been judged: rebalancing is off, or its account record has not arrived."));
    }
    if (!drift.checkable) {
      return notice("bad", "It cannot be checked", drift.reasons.map((r) => capital([word(REASONS, r.reason), r.subject].filter(Boolean).join(": "))).join("; ") + ".");
    }
    const own = drift.lines.filter((line) => !line.line.includes("/"));
    const inside = grouped(drift.lines.filter((line) => line.line.includes("/")));
    const groups = [...inside].map(([name, lines]) => [h("tr", { class: "group" }, h("th", { colspan: 7, scope: "rowgroup" }, `Inside the ${name} sleeve`)), lines.map(lineRow)]);
    return card("Lines against their bands", table("Lines against their bands", ["Line", "Band", "Side", ">Weight", ">Target", ">Allowed", ">Value"], [own.map(lineRow), groups]));
  }

  #reconciliation(reconciliation) {
    const number = ({ securityId }, amount) => (securityId === null ? dollars(amount) : quantity(amount));
    return reconciliation?.break
      ? card(
          "The custodian says otherwise",
          h(
            "div",
            { class: "stack" },
            h("p", { class: "muted small" }, "As of ", at(reconciliation.custodianAsOf), ". Nothing is built for the account until it is corrected or somebody answers for it."),
            table(
              "The custodian says otherwise",
              ["Line", ">Sleeves", ">Custodian", ">Difference"],
              reconciliation.differences.map((line) =>
                h("tr", {}, h("td", { class: "strong" }, line.securityId ?? "Cash"), h("td", { class: "right" }, number(line, line.sleeves)), h("td", { class: "right" }, number(line, line.custodian)), h("td", { class: "right loss" }, number(line, line.difference))),
              ),
            ),
            h("div", { class: "line-up" }, h("button", { class: "button", onclick: () => waive(this.account, this) }, "Answer for it…")),
          ),
        )
      : null;
  }

  #sleeves({ positions, prices }, status) {
    if (!positions) {
      return card("Sleeves", h("p", { class: "muted" }, "Its positions have not arrived."));
    }
    const leverage = new Map((status.sleeves ?? []).map((sleeve) => [sleeve.modelId, sleeve]));
    const stated = new Set(positions.sleeves.map((sleeve) => sleeve.modelId));
    const toCome = (status.sleeves ?? []).filter((sleeve) => !stated.has(sleeve.modelId));
    const start = (modelId, held) => this.#sleeveActions(modelId, held);
    return card(
      "Sleeves",
      h("div", { class: "stack" }, positions.sleeves.map((sleeve) => sleeveOf(sleeve, leverage.get(sleeve.modelId), prices ?? {}, start)), toCome.map((sleeve) => [notice("", `${sleeve.modelId} is not open yet`, `Configured leverage ${leverageOf(sleeve.configuredLeverage)}.`), start(sleeve.modelId, false)])),
    );
  }

  #sleeveActions(modelId, held) {
    return h(
      "div",
      { class: "line-up", role: "group", "aria-label": `Sleeve ${modelId}` },
      h("button", { class: "button plain", onclick: () => allocate(this.account, modelId, this) }, "Allocate…"),
      held ? h("button", { class: "button plain", onclick: () => liquidate(this.account, modelId, this) }, "Liquidate…") : null,
    );
  }

  #details({ account, positions }, status) {
    const versions = (status.targetVersions ?? []).map(({ id, version }) => `${id} (version ${version})`);
    return card(
      "Account",
      figures([
        ["Target", versions[0] ?? "none", versions.length > 1 ? small(`with ${versions.slice(1).join(", ")}`) : null],
        ["Rebalancing", status.rebalancing ? "on" : "off"],
        account ? ["Type", account.type === "MARGIN" ? `Margin, ${account.marginEnabled ? "enabled" : "not enabled"}` : "Cash"] : null,
        account ? ["Maintenance margin", account.maintenanceMargin ? percent(account.maintenanceMargin, 0) : "the custodian's"] : null,
        account ? ["Status", capital(account.status.toLowerCase())] : null,
        account ? ["Firm", account.firmId] : null,
        account?.group ? ["Group", account.group] : null,
        account ? ["At the custodian", account.custodianAccountRef ?? "—"] : null,
        positions ? ["Positions as of", at(positions.asOf), small(`version ${positions.version}`)] : null,
        ["Drift events", String(status.lastSequence ?? 0)],
      ]),
    );
  }

  #proposal(proposal) {
    return proposal
      ? card("Open proposal", h("div", { class: "stack" }, h("p", {}, "In request ", requestLink(proposal.requestId), `, built `, at(proposal.builtAt), ". It trades only once that is approved."), proposalFigures(proposal), proposalDetails(proposal)))
      : null;
  }

  #batches({ batch, recentBatches }) {
    const all = [batch, ...(recentBatches ?? [])].filter(Boolean);
    const held = (one) => one.orders.some(isHeld);
    return all.length > 0
      ? card(
          "Last fills",
          h(
            "div",
            { class: "stack" },
            all.map((one) =>
              h(
                "div",
                { class: "tight", "data-key": one.batchId },
                h("div", { class: "line-up" }, h("h3", {}, "Batch of ", requestLink(one.requestId)), h("span", { class: "muted" }, one === batch ? (one.finished ? "awaits its positions" : "at the custodian") : "ended"), one === batch && !one.finished ? h("button", { class: "button plain", onclick: () => endBatch(this.account, one, this) }, "Cancel or replace…") : null, one === batch && held(one) ? h("button", { class: "button", onclick: () => this.#release(one) }, "Release held orders…") : null),
                fills(one.orders),
              ),
            ),
          ),
        )
      : null;
  }

  #release(batch) {
    confirm({
      title: "Release the held orders?",
      body: h("p", {}, "They are large beside the daily volume of their securities. Released, the custodian works them like the others."),
      button: "Release",
      action: async () => {
        await command("account-commands", this.accountId, { type: "RELEASE_ORDERS", batchId: batch.batchId })();
        toast("The orders are released.");
      },
    });
  }

  #movements({ movements }) {
    const mayCancel = ({ status, requestId }) => status === "SCHEDULED" || (status === "PROCESSING" && !requestId);
    return movements.length > 0
      ? card(
          "Cash movements",
          table(
            "Cash movements",
            ["Movement", ">Amount", "Method", "Due", "Status", "What became of it", ""],
            movements.map((run) =>
              h(
                "tr",
                { "data-key": run.runId },
                h("td", {}, word(DIRECTIONS, run.direction), small(` ${run.runId}`)),
                h("td", { class: "right" }, dollars(run.amount)),
                h("td", {}, joined([word(METHODS, run.method), run.recurrence?.toLowerCase()])),
                h("td", {}, run.dueAt ? at(run.dueAt) : run.date),
                h("td", {}, badge(MOVEMENTS, run.status)),
                h("td", { class: "small" }, run.requestId ? requestLink(run.requestId) : null, " ", run.sentence),
                h("td", { class: "right" }, mayCancel(run) ? h("button", { class: "button plain", onclick: () => cancelMovement(this.account, run, this) }, "Cancel…") : null),
              ),
            ),
          ),
        )
      : null;
  }

  #restrictions(restrictions) {
    const row = (one) =>
      h(
        "tr",
        { "data-key": one.securityId, "data-restricted": one.securityId },
        h("td", { class: "strong" }, one.securityId),
        h("td", {}, word(RESTRICTIONS, one.type), one.substituteId ? `: ${one.substituteId}` : "", one.type === "EXCLUDE" ? `; its weight ${word(REPLACEMENTS, one.replacement)}` : ""),
        h("td", {}, one.startDate ?? "—"),
        h("td", {}, one.endDate ?? "—"),
        h("td", { class: "right" }, h("button", { class: "button plain", onclick: () => restrict(this.account, one, this) }, "Change…"), h("button", { class: "button plain", onclick: () => lift(this.account, one, this) }, "Lift…")),
      );
    return card(
      "Restrictions",
      h(
        "div",
        { class: "stack" },
        restrictions.length > 0 ? table("Restrictions", ["Security", "Restriction", "From", "Until", ""], restrictions.map(row)) : h("p", { class: "muted" }, "Every security may be traded and held."),
        h("div", { class: "line-up" }, h("button", { class: "button", onclick: () => restrict(this.account, null, this) }, "Restrict a security…")),
      ),
    );
  }
}

export function advisoryNotice({ code, subject, severity, sentence, whatToDo, amount }) {
  const name = joined([word(ADVISORIES, code), subject || null, amount ? dollars(amount) : null]);
  return h("div", { class: `notice ${severity}`, "data-key": `${code}/${subject}`, "data-advisory": code }, h("span", { class: "strong" }, h("span", { class: "sr" }, `${word(SEVERITIES, severity)}: `), name), h("span", {}, sentence), h("span", {}, h("span", { class: "strong" }, "What to do: "), whatToDo));
}

function lineRow(line) {
  return h(
    "tr",
    { "data-key": line.line, "data-line": line.line },
    h("td", { class: "strong" }, insideName(line.line), line.triggers ? null : small(" never flags")),
    h("td", {}, bandPicture(line)),
    h("td", {}, sideMark(line.side)),
    h("td", { class: "right strong" }, percent(line.weight)),
    h("td", { class: "right" }, percent(line.target)),
    h("td", { class: "right muted" }, line.high === null ? `≥ ${percent(line.low)}` : `${percent(line.low)} – ${percent(line.high)}`),
    h("td", { class: "right" }, dollars(line.value)),
  );
}

function sleeveOf(sleeve, leverage, prices, start) {
  // Cash on trade date: settled, and what is still to come in and to go out.
  const value = minus(sum([sleeve.settledCash, sleeve.unsettledReceivable ?? "0"]), sleeve.unsettledPayable ?? "0");
  return h(
    "div",
    { class: "tight", "data-key": sleeve.sleeveId, "data-sleeve": sleeve.sleeveId },
    h("div", { class: "line-up" }, h("h3", {}, sleeve.kind === "MODEL" ? sleeve.modelId : word(SLEEVES, sleeve.kind)), h("span", { class: "badge" }, word(SLEEVES, sleeve.kind)), leverage ? leverageWords(leverage) : null, sleeve.kind === "MODEL" ? start(sleeve.modelId, sleeve.holdings.length > 0) : null),
    table(
      `Holdings of ${sleeve.sleeveId}`,
      ["Holding", ">Quantity", ">Price", ">Value"],
      [
        sleeve.holdings.map(({ securityId, quantity: held }) => {
          const quoted = prices[securityId];
          return h(
            "tr",
            { "data-key": securityId },
            h("td", { class: "strong" }, securityId, quoted?.quarantined ? h("span", { class: "badge bad" }, "quarantined") : null),
            h("td", { class: "right" }, quantity(held)),
            h("td", { class: "right", title: quoted?.asOf ?? "" }, quoted?.price ? price(quoted.price) : "no price"),
            h("td", { class: "right" }, quoted?.price ? dollars(times(held, quoted.price)) : "—"),
          );
        }),
        h("tr", { "data-key": "cash" }, h("td", { class: "strong" }, "Cash"), h("td", {}), h("td", {}), h("td", { class: `right ${compare(value, "0") < 0 ? "loss" : ""}` }, dollars(value))),
      ],
    ),
  );
}

/** Configured stands on the target, effective is what the sleeve is judged at; that they differ is worth saying. */
function leverageWords({ configuredLeverage, effectiveLeverage }) {
  const differ = configuredLeverage && effectiveLeverage && compare(configuredLeverage, effectiveLeverage) !== 0;
  return h("span", { class: differ ? "small above strong" : "small muted" }, `leverage ${leverageOf(effectiveLeverage)} effective, ${leverageOf(configuredLeverage)} configured`);
}

function leverageOf(leverage) {
  return leverage ? `${quantity(leverage)}×` : "none";
}

function insideName(line) {
  const at = line.indexOf("/");
  return at < 0 ? lineName(line) : line.slice(at + 1) === "CASH" ? "Cash" : line.slice(at + 1);
}

function model({ line }) {
  return line.slice(0, line.indexOf("/"));
}

function grouped(lines) {
  const groups = new Map();
  lines.forEach((line) => groups.set(model(line), [...(groups.get(model(line)) ?? []), line]));
  return groups;
}

function small(text) {
  return h("span", { class: "small muted" }, text);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
