import { confirm } from "./dialog.js";
import { h } from "./dom.js";
import { Live } from "./live.js";

/** Everything that is asked of the pipeline, and every command that is sent to it. */

const TRIES = 3;
const OUTCOME_EVERY_MILLIS = 200;
const OUTCOME_WITHIN_MILLIS = 15_000;
const ANSWER_WITHIN_MILLIS = 20_000;
/** Two beats of the stream and some time to spare. */
const SILENCE_MILLIS = 25_000;
/** Status of a problem that stands for a command that was refused. */
const REFUSED = 409;
const TOKEN = "evenkeel.token";
const NAME = "evenkeel.name";

/** Why something was not answered or done; its message is a sentence that names the fix. */
export class Problem extends Error {
  constructor({ status = 0, title = "The server does not answer", detail }) {
    super(detail ?? "Look whether it runs; this is tried again as soon as the connection is back.");
    Object.assign(this, { status, title });
  }
}

export function get(path, parameters = {}) {
  return asked("GET", path + query(parameters), null);
}

export function post(path, body = {}) {
  return asked("POST", path, body);
}

function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

async function asked(method, path, body) {
  for (let tried = 1; ; tried++) {
    const answer = await once(method, path, body);
    if (answer.ok) {
      return answer.json();
    }
    if (answer.status === 401 && (await askForToken())) {
      continue;
    }
    if (answer.status === 503 && tried < TRIES) {
      await pause(1000 * Number(answer.headers.get("Retry-After") ?? 1));
      continue;
    }
    throw new Problem({ status: answer.status, ...(await answer.json().catch(() => ({}))) });
  }
}

async function once(method, path, body) {
  const headers = { Accept: "application/json", ...authorization() };
  if (body !== null) {
    headers["Content-Type"] = "application/json";
  }
  try {
    return await fetch(`api/v1/${path}`, {
      method,
      headers,
      body: body === null ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MILLIS),
    });
  } catch {
    throw new Problem({});
  }
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function authorization() {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

let asking = null;

/** One question however many calls were answered 401 at once; whether it was answered. */
function askForToken() {
  asking ??= new Promise((resolve) => {
    let given = false;
    const field = h("input", { type: "text", autocomplete: "off", required: true, "aria-label": "Token" });
    confirm({
      title: "This instance asks for a token",
      body: [h("p", {}, "It is set by whoever runs it, and kept here until the browser is closed."), field],
      button: "Use it",
      cancel: "Later",
      action: async () => {
        sessionStorage.setItem(TOKEN, field.value.trim());
        given = true;
      },
    }).addEventListener("close", () => {
      asking = null;
      resolve(given);
    });
  });
  return asking;
}

/** Who approves and sends, as they called themselves last. */
export function ownName() {
  return localStorage.getItem(NAME) ?? "";
}

export function rememberName(name) {
  localStorage.setItem(NAME, name);
}

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** "R-20261120-143005-7k2p". */
export function newRequestId() {
  return `R-${timedId()}`;
}

/** The same of a cash movement, whose request has its id. */
export function newMovementId() {
  return `M-${timedId()}`;
}

function timedId() {
  const time = new Date().toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  return `${time}-${newId().slice(0, 4)}`;
}

/**
 * A command that is sent once however often it is called: a retry carries the same commandId, which the pipeline does
 * once. Settles with the outcome; one that is rejected fails with the sentence of the rejection.
 */
export function command(topic, key, body) {
  const commandId = body.commandId ?? newId();
  const path = `${topic}/${encodeURIComponent(key)}`;
  const sentBy = ownName() || undefined;
  return async () => {
    const sent = await asked("POST", path, { ...body, commandId, sentBy });
    return outcome(`${path}/${encodeURIComponent(sent.commandId)}`);
  };
}

/**
 * Sends what a form says. The same again is the same command, so it is done once however often it is sent; another
 * content is another command, and so is another attempt after a refusal, which would be answered the same for ever.
 */
export function commands(topic, key) {
  let said = null;
  let send = null;
  return async (body) => {
    const saying = JSON.stringify(body);
    if (send === null || saying !== said) {
      [said, send] = [saying, command(topic, key, body)];
    }
    try {
      return await send();
    } catch (problem) {
      send = problem.status === REFUSED ? null : send;
      throw problem;
    }
  };
}

async function outcome(path) {
  const until = Date.now() + OUTCOME_WITHIN_MILLIS;
  for (;;) {
    const said = await get(path);
    if (said.outcome === "REJECTED") {
      throw new Problem({ status: REFUSED, title: "It was refused", detail: said.sentence });
    }
    if (said.outcome === "ACCEPTED") {
      return said;
    }
    if (Date.now() > until) {
      throw new Problem({ title: "It is not answered yet", detail: "It was taken and is not answered yet. Press again to ask once more: it is done once." });
    }
    await pause(OUTCOME_EVERY_MILLIS);
  }
}

/**
 * Puts others in place of the restrictions that an account has, and waits until the account has them. They are one
 * record, so somebody else's change meanwhile is not written over but said.
 */
export async function replaceRestrictions(accountId, shown, wanted) {
  const path = `accounts/${encodeURIComponent(accountId)}`;
  const said = async () => JSON.stringify(bySecurity((await get(path)).restrictions));
  if ((await said()) !== JSON.stringify(bySecurity(shown))) {
    throw new Problem({ status: REFUSED, title: "They were changed meanwhile", detail: "Somebody else changed the restrictions of this account meanwhile. Close this, look at them, and begin again." });
  }
  await post(`restrictions/${encodeURIComponent(accountId)}`, { restrictions: wanted });
  const until = Date.now() + OUTCOME_WITHIN_MILLIS;
  while ((await said()) !== JSON.stringify(bySecurity(wanted))) {
    if (Date.now() > until) {
      throw new Problem({ title: "It is not there yet", detail: "They were taken and the account does not have them yet. Close this, and look again in a moment." });
    }
    await pause(OUTCOME_EVERY_MILLIS);
  }
}

const RESTRICTION_FIELDS = ["securityId", "type", "replacement", "substituteId", "startDate", "endDate"];

function bySecurity(restrictions) {
  const rows = restrictions.map((one) => RESTRICTION_FIELDS.map((name) => one[name] ?? null));
  return rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Every page of a list, each handed over as it comes; stops at the limit. */
export async function pages(path, parameters, { size, limit, each, wanted = () => true }) {
  let after = null;
  let got = 0;
  do {
    const page = await get(path, { ...parameters, after, limit: got === 0 ? Math.min(200, size) : Math.min(size, limit - got) });
    if (!wanted()) {
      return;
    }
    got += page.items.length;
    after = page.next;
    each(page, after === null || got >= limit);
  } while (after !== null && got < limit);
}

export async function queueTotal() {
  return (await get("queue", { limit: 1 })).total;
}

export async function pendingTotal() {
  return (await get("requests", { ended: false, status: "PENDING_APPROVAL", limit: 1 })).total;
}

const TYPES = [
  "account-status",
  "drift-events",
  "advisories",
  "rebalance-history",
  "rebalance-history-accounts",
  "cash-movements",
  "dead-letters",
  "price-holds",
];

export function pipelineStream(heard, changed) {
  return new Live({
    url: `api/v1/stream${query({ types: TYPES.join(",") })}`,
    headers: authorization,
    silenceMillis: SILENCE_MILLIS,
    heard,
    changed,
  });
}
