/** What the pipeline's names are called on a page. A test holds every name that the schemas know to an entry here. */

export const TILES = {
  FIRST_REBALANCE: { name: "First rebalance", hint: "Never rebalanced since rebalancing was switched on" },
  HIGH_CASH: { name: "High cash", hint: "More cash than its band allows" },
  LOW_CASH: { name: "Low cash", hint: "Less cash than its band allows" },
  OUTSIDE_TOLERANCE: { name: "Outside tolerance", hint: "A holding or a model left its band" },
};

export const CAUSES = {
  TARGET: "its target changed",
  DRIFT: "it drifted",
  SWITCHED_ON: "rebalancing was switched on",
  REALLOCATION: "a model was reallocated",
};

export const STAGES = {
  QUEUED: "Queued",
  PENDING_APPROVAL: "Pending approval",
  IN_FLIGHT: "At the custodian",
  AWAITING_POSITIONS: "Awaiting positions",
  NOTHING_TO_TRADE: "Nothing to trade",
};

export const STATUSES = {
  NOT_MONITORED: "Not monitored",
  NOT_FLAGGED: "Within its bands",
  FLAGGED: "Needs attention",
  UNCHECKABLE: "Cannot be checked",
};

export const REQUESTS = {
  BUILDING: "Building trades",
  PENDING_APPROVAL: "Pending approval",
  APPROVED: "Approved",
  EXPIRED: "Expired",
  CANCELED: "Canceled",
  NOTHING_TO_APPROVE: "Nothing to approve",
};

export const RESULTS = {
  COMPLETE: "Complete",
  COMPLETE_WITH_ERRORS: "Complete with errors",
  FAILED: "Failed",
  EXPIRED: "Expired",
  CANCELED: "Canceled",
};

export const FILLS = {
  NONE: "Not filled yet",
  PARTIAL: "Partly filled",
  FILLED: "Filled",
  REJECTED: "Rejected",
};

export const ROWS = {
  BUILDING: "Building",
  PROPOSED: "Proposed",
  APPROVED: "Approved",
  NO_TRADES: "Nothing to trade",
  COMPLETE: "Complete",
  FAILED: "Failed",
  REMOVED: "Left out",
  EXPIRED: "Expired",
  CANCELED: "Canceled",
};

export const ISSUES = {
  UNCHECKABLE: "Cannot be checked",
  MARGIN_NOT_ENABLED: "Margin is not enabled",
  REG_T_EXCEEDED: "Initial margin exceeded",
  INSUFFICIENT_CASH: "Not enough cash",
  ORDERS_IN_FLIGHT: "Orders are in flight",
  RESTRICTED: "Restricted",
  NOT_ANSWERED: "Did not answer in time",
  STALE_PROPOSAL: "The proposal is out of date",
  UNKNOWN_ACCOUNT: "Unknown account",
  FOREIGN_FIRM: "Another firm's account",
  REBALANCING_OFF: "Rebalancing is off",
  ACCOUNT_NOT_ACTIVE: "The account is not active",
  ALREADY_PENDING: "Already pending in another request",
  SLEEVE_UNKNOWN: "Unknown sleeve",
  MODEL_NOT_IN_TARGET: "The model is not in the target",
  RELEASE_REFUSED: "Held back before release",
  NO_TARGET: "No target",
  NOTHING_TO_SELL: "Nothing to sell",
  WOULD_BE_UNDONE: "The target would undo it",
  MOVEMENT_ENDED: "The cash movement has ended",
  MARGIN_CALL: "Margin call",
  RECONCILIATION_BREAK: "The books differ from the custodian's",
};

export const REASONS = {
  POSITIONS_MISSING: "its positions are missing",
  CURRENCY_UNSUPPORTED: "a currency is not supported",
  SECURITY_UNKNOWN: "a security is unknown",
  PRICE_MISSING: "a price is missing",
  PRICE_QUARANTINED: "a price is quarantined",
  PRICE_STALE: "a price is stale",
  TARGET_UNKNOWN: "its target is unknown",
  TARGET_INVALID: "its target is invalid",
  MODEL_UNKNOWN: "a model is unknown",
  EQUITY_NOT_POSITIVE: "its equity is not above zero",
  SLEEVE_EQUITY_NOT_POSITIVE: "a sleeve's equity is not above zero",
  CORPORATE_ACTION_PENDING: "a corporate action is half applied",
};

export const ADVISORIES = {
  LEVERAGE_PENDING: "Leverage pending",
  MARGIN_NOT_ENABLED: "Margin is not enabled",
  NEGATIVE_MANAGED_CASH: "Negative cash in the managed sleeve",
  NO_TARGET_HELD_TO_CASH: "No target: held against cash",
  MARGIN_CALL: "Margin call",
  BATCH_UNACKNOWLEDGED: "Batch not acknowledged",
  BATCH_UNFINISHED: "Batch not finished",
  PRICE_STALE: "Stale price",
  PRICE_QUARANTINED: "Quarantined price",
  EXECUTION_ANOMALY: "Execution anomaly",
  ORDERS_HELD: "Orders held",
  RECONCILIATION_BREAK: "The books differ from the custodian's",
  RELEASE_HALTED: "Halted by a limit",
  BATCH_NOT_CANCELED: "Batch not canceled",
};

export const SEVERITIES = { INFO: "For information", WARNING: "Warning", CRITICAL: "Critical" };

export const LOGICS = {
  BEST_FIT: { name: "Best Fit", hint: "Every line to its exact target" },
  MIN_TRANSACTION: { name: "Min Transaction", hint: "Only what clears the breached lines" },
};

export const SOURCES = { REBALANCE: "Rebalance", CASH_MOVEMENT: "Cash movement", MANUAL: "By hand" };

export const SLEEVES = { MANAGED: "Managed", MODEL: "Model", FUNDING: "Funding", PROTECTED: "Protected" };

export const ACRS = { OPEN: "Opens", CHANGE: "Changes", CLOSE: "Closes" };

export const ORDER_STATES = {
  SENT: "Sent",
  ACKNOWLEDGED: "Acknowledged",
  PARTIALLY_FILLED: "Partly filled",
  FILLED: "Filled",
  REJECTED: "Rejected",
  CANCELED: "Canceled",
  EXPIRED: "Expired",
};

export const SIDES = { BUY: "Buy", SELL: "Sell" };

export const MOVEMENTS = {
  SCHEDULED: "Scheduled",
  PROCESSING: "Waiting",
  WORKING: "At the custodian",
  COMPLETED: "Completed",
  FAILED: "Failed",
  CANCELED: "Canceled",
};

export const DIRECTIONS = { DEPOSIT: "Deposit", WITHDRAWAL: "Withdrawal" };

export const METHODS = {
  REBALANCER: "toward target",
  PRO_RATA: "pro rata",
  EQUAL_WEIGHT: "equal weight",
  CUSTOM: "as named",
};

export const RESTRICTIONS = {
  DO_NOT_BUY: "Do not buy",
  DO_NOT_SELL: "Do not sell",
  DO_NOT_TRADE: "Do not trade",
  EXCLUDE: "Never hold",
  SUBSTITUTE: "Hold another instead",
};

export const REPLACEMENTS = { CASH: "stays cash", PRO_RATA: "goes to the rest" };

export const REFUSALS = {
  MALFORMED: "could not be read",
  NOT_POSITIVE: "is not above zero",
  OLDER_THAN_LAST: "is older than the last",
  JUMP: "jumped too far",
  CURRENCY_UNSUPPORTED: "is in another currency",
};

/** The name of a symbol, or the symbol itself where a newer server says something that this page does not know. */
export function word(names, symbol) {
  const entry = names[symbol];
  return entry?.name ?? entry ?? String(symbol ?? "").toLowerCase().replaceAll("_", " ");
}

/** A line as people say it: SECURITY:XOM is XOM, MODEL:TECH is "TECH model", TECH/AAPL is "AAPL in TECH". */
export function lineName(line) {
  const [kind, ...rest] = line.split(":");
  if (rest.length > 0) {
    const name = rest.join(":");
    return kind === "MODEL" ? `${name} model` : name;
  }
  if (line === "CASH") {
    return "Cash";
  }
  const at = line.indexOf("/");
  if (at < 0) {
    return line;
  }
  const inside = line.slice(at + 1);
  return `${inside === "CASH" ? "Cash" : inside} in ${line.slice(0, at)}`;
}
