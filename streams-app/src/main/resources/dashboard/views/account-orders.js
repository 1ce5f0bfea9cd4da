import { commands, get, newMovementId, newRequestId, ownName, rememberName, replaceRestrictions } from "../js/api.js";
import { compare, sum } from "../js/decimal.js";
import { confirm, toast } from "../js/dialog.js";
import { h, show } from "../js/dom.js";
import { dollars } from "../js/parts.js";
import { LOGICS, METHODS, REPLACEMENTS, RESTRICTIONS, word } from "../js/words.js";

/**
 * What an advisor may start on an account. Each says before it is sent what it will do; a refusal stays in the dialog
 * with its reason. Nothing that is started here trades before its request is approved.
 */

const AMOUNT = "[0-9]{1,12}([.][0-9]{1,2})?";
const MOST_TARGETS = 1000;
const WAITS = "It waits for approval like any other request; nothing trades before that.";

/** When a cash movement happens. */
const TIMES = { TODAY: "Today", DAY: "On a day", MONTHLY: "Every month", QUARTERLY: "Every quarter", CUSTOM: "On certain days" };

/** A form whose effect is said anew whenever something in it changes. */
function form({ title, fields, effect, button, tone, action }) {
  const said = h("div", { class: "notice", role: "status", "data-effect": true });
  const inside = h("div", { class: "stack" });
  const draw = () => {
    show(inside, fields());
    show(said, h("span", { class: "strong" }, "What it will do"), [effect()].flat().map((sentence) => h("span", {}, sentence)));
  };
  const dialog = confirm({ title, body: [inside, said], button, tone, action });
  inside.addEventListener("input", draw);
  inside.addEventListener("change", draw);
  draw();
  return dialog;
}

function field(name, control, key = name) {
  return h("label", { class: "field", "data-key": key }, h("span", {}, name), control);
}

function choice(state, name, entries) {
  return h(
    "select",
    { value: state[name], oninput: (event) => (state[name] = event.target.value) },
    entries.map(([value, text]) => h("option", { value }, text)),
  );
}

function money(state, name, required = true) {
  return h("input", { type: "text", inputmode: "decimal", pattern: AMOUNT, title: "An amount in dollars, such as 5000.00", required, value: state[name], autocomplete: "off", oninput: (event) => (state[name] = event.target.value.trim()) });
}

function day(state, name, required = true) {
  return h("input", { type: "date", required, value: state[name], oninput: (event) => (state[name] = event.target.value) });
}

function tick(state, name, text) {
  return h("label", { class: "line-up", "data-key": name }, h("input", { type: "checkbox", checked: state[name], oninput: (event) => (state[name] = event.target.checked) }), text);
}

function isAmount(text) {
  return new RegExp(`^${AMOUNT}$`).test(text ?? "") && compare(text, "0") > 0;
}

/** A deposit or a withdrawal, once or again and again. */
export function moveCash(account, page) {
  const { accountId } = account;
  const movementId = newMovementId();
  const send = commands("account-commands", accountId);
  const state = { direction: "DEPOSIT", amount: "", method: "REBALANCER", time: "TODAY", date: "", until: "", days: [""], parts: {} };
  const places = placesOf(account);
  form({
    title: "Deposit or withdraw cash",
    fields: () => [
      h("div", { class: "filters" }, field("Direction", choice(state, "direction", [["DEPOSIT", "Deposit"], ["WITHDRAWAL", "Withdrawal"]])), field("Amount in dollars", money(state, "amount"))),
      h("div", { class: "filters" }, field("How", choice(state, "method", Object.keys(METHODS).map((method) => [method, word(METHODS, method)]))), field("When", choice(state, "time", Object.entries(TIMES)))),
      ...days(state),
      state.method === "CUSTOM" ? custom(state, places) : null,
    ],
    effect: () => effectOfCash(state, movementId, places),
    button: "Plan it",
    action: async () => {
      await send(cashCommand(state, movementId, places));
      toast(`${movementId} is planned.`);
      page.again();
    },
  });
}

/** The days that belong to when it happens. */
function days(state) {
  if (state.time === "DAY") {
    return [field("Day", day(state, "date"))];
  }
  if (state.time === "MONTHLY" || state.time === "QUARTERLY") {
    return [h("div", { class: "filters", "data-key": "recurring" }, field("First day", day(state, "date")), field("Last day, if any", day(state, "until", false)))];
  }
  if (state.time === "CUSTOM") {
    const one = (date, index) => field(`Day ${index + 1}`, h("input", { type: "date", required: true, value: date, oninput: (event) => (state.days[index] = event.target.value) }));
    const more = h("button", { type: "button", class: "button", onclick: (event) => { state.days.push(""); event.target.dispatchEvent(new Event("change", { bubbles: true })); } }, "Add a day");
    return [h("div", { class: "filters", "data-key": "days" }, state.days.map(one)), h("div", { "data-key": "more" }, more)];
  }
  return [];
}

/** Where cash may flow through: the sleeves, and the positions of the managed one. */
function placesOf({ positions }) {
  const sleeves = (positions?.sleeves ?? []).filter((sleeve) => sleeve.kind === "MANAGED" || sleeve.kind === "MODEL");
  return sleeves.flatMap((sleeve) => [
    { key: sleeve.sleeveId, name: sleeve.kind === "MANAGED" ? "Cash of the managed sleeve" : `Sleeve ${sleeve.modelId}`, part: { sleeveId: sleeve.sleeveId } },
    ...(sleeve.kind === "MANAGED" ? sleeve.holdings : []).map(({ securityId }) => ({ key: `${sleeve.sleeveId}/${securityId}`, name: securityId, part: { sleeveId: sleeve.sleeveId, securityId } })),
  ]);
}

function custom(state, places) {
  return h(
    "fieldset",
    { class: "tight", "data-key": "parts" },
    h("legend", { class: "small muted" }, "Through which sleeves and positions; together they are the amount"),
    h("div", { class: "filters" }, places.map(({ key, name }) => field(name, money(state.parts, key, false), key))),
  );
}

function partsOf(state, places) {
  return state.method === "CUSTOM" ? places.filter(({ key }) => isAmount(state.parts[key])).map(({ key, part }) => ({ ...part, amount: state.parts[key] })) : [];
}

function cashCommand(state, movementId, places) {
  const { direction, amount, method, time, date, until } = state;
  const parts = partsOf(state, places);
  return {
    type: "CASH_MOVEMENT",
    movementId,
    direction,
    amount,
    method,
    ...(parts.length > 0 ? { parts } : {}),
    ...(["MONTHLY", "QUARTERLY", "CUSTOM"].includes(time) ? { recurrence: time } : {}),
    ...(["DAY", "MONTHLY", "QUARTERLY"].includes(time) && date ? { date } : {}),
    ...(["MONTHLY", "QUARTERLY"].includes(time) && until ? { until } : {}),
    ...(time === "CUSTOM" ? { dates: state.days.filter(Boolean) } : {}),
  };
}

const WAYS = {
  DEPOSIT: {
    REBALANCER: "It goes where the account is farthest below its target.",
    PRO_RATA: "It is spread over what the account holds, at current weights.",
    EQUAL_WEIGHT: "Each sleeve gets the same amount.",
    CUSTOM: "It goes into the sleeves and positions that are named.",
  },
  WITHDRAWAL: {
    REBALANCER: "What is lacking is raised where the account is farthest above its target.",
    PRO_RATA: "What is lacking is sold at current weights; nothing is bought.",
    EQUAL_WEIGHT: "Each sleeve gives the same amount.",
    CUSTOM: "It comes from the sleeves and positions that are named, in their order.",
  },
};

function effectOfCash(state, movementId, places) {
  if (!isAmount(state.amount)) {
    return "State an amount.";
  }
  const amount = dollars(state.amount);
  const parts = partsOf(state, places);
  const named = sum(parts.map((part) => part.amount));
  return [
    state.direction === "DEPOSIT" ? `${amount} is awaited in the funding sleeve and then invested.` : `${amount} is raised, what lacks of it by selling, and put into the funding sleeve to be paid out.`,
    WAYS[state.direction][state.method],
    state.method === "CUSTOM" && compare(named, state.amount) !== 0 ? `Named so far: ${dollars(named)} of ${amount}.` : null,
    `${whenWords(state)} ${WAITS}`,
    `It becomes request ${movementId}${["MONTHLY", "QUARTERLY", "CUSTOM"].includes(state.time) ? " with the day behind it, once for each day" : ""}.`,
  ].filter(Boolean);
}

function whenWords({ direction, time, date, until, days }) {
  const begins = direction === "WITHDRAWAL" ? "begins a business day before" : "begins on";
  const day = date || "that day";
  return {
    TODAY: "It begins now.",
    DAY: `It ${begins} ${day}.`,
    MONTHLY: `It ${begins} ${day} and every month after it${until ? ` until ${until}` : ", until it is canceled"}.`,
    QUARTERLY: `It ${begins} ${day} and every quarter after it${until ? ` until ${until}` : ", until it is canceled"}.`,
    CUSTOM: `It ${begins} each of ${days.filter(Boolean).join(", ") || "the days"}.`,
  }[time];
}

/** Stops what has not become a request. */
export function cancelMovement({ accountId }, run, page) {
  const send = commands("account-commands", accountId);
  confirm({
    title: `Cancel ${run.movementId}?`,
    body: h("p", {}, run.recurrence ? "None of its days that are still to come becomes a request. A request that is open already is canceled where requests are approved." : "It does not become a request, and nothing trades."),
    button: "Cancel the movement",
    tone: "bad",
    cancel: "Keep it",
    action: async () => {
      await send({ type: "CANCEL_CASH_MOVEMENT", movementId: run.movementId });
      toast(`${run.movementId} is canceled.`);
      page.again();
    },
  });
}

/** Moves cash into a model's sleeve. */
export function allocate({ accountId }, modelId, page) {
  const requestId = newRequestId();
  const send = commands("account-commands", accountId);
  const state = { amount: "", forced: false };
  form({
    title: `Allocate to ${modelId}`,
    fields: () => [field("Amount in dollars", money(state, "amount")), tick(state, "forced", "Also where the target would undo it")],
    effect: () =>
      isAmount(state.amount)
        ? [`${dollars(state.amount)} of cash moves into the sleeve ${modelId}, and the sleeve is built with it, at its configured leverage.`, state.forced ? "It is done although the next rebalance may undo it." : "If it would take the sleeve out of its band, so that the target would undo it, it fails and says so.", WAITS]
        : "State an amount.",
    button: "Build the request",
    action: () => opens(send({ type: "ALLOCATE_SLEEVE", requestId, modelId, amount: state.amount, ...(state.forced ? { forced: true } : {}) }), requestId, page),
  });
}

/** Sells a model's sleeve. */
export function liquidate({ accountId }, modelId, page) {
  const requestId = newRequestId();
  const send = commands("account-commands", accountId);
  confirm({
    title: `Liquidate ${modelId}?`,
    body: [h("p", {}, `Everything in the sleeve ${modelId} is sold, and what it brings moves to the cash of the managed sleeve. While the target still has ${modelId}, the account drifts from it.`), h("p", { class: "muted" }, WAITS)],
    button: "Build the request",
    tone: "bad",
    action: () => opens(send({ type: "LIQUIDATE_SLEEVE", requestId, modelId }), requestId, page),
  });
}

async function opens(sent, requestId, page) {
  await sent;
  toast(`${requestId} is being built.`);
  page.app.go(`#/requests/${encodeURIComponent(requestId)}`);
}

/** Another target; whoever types sees those that there are. */
export function assignTarget(account, page) {
  const { accountId } = account;
  const requestId = newRequestId();
  const send = commands("account-commands", accountId);
  const state = { target: "", rebalancing: "", now: false, targets: null, problem: null };
  const dialog = form({
    title: "Assign a target",
    fields: () => [
      field("Target", h("input", { type: "text", required: true, value: state.target, list: "targets", autocomplete: "off", oninput: (event) => (state.target = event.target.value.trim()) })),
      h("datalist", { id: "targets" }, (state.targets ?? []).map((target) => h("option", { value: target.targetId }, `version ${target.version}, ${target.components} components`))),
      field("Rebalancing", choice(state, "rebalancing", [["", "as it is"], ["on", "switch on"], ["off", "switch off"]])),
      tick(state, "now", "Build a rebalance at once"),
    ],
    effect: () => [
      state.problem ?? (state.target === "" ? "Name a target." : known(state)),
      "Assigning trades nothing. Until a rebalance is approved, the account stands in the queue because its target changed.",
      state.rebalancing === "off" ? "With rebalancing off it is neither monitored nor notified." : null,
      state.now ? `Request ${requestId} is built for it. ${WAITS}` : null,
    ].filter(Boolean),
    button: "Assign",
    action: async () => {
      const sent = send({
        type: "ASSIGN_TARGET",
        targetId: state.target,
        ...(state.rebalancing === "" ? {} : { rebalancing: state.rebalancing === "on" }),
        ...(state.now ? { rebalanceNow: true, commandId: requestId } : {}),
      });
      if (state.now) {
        await opens(sent, requestId, page);
      } else {
        await sent;
        toast(`${state.target} is assigned.`);
        page.again();
      }
    },
  });
  get("targets", { limit: MOST_TARGETS, firm: account.account?.firmId })
    .then(
      ({ items }) => (state.targets = items.filter((target) => target.accountId === null || target.accountId === accountId)),
      (problem) => (state.problem = problem.message),
    )
    .then(() => dialog.querySelector(".stack").dispatchEvent(new Event("input")));
}

function known({ target, targets }) {
  const found = targets?.find((one) => one.targetId === target);
  return found
    ? `${target}, version ${found.version}, is what the account is held against from now on.`
    : targets
      ? `${target} is none of the ${targets.length} targets that are known; until it is, the account cannot be checked.`
      : `${target} is what the account is held against from now on.`;
}

export function removeTarget({ accountId }, page) {
  const send = commands("account-commands", accountId);
  confirm({
    title: `Remove the target of ${accountId}?`,
    body: [h("p", {}, "While rebalancing is on, the account is then held against 100 % cash: a rebalance would sell everything."), h("p", { class: "muted" }, "Removing it trades nothing.")],
    button: "Remove it",
    tone: "bad",
    action: async () => {
      await send({ type: "REMOVE_TARGET" });
      toast("The target is removed.");
      page.again();
    },
  });
}

/** Lets the account be traded although custodian and sleeves differ by just this. */
export function waive({ accountId, reconciliation }, page) {
  const send = commands("account-commands", accountId);
  const name = h("input", { type: "text", value: ownName(), required: true, autocomplete: "name" });
  const reason = h("input", { type: "text", required: true });
  confirm({
    title: "Answer for the difference?",
    body: [
      h("p", {}, `${accountId} is built and traded again although its sleeves and the custodian differ by just this. Another difference stops it again.`),
      field("Waived by", name),
      field("Reason", reason),
    ],
    button: "Waive it",
    action: async () => {
      rememberName(name.value.trim());
      await send({ type: "WAIVE_RECONCILIATION", differenceId: reconciliation.differenceId, waivedBy: name.value.trim(), reason: reason.value.trim() });
      toast("The difference is waived.");
      page.again();
    },
  });
}

/** Cancels what the custodian has not done of the open batch, for good or to build it anew. */
export function endBatch({ accountId }, batch, page) {
  const requestId = newRequestId();
  const send = commands("account-commands", accountId);
  const state = { how: "CANCEL_BATCH", logic: "", reason: "" };
  form({
    title: "Cancel or replace the open batch",
    fields: () => [
      field("What to do", choice(state, "how", [["CANCEL_BATCH", "Cancel what is not done"], ["REPLACE_BATCH", "Cancel it and build it anew"], ["RELEASE_BATCH", "End it by hand"]])),
      state.how === "REPLACE_BATCH" ? field("Built as", choice(state, "logic", [["", "the target says"], ...Object.entries(LOGICS).map(([logic, { name }]) => [logic, name])])) : null,
      field("Reason", h("input", { type: "text", value: state.reason, oninput: (event) => (state.reason = event.target.value.trim()) })),
    ],
    effect: () =>
      ({
        CANCEL_BATCH: ["The custodian is told to cancel what it has not done; what is filled stays.", "The account is in flight until the custodian has said of every order what became of it."],
        REPLACE_BATCH: ["The custodian is told to cancel what it has not done; what is filled stays.", `Once it has said what became of every order, request ${requestId} is built for what this batch was for, on what is there then.`, WAITS],
        RELEASE_BATCH: ["The batch counts as ended although the custodian has not said so. Orders that it still works are filled all the same, and are then shown as anomalies.", "Only where the custodian will not finish it."],
      })[state.how],
    button: "Send it",
    tone: "bad",
    action: async () => {
      const reason = state.reason ? { reason: state.reason } : {};
      const replacement = state.how === "REPLACE_BATCH" ? { requestId, ...(state.logic ? { tradeLogic: state.logic } : {}) } : {};
      await send({ type: state.how, batchId: batch.batchId, ...replacement, ...reason });
      toast(state.how === "RELEASE_BATCH" ? "The batch is ended." : "The custodian is told.");
      page.again();
    },
  });
}

/**
 * Restricts a security of the account, or changes how it is restricted.
 *
 * @param standing the restriction that is changed; null for another security
 */
export function restrict(account, standing, page) {
  const { accountId, restrictions } = account;
  const state = { securityId: "", type: "DO_NOT_BUY", replacement: "CASH", substituteId: "", startDate: "", endDate: "", ...given(standing) };
  form({
    title: standing ? `Change the restriction of ${standing.securityId}` : "Restrict a security",
    fields: () => [
      h("div", { class: "filters" }, standing ? null : field("Security", text(state, "securityId", "securities")), field("Restriction", choice(state, "type", Object.entries(RESTRICTIONS)))),
      h("datalist", { id: "securities" }, securitiesOf(account).map((securityId) => h("option", { value: securityId }))),
      state.type === "EXCLUDE" ? field("Its weight", choice(state, "replacement", Object.entries(REPLACEMENTS))) : null,
      state.type === "SUBSTITUTE" ? field("Held instead", text(state, "substituteId", "securities")) : null,
      h("div", { class: "filters", "data-key": "days" }, field("First day, if not today", day(state, "startDate", false)), field("Last day, if any", day(state, "endDate", false))),
    ],
    effect: () => effectOfRestriction(state, restrictions),
    button: standing ? "Change it" : "Restrict it",
    action: async () => {
      await replaceRestrictions(accountId, restrictions, [...without(restrictions, state.securityId), restrictionOf(state)]);
      toast(`${state.securityId} is restricted.`);
      page.again();
    },
  });
}

/** What is stated of it. */
function given(restriction) {
  return Object.fromEntries(Object.entries(restriction ?? {}).filter(([, value]) => value !== null));
}

function text(state, name, list) {
  return h("input", { type: "text", required: true, value: state[name], list, autocomplete: "off", oninput: (event) => (state[name] = event.target.value.trim()) });
}

/** What the account holds or should hold. */
function securitiesOf({ positions, drift }) {
  const held = (positions?.sleeves ?? []).flatMap((sleeve) => sleeve.holdings.map(({ securityId }) => securityId));
  const asked = (drift?.lines ?? []).filter(({ line }) => line.startsWith("SECURITY:")).map(({ line }) => line.slice("SECURITY:".length));
  return [...new Set([...held, ...asked])].sort();
}

function restrictionOf({ securityId, type, replacement, substituteId, startDate, endDate }) {
  return {
    securityId,
    type,
    ...(type === "EXCLUDE" ? { replacement } : {}),
    ...(type === "SUBSTITUTE" ? { substituteId } : {}),
    ...(startDate ? { startDate } : {}),
    ...(endDate ? { endDate } : {}),
  };
}

function without(restrictions, securityId) {
  return restrictions.filter((one) => one.securityId !== securityId).map((one) => restrictionOf(given(one)));
}

function effectOfRestriction(state, restrictions) {
  const { securityId, type, replacement, substituteId, startDate, endDate } = state;
  if (securityId === "") {
    return "Name a security.";
  }
  const LIMIT = "Drift is judged as before: the account stays in the queue although a build may not clear it.";
  const what = {
    DO_NOT_BUY: [`No order buys ${securityId}.`, LIMIT],
    DO_NOT_SELL: [`No order sells ${securityId}.`, LIMIT],
    DO_NOT_TRADE: [`No order buys or sells ${securityId}.`, LIMIT],
    EXCLUDE: [`${securityId} is not to be held; its weight ${word(REPLACEMENTS, replacement)}.`, "What is held of it is sold by the next rebalance that is approved."],
    SUBSTITUTE: [`${substituteId || "Another security"} is held in place of ${securityId}.`, "What is held of it is sold by the next rebalance that is approved."],
  }[type];
  return [
    ...what,
    `It stands from ${startDate || "today"} ${endDate ? `until ${endDate}, both days included` : "until it is lifted"}.`,
    restrictions.some((one) => one.securityId === securityId) ? `It takes the place of what ${securityId} is restricted to now.` : null,
    "It trades nothing. A proposal that was built before is out of date, and fails where it is approved.",
  ].filter(Boolean);
}

/** Lets a security be traded and held again. */
export function lift({ accountId, restrictions }, { securityId }, page) {
  confirm({
    title: `Lift the restriction of ${securityId}?`,
    body: [h("p", {}, `${securityId} is traded and held again as the target says.`), h("p", { class: "muted" }, "Lifting it trades nothing. A proposal that was built before is out of date, and fails where it is approved.")],
    button: "Lift it",
    action: async () => {
      await replaceRestrictions(accountId, restrictions, without(restrictions, securityId));
      toast(`${securityId} is not restricted any more.`);
      page.again();
    },
  });
}
